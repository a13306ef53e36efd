"""Samples: only from before, the latest or evenly, the same for a seed, each against a slow oracle."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from gnn.data import Links
from gnn.learning.sampler import Sample, Ways, sample, trees


def links(source: list[int], target: list[int], at: list[int] | None) -> Links:
    when = None if at is None else np.asarray(at, np.int64)
    return Links(np.asarray(source, np.int32), np.asarray(target, np.int32), when, np.zeros((len(source), 0), np.float32), ())  # fmt: skip


def noise(n: int, m: int, seed: int) -> Links:
    draw = np.random.default_rng(seed)
    return links(draw.integers(n, size=m).tolist(), draw.integers(n, size=m).tolist(), np.sort(draw.integers(100, size=m)).tolist())  # fmt: skip


def heard(found: Sample, tree: int) -> set[tuple[int, int, int, int]]:
    """Way, who is heard, who hears, which link: of one tree, in the data's numbers."""
    return {
        (int(w), int(found.node[s]), int(found.node[h]), int(k))
        for w, s, h, k in zip(found.way, found.said, found.heard, found.link, strict=True)
        if found.tree[h] == tree
    }


def slowly(
    several: list[tuple[Links, bool]], seeds: set[int], before: int, fan: list[int]
) -> set[tuple[int, int, int, int]]:
    """The latest links before a time, hop by hop, with lists alone."""
    ways = []
    for k, directed in several:
        rows = list(zip(k.source.tolist(), k.target.tolist(), range(k.m), k.at.tolist() if k.at is not None else [0] * k.m, strict=True))  # fmt: skip
        back = [(t, s, i, at) for s, t, i, at in rows]
        ways += [rows, back] if directed else [sorted(rows + back, key=lambda r: r[3])]
    found, reached, edge = set(), set(seeds), sorted(seeds)
    for k in fan:
        fresh = []
        for v in edge:
            for w, rows in enumerate(ways):
                for s, t, i, _ in [r for r in rows if r[1] == v and r[3] < before][-k:]:
                    found.add((w, s, t, i))
                    if s not in reached:
                        reached.add(s)
                        fresh.append(s)
        edge = fresh
    return found


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_the_latest_are_those_that_a_slow_walk_finds(seed: int, directed: bool) -> None:
    several = [(noise(12, 80, seed), directed), (noise(12, 30, seed + 50), True)]
    ways = Ways.of(12, [k for k, _ in several], [d for _, d in several])
    seeds, before = np.array([3, 7, 7]), np.array([40, 75, 75])
    found = sample(ways, seeds, before, np.array([0, 1, 1]), [3, 2], recent=True, draw=seed)
    if directed:  # without direction two links of one second may change places
        assert heard(found, 0) == slowly(several, {3}, 40, [3, 2])
        assert heard(found, 1) == slowly(several, {7}, 75, [3, 2])
    wide = sample(ways, seeds, before, np.array([0, 1, 1]), [64, 64], recent=True, draw=seed)
    assert heard(wide, 0) == slowly(several, {3}, 40, [64, 64])


@pytest.mark.parametrize("recent", [True, False])
def test_no_link_at_or_after_the_question_is_heard(recent: bool) -> None:
    k = noise(30, 900, 1)
    assert k.at is not None
    before = np.array([10, 50, 90])
    found = sample(
        Ways.of(30, [k], [True]), np.array([1, 2, 3]), before, np.arange(3), [4, 4, 4], recent=recent, draw=0
    )
    assert len(found.link) > 50
    assert (k.at[found.link] < before[found.tree[found.heard]]).all()
    assert (found.tree[found.said] == found.tree[found.heard]).all()


def test_a_draw_is_without_return_even_and_the_same_for_a_seed() -> None:
    k = links([*range(1, 11)], [0] * 10, [*range(10)])
    ways = Ways.of(11, [k], [True])
    counts: Counter[int] = Counter()
    for draw in range(2000):
        found = sample(ways, np.array([0]), np.array([10]), np.array([0]), [4], recent=False, draw=draw)
        again = sample(ways, np.array([0]), np.array([10]), np.array([0]), [4], recent=False, draw=draw)
        assert found.link.tolist() == again.link.tolist()
        assert len(set(found.link.tolist())) == 4
        counts.update(found.link.tolist())
    # 800 each; a standard deviation is 22
    assert set(counts) == set(range(10))
    assert max(abs(c - 800) for c in counts.values()) < 110


def test_what_is_drawn_for_a_node_does_not_depend_on_its_company() -> None:
    k = noise(20, 600, 3)
    ways = Ways.of(20, [k], [True])
    alone = sample(ways, np.array([5]), np.array([90]), np.array([2]), [3, 3], recent=False, draw=9)
    among = sample(ways, np.array([1, 5, 8]), np.array([20, 90, 70]), np.array([0, 2, 4]), [3, 3], recent=False, draw=9)
    assert heard(alone, 2) == heard(among, 2)


def test_links_without_a_time_hold_always_and_nothing_may_be_there() -> None:
    k = links([1, 2], [0, 0], None)
    found = sample(Ways.of(3, [k], [True]), np.array([0]), np.array([-5]), np.array([0]), [5], recent=True, draw=0)
    assert sorted(found.node.tolist()) == [0, 1, 2]
    for none in (links([], [], None), links([], [], [])):
        empty = sample(
            Ways.of(3, [none], [True]), np.array([2]), np.array([9]), np.array([0]), [5], recent=True, draw=0
        )
        assert (empty.node.tolist(), len(empty.link)) == ([2], 0)
    assert sample(Ways.of(3, [], []), np.array([2]), np.array([9]), np.array([0]), [5], recent=True, draw=0).node.tolist() == [2]  # fmt: skip


def test_questions_of_one_time_share_a_tree() -> None:
    assert trees(np.array([5, 5, 5])).tolist() == [0, 0, 0]
    assert trees(np.array([5, 6])).tolist() == [0, 1]


def test_what_can_not_be_sampled_is_refused() -> None:
    ways = Ways.of(3, [links([1], [0], [1])], [True])
    with pytest.raises(ValueError, match="64"):
        sample(ways, np.array([0]), np.array([2]), np.array([0]), [65], recent=True, draw=0)
    with pytest.raises(ValueError, match="rise"):
        sample(ways, np.array([0, 1]), np.array([2, 2]), np.array([1, 0]), [2], recent=True, draw=0)
