"""What changed since a moment, as runs and decisions have it; what no earlier state tells is None."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from graph.ops import Ops, last_runs
from graph.ops.tables import DECISION, FINDING, RUN


@dataclass(frozen=True, slots=True)
class Changed:
    """Findings in force that were first made since; `new`: of these those whose detector had run before, so that something
    is known to have come up (None: none had); findings that somebody decided on since."""

    found: int
    new: int | None
    decided: int


class Since:
    """Reads runs and decisions; their times are ISO 8601 in UTC to the microsecond, so that they compare as texts."""

    def __init__(self, ops: Ops) -> None:
        self._ops = ops

    def changed(self, at: str) -> Changed:
        """What changed since an instant that is written as runs are."""
        with self._ops.read() as c:
            before = set(c.execute(select(RUN.c.detector).where(RUN.c.at < at)).scalars())
            first = select(FINDING.c.detector, func.count().label("n")).join(RUN, RUN.c.id == FINDING.c.first_run)
            these = (RUN.c.at >= at, FINDING.c.last_run.in_(last_runs(RUN.c.id)))
            found = {r.detector: r.n for r in c.execute(first.where(*these).group_by(FINDING.c.detector))}
            decided = c.execute(select(func.count(func.distinct(DECISION.c.finding))).where(DECISION.c.at >= at)).scalar_one()  # fmt: skip
        new = sum(n for detector, n in found.items() if detector in before) if before else None
        return Changed(sum(found.values()), new, int(decided))

    def fresh(self) -> tuple[frozenset[str], frozenset[str]]:
        """Findings that the last run of their detector made for the first time; detectors that had run before it."""
        with self._ops.read() as c:
            return _fresh(c), _again(c)


def _fresh(c: Connection) -> frozenset[str]:
    made = (FINDING.c.first_run == FINDING.c.last_run, FINDING.c.last_run.in_(last_runs(RUN.c.id)))
    return frozenset(c.execute(select(FINDING.c.id).where(*made)).scalars())


def _again(c: Connection) -> frozenset[str]:
    runs = select(RUN.c.detector).group_by(RUN.c.detector).having(func.count() > 1)
    return frozenset(c.execute(runs).scalars())
