"""Redactions of a case by GraphQL: what is hidden wherever it goes out, by rule and by hand, each with who and why."""

from __future__ import annotations

import strawberry
from strawberry.types import Info

from api.schema.fields import AskedError, done, visit_of, words
from api.schema.scalars import Long, Time, epoch
from api.schema.subjects import there
from api.visit import Visit
from graph.case.assemble import Asked, assembled
from graph.case.frozen import frozen
from graph.case.redact import previewed
from graph.lake import table_of
from graph.ontology import ontology
from graph.ops.cases import Cases
from graph.ops.freezes import Freezes
from graph.ops.redactions import ROLES, SORTS, Redaction, Redactions
from graph.say import Say

BY_HAND = Say("手工", "by hand")
RedactionSort = words("RedactionSort", SORTS, "按规则遮盖的一类值 · a sort of values that a rule hides")
RedactionRole = words(
    "RedactionRole", ROLES, "规则所及之人在分层中的角色 · whose values a rule hides, by their role in the layers"
)


@strawberry.type(
    description="一处遮盖，导出的每种格式都照此办理 · one redaction; every format that goes out keeps to it"
)
class CaseRedaction:
    seq: int
    at: Time
    who: str
    sort: RedactionSort | None = strawberry.field(description="按规则：哪一类值 · by rule: which sort of values")
    roles: list[RedactionRole] = strawberry.field(
        description="按规则：谁的，空为全部 · by rule: whose; empty: everybody's"
    )
    subject: strawberry.ID | None = strawberry.field(
        description="手工：哪个主体或关系 · by hand: of which entity or link"
    )
    prop: str | None
    label: str = strawberry.field(description="遮盖什么 · what is hidden")
    why: str


@strawberry.type(
    description="导出时一条规则会隐去多少，不含值 · how much one rule or hand would hide of what goes out; no value is told"
)
class CaseHiding:
    rule: str = strawberry.field(description="类别，手工为 hand · the sort of values, or hand")
    label: str
    subject: strawberry.ID | None
    prop: str | None
    why: str
    values: Long = strawberry.field(description="不同的值 · different values")
    ids: Long = strawberry.field(description="所涉主体与关系 · entities and links that have them")
    cells: Long = strawberry.field(description="原值所在格 · cells that hold one")
    texts: Long = strawberry.field(description="重复它的文字 · texts that repeat one")


@strawberry.type
class Redacted:
    """What a case has of redactions."""

    @strawberry.field(
        description="有效的遮盖；个人信息另按查看人的权限脱敏 · redactions that hold; personal data is masked besides"
    )
    def redactions(self, info: Info) -> list[CaseRedaction]:
        visit = visit_of(info)
        return [_redaction(visit, one) for one in Redactions(visit.ops).of(str(self.id))]

    @strawberry.field(
        description="最新冻结版本脱敏导出时会隐去多少，各格式一致；未冻结时为空 · what a masked export of the last frozen state would hide, in every format alike; empty where none was made"
    )
    def hiding(self, info: Info) -> list[CaseHiding]:
        visit, case = visit_of(info), str(self.id)
        if not Freezes(visit.ops).list(case):
            return []
        state = frozen(visit.system.settings.data, visit.ops, case)
        found = previewed(visit.ops, case, assembled(state, Asked("", lang=visit.lang, bundle="-")))
        return [
            CaseHiding(
                rule=one.rule, label=visit.say(SORTS.get(one.rule, BY_HAND)), subject=None if one.subject is None else strawberry.ID(one.subject), prop=one.prop, why=one.why,
                values=Long(one.values), ids=Long(one.ids), cells=Long(one.cells), texts=Long(one.texts),
            )
            for one in found
        ]  # fmt: skip


@strawberry.type
class Redacting:
    @done("cases", "按规则遮盖一类值 · hide a sort of values by rule")
    def redact_by_rule(self, info: Info, id: strawberry.ID, sort: RedactionSort, reason: str, roles: list[RedactionRole] | None = None) -> CaseRedaction:  # fmt: skip
        return _redaction(
            visit_of(info), _of(info).by_rule(str(id), sort.value, reason, [one.value for one in roles or ()])
        )

    @done(
        "cases",
        "手工遮盖：某主体或关系的一项属性，或一段文字 · hide by hand: a property of an entity or link, or a text",
    )
    def redact_by_hand(
        self, info: Info, id: strawberry.ID, reason: str, subject: strawberry.ID | None = None, prop: str | None = None, text: str | None = None
    ) -> CaseRedaction:  # fmt: skip
        visit = visit_of(info)
        Cases(visit.ops).one(str(id))
        if subject is not None and prop is not None and text is None:
            there(visit, [str(subject)])
            return _redaction(visit, _of(info).by_hand(str(id), str(subject), prop, reason))
        if text is not None and subject is None and prop is None:
            return _redaction(visit, _of(info).by_text(str(id), text, reason))
        raise AskedError(Say("给出主体与属性，或给出文字", "give an entity or link with a property, or a text"))

    @done("cases", "撤回遮盖，已导出的不变 · take a redaction back; what went out stays as it was")
    def undo_redaction(self, info: Info, id: strawberry.ID, seq: int, reason: str) -> CaseRedaction:
        return _redaction(visit_of(info), _of(info).undo(str(id), seq, reason))


def _of(info: Info) -> Redactions:
    return Redactions(visit_of(info).ops)


def _redaction(visit: Visit, one: Redaction) -> CaseRedaction:
    return CaseRedaction(
        seq=one.seq, at=Time(epoch(one.at)), who=one.who, sort=None if one.sort is None else RedactionSort[one.sort],
        roles=[RedactionRole[name] for name in one.roles], subject=None if one.subject is None else strawberry.ID(one.subject), prop=one.prop,
        label=visit.say(_label(one)), why=one.why,
    )  # fmt: skip


def _label(one: Redaction) -> Say:
    """What is hidden, without saying it: a text is told by its length."""
    if one.sort is not None:
        return SORTS[one.sort]
    if one.subject is not None:
        owner = ontology().table(table_of(one.subject).name)
        p = owner.props.get(str(one.prop))
        label = p.label if p else Say(str(one.prop), str(one.prop))
        return Say(f"{owner.label.zh}的{label.zh}", f"{label.en} of one {owner.label.en}")
    n = len(one.said or "")
    return Say(f"一段文字（{n} 字）", f"a text of {n} signs")
