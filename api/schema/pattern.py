"""Searching by a shape (企业 → 账户 → 转账 → 账户 ← 个人), and the Cypher behind it and behind the library's queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry.types import Info

from api.schema.entities import Way, Where, filtered, second, ways_told
from api.schema.fields import AskedError, asked, visit_of
from api.schema.gathered import gathered
from api.schema.kinds import KindName, LinkType
from api.schema.pages import LeftOut, left_out
from api.schema.scalars import Fen, Json, Long, Time
from api.visit import Visit
from graph.ontology import ontology
from graph.queries import Query, queries
from graph.say import Say, did_you_mean
from graph.study.pattern import Place, Stride, as_query, check, match
from graph.study.pattern import steps as links_of

MOST = 500  # ways
SHELVES = ("read/", "detect/")


@strawberry.input(
    description="模板的一步：类别及其条件；除第一步外，link 为自上一步而来的关系 · one kind, with a condition on it; but for the first, the link that leads to it from the one before"
)
class PatternStepInput:
    kind: KindName
    where: Where | None = None
    link: LinkType | None = None
    outgoing: bool = strawberry.field(default=True, description="由上一步指向本步 · from the one before to this one")
    least: Fen | None = strawberry.field(
        default=None, description="每笔至少；FLOW 为合计至少 · of each, of FLOW in all"
    )
    since: Time | None = None
    until: Time | None = None


@strawberry.type(
    description="一条查询的 Cypher · a query's Cypher, with the values of its parameters where it was asked"
)
class Cypher:
    name: str
    about: str
    text: str
    params: list[str]
    values: Json | None
    returns: list[str]


@strawberry.type(description="模板检索的结果 · ways of the shape that was asked for")
class PatternFound:
    ways: list[Way]
    total: Long = strawberry.field(description="列出的条数；有遗漏时见 leftOut · how many are told; see leftOut")
    truncated: bool
    left_out: list[LeftOut]
    matched: list[Long] = strawberry.field(
        description="每一步处于完整路径上的主体数 · entities of each step that are on whole ways"
    )
    cypher: Cypher = strawberry.field(description="同一问题的 Cypher · the same question as Cypher")


@strawberry.type
class Patterns:
    @asked(
        "read",
        "按模板检索：2 至 5 个类别，两两之间一种关系 · ways of a shape: 2 to 5 kinds with a link between each two; heaviest first, beginnings taking turns",
    )
    def pattern_search(self, info: Info, steps: list[PatternStepInput], first: int = 20) -> PatternFound:
        visit = visit_of(info)
        if not 1 <= first <= MOST:
            raise AskedError(Say(f"first 应在 1 至 {MOST} 之间", f"first is between 1 and {MOST}"))
        places, strides = _shape(steps)
        check(places, strides)
        name, text, values = as_query(places, strides, first)
        told = _cypher(queries()[name], text, values)
        known = gathered(visit)
        if not {p.kind for p in places} <= known.sees:
            return PatternFound(ways=[], total=Long(0), truncated=False, left_out=[], matched=[Long(0) for _ in places], cypher=told)  # fmt: skip
        s = visit.system.snapshot()
        found = match(s, places, strides, first)
        _noted(visit, places, strides, len(found.ways))
        lines = [links_of(s, way, strides, known.sees) for way in found.ways]
        left = {"limit": int(found.more), "wide": int(found.tired)}
        return PatternFound(
            ways=ways_told(known, s, found.ways, lines), total=Long(len(found.ways)), truncated=found.more or found.tired,
            left_out=left_out(left, visit.lang), matched=[Long(n) for n in found.counts], cypher=told,
        )  # fmt: skip

    @asked("read", "查询库：各查询的 Cypher · the queries of the library")
    def cypher_library(self, info: Info) -> list[Cypher]:
        return [_cypher(q) for q in _library().values()]

    @asked("read", "一条查询的 Cypher · the Cypher of a query of the library, by name")
    def cypher_of(self, info: Info, name: str) -> Cypher:
        known = _library()
        if name not in known:
            raise AskedError(Say(f"没有查询“{name[:80]}”", f"no query '{name[:80]}'"), did_you_mean(name[:80], known))
        return _cypher(known[name])


def _library() -> dict[str, Query]:
    return {name: q for name, q in queries().items() if name.startswith(SHELVES)}


def _cypher(q: Query, text: str | None = None, values: dict[str, Any] | None = None) -> Cypher:
    return Cypher(name=q.name, about=q.about, text=text or q.text, params=list(q.params), values=values, returns=list(q.returns))  # fmt: skip


def _shape(asked_for: Sequence[PatternStepInput]) -> tuple[list[Place], list[Stride]]:
    """Places and strides of what was asked for."""
    if not asked_for or asked_for[0].link is not None or any(x.link is None for x in asked_for[1:]):
        raise AskedError(
            Say("第一步没有 link，其余各步都有", "the first step has no link, each other has one"),
            Say("link 是自上一步而来的关系", "`link` leads from the step before"),
        )
    places = [Place(x.kind.name, None if x.where is None else filtered(x.kind.name, x.where)) for x in asked_for]
    strides = [Stride(x.link.name, x.outgoing, x.least, second(x.since), second(x.until)) for x in asked_for[1:] if x.link]  # fmt: skip
    return places, strides


def _noted(visit: Visit, places: Sequence[Place], strides: Sequence[Stride], found: int) -> None:
    """The audit entry; a condition on personal data is as good as a search for it."""
    visit.note("pattern", "-", kinds=[p.kind for p in places], links=[x.link for x in strides], found=found)
    for place in places:
        if place.filter and ontology().kinds[place.kind].props[place.filter.prop].mask:
            visit.note("search", "-", kind=place.kind, sort=place.filter.prop, total=found)
