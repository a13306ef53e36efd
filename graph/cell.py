"""What a source's cell holds: how it is written, why it can't be read, and its text in half width."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
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
    "unread": Say("读不出文字", "no text can be had of it"),
    "encoding": Say("编码不明，多处不是文字", "in no encoding that is known"),
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


USUAL = How()
# reads one common shape of a column; null where a text has another, None where the source writes another
Fast = Callable[[pl.Series, How], pl.Series | None]


def octets(text: pl.Series) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """All bytes of a column of texts, one behind the other: what may be in none of them is sought at once."""
    found = text.to_arrow().buffers()[2]
    return np.frombuffer(found, np.uint8) if found else np.empty(0, np.uint8)


def plain(text: pl.Series) -> bool:
    """Whether no text has a blank, control character, apostrophe or byte order mark, nor a byte that is part of one."""
    of = octets(text)
    odd = (of <= ord(" ")) | (of == ord("'")) | (of == 0x7F) | (of == 0xC2) | (of == 0xE1) | (of == 0xE2)
    pairs = ((of[:-1] == 0xE3) & (of[1:] == 0x80)) | ((of[:-1] == 0xEF) & (of[1:] == 0xBB))  # U+3000 and U+FEFF
    return not (odd.any() or pairs.any())


def only(values: pl.Series, fits: pl.Series) -> pl.Series:
    """Values where `fits`, else null."""
    return values if fits.all() else values.set(~fits, None)


def narrow(text: str) -> str:
    """NFKC (full width to half), outer blanks and a spreadsheet's leading apostrophe taken away."""
    return unicodedata.normalize("NFKC", text).strip(OUTER)
