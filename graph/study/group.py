"""A group under study: its accounts, those who paid into them, and the transfers that tell of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, Transfers, csr
from graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Group:
    """`inside` (n,): the group's accounts; `participants` (n,): accounts of natural persons, or of nobody known, that
    paid into them; `owner` (n,): whose an account is, -1 where nobody is known."""

    inside: NDArray[np.bool_]
    participants: NDArray[np.bool_]
    owner: I32


def group(s: Snapshot, t: Transfers, accounts: I32) -> Group:
    """The group of these accounts. Firms that pay into it are no participants: they may be customers, or its own."""
    inside = np.zeros(s.n, np.bool_)
    inside[accounts] = True
    owner = s.owner
    inner = np.unique(owner[accounts])
    paid = np.zeros(s.n, np.bool_)
    paid[t.source[inside[t.target]]] = True
    person = np.append(s.is_kind("Person"), True)[owner]  # nobody known: index -1
    return Group(inside, paid & person & ~inside & ~np.isin(owner, inner[inner >= 0]), owner)


def told_by(t: Transfers, of: Group) -> Transfers:
    """The transfers without what participants paid to others than the group: that is their own affair."""
    keep = ~of.participants[t.source] | of.inside[t.target]
    source, target = t.source[keep], t.target[keep]
    return Transfers(t.n, source, target, t.at[keep], t.amount[keep], csr(t.n, source), csr(t.n, target))
