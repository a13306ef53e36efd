"""Neo4j's own offline import gives the very graph that the ordinary load gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.lake import Lake
from graph.neo4j_import import ImportToolError, import_files, run_import
from graph.project import catch_up, check
from graph.store import open_store
from tests.conftest import missing
from tests.lakes import PEOPLE, holders, moves, put
from tests.neo4j_server import LTS, Missing, Server, java


def test_the_import_tool_makes_the_same_graph_and_loads_go_on_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(tmp_path / "d")
    nasty = ['"王""一, 二"', '"工\\行\n第二行"', "李'二", '"""', " "]
    rows = [f'622200000000000{n},{name if name.count(chr(34)) != 3 else "x"},工行 {n},{PEOPLE[n % 3]}' for n, name in enumerate(nasty)]  # fmt: skip
    put(lake, holders(tmp_path / "a.csv", rows), moves(tmp_path / "m.csv", 500))
    server = Server(LTS, tmp_path / "neo4j")
    try:
        server.prepare()
        monkeypatch.setenv("JAVA_HOME", str(Path(java(17)).parents[1]))
    except Missing as why:
        missing(str(why))
    counts = import_files(lake, tmp_path / "bulk")
    run_import(server.home, tmp_path / "bulk", "neo4j")
    server.start()
    try:
        with open_store(server.settings(tmp_path / "d")) as store:
            assert check(lake, store).equal
            assert store.counts() == counts
            put(lake, moves(tmp_path / "n.csv", 40, first=1000))
            assert catch_up(lake, store) == 1
            assert check(lake, store).equal
            with pytest.raises(ImportToolError, match="stop Neo4j before it"):
                run_import(server.home, tmp_path / "bulk", "neo4j")
    finally:
        server.kill()


def test_no_neo4j_at_the_home_is_said(tmp_path: Path) -> None:
    (tmp_path / "bulk").mkdir()
    with pytest.raises(ImportToolError, match="no Neo4j at"):
        run_import(tmp_path, tmp_path / "bulk", "neo4j")
