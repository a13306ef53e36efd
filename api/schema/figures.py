"""Statistics: histograms by time and amount, counts by region or any other text, and how many there are of everything."""

from __future__ import annotations

import enum

import strawberry
from strawberry.types import Info

from api.schema.entities import Where, listed, snake
from api.schema.fields import asked, page, visit_of
from api.schema.gathered import gathered, seen
from api.schema.kinds import KindName, LinkType, flows
from api.schema.pages import Connection, connection
from api.schema.scalars import Fen, Long, Time
from api.visit import Visit
from graph.ontology import ontology
from graph.say import Say
from graph.study.statistics import STEPS, Spread, by_amount, by_date, by_text, by_time, chosen

Step = strawberry.enum(
    enum.Enum("CalendarStep", {s: s for s in STEPS}), description="日历步长（东八区） · calendar steps in China"
)


@strawberry.type(description="一格：low 含，high 不含 · one bin: from low to below high")
class TimeBin:
    low: Time
    high: Time
    count: Long
    amount: Fen


@strawberry.type
class AmountBin:
    low: Fen
    high: Fen
    count: Long
    amount: Fen


@strawberry.type
class TimeHistogram:
    bins: list[TimeBin]
    without: Long = strawberry.field(description="没有时间的 · those without a time, in no bin")


@strawberry.type
class AmountHistogram:
    bins: list[AmountBin]


@strawberry.type(description="取值及其数量；value 为空即未载明 · a value and how many state it; null: none stated")
class ValueCount:
    value: str | None
    count: Long


@strawberry.type
class NameCount:
    name: str
    label: str
    count: Long


@strawberry.type
class Counts:
    kinds: list[NameCount]
    links: list[NameCount]


@strawberry.type
class Figures:
    @asked("read", "各类主体与关系的数量 · how many entities of each kind and links of each type")
    def counts(self, info: Info) -> Counts:
        visit = visit_of(info)
        s = visit.system.snapshot()
        kinds = [(name, k.label, len(s.of_kind(name))) for name, k in ontology().kinds.items() if visit.actor.sees(k)]
        sees = gathered(visit).sees
        links = [
            (name, x.label, len(chosen(s, name, None, sees)))
            for name, x in ontology().links.items()
            if visit.actor.sees(x) and s.counts.get(name)
        ]

        def told(rows: list[tuple[str, Say, int]]) -> list[NameCount]:
            return [NameCount(name=n, label=visit.say(label), count=Long(c)) for n, label, c in rows if c]

        return Counts(kinds=told(kinds), links=told(links))

    @asked("read", "关系按时间分布 · links by calendar time, all or those of one entity")
    def histogram_by_time(self, info: Info, link: LinkType, step: Step, entity: strawberry.ID | None = None) -> TimeHistogram:  # fmt: skip
        return time_histogram(_spread(visit_of(info), link.name, entity, step.value))

    @asked(
        "read",
        "某类主体按其时间属性分布，如投诉的 at，可筛选 · entities of a kind by a date that they state, as a complaint's `at`",
    )
    def histogram_of(self, info: Info, kind: KindName, step: Step, prop: str = "at", where: list[Where] | None = None) -> TimeHistogram:  # fmt: skip
        visit = visit_of(info)
        if not visit.actor.sees(ontology().kinds[kind.name]):
            return TimeHistogram(bins=[], without=Long(0))
        s = visit.system.snapshot()
        nodes = listed(visit, s, kind.name, where)
        return time_histogram(by_date(s, kind.name, snake(prop) or "", step.value, nodes))

    @asked("read", "关系按金额分布 · links by amount, all or those of one entity")
    def histogram_by_amount(self, info: Info, link: LinkType, entity: strawberry.ID | None = None) -> AmountHistogram:
        found = _spread(visit_of(info), link.name, entity, None)
        return AmountHistogram(bins=[AmountBin(low=Fen(b.low), high=Fen(b.high), count=Long(b.count), amount=Fen(b.amount)) for b in found.bins])  # fmt: skip

    @asked("read", "某类主体按一个文本属性计数，如 region · entities of a kind by a text property, as region")
    def counts_by(self, info: Info, kind: KindName, prop: str, first: int | None = None, after: str | None = None) -> Connection[ValueCount]:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        if not visit.actor.sees(ontology().kinds[kind.name]):
            return connection([], start, 0)
        found = by_text(visit.system.snapshot(), kind.name, snake(prop) or "")
        rows = [ValueCount(value=value, count=Long(n)) for value, n in found[start : start + size]]
        return connection(rows, start, len(found))


def time_histogram(found: Spread) -> TimeHistogram:
    """Bins of seconds as instants."""
    bins = [TimeBin(low=Time(b.low * 1000), high=Time(b.high * 1000), count=Long(b.count), amount=Fen(b.amount)) for b in found.bins]  # fmt: skip
    return TimeHistogram(bins=bins, without=Long(found.without))


def _spread(visit: Visit, name: str, entity: object, step: str | None) -> Spread:
    link = flows().get(name) or ontology().links[name]
    if not visit.actor.sees(link) or (entity is not None and not seen(visit, str(entity))):
        return Spread([], 0)
    s = visit.system.snapshot()
    node = None if entity is None else s.find(str(entity))
    if entity is not None and node is None:
        return Spread([], 0)
    edges = chosen(s, link.name, node, gathered(visit).sees)
    return by_amount(s, link.name, edges) if step is None else by_time(s, link.name, edges, step)
