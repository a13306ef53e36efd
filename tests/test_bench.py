"""The bench runs: every row that needs no Neo4j is there, with both of its sides measured. No times are asserted."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.bench.graphs import Arrays, arrays
from tests.bench.inputs import Inputs
from tests.bench.kernels import KERNELS, QUESTIONS
from tests.bench.meter import Stopped, apart
from tests.bench.own import OURS
from tests.bench.page import PAGE, lacking
from tests.bench.peers import PEERS as ASKED
from tests.bench.result import Asked, Bench, Beside, Result, Side
from tests.bench.run import BENCHES, chosen, main, measure
from tests.bench.serving import SERVING
from tests.bench.show import README, besides, cells, rewrite
from tests.neo4j_server import Missing

TWO = ("kernel-haircut", "kernel-flow2")  # of the kernels: with a peer and without
SERVED = ("serve-overhead-embedded", "serve-minute-embedded")  # of the server: the others go through the same
SEEN = (
    () if lacking() else ("page-board-pan", "page-layers")
)  # of the page; without a browser none, which tests/test_page.py tells
LONG = {
    "models-tiny",  # data, train and report: as tests/gnn
    "world",  # load and rebuild of a sample world: as tests/test_cli.py
}
HERE = [
    b.name
    for b in BENCHES
    if not b.server
    and b.name not in LONG
    and not b.package
    and (b not in KERNELS or b.name in TWO)
    and (b not in SERVING or b.name in SERVED)
    and (b not in PAGE or b.name in SEEN)
]
PEERS = {
    "lake-rate",
    "bolt-embedded",
    "bolt-neo4j",
    "neo4j-import",
    "kernel-flow2",
    "text-rules",
    "match-names",
    "search-peers",
    "search-table",
    "serve-overhead-embedded",
    "page-board-pan",
    "models-sampler",
}


@pytest.mark.timeout(1500)
def test_a_small_bench_has_every_row_and_both_sides(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with TemporaryDirectory(
        prefix="b-"
    ) as short:  # Chromium's socket lies there, and a socket's path is 107 bytes at most
        monkeypatch.setenv("TMPDIR", short)
        monkeypatch.setattr("tempfile.tempdir", None)
        out = tmp_path / "out.json"
        assert main(["--scale", "small", "--json", str(out), *HERE]) == 0
        assert not [*Path(short).iterdir()]
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
    shown = capsys.readouterr().out
    assert all(name in shown.replace("\n", "") for name in HERE)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Arrays:
    folder = tmp_path_factory.mktemp("graph") / "arrays"
    arrays(500, 5_000).save(folder)
    return Arrays(folder)


@pytest.mark.parametrize("question", [q.name for q in QUESTIONS])
def test_ours_and_the_peers_find_the_same(question: str, small: Arrays) -> None:
    work, tell = OURS[question](small)
    found = tell(work())
    assert found
    for who, prepare in ASKED.get(question, {}).items():
        if question != "labels" and find_spec(who):
            work, tell = prepare(small)
            assert tell(work()).items() <= found.items(), who


def test_work_over_its_limit_is_stopped() -> None:
    with pytest.raises(Stopped):
        apart("tests.test_bench:endless")


def endless() -> None:
    from tests.bench.meter import limit

    limit(0)
    while True:
        pass


def test_a_peer_that_is_faster_or_gives_no_answer_is_said_to() -> None:
    beside = (Beside("a", "g", 2.0, 1.0), Beside("b", "g", 1.0, 2.0), Beside("c", "g", 1.0, None, said="not installed"))
    r = Result("r", "w", Asked("nothing"), Side("o", "s", (1,)), beside=beside)
    assert [row[6] for row in besides(r)] == ["OURS IS SLOWER", "ours is faster", "not installed"]


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
    for _ in range(2):
        rewrite([result(11, Asked("under 10", 10, more=False))], FACTS)
    text, before = copy.read_text("utf-8"), README.read_text("utf-8")
    assert text.count("\n| r | w |") == 1
    assert text.partition("<!--")[0] == before.partition("<!--")[0]
    assert text.partition("## Kernels")[2] == before.partition("## Kernels")[2]  # of which nothing was measured


FACTS = {"date": "2026-11-30 10:00 UTC", "commit": "c", "scale": "full", "cores": 2, "processor": "p", "memory": "m",
         "load": 1.0, "minutes": 3.0, "python": "3", "packages": {"polars": "1"}}  # fmt: skip
BEFORE = """<!-- loading: written by --write, not by hand -->

2026-11-25 19:00 UTC, commit f11, scale full: 2 x p, m, load 1.5 at the start

Missed: kept, r.

Slower than a peer: kept (b).

| row | what | asked | ours | peer | ratio | verdict |
|---|---|---|---|---|---|---|
| kept | w | under 10 | 11 (n=1) s; o | - | - | MISSED |
| r | w | under 10 | 12 (n=1) s; o | - | - | MISSED |

| row | peer | graph | ours, CPU s | peer, CPU s | ours / peer | verdict | build, CPU s | peak, MiB | answer |
|---|---|---|---|---|---|---|---|---|---|
| kept | b | g | 2 | 1 | 2 | OURS IS SLOWER | 0 | 0 | the same |
| r | b | g | 2 | 1 | 2 | OURS IS SLOWER | 0 | 0 | the same |

- kept: one: two
- r: gone

<!-- end of loading -->
"""


def test_a_row_that_is_measured_again_leaves_the_others_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "README.md"
    copy.write_text(BEFORE, "utf-8")
    monkeypatch.setattr("tests.bench.show.README", copy)
    for date in ("2026-11-30 10:00 UTC", "2026-12-01 10:00 UTC"):  # also from a block that has dates in its rows
        rewrite([result(9, Asked("under 10", 10, more=False))], {**FACTS, "date": date})
    lines = copy.read_text("utf-8").splitlines()
    assert "Missed: kept." in lines
    assert "Slower than a peer: kept (b)." in lines
    assert [line for line in lines if line.startswith(("| kept", "| r ", "- "))] == [
        "| kept | w | under 10 | 11 (n=1) s; o | - | - | MISSED | 2026-11-25 19:00 UTC, f11 |",
        "| r | w | under 10 | 9 (n=1) s; o | - | - | reached | 2026-12-01 10:00 UTC, c |",
        "| kept | b | g | 2 | 1 | 2 | OURS IS SLOWER | 0 | 0 | the same |",
        "- kept: one: two",
    ]


def test_what_lacks_neo4j_is_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(inputs: Inputs) -> Result:
        raise Missing("no Maven")

    assert measure([Bench("x", "y", run, server=True)], "small", tmp_path) == []
    assert "left out: no Maven" in capsys.readouterr().err


def test_a_row_that_is_not_there() -> None:
    with pytest.raises(SystemExit, match=r"no row 'whi'.*why"):
        chosen(["whi"])
