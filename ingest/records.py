"""One block of rows into records, on columns: what a mapping's table says, applied to a frame of texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any, NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa

from graph.cell import plain
from graph.entity import entity_ids, link_ids
from graph.ontology import Kind, Link
from graph.values import KINDS
from ingest.mapping import EntityRule, LinkRule, Table, Test, Value
from ingest.when import satisfied

BLANK = " \t\r\n'\u3000\ufeff\u00a0"
# how programs and clerks write that a cell is empty
NOTHING = ["", "-", "--", "---", "—", "——", "/", "\\", "\\N", "null", "NULL", "Null", "(null)", "None", "N/A", "n/a", "#N/A", "NaN", "nan"]  # fmt: skip
SHORT = max(len(word.encode()) for word in NOTHING)
REJECTS = {
    "part": pl.String,
    "row": pl.Int64,
    "column": pl.String,
    "value": pl.String,
    "reason": pl.String,
    "lost": pl.String,  # row: nothing of the row was kept; cell: only this value was left out
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: which part (archive member, sheet) of its file, and what stands above the table."""

    part: int
    part_name: str
    head: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Records:
    """What a block yields: one frame a lake table, and what was rejected."""

    frames: dict[str, pl.DataFrame]
    rejects: pl.DataFrame
    rejected_rows: int
    ignored_rows: int


Places = np.ndarray[Any, np.dtype[np.int64]]


class _Distinct(NamedTuple):
    """Rows that differ, and which of them each row of the whole block is: a busy account is read and hashed once.
    `places`: all rows of the block, those that are alike together and in order."""

    few: _Block
    which: Places
    places: Places


@dataclass(slots=True)
class _Block:
    """A block being read: each source column is cleaned and each value parsed once."""

    frame: pl.DataFrame
    rows: pl.Series
    place: Place
    texts: dict[Value, pl.Series] = field(default_factory=dict)
    parsed: dict[tuple[Value, str, tuple[Test, ...]], tuple[pl.Series, pl.Series]] = field(default_factory=dict)
    masks: dict[tuple[Test, ...], pl.Series] = field(default_factory=dict)
    bad: list[pl.DataFrame] = field(default_factory=list)
    listed: dict[tuple[Value, str], pl.Series] = field(default_factory=dict)
    parts: dict[tuple[str, ...], _Distinct] = field(default_factory=dict)

    @property
    def height(self) -> int:
        return self.frame.height

    def column(self, name: str) -> pl.Series:
        """A source column, blanks as null."""
        key = Value("col", (name,), True)
        if key not in self.texts:
            if name not in self.frame.columns:
                self.texts[key] = pl.repeat(None, self.height, dtype=pl.String, eager=True)
            else:
                text = self.frame[name]
                if not plain(text):
                    text = text.str.strip_chars()
                    text = text.str.strip_chars(BLANK) if text.str.starts_with("'").any() else text
                short = (text.str.len_bytes() <= SHORT).arg_true()
                nothing = short.filter(text.gather(short).is_in(NOTHING))
                self.texts[key] = text.scatter(nothing, None) if len(nothing) else text
        return self.texts[key]

    def text(self, value: Value) -> pl.Series:
        """The text of a value, before it is parsed."""
        if value not in self.texts:
            self.texts[value] = self._lookup(value, self._shape(value))
        return self.texts[value]

    def _shape(self, value: Value) -> pl.Series:
        first = value.args[0]
        match value.shape:
            case "col":
                return self.column(first)
            case "const":
                return pl.repeat(first, self.height, dtype=pl.String, eager=True)
            case "head":
                return pl.repeat(self.place.head.get(first), self.height, dtype=pl.String, eager=True)
            case "join":
                return pl.select(pl.concat_str([self.text(v) for v in first], separator=value.args[1])).to_series()
            case "first":
                return pl.select(pl.coalesce([self.text(v) for v in first])).to_series()
            case "split":
                pieces = self.column(first).str.split(value.args[1]).list.get(value.args[2], null_on_oob=True)
                return pieces.str.strip_chars(BLANK).replace("", None)
            case _:
                return self.column(first).str.extract(value.args[3], 1)

    @staticmethod
    def _lookup(value: Value, text: pl.Series) -> pl.Series:
        return text.replace(dict(value.lookup)) if value.lookup else text

    def parse(self, value: Value, kind: str, when: tuple[Test, ...] = ()) -> tuple[pl.Series, pl.Series]:
        """Parsed values and, where a text could not be read, the reason's code; only rows where `when` holds are read."""
        key = (value, kind, when)
        if key not in self.parsed:
            alike = value.shape in ("const", "head") and not when and self.height > 1
            block = _Block(self.frame[:1], self.rows[:1], self.place) if alike else self
            text = block.text(value).set(~self.holds(when), None) if when else block.text(value)
            done = KINDS[kind].column(text, value.how)
            values, reasons = done.values.abs() if value.abs else done.values, done.reasons
            if alike:
                values, reasons = values.new_from_index(0, self.height), reasons.new_from_index(0, self.height)
            self.parsed[key] = values, reasons
        return self.parsed[key]

    def holds(self, tests: tuple[Test, ...]) -> pl.Series:
        """Which rows satisfy all conditions."""
        if tests not in self.masks:
            mask = pl.repeat(True, self.height, dtype=pl.Boolean, eager=True)
            for test in tests:
                mask &= satisfied(self.column(test.column), test)
            self.masks[tests] = mask
        return self.masks[tests]

    def distinct(self, columns: Iterable[str]) -> _Distinct:
        """The rows that differ in these columns, as a block, and which of them each row is."""
        names = tuple(sorted({name for name in columns if name in self.frame.columns}))
        if names not in self.parts:
            self.parts[names] = self._distinct(names)
        return self.parts[names]

    def _distinct(self, names: tuple[str, ...]) -> _Distinct:
        if not names:
            one = _Block(pl.DataFrame({"": self.rows[:1]}), self.rows[:1], self.place)
            return _Distinct(one, np.zeros(self.height, np.int64), np.arange(self.height))
        groups = self.frame.select(names).with_row_index("").group_by(names, maintain_order=True).agg("")
        places = groups[""].explode().to_numpy().astype(np.int64)
        which = np.empty(self.height, np.int64)
        which[places] = np.repeat(np.arange(groups.height), groups[""].list.len().to_numpy())
        first = groups[""].list.first()
        return _Distinct(_Block(groups.drop(""), self.rows.gather(first), self.place), which, places)

    def note(self, where: pl.Series, value: Value, kind: str, lost: str, reasons: pl.Series) -> None:
        """List the cells of `value` at `where` (a mask) as rejected."""
        if not where.any():
            return
        if lost == "cell":  # two rules may read one cell: it is listed once
            before = self.listed.get((value, kind), where & False)
            self.listed[value, kind] = before | where
            where = where & ~before
            if not where.any():
                return
        names = "+".join(dict.fromkeys(n for n, _ in value.columns())) or value.shape
        self.bad.append(self._rejects(where, names, self.text(value), reasons.fill_null("blank"), lost))

    def lose(self, where: pl.Series, column: str, text: pl.Series | None, reason: str) -> None:
        """List rows at `where` as rejected for want of a key."""
        if where.any():
            shown = text if text is not None else pl.repeat(None, self.height, dtype=pl.String, eager=True)
            why = pl.repeat(reason, self.height, dtype=pl.String, eager=True)
            self.bad.append(self._rejects(where, column, shown, why, "row"))

    def _rejects(self, where: pl.Series, column: str, text: pl.Series, reasons: pl.Series, lost: str) -> pl.DataFrame:
        rows = pl.DataFrame({"row": self.rows, "value": text, "reason": reasons}).filter(where)
        return rows.select(
            pl.lit(self.place.part_name).alias("part"),
            "row",
            pl.lit(column).alias("column"),
            pl.col("value").str.slice(0, 200),
            "reason",
            pl.lit(lost).alias("lost"),
        )


def read(table: Table, frame: pl.DataFrame, rows: pl.Series, place: Place) -> Records:
    """Apply a table's rules to one block. Nothing of a row that loses a key or a needed value is kept."""
    block = _block(table, frame, rows, place)
    ids: dict[str, pl.Series] = {}
    lost = pl.repeat(False, block.height, dtype=pl.Boolean, eager=True)
    for rule in table.entities:
        ids[rule.alias], gone = _entity_ids(block, rule, ids)
        lost |= gone
    masks: dict[str, pl.Series] = {}
    for link in table.links:
        there = (_first(ids, end).is_not_null() for end in (link.source, link.target))
        masks[link.alias] = reduce(and_, there, block.holds(link.when))
        lost |= _needed(block, link, masks[link.alias])
    lost |= _none(block, table, masks, lost)
    said: dict[str, list[pl.DataFrame]] = {}
    for rule in table.entities:
        if (kept := ids[rule.alias].is_not_null() & ~lost).any():
            said.setdefault(rule.kind.name, []).append(_entities(block, rule, ids[rule.alias], kept))
    made: dict[str, list[pl.DataFrame]] = {}
    for link in table.links:
        if (kept := masks[link.alias] & ~lost).any():
            made.setdefault(link.link.name, []).append(_links(block, link, ids, kept))
    frames = {n: _said_once(f) for n, f in said.items()} | {n: pl.concat(f, how="diagonal") for n, f in made.items()}
    done = {name: frame.with_columns(part=pl.lit(place.part, pl.Int32)) for name, frame in frames.items()}
    rejects = pl.concat(block.bad) if block.bad else pl.DataFrame(schema=REJECTS)
    return Records(done, rejects, int(lost.sum()), len(rows) - block.height)


def _block(table: Table, frame: pl.DataFrame, rows: pl.Series, place: Place) -> _Block:
    """The block without the rows that the table ignores."""
    block = _Block(frame, rows, place)
    if not table.ignore:
        return block
    kept = ~block.holds(table.ignore)
    return _Block(frame.filter(kept), rows.filter(kept), place)


def _none(block: _Block, table: Table, masks: Mapping[str, pl.Series], lost: pl.Series) -> pl.Series:
    """Rows that yield none of the links that the table must."""
    if not table.must:
        return pl.repeat(False, block.height, dtype=pl.Boolean, eager=True)
    none = ~lost
    for alias in table.must:
        none &= ~masks[alias]
    if not none.any():
        return none
    columns = dict.fromkeys(test.column for link in table.links if link.alias in table.must for test in link.when)
    shown = pl.select(pl.coalesce([block.column(name) for name in columns])).to_series() if columns else None
    block.lose(none, "+".join(columns), shown, "shape")
    return none


def _key_names(kind: Kind) -> set[str]:
    return {name for key in kind.keys for name in key}


def _entity_ids(block: _Block, rule: EntityRule, above: Mapping[str, pl.Series]) -> tuple[pl.Series, pl.Series]:
    """Ids where the entity is present, and the rows that lose everything because it has no key."""
    active = block.holds(()) if rule.unless is None else above[rule.unless].is_null()
    if active.any():
        few, which, _ = block.distinct(rule.columns())
        active &= few.holds(rule.when).gather(which)
    if not active.any():
        return pl.repeat(None, block.height, dtype=pl.String, eager=True), active
    read: dict[str, pl.Series] = {}
    for name, value in rule.props.items():
        kind = rule.kind.props[name].type
        values, reasons = few.parse(value, kind, rule.when)
        if reasons.null_count() < len(reasons):
            reasons = reasons.gather(which)
            block.note(reasons.is_not_null() & active, value, kind, "cell", reasons)
        if name in _key_names(rule.kind):
            read[name] = values
    keys = _keys(rule.kind, read, few.height)
    ids = entity_ids(rule.kind, keys, few.height).gather(which)
    ids = ids if active.all() else ids.set(~active, None)
    missing = ids.is_null() & active
    if rule.optional:
        return ids, missing & False
    columns = [n for name in keys for n, _ in rule.props[name].columns()]
    block.lose(missing, "+".join(columns), None, "no_key")
    return ids, missing


def _keys(kind: Kind, read: Mapping[str, pl.Series], height: int) -> dict[str, pl.Series]:
    """Key values as comparable text; the later alternatives only where the first one is not complete."""
    known = pl.repeat(all(n in read for n in kind.keys[0]), height, dtype=pl.Boolean, eager=True)
    for name in kind.keys[0]:
        if name in read:
            known &= read[name].is_not_null()
    keys: dict[str, pl.Series] = {}
    for name, values in read.items():
        spared = values if name in kind.keys[0] else values.set(known, None)
        keys[name] = KINDS[kind.props[name].type].key(spared)
    return keys


def _needed(block: _Block, rule: LinkRule, active: pl.Series) -> pl.Series:
    """Rows whose link lacks a value it can't be without; other unreadable cells are only listed."""
    gone = pl.repeat(False, block.height, dtype=pl.Boolean, eager=True)
    for name, value in rule.props.items() if active.any() else ():
        declared = rule.link.props[name]
        values, reasons = block.parse(value, declared.type)
        if declared.need and values.has_nulls():
            bad = values.is_null() & active
            block.note(bad, value, declared.type, "row", reasons)
            gone |= bad
        elif not declared.need and reasons.null_count() < len(reasons):
            block.note(reasons.is_not_null() & active, value, declared.type, "cell", reasons)
    return gone


def _entities(block: _Block, rule: EntityRule, ids: pl.Series, kept: pl.Series) -> pl.DataFrame:
    """Records, each with the rows that state it."""
    few, which, places = block.distinct(rule.columns())
    said = places[kept.to_numpy()[places]]
    counts = np.bincount(which[said], minlength=few.height)
    ends = np.cumsum(counts)
    lists = pa.LargeListArray.from_arrays(np.concatenate(([0], ends)), block.rows.gather(said).to_arrow())
    props = [
        few.parse(value, rule.kind.props[name].type, rule.when)[0].alias(name) for name, value in rule.props.items()
    ]
    stated = counts > 0
    frame = pl.DataFrame([*props, pl.Series("rows", lists)]).filter(stated)
    return frame.insert_column(len(props), ids.gather(said[(ends - counts)[stated]]).alias("id"))


def _links(block: _Block, rule: LinkRule, ids: Mapping[str, pl.Series], kept: pl.Series) -> pl.DataFrame:
    ends = _first(ids, rule.source).alias("from"), _first(ids, rule.target).alias("to")
    props = [block.parse(value, rule.link.props[name].type)[0].alias(name) for name, value in rule.props.items()]
    frame = pl.DataFrame([*ends, *props, block.rows.alias("row")]).filter(kept)
    frame = _turned(rule.link, frame)
    return frame.with_columns(link_ids(rule.link, frame))


def _first(ids: Mapping[str, pl.Series], aliases: tuple[str, ...]) -> pl.Series:
    """Ids of an end: of the first of these entities that a row has."""
    first, *others = (ids[alias] for alias in aliases)
    return pl.select(pl.coalesce(first, *others)).to_series() if others else first


def _turned(link: Link, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with links of a negative amount run the other way, seen from the same party, and marked (红字冲正)."""
    if (
        link.turn is None
        or link.mark is None
        or link.turn not in frame.columns
        or not (back := frame[link.turn] < 0).any()
    ):
        return frame
    turned = {"from": frame["to"], "to": frame["from"], link.turn: -frame[link.turn]}
    if link.pair and link.pair.opposite in frame.columns:
        payer, payee = link.pair.sides
        turned[link.pair.opposite] = frame[link.pair.opposite].replace({payer: payee, payee: payer})
    said = pl.col(link.mark) if link.mark in frame.columns else None
    marked = pl.when(back).then(True).otherwise(said).alias(link.mark)
    return frame.with_columns(marked, *(new.zip_with(back, frame[name]).alias(name) for name, new in turned.items()))


def _said_once(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Entity records that say the same are one record with all their rows; each frame says a thing once or nearly."""
    every = pl.concat(frames, how="diagonal")
    again = every.drop("rows").is_duplicated()
    if not again.any():
        return every
    once = every.filter(again).group_by(pl.exclude("rows")).agg(pl.col("rows").explode().unique().sort())
    return pl.concat([every.filter(~again), once.select(every.columns)])
