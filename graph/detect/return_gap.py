"""高息承诺偏离: returns promised above what is safe, or paid quite another than promised.

What was promised is read from adverts, contracts with persons, and products. What is paid is computed from the money:
what went to those who had paid in, beyond their own money, by what was held for them and how long. Banks, insurers and
registered funds promise little and keep it; a licence, and notices of risk, are taken off the score. Interest that
falls due at the end of a term halves the rate that money shows: where people are paid once, less than promised counts
only below half of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.law import laws
from graph.detect.licences import licensed_until
from graph.detect.namesakes import registered
from graph.detect.parties import Parties, by_money, moves
from graph.detect.scene import Scene
from graph.finding import Finding, day, ranked, saying, yuan
from graph.kernels.arrays import F64, I32, I64
from graph.say import Say
from graph.snapshot import NEVER

PROMISES = Say("承诺方", "who promises")
PAYS = Say("付款账户", "pays the returns")
LINKS = "PROMOTES", "SIGNED", "ISSUES"
BORROWED = re.compile("借款|贷款|信贷|租赁|loan|lease", re.IGNORECASE)  # contracts whose rate the enterprise earns
MOST_SAY = 0.8  # of the statements promise no more: the highest one may be a slip
PART = 0.25  # of what one paid in: a larger sum that comes back is taken for the money itself
SEVERAL = 3
LATE = 0.5  # of the promise: what interest at the end of a term looks like
HIGH = ((0.06, 0.12, 0.24, 0.36), (0.0, 0.4, 0.8, 1.0))  # how much a promised rate says
YEAR = 365 * 86_400
HALF = SHOWN // 2


@dataclass(frozen=True, slots=True)
class Promises:
    """Statement i: `who[i]` promises `rate[i]` a year on `paper[i]`, by the link `edge[i]` of type `link[i]`."""

    who: I32  # rising
    paper: I32  # node
    rate: F64
    at: I64  # epoch ms, NEVER where not stated
    notice: I64  # 1: with a notice of risk, 0: without, NEVER: not stated
    link: I64  # place in LINKS
    edge: I64

    def take(self, rows: I64 | slice) -> Promises:
        return Promises(*(getattr(self, f.name)[rows] for f in fields(self)))

    def by(self, who: int) -> Promises:
        return self.take(slice(*np.searchsorted(self.who, [who, who + 1])))

    @property
    def promised(self) -> float:
        return float(np.quantile(self.rate, MOST_SAY, method="lower"))


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid on the money of others: to how many, fen, a year's rate, and by which transfers. `often`: whether
    most were paid several times, and so not at the end of a term."""

    payees: int
    often: bool
    gain: int
    rate: float
    rows: I32


@dataclass(frozen=True, slots=True)
class Case:
    who: int
    said: Promises
    paid: Paid | None  # None: too few were paid to tell

    @property
    def gap(self) -> float:
        """Paid above what was promised, as a rate; below 0 where less."""
        return self.paid.rate - self.said.promised if self.paid else 0.0

    def odd(self, deviation: float) -> bool:
        if self.paid is None or abs(self.gap) <= deviation:
            return False
        return self.gap > 0 or self.paid.often or self.paid.rate < LATE * self.said.promised


def detect(scene: Scene, values: Values) -> Found:
    said, parties = promises(scene), Parties(scene)
    recruiters = np.unique(scene.snapshot.edges("RECRUITED").source)
    cases = []
    for who in np.unique(said.who).tolist():
        money = paid(parties, int(parties.hub[who]), recruiters)
        case = Case(who, said.by(who), money if money.payees >= values["payees"] else None)
        if case.said.promised >= values["rate"] or case.odd(values["deviation"]):
            cases.append(case)
    licence = licensed_until(scene, laws()["return-gap"].licences)
    payers = {case.who: _payers(scene, case.paid) for case in cases if case.paid}
    cast = scene.cast({*(case.who for case in cases), *(n for some in payers.values() for n in some)})
    found = [_finding(scene, cast, case, payers.get(case.who, []), int(licence[case.who]), values) for case in cases]
    return Found(ranked(found)[:MOST], len(found) > MOST)


def promises(scene: Scene) -> Promises:
    """What enterprises promise before the scene's moment, by enterprise: in adverts of themselves or their products, in
    contracts with persons, and of products."""
    snapshot = scene.snapshot
    promotes, signed, issues = (snapshot.edges(link) for link in LINKS)
    issuer = np.full(snapshot.n, -1, np.int32)
    issuer[issues.target] = issues.source
    firm, person = snapshot.is_kind("Enterprise"), snapshot.is_kind("Person")
    codes, types = snapshot.words("Contract", "type")
    earned = np.array([*(BORROWED.search(text) is not None for text in types), False])[codes]
    with_person = np.zeros(snapshot.n, np.bool_)
    with_person[signed.target[person[signed.source]]] = True
    advertised = np.where(firm[promotes.target], promotes.target, issuer[promotes.target])
    rate, at = np.full(snapshot.n, np.nan), np.full(snapshot.n, NEVER)
    for kind, name, when in ("Advert", "promised_rate", "at"), ("Contract", "rate", "signed"), ("Product", "rate", ""):
        here = snapshot.is_kind(kind)
        rate[here] = snapshot.column(kind, name)[here]
        at[here] = snapshot.column(kind, when)[here] if when else NEVER
    notice, made = snapshot.column("Advert", "risk_notice").astype(np.int64), []
    for code, (who, paper, good) in enumerate((
        (advertised, promotes.source, advertised >= 0),
        (signed.source, signed.target, firm[signed.source] & with_person[signed.target] & ~earned[signed.target]),
        (issues.source, issues.target, firm[issues.source]),
    )):  # fmt: skip
        k = np.flatnonzero(good & (rate[paper] > 0) & (at[paper] < scene.until_ms))
        made.append((who[k], paper[k], rate[paper[k]], at[paper[k]], notice[paper[k]], np.full(len(k), code), k))
    all_ = Promises(*(np.concatenate(column) for column in zip(*made, strict=True)))
    all_ = replace(all_, who=registered(scene)[all_.who])
    once = np.unique(all_.who.astype(np.int64) * snapshot.n + all_.paper, return_index=True)[1]  # an advert names both
    return all_.take(once)


def paid(parties: Parties, hub: int, recruiters: I32) -> Paid:
    """What a hub paid to people who had paid in before. What gives back a sum paid in, to the fen, or a large part of
    all, is their own money; what recruiters get may be commission."""
    t, members = parties.transfers, parties.members
    into, out = moves(t, members.item[members.start[hub] : members.start[hub + 1]])
    public = parties.public.copy()
    public[recruiters] = False
    into, out = into[public[t.source[into]]], out[public[t.target[out]]]
    people, first, payer = np.unique(t.source[into], return_index=True, return_inverse=True)
    out = out[np.isin(t.target[out], people)]
    payee = np.searchsorted(people, t.target[out])
    later = into[first[payee]] < out
    out, payee = out[later], payee[later]
    taken = np.zeros(len(people), np.int64)
    np.add.at(taken, payer, t.amount[into])
    sums, code = np.unique(np.concatenate([t.amount[into], t.amount[out]]), return_inverse=True)
    key = np.concatenate([payer, payee]) * len(sums) + code
    own = np.isin(key[len(into) :], key[: len(into)]) | (t.amount[out] > PART * taken[payee])
    gains, end = out[~own], int(t.at[out[~own]].max(initial=0))
    held = _lasting(t.amount[into], end - t.at[into].astype(np.int64)) - _lasting(t.amount[out[own]], end - t.at[out[own]].astype(np.int64))  # fmt: skip
    gain = int(t.amount[gains].sum())
    times = np.unique(t.target[gains], return_counts=True)[1]
    often = bool((times >= SEVERAL).sum() * 2 > len(times))
    return Paid(len(times), often, gain, gain * YEAR / held if held > 0 else 0.0, gains)


def _lasting(fen: I64, seconds: I64) -> float:
    """Fen times seconds, of those that had begun."""
    return float(fen.astype(np.float64) @ np.maximum(seconds, 0))


def _payers(scene: Scene, money: Paid) -> list[int]:
    """Accounts that paid a tenth of it or more."""
    account, fen = scene.transfers.source[money.rows], scene.transfers.amount[money.rows]
    return [n for n in by_money(account, fen) if fen[account == n].sum() * 10 >= money.gain]


def _finding(scene: Scene, cast: Cast, case: Case, payers: list[int], licence: int, values: Values) -> Finding:
    said, money = case.said, case.paid
    stated = said.at[said.at != NEVER]
    notices = said.notice[said.notice != NEVER]
    careful = float(notices.mean()) if len(notices) else 0.0
    licensed = licence != NEVER and (not len(stated) or licence >= stated.max())
    odd = case.odd(values["deviation"])
    score = (
        0.1 + 0.5 * float(np.interp(said.promised, *HIGH)) + 0.1 * min(1.0, len(said.rate) / 5)
        + 0.3 * (min(1.0, abs(case.gap) / 0.1) if odd else 0.0)
    ) * (0.4 if licensed else 1.0) * (1 - 0.3 * careful)  # fmt: skip
    (who,) = scene.snapshot.ids([case.who])
    links = [i for code, link in enumerate(LINKS) for i in scene.links(said.edge[said.link == code], link)][:HALF]
    return Finding(
        "return-gap", (cast.subject(who, PROMISES), *(cast.subject(i, PAYS) for i in scene.snapshot.ids(np.array(payers, np.int64)))),
        (*links, *scene.links(money.rows[:HALF] if money else [])), int(stated.min()) if len(stated) else None,
        int(stated.max()) if len(stated) else None, score,
        saying(
            "{a} {since}在 {n} 处广告、合同或产品中承诺年化收益{promised}，{paid}{careful}{licence}。",
            "{a} promises {promised} a year in {n} advert(s), contract(s) or product(s){since}, {paid}{careful}{licence}.",
            a=cast.captions[who], n=len(said.rate), since=saying("自{day}起", " from {day}", day=day(int(stated.min()))) if len(stated) else Say("", ""),
            promised=f"{said.promised:.1%}",
            paid=saying("按资金折算实付 {rate:.1%}（{payees} 人共{gain}）", "and by the money paid {rate:.1%} ({gain} to {payees} people)",
                        rate=money.rate, payees=money.payees, gain=yuan(money.gain)) if money else Say("实付情况不详", "what was paid is not known"),
            careful=Say(f"；{careful:.0%} 的广告有风险提示", f"; {careful:.0%} of the adverts carry a notice of risk") if careful else Say("", ""),
            licence=Say("；登记有金融许可或备案", "; a financial licence is registered") if licensed else Say("", ""),
        ),
        {
            "promised": round(said.promised, 4), "highest": round(float(said.rate.max()), 4), "statements": len(said.rate),
            "paid": round(money.rate, 4) if money else None, "payees": money.payees if money else 0, "gain": money.gain if money else 0,
            "deviates": odd, "notices": round(careful, 4), "licensed": licensed,
            "links": len(said.rate) + (len(money.rows) if money else 0),
        },
        key=who,
    )  # fmt: skip


DETECTOR = Detector(
    "return-gap",
    Say("高息承诺偏离", "promised and paid returns"),
    Say("广告、合同或产品承诺的年化收益过高，或与按资金折算的实付收益明显偏离",
        "the return promised in adverts, contracts or products is high, or far from what the money shows was paid"),
    (
        Param("rate", Say("承诺年化收益", "promised a year"), 0.12, 0.001, 10, ""),
        Param("deviation", Say("实付偏离承诺", "paid differs by"), 0.03, 0.001, 10, ""),
        Param("payees", Say("最少获付人数", "least people paid"), 5, 1, 1e6, ""),
    ),
    detect,
)  # fmt: skip
