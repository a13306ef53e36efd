"""What parameters, roles, sums and rules are called in a report."""

from __future__ import annotations

from collections.abc import Iterable

from graph.case.figures import CHOSEN
from graph.case.paper.blocks import Column
from graph.case.rules import RULES
from graph.say import Say
from graph.study.layers import ROLES

NUMERALS = "一二三四五六七八九十"
WORDS = {
    "contents": Say("目录", "Contents"), "page": Say("第 {n} 页 共 {total} 页", "page {n} of {total}"), "bundle": Say("编号", "id"),
    "frozen": Say("固定清单", "frozen"), "figure": Say("图", "Figure"), "table": Say("表", "Table"), "none": Say("无记录", "none"),
    "refresh": Say("（在 Word 中选中本行按 F9 生成目录）", "(choose this line in Word and press F9 for the contents)"),
}  # fmt: skip
KERNELS = {
    "group": Say("团伙账户的认定", "whose accounts"), "ledger": Say("参与人台账", "ledger"), "sheets": Say("账户对账", "balance sheets"),
    "layers": Say("资金分层", "layers"), "core": Say("核心成员", "core members"),
}  # fmt: skip
PARAMETERS = {
    "by": Say("认定方式", "chosen by"), "named": Say("指定的主体", "named"), "accounts": Say("账户", "accounts"), "few": Say("付款人不多于此数的个人账户不计入", "a person's account that no more than this many pay is left out"),
    "payout.rhythm.times": Say("固定周期付款的最少次数", "payments in a rhythm, at least"), "payout.rhythm.shortest": Say("两次付款的最短间隔（秒）", "shortest time between two (s)"),
    "payout.rhythm.longest": Say("两次付款的最长间隔（秒）", "longest time between two (s)"), "payout.rhythm.jitter": Say("间隔允许相差的比例", "share by which intervals differ"),
    "payout.rhythm.close": Say("金额允许相差的比例", "share by which amounts differ"), "payout.rhythm.reach": Say("向前比对的付款数", "payments looked back"),
    "payout.low": Say("返息占此前投入的最低比例", "interest, least share of what was paid in"), "payout.high": Say("返息占此前投入的最高比例", "interest, greatest share"),
    "payout.term": Say("满此时长方视为退还本金，不满为退款（秒）", "principal comes back no sooner, sooner it is a refund (s)"), "payout.step": Say("佣金率的最小单位", "commission, a multiple of"),
    "payout.rate": Say("佣金率上限", "commission, at most"), "payout.within": Say("佣金在所对应投入之后的时限（秒）", "commission, this long after the payment (s)"),
    "payout.usual": Say("同率付款及于几方即视为该团伙之率", "payments at a rate to so many parties make it the group's"), "payout.times": Say("同率佣金的最少次数", "commissions at one rate, at least"), "reinvest.window": Say("返还后视为复投的时限（秒）", "reinvested within (s)"),
    "reinvest.share": Say("视为复投的最低比例", "reinvested, least share"), "period": Say("账期", "period"),
    "hold": Say("视为过账的最长停留（秒）", "longest stay of money passed on (s)"), "rest": Say("沉淀账户的转出比例上限", "a sink passes on less than"),
    "back": Say("返还账户的返还比例下限", "a returner pays back at least"), "own": Say("参与人资金占比低于此数不再追踪", "share below which money is not followed"),
    "only": Say("来源账户的收入比例上限", "a source receives at most"), "deepest": Say("最大层数", "deepest layer"),
    "error": Say("居中度误差上限", "error of betweenness"), "confidence": Say("其置信度", "its confidence"), "seed": Say("抽样种子", "seed of its sample"),
}  # fmt: skip
VALUES = {"month": Say("月", "month"), "quarter": Say("季", "quarter"), "year": Say("年", "year"), **CHOSEN}
RULED = {name: rule.label for name, rule in RULES.items()}
GIVEN = {name: rule.params for name, rule in RULES.items()}
ACTED = {say.en: say for say in ROLES.values()}
FIGURES = {  # what a sum is called, in every format
    "paid_in": Say("投入", "Paid in"), "principal": Say("返还本金", "Principal back"), "refund": Say("退款", "Refund"), "interest": Say("返息", "Interest"), "commission": Say("佣金", "Commission"),
    "reinvested": Say("复投", "Reinvested"), "unexplained": Say("性质未明", "Unexplained"), "absorbed": Say("吸收额", "Absorbed"), "unpaid": Say("未兑付", "Unpaid"),
    "fee_in": Say("收费", "Fees received"), "fee_out": Say("付费", "Fees paid"), "other_in": Say("其他收入", "Other money in"),
    "opening": Say("期初", "Opening"), "came_in": Say("收入", "In"), "paid_out": Say("支出", "Out"), "fees": Say("费用", "Fees"), "residue": Say("差额", "Residue"), "closing": Say("期末", "Closing"),
    "received": Say("收到参与人资金", "Received"), "from_below": Say("其中来自下层", "From below"), "passed": Say("转出", "Passed on"), "returned": Say("返还参与人", "Returned"), "resting": Say("留存", "Resting"),
    "owed": Say("欠付", "Owed"), "handled": Say("经手", "Handled"), "amount": Say("金额", "Amount"),
}  # fmt: skip
LEDGERED = (
    "paid_in",
    "principal",
    "refund",
    "interest",
    "commission",
    "reinvested",
    "unexplained",
    "absorbed",
    "unpaid",
)  # on paper
SHEETED = ("opening", "came_in", "paid_out", "fees", "residue", "closing")
LAYERED = ("received", "passed", "returned", "resting")
APART = Say("不可相加", "not to be added up")
TWICE = {  # why sums of these are no sums of money
    "received": Say("同一笔参与人资金每经一户、一层计一次，相加即重复；可相加者为返还参与人与留存。", "the same money counts once at each account and layer that it passes: a sum would have it several times. What was returned and what rests may be added."),
    "amount": Say("同一笔资金在每两层之间各计一次，相加为流转额而非资金额。", "the same money counts between every two layers: a sum is turnover, not money."),
    "handled": Say("同一笔资金在经手的每一户各计一次。", "the same money counts at every account that handled it."),
    "came_in": Say("本案账户之间的转账，付方计支出、收方计收入，各户相加即重复。", "a transfer between accounts of the case is in at one and out at the other: a sum over accounts has it twice."),
    "opening": Say("上一期期末即下一期期初，各期余额相加即重复。", "a closing balance is the next opening: balances of several periods are no sum."),
}  # fmt: skip
TWICE |= {
    "passed": TWICE["received"],
    "from_below": TWICE["received"],
    "paid_out": TWICE["came_in"],
    "closing": TWICE["opening"],
}


def numbered(n: int, title: str, lang: str) -> str:
    """A section as it is headed."""
    return f"{NUMERALS[n]}、{title}" if lang == "zh" else f"{n + 1}. {title}"


def header(words: Iterable[tuple[Say, str, float]], lang: str) -> list[Column]:
    """Columns of a table in one language."""
    return [Column(say.to(lang), how, width) for say, how, width in words]
