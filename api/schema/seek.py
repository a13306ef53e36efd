"""Search: what was typed, what answers it and why, with facets; recorded without the text where that is personal."""

from __future__ import annotations

import strawberry
from strawberry.types import Info

from api.schema.fields import AskedError, asked, page, short, visit_of
from api.schema.gathered import gathered
from api.schema.kinds import Entity, KindName
from api.schema.pages import Connection, connection
from api.schema.scalars import Long
from graph.say import Say
from graph.search.commands import audited

DEEPEST = 5_000  # hit that is shown


@strawberry.type(description="命中及其理由 · a hit, and why it is one")
class Hit:
    entity: Entity
    score: float
    field: str
    reason: str
    region: str | None


@strawberry.type
class Facet:
    value: str
    count: Long


@strawberry.type
class Sought:
    hits: Connection[Hit]
    kinds: list[Facet]
    regions: list[Facet]
    cut: bool = strawberry.field(description="查询过长，只读了开头 · the query was longer than is read")


@strawberry.type
class Seek:
    @asked(
        "search",
        "检索：名称片段、拼音、首字母、简繁、简称、代码、尾号，容一字之误 · names by part, sound, initials; codes; last four; a slip is forgiven",
    )
    def search(
        self, info: Info, text: str, kinds: list[KindName] | None = None, regions: list[str] | None = None, first: int | None = None, after: str | None = None,
    ) -> Sought:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after, 100)
        if start + size > DEEPEST:
            raise AskedError(Say(f"检索结果只能翻到第 {DEEPEST:,} 条", f"a search is paged to its {DEEPEST:,}th hit"), Say("请缩小检索", "narrow it"))  # fmt: skip
        known = gathered(visit)
        asked_ = known.sees if kinds is None else known.sees & {k.name for k in kinds}
        found = visit.system.index().find(short(text, 500, Say("检索词", "the query")), asked_, regions, size, start)
        audited(visit.ops, text, found)
        entities = known.entities(h.id for h in found.hits)
        hits = [
            Hit(
                entity=entities[h.id], score=h.score, field=h.field, reason=visit.say(h.reason), region=h.region or None
            )
            for h in found.hits
            if h.id in entities
        ]
        return Sought(
            hits=connection(hits, start, found.total, read=len(found.hits), exact=found.exact_total), cut=found.cut,
            kinds=[Facet(value=k, count=Long(n)) for k, n in found.kinds.items()], regions=[Facet(value=r, count=Long(n)) for r, n in found.regions.items()],
        )  # fmt: skip
