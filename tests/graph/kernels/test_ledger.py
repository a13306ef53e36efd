"""The ledger against stories with known sums, against look-alikes, and against adding up in plain Python."""

from __future__ import annotations

import dataclasses
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels import ledger as books
from graph.kernels.arrays import Transfers, transfers
from graph.kernels.ledger import (
    COMMISSION,
    INTEREST,
    NEITHER,
    OTHER_IN,
    PAID_IN,
    PRINCIPAL,
    REFUND,
    UNEXPLAINED,
    Counting,
    Ledger,
    LedgerRule,
    ledger,
)

DAY, MONTH, YUAN = 86_400, 30 * 86_400, 100
A, B = 0, 1  # accounts of the group; the account of party p is 2 + p
Row = tuple[int, int, int, int, int]  # source, target, at, fen, said


def pay_in(p: int, day: float, yuan: float, said: int = 0, to: int = A) -> Row:
    return (2 + p, to, int(day * DAY), round(yuan * YUAN), said)


def pay_out(p: int, day: float, yuan: float, said: int = 0, by: int = B) -> Row:
    return (by, 2 + p, int(day * DAY), round(yuan * YUAN), said)


def kept(rows: list[Row], n: int = 14, rule: LedgerRule | None = None) -> tuple[Transfers, Ledger]:
    rows = sorted(rows, key=lambda r: r[2])
    source, target, at, fen, said = np.array(rows, np.int64).reshape(-1, 5).T
    t = transfers(n, *(c.astype(np.int32) for c in (source, target, at)), fen.copy())
    owner = np.arange(n, dtype=np.int32) - 2
    return t, ledger(t, owner < 0, owner, said.astype(np.int8), rule)


def of(book: Ledger, party: int) -> dict[str, float]:
    """Yuan by category, noughts left out."""
    names = {getattr(books, n): n for n in ("PAID_IN", "FEE_IN", "OTHER_IN", "PRINCIPAL", "REFUND", "INTEREST",
                                            "COMMISSION", "FEE_OUT", "UNEXPLAINED")}  # fmt: skip
    return {names[c]: v / YUAN for c, v in enumerate(book.sums[party].tolist()) if v}


def scheme() -> list[Row]:
    """Six participants, 1.5 % a month, terms of three and six months; party 0 recruits and gets 5 %.

    0 pays 50,000 for six months and has it back. 1 pays 100,000 for three, has it back, pays 100,000 in again 2 days
    later. 2 has 50,000 back after three months and pays 60,000 in. 3 and 4 lose 200,000 and 10,000. 5 takes 30,000
    back after 5 days.
    """
    rows = [pay_in(0, 0, 50_000), pay_in(1, 3, 100_000), pay_in(2, 5, 50_000), pay_in(3, 20, 200_000)]
    rows += [pay_in(4, 40, 10_000), pay_in(5, 50, 30_000), pay_out(5, 55, 30_000)]
    rows += [pay_out(0, day, yuan) for day, yuan in ((4, 5_000), (6, 2_500), (21, 10_000), (41, 500))]
    rows += [pay_out(0, 10 + 30 * m, 750) for m in range(1, 7)]
    rows += [pay_out(1, 10 + 30 * m, 1_500) for m in range(1, 7)]
    rows += [pay_out(2, 10 + 30 * m, 750) for m in range(1, 4)] + [pay_out(2, 10 + 30 * m, 900) for m in range(4, 7)]
    rows += [pay_out(3, 10 + 30 * m, 3_000) for m in range(1, 7)] + [pay_out(4, 10 + 30 * m, 150) for m in range(2, 7)]
    rows += [pay_out(1, 93, 100_000), pay_in(1, 95, 100_000, to=B)]
    rows += [pay_out(2, 96, 50_000), pay_in(2, 99, 60_000)]
    rows += [pay_out(0, 181, 50_000), (A, B, 182 * DAY, 1_000_000, 0)]
    return rows


def test_a_scheme_is_told_apart_without_a_word() -> None:
    _, book = kept(scheme())
    assert of(book, 0) == {"PAID_IN": 50_000, "PRINCIPAL": 50_000, "INTEREST": 4_500, "COMMISSION": 18_000}
    assert of(book, 1) == {"PAID_IN": 200_000, "PRINCIPAL": 100_000, "INTEREST": 9_000}
    assert of(book, 2) == {"PAID_IN": 110_000, "PRINCIPAL": 50_000, "INTEREST": 4_950}
    assert of(book, 3) == {"PAID_IN": 200_000, "INTEREST": 18_000}
    assert of(book, 4) == {"PAID_IN": 10_000, "INTEREST": 750}
    assert of(book, 5) == {"PAID_IN": 30_000, "REFUND": 30_000}
    assert (book.pairs.amount / YUAN).tolist() == [100_000, 50_000]
    assert (book.absorbed / YUAN).tolist() == [50_000, 100_000, 60_000, 200_000, 10_000, 30_000]
    assert (book.unpaid / YUAN).tolist() == [0, 100_000, 60_000, 200_000, 10_000, 0]
    assert book.by_rule.sum() == np.count_nonzero(book.category != NEITHER)


def test_the_counting_rule_changes_totals_and_no_category() -> None:
    plain = kept(scheme())[1]
    twice = kept(scheme(), rule=LedgerRule(counting=Counting(twice=True)))[1]
    offset = kept(scheme(), rule=LedgerRule(counting=Counting(offset=(PRINCIPAL, REFUND, INTEREST))))[1]
    assert (twice.absorbed / YUAN).tolist() == [50_000, 200_000, 110_000, 200_000, 10_000, 30_000]
    assert (twice.unpaid == plain.unpaid).all()  # what came back and went in again is on both sides
    assert (offset.unpaid / YUAN).tolist() == [-4_500, 91_000, 55_050, 182_000, 9_250, 0]
    for other in (twice, offset):
        assert (other.sums == plain.sums).all()
    assert offset.rule.counting.offset == (PRINCIPAL, REFUND, INTEREST)


def test_interest_paid_in_again_counts_if_the_rule_says_so() -> None:
    rows = [pay_in(0, 0, 100_000), *(pay_out(0, 30 * m, 2_000) for m in range(1, 5)), pay_in(0, 121, 2_000)]
    assert kept(rows)[1].absorbed[0] == 102_000 * YUAN
    _, book = kept(rows, rule=LedgerRule(counting=Counting(again=(PRINCIPAL, INTEREST))))
    assert (book.absorbed[0], book.unpaid[0]) == (100_000 * YUAN, 100_000 * YUAN)
    assert book.again[0, INTEREST] == 2_000 * YUAN


def test_figures_come_before_words() -> None:
    rows = [
        pay_in(0, 0, 10_000),
        pay_out(0, 40, 10_000, books.SAID_COMMISSION),
        pay_out(0, 50, 77, books.SAID_INTEREST),
    ]
    rows += [pay_in(0, 60, 98, books.SAID_FEE), pay_in(0, 61, 55, books.SAID_REFUND), pay_out(0, 62, 3, books.SAID_FEE)]
    _, book = kept(rows)
    assert of(book, 0) == {"PAID_IN": 10_000, "FEE_IN": 98, "OTHER_IN": 55, "PRINCIPAL": 10_000, "INTEREST": 77,
                           "FEE_OUT": 3}  # fmt: skip
    assert book.by_rule.tolist() == [True, True, False, False, False, False]


def test_principal_that_was_said_is_not_given_back_twice() -> None:
    rows = [pay_in(0, 0, 10_000), pay_out(0, 40, 10_000, books.SAID_PRINCIPAL), pay_out(0, 41, 10_000)]
    assert of(kept(rows)[1], 0) == {"PAID_IN": 10_000, "PRINCIPAL": 10_000, "UNEXPLAINED": 10_000}


def test_at_its_term_it_is_principal_and_before_a_refund() -> None:
    rows = [pay_in(0, 0, 500), pay_out(0, 28, 500), pay_in(1, 1, 500), (B, 3, 29 * DAY - 1, 500 * YUAN, 0)]
    _, book = kept(rows)
    assert of(book, 0) == {"PAID_IN": 500, "PRINCIPAL": 500}
    assert of(book, 1) == {"PAID_IN": 500, "REFUND": 500}


def test_a_late_interest_is_known_by_its_amount() -> None:
    rows = [pay_in(0, 0, 10_000), *(pay_out(0, d, 123.45) for d in (30, 60, 90, 142)), pay_out(0, 143, 140)]
    assert of(kept(rows)[1], 0) == {"PAID_IN": 10_000, "INTEREST": 4 * 123.45, "UNEXPLAINED": 140}


def test_payroll_is_neither_interest_nor_commission() -> None:
    """5,000 a month is 5 % of what somebody else paid in each time; and a lot more than 5 % of the employee's own."""
    rows = [pay_in(9, 30 * m - 1, 100_000) for m in range(1, 7)]
    rows += [pay_in(8, 0, 20_000), *(pay_out(8, 30 * m, 5_000) for m in range(1, 7))]
    rows += [pay_out(7, 30 * m, 5_000) for m in range(1, 7)]
    _, book = kept(rows)
    assert of(book, 8) == {"PAID_IN": 20_000, "UNEXPLAINED": 30_000}
    assert of(book, 7) == {"UNEXPLAINED": 30_000}


def test_purchases_and_refunds_are_no_interest_and_no_principal() -> None:
    rows = [pay_in(0, d, 300 + d) for d in range(0, 100, 10)] + [pay_out(0, d + 3, 300 + d) for d in (10, 50)]
    _, book = kept(rows)
    assert book.category[book.category > OTHER_IN].tolist() == [REFUND] * 2
    assert len(book.pairs.amount) == 2  # the next purchase, 7 days later: as the rule has it, and listed for all to see
    assert book.unpaid[0] == book.sums[0, PAID_IN] - book.sums[0, REFUND]


def test_one_payment_that_is_a_share_of_anothers_is_no_commission() -> None:
    rows = [pay_in(1, d, 100_000) for d in (0, 9, 25)]
    few = rows + [pay_out(0, d, 5_000) for d in (1, 10)]
    assert of(kept(few)[1], 0) == {"UNEXPLAINED": 10_000}
    assert of(kept([*few, pay_out(0, 26, 5_000)])[1], 0) == {"COMMISSION": 15_000}
    assert of(kept([*few, pay_out(0, 11, 5_000)])[1], 0) == {"UNEXPLAINED": 15_000}  # each for another payment in
    assert of(kept([*few, pay_out(0, 33, 5_000)])[1], 0) == {"UNEXPLAINED": 15_000}  # too late
    own = [*[pay_in(0, d, 100_000) for d in (0, 9, 25)], *[pay_out(0, d, 5_000) for d in (1, 10, 26)]]
    assert of(kept(own)[1], 0)["UNEXPLAINED"] == 15_000


def test_a_rate_that_three_get_is_the_groups_and_one_payment_at_it_is_enough() -> None:
    deals = [pay_in(9, d, 100_000) for d in range(0, 90, 9)]
    three = [pay_out(who, d + who, 5_000) for who in (1, 2, 3) for d in (0, 9, 27)]
    single = [pay_in(4, 3, 20_000), pay_out(4, 40, 5_000), pay_out(5, 41, 5_000)]
    _, book = kept(deals + three + single)
    assert [of(book, who).get("COMMISSION", 0) for who in (1, 2, 3, 4, 5)] == [15_000, 15_000, 15_000, 5_000, 0]
    assert of(book, 5) == {"UNEXPLAINED": 5_000}, "who paid nothing in may be staff"
    _, book = kept(deals + [r for r in three if r[0] != 3 and r[1] != 3] + single)
    assert of(book, 4) == {"PAID_IN": 20_000, "UNEXPLAINED": 5_000}, "two may be chance"


def test_interest_on_a_short_term_is_known_by_the_rate_of_others() -> None:
    monthly = [row for who, lump in ((1, 10_000), (2, 31_234.56), (3, 52_000)) for row in (
        pay_in(who, who, lump), *(pay_out(who, who + 30 * m, round(lump * 0.0155, 2)) for m in range(1, 5)))]  # fmt: skip
    short = [pay_in(4, 50, 7_777.77), pay_out(4, 80, 120.56), pay_in(5, 50, 8_000), pay_out(5, 80, 125)]
    _, book = kept(monthly + short)
    assert of(book, 4) == {"PAID_IN": 7_777.77, "INTEREST": 120.56}
    assert of(book, 5) == {"PAID_IN": 8_000, "UNEXPLAINED": 125}, "1.56 % is another rate"
    _, book = kept([r for r in monthly if 3 not in r[:2]] + short)
    assert of(book, 4)["UNEXPLAINED"] == 120.56, "two may be chance"


events = st.lists(
    st.tuples(
        st.integers(0, 6), st.integers(0, 6), st.integers(0, 200).map(lambda d: d * DAY), st.sampled_from([1, 20, 30, 1000, 2000]),
        st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5]),
    ),
    max_size=40,
)  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(events, st.booleans(), st.sampled_from([(PRINCIPAL, REFUND), (PRINCIPAL, REFUND, INTEREST, UNEXPLAINED)]))
def test_everything_adds_up(rows: list[Row], twice: bool, again: tuple[int, ...]) -> None:
    counting = Counting(again=again, twice=twice)
    t, book = kept(rows, 7, LedgerRule(counting=counting))
    total: Counter[tuple[int, int]] = Counter()
    back: Counter[int] = Counter()
    for i, (s, d, fen) in enumerate(zip(t.source.tolist(), t.target.tolist(), t.amount.tolist(), strict=True)):
        category = int(book.category[i])
        if (s < 2) == (d < 2):
            assert (category, book.party[i]) == (NEITHER, -1)
            continue
        party = (d if s < 2 else s) - 2
        assert (book.party[i], category > OTHER_IN) == (party, s < 2)
        total[party, category] += fen
    for returned, paid, fen in zip(*(c.tolist() for c in (book.pairs.returned, book.pairs.paid, book.pairs.amount)),
                                   strict=True):  # fmt: skip
        assert book.category[returned] in again
        assert book.category[paid] == PAID_IN
        assert book.party[returned] == book.party[paid]
        back[int(book.party[paid])] += fen
    for p in range(len(book.sums)):
        assert book.sums[p].tolist() == [total[p, c] for c in range(10)]
        assert book.absorbed[p] == total[p, PAID_IN] - (0 if twice else back[p])
        if again == (PRINCIPAL, REFUND):
            assert book.unpaid[p] == total[p, PAID_IN] - total[p, PRINCIPAL] - total[p, REFUND]


@settings(deadline=None, max_examples=100)
@given(events)
def test_each_category_keeps_its_rule(rows: list[Row]) -> None:
    """Looked at one by one, in plain sums: what was concluded fits, and principal was looked for among all."""
    t, book = kept(rows, 7)
    row = list(zip(book.party.tolist(), book.category.tolist(), t.at.tolist(), t.amount.tolist(),
                   book.by_rule.tolist(), strict=True))  # fmt: skip
    owed: dict[tuple[int, int], list[int]] = {}
    for i, (party, category, at, fen, by_rule) in enumerate(row):
        ins = [r for r in row[:i] if r[0] == party and r[1] == PAID_IN]
        if category == PAID_IN:
            owed.setdefault((party, fen), []).append(at)
        if category == INTEREST and by_rule:
            assert 3 * sum(r[3] for r in ins) <= 1000 * fen <= 50 * sum(r[3] for r in ins)
            assert sum(r[:2] == (party, INTEREST) and r[4] for r in row) >= 3
        if category in (PRINCIPAL, REFUND, UNEXPLAINED, COMMISSION):
            since = owed.get((party, fen), [])
            if by_rule and category in (PRINCIPAL, REFUND):
                assert since, "nothing of that amount is owed"
                assert category == (PRINCIPAL if at - since[0] >= 28 * DAY else REFUND)
            if category == UNEXPLAINED or (category == COMMISSION and by_rule):
                assert not since, "it was owed to the fen"
            elif category != COMMISSION:
                del since[:1]
        if category == COMMISSION and by_rule:
            others = [r for r in row[:i] if r[0] != party and r[1] == PAID_IN and at - r[2] <= 7 * DAY]
            assert any(fen * 200 % r[3] == 0 and 1 <= fen * 200 // r[3] <= 30 for r in others)
            assert sum(r[:2] == (party, COMMISSION) and r[4] for r in row) >= 3


def test_large_amounts_are_exact() -> None:
    rows = [(2, A, 0, 2**53 + 1, 0), (B, 2, 40 * DAY, 2**53 + 1, 0), (B, 2, 41 * DAY, 2**53, 0)]
    _, book = kept(rows)
    assert book.sums[0, [PRINCIPAL, UNEXPLAINED]].tolist() == [2**53 + 1, 2**53]


def test_nothing_and_refusals() -> None:
    _, book = kept([])
    assert book.sums.shape == (0, 10)
    t = transfers(2, *(np.array([v], np.int32) for v in (1, 0, 0)), np.array([5]))
    group, nobody = np.array([True, False]), np.array([-1, -1], np.int32)
    with pytest.raises(ValueError, match=r"account 1 .*transfer 0.*owner"):
        ledger(t, group, nobody)
    with pytest.raises(ValueError, match="group has shape"):
        ledger(t, group[:1], nobody)
    with pytest.raises(ValueError, match=r"said is within 6\.\.6"):
        ledger(t, group, np.array([-1, 0], np.int32), np.array([6], np.int8))
    assert ledger(t, group, np.array([-1, 0], np.int32)).sums[0].tolist() == [0, 5, *[0] * 8]


def test_the_same_again() -> None:
    one, two = kept(scheme())[1], kept(scheme())[1]
    for f in dataclasses.fields(one):
        if isinstance(getattr(one, f.name), np.ndarray):
            np.testing.assert_array_equal(getattr(one, f.name), getattr(two, f.name))
