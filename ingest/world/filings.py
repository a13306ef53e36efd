"""Standard reporting tables of loan platforms (XLSX) and of exchanges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl
import xlsxwriter

from ingest.world.flow import AGAIN, INTEREST, OTHER, OUT, PAID_IN
from ingest.world.paper import write_table
from ingest.world.papers import Row, one, stamp
from ingest.world.plan import DAY, Ints, begin, end
from ingest.world.province import Province
from ingest.world.stage import Scheme

LOAN_COLUMNS = (
    "报送平台",
    "平台信用代码",
    "项目编号",
    "借款人",
    "借款人类型",
    "借款人证件",
    "借款金额",
    "期限",
    "年化利率",
    "还款方式",
    "担保方",
    "担保方信用代码",
    "募集开始",
    "募集结束",
    "投标编号",
    "投标人",
    "投标人证件",
    "投标金额",
    "投标时间",
    "放款时间",
    "计划还款日",
    "实际还款日",
    "逾期天数",
    "存管账户",
    "存管账户余额",
)
GOODS = ("沥青2306", "现货白银", "普洱茶指数", "螺纹钢", "玉米淀粉", "原油现货", "苹果合约", "铜电子盘")


def bids(p: Province) -> Iterator[tuple[int, list[int], Ints, Ints, Ints, float]]:
    """Per platform: firm, firms and persons that borrow (persons from 0, firms from the number of persons), and
    bidders, fen and times of bids in order of time."""
    owner = p.accounts.owner
    for scheme in p.schemes:
        if scheme.product != "网络借贷标的":
            continue
        flow = scheme.flow
        mine = np.isin(flow.meaning, [PAID_IN, AGAIN]) & (owner[flow.src] < len(p.people))
        related = [
            r.index + len(p.people)
            for r in scheme.roles
            if r.role in ("关联企业", "过渡账户") and r.kind == "Enterprise"
        ]
        order = np.flatnonzero(mine)[np.argsort(flow.at[mine], kind="stable")]
        yield scheme.face, related, owner[flow.src[order]], flow.fen[order], flow.at[order], scheme.rate
    rng = p.plan.rng("bids")
    for _ in range(max(2, round(2 * p.plan.scale))):
        n = max(40, int(rng.integers(250, 500) * p.plan.crowd))
        at = np.sort(rng.integers(begin(), end() - 200 * DAY, n))
        fen = rng.choice([5_000, 10_000, 20_000, 30_000, 50_000], n) * 100
        yield (
            int(rng.integers(0, len(p.firms))),
            [],
            rng.integers(0, len(p.people), n),
            fen,
            at,
            float(rng.uniform(0.07, 0.12)),
        )


def loan_rows(p: Province) -> Iterator[Row]:
    rng = p.plan.rng("loans")
    names, ids = pl.concat([p.people.names, p.firms.names]), pl.concat([p.people.ids, p.firms.codes])
    for firm, related, who, fen, at, rate in bids(p):
        custody = p.accounts.numbers[int(p.accounts.first_of_firm[firm])]
        start = 0
        while start < len(who):
            stop = min(len(who), start + int(rng.integers(4, 14)))
            inner = bool(related) and rng.random() < 0.65
            firm_borrows = rng.random() < 0.4
            borrower = int(rng.choice(related)) if inner else int(rng.integers(0, len(p.people)))
            if not inner and firm_borrows:
                borrower = len(p.people) + int(rng.integers(0, len(p.firms)))
            backer = int(rng.integers(0, len(p.firms))) if rng.random() < 0.5 else -1
            term = int(rng.choice([1, 3, 6, 12]))
            paid_out = int(at[stop - 1]) + int(rng.integers(3_600, 3 * DAY))
            due = paid_out + term * 30 * DAY
            late = int(rng.integers(1, 120)) if rng.random() < 0.12 else 0
            project = f"XM{int(rng.integers(10**9, 10**10))}"
            year = round(rate + float(rng.choice([0.0, -0.005, 0.005, 0.01])), 4)
            for k in range(start, stop):
                yield dict(
                    zip(
                        LOAN_COLUMNS,
                        (
                            p.firms.names[firm],
                            p.firms.codes[firm],
                            project,
                            names[borrower],
                            "企业" if borrower >= len(p.people) else "个人",
                            ids[borrower],
                            float(fen[start:stop].sum()) / 100,
                            f"{term}个月",
                            f"{year * 100:.2f}%",
                            one(rng, ("等额本息", "到期还本", "先息后本")),
                            p.firms.names[backer] if backer >= 0 else "",
                            p.firms.codes[backer] if backer >= 0 else "",
                            stamp(int(at[start]))[:10],
                            stamp(int(at[stop - 1]))[:10],
                            f"TB{int(rng.integers(10**11, 10**12))}",
                            p.people.names[int(who[k])],
                            p.people.ids[int(who[k])],
                            float(fen[k]) / 100,
                            stamp(int(at[k])),
                            stamp(paid_out),
                            stamp(due)[:10],
                            stamp(due + late * DAY)[:10] if due < end() and rng.random() < 0.9 else "",
                            late,
                            custody,
                            float(int(rng.integers(10**5, 10**9))) / 100,
                        ),
                        strict=True,
                    )
                )
            start = stop


def loans(p: Province, out: Path) -> int:
    """One row per bid. XLSX with merged title cells above the header, written row by row."""
    book = xlsxwriter.Workbook(str(out / "p2p-filing.xlsx"), {"constant_memory": True})
    book.set_properties({"created": datetime(2025, 1, 6)})
    sheet = book.add_worksheet("项目报送")
    sheet.merge_range(0, 0, 0, 6, "网络借贷信息中介机构报送表")
    sheet.write_row(1, 0, ["报送单位：岭海省互联网金融协会", "", "报送日期：2025-01-06"])
    sheet.write_row(2, 0, LOAN_COLUMNS)
    count = 0
    for count, row in enumerate(loan_rows(p), 1):
        sheet.write_row(count + 2, 0, list(row.values()))
    book.close()
    return count


def venues(p: Province) -> Iterator[tuple[Scheme | None, int, Ints, Ints, Ints]]:
    """Per member firm: customers, fen, times (money in above zero, out below)."""
    owner = p.accounts.owner
    for scheme in p.schemes:
        if scheme.product not in ("现货电子盘", "证券期货经纪"):
            continue
        flow = scheme.flow
        into = np.isin(flow.meaning, [PAID_IN, OTHER]) & (owner[flow.src] < len(p.people))
        back = np.isin(flow.meaning, [OUT, INTEREST, OTHER]) & (owner[flow.dst] < len(p.people)) & ~into
        rows = np.flatnonzero(into | back)
        who = np.where(into[rows], owner[flow.src[rows]], owner[flow.dst[rows]])
        yield scheme, scheme.face, who, np.where(into[rows], flow.fen[rows], -flow.fen[rows]), flow.at[rows]
    rng = p.plan.rng("venues")
    for _ in range(max(2, round(2 * p.plan.scale))):
        n = max(40, int(rng.integers(200, 500) * p.plan.crowd))
        who = rng.integers(0, len(p.people), max(10, n // 5))[rng.integers(0, max(10, n // 5), n)]
        fen = np.rint(np.exp(rng.normal(9.2, 0.9, n))).astype(np.int64) * 100 * rng.choice([1, -1], n)
        yield None, int(rng.integers(0, len(p.firms))), who, fen, rng.integers(begin(), end() - DAY, n)


def trades(p: Province, out: Path) -> int:
    """One row per movement of a customer's money, with the trade nearest to it."""
    rng = p.plan.rng("trades")
    rows: list[Row] = []
    for scheme, firm, who, fen, at in venues(p):
        numbers = {int(w): f"{int(rng.integers(10**7, 10**8))}" for w in np.unique(who)}
        house = scheme is not None and not scheme.legal
        goods = [one(rng, GOODS) for _ in range(2)]
        for w, f, t in zip(who.tolist(), fen.tolist(), at.tolist(), strict=True):
            result = -abs(f) * rng.uniform(0.2, 0.9) if house and rng.random() < 0.7 else abs(f) * rng.normal(0, 0.4)
            lots = int(rng.integers(1, 40))
            rows.append(
                {
                    "报送编号": "",
                    "会员": p.firms.names[firm],
                    "会员信用代码": p.firms.codes[firm],
                    "客户号": numbers[w],
                    "客户姓名": p.people.names[w],
                    "客户证件号码": p.people.ids[w],
                    "开户日": stamp(t - int(rng.integers(1, 300)) * DAY)[:10],
                    "品种": one(rng, goods),
                    "方向": one(rng, ("买", "卖")),
                    "数量": lots,
                    "成交价": f"{rng.uniform(80, 6_000):.2f}",
                    "手续费": f"{lots * rng.uniform(1, 20):.2f}",
                    "成交时间": stamp(t + int(rng.integers(600, 40_000))),
                    "出入金时间": stamp(t),
                    "出入金方向": "入金" if f > 0 else "出金",
                    "出入金金额": f"{abs(f) / 100:.2f}",
                    "出入金银行": one(rng, ("岭海银行", "汀州湾商业银行", "东漪开发银行")),
                    "持仓": int(rng.integers(0, 60)),
                    "盈亏": f"{result / 100:.2f}",
                }
            )
    rows.sort(key=lambda row: str(row["出入金时间"]))
    for k, step in enumerate(np.cumsum(rng.integers(1, 9, len(rows))).tolist()):
        rows[k]["报送编号"] = f"JY{step:010d}"
    return write_table(out / "exchange-filing.csv", pl.DataFrame(rows, infer_schema_length=None))
