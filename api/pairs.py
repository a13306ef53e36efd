"""Pairs of enterprises or persons that may be one: whose turn they are, both sides compared, what a verdict would move.

What the scorer thinks of a pair is nobody's to see before they have answered it themselves; then it is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from rapidfuzz import fuzz

from api.visit import Visit
from graph.judged import Judgement, unite
from graph.lake import Lake, table_of
from graph.merge import merged
from graph.ontology import Kind, Link, Prop, ontology
from graph.ops.cases import Cases
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot
from graph.study.judging import apart
from graph.study.named import NamedError, captions
from graph.why import shown
from ingest.match.proposal import Proposal

BESIDE = ("id", "sources", "conflicts", "ref")
EXACT = frozenset(("account", "credit_code", "id_number", "phone"))  # one digit more or less is somebody else's
ALIKE = 75  # of 100: two texts that are near
NAMED = 3  # neighbours that are named beside a count
STATES = {"eq": Say("一致", "alike"), "approx": Say("近似", "near"), "neq": Say("不同", "different"), "blank": Say("缺失", "missing")}  # fmt: skip


class PairError(JinyingError):
    """A pair that can't be compared."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One property of both, as it may be shown; `state` is told of the values in full."""

    prop: Prop
    left: Any
    right: Any
    state: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Neighbours of one kind of both: how many each has, how many they share, some of the shared ones by name."""

    link: Link
    kind: Kind
    left: int
    right: int
    shared: int
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is called, and the files and rows that speak of it."""

    id: str
    caption: str
    files: Mapping[str, int]
    first: str | None


@dataclass(frozen=True, slots=True)
class Moves:
    """What "same" would move to the left one, and what speaks against it."""

    links: int
    rows: int
    findings: int | None
    cases: int | None
    needs: Say | None
    refused: bool


def waiting(visit: Visit, kind: str | None = None) -> list[Proposal]:
    """What the asker has not answered yet, in an order of their own; of kinds that they see."""
    from ingest.match.review import waiting as left

    visit.demand("judge")
    judged = visit.system.lake.judged.canonical
    made = [p for p in visit.system.pairs() if p.left not in judged and p.right not in judged]
    open_ = left(made, visit.ops.judgements(), visit.actor.who)
    return [p for p in open_ if kind in (None, p.kind) and visit.actor.sees(ontology().kinds[p.kind])]


def rows_of(lake: Lake, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What is known of each, in full: for comparing, never for showing."""
    by_kind: dict[str, list[str]] = {}
    for one in ids:
        by_kind.setdefault(table_of(one).name, []).append(one)
    found: dict[str, dict[str, Any]] = {}
    for name, some in by_kind.items():
        for frame in merged(lake, name, pl.Series("id", some)):
            for row in frame.iter_rows(named=True):
                found[row["id"]] = {k: v for k, v in row.items() if v is not None and k not in BESIDE}
    return found


def compared(visit: Visit, kind: Kind, left: Mapping[str, Any], right: Mapping[str, Any]) -> list[Compared]:
    """Property by property, in the ontology's order."""
    hidden = [shown(dict(row), kind) for row in (left, right)]
    return [
        Compared(p, hidden[0].get(p.name), hidden[1].get(p.name), _state(p.type, left.get(p.name), right.get(p.name)))
        for p in kind.props.values() if p.name in left or p.name in right
    ]  # fmt: skip


def _state(kind: str, one: Any, other: Any) -> str:
    if one is None or other is None:
        return "blank"
    if one == other:
        return "eq"
    if kind in EXACT:
        return "neq"
    some, more = sorted((str(one), str(other)), key=len)
    inside = len(some) >= 4 and some in more
    return "approx" if inside or fuzz.ratio(some, more) >= ALIKE else "neq"


def side(lake: Lake, one: str) -> Side:
    """A side with where it comes from."""
    reasons = lake.why(one)
    return Side(one, captions(lake, [one])[one], Counter(r.file for r in reasons), min((r.at for r in reasons), default=None))  # fmt: skip


def lake_of(visit: Visit, left: str, right: str) -> Lake:
    """The lake as judged; where the two are one already as the files have them, so that they can be told apart."""
    lake = visit.system.lake
    meant = lake.judged.canonical
    return lake.plain() if meant.get(left, left) == meant.get(right, right) else lake


def beside(visit: Visit, left: str, right: str) -> list[Beside]:
    """What both are linked to, a kind and link at a time, and whom their accounts deal with; nothing where they are one."""
    s = visit.system.snapshot()
    one, other = s.number(left), s.number(right)
    if one == other:
        return []
    found = [_beside(s, link, kind, *sets) for link, kind, sets in _around(visit, s, one, other)]
    return sorted((b for b in found if b.left or b.right), key=lambda b: -b.shared)


Sets = tuple[set[int], set[int]]


def _around(visit: Visit, s: Snapshot, one: int, other: int) -> Iterator[tuple[Link, Kind, Sets]]:
    o = ontology()
    for link in o.links.values():
        if link.name not in s.counts or not visit.actor.sees(link):
            continue
        both = _near(s, link.name, one), _near(s, link.name, other)
        for code in sorted({int(s.nodes.kind[n]) for n in both[0] | both[1]}):
            kind = o.kinds[s.kinds[code]]
            if visit.actor.sees(kind):
                mine, theirs = ({n for n in some if s.nodes.kind[n] == code} for some in both)
                yield link, kind, (mine, theirs)
    if visit.actor.sees(o.kinds["Account"]) and "TRANSFER" in s.counts:
        yield o.links["TRANSFER"], o.kinds["Account"], (_deals(s, one), _deals(s, other))


def _near(s: Snapshot, link: str, node: int) -> set[int]:
    out, into = s.adjacency(link)
    e = s.edges(link)
    return {*e.target[_row(out, node)].tolist(), *e.source[_row(into, node)].tolist()} - {node}


def _row(csr: Any, node: int) -> Any:
    return np.asarray(csr.item[csr.start[node] : csr.start[node + 1]])


def _deals(s: Snapshot, node: int) -> set[int]:
    """Accounts that the accounts of a node have paid or were paid by."""
    if "OWNS" not in s.counts:
        return set()
    own = s.edges("OWNS").target[_row(s.adjacency("OWNS")[0], node)].tolist()
    return set().union(*(_near(s, "TRANSFER", account) for account in own)) - set(own)


def _beside(s: Snapshot, link: Link, kind: Kind, left: set[int], right: set[int]) -> Beside:
    both = sorted(left & right)
    names = captions(s.lake, s.ids(both[:NAMED])) if both else {}
    return Beside(link, kind, len(left), len(right), len(both), list(names.values()))


def moves(visit: Visit, left: str, right: str) -> Moves:
    """What saying "same" would do: it can be taken back."""
    lake, s = visit.system.lake, visit.system.snapshot()
    ids = [*lake.judged.group(left), *lake.judged.group(right)]
    node = s.number(right)
    links = sum(len(_row(way, node)) for link in s.counts for way in s.adjacency(link))
    needs = None
    try:
        apart(lake, left, right)
    except NamedError as error:
        needs = Say(error.to("zh"), error.to("en"))
    findings = len(visit.system.findings().about(*ids)) if visit.actor.may("findings") else None
    cases = Cases(visit.ops).holding(ids, size=1)[1] if visit.actor.may("cases") else None
    return Moves(links, len(lake.why(right)), findings, cases, needs, _refused(visit, left, right))


def _refused(visit: Visit, left: str, right: str) -> bool:
    """Whether a "different" in force would speak against it, by whatever chain."""
    said = visit.ops.judgements()
    would = Judgement((said[-1].seq if said else 0) + 1, left, right, "same", visit.actor.who, "", "")
    meant = unite([*said, would]).canonical
    return meant.get(left, left) != meant.get(right, right)


def checked(visit: Visit, left: str, right: str) -> Kind:
    """The kind of both; only enterprises and persons are compared, and each with its own kind."""
    visit.demand("judge")
    kinds = [table_of(one) for one in (left, right)]
    if left == right or kinds[0] != kinds[1] or kinds[0].name not in ("Enterprise", "Person"):
        raise PairError(Say("只比较两个企业或两个个人", "two enterprises or two persons are compared"), Say("请核对编号", "check the ids"))  # fmt: skip
    return ontology().kinds[kinds[0].name]


def answered(visit: Visit, left: str, right: str, *, ever: bool = False) -> Judgement | None:
    """The asker's own answer on a pair that is in force; `ever`: also one taken back, for what was seen stays seen."""
    pair = (left, right) if left < right else (right, left)
    mine = [j for j in visit.ops.judgements() if j.pair == pair and j.who == visit.actor.who and (ever or not j.gone)]
    return mine[-1] if mine else None


def answer(visit: Visit, left: str, right: str, said: str, why: str, basis: str | None) -> tuple[int, Proposal]:
    """An answer and, now that it is given, what the scorer thought; both are kept, to learn from."""
    from ingest.match.explain import explained

    checked(visit, left, right)
    found = explained(visit.system.lake, left, right)
    if said == "same" and basis is None:
        apart(visit.system.lake, left, right)
    blind = answered(visit, found.left, found.right, ever=True) is None
    reasons = {"band": found.band, **found.judgement()["reasons"]}
    seq = visit.ops.judge(found.left, found.right, said, why, basis=basis, score=round(found.score, 6), reasons=reasons, blind=blind)  # fmt: skip
    visit.system.project_soon()
    return seq, found
