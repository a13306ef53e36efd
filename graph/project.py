"""Lake to graph: idempotent, resumable, retractable; `rebuild` makes it anew and `check` compares the two.

The graph remembers the last log entry it shows (`seq`) and, within a step, the batch it had written: the mark is
written in the same transaction as the batch, so a killed process goes on where it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from graph.lake import Lake
from graph.merge import FLOW_SCHEMA, flows, merge, merged
from graph.ontology import Kind, Link, ontology
from graph.say import JinyingError, Say
from graph.store import Store, Writer

BATCH = 10_000  # rows a transaction
Watch = Callable[[str, int, int], None]  # table, rows written, rows in all


class ProjectError(JinyingError):
    """The graph and the lake don't go together."""


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
    """How many log entries the graph does not show yet."""
    return len(lake.events()) - _seq(store)


def _seq(store: Store) -> int:
    mark = store.view().progress()
    return int(mark["seq"]) if mark else 0


def catch_up(lake: Lake, store: Store, watch: Watch | None = None) -> int:
    """Bring the graph to the lake's last log entry; the number of entries applied.

    Into an empty graph everything in force is written in bulk where the engine offers it.
    """
    events = lake.events()
    mark = store.view().progress() or {"seq": 0}
    done = int(mark["seq"])
    if done > len(events):
        raise ProjectError(
            Say("图中的内容比数据湖新", "the graph is ahead of the lake"),
            Say("请运行 jinying rebuild", "run `jinying rebuild`"),
        )
    if done == len(events):
        return 0
    if done == 0 and "step" not in mark and store.empty():
        rebuild(lake, store, watch, wipe=False)
        return len(events)
    touched = sorted({e.id for e in events[done:]})
    steps = list(_steps(lake, touched))
    _write(store.writer(), lake, steps, mark if mark.get("to") == len(events) else {"seq": done}, len(events), watch)
    return len(events) - done


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
        store.writer().mark({"seq": last})
        return
    _write(store.writer(), lake, [(t, None) for t in bulk_tables(lake)], {"seq": 0}, last, watch)


def bulk_tables(lake: Lake) -> list[str]:
    """Tables with records, entities first, then links, then what is derived from links."""
    tables = lake.tables()
    flow = [o.flow for t in tables if isinstance(o := ontology().table(t), Link) and o.flow]
    return [*tables, *flow]


def _steps(lake: Lake, imports: list[str]) -> Iterator[tuple[str, pl.Series | None]]:
    """Tables and the (canonical) ids in them that the named imports touch."""
    canonical = lake.same().select("id", "canonical")
    couples = pl.concat([lake.couples(), lake.couples(imports)]).select("id", "canonical").unique()
    for table in lake.tables(imports):
        ids = lake.scan(table, imports).select("id").unique().collect()
        if isinstance(ontology().table(table), Link):
            ids = pl.concat([ids, *_partners(couples, ids)])
        ids = ids.join(canonical, on="id", how="left").select(pl.coalesce("canonical", "id").alias("id"))
        yield table, ids["id"].unique().sort()
    for table in lake.tables(imports):
        owner = ontology().table(table)
        if isinstance(owner, Link) and owner.flow:
            ends = lake.scan(table, imports).select("from", "to").unique().collect()
            head = f"{owner.flow.lower()}-"
            made = pl.concat_str(pl.lit(head), pl.col("from").str.slice(-32), pl.lit("-"), pl.col("to").str.slice(-32))
            yield owner.flow, ends.select(made.alias("id"))["id"].unique().sort()


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
    pairs = lake.same().select("id", "canonical").lazy()
    rows = rows.join(pairs, on="id", how="left").with_columns(id=pl.coalesce("canonical", "id"))
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


def _write(writer: Writer, lake: Lake, steps: list[tuple[str, pl.Series | None]], mark: dict[str, Any], last: int,
           watch: Watch | None) -> None:  # fmt: skip
    """Write the steps from the mark on; links go before entities when something has to be taken away."""
    gone: list[tuple[str, pl.Series]] = []
    begun = int(mark.get("step", 0)), int(mark.get("batch", 0))
    for number, (table, ids) in enumerate(steps):
        kept: list[pl.Series] = []
        batch = written = 0
        for frame in frames(lake, table, ids):
            kept.append(frame["id"])
            for part in frame.iter_slices(BATCH):
                batch += 1
                written += part.height
                if (number, batch) > begun:
                    state = {"seq": mark["seq"], "to": last, "step": number, "batch": batch}
                    _put(writer, table, rows_of(part), state)
                if watch:
                    watch(table, written, len(ids) if ids is not None else written)
        if ids is not None:
            left = ids.filter(~ids.is_in(pl.concat(kept).implode())) if kept else ids
            if len(left):
                gone.append((table, left))
    for table, left in reversed(gone):
        for part in left.to_frame().iter_slices(BATCH):
            _drop(writer, table, part.to_series().to_list())
    writer.mark({"seq": last})


def _put(writer: Writer, table: str, rows: list[dict[str, Any]], mark: dict[str, Any]) -> None:
    if table in ontology().kinds:
        writer.entities(table, rows, mark)
    else:
        writer.links(table, rows, mark)


def _drop(writer: Writer, table: str, ids: list[str]) -> None:
    if table in ontology().kinds:
        writer.delete_entities(ids)
    else:
        writer.delete_links(table, ids)


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
