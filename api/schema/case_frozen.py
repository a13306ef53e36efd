"""Frozen states of a case by GraphQL: which there are, and what has changed since one was made."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import strawberry
from strawberry.types import Info

from api.schema.behind import Behind
from api.schema.fields import page, visit_of, words
from api.schema.findings import Finding
from api.schema.kinds import Entity
from api.schema.pages import Connection, connection
from api.schema.scalars import Long, Time, epoch
from api.visit import Visit
from graph.case.difference import ADDED, CHANGED, GONE, Difference, difference, said, shown, sourced
from graph.case.frozen import frozen
from graph.lake import table_of
from graph.ontology import ontology
from graph.ops.freezes import Freeze, Freezes
from graph.say import Say
from graph.snapshot import Snapshot

WHAT = {ADDED: Say("新增", "came"), GONE: Say("消失", "gone"), CHANGED: Say("改变", "changed")}
OWN = {"sources": Say("来源行数", "rows that say so"), "from": Say("起点", "from"), "to": Say("终点", "to")}
OF_FINDING = {
    "state": Say("状态", "state"), "score": Say("分数", "score"), "zh": Say("说明", "sentence"), "subjects": Say("主体", "subjects"),
    "links": Say("关系", "links"), "start": Say("起", "start"), "end": Say("止", "end"), "facts": Say("数据", "facts"),
}  # fmt: skip
LONGEST = 300  # signs of a value that is told
CaseDifferenceSort = words("CaseDifferenceSort", WHAT, "自冻结以来如何不同 · how it differs since the freeze")


@strawberry.type(
    description="案件的一个冻结版本，其内容不再改变 · one frozen state of a case; nothing in it changes any more"
)
class CaseFreeze:
    id: strawberry.ID
    version: int
    at: Time
    who: str
    why: str
    content: str = strawberry.field(
        description="内容的哈希，内容相同则相同 · hash of what was frozen: equal for equal states"
    )
    sha256: str = strawberry.field(
        description="冻结说明文件的 SHA-256，其中有每个文件的 SHA-256 · of the note, which has that of every file"
    )
    entities: Long
    links: Long
    findings: Long
    records: Long = strawberry.field(description="数据湖记录数 · records of the lake")
    lacking: Long = strawberry.field(description="入案而图中没有的项数 · things of the case that the graph has not")


@strawberry.type(
    description="自冻结以来的一处不同；改变的逐项属性列出，个人信息脱敏 · one difference; what changed is told property by property, masked"
)
class CaseDifferenceLine:
    what: CaseDifferenceSort
    id: strawberry.ID
    table: str
    label: str = strawberry.field(description="类别或关系名 · of its kind or link")
    prop: str | None
    then: str | None
    now: str | None
    rows: str = strawberry.field(
        description="随之增减的来源行，只列前几行 · source rows that came or went with it, the first few"
    )
    _behind: strawberry.Private[Behind]

    @strawberry.field(
        description="主体；图中已无或不是主体时为空 · the entity; null where it is none, or no longer there"
    )
    def entity(self) -> Entity | None:
        return self._behind.entities.get(str(self.id))

    @strawberry.field(
        description="发现；已不再成立或不是发现时为空 · the finding; null where it is none, or no longer in force"
    )
    def finding(self) -> Finding | None:
        return self._behind.findings.get(str(self.id))


@strawberry.type(
    description="自冻结以来的不同：只列出，不并入 · what has changed since a freeze: told, never taken over"
)
class CaseDifference:
    version: int
    same: bool = strawberry.field(description="再次冻结内容相同 · whether another freeze would hold the same")
    things_added: list[strawberry.ID] = strawberry.field(description="此后入案 · put into the case since")
    things_gone: list[strawberry.ID] = strawberry.field(description="此后移出 · taken out since")
    imports_added: list[str]
    imports_gone: list[str] = strawberry.field(description="此后撤销的导入 · imports undone since")
    judged: Long = strawberry.field(description="此后归并判定不同的主体数 · entities that mean another since")
    added: Long
    gone: Long
    changed: Long
    _lines: strawberry.Private[Any]

    @strawberry.field(description="逐条：主体、关系，然后发现 · line by line: entities and links, then findings")
    def lines(self, info: Info, what: CaseDifferenceSort | None = None, first: int | None = None, after: str | None = None) -> Connection[CaseDifferenceLine]:  # fmt: skip
        start, size = page(first, after)
        some = [one for one in self._lines if what is None or one[1] == what.value]
        return connection(_told(visit_of(info), some[start : start + size]), start, len(some))


@strawberry.type
class Froze:
    """What a case has of frozen states."""

    @strawberry.field(description="冻结版本，新的在前 · its frozen states, the newest first")
    def freezes(self, info: Info) -> list[CaseFreeze]:
        return [told_freeze(one) for one in reversed(Freezes(visit_of(info).ops).list(str(self.id)))]

    @strawberry.field(
        description="与某冻结版本（缺省最新）的不同；未冻结时为空 · how it differs from a frozen state, the last one where none is named; null where none was made"
    )
    def difference(self, info: Info, version: int | None = None) -> CaseDifference | None:
        visit = visit_of(info)
        if not Freezes(visit.ops).list(str(self.id)):
            return None
        state = frozen(visit.system.settings.data, visit.ops, str(self.id), version)
        found = difference(state, visit.system.lake, visit.ops)
        visit.note(
            "case-difference",
            str(self.id),
            version=state.version,
            lines=found.records.height,
            findings=len(found.findings),
        )
        lines = _lines(found, visit.system.snapshot)
        count = {what: sum(one[1] == what for one in lines) for what in WHAT}
        return CaseDifference(
            version=state.version, same=found.empty, things_added=_ids(found.things[0]), things_gone=_ids(found.things[1]),
            imports_added=list(found.imports[0]), imports_gone=list(found.imports[1]), judged=Long(len(found.judged)),
            added=Long(count[ADDED]), gone=Long(count[GONE]), changed=Long(count[CHANGED]), _lines=lines,
        )  # fmt: skip


def told_freeze(one: Freeze) -> CaseFreeze:
    """A frozen state as it is told."""
    counts = {name: Long(one.counts.get(name, 0)) for name in ("entities", "links", "findings", "records", "lacking")}
    return CaseFreeze(id=strawberry.ID(one.id), version=one.version, at=Time(epoch(one.at)), who=one.who, why=one.why, content=one.content, sha256=one.sha256, **counts)  # fmt: skip


Line = tuple[str, str, str, str | None, str | None, str | None, str]  # table, what, id, prop, then, now, rows


def _lines(found: Difference, arrays: Callable[[], Snapshot]) -> list[Line]:
    records = shown(found.records, arrays).select("table", "what", "id", "prop", "then", "now")
    says, behind = said(found, full=False), sourced(found)
    lines: list[Line] = []
    for table, what, one, prop, then, now in records.iter_rows():
        came = says.get(one) if prop is None else None
        rows = behind.get(one, "") if prop in (None, "sources") else ""
        lines.append((table, what, one, prop, came if what == GONE and came else then, came if what == ADDED and came else now, rows))  # fmt: skip
    for one, what, then, now in found.findings:
        if what in (ADDED, GONE):
            lines.append(("finding", what, one, None, None, None, ""))
        elif what != "facts":  # may hold what is masked elsewhere
            lines.append(("finding", CHANGED, one, what, _text(then), _text(now), ""))
    return lines


def _text(value: Any) -> str:
    if isinstance(value, list):
        return str(len(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _told(visit: Visit, lines: Sequence[Line]) -> list[CaseDifferenceLine]:
    behind = Behind(visit, [one for _, _, one, *_ in lines])
    seen = [line for line in lines if line[0] == "finding" or visit.actor.sees(table_of(line[2]))]
    return [
        CaseDifferenceLine(
            what=CaseDifferenceSort[what], id=strawberry.ID(one), table=table, label=visit.say(_label(table, None)),
            prop=prop and visit.say(_label(table, prop)), then=then and then[:LONGEST], now=now and now[:LONGEST], rows=rows[:LONGEST], _behind=behind,
        )
        for table, what, one, prop, then, now, rows in seen
    ]  # fmt: skip


def _label(table: str, prop: str | None) -> Say:
    if table == "finding":
        return Say("发现", "finding") if prop is None else OF_FINDING.get(prop, Say(prop, prop))
    owner = ontology().table(table)
    if prop is None:
        return owner.label
    return owner.props[prop].label if prop in owner.props else OWN.get(prop, Say(prop, prop))


def _ids(ids: Sequence[str]) -> list[strawberry.ID]:
    return [strawberry.ID(one) for one in ids]
