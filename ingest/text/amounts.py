"""Amounts of money: yuan to integer fen, ranges with both ends, other currencies under a label of their own.

A number counts as money by its unit (元), its currency sign, or, with 万 or bare, by the verb before it; what counts
people, tons or views is left alone, and so are vague ones (数万元).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.text.mention import Mention, Page, ranged
from ingest.text.numerals import ARABIC, DIGITS, number

_SCALE = r"(?:万亿|[千百十]万|[千百]?亿|[万千百]|[wWkK](?![A-Za-z0-9])|个亿)"
# 一万一天: the second 一 begins the next word
_CHINESE = rf"(?:[{DIGITS}](?:点[{DIGITS}]{{1,3}})?|[十拾])(?:[十拾百佰千仟万亿零]|[{DIGITS}](?![天年个日周月星份人次起])){{0,20}}+"
_BODY = rf"(?>(?:{ARABIC}\s?{_SCALE}){{1,3}}(?:\d{{1,4}}(?![\d.%‰]))?|{ARABIC}|{_CHINESE})"
_MONEY = re.compile(
    rf"(?<![\d.A-Za-z#])(?:(?P<sign>¥|人民币|RMB|CNY|[A-Z]{{0,2}}\$)[::\s]?)?"
    rf"(?:(?P<low>{_BODY})\s?(?P<first>元|块)?\s?(?:-{{1,2}}|~|至|到)\s?(?:¥|人民币)?)?"
    rf"(?P<body>{_BODY})"
    r"(?P<about>余|多|来)?(?P<after>个?[万亿](?=元|块)|(?<=[余多来])[万亿])?\s?"
    r"(?P<unit>(?:元|圆)(?:[零\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]角)?(?:零?[零\d一二三四五六七八九壹贰叁肆伍陆柒捌玖]分)?(?:整|正)?|块[一二三四五六七八九\d](?:毛|角|(?![\d十百千万亿多几手号次楼维月日天人个元块]))|块钱?(?!地|儿|砖|肉)"
    r"|(?:USDT|USD|usdt|BTC|ETH|TRX)(?![A-Za-z])|[Uu](?![A-Za-z0-9盘])|(?:美|港|欧|日|韩|澳|加|新台|台)[元币金]|英镑|泰铢|卢布)?"
)
_RUN = re.compile(rf"[\d{DIGITS}十拾][\d{DIGITS}十拾百佰千仟万亿wWkK.,]*")
_SIGN = re.compile(r"(?:¥|人民币|RMB|CNY|[A-Z]{0,2}\$)[::\s]?$")
_CENTS = re.compile(r"(?:块(?=.))?(?:(.)(?:角|毛|$))?(?:零?(.)分)?[整正]?$")
_FOREIGN = re.compile(r"USDT?|usdt|BTC|ETH|TRX|[Uu]$|[美港欧日韩澳加台].|英镑|泰铢|卢布")
_NOT_YUAN = re.compile(r"旦|宝|素(?!质)|件|首|帅|老|宇宙|始|祖|年间|月\d")
_ONE_YUAN = re.compile(r"期权|复始|里|论|[一二三多两]?次?方程|化|制|一次|牛奶|结构")
_COUNTED = re.compile(
    r"\+|余?[多]?(?:人|名|户|位|吨|亩|家|次|册|粉|用户|客户|会员|点击|阅读|播放|平|公里|千米|米|条|件|台|股|字|步|年(?![返化利息收回分])|只(?![拿有要返给回能是收剩])|头|套|辆|张|票|赞"
    r"|册|种|棵|株|斤|公斤|千瓦|度|倍|里|份|个(?!亿)|本(?!金)|天|月|日|分(?![一二两三四五六七八九几多\d]+[次批期笔])|秒|小时|点|号|级|岁|%|‰|[美港欧日韩澳加]元|年化|网点|门店|像素|险|医疗)"
)
_VERB = re.compile(
    r"(?:投资?|投入|投了|转账?|汇款?|打款?|存[入进了]*|借[款出了入给]*|交[纳了]*|缴纳?|付[款给了]*|支付|收[取了到回]*|亏[损了掉]*|赔[了]?|放[了进在]?|我[这那的]|骗[走了]*|卷走|贷[款]?|本金|金额|资金"
    r"|返还?|返[现利]?|欠|花[了费]*|共计?|合计|总[计额]*|达|门槛|起点|起投|规模|额度|融资|募[集资]*|注册资本|资本|收入|积蓄|拿[到回]?|领[取]?|给[了我你他她您]*|赚[了]*|充[值了]*|提现|送|奖励?|利息|分红"
    r"|定价|售价|价格?|限投|限额|单[日笔]|最[高低多少]|可?借|满|要?还|到手|押金|[买卖][了]?|[以]?[下上]|每[次月天投]|月|入金|余额|剩|限|罚[款]?|罚|之后|损失|票房|每份|出资?|保证金|定金|学费|工资|月薪|一年|每年|一个月|市值|总价|报价|估值|产值|利润|首付|按揭|分别[是为]|(?<![免小])[费款租价债])"
    r"[了我他她你您们出去走进的为约近高达超过人民币共总至到低达破突:：是是约有不少于得超只仅需要]{0,6}$"
)
_TIGHT = re.compile(
    r"(?:投资?|投入|投了|转账?|汇款?|打款?|存[入进了]*|借[款出了入]*|交[纳了]*|缴纳?|付[款给了]*|支付|收[取了到]*|亏[损了]*|骗[走了]*|返还?|返现|欠|花[了费]*|拿[到回]?|领[取]?|给[了我你他她您]*"
    r"|赚[了]*|充值?|充了|到手|实?还|月利息|利息|分红|满|送|减|只要|只需|仅需|押金|租金|月租|月薪|工资|定金|学费|保证金|每[月年天]|扣除?|剩[下余]?的?|一[张套份单][\u4e00-\u9fff]?|提?出来|提现?|提了|[原现特售]价|再?省|抵|我[这那的]|放了?|亏掉)[我他她你您约共]{0,2}$"
)
_VAGUE = frozenset("数几半第零百千万0123456789")
_OPEN = re.compile(r"起|本金|现金|入股|存款|保证金|押金|以上|以下|以内|左右|块|额度|，|。|、|,|的?(?:投资|借款|欠款|货款|货|贷款|产品)|送|就|到|一[年月天周个]|后")  # fmt: skip
_NO_MONEY = frozenset("%‰年月日号时分秒岁级折期倍")  # behind figures without 万
_AFTER_ONE = frozenset("元块圆个至到~-")  # behind a lone Chinese digit that may be money
_LARGE = re.compile(r"[万亿wWkK]")
_TENS = re.compile(r"[百千]")
_OWN = re.compile(r"[万亿千百wWkK]")
_LAST = re.compile(r"(?<=\d)(?:万亿|[千百十]?万|亿|千|百|[wWkK])$|[万亿千百]$")
_NO_DIGIT = re.compile(r"\s|余|多|来")
_STAKE = re.compile(
    r"起|送|分[一二两三四五六七八九几多\d]{1,2}[次批期笔]|本金|现金|入股|转(?![发载])|打[给到]|汇(?!聚)|(?:以[上下内])(?:年|月|日|免|可|部分|\d|的[，者]|的?(?:投资|客户|资金))|全(?:在|没|投|部)|给[了他她]|的(?:盘子|资金|本钱)|就能|块?一(?:天|个?月|年|周|个星期)"
)
_LENT = re.compile(r"贷|借|放款|额度|起投|融资|典当|抵押")
_INTEREST = re.compile(r"(?:一天|每天|每?个月|一年|每年|一周|每周)(?:[给付有]我?)?$")
_STOP = re.compile(
    r"$|还|[，。；、,;!！?？\s)]|就|的|了|，|一[年月天周个]|送|元|每[天月日周年]|后|押|块|实际|保证金|现金|定金|学费|体验|入会|加入|成为|怎么|减|抵|返|要|手续费"
)


def amounts(page: Page) -> Iterator[Mention]:
    """Mentions `amount` (fen) and `foreign_amount` (`3000 美元`), left to right."""
    flat, after = page.flat, -9  # where the amount before ends
    for found in _numbers(flat):
        if (found["unit"] and _FOREIGN.match(found["unit"])) or (found["sign"] or "").endswith("$"):
            yield from _foreign(page, found)
        elif (sure := _is_money(flat, found) or _goes_on(flat, found, after)) and (read := _read(page, found, sure)):
            after = read.end
            yield read


def _numbers(flat: str) -> Iterator[re.Match[str]]:
    """Numbers with what stands around them; lone Chinese digits that no unit follows are passed over."""
    after = 0
    for run in _RUN.finditer(flat):
        start, end = run.span()
        if start < after or (end - start == 1 and not run[0].isascii() and flat[end : end + 1] not in _AFTER_ONE):
            continue
        if flat[end : end + 1] in _NO_MONEY and not _LARGE.search(run[0]):
            continue
        if sign := _SIGN.search(flat, max(after, start - 5), start):
            start = sign.start()
        while start < end and (found := _MONEY.search(flat, start, min(len(flat), end + 60))) and found.start() < end:
            yield found
            start = after = found.end()


def _is_money(flat: str, found: re.Match[str]) -> float:
    """How sure it is that a number is yuan; 0 where it is not."""
    start, end, body = found.start(), found.end(), found["body"]
    left, right = flat[max(0, start - 14) : start], flat[end : end + 8]
    if left[-1:] in _VAGUE and left:
        return 0.0
    if found["unit"]:
        single = len(body) == 1 and not body.isdigit()
        vague = body in "十拾" and left[-1:] in "几数"
        return 0.0 if _NOT_YUAN.match(right) or vague or (single and _ONE_YUAN.match(right)) else 0.95
    if found["sign"]:
        return 0.9
    if found["about"] and not found["after"] and body[-1] not in "万千百亿wW":
        return 0.0
    if _COUNTED.match(right) or _COUNTED.match(found["about"] or ""):
        return 0.0
    if _LARGE.search(body) or found["after"]:
        verb, opens = bool(_VERB.search(left)), bool(_OPEN.match(right))
        return 0.85 if verb and (opens or not right) else 0.75 if verb else 0.6 if _STAKE.match(right) else 0.0
    return _bare(body, left, right)


def _goes_on(flat: str, found: re.Match[str], after: int) -> float:
    """How sure it is that a number in 万 is yuan by the amount before it in a list, or by both ends of what is lent."""
    start, end = found.span()
    if not _LARGE.search(found["body"]) or _COUNTED.match(flat, end):
        return 0.0
    if start - after == 1 and flat[after] in "、和或":
        return 0.7
    lent = found["low"] and _LARGE.search(found["low"]) and _LENT.search(flat, max(0, start - 20), end + 12)
    return 0.6 if lent else 0.0


def _bare(body: str, left: str, right: str) -> float:
    """A number without 万 and without 元: only straight behind a verb of paying, and with nothing counted behind it."""
    told = right.startswith(("利息", "的利息")) and _INTEREST.search(left)
    if not told and not (_STOP.match(right) and _TIGHT.search(left)):
        return 0.0
    worth = number(body) or 0
    if body[0].isdigit():
        return 0.7 if worth >= (100 if left.endswith("投") else 10) else 0.0  # 投10送1: of 万, as a rule
    return 0.7 if len(body) > 1 and _TENS.search(body) else 0.0


def _read(page: Page, found: re.Match[str], sure: float) -> Mention | None:
    high = _fen(found["body"] + (found["after"] or ""), found["unit"] or "")
    low = high
    if found["low"]:
        low = _fen(_scaled(found["low"], found["body"] + (found["after"] or ""), bool(found["first"])), "")
    if high is None or low is None:
        return None
    start = found.start()
    if low > high:  # two numbers that only stand beside each other
        return None
    return page.mention("amount", start, found.end(), ranged(str(low), str(high)), "amount", sure, "元")


def _scaled(low: str, high: str, whole: bool) -> str:
    """10-50万元: the lower end has the upper one's unit unless it has its own."""
    own = _OWN.search(low)
    scale = _LAST.search(high)
    return low if own or whole or not scale else low + scale[0]


def _fen(body: str, unit: str) -> int | None:
    worth = number(_NO_DIGIT.sub("", body))
    if worth is None:
        return None
    fen = worth * 100
    if unit and (cents := _CENTS.search(unit)):
        for digit, times in zip(cents.groups(), (10, 1), strict=True):
            fen += (number(digit) or Decimal(0)) * times if digit else 0
    return int(fen) if fen == int(fen) and fen < 2**63 else None


def _foreign(page: Page, found: re.Match[str]) -> Iterator[Mention]:
    worth = number(found["body"] + (found["after"] or ""))
    if worth is None:
        return
    unit = found["unit"] or found["sign"] or ""
    unit = {"U": "USDT", "u": "USDT", "usdt": "USDT", "$": "美元", "US$": "美元"}.get(unit, unit)
    low = number(_scaled(found["low"], found["body"], False)) if found["low"] else worth
    value = ranged(f"{float(low or worth):.10g}", f"{float(worth):.10g}")
    yield page.mention("foreign_amount", found.start(), found.end(), f"{value} {unit}", "foreign", 0.9, unit)
