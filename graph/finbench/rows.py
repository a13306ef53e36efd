"""What the reads' rows have in common: their order, and ratios as they are told."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any, TypeVar

R = TypeVar("R", bound=tuple[Any, ...])


def ranked(rows: Iterable[R], *columns: int) -> list[R]:
    """By these columns, the largest first, then by the first."""
    found = sorted(rows, key=itemgetter(0))
    for column in reversed(columns):
        found.sort(key=itemgetter(column), reverse=True)
    return found


def ratio(part: int, whole: int, without: float = -1.0) -> float:
    """A share of nothing below zero in thousandths, a half rounded up; of nothing it is `without`.

    In integers: a quotient in floating point may fall on the other side of a half.
    """
    return (2000 * part + whole) // (2 * whole) / 1000 if whole else without
