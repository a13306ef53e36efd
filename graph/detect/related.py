"""Related parties: who stands close to whom by registers, or uses the same device or phone for its accounts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.detect.parties import Parties
from graph.detect.ties import Ties
from graph.kernels.arrays import I32, Csr, csr
from graph.kernels.spans import rows

STAKE = 0.05  # a holding that counts
SHARED = {"SIGNS_IN": 0.8, "HAS_PHONE": 0.8}  # how much it says that two use one; see ties.WEIGHTS


@dataclass(frozen=True, slots=True)
class Bond:
    """How strongly two parties are tied (0 to 1), and the links that say so: their type and number."""

    strength: float
    links: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Users:
    """Parties that use one thing: entry k says that `party[k]` does by link `edge[k]`, things in order."""

    things: Csr  # entries by thing
    parties: Csr  # entries by party
    thing: I32
    party: I32
    edge: I32


class Related:
    """Parties within `hops` ties of a party, or that share a thing which at most `most` use."""

    def __init__(self, parties: Parties, hops: int, most: int) -> None:
        self.parties, self.hops, self.most = parties, hops, most

    @cached_property
    def ties(self) -> Ties:
        return Ties.of(self.parties.scene, STAKE)

    @cached_property
    def users(self) -> dict[str, _Users]:
        return {link: self._users(link) for link in SHARED}

    def to(self, members: I32, since: int) -> dict[int, Bond]:
        """The strongest bond of others to any of these parties, of ties that had not ended by `since` (ms)."""
        bonds: dict[int, Bond] = {}
        for member in members.tolist():
            for other, way in self.ties.ways(member, self.hops, self.most, since).items():
                _add(bonds, other, Bond(way.strength, tuple((self.ties.link[self.ties.type[k]], int(self.ties.edge[k])) for k in way.ties)))  # fmt: skip
            for link, users in self.users.items():
                mine = rows(users.parties, np.array([member]))[1]
                for own in mine[np.diff(users.things.start)[users.thing[mine]] <= self.most].tolist():
                    for k in rows(users.things, users.thing[own : own + 1])[1].tolist():
                        _add(bonds, int(users.party[k]), Bond(SHARED[link], ((link, int(users.edge[own])), (link, int(users.edge[k])))))  # fmt: skip
        for member in members.tolist():
            bonds.pop(member, None)
        return bonds

    def _users(self, link: str) -> _Users:
        scene = self.parties.scene
        edges, n = scene.snapshot.edges(link), scene.snapshot.n
        here = np.flatnonzero(edges.at < (2**31 - 1 if scene.until is None else scene.until)).astype(np.int32)
        ends = (edges.source[here], edges.target[here])
        thing, user = ends if link == "SIGNS_IN" else ends[::-1]
        _, first = np.unique(thing.astype(np.int64) * n + self.parties.of[user], return_index=True)
        thing, party = thing[first], self.parties.of[user[first]]
        return _Users(csr(n, thing), csr(n, party), thing, party, here[first])


def _add(bonds: dict[int, Bond], other: int, bond: Bond) -> None:
    if other not in bonds or bond.strength > bonds[other].strength:
        bonds[other] = bond
