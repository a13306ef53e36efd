"""What happened around an entity, by GraphQL: dated things with what, when and with whom; money by the day."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry
from strawberry.types import Info

from api.schema.entities import names, node
from api.schema.fields import asked, page, visit_of
from api.schema.gathered import Gathered, gathered
from api.schema.kinds import Entity, KindName, LinkType, attribute, graphql_name
from api.schema.pages import Connection, connection
from api.schema.scalars import Fen, Long, Time
from graph.ontology import Kind, ontology
from graph.say import Say
from graph.snapshot import Snapshot
from graph.study.timeline import Moment, Span, timeline

IN, OUT = Say("转入合计", "received, this day"), Say("转出合计", "paid, this day")


@strawberry.type(
    description="主体时间线上的一项；转账按日合计 · one dated thing around an entity; transfers are summed by day in China"
)
class Dated:
    at: Time
    label: str = strawberry.field(description="所载时间的名称，如 签署时间 · what is dated")
    prop: str | None = strawberry.field(description="所据属性；按日合计时为空 · the property; null of a day's sum")
    kind: KindName | None = strawberry.field(
        description="属性所属类别（本主体或对方） · whose property, where it is an entity's"
    )
    link: LinkType | None = strawberry.field(
        description="经由的关系；本主体自身的时间为空 · null: the entity's own date"
    )
    link_id: strawberry.ID | None
    outgoing: bool | None
    other: Entity | None = strawberry.field(
        description="对方；按日合计时为金额最多的一方 · the other end; of a day's sum who stands for most of it"
    )
    others: Long = strawberry.field(description="对方数 · how many other ends")
    count: Long
    amount: Fen | None


@strawberry.type
class Happened:
    @asked(
        "read",
        "主体的时间线，新的在前：本身、关系、材料的时间，转账按日合计（含名下账户） · what is dated around an entity, newest first; money of its accounts by day",
    )
    def timeline_of(
        self, info: Info, entity: strawberry.ID, links: list[LinkType] | None = None, kinds: list[KindName] | None = None, since: Time | None = None,
        until: Time | None = None, first: int | None = None, after: str | None = None,
    ) -> Connection[Dated]:  # fmt: skip
        known, (start, size) = gathered(visit_of(info)), page(first, after)
        s, centre = node(known, str(entity))
        if centre is None:
            return connection([], start, 0)
        found = timeline(s, centre, known.sees, Span(names(links), names(kinds), since, until))
        known.visit.note("timeline", str(entity), total=len(found))
        return connection(_told(known, s, found[start : start + size]), start, len(found))


def _told(known: Gathered, s: Snapshot, found: Sequence[Moment]) -> list[Dated]:
    nodes = list({m.other for m in found if m.other is not None})
    ids = dict(zip(nodes, s.ids(nodes), strict=True))
    named = known.entities(ids.values())
    return [_dated(known, s, m, named.get(ids.get(m.other, "")) if m.other is not None else None) for m in found]


def _dated(known: Gathered, s: Snapshot, m: Moment, other: Entity | None) -> Dated:
    owner = ontology().table(m.owner)
    words = owner.props[m.prop].label if m.prop else OUT if m.outgoing else IN
    return Dated(
        at=Time(m.at), label=known.visit.say(words), prop=graphql_name(attribute(owner, m.prop)) if m.prop else None,
        kind=KindName[owner.name] if isinstance(owner, Kind) else None, link=None if m.link is None else LinkType[m.link],
        link_id=None if m.link is None or m.edge is None else strawberry.ID(s.link_ids(m.link, [m.edge])[0]), outgoing=m.outgoing, other=other,
        others=Long(m.others), count=Long(m.count), amount=None if m.amount is None else Fen(m.amount),
    )  # fmt: skip
