"""Taint against accounts in which every fen is a token of its own, against fractions, and against the decided cases."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.seeds import Seeds
from graph.kernels.taint import RULES, Taint, side_by_side, taint
from tests.graph.kernels.seeded import N, seeds, stream


class Token:
    """One fen."""

    def __init__(self) -> None:
        self.dirty = False


def soiled(money: list[Token], amount: int) -> int:
    """Dirties clean tokens from the last on until `amount` are dirty; how many that took."""
    clean = [token for token in money if not token.dirty]
    extra = max(0, amount - (len(money) - len(clean)))
    for token in clean[len(clean) - extra :]:
        token.dirty = True
    return extra


def by_token(rows: list, opening: list[int], carried: list, held: list, rule: str) -> tuple:
    """Taint moved, taint and balance at the end, unexplained and marked: with money as lists of tokens, newest last."""
    wallet = [[Token() for _ in range(fen)] for fen in opening]
    unexplained = [0] * len(opening)
    marked = [0] * (len(carried) + len(held))
    moved = []

    def hold(now: float, later: float) -> None:
        for j, (v, at, amount) in enumerate(held):
            if now < at <= later:
                while len(wallet[v]) < amount:
                    wallet[v].append(Token())
                    unexplained[v] += 1
                marked[len(carried) + j] = soiled(wallet[v], amount)

    def paid(u: int) -> Token:
        if not wallet[u]:
            unexplained[u] += 1
            return Token()
        if rule == "libr":
            return wallet[u].pop(min(range(len(wallet[u])), key=lambda k: wallet[u][k].dirty))
        return wallet[u].pop(0 if rule == "fifo" else -1)

    now = float("-inf")
    for i, (u, v, at, amount) in enumerate(rows):
        hold(now, at)
        now = at
        block = [paid(u) for _ in range(amount)]
        for j, (transfer, fen) in enumerate(carried):
            if transfer == i:
                marked[j] = soiled(block, fen)
        moved.append(sum(token.dirty for token in block))
        wallet[v] += block
    hold(now, float("inf"))
    tainted = [sum(token.dirty for token in money) for money in wallet]
    return moved, tainted, [len(money) for money in wallet], unexplained, marked, wallet


def arrays(found: Taint) -> tuple:
    return tuple(x.tolist() for x in (found.moved, found.tainted, found.balance, found.unexplained, found.marked))


fen = st.integers(0, 7)
person = st.integers(0, N - 1)


@st.composite
def cases(draw: st.DrawFn) -> tuple:
    rows = draw(
        st.lists(st.tuples(person, person, st.integers(0, 9), fen), max_size=14).map(
            lambda r: sorted(r, key=lambda x: x[2])
        )
    )
    opening = draw(st.lists(st.integers(0, 9), min_size=N, max_size=N))
    whole = st.integers(0, max(0, len(rows) - 1)).flatmap(lambda i: st.tuples(st.just(i), st.integers(0, rows[i][3])))
    carried = draw(st.lists(whole, max_size=3)) if rows else []
    held = draw(st.lists(st.tuples(person, st.integers(-1, 11), fen), max_size=3, unique_by=lambda x: x[:2]))
    return rows, opening, carried, held


@pytest.mark.parametrize("rule", ["fifo", "lifo", "libr"])
@settings(deadline=None, max_examples=120)
@given(cases())
def test_every_fen_is_where_its_token_is(rule: str, case: tuple) -> None:
    rows, opening, carried, held = case
    held.sort(key=lambda x: x[1])
    found = taint(stream(rows), seeds(carried, held), rule, np.array(opening))
    *expected, wallet = by_token(rows, opening, carried, held, rule)
    assert arrays(found) == tuple(expected)
    if rule == "libr":
        return
    assert found.lots is not None
    for v in range(N):
        laid = slice(found.lots.start[v], found.lots.start[v + 1])
        lots = list(zip(found.lots.amount[laid].tolist(), found.lots.tainted[laid].tolist(), strict=True))
        told = [bool(dirty) for amount, dirty in lots for _ in range(amount)]
        money = [token.dirty for token in wallet[v][:: 1 if rule == "fifo" else -1]]
        assert told == (money if any(money) else [])
        assert all(a[1] != b[1] for a, b in zip(lots, lots[1:], strict=False))


@pytest.mark.parametrize("rule", ["fifo", "lifo", "libr"])
@settings(deadline=None, max_examples=5)
@given(st.integers(0, 2**32))
def test_a_long_stream_agrees_with_its_tokens(rule: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = [(*rng.integers(0, 12, 2).tolist(), t, int(rng.integers(0, 60))) for t in range(600)]
    opening = rng.integers(0, 90, 12).tolist()
    carried = [(int(i), rows[i][3] * 2 // 3) for i in rng.integers(0, 500, 25)]
    held = [(int(v), 40 * k, 50) for k, v in enumerate(rng.integers(0, 12, 12))]
    found = taint(stream(rows, 12), seeds(carried, held), rule, np.array(opening))
    assert arrays(found) == tuple(by_token(rows, opening, carried, held, rule)[:-1])


def replayed(rows: list, opening: list[int], carried: list, held: list, found: Taint) -> list[Fraction]:
    """The haircut in exact fractions, and meanwhile its account of whole fen held to the rule."""
    whole, ideal = [0] * len(opening), [Fraction(0)] * len(opening)
    balance = list(opening)
    owed: dict[int, Fraction] = defaultdict(Fraction)
    p = len(carried)

    def hold(now: float, later: float) -> None:
        for j, (v, at, amount) in enumerate(held):
            if now < at <= later:
                balance[v] = max(balance[v], amount)
                assert found.marked[p + j] == max(0, amount - whole[v])
                whole[v] += int(found.marked[p + j])
                ideal[v] = max(ideal[v], Fraction(amount))

    now = float("-inf")
    for i, (u, v, at, amount) in enumerate(rows):
        hold(now, at)
        now = at
        balance[u] = max(balance[u], amount)
        rate = Fraction(amount, balance[u]) if amount else Fraction(0)
        by = sum(int(found.marked[j]) for j, (transfer, _) in enumerate(carried) if transfer == i)
        x = int(found.moved[i]) - by
        owed[u] += whole[u] * rate - x
        assert abs(owed[u]) <= Fraction(1, 2) + Fraction(1, 10**9)
        assert max(0, whole[u] - (balance[u] - amount)) <= x <= min(amount, whole[u])
        exact = ideal[u] * rate
        balance[u], whole[u], ideal[u] = balance[u] - amount, whole[u] - x, ideal[u] - exact
        if whole[u] == 0:
            owed[u] = Fraction(0)
        exact = max([exact, *(Fraction(fen) for transfer, fen in carried if transfer == i)])
        balance[v], whole[v], ideal[v] = balance[v] + amount, whole[v] + x + by, ideal[v] + exact
    hold(now, float("inf"))
    assert (found.balance.tolist(), found.tainted.tolist()) == (balance, whole)
    return ideal


@settings(deadline=None, max_examples=120)
@given(cases(), st.sampled_from([1, 10, 1000, 2**53 + 1]))
def test_a_haircut_is_the_pro_rata_share_to_the_nearest_fen_carried_on(case: tuple, scale: int) -> None:
    rows, opening, carried, held = case
    rows = [(u, v, at, amount * scale) for u, v, at, amount in rows]
    opening = [amount * scale for amount in opening]
    carried = [(i, amount * scale) for i, amount in carried]
    held = sorted(((v, at, amount * scale) for v, at, amount in held), key=lambda x: x[1])
    found = taint(stream(rows), seeds(carried, held), "haircut", np.array(opening))
    ideal = replayed(rows, opening, carried, held, found)
    assert sum(found.tainted) == sum(found.marked)
    assert max(abs(a - b) for a, b in zip(found.tainted.tolist(), ideal, strict=True)) <= 1 + len(held) + len(carried)


def test_many_small_payments_take_their_share_of_a_pool() -> None:
    """Rounded one by one, each share of 0.4 fen would be nothing and the taint would never leave."""
    rows = [(0, 1, 0, 10**7)] + [(1, 2, t, 10) for t in range(1, 500_001)]
    found = taint(stream(rows, 3), seeds([(0, 400_000)], []), "haircut")
    assert found.tainted.tolist() == [0, 200_000, 200_000]


@settings(deadline=None, max_examples=120)
@given(cases())
def test_poison_is_an_account_wholly_tainted_until_it_is_empty(case: tuple) -> None:
    rows, opening, carried, held = case
    found = taint(stream(rows), seeds(carried, held), "poison", np.array(opening))
    balance, bad, moved, left = list(opening), [False] * N, [], sorted(held, key=lambda x: x[1])
    for i, (u, v, at, amount) in enumerate([*rows, (0, 0, 99, 0)]):
        while left and left[0][1] <= at:
            w, _, kept = left.pop(0)
            balance[w] = max(balance[w], kept)
            bad[w] |= kept > 0
        hit = amount > 0 and (bad[u] or any(transfer == i and fen > 0 for transfer, fen in carried))
        balance[u] = max(0, balance[u] - amount)
        bad[u] &= balance[u] > 0
        balance[v] += amount
        bad[v] |= hit
        moved.append(amount if hit else 0)
    assert found.moved.tolist() == moved[:-1]
    assert found.balance.tolist() == balance
    assert found.tainted.tolist() == [fen if is_bad else 0 for fen, is_bad in zip(balance, bad, strict=True)]


@pytest.mark.parametrize(("paid", "moved"), [(10, [10, 10, 0, 0]), (9, [10, 9, 0, 6]), (12, [10, 12, 0, 0])])
def test_poison_is_gone_with_the_last_fen(paid: int, moved: list[int]) -> None:
    rows = [(0, 1, 1, 10), (1, 2, 2, paid), (3, 1, 3, 5), (1, 2, 4, 6)]
    assert taint(stream(rows), seeds([(0, 1)], []), "poison").moved.tolist() == moved


@pytest.mark.parametrize("rule", ["fifo", "lifo", "libr", "poison"])
@settings(deadline=None, max_examples=60)
@given(cases())
def test_yuan_beyond_float_are_as_fen(rule: str, case: tuple) -> None:
    rows, opening, carried, held = case
    unit = 2**53 + 1
    small = taint(stream(rows), seeds(carried, held), rule, np.array(opening))
    large = taint(
        stream([(u, v, at, amount * unit) for u, v, at, amount in rows]),
        seeds([(i, x * unit) for i, x in carried], [(v, at, x * unit) for v, at, x in held]),
        rule,
        np.array(opening) * unit,
    )
    for little, much in zip(arrays(small), arrays(large), strict=True):
        assert [x * unit for x in little] == much


def test_no_rule_taints_more_than_poison_and_all_that_conserve_agree_on_the_sum() -> None:
    rng = np.random.default_rng(5)
    rows = [(*rng.integers(0, 30, 2).tolist(), t, int(rng.integers(1, 10**6))) for t in range(3000)]
    first = seeds([(i, rows[i][3]) for i in range(0, 100, 7)], [(3, 1500, 10**6)])
    found = dict(zip(RULES, side_by_side(stream(rows, 30), first), strict=True))
    for rule in RULES:
        assert found[rule].balance.tolist() == found["fifo"].balance.tolist()
        assert found[rule].tainted.sum() >= found[rule].marked.sum()
        assert (found[rule].moved <= found["poison"].moved).all()
        assert (found[rule].tainted <= found["poison"].tainted).all()
        assert rule == "poison" or found[rule].tainted.sum() == found[rule].marked.sum()
        assert arrays(taint(stream(rows, 30), first, rule)) == arrays(found[rule])


def test_claytons_case() -> None:
    """Paid in 100 of the trust, then 50 of one's own; 120 drawn: first in, first out leaves 30 of one's own."""
    rows = [(0, 1, 1, 100), (2, 1, 2, 50), (1, 3, 3, 120)]
    left = {rule: taint(stream(rows), seeds([(0, 100)], []), rule).tainted.tolist() for rule in RULES}
    assert left == {
        "fifo": [0, 0, 0, 100],
        "lifo": [0, 30, 0, 70],
        "haircut": [0, 20, 0, 80],
        "libr": [0, 30, 0, 70],
        "poison": [0, 30, 0, 120],
    }


def test_roscoe_v_winder() -> None:
    """£455 18s 11d of trust money paid in; the account fell to £25 18s and rose to £358 5s 5d: £25 18s can be traced."""
    trust, lowest, end = 455 * 240 + 18 * 12 + 11, 25 * 240 + 18 * 12, 358 * 240 + 5 * 12 + 5
    rows = [(0, 1, 1, trust), (1, 2, 2, trust - lowest), (3, 1, 3, end - lowest)]
    found = taint(stream(rows), seeds([(0, trust)], []), "libr")
    assert found.balance[1] == end
    assert found.tainted[1] == lowest


def test_money_that_nobody_knew_of_is_clean_and_told() -> None:
    rows = [(0, 1, 1, 10), (1, 2, 2, 25), (2, 3, 3, 10)]
    for rule, moved in (("fifo", 10), ("lifo", 0), ("haircut", 4), ("libr", 0)):
        found = taint(stream(rows), seeds([(0, 10)], []), rule)
        assert found.unexplained.tolist() == [10, 15, 0, 0]
        assert found.moved.tolist() == [10, 10, moved]


def test_a_seed_counts_what_is_tainted_already() -> None:
    rows = [(0, 1, 1, 100), (1, 2, 2, 100)]
    for rule in RULES:
        found = taint(stream(rows), seeds([(0, 60), (1, 80)], [(2, 5, 90)]), rule)
        assert found.marked.tolist() == ([60, 20, 10] if rule != "poison" else [60, 0, 0])


def test_what_is_wrong_is_named() -> None:
    net = stream([(0, 1, 5, 10)], 2)
    none = Seeds()
    for seed, message in (
        (seeds([(1, 1)], []), "seed 0: transfer 1 of 1"),
        (seeds([(0, 11)], []), "seed 0: 11 fen of transfer 0, which moves 10"),
        (seeds([(0, 1)], [(2, 0, 1)]), "seed 1: account 2 of a graph of 2"),
        (seeds([], [(1, 0, -1)]), "seed 0: -1 fen"),
        (Seeds(transfer=np.array([0])), "equal lengths"),
    ):
        with pytest.raises(ValueError, match=message):
            taint(net, seed, "fifo")
    with pytest.raises(ValueError, match="no rule 'oldest'; the rules are fifo, lifo, haircut, libr, poison"):
        taint(net, none, "oldest")
    with pytest.raises(ValueError, match="account 1 opens with -3 fen"):
        taint(net, none, "fifo", np.array([0, -3]))
    with pytest.raises(ValueError, match="shape"):
        taint(net, none, "fifo", np.array([0]))
    with pytest.raises(ValueError, match="transfer 0 moves -1 fen"):
        taint(stream([(0, 1, 5, -1)], 2), none, "fifo")
    for rule in RULES:
        with pytest.raises(ValueError, match=r"more than 2\*\*61"):
            taint(stream([(0, 1, 5, 2**60), (0, 1, 5, 2**61)], 2), none, rule)
    with pytest.raises(ValueError, match=r"more than 2\*\*61"):
        taint(net, none, "fifo", np.array([2**62, 2**62 - 1]))


def test_nothing_to_taint() -> None:
    for rule in RULES:
        found = taint(stream([], 2), Seeds(), rule, np.array([3, 0]))
        assert arrays(found) == ([], [0, 0], [3, 0], [0, 0], [])
        assert taint(stream([], 2), seeds([], [(1, 0, 5)]), rule).tainted.tolist() == [0, 5]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("stretch", [1, 2, 5])
@settings(deadline=None, max_examples=60)
@given(case=cases())
def test_where_a_stream_is_cut_into_stretches_changes_nothing(rule: str, stretch: int, case: tuple) -> None:
    rows, opening, carried, held = case
    whole = taint(stream(rows), seeds(carried, held), rule, np.array(opening))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.kernels.running.STRETCH", stretch)
        cut = taint(stream(rows), seeds(carried, held), rule, np.array(opening))
    for name in ("moved", "tainted", "balance", "unexplained", "marked"):
        assert getattr(cut, name).tolist() == getattr(whole, name).tolist(), name
    if whole.lots is not None and cut.lots is not None:
        assert cut.lots.amount.tolist() == whole.lots.amount.tolist()
