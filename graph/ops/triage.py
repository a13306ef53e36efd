"""Triage: whose a finding is, what was said of it, and what was decided, in order. What is decided is `Ops.decide`'s."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, literal, null, select, union_all

from graph.entity import now
from graph.ops import Ops
from graph.ops.case_tables import FINDING_ENTRY
from graph.ops.tables import DECISION, FINDING, RUN, SCORED
from graph.ops.written import LONG, NOTE, WHY, able, person, seal, text
from graph.say import JinyingError, Say

MOST = 500  # of a page
ACTS = {"decide": Say("处理", "decided"), "assign": Say("指派", "assigned"), "comment": Say("评论", "comment")}


class TriageError(JinyingError):
    """No such finding, or it can't be done with it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done with a finding. `status`: what was decided; `person`: whose it is from then on; `about`: the comment
    that this one corrects. `seq` counts decisions and the rest apart."""

    act: str
    seq: int
    at: str
    who: str
    status: str | None
    person: str | None
    text: str
    about: int | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was last decided on a finding before a moment: ids of those it accuses, its first subject and those in the
    same role, are `accused`; of one about links it is these that are `asked` about, and nobody else is accused."""

    finding: str
    detector: str
    status: str
    at: str
    accused: tuple[str, ...]
    asked: tuple[str, ...] = ()
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A run in which a finding had another score than before. `at`: ISO, UTC; `seq`: the lake's log as it was then."""

    run: str
    at: str
    seq: int
    score: float


class Triage:
    """What people do with findings, beside deciding."""

    def __init__(self, ops: Ops) -> None:
        self._ops = ops

    def assign(self, finding: str, name: str, why: str = "") -> Step:
        """Whose it is from now on."""
        why = text(why, WHY, NOTE, may_lack=True)
        with self._ops.change() as c:
            _there(c, finding)
            who = person(c, name, "triage")
            if _assignees(c, [finding]).get(finding) == who:
                raise TriageError(Say(f"已由 {who} 处理", f"it is with {who} already"))
            step = self._add(c, finding, "assign", why, person=who)
            self._ops.record(c, "finding-assign", finding, person=who, why=seal(why))
        return step

    def decide(self, finding: str, status: str, why: str) -> Step:
        """What a person says of it; earlier decisions stay."""
        self._ops.decide(finding, status, text(why, WHY, NOTE))
        own = (DECISION.c.finding == finding, DECISION.c.who == self._ops.who)
        with self._ops.read() as c:
            d = c.execute(select(DECISION).where(*own).order_by(DECISION.c.id.desc()).limit(1)).one()
        return Step("decide", d.id, d.at, d.who, d.status, None, d.why, None)

    def verdicts(self, until: str | None = None) -> Sequence[Verdict]:
        """The last decision on each finding, as it stood at a moment (ISO, UTC; None: now), in order of time."""
        these = select(
            DECISION.c.finding,
            FINDING.c.detector,
            DECISION.c.status,
            DECISION.c.at,
            FINDING.c.subjects,
            FINDING.c.facts,
        )
        these = these.join(FINDING, FINDING.c.id == DECISION.c.finding).order_by(DECISION.c.id)
        last: dict[str, Verdict] = {}
        with self._ops.read() as c:
            for finding, detector, status, at, subjects, facts in c.execute(these if until is None else these.where(DECISION.c.at < until)):  # fmt: skip
                asked = tuple(facts.get("asked") or ())
                accused = () if asked else tuple(s["id"] for s in subjects if s["role"] == subjects[0]["role"])
                last.pop(finding, None)
                last[finding] = Verdict(finding, detector, status, at, accused, asked, facts.get("relation"))
        return list(last.values())

    def comment(self, finding: str, words: str, corrects: int | None = None) -> Step:
        """A comment stays as it was written; `corrects`: one of one's own that it puts right."""
        words = text(words, Say("评论", "the comment"), LONG)
        with self._ops.change() as c:
            _there(c, finding)
            own = (
                FINDING_ENTRY.c.act == "comment",
                FINDING_ENTRY.c.who == self._ops.who,
                FINDING_ENTRY.c.finding == finding,
            )
            if corrects is not None and not c.execute(select(FINDING_ENTRY.c.seq).where(FINDING_ENTRY.c.seq == corrects, *own)).first():  # fmt: skip
                raise TriageError(
                    Say(f"没有可更正的第 {corrects} 号评论", f"no comment {corrects} of yours to correct")
                )
            step = self._add(c, finding, "comment", words, about=corrects)
            self._ops.record(c, "finding-comment", finding, seq=step.seq, corrects=corrects, text=seal(words))
        return step

    def history(self, finding: str, start: int = 0, size: int = 50) -> tuple[Sequence[Step], int]:
        """All that was done with one, in order, and how much that is."""
        d, e = DECISION.c, FINDING_ENTRY.c
        done = union_all(
            select(literal("decide").label("act"), d.id.label("seq"), d.at, d.who, d.status, null().label("person"), d.why.label("text"), null().label("about")).where(d.finding == finding),
            select(e.act, e.seq, e.at, e.who, null(), e.person, e.text, e.about).where(e.finding == finding),
        ).subquery()  # fmt: skip
        with self._ops.read() as c:
            _there(c, finding)
            total = c.execute(select(func.count()).select_from(done)).scalar_one()
            page = select(done).order_by(done.c.at, done.c.act, done.c.seq).offset(start).limit(min(size, MOST))
            return [_step(row) for row in c.execute(page).mappings()], total

    def scores(self, finding: str) -> list[Scored]:
        """How a finding's score went, the first first. What a database of an earlier version did not note is not there."""
        these = select(RUN.c.id.label("run"), RUN.c.at, RUN.c.seq, SCORED.c.score).join(RUN, RUN.c.id == SCORED.c.run)
        with self._ops.read() as c:
            _there(c, finding)
            rows = c.execute(these.where(SCORED.c.finding == finding).order_by(SCORED.c.id)).mappings()
            return [Scored(**row) for row in rows]

    def people(self) -> list[str]:
        """Whom a finding may be assigned to."""
        with self._ops.read() as c:
            return able(c, "triage")

    def assignees(self, findings: Iterable[str]) -> Mapping[str, str]:
        """Whose each of these is; those that are nobody's are not in it."""
        with self._ops.read() as c:
            return _assignees(c, list(findings))

    def of(self, who: str, start: int = 0, size: int = 50) -> tuple[Sequence[str], int]:
        """Findings that are somebody's, those assigned last first, and how many."""
        these = _held(who)
        page = select(FINDING_ENTRY.c.finding).where(*these).order_by(FINDING_ENTRY.c.seq.desc()).offset(start)
        with self._ops.read() as c:
            total = c.execute(select(func.count()).select_from(FINDING_ENTRY).where(*these)).scalar_one()
            return list(c.execute(page.limit(min(size, MOST))).scalars()), total

    def held(self, who: str) -> frozenset[str]:
        """All findings that are somebody's."""
        with self._ops.read() as c:
            return frozenset(c.execute(select(FINDING_ENTRY.c.finding).where(*_held(who))).scalars())

    def _add(self, c: Connection, finding: str, act: str, words: str, *, person: str | None = None, about: int | None = None) -> Step:  # fmt: skip
        at = now().isoformat(timespec="microseconds")  # as decisions are: both stand in one history
        row = {"at": at, "who": self._ops.who, "act": act, "person": person, "text": words, "about": about}
        key = c.execute(insert(FINDING_ENTRY).values(finding=finding, **row)).inserted_primary_key
        assert key is not None
        return Step(act, key[0], at, self._ops.who, None, person, words, about)


def _there(c: Connection, finding: str) -> None:
    if "\0" in finding or c.execute(select(FINDING.c.id).where(FINDING.c.id == finding)).first() is None:
        raise TriageError(Say("没有此发现", "no such finding"))


def _held(who: str) -> tuple[ColumnElement[bool], ...]:
    """The entries by which findings are somebody's."""
    last = select(func.max(FINDING_ENTRY.c.seq)).where(FINDING_ENTRY.c.act == "assign").group_by(FINDING_ENTRY.c.finding)  # fmt: skip
    return FINDING_ENTRY.c.seq.in_(last), FINDING_ENTRY.c.person == who


def _assignees(c: Connection, findings: Sequence[str]) -> dict[str, str]:
    these = (FINDING_ENTRY.c.finding.in_(findings), FINDING_ENTRY.c.act == "assign")
    last = select(func.max(FINDING_ENTRY.c.seq)).where(*these).group_by(FINDING_ENTRY.c.finding)
    held = select(FINDING_ENTRY.c.finding, FINDING_ENTRY.c.person).where(FINDING_ENTRY.c.seq.in_(last))
    return {row.finding: row.person for row in c.execute(held)}


def _step(row: Mapping[Any, Any]) -> Step:
    return Step(**{name: row[name] for name in Step.__slots__})
