"""Entities of a kind by what they state: filtered and sorted on the snapshot's columns, so that a million take no scan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import contains, eq, ge, gt, le, lt, ne
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.cell import USUAL, BadValue
from graph.kernels.arrays import I32
from graph.ontology import Prop, ontology, prop
from graph.say import JinyingError, Say
from graph.snapshot import NEVER, Snapshot
from graph.values import KINDS

ORDERED: dict[str, Callable[[Any, Any], Any]] = {"EQ": eq, "NE": ne, "LT": lt, "LE": le, "GT": gt, "GE": ge}
TEXTUAL = ORDERED | {"CONTAINS": contains, "STARTS": str.startswith}
OPS = (*TEXTUAL, "IN", "STATED")
MOST = 1_000  # values of one IN
Bools = NDArray[np.bool_]


class ListingError(JinyingError):
    """A filter that can't be used."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition. `values`: fen, epoch ms, numbers or text; one, but for IN. STATED takes true or false."""

    prop: str
    op: str
    values: tuple[Any, ...]


def chosen(s: Snapshot, kind: str, filters: Sequence[Filter], sort: str | None = None, *, falling: bool = False) -> I32:
    """Nodes of a kind that pass every filter, in the order of a property (those without it last), else by number."""
    nodes = s.of_kind(kind)
    for one in filters:
        nodes = nodes[_passes(s, kind, one)[nodes]]
    if sort is None:
        return nodes
    p = _open(kind, sort)
    rank = _ranks(s, kind, p)[nodes]
    without = np.isnan(rank)
    order = np.lexsort((nodes, np.where(without, 0, -rank if falling else rank), without))
    return nodes[order]


def _open(kind: str, name: str) -> Prop:
    """A property by which everybody may sort and compare: the order of masked values would tell them."""
    p = prop(ontology().kind(kind), name)
    if p.mask:
        raise ListingError(Say(f"“{p.label.zh}”已脱敏，只能按相等筛选", f"'{name}' is masked: it can only be asked for by EQ"))  # fmt: skip
    return p


def _passes(s: Snapshot, kind: str, one: Filter) -> Bools:
    """(n,) whether each node passes."""
    p = prop(ontology().kind(kind), one.prop)
    if p.mask and one.op not in ("EQ", "STATED"):
        _open(kind, one.prop)
    if one.op not in OPS or not one.values or len(one.values) > (MOST if one.op == "IN" else 1):
        raise ListingError(Say(f"筛选 {one.prop} {one.op} 无效", f"the filter {one.prop} {one.op} can't be used"), Say("、".join(OPS), ", ".join(OPS)))  # fmt: skip
    stated = _stated(s, kind, p)
    if one.op == "STATED":
        return stated if one.values[0] else ~stated
    values = [value_of(p, v) for v in one.values]
    if _worded(p):
        codes, words = s.words(kind, p.name)
        good = np.array(
            [word in values if one.op == "IN" else TEXTUAL[one.op](word, values[0]) for word in words] + [False],
            np.bool_,
        )
        passes: Bools = good[codes]
        return passes
    return _numbered(one.op, s.column(kind, p.name), values) & stated


def _worded(p: Prop) -> bool:
    return str(KINDS[p.type].dtype) == "String"


def _stated(s: Snapshot, kind: str, p: Prop) -> Bools:
    if _worded(p):
        return s.words(kind, p.name)[0] >= 0
    values = s.column(kind, p.name)
    return ~np.isnan(values) if values.dtype == np.float64 else values != NEVER


def _ranks(s: Snapshot, kind: str, p: Prop) -> NDArray[np.float64]:
    """(n,) something that sorts as the property does; NaN where it is not stated."""
    stated = _stated(s, kind, p)
    if not _worded(p):
        return np.where(stated, s.column(kind, p.name).astype(np.float64), np.nan)
    codes, words = s.words(kind, p.name)
    place = np.empty(len(words) + 1, np.float64)
    place[np.argsort(np.array(words, object), kind="stable")] = np.arange(len(words))
    place[-1] = np.nan
    return place[codes]


def value_of(p: Prop, value: Any) -> Any:
    """A value as the snapshot holds it: text in its normal form, truth as 0 or 1."""
    if isinstance(value, bool):
        return int(value)
    if not _worded(p):
        if not isinstance(value, int | float):
            raise ListingError(Say(f"“{p.label.zh}”要的是数", f"'{p.name}' takes a number"))
        return value
    try:
        return str(KINDS[p.type].parse(str(value), USUAL))
    except BadValue:
        return str(value)


def _numbered(op: str, have: NDArray[Any], values: Sequence[Any]) -> Bools:
    """(n,) whether each number passes."""
    if op == "IN":
        return np.isin(have, values)
    if op not in ORDERED:
        raise ListingError(Say(f"{op} 只用于文字", f"{op} is for texts"))
    return np.asarray(ORDERED[op](have, values[0]), np.bool_)
