"""i2 Analyst's Notebook chart (ANX): opens by File > Open. A chart that came in as XML makes no records in i2 Analyze.

An attribute has one type in the whole chart; numbers of accounts, papers and transactions are text, or they lose digits.
Moments are stored in UTC with the zone they are shown in. Where there are more movements of money than a chart can hold,
they stand by pair and day, or by pair, and the chart says so. Written by anxwritter (MIT), whose notes on ANB 9 are followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from graph.case.dossier import Dossier
from graph.case.export.drawn import colours
from graph.case.export.format import Format, Watch
from graph.case.export.plain import first_rows, in_yuan, local, moving, payments, seen, shaped, stated, tables, visible
from graph.ontology import Kind, Link, Prop, ontology
from graph.say import Say

LINES = 20_000  # movements of money that are drawn one by one
CHINA, STANDARD = 21, "China Standard Time"  # the zone's number in ANB
APART = 30  # between parallel links
LONGEST = 250  # characters that ANB takes for a name or a text attribute
SIZE = 3  # of our distances on its canvas
ATTRIBUTES = {"amount": "number", "number": "number", "rate": "number", "count": "number", "flag": "flag"}
GRAINS = {"each": Say("逐笔", "each movement of money by itself"), "day": Say("按每对账户每日汇总", "movements of money by pair of accounts and day"), "pair": Say("按每对账户汇总", "movements of money by pair of accounts")}  # fmt: skip


@dataclass(slots=True)
class Chart:
    """The library's chart while it is filled. `types`: of each attribute; `parallel`: how many links there are between two;
    `cut`: how many texts were too long; `looped`: how many links lead from a thing to itself, which no chart can draw."""

    made: Any
    lang: str
    types: Mapping[str, str]
    parallel: Counter[tuple[str, str]]
    cut: int = 0
    looped: int = 0

    def line(self, row: Mapping[str, Any], **more: Any) -> None:
        """A line between two things."""
        from anxwritter import Link as Line

        if row["from"] == row["to"]:
            self.looped += 1
            return
        self.made.add(
            Line(from_id=row["from"], to_id=row["to"], arrow="->", offset=self.offset(row["from"], row["to"]), **more)
        )

    def fitting(self, text: str) -> str:
        """Text that ANB takes; what is cut is marked and counted."""
        if len(text) <= LONGEST:
            return text
        self.cut += 1
        return f"{text[: LONGEST - 1]}…"

    def attributes(self, row: Mapping[str, Any], props: Mapping[str, Prop]) -> dict[str, Any]:
        """What is stated, under its label; amounts in yuan."""
        found: dict[str, Any] = {}
        for name, prop in props.items():
            if (value := row[name]) is not None:
                label = prop.label.to(self.lang)
                if prop.type == "amount" and isinstance(value, int):
                    value = value / 100
                found[label] = value if self.types[label] != "text" else self.fitting(str(value))
        return found

    def offset(self, source: str, target: str) -> int:
        """How far a link stands from the straight line, so that no two of one pair lie on each other."""
        pair = (min(source, target), max(source, target))
        n = self.parallel[pair]
        self.parallel[pair] += 1
        away = (n + 1) // 2 * APART * (1 if n % 2 else -1)
        return away if source == pair[0] else -away


def write(dossier: Dossier, folder: Path, watch: Watch, *, limit: int = LINES) -> list[str]:
    """`chart.anx`. `limit`: from how many movements of money on they are drawn by pair and day, or by pair."""
    from anxwritter import ANXChart, AttributeClass, EntityType  # it takes a while to load

    lang = dossier.about.lang
    paid, grain = grained(payments(dossier), limit)
    chart = Chart(ANXChart(), lang, _types(dossier, grain), Counter())
    for name, kind in chart.types.items():
        chart.made.add(AttributeClass(name=name, type=kind))
    colour = colours()
    for kind in dossier.entities:
        chart.made.add(EntityType(name=ontology().kinds[kind].label.to(lang), color="#{:02x}{:02x}{:02x}".format(*colour[kind])))  # fmt: skip
    total = len(dossier.kinds) + len(paid) + sum(len(f) for f in dossier.links.values())
    done = 0
    for adding in (_icons(dossier, chart), _paid(paid, grain, chart, dossier), _links(dossier, chart)):
        for _ in adding:
            done += 1
            if done % 1_000 == 0:
                watch(done, total)
    _notes(dossier, chart, grain, len(paid))
    chart.made.to_anx(folder / "chart.anx")
    watch(total, total)
    (folder / "chart.anx").chmod(0o644)
    return ["chart.anx"]


def grained(paid: pl.DataFrame, limit: int) -> tuple[pl.DataFrame, str]:
    """Movements of money as finely as a chart can hold them, and the grain: one of GRAINS. Sums are exact."""
    paid = paid.filter(pl.col("at").is_not_null())
    if len(paid) <= limit:
        return paid, "each"
    sums = [pl.len().alias("count"), pl.col("amount").sum(), pl.col("at").min(), pl.col("at").max().alias("last"), pl.col("file").first(), pl.col("row").first()]  # fmt: skip
    ends = ["type", "from", "to"]
    by_day = paid.group_by(*ends, local(pl.col("at"), "%Y-%m-%d").alias("day"), maintain_order=True).agg(sums)
    if len(by_day) <= limit:
        return by_day, "day"
    return paid.group_by(ends, maintain_order=True).agg(sums), "pair"


def _types(dossier: Dossier, grain: str) -> dict[str, str]:
    """The type of each attribute by its label: text, where labels are alike and types not."""
    lang, found = dossier.about.lang, dict[str, set[str]]()
    for owner, frame in tables(dossier):
        for name, prop in stated(owner, frame).items():
            numeric = frame.schema[name].is_numeric() or frame.schema[name] == pl.Boolean
            found.setdefault(prop.label.to(lang), set()).add(ATTRIBUTES.get(prop.type, "text") if numeric else "text")
    if grain != "each":
        found |= {label.to(lang): {"number"} for label in SUMMED[:2]} | {SUMMED[2].to(lang): {"text"}}
    return {label: types.pop() if len(types) == 1 else "text" for label, types in found.items()}


SUMMED = (Say("汇总笔数", "movements"), Say("汇总金额（元）", "sum (yuan)"), Say("末笔", "last movement"))


def _icons(dossier: Dossier, chart: Chart) -> Iterator[None]:
    from anxwritter import Icon

    rows = {i: (f, r) for i, f, r in first_rows(dossier).select("id", "file", "row").iter_rows()}
    for n, (owner, frame) in enumerate(tables(dossier)):
        if not isinstance(owner, Kind):
            continue
        props = stated(owner, frame)
        for m, row in enumerate(shaped(owner, frame).iter_rows(named=True)):
            x, y = dossier.places.get(
                row["id"], (m % 40 * 60.0, -200.0 - (n * 40 + m // 40) * 60.0)
            )  # what was not laid out: above
            chart.made.add(Icon(
                id=row["id"], type=owner.label.to(chart.lang), label=chart.fitting(row["caption"] or row["id"]), x=round(x * SIZE), y=round(y * SIZE),
                attributes=chart.attributes(row, props), source_ref=_source(rows.get(row["id"]), chart),
            ))  # fmt: skip
            yield


def _source(found: tuple[str, int] | None, chart: Chart) -> str | None:
    return None if found is None or not found[0] else chart.fitting(visible(f"{found[0]}#{found[1]}"))


def _paid(paid: pl.DataFrame, grain: str, chart: Chart, dossier: Dossier) -> Iterator[None]:
    from anxwritter.models import TimeZone

    zone = TimeZone(id=CHINA, name=STANDARD)
    at = pl.from_epoch("at", "ms")
    said = {link.name: stated(link, frame) for link, frame in tables(dossier) if isinstance(link, Link)}
    shown = seen(paid).with_columns(
        day=at.dt.to_string("%Y-%m-%d"), clock=at.dt.to_string("%H:%M:%S"), yuan=in_yuan(pl.col("amount")),
        **({} if grain == "each" else {"end": local(pl.col("last"), "%Y-%m-%d %H:%M:%S")}),
    ).filter(pl.col("from").is_in(list(dossier.kinds)) & pl.col("to").is_in(list(dossier.kinds)))  # fmt: skip
    for row in shown.iter_rows(named=True):
        own = {n: p for n, p in said[row["type"]].items() if n in row and n != "at"} if grain == "each" else {}
        attributes = chart.attributes(row, own)
        label = row["yuan"]
        if grain != "each":
            label = f"{row['count']} × {row['yuan']}"
            attributes = dict(zip((s.to(chart.lang) for s in SUMMED), (row["count"], row["amount"] / 100, row["end"]), strict=True))  # fmt: skip
        chart.line(
            row, type=ontology().links[row["type"]].label.to(chart.lang), label=label, date=row["day"], time=row["clock"], timezone=zone,
            strength="Default", attributes=attributes, source_ref=_source((row["file"], row["row"]), chart),
        )  # fmt: skip
        yield


def _links(dossier: Dossier, chart: Chart) -> Iterator[None]:
    """Whatever else ties two things."""
    paying = {link.name for link in moving()}
    for owner, frame in tables(dossier):
        if isinstance(owner, Kind) or owner.name in paying:
            continue
        props = stated(owner, frame)
        for row in shaped(owner, frame).iter_rows(named=True):
            if row["from"] in dossier.kinds and row["to"] in dossier.kinds:
                label = owner.label.to(chart.lang)
                chart.line(row, type=label, label=label, attributes=chart.attributes(row, props))
            yield


def _notes(dossier: Dossier, chart: Chart, grain: str, lines: int) -> None:
    """What a reader must know stands on the chart itself, and in its summary."""
    from anxwritter import Label

    about = dossier.about
    whole = sum(len(dossier.links[x.name]) for x in moving() if x.name in dossier.links)
    cut = (
        Say(f"；{chart.cut} 处文字过长已截短", f"; {chart.cut} texts were too long and are cut")
        if chart.cut
        else Say("", "")
    )
    looped = (
        Say(f"；{chart.looped} 条自身到自身的关系无法画出", f"; {chart.looped} links lead from a thing to itself and can't be drawn")
        if chart.looped
        else Say("", "")
    )  # fmt: skip
    text = Say(
        f"{about.number} {about.title}\n{about.bundle}\n资金往来 {whole} 笔，{GRAINS[grain].zh}：{lines} 条线{cut.zh}{looped.zh}\n每笔见 CSV",
        f"{about.number} {about.title}\n{about.bundle}\n{whole} movements of money, {GRAINS[grain].en}: {lines} lines{cut.en}{looped.en}\neach one is in the CSV",
    ).to(chart.lang)  # fmt: skip
    text = visible(text)
    chart.made.add(Label(id="jinying-note", type=Say("说明", "note").to(chart.lang), label=text, x=0, y=-600))
    summary = chart.made.settings.summary
    summary.title, summary.author = chart.fitting(text.split("\n")[0]), chart.fitting(visible(about.program))
    summary.comments, summary.created = text, about.at[:19]


FORMAT = Format("anx", Say("i2 图表（ANX）", "i2 chart (ANX)"), Say("i2 Analyst's Notebook 以“文件-打开”读取；不能在 i2 Analyze 中生成记录；往来过多时按每对账户每日汇总", "File > Open in i2 Analyst's Notebook; makes no records in i2 Analyze; too many movements of money are drawn by pair and day"), write)  # fmt: skip
