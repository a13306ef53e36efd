"""Returns: hubs that pay those who paid them before, what else came in meanwhile, and who pays in another's place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import F64, I32, I64, Transfers
from graph.kernels.bounds import at_least, millionths, most
from graph.kernels.jit import jit

NUMBER, FRESH, MORE, OTHER, PAID, GAIN, PAYEES = range(7)  # columns of a window
PAYERS, PAID_BACK, OFTEN, GONE, ORIGIN = range(5)  # columns of a hub
# columns of a party: fen held for it (of others: that they hold), window of its first payment, 1 + window in which it
# was last paid, how many of them
BALANCE, JOINED, LATEST, WINDOWS = range(4)
Public = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows in which a hub's money moved, in order; sums in fen."""

    number: I32  # (w,) 0 from the hub's first receipt from the public
    fresh: I64  # (w,) received from parties of the public that never paid it before this window
    more: I64  # (w,) received from other parties of the public
    other: I64  # (w,) received from anybody else beyond what the hub had paid them
    paid: I64  # (w,) paid to parties of the public that had paid it before
    gain: I64  # (w,) of that, what did not give back their money
    payees: I32  # (w,) how many were paid so


@dataclass(frozen=True, slots=True)
class Returns:
    """Row k: `hub[k]`, its windows in places `start[k]` to `start[k + 1]`, and all its time."""

    hub: I32  # (k,) rising
    payers: I32  # (k,) parties of the public that paid it
    payees: I32  # (k,) of them, those that it paid afterwards
    often: I32  # (k,) of them, those that it paid in two windows or more
    gone: I64  # (k,) fen paid to anybody else that did not come back
    origin: I64  # (k,) UTC seconds at which window 0 begins
    held: F64  # (k,) fen times seconds for which it held the public's money, up to its last payment to an earlier payer
    start: I64  # (k + 1,)
    windows: Windows


@dataclass(frozen=True, slots=True)
class Agents:
    """Row k: `agent[k]` has money of `hub[k]` and pays `shared[k]` parties that had paid the hub before."""

    hub: I32  # (k,)
    agent: I32  # (k,) rising, then by hub
    shared: I32  # (k,)
    payees: I32  # (k,) parties of the public that the agent pays at all


def returns(t: Transfers, public: Public, window: int, small: float, payees: int) -> Returns:
    """Hubs that pay at least `payees` parties of the public (n, a mask) which had paid them before.

    Windows of `window` seconds follow on each other from the hub's first receipt from the public. What a hub pays a
    party is that party's own money back, first of all; it is gain where it is no more than the share `small` of what
    the hub still holds for the party, and as far as it is more than all of that. What others pay the hub is its own
    money back as long as it had paid them more: a sum sent round and returned is no income. Before is before in the
    array, and nothing counts that comes before the public's first payment.
    Transfers to oneself do not count. O(n + m). ValueError: a window below a second, no payees, a share that is none.
    """
    at_least(1, window=window, payees=payees)
    rows = t.out.start, t.out.item, t.into.start, t.into.item
    share = millionths(small=small)
    hub, totals, held, size, made = _returns(rows, (t.source, t.target), t.at, t.amount, public, window, share, payees)
    number, fresh, more, other, paid, gain, count = np.ascontiguousarray(made.T)
    windows = Windows(number.astype(np.int32), fresh, more, other, paid, gain, count.astype(np.int32))
    payers, back, often, gone, origin = np.ascontiguousarray(totals.T)
    return Returns(
        hub.astype(np.int32), payers.astype(np.int32), back.astype(np.int32), often.astype(np.int32), gone, origin, held,
        np.concatenate([[0], np.cumsum(size)]), windows,
    )  # fmt: skip


def agents(t: Transfers, public: Public, shared: int) -> Agents:
    """Pairs of which one pays the other, and the other pays at least `shared` parties that had paid the one before.

    So it is where money is taken on one account and returned from another. A party counts where its first payment to
    the hub comes before the agent's last payment to it, in the array's order. O(n + m + receipts of the hubs, once
    for each agent that they pay), over accounts with at least `shared` transfers on the side that matters.
    ValueError: nobody shared.
    """
    at_least(1, shared=shared)
    rows = t.out.start, t.out.item, t.into.start, t.into.item
    return Agents(*(c.astype(np.int32) for c in _agents(rows, t.source, t.target, public, shared)))


@jit
def _returns(
    rows: tuple[I64, I32, I64, I32], sides: tuple[I32, I32], at: I32, amount: I64, public: Public,
    window: int, small: int, payees: int,
) -> tuple[I64, I64, F64, I64, I64]:  # fmt: skip
    out_start, out_item, in_start, in_item = rows
    n = len(out_start) - 1
    room = 0
    for v in range(n):
        if out_start[v + 1] - out_start[v] >= payees and in_start[v + 1] - in_start[v] >= payees:
            room += out_start[v + 1] - out_start[v] + in_start[v + 1] - in_start[v]
    made = np.empty((room, 7), np.int64)  # takes no memory before it is written to
    party, stamp = np.zeros((n, 4), np.int64), np.full(n, -1, np.int32)
    hub: list[int] = []
    held: list[float] = []
    size: list[int] = []
    total = np.zeros(5, np.int64)
    totals = np.empty((n, 5), np.int64)
    used = 0
    for v in range(n):
        out, into = out_item[out_start[v] : out_start[v + 1]], in_item[in_start[v] : in_start[v + 1]]
        if len(out) < payees or len(into) < payees:
            continue
        total[:] = 0
        count, lasted = _hub(v, out, into, sides, at, amount, public, window, small, party, stamp, total, made[used:])
        if total[PAID_BACK] >= payees:
            totals[len(hub)] = total
            hub.append(v)
            held.append(lasted)
            size.append(count)
            used += count
    return np.array(hub), totals[: len(hub)].copy(), np.array(held), np.array(size), made[:used].copy()


@jit
def _hub(
    v: int, out: I32, into: I32, sides: tuple[I32, I32], at: I32, amount: I64, public: Public,
    window: int, small: int, party: I64, stamp: I32, total: I64, made: I64,
) -> tuple[int, float]:  # fmt: skip
    """A hub's transfers in order: its totals, the windows made, and how much it held for how long."""
    source, target = sides
    count, p, a = 0, 0, 0
    # what it holds, since when, how long in all, and that as of its last return
    balance, since, lasted, held = 0.0, np.int64(0), 0.0, 0.0
    while p < len(out) or a < len(into):
        incoming = p == len(out) or (a < len(into) and into[a] < out[p])
        i = into[a] if incoming else out[p]
        a, p = (a + 1, p) if incoming else (a, p + 1)
        u = source[i] if incoming else target[i]
        if u == v or (total[PAYERS] == 0 and not (incoming and public[u])):
            continue
        now, fen = np.int64(at[i]), amount[i]
        if total[PAYERS] == 0:
            total[ORIGIN] = since = now
        number = (now - total[ORIGIN]) // window
        if count == 0 or made[count - 1, NUMBER] != number:
            made[count] = 0
            made[count, NUMBER] = number
            count += 1
        w = made[count - 1]
        lasted += balance * (now - since)
        since = now
        known = stamp[u] == v
        if not known and (incoming or not public[u]):
            stamp[u] = v
            party[u] = 0
            party[u, JOINED] = number
            total[PAYERS] += public[u]
        if incoming and not public[u]:
            own = min(fen, party[u, BALANCE])
            party[u, BALANCE] -= own
            w[OTHER] += fen - own
            total[GONE] -= own
        elif incoming:
            w[FRESH if party[u, JOINED] == number else MORE] += fen
            party[u, BALANCE] += fen
            balance += fen
        elif public[u] and known:
            mine = party[u, BALANCE]
            back = np.int64(0) if fen <= most(mine, small) else min(fen, mine)
            party[u, BALANCE] -= back
            balance -= back
            w[PAID] += fen
            w[GAIN] += fen - back
            if party[u, LATEST] <= number:
                w[PAYEES] += 1
                total[PAID_BACK] += party[u, WINDOWS] == 0
                party[u, WINDOWS] += 1
                total[OFTEN] += party[u, WINDOWS] == 2
                party[u, LATEST] = number + 1
            held = lasted
        else:
            total[GONE] += fen
            if not public[u]:
                party[u, BALANCE] += fen
    return count, held


@jit
def _agents(
    rows: tuple[I64, I32, I64, I32], source: I32, target: I32, public: Public, shared: int
) -> tuple[I64, I64, I64, I64]:
    out_start, out_item, in_start, in_item = rows
    n = len(out_start) - 1
    last, paid, asked, counted = np.empty(n, np.int32), np.full(n, -1), np.full(n, -1), np.full(n, -1)
    hub: list[int] = []
    agent: list[int] = []
    common: list[int] = []
    payees: list[int] = []
    pair = 0
    for x in range(n):
        if out_start[x + 1] - out_start[x] < shared:
            continue
        width = 0
        for i in out_item[out_start[x] : out_start[x + 1]]:
            p = target[i]
            if p != x and public[p]:
                width += paid[p] != x
                paid[p], last[p] = x, i
        if width < shared:
            continue
        for i in in_item[in_start[x] : in_start[x + 1]]:
            y = source[i]
            if y == x or asked[y] == x or in_start[y + 1] - in_start[y] < shared:
                continue
            asked[y] = x
            pair += 1
            both = 0
            for j in in_item[in_start[y] : in_start[y + 1]]:
                p = source[j]
                if p != y and paid[p] == x and counted[p] != pair and j < last[p]:
                    counted[p] = pair
                    both += 1
            if both >= shared:
                hub.append(y)
                agent.append(x)
                common.append(both)
                payees.append(width)
    return np.array(hub), np.array(agent), np.array(common), np.array(payees)
