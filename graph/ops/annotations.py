"""Annotations: what people write beside an entity, a link or a finding, for a case's members or for all who may annotate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, insert, or_, select

from graph.entity import now, stamp
from graph.ops import Ops
from graph.ops.case_tables import ANNOTATION
from graph.ops.cases import ALL, LEADS, WORKERS, readable, workable
from graph.ops.written import NOTE, WHY, seal, text, things
from graph.say import JinyingError, Say

SUBJECTS = 500  # asked for at once
LONGEST = 2_000  # signs of an annotation
MOST = 500  # of a page


class AnnotationError(JinyingError):
    """No such annotation, or it is another's."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation; `case` None: for all who may annotate. `gone`: taken away by a later row."""

    seq: int
    subject: str
    case: str | None
    who: str
    at: str
    text: str
    gone: bool = False


class Annotations:
    """The annotations of one ops database, those that whoever acts may see. `in_cases`: whether they have the right to
    cases at all."""

    def __init__(self, ops: Ops, *, in_cases: bool = True) -> None:
        self._ops, self._in_cases = ops, in_cases

    def on(self, subjects: Iterable[str], start: int = 0, size: int = 50, *, case: str | None = None, gone: bool = False) -> tuple[Sequence[Annotation], int]:  # fmt: skip
        """Those on any of these, in order, and how many there are: of one case, or all; `gone`: also those taken away."""
        asked = list(dict.fromkeys(subjects))
        if len(asked) > SUBJECTS:
            raise AnnotationError(Say(f"一次至多 {SUBJECTS} 个", f"at most {SUBJECTS} at once"))
        these = [ANNOTATION.c.subject.in_(asked), ANNOTATION.c.undoes.is_(None), self._seen()]
        if case is not None:
            these.append(ANNOTATION.c.case == case)
        if not gone:
            these.append(~_gone())
        page = select(ANNOTATION, _gone().label("gone")).where(*these).order_by(ANNOTATION.c.seq).offset(start)
        with self._ops.read() as c:
            total = c.execute(select(func.count()).select_from(ANNOTATION).where(*these)).scalar_one()
            return [_annotation(row) for row in c.execute(page.limit(min(size, MOST))).mappings()], total

    def add(self, subject: str, words: str, *, case: str | None = None) -> Annotation:
        """Write one; it stays as it was written."""
        words, at = text(words, Say("批注", "the annotation"), LONGEST), stamp(now())
        with self._ops.change() as c:
            things(c, [subject])
            if case is not None:
                workable(c, self._ops.who, case, WORKERS if self._in_cases else ())
            row = {"subject": subject, "case": case, "who": self._ops.who, "at": at, "text": words}
            key = c.execute(insert(ANNOTATION).values(**row)).inserted_primary_key
            assert key is not None
            self._ops.record(c, "annotate", subject, seq=key[0], case=case, text=seal(words))
        return Annotation(seq=key[0], **row)  # type: ignore[arg-type]

    def remove(self, seq: int, why: str) -> Annotation:
        """Take one's own away by a later row; in a case its lead may also take another's."""
        why = text(why, WHY, NOTE)
        with self._ops.change() as c:
            these = (ANNOTATION.c.seq == seq, ANNOTATION.c.undoes.is_(None), self._seen(), ~_gone())
            row = c.execute(select(ANNOTATION).where(*these)).mappings().first()
            if row is None:
                raise AnnotationError(Say(f"没有第 {seq} 号批注", f"no annotation {seq}"))
            if row["case"] is not None:
                workable(c, self._ops.who, row["case"], WORKERS if row["who"] == self._ops.who else LEADS)
            elif row["who"] != self._ops.who:
                raise AnnotationError(Say("批注属于他人", "the annotation is another's"), Say("请其作者撤下", "ask its writer to remove it"))  # fmt: skip
            c.execute(insert(ANNOTATION).values(subject=row["subject"], case=row["case"], who=self._ops.who, at=stamp(now()), text=why, undoes=seq))  # fmt: skip
            self._ops.record(c, "annotate-remove", row["subject"], seq=seq, case=row["case"], why=seal(why))
        return _annotation({**row, "gone": True})

    def _seen(self) -> ColumnElement[bool]:
        """The one rule of who sees an annotation."""
        return or_(
            ANNOTATION.c.case.is_(None), ANNOTATION.c.case.in_(readable(self._ops.who, ALL if self._in_cases else ()))
        )


def _gone() -> ColumnElement[bool]:
    later = ANNOTATION.alias()
    return exists().where(later.c.undoes == ANNOTATION.c.seq)


def _annotation(row: Mapping[Any, Any]) -> Annotation:
    return Annotation(**{name: row[name] for name in Annotation.__slots__})
