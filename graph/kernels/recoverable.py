"""What is still there to be recovered, now and had nothing been done until later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64, Transfers, places
from graph.kernels.jit import jit
from graph.kernels.whatif import check

WHOLE = np.iinfo(np.int64).max  # as a claim: all that the account has


@dataclass(frozen=True, slots=True)
class Recoverable:
    """Fen in the claimed accounts at each moment if nothing is done before it."""

    within: I64  # (n,) what the claims reach at the first moment, by account
    left: I64  # (k,) what of that is still where it was
    balance: I64  # (k,) all that the claimed accounts have: what a freeze at that moment would hold


def recoverable(transfers: Transfers, opening: I64, claim: I64, moments: I64) -> Recoverable:
    """How much of `claim` is in reach at moments[0], and what waiting until the later `moments` leaves of it. O(n + m + k).

    opening: (n,) fen before the first transfer. claim: (n,) fen that may be recovered from each account at moments[0]:
    WHOLE for those under investigation, for others the money traced into them (by whichever rule of tracing). moments:
    (k,) UTC seconds, rising; each stands before the transfers of its second.

    `left` follows the rule of the lowest intermediate balance: money is there no more than the balance has been at its
    lowest since, and what comes in afterwards does not restore it. It never rises. Money that goes round and comes
    back, or from one claimed account into another, is in `balance` alone. Money that no transfer brought
    (see whatif.replay) counts when it is spent, so it is in neither.

    ValueError: as whatif.replay; no moments or moments that fall, a negative claim.

    Roscoe v Winder [1915] 1 Ch 62 for the rule.
    """
    check(transfers, opening)
    if len(claim) != transfers.n:
        raise ValueError(f"claim has {len(claim)} entries for {transfers.n} nodes")
    if claim.size and claim.min() < 0:
        raise ValueError(f"claim {claim.argmin()} is {claim.min()} fen")
    if not len(moments) or (moments[1:] < moments[:-1]).any():
        raise ValueError("moments are none, or not in rising order")
    until = places(transfers.at, moments)
    return Recoverable(*_follow(transfers.source, transfers.target, transfers.amount, opening, claim, until))


@jit
def _follow(source: I32, target: I32, amount: I64, opening: I64, claim: I64, until: I64) -> tuple[I64, I64, I64]:
    n, k = len(opening), len(until)
    balance, lowest = opening.copy(), np.zeros(n, np.int64)
    within, left, held = np.zeros(n, np.int64), np.zeros(k, np.int64), np.zeros(k, np.int64)
    i = 0
    for step in range(k):
        if step > 0:
            left[step], held[step] = left[step - 1], held[step - 1]
        while i < until[step]:
            u, v = source[i], target[i]
            was = balance[u]
            balance[u] = max(0, was - amount[i])
            if claim[u] > 0 and step > 0:
                held[step] += balance[u] - was
                if u != v and balance[u] < lowest[u]:
                    left[step] += balance[u] - lowest[u]
                    lowest[u] = balance[u]
            balance[v] += amount[i]
            if claim[v] > 0:
                held[step] += amount[i]
            i += 1
        if step == 0:
            lowest = np.minimum(claim, balance)
            within[:] = lowest
            left[0], held[0] = lowest.sum(), balance[claim > 0].sum()
    return within, left, held
