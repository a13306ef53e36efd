"""Weak components by alternating stars: rounds grow with the logarithm of a component's size, not with its diameter."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F

from graph.spark.session import settled


def components(nodes: DataFrame, pairs: DataFrame) -> DataFrame:
    """node, component: its smallest member, as the kernel's `components` has it.

    Kiveris, Lattanzi, Mirrokni, Rastogi and Vassilvitskii, Connected Components in MapReduce and Beyond (2014): each
    round hangs a node's larger neighbours below the smallest one known, then its smaller ones; what is left are stars.
    """
    ends = F.greatest("source", "target").alias("node"), F.least("source", "target").alias("near")
    edges = settled(pairs.select(*ends).where("node > near").distinct())
    while not _stars(edges):
        edges = settled(_hang_smaller(_hang_larger(edges)))
    stars = edges.withColumnRenamed("near", "component")
    return nodes.select("node").join(stars, "node", "left").withColumn("component", F.coalesce("component", "node"))


def _hang_larger(edges: DataFrame) -> DataFrame:
    both = edges.union(edges.select("near", "node"))
    around = both.withColumn("least", F.least(_smallest(), "node"))
    return around.where("near > node").select(F.col("near").alias("node"), F.col("least").alias("near")).distinct()


def _hang_smaller(edges: DataFrame) -> DataFrame:
    around = edges.withColumn("least", _smallest())
    hung = F.explode(F.array("node", "near")).alias("node"), F.col("least").alias("near")
    return around.select(*hung).where("node > near").distinct()


def _smallest() -> Column:
    return F.min("near").over(Window.partitionBy("node"))


def _stars(edges: DataFrame) -> bool:
    """Whether each node hangs once, and on one that does not hang."""
    hubs = edges.select(F.col("near").alias("node")).distinct()
    many, nodes = edges.agg(F.count("*"), F.count_distinct("node")).first() or (0, 0)
    return bool(many == nodes) and edges.join(hubs, "node", "left_semi").isEmpty()
