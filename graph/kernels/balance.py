"""Balances: opening + in - out - fees + residue = closing, for each account and period, to the fen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, Csr, Transfers, csr
from graph.kernels.fen import check_fen
from graph.kernels.jit import jit

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Observed:
    """Statements: the balance of `account[k]` when all its transfers up to second `at[k]`, included, are booked.

    Where an account has several in one second, the last in the array is the one.
    """

    account: I32  # (o,)
    at: I32  # (o,) UTC seconds, in any order
    balance: I64  # (o,) fen; below 0 is an overdraft


@dataclass(frozen=True, slots=True)
class Charged:
    """Fees that a transfer states beside its amount: `fen[i]` on top of it, from `account[i]`, its payer or its payee."""

    fen: I64  # (m,)
    account: I32  # (m,) any where nothing is charged


@dataclass(frozen=True, slots=True)
class Balances:
    """Row k is `account[k]`, column j the period from `bounds[j]` up to, not including, `bounds[j + 1]`.

    opening + came_in - paid_out - fees + residue = closing, and closing is the next opening.
    """

    account: I32  # (a,)
    opening: I64  # (a, p)
    came_in: I64  # (a, p)
    paid_out: I64  # (a, p) without fees
    fees: I64  # (a, p) transfers that are fees, and what was charged beside others
    residue: I64  # (a, p) what statements say beyond that: transfers that are not among these. Never spread
    closing: I64  # (a, p)
    lowest: I64  # (a, p) of the opening and the balances after each transfer and observation; below 0: money is missing
    seen: I32  # (a, p) observations
    assumed: Mask  # (a,) no statement: opened with the least that keeps every balance at 0 or more
    off: I64  # (o,) where the residue arises: what this observation says beyond the one before it and what moved since


def balances(
    t: Transfers, accounts: I32, bounds: I64, fee: Mask | None = None, observed: Observed | None = None,
    charged: Charged | None = None,
) -> Balances:  # fmt: skip
    """The balance sheets of `accounts` for the periods between `bounds` (p + 1, rising).

    An account's first observation, wherever it lies, fixes its balance and has no residue; each later one adds what it
    says beyond the sum of what moved to the residue of its own period. `fee` (m,) marks transfers that are fees of
    their payer, `charged` what was taken beside. A transfer to itself goes in and out.

    O(accounts' transfers + observations, sorted). ValueError: numbers that name no account, an account twice, bounds
    that do not rise, amounts below 0 or with sums above int64.
    """
    fee = np.zeros(len(t.at), np.bool_) if fee is None else fee
    none = np.zeros(0, np.int32)
    seen = observed or Observed(none, none, np.zeros(0, np.int64))
    beside = charged or Charged(np.zeros(len(t.at), np.int64), t.source)
    check_fen(t.amount)
    check_fen(beside.fen)
    _check(t, accounts, bounds, fee, seen, beside)
    order = np.lexsort((seen.at, seen.account)).astype(np.int32)
    groups = csr(t.n, seen.account[order])
    rows = Csr(groups.start, order)
    shape = (len(accounts), len(bounds) - 1)
    columns = tuple(np.zeros(shape, np.int64) for _ in range(8))
    off = np.zeros(len(seen.at), np.int64)
    _keep(
        accounts.astype(np.int32), bounds.astype(np.int64), (t.out.start, t.out.item, t.into.start, t.into.item),
        (t.at, t.amount, fee, beside.fen, beside.account), (rows.start, rows.item, seen.at, seen.balance), columns, off,
    )  # fmt: skip
    came_in, paid_out, fees, residue, opening, closing, lowest, count = columns
    assumed = np.diff(rows.start)[accounts] == 0
    return Balances(
        accounts.astype(np.int32), opening, came_in, paid_out, fees, residue, closing, lowest, count.astype(np.int32),
        assumed, off,
    )  # fmt: skip


def _check(t: Transfers, accounts: I32, bounds: I64, fee: Mask, seen: Observed, beside: Charged) -> None:
    for name, numbers in (("account", accounts), ("observed account", seen.account)):
        if wrong := [int(v) for v in numbers if not 0 <= v < t.n][:1]:
            raise ValueError(f"{name} {wrong[0]} is no account of 0..{t.n - 1}")
    if (twice := np.bincount(accounts, minlength=1)).max() > 1:
        raise ValueError(f"account {int(twice.argmax())} is asked for twice")
    if len(bounds) < 2 or (np.diff(bounds) <= 0).any():
        raise ValueError("bounds are at least two seconds, each later than the one before")
    for name, column in (("fee", fee), ("charged fen", beside.fen), ("charged account", beside.account)):
        if column.shape != t.at.shape:
            raise ValueError(f"{name} has shape {column.shape}, not {t.at.shape}")
    if not len(seen.account) == len(seen.at) == len(seen.balance):
        raise ValueError("the columns of the observations differ in length")
    moved = t.amount.sum(dtype=np.float64) + beside.fen.sum(dtype=np.float64)
    if np.abs(seen.balance.astype(np.float64)).max(initial=0) + moved >= 2.0**62:
        raise ValueError("observed balances and amounts add up to more than int64 holds")


_IN, _OUT, _FEES, _RESIDUE, _OPENING, _CLOSING, _LOWEST, _SEEN = range(8)


@jit
def _keep(
    accounts: I32, bounds: I64, ways: tuple[I64, I32, I64, I32], moved: tuple[I32, I64, Mask, I64, I32],
    seen: tuple[I64, I32, I32, I64], columns: tuple[I64, ...], off: I64,
) -> None:  # fmt: skip
    """Twice over each account's transfers and observations in order: to find its first balance, then to keep the book."""
    out_start, out, in_start, into = ways
    at, amount, fee, charge, bearer = moved
    seen_start, row, seen_at, balance = seen
    periods = len(bounds) - 1
    for k in range(len(accounts)):
        v = accounts[k]
        begin = np.int64(0)
        for keeping in (False, True):
            now, low, anchored = begin, np.int64(0), keeping
            j = -1  # period; -1 before the first
            o, i, s = out_start[v], in_start[v], seen_start[v]
            while True:
                # the next is a transfer out, one in, or an observation, which comes after the transfers of its second
                pays = out[o] if o < out_start[v + 1] else -1
                gets = into[i] if i < in_start[v + 1] else -1
                comes = gets >= 0 and (pays < 0 or gets <= pays)
                event = gets if comes else pays
                looks = s < seen_start[v + 1] and (event < 0 or seen_at[row[s]] < at[event])
                if event < 0 and not looks:
                    break
                when = np.int64(seen_at[row[s]] if looks else at[event])
                if keeping:
                    j = _turn(columns, bounds, k, j, int(when), int(now))
                inside = keeping and 0 <= j < periods
                if looks:
                    last = s + 1 == seen_start[v + 1] or seen_at[row[s + 1]] != seen_at[row[s]]
                    beyond = balance[row[s]] - now if last else np.int64(0)
                    if not anchored and last:
                        begin, anchored, beyond = beyond, True, np.int64(0)
                    if keeping:
                        off[row[s]] = beyond
                        now += beyond
                    if inside:
                        columns[_RESIDUE][k, j] += beyond
                        columns[_SEEN][k, j] += 1
                    s += 1
                elif comes:
                    now += amount[event]
                    if inside:
                        columns[_IN][k, j] += amount[event]
                    i += 1
                else:
                    now -= amount[event]
                    if inside:
                        columns[_FEES if fee[event] else _OUT][k, j] += amount[event]
                    o += 1
                if not looks and bearer[event] == v and (not comes or pays != gets):  # a transfer to itself: once
                    now -= charge[event]
                    if inside:
                        columns[_FEES][k, j] += charge[event]
                low = min(low, now)
                if inside:
                    columns[_LOWEST][k, j] = min(columns[_LOWEST][k, j], now)
            if not keeping and not anchored:
                begin = -low
            if keeping:
                _turn(columns, bounds, k, j, int(bounds[periods]), int(now))


@jit
def _turn(columns: tuple[I64, ...], bounds: I64, k: int, j: int, when: int, now: int) -> int:
    """Closes the periods that end at or before `when` and opens the next ones with the balance there is."""
    periods = len(bounds) - 1
    while j < periods and bounds[j + 1] <= when:
        if j >= 0:
            columns[_CLOSING][k, j] = now
        j += 1
        if j < periods:
            columns[_OPENING][k, j] = columns[_LOWEST][k, j] = now
    return j
