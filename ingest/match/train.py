"""Trains the scorer of enterprise names on a generated set: boosted trees (Friedman 2001), isotonic calibration, bands.

Needs scikit-learn (`pip install 'jinying[match]'`); what it makes does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.say import JinyingError, Say
from ingest.match.block import Index, Pairs
from ingest.match.compare import FEATURES, Floats, Frequency, Table, features
from ingest.match.generate import Labelled, labelled
from ingest.match.names import Parser
from ingest.match.scorer import Scorer, Tree

SEED = 20261126
TREES, DEPTH, RATE = 120, 5, 0.12
SURE = 0.9  # a pair scored below this is not merged, however good those above are
PRECISE = 0.995  # of best candidates from the bound of "merged" on, among queries that were not trained on
SETS = (
    (1, 0.6),
    (1, 0.1),
    (20, 0.1),
    (20, 0.05),
    (200, 0.1),
    (500, 0.05),
)  # by what names are divided, share of queries
LEAST = 0.05  # a best candidate below this is left apart
DIGITS = 6


class TrainingError(JinyingError):
    """What training needs is not here."""


class Taught(NamedTuple):
    """Pairs of several labelled sets: the query (numbered through all sets), and as in `Compared`; `teaches`: to the trees."""

    query: NDArray[np.int64]
    one: NDArray[np.bool_]
    full: NDArray[np.bool_]
    rows: Floats
    teaches: NDArray[np.bool_]


class Compared(NamedTuple):
    """Candidate pairs of a labelled set, their features, which are one, and which ask by a name with region and form."""

    pairs: Pairs
    rows: Floats
    one: NDArray[np.bool_]
    full: NDArray[np.bool_]


def compared(made: Labelled) -> Iterator[Compared]:
    """Every query's candidates, stretch by stretch, read by a parser that knows half of the industries."""
    reader = Parser(industries=made.known)
    right = Table(reader.parse_all(made.names))
    left = Table(reader.parse_all(q.name for q in made.queries))
    true = np.array([q.true for q in made.queries])
    full = np.array([bool(n.region and n.form) for n in left.names])
    often, index = Frequency(right), Index(right.names)
    for pairs in index.pairs(left.names):
        rows, one = features(left, right, pairs, often), true[pairs.left] == pairs.right
        yield Compared(pairs, rows, one, full[pairs.left])


def train(seed: int = SEED, names: int = 100_000, queries: int = 20_000) -> Scorer:
    """A scorer. Three in five queries teach the trees, the others their meaning and the bands.

    One set of all the names, and smaller ones: where few are registered the best candidate leads by far, right or wrong.
    """
    try:
        import sklearn
        from sklearn.ensemble import GradientBoostingClassifier
        from sklearn.isotonic import IsotonicRegression
    except ImportError:
        raise TrainingError(Say("训练需要 scikit-learn", "training needs scikit-learn"), Say("安装：pip install 'jinying[match]'", "install it: pip install 'jinying[match]'")) from None  # fmt: skip
    pairs = _sets(seed, names, queries)
    taught, kept = pairs.teaches, ~pairs.teaches
    forest = GradientBoostingClassifier(
        n_estimators=TREES, max_depth=DEPTH, learning_rate=RATE, subsample=0.4, max_features=8, min_samples_leaf=20, random_state=seed
    )  # fmt: skip
    forest.fit(pairs.rows[taught], pairs.one[taught])
    share = float(pairs.one[taught].mean())
    trees = tuple(_tree(t.tree_) for t in forest.estimators_[:, 0])
    names_of = tuple(f.name for f in FEATURES)
    start = round(float(np.log(share / (1 - share))), DIGITS)
    raw = Scorer(names_of, start, trees, np.zeros(1), np.zeros(1), 1, 0).log_odds(pairs.rows[kept])
    fitted = IsotonicRegression(y_min=0.0005, y_max=0.9995, out_of_bounds="clip").fit(raw, pairs.one[kept])
    raw_at, share_at = (np.round(x, DIGITS) for x in (fitted.X_thresholds_, fitted.y_thresholds_))
    best = first(pairs.query[kept], raw)
    score, right, full = np.interp(raw[best], raw_at, share_at), pairs.one[kept][best], pairs.full[kept][best]
    how = {"seed": seed, "names": names, "queries": queries, "cut": _cut(score, right, int(pairs.one[kept].sum())), "scikit-learn": sklearn.__version__}  # fmt: skip
    return Scorer(names_of, start, trees, raw_at, share_at, _merged(score[full], right[full]), LEAST, how)


def _sets(seed: int, names: int, queries: int) -> Taught:
    parts = []
    start = 0
    for n, (divide, share) in enumerate(SETS):
        made = labelled(seed + n, max(50, names // divide), int(queries * share), changed=bool(n % 2))
        size = len(made.queries)
        for p in compared(made):
            parts.append(Taught(p.pairs.left + start, p.one, p.full, p.rows, p.pairs.left < size * 3 // 5))
        start += size
    return Taught(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def first(group: NDArray[np.int64], score: NDArray[np.float64]) -> NDArray[np.int64]:
    """The row of each group's highest score, the first of equal ones; groups stand together."""
    order = np.lexsort((-score, group))
    return order[np.r_[True, group[order][1:] != group[order][:-1]]] if len(group) else order


def _merged(score: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The lowest score, SURE or more, from which on best candidates of full names are right as often as PRECISE says."""
    level, hits, ends = _levels(score, right)
    precise = level[hits / (ends + 1) >= PRECISE]
    return max(SURE, float(precise[-1])) if len(precise) else 1.0


def _cut(score: NDArray[np.float64], right: NDArray[np.bool_], true: int) -> float:
    """The score with the best F1, where `true` queries have an answer; for measuring alone."""
    level, hits, ends = _levels(score, right)
    return float(level[np.argmax(2 * hits / (ends + 1 + true))]) if len(level) else 1.0


def _levels(
    score: NDArray[np.float64], right: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Distinct scores downward, how many of those at or above are right, and the place of the last of them."""
    order = np.argsort(-score, kind="stable")
    level, hits = score[order], np.cumsum(right[order])
    ends = np.flatnonzero(np.r_[level[1:] != level[:-1], np.ones(min(1, len(level)), bool)])
    return level[ends], hits[ends].astype(np.int64), ends.astype(np.int64)


def _tree(made: Any) -> Tree:
    """A tree of scikit-learn in our form; inner nodes get the mean of their leaves, which reasons are told by."""
    size = made.node_count
    left, right = np.maximum(made.children_left, 0), np.maximum(made.children_right, 0)
    value, held = made.value[:, 0, 0].copy() * RATE, made.weighted_n_node_samples
    for node in range(size - 1, -1, -1):
        if left[node]:
            below = [left[node], right[node]]
            value[node] = float(held[below] @ value[below] / held[below].sum())
    inner = left > 0
    # half of float32's spacing is far below what is rounded away, so that no training row changes sides for it
    bound = np.where(inner, np.round(made.threshold, DIGITS + 1), 0.0)
    return Tree(np.where(inner, made.feature, 0).astype(np.int64), bound, left.astype(np.int64), right.astype(np.int64), np.round(value, DIGITS))  # fmt: skip
