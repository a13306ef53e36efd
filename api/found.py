"""The findings in force as they are now, by what they are about; read once after a change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graph.finding import Finding

MOST = 100_000


@dataclass(frozen=True)
class Found:
    """Findings with their states, highest score first."""

    all: list[tuple[Finding, str]]

    @cached_property
    def _about(self) -> dict[str, list[tuple[Finding, str]]]:
        about: dict[str, list[tuple[Finding, str]]] = {}
        for one in self.all:
            for entity in dict.fromkeys(s.id for s in one[0].subjects):
                about.setdefault(entity, []).append(one)
        return about

    def about(self, entity: str) -> list[tuple[Finding, str]]:
        """Those that an entity is a subject of."""
        return self._about.get(entity, [])
