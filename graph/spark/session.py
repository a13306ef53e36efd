"""The Spark session: one that runs already is joined, or one is started; what is missing is said in one line."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.say import JinyingError, Say

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

HERE = "local[*]"
MASTER = re.compile(r"local(\[.+\])?|yarn|(spark|k8s)://.+")
ALWAYS = {"spark.sql.session.timeZone": "UTC", "spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
ALONE = {
    "spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": str(8 * (os.cpu_count() or 1)),
}  # fmt: skip


class SparkError(JinyingError):
    """Spark is not there, did not start, or gave up."""


@contextmanager
def session(master: str | None = None, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[SparkSession]:
    """A session on `master`. None: the one that spark-submit names, or this machine's cores.

    A session on this machine opens no port to others. One that was running before is not ended.
    """
    present()
    from pyspark.sql import SparkSession

    if running := SparkSession.getActiveSession():
        yield running
        return
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    master = master or (None if submitted else HERE)
    if master is not None and not MASTER.fullmatch(master):
        raise SparkError(Say(f"“{master}”不是 Spark 集群", f"'{master}' is no Spark master"), Say("如 spark://HOST:7077、yarn、local[*]", "as in spark://HOST:7077, yarn, local[*]"))  # fmt: skip
    local = master is not None and master.startswith("local")
    builder = SparkSession.builder.appName("jinying")
    for name, value in {**ALWAYS, **(ALONE if local else {}), **settings}.items():
        builder = builder.config(name, value)
    started = _start(builder if master is None else builder.master(master), master)
    try:
        yield started
    finally:
        started.stop()


@contextmanager
def told() -> Iterator[None]:
    """Whatever Spark raises, as one line."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise SparkError(
            Say(f"Spark 中断：{_first_line(error)}", f"Spark gave up: {_first_line(error)}"),
            Say("数据目录须在驱动与各工作节点上路径相同，内存须够用", "driver and workers need the data folder under one path, and memory enough"),
        ) from error  # fmt: skip


def settled(frame: DataFrame) -> DataFrame:
    """The frame computed and its history forgotten, so that the next round's plan does not grow.

    In the checkpoint folder where one is set (`spark.checkpoint.dir`), which outlives an executor; else with those.
    """
    if frame.sparkSession.sparkContext.getCheckpointDir() is not None:
        return frame.checkpoint()
    return frame.localCheckpoint()


def present() -> None:
    """Whether Spark can run here at all; asked before anything of it is imported."""
    if find_spec("pyspark") is None:
        raise SparkError(Say("未安装 pyspark", "pyspark is not installed"), Say("pip install 'jinying[spark]'", "pip install 'jinying[spark]'"))  # fmt: skip
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java") if not home else shutil.which("java", path=Path(home) / "bin")
    if java is None:
        where = Say(f"JAVA_HOME={home} 中没有 Java", f"there is no Java in JAVA_HOME={home}") if home else Say("没有 Java", "there is no Java")  # fmt: skip
        raise SparkError(where, Say("请安装 Java 17 或更新版本", "install Java 17 or newer"))


def _start(builder: SparkSession.Builder, master: str | None) -> SparkSession:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        return builder.getOrCreate()
    except (PySparkException, Py4JError) as error:
        where = master or "spark-submit"
        raise SparkError(
            Say(f"Spark 未能在 {where} 启动：{_first_line(error)}", f"Spark did not start on {where}: {_first_line(error)}"),
            Say("请检查 --master，并用 Java 17 或更新版本", "check --master, and use Java 17 or newer"),
        ) from error  # fmt: skip


def _first_line(error: Exception) -> str:
    cause = getattr(error, "java_exception", None)
    text = str(cause.toString()) if cause is not None else str(error)
    return (text.strip().splitlines() or [type(error).__name__])[0]
