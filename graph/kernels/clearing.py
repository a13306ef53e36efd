"""Clearing: what everybody pays when everybody pays from what he has and is paid, and some can't pay it all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import F64, I32, I64, csr
from graph.kernels.jit import jit

SWEEPS = 50  # before loops that drain slowly are solved outright
LOOPS = 1_000  # nodes whose equations are worth solving after so many sweeps, as many again after each further SWEEPS
NEAR = 1e-6  # fen: a payment this close to a whole one is that one
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Clearing:
    """Payments in whole fen, and the shares they were rounded from."""

    paid: I64  # (m,) of each liability
    rest: I64  # (n,) what a node has when all is paid; of a failed one, what bankruptcy and rounding left undistributed
    rate: F64  # (n,) share of its debts that a node pays
    failed: Mask  # (n,) rate below 1


def clearing(
    n: int, debtor: I32, creditor: I32, owed: I64, assets: I64, *, alpha: float = 1.0, beta: float = 1.0
) -> Clearing:
    """The greatest clearing vector of liabilities `owed` (m,) from `debtor` to `creditor`, given `assets` (n,); fen.

    Nobody pays more than his assets and what he is paid; who can't pay all pays out all, each creditor by his share of
    the debts. With `alpha` or `beta` below 1 a failing node realises only that part of its assets, of what it is paid.

    From everybody paying in full, payments are lowered until they hold; where loops of debts let money out so slowly
    that sweeps do not end it, their linear equations are solved, the larger the longer it has taken. O((n + m) sweeps)
    and those solutions.

    A payment is the share's whole fen below. Where that leaves a payer short of what he pays on, payments on the way to
    him are the whole fen above. So books close: rest >= 0, and assets = rest summed over all; that is checked.

    ValueError: lengths that differ, an end that is no node, a debt to oneself, negative fen, sums of 2**53 fen or more,
    alpha or beta outside 0 to 1.

    Eisenberg, Noe, Systemic risk in financial systems, Manag. Sci. 47(2) (2001); Rogers, Veraart, Failure and rescue in
    an interbank network, Manag. Sci. 59(4) (2013) for alpha and beta.
    """
    _check(n, debtor, creditor, owed, assets, alpha, beta)
    into, due = csr(n, creditor), np.bincount(debtor, owed, n).astype(np.float64)
    rate = np.ones(n)
    solvable = 0
    while (moving := _lower(into.start, into.item, debtor, owed, due, assets, alpha, beta, rate)).any():
        solvable += LOOPS
        if moving.sum() <= solvable:
            _solve(debtor, creditor, owed, due, assets, alpha, beta, rate, moving)
    paid, rest = _whole(debtor, creditor, owed, assets, rate)
    if rest.sum() != assets.sum():
        raise ArithmeticError(f"{assets.sum()} fen went in, {rest.sum()} came out")
    return Clearing(paid, rest, rate, rate < 1.0)


def _check(n: int, debtor: I32, creditor: I32, owed: I64, assets: I64, alpha: float, beta: float) -> None:
    if len(assets) != n or not len(debtor) == len(creditor) == len(owed):
        raise ValueError(f"{len(assets)} assets for {n} nodes; {len(debtor)}, {len(creditor)}, {len(owed)} liabilities")
    for name, end in (("debtor", debtor), ("creditor", creditor)):
        if (bad := (end < 0) | (end >= n)).any():
            raise ValueError(f"{name} {end[bad.argmax()]} is not one of {n} nodes")
    if (bad := debtor == creditor).any():
        raise ValueError(f"liability {bad.argmax()} is owed to its debtor")
    for name, given in (("liability", owed), ("assets", assets)):
        if given.size and given.min() < 0:
            raise ValueError(f"{name} {given.argmin()}: {given.min()} fen")
    if owed.sum(dtype=np.float64) + assets.sum(dtype=np.float64) >= 2.0**53:
        raise ValueError("liabilities and assets add up to 2**53 fen or more")
    if not (0 <= alpha <= 1 and 0 <= beta <= 1):
        raise ValueError(f"alpha {alpha} or beta {beta} is outside 0 to 1")


@jit
def _lower(
    start: I64, item: I32, debtor: I32, owed: I64, due: F64, assets: I64, alpha: float, beta: float, rate: F64
) -> Mask:
    """Lower rates in place; the nodes that still fall. No rate ever goes below the greatest solution's."""
    n = len(due)
    moving = np.zeros(n, np.bool_)
    for _ in range(SWEEPS):
        still = False
        for i in range(n):
            if due[i] == 0.0:
                continue
            income = 0.0
            for k in range(start[i], start[i + 1]):
                income += owed[item[k]] * rate[debtor[item[k]]]
            noise = 1e-9 + 1e-15 * due[i]
            if assets[i] + income >= due[i] - noise:
                continue
            now = (alpha * assets[i] + beta * income) / due[i]
            moving[i] = (rate[i] - now) * due[i] > noise
            still |= moving[i]
            rate[i] = min(rate[i], now)
        if not still:
            break
    return moving


def _solve(
    debtor: I32, creditor: I32, owed: I64, due: F64, assets: I64, alpha: float, beta: float, rate: F64, moving: Mask
) -> None:
    """Rates of `moving` nodes, in place, as they are once they stop, were the others' to stay.

    They have failed already, and others' rates can only fall, so this is never below the greatest solution. A set that
    owes nothing outside itself is not among them: what its members pay they also get, so they do not all fall.
    """
    from scipy.sparse import coo_array, diags_array
    from scipy.sparse.linalg import splu

    count, place = int(moving.sum()), np.cumsum(moving) - 1
    to = moving[creditor]
    inside, outside = to & moving[debtor], to & ~moving[debtor]
    income = np.bincount(creditor[outside], owed[outside] * rate[debtor[outside]], len(rate))
    claims = coo_array(
        (owed[inside].astype(np.float64), (place[creditor[inside]], place[debtor[inside]])), shape=(count, count)
    )
    solved = splu((diags_array(due[moving]) - beta * claims).tocsc()).solve((alpha * assets + beta * income)[moving])
    rate[moving] = np.clip(solved, 0.0, rate[moving])


def _whole(debtor: I32, creditor: I32, owed: I64, assets: I64, rate: F64) -> tuple[I64, I64]:
    """Payments in whole fen and what they leave, no rest negative.

    Rounding of a flow always allows it; only where shares themselves are off by more than a fen does a payer find
    nobody to round up for him, and pays that much less.
    """
    share = owed * rate[debtor]
    near = np.rint(share)
    loose = np.abs(share - near) > NEAR
    paid = np.where(loose, np.floor(share), near).astype(np.int64)
    rest = assets.astype(np.int64)
    np.add.at(rest, creditor, paid)
    np.subtract.at(rest, debtor, paid)
    touching = csr(len(rest), np.concatenate([debtor[loose], creditor[loose]]))
    paid[loose] += _raise(touching.start, touching.item, debtor[loose], creditor[loose], rest)
    while len(short := np.flatnonzero(rest < 0)):
        largest = np.where(debtor == short[0], paid, 0).argmax()
        less = min(paid[largest], -rest[short[0]])
        paid[largest] -= less
        rest[short[0]] += less
        rest[creditor[largest]] -= less
    return paid, rest


@jit
def _raise(start: I64, item: I32, debtor: I32, creditor: I32, rest: I64) -> NDArray[np.bool_]:
    """Which payments to raise by a fen so that nobody's rest, updated in place, is negative.

    Each fen that is short is passed along a shortest chain from a node that has one to spare.
    """
    n, m = len(rest), len(debtor)
    raised = np.zeros(m, np.bool_)
    via, towards, seen = np.empty(n, np.int32), np.empty(n, np.int32), np.full(n, -1)
    queue, search = np.empty(n, np.int32), 0
    for v in np.flatnonzero(rest < 0):
        found = int(v)
        while rest[v] < 0 and found >= 0:
            search, found = search + 1, -1
            queue[0], seen[v], done, filled = v, search, 0, 1
            while done < filled and found < 0:
                w = queue[done]
                done += 1
                for k in range(start[w], start[w + 1]):
                    e = item[k] % m
                    owes = creditor[e] == w  # else w's own payment, which may be lowered again if it was raised
                    u = debtor[e] if owes else creditor[e]
                    if raised[e] == owes or seen[u] == search:
                        continue
                    seen[u], via[u], towards[u] = search, e, w
                    if rest[u] > 0:
                        found = u
                        break
                    queue[filled] = u
                    filled += 1
            if found >= 0:
                rest[found] -= 1
                rest[v] += 1
                while found != v:
                    raised[via[found]] = not raised[via[found]]
                    found = towards[found]
    return raised
