"""What stands behind ids of entities and findings, read for all of a page at once and only where somebody asks: the graph may
be down, and what speaks of them is read all the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from api.schema.findings import Finding, told
from api.schema.gathered import gathered, seen
from api.schema.kinds import Entity
from api.visit import Visit
from graph.ops.written import sort_of


class Behind:
    """Entities and findings of some ids, by those ids: what is not there, or not the visitor's to see, is lacking."""

    def __init__(self, visit: Visit, ids: Iterable[str]) -> None:
        self._visit, self._ids = visit, list(dict.fromkeys(ids))

    @cached_property
    def entities(self) -> dict[str, Entity]:
        visible = [one for one in self._of("entity") if seen(self._visit, one)] if self._visit.actor.may("read") else []
        group = self._visit.system.lake.judged.group
        meant = {one: group(one)[0] for one in visible}
        known = gathered(self._visit).entities(meant.values()) if meant else {}
        return {one: known[canonical] for one, canonical in meant.items() if canonical in known}

    @cached_property
    def findings(self) -> dict[str, Finding]:
        wanted = set(self._of("finding")) if self._visit.actor.may("findings") else set()
        found = [one for one in self._visit.system.findings().all if one[0].id in wanted] if wanted else []
        return {str(f.id): f for f in told(gathered(self._visit), found)} if found else {}

    def _of(self, sort: str) -> list[str]:
        return [one for one in self._ids if sort_of(one) == sort]
