"""DebtRank: how far distress of some nodes eats into the capacity of those exposed to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import F64, I64, U32, U64, Graph, unsigned
from graph.kernels.jit import jit

Rows = tuple[U64, U32, F64]


@dataclass(frozen=True, slots=True)
class Distress:
    """Node v has lost `level[v]` of its capacity, shock included, and handed `passed[v]` on to those exposed to it."""

    level: F64  # (n,) 0 to 1
    passed: F64  # (n,) 0 to level
    loss: I64  # (n,) fen of value lost beyond the shock
    rounds: int  # in which distress was handed on
    settled: bool  # nothing was left to hand on
    linear: bool


def debtrank(
    exposures: Graph, capacity: I64, shock: F64, *, value: I64 | None = None, linear: bool = False,
    tolerance: float = 1e-9, limit: int = 10_000,
) -> Distress:  # fmt: skip
    """Spread `shock` through `exposures`: an edge i -> j of weight w says that i loses w fen when j fails altogether.

    capacity: (n,) fen that a node can lose before it fails (equity), at least 1. shock: (n,) share of it lost at the
    outset, 0 to 1. value: (n,) fen at stake in a node, by which `loss` is weighed; its capacity if not given. The sum
    of `loss` over the sum of `value` is the DebtRank of the shocked set.

    As first published a node hands its distress on once, in the round after it was reached, and no exposure counts for
    more than the capacity of who holds it: O(m + n rounds). With `linear` every further loss is handed on too, as soon
    as it is above `tolerance`: O((m + n) rounds), at most `limit` of them. Exposures to oneself carry nothing.

    ValueError: lengths that differ, a capacity below 1, a shock outside 0 to 1, a negative value or exposure.

    Battiston et al., DebtRank: too central to fail?, Sci. Rep. 2, 541 (2012); Bardoscia et al., DebtRank: a microscopic
    foundation for shock propagation, PLoS ONE 10(6) (2015) for `linear`.
    """
    value = capacity if value is None else value
    _check(exposures, capacity, shock, value)
    level, passed = shock.astype(np.float64), np.zeros(exposures.n)
    rounds, settled = _spread(
        (unsigned(exposures.start), unsigned(exposures.target), exposures.weight),
        (unsigned(exposures.back_start), unsigned(exposures.back_source), exposures.back_weight),
        capacity.astype(np.float64), linear, (tolerance if linear else 0.0, limit),
        level, passed, np.zeros(exposures.n), np.zeros(exposures.n),
    )  # fmt: skip
    lost = np.minimum(np.rint((level - shock) * value), np.nextafter(2.0**63, 0)).astype(np.int64)
    return Distress(level, passed, np.minimum(lost, value), rounds, settled, linear)


def carried(exposures: Graph, capacity: I64, distress: Distress) -> F64:
    """Fen that each exposure took from its holder, in the order of `exposures.target`: what a finding lists. O(m).

    A holder's exposures may add up to more than its capacity: it can't lose more than all, whoever took it.
    """
    holder = np.repeat(np.arange(exposures.n), np.diff(exposures.start))
    most = exposures.weight if distress.linear else np.minimum(exposures.weight, capacity[holder])
    return np.where(holder == exposures.target, 0.0, most * distress.passed[exposures.target])


def _check(exposures: Graph, capacity: I64, shock: F64, value: I64) -> None:
    for name, given in (("capacity", capacity), ("shock", shock), ("value", value)):
        if len(given) != exposures.n:
            raise ValueError(f"{name} has {len(given)} entries for {exposures.n} nodes")
    for name, given, bad in (
        ("capacity", capacity, capacity < 1),
        ("shock", shock, ~((shock >= 0) & (shock <= 1))),
        ("value", value, value < 0),
    ):
        if bad.any():
            raise ValueError(f"{name} of node {bad.argmax()} is {given[bad.argmax()]}")
    if exposures.weight.size and not exposures.weight.min() >= 0:
        raise ValueError(f"exposure {(~(exposures.weight >= 0)).argmax()} is negative or no number")


@jit
def _spread(there: Rows, back: Rows, capacity: F64, linear: bool, until: tuple[float, int], level: F64, passed: F64,
            give: F64, taken: F64) -> tuple[int, bool]:  # fmt: skip
    n, m = len(capacity), len(back[1])
    tolerance, limit = until
    for rounds in range(limit):
        entries = 0
        for j in range(n):
            left = level[j] - passed[j]
            give[j] = left if left > tolerance and (linear or passed[j] == 0.0) else 0.0
            passed[j] += give[j]
            entries += int(back[0][j + 1] - back[0][j]) + 1 if give[j] > 0.0 else 0
        if entries == 0:
            return rounds, True
        if entries > m // 4:
            _gather(*there, capacity, give, taken, linear)
        else:
            _scatter(*back, capacity, give, taken, linear)
        for i in range(n):
            level[i] = min(1.0, level[i] + taken[i] / capacity[i])
            taken[i] = 0.0
    return limit, False


# Both add a holder's losses in the order of who failed, so that which of them ran is not seen in the result.


@jit
def _gather(start: U64, target: U32, weight: F64, capacity: F64, give: F64, taken: F64, linear: bool) -> None:
    for i in range(len(give)):
        lost = 0.0
        own, give[i] = give[i], 0.0
        if linear:
            for e in range(start[i], start[i + 1]):
                lost += weight[e] * give[target[e]]
        else:
            for e in range(start[i], start[i + 1]):
                lost += min(weight[e], capacity[i]) * give[target[e]]
        give[i] = own
        taken[i] = lost


@jit
def _scatter(start: U64, source: U32, weight: F64, capacity: F64, give: F64, taken: F64, linear: bool) -> None:
    for j in range(len(give)):
        if give[j] > 0.0:
            for e in range(start[j], start[j + 1]):
                i = source[e]
                if i != j:
                    taken[i] += (weight[e] if linear else min(weight[e], capacity[i])) * give[j]
