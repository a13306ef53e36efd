"""Figures over the whole snapshot or around one entity: histograms of time and amount, counts by a text property."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.freeze import money
from graph.kernels.arrays import I32, I64
from graph.ontology import ontology, prop
from graph.say import JinyingError, Say
from graph.snapshot import NEVER, Snapshot
from graph.study.around import Bools, seen
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
    at = s.edges(link).at[edges].astype(np.int64)
    return _timed(at, at >= 0, _fen(s, link, edges), step)


def by_date(s: Snapshot, kind: str, name: str, step: str, nodes: I32) -> Spread:
    """Entities of a kind by calendar steps in China of a date that they state, with what they say is their amount."""
    p = prop(ontology().kind(kind), name)
    if p.mask:
        raise StatisticsError(Say(f"“{p.label.zh}”已脱敏，不能统计", f"'{name}' is masked: no figures are made of it"))
    if p.type not in ("time", "date"):
        raise StatisticsError(Say(f"“{p.label.zh}”不是时间", f"'{name}' is no time"), Say("取时间属性，如 at", "take a time, as `at`"))  # fmt: skip
    at = s.column(kind, p.name)[nodes].astype(np.int64)
    fen = np.zeros(len(nodes), np.int64)
    if "amount" in ontology().kind(kind).props:
        stated = s.column(kind, "amount")[nodes].astype(np.int64)
        fen = np.where(stated == NEVER, 0, stated)
    return _timed(at // 1000, at != NEVER, fen, step)


def by_amount(s: Snapshot, link: str, edges: I64) -> Spread:
    """Links by amount, three bins to each power of ten (1, 2, 5)."""
    if not money(ontology().link(link)):
        raise StatisticsError(Say(f"{link} 没有金额", f"{link} has no amounts"))
    amount = s.edges(link).amount[edges]
    if not len(amount):
        return Spread([], 0)
    bounds = [0, *(k * 10**p for p in range(16) for k in (1, 2, 5))]
    top = next(i for i, b in enumerate(bounds) if b > amount.max())
    return _binned(amount, amount, np.array(bounds[: top + 1]), 0)


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


def _timed(at: I64, timed: Bools, fen: I64, step: str) -> Spread:
    """Seconds by calendar steps, those that are stated."""
    if step not in STEPS:
        raise StatisticsError(Say(f"没有步长“{step}”", f"no step '{step}'"), Say("、".join(STEPS), ", ".join(STEPS)))
    without = len(at) - int(timed.sum())
    if without == len(at):
        return Spread([], without)
    known = at[timed]
    return _binned(known, fen[timed], _steps(int(known.min()), int(known.max()), step), without)


def _fen(s: Snapshot, link: str, edges: I64) -> I64:
    return s.edges(link).amount[edges] if money(ontology().link(link)) else np.zeros(len(edges), np.int64)


def _binned(values: I64, fen: I64, bounds: I64, without: int) -> Spread:
    place = np.searchsorted(bounds, values, side="right") - 1
    count = np.bincount(place, minlength=len(bounds) - 1)
    total = np.zeros(len(bounds) - 1, np.int64)
    np.add.at(total, place, fen)
    bins = [Bin(int(low), int(high), int(n), int(f)) for low, high, n, f in zip(bounds, bounds[1:], count, total, strict=False)]  # fmt: skip
    return Spread(bins, without)


def _steps(first: int, last: int, step: str) -> I64:
    """Beginnings of the steps from the one that holds `first` to the one after `last`, UTC seconds."""
    width, begun = WIDTHS.get(step) or (PERIODS[step] * 28 * DAY, 0)
    low = (first + CHINA - begun) // width * width + begun - CHINA
    if (last - low) // width >= BINS:
        raise StatisticsError(Say("步长过细", "the steps are too fine"), Say("换更粗的步长", "take coarser ones"))
    if step in PERIODS:
        return periods(first, last, PERIODS[step])
    return np.arange(low, last + width + 1, width)[: (last - low) // width + 2]
