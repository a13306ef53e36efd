"""Findings with their states, the law they speak of and what would exonerate; a lead is not evidence."""

from __future__ import annotations

import enum
from typing import Any

import strawberry
from strawberry.types import Info

from api.schema.fields import asked, page, visit_of
from api.schema.gathered import Gathered, gathered, seen
from api.schema.kinds import Entity
from api.schema.pages import Connection, connection
from api.schema.scalars import Json, Long, Time
from api.visit import Visit
from graph.detect import DETECTORS, described, models
from graph.detect.detector import Detector
from graph.finding import STATES
from graph.finding import Finding as Made
from graph.ops.triage import Triage
from graph.ops.written import called

State = strawberry.enum(enum.Enum("State", {s: s for s in STATES}), description="发现的状态 · states of a finding")


@strawberry.enum(description="发现的排序 · order of findings")
class FindingOrder(enum.Enum):
    SCORE = strawberry.enum_value("score", description="分数从高到低 · the highest score first")
    RECENT = strawberry.enum_value("recent", description="所涉期间从近到远 · what ended last first")


@strawberry.type(description="检测器：所依法律与可排除的情形 · a pattern, the law it speaks of, what would exonerate")
class Pattern:
    name: str
    label: str
    about: str
    classes: list[str]
    law: str
    exonerates: list[str]


@strawberry.type(description="发现所指的主体及其角色 · an entity that a finding speaks of, and as what")
class Subject:
    id: strawberry.ID
    kind: str
    role: str
    entity: Entity | None = strawberry.field(
        description="图中已无或无权查看时为空 · null where the graph lost it or it is not yours"
    )


@strawberry.type(description="一条发现：线索，非证据 · a lead, no evidence")
class Finding:
    id: strawberry.ID
    detector: Pattern
    state: State
    score: float = strawberry.field(description="0 至 1，同一检测器内可比 · comparable within one detector")
    sentence: str
    subjects: list[Subject]
    links: list[strawberry.ID] = strawberry.field(
        description="据以作出的关系，why 查其来源行 · the links that show it; `why` tells their rows"
    )
    start: Time | None
    end: Time | None
    fresh: bool | None = strawberry.field(
        description="检测器最近一次运行才出现；它只运行过一次时为空 · came up in its detector's last run; null where that was its only one"
    )
    facts: Json = strawberry.field(
        description="分数与句子所据（金额为分，时间为毫秒） · what score and sentence were made from"
    )


@strawberry.type(description="某状态或某检测器的条数 · how many of one state or pattern")
class Tally:
    name: str
    label: str
    count: Long


@strawberry.type
class Findings:
    @asked(
        "findings",
        "发现，默认按分数；assignee 为由何人处理 · findings in force, highest score first unless told otherwise; `assignee`: whose they are",
    )
    def findings(
        self, info: Info, states: list[State] | None = None, detectors: list[str] | None = None, entity: strawberry.ID | None = None,
        least: float = 0.0, assignee: str | None = None, fresh: bool | None = None, order: FindingOrder = FindingOrder.SCORE,
        first: int | None = None, after: str | None = None,
    ) -> Connection[Finding]:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        found = visit.system.findings()
        wanted = None if states is None else {s.value for s in states}
        theirs = None if assignee is None else Triage(visit.ops).held(called(assignee))
        chosen = [
            one for one in (found.all if entity is None else found.about(*visit.system.lake.judged.group(str(entity))))
            if (wanted is None or one[1] in wanted) and (detectors is None or one[0].detector in detectors) and one[0].score >= least and _seen(visit, one[0])
            and (theirs is None or one[0].id in theirs) and (fresh is None or found.came_up(one[0]) is fresh)
        ]  # fmt: skip
        if order is FindingOrder.RECENT:
            chosen.sort(key=lambda one: -(one[0].end or 0))
        return connection(told(gathered(visit), chosen[start : start + size]), start, len(chosen))

    @asked("findings", "一条发现 · one finding")
    def finding(self, info: Info, id: strawberry.ID) -> Finding | None:
        visit = visit_of(info)
        one = next((x for x in visit.system.findings().all if x[0].id == str(id) and _seen(visit, x[0])), None)
        return told(gathered(visit), [one])[0] if one else None

    @asked("findings", "按检测器与状态计数 · how many findings of each pattern and state")
    def finding_tallies(self, info: Info) -> list[Tally]:
        visit = visit_of(info)
        counts: dict[tuple[str, str], int] = {}
        for made, state in visit.system.findings().all:
            if _seen(visit, made):
                for name, label in (
                    (made.detector, labelled(visit, made.detector)),
                    (state, visit.say(STATES[state])),
                ):
                    counts[name, label] = counts.get((name, label), 0) + 1
        return [Tally(name=name, label=label, count=Long(n)) for (name, label), n in counts.items()]

    @asked("findings", "全部检测器 · every pattern")
    def patterns(self, info: Info) -> list[Pattern]:
        visit = visit_of(info)
        return [pattern(visit, d) for d in (*DETECTORS, *models(visit.ops.found()))]


def _seen(visit: Visit, made: Made) -> bool:
    """Whether the visitor sees at least one of those that a finding speaks of."""
    return any(seen(visit, s.id) for s in made.subjects)


def labelled(visit: Visit, detector: str) -> str:
    """What a detector is called."""
    known = described(detector)
    return visit.say(known.label) if known else detector


def pattern(visit: Visit, d: Detector | str) -> Pattern:
    """A detector in words; of one that is no longer there only the name."""
    if isinstance(d, str):
        return Pattern(name=d, label=d, about="", classes=[], law="", exonerates=[])
    return Pattern(
        name=d.name, label=visit.say(d.label), about=visit.say(d.about), classes=list(d.law.classes), law=visit.say(d.law.text),
        exonerates=[visit.say(e) for e in d.law.exonerates],
    )  # fmt: skip


def told(known: Gathered, found: list[tuple[Made, str]]) -> list[Finding]:
    """Findings for the visitor, all their subjects read at once."""
    visit = known.visit
    canonical = visit.system.lake.judged.group
    meant = {s.id: canonical(s.id)[0] for made, _ in found for s in made.subjects}
    entities = known.entities(one for one in meant.values() if seen(visit, one))

    def subject(s: Any) -> Subject:
        return Subject(id=strawberry.ID(s.id), kind=s.kind, role=visit.say(s.role), entity=entities.get(meant[s.id]))

    return [
        Finding(
            id=strawberry.ID(made.id), detector=pattern(visit, described(made.detector) or made.detector), state=State[state], score=made.score, sentence=visit.say(made.sentence),
            subjects=[subject(s) for s in made.subjects if seen(visit, s.id)], links=[strawberry.ID(x) for x in made.links],
            fresh=visit.system.findings().came_up(made), start=None if made.start is None else Time(made.start), end=None if made.end is None else Time(made.end), facts=dict(made.facts),
        )
        for made, state in found
    ]  # fmt: skip
