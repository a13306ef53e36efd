"""XLSX: what prosecutors open first. Cover, people, accounts, transactions, layers, ledger, reconciliation, core members,
matrix, evidence index, counting rules, redactions; amounts in yuan, every time in China's, every total a formula with its value.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import polars as pl

from graph.case.counting import CHOICES
from graph.case.dossier import ELEMENTS, SCOPES, SIDES, Dossier
from graph.case.export.format import Format, Watch
from graph.case.export.plain import SLICE, local, moving, owned, payments, shaped, stated, tables
from graph.case.export.sheets import ROWS, Book, Column, Total
from graph.case.figures import openings
from graph.case.paper.named import FIGURES, KERNELS, LEDGERED, PARAMETERS, RULED, SHEETED, TWICE, VALUES
from graph.case.paper.plain import clock
from graph.case.reversals import LABEL, by_party, by_sheet, reversals
from graph.ontology import Kind, ontology
from graph.ops.redactions import SORTS
from graph.say import Say

PEOPLE = ("Person", "Enterprise")
FORMS = {"amount": "yuan", "time": "text", "number": "number", "rate": "number", "count": "count"}
ID = Column("id", Say("编号", "id"), width=38)
TAIL = [
    Column("sources", Say("来源行数", "rows that say so"), "count", 10),
    Column("conflicts", Say("有分歧的属性", "properties in conflict")),
]
MONEY = partial(Column, form="yuan", width=16, total=True)


def _sum(name: str) -> Column:
    """A column of money: added up, or why it may not be."""
    label = Say(f"{FIGURES[name].zh}（元）", f"{FIGURES[name].en} (yuan)")
    return Column(name, label, "yuan", 18, total=name not in TWICE, apart=TWICE.get(name))


REVERSED = (Column("reversals", Say("其中冲正笔数", "reversals among them"), "count", 10, total=True), MONEY("reversed", Say("冲正金额（元）", "reversed (yuan)")))  # fmt: skip
TURNED = [
    Column("at", Say("交易时间（北京）", "time (China)"), "time", 19), Column("payer", Say("付款（掉转后）", "from (as turned)"), width=24), Column("payee", Say("收款（掉转后）", "to (as turned)"), width=24),
    MONEY("amount", Say("金额（元）", "amount (yuan)")), Column("file", Say("来源文件", "file"), width=30), Column("part", Say("分表", "part"), width=12), Column("row", Say("来源行号", "row"), "fen", 10),
    Column("sha256", Say("文件 SHA-256", "SHA-256 of the file"), width=66), ID,
]  # fmt: skip
TRANSACTIONS = [
    Column("at", Say("交易时间（北京）", "time (China)"), "time", 19),
    Column("payer", Say("付款户名", "payer"), width=20), Column("payer_account", Say("付款账号", "payer's account"), width=24), Column("payer_bank", Say("付款行", "payer's bank")),
    Column("payee", Say("收款户名", "payee"), width=20), Column("payee_account", Say("收款账号", "payee's account"), width=24), Column("payee_bank", Say("收款行", "payee's bank")),
    MONEY("amount", Say("金额（元）", "amount (yuan)")), Column("memo", Say("摘要", "memo")), Column("reversal", LABEL, width=8), Column("serial", Say("流水号", "serial"), width=20), Column("channel", Say("渠道", "channel"), width=10),
    Column("file", Say("来源文件", "file"), width=24), Column("row", Say("来源行号", "row"), "fen", 10), ID,
]  # fmt: skip
LEDGER = [
    Column("party", Say("编号", "id"), width=38), Column("name", Say("姓名", "name"), width=18), Column("participant", Say("参与人", "participant"), width=8),
    *map(_sum, (*LEDGERED, "fee_in", "fee_out", "other_in")),
    Column("transfers", Say("笔数", "transfers"), "count", 8, total=True), *REVERSED,
]  # fmt: skip
BALANCE = [
    Column("account", Say("编号", "id"), width=38), Column("number", Say("账号", "account"), width=24), Column("name", Say("户名", "owner"), width=18), Column("period", Say("账期", "period"), width=10),
    *map(_sum, SHEETED), Column("seen", Say("有余额的行", "rows with a balance"), "count", 10),
    Column("basis", Say("期初依据", "opening by"), width=12), *(replace(c, total=False) for c in REVERSED),
]  # fmt: skip
ACCOUNT_LAYERS = [
    Column("account", Say("编号", "id"), width=38), Column("number", Say("账号", "account"), width=24), Column("name", Say("户名", "owner"), width=18), Column("layer", Say("层次", "layer"), "count", 8),
    Column("role", Say("作用", "role"), width=14), Column("confidence", Say("把握", "confidence"), "number", 10), *map(_sum, ("received", "from_below", "passed", "returned", "resting")), Column("held", Say("停留（秒）", "held (s)"), "number", 12),
]  # fmt: skip
LAYERS = [
    Column("layer", Say("层次（0 为参与人）", "layer (0: participants)"), "count", 12), Column("accounts", Say("账户数", "accounts"), "count", 10, total=True), *(c for c in ACCOUNT_LAYERS if c.form == "yuan"),
]  # fmt: skip
FLOWS = [
    Column("from_layer", Say("自层次", "from layer"), "count", 10), Column("to_layer", Say("至层次", "to layer"), "count", 10), Column("count", Say("笔数", "count"), "count", 10, total=True),
    _sum("amount"),
]  # fmt: skip
CORE = [
    Column("account", Say("编号", "id"), width=38), Column("number", Say("账号", "account"), width=24), Column("name", Say("户名", "owner"), width=18), Column("score", Say("得分", "score"), "number", 10),
    Column("betweenness", Say("居中度", "betweenness"), "number", 10), Column("core", Say("核数", "core number"), "count", 8), Column("degree", Say("对手数", "degree"), "count", 10),
    Column("cut_off", Say("失联参与人", "participants cut off without it"), "count", 12), _sum("handled"),
]  # fmt: skip
AGAIN = [Column("party", Say("编号", "id"), width=38), Column("name", Say("姓名", "name"), width=18), Column("returned", Say("返还交易", "returned by"), width=42), Column("paid", Say("再投入交易", "paid in again by"), width=42), MONEY("amount", Say("复投金额（元）", "reinvested (yuan)"))]  # fmt: skip
WAYS = ("reinvested", "interest", "commission", "fees")
VARIANTS = [
    Column("chosen", Say("本案采用", "chosen here"), width=10), *(Column(n, CHOICES[n].label, width=30) for n in WAYS),
    *(replace(_sum(n), total=False) for n in ("absorbed", "unpaid", "owed")),
]  # fmt: skip
MATRIX = [Column(n, Say(zh, en), width=w) for n, zh, en, w in (("element", "要件", "element", 18), ("side", "方向", "side", 8), ("text", "说明", "text", 60), ("subject", "指向", "shown by", 24), ("said", "原文", "what the text says", 40), ("subject_id", "指向编号", "id", 38), ("file", "依据文件", "file", 30), ("row", "行号", "row", 14), ("tool", "来源", "by", 12), ("who", "填写人", "who", 16), ("at", "时间（北京）", "at (China)", 20))]  # fmt: skip
INDEX = [
    ID,
    Column("source", Say("来源序号", "source"), "fen", 10),
    Column("part", Say("分表", "part"), width=12),
    Column("row", Say("行号", "row"), "fen", 10),
]
SOURCES = [Column("source", Say("来源序号", "source"), "fen", 10), Column("file", Say("文件", "file"), width=30), Column("sha256", Say("文件 SHA-256", "SHA-256 of the file"), width=66), Column("import", Say("导入批次", "import"), width=16), Column("mapping", Say("映射", "mapping"), width=14), Column("mapping_sha256", Say("映射 SHA-256", "SHA-256 of the mapping"), width=66), Column("at", Say("导入时间（北京）", "imported (China)"), width=20), Column("rows", Say("行数", "rows"), "count", 10, total=True)]  # fmt: skip
RULES = [Column(n, Say(zh, en), width=w) for n, zh, en, w in (("of", "类别", "of", 14), ("name", "名称", "name", 20), ("key", "参数", "parameter", 24), ("value", "取值", "value", 60), ("who", "操作人", "who", 16), ("at", "时间（北京）", "at (China)", 20))]  # fmt: skip
HIDDEN = [Column(n, Say(zh, en), width=w) for n, zh, en, w in (("rule", "规则", "rule", 16), ("subject", "对象", "subject", 38), ("prop", "属性", "property", 16), ("why", "理由", "why", 40), ("who", "操作人", "who", 16), ("at", "时间（北京）", "at (China)", 20))]  # fmt: skip
HIDDEN.append(Column("cells", Say("处数", "cells"), "count", 8, total=True))
CUTS = [Column("sheet", Say("工作表", "sheet"), width=20), Column("cell", Say("单元格", "cell"), width=12), Column("units", Say("原长度", "characters"), "count", 12)]  # fmt: skip


def write(dossier: Dossier, folder: Path, watch: Watch, *, limit: int = ROWS) -> list[str]:
    """`case.xlsx`. `limit`: rows of a sheet."""
    paid = payments(dossier)
    total, done = len(paid) + len(dossier.rows), 0

    def told(frame: pl.DataFrame) -> Iterable[pl.DataFrame]:
        nonlocal done
        for some in frame.iter_slices(SLICE):
            yield some
            done += len(some)
            watch(done, total)

    about = dossier.about
    at = datetime.fromisoformat(about.at).replace(tzinfo=None)
    with Book(
        folder / "case.xlsx", about.lang, f"{about.number} {about.title}", f"{about.bundle}  {about.number}", at, limit
    ) as book:
        cover = book.sheet(Say("封面", "cover").to(about.lang))
        _stated(book, dossier, Say("人员", "people"), PEOPLE)
        _stated(book, dossier, Say("账户", "accounts"), ("Account",))
        marked = paid.with_columns(pl.when("reversal").then(pl.lit(LABEL.to(about.lang))).alias("reversal"))
        sums = {"paid": book.table(Say("交易明细", "transactions"), TRANSACTIONS, told(marked))["amount"]}
        sums |= _figures(book, dossier)
        _matrix(book, dossier)
        _evidence(book, dossier, told)
        _rules(book, dossier)
        others = [k for k in dossier.entities if k not in (*PEOPLE, "Account")]
        if others:
            _stated(book, dossier, Say("其他对象", "other things"), others)
        links = [n for n in dossier.links if n not in {link.name for link in moving()}]
        if links:
            _stated(book, dossier, Say("其他关系", "other links"), links)
        if book.cuts:
            book.table(
                Say("截断记录", "cut texts"), CUTS, [pl.DataFrame(book.cuts, ["sheet", "cell", "units"], orient="row")]
            )
        _cover(book, cover, dossier, sums)
    return ["case.xlsx"]


def _stated(book: Book, dossier: Dossier, label: Say, names: Sequence[str]) -> None:
    """What is said of these kinds or links, in one table."""
    frames, columns = [], dict[str, Column]()
    kinds = all(n in ontology().kinds for n in names)
    whose = owned(dossier).select(pl.col("account").alias("id"), pl.col("owner"))
    for owner, frame in tables(dossier):
        if owner.name not in names:
            continue
        moments = [local(pl.col(n), "%Y-%m-%d %H:%M:%S") for n, p in stated(owner, frame).items() if p.type == "time" and frame.schema[n].is_integer()]  # fmt: skip
        made = shaped(owner, frame.with_columns(moments)).with_columns(of=pl.lit(owner.label.to(book.lang)))
        if owner.name == "Account":
            made = made.join(whose, on="id", how="left", maintain_order="left")
        if not isinstance(owner, Kind):
            made = made.with_columns(pl.col(end).replace_strict(dossier.captions, default=None, return_dtype=pl.String).alias(f"{end}_name") for end in ("from", "to"))  # fmt: skip
        frames.append(made)
        for name, prop in stated(owner, frame).items():
            form = FORMS.get(prop.type, "text") if frame.schema[name].is_numeric() else "text"
            unit = (
                Say("（元）", " (yuan)")
                if form == "yuan"
                else Say("（北京）", " (China)")
                if prop.type == "time"
                else Say("", "")
            )
            columns.setdefault(
                name,
                Column(
                    name, Say(prop.label.zh + unit.zh, prop.label.en + unit.en), form, 20, form == "yuan" and not kinds
                ),  # balances and capitals of several days are no sum
            )
    head = [ID, Column("of", Say("类别", "kind"), width=10)]
    if kinds:
        head.append(Column("caption", Say("名称", "caption"), width=24))
        head += [Column("owner", Say("户主", "owner"), width=24)] if "Account" in names else []
    else:
        head += [Column(f"{end}{n}", Say(zh + z, en + e), width=w) for end, zh, en in (("from", "起点", "from"), ("to", "终点", "to")) for n, z, e, w in (("_name", "", "", 24), ("", "编号", " (id)", 38))]  # fmt: skip
    every = [*head, *columns.values(), *TAIL]
    lacking = pl.DataFrame(schema={c.name: pl.Int64 if c.form in ("yuan", "count") else pl.Float64 if c.form == "number" else pl.String for c in every})  # fmt: skip
    book.table(label, every, [pl.concat([lacking, *frames], how="diagonal_relaxed")])


def _figures(book: Book, dossier: Dossier) -> dict[str, list[Total]]:
    figures = dossier.figures
    numbers = (
        dict(dossier.entities["Account"].select("id", "caption").iter_rows()) if "Account" in dossier.entities else {}
    )

    def named(frame: pl.DataFrame, who: str, account: str | None = None) -> pl.DataFrame:
        made = frame.with_columns(
            pl.col(who)
            .cast(pl.String)
            .replace_strict(dossier.captions, default=None, return_dtype=pl.String)
            .alias("name")
        )
        return made if account is None else made.with_columns(pl.col(account).cast(pl.String).replace_strict(numbers, default=None, return_dtype=pl.String).alias("number"))  # fmt: skip

    layers = named(figures.layers, "owner", "account")
    by_layer = layers.group_by("layer").agg(pl.len().alias("accounts"), *(pl.col(c.name).sum() for c in ACCOUNT_LAYERS if c.form == "yuan")).sort("layer")  # fmt: skip
    book.table(Say("分层汇总", "layers"), LAYERS, [by_layer])
    book.table(Say("层间流向", "between layers"), FLOWS, [figures.flows])
    book.table(Say("账户分层", "accounts by layer"), ACCOUNT_LAYERS, [layers])
    taking_part = pl.col("participant").fill_null(False)  # their totals are theirs alone, as everywhere
    ledger = named(figures.ledger, "party").join(by_party(dossier), on="party", how="left", maintain_order="left")
    shown = _yes("participant", book.lang)
    sums = book.table(
        Say("参与人本息台账", "ledger of participants"), LEDGER, [ledger.filter(taking_part).with_columns(shown)]
    )
    if len(others := ledger.filter(~taking_part)):
        book.table(Say("其他往来方", "other parties"), LEDGER, [others.with_columns(shown)])
    if len(turned := reversals(dossier)):
        ends = (pl.col(end).replace_strict(dossier.captions, default=pl.col(end), return_dtype=pl.String).alias(name) for end, name in (("from", "payer"), ("to", "payee")))  # fmt: skip
        book.table(Say("冲正明细", "reversals"), TURNED, [turned.with_columns(*ends, pl.col("part").replace("", None))])
    if len(figures.again):
        book.table(Say("复投明细", "reinvested"), AGAIN, [named(figures.again, "party")])
    whose = owned(dossier).select("account", "owner").rename({"owner": "name"})
    balance = figures.sheets.join(whose, on="account", how="left", maintain_order="left").with_columns(openings(figures.sheets, book.lang), pl.col("account").replace_strict(numbers, default=None, return_dtype=pl.String).alias("number"))  # fmt: skip
    balance = balance.join(by_sheet(dossier), on=["account", "period"], how="left", maintain_order="left")
    book.table(Say("账户对账", "balance sheets"), BALANCE, [balance])
    book.table(Say("核心成员", "core members"), CORE, [named(figures.core, "owner", "account")])
    return {name: sums[name] for name in ("paid_in", "principal", "interest", "commission", "reinvested", "unpaid")}


def _yes(name: str, lang: str) -> pl.Expr:
    yes, no = (Say(*s).to(lang) for s in (("是", "yes"), ("否", "no")))
    return pl.when(pl.col(name)).then(pl.lit(yes)).otherwise(pl.lit(no)).alias(name)


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> pl.DataFrame:
    return pl.DataFrame(rows, {c.name: pl.Int64 if c.form == "count" else pl.String for c in columns})


def _matrix(book: Book, dossier: Dossier) -> None:
    """What speaks for and against each element; a cell that nobody filled says so."""
    lang = book.lang
    by = {True: Say("程序提出", "proposed by the program").to(lang), False: Say("人工", "a person").to(lang)}
    where = {(i, prop): (file, ",".join(map(str, rows[:20])) + ("…" if len(rows) > 20 else "")) for i, prop, file, rows in _stating(dossier).iter_rows()}  # fmt: skip
    points = [
        {
            **dict(zip(("file", "row"), where.get((p.subject, p.prop)) or where.get((p.subject, None)) or (None, None), strict=True)),
            "element": ELEMENTS[p.element].to(lang), "side": SIDES[p.side].to(lang), "text": p.text, "said": p.said, "subject": dossier.captions.get(p.subject or ""),
            "subject_id": p.subject, "tool": by[p.tool], "who": p.who, "at": clock(p.at),
        }
        for p in sorted(dossier.points, key=lambda p: (list(ELEMENTS).index(p.element), list(SIDES).index(p.side), p.seq))
    ]  # fmt: skip
    held = {(p.element, p.side) for p in dossier.points}
    points += [
        {"element": ELEMENTS[e].to(lang), "side": SIDES[s].to(lang), "text": Say("（空：待补证）", "(empty: to do)").to(lang)}
        for e, s in product(ELEMENTS, SIDES) if (e, s) not in held
    ]  # fmt: skip
    book.table(Say("四性证据", "elements"), MATRIX, [_table(points, MATRIX)])


def _stating(dossier: Dossier) -> pl.DataFrame:
    """id, prop, file, rows: the first file that says what a point rests on, and in which rows; without a property, its subject's."""
    asked = [p.subject for p in dossier.points if p.subject]
    rows = dossier.rows.filter(pl.col("id").is_in(asked)).with_columns(prop=pl.lit(None, pl.String))
    every = pl.concat([dossier.stated.select("id", "prop", "file", "row"), rows.select("id", "prop", "file", "row")])
    by_file = every.group_by("id", "prop", "file", maintain_order=True).agg("row")
    return by_file.group_by("id", "prop", maintain_order=True).agg(pl.col("file").first(), pl.col("row").first())


def _rules(book: Book, dossier: Dossier) -> None:
    """By which rules was counted, how things came into the case, and what is hidden."""
    lang = book.lang
    count, came = Say("计算口径", "counting").to(lang), Say("纳入规则", "how things came in").to(lang)
    rules: list[Mapping[str, Any]] = [{"of": count, **_ruled(of, key, value, lang)} for of, params in dossier.figures.rules.items() for key, value in params.items()]  # fmt: skip
    rules += [{"of": came, "name": RULED[r["name"]].to(lang) if r.get("name") in RULED else str(r.get("name")), "key": str(r.get("why") or ""), "value": _plain(r.get("params")), "who": r.get("who"), "at": clock(r.get("at"))} for r in dossier.rules]  # fmt: skip
    book.table(Say("计算口径", "counting rules"), RULES, [_table(rules, RULES)])
    if len(variants := dossier.figures.variants):
        said = [pl.col(n).replace_strict({o: x.label.to(lang) for o, x in CHOICES[n].options.items()}, default=None, return_dtype=pl.String) for n in WAYS]  # fmt: skip
        book.table(Say("口径对照", "ways of counting"), VARIANTS, [variants.with_columns(_yes("chosen", lang), *said)])
    hidden = [
        {
            **{n: getattr(h, n) for n in ("subject", "prop", "why", "who", "cells")},
            "rule": SORTS[h.rule].to(lang) if h.rule in SORTS else Say("人工", "by hand").to(lang),
            "at": clock(h.at),
        }
        for h in dossier.hidden
    ]
    book.table(Say("脱敏记录", "redactions"), HIDDEN, [_table(hidden, HIDDEN)])


def _ruled(of: str, key: str, value: Any, lang: str) -> dict[str, str]:
    """A parameter of the figures in words; what has none stands as it is."""
    if of == "counting" and key in CHOICES:
        return {"name": Say("数额", "amounts").to(lang), "key": CHOICES[key].label.to(lang), "value": CHOICES[key].options[value].label.to(lang)}  # fmt: skip
    said = VALUES[value].to(lang) if isinstance(value, str) and value in VALUES else _plain(value)
    return {"name": KERNELS[of].to(lang) if of in KERNELS else of, "key": PARAMETERS[key].to(lang) if key in PARAMETERS else key, "value": said}  # fmt: skip


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _evidence(book: Book, dossier: Dossier, told: Any) -> None:
    """Each row that says something, and the files they are in, each with its hash."""
    what = ["file", "sha256", "import", "mapping", "mapping_sha256", "at"]
    files = dossier.rows.group_by(what, maintain_order=True).agg(pl.len().alias("rows")).with_row_index("source", 1)
    rows = dossier.rows.join(files.drop("rows"), on=what, how="left", maintain_order="left", nulls_equal=True).with_columns(pl.col("part").replace("", None))  # fmt: skip
    book.table(Say("证据索引", "evidence index"), INDEX, told(rows))
    read = files.with_columns(pl.col("at").map_elements(clock, return_dtype=pl.String))
    book.table(Say("来源文件", "source files"), SOURCES, [read])


def _cover(book: Book, sheet: Any, dossier: Dossier, sums: Mapping[str, Sequence[Total]]) -> None:
    """What this is; the chief sums, as formulas that lead to their sheets; the sheets."""
    about, lang = dossier.about, book.lang
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 80)
    facts = [
        (Say("案由", "cause"), about.cause), (Say("涉嫌", "suspected of"), about.suspected), (Say("地区", "region"), about.region), (Say("办案单位", "agency"), about.agency), (Say("办案单位案号", "the agency's number"), about.docket),
        (Say("立案时间", "opened"), clock(about.opened)), (Say("状态", "status"), about.status), (Say("固定版本", "frozen state"), f"{about.frozen} · {about.version}"),
        (Say("固定时间", "frozen at"), clock(about.frozen_at)), (Say("固定清单 SHA-256", "SHA-256 of the frozen state"), about.frozen_sha256), (Say("文件编号", "id"), about.bundle),
        (Say("制作时间", "made at"), clock(about.at)), (Say("制作人", "made by"), about.who), (Say("范围", "scope"), SCOPES[about.scope].to(lang)), (Say("程序", "program"), about.program),
        (Say("时区", "time zone"), Say("本工作簿所有时间均为北京时间（UTC+8）", "every time in this workbook is China standard time (UTC+8)").to(lang)),
        (Say("金额", "amounts"), Say("金额为元，隐藏列为整数分", "amounts in yuan, hidden columns in fen").to(lang)),
    ]  # fmt: skip
    sheet.set_row(0, 28)
    book.text(sheet, 0, 0, f"{about.number}  {about.title}", "title")
    row = 2
    for key, value in facts:
        sheet.write_string(row, 0, key.to(lang), book.looks["key"])
        book.text(sheet, row, 1, value, "wrapped")
        row += 1
    row += 1
    chief = {
        "paid": Say("资金往来合计（元）", "money moved (yuan)"), "paid_in": Say("投入合计（元）", "paid in (yuan)"), "principal": Say("返还本金合计（元）", "principal returned (yuan)"),
        "interest": Say("返息合计（元）", "interest (yuan)"), "commission": Say("佣金合计（元）", "commission (yuan)"), "reinvested": Say("复投合计（元）", "reinvested (yuan)"), "unpaid": Say("未兑付合计（元）", "unpaid (yuan)"),
    }  # fmt: skip
    for name, label in chief.items():
        if sums[name]:
            sheet.write_string(row, 0, label.to(lang), book.looks["key"])
            whole = sum(t.value for t in sums[name]) / 100
            sheet.write_formula(row, 1, f"=({'+'.join(t.cell for t in sums[name])})/100", book.looks["yuan"], whole)
            row += 1
    row += 1
    for name, rows in book.listed:
        sheet.write_string(row, 0, name, book.looks["key"])
        sheet.write_number(row, 1, rows, book.looks["count"])
        row += 1


FORMAT = Format("xlsx", Say("Excel 工作簿", "Excel workbook"), Say("封面、人员、账户、交易明细、分层、台账、平衡、核心成员、四性证据、证据索引、口径、脱敏", "cover, people, accounts, transactions, layers, ledger, reconciliation, core members, elements, evidence index, rules, redactions"), write)  # fmt: skip
