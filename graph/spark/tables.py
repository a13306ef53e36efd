"""The lake as DataFrames: entities numbered by their ids, links merged as the snapshot merges them.

A node's number is the first half of its id, in the order of ids: no dictionary is made, and what a join moves is eight
bytes. Only the driver reads the log; workers read Parquet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import BooleanType, IntegerType, LongType, StringType, StructField, StructType, TimestampType

from graph.freeze import money
from graph.lake import SAME, Lake
from graph.ontology import ontology

TEXT, WHOLE, TIME = StringType(), LongType(), TimestampType()
LINK = {"id": TEXT, "from": TEXT, "to": TEXT, "at": TIME, "amount": WHOLE, "part": IntegerType(), "row": WHOLE}
ORDER = ("seq", "part", "row")  # of the rows about one link
SIGN = -(2**63)


@dataclass(frozen=True, slots=True)
class Tables:
    """What a lake holds, read by Spark. Money is fen, times are UTC."""

    spark: SparkSession
    lake: Lake

    def nodes(self) -> DataFrame:
        """Every entity once: node, id."""
        rows = self._rows(ontology().kinds, {"id": TEXT})
        both = rows.groupBy(number("id").alias("node")).agg(F.min("id").alias("id"), F.max("id").alias("other"))
        clash = F.raise_error(F.lit("two ids have the same first half"))
        return both.select("node", F.when(F.col("id") == F.col("other"), F.col("id")).otherwise(clash).alias("id"))

    def blocked(self) -> DataFrame:
        """Entities of which a row says that they are blocked: node."""
        kinds = [name for name, kind in ontology().kinds.items() if "blocked" in kind.props]
        rows = self._rows(kinds, {"id": TEXT, "blocked": BooleanType()})
        return rows.where("blocked").select(number("id").alias("node")).distinct()

    def transfers(self, link: str = "TRANSFER") -> DataFrame:
        """Links that move money: id, source, target, ms, at (whole seconds), amount.

        One happened before another where (ms, id) is less.
        """
        owner = ontology().link(link)
        if not money(owner):
            raise ValueError(f"{link} moves no money")
        props = [_winner(name, owner.props[name].merge) for name in ("at", "amount")]
        once = self._canonical(self._rows([owner.name], LINK), owner.name).groupBy("id").agg(*_ends(), *props)
        ms = F.unix_millis("at")
        return once.select(
            "id", number("from").alias("source"), number("to").alias("target"), ms.alias("ms"),
            F.floor(ms / 1000).alias("at"), "amount",
        )  # fmt: skip

    def pairs(self, link: str = "TRANSFER") -> DataFrame:
        """Who pays whom: source, target, how many transfers (`weight`) and their sum (`amount`)."""
        return pairs(self.transfers(link))

    def _canonical(self, rows: DataFrame, link: str) -> DataFrame:
        """Rows of both banks about one transfer under one id."""
        columns = {"id": TEXT, "canonical": TEXT, "of": TEXT}
        paired = self._rows([SAME], columns).where(F.col("of").isin("", *self.lake.active()))
        paired = paired.where(F.col("id").startswith(f"{link.lower()}-"))
        canonical = paired.groupBy("id").agg(F.min_by("canonical", F.struct("seq", "file", "place")).alias("canonical"))
        return rows.join(canonical, "id", "left").withColumn("id", F.coalesce("canonical", "id"))

    def _rows(self, names: Iterable[str], columns: Mapping[str, object]) -> DataFrame:
        """Records of tables with their import's number; a column that a file has not is empty there."""
        shape = StructType([StructField(name, kind) for name, kind in columns.items()])  # type: ignore[arg-type]
        parts = [part for name in names for part in self.lake.parts(name)]
        if not parts:
            hidden = StructType([StructField("seq", WHOLE), StructField("file", TEXT), StructField("place", WHOLE)])
            return self.spark.createDataFrame([], StructType([*shape.fields, *hidden.fields]))
        frame = self.spark.read.schema(shape).parquet(*(f"file://{path.resolve()}" for _, _, path in parts))
        seqs = F.create_map(*(F.lit(x) for one, seq in {i: s for i, s, _ in parts}.items() for x in (one, seq)))
        path = F.split("_metadata.file_path", "/")
        return frame.select(
            *columns, seqs[F.element_at(path, -3)].alias("seq"), F.col("_metadata.file_path").alias("file"),
            F.col("_metadata.row_index").alias("place"),
        )  # fmt: skip


def pairs(transfers: DataFrame) -> DataFrame:
    """Parallel transfers added up."""
    grouped = transfers.groupBy("source", "target")
    return grouped.agg(F.count("*").alias("weight"), F.sum("amount").alias("amount"))


def number(column: str) -> Column:
    """A node's number of its id: with the sign turned, int64 orders as the hex digits do."""
    return F.conv(F.substring(column, -32, 16), 16, -10).cast("bigint").bitwiseXOR(F.lit(SIGN))


def _ends() -> list[Column]:
    return [F.min_by(end, F.struct(*ORDER)).alias(end) for end in ("from", "to")]


def _winner(name: str, merge: str) -> Column:
    """As graph/merge.py chooses: `first` and `latest` by the order of rows, among those that state it."""
    stated = F.when(F.col(name).isNotNull(), F.struct(*ORDER))
    match merge:
        case "first":
            return F.min_by(name, stated).alias(name)
        case "max" | "min":
            return (F.max if merge == "max" else F.min)(name).alias(name)
        case _:
            return F.max_by(name, stated).alias(name)
