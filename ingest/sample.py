"""What the columns of an unknown table look like: a sample of their values, and which kinds of value those are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import polars as pl

from graph.values import KINDS, How, ValueKind
from ingest.source import Source

ROWS = 500  # rows looked at, spread over the first block
CLOCK = r"^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$|^([01]\d|2[0-3])[0-5]\d[0-5]\d$"
ORGANISATION = r"(公司|企业|合伙|中心|银行|工作室|经营部|合作社|商行|[厂店社所院部局会行]|Ltd|Inc|LLC|Co\.?)[）)]?$"
OUT = ("出", "付", "支出", "借", "借方", "支", "付款", "转出", "支取", "d", "dr", "debit", "out", "withdrawal", "-")
INTO = ("进", "收", "收入", "贷", "贷方", "入", "收款", "转入", "存入", "c", "cr", "credit", "in", "deposit", "+")
WHOLE = re.compile(r"-?[\d,]{1,15}")


@dataclass(frozen=True)
class Column:
    """One column: its head, and a sample of the texts that are not blank."""

    name: str
    texts: pl.Series
    blanks: bool = False  # whether some rows have none

    @cached_property
    def distinct(self) -> list[str]:
        """Distinct texts, the commonest first."""
        return self.texts.value_counts(sort=True).to_series(0).to_list()

    def share(self, kind: str) -> float | None:
        """Which part of the texts is of that kind (None: the column is blank, nothing is known)."""
        if not len(self.texts):
            return None
        match kind:
            case "clock":
                return self._like(CLOCK)
            case "direction":
                words = [t.strip().lower() in (*OUT, *INTO) for t in self.texts.to_list()]
                return sum(words) / len(words)
            case "account":  # the value kind takes any word
                return self._like(r"^[\sA-Za-z]{0,8}[\d\s\-*]{5,40}$|^[^\s@]+@[^\s@]+$|^[A-Za-z0-9_\-]{8,64}$")
            case "party":
                return min(self._read("id_number", How()) + self._read("credit_code", How()), 1.0)
            case "org_name" | "person_name":
                return self._like(r"\p{Han}|[A-Za-z]{2}")
            case "address":
                return self._like(r"\p{Han}{4}|[A-Za-z]{2,} ")
            case "host" | "url":
                return self._like(r"(?i)([\w-]+\.)+[a-z]{2,}")
            case "time" | "date":
                return max(self._read(kind, how) for how in (How(), *self._epochs()))
            case "text" | "any":
                return 1.0
            case _:
                return self._read(kind, How())

    def how(self, kind: str) -> dict[str, str]:
        """What the mapping must say for the texts to be read as that kind."""
        if kind == "amount" and (unit := re.search(r"[（(](万元?|分)[）)]|万元$", self.name)):
            return {"unit": "fen" if unit[1] == "分" else "wan"}
        if kind in ("time", "date") and len(self.texts):
            for how in self._epochs():
                if self._read(kind, how) > self._read(kind, How()):
                    return {"format": str(how.format)}
        return {}

    def negative(self) -> bool:
        """Whether some amounts carry a minus sign."""
        return self._like(r"(?i)^\s*[¥￥]?\s*[-－(（]\s*[¥￥]?\d|\d\s*(?:DR|借)方?\s*$") > 0

    def organisations(self) -> float:
        """Which part of the texts is named like an organisation."""
        return self._like(ORGANISATION) if len(self.texts) else 0.0

    def money(self) -> bool:
        """Whether these are surely amounts: some have decimals, none is a long number."""
        return (self.share("amount") or 0) > 0.95 and self._like(r"\.\d{1,2}$") > 0.2

    def accounts(self) -> bool:
        """Whether these are surely account numbers: long, whole, and no moments."""
        return len(self.texts) > 0 and self._like(r"^\d{12,32}$") > 0.95 and self._read("time", How()) < 0.5

    def moments(self) -> bool:
        """Whether these are surely moments."""
        return (self.share("time") or 0) > 0.95

    def people(self) -> bool:
        """Whether these are surely ID numbers: the check character leaves one in eleven to chance."""
        return (self.share("id_number") or 0) > 0.6

    def firms(self) -> bool:
        """Whether these are surely credit codes."""
        return (self.share("credit_code") or 0) > 0.6

    def split(self) -> str | None:
        """The mark between a number and a name that share the column."""
        marks = ("/", "|", " ", "-")
        return next((m for m in marks if self._like(rf"^\s*\d{{8,32}}\s*{re.escape(m)}\s*[^\d\s].*") > 0.6), None)

    def _like(self, pattern: str) -> float:
        return float(self.texts.str.contains(pattern).mean() or 0) if len(self.texts) else 0.0

    def _read(self, kind: str, how: How) -> float:
        return _read(KINDS[kind], self.texts, how)

    def _epochs(self) -> list[How]:
        long, short = self._like(r"^1\d{12}$") > 0.9, self._like(r"^1\d{9}$") > 0.9
        return [How(format=f) for f, fits in (("epoch_ms", long), ("epoch_s", short)) if fits]


def _read(kind: ValueKind, texts: pl.Series, how: How) -> float:
    return kind.column(texts, how).values.is_not_null().mean() or 0.0  # type: ignore[return-value]


def columns(source: Source) -> list[Column]:
    """The columns of a table, sampled."""
    for block in islice((b for b in source.blocks() if b.frame.height), 1):
        frame = block.frame.gather_every(max(1, block.frame.height // ROWS)).head(ROWS)
        texts = [frame[name].str.strip_chars(" \t\r\n'\u3000\ufeff\u00a0") for name in source.header]
        kept = [t.filter(t.is_not_null() & (t != "")) for t in texts]
        return [Column(n, t, len(t) < frame.height) for n, t in zip(source.header, kept, strict=True)]
    return [Column(name, pl.Series([], dtype=pl.String)) for name in source.header]
