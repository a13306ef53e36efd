"""`jinying detect --engine spark` as a person types it, what it says where something is missing, and its page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from graph.kernels.components import components
from graph.kernels.fan import fan_in
from graph.ops import open_ops
from graph.spark import session as door
from graph.spark.session import SparkError
from tests.graph.spark.arithmetic import PAGE, per_edge, worked
from tests.graph.spark.conftest import World
from tests.graph.study.command import run


def detect(world: World, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    return run(world.lake.root.parents[1], capsys, "detect", "--engine", "spark", *words)


def test_the_first_rows_of_what_was_named(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = detect(world, capsys, "components", "fan-in", "-p", "parties=4", "-p", "window=7200", "--top", "3", "--json")  # fmt: skip
    assert (code, err) == (0, "")
    found: dict[str, list[dict[str, Any]]] = json.loads(out)
    kernel = components(world.snapshot.pairs("TRANSFER"))
    sizes = sorted(np.unique(kernel, return_counts=True)[1].tolist(), reverse=True)
    assert [row["size"] for row in found["components"]] == sizes[:3]
    assert all(row["component"].startswith("acc-") for row in found["components"])
    fans = fan_in(world.transfers, 7_200, 4)
    widest = dict(zip(world.snapshot.ids(fans.account), fans.parties.tolist(), strict=True))
    assert [row["parties"] for row in found["fan-in"]] == sorted(widest.values(), reverse=True)[:3]
    assert all(widest[row["account"]] == row["parties"] for row in found["fan-in"])
    with open_ops(world.lake.root.parent) as ops:
        (note,) = ops.audit(1)
    assert (note["action"], note["subject"]) == ("study", "components,fan-in")


def test_every_algorithm_answers_and_as_a_table_too(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    from graph.spark.algorithm import ALGORITHMS

    code, out, _ = detect(world, capsys, "-p", "rounds=2", "-p", "sweeps=2", "-p", "parties=2", "-p", "passed=0", "-p", "residue=1", "--top", "1", "--csv")  # fmt: skip
    assert code == 0
    heads = [",".join(a.columns) for a in ALGORITHMS]
    lines = out.replace("\ufeff", "").split()
    assert [line for line in lines if line in heads] == heads
    assert len(lines) == 2 * len(heads)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["pagerankk"], "the Spark engine has no 'pagerankk'; did you mean pagerank?"),
        (["pagerank", "-p", "window=1"], "no parameter 'window=1'; known: damping, rounds, tolerance"),
        (["pagerank", "-p", "damping=1"], "parameter damping=1 is out of its limits; allowed: 0 – 0.999 "),
        (["pagerank", "-p", "damping=x"], "parameter damping=x is out of its limits; allowed: 0 – 0.999 "),
        (["--as-of", "2024-03-01"], "--as-of, --since, --backtest and --truth are for detectors; leave them out, or leave out --engine spark"),
        (["--engine", "sparc"], "no engine 'sparc'; did you mean spark?"),
    ],
)  # fmt: skip
def test_misuse_is_one_line_with_a_cure(world: World, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:  # fmt: skip
    code, out, err = detect(world, capsys, *words)
    assert (code, out) == (2, "")
    assert err == f"error: {said}\n"


def test_without_pyspark_or_java_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    words = ("detect", "--engine", "spark")
    with monkeypatch.context() as patch:
        patch.setattr(door, "find_spec", lambda name: None)
        assert run(tmp_path, capsys, *words) == (
            2,
            "",
            "error: pyspark is not installed; pip install 'jinying[spark]'\n",
        )
    with monkeypatch.context() as patch:
        patch.setenv("JAVA_HOME", str(tmp_path))
        assert run(tmp_path, capsys, *words) == (2, "", f"error: there is no Java in JAVA_HOME={tmp_path}; install Java 17 or newer\n")  # fmt: skip
    with monkeypatch.context() as patch:
        patch.delenv("JAVA_HOME", raising=False)
        patch.setenv("PATH", str(tmp_path))
        assert run(tmp_path, capsys, *words) == (2, "", "error: there is no Java; install Java 17 or newer\n")


def test_what_spark_raises_is_one_line(world: World) -> None:
    from py4j.protocol import Py4JNetworkError
    from pyspark.errors import PySparkRuntimeError

    def refuse() -> None:
        raise PySparkRuntimeError("no such master\n\tat java")

    with pytest.raises(SparkError, match=r"^Spark did not start on nowhere: no such master; check --master"):
        door._start(SimpleNamespace(getOrCreate=refuse), "nowhere")  # type: ignore[arg-type]
    with pytest.raises(SparkError, match=r"^Spark gave up: Answer from Java side is empty; "), door.told():
        raise Py4JNetworkError("Answer from Java side is empty")


def test_a_master_that_is_none_is_told_before_anything_starts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyspark.sql.SparkSession.getActiveSession", lambda: None)
    with (
        pytest.raises(SparkError, match=r"^'nonsense' is no Spark master; as in spark://HOST:7077"),
        door.session("nonsense"),
    ):
        pass


def test_a_session_that_runs_is_joined_and_not_ended(world: World) -> None:
    with door.session("local[1]") as joined:
        assert joined is world.tables.spark
    assert joined.range(1).count() == 1


def test_the_command_starts_without_spark_and_spark_after_the_algorithms_are_known() -> None:
    code = "import sys, jinying; print([m for m in sys.modules if m.partition('.')[0] in ('pyspark', 'py4j')]); import graph.spark.ranking"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


# its page


def test_the_page_names_every_algorithm_and_parameter(world: World) -> None:
    from graph.spark.algorithm import ALGORITHMS

    told: dict[str, set[str]] = {}
    for names, params in re.findall(r"^\| (`[a-z].*?) \| .* \|(.*)\|$", PAGE.read_text("utf-8"), re.M):
        told |= {name: set(re.findall(r"`(\w+)`", params)) for name in re.findall(r"`([\w-]+)`", names)}
    assert told == {a.name: {p.name for p in a.params} for a in ALGORITHMS}


def test_the_pages_bytes_are_the_snapshots(world: World) -> None:
    sizes = per_edge(world.snapshot)
    text = PAGE.read_text("utf-8")
    assert f"| a transfer in the snapshot | {sum(sizes.values()):.0f} (" in text
    assert f"| of it read by kernels of time and money, so best in memory | {worked(sizes):.0f} |" in text
