"""What moved a score: links and features are taken away one after another, and the model is asked again (occlusion).

Works for anything that gives scores. Parallel links of a pair count as one. A feature is taken away by putting the typical
value of its kind in its place (the median of what was learned from). Whether the answer is worth anything is measured:
by *deletion* (taking the first k away must lower the score more than any k do) and *insertion* (they alone must bring it
back) as RISE has it (Petsiuk, Das and Saenko, BMVC 2018). It says what moved the model, not what is true of the subject.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from gnn.answering.around import Around, Change, background, copies, reached
from gnn.answering.columns import Column, column, relation_label
from gnn.data import F32, Bool, Data, Phase
from gnn.model import Fitted
from graph.kernels.arrays import F64, I64
from graph.say import Say

MARK = Say("线索，非证据", "a lead, not evidence")
APART = 0.05  # from how far on it is said that the part is not the whole
AT_ONCE = 300_000  # links of all copies that are asked at once
STEPS = (1, 3, 8)  # how many are taken away
Medians = Mapping[str, F32]  # by kind, and of links by "relation": (d,) typical values


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is tried: groups of links, features, random draws beside; `hops`: how far a model may look, `links`: how
    many there may be around a subject beyond its two hops, which are whole."""

    groups: int = 32
    features: int = 24
    draws: int = 4
    hops: int = 3
    links: int = 4_000
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Parallel links of a pair. `places` in the phase's relation; `change`: by how much they raised the score. `sum`: of their
    amounts, in the data's unit, None where they have none; `first`, `last`: when they were, in its clock, None where nobody says."""

    relation: str
    source: str
    target: str
    places: tuple[int, ...]
    ids: tuple[str, ...]
    hop: int
    change: float
    sum: float | None = None
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """A property; `of`: whose it is, `relation`: of a link of which. `change`: how much its value raised the score above that
    of the typical one."""

    name: str
    of: str
    value: float
    typical: float
    change: float
    relation: str | None = None

    @property
    def column(self) -> Column:
        """What it is called, and how it is read."""
        return column(self.name, self.relation)

    def told(self) -> dict[str, Any]:
        """As JSON can hold it, in words beside; of what is masked no value."""
        c = self.column
        numbers = {} if c.masked else {"value": _number(self.value), "typical": _number(self.typical)}
        return {
            "name": self.name, "of": self.of, "change": round(self.change, 6), "label": c.label._asdict(), "masked": c.masked, **numbers,
            "reads": c.read(self.value)._asdict(), "usual": c.read(self.typical)._asdict(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Faith:
    """How far the score falls without the first k of its links, and without k by chance; how far they alone bring it back.

    `deletion`, `insertion`: mean over k of what the first ones do less what chance does; above 0 they are what moved it."""

    k: tuple[int, ...]
    fall: tuple[float, ...]
    fall_by_chance: tuple[float, ...]
    regain: tuple[float, ...]
    regain_by_chance: tuple[float, ...]

    @property
    def deletion(self) -> float:
        return float(np.mean(np.subtract(self.fall, self.fall_by_chance))) if self.k else 0.0

    @property
    def insertion(self) -> float:
        return float(np.mean(np.subtract(self.regain, self.regain_by_chance))) if self.k else 0.0

    @property
    def faithful(self) -> bool:
        """Whether both say that these links moved the score."""
        return self.deletion > 0 and self.insertion > 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """`score`: of the class asked about, `bare`: without any of the links tried; `gap`: how far the part that was looked
    at is from the whole; `untried`: pairs within two hops that the budget left out."""

    subject: str
    cls: str
    score: float
    bare: float
    gap: float
    pairs: tuple[Pair, ...]
    features: tuple[Feature, ...]
    faith: Faith
    untried: int

    def raising(self, most: int = 10) -> tuple[Pair, ...]:
        """The pairs that raised the score, most first."""
        return tuple(p for p in self.pairs if p.change > 0)[:most]

    @property
    def sentence(self) -> Say:
        """What is known of it, in one line."""
        up, whole = self.raising(), sum(max(p.change, 0) for p in self.pairs)
        apart = Say(f"；只看其周边，与全图相差 {abs(self.gap):.2f}", f"; looked at by its surroundings alone, {abs(self.gap):.2f} from the whole") if abs(self.gap) > APART else Say("", "")  # fmt: skip
        if not up or whole <= 0:
            return Say(f"分数主要来自自身特征，往来关系未见推高作用{apart.zh}；{MARK.zh}。", f"The score comes from its own features, no links raised it{apart.en}; {MARK.en}.")  # fmt: skip
        part = sum(p.change for p in up[:3]) / whole
        sure = Say("经删除与插入检验", "held by deletion and insertion") if self.faith.faithful else Say("未通过删除与插入检验，慎用", "not held by deletion and insertion: use with care")  # fmt: skip
        return Say(
            f"推高分数的往来中，前 {min(3, len(up))} 组占 {part:.0%}（{sure.zh}{apart.zh}）；{MARK.zh}。",
            f"Of what links raised the score by, the first {min(3, len(up))} pairs are {part:.0%} ({sure.en}{apart.en}); {MARK.en}.",
        )

    @property
    def terms(self) -> Say:
        """The numbers beside it, in words."""
        f = self.faith
        return Say(
            f"仅看周边：{self.score:.4f}，与全图之差 {self.gap:+.4f}；去掉所试往来后 {self.bare:.4f}；两跳内未试 {self.untried} 组；忠实度：删除 {f.deletion:+.4f}，插入 {f.insertion:+.4f}（高于随机为正）。",
            f"On its surroundings {self.score:.4f}, the whole is {self.gap:+.4f} from that; without the links tried {self.bare:.4f}; {self.untried} pairs within two hops untried; faithfulness beyond chance: deletion {f.deletion:+.4f}, insertion {f.insertion:+.4f}.",
        )

    def subgraph(self, most: int = 10) -> dict[str, Any]:
        """The part that moved the score, as JSON can hold it."""
        some = self.raising(most)
        nodes = dict.fromkeys([self.subject, *(end for p in some for end in (p.source, p.target))])
        f = self.faith
        return {
            "mark": MARK._asdict(), "subject": self.subject, "class": self.cls,
            "score": round(self.score, 6), "bare": round(self.bare, 6), "gap": round(self.gap, 6), "nodes": list(nodes), "untried": self.untried,
            "links": [{"relation": p.relation, "label": relation_label(p.relation)._asdict(), "from": p.source, "to": p.target, "n": len(p.places), "sum": p.sum, "first": p.first, "last": p.last, "ids": list(p.ids[:20]), "hop": p.hop, "change": round(p.change, 6)} for p in some],
            "features": [x.told() for x in self.features[:most] if x.change != 0],
            "faithfulness": {"k": list(f.k), "deletion": round(f.deletion, 6), "insertion": round(f.insertion, 6), "faithful": f.faithful, "fall": _rounded(f.fall), "fall_by_chance": _rounded(f.fall_by_chance), "regain": _rounded(f.regain), "regain_by_chance": _rounded(f.regain_by_chance)},
            "sentence": self.sentence._asdict(),
        }  # fmt: skip


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 6)


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(float(v), 6) for v in values]


def medians(data: Data) -> dict[str, F32]:
    """Typical values: of each kind's columns, and of each relation's ("relation NAME")."""
    found = {kind: _middle(data.x[data.kind == code]) for code, kind in enumerate(data.kinds)}
    return found | {f"relation {name}": _middle(k.x) for name, k in data.relations.items()}


def told_medians(typical: Medians) -> dict[str, list[float | None]]:
    """As JSON can hold them: what a model keeps of what it learned from."""
    return {name: [_number(v) for v in values] for name, values in typical.items()}


def kept_medians(body: Mapping[str, Sequence[float | None]]) -> dict[str, F32]:
    """What `told_medians` told."""
    return {n: np.array([np.nan if v is None else v for v in values], np.float32) for n, values in body.items()}


def _middle(x: F32) -> F32:
    """(d,) medians; NaN where a column holds nothing."""
    made = np.full(x.shape[1], np.nan, np.float32)
    for c in range(x.shape[1]):
        column = x[:, c]
        column = column[~np.isnan(column)]
        if len(column):
            made[c] = np.median(column)
    return made


def explain(
    fitted: Fitted, phase: Phase, place: int, *, cls: int | None = None, said: Sequence[float] | None = None, typical: Medians | None = None,
    budget: Budget = Budget(),
) -> Explanation:  # fmt: skip
    """What moved the score of the `place`-th thing that the phase asks about (of the class `cls`: for two classes the
    second, else the likeliest). `said`: what the model says of each class on the whole, where that is known already."""
    whole = _only(phase, place)
    p = np.asarray(fitted.scores(whole)[0] if said is None else said)
    target = cls if cls is not None else 1 if len(p) == 2 else int(p.argmax())
    asked = Asked.of(fitted, whole, target, budget)
    groups, untried = asked.groups(budget.groups)
    every = asked.change(range(len(groups)), groups)
    base, bare, *without = asked.ask([asked.nothing(), every, *(asked.change([g], groups) for g in range(len(groups)))])
    effect = np.array([base - w for w in without])
    order = np.lexsort((np.arange(len(groups)), -effect))
    features = asked.features(typical or medians(phase.data), base, budget.features)
    faith = asked.faith([groups[i] for i in order], base, bare, budget)
    return Explanation(
        asked.name, phase.classes[target], float(base), float(bare), float(p[target]) - float(base),
        tuple(asked.pair(groups[i], float(effect[i])) for i in order), features, faith, untried,
    )  # fmt: skip


def _only(phase: Phase, place: int) -> Phase:
    return replace(phase, index=phase.index[[place]], y=phase.y[[place]])


@dataclass(frozen=True, slots=True)
class Group:
    """Parallel links of a pair in the part: `places` in the part's relation."""

    relation: str
    places: I64
    hop: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing, the part of the network around it, and the model that is asked about it again and again."""

    fitted: Fitted
    phase: Phase  # of the part, one thing asked
    part: Around
    roots: tuple[int, ...]  # in the part
    target: int
    name: str
    ids: Mapping[str, tuple[str, ...]]  # of the whole's links
    beside: Data | None  # some of the rest; none of a network that is looked at whole

    @classmethod
    def of(cls, fitted: Fitted, whole: Phase, target: int, budget: Budget) -> Asked:
        """The part around the one thing that a phase asks about; for core members its network whole."""
        data, one = whole.data, int(whole.index[0])
        links = data.relations[whole.relation] if whole.relation else None
        roots = np.array([one] if links is None else [links.source[one], links.target[one]], np.int64)
        part = reached(data, roots, 10_000 if whole.task == "core" else budget.hops, 1 << 40 if whole.task == "core" else budget.links)  # fmt: skip
        number = np.searchsorted(part.node, roots)
        index = number[:1] if links is None else np.searchsorted(part.link[str(whole.relation)], whole.index)
        name = data.ids[one] if links is None else links.ids[one] if links.ids else f"{data.ids[roots[0]]}>{data.ids[roots[1]]}#{one}"  # fmt: skip
        return cls(fitted, replace(whole, data=part.data, index=index.astype(np.int64)), part, tuple(dict.fromkeys(number.tolist())), target, name, {r: k.ids for r, k in data.relations.items()}, None if whole.task == "core" else background(data))  # fmt: skip

    def ask(self, changes: Sequence[Change]) -> F64:
        """(c,) the score under each change, as many at once as memory should hold."""
        size = max(1, AT_ONCE // max(1, self.phase.data.m + self.phase.data.n))
        said = [self.fitted.scores(copies(self.phase, changes[i : i + size], self.beside))[:, self.target] for i in range(0, len(changes), size)]  # fmt: skip
        return np.concatenate(said).astype(np.float64) if said else np.empty(0)

    def nothing(self) -> Change:
        """No change."""
        return Change({n: np.ones(k.m, np.bool_) for n, k in self.phase.data.relations.items()}, {}, {})

    def change(self, which: Sequence[int] | range, groups: Sequence[Group]) -> Change:
        """These groups taken away."""
        made = self.nothing()
        for g in which:
            made.stay[groups[g].relation][groups[g].places] = False
        return made

    def groups(self, most: int) -> tuple[list[Group], int]:
        """Pairs within two hops of the roots: the subject's own first, then by money and number; and how many are left."""
        data = self.phase.data
        own = np.zeros(data.n, np.bool_)
        own[list(self.roots)] = True
        first = near_mask(data, own)
        found: list[tuple[int, float, Group]] = []
        for name, k in data.relations.items():
            hop = np.where(own[k.source] | own[k.target], 1, np.where(first[k.source] | first[k.target], 2, 3))
            able = hop <= 2
            if name == self.phase.relation:
                able[self.phase.index] = False  # the asked link itself is no reason of its own
            row = np.flatnonzero(able)
            pair, inverse = np.unique(k.source[row].astype(np.int64) * data.n + k.target[row], return_inverse=True)
            money = np.bincount(inverse, np.abs(k.amount()[row]), len(pair))
            order = np.argsort(inverse, kind="stable")
            start = np.searchsorted(inverse[order], np.arange(len(pair)))
            for places, much in zip(np.split(row[order], start)[1:], money, strict=True):
                heavy = float(np.log1p(much) + np.log1p(len(places)))
                found.append((int(hop[places[0]]), -heavy, Group(name, places, int(hop[places[0]]))))
        found.sort(key=lambda f: (f[0], f[1]))
        return [g for _, _, g in found[:most]], max(0, len(found) - most)

    def features(self, typical: Medians, base: float, most: int) -> tuple[Feature, ...]:
        """Own properties of the subject (of a link: its own and those of its ends), most moving first."""
        data, tried = self.phase.data, list[tuple[str, str, float, float, str | None, Change]]()
        for node in self.roots:
            middle = typical.get(data.kinds[data.kind[node]], np.full(data.x.shape[1], np.nan, np.float32))
            for c, name in enumerate(data.columns):
                value, other = float(data.x[node, c]), float(middle[c])
                if not np.isnan(value) and value != other:
                    tried.append((name, data.ids[node], value, other, None, replace(self.nothing(), x={(node, c): other})))  # fmt: skip
        if self.phase.relation is not None:
            links, one = data.relations[self.phase.relation], int(self.phase.index[0])
            middle = typical.get(f"relation {self.phase.relation}", np.full(links.x.shape[1], np.nan, np.float32))
            for c, name in enumerate(links.columns):
                value, other = float(links.x[one, c]), float(middle[c])
                if not np.isnan(value) and value != other:
                    tried.insert(0, (name, self.name, value, other, self.phase.relation, replace(self.nothing(), of_link={c: other})))  # fmt: skip
        tried = tried[:most]
        said = self.ask([change for *_, change in tried])
        made = [Feature(name, of, value, other, float(base - s), where) for (name, of, value, other, where, _), s in zip(tried, said, strict=True)]  # fmt: skip
        return tuple(sorted(made, key=lambda f: -abs(f.change)))

    def faith(self, ordered: Sequence[Group], base: float, bare: float, budget: Budget) -> Faith:
        """Deletion and insertion of the first k groups, and of k drawn by chance."""
        steps = tuple(k for k in STEPS if k < len(ordered))
        draw = np.random.default_rng(budget.seed)
        every = range(len(ordered))
        asked: list[Change] = []
        for k in steps:
            chosen = [list(range(k)), *(draw.choice(len(ordered), k, replace=False).tolist() for _ in range(budget.draws))]  # fmt: skip
            asked += [self.change(c, ordered) for c in chosen]
            asked += [self.change([g for g in every if g not in set(c)], ordered) for c in chosen]
        said = self.ask(asked).reshape(len(steps), 2, 1 + budget.draws)
        fall, regain = base - said[:, 0], said[:, 1] - bare
        return Faith(
            steps, tuple(fall[:, 0].tolist()), tuple(fall[:, 1:].mean(1).tolist()), tuple(regain[:, 0].tolist()), tuple(regain[:, 1:].mean(1).tolist())
        )  # fmt: skip

    def pair(self, group: Group, change: float) -> Pair:
        """A group as it is told: by ids, places in the whole."""
        k = self.phase.data.relations[group.relation]
        places, at = self.part.link[group.relation][group.places], None if k.at is None else k.at[group.places]
        money = float(k.amount()[group.places].sum()) if "amount" in k.columns else None
        names, known = self.phase.data.ids, self.ids[group.relation]
        return Pair(
            group.relation, names[k.source[group.places[0]]], names[k.target[group.places[0]]], tuple(places.tolist()),
            tuple(known[i] for i in places.tolist()) if known else (), group.hop, change, money,
            None if at is None else int(at.min()), None if at is None else int(at.max()),
        )  # fmt: skip


def near_mask(data: Data, own: Bool) -> Bool:
    """(n,) these and their neighbours."""
    found = own.copy()
    for k in data.relations.values():
        found[k.target[own[k.source]]] = True
        found[k.source[own[k.target]]] = True
    return found
