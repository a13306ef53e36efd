"""Which pairs of names are worth comparing: those that share a rare piece of sound, or a region and a character.

Keys weigh by how rare they are (inverse document frequency, Robertson 2004); of all names that share a key with one the
heaviest are its candidates. Scores are one sparse product a stretch of names, so that memory is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from ingest.match.names import Name
from ingest.match.sounds import sounded

Ints = NDArray[np.int64]
MOST = 30  # candidates of a name
COMMON = 1500  # names that share a key beyond which it says too little, of any number of names
STRETCH = 1000


class Pairs(NamedTuple):
    """Candidate pairs: `left` asks, `right` answers, `score` the weight of the keys they share."""

    left: Ints
    right: Ints
    score: NDArray[np.float32]


def keys(names: Sequence[Name]) -> list[set[str]]:
    """What each name is found by.

    Two neighbouring syllables of trade name and industry, or with one between them, in either order; region (its city,
    or its province where no more is said) and a character of the trade name; industry and such a character; all of it.
    """
    bodies = sounded(n.trade + n.industry for n in names)
    found = []
    for n, body in zip(names, bodies, strict=True):
        some = {a + b if a < b else b + a for a, b in zip(body, body[1:], strict=False)}
        some.update(a + b if a < b else b + a for a, b in zip(body[: len(n.trade)], body[2:], strict=False))
        if n.region:
            city = n.region[:4]
            some.update(city + c for c in n.trade)
        if n.industry:
            some.update(n.industry + "/" + c for c in n.trade)
        some.add("=" + body)
        found.append(some)
    return found


def sharing(names: Sequence[Name], others: Sequence[Name]) -> NDArray[np.bool_]:
    """Which names share a key, however common, with one of the others."""
    known = set().union(*keys(others))
    return np.fromiter((not known.isdisjoint(row) for row in keys(names)), bool, len(names))


class Index:
    """Names that may answer, by their keys."""

    def __init__(self, names: Sequence[Name], most: int = MOST, common: int = COMMON) -> None:
        self.most, self.size = most, len(names)
        self.number: dict[str, int] = {}
        rows = keys(names)
        columns = np.fromiter((self._number(k) for row in rows for k in sorted(row)), np.int64)
        at = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        held = np.bincount(columns, minlength=len(self.number))
        self.weight = np.where(held <= common, np.log(1 + max(1, len(rows)) / np.maximum(held, 1)), 0).astype(
            np.float32
        )
        kept = held[columns] <= common
        shape = (len(self.number), len(rows))
        self._by_key = sparse.csr_array(
            (self.weight[columns[kept]], (columns[kept], at[kept])), shape=shape, dtype=np.float32
        )

    def _number(self, key: str) -> int:
        return self.number.setdefault(key, len(self.number))

    def pairs(self, names: Sequence[Name]) -> Iterator[Pairs]:
        """Candidates of names (numbered from 0), stretch by stretch, each name's heaviest first."""
        for start in range(0, len(names), STRETCH):
            rows = [
                [self.number[k] for k in sorted(row) if k in self.number]
                for row in keys(names[start : start + STRETCH])
            ]
            yield self._stretch(rows, start)

    def _stretch(self, rows: list[list[int]], start: int) -> Pairs:
        ends = np.cumsum([0, *map(len, rows)])
        columns = np.fromiter((c for row in rows for c in row), np.int64, ends[-1])
        asked = sparse.csr_array(
            (np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), len(self.number))
        )
        shared: Any = asked @ self._by_key
        left, right, score = [], [], []
        for n in range(len(rows)):
            low, high = shared.indptr[n], shared.indptr[n + 1]
            weight, column = shared.data[low:high], shared.indices[low:high]
            if high - low > self.most:
                best = np.argpartition(-weight, self.most)[: self.most]
                weight, column = weight[best], column[best]
            order = np.lexsort((column, -weight))
            left.append(np.full(len(order), start + n))
            right.append(column[order].astype(np.int64))
            score.append(weight[order])
        return Pairs(np.concatenate(left), np.concatenate(right), np.concatenate(score).astype(np.float32))
