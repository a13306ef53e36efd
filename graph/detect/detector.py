"""What a detector is: a name, parameters with limits, and a function from a scene to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.detect.law import Law, laws
from graph.detect.scene import Scene
from graph.finding import Finding
from graph.say import JinyingError, Say, did_you_mean

Values = Mapping[str, float]
MOST = 1_000  # findings of one detector and run
SHOWN = 500  # links that a finding names; its facts say how many there are
HOUR = 3_600_000
DAY = 24 * HOUR


class DetectError(JinyingError):
    """No such detector or parameter, or a value out of its limits."""


@dataclass(frozen=True, slots=True)
class Param:
    """A number that a person may change, with its limits (in `unit`)."""

    name: str
    label: Say
    default: float
    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class Found:
    """Findings, and whether there were more than could be returned."""

    findings: list[Finding]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Detector:
    """One pattern. `about`: what it says of its subjects, for the one who reads a finding."""

    name: str
    label: Say
    about: Say
    params: tuple[Param, ...]
    detect: Callable[[Scene, Values], Found]
    law_of: str | None = None  # whose block of law.yaml it has, where not its own name's

    @property
    def law(self) -> Law:
        """Classes, legal background, what would exonerate (law.yaml)."""
        return laws()[self.law_of or self.name]

    def values(self, given: Mapping[str, str]) -> dict[str, float]:
        """Defaults with the given values of this detector's own parameters; raises where one is out of limits."""
        values = {p.name: p.default for p in self.params}
        for p in self.params:
            if p.name in given:
                values[p.name] = number(p, given[p.name])
        return values


def number(param: Param, text: str) -> float:
    """The parameter's value as text says it; raises where that is no number or out of its limits."""
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not param.low <= value <= param.high:
        limits = f"{param.low:g} – {param.high:g} {param.unit}"
        raise DetectError(
            Say(f"参数 {param.name}={text} 超出范围", f"parameter {param.name}={text} is out of its limits"),
            Say(f"可取 {limits}", f"allowed: {limits}"),
        )
    return value


def given(texts: Iterable[str], detectors: Iterable[Detector]) -> dict[str, str]:
    """`name=value` texts as a mapping; raises where no detector has that parameter."""
    known = {p.name for d in detectors for p in d.params}
    values: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise DetectError(
                Say(f"“{text}”不是 名=值", f"'{text}' is not name=value"), Say("如 window=72", "as in window=72")
            )
        if name not in known:
            raise DetectError(Say(f"没有参数“{name}”", f"no parameter '{name}'"), did_you_mean(name, known))
        values[name] = value
    return values
