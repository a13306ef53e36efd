"""Who findings speak of: kinds, masked captions, owners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.finding import Subject
from graph.mask import caption
from graph.say import Say
from graph.store import View


@dataclass(frozen=True, slots=True)
class Cast:
    """Kinds, masked captions and owners of the entities that findings speak of."""

    kinds: Mapping[str, str]
    captions: Mapping[str, str]
    owners: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, view: View, ids: Iterable[str]) -> Cast:
        rows = view.run("read/captions", ids=sorted(set(ids)))
        return cls(
            {r["id"]: r["kind"] for r in rows},
            {r["id"]: caption(r["kind"], r["caption"], r["id"]) for r in rows},
            {r["id"]: frozenset(r["owners"]) for r in rows},
        )

    def subject(self, entity_id: str, role: Say) -> Subject:
        return Subject(entity_id, self.kinds[entity_id], role)

    def one_owner(self, ids: Iterable[str]) -> bool:
        """Whether one and the same owner holds all of these accounts, which makes it their own affair."""
        owners = [self.owners[i] for i in ids]
        return bool(owners) and bool(frozenset.intersection(*owners))
