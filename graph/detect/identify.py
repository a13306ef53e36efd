"""七类识别: which class of illegal finance an enterprise's papers, register and money speak for, each told apart.

Papers are the ground: the class that each text was read as, held against those read as lawful, the return promised, the
words of promise. Money multiplies it: for each class the pattern that its schemes leave; words alone make two fifths at
most. A licence for that business, in force, leaves two fifths. Where no text was read there is no finding: a column in
which a clerk wrote his first guess is no ground for one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.law import LEGAL, laws
from graph.detect.licences import licensed_until
from graph.detect.papers import CLASS, Papers, Spoken
from graph.detect.parties import Parties, moves
from graph.detect.scene import Scene
from graph.finding import Finding, ranked, saying, yuan
from graph.kernels.arrays import I32, I64
from graph.say import Say
from graph.snapshot import NEVER

WHO = Say("涉嫌主体", "suspected enterprise")
NAMED = Say("收款账户", "account paid into")
PROMISE = ("guaranteed-principal", "zero-risk", "high-return", "urgency-scarcity", "authority", "pyramid")
DAY = 86_400
HALF = SHOWN // 2


@dataclass(frozen=True, slots=True)
class Money:
    """What the public paid into an enterprise's accounts and those its papers name, and what became of it."""

    people: int  # persons, and accounts that nobody is known to own
    taken: int  # fen
    repaid: int  # of these people how many got any money back
    back: int  # fen
    passed: float  # share of each day's receipts that left on the same day
    rows: I32  # transfers

    @property
    def gathers(self) -> float:
        """Many pay in, and a good part of them is paid something back."""
        return min(1.0, self.people / 150) * (0.4 + 0.6 * min(1.0, self.repaid / max(1, self.people) / 0.3))

    @property
    def keeps(self) -> float:
        """Many pay in, and little comes back."""
        return min(1.0, self.people / 60) * (1 - min(1.0, self.back / max(1, self.taken)))

    @property
    def passes(self) -> float:
        """Many pay in, and it is gone by the evening."""
        return min(1.0, self.people / 50) * float(np.interp(self.passed, (0.4, 0.9), (0, 1)))


@dataclass(frozen=True, slots=True)
class Read:
    """What an enterprise's papers say: how many speak for the class and for lawful business, and what they promise."""

    papers: int
    speak: int
    weight: float
    legal: int
    rate: float  # the highest return a year that counts
    words: int  # groups of promise words

    @property
    def score(self) -> float:
        louder = max(float(np.interp(self.rate, (0.06, 0.24), (0, 1))), min(1.0, self.words / 3))
        return self.weight * (0.7 + 0.3 * louder)


KINDS: dict[str, tuple[str, Callable[[Money], float]]] = {
    "illegal-fundraising": ("非法集资", lambda m: m.gathers),
    "illegal-securities": ("非法证券", lambda m: m.keeps),
    "illegal-futures": ("非法期货", lambda m: m.keeps),
    "illegal-forex": ("非法外汇", lambda m: m.passes),
    "illegal-gold": ("非法黄金", lambda m: m.gathers),
    "illegal-payment": ("非法支付", lambda m: m.passes),
    "illegal-tokens": ("非法代币", lambda m: m.gathers),
}
ENGLISH = {
    "非法集资": "illegal fund-raising", "非法证券": "illegal securities", "非法期货": "illegal futures", "非法外汇": "illegal foreign exchange",
    "非法黄金": "illegal gold trade", "非法支付": "illegal payment", "非法代币": "illegal tokens",
}  # fmt: skip


class Evidence:
    """What all seven look at in a scene: papers and money of each enterprise, gathered once."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.papers, self.parties = scene, Papers(scene), Parties(scene)
        self._known: dict[int, tuple[Spoken, Money]] = {}

    def of(self, firm: int) -> tuple[Spoken, Money]:
        """What is written about an enterprise, and what the public paid to it and to the accounts so named."""
        if firm not in self._known:
            spoken = self.papers.of(firm)
            self._known[firm] = spoken, _money(self.scene, self.parties, firm, spoken.accounts)
        return self._known[firm]


class Case(NamedTuple):
    """An enterprise and a class that is more than nothing."""

    firm: int
    spoken: Spoken
    read: Read
    money: Money
    score: float
    licensed: bool


def detect(name: str, scene: Scene, values: Values) -> Found:
    evidence = scene.once(Evidence)
    papers = evidence.papers
    if not papers.any_read:
        return Found([], False)
    kind, pattern = KINDS[name]
    until = licensed_until(scene, laws()[name].licences)
    cases: list[Case] = []
    for firm in papers.firms.tolist():
        spoken, money = evidence.of(firm)
        read = _read(papers, spoken, kind)
        if read.speak < values["papers"]:
            continue
        licensed = bool(until[firm] != NEVER and until[firm] >= int(scene.transfers.at[money.rows].max(initial=0)) * 1000)  # fmt: skip
        score = read.score * (0.4 + 0.6 * pattern(money)) * (0.4 if licensed else 1.0)
        if score >= values["least"]:
            cases.append(Case(firm, spoken, read, money, score, licensed))
    cases.sort(key=lambda case: -case.score)
    cases, more = cases[:MOST], len(cases) > MOST
    cast = scene.cast([n for case in cases for n in (case.firm, *case.spoken.accounts.tolist())])
    return Found(ranked(_finding(name, scene, cast, papers, case) for case in cases), more)


def _read(papers: Papers, spoken: Spoken, kind: str) -> Read:
    """`weight`: of what the texts were read as, the share of this class, and how much there is of it."""
    m = spoken.mentions
    label, value, sure = papers.label[m], papers.value[m], papers.confidence[m]
    of_class = label == CLASS
    mine, lawful = of_class & (value == kind), of_class & (value == LEGAL)
    total, own = float(sure[of_class].sum()), float(sure[mine].sum())
    weight = own / total * (1 - float(np.exp(-own / 2))) if total else 0.0
    counts = ~papers.flagged[m]
    rates = [float(v.rpartition("~")[2]) for v in value[(label == "rate") & counts].tolist()]
    words = {v for v in value[(label == "keyword") & counts].tolist() if v in PROMISE}
    return Read(len(spoken.papers), int(mine.sum()), weight, int(lawful.sum()), max(rates, default=0.0), len(words))  # fmt: skip


def _money(scene: Scene, parties: Parties, firm: int, named: I32) -> Money:
    """What the public paid to the enterprise's own accounts and to those that its papers name."""
    t, owner = scene.transfers, scene.owner
    own = np.flatnonzero((owner == firm) & scene.snapshot.is_kind("Account")).astype(np.int32)
    inside = np.unique(np.concatenate([own, named])).astype(np.int32)
    into, out = moves(t, inside)
    into = into[parties.public[parties.of[t.source[into]]]]
    payer, payee = parties.of[t.source[into]], parties.of[t.target[out]]
    people = np.unique(payer)
    home = np.isin(payee, people)
    return Money(
        len(people), int(t.amount[into].sum()), len(np.unique(payee[home])), int(t.amount[out[home]].sum()),
        _passed(t.at[into], t.amount[into], t.at[out], t.amount[out]), into,
    )  # fmt: skip


def _passed(at: I32, fen: I64, left: I32, gone: I64) -> float:
    """Share of what came in on each day (in China) that went out on the same."""
    if not len(at):
        return 0.0
    days = (np.concatenate([at, left]).astype(np.int64) + 8 * 3600) // DAY
    place = np.unique(days, return_inverse=True)[1]
    came = np.bincount(place[: len(at)], fen, place.max() + 1)
    went = np.bincount(place[len(at) :], gone, place.max() + 1)
    return float(np.minimum(came, went).sum() / max(1.0, came.sum()))


def _finding(name: str, scene: Scene, cast: Cast, papers: Papers, case: Case) -> Finding:
    kind, (firm, spoken, read, money, score, licensed) = KINDS[name][0], case
    (who,) = scene.snapshot.ids([firm])
    m = spoken.mentions
    mine = m[(papers.label[m] == CLASS) & (papers.value[m] == kind)]
    t = scene.transfers.at[money.rows]
    return Finding(
        name,
        (cast.subject(who, WHO), *(cast.subject(i, NAMED) for i in scene.snapshot.ids(spoken.accounts[:20]))),
        (*scene.links(papers.edge[mine[:HALF]], "READ_IN"), *scene.links(money.rows[:HALF])),
        int(t.min()) * 1000 if len(t) else None, int(t.max()) * 1000 if len(t) else None, score,
        saying(
            "{a} 涉嫌{kind}。文本：{n} 份材料中 {k} 份读作{kind}、{legal} 份读作合法{rate}；资金：{people} 人转入{taken}，返还其中 {repaid} 人共{back}；登记：{licence}。",
            "{a} is suspected of {kind}. Texts: of {n} papers {k} read as {kind}, {legal} as lawful{rate}; money: {people} people paid in {taken}, of whom {repaid} got {back} back; register: {licence}.",
            a=cast.captions[who], kind=Say(kind, ENGLISH[kind]), n=read.papers, k=read.speak, legal=read.legal,
            rate=Say(f"，最高承诺年化 {read.rate:.1%}", f", at most {read.rate:.1%} a year promised") if read.rate else Say("", ""),
            people=money.people, taken=yuan(money.taken), repaid=money.repaid, back=yuan(money.back),
            licence=Say("有相应许可", "licensed for it") if licensed else Say("未见相应许可", "no licence for it"),
        ),
        {
            "class": kind, "text": round(read.score, 4), "papers": read.papers, "speak": read.speak, "lawful": read.legal, "promised": read.rate,
            "promise_words": read.words, "money": round(KINDS[name][1](money), 4), "people": money.people, "taken": money.taken, "repaid": money.repaid,
            "back": money.back, "same_day": round(money.passed, 4), "licensed": licensed, "links": len(mine) + len(money.rows),
        },
        key=who,
    )  # fmt: skip


DETECTORS = tuple(
    Detector(
        name,
        Say(f"{kind}识别", f"{ENGLISH[kind]}, identified"),
        Say(f"材料文本、登记许可与资金三方面共同指向{kind}，逐项说明来自哪里", f"papers, register and money speak together for {ENGLISH[kind]}, each told apart"),
        (
            Param("least", Say("最低分", "least score"), 0.35, 0.05, 1, ""),
            Param("papers", Say("最少材料份数", "least papers that speak for it"), 2, 1, 1e6, ""),
        ),
        partial(detect, name),
    )
    for name, (kind, _) in KINDS.items()
)  # fmt: skip
