"""Which columns of a file hold personal data, before anybody has loaded it, so that it is shown masked there too.

A mapping says it where there is one; else what the columns are taken for, their heads and their values. What is left is
shown but for the long numbers in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.mask import masked, passage
from graph.ontology import Kind, Link, ontology
from ingest.mapping import Table
from ingest.propose import plan
from ingest.sample import ORGANISATION, Column, columns
from ingest.shapes import Shape
from ingest.source import Source

PHONE = r"^(\+?86)?[ -]?1\d{10}$|^0\d{2,3}-?\d{7,8}$"
EITHER = "either"  # a person's name or an organisation's: each value tells
PARTY = {"name": EITHER, "id": "id_number", "phone": "phone"}
HEADS = (
    (re.compile(r"姓名|户名|联系人|法人|法定代表|负责人|经办|代理人|昵称|作者|人名|holder|contact|author|nick|person|full.?name", re.I), EITHER),
    (re.compile(r"地址|住址|住所|address", re.I), "address"),
    (re.compile(r"邮箱|微信|e-?mail|wechat|qq|\bmac\b|\bip\b|设备号", re.I), "account"),
)  # fmt: skip


def personal(source: Source, table: Table | None = None) -> dict[str, str]:
    """Columns, and names of the block above them, that hold personal data -> the kind of value they are masked as."""
    sampled = columns(source)
    found = _any([*_guessed(source, sampled), *(_declared(table) if table else ())])
    for column in sampled:
        if column.name not in found:
            found[column.name] = _by_values(column)
    for name in source.preamble:
        found.setdefault(name, _by_head(name))
    return {name: kind for name, kind in found.items() if kind}


def _any(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Masked as the first that masks it says; known and open where none does."""
    found: dict[str, str] = {}
    for name, kind in pairs:
        found[name] = found.get(name) or kind
    return found


def veiled(kind: str | None, text: str) -> str:
    """A cell as everybody may see it."""
    if kind is None or not text.strip():
        return passage(text)
    if kind == EITHER:
        return passage(text) if re.search(ORGANISATION, text) else masked("person_name", text)
    return masked(kind, text)


def rejected(veils: Mapping[str, str], column: str, value: str | None) -> str | None:
    """What stood in a cell that could not be read. A cell made of several columns is hidden where one of them is; where a
    whole row could not be read nobody knows what is in it."""
    if value is None or not column:
        return value and "***"
    return veiled(next((veils[name] for name in column.split("+") if name in veils), None), value)


def mapped(table: Table) -> dict[str, str]:
    """Columns that a mapping reads as personal data -> the kind of value they are masked as."""
    return {name: kind for name, kind in _any(_declared(table)).items() if kind}


def _declared(table: Table) -> Iterator[tuple[str, str]]:
    rules = [(r.kind, r.props) for r in table.entities] + [(r.link, r.props) for r in table.links]  # type: ignore[list-item]
    for owner, props in rules:
        for name, value in props.items():
            if value.shape == "head":
                yield value.args[0], _mask(owner, name)
            for column, _ in value.columns():
                yield column, _mask(owner, name)


def _guessed(source: Source, sampled: Sequence[Column]) -> Iterator[tuple[str, str]]:
    found = plan(source, sampled)
    if found is None:
        return
    for role, guess in found.guesses.items():
        for column in (guess.column, *found.twins.get(role, ())):
            yield column.name, _as(found.shape, role)
    for role, name in found.above.items():
        yield name, _as(found.shape, role)


def _as(shape: Shape, role: str) -> str:
    """As what the values of a role are masked; nothing where they are nobody's."""
    owner, prop = role_of(shape, role)
    return PARTY.get(prop, "") if owner is None else _mask(owner, prop)


def role_of(shape: Shape, role: str) -> tuple[Kind | Link | None, str]:
    """Whose property a role of a shape is; None: a person's or an enterprise's, or only how the row is read."""
    alias, _, prop = role.partition(".")
    node = next((n for n in shape.nodes if n.alias == alias), None)
    edge = next((e for e in shape.edges if e.alias == alias), None)
    if node and node.kind and prop in ontology().kinds[node.kind].props:
        return ontology().kinds[node.kind], prop
    return (ontology().link(edge.type) if edge and not (node and node.either) else None), prop


def _mask(owner: Kind | Link, name: str) -> str:
    prop = owner.props.get(name)
    return prop.type if prop is not None and prop.mask else ""


def _by_values(column: Column) -> str:
    if column.people():
        return "id_number"
    if len(column.texts) and float(column.texts.str.contains(PHONE).mean() or 0) > 0.6:
        return "phone"
    return "account" if column.accounts() else _by_head(column.name)


def _by_head(name: str) -> str:
    return next((kind for head, kind in HEADS if head.search(name)), "")
