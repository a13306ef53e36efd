"""What matters today: whom findings speak of, the gravest first; what has changed; how the risk lies over regions and months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import strawberry
from strawberry.types import Info

from api.overview import CHINA
from api.schema.fields import asked, page, visit_of
from api.schema.findings import labelled
from api.schema.gathered import Gathered, gathered, grade
from api.schema.kinds import Entity, Grade, KindName
from api.schema.pages import Connection, connection
from api.schema.scalars import Long, Time
from api.visit import Visit
from graph.detect.identify import KINDS as CLASSES
from graph.entity import now
from graph.finding import Finding as Made
from graph.ontology import ontology
from graph.ops.since import Since
from graph.snapshot import Snapshot
from graph.study.alerts import Alert as Found
from graph.study.alerts import alerts
from graph.study.divisions import by_region, codes_of, province, regions_of
from graph.study.recent import as_of, dates, within

DAY = 86_400_000
GRAVE = (Grade.RED, Grade.AMBER, Grade.YELLOW)


@strawberry.type(description="一条理由：某检测器对它最高分的发现 · one reason: the best finding of a detector about it")
class Reason:
    finding: strawberry.ID
    detector: str
    label: str
    sentence: str
    score: float


@strawberry.type(description="预警：线索，非结论 · an alert: a lead, no verdict")
class Alert:
    entity: Entity
    score: int
    grade: Grade
    region: str | None
    suspected: str | None = strawberry.field(
        description="疑似类别，无则空 · the class that its papers and money speak for"
    )
    reasons: list[Reason] = strawberry.field(description="至多三条，每个检测器一条 · at most three, one of a detector")
    detectors: list[str]
    findings: Long
    new: bool | None = strawberry.field(
        description="有发现是检测器最近一次才出现的；检测器都只运行过一次时为空 · one came up in its detector's last run; null where each has run only once"
    )
    risen: bool = strawberry.field(description="有发现在处理之后风险上升 · one rose since it was decided")


@strawberry.type(description="某等级的主体数 · how many of one grade")
class GradeCount:
    grade: Grade
    count: Long


@strawberry.type
class Alerted:
    alerts: Connection[Alert]
    grades: list[GradeCount] = strawberry.field(
        description="各等级总数，不受 grades 筛选影响 · all of each grade, whichever are asked"
    )


@strawberry.type(
    description="某时以来的变化；null 即无从得知或无权查看 · what changed since a moment; null: nothing tells, or it is not yours"
)
class Change:
    since: Time
    found: Long | None = strawberry.field(description="首次出现的发现 · findings first made since")
    new: Long | None = strawberry.field(
        description="其中检测器此前运行过的；此前无运行则为空 · of these those whose detector had run before; null where none had"
    )
    decided: Long | None = strawberry.field(description="有人处理过的发现 · findings somebody decided on")
    imports: Long | None
    rows: Long | None = strawberry.field(description="装入的行数 · rows of these imports")
    rejected: Long | None
    undone: Long | None = strawberry.field(description="撤销的导入 · imports undone")
    complaints: Long | None = strawberry.field(description="自数据截止日回溯同长期间内的投诉 · complaints dated within as long before `asOf`")  # fmt: skip
    complaints_before: Long | None = strawberry.field(description="再前一个同长期间 · within the span before that")
    reports: Long | None
    reports_before: Long | None


@strawberry.type(description="今日要览 · what has changed")
class Today:
    at: Time
    as_of: Time | None = strawberry.field(
        description="数据截止：投诉、举报、舆情、广告、转账的最晚时间 · the latest date that the data itself states"
    )
    open: Long | None = strawberry.field(description="待核的发现 · findings nobody has decided on")
    risen: Long | None = strawberry.field(description="处理之后风险上升的发现（现时） · findings that have risen since they were decided, now")  # fmt: skip
    day: Change
    week: Change


@strawberry.type(description="一个地区的主体与风险 · one region: entities and their grades")
class RegionRisk:
    region: str | None
    code: str | None = strawberry.field(description="行政区划代码，取自信用代码 · its division code, by credit codes")
    province: str | None
    entities: Long
    red: Long
    amber: Long
    yellow: Long


@strawberry.type(description="疑似类别及各等级主体数 · a class and how many are suspected of it, by grade")
class ClassRisk:
    suspected: str
    entities: Long
    red: Long
    amber: Long
    yellow: Long


@strawberry.type(description="一个月：按发现所涉期间的末日（东八区） · a month in China, by when what was found ended")
class FindingMonth:
    month: str
    findings: Long
    classes: Long = strawberry.field(description="其中属七类识别的 · of these, of the seven classes")
    score: float = strawberry.field(description="最高分 · the highest score")


@strawberry.type
class Alerts:
    @asked(
        "findings",
        "预警：按风险等级与分数，附理由 · entities that findings speak of, the gravest first, with reasons; `regions`: beginnings of names",
    )
    def alerts(
        self, info: Info, kind: KindName = KindName["Enterprise"], grades: list[Grade] | None = None, regions: list[str] | None = None,
        first: int | None = None, after: str | None = None,
    ) -> Alerted:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        s, held = visit.system.snapshot(), _held(visit, kind.name)
        if regions is not None:
            stated = regions_of(s, kind.name, [a.entity for a in held])
            held = [a for a in held if stated.get(a.entity, "").startswith(tuple(regions))]
        counts = Counter(grade(a.score) for a in held)
        chosen = [a for a in held if grade(a.score) in (GRAVE if grades is None else grades)]
        part = chosen[start : start + size]
        nodes = _alerts(gathered(visit), s, kind.name, part)
        return Alerted(
            alerts=connection(nodes, start, len(chosen), read=len(part)), grades=[GradeCount(grade=g, count=Long(counts[g])) for g in Grade]
        )  # fmt: skip

    @asked("read", "今日要览：昨日与近七日以来的变化 · what has changed since yesterday and in seven days")
    def today(self, info: Info) -> Today:
        visit, at = visit_of(info), round(now().timestamp() * 1000)
        s, sees = visit.system.snapshot(), gathered(visit).sees
        latest = as_of(s, sees, at)
        states = Counter(state for _, state in visit.system.findings().all) if visit.actor.may("findings") else None
        return Today(
            at=Time(at), as_of=None if latest is None else Time(latest), open=None if states is None else Long(states["open"]),
            risen=None if states is None else Long(states["risen"]), day=_change(visit, s, at, 1, latest), week=_change(visit, s, at, 7, latest),
        )  # fmt: skip

    @asked("findings", "各地区的主体数与各等级数 · entities of each region and their grades; null: none stated")
    def risk_by_region(self, info: Info, kind: KindName = KindName["Enterprise"]) -> list[RegionRisk]:
        visit = visit_of(info)
        if "region" not in ontology().kinds[kind.name].props or not visit.actor.sees(ontology().kinds[kind.name]):
            return []
        s, codes, held = visit.system.snapshot(), codes_of(visit.system.snapshot(), kind.name), _held(visit, kind.name)
        stated = regions_of(s, kind.name, [a.entity for a in held])
        counts = Counter((stated.get(a.entity), grade(a.score)) for a in held)
        found = [
            RegionRisk(region=name, code=(code := codes.get(name or "")), province=_said(visit, name, code), entities=Long(n), **_grades(counts, name))
            for name, n in by_region(s, kind.name).items()
        ]  # fmt: skip
        return sorted(found, key=lambda r: (-r.red, -r.amber, -r.yellow, -r.entities, r.region or ""))

    @asked("findings", "七类各有多少疑似主体 · how many are suspected of each of the seven classes")
    def risk_by_class(self, info: Info, kind: KindName = KindName["Enterprise"]) -> list[ClassRisk]:
        held = [a for a in _held(visit_of(info), kind.name) if a.suspected]
        totals, counts = Counter(a.suspected for a in held), Counter((a.suspected, grade(a.score)) for a in held)
        names = [name for name, _ in CLASSES.values()]
        return [ClassRisk(suspected=name, entities=Long(totals[name]), **_grades(counts, name)) for name in names]

    @asked("findings", "按月的发现数（所涉期间末月） · findings by the month in which what they found ended")
    def findings_by_month(self, info: Info) -> list[FindingMonth]:
        visit = visit_of(info)
        months: dict[str, list[Made]] = {}
        for made, state in visit.system.findings().all:
            if made.end is not None and state != "dismissed" and _visible(visit, made):
                month = f"{datetime.fromtimestamp(made.end / 1000, CHINA):%Y-%m}"
                months.setdefault(month, []).append(made)
        return [
            FindingMonth(month=m, findings=Long(len(held)), classes=Long(sum(f.detector in CLASSES for f in held)), score=max(f.score for f in held))
            for m, held in sorted(months.items())
        ]  # fmt: skip


def _held(visit: Visit, kind: str) -> list[Found]:
    if not visit.actor.sees(ontology().kinds[kind]):
        return []
    group = visit.system.lake.judged.group
    return alerts(visit.system.findings().all, kind, lambda one: group(one)[0])


def _visible(visit: Visit, made: Made) -> bool:
    sees = gathered(visit).sees
    return any(subject.kind in sees for subject in made.subjects)


def _alerts(known: Gathered, s: Snapshot, kind: str, part: Sequence[Found]) -> list[Alert]:
    ids = [a.entity for a in part]
    found, named, regions = known.visit.system.findings(), known.entities(ids), regions_of(s, kind, ids)

    def new(a: Found) -> bool | None:
        told = {found.came_up(made) for made, _ in a.about} - {None}
        return True in told if told else None

    return [
        Alert(
            entity=named[a.entity], score=a.score, grade=grade(a.score), region=regions.get(a.entity), suspected=a.suspected,
            reasons=[_reason(known.visit, made) for made in a.reasons], detectors=sorted({made.detector for made, _ in a.about}),
            findings=Long(len(a.about)), new=new(a), risen=any(state == "risen" for _, state in a.about),
        )
        for a in part if a.entity in named
    ]  # fmt: skip


def _reason(visit: Visit, made: Made) -> Reason:
    return Reason(
        finding=strawberry.ID(made.id), detector=made.detector, label=labelled(visit, made.detector), sentence=visit.say(made.sentence), score=made.score,
    )  # fmt: skip


def _change(visit: Visit, s: Snapshot, at: int, days: int, latest: int | None) -> Change:
    """What changed in the last days: acts by the clock, what arrived by its own date back from the latest one."""
    begun = now() - timedelta(days=days)
    changed = Since(visit.ops).changed(begun.isoformat(timespec="microseconds")) if visit.actor.may("findings") else None  # fmt: skip
    found, new, decided = (changed.found, changed.new, changed.decided) if changed else (None, None, None)
    arrived = [_arrived(visit, s, kind, days, latest) for kind in ("Complaint", "Report")]
    return Change(
        since=Time(at - days * DAY), found=_long(found), new=_long(new), decided=_long(decided), **_loaded(visit, begun),
        complaints=arrived[0][0], complaints_before=arrived[0][1], reports=arrived[1][0], reports_before=arrived[1][1],
    )  # fmt: skip


def _loaded(visit: Visit, begun: datetime) -> dict[str, Long | None]:
    """Imports since, of files from outside: what was read from them is no row of theirs."""
    if not visit.actor.may("imports"):
        return dict.fromkeys(("imports", "rows", "rejected", "undone"))
    lake = visit.system.lake
    events = [e for e in lake.events() if datetime.fromisoformat(e.at) >= begun]
    made = [m for e in events if e.op == "import" and not (m := lake.manifest(e.id)).source]
    undone = [e for e in events if e.op == "undo" and not lake.manifest(e.id).source]
    return {
        "imports": Long(len(made)), "rows": Long(sum(m.rows for m in made)), "rejected": Long(sum(m.rejected for m in made)), "undone": Long(len(undone)),
    }  # fmt: skip


def _arrived(visit: Visit, s: Snapshot, kind: str, days: int, latest: int | None) -> tuple[Long | None, Long | None]:
    if latest is None or not visit.actor.sees(ontology().kinds[kind]):
        return None, None
    known, span = dates(s, kind), days * DAY
    return Long(within(known, latest - span, latest)), Long(within(known, latest - 2 * span, latest - span))


def _grades(counts: Counter[tuple[str | None, Grade]], name: str | None) -> dict[str, Long]:
    return {g.value: Long(counts[name, g]) for g in GRAVE}


def _said(visit: Visit, region: str | None, code: str | None) -> str | None:
    found = province(region, code)
    return None if found is None else visit.say(found)


def _long(n: int | None) -> Long | None:
    return None if n is None else Long(n)
