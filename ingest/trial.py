"""What a file holds and what a mapping would make of it, told from its first rows; nothing is written."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from graph.block import write_block
from graph.lake import Lake, table_of
from graph.mask import caption
from graph.ontology import Kind, Link, ontology
from graph.say import JinyingError, Say, did_you_mean
from graph.why import shown
from ingest.gather import gather
from ingest.load import blocks, compare, matched, reads_as, suits
from ingest.mapping import EntityRule, LinkRule, Mapping_, Table, Value, shipped
from ingest.packed import Left
from ingest.propose import Choices, chosen, plan, propose
from ingest.records import Place, Records, read
from ingest.repeats import tell_apart
from ingest.shapes import Shape
from ingest.source import Block, Source, SourceHow, sources
from ingest.veil import mapped, personal, rejected, role_of, veiled

ROWS, TRIED = 20, 50_000  # rows that are shown, and that a mapping is tried on
PARTS = 50  # tables of one file that are listed
LISTED, EXAMPLES = 200, 5  # rejected cells, and records of each kind
WIDE = 200  # characters of a cell
SAID = {
    "name": Say("名称", "name"), "id": Say("证件号码或信用代码", "ID number or credit code"), "type": Say("证件类型", "type of ID"), "phone": Say("电话", "phone"),
    "direction": Say("方向", "direction"), "debit": Say("支出金额", "paid out"), "credit": Say("收入金额", "paid in"), "clock": Say("时刻", "time of day"),
    "success": Say("是否成功", "whether it was done"),
}  # fmt: skip
OWN = ("id", "rows", "row", "part", "seq", "from", "to")


class TrialError(JinyingError):
    """The file has no such table."""


@dataclass(frozen=True, slots=True)
class Look:
    """The first rows of one table of a file, personal data masked. `more`: there are more rows than these."""

    parts: Sequence[Source]
    source: Source
    veils: Mapping[str, str]
    rows: Sequence[tuple[int, Sequence[str | None]]]
    more: bool
    left: Sequence[Left]


@dataclass(frozen=True, slots=True)
class Use:
    """One column, or what else a value is had from, and what it becomes: a property of an entity or link of the row."""

    column: str
    shape: str
    alias: str
    owner: Kind | Link | None  # None: a person or an enterprise, each row tells
    prop: str
    label: Say
    optional: bool = False
    sure: float | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mapping's text, what each column was taken for, which are not used, and all that a column of such a table can be.
    `needs`: roles of which one of each group is needed."""

    text: str
    shape: Say
    uses: Sequence[Use] = ()
    unused: Sequence[str] = ()
    roles: Sequence[Use] = ()
    needs: Sequence[Sequence[str]] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """A shipped mapping's table beside a file's header: how many columns it reads of those that there are, and which it
    needs and misses."""

    mapping: str
    label: Say
    read: int
    missing: tuple[str, ...]
    fits: bool


@dataclass(slots=True)
class Tried:
    """What came of the first rows. `whole`: those were all; `sums`: of each amount of a link, in fen."""

    tables: list[Table] = field(default_factory=list)
    rows: int = 0
    whole: bool = True
    rejected: int = 0
    ignored: int = 0
    cells: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    sums: dict[tuple[str, str], int] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    examples: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)


def look(path: Path, part: str | None = None, most: int = ROWS) -> Look:
    """The first rows of a table of the file, the first one where none is named."""
    left: list[Left] = []
    found = list(islice(sources(path, SourceHow(), left), PARTS))
    source = _named(found, part)
    veils = personal(source)
    rows: list[tuple[int, Sequence[str | None]]] = []
    for block in source.blocks():
        names = [n if n in block.frame.columns else None for n in source.header]
        cells = block.frame.head(most - len(rows)).iter_rows(named=True)
        for number, row in zip(block.rows, cells, strict=False):
            rows.append((number, [_cell(veils.get(n or ""), row[n] if n else None) for n in names]))
        if len(rows) == most:
            return Look(found, source, veils, rows, True, left)
    return Look(found, source, veils, rows, False, left)


def _cell(kind: str | None, text: str | None) -> str | None:
    return None if text is None else veiled(kind, text)[:WIDE]


def _named(found: Sequence[Source], part: str | None) -> Source:
    if part is None and found:
        return found[0]
    for source in found:
        if source.name == part:
            return source
    raise TrialError(Say(f"文件里没有表“{part or ''}”", f"the file has no table '{part or ''}'"), did_you_mean(part or "", [s.name for s in found]))  # fmt: skip


def proposed(path: Path, part: str | None = None, choices: Choices | None = None) -> Draft:
    """The text of a mapping for the file, and how its columns (of one table) were taken; `choices` instead of guesses."""
    source = _named(list(islice(sources(path, SourceHow()), PARTS)), part)
    found = plan(source)
    if found is None:
        return Draft(propose(path), Say("", ""))
    text = propose(path, choices, source.name)
    found, shape = chosen(found, choices or {}), found.shape
    used = [_role(shape, role, g.column.name, g.score) for role, g in found.guesses.items()]
    roles = [_role(shape, role) for role in shape.roles]
    return Draft(text, Say(shape.label["zh"], shape.label["en"]), used, [c.name for c in found.unused], roles, shape.needs)  # fmt: skip


def _role(shape: Shape, role: str, column: str = "", score: float | None = None) -> Use:
    owner, prop = role_of(shape, role)
    known = owner.props.get(prop) if owner else None
    label = known.label if known else SAID.get(prop, Say(prop, prop))
    return Use(column, "col", role.partition(".")[0], owner, prop, label, sure=score and round(score, 2), role=role)


def fitting(path: Path, part: str | None = None, most: int = 6) -> list[Fit]:
    """The shipped mappings that are nearest to a table of the file, those that fit it first."""
    source = _named(list(islice(sources(path, SourceHow()), PARTS)), part)
    header = set(source.header)
    found = []
    for mapping in shipped():
        for table in mapping.tables:
            used = table.columns()
            missing = tuple(name for name, optional in used.items() if not optional and name not in header)
            read_ = len(header & set(used))
            if read_ and len(missing) <= read_:
                whole = suits(table, source.name, header) and not missing
                found.append(Fit(mapping.name, table.label, read_, missing, whole))
    return sorted(found, key=lambda f: (not f.fits, len(f.missing), -f.read))[:most]


def uses(table: Table) -> list[Use]:
    """What becomes of each column that a table reads, in the order in which it is written."""
    return [use for rule in (*table.entities, *table.links) for name, value in rule.props.items() for use in _uses(rule, name, value)]  # fmt: skip


def _uses(rule: EntityRule | LinkRule, prop: str, value: Value) -> Iterator[Use]:
    owner = rule.kind if isinstance(rule, EntityRule) else rule.link
    for name, optional in [*value.columns()] or [(str(value.args[0]), False)]:
        yield Use(name, value.shape, rule.alias, owner, prop, owner.props[prop].label, optional)


def trial(lake: Lake, path: Path, mapping: Mapping_ | None, most: int = TRIED) -> Tried:
    """What a mapping (none: the shipped one that fits) makes of the first rows of a file, beside what the lake has."""
    tried = Tried()
    how = reads_as(mapping.tables[0]) if mapping and len(mapping.tables) == 1 else SourceHow()
    plan_ = [(source, table) for source, _, table in matched(sources(path, how, tried.left), mapping, tried.left)]
    tried.tables = list({id(table): table for _, table in plan_}.values())
    captions: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="jinying-trial-") as folder:
        rows = blocks(path, plan_)
        for number, (part, source, table, block) in enumerate(rows):
            block = _short(block, most - tried.rows, tried)
            made = read(table, block.frame, block.rows, Place(part, source.name, source.preamble))
            _noted(tried, table, source.name, block, made)
            for name, frame in made.frames.items():
                _seen(tried, captions, name, frame)
                write_block(Path(folder), name, number, frame)
            if tried.rows >= most:
                tried.whole = tried.whole and next(rows, None) is None
                break
        gather(Path(folder))
        tell_apart(Path(folder))
        names = [p.name for p in Path(folder).iterdir() if p.is_dir() and p.name[0] != "."]
        tried.counts = compare(lake, Path(folder), names)
    return tried


def _short(block: Block, room: int, tried: Tried) -> Block:
    """No more of a block than there is room for."""
    if block.frame.height <= room:
        return block
    tried.whole = False
    kept = block.rows.head(room)
    last = int(kept[-1]) if len(kept) else 0
    return Block(block.frame.head(room), kept, block.progress, [b for b in block.rejected if b.row <= last])


def _noted(tried: Tried, table: Table, part: str, block: Block, made: Records) -> None:
    """Count a block, and list what it lost, masked."""
    veils = mapped(table)
    bad = [{"part": part, "row": b.row, "column": b.column, "value": b.value, "reason": b.reason, "lost": "row"} for b in block.rejected]  # fmt: skip
    tried.rows += block.frame.height + len(block.rejected)
    tried.rejected += made.rejected_rows + len({b.row for b in block.rejected})
    tried.ignored += made.ignored_rows
    tried.cells += made.rejects.filter(pl.col("lost") == "cell").height
    tried.reasons.update(b["reason"] for b in bad)
    tried.reasons.update(dict(made.rejects["reason"].value_counts().iter_rows()))
    room = LISTED - len(tried.rejects)
    lost = [*bad, *made.rejects.sort("row", maintain_order=True).head(room).iter_rows(named=True)][:room]
    tried.rejects += [{**row, "value": rejected(veils, row["column"], row["value"])} for row in lost]


def _seen(tried: Tried, captions: dict[str, str], name: str, frame: pl.DataFrame) -> None:
    """Keep a few records as examples, and add up what is money."""
    owner = ontology().table(name)
    for prop in owner.props.values() if isinstance(owner, Link) else ():
        if prop.name == "amount" and prop.name in frame.columns:
            key = (name, prop.name)
            tried.sums[key] = tried.sums.get(key, 0) + int(frame[prop.name].sum() or 0)
    kept = tried.examples.setdefault(name, [])
    if isinstance(owner, Kind):
        _captions(captions, owner, frame)
    first = pl.col("row") if "row" in frame.columns else pl.col("rows").list.first()
    for row in frame.sort(first).head(EXAMPLES - len(kept)).iter_rows(named=True):
        kept.append(_example(owner, row, captions))


def _captions(captions: dict[str, str], owner: Kind, frame: pl.DataFrame) -> None:
    """Names of entities, masked, for the ends of links."""
    names = frame[owner.caption].cast(pl.String) if owner.caption in frame.columns else [None] * frame.height
    for one, name in zip(frame["id"], names, strict=True):
        captions.setdefault(one, caption(owner.name, name, one))


def _example(owner: Kind | Link, row: Mapping[str, Any], captions: Mapping[str, str]) -> dict[str, Any]:
    values = {name: value for name, value in row.items() if name not in OWN and value is not None}
    ends = {end: {"kind": table_of(row[end]).name, "caption": captions.get(row[end], row[end])} for end in ("from", "to") if end in row}  # fmt: skip
    return {"row": row["row"] if "row" in row else row["rows"][0], "values": shown(values, owner), "ends": ends}
