"""Which names stand for personal data, and whose: what the ontology masks, and what the graph keeps beside it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from graph.ontology import Kind, Link, Prop, ontology

OWN = frozenset({"id", "kind", "caption", "sources", "conflicts", "count", "sum", "first", "last"})  # the graph's own


def folded(name: str) -> str:
    """A name as an engine that is less strict than ours might read it."""
    return unicodedata.normalize("NFKC", name).casefold()


def masked_in(owner: Kind | Link) -> tuple[Prop, ...]:
    """Its properties that hold personal data."""
    return tuple(p for p in owner.props.values() if p.mask)


def behind(owner: Kind | Link, name: str) -> tuple[Prop, ...]:
    """What somebody reads of this owner by that name. A caption is the value of a property, or of `ref` where that is
    missing; a source's own id (`ref`) may be made of any of them."""
    hidden = masked_in(owner)
    if name in ("caption", "ref"):
        return hidden
    return tuple(p for p in hidden if folded(p.name) == name)


@cache
def secrets() -> Mapping[str, tuple[Prop, ...]]:
    """Every such name, small, and all that it stands for somewhere."""
    o = ontology()
    names = {"caption", "ref"} | {folded(p.name) for owner in o.owners for p in masked_in(owner)}
    return {name: _once(p for owner in o.owners for p in behind(owner, name)) for name in names}


@cache
def everything() -> tuple[Prop, ...]:
    """All personal data that there is."""
    return _once(p for owner in ontology().owners for p in masked_in(owner))


def _once(props: Iterable[Prop]) -> tuple[Prop, ...]:
    return tuple({id(p): p for p in props}.values())


@cache
def known() -> frozenset[str]:
    """Every name of a property in the graph."""
    return OWN | {name for owner in ontology().owners for name in owner.props}
