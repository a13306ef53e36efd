"""What a case is beside its facts, as JSON: what people entered, in order, and the findings as they stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from graph.ops import Ops
from graph.ops.cases import MOST, Cases
from graph.ops.evidence import Evidence
from graph.ops.freezes import Held, held
from graph.ops.rules import Rules
from graph.ops.tasks import Task, Tasks

OWN = ("role", "changed", "things")  # of a case as it is told: whose view it is, and what follows from its entries


def recorded(ops: Ops, case_id: str) -> dict[str, Any]:
    """All that is kept of a case of the asker's."""
    cases = Cases(ops)
    case = {name: value for name, value in asdict(cases.one(case_id)).items() if name not in OWN}
    things = [{"id": e.subject, "sort": e.word, "why": e.text, "who": e.who, "at": e.at} for e in _all(lambda start: cases.things(case_id, start, MOST))]  # fmt: skip
    findings = held(ops, [t["id"] for t in things if t["sort"] == "finding"])
    return {
        "case": case,
        "members": [{"who": e.subject, "role": e.word, "since": e.at} for e in cases.members(case_id)],
        "things": things,
        "entries": [asdict(e) for e in _all(lambda start: cases.timeline(case_id, start, MOST))],
        "rules": [asdict(r) for r in Rules(ops).list(case_id)],
        "evidence": [asdict(p) for p in Evidence(ops).of(case_id)],
        "dismissed": [asdict(p) for p in Evidence(ops).dismissed(case_id)],
        "tasks": [_task(t) for t in Tasks(ops).of(case_id)],
        "findings": [_finding(h) for h in findings],
    }


def _all(page: Callable[[int], tuple[Sequence[Any], int]]) -> Iterator[Any]:
    """Every entry, page by page."""
    start, total = 0, 1
    while start < total:
        some, total = page(start)
        yield from some
        start += len(some) or total


def _finding(h: Held) -> dict[str, Any]:
    f = h.finding
    subjects = [{"id": s.id, "kind": s.kind, "role_zh": s.role.zh, "role_en": s.role.en} for s in f.subjects]
    return {
        "id": f.id, "detector": f.detector, "score": f.score, "state": h.state, "zh": f.sentence.zh, "en": f.sentence.en, "subjects": subjects,
        "links": list(f.links), "start": f.start, "end": f.end, "facts": dict(f.facts), "run": dict(h.run),
    }  # fmt: skip


def _task(t: Task) -> dict[str, Any]:
    """Whether it is overdue follows from the time, and is none of its own."""
    return {name: value for name, value in asdict(t).items() if name != "overdue"}
