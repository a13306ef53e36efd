"""What tests of the doors share: a database of people, and the application that guards it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from api.system import System
from graph.lake import Lake
from graph.ops import Ops, open_ops, passwords
from graph.project import catch_up
from graph.settings import Settings
from graph.store import Store
from tests.api.doors import NOWHERE, made
from tests.api.province import lake_of
from tests.api.visiting import HUB, OTHER, Ask, actor, asking
from tests.graph.detect.test_core_members import whole
from tests.lakes import PEOPLE, holders, put, write


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


@contextmanager
def shown(lake: Lake, embedded: Store) -> Iterator[System]:
    """A lake in a graph, and the system over both."""
    catch_up(lake, embedded)
    with open_ops(lake.root.parent, "tests") as ops:
        made = System(Settings(lake.root.parent, lang="zh"), ops, embedded)
        yield made
        made.settle()


@pytest.fixture
def system(tmp_path: Path, embedded: Store) -> Iterator[System]:
    """A small lake in a graph: a hub that pays five others, two holders; what the graph's tests read."""
    lake = Lake(tmp_path / "data")
    rows = [f"{HUB},{6222000000000002 + i % 5},{100 + i}.00,2024-01-01 10:{i:02}:00,s{i}" for i in range(12)]
    rows += [f"{OTHER},{6222000000000009},5.00,2024-01-02 10:00:00,t1"]
    put(lake, holders(tmp_path / "h.csv", [f"{HUB},王一一,工行,{PEOPLE[0]}", f"{OTHER},李二,建行,{PEOPLE[1]}"]), write(tmp_path / "m.csv", "付,收,元,时,号", rows))  # fmt: skip
    with shown(lake, embedded) as made:
        yield made


@pytest.fixture
def visited(system: System) -> Callable[..., Ask]:
    """Who asks the small lake by GraphQL, by role."""
    return lambda *roles, **more: asking(system, actor(*roles, **more))


@pytest.fixture
def scheme(tmp_path: Path, embedded: Store) -> Iterator[System]:
    """A firm that takes money and what registers, devices and its list of members say, as the detector's tests tell."""
    with shown(whole(tmp_path), embedded) as made:
        yield made


@pytest.fixture
def province(tmp_path: Path, embedded: Store) -> Iterator[System]:
    """Firms, officers, accounts, papers and complaints, as tests/api/province.py tells."""
    lake = lake_of(tmp_path)
    with shown(lake, embedded) as made:
        yield made
