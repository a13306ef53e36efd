"""What one visitor sees of any record: every kind and link of the ontology, every property, every role."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from api.schema.gathered import Gathered
from api.schema.kinds import attribute, graphql_name, stated
from api.system import System
from api.visit import Visit
from graph.ontology import ROLES, Kind, Link, ontology
from graph.ops import open_ops
from graph.rights import rights
from graph.settings import Settings
from graph.study.around import Line
from tests.api.visiting import actor

SECRET = "z3701011985{:04}{:04}"  # told apart by property, so that one can't stand for another


def record(owner: Kind | Link) -> dict[str, Any]:
    """A record that states every property."""
    return {name: SECRET.format(i, i) for i, name in enumerate(owner.props)}


@pytest.fixture
def system(tmp_path: Path) -> Any:
    with open_ops(tmp_path, "tests") as ops:
        yield System(Settings(tmp_path), ops)


@pytest.mark.parametrize("role", ROLES)
def test_entities_are_masked_or_not_there_for_each_role(role: str, system: System) -> None:
    known = Gathered(Visit(system, actor(role)))
    for kind in ontology().kinds.values():
        stated = record(kind)
        row = {
            **stated,
            "id": f"{kind.prefix}-{1:032x}",
            "kind": kind.name,
            "caption": stated[kind.caption],
            "sources": 2,
            "conflicts": "ref",
        }
        one = known.entity(row)
        assert (one is not None) == (kind.name in rights().role(role).kinds)
        if one is None:
            continue
        for name, p in kind.props.items():
            value = getattr(one, attribute(kind, name))
            assert (value == stated[name]) == (not p.mask), (kind.name, name)
        assert (one.caption == stated[kind.caption]) == (not kind.props[kind.caption].mask), kind.name
        hidden = [stated[name] for name, p in kind.props.items() if p.mask]
        assert not [secret for secret in hidden if secret in repr(vars(one)).replace(repr(known), "")], kind.name


@pytest.mark.parametrize("role", ["investigator", "prosecutor", "analyst", "modeller", "intake"])
def test_links_are_masked_for_each_role(role: str, system: System) -> None:
    known = Gathered(Visit(system, actor(role)))
    end = cast(Any, known.entity({"id": f"web-{1:032x}", "kind": "Website", "caption": "a.example"}))
    for link in ontology().links.values():
        stated = record(link)
        made = known._relation(Line(link.name, "x-1", 0, 1, True, 1, None, None, None), stated, end, end)
        for name, p in link.props.items():
            assert (getattr(made, attribute(link, name)) == stated[name]) == (not p.mask), (link.name, name)


def test_an_entity_is_one_object_in_one_request(system: System) -> None:
    known = Gathered(Visit(system, actor("analyst")))
    row = {"id": f"web-{1:032x}", "kind": "Website", "caption": "a.example"}
    assert known.entity(row) is known.entity(dict(row))


def test_what_a_record_states_is_listed_and_said_to_be_masked(system: System) -> None:
    known = Gathered(Visit(system, actor("investigator")))
    for kind in ontology().kinds.values():
        times = {name: 0 for name, p in kind.props.items() if p.type == "time"}
        one = known.entity(record(kind) | times | {"id": f"{kind.prefix}-{1:032x}", "kind": kind.name})
        assert one is not None
        facts = stated(one, kind)
        assert [(f.name, f.masked) for f in facts] == [(graphql_name(n), bool(p.mask)) for n, p in kind.props.items()]
        assert all(f.value == "1970-01-01T00:00:00Z" for f in facts if f.type == "time")
