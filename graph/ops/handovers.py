"""A case handed over to another agency: what went, what was lacking then, until when they answer, and what they said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from graph.entity import fresh, now, stamp
from graph.ops import Ops
from graph.ops.cases import ALL, LEADS, Clock, demand, role_of
from graph.ops.docket_tables import HANDOVER_ENTRY
from graph.ops.written import LINE, NOTE, WHY, seal, text
from graph.say import JinyingError, Say

STATES = {
    "sent": Say("已移送，待回执", "sent, no receipt yet"), "received": Say("已接收", "received"), "returned": Say("已退回", "returned"),
    "withdrawn": Say("已撤回", "withdrawn"),
}  # fmt: skip
ACTS = {
    "send": Say("移送", "sent"), "receive": Say("回执", "receipt"), "return": Say("退回", "returned"),
    "withdraw": Say("撤回", "withdrawn"),
}  # fmt: skip
BECOMES = {"receive": "received", "return": "returned", "withdraw": "withdrawn"}
FROM = {"receive": ("sent",), "return": ("sent", "received"), "withdraw": ("sent",)}  # acts by the states they are for
HASH = re.compile(r"[0-9a-f]{64}")
MOST = 200  # of one case


class HandedError(JinyingError):
    """No such handover, or it can't be done with it."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent: to which kind of agency (as graph/case/handover.yaml has it) and which; `due`: until when they answer;
    `sha256`: of the file that goes, "" where none does; `gaps`: what was lacking; `note`: why it goes all the same."""

    kind: str
    agency: str
    due: datetime
    gaps: Sequence[Mapping[str, str]]
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receiver says: who took it, when, under which number, and the hash that they read."""

    person: str
    at: str
    number: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Handover:
    """One handover as it stands. Times are ISO 8601 UTC. `overdue`: no answer, and the time is over. `same`: whether the
    receiver read the hash that was sent; None where one of both is not known. `reason`: of a return or withdrawal."""

    id: str
    case: str
    kind: str
    agency: str
    who: str
    at: str
    due: str
    sha256: str
    gaps: tuple[dict[str, str], ...]
    note: str
    state: str = "sent"
    overdue: bool = False
    receipt: Receipt | None = None
    same: bool | None = None
    reason: str = ""
    changed: str = ""


class Handovers:
    """The handovers of one ops database as whoever acts may see and make them: a case's lead hands it over."""

    def __init__(self, ops: Ops, clock: Clock = now) -> None:
        self._ops, self._clock = ops, clock

    def of(self, case_id: str) -> Sequence[Handover]:
        """Every handover of a case, the newest first."""
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id, ALL)
            return self._told(c, case_id)[::-1]

    def send(self, case_id: str, sending: Sending) -> Handover:
        """It goes. A closed case may be handed over, too: that is how many end."""
        agency = text(sending.agency, Say("接收单位", "the receiver"), LINE)
        note = text(sending.note, WHY, NOTE, may_lack=not sending.gaps)
        row = {"kind": sending.kind, "agency": agency, "due": stamp(sending.due), "sha256": _hash(sending.sha256), "gaps": list(sending.gaps), "text": note}  # fmt: skip
        new = fresh("handover")
        with self._ops.change() as c:
            demand(c, self._ops.who, case_id, LEADS)
            if len(self._told(c, case_id)) >= MOST:
                raise HandedError(Say(f"一个案件至多移送 {MOST} 次", f"a case is handed over {MOST} times at most"))
            self._add(c, case_id, new, "send", **row)
            return self._one(c, new)

    def received(self, handover: str, receipt: Receipt) -> Handover:
        """They have it. A hash that is not the one that was sent is kept, and told as such."""
        row = {
            "person": text(receipt.person, Say("接收人", "who received it")),
            "number": text(receipt.number, Say("回执编号", "the number of the receipt")),
            "sha256": _hash(receipt.sha256),
            "received": self._moment(receipt.at),
        }
        with self._change(handover, "receive") as c:
            self._add(c, self._one(c, handover).case, handover, "receive", text="", **row)
            return self._one(c, handover)

    def returned(self, handover: str, why: str) -> Handover:
        """They send it back."""
        return self._end(handover, "return", why)

    def withdrawn(self, handover: str, why: str) -> Handover:
        """It is taken back before they have answered."""
        return self._end(handover, "withdraw", why)

    # below

    def _end(self, handover: str, act: str, why: str) -> Handover:
        why = text(why, WHY, NOTE)
        with self._change(handover, act) as c:
            self._add(c, self._one(c, handover).case, handover, act, text=why)
            return self._one(c, handover)

    @contextmanager
    def _change(self, handover: str, act: str) -> Iterator[Connection]:
        with self._ops.change() as c:
            held = self._one(c, handover)
            demand(c, self._ops.who, held.case, LEADS)
            if held.state not in FROM[act]:
                now_ = STATES[held.state]
                raise HandedError(Say(f"此次移送{now_.zh}", f"this handover is {now_.en}"))
            yield c

    def _one(self, c: Connection, handover: str) -> Handover:
        these = select(HANDOVER_ENTRY.c.case).where(HANDOVER_ENTRY.c.handover == handover[:100]).limit(1)
        case_id = c.execute(these).scalar()
        if case_id is None or role_of(c, self._ops.who, case_id) is None:
            raise HandedError(Say("没有此次移送", "no such handover"))
        return next(one for one in self._told(c, case_id) if one.id == handover)

    def _moment(self, at: str) -> str:
        """A time that is over, in UTC."""
        try:
            when = datetime.fromisoformat(at).astimezone(UTC)
        except (ValueError, OverflowError):
            raise HandedError(Say("接收时间不是时刻", "that is no time")) from None
        if when > self._clock():
            raise HandedError(Say("接收时间尚未到来", "that time has not come yet"))
        return stamp(when)

    def _add(self, c: Connection, case_id: str, handover: str, act: str, **row: Any) -> None:
        same = {"handover": handover, "case": case_id, "at": stamp(self._clock()), "who": self._ops.who, "act": act}
        c.execute(insert(HANDOVER_ENTRY).values(**same, **row))
        said = {"kind": row.get("kind"), "due": row.get("due"), "sha256": row.get("sha256"), "gaps": len(row.get("gaps") or ())}  # fmt: skip
        self._ops.record(c, f"case-handover-{act}", case_id, handover=handover, text=seal(row["text"]), **said)

    def _told(self, c: Connection, case_id: str) -> list[Handover]:
        """The handovers of a case in the order in which they were sent."""
        at, told = stamp(self._clock()), dict[str, Handover]()
        for row in c.execute(select(HANDOVER_ENTRY).where(HANDOVER_ENTRY.c.case == case_id).order_by(HANDOVER_ENTRY.c.seq)).mappings():  # fmt: skip
            told[row["handover"]] = _after(told.get(row["handover"]), row)
        return [replace(one, overdue=one.state == "sent" and one.due < at) for one in told.values()]


def _after(held: Handover | None, row: Mapping[Any, Any]) -> Handover:
    """A handover after one more entry."""
    if held is None:
        same = {name: row[name] for name in ("case", "kind", "agency", "who", "at", "due", "sha256")}
        return Handover(row["handover"], **same, gaps=tuple(row["gaps"]), note=row["text"], changed=row["at"])
    after = replace(held, state=BECOMES[row["act"]], changed=row["at"])
    if row["act"] != "receive":
        return replace(after, reason=row["text"])
    receipt = Receipt(row["person"], row["received"], row["number"], row["sha256"])
    known = bool(held.sha256 and receipt.sha256)
    return replace(after, receipt=receipt, same=held.sha256 == receipt.sha256 if known else None)


def _hash(given: str) -> str:
    """A SHA-256 in small letters, or nothing."""
    kept = "".join(given.split()).lower()
    if kept and not HASH.fullmatch(kept):
        raise HandedError(Say("SHA-256 应为 64 位十六进制", "a SHA-256 is 64 hexadecimal digits"))
    return kept
