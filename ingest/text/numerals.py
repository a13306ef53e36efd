"""Numbers as people write them, Arabic and Chinese, and what they come to as decimals."""

from __future__ import annotations

import re
from decimal import Decimal

# possessive: what a number has taken is not tried again shorter
ARABIC = r"(?>\d{1,3}(?:,\d{3}){1,5}+(?!\d)|\d{1,15}+)(?:\.\d{1,6}+)?+"
DIGITS = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_VALUE = {c: i for i, s in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for c in s}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "k": 1000, "K": 1000}
_GROUPS = {"万": 10**4, "w": 10**4, "W": 10**4, "亿": 10**8}
CHINESE = rf"[{DIGITS}十拾][{DIGITS}十拾百佰千仟]{{0,12}}"  # below ten thousand
_PLAIN = re.compile(r"(\d+(?:\.\d+)?)(万)?")
_PART = re.compile(r"(\d+(?:\.\d+)?)|(.)")


def number(text: str) -> Decimal | None:
    """What a number comes to, None where it is none: `1,234.5`, `3亿2千万`, `一百二十万`, `三点五`, `5w`, `1万2`.

    A last digit without its unit has the next lower one, as in speech: 3万5 is 35,000, 一千二 is 1,200.
    """
    text = text.replace(",", "").replace("个", "").replace(" ", "")
    if plain := _PLAIN.fullmatch(text):
        return Decimal(plain[1]) * (10**4 if plain[2] else 1)
    if not text:
        return None
    whole, point, part = text.partition("点")
    if point:
        left, digits = number(whole), [_VALUE.get(c, -1) for c in part]
        if left is None or not digits or min(digits) < 0:
            return None
        return left + Decimal(int("".join(map(str, digits)))).scaleb(-len(digits))
    total, group, last = Decimal(0), Decimal(0), 1
    digit: Decimal | None = None
    for figures, char in _PART.findall(text):
        if figures or char in _VALUE:
            if digit:
                return _year(text) if not figures and char in _VALUE else None
            digit = Decimal(figures) if figures else Decimal(_VALUE[char])
            last = 1 if digit == 0 else last
        elif char in _TENS:
            group += (1 if digit is None else digit) * _TENS[char]
            digit, last = None, _TENS[char]
        elif char in _GROUPS:
            group += digit or 0
            total = (total + group) * 10**8 if char == "亿" else total + group * 10**4
            group, digit, last = Decimal(0), None, _GROUPS[char]
        else:
            return None
    if digit:
        spoken = last > 10 and digit < 10 and digit == int(digit)
        group += digit * (last // 10 if spoken else 1)
    return total + group


def _year(text: str) -> Decimal | None:
    """Digits one by one: 二〇二四."""
    if all(c in _VALUE for c in text):
        return Decimal(int("".join(str(_VALUE[c]) for c in text)))
    return None
