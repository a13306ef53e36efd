"""Every measure is networkx's, or what its definition says on a graph small enough to count by hand."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from numpy.typing import NDArray

from gnn.data import Data, Links
from gnn.features import central as module
from gnn.features.central import DIRECTED, MEASURES, central, measures, networks, placed, shared, ways
from gnn.features.paths import common, cut_off, distances
from graph.kernels.arrays import Graph, graph
from graph.kernels.kcore import neighbours

SEEDS = (0, 1, 2)


def drawn(seed: int) -> tuple[Graph, nx.DiGraph]:
    """A random directed network of 60 with weights, of several components, and its double."""
    rng = np.random.default_rng(seed)
    double = nx.DiGraph()
    double.add_nodes_from(range(60))
    for a, b in rng.integers(0, 50, (90, 2)):
        if a != b:
            double.add_edge(int(a), int(b), weight=float(rng.integers(1, 9)))
    double.add_edges_from([(51, 52), (52, 53), (53, 51), (53, 54)], weight=2.0)
    return made(double), double


def made(double: nx.DiGraph) -> Graph:
    ends = np.asarray(list(double.edges), np.int32).reshape(-1, 2)
    weight = np.asarray([w for _, _, w in double.edges(data="weight", default=1.0)])
    return graph(len(double), ends[:, 0], ends[:, 1], weight)


def told(by: dict[int, float]) -> NDArray[np.float64]:
    return np.asarray([by[v] for v in range(len(by))], float)


def simple(double: nx.DiGraph) -> nx.Graph:
    return nx.Graph(double.to_undirected(as_view=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_measures_without_directions_are_networkx_s(seed: int) -> None:
    of, double = drawn(seed)
    g, found = simple(double), measures(of)
    assert set(found) == set(MEASURES)
    expected = {
        "degree": dict(g.degree),
        "strength": {v: double.in_degree(v, "weight") + double.out_degree(v, "weight") for v in g},
        "betweenness": nx.betweenness_centrality(g),
        "closeness": nx.closeness_centrality(g),
        "harmonic": {v: h / 59 for v, h in nx.harmonic_centrality(g).items()},
        "pagerank": nx.pagerank(g, weight=None, tol=1e-12, max_iter=500),
        "core": nx.core_number(g),
        "effective": nx.effective_size(nx.Graph(g.edges)) | dict.fromkeys(nx.isolates(g), 0.0),
        "constraint": nx.constraint(nx.Graph(list(g.edges))) | dict.fromkeys(nx.isolates(g), np.nan),
        "clustering": nx.clustering(g),
        "near_mean": nx.average_neighbor_degree(g),
    }
    for name, by in expected.items():
        np.testing.assert_allclose(found[name], told(by), atol=1e-7, err_msg=name)


@pytest.mark.parametrize("seed", SEEDS)
def test_measures_by_their_definitions(seed: int) -> None:
    of, double = drawn(seed)
    g, found = simple(double), measures(of)
    steps = dict(nx.all_pairs_shortest_path_length(g))
    for v in g:
        degrees = sorted((g.degree(u) for u in g[v]), reverse=True)
        assert found["near_max"][v] == max(degrees, default=0)
        assert found["leads"][v] == pytest.approx(g.degree(v) / max(degrees, default=1))
        assert found["circle"][v] == sum(d >= k for k, d in enumerate(degrees, 1))
        assert found["two"][v] == pytest.approx(sum(0 < d <= 2 for d in steps[v].values()) / 59)
        assert found["open"][v] == sum(not g.has_edge(a, b) for a in g[v] for b in g[v] if a < b)
        if degrees:
            assert found["eccentricity"][v] == max(steps[v].values())
        else:
            assert np.isnan(found["eccentricity"][v])
        component = nx.node_connected_component(g, v)
        rest = nx.connected_components(g.subgraph(component - {v}))
        assert found["cut"][v] == len(component) - 1 - max((len(c) for c in rest), default=0)


def test_the_walker_by_weight_is_networkx_s() -> None:
    of, double = drawn(0)
    both = nx.Graph()
    both.add_nodes_from(double)
    for a, b, w in double.edges(data="weight"):
        both.add_edge(a, b, weight=w + (both[a][b]["weight"] if both.has_edge(a, b) else 0))
    np.testing.assert_allclose(measures(of)["flow"], told(nx.pagerank(both, tol=1e-12, max_iter=500)), atol=1e-7)


def test_the_eigenvector_is_networkx_s_on_a_connected_graph_even_of_two_sides() -> None:
    for g in (nx.karate_club_graph(), nx.complete_bipartite_graph(3, 5), nx.star_graph(6)):
        expected = told(nx.eigenvector_centrality_numpy(g, weight=None))
        np.testing.assert_allclose(measures(made(nx.DiGraph(g.edges)))["eigenvector"], expected / expected.sum(), atol=1e-6)  # fmt: skip


def test_who_bridges_two_groups_takes_part_in_both() -> None:
    g = nx.barbell_graph(6, 1)  # two cliques with node 6 between
    found = measures(made(nx.DiGraph(g.edges)))["participation"]
    assert found.argmax() in {5, 6, 7}
    assert found[[0, 1, 2, 3, 4]].tolist() == [0] * 5


@pytest.mark.parametrize("seed", SEEDS)
def test_measures_with_directions_are_networkx_s(seed: int) -> None:
    of, double = drawn(seed)
    found = ways(of)
    assert set(found) == set(DIRECTED)
    expected = {
        "in_degree": dict(double.in_degree),
        "out_degree": dict(double.out_degree),
        "in_strength": dict(double.in_degree(weight="weight")),
        "out_strength": dict(double.out_degree(weight="weight")),
        "between_ways": nx.betweenness_centrality(double),
        "rank_ways": nx.pagerank(double, weight=None, tol=1e-12, max_iter=500),
    }
    for name, by in expected.items():
        np.testing.assert_allclose(found[name], told(by), atol=1e-7, err_msg=name)
    for v in double:
        two = sum(double.has_edge(v, u) and double.has_edge(u, v) for u in double)
        assert found["mutual"][v] == pytest.approx(two / max(1, len(set(double.succ[v]) | set(double.pred[v]))))


def test_from_a_sample_of_sources_distances_are_near_the_exact_ones() -> None:
    near = neighbours(made(nx.DiGraph(nx.barabasi_albert_graph(400, 3, seed=1).edges)))
    exact, some = distances(near), distances(near, sources=200, seed=3)
    assert some.sources == 200
    closeness = [d.total / np.maximum(d.reached, 1) for d in (exact, some)]
    assert np.abs(closeness[0] - closeness[1]).max() < 0.15
    assert np.corrcoef(*closeness)[0, 1] > 0.98


def test_beyond_a_size_paths_are_walked_from_some_and_places_hardly_change(monkeypatch: pytest.MonkeyPatch) -> None:
    of = made(nx.DiGraph(nx.barabasi_albert_graph(1200, 2, seed=2).edges))
    exact = measures(of)
    monkeypatch.setattr(module, "WALKED", 2_000_000)
    some = measures(of)
    assert (some["closeness"] != exact["closeness"]).any()
    for name in ("closeness", "harmonic"):
        assert np.corrcoef(placed(exact[name]), placed(some[name]))[0, 1] > 0.98
    first = np.argsort(-exact["betweenness"])[:10]
    assert placed(some["betweenness"])[first].min() > 0.98


def test_what_two_ends_have_in_common_is_counted_from_either() -> None:
    g = nx.gnp_random_graph(40, 0.2, seed=3)
    double = nx.DiGraph()
    double.add_nodes_from(g)
    double.add_edges_from(g.edges)
    near = neighbours(made(double))
    both, inverse = common(near)
    for v in range(40):
        for e in range(near.start[v], near.start[v + 1]):
            shared_by = list(nx.common_neighbors(g, v, int(near.item[e])))
            assert both[e] == len(shared_by)
            assert inverse[e] == pytest.approx(sum(1 / g.degree(q) for q in shared_by))


def test_a_hub_of_many_is_no_burden() -> None:
    n = 200_000
    hub = graph(n + 1, np.zeros(n, np.int32), np.arange(1, n + 1, dtype=np.int32), np.ones(n))
    both, _ = common(neighbours(hub))  # two hops as a matrix would be 40 billion entries
    assert len(both) == 2 * n
    assert both.max() == 0


def test_a_path_is_cut_anywhere_and_a_ring_nowhere() -> None:
    assert cut_off(neighbours(made(nx.DiGraph(nx.path_graph(5).edges)))).tolist() == [0, 1, 2, 1, 0]
    assert cut_off(neighbours(made(nx.DiGraph(nx.cycle_graph(5).edges)))).tolist() == [0] * 5


def test_places_share_what_is_equal_and_what_is_unknown_is_the_least_central() -> None:
    value = np.asarray([3.0, 1.0, 1.0, np.nan, 9.0])
    assert placed(value).tolist() == [0.75, 0.375, 0.375, 0, 1]
    assert placed(value, -1).tolist() == [0.5, 0.125, 0.125, 1, 0.75]
    assert shared(value).tolist() == pytest.approx([1 / 3, 1 / 9, 1 / 9, 0, 1])
    assert shared(np.zeros(2)).tolist() == [0, 0]


def test_each_network_is_measured_by_itself_whatever_the_order_of_its_nodes() -> None:
    _, double = drawn(0)
    ends = np.asarray(list(double.edges), np.int32)
    weight = np.asarray([[w] for _, _, w in double.edges(data="weight")], np.float32)
    place = np.random.default_rng(5).permutation(120)  # nodes 0 .. 59 are the first network, the others its double
    part = np.empty(120, np.int32)
    part[place] = np.repeat([0, 1], 60)
    links = Links(place[np.concatenate([ends[:, 0], ends[:, 0] + 60])].astype(np.int32), place[np.concatenate([ends[:, 1], ends[:, 1] + 60])].astype(np.int32), None, np.tile(weight, (2, 1)), ("weight",))  # fmt: skip
    data = Data("two", tuple(map(str, range(120))), np.zeros(120, np.int32), ("node",), np.zeros((120, 0), np.float32), (), {"r": links}, part, ("a", "b"))  # fmt: skip
    assert [network.of.n for network in networks(data)] == [60, 60]
    table = central(data, directed=True)
    assert table.x.shape == (120, 2 * (len(MEASURES) + len(DIRECTED)))
    steady = [k for k, name in enumerate(table.columns) if not name.startswith("participation")]
    np.testing.assert_allclose(table.x[place[:60]][:, steady], table.x[place[60:]][:, steady], atol=1e-6)
    expected = placed(told(nx.betweenness_centrality(simple(double))))
    np.testing.assert_allclose(table.x[place[:60], table.columns.index("betweenness.rank")], expected, atol=1e-6)


def test_links_weigh_as_they_say_and_one_where_they_say_nothing() -> None:
    x = np.asarray([[7.0, 3.0], [np.nan, np.nan]], np.float32)
    links = Links(np.asarray([0, 2], np.int32), np.asarray([1, 3], np.int32), None, x, ("amount", "weight"))
    data = Data("weights", tuple("abcd"), np.zeros(4, np.int32), ("node",), np.zeros((4, 0), np.float32), (), {"r": links}, np.asarray([0, 0, 1, 1], np.int32), ("a", "b"))  # fmt: skip
    assert [network.of.weight.tolist() for network in networks(data)] == [[3.0], [1.0]]
    assert [network.nodes.tolist() for network in networks(data, np.asarray([1]))] == [[2, 3]]


def test_networks_without_links_and_without_nodes_have_measures_too() -> None:
    data = Data("bare", ("a", "b"), np.zeros(2, np.int32), ("node",), np.zeros((2, 0), np.float32), (), {}, np.zeros(2, np.int32), ("a", "none"))  # fmt: skip
    table = central(data, directed=True)
    assert np.isfinite(table.x).all()
    ranks = [k for k, name in enumerate(table.columns) if name.endswith(".rank")]
    assert (table.x[:, ranks] == 0.5).all()
