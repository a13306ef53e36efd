"""Two cases made one, by GraphQL: what they say differently, and the joining itself."""

from __future__ import annotations

import strawberry
from strawberry.types import Info

from api.schema.fields import asked, done, visit_of, words
from api.schema.scalars import Long
from graph.ops.joins import WHAT, Conflict, Joins

CaseConflictSort = words("CaseConflictSort", WHAT, "两案何处不一致 · what two cases say differently")


@strawberry.type(description="两案的一处不一致，由人裁断；并案后以本案所载为准 · one thing that two cases say differently; what this one says stays")  # fmt: skip
class CaseConflict:
    what: CaseConflictSort
    subject: str = strawberry.field(description="要素名、编号或成员 · the fact, the id or the member")
    here: str
    there: str


@strawberry.type(description="并入的内容 · what came over")
class CaseJoined:
    conflicts: list[CaseConflict]
    things: Long
    rules: Long
    notes: Long
    evidence: Long
    redactions: Long
    members: Long


@strawberry.type
class Conflicts:
    @asked(
        "cases", "两案不一致之处，并案前查看 · what two cases say differently, to be looked at before they are joined"
    )
    def case_conflicts(self, info: Info, id: strawberry.ID, other: strawberry.ID) -> list[CaseConflict]:
        return [_conflict(c) for c in Joins(visit_of(info).ops).conflicts(str(id), str(other))]


@strawberry.type
class Joining:
    @done(
        "cases",
        "并案：他案的入案项、规则、评论、证据与脱敏并入本案，他案以并案结 · take another case into one; the other is closed as joined",
    )
    def join_case(self, info: Info, id: strawberry.ID, other: strawberry.ID, reason: str) -> CaseJoined:
        made = Joins(visit_of(info).ops).join(str(id), str(other), reason)
        counts = {name: Long(getattr(made, name)) for name in ("things", "rules", "notes", "evidence", "redactions", "members")}  # fmt: skip
        return CaseJoined(conflicts=[_conflict(c) for c in made.conflicts], **counts)


def _conflict(c: Conflict) -> CaseConflict:
    return CaseConflict(what=CaseConflictSort[c.what], subject=c.subject, here=c.here, there=c.there)
