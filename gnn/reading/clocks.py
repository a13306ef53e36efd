"""Times as whole numbers that count up: moments and days however they are written, else a count of the data's own.

Numbers that can hardly be anything else are taken for moments: seconds since 1970 (or thousandths of these, and so on) and the
days since 1900 that spreadsheets write. So a file of dates and one of such numbers tell by one clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from gnn.reading.cells import ColumnError, bad
from graph.say import Say

COUNTER, UNIX, EXCEL, ISO = "counter", "unix", "excel", "iso"  # how times are written; other forms are like %Y-%m-%d
PACKED_DAY = r"^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$"
PACKED_MOMENT = r"^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d$"
DAY = r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
REST = r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?$"
PLAIN = (  # what most files write is read at once
    (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "%Y-%m-%d %H:%M:%S"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", "%Y-%m-%dT%H:%M:%S"),
    (r"\d{4}/\d\d/\d\d \d\d:\d\d", "%Y/%m/%d %H:%M"),
    (r"\d{4}-\d\d-\d\d \d\d:\d\d", "%Y-%m-%d %H:%M"),
)
DATED = re.compile(r"(date|time|日期|时间|日)$", re.IGNORECASE)  # columns that a spreadsheet would hold dates in
SECONDS = (631_152_000, 4_102_444_800)  # from 1990 up to 2100
SERIALS, EPOCH = (32_874, 73_051), 25_569  # the same in days of spreadsheets, and 1970
FINER = (1, 1_000, 1_000_000, 1_000_000_000)
LARGEST = 2**62


def clock(series: pl.Series, where: str, form: str | None = None, never: Iterable[str] = ()) -> tuple[pl.Series, str]:
    """A column of times as whole numbers (null: none), and how it is written: `counter`, or a form that tells UTC seconds."""
    if series.dtype.is_numeric():
        numbers = series.cast(pl.Float64, strict=False).fill_nan(None)
        return _numbered(numbers, series, where, form, never)
    texts = series.cast(pl.String)
    texts = texts.set(texts.is_in(list(never)).fill_null(False), None)
    if form and form not in (COUNTER, UNIX, EXCEL, ISO):
        return _dated(texts.str.to_datetime(_formed(form), strict=False), texts, where), form
    written = len(texts) - texts.null_count()
    for shape, packed in ((PACKED_DAY, "%Y%m%d"), (PACKED_MOMENT, "%Y%m%d%H%M%S")) if form != COUNTER and written else ():  # fmt: skip
        if texts.str.contains(shape).all():
            return _dated(_packed(texts, packed), texts, where), ISO
    numbers = texts.cast(pl.Float64, strict=False)
    if form == COUNTER or (written and form != ISO and 2 * (len(numbers) - numbers.null_count()) >= written):
        return _numbered(numbers, texts, where, form, never)
    return _dated(_iso(texts), texts, where), ISO


def told(series: pl.Series, form: str, where: str) -> Say | None:
    """In words what numbers were taken for."""
    if form == EXCEL:
        return Say(f"{where} 读作电子表格的日期序列值", f"{where} is read as a spreadsheet's days since 1900")
    if form == UNIX:
        return Say(f"{where} 读作 1970 年以来的时刻", f"{where} is read as moments since 1970")
    broken = form == COUNTER and (numbers := series.cast(pl.Float64, strict=False).drop_nulls()).len() and bool((numbers != numbers.floor()).any())  # fmt: skip
    return Say(f"{where} 的小数部分不用", f"{where} counts with fractions, which are cut off") if broken else None


def moment(text: str, note: Mapping[str, Any], at: Sequence[np.ndarray[Any, np.dtype[np.int64]]]) -> int:
    """What a person names as a time, by the clock of data that was read (`note`, and the times of its links)."""
    by = note.get("clock")
    if by is None:
        raise ColumnError(Say("数据没有时间，不能只看某一时刻之前", "the data has no times, so nothing can be read as of one"), Say("用 --time 指出边的时间列，或去掉 --as-of", "name the links' times by --time, or leave --as-of out"))  # fmt: skip
    whole = re.fullmatch(r"-?\d{1,19}", text) is not None and not re.fullmatch(PACKED_DAY, text)
    if by == COUNTER:
        if whole:
            return int(text)
        seen = [int(end) for times in at if len(times) for end in (times.min(), times.max())]
        span = f"{min(seen)}–{max(seen)}" if seen else "?"
        raise ColumnError(Say(f"数据的时间是整数（{span}），“{text}”不是", f"times of the data are whole numbers ({span}), '{text}' is none"), Say("如 --as-of 100；若是电子表格的日期，写 edges: {format: excel}", "as in --as-of 100; if they are a spreadsheet's dates, write edges: {format: excel}"))  # fmt: skip
    if whole and not SECONDS[0] <= int(text) < SECONDS[1]:
        raise ColumnError(Say(f"数据的时间是日期，“{text}”不是", f"times of the data are dates, '{text}' is none"), Say("如 --as-of 2024-05-01", "as in --as-of 2024-05-01"))  # fmt: skip
    try:
        return int(clock(pl.Series([text]), "--as-of", UNIX if whole else None)[0][0])
    except ColumnError:
        raise ColumnError(Say(f"“{text}”不是时间", f"'{text}' is no time"), Say("如 2024-05-01、2024-05-01 09:30", "as in 2024-05-01, 2024-05-01 09:30")) from None  # fmt: skip


def written(at: int | None) -> str:
    """A moment as people write it: by the day and second where it is UTC seconds, else the clock's count; none as a dash."""
    if at is None:
        return "–"
    return str(np.datetime64(at, "s")).replace("T", " ") if at >= SECONDS[0] else str(at)


def _formed(form: str) -> str:
    if "%" not in form:
        raise ColumnError(
            Say(f"不认识的时间格式 {form}", f"the format of times {form} is not known"),
            Say("写 iso、counter、unix、excel 或 %Y-%m-%d %H:%M 这样的格式", "write iso, counter, unix, excel or a form like %Y-%m-%d %H:%M"),
        )  # fmt: skip
    return form


def _numbered(numbers: pl.Series, as_written: pl.Series, where: str, form: str | None, never: Iterable[str]) -> tuple[pl.Series, str]:  # fmt: skip
    """Numbers as moments where they are, else as they count."""
    blank = as_written.is_nan() if as_written.dtype.is_float() else as_written.is_null()
    wrong = (numbers.is_null() & ~blank.fill_null(True)) | numbers.is_infinite().fill_null(False) | (numbers.abs() > LARGEST).fill_null(False)  # fmt: skip
    if wrong.any():
        raise bad(where, wrong.to_numpy(), as_written, "不是时间", "are no times", _times())
    none = [float(n) for n in never if n.replace(".", "", 1).lstrip("-").isdigit()]
    numbers = numbers.set(numbers.is_in(none).fill_null(False), None)
    by = form if form in (COUNTER, UNIX, EXCEL) else _likely(numbers, where)
    if by == EXCEL:
        return ((numbers - EPOCH) * 86_400).round(0).cast(pl.Int64), by
    exact = as_written.cast(pl.Int64, strict=False)  # a float is not, beyond 2 ** 53
    if exact.null_count() != as_written.null_count() or as_written.dtype.is_float():
        exact = numbers.floor().cast(pl.Int64)
    return exact.set(numbers.is_null(), None) // (_finer(numbers) if by == UNIX else 1), by


def _likely(numbers: pl.Series, where: str) -> str:
    """What numbers are that nobody told of: moments, a spreadsheet's days where they have fractions or a name for it, else counts."""
    least, most = (float(end) if end is not None else np.nan for end in (numbers.min(), numbers.max()))  # type: ignore[arg-type]
    if any(SECONDS[0] * f <= least and most < SECONDS[1] * f for f in FINER):
        return UNIX
    if SERIALS[0] <= least and most < SERIALS[1] and (DATED.search(where) or bool((numbers != numbers.floor()).any())):
        return EXCEL
    return COUNTER


def _finer(numbers: pl.Series) -> int:
    """How many of the unit make a second."""
    middle = abs(float(numbers.median() or 0))  # type: ignore[arg-type]
    return next((f for f in reversed(FINER) if middle >= SECONDS[0] * f), 1)


def _packed(texts: pl.Series, form: str) -> pl.Series:
    return texts.str.to_date(form, strict=False).cast(pl.Datetime) if form == "%Y%m%d" else texts.str.to_datetime(form, strict=False)  # fmt: skip


def _dated(moments: pl.Series, texts: pl.Series, where: str) -> pl.Series:
    wrong = moments.is_null() & texts.is_not_null()
    if wrong.any():
        raise bad(where, wrong.to_numpy(), texts, "不是时间", "are no times", _times())
    return moments.dt.epoch("s").cast(pl.Int64)


def _times() -> Say:
    return Say(
        "应为 2024-05-01 09:30 这样的时刻或递增的整数；其他写法用 format: '%d/%m/%Y %H:%M' 说明，表示“没有”的值写在 labels.never",
        "write moments like 2024-05-01 09:30 or whole numbers that count up; tell another way by format: '%d/%m/%Y %H:%M', "
        "and values that mean `none` by labels.never",
    )


def _iso(texts: pl.Series) -> pl.Series:
    """Days and moments as most programs write them; a moment without a zone is taken for UTC."""
    first = texts.drop_nulls().head(1).to_list()
    for shape, form in PLAIN if first else ():
        if re.fullmatch(shape, first[0]):
            quick = texts.str.to_datetime(form, strict=False)
            if quick.null_count() == texts.null_count():
                return quick
    text = pl.col("text")
    day, zone = (
        text.str.extract_groups(DAY + REST).struct,
        text.str.extract_groups(r":\d\d(?:[.,]\d+)?([+-])(\d\d):?(\d\d)$").struct,
    )
    part = [day.field(str(i)).cast(pl.Int64, strict=False).fill_null(0) for i in range(1, 7)]
    least = (1, 1, 1, 0, 0, 0)
    possible = pl.all_horizontal(*(p.is_between(low, high) for p, low, high in zip(part, least, (9999, 12, 31, 23, 59, 59), strict=True)))  # fmt: skip
    written = pl.format("{}-{}-{} {}:{}:{}", *(p.cast(pl.String).str.zfill(2) for p in part))
    ahead = (zone.field("2").cast(pl.Int64) * 60 + zone.field("3").cast(pl.Int64)).fill_null(0)
    ahead = pl.when(zone.field("1") == "-").then(-ahead).otherwise(ahead)
    moment = pl.when(possible).then(written).str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False)
    return pl.DataFrame({"text": texts}).select(moment - pl.duration(minutes=ahead)).to_series()
