"""The lake as models read it, strictly as of a time (`gnn.reading.facts` says what is known when): accounts, or everything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from gnn.data import F32, Data, Links
from gnn.reading import accounts
from gnn.reading.facts import births, links_of, settled
from graph.kernels.arrays import I32
from graph.ontology import ontology
from graph.snapshot import Snapshot

CANDIDATES = ("READ_IN", "REFERS_TO", "STATES")  # what a text may say is no fact until somebody confirms it


def read(s: Snapshot, until: int | None = None, *, view: str = "accounts", ids: bool = True) -> Data:
    """The lake before `until` (UTC seconds; None: all of it), nothing asked yet: as accounts (`gnn.reading.accounts`), or `all`
    kinds and links. `ids`: whether links carry theirs, which a finding or an explanation names."""
    return accounts.read(s, until, ids=ids) if view == "accounts" else everything(s, until, ids=ids)


def everything(s: Snapshot, until: int | None = None, *, ids: bool = True) -> Data:
    """All nodes, by the snapshot's numbers, and all links."""
    born = births(s)
    there = np.ones(s.n, np.bool_) if until is None else born < until
    columns = dict(settled(s, there))
    x = np.column_stack([*columns.values()]) if columns else np.empty((s.n, 0))
    relations = {name: links_of(s, name, born, ids) for name in ontology().links if s.counts.get(name) and name not in CANDIDATES}  # fmt: skip
    data = Data(
        "lake", tuple(s.ids(np.arange(s.n))), s.nodes.kind.astype(np.int32), tuple(s.kinds), x.astype(np.float32),
        tuple(columns), relations, np.zeros(s.n, np.int32), ("lake",), note={"snapshot": s.hash, "until": until},
    ).as_of(until)  # fmt: skip
    return replace(data, relations={name: links for name, links in data.relations.items() if links.m})


def places(data: Data, s: Snapshot) -> I32:
    """(snapshot's n,) where each of its nodes is in the data, -1 of those that are not."""
    number = s.numbers(list(data.ids))
    made = np.full(s.n, -1, np.int32)
    made[number[number >= 0]] = np.flatnonzero(number >= 0).astype(np.int32)
    return made


def like(data: Data, columns: Sequence[str], relations: Mapping[str, Sequence[str]]) -> Data:
    """The data in the form that a model was fitted on: these columns of nodes, these relations with these columns; what
    the data has beside is left out, what it lacks is NaN, or a relation of no links."""
    made = {
        name: replace(links, x=_columns(links.x, links.columns, wanted), columns=tuple(wanted))
        if (links := data.relations.get(name))
        else _none(wanted, next(iter(data.relations.values()), None))
        for name, wanted in relations.items()
    }
    return replace(data, x=_columns(data.x, data.columns, columns), columns=tuple(columns), relations=made)


def form(data: Data) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """What `like` needs to bring other data into this one's form."""
    return data.columns, {name: links.columns for name, links in data.relations.items()}


def _none(columns: Sequence[str], beside: Links | None) -> Links:
    at = None if beside is None or beside.at is None else np.empty(0, np.int64)
    nobody = np.empty(0, np.int32)
    return Links(nobody, nobody, at, np.empty((0, len(columns)), np.float32), tuple(columns))


def _columns(x: F32, have: Sequence[str], wanted: Sequence[str]) -> F32:
    made = np.full((len(x), len(wanted)), np.nan, np.float32)
    for place, name in enumerate(wanted):
        if name in have:
            made[:, place] = x[:, list(have).index(name)]
    return made
