"""Balance sheets: per account and period opening + in - out - fees + residue = closing, in fen. The residue stays visible."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from graph.kernels.arrays import I32, I64
from graph.kernels.balance import Balances, Charged, Mask, Observed, balances
from graph.kernels.ledger import SAID_FEE
from graph.snapshot import NEVER, Snapshot
from graph.study.ledger import said

CHINA = 8 * 3600
PERIODS = {"year": 12, "quarter": 3, "month": 1}


def sheets(s: Snapshot, accounts: I32, period: str) -> tuple[I64, Balances]:
    """Bounds (UTC seconds) of the calendar periods in China that the accounts' transfers lie in, and their sheets."""
    t = s.transfers()
    inside = np.zeros(s.n, np.bool_)
    inside[accounts] = True
    own = np.flatnonzero(inside[t.source] | inside[t.target])
    bounds = periods(int(t.at[own[0]]), int(t.at[own[-1]]), PERIODS[period]) if len(own) else np.array([0, 1])
    fees = said(s, t, inside) == SAID_FEE
    return bounds, balances(t, accounts, bounds, fees, observed(s), charged(s))


def charged(s: Snapshot) -> Charged:
    """What statements say was charged beside a transfer, borne by the side whose statement it is."""
    e = s.edges("TRANSFER")
    fen = s.column("TRANSFER", "fee").astype(np.int64)
    payer, payee = sided(s)
    return Charged(np.where((fen > 0) & (payer | payee), fen, 0), np.where(payee, e.target, e.source))


def observed(s: Snapshot) -> Observed:
    """Balances after a transfer as statements tell them, of the side whose statement it is."""
    e = s.edges("TRANSFER")
    told = s.column("TRANSFER", "balance").astype(np.int64)
    payer, payee = sided(s)
    rows = np.flatnonzero((told != NEVER) & (payer | payee))
    account = np.where(payer, e.source, e.target)[rows].astype(np.int32)
    return Observed(account, e.at[rows], told[rows])


def sided(s: Snapshot) -> tuple[Mask, Mask]:
    """(m,) transfers that a statement of their payer tells of, and those of their payee."""
    codes, names = s.words("TRANSFER", "side")
    payer, payee = (codes == (names.index(side) if side in names else -2) for side in ("payer", "payee"))
    return payer, payee


def periods(first: int, last: int, months: int) -> I64:
    """Beginnings of the calendar periods in China from the one that holds `first` to the one after `last`, UTC seconds."""
    begun = datetime.fromtimestamp(first + CHINA, UTC)
    index = (begun.year * 12 + begun.month - 1) // months * months
    bounds = [_second(index)]
    while bounds[-1] <= last:
        index += months
        bounds.append(_second(index))
    return np.array(bounds, np.int64)


def _second(month: int) -> int:
    return int(datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC).timestamp()) - CHINA
