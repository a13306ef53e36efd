"""What if these accounts were frozen, taken over or removed at a moment: who goes unpaid, and what is left to recover."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64
from graph.kernels.recoverable import recoverable
from graph.kernels.resample import intervals, missing_statements
from graph.kernels.whatif import Order, freeze, removal, replay, takeover
from graph.snapshot import Snapshot

ACTIONS = ("freeze", "takeover", "removal")
LATER = (0, 1, 3, 7, 14, 30, 60, 90)  # days after the moment
DAY = 86_400
WHOLE = 2**61  # a claim on all that an account has
DRAWS = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """An account that would have received less (fen): `direct` from those under order, `onward` from others who went
    short; `arrears` what it could not pay itself; `ours` whether it belongs to the owners of the accounts under order,
    `firm` whether to an enterprise: a firm that is not ours is a merchant who is hit without having a part in it.
    `low`, `high`: of what it does not receive, the middle 95 of 100 draws in which statements are missing."""

    account: int
    owner: int
    direct: int
    onward: int
    arrears: int
    ours: bool
    firm: bool
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Later:
    """What waiting leaves: of the money there at first, and all that the accounts then have (fen)."""

    days: int
    left: int
    balance: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`held`: fen on the accounts at the moment; `kept`: what the order keeps there until the last transfer known."""

    held: int
    kept: int
    hits: list[Hit]
    later: list[Later]


def what_if(s: Snapshot, action: str, accounts: I32, at: int, payees: I32, missing: float = 0.1) -> WhatIf:
    """Play the transfers as they were and under the order. Balances start at nothing: see `replay` for what is unseen.

    `missing`: the share of accounts whose statements are left out in each draw, for the intervals.
    """
    t, opening = s.transfers(), np.zeros(s.n, np.int64)
    order = _order(action, accounts, at, payees)
    played = replay(t, opening, order)
    claim = np.zeros(s.n, np.int64)
    claim[accounts] = WHOLE
    after = recoverable(t, opening, claim, np.array([at + DAY * d for d in LATER]))
    inner = np.unique(s.owner[accounts])
    ours = np.isin(s.owner, inner[inner >= 0])
    ours[accounts] = True
    hit = np.flatnonzero(played.direct + played.onward + played.arrears > 0)
    hit = hit[~np.isin(hit, accounts)]

    def drawn(draw: np.random.Generator) -> I64:
        again = replay(missing_statements(t, missing, draw), opening, order)
        lost: I64 = (again.direct + again.onward)[hit]
        return lost

    firm = np.append(s.is_kind("Enterprise"), False)[s.owner]  # nobody known: index -1
    spread = np.rint(intervals(drawn, seed=0, draws=DRAWS, levels=(0.025, 0.975))).astype(np.int64)
    hits = [
        Hit(v, int(s.owner[v]), int(played.direct[v]), int(played.onward[v]), int(played.arrears[v]), bool(ours[v]), bool(firm[v]), int(low), int(high))
        for v, low, high in zip(hit.tolist(), *spread, strict=True)
    ]  # fmt: skip
    later = [Later(d, int(left), int(held)) for d, left, held in zip(LATER, after.left, after.balance, strict=True)]
    return WhatIf(
        int(played.before[accounts].sum()), int(played.balance[accounts].sum()),
        sorted(hits, key=lambda h: (-h.direct - h.onward, h.account)), later,
    )  # fmt: skip


def _order(action: str, accounts: I32, at: int, payees: I32) -> Order:
    if action == "takeover":
        return takeover(at, accounts, payees)
    return freeze(at, accounts) if action == "freeze" else removal(at, accounts)
