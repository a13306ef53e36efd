"""What of an answer is shown: entities, links and paths masked by kind, values as they are, what is unseen counted."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph import mask
from graph.entity import Entity, Relation
from graph.ontology import Kind, Link, ontology
from graph.own_cypher.check import Checked
from graph.own_cypher.secret import folded, masked_in, secrets
from graph.own_cypher.tokens import refused
from graph.rights import Actor
from graph.say import Say
from graph.store import Asked, Route
from graph.why import shown

WRITTEN_OUT = re.compile(r"#\d+:\d+\[")  # an entity that the embedded engine has made a text of
GONE = object()  # what the asker doesn't see


@dataclass
class Screened:
    """Rows as they may be seen; `hidden`: entities, links and paths left out of them."""

    columns: tuple[str, ...]
    rows: list[list[Any]] = field(default_factory=list)
    truncated: bool = False
    hidden: int = 0
    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    links: dict[str, dict[str, Any]] = field(default_factory=dict)


def screened(asked: Asked, checked: Checked, actor: Actor) -> Screened:
    """The answer to a text that was checked, for who asked. `nodes` and `links`: every entity and link in it, once."""
    out = Screened(asked.columns, truncated=asked.truncated)
    screen = _Screen(out, checked, actor)
    for row in asked.rows:
        cells = [screen.of(value) for value in row]
        if not (cells and all(cell is GONE for cell in cells)):
            out.rows.append([None if cell is GONE else cell for cell in cells])
    return out


class _Screen:
    def __init__(self, out: Screened, checked: Checked, actor: Actor) -> None:
        self._out, self._checked, self._actor = out, checked, actor

    def of(self, value: Any) -> Any:
        """One value as it may be seen; GONE where it may not."""
        match value:
            case Entity():
                return self._counted(self._node(value))
            case Relation():
                return self._counted(self._link(value))
            case Route():
                return self._counted(self._route(value))
            case list():
                return [cell for cell in map(self.of, value) if cell is not GONE]
            case dict():
                return {self._key(key): None if (cell := self.of(one)) is GONE else cell for key, one in value.items()}
            case _:
                return self._plain(value)

    def _counted(self, made: Any) -> Any:
        self._out.hidden += made is GONE
        return made

    def _node(self, entity: Entity) -> Any:
        kind = ontology().kinds.get(entity.kind)
        if kind is None or not self._actor.sees(kind):
            return GONE
        full = self._full(kind)
        props = self._props(kind, entity.props)
        caption = entity.props.get("caption")
        said = str(caption) if full and caption else _caption(kind, entity)
        body = {"kind": kind.name, "id": entity.id, "caption": said, "properties": props}
        return self._out.nodes.setdefault(entity.id, body)

    def _link(self, link: Relation) -> Any:
        o = ontology()
        owner = o.links.get(link.type) or next((x for x in o.links.values() if x.flow == link.type), None)
        if owner is None or not self._actor.sees(owner):
            return GONE
        body = {"type": link.type, "id": link.id, "from": link.source or None, "to": link.target or None, "properties": self._props(owner, link.props)}  # fmt: skip
        return self._out.links.setdefault(link.id, body)

    def _route(self, route: Route) -> Any:
        nodes, links = [self._node(n) for n in route.nodes], [self._link(x) for x in route.links]
        return GONE if GONE in nodes or GONE in links else {"nodes": nodes, "links": links}

    def _full(self, owner: Kind | Link) -> bool:
        return bool(self._checked.reads) and all(self._actor.full(p, ()) for p in masked_in(owner))

    def _props(self, owner: Kind | Link, props: Mapping[str, Any]) -> dict[str, Any]:
        """By name, without what stands beside them; a name that the ontology lacks is not told."""
        row = {name: self._number(value) for name, value in props.items() if name not in ("id", "kind", "caption")}
        known = {name: value for name, value in row.items() if name in owner.props or name in ("sources", "conflicts", "count", "sum", "first", "last")}  # fmt: skip
        return known if self._full(owner) else shown(known, owner)

    def _key(self, key: str) -> str:
        """A map that the query made names no such thing but openly: so one that does was made by the engine, of an entity."""
        if folded(key) in secrets() and folded(key) not in self._checked.open and not self._checked.reads:
            raise _unclassified()
        return key

    def _plain(self, value: Any) -> Any:
        if not self._checked.plain and value is not None:
            raise refused(
                "当前身份只能得到实体、关系与路径", "your role gets entities, links and paths alone", Say("请返回它们本身", "return them as they are")
            )  # fmt: skip
        if isinstance(value, str) and WRITTEN_OUT.search(value) and not self._checked.reads:
            raise _unclassified()
        return self._number(value)

    def _number(self, value: Any) -> Any:
        """JSON has no NaN and no infinity."""
        return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _caption(kind: Kind, entity: Entity) -> str:
    """What everybody may read: where it fell back to a source's own id, which may be made of a name, the kind and an end
    of the id."""
    said = entity.props.get(kind.caption)
    if said is None and masked_in(kind):
        return mask.caption(kind.name, None, entity.id)
    return mask.caption(kind.name, str(entity.props.get("caption") or entity.id), entity.id)


def _unclassified() -> Exception:
    return refused(
        "结果中有无法归类的值，可能含个人信息，不予显示", "the answer holds a value that can't be classified and may be personal data",
        Say("返回实体本身，或只返回单个属性", "return the entity itself, or single properties"),
    )  # fmt: skip
