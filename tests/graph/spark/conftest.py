"""One Spark session a test run, and one lake: clusters, both banks' rows, rows stated twice, an import taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from graph.kernels.arrays import Transfers
from graph.lake import Lake
from graph.snapshot import Snapshot, snapshot
from graph.spark.session import SparkError, session
from ingest.load import load
from ingest.mapping import parse
from tests.conftest import missing
from tests.lakes import SIDES, write

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from graph.spark.tables import Tables

TEXT = (
    SIDES
    + """  - name: frozen
    match: {header: [账号, 冻结]}
    entities:
      a: {kind: Account, props: {number: 账号, blocked: 冻结}}
"""
)
CLUSTERS, MEMBERS, MOVES = 5, 60, 2_500
BEGIN = datetime(2024, 3, 1)
FAST = {  # a few thousand rows: what takes time is compiling, so plans are interpreted
    "spark.sql.shuffle.partitions": "2", "spark.sql.adaptive.enabled": "false", "spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN", "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", "spark.sql.autoBroadcastJoinThreshold": "-1",
}  # fmt: skip


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    place = str(tmp_path_factory.mktemp("spark"))
    try:
        with session("local[2]", {**FAST, "spark.local.dir": place, "spark.sql.warehouse.dir": place}) as started:
            yield started
    except SparkError as error:
        missing(str(error))


@dataclass
class World:
    """The lake as kernels see it and as Spark does."""

    lake: Lake
    tables: Tables

    @cached_property
    def snapshot(self) -> Snapshot:
        return snapshot(self.lake)

    @cached_property
    def transfers(self) -> Transfers:
        return self.snapshot.transfers()

    @cached_property
    def frame(self) -> DataFrame:
        return self.tables.transfers().cache()

    @cached_property
    def pairs(self) -> DataFrame:
        return self.tables.pairs().cache()

    @cached_property
    def nodes(self) -> DataFrame:
        return self.tables.nodes().cache()

    @cached_property
    def number(self) -> dict[int, int]:
        """The snapshot's number of each of Spark's."""
        return {row["node"]: self.snapshot.number(row["id"]) for row in self.nodes.collect()}

    def rows(self, frame: DataFrame, *who: str, links: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        """Collected rows, in order, with the snapshot's numbers of nodes and links."""
        found = [row.asDict() for row in frame.collect()]
        for row in found:
            row |= {key: self.number[row[key]] for key in who}
            row |= {key: self.snapshot.link_number("TRANSFER", row[key]) for key in links}
        return sorted(tuple(row.values()) for row in found)


@pytest.fixture(scope="session")
def world(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> World:
    from graph.spark.tables import Tables

    folder = tmp_path_factory.mktemp("world")
    lake = Lake(folder / "data")
    made = moves()
    files = {
        "payers": [line(*m) for m in made[:2_000]],
        "payees": [line(*m, late=20, side="进") for m in made[1_500:2_400]],
        "again": [line(*m) for m in made[1_900:2_100]],
        "late": [line(*m) for m in made[2_400:]],
        "mistake": [line(a, b, fen, at, n + 10_000) for a, b, fen, at, n in made[:50]],
    }
    mapping = parse(TEXT, "sides")
    with lake.lock():
        for name, lines in files.items():
            last = load(lake, write(folder / f"{name}.csv", "账号,对手,收付,元,时,号", lines), mapping).manifest
        lake.undo(last.id)
        frozen = [f"{account(k * 37 % (CLUSTERS * MEMBERS))},{'是' if k % 3 else '否'}" for k in range(12)]
        load(lake, write(folder / "frozen.csv", "账号,冻结", frozen), mapping)
    return World(lake, Tables(spark, lake))


def moves() -> list[tuple[int, int, int, int, int]]:
    """Payer, payee, fen, second, serial: inside clusters, some to oneself, some in one second."""
    rng = np.random.default_rng(11)
    home = rng.integers(0, CLUSTERS, MOVES) * MEMBERS
    payer, payee = (home + (MEMBERS * rng.random(MOVES) ** 2).astype(np.int64) for _ in range(2))
    fen = np.where(rng.random(MOVES) < 0.2, 500_000, rng.integers(1, 2_000_000, MOVES))
    at = rng.integers(0, 4 * 86_400, MOVES)
    at = np.where(rng.random(MOVES) < 0.4, at // 3_600 * 3_600, at)
    return list(zip(*(x.tolist() for x in (payer, payee, fen, at, np.arange(MOVES))), strict=True))


def line(payer: int, payee: int, fen: int, at: int, serial: int, late: int = 0, side: str = "出") -> str:
    """A row of the payer's bank, or of the payee's with its own serial."""
    ours, theirs = (payer, payee) if side == "出" else (payee, payer)
    when = BEGIN + timedelta(seconds=at + late)
    return f"{account(ours)},{account(theirs)},{side},{fen / 100:.2f},{when:%Y-%m-%d %H:%M:%S},{side}{serial}"


def account(k: int) -> str:
    return f"62220000{k:07d}"
