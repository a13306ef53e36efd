"""Reading the graph: one entity, many, what stands around one, ways between two."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import strawberry
from strawberry.types import Info

from api.schema.fields import AskedError, asked, page, visit_of
from api.schema.gathered import Gathered, gathered, seen
from api.schema.kinds import Entity, KindName, LinkType, NeighbourCount, Relation
from api.schema.pages import Connection, LeftOut, PageInfo, connection, left_out, page_info
from api.schema.scalars import Fen, Json, Long, Time, epoch
from api.visit import Visit
from graph.kernels.arrays import I32
from graph.ontology import ontology, prop
from graph.say import Say
from graph.snapshot import Snapshot
from graph.study.around import Line, Wanted, around, common
from graph.study.listing import OPS, Filter, chosen
from graph.study.paths import lines, ways

AT_ONCE = 100  # entities by id
HOPS = 8
WAYS = 100

Op = strawberry.enum(enum.Enum("Op", {op: op for op in OPS}), description="比较方式 · how a property is compared")


@strawberry.enum(description="排序 · order of an expansion")
class Order(enum.Enum):
    AMOUNT = strawberry.enum_value("amount", description="金额从大到小 · most money first")
    RECENT = strawberry.enum_value("recent", description="时间从近到远 · the latest first")
    EARLIEST = strawberry.enum_value("earliest", description="时间从远到近 · the earliest first")


@strawberry.input(
    description="筛选：金额为分，时间为 ISO 8601 · amounts in fen, times in ISO 8601; masked properties by EQ alone"
)
class Where:
    prop: str
    op: Op
    value: Json | None = None
    values: list[Json] | None = None


@strawberry.type(description="展开的一页 · one page of an expansion, with what was left out and why")
class Expansion:
    entity: Entity
    links: list[Relation]
    entities: list[Entity] = strawberry.field(description="对方主体，各一次 · the other ends, each once")
    total: Long = strawberry.field(description="符合条件的线条总数 · lines that were wanted, all pages")
    total_links: Long = strawberry.field(description="其中的关系笔数 · links that they stand for")
    truncated: bool
    left_out: list[LeftOut]
    page_info: PageInfo


@strawberry.type(description="两主体之间的一条路径 · one way between two entities")
class Way:
    entities: list[Entity]
    steps: list[Step]


@strawberry.type(description="路径上的一步 · one step of a way: all links between its two entities")
class Step:
    links: list[Relation]
    total: Long
    truncated: bool


@strawberry.type
class Ways:
    ways: list[Way]
    total: Long = strawberry.field(description="列出的条数；有遗漏时见 leftOut · how many are told; see leftOut")
    truncated: bool
    left_out: list[LeftOut]


@strawberry.type
class Entities:
    @asked("read", "一个主体；已合并的编号给出合并后的主体 · one entity; an id that was merged gives the one it became")
    def entity(self, info: Info, id: strawberry.ID) -> Entity | None:
        visit = visit_of(info)
        canonical = visit.system.lake.judged.group(str(id))[0]
        return gathered(visit).entities([canonical]).get(canonical) if seen(visit, canonical) else None

    @asked("read", "按编号取多个主体 · entities by id, at most 100; those that are not there are left out")
    def entities_by_id(self, info: Info, ids: list[strawberry.ID]) -> list[Entity]:
        if len(ids) > AT_ONCE:
            raise AskedError(Say(f"一次至多 {AT_ONCE} 个", f"at most {AT_ONCE} at once"))
        visit = visit_of(info)
        group = visit.system.lake.judged.group
        return list(gathered(visit).entities(group(str(one))[0] for one in ids if seen(visit, str(one))).values())

    @asked("read", "某类主体，可按任一属性筛选与排序 · entities of a kind, by any property")
    def entities(
        self, info: Info, kind: KindName, where: list[Where] | None = None, sort: str | None = None, descending: bool = False,
        first: int | None = None, after: str | None = None,
    ) -> Connection[Entity]:  # fmt: skip
        visit = visit_of(info)
        start, size = page(first, after)
        if not visit.actor.sees(ontology().kinds[kind.name]):
            return connection([], start, 0)
        s = visit.system.snapshot()
        found = listed(visit, s, kind.name, where, snake(sort), falling=descending)
        wanted = s.ids(found[start : start + size])
        known = gathered(visit).entities(wanted)
        return connection([known[one] for one in wanted if one in known], start, len(found), read=len(wanted))

    @asked("read", "展开之前的关系计数 · links of an entity before it is expanded")
    def neighbour_counts(self, info: Info, id: strawberry.ID) -> list[NeighbourCount]:
        visit = visit_of(info)
        return gathered(visit).counts(str(id)) if seen(visit, str(id)) else []

    @asked(
        "read",
        "展开一个主体：按类型、方向、时间、金额，前若干名，可翻页 · expand an entity; parallel transfers are one line if summed",
    )
    def expand(
        self, info: Info, id: strawberry.ID, links: list[LinkType] | None = None, outgoing: bool | None = None, kinds: list[KindName] | None = None,
        since: Time | None = None, until: Time | None = None, least: Fen | None = None, most: Fen | None = None, order: Order = Order.AMOUNT,
        summed: bool = True, first: int | None = None, after: str | None = None,
    ) -> Expansion | None:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        known = gathered(visit)
        s, centre = node(known, str(id))
        if centre is None:
            return None
        wanted = Wanted(
            names(links), outgoing, names(kinds), second(since), second(until), least, most, order.value, summed
        )
        found = around(s, centre, wanted, known.sees)
        shown = found.lines(start, start + size)
        relations, missing = known.relations(s, shown)
        own = s.ids([centre])[0]
        entity = known.entities([own]).get(own)
        if entity is None:
            return None
        visit.note("expand", own, links=len(shown), total=found.total)
        left = found.left | {"graph": missing, "page": max(0, found.total - start - len(shown))}
        others = {str(e.id): e for r in relations for e in (r.from_, r.to)}
        others.pop(own, None)
        return Expansion(
            entity=entity, links=relations, entities=list(others.values()), total=Long(found.total), total_links=Long(found.links),
            truncated=len(shown) < found.total, left_out=left_out(left, visit.lang), page_info=page_info(start, len(shown), found.total),
        )  # fmt: skip

    @asked("read", "最短路径，或限长内的全部路径 · the shortest ways between two entities, or all up to a length")
    def paths(
        self, info: Info, from_id: strawberry.ID, to_id: strawberry.ID, hops: int = 4, all: bool = False, links: list[LinkType] | None = None,
        first: int = 10,
    ) -> Ways:  # fmt: skip
        if not (1 <= hops <= HOPS and 1 <= first <= WAYS):
            raise AskedError(
                Say(f"hops 至多 {HOPS}，first 至多 {WAYS}", f"hops is at most {HOPS}, first at most {WAYS}")
            )
        visit = visit_of(info)
        known = gathered(visit)
        (s, start), (_, end) = node(known, str(from_id)), node(known, str(to_id))
        if start is None or end is None or start == end:
            return Ways(ways=[], total=Long(0), truncated=False, left_out=[])
        chosen_links = names(links)
        found = ways(s, start, end, hops, first, links=chosen_links, sees=known.sees, shortest=not all)
        visit.note("paths", str(from_id), to=str(to_id), hops=hops, found=len(found.ways))
        told = ways_told(known, s, found.ways, [lines(s, way, known.sees, chosen_links) for way in found.ways])
        left = {"limit": int(found.more), "wide": int(found.wide)}
        return Ways(ways=told, total=Long(len(told)), truncated=found.more or found.wide, left_out=left_out(left, visit.lang))  # fmt: skip

    @asked("read", "共同的邻居 · entities that all of these have a link with")
    def common_neighbours(
        self, info: Info, ids: list[strawberry.ID], links: list[LinkType] | None = None, first: int | None = None, after: str | None = None,
    ) -> Connection[Entity]:  # fmt: skip
        if not 2 <= len(ids) <= 20:
            raise AskedError(Say("给出 2 至 20 个主体", "give 2 to 20 entities"))
        visit, (start, size) = visit_of(info), page(first, after)
        known = gathered(visit)
        nodes = [node(known, str(one)) for one in ids]
        if any(n is None for _, n in nodes):
            return connection([], start, 0)
        s = nodes[0][0]
        shared = common(s, [n for _, n in nodes if n is not None], names(links), known.sees)
        visit.note("common", str(ids[0]), entities=len(ids), found=len(shared))
        told = known.entities(s.ids(shared[start : start + size]))
        return connection(list(told.values()), start, len(shared), read=len(shared[start : start + size]))


LINES = 20  # of one step of a way


def ways_told(known: Gathered, s: Snapshot, found: Sequence[tuple[int, ...]], steps: Sequence[Sequence[Sequence[Line]]]) -> list[Way]:  # fmt: skip
    """Ways with their entities and the links of each step, all read at once."""
    relations, _ = known.relations(s, [line for way in steps for step in way for line in step[:LINES]])
    by_id = {str(r.id): r for r in relations}
    named = known.entities(one for way in found for one in s.ids(way))

    def step(here: Sequence[Line]) -> Step:
        told = [by_id[line.id] for line in here if line.id in by_id]
        return Step(links=told, total=Long(len(here)), truncated=len(told) < len(here))

    return [
        Way(entities=[named[one] for one in s.ids(way) if one in named], steps=[step(here) for here in those])
        for way, those in zip(found, steps, strict=True)
    ]


def node(known: Gathered, entity: str) -> tuple[Snapshot, int | None]:
    """The node of an id; None where it is not there, or not the asker's to see."""
    s = known.visit.system.snapshot()
    return s, s.find(entity) if seen(known.visit, entity) else None


def names(chosen_: list[Any] | None) -> frozenset[str] | None:
    """Names of an argument's values; None where it was not given."""
    return None if chosen_ is None else frozenset(one.name for one in chosen_)


def second(ms: int | None) -> int | None:
    """An instant as the snapshot has it."""
    return None if ms is None else ms // 1000


def snake(name: str | None) -> str | None:
    """A property as the ontology calls it: `promisedRate` is `promised_rate`."""
    return None if name is None else "".join(f"_{c.lower()}" if c.isupper() else c for c in name)


def listed(visit: Visit, s: Snapshot, kind: str, where: Sequence[Where] | None, sort: str | None = None, *, falling: bool = False) -> I32:  # fmt: skip
    """Entities of a kind that meet conditions. One on a masked property is as good as a search for it, and recorded so."""
    filters = [filtered(kind, w) for w in where or ()]
    found = chosen(s, kind, filters, sort, falling=falling)
    for one in filters:
        if ontology().kinds[kind].props[one.prop].mask:
            visit.note("search", "-", kind=kind, sort=one.prop, total=len(found))
    return found


def filtered(kind: str, where: Where) -> Filter:
    """A condition as the snapshot's listing takes it."""
    p = prop(ontology().kinds[kind], snake(where.prop) or "")
    values = where.values if where.values is not None else [] if where.value is None else [where.value]
    return Filter(p.name, where.op.name, tuple(_stated(p.type, v) for v in values))


def _stated(kind: str, value: Any) -> Any:
    """Times and dates come as ISO text and are epoch ms inside."""
    try:
        if kind == "time" and isinstance(value, str):
            return epoch(value)
        if kind == "date" and isinstance(value, str):
            return int(datetime.fromisoformat(value).replace(tzinfo=UTC).timestamp() * 1000)
    except (ValueError, OverflowError):
        raise AskedError(Say("时间或日期无法读取", "a time or date can't be read"), Say("如 2024-06-30 或 2024-06-30T15:04:05+08:00", "as in 2024-06-30 or 2024-06-30T15:04:05+08:00")) from None  # fmt: skip
    return value
