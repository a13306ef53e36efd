"""Which columns a quick booster keeps, and what a stack of trees reckons once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gnn.data import Data, phases
from gnn.features import parts
from gnn.learning import shapes
from gnn.learning.preset import preset
from tests.gnn.test_trees import fitted, made

pytest.importorskip("xgboost")


def noisy(seed: int, n: int = 1500, width: int = 400) -> shapes.Rows:
    """Three of many columns tell a rare answer, one by how it stands to another."""
    r = np.random.default_rng(seed)
    x = r.normal(size=(n, width)).astype(np.float32)
    y = (x[:, 7] + (x[:, 90] > 0) * x[:, 200] * 2 + r.normal(0, 0.3, n) > 2.2).astype(np.int64)
    return x, y


@pytest.mark.parametrize("seed", range(4))
def test_columns_that_tell_are_kept_and_a_seed_keeps_the_same(seed: int) -> None:
    rows = noisy(seed)
    kept = shapes.telling(rows, 20, 2, preset("tiny", "xgb"), seed)
    assert {7, 90, 200} <= set(kept.tolist())
    assert (len(kept), kept.tolist()) == (20, sorted(kept.tolist()))
    assert (kept == shapes.telling(rows, 20, 2, preset("tiny", "xgb"), seed)).all()


def test_where_there_are_no_more_all_are_kept() -> None:
    r = np.random.default_rng(0)
    rows = r.normal(size=(100, 10)).astype(np.float32), r.integers(0, 2, 100)
    for most in (0, 10, 50):
        assert shapes.telling(rows, most, 2, preset("tiny", "xgb"), 0).tolist() == list(range(10))


def test_of_many_things_the_rare_are_all_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "ENOUGH", 200)
    y = (np.arange(5000) % 100 == 0).astype(np.int64)
    some = shapes._sample(y, 3)
    assert (int((y[some] == 1).sum()), len(some)) == (50, 150)
    assert (some == shapes._sample(y, 3)).all()


@pytest.mark.parametrize("name", ["xgb-agg", "stack"])
def test_members_read_as_many_columns_as_are_wanted(name: str) -> None:
    model = fitted(name, made(), most=12)
    assert {len(m.columns) for m in model.members} <= {2, 12}
    train, _, test = phases(made(), made().splits[0])
    assert model.scores(test).shape == (test.k, len(train.classes))


def test_features_of_the_same_data_are_reckoned_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look adds what neighbours score; all else stands already."""
    seen: list[Data] = []
    tables = parts.tables

    def counted(data: Data, *more: Any) -> Any:
        seen.append(data)
        return tables(data, *more)

    monkeypatch.setattr(parts, "tables", counted)
    data = made()
    cut = replace(data, splits=(replace(data.splits[0], cuts=(30 * 86_400, 40 * 86_400, None)),))
    assert fitted("stack", cut).reader.cross is not None
    assert [d.m for d in seen] == [p.data.m for p in phases(cut, cut.splits[0])[:2]]
