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
from ingest.text.sums import sums

_SMALL = rf"[{DIGITS}十百]{{1,5}}(?:点[{DIGITS}]{{1,4}})?"
_FEN = rf"(?:{ARABIC}|[{DIGITS}])(?:分(?![之钟钱秒公米红期店行享批别配组成析类]|为[^诱名准限上]|[{DIGITS}]?次)(?:(?P<li>\d(?:\.\d+)?|[{DIGITS}])厘?|(?P<half>半))?|厘(?!米))"
_PER_CENT = rf"{ARABIC}\s?(?:%|‰|个点|个百分点)|{_SMALL}个(?:百分)?点|[百千万]分之(?:{ARABIC}|{_SMALL})"
_TENTH = rf"[{DIGITS}]成(?![交功立为员本色都就品果人])[{DIGITS}半]?"
_SPOKEN = r"[万千][一二三四五六七八九](?![万千百十\d元块])"
_ONE = re.compile(
    rf"(?:(?P<low>{_PER_CENT}|{ARABIC}|(?:{ARABIC}|[{DIGITS}])分?)\s?(?:[-~至到]{{1,2}}|—)\s?)?(?P<high>{_FEN}|{_PER_CENT}|{_TENTH})"
    rf"|(?P<spoken>{_SPOKEN})"
)
_RUN = re.compile(rf"[\d{DIGITS}十百千万][\d{DIGITS}十百千万点个半%‰分之厘成至到~., -]{{1,60}}")
_TRIGGER = re.compile(r"[%‰点分厘成]|[万千][一二三四五六七八九]")

# words that may stand between a period and its number
_FILL = (
    r"(?:利率|利息|收益率?|回报率?|分红率?|红利|返[还利息现]?|静态|动态|固定|稳定|浮动|综合|投资|预期|预计|参考|历史|平均|基准|产出|(?:回购)?溢价率?|费率"
    r"|最高|高达|最低|可达|可以?|达到?|超过|不低于|至少|不少于|低至|约定?|大约|将近|近|为|是|按照?|以|计|执行|给到?|都?有|能|到|在|仅|只|就|要|保底|保证"
    r"|不(?:得|能|应)?超过|不(?:得|能)?高于|的|[:=约]|\s|“|”|本金|化|支付|发放|拿|赚|付息?|各|均)"
)
_RETURN = r"息|利|收益|回报|返|分红|红|产出|赚|静态|动态|增值|溢价"
_COUNT = rf"(?:\d{{1,4}}|[{DIGITS}十]{{1,3}})"
_RETURNS = re.compile(rf"{_RETURN}|违约金|罚|滞纳")
_RETURNS_BEHIND = re.compile(rf"[^，。]{{0,3}}(?:{_RETURN}|计息|付息)")
_INTEREST, _OF_INTEREST = re.compile(r"利|的?月息|的?利息"), re.compile(rf"利息{_FILL}{{0,3}}$")
_MORE = re.compile(r"[^\d一二三四五六七八九十每半个按天月周年日季]")
_BEFORE_MONTH = frozenset("0123456789一二三四五六七八九十个")
_HEADS = re.compile(r"(?<!毛)(?:利率|收益率|年化|LPR)")
_PARTS, _SIGNS = re.compile(r"([百千万])分之(.+)"), re.compile(r"\s|%|‰|个?百分点|个点")
_NAKED, _UNIT = re.compile(rf"{ARABIC}|[{DIGITS}]"), re.compile(r"[%‰]|个(?:百分)?点|分|厘")
_PERIODS = (  # name, words that say interest by themselves, words that need a word of return beside them
    ("年", r"年化|年利[率息]?|年息|年收益率?|年回报率?|年分红率?|年返|年率", r"每年|一年|按年|首年"),
    ("月", r"月化|月利[率息]?|月息|月收益率?|月回报率?|月返|月分红", r"每个?月|月月|一个月|按月|月"),
    ("日", r"日化|日利[率息]?|日息|日收益率?|日返|日回报|天息", r"每[天日]|天天|日日|一天|按[日天]"),
    ("周", r"周化|周利率?|周息|周收益率?|周返|周回报|周分红", r"每个?(?:周|星期|礼拜)|周周|一(?:周|个?星期|个?礼拜)"),
    ("季", r"季度?(?:收益率?|利率|分红|返|息)", r"每个?季度?|一个季度|季季|按季"),
    ("半年", r"半年(?:收益率?|返|息)", r"(?<![上下])每?半年"),
)
TIMES = {"年": 1, "月": 12, "日": 365, "周": 52, "季": 4, "半年": 2}
_STRONG = "|".join(f"(?P<s{i}>{strong})" for i, (_, strong, _) in enumerate(_PERIODS))
_WEAK = "|".join(f"(?P<w{i}>{weak})" for i, (_, _, weak) in enumerate(_PERIODS))
_LEFT = re.compile(rf"(?:{_STRONG}|{_WEAK}|(?P<count>{_COUNT})个?(?P<unit>[年月天日周]|季度|星期)){_FILL}{{0,7}}$")
_POINTS = re.compile(r"(?:给[你您]?算|算[你您]|给到|做到|能给)[你您]?$")
_BARE = re.compile(
    rf"(?P<noun>LPR|同业拆借|(?<![毛净暴权])利率|(?<!回购|中签)收益率|(?:投资)?回报率|分红率|业绩比较基准|固定回报|利息|收益)(?:{_FILL}|方面){{0,6}}$"
)
_RIGHT = re.compile(
    r"\s?(?:[/每]\s?|\(\s?|的)?(?P<period>年|月|日|天|周|季)(?:度)?(?P<close>\)|息|利率?|化|收益率?)?(?![份底初内前后均])"
)
_NO_RATE = re.compile(
    r"增速|增长|增幅|递增|同比|环比|波动|折旧|跌|涨|准备金|通胀|手续费|佣金|费用率|毛利|净利|下降|提升|体重|增加"
)
_LABELLED = re.compile(
    rf"^[^%]{{0,6}}(?:[A-Z]|{_COUNT}|[甲乙丙])(?:款|号|档|类|级|年期|个月期|天期)(?:以上)?(?:为|是|:)?$"
)
_DOUBLED = re.compile(
    rf"(?P<when>半年|(?P<count>{_COUNT})个?(?P<unit>年|月|天|周|季度))(?:时间|以?内|左右|之后|后|就|可|能|即|以|轻松|稳稳|收益|本金|资产|资金|至少){{0,4}}翻(?:(?P<times>[一两二三])番|(?:一)?倍)"
)
_MONEY = re.compile(r"投|赚|收益|本金|返|分红|股|财富|理财|项目|操作|跟单|带单|老师|资金")
_NO_MONEY = re.compile(r"客流|产量|GDP|收入|用户|销量|业绩|产值|粉丝|订单|体量|亩产|访问")
_UNITS = {"年": (1, 1), "月": (12, 1), "天": (365, 1), "日": (365, 1), "周": (52, 1), "星期": (52, 1), "季度": (4, 1)}


def rates(page: Page) -> Iterator[Mention]:
    """Mentions `rate`, left to right by kind; needs the page's amounts for sums of money."""
    previous = -1
    for found in _numbers(page.flat):
        if read := _percent(page, found, previous):
            previous = read.end
            yield read
    at = -1
    while (at := page.flat.find("翻", at + 1)) >= 0:
        doubled = _DOUBLED.search(page.flat, max(0, at - 24), at + 3)
        if doubled and doubled.end() > at and (read := _doubled(page, doubled)):
            yield read
    for start, end, share, period in sums(page):
        yield _made(page, start, end, (share, share), period, "sum", 0.8)


def _numbers(flat: str) -> Iterator[re.Match[str]]:
    """Percentages and numbers in 分, looked for only in runs of figures that hold a word of theirs."""
    for run in _RUN.finditer(flat):
        if _TRIGGER.search(run[0]):
            yield from _ONE.finditer(flat, run.start(), min(run.end() + 3, len(flat)))


def _made(page: Page, start: int, end: int, ends: tuple[Decimal, Decimal], unit: str, rule: str, sure: float) -> Mention:  # fmt: skip
    value = ranged(decimal(ends[0]), decimal(ends[1]))
    why = flags(page, start, end, rate=True)
    if rule == "list" and "benchmark" not in why and "LPR" in page.flat[max(0, start - 40) : start]:
        why = (*why, "benchmark")
    return page.mention("rate", start, end, value, rule, sure, unit, why)


def _percent(page: Page, found: re.Match[str], previous: int) -> Mention | None:
    """One percentage, or a number in 分, with the period that its clause gives."""
    start, end = found.span()
    left, right = page.before(start, 40), page.behind(end, 12)
    period = _period(left, right, found, page, previous)
    if period is None:
        return None
    name, times, rule, sure = period
    fen = _is_fen(found["high"] or "")
    year = name == "年"
    high = _share(found["spoken"] or found["high"], year, found["li"], found["half"])
    low = high if not found["low"] else _low(found["low"], found["high"], year)
    if (
        high is None
        or low is None
        or low > high
        or high * times > 1000
        or (fen and high > (1 if year else Decimal("0.5")))
    ):
        return None
    return _made(page, start, end, (low * times, high * times), name, rule, sure)


def _period(
    left: str, right: str, found: re.Match[str], page: Page, previous: int
) -> tuple[str, Decimal, str, float] | None:
    """Name, times a year, rule and confidence of the period that a number's clause gives it."""
    words = found[0]
    fen = _is_fen(found["high"] or "")
    if _NO_RATE.search(left[-8:]) or _NO_RATE.match(right.lstrip("的")):
        return None
    behind_it = _RIGHT.match(right)
    if behind_it and (right[:1] in "/(" or behind_it["close"] in ("息", "利", "利率", "化", "收益", "收益率")):
        name = {"天": "日"}.get(behind_it["period"], behind_it["period"])
        return name, Decimal(TIMES[name]), "period behind", 0.9
    if said := _said(left):
        index = next((i for i in range(len(_PERIODS)) if said[f"s{i}"]), None)
        if index is not None:
            name = _PERIODS[index][0]
            return name, Decimal(TIMES[name]), "period", 0.95
        if read := _weak(said, left, right, words, page, found.start()):
            return read
    if found["spoken"]:
        return None
    if behind_it and right.startswith("每") and _RETURNS.search(left[-8:] + right[len(behind_it[0]) :][:6]):
        name = {"天": "日"}.get(behind_it["period"], behind_it["period"])
        return name, Decimal(TIMES[name]), "period behind", 0.7
    if fen:
        if _INTEREST.match(right) or _OF_INTEREST.search(left):
            return "月", Decimal(12), "fen", 0.8
        return None
    if "成" in words:  # 一成二的利息; 三成客户 is none
        return ("年", Decimal(1), "tenths", 0.6) if _INTEREST.match(right) else None
    if bare := _BARE.search(left):
        return "年", Decimal(1), "no period", 0.4 if bare["noun"] == "收益" else 0.7
    if _LABELLED.search(left) and _goes_on(page, found.start(), previous):
        return "年", Decimal(1), "list", 0.7
    return ("年", Decimal(1), "points", 0.6) if words.endswith("点") and _POINTS.search(left) else None


def _said(left: str) -> re.Match[str] | None:
    """The period at the end of a clause's words: what may stand behind it holds none of these characters."""
    last = max(map(left.rfind, "年月日天周季期拜"))
    return _LEFT.search(left, max(0, last - 6)) if last >= 0 else None


def _weak(said: re.Match[str], left: str, right: str, words: str, page: Page, at: int) -> tuple[str, Decimal, str, float] | None:  # fmt: skip
    """A period that needs a word of return beside it."""
    gap = left[said.start() :]
    near = bool(_RETURNS.search(left[-16:]) or _RETURNS_BEHIND.match(right))
    spoken = words.endswith("点")
    first, last = page.span(page.sentence(at))
    if not near and not (spoken or _MONEY.search(page.flat[max(first, at - 60) : min(last, at + 40)])):
        return None
    sure = 0.85 if near else 0.6
    if not near and _MORE.search(gap) and not spoken:
        return None
    if said["count"]:
        count = number(said["count"])
        if not count or (said["unit"] == "年" and count > 30):  # 2024年收益10%: a year's number
            return None
        times, _ = _UNITS[said["unit"]]
        if count == 1:
            name = {"天": "日", "星期": "周", "季度": "季"}.get(said["unit"], said["unit"])
            return name, Decimal(times), "period", sure
        return f"{said['count']}{said['unit']}", Decimal(times) / count, "term", sure
    index = next(i for i in range(len(_PERIODS)) if said[f"w{i}"])
    name = _PERIODS[index][0]
    if said[0][0] == "月" and left[said.start() - 1 : said.start()] in _BEFORE_MONTH:
        return None  # 3月收益10%: a month's name
    return name, Decimal(TIMES[name]), "period", sure


def _goes_on(page: Page, at: int, previous: int) -> bool:
    """Whether a labelled percentage goes on with a list of rates, or heads one."""
    first, _ = page.span(page.sentence(at))
    words = page.flat[max(first, at - 40) : at]
    return bool(_HEADS.search(words)) or at - previous <= 12


def _is_fen(words: str) -> bool:
    return ("分" in words or "厘" in words) and "分之" not in words and "分点" not in words


def _share(words: str, year: bool, li: str | None = None, half: str | None = None) -> Decimal | None:
    """A share as a fraction. 分 is a tenth for years and a hundredth for months and days, 厘 a tenth of it."""
    if len(words) == 2 and words[0] in "万千" and words[1] in DIGITS:
        return (number(words[1]) or Decimal(0)) / {"万": 10000, "千": 1000}[words[0]]
    if _is_fen(words):
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
    if _NO_MONEY.search(words) or not _MONEY.search(words):
        return None
    gain = {"二": 3, "两": 3, "三": 7}.get(found["times"] or "", 1)
    if found["count"]:
        count, (times, _) = number(found["count"]), _UNITS[found["unit"]]
        if not count or count > 1000:
            return None
        yearly = Decimal(times * gain) / count
    else:
        yearly = Decimal(2 * gain)
    return _made(page, found.start(), found.end(), (yearly, yearly), found["when"], "doubled", 0.6)
