"""A snapshot as the reads go over it: made once, then each read touches only the links of the nodes it comes by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.finbench.sides import ANY, Side, side
from graph.freeze import Edges
from graph.kernels.arrays import I32, I64, Csr
from graph.kernels.spans import rows
from graph.snapshot import NEVER, Snapshot

Flags = NDArray[np.bool_]
Ends = tuple[I32, I32, I64, I64]  # of each link: source, target, time, amount


@dataclass(frozen=True, slots=True)
class Words:
    """A text property of nodes: codes into the distinct texts, -1 where not stated."""

    code: I32  # (n,)
    text: list[str]

    def __getitem__(self, node: int) -> str | None:
        code = self.code[node]
        return self.text[code] if code >= 0 else None


@dataclass(frozen=True, slots=True)
class Book:
    """Links by their source or their target, and what the reads want to know of nodes (by number)."""

    snapshot: Snapshot
    paid: Side  # transfers by payer
    taken: Side  # transfers by payee
    spent: Side  # transfers and withdrawals by payer
    drawn: Side  # withdrawals by the card they went to
    lent: Side  # accounts by loan
    borrowed: Side  # loans by the account they were paid to
    repaid: Side  # loans by the account that repaid
    signed: Side  # devices by account
    owns: Csr  # accounts by owner
    applied: Csr  # loans by borrower
    backs: Side  # who is guaranteed, by guarantor
    holds: Side  # enterprises by holder
    blocked: Flags
    person: Flags
    corporate: Flags  # accounts that an enterprise owns
    loan: I64  # fen lent, 0 where not stated
    balance: I64  # fen, 0 where not stated
    opened: I64  # milliseconds, NEVER where not stated
    channel: Words  # of accounts
    device: Words  # what sort of device

    @property
    def n(self) -> int:
        return self.snapshot.n

    def node(self, entity: str) -> I32:
        """The node of an id, as the one of a list."""
        return np.array([self.snapshot.number(entity)], np.int32)

    def names(self, nodes: I32 | I64) -> list[str]:
        """Ids of nodes."""
        return self.snapshot.ids(nodes)

    def owned(self, entity: str) -> I32:
        """Accounts of an owner."""
        return rows(self.owns, self.node(entity))[1]

    def loans(self, borrowers: I32) -> I32:
        """Loans that these applied for."""
        return rows(self.applied, borrowers)[1]


def book(s: Snapshot) -> Book:
    """The reads' arrays. O(n + m log m)."""
    transfers, withdrawals = _ends(s, "TRANSFER"), _ends(s, "WITHDRAW")
    owns, deposits = s.edges("OWNS"), _ends(s, "DEPOSITS")
    corporate = np.zeros(s.n, np.bool_)
    corporate[owns.target[s.is_kind("Enterprise")[owns.source]]] = True
    return Book(
        s, paid=side(s.n, *transfers), taken=side(s.n, *_turned(transfers)), spent=side(s.n, *_ends(s, "TRANSFER", "WITHDRAW")),
        drawn=side(s.n, *_turned(withdrawals)), lent=side(s.n, *deposits), borrowed=side(s.n, *_turned(deposits)),
        repaid=side(s.n, *_ends(s, "REPAYS")), signed=side(s.n, *_turned(_ends(s, "SIGNS_IN"))), owns=_rows(s, "OWNS"),
        applied=_rows(s, "APPLIES_FOR"), backs=side(s.n, *_ends(s, "GUARANTEES", time="valid_from")),
        holds=side(s.n, *_ends(s, "HOLDS_SHARE", time="valid_from")),
        blocked=(s.column("Account", "blocked") == 1) | (s.column("Device", "blocked") == 1),
        person=s.is_kind("Person"), corporate=corporate, loan=_stated(s, "amount"), balance=_stated(s, "balance"),
        opened=s.column("Account", "opened").astype(np.int64), channel=Words(*s.words("Account", "channel")),
        device=Words(*s.words("Device", "type")),
    )  # fmt: skip


def _ends(s: Snapshot, *types: str, time: str = "") -> Ends:
    """Links of these types, at the time that the property named states, or at their own."""
    edges = [s.edges(link) for link in types]
    at = [s.column(link, time).astype(np.int64) for link in types] if time else [_at(e) for e in edges]
    amount = [e.amount if len(e.amount) else np.zeros(len(e.at), np.int64) for e in edges]
    source, target = ([getattr(e, end) for e in edges] for end in ("source", "target"))
    return np.concatenate(source), np.concatenate(target), np.concatenate(at), np.concatenate(amount)


def _at(e: Edges) -> I64:
    return np.where(e.at < 0, ANY, e.at * np.int64(1000) + e.milli)


def _turned(links: Ends) -> Ends:
    """The same with source and target exchanged."""
    source, target, at, amount = links
    return target, source, at, amount


def _stated(s: Snapshot, name: str) -> I64:
    """An amount of loans, 0 where none is stated."""
    values = s.column("Loan", name)
    return np.where(values == NEVER, 0, values).astype(np.int64)


def _rows(s: Snapshot, link: str) -> Csr:
    """Targets of links by their source, whenever."""
    out = s.adjacency(link)[0]
    return Csr(out.start, s.edges(link).target[out.item])
