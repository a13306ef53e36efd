"""The audit chain checked by GraphQL: read from its first entry to its last, beside the anchors that were noted of it."""

from __future__ import annotations

import strawberry
from strawberry.types import Info

from api.schema.fields import asked, visit_of
from api.schema.scalars import Long, Time, epoch
from graph.ops.anchors import AnchorError, Anchors


@strawberry.type(
    description="一次核验的结果；只能发现链与锚点之间的不符 · what reading the whole chain came to: it tells where chain and anchors differ"
)
class ChainVerdict:
    whole: bool
    entries: Long = strawberry.field(description="核验过的条数 · entries read before anything was wrong")
    anchors: Long = strawberry.field(description="对照的锚点数 · anchors compared")
    broken: Long | None = strawberry.field(description="首个不符的序号 · the first entry that is not as it was")
    why: str | None
    anchored_at: Time | None = strawberry.field(description="最后一个锚点的时间 · when the last anchor was noted")
    anchored_seq: Long | None = strawberry.field(
        description="最后一个锚点止于第几条；其后仅由链自身证明 · what came after it is held by the chain alone"
    )


@strawberry.type
class Chain:
    @asked("audit", "核验审计链与锚点，读完整条链 · read the whole audit chain beside its anchors")
    def verify_audit(self, info: Info) -> ChainVerdict:
        visit = visit_of(info)
        anchors = Anchors(visit.system.settings.data)
        found = anchors.verify(visit.ops)
        try:
            last = next(reversed(anchors.all()), None)
        except AnchorError:  # which the verdict tells
            last = None
        return ChainVerdict(
            whole=found.why is None, entries=Long(found.entries), anchors=Long(found.anchors), broken=None if found.broken is None else Long(found.broken),
            why=None if found.why is None else visit.say(found.why), anchored_at=None if last is None else Time(epoch(last.at)),
            anchored_seq=None if last is None else Long(last.seq),
        )  # fmt: skip
