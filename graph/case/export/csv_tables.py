"""CSV: one row a transaction in the columns that i2's import wizard is fed with, then entities, links and the evidence index.

`csv-metadata.json` beside them says what each column holds (CSV on the Web, W3C 2015), and in its notes which column makes
what in i2 Analyst's Notebook. It is no .ximp: how i2 writes those is not published. RFC 4180, UTF-8; no text is a formula.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from graph.case.dossier import ROWS, Dossier
from graph.case.export.format import Format, Watch
from graph.case.export.plain import SLICE, in_yuan, local, payments, seen, shaped, stated, tables
from graph.ontology import Kind
from graph.say import Say
from graph.screen import FORMULA

COLUMNS = {  # header -> name, CSVW datatype, what it says
    "付款户名": ("payer_name", "string", Say("付款账户的持有人", "owner of the paying account")),
    "付款账号": ("payer_account", "string", Say("文本，不可当数字", "text: as a number it loses digits")),
    "付款行": ("payer_bank", "string", Say("付款账户的开户银行", "bank of the paying account")),
    "收款户名": ("payee_name", "string", Say("收款账户的持有人", "owner of the receiving account")),
    "收款账号": ("payee_account", "string", Say("文本，不可当数字", "text: as a number it loses digits")),
    "收款行": ("payee_bank", "string", Say("收款账户的开户银行", "bank of the receiving account")),
    "交易日期": ("date", {"base": "date", "format": "yyyy-MM-dd"}, Say("北京时间", "China standard time")),
    "交易时间": ("time", {"base": "time", "format": "HH:mm:ss"}, Say("北京时间", "China standard time")),
    "金额(元)": ("amount", {"base": "decimal", "format": "0.00"}, Say("元，两位小数", "yuan, two decimals")),
    "币种": ("currency", "string", Say("ISO 4217", "ISO 4217")),
    "借贷": ("side", "string", Say("出具流水的一方：借为付款方，贷为收款方", "whose statement it is on: 借 payer's, 贷 payee's")),
    "摘要": ("memo", "string", Say("银行摘要", "the bank's memo")),
    "流水号": ("serial", "string", Say("文本，不可当数字", "text: as a number it loses digits")),
    "渠道": ("channel", "string", Say("交易渠道", "channel")),
    "IP": ("ip", "string", Say("IP 地址", "IP address")),
    "MAC": ("mac", "string", Say("MAC 地址", "MAC address")),
    "来源文件": ("file", "string", Say("首个来源文件", "the first file that says so")),
    "来源行号": ("row", "integer", Say("该文件中的行号", "row in that file")),
    "来源SHA256": ("sha256", "string", Say("该文件的 SHA-256", "SHA-256 of that file")),
    "冲正": ("reversal", "string", Say("来源行金额为负，方向已据此掉转", "its row states a negative amount: it was turned")),
}  # fmt: skip
I2 = {
    "program": "i2 Analyst's Notebook, import wizard (File > Import); this is a guide for a person, not an .ximp file",
    "file": {"encoding": "UTF-8", "delimiter": ",", "text qualifier": '"', "first row": "column headings"},
    "entity 1": {"type": "Account", "identity": "付款账号", "label": "付款户名", "attributes (text)": ["付款行"]},
    "entity 2": {"type": "Account", "identity": "收款账号", "label": "收款户名", "attributes (text)": ["收款行"]},
    "link": {
        "type": "Transaction", "from": "entity 1", "to": "entity 2", "direction": "from 1 to 2", "label": "金额(元)", "date": "交易日期 yyyy-MM-dd",
        "time": "交易时间 HH:mm:ss", "time zone": "(UTC+08:00) Beijing", "multiplicity": "multiple",
        "attributes (text)": ["流水号", "摘要", "冲正", "币种", "借贷", "渠道", "IP", "MAC"], "attributes (number)": ["金额(元)"],
        "source reference": ["来源文件", "来源行号", "来源SHA256"],
    },
}  # fmt: skip
TYPES = {pl.Int64: "integer", pl.UInt32: "integer", pl.Int32: "integer", pl.Float64: "double", pl.Boolean: "boolean"}


def write(dossier: Dossier, folder: Path, watch: Watch, *, bom: bool = True) -> list[str]:
    """`transactions.csv` first. `bom`: begin each with a byte-order mark, by which office programs and i2 know UTF-8."""
    transactions = _transactions(dossier)
    entities, links = (_one_table(dossier, kinds=kinds) for kinds in (True, False))
    frames = {
        "transactions": transactions,
        "entities": entities[0],
        "links": links[0],
        "evidence": dossier.rows.select(list(ROWS)),
    }
    total, done = sum(map(len, frames.values())), 0
    for name, frame in frames.items():
        with open(folder / f"{name}.csv", "wb") as out:
            out.write(b"\xef\xbb\xbf" if bom else b"")
            for n, some in enumerate(frame.iter_slices(SLICE) if len(frame) else [frame]):
                inert(seen(some)).write_csv(out, include_header=not n, line_terminator="\r\n")
                done += len(some)
                watch(done, total)
    about = _metadata(dossier, frames, {"entities": entities[1], "links": links[1]})
    (folder / "csv-metadata.json").write_text(json.dumps(about, ensure_ascii=False, indent=1), "utf-8")
    return [*(f"{name}.csv" for name in frames), "csv-metadata.json"]


def inert(frame: pl.DataFrame) -> pl.DataFrame:
    """A frame of whose texts none is run as a formula: as `graph.screen.inert`, by columns. Amounts are no texts."""
    texts = [n for n, t in frame.schema.items() if t == pl.String and not n.startswith("金额")]
    risky = pl.any_horizontal(pl.col("x").str.starts_with(sign) for sign in FORMULA)
    return frame.with_columns(
        frame.select(x=n).select(pl.when(risky).then(pl.lit("'") + pl.col("x")).otherwise("x").alias(n)).to_series() for n in texts
    )  # fmt: skip


def _transactions(dossier: Dossier) -> pl.DataFrame:
    paid = payments(dossier)
    side = pl.col("side").replace_strict({"payer": "借", "payee": "贷"}, default=None, return_dtype=pl.String)
    held = {
        "payer_name": pl.col("payer"), "payee_name": pl.col("payee"), "date": local(pl.col("at"), "%Y-%m-%d"), "time": local(pl.col("at"), "%H:%M:%S"),
        "amount": in_yuan(pl.col("amount")), "reversal": pl.when("reversal").then(pl.lit("冲正")), "currency": pl.lit("CNY"), "side": side,
    }  # fmt: skip
    return paid.select(held.get(name, pl.col(name)).alias(header) for header, (name, _, _) in COLUMNS.items())


def _one_table(dossier: Dossier, *, kinds: bool) -> tuple[pl.DataFrame, Mapping[str, Say]]:
    """All kinds, or all links, in one table: those that lack a property have no value there. Amounts are integer
    fen, times ISO 8601 UTC; and what columns mean."""
    found: list[pl.DataFrame] = []
    said: dict[str, Say] = {}
    for owner, frame in tables(dossier):
        if isinstance(owner, Kind) != kinds:
            continue
        names = stated(owner, frame)
        said |= {n: Say(f"{p.label.zh}（分）", f"{p.label.en} (fen)") if p.type == "amount" else p.label for n, p in names.items() if n not in said}  # fmt: skip
        head = [pl.lit(owner.name).alias("kind" if kinds else "link")]
        own = ["caption"] if kinds else ["from", "to"]
        found.append(shaped(owner, frame).select("id", *head, *own, *names, *(n for n in ("sources", "conflicts") if n in frame.columns)))  # fmt: skip
    empty = pl.DataFrame(
        schema=dict.fromkeys(("id", "kind", "caption") if kinds else ("id", "link", "from", "to"), pl.String)
    )
    return pl.concat([empty, *found], how="diagonal_relaxed"), said


def _metadata(dossier: Dossier, frames: Mapping[str, pl.DataFrame], said: Mapping[str, Mapping[str, Say]]) -> dict[str, Any]:  # fmt: skip
    lang = dossier.about.lang
    columns: dict[str, Iterable[dict[str, Any]]] = {
        "transactions": [{"name": n, "titles": header, "datatype": t, "dc:description": about.to(lang)} for header, (n, t, about) in COLUMNS.items()]
    }  # fmt: skip
    for table, frame in frames.items():
        if table != "transactions":
            means = said.get(table, {})
            columns[table] = [
                {"name": n, "titles": n, "datatype": TYPES.get(t.base_type(), "string"), **({"dc:description": means[n].to(lang)} if n in means else {})}
                for n, t in frame.schema.items()
            ]  # fmt: skip
    about = dossier.about
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": lang}],
        "dc:title": f"{about.number} {about.title}", "dc:identifier": f"{about.frozen} {about.bundle}",
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tables": [{"url": f"{t}.csv", "tableSchema": {"columns": list(c)}, **({"notes": [I2]} if t == "transactions" else {})} for t, c in columns.items()],
    }  # fmt: skip


ABOUT = Say("资金流水（i2 导入列）、实体、关系、证据索引；附列说明（CSVW）", "transactions in the columns for i2, entities, links, evidence index, with what columns hold (CSVW)")  # fmt: skip
FORMAT = Format("csv", Say("CSV（带 BOM）", "CSV with a byte-order mark"), ABOUT, write)
PLAIN = Format("csv-plain", Say("CSV（无 BOM）", "CSV without a byte-order mark"), ABOUT, partial(write, bom=False))
