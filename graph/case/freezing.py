"""What is in a case, taken out of the lake: rows copied as they are, import by import, so that the same kernels read them.

In it are its entities, the subjects and links of its findings, the ends of its links, and every link among all of these.
Rows of ids that were judged to be one of them come along, and both sides of a transfer: ids mean the same as in the lake.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl

from graph.block import lookup, write_block
from graph.case.canonical import canonical
from graph.case.frozen import CASE, FORMAT, JUDGED, NOTE, Frozen, content_of, hashes, place, written
from graph.case.recorded import recorded
from graph.judged import Judged
from graph.lake import SAME, Busy, Lake, table_of
from graph.ontology import Kind, ontology
from graph.ops import Ops
from graph.ops.freezes import Freezes
from graph.say import Say
from graph.settings import private
from graph.why import ends_of, flow_of

Watch = Callable[[int, int], None]  # done, total: tables of imports
BLOCK = 500_000  # records of a file


@dataclass(frozen=True, slots=True)
class Inside:
    """What is in a case: entities by every id that they have, and the links among them that it names itself."""

    entities: frozenset[str]
    links: frozenset[str]

    @property
    def key(self) -> str:
        return sha256(canonical([sorted(self.entities), sorted(self.links)])).hexdigest()[:16]


def freeze(
    lake: Lake, ops: Ops, case_id: str, data: Path, why: str = "", watch: Watch = lambda done, total: None
) -> Frozen:
    """Freeze a case as it is: a new version, there whole or not at all. What a killed run had copied is taken over."""
    Freezes(ops).demand(case_id)
    home = private(place(data, case_id))
    lake = Lake(
        lake.root.parent, lake.until or len(lake.events()), lake.judged
    )  # what is loaded meanwhile is not in it
    with _alone(home):
        body = recorded(ops, case_id)
        inside = within(lake, [t["id"] for t in body["things"] if t["sort"] != "finding"], body["findings"])
        staged = home / f".staging-{_state(lake)}-{inside.key}"
        for other in home.glob(".staging-*"):
            if other != staged:
                shutil.rmtree(other)
        try:
            return _frozen(lake, ops, case_id, home, staged, inside, body, why, watch)
        except OSError:  # a full disk: what was copied would keep it full
            shutil.rmtree(staged, ignore_errors=True)
            raise


def within(lake: Lake, things: Iterable[str], findings: Iterable[dict[str, Any]]) -> Inside:
    """What entities and links of a case, and its findings, come to."""
    entities, links = set[str](), set[str]()
    for finding in findings:
        entities.update(s["id"] for s in finding["subjects"])
        links.update(finding["links"])
    for one in things:
        if flow := flow_of(one):
            entities.update(ends_of(flow, one))
        elif isinstance(table_of(one), Kind):
            entities.add(one)
        else:
            links.add(one)
    for table in {table_of(one).name for one in links}:
        some = [one for one in links if table_of(one).name == table]
        for _, _, path in lake.parts(table):
            found = lookup(path, some)
            if found.height:
                entities.update(found["from"], found["to"])
    meant = {i for one in entities for i in lake.judged.group(one)}
    return Inside(frozenset(meant), frozenset(links))


def _frozen(lake: Lake, ops: Ops, case_id: str, home: Path, staged: Path, inside: Inside, body: dict[str, Any], why: str, watch: Watch) -> Frozen:  # fmt: skip
    """The folder, filled and put into place."""
    copied(lake, inside, staged, watch)
    judged = _judged(lake, ops, inside)
    written(staged / JUDGED, judged)
    made = Lake(staged, judged=Judged(len(judged["judgements"]), judged["canonical"]))
    there = _there(made)
    body["lacking"] = _lacking(made, there, [t["id"] for t in body["things"] if t["sort"] != "finding"])
    written(staged / CASE, body)
    listed = dict(hashes(staged))
    content, counts = content_of(listed), _counts(made, there, body)
    note = {
        "format": FORMAT, "case": case_id, "program": f"jinying {version('jinying')}", "ontology": _ontology(),
        "lake": {"entry": lake.until, "judged": lake.judged.seq}, "content": content, "counts": counts, "why": why, "who": ops.who, "files": listed,
    }  # fmt: skip

    def put(new: str, number: int, at: str) -> str:
        written(staged / NOTE, {**note, "id": new, "version": number, "at": at})
        final = home / str(number)
        if final.exists():  # put there by a process that died before it was registered
            shutil.rmtree(final)
        staged.rename(final)
        return sha256((final / NOTE).read_bytes()).hexdigest()

    kept = Freezes(ops).keep(case_id, content, counts, why, put)
    return Frozen.open(home / str(kept.version), kept.sha256)


def copied(lake: Lake, inside: Inside, staged: Path, watch: Watch = lambda done, total: None) -> None:
    """The rows of what is inside, below `staged/lake`; tables that are there already were copied whole."""
    active, tables = lake.active(), lake.tables()
    total, done = len(active) * (len(tables) + 1), 0
    ids = sorted(inside.entities)
    linked: list[pl.Series] = []
    for one in active:
        for table in tables:
            _table(lake, one, table, staged, lambda path, table=table: _chosen(path, table, ids))  # type: ignore[misc]
            if table in ontology().links:
                linked += [pl.read_parquet(p, columns=["id"])["id"] for p in _blocks(staged, one, table)]
            watch(done := done + 1, total)
    known = pl.concat([pl.Series("id", [], pl.String), *linked]).unique().to_frame().lazy()
    for one in active:
        _table(lake, one, SAME, staged, lambda path: pl.scan_parquet(path).join(known, on="id", how="semi").collect())
        watch(done := done + 1, total)
    entries = [e for e in lake.events() if active.get(e.id) == e.seq and (staged / "lake" / e.id).exists()]
    for e in entries:
        shutil.copyfile(lake.root / e.id / "manifest.json", staged / "lake" / e.id / "manifest.json")
    lines = [json.dumps(asdict(e), ensure_ascii=False) + "\n" for e in entries]
    (staged / "lake").mkdir(parents=True, exist_ok=True)
    (staged / "lake" / "log.jsonl").write_text("".join(lines), "utf-8")


def _table(lake: Lake, one: str, table: str, staged: Path, chosen: Callable[[Path], pl.DataFrame]) -> None:
    """One table of one import: its folder is there when it is whole."""
    final, work = staged / "lake" / one / table, staged / ".work"
    if final.exists():
        return
    shutil.rmtree(work, ignore_errors=True)
    for number, frame in enumerate(_packed(chosen(path) for _, _, path in lake.parts(table, [one]))):
        write_block(work, table, number, frame)
    if work.exists():
        final.parent.mkdir(parents=True, exist_ok=True)
        (work / table).rename(final)
        work.rmdir()


def _packed(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Few blocks of many records, the same ones in the same order every time."""
    held: list[pl.DataFrame] = []
    for frame in frames:
        if frame.height:
            held.append(frame)
        if sum(f.height for f in held) >= BLOCK:
            yield _ordered(held)
            held = []
    if held:
        yield _ordered(held)


def _ordered(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    frame = pl.concat(frames, how="diagonal")
    if "part" not in frame.columns:
        return frame.sort(frame.columns)
    return frame.sort("id", "part", pl.col("row") if "row" in frame.columns else pl.col("rows").list.first())


def _chosen(path: Path, table: str, ids: list[str]) -> pl.DataFrame:
    ends = ["id"] if table in ontology().kinds else ["from", "to"]
    return pl.scan_parquet(path).filter(*(pl.col(end).is_in(ids) for end in ends)).collect()


def _blocks(staged: Path, one: str, table: str) -> list[Path]:
    return sorted((staged / "lake" / one / table).glob("*.parquet"))


def _judged(lake: Lake, ops: Ops, inside: Inside) -> dict[str, Any]:
    """The answers that speak of two of those inside, and whom they come to mean."""
    said = [j for j in ops.judgements() if j.seq <= lake.judged.seq and {j.left, j.right} <= inside.entities]
    canonical_ = {one: meant for one, meant in lake.judged.canonical.items() if one in inside.entities}
    return {"canonical": canonical_, "judgements": [{**asdict(j), "reasons": dict(j.reasons)} for j in said]}


def _there(made: Lake) -> dict[str, set[str]]:
    """Ids of every table, as they were judged."""
    tables = ((t, made.scan(t)) for t in made.tables())
    return {t: set(made.united(t, rows).select("id").unique().collect()["id"]) for t, rows in tables}


def _lacking(made: Lake, there: dict[str, set[str]], things: Iterable[str]) -> list[str]:
    """Things of the case of which no row in force speaks any more; a sum of transfers is none of its own."""
    own = [one for one in things if not flow_of(one)]
    meant = made.stands_for(own)
    return [one for one in own if meant.get(one, one) not in there.get(table_of(one).name, ())]


def _counts(made: Lake, there: dict[str, set[str]], body: dict[str, Any]) -> dict[str, int]:
    kinds = ontology().kinds
    return {
        "entities": sum(len(ids) for t, ids in there.items() if t in kinds),
        "links": sum(len(ids) for t, ids in there.items() if t not in kinds),
        "records": sum(made.rows(t) for t in there),
        "findings": len(body["findings"]),
        "imports": len(made.active()),
        "lacking": len(body["lacking"]),
    }


def _state(lake: Lake) -> str:
    """Something that differs when the lake reads differently."""
    return sha256(canonical([list(lake.active()), lake.judged.pairs.rows()])).hexdigest()[:16]


def _ontology() -> str:
    return sha256(files("graph").joinpath("ontology.yaml").read_bytes()).hexdigest()


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One freeze of a case at a time."""
    with open(home / ".lock", "w", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy(
                Say("此案正在冻结", "this case is being frozen"), Say("请稍后再试", "try again in a while")
            ) from None
        yield
