"""Figures over the whole snapshot or around one entity: histograms of time and amount, counts by a text property."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.freeze import money
from graph.kernels.arrays import I64
from graph.ontology import ontology, prop
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot
from graph.study.around import seen
from graph.study.balance import CHINA, PERIODS, periods
from graph.values import KINDS

DAY = 86_400
WIDTHS = {"hour": (3600, 0), "day": (DAY, 0), "week": (7 * DAY, 4 * DAY)}  # and a beginning: 1970-01-05 was a Monday
STEPS = (*WIDTHS, "month", "quarter", "year")
BINS = 2_000


class StatisticsError(JinyingError):
    """A figure that can't be made."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Links with low <= value < high: seconds of time, or fen; their sum in fen where they move money."""

    low: int
    high: int
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class Spread:
    """A histogram; `without` have no value and are in no bin."""

    bins: list[Bin]
    without: int


def chosen(s: Snapshot, link: str, node: int | None, sees: frozenset[str] | None = None) -> I64:
    """Edge numbers of a link type, all or those of one node, in order of time; only those between kinds that are seen."""
    if node is None:
        found = np.arange(len(s.edges(link).at))
    else:
        found = np.unique(
            np.concatenate([b.item[b.start[node] : b.start[node + 1]] for b in s.adjacency(link)])
        ).astype(np.int64)
    if sees is None or sees >= frozenset(s.kinds):
        return found
    e = s.edges(link)
    inside: I64 = found[seen(s, e.source[found], sees) & seen(s, e.target[found], sees)]
    return inside


def by_time(s: Snapshot, link: str, edges: I64, step: str) -> Spread:
    """Links by calendar steps in China."""
    if step not in STEPS:
        raise StatisticsError(Say(f"没有步长“{step}”", f"no step '{step}'"), Say("、".join(STEPS), ", ".join(STEPS)))
    at = s.edges(link).at[edges].astype(np.int64)
    timed = at >= 0
    if not timed.any():
        return Spread([], len(edges))
    return _binned(s, link, edges[timed], at[timed], _steps(int(at[timed].min()), int(at[timed].max()), step), len(edges) - int(timed.sum()))  # fmt: skip


def by_amount(s: Snapshot, link: str, edges: I64) -> Spread:
    """Links by amount, three bins to each power of ten (1, 2, 5)."""
    if not money(ontology().link(link)):
        raise StatisticsError(Say(f"{link} 没有金额", f"{link} has no amounts"))
    amount = s.edges(link).amount[edges]
    if not len(amount):
        return Spread([], 0)
    bounds = [0, *(k * 10**p for p in range(16) for k in (1, 2, 5))]
    top = next(i for i, b in enumerate(bounds) if b > amount.max())
    return _binned(s, link, edges, amount, np.array(bounds[: top + 1]), 0)


def by_text(s: Snapshot, kind: str, name: str) -> list[tuple[str | None, int]]:
    """How many entities of a kind state each text, the most frequent first; None: how many state none."""
    p = prop(ontology().kind(kind), name)
    if p.mask:
        raise StatisticsError(Say(f"“{p.label.zh}”已脱敏，不能统计", f"'{name}' is masked: no figures are made of it"))
    if str(KINDS[p.type].dtype) != "String":
        raise StatisticsError(Say(f"“{p.label.zh}”不是文字", f"'{name}' is no text"), Say("取文本属性，如 region", "take a text property, as region"))  # fmt: skip
    codes, words = s.words(kind, p.name)
    counts = np.bincount(codes[s.of_kind(kind)] + 1, minlength=len(words) + 1)
    told: list[tuple[str | None, int]] = [(word, int(n)) for word, n in zip(words, counts[1:], strict=True) if n]
    return [*sorted(told, key=lambda x: (-x[1], x[0])), *([(None, int(counts[0]))] if counts[0] else [])]


def _binned(s: Snapshot, link: str, edges: I64, values: I64, bounds: I64, without: int) -> Spread:
    place = np.searchsorted(bounds, values, side="right") - 1
    count = np.bincount(place, minlength=len(bounds) - 1)
    total = np.zeros(len(bounds) - 1, np.int64)
    if money(ontology().link(link)):
        np.add.at(total, place, s.edges(link).amount[edges])
    bins = [Bin(int(low), int(high), int(n), int(fen)) for low, high, n, fen in zip(bounds, bounds[1:], count, total, strict=False)]  # fmt: skip
    return Spread(bins, without)


def _steps(first: int, last: int, step: str) -> I64:
    """Beginnings of the steps from the one that holds `first` to the one after `last`, UTC seconds."""
    if step in PERIODS:
        return periods(first, last, PERIODS[step])
    width, begun = WIDTHS[step]
    low = (first + CHINA - begun) // width * width + begun - CHINA
    if (last - low) // width >= BINS:
        raise StatisticsError(Say("步长过细", "the steps are too fine"), Say("换更粗的步长", "take coarser ones"))
    return np.arange(low, last + width + 1, width)[: (last - low) // width + 2]
