"""Contagion where it is planted, and none where there is none: beside own features, and beside the number of links."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from gnn.contagion import ContagionError, lift, logistic, neighbours
from gnn.data import Data, Labels, Links

N = 600


def data(seed: int, how: str) -> Data:
    """`spreads`: half of who is linked to a seed is hit; `own`: a feature tells, links nothing; `busy`: who has many links."""
    draw = np.random.default_rng(seed)
    source, target = draw.integers(N, size=1500), draw.integers(N, size=1500)
    feature = draw.normal(size=N)
    if how == "spreads":
        hit = draw.random(N) < 0.08
        for a, b in zip(source, target, strict=True):
            hit[b] |= hit[a] and draw.random() < 0.5
    elif how == "own":
        hit = feature > 1
    else:
        target = draw.choice(N, 1500, p=np.arange(1, N + 1) / np.arange(1, N + 1).sum())
        degree = np.bincount(source, minlength=N) + np.bincount(target, minlength=N)
        hit = degree + draw.normal(size=N) > np.quantile(degree, 0.85)
    links = Links(source.astype(np.int32), target.astype(np.int32), None, np.empty((1500, 0), np.float32), ())
    labels = Labels("node", None, np.arange(N), hit.astype(np.int64), ("0", "1"))
    return Data("net", tuple(map(str, range(N))), np.zeros(N, np.int32), ("n",), feature[:, None].astype(np.float32), ("f",), {"r": links}, np.zeros(N, np.int32), ("net",), labels)  # fmt: skip


def test_what_spreads_along_links_is_found() -> None:
    found = lift(data(1, "spreads"), deals=3)
    assert found.found
    assert found.low > 0.05
    assert found.permuted.ap < found.real.ap
    assert found.sentence.en.startswith("Neighbours' states lift")


@pytest.mark.parametrize("how", ["own", "busy"])
def test_no_lift_is_an_answer(how: str) -> None:
    found = lift(data(2, how), deals=3)
    assert not found.found
    assert found.sentence.zh.startswith("无增益")
    assert found.sentence.en.startswith("No lift")
    assert found.to_json()["found"] is False


def test_only_what_was_known_before_counts() -> None:
    ends = {"r": (np.array([0, 1, 2], np.int32), np.array([3, 3, 3], np.int32), np.array([1, 1, 9]))}
    index, y = np.array([0, 1, 2, 3]), np.array([1, 0, 1, 1])
    share, count = neighbours(4, ends, index, y, np.array([2, 7, 2, 5]))[3]
    assert (share, count) == (1.0, pytest.approx(np.log(2))), "0 alone: 1 was known later, the link of 2 was later"
    assert neighbours(4, ends, index, y, np.array([6, 7, 8, 5]))[3].tolist() == [0, 0]


def test_answers_that_are_all_later_lift_nothing() -> None:
    d = data(1, "spreads")
    assert d.labels is not None
    when = np.where(d.labels.y == 1, 10, 5)
    late = Labels("node", None, d.labels.index, d.labels.y, d.labels.classes, when.astype(np.int64))
    assert neighbours(N, {"r": (d.relations["r"].source, d.relations["r"].target, np.zeros(1500, np.int64))}, late.index, late.y, when)[:, 0].max() == 0  # fmt: skip


def test_the_regression_is_that_of_scikit_learn() -> None:
    draw = np.random.default_rng(6)
    x = draw.normal(size=(400, 3))
    y = (draw.random(400) < 1 / (1 + np.exp(-x @ [1.0, -2.0, 0.0]))).astype(np.int64)
    known = LogisticRegression(C=1.0, tol=1e-10).fit(x, y)
    assert logistic(np.hstack([np.ones((400, 1)), x]), y) == pytest.approx([*known.intercept_, *known.coef_[0]], abs=1e-4)  # fmt: skip


def test_the_same_seed_gives_the_same_answer_and_few_labels_none() -> None:
    d = data(3, "spreads")
    assert lift(d, deals=2) == lift(d, deals=2)
    assert d.labels is not None
    few = Labels("node", None, d.labels.index[:10], d.labels.y[:10], d.labels.classes)
    with pytest.raises(ContagionError, match="too few labels"):
        lift(replace(d, labels=few))
