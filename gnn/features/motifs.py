"""Motifs around nodes as features: fans in windows, amounts alike, rhythm, pass-through, returns, scatter and gather.

By the detectors' own kernels, on the links of a phase: those before its cut. Windows come from the data's own clock, the
same for every phase of one model. After GFP (Blanuša and others, 2024: graph features mined per account lift trees on
transactions above networks) and AMLworld (Altman and others, NeurIPS 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from gnn.data import F32, Data, Links
from gnn.features.adjacency import around, largest, near
from gnn.features.alike import alike, companions, regular, repeats
from gnn.model import Table
from graph.kernels.arrays import F64, I32, I64, Transfers, csr, transfers
from graph.kernels.cycles import Loop, cycles
from graph.kernels.fan import fan_in, fan_out
from graph.kernels.flow2 import flow2
from graph.kernels.gather import gather_scatter
from graph.kernels.layers import LayerRule, layers
from graph.kernels.passing import passing
from graph.kernels.rhythm import Rhythm, steady
from graph.kernels.scatter import scatter_gather

SPANS = (60, 12, 3)  # a window is this part of the whole time
CROWD = 8  # links of a usual node in a window, at most, where a search goes on from each
LIMIT = 200_000  # cycles
MOST = 3  # relations looked at
LIKE = 1.25  # by how much amounts differ that are alike
NEAR = 512  # links before and after one among which its like are looked for
CLOCK = 2**31 - 2
Columns = dict[str, F64]


@dataclass(frozen=True, slots=True)
class Scene:
    """Timed links of a relation as the kernels take them."""

    t: Transfers
    windows: tuple[int, ...]  # in the kernels' clock, rising
    busy: int  # the window for searches
    money: bool


def table(data: Data, windows: tuple[int, ...]) -> Table:
    """(n, d) of all nodes; no columns where no links have times."""
    none = Table(np.zeros((data.n, 0), np.float32), ())
    tables = []
    for name, links in timed(data).items():
        columns = dict(_columns(scene(data.n, links, windows)))
        x = np.column_stack(list(columns.values())).astype(np.float32)
        tables.append(Table(x, tuple(f"{c} {name}" for c in columns)))
    return none.beside(*tables)


def table_near(data: Data, base: Table) -> Table:
    """(n, d) what motifs a node's payees and payers are in: their mean, the most, their sum damped by degree. `base`: `table`'s.
    Companions are told of both ends already."""
    none = Table(np.zeros((data.n, 0), np.float32), ())
    tables = []
    for name, links in timed(data).items():
        mine = [i for i, c in enumerate(base.columns) if c.endswith(f" {name}") and " companions " not in c]
        x = np.ascontiguousarray(base.x[:, mine])
        both = {way: near(data.n, links, way) for way in (("out", "in") if links.directed else ("both",))}
        for way, rows in both.items():
            told = around(rows, x, both[{"out": "in", "in": "out"}.get(way, way)])
            blocks: dict[str, F32] = {"mean {}": told.mean, "most {}": told.most, "damped {}": told.damped}
            names = tuple(f"{how.format(base.columns[i])} of {way}" for how in blocks for i in mine)
            tables.append(Table(np.hstack(list(blocks.values())), names))
    return none.beside(*tables)


def timed(data: Data) -> dict[str, Links]:
    """The largest relations whose links have times."""
    return largest({r: k for r, k in data.relations.items() if k.at is not None and k.m}, MOST)


def windows(data: Data) -> tuple[int, ...]:
    """Lengths in ticks of the data's clock, rising: a moment (0 where many links share one), the usual gap between a
    node's links, and parts of the whole time."""
    held = timed(data)
    if not held:
        return ()
    at = np.concatenate([k.at for k in held.values() if k.at is not None]).astype(np.int64)
    span = int(at.max() - at.min())
    found = {span // part for part in SPANS}
    if len(np.unique(at)) * 4 < len(at):
        found.add(0)
    gaps = np.concatenate([_gaps(k) for k in held.values()])
    if len(gaps):
        found.add(int(np.median(gaps)))
    return tuple(sorted(found))


def _gaps(links: Links) -> I64:
    """Ticks between successive links of a node, either way, those of one moment left out."""
    assert links.at is not None
    node = np.concatenate([links.source, links.target])
    at = np.tile(links.at.astype(np.int64), 2)
    order = np.lexsort((at, node))
    gap = np.diff(at[order])[np.diff(node[order]) == 0]
    return np.asarray(gap[gap > 0])


def scene(n: int, links: Links, windows: tuple[int, ...]) -> Scene:
    """Links without direction go both ways; clocks too long and amounts too large for the kernels are scaled down."""
    assert links.at is not None
    at = links.at.astype(np.int64)
    source, target, amount = links.source, links.target, fen(links.amount())
    if not links.directed:
        source, target = np.concatenate([source, target]), np.concatenate([target, source])
        at, amount = np.tile(at, 2), np.tile(amount, 2)
    begin, end = int(at.min()), int(at.max())
    divisor = max(1, -(-(end - begin) // CLOCK))
    t = transfers(
        n, source.astype(np.int32), target.astype(np.int32), ((at - begin) // divisor).astype(np.int32), amount
    )
    scaled = tuple(dict.fromkeys(w // divisor for w in windows))
    nodes = max(len(np.unique(source)), 1)
    room = int(CROWD * nodes / len(source) * max(end - begin, 1) / divisor)
    return Scene(t, scaled, max((w for w in scaled if w <= room), default=min(scaled, default=0)), "amount" in links.columns)  # fmt: skip


def fen(amount: F64) -> I64:
    """Whole numbers for the kernels: hundredths, or finer where amounts are small, coarser where they add up too high."""
    amount = np.abs(amount)
    usual = float(np.median(amount[amount > 0])) if (amount > 0).any() else 1.0
    scale = 100.0 * 10.0 ** max(0.0, np.ceil(1 - np.log10(usual)))
    total = float(amount.sum()) * scale
    if total >= 2.0**52:
        scale *= 2.0**51 / total
    out: I64 = np.round(amount * scale).astype(np.int64)
    return out


def _columns(s: Scene) -> Iterator[tuple[str, F64]]:
    for part in PARTS:
        yield from part(s).items()


def _fans(s: Scene) -> Columns:
    """Most payers and payees in a window, and how much of all money that is. Source: `graph/kernels/fan.py`."""
    t, out = s.t, Columns()
    whole = {"in": np.bincount(t.target, t.amount, t.n), "out": np.bincount(t.source, t.amount, t.n)}
    for w, window in enumerate(s.windows):
        for way, fan in (("in", fan_in(t, window, 2)), ("out", fan_out(t, window, 2))):
            parties, share = np.zeros(t.n), np.zeros(t.n)
            parties[fan.account] = fan.parties
            share[fan.account] = fan.sum / np.maximum(whole[way][fan.account], 1)
            out[f"fan {way} window {w}"], out[f"share of fan {way} window {w}"] = np.log1p(parties), share
    return out


def _gathers(s: Scene) -> Columns:
    """Turns from many payers to many payees. Source: `graph/kernels/gather.py`."""
    out = Columns()
    for w, window in enumerate(s.windows):
        found = gather_scatter(s.t, window, 1)
        column = np.zeros(s.t.n)
        column[found.account] = np.minimum(found.payers, found.payees)
        out[f"gather and scatter window {w}"] = np.log1p(column)
    return out


def _passing(s: Scene) -> Columns:
    """What of the money received left again in a window, link by link and in all. Source: `flow2.py`, `passing.py`."""
    out = Columns()
    for w, window in enumerate(s.windows):
        found = passing(s.t, window)
        out[f"share passed on in window {w}"] = np.where(found.received, found.passed / np.maximum(found.received, 1), np.nan)  # fmt: skip
        if window <= s.busy:
            out[f"passed on alike in window {w}"] = np.log1p(flow2(s.t, window, 0.8, 1.05).count)
    return out


def _cycles(s: Scene) -> Columns:
    """Cycles that a node's money is in, by length. Source: `graph/kernels/cycles.py`."""
    t, out = s.t, Columns()
    found = cycles(t, Loop(4, s.busy, 0.3), LIMIT).transfers
    hops = np.diff(found.start)
    of = np.repeat(hops, hops)
    for length in (2, 3, 4):
        out[f"cycles of {length}"] = np.log1p(np.bincount(t.source[found.item[of == length]], minlength=t.n))
    return out


def _scatters(s: Scene) -> Columns:
    """Middles between a source and a sink. Source: `graph/kernels/scatter.py`."""
    t = s.t
    found = scatter_gather(t, s.busy, 2, 0.3, 16)
    source, sink, middle = np.zeros(t.n), np.zeros(t.n), np.zeros(t.n)
    np.maximum.at(source, found.source, found.middles)
    np.maximum.at(sink, found.sink, found.middles)
    np.add.at(middle, t.target[found.out.item], 1)
    return {"scattered over": np.log1p(source), "gathered from": np.log1p(sink), "stood between": np.log1p(middle)}


def _layers(s: Scene) -> Columns:
    """How far down money stands that came from those who only pay. Source: `graph/kernels/layers.py`."""
    found = layers(s.t, None, LayerRule(hold=s.windows[-1], deepest=8))
    received = np.maximum(found.came_in, 1)
    return {
        "layer": found.layer.astype(np.float64), "sureness of layer": found.confidence,
        "share resting": found.resting / received, "share returned": found.returned / received,
    }  # fmt: skip


def _amounts(s: Scene) -> Columns:
    """How odd and how alike amounts are: the rarity of the least and of the most, spread, parties with like amounts."""
    t, out = s.t, Columns()
    if not s.money:
        return out
    sorted_ = np.sort(t.amount)
    log = np.log1p(t.amount)
    for way, rows, other, end in (("in", t.into, t.source, t.target), ("out", t.out, t.target, t.source)):
        least, most = np.full(t.n, np.iinfo(np.int64).max), np.full(t.n, -1)
        np.minimum.at(least, end, t.amount)
        np.maximum.at(most, end, t.amount)
        has = most >= 0
        below = np.searchsorted(sorted_, least, "right") / len(sorted_)
        above = 1 - np.searchsorted(sorted_, most, "left") / len(sorted_)
        out[f"rarity of least {way}"] = np.where(has, -np.log10(np.maximum(below, 1e-7)), np.nan)
        out[f"rarity of most {way}"] = np.where(has, -np.log10(np.maximum(above, 1e-7)), np.nan)
        count = np.maximum(np.bincount(end, minlength=t.n), 1)
        mean = np.bincount(end, log, t.n) / count
        out[f"spread of amounts {way}"] = np.where(has, np.sqrt(np.bincount(end, (log - mean[end]) ** 2, t.n) / count), np.nan)  # fmt: skip
        for name, ratio in (("same", 1.0), ("like", LIKE)):
            parties, links = alike(rows.start, rows.item, other, t.amount, ratio)
            out[f"parties with {name} amounts {way}"] = np.log1p(parties)
            out[f"links with {name} amounts {way}"] = np.log1p(links)
    return out


def _companions(s: Scene) -> Columns:
    """Whether a node's own links are among many alike: of payer and payee, how many other parties paid (were paid by) the same
    one in a window, like amounts alone; the most, the mean, and the largest share of all who ever did."""
    t, out = s.t, Columns()
    for way, rows, other, end in (("in", t.into, t.source, t.target), ("out", t.out, t.target, t.source)):
        pair = np.unique(end.astype(np.int64) * t.n + other)
        parties = np.bincount(pair // t.n, minlength=t.n)[end]
        for w, window in enumerate(s.windows):
            found = companions(rows.start, rows.item, other, t.amount, t.at, window, LIKE, NEAR)
            for of, node in (("own", end), ("other", other)):
                count, most, share = np.bincount(node, minlength=t.n), np.zeros(t.n), np.zeros(t.n)
                np.maximum.at(most, node, found)
                np.maximum.at(share, node, (found + 1) / parties)
                name = f"companions {way} of {of} end window {w}"
                out[f"most {name}"] = np.log1p(most)
                out[f"mean {name}"] = np.bincount(node, np.log1p(found), t.n) / np.maximum(count, 1)
                out[f"share of {name}"] = share
    return out


def _rhythms(s: Scene) -> Columns:
    """Payments that come again: chains of steady ones to a payee, of a payer, of a pair; gaps alike. Source: `rhythm.py`."""
    t, out = s.t, Columns()
    span = int(t.at[-1] - t.at[0]) if len(t.at) else 0
    least = max(1, next((w for w in s.windows if w > 0), 1))
    if span > 2 * least:
        rule = Rhythm(3, least, span // 2, 0.1, 0.25 if s.money else 0.0, 16)
        base = np.zeros(len(t.at), np.int64)
        pair = np.unique(t.source.astype(np.int64) * t.n + t.target, return_inverse=True)[1].astype(np.int32)
        series: tuple[tuple[str, I32, int, I32], ...] = (("in", t.target, t.n, t.target), ("out", t.source, t.n, t.source), ("pair in", pair, int(pair.max(initial=-1)) + 1, t.target), ("pair out", pair, int(pair.max(initial=-1)) + 1, t.source))  # fmt: skip
        for name, key, rows, end in series:
            mark = steady(t.at, t.amount, base, csr(rows, key), rule)
            out[f"steady {name}"] = np.log1p(np.bincount(end[mark], minlength=t.n))
    for way, side in (("in", t.into), ("out", t.out)):
        out[f"share of gaps alike {way}"], out[f"variation of gaps {way}"] = regular(side.start, side.item, t.at)
    return out


def _repeats(s: Scene) -> Columns:
    """Most links with one party, and with one party in one moment."""
    t, out = s.t, Columns()
    for way, rows, other in (("in", t.into, t.source), ("out", t.out, t.target)):
        most, moment = repeats(rows.start, rows.item, other, t.at)
        out[f"most links with one {way}"], out[f"most links with one at once {way}"] = np.log1p(most), np.log1p(moment)
    return out


PARTS: tuple[Callable[[Scene], Columns], ...] = (_fans, _gathers, _passing, _cycles, _scatters, _layers, _amounts, _companions, _rhythms, _repeats)  # fmt: skip
