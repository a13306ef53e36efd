"""Pass-through: accounts that many pay and that pay many, where money stays only for minutes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import F64, I32, I64, Transfers
from graph.kernels.bounds import at_least, least, millionths, most
from graph.kernels.jit import jit


@dataclass(frozen=True, slots=True)
class Haste:
    """When a window counts: at least `parties` payers and as many payees; of the money received, a share of at least
    `passed` is gone within `lag` seconds and at most `residue` is still there when the window ends."""

    window: int
    parties: int
    lag: int
    passed: float
    residue: float


@dataclass(frozen=True, slots=True)
class Through:
    """Row k: what went through `account[k]` in the window that its transfer `first[k]` begins."""

    account: I32  # (k,) rising, an account's windows in time order
    first: I32  # (k,)
    last: I32  # (k,) last transfer of the window, in or out
    payers: I32  # (k,)
    payees: I32  # (k,)
    received: I64  # (k,) fen
    paid: I64  # (k,) fen, from whatever source
    passed: I64  # (k,) fen of the money received that left in the window within `lag` seconds
    residue: I64  # (k,) fen of the money received that is still there at the end
    median: I64  # (k,) seconds: half of the money that left stayed no longer
    mean: F64  # (k,) seconds, weighted by money


def through(t: Transfers, haste: Haste) -> Through:
    """Windows in which accounts pass on what they get.

    An account's windows do not overlap: the first begins with the first transfer it receives and takes in all for
    `window` seconds, the next begins with the first received after that. Money leaves in the order it came (FIFO,
    Clayton's Case 1816); a window starts with none, so that what is paid beyond the money received comes from an older
    balance and has no lag. Transfers to oneself do not count. O(n + m), and k log k for the k lots of a window that
    counts. ValueError: seconds, parties or shares out of range.
    """
    at_least(0, window=haste.window, lag=haste.lag)
    at_least(1, parties=haste.parties)
    shares = millionths(passed=haste.passed), millionths(residue=haste.residue)
    rows = t.out.start, t.out.item, t.into.start, t.into.item
    whole = (haste.window, haste.parties, haste.lag)
    found, mean = _through(rows, (t.source, t.target), t.at, t.amount, whole, shares)
    account, first, last, payers, payees = found[:5].astype(np.int32)
    received, paid, passed, residue, median = found[5:]
    return Through(account, first, last, payers, payees, received, paid, passed, residue, median, mean)


@jit
def _through(
    rows: tuple[I64, I32, I64, I32], sides: tuple[I32, I32], at: I32, amount: I64,
    whole: tuple[int, int, int], shares: tuple[int, int],
) -> tuple[I64, F64]:  # fmt: skip
    """Windows that count: their integers (10, k) and mean lags (k,)."""
    out_start, out_item, in_start, in_item = rows
    source, target = sides
    window, parties, lag = whole
    n = len(out_start) - 1
    found: list[int] = []
    mean: list[float] = []
    gave, got = np.full(n, -1, np.int32), np.full(n, -1, np.int32)  # first transfer of the last window seen in
    for v in range(n):
        a, b, p, q = in_start[v], in_start[v + 1], out_start[v], out_start[v + 1]
        while b - a >= parties and q - p >= parties:
            first = in_item[a]
            if source[first] == v:
                a += 1
                continue
            until = int(at[first]) + window
            while p < q and out_item[p] < first:
                p += 1
            ins, outs = in_item[a : _end(in_item, a, b, at, until)], out_item[p : _end(out_item, p, q, at, until)]
            a, p = a + len(ins), p + len(outs)
            if len(ins) < parties or len(outs) < parties:
                continue
            ins, outs = ins[source[ins] != v], outs[target[outs] != v]
            payers, payees = _parties(source[ins], first, gave), _parties(target[outs], first, got)
            if payers < parties or payees < parties:
                continue
            received, paid = amount[ins].sum(), amount[outs].sum()
            lots, lags = _lots(ins, outs, at, amount)
            passed, left = lots[lags <= lag].sum(), lots.sum()
            if left and passed >= least(received, shares[0]) and received - left <= most(received, shares[1]):
                last = max(ins[-1], outs[-1])
                stayed = received - left
                found.extend([v, first, last, payers, payees, received, paid, passed, stayed, _median(lots, lags)])
                mean.append((lots.astype(np.float64) * lags).sum() / float(left))
    return np.array(found, np.int64).reshape(-1, 10).T.copy(), np.array(mean, np.float64)


@jit
def _end(item: I32, k: int, stop: int, at: I32, until: int) -> int:
    while k < stop and at[item[k]] <= until:
        k += 1
    return k


@jit
def _parties(others: I32, first: int, seen: I32) -> int:
    count = 0
    for u in others:
        if seen[u] != first:
            seen[u] = first
            count += 1
    return count


@jit
def _lots(ins: I32, outs: I32, at: I32, amount: I64) -> tuple[I64, I64]:
    """First in, first out: fen of each lot that left, and the seconds it stayed."""
    lots, lags = np.empty(len(ins) + len(outs), np.int64), np.empty(len(ins) + len(outs), np.int64)
    k, rest, count = -1, 0, 0
    for j in outs:
        due = amount[j]
        while due > 0:
            if rest == 0:
                if k + 1 == len(ins) or ins[k + 1] > j:
                    break
                k += 1
                rest = amount[ins[k]]
                continue
            lots[count], lags[count] = min(rest, due), int(at[j]) - at[ins[k]]
            rest, due = rest - lots[count], due - lots[count]
            count += 1
    return lots[:count], lags[:count]


@jit
def _median(lots: I64, lags: I64) -> int:
    """The shortest lag within which half of the money left."""
    half = lots.sum() - lots.sum() // 2
    gone = 0
    for x in np.argsort(lags):
        gone += lots[x]
        if gone >= half:
            return int(lags[x])
    return -1
