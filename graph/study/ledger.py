"""The ledger of a group: what each party paid in, what came back and as what, what is unpaid, each sum to the fen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import yaml

from graph.kernels.arrays import I8, I32, I64, Transfers
from graph.kernels.ledger import (  # fmt: skip
    COMMISSION,
    FEE_IN,
    FEE_OUT,
    INTEREST,
    OTHER_IN,
    PAID_IN,
    PRINCIPAL,
    REFUND,
    UNEXPLAINED,
    Ledger,
    LedgerRule,
    ledger,
)
from graph.ontology import LOADER
from graph.snapshot import Snapshot
from graph.study.group import group

CODES = {"principal": 1, "interest": 2, "commission": 3, "fee": 4, "refund": 5}
COLUMNS = {
    "paid_in": PAID_IN, "fee_in": FEE_IN, "other_in": OTHER_IN, "principal": PRINCIPAL, "refund": REFUND, "interest": INTEREST,
    "commission": COMMISSION, "fee_out": FEE_OUT, "unexplained": UNEXPLAINED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """Fen of one party's dealings with the group; `party` is its owner, or the account where none is known.

    `sums` by name of COLUMNS; `reinvested` of what came back was paid in again and, by the counting rule, is not
    absorbed twice; `transfers` is how many there are.
    """

    party: int
    participant: bool
    sums: dict[str, int]
    reinvested: int
    absorbed: int
    unpaid: int
    transfers: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Money that came back and was paid in again: both transfers and how much of it."""

    party: int
    returned: int
    paid: int
    amount: int


def book(s: Snapshot, accounts: I32, rule: LedgerRule | None = None, span: slice | None = None) -> tuple[list[Party], list[Pair], Ledger]:  # fmt: skip
    """Parties, participants with the most unpaid first; pairs of 复投; the ledger itself, transfer by transfer."""
    t = s.transfers(span)
    first = span.start if span else 0
    of = group(s, t, accounts)
    owner = np.where(of.owner < 0, np.arange(s.n), of.owner).astype(np.int32)
    found = ledger(t, of.inside, owner, said(s, t, of.inside, first), rule)
    people = np.unique(owner[of.participants])
    count = np.bincount(found.party[found.party >= 0], minlength=len(found.sums))
    parties = [
        Party(
            v, bool(np.isin(v, people)), {name: int(found.sums[v, c]) for name, c in COLUMNS.items()}, int(found.again[v].sum()),
            int(found.absorbed[v]), int(found.unpaid[v]), int(count[v]),
        )
        for v in np.flatnonzero(count).tolist()
    ]  # fmt: skip
    pairs = [
        Pair(int(found.party[back]), first + int(back), first + int(paid), int(amount))
        for back, paid, amount in zip(found.pairs.returned, found.pairs.paid, found.pairs.amount, strict=True)
    ]
    return sorted(parties, key=lambda p: (not p.participant, -p.unpaid, p.party)), pairs, found


def said(s: Snapshot, t: Transfers, inside: np.ndarray[tuple[int], np.dtype[np.bool_]], first: int = 0) -> I8:
    """What the memos of the group's transfers say (m,); 0 where nothing, and for everybody else's."""
    codes, memos = s.words("TRANSFER", "memo")
    meaning = np.array([_meaning(memo) for memo in memos] + [0], np.int8)  # not stated: index -1
    told = meaning[codes[first : first + len(t.at)]]
    return np.where(inside[t.source] | inside[t.target], told, 0).astype(np.int8)


def _meaning(memo: str) -> int:
    text = memo.lower()
    return next((CODES[name] for name, words in _words().items() if any(w in text for w in words)), 0)


@cache
def _words() -> dict[str, list[str]]:
    body: dict[str, list[str]] = yaml.load(files("graph.study").joinpath("said.yaml").read_text("utf-8"), LOADER)
    return body


def totals(parties: list[Party]) -> dict[str, int]:
    """The participants' sums together."""
    own = [p for p in parties if p.participant]
    sums = {name: sum(p.sums[name] for p in own) for name in COLUMNS}
    return sums | {
        "reinvested": sum(p.reinvested for p in own),
        "absorbed": sum(p.absorbed for p in own),
        "unpaid": sum(p.unpaid for p in own),
    }


def amounts(found: Ledger) -> I64:
    """Fen by category over all parties."""
    total: I64 = found.sums.sum(axis=0)
    return total
