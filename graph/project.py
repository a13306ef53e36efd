"""Lake to graph: idempotent, resumable, retractable; `rebuild` makes it anew and `check` compares the two.

The graph remembers the last log entry (`seq`) and the last judgement (`judged`) it shows and, within a step, the batch
it had written: the mark is written in the same transaction as the batch, so a killed process goes on where it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from graph.judged import NOBODY, Judged
from graph.lake import Lake
from graph.merge import FLOW_SCHEMA, flows, merge, merged
from graph.ontology import Kind, Link, ontology
from graph.say import JinyingError, Say
from graph.store import Store, Writer

BATCH = 10_000  # rows a transaction
NONE = pl.Series("id", [], pl.String)
Watch = Callable[[str, int, int], None]  # table, rows written, rows in all


class ProjectError(JinyingError):
    """The graph and the lake don't go together."""


class Step(NamedTuple):
    """A table, the ids in it to write (None: all), and those of them that are first taken away."""

    table: str
    ids: pl.Series | None = None
    moving: pl.Series = NONE


@dataclass(frozen=True, slots=True)
class Difference:
    """One record on which lake and graph differ: missing, extra or changed in the graph."""

    table: str
    id: str
    how: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Counts of both sides and what differs (at most `limit` records a table are named)."""

    lake: dict[str, int]
    graph: dict[str, int]
    differences: list[Difference]
    behind: int

    @property
    def equal(self) -> bool:
        return not self.differences and self.lake == self.graph and not self.behind


def records(frame: pl.DataFrame, owner: Kind | Link) -> pl.DataFrame:
    """Merged records as the graph stores them: times as epoch ms, dates as ISO text, kind and caption added."""
    columns: list[pl.Expr] = []
    for name, dtype in frame.schema.items():
        column = pl.col(name)
        if isinstance(dtype, pl.Datetime):
            column = column.dt.epoch("ms")
        elif dtype == pl.Date:
            column = column.dt.to_string("%Y-%m-%d")
        columns.append(column)
    frame = frame.select(columns).with_columns(
        conflicts=pl.when(pl.col("conflicts").list.len() > 0).then(pl.col("conflicts").list.join(","))
    )
    if isinstance(owner, Link):
        return frame
    caption = pl.col(owner.caption) if owner.caption in frame.columns else pl.lit(None, pl.String)
    fallback = pl.col("ref") if "ref" in frame.columns else pl.col("id")
    return frame.with_columns(kind=pl.lit(owner.name), caption=pl.coalesce(caption, fallback, pl.col("id")))


def rows_of(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows for the store: values that are absent are left out."""
    return [{k: v for k, v in row.items() if v is not None} for row in frame.to_dicts()]


def behind(lake: Lake, store: Store) -> int:
    """How many log entries the graph does not show yet, judgements it does not show counting as one."""
    mark = store.view().progress() or {}
    return len(lake.events()) - int(mark.get("seq", 0)) + int(lake.judged.seq != int(mark.get("judged", 0)))


def catch_up(lake: Lake, store: Store, watch: Watch | None = None, judged: Callable[[int], Judged] = lambda seq: NOBODY) -> int:  # fmt: skip
    """Bring the graph to the lake's last log entry and to its judgements; how far it was behind.

    `judged`: what judgements up to an entry came to, which is what the graph shows now. Into an empty graph everything
    in force is written in bulk where the engine offers it.
    """
    events = lake.events()
    mark = store.view().progress() or {"seq": 0}
    done, shown = int(mark["seq"]), int(mark.get("judged", 0))
    if done > len(events) or shown > lake.judged.seq:
        raise ProjectError(
            Say("图中的内容比数据湖或判定记录新", "the graph is ahead of the lake or of the judgements"),
            Say("请运行 jinying rebuild", "run `jinying rebuild`"),
        )
    left = len(events) - done + (shown != lake.judged.seq)
    if not left:
        return 0
    if done == 0 and "step" not in mark and store.empty():
        rebuild(lake, store, watch, wipe=False)
        return left
    touched = sorted({e.id for e in events[done:]})
    before = NOBODY if shown == 0 else lake.judged if shown == lake.judged.seq else judged(shown)
    goal = {"to": len(events), "judged_to": lake.judged.seq}
    begun = mark if goal.items() <= mark.items() else {"seq": done, "judged": shown}
    _write(store.writer(), lake, list(_steps(lake, touched, before)), {**begun, **goal}, watch)
    return left


def rebuild(lake: Lake, store: Store, watch: Watch | None = None, *, wipe: bool = True) -> None:
    """Make the graph anew from the lake."""
    if wipe:
        store.wipe()
    store.setup()
    last = len(lake.events())
    if store.bulk_folder is not None:
        folder = store.bulk_folder
        bulk_files(lake, folder)
        store.bulk(folder, watch)
        shutil.rmtree(folder)
        store.writer().mark(_shows(last, lake.judged.seq))
        return
    steps = [Step(table) for table in bulk_tables(lake)]
    _write(store.writer(), lake, steps, {"seq": 0, "to": last, "judged_to": lake.judged.seq}, watch)


def bulk_tables(lake: Lake) -> list[str]:
    """Tables with records, entities first, then links, then what is derived from links."""
    tables = lake.tables()
    flow = [o.flow for t in tables if isinstance(o := ontology().table(t), Link) and o.flow]
    return [*tables, *flow]


def _steps(lake: Lake, imports: list[str], before: Judged) -> Iterator[Step]:
    """Tables and the (canonical) ids in them that the named imports touch, or judgements since `before`."""
    canonical = lake.same()
    couples = pl.concat([lake.couples(), lake.couples(imports)]).select("id", "canonical").unique()
    moved = pl.Series(lake.judged.moved(before), dtype=pl.String)
    everything = list(dict.fromkeys([*lake.active(), *imports]))
    sums: list[Step] = []
    for table in lake.tables(everything if len(moved) else imports):
        owner = ontology().table(table)
        touched = lake.scan(table, imports)
        if isinstance(owner, Kind):
            ids = pl.concat([touched.select("id").unique().collect(), moved.to_frame("id").filter(pl.col("id").str.starts_with(f"{owner.prefix}-"))])  # fmt: skip
            yield Step(table, pl.concat([_meant(ids, lake.judged.pairs), ids.join(moved.to_frame("id"), on="id")])["id"].unique().sort())  # fmt: skip
            continue
        rows = lake.scan(table, everything)
        moving = rows.filter(pl.col("from").is_in(moved.implode()) | pl.col("to").is_in(moved.implode()))
        touched = pl.concat([touched.select("id", "from", "to"), moving.select("id", "from", "to")])
        ids, raw, met = (f.select("id").unique().collect() for f in (touched, moving, _met(lake, owner, rows, touched)))
        ids = pl.concat([ids, *_partners(couples, ids)])
        yield Step(table, pl.concat([_meant(ids, canonical), raw, met])["id"].unique().sort(), raw["id"])
        if owner.flow:
            ends = pl.concat([lake.ends(touched), *([Lake(lake.root.parent, judged=before).ends(touched)] if len(moved) else [])])  # fmt: skip
            head = f"{owner.flow.lower()}-"
            made = pl.concat_str(pl.lit(head), pl.col("from").str.slice(-32), pl.lit("-"), pl.col("to").str.slice(-32))
            sums.append(Step(owner.flow, ends.select(made.alias("id")).unique().collect()["id"].sort()))
    yield from sums


def _met(lake: Lake, link: Link, rows: pl.LazyFrame, touched: pl.LazyFrame) -> pl.LazyFrame:
    """Links between the same canonical ends as these: which of them is shown may change."""
    if link.many or not lake.judged.canonical:
        return rows.select("id").head(0)
    ends = lake.ends(touched).select("from", "to").unique()
    return lake.ends(rows.select("id", "from", "to")).join(ends, on=["from", "to"], how="semi").select("id")


def _meant(ids: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    return ids.join(pairs, on="id", how="left").select(pl.coalesce("canonical", "id").alias("id"))


def _partners(couples: pl.DataFrame, ids: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The other sides of these ids, paired with them now or before: whichever goes, the other one changes."""
    for mine, other in (("id", "canonical"), ("canonical", "id")):
        yield couples.join(ids, left_on=mine, right_on="id", how="semi").select(pl.col(other).alias("id"))


def frames(lake: Lake, table: str, ids: pl.Series | None) -> Iterator[pl.DataFrame]:
    """What the graph should hold of a table (or of these ids), in the store's form."""
    source = next((link for link in ontology().links.values() if link.flow == table), None)
    if source is not None:
        yield from _flow_frames(lake, source, ids)
        return
    owner = ontology().table(table)
    for frame in merged(lake, table, ids):
        yield records(frame, owner)


def _flow_frames(lake: Lake, link: Link, ids: pl.Series | None) -> Iterator[pl.DataFrame]:
    assert link.flow is not None
    rows = lake.scan(link.name).select("id", "from", "to", "amount", "at", "seq", "part", "row")
    rows = lake.united(link.name, rows)
    if ids is not None:
        ends = ids.to_frame("flow").select(_end(link, "flow", 1).alias("from"), _end(link, "flow", 2).alias("to"))
        rows = rows.join(ends.lazy(), on=["from", "to"], how="semi")
    frame = flows(merge(rows.collect(), link), link.flow)  # of the transfers as the graph shows them
    if frame.height:
        yield frame


def _end(link: Link, column: str, index: int) -> pl.Expr:
    """The account id inside a flow's id (`flow-<from>-<to>`)."""
    kind = ontology().kinds[(link.source if index == 1 else link.target)[0]]
    return pl.concat_str(pl.lit(f"{kind.prefix}-"), pl.col(column).str.split("-").list.get(index))


def _write(writer: Writer, lake: Lake, steps: list[Step], mark: dict[str, Any], watch: Watch | None) -> None:
    """Write the steps from the mark on; links go before entities when something has to be taken away."""
    gone: list[tuple[str, pl.Series]] = []
    begun = int(mark.get("step", 0)), int(mark.get("batch", 0))
    for number, (table, ids, moving) in enumerate(steps):
        kept: list[pl.Series] = []
        batch = written = 0
        if (number, 0) >= begun:  # what changes its ends is taken away and put again
            _drop(writer, table, moving)
        for frame in frames(lake, table, ids):
            kept.append(frame["id"])
            for part in frame.iter_slices(BATCH):
                batch += 1
                written += part.height
                if (number, batch) > begun:
                    _put(writer, table, rows_of(part), {**mark, "step": number, "batch": batch})
                if watch:
                    watch(table, written, len(ids) if ids is not None else written)
        if ids is not None:
            left = ids.filter(~ids.is_in(pl.concat(kept).implode())) if kept else ids
            if len(left):
                gone.append((table, left))
    for table, left in reversed(gone):
        _drop(writer, table, left)
    writer.mark(_shows(mark["to"], mark["judged_to"]))


def _shows(seq: int, judged: int) -> dict[str, int]:
    """The mark of a graph that shows everything up to these entries."""
    return {"seq": seq, "judged": judged}


def _put(writer: Writer, table: str, rows: list[dict[str, Any]], mark: dict[str, Any]) -> None:
    if table in ontology().kinds:
        writer.entities(table, rows, mark)
    else:
        writer.links(table, rows, mark)


def _drop(writer: Writer, table: str, ids: pl.Series) -> None:
    for part in ids.to_frame().iter_slices(BATCH):
        if table in ontology().kinds:
            writer.delete_entities(part.to_series().to_list())
        else:
            writer.delete_links(table, part.to_series().to_list())


def bulk_frames(lake: Lake, table: str) -> Iterator[pl.DataFrame]:
    """Everything in force of a table, merged, always with all its columns."""
    full = _bulk_schema(table)
    for frame in frames(lake, table, None):
        yield frame.select(
            [pl.col(n).cast(t) if n in frame.columns else pl.lit(None, t).alias(n) for n, t in full.items()]
        )


def bulk_files(lake: Lake, folder: Path) -> None:
    """Everything in force as one Parquet file a table, for the embedded engine's bulk load."""
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.parquet"):
        old.unlink()
    for table in bulk_tables(lake):
        writer: pq.ParquetWriter | None = None
        for frame in bulk_frames(lake, table):
            out = frame.to_arrow()
            writer = writer or pq.ParquetWriter(folder / f"{table}.parquet", out.schema, compression="zstd")
            writer.write_table(out)
        if writer:
            writer.close()


def _bulk_schema(table: str) -> dict[str, Any]:
    from graph.values import KINDS

    if any(link.flow == table for link in ontology().links.values()):
        return dict(FLOW_SCHEMA)
    owner = ontology().table(table)
    body: dict[str, Any] = {}
    for p in owner.props.values():
        dtype = KINDS[p.type].dtype
        body[p.name] = pl.Int64 if isinstance(dtype, pl.Datetime) else pl.String if dtype == pl.Date else dtype
    tail = {"sources": pl.Int64, "conflicts": pl.String}
    if isinstance(owner, Link):
        return {"id": pl.String, "from": pl.String, "to": pl.String, **body, **tail}
    return {"id": pl.String, **body, **tail, "kind": pl.String, "caption": pl.String}


def check(lake: Lake, store: Store, limit: int = 20) -> Checked:
    """Compare graph and lake: counts, then every record by a hash of its values."""
    counts: tuple[dict[str, int], dict[str, int]] = ({}, {})
    found: list[Difference] = []
    present = {**store.counts()}
    for table in dict.fromkeys([*bulk_tables(lake), *present]):
        want = _sums(row for f in frames(lake, table, None) for row in rows_of(f)) if table in bulk_tables(lake) else {}
        have = _sums(store.rows(table)) if present.get(table) else {}
        for side, sums in zip(counts, (want, have), strict=True):
            if sums:
                side[table] = len(sums)
        found.extend(_differences(table, want, have, limit))
    return Checked(counts[0], counts[1], found, behind(lake, store))


def _sums(rows: Iterator[dict[str, Any]]) -> dict[str, int]:
    return {row["id"]: hash(tuple(sorted((k, _plain(v)) for k, v in row.items()))) for row in rows}


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return float(value) if isinstance(value, float) else value


def _differences(table: str, want: dict[str, int], have: dict[str, int], limit: int) -> Iterator[Difference]:
    missing, extra = want.keys() - have.keys(), have.keys() - want.keys()
    changed = {i for i in want.keys() & have.keys() if want[i] != have[i]}
    for how, ids in (("missing", missing), ("extra", extra), ("changed", changed)):
        for record_id in sorted(ids)[:limit]:
            yield Difference(table, record_id, how)
