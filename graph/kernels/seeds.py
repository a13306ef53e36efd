"""Which money a taint begins with: findings about transfers or about what an account held, in the order they apply."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from graph.kernels.arrays import I64, Transfers


def _none() -> I64:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Seeds:
    """`carried[j]` fen of transfer `transfer[j]`, and `held[j]` fen of what `account[j]` held at second `at[j]`.

    A seed is a finding that at least so much is tainted: what other seeds have tainted of it already counts. What it
    adds is marked from the newest money on. An account holds at a second what it has before that second's transfers
    (traced backwards: after them).
    """

    transfer: I64 = field(default_factory=_none)
    carried: I64 = field(default_factory=_none)
    account: I64 = field(default_factory=_none)
    at: I64 = field(default_factory=_none)
    held: I64 = field(default_factory=_none)

    def __len__(self) -> int:
        return len(self.transfer) + len(self.account)


class Marks(NamedTuple):
    """Seeds as a kernel meets them: an account's before transfer `place`, a transfer's (`account` -1) with it."""

    place: I64  # rising, one past the stream behind the last
    account: I64
    amount: I64
    added: I64  # what became tainted by it: written by the kernel


def check(seeds: Seeds, transfers: Transfers) -> None:
    """ValueError: the arrays' lengths, an index, or more fen than a transfer moves."""
    if len(seeds.transfer) != len(seeds.carried) or not len(seeds.account) == len(seeds.at) == len(seeds.held):
        raise ValueError("a seed needs transfer and carried, or account, at and held, of equal lengths")
    for j in np.flatnonzero((seeds.transfer < 0) | (seeds.transfer >= len(transfers.at))):
        raise ValueError(f"seed {j}: transfer {seeds.transfer[j]} of {len(transfers.at)}")
    for j in np.flatnonzero((seeds.carried < 0) | (seeds.carried > transfers.amount[seeds.transfer])):
        moved = transfers.amount[seeds.transfer[j]]
        raise ValueError(f"seed {j}: {seeds.carried[j]} fen of transfer {seeds.transfer[j]}, which moves {moved}")
    for j in np.flatnonzero((seeds.account < 0) | (seeds.account >= transfers.n)):
        raise ValueError(f"seed {len(seeds.transfer) + j}: account {seeds.account[j]} of a graph of {transfers.n}")
    for j in np.flatnonzero(seeds.held < 0):
        raise ValueError(f"seed {len(seeds.transfer) + j}: {seeds.held[j]} fen")


def marks(place: I64, account: I64, amount: I64, m: int) -> tuple[Marks, I64]:
    """The marks of more than nothing in the order a kernel meets them, and the number of the seed that each is."""
    order = np.lexsort((account < 0, place))
    order = order[amount[order] > 0]

    def column(values: I64, end: int) -> I64:
        return np.append(values[order], end).astype(np.int64)

    return Marks(
        column(place, m + 1), column(account, -1), column(amount, 0), np.zeros(len(order) + 1, np.int64)
    ), order


def counted(transfers: Transfers, balance: I64 | None) -> I64:
    """Opening balances, zeros where none are known. ValueError: a negative one or a negative amount."""
    opening = np.zeros(transfers.n, np.int64) if balance is None else np.asarray(balance, np.int64)
    if opening.shape != (transfers.n,):
        raise ValueError(f"opening balances of shape {opening.shape} for {transfers.n} accounts")
    for v in np.flatnonzero(opening < 0):
        raise ValueError(f"account {v} opens with {opening[v]} fen")
    if len(transfers.amount) and transfers.amount.min() < 0:
        raise ValueError(f"transfer {transfers.amount.argmin()} moves {transfers.amount.min()} fen")
    return opening
