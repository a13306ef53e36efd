"""What people decide, by GraphQL: who is who, and what becomes of a finding. It is taken in the ops database, also while
the graph is down, and shown in the graph as soon as that can be reached."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry
from strawberry.types import Info

from api.schema.fields import AskedError, asked, done, page, short, visit_of, words
from api.schema.kinds import KindName
from api.schema.pages import Connection, connection
from api.schema.scalars import Time, epoch
from api.schema.subjects import there
from api.visit import Visit
from graph.finding import STATES as FINDING_STATES
from graph.judged import Judgement as Said
from graph.lake import table_of
from graph.ops import STATUSES
from graph.ops.triage import ACTS, Step, Triage
from graph.ops.written import NOTE, called
from graph.say import Say
from graph.study.judging import ANSWERS, STATES, apart, states
from graph.study.named import captions

MANY = 200  # findings of one decision
REASON, BASIS = Say("理由", "the reason"), Say("依据", "the basis")
Answer = words("Answer", ANSWERS, "对是否同一主体的判定 · an answer on whether two are one")
Verdict = words("Verdict", {s: FINDING_STATES[s] for s in STATUSES}, "对发现的处理 · what a person says of a finding")
TriageAct = words("TriageAct", ACTS, "对发现所做的一步 · what was done with a finding")
Force = words(
    "Force", {name.replace(" ", "_"): label for name, label in STATES.items()}, "判定的效力 · whether an answer counts"
)


@strawberry.type(description="被判定的一方；合并前的名称 · one of the two, by its name before they were made one")
class JudgedSide:
    id: strawberry.ID
    kind: KindName
    caption: str


@strawberry.type(description="一条判定，只可撤销，不可更改 · one answer; it can be taken back, never changed")
class Judgement:
    seq: int
    left: JudgedSide = strawberry.field(description="同一时保留其编号 · where they are one its id stays")
    right: JudgedSide
    answer: Answer
    who: str
    at: Time
    reason: str
    basis: str | None
    score: float | None = strawberry.field(
        description="提议的评分；可判定者作答之前为空 · what the proposal's score was; null to whoever may judge, before they answered the pair"
    )
    blind: bool = strawberry.field(description="作答时未见评分 · answered without seeing the score")
    force: Force


@strawberry.type(
    description="对发现所做的一步，不可更改 · one thing that was done with a finding; none is ever changed"
)
class FindingStep:
    act: TriageAct
    seq: int
    at: Time
    who: str
    verdict: Verdict | None
    person: str | None = strawberry.field(description="自此由何人处理 · whose it is from then on")
    text: str
    corrects: int | None


@strawberry.type(description="发现由何人处理 · whose a finding is")
class FindingAssignee:
    finding: strawberry.ID
    person: str


@strawberry.type
class Decided:
    @asked(
        "read",
        "判定，新的在前；gone 为含已撤销的 · answers on who is who, the newest first; `gone`: also those taken back",
    )
    def judgements(
        self, info: Info, entity: strawberry.ID | None = None, who: str | None = None, gone: bool = False, first: int | None = None,
        after: str | None = None,
    ) -> Connection[Judgement]:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        said = visit.ops.judgements()
        wanted = None if entity is None else set(visit.system.lake.judged.group(str(entity)))
        chosen = [
            j for j in reversed(said)
            if (gone or not j.gone) and who in (None, j.who) and (wanted is None or wanted & set(j.pair)) and _seen(visit, j)
        ]  # fmt: skip
        if wanted is not None:
            visit.note("judgements", str(entity), shown=len(chosen))
        return connection(_told(visit, said, chosen[start : start + size]), start, len(chosen))

    @asked("findings", "一条发现的处理经过 · all that was done with a finding, in order")
    def finding_history(self, info: Info, id: strawberry.ID, first: int | None = None, after: str | None = None) -> Connection[FindingStep]:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        there(visit, [str(id)])
        steps, total = Triage(visit.ops).history(str(id), start, size)
        return connection([_step(one) for one in steps], start, total)

    @asked(
        "findings",
        "这些发现各由何人处理，未指派的不列 · whose these findings are, at most 500; those that are nobody's are left out",
    )
    def finding_assignees(self, info: Info, ids: list[strawberry.ID]) -> list[FindingAssignee]:
        if len(ids) > 500:
            raise AskedError(Say("一次至多 500 个", "at most 500 at once"))
        held = Triage(visit_of(info).ops).assignees(map(str, ids))
        return [FindingAssignee(finding=strawberry.ID(one), person=who) for one, who in held.items()]

    @asked("triage", "可以指派发现的用户 · whom a finding may be assigned to")
    def triage_people(self, info: Info) -> list[str]:
        return Triage(visit_of(info).ops).people()

    @asked(
        "findings",
        "指派给某人（默认本人）的发现 · ids of the findings that are somebody's, one's own where nobody is named",
    )
    def assigned_findings(self, info: Info, person: str | None = None, first: int | None = None, after: str | None = None) -> Connection[strawberry.ID]:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        held, total = Triage(visit.ops).of(called(person) if person else visit.actor.who, start, size)
        return connection([strawberry.ID(one) for one in held], start, total)


@strawberry.type
class Deciding:
    @done("judge", "判定两主体同一、不同或存疑，可撤销 · say whether two entities are one; it can be taken back")
    def judge(self, info: Info, left: strawberry.ID, right: strawberry.ID, answer: Answer, reason: str, basis: str | None = None) -> Judgement:  # fmt: skip
        visit, why = visit_of(info), short(reason, NOTE, REASON)
        basis = short(basis, NOTE, BASIS) if basis else None
        one, other = str(left), str(right)
        there(visit, [one, other])
        if answer.value == "same" and basis is None:
            apart(visit.system.lake, one, other)
        seq = visit.ops.judge(one, other, answer.value, why, basis=basis)
        visit.system.project_soon()
        return told_judgement(visit, seq)

    @done(
        "judge",
        "撤销判定，如同从未作出，记录仍在 · take an answer back: as if it had never been given, but for the record",
    )
    def take_back(self, info: Info, seq: int, reason: str) -> Judgement:
        visit, why = visit_of(info), short(reason, NOTE, REASON)
        if not any(j.seq == seq and _seen(visit, j) for j in visit.ops.judgements()):
            raise AskedError(Say(f"没有第 {seq} 号判定", f"no judgement {seq}"))
        visit.ops.take_back(seq, why)
        visit.system.project_soon()
        return told_judgement(visit, seq)

    @done("triage", "处理发现：属实、排除或待核 · decide on a finding: confirmed, dismissed or open")
    def triage(self, info: Info, id: strawberry.ID, verdict: Verdict, reason: str) -> FindingStep:
        there(visit_of(info), [str(id)])
        return _step(Triage(visit_of(info).ops).decide(str(id), verdict.value, reason))

    @done("triage", "以同一理由处理多条发现，至多 200 条 · decide on several findings for one reason, at most 200; each is a step of its own")  # fmt: skip
    def triage_many(self, info: Info, ids: list[strawberry.ID], verdict: Verdict, reason: str) -> list[FindingStep]:
        return [_step(Triage(visit_of(info).ops).decide(one, verdict.value, reason)) for one in _several(info, ids)]

    @done("triage", "将多条发现指派给一人，已由其处理的不变 · say whose several findings are; those that are theirs already stay")  # fmt: skip
    def assign_many(self, info: Info, ids: list[strawberry.ID], person: str, reason: str = "") -> list[FindingStep]:
        triage, wanted = Triage(visit_of(info).ops), _several(info, ids)
        held = triage.assignees(wanted)
        return [_step(triage.assign(one, person, reason)) for one in wanted if held.get(one) != called(person)]

    @done("triage", "指派发现 · say whose a finding is from now on")
    def assign_finding(self, info: Info, id: strawberry.ID, person: str, reason: str = "") -> FindingStep:
        there(visit_of(info), [str(id)])
        return _step(Triage(visit_of(info).ops).assign(str(id), person, reason))

    @done("triage", "评论发现，不可更改，更正另写一条 · comment on a finding; it is put right by a later one")
    def comment_finding(self, info: Info, id: strawberry.ID, text: str, corrects: int | None = None) -> FindingStep:
        there(visit_of(info), [str(id)])
        return _step(Triage(visit_of(info).ops).comment(str(id), text, corrects))


def _seen(visit: Visit, j: Said) -> bool:
    return visit.actor.sees(table_of(j.left))


def told_judgement(visit: Visit, seq: int) -> Judgement:
    """One answer as it is told."""
    said = visit.ops.judgements()
    return _told(visit, said, [j for j in said if j.seq == seq])[0]


def _told(visit: Visit, said: list[Said], chosen: Sequence[Said]) -> list[Judgement]:
    """Answers for the visitor; the names of all read at once, from the lake as nobody judged it, personal data masked."""
    force = states(said, visit.system.lake.judged) if chosen else {}
    names = captions(visit.system.lake.plain(), {one for j in chosen for one in j.pair})

    hidden = _unanswered(visit, said)

    def side(one: str) -> JudgedSide:
        return JudgedSide(id=strawberry.ID(one), kind=KindName[table_of(one).name], caption=names[one])

    return [
        Judgement(
            seq=j.seq, left=side(j.left), right=side(j.right), answer=Answer[j.answer], who=j.who, at=Time(epoch(j.at)), reason=j.why, basis=j.basis,
            score=None if j.pair in hidden else j.score, blind=j.blind, force=Force[force[j.seq].replace(" ", "_")],
        )
        for j in chosen
    ]  # fmt: skip


def _unanswered(visit: Visit, said: Sequence[Said]) -> set[tuple[str, str]]:
    """Pairs that the asker may still be asked blind: people's answers on them were given, but none by the asker."""
    if not visit.actor.may("judge"):
        return set()
    mine = {j.pair for j in said if j.who == visit.actor.who}
    return {j.pair for j in said if not j.by_rule and j.pair not in mine}


def _several(info: Info, ids: Sequence[str]) -> list[str]:
    """Findings, each once, that the visitor sees: if one of them is not there, nothing is done with any."""
    wanted = list(dict.fromkeys(map(str, ids)))
    if not 1 <= len(wanted) <= MANY:
        raise AskedError(Say(f"一次 1 至 {MANY} 条", f"1 to {MANY} at once"))
    there(visit_of(info), wanted)
    return wanted


def _step(one: Step) -> FindingStep:
    return FindingStep(
        act=TriageAct[one.act], seq=one.seq, at=Time(epoch(one.at)), who=one.who, verdict=None if one.status is None else Verdict[one.status],
        person=one.person, text=one.text, corrects=one.about,
    )  # fmt: skip
