"""The peer of the loader: what a programmer would write by hand in Polars for this one file, and nothing more.

Decodes, parses to fen and time, makes the very ids the lake has, writes Parquet. No mapping, no list of what was
rejected, no merging of what rows say about an account, no pairs, no sorting, no checkpoint, whole file in memory.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from graph.entity import digest, key_text

SEP = "\x1f"


def load(path: Path, out: Path) -> int:
    """The statement at `path` as two Parquet files in `out`; the number of transfers."""
    out.mkdir(parents=True, exist_ok=True)
    text = path.read_bytes().decode("gb18030")
    body = text.split("\n", 3)[3].encode()
    del text
    frame = pl.read_csv(body, infer_schema=False)
    del body
    moves = frame.lazy().select(
        at=(pl.col("交易日期") + " " + pl.col("交易时间"))
        .str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False)
        .dt.replace_time_zone("Asia/Shanghai")
        .dt.convert_time_zone("UTC"),
        own=pl.col("本方账号").str.strip_chars(),
        other=pl.col("对方账号").str.strip_chars(),
        amount=_fen(pl.coalesce("借方发生额", "贷方发生额")),
        out=pl.col("借方发生额").is_not_null(),
        balance=_fen(pl.col("余额")),
        memo=pl.col("摘要"),
        channel=pl.col("交易渠道"),
        serial=pl.col("流水号"),
        holder=pl.col("本方户名"),
    )
    rows = moves.filter(pl.col("amount").is_not_null(), pl.col("at").is_not_null()).collect()
    numbers = pl.concat([rows["own"], rows["other"]]).unique()
    made = ["acc-" + digest(key_text("Account", ["number"], [n])) for n in numbers.to_list()]
    accounts = pl.DataFrame({"id": made, "number": numbers})
    for end in ("own", "other"):
        rows = rows.join(accounts.rename({"id": f"{end}_id", "number": end}), on=end, maintain_order="left")
    ends = (
        pl.when("out").then("own_id").otherwise("other_id").alias("from"),
        pl.when("out").then("other_id").otherwise("own_id").alias("to"),
    )
    rows = rows.with_columns(ends)
    keys = rows.select(pl.concat_str(pl.lit("TRANSFER"), "from", "to", "serial", separator=SEP)).to_series()
    ids = pl.Series("id", ["transfer-" + digest(k) for k in keys.to_list()])
    rows = rows.select(ids, "from", "to", "amount", "at", "serial", "memo", "channel", "balance")
    rows.write_parquet(out / "TRANSFER.parquet", compression="zstd", compression_level=1)
    accounts.write_parquet(out / "Account.parquet", compression="zstd", compression_level=1)
    return rows.height


def _fen(text: pl.Expr) -> pl.Expr:
    return (text.str.replace_all(",", "", literal=True).cast(pl.Float64, strict=False) * 100).round().cast(pl.Int64)
