"""Alike: many pay one account sums of one size that is usual neither in the graph nor with them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import F64, I32, I64, Csr, Transfers, csr
from graph.kernels.bounds import at_least
from graph.kernels.jit import jit

Mask = NDArray[np.bool_]
WIDTHS = (0.0, 0.05, 0.2)  # how much more than the smallest the largest of the sums may be; each is tried


@dataclass(frozen=True, slots=True)
class Alike:
    """Of each account (n,) the sums that say most, `payers` 0 where too few are alike; `rows` (m,): which they are."""

    payers: I32  # (n,) who paid such a sum
    receipts: I32  # (n,) of any size in that time
    low: I64  # (n,) fen
    high: I64  # (n,)
    expected: F64  # (n,) of all such sums, as many as its share of all transfers would bring
    digits: F64  # (n,) of 1 in how often chance would do it anywhere: above 0 nowhere is expected to
    rows: Mask


def alike(t: Transfers, window: int, least: int) -> Alike:
    """Each account's most surprising sums of one size that at least `least` parties pay it within `window` seconds.

    A sum counts that its payer pays nobody else: who pays fifty to all the world is no witness. By chance an account
    gets of all transfers of that size its share of all transfers; the binomial tail is bounded by Chernoff (1952) and
    multiplied by the number of sizes that were tried, so that `digits` above 0 means less than one such account expected
    in the whole graph (a contrario: Desolneux, Moisan and Morel 2000). Fixed prices and fees do it too: a size is no
    guilt. Transfers to oneself do not count.
    O(m log m). ValueError: a negative window, nobody.
    """
    at_least(0, window=window)
    at_least(1, least=least)
    moved = t.source != t.target
    worth = np.sort(t.amount[moved])
    rare = _rare(*_by_amount(t, moved), t.target, t.amount, WIDTHS[-1], len(moved)) & moved
    return Alike(*_alike(t.into.start, t.into.item, t.source, t.at, t.amount, worth, rare, WIDTHS, window, least))


def repeats(t: Transfers, window: int, width: float) -> Mask:
    """(m,) transfers like the one before them between the same two, in size and within `window` seconds. O(m log m)."""
    at_least(0, window=window, width=width)
    order = np.lexsort((np.arange(len(t.at)), t.target, t.source))
    one, other = order[1:], order[:-1]
    less, more = np.minimum(t.amount[one], t.amount[other]), np.maximum(t.amount[one], t.amount[other])
    found = np.zeros(len(t.at), np.bool_)
    found[one] = (
        (t.source[one] == t.source[other]) & (t.target[one] == t.target[other]) & (t.source[one] != t.target[one])
        & (t.at[one].astype(np.int64) - t.at[other] <= window) & (more - less <= width * less)
    )  # fmt: skip
    return found


def measure(found: Alike, t: Transfers) -> F64:
    """(n,) digits of each account beyond the least of any, and of who pays such sums those of whom he pays; else 0."""
    there = np.isfinite(found.digits)
    score = np.where(there, found.digits - found.digits[there].min(initial=0.0), 0.0)
    np.maximum.at(score, t.source[found.rows], score[t.target[found.rows]])
    return score


def _by_amount(t: Transfers, moved: Mask) -> tuple[I64, I32]:
    """Transfers of each payer by amount."""
    order = np.flatnonzero(moved)[np.lexsort((t.target[moved], t.amount[moved]))].astype(np.int32)
    rows: Csr = csr(t.n, t.source[order])
    return rows.start, order[rows.item]


@jit
def _rare(start: I64, item: I32, target: I32, amount: I64, width: float, m: int) -> Mask:
    """Which transfers are of a size that their payer pays to nobody but their payee."""
    rare = np.ones(m, np.bool_)
    for u in range(len(start) - 1):
        a, b = start[u], start[u + 1]
        other = a - 1  # the last place before with another payee
        for k in range(a, b):
            if k > a and target[item[k]] != target[item[k - 1]]:
                other = k - 1
            if other >= a and amount[item[k]] - amount[item[other]] <= amount[item[other]] * width:
                rare[item[k]] = False
        other = b
        for k in range(b - 1, a - 1, -1):
            if k < b - 1 and target[item[k]] != target[item[k + 1]]:
                other = k + 1
            if other < b and amount[item[other]] - amount[item[k]] <= amount[item[k]] * width:
                rare[item[k]] = False
    return rare


@jit
def _digits(payers: int, others: int, share: float) -> float:
    """Digits of Chernoff's bound on a binomial tail: so many of `payers + others`, each with probability `share`."""
    total = payers + others
    if payers <= total * share:
        return 0.0
    said = payers * np.log(payers / (total * share))
    if others > 0 and share < 1.0:
        said += others * np.log(others / (total * (1.0 - share)))
    return float(said / np.log(10.0))


@jit
def _alike(
    start: I64, item: I32, source: I32, at: I32, amount: I64, worth: I64, rare: Mask, widths: tuple[float, ...], window: int, least: int,
) -> tuple[I32, I32, I64, I64, F64, F64, Mask]:  # fmt: skip
    n, m = len(start) - 1, len(worth)
    payers, receipts = np.zeros(n, np.int32), np.zeros(n, np.int32)
    low, high, expected = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n)
    digits, rows, seen = np.full(n, -np.inf), np.zeros(len(source), np.bool_), np.zeros(n, np.int32)
    tried = np.log10(max(1.0, float(m) * len(widths)))
    part = min(1.0, window / max(1.0, float(at[-1]) - at[0])) if len(at) else 1.0
    for v in range(n):
        into = item[start[v] : start[v + 1]]
        into = into[source[into] != v]
        some = into[rare[into]]
        if len(some) < least:
            continue
        some = some[np.argsort(amount[some], kind="mergesort")]
        best, first, last, wide = 0.0, 0, -1, 0.0
        for width in widths:
            head, distinct = 0, 0
            for tail in range(len(some)):
                while head < len(some) and amount[some[head]] - amount[some[tail]] <= amount[some[tail]] * width:
                    u = source[some[head]]
                    distinct += seen[u] == 0
                    seen[u] += 1
                    head += 1
                if distinct >= least:
                    others = _among(worth, amount[some[tail]], width) - (head - tail)
                    said = _digits(distinct, others, len(into) / m)
                    if said > best:
                        best, first, last, wide = said, tail, head - 1, width
                u = source[some[tail]]
                seen[u] -= 1
                distinct -= seen[u] == 0
        if last < first:
            continue
        band = np.sort(some[first : last + 1])
        a, b, count = _widest(band, source, at, seen, window)
        if count < least:
            continue
        inside = 0.0
        for i in into:
            inside += at[band[a]] <= at[i] <= np.int64(at[band[a]]) + window
        inside = max(inside, len(into) * part)  # a window that begins with what it is to tell of would flatter it
        payers[v], receipts[v] = count, round(inside)
        low[v], high[v] = amount[some[first]], amount[some[last]]
        others = _among(worth, low[v], wide) - (last - first + 1)
        expected[v] = (count + others) * inside / m
        digits[v] = _digits(count, others, inside / m) - tried
        rows[band[a : b + 1]] = True
    return payers, receipts, low, high, expected, digits, rows


@jit
def _among(worth: I64, low: int, width: float) -> int:
    """Transfers of anybody of this size: whole bands are counted, for one cut to what is there would flatter it."""
    return int(np.searchsorted(worth, low + np.int64(low * width), "right") - np.searchsorted(worth, low, "left"))


@jit
def _widest(band: I32, source: I32, at: I32, seen: I32, window: int) -> tuple[int, int, int]:
    """First and last place of the window with the most payers, and how many they are."""
    tail, distinct, best, a, b = 0, 0, 0, 0, -1
    for head in range(len(band)):
        while np.int64(at[band[head]]) - at[band[tail]] > window:
            seen[source[band[tail]]] -= 1
            distinct -= seen[source[band[tail]]] == 0
            tail += 1
        distinct += seen[source[band[head]]] == 0
        seen[source[band[head]]] += 1
        if distinct > best or (distinct == best and a == tail):
            best, a, b = distinct, tail, head
    for k in range(len(band)):
        seen[source[band[k]]] = 0
    return a, b, best
