"""同额汇集: many pay one account sums of one size that they pay to nobody else and that others hardly pay at all.

Entry fees of a pyramid, a card's price, cuts handed up by runners look so; fees of a school, rents and fixed prices do
too. Those come again from the same people, go to a firm that sells in the open, or are licensed.
What chance would do is reckoned from all transfers, so that no sum of money and no number of people is set beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import DAY, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.law import laws
from graph.detect.licences import licensed_until
from graph.detect.parties import Parties, alone, by_money, covered, told
from graph.detect.scene import Scene
from graph.finding import Finding, day, ranked, saying, yuan
from graph.kernels.alike import Alike, alike
from graph.kernels.arrays import I32, Transfers
from graph.kernels.passing import passing
from graph.kernels.spans import rows
from graph.say import Say

TAKES = Say("收款方", "takes the money")
ACCOUNT = Say("收款账户", "account that takes it")
PAYER = Say("付款人", "payer")
NAMED = 50  # payers
SURE = 15  # digits
FIRM = 0.35  # of the score, where a registered firm takes them: it may be a price
SEASON = 25 * DAY // 1000  # who pays again so much later pays a fee
MOSTLY = 0.5
SOON = 3 * DAY // 1000
HALF = SHOWN // 2


@dataclass(frozen=True, slots=True)
class Sums:
    """What one party took in sums of one size."""

    node: int
    into: I32  # transfers
    again: float  # share of its payers who paid such a sum in another month too
    passed: float  # of all that it received, what left within days
    licensed: float
    firm: bool


def detect(scene: Scene, values: Values) -> Found:
    parties = Parties(scene)
    t = alone(
        parties.transfers, parties.public[parties.transfers.source]
    )  # those of the public, who pay whom they like
    found = alike(t, int(values["window"] * DAY // 1000), int(values["payers"]))
    told_ = np.flatnonzero((found.payers > 0) & (found.digits >= values["digits"]))
    told_ = told_[np.lexsort((told_, -found.digits[told_]))]
    quick, until = passing(parties.transfers, SOON), licensed_until(scene, laws()["like-sums"].licences)
    cases = []
    for node in told_[:MOST].tolist():
        into = rows(t.into, np.array([node]))[1]
        into = into[found.rows[into]]
        passed = float(quick.passed[node] / max(1, quick.received[node]))
        cases.append(Sums(node, into, again(t, into), passed, covered(t, into, until), not parties.public[node]))
    cast = scene.cast([n for c in cases for _, nodes in roles(parties, c) for n in nodes])
    findings = (_finding(parties, cast, found, c) for c in cases)
    return Found(ranked(f for f in findings if f.score >= values["score"]), len(told_) > MOST)


def again(t: Transfers, into: I32) -> float:
    """Share of the payers whose first and last such payment lie a season apart."""
    who, place = np.unique(t.source[into], return_inverse=True)
    first, last = np.full(len(who), 2**62), np.zeros(len(who), np.int64)
    np.minimum.at(first, place, t.at[into])
    np.maximum.at(last, place, t.at[into])
    return float((last - first >= SEASON).mean())


def roles(parties: Parties, c: Sums) -> list[tuple[Say, list[int]]]:
    t, raw = parties.transfers, parties.scene.transfers
    taken = t.amount[c.into]
    return [
        (TAKES, [c.node]),
        (ACCOUNT, by_money(raw.target[c.into], taken)),
        (PAYER, by_money(t.source[c.into], taken, NAMED)),
    ]


def _finding(parties: Parties, cast: Cast, found: Alike, c: Sums) -> Finding:
    scene, t = parties.scene, parties.transfers
    start, end = int(t.at[c.into[0]]) * 1000, int(t.at[c.into[-1]]) * 1000
    digits, payers, taken = float(found.digits[c.node]), int(found.payers[c.node]), int(t.amount[c.into].sum())
    regular = c.again >= MOSTLY
    score = 0.3 + 0.4 * min(1.0, digits / SURE) + 0.15 * min(1.0, payers / 30) + 0.15 * c.passed
    score *= (0.4 if regular else 1.0) * (FIRM if c.firm else 1.0) * (1 - 0.8 * c.licensed)
    (node,) = scene.snapshot.ids([c.node])
    low, high = int(found.low[c.node]), int(found.high[c.node])
    return Finding(
        "like-sums", told(cast, scene, roles(parties, c)), scene.links(c.into[:SHOWN]), start, end, score,
        saying(
            "{a} 自{since}起 {days} 天内从 {n} 人各收{size}，共{taken}；付款人从不向别处付这样的金额，照全部转账的金额分布，巧合只会有约 {chance} 人{regular}{firm}{licence}。",
            "{a} took {size} from each of {n} people within {days} day(s) from {since}, {taken} in all; they pay such sums nowhere else, and by the sizes of all "
            "transfers chance would make it {chance} of them{regular}{firm}{licence}.",
            a=cast.captions[node], since=day(start), days=(end - start) // DAY + 1, n=payers, taken=yuan(taken), chance=f"{float(found.expected[c.node]):.1g}",
            size=yuan(low) if low == high else saying("{low}至{high}", "{low} to {high}", low=yuan(low), high=yuan(high)),
            regular=Say(f"；{c.again:.0%} 的付款人隔月再付，可能是按期缴费", f"; {c.again:.0%} of them pay again in other months, perhaps a fee") if regular else Say("", ""),
            firm=Say("；收款方是登记企业，也可能是固定售价", "; it is a registered firm: it may be a fixed price") if c.firm else Say("", ""),
            licence=Say(f"；{c.licensed:.0%} 由持牌或备案方收取", f"; {c.licensed:.0%} was taken under a licence or filing") if c.licensed else Say("", ""),
        ),
        {
            "payers": payers, "taken": taken, "low": low, "high": high, "expected": round(float(found.expected[c.node]), 6), "digits": round(digits, 2),
            "again": round(c.again, 4), "passed": round(c.passed, 4), "firm": c.firm, "licensed": round(c.licensed, 4), "links": len(c.into),
        },
        key=node,
    )  # fmt: skip


DETECTOR = Detector(
    "like-sums",
    Say("同额汇集", "sums of one size gathered"),
    Say(
        "多人向同一方支付大小相近、且从不付给别人的金额，远多于巧合",
        "many pay one party sums of one size that they pay nobody else, far more of them than chance would",
    ),
    (
        Param("window", Say("时段", "window"), 180, 0.01, 3660, "d"),
        Param("payers", Say("最少付款人数", "least people paying"), 3, 2, 1e6, ""),
        Param("score", Say("最低分", "least score"), 0.3, 0, 1, ""),
        Param("digits", Say("巧合概率低于 10 的负几次方", "chance below 1 in 10 to the power of"), 0, 0, 300, ""),
    ),
    detect,
)
