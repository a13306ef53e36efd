"""Value kinds: how a text from a file becomes a typed value, one by one and by whole columns.

Amounts are integer fen without floating point, times UTC milliseconds, rates simple annual fractions.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import opencc
import polars as pl

from graph.cell import LONGEST, OUTER, REASONS, USUAL, BadValue, Fast, How, narrow, only, plain
from graph.clock import DATES, EARLIEST, LATEST, TIMES, parse_date, parse_time
from graph.money import AMOUNTS, parse_amount, parse_count, parse_number, parse_rate
from graph.say import Say

__all__ = ["EARLIEST", "KINDS", "LATEST", "REASONS", "BadValue", "How", "Parsed", "ValueKind", "comparable", "luhn", "narrow"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed column: values, and where a text could not be read the reason's code."""

    values: pl.Series
    reasons: pl.Series


@dataclass(frozen=True, slots=True)
class ValueKind:
    """One kind of value. Each of `fast` reads one common shape of a column (None: not for this source), the most common
    first; `parse` reads any single text."""

    name: str
    dtype: Any
    label: Say
    parse: Callable[[str, How], Any]
    fast: tuple[Fast, ...] = ()
    comparable: Callable[[str], str] | None = None

    def column(self, texts: pl.Series, how: How = USUAL) -> Parsed:
        """Parse a column: shape by shape the texts that are left, at last each distinct one of them by `parse`."""
        values: pl.Series | None = None
        left = texts.is_not_null().arg_true()
        for fast in self.fast:
            some = texts if values is None else texts.gather(left)
            if not len(left) or (read := fast(some, how)) is None:
                continue
            values = read if values is None else values.scatter(left, read)
            left = (values.is_null() & texts.is_not_null()).arg_true()
        if values is None:
            values = pl.repeat(None, len(texts), dtype=self.dtype, eager=True)
        if not len(left):
            return Parsed(values, pl.repeat(None, len(texts), dtype=pl.String, eager=True))
        rest = texts.gather(left)
        rows = [(text, *_try(self, text, how)) for text in rest.unique().to_list() if text.strip()]
        table = pl.DataFrame(rows, {"t": pl.String, "p": self.dtype, "r": pl.String}, orient="row")
        found = rest.to_frame("t").join(table, on="t", how="left", maintain_order="left")
        reasons = pl.repeat(None, len(texts), dtype=pl.String, eager=True)
        return Parsed(values.scatter(left, found["p"]), reasons.scatter(left, found["r"]))

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


def _fast_text(text: pl.Series, how: How) -> pl.Series:
    fits = text.str.len_bytes().is_between(1, LONGEST)
    if not plain(text):
        fits &= ~text.str.contains(r"[\x00-\x1f\x7f-\x9f'\x{feff}\x{200b}]|^\s|\s$")
    return only(text, fits)


def parse_name(text: str, how: How) -> str:
    """A name as written, in half width."""
    name = parse_text(narrow(text), how)
    if not name or len(name) > 500:
        raise BadValue("shape")
    return name


def _fast_name(text: pl.Series, how: How) -> pl.Series:
    return only(text, text.str.contains(r"^[\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}A-Za-z0-9·()\-]{1,200}$"))


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


def _digits_account(text: pl.Series, how: How) -> pl.Series:
    return only(text, text.str.contains(r"^0{0,20}[1-9][0-9]{0,30}$"))


def _fast_account(text: pl.Series, how: How) -> pl.Series:
    plain = text.str.contains(r"^[0-9A-Za-z:]{1,40}$") & text.str.contains(r"[1-9]")
    return only(text, plain & ~text.str.contains(r"^[0-9]+[eE][0-9]+$|[xX]{2}"))


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
        _kind("text", pl.String, "文本", parse_text, fast=(_fast_text,)),
        _kind("org_name", pl.String, "单位名称", parse_name, fast=(_fast_name,), comparable=comparable),
        _kind("person_name", pl.String, "姓名", parse_name, fast=(_fast_name,), comparable=comparable),
        _kind("id_number", pl.String, "证件号码", parse_id_number),
        _kind("credit_code", pl.String, "统一社会信用代码", parse_credit_code),
        _kind("phone", pl.String, "电话", parse_phone),
        _kind("account", pl.String, "账号", parse_account, fast=(_digits_account, _fast_account)),
        _kind("amount", pl.Int64, "金额（分）", parse_amount, fast=AMOUNTS),
        _kind("time", pl.Datetime("ms", "UTC"), "时间（UTC）", parse_time, fast=TIMES),
        _kind("date", pl.Date, "日期", parse_date, fast=DATES),
        _kind("rate", pl.Float64, "年化利率", parse_rate),
        _kind("number", pl.Float64, "数", parse_number),
        _kind("count", pl.Int64, "计数", parse_count),
        _kind("flag", pl.Boolean, "是否", parse_flag),
        _kind("url", pl.String, "链接", parse_url),
        _kind("host", pl.String, "域名", parse_host),
        _kind("address", pl.String, "地址", parse_address, comparable=comparable),
    )
}
