"""Rates that are told as sums: 投10万每月返2000, 每万元每天返30, 投5万12个月后返还6万."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.text.mention import Mention, Page
from ingest.text.numerals import DIGITS, number

_COUNT = rf"(?:\d{{1,4}}|[{DIGITS}十]{{1,3}})"
_GIVES = r"打(?!折)|转|返[还利息现]*|付[息给]?|支付|给|分红|利息|收益|赚|领|拿|日?息|得|回款|回报|产出|还|到手"
_PERIOD = (
    r"(?P<day>每[天日]|一天|天天|日(?=[息返赚收]))|(?P<week>每个?(?:周|星期|礼拜)|一周|周(?=[返赚]))|(?P<month>每个?月|一个月|月月|月(?=[返息赚利]))"
    rf"|(?P<quarter>每个?季度?)|(?P<year>每年|一年|年(?=[返息赚]))|(?P<count>{_COUNT})个?(?P<unit>月|天|日|年|周|星期)"
)
_TIMES = {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}
_UNITS = {"月": 12, "天": 365, "日": 365, "年": 1, "周": 52, "星期": 52}
_LINK = rf"(?:{_GIVES}|收到?|有|不少于|不低于|至少|就|能|可以?|要|固定|稳定|稳|净|收入|到手|你|您|我|连本带[利息]|本息|共计?|合计|约|每投?[十百千万]元?|的|是|为|，|,|后|之后|以后|[:：])"
_BEFORE = re.compile(rf"(?P<period>{_PERIOD})(?P<late>后|之后|以后)?(?P<link>{_LINK}{{0,5}})$")
_GIVEN = re.compile(rf"{_GIVES}|[息返赚]")
_PUT = re.compile(r"投[入了]?$")
_LOAN = re.compile(
    r"每(?:投资?|存入?|借)?(?:(?P<base>[十百千万]|1万|1千|100|1000|10000|一万)元?)|(?<![\d一二三四五六七八九十百千几数])(?P<bare>万元)(?=日|月|年|每)"
)
_INVESTS = re.compile(
    r"(?:投资?|投入|存|交|缴纳?|借款?|出借|入股|认购|买|购买?|充值?|放|共|入金?|本金|[借存放拿]?出|拿)[了入进出满款他她你您我]{0,2}(?:人民币)?\s?$"
)
_BEGIN = re.compile(r"(?:^|[，。、；：\s])$")
_INSTALMENT = re.compile(r"还款|月供|分期|工资|退休金|[领交缴]?社保|养老金|保费")
_BACK, _WHOLE, _REPAID = re.compile(r"还|到手"), re.compile(r"还|连本带"), re.compile(r"^还$")
_BASES = {"十": 10, "百": 100, "千": 1000, "万": 10000, "1万": 10000, "一万": 10000, "1千": 1000}
_GAP = 24  # characters between what is paid in and what comes back


def sums(page: Page) -> Iterator[tuple[int, int, Decimal, str]]:
    """Place, annual share and period of each sum that comes back on another, from the page's amounts."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in page.mentions:
        if mention.label == "amount" and "~" not in mention.value:
            by_sentence.setdefault(mention.sentence, []).append(mention)
    for sentence, amounts in by_sentence.items():
        if len(amounts) < 2 and "万" not in page.flat[max(0, amounts[0].start - 12) : amounts[0].start]:
            continue
        first, last = page.span(sentence)
        words = page.flat[first:last]
        if not _INSTALMENT.search(words):
            yield from _in_sentence(page, first, amounts[:50])


def _in_sentence(page: Page, first: int, amounts: list[Mention]) -> Iterator[tuple[int, int, Decimal, str]]:
    flat = page.flat
    base = next((m for m in amounts[1:2] if _PUT.search(flat, max(first, m.start - 3), m.start)), None)
    for paid in amounts:
        left = flat[max(first, paid.start - 30) : paid.start]
        found = _BEFORE.search(left)
        if found and (read := _rate(page, first, base, paid, found, left)):
            yield read
        elif _is_base(flat, first, paid):
            base = paid


def _is_base(flat: str, first: int, mention: Mention) -> bool:
    """Whether an amount is one that is paid in."""
    left = flat[max(first, mention.start - 8) : mention.start]
    return bool(_INVESTS.search(left)) or not left or bool(_BEGIN.search(left))


def _rate(
    page: Page, first: int, base: Mention | None, paid: Mention, found: re.Match[str], left: str
) -> tuple[int, int, Decimal, str] | None:
    if not _GIVEN.search(found["link"] + page.flat[paid.end : paid.end + 3] + left[-3:]):
        return None
    at = paid.start - len(left) + found.start()
    worth = Decimal(paid.value) / 100
    if each := _last(_LOAN.finditer(page.flat, max(first, at - 12), paid.start)):
        stake = Decimal(_BASES.get(each["base"] or "万") or int(each["base"]))
        start = min(each.start(), at)
    elif base and abs(at - base.end) <= 2 * _GAP:
        stake, start = Decimal(base.value) / 100, min(base.start, at)
    else:
        return None
    if not stake or not worth:
        return None
    share = worth / stake
    name = next((n for n in _TIMES if found[n]), None)
    if name is None:
        count = number(found["count"])
        if not count:
            return None
        if not found["late"] and "后" not in found["link"] and share > 1:
            return None
        times, unit = Decimal(_UNITS[found["unit"]]) / count, found["period"]
    else:
        times, unit = (
            Decimal(_TIMES[name]),
            {"day": "日", "week": "周", "month": "月", "quarter": "季", "year": "年"}[name],
        )
    if share >= 1:  # principal and all: what comes on top of it is the return
        back = bool(_BACK.search(found["link"])) and not found["period"].startswith("每")  # 借7000一周还8000
        if not (found["late"] or "后" in found["link"] or back):
            return None
        share -= 1
    elif (found["late"] and _WHOLE.search(found["link"])) or _REPAID.search(found["link"]):
        return None  # what is paid back is no return; 每周还3000 is an instalment
    return (start, paid.end, share * times, unit) if 0 < share * times <= 1000 else None


def _last(found: Iterator[re.Match[str]]) -> re.Match[str] | None:
    last = None
    for last in found:  # noqa: B007
        pass
    return last
