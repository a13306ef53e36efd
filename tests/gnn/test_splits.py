"""Splits: shares, classes, groups whole, nothing asked before it was known, each part measured on once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gnn.data import Data, Labels, Links, Split, joint, phases
from gnn.reading import leak, splits
from graph.say import JinyingError


def made(
    n: int = 200, *, seed: int = 0, wanted: float = 0.2, timed: bool = True, groups: int = 0, parts: int = 1, known: float = 0.5,
) -> Data:  # fmt: skip
    """A made network: links with times 0 to 99, labels of which a share has a time, rings of the class looked for."""
    rng = np.random.default_rng(seed)
    part = np.sort(rng.integers(0, parts, n)).astype(np.int32) if parts > 1 else np.zeros(n, np.int32)
    source = rng.integers(0, n, 5 * n).astype(np.int32)
    target = np.asarray([rng.choice(np.flatnonzero(part == part[s])) for s in source], np.int32)
    at = np.sort(rng.integers(0, 100, 5 * n))
    y = (rng.random(n) < wanted).astype(np.int64)
    when = np.where((y == 1) & (rng.random(n) < known), rng.integers(5, 100, n), -1) if timed else None
    group = np.where(y == 1, rng.integers(0, groups, n), -1).astype(np.int32) if groups else None
    links = Links(source, target, at if timed else None, np.ones((5 * n, 1), np.float32), ("amount",))
    labels = Labels("node", None, np.arange(n), y, ("0", "1"), when, group)
    names = tuple(f"p{i}" for i in range(parts))
    return Data("made", tuple(map(str, range(n))), np.zeros(n, np.int32), ("node",), np.zeros((n, 0), np.float32), (), {"link": links}, part, names, labels)  # fmt: skip


def told(data: Data) -> Labels:
    assert data.labels is not None
    return data.labels


def whole(split: Split, data: Data) -> None:
    """Each label in one phase."""
    every = np.concatenate([split.train, split.valid, split.test])
    assert sorted(every.tolist()) == list(range(len(told(data).y)))


def test_random_shares_hold_in_every_class_and_a_seed_makes_them_again() -> None:
    d = made(timed=False)
    (one,) = splits.split(d, {"by": "random", "shares": [0.5, 0.25, 0.25]}, 3)
    whole(one, d)
    y = told(d).y
    for c in (0, 1):
        shares = [(y[w] == c).sum() / (y == c).sum() for w in (one.train, one.valid, one.test)]
        assert np.allclose(shares, [0.5, 0.25, 0.25], atol=0.03)
    again, other = (splits.split(d, {"by": "random", "shares": [0.5, 0.25, 0.25]}, s)[0] for s in (3, 4))
    assert np.array_equal(one.test, again.test)
    assert not np.array_equal(one.test, other.test)


def test_repeats_are_different_draws() -> None:
    three = splits.split(made(timed=False), {"by": "random", "repeats": 3}, 1)
    assert len({tuple(s.test.tolist()) for s in three}) == 3
    assert [s.name for s in three] == ["random 1.0", "random 1.1", "random 1.2"]


@settings(deadline=None, max_examples=40)
@given(
    seed=st.integers(0, 50), groups=st.integers(4, 30), by=st.sampled_from(["random", "time"]), known=st.floats(0.2, 1)
)
def test_no_group_is_on_both_sides_and_no_label_before_its_time(seed: int, groups: int, by: str, known: float) -> None:
    d = made(seed=seed, groups=groups, known=known)
    try:
        (one,) = splits.split(d, {"by": by}, seed)
    except splits.SplitError as error:
        assume("of one class" not in str(error))  # few large rings, none of which fell to one of the phases
        raise
    whole(one, d)
    assert [w for w in leak.check(d, one) if w.kind in ("group on both sides", "label after the cut")] == []
    group = told(d).group
    assert group is not None
    sides = [set(group[w][group[w] >= 0].tolist()) for w in (one.train, one.valid, one.test)]
    assert not (sides[0] & sides[1] | sides[0] & sides[2] | sides[1] & sides[2])


def test_by_time_each_phase_sees_links_before_its_cut_and_nothing_unborn() -> None:
    d = made(600, known=1)
    (one,) = splits.split(d, {"by": "time"}, 0)
    train, valid, test = phases(d, one)
    links = [p.data.relations["link"] for p in (train, valid, test)]
    assert [k.at.max() for k in links[:2] if k.at is not None] == [c - 1 for c in one.cuts[:2] if c is not None]
    assert links[2].m == d.m
    for p in (train, valid):
        seen = p.data.relations["link"]
        linked = set(seen.source.tolist()) | set(seen.target.tolist())
        assert set(p.index.tolist()) <= linked
    at, y = told(d).at, told(d).y
    assert at is not None
    positive = [(y[w] == 1) & (at[w] >= 0) for w in (one.train, one.valid, one.test)]
    assert at[one.train][positive[0]].max() < at[one.valid][positive[1]].min()
    assert at[one.valid][positive[1]].max() < at[one.test][positive[2]].min()


def test_a_thing_first_seen_late_is_not_asked_about_early() -> None:
    d = made(40, known=1)
    links = d.relations["link"]
    at = np.where((links.source == 0) | (links.target == 0), 99, np.minimum(links.at, 98))  # type: ignore[arg-type]
    late = Data(d.name, d.ids, d.kind, d.kinds, d.x, d.columns, {"link": Links(links.source, links.target, at, links.x, links.columns)}, d.part, d.parts, Labels("node", None, np.arange(40), np.r_[0, told(d).y[1:]], ("0", "1"), np.r_[-1, told(d).at[1:]]))  # type: ignore[index]  # fmt: skip
    for seed in range(20):
        (one,) = splits.split(late, {"by": "time"}, seed)
        assert 0 in one.test


def test_cuts_may_be_given_as_days_or_as_counters() -> None:
    d = made(300, known=1)
    (one,) = splits.split(d, {"by": "time", "cuts": [40, 70]}, 0)
    assert one.cuts == (40, 70, None)
    with pytest.raises(JinyingError, match="should be two times"):
        splits.split(d, {"by": "time", "cuts": 40}, 0)
    with pytest.raises(JinyingError, match="should be the earlier"):
        splits.split(d, {"by": "time", "cuts": ["2024-06-01", "2024-05-01"]}, 0)


def test_links_are_split_by_their_own_times() -> None:
    d = made(100)
    links = d.relations["link"]
    y = (np.arange(links.m) % 7 == 0).astype(np.int64)
    d = Data(d.name, d.ids, d.kind, d.kinds, d.x, d.columns, d.relations, d.part, d.parts, Labels("edge", "link", np.arange(links.m), y, ("0", "1")))  # fmt: skip
    (one,) = splits.split(d, {"by": "time"}, 0)
    assert np.allclose([len(w) / links.m for w in (one.train, one.valid, one.test)], [0.6, 0.2, 0.2], atol=0.03)
    train, valid, test = phases(d, one)
    assert train.data.relations["link"].m == len(one.train)
    assert (valid.index.max() < valid.data.m, test.k) == (True, len(one.test))
    leak.check(d, one)


def test_training_and_validation_together_see_nothing_of_the_test_s_time() -> None:
    data = made(400, seed=3)
    links = data.relations["link"]
    assert links.at is not None
    paid = replace(data, labels=Labels("edge", "link", np.arange(links.m), (links.target % 2).astype(np.int64), ("0", "1")))  # fmt: skip
    for one in (data, paid):
        (split,) = splits.split(one, {"by": "time"})
        valid = phases(one, split)[1]
        whole_ = joint(one, split, valid)
        asked = np.concatenate([split.train, split.valid])
        assert whole_.data is valid.data
        assert max(k.at.max() for k in whole_.data.relations.values() if k.at is not None) < (split.cuts[1] or 0)
        np.testing.assert_array_equal(whole_.y, told(one).y[asked])
        if one is paid:
            seen = whole_.data.relations["link"].take(whole_.index)
            np.testing.assert_array_equal(seen.target % 2, whole_.y, "links are the same ones")
        else:
            np.testing.assert_array_equal(whole_.index, told(one).index[asked])


def test_each_part_with_both_classes_is_measured_on_once_by_the_others() -> None:
    d = made(parts=4, timed=False)
    y = told(d).y
    y[d.part == 2] = 0
    made_ = splits.split(d, {"by": "parts"}, 0)
    assert [s.name for s in made_] == ["p0", "p1", "p3"]
    for one in made_:
        whole(one, d)
        (p,) = np.unique(d.part[one.test])
        assert p not in d.part[np.concatenate([one.train, one.valid])]
        assert len(one.valid) > 0
    apart = splits.split(d, {"by": "parts", "valid": "part"}, 0)
    for one in apart:
        assert not set(d.part[one.train]) & set(d.part[one.valid])
        assert len(np.unique(y[one.train])) == 2


@pytest.mark.parametrize("over", ["parts", "groups", "things"])
def test_folds_measure_everything_once_and_keep_what_belongs_together(over: str) -> None:
    d = made(parts=12, groups=9, timed=False)
    folds = splits.split(d, {"by": "folds", "over": over, "folds": 4}, 5)
    assert sorted(np.concatenate([s.test for s in folds]).tolist()) == list(range(200))
    for one in folds:
        whole(one, d)
        assert 0.1 < told(d).y[one.test].mean() < 0.4, "classes are dealt evenly"
        if over == "parts":
            assert not set(d.part[one.test]) & set(d.part[one.train])


def test_what_is_not_said_is_what_the_data_allows() -> None:
    assert splits.split(made(), None, 0)[0].name == "time"
    assert splits.split(made(timed=False), {}, 0)[0].name == "random 0"
    d = made(parts=3, timed=False)
    core = Labels("core", None, told(d).index, told(d).y, told(d).classes)
    d = Data(d.name, d.ids, d.kind, d.kinds, d.x, d.columns, d.relations, d.part, d.parts, core)
    assert [s.name for s in splits.split(d, None, 0)] == ["p0", "p1", "p2"]


@pytest.mark.parametrize(
    ("data", "how", "says"),
    [
        (made(timed=False), {"by": "time"}, "labels without times can't be split by time"),
        (made(timed=False), {"by": "masks"}, "brings no split of its own"),
        (made(timed=False), {"by": "parts"}, "one network alone"),
        (made(timed=False), {"by": "random", "shares": [0.5, 0.5]}, "not three positive numbers"),
        (made(timed=False), {"by": "tiem"}, "did you mean time"),
        (made(timed=False, parts=2), {"by": "folds", "folds": 5}, "2 parts can't be put into 5 folds"),
        (made(timed=False), {"by": "folds", "over": "rings"}, "folds over rings are not known"),
        (made(timed=False), {"by": "random", "repeats": "two"}, "split.repeats should be a whole number"),
        (made(wanted=0, timed=False), {"by": "random"}, "all labels are of one class"),
        (made(wanted=0.008, timed=False), {"by": "random"}, "is of one class, by which nothing can be told"),
    ],
)  # fmt: skip
def test_a_split_that_can_not_be_made_says_why(data: Data, how: dict[str, Any], says: str) -> None:
    with pytest.raises(JinyingError, match=says):
        splits.split(data, how, 0)


def test_too_few_times_are_no_split_by_time() -> None:
    d = made()
    at = np.where(told(d).y == 1, 7, -1)
    d = Data(d.name, d.ids, d.kind, d.kinds, d.x, d.columns, d.relations, d.part, d.parts, Labels("node", None, told(d).index, told(d).y, ("0", "1"), at))  # fmt: skip
    with pytest.raises(JinyingError, match="1 different times, too few"):
        splits.split(d, {"by": "time"}, 0)
