"""One transfer seen from both sides: two banks' rows, clocks apart, made one link with two sources.

The lake's rows stay as they are; what is written is a table id -> canonical id, with the rule, that belongs to
the later import and goes with it when that is undone. Matching is one to one, and only between rows that were issued
by opposite sides, so that two equal payments in one minute stay two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from graph.block import ENDS, link_ends
from graph.lake import SAME_SCHEMA, Lake, Manifest
from graph.ontology import Link, Pair

NONE = pl.DataFrame(schema={"id": pl.String, "key": pl.UInt64, "clock": pl.Int64, "side": pl.String})
AT_ONCE = 1_000_000  # records with a counterpart that are held at one time


def pair(lake: Lake, link: Link, fresh: Sequence[Path], span: Sequence[int]) -> pl.DataFrame:
    """Pairs that the `fresh` records of a link (block by block) form among themselves and with what is in force.

    `span`: first and last clock (ms) of the fresh records. Returns id, canonical, rule: the record in force
    earlier is the canonical one. What is held is only what has a counterpart: most transfers have one side.
    """
    rule = link.pair
    if rule is None:
        return pl.DataFrame(schema=SAME_SCHEMA)
    reach = _reach(lake, link.name, rule, span)
    old = [(one, path) for one, _, path in lake.parts(link.name, list(reach))]
    slack = rule.seconds * 1000
    near = pl.col("clock").is_between(span[0] - slack, span[1] + slack)
    taken = lake.sides(reach)
    busy = pl.concat([taken["id"], taken["canonical"]])
    met = _met(chain((_records(p, rule) for p in fresh), (_records(p, rule).filter(near) for _, p in old)))
    before = pl.concat([NONE.with_columns(of=pl.lit("")), *(_among(p, rule, met, busy).filter(near).with_columns(of=pl.lit(one)) for one, p in old)])  # fmt: skip
    known = pl.concat([busy, before["id"]])
    again = _all(fresh, rule, met.clear(), known)["id"] if len(known) else known
    found = [taken.select("id", "canonical", "rule")]
    for keys in met.to_frame().iter_slices(AT_ONCE // 2):
        now = _all(fresh, rule, keys["key"], known.clear())
        was = before.drop("of").join(keys, on="key", how="semi").filter(~pl.col("id").is_in(again.implode()))
        rows = pl.concat([was.with_columns(age=pl.lit(0)), now.with_columns(age=pl.lit(1))]).unique("id", keep="first")
        free = rows.filter(~pl.col("id").is_in(busy.implode())) if len(busy) else rows
        found.append(_one_to_one(_candidates(free, rule)).with_columns(rule=pl.lit(_name(link, rule))))
        if len(met) > AT_ONCE // 2 or len(known):
            busy = pl.concat([busy, found[-1]["id"], found[-1]["canonical"]])
            again = pl.concat([again, now["id"]])
    couples = pl.concat([*found[1:], found[0]])
    if not len(known):  # nothing in force is concerned: both sides of every couple are here
        return couples.with_columns(of=pl.lit(""))
    return _stated(couples, again, before.select("id", "of"))


def _name(link: Link, rule: Pair) -> str:
    return f"{link.name}: {'+'.join(rule.same)}, {rule.clock} ±{rule.seconds} s"


def _met(blocks: Iterable[pl.DataFrame]) -> pl.Series:
    """Keys that records of both sides have, each once, in order. As sorted numbers, for there may be millions."""
    keys: dict[str, list[Any]] = {}
    for block in blocks:
        for side in block["side"].unique():
            keys.setdefault(side, []).append(block["key"].filter(block["side"] == side).to_numpy())
    first, second = (
        np.concatenate([np.empty(0, np.uint64), *keys.pop(side, ())]) for side in (*sorted(keys), "", "")[:2]
    )
    first.sort()
    second.sort()
    if not len(first) or not len(second):
        return pl.Series("key", [], dtype=pl.UInt64)
    both = first[second[np.minimum(np.searchsorted(second, first), len(second) - 1)] == first]
    return pl.Series("key", both, dtype=pl.UInt64).unique().sort()


def _all(blocks: Sequence[Path], rule: Pair, keys: pl.Series, ids: pl.Series) -> pl.DataFrame:
    return pl.concat([NONE, *(_among(block, rule, keys, ids) for block in blocks)])


def _among(block: Path, rule: Pair, keys: pl.Series, ids: pl.Series) -> pl.DataFrame:
    """Records of a block with one of the keys or ids. Copied, lest a few keep a whole block in memory."""
    rows = _records(block, rule)
    chosen = rows["key"].is_in(keys.implode())
    if not (len(ids) or chosen.any()):
        return NONE
    names = pl.read_parquet(block, columns=["id"])["id"].rechunk()
    if len(ids):
        chosen |= names.gather(rows["place"]).is_in(ids.implode())
    some = rows.filter(chosen)
    frame = pl.from_arrow(some.select(names.gather(some["place"]), "key", "clock", "side").to_arrow())
    return frame if isinstance(frame, pl.DataFrame) else NONE


def _stated(couples: pl.DataFrame, new: pl.Series, old: pl.DataFrame) -> pl.DataFrame:
    """What the new import states: couples with a side in it, once for each import that states the other side, so
    that a couple outlives whichever of them is undone as long as both of its sides are in force."""
    here = [pl.col(end).is_in(new.implode()) for end in ("id", "canonical")]
    whole = couples.filter(here[0] & here[1]).with_columns(of=pl.lit(""))
    half = couples.filter(here[0] ^ here[1]).with_columns(other=pl.when(here[0]).then("canonical").otherwise("id"))
    return pl.concat([whole, half.join(old.unique(), left_on="other", right_on="id").select(*SAME_SCHEMA)])


def _records(block: Path, rule: Pair) -> pl.DataFrame:
    """Place, key, clock and side of a block's records that say by which side they were issued."""
    if rule.opposite not in pl.read_parquet_schema(block):
        return NONE.drop("id").with_columns(place=pl.lit(0, pl.UInt32))
    frame = pl.read_parquet(block, columns=[*rule.same, rule.clock, rule.opposite])
    rows = pl.concat([frame, link_ends(block)], how="horizontal").with_row_index("place")
    if rows[rule.opposite].has_nulls():
        rows = rows.drop_nulls(rule.opposite)
    return rows.select(
        "place",
        pl.struct(*ENDS, *rule.same).hash(seed=0).alias("key"),
        pl.col(rule.clock).dt.epoch("ms").alias("clock"),
        pl.col(rule.opposite).alias("side"),
    )


def _reach(lake: Lake, name: str, rule: Pair, span: Sequence[int]) -> dict[str, int]:
    """Imports in force whose clocks reach into the span, with their places in the log."""
    slack = rule.seconds * 1000
    return {i: seq for i, seq in lake.active().items() if _overlaps(lake.manifest(i), name, span, slack)}


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


def _one_to_one(near: pl.DataFrame) -> pl.DataFrame:
    """As many couples as there can be, each record in one at most, and of these the nearest clocks.

    Gaps count by their squares, so that of a row of equal payments the first meets the first. An assignment problem
    (Kuhn 1955; Jonker and Volgenant 1987), solved for each group of records that compete.
    """
    near = near.with_columns(alone=pl.col("a").is_unique() & pl.col("b").is_unique())
    rest = near.filter(~pl.col("alone")).sort("a", "b")
    groups = [rest[places] for places in _competing(rest)]
    chosen = pl.concat([near.filter("alone"), *(group[_assigned(group)] for group in groups)])
    earlier = (pl.col("age_a") < pl.col("age_b")) | ((pl.col("age_a") == pl.col("age_b")) & (pl.col("a") < pl.col("b")))
    ends = pl.when(earlier).then("b").otherwise("a"), pl.when(earlier).then("a").otherwise("b")
    return chosen.select(ends[0].alias("id"), ends[1].alias("canonical"))


def _numbered(names: pl.Series) -> tuple[Any, int]:
    """Names as numbers from 0 in their order, and how many there are."""
    numbers = names.rank("dense").to_numpy().astype(np.int64) - 1
    return numbers, int(numbers.max(initial=-1)) + 1


def _competing(near: pl.DataFrame) -> list[Any]:
    """Places of couples, in groups that share records."""
    if near.is_empty():
        return []
    from scipy.sparse import coo_array  # here and below: few loads have any, and scipy takes long to come
    from scipy.sparse.csgraph import connected_components

    (a, n), (b, m) = _numbered(near["a"]), _numbered(near["b"])
    count, label = connected_components(coo_array((np.ones(len(a)), (a, b + n)), shape=(n + m, n + m)), directed=False)
    order = np.argsort(label[a], kind="stable")
    return np.split(order, np.searchsorted(label[a][order], np.arange(1, count)))


def _assigned(near: pl.DataFrame) -> list[int]:
    """Places of the couples of one group that are chosen."""
    from scipy.optimize import linear_sum_assignment

    (a, n), (b, m) = _numbered(near["a"]), _numbered(near["b"])
    gap = near["gap"].to_numpy().astype(np.float64)
    never = (gap.max() ** 2 + 1) * (min(n, m) + 1)
    cost = np.full((n, m), never)
    cost[a, b] = gap**2
    taken = linear_sum_assignment(cost)
    place = {(i, j): k for k, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True))}
    return [place[one] for one in zip(*(t.tolist() for t in taken), strict=True) if one in place]
