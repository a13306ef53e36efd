"""One file into the lake: match a mapping, read in blocks, stage, pair, commit. Can be stopped and resumed."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import polars as pl

from graph.block import write_block
from graph.entity import digest, now, stamp
from graph.lake import SAME, Lake, Manifest, write_json
from graph.merge import merge
from graph.ontology import ontology
from graph.say import JinyingError, Say
from graph.values import REASONS
from ingest import decode
from ingest.gather import gather
from ingest.mapping import Mapping_, MappingError, Table, shipped
from ingest.packed import hidden
from ingest.pairs import pair
from ingest.records import REJECTS, Place, Records, read
from ingest.repeats import tell_apart
from ingest.source import Block, Left, Source, SourceHow, sha256_of, sources

TRUTH = Say("名为 truth：是答案，不是来源", "called truth: the answers, no source")


class LoadError(JinyingError):
    """The file can't be loaded."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a load is: bytes read of the file, rows read and rejected."""

    file: str
    done: int
    size: int
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of one file. `status`: loaded, unchanged (the same file was in force) or dry-run; `left`: what of it
    was left out."""

    status: str
    manifest: Manifest
    rejected_file: Path | None = None
    changes: dict[str, dict[str, int]] = field(default_factory=dict)
    left: tuple[Left, ...] = ()


@dataclass(slots=True)
class _State:
    """What a checkpoint keeps: how many blocks are on disk and what they held."""

    blocks: int = 0
    rows: int = 0
    rejected: int = 0
    cells: int = 0
    parts: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    span: dict[str, list[int]] = field(default_factory=dict)
    started: str = ""
    ignored: int = 0
    slab: int = 0  # bytes of text that blocks were read by: with another size they would begin elsewhere

    def add(self, records: Records, block: Block, rejects: pl.DataFrame) -> None:
        self.blocks += 1
        self.rows += block.frame.height + len(block.rejected)
        self.rejected += records.rejected_rows + len({bad.row for bad in block.rejected})
        self.ignored += records.ignored_rows
        self.cells += rejects.filter(pl.col("lost") == "cell").height
        for table, frame in records.frames.items():
            self.counts[table] = self.counts.get(table, 0) + frame.height
            if "at" in frame.columns and frame.height and frame["at"].dtype == pl.Datetime("ms", "UTC"):
                low, high = frame["at"].dt.epoch("ms").min(), frame["at"].dt.epoch("ms").max()
                if low is not None:
                    own = self.span.get(table, [low, high])
                    self.span[table] = [min(own[0], low), max(own[1], high)]


Watch = Callable[[Progress], None]


def expand(paths: list[Path], left: list[Left] | None = None) -> list[Path]:
    """Files, and what lies below folders in order of name; to `left` what is no source: hidden, or called truth.

    A folder without files, one that can't be read and a link that leads nowhere stand for themselves: loading says why.
    """
    left = [] if left is None else left
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = _below(path)
        shown = [p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)]
        truth = {p: _truth(path, p) for p in shown if "truth" in p.relative_to(path).parts}
        left += hidden(str(path), len(inside) - len(shown))
        left += [Left(str(p), TRUTH) for p in dict.fromkeys(truth.values())]
        found += [p for p in shown if p not in truth] or [path]
    return found


def _below(folder: Path) -> list[Path]:
    """What is no folder, in order of name. Links to folders are not followed."""
    refused: list[OSError] = []
    found = [
        Path(at, name) for at, folders, names in os.walk(folder, onerror=refused.append) for name in (*folders, *names)
    ]
    return sorted([p for p in found if p.is_symlink() or not p.is_dir()] + [Path(e.filename) for e in refused])


def _truth(folder: Path, path: Path) -> Path:
    parts = path.relative_to(folder).parts
    return folder.joinpath(*parts[: parts.index("truth") + 1])


def match(source: Source, mapping: Mapping_ | None) -> tuple[Mapping_, Table]:
    """The table that fits this header best; an error names what is missing or what ties."""
    choices = [(m, t) for m in ((mapping,) if mapping else shipped()) for t in m.tables]
    if mapping and len(choices) == 1:
        choices[0][1].check(source.header)
        return choices[0]
    header = set(source.header)
    fits = [(m, t) for m, t in choices if suits(t, source.name, header)]
    ranked = sorted(fits, key=lambda c: _weight(c[1]), reverse=True)
    if not ranked and mapping:
        max(mapping.tables, key=lambda t: len(header & set(t.columns()))).check(header)  # names what is missing
    if not ranked:
        raise MappingError(
            Say(
                f"没有映射适合 {source.name}（列：{'、'.join(source.header[:8])}…）",
                f"no mapping fits {source.name}",
            ),
            Say(
                "用 jinying map 文件 生成一份，再用 --mapping 指定",
                "make one with `jinying map FILE`, name it with --mapping",
            ),
        )
    if len(ranked) > 1 and _weight(ranked[0][1]) == _weight(ranked[1][1]):
        names = [t.name for _, t in ranked[:2]]
        raise LoadError(
            Say(
                f"{source.name} 适合多个映射：{'、'.join(names)}",
                f"{source.name} fits several mappings: {', '.join(names)}",
            ),
            Say("用 --mapping 指定一个", "choose one with --mapping"),
        )
    return ranked[0]


def matched(
    opened: Iterable[Source], mapping: Mapping_ | None, left: list[Left]
) -> list[tuple[Source, Mapping_, Table]]:
    """Each table with what reads it; to `left` the prose beside them, which nothing reads."""
    found: list[tuple[Source, Mapping_, Table]] = []
    first = None
    for source in opened:
        try:
            found.append((source, *match(source, mapping)))
        except MappingError as error:
            if source.sure:
                raise
            first = first or error
            left.append(Left(source.name, error.what))
    if first and not found:
        raise first
    return found


def suits(table: Table, name: str, header: set[str]) -> bool:
    """Whether a table is meant for files of that name and header."""
    stem = name.rpartition("!")[2].rpartition("/")[2]
    return (
        bool(table.match_header)
        and set(table.match_header) <= header
        and (not table.match_name or fnmatch(stem, table.match_name))
    )


def _weight(table: Table) -> tuple[bool, int]:
    return bool(table.match_name), len(table.match_header)


def load(lake: Lake, path: Path, mapping: Mapping_ | None = None, *, resume: bool = False, dry_run: bool = False,
         watch: Watch | None = None, source: str = "") -> Loaded:  # fmt: skip
    """Load one file into the lake. Nothing of it is in force until all of it is; bad rows go to a file. `source`: the
    import that it was read from.

    The caller holds `lake.lock()`.
    """
    left: list[Left] = []
    how = reads_as(mapping.tables[0]) if mapping and len(mapping.tables) == 1 else SourceHow()
    chosen = matched(sources(path, how, left), mapping, left)
    if not chosen:
        raise LoadError(
            Say(f"{path.name} 里没有表", f"{path.name} holds no table"), Say("请检查文件", "check the file")
        )
    used = chosen[0][1]
    if any(m is not used for _, m, _ in chosen):
        raise MappingError(
            Say(f"{path.name} 内的表属于不同映射", f"the tables inside {path.name} need different mappings"),
            Say("请分开装载", "load them one by one"),
        )
    sha = sha256_of(path)
    base = digest(f"{sha}:{used.sha256}")[:12]
    known = [e.id for e in lake.events() if e.op == "import" and e.id.startswith(base)]
    for import_id in known:
        if import_id in lake.active():
            return Loaded("unchanged", lake.manifest(import_id), left=tuple(left))
    import_id = base if not known else f"{base}-{len(set(known)) + 1}"
    staged = lake.staging(f"dry-{import_id}" if dry_run else import_id)
    state = _begin(staged, resume and not dry_run)
    _stage(path, staged, [(one, table) for one, _, table in chosen], state, watch)
    gather(staged)
    tell_apart(staged)
    link_pairs(lake, staged, state)
    manifest = Manifest(
        import_id, path.name, sha, path.stat().st_size, used.name, used.sha256, used.text, state.parts, state.rows,
        state.rejected, state.cells, state.counts, state.span, state.started, stamp(now()),
        state.ignored, source,
    )  # fmt: skip
    if dry_run:
        changed = compare(lake, staged, manifest.counts)
        kept = _rejected(staged, lake.root.parent / "rejected" / f"dry-{import_id}.csv")
        shutil.rmtree(staged)
        return Loaded("dry-run", manifest, kept, changed, tuple(left))
    kept = _rejected(staged, lake.root.parent / "rejected" / f"{import_id}.csv")
    lake.commit(manifest)
    return Loaded("loaded", manifest, kept, left=tuple(left))


def _begin(staged: Path, resume: bool) -> _State:
    """An empty staging folder, or, to resume, the checkpoint of the last one."""
    note = staged / "checkpoint.json"
    if resume and note.exists():
        state = _State(**json.loads(note.read_text("utf-8")))
        if state.slab == decode.SLAB:
            return state
    if staged.exists():
        shutil.rmtree(staged)
    staged.mkdir(parents=True)
    return _State(started=stamp(now()), slab=decode.SLAB)


def blocks(path: Path, plan: list[tuple[Source, Table]]) -> Iterator[tuple[int, Source, Table, Block]]:
    """The rows of a file, block by block, each with the number of its part and the table that reads it."""
    for part, (source, table) in enumerate(plan):
        if table.source:
            source = _again(path, source.name, table)
        table.check(source.header)
        _once(source, table)
        for block in source.blocks():
            yield part, source, table, block


def _once(source: Source, table: Table) -> None:
    """Raise where several columns have a name that the mapping reads, and it names none of the others."""
    used = table.columns().keys()
    for name, others in source.twice.items():
        if name in used and not used & set(others):
            raise MappingError(
                Say(
                    f"{source.name} 有 {len(others) + 1} 列都叫“{name}”",
                    f"{source.name} has {len(others) + 1} columns called '{name}'",
                ),
                Say(
                    f"第二列在映射里叫“{others[0]}”：改用它，或写 {{first: [{name}, {others[0]}]}}",
                    f"to a mapping the second is '{others[0]}': name that, or {{first: [{name}, {others[0]}]}}",
                ),
            )


def reads_as(table: Table) -> SourceHow:
    """How a table's mapping says that its files are read."""
    return SourceHow(**{k: tuple(v) if isinstance(v, list) else v for k, v in table.source.items()})


def _again(path: Path, name: str, table: Table) -> Source:
    """The source of that name, read as the table's mapping says."""
    for source in sources(path, reads_as(table)):
        if source.name == name:
            return source
    raise MappingError(
        Say(f"映射 {table.name} 的 source 读不到 {name}", f"mapping {table.name}: its source does not read {name}"),
        Say("请检查 sheet 等设置", "check its sheet"),
    )


def _stage(path: Path, staged: Path, plan: list[tuple[Source, Table]], state: _State, watch: Watch | None) -> None:
    state.parts = [source.name for source, _ in plan]
    size = path.stat().st_size
    for number, (part, source, table, block) in enumerate(blocks(path, plan)):
        if number < state.blocks:
            continue
        records = read(table, block.frame, block.rows, Place(part, source.name, source.preamble))
        rejects = pl.concat([_unreadable(block, source.name), records.rejects])
        for name, frame in records.frames.items():
            write_block(staged, name, number, frame)
        if rejects.height:
            (staged / ".rejected").mkdir(exist_ok=True)
            rejects.write_parquet(staged / ".rejected" / f"{number:05d}.parquet")
        state.add(records, block, rejects)
        write_json(staged / "checkpoint.json", {name: getattr(state, name) for name in _State.__slots__})
        if watch:
            watch(Progress(path.name, block.progress, size, state.rows, state.rejected))


def _unreadable(block: Block, part: str) -> pl.DataFrame:
    rows = [(part, bad.row, bad.column, bad.value, bad.reason, "row") for bad in block.rejected]
    return pl.DataFrame(rows, schema=REJECTS, orient="row")


def link_pairs(lake: Lake, staged: Path, state: _State) -> None:
    """Write the pairs of every link type that declares how its two sides meet."""
    shutil.rmtree(staged / SAME, ignore_errors=True)
    found = []
    for link in ontology().links.values():
        files = sorted((staged / link.name).glob("*.parquet"))
        if link.pair and files and link.name in state.span:
            found.append(pair(lake, link, files, state.span[link.name]))
    pairs = pl.concat(found) if found else pl.DataFrame()
    if pairs.height:
        write_block(staged, SAME, 0, pairs)


def compare(lake: Lake, staged: Path, tables: Iterable[str]) -> dict[str, dict[str, int]]:
    """What coming into force would do, a table: see `changes`."""
    found = {}
    for table in tables:
        files = sorted((staged / table).glob("*.parquet"))
        found[table] = changes(lake, table, pl.concat([pl.read_parquet(f) for f in files], how="diagonal"))
    return found


def changes(lake: Lake, table: str, rows: pl.DataFrame) -> dict[str, int]:
    """What rows of a table do to a lake that they are not in: new, changed and merged records (merged: known, nothing
    changes)."""
    owner = ontology().table(table)
    rows = rows.with_columns(seq=pl.lit(len(lake.events()) + 1, pl.Int64))
    old = lake.scan(table).join(rows.select("id").unique().lazy(), on="id", how="semi").collect()
    fresh, known = rows["id"].n_unique(), old["id"].n_unique()
    if not known:
        return {"new": fresh, "changed": 0, "merged": 0}
    before = merge(old, owner)
    after = merge(pl.concat([old, rows.filter(pl.col("id").is_in(old["id"].implode()))], how="diagonal"), owner)
    names = [c for c in before.columns if c not in ("sources", "conflicts", "seq")]
    both = [c for c in names if c in after.columns]
    same = before.select(names).join(after.select(both), on=names, how="semi", nulls_equal=True).height
    return {"new": fresh - known, "changed": known - same, "merged": same}


def _rejected(staged: Path, target: Path) -> Path | None:
    """Rejected rows, in the order of the file and each with its reason in words, as a CSV for a spreadsheet."""
    parts = sorted((staged / ".rejected").glob("*.parquet"))
    if not parts:
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow([*REJECTS, "why"])
        for part in parts:
            for row in pl.read_parquet(part).sort("row", maintain_order=True).iter_rows(named=True):
                why = REASONS[row["reason"]]
                writer.writerow([*map(_harmless, row.values()), f"{why.zh} · {why.en}"])
    return target


def _harmless(cell: Any) -> Any:
    """A cell that a spreadsheet would run is shown with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def unfinished(lake: Lake) -> dict[str, int]:
    """Imports that never came into force, and how many rows are kept of each; what a dry run leaves behind is none."""
    notes = sorted((lake.root / ".staging").glob("*/checkpoint.json"))
    kept = {note.parent.name: json.loads(note.read_text("utf-8"))["rows"] for note in notes}
    return {name: rows for name, rows in kept.items() if not name.startswith("dry-")}
