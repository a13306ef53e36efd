"""Account layers of a group: participants, collection, transfer and sink accounts, each with the figures behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32
from graph.kernels.layers import OUTSIDE, LayerRule, layers
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


@dataclass(frozen=True, slots=True)
class Placed:
    """An account's place; amounts in fen are participants' money, `held` is mean seconds of what was passed on."""

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
    resting: int
    held: float | None


def placed(s: Snapshot, accounts: I32, rule: LayerRule | None = None, span: slice | None = None) -> list[Placed]:
    """Every account that the money of a group's participants reached, by layer, then by how much it received."""
    t = s.transfers(span)
    of = group(s, t, accounts)
    found = layers(told_by(t, of), of.participants, rule)
    there = np.flatnonzero(found.role != OUTSIDE)
    there = there[np.lexsort((there, -found.received[there], found.layer[there]))]
    return [
        Placed(
            v, int(of.owner[v]), int(found.layer[v]), int(found.role[v]), round(float(found.confidence[v]), 4), int(found.received[v]),
            int(found.from_below[v]), int(found.passed[v]), int(found.timely[v]), int(found.returned[v]), int(found.resting[v]),
            None if np.isnan(found.held[v]) else float(found.held[v]),
        )
        for v in there.tolist()
    ]  # fmt: skip


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
