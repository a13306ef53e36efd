"""The recruiting tree: who brought whom, levels and persons below each, and how deep inside each one sits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32
from graph.kernels.jit import jit


@dataclass(frozen=True, slots=True)
class Tree:
    """All arrays are (n,). Of a root, `height + 1` is its tree's levels and `size` its tree's persons, both with it."""

    recruiter: I32  # as given, but -1 where a circle was cut
    circle: NDArray[np.bool_]  # was on a circle of recruiters
    root: I32
    level: I32  # steps down from the root
    height: I32  # steps down to the deepest person below
    size: I32  # persons below, and the person
    shell: I32  # round in which the person falls, when all with one tie or none are taken away, round by round

    @property
    def roots(self) -> I32:
        return np.flatnonzero(self.recruiter < 0).astype(np.int32)


def recruiting_tree(recruiter: I32) -> Tree:
    """Trees from each person's recruiter (n,), -1 for none. O(n).

    A circle of recruiters is no tree: its smallest-numbered person is made a root, and all on it are marked. Shells
    are the layers of the onion decomposition (Hébert-Dufresne, Grochow and Allard 2016), which finds the middle of a
    tree, where a k-core tells nobody apart. ValueError: a recruiter who is no person.
    """
    n = len(recruiter)
    if n and not (recruiter.min() >= -1 and recruiter.max() < n):
        raise ValueError(f"a recruiter's number is not in -1 .. {n - 1}")
    order = _leaves_first(recruiter)
    recruiter, circle = _cut(recruiter, order)
    if circle.any():
        order = _leaves_first(recruiter)
    return Tree(recruiter, circle, *_measured(recruiter, order), _shells(recruiter))


@jit
def _leaves_first(recruiter: I32) -> I32:
    """Persons, each after all whom they brought; those on circles are left out."""
    waits = _brought(recruiter)
    order, tail = np.empty(len(recruiter), np.int32), 0
    for v in range(len(recruiter)):
        if waits[v] == 0:
            order[tail] = v
            tail += 1
    head = 0
    while head < tail:
        r = recruiter[order[head]]
        head += 1
        if r >= 0:
            waits[r] -= 1
            if waits[r] == 0:
                order[tail] = r
                tail += 1
    return order[:tail]


@jit
def _brought(recruiter: I32) -> I32:
    number = np.zeros(len(recruiter), np.int32)
    for r in recruiter:
        if r >= 0:
            number[r] += 1
    return number


@jit
def _cut(recruiter: I32, order: I32) -> tuple[I32, NDArray[np.bool_]]:
    """Make the first of each circle a root, and mark the circle: all that `order` leaves out."""
    circle, cut = np.ones(len(recruiter), np.bool_), recruiter.copy()
    circle[order] = False
    told = ~circle
    for first in range(len(recruiter)):
        if not told[first]:
            cut[first] = -1
        v = np.int32(first)
        while not told[v]:
            told[v] = True
            v = recruiter[v]
    return cut, circle


@jit
def _measured(recruiter: I32, order: I32) -> tuple[I32, I32, I32, I32]:
    """Root, level, height and size of each."""
    n = len(recruiter)
    root, level = np.arange(n).astype(np.int32), np.zeros(n, np.int32)
    height, size = np.zeros(n, np.int32), np.ones(n, np.int32)
    for v in order:
        r = recruiter[v]
        if r >= 0:
            height[r] = max(height[r], height[v] + 1)
            size[r] += size[v]
    for v in order[::-1]:
        r = recruiter[v]
        if r >= 0:
            root[v], level[v] = root[r], level[r] + 1
    return root, level, height, size


@jit
def _shells(recruiter: I32) -> I32:
    """Rounds of peeling. The exclusive-or of a person's remaining neighbours is the last one's number in the end."""
    n = len(recruiter)
    ties, tied = _brought(recruiter), np.zeros(n, np.int32)
    for v in range(n):
        r = recruiter[v]
        if r >= 0:
            ties[v] += 1
            tied[v] ^= r
            tied[r] ^= v
    fall, shell = np.flatnonzero(ties <= 1).astype(np.int32), np.zeros(n, np.int32)
    after, turn = np.empty(n, np.int32), 0
    while len(fall):
        turn += 1
        tail = 0
        for leaf in fall:
            shell[leaf] = turn
        for leaf in fall:
            if ties[leaf] == 1:
                last = tied[leaf]
                ties[last] -= 1
                tied[last] ^= leaf
                if ties[last] == 1:
                    after[tail] = last
                    tail += 1
        fall = after[:tail].copy()
    return shell
