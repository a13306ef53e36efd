"""Core members as persons: who gets a group's money, pays it back, brought the people, works the accounts, holds the firms.

An account's place in the network says where money crosses; it does not say who gives the orders, and a straw holder's
account is as central as any. So persons are ranked by what registers, devices, member lists and the money say of them
together, by the rule of the detector of core members, for whatever accounts a case begins with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from graph.detect.core_members import ROLES as MEASURES
from graph.detect.core_members import SMALL, Known, close, rank
from graph.detect.groups import LIVES_ON, Flow, around
from graph.detect.parties import Parties
from graph.detect.scene import Scene
from graph.kernels.arrays import I32, Transfers
from graph.kernels.layers import layers
from graph.snapshot import Snapshot
from graph.study.group import group, told_by

IN_FEN = ("kept", "paid", "earned")  # of the measures; the others are counts
__all__ = ("IN_FEN", "MEASURES", "Person", "people")


@dataclass(frozen=True, slots=True)
class Person:
    """A person (or an account of nobody known) close to a group's money. `score`: 1 for the first; `role`: what he comes
    first by, of core_members.ROLES; `measures`: his fen or count by each."""

    person: int
    score: float
    role: str
    measures: Mapping[str, int]


class Bare(Scene):
    """A scene of a snapshot alone; what would ask the graph fails."""

    def __init__(self, s: Snapshot, until: int | None = None) -> None:
        view: Any = None
        super().__init__(view, s.lake, until)
        self.__dict__["snapshot"] = s


def people(s: Snapshot, accounts: I32, span: slice | None = None) -> list[Person]:
    """Persons around a group's accounts, and around those that pay its participants for them, by all that is known."""
    at = s.edges("TRANSFER").at
    first, last = (span.start, span.stop) if span else (0, len(at))
    parties = Parties(Bare(s, int(at[last]) if last < len(at) else None))
    hub, agent = parties.agents
    taking = np.unique(parties.of[accounts])
    members = np.union1d(taking, agent[np.isin(hub, taking)]).astype(np.int32)
    of = around(parties, -1, members, first, (0, SMALL))
    theirs = np.flatnonzero(np.isin(parties.of, members) & s.is_kind("Account")).astype(np.int32)
    of = replace(of, flow=traced(s, s.transfers(slice(first, last)), theirs, parties.of))
    known = Known.of(parties)
    found = rank(known, of, close(known, of), parties.transfers)
    top = float(found.score.max(initial=0.0)) or 1.0
    return [
        Person(int(who), round(float(found.score[k]) / top, 4), found.role[k], {name: int(values[k]) for name, values in found.measures.items()})
        for k, who in enumerate(found.person)
    ]  # fmt: skip


def traced(s: Snapshot, t: Transfers, accounts: I32, party: I32) -> Flow:
    """Where the participants' money went, first in, first out, by party: of a firm that also trades only what is theirs."""
    of = group(s, t, accounts)
    found = layers(told_by(t, of), of.participants)
    got, passed, came = (
        np.bincount(party, column, s.n).astype(np.float64) for column in (found.received, found.passed, found.came_in)
    )
    ends = np.zeros(s.n, np.bool_)
    ends[party[accounts]], ends[party[of.participants]] = True, True
    taken = got[party[accounts]].max(initial=0.0)
    nodes = np.flatnonzero(~ends & (got >= np.maximum(1.0, SMALL * taken))).astype(np.int32)
    return Flow(nodes, got[nodes], passed[nodes], got[nodes] >= LIVES_ON * came[nodes], np.zeros(0, np.int32))
