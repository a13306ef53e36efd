"""Trees: what the graph alone tells is learned, and kept in files; the choice among shapes is validation's."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import average_precision_score, roc_auc_score

from gnn.data import Data, Labels, Links, Phase, Split, joint, phase, phases
from gnn.features.cross import Cross
from gnn.features.neighbour_labels import Known
from gnn.features.parts import Reader
from gnn.learning import shapes, trees
from gnn.learning.preset import complete, preset
from gnn.learning.shapes import few
from gnn.learning.trees import FLOOR, SETS, TREES, Trees
from gnn.model import Model, Run, Table, unseen

pytest.importorskip("xgboost")
FAST = {"shapes": ["middle"], "rate": 0.3, "rounds": 40, "patience": 10, "trees": 20, "bag": 1}


def named(name: str) -> Model:
    return next(m for m in TREES if m.name == name)


def made(seed: int = 0, classes: int = 2) -> Data:
    """Answers that only neighbours' features tell: a node is what most of those are whom it points to."""
    r = np.random.default_rng(seed)
    n, m = 600, 3000
    x = r.normal(size=(n, 2)).astype(np.float32)
    source, target = r.integers(0, n, m).astype(np.int32), r.integers(0, n, m).astype(np.int32)
    mean = np.bincount(source, x[target, 0], n) / np.maximum(np.bincount(source, minlength=n), 1)
    y = np.digitize(mean, np.quantile(mean, np.arange(1, classes) / classes)).astype(np.int64)
    at = np.sort(r.integers(0, 50, m)) * 86_400
    links = Links(source, target, at, r.lognormal(5, 1, (m, 1)).astype(np.float32), ("amount",))
    labels = Labels("node", None, np.arange(n), y, tuple("abcdef"[:classes]))
    order = r.permutation(n)
    split = Split("s", order[:360], order[360:480], order[480:])
    none = np.zeros(n, np.int32)
    return Data("made", tuple(map(str, range(n))), none, ("n",), x, ("u", "v"), {"pays": links}, none, ("one",), labels, (split,))  # fmt: skip


def fitted(name: str, data: Data, **settings: object) -> Trees:
    train, valid, _ = phases(data, data.splits[0])
    model = named(name).fit(train, valid, Run(1, {**FAST, **settings}))
    assert isinstance(model, Trees)
    return model


@pytest.mark.parametrize("name", [m.name for m in TREES])
def test_nodes_without_any_feature_of_their_own_are_no_obstacle(name: str) -> None:
    data = replace(made(), x=np.zeros((600, 0), np.float32), columns=())
    model, test = fitted(name, data), phases(data, data.splits[0])[2]
    again = trees.restore(*model.state())
    p = model.scores(test)
    assert np.isfinite(p).all()
    assert (p == again.scores(test)).all()
    assert (np.ptp(p[:, 1]) == 0) == (name == "xgb"), "alone it has nothing to tell them apart by"


def test_the_floor_learns_what_neighbours_tell_and_own_features_do_not() -> None:
    data = made()
    test = phases(data, data.splits[0])[2]
    auc = {name: roc_auc_score(test.y, fitted(name, data).scores(test)[:, 1]) for name in ("xgb", FLOOR)}
    assert auc["xgb"] < 0.65
    assert auc[FLOOR] > 0.9


@pytest.mark.parametrize("name", [m.name for m in TREES])
def test_what_is_kept_says_the_same_again(name: str) -> None:
    data = made()
    test = phases(data, data.splits[0])[2]
    model = fitted(name, data)
    arrays, said = model.state()
    assert all(a.dtype in (np.uint8, np.int64, np.int32) for a in arrays.values())
    again = named(name).restore(arrays, json.loads(json.dumps(said)))
    p = model.scores(test)
    np.testing.assert_array_equal(again.scores(test), p)
    np.testing.assert_allclose(p.sum(axis=1), 1, atol=1e-5)


def rare(seed: int = 0) -> Data:
    """500 nodes of which one in eight is sought, pays the sought every other time, and is a little unlike the rest."""
    r = np.random.default_rng(seed)
    n, m = 500, 4000
    y = (r.random(n) < 0.12).astype(np.int64)
    source, target = r.integers(0, n, m), r.integers(0, n, m)
    kin = (y[source] == 1) & (r.random(m) < 0.5)
    target[kin] = r.choice(np.flatnonzero(y), int(kin.sum()))
    x = np.column_stack([r.normal(size=n) + 0.8 * y, r.normal(size=n)]).astype(np.float32)
    links = Links(source.astype(np.int32), target.astype(np.int32), np.sort(r.integers(0, 365, m)) * 86_400, r.lognormal(5, 1, (m, 1)).astype(np.float32), ("amount",))  # fmt: skip
    order, none = r.permutation(n), np.zeros(n, np.int32)
    split = Split("s", order[:300], order[300:400], order[400:])
    return Data("rare", tuple(map(str, range(n))), none, ("n",), x, ("u", "v"), {"pays": links}, none, ("one",), Labels("node", None, np.arange(n), y, ("no", "yes")), (split,))  # fmt: skip


def test_of_a_small_validation_the_floor_is_near_a_plain_forest_and_never_constant() -> None:
    data = rare()
    train, valid, test = phases(data, data.splits[0])
    assert few(valid.y, 2)
    reader = Reader.of(SETS[FLOOR][0], train, None)
    a, b = (np.nan_to_num(reader.read(p).x) for p in (train, test))
    plain, ours = [], []
    for seed in range(5):
        forest = RandomForestClassifier(200, min_samples_leaf=2, random_state=seed).fit(a, train.y)
        plain.append(average_precision_score(test.y, forest.predict_proba(b)[:, 1]))
        p = named(FLOOR).fit(train, valid, Run(seed, preset("tiny", FLOOR))).scores(test)[:, 1]
        ours.append(average_precision_score(test.y, p))
        assert len(np.unique(p)) > len(p) // 2
    assert np.mean(ours) > np.mean(plain) - 0.1, (ours, plain)


def test_the_first_round_is_never_the_last_where_trees_split() -> None:
    """Answers of validation that are the opposite of training's: no round lowers its loss, yet trees are kept."""
    r = np.random.default_rng(0)
    x = r.normal(size=(300, 2)).astype(np.float32)
    y = (x[:, 0] > 1).astype(np.int64)
    booster = shapes.fitted("middle", (x, y), (x, 1 - y), 2, complete(FLOOR, FAST), 0)
    assert booster.num_boosted_rounds() >= shapes.LEAST / FAST["rate"]  # type: ignore[operator]
    assert roc_auc_score(y, shapes.said("middle", booster, x, 2)[:, 1]) > 0.95


def test_the_same_seed_says_the_same_and_another_does_not() -> None:
    data = made()
    train, valid, test = phases(data, data.splits[0])
    a, b, c = (named(FLOOR).fit(train, valid, Run(seed, FAST)).scores(test) for seed in (1, 1, 2))
    np.testing.assert_array_equal(a, b)
    assert not np.array_equal(a, c)


def moved() -> Data:
    """What is sought is told by u in training, by u and v in validation and afterwards."""
    r = np.random.default_rng(0)
    n = 3000
    x, order, none = r.normal(size=(n, 2)).astype(np.float32), r.permutation(n), np.zeros(n, np.int32)
    split = Split("s", order[:1000], order[1000:2000], order[2000:])
    y = (x[:, 0] > 0.5).astype(np.int64)
    y[order[1000:]] |= x[order[1000:], 1] > 1
    return replace(made(), ids=tuple(map(str, range(n))), kind=none, x=x, relations={}, part=none, labels=Labels("node", None, np.arange(n), y, ("no", "yes")), splits=(split,))  # fmt: skip


@pytest.mark.parametrize("name", ["xgb", "stack"])
def test_what_is_fitted_again_knows_validation_and_tells_what_it_said_before(name: str) -> None:
    data = moved()
    train, valid, test = phases(data, data.splits[0])
    run = Run(1, {**FAST, "refit": 2}, again=joint(data, data.splits[0], valid))
    once = named(name).fit(train, valid, replace(run, again=None))
    both = named(name).fit(train, valid, run)
    assert isinstance(once, Trees)
    assert isinstance(both, Trees)
    late = (test.data.x[test.index, 0] < 0.4) & (test.data.x[test.index, 1] > 1.1)  # sought since validation alone
    assert once.scores(test)[late, 1].mean() < 0.25
    assert both.scores(test)[late, 1].mean() > 0.35, "of those it learned from half were"
    np.testing.assert_array_equal(unseen(both, valid), once.scores(valid))
    assert len(both.members) == 2 * len(once.members)
    assert sum(m.weight for m in both.members) == pytest.approx(sum(m.weight for m in once.members))
    assert {m.booster.num_boosted_rounds() for m in both.members} == {m.booster.num_boosted_rounds() for m in once.members}  # fmt: skip
    kept = named(name).restore(*both.state())
    np.testing.assert_array_equal(unseen(kept, valid), unseen(both, valid))
    np.testing.assert_array_equal(kept.scores(test), both.scores(test))


def test_several_classes_and_a_forest() -> None:
    data = made(classes=3)
    test = phases(data, data.splits[0])[2]
    model = fitted(FLOOR, data, shapes=["forest", "shallow"], bag=2)
    assert model.scores(test).shape == (120, 3)
    assert np.mean(model.scores(test).argmax(axis=1) == test.y) > 0.6
    assert len(model.chosen) == 2
    assert few(phases(data, data.splits[0])[1].y, 3)
    assert [m.weight for m in model.members] == [1 / 6] * 6, "all shapes, each three times, where validation is small"
    chosen = fitted(FLOOR, made(), shapes=["forest", "shallow"], bag=2).members
    assert len({m.shape for m in chosen}) == 1
    assert [m.weight for m in chosen] == [0.5, 0.5]


def test_links_are_scored_by_what_was_before_them() -> None:
    data = made()
    k = data.relations["pays"]
    first: set[tuple[int, int]] = set()
    y = np.zeros(k.m, np.int64)
    for i, pair in enumerate(zip(k.source.tolist(), k.target.tolist(), strict=True)):
        y[i] = int(pair[0] in {s for s, _ in first})  # whether its source has paid before
        first.add(pair)
    data = replace(data, labels=Labels("edge", "pays", np.arange(k.m), y, ("no", "yes")))
    assert k.at is not None
    parts = np.arange(k.m)
    split = Split("s", parts[:1000], parts[1000:1500], parts[1500:], (int(k.at[999]) + 1, int(k.at[1499]) + 1, None))
    train = phase(data, np.flatnonzero(k.at < k.at[999]), int(k.at[999]))
    valid = phase(data, np.flatnonzero((k.at >= k.at[999]) & (k.at < k.at[1499])), int(k.at[1499]))
    model = named("xgb").fit(train, valid, Run(0, FAST))
    p = model.scores(phase(data, split.test, None))[:, 1]
    assert p.shape == (len(split.test),)
    assert roc_auc_score(valid.y, model.scores(valid)[:, 1]) > 0.9


@pytest.mark.parametrize("name", [FLOOR, "stack"])
def test_a_phase_without_the_relation_is_scored_too(name: str) -> None:
    data = made()
    model = fitted(name, data)
    bare = phase(replace(data, relations={}), data.splits[0].test, None)
    assert np.isfinite(model.scores(bare)).all()


def test_the_second_look_tells_no_node_what_its_own_answer_made() -> None:
    data = made()
    train, valid, _ = phases(data, data.splits[0])
    a = fitted("stack", data).reader
    assert a.cross is not None
    folds = a.cross.folds
    mine = folds.fold == folds.fold[0]
    other = replace(train, y=np.where(mine, 1 - train.y, train.y))
    table, held = (nodes_of(a, p) for p in (train, valid))
    how = (a.cross.shape, a.cross.columns, train.classes)
    stops = [(shapes.chosen_columns(held, a.cross.columns), valid.y)] * 4
    one, two = (
        Cross.fitted(replace(folds, y=p.y), table, how, stops, complete("stack", FAST), 1) for p in (train, other)
    )
    x = nodes_of(a, replace(train, index=np.arange(data.n)))
    p, q = one.scores(data, x), two.scores(data, x)
    node, place = folds.placed(data)
    np.testing.assert_array_equal(p[node[mine[place]]], q[node[mine[place]]])
    assert not np.array_equal(p[node[~mine[place]]], q[node[~mine[place]]])


def test_a_link_is_told_how_the_others_of_its_ends_and_of_its_pair_look() -> None:
    r = np.random.default_rng(4)
    n, m = 9, 60
    source, target = r.integers(0, n, m).astype(np.int32), r.integers(0, n - 2, m).astype(np.int32)
    score = r.random(m)
    links = Links(source, target, None, np.zeros((m, 0), np.float32), ())
    cross = Cross(Known((), np.zeros(0, np.int64), np.zeros(0, np.int32), 2, "pays"), "middle", (), (), ("no", "yes"))
    told = cross.company(n, links, np.column_stack([1 - score, score]))
    place = {c: i for i, c in enumerate(told.columns)}
    around = {
        "others out of source": lambda i, j: source[j] == source[i],
        "into source": lambda i, j: target[j] == source[i],
        "out of target": lambda i, j: source[j] == target[i],
        "others into target": lambda i, j: target[j] == target[i],
        "others of pair": lambda i, j: (source[j], target[j]) == (source[i], target[i]),
        "of reverse pair": lambda i, j: (source[j], target[j]) == (target[i], source[i]),
    }
    for who, beside in around.items():
        for what, of in (("mean", np.mean), ("most", np.max)):
            expected = [of(them) if (them := [score[j] for j in range(m) if j != i and beside(i, j)]) else np.nan for i in range(m)]  # fmt: skip
            np.testing.assert_allclose(told.x[:, place[f"{what} score as yes, {who}"]], expected, rtol=1e-5)


def rings() -> Data:
    """Links into a few targets are sought, of which each shows it a little: together they tell. Each target is a group."""
    r = np.random.default_rng(7)
    n, m = 600, 3600
    source, target = r.integers(300, n, m).astype(np.int32), r.integers(0, 300, m).astype(np.int32)
    y = (target < 90).astype(np.int64)
    x = (y + r.normal(0, 1.5, m)).astype(np.float32)[:, None]
    links = Links(source, target, np.arange(m) * 60, x, ("seen",))
    labels = Labels("edge", "pays", np.arange(m), y, ("no", "yes"), group=target)
    phase_of = r.permutation(300)[target] * 3 // 300
    train, valid, test = (np.flatnonzero(phase_of == p) for p in range(3))
    split = Split("s", train, valid, test)
    none = np.zeros(n, np.int32)
    return Data("rings", tuple(map(str, range(n))), none, ("n",), np.zeros((n, 0), np.float32), (), {"pays": links}, none, ("one",), labels, (split,))  # fmt: skip


def test_links_are_judged_twice_by_the_company_they_keep() -> None:
    data = rings()
    test = phases(data, data.splits[0])[2]
    model = fitted("stack", data)
    auc = {name: roc_auc_score(test.y, m.scores(test)[:, 1]) for name, m in (("xgb", fitted("xgb", data)), ("stack", model))}  # fmt: skip
    assert auc["xgb"] < 0.8
    assert auc["stack"] > auc["xgb"] + 0.1
    arrays, told = model.state()
    assert told["cross"]["folds"]["relation"] == "pays"
    again = named("stack").restore(arrays, json.loads(json.dumps(told)))
    np.testing.assert_array_equal(again.scores(test), model.scores(test))
    every = Phase(test.data, "edge", "pays", np.arange(data.m), np.zeros(data.m, np.int64), test.classes, None)
    some = [5, 3, 3000, 5]  # in any order, one of them twice: no other links are judged for these
    alone = replace(every, index=np.asarray(some), y=np.zeros(4, np.int64))
    np.testing.assert_array_equal(model.scores(alone), model.scores(every)[some])


def test_a_group_of_links_is_whole_in_one_fold_and_each_fold_has_some_of_those_sought() -> None:
    data = rings()
    train = phases(data, data.splits[0])[0]
    folds = Known.learned(train, 3, 4)
    target = data.relations["pays"].target[train.index]
    assert all(len(np.unique(folds.fold[target == v])) == 1 for v in np.unique(target))
    for c in (0, 1):
        groups = [len(np.unique(target[(folds.fold == f) & (train.y == c)])) for f in range(4)]
        assert max(groups) - min(groups) <= 1
    dealt = folds.dealt(data)
    np.testing.assert_array_equal(dealt[train.index], folds.fold)
    assert (np.delete(dealt, train.index) == -1).all()


def test_who_is_sought_once_is_no_lesson_for_a_second_look() -> None:
    data = rings()
    train, valid, _ = phases(data, data.splits[0])
    target = data.relations["pays"].target
    first = target[train.index[train.y == 1][0]]
    one = replace(train, y=(target[train.index] == first).astype(np.int64))
    model = named("stack").fit(one, valid, Run(1, FAST))
    assert isinstance(model, Trees)
    assert model.reader.cross is None


def nodes_of(reader: Reader, phase_: Phase) -> Table:
    return Reader(tuple(p for p in reader.what if p not in ("labels", "scores")), reader.windows).read(phase_)


def test_answers_are_not_heard_in_another_network() -> None:
    data = made()
    train, valid, _ = phases(data, data.splits[0])
    part = np.zeros(data.n, np.int32)
    part[valid.index] = 1
    assert trees.heard(train, valid)
    assert not trees.heard(*(replace(p, data=replace(data, part=part, parts=("one", "two"))) for p in (train, valid)))


def test_ranks_are_measured_as_scikit_learn_does() -> None:
    r = np.random.default_rng(0)
    y, score = r.integers(0, 2, 300), r.integers(0, 20, 300) / 20
    ap, auc = trees.ranked(score, y)
    assert ap == pytest.approx(average_precision_score(y, score))
    assert auc == pytest.approx(roc_auc_score(y, score))
    assert trees.ranked(score, np.zeros(300, np.int64)) == (0.0, 0.5)


def test_a_blend_gives_most_to_what_helps() -> None:
    r = np.random.default_rng(0)
    y = r.integers(0, 2, 400)
    good, other, bad = (np.clip(y * s + r.normal(0.5, 0.5, 400), 0, 1) for s in (1.0, 0.8, 0.0))
    several = [np.column_stack([1 - p, p]) for p in (good, other, bad)]
    weights = trees.blended(several, y, "both")
    assert sum(weights) == pytest.approx(1)
    assert weights[2] == min(weights)
    mixed = sum(w * p for w, p in zip(weights, several, strict=True))
    assert trees.measure(mixed, y, "both") >= max(trees.measure(p, y, "both") for p in several)


def test_what_says_the_same_of_all_is_kept_out_of_a_blend() -> None:
    y = np.random.default_rng(1).integers(0, 2, 400)
    good = np.clip(y + np.random.default_rng(2).normal(0, 0.5, 400), 0, 1)
    several = [np.column_stack([1 - p, p]) for p in (good, np.full(400, 0.5))]
    assert trees.blended(several, y, "both") == [1.0, 0.0]


def test_weights_are_of_columns_that_tell() -> None:
    model = fitted(FLOOR, made())
    assert next(iter(model.weights())) == "mean u of out pays"
