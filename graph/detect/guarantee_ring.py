"""担保圈、担保链: enterprises that stand surety for one another in a ring, or one for the next far beyond their means.

A parent that guarantees its subsidiaries, and an owner who guarantees his own firm, are ordinary: such guarantees make
no chain, and a ring within one group scores lower. Guarantees count together only where they held at the same time;
what has since run out scores lower.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graph.detect.cast import Cast
from graph.detect.detector import DAY, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.scene import EVER, Scene
from graph.finding import Finding, day, ranked, saying, yuan
from graph.kernels.arrays import I32, I64, Graph, csr, graph
from graph.kernels.chains import heaviest_chains
from graph.kernels.components import components, strong_components
from graph.kernels.spans import rows
from graph.say import Say
from graph.snapshot import NEVER

MEMBER = Say("互保成员", "in the ring")
BACKER = Say("担保人", "guarantor")
BACKED = Say("被担保人", "guaranteed")
CONTROL = 0.5  # who holds more is a parent
FLOORS = 8  # of parents above parents
MONTH = 30 * DAY
RING = Say("互保成圈", "stand surety for one another in a ring")
CHAIN = Say("依次担保成链", "stand surety for one another in a chain")
NONE = Say("", "")
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sureties:
    """Row i: `source[i]` stands surety for `target[i]` from `begin[i]` to `end[i]` (epoch ms), which may be for ever."""

    source: I32
    target: I32
    amount: I64  # fen, 0 where not stated
    begin: I64
    end: I64
    edge: I32

    def take(self, chosen: Mask | I64) -> Sureties:
        return Sureties(*(getattr(self, f.name)[chosen] for f in fields(self)))


@dataclass(frozen=True, slots=True)
class Pattern:
    """Rows that held together at one moment, in a chain one after the other. `key`: what it has in common with what it
    grows from."""

    key: tuple[str, int]
    rows: I64
    sum: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Who they are that give guarantees. `own`: by row, given by a parent or by who represents the debtor."""

    own: Mask
    top: I32  # (n,) who stands above all others in each one's group
    capital: I64  # (n,) fen paid in, NEVER where not stated


def detect(scene: Scene, values: Values) -> Found:
    of = sureties(scene)
    standing = stands(scene, of)
    chosen = [
        one for one in patterns(of, ~standing.own, int(values["links"]))
        if one.key[0] == "ring" or beyond(of, one, standing, values["times"])
    ]  # fmt: skip
    chosen = sorted(chosen, key=lambda one: (-one.sum, one.key))
    cast = scene.cast(n for one in chosen[:MOST] for n in (*of.source[one.rows], *of.target[one.rows]))
    found = (_finding(scene, cast, of, one, standing, values["times"]) for one in chosen[:MOST])
    return Found(ranked(found), len(chosen) > MOST)


def sureties(scene: Scene) -> Sureties:
    """Guarantees begun before the scene's moment, for a debtor or for who applied for the loan that is guaranteed."""
    snapshot, column = scene.snapshot, scene.snapshot.column
    links, applied = snapshot.edges("GUARANTEES"), snapshot.edges("APPLIES_FOR")
    amount, begin, end = (column("GUARANTEES", name).astype(np.int64) for name in ("amount", "valid_from", "valid_to"))
    by_loan = csr(snapshot.n, applied.target)
    row, place = rows(by_loan, links.target)
    loan, edge = links.target[row], np.arange(len(amount), dtype=np.int32)
    direct = edge[~snapshot.is_kind("Loan")[links.target]]
    lent, worth, repaid = (column("Loan", name).astype(np.int64)[loan] for name in ("paid_out", "amount", "repaid"))
    all_ = Sureties(
        links.source[np.concatenate([direct, edge[row]])], np.concatenate([links.target[direct], applied.source[place]]),
        np.concatenate([amount[direct], np.where(amount[row] == NEVER, worth, amount[row])]),
        np.concatenate([begin[direct], np.where(begin[row] == NEVER, lent, begin[row])]),
        np.concatenate([end[direct], np.where(end[row] == NEVER, repaid, end[row])]), np.concatenate([direct, edge[row]]),
    )  # fmt: skip
    all_ = replace(all_, amount=np.maximum(all_.amount, 0), end=np.where(all_.end == NEVER, EVER, all_.end))
    return all_.take((all_.begin < scene.until_ms) & (all_.source != all_.target))


def stands(scene: Scene, of: Sureties) -> Standing:
    share, parent = scene.snapshot.edges("HOLDS_SHARE"), np.full(scene.snapshot.n, -1, np.int32)
    most = (scene.snapshot.column("HOLDS_SHARE", "ratio") > CONTROL) & (share.source != share.target)
    parent[share.target[most]] = share.source[most]
    rep = scene.snapshot.edges("LEGAL_REP_OF")
    pairs = (rep.source.astype(np.int64) << 32) | rep.target
    own = np.isin((of.source.astype(np.int64) << 32) | of.target, pairs)
    above, top = of.target, np.arange(len(parent), dtype=np.int32)
    for _ in range(FLOORS):
        above = np.where(above >= 0, parent[above], -1)
        own = own | (above == of.source)
        top = np.where(parent[top] >= 0, parent[top], top)
    return Standing(own, top, scene.snapshot.column("Enterprise", "paid_capital").astype(np.int64))


def patterns(of: Sureties, linked: Mask, links: int) -> list[Pattern]:
    """Of each ring, and of each group without one, what was heaviest at the end of some month's guarantees; chains are
    of `links` or more of those that are `linked`."""
    nodes, place = np.unique(np.concatenate([of.source, of.target]), return_inverse=True)
    source, target = place[: len(of.source)].astype(np.int32), place[len(of.source) :].astype(np.int32)
    ever = _graph(len(nodes), source, target)
    names = {"ring": strong_components(ever), "chain": components(ever)}
    best: dict[tuple[str, int], Pattern] = {}
    for kind, some in _moments(of, source, target, len(nodes), linked, links):
        key = kind, int(nodes[names[kind][source[some[0]]]])
        total = int(of.amount[some].sum())
        if key not in best or total > best[key].sum:
            best[key] = Pattern(key, some, total)
    return list(best.values())


def _moments(of: Sureties, source: I32, target: I32, n: int, linked: Mask, links: int) -> Iterator[tuple[str, I64]]:
    """Rings, then chains, among what held when the last guarantee of each month began."""
    stated = np.sort(of.begin[of.begin != NEVER])
    last = np.flatnonzero(np.diff(stated // MONTH, append=np.iinfo(np.int64).max))
    for moment in stated[last].tolist() or [0]:
        live = np.flatnonzero((of.begin <= moment) & (of.end > moment))
        part = strong_components(_graph(n, source[live], target[live]))
        a, b = part[source[live]], part[target[live]]
        inner = live[a == b]
        order = inner[np.argsort(part[source[inner]], kind="stable")]
        yield from (
            ("ring", some) for some in np.split(order, np.flatnonzero(np.diff(part[source[order]])) + 1) if len(some)
        )
        outer = (a != b) & linked[live]
        chains = heaviest_chains(n, a[outer], b[outer], of.amount[live[outer]], links)
        yield from (("chain", live[outer][chains.item[i:j]]) for i, j in pairwise(chains.start.tolist()))


def _graph(n: int, source: I32, target: I32) -> Graph:
    return graph(n, source, target, np.ones(len(source)))


def beyond(of: Sureties, one: Pattern, standing: Standing, times: float) -> bool:
    """Whether the sum is so many times what the guarantors have paid in, as far as that is known."""
    capital = paid_in(of, one, standing)
    return capital is not None and one.sum >= times * capital


def paid_in(of: Sureties, one: Pattern, standing: Standing) -> int | None:
    """Fen that the guarantors have paid in; None where it is known of none."""
    stated = standing.capital[np.unique(of.source[one.rows])]
    stated = stated[stated != NEVER]
    return int(stated.sum()) if len(stated) else None


def _finding(scene: Scene, cast: Cast, of: Sureties, one: Pattern, standing: Standing, times: float) -> Finding:
    mine, ring, capital, ids = of.take(one.rows), one.key[0] == "ring", paid_in(of, one, standing), scene.snapshot.ids
    order = dict.fromkeys(mine.source.tolist()) | dict.fromkeys(mine.target.tolist())  # from one to the next
    members = ids(list(order))
    backers = set(ids(np.unique(mine.source)))
    group = bool((standing.top[list(order)] == standing.top[mine.source[0]]).all())
    begin, end = int(mine.begin.max()), int(mine.end.min())
    ended = end <= min(scene.until_ms, max(int(scene.transfers.at.max(initial=0)) * 1000, int(of.begin.max())))
    heavy = 0.3 if capital is None else min(1.0, one.sum / (5 * times * max(1, capital)))
    score = (
        (0.1 + 0.3 * ring + 0.3 * min(1.0, len(members) / 10) + 0.3 * heavy)
        * (0.5 if group else 1)
        * (0.6 if ended else 1)
    )
    return Finding(
        "guarantee-ring", tuple(cast.subject(i, MEMBER if ring else BACKER if i in backers else BACKED) for i in members),
        scene.links(np.unique(mine.edge)[:SHOWN], "GUARANTEES"), None if begin == NEVER else begin, None if end == EVER else end, score,
        saying(
            "{names}等 {n} 家{how}，共 {m} 笔担保{sum}，{capital}{since}{group}{ended}。",
            "{n} parties, among them {names}, {how}: {m} guarantee(s) of {sum}, {capital}{since}{group}{ended}.",
            names=Say(*(mark.join(cast.captions[i] for i in members[:4]) for mark in ("、", ", "))), n=len(members), how=RING if ring else CHAIN,
            m=len(one.rows), sum=yuan(one.sum), capital=_means(one.sum, capital),
            since=saying("，自{day}起同时有效", ", all in force from {day}", day=day(begin)) if begin != NEVER else NONE,
            group=Say("；均属同一集团", "; all of one group") if group else NONE,
            ended=Say("；部分现已到期", "; some have since run out") if ended else NONE,
        ),
        {
            "ring": ring, "members": len(members), "guarantees": len(one.rows), "sum": one.sum, "capital": capital, "group": group,
            "ended": ended, "links": len(np.unique(mine.edge)),
        },
        key=f"{one.key[0]} {ids([one.key[1]])[0]}",
    )  # fmt: skip


def _means(total: int, capital: int | None) -> Say:
    if capital is None:
        return Say("担保人实缴资本不详", "what the guarantors have paid in is not known")
    if capital == 0:
        return Say("而担保人实缴资本为零", "while the guarantors have paid in nothing")
    return saying("为担保人实缴资本{capital}的 {times:.1f} 倍", "{times:.1f} times the {capital} that the guarantors have paid in",
                  capital=yuan(capital), times=total / capital)  # fmt: skip


DETECTOR = Detector(
    "guarantee-ring",
    Say("担保圈、担保链", "ring or chain of guarantees"),
    Say("企业或个人相互担保成圈，或依次担保成链且金额超过担保人实缴资本",
        "enterprises or persons guarantee one another in a ring, or one the next in a chain beyond what the guarantors have paid in"),
    (
        Param("links", Say("担保链最少笔数", "least guarantees in a chain"), 3, 2, 20, ""),
        Param("times", Say("担保链金额为实缴资本的倍数", "sum of a chain in paid-in capital"), 1, 0.01, 1000, ""),
    ),
    detect,
)  # fmt: skip
