"""复投: money that came back and is paid in again, known by time and amount, as pairs of transfers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, Transfers, csr
from graph.kernels.bounds import at_least, least, millionths
from graph.kernels.jit import jit

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ReinvestRule:
    """When money that came back counts as paid in again."""

    window: int = 7 * 86_400  # seconds
    share: float = 0.8  # of what came back must be paid in within the window


@dataclass(frozen=True, slots=True)
class Reinvested:
    """`amount[k]` fen of what transfer `returned[k]` brought were paid in again by transfer `paid[k]`."""

    returned: I32  # (k,) rising
    paid: I32  # (k,)
    amount: I64  # (k,)


def reinvested(t: Transfers, party: I32, returned: Mask, paid: Mask, rule: ReinvestRule | None = None) -> Reinvested:
    """Pairs of a transfer back to a party (m, -1: nobody's) and its later payments in, `returned` and `paid` (m,) masks.

    First what is paid in to the fen, the earliest of equals. Then, in order of time, each return that is left takes
    from the payments after it, the earliest first, what they still have: all or nothing, nothing where that is less
    than `rule.share` of it. So no fen is paired twice on either side, and a payment may hold fresh money as well.

    O(k · a party's payments in the window). ValueError on masks that overlap and shares that are none.
    """
    rule = rule or ReinvestRule()
    at_least(0, window=rule.window)
    share = millionths(share=rule.share)
    if (returned & paid).any():
        raise ValueError(f"transfer {int((returned & paid).argmax())} is both a return and a payment in")
    rows = np.flatnonzero((returned | paid) & (party >= 0)).astype(np.int32)
    groups = csr(int(party[rows].max(initial=-1)) + 1, party[rows])
    first, second, amount = _pairs(groups.start, rows[groups.item], t.at, t.amount, returned, rule.window, share)
    order = np.lexsort((second, first))
    return Reinvested(first[order], second[order], amount[order])


@jit
def _pairs(start: I64, row: I32, at: I32, amount: I64, returned: Mask, window: int, share: int) -> tuple[I32, I32, I64]:
    rest = np.empty(len(row), np.int64)
    for k in range(len(row)):
        rest[k] = amount[row[k]]
    # each pair empties a side, a return or a payment, so that there are fewer pairs than rows
    first, second, fen = np.empty(len(row), np.int32), np.empty(len(row), np.int32), np.empty(len(row), np.int64)
    found = 0
    for v in range(len(start) - 1):
        for exact in (True, False):
            for k in range(start[v], start[v + 1]):
                back = row[k]
                if not returned[back] or rest[k] == 0:
                    continue
                end = k + 1
                there = np.int64(0)
                while end < start[v + 1] and np.int64(at[row[end]]) - at[back] <= window:
                    if not returned[row[end]] and exact and rest[end] == amount[back]:
                        there = rest[end]
                        break
                    if not returned[row[end]] and not exact:
                        there += rest[end]
                    end += 1
                if there < max(1, rest[k] if exact else least(rest[k], share)):
                    continue
                for j in range(end if exact else k + 1, end + 1 if exact else end):
                    piece = min(rest[k], rest[j])
                    if returned[row[j]] or piece == 0:
                        continue
                    first[found], second[found], fen[found] = back, row[j], piece
                    rest[k] -= piece
                    rest[j] -= piece
                    found += 1
    return first[:found], second[:found], fen[:found]
