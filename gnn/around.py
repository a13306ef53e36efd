"""A part of a network around some nodes, and several copies of it beside one another: what is asked of a model many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gnn.data import F32, Bool, Data, Links, Phase
from graph.kernels.arrays import I32, I64


@dataclass(frozen=True, slots=True)
class Around:
    """A part of a phase's data. `node`: numbers in the whole; `link`: places in the whole, by relation."""

    data: Data
    node: I64
    link: Mapping[str, I64]


def near(data: Data, roots: I64, hops: int) -> Bool:
    """(n,) what is within so many links of any of these, whichever way the links run."""
    reached = np.zeros(data.n, np.bool_)
    reached[roots] = True
    for _ in range(hops):
        step = reached.copy()
        for k in data.relations.values():
            step[k.target[reached[k.source]]] = True
            step[k.source[reached[k.target]]] = True
        if (step == reached).all():
            break
        reached = step
    return reached


def cut_out(data: Data, keep: Bool, links: Mapping[str, Bool] | None = None) -> Around:
    """The nodes of a mask and the links among them (of `links`: those of a mask)."""
    node = np.flatnonzero(keep)
    number = np.full(data.n, -1, np.int32)
    number[node] = np.arange(len(node), dtype=np.int32)
    relations, place = {}, {}
    for name, k in data.relations.items():
        mine = keep[k.source] & keep[k.target] & (links[name] if links else True)
        place[name] = np.flatnonzero(mine)
        part = k.take(place[name])
        relations[name] = replace(part, source=number[part.source], target=number[part.target])
    made = replace(
        data, ids=tuple(data.ids[i] for i in node), kind=data.kind[node], x=data.x[node], part=data.part[node],
        relations=relations, labels=None, splits=(),
    )  # fmt: skip
    return Around(made, node, place)


def reached(data: Data, roots: I64, hops: int, most: int) -> Around:
    """All links within two hops of the roots, and further ones hop by hop while there are no more than `most`."""
    keep = near(data, roots, 1)
    links = {name: keep[k.source] | keep[k.target] for name, k in data.relations.items()}  # the second hop's, whole
    for _ in range(hops - 2):
        keep = near(data, np.flatnonzero(keep), 1)
        more = {name: keep[k.source] | keep[k.target] for name, k in data.relations.items()}
        if sum(int(m.sum()) for m in more.values()) > most:
            break
        links = more
    seen = np.zeros(data.n, np.bool_)
    seen[roots] = True
    for name, k in data.relations.items():
        seen[k.source[links[name]]], seen[k.target[links[name]]] = True, True
    return cut_out(data, seen, links)


@dataclass(frozen=True, slots=True)
class Change:
    """A copy's difference: links taken away by relation (masks of what stays), values of the root's own columns."""

    stay: Mapping[str, Bool]
    x: Mapping[tuple[int, int], float]  # (node, column) -> value
    of_link: Mapping[int, float]  # column of the asked link -> value


def copies(phase: Phase, changes: Sequence[Change]) -> Phase:
    """The phase as many times beside one another as there are changes, each changed; of each the same thing is asked."""
    data, c = phase.data, len(changes)
    x = np.tile(data.x, (c, 1))
    for i, change in enumerate(changes):
        for (node, column), value in change.x.items():
            x[i * data.n + node, column] = value
    relations, index = {}, phase.index[0] + np.arange(c, dtype=np.int64) * data.n
    for name, k in data.relations.items():
        asked = int(phase.index[0]) if name == phase.relation else -1
        relations[name], place = _links(k, data.n, changes, name, asked)
        index = place if asked >= 0 else index
    parts = tuple(f"{p}#{i}" for i in range(c) for p in data.parts)
    part = (data.part[None, :] + (np.arange(c) * len(data.parts))[:, None]).ravel().astype(np.int32)
    many = replace(
        data, ids=tuple(f"{i}#{one}" for i in range(c) for one in data.ids), kind=np.tile(data.kind, c), x=x, relations=relations,
        part=part, parts=parts,
    )  # fmt: skip
    return replace(phase, data=many, index=index, y=np.full(c, -1, np.int64))


def _links(k: Links, n: int, changes: Sequence[Change], name: str, asked: int) -> tuple[Links, I64]:
    """A relation's links of all copies in order of time, and where the asked one stands in each."""
    place: list[I64] = [np.flatnonzero(change.stay[name]) for change in changes]
    copy = np.repeat(np.arange(len(changes)), [len(p) for p in place])
    row = np.concatenate(place) if place else np.empty(0, np.int64)
    x: F32 = k.x[row].copy()
    for i, change in enumerate(changes if asked >= 0 else ()):
        at = np.flatnonzero((copy == i) & (row == asked))
        for column, value in change.of_link.items():
            x[at, column] = value
    shift: I32 = (copy * n).astype(np.int32)
    made = replace(k, source=k.source[row] + shift, target=k.target[row] + shift, at=None if k.at is None else k.at[row], x=x, ids=())  # fmt: skip
    order = np.arange(len(row)) if k.at is None else np.argsort(k.at[row], kind="stable")
    made = made.take(order)
    found = np.flatnonzero(row[order] == asked)
    return made, found[np.argsort(copy[order][found], kind="stable")]
