"""Two-hop flow by the day-bucket join: equal keys in place of a range, so that only near transfers meet."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from graph.kernels.bounds import at_least, millionths
from graph.spark.shares import least, most


def flow2(transfers: DataFrame, window: int, low: float, high: float) -> DataFrame:
    """account, first, second: the pairs u -> v -> w that the kernel's `flow2` lists.

    Time is cut into buckets as long as the window (a day, where it is one): what follows within the window lies in the
    same bucket or the next, so that a transfer is laid into two and meets on (account, bucket) what it may meet at all.
    """
    at_least(0, window=window)
    shares = millionths(low=low), millionths(high=high)
    bucket = F.floor(F.col("at") / max(window, 1))
    came = transfers.where("source <> target").select(
        F.col("target").alias("account"), F.col("source").alias("payer"), F.col("id").alias("first"), F.col("ms").alias("came_ms"),
        F.col("at").alias("came"), least("amount", shares[0]).alias("fewest"), most("amount", shares[1]).alias("utmost"),
        F.explode(F.array(bucket, bucket + 1)).alias("bucket"),
    )  # fmt: skip
    goes = transfers.where("source <> target").select(
        F.col("source").alias("account"), F.col("target").alias("payee"), F.col("id").alias("second"), F.col("ms").alias("goes_ms"),
        F.col("at").alias("goes"), "amount", bucket.alias("bucket"),
    )  # fmt: skip
    later = (F.struct("goes_ms", "second") > F.struct("came_ms", "first")) & (F.col("goes") - F.col("came") <= window)
    alike = F.col("amount").between(F.col("fewest"), F.col("utmost"))
    return (
        came.join(goes, ["account", "bucket"])
        .where(later & alike & (F.col("payer") != F.col("payee")))
        .select("account", "first", "second")
    )
