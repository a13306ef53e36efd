"""Features of links: their own properties, and what was before them at both ends, kept as running figures.

Strictly earlier links count: of links at the same instant none knows of another, whatever their order.
"""

from __future__ import annotations

import numpy as np

from gnn.data import F32, Links, Phase
from gnn.model import Table
from graph.kernels.arrays import F64, I32, I64
from graph.kernels.jit import jit

DAY = 86_400
RUNNING = (
    "log gap since source paid", "log gap since source was paid", "log gap since target paid", "log gap since target was paid",
    "log gap since pair", "log gap since reverse pair", "log links of source out", "log links of source in",
    "log links of target out", "log links of target in", "log links of pair", "log links of reverse pair",
    "log payees of source", "log payers of target", "log sum of source out", "log sum of target in",
    "log amount beside source's mean", "log amount beside target's mean", "log amount beside source's last received",
    "log amount beside source's last paid", "log amount beside target's last received",
)  # fmt: skip
OUT, IN = 0, 1


def table(phase: Phase) -> Table:
    """(k, d) of the links that a phase asks about."""
    assert phase.relation is not None
    links = phase.data.relations[phase.relation]
    index = phase.index
    blocks: list[F32] = [links.x[index]]
    names = [*links.columns]
    if "amount" in links.columns:
        amount = links.amount()[index]
        blocks.append(np.column_stack([np.log1p(np.maximum(amount, 0)), round_of(amount)]).astype(np.float32))
        names += ["log amount", "zeros at the end of the amount"]
    count = repeated(phase.data.n, links)
    blocks.append(count[index])
    names += ["log links of pair in all", "log links of reverse pair in all", "to itself"]
    if links.at is not None and links.m:
        at = links.at.astype(np.int64)
        blocks += [clock(at)[index], running(phase.data.n, links)[index]]
        names += ["hour", "weekday", "day of month", *RUNNING]
    return Table(np.hstack(blocks).astype(np.float32), tuple(names))


def round_of(amount: F64) -> F64:
    """How many zeros an amount, in hundredths, ends with: round sums are people's."""
    left = np.round(np.abs(amount) * 100).astype(np.int64)
    zeros = np.zeros(len(amount))
    for _ in range(8):
        whole = (left > 0) & (left % 10 == 0)
        zeros += whole
        left = np.where(whole, left // 10, 1)
    return zeros


def clock(at: I64) -> F32:
    """Hour, weekday and day of the month of UTC seconds; NaN where the clock counts something else or days alone."""
    seconds = len(at) > 0 and int(at.max() - at.min()) > 3 * DAY and int(at.min()) > 1000 * DAY
    if not seconds:
        return np.full((len(at), 3), np.nan, np.float32)
    days = at.astype("datetime64[s]").astype("datetime64[D]")
    month = (days - days.astype("datetime64[M]")).astype(np.int64) + 1
    hour = at % DAY / 3600 if bool((at % DAY).any()) else np.full(len(at), np.nan)
    return np.column_stack([hour, (at // DAY + 3) % 7, month]).astype(np.float32)


def pairs(n: int, links: Links) -> tuple[I64, I64, int]:
    """(m,) number of each link's pair of ends and of the reverse pair (-1: never seen); how many pairs."""
    code = links.source.astype(np.int64) * n + links.target
    known, pair = np.unique(code, return_inverse=True)
    back = links.target.astype(np.int64) * n + links.source
    place = np.minimum(np.searchsorted(known, back), max(len(known) - 1, 0))
    return pair.astype(np.int64), np.where(known[place] == back, place, -1) if len(known) else place, len(known)


def repeated(n: int, links: Links) -> F32:
    """Links of the same ends, and of the same ends the other way, where links have no time; NaN where they have one."""
    own = links.source == links.target
    if links.at is not None or not links.m:
        none = np.full(links.m, np.nan)
        return np.column_stack([none, none, own]).astype(np.float32)
    pair, back, count = pairs(n, links)
    held = np.append(np.bincount(pair, minlength=count), 0)
    return np.column_stack([np.log1p(held[pair]), np.log1p(held[back]), own]).astype(np.float32)


def running(n: int, links: Links) -> F32:
    """(m, d) what was before each link; links in any order."""
    assert links.at is not None
    order = np.argsort(links.at, kind="stable")
    sorted_ = links.take(order)
    pair, back, count = pairs(n, sorted_)
    assert sorted_.at is not None
    out = np.full((links.m, len(RUNNING)), np.nan, np.float32)
    found = _running(
        n, sorted_.source, sorted_.target, sorted_.at.astype(np.int64), sorted_.amount(), pair, back, count
    )
    out[order] = found
    return out


@jit
def _running(n: int, source: I32, target: I32, at: I64, amount: F64, pair: I64, back: I64, pairs: int) -> F32:
    m = len(at)
    out = np.full((m, 21), np.nan, np.float32)
    last, count, total = np.zeros((n, 2), np.int64), np.zeros((n, 2), np.int64), np.zeros((n, 2))
    latest = np.zeros((n, 2))  # amount paid last, received last
    others = np.zeros((n, 2), np.int64)  # distinct payees, payers
    pair_last, pair_count = np.zeros(pairs, np.int64), np.zeros(pairs, np.int64)
    begin = 0
    while begin < m:
        end = begin
        while end < m and at[end] == at[begin]:
            end += 1
        for i in range(begin, end):
            s, t, a, row = source[i], target[i], amount[i], out[i]
            for c, (v, way) in enumerate(((s, OUT), (s, IN), (t, OUT), (t, IN))):
                row[6 + c] = np.log1p(count[v, way])
                if count[v, way]:
                    row[c] = np.log1p(at[i] - last[v, way])
            for c, p in enumerate((pair[i], back[i])):
                row[10 + c] = np.log1p(pair_count[p]) if p >= 0 else 0.0
                if p >= 0 and pair_count[p]:
                    row[4 + c] = np.log1p(at[i] - pair_last[p])
            row[12], row[13] = np.log1p(others[s, OUT]), np.log1p(others[t, IN])
            row[14], row[15] = np.log1p(max(total[s, OUT], 0.0)), np.log1p(max(total[t, IN], 0.0))
            one = np.log1p(max(a, 0.0))
            if count[s, OUT]:
                row[16] = one - np.log1p(max(total[s, OUT] / count[s, OUT], 0.0))
                row[19] = one - np.log1p(max(latest[s, OUT], 0.0))
            if count[t, IN]:
                row[17] = one - np.log1p(max(total[t, IN] / count[t, IN], 0.0))
                row[20] = one - np.log1p(max(latest[t, IN], 0.0))
            if count[s, IN]:
                row[18] = one - np.log1p(max(latest[s, IN], 0.0))
        for i in range(begin, end):
            s, t, p = source[i], target[i], pair[i]
            if not pair_count[p]:
                others[s, OUT] += 1
                others[t, IN] += 1
            pair_count[p] += 1
            pair_last[p] = at[i]
            for v, way in ((s, OUT), (t, IN)):
                count[v, way] += 1
                total[v, way] += amount[i]
                last[v, way] = at[i]
                latest[v, way] = amount[i]
        begin = end
    return out
