"""The registry: what is kept comes back the same, what does not fit is refused, what is broken is one clear error."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gnn import families
from gnn.answering import ranked
from gnn.data import phase
from gnn.learning.preset import preset
from gnn.trust import keeping, registry, study
from gnn.trust.registry import Kept, ModelError
from gnn.trust.study import Plan
from tests.gnn.standing import STANDING, ring_data, shares

MODEL = families.model  # the real ones


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(families, "model", lambda name: STANDING[name])


@pytest.fixture
def made(tmp_path: Path) -> Kept:
    data = ring_data(200)
    plan = Plan(data, "sage", shares(data), (0, 1), floor="xgb-agg", ablations=())
    folder = registry.place(tmp_path) / "rings" / plan.digest()
    return keeping.keep(plan, study.run(plan, "rings", folder), folder)


def root(one: Kept) -> Path:
    return one.folder.parent.parent


def test_a_model_that_is_read_again_scores_as_it_did(made: Kept) -> None:
    data = ring_data(200)
    best = made.body["chosen"]
    (run,) = (made.folder / "runs").glob(f"model-{best['seed']}-*.safetensors")
    arrays, state = registry.read_weights(run.with_suffix(".json"))
    asked = phase(data, np.arange(200), None)
    assert (registry.fitted(made).scores(asked) == STANDING["sage"].restore(arrays, state).scores(asked)).all()


def test_the_one_that_was_best_on_validation_is_kept(made: Kept) -> None:
    outcomes = study.read(made.folder).of("model")
    assert made.body["chosen"]["valid"] == max(o.valid for o in outcomes)


def test_model_json_says_what_a_card_needs(made: Kept) -> None:
    body = json.loads((made.folder / "model.json").read_text("utf-8"))
    assert {"family", "task", "classes", "shape", "settings", "figures", "data", "calibration", "threshold", "packages", "made", "verdicts"} <= set(body)  # fmt: skip
    assert body["data"]["hash"] == registry.data_hash(ring_data(200))
    assert body["packages"]["numpy"] == np.__version__


def test_nothing_on_disk_is_a_pickle_and_a_pickle_is_refused(made: Kept) -> None:
    kinds = {f.suffix for f in made.folder.rglob("*") if f.is_file()}
    assert kinds == {".json", ".npy", ".parquet", ".safetensors", ".state"}
    raw = pickle.dumps({"weight": 1})
    (made.folder / registry.WEIGHTS).write_bytes(raw)
    with pytest.raises(ModelError, match="no sound model file"):
        registry.fitted(made)


def test_columns_in_another_order_are_laid_out_as_learned(made: Kept) -> None:
    data = ring_data(200)
    turned = replace(data, x=np.ascontiguousarray(data.x[:, ::-1]), columns=("b", "a"), kinds=("Person", "Account"), kind=1 - data.kind)  # fmt: skip
    fit = registry.suited(made, turned)
    assert (fit.x == data.x).all()
    assert (fit.kind == data.kind).all()
    more = replace(data, x=np.hstack([data.x, data.x]), columns=("a", "b", "c", "d"))
    assert (registry.suited(made, more).x == data.x).all(), "what it never learned is left out"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"columns": ("a", "c")}, "columns of nodes that it lacks: b; known: c"),
        ({"kinds": ("Account", "Robot")}, "kinds that it never saw: Robot"),
        ({"relations": {}}, "relations that it lacks: PAID"),
        ({"relations": {"PAID": replace(ring_data(200).relations["PAID"], at=None)}}, "relation 'PAID' has no time"),
        ({"relations": {"PAID": replace(ring_data(200).relations["PAID"], columns=("value",))}}, "columns of relation 'PAID' that it lacks: amount; known: value"),
    ],
)  # fmt: skip
def test_data_that_does_not_fit_is_refused_with_what_lacks(made: Kept, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ModelError, match=said):
        registry.suited(made, replace(ring_data(200), **changed))


def test_a_model_of_another_ontology_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = replace(ring_data(200), note={"snapshot": "abc"})
    plan = Plan(data, "sage", shares(data), (0,), ablations=())
    folder = tmp_path / "rings" / plan.digest()
    one = keeping.keep(plan, study.run(plan, "rings", folder), folder)
    assert registry.suited(one, data).n == data.n
    monkeypatch.setattr(registry, "ontology_hash", lambda: "another")
    with pytest.raises(ModelError, match="another ontology"):
        registry.suited(one, data)


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', '{"format": "jinying-model/0"}', '{"format": "jinying-model/1"}', "\x00", "[" * 100_000])  # fmt: skip
def test_a_broken_model_json_is_one_clear_error(made: Kept, text: str) -> None:
    (made.folder / registry.BODY).write_text(text)
    with pytest.raises(ModelError, match="no sound model file"):
        registry.kept(made.folder)
    assert registry.models(root(made)) == []
    assert registry.unsound(root(made)) == [(made.ref, "broken")]
    with pytest.raises(ModelError, match="no sound model file"):
        registry.find(root(made), "rings")


def edited(one: Kept, change: Any) -> None:
    """model.json by a hand that lays it out anew."""
    file = one.folder / registry.BODY
    body = json.loads(file.read_text("utf-8"))
    change(body)
    file.write_text(json.dumps(body), "utf-8")


def test_a_figure_that_was_edited_is_found_out_and_a_new_layout_is_not(made: Kept) -> None:
    edited(made, lambda body: None)
    assert registry.kept(made.folder).body == made.body
    edited(made, lambda body: body["figures"]["variants"]["model"]["ap"].update(mean=0.999))
    with pytest.raises(ModelError, match="edited after it was written"):
        registry.kept(made.folder)
    assert registry.unsound(root(made)) == [(made.ref, "broken")]


def test_no_seal_is_as_good_as_a_wrong_one(made: Kept) -> None:
    edited(made, lambda body: body.pop(registry.SEAL))
    with pytest.raises(ModelError, match="edited after it was written"):
        registry.kept(made.folder)


def test_a_study_that_was_edited_makes_no_report(made: Kept) -> None:
    file = made.folder / keeping.STUDY
    assert keeping.read(made).name == "rings"
    file.write_text(file.read_text("utf-8").replace('"ap": 0.', '"ap": 0.9', 1), "utf-8")
    with pytest.raises(ModelError, match=r"not the one that model\.json names"):
        keeping.read(made)


def test_whose_answers_a_model_was_told_stays_with_it(made: Kept) -> None:
    data = ring_data(200)
    assert data.labels is not None
    (split,) = shares(data)(made.body["chosen"]["seed"])
    told = keeping.taught(made)
    for what in ("train", "valid", "test"):
        which = getattr(split, what)
        names = [data.ids[i] for i in data.labels.index[which]]
        assert {n for n, (phase_, _) in told.items() if phase_ == what} == set(names)
        assert [told[n][1] for n in names] == [data.labels.classes[c] for c in data.labels.y[which]]


def test_of_what_was_learned_from_again_validation_was_taught_and_nothing_rests_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    pytest.importorskip("xgboost")
    monkeypatch.setattr(families, "model", MODEL)
    data, made = ring_data(300), list[tuple[study.Outcome, Kept]]()
    for times in (0, 1):
        settings = {**preset("tiny", "xgb-agg"), "rounds": 30, "refit": times}
        plan = Plan(data, "xgb-agg", shares(data), (0,), settings, ablations=())
        folder = registry.place(tmp_path) / "rings" / plan.digest()
        done = study.run(plan, "rings", folder)
        made.append((done.outcomes[0], keeping.keep(plan, done, folder)))
    (once, first), (both, second) = made
    assert (once.valid, once.calibration, once.figures["threshold"]) == (both.valid, both.calibration, both.figures["threshold"])  # fmt: skip
    assert once.figures["ap"] != both.figures["ap"]
    assert first.part("drift")["score"] == second.part("drift")["score"]
    (split,) = shares(data)(0)
    names = {data.ids[i] for i in split.valid}
    assert [{phase_ for n, (phase_, _) in keeping.taught(m).items() if n in names} for m in (first, second)] == [{"valid"}, {"train"}]  # fmt: skip


def test_weights_that_are_missing_or_changed_are_refused(made: Kept) -> None:
    file = made.folder / registry.WEIGHTS
    raw = bytearray(file.read_bytes())
    raw[-1] ^= 1
    file.write_bytes(raw)
    with pytest.raises(ModelError, match=r"not the one that model\.json names"):
        registry.fitted(made)
    file.unlink()
    with pytest.raises(ModelError, match="missing"):
        registry.fitted(made)


def test_weights_of_another_family_are_refused(made: Kept) -> None:
    registry.save(made.folder, {"other": np.zeros(3)}, {**made.body})
    with pytest.raises(ModelError, match="not a model of family sage"):
        registry.fitted(registry.kept(made.folder))


def test_a_model_is_found_by_name_by_version_and_by_its_beginning(made: Kept) -> None:
    for ref in ("rings", made.ref, f"rings/{made.version[:4]}", str(made.folder)):
        assert registry.find(root(made), ref).version == made.version
    with pytest.raises(ModelError, match="did you mean rings"):
        registry.find(root(made), "ringz")
    with pytest.raises(ModelError, match="train one first"):
        registry.find(made.folder, "rings")


@pytest.mark.parametrize("name", ["", "..", "../x", ".hidden", "a/b", "a b", "a\n", "x" * 81])
def test_a_name_is_a_name_and_no_path(name: str) -> None:
    with pytest.raises(ModelError, match="no name for a model"):
        registry.named(name)


def test_a_write_that_fails_leaves_what_was_there(made: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (made.folder / registry.BODY).read_bytes()

    def full(self: Path, other: Path) -> Path:
        raise OSError(28, "no space")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        registry.write(made.folder / registry.BODY, b"half")
    assert (made.folder / registry.BODY).read_bytes() == before
    assert [f for f in made.folder.iterdir() if f.name.startswith(".")] == []


def test_a_model_that_is_removed_is_gone_and_an_unfinished_study_is_told(made: Kept) -> None:
    unfinished = root(made) / "rings" / "abc"
    (unfinished / "runs").mkdir(parents=True)
    assert registry.unsound(root(made)) == [], "nothing to go on with, nothing to tell"
    for kept in ("model-0-1.checkpoint", "model-0-1.json"):
        (unfinished / "runs" / kept).write_text("{}")
        assert registry.unsound(root(made)) == [("rings/abc", "unfinished")]
        (unfinished / "runs" / kept).unlink()
    (unfinished / "runs/model-0-1.json").write_text("{}")
    assert registry.unsound(root(made)) == [("rings/abc", "unfinished")]
    registry.remove(made)
    assert registry.models(root(made)) == []
    assert not made.folder.exists()


def test_scores_are_ranked_and_a_csv_holds_no_formula(made: Kept, tmp_path: Path) -> None:
    data = replace(ring_data(200), ids=("=1+1", *(f"n{i}" for i in range(1, 200))))
    rows = ranked.rows(made, *ranked.scored(made, data))
    assert [r["rank"] for r in rows] == list(range(1, 201))
    assert [r["score"] for r in rows] == sorted((r["score"] for r in rows), reverse=True)
    assert {r["class"] for r in rows if r["score"] > made.body["threshold"]} == {"sought"}
    ranked.write(tmp_path / "scores.csv", rows)
    lines = (tmp_path / "scores.csv").read_text("utf-8").splitlines()
    assert lines[0] == "id,part,class,score,calibrated,rank"
    assert len(lines) == 201
    assert not any(line.startswith("=") for line in lines)
