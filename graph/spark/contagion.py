"""Contagion in rounds: a node gives way once those that gave way before it weigh enough."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from graph.kernels.threshold import ROUNDING
from graph.spark.session import settled


def threshold(influence: DataFrame, thresholds: DataFrame, seeds: DataFrame) -> DataFrame:
    """node, round (0: a seed): those that give way in the kernel's `threshold`, in its rounds.

    influence: source, target, weight, as who gives way and who feels it; thresholds: node, threshold above 0, who has
    none never gives way; seeds: node.
    """
    weight = F.col("weight").cast("double").alias("weight")
    influence = settled(influence.select("source", F.col("target").alias("node"), weight))
    given = settled(seeds.select("node", F.lit(0).alias("round")).distinct())
    done, fresh = 0, not given.isEmpty()
    while fresh:
        done += 1
        felt = influence.join(given.select(F.col("node").alias("source")), "source").groupBy("node").agg(F.sum("weight").alias("felt"))  # fmt: skip
        enough = felt.join(thresholds, "node").where(F.col("felt") >= F.col("threshold") * (1 - ROUNDING))
        new = settled(enough.join(given, "node", "left_anti").select("node", F.lit(done).alias("round")))
        fresh = not new.isEmpty()
        given = settled(given.union(new)) if fresh else given
    return given


def from_income(pairs: DataFrame, seeds: DataFrame, share: float) -> DataFrame:
    """Who gives way when `share` of the money that came in, came from who gave way: node, round. `pairs`: amount."""
    paid = pairs.where("source <> target").select("source", "target", F.col("amount").alias("weight"))
    income = paid.groupBy(F.col("target").alias("node")).agg((F.sum("weight") * share).alias("threshold"))
    return threshold(paid, income.where("threshold > 0"), seeds)
