"""Value kinds: how a text from a file becomes a typed value, one by one and by whole columns.

Amounts are integer fen without floating point, times UTC milliseconds, rates simple annual fractions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from fractions import Fraction
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import opencc
import polars as pl

from graph.say import Say

REASONS = {
    "blank": Say("空值", "blank"),
    "no_key": Say("缺少键，无法确定是谁", "no key: can't tell what it is"),
    "amount": Say("不是金额", "not an amount"),
    "fraction": Say("金额小数超过两位", "an amount with more than two decimals"),
    "range": Say("数值超出范围", "out of range"),
    "time": Say("不是时间", "not a time"),
    "date": Say("不是日期", "not a date"),
    "check": Say("校验码不符", "wrong check character"),
    "shape": Say("格式不符", "wrong shape"),
    "digits": Say("科学计数法，号码已丢失位数", "scientific notation: digits are lost"),
    "masked": Say("掩码号码，看不出是谁", "masked: can't tell which one"),
    "nobody": Say("不是账号", "not an account number"),
    "rate": Say("不是利率", "not a rate"),
    "number": Say("不是数", "not a number"),
    "flag": Say("不是是/否", "not yes or no"),
    "long": Say("过长", "too long"),
}
LONGEST = 1_000_000  # characters of a text
OUTER = " \t\r\n'\ufeff\u200b\u3000\u00a0"  # blanks around a cell, and a spreadsheet's leading apostrophe


class BadValue(ValueError):
    """A text that is no value of its kind; `code` is a key of REASONS."""

    def __init__(self, code: str) -> None:
        super().__init__(REASONS[code].en)
        self.code = code


@dataclass(frozen=True, slots=True)
class How:
    """How a source writes its values: zone of naive times, unit of amounts, format, and whether to round."""

    zone: str = "Asia/Shanghai"
    unit: str = "yuan"
    format: str | None = None
    start: str | None = None
    round: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed column: values, and where a text could not be read the reason's code."""

    values: pl.Series
    reasons: pl.Series


@dataclass(frozen=True, slots=True)
class ValueKind:
    """One kind of value. `fast` reads the common shapes of a column, `parse` any single text."""

    name: str
    dtype: Any
    label: Say
    parse: Callable[[str, How], Any]
    fast: Callable[[pl.Expr, How], pl.Expr] | None = None
    comparable: Callable[[str], str] | None = None

    def column(self, texts: pl.Series, how: How = How()) -> Parsed:
        """Parse a column; distinct texts that the fast path leaves go through `parse`."""
        if self.fast is None:
            values = pl.Series("v", [None] * len(texts), dtype=self.dtype)
        else:
            values = texts.to_frame("t").with_columns(self.fast(pl.col("t"), how).cast(self.dtype).alias("v"))["v"]
        left = texts.filter(values.is_null() & texts.is_not_null()).unique()
        left = left.filter(left.str.strip_chars() != "")
        if not len(left):
            return Parsed(values, pl.Series("r", [None] * len(texts), dtype=pl.String))
        rows = [(text, *_try(self, text, how)) for text in left.to_list()]
        table = pl.DataFrame(
            {
                "t": [r[0] for r in rows],
                "p": pl.Series([r[1] for r in rows], dtype=self.dtype),
                "r": pl.Series([r[2] for r in rows], dtype=pl.String),
            }
        )
        joined = pl.DataFrame({"t": texts, "v": values}).join(table, on="t", how="left", maintain_order="left")
        reasons = joined.select(pl.when(pl.col("v").is_null()).then("r").alias("r"))["r"]
        return Parsed(joined.select(pl.coalesce("v", "p").alias("v"))["v"], reasons)

    def key(self, values: pl.Series) -> pl.Series:
        """The form of parsed values that ids are made from, as text."""
        if isinstance(values.dtype, pl.Datetime):
            return values.dt.epoch("ms").cast(pl.String)
        if self.comparable is None:
            return values.cast(pl.String)
        distinct = values.drop_nulls().unique()
        return values.replace_strict(
            distinct, [self.comparable(v) for v in distinct.to_list()], default=None, return_dtype=pl.String
        )


def _try(kind: ValueKind, text: str, how: How) -> tuple[Any, str | None]:
    try:
        return kind.parse(text, how), None
    except BadValue as bad:
        return None, bad.code


def narrow(text: str) -> str:
    """NFKC (full width to half), outer blanks and a spreadsheet's leading apostrophe taken away."""
    return unicodedata.normalize("NFKC", text).strip(OUTER)


@cache
def _simplifier() -> Any:
    return opencc.OpenCC("t2s")


def comparable(name: str) -> str:
    """A name for comparing, never for showing: NFKC, simplified, brackets alike, no blanks, lower case."""
    return re.sub(r"\s+", "", str(_simplifier().convert(narrow(name)))).lower()


# text


def parse_text(text: str, how: How) -> str:
    """Printable text; control characters but line breaks are dropped."""
    clean = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs")).strip(OUTER)
    if not clean:
        raise BadValue("blank")
    if len(clean) > LONGEST:
        raise BadValue("long")
    return clean


def _fast_text(text: pl.Expr, how: How) -> pl.Expr:
    plain = ~text.str.contains(r"[\x00-\x1f\x7f-\x9f'\x{feff}\x{200b}]|^\s|\s$|^$") & (text.str.len_chars() <= LONGEST)
    return pl.when(plain).then(text)


def parse_name(text: str, how: How) -> str:
    """A name as written, in half width."""
    name = parse_text(narrow(text), how)
    if not name or len(name) > 500:
        raise BadValue("shape")
    return name


def _fast_name(text: pl.Expr, how: How) -> pl.Expr:
    return pl.when(text.str.contains(r"^[\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}A-Za-z0-9·()\-]{1,200}$")).then(text)


# identifiers

# Stars and their like, runs of other filling, runs of X among digits or long ones anywhere, and "ending in".
_MASKED = re.compile(r"[*×•●○■□█]|([-.#?~])\1|_{3}|x{4}|X{4}|^[0-9xX]*(?:xx|XX)[0-9xX]*$|尾号|[末后][四4]位")


def _odd(text: str) -> BadValue:
    """Why a text is no number of its kind."""
    if "E+" in text.upper():
        return BadValue("digits")
    return BadValue("masked" if _MASKED.search(text) and re.search(r"[0-9]", text) else "shape")


_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = [pow(3, i, 31) for i in range(17)]
_ID_WEIGHTS = [pow(2, 17 - i, 11) for i in range(17)]


def parse_credit_code(text: str, how: How) -> str:
    """统一社会信用代码, 18 characters with a mod-31 check (GB 32100-2015)."""
    code = narrow(text).upper().replace(" ", "").replace("-", "")
    if not re.fullmatch(rf"[{_CODE}]{{18}}", code):
        raise _odd(narrow(text))
    if _CODE[-sum(w * _CODE.index(c) for w, c in zip(_CODE_WEIGHTS, code, strict=False)) % 31] != code[17]:
        raise BadValue("masked" if _MASKED.search(code) else "check")
    return code


def parse_id_number(text: str, how: How) -> str:
    """公民身份号码, 18 digits with a mod-11-2 check (GB 11643-1999); the old 15 digits are completed."""
    number = narrow(text).upper().replace(" ", "")
    if re.fullmatch(r"[0-9]{15}", number):
        number = f"{number[:6]}19{number[6:]}"
        number += _id_check(number)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise _odd(number)
    if _id_check(number) != number[17]:
        raise BadValue("check")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise BadValue("date") from None
    if not 1850 <= born.year <= 2200:
        raise BadValue("date")
    return number


def _id_check(number: str) -> str:
    return "10X98765432"[sum(w * int(c) for w, c in zip(_ID_WEIGHTS, number, strict=False)) % 11]


def luhn(number: str) -> bool:
    """Whether a card number passes ISO/IEC 7812 mod 10. A hint, never a gate: account numbers need not."""
    digits = [int(c) for c in reversed(number) if c.isdigit()]
    return len(digits) > 1 and sum(d if i % 2 == 0 else d * 2 - 9 * (d > 4) for i, d in enumerate(digits)) % 10 == 0


# No digit, and yet one account: an e-mail address, WeChat's own form, a name that says whose it is.
_NAMED = re.compile(r"[\w.]+@[\w.]*\w\.[a-z]{2,}|wxid_\w{6,}|[a-z]\w+:[a-z]\w{5,}", re.ASCII | re.IGNORECASE)


def parse_account(text: str, how: How) -> str:
    """A card or account number or a wallet's id, blanks and hyphens removed. One in scientific notation has lost digits.

    What many rows write instead of one (现金, 内部户, N/A, 0) is nobody's: an account has a digit, and not noughts only,
    or is an e-mail address or the like. A mapping vouches for other names, and for a source that counts from 0, by
    putting the source's name before it: `amlsim:0`, `wx:lovelyrose`.
    """
    bare = re.sub(r"\s", "", narrow(text))
    number = narrow(bare.replace("-", ""))  # an accent that stood alone may join what it now follows
    if re.fullmatch(r"[\d.]+[eE]\+?\d+|\d{16,}\.0+", number):  # a binary fraction holds 15 digits
        raise BadValue("digits")
    number = re.sub(r"^(\d+)\.0+$", r"\1", number)
    if not re.sub(r"[0.:@_]", "", number) or not (re.search(r"\d", number) or _NAMED.fullmatch(number)):
        raise BadValue("nobody")
    if _MASKED.search(bare) or _MASKED.search(number):
        raise BadValue("masked")
    if not re.fullmatch(r"[\w.@:]{1,64}", number) or re.search(r"(?![0-9])\d", number):
        raise BadValue("shape")
    return number


def _fast_account(text: pl.Expr, how: How) -> pl.Expr:
    plain = text.str.contains(r"^[0-9A-Za-z:]{1,40}$") & text.str.contains(r"[1-9]")
    return pl.when(plain & ~text.str.contains(r"^[0-9]+[eE][0-9]+$|[xX]{2}")).then(text)


def parse_phone(text: str, how: How) -> str:
    """A mobile (11 digits) or landline number (area code-number) without country code."""
    number = re.sub(r"(?<!-)--?(?!-)", "", re.sub(r"[\s()]", "", narrow(text)))  # a longer run is a mask
    number = re.sub(r"^(\+|00)?86(?=1[3-9]\d{9}$|0)", "", number)
    number = re.sub(r"^(1[3-9]\d{9})\.0$", r"\1", number)  # a workbook's number
    if not re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}|\d{7,8}", number, re.ASCII):
        raise _odd(narrow(text))
    return number


def parse_url(text: str, how: How) -> str:
    """A link, http(s) assumed, host in lower case."""
    url = narrow(re.sub(r"[\s\x00-\x1f\x7f-\x9f\u200b\ufeff]+", "", narrow(text)))
    url = url if "://" in url else f"http://{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        raise BadValue("shape") from None
    if not parts.hostname or parts.scheme.lower() not in ("http", "https"):
        raise BadValue("shape")
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()


def parse_host(text: str, how: How) -> str:
    """A host name without www."""
    host = urlsplit(parse_url(text, how)).hostname or ""
    host = re.sub(r"^(www\.)+", "", host).rstrip(".")
    if not re.fullmatch(r"[^\s.]+(\.[^\s.]+)+", host):
        raise BadValue("shape")
    return host


def parse_address(text: str, how: How) -> str:
    """An address in half width without blanks."""
    return parse_name(re.sub(r"\s+", "", narrow(text)), how)


# amounts

_UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100}  # greatest first
_SCALE = {"yuan": 100, "fen": 1, "wan": 1_000_000}
_DIGITS = {
    c: i
    for i, s in enumerate(("零〇", "壹一弌", "贰二两", "叁三", "肆四", "伍五", "陆六", "柒七", "捌八", "玖九"))
    for c in s
}
_TENS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_NUMERALS = "".join(_DIGITS)
_CAPITALS = f"{_NUMERALS}{''.join(_TENS)}万亿元圆角分整正"


_AMOUNT = re.compile(
    r"(?P<minus>-)?(?P<whole>[0-9]+)?(?:\.(?P<part>[0-9]*))?(?:[eE](?P<power>[+-]?[0-9]{1,2}))?[元圆]?[整正]?"
)
_MIXED = re.compile(rf"(?P<minus>-)?(?P<body>[0-9.]+[{''.join(_UNITS)}][0-9.{''.join(_UNITS)}]*)[元圆]?[整正]?")
_GROUPED = re.compile(  # by threes with commas or blanks, or by fours with commas
    r"(?<![0-9.,])(?<![0-9,] )(?:[0-9]{1,3}([, ])[0-9]{3}(?:\1[0-9]{3})*|[0-9]{1,4}(?:,[0-9]{4})+)(?![0-9,]| [0-9])"
)


def _joined(raw: str, code: str) -> str:
    """A number's text without its grouping, `1,234 567` and `12,34.5` refused, and without other blanks."""
    if "," not in raw and " " not in raw:
        return raw
    raw = re.sub(r"(?<![0-9 ]) +| +(?![0-9 ])", "", raw)
    raw = _GROUPED.sub(lambda found: re.sub("[, ]", "", found[0]), raw)
    if re.search("[, ]", raw):
        raise BadValue(code)
    return raw


def parse_amount(text: str, how: How) -> int:
    """Money to integer fen; `12,345.60`, `3亿2千万`, `(1,234.50)`, `人民币壹万元整`. No other currency is taken for it.

    A mark behind is the bank's view of its customer's account: 贷 or CR is money that came in or stands to his credit,
    positive; 借 or DR went out or is owed, negative. A mark beside a minus is red ink or a slip: refused.
    """
    raw = _joined(narrow(text), "amount")
    if mark := re.search(r"(?:(CR|贷)|DR|借)方?$", raw, re.I):
        raw = raw[: mark.start()]
    raw = re.sub(r"^(人民币|RMB|CNY)|(人民币|RMB|CNY)$", "", raw, flags=re.I)
    raw = re.sub(r"^([-+(]?)¥", r"\1", raw).removeprefix("+")
    if re.fullmatch(r"\([^()-]+\)", raw):
        raw = f"-{raw[1:-1]}"
    if len(raw) > 60:
        raise BadValue("amount" if re.search(r"[^0-9.]", raw) else "range")
    if (found := _AMOUNT.fullmatch(raw)) and (found["whole"] or found["part"]):
        power = int(found["power"] or 0) - len(found["part"] or "")
        value = int((found["whole"] or "") + (found["part"] or "")) * _SCALE[how.unit]
        value, base = value * 10 ** max(power, 0), 10 ** max(-power, 0)
        negative = bool(found["minus"])
    elif found := _MIXED.fullmatch(raw):
        value, base = (_mixed(found["body"]) * _SCALE[how.unit]).as_integer_ratio()
        negative = bool(found["minus"])
    elif capitals := re.fullmatch(rf"(-?)([{_CAPITALS}]+)", raw):
        value, base = _capitals(capitals[2]) * _SCALE[how.unit], 100
        negative = bool(capitals[1])
    else:
        raise BadValue("amount")
    if mark and negative:
        raise BadValue("amount")
    fen, rest = divmod(int(value), int(base))
    if rest and not how.round:
        raise BadValue("fraction")
    fen += int(2 * rest > base or (2 * rest == base and fen % 2 == 1))  # half to even
    if fen >= 2**63:
        raise BadValue("range")
    return -fen if negative or (mark and not mark[1]) else fen


def _mixed(text: str) -> Fraction:
    """Digits among units. Behind a unit they fill all its places or have a unit of their own: `1万2000`, `1万2千`.

    3万5 is 35,000 in speech and 30,005 on paper, 1亿5千 is 150 million and 100,005,000: both refused.
    """
    unit = next((u for u in _UNITS if u in text), "")
    if not unit:
        if not re.fullmatch(r"[0-9]+\.?[0-9]*|\.[0-9]+", text):
            raise BadValue("amount")
        return Fraction(text)
    head, _, tail = text.rpartition(unit)
    if unit in head or (unit == "千" and "百" in head) or (tail and "." in head):
        raise BadValue("amount")
    full = len(tail.partition(".")[0]) == len(str(_UNITS[unit])) - 1 and not any(u in tail for u in _UNITS)
    if tail and not full and not any(u in tail for u in ("万" if unit == "亿" else _UNITS)):
        raise BadValue("amount")
    low = _mixed(tail) if tail else Fraction(0)
    if low >= _UNITS[unit]:
        raise BadValue("amount")
    return _mixed(head) * _UNITS[unit] + low


def _capitals(text: str) -> int:
    """Chinese numerals of money (大写金额) to fen."""
    whole, mark, cents = re.sub(r"[整正]$", "", text).replace("圆", "元").partition("元")
    if not mark and ("角" in whole or "分" in whole):
        whole, cents = "", whole
    found = re.fullmatch(rf"零?(?:([{_NUMERALS}])角)?零?(?:([{_NUMERALS}])分)?", cents)
    if found is None or not (whole or any(found.groups())) or (cents and not any(found.groups())):
        raise BadValue("amount")
    fen = 10 * _DIGITS[found[1] or "零"] + _DIGITS[found[2] or "零"]
    return (_chinese(whole) if whole else 0) * 100 + fen


def _chinese(text: str) -> int:
    """A Chinese whole number below 10**16: groups of four, 亿 and 万 between them."""
    found = re.fullmatch(r"(?:([^亿]+)亿)?(?:([^万亿]+)万)?([^万亿]*)", text)
    if found is None:
        raise BadValue("amount")
    high, middle, low = found.groups()
    if not (high or middle or low):
        raise BadValue("amount")
    total = 0
    if high:
        total = (_chinese(high) if "万" in high else _four(high)) * 10**8
    if middle:
        total += _four(middle) * 10**4
    if low:
        if total and len(low) == 1 and low != "零":
            raise BadValue("amount")  # 一万二 is 12,000 in speech and 10,002 on paper
        total += _four(low)
    return total


def _four(text: str) -> int:
    """A Chinese number below 10,000. 一百五 is 150 in speech and 105 on paper: refused."""
    total, digit, last = 0, None, 10_000
    zero = True
    for char in text:
        if char in _DIGITS:
            if digit:
                raise BadValue("amount")
            digit, zero = _DIGITS[char], _DIGITS[char] == 0 or zero
        elif _TENS.get(char, last) < last:
            if digit is None and (char not in "拾十" or total):
                raise BadValue("amount")
            total, last = total + (1 if digit is None else digit) * _TENS[char], _TENS[char]
            digit, zero = None, last == 10 or digit == 0
        else:
            raise BadValue("amount")
    if digit and not zero:
        raise BadValue("amount")
    return total + (digit or 0)


_WHOLE = r"(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,4}(?:,[0-9]{4}){1,3})"  # of which 100 fit an Int64


def _fast_amount(text: pl.Expr, how: How) -> pl.Expr:
    """`-?1,234.5` in yuan or whole fen, by digits."""
    plain = text.str.replace_all(",", "", literal=True)
    fits = text.str.contains(rf"^-?{_WHOLE}(?:\.[0-9]{{1,2}})?$" if how.unit == "yuan" else rf"^-?{_WHOLE}$")
    sign = pl.when(plain.str.starts_with("-")).then(-1).otherwise(1)
    digits = plain.str.strip_prefix("-")
    if how.unit == "fen":
        value = digits.cast(pl.Int64, strict=False) * sign
    elif how.unit == "yuan":
        parts = digits.str.split_exact(".", 1)
        cents = parts.struct.field("field_1").fill_null("").str.pad_end(2, "0").cast(pl.Int64, strict=False)
        value = (parts.struct.field("field_0").cast(pl.Int64, strict=False) * 100 + cents) * sign
    else:
        return pl.lit(None, pl.Int64)
    return pl.when(fits).then(value)


# times

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


def _fast_time(text: pl.Expr, how: How) -> pl.Expr:
    if how.format == "epoch_ms":
        raw = pl.when(text.str.contains(r"^[0-9]{1,13}$")).then(text).cast(pl.Int64)
        return pl.when(raw < int(LATEST.timestamp() * 1000)).then(raw).cast(pl.Datetime("ms", "UTC"))
    if how.format is not None or how.zone not in ("Asia/Shanghai", "UTC"):
        return pl.lit(None, pl.Datetime("ms", "UTC"))
    dashed = pl.when(text.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-5][0-9]$")).then(text)
    packed = pl.when(text.str.contains(r"^[0-9]{12}[0-5][0-9]$")).then(text)
    naive = pl.coalesce(
        dashed.str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="ms", strict=False),
        packed.str.to_datetime("%Y%m%d%H%M%S", time_unit="ms", strict=False),
    )
    # China has had no summer time since 1991-09-15; earlier ones take the slow path
    safe = pl.when((naive > datetime(1992, 1, 1)) & (naive < datetime(2199, 1, 1))).then(naive)
    return safe.dt.replace_time_zone(how.zone).dt.convert_time_zone("UTC")


def parse_date(text: str, how: How) -> date:
    """A day, as written (no zone is applied, 24:00 ends it), from 1850 to 2200."""
    raw = narrow(text)
    if how.format in ("epoch_ms", "epoch_s"):
        return parse_time(raw, how).date()
    day = _written(raw, how)[0].date()
    if not 1850 <= day.year < 2200:
        raise BadValue("range")
    return day


def _fast_date(text: pl.Expr, how: How) -> pl.Expr:
    if how.format is not None:
        return pl.lit(None, pl.Date)
    day = pl.when(text.str.contains(r"^\d{4}-\d\d-\d\d$")).then(text).str.to_date("%Y-%m-%d", strict=False)
    return pl.when((day >= date(1850, 1, 1)) & (day < date(2200, 1, 1))).then(day)


# rates and numbers

_DAYS, _MONTHS = 365, 12
_PERIODS = {"年": 1, "月": _MONTHS, "日": _DAYS, "天": _DAYS, "周": 52}


def parse_rate(text: str, how: How) -> float:
    """A simple annual fraction: 年化18.8% is .188, 日息千分之三 is 1.095, 月利2分 is .24, each 万元/day 返30 is 1.095."""
    raw = narrow(text).replace(" ", "").replace(",", "")
    if found := re.fullmatch(r"每?(百|千|万)元?每?(天|日|周|月|年)返(?:还|息)?(\d+(?:\.\d+)?)元?", raw):
        base = {"百": 100, "千": 1000, "万": 10000}[found[1]]
        return _annual(Decimal(found[3]) / base, _PERIODS[found[2]])
    head = re.match(
        r"(?:预期|承诺|约定)?(年化收益率|年化利率|年化|年利率|年利息|年息|年利|年|月化|月利率|月利息|月息|月利|月|日利率|日利息|日息|日利|日|周息)?(?:利率|收益率|收益)?(?:为|约|达|是|:)?",
        raw,
    )
    word, rest = (head[1] or "", raw[head.end() :]) if head else ("", raw)
    period = _PERIODS[word[0]] if word else 1
    if found := re.fullmatch(r"(百|千|万)分之([\d.]+|[一二三四五六七八九十点两零百]+)", rest):
        return _annual(_decimal(found[2]) / {"百": 100, "千": 1000, "万": 10000}[found[1]], period)
    if found := re.fullmatch(r"([\d.]+|[一二三四五六七八九两])分(?:([\d.]+|[一二三四五六七八九])厘)?", rest):
        if not word:
            raise BadValue("rate")  # 2分 alone is a month's in speech, but nothing says so
        share = Decimal("0.1") if word[0] == "年" else Decimal("0.01")
        return _annual(_decimal(found[1]) * share + _decimal(found[2] or "0") * share / 10, period)
    if found := re.fullmatch(r"(\d+(?:\.\d+)?)(%|‰|个点|/年)?", rest):
        value = Decimal(found[1])
        if found[2] in ("%", "个点"):
            return _annual(value / 100, period)
        if found[2] == "‰":
            return _annual(value / 1000, period)
        if value < 1:  # more is per cent somewhere and a multiple elsewhere
            return _annual(value, period)
    raise BadValue("rate")


def _annual(share: Decimal, times: int) -> float:
    year = share * times
    if not 0 <= year <= 1000:
        raise BadValue("range")
    return float(year)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        found = re.fullmatch(rf"([^点]+)(?:点([{_NUMERALS}]{{1,9}}))?", text)
        if found is None:
            raise BadValue("rate") from None
        part = "".join(str(_DIGITS[c]) for c in found[2] or "零")
        return _chinese(found[1]) + Decimal(f"0.{part}")


def parse_number(text: str, how: How) -> float:
    """A number; a percentage is a fraction."""
    raw = _joined(narrow(text), "number")
    if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,9})?%?", raw) or len(raw) > 1000:
        raise BadValue("number")
    value = Decimal(raw.removesuffix("%"))
    if value and value.adjusted() > 300:
        raise BadValue("range")
    return float(value.scaleb(-2)) if raw.endswith("%") else float(value)


def parse_count(text: str, how: How) -> int:
    """A whole number; 人, 次, 天 and their like may follow."""
    raw = re.sub(r"[人次天户笔条家个名+]+$", "", _joined(narrow(text), "number"))
    if not re.fullmatch(r"-?[0-9]{1,18}(\.0+)?", raw):
        raise BadValue("number")
    return int(raw.partition(".")[0])


_YES = {"是", "有", "true", "1", "y", "yes", "t", "√"}
_NO = {"否", "无", "false", "0", "n", "no", "f", "×", "正常"}


def parse_flag(text: str, how: How) -> bool:
    """Yes or no."""
    word = narrow(text).lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue("flag")


def _kind(name: str, dtype: Any, zh: str, parse: Callable[[str, How], Any], **more: Any) -> ValueKind:
    return ValueKind(name, dtype, Say(zh, name.replace("_", " ")), parse, **more)


KINDS: dict[str, ValueKind] = {
    kind.name: kind
    for kind in (
        _kind("text", pl.String, "文本", parse_text, fast=_fast_text),
        _kind("org_name", pl.String, "单位名称", parse_name, fast=_fast_name, comparable=comparable),
        _kind("person_name", pl.String, "姓名", parse_name, fast=_fast_name, comparable=comparable),
        _kind("id_number", pl.String, "证件号码", parse_id_number),
        _kind("credit_code", pl.String, "统一社会信用代码", parse_credit_code),
        _kind("phone", pl.String, "电话", parse_phone),
        _kind("account", pl.String, "账号", parse_account, fast=_fast_account),
        _kind("amount", pl.Int64, "金额（分）", parse_amount, fast=_fast_amount),
        _kind("time", pl.Datetime("ms", "UTC"), "时间（UTC）", parse_time, fast=_fast_time),
        _kind("date", pl.Date, "日期", parse_date, fast=_fast_date),
        _kind("rate", pl.Float64, "年化利率", parse_rate),
        _kind("number", pl.Float64, "数", parse_number),
        _kind("count", pl.Int64, "计数", parse_count),
        _kind("flag", pl.Boolean, "是否", parse_flag),
        _kind("url", pl.String, "链接", parse_url),
        _kind("host", pl.String, "域名", parse_host),
        _kind("address", pl.String, "地址", parse_address, comparable=comparable),
    )
}
