"""What a report is made of: sections of facts, passages, tables and pictures, the same for PDF, Word and HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

FIELD = {False: (451.0, 560.0), True: (717.0, 385.0)}  # points that a picture has on an A4 page: upright, lying
LEAST, LARGEST = 0.64, 0.75  # points of a unit: below, the smallest letters (11 units) are under 7 pt


@dataclass(frozen=True, slots=True)
class Column:
    """`how`: text, money (right, 元), count (right), code (letters of one width); `width`: its share of the line."""

    label: str
    how: str = "text"
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs; `small`: a note."""

    texts: Sequence[str]
    small: bool = False
    kind: str = "passage"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are."""

    rows: Sequence[tuple[str, str]]
    kind: str = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of shown cells; `total`: one more, of sums; `wide`: on a page that lies; `note`: what is left out, and where it is."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] | None = None
    note: str = ""
    wide: bool = False
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG drawing with what it says in words."""

    name: str
    title: str
    svg: str
    says: str
    kind: str = "picture"

    @property
    def size(self) -> tuple[float, float]:
        """Units across and down."""
        across, down = (float(self.svg.split(f' {side}="', 1)[1].split('"', 1)[0]) for side in ("width", "height"))
        return across, down

    @property
    def wide(self) -> bool:
        """Whether it needs a page that lies for its letters to be read."""
        return self.size[0] * LEAST > FIELD[False][0]

    @property
    def scale(self) -> float:
        """Points of a printed unit: as large as the page has room for, and no larger than letters of a text."""
        field_ = FIELD[self.wide]
        return min(LARGEST, *(room / units for room, units in zip(field_, self.size, strict=True)))


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines that are signed by hand."""

    lines: Sequence[str]
    parts: Sequence[str]  # what stands on each: name, unit, date
    kind: str = "signatures"


Block = Passage | Facts | Table | Picture | Signatures


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the report."""

    key: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Report:
    """All of it. `words`: labels that layouts need; `cover`: what stands on the first page."""

    title: str
    subtitle: str
    lang: str
    bundle: str
    cover: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    words: dict[str, str] = field(default_factory=dict)
    mark: dict[str, Any] = field(default_factory=dict)
