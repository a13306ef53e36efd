"""风险传染: how much of what an enterprise has paid in hangs on neighbours that are in trouble already.

In trouble are those whom a register calls abnormal, revoked, dishonest or frozen; such marks carry no date, so a look
at the past takes them as they stand. What hangs on them: guarantees given, shares held, what customers can be expected
to owe, and persons or phones shared, which cost part of a firm and never all. Ordinary trade is taken off the score,
and where nobody knows what was paid in, nothing is measured.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from graph.detect.cast import Cast
from graph.detect.detector import DAY, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.guarantee_ring import sureties
from graph.detect.scene import Scene
from graph.finding import Finding, ranked, saying, yuan
from graph.kernels.arrays import F64, I32, I64, Csr, csr, graph
from graph.kernels.debtrank import debtrank
from graph.kernels.spans import rows
from graph.say import Say
from graph.snapshot import NEVER

EXPOSED = Say("受波及企业", "exposed enterprise")
NEIGHBOUR = Say("敞口对方", "what it is exposed to")
ORIGIN = Say("风险源", "in trouble already")
KINDS = {  # how one is exposed to another: the link that says so, and its name
    "guarantee": ("GUARANTEES", Say("担保", "guarantees")),
    "share": ("HOLDS_SHARE", Say("持股", "shares")),
    "holder": ("HOLDS_SHARE", Say("同一控股方", "a controlling holder")),
    "person": ("LEGAL_REP_OF", Say("同一法定代表人", "a legal representative")),
    "phone": ("HAS_PHONE", Say("共用电话", "a shared phone")),
    "trade": ("TRANSFER", Say("应收货款", "receivables")),
}
CODES, LINKS = list(KINDS), sorted({link for link, _ in KINDS.values()})
SOFT = [CODES.index(name) for name in ("holder", "person", "phone")]
TYPES = np.int32, np.int32, np.int64, np.int32, np.int32, np.int32
REVOKED = re.compile("吊销|异常|失信|revoked|abnormal", re.IGNORECASE)
CONTROL = 0.5  # of a firm's shares
CROWD = 20  # who share a phone or a person with more share nothing that tells
OFTEN = 3  # payments that make a customer
MUCH = 7  # digits of yuan at risk
NAMED = 10  # neighbours
STEPS = 6  # back to a risk's origin
YEAR = 365 * 86_400
Mask = NDArray[np.bool_]
Rows = tuple[NDArray[np.integer], NDArray[np.integer], NDArray[np.number], str, NDArray[np.integer]]


@dataclass(frozen=True, slots=True)
class Exposures:
    """Row i: `holder[i]` loses `fen[i]` when `on[i]` fails, as `edge[i]` of a link says (of several, one)."""

    holder: I32
    on: I32
    fen: I64
    kind: I32  # place in KINDS
    link: I32  # place in LINKS
    edge: I32

    def take(self, rows: Mask | I64) -> Exposures:
        return Exposures(*(getattr(self, f.name)[rows] for f in fields(self)))


@dataclass(frozen=True, slots=True)
class State:
    """Of each node (n,): fen that it can lose, 0 where nobody knows; its own trouble, and what others' adds, 0 to 1."""

    capacity: I64
    shock: F64
    added: F64
    passed: F64  # of all its distress, what it hands on

    def lost(self, of: Exposures) -> F64:
        """Fen that exposures take: no more than their holder can lose."""
        most = np.where(self.capacity[of.holder] > 0, self.capacity[of.holder], of.fen)
        return np.minimum(of.fen, most) * self.passed[of.on]


def detect(scene: Scene, values: Values) -> Found:
    held = exposures(scene, means(scene), values["part"], values["days"])
    state = spread(held, means(scene), trouble(scene))
    able = scene.snapshot.is_kind("Enterprise") & (state.capacity > 0)
    hit = np.flatnonzero(able & (state.added >= values["share"]))
    hit = hit[np.argsort(-(state.added * state.capacity)[hit], kind="stable")]
    by = csr(scene.snapshot.n, held.holder)
    cases = [(int(n), *_reasons(held, by, state, int(n))) for n in hit[:MOST]]
    cast = scene.cast({n for who, mine, origins in cases for n in (who, *held.on[mine], *origins)})
    return Found(ranked(_finding(scene, cast, held, state, case) for case in cases), len(hit) > MOST)


def means(scene: Scene) -> I64:
    """(n,) what each enterprise has paid in, or where that is nothing has promised to; 0 where nobody knows."""
    paid, promised = (np.maximum(scene.snapshot.column("Enterprise", name), 0).astype(np.int64) for name in ("paid_capital", "capital"))  # fmt: skip
    return np.where(paid > 0, paid, promised)


def trouble(scene: Scene) -> F64:
    """(n,) 1 where a register has a mark against an enterprise or a person; else the share of its accounts that are frozen."""
    snapshot, column = scene.snapshot, scene.snapshot.column
    states, texts = snapshot.words("Enterprise", "status")
    marked = np.array([*(REVOKED.search(text) is not None for text in texts), False])[states]
    for kind, name in (
        ("Enterprise", "abnormal"),
        ("Enterprise", "blocked"),
        ("Person", "blocked"),
        ("Person", "dishonest"),
    ):
        marked |= snapshot.is_kind(kind) & (column(kind, name) == 1)
    held = np.flatnonzero(snapshot.is_kind("Account") & (scene.owner >= 0))
    number, frozen = (np.bincount(scene.owner[some], minlength=snapshot.n) for some in (held, held[column("Account", "blocked")[held] == 1]))  # fmt: skip
    return np.where(marked, 1.0, frozen / np.maximum(number, 1))


def spread(held: Exposures, capacity: I64, shock: F64) -> State:
    """Distress handed from each to those exposed to it, once (DebtRank); who has paid in nothing that is known can lose
    what it is exposed with."""
    nodes, place = np.unique(np.concatenate([held.holder, held.on]), return_inverse=True)
    holder, on = place[: len(held.fen)].astype(np.int32), place[len(held.fen) :].astype(np.int32)
    own = np.bincount(holder, held.fen, len(nodes)).astype(np.int64)
    able = np.maximum(np.where(capacity[nodes] > 0, capacity[nodes], own), 1)
    found = debtrank(graph(len(nodes), holder, on, held.fen.astype(np.float64)), able, shock[nodes])
    added, passed = np.zeros(len(shock)), np.zeros(len(shock))
    added[nodes], passed[nodes] = found.level - shock[nodes], found.passed
    return State(capacity, shock, added, passed)


def exposures(scene: Scene, capacity: I64, part: float, days: float) -> Exposures:
    """All that enterprises stand to lose on others at the scene's moment. A shared holder, person or phone is `part` of
    a firm, whoever shares it with how many."""
    snapshot, column = scene.snapshot, scene.snapshot.column
    now = min(scene.until_ms, int(scene.transfers.at.max(initial=0)) * 1000 + 1000)
    firm, able = snapshot.is_kind("Enterprise"), np.asarray(capacity * part, np.float64)
    given = sureties(scene)
    given = given.take(given.end > now)
    made: list[Rows] = [(given.source, given.target, given.amount, "guarantee", given.edge)]
    share, ratio = snapshot.edges("HOLDS_SHARE"), column("HOLDS_SHARE", "ratio")
    k = in_force(scene, "HOLDS_SHARE", now)
    worth = np.nan_to_num(ratio) * capacity[share.target]
    for name in ("subscribed", "paid"):
        worth = np.where(column("HOLDS_SHARE", name) > 0, column("HOLDS_SHARE", name), worth)
    made.append((share.source[k], share.target[k], worth[k], "share", k))
    k = k[ratio[k] > CONTROL]
    made.append((share.target[k], share.source[k], able[share.target[k]], "holder", k))
    made.append(together(share.target[k], share.source[k], able, "holder", k))
    rep, k = snapshot.edges("LEGAL_REP_OF"), in_force(scene, "LEGAL_REP_OF", now)
    made.append((rep.target[k], rep.source[k], able[rep.target[k]], "person", k))
    made.append(together(rep.target[k], rep.source[k], able, "person", k))
    has = snapshot.edges("HAS_PHONE")
    k = np.flatnonzero(firm[has.source])
    made += [together(has.source[k], has.target[k], able, "phone", k), trade(scene, firm, now // 1000, days)]
    columns = [
        (holder, on, fen, np.full(len(edge), CODES.index(name)), np.full(len(edge), LINKS.index(KINDS[name][0])), edge)
        for holder, on, fen, name, edge in made
    ]
    all_ = Exposures(*(np.concatenate(c).astype(t) for c, t in zip(zip(*columns, strict=True), TYPES, strict=True)))
    all_ = all_.take((all_.fen > 0) & (all_.holder != all_.on) & firm[all_.holder])
    pair = np.where(
        np.isin(all_.kind, SOFT), all_.holder * np.int64(snapshot.n) + all_.on, -1 - np.arange(len(all_.fen))
    )
    order = np.argsort(-all_.fen, kind="stable")
    return all_.take(
        np.sort(order[np.unique(pair[order], return_index=True)[1]])
    )  # of what two share, one thing counts


def together(firm: I32, thing: I32, able: F64, kind: str, edge: I64) -> Rows:
    """Firms that share a thing with a few others, each exposed to each in equal parts."""
    users = csr(int(thing.max(initial=-1)) + 1, thing)
    number = np.diff(users.start)
    shared = np.flatnonzero((number > 1) & (number <= CROWD))
    which, one = rows(users, shared)
    pair, other = rows(users, shared[which])
    holder = firm[one[pair]]
    return holder, firm[other], able[holder] / (number[shared[which[pair]]] - 1), kind, edge[one[pair]]


def in_force(scene: Scene, link: str, now: int) -> I64:
    """Links begun before the scene's moment that had not ended by `now` (epoch ms)."""
    begin, end = (scene.snapshot.column(link, name) for name in ("valid_from", "valid_to"))
    return np.flatnonzero((begin < scene.until_ms) & ((end == NEVER) | (end > now)))


def trade(scene: Scene, firm: Mask, now: int, days: float) -> Rows:
    """Of each firm that paid another three times or more within a year, what it can be expected to owe it."""
    t, owner = scene.transfers, scene.owner
    k = np.arange(np.searchsorted(t.at, now - YEAR), len(t.at))
    customer, seller = owner[t.source[k]], owner[t.target[k]]
    good = (customer >= 0) & (seller >= 0) & firm[customer] & firm[seller] & (customer != seller)
    k, pair = k[good], customer[good].astype(np.int64) << 32 | seller[good]
    pairs, last, place, number = np.unique(pair[::-1], return_index=True, return_inverse=True, return_counts=True)
    total = np.zeros(len(pairs), np.int64)
    np.add.at(total, place, t.amount[k[::-1]])
    often = number >= OFTEN
    fen = (total * (days * DAY / 1000 / YEAR)).astype(np.int64)
    return (pairs & 0xFFFFFFFF)[often], (pairs >> 32)[often], fen[often], "trade", k[::-1][last][often]


def _reasons(held: Exposures, by: Csr, state: State, who: int) -> tuple[I64, list[int]]:
    """What takes most from a node, most first, and where that trouble began."""

    def worst(node: int) -> I64:
        mine = by.item[by.start[node] : by.start[node + 1]].astype(np.int64)
        lost = state.lost(held.take(mine))
        return mine[np.argsort(-lost, kind="stable")][: int((lost > 0).sum())]

    mine, origins = worst(who), dict[int, None]()
    for row in mine[:NAMED].tolist():
        node = int(held.on[row])
        for _ in range(STEPS):
            if state.shock[node] > 0 and node != who:
                origins[node] = None
                break
            further = worst(node)
            if not len(further):
                break
            node = int(held.on[further[0]])
    return mine, list(origins)


def _finding(scene: Scene, cast: Cast, held: Exposures, state: State, case: tuple[int, I64, list[int]]) -> Finding:
    who, mine, origins = case
    of = held.take(mine)
    lost = state.lost(of)
    able, added = int(state.capacity[who]), float(state.added[who])
    traded = float(lost[of.kind == CODES.index("trade")].sum() / max(1.0, lost.sum()))
    ids = scene.snapshot.ids
    (subject,), near, source = ids([who]), ids(of.on[:NAMED]), ids(np.array(origins, np.int64))
    roles = dict.fromkeys(near, NEIGHBOUR) | dict.fromkeys(source, ORIGIN)
    ways = [
        saying("因{how}对 {a} 的敞口{fen}", "{fen} on {a} by {how}", how=KINDS[CODES[int(of.kind[k])]][1], a=cast.captions[i], fen=yuan(int(of.fen[k])))
        for k, i in enumerate(near[:3])
    ]  # fmt: skip
    links = [i for k in range(min(len(mine), SHOWN)) for i in scene.links([int(of.edge[k])], LINKS[int(of.link[k])])]
    return Finding(
        "contagion", (cast.subject(subject, EXPOSED), *(cast.subject(i, role) for i, role in roles.items())), tuple(dict.fromkeys(links)),
        None, None, added * (1 - 0.5 * traded) * (0.4 + 0.6 * min(1.0, np.log10(1 + added * able / 100) / MUCH)),
        saying(
            "{a} 的资本{able}中约 {share:.0%} 可能受风险方波及：{ways}；风险源为 {source}。",
            "About {share:.0%} of the capital of {a} ({able}) hangs on others in trouble: {ways}; it begins with {source}.",
            a=cast.captions[subject], able=yuan(able), share=added, ways=_listed(ways),
            source=_listed([Say(*(cast.captions[i],) * 2) for i in source[:3]]),
        ),
        {
            "capital": able, "at_risk": int(added * able), "share": round(added, 4), "trade": round(traded, 4), "origins": len(origins),
            "by_kind": {name: int(lost[of.kind == k].sum()) for k, name in enumerate(CODES) if (of.kind == k).any()}, "links": len(mine),
        },
        key=subject,
    )  # fmt: skip


def _listed(parts: list[Say]) -> Say:
    return Say("、".join(p.zh for p in parts), ", ".join(p.en for p in parts))


DETECTOR = Detector(
    "contagion",
    Say("风险传染", "contagion of risk"),
    Say("企业因担保、持股、货款或共用人员电话，对已出问题的企业或个人有较大敞口",
        "an enterprise is heavily exposed, by guarantees, shares, receivables or shared persons and phones, to others in trouble"),
    (
        Param("share", Say("资本受波及的比例", "share of capital at risk"), 0.3, 0.01, 1, ""),
        Param("days", Say("货款账期", "days until a customer pays"), 60, 0, 730, "d"),
        Param("part", Say("共用人员的影响", "what a shared person may cost of a firm"), 0.2, 0, 1, ""),
    ),
    detect,
)  # fmt: skip
