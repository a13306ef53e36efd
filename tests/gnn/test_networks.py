"""Networks learn what the graph alone tells, and are the same model wherever they are put."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

from gnn.data import Phase, Split, joint, phase, phases
from gnn.learning import segments
from gnn.learning.loop import measure
from gnn.learning.networks import NAMES, NETWORKS, SHARES, Known, Piecewise, Stacked
from gnn.learning.segments import Rows
from gnn.model import Fitted, Model, Run, unseen
from gnn.trust import metrics
from graph import ranking
from tests.gnn.nets import SMALL, rings, thirds, told, turned

BY = {m.name: m for m in NETWORKS}


def auc(fitted: Fitted, p: Phase) -> float:
    return ranking.auc(ranking.curve(fitted.scores(p)[:, 1].astype(np.float64), p.y == 1))


def quick(name: str, p: tuple[Phase, Phase, Phase], seed: int = 0, **sets: Any) -> Fitted:
    return BY[name].fit(p[0], p[1], Run(seed, {**SMALL, **sets}))


def again(model: Model, fitted: Fitted) -> Fitted:
    arrays, body = fitted.state()
    return model.restore(arrays, json.loads(json.dumps(body)))


def test_the_names_are_those_of_the_networks() -> None:
    assert tuple(BY) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_only_the_graph_tells_of_nodes_is_learned(name: str) -> None:
    p = thirds(told())
    assert auc(quick(name, p), p[2]) > 0.85


def test_what_only_the_graph_tells_of_links_is_learned() -> None:
    p = thirds(rings())
    assert auc(quick("transaction", p), p[2]) > 0.9


def test_links_are_learned_from_samples_that_end_before_each() -> None:
    p = thirds(rings())
    assert auc(quick("transaction", p, batch=128, epochs=10, fan=[6, 4]), p[2]) > 0.85
    later = p[2].data.relations["pays"]
    assert later.at is not None
    fitted = quick("transaction", p, batch=128, epochs=1)
    half = np.flatnonzero(later.at[p[2].index] < int(np.median(later.at[p[2].index])))
    cut = int(later.at[p[2].index][half].max()) + 1
    early = replace(p[2], index=p[2].index[half], y=p[2].y[half])
    assert np.allclose(
        fitted.scores(early), fitted.scores(replace(early, data=early.data.as_of(cut), cut=cut)), atol=1e-6
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_scores_and_another_seed_others(name: str) -> None:
    p = thirds(told(60))
    a, b, c = (quick(name, p, seed, epochs=3).scores(p[2]) for seed in (1, 1, 2))
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)
    assert np.allclose(a.sum(1), 1, atol=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_a_model_from_its_file_gives_the_same_scores(name: str) -> None:
    p = thirds(told(60))
    fitted = quick(name, p, epochs=3, shown=0.5)
    assert np.array_equal(fitted.scores(p[2]), again(BY[name], fitted).scores(p[2]))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("task", ["node", "edge"])
def test_the_order_of_nodes_does_not_matter(name: str, task: str) -> None:
    p = thirds(told(60) if task == "node" else rings(60))
    fitted = quick(name, p, epochs=3, shown=0.5)
    moved, _ = turned(p[2])
    assert np.allclose(fitted.scores(p[2]), fitted.scores(moved), atol=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_a_phase_without_links_is_scored_and_learned_from(name: str) -> None:
    p = thirds(told(60))
    bare = replace(p[2], data=replace(p[2].data, relations={}))
    assert np.isfinite(quick(name, p, epochs=2).scores(bare)).all()
    none = [replace(q, data=replace(q.data, relations={r: k.take(np.zeros(0, np.int64)) for r, k in q.data.relations.items()})) for q in p]  # fmt: skip
    assert np.isfinite(quick(name, (none[0], none[1], none[2]), epochs=2).scores(none[2])).all()


@pytest.mark.parametrize("batch", [0, 16])
def test_numbers_that_are_missing_or_new_do_no_harm(batch: int) -> None:
    data = told(80)
    x = np.hstack([data.x, np.full((80, 1), np.nan, np.float32), np.full((80, 1), 3, np.float32)])
    x[::3, 0] = np.nan
    p = thirds(replace(data, x=x, columns=("mark", "nothing", "always")))
    fitted = quick("node", p, epochs=2, batch=batch)
    wild = p[2].data.x.copy()
    wild[0], wild[1] = np.nan, np.inf
    assert np.isfinite(fitted.scores(replace(p[2], data=replace(p[2].data, x=wild)))).all()


def test_an_answer_is_told_to_neighbours_and_never_to_its_own_node() -> None:
    data = told(80)
    p = thirds(data)
    fitted = quick("node", p, epochs=5, shown=0.5)
    before = fitted.scores(p[0])
    arrays, body = fitted.state()
    one = int(p[0].index[7])
    single = replace(p[0], index=p[0].index[7:8], y=p[0].y[7:8])
    place = np.flatnonzero(arrays["known.y"] >= 0)
    assert len(place) == p[0].k
    turned_over = {**arrays, "known.y": np.where(_own(arrays, data.ids[one]), 1 - arrays["known.y"], arrays["known.y"])}
    other = BY["node"].restore(turned_over, body)
    assert np.array_equal(fitted.scores(single), other.scores(single))
    assert not np.array_equal(fitted.scores(p[2]), other.scores(p[2]))
    assert np.isfinite(before).all()


def _own(arrays: Any, id: str) -> np.ndarray:
    from gnn.learning.networks import _hashes

    return arrays["known.id"] == _hashes([id])[0]


def test_no_answer_is_told_where_another_network_is_asked_about() -> None:
    data = told(80)
    part = (np.arange(80) >= 40).astype(np.int32)
    p = thirds(replace(data, part=part, parts=("one", "two")))
    arrays, body = quick("node", p, epochs=1, shown=0.5).state()
    assert len(arrays["known.id"]) == 0
    assert body["settings"]["shown"] == 0.0


def test_several_classes_are_told_apart() -> None:
    data = told(150)
    assert data.labels is not None
    y = data.labels.y + (data.x[:, 0] > 0.5)
    p = thirds(replace(data, labels=replace(data.labels, y=y, classes=("a", "b", "c"))))
    scores = quick("node", p).scores(p[2])
    assert scores.shape == (p[2].k, 3)
    assert metrics.macro_f1(scores.argmax(1), p[2].y, 3) > 0.6


def test_a_tree_stands_beside_by_the_share_that_was_best_on_validation() -> None:
    pytest.importorskip("xgboost")
    p = thirds(told())
    fitted = quick("node", p, stack="xgb")
    assert isinstance(fitted, Stacked)
    reached = {share: measure(np.log(replace(fitted, share=share).scores(p[1])), p[1].y, "both") for share in SHARES}
    assert reached[fitted.share] == pytest.approx(max(reached.values()), abs=1e-6)
    both = replace(fitted, share=0.5)
    assert np.allclose(both.scores(p[2]), again(BY["node"], both).scores(p[2]), atol=1e-7)
    assert np.allclose(replace(fitted, share=0.0).scores(p[2]), fitted.tree.scores(p[2]), atol=1e-5)
    assert np.allclose(replace(fitted, share=1.0).scores(p[2]), fitted.network.scores(p[2]), atol=1e-6)


def test_what_learns_again_knows_validation_and_tells_what_it_said_before() -> None:
    pytest.importorskip("xgboost")
    data = told()
    split = Split("s", *np.array_split(np.arange(150), [30, 90]))
    p = phases(data, split)
    run = Run(0, {**SMALL, "epochs": 20, "refit": True, "stack": "xgb"}, again=joint(data, split, p[1]))
    once, both = (BY["node"].fit(p[0], p[1], r) for r in (replace(run, again=None), run))
    assert np.allclose(unseen(both, p[1]), once.scores(p[1]), atol=1e-4)
    assert auc(both, p[1]) > auc(once, p[1])
    kept = again(BY["node"], both)
    assert np.array_equal(unseen(kept, p[1]), unseen(both, p[1]))
    assert np.allclose(kept.scores(p[2]), both.scores(p[2]), atol=1e-7)


# numbers and gathering


def test_a_number_is_how_far_it_is_through_each_bin() -> None:
    x = torch.tensor([[0.0], [1.0], [2.0], [4.0], [float("nan")]])
    code = Piecewise.of(x, 2)(torch.tensor([[0.0], [0.5], [3.0], [9.0], [float("nan")]]))
    assert code.tolist() == [[0, 0, 0], [0.25, 0, 0], [1, 0.5, 0], [1, 1, 0], [0.5, 0, 1]]


def test_gathering_is_what_torch_makes_of_it_and_so_are_its_gradients() -> None:
    draw = torch.Generator().manual_seed(0)
    start = torch.tensor([0, 3, 3, 8, 10])
    item = torch.randint(6, (10,), generator=draw).int()
    rows = Rows(start, item)
    values = torch.randn(6, 4, generator=draw, dtype=torch.float64, requires_grad=True)
    weight = torch.rand(10, 2, generator=draw, dtype=torch.float64, requires_grad=True)
    for v, (a, b) in enumerate(zip(start[:-1].tolist(), start[1:].tolist(), strict=True)):
        own = values[item[a:b].long()]
        assert torch.allclose(segments.mean(values, rows)[v], own.mean(0) if len(own) else torch.zeros(4).double())
        assert torch.equal(segments.top(values, rows)[v], own.amax(0) if len(own) else torch.zeros(4).double())
        summed = (own.view(-1, 2, 2) * weight[a:b, :, None]).sum(0)
        assert torch.allclose(segments.weighed(values.view(6, 2, 2), weight, rows)[v], summed)
        assert torch.allclose(segments.shares(weight, rows)[a:b].sum(0), torch.ones(2).double() if b > a else torch.zeros(2).double())  # fmt: skip
    assert torch.autograd.gradcheck(lambda x: segments.mean(x, rows), values)
    assert torch.autograd.gradcheck(lambda x: segments.top(x, rows), values)
    assert torch.autograd.gradcheck(lambda x, w: segments.weighed(x.view(6, 2, 2), w, rows), (values, weight))


def test_answers_of_one_network_are_not_those_of_a_namesake_in_another() -> None:
    data = told(6)
    two = replace(data, ids=("a", "b", "c") * 2, part=np.repeat([0, 1], 3).astype(np.int32), parts=("east", "west"))
    known = Known.learned(phase(two, np.arange(3), None), 0.5)
    assert data.labels is not None
    assert known.of(two).tolist() == [*data.labels.y[:3].tolist(), -1, -1, -1]
    june = replace(data, parts=("june",))
    alone = Known.learned(phase(data, np.arange(3), None), 0.5)
    assert alone.of(june).tolist() == [*data.labels.y[:3].tolist(), -1, -1, -1], "a single one may be called otherwise"
