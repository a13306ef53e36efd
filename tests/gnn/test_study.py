"""Studies: the model beside its floor and without things, killed ones that go on, and what may be said in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from gnn import families
from gnn.data import Data, Labels, Phase, phase
from gnn.model import Fitted, Model, Run
from gnn.trust import ablations, keeping, report, study, training
from gnn.trust.study import FLOOR, MODEL, Plan, Study, StudyError
from graph.say import Say
from tests.gnn.standing import STANDING, ring_data, shares


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two quick families: one sees the graph, one does not."""
    monkeypatch.setattr(families, "model", lambda name: STANDING[name])


def plan(data: Data, **changed: object) -> Plan:
    return replace(Plan(data, "sage", shares(data), floor="xgb-agg"), **changed)  # type: ignore[arg-type]


def said(made: Study) -> str:
    return " | ".join(v.en for v in study.verdicts(made))


@pytest.fixture(scope="module")
def helped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Plan, Study, Path]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families, "model", lambda name: STANDING[name])
        folder, asked = tmp_path_factory.mktemp("study"), plan(ring_data(2000))
        yield asked, study.run(asked, "rings", folder), folder


def test_where_the_graph_helps_the_study_says_so(helped: tuple[Plan, Study, Path]) -> None:
    _, made, _ = helped
    assert made.variants == [MODEL, FLOOR, "no time", "shuffled edges", "no graph"]
    assert made.minus(FLOOR).above
    assert "sage beats its floor xgb-agg" in said(made)
    assert "the graph helps" in said(made)
    assert "times do not help" in said(made), "the stand-in looks at no time"


def test_without_a_graph_the_model_is_what_own_features_give(helped: tuple[Plan, Study, Path]) -> None:
    _, made, _ = helped
    assert made.per_seed("no graph", "auc") == pytest.approx(made.per_seed(FLOOR, "auc"), abs=0.02)
    assert (made.per_seed("shuffled edges", "ap") < made.per_seed(MODEL, "ap")).all()


def test_where_shuffled_edges_do_as_well_the_study_says_that_the_graph_does_not_help(tmp_path: Path) -> None:
    made = study.run(plan(ring_data(helps=False)), "random", tmp_path)
    assert "the graph is not shown to help" in said(made)
    assert "is not shown to beat its floor" in said(made)
    same = [replace(o, variant=v) for v in ("shuffled edges", "no graph") for o in made.of(MODEL)]
    alike = replace(made, outcomes=(*made.of(MODEL), *same), floor=None, things=dict.fromkeys(("shuffled edges", "no graph"), (-0.004, 0.006)))  # fmt: skip
    assert "the graph does not help" in said(alike), "where no interval leaves room for help"


def test_a_model_that_does_no_better_than_lots_is_said_to(helped: tuple[Plan, Study, Path], tmp_path: Path) -> None:
    _, made, folder = helped
    low, high = made.things[study.CHANCE]
    assert 0 < low < made.per_seed(MODEL, "auc").mean() - 0.5 < high
    assert "lots" not in said(made)
    draw = np.random.default_rng(0)
    for o in made.of(MODEL):
        held = np.load(folder / "runs" / f"{o.key}.npy")
        held[:, 1] = draw.random(len(held))
        np.save(tmp_path / f"{o.key}.npy", held)
    low, high = study.beyond_chance(2, [(o, tmp_path) for o in made.of(MODEL)]) or (1.0, 1.0)
    assert low < 0 < high
    assert "sage is not shown to do better than lots" in said(replace(made, things={study.CHANCE: (low, high)}))
    assert study.beyond_chance(2, [(o, tmp_path / "gone") for o in made.of(MODEL)]) is None


def test_where_only_the_number_of_links_tells_the_study_says_that(helped: tuple[Plan, Study, Path]) -> None:
    _, made, _ = helped
    as_good = [replace(o, variant="shuffled edges") for o in made.of(MODEL)]
    counted = replace(made, outcomes=(*(o for o in made.outcomes if o.variant != "shuffled edges"), *as_good))
    counted = replace(counted, things={**made.things, "shuffled edges": (0.0, 0.0)})
    assert "beyond how many links each has the graph does not help" in said(counted)


def test_few_seeds_are_said_to_be_few(tmp_path: Path) -> None:
    made = study.run(plan(ring_data(120), seeds=(0, 1), ablations=()), "few", tmp_path)
    assert "only 2 seeds" in said(made)


def test_of_two_seeds_that_agree_nothing_is_denied(helped: tuple[Plan, Study, Path]) -> None:
    _, made, _ = helped
    two = replace(made, seeds=made.seeds[:2])
    assert two.minus(FLOOR).unsure
    assert "too few seeds to tell sage from its floor" in said(two)
    assert said(two).count("too few seeds to tell") == 3, "of the floor, of the graph, of times"
    assert "not help" not in said(two)
    assert "beats" not in said(two)


def test_what_other_things_might_turn_round_is_not_shown(helped: tuple[Plan, Study, Path]) -> None:
    """Both intervals decide, of the floor and of what was taken away alike; both are told."""
    _, made, _ = helped
    unsure = replace(made, things=dict.fromkeys(made.things, (-0.1, 0.3)))
    assert made.judged(FLOOR) == "above"
    assert unsure.judged(FLOOR) == "open"
    assert "sage is not shown to beat its floor xgb-agg" in said(unsure)
    assert "the graph is not shown to help" in said(unsure)
    assert "times are not shown to help" in said(unsure)
    assert said(unsure).count("[-0.100, +0.300] over tested things") == 3


def test_a_floor_that_says_the_same_of_all_is_no_floor(helped: tuple[Plan, Study, Path]) -> None:
    _, made, _ = helped
    flat = replace(made, outcomes=tuple(replace(o, constant=o.seed == 1) if o.variant == FLOOR else o for o in made.outcomes))  # fmt: skip
    guess = replace(made, outcomes=tuple(replace(o, valid_auc=0.49) if o.variant == FLOOR else o for o in made.outcomes))  # fmt: skip
    for one in (flat, guess):
        assert "the floor xgb-agg learned nothing" in said(one)
        assert "no comparison is made" in said(one)
        assert "beat" not in said(one)
        body = report.body(one)
        assert body["floor_learned"] is False
        assert "floor" not in body["minus"]
        assert body["judged"]["floor"] == "no comparison"
        assert {row["minus_floor"] for row in report.table(one)} == {"", "–"}
        assert training.facts(one)["difference"] is None
    assert training.facts(made)["judged"] == "above"
    bare = replace(flat, floor="xgb", about={**flat.about, "columns": []})
    assert "nodes have no features of their own, of which alone the floor xgb learns" in said(bare)


def test_a_constant_score_is_seen_as_it_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flat(train: Phase, valid: Phase, run: Run) -> Fitted:
        return replace(STANDING["xgb-agg"].fit(train, valid, run), weight=np.zeros(3))  # type: ignore[type-var]

    monkeypatch.setattr(families, "model", lambda name: replace(STANDING[name], fit=flat) if name == "xgb-agg" else STANDING[name])  # fmt: skip
    made = study.run(plan(ring_data(200), ablations=()), "flat", tmp_path)
    assert made.learned(MODEL)
    assert not made.learned(FLOOR)
    assert "5 say the same of all" in said(made)


def test_what_is_chosen_by_is_a_figure_of_the_classes() -> None:
    two = ring_data(60)
    assert two.labels is not None
    three = replace(two, labels=replace(two.labels, y=np.arange(60) % 3, classes=("a", "b", "c")))
    assert plan(two).chosen_by == "ap"
    assert plan(three).chosen_by == "macro_f1"
    for data, metric, cure in ((three, "ap", "macro_f1"), (two, "accuracy", "ap")):
        with pytest.raises(StudyError, match="there is no figure") as error:
            _ = plan(data, metric=metric).chosen_by
        assert cure in str(error.value)


def test_a_single_run_decides_nothing(tmp_path: Path) -> None:
    made = study.run(plan(ring_data(120), seeds=(0,)), "one", tmp_path)
    assert "which decides nothing" in said(made)
    assert "only 1 seed:" in said(made)
    assert "the graph" not in said(made)


def test_a_killed_study_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = study.run(plan(ring_data(200), seeds=(0, 1, 2)), "whole", tmp_path / "whole")
    fitted: list[int] = []

    def dying(train: Phase, valid: Phase, run: Run) -> Fitted:
        if len(fitted) == 4:
            raise KeyboardInterrupt
        fitted.append(run.seed)
        return STANDING["sage"].fit(train, valid, run)

    monkeypatch.setattr(families, "model", lambda name: replace(STANDING[name], fit=dying) if name == "sage" else STANDING[name])  # fmt: skip
    with pytest.raises(KeyboardInterrupt):
        study.run(plan(ring_data(200), seeds=(0, 1, 2)), "killed", tmp_path / "killed")
    assert len(list((tmp_path / "killed/runs").glob("*.json"))) == 7, "four of the model, three of the floor"
    again: list[str] = []

    def counting(train: Phase, valid: Phase, run: Run) -> Fitted:
        again.append("fit")
        return STANDING["sage"].fit(train, valid, run)

    monkeypatch.setattr(families, "model", lambda name: Model(name, Say("", ""), counting, STANDING[name].restore) if name == "sage" else STANDING[name])  # fmt: skip
    resumed = study.run(plan(ring_data(200), seeds=(0, 1, 2)), "killed", tmp_path / "killed")
    assert len(again) == 12 - 4
    for variant in whole.variants:
        assert resumed.per_seed(variant, "ap") == pytest.approx(whole.per_seed(variant, "ap"), abs=1e-12)


def test_a_run_that_is_broken_on_disk_is_run_again(helped: tuple[Plan, Study, Path], tmp_path: Path) -> None:
    asked = plan(ring_data(120), seeds=(0,), ablations=())
    first = study.run(asked, "one", tmp_path)
    (broken,) = (tmp_path / "runs").glob("floor-0-*.json")
    broken.write_text('{"variant": "floor"')
    second = study.run(asked, "one", tmp_path)
    assert second.of(FLOOR)[0].figures == first.of(FLOOR)[0].figures
    assert json.loads(broken.read_text("utf-8"))["variant"] == "floor"


def test_a_folder_holds_one_study(tmp_path: Path) -> None:
    study.run(plan(ring_data(120), seeds=(0,), ablations=()), "one", tmp_path)
    with pytest.raises(StudyError, match="another study"):
        study.run(plan(ring_data(120), seeds=(0, 1), ablations=()), "one", tmp_path)


def test_the_same_question_has_the_same_digest_and_another_one_another() -> None:
    one = plan(ring_data(120))
    assert one.digest() == plan(ring_data(120)).digest()
    changed = {plan(ring_data(121)).digest(), plan(ring_data(120), seeds=(0,)).digest(), plan(ring_data(120), settings={"epochs": 3}).digest()}  # fmt: skip
    assert one.digest() not in changed
    assert len(changed) == 3


def test_a_study_read_from_disk_is_the_one_that_was_kept(helped: tuple[Plan, Study, Path]) -> None:
    asked, made, folder = helped
    keeping.keep(asked, made, folder)
    read = study.read(folder)
    assert study.summary(read) == study.summary(made)
    assert study.record(asdict(read)) == study.record(asdict(made))
    assert (folder / "study.json").read_text("utf-8").find("NaN") == -1


def test_what_is_no_study_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no finished study"):
        study.read(tmp_path)
    (tmp_path / "study.json").write_text('{"outcomes": 3}')
    with pytest.raises(StudyError, match="no sound study"):
        study.read(tmp_path)


def test_folds_of_a_seed_are_one_figure(tmp_path: Path) -> None:
    data = ring_data(200)
    half = shares(data)

    def two(seed: int) -> tuple[object, ...]:
        (one,) = half(seed)
        return (replace(one, name="a"), replace(one, name="b", test=one.valid, valid=one.test))

    made = study.run(plan(data, splits=two, seeds=(0, 1), ablations=()), "folds", tmp_path)
    assert len(made.of(MODEL)) == 4
    first = [o.figures["ap"] for o in made.of(MODEL) if o.seed == 0]
    assert made.per_seed(MODEL, "ap")[0] == pytest.approx(np.mean(first))


def test_data_without_labels_cannot_be_studied() -> None:
    bare = Plan(replace(ring_data(50), labels=None), "sage", shares(ring_data(50)))
    with pytest.raises(StudyError, match="no labels"):
        _ = bare.task


# ablations


def linked(relation: str | None) -> Phase:
    data = ring_data(60)
    if relation is None:
        return phase(data, np.arange(60), None)
    links = data.relations[relation]
    labels = Labels("edge", relation, np.arange(0, links.m, 3), np.arange(0, links.m, 3) % 2, ("no", "yes"))
    return phase(replace(data, labels=labels), np.arange(40), 900)


def test_shuffled_edges_keep_everybodys_number_of_links_and_stay_within_their_network() -> None:
    p = linked(None)
    parted = replace(p, data=replace(p.data, part=(np.arange(60) // 30).astype(np.int32), parts=("a", "b")))
    links = parted.data.relations["PAID"]
    within = links.take(parted.data.part[links.source] == parted.data.part[links.target])
    parted = replace(parted, data=replace(parted.data, relations={"PAID": within}))
    made = ablations.shuffled(parted, 0).data.relations["PAID"]
    assert (np.bincount(made.target, minlength=60) == np.bincount(within.target, minlength=60)).all()
    assert (made.source == within.source).all()
    assert (made.x == within.x).all()
    assert (made.target != within.target).mean() > 0.8
    assert (parted.data.part[made.source] == parted.data.part[made.target]).all()
    assert (ablations.shuffled(parted, 0).data.relations["PAID"].target == made.target).all(), "by its seed"


def test_without_a_graph_a_link_that_is_asked_about_keeps_its_own_and_its_ends_features() -> None:
    p = linked("PAID")
    alone = ablations.no_graph(p, 0)
    before, after = p.data.relations["PAID"], alone.data.relations["PAID"]
    assert after.m == p.k
    assert (after.x[alone.index] == before.x[p.index]).all()
    assert (alone.data.x[after.source[alone.index]] == p.data.x[before.source[p.index]]).all()
    assert (alone.data.x[after.target[alone.index]] == p.data.x[before.target[p.index]]).all()
    assert len(np.unique(np.r_[after.source, after.target])) == 2 * p.k
    assert after.at is not None
    assert (np.diff(after.at) >= 0).all()


def test_without_a_graph_nodes_have_no_links_and_without_time_links_have_no_times() -> None:
    p = linked(None)
    assert ablations.no_graph(p, 0).data.m == 0
    bare = ablations.no_time(p, 0).data.relations["PAID"]
    assert bare.at is None
    assert (bare.target == p.data.relations["PAID"].target).all()
