"""The made case for tests of cases: one to read, one to change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.graph.case.made import Made, made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A case that a file's tests only read."""
    with made(tmp_path_factory.mktemp("case") / "data") as one:
        yield one


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Made]:
    """A case of a test's own."""
    with made(tmp_path / "data") as one:
        yield one
