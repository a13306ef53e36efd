"""What people decide on by its id: an entity, a link or a finding that is there and that the visitor may see."""

from __future__ import annotations

from collections.abc import Iterable

from api.schema.fields import AskedError
from api.schema.gathered import seen
from api.visit import Visit
from graph.lake import table_of
from graph.ops.written import sort_of
from graph.say import Say


def there(visit: Visit, ids: Iterable[str]) -> None:
    """Refuse an id of nothing that the visitor sees. Facts are looked for in the lake: the graph may be down."""
    for one in dict.fromkeys(ids):
        if not (shown(visit, one) and _there(visit, one)):
            raise AskedError(Say(f"没有 {one}", f"there is no {one}"), Say("请核对编号", "check the id"))


def shown(visit: Visit, one: str) -> bool:
    """Whether an id is of something that the visitor may see, if it is there."""
    return visit.actor.may("findings") if sort_of(one) == "finding" else visit.actor.sees(table_of(one))


def _there(visit: Visit, one: str) -> bool:
    match sort_of(one):
        case "finding":
            made = visit.ops.finding(one)
            return made is not None and any(seen(visit, s.id) for s in made.subjects)
        case "entity":
            return visit.system.snapshot().find(one) is not None
        case _:
            return visit.system.snapshot().link_number(table_of(one).name, one) is not None
