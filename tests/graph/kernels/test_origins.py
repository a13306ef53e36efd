"""Origins against tokens that remember every transfer they came through."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.origins import Origins, origins
from graph.kernels.seeds import Seeds
from graph.kernels.taint import taint
from tests.graph.kernels.seeded import N, seeds, stream


class Token:
    """One fen: the account that it was in at the start, or the transfer that brought it; and all that it came through."""

    def __init__(self, home: int | None = None) -> None:
        self.home = home
        self.way: list[int] = []
        self.since: int | None = None  # transfers done when it was marked


def by_token(rows: list, opening: list[int], carried: list, held: list, rule: str) -> tuple:
    """`Origins` with money as lists of tokens, newest last, run forwards; the seeds then applied from the last back."""
    wallet = [[Token(v) for _ in range(fen)] for v, fen in enumerate(opening)]
    photos = [[list(money) for money in wallet]]
    blocks, known = [], []
    for i, (u, v, _, amount) in enumerate(rows):
        block = []
        for _ in range(amount):
            block.append(wallet[u].pop(0 if rule == "fifo" else -1) if wallet[u] else Token())
            block[-1].way.append(i)
        known.append(sum(token.home is not None or token.way != [i] for token in block))
        wallet[v] += block
        blocks.append(block)
        photos.append([list(money) for money in wallet])

    marked = [0] * (len(carried) + len(held))

    def mark(j: int, money: list[Token], amount: int, done: int) -> None:
        new = [token for token in money if token.since is None]
        extra = max(0, amount - (len(money) - len(new)))
        marked[j] += extra
        for token in new[len(new) - extra :]:
            token.since = done

    for done in range(len(rows), -1, -1):
        for j, (v, at, amount) in enumerate(held):
            if done == sum(row[2] <= at for row in rows):
                mark(len(carried) + j, photos[done][v], amount, done)
        for part in (1, 0):  # what the payer did not have was the last to leave
            for j, (i, amount) in enumerate(carried):
                if i == done - 1:
                    unknown = min(amount, len(blocks[i]) - known[i])
                    money = blocks[i][known[i] :] if part else blocks[i][: known[i]]
                    mark(j, money, unknown if part else amount - unknown, done)
    every = {token for photo in photos for money in photo for token in money if token.since is not None}
    moved, entered = [0] * len(rows), [0] * len(rows)
    began, outside = [0] * len(opening), [0] * len(opening)
    for token in every:
        for i in token.way:
            moved[i] += i < token.since
        if token.home is not None:
            began[token.home] += 1
        else:
            entered[token.way[0]] += 1
            outside[rows[token.way[0]][0]] += 1
    return moved, entered, began, outside, marked


def arrays(found: Origins) -> tuple:
    return tuple(x.tolist() for x in (found.moved, found.entered, found.opening, found.outside, found.marked))


def balances(rows: list, opening: list[int], at: int) -> list[int]:
    balance = list(opening)
    for u, v, when, amount in rows:
        if when <= at:
            balance[u] = max(0, balance[u] - amount)
            balance[v] += amount
    return balance


person = st.integers(0, N - 1)


@st.composite
def cases(draw: st.DrawFn) -> tuple:
    row = st.tuples(person, person, st.integers(0, 9), st.integers(0, 7))
    rows = draw(st.lists(row, max_size=14).map(lambda r: sorted(r, key=lambda x: x[2])))
    opening = draw(st.lists(st.integers(0, 9), min_size=N, max_size=N))
    whole = st.integers(0, max(0, len(rows) - 1)).flatmap(lambda i: st.tuples(st.just(i), st.integers(0, rows[i][3])))
    carried = draw(st.lists(whole, max_size=3)) if rows else []
    held = [
        (v, at, draw(st.integers(0, balances(rows, opening, at)[v])))
        for v, at in draw(st.lists(st.tuples(person, st.integers(-1, 11)), max_size=3))
    ]
    return rows, opening, carried, held


@pytest.mark.parametrize("rule", ["fifo", "lifo"])
@settings(deadline=None, max_examples=200)
@given(cases())
def test_every_fen_comes_from_where_its_token_began(rule: str, case: tuple) -> None:
    rows, opening, carried, held = case
    found = origins(stream(rows), seeds(carried, held), rule, np.array(opening))
    assert arrays(found) == by_token(rows, opening, carried, held, rule)
    assert found.opening.sum() + found.outside.sum() == found.marked.sum()
    assert found.entered.sum() == found.outside.sum()


@pytest.mark.parametrize("rule", ["fifo", "lifo"])
@settings(deadline=None, max_examples=5)
@given(st.integers(0, 2**32))
def test_a_long_stream_agrees_with_its_tokens(rule: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = [(*rng.integers(0, 8, 2).tolist(), t, int(rng.integers(0, 30))) for t in range(300)]
    opening = rng.integers(0, 40, 8).tolist()
    carried = [(int(i), rows[i][3] * 2 // 3) for i in rng.integers(0, 300, 12)]
    held = [(v, at, balances(rows, opening, at)[v] // 2) for v, at in ((0, 299), (1, 250), (2, 299), (0, 100))]
    found = origins(stream(rows, 8), seeds(carried, held), rule, np.array(opening))
    assert arrays(found) == by_token(rows, opening, carried, held, rule)


@settings(deadline=None, max_examples=100)
@given(cases())
def test_a_haircut_apportions_all_of_it(case: tuple) -> None:
    rows, opening, carried, held = case
    found = origins(stream(rows), seeds(carried, held), "haircut", np.array(opening))
    assert found.opening.sum() + found.outside.sum() == found.marked.sum()
    assert (found.entered <= found.moved).all()
    assert (found.opening <= opening).all()


@pytest.mark.parametrize("rule", ["fifo", "lifo"])
@settings(deadline=None, max_examples=50)
@given(cases(), st.data())
def test_what_is_found_everywhere_at_the_end_came_from_all_that_there_was(
    rule: str, case: tuple, data: st.DataObject
) -> None:
    rows, opening, _, _ = case
    end = balances(rows, opening, 99)
    found = origins(stream(rows), seeds([], [(v, 99, end[v]) for v in range(N)]), rule, np.array(opening))
    there = taint(stream(rows), Seeds(), rule, np.array(opening))
    assert found.opening.tolist() == opening
    assert found.outside.tolist() == there.unexplained.tolist()
    assert found.moved.tolist() == [row[3] for row in rows]


def test_whose_money_an_account_got() -> None:
    """Three paid 100 each to 3, which paid 150 to 4: of the first payer all, of the second half."""
    rows = [(0, 3, 1, 100), (1, 3, 2, 100), (2, 3, 3, 100), (3, 4, 4, 150)]
    got = {
        rule: origins(stream(rows, 5), seeds([], [(4, 4, 150)]), rule).outside.tolist()
        for rule in ("fifo", "lifo", "haircut")
    }
    assert got == {"fifo": [100, 50, 0, 0, 0], "lifo": [0, 50, 100, 0, 0], "haircut": [50, 50, 50, 0, 0]}


def test_a_payment_s_own_origins() -> None:
    rows = [(0, 1, 1, 30), (1, 2, 2, 50)]
    found = origins(stream(rows), seeds([(1, 50)], []), "fifo", np.array([0, 5, 0, 0]))
    assert found.opening.tolist() == [0, 5, 0, 0]
    assert found.outside.tolist() == [30, 15, 0, 0]
    assert found.entered.tolist() == [30, 15]
    assert found.moved.tolist() == [30, 50]


def test_what_can_not_be_undone_is_refused() -> None:
    net = stream([(0, 1, 5, 10)])
    with pytest.raises(ValueError, match="rule 'poison' can't be undone; those that can are fifo, lifo, haircut"):
        origins(net, Seeds(), "poison")
    for rule in ("fifo", "lifo", "haircut"):
        with pytest.raises(ValueError, match="account 1 held 2 fen less than a seed says"):
            origins(net, seeds([], [(1, 5, 12)]), rule)
        with pytest.raises(ValueError, match="account 1 held 1 fen less than a seed says"):
            origins(net, seeds([], [(1, 4, 1)]), rule)
        assert arrays(origins(stream([]), Seeds(), rule)) == ([], [], [0] * N, [0] * N, [])
