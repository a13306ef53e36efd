"""What a search answers: hits with their reasons, how many there are in all, and where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.say import Say


@dataclass(frozen=True, slots=True)
class Hit:
    """One entity found: `caption` is raw, to be masked by who shows it; `field` and `reason` say by what and how."""

    id: str
    kind: str
    caption: str
    region: str
    score: float
    field: str
    reason: Say


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, best first. `exact_total`: no more than `total` (else at least so many). `cut`: the query was
    longer than is read. Counts by kind and by region ("" where none is stated) each add up to `total`."""

    total: int
    exact_total: bool
    hits: tuple[Hit, ...]
    kinds: Mapping[str, int] = field(default_factory=dict)
    regions: Mapping[str, int] = field(default_factory=dict)
    cut: bool = False

    @property
    def truncated(self) -> bool:
        """Whether there are more than are shown."""
        return not self.exact_total or self.total > len(self.hits)


NOTHING = Found(0, True, ())
