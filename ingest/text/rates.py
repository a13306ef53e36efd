"""Rates as people write them, to simple annual fractions: 年化18.8%, 日息千分之三, 月利2分, 三分利, 半年翻倍, 投10万每月返2000.

A percentage is a rate only where its clause says so: a period with a word of return, or a word of interest. All else
(shares, discounts, growth) is none. Days are counted by 365, weeks by 52; nothing is compounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.text.context import flags
from ingest.text.mention import Mention, Page, decimal, ranged
from ingest.text.numerals import ARABIC, DIGITS, number
from ingest.text.periods import COUNT, MONEY, UNITS, Earlier, Period, is_fen, period
from ingest.text.sums import sums

MOST = 1000  # times a year's stake: what is more is a slip
_SMALL = rf"[{DIGITS}十百]{{1,5}}(?:点[{DIGITS}]{{1,4}})?"
_FEN = rf"(?:{ARABIC}|[{DIGITS}])(?:分(?![之钟钱秒公米红期店行享批别配组成析类]|为[^诱名准限上]|[{DIGITS}]?次)(?:(?P<li>\d(?:\.\d+)?|[{DIGITS}])厘?|(?P<half>半))?|厘(?!米))"
_PER_CENT = rf"{ARABIC}\s?(?:%|‰|个点|个百分点)|{_SMALL}个(?:百分)?点|[百千万]分之(?:{ARABIC}|{_SMALL})"
_TENTH = rf"[{DIGITS}]成(?![交功立为员本色都就品果人])[{DIGITS}半]?"
_SPOKEN = r"[万千][一二三四五六七八九](?![万千百十\d元块])"
_ONE = re.compile(
    rf"(?P<from>[百千万]分之(?:{ARABIC}|{_SMALL}))[到至~-](?P<to>{ARABIC}|{_SMALL})(?![{DIGITS}\d十百千万分之个成%‰年月日天元块岁人点])"
    rf"|(?:(?P<low>{_PER_CENT}|{ARABIC}|(?:{ARABIC}|[{DIGITS}])分?)\s?(?:[-~至到]{{1,2}}|—)\s?)?(?P<high>{_FEN}|{_PER_CENT}|{_TENTH})"
    rf"|(?P<spoken>{_SPOKEN})"
)
_RUN = re.compile(rf"[\d{DIGITS}十百千万][\d{DIGITS}十百千万点个半%‰分之厘成至到~., -]{{1,60}}")
_TRIGGER = re.compile(r"[%‰点分厘成]|[万千][一二三四五六七八九]")

_PARTS, _SIGNS = re.compile(r"([百千万])分之(.+)"), re.compile(r"\s|%|‰|个?百分点|个点")
_NAKED, _UNIT = re.compile(rf"{ARABIC}|[{DIGITS}]"), re.compile(r"[%‰]|个(?:百分)?点|分|厘")
_DOUBLED = re.compile(
    rf"(?P<when>半年|(?P<count>{COUNT})个?(?P<unit>年|月|天|周|季度))(?:时间|以?内|左右|之后|后|就|可|能|即|以|轻松|稳稳|收益|本金|资产|资金|至少){{0,4}}翻(?:(?P<times>[一两二三])番|(?:一)?倍)"
)
_NO_MONEY = re.compile(r"客流|产量|GDP|收入|用户|销量|业绩|产值|粉丝|订单|体量|亩产|访问")


def rates(page: Page) -> Iterator[Mention]:
    """Mentions `rate`, left to right by kind; needs the page's amounts for sums of money."""
    earlier: Earlier | None = None
    for found in _numbers(page.flat):
        of = period(page, *found.span(), earlier)
        if of and (read := _percent(page, found, of)):
            earlier = Earlier(read.end, of)
            yield read
    at = -1
    while (at := page.flat.find("翻", at + 1)) >= 0:
        doubled = _DOUBLED.search(page.flat, max(0, at - 24), at + 3)
        if doubled and doubled.end() > at and (read := _doubled(page, doubled)):
            yield read
    for start, end, share, name in sums(page):
        yield _made(page, start, end, (share, share), Period(name, Decimal(1), "sum", 0.8))


def _numbers(flat: str) -> Iterator[re.Match[str]]:
    """Percentages and numbers in 分, looked for only in runs of figures that hold a word of theirs."""
    for run in _RUN.finditer(flat):
        if _TRIGGER.search(run[0]):
            yield from _ONE.finditer(flat, run.start(), min(run.end() + 3, len(flat)))


def _made(page: Page, start: int, end: int, ends: tuple[Decimal, Decimal], of: Period) -> Mention:
    low = decimal(ends[0])
    value = low if ends[0] == ends[1] else ranged(low, decimal(ends[1]))
    why = flags(page, start, end, rate=True)
    if of.rule == "list" and "benchmark" not in why and "LPR" in page.flat[max(0, start - 40) : start]:
        why = (*why, "benchmark")
    return page.mention("rate", start, end, value, of.rule, of.sure, of.name, why)


def _percent(page: Page, found: re.Match[str], of: Period) -> Mention | None:
    """One percentage, or a number in 分, that is a rate of this period."""
    year = of.name == "年"
    if found["from"]:
        low, high = _share(found["from"], year), _share(found["from"][:3] + found["to"], year)
        return (
            _made(page, *found.span(), (low * of.times, high * of.times), of) if low and high and low < high else None
        )
    high = _share(found["spoken"] or found["high"], year, found["li"], found["half"])
    low = high if not found["low"] else _low(found["low"], found["high"], year)
    if high is None or low is None or low > high or high * of.times > MOST:
        return None
    if is_fen(found[0]) and high > (1 if year else Decimal("0.5")):
        return None
    return _made(page, *found.span(), (low * of.times, high * of.times), of)


def _share(words: str, year: bool, li: str | None = None, half: str | None = None) -> Decimal | None:
    """A share as a fraction. 分 is a tenth for years and a hundredth for months and days, 厘 a tenth of it."""
    if len(words) == 2 and words[0] in "万千" and words[1] in DIGITS:
        return (number(words[1]) or Decimal(0)) / {"万": 10000, "千": 1000}[words[0]]
    if is_fen(words):
        unit = Decimal("0.1") if year else Decimal("0.01")
        head, _, _ = words.partition("分")
        if "分" not in words:
            worth = number(words.rstrip("厘"))
            return None if worth is None else worth * unit / 10
        worth = number(head)
        extra = number(li) if li else Decimal(5 if half else 0)
        return None if worth is None or extra is None else (worth + extra / 10) * unit
    if "成" in words:
        head, _, tail = words.partition("成")
        tenths = number(head) or Decimal(0)
        return (tenths + (number("五" if tail == "半" else tail or "零") or Decimal(0)) / 10) / 10
    if found := _PARTS.fullmatch(words):
        worth = number(found[2])
        return None if worth is None else worth / {"百": 100, "千": 1000, "万": 10000}[found[1]]
    worth = number(_SIGNS.sub("", words))
    return None if worth is None else worth / (1000 if "‰" in words else 100)


def _low(low: str, high: str, year: bool) -> Decimal | None:
    """The lower end: its unit is the upper one's where it has none."""
    if _NAKED.fullmatch(low):
        tail = _UNIT.search(high)
        return _share(low + (tail[0] if tail else "%"), year)
    return _share(low, year)


def _doubled(page: Page, found: re.Match[str]) -> Mention | None:
    first, last = page.span(page.sentence(found.start()))
    words = page.flat[max(first, found.start() - 60) : min(last + 30, found.end() + 60)]
    if _NO_MONEY.search(words) or not MONEY.search(words):
        return None
    gain = {"二": 3, "两": 3, "三": 7}.get(found["times"] or "", 1)
    if found["count"]:
        count, times = number(found["count"]), UNITS[found["unit"]]
        if not count or count > 1000:
            return None
        yearly = Decimal(times * gain) / count
    else:
        yearly = Decimal(2 * gain)
    return _made(page, *found.span(), (yearly, yearly), Period(found["when"], Decimal(1), "doubled", 0.6))
