"""Moments and days: from a cell's text to UTC milliseconds and calendar days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from zoneinfo import ZoneInfo

import polars as pl

from graph.cell import BadValue, Fast, How, narrow, only

_EXCEL = datetime(1899, 12, 30)  # serial 0 as spreadsheets count since 1900-03-01
_APART = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: +(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,12}))?)?)?", re.ASCII)
_PACKED = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:(?! [1-9]\d{3}$) ?(\d\d):?(\d\d)(?::?(\d\d)(?:\.(\d{1,12}))?)?)?", re.ASCII
)  # every part has its width: 20191111 is a day and nothing else; 1530 behind one, noughts dropped, may be 00:15:30
_DAY = r"^(\d{4}-\d{1,2}-\d{1,2}|\d{8})"
_ISO = re.compile(rf"{_DAY} ?[T ]\d\d(:?\d\d(:?\d\d([.,]\d{{1,12}})?)?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_NAMED_DAY = re.compile(rf"^(\d{{1,2}})-({'|'.join(_MONTH_NAMES)})-(\d{{4}})(?!\d)", re.ASCII | re.IGNORECASE)
_DOTTED = re.compile(rf"{_DAY}(?: +-?|-)(\d{{1,2}})\.(\d\d)\.(\d\d)(?=\D|$)", re.ASCII)  # as DB2 and Oracle write
_RUN = re.compile(rf"{_DAY} +(\d?\d)(\d\d)(\d\d)(?=\.|$)", re.ASCII)  # 93000: the nought before 9 was dropped
_HALVES = {"AM": (0, 11), "PM": (12, 23), "上午": (0, 12), "下午": (12, 23)}  # hours that a word can mean
_HALVES |= {"凌晨": (0, 5), "早上": (4, 11), "中午": (11, 13), "晚上": (17, 23)}
_HALVED = re.compile(
    rf"{_DAY}(?: *({'|'.join(_HALVES)}) *| +)(\d{{1,2}})((?::\d{{1,2}}){{0,2}}(?:\.\d{{1,12}})?)(?: *([ap]\.?m\.?))?",
    re.ASCII | re.IGNORECASE,
)
_END_OF_DAY = re.compile(rf"{_DAY}( *T?)24(:?)00((?:\3?00(?:\.0+)?)?)(?=$|Z|[+-])", re.ASCII)
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def parse_time(text: str, how: How) -> datetime:
    """A moment, UTC, to the millisecond; naive ones are in `how.zone`. 24:00 is the next day's midnight."""
    raw = narrow(text)
    moment = _epoch(raw, how)
    if moment is None:
        written, days = _written(raw, how)
        moment = _utc(written, how, days)
    if not EARLIEST <= moment < LATEST:
        raise BadValue("range")
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _epoch(raw: str, how: How) -> datetime | None:
    per_second = {"epoch_s": 1, "epoch_ms": 1000}.get(how.format or "")
    if how.format == "day" and how.start:
        if not re.fullmatch(r"[0-9]{1,6}", raw):
            raise BadValue("time")
        return (
            (datetime.fromisoformat(how.start) + timedelta(days=int(raw)))
            .replace(tzinfo=ZoneInfo(how.zone))
            .astimezone(UTC)
        )
    if per_second is None:
        return None
    if not re.fullmatch(r"[0-9]{1,16}", raw) or int(raw) // per_second > 7_258_118_400:
        raise BadValue("time")
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=int(raw) * 1000 // per_second)


def _written(raw: str, how: How) -> tuple[datetime, int]:
    """A moment as it is written, with a zone or without, and how many days are to be added to it."""
    if how.format not in (None, "excel"):
        try:
            return datetime.strptime(raw, how.format or ""), 0
        except ValueError:
            raise BadValue("time") from None
    if re.fullmatch(r"[0-9]{5}(\.[0-9]{1,20})?", raw):
        seconds = (Decimal(raw) * 86400).quantize(Decimal("0.001"), ROUND_HALF_EVEN)
        return _EXCEL + timedelta(milliseconds=int(seconds * 1000)), 0
    raw, days = re.sub(r"^(\d{4})[年/.\-](\d{1,2})[月/.\-](\d{1,2})(?!\d)[日号]?\s*", r"\1-\2-\3 ", raw).strip(), 0
    if not (_APART.fullmatch(raw) or _PACKED.fullmatch(raw)):
        raw = _plain_clock(raw)
    if "24" in raw[8:]:
        raw, days = _END_OF_DAY.subn(r"\1\g<2>00\g<3>00\4", raw, count=1)
    if re.match(r"\d{4}-\d\d-\d\d ?T", raw) or re.search(r"([+-]\d\d:?\d\d|Z)$", raw[10:]):
        if not _ISO.fullmatch(raw):  # what follows reads more than that
            raise BadValue("time")
        try:
            return datetime.fromisoformat(raw.replace(" T", "T")), days
        except ValueError:
            raise BadValue("time") from None
    found = _APART.fullmatch(raw) or _PACKED.fullmatch(raw)
    if found is None:
        raise BadValue("time")
    year, month, day, hour, minute, second = (int(p or 0) for p in found.groups()[:6])
    try:
        return datetime(year, month, day, hour, minute, second, int((found[7] or "0").ljust(6, "0")[:6])), days
    except ValueError:
        raise BadValue("time") from None


def _plain_clock(raw: str) -> str:
    """A day and a time in the many ways people and databases write them, with hyphens, colons and 24 hours.

    What can be read in two ways is no time: 上午12:05 is midnight to a program and noon to its reader.
    """
    raw = _NAMED_DAY.sub(lambda d: f"{d[3]}-{_MONTH_NAMES.index(d[2].upper()) + 1:02}-{d[1]:0>2}", raw, count=1)
    raw = re.sub(r"(?<![\d:])(\d{1,2})[时点]$", r"\1:00", raw)
    raw = re.sub(r"(:\d{1,2}(?:\.\d+)?)[分秒]$", r"\1", re.sub(r"[时点](?=\d)|分(?=\d)", ":", raw))
    raw = _DOTTED.sub(r"\1 \2:\3:\4", raw, count=1)
    if run := _RUN.match(raw):
        raw = f"{run[1]} {run[2]:0>2}:{run[3]}:{run[4]}{raw[run.end() :]}"
    half = _HALVED.fullmatch(raw)
    if half is None or bool(half[2]) == bool(half[5]):
        return raw
    first, last = _HALVES[(half[2] or half[5]).upper().replace(".", "")]
    hour = int(half[3])
    hours = [h for h in ({hour % 12, hour % 12 + 12} if 0 < hour <= 12 else {hour}) if first <= h <= last]
    if len(hours) != 1:
        raise BadValue("time")
    return f"{half[1]} {hours[0]:02}{half[4] or ':00'}"


def _utc(moment: datetime, how: How, days: int = 0) -> datetime:
    try:
        moment += timedelta(days=days)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(how.zone))
        return aware.astimezone(UTC)
    except OverflowError:
        raise BadValue("range") from None


def _epoch_time(text: pl.Series, how: How) -> pl.Series | None:
    if how.format != "epoch_ms":
        return None
    raw = only(text, text.str.contains(r"^[0-9]{1,13}$")).cast(pl.Int64)
    return only(raw, raw < int(LATEST.timestamp() * 1000)).cast(pl.Datetime("ms", "UTC"))


def _dashed_time(text: pl.Series, how: How) -> pl.Series | None:
    return _strict_time(text, how, r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-5][0-9]$", "%Y-%m-%d %H:%M:%S")


def _packed_time(text: pl.Series, how: How) -> pl.Series | None:
    return _strict_time(text, how, r"^[0-9]{12}[0-5][0-9]$", "%Y%m%d%H%M%S")


def _strict_time(text: pl.Series, how: How, fits: str, shape: str) -> pl.Series | None:
    """Times of one shape. China has had no summer time since 1991-09-15; earlier ones are left."""
    if how.format is not None or how.zone not in ("Asia/Shanghai", "UTC"):
        return None
    naive = text.str.to_datetime(shape, time_unit="ms", strict=False, cache=False)
    safe = (naive > datetime(1992, 1, 1)) & (naive < datetime(2199, 1, 1)) & text.str.contains(fits)
    ahead = timedelta(hours=8 if how.zone == "Asia/Shanghai" else 0)
    return (only(naive, safe) - ahead).dt.replace_time_zone("UTC")


def parse_date(text: str, how: How) -> date:
    """A day, as written (no zone is applied, 24:00 ends it), from 1850 to 2200."""
    raw = narrow(text)
    if how.format in ("epoch_ms", "epoch_s"):
        return parse_time(raw, how).date()
    day = _written(raw, how)[0].date()
    if not 1850 <= day.year < 2200:
        raise BadValue("range")
    return day


def _fast_date(text: pl.Series, how: How) -> pl.Series | None:
    if how.format is not None:
        return None
    day = text.str.to_date("%Y-%m-%d", strict=False)
    fits = text.str.contains(r"^\d{4}-\d\d-\d\d$") & (day >= date(1850, 1, 1)) & (day < date(2200, 1, 1))
    return only(day, fits)


TIMES: tuple[Fast, ...] = (_epoch_time, _dashed_time, _packed_time)
DATES: tuple[Fast, ...] = (_fast_date,)
