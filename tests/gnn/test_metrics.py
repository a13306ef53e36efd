"""Figures against sklearn, which shares no code with ours; what is chosen on validation; intervals."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as sk
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression

from gnn.trust import metrics
from gnn.trust.metrics import Calibration
from graph import ranking
from graph.ranking import curve

Answers = tuple[np.ndarray, np.ndarray]


def drawn(n: int, seed: int, places: int = 2) -> Answers:
    """Scores with many equal ones, and answers that they tell something of."""
    rng = np.random.default_rng(seed)
    true = rng.random(n) < 0.3
    return np.round(np.clip(rng.normal(true * 0.2 + 0.4, 0.2), 0, 1), places), true


@pytest.mark.parametrize(("n", "places"), [(30, 1), (400, 2), (2000, 9)])
def test_areas_are_sklearns_with_equal_scores_too(n: int, places: int) -> None:
    score, true = drawn(n, n, places)
    c = curve(score, true)
    assert ranking.average_precision(c) == pytest.approx(sk.average_precision_score(true, score), abs=1e-12)
    assert ranking.auc(c) == pytest.approx(sk.roc_auc_score(true, score), abs=1e-12)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=40))
def test_areas_of_any_answers_are_sklearns(pairs: list[tuple[int, bool]]) -> None:
    score, true = np.asarray([p[0] for p in pairs], float), np.asarray([p[1] for p in pairs])
    c = curve(score, true)
    if true.any() and not true.all():
        assert ranking.auc(c) == pytest.approx(sk.roc_auc_score(true, score), abs=1e-12)
        assert ranking.average_precision(c) == pytest.approx(sk.average_precision_score(true, score), abs=1e-12)
    else:
        assert math.isnan(ranking.auc(c))


def test_the_threshold_is_the_one_with_the_highest_f1() -> None:
    score, true = drawn(300, 1)
    best = metrics.best_threshold(curve(score, true))
    every = {t: sk.f1_score(true, score >= t) for t in np.unique(score)}
    assert metrics.f1(score >= best, true) == pytest.approx(max(every.values()))
    assert best == max(t for t, f in every.items() if f == max(every.values()))


def test_macro_f1_is_sklearns() -> None:
    rng = np.random.default_rng(0)
    said, true = rng.integers(0, 3, 200), rng.integers(0, 3, 200)
    assert metrics.macro_f1(said, true, 3) == pytest.approx(sk.f1_score(true, said, average="macro"))
    assert metrics.f1_by_class(said, true, 3) == pytest.approx(sk.f1_score(true, said, average=None))
    assert metrics.macro_f1(said, true, 4) == pytest.approx(metrics.macro_f1(said, true, 3)), "nobody said the fourth"


def test_at_a_capacity_that_cuts_through_equal_scores_the_figure_is_what_chance_gives() -> None:
    score, true = np.asarray([0.9, 0.5, 0.5, 0.5, 0.5, 0.1]), np.asarray([1, 1, 0, 0, 0, 1])
    assert ranking.at_capacity(curve(score, true), 3) == pytest.approx(((1 + 2 * 0.25) / 3, (1 + 2 * 0.25) / 3))
    assert ranking.at_capacity(curve(score, true), 1) == pytest.approx((1.0, 1 / 3))
    assert ranking.at_capacity(curve(score, true), 50) == pytest.approx((0.5, 1.0)), "all are looked at"


def test_calibrations_are_sklearns_and_survive_json() -> None:
    score, true = drawn(600, 2)
    free = metrics.isotonic(score, true)
    assert free.of(score) == pytest.approx(IsotonicRegression(out_of_bounds="clip").fit(score, true).predict(score))
    bent = metrics.platt(score, true)
    z = np.log(np.clip(score, 1e-6, 1 - 1e-6) / (1 - np.clip(score, 1e-6, 1 - 1e-6)))
    assert bent.of(score) == pytest.approx(_SigmoidCalibration().fit(z, true.astype(int)).predict(z), abs=1e-5)
    for one in (free, bent, Calibration("none")):
        assert Calibration.from_json(one.to_json()) == one
        assert (np.diff(one.of(np.linspace(0, 1, 50))) >= 0).all()


def test_few_answers_get_a_sigmoid_and_one_sort_of_answer_none() -> None:
    score, true = drawn(600, 3)
    assert metrics.calibration(score, true).kind == "isotonic"
    assert metrics.calibration(score[:60], true[:60]).kind == "platt"
    assert metrics.calibration(score[~true], true[~true]).kind == "none"
    assert metrics.platt(1 - score, true).x[0] == 0, "a calibration never turns the order round"


def test_calibration_makes_the_error_smaller_on_what_it_did_not_see() -> None:
    score, true = drawn(4000, 4)
    bent = metrics.calibration(score[:2000], true[:2000])
    assert metrics.ece(bent.of(score[2000:]), true[2000:]) < metrics.ece(score[2000:], true[2000:]) / 2
    assert metrics.brier(score, true) == pytest.approx(sk.brier_score_loss(true, score))


def test_the_error_of_calibration_is_that_of_parts_of_equal_size() -> None:
    p, true = np.repeat([0.1, 0.9], 50), np.r_[np.ones(10), np.zeros(40), np.ones(30), np.zeros(20)]
    assert metrics.ece(p, true) == pytest.approx(0.5 * abs(0.1 - 0.2) + 0.5 * abs(0.9 - 0.6))


def test_an_interval_is_the_bootstraps_and_the_same_each_time() -> None:
    values = [0.1, 0.2, 0.3, 0.2, 0.25, 0.15, 0.3, 0.1]
    one = metrics.interval(values)
    rng = np.random.default_rng(7)
    means = [rng.choice(values, len(values)).mean() for _ in range(4000)]
    assert (one.low, one.high) == pytest.approx(tuple(np.quantile(means, [0.025, 0.975])), abs=0.01)
    assert one == metrics.interval(values)
    assert one.t_low < one.low < one.mean < one.high < one.t_high
    single = metrics.interval([0.4])
    assert single.mean == 0.4
    assert math.isnan(single.low)
    assert not single.above, "one run proves nothing"


def test_a_difference_is_paired_run_by_run() -> None:
    floor = np.asarray([0.5, 0.9, 0.7, 0.6, 0.8])
    assert metrics.paired(floor + 0.01, floor).above, "spread that both share is none of the difference's"
    assert not metrics.paired(floor[::-1] + 0.01, floor).above
    assert metrics.paired(floor, floor).mean == 0


def test_threshold_and_calibration_come_from_validation_alone() -> None:
    (valid, told), (test, true) = drawn(500, 5), drawn(500, 6)
    one, bent = metrics.binary((valid, told), (test, true), 20)
    other, same = metrics.binary((valid, told), (test, ~true), 20)
    assert one["threshold"] == other["threshold"] == metrics.best_threshold(curve(valid, told))
    assert bent == same == metrics.calibration(valid, told)


def test_periods_hold_everything_once_in_order_of_time() -> None:
    at = np.sort(np.random.default_rng(0).integers(1_700_000_000, 1_720_000_000, 500))
    cut = metrics.periods(at)
    assert sum(some.sum() for _, some in cut) == 500
    assert len(cut) == 4
    assert cut[0][0].startswith("2023-11")
    assert [at[some].max() <= at[later].min() for (_, some), (_, later) in zip(cut, cut[1:], strict=False)] == [
        True
    ] * 3
    assert [name for name, _ in metrics.periods(np.asarray([7, 7, 7]))] == ["7"]


def test_several_classes_are_measured_by_each() -> None:
    p = np.asarray([[0.8, 0.1, 0.1], [0.2, 0.5, 0.3], [0.1, 0.2, 0.7], [0.6, 0.3, 0.1]])
    found = metrics.several(p, np.asarray([0, 1, 2, 1]), ("source", "middle", "sink"))
    assert found["accuracy"] == 0.75
    assert found["macro_f1"] == pytest.approx(sk.f1_score([0, 1, 2, 1], p.argmax(1), average="macro"))
    assert found["f1 sink"] == 1


def test_scores_of_another_number_than_answers_are_refused() -> None:
    with pytest.raises(ValueError, match="labels"):
        curve([0.1, 0.2], [1])


def test_over_other_things_a_difference_is_less_sure_than_over_seeds_and_groups_less_than_things() -> None:
    score, true = drawn(400, 8, 9)
    better = score + 0.1 * true
    alone, rings = np.arange(400), np.arange(400) // 40
    auc = metrics.resampled("auc", 2, 1)
    assert auc is not None
    low, high = metrics.over_things(auc, [(better, score, true, alone)])
    gap = ranking.auc(curve(better, true)) - ranking.auc(curve(score, true))
    assert low < gap < high
    assert low > 0
    wide = metrics.over_things(auc, [(better, score, true, rings)])
    assert wide != (low, high), "groups are drawn whole"
    assert metrics.over_things(auc, [(score, score, true, alone)]) == (0, 0)


def test_the_mean_over_data_sets_is_surer_than_each_and_counts_them_alike() -> None:
    """Four sets of the same spread: half as wide as one. A set without a difference among two halves the middle."""
    draw = np.random.default_rng(3)
    auc = metrics.resampled("auc", 2, 1)
    assert auc is not None
    sets = []
    for _ in range(4):
        true = (draw.random(300) < 0.3).astype(np.int64)
        weak, strong = true + draw.normal(0, 2, 300), true + draw.normal(0, 1, 300)
        sets.append([(strong, weak, true, np.arange(300))])
    each = [high - low for low, high in (metrics.over_things(auc, s) for s in sets)]
    low, high = metrics.over_things(auc, *sets)
    assert high - low == pytest.approx(np.mean(each) / 2, rel=0.2)
    (_, b, true, unit) = sets[0][0]
    one, half = metrics.over_things(auc, sets[0]), metrics.over_things(auc, sets[0], [(b, b, true, unit)] * 3)
    assert sum(half) == pytest.approx(sum(one) / 2, rel=0.15)


def test_few_runs_are_held_to_the_wider_interval() -> None:
    few, many = metrics.interval([0.01, 0.3]), metrics.interval([0.01, 0.3, 0.2, 0.2, 0.1])
    assert few.low > 0
    assert not few.above
    assert few.unsure, "nor is it said that there is no difference"
    assert many.above


@pytest.mark.parametrize(
    ("values", "things", "judged"),
    [
        ([0.1, 0.2, 0.15, 0.12, 0.18], (0.02, 0.3), "above"),
        ([0.1, 0.2, 0.15, 0.12, 0.18], (-0.02, 0.3), "open"),
        ([0.1, 0.2, 0.15, 0.12, 0.18], None, "open"),
        ([0.1, -0.2, 0.15, -0.12, 0.18], (0.02, 0.3), "open"),
        ([-0.1, -0.2, -0.15, -0.12, -0.18], (-0.3, -0.02), "below"),
        ([-0.1, -0.2, -0.15, -0.12, -0.18], (-0.3, 0.02), "open"),
        ([0.001, -0.002, 0.0, 0.001, 0.0], (-0.008, 0.009), "level"),
        ([0.001, -0.002, 0.0, 0.001, 0.0], (-0.008, 0.02), "open"),
        ([0.1, 0.2, 0.15, 0.12], (0.02, 0.3), "few"),
        ([0.1], (0.02, 0.3), "once"),
    ],
)
def test_a_difference_is_one_where_both_intervals_say_so(values: list[float], things: tuple[float, float] | None, judged: str) -> None:  # fmt: skip
    assert metrics.judged(metrics.interval(values), things) == judged


@pytest.mark.parametrize("name", ["ap", "auc", "f1", "macro_f1", "precision_at_k", "recall_at_k"])
def test_what_is_drawn_anew_is_the_figure_itself(name: str) -> None:
    score, true = drawn(300, 4)
    figures, _ = metrics.binary((score, true), (score, true), 20)
    said = (score >= figures["threshold"]).astype(float) if "f1" in name else score
    figure = metrics.resampled(name, 2, 20)
    assert figure is not None
    assert figure(said, true.astype(np.int64)) == pytest.approx(figures[name])


@pytest.mark.parametrize("name", ["macro_f1", "accuracy", "auc"])
def test_what_is_drawn_anew_of_several_classes_is_the_figure_itself(name: str) -> None:
    rng = np.random.default_rng(0)
    p, true = rng.dirichlet([1, 1, 1], 200), rng.integers(0, 3, 200)
    figure = metrics.resampled(name, 3, 1)
    assert figure is not None
    assert figure(p, true) == pytest.approx(metrics.several(p, true, ("a", "b", "c"))[name])
