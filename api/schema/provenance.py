"""Where everything comes from: the rows of the files behind a node, a link, a flow, a finding or one property."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import strawberry
from strawberry.types import Info

from api.schema.entities import snake
from api.schema.fields import AskedError, asked, done, page, short, visit_of
from api.schema.gathered import held, seen
from api.schema.pages import Connection, connection
from api.schema.scalars import Json, Long, iso
from api.visit import Visit
from graph.finding import PREFIX
from graph.lake import Reason, table_of
from graph.mask import passage
from graph.ontology import ontology
from graph.rights import Refused
from graph.say import Say, did_you_mean
from graph.study.region import regions
from graph.why import flow_of, long, owner_of, reasons


@strawberry.type(description="一行来源：文件、哈希、行号、导入与映射版本 · a row of a file that says so")
class Row:
    id: strawberry.ID
    owner: str
    import_id: strawberry.ID
    file: str
    sha256: str
    sheet: str | None
    row: Long
    mapping: str
    mapping_sha256: str
    loaded_at: str
    values: Json = strawberry.field(description="该行所载，个人信息脱敏 · what the row states, personal data masked")


@strawberry.type(description="未脱敏的值；六十秒后请清除 · values in full; forget them after sixty seconds")
class Unmasked:
    id: strawberry.ID
    values: Json
    seconds: int


@strawberry.type
class Provenance:
    @asked("read", "每一行来源；prop 只看某一属性 · every row behind an id; of one property where `prop` is given")
    def why(self, info: Info, id: strawberry.ID, prop: str | None = None, first: int | None = None, after: str | None = None) -> Connection[Row]:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        if not str(id).startswith(PREFIX) and not _visible(visit, str(id)):
            return connection([], start, 0)
        rows = [r for r in reasons(visit.system.lake, visit.ops, str(id)) if _ends_seen(visit, r)]
        prop = snake(prop)
        if prop is not None:
            if rows and not any(prop in owner_of(r).props for r in rows):
                raise AskedError(
                    Say(f"没有属性“{prop}”", f"no property '{prop}'"), did_you_mean(prop, owner_of(rows[0]).props)
                )
            rows = [r for r in rows if r.values.get(prop) is not None]
        visit.note("why", str(id), rows=len(rows), prop=prop)
        return connection([_row(visit, r, prop) for r in rows[start : start + size]], start, len(rows))


@strawberry.type
class Unmasking:
    @done(
        "unmask",
        "查看一个主体的未脱敏值，须写明理由，入审计链 · personal data of one entity in full; takes a reason, and is audited",
    )
    def unmask(self, info: Info, id: strawberry.ID, reason: str, props: list[str] | None = None) -> Unmasked:
        visit, why = visit_of(info), short(reason, 500, Say("理由", "the reason"))
        one = visit.system.lake.judged.group(str(id))[0]
        rows = held(visit, "read/records", ids=[one]) if seen(visit, one) else []
        if not rows:
            raise AskedError(Say(f"没有 {id}", f"there is no {id}"))
        row, kind = rows[0], ontology().kinds[rows[0]["kind"]]
        named = None if props is None else {snake(one) for one in props}
        if unknown := sorted(str(n) for n in (named or set()) - set(kind.props)):
            raise AskedError(
                Say(f"没有属性“{unknown[0]}”", f"no property '{unknown[0]}'"), did_you_mean(unknown[0], kind.props)
            )
        s = visit.system.snapshot()
        where = regions(s, s.number(one))
        wanted = [
            p for n, p in kind.props.items()
            if row.get(n) is not None and (named is None or n in named) and (p.mask or (long(kind, n) and passage(row[n]) != row[n]))
        ]  # fmt: skip
        can = [p for p in wanted if visit.actor.full(p, where) and visit.actor.within(where)]
        visit.note(
            "unmask", one, why=why, props=[p.name for p in can], refused=[p.name for p in wanted if p not in can]
        )
        if wanted and not can:
            raise Refused(Say("当前身份不能查看这些值，或不属本辖区", "these values are not your role's, or not of your region"), Say("请向管理员申请", "ask an administrator"))  # fmt: skip
        return Unmasked(id=strawberry.ID(one), values={p.name: row[p.name] for p in can}, seconds=60)


def _visible(visit: Visit, one: str) -> bool:
    """Whether an id is of a kind or link that the visitor sees; a flow is what it sums up."""
    return visit.actor.sees(flow_of(one) or table_of(one))


def _row(visit: Visit, r: Reason, prop: str | None) -> Row:
    owner = owner_of(r)
    m = visit.system.lake.manifest(r.import_id)
    told = visit.shown(owner, r.values, r.id)
    return Row(
        id=strawberry.ID(r.id), owner=owner.name, import_id=strawberry.ID(r.import_id), file=r.file, sha256=m.sha256, sheet=r.part or None, row=Long(r.row),
        mapping=r.mapping, mapping_sha256=m.mapping_sha256, loaded_at=r.at, values={n: plain(v) for n, v in told.items()} if prop is None else {prop: plain(told.get(prop))},
    )  # fmt: skip


def plain(value: Any) -> Any:
    """A value of a row as JSON has it: times in UTC, dates as they are."""
    if isinstance(value, datetime):
        return iso(
            round(value.timestamp() * 1000) if value.tzinfo else round(value.replace(tzinfo=UTC).timestamp() * 1000)
        )
    return value.isoformat() if isinstance(value, date) else value


def _ends_seen(visit: Visit, r: Reason) -> bool:
    """Whether both ends of a link's row are of kinds that the visitor sees."""
    ends = [str(r.values[end]) for end in ("from", "to") if r.values.get(end)]
    return visit.actor.sees(owner_of(r)) and all(seen(visit, one) for one in ends)
