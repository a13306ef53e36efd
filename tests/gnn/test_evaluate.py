"""The table of figures: the family is chosen on validation, merged parts test nobody who was learned from, rows are the studies'."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gnn import asked, families
from gnn.data import Data, Labels, Split
from gnn.learning import preset
from gnn.reading.split_columns import SplitError
from gnn.trust import choosing, evaluate, study, training
from gnn.trust.evaluate import How
from gnn.trust.study import Plan, Study
from graph.context import Context
from graph.say import Say
from graph.screen import Screen
from graph.settings import Settings
from tests.gnn.standing import STANDING, ring_data, shares


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "model", lambda name: STANDING[name])
    monkeypatch.setattr(asked, "preset", lambda *_: {})
    monkeypatch.setattr(asked, "splitter", shares)


def how(root: Path) -> How:
    return How(root, "en", lambda *_: None, seeds=3, ablations=False)


def test_the_family_that_is_best_on_validation_is_measured_and_its_runs_are_not_made_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    fits: list[str] = []

    def counted(name: str) -> object:
        def fit(*args: object) -> object:
            fits.append(name)
            return STANDING[name].fit(*args)  # type: ignore[arg-type]

        return replace(STANDING[name], fit=fit)

    monkeypatch.setattr(families, "model", counted)
    made = evaluate.measured("rings", ring_data(200), ("xgb-agg", "sage"), "ap", how(tmp_path))
    assert made.model == "sage"
    assert made.floor == "xgb-agg"
    assert fits.count("sage") == 3
    assert fits.count("xgb-agg") == 3, "what was tried is the floor"


def test_a_test_that_favours_another_family_does_not_choose_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every outcome's test figures are turned round: the choice stays, for it rests on validation."""
    real = study.measured

    def turned(plan: Plan, valid: object, test: object, *p: object) -> object:
        figures, bent = real(plan, valid, test, *p)  # type: ignore[arg-type]
        return ({k: -v for k, v in figures.items()} if valid is not test else figures), bent

    monkeypatch.setattr(study, "measured", turned)
    assert evaluate.measured("rings", ring_data(200), ("xgb-agg", "sage"), "ap", how(tmp_path)).model == "sage"


def standing_at(*valid: float, folds: bool = False) -> Study:
    """A study of which validation said these, by seed or by fold."""
    data = ring_data(60)
    made = study.run(Plan(data, "sage", shares(data), (0,), ablations=()), "v", Path(tempfile.mkdtemp()))
    outcomes = [replace(made.outcomes[0], seed=0 if folds else i, split=f"f{i}" if folds else "s", valid=v) for i, v in enumerate(valid)]  # fmt: skip
    return replace(made, outcomes=tuple(outcomes), seeds=tuple(range(1 if folds else len(valid))))


def test_a_less_plain_family_must_be_better_by_more_than_chance() -> None:
    plain = standing_at(0.80, 0.82, 0.78, 0.81)
    assert choosing.preferred({"plain": plain, "other": standing_at(0.83, 0.84, 0.81, 0.83)}) == "other"
    assert choosing.preferred({"plain": plain, "other": standing_at(0.90, 0.72, 0.88, 0.75)}) == "plain", "better on the whole, by chance"  # fmt: skip
    assert choosing.preferred({"plain": plain, "other": standing_at(0.79, 0.81, 0.77, 0.80)}) == "plain"
    assert choosing.preferred({"plain": standing_at(0.5), "other": standing_at(0.6)}) == "other", "a single run: what is better"  # fmt: skip
    folds = standing_at(0.90, 0.72, 0.88, 0.75, folds=True)
    assert choosing.preferred({"plain": standing_at(0.80, 0.82, 0.78, 0.81, folds=True), "other": folds}) == "plain"
    assert choosing.preferred({"a": plain, "b": standing_at(0.85, 0.87, 0.83, 0.86), "c": standing_at(0.86, 0.87, 0.83, 0.85)}) == "b"  # fmt: skip


def test_a_row_is_the_studys(tmp_path: Path) -> None:
    made = evaluate.measured("rings", ring_data(200), ("sage",), "auc", how(tmp_path))
    one = evaluate.row("rings", made, replace(evaluate.SETS[0], reach=0.1))
    gap = made.minus("floor")
    assert one["value"] == pytest.approx(made.per_seed("model", "auc").mean(), abs=1e-4)
    assert (one["difference"], one["low"], one["high"]) == pytest.approx((gap.mean, gap.low, gap.high), abs=1e-4)
    assert one["reached"] is True
    assert evaluate.row("rings", made, replace(evaluate.SETS[0], reach=1.1))["reached"] is False


def test_several_worlds_are_one_row_of_all_their_runs(tmp_path: Path) -> None:
    some: list[Study] = [evaluate.measured(f"w{s}", ring_data(160, s), ("sage",), "ap", how(tmp_path)) for s in (1, 2)]
    one = evaluate.together("node", some, tmp_path)
    assert one["seeds"] == 6
    assert one["value"] == pytest.approx(np.mean([s.per_seed("model", "ap").mean() for s in some]), abs=1e-4)


def test_a_world_in_which_nothing_can_be_measured_is_said_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def measured(name: str, data: Data, *_: object) -> Study:
        if "1-node" in name:
            raise SplitError(Say("只有一类", "one class"))
        return made

    made = evaluate.measured("w", ring_data(160), ("sage",), "ap", how(tmp_path))
    monkeypatch.setattr(evaluate, "measured", measured)
    monkeypatch.setattr(evaluate, "_command", lambda *_: None)
    monkeypatch.setattr(asked, "data", lambda *_: ring_data(160))
    context = Context(Settings(data=tmp_path, lang="en"), Screen("en", False, False))
    rows = list(evaluate.worlds_of(context, how(tmp_path), [1, 2], 0.1))
    assert [r["data"] for r in rows] == ["world 1 edge", "world 1 node", "world 2 edge", "world 2 node", "worlds, edge"]
    assert rows[1]["said"] == [["只有一类", "one class"]]
    assert rows[1]["value"] is None
    evaluate.show(context, rows)


def test_lookalikes_among_the_first_are_counted(tmp_path: Path) -> None:
    data = ring_data(200)
    assert data.labels is not None
    lawful = [data.ids[i] for i in np.flatnonzero(data.labels.y == 0)]
    every = evaluate.measured("all", replace(data, note={"lookalikes": lawful}), ("sage",), "ap", how(tmp_path))
    assert every.per_seed("model", "lookalikes_at_k") == pytest.approx(1 - every.per_seed("model", "precision_at_k"))
    none = evaluate.measured("none", data, ("sage",), "ap", how(tmp_path))
    assert "lookalikes_at_k" not in none.figures


def two_parts() -> Data:
    """Two networks in which `n0` to `n9` stand in both, with other answers."""
    data = ring_data(20)
    labels = Labels("layer", None, np.arange(20), np.arange(20) % 2, ("a", "b"))
    ids = tuple(f"n{i % 10}" for i in range(20))
    links = data.relations["PAID"]
    within = links.take(links.source // 10 == links.target // 10)
    return replace(data, ids=ids, kind=np.zeros(20, np.int32), kinds=("Account",), part=(np.arange(20) // 10).astype(np.int32), parts=("p", "q"), relations={"PAID": within}, labels=labels)  # fmt: skip


def test_merged_parts_are_one_graph_in_which_nobody_learned_from_is_tested() -> None:
    data = two_parts()
    split = Split("fold", np.arange(0, 8), np.asarray([8, 18]), np.asarray([9, 10, 19]))
    one = evaluate.merged(data, lambda seed: (split,))
    assert one.n == 10
    assert one.parts == ("merged",)
    assert one.m == data.m
    assert one.labels is not None
    assert [one.ids[i] for i in one.labels.index] == list(data.ids), "every answer is still about whom it was about"
    (kept,) = one.splits
    assert kept.test.tolist() == [9, 10, 19], "all are tested"
    assert kept.train.tolist() == [*range(1, 8)], (
        "n0 of the second network is tested, so n0 of the first teaches nothing"
    )
    assert kept.valid.tolist() == [8, 18]
    at = one.relations["PAID"].at
    assert at is not None
    assert (np.diff(at) >= 0).all()


def test_presets_that_are_named_are_there() -> None:
    assert set(asked.SEEDS) == {"tiny", "base"}
    assert all(preset.preset(name, "xgb-agg") for name in asked.SEEDS)


def test_what_stops_a_model_is_the_figure_that_it_is_chosen_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "preset", lambda name, family, sets=None: {"stop": "both", **(sets or {})})
    assert training.planned(ring_data(60), "sage", metric="auc").settings["stop"] == "auc"
    assert training.planned(ring_data(60), "sage", metric="auc", sets=("stop=ap",)).settings["stop"] == "ap"
    assert training.planned(ring_data(60), "sage", metric="f1").settings["stop"] == "both"
