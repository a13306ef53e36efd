"""Cases by GraphQL: opened, worked on, closed and reopened. A case is there for its members alone; to others it is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry.types import Info

from api.schema.behind import Behind
from api.schema.case_evidence import Evidenced
from api.schema.case_exports import Exported
from api.schema.case_figures import Figured
from api.schema.case_frozen import Froze
from api.schema.case_handovers import Handed
from api.schema.case_redactions import Redacted
from api.schema.case_rules import Ruled
from api.schema.case_tasks import Tasked
from api.schema.fields import AskedError, asked, done, page, visit_of, words
from api.schema.findings import Finding
from api.schema.kinds import Entity
from api.schema.pages import Connection, connection
from api.schema.scalars import Long, Time, epoch
from api.schema.subjects import there
from api.schema.views import View, views_of
from api.visit import Visit
from graph.ops.cases import ACTS, CLASSES, OUTCOMES, ROLES, STATUSES, Cases, Entry, Opening, Step
from graph.ops.cases import Case as Made
from graph.ops.written import SORTS, sort_of
from graph.say import Say

CaseRole = words("CaseRole", ROLES, "案件角色 · what somebody is in a case")
CaseStatus = words("CaseStatus", STATUSES, "案件状态 · where a case stands")
CaseOutcome = words("CaseOutcome", OUTCOMES, "结案方式 · how a case ended")
CaseAct = words("CaseAct", ACTS, "案件中的一步 · what happened in a case")
ThingSort = words("ThingSort", SORTS, "入案之物 · what is in a case")


@strawberry.type(description="案件成员 · a member of a case")
class CaseMember:
    who: str
    role: CaseRole
    since: Time = strawberry.field(description="以此角色加入之时 · since when, in this role")
    by: str


@strawberry.type(description="案件经过中的一条，不可更改 · one entry of what happened in a case; none is ever changed")
class CaseEntry:
    seq: int
    at: Time
    who: str
    act: CaseAct
    label: str
    subject: str | None = strawberry.field(description="所涉之人或物 · the person or the thing that it speaks of")
    word: str | None = strawberry.field(
        description="角色、类别、结案方式或所变更的要素 · a role, a sort, an outcome or the fact that was amended"
    )
    text: str = strawberry.field(description="评论或理由 · the comment, or the reason")
    corrects: int | None = strawberry.field(description="所更正评论的 seq · the comment that this one puts right")
    was: str | None = strawberry.field(description="要素变更前 · what an amended fact said")
    now: str | None = strawberry.field(description="要素变更后 · what it says from here on")


@strawberry.type(description="一次变更的要素 · a fact as it was amended")
class CaseFactChange:
    name: str
    was: str
    now: str


@strawberry.type(
    description="一步经过：同一次放入、移出或变更合为一步 · what one act came to: things put in or taken out, facts amended"
)
class CaseStep:
    seq: int
    at: Time
    who: str
    act: CaseAct
    subject: str | None
    word: str | None
    text: str
    entities: int
    links: int
    findings: int
    facts: list[CaseFactChange]


@strawberry.type(description="入案的主体、关系或发现，及其理由 · an entity, link or finding in a case, and why")
class CaseThing:
    id: strawberry.ID
    sort: ThingSort
    why: str
    who: str
    at: Time
    _behind: strawberry.Private[Behind]

    @strawberry.field(
        description="主体；图中已无或无权查看时为空 · null where it is none, or it is not there, or not yours to see"
    )
    def entity(self) -> Entity | None:
        return self._behind.entities.get(str(self.id))

    @strawberry.field(description="发现；已不再成立时为空 · null where it is none, or no longer in force")
    def finding(self) -> Finding | None:
        return self._behind.findings.get(str(self.id))


@strawberry.type(description="案件 · a case")
class Case:
    id: strawberry.ID
    number: str = strawberry.field(description="案号，按年编 · counted within the year")
    title: str
    cause: str = strawberry.field(description="案由")
    suspected: str = strawberry.field(description="涉嫌类别，七类之一 · one of the seven classes")
    region: str
    agency: str = strawberry.field(description="办案单位，未填为空 · whose case it is; empty where none is named")
    docket: str = strawberry.field(
        description="办案单位案号，未填为空 · the number that the agency gives it; may be empty"
    )
    status: CaseStatus
    outcome: CaseOutcome | None
    assignee: str | None = strawberry.field(description="承办人 · who is in charge of it")
    role: CaseRole = strawberry.field(description="本人的角色 · one's own")
    opened_by: str
    opened_at: Time
    changed_at: Time
    things_total: Long = strawberry.field(description="入案项数 · entities, links and findings in it")


@strawberry.type(description="打开的案件：成员、入案项、经过与视图 · a case opened, with all that is in it")
class CaseFile(Case, Ruled, Tasked, Evidenced, Froze, Figured, Exported, Handed, Redacted):
    @strawberry.field(description="全部成员 · every member")
    def members(self, info: Info) -> list[CaseMember]:
        held = _cases(info).members(str(self.id))
        return [CaseMember(who=m.subject, role=CaseRole[m.word], since=_time(m.at), by=m.who) for m in held]

    @strawberry.field(description="入案项，先入在前 · what is in it, in the order in which it was put in")
    def things(self, info: Info, sort: ThingSort | None = None, first: int | None = None, after: str | None = None) -> Connection[CaseThing]:  # fmt: skip
        start, size = page(first, after)
        held, total = _cases(info).things(str(self.id), start, size, sort=sort and sort.value)
        return connection(_things(visit_of(info), held), start, total)

    @strawberry.field(description="经过，先后为序 · all that happened in it, in order")
    def timeline(self, info: Info, acts: list[CaseAct] | None = None, first: int | None = None, after: str | None = None) -> Connection[CaseEntry]:  # fmt: skip
        start, size = page(first, after)
        if acts is not None and not acts:
            return connection([], start, 0)
        held, total = _cases(info).timeline(str(self.id), start, size, acts=[a.value for a in acts or ()])
        return connection([_entry(visit_of(info), e) for e in held], start, total)

    @strawberry.field(
        description="经过，评论除外，新的在前，一次做的合为一步 · what happened but for comments, the last first, an act a step"
    )
    def steps(self, info: Info, first: int | None = None, after: str | None = None) -> Connection[CaseStep]:
        start, size = page(first, after)
        held, total = _cases(info).steps(str(self.id), start, size)
        return connection([_step(one) for one in held], start, total)

    @strawberry.field(description="案内视图的最新版本 · the newest version of each view in it")
    def views(self, info: Info, first: int | None = None, after: str | None = None) -> Connection[View]:
        return views_of(visit_of(info), str(self.id), False, *page(first, after))


@strawberry.type(description="增减入案项的结果 · what came of adding or removing")
class CaseChange:
    case: CaseFile
    changed: list[strawberry.ID]
    unchanged: list[strawberry.ID] = strawberry.field(
        description="原已在案（或不在案） · those that were in it (or not) before"
    )


@strawberry.type
class CaseFiles:
    @asked("cases", "一个案件；不是成员即视为没有 · one case; for who is no member there is none")
    def case(self, info: Info, id: strawberry.ID) -> CaseFile:
        return _file(_cases(info).one(str(id)))

    @asked(
        "cases",
        "本人参与的案件，新的在前；mine 为主办或承办的 · one's cases, the newest first; `mine`: those one leads or is in charge of",
    )
    def cases(
        self, info: Info, mine: bool = False, open: bool | None = None, text: str = "", first: int | None = None, after: str | None = None
    ) -> Connection[Case]:  # fmt: skip
        start, size = page(first, after)
        held, total = _cases(info).list(start, size, mine=mine, open=open, words=text)
        return connection([_case(Case, one) for one in held], start, total)

    @asked("cases", "含有某主体、关系或发现的本人案件 · one's cases that hold this entity, link or finding")
    def cases_with(self, info: Info, subject: strawberry.ID, first: int | None = None, after: str | None = None) -> Connection[Case]:  # fmt: skip
        start, size = page(first, after)
        one, group = str(subject), visit_of(info).system.lake.judged.group
        held, total = _cases(info).holding(group(one) if sort_of(one) == "entity" else [one], start, size)
        return connection([_case(Case, made) for made in held], start, total)

    @asked("cases", "七类涉嫌类别 · the seven classes that a case is opened for")
    def case_classes(self) -> list[str]:
        return list(CLASSES)


@strawberry.type
class CaseWork:
    @done("cases", "立案，立案人为主办 · open a case, and lead it")
    def open_case(
        self, info: Info, title: str, cause: str, suspected: str, region: str = "", agency: str = "", docket: str = ""
    ) -> CaseFile:
        return _file(_cases(info).open(Opening(title, cause, suspected, region, agency, docket)))

    @done("cases", "变更案件要素，写明理由；未给出的不变 · put right what a case is about; what is not given stays")
    def amend_case(
        self, info: Info, id: strawberry.ID, reason: str, title: str | None = None, cause: str | None = None, suspected: str | None = None,
        region: str | None = None, agency: str | None = None, docket: str | None = None,
    ) -> CaseFile:  # fmt: skip
        given = {"title": title, "cause": cause, "suspected": suspected, "region": region, "agency": agency, "docket": docket}  # fmt: skip
        return _file(_cases(info).amend(str(id), given, reason))

    @done("cases", "指派承办人 · say who is in charge")
    def assign_case(self, info: Info, id: strawberry.ID, person: str, reason: str = "") -> CaseFile:
        return _file(_cases(info).assign(str(id), person, reason))

    @done("cases", "加入成员或改变其角色 · somebody joins, or has another role")
    def add_case_member(self, info: Info, id: strawberry.ID, person: str, role: CaseRole) -> CaseFile:
        return _file(_cases(info).add_member(str(id), person, role.value))

    @done("cases", "移出成员，其所做之事不变 · somebody no longer belongs to it; what they did stays")
    def remove_case_member(self, info: Info, id: strawberry.ID, person: str, reason: str) -> bool:
        _cases(info).remove_member(str(id), person, reason)
        return True

    @done("cases", "评论，不可更改，更正另写一条 · a comment; it is put right by a later one")
    def comment_case(self, info: Info, id: strawberry.ID, text: str, corrects: int | None = None) -> CaseEntry:
        return _entry(visit_of(info), _cases(info).comment(str(id), text, corrects))

    @done("cases", "放入案件，每次至多 500 项 · put entities, links or findings into a case, at most 500 at once")
    def add_to_case(self, info: Info, id: strawberry.ID, things: list[strawberry.ID], reason: str) -> CaseChange:
        _cases(info).one(str(id))  # whose case it is not is told so, and nothing of what there is
        named = _named(visit_of(info), things)
        return _change(info, id, named, _cases(info).add(str(id), named, reason))

    @done("cases", "移出案件，曾经在案仍可查 · take them out again; that they were in it stays")
    def remove_from_case(self, info: Info, id: strawberry.ID, things: list[strawberry.ID], reason: str) -> CaseChange:
        named = [str(one) for one in things]
        return _change(info, id, named, _cases(info).remove(str(id), named, reason))

    @done("cases", "结案，须写明理由 · close a case, with its outcome and a reason")
    def close_case(self, info: Info, id: strawberry.ID, outcome: CaseOutcome, reason: str) -> CaseFile:
        return _file(_cases(info).close(str(id), outcome.value, reason))

    @done("cases", "重开案件 · reopen a case")
    def reopen_case(self, info: Info, id: strawberry.ID, reason: str) -> CaseFile:
        return _file(_cases(info).reopen(str(id), reason))


def _named(visit: Visit, things: Sequence[strawberry.ID]) -> list[str]:
    """Ids of what is there and the visitor may see."""
    if not 0 < len(things) <= 500:
        raise AskedError(Say("每次 1 至 500 项", "1 to 500 things at once"))
    named = [str(one) for one in things]
    there(visit, named)
    return named


def _cases(info: Info) -> Cases:
    return Cases(visit_of(info).ops)


def _time(at: str) -> Time:
    return Time(epoch(at))


def _case(of: type[Case], made: Made) -> Any:
    return of(
        id=strawberry.ID(made.id), number=made.number, title=made.title, cause=made.cause, suspected=made.suspected, region=made.region, agency=made.agency, docket=made.docket,
        status=CaseStatus[made.status], outcome=None if made.outcome is None else CaseOutcome[made.outcome], assignee=made.assignee,
        role=CaseRole[made.role], opened_by=made.who, opened_at=_time(made.at), changed_at=_time(made.changed), things_total=Long(made.things),
    )  # fmt: skip


def _file(made: Made) -> CaseFile:
    return _case(CaseFile, made)  # type: ignore[no-any-return]


def _entry(visit: Visit, e: Entry) -> CaseEntry:
    return CaseEntry(
        seq=e.seq, at=_time(e.at), who=e.who, act=CaseAct[e.act], label=visit.say(ACTS[e.act]), subject=e.subject, word=e.word, text=e.text,
        corrects=e.about, was=e.was, now=e.now,
    )  # fmt: skip


def _step(made: Step) -> CaseStep:
    e, sorts = made.entry, made.sorts
    return CaseStep(
        seq=e.seq, at=_time(e.at), who=e.who, act=CaseAct[e.act], subject=e.subject, word=e.word, text=e.text, entities=sorts.get("entity", 0),
        links=sorts.get("link", 0), findings=sorts.get("finding", 0), facts=[CaseFactChange(name=n, was=was, now=now) for n, was, now in made.facts],
    )  # fmt: skip


def _things(visit: Visit, held: Sequence[Entry]) -> list[CaseThing]:
    behind = Behind(visit, [str(e.subject) for e in held])
    return [
        CaseThing(id=strawberry.ID(str(e.subject)), sort=ThingSort[e.word], why=e.text, who=e.who, at=_time(e.at), _behind=behind) for e in held
    ]  # fmt: skip


def _change(info: Info, id: strawberry.ID, named: Sequence[str], changed: Sequence[str]) -> CaseChange:
    rest = [one for one in dict.fromkeys(named) if one not in set(changed)]
    return CaseChange(
        case=_file(_cases(info).one(str(id))), changed=[strawberry.ID(one) for one in changed], unchanged=[strawberry.ID(one) for one in rest]
    )  # fmt: skip
