"""Ordinary life, a month at a time: wages, shopping, friends, trade, bills, refunds, own wallets, sleepers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.world.accounts import Accounts, W, first_index
from ingest.world.flow import DAILY, Draft, Flow, amounts, join, pick
from ingest.world.people import People
from ingest.world.plan import DAY, Ints, Plan, days_in, leisure_hours, month_starts, office_hours

SHARES = {
    "shop": 0.36,
    "friends": 0.19,
    "salary": 0.15,
    "trade": 0.16,
    "bill": 0.06,
    "labour": 0.03,
    "refund": 0.02,
    "own": 0.03,
}


@dataclass(frozen=True, slots=True)
class Habits:
    """Standing relations that make a graph of it: friends, employers, suppliers, favourite shops."""

    payers: Ints  # accounts of persons
    sellers: Ints
    seller_weight: np.ndarray[Any, Any]
    firm_accounts: Ints
    friends: Ints  # (accounts, 4): accounts of persons, by position in `payers`
    suppliers: Ints  # (firm accounts, 4)
    employees: Ints  # accounts
    employers: Ints  # accounts, beside employees
    payday: Ints  # of the employer account's month
    wages: Ints  # fen, beside employees
    twins: Ints  # (pairs, 2): two accounts of one person, one of them a wallet


def make_habits(plan: Plan, people: People, accounts: Accounts) -> Habits:
    rng = plan.rng("habits")
    firm = accounts.is_firm()
    payers, firm_accounts = np.flatnonzero(~firm), np.flatnonzero(firm)
    shops = np.concatenate([firm_accounts, rng.choice(payers, len(payers) // 9, replace=False)])
    n = len(payers)
    friends = payers[rng.integers(0, n, (n, 4))]
    family = np.argsort(people.households[accounts.owner[payers]], kind="stable")
    friends[family, 0] = payers[np.roll(family, 1)]  # neighbours in household order: mostly the same household
    popular = (rng.pareto(1.2, len(firm_accounts)) + 0.05).clip(max=500)
    suppliers = firm_accounts[pick(rng, popular, len(firm_accounts) * 4)].reshape(-1, 4)
    staff = rng.permutation(payers)[: int(plan.transfers * SHARES["salary"] / 30 * 1.5)]
    employer = firm_accounts[pick(rng, popular, len(staff))]
    wages = np.exp(rng.normal(8.75, 0.45, len(staff))) * 100
    return Habits(
        payers=payers,
        sellers=shops,
        seller_weight=(rng.pareto(1.2, len(shops)) + 0.05).clip(max=400),
        firm_accounts=firm_accounts,
        friends=friends,
        suppliers=suppliers,
        employees=staff,
        employers=employer,
        payday=np.minimum(rng.integers(7, 15, len(accounts)), rng.integers(4, 27, len(accounts))),
        wages=(wages // 1000 * 1000).astype(np.int64) + rng.integers(0, 1000, len(staff)),
        twins=find_twins(accounts),
    )


def find_twins(accounts: Accounts) -> Ints:
    banks = np.flatnonzero(~accounts.is_firm() & (accounts.institution != W))
    wallets = np.flatnonzero(~accounts.is_firm() & (accounts.institution == W))
    bank_of = first_index(accounts.owner[banks], 0, accounts.persons)
    has = bank_of[accounts.owner[wallets]]
    return np.column_stack([banks[has[has >= 0]], wallets[has >= 0]])


def awake(accounts: Accounts, flow: Flow) -> Any:
    """Which transfers find both accounts open and not in their year of sleep."""
    ok = np.ones(len(flow), dtype=bool)
    for side in (flow.src, flow.dst):
        ok &= flow.at > accounts.opened[side]
        ok &= (flow.at < accounts.quiet_from[side]) | (flow.at >= accounts.quiet_to[side])
    return ok


class OrdinaryLife:
    """The province's everyday transfers; asked month by month, exactly as many as wanted."""

    def __init__(self, plan: Plan, people: People, accounts: Accounts) -> None:
        self.plan = plan
        self.accounts = accounts
        self.habits = make_habits(plan, people, accounts)
        self.starts = month_starts()

    def month(self, m: int, wanted: int) -> Flow:
        rng = self.plan.rng("month", m)
        first, last = int(self.starts[m]), int(self.starts[m + 1])
        draft = Draft(rng)
        self.wake(draft, first, last)
        self.wages(draft, first, wanted)
        for name, share in SHARES.items():
            if name != "salary":
                self.kind(draft, name, (first, last), int(wanted * share * 1.45) + 8)
        flow = draft.done()
        flow = flow.take(awake(self.accounts, flow))
        while len(flow) < wanted:
            more = Draft(rng)
            self.kind(more, "shop", (first, last), (wanted - len(flow)) * 2 + 8)
            extra = more.done()
            flow = join([flow, extra.take(awake(self.accounts, extra))])
        return flow.take(np.sort(rng.permutation(len(flow))[:wanted]))

    def kind(self, draft: Draft, name: str, span: tuple[int, int], n: int) -> None:
        rng, habits, pace = draft.rng, self.habits, self.accounts.pace
        leisure = name in ("shop", "friends", "own", "refund")
        at = days_in(rng, *span, n, firm=name in ("trade", "labour"))
        at = at + (leisure_hours(rng, n) if leisure else office_hours(rng, n))
        person = pick(rng, pace[habits.payers], n)
        payer = habits.payers[person]
        if name == "shop":
            seller = habits.sellers[pick(rng, habits.seller_weight, n)]
            draft.add(payer, seller, amounts(rng, n, 180, 1.5), at, ("shop", DAILY))
        elif name == "friends":
            other = habits.friends[person, rng.choice(4, n, p=[0.4, 0.3, 0.2, 0.1])]
            back = rng.random(n) < 0.4
            src, dst = np.where(back, other, payer), np.where(back, payer, other)
            draft.add(src, dst, amounts(rng, n, 700, 1.7), at, ("friends", DAILY))
        elif name == "trade":
            buyer = pick(rng, pace[habits.firm_accounts], n)
            seller = habits.suppliers[buyer, rng.choice(4, n, p=[0.4, 0.3, 0.2, 0.1])]
            draft.add(habits.firm_accounts[buyer], seller, amounts(rng, n, 32_000, 1.3), at, ("trade", DAILY))
        elif name == "bill":
            seller = habits.firm_accounts[pick(rng, pace[habits.firm_accounts], n)]
            draft.add(payer, seller, amounts(rng, n, 1_600, 1.6), at, ("bill", DAILY))
        elif name == "labour":
            firm = habits.firm_accounts[pick(rng, pace[habits.firm_accounts], n)]
            draft.add(firm, payer, amounts(rng, n, 3_200, 1.2), at, ("labour", DAILY))
        elif name == "refund":
            seller = habits.sellers[pick(rng, habits.seller_weight, n)]
            draft.add(seller, payer, amounts(rng, n, 260, 1.3), at, ("refund", DAILY))
        elif len(habits.twins):
            pair = habits.twins[rng.integers(0, len(habits.twins), n)]
            side = rng.integers(0, 2, n)
            row = np.arange(n)
            draft.add(pair[row, side], pair[row, 1 - side], amounts(rng, n, 900, 1.2), at, ("own", DAILY))

    def wages(self, draft: Draft, first: int, wanted: int) -> None:
        rng, habits = draft.rng, self.habits
        n = min(len(habits.employees), int(wanted * SHARES["salary"] * 1.45))
        who = np.flatnonzero(np.arange(len(habits.employees)) < n)
        boss = habits.employers[who]
        day = habits.payday[boss]
        minute = (boss * 7919 % (6 * 3600)) + 9 * 3600
        at = first + day * DAY + minute + rng.integers(0, 900, n)
        fen = habits.wages[who] + np.where(rng.random(n) < 0.4, rng.integers(-60_000, 90_000, n), 0)
        draft.add(boss, habits.employees[who], np.maximum(fen, 120_000), at, ("salary", DAILY))

    def wake(self, draft: Draft, first: int, last: int) -> None:
        """Sleepers that wake this month: a matured deposit or a sale, then spending within the week."""
        rng, accounts = draft.rng, self.accounts
        up = np.flatnonzero((accounts.quiet_to >= first) & (accounts.quiet_to < last))
        if not len(up):
            return
        n = len(up)
        at = accounts.quiet_to[up] + office_hours(rng, n)
        other = self.habits.firm_accounts[rng.integers(0, len(self.habits.firm_accounts), n)]
        fen = amounts(rng, n, 90_000, 1.2)
        draft.add(other, up, fen, at, ("refund", DAILY))
        later = at + rng.integers(3_600, 6 * DAY, n)
        shop = self.habits.sellers[pick(rng, self.habits.seller_weight, n)]
        draft.add(up, shop, fen * 7 // 10, np.minimum(later, last - 60), ("trade", DAILY))
