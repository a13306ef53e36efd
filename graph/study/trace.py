"""Where an account's money may have gone, or come from: every account reached, and the dated transfers that lead there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, Transfers
from graph.kernels.seeds import Seeds
from graph.kernels.trace import LAST, Bounds, Trace, path, trace
from graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Step:
    """One transfer of a way: UTC seconds, fen, node numbers."""

    link: str
    at: int
    source: int
    target: int
    amount: int


@dataclass(frozen=True, slots=True)
class Reached:
    """An account the money may have got to (backwards: come from). `at`: when first; `way` has the fewest transfers."""

    account: int
    hops: int
    at: int
    way: tuple[Step, ...]


def reached(s: Snapshot, accounts: I32, at: int, bounds: Bounds, *, back: bool = False, among: Sequence[int] | None = None) -> list[Reached]:  # fmt: skip
    """Accounts (those `among` some) in reach of what is at `accounts` at second `at`, nearest first, then earliest
    (backwards: latest)."""
    t = s.transfers()
    found = trace(t, accounts, np.full(len(accounts), min(at, LAST)), bounds, backwards=back)
    there = np.setdiff1d(np.flatnonzero(found.nearest >= 0), accounts)
    if among is not None:
        there = np.intersect1d(there, np.array(among, np.int64))
    made = [_reached(s, t, found, int(v)) for v in there]
    return sorted(made, key=lambda r: (r.hops, -r.at if back else r.at, r.account))


def _reached(s: Snapshot, t: Transfers, found: Trace, account: int) -> Reached:
    way = path(found, int(found.nearest[account]))
    return Reached(account, len(way), int(t.at[found.first[account]]), steps(s, t, way))


def ways(s: Snapshot, seeds: Seeds, bounds: Bounds, accounts: Sequence[int], *, back: bool = False) -> dict[int, Reached]:  # fmt: skip
    """Of these accounts those in reach of a sum (one account's, or one transfer, which is then a step of its own)."""
    if not len(seeds.transfer):
        found = reached(s, seeds.account.astype(np.int32), int(seeds.at[0]), bounds, back=back, among=accounts)
        return {r.account: r for r in found}
    t = s.transfers()
    (own,) = steps(s, t, seeds.transfer.astype(np.int32))
    end = own.source if back else own.target
    found = reached(s, np.array([end], np.int32), own.at, bounds, back=back, among=accounts)
    there = {r.account: Reached(r.account, r.hops + 1, r.at, (*r.way, own) if back else (own, *r.way)) for r in found}
    return there | {end: Reached(end, 1, own.at, (own,))}


def steps(s: Snapshot, t: Transfers, way: I32) -> tuple[Step, ...]:
    """Transfers by number as they may be told."""
    links = s.link_ids("TRANSFER", way)
    return tuple(
        Step(link, int(t.at[i]), int(t.source[i]), int(t.target[i]), int(t.amount[i]))
        for link, i in zip(links, way, strict=True)
    )
