"""A part of a network around some nodes, and several copies of it beside one another: what is asked of a model many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gnn.data import F32, Bool, Data, Links, Phase
from graph.kernels.arrays import I64


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


def background(data: Data, most: int = 200, seed: int = 0) -> Data:
    """Some links of each relation, the last among them, with their ends: a model that looks at the whole (when the last link
    was, which columns differ at all) finds it here too."""
    draw = np.random.default_rng(seed)
    some = {n: np.zeros(k.m, np.bool_) for n, k in data.relations.items()}
    keep = np.zeros(data.n, np.bool_)
    for name, k in data.relations.items():
        chosen = np.union1d(draw.choice(k.m, min(k.m, most), replace=False), [k.m - 1] if k.m else []).astype(np.int64)
        some[name][chosen] = True
        keep[k.source[chosen]], keep[k.target[chosen]] = True, True
    return cut_out(data, keep, some).data


@dataclass(frozen=True, slots=True)
class Change:
    """A copy's difference: links taken away by relation (masks of what stays), values of the root's own columns."""

    stay: Mapping[str, Bool]
    x: Mapping[tuple[int, int], float]  # (node, column) -> value
    of_link: Mapping[int, float]  # column of the asked link -> value


def copies(phase: Phase, changes: Sequence[Change], beside: Data | None = None) -> Phase:
    """The phase as many times beside one another as there are changes, each changed; of each the same thing is asked.
    `beside`: other data of the same form that stands there once. Copies bear the same names, nodes and links alike, by which a
    model knows whose answers it heard, and which of its trees learned from whom."""
    data, c = phase.data, len(changes)
    x = np.tile(data.x, (c, 1))
    for i, change in enumerate(changes):
        for (node, column), value in change.x.items():
            x[i * data.n + node, column] = value
    relations, index = {}, phase.index[0] + np.arange(c, dtype=np.int64) * data.n
    for name, k in data.relations.items():
        asked = int(phase.index[0]) if name == phase.relation else -1
        relations[name], place = _links(k, data.n, changes, asked, name, beside)
        index = place if asked >= 0 else index
    ids, kind, parts = data.ids * c, np.tile(data.kind, c), data.parts * c
    part = (data.part[None, :] + (np.arange(c) * len(data.parts))[:, None]).ravel()
    if beside is not None:
        ids, kind, x = (*ids, *beside.ids), np.concatenate([kind, beside.kind]), np.vstack([x, beside.x])
        part, parts = np.concatenate([part, beside.part + len(parts)]), (*parts, *beside.parts)
    many = replace(data, ids=ids, kind=kind, x=x, relations=relations, part=part.astype(np.int32), parts=parts)
    return replace(phase, data=many, index=index, y=np.full(c, -1, np.int64))


def _links(k: Links, n: int, changes: Sequence[Change], asked: int, name: str, beside: Data | None) -> tuple[Links, I64]:  # fmt: skip
    """A relation's links of all copies (and of what stands beside) in order of time, and where the asked one is in each."""
    place: list[I64] = [np.flatnonzero(change.stay[name]) for change in changes]
    copy = np.repeat(np.arange(len(changes)), [len(p) for p in place])
    row = np.concatenate(place) if place else np.empty(0, np.int64)
    x: F32 = k.x[row].copy()
    for i, change in enumerate(changes if asked >= 0 else ()):
        mine = np.flatnonzero((copy == i) & (row == asked))
        for column, value in change.of_link.items():
            x[mine, column] = value
    shift = (copy * n).astype(np.int32)
    source, target, at = k.source[row] + shift, k.target[row] + shift, None if k.at is None else k.at[row]
    ids = tuple(k.ids[i] for i in row.tolist()) if k.ids else ()
    if beside is not None:
        other, after = beside.relations[name], np.int32(len(changes) * n)
        source, target = np.concatenate([source, other.source + after]), np.concatenate([target, other.target + after])
        x, row, ids = (
            np.vstack([x, other.x]),
            np.concatenate([row, np.full(other.m, -1)]),
            (*ids, *other.ids) if ids else (),
        )
        copy = np.concatenate([copy, np.full(other.m, len(changes))])
        at = None if at is None or other.at is None else np.concatenate([at, other.at])
    order = np.arange(len(row)) if at is None else np.argsort(at, kind="stable")
    made = replace(k, source=source, target=target, at=at, x=x, ids=ids).take(order)
    found = np.flatnonzero(row[order] == asked) if asked >= 0 else np.empty(0, np.int64)
    return made, found[np.argsort(copy[order][found], kind="stable")]
