"""Rules by which things came into cases: each application with its parameters, the state of the graph, and what it gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from graph.entity import now, stamp
from graph.ops import Ops
from graph.ops.cases import AT_ONCE, Cases, Clock, demand, workable
from graph.ops.docket_tables import CASE_RULE
from graph.ops.written import NOTE, WHY, seal, text
from graph.say import JinyingError, Say


class RuleError(JinyingError):
    """No such application of a rule, or parameters that it can't have."""


@dataclass(frozen=True, slots=True)
class Applied:
    """One application of a rule to a case. `snapshot`: hash of the arrays that it read; `found`: every id it gave, in order;
    `added`: how many of them were not in the case yet."""

    seq: int
    case: str
    at: str
    who: str
    name: str
    params: Mapping[str, Any]
    snapshot: str
    found: Sequence[str]
    added: int
    why: str


class Rules:
    """The applications of one ops database as whoever acts may see them."""

    def __init__(self, ops: Ops, clock: Clock = now) -> None:
        self._ops, self._clock = ops, clock

    def list(self, case_id: str) -> Sequence[Applied]:
        """Those of a case of the asker's, in order."""
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
            these = select(CASE_RULE).where(CASE_RULE.c.case == case_id).order_by(CASE_RULE.c.seq)
            return [_applied(row) for row in c.execute(these).mappings()]

    def one(self, case_id: str, seq: int) -> Applied:
        """One of them by number."""
        found = next((r for r in self.list(case_id) if r.seq == seq), None)
        if found is None:
            raise RuleError(Say(f"没有第 {seq} 次规则", f"no application {seq} of a rule"))
        return found

    def apply(self, case_id: str, name: str, params: Mapping[str, Any], snapshot: str, found: Sequence[str], why: str) -> Applied:  # fmt: skip
        """Put what a rule gave into a case and record how. Things go in by lots: a run that is broken off has put in some of
        them, each with its entry, and is finished by the same rule again."""
        why, cases, added = text(why, WHY, NOTE), Cases(self._ops, self._clock), 0
        for start in range(0, len(found), AT_ONCE):
            added += len(cases.add(case_id, found[start : start + AT_ONCE], why))
        row: dict[str, Any] = {
            "case": case_id, "at": stamp(self._clock()), "who": self._ops.who, "name": name,
            "params": dict(params), "snapshot": snapshot, "found": list(found), "added": added, "why": why,
        }  # fmt: skip
        with self._ops.change() as c:
            workable(c, self._ops.who, case_id)
            key = c.execute(insert(CASE_RULE).values(**row)).inserted_primary_key
            assert key is not None
            self._ops.record(c, "case-rule", case_id, rule=name, params=dict(params), snapshot=snapshot, found=len(found), added=added, why=seal(why))  # fmt: skip
        return Applied(seq=key[0], **row)


def _applied(row: Mapping[Any, Any]) -> Applied:
    return Applied(**{name: row[name] for name in Applied.__slots__})
