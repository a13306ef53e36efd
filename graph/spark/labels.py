"""Communities by label propagation where nobody waits for the one before: nodes move by turns that their numbers tell."""

from __future__ import annotations

from dataclasses import dataclass

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from graph.spark.session import settled

BITS = 64  # of a node's number


@dataclass(frozen=True, slots=True)
class Labels:
    """As the kernel's; `label`: node, label."""

    label: DataFrame
    sweeps: int
    moved: int


def propagate(nodes: DataFrame, pairs: DataFrame, *, sweeps: int = 40) -> Labels:
    """The kernel's `propagate_by_turns` of nodes in the order of their numbers, which are their turns. `pairs`: source,
    target, weight; weights whose sums float64 holds exactly, as counts of transfers and fen are, give the kernel's labels
    to the last one.
    """
    ways = [pairs.select(F.col(a).alias("node"), F.col(b).alias("near"), "weight") for a, b in (("source", "target"), ("target", "source"))]  # fmt: skip
    both = ways[0].union(ways[1]).where("node <> near and weight > 0")
    near = settled(both.groupBy("node", "near").agg(F.sum("weight").alias("weight")))
    label = settled(nodes.select("node", F.col("node").alias("label")))
    done, moved = 0, 1
    while moved and done < sweeps:
        wanted = settled(_wanted(near, label))
        moved = wanted.count()
        turn = wanted.where(F.shiftright("node", done % BITS).bitwiseAND(1) == 1)
        after = label.join(turn, "node", "left")
        label, done = settled(after.select("node", F.coalesce("best", "label").alias("label"))), done + 1
    first = label.groupBy("label").agg(F.min("node").alias("first"))
    named = label.join(first, "label").select("node", F.col("first").alias("label"))
    return Labels(named, done, moved)


def _wanted(near: DataFrame, label: DataFrame) -> DataFrame:
    """node, best: those that hear something weigh more than their own label."""
    said = near.join(label.select(F.col("node").alias("near"), "label"), "near")
    heard = said.groupBy("node", "label").agg(F.sum("weight").alias("weight"))
    own = label.select("node", F.col("label").alias("own"))
    ranked = F.struct("weight", F.col("label") == F.col("own"), F.bitwise_not("label"))
    best = heard.join(own, "node").groupBy("node", "own").agg(F.max_by("label", ranked).alias("best"))
    return best.where("best <> own").select("node", "best")
