"""A rule run over past months as they were then: what it would have told, when, and how much of that was true.

Each month's run sees only what happened before the month's end. A hit counts in the month in which it first appears.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.detect.detector import Detector, Found
from graph.detect.scene import Scene
from graph.finding import Finding
from graph.lake import Lake
from graph.store import View

CHINA = 8 * 3600  # months are those of the calendar in China


@dataclass(frozen=True, slots=True)
class Month:
    """`fresh`: findings that first appear in the month; `true`: those of them with a subject of the truth (None: not given).

    `reached`: how many entities of the truth all findings so far name.
    """

    month: str
    detector: str
    found: int
    fresh: int
    true: int | None
    reached: int | None
    truncated: bool


def backtest(view: View, lake: Lake, detectors: Sequence[Detector], texts: dict[str, str], months: int, truth: frozenset[str] | None) -> Iterator[Month]:  # fmt: skip
    """The last `months` months that have transfers, detector by detector; nothing is kept in ops."""
    at = Scene(view, lake).transfers.at
    if not len(at):
        return
    ends = list(_ends(int(at[0]), int(at[-1])))[-months:]
    for detector in detectors:
        seen: set[str] = set()
        named: set[str] = set()
        for name, end in ends:
            found: Found = detector.detect(Scene(view, lake, until=end), detector.values(texts))
            fresh = [f for f in found.findings if f.id not in seen]
            seen.update(f.id for f in fresh)
            named.update(s.id for f in fresh for s in f.subjects)
            true = None if truth is None else sum(_touches(f, truth) for f in fresh)
            reached = None if truth is None else len(named & truth)
            yield Month(name, detector.name, len(found.findings), len(fresh), true, reached, found.truncated)


def _touches(finding: Finding, truth: frozenset[str]) -> bool:
    return any(s.id in truth for s in finding.subjects)


def _ends(first: int, last: int) -> Iterator[tuple[str, int]]:
    """Months from the first second's to the last's, each with the second at which it ends."""
    begun = datetime.fromtimestamp(first + CHINA, UTC)
    year, month = begun.year, begun.month
    while True:
        name = f"{year}-{month:02d}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        end = int(datetime(year, month, 1, tzinfo=UTC).timestamp()) - CHINA
        yield name, end
        if end > last:
            return
