"""What was read from a text: mentions with their place, relations between them, and the page they stand on.

A mention is a candidate in its own layer: nothing here becomes a fact until it is resolved or confirmed.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

VERSION = "1"  # of the rules as a whole; one that reads differently raises it
CLAUSE = 60  # characters looked at on either side of a mention
ACCEPTED = 0.5  # confidence from which on a mention is shown as read rather than as a guess

LABELS = (  # what rules read; a model adds its own
    *("id_number", "credit_code", "phone", "account", "wallet", "url", "host", "email", "icp", "qq", "wechat"),
    *("amount", "foreign_amount", "rate", "date", "term", "company", "person", "product", "address", "keyword"),
)
# why a rate or a promise word in a text is not its author's own promise
FLAGS = ("negated", "denied", "notice", "asked", "rule", "cap", "benchmark", "bank", "penalty")


class Mention(NamedTuple):
    """One thing that a text names. `start`, `end`: characters of the document; `value`: its normal form.

    Values: amounts are integer fen, rates simple annual fractions with six decimals, dates ISO, terms like `12M`; a
    range is `low~high`. `unit`: the period or currency as written. `flags`: why it is not the author's own promise.
    """

    label: str
    text: str
    start: int
    end: int
    value: str
    rule: str
    confidence: float
    sentence: int
    unit: str = ""
    flags: tuple[str, ...] = ()
    version: str = VERSION

    @property
    def counts(self) -> bool:
        """Whether it is accepted, and said on the author's own behalf."""
        return self.confidence >= ACCEPTED and not self.flags

    @property
    def ends(self) -> tuple[float, float]:
        """Both ends of a numeric value."""
        low, _, high = self.value.partition("~")
        return float(low), float(high or low)


class Relation(NamedTuple):
    """Two mentions that a sentence ties. `head` is None where it is the text's own author or subject."""

    kind: str
    head: Mention | None
    tail: Mention
    sentence: int
    rule: str
    confidence: float
    version: str = VERSION


class Around(NamedTuple):
    """Flags that hold for all of a sentence, and those that some clause of it may have."""

    flags: tuple[str, ...]
    local: tuple[str, ...]


@dataclass(slots=True)
class Page:
    """A text while it is read: as written, in half width at the same length, and where its sentences begin.

    `breaks`: where clauses end; `memo`: what was found out about a sentence once and holds for all of it.
    """

    text: str
    flat: str
    starts: list[int]
    breaks: list[int]
    mentions: list[Mention] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    memo: dict[int, Around] = field(default_factory=dict)

    def sentence(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def span(self, sentence: int) -> tuple[int, int]:
        """Where a sentence begins and where the next one does."""
        after = sentence + 1
        return self.starts[sentence], self.starts[after] if after < len(self.starts) else len(self.text)

    def before(self, at: int, limit: int = CLAUSE) -> str:
        """The clause's words before a place."""
        last = bisect_right(self.breaks, at - 1) - 1
        return self.flat[max(at - limit, self.breaks[last] + 1 if last >= 0 else 0) : at]

    def behind(self, at: int, limit: int = CLAUSE) -> str:
        """The clause's words from a place on."""
        after = bisect_right(self.breaks, at - 1)
        return self.flat[at : min(at + limit, self.breaks[after] if after < len(self.breaks) else len(self.flat))]

    def mention(
        self,
        label: str,
        start: int,
        end: int,
        value: str,
        rule: str,
        confidence: float,
        unit: str = "",
        flags: tuple[str, ...] = (),
    ) -> Mention:
        """A mention of this page's text; its sentence is found."""
        at = bisect_right(self.starts, start) - 1
        return Mention(label, self.text[start:end], start, end, value, rule, confidence, at, unit, flags)


def decimal(share: Decimal) -> str:
    """A fraction as text with at most six decimals."""
    return f"{share:.6f}".rstrip("0").rstrip(".")


def ranged(low: str, high: str) -> str:
    """A value that may have two ends."""
    return low if low == high else f"{low}~{high}"
