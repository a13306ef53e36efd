"""休眠激活: an account that nobody used for a year takes much money within days.

A deposit that matured, a pension, the price of a home do the same: one payer, often a bank or an insurer, and the
money stays. A card that was sold or lent out takes from many, passes it on at once, and is used from a device that
serves other people's accounts too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import DAY, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.law import laws
from graph.detect.licences import licensed_until
from graph.detect.parties import Parties, by_money, told
from graph.detect.related import Related
from graph.detect.scene import Scene
from graph.finding import Finding, day, ranked, saying, yuan
from graph.kernels.arrays import I32, I64
from graph.kernels.dormant import dormant
from graph.kernels.spans import rows
from graph.say import Say

AWAKE = Say("休眠后启用的账户", "account that woke")
PAYER = Say("付款方", "payer")
PAYEE = Say("去向", "where it went")
SHARE = 0.8  # of the receipts: where so much of them comes from licensed payers, it is likely to be their customer's


@dataclass(frozen=True, slots=True)
class Waking:
    """An account's first days after its sleep; nothing that its owner moved among his own accounts."""

    account: int
    before: int  # transfers
    waking: int
    into: I32
    out: I32
    received: int  # fen
    licensed: float  # share of it that came from licensed payers


def detect(scene: Scene, values: Values) -> Found:
    parties = Parties(scene)
    found = sorted(wakings(parties, values), key=lambda w: (-w.received, w.account))
    related = Related(parties, 1, int(values["most"]))
    cast = scene.cast([n for w in found[:MOST] for _, nodes in roles(parties, w) for n in nodes])
    return Found(ranked(_finding(parties, related, cast, w, values) for w in found[:MOST]), len(found) > MOST)


def wakings(parties: Parties, values: Values) -> list[Waking]:
    """Of each account the waking with the most money."""
    t, scene, window = parties.scene.transfers, parties.scene, int(values["window"] * DAY // 1000)
    woken = dormant(t, int(values["idle"] * DAY // 1000), window, int(values["least"] * 100))
    licensed = licensed_until(scene, laws()["dormant"].licences)
    best: dict[int, Waking] = {}
    for account, before, waking in zip(woken.account.tolist(), woken.before.tolist(), woken.waking.tolist(), strict=True):  # fmt: skip
        into, out = (_days(parties, rows(side, np.array([account]))[1], waking, window) for side in (t.into, t.out))
        received = int(t.amount[into].sum())
        if received >= values["least"] * 100 and received > (best[account].received if account in best else 0):
            best[account] = Waking(account, before, waking, into, out, received, _from(parties, into, licensed))
    return list(best.values())


def _days(parties: Parties, items: I32, waking: int, window: int) -> I32:
    """Of one account's transfers those with others from its waking on for `window` seconds."""
    t = parties.transfers
    inside = (items >= waking) & (t.at[items] - t.at[waking] <= window) & (t.source[items] != t.target[items])
    return np.asarray(items[inside])


def _from(parties: Parties, into: I32, licensed: I64) -> float:
    t = parties.transfers
    good = licensed[t.source[into]] >= t.at[into].astype(np.int64) * 1000
    return float(t.amount[into] @ good / max(1, t.amount[into].sum()))


def roles(parties: Parties, w: Waking) -> list[tuple[Say, list[int]]]:
    t = parties.transfers
    payers, payees = by_money(t.source[w.into], t.amount[w.into]), by_money(t.target[w.out], t.amount[w.out])
    return [(AWAKE, [w.account]), (PAYER, payers), (PAYEE, payees)]


def _finding(parties: Parties, related: Related, cast: Cast, w: Waking, values: Values) -> Finding:
    scene, t = parties.scene, parties.transfers
    start, end = int(t.at[w.waking]) * 1000, int(t.at[np.concatenate([w.into, w.out])].max()) * 1000
    slept = int(t.at[w.waking]) - int(t.at[w.before])
    payers, paid = len(np.unique(t.source[w.into])), int(t.amount[w.out].sum())
    passed = min(1.0, paid / w.received)
    others = {n: b for n, b in related.to(parties.of[w.account : w.account + 1], start).items() if b.links[0][0] == "SIGNS_IN"}  # fmt: skip
    size = min(1.0, np.log10(w.received / max(1.0, values["least"] * 100)))
    score = 0.1 + 0.3 * passed + 0.25 * min(1.0, (payers - 1) / 9) + 0.15 * size + 0.2 * bool(others)
    said = sorted({link for bond in others.values() for link in bond.links})[: SHOWN // 5]
    subjects = told(cast, scene, roles(parties, w))
    moved = np.concatenate([w.into, w.out])
    return Finding(
        "dormant", subjects,
        (*scene.links([w.before, *moved[: SHOWN - SHOWN // 5 - 1]]), *(i for link, edge in said for i in scene.links([edge], link))), start, end,
        score * (0.4 if w.licensed >= SHARE else 1.0),
        saying(
            "账户 {a} 休眠 {slept} 天后，自{since}起 {days} 天内从 {payers} 方入账{received}，同期转出 {passed:.0%}{device}{licence}。",
            "Account {a} slept for {slept} days, then took {received} from {payers} payer(s) within {days} day(s) from {since}; {passed:.0%} of it left meanwhile{device}{licence}.",
            a=cast.captions[subjects[0].id], slept=slept * 1000 // DAY, since=day(start), days=(end - start) // DAY + 1, payers=payers,
            received=yuan(w.received), passed=passed,
            device=Say(f"；登录设备另有 {len(others)} 人共用", f"; its device serves {len(others)} other(s)") if others else Say("", ""),
            licence=Say(f"；{w.licensed:.0%} 来自持牌金融机构", f"; {w.licensed:.0%} came from licensed institutions") if w.licensed else Say("", ""),
        ),
        {
            "slept": slept * 1000, "received": w.received, "paid": paid, "payers": payers, "shared_device": len(others),
            "licensed": round(w.licensed, 4), "links": 1 + len(moved) + len(said),
        },
        key=subjects[0].id,
    )  # fmt: skip


DETECTOR = Detector(
    "dormant",
    Say("休眠激活", "dormant account that woke"),
    Say("长期无交易的账户在数日内大额入账", "an account without any use for long takes much money within days"),
    (
        Param("idle", Say("休眠时间", "time without use"), 365, 1, 36_500, "d"),
        Param("window", Say("时段", "window"), 7, 0.01, 366, "d"),
        Param("least", Say("入账金额", "least received"), 500_000, 0, 1e12, "CNY"),
        Param("most", Say("共用者上限", "most that may share one thing"), 20, 2, 1000, ""),
    ),
    detect,
)
