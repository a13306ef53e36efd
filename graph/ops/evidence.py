"""Evidence of a case by element, for and against: what people hold, and which of the program's proposals they dismissed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, insert, select

from graph.entity import now, stamp
from graph.ops import Ops
from graph.ops.cases import LEADS, WORKERS, demand, workable
from graph.ops.docket_tables import EVIDENCE
from graph.ops.written import NOTE, WHY, seal, text, things
from graph.say import JinyingError, Say, did_you_mean

ELEMENTS = {
    "unlawful": Say("非法性", "unlawfulness"), "public": Say("公开性", "publicity"), "inducement": Say("利诱性", "inducement"),
    "social": Say("社会性", "unspecific public"), "intent": Say("主观故意与非法占有目的", "intent"), "amount": Say("数额", "amount"),
    "unit": Say("单位犯罪", "crime of a unit"),
}  # fmt: skip
SIDES = {"for": Say("证明", "for"), "against": Say("反证", "against")}
LONGEST = 2_000  # signs of what is said, and of a sentence
KEY = 64  # signs of a proposal's key
HELD = 2_000  # pieces of one case
STANDS = ("add", "dismiss")


class EvidenceError(JinyingError):
    """No such evidence, or it can't be put so."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is put into a cell: `subject` leads to the rows, `said` is the sentence of a text, `proposal` the key of the
    proposal that is taken over."""

    element: str
    side: str
    text: str
    subject: str | None = None
    said: str = ""
    proposal: str | None = None

    def checked(self) -> dict[str, Any]:
        """As it is kept."""
        _one_of(self.element, ELEMENTS, Say("要件", "element"))
        _one_of(self.side, SIDES, Say("方向", "side"))
        return {
            "element": self.element, "side": self.side, "subject": self.subject,
            "text": text(self.text, Say("说明", "the text"), LONGEST),
            "said": text(self.said, Say("原句", "the sentence"), LONGEST, may_lack=True),
            "proposal": None if self.proposal is None else text(self.proposal, Say("建议编号", "the proposal's key"), KEY),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One row as it stands. `act`: add, or dismiss (`text` says why); `gone`: taken back by a later row."""

    seq: int
    at: str
    who: str
    act: str
    element: str
    side: str
    text: str
    subject: str | None
    said: str
    proposal: str | None
    gone: bool = False


class Evidence:
    """The evidence of one ops database's cases, for their members. Texts go into the audit chain as their seal."""

    def __init__(self, ops: Ops) -> None:
        self._ops = ops

    def of(self, case_id: str, *, gone: bool = False) -> Sequence[Piece]:
        """What a case holds, in order; `gone`: also what was taken back."""
        return self._rows(case_id, "add", gone)

    def dismissed(self, case_id: str, *, gone: bool = False) -> Sequence[Piece]:
        """The proposals that were dismissed, each with the reason; `gone`: also those that are open again."""
        return self._rows(case_id, "dismiss", gone)

    def add(self, case_id: str, words: Words) -> Piece:
        """Put a piece into a cell, one's own or a proposal that one makes one's own; it stays as it was written."""
        row = words.checked()
        with self._change(case_id) as c:
            if c.execute(_counted(case_id)).scalar_one() >= HELD:
                raise EvidenceError(Say(f"一案证据至多 {HELD:,} 条", f"a case has at most {HELD:,} pieces of evidence"))
            things(c, [words.subject] if words.subject is not None else [])
            self._unanswered(c, case_id, row["proposal"])
            made = self._put(c, case_id, "add", row)
            self._ops.record(
                c, "evidence-add", case_id, seq=made.seq, element=made.element, side=made.side, thing=made.subject,
                proposal=made.proposal, text=seal(made.text), said=seal(made.said),
            )  # fmt: skip
        return made

    def dismiss(self, case_id: str, proposed: Words, why: str) -> Piece:
        """Say why a proposal of the program is no evidence; it is not proposed again."""
        if proposed.proposal is None:
            raise EvidenceError(Say("只有程序的建议可以排除", "only a proposal of the program can be dismissed"), Say("自己的证据请用撤回", "take one's own back instead"))  # fmt: skip
        row = {**proposed.checked(), "text": text(why, WHY, NOTE), "said": ""}
        with self._change(case_id) as c:
            self._unanswered(c, case_id, row["proposal"])
            made = self._put(c, case_id, "dismiss", row)
            self._ops.record(
                c, "evidence-dismiss", case_id, seq=made.seq, element=made.element, side=made.side, thing=made.subject,
                proposal=made.proposal, why=seal(made.text),
            )  # fmt: skip
        return made

    def remove(self, case_id: str, seq: int, why: str) -> Piece:
        """Take a piece or a dismissal of one's own back by a later row; the case's lead may also take another's."""
        why = text(why, WHY, NOTE)
        with self._change(case_id) as c:
            these = (EVIDENCE.c.case == case_id, EVIDENCE.c.seq == seq, EVIDENCE.c.act.in_(STANDS), ~_gone())
            row = c.execute(select(EVIDENCE).where(*these)).mappings().first()
            if row is None:
                raise EvidenceError(Say(f"没有第 {seq} 号证据", f"no evidence {seq}"))
            if row["who"] != self._ops.who:
                demand(c, self._ops.who, case_id, LEADS)
            same = {name: row[name] for name in ("element", "side", "subject")}
            later = self._put(c, case_id, "remove", {**same, "text": why, "said": "", "proposal": None, "undoes": seq})
            self._ops.record(c, "evidence-remove", case_id, seq=later.seq, undoes=seq, why=seal(why))
        return _piece({**row, "gone": True})

    def _rows(self, case_id: str, act: str, gone: bool) -> Sequence[Piece]:
        these = [EVIDENCE.c.case == case_id, EVIDENCE.c.act == act, *([] if gone else [~_gone()])]
        page = select(EVIDENCE, _gone().label("gone")).where(*these).order_by(EVIDENCE.c.seq)
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
            return [_piece(row) for row in c.execute(page).mappings()]

    @contextmanager
    def _change(self, case_id: str) -> Iterator[Connection]:
        with self._ops.change() as c:
            workable(c, self._ops.who, case_id, WORKERS)
            yield c

    def _unanswered(self, c: Connection, case_id: str, proposal: str | None) -> None:
        these = (EVIDENCE.c.case == case_id, EVIDENCE.c.proposal == proposal, EVIDENCE.c.act.in_(STANDS), ~_gone())
        if proposal is not None and (row := c.execute(select(EVIDENCE).where(*these)).first()):
            raise EvidenceError(
                Say(f"此建议已由第 {row.seq} 号答复", f"the proposal is answered by {row.seq}"),
                Say("要改变主意，请先撤回", "take that back first"),
            )

    def _put(self, c: Connection, case_id: str, act: str, row: Mapping[str, Any]) -> Piece:
        body = {"at": stamp(now()), "who": self._ops.who, "act": act, **row}
        key = c.execute(insert(EVIDENCE).values(case=case_id, **body)).inserted_primary_key
        assert key is not None
        return _piece({**body, "seq": key[0], "gone": False})


def _counted(case_id: str) -> Any:
    return select(func.count()).select_from(EVIDENCE).where(EVIDENCE.c.case == case_id, EVIDENCE.c.act.in_(STANDS), ~_gone())  # fmt: skip


def _gone() -> ColumnElement[bool]:
    later = EVIDENCE.alias()
    return exists().where(later.c.undoes == EVIDENCE.c.seq)


def _piece(row: Mapping[Any, Any]) -> Piece:
    return Piece(**{name: row[name] for name in Piece.__slots__})


def _one_of(word: str, known: Mapping[str, Say], what: Say) -> None:
    if word not in known:
        raise EvidenceError(Say(f"没有{what.zh}“{word[:64]}”", f"no {what.en} '{word[:64]}'"), did_you_mean(word[:64], known))  # fmt: skip
