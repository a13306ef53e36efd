"""Near-duplicate texts as campaigns: one advert in a hundred copies, each a little different, is one thing.

MinHash over runs of characters, candidates by banded hashing (Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive
Datasets, ch. 3), each candidate then held against the exact Jaccard similarity.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from datasketch import MinHash, MinHashLSH

RUN = 3  # characters of a run
SEED = 20221
PERMUTATIONS = 128
ALIKE = 0.5  # Jaccard similarity from which two texts are copies of one
SLACK = 0.15  # how far below that candidates are still looked at


class Campaign(NamedTuple):
    """Texts by their position, in order, and how alike the least alike one is to its nearest (1 where all are the same)."""

    texts: tuple[int, ...]
    alike: float


def runs_of(text: str) -> frozenset[str]:
    """Runs of three characters of the letters of a text, whatever its width, case, blanks and signs; numbers as one sign."""
    signs: list[str] = []
    for c in unicodedata.normalize("NFKC", text).lower():
        if c.isdecimal():
            if signs[-1:] != ["0"]:
                signs.append("0")
        elif c.isalnum():
            signs.append(c)
    whole = "".join(signs)
    return frozenset(whole[k : k + RUN] for k in range(max(1, len(whole) - RUN + 1))) if whole else frozenset()


def similarity(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard: the share of their runs that both have; 0 where neither has any."""
    both = len(a & b)
    return both / (len(a) + len(b) - both) if both else 0.0


def campaigns(texts: Sequence[str], alike: float = ALIKE) -> list[Campaign]:
    """Groups of at least two texts that hang together by similarities of `alike` or more, the largest first.

    The same texts in the same order give the same groups. Candidates are found by chance that depends on how alike they are:
    with 128 permutations a pair at `alike` itself is missed rarely, a nearer one hardly ever.
    """
    sets = [runs_of(t) for t in texts]
    index = MinHashLSH(threshold=max(0.05, alike - SLACK), num_perm=PERMUTATIONS, weights=(0.1, 0.9))
    leads: dict[frozenset[str], int] = {}  # the first of texts with the same runs stands for them
    up = list(range(len(texts)))
    near = [0.0] * len(texts)
    for k, mine in enumerate(sets):
        if not mine:
            continue
        if (first := leads.setdefault(mine, k)) != k:
            near[first] = near[k] = 1.0
            _join(up, first, k)
            continue
        sketch = MinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update_batch([r.encode() for r in sorted(mine)])
        for other in sorted(index.query(sketch)):
            if (found := similarity(mine, sets[other])) >= alike:
                near[k], near[other] = max(near[k], found), max(near[other], found)
                _join(up, k, other)
        index.insert(k, sketch)
    groups: dict[int, list[int]] = {}
    for k in range(len(texts)):
        groups.setdefault(_top(up, k), []).append(k)
    made = [Campaign(tuple(g), round(min(near[k] for k in g), 4)) for g in groups.values() if len(g) > 1]
    return sorted(made, key=lambda c: (-len(c.texts), c.texts))


def _top(up: list[int], k: int) -> int:
    while up[k] != k:
        up[k] = up[up[k]]
        k = up[k]
    return k


def _join(up: list[int], a: int, b: int) -> None:
    """The smaller one leads, so that the order of joining does not matter."""
    a, b = sorted((_top(up, a), _top(up, b)))
    up[b] = a
