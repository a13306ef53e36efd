"""Where each node stands in its network: centralities, brokerage and roles, in forms that hold across networks.

Each network (part) is measured by itself, directions aside unless asked for. A measure comes as `name.rank`, its place
among the network's nodes from 0 to 1 with equal values sharing theirs, and as `name.share` of the network's largest:
what was learned on a network of fifty can be said of one of five thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.stats import rankdata

from gnn.data import F32, Data
from gnn.features.paths import common, cut_off, distances
from gnn.model import Table
from graph.kernels.arrays import F64, I64, Csr, Graph, graph
from graph.kernels.betweenness import betweenness
from graph.kernels.kcore import core_numbers, neighbours
from graph.kernels.leiden import leiden
from graph.kernels.rank import hits, pagerank

MEASURES = {  # name: 1 where more of it is more central, -1 where less is; whose measure it is
    "degree": (1, "Freeman 1978: how many others it is linked to"),
    "strength": (1, "Barrat and others 2004: the sum of its links' weights"),
    "betweenness": (1, "Freeman 1977: share of shortest paths through it"),
    "closeness": (1, "Wasserman and Faust 1994: how few steps to those that it reaches, times how many these are"),
    "harmonic": (1, "Marchiori and Latora 2000: mean of 1 / steps"),
    "eigenvector": (1, "Bonacich 1972: linked to those who are so themselves"),
    "pagerank": (1, "Brin and Page 1998: where a random walker is found"),
    "flow": (1, "Brin and Page 1998: the walker prefers heavier links"),
    "core": (1, "Seidman 1983: its k-core"),
    "circle": (1, "Lü and others 2016: the largest h such that h neighbours have h links or more"),
    "effective": (1, "Burt 1992: neighbours, less the links that these have among themselves"),
    "constraint": (-1, "Burt 1992: how far its contacts lead to one another"),
    "clustering": (-1, "Watts and Strogatz 1998: share of its neighbours' pairs that are linked"),
    "open": (1, "Gould and Fernandez 1989: pairs of neighbours that it alone joins directly"),
    "eccentricity": (-1, "Hage and Harary 1995: steps to the farthest"),
    "two": (1, "Borgatti 2006: how many it reaches within two steps"),
    "cut": (1, "Hopcroft and Tarjan 1973: nodes that fall away without it"),
    "near_mean": (1, "Pastor-Satorras and others 2001: its neighbours' mean degree"),
    "near_max": (1, "the largest degree of its neighbours"),
    "leads": (1, "its degree beside the largest of its neighbours: who is the first of their own circle"),
    "participation": (1, "Guimerà and Amaral 2005: how evenly its links reach over communities"),
}
DIRECTED = {
    "in_degree": (1, "Freeman 1978"),
    "out_degree": (1, "Freeman 1978"),
    "in_strength": (1, "Barrat and others 2004"),
    "out_strength": (1, "Barrat and others 2004"),
    "between_ways": (1, "Freeman 1977, along directions"),
    "rank_ways": (1, "Brin and Page 1998, along directions"),
    "hub": (1, "Kleinberg 1999"),
    "authority": (1, "Kleinberg 1999"),
    "mutual": (1, "Wasserman and Faust 1994: share of its neighbours with links both ways"),
}
WALKED = 100_000_000  # links that walks over paths may take in all: from every node while that is enough
FEWEST = 64  # nodes that they start from, however large the network
Measures = Mapping[str, F64]


@dataclass(frozen=True, slots=True)
class Network:
    """One part: its nodes' numbers in the data, and its links between 0 .. n - 1."""

    nodes: I64  # (n,)
    of: Graph


def networks(data: Data, parts: NDArray[np.integer] | None = None) -> Iterator[Network]:
    """Each part (or some) with all relations as one graph; links to themselves are left out, parallel ones add up."""
    source, target, weight = _links(data)
    order = np.argsort(data.part, kind="stable")  # nodes by part
    sizes = np.bincount(data.part, minlength=len(data.parts))
    first = np.cumsum(sizes) - sizes
    place = np.empty(data.n, np.int64)  # of a node within its part
    place[order] = np.arange(data.n) - first[data.part[order]]
    part = data.part[source] if len(source) else np.zeros(0, np.int32)
    by = np.argsort(part, kind="stable")
    ends = np.cumsum(np.bincount(part, minlength=len(data.parts)))
    for p, size in enumerate(sizes):
        if parts is not None and p not in parts:
            continue
        mine = by[ends[p - 1] if p else 0 : ends[p]]
        here, there = (place[end[mine]].astype(np.int32) for end in (source, target))
        yield Network(order[first[p] : first[p] + size], graph(int(size), here, there, weight[mine]))


def _links(data: Data) -> tuple[I64, I64, F64]:
    """All links that join two nodes; weights are the column `weight`, else money, never below 0, and 1 where unknown."""
    ends: list[tuple[I64, I64, F64]] = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    for links in data.relations.values():
        weight = np.ones(links.m)
        for name in ("amount", "weight"):
            if name in links.columns:
                weight = links.x[:, links.columns.index(name)].astype(np.float64)
        weight = np.maximum(np.nan_to_num(weight, nan=1.0, posinf=0.0, neginf=0.0), 0.0)
        two = links.source != links.target
        ends.append((links.source[two].astype(np.int64), links.target[two].astype(np.int64), weight[two]))
    source, target, weight = (np.concatenate(column) for column in zip(*ends, strict=True))
    return source, target, weight


def central(data: Data, *, directed: bool = False, parts: NDArray[np.integer] | None = None, seed: int = 0) -> Table:
    """The measures of every node (n, 2 d), each network's by itself; `directed`: with those that heed directions.

    Nodes outside `parts`, where these are given, have NaN.
    """
    names = (*MEASURES, *(DIRECTED if directed else ()))
    x = np.full((data.n, 2 * len(names)), np.nan, np.float32)
    for network in networks(data, parts):
        found = measures(network.of, seed=seed) | (ways(network.of, seed=seed) if directed else {})
        x[network.nodes] = np.column_stack([form for name in names for form in (placed(found[name], sign(name)), shared(found[name]))])  # fmt: skip
    return Table(x, tuple(f"{name}.{form}" for name in names for form in ("rank", "share")))


def sign(name: str) -> int:
    """1 where more of a measure is more central, -1 where less is."""
    return (MEASURES.get(name) or DIRECTED[name])[0]


def placed(value: F64, sign: int = 1) -> F32:
    """Places from 0 to 1 among the network's own (n,); equal values share theirs, unknown is the least central."""
    whole = np.where(np.isfinite(value), value, -sign * np.inf)
    rank = rankdata(np.round(whole, 12)) - 1
    return np.asarray(rank / max(1, len(value) - 1), np.float32)


def shared(value: F64) -> F32:
    """Shares of the network's largest (n,), 0 where unknown."""
    known = np.nan_to_num(value, nan=0.0, posinf=0.0, neginf=0.0)
    return np.asarray(known / (np.abs(known).max(initial=0.0) or 1.0), np.float32)


def measures(of: Graph, *, seed: int = 0) -> dict[str, F64]:
    """Every one of `MEASURES`, each (n,), directions aside. Of a large network paths are walked from a sample."""
    near = neighbours(of)
    degree = np.diff(near.start).astype(np.float64)
    both = _both(near)
    walked = _sources(of.n, len(near.item))
    between = betweenness(of, sources=walked, directed=False, seed=seed).score
    return {
        "degree": degree,
        "strength": _sums(of),
        "betweenness": between,
        **_far(near, walked, seed),
        "eigenvector": _eigenvector(near),
        "pagerank": pagerank(both).score,
        "flow": pagerank(_weighted(of), weighted=True).score,
        "core": core_numbers(of).astype(np.float64),
        **_brokerage(near),
        "cut": cut_off(near).astype(np.float64),
        **_neighbours(near),
        "participation": _participation(near, both, seed),
    }


def ways(of: Graph, *, seed: int = 0) -> dict[str, F64]:
    """Every one of `DIRECTED`, each (n,)."""
    near = np.diff(neighbours(of).start)
    there = csr_array((np.ones(len(of.target)), of.target, of.start), shape=(of.n, of.n))
    mutual = np.asarray(there.multiply(there.T).sum(axis=1)).ravel()
    walked = _sources(of.n, len(of.target))
    found = hits(of)
    out, into = _rows(of.start, of.weight), _rows(of.back_start, of.back_weight)
    return {
        "in_degree": np.diff(of.back_start).astype(np.float64),
        "out_degree": np.diff(of.start).astype(np.float64),
        "in_strength": into,
        "out_strength": out,
        "between_ways": betweenness(of, sources=walked, seed=seed).score,
        "rank_ways": pagerank(of).score,
        "hub": found.hub,
        "authority": found.authority,
        "mutual": mutual / np.maximum(near, 1),
    }


def _sources(n: int, links: int) -> int | None:
    """How many nodes paths are walked from; None: from all."""
    return None if n * links <= WALKED else min(n, max(FEWEST, WALKED // links))


def _both(near: Csr) -> Graph:
    """The undirected simple view as a graph with a link each way."""
    n = len(near.start) - 1
    one = np.ones(len(near.item))
    return Graph(near.start, near.item, one, near.start, near.item, one) if n else graph(0, near.item, near.item, one)


def _weighted(of: Graph) -> Graph:
    """Each link in both directions with its weight; a network without weights above 0 counts its links."""
    weight = of.weight if (of.weight > 0).any() else np.ones(len(of.weight))
    own = np.repeat(np.arange(of.n, dtype=np.int32), np.diff(of.start))
    return graph(of.n, np.concatenate([own, of.target]), np.concatenate([of.target, own]), np.concatenate([weight] * 2))


def _rows(start: I64, weight: F64) -> F64:
    return np.diff(np.concatenate([[0.0], np.cumsum(weight)])[start])


def _sums(of: Graph) -> F64:
    return _rows(of.start, of.weight) + _rows(of.back_start, of.back_weight)


def _far(near: Csr, walked: int | None, seed: int) -> dict[str, F64]:
    """What distances say; from a sample of sources they are estimates."""
    n = len(near.start) - 1
    far = distances(near, sources=walked, seed=seed)
    others = max(far.sources - (far.sources == n), 1)  # of the sources none is oneself, but where all are
    closeness = far.reached / np.maximum(far.total, 1) * far.reached / others
    return {
        "closeness": closeness,
        "harmonic": far.inverse / others,
        "eccentricity": np.where(far.reached > 0, far.farthest, np.nan).astype(np.float64),
        "two": far.near / others,
    }


def _eigenvector(near: Csr, rounds: int = 1000) -> F64:
    """Power iteration on A + I, which also ends on a graph of two sides. Where a graph falls apart, one part takes all."""
    n = len(near.start) - 1
    there = csr_array((np.ones(len(near.item)), near.item, near.start), shape=(n, n))
    value = np.full(n, 1 / max(n, 1))
    for _ in range(rounds):
        new = there @ value + value
        new /= new.sum() or 1.0
        change, value = np.abs(new - value).sum(), new
        if change < 1e-12:
            break
    return np.asarray(value)


def _brokerage(near: Csr) -> dict[str, F64]:
    """Burt's effective size and constraint, clustering and the pairs that it alone joins, of the simple view."""
    degree = np.diff(near.start).astype(np.float64)
    both, inverse = common(near)
    some = np.maximum(degree, 1)
    triangles = _rows(near.start, both.astype(np.float64)) / 2
    pairs = degree * (degree - 1) / 2
    constraint = _rows(near.start, (1 + inverse) ** 2) / some**2
    return {
        "effective": degree - 2 * triangles / some,
        "constraint": np.where(degree > 0, constraint, np.nan),
        "clustering": triangles / np.maximum(pairs, 1),
        "open": pairs - triangles,
    }


def _neighbours(near: Csr) -> dict[str, F64]:
    degree = np.diff(near.start).astype(np.float64)
    theirs = degree[near.item]
    own = np.repeat(np.arange(len(degree)), np.diff(near.start))
    largest = np.zeros(len(degree))
    np.maximum.at(largest, own, theirs)
    falling = theirs[np.lexsort((-theirs, own))]  # each one's neighbours, the largest first
    within = falling >= np.arange(1, len(own) + 1) - near.start[own]
    return {
        "circle": np.bincount(own[within], minlength=len(degree)).astype(np.float64),
        "near_mean": _rows(near.start, theirs) / np.maximum(degree, 1),
        "near_max": largest,
        "leads": degree / np.maximum(largest, 1),
    }


def _participation(near: Csr, both: Graph, seed: int) -> F64:
    """1 less the sum of squared shares of its links by community (Leiden's)."""
    n = len(near.start) - 1
    degree = np.maximum(np.diff(near.start), 1)
    label = leiden(both, seed=seed).label if len(near.item) else np.zeros(n, np.int32)
    own = np.repeat(np.arange(n), np.diff(near.start))
    by = csr_array((np.ones(len(near.item)), (own, label[near.item])), shape=(n, n))
    by.sum_duplicates()
    squares = np.asarray(by.power(2).sum(axis=1)).ravel() / degree**2
    return np.where(np.diff(near.start) > 0, 1 - squares, 0.0)
