"""Neighbours' answers: one's own never counts, nor those of one's fold and group; others hear all of training."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import pytest

from gnn.data import Data, Labels, Links, phase
from gnn.features.neighbour_labels import PRIOR, Known

N = 60


def made(groups: bool = False) -> Data:
    r = np.random.default_rng(1)
    links = Links(r.integers(0, N, 240).astype(np.int32), r.integers(0, N, 240).astype(np.int32), None, np.zeros((240, 0), np.float32), (), False)  # fmt: skip
    group = np.where(np.arange(N) < 20, np.arange(N) // 5, -1).astype(np.int32) if groups else None
    labels = Labels("node", None, np.arange(N), r.integers(0, 2, N), ("no", "yes"), group=group)
    ids = tuple(f"n{i}" for i in range(N))
    return Data("d", ids, np.zeros(N, np.int32), ("n",), np.zeros((N, 0), np.float32), (), {"knows": links}, np.zeros(N, np.int32), ("one",), labels)  # fmt: skip


TRAIN, REST = np.arange(40), np.arange(40, N)


def test_the_own_answer_and_those_of_its_fold_never_count() -> None:
    data = made()
    train = phase(data, TRAIN, None)
    known = Known.learned(train, 0)
    table = known.table(train)
    for i in (0, 7, 31):
        mates = known.fold == known.fold[i]
        other = replace(known, y=np.where(mates, 1 - known.y, known.y))
        np.testing.assert_array_equal(other.table(train).x[i], table.x[i])
        strangers = replace(known, y=np.where(mates, known.y, 1 - known.y))
        assert not np.array_equal(strangers.table(train).x[i], table.x[i])


def test_a_group_is_of_one_fold() -> None:
    known = Known.learned(phase(made(groups=True), TRAIN, None), 0)
    assert [len(set(known.fold[g : g + 5])) for g in (0, 5, 10, 15)] == [1, 1, 1, 1]
    assert len(set(known.fold)) > 3


def test_others_hear_all_answers_of_training_and_none_of_their_own() -> None:
    data = made()
    known = Known.learned(phase(data, TRAIN, None), 0)
    k = data.relations["knows"]
    graph = nx.Graph((s, t) for s, t in zip(k.source.tolist(), k.target.tolist(), strict=True) if s != t)
    table = known.table(phase(data, REST, None))
    assert data.labels is not None
    prior = data.labels.y[TRAIN].mean()
    for i, v in enumerate(REST):
        near = sorted(graph[v]) if v in graph else []
        heard = [u for u in near if u < 40]
        share = len(heard) / max(len(near), 1)
        rate = (sum(data.labels.y[u] for u in heard) / max(len(near), 1) + PRIOR * prior) / (share + PRIOR)
        assert table.x[i, table.columns.index("neighbours' answers known: both knows")] == pytest.approx(
            share, abs=1e-5
        )
        assert table.x[i, table.columns.index("neighbours' answers are yes: both knows")] == pytest.approx(
            rate, abs=1e-5
        )


def test_rows_of_another_file_are_nobody_that_was_known() -> None:
    data = made()
    known = Known.learned(phase(data, TRAIN, None), 0)
    other = replace(data, note={"strangers": True})
    assert (len(known.placed(data)[0]), len(known.placed(other)[0])) == (40, 0)
    links = replace(data, labels=Labels("edge", "knows", np.arange(240), np.arange(240) % 2, ("no", "yes")))
    of = Known.learned(phase(links, np.arange(90), None), 0)
    assert len(of.placed(links)[0]) >= 90
    assert len(of.placed(replace(links, relations={"knows": replace(links.relations["knows"], ids=tuple(map(str, range(240))))}, note={"strangers": True}))[0]) == 0  # fmt: skip


def test_answers_are_found_again_where_nodes_have_other_numbers() -> None:
    data = made()
    known = Known.learned(phase(data, TRAIN, None), 0)
    turn = np.arange(N)[::-1].astype(np.int32)
    k = data.relations["knows"]
    turned = replace(
        data, ids=data.ids[::-1], relations={"knows": replace(k, source=turn[k.source], target=turn[k.target])}
    )
    a, b = known.table(phase(data, np.arange(N), None)), known.table(phase(turned, np.arange(N), None))
    np.testing.assert_allclose(a.x, b.x[::-1], atol=1e-5)


def test_what_is_known_is_kept_in_arrays_and_json() -> None:
    data = made()
    train = phase(data, TRAIN, None)
    known = Known.learned(train, 3)
    again = Known.restore(*known.state())
    np.testing.assert_array_equal(again.table(train).x, known.table(train).x)


def test_a_single_network_may_bear_another_name_later_and_several_are_told_apart() -> None:
    data = made()
    known = Known.learned(phase(data, TRAIN, None), 0)
    assert known.placed(replace(data, parts=("june",)))[0].tolist() == TRAIN.tolist()
    apart = replace(data, parts=("one", "two"), part=(np.arange(N) % 2).astype(np.int32))
    of_one = Known.learned(phase(apart, TRAIN, None), 0)
    swapped = replace(apart, parts=("two", "one"))
    assert of_one.placed(apart)[0].tolist() == TRAIN.tolist()
    assert of_one.placed(swapped)[0].tolist() == []
    arrays, said = known.state()
    older = {"key": [f"one\t{k}" for k in said["key"]], "classes": said["classes"]}
    assert Known.restore(arrays, older).key == known.key


def test_links_hear_nothing() -> None:
    data = made()
    known = Known.learned(phase(data, TRAIN, None), 0)
    labels = Labels("edge", "knows", np.arange(5), np.zeros(5, np.int64), ("no", "yes"))
    assert known.table(phase(replace(data, labels=labels), np.arange(5), None)).x.shape == (5, 0)
