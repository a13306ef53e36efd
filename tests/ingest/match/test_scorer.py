"""The scorer: read as it was written, applied as a plain walk down its trees, refused where it is damaged; its training."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest.match.compare import FEATURES
from ingest.match.evaluate import names
from ingest.match.scorer import APART, MERGED, REVIEW, ModelError, Scorer, from_json, read, shipped
from ingest.match.train import PRECISE, TrainingError, first, train


@pytest.fixture(scope="module")
def small() -> Scorer:
    return train(seed=3, names=3000, queries=1200)


def rows(n: int = 300) -> np.ndarray:  # type: ignore[type-arg]
    rng = np.random.default_rng(1)
    return np.round(rng.uniform(-1, 2, (n, len(FEATURES))), 2).astype(np.float32)


def walked(model: Scorer, row: np.ndarray) -> float:  # type: ignore[type-arg]
    total = model.start
    for tree in model.trees:
        node = 0
        while tree.left[node]:
            node = int(tree.left[node] if row[tree.feature[node]] <= tree.bound[node] else tree.right[node])
        total += float(tree.value[node])
    return total


def test_a_model_is_the_same_after_writing_and_reading(tmp_path: Path) -> None:
    text = shipped().to_json()
    (tmp_path / "model.json").write_text(text, "utf-8")
    again = read(tmp_path / "model.json")
    assert again.to_json() == text
    assert np.array_equal(again.scores(rows()), shipped().scores(rows()))
    assert b"pickle" not in text.encode()


def test_scores_are_a_walk_down_each_tree() -> None:
    given = rows(60)
    assert shipped().log_odds(given) == pytest.approx([walked(shipped(), r) for r in given])
    score = shipped().scores(given)
    assert ((score >= 0) & (score <= 1)).all()
    order = np.argsort(shipped().log_odds(given))
    assert (np.diff(score[order]) >= 0).all()


def test_what_features_gave_adds_up_to_the_score() -> None:
    given = rows(60)
    roots = sum(float(t.value[0]) for t in shipped().trees)
    assert shipped().start + roots + shipped().gave(given).sum(axis=1) == pytest.approx(shipped().log_odds(given))


def test_bands() -> None:
    model = shipped()
    assert [model.band(s) for s in (1, model.merged, model.merged - 1e-6, model.review, 0)] == [
        MERGED,
        MERGED,
        REVIEW,
        REVIEW,
        APART,
    ]


def test_training_again_with_the_same_seed_gives_the_same_file(small: Scorer) -> None:
    assert train(seed=3, names=3000, queries=1200).to_json() == small.to_json()
    assert train(seed=4, names=3000, queries=1200).to_json() != small.to_json()


def test_the_shipped_model_is_good_on_names_that_nobody_trained_on() -> None:
    found = names(seed=21, size=(20_000, 4000))
    assert found.f1 >= 0.985
    assert found.merged_precision >= 0.99
    assert found.completeness >= 0.998
    assert found.candidates <= 120
    assert found.ratio_f1 < found.f1 - 0.1
    hard = names(seed=21, size=(20_000, 4000), hard=True)
    assert hard.merged_precision >= 0.99


def test_training_says_what_it_was_made_of(small: Scorer) -> None:
    assert small.made["seed"] == 3
    assert small.review <= small.merged <= 1
    assert PRECISE <= 1


def test_training_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(TrainingError, match=r"jinying\[match\]"):
        train(seed=1, names=1000, queries=500)


def damaged(change: dict[str, object]) -> str:
    return json.dumps(json.loads(shipped().to_json()) | change)


@pytest.mark.parametrize(
    "text",
    [
        "", "{}", "[]", "null", '{"trees": []}',
        damaged({"version": 99}), damaged({"features": ["text"]}), damaged({"bands": {"merged": 0.1, "review": 0.5}}),
        damaged({"calibration": {"raw": [], "share": []}}), damaged({"trees": [{"feature": [0], "bound": [0.5], "left": [0], "right": [0]}]}),
        damaged({"trees": [{"feature": [0], "bound": [0.5], "left": [5], "right": [6], "value": [0.1]}]}),
        damaged({"trees": [{"feature": [0, 0], "bound": [0.5, 0], "left": [1, 0], "right": [0, 0], "value": [0.1, 0]}]}),
        damaged({"trees": [{"feature": [99, 0, 0], "bound": [0, 0, 0], "left": [1, 0, 0], "right": [2, 0, 0], "value": [0, 0, 0]}]}),
    ],
)  # fmt: skip
def test_a_damaged_model_is_refused(text: str) -> None:
    with pytest.raises(ModelError, match="jinying match train"):
        from_json(text)


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model"):
        read(tmp_path / "none.json")


def test_the_first_of_each_group() -> None:
    assert first(np.array([0, 0, 1, 1, 1, 4]), np.array([0.1, 0.9, 0.5, 0.5, 0.2, 0.0])).tolist() == [1, 2, 5]
    assert first(np.empty(0, np.int64), np.empty(0)).tolist() == []
