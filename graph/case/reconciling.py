"""Why a finding's figures and the ledger's differ: window, accounts, who is counted, the counting rule; beside them, in a sentence.

A detector looks at a span of time and at the accounts that it names; the ledger counts all that the frozen case has, by the rules
that were chosen. Neither is wrong, and a reader who sees two sums is told what stands between them.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from graph.case.counting import told
from graph.case.dossier import Dossier, Lead
from graph.case.elements import table
from graph.case.paper.plain import day, yuan
from graph.finding import saying
from graph.say import Say

MONEY = ("taken", "received", "sum", "paid")  # facts of findings that are amounts of money moved, in fen
PEOPLE = ("people", "payers")  # and numbers of those who paid


def reconciled(d: Dossier) -> Iterator[tuple[Lead, Say]]:
    """Each finding that names who takes or pays the group's money and whose figures are not the ledger's, with why."""
    people = d.figures.ledger.filter("participant")
    if not people.height:
        return
    paid = int(people["paid_in"].sum())
    for lead in d.leads:
        sums = [v for name in MONEY if isinstance(v := lead.facts.get(name), int) and not isinstance(v, bool)]
        heads = [v for name in PEOPLE if isinstance(v := lead.facts.get(name), int) and not isinstance(v, bool)]
        if not table().own.get(lead.detector) or lead.state == "dismissed" or not (sums or heads):
            continue
        if sums[:1] in ([], [paid]) and heads[:1] in ([], [people.height]):
            continue
        yield lead, _why(d, lead, people, sums[:1], heads[:1])


def _why(d: Dossier, lead: Lead, people: pl.DataFrame, sums: list[int], heads: list[int]) -> Say:
    """The sentence: both figures, then what differs between them."""
    own = {s["id"] for s in lead.subjects if s["kind"] == "Account"} | _held(d, {s["id"] for s in lead.subjects})
    group = set(d.figures.rules.get("group", {}).get("accounts", [])) or set(d.figures.sheets["account"])
    ways = told(d.figures.rules.get("counting", {}))
    way = Say("、".join(f"{x.zh}{o.zh}" for x, o, _ in ways), "; ".join(f"{x.en}: {o.en}" for x, o, _ in ways)) if ways else Say("本报告口径", "this report's rules")  # fmt: skip
    span = saying("{a} 至 {b}", "{a} to {b}", a=day(lead.start), b=day(lead.end)) if lead.start is not None and lead.end is not None else Say("检测时的全部期间", "all the time it looked at")  # fmt: skip
    theirs = [
        *(Say(f"{v:,} 人", f"{v:,} people") for v in heads),
        *(Say(f"{yuan(v)} 元", f"CNY {yuan(v)}") for v in sums),
    ]
    return saying(
        "发现所列 {theirs}，是{span}、所指 {n} 户、按检测器的条件计得；台账所列 {k} 名参与人、投入 {paid} 元，是固定数据的全部期间、{m} 户、按“{way}”计得，包括检测条件之外的往来。两者口径不同，数额以台账为准。",
        "The finding's {theirs} are of {span}, {n} accounts that it names, by the detector's conditions. The ledger's {k} participants and CNY {paid} paid in are of all the time of the frozen data, {m} accounts, counted as {way}, with what the detector's conditions leave out. They count differently; for amounts the ledger stands.",
        theirs=Say("、".join(t.zh for t in theirs), ", ".join(t.en for t in theirs)), span=span, n=len(own), k=people.height, paid=yuan(int(people["paid_in"].sum())), m=len(group), way=way,
    )  # fmt: skip


def _held(d: Dossier, owners: set[str]) -> set[str]:
    """Accounts of the case that these own."""
    owns = d.links.get("OWNS", pl.DataFrame(schema={"from": pl.String, "to": pl.String}))
    return set(owns.filter(pl.col("from").is_in(list(owners)))["to"])
