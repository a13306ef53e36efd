"""A finding: what a detector says of some subjects within a time, with the links that show it.

Identity is declared, not random: detector, subjects and window. The same run twice gives the same findings, so two
runs can be compared and a person's decision on one stays with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from graph.entity import digest
from graph.say import Say

PREFIX = "finding-"
RISE = 0.15  # how much a score must have risen since somebody decided for the finding to be told again
STATES = {
    "new": Say("新", "new"),
    "risen": Say("风险上升", "risen"),
    "open": Say("待核", "open"),
    "confirmed": Say("属实", "confirmed"),
    "dismissed": Say("排除", "dismissed"),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity that a finding speaks of, and as what."""

    id: str
    kind: str
    role: Say


@dataclass(frozen=True, slots=True)
class Finding:
    """`start`, `end`: epoch ms UTC, None where the pattern has no time. `score`: 0 to 1, comparable within a detector.

    `links`: ids of the links that show it, each with rows behind it (`jinying why`); `facts`: what the score and
    the sentence were made from (amounts in fen, times in ms), among them how many links there are in all. `key` says
    which finding of its detector it is, where subjects and window grow as rows come in; without it they do.
    """

    detector: str
    subjects: tuple[Subject, ...]
    links: tuple[str, ...]
    start: int | None
    end: int | None
    score: float
    sentence: Say
    facts: Mapping[str, Any] = field(default_factory=dict)
    key: str | None = None

    def __post_init__(self) -> None:
        """Numbers from arrays become Python's own: a finding is kept as JSON."""
        for name in ("start", "end", "score", "facts"):
            object.__setattr__(self, name, _own(getattr(self, name)))

    @property
    def id(self) -> str:
        if self.key is not None:
            return PREFIX + digest(f"{self.detector}\x1f{self.key}")
        who = ",".join(sorted(s.id for s in self.subjects))
        return PREFIX + digest(f"{self.detector}\x1f{who}\x1f{self.start}\x1f{self.end}")


def _own(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _own(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_own(one) for one in value]
    return value.item() if hasattr(value, "item") else value


def yuan(fen: int) -> Say:
    """An amount as people write it: 1.2亿元, 35.6万元, 980.00元 · CNY 1,234.50."""
    value = abs(fen)
    if value >= 10**10:
        zh = f"{value / 10**10:.2f}亿元"
    elif value >= 10**6:
        zh = f"{value / 10**6:.2f}万元"
    else:
        zh = f"{value // 100:,}.{value % 100:02d}元"
    sign = "-" if fen < 0 else ""
    return Say(sign + zh, f"{sign}CNY {value // 100:,}.{value % 100:02d}")


def duration(ms: float) -> Say:
    """A length of time in its natural unit."""
    minutes = ms / 60_000
    if minutes < 120:
        return Say(f"{minutes:.0f}分钟", f"{minutes:.0f} min")
    if minutes < 48 * 60:
        return Say(f"{minutes / 60:.0f}小时", f"{minutes / 60:.0f} h")
    return Say(f"{minutes / 1440:.0f}天", f"{minutes / 1440:.0f} days")


def day(ms: int) -> Say:
    """The day in China of an instant: 2019年3月1日 · 2019-03-01."""
    at = datetime.fromtimestamp(ms / 1000 + 8 * 3600, UTC)
    return Say(f"{at.year}年{at.month}月{at.day}日", f"{at:%Y-%m-%d}")


def saying(zh: str, en: str, **parts: Any) -> Say:
    """A sentence from two templates; a part that is a Say goes into each in its language."""
    both = [{k: (v[i] if isinstance(v, Say) else v) for k, v in parts.items()} for i in (0, 1)]
    return Say(zh.format(**both[0]), en.format(**both[1]))


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Highest score first; equal ones in a fixed order."""
    return sorted(findings, key=lambda f: (-f.score, f.id))
