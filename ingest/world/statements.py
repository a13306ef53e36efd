"""The banks' and the payment institution's files, written month by month while the money is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from ingest.world import words
from ingest.world.accounts import A, B, C, W, bank_names
from ingest.world.flow import MEMOS, Flow
from ingest.world.paper import CHUNK, append_lines, append_rows, csv_bytes, serials, when, yuan, yuan_grouped
from ingest.world.plan import START, Ints, end, month_starts
from ingest.world.province import Province

SKEW = 45  # seconds that the payee's bank may be ahead or behind
SEEN = 0.7  # share of transfers that the payee's bank reports as well
GB = "gb18030"
CHANNELS = ("网上银行", "手机银行", "快捷支付", "柜面", "超级网银", "ATM")


@dataclass(frozen=True, slots=True)
class Sides:
    """One row of one statement per position."""

    own: Ints
    other: Ints
    sign: Ints  # -1: money leaves the own account
    fen: Ints
    at: Ints
    memo: Ints
    counter: Ints  # makes the serial number
    balance: Ints

    def take(self, which: Any) -> Sides:
        return Sides(*[getattr(self, name)[which] for name in self.__slots__])


class Statements:
    """Holds what lasts over the months: balances, serial counters, totals."""

    def __init__(self, province: Province, out: Path) -> None:
        self.province = province
        self.out = out
        rng = province.plan.rng("balances")
        n = len(province.accounts)
        self.balance = (np.exp(rng.normal(8.0, 1.6, n)) * 100).astype(np.int64)
        self.counter = 0
        self.rows: dict[str, int] = {}
        self.paid = {"收入": [0, 0], "支出": [0, 0]}
        self.book = self.account_book()
        self.starts = month_starts()
        for folder in ("bank-a", "bank-b", "bank-c"):
            (out / folder).mkdir(parents=True, exist_ok=True)
        self.open_payment()
        self.large = self.open_large()

    def account_book(self) -> pl.DataFrame:
        """What statements say about an account: number, holder, ID, bank, and its device's traces."""
        p = self.province
        accounts = p.accounts
        names = pl.concat([p.people.names, p.firms.names]).gather(accounts.owner)
        ids = pl.concat([p.people.ids, p.firms.codes]).gather(accounts.owner)
        mixed = (accounts.device * 2_654_435_761 + int(p.plan.rng("net").integers(1, 2**31))) % (1 << 40)
        octets = [mixed >> shift & 255 for shift in (0, 8, 16, 24, 32)]
        frame = pl.DataFrame({f"o{k}": octet for k, octet in enumerate(octets)})
        mac = "-".join(["02", *["{}"] * 5])
        hexes = [pl.Series([f"{v:02X}" for v in range(256)]).gather(octet) for octet in octets]
        return pl.DataFrame(
            {
                "number": accounts.numbers,
                "holder": names,
                "id": ids,
                "bank": bank_names(accounts),
                "ip": frame.select(pl.format("100.{}.{}.{}", 64 + pl.col("o1") % 64, "o2", "o3").alias("ip"))["ip"],
                "mac": pl.DataFrame(hexes, schema=[f"h{k}" for k in range(5)]).select(
                    pl.format(mac, *[f"h{k}" for k in range(5)]).alias("m")
                )["m"],
            }
        )

    def month(self, m: int, flow: Flow) -> tuple[pl.Series, pl.Series]:
        """Writes a month (by time) into all files; gives the serials on the payer's and the payee's side ("" where
        that bank did not report)."""
        rng = self.province.plan.rng("sides", m)
        n = len(flow)
        counters = self.counter + rng.permutation(2 * n)
        self.counter += 2 * n
        skew = np.where(rng.random(n) < 0.2, 0, rng.integers(-SKEW, SKEW + 1, n))
        seen = rng.random(n) < SEEN
        out_serial = serials(self.province.plan, counters[:n], flow.at)
        in_serial = serials(self.province.plan, counters[n:], flow.at + skew)
        both = np.concatenate([np.ones(n, dtype=bool), seen])
        sides = Sides(
            own=np.concatenate([flow.src, flow.dst]),
            other=np.concatenate([flow.dst, flow.src]),
            sign=np.repeat([-1, 1], n),
            fen=np.concatenate([flow.fen, flow.fen]),
            at=np.concatenate([flow.at, flow.at + skew]),
            memo=np.concatenate([flow.memo, flow.memo]),
            counter=counters,
            balance=np.zeros(2 * n, dtype=np.int64),
        )
        order = np.argsort(sides.at, kind="stable")
        self.write(m, self.with_balance(flow, sides.take(order)).take(both[order]))
        return out_serial, in_serial.zip_with(pl.Series(seen), pl.Series([""]).new_from_index(0, n))

    def with_balance(self, flow: Flow, sides: Sides) -> Sides:
        """Running balances, of what a bank does not report too; where a month would end below zero, money nobody
        reported (cash) came in before it."""
        order = np.argsort(sides.own, kind="stable")
        own, signed = sides.own[order], (sides.sign * sides.fen)[order]
        starts = np.flatnonzero(np.r_[True, own[1:] != own[:-1]]) if len(own) else np.zeros(0, dtype=np.int64)
        total = np.cumsum(signed)
        before = np.repeat(total[starts] - signed[starts], np.diff(np.r_[starts, len(own)]))
        run = total - before
        lowest = np.minimum.reduceat(run, starts) if len(starts) else run
        who = own[starts]
        self.balance[who] = np.maximum(self.balance[who], -lowest)
        balance = np.empty(len(own), dtype=np.int64)
        balance[order] = run + self.balance[own]
        ends = np.r_[starts[1:], len(own)] - 1
        self.balance[who] += run[ends]
        values = [getattr(sides, name) for name in Sides.__slots__[:-1]]
        return Sides(*values, balance)

    def write(self, m: int, sides: Sides) -> None:
        where = self.province.accounts.institution[sides.own]
        stamp = str(np.datetime64(int(self.starts[m]), "s"))[:7].replace("-", "")
        self.write_a(self.out / "bank-a" / f"资金查控结果_{stamp}.csv", sides.take(where == A))
        self.write_b(self.out / "bank-b" / f"交易明细_{stamp}.csv", sides.take(where == B))
        self.write_c(sides.take(where == C))
        self.write_payment(sides.take(where == W))

    def count(self, name: str, rows: int) -> None:
        self.rows[name] = self.rows.get(name, 0) + rows

    def frames(self, sides: Sides) -> Any:
        """Chunks with everything a statement may print."""
        for start in range(0, len(sides.own), CHUNK):
            part = sides.take(slice(start, start + CHUNK))
            own = self.book[part.own]
            other = self.book[part.other].rename(lambda c: f"other_{c}")
            channel = np.array(CHANNELS)[(part.counter * 7 + part.own) % len(CHANNELS)]
            yield (
                pl.DataFrame(
                    {
                        "at": part.at,
                        "fen": part.fen,
                        "sign": part.sign,
                        "balance": part.balance,
                        "memo": pl.Series(list(MEMOS)).gather(part.memo),
                        "serial": serials(self.province.plan, part.counter, part.at),
                        "log": (part.counter * 48_271 + 11) % 100_000_007,
                        "channel": pl.Series(channel.tolist(), dtype=pl.String),
                    }
                )
                .hstack(own)
                .hstack(other)
            )

    def write_a(self, path: Path, sides: Sides) -> None:
        """Fund inquiry results, as the police platform hands them on: one table, compact times, 进/出."""
        e = pl.lit("")
        path.write_bytes(b"")
        for k, f in enumerate(self.frames(sides)):
            outward = pl.col("sign") < 0
            table = f.select(
                pl.col("number").alias("交易卡号"),
                pl.col("number").alias("交易账号"),
                pl.col("holder").alias("交易户名"),
                pl.col("id").alias("交易证件号码"),
                when("at", "%Y%m%d%H%M%S").alias("交易时间"),
                yuan(pl.col("fen")).alias("交易金额"),
                yuan(pl.col("balance")).alias("交易余额"),
                pl.when(outward).then(pl.lit("出")).otherwise(pl.lit("进")).alias("收付标志"),
                pl.col("other_number").alias("交易对手账卡号"),
                pl.col("other_holder").alias("对手户名"),
                pl.col("other_id").alias("对手身份证号"),
                pl.col("other_bank").alias("对手开户银行"),
                pl.col("memo").alias("摘要说明"),
                pl.lit("人民币").alias("交易币种"),
                pl.format("{}营业部", "bank").alias("交易网点名称"),
                pl.lit(words.PROVINCE).alias("交易发生地"),
                pl.lit("成功").alias("交易是否成功"),
                pl.col("log").cast(pl.String).str.zfill(9).alias("传票号"),
                pl.col("ip").alias("IP地址"),
                pl.col("mac").alias("MAC地址"),
                e.alias("对手交易余额"),
                pl.col("serial").alias("交易流水号"),
                pl.col("log").cast(pl.String).alias("日志号"),
                e.alias("凭证种类"),
                pl.format("G{}", pl.col("log") % 900 + 100).alias("交易柜员号"),
                e.alias("备注"),
                e.alias("商户名称"),
                e.alias("商户代码"),
                pl.col("channel").alias("交易类型"),
            )
            append_rows(path, table, GB, header=k == 0)
        self.count("bank-a", len(sides.own))

    def write_b(self, path: Path, sides: Sides) -> None:
        """A bank's own export: lines above the table, date and time apart, debit and credit, a totals row."""
        first = when("at", "%Y-%m-%d")
        path.write_bytes(b"")
        append_lines(
            path,
            [f"{words.BANK_B}交易明细查询结果", f"机构：{words.BANK_B}总行清算中心,币种：人民币", ""],
            GB,
        )
        for k, f in enumerate(self.frames(sides)):
            money = yuan_grouped(pl.col("fen"))
            debit = pl.when(pl.col("sign") < 0)
            table = f.select(
                first.alias("交易日期"),
                when("at", "%H:%M:%S").alias("交易时间"),
                pl.format("\t{}", "number").alias("本方账号"),
                pl.col("holder").alias("本方户名"),
                debit.then(money).otherwise(pl.lit("")).alias("借方发生额"),
                debit.then(pl.lit("")).otherwise(money).alias("贷方发生额"),
                yuan_grouped(pl.col("balance")).alias("余额"),
                pl.format("\t{}", "other_number").alias("对方账号"),
                pl.col("other_holder").alias("对方户名"),
                pl.col("other_bank").alias("对方行名"),
                pl.col("memo").alias("摘要"),
                pl.col("channel").alias("交易渠道"),
                pl.col("serial").alias("流水号"),
            )
            append_rows(path, table, GB, header=k == 0)
        out = int(sides.fen[sides.sign < 0].sum())
        into = int(sides.fen.sum()) - out
        totals = [f"{v // 100}.{v % 100:02d}" for v in (out, into)]
        append_lines(path, [f"合计,,,,{totals[0]},{totals[1]},,,,,共{len(sides.own)}笔,,"], GB)
        self.count("bank-b", len(sides.own))

    def open_large(self) -> dict[int, Path]:
        """One file per large corporate account, its holder above the table."""
        rng = self.province.plan.rng("files")
        large = np.flatnonzero(self.province.accounts.institution == C)
        paths = {}
        last = str(np.datetime64(end() - 1, "s"))[:10]
        for account, code in zip(large, rng.permutation(len(large)), strict=True):
            path = self.out / "bank-c" / f"对公账户明细_{code + 1:04d}.csv"
            row = self.book.row(int(account), named=True)
            path.write_bytes(b"")
            head = [
                f"{words.BANK_C}对公账户交易明细",
                f"账号：{row['number']},户名：{row['holder']}",
                f"开户行：{words.BANK_C}营业部,币种：人民币",
                f"起始日期：{START},终止日期：{last}",
                "",
                "交易时间,交易金额,账户余额,交易地点/附言,对方账号与户名,对方开户行,交易流水号",
            ]
            append_lines(path, head, "utf-8")
            paths[int(account)] = path
        return paths

    def write_c(self, sides: Sides) -> None:
        """All large accounts' lines at once, then cut apart: few rows each, and forming tables costs most."""
        sides = sides.take(np.argsort(sides.own, kind="stable"))
        lines: list[bytes] = []
        for f in self.frames(sides):
            table = f.select(
                when("at", "%Y-%m-%d %H:%M:%S").alias("交易时间"),
                yuan(pl.col("fen") * pl.col("sign")).alias("交易金额"),
                yuan(pl.col("balance")).alias("账户余额"),
                pl.format("{}/{}", "channel", "memo").alias("交易地点/附言"),
                pl.format("{}/{}", "other_number", "other_holder").alias("对方账号与户名"),
                pl.col("other_bank").alias("对方开户行"),
                pl.col("serial").alias("交易流水号"),
            )
            lines += csv_bytes(table, "utf-8", header=False).splitlines(keepends=True)
        accounts, starts = np.unique(sides.own, return_index=True)
        for account, first, last in zip(accounts, starts, [*starts[1:], len(lines)], strict=True):
            with self.large[int(account)].open("ab") as out:
                out.writelines(lines[first:last])
        self.count("bank-c", len(sides.own))

    def open_payment(self) -> None:
        path = self.out / "payment.csv"
        path.write_bytes(b"")
        rule = "-" * 24
        lines = [
            f"{words.WALLET}交易记录明细查询",
            "用户范围:全部",
            f"起始日期:[{START} 00:00:00]    币种:[人民币]",
            f"{rule}交易记录明细列表{rule}",
        ]
        append_lines(path, lines, GB)
        self.payment_header = True

    def write_payment(self, sides: Sides) -> None:
        path = self.out / "payment.csv"
        stamp = when("at", "%Y-%m-%d %H:%M:%S")
        e = pl.lit("")
        for f in self.frames(sides):
            outward = pl.col("sign") < 0
            table = f.select(
                pl.col("serial").alias("交易号"),
                pl.format("M{}", "log").alias("商家订单号"),
                stamp.alias("交易创建时间"),
                stamp.alias("付款时间"),
                stamp.alias("最近修改时间"),
                pl.lit("移动客户端").alias("交易来源地"),
                pl.lit("即时到账交易").alias("类型"),
                pl.col("number").alias("用户账号"),
                pl.col("holder").alias("用户名称"),
                pl.col("other_number").alias("交易对方账号"),
                pl.col("other_holder").alias("交易对方"),
                pl.col("memo").alias("商品名称"),
                yuan(pl.col("fen")).alias("金额（元）"),
                pl.when(outward).then(pl.lit("支出")).otherwise(pl.lit("收入")).alias("收/支"),
                pl.lit("交易成功").alias("交易状态"),
                pl.lit("0.00").alias("服务费（元）"),
                pl.lit("0.00").alias("成功退款（元）"),
                e.alias("备注"),
                pl.when(outward).then(pl.lit("已支出")).otherwise(pl.lit("已收入")).alias("资金状态"),
            )
            append_rows(path, table, GB, header=self.payment_header)
            self.payment_header = False
        for word, sign in (("收入", 1), ("支出", -1)):
            mine = sides.fen[sides.sign == sign]
            self.paid[word][0] += len(mine)
            self.paid[word][1] += int(mine.sum())
        self.count("payment.csv", len(sides.own))

    def close(self) -> None:
        """The closing statistics of the payment institution."""
        lines = ["-" * 72, f"共{self.rows['payment.csv']}笔记录"]
        for word, (n, fen) in self.paid.items():
            lines.append(f"已{word}:{n}笔,{fen // 100}.{fen % 100:02d}元")
        append_lines(self.out / "payment.csv", [*lines, "导出时间:[2025-01-06 09:30:00]"], GB)
