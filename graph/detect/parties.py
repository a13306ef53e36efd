"""Parties: accounts seen as those who own them, so that a person with three cards is one payer.

An account that nobody is known to own is a party of its own. Where one account takes the public's money and another
pays it back, both are one hub.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.detect.cast import Cast
from graph.detect.scene import Scene
from graph.finding import Subject
from graph.kernels.arrays import I32, I64, Csr, Transfers, csr, graph
from graph.kernels.components import components
from graph.kernels.returns import agents
from graph.kernels.spans import rows
from graph.say import Say

SHARED = 5  # parties that one was paid by and another pays, before the two can be one hub
MOSTLY = 0.5  # of those whom the other pays
Mask = NDArray[np.bool_]


class Parties:
    """A scene's transfers between parties; transfer i is still edge i, and what stays with a party goes to itself."""

    def __init__(self, scene: Scene) -> None:
        owner = scene.owner
        self.scene = scene
        self.of = np.where(owner >= 0, owner, np.arange(len(owner))).astype(np.int32)  # (n,) party of each account

    @cached_property
    def transfers(self) -> Transfers:
        return merged(self.scene.transfers, self.of)

    @cached_property
    def public(self) -> Mask:
        """(n,) persons, and accounts of which nobody knows whose they are."""
        kinds = self.scene.snapshot.kinds
        return np.asarray(np.isin(self.scene.snapshot.nodes.kind, [kinds.index("Person"), kinds.index("Account")]))

    @cached_property
    def agents(self) -> tuple[I32, I32]:
        """Pairs of a party and one that pays mostly the payers of those who pay it."""
        pair = agents(self.transfers, self.public, SHARED)
        common = np.bincount(pair.agent, pair.shared, minlength=len(self.of))[pair.agent]
        one = common >= MOSTLY * pair.payees
        return pair.hub[one], pair.agent[one]

    @cached_property
    def hub(self) -> I32:
        """(n,) the hub of each party: with it are its agents, and theirs."""
        hub, agent = self.agents
        return components(graph(len(self.of), hub, agent, np.ones(len(hub))))

    @cached_property
    def between_hubs(self) -> Transfers:
        return merged(self.transfers, self.hub)

    @cached_property
    def from_public(self) -> Transfers:
        """Those between hubs, all that the public does not pay turned into transfers to oneself, which count nowhere."""
        return alone(self.between_hubs, self.public[self.transfers.source])

    @cached_property
    def members(self) -> Csr:
        """Parties by hub."""
        return csr(len(self.hub), self.hub)


def merged(t: Transfers, label: I32) -> Transfers:
    """Transfers between what nodes are labelled as."""
    source, target = label[t.source], label[t.target]
    return Transfers(t.n, source, target, t.at, t.amount, csr(t.n, source), csr(t.n, target))


def alone(t: Transfers, kept: Mask) -> Transfers:
    """Of `t` what is `kept` (m,), all else turned into transfers to oneself."""
    target = np.where(kept, t.target, t.source).astype(np.int32)
    return Transfers(t.n, t.source, target, t.at, t.amount, t.out, csr(t.n, target))


def moves(t: Transfers, nodes: I32) -> tuple[I32, I32]:
    """Transfers into these nodes from elsewhere and out of them, each in order of time."""
    inside = np.unique(nodes)
    into, out = rows(t.into, inside)[1], rows(t.out, inside)[1]
    return np.sort(into[~np.isin(t.source[into], inside)]), np.sort(out[~np.isin(t.target[out], inside)])


def told(cast: Cast, scene: Scene, roles: Iterable[tuple[Say, Sequence[int]]]) -> tuple[Subject, ...]:
    """Subjects by role; who has several is told once, in the first."""
    subjects: dict[str, Subject] = {}
    for role, nodes in roles:
        for i in scene.snapshot.ids(nodes):
            subjects.setdefault(i, cast.subject(i, role))
    return tuple(subjects.values())


def covered(t: Transfers, paid: I32, until: I64) -> float:
    """Share of this money that was paid while its payee was licensed (`licences.licensed_until`)."""
    amount = t.amount[paid]
    good = until[t.target[paid]] >= t.at[paid].astype(np.int64) * 1000
    return float(amount @ good / max(1, amount.sum()))


def by_money(nodes: I32, fen: I64, count: int = 10) -> list[int]:
    """The nodes with the most money beside them."""
    who, place = np.unique(nodes, return_inverse=True)
    total = np.zeros(len(who), np.int64)
    np.add.at(total, place, fen)
    return [int(n) for n in who[np.lexsort((who, -total))][:count]]
