"""What parameters, roles, sums and rules are called in a report."""

from __future__ import annotations

from collections.abc import Iterable

from graph.case.paper.blocks import Column
from graph.say import Say
from graph.study.layers import ROLES

WORDS = {
    "contents": Say("目录", "Contents"), "page": Say("第 {n} 页 共 {total} 页", "page {n} of {total}"), "bundle": Say("封存包", "bundle"),
    "frozen": Say("固定清单", "frozen"), "figure": Say("图", "Figure"), "table": Say("表", "Table"), "none": Say("无记录", "none"),
    "refresh": Say("（在 Word 中选中本行按 F9 生成目录）", "(choose this line in Word and press F9 for the contents)"),
}  # fmt: skip
KERNELS = {
    "ledger": Say("参与人台账", "ledger"), "sheets": Say("账户对账", "balance sheets"), "layers": Say("资金分层", "layers"),
    "core": Say("核心成员", "core members"), "again": Say("复投对应", "reinvestment"),
}  # fmt: skip
PARAMETERS = {
    "count_again": Say("复投是否重复计入吸收额", "reinvested money is counted again"), "offset_interest": Say("返息是否抵扣本金", "interest offsets principal"),
    "hold": Say("视为过账的最长停留（秒）", "longest stay of money passed on (s)"), "period": Say("账期", "period"),
    "rest": Say("沉淀账户的转出比例上限", "a sink passes on less than"), "back": Say("返还账户的返还比例下限", "a returner pays back at least"),
    "own": Say("不再追踪的自有资金比例", "share below which money is not followed"), "only": Say("来源账户的收入比例上限", "a source receives at most"),
    "deepest": Say("最大层数", "deepest layer"), "things": Say("主体或关系", "things"), "finding": Say("发现", "finding"),
    "layer": Say("层次", "layer"), "hops": Say("跳数", "hops"),
}  # fmt: skip
VALUES = {"month": Say("月", "month"), "quarter": Say("季", "quarter"), "year": Say("年", "year")}
RULED = {
    "hand": Say("人工选定", "by hand"), "finding": Say("按发现", "by finding"), "path": Say("按路径", "by path"), "layer": Say("按层次", "by layer"),
    "around": Say("按周边", "around"),
}  # fmt: skip
ACTED = {say.en: say for say in ROLES.values()}
LAYERED = {
    "received": Say("收到参与人资金", "Received"), "passed": Say("转出", "Passed on"), "returned": Say("返还参与人", "Returned"), "resting": Say("留存", "Resting"),
}  # fmt: skip
FIGURES = {
    "paid_in": Say("投入", "Paid in"), "principal": Say("本金", "Principal"), "refund": Say("退款", "Refund"), "interest": Say("返息", "Interest"), "commission": Say("佣金", "Commission"),
    "reinvested": Say("复投", "Reinvested"), "unexplained": Say("性质未明", "Unexplained"), "absorbed": Say("吸收额", "Absorbed"), "unpaid": Say("未兑付", "Unpaid"),
}  # fmt: skip


def header(words: Iterable[tuple[Say, str, float]], lang: str) -> list[Column]:
    """Columns of a table in one language."""
    return [Column(say.to(lang), how, width) for say, how, width in words]
