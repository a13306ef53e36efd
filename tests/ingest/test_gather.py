"""Gathered records are the blocks' own records, in one order; a load that was stopped meanwhile is gone on with."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from graph.block import write_block
from ingest import gather as gathering
from ingest.gather import gather

IDS = [f"acc-{i % 256:02x}{i:030x}" for i in range(600)]


def staged(folder: Path) -> pl.DataFrame:
    """Three blocks that speak of the same accounts, with a column that one of them lacks."""
    blocks = [
        pl.DataFrame({"id": IDS, "number": "1", "part": 0, "rows": [[i, i + n] for i in range(600)]}).with_columns(
            pl.col("part").cast(pl.Int32)
        )
        for n in range(3)
    ]
    blocks[2] = blocks[2].with_columns(bank=pl.lit("工行"))
    for n, frame in enumerate(blocks):
        write_block(folder, "Account", n, frame)
    return pl.concat(blocks, how="diagonal")


def found(folder: Path) -> list[pl.DataFrame]:
    return [pl.read_parquet(p) for p in sorted((folder / "Account").glob("*.parquet"))]


def test_one_order_over_all_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "AT_ONCE", 500)
    before = staged(tmp_path)
    gather(tmp_path)
    after = found(tmp_path)
    assert len(after) == 4
    whole = pl.concat(after, how="diagonal")
    assert whole["id"].is_sorted()
    assert sorted(map(repr, whole.select(before.columns).rows())) == sorted(map(repr, before.rows()))
    gather(tmp_path)
    assert pl.concat(found(tmp_path), how="diagonal").equals(whole)


@pytest.mark.parametrize("at", ["half made", "made, not in its place", "made, blocks gone"])
def test_a_stop_in_between_is_mended(tmp_path: Path, at: str) -> None:
    before = staged(tmp_path)
    if at == "half made":
        write_block(tmp_path / ".Account.making", "Account", 0, before.head(3))
    else:
        gathering._ordered(tmp_path, "Account").rename(tmp_path / ".Account.ready")
    if at == "made, blocks gone":
        shutil.rmtree(tmp_path / "Account")
    gather(tmp_path)
    whole = pl.concat(found(tmp_path), how="diagonal")
    assert (whole.height, whole["id"].is_sorted()) == (1800, True)
    assert [p.name for p in tmp_path.iterdir()] == ["Account"]
