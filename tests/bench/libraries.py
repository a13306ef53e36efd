"""Peers that hold a graph in memory: igraph, networkit, rustworkx, networkx.

Each has its own structure to build before it is asked: that is not counted against it, but shown.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.bench.graphs import Arrays
from tests.bench.own import ROUNDS, SOURCES, SWEEPS, Found, Work, cored, drawn, grouped, ranked

DAMPING = 0.85
ENDS = {True: ("payer", "payee"), False: ("low", "high")}


def _top(score: Any) -> Found:
    return {"top node": int(np.asarray(score).argmax())}


# igraph


def _igraph(g: Arrays, directed: bool) -> Any:
    import igraph

    return igraph.Graph(g.n, np.column_stack([g[e] for e in ENDS[directed]]).astype(np.int64), directed=directed)


def igraph_pagerank(g: Arrays) -> Work:
    of = _igraph(g, directed=True)
    return lambda: of.pagerank(damping=DAMPING), ranked


def igraph_components(g: Arrays) -> Work:
    of = _igraph(g, directed=True)
    return lambda: of.connected_components(mode="weak").membership, grouped


def igraph_cores(g: Arrays) -> Work:
    of = _igraph(g, directed=False)
    return lambda: of.coreness(), cored


def igraph_labels(g: Arrays) -> Work:
    import random

    import igraph

    igraph.set_random_number_generator(random.Random(0))
    of = _igraph(g, directed=False)
    return lambda: of.community_label_propagation().membership, lambda r: {"groups": max(r) + 1}


def igraph_betweenness(g: Arrays) -> Work:
    of, sources = _igraph(g, directed=True), drawn(g.n).tolist()
    return lambda: of.betweenness(sources=sources), _top


# networkit


def _networkit(g: Arrays, directed: bool) -> Any:
    import networkit as nk

    nk.setNumberOfThreads(1)
    nk.setSeed(0, False)
    return nk.GraphFromCoo(tuple(g[e].astype(np.uint64) for e in ENDS[directed]), n=g.n, directed=directed)


def _networkit_rank(g: Arrays, rounds: int | None) -> Work:
    import networkit as nk

    of = _networkit(g, directed=True)

    def work() -> Any:
        rank = nk.centrality.PageRank(
            of, DAMPING, 0.0 if rounds else 1e-9, distributeSinks=nk.centrality.SinkHandling.DistributeSinks
        )
        rank.norm = nk.centrality.Norm.L1_NORM
        if rounds:
            rank.maxIterations = rounds
        return rank.run().scores()

    return work, ranked


def networkit_pagerank(g: Arrays) -> Work:
    return _networkit_rank(g, ROUNDS)


def networkit_converged(g: Arrays) -> Work:
    return _networkit_rank(g, None)


def networkit_components(g: Arrays) -> Work:
    import networkit as nk

    of = _networkit(g, directed=True)
    return lambda: nk.components.WeaklyConnectedComponents(of).run().getPartition().getVector(), grouped


def networkit_cores(g: Arrays) -> Work:
    import networkit as nk

    of = _networkit(g, directed=False)
    return lambda: nk.centrality.CoreDecomposition(of).run().scores(), cored


def networkit_labels(g: Arrays) -> Work:
    import networkit as nk

    of = _networkit(g, directed=False)
    return lambda: nk.community.PLP(of, 1, SWEEPS).run().getPartition(), lambda r: {"groups": r.numberOfSubsets()}


def networkit_betweenness(g: Arrays) -> Work:
    import networkit as nk

    of = _networkit(g, directed=True)
    return lambda: nk.centrality.EstimateBetweenness(of, SOURCES).run().scores(), _top


# rustworkx


def _rustworkx(g: Arrays, directed: bool) -> Any:
    import rustworkx as rx

    of = rx.PyDiGraph() if directed else rx.PyGraph()
    of.add_nodes_from(range(g.n))
    of.extend_from_edge_list(list(zip(*(g[e].tolist() for e in ENDS[directed]), strict=True)))
    return of


def rustworkx_pagerank(g: Arrays) -> Work:
    import rustworkx as rx

    of = _rustworkx(g, directed=True)
    # it stops once the change is below n times this
    return lambda: rx.pagerank(of, alpha=DAMPING, tol=1e-9 / g.n, max_iter=1000), lambda r: ranked(
        [r[v] for v in range(g.n)]
    )


def rustworkx_components(g: Arrays) -> Work:
    import rustworkx as rx

    of = _rustworkx(g, directed=True)
    return lambda: rx.weakly_connected_components(of), lambda r: {"groups": len(r), "largest": max(map(len, r))}


def rustworkx_cores(g: Arrays) -> Work:
    import rustworkx as rx

    of = _rustworkx(g, directed=False)
    return lambda: rx.core_number(of), lambda r: cored([r[v] for v in range(g.n)])


# networkx


def _networkx(g: Arrays, directed: bool) -> Any:
    import networkx as nx

    of = nx.DiGraph() if directed else nx.Graph()
    of.add_nodes_from(range(g.n))
    of.add_edges_from(zip(*(g[e].tolist() for e in ENDS[directed]), strict=True))
    return of


def networkx_pagerank(g: Arrays) -> Work:
    import networkx as nx

    of = _networkx(g, directed=True)
    # it stops once the change is below n times this
    return lambda: nx.pagerank(of, DAMPING, max_iter=1000, tol=1e-9 / g.n), lambda r: ranked([r[v] for v in range(g.n)])


def networkx_components(g: Arrays) -> Work:
    import networkx as nx

    of = _networkx(g, directed=True)
    return lambda: list(nx.weakly_connected_components(of)), lambda r: {"groups": len(r), "largest": max(map(len, r))}


def networkx_cores(g: Arrays) -> Work:
    import networkx as nx

    of = _networkx(g, directed=False)
    return lambda: nx.core_number(of), lambda r: cored([r[v] for v in range(g.n)])


def networkx_labels(g: Arrays) -> Work:
    import networkx as nx

    of = _networkx(g, directed=False)
    return lambda: list(nx.community.asyn_lpa_communities(of, seed=0)), lambda r: {"groups": len(r)}


def networkx_betweenness(g: Arrays) -> Work:
    import networkx as nx

    of = _networkx(g, directed=True)

    def work() -> Any:
        sources = drawn(g.n).tolist()
        return nx.betweenness_centrality_subset(of, sources, list(of))

    return work, lambda r: _top([r[v] for v in range(g.n)])
