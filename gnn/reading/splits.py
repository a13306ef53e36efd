"""What is learnt from, chosen by and measured on: by chance, by time, by what the data says, by parts, in folds.

By time: a thing is known from its label's time on, a group from its last one, and stands whole in one phase. Each phase
sees only links before its cut: train what was there when the last of its labels was known, valid what was there before the
first of the test's, test everything. What has a label but no time (an honest account, which never was caught) is shared
out by chance, but not into a phase before it was first seen: there it would stand without a link, and teach that who has
none is honest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from gnn.data import Data, Labels, Split, standing
from gnn.reading.clocks import clock
from gnn.reading.split_columns import SplitError
from graph.kernels.arrays import I32, I64
from graph.say import Say, did_you_mean

SHARES = (0.6, 0.2, 0.2)
MOST = 1000  # splits of one kind
NEVER = np.iinfo(np.int64).max
Cuts = tuple[int | None, int | None, int | None]


def split(data: Data, how: Mapping[str, Any] | None = None, seed: int = 0) -> tuple[Split, ...]:
    """Splits of the labels by a description's `split`; where nothing is said, what the data allows."""
    labels = data.labels
    if labels is None or not len(labels.y):
        raise SplitError(
            Say("数据没有标签，不能划分", "data without labels can't be split"),
            Say("用 labels: {file: …} 或标签列给出", "give them by labels: {file: …} or a label column"),
        )
    said = dict(how or {}) or _suited(data, labels)
    by = str(said.get("by", "random"))
    if by not in WAYS:
        raise SplitError(Say(f"不认识的划分 {by}", f"a split by {by} is not known"), did_you_mean(by, WAYS))
    made = WAYS[by](data, labels, said, seed)
    sound(made, labels)
    return made


def sound(made: Sequence[Split], labels: Labels) -> None:
    """Raises where nothing could be learned from splits, chosen by them or measured on them."""
    counts = np.bincount(labels.y, minlength=len(labels.classes))
    there = " · ".join(f"{c} {n}" for c, n in zip(labels.classes, counts.tolist(), strict=True))
    if (counts > 0).sum() < 2:
        raise SplitError(
            Say(f"标签只有一类（{there}）", f"all labels are of one class ({there})"), Say("两类都要有", "there must be two at least")
        )  # fmt: skip
    for one in made:
        _whole(one, labels)
    for phase, zh in (("valid", "验证"), ("test", "测试")):
        if len(labels.classes) == 2 and all(len(np.unique(labels.y[getattr(s, phase)])) < 2 for s in made):
            raise SplitError(
                Say(f"{zh}集只有一类，无从衡量（全部标签：{there}）", f"what is {'chosen by' if phase == 'valid' else 'measured on'} is of one class, by which nothing can be told (labels in all: {there})"),
                Say("给更多少数类的标签，或换一种划分", "give more labels of the rarer class, or split another way"),
            )  # fmt: skip


def _suited(data: Data, labels: Labels) -> dict[str, Any]:
    """The strictest way that the data allows."""
    if data.splits:
        return {"by": "masks"}
    if labels.relation is None and labels.task in ("core", "layer") and len(data.parts) > 2:
        return {"by": "parts"} if len(data.parts) < 10 else {"by": "folds", "over": "parts"}
    return {"by": "time"} if label_times(data, labels) is not None else {"by": "random"}


def _whole(one: Split, labels: Labels) -> None:
    """Something to learn from and to measure on, of two classes at least."""
    seen, asked = np.unique(labels.y[one.train]), np.unique(labels.y[one.test])
    if len(seen) < 2 or len(asked) < 1 or not len(one.valid):
        raise SplitError(
            Say(f"划分“{one.name}”：训练 {len(one.train)}、验证 {len(one.valid)}、测试 {len(one.test)}，训练中有 {len(seen)} 类",
                f"split '{one.name}': {len(one.train)} to learn from, {len(one.valid)} to choose by, {len(one.test)} to measure on, {len(seen)} classes to learn"),
            Say("换一种划分，或给更多标签", "split another way, or give more labels"),
        )  # fmt: skip


def _shares(how: Mapping[str, Any]) -> tuple[float, float, float]:
    given = how.get("shares", SHARES)
    try:
        shares = tuple(float(s) for s in given)
    except (TypeError, ValueError):
        shares = ()
    if len(shares) != 3 or min(shares) <= 0 or abs(sum(shares) - 1) > 1e-6:
        raise SplitError(
            Say(f"份额 {given} 不是三个和为 1 的正数", f"shares {given} are not three positive numbers that sum to 1"),
            Say("例如 shares: [0.6, 0.2, 0.2]", "such as shares: [0.6, 0.2, 0.2]"),
        )
    return shares[0], shares[1], shares[2]


def _count(how: Mapping[str, Any], key: str, usual: int) -> int:
    value = how.get(key, usual)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise SplitError(Say(f"split.{key} 应是 1 至 {MOST} 的整数", f"split.{key} should be a whole number from 1 to {MOST}"))  # fmt: skip
    return value


# by chance


def _random(data: Data, labels: Labels, how: Mapping[str, Any], seed: int) -> tuple[Split, ...]:
    """Shares of each class; a group is shared out as one thing."""
    repeats = _count(how, "repeats", 1)
    made = []
    for i in range(repeats):
        rng = np.random.default_rng([seed, i])
        phase = _shared_out(units(labels), labels.y, _shares(how), rng)
        name = f"random {seed}" if repeats == 1 else f"random {seed}.{i}"
        made.append(_of(name, phase, (None, None, None)))
    return tuple(made)


def units(labels: Labels) -> I64:
    """(k,) which labelled things stand or fall together."""
    return np.arange(len(labels.y), dtype=np.int64) if labels.group is None else standing(labels.group)


def _shared_out(unit: I64, y: I64, shares: tuple[float, float, float], rng: np.random.Generator) -> I32:
    """(k,) the phase of each thing. Units are drawn within the class of most of their things (ties: the rarest)."""
    classes = int(y.max(initial=0)) + 1
    units = int(unit.max(initial=-1)) + 1
    count = np.zeros((units, classes))
    np.add.at(count, (unit, y), 1)
    rarity = np.bincount(y, minlength=classes).argsort().argsort()
    stratum = (count - 1e-6 * rarity).argmax(1)
    of = np.zeros(units, np.int32)
    for s in range(classes):
        inside = rng.permutation(np.flatnonzero(stratum == s))
        sizes = count[inside].sum(1)
        middle = (np.cumsum(sizes) - sizes / 2) / max(sizes.sum(), 1)
        of[inside] = np.digitize(middle, np.cumsum(shares)[:2])
    return of[unit]


def _of(name: str, phase: I32, cuts: Cuts) -> Split:
    train, valid, test = (np.flatnonzero(phase == p).astype(np.int64) for p in range(3))
    return Split(name, train, valid, test, cuts)


# by time


def label_times(data: Data, labels: Labels) -> I64 | None:
    """(k,) when each answer was known, -1: no time; of links, when they were, where nothing else is said."""
    if labels.at is not None and bool((labels.at >= 0).any()):
        return labels.at
    if labels.relation is not None:
        at = data.relations[labels.relation].at
        return None if at is None else at[labels.index]
    return None


def _by_time(data: Data, labels: Labels, how: Mapping[str, Any], seed: int) -> tuple[Split, ...]:
    at = label_times(data, labels)
    if at is None:
        raise SplitError(
            Say("标签没有时间，不能按时间划分", "labels without times can't be split by time"),
            Say("给出 nodes.time、labels.time 或 edges.time，或写 split: {by: random}", "give nodes.time, labels.time or edges.time, or write split: {by: random}"),
        )  # fmt: skip
    whole = labels if how.get("group", True) else Labels(labels.task, labels.relation, labels.index, labels.y, labels.classes)  # fmt: skip
    unit = units(whole)
    last = np.full(int(unit.max()) + 1, -1, np.int64)
    np.maximum.at(last, unit, at)
    known = last[unit]  # a group is known when the last of it is
    timed = known >= 0
    first, second = _cuts(how, known[timed], _shares(how))
    phase = np.zeros(len(at), np.int32)
    phase[timed] = np.digitize(known[timed], [first, second])
    if not timed.all():
        free = np.flatnonzero(~timed)
        inner = np.unique(unit[free], return_inverse=True)[1].astype(np.int64)
        shares = _shares(how)
        drawn = _shared_out(inner, labels.y[free], shares, np.random.default_rng([seed, 1]))
        born = _born(data, labels)[free]
        earliest = np.zeros(int(inner.max()) + 1, np.int64)
        np.maximum.at(earliest, inner, np.where(born == NEVER, -1, born))
        phase[free] = np.maximum(drawn, np.digitize(earliest, [first, second])[inner])
    return (_of("time", phase, (first, second, None)),)


def _born(data: Data, labels: Labels) -> I64:
    """(k,) when a labelled thing was first seen in a link with a time; NEVER: in none."""
    if labels.relation is not None:
        at = data.relations[labels.relation].at
        return np.full(len(labels.y), NEVER) if at is None else at[labels.index]
    born = np.full(data.n, NEVER, np.int64)
    for links in data.relations.values():
        if links.at is not None:
            np.minimum.at(born, links.source, links.at)
            np.minimum.at(born, links.target, links.at)
    return born[labels.index]


def _cuts(how: Mapping[str, Any], at: I64, shares: tuple[float, float, float]) -> tuple[int, int]:
    """The times at which valid and test begin: given, or so that each phase has its share as nearly as times allow."""
    if "cuts" in how:
        return _given_cuts(how["cuts"])
    times, count = np.unique(at, return_counts=True)
    if len(times) < 3:
        raise SplitError(
            Say(f"标签只有 {len(times)} 个不同的时间，不够划分三段", f"labels have {len(times)} different times, too few for three phases"),
            Say("写 split: {by: random}（--split random）", "write split: {by: random} (--split random)"),
        )  # fmt: skip
    before = np.cumsum(count) / count.sum()  # of the things, the share up to and with each time
    i = int(np.clip(np.abs(before[:-2] - shares[0]).argmin(), 0, len(times) - 3))
    j = i + 1 + int(np.abs(before[i + 1 : -1] - shares[0] - shares[1]).argmin())
    return int(times[i]) + 1, int(times[j]) + 1


def _given_cuts(given: object) -> tuple[int, int]:
    if not isinstance(given, (list, tuple)) or len(given) != 2:
        raise SplitError(Say("cuts 应是两个时间", "cuts should be two times"), Say("例如 cuts: [2024-05-01, 2024-06-01]", "such as cuts: [2024-05-01, 2024-06-01]"))  # fmt: skip
    texts = [str(g) for g in given]
    times, _ = clock(pl.Series(texts), "split.cuts", "counter" if all(isinstance(g, int) for g in given) else None)
    first, second = times.to_list()
    if first is None or second is None or first >= second:
        raise SplitError(Say("cuts 应一先一后", "the first of the cuts should be the earlier"))
    return first, second


# by what the data says


def _told(data: Data, labels: Labels, how: Mapping[str, Any], seed: int) -> tuple[Split, ...]:
    if not data.splits:
        raise SplitError(
            Say("数据没有自带的划分", "the data brings no split of its own"),
            Say("用 split: {by: random} 或 {by: time}", "use split: {by: random} or {by: time}"),
        )
    return data.splits


# by parts


def _parts(data: Data, labels: Labels) -> I32:
    if labels.relation is None:
        return data.part[labels.index]
    return data.part[data.relations[labels.relation].source[labels.index]]


def _left_out(data: Data, labels: Labels, how: Mapping[str, Any], seed: int) -> tuple[Split, ...]:
    """Each part with two classes is measured on once by what the others taught. Chosen by: things of those others."""
    part = _parts(data, labels)
    there = np.unique(part)
    if len(there) < 2:
        raise SplitError(
            Say("只有一个网络，不能留一", "one network alone can't be left out"),
            Say("给几个文件夹，或写 nodes.part", "give several folders, or name nodes.part"),
        )
    made = []
    for p in there:
        inside = part == p
        if len(np.unique(labels.y[inside])) < 2:
            continue
        rest = np.flatnonzero(~inside)
        train, valid = _choosing(part[rest], labels.y[rest], str(how.get("valid", "share")), seed)
        made.append(Split(data.parts[p], rest[train], rest[valid], np.flatnonzero(inside)))
    return tuple(made)


def _choosing(part: I32, y: I64, how: str, seed: int) -> tuple[I64, I64]:
    """What of the other parts is learnt from and what is chosen by: a fifth of each, or whole parts of them."""
    rng = np.random.default_rng([seed, 2])
    if how == "part":
        aside = np.zeros(len(y), bool)
        for p in rng.permutation(np.unique(part)):
            rest = ~aside & (part != p)
            if len(np.unique(y[rest])) > 1:
                aside |= part == p
            if aside.mean() >= 0.2 and len(np.unique(y[aside])) > 1:
                break
        return np.flatnonzero(~aside), np.flatnonzero(aside)
    phase = _shared_out(np.arange(len(y), dtype=np.int64), y, (0.8, 0.1, 0.1), rng)
    return np.flatnonzero(phase == 0), np.flatnonzero(phase > 0)


def _folds(data: Data, labels: Labels, how: Mapping[str, Any], seed: int) -> tuple[Split, ...]:
    """k folds of whole parts, whole groups or single things: each measured on once, the next one chosen by."""
    over, k = str(how.get("over", "parts" if len(data.parts) > 1 else "groups")), _count(how, "folds", 5)
    if over not in ("parts", "groups", "things"):
        raise SplitError(Say(f"不认识的 over {over}", f"folds over {over} are not known"), did_you_mean(over, ("parts", "groups", "things")))  # fmt: skip
    unit = _parts(data, labels).astype(np.int64) if over == "parts" else units(labels)
    unit = np.arange(len(labels.y)) if over == "things" else np.unique(unit, return_inverse=True)[1].astype(np.int64)
    if not 3 <= k <= int(unit.max(initial=-1)) + 1:
        raise SplitError(
            Say(f"不能把 {int(unit.max(initial=-1)) + 1} 个{over}分成 {k} 折", f"{int(unit.max(initial=-1)) + 1} {over} can't be put into {k} folds"),
            Say("折数应至少 3，且不多于部分", "three folds at least, and no more than there are of them"),
        )  # fmt: skip
    fold = _dealt(unit, labels.y, k, np.random.default_rng([seed, 3]))
    phase = [np.where(fold == i, 2, np.where(fold == (i + 1) % k, 1, 0)).astype(np.int32) for i in range(k)]
    return tuple(_of(f"fold {i}", phase[i], (None, None, None)) for i in range(k))


def _dealt(unit: I64, y: I64, k: int, rng: np.random.Generator) -> I64:
    """(n,) a fold for each: the largest units first, each to where its classes are fewest."""
    classes, units = int(y.max(initial=0)) + 1, int(unit.max()) + 1
    count = np.zeros((units, classes))
    np.add.at(count, (unit, y), 1)
    weight = count / np.maximum(count.sum(0), 1)
    held = np.zeros((k, classes))
    of = np.zeros(units, np.int64)
    order = rng.permutation(units)
    for u in order[np.argsort(-weight[order].max(1), kind="stable")]:
        of[u] = int(np.argmin(((held + weight[u]) ** 2).sum(1) - (held**2).sum(1)))
        held[of[u]] += weight[u]
    return of[unit]


WAYS: Mapping[str, Callable[[Data, Labels, Mapping[str, Any], int], tuple[Split, ...]]] = {
    "random": _random,
    "time": _by_time,
    "column": _told,
    "masks": _told,
    "parts": _left_out,
    "folds": _folds,
}

__all__: Sequence[str] = ("SplitError", "label_times", "sound", "split")
