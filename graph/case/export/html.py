"""One HTML file that opens offline: the report, the board where it was laid out, tables with search and a timeline.

It asks nothing of anybody: its policy allows its own script and style by their hashes and nothing else. Rows lie in it as
JSON, their texts go into the page as text.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import TemplateError
from markupsafe import Markup

from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.case.paper import TemplateFault, environment, template
from graph.case.paper.beside import harmless
from graph.case.paper.drawing import DRAWINGS, pictures
from graph.case.paper.named import numbered
from graph.case.paper.plain import CELL, clock, shown, yuan
from graph.case.paper.sections import Most, report
from graph.ontology import ontology
from graph.say import Say

NAME = "case.html"
ROWS, THINGS, LINKS = 250_000, 20_000, 50_000  # what one page holds; the largest, and it says so
PIECE = 20_000
HERE = "\x00"  # where the rows go: no text has such a sign
BODY = Most(transfers=50, ledger=2_000, sheets=200)
WORDS = {
    "find": Say("搜索名称、账号、摘要、流水号", "search names, numbers, memos, serials"), "parts": Say("内容", "parts"), "report": Say("报告", "report"), "graph": Say("关系图", "relations"),
    "things": Say("主体", "things"), "money": Say("交易", "transfers"), "noscript": Say("未启用脚本：可阅读报告与图，检索与明细表不可用。", "Without scripts the report and drawings can be read; search and tables need them."),
    "none": Say("无记录", "none"), "moved": Say("滚轮缩放，拖动平移，点选主体看其属性。位置与案件画布一致。", "Wheel to enlarge, drag to move, click a thing to read it. Places are the board's."),
    "unplaced": Say("画布未保存布局，以下为资金分层图。", "No layout was saved; this is the money by layers."), "kind": Say("类别", "kind"), "name": Say("名称", "name"), "since": Say("自", "from"),
    "until": Say("至", "until"), "least": Say("金额不低于（元）", "at least (CNY)"), "reset": Say("清除条件", "clear"), "timeline": Say("交易时序", "amounts over time"),
    "readonly": Say("只读副本，离线可用", "read-only copy, works offline"), "page": Say("页", "page"), "sum": Say("合计（元）", "sum (CNY)"), "at": Say("时间", "at"), "from": Say("付款账户", "from"), "to": Say("收款账户", "to"),
    "amount": Say("金额（元）", "amount (CNY)"), "memo": Say("摘要", "memo"), "serial": Say("流水号", "serial"), "source": Say("来源", "source"), "line": Say("第 {n} 行", "row {n}"),
    "close": Say("关闭", "close"), "itsmoney": Say("查看其交易", "its transfers"), "all": Say("全部", "all"),
}  # fmt: skip


def write(of: Dossier, folder: Path, watch: Watch) -> list[str]:
    """One file, case.html."""
    watch(0, 2)
    before, found, after = _page(of).partition(HERE)
    if not found or HERE in after:
        raise TemplateFault(Say("模板 page.html 须有且只有一处 {{ data }}", "the template page.html needs {{ data }} once"), Say("照自带的模板放入", "put it in as ours has it"))  # fmt: skip
    watch(1, 2)
    with (folder / NAME).open("w", encoding="utf-8", newline="\n") as out:
        out.write(before)
        out.writelines(_safe(piece) for piece in _rows(of))
        out.write(after)
    watch(2, 2)
    return [NAME]


def _page(of: Dossier) -> str:
    """The page with a sign where the rows go."""
    ours = files("graph.case.paper")
    style, script = ((ours / name).read_text("utf-8") for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    total = of.links["TRANSFER"].height if "TRANSFER" in of.links else 0
    cut = Say(f"本页收入金额最大的 {ROWS:,} 笔（共 {total:,} 笔），其余见本案导出的表格、CSV 文件。", f"This page has the {ROWS:,} largest of {total:,} transfers; all are in the case's spreadsheet and CSV files.").to(of.about.lang)  # fmt: skip
    given = {
        "report": report(of, BODY), "numbered": numbered, "style": Markup(style), "script": Markup(script), "policy": policy, "data": Markup(HERE), "w": {k: v.to(of.about.lang) for k, v in WORDS.items()},
        "pictures": dict.fromkeys(DRAWINGS, "") | {p.name: Markup(p.svg) for p in pictures(of)}, "cut": cut if total > ROWS else "",
    }  # fmt: skip
    try:
        return environment(html=True).from_string(template(of, "page.html").decode("utf-8")).render(given)
    except (TemplateError, UnicodeDecodeError, TypeError, ValueError) as error:
        raise TemplateFault(Say(f"模板 page.html 有误：{error}", f"the template page.html is wrong: {error}"), Say("改正它，或移走以用自带的模板", "put it right, or take it away and ours is used")) from error  # fmt: skip


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _safe(piece: str) -> str:
    """JSON that can't end the element it stands in."""
    return piece.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _list(values: Iterable[Any]) -> Iterator[str]:
    """A JSON list by pieces."""
    yield "["
    comma = ""
    piece: list[Any] = []
    for value in values:
        piece.append(value)
        if len(piece) == PIECE:
            yield comma + _dump(piece)[1:-1]
            comma, piece = ",", []
    if piece:
        yield comma + _dump(piece)[1:-1]
    yield "]"


def _rows(of: Dossier) -> Iterator[str]:
    """All rows as JSON, by pieces."""
    order = [i for frame in of.entities.values() for i in frame["id"]][:THINGS]
    index = {one: n for n, one in enumerate(order)}
    yield f'{{"w":{_dump({k: v.to(of.about.lang) for k, v in WORDS.items()})},"kinds":{_dump(_kinds(of))},"things":'
    yield from _list(_things(of))
    yield ',"links":'
    yield from _list(_links(of, index))
    yield ',"money":{'
    for n, (name, values) in enumerate(_money(of, index)):
        yield f'{"," if n else ""}"{name}":'
        yield from _list(values)
    yield "}}"


def _columns(frame: pl.DataFrame) -> list[str]:
    return [c for c in frame.columns if c not in ("id", "caption", "conflicts")]


def _kinds(of: Dossier) -> list[dict[str, Any]]:
    lang, known = of.about.lang, ontology().kinds
    made = []
    for name, frame in of.entities.items():
        props = known[name].props if name in known else {}
        labels = {c: props[c].label.to(lang) if c in props else Say("来源数", "sources").to(lang) if c == "sources" else c for c in _columns(frame)}  # fmt: skip
        made.append({"label": known[name].label.to(lang) if name in known else name, "columns": list(labels.values())})
    return made


def _things(of: Dossier) -> Iterator[dict[str, Any]]:
    known, left = ontology().kinds, THINGS
    for k, (name, frame) in enumerate(of.entities.items()):
        props = known[name].props if name in known else {}
        types = {c: props[c].type if c in props else "" for c in _columns(frame)}
        for row in frame.head(left).iter_rows(named=True):
            yield {"k": k, "id": row["id"], "c": shown(row["caption"], CELL, of.about.lang), "v": [_value(row[c], t, of.about.lang) for c, t in types.items()]}  # fmt: skip
        left -= min(left, frame.height)


def _value(value: Any, kind: str, lang: str) -> str:
    if value is None:
        return "—"
    if kind == "amount":
        return yuan(value)
    if kind == "time":
        return clock(value)
    if isinstance(value, bool):
        return Say("是" if value else "否", "yes" if value else "no").to(lang)
    return shown(value, CELL, lang)


def _links(of: Dossier, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    known, left = ontology().links, LINKS
    for name, frame in of.links.items():
        if name != "TRANSFER":
            some = frame.select("from", "to").head(left)
            left -= some.height
            ends = [(a, b) for a, b in some.iter_rows() if a in index and b in index]
            yield {"type": name, "label": known[name].label.to(of.about.lang) if name in known else name, "a": [index[a] for a, _ in ends], "b": [index[b] for _, b in ends]}  # fmt: skip


def _money(of: Dossier, index: dict[str, int]) -> Iterator[tuple[str, Iterable[Any]]]:
    """Transfers by columns: ends as places in `things`, memos and files as places in a list of their own."""
    frame = of.links.get("TRANSFER", pl.DataFrame(schema={"id": pl.String, "from": pl.String, "to": pl.String}))
    frame = frame.select(
        c for c in ("id", "from", "to", "amount", "at", "memo", "serial", "reversal") if c in frame.columns
    )
    lacking = {"amount": pl.Int64, "at": pl.Int64, "memo": pl.String, "serial": pl.String}
    frame = frame.with_columns(pl.lit(None, t).alias(c) for c, t in lacking.items() if c not in frame.columns)
    if "reversal" in frame.columns:
        mark = pl.when(pl.col("reversal").fill_null(False)).then(
            pl.lit(Say("【冲正】", "[reversal] ").to(of.about.lang))
        )
        frame = frame.with_columns(pl.concat_str(mark.otherwise(pl.lit("")), pl.col("memo").fill_null("")).replace("", None).alias("memo")).drop("reversal")  # fmt: skip
    if frame.height > ROWS:
        frame = frame.sort(pl.col("amount").fill_null(0), descending=True).head(ROWS)
    first = of.rows.lazy().filter(pl.col("table") == "TRANSFER").select("id", "file", "row").unique("id", keep="first", maintain_order=True).collect()  # fmt: skip
    frame = frame.sort("at", "id").join(first, on="id", how="left", maintain_order="left")
    yield "id", frame["id"].str.strip_prefix("transfer-")
    for end in ("from", "to"):
        yield end, (index.get(one, -1) for one in frame[end])
    yield "amount", frame["amount"]
    yield "at", frame["at"]
    for name in ("memo", "file"):
        texts = frame[name].drop_nulls().unique(maintain_order=True).to_list()
        at = {one: n for n, one in enumerate(texts)}
        yield name, (at.get(one) for one in frame[name])
        yield f"{name}s", [shown(one, CELL, of.about.lang) for one in texts]
    yield "serial", harmless(frame["serial"].cast(pl.String), cells=False)
    yield "row", frame["row"]


FORMAT = Format("html", Say("单文件网页", "one-file HTML"), Say("离线打开的只读网页：报告、关系图、检索、明细与时间轴", "a read-only page that opens offline: report, relations, search, tables, timeline"), write)  # fmt: skip
