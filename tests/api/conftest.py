"""What tests of the doors share: a database of people, and the application that guards it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from graph.ops import Ops, open_ops, passwords
from graph.settings import Settings
from tests.api.doors import NOWHERE, made


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ops]:
    """A database in which hashing costs little."""
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    passwords._nobodys.cache_clear()
    with open_ops(tmp_path / "data", "cli:root") as opened:
        yield opened
    passwords._nobodys.cache_clear()


@pytest.fixture
def guarded(people: Ops, tmp_path: Path) -> FastAPI:
    """The application, its graph down, with 李雷, an investigator, and a router that says who asks."""
    return made(people, Settings(tmp_path / "data", NOWHERE, lang="en"))
