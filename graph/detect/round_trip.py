"""回流闭环: money that comes back to the one it left, through up to six parties, nearly whole and within days.

Firms that trade in a circle do the same with goods behind each leg, and relatives lend to each other. What tells is
whether those who pass the money on stand close to each other, and whether persons are among them. Contracts between
payer and payee speak against it, and so does a circle of firms alone that has gone on for months. What goes between
one owner's accounts is no leg, and a loan repaid between two is no circle.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import DAY, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.parties import Parties, told
from graph.detect.related import Bond, Related
from graph.detect.scene import Scene
from graph.finding import Finding, day, duration, ranked, saying, yuan
from graph.kernels.arrays import I32, Transfers, transfers
from graph.kernels.cycles import Loop, cycles
from graph.say import Say

ON_RING = Say("环上各方", "on the ring")
ACCOUNT = Say("环上账户", "account on the ring")
LIMIT = 200_000  # cycles looked at
FEWEST = 3  # parties
LASTING, ROUNDS = 90 * DAY, 6  # firms that go on for so long, so often, are likely to trade


@dataclass(frozen=True, slots=True)
class Ring:
    """Rounds of money among the same parties; no transfer is in two. The first came back most nearly whole."""

    parties: tuple[int, ...]  # in the order in which that round's money went
    rounds: list[I32]


@dataclass(frozen=True, slots=True)
class Near:
    """How close those on a ring are (0 to 1), by which bonds, and which share of its legs has a contract behind it."""

    strength: float
    bonds: list[Bond]
    contracts: float


def detect(scene: Scene, values: Values) -> Found:
    parties = Parties(scene)
    t = parties.transfers
    found, truncated = rings(t, values)
    found.sort(key=lambda r: (-sum(int(t.amount[x[0]]) for x in r.rounds), r.parties))
    related, contracts = Related(parties, int(values["hops"]), int(values["most"])), signed(scene)
    near = [closeness(related, contracts, ring, int(t.at[ring.rounds[0][0]]) * 1000) for ring in found[:MOST]]
    cast = scene.cast([n for r in found[:MOST] for _, nodes in roles(parties, r) for n in nodes])
    return Found(
        ranked(_finding(parties, cast, ring, close, values) for ring, close in zip(found, near, strict=False)),
        truncated or len(found) > MOST,
    )


def rings(t: Transfers, values: Values) -> tuple[list[Ring], bool]:
    """Cycles grouped by the parties on them."""
    big = np.flatnonzero((t.amount >= values["least"] * 100) & (t.source != t.target)).astype(np.int32)
    loop = Loop(int(values["parties"]), int(values["window"] * DAY // 1000), values["tolerance"])
    found = cycles(transfers(t.n, t.source[big], t.target[big], t.at[big], t.amount[big]), loop, LIMIT)
    size = np.diff(found.transfers.start)
    groups: dict[tuple[int, ...], list[I32]] = {}
    for k in np.flatnonzero(size >= FEWEST).tolist():
        row = big[found.transfers.item[found.transfers.start[k] : found.transfers.start[k + 1]]]
        groups.setdefault(tuple(sorted(t.source[row].tolist())), []).append(row)
    return [_apart(t, rows) for rows in groups.values()], found.truncated


def _apart(t: Transfers, rows: list[I32]) -> Ring:
    """The quickest rounds that share no transfer, the most nearly whole one first."""
    used: set[int] = set()
    kept = []
    for row in sorted(rows, key=lambda r: (int(t.at[r[-1]]) - int(t.at[r[0]]), r.tolist())):
        if used.isdisjoint(row.tolist()):
            used.update(row.tolist())
            kept.append(row)
    kept.sort(key=lambda r: abs(lost(t, r)))
    return Ring(tuple(t.source[kept[0]].tolist()), kept)


def lost(t: Transfers, row: I32) -> float:
    """The share that did not come back; negative where more did."""
    return 1 - int(t.amount[row[-1]]) / int(t.amount[row[0]])


def signed(scene: Scene) -> dict[int, set[int]]:
    """Contracts that each party signed before the scene's moment."""
    links = scene.snapshot.edges("SIGNED")
    early = scene.snapshot.column("Contract", "signed")[links.target] < scene.until_ms
    contracts: dict[int, set[int]] = {}
    for who, contract in zip(links.source[early].tolist(), links.target[early].tolist(), strict=True):
        contracts.setdefault(who, set()).add(contract)
    return contracts


def closeness(related: Related, contracts: dict[int, set[int]], ring: Ring, since: int) -> Near:
    """Each party's strongest bond to another on the ring, on average; of payer and payee who both signed a paper."""
    bonds = []
    for n in ring.parties:
        to = related.to(np.array([n], np.int32), since)
        bonds += [max((to[o] for o in ring.parties if o in to), key=lambda b: b.strength, default=Bond(0.0, ()))]
    legs = list(pairwise((*ring.parties, ring.parties[0])))
    with_paper = sum(not contracts.get(a, set()).isdisjoint(contracts.get(b, set())) for a, b in legs)
    return Near(float(np.mean([b.strength for b in bonds])), [b for b in bonds if b.links], with_paper / len(legs))


def roles(parties: Parties, ring: Ring) -> Iterable[tuple[Say, list[int]]]:
    raw = parties.scene.transfers
    return (ON_RING, list(ring.parties)), (ACCOUNT, raw.source[ring.rounds[0]].tolist())


def _finding(parties: Parties, cast: Cast, ring: Ring, near: Near, values: Values) -> Finding:
    scene, t = parties.scene, parties.transfers
    rows = np.concatenate(ring.rounds)
    start, end = int(t.at[rows].min()) * 1000, int(t.at[rows].max()) * 1000
    best = ring.rounds[0]
    out, back, took = int(t.amount[best[0]]), int(t.amount[best[-1]]), int(t.at[best[-1]] - t.at[best[0]]) * 1000
    whole = 1 - min(1.0, abs(lost(t, best)) / max(1e-9, values["tolerance"]))
    quick, often = 1 - took / (values["window"] * DAY), min(1.0, len(ring.rounds) / 5)
    persons = int(parties.public[list(ring.parties)].sum())
    trade = persons == 0 and end - start >= LASTING and len(ring.rounds) >= ROUNDS
    family = persons == len(ring.parties) and near.strength > 0.5
    score = 0.1 + 0.2 * whole + 0.1 * quick + 0.1 * often + 0.4 * near.strength + 0.1 * (persons > 0)
    ids = scene.snapshot.ids(ring.parties)
    said = sorted({link for bond in near.bonds for link in bond.links})
    names = [cast.captions[i] for i in ids]
    return Finding(
        "round-trip", told(cast, scene, roles(parties, ring)),
        (*scene.links(rows[: SHOWN // 2]), *(i for link, edge in said[: SHOWN // 2] for i in scene.links([edge], link))), start, end,
        score * (1 - 0.6 * near.contracts) * (0.4 if family or trade else 1.0),
        saying(
            "{out}自 {a} 经 {others} 共 {n} 方、历时{time}回到 {a}，偏差 {gap:.1%}；自{since}起共 {rounds} 次、{sum}；{near}{paper}。",
            "{out} left {a} and came back through {others}, {n} parties in all, within {time}, {gap:.1%} apart; {rounds} time(s) from {since}, {sum} in all; {near}{paper}.",
            out=yuan(out), a=names[0], others=Say("、".join(names[1:]), ", ".join(names[1:])), n=len(names), time=duration(took), gap=abs(lost(t, best)),
            since=day(start), rounds=len(ring.rounds), sum=yuan(sum(int(t.amount[r[0]]) for r in ring.rounds)),
            near=_said(near, family, trade), paper=Say(f"；{near.contracts:.0%} 的环节有合同", f"; {near.contracts:.0%} of the legs have a contract") if near.contracts else Say("", ""),
        ),
        {
            "rounds": len(ring.rounds), "parties": len(names), "out": out, "back": back, "took": took, "sum": sum(int(t.amount[r[0]]) for r in ring.rounds),
            "nearness": round(near.strength, 4), "contracts": round(near.contracts, 4), "persons": persons, "trade": trade, "links": len(rows) + len(said),
        },
        key=",".join(sorted(ids)),
    )  # fmt: skip


def _said(near: Near, family: bool, trade: bool) -> Say:
    if trade:
        return Say(
            "各方均为企业且长期往来，可能是贸易或集团调度，须核对合同与发票",
            "all are firms that have dealt so for long, perhaps in goods or as a group: see contracts and invoices",
        )
    if family:
        return Say(
            "均为个人且互有关联，可能是亲友周转",
            "all are persons who are tied to each other, perhaps relatives or friends",
        )
    if near.bonds:
        return Say(f"其中 {len(near.bonds)} 方互有关联", f"{len(near.bonds)} of them are tied to each other")
    return Say("各方未见关联", "no ties between them are known")


DETECTOR = Detector(
    "round-trip",
    Say("回流闭环", "round trip"),
    Say(
        "资金依次经多方转手，数日内几乎原数回到起点",
        "money passes several parties in turn and is back within days nearly whole",
    ),
    (
        Param("parties", Say("最多经手方", "most parties"), 6, 3, 8, ""),
        Param("window", Say("时限", "time"), 10, 0.01, 366, "d"),
        Param("tolerance", Say("金额偏差", "amounts differ by at most"), 0.05, 0, 1, ""),
        Param("least", Say("起点金额", "least amount"), 10_000, 0, 1e12, "CNY"),
        Param("hops", Say("关联层数", "ties between the two"), 2, 1, 6, ""),
        Param("most", Say("共用者上限", "most that may share one thing"), 20, 2, 1000, ""),
    ),
    detect,
)
