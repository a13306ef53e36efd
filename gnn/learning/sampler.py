"""Neighbours sampled before a question's time: the latest of each node, or any of them evenly; the same for a seed.

A question asked at t hears of links before t alone, at every hop; so questions of different times grow samples apart
(`tree`), and those of one time may share theirs. What is drawn for a node depends on the seed, its tree and its number,
not on the order in which questions come.

Evenly without return: Floyd, in Bentley, Programming pearls, CACM 30 (1987). Samples by time: Rossi et al., Temporal graph
networks, arXiv 2006.10637.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gnn.data import Links
from graph.kernels.arrays import I32, I64, csr
from graph.kernels.jit import jit

MOST = 64  # neighbours of a node and way at a hop
EVER = 2**62
MIX, ADD = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x9E3779B97F4A7C15)  # splitmix64 (Steele et al., OOPSLA 2014)
MIX2 = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True)
class Ways:
    """Links of all relations by who hears of them: way w's row of node v is `link[start[w, v]:start[w, v + 1]]`, by time."""

    n: int
    relation: tuple[int, ...]  # of each way
    forward: tuple[bool, ...]  # whether sources are heard by targets
    start: I64  # (w, n + 1) into link and near
    link: I32  # (sum m,) number in its relation
    near: I32  # (sum m,) who is heard from
    at: I64  # (sum m,) its time; one that holds always has the least there is

    @staticmethod
    def of(n: int, links: Sequence[Links], directed: Sequence[bool]) -> Ways:
        """Forward and reverse for each relation, one way where it has no direction: as `tensors.ways_of` has them."""
        relation, forward, start, link, near, at = [], [], [], [], [], []
        offset = 0
        for r, (k, one_way) in enumerate(zip(links, directed, strict=True)):
            number = np.arange(k.m, dtype=np.int32)
            when = np.full(k.m, -EVER, np.int64) if k.at is None else k.at.astype(np.int64)
            ends = [(k.source, k.target), (k.target, k.source)]
            if not one_way:
                ends = [(np.concatenate([k.source, k.target]), np.concatenate([k.target, k.source]))]
                number, when = np.tile(number, 2), np.tile(when, 2)
            for turn, (said, heard) in enumerate(ends):
                order = np.argsort(when, kind="stable")
                rows = csr(n, np.ascontiguousarray(heard[order], np.int32))
                taken = order[rows.item]
                relation.append(r)
                forward.append(turn == 0)
                start.append(rows.start + offset)
                link.append(number[taken])
                near.append(said[taken].astype(np.int32))
                at.append(when[taken])
                offset += len(taken)
        if not relation:
            none = np.zeros(0, np.int32)
            return Ways(n, (), (), np.zeros((0, n + 1), np.int64), none, none, np.zeros(0, np.int64))
        return Ways(
            n,
            tuple(relation),
            tuple(forward),
            np.stack(start),
            np.concatenate(link),
            np.concatenate(near),
            np.concatenate(at),
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """What was drawn. Messages go from `said` to `heard`, both numbered within the sample."""

    node: I64  # (s,) numbers in the data
    tree: I64  # (s,) of which tree each is a part
    way: I32  # (p,)
    said: I32  # (p,)
    heard: I32  # (p,)
    link: I32  # (p,) number in its relation


def sample(ways: Ways, seed: I64, before: I64, tree: I64, fan: Sequence[int], *, recent: bool, draw: int) -> Sample:
    """Grow a sample from `seed` nodes, whose links must be before `before`; `tree` rising, all of a tree of one time.

    `fan[h]`: at hop h so many links of each way, the latest where `recent`, else any evenly without return. Of a tree
    each node is asked for its links once, at the hop that first reaches it.
    """
    if max(fan, default=0) > MOST:
        raise ValueError(f"at most {MOST} neighbours of a node at a hop")
    if np.any(np.diff(tree) < 0):
        raise ValueError("trees must rise")
    hops = np.asarray(fan, np.int64)
    node, of, way, said, heard, link = _grow(
        (ways.start, ways.link, ways.near, ways.at), ways.n, seed.astype(np.int64), before.astype(np.int64),
        tree.astype(np.int64), hops, recent, np.uint64(draw),
    )  # fmt: skip
    return Sample(node, of, way, said, heard, link)


@jit
def _grow(graph: tuple[I64, I32, I32, I64], n: int, seed: I64, before: I64, tree: I64, fan: I64, recent: bool, draw: np.uint64):  # type: ignore[no-untyped-def] # fmt: skip
    start, link, near, at = graph
    ways = start.shape[0]
    place = np.full(n, -1, np.int64)  # of a node within the sample, as long as its tree grows
    room = max(64, 4 * len(seed))
    node, of, edges = np.empty(room, np.int64), np.empty(room, np.int64), np.empty((room, 4), np.int32)
    size, count, first = 0, 0, 0
    picked = np.empty(MOST, np.int64)
    while first < len(seed):
        last = first
        begin = size
        while last < len(seed) and tree[last] == tree[first]:
            if place[seed[last]] < 0:
                if size == len(node):
                    node, of = _wider(node), _wider(of)
                place[seed[last]], node[size], of[size] = size, seed[last], tree[first]
                size += 1
            last += 1
        low, time = begin, before[first]
        for hop in range(len(fan)):
            high = size
            for v in range(low, high):
                for w in range(ways):
                    a, b = start[w, node[v]], start[w, node[v] + 1]
                    b = a + np.searchsorted(at[a:b], time)
                    got = _pick(a, b, fan[hop], recent, _mixed(draw, tree[first], node[v], w), picked)
                    for k in picked[:got]:
                        u = near[k]
                        if place[u] < 0:
                            if size == len(node):
                                node, of = _wider(node), _wider(of)
                            place[u], node[size], of[size] = size, u, tree[first]
                            size += 1
                        if count == len(edges):
                            more = np.empty((2 * count, 4), np.int32)
                            more[:count] = edges
                            edges = more
                        edges[count, 0], edges[count, 1], edges[count, 2], edges[count, 3] = w, place[u], v, link[k]
                        count += 1
            low = high
        for v in range(begin, size):
            place[node[v]] = -1
        first = last
    e = edges[:count]
    return node[:size], of[:size], e[:, 0].copy(), e[:, 1].copy(), e[:, 2].copy(), e[:, 3].copy()


@jit
def _wider(a: I64) -> I64:
    more = np.empty(2 * len(a), np.int64)
    more[: len(a)] = a
    return more


@jit
def _mixed(draw: np.uint64, tree: int, node: int, way: int) -> np.uint64:
    """The state that a node's draws begin from."""
    state = draw
    for part in (tree, node, way):
        state = _next(state ^ np.uint64(part))
    return state


@jit
def _next(state: np.uint64) -> np.uint64:
    z = state + ADD
    z = (z ^ (z >> np.uint64(30))) * MIX
    z = (z ^ (z >> np.uint64(27))) * MIX2
    return z ^ (z >> np.uint64(31))


@jit
def _pick(a: int, b: int, k: int, recent: bool, state: np.uint64, out: I64) -> int:
    """Up to k of a..b-1 into `out`: the last, or k drawn evenly without return."""
    if b - a <= k:
        for i in range(b - a):
            out[i] = a + i
        return b - a
    if recent:
        for i in range(k):
            out[i] = b - k + i
        return k
    for i in range(k):
        bound = b - a - k + i + 1  # numbers 0..bound-1 may be drawn now
        state = _next(state)
        one = a + np.int64(state % np.uint64(bound))
        for j in range(i):
            if out[j] == one:
                one = np.int64(a + bound - 1)
                break
        out[i] = one
    return k


def trees(before: I64) -> NDArray[np.int64]:
    """(k,) the tree of each question: one for all where they are asked at one time, else one for each."""
    if len(before) and (before == before[0]).all():
        return np.zeros(len(before), np.int64)
    return np.arange(len(before))
