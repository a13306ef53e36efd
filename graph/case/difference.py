"""What has changed since a case was frozen: entities, links, what is stated of them, findings, who is who. It is told, never
taken over: only another freeze takes it up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from graph.case.assemble import rows
from graph.case.freezing import copied, within
from graph.case.frozen import Frozen, tidy
from graph.case.paper.plain import clock, yuan
from graph.case.recorded import recorded
from graph.judged import Judged
from graph.lake import Lake, table_of
from graph.mask import caption
from graph.merge import merged
from graph.ontology import ontology
from graph.ops import Ops
from graph.snapshot import Snapshot
from graph.study.named import captions
from graph.why import public
from graph.why import shown as veiled

ADDED, GONE, CHANGED = "added", "gone", "changed"
SCHEMA = {
    "table": pl.String,
    "id": pl.String,
    "what": pl.String,
    "prop": pl.String,
    "then": pl.String,
    "now": pl.String,
}
ROWED = {"id": pl.String, "table": pl.String, "what": pl.String, "file": pl.String, "part": pl.String, "row": pl.Int64}
MOVED: dict[str, pl.DataType | type[pl.DataType]] = {"id": pl.String, "table": pl.String, "what": pl.String, "from": pl.String, "to": pl.String, "amount": pl.Int64, "at": pl.Datetime("ms", "UTC")}  # fmt: skip
FEW = 3  # source rows that are named of each
TOLD = ("state", "score", "zh", "subjects", "links", "start", "end", "facts")  # of a finding


@dataclass(frozen=True, slots=True)
class Difference:
    """`records` (SCHEMA): entities and links that came, went or say something else, property by property as text (amounts fen,
    times as ISO 8601; `sources`: how many rows). `things`: put into the case since, and taken out. `findings`: id, what
    (added, gone, or what of it changed), then, now. `judged`: id, whom it meant then, whom now. `imports`: those with rows of
    the case that came into force, and that no longer are. `rows` (ROWED): the source rows behind all that came or went, also
    where a thing only has more of them. `moved` (MOVED): links that came or went, with what they say of money: fen and a moment;
    `called`: their ends' captions in full, as frozen, else as now."""

    records: pl.DataFrame
    things: tuple[Sequence[str], Sequence[str]]
    findings: Sequence[tuple[str, str, Any, Any]]
    judged: Sequence[tuple[str, str, str]]
    imports: tuple[Sequence[str], Sequence[str]]
    rows: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ROWED))
    moved: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MOVED))
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def totals(self) -> Sequence[tuple[str, str, int, int | None]]:
        """By table and what became of it: how many records, and their amounts together in fen (None: they have none)."""
        counts = (
            self.records.filter(pl.col("prop").is_null()).group_by("table", "what", maintain_order=True).agg(pl.len())
        )
        sums = {(t, w): (n, fen) for t, w, n, fen in self.moved.group_by("table", "what").agg(pl.col("amount").count(), pl.col("amount").sum().alias("fen")).iter_rows()}  # fmt: skip
        return [(t, w, n, sums[t, w][1] if sums.get((t, w), (0, 0))[0] else None) for t, w, n in counts.iter_rows()]

    @property
    def empty(self) -> bool:
        """Whether another freeze would hold the same facts."""
        return not (self.records.height or any(self.things) or self.findings or self.judged or any(self.imports))


@dataclass(frozen=True, slots=True)
class State:
    """A case at a moment: its facts, and what was in it."""

    lake: Lake
    facts: Mapping[str, Any]


def difference(frozen: Frozen, lake: Lake, ops: Ops) -> Difference:
    """A frozen state and the case as it is today. What is of the case today is copied beside the lake for as long as this
    takes, so that both are read in the same way."""
    facts = recorded(ops, frozen.case)
    inside = within(lake, [t["id"] for t in facts["things"] if t["sort"] != "finding"], facts["findings"])
    tidy(frozen.folder.parent, ".today-*")
    with TemporaryDirectory(dir=frozen.folder.parent, prefix=".today-") as folder:
        copied(lake, inside, Path(folder))
        meant = {i: m for i, m in lake.judged.canonical.items() if i in inside.entities}
        today = State(Lake(Path(folder), judged=Judged(lake.judged.seq, meant)), facts)
        return between(state(frozen), today)


def state(frozen: Frozen) -> State:
    """A case as it was frozen."""
    return State(frozen.lake, frozen.facts)


def between(then: State, now: State) -> Difference:
    """Two states of one case."""
    order = [*ontology().kinds, *ontology().links]
    tables = sorted({*then.lake.tables(), *now.lake.tables()}, key=order.index)
    records, moved = [pl.DataFrame(schema=SCHEMA)], [pl.DataFrame(schema=MOVED)]
    for table in tables:
        both = _merged(then.lake, table), _merged(now.lake, table)
        records.append(_records(table, *both))
        if table in ontology().links:
            moved.append(_moved(table, *both))
    was, is_ = then.lake.judged, now.lake.judged
    lines = pl.concat(moved)
    ends = lines.select(pl.concat_list("from", "to").explode().unique().drop_nulls())["from"].to_list()
    return Difference(
        records=pl.concat(records),
        things=_apart([t["id"] for t in then.facts["things"]], [t["id"] for t in now.facts["things"]]),
        findings=list(_findings(then.facts["findings"], now.facts["findings"])),
        judged=[(i, a, b) for i in is_.moved(was) if (a := was.canonical.get(i, i)) != (b := is_.canonical.get(i, i))],
        imports=_apart(list(then.lake.active()), list(now.lake.active())),
        rows=_rows(then.lake, now.lake),
        moved=lines,
        called=_called(now.lake, ends) | _called(then.lake, ends),
    )


def _rows(then: Lake, now: Lake) -> pl.DataFrame:
    """Source rows that one of two states has and the other not."""
    key = ["id", "import", "part", "row"]
    was, is_ = rows(then), rows(now)
    apart = [one.join(other, on=key, how="anti", nulls_equal=True).with_columns(what=pl.lit(what)) for what, one, other in ((ADDED, is_, was), (GONE, was, is_))]  # fmt: skip
    return pl.concat(one.select(list(ROWED)) for one in apart)


def _moved(table: str, was: pl.DataFrame, is_: pl.DataFrame) -> pl.DataFrame:
    """Links of a table that only one of two states has, by time."""
    found = [pl.DataFrame(schema=MOVED)]
    for what, one, other in ((ADDED, is_, was), (GONE, was, is_)):
        some = one.join(other, on="id", how="anti")
        said = {n: pl.col(n) if n in some.columns else pl.lit(None) for n in ("from", "to", "amount", "at")}
        found.append(some.select("id", pl.lit(table).alias("table"), pl.lit(what).alias("what"), *(e.cast(MOVED[n]).alias(n) for n, e in said.items())))  # fmt: skip
    return pl.concat(found).sort("at", "id", nulls_last=True)


def _called(lake: Lake, ids: Sequence[str]) -> dict[str, str]:
    """What entities are called, where the lake says so."""
    return {i: text for i, text in captions(lake, ids, full=True).items() if text != caption(table_of(i).name, None, i)}


def said(found: Difference, *, full: bool) -> dict[str, str]:
    """What each link that came or went says: China's clock, from whom to whom, yuan. Personal names masked unless `full`."""
    names = found.called if full else {i: caption(table_of(i).name, text, i) for i, text in found.called.items()}
    return {
        i: " ".join(part for part in ("" if at is None else clock(int(at.timestamp() * 1000)), f"{names.get(source, source)} → {names.get(target, target)}", "" if amount is None else yuan(amount)) if part)
        for i, source, target, amount, at in found.moved.select("id", "from", "to", "amount", "at").iter_rows()
    }  # fmt: skip


def sourced(found: Difference) -> dict[str, str]:
    """The source rows that came or went with each thing, the first few, and how many they are where these are not all."""
    some = found.rows.group_by("id", maintain_order=True).agg(
        pl.struct("file", "part", "row").head(FEW).alias("rows"), pl.len()
    )
    told = ((i, [f"{r['file']}{' ' + r['part'] if r['part'] and r['part'] != r['file'] else ''}:{r['row']}" for r in rows], n) for i, rows, n in some.iter_rows())  # fmt: skip
    return {i: "; ".join(rows) + (f" … ({n:,})" if n > FEW else "") for i, rows, n in told}


def shown(records: pl.DataFrame, arrays: Callable[[], Snapshot]) -> pl.DataFrame:
    """The same as everybody may read it: personal data masked. `arrays`: the graph by which a name is a firm's."""
    asked = [f"{table}.{name}" for table, name in records.select("table", "prop").unique().iter_rows() if (p := ontology().table(table).props.get(name or "")) and p.mask]  # fmt: skip
    if not asked:
        return records
    numbered, where = (
        records.with_row_index("n"),
        pl.concat_str("table", "prop", separator=".").is_in(asked).fill_null(False),
    )
    some = [_masked(row, arrays) for row in numbered.filter(where).iter_rows(named=True)]
    return pl.concat([numbered.filter(~where), pl.DataFrame(some, numbered.schema)]).sort("n").drop("n")


def _masked(row: dict[str, Any], arrays: Callable[[], Snapshot]) -> dict[str, Any]:
    owner, name = ontology().table(row["table"]), row["prop"]
    told = ((side, {name: row[side]}) for side in ("then", "now") if row[side] is not None)
    return row | {side: veiled(said, owner, public(arrays, owner, row["id"], said))[name] for side, said in told}


def _merged(lake: Lake, table: str) -> pl.DataFrame:
    frames = list(merged(lake, table))
    return pl.concat(frames, how="diagonal") if frames else pl.DataFrame(schema={"id": pl.String})


def _records(table: str, then: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Rows of SCHEMA for one table."""
    found = [_whole(table, ADDED, now.join(then, on="id", how="anti")), _whole(table, GONE, then.join(now, on="id", how="anti"))]  # fmt: skip
    both = then.join(now, on="id", suffix=" now", maintain_order="left")
    for name in (n for n in dict.fromkeys((*then.columns, *now.columns)) if n not in ("id", "conflicts")):
        a = pl.col(name) if name in then.columns else pl.lit(None)
        b = pl.lit(None) if name not in now.columns else pl.col(f"{name} now" if name in then.columns else name)
        differs = both.filter(a.ne_missing(b))
        if differs.height:
            found.append(differs.select(pl.lit(table).alias("table"), "id", pl.lit(CHANGED).alias("what"), pl.lit(name).alias("prop"), _text(a, then, name).alias("then"), _text(b, now, name).alias("now")))  # fmt: skip
    return pl.concat([f.cast(SCHEMA) for f in found])  # type: ignore[arg-type]


def _whole(table: str, what: str, frame: pl.DataFrame) -> pl.DataFrame:
    empty = [pl.lit(None, pl.String).alias(n) for n in ("prop", "then", "now")]
    return frame.select(pl.lit(table).alias("table"), "id", pl.lit(what).alias("what"), *empty)


def _text(value: pl.Expr, frame: pl.DataFrame, name: str) -> pl.Expr:
    if name in frame.columns and frame.schema[name].is_temporal():
        return value.dt.to_string("iso:strict")
    return value.cast(pl.String)


def _apart(then: Collection[str], now: Collection[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What came, and what went."""
    was, is_ = set(then), set(now)
    return [one for one in now if one not in was], [one for one in then if one not in is_]


def _findings(then: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, Any, Any]]:  # fmt: skip
    was, is_ = ({f["id"]: f for f in some} for some in (then, now))
    for one in dict.fromkeys((*was, *is_)):
        if one not in is_:
            yield one, GONE, None, None
        elif one not in was:
            yield one, ADDED, None, None
        else:
            for name in TOLD:
                a, b = was[one][name], list(is_[one][name]) if name == "links" else is_[one][name]
                if a != b:
                    yield one, name, a, b
