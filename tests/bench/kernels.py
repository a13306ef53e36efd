"""Rows about the kernels: CPU per edge on one thread, each held to its line and beside every peer that can be asked.

Ours and each peer run in a process of their own on the same arrays, warm from a small graph; of up to three goes the
best counts. A peer that is not installed, is stopped or answers otherwise is said to.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.engines import door
from tests.bench.gds import ASKED
from tests.bench.inputs import Inputs
from tests.bench.meter import Stopped, apart
from tests.bench.own import FEW, ROUNDS, SEEDED, SEEDS, SOURCES, WIDE
from tests.bench.peers import PEERS
from tests.bench.result import Asked, Bench, Beside, Result, Side
from tests.neo4j_server import Missing

BIG, SMALL = (1_000_000, 10_000_000), (20_000, 200_000)  # nodes, transfers
LIMIT = 60  # CPU seconds that a peer gets
ON_SMALL = ("networkx",)  # peers that are asked about the small graph only
MIB = 1 << 20
ONE = {
    f"{name}_THREADS": "1"
    for name in ("NUMBA_NUM", "OMP_NUM", "OPENBLAS_NUM", "MKL_NUM", "POLARS_MAX", "RAYON_NUM", "TOKIO_WORKER")
}
Sizes = dict[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and by how many of which unit the CPU nanoseconds are divided."""

    name: str
    what: str
    unit: str
    units: Callable[[Sizes, dict[str, float]], float]
    line: float | None = None


def _whole(sizes: Sizes, found: dict[str, float]) -> float:
    return 1e6


def _per(size: str, times: int = 1, found_times: str | None = None) -> Callable[[Sizes, dict[str, float]], float]:
    return lambda sizes, found: sizes[size] * times * (found[found_times] if found_times else 1)


QUESTIONS = [
    Question("pagerank", f"PageRank, {ROUNDS} rounds", "ns per edge and round", _per("pairs", ROUNDS), 5),
    Question("converged", "PageRank to convergence, error 1e-9 at most", "ms CPU", _whole),
    Question("components", "weak components", "ns per edge", _per("pairs"), 20),
    Question("cores", "core numbers, undirected", "ns per entry", _per("pairs", 2), 40),
    Question("labels", "label propagation, weighted", "ns per entry and sweep", _per("pairs", 2, "sweeps"), 30),
    Question("betweenness", f"betweenness from {SOURCES} sources", "ns per edge, source and direction", _per("pairs", 2 * SOURCES), 30),
    Question("contagion", f"DebtRank, linear, at most {ROUNDS} rounds", "ns per entry and round", _per("pairs", 1, "rounds"), 7),
    Question("trace", f"trace with a hold of three days, {SEEDS} seeds apart", "ns per edge and seed", _per("transfers", SEEDS), 7),
    Question("reach", "reached in the last ten days by 4 transfers at most, one seed", "ms CPU", _whole),
    Question("haircut", f"taint by haircut, of the first {SEEDED:,} transfers' money", "ns per edge", _per("transfers"), 35),
    Question("fifo", f"taint by first in first out, conserving, of the first {SEEDED:,} transfers' money", "ns per edge", _per("transfers"), 30),
    Question("haircut-wide", f"the same by haircut of the first {WIDE:,}", "ns per edge", _per("transfers")),
    Question("fifo-wide", f"the same first in first out of the first {WIDE:,}", "ns per edge", _per("transfers")),
    Question("claims", "LIBR backwards, each source alone, of what the richest account has at the end", "ns per edge", _per("transfers")),
    Question("flow2", "passed on within a day, 0.8 to 1.0 of what came", "ns per edge", _per("transfers"), 120),
    Question("fan", f"fans within a day, the first {FEW:,} transfers", "ns per transfer", lambda s, f: min(FEW, s["transfers"])),
    Question("cycles", f"cycles of up to 4 transfers within a day, the first {FEW:,}", "ns per transfer", lambda s, f: min(FEW, s["transfers"])),
]  # fmt: skip


def row(question: Question, inputs: Inputs) -> Result:
    """Ours, then every peer."""
    big = BIG if inputs.share == 1 else SMALL
    mine = {size: _ask(inputs, size, question.name, "ours") for size in dict.fromkeys((big, SMALL))}
    beside = []
    for who in (*PEERS.get(question.name, ()), *(("gds",) if question.name in ASKED else ())):
        size = SMALL if who in ON_SMALL else big
        beside.append(_beside(who, size, mine[size], _ask(inputs, size, question.name, who)))
    own = mine[big]
    units = question.units(own["sizes"], own["found"]) / 1e9
    fastest = min((b for b in beside if b.cpu is not None and b.on == _said(big)), key=lambda b: b.cpu or 0, default=None)  # fmt: skip
    line = Asked("shown beside the peer") if question.line is None else Asked(f"{question.line:g} {question.unit}", question.line, more=False)  # fmt: skip
    return Result(
        f"kernel-{question.name}", f"{question.what}; {_said(big)}", line,
        Side("ours", question.unit, (min(own["cpu"]) / units,)),
        fastest and Side(fastest.name, question.unit, ((fastest.cpu or 0) / units,)),
        notes=(f"{min(own['cpu']):.3f} CPU s, peak {own['peak'] / MIB:,.0f} MiB; {_told(own['found'])}",),
        page="kernels", beside=tuple(beside),
    )  # fmt: skip


def _ask(inputs: Inputs, size: tuple[int, int], question: str, who: str) -> Any:
    folder = inputs.graph(*size)
    inputs.say(f"{question}: {who}, {_said(size)}")
    peers = Path(sys.prefix) / "peers/bin/python"  # where `make bench` puts what only the bench needs
    python = peers if who != "ours" and peers.exists() else Path(sys.executable)
    try:
        if who == "gds":
            return apart("tests.bench.gds:ask", door(inputs.gds(folder)), question, LIMIT)
        return apart("tests.bench.tasks:kernels", folder, question, who, LIMIT, python=python, env=ONE)
    except Stopped:
        return {"out": f"stopped after {LIMIT} CPU s"}
    except Missing as why:
        return {"out": f"not installed: {why}"}


def _said(size: tuple[int, int]) -> str:
    return f"{size[0]:,} nodes, {size[1]:,} transfers"


def _beside(who: str, size: tuple[int, int], own: Any, body: Any) -> Beside:
    ours = min(own["cpu"])
    if "out" in body:
        return Beside(who, _said(size), ours, None, said=body["out"])
    both = {k: (own["found"][k], v) for k, v in body["found"].items() if k in own["found"]}
    other = {k: f"{theirs:,.10g} (ours {mine:,.10g})" for k, (mine, theirs) in both.items() if mine != theirs}
    said = "; ".join(f"{k} {v}" for k, v in other.items()) or ("the same" if both else "not comparable")
    return Beside(who, _said(size), ours, min(body["cpu"]), body["build"], body["peak"], said)


def _told(found: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:,.10g}" for name, value in found.items())


KERNELS = [Bench(f"kernel-{q.name}", q.what, partial(row, q)) for q in QUESTIONS]
