"""Amounts, rates and other numbers: from a cell's text to integer fen and simple annual fractions, without floating point
on the way."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

import polars as pl

from graph.cell import BadValue, Fast, How, narrow, octets, only

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


def _fast_amount(text: pl.Series, how: How) -> pl.Series | None:
    """`-1,234.5` in yuan or whole fen, as decimals."""
    part = {"yuan": r"(?:\.[0-9]{1,2})?", "fen": ""}.get(how.unit)
    if part is None:
        return None
    grouped = bool((octets(text) == ord(",")).any())
    fits = text.str.contains(f"^-?{_WHOLE if grouped else '[0-9]{1,15}'}{part}$")
    plain = text.str.replace_all(",", "", literal=True) if grouped else text
    if not part:
        return only(plain.cast(pl.Int64, strict=False), fits)
    return only(plain.cast(pl.Decimal(20, 2), strict=False).to_physical().cast(pl.Int64, strict=False), fits)


AMOUNTS: tuple[Fast, ...] = (_fast_amount,)


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
