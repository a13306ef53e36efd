"""Where money may have gone, or come from: time-respecting reachability in which no account keeps it beyond a hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from graph.kernels.arrays import I32, I64, U32, Transfers, places, unsigned
from graph.kernels.jit import jit

NONE = -1
NEVER, LAST, EVER = -(2**31), 2**31 - 1, 2**62
HEAD, SINCE, HOPS, TAIL, FIRST, NEAREST, FEWEST = range(7)  # columns of a node; SINCE and HOPS are its head's
AT, STEPS, OLDER, NEWER = range(4)  # columns of an arrival


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a trace may use; None is no bound."""

    hold: int | None = None  # seconds for which an account may keep the money
    hops: int | None = None  # transfers on a way
    start: int | None = None  # UTC second, included
    end: int | None = None  # UTC second, included
    least: int = 0  # fen of a transfer


@dataclass(frozen=True, slots=True)
class Trace:
    """The transfers that the seeds' money may have come through, each with its way back to a seed."""

    backwards: bool
    hops: I32  # (m,) fewest transfers from a seed to here, this one counted; 0 where there is no way
    nearer: I32  # (m,) the transfer before it (backwards: after it) on such a way, or -1 - j beside seed j
    first: I32  # (n,) the transfer nearest in time to the seeds by which an account is reached, -1 where none is
    nearest: I32  # (n,) the same by hops, the first of equals


def trace(
    transfers: Transfers, account: ArrayLike, at: ArrayLike, bounds: Bounds = Bounds(), *, backwards: bool = False
) -> Trace:
    """Where money that is at `account[j]` at second `at[j]` may have gone to, or `backwards` have come from.

    What comes in at t may leave by a later transfer (in the array's order) up to t + hold; a seed's by any transfer from
    its second on. Backwards, time and direction are reversed. Each account keeps a queue of arrivals that drops its head
    when the hold is over and, from its tail, those that a later one outlives with no more hops (the minimum of a sliding
    window): its head has the fewest hops of all that still hold. So every way told is valid hop by hop and has the
    fewest hops that a valid one can have. It may come by an account twice: the second visit renews the hold.

    O(n + m) time. ValueError: as many accounts as times are wanted, accounts of the graph, seconds of 32 bits.

    Wu et al., Path problems in temporal graphs, PVLDB 7 (2014); with a hold: Bentert et al., Efficient computation of
    optimal temporal walks under waiting-time constraints, Applied Network Science 5 (2020).
    """
    seed, when = np.atleast_1d(np.asarray(account, np.int32)), np.atleast_1d(np.asarray(at, np.int64))
    _check(transfers, seed, when)
    n, m, times = transfers.n, len(transfers.at), transfers.at
    source, target = unsigned(transfers.source), unsigned(transfers.target)
    low = 0 if bounds.start is None else int(places(times, bounds.start))
    high = m if bounds.end is None else max(low, int(places(times, bounds.end, after=True)))
    if backwards:
        order = np.argsort(-when, kind="stable")
        place = np.clip(places(times, when[order], after=True), low, high) - 1
        leaves, enters, span = target, source, (high - 1, low - 1, -1)
    else:
        order = np.argsort(when, kind="stable")
        place = np.clip(places(times, when[order]), low, high)
        leaves, enters, span = source, target, (low, high, 1)
    hops, nearer = np.zeros(m, np.int32), np.zeros(m, np.int32)
    node, arrival = np.full((n, 8), NONE, np.int32), np.empty((m + len(seed), 4), np.int32)
    node[:, HOPS] = node[:, FEWEST] = LAST
    _spread(
        (leaves, enters, times, transfers.amount), span, (seed[order], when[order], order, place),
        (EVER if bounds.hold is None else bounds.hold, LAST if bounds.hops is None else bounds.hops, bounds.least),
        node, arrival, hops, nearer,
    )  # fmt: skip
    return Trace(backwards, hops, nearer, node[:, FIRST].copy(), node[:, NEAREST].copy())


def path(found: Trace, transfer: int) -> I32:
    """The way to `transfer` as transfers in time order, itself the far end from the seed. ValueError: there is none."""
    if found.hops[transfer] == 0:
        raise ValueError(f"the trace did not come through transfer {transfer}")
    way = [transfer]
    while (nearer := int(found.nearer[way[-1]])) >= 0:
        way.append(nearer)
    return np.array(way if found.backwards else way[::-1], np.int32)


def _check(transfers: Transfers, account: I32, at: I64) -> None:
    if len(account) != len(at):
        raise ValueError(f"{len(account)} seed accounts with {len(at)} times")
    for j in np.flatnonzero((account < 0) | (account >= transfers.n)):
        raise ValueError(f"seed {j}: account {account[j]} of a graph of {transfers.n}")
    for j in np.flatnonzero(abs(at) > LAST):
        raise ValueError(f"seed {j}: second {at[j]} is beyond 32 bits")
    if len(transfers.at) and transfers.at[0] == NEVER:
        raise ValueError(f"transfer 0 at second {NEVER}, which means never")


@jit
def _spread(
    stream: tuple[U32, U32, I32, I64],
    span: tuple[int, int, int],
    seeds: tuple[I32, I64, I64, I64],
    bounds: tuple[int, int, int],
    node: I32,
    arrival: I32,
    hops: I32,
    nearer: I32,
) -> None:
    """Arrival q is transfer q, or seed q - m. Time runs with the span's step: backwards it is negated."""
    leaves, enters, at, amount = stream
    begin, end, step = span
    account, when, number, place = seeds
    hold, most, least = bounds
    m, k = len(at), len(place)
    until = np.full(len(node), NEVER, np.int32)  # apart from `node`: for most transfers nothing else is read
    for s in range(k + 1):
        stop = place[s] if s < k else end
        for i in range(begin, stop, step):
            u = leaves[i]
            t = step * int(at[i])
            if t > until[u] or amount[i] < least:
                continue
            while t - node[u, SINCE] > hold:
                _leave(node, arrival, u)
            h = node[u, HOPS] + 1
            if h > most:
                continue
            q, v = node[u, HEAD], enters[i]
            hops[i] = h
            nearer[i] = q if q < m else m - 1 - q
            if node[v, FIRST] == NONE:
                node[v, FIRST] = i
            if h < node[v, FEWEST]:
                node[v, NEAREST], node[v, FEWEST] = i, h
            if h < node[v, HOPS] or hold < EVER:  # where the head never leaves, only fewer hops matter
                _arrive(node, arrival, v, i, t, h)
                until[v] = min(t + hold, LAST)
        begin = stop
        if s < k:
            v, t = account[s], step * int(when[s])
            _arrive(node, arrival, v, m + number[s], t, 0)
            until[v] = min(t + hold, LAST)


@jit
def _leave(node: I32, arrival: I32, v: int) -> None:
    """Drops the head of v's queue; its tail still holds."""
    q = arrival[node[v, HEAD], NEWER]
    node[v, HEAD], node[v, SINCE], node[v, HOPS] = q, arrival[q, AT], arrival[q, STEPS]
    arrival[q, OLDER] = NONE


@jit
def _arrive(node: I32, arrival: I32, v: int, q: int, t: int, hops: int) -> None:
    """Puts q at the tail of v's queue, in place of those that it outlives and that took no fewer hops."""
    tail = node[v, TAIL] if hops > node[v, HOPS] else NONE
    while tail != NONE and arrival[tail, STEPS] >= hops:
        tail = arrival[tail, OLDER]
    if tail == NONE:
        node[v, HEAD], node[v, SINCE], node[v, HOPS] = q, t, hops
    else:
        arrival[tail, NEWER] = q
    node[v, TAIL] = q
    arrival[q, AT], arrival[q, STEPS], arrival[q, OLDER] = t, hops, tail
