"""Rates and amounts in sentences written by hand before the rules, a third of them traps and a third held out.

`sentences.tsv`: text; the annual rates it states, `a~b` a range and `@flag` one that is not the author's own promise;
amounts in yuan; `trap` where a number looks like a rate or an amount and is none, or not a promised one; `held` for those
that nobody looked at while the rules were made. `later`: written when the rules were done, to see what they miss; what
they missed was mended, so none of these parts is blind any more.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

from ingest.text.pipeline import read

Row = dict[str, str]


@cache
def rows() -> list[Row]:
    with (Path(__file__).parent / "sentences.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def worth(words: str) -> float:
    """`.003*365`, `30/1e4*365`, `.2`."""
    first, *rest = re.split(r"([*/])", words)
    value = Decimal(first)
    for sign, part in zip(rest[::2], rest[1::2], strict=True):
        value = value * Decimal(part) if sign == "*" else value / Decimal(part)
    return round(float(value), 5)


def said(cell: str) -> tuple[Counter[tuple[float, ...]], Counter[tuple[float, ...]]]:
    """What counts, and what is stated and does not."""
    parts = [part.partition("@") for part in cell.split(";") if part]
    values = [(tuple(worth(end) for end in words.split("~")), bool(flag)) for words, _, flag in parts]
    return Counter(v for v, flag in values if not flag), Counter(v for v, flag in values if flag)


def values(found: list[tuple[float, float]], scale: float = 1) -> Counter[tuple[float, ...]]:
    return Counter(tuple(round(end / scale, 5) for end in dict.fromkeys(ends)) for ends in found)


def score(chosen: list[Row]) -> tuple[int, int, int, list[str]]:
    """Right, wrong and missed rates and amounts, and the sentences with any."""
    right = wrong = missed = 0
    failed = []
    for row, got in zip(chosen, read(row["text"] for row in chosen), strict=True):
        bad = 0
        for label, cell, scale in (("rate", row["rates"], 1), ("amount", row["amounts"], 100)):
            want, _ = said(cell)
            have = values([m.ends for m in got.mentions if m.label == label and m.counts], scale)
            right += (want & have).total()
            wrong += (have - want).total()
            missed += (want - have).total()
            bad += (have - want).total() + (want - have).total()
        if bad:
            failed.append(row["text"])
    return right, wrong, missed, failed
