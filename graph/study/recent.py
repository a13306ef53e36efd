"""How fresh the data is by its own dates, and what it dates into a span before that."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from graph.kernels.arrays import I64
from graph.snapshot import NEVER, Snapshot

ARRIVING = ("Complaint", "Report", "Post", "Advert")  # kinds that come in as things happen


def dates(s: Snapshot, kind: str, name: str = "at") -> I64:
    """Epoch ms of a kind's dated entities, unordered."""
    values = s.column(kind, name)[s.of_kind(kind)]
    known: I64 = values[values != NEVER].astype(np.int64)
    return known


def as_of(s: Snapshot, sees: Iterable[str], now: int) -> int | None:
    """The latest instant (epoch ms) that anything arriving, or a transfer, is dated at: none after now, which is a slip."""
    kinds = frozenset(sees)
    past = [int(known[known <= now].max(initial=NEVER)) for known in (dates(s, kind) for kind in ARRIVING if kind in kinds)]  # fmt: skip
    if "Account" in kinds:
        at = s.edges("TRANSFER").at  # in order
        before = int(np.searchsorted(at, now // 1000, side="right"))
        past += [int(at[before - 1]) * 1000] if before else []
    return max((one for one in past if one != NEVER), default=None)


def within(known: I64, after: int, until: int) -> int:
    """How many instants are later than one and not later than another."""
    return int(((known > after) & (known <= until)).sum())
