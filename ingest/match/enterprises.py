"""Enterprises that may be one: those without a credit code against those with one, then among themselves.

Identifiers decide first, then the full name as registered, then the scorer. What both share (accounts, phones, people)
lifts a score by how rare it is (Fellegi and Sunter 1969: log of m / u) but never makes two names one that speak against it.
A name that lacks its region or form is what many may be called (简称): it waits for a person unless something is shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.lake import Lake
from graph.say import Say
from ingest.match.block import Index, Pairs, sharing
from ingest.match.compare import FEATURES, MISSING, Floats, Frequency, Table, features, said
from ingest.match.divisions import Places
from ingest.match.names import Name, Parser
from ingest.match.proposal import Proposal, Reason
from ingest.match.scorer import APART, MERGED, REVIEW, Scorer
from ingest.match.subjects import ALIAS, FORMER, NAME, changed_since, enterprises, places_of, shared_things

Ints = NDArray[np.int64]
SHOWN = 3  # candidates of one enterprise that people are shown
TOLD = 5  # features that a reason names
CERTAIN = 0.9995
# chance that two rows about one enterprise share such a thing; above the cap it is one thing more, not proof
AGREES = {"account": 0.5, "phone": 0.5, "website": 0.5, "person": 0.3, "address": 0.4}
CAP = {"account": 4.0, "phone": 3.0, "website": 3.0, "person": 2.0, "address": 1.5}
LIFT = 5.0  # most that shared things give together
HALF = 0.5  # a name score below it is not lifted to merged
STRONG = 2.0  # a lift from which on a short name may be merged
THINGS = {
    "account": Say("账户", "account"), "phone": Say("电话", "phone"), "website": Say("网站", "website"),
    "person": Say("任职或持股的人", "officer or shareholder"), "address": Say("地址", "address"),
}  # fmt: skip
COLUMN = {f.name: n for n, f in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate of an enterprise: `asks` and `answers` are rows of `Enterprises.who`, `by` rows of its names."""

    asks: int
    answers: int
    by: tuple[int, int]
    score: float
    row: Floats


class Side:
    """Those who may answer, with their index."""

    def __init__(self, names: pl.DataFrame, read: list[Name], among: NDArray[np.bool_]) -> None:
        self.at = np.flatnonzero(among[names["who"].to_numpy()])  # rows of names
        self.table = Table([read[i] for i in self.at], names["who"].to_numpy()[self.at].astype(np.int64))
        self.index, self.often = Index(self.table.names), Frequency(self.table)


class Matching:
    """One look at all enterprises of a lake."""

    def __init__(self, lake: Lake, scorer: Scorer) -> None:
        self.scorer, self.known = scorer, enterprises(lake)
        self.places: Places = places_of(lake)
        names = self.known.names
        self.who = names["who"].to_numpy().astype(np.int64)
        self.kind = names["kind"].to_list()
        self.read = Parser(self.places).parse_all(names["text"])
        self.codes = [frozenset(c) for c in self.known.who["codes"]]
        self.coded = np.array([bool(c) for c in self.codes], bool)
        self.reg, self.rows = self.known.who["reg"].to_list(), self.known.who["rows"].to_list()
        self.ids = self.known.ids
        self.lake = lake

    def proposals(self, since: int = 0) -> list[Proposal]:
        """Proposals about somebody first stated, or first so called, after log entry `since`."""
        new = np.zeros(len(self.ids), bool)
        new[changed_since(self.known, since).to_numpy()] = True
        sure = self._asked(self._coded, self.coded, new)
        among = self._asked(self._others, ~self.coded, new)
        # an old one that a new one may be has to be asked too who it is
        partners = np.zeros(len(self.ids), bool)
        partners[[*(f.asks for f in among), *(f.answers for f in among)]] = True
        partners[[f.asks for f in sure]] = False
        made = self._decided([*sure, *self._found(self._coded, partners & ~self.coded)])
        # whoever is found to be somebody identified is that one, and not one of the others
        merged = {p.right for p in made if p.band == MERGED}
        rest = [f for f in among if self.ids[f.asks] not in merged and self.ids[f.answers] not in merged]
        made += _once(self._decided(rest))
        fresh = {self.ids[i] for i in np.flatnonzero(new)}
        return [p for p in made if p.left in fresh or p.right in fresh]

    @cached_property
    def _coded(self) -> Side:
        return Side(self.known.names, self.read, self.coded)

    @cached_property
    def _others(self) -> Side:
        return Side(self.known.names, self.read, ~self.coded)

    @cached_property
    def _things(self) -> pl.DataFrame:
        held = shared_things(self.lake, self.places)
        return held.join(held.group_by("what", "thing").agg(pl.len().alias("held")), on=["what", "thing"])

    def _asked(self, side: Side, answer: NDArray[np.bool_], new: NDArray[np.bool_]) -> list[Found]:
        """Candidates of the new ones without a code, and of those old ones whom a new one may answer."""
        asks, old = ~self.coded & new, np.flatnonzero((~self.coded & ~new)[self.who])
        if len(old):
            fresh = [self.read[i] for i in np.flatnonzero((answer & new)[self.who])]
            asks[self.who[old[sharing([self.read[i] for i in old], fresh)]]] = True
        return self._found(side, asks)

    def _found(self, side: Side, asks: NDArray[np.bool_]) -> list[Found]:
        """The best candidates of each who asks, best first."""
        rows = np.flatnonzero(asks[self.who])
        if not len(rows) or not len(side.at):
            return []
        left = Table([self.read[i] for i in rows], self.who[rows])
        best: dict[int, dict[int, Found]] = {}
        for pairs in side.index.pairs(left.names):
            some = self._comparable(pairs, left, side.table)
            given = features(left, side.table, some, side.often)
            score = self.scorer.scores(given)
            for n in np.flatnonzero(score >= self.scorer.review):
                asking, answering = int(left.owner[some.left[n]]), int(side.table.owner[some.right[n]])
                mine = best.setdefault(asking, {})
                if answering not in mine or mine[answering].score < score[n]:
                    by = int(rows[some.left[n]]), int(side.at[some.right[n]])
                    mine[answering] = Found(asking, answering, by, float(score[n]), given[n])
        ranked = (sorted(b.values(), key=lambda f: (-f.score, f.answers))[:SHOWN] for _, b in sorted(best.items()))
        return [f for some in ranked for f in some]

    def _comparable(self, pairs: Pairs, left: Table, right: Table) -> Pairs:
        """Pairs of two enterprises; a branch is registered apart from its parent, and two registration numbers are two firms."""
        asks, answers = left.owner[pairs.left], right.owner[pairs.right]
        kept = np.fromiter(
            (
                i != j and left.names[a].branch == right.names[b].branch and not (self.reg[i] and self.reg[j] and self.reg[i] != self.reg[j])
                for i, j, a, b in zip(asks.tolist(), answers.tolist(), pairs.left.tolist(), pairs.right.tolist(), strict=True)
            ),
            bool,
            len(asks),
        )  # fmt: skip
        return Pairs(pairs.left[kept], pairs.right[kept], pairs.score[kept])

    def _decided(self, found: list[Found]) -> list[Proposal]:
        """Bands and reasons of the candidates of all who ask."""
        if not found:
            return []
        gave = self.scorer.gave(np.vstack([f.row for f in found]))
        shared = self._shared(found)
        by: dict[int, list[int]] = {}
        for n, f in enumerate(found):
            by.setdefault(f.asks, []).append(n)
        made = []
        for some in by.values():
            final = {n: self._lifted(found[n], shared.get(n, [])) for n in some}
            order = sorted(some, key=lambda n: (-final[n], found[n].answers))
            for place, n in enumerate(order):
                rival = place > 0 or (len(order) > 1 and final[order[1]] >= self.scorer.merged)
                p = self._proposal(found[n], final[n], gave[n], shared.get(n, []), rival=rival)
                if p is not None:
                    made.append(p)
        return made

    def explained(self, one: str, other: str) -> Proposal:
        """How two of them compare, whatever comes of it: every feature with what it gave. The second answers the first."""
        i, j = self.ids.index(one), self.ids.index(other)
        if not self.coded[j] and self.coded[i]:
            i, j = j, i
        among = np.ones(len(self.ids), bool)
        among[i] = False
        side, rows = Side(self.known.names, self.read, among), np.flatnonzero(self.who == i)
        left, mine = Table([self.read[r] for r in rows], self.who[rows]), np.flatnonzero(side.table.owner == j)
        best: Found | None = None
        for pairs in side.index.pairs(left.names):
            for n in range(len(left)):
                here = pairs.left == n
                near = dict(zip(pairs.right[here].tolist(), pairs.score[here].tolist(), strict=True))
                near = {
                    r: near.get(r, 0.0) for r in sorted({*near, *mine.tolist()}, key=lambda r: (-near.get(r, 0.0), r))
                }
                some = Pairs(np.full(len(near), n), np.array([*near]), np.array([*near.values()], np.float32))
                given = features(left, side.table, some, side.often)
                for k in np.flatnonzero(side.table.owner[some.right] == j):
                    score = float(self.scorer.scores(given[k : k + 1])[0])
                    if best is None or score > best.score:
                        best = Found(i, j, (int(rows[n]), int(side.at[some.right[k]])), score, given[k])
        assert best is not None
        return self._explained(best)

    def _explained(self, f: Found) -> Proposal:
        shared = self._shared([f]).get(0, [])
        score, gave = self._lifted(f, shared), self.scorer.gave(f.row[None])[0]
        rule, band, why = self._band(f, score, sum(w for *_, w in shared), rival=False)
        one, other = self.read[f.by[0]], self.read[f.by[1]]
        if len(self.codes[f.asks] | self.codes[f.answers]) > max(len(self.codes[f.asks]), len(self.codes[f.answers])):
            band, why = APART, [Reason("codes", Say("统一社会信用代码不同", "two different credit codes"))]
        elif one.branch != other.branch:
            band, why = APART, [Reason("branch", Say("一方为分支机构", "one is a branch, which is registered apart"))]
        elif self.reg[f.asks] and self.reg[f.answers] and self.reg[f.asks] != self.reg[f.answers]:
            band, why = APART, [Reason("reg_number", Say("注册号不同", "two different registration numbers"))]
        told = [*why, *self._told(f, gave, one, other, len(FEATURES)), *_things_told(shared)]
        return self._made(f, score, band, rule, told)

    def _lifted(self, f: Found, shared: list[tuple[str, int, float]]) -> float:
        """The score with what is shared."""
        lift = min(LIFT, sum(w for _, _, w in shared))
        odds = np.log(f.score / (1 - f.score)) + lift
        return min(CERTAIN, float(1 / (1 + np.exp(-odds)))) if lift else f.score

    def _shared(self, found: list[Found]) -> dict[int, list[tuple[str, int, float]]]:
        """What candidates share: per pair (number in `found`) what it is, how many share it and the log-odds it gives."""
        pairs = pl.DataFrame({
            "n": np.arange(len(found)), "id": [self.ids[f.asks] for f in found], "other": [self.ids[f.answers] for f in found],
        })  # fmt: skip
        near = pl.concat([pairs["id"], pairs["other"]]).unique().to_frame("id")
        held = self._things.join(near, on="id", how="semi")
        met = pairs.join(held, on="id").join(held.drop("held").rename({"id": "other"}), on=["other", "what", "thing"])
        most = met.group_by("n", "what").agg(pl.col("held").min()).sort("n", "what")
        given: dict[int, list[tuple[str, int, float]]] = {}
        for n, what, many in most.iter_rows():
            weight = np.log(AGREES[what] / max(many / max(2, len(self.ids)), 1e-9))
            given.setdefault(n, []).append((what, many, float(np.clip(weight, 0, CAP[what]))))
        return given

    def _proposal(
        self, f: Found, score: float, gave: NDArray[np.float64], shared: list[tuple[str, int, float]], *, rival: bool
    ) -> Proposal | None:
        one, other = self.read[f.by[0]], self.read[f.by[1]]
        lift = sum(w for _, _, w in shared)
        rule, band, why = self._band(f, score, lift, rival=rival)
        if band == APART:
            return None
        return self._made(f, score, band, rule, [*why, *self._told(f, gave, one, other), *_things_told(shared)])

    def _made(self, f: Found, score: float, band: str, rule: str, reasons: list[Reason]) -> Proposal:
        left, right = self._order(f)
        texts = self.known.names["said"]
        names = (texts[f.by[1]], texts[f.by[0]]) if left == f.answers else (texts[f.by[0]], texts[f.by[1]])
        sure = rule in ("reg_number", "full_name") and band == MERGED
        score = CERTAIN if sure else score
        told = (*reasons, *self._borne(((left, names[0]), (right, names[1]))))
        return Proposal("Enterprise", self.ids[left], self.ids[right], round(score, 6), band, rule, told, names)

    def _borne(self, compared: Iterable[tuple[int, str]]) -> Iterator[Reason]:
        """Which of its names was compared, where that is not the one by which people know an enterprise."""
        for who, name in compared:
            if (full := self._full.get(who, name)) != name:
                yield Reason(
                    "borne", Say(f"以“{name}”相比，其全称 {full}", f"compared by {name}; in full it is {full}")
                )

    @cached_property
    def _full(self) -> dict[int, str]:
        """The longest present name of each."""
        names = self.known.names.filter(pl.col("kind") == NAME).sort(pl.col("said").str.len_chars(), "said")
        return dict(names.select("who", "said").iter_rows())

    def _band(self, f: Found, score: float, lift: float, *, rival: bool) -> tuple[str, str, list[Reason]]:
        """Rule, band, and why it waits where it does."""
        one, other = self.read[f.by[0]], self.read[f.by[1]]
        kinds = {self.kind[f.by[0]], self.kind[f.by[1]]}
        if not rival and self.reg[f.asks] and self.reg[f.asks] == self.reg[f.answers]:
            return "reg_number", MERGED, [Reason("reg_number", Say(f"注册号均为 {self.reg[f.asks]}", f"both have number {self.reg[f.asks]}"))]  # fmt: skip
        rule = "name+context" if lift else "name"
        if score < self.scorer.review:
            return rule, APART, []
        if rival:
            return rule, REVIEW, [Reason("rival", Say("另有同样相像的候选", "another candidate is as likely"))]
        if FORMER in kinds and lift < STRONG:
            return (
                rule,
                REVIEW,
                [
                    Reason(
                        "former",
                        Say("与曾用名相符，曾用名可能已属他人", "it is a former name, which may be another's by now"),
                    )
                ],
            )
        if one.text == other.text and one.form and kinds == {NAME}:
            return (
                "full_name",
                MERGED,
                [Reason("full_name", Say(f"登记全称均为 {one.text}", f"both are called {one.text} in full"))],
            )
        if ALIAS in kinds and one.text == other.text:
            return "full_name", REVIEW, [Reason("alias", Say("惯用简称", "a short name in common use"))]
        if score < self.scorer.merged:
            return rule, REVIEW, []
        against = _against(f.row)
        if f.score < self.scorer.merged and (against or f.score < HALF):
            return (
                rule,
                REVIEW,
                against or [Reason("weak", Say("名称本身不足以认定", "the names alone say too little"))],
            )
        if lift < STRONG and not (one.form and one.region):
            return (
                rule,
                REVIEW,
                [
                    Reason(
                        "short",
                        Say("名称缺地区或组织形式，可能是简称", "without region or form a name may be several firms'"),
                    )
                ],
            )
        if f.row[COLUMN["figures"]] == 0:
            return rule, REVIEW, [Reason("figures", said("figures", 0, one, other, self.places))]
        return rule, MERGED, []

    def _order(self, f: Found) -> tuple[int, int]:
        """The better identified one first: with a code, then a registration number, then more rows, then by id."""

        def key(who: int) -> tuple[bool, bool, int, str]:
            return (not self.coded[who], not self.reg[who], -self.rows[who], self.ids[who])

        return (f.answers, f.asks) if key(f.answers) < key(f.asks) else (f.asks, f.answers)

    def _told(self, f: Found, gave: NDArray[np.float64], one: Name, other: Name, most: int = TOLD) -> Iterator[Reason]:
        order = np.argsort(-np.abs(gave), kind="stable").tolist()
        trade = COLUMN["trade"]  # told whatever it gave: it is what people look at
        for n in order[:most] if trade in order[:most] else [trade, *order[:most]]:
            feature = FEATURES[n].name
            yield Reason(feature, said(feature, float(f.row[n]), one, other, self.places), round(float(gave[n]), 3))

    def marks(self) -> Mapping[str, frozenset[str]]:
        """Credit codes by id."""
        return {i: c for i, c in zip(self.ids, self.codes, strict=True) if c}


def _things_told(shared: list[tuple[str, int, float]]) -> Iterator[Reason]:
    for what, many, weight in shared:
        label = THINGS[what]
        words = Say(f"{label.zh}相同（{many} 家共用）", f"the same {label.en} ({many} share it)")
        yield Reason(what, words, round(weight, 3))


def _once(made: list[Proposal]) -> list[Proposal]:
    """Of a pair that was looked at both ways round, the more cautious answer, and of two alike the surer one."""
    best: dict[tuple[str, str], Proposal] = {}
    for p in sorted(made, key=lambda p: (p.band == MERGED, -p.score, p.reasons)):
        best.setdefault(p.pair, p)
    return list(best.values())


def _against(row: Floats) -> list[Reason]:
    """What two names say against each other, each saying something else."""
    words = {
        "region": Say("地区不同", "another region"),
        "industry": Say("行业不同", "another industry"),
        "form": Say("组织形式不同", "another legal form"),
    }
    return [Reason(n, say) for n, say in words.items() if MISSING < row[COLUMN[n]] < HALF]
