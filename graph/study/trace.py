"""Where an account's money may have gone, or come from: every account reached, and the dated transfers that lead there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, Transfers
from graph.kernels.trace import Bounds, Trace, path, trace
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


def reached(s: Snapshot, accounts: I32, at: int, bounds: Bounds, *, back: bool = False) -> list[Reached]:
    """Accounts in reach of what is at `accounts` at second `at`, nearest first, then earliest (backwards: latest)."""
    t = s.transfers()
    found = trace(t, accounts, np.full(len(accounts), at), bounds, backwards=back)
    there = np.setdiff1d(np.flatnonzero(found.nearest >= 0), accounts)
    made = [_reached(s, t, found, int(v)) for v in there]
    return sorted(made, key=lambda r: (r.hops, -r.at if back else r.at, r.account))


def _reached(s: Snapshot, t: Transfers, found: Trace, account: int) -> Reached:
    way = path(found, int(found.nearest[account]))
    return Reached(account, len(way), int(t.at[found.first[account]]), steps(s, t, way))


def steps(s: Snapshot, t: Transfers, way: I32) -> tuple[Step, ...]:
    """Transfers by number as they may be told."""
    links = s.link_ids("TRANSFER", way)
    return tuple(
        Step(link, int(t.at[i]), int(t.source[i]), int(t.target[i]), int(t.amount[i]))
        for link, i in zip(links, way, strict=True)
    )
