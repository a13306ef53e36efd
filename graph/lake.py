"""The lake: immutable imports of facts as Parquet, an append-only log of what is in force, and its history.

Layout: `lake/<import>/<Kind or LINK>/<block>.parquet`, each block sorted by id so that one record is found by
row-group statistics; `lake/<import>/manifest.json`; `lake/log.jsonl`. An import becomes visible by one line in
the log and stops being so by another: nothing is ever rewritten.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from graph.block import at_rows, canonical_of, lookup, opened
from graph.entity import now
from graph.judged import NOBODY, SCHEMA, Judged
from graph.ontology import Kind, Link, ontology
from graph.say import JinyingError, Say, did_you_mean
from graph.settings import private
from graph.values import KINDS

SAME = "same"  # the table of pairs: id -> canonical id, with the rule that paired them


class LakeError(JinyingError):
    """The lake can't do what was asked."""


class Busy(LakeError):
    """Somebody else is writing: the same will do a while later (as `EX_TEMPFAIL` of sysexits.h)."""

    exit = 75


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an import is: its file, the mapping that read it, and what came out.

    `rejected` rows kept nothing, `cells` are values left out, `ignored` rows state nothing by the mapping (failed payments).
    `source`: the import that it was read from ("" for a file from outside): with that one it goes.
    """

    id: str
    file: str
    sha256: str
    size: int
    mapping: str
    mapping_sha256: str
    mapping_text: str
    parts: list[str]
    rows: int
    rejected: int
    cells: int
    counts: dict[str, int]
    span: dict[str, list[int]] = field(default_factory=dict)
    started: str = ""
    finished: str = ""
    ignored: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log: an import came into force or was undone."""

    seq: int
    op: str
    id: str
    at: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a record says what it says: one source row and the values that row stated."""

    id: str
    import_id: str
    file: str
    part: str
    row: int
    mapping: str
    at: str
    values: dict[str, Any]


class Lake:
    """The facts below one data folder, as of log entry `until` (None: the last one), read as `judged` has it: who was
    judged to be one is one, under the canonical id, and so are links that say the same once their ends are."""

    def __init__(self, data: Path, until: int | None = None, judged: Judged = NOBODY) -> None:
        self.root = data / "lake"
        self.until, self.judged = until, judged
        self._log = self.root / "log.jsonl"
        self._met: tuple[list[str], dict[str, pl.DataFrame]] = ([], {})

    def plain(self) -> Lake:
        """The same facts as the files have them, nobody judged to be another."""
        return Lake(self.root.parent, self.until)

    # what is in force

    def mark(self) -> tuple[int, int]:
        """Something that differs when the log does, without reading it: its size and when it was written."""
        try:
            found = self._log.stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_size, found.st_mtime_ns

    def events(self) -> list[Event]:
        """The whole log; a half-written last line (a crash while appending) is no event."""
        if not self._log.exists():
            return []
        lines = self._log.read_text("utf-8").split("\n")[:-1]
        try:
            return [Event(**json.loads(line)) for line in lines[: self.until]]
        except (ValueError, TypeError):
            raise _damaged(self._log) from None

    def active(self) -> dict[str, int]:
        """Imports in force, in order: id -> sequence number."""
        state: dict[str, int] = {}
        for event in self.events():
            state.pop(event.id, None)
            if event.op == "import":
                state[event.id] = event.seq
        return state

    def manifest(self, import_id: str) -> Manifest:
        """What the import is, in force or undone."""
        path = self.root / import_id / "manifest.json"
        if not path.exists():
            known = {e.id for e in self.events()}
            raise LakeError(
                Say(f"没有导入 {import_id}", f"no import {import_id}"),
                did_you_mean(import_id, known) if known else None,
            )
        try:
            return Manifest(**json.loads(path.read_text("utf-8")))
        except (ValueError, TypeError):
            raise _damaged(path) from None

    def resolve(self, start: str) -> str:
        """The one import whose id begins with `start`."""
        hits = sorted({e.id for e in self.events() if e.id.startswith(start)})
        if start in hits:  # one loaded again after it was undone is `<id>-2`
            return start
        if len(hits) == 1:
            return hits[0]
        if not hits:
            return self.manifest(start).id
        raise LakeError(
            Say(f"“{start}”对应多次导入", f"'{start}' fits several imports"),
            Say("、".join(hits), ", ".join(hits)),
        )

    # writing

    @contextmanager
    def lock(self) -> Iterator[None]:
        """One writer at a time; the second is told who is at work."""
        private(self.root.parent)
        self.root.mkdir(exist_ok=True)
        with open(self.root / "lock", "a+", encoding="utf-8") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                handle.seek(0)
                holder = handle.read().strip() or "?"
                raise Busy(
                    Say(f"另一个写入正在进行（{holder}）", f"another load is at work ({holder})"),
                    Say("请等它结束后再试", "wait until it has ended and try again"),
                ) from None
            handle.truncate(0)
            handle.write(f"pid {os.getpid()}, {now():%Y-%m-%d %H:%M:%S} UTC")
            handle.flush()
            yield

    def staging(self, import_id: str) -> Path:
        """Where an import is written before it is in force."""
        return self.root / ".staging" / import_id

    def commit(self, manifest: Manifest) -> Event:
        """Bring a staged import into force: the folder moves, then one line makes it visible."""
        staged, final = self.staging(manifest.id), self.root / manifest.id
        if staged.exists():
            write_json(staged / "manifest.json", asdict(manifest))
            (staged / "checkpoint.json").unlink(missing_ok=True)
            if final.exists():  # moved by a process that died before its line was written
                shutil.rmtree(final)
            staged.rename(final)
            _sync(self.root)
        return self._append("import", manifest.id)

    def undo(self, import_id: str) -> Event:
        """Take an import, and what was read from it, out of force; folders stay, the log says when."""
        if import_id not in self.active():
            self.manifest(import_id)
            raise LakeError(Say(f"导入 {import_id} 已撤销", f"import {import_id} is undone already"))
        for one in self.read_from(import_id):
            self._append("undo", one)
        return self._append("undo", import_id)

    def read_from(self, import_id: str) -> list[str]:
        """Imports in force that were read from this one."""
        return [one for one in self.active() if self.manifest(one).source == import_id]

    def _append(self, op: str, import_id: str) -> Event:
        event = Event(len(self.events()) + 1, op, import_id, now().isoformat(timespec="seconds"))
        self._drop_torn_line()
        with open(self._log, "a", encoding="utf-8") as handle:
            handle.write(json.dumps(asdict(event), ensure_ascii=False) + "\n")
            handle.flush()
            os.fsync(handle.fileno())
        return event

    def _drop_torn_line(self) -> None:
        if self._log.exists() and (raw := self._log.read_bytes()) and not raw.endswith(b"\n"):
            os.truncate(self._log, raw.rfind(b"\n") + 1)

    # reading

    def parts(self, table: str, imports: Sequence[str] | None = None) -> list[tuple[str, int, Path]]:
        """Files of a table in force (or of the named imports): import id, sequence, path."""
        order = self.active()
        chosen = order if imports is None else {i: order.get(i, 0) for i in imports}
        return [(i, seq, p) for i, seq in chosen.items() for p in sorted((self.root / i / table).glob("*.parquet"))]

    def scan(self, table: str, imports: Sequence[str] | None = None) -> pl.LazyFrame:
        """All records of a table with their import's sequence number (`seq`); empty with the right columns."""
        frames = [
            pl.scan_parquet(path).with_columns(seq=pl.lit(seq, pl.Int64)) for _, seq, path in self.parts(table, imports)
        ]
        return (
            pl.concat(frames, how="diagonal") if frames else empty(table).with_columns(seq=pl.lit(0, pl.Int64)).lazy()
        )

    def tables(self, imports: Sequence[str] | None = None) -> list[str]:
        """Kinds and links that have records, in the ontology's order."""
        chosen = self.active() if imports is None else imports
        present = {p.name for i in chosen if (self.root / i).exists() for p in (self.root / i).iterdir() if p.is_dir()}
        return [t for t in (*ontology().kinds, *ontology().links) if t in present]

    def rows(self, table: str) -> int:
        """Number of records of a table in force, from the footers."""
        return sum(opened(path).height for _, _, path in self.parts(table))

    def couples(self, imports: Iterable[str] | None = None) -> pl.DataFrame:
        """Pairs as stated by imports (all in force where none are named), whether or not their other side still holds."""
        frames = [pl.read_parquet(path) for _, _, path in self.parts(SAME, None if imports is None else list(imports))]
        return pl.concat(frames) if frames else pl.DataFrame(schema=SAME_SCHEMA)

    def same(self) -> pl.DataFrame:
        """Links that are one in force, id and canonical: both sides of a transfer while both imports are in force, and
        those that met because their ends were judged to be one."""
        met = [self.met(table) for table in self.tables() if table in ontology().links] if self.judged.canonical else []
        return pl.concat([self.sides().select("id", "canonical"), *met])

    def sides(self, imports: Iterable[str] | None = None) -> pl.DataFrame:
        """Pairs that imports state (all in force where none are named) and whose other side's import is in force too."""
        holds = pl.col("of").is_in(["", *self.active()])
        return self.couples(imports).filter(holds).unique("id", keep="first", maintain_order=True)

    def met(self, table: str) -> pl.DataFrame:
        """id and canonical of the links of a type that has one per ends and key, where judgements make the ends equal.

        Only links at entities that were judged are looked at; the canonical id is the smallest.
        """
        link = ontology().link(table)
        if link.many or not self.judged.canonical:
            return pl.DataFrame(schema=SCHEMA)
        order = list(self.active())
        if self._met[0] != order:
            self._met = (order, {})
        if table not in self._met[1]:
            self._met[1][table] = self._meeting(link)
        return self._met[1][table]

    def _meeting(self, link: Link) -> pl.DataFrame:
        known = {i for ids in self.judged.members.values() for i in ids}
        rows = self.scan(link.name)
        ends = pl.col("from").is_in(known) | pl.col("to").is_in(known)
        key = [pl.col(name).cast(pl.String).fill_null("") for name in link.key if name in rows.collect_schema().names()]
        near = self.ends(rows.filter(ends).select("id", "from", "to", *key)).unique().collect()
        one = near.group_by(near.columns[1:]).agg(canonical=pl.col("id").min())
        return near.join(one, on=near.columns[1:]).filter(pl.col("id") != pl.col("canonical")).select("id", "canonical").unique("id")  # fmt: skip

    def ends(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Links with the canonical ids of their ends."""
        if not self.judged.canonical:
            return rows
        for end in ("from", "to"):
            rows = _canonical(rows, self.judged.pairs, end)
        return rows

    def united(self, table: str, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Records of a table under their canonical ids, links with the canonical ids of their ends."""
        if table in ontology().links:
            return _canonical(self.ends(rows), self.same(), "id")
        return _canonical(rows, self.judged.pairs, "id")

    def stands_for(self, ids: Iterable[str]) -> dict[str, str]:
        """The canonical id of those that have one, as `same` has it, without reading all pairs."""
        ids = set(ids)
        held = {"", *self.active()}
        found = {i: self.judged.canonical[i] for i in ids & self.judged.canonical.keys()}
        for table in {table_of(i).name for i in ids} & ontology().links.keys():
            found.update(self.met(table).filter(pl.col("id").is_in(ids)).iter_rows())
        for _, _, path in self.parts(SAME):
            frame = lookup(path, ids)
            for row in frame.iter_rows(named=True):
                if row["of"] in held:
                    found.setdefault(row["id"], row["canonical"])
        return found

    def stated(self, ids: Iterable[str], imports: Sequence[str]) -> set[str]:
        """Those of these ids of which the imports have a row, also under the id of a pair's other side."""
        by_table: dict[str, list[str]] = {}
        for one in ids:
            by_table.setdefault(table_of(one).name, []).append(one)
        found: set[str] = set()
        for table, some in by_table.items():
            groups = self._partners(table, some)
            wanted = set().union(*groups.values())
            frames = [lookup(path, wanted) for _, _, path in self.parts(table, imports)]
            here = {i for f in frames if f.height for i in f["id"]}
            found.update(i for i, group in groups.items() if group & here)
        return found

    def _partners(self, table: str, ids: Iterable[str]) -> dict[str, set[str]]:
        """The ids under which rows speak of each of these records of a table."""
        if table in ontology().kinds:
            return {i: set(self.judged.group(i)) for i in ids}
        ids = list(ids)
        canonical = self.stands_for(ids)
        groups = {i: {i, canonical.get(i, i)} for i in ids}
        known = set().union(*groups.values())
        others = [
            i
            for _, _, path in self.parts(SAME)
            for i in canonical_of(path, known).get_column("id", default=pl.Series([], dtype=pl.String))
        ]
        others += self.met(table).filter(pl.col("canonical").is_in(known))["id"].to_list()
        meant: dict[str, list[str]] = {}
        for other, one in self.stands_for(others).items():
            meant.setdefault(one, []).append(other)
        return {i: group.union(*(meant.get(one, ()) for one in group)) for i, group in groups.items()}

    def why(self, *record_ids: str) -> list[Reason]:
        """Every source row in force that nodes or links came from, id by id, each in order of import and row."""
        reasons: list[Reason] = []
        by_table: dict[str, list[str]] = {}
        for one in record_ids:
            by_table.setdefault(table_of(one).name, []).append(one)
        found = {one: rows for table, ids in by_table.items() for one, rows in self._stated(table, ids).items()}
        for one in record_ids:
            reasons.extend(sorted(found[one], key=lambda r: (r.at, r.import_id, r.part, r.row)))
        return reasons

    def _stated(self, table: str, ids: list[str]) -> dict[str, list[Reason]]:
        groups = self._partners(table, ids)
        wanted = set().union(*groups.values())
        rows: dict[str, list[Reason]] = {}
        for import_id, _, path in self.parts(table):
            frame = lookup(path, wanted)
            if frame.height:
                for reason in _reasons(self.manifest(import_id), frame):
                    rows.setdefault(reason.id, []).append(reason)
        return {i: [r for one in group for r in rows.get(one, ())] for i, group in groups.items()}

    def why_between(self, link: Link, source: str, target: str) -> list[Reason]:
        """Every source row in force of the links from one entity to another, link by link, as `why` has them.

        Records of entities list their rows, and a link stands in a row that speaks of both its ends: neither an
        index nor a scan of all links is needed. Both sides of a pair have the same ends, so that none is missed.
        """
        found: list[Reason] = []
        ends = self.judged.group(source), self.judged.group(target)
        for import_id in self.active():
            both = self._rows(import_id, ends[0]) & self._rows(import_id, ends[1])
            for _, _, path in self.parts(link.name, [import_id]) if both else ():
                frame = at_rows(path, {row for _, row in both})
                if frame.height:
                    meant = frame.filter(pl.col("from").is_in(ends[0]), pl.col("to").is_in(ends[1]))
                    found.extend(_reasons(self.manifest(import_id), meant))
        canonical = self.stands_for({r.id for r in found})
        return sorted(found, key=lambda r: (canonical.get(r.id, r.id), r.at, r.import_id, r.part, r.row))

    def _rows(self, import_id: str, ids: Sequence[str]) -> set[tuple[int, int]]:
        """Part and row of an import where an entity, by any of its ids, is spoken of."""
        found: set[tuple[int, int]] = set()
        for _, _, path in self.parts(table_of(ids[0]).name, [import_id]):
            frame = lookup(path, ids)
            if frame.height:
                found.update(frame.select("part", "rows").explode("rows").iter_rows())
        return found


# `of`: the import that states the other side; empty where the pair's own import states both
def _damaged(path: Path) -> LakeError:
    return LakeError(
        Say(f"数据湖文件已损坏：{path}", f"a file of the lake is damaged: {path}"),
        Say("请从备份恢复它", "restore it from a backup"),
    )


SAME_SCHEMA = {"id": pl.String, "canonical": pl.String, "rule": pl.String, "of": pl.String}


def _canonical(rows: pl.LazyFrame, pairs: pl.DataFrame, column: str) -> pl.LazyFrame:
    """An id column with canonical ids where there are any."""
    if not pairs.height:
        return rows
    meant = pairs.lazy().rename({"id": column, "canonical": "_meant"})
    return rows.join(meant, on=column, how="left", maintain_order="left").with_columns(pl.coalesce("_meant", column).alias(column)).drop("_meant")  # fmt: skip


def table_of(record_id: str) -> Kind | Link:
    """The kind or link type that an id belongs to, by its prefix."""
    prefix = record_id.rpartition("-")[0]
    o = ontology()
    if prefix in o.by_prefix:
        return o.by_prefix[prefix]
    if prefix.upper() in o.links:
        return o.links[prefix.upper()]
    raise LakeError(
        Say(f"“{record_id}”不是编号", f"'{record_id}' is no id"),
        Say("编号形如 acc-<32位十六进制>", "an id looks like acc-<32 hex digits>"),
    )


def schema(table: str) -> dict[str, pl.DataType]:
    """Columns of a lake table."""
    owner = ontology().table(table)
    head: dict[str, Any] = {"id": pl.String}
    if isinstance(owner, Link):
        head |= {"from": pl.String, "to": pl.String}
    body = {p.name: KINDS[p.type].dtype for p in owner.props.values()}
    tail: dict[str, Any] = (
        {"part": pl.Int32, "rows": pl.List(pl.Int64)}
        if isinstance(owner, Kind)
        else {"part": pl.Int32, "row": pl.Int64}
    )
    return head | body | tail


def empty(table: str) -> pl.DataFrame:
    """No records, right columns."""
    return pl.DataFrame(schema=SAME_SCHEMA if table == SAME else schema(table))


def write_json(path: Path, body: Any) -> None:
    """Replace a small JSON file in one step."""
    part = path.with_suffix(".part")
    with open(part, "w", encoding="utf-8") as handle:
        json.dump(body, handle, ensure_ascii=False, indent=1)
        handle.flush()
        os.fsync(handle.fileno())
    part.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reasons(manifest: Manifest, frame: pl.DataFrame) -> Iterator[Reason]:
    for record in frame.to_dicts():
        rows = record.pop("rows", None) or [record.pop("row")]
        part = manifest.parts[record.pop("part")]
        record_id = record.pop("id")
        values = {k: v for k, v in record.items() if v is not None}
        for row in rows:
            yield Reason(record_id, manifest.id, manifest.file, part, row, manifest.mapping, manifest.finished, values)
