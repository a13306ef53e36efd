"""Trouble that spreads is found, trouble that does not is said not to; nothing is heard before it was known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from gnn.data import Data, Labels, Links, Phase, Split
from gnn.trust.contagion import Answers, contagion, heard
from graph.say import JinyingError

END = 1000


def firms(spreads: bool, n: int = 900) -> Data:
    """Firms with guarantees at random; some fail by themselves, and where it spreads, who stands by them follows later."""
    rng = np.random.default_rng(7)
    ends = rng.integers(0, n, (2 * n, 2)).astype(np.int32)
    ends = ends[ends[:, 0] != ends[:, 1]]
    at = np.full(n, END)
    alone = rng.random(n) < (0.06 if spreads else 0.2)
    at[alone] = rng.integers(1, 600, alone.sum())
    if spreads:
        for v in np.argsort(at, kind="stable")[: int(alone.sum())]:
            near = np.concatenate([ends[ends[:, 0] == v, 1], ends[ends[:, 1] == v, 0]])
            for u in near[(at[near] == END) & (rng.random(len(near)) < 0.6)]:
                at[u] = at[v] + rng.integers(1, 300)
    y = (at < END).astype(np.int64)
    own = (y + rng.normal(0, 2, n)).astype(np.float32)[:, None]
    links = Links(ends[:, 0], ends[:, 1], None, np.zeros((len(ends), 0), np.float32), (), directed=False)
    return Data("firms", tuple(map(str, range(n))), np.zeros(n, np.int32), ("firm",), own, ("ratio",), {"guarantees": links}, np.zeros(n, np.int32), ("all",), Labels("node", None, np.arange(n), y, ("sound", "failed"), at))  # fmt: skip


def splits(data: Data) -> Callable[[int], Sequence[Split]]:
    def at_random(seed: int) -> tuple[Split, ...]:
        turn = np.random.default_rng(seed).permutation(data.n) % 5
        return (Split("random", *(np.flatnonzero(w) for w in (turn < 3, turn == 3, turn == 4))),)

    return at_random


@pytest.mark.parametrize("dated", [True, False])
def test_trouble_that_spreads_is_found_beyond_what_dealt_neighbours_give(dated: bool) -> None:
    data = firms(spreads=True)
    assert data.labels is not None
    data = data if dated else replace(data, labels=replace(data.labels, at=None))
    found = contagion(data, splits(data), seeds=range(6))
    assert found.found
    assert found.dated is dated
    assert found.lift.mean > 0.05
    assert abs(found.control.mean) < found.lift.mean / 2
    assert found.ratio > 1.5 > found.ratio_dealt
    assert found.chance == 0.01
    assert found.told().en.startswith("neighbours' past answers add")
    assert found.to_json()["found"] is True


def test_where_nothing_spreads_it_says_so() -> None:
    data = firms(spreads=False)
    found = contagion(data, splits(data), seeds=range(6))
    assert not found.found
    assert found.chance > 0.05
    assert found.told().en.startswith("no lift")
    assert found.told().zh.startswith("未见")


def test_who_has_no_time_is_asked_about_at_that_of_others_and_says_nothing_by_lacking_it() -> None:
    data = firms(spreads=False)
    labels = data.labels
    assert labels is not None
    untimed = replace(data, labels=replace(labels, at=np.where(labels.y == 1, labels.at, -1)))
    found = contagion(untimed, splits(data), seeds=range(6))
    assert found.dated
    assert not found.found
    assert abs(found.control.mean) < 0.05
    none = replace(data, labels=replace(labels, at=np.full(data.n, -1)))
    assert not contagion(none, splits(data), seeds=[0]).dated


def test_a_neighbour_is_heard_once_it_is_known_and_linked_and_nobody_hears_itself() -> None:
    #                0 is asked at 50; failed: 1 at 10, 2 at 50, 3 at 20 but linked at 60, 4 never
    ends = np.asarray([(0, 1), (1, 0), (0, 2), (0, 3), (0, 4), (0, 0)], np.int32)
    links = Links(ends[:, 0], ends[:, 1], np.asarray([5, 6, 7, 60, 8, 9]), np.asarray([[3.0], [3.0], [9.0], [9.0], [1.0], [9.0]], np.float32), ("amount",))  # fmt: skip
    data = Data("few", tuple("abcde"), np.zeros(5, np.int32), ("firm",), np.zeros((5, 0), np.float32), (), {"pays": links}, np.zeros(5, np.int32), ("all",))  # fmt: skip
    never = np.iinfo(np.int64).max
    answers = Answers(np.asarray([10, 10, 50, 20, 30]), np.asarray([10, 10, 50, 20, never]), 0.5)
    asked = Phase(data, "node", None, np.asarray([0, 0]), np.asarray([-1, -1]), ("sound", "failed"), None)
    table = heard(asked, np.asarray([50, 70]), answers)
    told = {c: table.x[:, i].tolist() for i, c in enumerate(table.columns)}
    assert np.expm1(told["known out pays"]).round().tolist() == [2, 4]  # 1 and 4, later all
    assert np.expm1(told["troubled out pays"]).round().tolist() == [1, 3]
    assert told["share out pays"] == pytest.approx([1.5 / 3, 3.5 / 5])
    assert told["money out pays"] == pytest.approx([3 / 4, 21 / 22])
    assert np.expm1(told["ago out pays"]).round().tolist() == [40, 20]
    assert np.expm1(told["known in pays"]).round().tolist() == [1, 1]


def test_answers_of_the_test_are_not_heard() -> None:
    data = firms(spreads=True, n=300)
    labels = data.labels
    assert labels is not None
    test = splits(data)(0)[0].test
    turned = labels.y.copy()
    turned[test] = 0
    other = replace(data, labels=replace(labels, y=turned))
    one, two = (contagion(d, splits(data), seeds=[0]) for d in (data, other))
    assert (one.ratio, one.ratio_dealt, one.exposed) == (two.ratio, two.ratio_dealt, two.exposed)
    assert one.neighbours != two.neighbours


def test_links_and_several_classes_are_refused() -> None:
    data = firms(spreads=False, n=60)
    labels = data.labels
    assert labels is not None
    for wrong in (replace(labels, relation="guarantees"), replace(labels, classes=("a", "b", "c")), None):
        with pytest.raises(JinyingError, match="labels of nodes, of two classes"):
            contagion(replace(data, labels=wrong), splits(data))
