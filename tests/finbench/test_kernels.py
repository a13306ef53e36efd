"""The FinBench reads on a snapshot's arrays: the rows of SQL over the source's own files, in the order of the Cypher files."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, pairwise, product
from operator import itemgetter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.finbench import READS, Book, book
from graph.finbench.rows import ranked, ratio
from graph.finbench.sides import Side, links, side, totals, walk
from graph.lake import Lake
from graph.queries import query
from graph.snapshot import SnapshotError, snapshot
from tests.finbench.asking import Names
from tests.finbench.entities import Entities
from tests.finbench.oracle import NAMES, cases, expected_all
from tests.finbench.test_queries import ORDER

Move = tuple[int, int, int, int]  # payer, payee, time, amount
MOVES = st.lists(st.tuples(*[st.integers(0, 2)] * 2, st.integers(1, 6), st.integers(0, 5)), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def arrays(finbench_lake: Lake) -> Book:
    return book(snapshot(finbench_lake))


@pytest.fixture(scope="module")
def names(finbench_lake: Lake) -> Names:
    return Names(Entities(finbench_lake))  # type: ignore[arg-type]


def test_every_query_has_a_read() -> None:
    assert list(READS) == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_those_of_sql(name: str, arrays: Book, names: Names) -> None:
    """On all curated parameters, and on those with an edge on a bound."""
    wrong, asked, columns = [], cases(name), query(f"finbench/{name}").returns
    for params, want in zip(asked, expected_all(name, asked), strict=True):
        rows = [
            dict(zip(columns, row, strict=True)) for row in READS[name](arrays, *names.given(name, params).values())
        ]
        assert rows == sorted(rows, key=ORDER.get(name, lambda _: 0)), (name, params)
        if sorted(have := names.taken(rows)) != sorted(want):
            wrong.append((params, have, want))
    assert not wrong, f"{len(wrong)} of {len(asked)}, the first: {wrong[0]}"


def test_nobody_by_that_id_is_an_error(arrays: Book) -> None:
    with pytest.raises(SnapshotError):
        READS["tsr1"](arrays, f"acc-{0:032x}")


def laid(moves: list[Move], *, by: int) -> Side:
    """Moves by their payer (0) or payee (1)."""
    columns = np.array(moves, np.int64).reshape(-1, 4).T
    return side(3, columns[by].astype(np.int32), columns[1 - by].astype(np.int32), columns[2], columns[3])


def chains(moves: list[Move], first: int, steps: int, *, back: bool) -> set[int]:
    """Where ways of so many moves end, by trying every sequence."""
    near, far = (1, 0) if back else (0, 1)
    return {
        way[-1][far]
        for way in product(moves, repeat=steps)
        if way[0][near] == first
        and all(a[far] == b[near] and (a[2] > b[2] if back else a[2] < b[2]) for a, b in pairwise(way))
    }


@settings(deadline=None, max_examples=150)
@given(MOVES, st.integers(0, 1), st.integers(6, 7), st.booleans())
def test_a_walk_reaches_what_trying_every_sequence_does(moves: list[Move], start: int, end: int, back: bool) -> None:
    within = [m for m in moves if start < m[2] < end]
    found = walk(laid(moves, by=int(back)), np.array([0], np.int32), start, end, 3, back=back)
    for steps, nodes in enumerate(found, start=1):
        assert nodes.tolist() == sorted(chains(within, 0, steps, back=back))


@settings(deadline=None, max_examples=60)
@given(MOVES, st.lists(st.integers(0, 2)), st.integers(0, 5), st.integers(2, 7), st.floats(-1, 6))
def test_links_are_those_between_the_bounds(
    moves: list[Move], nodes: list[int], low: int, high: int, above: float
) -> None:
    found = links(laid(moves, by=0), np.array(nodes, np.int32), low, high, above)
    rows = list(zip(found.which.tolist(), found.at.tolist(), found.other.tolist(), found.amount.tolist(), strict=True))
    assert [row[:2] for row in rows] == sorted(row[:2] for row in rows)
    want = [
        (i, t, b, x) for i, v in enumerate(nodes) for a, b, t, x in moves if a == v and low < t < high and x > above
    ]
    assert sorted(rows) == sorted(want)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-(2**53), 2**53)), max_size=12))
def test_totals_are_those_of_each_node(pairs: list[tuple[int, int]]) -> None:
    found = totals(*np.array(pairs, np.int64).reshape(-1, 2).T)
    have = zip(found.node.tolist(), found.count.tolist(), found.total.tolist(), found.most.tolist(), strict=True)
    groups = ((node, [x for _, x in group]) for node, group in groupby(sorted(pairs), key=itemgetter(0)))
    assert list(have) == [(node, len(values), sum(values), max(values)) for node, values in groups]


@given(st.integers(0, 2**52), st.integers(1, 2**52))  # quotients that a float tells apart
def test_a_half_is_rounded_up(part: int, whole: int) -> None:
    exact = (Decimal(1000) * part / whole).quantize(Decimal(1), ROUND_HALF_UP) if whole < 10**9 else None
    assert exact is None or ratio(part, whole) == float(exact) / 1000
    assert ratio(2 * part + 1, 2000) == (part + 1) / 1000


def test_nothing_to_divide_by() -> None:
    assert (ratio(1, 0), ratio(0, 0, without=0.0), ratio(0, 5), ratio(1, 16)) == (-1.0, 0.0, 0.0, 0.063)


def test_ranks_go_down_and_names_up() -> None:
    rows = [("b", 1, 2), ("a", 1, 2), ("c", 1, 3), ("d", 2, 0)]
    assert ranked(rows, 1, 2) == [("d", 2, 0), ("c", 1, 3), ("a", 1, 2), ("b", 1, 2)]
