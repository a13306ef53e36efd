"""Replay: the recorded rules and kernels run once more on the frozen facts, compared to the byte with what they gave.

Two files say what they gave: `figures.json` (graph.case.figures) and `subgraph.json`: every id in force, and of each
rule what it gives on these facts beside what it gave when it was applied, where there may have been more around it. What a
bundle says in the clear of its subgraph (TOLD) is compared with what the frozen facts and rules give, line by line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from graph.case import rules
from graph.case.assemble import Asked, assembled
from graph.case.canonical import canonical
from graph.case.counting import CountingError, Way
from graph.case.dossier import Figures, Lead
from graph.case.figures import SCHEMAS, FiguresError, again, figures, own, read, written
from graph.case.frozen import CASE, JUDGED, NOTE, Altered, Frozen, FrozenError
from graph.case.lines import lines, records
from graph.case.verifier import ALTERED, INTACT, MANIFEST, PIECE, Found, entries, verify
from graph.case.verifier import Asked as Looked
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot

FIGURES, SUBGRAPH = "figures.json", "subgraph.json"
EXPORTED, LEFT_OUT = (
    "files/",
    "graph/left-out.json",
)  # in a bundle: what was made for readers; what stands for the facts
TOLD = ENTITIES, LINKS, RULES = "graph/entities.jsonl", "graph/links.jsonl", "queries/rules.json"
LARGEST = 1 << 30  # bytes of a file that is read whole, or of a line
STATES = {
    "same": (0, Say("重算一致", "the replay gives the same")),
    "differs": (1, Say("重算不一致", "the replay differs")),
    "unknown": (2, Say("无法判断", "it can't be told")),
}


class ReplayError(JinyingError):
    """There is nothing to replay, or nothing to compare it with."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """How a replay ended (one of STATES). `differs`: what is not the same, or why it can't be told; `notes`: what a reader should
    know beside; `about`: case, frozen state, version, program then and now, how many of what was compared."""

    state: str
    differs: Sequence[Say] = ()
    notes: Sequence[Say] = ()
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def exit(self) -> int:
        """0 the same, 1 differs, 2 can't tell."""
        return STATES[self.state][0]


def recording(frozen: Frozen, named: Sequence[str] = (), counting: Way | None = None) -> dict[str, bytes]:
    """The two files of a frozen state, for who keeps them beside it: name -> bytes."""
    with apart(frozen) as here:
        s = here.snapshot()
        made = figures(s, own(s, named, leads(frozen)), counting)
        return {FIGURES: written(made), SUBGRAPH: subgraph(frozen, s)}


def replayed(path: Path, fingerprint: str | None = None) -> Replayed:
    """Replay a sealed bundle, verified first and its frozen state unpacked into a temporary folder, or a folder as it is.
    `fingerprint`: whose seal it must be. ReplayError: a folder has no seal."""
    if path.is_dir():
        if fingerprint is not None:
            raise ReplayError(Say("目录没有签名，无从核对指纹", "a folder has no seal whose fingerprint could be compared"), Say("请给出密封证据包，或不带 --fingerprint", "give a sealed bundle, or leave out --fingerprint"))  # fmt: skip
        return replay(path)
    checked = verify(str(path), Looked(fingerprint))
    found = [Say(f"{one['path']} {one['zh']}".strip(), f"{one['path']} {one['en']}".strip()) for one in checked.found]
    if checked.verdict == ALTERED:
        return Replayed("differs", found)
    if "signer" not in checked.facts or (fingerprint is not None and checked.verdict != INTACT):
        return Replayed("unknown", found)
    if fingerprint is None:
        found.append(_unpinned(checked.facts["signer"]["fingerprint"]))
    try:
        with TemporaryDirectory(prefix="jinying-bundle-") as place:
            _unpack(path, Path(place))
            if (Path(place) / LEFT_OUT).exists():
                return Replayed("unknown", [Say("包内未含冻结数据（脱敏交付），可以校验，不能重算", "the frozen facts are not in this bundle, which is masked: it can be verified, not replayed")], found)  # fmt: skip
            again = replay(Path(place))
    except Found as error:
        return Replayed("unknown", [Say(error.zh, error.en)])
    return replace(again, notes=[*again.notes, *found])


def _unpinned(fingerprint: str) -> Say:
    return Say(
        f"未指定签名：任何人都能用自己的密钥重新封存；请将证书指纹 {fingerprint} 与另行取得的核对，或用 --fingerprint 指定",
        f"the seal is unpinned: anybody can seal anew with a key of their own; compare its fingerprint {fingerprint} with the one that you got elsewhere, or give that as --fingerprint",
    )


def replay(folder: Path) -> Replayed:
    """Replay the one frozen state in a folder, or below it, and compare with the two files beside or below it.

    Arrays are made anew from the facts in a temporary folder: nothing that lies about is believed, nothing is written.
    """
    try:
        frozen = Frozen.open(_one(folder, NOTE).parent)
        then = {name: _bytes(_one(folder, name)) for name in (FIGURES, SUBGRAPH)}
        recorded = read(then[FIGURES])
    except Altered as error:
        return Replayed("differs", [error.what])
    except (FrozenError, ReplayError, FiguresError) as error:
        return Replayed("unknown", [Say(error.to("zh"), error.to("en"))])
    about = {
        "case": frozen.case, "frozen": frozen.id, "version": frozen.version, "made_by": frozen.note["program"], "replayed_by": f"jinying {version('jinying')}",
    }  # fmt: skip
    try:
        with apart(frozen) as here:
            s = here.snapshot()
            made = again(s, recorded.rules, leads(frozen))
            now = {FIGURES: written(made), SUBGRAPH: subgraph(frozen, s)}
            scope = _scope(folder)
            told = list(_told(folder, here, scope))
    except (FiguresError, CountingError, KeyError, TypeError) as error:  # rules that nobody wrote
        what = error.what if isinstance(error, JinyingError) else Say(f"缺少 {error}", f"{error} is missing")
        return Replayed("differs", [Say(f"口径无法重算：{what.zh}", f"its rules can't be run: {what.en}")], about=about)
    differs = [*_figures(recorded, made, then[FIGURES], now[FIGURES]), *_subgraph(then[SUBGRAPH], now[SUBGRAPH]), *told]
    body = json.loads(now[SUBGRAPH])
    counts = {part: sum(len(ids) for ids in body[part].values()) for part in ("entities", "links")}
    counts |= {name: getattr(made, name).height for name in SCHEMAS} | {"rules": len(body["rules"])}
    notes = list(_notes(body, about))
    if scope == "seen":
        notes.append(Say(f"{ENTITIES}、{LINKS} 只含视图所见：逐行核对其为冻结所载，未核对其是否齐全", f"{ENTITIES} and {LINKS} hold what a view showed: each line is as it was frozen, whether all are there was not compared"))  # fmt: skip
    return Replayed("differs" if differs else "same", differs, notes, about | {"compared": counts})


@contextmanager
def apart(frozen: Frozen) -> Iterator[Frozen]:
    """The frozen state where its arrays are made from nothing and gone afterwards."""
    with TemporaryDirectory(prefix="jinying-replay-") as place:
        for name in ("lake", CASE, JUDGED):
            (Path(place) / name).symlink_to((frozen.folder / name).resolve())
        yield replace(frozen, folder=Path(place))


def subgraph(frozen: Frozen, s: Snapshot) -> bytes:
    """Ids of entities by kind and of links by type, and of each rule: seq, name, found (how many), gone, new; canonical."""
    found = [rules.replay(rule, s, rules.shown_by(frozen.facts["findings"])) for rule in frozen.facts["rules"]]
    names = [name for name in s.counts if s.counts[name]]
    return canonical({
        "entities": {kind: sorted(s.ids(some)) for kind in s.kinds if len(some := s.of_kind(kind))},
        "links": {name: sorted(s.link_ids(name, range(len(s.edges(name).high)))) for name in names},
        "rules": [
            {"seq": r.rule, "name": r.name, "found": len(rule["found"]), "gone": sorted(r.gone), "new": sorted(r.new)}
            for r, rule in zip(found, frozen.facts["rules"], strict=True)
        ],
    })  # fmt: skip


def leads(frozen: Frozen) -> list[Lead]:
    """The findings of a frozen case, as the choice of its group reads them."""
    return [
        Lead(f["id"], f["detector"], "", f["score"], f["state"], Say(f["zh"], f["en"]), f["subjects"], f["links"], f["start"], f["end"], f["facts"])
        for f in frozen.facts["findings"]
    ]  # fmt: skip


def _unpack(bundle: Path, place: Path) -> None:
    """What of a bundle a replay may need: all but the exported files. Found: it is none."""
    with open(bundle, "rb") as handle:
        for entry in entries(handle, bundle.stat().st_size):
            if entry.name.startswith(EXPORTED):
                continue
            (place / entry.name).parent.mkdir(parents=True, exist_ok=True)
            handle.seek(entry.start)
            with open(place / entry.name, "xb") as out:
                left = entry.size
                while left and (piece := handle.read(min(left, PIECE))):
                    out.write(piece)
                    left -= len(piece)


def _one(folder: Path, name: str) -> Path:
    """The one file of this name in a folder or below it, outside of any lake."""
    found = [p for p in sorted(folder.rglob(name)) if "lake" not in p.relative_to(folder).parts[:-1] and p.is_file()]
    if len(found) != 1:
        raise ReplayError(
            Say(f"应有一个 {name}，找到 {len(found)} 个", f"one {name} is wanted, {len(found)} were found"),
            Say("给出冻结的案件或封存的证据包", "give a frozen case or a sealed bundle"),
        )
    return found[0]


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise ReplayError(Say(f"{path.name} 过大", f"{path.name} is too large"))
    return path.read_bytes()


def _figures(then: Figures, now: Figures, raw: bytes, made: bytes) -> Iterator[Say]:
    """Tables that differ, with the first line that does; bytes, where only they do."""
    if raw == made:
        return
    told = False
    for name in sorted({*then.rules, *now.rules}):
        if canonical(then.rules.get(name)) != canonical(now.rules.get(name)):
            told = True
            yield Say(f"{FIGURES} 口径 {name} 不同", f"{FIGURES}: the rule {name} differs")
    for name in SCHEMAS:
        one, other = (_lines(getattr(f, name)) for f in (then, now))
        if one != other:
            told = True
            at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))  # fmt: skip
            line = (one[at] if at < len(one) else other[at])[:120]
            yield Say(f"{FIGURES} 表 {name} 自第 {at + 1} 行不同：{line}", f"{FIGURES}: table {name} differs from row {at + 1}: {line}")  # fmt: skip
    if not told:
        yield Say(f"{FIGURES} 的字节不同", f"{FIGURES}: the same figures in other bytes")


def _lines(frame: pl.DataFrame) -> list[str]:
    return [canonical(row).decode() for row in frame.iter_rows()]


def _subgraph(raw: bytes, made: bytes) -> Iterator[Say]:
    if raw == made:
        return
    try:
        then, now = json.loads(raw), json.loads(made)
        told = [one for part in ("entities", "links") for one in _ids(part, then[part], now[part])]
        if then["rules"] != now["rules"]:
            told.append(Say(f"{SUBGRAPH} 入案规则的结果不同", f"{SUBGRAPH}: what the rules give differs"))
    except (ValueError, KeyError, TypeError, AttributeError):
        told = []
    yield from told or [Say(f"{SUBGRAPH} 的字节不同", f"{SUBGRAPH}: other bytes")]


def _scope(folder: Path) -> str | None:
    """How much of the case a bundle says it holds; None: the folder is no bundle."""
    try:
        return str(json.loads(_bytes(folder / MANIFEST))["computed"]["settings"]["scope"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _told(folder: Path, frozen: Frozen, scope: str | None) -> Iterator[Say]:
    """Of what a bundle tells in the clear (TOLD), what is not as the frozen facts and rules give it. In a bundle all of it is
    wanted; in another folder what is there. With scope "seen" a table may have fewer lines, but no others."""
    there = [name for name in TOLD if scope is not None or (folder / name).is_file()]
    if not there:
        return
    whole = assembled(frozen, Asked(""))
    made = {
        ENTITIES: lines(records("kind", whole.entities)), LINKS: lines(records("type", whole.links)), RULES: iter([canonical(list(whole.rules))]),
    }  # fmt: skip
    for name in there:
        if not (folder / name).is_file():
            yield Say(f"{name} 缺失", f"{name} is missing")
        else:
            yield from _lined(name, folder / name, made[name], scope == "seen" and name != RULES)


def _lined(name: str, path: Path, made: Iterator[bytes], part: bool) -> Iterator[Say]:
    """The first line that is not the next one made; `part`: that is none of those to come."""
    n = 0
    with open(path, "rb") as handle:
        while line := handle.readline(LARGEST):
            n += 1
            if not (line in made if part else line == next(made, None)):  # `in` takes those before it away
                shown = line[:120].decode("utf-8", "replace").strip()
                yield Say(f"{name} 自第 {n} 行与冻结数据不符：{shown}", f"{name} is not as the frozen facts give it from line {n}: {shown}")  # fmt: skip
                return
    if not part and next(made, None) is not None:
        yield Say(f"{name} 止于第 {n} 行，冻结数据还有更多", f"{name} ends at line {n}, the frozen facts give more")


def _ids(part: str, then: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> Iterator[Say]:
    for name in sorted({*then, *now}):
        one, other = set(then.get(name, ())), set(now.get(name, ()))
        if one != other:
            first = min(one ^ other)
            yield Say(
                f"{SUBGRAPH} {name} 不同：记录 {len(one):,} 项，重算 {len(other):,} 项，如 {first[:64]}",
                f"{SUBGRAPH}: {name} in {part} differs: {len(one):,} recorded, {len(other):,} found, as {first[:64]}",
            )


def _notes(body: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[Say]:
    """Rules that gave something else when the whole graph was around them; another program."""
    for rule in body["rules"]:
        if rule["gone"] or rule["new"]:
            yield Say(
                f"第 {rule['seq']} 次规则 {rule['name']} 入案时选中 {rule['found']:,} 项；仅以冻结数据重算，少 {len(rule['gone']):,} 项、多 {len(rule['new']):,} 项（与记录一致）",
                f"rule {rule['seq']} ({rule['name']}) gave {rule['found']:,} things when it was applied; on the frozen facts alone {len(rule['gone']):,} fewer and {len(rule['new']):,} more, as was recorded",
            )
    if about["made_by"] != about["replayed_by"]:
        yield Say(f"原由 {about['made_by']} 制作，现由 {about['replayed_by']} 重算", f"made by {about['made_by']}, replayed by {about['replayed_by']}")  # fmt: skip
