"""Features of nodes and links against polars, networkx and loops; nothing after a phase's cut is read."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import numpy as np
import polars as pl
import pytest

from gnn.data import Data, Labels, Links, Phase, phase
from gnn.features import links as link_features
from gnn.features import parts as features
from gnn.features import structure
from gnn.features.adjacency import around, near
from gnn.features.parts import Reader
from graph.say import JinyingError

DAY = 86_400


def made(seed: int = 0, n: int = 40, m: int = 300, *, directed: bool = True, timed: bool = True) -> Data:
    """A random network; some features are missing, some links parallel, some to themselves."""
    r = np.random.default_rng(seed)
    x = r.normal(size=(n, 3)).astype(np.float32)
    x[r.random((n, 3)) < 0.2] = np.nan
    at = np.sort(r.integers(0, 60, m)) * DAY // 2 + 1_600_000_000 if timed else None
    links = Links(
        r.integers(0, n, m).astype(np.int32), r.integers(0, n, m).astype(np.int32), at,
        np.round(r.lognormal(5, 1, (m, 1)), 2).astype(np.float32), ("amount",), directed,
    )  # fmt: skip
    y = r.integers(0, 2, n)
    labels = Labels("node", None, np.arange(n), y, ("no", "yes"))
    ids = tuple(f"a{i}" for i in range(n))
    return Data("made", ids, np.zeros(n, np.int32), ("Account",), x, ("p", "q", "r"), {"pays": links}, np.zeros(n, np.int32), ("one",), labels)  # fmt: skip


def column(table: features.Table, name: str) -> np.ndarray:
    return table.x[:, table.columns.index(name)]


def frame(data: Data) -> pl.DataFrame:
    k = data.relations["pays"]
    at = k.at if k.at is not None else np.zeros(k.m)
    return pl.DataFrame({"s": k.source, "t": k.target, "amount": k.x[:, 0].astype(float), "at": at})


def later(data: Data, cut: int) -> Data:
    """The same with links after the cut dealt anew."""
    k = data.relations["pays"]
    assert k.at is not None
    after = k.at >= cut
    target, x = k.target.copy(), k.x.copy()
    target[after] = target[after][::-1]
    x[after] *= 7
    return replace(data, relations={"pays": replace(k, target=target, x=x)})


def asked(data: Data, relation: str | None = None, cut: int | None = None) -> Phase:
    if relation is None:
        return phase(data, np.arange(data.n), cut)
    m = data.relations[relation].m
    labels = Labels("edge", relation, np.arange(m), np.zeros(m, np.int64), ("no", "yes"))
    k = data.relations[relation]
    which = np.arange(m) if cut is None or k.at is None else np.flatnonzero(k.at < cut)
    return phase(replace(data, labels=labels), which, cut)


def test_degree_tells_what_polars_counts() -> None:
    data = made()
    table, held = features.degree(data), frame(data)
    paid = held.group_by("s").agg(pl.len(), pl.col("amount").sum().alias("sum"), pl.col("amount").min().alias("least"), pl.col("amount").max().alias("most"))  # fmt: skip
    payees = held.filter(pl.col("s") != pl.col("t")).group_by("s").agg(pl.col("t").n_unique())
    for s, count, total, least, most in paid.iter_rows():
        assert column(table, "log links out pays")[s] == pytest.approx(np.log1p(count), rel=1e-5)
        assert column(table, "log sum amount out pays")[s] == pytest.approx(np.log1p(total), rel=1e-5)
        assert column(table, "mean amount out pays")[s] == pytest.approx(total / count, rel=1e-5)
        assert column(table, "least amount out pays")[s] == pytest.approx(least, rel=1e-6)
        assert column(table, "most amount out pays")[s] == pytest.approx(most, rel=1e-6)
    for s, count in payees.iter_rows():
        assert column(table, "log neighbours out pays")[s] == pytest.approx(np.log1p(count), rel=1e-5)
    idle = sorted(set(range(data.n)) - set(held["s"]))
    assert np.isnan(column(table, "mean amount out pays")[idle]).all()


@pytest.mark.parametrize("directed", [True, False])
def test_aggregates_are_those_of_distinct_neighbours_that_have_a_value(directed: bool) -> None:
    data = made(directed=directed)
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(data.n))
    graph.add_edges_from((s, t) for s, t in frame(data).select("s", "t").iter_rows() if s != t)
    table = features.aggregates(data)
    for way in ("out", "in", "both") if directed else ("both",):
        view = {"in": lambda g: g.reverse(), "out": lambda g: g, "both": lambda g: g.to_undirected()}[way](graph)
        one = {}
        for v in range(data.n):
            has = np.array([data.x[u, 1] for u in view[v] if not np.isnan(data.x[u, 1])], float)
            one[v] = has.mean() if len(has) else np.nan
            told = [column(table, f"{what} q of {way} pays")[v] for what in ("mean", "spread", "most")]
            wanted = [has.mean(), has.std(), has.max()] if len(has) else [np.nan] * 3
            np.testing.assert_allclose(told, wanted, atol=1e-4)
        for v in range(data.n):
            has = np.array([one[u] for u in view[v] if not np.isnan(one[u])])
            wanted = has.mean() if len(has) else np.nan
            np.testing.assert_allclose(column(table, f"mean at 2 hops q of {way} pays")[v], wanted, atol=1e-4)


def test_what_is_damped_is_divided_by_the_neighbours_own_neighbours() -> None:
    data = made()
    out, into = (near(data.n, data.relations["pays"], way) for way in ("out", "in"))
    told = around(out, np.ones((data.n, 1), np.float32), into)
    payers = np.diff(into.start)
    for v in range(data.n):
        of = out.item[out.start[v] : out.start[v + 1]]
        if len(of):
            assert told.damped[v, 0] == pytest.approx(sum(1 / payers[u] for u in of), rel=1e-5)


def test_triangles_and_cores_are_those_of_networkx() -> None:
    data = made(m=120)
    graph = nx.Graph((s, t) for s, t in frame(data).select("s", "t").iter_rows() if s != t)
    graph.add_nodes_from(range(data.n))
    table = structure.table(data, features.own(data))
    counts, cores = nx.triangles(graph), nx.core_number(graph)
    np.testing.assert_allclose(np.expm1(column(table, "log triangles")), [counts[v] for v in range(data.n)], atol=1e-4)
    np.testing.assert_array_equal(column(table, "core number"), [cores[v] for v in range(data.n)])


@pytest.mark.parametrize("what", ["degree", "aggregates", "structure", "motifs", "motifs-near"])
def test_nothing_after_the_cut_is_read(what: str) -> None:
    data = made(m=600)
    at = data.relations["pays"].at
    assert at is not None
    cut = int(np.median(at))
    a, b = (Reader.of((what,), asked(d, cut=cut)).read(asked(d, cut=cut)) for d in (data, later(data, cut)))
    whole = features.of(asked(data), (what,))
    np.testing.assert_array_equal(a.x, b.x)
    assert not np.array_equal(a.x, whole.x, equal_nan=True), "and there was something after it"


def test_a_link_is_told_only_what_was_strictly_before_it() -> None:
    data = made(n=12, m=200)
    k = data.relations["pays"]
    assert k.at is not None
    table = link_features.table(asked(data, "pays"))
    amount = k.x[:, 0].astype(float)
    for i in range(k.m):
        before = k.at < k.at[i]
        paid = before & (k.source == k.source[i])
        got = before & (k.target == k.source[i])
        pair = paid & (k.target == k.target[i])
        assert column(table, "log links of source out")[i] == pytest.approx(np.log1p(paid.sum()), rel=1e-5)
        assert column(table, "log links of pair")[i] == pytest.approx(np.log1p(pair.sum()), rel=1e-5)
        assert column(table, "log payees of source")[i] == pytest.approx(np.log1p(len(set(k.target[paid]))), rel=1e-5)
        assert column(table, "log sum of source out")[i] == pytest.approx(np.log1p(amount[paid].sum()), rel=1e-4)
        gap = k.at[i] - k.at[got].max() if got.any() else np.nan
        np.testing.assert_allclose(column(table, "log gap since source was paid")[i], np.log1p(gap), rtol=1e-5)


def test_links_of_one_moment_and_later_ones_change_nothing_for_a_link() -> None:
    data = made(n=12, m=200)
    k = data.relations["pays"]
    assert k.at is not None
    cut = int(np.median(k.at))
    turned = np.lexsort((-np.arange(k.m), k.at))  # of each moment the last first
    mixed = replace(data, relations={"pays": k.take(turned)})
    a, b = (link_features.running(d.n, d.relations["pays"]) for d in (data, mixed))
    latest = [
        i for i, c in enumerate(link_features.RUNNING) if "'s last" in c
    ]  # which of one moment is last is not known
    rest = [i for i in range(a.shape[1]) if i not in latest]
    np.testing.assert_allclose(a[turned][:, rest], b[:, rest], rtol=1e-5)
    early = k.at < cut
    np.testing.assert_array_equal(a[early], link_features.running(data.n, later(data, cut).relations["pays"])[early])


def test_a_reader_tells_the_same_columns_of_another_phase() -> None:
    data = made()
    known = Reader.of(("own", "degree"), asked(data))
    first = known.read(asked(data))
    other = replace(data, columns=("p", "z", "r"), relations={})
    second = known.read(asked(other))
    assert second.columns == first.columns
    assert np.isnan(column(second, "q")).all()
    np.testing.assert_array_equal(column(second, "p"), column(first, "p"))


def test_links_stand_beside_what_their_ends_are() -> None:
    data = made()
    table = features.of(asked(data, "pays"), ("own",))
    k = data.relations["pays"]
    np.testing.assert_array_equal(column(table, "source: p"), data.x[k.source, 0])
    np.testing.assert_array_equal(column(table, "target: q"), data.x[k.target, 1])
    assert column(table, "log amount") == pytest.approx(np.log1p(k.x[:, 0]), rel=1e-5)


def test_a_part_that_is_not_known_is_told_of() -> None:
    with pytest.raises(JinyingError, match="degre"):
        Reader.of(("degre",), asked(made()))


def test_round_sums_are_told_by_their_zeros() -> None:
    np.testing.assert_array_equal(link_features.round_of(np.array([1.0, 10.0, 12.34, 500.0, 0.0])), [2, 3, 0, 4, 0])


def test_of_many_relations_the_same_are_told_apart_in_every_phase() -> None:
    data = made()
    k = data.relations["pays"]
    several = {f"r{i}": k.take(np.arange(20 + 10 * i)) for i in range(7)}
    first = replace(data, relations=several)
    reader = Reader.of(("degree",), asked(first))
    columns = reader.read(asked(first)).columns
    assert {c.rsplit(" ", 1)[1] for c in columns} == {"any", "r4", "r5", "r6"}
    other = replace(data, relations={r: k.take(np.arange(k.m)) if r == "r0" else v for r, v in several.items()})
    again = reader.read(asked(other))
    assert again.columns == columns
    total = sum(v.m for v in other.relations.values())
    assert np.expm1(column(again, "log links out any")).sum() == pytest.approx(total, rel=1e-4)
