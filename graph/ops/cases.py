"""Cases: who works on what, with everything that happened in one, in order. A case is there for its members alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, RowMapping, Select, case, func, insert, or_, select

from graph.entity import fresh, now, stamp
from graph.ops import Ops
from graph.ops.case_tables import CASE, CASE_ENTRY
from graph.ops.written import ID, LONG, NOTE, WHY, called, person, seal, text, things
from graph.rights import Refused
from graph.say import JinyingError, Say, did_you_mean

CLASSES = {
    "非法集资": Say("非法集资", "illegal fund-raising"), "非法证券": Say("非法证券", "illegal securities"),
    "非法期货": Say("非法期货", "illegal futures"), "非法外汇": Say("非法外汇", "illegal foreign exchange"),
    "非法黄金": Say("非法黄金", "illegal gold trade"), "非法支付": Say("非法支付", "illegal payment"),
    "非法代币": Say("非法代币", "illegal tokens"),
}  # fmt: skip
ROLES = {"lead": Say("主办", "lead"), "member": Say("协办", "member"), "reader": Say("查阅", "reader")}
STATUSES = {
    "open": Say("待办", "open"), "working": Say("在办", "in work"), "closed": Say("已结", "closed"), "reopened": Say("重开", "reopened"),
}  # fmt: skip
OUTCOMES = {
    "referred": Say("移送", "referred"), "penalised": Say("行政处理", "penalised"), "dismissed": Say("排除", "dismissed"),
    "joined": Say("并案", "joined with another"), "other": Say("其他", "other"),
}  # fmt: skip
ACTS = {
    "open": Say("立案", "opened"), "join": Say("加入成员", "member added"), "leave": Say("移出成员", "member removed"),
    "amend": Say("变更要素", "facts amended"), "assign": Say("指派", "assigned"), "comment": Say("评论", "comment"), "add": Say("入案", "added"), "remove": Say("移出", "removed"),
    "close": Say("结案", "closed"), "reopen": Say("重开", "reopened"),
}  # fmt: skip
FACTS = {
    "title": Say("案件名称", "the title"), "cause": Say("案由", "the cause"), "suspected": Say("涉嫌类别", "class"), "region": Say("地区", "the region"),
    "agency": Say("办案单位", "the agency"), "docket": Say("办案单位案号", "the agency's number"),
}  # fmt: skip
MAY_LACK = ("region", "agency", "docket")
FLOW = {"open": "open", "assign": "working", "close": "closed", "reopen": "reopened"}  # the last of these -> status
BY_ACT = ("add", "remove", "amend")  # of which one act makes several entries, all of one moment
MEMBERSHIP, THINGS, ASSIGNED = ("join", "leave"), ("add", "remove"), ("assign", "reopen")
LEADS, WORKERS, ALL = ("lead",), ("lead", "member"), tuple(ROLES)
MOST = 500  # of a page
AT_ONCE, HELD = 500, 20_000  # things put in by one act, things of one case
PARTY = 100  # members of a case
NUMBER = re.compile(r"(?:金鹰)?[〔\[(（]?(\d{4})[〕\])）]?(\d{1,6})号?")
CHINA = timedelta(hours=8)  # whose year counts

Clock = Callable[[], datetime]
Conditions = list[ColumnElement[bool]]


class CaseError(JinyingError):
    """No such case for whoever asks, or it can't be done with it."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case as it stands. `number`: ours; `agency`: whose it is, and `docket`: the number that they give it, "" where none
    is named; `role`: the asker's; `things`: how many entities, links and findings are in it."""

    id: str
    number: str
    title: str
    cause: str
    suspected: str
    region: str
    agency: str
    docket: str
    status: str
    outcome: str | None
    assignee: str | None
    role: str
    who: str
    at: str
    changed: str
    things: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `subject`: the person or thing spoken of; `word`: a role, a sort, an outcome or a
    fact; `about`: the comment that this one corrects; `was` and `now`: what an amended fact said before and after."""

    seq: int
    at: str
    who: str
    act: str
    subject: str | None
    word: str | None
    text: str
    about: int | None
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What one act came to, told at once: the first of its entries; of things put in or taken out how many of each sort, of
    facts amended each as (name, was, now)."""

    entry: Entry
    sorts: Mapping[str, int]
    facts: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a case is opened with."""

    title: str
    cause: str
    suspected: str
    region: str = ""
    agency: str = ""
    docket: str = ""

    def checked(self) -> dict[str, str]:
        """As it is kept."""
        return {name: _fact(name, getattr(self, name)) for name in FACTS}


class Cases:
    """The cases of one ops database as whoever acts may see and change them. Texts go into the audit chain as their seal."""

    def __init__(self, ops: Ops, clock: Clock = now) -> None:
        self._ops, self._clock = ops, clock

    # reading

    def one(self, case_id: str) -> Case:
        """A case of the asker's; another's is not there for them."""
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
            return self._told(c, select(CASE).where(CASE.c.id == case_id))[0]

    def meant(self, text: str) -> Case:
        """The case of the asker's that people name by its id or its number (金鹰〔2026〕0001号)."""
        if not (named := NUMBER.fullmatch(text.strip())):
            return self.one(text.strip())
        with self._ops.read() as c:
            these = (CASE.c.year == int(named[1]), CASE.c.no == int(named[2]))
            found = c.execute(select(CASE.c.id).where(*these)).scalar()
        return self.one(found or "")

    def list(self, start: int = 0, size: int = 50, *, mine: bool = False, open: bool | None = None, words: str = "") -> tuple[Sequence[Case], int]:  # fmt: skip
        """The asker's newest cases first, and how many there are in all. `mine`: those that they lead or are in charge of;
        `words`: a part of number, title or cause, of what they were opened with, too."""
        these = self._chosen(mine, open, text(words, Say("检索词", "the words"), may_lack=True))
        page = select(CASE).where(*these).order_by(CASE.c.seq.desc()).offset(start).limit(min(size, MOST))
        with self._ops.read() as c:
            total = c.execute(select(func.count()).select_from(CASE).where(*these)).scalar_one()
            return self._told(c, page), total

    def holding(self, subjects: Sequence[str], start: int = 0, size: int = 50) -> tuple[Sequence[Case], int]:
        """The asker's cases that hold something, by any of its ids: the newest first, and how many."""
        held = CASE_ENTRY.alias()
        inside = select(held.c.case).where(
            _last(held, THINGS, "case", "subject", subjects=subjects), held.c.act == "add"
        )
        these = (CASE.c.id.in_(readable(self._ops.who)), CASE.c.id.in_(inside))
        page = select(CASE).where(*these).order_by(CASE.c.seq.desc()).offset(start).limit(min(size, MOST))
        with self._ops.read() as c:
            total = c.execute(select(func.count()).select_from(CASE).where(*these)).scalar_one()
            return self._told(c, page), total

    def members(self, case_id: str) -> Sequence[Entry]:
        """Who belongs to it: each as they were last added (`subject`), with their role (`word`)."""
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
            return _members(c, case_id)

    def things(self, case_id: str, start: int = 0, size: int = 50, *, sort: str | None = None) -> tuple[Sequence[Entry], int]:  # fmt: skip
        """Entities, links and findings in it, each as it was put in, and how many there are."""
        these = [_last(CASE_ENTRY, THINGS, "subject", cases=[case_id]), CASE_ENTRY.c.act == "add"]
        page = _page(these if sort is None else [*these, CASE_ENTRY.c.word == sort], start, size)
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
            total = _counted(c, [case_id], sort).get(case_id, 0)
            return [_entry(row) for row in c.execute(page).mappings()], total

    def timeline(self, case_id: str, start: int = 0, size: int = 50, *, acts: Iterable[str] = ()) -> tuple[Sequence[Entry], int]:  # fmt: skip
        """All that happened in it, in order; and how much there is."""
        chosen = list(acts)
        these = [CASE_ENTRY.c.case == case_id, *([CASE_ENTRY.c.act.in_(chosen)] if chosen else [])]
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
            total = c.execute(select(func.count()).select_from(CASE_ENTRY).where(*these)).scalar_one()
            return [_entry(row) for row in c.execute(_page(these, start, size)).mappings()], total

    def steps(self, case_id: str, start: int = 0, size: int = 50) -> tuple[Sequence[Step], int]:
        """What happened in it but for comments, the last first, everything of one act as one step; and how many there are."""
        act, at = CASE_ENTRY.c.act, CASE_ENTRY.c.at
        alone = case((act.in_(BY_ACT), 0), else_=CASE_ENTRY.c.seq)
        by = (act, at, CASE_ENTRY.c.who, CASE_ENTRY.c.text, alone)
        first = select(func.min(CASE_ENTRY.c.seq)).where(CASE_ENTRY.c.case == case_id, act != "comment").group_by(*by)
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
            total = c.execute(select(func.count()).select_from(first.subquery())).scalar_one()
            page = select(CASE_ENTRY).where(CASE_ENTRY.c.seq.in_(first)).order_by(CASE_ENTRY.c.seq.desc()).offset(start)
            found = [_entry(row) for row in c.execute(page.limit(min(size, MOST))).mappings()]
            whole = {(e.act, e.at, e.who, e.text) for e in found if e.act in BY_ACT}
            rest = select(act, at, CASE_ENTRY.c.who, CASE_ENTRY.c.text, CASE_ENTRY.c.word, CASE_ENTRY.c.was, CASE_ENTRY.c.now, func.count().label("n"))  # fmt: skip
            these = (CASE_ENTRY.c.case == case_id, act.in_(BY_ACT), at.in_({key[1] for key in whole}))
            parts: dict[tuple[str, ...], list[Row[Any]]] = {key: [] for key in whole}
            for e in c.execute(
                rest.where(*these).group_by(*rest.selected_columns[:7]).order_by(func.min(CASE_ENTRY.c.seq))
            ):
                parts.get((e.act, e.at, e.who, e.text), []).append(e)
        return [_step(e, parts.get((e.act, e.at, e.who, e.text), ())) for e in found], total

    # changing

    def open(self, opening: Opening) -> Case:
        """A new case under the year's next number; whoever opens it leads it."""
        row, new = opening.checked(), fresh("case")
        year = (self._clock() + CHINA).year
        with self._ops.change() as c:
            no = (c.execute(select(func.max(CASE.c.no)).where(CASE.c.year == year)).scalar() or 0) + 1
            c.execute(insert(CASE).values(id=new, year=year, no=no, **row))
            self._add(c, new, "open")
            self._add(c, new, "join", subject=self._ops.who, word="lead")
            self._ops.record(c, "case-open", new, number=number(year, no), suspected=row["suspected"])
        return self.one(new)

    def add_member(self, case_id: str, name: str, role: str) -> Case:
        """Somebody joins, or has another role from now on."""
        _one_of(role, ROLES, Say("案件角色", "role in a case"))
        with self._change(case_id, LEADS, closed=True) as c:
            who = person(c, name, "cases")
            held = _roles(c, case_id)
            if held.get(who) == role:
                raise CaseError(Say(f"{who} 已是{ROLES[role].zh}", f"{who} is its {ROLES[role].en} already"))
            if who not in held and len(held) >= PARTY:
                raise CaseError(Say(f"成员至多 {PARTY} 人", f"a case has at most {PARTY} members"))
            self._leadable(c, case_id, held, who, role)
            self._add(c, case_id, "join", subject=who, word=role)
            self._ops.record(c, "case-join", case_id, person=who, role=role)
        return self.one(case_id)

    def remove_member(self, case_id: str, who: str, why: str) -> None:
        """Somebody no longer belongs to it; what they did stays."""
        why = text(why, WHY, NOTE)
        with self._change(case_id, LEADS, closed=True) as c:
            who = called(who) if who != self._ops.who else who
            held = _roles(c, case_id)
            if who not in held:
                raise CaseError(Say(f"{who[:64]} 不是成员", f"{who[:64]} is no member"))
            self._leadable(c, case_id, held, who, None)
            self._add(c, case_id, "leave", subject=who, text=why)
            self._ops.record(c, "case-leave", case_id, person=who, why=seal(why))

    def amend(self, case_id: str, facts: Mapping[str, str | None], why: str) -> Case:
        """What it is about is put right, each of FACTS by an entry of its own, None where it stays; what it said before stays in the
        timeline."""
        asked, why = (
            {name: _fact(name, value) for name, value in facts.items() if value is not None},
            text(why, WHY, NOTE),
        )
        with self._change(case_id, LEADS) as c:
            held = self._told(c, select(CASE).where(CASE.c.id == case_id))[0]
            new = {name: value for name, value in asked.items() if value != getattr(held, name)}
            if not new:
                raise CaseError(Say("没有要变更之处", "nothing of it is another"))
            at = stamp(self._clock())
            for name, value in new.items():
                self._add(c, case_id, "amend", word=name, text=why, was=getattr(held, name), now=value, at=at)
            self._ops.record(c, "case-amend", case_id, facts={name: seal(value) for name, value in new.items()}, why=seal(why))  # fmt: skip
        return self.one(case_id)

    def assign(self, case_id: str, name: str, why: str = "") -> Case:
        """Who is in charge of it from now on: it is in work."""
        why = text(why, WHY, NOTE, may_lack=True)
        with self._change(case_id, LEADS) as c:
            who = person(c, name, "cases")
            if _roles(c, case_id).get(who) not in WORKERS:
                raise CaseError(
                    Say(f"{who} 不是主办或协办", f"{who} is neither lead nor member"),
                    Say("请先加入案件", "add them to the case first"),
                )
            if _assignee(c, case_id) == who:
                raise CaseError(Say(f"已由 {who} 承办", f"{who} is in charge already"))
            self._add(c, case_id, "assign", subject=who, text=why)
            self._ops.record(c, "case-assign", case_id, person=who, why=seal(why))
        return self.one(case_id)

    def comment(self, case_id: str, words: str, corrects: int | None = None) -> Entry:
        """A comment stays as it was written; `corrects`: one of one's own that it puts right."""
        words = text(words, Say("评论", "the comment"), LONG)
        with self._change(case_id, WORKERS, closed=True) as c:
            own = (CASE_ENTRY.c.act == "comment", CASE_ENTRY.c.who == self._ops.who, CASE_ENTRY.c.case == case_id)
            if corrects is not None and not c.execute(select(CASE_ENTRY.c.seq).where(CASE_ENTRY.c.seq == corrects, *own)).first():  # fmt: skip
                raise CaseError(Say(f"没有可更正的第 {corrects} 号评论", f"no comment {corrects} of yours to correct"))
            entry = self._add(c, case_id, "comment", text=words, about=corrects)
            self._ops.record(c, "case-comment", case_id, entry=entry.seq, corrects=corrects, text=seal(words))
        return entry

    def add(self, case_id: str, subjects: Iterable[str], why: str) -> Sequence[str]:
        """Put entities, links or findings into it; those that were not in it yet."""
        asked, why = _some(subjects), text(why, WHY, NOTE)
        with self._change(case_id, WORKERS) as c:
            held = _held(c, case_id)
            new = [one for one in asked if one not in held]
            sorts = things(c, new)
            if len(held) + len(new) > HELD:
                raise CaseError(Say(f"一个案件至多 {HELD:,} 项", f"a case holds at most {HELD:,} things"))
            if new:
                self._moved(c, case_id, "add", sorts, why)
                self._ops.record(c, "case-add", case_id, things=new, why=seal(why))
        return new

    def remove(self, case_id: str, subjects: Iterable[str], why: str) -> Sequence[str]:
        """Take things out of it, by a later entry: that they were in it stays; those that were in it."""
        asked, why = _some(subjects), text(why, WHY, NOTE)
        with self._change(case_id, WORKERS) as c:
            held = _held(c, case_id)
            gone = [one for one in asked if one in held]
            if gone:
                self._moved(c, case_id, "remove", {one: held[one] for one in gone}, why)
                self._ops.record(c, "case-remove", case_id, things=gone, why=seal(why))
        return gone

    def close(self, case_id: str, outcome: str, why: str) -> Case:
        """It is over, with an outcome; comments and members may still be added."""
        _one_of(outcome, OUTCOMES, Say("结果", "outcome"))
        why = text(why, WHY, LONG)
        with self._change(case_id, LEADS) as c:
            self._add(c, case_id, "close", word=outcome, text=why)
            self._ops.record(c, "case-close", case_id, outcome=outcome, why=seal(why))
        return self.one(case_id)

    def reopen(self, case_id: str, why: str) -> Case:
        """It is not over after all, and waits to be assigned anew."""
        why = text(why, WHY, NOTE)
        with self._change(case_id, LEADS, closed=True) as c:
            if _status(c, case_id) != "closed":
                raise CaseError(Say("案件未结，无需重开", "the case is not closed"))
            self._add(c, case_id, "reopen", text=why)
            self._ops.record(c, "case-reopen", case_id, why=seal(why))
        return self.one(case_id)

    # below

    @contextmanager
    def _change(self, case_id: str, roles: Sequence[str], *, closed: bool = False) -> Iterator[Connection]:
        """A change by who has one of these roles in it, to a case that is not closed (or may be)."""
        with self._ops.change() as c:
            (demand if closed else workable)(c, self._ops.who, case_id, roles)
            yield c

    def _add(self, c: Connection, case_id: str, act: str, **body: Any) -> Entry:
        """One entry, what it has not being empty."""
        row = {"at": stamp(self._clock()), "subject": None, "word": None, "text": "", "about": None, "was": None, "now": None, **body, "who": self._ops.who, "act": act}  # fmt: skip
        key = c.execute(insert(CASE_ENTRY).values(case=case_id, **row)).inserted_primary_key
        assert key is not None
        return Entry(key[0], **row)

    def _moved(self, c: Connection, case_id: str, act: str, sorts: Mapping[str, str], why: str) -> None:
        """Entries of things put in or taken out, all of one go."""
        same = {
            "case": case_id,
            "at": stamp(self._clock()),
            "who": self._ops.who,
            "act": act,
            "text": why,
        }
        c.execute(insert(CASE_ENTRY), [{**same, "subject": one, "word": sort} for one, sort in sorts.items()])

    def _leadable(self, c: Connection, case_id: str, held: Mapping[str, str], who: str, role: str | None) -> None:
        """A case keeps a lead, and whoever is in charge of it stays with it."""
        if held.get(who) == "lead" and role != "lead" and list(held.values()).count("lead") == 1:
            raise CaseError(
                Say("案件须有主办", "a case needs a lead"), Say("请先另设一名主办", "make somebody else its lead first")
            )
        if role not in WORKERS and _status(c, case_id) != "closed" and _assignee(c, case_id) == who:
            raise CaseError(Say(f"案件由 {who} 承办", f"{who} is in charge of it"), Say("请先另行指派", "assign it to somebody else first"))  # fmt: skip

    def _chosen(self, mine: bool, open: bool | None, words: str) -> Conditions:
        who = self._ops.who
        these: Conditions = [CASE.c.id.in_(readable(who))]
        if mine:
            held = CASE_ENTRY.alias()
            charge = select(held.c.case).where(_last(held, ASSIGNED, "case"), held.c.act == "assign", held.c.subject == who)  # fmt: skip
            these.append(CASE.c.id.in_(readable(who, LEADS)) | CASE.c.id.in_(charge))
        if open is not None:
            flow = CASE_ENTRY.alias()
            over = CASE.c.id.in_(select(flow.c.case).where(_last(flow, tuple(FLOW), "case"), flow.c.act == "close"))
            these.append(~over if open else over)
        if words:
            named = NUMBER.fullmatch(words)
            said = [
                CASE.c[name].icontains(words, autoescape=True) for name in ("title", "cause", "suspected", "docket")
            ]
            became = select(CASE_ENTRY.c.case).where(CASE_ENTRY.c.act == "amend", CASE_ENTRY.c.now.icontains(words, autoescape=True))  # fmt: skip
            said.append(CASE.c.id.in_(became))
            these.append(
                or_(*said, *([(CASE.c.year == int(named[1])) & (CASE.c.no == int(named[2]))] if named else []))
            )
        return these

    def _told(self, c: Connection, page: Select[Any]) -> Sequence[Case]:
        """Cases of a page with what holds now of each, in as many queries for one as for two hundred."""
        rows = c.execute(page).mappings().all()
        ids = [row["id"] for row in rows]
        told = {row["id"]: _Now() for row in rows}
        in_them, member = CASE_ENTRY.c.case.in_(ids), CASE_ENTRY.c.act.in_(MEMBERSHIP)
        state = CASE_ENTRY.c.act.in_((*FLOW, *ASSIGNED, "amend")) | (member & (CASE_ENTRY.c.subject == self._ops.who))
        for e in c.execute(select(CASE_ENTRY).where(in_them, state).order_by(CASE_ENTRY.c.seq)):
            told[e.case].take(e)
        last = select(func.max(CASE_ENTRY.c.seq)).where(in_them).group_by(CASE_ENTRY.c.case)
        for e in c.execute(select(CASE_ENTRY.c.case, CASE_ENTRY.c.at).where(CASE_ENTRY.c.seq.in_(last))):
            told[e.case].changed = e.at
        for case_id, n in _counted(c, ids).items():
            told[case_id].things = n
        return [told[row["id"]].case(row) for row in rows]


@dataclass(slots=True)
class _Now:
    """What the last entries of a case come to."""

    role: str = ""
    status: str = ""
    outcome: str | None = None
    assignee: str | None = None
    who: str = ""
    at: str = ""
    changed: str = ""
    things: int = 0
    facts: dict[str, str] = field(default_factory=dict)

    def take(self, e: Row[Any]) -> None:
        if e.act in FLOW:
            self.status, self.outcome = FLOW[e.act], e.word if e.act == "close" else None
        if e.act in ASSIGNED:
            self.assignee = e.subject
        match e.act:
            case "open":
                self.who, self.at = e.who, e.at
            case "join":
                self.role = e.word
            case "amend":
                self.facts[e.word] = e.now

    def case(self, row: RowMapping) -> Case:
        facts: dict[str, Any] = {name: row[name] or "" for name in FACTS} | self.facts
        now_ = {name: getattr(self, name) for name in self.__slots__ if name != "facts"}
        return Case(row["id"], number(row["year"], row["no"]), **facts, **now_)


def number(year: int, no: int) -> str:
    """A case's number as it is written on paper."""
    return f"金鹰〔{year}〕{no:04d}号"


def readable(who: str, roles: Sequence[str] = ALL) -> Select[Any]:
    """Ids of the cases in which somebody has one of these roles: the one rule of who sees what is in a case."""
    mine = CASE_ENTRY.alias()
    return select(mine.c.case).where(_last(mine, MEMBERSHIP, "case", subjects=[who]), mine.c.act == "join", mine.c.word.in_(roles))  # fmt: skip


def demand(c: Connection, who: str, case_id: str, roles: Sequence[str] = ALL) -> None:
    """Refuse whoever has none of these roles in a case. For who has none at all it is not there, nor where none would do."""
    role = _roles(c, case_id).get(who) if roles and ID.fullmatch(case_id) else None
    if role is None:
        raise CaseError(Say("没有此案件", "no such case"), Say("请核对编号，或请主办加入", "check the id, or ask its lead to add you"))  # fmt: skip
    if role not in roles:
        raise Refused(
            Say(f"{ROLES[role].zh}成员无权如此", f"a case's {ROLES[role].en} may not do this"),
            Say("请联系主办", "ask its lead"),
        )


def role_of(c: Connection, who: str, case_id: str) -> str | None:
    """What somebody is in a case, or None."""
    return _roles(c, case_id).get(who)


def workable(c: Connection, who: str, case_id: str, roles: Sequence[str] = WORKERS) -> None:
    """As `demand`, and refuse where the case is closed."""
    demand(c, who, case_id, roles)
    if _status(c, case_id) == "closed":
        raise CaseError(Say("案件已结", "the case is closed"), Say("请先重开", "reopen it first"))


def _last(entries: FromClause, acts: Sequence[str], *by: str, cases: Sequence[str] | None = None, subjects: Sequence[str] | None = None) -> ColumnElement[bool]:  # fmt: skip
    """Whether an entry is the last of these acts with the same case, or case and subject: the one that holds."""
    later = CASE_ENTRY.alias()
    held = select(func.max(later.c.seq)).where(later.c.act.in_(acts)).group_by(*(later.c[name] for name in by))
    if cases is not None:
        held = held.where(later.c.case.in_(cases))
    if subjects is not None:
        held = held.where(later.c.subject.in_(subjects))
    return entries.c.seq.in_(held)


def _members(c: Connection, case_id: str) -> list[Entry]:
    held = (_last(CASE_ENTRY, MEMBERSHIP, "subject", cases=[case_id]), CASE_ENTRY.c.act == "join")
    return [_entry(row) for row in c.execute(select(CASE_ENTRY).where(*held).order_by(CASE_ENTRY.c.seq)).mappings()]


def _roles(c: Connection, case_id: str) -> dict[str, str]:
    return {str(m.subject): str(m.word) for m in _members(c, case_id)}


def _counted(c: Connection, cases: Sequence[str], sort: str | None = None) -> dict[str, int]:
    """How many things are in each case: a thing is put in only where it is not, and taken out only where it is."""
    these = [
        CASE_ENTRY.c.case.in_(cases),
        CASE_ENTRY.c.act.in_(THINGS),
        *([] if sort is None else [CASE_ENTRY.c.word == sort]),
    ]
    acts = select(CASE_ENTRY.c.case, CASE_ENTRY.c.act, func.count().label("n")).where(*these)
    held: dict[str, int] = {}
    for e in c.execute(acts.group_by(CASE_ENTRY.c.case, CASE_ENTRY.c.act)):
        held[e.case] = held.get(e.case, 0) + (e.n if e.act == "add" else -e.n)
    return held


def _held(c: Connection, case_id: str) -> dict[str, str]:
    """What is in a case, each with its sort."""
    held = (_last(CASE_ENTRY, THINGS, "subject", cases=[case_id]), CASE_ENTRY.c.act == "add")
    return {row.subject: row.word for row in c.execute(select(CASE_ENTRY.c.subject, CASE_ENTRY.c.word).where(*held))}


def _status(c: Connection, case_id: str) -> str:
    held = _last(CASE_ENTRY, tuple(FLOW), "case", cases=[case_id])
    return FLOW[c.execute(select(CASE_ENTRY.c.act).where(held)).scalar_one()]


def _assignee(c: Connection, case_id: str) -> str | None:
    held = _last(CASE_ENTRY, ASSIGNED, "case", cases=[case_id])
    found: str | None = c.execute(select(CASE_ENTRY.c.subject).where(held)).scalar()
    return found


def _some(subjects: Iterable[str]) -> list[str]:
    """Each once, and not too many at once."""
    asked = list(dict.fromkeys(subjects))
    if not 0 < len(asked) <= AT_ONCE:
        raise CaseError(Say(f"每次 1 至 {AT_ONCE} 项", f"1 to {AT_ONCE} things at once"))
    return asked


def _fact(name: str, value: str) -> str:
    """One of FACTS as it is kept."""
    if name == "suspected":
        return _one_of(value, CLASSES, FACTS[name])
    return text(value, FACTS[name], may_lack=name in MAY_LACK)


def _one_of(word: str, known: Mapping[str, Say], what: Say) -> str:
    if word not in known:
        raise CaseError(
            Say(f"没有{what.zh}“{word[:64]}”", f"no {what.en} '{word[:64]}'"), did_you_mean(word[:64], known)
        )
    return word


def _page(these: Sequence[ColumnElement[bool]], start: int, size: int) -> Select[Any]:
    return select(CASE_ENTRY).where(*these).order_by(CASE_ENTRY.c.seq).offset(start).limit(min(size, MOST))


def _step(first: Entry, parts: Sequence[Row[Any]]) -> Step:
    moved = {e.word: e.n for e in parts} if first.act in THINGS else {}
    facts = [(e.word, e.was or "", e.now or "") for e in parts] if first.act == "amend" else []
    return Step(first, moved, facts)


def _entry(row: Mapping[Any, Any]) -> Entry:
    return Entry(**{name: row[name] for name in Entry.__slots__})
