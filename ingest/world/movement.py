"""Moves that many stories share: growth in an S, sums per day, layers of accounts, rounded instalments."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ingest.world.flow import PASS, SINK
from ingest.world.plan import DAY, Ints, office_hours
from ingest.world.stage import Stage

Way = tuple[list[Ints], Ints]  # layers of accounts that money passes, and the accounts where it stays


def joins(stage: Stage, n: int, until: float = 0.86) -> Ints:
    """When people come in: slowly, then fast, then hardly any more; early ones first."""
    u = np.clip(stage.rng.logistic(0.5, 0.13, n), 0.01, until)
    days = stage.start + np.sort(u) * (stage.end - stage.start)
    return days.astype(np.int64) // DAY * DAY + office_hours(stage.rng, n)


def lumps(rng: np.random.Generator, n: int, steps: Sequence[int], odds: Sequence[float]) -> Ints:
    """Fen: round lumps for about half of the payers, broken ones (fees kept, interest added) for the others."""
    p = np.array(odds) / sum(odds)
    yuan = np.array(steps)[rng.choice(len(steps), n, p=p)].astype(np.float64)
    style = rng.random(n)
    yuan = np.where(style < 0.42, yuan, yuan * rng.uniform(0.35, 1.25, n))
    step = np.select([style < 0.55, style < 0.72, style < 0.86], [1000.0, 100.0, 1.0], 0.01)
    step = np.minimum(step, np.maximum(yuan, 0.01))
    return np.maximum(np.rint(np.where(style < 0.42, yuan, np.rint(yuan / step) * step) * 100), 100).astype(np.int64)


def slots(stage: Stage, accounts: Ints, at: Ints) -> Ints:
    """Which of several accounts is in use at a time: each for a slot of its own, with some stragglers."""
    span = max(1, stage.end - stage.start)
    place = (at - stage.start) / span * len(accounts) + stage.rng.normal(0, 0.22, len(at))
    return accounts[np.clip(place.astype(np.int64), 0, len(accounts) - 1)]


def sums(accounts: Ints, at: Ints, fen: Ints, every: int) -> tuple[Ints, Ints, Ints]:
    """Per account and period: the account, the last time, the total."""
    key = accounts * (1 << 22) + at // every
    order = np.lexsort((at, key))
    _, index = np.unique(key[order], return_index=True)
    total = np.add.reduceat(fen[order], index) if len(index) else np.zeros(0, dtype=np.int64)
    last = np.append(index[1:], len(order)).astype(np.int64) - 1
    return accounts[order][index], at[order][last], total


def rough(rng: np.random.Generator, fen: Ints) -> Ints:
    """An instalment as a cashier types it: a fifth in round thousands, some in hundreds, many as they come out."""
    style = rng.random(len(fen))
    step = np.select([style < 0.24, style < 0.36, style < 0.58, style < 0.72], [100_000, 10_000, 1_000, 100], 1)
    step = np.where(fen < step * 2, 1, step)
    return np.maximum(fen // step * step, 1)


def layers(stage: Stage, batch: tuple[Ints, Ints, Ints], way: Way, keep: float) -> None:
    """Money leaves in hops of minutes to hours, split and joined, and ends where it stays. `keep`: the most of a
    batch that leaves."""
    rng = stage.rng
    src, at, fen = batch
    through, sinks = way
    fen = (fen * rng.uniform(0.85, 1.0, len(fen)) * keep).astype(np.int64)
    for accounts in through:
        two = rng.random(len(src)) < 0.3
        part = np.where(two, rng.uniform(0.3, 0.7, len(src)), 1.0)
        src = np.concatenate([src, src[two]])
        out = np.concatenate([fen * part, fen[two] * (1 - part[two])]).astype(np.int64)
        at = np.concatenate([at, at[two]]) + rng.integers(300, 9 * 3600, len(src))
        dst = slots(stage, accounts, at)
        out = rough(rng, out)
        stage.draft.add(src, dst, out, at, ("move", PASS))
        src, at, fen = sums(dst, at, out, DAY // 2)
        fen = (fen * rng.uniform(0.96, 1.0, len(fen))).astype(np.int64)
    weight = 1 / (np.arange(len(sinks)) + 1.5)
    dst = sinks[rng.choice(len(sinks), len(src), p=weight / weight.sum())]
    at = at + rng.integers(600, 12 * 3600, len(src))
    stage.draft.add(src, dst, rough(rng, fen), at, ("sink", SINK))


def fund(stage: Stage, pool: Ints, payer: int, at: Ints, fen: Ints) -> None:
    """Before a paying account pays, it is filled from the pool, a week at a time."""
    if not len(at):
        return
    _, last, total = sums(np.full(len(at), payer), at, fen, 7 * DAY)
    first = last - last % (7 * DAY) - stage.rng.integers(3600, 30 * 3600, len(last))
    src = slots(stage, pool, first)
    stage.draft.add(src, payer, rough(stage.rng, total * 103 // 100), first, ("move", PASS))


def round_trips(stage: Stage, ring: Ints) -> None:
    """Related accounts send a sum round and back within days, for turnover that is none."""
    rng = stage.rng
    for _ in range(stage.size(12, 30)):
        trio = rng.choice(ring, 3, replace=False)
        at = int(stage.start + rng.random() * 0.8 * (stage.end - stage.start)) // DAY * DAY + 36_000
        fen = int(np.exp(rng.normal(12.0, 0.7)) * 100)
        for hop in range(3):
            at += int(rng.integers(1_800, 2 * DAY))
            sent = rough(rng, np.array([fen]))
            stage.draft.add(trio[hop], trio[(hop + 1) % 3], sent, at, ("trade", PASS))
            fen = int(sent[0] * rng.uniform(0.97, 1.0))
