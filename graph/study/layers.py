"""Account layers of a group: participants, collection, transfer and sink accounts, each with the figures behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.finding import saying, yuan
from graph.kernels.arrays import I32
from graph.kernels.layers import (  # fmt: skip
    BACK,
    COLLECTION,
    LEVEL,
    MIXED,
    OUTSIDE,
    PARTICIPANT,
    RETURNER,
    SINK,
    TRANSFER,
    LayerRule,
    layers,
)
from graph.say import Say
from graph.snapshot import Snapshot
from graph.study.group import group, told_by

ROLES = {
    -1: Say("未涉及", "outside"),
    0: Say("参与人", "participant"),
    1: Say("归集账户", "collection"),
    2: Say("过渡账户", "transfer"),
    3: Say("沉淀账户", "sink"),
    4: Say("返还账户", "returner"),
    5: Say("混合账户", "mixed"),
}
WHY = {
    PARTICIPANT: ("参与人的账户，资金由此投入", "an account of a participant: the money starts here"),
    COLLECTION: ("收到参与人款项 {received}，多数直接来自参与人；{days} 天内转出 {timely}，故为归集账户", "received {received} of participants' money, most of it from them directly, and passed on {timely} of it within {days} days: a collection account"),
    TRANSFER: ("收到参与人款项 {received}，多数为第 {layer} 手；{days} 天内转出 {timely}，其中返还参与人 {home}，故为过渡账户", "received {received} of participants' money, most of it at hop {layer}, and passed on {timely} within {days} days, {home} of that to participants: a transfer account"),
    SINK: ("收到参与人款项 {received}，{days} 天内只转出 {timely}（不足 {rest}），停留 {resting}，故为沉淀账户", "received {received} of participants' money and passed on only {timely} within {days} days (less than {rest}); {resting} rests: a sink"),
    RETURNER: ("收到参与人款项 {received}；转出的款项中 {home} 付给参与人（不少于 {back}），故为返还账户", "received {received} of participants' money; {home} of what it paid on went to participants ({back} or more): a returner"),
    MIXED: ("收到参与人款项 {received}，但其收入多为他人款项，或本身即为来源之一，故为混合账户", "received {received} of participants' money, but most it received is other people's, or it is a source itself: mixed"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """An account's place; amounts in fen are participants' money, `held` is mean seconds of what was passed on.

    `passed` = `returned` to participants + `circled` to its own or a lower layer + what went on.
    """

    account: int
    owner: int
    layer: int
    role: int
    confidence: float
    received: int
    from_below: int
    passed: int
    timely: int
    returned: int
    circled: int
    resting: int
    held: float | None


def placed(s: Snapshot, accounts: I32, rule: LayerRule | None = None, span: slice | None = None) -> list[Placed]:
    """Every account that the money of a group's participants reached, by layer, then by how much it received."""
    t = s.transfers(span)
    of = group(s, t, accounts)
    told = told_by(t, of)
    found = layers(told, of.participants, rule)
    circled, round_ = np.zeros(s.n, np.int64), (found.step == BACK) | (found.step == LEVEL)
    np.add.at(circled, told.source[round_], found.traced[round_])
    there = np.flatnonzero(found.role != OUTSIDE)
    there = there[np.lexsort((there, -found.received[there], found.layer[there]))]
    return [
        Placed(
            v, int(of.owner[v]), int(found.layer[v]), int(found.role[v]), round(float(found.confidence[v]), 4), int(found.received[v]),
            int(found.from_below[v]), int(found.passed[v]), int(found.timely[v]), int(found.returned[v]), int(circled[v]), int(found.resting[v]),
            None if np.isnan(found.held[v]) else float(found.held[v]),
        )
        for v in there.tolist()
    ]  # fmt: skip


def why(p: Placed, rule: LayerRule) -> Say:
    """Which rule gave an account its role, with the figures that met it."""
    zh, en = WHY[p.role]
    return saying(
        zh, en, received=yuan(p.received), resting=yuan(p.resting), layer=p.layer, days=f"{rule.hold / 86_400:g}",
        timely=_percent(p.timely, p.received), home=_percent(p.returned, p.passed), rest=f"{rule.rest:.0%}", back=f"{rule.back:.0%}",
    )  # fmt: skip


def _percent(part: int, whole: int) -> str:
    return f"{part / max(whole, 1):.1%}"


@dataclass(frozen=True, slots=True)
class Flow:
    """All transfers from the accounts of one layer to those of another, or among those of one; not participants' money alone."""

    source: int
    target: int
    count: int
    amount: int


def flows(s: Snapshot, found: Sequence[Placed], span: slice | None = None) -> list[Flow]:
    """What moved between layers, by layer."""
    layer, there = np.zeros(s.n, np.int64), np.zeros(s.n, np.bool_)
    accounts = [p.account for p in found]
    layer[accounts], there[accounts] = [p.layer for p in found], True
    t = s.transfers(span)
    inside = there[t.source] & there[t.target]
    pairs = np.stack([layer[t.source[inside]], layer[t.target[inside]]], axis=1)
    known, place, count = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    amount = np.zeros(len(known), np.int64)
    np.add.at(amount, place.reshape(-1), t.amount[inside])
    return [Flow(int(a), int(b), int(n), int(fen)) for (a, b), n, fen in zip(known, count, amount, strict=True)]
