"""Pass-through: accounts that many pay and that pay many, where money stays only for minutes."""

from __future__ import annotations

from pyspark.sql import Column, DataFrame, Window, WindowSpec
from pyspark.sql import functions as F

from graph.kernels.bounds import at_least, millionths
from graph.kernels.through import Haste
from graph.spark.shares import least, most

ONE = ("account", "start")  # a window of an account


def through(transfers: DataFrame, haste: Haste) -> DataFrame:
    """The rows of the kernel's `through`, transfers as ids: account, first, last, payers, payees, received, paid,
    passed, residue, median, mean.

    First in, first out without a queue: laid end to end, what came and what left are two rulers of the same money, and
    a lot lies between two neighbouring marks.
    """
    at_least(0, window=haste.window, lag=haste.lag)
    at_least(1, parties=haste.parties)
    passed, residue = millionths(passed=haste.passed), millionths(residue=haste.residue)
    events = _in_windows(_events(transfers), haste.window)
    wide = _sums(events).where(F.least("payers", "payees") >= haste.parties)
    lots = _lots(events.join(wide.select(*ONE), [*ONE], "left_semi"))
    found = wide.join(_stays(lots, haste.lag), [*ONE])
    found = found.withColumn("residue", F.col("received") - F.col("left"))
    counts = (F.col("passed") >= least("received", passed)) & (F.col("residue") <= most("received", residue))
    return found.where(counts).select(
        "account", "first", "last", "payers", "payees", "received", "paid", "passed", "residue", "median", "mean"
    )


def _events(transfers: DataFrame) -> DataFrame:
    """Each transfer once for who got it and once for who paid it."""
    ours = transfers.where("source <> target")
    sides = [
        ours.select(F.col(a).alias("account"), F.col(b).alias("other"), F.lit(came).alias("came"), "ms", "at", "id", "amount")
        for a, b, came in (("target", "source", True), ("source", "target", False))
    ]  # fmt: skip
    return sides[0].union(sides[1])


def _in_windows(events: DataFrame, window: int) -> DataFrame:
    """Events with the `start` of the window they are in; the others fall out.

    Where windows begin is a fold over an account's seconds in order: the only step that looks at them one by one.
    """
    begun = F.aggregate(
        F.array_sort(F.collect_set("at")),
        F.array().cast("array<bigint>"),
        lambda starts, at: F.when(  # the last start's window is over, or there is none
            F.coalesce(F.try_element_at(starts, F.lit(-1)) + window < at, F.lit(True)), F.concat(starts, F.array(at))
        ).otherwise(starts),
    )
    starts = events.where("came").groupBy("account").agg(begun.alias("starts"))
    starts = starts.select("account", F.explode("starts").alias("at")).withColumn("begins", F.col("at"))
    before = Window.partitionBy("account").orderBy("at").rangeBetween(Window.unboundedPreceding, Window.currentRow)
    placed = events.join(starts, ["account", "at"], "left").withColumn("start", F.max("begins").over(before))
    placed = placed.where(F.col("at") <= F.col("start") + window).drop("begins")
    first = F.min(F.when(F.col("came"), F.struct("ms", "id"))).over(Window.partitionBy(*ONE))
    return placed.withColumn("begin", first).where(F.struct("ms", "id") >= F.col("begin"))


def _sums(events: DataFrame) -> DataFrame:
    """What each window holds."""
    order, came = F.struct("ms", "id"), F.col("came")
    return events.groupBy(*ONE).agg(
        F.min_by("id", order).alias("first"), F.max_by("id", order).alias("last"),
        F.count_distinct(F.when(came, F.col("other"))).alias("payers"), F.count_distinct(F.when(~came, F.col("other"))).alias("payees"),
        F.sum(F.when(came, F.col("amount")).otherwise(0)).alias("received"), F.sum(F.when(came, 0).otherwise(F.col("amount"))).alias("paid"),
    )  # fmt: skip


def _lots(events: DataFrame) -> DataFrame:
    """Fen of the money received that left, and the seconds it stayed: account, start, fen, lag.

    A payment takes what is there and no more. So what left by the j-th is C[j] = min(C[j-1] + paid[j], R[j]), R what had
    come by then; written out, C[j] = A[j] + min(0, min over k <= j of R[k] - A[k]), A what was paid by then.
    """
    ours = F.col("came")
    upto = Window.partitionBy(*ONE).orderBy("ms", "id").rowsBetween(Window.unboundedPreceding, Window.currentRow)
    summed = events.withColumn("r", _running(ours, upto)).withColumn("a", _running(~ours, upto))
    short = F.min(F.when(~ours, F.col("r") - F.col("a"))).over(upto)
    mark = F.when(ours, F.col("r")).otherwise(F.col("a") + F.least(short, F.lit(0)))
    marked = summed.withColumn("mark", mark)
    own = Window.partitionBy(*ONE, "came").orderBy("ms", "id")
    marked = marked.where(F.col("amount") > 0).withColumn("own", F.col("mark") - F.lag("mark", 1, 0).over(own))
    ruler = Window.partitionBy(*ONE).orderBy("mark", "ms", "id")
    onward = ruler.rowsBetween(Window.currentRow, Window.unboundedFollowing)
    came, left = (F.first(F.when(side, F.col("at")), ignorenulls=True).over(onward) for side in (ours, ~ours))
    cut = marked.where("own > 0").withColumn("fen", F.col("mark") - F.lag("mark", 1, 0).over(ruler))
    lots = cut.select(*ONE, "fen", (left - came).alias("lag"))
    return lots.where("fen > 0 and lag is not null")


def _running(side: Column, upto: WindowSpec) -> Column:
    return F.sum(F.when(side, F.col("amount")).otherwise(0)).over(upto)


def _stays(lots: DataFrame, lag: int) -> DataFrame:
    """How long the money that left had stayed: account, start, passed, left, median, mean."""
    by_lag = lots.groupBy(*ONE, "lag").agg(F.sum("fen").alias("fen"))
    one = Window.partitionBy(*ONE)
    gone = F.sum("fen").over(one.orderBy("lag").rowsBetween(Window.unboundedPreceding, Window.currentRow))
    by_lag = by_lag.withColumn("gone", gone).withColumn("all", F.sum("fen").over(one))
    half = F.col("gone") * 2 >= F.col("all")
    return by_lag.groupBy(*ONE).agg(
        F.sum(F.when(F.col("lag") <= lag, F.col("fen")).otherwise(0)).alias("passed"), F.sum("fen").alias("left"),
        F.min(F.when(half, F.col("lag"))).alias("median"),
        (F.sum(F.col("fen").cast("double") * F.col("lag")) / F.sum("fen")).alias("mean"),
    )  # fmt: skip
