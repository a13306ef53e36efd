"""Members are ranked by what other networks taught, never by their own network's labels or by attributes."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from gnn.data import Data, Labels, Links, join, phase
from gnn.learning.members import CORE, MEASURES, Ranked, left_out, restore, singles
from gnn.model import Model, Run
from graph.say import JinyingError


def network(seed: int, n: int = 40, members: int = 4) -> Data:
    """Cells of a few who know one another; members each link several cells, and one more meets many and is none."""
    rng = np.random.default_rng(seed)
    g = nx.Graph()
    g.add_nodes_from(range(n))
    cells = np.array_split(np.arange(members + 1, n), 7)
    for cell in cells:
        g.add_edges_from((int(a), int(b)) for a in cell for b in cell if a < b)
    for member in range(members):
        for cell in rng.choice(7, 3, replace=False):
            g.add_edge(member, int(rng.choice(cells[cell])))
        g.add_edge(member, (member + 1) % members)
    g.add_edges_from((members, int(v)) for v in np.concatenate([cells[0], cells[1]]))
    ends = np.asarray(list(g.edges), np.int32)
    links = Links(ends[:, 0], ends[:, 1], None, np.zeros((len(ends), 0), np.float32), (), directed=False)
    y = (np.arange(n) < members).astype(np.int64)
    labels = Labels("core", None, np.arange(n), y, ("0", "1"))
    return Data(f"net{seed}", tuple(f"{seed}-{v}" for v in range(n)), np.zeros(n, np.int32), ("node",), y[:, None].astype(np.float32), ("rank",), {"link": links}, np.zeros(n, np.int32), ("all",), labels)  # fmt: skip


@pytest.fixture(scope="module")
def four() -> Data:
    return join([network(seed) for seed in range(4)])


def among(data: Data, parts: tuple[int, ...]) -> np.ndarray:
    assert data.labels is not None
    return np.flatnonzero(np.isin(data.part[data.labels.index], parts))


@pytest.mark.parametrize("model", CORE, ids=lambda m: m.name)
def test_members_of_a_network_are_told_by_the_others(four: Data, model: Model) -> None:
    told = left_out(four, model, Run(0))
    assert [t.network for t in told] == [f"net{k}" for k in range(4)]
    assert {(t.n, t.members) for t in told} == {(40, 4)}
    assert np.mean([t.auc for t in told]) > (0.9 if model.name == "core-single" else 0.95)


def test_many_measures_do_better_than_the_best_one_where_no_measure_tells_it_all(four: Data) -> None:
    alone = {m: np.mean([t.average_precision for t in told]) for m, told in singles(four).items()}
    assert set(alone) == set(MEASURES)
    found = left_out(four, CORE[0], Run(0))
    assert np.mean([t.average_precision for t in found]) >= max(alone.values())
    assert np.mean([t.at_members for t in found]) > 0.9


@pytest.mark.parametrize("model", CORE, ids=lambda m: m.name)
def test_neither_the_scored_network_s_labels_nor_attributes_are_looked_at(four: Data, model: Model) -> None:
    rest, asked = among(four, (1, 2, 3)), among(four, (0,))
    labels = four.labels
    assert labels is not None
    turned = labels.y.copy()
    turned[asked] = 1 - turned[asked]
    other = replace(four, x=np.full_like(four.x, np.nan), labels=replace(labels, y=turned))
    scores = []
    for data in (four, other):
        fitted = model.fit(phase(data, rest, None), phase(data, rest, None), Run(3))
        scores.append(fitted.scores(phase(data, asked, None)))
    np.testing.assert_array_equal(*scores)


@pytest.mark.parametrize("model", CORE, ids=lambda m: m.name)
def test_a_model_comes_back_from_its_arrays_and_json(four: Data, model: Model) -> None:
    rest, asked = phase(four, among(four, (0, 1)), None), phase(four, among(four, (2, 3)), None)
    fitted = model.fit(rest, rest, Run(0))
    arrays, body = fitted.state()
    again = model.restore({k: v.copy() for k, v in arrays.items()}, json.loads(json.dumps(body)))
    p = fitted.scores(asked)
    assert p.shape == (80, 2)
    np.testing.assert_allclose(p.sum(axis=1), 1, atol=1e-6)
    np.testing.assert_array_equal(again.scores(asked), p)
    assert model.restore is restore


def test_a_network_that_validates_helps_to_choose(four: Data) -> None:
    train, valid = phase(four, among(four, (0, 1, 2)), None), phase(four, among(four, (3,)), None)
    alone, with_it = (CORE[2].fit(train, v, Run(0)) for v in (train, valid))
    assert isinstance(alone, Ranked)
    assert isinstance(with_it, Ranked)
    by = singles(four)
    for fitted, parts in ((alone, 3), (with_it, 4)):
        expected = {m: np.mean([t.auc for t in told[:parts]]) for m, told in by.items()}
        assert fitted.note["auc"] == pytest.approx(expected, abs=1e-6)
        assert fitted.note["chosen"] == max(expected, key=lambda m: round(float(expected[m]), 6))


@pytest.mark.parametrize("model", CORE, ids=lambda m: m.name)
def test_one_network_is_enough_to_learn_from(four: Data, model: Model) -> None:
    train, asked = phase(four, among(four, (0,)), None), phase(four, among(four, (1,)), None)
    p = model.fit(train, train, Run(0)).scores(asked)[:, 1]
    assert p[asked.y == 1].mean() > 2 * p[asked.y == 0].mean()


def test_a_single_member_is_learned_from_by_the_strictest_penalty(four: Data) -> None:
    labels = four.labels
    assert labels is not None
    few = among(four, (0,))[3:]  # one member of four
    fitted = CORE[0].fit(phase(four, few, None), phase(four, few, None), Run(0))
    assert fitted.state()[1]["note"]["chosen"] == "1"


def test_without_members_there_is_nothing_to_learn(four: Data) -> None:
    others = phase(four, among(four, (0, 1))[4:40], None)
    with pytest.raises(JinyingError, match="no network to learn from"):
        CORE[0].fit(others, others, Run(0))


def test_more_than_two_answers_are_refused(four: Data) -> None:
    some = replace(phase(four, among(four, (0, 1)), None), classes=("a", "b", "c"))
    with pytest.raises(JinyingError, match="two classes"):
        CORE[0].fit(some, some, Run(0))


def covert(folder: Path) -> Data:
    """A folder of the outside data as the commands read it: ids, links, members and nothing else."""
    with (folder / "nodes.csv").open(encoding="utf-8") as rows:
        nodes = [(row["id"], int(float(row["core"]) > 0)) for row in csv.DictReader(rows)]
    number = {name: k for k, (name, _) in enumerate(nodes)}
    with (folder / "edges.csv").open(encoding="utf-8") as rows:
        edges = [
            (number[row["src"]], number[row["dst"]], float(row.get("weight") or 1)) for row in csv.DictReader(rows)
        ]
    source, target, weight = (np.asarray(column) for column in zip(*edges, strict=True))
    links = Links(source.astype(np.int32), target.astype(np.int32), None, weight[:, None].astype(np.float32), ("weight",), directed=False)  # fmt: skip
    n = len(nodes)
    labels = Labels("core", None, np.arange(n), np.asarray([y for _, y in nodes]), ("0", "1"))
    return Data(folder.name, tuple(number), np.zeros(n, np.int32), ("node",), np.zeros((n, 0), np.float32), (), {"link": links}, np.zeros(n, np.int32), ("all",), labels)  # fmt: skip


def test_on_six_covert_networks_it_is_above_every_single_measure_s_mean(shared: Path) -> None:
    data = join([covert(folder) for folder in sorted((shared / "covert-core").iterdir())])
    found = left_out(data, CORE[0], Run(0))
    assert len(found) == 6
    alone = {m: np.mean([t.auc for t in told]) for m, told in singles(data).items()}
    floor = left_out(data, CORE[2], Run(0))
    assert np.mean([t.auc for t in found]) > max(alone.values()) > np.mean([t.auc for t in floor])
