"""Whom the findings speak of, the gravest first, with the reasons; a lead for each, no verdict on any."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from graph.detect.identify import KINDS
from graph.finding import Finding

Stated = tuple[Finding, str]  # with its state
REASONS = 3


@dataclass(frozen=True, slots=True)
class Alert:
    """One entity and the findings about it that nobody dismissed, highest score first."""

    entity: str
    about: list[Stated]

    @property
    def score(self) -> int:
        return score(self.about)

    @property
    def reasons(self) -> list[Finding]:
        """The best finding of each detector, the best few of these."""
        best: dict[str, Finding] = {}
        for made, _ in self.about:
            best.setdefault(made.detector, made)
        return list(best.values())[:REASONS]

    @property
    def suspected(self) -> str | None:
        """The class of illegal finance that its papers and money speak for most, where a detector says so."""
        return next((KINDS[made.detector][0] for made, _ in self.about if made.detector in KINDS), None)


def score(about: Iterable[Stated]) -> int:
    """0 to 100: the highest score of those that nobody dismissed."""
    return round(max((made.score for made, state in about if state != "dismissed"), default=0.0) * 100)


def alerts(found: Iterable[Stated], kind: str, canonical: Callable[[str], str]) -> list[Alert]:
    """Entities of a kind that findings in force speak of: highest score first, then most findings. The findings come with
    the highest score first, as the database has them."""
    about: dict[str, dict[int, Stated]] = {}
    for place, (made, state) in enumerate(found):
        for subject in made.subjects if state != "dismissed" else ():
            if subject.kind == kind:
                about.setdefault(canonical(subject.id), {})[place] = (made, state)
    held = [Alert(one, list(known.values())) for one, known in about.items()]
    return sorted(held, key=lambda a: (-a.about[0][0].score, -len(a.about), a.entity))
