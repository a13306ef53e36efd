"""A frozen case sealed: its exports, its facts, what made it and what it takes to compute it again, in one signed bundle.

`DATA/cases/<case>/exports/<bundle>/bundle/<bundle>.zip`, registered as an export is. The frozen lake holds everything in
full, so it is in the bundle only where somebody who may read all of it takes it in full, says why, and nothing of the case
is redacted; else the bundle can be verified but not replayed, and names the hashes of what it leaves out.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from graph.case import custody, replay
from graph.case.assemble import Asked
from graph.case.bundle import Part, Sealed, sealed
from graph.case.canonical import canonical
from graph.case.dossier import Dossier
from graph.case.frozen import NOTE, Frozen, place
from graph.case.lines import lines, records, rows
from graph.case.manifest import Head, environment
from graph.case.produce import Order, file_of, produce
from graph.case.redact import hiding
from graph.case.sign import Seal
from graph.case.stamp import Authority
from graph.entity import fresh, now, stamp
from graph.ontology import ontology
from graph.ops import Ops
from graph.ops.anchors import Anchors
from graph.ops.custody import chain_end, entries_of, loads_of
from graph.ops.exports import Export, Exports, File, Taken
from graph.ops.redactions import Redactions
from graph.queries import queries
from graph.rights import Actor

Step = Callable[[str, int, int], None]  # a format's name or "seal", done, total
ROW = ("id", "import", "part", "row")  # of a source row; what its import is stands once
AS_FROZEN, MADE, COPIED, HIDDEN = "冻结 frozen", "生成 generated", "原样 as it is", "已脱敏 redacted"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is sealed: the state as it is asked for, in which formats, by which seal, stamped by whom. `reader`: who takes it in
    full, as far as their rights go (None: masked); `why`: the reason, which that needs."""

    asked: Asked
    formats: Sequence[str]
    seal: Seal
    authority: Authority | None = None
    reader: Actor | None = None
    why: str = ""


def seal_case(frozen: Frozen, ops: Ops, data: Path, wanted: Wanted, watch: Step = lambda name, done, total: None) -> tuple[Export, Sealed]:  # fmt: skip
    """Export, seal, register. All of it, or no bundle: an export that was made before stays and is told.

    ExportError, StampError, BundleError, and what produce raises."""
    bundle, case = fresh("bundle"), frozen.case
    seen: list[Dossier] = []
    hide = hiding(ops, case, wanted.reader)

    def hidden(dossier: Dossier) -> Dossier:
        seen.append(hide(replace(dossier, reason=wanted.why)))
        return seen[0]

    order = Order(replace(wanted.asked, bundle=bundle), wanted.formats, hidden, wanted.reader is not None, wanted.why)
    export = produce(frozen, ops, data, order, watch)
    home = place(data, case) / "exports"
    with TemporaryDirectory(prefix=f".{bundle}-", dir=home) as work:
        folder = Path(work)
        (dossier,) = seen
        head, parts = _contents(frozen, ops, data, wanted, export, dossier, folder)
        staged = folder / "staged"
        made = sealed(staged / "bundle" / f"{bundle}.zip", parts, head, wanted.seal, wanted.authority, lambda done, total: watch("seal", done, total))  # fmt: skip
        d = made.digest
        taken = Taken(bundle, case, frozen.id, dossier.about.scope, export.redactions, export.open, wanted.why)
        kept = Exports(ops).keep(taken, [File("bundle", f"bundle/{bundle}.zip", d.bytes, d.sha256, d.sm3)], lambda: _put(staged, home / bundle))  # fmt: skip
    ops.note("case-seal", case, export=bundle, sha256=d.sha256, sm3=d.sm3, fingerprint=made.fingerprint, stamp=made.stamp)  # fmt: skip
    return kept, replace(made, path=file_of(data, kept, kept.files[0].file))


def whole(ops: Ops, case_id: str, reader: Actor | None) -> bool:
    """Whether the frozen facts may go along: the reader may read all that is personal, everywhere, and nothing is redacted."""
    if reader is None or Redactions(ops).of(case_id):
        return False
    return all(reader.full(p, []) for owner in ontology().owners for p in owner.props.values())


def _put(staged: Path, final: Path) -> None:
    shutil.move(staged, final)


def _contents(frozen: Frozen, ops: Ops, data: Path, wanted: Wanted, export: Export, dossier: Dossier, work: Path) -> tuple[Head, list[Part]]:  # fmt: skip
    """What the manifest says at its head, and every file but those that sealing makes."""
    about, at, facts = dossier.about, stamp(now()), whole(ops, frozen.case, wanted.reader)
    sealing = custody.Act(at, ops.who, about.agency or "", "seal", about.bundle, frozen.sha256, about.number)
    names = dict(dossier.rows.select("import", "file").unique().iter_rows())
    called = {sha256: name for sha256, (name, _) in dossier.mappings.items()}
    by = {one: entry["who"] for one, entry in loads_of(ops, list(frozen.lake.active())).items()}
    log, said = custody.log(custody.acts(frozen, entries_of(ops, frozen.case), sealing, {**names, **called}, by))
    head = Head(
        about.bundle, at, ops.who, about.program,
        {"case": {n: getattr(about, n) for n in ("id", "number", "title", "cause", "suspected", "region", "agency")}, "reason": dossier.reason},
        {n: frozen.note[n] for n in ("id", "version", "at", "content")} | {"sha256": frozen.sha256}, said,
        custody.anchored(chain_end(ops), Anchors(data).all()),
        {"scope": about.scope, "open": wanted.reader is not None, "replay": facts, "hidden": sum(h.cells for h in dossier.hidden), "export": export.id},
    )  # fmt: skip
    made = Part("custody.jsonl", log, "审计链 audit chain", MADE, at), Part("environment.json", environment(frozen.note["ontology"], about.program), about.program, MADE, at)  # fmt: skip
    data_of = [*_exported(data, export, frozen), *_tables(dossier, work, at), *(_facts(frozen) if facts else ())]
    return head, [
        *made, *_extracted(frozen, data_of, by), *_asked(frozen, dossier, names, at), *_replay(frozen, wanted.asked, at), *(() if facts else _note(frozen, at)),
    ]  # fmt: skip


def _extracted(frozen: Frozen, parts: Iterable[Part], by: Mapping[str, str]) -> Iterator[Part]:
    """What holds data, with when those were imported and by whom: of all imports the last, of a file of one import that one."""
    at = {one: custody.utc(frozen.lake.manifest(one).finished) for one in frozen.lake.active()}
    last = max(at.values(), default="")
    every = "、".join(dict.fromkeys(by.get(one, custody.UNKNOWN) for one in sorted(at, key=lambda one: at[one])))
    for part in parts:
        one = next((i for i in at if f"/lake/{i}/" in part.path), None)
        yield replace(part, taken=at[one] if one else last, by=by.get(one, custody.UNKNOWN) if one else every)


def _exported(data: Path, export: Export, frozen: Frozen) -> Iterator[Part]:
    for file in export.files:
        yield Part(f"files/{file.file}", file_of(data, export, file.file), frozen.id, f"导出 export {file.format}", export.at)  # fmt: skip


def _facts(frozen: Frozen) -> Iterator[Part]:
    """The frozen state as it is, file by file."""
    for name in (NOTE, *frozen.note["files"]):
        yield Part(f"graph/frozen/{name}", frozen.folder / name, AS_FROZEN, COPIED, frozen.note["at"])


def _note(frozen: Frozen, at: str) -> Iterator[Part]:
    """Which files the frozen state has, where it is left out: what was written of why and by whom is too."""
    note = {name: value for name, value in frozen.note.items() if name not in ("why", "who")}
    yield Part("graph/left-out.json", canonical({**note, "sha256": frozen.sha256}), AS_FROZEN, MADE, at)


def _tables(dossier: Dossier, work: Path, at: str) -> Iterator[Part]:
    """Entities, links, source rows, imports and what happened, a record a line, for whoever reads no Parquet."""
    tables: dict[str, Iterator[Mapping[str, Any]]] = {
        "entities": records("kind", dossier.entities), "links": records("type", dossier.links), "rows": rows(dossier.rows.select(ROW)),
        "imports": rows(dossier.rows.select(pl.exclude("id", "table", "part", "row")).unique(maintain_order=True)),
        "changes": (asdict(entry) for entry in dossier.entries),
    }  # fmt: skip
    for name, some in tables.items():
        path = work / f"{name}.jsonl"
        with open(path, "wb") as out:
            out.writelines(lines(some))
        yield Part(f"graph/{name}.jsonl", path, AS_FROZEN, MADE, at)


def _asked(frozen: Frozen, dossier: Dossier, names: Mapping[str, str], at: str) -> Iterator[Part]:
    """By what the subgraph was made: its rules, the mappings that read the files, the queries of detectors that found it,
    the ontology."""
    yield Part("queries/rules.json", canonical(list(dossier.rules)), frozen.id, MADE, at)
    yield Part("queries/ontology.yaml", files("graph").joinpath("ontology.yaml").read_bytes(), dossier.about.program, COPIED, at)  # fmt: skip
    mappings = {m.mapping_sha256: m for one in reversed(frozen.lake.active()) for m in [frozen.lake.manifest(one)]}
    for m in mappings.values():
        said, text = dossier.mappings[m.mapping_sha256]
        name = "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in said)[:60]
        how = COPIED if text == m.mapping_text else HIDDEN
        yield Part(f"queries/mappings/{name}-{m.mapping_sha256[:12]}.yaml", text.encode(), names.get(m.id, m.id), how, m.finished)  # fmt: skip
    for name in sorted({f"detect/{lead.detector}" for lead in dossier.leads} & set(queries())):
        yield Part(f"queries/{name}.cypher", files("cypher").joinpath(f"{name}.cypher").read_bytes(), dossier.about.program, COPIED, at)  # fmt: skip


def _replay(frozen: Frozen, asked: Asked, at: str) -> Iterator[Part]:
    """What the kernels gave: ids and sums, no name."""
    for name, body in replay.recording(frozen, asked.group, asked.counting).items():
        yield Part(f"replay/{name}", body, frozen.id, MADE, at)
