"""The small world, loaded and indexed once."""

from __future__ import annotations

import pytest

from graph.lake import Lake
from graph.search.index import index
from tests.graph.search.world import World, by_hand, load, lookalikes


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    lake = Lake(tmp_path_factory.mktemp("searched"))
    ids = load(lake, "all", by_hand() | lookalikes())
    return World(lake, index(lake), ids)
