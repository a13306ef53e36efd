"""The period of a percentage: what its clause says before and behind it, and whether it is a rate at all."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ingest.text.mention import Page
from ingest.text.numerals import DIGITS, number

COUNT = rf"(?:\d{{1,4}}|[{DIGITS}十]{{1,3}})"
# words that may stand between a period and its number
_FILL = (
    r"(?:利率|利息|收益率?|回报率?|分红率?|红利|返[还利息现]?|静态|动态|固定|稳定|浮动|综合|投资|预期|预计|参考|历史|平均|基准|产出|(?:回购)?溢价率?|费率"
    r"|最高|高达|最低|可达|可以?|达到?|超过|分别|获得?|享有?|得|你|您|我|大家|投资[人者]|客户|会员|坐享|上浮|升|提高|至|普遍|一般|大概|大致|基本|维持|保持|不低于|至少|不少于|低至|约定?|大约|将近|近|为|是|按照?|以|计|执行|给到?|都?有|能|到|在|仅|只|就|要|保底|保证"
    r"|不(?:得|能|应)?超过|不(?:得|能)?高于|的|[:=约]|\s|“|”|本金|投资[额款]|净|化|支付|发放|稳?拿|稳?赚|付息?|从|各|均)"
)
_RETURN = r"息|利|收益|回报|返|分红|红|产出|赚|稳拿|静态|动态|增值|溢价"
_RETURNS = re.compile(rf"{_RETURN}|违约金|罚|滞纳|逾期")
_RETURNS_BEHIND = re.compile(rf"[^，。]{{0,3}}(?:{_RETURN}|计息|付息)")
_INTEREST, _OF_INTEREST = re.compile(r"利|的?月息|的?利息"), re.compile(rf"利息{_FILL}{{0,3}}$")
_MORE = re.compile(r"[^\d一二三四五六七八九十首次第每半个按天月周年日季]")
_BEFORE_MONTH = frozenset("0123456789一二三四五六七八九十个")
_HEADS = re.compile(r"(?<!毛)(?:利率|收益率|年化|LPR)")
_PERIODS = (  # name, words that say interest by themselves, words that need a word of return beside them
    (
        "年",
        r"年化|年利[率息]?|年息|年收益率?|年回报率?|年分红率?|年返|年率",
        r"每年|一年|按年(?![化利息])|[首次]年|第[一二三四五1-5]年",
    ),
    ("月", r"月化|月利[率息]?|月息|月收益率?|月回报率?|月返|月分红", r"每个?月|月月|一个月|按月(?![化利息])|月"),
    (
        "日",
        r"日化|日利[率息]?|日息|日收益率?|日返|日回报|天息",
        r"每[天日]|天天|日日|一天|按[日天](?![化利息])|(?<![\d一二三四五六七八九十今昨明当次假末工节生])日",
    ),
    ("周", r"周化|周利率?|周息|周收益率?|周返|周回报|周分红", r"每个?(?:周|星期|礼拜)|周周|一(?:周|个?星期|个?礼拜)"),
    ("季", r"季度?(?:收益率?|利率|分红|返|息)", r"每个?季度?|一个季度|季季|按季"),
    ("半年", r"半年(?:收益率?|返|息)", r"(?<![上下])每?半年"),
)
TIMES = {"年": 1, "月": 12, "日": 365, "周": 52, "季": 4, "半年": 2}
_STRONG = "|".join(f"(?P<s{i}>{strong})" for i, (_, strong, _) in enumerate(_PERIODS))
_WEAK = "|".join(f"(?P<w{i}>{weak})" for i, (_, _, weak) in enumerate(_PERIODS))
_LEFT = re.compile(rf"(?:{_STRONG}|{_WEAK}|(?P<count>{COUNT})个?(?P<unit>[年月天日周]|季度|星期)){_FILL}{{0,7}}$")
_TERM = re.compile(rf"{COUNT}个?(?:月|天|日|周|季度)期?")
_POINTS = re.compile(r"(?:给[你您]?算|算[你您]|给到|做到|能给|保底)[你您]?$")
_BARE = re.compile(
    rf"(?P<noun>LPR|同业拆借|(?<![毛净暴权])利率|(?<!回购|中签)收益率|(?:投资)?回报率|分红率|业绩比较基准|固定回报|利息|收益)(?:{_FILL}|方面){{0,6}}$"
)
_RIGHT = re.compile(
    r"\s?(?:\(\s?(?=[年月日天周季]度?\s?\))|[/每]\s?|的)?(?P<period>年|月|日|天|周|季)(?:度)?(?P<close>\)|息|利率?|化|收益率?)?(?![份底初内前后均])"
)
_NO_RATE = re.compile(
    r"增速|增长|增幅|递增|同比|环比|波动|折旧|跌|涨(?![到至])|准备金|通胀|手续费|管理费|托管费|服务费|[申认]购费|赎回费|佣金|费用率|毛利|净利|下降|提升|体重|增加"
)
_LABELLED = re.compile(
    rf"^[^%]{{0,6}}(?:[A-Z]|{COUNT}|[甲乙丙])(?:款|号|档|类|级|年期|个月期|天期)(?:以上)?(?:为|是|:)?$"
)
MONEY = re.compile(r"投|保本|回报|赚|收益|本金|返|分红|股|财富|理财|项目|操作|跟单|带单|老师|资金")
UNITS = {"年": 1, "月": 12, "天": 365, "日": 365, "周": 52, "星期": 52, "季度": 4}
_SPOKEN = re.compile(r"[万千].")
_ALSO = re.compile(r"[、/和及与]\s?|(?:提高|上调|下调|[涨升提加降调])[到至]了?")


class Period(NamedTuple):
    """A period's name as written, how often it comes in a year, the rule that found it and how sure it is."""

    name: str
    times: Decimal
    rule: str
    sure: float


class Earlier(NamedTuple):
    """The rate before: where it ends and of which period it is."""

    end: int
    period: Period


def is_fen(words: str) -> bool:
    """Whether a number is in 分 or 厘."""
    return ("分" in words or "厘" in words) and "分之" not in words and "分点" not in words


def period(page: Page, start: int, end: int, earlier: Earlier | None) -> Period | None:
    """The period that the clause of a percentage gives it; None where it is no rate."""
    words = page.flat[start:end]
    left, right = page.before(start, 40), page.behind(end, 12)
    if _NO_RATE.search(left[-8:]) or _NO_RATE.match(right.lstrip("的")):
        return None
    at_once = _RIGHT.match(right)
    if at_once and (right[:1] in "/(" or at_once["close"] in ("息", "利", "利率", "化", "收益", "收益率")):
        return _behind(at_once, 0.9)
    if said := _said(left):
        index = next((i for i in range(len(_PERIODS)) if said[f"s{i}"]), None)
        if index is not None:
            return _of(_PERIODS[index][0], "period", 0.95)
        if read := _weak(said, left, right, page, start, words):
            return read
    if len(words) == 2 and _SPOKEN.fullmatch(words):  # 万五, 千三: of a day, and only where that is said
        return None
    if at_once and right.startswith("每") and _RETURNS.search(left[-8:] + right[len(at_once[0]) :][:6]):
        return _behind(at_once, 0.7)
    if earlier and _ALSO.fullmatch(page.flat, earlier.end, start):
        return earlier.period._replace(rule="list", sure=0.7)
    return _unsaid(page, left, right, words, start, earlier)


def _unsaid(page: Page, left: str, right: str, words: str, start: int, earlier: Earlier | None) -> Period | None:
    """No period: a month for 分 and a year for the rest, as is the custom, where the clause speaks of interest."""
    if is_fen(words):
        interest = _INTEREST.match(right) or _OF_INTEREST.search(left)
        return _of("月", "fen", 0.8) if interest else None
    if "成" in words:  # 一成二的利息; 三成客户 is none
        return _of("年", "tenths", 0.6) if _INTEREST.match(right) else None
    if bare := _BARE.search(left):
        guess = bare["noun"] == "收益" or _TERM.search(left)  # 三个月期收益率6%: of a year or of the three months
        return _of("年", "no period", 0.4 if guess else 0.7)
    if _LABELLED.search(left.rpartition(":")[2]) and _goes_on(page, start, earlier):
        return _of("年", "list", 0.7)
    return _of("年", "points", 0.6) if words.endswith("点") and _POINTS.search(left) else None


def _of(name: str, rule: str, sure: float) -> Period:
    return Period(name, Decimal(TIMES[name]), rule, sure)


def _behind(found: re.Match[str], sure: float) -> Period:
    return _of({"天": "日"}.get(found["period"], found["period"]), "period behind", sure)


def _said(left: str) -> re.Match[str] | None:
    """The period at the end of a clause's words: what may stand behind it holds none of these characters."""
    last = max(map(left.rfind, "年月日天周季期拜"))
    return _LEFT.search(left, max(0, last - 6)) if last >= 0 else None


def _weak(said: re.Match[str], left: str, right: str, page: Page, at: int, words: str) -> Period | None:
    """A period that needs a word of return beside it."""
    near = bool(_RETURNS.search(left[-16:]) or _RETURNS_BEHIND.match(right))
    spoken = words.endswith("点")
    if not near and not spoken:
        first, last = page.span(page.sentence(at))
        if not MONEY.search(page.flat, max(first, at - 60), min(last, at + 40)) or _MORE.search(left[said.start() :]):
            return None
    sure = 0.85 if near else 0.6
    if said["count"]:
        count, unit = number(said["count"]), said["unit"]
        if not count or (unit == "年" and count > 30):  # 2024年收益10%: a year's number
            return None
        if count == 1:
            return _of({"天": "日", "星期": "周", "季度": "季"}.get(unit, unit), "period", sure)
        return Period(f"{said['count']}{unit}", Decimal(UNITS[unit]) / count, "term", sure)
    if said[0][0] == "月" and left[said.start() - 1 : said.start()] in _BEFORE_MONTH:
        return None  # 3月收益10%: a month's name
    index = next(i for i in range(len(_PERIODS)) if said[f"w{i}"])
    return _of(_PERIODS[index][0], "period", sure)


def _goes_on(page: Page, at: int, earlier: Earlier | None) -> bool:
    """Whether a labelled percentage goes on with a list of rates, or heads one."""
    first, _ = page.span(page.sentence(at))
    return bool(_HEADS.search(page.flat, max(first, at - 40), at)) or bool(earlier and at - earlier.end <= 12)
