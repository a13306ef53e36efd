"""Claims against each source run forward by itself, as tokens; against the decided cases; and beside the other rules."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.kernels.claims import ALONE, claims
from graph.kernels.origins import UNDONE, origins
from graph.kernels.seeds import Seeds
from graph.kernels.taint import taint
from tests.graph.kernels.seeded import N, seeds, stream

Rows = list[tuple[int, int, int, int]]
Asked = tuple[int, int, int]  # account, second, fen; or -1, transfer, fen


def balances(rows: Rows, opening: list[int], done: int) -> list[int]:
    balance = list(opening)
    for u, v, _, amount in rows[:done]:
        balance[u] = max(0, balance[u] - amount)
        balance[v] += amount
    return balance


def upto(rows: Rows, asked: Asked) -> int:
    """How many transfers are done when the sum is looked at."""
    return asked[1] + 1 if asked[0] < 0 else sum(row[2] <= asked[1] for row in rows)


def found_forward(rows: Rows, opening: list[int], asked: Asked, *, of: int = -1, whole: int = -1) -> int:
    """Dirty tokens of the sum, clean ones being paid first: `of`'s own money is dirty, or all of transfer `whole`."""
    wallet = [[u == of] * fen for u, fen in enumerate(opening)]
    block: list[bool] = []
    for i, (u, v, _, amount) in enumerate(rows[: upto(rows, asked)]):
        wallet[u].sort()
        block, wallet[u] = wallet[u][:amount], wallet[u][amount:]
        block += [u == of] * (amount - len(block))
        if i == whole:
            block = [True] * amount
        wallet[v] += block
    return min(asked[2], sum(block if asked[0] < 0 else wallet[asked[0]]))


def poisoned_forward(rows: Rows, opening: list[int], asked: Asked, start: int, who: int) -> bool:
    """Whether poison that is in account `who` (-1: in the money moved) at transfer `start` is in the sum."""
    balance, bad, hit = list(opening), [False] * len(opening), False
    for i, (u, v, _, amount) in enumerate(rows[: upto(rows, asked)]):
        if i == start and who >= 0:
            bad[who] = True
        hit = amount > 0 and (bad[u] or (i == start and who < 0))
        balance[u] = max(0, balance[u] - amount)
        bad[u] &= balance[u] > 0
        balance[v] += amount
        bad[v] |= hit
    if start == upto(rows, asked) and who >= 0:
        bad[who] = True
    return hit if asked[0] < 0 else bad[asked[0]]


def begun(rows: Rows, opening: list[int]) -> list[tuple[int, int, int]]:
    """Account, transfer before which, fen: opening balances, and what payments brought beyond the known balance (-1 - i)."""
    events = [(u, 0, fen) for u, fen in enumerate(opening) if fen]
    for i, (u, _, _, amount) in enumerate(rows):
        fresh = amount - balances(rows, opening, i)[u]
        if fresh > 0:
            events.append((u, -1 - i, fresh))
    return events


def seed_of(asked: Asked) -> Seeds:
    return seeds([asked[1:]], []) if asked[0] < 0 else seeds([], [asked])


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rows, list[int], Asked]:
    person = st.integers(0, N - 1)
    row = st.tuples(person, person, st.integers(0, 9), st.integers(0, 7))
    rows = draw(st.lists(row, max_size=14).map(lambda r: sorted(r, key=lambda x: x[2])))
    opening = draw(st.lists(st.integers(0, 9), min_size=N, max_size=N))
    if rows and draw(st.booleans()):
        i = draw(st.integers(0, len(rows) - 1))
        return rows, opening, (-1, i, draw(st.integers(0, rows[i][3])))
    v, at = draw(person), draw(st.integers(-1, 11))
    most = balances(rows, opening, upto(rows, (v, at, 0)))[v]
    return rows, opening, (v, at, draw(st.integers(0, most)))


@settings(deadline=None, max_examples=500)
@given(cases())
@example(([(1, 0, 0, 3), (1, 2, 0, 2), (1, 0, 0, 1), (2, 1, 1, 1)], [0, 6, 1, 0], (1, 1, 1)))
def test_libr_is_each_source_run_forward_alone(case: tuple[Rows, list[int], Asked]) -> None:
    rows, opening, asked = case
    found = claims(stream(rows), seed_of(asked), "libr", np.array(opening))
    assert found.part.tolist() == [found_forward(rows, opening, asked, of=v) for v in range(N)]
    each = claims(stream(rows), seed_of(asked), "libr", np.array(opening), each=True)
    done = upto(rows, asked)
    assert each.part.tolist() == [found_forward(rows, opening, asked, whole=i) if i < done else 0 for i in range(len(rows))]  # fmt: skip
    assert (found.left, found.most, each.left, each.most) == (0, 0, 0, 0)


@settings(deadline=None, max_examples=300)
@given(cases())
def test_poison_is_whoever_can_have_come_there(case: tuple[Rows, list[int], Asked]) -> None:
    rows, opening, asked = case
    found = claims(stream(rows), seed_of(asked), "poison", np.array(opening))
    done, had = upto(rows, asked), [0] * N
    for v, at, fen in begun(rows[:done], opening):
        there = poisoned_forward(rows, opening, asked, -1 - at, -1) if at < 0 else poisoned_forward(rows, opening, asked, 0, v)  # fmt: skip
        had[v] += fen * there
    assert found.part.tolist() == [min(asked[2], fen) for fen in had]
    each = claims(stream(rows), seed_of(asked), "poison", np.array(opening), each=True)
    assert each.part.tolist() == [
        min(asked[2], rows[i][3]) if i < done and poisoned_forward(rows, opening, asked, i, -1) else 0 for i in range(len(rows))
    ]  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(cases())
def test_no_rule_finds_more_of_a_source_than_poison(case: tuple[Rows, list[int], Asked]) -> None:
    rows, opening, asked = case
    t, seed, known = stream(rows), seed_of(asked), np.array(opening)
    most = claims(t, seed, "poison", known)
    assert (claims(t, seed, "libr", known).part <= most.part).all()
    for rule in UNDONE:
        one = origins(t, seed, rule, known)
        assert (one.opening + one.outside <= most.part).all(), rule
    assert most.part.sum() >= asked[2], "all that is in the sum began somewhere"


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32), st.booleans())
def test_a_longer_stream_agrees_with_the_rule_forward(seed: int, carried: bool) -> None:
    rng = np.random.default_rng(seed)
    rows = [(*rng.integers(0, 12, 2).tolist(), t, int(rng.integers(1, 60))) for t in range(400)]
    opening = np.array(rng.integers(0, 90, 12))
    t = stream(rows, 12)
    held = balances(rows, opening.tolist(), 351)
    v = int(np.argmax(held))
    asked = seeds([(350, rows[350][3])], []) if carried else seeds([], [(v, 350, held[v])])
    found = claims(t, asked, "libr", opening, each=True)
    for i in rng.integers(0, 351, 60).tolist():
        alone = taint(stream(rows[:351], 12), seeds([(i, rows[i][3])], []), "libr", opening)
        assert found.part[i] == (alone.moved[350] if carried else alone.tainted[v])
    few = claims(t, asked, "libr", opening, each=True, among=[3, 5])
    assert few.part[[3, 5]].tolist() == found.part[[3, 5]].tolist()
    assert few.part.sum() == few.part[[3, 5]].sum()
    short = claims(t, asked, "libr", opening, each=True, work=0)
    most = claims(t, asked, "poison", opening, each=True).part
    done = short.part > 0
    assert short.left == (most > 0).sum() - 1
    assert short.part[done].tolist() == found.part[done].tolist()
    assert done.sum() <= 1
    rest = np.sort(most)[::-1][1:]
    assert short.most == rest[0] >= np.delete(found.part, most.argmax()).max()


def test_roscoe_v_winder_asked_backwards() -> None:
    """Of the £358 5s 5d on the account at the end the trust can claim £25 18s, the lowest balance since."""
    trust, lowest, end = 455 * 240 + 18 * 12 + 11, 25 * 240 + 18 * 12, 358 * 240 + 5 * 12 + 5
    rows = [(0, 1, 1, trust), (1, 2, 2, trust - lowest), (3, 1, 3, end - lowest)]
    found = claims(stream(rows), seeds([], [(1, 3, end)]), "libr")
    assert found.part.tolist() == [lowest, 0, 0, end - lowest]
    assert claims(stream(rows), seeds([], [(1, 3, end)]), "poison").part.tolist() == [end, 0, 0, end - lowest]
    assert claims(stream(rows), seeds([], [(1, 3, 100)]), "poison").part.tolist() == [100, 0, 0, 100]


@pytest.mark.parametrize(("paid", "of_what_left", "of_the_rest"), [(50, 0, 50), (70, 20, 30), (100, 50, 0)])
def test_two_claimants_are_both_traced_into_what_stayed_and_neither_into_what_left_first(
    paid: int, of_what_left: int, of_the_rest: int
) -> None:
    """Each paid 50 into account 2: parts come to more than the sum, or to less."""
    rows = [(0, 2, 1, 50), (1, 2, 2, 50), (2, 3, 3, paid)]
    left = claims(stream(rows), seeds([(2, paid)], []), "libr").part.tolist()
    stayed = claims(stream(rows), seeds([], [(2, 3, 100 - paid)]), "libr").part.tolist()
    assert left == [of_what_left, of_what_left, 0, 0]
    assert stayed == [of_the_rest, of_the_rest, 0, 0]


def test_what_is_wrong_is_named() -> None:
    net = stream([(0, 1, 5, 10)])
    with pytest.raises(ValueError, match="rule 'fifo' is undone by `origins`; each source alone is for libr, poison"):
        claims(net, Seeds(), "fifo")
    for rule in ALONE:
        with pytest.raises(ValueError, match="0 seeds; one sum is asked about at a time"):
            claims(net, Seeds(), rule)
        with pytest.raises(ValueError, match="account 1 held 2 fen less than a seed says"):
            claims(net, seeds([], [(1, 5, 12)]), rule)
        with pytest.raises(ValueError, match="account 1 held 1 fen less than a seed says"):
            claims(net, seeds([], [(1, 4, 1)]), rule)
        assert claims(stream([]), seeds([], [(1, 4, 3)]), rule, np.array([0, 5, 0, 0])).part.tolist() == [0, 3, 0, 0]
        assert claims(net, seeds([], [(1, 5, 0)]), rule, each=True).part.tolist() == [0]
