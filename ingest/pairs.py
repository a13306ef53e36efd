"""One transfer seen from both sides: two banks' rows, clocks apart, made one link with two sources.

The lake's rows stay as they are; what is written is a table id -> canonical id, with the rule, that belongs to
the later import and goes with it when that is undone. Matching is one to one, nearest clocks first, and only
between rows that were issued by opposite sides, so that two equal payments in one minute stay two.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from graph.lake import SAME_SCHEMA, Lake, Manifest
from graph.ontology import Link, Pair


def pair(lake: Lake, link: Link, fresh: pl.LazyFrame, span: Sequence[int]) -> pl.DataFrame:
    """Pairs that the `fresh` records of a link form among themselves and with what is in force.

    `span`: first and last clock (ms) of the fresh records. Returns id, canonical, rule: the record in force
    earlier is the canonical one.
    """
    rule = link.pair
    if rule is None:
        return pl.DataFrame(schema=SAME_SCHEMA)
    reach = _reach(lake, link.name, rule, span)
    new = _records(fresh, rule).with_columns(age=pl.lit(1)).collect()
    old = _old(lake, link, rule, span, reach).with_columns(age=pl.lit(0)).collect()
    taken = lake.same(reach)
    names = pl.DataFrame({"seq": list(reach.values()), "of": list(reach)}, schema={"seq": pl.Int64, "of": pl.String})
    rows = pl.concat([old.filter(~pl.col("id").is_in(new["id"].implode())), new]).unique("id", keep="first")
    free = rows.filter(~pl.col("id").is_in(pl.concat([taken["id"], taken["canonical"]]).implode()))
    found = _one_to_one(_candidates(free, rule), f"{link.name}: {'+'.join(rule.same)}, {rule.clock} ±{rule.seconds} s")
    return _stated(
        pl.concat([found, taken.select(found.columns)]), new["id"], old.join(names, on="seq").select("id", "of")
    )


def _stated(couples: pl.DataFrame, new: pl.Series, old: pl.DataFrame) -> pl.DataFrame:
    """What the new import states: couples with a side in it, once for each import that states the other side, so
    that a couple outlives whichever of them is undone as long as both of its sides are in force."""
    here = [pl.col(end).is_in(new.implode()) for end in ("id", "canonical")]
    whole = couples.filter(here[0] & here[1]).with_columns(of=pl.lit(""))
    half = couples.filter(here[0] ^ here[1]).with_columns(other=pl.when(here[0]).then("canonical").otherwise("id"))
    return pl.concat([whole, half.join(old.unique(), left_on="other", right_on="id").select(*SAME_SCHEMA)])


def _records(frame: pl.LazyFrame, rule: Pair) -> pl.LazyFrame:
    names = frame.collect_schema().names()
    if rule.opposite not in names:
        return pl.LazyFrame(
            schema={"id": pl.String, "key": pl.UInt64, "clock": pl.Int64, "side": pl.String, "seq": pl.Int64}
        )
    key = pl.struct("from", "to", *rule.same).hash(seed=0)
    return frame.filter(pl.col(rule.opposite).is_not_null()).select(
        "id",
        key.alias("key"),
        pl.col(rule.clock).dt.epoch("ms").alias("clock"),
        pl.col(rule.opposite).alias("side"),
        pl.col("seq") if "seq" in names else pl.lit(None, pl.Int64).alias("seq"),
    )


def _reach(lake: Lake, name: str, rule: Pair, span: Sequence[int]) -> dict[str, int]:
    """Imports in force whose clocks reach into the span, with their places in the log."""
    slack = rule.seconds * 1000
    return {i: seq for i, seq in lake.active().items() if _overlaps(lake.manifest(i), name, span, slack)}


def _old(lake: Lake, link: Link, rule: Pair, span: Sequence[int], reach: Mapping[str, int]) -> pl.LazyFrame:
    """Records in force within the span, once for each import that states them."""
    slack = rule.seconds * 1000
    low, high = (pl.lit(v, pl.Int64) for v in (span[0] - slack, span[1] + slack))
    return _records(lake.scan(link.name, list(reach)), rule).filter(pl.col("clock").is_between(low, high))


def _overlaps(manifest: Manifest, name: str, span: Sequence[int], slack: int) -> bool:
    own = manifest.span.get(name)
    return own is not None and own[0] - slack <= span[1] and span[0] <= own[1] + slack


def _candidates(rows: pl.DataFrame, rule: Pair) -> pl.DataFrame:
    """Couples of opposite sides with equal key and clocks near enough, at least one of them fresh."""
    sides = rows["side"].unique().sort().to_list()
    if len(sides) < 2:
        return pl.DataFrame(
            schema={"a": pl.String, "b": pl.String, "gap": pl.Int64, "age_a": pl.Int32, "age_b": pl.Int32}
        )
    left, right = (rows.filter(pl.col("side") == s).drop("side") for s in sides[:2])
    both = left.join(right, on="key", suffix="_b")
    gap = (pl.col("clock") - pl.col("clock_b")).abs()
    near = both.filter((gap <= rule.seconds * 1000) & (pl.col("age") + pl.col("age_b") > 0))
    return near.select(
        pl.col("id").alias("a"),
        pl.col("id_b").alias("b"),
        gap.alias("gap"),
        pl.col("age").alias("age_a"),
        pl.col("age_b"),
    )


def _one_to_one(near: pl.DataFrame, rule: str) -> pl.DataFrame:
    """Nearest clocks first; each record in one pair at most. Ties fall by id, so that a second run agrees."""
    used: set[str] = set()
    found: list[tuple[str, str, str]] = []
    for a, b, _, age_a, age_b in near.sort("gap", "a", "b").iter_rows():
        if a in used or b in used:
            continue
        used.update((a, b))
        canonical, other = (a, b) if (age_a, a) < (age_b, b) else (b, a)
        found.append((other, canonical, rule))
    return pl.DataFrame(found, schema={k: v for k, v in SAME_SCHEMA.items() if k != "of"}, orient="row")
