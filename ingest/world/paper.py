"""Writing tables as agencies send them: encodings, header blocks, totals rows, serial numbers, amounts as text."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
import polars as pl
import polars.selectors as cs

from ingest.world.plan import Ints, Plan

CHUNK = 60_000  # rows turned into text at once
SERIAL_PRIME = 999_999_999_989


def csv_bytes(frame: pl.DataFrame, encoding: str, *, header: bool) -> bytes:
    """Empty text becomes an empty field: Polars would write it as two quotes."""
    buffer = BytesIO()
    text = cs.string()
    bare = frame.with_columns(pl.when(text.str.len_bytes() > 0).then(text))
    bare.write_csv(buffer, include_header=header, line_terminator="\r\n")
    raw = buffer.getvalue()
    return raw if encoding == "utf-8" else raw.decode("utf-8").encode(encoding)


def write_table(path: Path, frame: pl.DataFrame, encoding: str = "utf-8-sig") -> int:
    """One whole file; utf-8-sig puts the mark in front that Excel wants."""
    with path.open("wb") as out:
        if encoding == "utf-8-sig":
            out.write(b"\xef\xbb\xbf")
        plain = "utf-8" if encoding == "utf-8-sig" else encoding
        for start in range(0, max(1, frame.height), CHUNK):
            out.write(csv_bytes(frame.slice(start, CHUNK), plain, header=start == 0))
    return frame.height


def append_lines(path: Path, lines: Sequence[str], encoding: str) -> None:
    with path.open("ab") as out:
        out.write("".join(f"{line}\r\n" for line in lines).encode(encoding))


def append_rows(path: Path, frame: pl.DataFrame, encoding: str, *, header: bool) -> None:
    with path.open("ab") as out:
        out.write(csv_bytes(frame, encoding, header=header))


def yuan(fen: pl.Expr) -> pl.Expr:
    """1234.50, with a minus in front where negative."""
    plain = fen.abs()
    text = pl.format("{}.{}", plain // 100, (plain % 100).cast(pl.String).str.zfill(2))
    return pl.when(fen < 0).then(pl.format("-{}", text)).otherwise(text)


def yuan_grouped(fen: pl.Expr) -> pl.Expr:
    """1,234.50; amounts are not negative and under a thousand million yuan."""
    whole, cents = fen // 100, (fen % 100).cast(pl.String).str.zfill(2)
    low, mid = (whole % 1000).cast(pl.String), (whole // 1000 % 1000).cast(pl.String)
    high = (whole // 1_000_000).cast(pl.String)
    text = (
        pl.when(whole >= 1_000_000)
        .then(pl.format("{},{},{}", high, mid.str.zfill(3), low.str.zfill(3)))
        .when(whole >= 1000)
        .then(pl.format("{},{}", mid, low.str.zfill(3)))
        .otherwise(low)
    )
    return pl.format("{}.{}", text, cents)


def when(column: str, shape: str) -> pl.Expr:
    return pl.from_epoch(pl.col(column), "s").dt.strftime(shape)


def serials(plan: Plan, counters: Ints, at: Ints) -> pl.Series:
    """Day and twelve digits; every counter gives another number, and neighbours look unrelated."""
    key = plan.rng("serials").integers(10**11, 9 * 10**11)
    mixed = (counters * 6_700_417_319 + int(key)) % SERIAL_PRIME  # within 64 bits up to 10^9 counters
    frame = pl.DataFrame({"at": at, "n": mixed})
    return frame.select((when("at", "%Y%m%d") + pl.col("n").cast(pl.String).str.zfill(12)).alias("s"))["s"]


def scrambled(rng: np.random.Generator, n: int, digits: int) -> pl.Series:
    """Document numbers: distinct, of a fixed length, in no order."""
    span = 10**digits
    start = max(n, 1)
    found = np.unique(rng.integers(span // 10, span, start * 2 + 32))
    while len(found) < n:
        found = np.unique(np.concatenate([found, rng.integers(span // 10, span, start)]))
    return pl.Series(rng.permutation(found)[:n]).cast(pl.String)
