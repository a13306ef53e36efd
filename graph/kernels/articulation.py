"""Articulation accounts: without which one do how many participants lose every path to the sinks?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, Graph
from graph.kernels.jit import jit

Mask = NDArray[np.bool_]
Forest = NDArray[np.int32]  # (count, 4): ABOVE, BEST, LEAST and nothing
ABOVE, BEST, LEAST = 0, 1, 2
NOWHERE = -2  # leads to no sink


@dataclass(frozen=True, slots=True)
class Articulation:
    dominator: I32  # (n,), the next account that all paths to the sinks pass; -1: none, NOWHERE: there is no path
    lose: I32  # (n,), participants, other than the account, that lose all paths to the sinks without it


def articulation(of: Graph, participants: I32, sinks: I32) -> Articulation:
    """How many participants' every path to any sink passes each account. O(m log n).

    All paths from v to the sinks pass a where a dominates v in the reversed graph, entered at a virtual node before
    the sinks: Lengauer and Tarjan's dominator tree (1979), the simple version; what hangs below a is what loses its
    paths. A path has no length if the participant is a sink. ValueError: a participant or sink that is no node.
    """
    asked, sink = _mask("participant", participants, of.n), _mask("sink", sinks, of.n)
    number, node, parent = _depth_first(of.back_start, of.back_source, sink)
    dominator = _dominators(of.start, of.target, sink, number, node, parent)
    return Articulation(*_told(dominator, node, asked))


def _mask(name: str, of: I32, n: int) -> Mask:
    if len(of) and not (of.min() >= 0 and of.max() < n):
        raise ValueError(f"a {name}'s number is not in 0 .. {n - 1}")
    mask = np.zeros(n, np.bool_)
    mask[of] = True
    return mask


@jit
def _depth_first(back_start: I64, back_source: I32, sink: Mask) -> tuple[I32, I32, I32]:
    """Search against the edges: each node's number in preorder (0: not reached), and by number its node and parent.

    Number 0 is the virtual node.
    """
    n = len(sink)
    number, node, parent = np.zeros(n, np.int32), np.empty(n + 1, np.int32), np.zeros(n + 1, np.int32)
    edge, top = back_start[:-1].copy(), 0
    for first in range(n):
        if not sink[first] or number[first]:
            continue
        top += 1
        number[first], node[top], here = top, first, top
        while here:
            v = node[here]
            if edge[v] == back_start[v + 1]:
                here = parent[here]
                continue
            u = back_source[edge[v]]
            edge[v] += 1
            if number[u] == 0:
                top += 1
                number[u], node[top], parent[top], here = top, u, here, top
    return number, node[: top + 1], parent[: top + 1]


@jit
def _dominators(start: I64, target: I32, sink: Mask, number: I32, node: I32, parent: I32) -> I32:
    """By preorder number, the immediate dominator's number.

    The forest's row of a node: what is above it, and on the way there the node of least semidominator, and that.
    """
    count = len(node)
    forest = np.empty((count, 4), np.int32)  # a row is a quarter of a cache line
    semi, dominator, stack = np.zeros(count, np.int32), np.zeros(count, np.int32), np.empty(count, np.int32)
    bucket, beside = np.zeros(count, np.int32), np.zeros(count, np.int32)  # linked lists, by semidominator
    for w in range(count - 1, 0, -1):
        v, above = node[w], parent[w]
        least = 0 if sink[v] else above
        for e in range(start[v], start[v + 1]):
            u = number[target[e]]
            if u > w:
                _shorten(u, w, forest, stack)
                least = min(least, forest[u, LEAST])
            elif u:
                least = min(least, u)
        semi[w] = least
        beside[w], bucket[least] = bucket[least], w
        forest[w, ABOVE], forest[w, BEST], forest[w, LEAST] = above, w, least
        u = bucket[above]
        while u:
            _shorten(u, w - 1, forest, stack)
            dominator[u] = forest[u, BEST] if forest[u, LEAST] < above else above
            u = beside[u]
        bucket[above] = 0
    for w in range(1, count):
        if dominator[w] != semi[w]:
            dominator[w] = dominator[dominator[w]]
    return dominator


@jit
def _shorten(v: int, alone: int, forest: Forest, stack: I32) -> None:
    """Make v's way up one step to its tree's root. Numbers up to `alone` are still roots."""
    deep, u = 0, v
    while forest[u, ABOVE] > alone:
        stack[deep] = u
        deep += 1
        u = forest[u, ABOVE]
    for i in range(deep - 1, -1, -1):
        here, up = stack[i], u
        if forest[up, LEAST] < forest[here, LEAST]:
            forest[here, LEAST], forest[here, BEST] = forest[up, LEAST], forest[up, BEST]
        forest[here, ABOVE] = forest[up, ABOVE]
        u = here


@jit
def _told(dominator: I32, node: I32, asked: Mask) -> tuple[I32, I32]:
    """Back to the accounts' own numbers; participants are counted from the deepest up."""
    name, lose = np.full(len(asked), NOWHERE, np.int32), np.zeros(len(asked), np.int32)
    for w in range(len(node) - 1, 0, -1):
        v, d = node[w], dominator[w]
        name[v] = node[d] if d else -1
        if d:
            lose[node[d]] += lose[v] + asked[v]
    return name, lose
