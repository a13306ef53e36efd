"""Pages of lists (Relay connections): each says how many there are in all, and whether this is all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import strawberry

from api.schema.fields import cursor
from api.schema.scalars import Long
from graph.say import Say

T = TypeVar("T")
WHY = {
    "page": Say("未到末页", "there are more pages"),
    "links": Say("关系类型不在所选之内", "of other types of link"),
    "direction": Say("方向不符", "in the other direction"),
    "kinds": Say("对方类别不在所选之内", "the other end is of another kind"),
    "time": Say("不在时间范围内，或未载明时间", "outside the time, or without one"),
    "amount": Say("不在金额范围内，或无金额", "outside the amounts, or without one"),
    "graph": Say("图中尚未同步", "not shown in the graph yet"),
    "absent": Say("没有这些主体，或无权查看", "not there, or not yours to see"),
    "limit": Say("超过上限", "beyond the limit"),
    "wide": Say("途经关系过多的节点，未继续", "a step had too many links and was not taken"),
}


@strawberry.type(description="被略去的部分及原因 · what was left out, and why")
class LeftOut:
    reason: str
    words: str
    count: Long


@strawberry.type
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@strawberry.type
class Edge(Generic[T]):
    cursor: str
    node: T


@strawberry.type
class Connection(Generic[T]):
    """One page. `total` is of the whole list; `truncated` tells that this page is not all of it."""

    edges: list[Edge[T]]
    nodes: list[T]
    page_info: PageInfo
    total: Long
    total_is_exact: bool
    truncated: bool
    missing: Long = strawberry.field(
        description="本页在图中尚未显示的条数 · of this page, what the graph does not show yet"
    )


def page_info(start: int, size: int, total: int) -> PageInfo:
    """Where a page stands in its list."""
    first, last = (cursor(start), cursor(start + size - 1)) if size else (None, None)
    return PageInfo(
        has_next_page=start + size < total, has_previous_page=start > 0, start_cursor=first, end_cursor=last
    )


def connection(
    nodes: Sequence[T], start: int, total: int, *, read: int | None = None, exact: bool = True
) -> Connection[T]:
    """The page that begins at place `start` of a list of `total`. `read`: how many places it stands for, where some of
    them have nothing to show."""
    places = len(nodes) if read is None else read
    info = page_info(start, places, total)
    edges = [Edge(cursor=cursor(start + i), node=node) for i, node in enumerate(nodes)]
    return Connection(
        edges=edges, nodes=list(nodes), page_info=info, total=Long(total), total_is_exact=exact, truncated=len(nodes) < total, missing=Long(places - len(nodes))
    )  # fmt: skip


def left_out(reasons: dict[str, int], lang: str) -> list[LeftOut]:
    """What was left out, in words; nothing is left out unsaid."""
    return [LeftOut(reason=reason, words=WHY[reason].to(lang), count=Long(n)) for reason, n in reasons.items() if n]
