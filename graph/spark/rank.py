"""PageRank: what a node sends its neighbours is a join, what it gets a sum."""

from __future__ import annotations

from dataclasses import dataclass

from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

from graph.spark.session import settled


@dataclass(frozen=True, slots=True)
class Rank:
    """As the kernel's `Rank`; `score`: node, score."""

    score: DataFrame
    rounds: int
    error: float


def pagerank(
    nodes: DataFrame,
    pairs: DataFrame,
    *,
    damping: float = 0.85,
    tolerance: float = 1e-9,
    rounds: int = 200,
    weighted: bool = False,
) -> Rank:
    """PageRank of `nodes`, from everywhere, with the kernel's rounds and bound. `pairs`: source, target, weight.

    Sums are taken in whatever order the parts arrive: scores are the kernel's but for rounding. ValueError: damping
    outside [0, 1).
    """
    if not 0 <= damping < 1:
        raise ValueError(f"damping is {damping}, not in [0, 1)")
    weight = F.col("weight").cast("double") if weighted else F.lit(1.0)
    edges = settled(pairs.select("source", "target", weight.alias("weight")).where("weight > 0"))
    leaves = edges.groupBy(F.col("source").alias("node")).agg(F.sum("weight").alias("leaves"))
    n = max(nodes.count(), 1)
    begin = nodes.join(leaves, "node", "left").select(
        "node", "leaves", *(F.lit(1 / n).alias(c) for c in ("was", "score"))
    )
    score, done, error = settled(begin), 0, float("inf")
    _, stuck = _totals(score)
    while done < rounds and (tolerance == 0 or error > tolerance):
        score = settled(_round(score, edges, damping, (1 - damping + damping * stuck) / n))
        change, stuck = _totals(score)
        error, done = change * damping / (1 - damping), done + 1
    return Rank(score.select("node", "score"), done, error)


def _round(score: DataFrame, edges: DataFrame, damping: float, begun: float) -> DataFrame:
    share: Column = damping * F.col("score") / F.col("leaves") * F.col("weight")
    sent = edges.join(score.withColumnRenamed("node", "source"), "source")
    got = sent.groupBy(F.col("target").alias("node")).agg(F.sum(share).alias("got"))
    new = begun + F.coalesce("got", F.lit(0.0))
    return score.join(got, "node", "left").select("node", "leaves", F.col("score").alias("was"), new.alias("score"))


def _totals(score: DataFrame) -> tuple[float, float]:
    """How much the scores changed, and how much of them stands where nothing leads on."""
    change = F.sum(F.abs(F.col("score") - F.col("was")))
    stuck = F.sum(F.when(F.col("leaves").isNull(), F.col("score")))
    row = score.agg(F.coalesce(change, F.lit(0.0)), F.coalesce(stuck, F.lit(0.0))).first()
    return (row[0], row[1]) if row else (0.0, 0.0)
