"""The schema as a whole: its committed text is current, and each role gets exactly what the table of rights gives it."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
)
from hypothesis import given
from hypothesis import strategies as st
from strawberry.permission import PermissionExtension

import api.schema
from api.schema import TEXT, schema
from api.schema.fields import May
from api.schema.kinds import ENTITY, RELATION, attribute, graphql_name, kind_types, link_types
from api.schema.scalars import Fen, Long, Time, epoch, iso, type_of
from graph.ontology import ROLES, ontology
from graph.rights import rights

WITHOUT = {  # root fields for whoever has signed in: what they answer is the asker's own, or checked kind by kind
    "Query": {"me", "ontology", "tokens", "jobKinds"},
    "Mutation": {"createToken", "revokeToken", "startJob", "cancelJob", "dropUpload"},
    "Subscription": set[str](),
}


def core() -> GraphQLSchema:
    return schema()._schema


def roots() -> dict[str, GraphQLObjectType]:
    found = (core().query_type, core().mutation_type, core().subscription_type)
    return {t.name: t for t in found if t}


def right_of(root: str, name: str) -> str | None:
    """The right that a root field takes."""
    definition = schema().get_type_by_name(root)
    field = next(f for f in definition.fields if schema().config.name_converter.from_field(f) == name)  # type: ignore[union-attr]
    kinds = [p for e in field.extensions if isinstance(e, PermissionExtension) for p in e.permissions]  # type: ignore[union-attr]
    return next((p.right for p in kinds if isinstance(p, May)), None)


def test_the_committed_text_is_the_schema() -> None:
    now = schema().as_str() + "\n"
    if os.environ.get("JINYING_WRITE_TABLES") == "1":
        TEXT.write_text(now, "utf-8")
    assert TEXT.read_text("utf-8") == now, (
        "JINYING_WRITE_TABLES=1 make test ARGS=tests/api/test_schema.py writes it anew"
    )


def test_every_root_field_takes_a_right_or_is_everybodys_own() -> None:
    for root, type_ in roots().items():
        free = {name for name in type_.fields if right_of(root, name) is None}
        assert free == WITHOUT[root]


def test_every_kind_and_link_is_typed_with_each_of_its_properties() -> None:
    o = ontology()
    for owner, made in [*((o.kinds[n], t) for n, t in kind_types().items()), *((o.table(n), t) for n, t in link_types().items() if n in o.links)]:  # fmt: skip
        type_ = core().type_map[made.__strawberry_definition__.name]
        for p in owner.props.values():
            field = type_.fields[graphql_name(attribute(owner, p.name))]  # type: ignore[union-attr]
            assert p.label.zh in field.description and p.label.en in field.description  # noqa: PT018
            assert ("in fen" in field.description) == (type_of(p) is Fen)
            assert ("masked by default" in field.description) == bool(p.mask)
    assert set(kind_types()) == set(o.kinds)
    assert set(link_types()) == {*o.links, *(x.flow for x in o.links.values() if x.flow)}
    assert {v for v in core().type_map["KindName"].values} == set(o.kinds)  # type: ignore[union-attr]  # noqa: C416


def test_no_two_types_share_a_name() -> None:
    """Pages are told by the name of what they hold: a second one of that name would be answered with the first."""
    modules = [import_module(f"api.schema.{m.name}") for m in iter_modules(api.schema.__path__)]
    made = {
        c for m in modules for c in vars(m).values() if isinstance(c, type) and "__strawberry_definition__" in vars(c)
    }
    names = Counter(c.__strawberry_definition__.name for c in made)  # type: ignore[attr-defined]
    assert [name for name, n in names.items() if n > 1] == []
    assert names["Connection"] == 1


def test_no_property_takes_the_place_of_what_every_entity_has() -> None:
    for kind in ontology().kinds.values():
        assert not set(kind.props) & set(ENTITY), kind.name
    taken = {(x.name, p) for x in ontology().links.values() for p in x.props if p in RELATION}
    assert taken == {("GUARANTEES", "type")}, "told as typeStated; choose other names for more"


def example(type_: Any) -> str:
    """The plainest value that an argument takes."""
    if isinstance(type_, GraphQLNonNull):
        return example(type_.of_type)
    if isinstance(type_, GraphQLList):
        return f"[{example(type_.of_type)}]"
    if isinstance(type_, GraphQLEnumType):
        return next(iter(type_.values))
    if isinstance(type_, GraphQLInputObjectType):
        need = {n: f for n, f in type_.fields.items() if isinstance(f.type, GraphQLNonNull)}
        return "{" + ", ".join(f"{n}: {example(f.type)}" for n, f in need.items()) + "}"
    return {"ID": '"acc-00000000000000000000000000000000"', "String": '"x"', "Boolean": "true", "Time": '"2024-01-01T00:00:00Z"', "Date": '"2024-01-01"', "JSON": "{}"}.get(type_.name, "1")  # fmt: skip


def operation(root: str, name: str) -> str:
    """The field with its required arguments, asking for as little as possible."""
    field = roots()[root].fields[name]
    given = ", ".join(f"{n}: {example(a.type)}" for n, a in field.args.items() if isinstance(a.type, GraphQLNonNull))
    kind = {"Query": "query", "Mutation": "mutation", "Subscription": "subscription"}[root]
    inner = field.type
    while isinstance(inner, GraphQLNonNull | GraphQLList):
        inner = inner.of_type
    body = " { __typename }" if hasattr(inner, "fields") else ""
    return f"{kind} {{ {name}{f'({given})' if given else ''}{body} }}"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_through_where_it_has_the_right_and_nowhere_else(role: str, visited: Any) -> None:
    ask = visited(role)
    for root in ("Query", "Mutation"):
        for name in roots()[root].fields:
            right = right_of(root, name)
            if right is None:
                continue
            errors = ask(operation(root, name)).get("errors", [])
            refused = any(e.get("extensions", {}).get("code") == "REFUSED" for e in errors)
            assert refused == (right not in rights().role(role).may), (role, name, errors)


@given(st.datetimes())
def test_an_instant_is_written_as_the_standard_library_writes_it(at: datetime) -> None:
    at = at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
    told = iso((at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1))
    assert (told[-1], datetime.fromisoformat(told)) == ("Z", at)
    assert (len(told) == len("2024-01-01T00:00:00Z")) == (at.microsecond == 0)


def test_times_are_utc_and_money_is_exact_to_53_bits() -> None:
    assert iso(epoch("2024-01-01T08:00:00")) == "2024-01-01T00:00:00Z", "without a zone it is China's"
    assert iso(epoch("2024-01-01T00:00:00.250Z")) == "2024-01-01T00:00:00.250Z"
    for scalar in (Fen, Long):
        assert core().type_map[scalar.__name__].parse_value(2**53 - 1) == 2**53 - 1  # type: ignore[union-attr]
        with pytest.raises(Exception, match="53 bits"):
            core().type_map[scalar.__name__].parse_value(2**53)  # type: ignore[union-attr]
    assert core().type_map["Time"].serialize(Time(0)) == "1970-01-01T00:00:00Z"  # type: ignore[union-attr]
