"""A bank's statement of any length, the same at every run: GB18030, in the shape that ingest/mappings/bank-b.yaml reads.

Written block by block, so that ten million rows need no more memory than a hundred thousand. One row in eleven is
the other bank's row of a transfer in the same block, one in 5,000 has no readable amount, as in life; account names
belong to their accounts, a transfer's ends are a regular counterparty in a third of the rows, busy accounts are few.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

BLOCK = 100_000
ROWS_PER_ACCOUNT = 40
HEAD = ("汀州湾商业银行交易明细查询结果", "机构：汀州湾商业银行总行清算中心,币种：人民币", "")
HEADER = (
    "交易日期,交易时间,本方账号,本方户名,借方发生额,贷方发生额,余额,对方账号,对方户名,对方行名,摘要,交易渠道,流水号"
)
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文辉玲"
FIRMS = ("云杉科技有限公司", "海川商贸有限公司", "安裕生态农业有限责任公司", "联源供应链管理有限公司")
BANKS = ("汀州湾商业银行", "青屿城市银行", "南峤信用合作银行", "云澜商业银行")
MEMOS = ("货款", "扫码付款", "房租", "工资", "还款", "转账", "", "服务费")
CHANNELS = ("网上银行", "手机银行", "柜面", "银联", "自助设备")
START = np.datetime64("2022-01-01T00:00:00", "s")


def write(path: Path, rows: int) -> Path:
    """Write `rows` rows below the bank's own heading."""
    with open(path, "wb") as out:
        out.write("\r\n".join([*HEAD, HEADER, ""]).encode("gb18030"))
        for number, first in enumerate(range(0, rows, BLOCK)):
            frame = _block(number, min(BLOCK, rows - first), first, max(rows // ROWS_PER_ACCOUNT, 8))
            out.write(_lines(frame).encode("gb18030"))
    return path


def _block(number: int, height: int, first: int, accounts: int) -> pl.DataFrame:
    """Rows as values: ends as numbers of accounts, amount in fen, whether it goes out."""
    rng = np.random.default_rng([20_240_301, number])
    mirrored = height // 11
    n = height - mirrored
    own = (accounts // 4 * rng.random(n) ** 2).astype(np.int64)
    regular = (own * 7 + rng.integers(1, 6, n) ** 2) % accounts
    other = np.where(rng.random(n) < 0.35, regular, (accounts * rng.random(n) ** 1.5).astype(np.int64))
    other = np.where(other == own, (own + 1) % accounts, other)
    fen = np.round(np.exp(rng.normal(11.5, 2.0, n))).astype(np.int64) + 1
    at = START + rng.integers(0, 3 * 365 * 86_400, n)
    out = rng.random(n) < 0.5
    twin = slice(0, mirrored)
    return pl.DataFrame(
        {
            "own": np.concatenate([own, other[twin]]),
            "other": np.concatenate([other, own[twin]]),
            "fen": np.concatenate([fen, fen[twin]]),
            "at": np.concatenate([at, at[twin] + rng.integers(-20, 21, mirrored)]).astype("datetime64[ms]"),
            "out": np.concatenate([out, ~out[twin]]),
            "balance": rng.integers(0, 50_000_000, height),
            "pick": rng.integers(0, 40, height),
            "serial": np.arange(first, first + height),
        }
    )


def _lines(frame: pl.DataFrame) -> str:
    yuan = _yuan("fen", 5_000)
    day = pl.col("at").dt.to_string("%Y-%m-%d")
    columns = [
        day,
        pl.col("at").dt.to_string("%H:%M:%S"),
        _account("own"),
        _holder("own"),
        pl.when("out").then(yuan).otherwise(pl.lit("")),
        pl.when("out").then(pl.lit("")).otherwise(yuan),
        pl.concat_str(pl.lit('"'), _thousands("balance"), pl.lit('"')),
        _account("other"),
        _holder("other"),
        _word(BANKS, pl.col("other") % len(BANKS)),
        _word(MEMOS, pl.col("pick") % len(MEMOS)),
        _word(CHANNELS, pl.col("pick") // len(MEMOS)),
        pl.concat_str(pl.col("at").dt.to_string("%Y%m%d"), pl.col("serial").cast(pl.String).str.zfill(12)),
    ]
    text = frame.select(pl.concat_str(columns, separator=",")).to_series()
    return "\r\n".join(text.to_list()) + "\r\n"


def _account(name: str) -> pl.Expr:
    """A card number behind the tab that a bank puts before it against spreadsheets."""
    scattered = (pl.col(name) * 7_919_999 + 100_000_007) % 1_000_000_000_039
    return pl.concat_str(pl.lit("\t6222"), scattered.cast(pl.String).str.zfill(13))


def _holder(name: str) -> pl.Expr:
    """A fifth of the accounts belong to firms."""
    n = pl.col(name)
    given = [_word(tuple(GIVEN), n // step % len(GIVEN)) for step in (20, 600)]
    person = pl.concat_str(_word(tuple(SURNAMES), n % 20), *given)
    firm = pl.concat_str(_word(tuple(GIVEN), n // 5 % len(GIVEN)), given[1], _word(FIRMS, n // 7 % len(FIRMS)))
    return pl.when(n % 5 == 0).then(firm).otherwise(person)


def _word(words: tuple[str, ...], index: pl.Expr) -> pl.Expr:
    return index.replace_strict(range(len(words)), list(words), return_dtype=pl.String)


def _yuan(name: str, spoilt: int) -> pl.Expr:
    fen = pl.col(name)
    text = pl.concat_str((fen // 100).cast(pl.String), pl.lit("."), (fen % 100).cast(pl.String).str.zfill(2))
    return pl.when(pl.col("serial") % spoilt == 7).then(pl.lit("详见附件")).otherwise(text)


def _thousands(name: str) -> pl.Expr:
    fen = pl.col(name)
    low = (fen // 100 % 1000).cast(pl.String)
    whole = (
        pl.when(fen >= 100_000)
        .then(pl.concat_str((fen // 100_000).cast(pl.String), pl.lit(","), low.str.zfill(3)))
        .otherwise(low)
    )
    return pl.concat_str(whole, pl.lit("."), (fen % 100).cast(pl.String).str.zfill(2))
