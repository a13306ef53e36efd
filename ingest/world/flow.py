"""Transfers as columns: who pays whom, how much, when, and what the memo says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from ingest.world.plan import Ints

# Every memo here is used by ordinary life too; MEMO_SETS says which are drawn for what.
MEMOS = (
    "",
    "转账",
    "往来款",
    "货款",
    "借款",
    "还款",
    "工资",
    "代发工资",
    "奖金",
    "报销款",
    "服务费",
    "咨询费",
    "租金",
    "房租",
    "物业费",
    "学费",
    "培训费",
    "捐款",
    "分红",
    "利息",
    "消费",
    "网上购物",
    "扫码付款",
    "餐饮",
    "超市购物",
    "红包",
    "生活费",
    "备用金",
    "投资款",
    "认购款",
    "预付款",
    "定金",
    "保证金",
    "退款",
    "提成",
    "推广费",
    "资金归集",
    "资金下拨",
    "劳务费",
    "材料款",
    "工程款",
    "水电费",
    "充值",
    "提现",
    "结算款",
    "到期兑付",
    "理财",
    "会费",
    "手续费",
)
MEMO_SETS: dict[str, tuple[str, ...]] = {
    "shop": ("消费", "网上购物", "扫码付款", "餐饮", "超市购物", "", "转账"),
    "friends": ("转账", "", "红包", "借款", "还款", "生活费", "往来款", "房租"),
    "trade": ("货款", "材料款", "服务费", "往来款", "工程款", "咨询费", "预付款", "定金", "", "转账"),
    "bill": (
        "物业费",
        "水电费",
        "学费",
        "培训费",
        "充值",
        "会费",
        "认购款",
        "预付款",
        "服务费",
        "保证金",
        "投资款",
        "理财",
    ),
    "labour": ("劳务费", "报销款", "备用金", "提成", "推广费", "分红", "奖金", "服务费", "利息"),
    "salary": ("工资", "代发工资", "奖金", "劳务费"),
    "refund": ("退款", "还款", "转账", "", "到期兑付"),
    "own": ("充值", "提现", "转账", ""),
    "pay_in": ("转账", "", "投资款", "认购款", "预付款", "理财", "货款", "往来款", "会费", "消费"),
    "pay_back": ("利息", "分红", "转账", "", "劳务费", "还款", "退款", "到期兑付", "往来款"),
    "reward": ("推广费", "提成", "劳务费", "转账", "奖金", ""),
    "move": ("往来款", "转账", "货款", "", "备用金", "借款", "服务费", "资金下拨", "资金归集"),
    "sink": ("货款", "工程款", "往来款", "借款", "咨询费", "材料款", "定金", "转账", ""),
    "sweep": ("资金归集", "资金下拨", "往来款", "转账", "结算款"),
    "settle": ("结算款", "货款", "手续费", "往来款", "转账"),
    "rent": ("租金", "房租", "转账", ""),
    "gift": ("捐款", "转账", ""),
}
MEMO_CODES = {memo: code for code, memo in enumerate(MEMOS)}
MEANINGS = ("日常", "投入", "返息", "返本", "复投", "佣金", "过渡", "沉淀", "出金", "其他")
DAILY, PAID_IN, INTEREST, PRINCIPAL, AGAIN, COMMISSION, PASS, SINK, OUT, OTHER = range(10)


@dataclass(frozen=True, slots=True)
class Flow:
    """Columns of equal length: accounts, integer fen, seconds of local time, memo code, meaning, scheme (-1: none)."""

    src: Ints
    dst: Ints
    fen: Ints
    at: Ints
    memo: Ints
    meaning: Ints
    scheme: Ints

    def __len__(self) -> int:
        return len(self.src)

    def take(self, which: Any) -> Flow:
        return Flow(*[getattr(self, field.name)[which] for field in fields(self)])


def join(flows: Iterable[Flow]) -> Flow:
    parts = list(flows) or [Flow(*[np.zeros(0, dtype=np.int64) for _ in fields(Flow)])]
    return Flow(*[np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Flow)])


class Draft:
    """Collects transfers while a part of the world is being thought out."""

    def __init__(self, rng: np.random.Generator, scheme: int = -1) -> None:
        self.rng = rng
        self.scheme = scheme
        self.parts: list[Flow] = []

    def add(self, src: Any, dst: Any, fen: Any, at: Any, what: tuple[str, int]) -> None:
        """Adds rows; single values are repeated. `what`: a name in MEMO_SETS and a meaning."""
        memos, meaning = what
        columns = np.broadcast_arrays(*[np.atleast_1d(np.asarray(c)).astype(np.int64) for c in (src, dst, fen, at)])
        n = columns[0].shape[0]
        codes = np.array([MEMO_CODES[memo] for memo in MEMO_SETS[memos]])
        memo = codes[np.minimum(self.rng.exponential(2.2, n).astype(np.int64), len(codes) - 1)]
        fixed = [np.full(n, meaning), np.full(n, self.scheme)]
        part = Flow(*[np.ascontiguousarray(c) for c in columns], memo, *fixed)
        self.parts.append(part.take((part.src != part.dst) & (part.fen > 0)))

    def done(self) -> Flow:
        return join(self.parts)


def amounts(rng: np.random.Generator, n: int, median: float, sigma: float = 1.0) -> Ints:
    """Log-normal fen as people write them: a fifth in round thousands where large, others in tens, yuan or cents."""
    yuan = median * np.exp(sigma * rng.standard_normal(n))
    style = rng.random(n)
    step = np.select([style < 0.24, style < 0.36, style < 0.58, style < 0.7], [1000.0, 100.0, 10.0, 1.0], 0.01)
    step = np.where(yuan >= step * 0.7, step, np.where(yuan >= 70, 10.0, np.where(yuan >= 7, 1.0, 0.01)))
    return np.maximum(np.rint(np.maximum(np.rint(yuan / step), 1) * step * 100), 1).astype(np.int64)


def pick(rng: np.random.Generator, weight: np.ndarray[Any, Any], n: int) -> Ints:
    """Positions drawn by weight."""
    total = np.cumsum(weight)
    return np.minimum(np.searchsorted(total, rng.random(n) * total[-1], side="right"), len(weight) - 1)
