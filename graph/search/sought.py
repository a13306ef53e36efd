"""What of each kind can be searched, as the ontology has it: names, numbers, hosts and plain texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from graph.ontology import Kind, Prop, ontology

NAME, NUMBER, HOST, TEXT = "name", "number", "host", "text"
BY_TYPE = {
    "org_name": NAME, "person_name": NAME, "account": NUMBER, "phone": NUMBER, "id_number": NUMBER, "credit_code": NUMBER,
    "host": HOST, "url": HOST, "address": TEXT,
}  # fmt: skip
REGION = "region"  # the property that says where an entity is


@dataclass(frozen=True, slots=True)
class Sought:
    """One property that is searched. `closed`: masked for most, so that it is found whole or by its end, never digit by digit."""

    prop: Prop
    sort: str
    closed: bool
    caption: bool


@cache
def sought(kind: str) -> Mapping[str, Sought]:
    """The searched properties of a kind by name, what people read first."""
    owner = ontology().kinds[kind]
    found = [
        Sought(p, sort, bool(p.mask), p.name == owner.caption)
        for p in owner.props.values()
        if (sort := _sort(owner, p))
    ]
    return {s.prop.name: s for s in sorted(found, key=lambda s: not s.caption)}


def _sort(owner: Kind, p: Prop) -> str | None:
    """By the value kind; of texts what people read for an entity, and what the declaration says is searched."""
    return BY_TYPE.get(p.type) or p.find or (NAME if p.name == owner.caption else None)


def signature() -> list[object]:
    """What an index depends on of the ontology: with another one it is made anew."""
    return [[k, n, s.sort, s.closed, s.caption] for k in ontology().kinds for n, s in sought(k).items()]
