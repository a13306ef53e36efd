"""Answers on pairs of entities as rows of the ops database: added, taken back by a later row, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, func, insert, select

from graph.judged import ANSWERS, Judged, Judgement, unite
from graph.lake import table_of
from graph.ontology import Link
from graph.ops.tables import JUDGEMENT
from graph.say import JinyingError, Say, did_you_mean


class JudgementError(JinyingError):
    """A pair that nobody can judge, or an answer that is none."""


def add(c: Connection, who: str, at: str, said: Iterable[Mapping[str, Any]]) -> list[int]:
    """Add answers of one person or rule; their sequence numbers."""
    first = last(c) + 1
    rows = [
        {
            "seq": first + n, "left": _entity(one["left"]), "right": _entity(one["right"]), "answer": one["answer"], "who": who,
            "at": at, "why": one.get("why", ""), "basis": one.get("basis"), "score": one.get("score"),
            "reasons": dict(one.get("reasons") or {}), "blind": bool(one.get("blind")), "undoes": None,
        }
        for n, one in enumerate(said)
    ]  # fmt: skip
    for row in rows:
        _judgeable(row)
    if rows:
        c.execute(insert(JUDGEMENT), rows)
    return [row["seq"] for row in rows]


def take_back(c: Connection, who: str, at: str, seq: int, why: str) -> int:
    """A later row that takes an answer back; its own number."""
    known = {j.seq: j for j in held(c)}
    if (j := known.get(seq)) is None:
        raise JudgementError(Say(f"没有第 {seq} 号判定", f"no judgement {seq}"), Say("jinying judge list 列出", "`jinying judge list` lists them"))  # fmt: skip
    if j.gone:
        raise JudgementError(Say(f"第 {seq} 号判定已撤销", f"judgement {seq} is taken back already"))
    row = {
        "seq": last(c) + 1, "left": j.left, "right": j.right, "answer": j.answer, "who": who, "at": at, "why": why, "basis": None,
        "score": None, "reasons": {}, "blind": False, "undoes": seq,
    }  # fmt: skip
    c.execute(insert(JUDGEMENT).values(**row))
    return last(c)


def held(c: Connection, until: int | None = None) -> list[Judgement]:
    """Answers up to entry `until`, in order; those taken back by then are marked `gone`."""
    asked = select(JUDGEMENT).order_by(JUDGEMENT.c.seq)
    rows = c.execute(asked if until is None else asked.where(JUDGEMENT.c.seq <= until)).mappings().all()
    gone = {row["undoes"] for row in rows if row["undoes"] is not None}
    return list(_judgements(rows, gone))


def judged(c: Connection, until: int | None = None) -> Judged:
    """What the answers up to entry `until` come to."""
    return unite(held(c, until), last(c) if until is None else until)


def last(c: Connection) -> int:
    """The last entry."""
    return int(c.execute(select(func.max(JUDGEMENT.c.seq))).scalar() or 0)


def _judgements(rows: Iterable[Mapping[Any, Any]], gone: set[int]) -> Iterator[Judgement]:
    for row in rows:
        if row["undoes"] is None:
            body = {k: v for k, v in row.items() if k != "undoes"}
            yield Judgement(**body, gone=row["seq"] in gone)


def _entity(one: str) -> str:
    if isinstance(table_of(one), Link):
        raise JudgementError(Say(f"{one} 是关系，不是主体", f"{one} is a link, no entity"))
    return one


def _judgeable(row: Mapping[str, Any]) -> None:
    if row["answer"] not in ANSWERS:
        raise JudgementError(
            Say(f"“{row['answer']}”不是判定", f"no answer '{row['answer']}'"), did_you_mean(row["answer"], ANSWERS)
        )
    if row["left"] == row["right"]:
        raise JudgementError(Say(f"{row['left']} 与其自身无需判定", f"{row['left']} is itself"))
    if table_of(row["left"]) != table_of(row["right"]):
        raise JudgementError(
            Say(f"{row['left']} 与 {row['right']} 不是同一类", f"{row['left']} and {row['right']} are of two kinds"),
            Say("只有同类主体可以判为同一", "only entities of one kind can be one"),
        )
    if row["answer"] == "different" and not (row["basis"] or "").strip():
        raise JudgementError(
            Say("判为不同须写明依据", "a judgement of different needs its basis"),
            Say("用 --basis 写明，例如登记档案或证件", "say it with --basis, for example the register or a document"),
        )
