"""A load that was stopped goes on with the blocks it kept, and not with blocks that were cut elsewhere."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from graph.lake import Lake
from ingest import decode
from ingest.load import Loaded, Progress, load

ROWS = 400
HEADER = "交易日期,交易时间,本方账号,借方发生额,贷方发生额,对方账号,流水号,余额"
LINES = [
    f"2024-03-{1 + i % 28:02d},10:{i % 60:02d}:00,62220{i % 7},{i + 1}.00,,62229{i % 9},S{i},{i}" for i in range(ROWS)
]


class Stopped(Exception):
    pass


def stopping(progress: Progress) -> None:
    if progress.rows > ROWS // 3:
        raise Stopped


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """With a load of the statement that was stopped after some blocks."""
    monkeypatch.setattr("ingest.packed.CHUNK", 512)
    monkeypatch.setattr(decode, "SLAB", 4_000)
    (tmp_path / "a.csv").write_text("\n".join([HEADER, *LINES, ""]), "utf-8")
    found = Lake(tmp_path / "data")
    with pytest.raises(Stopped), found.lock():
        load(found, tmp_path / "a.csv", watch=stopping)
    return found


def resumed(lake: Lake, file: Path) -> tuple[Loaded, int]:
    """And how many times progress was told: once a block that was read."""
    told: list[Progress] = []
    with lake.lock():
        return load(lake, file, resume=True, watch=told.append), len(told)


@pytest.mark.parametrize(("size", "kept"), [(4_000, True), (9_000, False)])
def test_every_row_is_there_once(
    lake: Lake, tmp_path: Path, size: int, kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode, "SLAB", size)
    made, read = resumed(lake, tmp_path / "a.csv")
    rows = pl.concat([pl.read_parquet(path) for _, _, path in lake.parts("TRANSFER")])
    assert sorted(rows["serial"].to_list()) == sorted(f"S{i}" for i in range(ROWS))
    assert (made.manifest.rows, rows["row"].n_unique()) == (ROWS, ROWS)
    assert (read < len(lake.parts("TRANSFER"))) == kept
