"""Balances against a book kept in plain Python, from first transfer to last, and what must hold of any book."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers, transfers
from graph.kernels.balance import Balances, Charged, Observed, balances

Row = tuple[int, int, int, int, bool]  # source, target, at, fen, fee
Look = tuple[int, int, int]  # account, at, balance

ROWS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 20), st.integers(0, 9), st.booleans()), max_size=20
)
LOOKS = st.lists(st.tuples(st.integers(0, 3), st.integers(-2, 23), st.integers(-5, 30)), max_size=8)
BOUNDS = st.sets(st.integers(-3, 25), min_size=2, max_size=5).map(sorted)


def built(rows: list[Row], n: int = 4) -> tuple[Transfers, np.ndarray]:
    rows = sorted(rows, key=lambda r: r[2])
    source, target, at, fen, fee = np.array(rows, np.int64).reshape(-1, 5).T
    t = transfers(n, *(c.astype(np.int32) for c in (source, target, at)), fen.copy())
    return t, fee.astype(bool)


def kept(rows: list[Row], looks: list[Look], bounds: list[int]) -> Balances:
    t, fee = built(rows)
    account, at, balance = np.array(looks, np.int64).reshape(-1, 3).T
    observed = Observed(account.astype(np.int32), at.astype(np.int32), balance.copy())
    return balances(t, np.arange(4, dtype=np.int32), np.array(bounds, np.int64), fee, observed)


def told(rows: list[Row], looks: list[Look], bounds: list[int], v: int) -> tuple[list[dict[str, int]], list[int], bool]:
    """Each balance is the sum of all that moved up to it; a book of second-by-second sums."""
    rows = sorted(rows, key=lambda r: r[2])
    moves: list[tuple[int, str, int]] = []
    for s, d, at, fen, fee in rows:
        moves += [(at, "in", fen)] if d == v else []
        moves += [(at, "fees" if fee else "out", -fen)] if s == v else []
    mine = {at: (k, balance) for k, (a, at, balance) in enumerate(looks) if a == v}
    steps: list[int] = [0] * len(looks)
    flow = lambda a, b: sum(fen for at, _, fen in moves if a < at <= b)  # noqa: E731
    never = -(10**9)
    days = sorted(mine)
    if days:
        first = mine[days[0]][1] - flow(never, days[0])
        for one, two in zip(days, days[1:], strict=False):
            steps[mine[two][0]] = mine[two][1] - mine[one][1] - flow(one, two)
    else:
        run = [0]
        for _, _, fen in moves:
            run.append(run[-1] + fen)
        first = -min(run)

    def at_end(second: int) -> int:
        return first + flow(never, second) + sum(steps[k] for at, (k, _) in mine.items() if at <= second)

    sheet = []
    for a, b in zip(bounds, bounds[1:], strict=False):
        mark = {"opening": at_end(a - 1), "closing": at_end(b - 1)}
        for name in ("in", "out", "fees"):
            mark[name] = sum(abs(fen) for at, what, fen in moves if a <= at < b and what == name)
        mark["residue"] = sum(steps[k] for at, (k, _) in mine.items() if a <= at < b)
        mark["seen"] = sum(acc == v and a <= at < b for acc, at, _ in looks)
        sheet.append(mark)
    return sheet, steps, not days


@settings(deadline=None, max_examples=200)
@given(ROWS, LOOKS, BOUNDS)
def test_the_book_is_the_one_kept_by_hand(rows: list[Row], looks: list[Look], bounds: list[int]) -> None:
    book = kept(rows, looks, bounds)
    columns = {"opening": book.opening, "in": book.came_in, "out": book.paid_out, "fees": book.fees,
               "residue": book.residue, "closing": book.closing, "seen": book.seen}  # fmt: skip
    off = np.zeros(len(looks), np.int64)
    for v in range(4):
        sheet, steps, assumed = told(rows, looks, bounds, v)
        assert [{name: int(c[v, j]) for name, c in columns.items()} for j in range(len(sheet))] == [
            {name: mark[name] for name in columns} for mark in sheet
        ]
        assert bool(book.assumed[v]) == assumed
        off += np.array(steps, np.int64)
    assert book.off.tolist() == off.tolist()


@settings(deadline=None, max_examples=100)
@given(ROWS, LOOKS, BOUNDS)
def test_it_balances(rows: list[Row], looks: list[Look], bounds: list[int]) -> None:
    book = kept(rows, looks, bounds)
    assert (book.opening + book.came_in - book.paid_out - book.fees + book.residue == book.closing).all()
    assert (book.opening[:, 1:] == book.closing[:, :-1]).all()
    assert (book.lowest <= np.minimum(book.opening, book.closing)).all()
    assert (book.lowest[book.assumed] >= 0).all()


@settings(deadline=None, max_examples=60)
@given(ROWS)
def test_the_assumed_opening_is_the_least(rows: list[Row]) -> None:
    book = kept(rows, [], [-5, 50])
    assert book.assumed.all()
    assert ((book.lowest[:, 0] == 0) | (book.opening[:, 0] == 0)).all()


@settings(deadline=None, max_examples=100)
@given(ROWS, LOOKS, BOUNDS, st.data())
def test_what_is_charged_beside_is_as_a_transfer_of_its_own(
    rows: list[Row], looks: list[Look], bounds: list[int], data: st.DataObject
) -> None:
    """Borne by either side, in the same second, to an account that nobody asks for."""
    rows = sorted(rows, key=lambda r: r[2])
    extra = data.draw(st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=len(rows), max_size=len(rows)))
    apart = [x for (s, d, at, fen, fee), (more, by) in zip(rows, extra, strict=True)
             for x in ((s, d, at, fen, fee), (s if by else d, 4, at, more, True))]  # fmt: skip
    account, at, balance = np.array(looks, np.int64).reshape(-1, 3).T
    seen, mine = Observed(account.astype(np.int32), at.astype(np.int32), balance.copy()), np.arange(4, dtype=np.int32)
    t, fee = built(rows)
    charged = Charged(np.array([more for more, _ in extra], np.int64),
                      np.array([s if by else d for (s, d, *_), (_, by) in zip(rows, extra, strict=True)], np.int32))  # fmt: skip
    got = balances(t, mine, np.array(bounds, np.int64), fee, seen, charged)
    t, fee = built(apart, 5)
    want = balances(t, mine, np.array(bounds, np.int64), fee, seen)
    for name in ("opening", "came_in", "paid_out", "fees", "residue", "closing", "off"):
        assert getattr(got, name).tolist() == getattr(want, name).tolist(), name


def test_a_month_with_a_transfer_that_is_not_on_file() -> None:
    rows = [(0, 1, 1, 500, False), (0, 2, 2, 3, True), (3, 0, 12, 100, False), (0, 1, 25, 50, False)]
    book = kept(rows, [(0, 1, 500), (0, 12, 647), (0, 25, 597)], [0, 10, 20, 30])
    assert book.opening[0].tolist() == [1000, 497, 647]
    assert book.closing[0].tolist() == [497, 647, 597]
    assert book.residue[0].tolist() == [0, 50, 0]
    assert book.fees[0].tolist() == [3, 0, 0]
    assert book.off.tolist() == [0, 50, 0]
    assert book.seen[0].tolist() == [1, 1, 1]


def test_without_statements_it_opens_with_what_it_must_have_had() -> None:
    book = kept([(0, 1, 1, 80, False), (2, 0, 2, 50, False), (0, 1, 3, 60, False)], [], [2, 4])
    assert (book.opening[0, 0], book.closing[0, 0]) == (
        10,
        0,
    )  # 90 before the payment of 80 that lies before the period
    assert book.assumed.tolist() == [True] * 4


def test_an_overdraft_shows() -> None:
    book = kept([(0, 1, 5, 80, False), (2, 0, 6, 80, False)], [(0, 4, 10)], [0, 10])
    assert (book.lowest[0, 0], book.closing[0, 0]) == (-70, 10)


def test_large_amounts_are_exact() -> None:
    big = 2**60 + 1
    book = kept([(0, 1, 1, big, False), (1, 0, 2, big - 2, False)], [], [0, 3])
    assert book.opening[0].tolist() == [big]
    assert book.closing[0].tolist() == [big - 2]
    assert book.closing[1].tolist() == [2]


def test_only_those_asked_for_and_refusals() -> None:
    t, fee = built([(0, 1, 1, 5, False)])
    book = balances(t, np.array([1], np.int32), np.array([0, 2]))
    assert book.came_in.tolist() == [[5]]
    with pytest.raises(ValueError, match="account 4 "):
        balances(t, np.array([4], np.int32), np.array([0, 2]))
    with pytest.raises(ValueError, match=r"account 1 .*twice"):
        balances(t, np.array([1, 1], np.int32), np.array([0, 2]))
    with pytest.raises(ValueError, match="bounds"):
        balances(t, np.array([1], np.int32), np.array([2, 2]))
    with pytest.raises(ValueError, match="fee"):
        balances(t, np.array([1], np.int32), np.array([0, 2]), fee[:0])
    with pytest.raises(ValueError, match="observed account 4 "):
        kept([], [(4, 0, 0)], [0, 1])
    with pytest.raises(ValueError, match="int64"):
        kept([], [(0, 0, 2**62)], [0, 1])
    assert balances(t, np.zeros(0, np.int32), np.array([0, 2])).opening.shape == (0, 1)
