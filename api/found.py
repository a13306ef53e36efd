"""The findings in force as they are now, by what they are about; read once after a change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graph.finding import Finding
from graph.ops import Ops
from graph.ops.since import Since

MOST = 100_000


@dataclass(frozen=True)
class Found:
    """Findings with their states, highest score first. `fresh`: those that the last run of their detector made for the first
    time; `again`: detectors that had run before."""

    all: list[tuple[Finding, str]]
    fresh: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()

    @cached_property
    def _about(self) -> dict[str, list[int]]:
        """Places in `all` by entity."""
        about: dict[str, list[int]] = {}
        for place, (made, _) in enumerate(self.all):
            for entity in {s.id for s in made.subjects}:
                about.setdefault(entity, []).append(place)
        return about

    def about(self, *entities: str) -> list[tuple[Finding, str]]:
        """Those that an entity is a subject of, by any of its ids."""
        places = {place for entity in entities for place in self._about.get(entity, ())}
        return [self.all[place] for place in sorted(places)]

    def came_up(self, made: Finding) -> bool | None:
        """Whether the last run of its detector made it for the first time; None where that was the only one."""
        return made.id in self.fresh if made.detector in self.again else None


def found(ops: Ops) -> Found:
    """As the ops database has them."""
    return Found(ops.findings(MOST), *Since(ops).fresh())
