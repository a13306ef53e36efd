"""What a phase is without something: without times, with shuffled edges, without a graph. What a model loses tells what it used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from gnn.data import Data, Links, Phase
from graph.kernels.arrays import I32, I64
from graph.say import Say

Ablation = Callable[[Phase, int], Phase]


def no_time(p: Phase, seed: int) -> Phase:
    """The same links in the same order, without their times; the cut was made before."""
    return replace(p, data=replace(p.data, relations={r: replace(k, at=None) for r, k in p.data.relations.items()}))


def shuffled(p: Phase, seed: int) -> Phase:
    """Ends of links dealt anew within their network: everybody keeps their number of links, nobody their neighbours.

    A link keeps its source, its own properties and time, and is asked about as before.
    """
    relations = {r: replace(k, target=_dealt(k, p.data.part, seed + i)) for i, (r, k) in enumerate(sorted(p.data.relations.items()))}  # fmt: skip
    return replace(p, data=replace(p.data, relations=relations))


def _dealt(k: Links, part: I32, seed: int) -> I32:
    """Targets permuted among the links of a part. By a random key sorted within parts."""
    of = part[k.target]
    here = np.argsort(of, kind="stable")  # links by part
    key = np.random.default_rng(seed).random(k.m)
    there = np.lexsort((key, of))  # links by part, in each in random order
    out = np.empty_like(k.target)
    out[here] = k.target[there]
    return out


def no_graph(p: Phase, seed: int) -> Phase:
    """Things alone. A link that is asked about stands between two ends that have no other link."""
    if p.relation is None:
        none = np.zeros(0, np.int64)
        return replace(p, data=replace(p.data, relations={r: k.take(none) for r, k in p.data.relations.items()}))
    return _pairs(p, p.relation)


def _pairs(p: Phase, relation: str) -> Phase:
    """Each link that is asked about with two nodes of its own: (2k,) nodes, sources first."""
    links, k = p.data.relations[relation].take(p.index), p.k
    order = np.argsort(p.index, kind="stable")  # links stay in order of time
    links = links.take(order)
    ends: I64 = np.concatenate([links.source, links.target]).astype(np.int64)
    number = np.arange(k, dtype=np.int32)
    d = p.data
    apart = Data(
        d.name, tuple(str(i) for i in range(2 * k)), d.kind[ends], d.kinds, d.x[ends], d.columns,
        {relation: replace(links, source=number, target=(number + k).astype(np.int32))}, d.part[ends], d.parts, note=d.note,
    )  # fmt: skip
    index = np.empty(k, np.int64)
    index[order] = np.arange(k)
    return replace(p, data=apart, index=index)


def whole(p: Phase, seed: int) -> Phase:
    """Nothing taken away."""
    return p


ABLATIONS: dict[str, tuple[Say, Ablation]] = {
    "no time": (Say("去掉时间", "no times"), no_time),
    "shuffled edges": (Say("打乱连边", "shuffled edges"), shuffled),
    "no graph": (Say("去掉图", "no graph"), no_graph),
}
