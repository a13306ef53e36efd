"""Rhythm: payments that come again at steady intervals and in like amounts, such as interest, wages and rent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, Csr
from graph.kernels.bounds import at_least
from graph.kernels.jit import jit

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is steady."""

    times: int = 3  # payments, at least
    shortest: int = 5 * 86_400  # seconds between two
    longest: int = 100 * 86_400
    jitter: float = 0.2  # an interval and the next differ by at most this share of the longer
    close: float = 0.02  # an amount (or its share of `base`) and the next differ by at most this share of the larger;
    # 0.1 where it is reckoned by days: a February is a tenth shorter
    reach: int = 32  # payments back among which the one before is looked for


def steady(at: I32, amount: I64, base: I64, series: Csr, rule: Rhythm | None = None) -> Mask:
    """Which payments of each series (numbers of payments, in order of time) belong to a chain with that rhythm.

    In a chain each interval is like the one before it, each amount like the one before it, or its share of `base` (m,)
    like that one's (0: no share). Chains may interleave: two deposits that pay on two days of the month are two chains.
    A payment counts that is part of any chain of `rule.times`.

    O(m · reach²) at worst; on payments a month apart O(m). ValueError on a rule that no payment or all would meet.
    """
    rule = rule or Rhythm()
    at_least(3, times=rule.times)
    at_least(1, shortest=rule.shortest, longest=rule.longest, reach=rule.reach)
    at_least(0, jitter=rule.jitter, close=rule.close)
    bounds = (rule.times, rule.shortest, rule.longest, rule.reach)
    return _steady(at, amount, base, series.start, series.item, bounds, rule.jitter, rule.close)


@jit
def _like(a: float, b: float, share: float) -> bool:
    return abs(a - b) <= share * max(a, b)


@jit
def _steady(
    at: I32, amount: I64, base: I64, start: I64, item: I32, bounds: tuple[int, int, int, int], jitter: float,
    close: float,
) -> Mask:  # fmt: skip
    times, shortest, longest, reach = bounds
    found = np.zeros(len(at), np.bool_)
    for v in range(len(start) - 1):
        row = item[start[v] : start[v + 1]]
        size = len(row)
        if size < times:
            continue
        # by a payment and how many before it the last stands: payments in the longest chain to here and from there
        upto, since = np.zeros((size, reach + 1), np.int32), np.zeros((size, reach + 1), np.int32)
        for j in range(size):
            for b in range(1, min(reach, j) + 1):
                i = j - b
                gap = np.int64(at[row[j]]) - at[row[i]]
                if gap > longest:
                    break
                a, z = float(amount[row[i]]), float(amount[row[j]])
                shares = base[row[i]] > 0 and base[row[j]] > 0 and _like(a * base[row[j]], z * base[row[i]], close)
                if gap < shortest or not (shares or _like(a, z, close)):
                    continue
                upto[j, b] = 2
                for c in range(1, min(reach, i) + 1):
                    before = np.int64(at[row[i]]) - at[row[i - c]]
                    if upto[i, c] > 0 and _like(before, gap, jitter):
                        upto[j, b] = max(upto[j, b], upto[i, c] + 1)
        for j in range(size - 1, -1, -1):
            for b in range(1, min(reach, j) + 1):
                if upto[j, b] == 0:
                    continue
                gap = np.int64(at[row[j]]) - at[row[j - b]]
                since[j, b] = 2
                for c in range(1, min(reach, size - 1 - j) + 1):
                    after = np.int64(at[row[j + c]]) - at[row[j]]
                    if upto[j + c, c] > 0 and _like(after, gap, jitter):
                        since[j, b] = max(since[j, b], since[j + c, c] + 1)
                if upto[j, b] + since[j, b] - 2 >= times:
                    found[row[j]] = found[row[j - b]] = True
    return found
