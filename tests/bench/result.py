"""What a bench row is: what is asked, what was measured on both sides, and whether it is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.bench.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Asked:
    """The line to reach: a bound on our figure, or (`ratio`) on ours over the peer's. No bound: shown, not judged."""

    text: str
    bound: float | None = None
    more: bool = True
    ratio: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side's repetitions."""

    label: str
    unit: str
    samples: tuple[float, ...]

    @property
    def spread(self) -> dict[str, float]:
        return {"min": min(self.samples), "median": median(self.samples), "max": max(self.samples)}


@dataclass(frozen=True, slots=True)
class Beside:
    """One peer of several: CPU seconds of ours and of it for the same, or why there are none."""

    name: str
    on: str
    ours: float
    cpu: float | None
    build: float = 0.0
    peak: int = 0
    said: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the peer's: above 1 it is faster than we are."""
        return None if self.cpu is None else self.ours / max(self.cpu, 1e-6)


@dataclass(frozen=True, slots=True)
class Result:
    """One row as measured. Repetitions of ours and the peer's were taken alternately, so ratios go pair by pair."""

    name: str
    what: str
    asked: Asked
    ours: Side
    peer: Side | None = None
    notes: tuple[str, ...] = ()
    page: str = "loading"  # the block of README.md that it stands in
    beside: tuple[Beside, ...] = ()  # where there are several peers: `peer` is the fastest of them

    @property
    def ratio(self) -> float | None:
        """Ours over the peer's, the median of the pairs."""
        if self.peer is None:
            return None
        return median(a / b for a, b in zip(self.ours.samples, self.peer.samples, strict=True))

    @property
    def reached(self) -> bool | None:
        """Whether the line is reached; None where there is none to reach."""
        if self.asked.bound is None:
            return None
        value = self.ratio if self.asked.ratio else median(self.ours.samples)
        assert value is not None
        return value >= self.asked.bound if self.asked.more else value <= self.asked.bound

    def body(self) -> dict[str, Any]:
        """As JSON."""
        sides = {"ours": self.ours, "peer": self.peer}
        return {
            "name": self.name, "what": self.what, "asked": self.asked.text, "bound": self.asked.bound,
            **{k: s and {"label": s.label, "unit": s.unit, "samples": s.samples, **s.spread} for k, s in sides.items()},
            "ratio": self.ratio, "reached": self.reached, "notes": self.notes,
            "beside": [asdict(b) for b in self.beside],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bench:
    """A row to measure. `server`: needs a real Neo4j; `browser`: Node and Chromium; `package`: one from PyPI that nobody installs."""

    name: str
    about: str
    run: Callable[[Inputs], Result]
    server: bool = False
    browser: bool = False
    package: bool = False
