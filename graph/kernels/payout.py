"""What a payment from a group of accounts is for, concluded from times and amounts where no words say it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I8, I32, I64, Csr, Transfers, csr
from graph.kernels.bounds import MILLION, at_least, least, millionths, most
from graph.kernels.jit import jit
from graph.kernels.rhythm import Rhythm, steady
from graph.kernels.spans import within

Mask = NDArray[np.bool_]
CLOSE = 2e-4  # how far two rates of one are apart by rounding to fen
EXACT = 5_000  # fen: of a smaller payment that is more
RATES = 62  # rates of commission that can be told apart, bits of a word


@dataclass(frozen=True, slots=True)
class PayoutRule:
    """When a payment counts as what; shares of fen, seconds."""

    rhythm: Rhythm = field(default_factory=Rhythm)  # of interest, and of wages, which are no commission
    low: float = 0.003  # interest: of what was paid in before
    high: float = 0.05
    term: int = 28 * 86_400  # principal comes back no sooner; sooner it is a refund
    step: float = 0.005  # commission: a multiple of this
    rate: float = 0.15  # at most
    within: int = 7 * 86_400  # after the payment in that it is a share of
    times: int = 3  # payments to one party at one rate, each for another payment in
    usual: int = 3  # parties that get a rate make it the group's: a single payment of it to one who paid in is enough


def interest(t: Transfers, party: I32, paid_in: Mask, open_: Mask, rule: PayoutRule) -> Mask:
    """Which of the `open_` payments are `rule.low` to `rule.high` of what their party paid in before, in a steady
    rhythm or, late or early, to the fen what one in the rhythm is. O(m log m)."""
    low, high = millionths(low=rule.low), millionths(high=rule.high)
    base = _before(t.amount, party, paid_in)
    rows = _rows(open_ & _within(t.amount, base, low, high))
    found = steady(t.at, t.amount, base, _series(rows, party), rule.rhythm)
    alike = _numbered(rows, party, t.amount)
    late = np.zeros(int(alike.max(initial=-1)) + 1, np.bool_)
    late[alike[found[rows]]] = True
    found[rows] = late[alike]
    return found


def at_rate(t: Transfers, party: I32, paid_in: Mask, known: Mask, open_: Mask, rule: PayoutRule) -> Mask:
    """Which of the `open_` payments are, to the fen, at a rate of one payment in of their party at which `rule.usual` others
    get interest that is `known`: terms of a month or two are too short for a rhythm. O(m log m + pairs within a term)."""
    at_least(1, usual=rule.usual)
    found = np.zeros(len(t.at), np.bool_)
    back, paid = _after(t, party, paid_in, known & (t.amount >= EXACT), rule)
    rate = t.amount[back] / t.amount[paid]
    order = np.argsort(rate, kind="stable")
    rate, who = rate[order], party[back[order]]
    group = np.cumsum(np.diff(rate, prepend=0.0) > CLOSE * rate)  # what rounding alone sets apart is one rate
    pairs = np.unique(np.stack([group, who]), axis=1)[0]
    usual = [float(np.median(rate[group == g])) for g, n in zip(*np.unique(pairs, return_counts=True), strict=True) if n >= rule.usual]  # fmt: skip
    back, paid = _after(t, party, paid_in, open_, rule)
    for one in usual:
        found[back[np.abs(t.amount[back] - one * t.amount[paid]) <= 1 + CLOSE / 4 * t.amount[back]]] = True
    return found


def _after(t: Transfers, party: I32, paid_in: Mask, out: Mask, rule: PayoutRule) -> tuple[I32, I32]:
    """Payments `out` that are a share as interest is of a payment in of their party, with that: the longest interval before
    them at most."""
    ins, outs = _rows(paid_in), _rows(out)
    outs = outs[np.lexsort((outs, party[outs]))]
    i, j = within(party[ins], t.at[ins], party[outs], t.at[outs], rule.rhythm.longest)
    rate = t.amount[outs[j]] / np.maximum(1, t.amount[ins[i]])
    good = (rate >= rule.low) & (rate <= rule.high)
    return outs[j[good]], ins[i[good]]


def principal(t: Transfers, party: I32, paid_in: Mask, back: Mask, rule: PayoutRule) -> I8:
    """For each payment in `back` that is to the fen what its party paid in earlier and has not had back: 1 where the
    earliest such payment in is at least `rule.term` old, -1 where it is younger; else 0. O(m log m)."""
    at_least(0, term=rule.term)
    rows = _rows(paid_in | back)
    alike = _numbered(rows, party, t.amount)
    groups = csr(int(alike.max(initial=-1)) + 1, alike)
    return _returned(groups.start, rows[groups.item], t.at, paid_in, rule.term)


def commissions(t: Transfers, party: I32, paid_in: Mask, open_: Mask, rule: PayoutRule) -> Mask:
    """Which of the `open_` payments are a share of another party's payment in within `rule.within` before, where that
    party had `rule.times` of them at the same rate, each for another payment in; or where it paid in itself, and so many
    had as `rule.usual`. Payments in a rhythm are left out: wages are round too. O(m log m) for each rate."""
    step, top = millionths(step=rule.step), millionths(rate=rule.rate)
    at_least(1, step=step, times=rule.times)
    at_least(0, within=rule.within)
    if top // step > RATES:
        raise ValueError(f"more than {RATES} rates: {rule.step} to {rule.rate}")
    wages = steady(t.at, t.amount, np.zeros(len(t.at), np.int64), _series(_rows(open_), party), rule.rhythm)
    rows, ins = _rows(open_ & ~wages), _rows(paid_in)
    rows = rows[np.lexsort((rows, t.amount[rows], party[rows]))]
    ins = ins[np.lexsort((ins, t.amount[ins]))]
    many = np.bincount(party[rows], minlength=1)[party[rows]] >= rule.times
    every = (1 << top // step) - 1
    fits = _fits(rows[many], ins, t.at, t.amount, party, step, every, rule.within)
    found = np.zeros(len(t.at), np.bool_)
    found[rows[many]], have = _often(fits, party[rows[many]], rule.times)
    usual = sum(1 << r for r in range(RATES) if have[r] >= rule.usual)
    if usual:
        investor = np.zeros(int(party.max(initial=0)) + 1, np.bool_)
        investor[party[ins]] = True
        rest = rows[investor[party[rows]] & ~found[rows]]
        found[rest[_fits(rest, ins, t.at, t.amount, party, step, usual, rule.within) != 0]] = True
    return found


def _rows(mask: Mask) -> I32:
    return np.flatnonzero(mask).astype(np.int32)


def _series(rows: I32, party: I32) -> Csr:
    """The rows of each party, in order."""
    groups = csr(int(party[rows].max(initial=-1)) + 1, party[rows])
    return Csr(groups.start, rows[groups.item])


def _numbered(rows: I32, party: I32, amount: I64) -> I32:
    """One number for each party and amount, of each row."""
    order = np.lexsort((amount[rows], party[rows]))
    new = np.zeros(len(rows), np.int32)
    one, other = rows[order[1:]], rows[order[:-1]]
    new[1:] = (party[one] != party[other]) | (amount[one] != amount[other])
    number = np.empty(len(rows), np.int32)
    number[order] = np.cumsum(new)
    return number


@jit
def _before(amount: I64, party: I32, paid_in: Mask) -> I64:
    """What the party of each transfer had paid in before it."""
    total = np.zeros(max(0, party.max()) + 1 if len(party) else 1, np.int64)
    before = np.zeros(len(amount), np.int64)
    for i in range(len(amount)):
        if party[i] >= 0:
            before[i] = total[party[i]]
            if paid_in[i]:
                total[party[i]] += amount[i]
    return before


@jit
def _within(amount: I64, base: I64, low: int, high: int) -> Mask:
    found = np.zeros(len(amount), np.bool_)
    for i in range(len(amount)):
        found[i] = base[i] > 0 and least(base[i], low) <= amount[i] <= most(base[i], high)
    return found


@jit
def _returned(start: I64, row: I32, at: I32, paid_in: Mask, term: int) -> I8:
    found = np.zeros(len(at), np.int8)
    for v in range(len(start) - 1):
        owed = start[v]  # the earliest payment in that has not come back
        for k in range(start[v], start[v + 1]):
            if paid_in[row[k]]:
                continue
            while owed < k and not paid_in[row[owed]]:
                owed += 1
            if owed < k:
                found[row[k]] = 1 if np.int64(at[row[k]]) - at[row[owed]] >= term else -1
                owed += 1
    return found


@jit
def _fits(
    rows: I32, ins: I32, at: I32, amount: I64, party: I32, step: int, which: int, within: int
) -> I64:  # fmt: skip
    """Bit r - 1 of a row, of those in `which`: it is r steps of some other party's payment in. Rows come by party, amount, time; `ins` by
    amount, time. Of one party's equal payments each takes the earliest payment in that is left."""
    fits = np.zeros(len(rows), np.int64)
    paid = amount[ins]
    for r in range(1, RATES + 1):
        if not which >> (r - 1) & 1:
            continue
        share = step * r
        k = 0
        for j in range(len(rows)):
            i = rows[j]
            whole, rest = divmod(amount[i], share)  # of what this is so many millionths
            if amount[i] == 0 or rest * MILLION % share or whole >= 2**62 // MILLION:
                continue
            wanted = whole * MILLION + rest * MILLION // share
            if j == 0 or amount[rows[j - 1]] != amount[i] or party[rows[j - 1]] != party[i]:
                k = np.searchsorted(paid, wanted)
            while k < len(ins) and paid[k] == wanted and ins[k] < i:
                near = np.int64(at[i]) - at[ins[k]] <= within and party[ins[k]] != party[i]
                k += 1
                if near:
                    fits[j] |= 1 << (r - 1)
                    break
    return fits


@jit
def _often(fits: I64, party: I32, times: int) -> tuple[Mask, I64]:
    """Rows, which come by party, with a bit that enough rows of their party have; and how many parties have each."""
    found, have = np.zeros(len(fits), np.bool_), np.zeros(RATES, np.int64)
    begin = 0
    while begin < len(fits):
        end = begin
        count = np.zeros(RATES, np.int64)
        while end < len(fits) and party[end] == party[begin]:
            for r in range(RATES):
                count[r] += fits[end] >> r & 1
            end += 1
        for r in range(RATES):
            have[r] += count[r] >= times
            for j in range(begin, end):
                found[j] |= fits[j] >> r & 1 and count[r] >= times
        begin = end
    return found, have
