"""Fans: the window in which an account deals with the most counterparties, without looking into each window."""

from __future__ import annotations

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from graph.kernels.bounds import at_least


def fan_in(transfers: DataFrame, window: int, parties: int) -> DataFrame:
    """account, parties, count, sum, first, last (ids): the rows of the kernel's `fan_in`."""
    return _fan(transfers, "target", "source", window, parties)


def fan_out(transfers: DataFrame, window: int, parties: int) -> DataFrame:
    """The same of payees."""
    return _fan(transfers, "source", "target", window, parties)


def _fan(transfers: DataFrame, account: str, other: str, window: int, parties: int) -> DataFrame:
    at_least(0, window=window)
    at_least(1, parties=parties)
    side = transfers.select(F.col(account).alias("account"), F.col(other).alias("other"), "ms", "at", "id", "amount")
    widest = _widest(side, window).where(F.col("parties") >= parties)
    until = F.struct("ms", "id") <= F.struct("last_ms", "last")
    within = side.join(widest, "account").where(until & (F.col("at") >= F.col("last_at") - window))
    theirs = F.col("other") != F.col("account")
    return within.groupBy("account", "parties", "last").agg(
        F.count_if(theirs).alias("count"), F.sum(F.when(theirs, F.col("amount"))).alias("sum"),
        F.min_by("id", F.struct("ms", "id")).alias("first"),
    ).select("account", "parties", "count", "sum", "first", "last")  # fmt: skip


def _widest(side: DataFrame, window: int) -> DataFrame:
    """account, parties and the transfer with which its widest window is complete.

    A counterparty is in the window from a transfer until `window` seconds after its last one that follows within
    them. Comings and goings, in order, add up to how many are there: two rows a transfer at most, whatever the degrees.
    """
    one = Window.partitionBy("account", "other").orderBy("ms", "id")
    met = side.where("account <> other").select(
        "account", "ms", "at", "id", F.lag("at").over(one).alias("before"), F.lead("at").over(one).alias("next")
    )
    far = f"is null or abs(at - {{}}) > {window}"
    comes = met.where(f"before {far.format('before')}")
    goes = met.where(f"next {far.format('next')}")
    steps = comes.select("account", F.col("at").alias("when"), F.lit(1).alias("step"), "ms", "id").union(
        goes.select("account", F.col("at") + window + 1, F.lit(-1), F.lit(None), F.lit(None))
    )
    order = Window.partitionBy("account").orderBy("when", "step", "ms", "id").rowsBetween(Window.unboundedPreceding, 0)
    there = steps.withColumn("parties", F.sum("step").over(order)).where("step = 1")
    most = Window.partitionBy("account").orderBy(F.desc("parties"), "ms", "id")
    first = there.withColumn("place", F.row_number().over(most)).where("place = 1")
    return first.select("account", "parties", F.col("ms").alias("last_ms"), F.col("when").alias("last_at"), F.col("id").alias("last"))  # fmt: skip
