"""Measures of the flow on transfers that can be followed by hand, and ways counted by brute force."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from gnn.data import Data, Links
from gnn.features.flow import flow
from graph.kernels.layers import PARTICIPANT, SINK, TRANSFER

Row = tuple[int, int, int, float]


def made(rows: list[Row], part: list[int] | None = None, timed: bool = True) -> Data:
    source, target, at, amount = (np.asarray(column) for column in zip(*rows, strict=True))
    n = len(part) if part else int(max(source.max(), target.max())) + 1
    order = np.argsort(at, kind="stable")
    links = Links(source[order].astype(np.int32), target[order].astype(np.int32), at[order] if timed else None, amount[order, None].astype(np.float32), ("amount",))  # fmt: skip
    parts = np.asarray(part or [0] * n, np.int32)
    return Data("flow", tuple(map(str, range(n))), np.zeros(n, np.int32), ("account",), np.zeros((n, 0), np.float32), (), {"transfer": links}, parts, tuple(f"p{k}" for k in range(parts.max() + 1)))  # fmt: skip


def column(data: Data, name: str) -> list[float]:
    table = flow(data)
    return [round(float(v), 4) for v in table.x[:, table.columns.index(name)]]


CHAIN: list[Row] = [(0, 1, 100, 50.0), (1, 2, 200, 40.0), (2, 3, 300, 40.0)]


def test_a_chain_in_order_of_time_is_followed_to_its_end() -> None:
    data = made(CHAIN)
    assert column(data, "before_most") == column(data, "before_mean") == column(data, "before_least") == [0, 1, 2, 3]
    assert column(data, "after_most") == [3, 2, 1, 0]
    assert column(data, "place") == [-1, pytest.approx(-1 / 3, abs=1e-4), pytest.approx(1 / 3, abs=1e-4), 1]
    assert column(data, "from_start") == [0, 1, 2, 3]
    assert column(data, "to_end") == [3, 2, 1, 0]
    assert column(data, "in_first")[1:] == [0, 0.5, 1]
    assert column(data, "lead")[1:3] == [0.5, 0.5]
    assert column(data, "out_after") == [0, 1, 1, 0]
    assert column(data, "balance") == [-1, pytest.approx(10 / 90, abs=1e-4), 0, 1]
    assert column(data, "role") == [PARTICIPANT, TRANSFER - 1, TRANSFER, SINK]


def test_money_does_not_go_on_before_it_has_come() -> None:
    backwards = made([(0, 1, 300, 1.0), (1, 2, 200, 1.0), (2, 3, 100, 1.0)])
    assert column(backwards, "before_most") == [0, 1, 1, 1]
    assert column(backwards, "from_start") == [0, 1, 2, 3]
    at_once = made([(0, 1, 100, 1.0), (1, 2, 100, 1.0)])
    assert column(at_once, "before_most") == [0, 1, 1]
    assert column(at_once, "out_after") == [0, 0, 0]


def test_ways_in_order_of_time_are_as_many_as_can_be_walked() -> None:
    rng = np.random.default_rng(4)
    rows = [(int(a), int(b), int(t), float(m)) for a, b, t, m in zip(rng.integers(0, 7, 16), rng.integers(0, 7, 16), rng.integers(0, 12, 16), rng.integers(1, 9, 16), strict=True) if a != b]  # fmt: skip
    ways: list[tuple[Row, ...]] = []
    grown = [(row,) for row in rows]
    while grown:
        ways += grown
        grown = [(*way, row) for way in grown for row in rows if row[0] == way[-1][1] and row[2] > way[-1][2]]
    assert all(a[1] == b[0] and a[2] < b[2] for way in ways for a, b in pairwise(way))
    data = made([*rows, (7, 7, 0, 1.0)])
    ends, begins = ([sum(way[k][side] == v for way in ways) for v in range(8)] for k, side in ((-1, 1), (0, 0)))
    longest = [max((len(way) for way in ways if way[-1][1] == v), default=0) for v in range(8)]
    assert column(data, "before_ways") == pytest.approx(np.log1p(ends), abs=1e-4)
    assert column(data, "after_ways") == pytest.approx(np.log1p(begins), abs=1e-4)
    assert column(data, "before_most") == longest


def test_who_pays_itself_is_counted_and_the_rest_leaves_it_out() -> None:
    data = made([*CHAIN, (1, 1, 150, 9.0)])
    assert column(data, "in_times") == [0, 2, 1, 1]
    assert column(data, "in_degree") == [0, 1, 1, 1]
    assert column(data, "balance") == column(made(CHAIN), "balance")


def test_each_part_has_its_own_clock() -> None:
    later = [(s + 4, t + 4, 10 * at + 7_000, m) for s, t, at, m in CHAIN]
    table = flow(made([*CHAIN, *later], [0] * 4 + [1] * 4))
    np.testing.assert_allclose(table.x[:4], table.x[4:], atol=1e-5)


def test_without_times_what_is_known_of_when_is_nothing_and_of_how_far_all() -> None:
    data = made(CHAIN, timed=False)
    assert np.isnan(column(data, "in_first")).all()
    assert column(data, "from_start") == [0, 1, 2, 3]


def test_a_clock_of_nanoseconds_and_amounts_beyond_int64_are_read() -> None:
    data = made([(0, 1, 10**18, 1e30), (1, 2, 2 * 10**18, 1e30), (2, 3, 3 * 10**18, 1e-30)])
    assert column(data, "before_most") == [0, 1, 2, 3]
    assert column(data, "in_first")[1:] == [0, 0.5, 1]
    assert np.isfinite(column(data, "resting")).all()


def test_of_relations_those_that_carry_amounts_are_the_flow() -> None:
    data = made(CHAIN)
    other = Links(np.asarray([3], np.int32), np.asarray([0], np.int32), None, np.zeros((1, 0), np.float32), ())
    both = Data(data.name, data.ids, data.kind, data.kinds, data.x, (), {**data.relations, "knows": other}, data.part, data.parts)  # fmt: skip
    assert column(both, "in_degree") == [0, 1, 1, 1]
    alone = Data(data.name, data.ids, data.kind, data.kinds, data.x, (), {"knows": other}, data.part, data.parts)
    assert column(alone, "in_degree") == [1, 0, 0, 0]


def test_accounts_without_any_transfer_have_measures_too() -> None:
    data = Data("bare", ("a",), np.zeros(1, np.int32), ("account",), np.zeros((1, 0), np.float32), (), {}, np.zeros(1, np.int32), ("all",))  # fmt: skip
    assert column(data, "in_times") == column(data, "before_most") == [0]
