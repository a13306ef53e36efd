"""What is recoverable against every balance written down, and cases worked out by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import transfers
from graph.kernels.recoverable import WHOLE, Recoverable, recoverable
from graph.kernels.whatif import freeze, replay

Row = tuple[int, int, int, int]  # at, from, to, amount


def run(rows: list[Row], opening: list[int], claim: list[int], moments: list[int]) -> Recoverable:
    at, source, target, amount = np.array(rows, np.int64).reshape(-1, 4).T
    stream = transfers(len(opening), source.astype(np.int32), target.astype(np.int32), at.astype(np.int32), amount)
    return recoverable(stream, np.array(opening, np.int64), np.array(claim, np.int64), np.array(moments, np.int64))


def written(rows: list[Row], opening: int, account: int) -> list[tuple[int, int]]:
    """(second, balance) of an account: at the outset, and after each transfer that is not to itself."""
    book = [(-(10**9), opening)]
    for at, u, v, amount in rows:
        now = book[-1][1]
        if u == v == account:
            book.append((at, max(now, amount)))
        elif account in (u, v):
            book.append((at, now + amount if v == account else max(0, now - amount)))
    return book


@st.composite
def stream(draw: st.DrawFn) -> tuple[list[Row], list[int], list[int], list[int]]:
    n = draw(st.integers(1, 5))
    node = st.integers(0, n - 1)
    rows = draw(st.lists(st.tuples(st.integers(0, 12), node, node, st.integers(0, 12)), max_size=30))
    opening = draw(st.lists(st.integers(0, 20), min_size=n, max_size=n))
    claim = draw(st.lists(st.sampled_from([0, 3, 10, WHOLE]), min_size=n, max_size=n))
    moments = draw(st.lists(st.integers(-1, 14), min_size=1, max_size=5))
    return sorted(rows, key=lambda r: r[0]), opening, claim, sorted(moments)


@settings(deadline=None, max_examples=300)
@given(stream())
def test_it_is_what_the_books_say(case) -> None:  # type: ignore[no-untyped-def]
    rows, opening, claim, moments = case
    got = run(rows, opening, claim, moments)
    book = [written(rows, fen, v) for v, fen in enumerate(opening)]
    then = [[b for at, b in book[v] if at < moments[0]][-1] for v in range(len(opening))]
    assert got.within.tolist() == [min(c, b) for c, b in zip(claim, then, strict=True)]
    for k, moment in enumerate(moments):
        low = [min([then[v]] + [b for at, b in book[v] if moments[0] <= at < moment]) for v in range(len(opening))]
        now = [[b for at, b in book[v] if at < moment][-1] for v in range(len(opening))]
        assert got.left[k] == sum(min(c, b) for c, b in zip(claim, low, strict=True))
        assert got.balance[k] == sum(b for c, b in zip(claim, now, strict=True) if c)


@settings(deadline=None, max_examples=60)
@given(stream())
def test_waiting_never_helps_and_a_freeze_holds_the_balance(case) -> None:  # type: ignore[no-untyped-def]
    rows, opening, claim, moments = case
    got = run(rows, opening, claim, moments)
    assert (np.diff(got.left) <= 0).all()
    assert (got.left <= got.balance).all()
    at, source, target, amount = np.array(rows, np.int64).reshape(-1, 4).T
    played = transfers(len(opening), source.astype(np.int32), target.astype(np.int32), at.astype(np.int32), amount)
    held = np.flatnonzero(np.array(claim)).astype(np.int32)
    for k, moment in enumerate(moments):
        frozen = replay(played, np.array(opening, np.int64), freeze(moment, held))
        assert frozen.before[held].sum() == got.balance[k]


def test_new_money_does_not_restore_the_old() -> None:
    rows = [(10, 0, 1, 80), (20, 2, 0, 50), (30, 0, 1, 10)]
    got = run(rows, [100, 0, 50], [WHOLE, 0, 0], [10, 11, 21, 31])
    assert got.within.tolist() == [100, 0, 0]
    assert got.left.tolist() == [100, 20, 20, 20]
    assert got.balance.tolist() == [100, 20, 70, 60]


def test_traced_money_is_in_reach_as_far_as_it_lies_there() -> None:
    rows = [(10, 0, 1, 80), (20, 1, 2, 60)]
    got = run(rows, [100, 5, 0], [WHOLE, 40, 40], [11, 21])
    assert got.within.tolist() == [20, 40, 0]
    assert got.left.tolist() == [60, 45]
    assert got.balance.tolist() == [105, 105]


def test_nobody_and_large_sums() -> None:
    assert run([], [], [], [0]).left.tolist() == [0]
    big = 2**61 - 1
    assert run([(1, 0, 1, 1)], [big, 0], [WHOLE, WHOLE], [1, 2]).left.tolist() == [big, big - 1]


@pytest.mark.parametrize(
    ("claim", "moments", "words"),
    [
        ([-1], [0], "claim 0 is -1 fen"),
        ([1], [], "moments"),
        ([1], [2, 1], "moments"),
        ([], [0], "claim has 0 entries"),
    ],
)
def test_misuse_is_named(claim: list[int], moments: list[int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        run([], [5], claim, moments)
