"""Runs: what a later import speaks of, past months as they were, the same found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import detect
from graph.detect import DetectError, chosen
from graph.detect.backtest import backtest
from graph.detect.scene import Scene
from graph.lake import Lake
from graph.ops import open_ops
from graph.project import catch_up
from graph.store import Store
from ingest.load import load
from tests.graph.detect.worlds import lake_of, number
from tests.lakes import mapping, write

PARTS = [("a", f"b{k % 3}", 49_000 + 137 * k % 900, 6 * k) for k in range(10)]


def later(lake: Lake, folder: Path) -> str:
    """A second file: another payer in April splits a sum, and the first one pays once more."""
    rows = [f"{number('c')},{number('d')},{49_100 + k}.00,2024-04-0{k // 4 + 1} 1{k % 4}:00:00,L{k}" for k in range(12)]
    with lake.lock():
        return load(lake, write(folder / "later.csv", "付,收,元,时,号", rows), mapping()).manifest.id


def test_only_what_a_later_import_speaks_of(tmp_path: Path, embedded: Store) -> None:
    lake = lake_of(tmp_path, PARTS)
    first = next(iter(lake.active()))
    second = later(lake, tmp_path)
    embedded.writer().wipe()
    catch_up(lake, embedded)
    scene = Scene(embedded.view(), lake)
    with open_ops(tmp_path) as ops:
        (whole,) = detect.run(scene, ops, ["structuring"], [])
        assert [state for _, state in whole.findings] == ["new", "new"]
        (since,) = detect.run(scene, ops, ["structuring"], [], since=first)
        ((finding, state),) = since.findings
        assert state == "open"
        assert set(finding.links) <= lake.stated(finding.links, [second])
        assert len(ops.findings()) == 2, "the other one stays in the list"
        (none,) = detect.run(scene, ops, ["structuring"], [], since=second)
        assert none.findings == []
        with pytest.raises(DetectError, match="is not in force"):
            detect.run(scene, ops, ["structuring"], [], since="nobody")
        (again,) = detect.run(scene, ops, ["structuring"], [])
        assert [state for _, state in again.findings] == ["open", "open"]


def test_past_months_as_they_were(tmp_path: Path, embedded: Store) -> None:
    lake = lake_of(tmp_path, PARTS)
    later(lake, tmp_path)
    embedded.writer().wipe()
    catch_up(lake, embedded)
    ids = dict(lake.scan("Account").select("number", "id").unique().collect().iter_rows())
    truth = frozenset({ids[number("a")], "acc-nobody"})
    months = list(backtest(embedded.view(), lake, chosen(["structuring"]), {}, 12, truth))
    assert [(m.month, m.found, m.fresh, m.true, m.reached) for m in months] == [
        ("2024-03", 1, 1, 1, 1), ("2024-04", 2, 1, 0, 1),
    ]  # fmt: skip
    last = list(backtest(embedded.view(), lake, chosen(["structuring"]), {"count": "3"}, 1, None))
    assert [(m.month, m.fresh, m.true) for m in last] == [("2024-04", 2, None)]
    assert list(backtest(embedded.view(), Lake(tmp_path / "none"), chosen(["ring"]), {}, 3, None)) == []
