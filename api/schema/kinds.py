"""GraphQL types made from the ontology: one object per kind, one per link type, enums of both. Adding a kind adds none here."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from functools import cache
from typing import Any

import strawberry
from strawberry.types import Info

from api.schema.scalars import UNITS, Fen, Json, Long, Time, iso, type_of
from graph.ontology import Kind, Link, Prop, ontology
from graph.say import Say


def _said(words: Say) -> str:
    return f"{words.zh} · {words.en}"


def _enum(name: str, members: Mapping[str, Say], about: str) -> Any:
    values = {n: strawberry.enum_value(n, description=_said(label)) for n, label in members.items()}
    return strawberry.enum(enum.Enum(name, values), description=about)


@cache
def flows() -> dict[str, Link]:
    """Names of summed links and what they sum."""
    return {link.flow: link for link in ontology().links.values() if link.flow}


def link_labels() -> dict[str, Say]:
    """Every link type and sum of links, labelled."""
    sums = {name: Say(f"{x.label.zh}汇总", f"{x.label.en}s, summed") for name, x in flows().items()}
    return {name: x.label for name, x in ontology().links.items()} | sums


KindName = _enum("KindName", {n: k.label for n, k in ontology().kinds.items()}, "主体类别 · kinds of entity")
LinkType = _enum("LinkType", link_labels(), "关系类型 · types of link")


@strawberry.enum(description="风险等级 · grades of risk: 80, 60 and 40 are their limits")
class Grade(enum.Enum):
    RED = strawberry.enum_value("red", description="红 · red, 80 and above")
    AMBER = strawberry.enum_value("amber", description="橙 · amber, 60 and above")
    YELLOW = strawberry.enum_value("yellow", description="黄 · yellow, 40 and above")
    NONE = strawberry.enum_value("none", description="无 · none")


@strawberry.type(description="由现存发现得出的风险，是线索不是结论 · risk by the findings in force: a lead, no verdict")
class Risk:
    score: int = strawberry.field(description="0 至 100 · the highest score of a finding about it")
    grade: Grade
    findings: Long = strawberry.field(description="相关发现数 · findings about it that nobody dismissed")
    detectors: list[str]


@strawberry.type(description="展开之前的关系计数 · links before anything is expanded")
class NeighbourCount:
    link: LinkType
    label: str
    outgoing: bool
    kind: KindName = strawberry.field(description="对方类别 · kind of the other end")
    links: Long
    others: Long = strawberry.field(description="不同的对方 · different other ends")
    amount: Fen | None = strawberry.field(description="金额合计（分） · their sum in fen")


@strawberry.type(
    description="所载的一项，供不区分类别的页面列出 · one stated property, for whatever lists them without knowing the kind"
)
class Fact:
    name: str
    type: str = strawberry.field(
        description="值类型，见 ontology · its value kind; amounts are fen, times ISO 8601 in UTC"
    )
    value: Json
    masked: bool = strawberry.field(description="已脱敏 · shown in part only")


def _gathered(info: Info) -> Any:
    """What this request has read: whoever made an entity put it there."""
    return info.context["visit"].kept["gathered"]


@strawberry.interface(description="图中的主体；个人信息默认脱敏 · an entity of the graph, personal data masked")
class Entity:
    id: strawberry.ID
    kind: KindName
    caption: str = strawberry.field(description="人们所读的名称 · what people read")
    sources: Long = strawberry.field(description="来源行数 · rows that speak of it")
    conflicts: list[str] = strawberry.field(description="来源不一致的属性 · properties on which its sources disagree")

    @strawberry.field
    def risk(self, info: Info) -> Risk | None:
        """Null for whoever may not read findings."""
        return _gathered(info).risk(str(self.id))

    @strawberry.field(description="按关系类型、方向与对方类别 · by link type, direction and kind of the other end")
    def neighbour_counts(self, info: Info) -> list[NeighbourCount]:
        return _gathered(info).counts(str(self.id))

    @strawberry.field(description="已载属性，按声明次序 · the properties it states, as declared")
    def facts(self) -> list[Fact]:
        return stated(self, ontology().kinds[self.kind.name])


@strawberry.interface(description="两个主体之间的关系 · a link between two entities")
class Relation:
    id: strawberry.ID
    type: LinkType
    sources: Long
    conflicts: list[str]
    from_id: strawberry.ID
    to_id: strawberry.ID
    from_: Entity = strawberry.field(name="from")
    to: Entity

    @strawberry.field(description="已载属性，按声明次序 · the properties it states, as declared")
    def facts(self) -> list[Fact]:
        link = ontology().links.get(self.type.name)
        return stated(self, link) if link else []


ENTITY = ("id", "kind", "caption", "sources", "conflicts", "risk", "neighbour_counts", "facts")
RELATION = ("id", "type", "sources", "conflicts", "from", "to", "from_id", "to_id", "facts")


def stated(one: Entity | Relation, owner: Kind | Link) -> list[Fact]:
    """The properties that a record states, as its visitor sees them."""
    pairs = ((p, getattr(one, attribute(owner, p.name))) for p in owner.props.values())
    return [
        Fact(name=graphql_name(p.name), type=p.type, value=iso(v) if type_of(p) is Time else v, masked=bool(p.mask))
        for p, v in pairs
        if v is not None
    ]


def graphql_name(prop: str) -> str:
    """`promised_rate` as `promisedRate`; a property that the interface of its owner has already is `typeValue`."""
    first, *rest = prop.split("_")
    return first + "".join(word.capitalize() for word in rest)


def attribute(owner: Kind | Link, prop: str) -> str:
    """What a property is called here: some links have a `type` of their own beside the link's."""
    taken = ENTITY if isinstance(owner, Kind) else RELATION
    return f"{prop}_stated" if prop in taken else prop


def _about(p: Prop) -> str:
    unit = UNITS.get(type_of(p), Say("", ""))
    mask = Say("；默认脱敏", "; masked by default") if p.mask else Say("", "")
    return f"{p.label.zh}{unit.zh}{mask.zh} · {p.label.en}{unit.en}{mask.en}"


def _made(name: str, base: type, about: Say, fields: Mapping[str, tuple[Any, str]]) -> Any:
    """An object type: its fields by attribute, each a type and a description, absent where a record lacks them."""
    body: dict[str, Any] = {
        "__annotations__": {own: of | None for own, (of, _) in fields.items()},
        "__module__": __name__,
    }
    body |= {own: strawberry.field(name=graphql_name(own), default=None, description=said) for own, (_, said) in fields.items()}  # fmt: skip
    return strawberry.type(type(name, (base,), body), name=name, description=_said(about))


def _typed(name: str, base: type, owner: Kind | Link) -> Any:
    return _made(name, base, owner.label, {attribute(owner, p.name): (type_of(p), _about(p)) for p in owner.props.values()})  # fmt: skip


def link_name(link: str) -> str:
    """`HOLDS_SHARE` as `HoldsShareLink`."""
    return "".join(word.capitalize() for word in link.split("_")) + "Link"


FLOW = {
    "count": (Long, "笔数 · how many"), "sum": (Fen, "金额合计（分） · their sum in fen"), "first": (Time, "首笔 · the first"),
    "last": (Time, "末笔 · the last"),
}  # fmt: skip


@cache
def kind_types() -> dict[str, Any]:
    """The object type of each kind."""
    return {name: _typed(name, Entity, kind) for name, kind in ontology().kinds.items()}


@cache
def link_types() -> dict[str, Any]:
    """The object type of each link type and each sum of links."""
    made = {name: _typed(link_name(name), Relation, link) for name, link in ontology().links.items()}
    return made | {name: _made(link_name(name), Relation, link_labels()[name], FLOW) for name in flows()}
