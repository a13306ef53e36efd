"""A dossier as a report: the ten sections that a case file has, in order, for PDF, Word and HTML alike."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import polars as pl

from graph.case.counting import CHOICES, told
from graph.case.dossier import ELEMENTS, SCOPES, SIDES, Dossier, Lead, Point
from graph.case.figures import OPENINGS, openings
from graph.case.paper import prose
from graph.case.paper.blocks import Block, Column, Facts, Passage, Report, Section, Signatures, Table
from graph.case.paper.drawing import pictures, transfers
from graph.case.paper.named import (
    ACTED,
    APART,
    FIGURES,
    GIVEN,
    KERNELS,
    LAYERED,
    LEDGERED,
    PARAMETERS,
    RULED,
    SHEETED,
    TWICE,
    VALUES,
    WORDS,
    header,
)
from graph.case.paper.plain import CAPTION, CELL, TEXT, clock, day, shown, yuan
from graph.case.reconciling import reconciled
from graph.case.redact import BY_RIGHT
from graph.case.reversals import ABOUT, by_party, by_sheet, reversals
from graph.detect import DETECTORS
from graph.finding import STATES, duration
from graph.ontology import ontology
from graph.ops.cases import ACTS, CLASSES, ROLES
from graph.ops.redactions import SORTS
from graph.say import Say


@dataclass(frozen=True, slots=True)
class Most:
    """Rows of a table that the body shows; the rest is in files beside it, and the table says so."""

    transfers: int = 300
    ledger: int = 3_000
    sheets: int = 500
    accounts: int = 300
    points: int = 1_000
    leads: int = 300
    entries: int = 1_000
    files: int = 1_000
    rules: int = 1_000


DETECTED = {d.name: d.label for d in DETECTORS}
DIFFERING = 10  # findings whose figures are reconciled with the ledger's
SHORT = Most(transfers=100, ledger=300, sheets=100, accounts=100, points=500, leads=100, entries=300, files=300, rules=200)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the report or beside it."""

    name: str
    about: str
    rows: int | None
    sha256: str


def report(of: Dossier, most: Most | None = None, attached: Sequence[Attached] = ()) -> Report:
    """All sections. `attached`: what the file carries; without it the section says where the other files are."""
    return _Writer(of, most or Most(), attached).report()


class _Writer:
    def __init__(self, of: Dossier, most: Most, attached: Sequence[Attached]) -> None:
        self.of, self.most, self.attached, self.lang = of, most, attached, of.about.lang

    def say(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    def text(self, value: object, most: int = CELL) -> str:
        return "—" if value is None or value == "" else shown(value, most, self.lang)

    def who(self, one: str | None) -> str:
        return "—" if one is None else self.text(self.of.captions.get(one, one), CAPTION)

    def names(self, words: Iterable[tuple[Say, str, float]]) -> list[Column]:
        return header(words, self.lang)

    def table(self, title: tuple[str, str], columns: Iterable[tuple[Say, str, float]], rows: Iterable[Sequence[str]], count: int, most: int, **more: Any) -> Table:  # fmt: skip
        """The first `most` of `count` rows."""
        left = count - most
        note = more.pop("note", "")
        if left > 0:
            note += self.say(f"本表列出前 {most:,} 行，其余 {left:,} 行见附件或本案导出的表格、CSV 文件；合计为全部行。", f"The first {most:,} rows; {left:,} more are in the attachments or in the case's spreadsheet and CSV files. Sums are of all rows.")  # fmt: skip
        return Table(self.say(*title), self.names(columns), list(rows), note=note, **more)

    @cached_property
    def money(self) -> pl.DataFrame:
        return transfers(self.of)

    @cached_property
    def files(self) -> pl.DataFrame:
        """Source files with how many rows and things of each are in the case."""
        key = ["import", "file", "sha256", "part", "mapping", "mapping_sha256"]
        return self.of.rows.group_by(key).agg(pl.len().alias("rows"), pl.col("id").n_unique().alias("things"), pl.col("at").min()).sort("file", "part", "import")  # fmt: skip

    @cached_property
    def subjects(self) -> dict[str, str]:
        """What evidence speaks of, where it is a finding or a link: which of the findings below, or who is tied to whom."""
        asked = {p.subject for p in self.of.points if p.subject}
        found = {
            lead.id: self.say(
                f"系统发现：{self.detector(lead)} {_tail(lead.id)}", f"finding: {self.detector(lead)} {_tail(lead.id)}"
            )
            for lead in self.of.leads
            if lead.id in asked
        }
        for name, frame in self.of.links.items():
            label = ontology().links[name].label.to(self.lang) if name in ontology().links else name
            for i, a, b in frame.select("id", "from", "to").filter(pl.col("id").is_in(list(asked))).iter_rows():
                found[i] = f"{label} {self.who(a)} → {self.who(b)}"
        return found

    @cached_property
    def sources(self) -> dict[tuple[str, str | None], str]:
        """Where what evidence speaks of is written: the first row of each, and how many more there are. What rests on a property
        leads to the rows that state it, all else to those of its subject."""
        asked = {p.subject for p in self.of.points if p.subject} | {s["id"] for lead in self.of.leads for s in lead.subjects}  # fmt: skip
        rows = self.of.rows.filter(pl.col("id").is_in(list(asked))).with_columns(prop=pl.lit(None, pl.String))
        every = pl.concat(
            [rows.select("id", "prop", "file", "row"), self.of.stated.select("id", "prop", "file", "row")]
        )
        found = every.group_by("id", "prop", maintain_order=True).agg(pl.col("file").first(), pl.col("row").first(), pl.len().alias("n"))  # fmt: skip
        return {
            (i, prop): self.text(file, 60) + self.say(f" 第 {row} 行", f" row {row}") + (self.say(f" 等 {n} 处", f" and {n - 1} more") if n > 1 else "")
            for i, prop, file, row, n in found.iter_rows()
        }  # fmt: skip

    @property
    def suspected(self) -> str:
        one = self.of.about.suspected
        return CLASSES[one].to(self.lang) if one in CLASSES else self.text(one)

    @cached_property
    def prose(self) -> dict[str, list[str]]:
        about = {f.name: getattr(self.of.about, f.name) for f in fields(self.of.about)}
        about = {k: shown(v) if isinstance(v, str) else v for k, v in about.items()}
        about |= {"opened": day(self.of.about.opened), "frozen_at": clock(self.of.about.frozen_at), "at": clock(self.of.about.at)}  # fmt: skip
        about["suspected"] = self.suspected
        counts = {
            "files": self.files.height, "entities": len(self.of.kinds), "links": sum(f.height for f in self.of.links.values()),
            "transfers": self.money.height, "participants": int(self.of.figures.ledger["participant"].sum()),
        }  # fmt: skip
        return prose(self.of, {"about": about, "counts": counts})

    def passage(self, key: str) -> list[Block]:
        return [Passage(texts)] if (texts := self.prose.get(key)) else []

    def report(self) -> Report:
        a = self.of.about
        parts: Sequence[tuple[str, str, str, Callable[[], list[Block]]]] = (
            ("origin", "案由与来源", "Cause and origin", self.origin),
            ("data", "数据清单与完整性校验值", "Data and their checksums", self.data),
            ("method", "方法与口径", "Method and counting rules", self.method),
            ("money", "资金分层图与汇总", "Layers of money", self.layers),
            ("ledger", "参与人台账", "Participants' ledger", self.ledger),
            ("matrix", "四性证据矩阵", "Evidence by element", self.matrix),
            ("against", "反证与不足", "Against, and gaps", self.against),
            ("entries", "操作记录", "Record of acts", self.entries),
            ("attached", "附件清单", "Attachments", self.attachments),
            ("signing", "签署页", "Signatures", self.signing),
        )
        cover = [
            (self.say("案号", "Case number"), self.text(a.number)), (self.say("案由", "Cause"), self.text(a.cause)),
            (self.say("办案单位", "Agency"), self.text(a.agency)), *self.docket(), (self.say("固定版本", "Frozen state"), self.say(f"第 {a.version} 版 · {clock(a.frozen_at)}", f"{a.version} · {clock(a.frozen_at)}")),
            (self.say("导出范围", "Scope"), SCOPES[a.scope].to(self.lang) if a.scope in SCOPES else self.text(a.scope)),
            (self.say("制作人", "Made by"), self.actor(a.who)), (self.say("制作时间", "Made at"), clock(a.at) + self.say("（北京时间）", " (China standard time)")),
            (self.say("文件编号", "Id"), self.text(a.bundle)),
        ]  # fmt: skip
        return Report(
            self.text(a.title, 120), self.say("涉案资金与关系证据报告", "Report on money and relations"), self.lang, self.text(a.bundle, 80), cover,
            [Section(key, self.say(zh, en), [*self.passage(key), *build()]) for key, zh, en, build in parts],
            {key: say.to(self.lang) for key, say in WORDS.items()},
            {"number": self.text(a.number, 80), "date": day(a.at), "running": self.text(a.title, CAPTION), "frozen": self.text(a.frozen_sha256[:16]), "program": self.text(a.program), "agency": self.text(a.agency, 80) if a.agency else "", "at": a.at},
        )  # fmt: skip

    def docket(self) -> list[tuple[str, str]]:
        """The agency's own number, where it gave one."""
        given = self.of.about.docket
        return [(self.say("办案单位案号", "Agency's number"), self.text(given))] if given else []

    # sections, in order

    def origin(self) -> list[Block]:
        a = self.of.about
        facts = [
            (self.say("案件名称", "Title"), self.text(a.title)), (self.say("案号", "Number"), self.text(a.number)), (self.say("案由", "Cause"), self.text(a.cause)),
            (self.say("涉嫌类别", "Suspected"), self.suspected), (self.say("地区", "Region"), self.text(a.region)), (self.say("办案单位", "Agency"), self.text(a.agency)), *self.docket(),
            (self.say("立案时间", "Opened"), clock(a.opened)), (self.say("固定编号", "Frozen state"), self.text(a.frozen)),
            (self.say("固定清单 SHA-256", "SHA-256 of its manifest"), self.text(a.frozen_sha256)), (self.say("制作程序", "Program"), self.text(a.program)),
        ]  # fmt: skip
        people = [[self.actor(m["who"]), ROLES[m["role"]].to(self.lang) if m["role"] in ROLES else self.text(m["role"])] for m in self.of.members]  # fmt: skip
        rules = [
            [str(r.get("seq", i + 1)), RULED[r["name"]].to(self.lang) if r.get("name") in RULED else self.text(r.get("name")), self.parameters(GIVEN.get(str(r.get("name")), {}), r.get("params") or {}), self.text(r.get("why"), 300), f"{self.actor(r.get('who'))} {clock(r.get('at'))}", self.count(r.get("things"))]
            for i, r in enumerate(self.of.rules[: self.most.rules])
        ]  # fmt: skip
        made: list[Block] = [Facts(facts)]
        if people:
            made.append(self.table(("办案人员", "Members"), MEMBERS, people, len(people), len(people)))
        if rules:
            made.append(self.table(("入案规则", "Rules by which things came in"), RULES, rules, len(self.of.rules), self.most.rules))  # fmt: skip
        return made

    def parameters(self, labels: Mapping[str, Say], params: Mapping[str, Any]) -> str:
        """What a rule was given; seconds as a person reads them."""
        told = []
        for k, v in params.items():
            label = labels[k].to(self.lang) if k in labels else self.text(k, 40)
            if k in ("since", "hold") and isinstance(v, int):
                label = label.removesuffix("（秒）").removesuffix(" (s)")
                told.append(f"{label}：{clock(v * 1000) if k == 'since' else duration(v * 1000).to(self.lang)}")
            else:
                told.append(f"{label}：{self.value(v)}")
        return "；".join(told) or "—"

    def value(self, v: Any) -> str:
        if isinstance(v, bool):
            return self.say("是" if v else "否", "yes" if v else "no")
        if isinstance(v, (list, tuple)):
            some = "、".join(
                self.who(one) if isinstance(one, str) and one in self.of.captions else self.value(one) for one in v[:5]
            )
            return some + (self.say(f" 等 {len(v):,} 项", f" of {len(v):,}") if len(v) > 5 else "")
        if isinstance(v, str) and v in ontology().links:
            return ontology().links[v].label.to(self.lang)
        if isinstance(v, str) and v in VALUES:
            return VALUES[v].to(self.lang)
        return f"{v:,}" if isinstance(v, int) else self.text(v)

    def count(self, n: Any) -> str:
        return f"{n:,}" if isinstance(n, int) else "—"

    def data(self) -> list[Block]:
        rows = [
            [str(i + 1), self.text(r["file"], 120) + (f" · {self.text(r['part'], 60)}" if r["part"] and r["part"] != r["file"] else ""), self.text(r["import"]), self.count(r["rows"]), self.text(r["sha256"]), self.text(r["mapping"], 40), clock(r["at"])]
            for i, r in enumerate(self.files.head(self.most.files).iter_rows(named=True))
        ]  # fmt: skip
        model = ontology()
        names = {**{k: v.label for k, v in model.kinds.items()}, **{k: v.label for k, v in model.links.items()}}
        counted = [[self.say(sort, what), names[name].to(self.lang) if name in names else name, self.count(frame.height)] for sort, what, tables in (("主体", "entity", self.of.entities), ("关系", "link", self.of.links)) for name, frame in tables.items()]  # fmt: skip
        made: list[Block] = [
            self.table(("来源文件", "Source files"), FILES, rows, self.files.height, self.most.files, wide=True),
            self.table(("入案数据", "What is in the case"), COUNTED, counted, len(counted), len(counted), wide=True),
        ]
        if self.of.hidden:
            hidden = [[self.sort(h.rule), self.who(h.subject), self.prop(h.subject, h.prop), self.count(h.cells), self.text(h.why, 300), f"{self.actor(h.who)} {clock(h.at)}"] for h in self.of.hidden[: self.most.rules]]  # fmt: skip
            made += [*self.passage("hidden"), self.table(("脱敏记录", "Redactions"), HIDDEN, hidden, len(self.of.hidden), self.most.rules, wide=True)]  # fmt: skip
        return made

    def sort(self, rule: str) -> str:
        """What a redaction hides."""
        return (
            self.say("人工", "by hand")
            if rule == "hand"
            else SORTS[rule].to(self.lang)
            if rule in SORTS
            else self.text(rule)
        )

    def prop(self, subject: str | None, name: str | None) -> str:
        kind, name = self.of.kinds.get(subject or "", ""), name or ""
        known = ontology().kinds[kind].props if kind in ontology().kinds else {}
        return (
            known[name].label.to(self.lang)
            if name in known
            else SORTS[name].to(self.lang)
            if name in SORTS
            else self.text(name)
        )

    def actor(self, who: str | None) -> str:
        """Who did something, as people call them."""
        if who == BY_RIGHT:
            return self.say("系统（按权限）", "the system, by right")
        return self.text((who or "").removeprefix("user:"))

    def method(self) -> list[Block]:
        given = self.of.figures.rules
        rows = [
            [KERNELS[kernel].to(self.lang) if kernel in KERNELS else self.text(kernel), PARAMETERS[name].to(self.lang) if name in PARAMETERS else self.text(name), self.value(v)]
            for kernel, some in given.items() if kernel != "counting" for name, v in _flat(some) if v != []
        ]  # fmt: skip
        made: list[Block] = []
        if "counting" in given:
            chosen = [[self.text(say.to(self.lang), TEXT) for say in one] for one in told(given["counting"])]
            made.append(self.table(("数额口径", "How amounts are counted"), COUNTING, chosen, len(chosen), len(chosen)))
        if self.of.figures.variants.height:
            made.append(self.variants())
        if rows:
            made.append(self.table(("计算参数", "Parameters"), METHOD, rows, len(rows), len(rows)))
        return made

    def variants(self) -> Table:
        """What each way of counting makes of the same transfers."""
        rows = [
            [self.say("本报告", "this one") if r["chosen"] else "", *(CHOICES[c].options[r[c]].label.to(self.lang) for c in CHOICES), *(yuan(r[c]) for c in ("absorbed", "unpaid", "owed"))]
            for r in self.of.figures.variants.iter_rows(named=True)
        ]  # fmt: skip
        note = self.say("欠付为未兑付大于零者之和。各口径所据交易相同。", "Owed: the unpaid sums above 0. All are of the same transfers.")  # fmt: skip
        return self.table(("各口径下的合计（元）", "Sums by each way of counting (CNY)"), VARIANTS, rows, len(rows), len(rows), note=note, wide=True)  # fmt: skip

    def layers(self) -> list[Block]:
        frame, flows = self.of.figures.layers, self.of.figures.flows
        drawn = sorted((p for p in pictures(self.of) if p.name != "board"), key=lambda p: p.wide)
        summary = frame.group_by("layer").agg(pl.len().alias("n"), *(pl.col(c).sum() for c in LAYERED)).sort("layer")
        rows = [[self.layer(r["layer"]), self.count(r["n"]), *(yuan(r[c]) for c in LAYERED)] for r in summary.iter_rows(named=True)]  # fmt: skip
        between = [[self.layer(r["from_layer"]), self.layer(r["to_layer"]), self.count(r["count"]), yuan(r["amount"])] for r in flows.iter_rows(named=True)]  # fmt: skip
        upper = frame.filter(pl.col("layer") > 0)
        accounts = [
            [self.who(r["account"]), self.who(r["owner"]), self.layer(r["layer"]), self.role(r["role"]), f"{r['confidence']:.2f}", *(yuan(r[c]) for c in LAYERED)]
            for r in upper.head(self.most.accounts).iter_rows(named=True)
        ]  # fmt: skip
        core = [[self.who(r["account"]), self.who(r["owner"]), f"{r['score']:.3f}", f"{r['betweenness']:.3f}", self.count(r["core"]), self.count(r["degree"]), self.count(r["cut_off"]), yuan(r["handled"])] for r in self.of.figures.core.head(self.most.accounts).iter_rows(named=True)]  # fmt: skip
        return [
            self.table(("分层汇总（元）", "Sums by layer (CNY)"), LAYERS, rows, len(rows), len(rows), total=[*self.foot(frame.height), *self.sums(frame, LAYERED)], note=self.apart(LAYERED)),
            self.table(("层间流向（元）", "Between layers (CNY)"), FLOWS, between, len(between), len(between), total=[*self.foot(int(flows["count"].sum()), 2), *self.sums(flows, ("amount",))], note=self.apart(("amount",))),
            *drawn,
            self.table(("归集与过渡账户（元）", "Accounts above the participants (CNY)"), ACCOUNTS, accounts, upper.height, self.most.accounts, total=[*self.foot(upper.height, of=self.say("户", "accounts")), "", "", "", *self.sums(upper, LAYERED)], note=self.apart(LAYERED), wide=True),
            self.table(("核心成员（元）", "Core members (CNY)"), CORE, core, self.of.figures.core.height, self.most.accounts, total=[*self.foot(self.of.figures.core.height, of=self.say("户", "accounts")), *[""] * 5, *self.sums(self.of.figures.core, ("handled",))], note=self.apart(("handled",)) + self.say("得分为各项指标名次的均值（0 至 1）；居中度为 Freeman 中介中心性；失联参与人为去掉该户后再无路径到达沉淀账户的参与人数。", "Score: mean place by measure, 0 to 1. Betweenness: Freeman's. Cut off: participants who lose every way to a sink without it."), wide=True),
        ]  # fmt: skip

    def foot(self, count: int, at: int = 1, of: str = "") -> list[str]:
        """How a total begins; `at`: in which column the count of what it is `of` stands."""
        return [self.say("合计", "total"), *[""] * (at - 1), f"{self.count(count)} {of}".strip()]

    def sums(self, frame: pl.DataFrame, columns: Sequence[str], apart: Container[str] = TWICE) -> list[str]:
        """The sum of each column, and of those that have money more than once, that there is none."""
        return [APART.to(self.lang) if c in apart else yuan(int(frame[c].sum())) for c in columns]

    def apart(self, columns: Sequence[str]) -> str:
        """Which columns are not to be added up, and why."""
        by = {
            TWICE[c]: [FIGURES[d].to(self.lang) for d in columns if TWICE.get(d) == TWICE[c]]
            for c in columns
            if c in TWICE
        }
        return "".join(self.say(f"{'、'.join(names)}{APART.zh}：{why.zh}", f"{', '.join(names)}: {APART.en}, {why.en} ") for why, names in by.items())  # fmt: skip

    def layer(self, n: int) -> str:
        return self.say("参与人", "participants") if n == 0 else self.say(f"第 {n} 层", f"layer {n}")

    def role(self, name: str) -> str:
        return ACTED[name].to(self.lang) if name in ACTED else self.text(name)

    def ledger(self) -> list[Block]:
        most = self.most
        again = [[self.who(r["party"]), _tail(r["returned"]), _tail(r["paid"]), yuan(r["amount"])] for r in self.of.figures.again.head(most.ledger).iter_rows(named=True)]  # fmt: skip
        sheets = self.of.figures.sheets
        shown_sheets = [
            [self.who(r["account"]), self.text(r["period"]), *(yuan(r[c]) for c in SHEETED), basis]
            for r, basis in zip(sheets.head(most.sheets).iter_rows(named=True), openings(sheets, self.lang), strict=False)
        ]  # fmt: skip
        others = self.of.figures.ledger.filter(~pl.col("participant"))
        made: list[Block] = [self.parties(("参与人本息台账（元）", "Ledger of participants (CNY)"), self.of.figures.ledger.filter("participant"))]  # fmt: skip
        made += self.differing()
        if others.height:
            made.append(self.parties(("其他往来方（元）", "Others who dealt with the group (CNY)"), others))
        if again:
            made.append(self.table(("复投对应（元）", "Money paid in again (CNY)"), AGAIN, again, self.of.figures.again.height, most.ledger, total=[*self.foot(self.of.figures.again.height), "", *self.sums(self.of.figures.again, ("amount",), ())], wide=True))  # fmt: skip
        if shown_sheets:
            made.append(self.table(("账户对账（元）", "Balance sheets of accounts (CNY)"), SHEETS, shown_sheets, sheets.height, most.sheets, total=[*self.foot(sheets.height, of=self.say("期", "months")), *self.sums(sheets, SHEETED), ""], note=self.apart(SHEETED) + self.undone(), wide=True))  # fmt: skip
        return [*made, self.transactions(), *self.reversals()]

    def reversals(self) -> list[Block]:
        """Every transfer that a negative row turned, with the row."""
        found, most = reversals(self.of), self.most.transfers
        rows = [
            [clock(r["at"]), self.who(r["from"]), self.who(r["to"]), yuan(r["amount"]), self.text(r["file"], 80) + (f" · {self.text(r['part'], 40)}" if r["part"] else ""), self.count(r["row"]), _tail(r["id"])]
            for r in found.head(most).iter_rows(named=True)
        ]  # fmt: skip
        total = [self.say("合计", "total"), self.count(found.height), "", yuan(int(found["amount"].sum())), "", "", ""]
        return [self.table(("冲正（红字）交易（元）", "Reversals (CNY)"), TURNED, rows, found.height, most, total=total, note=ABOUT.to(self.lang), wide=True)] if rows else []  # fmt: skip

    def differing(self) -> list[Block]:
        """Why findings' figures are not the ledger's, beside either of them."""
        found = [self.text(f"{self.detector(lead)}{self.say('：', ': ')}{why.to(self.lang)}", TEXT) for lead, why in reconciled(self.of)]  # fmt: skip
        left = len(found) - DIFFERING
        more = [self.say(f"另有 {left:,} 项发现，理由相同。", f"{left:,} more findings differ for the same reasons.")] if left > 0 else []  # fmt: skip
        return [Passage([*found[:DIFFERING], *more], small=True)] if found else []

    def undone(self) -> str:
        """Which account's sheets have reversals in them."""
        found = by_sheet(self.of).join(
            self.of.figures.sheets.select("account", "period"), on=["account", "period"], how="semi"
        )
        told = [f"{self.who(a)} {p} {n:,} / {yuan(fen)}" for a, p, n, fen in found.head(10).iter_rows()]
        left = self.say(f" 等 {found.height:,} 期", f" of {found.height:,}") if found.height > len(told) else ""
        return self.say(f"含冲正的账期（笔数 / 元）：{'；'.join(told)}{left}。", f"Periods with reversals (count / CNY): {'; '.join(told)}{left}. ") if told else ""  # fmt: skip

    def parties(self, title: tuple[str, str], frame: pl.DataFrame) -> Table:
        """What each paid and got, and all of them together."""
        most = self.most.ledger
        turned = by_party(self.of).join(frame.select("party"), on="party", how="semi")
        counts = dict(turned.select("party", "reversals").iter_rows())
        note = self.say(f"笔数中括号内为冲正笔数，共 {turned['reversals'].sum():,} 笔、{yuan(int(turned['reversed'].sum()))} 元，逐笔见“冲正（红字）交易”表。", f"In brackets: reversals, {turned['reversals'].sum():,} of {yuan(int(turned['reversed'].sum()))} in all, each in the table of reversals. ") if counts else ""  # fmt: skip
        rows = [[str(i + 1), self.who(r["party"]), _tail(r["party"]), *(yuan(r[c]) for c in LEDGERED), self.count(r["transfers"]) + (self.say(f"（{n}）", f" ({n})") if (n := counts.get(r["party"])) else "")] for i, r in enumerate(frame.head(most).iter_rows(named=True))]  # fmt: skip
        total = ["", self.say("合计", "total"), f"{self.count(frame.height)} {self.say('方', 'parties')}", *(yuan(int(frame[c].sum())) for c in LEDGERED), self.count(int(frame["transfers"].sum()))]  # fmt: skip
        return self.table(title, LEDGER, rows, frame.height, most, total=total, note=note, wide=True)

    def transactions(self) -> Table:
        """The largest transfers, in order of size."""
        frame, most = self.of.links.get("TRANSFER", self.money), self.most.transfers
        rows = []
        for r in (
            frame.sort(-pl.col("amount").fill_null(0), "id").head(most).iter_rows(named=True) if frame.height else ()
        ):
            rows.append([clock(r.get("at")), self.who(r["from"]), self.who(r["to"]), yuan(r.get("amount")), (self.say("【冲正】", "[reversal] ") if r.get("reversal") else "") + self.text(r.get("memo"), 60), self.text(r.get("serial"), 40)])  # fmt: skip
        total = [self.say("合计", "total"), self.count(frame.height), "", yuan(int(self.money["amount"].sum())), "", ""]  # fmt: skip
        note = self.say("按金额由大到小。", "By amount, the largest first. ")
        return self.table(("交易明细（元）", "Transfers (CNY)"), TRANSFERS, rows, frame.height, most, total=total, note=note, wide=True)  # fmt: skip

    def matrix(self) -> list[Block]:
        of = self.of
        sums, made = [], []
        for key, label in ELEMENTS.items():
            by_side = {side: [p for p in of.points if p.element == key and p.side == side] for side in SIDES}
            empty = [SIDES[s].to(self.lang) for s, found in by_side.items() if all(p.tool for p in found)]
            sums.append([label.to(self.lang), *(self.held(found) for found in by_side.values()), self.say("待补：" + "、".join(empty), "to do: " + ", ".join(empty)) if empty else "—"])  # fmt: skip
            points = [p for side in SIDES for p in by_side[side]]
            if points:
                made.append(self.table((label.zh, label.en.capitalize()), POINTS, map(self.point, points[: self.most.points]), len(points), self.most.points))  # fmt: skip
        leads = [
            [_tail(lead.id), self.text(lead.sentence.to(self.lang), TEXT), "、".join(self.who(s["id"]) for s in lead.subjects[:4]), self.text(f"{self.detector(lead)} {lead.version}", 60) + (f" · {self.text(lead.model.get('name'), 40)} {self.text(lead.model.get('version'), 20)}" if lead.model else ""), f"{lead.score:.2f}", STATES[lead.state].to(self.lang) if lead.state in STATES else self.text(lead.state)]
            for lead in of.leads[: self.most.leads]
        ]  # fmt: skip
        over = self.table(("构成要件总览", "Overview of elements"), OVERVIEW, sums, len(sums), len(sums))
        found = (
            [self.table(("系统发现", "Findings"), LEADS, leads, len(of.leads), self.most.leads), *self.differing()]
            if leads
            else []
        )
        return [over, *made, *found]

    def detector(self, lead: Lead) -> str:
        return DETECTED[lead.detector].to(self.lang) if lead.detector in DETECTED else lead.detector

    def held(self, points: Sequence[Point]) -> str:
        """How many stand; what the program proposes fills no cell."""
        waiting = sum(p.tool for p in points)
        return f"{len(points) - waiting}" + (
            self.say(f"（提示 {waiting}）", f" ({waiting} proposed)") if waiting else ""
        )

    def point(self, p: Point) -> list[str]:
        text = self.text(p.text, TEXT) + (self.say(f"（原文：“{self.text(p.said, 400)}”）", f' (text: "{self.text(p.said, 400)}")') if p.said else "")  # fmt: skip
        named = self.subjects.get(p.subject or "") or self.who(p.subject)
        by = self.say("程序提示", "proposed by the program") if p.tool else self.actor(p.who)
        source = self.sources.get((p.subject or "", p.prop)) or self.sources.get((p.subject or "", None), "")
        where, by = f"{named} {source}".strip(), f"{by} {clock(p.at)}"
        return [SIDES[p.side].to(self.lang), text, where, by]

    def against(self) -> list[Block]:
        points = [p for p in self.of.points if p.side == "against"]
        rows = [[ELEMENTS[p.element].to(self.lang), *self.point(p)[1:]] for p in points[: self.most.points]]
        made: list[Block] = []
        if rows:
            made.append(self.table(("反证", "Against"), COUNTER, rows, len(points), self.most.points))
        gaps = self.gaps()
        made.append(self.table(("不足与待补", "Gaps"), GAPS, gaps, len(gaps), len(gaps)) if gaps else Passage([self.say("未发现数据缺口。", "No gaps found in the data.")]))  # fmt: skip
        return made

    def gaps(self) -> list[list[str]]:
        """What the figures leave open, each with how much."""
        f = self.of.figures
        empty = [f"{ELEMENTS[e].to(self.lang)}（{SIDES[s].to(self.lang)}）" for e in ELEMENTS for s in SIDES if not any(p.element == e and p.side == s and not p.tool for p in self.of.points)]  # fmt: skip
        conflicts = sum(int((t["conflicts"].list.len() > 0).sum()) for t in (*self.of.entities.values(), *self.of.links.values()) if "conflicts" in t.columns)  # fmt: skip
        guessed = int((openings(f.sheets, "zh") != OPENINGS["stated"].zh).sum())
        residue, unexplained = int(f.sheets["residue"].abs().sum()), int(f.ledger["unexplained"].sum())
        ours = f.rules.get("group", {}).get("accounts", [])
        outside = int(f.layers.filter(~pl.col("account").is_in(ours))["returned"].sum())
        items = (
            (empty, "无证据的要件", "Elements without evidence", self.say("、", ", ").join(empty)),
            (conflicts, "来源互相矛盾的主体或关系", "Things on which sources differ", self.count(conflicts)),
            (residue, "对账差额绝对值合计（元）", "Sum of residues, absolute (CNY)", yuan(residue)),
            (guessed, "期初余额系推定或倒推的账期", "Periods whose opening is assumed or reckoned back", self.count(guessed)),
            (outside, "团伙账户之外返还参与人、未计入台账（元）", "Returned to participants by other accounts, not in the ledger (CNY)", yuan(outside)),
            (unexplained, "性质未明的返还（元）", "Money back of unknown nature (CNY)", yuan(unexplained)),
            (sum(lead.state != "confirmed" for lead in self.of.leads), "尚未核实属实的系统发现", "Findings not confirmed", self.count(sum(lead.state != "confirmed" for lead in self.of.leads))),
            (sum(p.tool for p in self.of.points), "程序提示、尚未人工认定的证据", "Proposed and not yet taken over", self.count(sum(p.tool for p in self.of.points))),
        )  # fmt: skip
        return [[self.say(zh, en), value] for there, zh, en, value in items if there]

    def entries(self) -> list[Block]:
        rows = [[str(e.seq), clock(e.at), self.actor(e.who), ACTS[e.act].to(self.lang) if e.act in ACTS else self.text(e.act), self.text(e.text, 400), self.who(e.subject)] for e in self.of.entries[: self.most.entries]]  # fmt: skip
        return [self.table(("操作记录", "Record of acts"), ENTRIES, rows, len(self.of.entries), self.most.entries)] if rows else []  # fmt: skip

    def attachments(self) -> list[Block]:
        if not self.attached:
            return [Passage([self.say("本文件不含附件。交易明细、台账的全部行见本案导出的 PDF 附件、表格与 CSV 文件，校验值见封存包清单。", "This file carries none. All rows are attached to the case's PDF and in its spreadsheet and CSV files; checksums are in the bundle's manifest.")])]  # fmt: skip
        rows = [[str(i + 1), a.name, a.about, self.count(a.rows), a.sha256] for i, a in enumerate(self.attached)]
        return [self.table(("附件", "Attachments"), ATTACHED, rows, len(rows), len(rows), wide=True)]

    def signing(self) -> list[Block]:
        lines = [self.say(*one) for one in (("侦查（调查）人员一", "Investigator 1"), ("侦查（调查）人员二", "Investigator 2"), ("电子数据持有人（提供人）", "Holder of the data"), ("见证人", "Witness"))]  # fmt: skip
        return [
            Signatures(lines, [self.say(*one) for one in (("签名", "Signature"), ("单位", "Unit"), ("日期", "Date"))])
        ]


def _flat(given: Mapping[str, Any], under: str = "") -> Iterable[tuple[str, Any]]:
    """Parameters by name, those within others as outer.inner."""
    for name, v in given.items():
        if isinstance(v, Mapping):
            yield from _flat(v, f"{under}{name}.")
        else:
            yield f"{under}{name}", v


def _tail(one: str | None) -> str:
    return "—" if one is None else one[-8:]


_NO, _ACCOUNT, _OWNER = Say("序号", "No."), Say("账户", "Account"), Say("户主", "Owner")
MEMBERS = ((Say("人员", "Who"), "text", 2), (Say("角色", "Role"), "text", 1))
RULES = ((_NO, "count", 0.62), (Say("方式", "Rule"), "text", 1), (Say("参数", "Parameters"), "text", 3), (Say("理由", "Why"), "text", 1.8), (Say("操作人、时间", "Who, when"), "text", 1.8), (Say("数量", "Things"), "count", 0.7))  # fmt: skip
FILES = ((_NO, "count", 0.6), (Say("文件", "File"), "text", 1.8), (Say("导入", "Import"), "code", 1.25), (Say("行数", "Rows"), "count", 0.75), (Say("SHA-256", "SHA-256"), "hash", 4.3), (Say("映射", "Mapping"), "text", 1.0), (Say("导入时间", "Imported"), "text", 1.5))  # fmt: skip
COUNTED = ((Say("类别", "Sort"), "text", 1), (Say("名称", "Name"), "text", 2), (Say("数量", "Count"), "count", 1))
HIDDEN = ((Say("规则", "Rule"), "text", 1), (Say("主体", "Subject"), "text", 1.4), (Say("属性", "Property"), "text", 1), (Say("处数", "Cells"), "count", 0.7), (Say("理由", "Why"), "text", 1.8), (Say("操作人、时间", "Who, when"), "text", 1.8))  # fmt: skip
COUNTING = ((Say("事项", "What"), "text", 1.2), (Say("本报告所用口径", "Counted here as"), "text", 1.4), (Say("依据", "By"), "text", 3))  # fmt: skip
VARIANTS = ((Say("选用", "Chosen"), "text", 0.7), *((c.label, "text", 1.4) for c in CHOICES.values()), *((FIGURES[c], "money", 1.3) for c in ("absorbed", "unpaid", "owed")))  # fmt: skip
METHOD = ((Say("计算", "Reckoning"), "text", 1.2), (Say("参数", "Parameter"), "text", 2.4), (Say("取值", "Value"), "text", 1.4))  # fmt: skip
LAYERS = ((Say("层次", "Layer"), "text", 1), (Say("账户数", "Accounts"), "count", 0.8), *((FIGURES[c], "money", 1.5) for c in LAYERED))  # fmt: skip
FLOWS = ((Say("自", "From"), "text", 1), (Say("至", "To"), "text", 1), (Say("笔数", "Transfers"), "count", 1), (Say("金额", "Amount"), "money", 1.6))  # fmt: skip
ACCOUNTS = ((_ACCOUNT, "text", 1.6), (_OWNER, "text", 1.6), (Say("层次", "Layer"), "text", 0.8), (Say("作用", "Role"), "text", 0.9), (Say("把握", "Confidence"), "count", 0.7), *((FIGURES[c], "money", 1.35) for c in LAYERED))  # fmt: skip
CORE = ((_ACCOUNT, "text", 1.7), (_OWNER, "text", 1.7), (Say("得分", "Score"), "count", 0.8), (Say("居中度", "Betweenness"), "count", 0.9), (Say("核数", "Core"), "count", 0.7), (Say("对手数", "Degree"), "count", 0.8), (Say("失联参与人", "Cut off"), "count", 1), (FIGURES["handled"], "money", 1.5))  # fmt: skip
LEDGER = ((_NO, "count", 0.62), (Say("参与人", "Participant"), "text", 1.8), (Say("编号", "Id"), "code", 0.95), *((FIGURES[c], "money", 1.2) for c in LEDGERED), (Say("笔数", "Count"), "count", 0.65))  # fmt: skip
AGAIN = ((Say("参与人", "Participant"), "text", 1.5), (Say("返还交易", "Came back"), "code", 1), (Say("再投交易", "Paid again"), "code", 1), (Say("金额", "Amount"), "money", 1.3))  # fmt: skip
SHEETS = ((_ACCOUNT, "text", 1.7), (Say("账期", "Period"), "text", 0.8), *((FIGURES[c], "money", 1.0 if c == "fees" else 1.3) for c in SHEETED), (Say("期初依据", "Opening by"), "text", 0.8))  # fmt: skip
TRANSFERS = ((Say("时间", "At"), "text", 1.45), (Say("付款账户", "From"), "text", 1.6), (Say("收款账户", "To"), "text", 1.6), (Say("金额", "Amount"), "money", 1.2), (Say("摘要", "Memo"), "text", 1.1), (Say("流水号", "Serial"), "code", 1.2))  # fmt: skip
TURNED = (
    *TRANSFERS[:4],
    (Say("来源文件", "File"), "text", 1.6),
    (Say("行号", "Row"), "count", 0.6),
    (Say("编号", "Id"), "code", 0.9),
)
OVERVIEW = ((Say("构成要件", "Element"), "text", 1.6), (Say("证明", "For"), "count", 0.9), (Say("反证", "Against"), "count", 0.9), (Say("待补", "To do"), "text", 1.6))  # fmt: skip
POINTS = ((Say("方向", "Side"), "text", 0.55), (Say("内容", "What"), "text", 2.9), (Say("依据", "Shown by"), "text", 2.0), (Say("提出人、时间", "Who, when"), "text", 1.5))  # fmt: skip
COUNTER = ((Say("构成要件", "Element"), "text", 0.9), *POINTS[1:])
LEADS = ((Say("编号", "Id"), "code", 0.85), (Say("说明", "Finding"), "text", 2.7), (Say("主体", "Subjects"), "text", 1.7), (Say("检测器", "Detector"), "text", 1.2), (Say("分值", "Score"), "count", 0.55), (Say("状态", "State"), "text", 0.6))  # fmt: skip
GAPS = ((Say("事项", "What"), "text", 1.4), (Say("情况", "How much"), "text", 2.2))
ENTRIES = ((_NO, "count", 0.62), (Say("时间", "At"), "text", 1.65), (Say("操作人", "Who"), "text", 1), (Say("事项", "Act"), "text", 0.8), (Say("内容", "What"), "text", 1.9), (Say("对象", "Subject"), "text", 1.5))  # fmt: skip
ATTACHED = ((_NO, "count", 0.55), (Say("文件名", "Name"), "code", 1.3), (Say("内容", "What"), "text", 1.6), (Say("行数", "Rows"), "count", 0.8), (Say("SHA-256", "SHA-256"), "hash", 3.4))  # fmt: skip
