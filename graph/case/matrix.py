"""The matrix of a case: each element, for and against, what people hold and what the program proposes, what is lacking.

A proposal is read from what is in the case by elements.yaml, and leads to its rows through its subject. It is nothing
until a person takes it over; one that was answered is not made again (`key`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

import polars as pl

from graph.case.counting import told
from graph.case.dossier import ELEMENTS, SIDES, Dossier, Lead, Point
from graph.case.elements import Signal, Speaks, table
from graph.detect.law import Law, laws
from graph.detect.licences import ENDED
from graph.finding import saying, yuan
from graph.mask import passage
from graph.ontology import ontology
from graph.ops.evidence import Piece, Words
from graph.say import Say

TOOL = "tool:"  # `who` of a proposal: this, and the rule that made it
SHOWN = 10  # of one rule on one cell; the last of them says how many more there are
SMALL = 100  # an account that received less than a hundredth of what the first one did is not spoken of
QUOTED = 300  # signs of a sentence that is quoted
SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]?")
REJECTED = "已排除"  # of a mention, by a person
INSIDE = ("HOLDS_SHARE", "HOLDS_OFFICE", "LEGAL_REP_OF")  # who has one of these to a firm is no unspecific public to it
SCORED = "model-score"  # whose law block a model's findings have


class Heard(NamedTuple):
    """What a rule found: `subject` shows it, by its `prop` where one is named; `said` is a sentence."""

    rule: str
    speaks: Speaks
    text: Say
    subject: str
    said: str = ""
    prop: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of one element. `held`: what people put there; `proposed`: what waits for an answer; `law`: where it stands;
    `weakens`: facts that would weaken findings on this element; `ask`: what to fetch, None where somebody holds something."""

    element: str
    side: str
    law: Say
    held: Sequence[Point]
    proposed: Sequence[Point]
    weakens: Sequence[Say]
    ask: Say | None


def matrix(points: Iterable[Point], proposals: Iterable[Point] = (), leads: Iterable[Lead] = ()) -> list[Cell]:
    """Every cell, element by element, for before against. An empty one is a to-do: it asks for something."""
    held, waiting, found = list(points), list(proposals), list(leads)
    cells = []
    for name in ELEMENTS:
        for side in SIDES:
            about = table().elements[name]
            mine, theirs = ([p for p in some if (p.element, p.side) == (name, side)] for some in (held, waiting))
            weakens = _weakens(found, name) if side == "against" else []
            cells.append(Cell(name, side, about.law, mine, theirs, weakens, None if mine else about.ask[side]))
    return cells


def proposed(d: Dossier) -> list[Point]:
    """What the case itself says for and against each element, in the language of the dossier, cell by cell."""
    heard: dict[tuple[str, Speaks], list[Heard]] = {}
    seen = set[tuple[Speaks, str, str]]()
    for one in _heard(d):
        same = (one.speaks, one.rule, one.subject)
        quoted = (one.speaks, "", one.said)
        if same not in seen and (not one.said or quoted not in seen):
            seen |= {same, quoted}
            heard.setdefault((one.rule, one.speaks), []).append(one)
    shown = [one for some in heard.values() for one in _few(some)]
    order = {(e, s): n for n, (e, s) in enumerate((e, s) for e in ELEMENTS for s in SIDES)}
    return [
        Point(n, *one.speaks, one.text.to(d.about.lang), one.subject, TOOL + one.rule, d.about.frozen_at, passage(one.said), tool=True, prop=one.prop)
        for n, one in enumerate(sorted(shown, key=lambda one: order[one.speaks]), 1)
    ]  # fmt: skip


def key(point: Point) -> str:
    """Which proposal this is, whatever its figures and its language: element, side, subject and the rule that made it."""
    return sha256(f"{point.element}\x1f{point.side}\x1f{point.subject}\x1f{point.who}".encode()).hexdigest()[:32]


def unanswered(proposals: Iterable[Point], answered: Iterable[Piece]) -> list[Point]:
    """Proposals that nobody took over or dismissed."""
    keys = {piece.proposal for piece in answered}
    return [p for p in proposals if key(p) not in keys]


def taken(point: Point, text: str | None = None) -> Words:
    """A proposal as a person puts it into its cell, in its words or their own."""
    return Words(point.element, point.side, point.text if text is None else text, point.subject, point.said, key(point))


def held(pieces: Iterable[Piece]) -> list[Point]:
    """What people put, as points."""
    return [Point(p.seq, p.element, p.side, p.text, p.subject, p.who, p.at, p.said) for p in pieces]


def _few(some: Sequence[Heard]) -> Sequence[Heard]:
    if len(some) <= SHOWN:
        return some
    last = some[SHOWN - 1]
    more = saying("{text}（同类另有 {n} 项）", "{text} (and {n} more of the kind)", text=last.text, n=len(some) - SHOWN)
    return [*some[: SHOWN - 1], last._replace(text=more)]


def _weakens(leads: Iterable[Lead], element: str) -> list[Say]:
    facts = [e for x in leads if (element, "for") in _speaks(x) if (law := _law(x)) for e in law.exonerates]
    return list(dict.fromkeys(facts))


def _speaks(lead: Lead) -> Sequence[Speaks]:
    return table().detectors.get(lead.detector, ()) if lead.state != "dismissed" else ()


def _law(lead: Lead) -> Law | None:
    return laws().get(lead.detector) or (laws()[SCORED] if lead.model else None)


def _heard(d: Dossier) -> Iterator[Heard]:
    yield from _leads(d)
    yield from _kinds(d)
    yield from _promises(d)
    yield from _links(d)
    yield from _people(d)
    yield from _amounts(d)
    yield from _accounts(d)


def _leads(d: Dossier) -> Iterator[Heard]:
    """Findings, each with the law that its detector speaks of."""
    for lead in d.leads:
        for speaks in _speaks(lead):
            law = _law(lead)
            text = (
                saying("{said}（{law}）", "{said} ({law})", said=lead.sentence, law=law.text) if law else lead.sentence
            )
            yield Heard(f"finding:{lead.detector}", speaks, text, lead.id)


def _kinds(d: Dossier) -> Iterator[Heard]:
    for signal in table().kinds:
        for row in _stating(d.entities.get(signal.table, pl.DataFrame()), signal):
            if not signal.licence or _licensed(d, row["id"], row[str(signal.prop)]):
                yield Heard(
                    signal.name,
                    signal.speaks,
                    _text(signal, row, caption=row["caption"]),
                    row["id"],
                    _quoted(signal, row),
                    signal.prop,
                )


def _promises(d: Dossier) -> Iterator[Heard]:
    """Sentences of texts with words of a promise that nothing in them denies; and what readers of texts marked as such."""
    promise = table().promise
    for kind, prop in promise.kinds.items():
        for row in _rows(d.entities.get(kind, pl.DataFrame()), "id", prop):
            for sentence in _promising(row[prop]):
                yield Heard(f"promise:{kind}", ("inducement", "for"), promise.text, row["id"], sentence, prop)
    for row in _rows(d.entities.get("Mention", pl.DataFrame()), "id", "label", "sentence", maybe=("flags", "status")):
        if row["label"] in ("rate", "keyword") and not row["flags"] and row["status"] != REJECTED:
            for sentence in _promising(row["sentence"]):
                yield Heard("mention", ("inducement", "for"), promise.text, row["id"], sentence)


def _links(d: Dossier) -> Iterator[Heard]:
    for signal in table().links:
        rows = list(_stating(d.links.get(signal.table, pl.DataFrame()), signal))
        if signal.licence:
            rows = [
                r
                for r in rows
                if not ENDED.search(str(r.get("status") or "")) and _licensed(d, r["from"], r[str(signal.prop)])
            ]
        for row in rows[:1] if signal.once else rows:
            ends = {end: d.captions.get(row[end], row[end]) for end in ("from", "to")}
            yield Heard(
                signal.name, signal.speaks, _text(signal, row, n=len(rows), **ends), row["id"], prop=signal.prop
            )


def _licensed(d: Dossier, firm: str, matter: str) -> bool:
    """Whether a licence is one for what the case is about (law.yaml, of the detectors that found something in it, where any did),
    and its firm one that took the money or is suspected."""
    told = {lead.detector for lead in d.leads} & laws().keys() or laws().keys()
    patterns = [
        law.licences for n, law in laws().items() if n in told and law.licences and d.about.suspected in law.classes
    ]
    near = _firms(d) | {x["id"] for lead in d.leads for x in lead.subjects}
    return any(re.search(pattern, matter) for pattern in patterns) and (not _firms(d) or firm in near)


def _firms(d: Dossier) -> set[str]:
    """Enterprises whose accounts participants' money reached."""
    return {o for o in d.figures.layers.filter(pl.col("layer") > 0)["owner"] if d.kinds.get(o) == "Enterprise"}


def _people(d: Dossier) -> Iterator[Heard]:
    """How many paid in, and who of them is close to those who took it."""
    people, subject = d.figures.ledger.filter("participant"), _collector(d)
    if subject is None or not people.height:
        return
    paid = dict(people.select("party", "paid_in").iter_rows())
    firms = _firms(d)
    close: dict[str, tuple[str, str]] = {}
    for name in INSIDE:
        for row in _rows(d.links.get(name, pl.DataFrame()), "id", "from", "to"):
            if row["from"] in paid and row["to"] in firms:
                close.setdefault(row["from"], (row["id"], name))
    regions = {r["region"] for r in _rows(d.entities.get("Person", pl.DataFrame()), "id", "region") if r["id"] in paid}
    yield Heard("participants", ("social", "for"), saying(
        "{n} 名参与人投入{where}，其中 {k} 名与收款单位无登记的股权、任职关系", "{n} participants paid in{where}, {k} of them with no registered share or office in the firms that took it",
        n=people.height, k=people.height - len(close), where=Say(f"，来自 {len(regions)} 个地区", f" from {len(regions)} regions") if len(regions) > 1 else Say("", ""),
    ), subject)  # fmt: skip
    for who, (link, name) in sorted(close.items()):
        yield Heard("insider", ("social", "against"), saying(
            "参与人与收款单位有登记关系（{tie}），属特定对象，其投入 {sum} 应另列", "a participant is registered with a firm that took the money ({tie}): no unspecific public; the {sum} paid in stand apart",
            tie=ontology().links[name].label, sum=yuan(paid[who]),
        ), link)  # fmt: skip


def _amounts(d: Dossier) -> Iterator[Heard]:
    """What was taken by the way of counting that was chosen; what speaks against that sum."""
    people, subject = d.figures.ledger.filter("participant"), _collector(d)
    if subject is None or not people.height:
        return
    of: dict[str, int] = {name: int(people[name].sum()) for name, dtype in people.schema.items() if dtype.is_integer()}
    lines = told(d.figures.rules.get("counting", {}))
    way = Say("、".join(f"{label.zh}{option.zh}" for label, option, _ in lines), "; ".join(f"{label.en}: {option.en}" for label, option, _ in lines))  # fmt: skip
    yield Heard("absorbed", ("amount", "for"), saying(
        "{n} 名参与人投入 {paid}，吸收 {absorbed}，未兑付 {owed}（口径：{way}）", "{n} participants paid in {paid}: {absorbed} absorbed, {owed} unpaid (counted: {way})",
        n=people.height, paid=yuan(of["paid_in"]), absorbed=yuan(of["absorbed"]), owed=yuan(int(people["unpaid"].clip(0).sum())), way=way,
    ), subject)  # fmt: skip
    back = of["principal"] + of["refund"]
    if back or of["interest"]:
        yield Heard("returned", ("amount", "against"), saying("已返还本金与退款 {back}，付息 {interest}", "{back} of principal and refunds came back, and {interest} of interest", back=yuan(back), interest=yuan(of["interest"])), subject)  # fmt: skip
    if of["reinvested"]:
        yield Heard("reinvested", ("amount", "against"), saying("投入中有复投 {again}，累计计入须作说明", "{again} was paid in again after it came back: where it counts twice that is to be explained", again=yuan(of["reinvested"])), subject)  # fmt: skip
    if of["unexplained"]:
        yield Heard("unexplained", ("amount", "against"), saying("另付给参与人 {sum}，性质未明，或为返还", "{sum} paid to participants can't be explained and may be returns", sum=yuan(of["unexplained"])), subject)  # fmt: skip
    off = d.figures.sheets.group_by("account").agg(pl.col("residue").abs().sum()).filter(pl.col("residue") > 0)
    for account, _ in off.sort(-pl.col("residue"), "account").head(1).iter_rows():
        yield Heard("residue", ("amount", "against"), saying(
            "{n} 户账户对账有差额，合计 {sum}，流水可能不全，此户最多", "the sheets of {n} accounts leave residues of {sum} together: statements may be missing, most for this one",
            n=off.height, sum=yuan(int(off["residue"].sum())),
        ), account)  # fmt: skip


def _accounts(d: Dossier) -> Iterator[Heard]:
    """Whose accounts took the money, and where it rests."""
    owns = {(r["from"], r["to"]): r["id"] for r in _rows(d.links.get("OWNS", pl.DataFrame()), "id", "from", "to")}
    above = d.figures.layers.filter(pl.col("layer") > 0)
    for row in above.filter(pl.col("received") * SMALL >= pl.col("received").max()).iter_rows(named=True):
        kind = d.kinds.get(row["owner"])
        link, took = owns.get((row["owner"], row["account"])), yuan(row["received"])
        if link and kind == "Enterprise":
            yield Heard("unit-account", ("unit", "for"), saying("以单位账户收取参与人资金 {took}", "{took} of participants' money came into a firm's account", took=took), link)  # fmt: skip
        if link and kind == "Person":
            yield Heard("own-account", ("unit", "against"), saying("以个人账户收取参与人资金 {took}", "{took} of participants' money came into a person's account", took=took), link)  # fmt: skip
        if kind == "Person" and row["role"] == "sink":
            yield Heard("rests", ("intent", "for"), saying("参与人资金 {sum} 沉淀于个人账户", "{sum} of participants' money rests on a person's account", sum=yuan(row["resting"])), row["account"])  # fmt: skip


def _collector(d: Dossier) -> str | None:
    """The account that participants' money came into first and most: it shows sums over all of them."""
    above = d.figures.layers.filter(pl.col("layer") > 0).sort("layer", -pl.col("received"), "account")
    return str(above["account"][0]) if above.height else None


def _stating(frame: pl.DataFrame, signal: Signal) -> Iterator[dict[str, Any]]:
    """Rows that state what a signal is about, by id."""
    if frame.height and (signal.prop is None or signal.prop in frame.columns):
        for row in frame.sort("id").iter_rows(named=True):
            if signal.prop is None or row[signal.prop] not in (None, "", False, 0):
                yield row


def _rows(frame: pl.DataFrame, *columns: str, maybe: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """Rows with all of these columns stated, by id; those that `maybe` are there stand as None else."""
    if frame.height and set(columns) <= set(frame.columns):
        for row in frame.drop_nulls(columns).sort("id").iter_rows(named=True):
            yield {name: row.get(name) for name in (*columns, *maybe)}


def _text(signal: Signal, row: Mapping[str, Any], **parts: Any) -> Say:
    value = _value(signal.table, signal.prop, row[signal.prop]) if signal.prop else ""
    return saying(signal.text.zh, signal.text.en, value=value, **parts)


def _value(owner: str, prop: str, value: Any) -> Say | str:
    """A value as people read it."""
    match ontology().table(owner).props[prop].type:
        case "rate":
            return f"{value * 100:g}%"
        case "amount":
            return yuan(value)
    return str(value)


def _quoted(signal: Signal, row: Mapping[str, Any]) -> str:
    """What a property says, or the sentence of its text that promises: the one with the value in it, where there is one."""
    text = str(row.get(signal.said) or "") if signal.said else ""
    if signal.prop is None or signal.said == signal.prop:
        return text[:QUOTED]
    sentences, value = list(_promising(text)), str(_value(signal.table, signal.prop, row[signal.prop]))
    return next((one for one in sentences if value in one), sentences[0] if sentences else "")


def _promising(text: str) -> Iterator[str]:
    """Sentences that promise."""
    promise = table().promise
    for found in SENTENCE.finditer(text):
        sentence = found[0].strip()
        if promise.words.search(sentence) and not promise.denied.search(sentence):
            yield sentence[:QUOTED]
