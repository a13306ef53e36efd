"""Drift against figures worked out by hand, scipy's distance, and data drawn from one and the same."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ks_2samp

from gnn.model import Table
from gnn.trust.drift import Base, Drift, bases, compared, drift, kept, said, told
from tests.gnn.stand_in import asking, network


def test_the_index_is_that_of_the_formula() -> None:
    then, now = [0.0] * 50 + [1.0] * 50, [0.0] * 80 + [1.0] * 20
    found = compared("x", Base.of(then), now)
    assert found.psi == pytest.approx((0.8 - 0.5) * np.log(0.8 / 0.5) + (0.2 - 0.5) * np.log(0.2 / 0.5))
    assert found.ks == pytest.approx(0.3)
    assert found.state == "changed"


@given(st.integers(0, 10_000))
def test_what_is_drawn_from_the_same_is_stable(seed: int) -> None:
    draw = np.random.default_rng(seed)
    assert compared("x", Base.of(draw.normal(size=2000)), draw.normal(size=1000)).state == "stable"


def test_what_has_moved_a_little_is_told_apart_from_what_has_changed() -> None:
    draw = np.random.default_rng(3)
    base = Base.of(draw.normal(size=20_000))
    assert [compared("x", base, draw.normal(shift, size=20_000)).state for shift in (0.05, 0.4, 1.0)] == ["stable", "moved", "changed"]  # fmt: skip


def test_the_distance_is_near_to_that_of_all_points() -> None:
    draw = np.random.default_rng(4)
    a, b = draw.normal(size=5000), draw.normal(0.5, 1.3, 5000)
    assert compared("x", Base.of(a, bins=200), b).ks == pytest.approx(ks_2samp(a, b).statistic, abs=0.01)


def test_a_column_that_goes_missing_has_changed() -> None:
    found = compared("x", Base.of(np.arange(100.0)), np.full(100, np.nan))
    assert (found.state, found.missing_then, found.missing_now) == ("changed", 0, 1)
    assert compared("x", Base.of(np.full(100, np.nan)), np.full(100, np.nan)).psi == 0


def test_a_value_never_seen_before_counts() -> None:
    found = compared("x", Base.of([5.0] * 100), [5.0] * 50 + [7.0] * 50)
    assert found.state == "changed"
    assert compared("x", Base.of([5.0] * 100), [5.0] * 100).psi == 0
    assert compared("x", Base.of([5.0] * 100), [3.0] * 100).state == "changed"


def test_of_few_things_nothing_is_said() -> None:
    assert compared("x", Base.of([1.0, 2.0]), np.arange(100.0)).state == "few"


def test_it_is_told_by_column_and_of_the_scores_and_survives_json() -> None:
    draw = np.random.default_rng(5)
    then = Table(draw.normal(size=(3000, 3)).astype(np.float32), ("a", "b", "gone"))
    known = {n: Base.from_json(json.loads(json.dumps(b.to_json()))) for n, b in bases(then, draw.random(3000)).items()}
    assert known == bases(then, []) | {"score": known["score"]}
    now = Table(draw.normal([0, 2], size=(3000, 2)).astype(np.float32), ("a", "b"))
    found = drift(known, now, draw.random(3000) ** 3)
    assert {d.name: d.state for d in found} == {"gone": "changed", "b": "changed", "score": "changed", "a": "stable"}
    assert [d.psi for d in found] == sorted((d.psi for d in found), reverse=True)
    assert "2 个特征显著变化" in said(found).zh
    assert said(found).en.startswith("Scores are changed (PSI ")
    assert "2 features changed: gone, b; measure" in said(found).en
    assert "train it again" in said(found).en
    assert (
        "付款账户：转账笔数"
        in said([Drift("source: log links TRANSFER", 1.0, 0.5, 0.1, 0, 0, "changed")], "TRANSFER").zh
    )
    assert said(drift(known, then)).en == "Features are as they were in training."


def test_a_model_keeps_what_it_learned_from_and_today_is_held_against_it() -> None:
    draw = np.random.default_rng(6)
    n = 400
    ends = draw.integers(n, size=(2, 2000)).tolist()
    own, mark = draw.normal(size=n).tolist(), [0.0] * n
    then = network(n, *ends, [1.0] * 2000, own, mark)
    body = json.loads(json.dumps(kept(asking(then, list(range(n))), draw.random(n))))
    same = told(body, asking(then, list(range(n))), draw.random(n))
    assert {d.name: d.state for d in same} == dict.fromkeys(("own", "other", "log links paid", "score"), "stable")
    thin = network(n, *(e[:200] for e in ends), [1.0] * 200, own, mark)
    assert {d.name for d in told(body, asking(thin, list(range(n))), draw.random(n)) if d.state == "changed"} == {"log links paid"}  # fmt: skip
    links = kept(asking(then, list(range(500)), "paid"), draw.random(500))
    assert set(links) == {"amount", "source: log links paid", "target: log links paid", "score"}
