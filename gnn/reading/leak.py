"""What a model would know that it could not have known: found before it learns, and named by row.

Published gains in this field often were such knowledge: on Elliptic, 39.5 points of F1 came of links of the test period
seen in training (arXiv 2604.19514). Sure leaks raise; what merely looks like one is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from gnn.data import Bool, Data, Labels, Links, Phase, Split, phase, phases
from gnn.model import Table
from gnn.reading.clocks import written
from gnn.reading.guess import WHEN
from gnn.reading.splits import label_times
from graph.kernels.arrays import F64, I64
from graph.say import JinyingError, Say

PHASES = ("train", "valid", "test")
ALONE = 0.999  # area under the curve from which a column alone gives the label
NEAR = 0.995  # from which it is doubted
FEWEST = 5  # of each class, below which a column may separate them by chance
SHOWN = 5  # leaks that an error names
TOLD = 0.05  # of what is looked for: a column that is not usual for as many, and usual for all others
LIKE = 0.98  # rank correlation from which a column goes with an aggregate
FURTHER = 0.01  # by which it goes with the whole period's more than with what was known
SOME = 20  # things that an aggregate must tell apart from the most usual value
LOOKED_AT = 5000  # things by which columns are held against aggregates
DAY = 86400
NAMESAKE = "name in two parts"
SAME = 0.99  # of the things: a column that is an aggregate for as many is one


@dataclass(frozen=True, slots=True)
class Leak:
    """One way in which something is known too early. `row`: the first thing or link that shows it."""

    kind: str
    said: Say
    row: str
    sure: bool = True


class LeakError(JinyingError):
    """Something is known that could not have been."""

    exit = 1

    def __init__(self, leaks: list[Leak]) -> None:
        self.leaks = tuple(leaks)
        more = len(leaks) - SHOWN
        zh = "；".join(one.said.zh for one in leaks[:SHOWN]) + (f"；另有 {more} 处" if more > 0 else "")
        en = "; ".join(one.said.en for one in leaks[:SHOWN]) + (f"; and {more} more" if more > 0 else "")
        super().__init__(
            Say(f"数据泄漏：{zh}", f"a leak: {en}"),
            Say("改划分（split），或在 features: {except: […]} 中去掉这些列", "change the split, or leave such columns out by features: {except: […]}"),
        )  # fmt: skip


def check(data: Data, split: Split, features_of: Callable[[Phase], Table] | None = None, made: tuple[Phase, Phase, Phase] | None = None) -> list[Leak]:  # fmt: skip
    """Raises `LeakError` where something is surely known too early; what only looks so is returned.

    `made`: the phases that a model is given, where they are not those of `data.phases`; `features_of`: what it computes
    of a phase, which must not change when links after the cut do.
    """
    assert data.labels is not None
    leaks = [*_twice(data, data.labels, split), *_groups(data, data.labels, split), *_late(data, data.labels, split)]
    if not any(one.kind == "label after the cut" for one in leaks):
        leaks += _links(made or phases(data, split))
        if features_of is not None:
            leaks += past(data, split, lambda _, asked: features_of(asked))
    leaks += [*_alone(data, data.labels, split), *_aggregated(data, data.labels, split), *_dates(data, data.labels, split), *_namesakes(data, data.labels, split)]  # fmt: skip
    named = {one.row for one in leaks if one.sure}
    if "snapshot" not in data.note:  # of the lake only what was settled when a thing came to be is a column (`facts`)
        leaks += [one for one in _reflected(data, data.labels, split) if one.row not in named]
    sure = [one for one in leaks if one.sure]
    if sure:
        raise LeakError(sure)
    return leaks


def _name(data: Data, labels: Labels, position: int) -> str:
    """A labelled thing as a person would look it up."""
    i = int(labels.index[position])
    if labels.relation is None:
        return data.ids[i]
    links = data.relations[labels.relation]
    own = links.ids[i] if links.ids else f"{i}"
    return f"{labels.relation} {own} ({data.ids[links.source[i]]} → {data.ids[links.target[i]]})"


def _sides(split: Split) -> Iterator[tuple[str, I64, int | None]]:
    yield from zip(PHASES, (split.train, split.valid, split.test), split.cuts, strict=True)


# who is on which side


def _twice(data: Data, labels: Labels, split: Split) -> Iterator[Leak]:
    """The same thing in two of the phases."""
    sides = [(name, which) for name, which, _ in _sides(split)]
    for i, (one, left) in enumerate(sides):
        for other, right in sides[i + 1 :]:
            both = right[np.isin(labels.index[right], labels.index[left])]
            if len(both):
                row = _name(data, labels, int(both[0]))
                yield Leak("thing twice", Say(f"{len(both)} 个对象同在 {one} 与 {other}，如 {row}", f"{len(both)} things are both in {one} and in {other}, {row} first"), row)  # fmt: skip


def _groups(data: Data, labels: Labels, split: Split) -> Iterator[Leak]:
    """A group that stands on both sides."""
    if labels.group is None:
        return
    sides = [(name, which[labels.group[which] >= 0]) for name, which, _ in _sides(split)]
    for i, (one, left) in enumerate(sides):
        for other, right in sides[i + 1 :]:
            both = right[np.isin(labels.group[right], labels.group[left])]
            if len(both):
                row = _name(data, labels, int(both[0]))
                count = len(np.unique(labels.group[both]))
                yield Leak("group on both sides", Say(f"{count} 个团伙同时出现在 {one} 与 {other}，如 {row} 所在的", f"{count} groups stand both in {one} and in {other}, that of {row} first"), row)  # fmt: skip


def _namesakes(data: Data, labels: Labels, split: Split) -> Iterator[Leak]:
    """One name in several parts, learnt in one and asked in another: not the same thing by the description, but who knows."""
    if labels.relation is not None or len(data.parts) < 2:
        return
    names = np.asarray(data.ids, object)[labels.index]
    if all(name.isdigit() and int(name) < data.n for name in names[:1000]):
        return  # numbers within a network name nobody
    seen = set(names[split.train])
    both = [p for p in split.test.tolist() if names[p] in seen]
    if both:
        row = str(names[both[0]])
        yield Leak(NAMESAKE, Say(f"{len(both)} 个测试对象与训练中其他网络的对象同名，如 {row}", f"{len(both)} things of the test bear a name that another part's bears in training, {row} first"), row, sure=False)  # fmt: skip


# what is known when


def _late(data: Data, labels: Labels, split: Split) -> Iterator[Leak]:
    """Answers from at or after the cut of the phase that they are in, and cuts that go backward."""
    known = [c for c in split.cuts if c is not None]
    if known != sorted(known):
        yield Leak("cuts", Say(f"划分时点倒退：{split.cuts}", f"cuts go backward: {split.cuts}"), str(split.cuts))
    at = label_times(data, labels)
    if at is None:
        return
    for name, which, cut in _sides(split):
        late = which[at[which] >= cut] if cut is not None else which[:0]
        if len(late):
            row = _name(data, labels, int(late[0]))
            yield Leak("label after the cut", Say(f"{name} 中 {len(late)} 个标签在时点 {written(cut)} 之后才知道，如 {row}（{written(int(at[late[0]]))}）", f"{len(late)} labels in {name} are known only after the cut {written(cut)}, {row} first (at {written(int(at[late[0]]))})"), row)  # fmt: skip


def _links(made: tuple[Phase, Phase, Phase]) -> Iterator[Leak]:
    """Links at or after the cut in what a phase sees."""
    for name, one in zip(PHASES, made, strict=True):
        for relation, links in one.data.relations.items():
            if one.cut is None or links.at is None:
                continue
            late = np.flatnonzero(links.at >= one.cut)
            if len(late):
                i = int(late[0])
                row = f"{relation} {links.ids[i] if links.ids else i} ({one.data.ids[links.source[i]]} → {one.data.ids[links.target[i]]})"
                yield Leak("link after the cut", Say(f"{name} 看到 {len(late)} 条时点 {written(one.cut)} 及以后的边，如 {row}（{written(int(links.at[i]))}）", f"{name} sees {len(late)} links at or after the cut {written(one.cut)}, {row} first (at {written(int(links.at[i]))})"), row)  # fmt: skip


def past(data: Data, split: Split, features: Callable[[Data, Phase], Table], seed: int = 0) -> list[Leak]:
    """Features that change when the links after the cut are shuffled: they were computed past it.

    `features` is given the whole data and the phase, as one that keeps aggregates of the whole would use it.
    """
    found: list[Leak] = []
    for name, which, cut in _sides(split):
        if cut is None or not len(which):
            continue
        other = _scrambled(data, cut, np.random.default_rng(seed))
        before, after = features(data, phase(data, which, cut)), features(other, phase(other, which, cut))
        if before.columns != after.columns:
            found.append(Leak("aggregate past the cut", Say(f"{name} 的特征列随之后的边而变", f"which features {name} has depends on links after the cut"), "?"))  # fmt: skip
            continue
        apart = ~np.isclose(before.x, after.x, rtol=1e-4, atol=1e-6, equal_nan=True)
        for j in np.flatnonzero(apart.any(0)):
            i = int(np.flatnonzero(apart[:, j])[0])
            row, column = _name(data, data.labels, int(which[i])) if data.labels else str(i), before.columns[j]
            found.append(Leak("aggregate past the cut", Say(f"{name} 的特征 {column} 用到了时点 {written(cut)} 之后的边，如 {row}（{before.x[i, j]:g} 变成 {after.x[i, j]:g}）", f"feature {column} of {name} is computed past the cut {written(cut)}, {row} first ({before.x[i, j]:g} becomes {after.x[i, j]:g})"), row))  # fmt: skip
    return found


def _scrambled(data: Data, cut: int, rng: np.random.Generator) -> Data:
    """The data with other ends and other values of the links after a cut; their number and times stay."""

    def changed(links: Links) -> Links:
        if links.at is None or not bool((links.at >= cut).any()):
            return links
        late = np.flatnonzero(links.at >= cut)
        source, target, x = links.source.copy(), links.target.copy(), links.x.copy()
        source[late], target[late] = rng.permutation(source[late]), rng.permutation(target[late])
        x[late] = rng.permutation(x[late]) * rng.uniform(2, 9, (len(late), 1)).astype(np.float32) + 1
        return replace(links, source=source, target=target, x=x)

    return replace(data, relations={r: changed(k) for r, k in data.relations.items()})


# columns that tell


def _alone(data: Data, labels: Labels, split: Split) -> Iterator[Leak]:
    """A column that alone gives the label, or that something else is told by for what is looked for alone."""
    links = data.relations[labels.relation] if labels.relation is not None else None
    x, columns = (data.x, data.columns) if links is None else (links.x, links.columns)
    which = np.concatenate([split.train, split.valid])
    y, rows = labels.y[which], x[labels.index[which]]
    wanted = range(1, 2) if len(labels.classes) == 2 else range(len(labels.classes))
    for j, column in enumerate(columns):
        for c in wanted:
            one = y == c
            if min(int(one.sum()), int((~one).sum())) < FEWEST:
                continue
            told = list(_told(data, labels, which, rows[:, j].astype(np.float64), one, (column, labels.classes[c])))
            yield from told or _tested(data, labels, split.test, x[:, j], c, column)


def _tested(data: Data, labels: Labels, test: I64, values: NDArray[np.float32], c: int, column: str) -> Iterator[Leak]:
    """A column by which alone the test would be ranked nearly perfectly."""
    one = labels.y[test] == c
    if min(int(one.sum()), int((~one).sum())) < FEWEST:
        return
    area = _area(values[labels.index[test]].astype(np.float64), one)
    if area >= NEAR:
        row = _name(data, labels, int(test[np.flatnonzero(one)[0]]))
        yield _nearly(column, labels.classes[c], area, row)


def _nearly(column: str, class_: str, area: float, row: str) -> Leak:
    return Leak("column is nearly the label", Say(f"列 {column} 单独就几乎给出标签 {class_}（AUC {area:.4f}），如 {row}", f"column {column} alone nearly gives the label {class_} (AUC {area:.4f}), as for {row}"), row, sure=False)  # fmt: skip


def _told(data: Data, labels: Labels, which: I64, values: F64, one: Bool, named: tuple[str, str]) -> Iterator[Leak]:
    column, class_ = named
    area = max(_area(values, one), _area(np.isnan(values).astype(np.float64), one))
    row = _name(data, labels, int(which[np.flatnonzero(one)[0]]))
    if area > ALONE:
        yield Leak("column is the label", Say(f"列 {column} 单独就给出标签 {class_}（AUC {area:.4f}），如 {row}", f"column {column} alone gives the label {class_} (AUC {area:.4f}), as for {row}"), row)  # fmt: skip
        return
    if area >= NEAR:
        yield _nearly(column, class_, area, row)
        return
    filled = np.nan_to_num(values, nan=-np.inf)
    usual = filled[~one][0]
    if (filled[~one] == usual).all() and (filled[one] != usual).mean() >= TOLD and int((filled[one] != usual).sum()) >= FEWEST:  # fmt: skip
        share = float((filled[one] != usual).mean())
        yield Leak("column is known of the wanted alone", Say(f"列 {column} 只对 {class_} 有不同取值（其中 {share:.0%}），像是事后才填的", f"column {column} differs for {class_} alone ({share:.0%} of them), as if it were filled in afterwards"), row, sure=False)  # fmt: skip


def _area(values: F64, one: Bool) -> float:
    """Area under the curve of a column for a class, either way up; blanks stand below all."""
    ranks = rankdata(np.nan_to_num(values, nan=-np.inf))
    a, b = int(one.sum()), int((~one).sum())
    area = (ranks[one].sum() - a * (a + 1) / 2) / (a * b)
    return float(max(area, 1 - area))


def _aggregated(data: Data, labels: Labels, split: Split) -> Iterator[Leak]:
    """A node's own column that is an aggregate over all its links, which nobody knew at the cut."""
    cut = split.cuts[0]
    if cut is None or labels.relation is not None or not len(data.columns):
        return
    nodes = labels.index[split.train]
    for relation, links in data.relations.items():
        if links.at is None or not bool((links.at >= cut).any()):
            continue
        seen = links.take(links.at < cut)
        for (name, whole), (_, known) in zip(_sums(data.n, links), _sums(data.n, seen), strict=True):
            apart = ~np.isclose(whole[nodes], known[nodes], rtol=1e-4)
            if apart.mean() <= 1 - SAME or len(np.unique(whole[nodes])) < FEWEST:
                continue
            for j, column in enumerate(data.columns):
                same = np.isclose(data.x[nodes, j], whole[nodes], rtol=1e-3, atol=1e-3)
                if same.mean() >= SAME:
                    row = data.ids[int(nodes[np.flatnonzero(apart & same)[0]])]
                    yield Leak("aggregate past the cut", Say(f"列 {column} 是全部 {relation} 的{name.zh}，包括时点 {written(cut)} 之后的，如 {row}", f"column {column} is the {name.en} of all {relation}, those after the cut {written(cut)} too, {row} first"), row)  # fmt: skip


# columns that go with what was not yet there


def _dates(data: Data, labels: Labels, split: Split) -> Iterator[Leak]:
    """Columns of dates that lie after the cut, or after the answer was known, for what is learnt from."""
    links = data.relations[labels.relation] if labels.relation is not None else None
    x, columns = (data.x, data.columns) if links is None else (links.x, links.columns)
    things, cut, known = labels.index[split.train], split.cuts[0], label_times(data, labels)
    for j, column in enumerate(columns):
        at, slack = _moments(data, column, x[:, j])
        if at is None:
            continue
        at = at[things]
        if cut is None and known is None:
            yield Leak("column of dates", Say(f"列 {column} 是日期，标签没有时间，无从核对它当时是否已知", f"column {column} holds dates and answers have no time: nobody can tell whether it was known by then"), column, sure=False)  # fmt: skip
            continue
        late = np.flatnonzero(at >= cut) if cut is not None else np.zeros(0, np.int64)
        what = Say(f"时点 {written(cut)}", f"the cut {written(cut)}")
        if not len(late) and known is not None:
            mine = known[split.train]
            late = np.flatnonzero((mine >= 0) & (at > mine + slack))
            what = Say("标签已知之时", "their answer was known")
        if len(late):
            row = _name(data, labels, int(split.train[late[0]]))
            yield Leak("date after the cut", Say(f"列 {column} 的日期对 {len(late)} 个训练对象晚于{what.zh}，如 {row}", f"column {column} is a date after {what.en} for {len(late)} things that are learnt from, {row} first"), row, sure=False)  # fmt: skip


def _moments(data: Data, column: str, values: NDArray[np.float32]) -> tuple[F64 | None, float]:
    """A column by the links' clock where it tells times, and how exact it is; None of any other column."""
    days, clock = data.note.get("days") or (), data.note.get("clock")
    at = [k.at for k in data.relations.values() if k.at is not None and k.m]
    told = values.astype(np.float64)
    if column in days:  # type: ignore[operator]
        return (told * DAY, DAY) if clock != "counter" else (None, 0)
    if not at:
        return None, 0
    if clock == "counter":
        return (told, 0) if WHEN.search(column) else (None, 0)
    low, high = min(int(a.min()) for a in at), max(int(a.max()) for a in at)
    seen = told[np.isfinite(told)]
    years = 20 * 366 * DAY
    if low > 1e8 and len(seen) and seen.min() > max(1e8, low - years) and seen.max() < high + years:
        return told, 256  # float32
    return None, 0


Aggregates = list[tuple[Say, F64, F64]]  # what it is, over the whole, over what was known


def _reflected(data: Data, labels: Labels, split: Split) -> Iterator[Leak]:
    """A node's own column that goes with an aggregate of the whole period, or with answers of neighbours, more than with
    what was known at the cut: scaled, rounded or blurred."""
    if labels.relation is not None or not len(data.columns):
        return
    nodes = np.unique(labels.index)
    nodes = np.sort(np.random.default_rng(0).choice(nodes, LOOKED_AT, replace=False)) if len(nodes) > LOOKED_AT else nodes  # fmt: skip
    x = np.nan_to_num(data.x[nodes].astype(np.float64), nan=-np.inf)
    ranks = np.column_stack([_standard(rankdata(c)) for c in x.T])
    told: set[str] = set()
    for relation, links in data.relations.items():
        seen = links if split.cuts[0] is None or links.at is None else links.take(links.at < split.cuts[0])
        allowed = [known for _, known in _sums(data.n, seen)]
        for what, whole, known in [*_periods(data, links, seen), *_neighbours(data, links, seen, labels, split)]:
            whole = whole[nodes]
            if len(whole) - np.unique(whole, return_counts=True)[1].max() < SOME or np.array_equal(whole, known[nodes]):
                continue
            near = np.abs(_standard(rankdata(whole)) @ ranks) / len(nodes)
            for j in np.flatnonzero(near > 0.6):
                column = data.columns[j]
                if column in told or len(nodes) - np.unique(x[:, j], return_counts=True)[1].max() < SOME:
                    continue
                with_whole = _goes(x[:, j], whole)
                with_known = max(_goes(x[:, j], k[nodes]) for k in (known, *allowed)) if with_whole > LIKE else 1
                if with_whole > LIKE and with_whole - with_known > FURTHER:
                    told.add(column)
                    yield Leak("column goes with what was not yet known", Say(f"列 {column} 与全期 {relation} 的{what.zh}同升同降（{with_whole:.3f}；与当时已知的 {with_known:.3f}）", f"column {column} goes with the {what.en} by {relation} over the whole period ({with_whole:.3f}; with what was known by then {with_known:.3f})"), column, sure=False)  # fmt: skip


def _periods(data: Data, links: Links, seen: Links) -> Aggregates:
    """Counts and sums over all links and over those before the cut."""
    if seen.m == links.m:
        return []
    both = zip(_sums(data.n, links), _sums(data.n, seen), strict=True)
    return [(what, whole, known) for (what, whole), (_, known) in both]


def _neighbours(data: Data, links: Links, seen: Links, labels: Labels, split: Split) -> Aggregates:
    """How many neighbours have an answer: by all answers and links, and by those that are learnt from and before the cut."""
    made: Aggregates = []
    if len(labels.classes) > CLASSES:
        return made
    for c in range(1, 2) if len(labels.classes) == 2 else range(len(labels.classes)):
        every, learnt = np.zeros(data.n), np.zeros(data.n)
        every[labels.index[labels.y == c]] = 1
        learnt[labels.index[split.train[labels.y[split.train] == c]]] = 1
        for (zh, en), whole, known in zip(SIDES, _counted(data.n, links, every), _counted(data.n, seen, learnt), strict=True):  # fmt: skip
            made.append((Say(f"{zh}标签 {labels.classes[c]} 数", f"count of {en} labelled {labels.classes[c]}"), whole, known))  # fmt: skip
    return made


SIDES = (("转出对方", "those paid"), ("转入对方", "those who pay"), ("邻居", "neighbours"), ("不同邻居", "different neighbours"), ("邻居比例", "the share of neighbours"))  # fmt: skip
CLASSES = 10  # whose neighbours are counted


def _counted(n: int, links: Links, marked: F64) -> list[F64]:
    """(n,) each: links out to marked nodes, links in from them, both, different ones, and the share of them."""
    s, t = links.source.astype(np.int64), links.target.astype(np.int64)
    out, into = np.bincount(s, marked[t], minlength=n), np.bincount(t, marked[s], minlength=n)
    pairs = np.unique(np.concatenate([s * n + t, t * n + s]))
    once = np.bincount(pairs // n, marked[pairs % n], minlength=n)
    total = np.bincount(s, minlength=n) + np.bincount(t, minlength=n)
    return [out, into, out + into, once, np.divide(out + into, total, out=np.zeros(n), where=total > 0)]


def _standard(ranks: F64) -> F64:
    spread = float(ranks.std())
    return (ranks - ranks.mean()) / spread if spread else np.zeros(len(ranks))


def _goes(values: F64, other: F64) -> float:
    """Rank correlation with the values dealt out in the other's order, either way up: 1 of a step of it, however coarse."""
    return max(_rises(values, other), _rises(values, -other))


def _rises(values: F64, other: F64) -> float:
    order = np.lexsort((values, other))
    dealt = np.empty(len(values))
    dealt[order] = np.sort(values)
    turned = np.empty(len(values))
    turned[np.lexsort((-values, other))] = np.sort(values)
    ranks = _standard(rankdata(values))
    return float(max((ranks * _standard(rankdata(dealt))).mean() + (ranks * _standard(rankdata(turned))).mean(), 0) / 2)


def _sums(n: int, links: Links) -> Iterator[tuple[Say, NDArray[np.float64]]]:
    """Plain aggregates of each node: how many links, how much, how much each, out and in and both."""
    amount = links.amount()
    sides = {("转出", "outgoing"): (links.source,), ("转入", "incoming"): (links.target,), ("", ""): (links.source, links.target)}  # fmt: skip
    for (zh, en), ends in sides.items():
        count = np.sum([np.bincount(e, minlength=n) for e in ends], axis=0).astype(np.float64)
        total = np.sum([np.bincount(e, amount, minlength=n) for e in ends], axis=0)
        yield Say(f"{zh}笔数", f"{en} count".strip()), count
        if "amount" in links.columns:
            yield Say(f"{zh}金额", f"{en} amount".strip()), total
            yield (
                Say(f"{zh}均额", f"{en} mean amount".strip()),
                np.divide(total, count, out=np.zeros(n), where=count > 0),
            )
