"""Many rows about one thing into one record: every property's winner by its declared rule, conflicts named.

The lake keeps all rows; what is computed here is only what the graph shows. Records are handled by ranges of
their id, so that memory stays bounded whatever the lake holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from graph.lake import Lake
from graph.ontology import Kind, Link, Prop, ontology

AT_ONCE = 2_000_000  # lake records held at one time
FLOW_SCHEMA = {
    "id": pl.String, "from": pl.String, "to": pl.String, "count": pl.Int64, "sum": pl.Int64, "first": pl.Int64, "last": pl.Int64,
}  # fmt: skip


def merged(
    lake: Lake, table: str, ids: pl.Series | None = None, props: Sequence[str] | None = None
) -> Iterator[pl.DataFrame]:
    """Merged records of a table, in frames: id, (from, to,) properties with a value, sources, conflicts.

    `ids`: only these records (canonical ids); `props`: only these properties. `sources` is the number of source rows,
    `conflicts` the names of properties on which rows disagree.
    """
    rows = lake.scan(table)
    if props is not None:
        rows = rows.drop([name for name in ontology().table(table).props if name not in props], strict=False)
    rows = lake.united(table, rows)
    if ids is not None:
        rows = rows.join(ids.unique().to_frame("id").lazy(), on="id", how="semi")
    for part in _ranges(lake, table, ids):
        frame = (rows if part is None else rows.filter(pl.col("id").str.slice(-32, 2).is_in(part))).collect()
        if frame.height:
            yield merge(frame, ontology().table(table))


def merge(rows: pl.DataFrame, owner: Kind | Link) -> pl.DataFrame:
    """Lake records (with `seq`) to one record an id."""
    at = pl.col("rows").list.len() if isinstance(owner, Kind) else pl.lit(1)
    last = pl.col("rows").list.max() if isinstance(owner, Kind) else pl.col("row")
    rows = rows.with_columns(_n=at.cast(pl.Int64), _last=last)
    props = [p for p in owner.props.values() if p.name in rows.columns and rows[p.name].null_count() < rows.height]
    ends = ["from", "to"] if isinstance(owner, Link) else []
    once = rows.filter(pl.col("id").is_unique())
    many = rows.filter(~pl.col("id").is_unique()).sort("seq", "part", "_last", maintain_order=True)
    names = [p.name for p in props]
    done = once.select(
        "id", *ends, *names, pl.col("_n").alias("sources"), pl.lit([], pl.List(pl.String)).alias("conflicts")
    )
    if many.height:
        grouped = many.group_by("id", maintain_order=True).agg(
            *[pl.col(e).first() for e in ends], *[_winner(p) for p in props], pl.col("_n").sum().alias("sources"),
            *[(pl.col(n).drop_nulls().n_unique() > 1).alias(f"_differs_{n}") for n in names],
        )  # fmt: skip
        clash = (
            pl.concat_list(
                [pl.when(pl.col(f"_differs_{n}")).then(pl.lit(n)).otherwise(None) for n in names]
            ).list.drop_nulls()
            if names
            else pl.lit([], pl.List(pl.String))
        )
        done = pl.concat([done, grouped.with_columns(conflicts=clash).select(done.columns)])
    return done.sort("id")


def _winner(p: Prop) -> pl.Expr:
    column = pl.col(p.name)
    match p.merge:
        case "first":
            return column.drop_nulls().first()
        case "max" | "any":
            return column.max()
        case "min":
            return column.min()
        case "longest":
            return column.sort_by(column.str.len_chars(), descending=True, nulls_last=True, maintain_order=True).first()
        case _:
            return column.drop_nulls().last()


def _ranges(lake: Lake, table: str, ids: pl.Series | None) -> Sequence[list[str] | None]:
    """Ranges of the first two hex digits of the hash such that each holds about AT_ONCE records."""
    total = lake.rows(table) if ids is None else min(lake.rows(table), 4 * len(ids))
    count = min(256, -(-total // AT_ONCE))
    if count <= 1:
        return [None]
    pairs = [f"{i:02x}" for i in range(256)]
    step = -(-256 // count)
    return [pairs[i : i + step] for i in range(0, 256, step)]


def flows(transfers: pl.DataFrame, name: str) -> pl.DataFrame:
    """One line per ordered pair: count, sum in fen, first and last in epoch milliseconds UTC."""
    if not transfers.height:
        return pl.DataFrame(schema=FLOW_SCHEMA)
    clock = pl.col("at").dt.epoch("ms")
    frame = transfers.group_by("from", "to").agg(
        pl.len().cast(pl.Int64).alias("count"),
        pl.col("amount").sum().alias("sum"),
        clock.min().alias("first"),
        clock.max().alias("last"),
    )
    head = pl.lit(name.lower() + "-")
    return frame.select(
        pl.concat_str(head, pl.col("from").str.slice(-32), pl.lit("-"), pl.col("to").str.slice(-32)).alias("id"),
        *list(FLOW_SCHEMA)[1:],
    )
