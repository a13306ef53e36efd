"""FinBench SF0.01 through the ordinary loader, once a session."""

from __future__ import annotations

import pytest

from graph.lake import Lake
from ingest.load import load
from tests.conftest import missing
from tests.finbench import oracle


@pytest.fixture(scope="session")
def finbench_lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """The whole snapshot in a lake."""
    if not oracle.home().is_dir():
        missing(f"no FinBench at {oracle.home()}; set JINYING_SHARED to the folder of outside data")
    lake = Lake(tmp_path_factory.mktemp("finbench"))
    with lake.lock():
        for file in sorted((oracle.home() / "snapshot").iterdir()):
            load(lake, file)
    return lake
