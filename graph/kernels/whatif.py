"""What if these accounts had been frozen, taken over or removed at that moment: the transfers played again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, Transfers, places
from graph.kernels.jit import jit

Mask = NDArray[np.bool_]
LARGEST = 2.0**62  # fen: sums stay inside int64


@dataclass(frozen=True, slots=True)
class Order:
    """From `at` on `accounts` pay nobody but `payees`; what is sent to them is held there, or stays with the sender."""

    at: int  # UTC seconds: binds transfers of this second too
    accounts: I32
    payees: I32
    refuse: bool  # money for the accounts does not leave its sender


@dataclass(frozen=True, slots=True)
class Replay:
    """What would have been paid under the order, and what each account would have had; fen."""

    unpaid: I64  # (m,) of each transfer
    before: I64  # (n,) balance at the moment of the order
    fact: I64  # (n,) balance after the last transfer, as it was
    balance: I64  # (n,) balance after the last transfer, under the order
    unseen: I64  # (n,) money that paid transfers and came by no transfer nor from `opening`
    direct: I64  # (n,) not received because the order forbade the transfer
    onward: I64  # (n,) not received because the payer, free to pay, no longer had it
    arrears: I64  # (n,) not paid for that reason, by payer


def freeze(at: int, accounts: I32, *, refuse: bool = False) -> Order:
    """Nothing goes out; what comes in is held, or with `refuse` stays with who sends it."""
    return Order(at, accounts, np.empty(0, np.int32), refuse)


def takeover(at: int, accounts: I32, payees: I32) -> Order:
    """An administrator stands in: he holds what comes in and pays only `payees` (wages, refunds), as far as it goes."""
    return Order(at, accounts, payees, False)


def removal(at: int, accounts: I32) -> Order:
    """The accounts' transfers vanish, both ways: who would have paid keeps the money."""
    return Order(at, accounts, np.empty(0, np.int32), True)


def replay(transfers: Transfers, opening: I64, order: Order) -> Replay:
    """Play `transfers` from balances `opening` (n,), as they were and under `order`. O(n + m).

    Nobody pays what he does not have: one who misses expected income serves his transfers in the array's order, each
    as far as the money goes, and what is unpaid is not made up for later.

    Statements have gaps. Where a payer's balance did not cover what he paid, the rest came from outside: it is counted
    in `unseen`, and arrives just as late under the order. So no transfer fails for money that only our file lacks, and
    with nobody under order nothing changes. Adding `unseen` to `opening` says instead that it was there all along.

    Payments add to balances as opening + unseen = balance over all accounts; that is checked.

    ValueError: an account or payee that is no node, a negative amount or opening balance, sums of 2**62 fen or more.
    """
    n = transfers.n
    check(transfers, opening)
    members, payees = _mask(n, order.accounts, "account"), _mask(n, order.payees, "payee")
    first = int(places(transfers.at, order.at))
    before, unseen = opening.astype(np.int64), np.zeros(n, np.int64)
    _play(transfers.source[:first], transfers.target[:first], transfers.amount[:first], before, unseen)
    played = _play_both(
        transfers.source, transfers.target, transfers.amount, before, unseen, first, members, payees, order.refuse
    )
    result = Replay(played[0], before, played[1], played[2], unseen, *played[3:])
    given = int(opening.sum()) + int(unseen.sum())
    if given != int(result.fact.sum()) or given != int(result.balance.sum()):
        raise ArithmeticError(f"{given} fen went in, {result.fact.sum()} and {result.balance.sum()} came out")
    return result


def check(transfers: Transfers, opening: I64) -> None:
    """ValueError where balances could not be followed in int64."""
    if len(opening) != transfers.n:
        raise ValueError(f"opening has {len(opening)} entries for {transfers.n} nodes")
    for name, given in (("opening balance", opening), ("amount", transfers.amount)):
        if given.size and given.min() < 0:
            raise ValueError(f"{name} {given.argmin()} is {given.min()} fen")
    if opening.sum(dtype=np.float64) + transfers.amount.sum(dtype=np.float64) >= LARGEST:
        raise ValueError("opening balances and amounts add up to 2**62 fen or more")


def _mask(n: int, accounts: I32, name: str) -> Mask:
    if (bad := (accounts < 0) | (accounts >= n)).any():
        raise ValueError(f"{name} {accounts[bad.argmax()]} is not one of {n} nodes")
    mask = np.zeros(n, np.bool_)
    mask[accounts] = True
    return mask


@jit
def _play(source: I32, target: I32, amount: I64, balance: I64, unseen: I64) -> None:
    for i in range(len(amount)):
        u, short = source[i], max(0, amount[i] - balance[source[i]])
        unseen[u] += short
        balance[u] += short - amount[i]
        balance[target[i]] += amount[i]


@jit
def _play_both(
    source: I32, target: I32, amount: I64, before: I64, unseen: I64, first: int, members: Mask, payees: Mask, refuse: bool
) -> tuple[I64, I64, I64, I64, I64, I64]:  # fmt: skip
    n, m = len(before), len(amount)
    unpaid = np.zeros(m, np.int64)
    has = np.empty((n, 2), np.int64)  # as it was, under the order: side by side, for they are read together
    has[:, 0] = before
    has[:, 1] = before
    direct, onward, arrears = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    for i in range(first, m):
        u, v, due = source[i], target[i], amount[i]
        short = max(0, due - has[u, 0])
        unseen[u] += short
        has[u, 0] += short - due
        has[u, 1] += short
        has[v, 0] += due
        if (members[u] and not payees[v]) or (refuse and members[v]):
            unpaid[i] = due
            direct[v] += due
            continue
        paid = min(due, has[u, 1])
        has[u, 1] -= paid
        has[v, 1] += paid
        if paid < due:
            unpaid[i] = due - paid
            onward[v] += due - paid
            arrears[u] += due - paid
    return unpaid, has[:, 0].copy(), has[:, 1].copy(), direct, onward, arrears
