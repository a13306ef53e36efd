"""Groups around accounts that many pay into: those who take the money, those who paid, and where it goes from there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.detect.parties import Parties, moves
from graph.kernels.arrays import F64, I32, I64, Csr, Transfers
from graph.kernels.fan import fan_in
from graph.kernels.spans import rows

LIVES_ON = 0.3  # of all that a node received
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Flow:
    """Fen of a group's money by node, followed in proportion. `lives`: whether it is much of what the node received."""

    nodes: I32  # rising; neither members nor payers
    got: F64
    passed: F64
    lives: Mask
    on: I32  # transfers that carried it

    @property
    def kept(self) -> F64:
        return np.maximum(self.got - self.passed, 0.0)


@dataclass(frozen=True, slots=True)
class Group:
    """`into`: what people paid its members; `home`: what the members paid back to them; both transfers in order of time."""

    hub: int
    members: I32
    payers: I32
    into: I32
    home: I32
    flow: Flow


def groups(parties: Parties, window: int, payers: int, hops: int, small: float) -> Iterator[Group]:
    """A group for each hub that so many people pay within `window` seconds, from the first payment of that time on."""
    fan, of = fan_in(parties.from_public, window, payers), parties.members
    for hub, first in zip(fan.account.tolist(), fan.first.tolist(), strict=True):
        yield around(parties, hub, of.item[of.start[hub] : of.start[hub + 1]], first, (hops, small))


def around(parties: Parties, hub: int, members: I32, first: int, far: tuple[int, float]) -> Group:
    """The group of these parties, from transfer `first` on; `far`: payments that its money is followed for, and of what was
    taken the share that is too little to follow."""
    t = parties.transfers
    into, out = (side[side >= first] for side in moves(t, members))
    into = into[parties.public[t.source[into]]]
    who = np.unique(t.source[into])
    home = out[np.isin(t.target[out], who)]
    hops, small = far
    return Group(hub, members, who, into, home, follow(t, members, who, first, hops, small * int(t.amount[into].sum())))


def follow(t: Transfers, members: I32, payers: I32, first: int, hops: int, least: float) -> Flow:
    """The money that left the members from transfer `first` on, other than to the payers, over so many payments.

    What a node passes on is its share of all that it pays: no more than it got, and no more than any transfer moves.
    It is followed through nodes that live on it: elsewhere it is spent, and so is less than `least`. In proportion,
    because what is asked is who stands to gain, not which fen went where.
    """
    got, passed, income, on = np.zeros(t.n), np.zeros(t.n), np.ones(t.n), [np.empty(0, np.int32)]
    ends = np.zeros(t.n, np.bool_)
    ends[members], ends[payers] = True, True
    front = members.astype(np.int64)
    fresh: F64 = _of_the_public(t, front, payers, first)
    for _ in range(hops):
        which, item = _since(t, t.out.start, t.out.item, front, first)
        amount = t.amount[item].astype(np.float64)
        share = np.minimum(1.0, fresh / np.maximum(np.bincount(which, amount, len(front)), 1.0))
        away = ~ends[t.target[item]]
        which, item = which[away], item[away]
        moved = amount[away] * share[which]
        passed += np.bincount(front[which], moved, t.n)
        arrived = np.bincount(t.target[item], moved, t.n)
        got += arrived
        on.append(item[arrived[t.target[item]] >= least])
        front = np.flatnonzero(arrived >= max(least, 1.0))
        which, item = _since(t, t.into.start, t.into.item, front, first)
        income[front] = np.bincount(which, t.amount[item], len(front))
        front = front[got[front] >= LIVES_ON * income[front]]
        fresh = arrived[front].astype(np.float64)
    nodes = np.flatnonzero(got >= max(least, 1.0)).astype(np.int32)
    return Flow(nodes, got[nodes], passed[nodes], got[nodes] >= LIVES_ON * income[nodes], np.unique(np.concatenate(on)))


def _of_the_public(t: Transfers, members: I64, payers: I32, first: int) -> F64:
    """Fen that each member stands for: of all it paid, the share that its payers' money is of all it received."""
    which, item = _since(t, t.into.start, t.into.item, members, first)
    public = np.isin(t.source[item], payers)
    income = np.bincount(which, t.amount[item], len(members))
    theirs = np.bincount(which[public], t.amount[item][public], len(members))
    which, item = _since(t, t.out.start, t.out.item, members, first)
    paid: F64 = np.bincount(which, t.amount[item], len(members)).astype(np.float64)
    share: F64 = np.where(income > 0, theirs / np.maximum(income, 1.0), 1.0)
    return paid * share


def _since(t: Transfers, start: I64, item: I32, nodes: I64, first: int) -> tuple[I64, I32]:
    """Transfers of the nodes' rows from one on, but for those to oneself, with the place of their node."""
    which, found = rows(Csr(start, item), nodes)
    late = (found >= first) & (t.source[found] != t.target[found])
    return which[late], found[late]
