from collections import defaultdict
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers
from graph.kernels.returns import Agents, Returns, agents, returns
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments, rows, share

DAY = 86_400
MONTH, YEAR = 30 * DAY, 365 * DAY
Hub = tuple[int, ...]
Line = tuple[int, ...]


def lines(r: Returns) -> list[tuple[Hub, list[Line]]]:
    """Per hub (hub, payers, payees, often, gone, origin) and its windows."""
    hubs = zip(*(c.tolist() for c in (r.hub, r.payers, r.payees, r.often, r.gone, r.origin)), strict=True)
    w = r.windows
    columns = (w.number, w.fresh, w.more, w.other, w.paid, w.gain, w.payees)
    windows = list(zip(*(c.tolist() for c in columns), strict=True))
    return [(hub, windows[r.start[k] : r.start[k + 1]]) for k, hub in enumerate(hubs)]


def told(t: Transfers, public: list[bool], window: int, small: Fraction, least: int) -> list[tuple[Hub, list[Line]]]:
    """Each hub asked window by window, from the whole list each time."""
    r = rows(t)
    found = []
    for v in range(t.n):
        begin = next((i for i, (u, w, _, _) in enumerate(r) if w == v != u and public[u]), None)
        if begin is None:
            continue
        mine = [(i, x) for i, x in enumerate(r) if i >= begin and v in x[:2] and x[0] != x[1]]
        first = {u: min(i for i, x in mine if x[:2] == (u, v)) for _, (u, w, _, _) in mine if w == v and public[u]}
        back = [(i, x) for i, x in mine if x[0] == v and first.get(x[1], i) < i]
        number = {i: (x[2] - r[begin][2]) // window for i, x in mine}
        gain = gained(v, mine, first, small)
        beyond = earned(v, mine, public)
        paid_in = defaultdict(set)
        for i, x in back:
            paid_in[x[1]].add(number[i])
        if len(paid_in) < least:
            continue
        table = []
        for k in sorted(set(number.values())):
            into = [(i, x) for i, x in mine if number[i] == k and x[1] == v]
            out = [(i, x) for i, x in back if number[i] == k]
            table.append((
                k, sum(x[3] for _, x in into if x[0] in first and number[first[x[0]]] == k),
                sum(x[3] for _, x in into if x[0] in first and number[first[x[0]]] < k),
                sum(beyond[i] for i, x in into if not public[x[0]]), sum(x[3] for _, x in out),
                sum(gain[i] for i, _ in out), len({x[1] for _, x in out}),
            ))  # fmt: skip
        gone = sum(x[3] for i, x in mine if x[0] == v) - sum(x[3] for _, x in back)
        gone -= sum(x[3] - beyond[i] for i, x in mine if i in beyond)
        often = sum(len(k) > 1 for k in paid_in.values())
        found.append(((v, len(first), len(paid_in), often, gone, r[begin][2]), table))
    return found


def gained(v: int, mine: list, first: dict[int, int], small: Fraction) -> dict[int, int]:
    gain = {}
    for u in first:
        left = 0
        for i, (a, _, _, fen) in mine:
            if (a, v) == (u, v) and mine and dict(mine)[i][1] == v:
                left += fen
            elif dict(mine)[i][:2] == (v, u) and i > first[u]:
                back = 0 if fen <= left * small else min(fen, left)
                left -= back
                gain[i] = fen - back
    return gain


def earned(v: int, mine: list, public: list[bool]) -> dict[int, int]:
    """Of each receipt from others, how much is more than what they had of the hub."""
    beyond, lent = {}, defaultdict(int)
    for i, (u, w, _, fen) in mine:
        if u == v and not public[w]:
            lent[w] += fen
        elif w == v and not public[u]:
            beyond[i] = max(0, fen - lent[u])
            lent[u] = max(0, lent[u] - fen)
    return beyond


masks = st.lists(st.booleans(), min_size=6, max_size=6)


@settings(deadline=None, max_examples=200)
@given(payments(), masks, st.integers(1, 12), st.sampled_from([0, 0.07, 0.25, 1]), st.integers(1, 3))
def test_hubs_and_windows_are_those_of_the_list(
    t: Transfers, public: list[bool], window: int, small: float, least: int
) -> None:
    assert lines(returns(t, np.array(public), window, small, least)) == told(t, public, window, share(small), least)


@settings(deadline=None, max_examples=200)
@given(payments(), masks, st.integers(1, 3))
def test_agents_are_those_of_all_pairs(t: Transfers, public: list[bool], shared: int) -> None:
    r = rows(t)
    want = []
    for x in range(t.n):
        payees = {w for u, w, _, _ in r if u == x != w and public[w]}
        for y in range(t.n):
            if x == y or not any(row[:2] == (y, x) for row in r):
                continue
            both = {
                p
                for i, (p, to, _, _) in enumerate(r)
                if to == y != p and p in payees and any(i < j and row[:2] == (x, p) for j, row in enumerate(r))
            }
            if len(both) >= shared:
                want.append((y, x, len(both), len(payees)))
    assert sorted(pairs(agents(t, np.array(public), shared))) == sorted(want)


def pairs(a: Agents) -> list[tuple[int, ...]]:
    return list(zip(*(c.tolist() for c in (a.hub, a.agent, a.shared, a.payees)), strict=True))


def test_interest_is_gain_and_principal_is_not() -> None:
    """One puts in 100, has 2 a month and the 100 back after three months, another's money pays it."""
    moves = [(1, 0, 0, 100), *((0, 1, k * MONTH, 2) for k in (1, 2, 3)), (2, 0, 3 * MONTH, 100), (0, 1, 3 * MONTH, 100)]
    r = returns(graph([*moves, (0, 3, 3 * MONTH, 94)]), np.ones(4, bool), MONTH, 0.25, 1)
    assert lines(r) == [
        ((0, 2, 1, 1, 94, 0), [(0, 100, 0, 0, 0, 0, 0), (1, 0, 0, 0, 2, 2, 1), (2, 0, 0, 0, 2, 2, 1), (3, 100, 0, 0, 102, 2, 1)])
    ]  # fmt: skip
    assert r.held.tolist() == [100.0 * 3 * MONTH]
    rate = r.windows.gain.sum() * YEAR / r.held[0]
    assert rate == pytest.approx(0.02 * 365 / 30)


def test_a_firms_own_money_sent_round_is_no_income() -> None:
    firm = 1
    moves = [(2, 0, 0, 100), (0, firm, 1, 60), (firm, 0, 2, 50), (firm, 0, 3, 50), (0, 2, 4, 10)]
    r = returns(graph(moves), np.array([False, False, True]), 10, 0.25, 1)
    assert lines(r) == [((0, 1, 1, 0, 0, 0), [(0, 100, 0, 40, 10, 10, 1)])]


def test_what_is_over_the_principal_in_one_payment_is_gain() -> None:
    t = graph([(1, 0, 0, 100), (0, 1, YEAR, 112)])
    assert lines(returns(t, np.ones(2, bool), YEAR, 0.25, 1))[0][1][1] == (1, 0, 0, 0, 112, 12, 1)


def test_wages_and_a_firms_money_are_no_returns() -> None:
    firm, staff = 1, (2, 3)
    moves = [(firm, 0, 0, 900), *((0, s, 5, 100) for s in staff), (2, 0, 9, 10), (firm, 0, 9, 50), (0, firm, 9, 40)]
    t = graph(moves)
    public = np.array([False, False, True, True])
    assert lines(returns(t, public, 10, 0.25, 1)) == []
    paid = graph([*moves, (0, 2, 10, 10)])
    assert lines(returns(paid, public, 10, 0.25, 1)) == [((0, 1, 1, 0, 40, 9), [(0, 10, 0, 50, 10, 0, 1)])]


def test_who_collects_and_who_pays_are_found_together() -> None:
    moves = [(p, 0, p, 100) for p in range(2, 8)] + [(0, 1, 10, 300)] + [(1, p, 20 + p, 2) for p in range(3, 10)]
    t = graph(moves)
    assert pairs(agents(t, np.ones(10, bool), 5)) == [(0, 1, 5, 7)]
    assert pairs(agents(t, np.ones(10, bool), 6)) == []


def test_sums_beyond_what_a_float_holds_stay_exact() -> None:
    t = graph([(1, 0, 0, 2**60 + 1), (2, 0, 0, 2**60), (0, 1, 1, 2**60 + 3)])
    assert lines(returns(t, np.ones(3, bool), 5, 0, 1))[0][1] == [(0, 2**61 + 1, 0, 0, 2**60 + 3, 2, 1)]


def test_no_transfers_no_returns() -> None:
    nobody = returns(graph([], n=0), np.empty(0, bool), 1, 0, 1)
    assert lines(nobody) == lines(returns(graph([], n=3), np.ones(3, bool), 1, 0, 1)) == []
    assert pairs(agents(graph([], n=0), np.empty(0, bool), 1)) == []


def test_what_cannot_be_is_named() -> None:
    t = graph([(0, 1, 0, 1)])
    for window, small, payees, culprit in [(0, 0, 1, "window is 0"), (1, -1, 1, "small is -1"), (1, 0, 0, "payees is 0")]:  # fmt: skip
        with pytest.raises(ValueError, match=culprit):
            returns(t, np.ones(2, bool), window, small, payees)
    with pytest.raises(ValueError, match="shared is 0"):
        agents(t, np.ones(2, bool), 0)
