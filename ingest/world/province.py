"""A province before it is written down: people, firms, accounts, and what was planted among them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.world.accounts import Accounts, C, make_accounts
from ingest.world.firms import Firms, Ties, make_firms, make_ties
from ingest.world.flow import Flow, join
from ingest.world.lookalikes import LOOKALIKES
from ingest.world.people import People, Places, make_people, make_places
from ingest.world.plan import Plan
from ingest.world.rackets import RACKETS
from ingest.world.stage import Scheme, Stage, Troupe


@dataclass(frozen=True, slots=True)
class Province:
    plan: Plan
    places: Places
    people: People
    firms: Firms
    ties: Ties
    accounts: Accounts
    schemes: tuple[Scheme, ...]
    planted: Flow  # of all schemes, by time


def make_province(plan: Plan) -> Province:
    places = make_places()
    people = make_people(plan, places)
    firms = make_firms(plan, places, people)
    ties = make_ties(plan, firms, people)
    accounts = make_accounts(plan, people, firms)
    troupe = Troupe(plan, people, firms, ties, accounts)
    schemes = tuple(plant(plan, troupe))
    planted = apart(join(scheme.flow for scheme in schemes))
    share_devices(plan, accounts, schemes)
    name_large(plan, accounts)
    return Province(plan, places, people, firms, ties, accounts, schemes, planted)


def plant(plan: Plan, troupe: Troupe) -> list[Scheme]:
    """Each class as often as the plan says; every kind of look-alike at least once and, in all, more of them."""
    rng = plan.rng("plant")
    jobs = [(kind, makers[k % len(makers)], False) for kind, makers in RACKETS for k in range(plan.rounds)]
    legal = max(1, round(plan.rounds / 2))
    jobs += [(kind, maker, True) for kind, maker in LOOKALIKES for _ in range(legal)]
    order = rng.permutation(len(jobs))  # so that neither number nor the order of casting tells
    schemes = []
    for number, which in enumerate(order):
        kind, maker, is_legal = jobs[which]
        schemes.append(maker(Stage(troupe, number, kind, legal=is_legal)))
    return schemes


def apart(flow: Flow, *, settled: bool = False) -> Flow:
    """By time; equal sums between the same two accounts within three minutes are made a few fen different, so
    that which rows of two statements belong together is never a matter of taste. Planted sums are settled once."""
    order = np.lexsort((flow.at, flow.fen, flow.dst, flow.src))
    flow = flow.take(order)
    same = np.zeros(len(flow), dtype=bool)
    same[1:] = (
        (flow.src[1:] == flow.src[:-1])
        & (flow.dst[1:] == flow.dst[:-1])
        & (flow.fen[1:] == flow.fen[:-1])
        & (flow.at[1:] - flow.at[:-1] < 180)
    )
    if settled:
        same &= flow.scheme < 0
    fen = flow.fen + np.where(same, 1 + np.arange(len(flow)) % 97, 0)
    flow = Flow(flow.src, flow.dst, fen, flow.at, flow.memo, flow.meaning, flow.scheme)
    return flow.take(np.argsort(flow.at, kind="stable"))


def share_devices(plan: Plan, accounts: Accounts, schemes: tuple[Scheme, ...]) -> None:
    """One device for the accounts that one hand works; and for some households and offices without a story."""
    rng = plan.rng("devices")
    for scheme in schemes:
        for group in scheme.devices:
            some = np.array(group)
            accounts.device[some] = accounts.device[some[0]]
    for _ in range(len(accounts) // 60):
        some = rng.integers(0, len(accounts), int(rng.integers(2, 5)))
        accounts.device[some] = accounts.device[some[0]]


def name_large(plan: Plan, accounts: Accounts) -> None:
    """A few dozen corporate accounts, by how busy their owners are, bank with C."""
    rng = plan.rng("large")
    firm = np.flatnonzero(accounts.is_firm())
    count = int(min(max(6, 24 * plan.scale), 240))
    busy = firm[np.argsort(-accounts.pace[firm] * rng.random(len(firm)))[:count]]
    accounts.institution[busy] = C
