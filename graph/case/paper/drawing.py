"""Drawings of a case: its things where they were laid out, money by layers, flows between layers, amounts over time.

Above a limit the smaller ones are drawn as one, and the drawing says so: none of them leaves money out. A drawing is laid out for
a printed page (graph.case.paper.blocks.FIELD): as large as it is drawn there, no letter is below 7 pt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt

import polars as pl

from graph.case.dossier import Dossier
from graph.case.paper.blocks import Picture
from graph.case.paper.pen import BLUE, INK, LINE, PALE, SOFT, Pen, curve, fit, short, tailed
from graph.case.paper.plain import CHINA
from graph.say import Say

DEEPEST, EACH, CURVES = 7, 8, 300  # layers told apart, accounts of each, links
BACK = 10  # flows back that are drawn, the largest
BROADEST = 1_100.0  # units that a page which lies has room for
LABELLED = 13  # high enough for its figures to stand in a band
NODES, LINKS = 400, 1_200  # of the whole picture
BARS = 60
TINT = {"Account": BLUE, "Enterprise": "#8a5a1c", "Person": "#3f6f5a"}
HOUR = 3_600_000


def pictures(of: Dossier) -> list[Picture]:
    """Every drawing that this case has something for."""
    return [made for draw in DRAWINGS.values() if (made := draw(of)) is not None]


def transfers(of: Dossier) -> pl.DataFrame:
    """from, to, amount, at of the case's transfers; without rows where there are none."""
    frame = of.links.get("TRANSFER")
    kinds = {"from": pl.String, "to": pl.String, "amount": pl.Int64, "at": pl.Int64}
    if frame is None:
        return pl.DataFrame(schema=kinds)
    return frame.select(*((pl.col(c) if c in frame.columns else pl.lit(None, t).alias(c)).cast(t) for c, t in kinds.items()))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """An account, or the rest of a layer's, in its column."""

    key: str
    layer: int
    name: str
    owner: str
    received: int
    accounts: int


def boxes(of: Dossier) -> list[Box]:
    """The largest accounts of each layer by what they received, then the layer's others as one."""
    lang, names = of.about.lang, of.captions
    layers = of.figures.layers.with_columns(pl.col("layer").clip(0, DEEPEST).alias("column")).sort("column", -pl.col("received"), "account")  # fmt: skip
    found = []
    for (layer,), frame in layers.group_by("column", maintain_order=True):
        many = frame.height > EACH + 1
        for row in frame.head(EACH if many else EACH + 1).iter_rows(named=True):
            found.append(Box(row["account"], layer, names.get(row["account"], row["account"]), names.get(row["owner"] or "", ""), row["received"], 1))  # fmt: skip
        if many:
            rest = frame.slice(EACH)
            label = Say(f"其余 {rest.height:,} 户", f"{rest.height:,} others").to(lang)
            found.append(Box(f"rest-{layer}", layer, label, Say("合并显示", "drawn as one").to(lang), int(rest["received"].sum()), rest.height))  # fmt: skip
    return found


def among(of: Dossier, shown: list[Box]) -> pl.DataFrame:
    """from, to (keys of boxes), amount, count of what was paid between them, the largest first."""
    columns = dict(zip(of.figures.layers["account"], of.figures.layers["layer"].clip(0, DEEPEST), strict=True))
    single = {box.key for box in shown}
    key = {a: a if a in single else f"rest-{layer}" for a, layer in columns.items()}
    table = pl.DataFrame({"id": list(key), "key": list(key.values())}, schema={"id": pl.String, "key": pl.String})
    sums = transfers(of).group_by("from", "to").agg(pl.col("amount").sum(), pl.len().alias("count"))
    return (
        sums.join(table.rename({"id": "from", "key": "a"}), on="from").join(table.rename({"id": "to", "key": "b"}), on="to")
        .group_by("a", "b").agg(pl.col("amount").sum(), pl.col("count").sum()).filter(pl.col("a") != pl.col("b")).sort(-pl.col("amount"), "a", "b")
    )  # fmt: skip


def layer_name(layer: int, lang: str) -> str:
    """How a column is headed."""
    if layer == 0:
        return Say("参与人", "participants").to(lang)
    more = layer == DEEPEST
    return Say(f"第 {layer} 层{'及以上' if more else ''}", f"layer {layer}{' and up' if more else ''}").to(lang)


def layered(of: Dossier) -> Picture | None:
    """Who paid whom, a column a layer; dashed: money that came back down."""
    shown = boxes(of)
    if not shown:
        return None
    lang, pen = of.about.lang, Pen()
    columns = sorted({box.layer for box in shown})
    held = {c: [b for b in shown if b.layer == c] for c in columns}
    step = min(236.0, (BROADEST - 20) / (len(columns) - 1 + 0.76))
    wide, high, gap, top = min(150.0, step * 0.76), 50.0, 8.0, 66.0
    tall = max(map(len, held.values())) * (high + gap)
    place = {}
    for i, column in enumerate(columns):
        start = top + (tall - len(held[column]) * (high + gap)) / 2
        for j, box in enumerate(held[column]):
            place[box.key] = (10 + i * step, start + j * (high + gap), i)
    links = among(of, shown)
    _curves(pen, links.head(CURVES), place, wide, high, lang)
    for i, column in enumerate(columns):
        sums = sum(b.received for b in held[column])
        pen.text(10 + i * step + wide / 2, 18, layer_name(column, lang), 14, BLUE, "middle")
        count = sum(b.accounts for b in held[column])
        told = [Say(f"{count:,} 户", f"{count:,} accounts").to(lang), *([f"{Say('收', 'in').to(lang)} {short(sums, lang)}"] if sums else [])]  # fmt: skip
        for n, said in enumerate(told):
            pen.text(10 + i * step + wide / 2, 35 + n * 15, fit(said, step - 6, 11), 11, SOFT, "middle")
    for box in shown:
        x, y, _ = place[box.key]
        many = box.accounts > 1
        pen.rect(x, y, wide, high, PALE if many else "#ffffff", BLUE if box.layer else LINE, 3, f"{box.name} {box.owner}")  # fmt: skip
        for n, (text, size, tint) in enumerate(((tailed(box.name, wide - 16, 12), 12, INK), (box.owner, 11, SOFT), (short(box.received, lang) if box.received else "", 11, BLUE))):  # fmt: skip
            pen.text(x + 8, y + 15 + n * 14.5, fit(text, wide - 16, size), size, tint, most=80)
    return Picture("layers", Say("资金分层图", "Money by layers").to(lang), pen.svg(20 + (len(columns) - 1) * step + wide, top + tall + 6, _told(shown, links, lang)), _told(shown, links, lang))  # fmt: skip


def _curves(pen: Pen, links: pl.DataFrame, place: Mapping[str, tuple[float, float, int]], wide: float, high: float, lang: str) -> None:  # fmt: skip
    most = max(1, *links["amount"].to_list())
    for row in links.reverse().iter_rows(named=True):
        (x0, y0, i), (x1, y1, j) = place[row["a"]], place[row["b"]]
        width, said = 0.7 + 5 * sqrt(max(row["amount"], 0) / most), f"{short(row['amount'], lang)} · {row['count']:,}"
        if i < j:
            pen.path(curve(x0 + wide, y0 + high / 2, x1, y1 + high / 2), BLUE, width, seen=0.35, title=said)
        elif i > j:
            pen.path(curve(x0, y0 + high * 0.72, x1 + wide, y1 + high * 0.72), SOFT, width * 0.8, seen=0.5, dash="5 4", title=said)  # fmt: skip
        else:
            pen.path(f"M{x0 + wide:.1f},{y0 + high / 2:.1f}C{x0 + wide + 40:.1f},{y0 + high / 2:.1f} {x1 + wide + 40:.1f},{y1 + high / 2:.1f} {x1 + wide:.1f},{y1 + high / 2:.1f}", SOFT, width * 0.8, seen=0.5, title=said)  # fmt: skip


def _told(shown: list[Box], links: pl.DataFrame, lang: str) -> str:
    """What the layered drawing says, for who can't see it and for who wonders what is missing."""
    accounts, drawn = sum(b.accounts for b in shown), sum(1 for b in shown if b.accounts == 1)
    zh = f"资金分层图：{accounts:,} 户分 {len({b.layer for b in shown})} 层，逐户画出 {drawn:,} 户"
    en = f"Money by layers: {accounts:,} accounts in {len({b.layer for b in shown})} layers, {drawn:,} drawn one by one"
    if accounts > drawn:
        zh, en = f"{zh}，其余按层合并为一框", f"{en}, the others as one box a layer"
    if links.height > CURVES:
        zh, en = f"{zh}；连线只画金额最大的 {CURVES:,} 条（共 {links.height:,} 条）", f"{en}; the {CURVES:,} largest of {links.height:,} lines"  # fmt: skip
    return Say(f"{zh}。实线为逐层上行，虚线为下行返还，线宽随金额。", f"{en}. Solid: up the layers, dashed: back down; width by amount.").to(lang)  # fmt: skip


def flows(of: Dossier) -> Picture | None:
    """Amounts between layers: bands upward, arcs below for what came back or stayed in a layer."""
    found = of.figures.flows.with_columns(pl.col("from_layer", "to_layer").clip(0, DEEPEST)).group_by("from_layer", "to_layer").agg(pl.col("amount").sum(), pl.col("count").sum()).sort("from_layer", "to_layer")  # fmt: skip
    if not found.height:
        return None
    lang, pen = of.about.lang, Pen()
    rows = list(found.iter_rows(named=True))
    columns = sorted({r[c] for r in rows for c in ("from_layer", "to_layer")})
    up = [r for r in rows if r["from_layer"] < r["to_layer"]]
    through = {c: max(sum(r["amount"] for r in up if r["from_layer"] == c), sum(r["amount"] for r in up if r["to_layer"] == c)) for c in columns}  # fmt: skip
    scale = 190 / max(1, *through.values())
    span = min(680.0, 220.0 * max(len(columns) - 1, 1))
    place = {c: 60 + i * (span / max(len(columns) - 1, 1)) for i, c in enumerate(columns)}
    left, right, top = dict.fromkeys(columns, 60.0), dict.fromkeys(columns, 60.0), 60.0
    for r in up:
        a, b, thick = r["from_layer"], r["to_layer"], max(r["amount"] * scale, 0.8)
        x0, x1, y0, y1 = place[a] + 14, place[b], right[a], left[b]
        mid = (x0 + x1) / 2
        pen.path(
            f"M{x0:.1f},{y0:.1f}C{mid:.1f},{y0:.1f} {mid:.1f},{y1:.1f} {x1:.1f},{y1:.1f}L{x1:.1f},{y1 + thick:.1f}C{mid:.1f},{y1 + thick:.1f} {mid:.1f},{y0 + thick:.1f} {x0:.1f},{y0 + thick:.1f}Z",
            fill=BLUE, seen=0.28,
        )  # fmt: skip
        sums, room = short(r["amount"], lang), place[b] - place[a] - 24
        said = next((one for one in (f"{sums} · {r['count']:,}", sums) if fit(one, room, 11) == one), None)
        if thick >= LABELLED and said:  # a part of an amount would be another
            pen.text(x0 + 6, y0 + thick / 2 + 4, said, 11, INK)
        right[a], left[b] = y0 + thick + 2, y1 + thick + 2
    floor = max(*left.values(), *right.values(), 80.0)
    for c in columns:
        pen.rect(place[c], top, 14, max(left[c], right[c], top + 6) - top, BLUE)
        pen.text(place[c] + 7, 40, layer_name(c, lang), 13, BLUE, "middle")
    back = [r for r in rows if r["from_layer"] >= r["to_layer"]]
    largest = sorted(back, key=lambda r: -r["amount"])[:BACK]
    down = [r for r in back if r in largest]
    for c in columns if down else ():
        pen.path(f"M{place[c] + 7:.1f},{floor + 10:.1f}V{floor + 18 + 22 * len(down):.1f}", SOFT, 0.6, seen=0.35)
    for n, r in enumerate(down):
        _back(pen, place[r["from_layer"]] + 7, place[r["to_layer"]] + 7, floor + 24 + 22 * n, r, max(r["amount"] * scale, 0.8), lang)  # fmt: skip
    more = Say(f"（画出金额最大的 {BACK} 组）", f" (the {BACK} largest are drawn)") if len(back) > BACK else Say("", "")
    says = Say(f"层间资金流向图：上行 {len(up)} 组，下行或同层 {len(back)} 组{more.zh}；带宽随金额，数字为金额与笔数，细带的见层间流向表。", f"Flows between layers: {len(up)} upward, {len(back)} back or within{more.en}; width by amount, figures are amount and count, those of thin bands are in the table.").to(lang)  # fmt: skip
    return Picture("flows", Say("层间资金流向图", "Flows between layers").to(lang), pen.svg(span + 240, floor + 30 + 22 * len(down), says), says)  # fmt: skip


def _back(pen: Pen, x0: float, x1: float, y: float, row: Mapping[str, int], thick: float, lang: str) -> None:
    """One flow back to a lower layer, or within one, on a line of its own."""
    what = Say("同层", "within") if x0 == x1 else Say("返", "back")
    pen.rect(x0 - 3, y - 3, 6, 6, SOFT)
    if x0 != x1:
        pen.path(f"M{x0:.1f},{y:.1f}H{x1 + 6:.1f}", SOFT, min(max(thick, 1), 6), seen=0.6)
        pen.path(f"M{x1:.1f},{y:.1f}l9,-5v10Z", fill=SOFT)
    pen.text(x0 + 10, y + 4, f"{what.to(lang)} {short(row['amount'], lang)} · {row['count']:,}", 11, INK)


def timeline(of: Dossier) -> Picture | None:
    """Amounts by day, week, month or year of China's calendar: above the line what went up the layers, below what came back."""
    frame = transfers(of).drop_nulls("at")
    if not frame.height:
        return None
    lang, pen = of.about.lang, Pen()
    layer = of.figures.layers.select("account", "layer")
    first, last = frame.select(pl.col("at").min().alias("a"), pl.col("at").max().alias("b")).row(0)
    days = (last - first) / (24 * HOUR)
    every, name = next(((e, s) for e, s, most in _STEPS if days / most <= BARS), _STEPS[-1][:2])
    at = pl.from_epoch(pl.col("at") + int(CHINA.total_seconds() * 1000), time_unit="ms").dt.truncate(every)
    sums = (
        frame.join(layer.rename({"account": "from", "layer": "a"}), on="from", how="left").join(layer.rename({"account": "to", "layer": "b"}), on="to", how="left")
        .group_by(at.alias("when")).agg(pl.col("amount").filter((pl.col("b") < pl.col("a")).fill_null(False)).sum().alias("down"), pl.col("amount").sum().alias("all"), pl.len().alias("count"))
        .sort("when")
    )  # fmt: skip
    most = max(1, *(sums["all"] - sums["down"]).to_list(), *sums["down"].to_list())
    wide, line = 636 / sums.height, 150.0
    for i, row in enumerate(sums.iter_rows(named=True)):
        x, up = 50 + i * wide, row["all"] - row["down"]
        said = f"{row['when']:%Y-%m-%d} {short(up, lang)} / {short(row['down'], lang)} · {row['count']:,}"
        pen.rect(x + wide * 0.12, line - 110 * up / most, wide * 0.76, 110 * up / most, BLUE, title=said)
        pen.rect(x + wide * 0.12, line, wide * 0.76, 110 * row["down"] / most, "#9aa4b2", title=said)
        if i % max(1, -(-sums.height // 8)) == 0:
            pen.text(x + wide / 2, 285, f"{row['when']:{'%Y-%m' if 'mo' in every else '%Y' if 'y' in every else '%m-%d'}}", 11, SOFT, "middle")  # fmt: skip
    pen.path(f"M50,{line}H686", INK, 0.8)
    pen.text(50, 16, Say(f"按{name.zh}，最高 {short(most, 'zh')}；线上为投入与上行，线下为返还", f"by {name.en}, up to {short(most, 'en')}; above: paid in and up, below: back").to(lang), 11, SOFT)  # fmt: skip
    says = Say(f"交易时序图：{frame.height:,} 笔，{sums['when'][0]:%Y-%m-%d} 至 {sums['when'][-1]:%Y-%m-%d}，按{name.zh}合计。", f"Amounts over time: {frame.height:,} transfers, {sums['when'][0]:%Y-%m-%d} to {sums['when'][-1]:%Y-%m-%d}, by {name.en}.").to(lang)  # fmt: skip
    return Picture("timeline", Say("交易时序图", "Amounts over time").to(lang), pen.svg(700, 296, says), says)


_STEPS = (("1d", Say("日", "day"), 1), ("1w", Say("周", "week"), 7), ("1mo", Say("月", "month"), 30), ("1q", Say("季", "quarter"), 91), ("1y", Say("年", "year"), 365))  # fmt: skip


def board(of: Dossier) -> Picture | None:
    """Things where they stood on the board; None where nobody laid them out."""
    places = {i: p for i, p in of.places.items() if i in of.kinds}
    if not places:
        return None
    lang, pen = of.about.lang, Pen()
    pairs = pl.concat([f.select("from", "to") for f in of.links.values() if f.height] or [pl.DataFrame(schema={"from": pl.String, "to": pl.String})])  # fmt: skip
    pairs = pairs.group_by("from", "to").agg(pl.len().cast(pl.Int64)).filter(pl.col("from").is_in(list(places)) & pl.col("to").is_in(list(places))).sort(-pl.col("len"), "from", "to")  # fmt: skip
    busy = pl.concat([pairs.select(pl.col(c).alias("id"), "len") for c in ("from", "to")]).group_by("id").agg(pl.col("len").sum()).sort(-pl.col("len"), "id")  # fmt: skip
    order = [*busy["id"], *sorted(set(places) - set(busy["id"]))]
    kept = set(order[:NODES])
    lines = pairs.filter(pl.col("from").is_in(list(kept)) & pl.col("to").is_in(list(kept)))
    xs, ys = [places[i][0] for i in kept], [places[i][1] for i in kept]
    scale = min(1400 / max(max(xs) - min(xs), 1), 1000 / max(max(ys) - min(ys), 1), 1.6)
    spot = {i: (70 + (places[i][0] - min(xs)) * scale, 50 + (places[i][1] - min(ys)) * scale) for i in kept}
    for row in lines.head(LINKS).iter_rows(named=True):
        (x0, y0), (x1, y1) = spot[row["from"]], spot[row["to"]]
        pen.path(f"M{x0:.1f},{y0:.1f}L{x1:.1f},{y1:.1f}", LINE, min(0.8 + sqrt(row["len"]) * 0.3, 5), title=f"{row['len']:,}")  # fmt: skip
    for i in order[:NODES]:
        (x, y), kind = spot[i], of.kinds[i]
        pen.circle(x, y, 8 if len(kept) < 120 else 5, TINT.get(kind, SOFT), i, of.captions[i])
        if len(kept) <= 150:
            pen.text(x, y + 22, fit(of.captions[i], 126, 11), 11, INK, "middle", 80)
    zh, en = f"关系图：{len(places):,} 个主体", f"The case's things: {len(places):,}"
    if len(places) > NODES:
        zh, en = f"{zh}，画出联系最多的 {NODES:,} 个", f"{en}, the {NODES:,} with most links are drawn"
    if lines.height > LINKS:
        zh, en = f"{zh}，连线只画最密的 {LINKS:,} 条（共 {lines.height:,} 条）", f"{en}, the {LINKS:,} thickest of {lines.height:,} lines"  # fmt: skip
    says = Say(f"{zh}；蓝为账户，绿为个人，褐为企业，灰为其他。", f"{en}; blue: accounts, green: persons, brown: enterprises, grey: others.").to(lang)  # fmt: skip
    wide, tall = max(x for x, _ in spot.values()) + 70, max(y for _, y in spot.values()) + 50
    return Picture("board", Say("关系图", "Relations").to(lang), pen.svg(wide, tall, says), says)


def empty(of: Dossier) -> Picture:
    """That a case holds nothing that could be drawn."""
    pen, says = Pen(), Say("本案尚无可画的主体", "nothing in the case can be drawn yet").to(of.about.lang)
    pen.text(200, 60, says, 14, SOFT, "middle")
    return Picture("board", Say("关系图", "Relations").to(of.about.lang), pen.svg(400, 120, says), says)


DRAWINGS: dict[str, Callable[[Dossier], Picture | None]] = {"board": board, "layers": layered, "flows": flows, "timeline": timeline}  # fmt: skip
