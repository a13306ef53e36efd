"""Where an account stands in the flow: what comes in and goes out, when, how far from where money starts and ends.

Links of all parts are read at once, for none joins two parts; only times are told as shares of their part's span. With
links that have no time the measures of when are unknown and those of how far stay.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gnn.data import Data, Links
from gnn.model import Table
from graph.kernels.arrays import F64, I32, I64, Graph, Transfers, graph, transfers
from graph.kernels.jit import jit
from graph.kernels.layers import layers

UNIT = 10_000  # whole units that the median amount becomes, for kernels that count in fen
LARGEST = 2**61  # sum of all amounts in these units
LATEST = 2**31 - 2  # of the kernels' clock
Numbers = NDArray[np.floating] | NDArray[np.signedinteger]
Columns = dict[str, Numbers]


@dataclass(frozen=True, slots=True)
class Paid:
    """Transfers in time order, m of them, and how each part's clock is read."""

    t: Transfers
    amount: F64  # (m,)
    timed: bool
    begin: F64  # (n,) of each node's part, in t's clock
    span: F64  # (n,)
    itself: F64  # (n,) how often an account pays itself; else such transfers are left out

    def share(self, at: F64) -> F64:
        """Times (n,) as shares of the part's span; NaN stays."""
        return (at - self.begin) / self.span


def flow(data: Data) -> Table:
    """(n, d) measures of every node in the flow of money: of relations that carry amounts, of all where none does."""
    paid = _paid(data)
    columns = {**_counts(paid), **_times(paid), **_order(paid), **_hops(paid), **_followed(paid)}
    columns |= _around(paid, columns["balance"])
    return Table(np.column_stack(list(columns.values())).astype(np.float32), tuple(columns))


def _paid(data: Data) -> Paid:
    carry = [k for k in data.relations.values() if "amount" in k.columns] or list(data.relations.values())
    timed = bool(carry) and all(k.at is not None for k in carry)
    source, target = (np.concatenate([np.zeros(0, np.int32), *(getattr(k, end) for k in carry)]).astype(np.int32) for end in ("source", "target"))  # fmt: skip
    amount = np.maximum(np.concatenate([np.zeros(0), *(k.amount() for k in carry)]), 0.0)
    at = _clock(carry) if timed else np.zeros(len(source), np.int32)
    itself = np.bincount(source[source == target], minlength=data.n).astype(float)
    order = np.flatnonzero(source != target)
    order = order[np.argsort(at[order], kind="stable")]
    source, target, at, amount = source[order], target[order], at[order], amount[order]
    part, parts = data.part[source], len(data.parts)
    first, last = np.full(parts, np.inf), np.full(parts, -np.inf)
    np.minimum.at(first, part, at)
    np.maximum.at(last, part, at)
    span = np.maximum(last - first, 1)
    return Paid(
        transfers(data.n, source, target, at, _whole(amount)), amount, timed, first[data.part], span[data.part], itself
    )


def _clock(carry: list[Links]) -> I32:
    """Times from the first on; of a finer clock than fits the kernels' so many at once as is needed."""
    at = np.concatenate([k.at for k in carry if k.at is not None])
    since = at - (at.min() if len(at) else 0)
    return np.asarray(since // max(1, -(-int(since.max(initial=0)) // LATEST)), np.int32)


def _whole(amount: F64) -> I64:
    """Amounts in whole units, 1 or more each, so that the middle one is `UNIT` and their sum can be counted."""
    some = amount[amount > 0]
    unit = (float(np.median(some)) if len(some) else 1.0) / UNIT
    return np.clip(np.round(amount / unit), 1, LARGEST // max(1, len(amount))).astype(np.int64)


def _tilt(one: Numbers, other: Numbers) -> F64:
    """From -1, all is the other's, to 1; 0 where there is nothing."""
    return np.asarray((one - other) / np.maximum(one + other, 1e-12), np.float64)


def _counts(p: Paid) -> Columns:
    """How many and how much, each way."""
    t, n = p.t, p.t.n
    g: Graph = graph(n, t.source, t.target, np.ones(len(t.source)))
    into, out = np.diff(g.back_start).astype(float), np.diff(g.start).astype(float)
    times_in, times_out = (np.bincount(end, minlength=n) + p.itself for end in (t.target, t.source))
    came, went = np.bincount(t.target, p.amount, n), np.bincount(t.source, p.amount, n)
    return {
        "in_degree": into, "out_degree": out, "in_times": times_in, "out_times": times_out,
        "balance": _tilt(came, went), "degree_tilt": _tilt(into, out), "times_tilt": _tilt(times_in, times_out),
        "in_mean": np.log1p(came / np.maximum(times_in, 1)), "out_mean": np.log1p(went / np.maximum(times_out, 1)),
    }  # fmt: skip


def _times(p: Paid) -> Columns:
    """When money first and last came and went, which way round, and how much of it in that order."""
    t, n = p.t, p.t.n
    seen = {}
    for way, end in (("in", t.target), ("out", t.source)):
        first, last = np.full(n, np.inf), np.full(n, -np.inf)
        if p.timed:
            np.minimum.at(first, end, t.at)
            np.maximum.at(last, end, t.at)
        seen[f"{way}_first"], seen[f"{way}_last"] = (np.where(np.isfinite(x), x, np.nan) for x in (first, last))
    after = p.amount * (t.at > seen["in_first"][t.source])  # NaN compares as no
    before = p.amount * (t.at < seen["out_last"][t.target])
    return {
        **{name: p.share(at) for name, at in seen.items()},
        "lead": p.share(seen["out_first"]) - p.share(seen["in_first"]),
        "out_after": np.bincount(t.source, after, n) / np.maximum(np.bincount(t.source, p.amount, n), 1e-12),
        "in_before": np.bincount(t.target, before, n) / np.maximum(np.bincount(t.target, p.amount, n), 1e-12),
    }  # fmt: skip


def _order(p: Paid) -> Columns:
    """Along transfers in order of time: steps that money made before and makes after, ways there are, and the place between."""
    t = p.t
    most, least, mean, many = _walk(t.n, t.source, t.target, t.at, p.amount)
    later = slice(None, None, -1)
    most_on, least_on, mean_on, many_on = _walk(t.n, t.target[later], t.source[later], -t.at[later], p.amount[later])
    return {
        "before_most": most, "before_least": least, "before_mean": mean, "before_ways": many,
        "after_most": most_on, "after_least": least_on, "after_mean": mean_on, "after_ways": many_on,
        "place": _tilt(mean, mean_on), "ways_tilt": _tilt(many, many_on),
    }  # fmt: skip


def _hops(p: Paid) -> Columns:
    """Whatever the times: fewest hops from one who is not paid, and to one who does not pay. NaN: there is none."""
    t = p.t
    g = graph(t.n, t.source, t.target, np.ones(len(t.source)))
    into, out = np.diff(g.back_start), np.diff(g.start)
    start = _spread(g.start, g.target, (into == 0) & (out > 0))
    end = _spread(g.back_start, g.back_source, (out == 0) & (into > 0))
    begun, ended = (np.where(hops < 0, np.nan, hops) for hops in (start, end))
    return {"from_start": begun, "to_end": ended, "hops_tilt": _tilt(begun, ended)}


def _followed(p: Paid) -> Columns:
    """What `graph.kernels.layers` says of the money that starts in the transfers themselves."""
    found = layers(p.t)
    handled = np.maximum(found.received + found.arrived[:, 0], 1)
    return {
        "layer": found.layer, "role": found.role, "confidence": found.confidence,
        "resting": found.resting / handled, "started": found.arrived[:, 0] / handled,
        "timely": found.timely / np.maximum(found.received, 1), "held": found.held / p.span,
    }  # fmt: skip


def _around(p: Paid, balance: Numbers) -> Columns:
    """The balance of those who pay it, and of those whom it pays. NaN: nobody does."""
    t, n = p.t, p.t.n
    said = {}
    for name, own, other in (("payers", t.target, t.source), ("payees", t.source, t.target)):
        times = np.bincount(own, minlength=n)
        said[f"{name}_balance"] = np.where(times > 0, np.bincount(own, balance[other], n) / np.maximum(times, 1), np.nan)  # fmt: skip
    return said


@jit
def _walk(n: int, source: I32, target: I32, at: I32, amount: F64) -> tuple[F64, F64, F64, F64]:
    """Most, fewest and mean steps of the money that has come, and log of how many ways it came by; times never fall.

    A transfer carries on what came strictly before it: those of one instant are read all before any is written.
    """
    most, least, mean, ways = np.zeros(n), np.full(n, np.inf), np.zeros(n), np.zeros(n)
    came = np.zeros(n)
    first = 0
    while first < len(source):
        last = first
        while last < len(source) and at[last] == at[first]:
            last += 1
        known = np.empty((last - first, 4))
        for i in range(first, last):
            s = source[i]
            known[i - first] = most[s], (least[s] if came[s] > 0 else 0.0), mean[s], ways[s]
        for i in range(first, last):
            d, carried = target[i], known[i - first]
            most[d] = max(most[d], carried[0] + 1)
            least[d] = min(least[d], carried[1] + 1)
            weight = amount[i] + 1e-9
            came[d] += weight
            mean[d] += (carried[2] + 1 - mean[d]) * weight / came[d]
            ways[d] = np.logaddexp(ways[d], carried[3])  # both are log(1 + ways), and one more way begins at s
        first = last
    for v in range(n):
        if came[v] == 0:
            least[v] = 0.0
    return most, least, mean, ways


@jit
def _spread(start: I64, item: I32, begin: NDArray[np.bool_]) -> I32:
    """Fewest hops from those of `begin`; -1: not reached."""
    n = len(begin)
    hops, queue = np.full(n, -1, np.int32), np.empty(n, np.int32)
    head = tail = 0
    for v in range(n):
        if begin[v]:
            hops[v], queue[tail] = 0, v
            tail += 1
    while head < tail:
        v = queue[head]
        head += 1
        for e in range(start[v], start[v + 1]):
            u = item[e]
            if hops[u] < 0:
                hops[u], queue[tail] = hops[v] + 1, u
                tail += 1
    return hops
