"""Redactions of cases: which sorts of values are hidden wherever a case goes out, whose, and what is hidden by hand.

What is personal is masked anyhow for whoever may not read it in full; these hide beside that, for everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, insert, select

from graph.entity import now, stamp
from graph.lake import table_of
from graph.ontology import ontology, prop
from graph.ops import Ops
from graph.ops.cases import WORKERS, Clock, demand
from graph.ops.docket_tables import REDACTION
from graph.ops.written import NOTE, WHY, seal, sort_of, text
from graph.say import JinyingError, Say, did_you_mean

SORTS = {
    "person_name": Say("姓名", "names of people"), "phone": Say("电话", "phones"), "id_number": Say("证件号码", "ID numbers"),
    "account": Say("账号", "account numbers"), "address": Say("地址", "addresses"), "email": Say("邮箱", "e-mail addresses"),
    "birthday": Say("出生日期", "dates of birth"), "device": Say("IP 与 MAC", "IP and MAC"), "text": Say("个人陈述文本", "texts that people wrote"),
}  # fmt: skip
ROLES = {
    "participant": Say("参与人", "participant"), "collection": Say("归集账户", "collection"), "transfer": Say("过渡账户", "transfer"),
    "sink": Say("沉淀账户", "sink"), "returner": Say("返还账户", "returner"), "mixed": Say("混合账户", "mixed"), "none": Say("无角色", "without a role"),
}  # fmt: skip
MOST = 2_000  # redactions of a case that hold
SHORTEST = 2  # signs of a text hidden by hand
HELD = (
    "text", "account", "person_name", "org_name", "phone", "id_number", "credit_code", "address", "url", "date",
)  # fmt: skip


class RedactionError(JinyingError):
    """Nothing that can be hidden so, or no such redaction."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """One. A rule has `sort` (one of SORTS) and `roles` (some of ROLES; empty: everybody); by hand it has `subject` and
    `prop`, or `said`, a text. `gone`: taken back by a later row."""

    seq: int
    case: str
    at: str
    who: str
    sort: str | None
    roles: Sequence[str]
    subject: str | None
    prop: str | None
    said: str | None
    why: str
    gone: bool = False


class Redactions:
    """The redactions of one ops database's cases, for their members. Texts go into the audit chain as their seal."""

    def __init__(self, ops: Ops, clock: Clock = now) -> None:
        self._ops, self._clock = ops, clock

    def of(self, case_id: str, *, gone: bool = False) -> Sequence[Redaction]:
        """Those of a case of the asker's that hold, in order; `gone`: also those taken back."""
        these = [REDACTION.c.case == case_id, REDACTION.c.undoes.is_(None), *([] if gone else [~_gone()])]
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
            rows = c.execute(select(REDACTION, _gone().label("gone")).where(*these).order_by(REDACTION.c.seq)).mappings()  # fmt: skip
            return [_redaction(row) for row in rows]

    def by_rule(self, case_id: str, sort: str, why: str, roles: Sequence[str] = ()) -> Redaction:
        """Hide a sort of values of everybody, or of those who have one of these roles in the case's layers."""
        if sort not in SORTS:
            raise RedactionError(Say(f"没有类别“{sort[:64]}”", f"no sort '{sort[:64]}'"), did_you_mean(sort[:64], SORTS))  # fmt: skip
        if odd := next((one for one in roles if one not in ROLES), None):
            raise RedactionError(Say(f"没有角色“{odd[:64]}”", f"no role '{odd[:64]}'"), did_you_mean(odd[:64], ROLES))
        return self._add(case_id, why, sort=sort, roles=sorted(set(roles)))

    def by_hand(self, case_id: str, subject: str, name: str, why: str) -> Redaction:
        """Hide one property of an entity or a link, and its value wherever that is repeated. Sums stay as they are, so an
        amount, a time or a rate can't be hidden."""
        if sort_of(subject) == "finding":
            raise RedactionError(Say("发现不能按属性隐去", "a finding has no property to hide"), Say("隐去其中的文字", "hide the text in it"))  # fmt: skip
        one = prop(ontology().table(table_of(subject).name), name)
        if one.type not in HELD:
            raise RedactionError(Say(f"{one.label.zh}不能隐去：合计由其算出", f"{one.label.en} can't be hidden: sums are made of it"), Say("需要时将其移出案件", "take it out of the case, if need be"))  # fmt: skip
        return self._add(case_id, why, subject=subject, prop=name)

    def by_text(self, case_id: str, said: str, why: str) -> Redaction:
        """Hide a text wherever it stands."""
        said = text(said, Say("要隐去的文字", "the text to hide"), NOTE)
        if len(said) < SHORTEST:
            raise RedactionError(Say("要隐去的文字太短", "the text to hide is too short"), Say(f"至少 {SHORTEST} 字", f"at least {SHORTEST} signs"))  # fmt: skip
        return self._add(case_id, why, said=said)

    def undo(self, case_id: str, seq: int, why: str) -> Redaction:
        """Take one back, by a later row: what went out while it held stays as it was."""
        why = text(why, WHY, NOTE)
        with self._ops.change() as c:
            demand(c, self._ops.who, case_id, WORKERS)
            these = (REDACTION.c.case == case_id, REDACTION.c.seq == seq, REDACTION.c.undoes.is_(None), ~_gone())
            row = c.execute(select(REDACTION).where(*these)).mappings().first()
            if row is None:
                raise RedactionError(Say(f"没有第 {seq} 号脱敏", f"no redaction {seq}"))
            self._insert(c, case_id, why, undoes=seq)
            self._ops.record(c, "case-redact-undo", case_id, redaction=seq, why=seal(why))
        return _redaction({**row, "gone": True})

    def _add(self, case_id: str, why: str, **what: Any) -> Redaction:
        why = text(why, WHY, NOTE)
        with self._ops.change() as c:
            demand(c, self._ops.who, case_id, WORKERS)
            held = select(func.count()).select_from(REDACTION).where(REDACTION.c.case == case_id, REDACTION.c.undoes.is_(None), ~_gone())  # fmt: skip
            if c.execute(held).scalar_one() >= MOST:
                raise RedactionError(Say(f"一案至多 {MOST:,} 处脱敏", f"a case has at most {MOST:,} redactions"))
            row = self._insert(c, case_id, why, **what)
            told = {name: seal(value) if name == "said" else value for name, value in what.items()}
            self._ops.record(c, "case-redact", case_id, redaction=row["seq"], what=told, why=seal(why))
        return _redaction(row)

    def _insert(self, c: Connection, case_id: str, why: str, **what: Any) -> dict[str, Any]:
        at = stamp(self._clock())
        empty = dict.fromkeys(("sort", "roles", "subject", "prop", "said"))
        row = {"case": case_id, "at": at, "who": self._ops.who, "why": why, **empty, **what}
        key = c.execute(insert(REDACTION).values(**row)).inserted_primary_key
        assert key is not None
        return {**row, "seq": key[0]}


def _gone() -> ColumnElement[bool]:
    later = REDACTION.alias()
    return exists().where(later.c.undoes == REDACTION.c.seq)


def _redaction(row: Any) -> Redaction:
    body = {name: row[name] for name in Redaction.__slots__ if name not in ("roles", "gone")}
    return Redaction(**body, roles=row["roles"] or (), gone=bool(row.get("gone", False)))
