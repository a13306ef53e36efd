"""What a board asks once its entities are chosen: the links among them, those behind one line, their money over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import strawberry
from strawberry.types import Info

from api.schema.entities import names, node, second
from api.schema.fields import MOST as PAGE
from api.schema.fields import AskedError, asked, page, visit_of
from api.schema.figures import Step, TimeHistogram, time_histogram
from api.schema.gathered import Gathered, gathered, seen
from api.schema.kinds import Entity, LinkType, Relation
from api.schema.pages import Connection, LeftOut, connection, left_out
from api.schema.scalars import Fen, Long, Time
from api.schema.subjects import shown
from graph.kernels.arrays import I32
from graph.ops.written import sort_of
from graph.say import Say
from graph.snapshot import Snapshot
from graph.study.among import among, inside
from graph.study.among import named as among_named
from graph.study.around import Wanted, around, degree, linked
from graph.study.statistics import by_time

MOST = 2_000  # entities of a board
LINES = 20_000


@strawberry.type(description="所给主体之间的全部关系，转账按双方汇总 · every link among some entities")
class Among:
    entities: list[Entity] = strawberry.field(description="所给主体中在图中可见的 · those of them that are there")
    links: list[Relation]
    total: Long = strawberry.field(description="线条总数 · lines that there are")
    total_links: Long = strawberry.field(description="其中的关系笔数 · links that they stand for")
    truncated: bool
    left_out: list[LeftOut]


@strawberry.type(description="一条线背后的各笔关系，按时间先后 · the links behind one line, in order of time")
class LinksBetween:
    links: Connection[Relation]
    amount: Fen = strawberry.field(description="全部笔数的金额合计（分） · the sum of all of them, not of this page")
    left_out: list[LeftOut]


@strawberry.type
class Board:
    @asked(
        "read",
        "所给主体之间的全部关系，至多 2,000 个主体、20,000 条 · every link among these, at most 2,000 entities and 20,000 lines",
    )
    def among(self, info: Info, ids: list[strawberry.ID], links: list[LinkType] | None = None, summed: bool = True) -> Among:  # fmt: skip
        known = gathered(visit_of(info))
        s, nodes = chosen(known, ids)
        found = among(s, nodes, names(links), LINES, summed=summed)
        entities = known.entities(s.ids(nodes))
        relations, missing = known.relations(s, found.lines)
        known.visit.note("among", "-", entities=len(nodes), links=len(found.lines), total=found.total)
        left = {"absent": len(set(ids)) - len(nodes), "limit": found.total - len(found.lines), "graph": missing}
        return Among(
            entities=list(entities.values()), links=relations, total=Long(found.total), total_links=Long(found.links),
            truncated=len(found.lines) < found.total, left_out=left_out(left, known.visit.lang),
        )  # fmt: skip

    @asked(
        "read",
        "一条线背后的各笔关系（如 FLOW 背后的转账），自 fromId 至 toId · the parallel links behind one line, from one to the other",
    )
    def links_between(
        self, info: Info, from_id: strawberry.ID, to_id: strawberry.ID, links: list[LinkType] | None = None, since: Time | None = None,
        until: Time | None = None, first: int | None = None, after: str | None = None,
    ) -> LinksBetween:  # fmt: skip
        known, (start, size) = gathered(visit_of(info)), page(first, after)
        (s, source), (_, target) = node(known, str(from_id)), node(known, str(to_id))
        if source is None or target is None:
            return LinksBetween(links=connection([], start, 0), amount=Fen(0), left_out=[])
        outgoing = degree(s, source) <= degree(s, target)
        near, far = (source, target) if outgoing else (target, source)
        found = around(s, near, Wanted(names(links), outgoing, None, second(since), second(until), order="earliest", summed=False, other=far), known.sees)  # fmt: skip
        shown = found.lines(start, start + size)
        relations, missing = known.relations(s, shown)
        known.visit.note("links-between", str(from_id), to=str(to_id), links=len(shown), total=found.total)
        return LinksBetween(
            links=connection(relations, start, found.total, read=len(shown)), amount=Fen(found.amount), left_out=left_out(found.left | {"graph": missing}, known.visit.lang),
        )  # fmt: skip

    @asked(
        "read",
        "按编号取多条关系，至多 500 条，不在者略去 · links by id, at most 500; those that are not there are left out",
    )
    def links_by_ids(self, info: Info, ids: list[strawberry.ID]) -> list[Relation]:
        known = gathered(visit_of(info))
        wanted = list(dict.fromkeys(map(str, ids)))
        if not 1 <= len(wanted) <= PAGE:
            raise AskedError(Say(f"给出 1 至 {PAGE} 个编号", f"give 1 to {PAGE} ids"))
        s = known.visit.system.snapshot()
        lines = among_named(s, [one for one in wanted if sort_of(one) == "link" and shown(known.visit, one)])
        relations, _ = known.relations(s, lines)
        known.visit.note("links", "-", asked=len(wanted), links=len(relations))
        return relations

    @asked("read", "所给账户之间的往来按日历分布 · links among these by calendar, transfers unless told otherwise")
    def histogram_among(self, info: Info, ids: list[strawberry.ID], step: Step, link: LinkType = LinkType["TRANSFER"]) -> TimeHistogram:  # fmt: skip
        known = gathered(visit_of(info))
        s, nodes = chosen(known, ids)
        (meant,) = linked(s, frozenset({link.name})) or (None,)
        if meant is None:
            return TimeHistogram(bins=[], without=Long(0))
        return time_histogram(by_time(s, meant.name, inside(s, meant.name, nodes), step.value))


def chosen(known: Gathered, ids: Sequence[Any]) -> tuple[Snapshot, I32]:
    """The nodes of ids, each once, in the order asked; what is not there or not the asker's to see is left out."""
    if not 1 <= len(ids) <= MOST:
        raise AskedError(Say(f"给出 1 至 {MOST:,} 个主体", f"give 1 to {MOST:,} entities"))
    s = known.visit.system.snapshot()
    visible = [str(one) for one in dict.fromkeys(ids) if seen(known.visit, str(one))]
    found = s.numbers(visible) if visible else np.zeros(0, np.int32)
    return s, np.array(list(dict.fromkeys(found[found >= 0].tolist())), np.int32)
