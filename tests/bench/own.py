"""Our side of the kernels' rows: each prepares a question on a graph and gives the work and what it found, in figures.

Only the work is measured. What is found is told in figures that a peer asked the same must find too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graph.kernels.arrays import Graph
from graph.kernels.betweenness import betweenness
from graph.kernels.claims import claims
from graph.kernels.components import components
from graph.kernels.cycles import Loop, cycles
from graph.kernels.debtrank import debtrank
from graph.kernels.fan import fan_in
from graph.kernels.flow2 import flow2
from graph.kernels.kcore import core_numbers
from graph.kernels.labels import propagate
from graph.kernels.rank import pagerank
from graph.kernels.seeds import Seeds
from graph.kernels.taint import taint
from graph.kernels.trace import Bounds, trace
from tests.bench.graphs import YEAR, Arrays

Found = dict[str, float]
Work = tuple[Callable[[], Any], Callable[[Any], Found]]
DAY = 86_400
ROUNDS, SWEEPS, SOURCES, SEEDS, HOPS = 20, 10, 16, 5, 4
HOLD, LATE = 3 * DAY, 10 * DAY  # how long an account may keep money; the last days of the year, for a bounded trace
LEAST, MOST = 0.8, 1.0  # of what came in, what goes on
SEEDED, WIDE = 1_000, 100_000  # transfers whose money a taint begins with
FEW = 400_000  # transfers of the rows on which the peer counts per transfer
SHOCKED = 100  # every so many-th node fails


def ranked(score: Any) -> Found:
    """The top node, and its score to four digits."""
    score = np.asarray(score)
    top = int(score.argmax())
    return {"top node": top, "its score": float(f"{score[top]:.3e}")}


def grouped(group: Any) -> Found:
    """Groups, and the size of the largest."""
    sizes = np.unique(np.asarray(group), return_counts=True)[1]
    return {"groups": len(sizes), "largest": int(sizes.max())}


def cored(core: Any) -> Found:
    """The deepest core, how many are in it, and the sum of all core numbers."""
    core = np.asarray(core)
    return {"deepest": int(core.max()), "in it": int((core == core.max()).sum()), "sum": int(core.sum())}


def drawn(n: int) -> Any:
    """The sources that `betweenness` draws."""
    return np.sort(np.random.default_rng(0).permutation(n)[:SOURCES])


def payers(g: Arrays) -> Any:
    """The accounts that pay most often, as seeds."""
    return np.argsort(-np.diff(g["out_start"]), kind="stable")[:SEEDS]


def exposures(g: Arrays) -> tuple[Graph, Any, Any]:
    """Who loses by whom, what a node can lose (a little more than it is exposed to), who fails at the outset."""
    exposed = np.diff(np.append(0, np.cumsum(g["weight"]))[g["start"]])
    capacity = (1 + 2 * exposed).astype(np.int64)
    shock = np.zeros(g.n)
    shock[::SHOCKED] = 1.0
    return g.graph, capacity, shock


def few(g: Arrays) -> Any:
    """The first transfers, as a graph of their own."""
    from graph.kernels.arrays import transfers

    return transfers(g.n, *(g[name][:FEW] for name in ("source", "target", "at", "amount")))


def _pagerank(g: Arrays) -> Work:
    of = g.graph
    return lambda: pagerank(of, tolerance=0, rounds=ROUNDS), lambda r: ranked(r.score)


def _converged(g: Arrays) -> Work:
    of = g.graph
    return lambda: pagerank(of, tolerance=1e-9), lambda r: ranked(r.score)


def _components(g: Arrays) -> Work:
    of = g.graph
    return lambda: components(of), grouped


def _cores(g: Arrays) -> Work:
    of = g.graph
    return lambda: core_numbers(of), cored


def _labels(g: Arrays) -> Work:
    of = g.graph
    return lambda: propagate(of, sweeps=SWEEPS), lambda r: {"groups": len(np.unique(r.label)), "sweeps": r.sweeps}


def _betweenness(g: Arrays) -> Work:
    of = g.graph
    return lambda: betweenness(of, sources=SOURCES), lambda r: {"top node": int(r.score.argmax())}


def _contagion(g: Arrays) -> Work:
    of, capacity, shock = exposures(g)

    def work() -> Any:
        return debtrank(of, capacity, shock, linear=True, tolerance=0.0, limit=ROUNDS)

    return work, lambda r: {"sum of levels": float(f"{r.level.sum():.6e}"), "rounds": r.rounds}


def _trace(g: Arrays) -> Work:
    t, seeds = g.transfers, payers(g)
    begin = int(t.at[0])

    def work() -> Any:
        return [trace(t, s, begin, Bounds(hold=HOLD)) for s in seeds]

    return work, lambda found: {"reached": sum(int((f.first >= 0).sum()) for f in found)}


def late(g: Arrays) -> int:
    """From when on the bounded trace goes."""
    return int(g["at"][0]) + YEAR - LATE


def _reach(g: Arrays) -> Work:
    t, seed, start = g.transfers, int(payers(g)[0]), late(g)

    def tell(found: Any) -> Found:
        there = found.first >= 0
        there[seed] = True
        return {"reached": int(there.sum())}

    return lambda: trace(t, seed, start, Bounds(hops=HOPS, start=start)), tell


def _taint(rule: str, first: int) -> Callable[[Arrays], Work]:
    """The money of the first transfers of the year, all of it: what one transfer moves, first in first out, is soon in
    few hands, and nearly all transfers would only be looked at.
    """

    def tell(t: Any, found: Any) -> Found:
        there = found.moved > 0
        reached = len(np.unique(t.target[there]))
        return {
            "tainted": int(found.tainted.sum()),
            "seeded": int(found.marked.sum()),
            "transfers with taint": int(there.sum()),
            "accounts reached": reached,
        }

    def prepare(g: Arrays) -> Work:
        t = g.transfers
        seed = np.arange(min(first, len(t.at)), dtype=np.int64)
        seeds = Seeds(transfer=seed, carried=t.amount[seed])
        return lambda: taint(t, seeds, rule), lambda found: tell(t, found)

    return prepare


def _claims(g: Arrays) -> Work:
    """What the richest account has at the end of the year."""
    t = g.transfers
    balance = taint(t, Seeds(), "poison").balance
    richest = balance.argmax(keepdims=True)
    sum_ = Seeds(account=richest, at=t.at[-1:].astype(np.int64), held=balance[richest])
    return lambda: claims(t, sum_, "libr"), lambda r: {"sources found": int((r.part > 0).sum()), "left out": r.left}


def _flow2(g: Arrays) -> Work:
    t = g.transfers
    return lambda: flow2(t, DAY, LEAST, MOST), lambda r: {"pairs": int(r.count.sum())}


def _fan(g: Arrays) -> Work:
    t = few(g)
    return lambda: fan_in(t, DAY, 2), lambda r: {"accounts": len(r.account)}


def _cycles(g: Arrays) -> Work:
    t = few(g)
    loop = Loop(hops=HOPS, window=DAY, tolerance=999_999.0)
    return lambda: cycles(t, loop, 1_000_000), lambda r: {"cycles": len(r.transfers.start) - 1}


OURS: dict[str, Callable[[Arrays], Work]] = {
    "pagerank": _pagerank,
    "converged": _converged,
    "components": _components,
    "cores": _cores,
    "labels": _labels,
    "betweenness": _betweenness,
    "contagion": _contagion,
    "trace": _trace,
    "reach": _reach,
    "haircut": _taint("haircut", SEEDED),
    "fifo": _taint("fifo", SEEDED),
    "haircut-wide": _taint("haircut", WIDE),
    "fifo-wide": _taint("fifo", WIDE),
    "claims": _claims,
    "flow2": _flow2,
    "fan": _fan,
    "cycles": _cycles,
}
