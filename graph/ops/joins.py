"""Two cases made one: what is in the other comes over with the rules, notes, evidence and redactions of it, conflicts are
listed, and the other is closed as joined. Whoever does it leads both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from graph.entity import now, stamp
from graph.ops import Ops
from graph.ops.case_tables import CASE_ENTRY
from graph.ops.cases import HELD, LEADS, MOST, PARTY, Case, CaseError, Cases, Clock, demand, workable
from graph.ops.docket_tables import CASE_RULE, EVIDENCE, REDACTION
from graph.ops.evidence import HELD as PIECES
from graph.ops.evidence import Evidence, Piece
from graph.ops.redactions import Redactions
from graph.ops.rules import Rules
from graph.ops.tasks import Tasks
from graph.ops.written import NOTE, WHY, seal, text
from graph.say import Say
from graph.screen import local

FACTS = ("cause", "suspected", "region", "agency", "docket")
WHAT = {
    "fact": Say("案件要素不同", "facts of the case differ"), "thing": Say("同一项入案理由不同", "one thing, two reasons"),
    "member": Say("成员角色不同", "a member's role differs"), "evidence": Say("同一材料证明方向相反", "one thing speaks on both sides"),
    "task": Say("未完任务留在原案", "an open task stays behind"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that two cases say differently; `what`: one of WHAT. What `here` says stays."""

    what: str
    subject: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Joined:
    """What came over: things that were not in the case yet, rules, notes, pieces of evidence, redactions, members."""

    case: Case
    other: Case
    conflicts: Sequence[Conflict]
    things: int
    rules: int
    notes: int
    evidence: int
    redactions: int
    members: int


@dataclass(frozen=True, slots=True)
class _Held:
    """All of a case that matters for joining it."""

    case: Case
    things: Mapping[str, Any]
    members: Mapping[str, str]
    notes: Sequence[Any]
    evidence: Sequence[Piece]
    dismissed: Sequence[Piece]


class Joins:
    """Joining of one ops database's cases."""

    def __init__(self, ops: Ops, clock: Clock = now) -> None:
        self._ops, self._clock = ops, clock

    def conflicts(self, case_id: str, other_id: str) -> Sequence[Conflict]:
        """What two cases of the asker's say differently, as a list to be settled by people."""
        return list(self._conflicts(self._held(case_id), self._held(other_id)))

    def join(self, case_id: str, other_id: str, why: str) -> Joined:
        """Take another case into one: all of it, or nothing. Frozen states, exports and tasks stay with the other."""
        why = text(why, WHY, NOTE)
        if case_id == other_id:
            raise CaseError(Say("案件不能并入自身", "a case can't be joined with itself"))
        with self._ops.read() as c:
            mark = _mark(c, case_id, other_id)
        here, there = self._held(case_id), self._held(other_id)
        found = list(self._conflicts(here, there))
        with self._ops.change() as c:
            if _mark(c, case_id, other_id) != mark:
                raise CaseError(Say("案件刚有变动", "a case has just changed"), Say("请再试一次", "try again"))
            for one in (case_id, other_id):
                workable(c, self._ops.who, one, LEADS)
            counts = self._moved(c, here, there, why)
            self._ops.record(c, "case-merge", case_id, other=other_id, conflicts=len(found), why=seal(why), **counts)
        cases = Cases(self._ops)
        return Joined(cases.one(case_id), cases.one(other_id), found, **counts)

    def _held(self, case_id: str) -> _Held:
        cases = Cases(self._ops)
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
        things = {str(e.subject): e for e in _all(cases.things, case_id)}
        members = {str(e.subject): str(e.word) for e in cases.members(case_id)}
        notes = list(_all(lambda i, start, size: cases.timeline(i, start, size, acts=["comment"]), case_id))
        evidence = Evidence(self._ops)
        return _Held(cases.one(case_id), things, members, notes, evidence.of(case_id), evidence.dismissed(case_id))

    def _conflicts(self, here: _Held, there: _Held) -> Iterator[Conflict]:
        for name in FACTS:
            a, b = getattr(here.case, name), getattr(there.case, name)
            if a != b:
                yield Conflict("fact", name, a, b)
        for one, entry in there.things.items():
            if one in here.things and here.things[one].text != entry.text:
                yield Conflict("thing", one, here.things[one].text, entry.text)
        for who, role in there.members.items():
            if here.members.get(who, role) != role:
                yield Conflict("member", who, here.members[who], role)
        for a in here.evidence:
            for b in there.evidence:
                if a.subject and (a.element, a.subject) == (b.element, b.subject) and a.side != b.side:
                    yield Conflict("evidence", a.subject, f"{a.element} {a.side}", f"{b.element} {b.side}")
        for task in Tasks(self._ops).of(there.case.id):
            if task.state == "open":
                yield Conflict("task", task.id, "", f"{task.title}（{task.person}，{task.due}）")

    def _moved(self, c: Connection, here: _Held, there: _Held, why: str) -> dict[str, int]:
        """Rows of the other case as rows of this one, each saying where it came from."""
        at, source = stamp(self._clock()), there.case.number
        new = [e for one, e in there.things.items() if one not in here.things]
        joining = {who: role for who, role in there.members.items() if who not in here.members}
        if len(here.things) + len(new) > HELD:
            raise CaseError(Say(f"一个案件至多 {HELD:,} 项", f"a case holds at most {HELD:,} things"))
        if sum(len(x) for one in (here, there) for x in (one.evidence, one.dismissed)) > PIECES:
            raise CaseError(Say(f"一案证据至多 {PIECES:,} 条", f"a case has at most {PIECES:,} pieces of evidence"))
        if len(here.members) + len(joining) > PARTY:
            raise CaseError(Say(f"成员至多 {PARTY} 人", f"a case has at most {PARTY} members"))
        entry = {"case": here.case.id, "at": at, "who": self._ops.who, "subject": None, "word": None, "about": None}
        rows = [
            {**entry, "act": "comment", "text": f"并入 {source}（{there.case.title}）：{why}"},
            *({**entry, "act": "join", "subject": who, "word": role, "text": ""} for who, role in joining.items()),
            *({**entry, "act": "add", "subject": e.subject, "word": e.word, "text": f"{e.text}（自 {source}）"} for e in new),
            *({**entry, "act": "comment", "text": _said(e, source)} for e in there.notes),
            {**entry, "case": there.case.id, "act": "close", "word": "joined", "text": f"并入 {here.case.number}：{why}"},
        ]  # fmt: skip
        c.execute(insert(CASE_ENTRY), rows)
        pieces = list(_pieces(here, there, source))
        self._put(c, EVIDENCE, here, pieces, at)
        held = set(here.things)
        rules = [{"name": r.name, "params": dict(r.params), "snapshot": r.snapshot, "found": list(r.found), "added": len(set(r.found) - held), "why": f"{r.why}（自 {source}）"} for r in Rules(self._ops).list(there.case.id)]  # fmt: skip
        self._put(c, CASE_RULE, here, rules, at)
        hidden = [{"sort": r.sort, "roles": list(r.roles), "subject": r.subject, "prop": r.prop, "said": r.said, "why": f"{r.why}（自 {source}）"} for r in Redactions(self._ops).of(there.case.id)]  # fmt: skip
        self._put(c, REDACTION, here, hidden, at)
        return {"things": len(new), "rules": len(rules), "notes": len(there.notes), "evidence": sum(p["act"] == "add" for p in pieces), "redactions": len(hidden), "members": len(joining)}  # fmt: skip

    def _put(self, c: Connection, table: Table, here: _Held, rows: Sequence[Mapping[str, Any]], at: str) -> None:
        if rows:
            c.execute(insert(table), [{"case": here.case.id, "at": at, "who": self._ops.who, **row} for row in rows])


def _pieces(here: _Held, there: _Held, source: str) -> Iterator[dict[str, Any]]:
    """Evidence that comes over, and which proposals were dismissed; a proposal that was answered here stays so."""
    same = {(p.element, p.side, p.subject, p.text) for p in here.evidence}
    answered = {p.proposal for p in (*here.evidence, *here.dismissed)}
    for p in there.evidence:
        if (p.element, p.side, p.subject, p.text) not in same:
            proposal = None if p.proposal in answered else p.proposal
            yield {"act": "add", "element": p.element, "side": p.side, "subject": p.subject, "said": p.said, "text": _said(p, source), "proposal": proposal}  # fmt: skip
    for p in there.dismissed:
        if p.proposal not in answered:
            yield {"act": "dismiss", "element": p.element, "side": p.side, "subject": p.subject, "said": "", "text": _said(p, source), "proposal": p.proposal}  # fmt: skip


def _mark(c: Connection, *cases: str) -> list[int | None]:
    """Something that differs when one of these cases does."""
    return [c.execute(select(func.max(t.c.seq)).where(t.c.case.in_(cases))).scalar() for t in (CASE_ENTRY, EVIDENCE, CASE_RULE, REDACTION)]  # fmt: skip


def _said(one: Any, source: str) -> str:
    """What somebody wrote in the other case, with who and when."""
    return f"{one.text}（{one.who}，{local(one.at)}，自 {source}）"


def _all(page: Any, case_id: str) -> Iterator[Any]:
    start, total = 0, 1
    while start < total:
        some, total = page(case_id, start, MOST)
        yield from some
        start += len(some) or total
