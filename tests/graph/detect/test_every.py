"""What holds of every detector: it copes with lakes that say little, and is deterministic."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.detect import DETECTORS
from graph.detect.detector import Detector
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.worlds import found, lake_of


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda d: d.name)
def test_a_lake_of_nothing_and_one_of_three_transfers_accuse_nobody(detector: Detector, tmp_path: Path, embedded: Store) -> None:  # fmt: skip
    assert found(embedded, Lake(tmp_path / "empty"), detector.name) == []
    lake = lake_of(tmp_path, [("a", "b", 10, 0), ("b", "c", 20, 30), ("c", "c", 5, 40)])
    assert found(embedded, lake, detector.name) == []
    assert found(embedded, lake, detector.name, until=0) == []
