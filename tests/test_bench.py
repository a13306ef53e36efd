"""The bench runs: every row that needs no Neo4j is there, with both of its sides measured. No times are asserted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench.inputs import Inputs
from tests.bench.result import Asked, Bench, Result, Side
from tests.bench.run import BENCHES, chosen, main, measure
from tests.bench.show import README, cells, rewrite
from tests.neo4j_server import Missing

HERE = [b.name for b in BENCHES if not b.server]
PEERS = {"lake-rate", "bolt-embedded", "bolt-neo4j", "neo4j-import"}


@pytest.mark.timeout(900)
def test_a_small_bench_has_every_row_and_both_sides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    out = tmp_path / "out.json"
    assert main(["--scale", "small", "--json", str(out), *HERE]) == 0
    body = json.loads(out.read_text("utf-8"))
    assert [r["name"] for r in body["results"]] == HERE
    for row in body["results"]:
        assert row["asked"]
        assert (row["peer"] is not None) == (row["name"] in PEERS)
        for side in (row["ours"], row["peer"] or row["ours"]):
            assert side["samples"]
            assert 0 < side["min"] <= side["median"] <= side["max"]
        assert (row["ratio"] is None) == (row["peer"] is None)
        assert (row["reached"] is None) == (row["bound"] is None)
    assert {"date", "cores", "processor", "python", "packages", "commit", "scale"} <= set(body["machine"])
    assert list(tmp_path.iterdir()) == [out]
    shown = capsys.readouterr().out
    assert all(name in shown.replace("\n", "") for name in HERE)


def result(value: float, asked: Asked, peer: float | None = None) -> Result:
    return Result("r", "w", asked, Side("o", "s", (value,)), Side("p", "s", (peer,)) if peer else None)


def test_a_loss_is_said() -> None:
    assert cells(result(9, Asked("under 10", 10, more=False)))[-1] == "reached"
    assert cells(result(11, Asked("under 10", 10, more=False)))[-1] == "MISSED"
    assert cells(result(9, Asked("10 a second", 10)))[-1] == "MISSED"
    assert cells(result(12, Asked("within 15 %", 1.15, more=False, ratio=True), 10))[-1] == "MISSED"
    assert cells(result(11, Asked("within 15 %", 1.15, more=False, ratio=True), 10))[-1] == "reached"
    assert cells(result(11, Asked("nothing")))[-1] == "shown"


def test_the_readme_is_written_by_the_bench_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "README.md"
    copy.write_text(README.read_text("utf-8"), "utf-8")
    monkeypatch.setattr("tests.bench.show.README", copy)
    facts = {"date": "d", "commit": "c", "scale": "full", "cores": 2, "processor": "p", "memory": "m", "load": 1.0,
             "minutes": 3.0, "python": "3", "packages": {"polars": "1"}}  # fmt: skip
    for _ in range(2):
        rewrite([result(11, Asked("under 10", 10, more=False))], facts)
    text = copy.read_text("utf-8")
    assert text.count("Missed: r.") == 1
    assert text.partition("<!--")[0] == README.read_text("utf-8").partition("<!--")[0]


def test_what_lacks_neo4j_is_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(inputs: Inputs) -> Result:
        raise Missing("no Maven")

    assert measure([Bench("x", "y", run, server=True)], "small", tmp_path) == []
    assert "left out: no Maven" in capsys.readouterr().err


def test_a_row_that_is_not_there() -> None:
    with pytest.raises(SystemExit, match=r"no row 'whi'.*why"):
        chosen(["whi"])
