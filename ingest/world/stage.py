"""One planted part of the world while it is being put together: its cast, its money, its ties."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ingest.world.accounts import Accounts, open_in_time
from ingest.world.firms import Firms, Ties, add_share
from ingest.world.flow import Draft, Flow
from ingest.world.people import People
from ingest.world.plan import DAY, Ints, Plan, begin, end


@dataclass(frozen=True, slots=True)
class Role:
    """kind: Person, Enterprise or Account; index into the people, firms or accounts."""

    kind: str
    index: int
    role: str
    layer: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """A finished part. `legal` ones are look-alikes. tree: child account, parent account, level, join time."""

    number: int
    kind: str
    legal: bool
    face: int  # the firm in front
    product: str  # a key of ingest.world.phrases
    rate: float
    start: int
    end: int
    flow: Flow
    roles: tuple[Role, ...]
    tree: tuple[tuple[int, int, int, int], ...]
    devices: tuple[tuple[int, ...], ...]  # accounts that one device works, in the same minutes


@dataclass(slots=True)
class Troupe:
    """Everyone who can be cast, and who already has a leading part."""

    plan: Plan
    people: People
    firms: Firms
    ties: Ties
    accounts: Accounts
    busy: Any = field(init=False)  # accounts with a leading part
    busy_firms: Any = field(init=False)
    of_persons: Ints = field(init=False)
    appeal: Any = field(init=False)

    def __post_init__(self) -> None:
        self.busy = np.zeros(len(self.accounts), dtype=bool)
        self.busy_firms = np.zeros(len(self.firms), dtype=bool)
        self.of_persons = np.flatnonzero(~self.accounts.is_firm() & (self.accounts.quiet_from >= end()))
        born = self.people.births[self.accounts.owner[self.of_persons]].astype("datetime64[Y]").astype(int) + 1970
        weight = np.where((born > 1947) & (born < 1973), 1.35, 1.0)
        self.appeal = np.cumsum(weight) / weight.sum()

    def crowd(self, rng: np.random.Generator, n: int) -> Ints:
        """Accounts of distinct persons with ordinary lives; somewhat older than the province."""
        found = self.of_persons[
            np.minimum(np.searchsorted(self.appeal, rng.random(n * 2 + 20)), len(self.of_persons) - 1)
        ]
        found = found[~self.busy[found]]
        _, first = np.unique(self.accounts.owner[found], return_index=True)
        return found[np.sort(first)][:n]

    def persons(self, rng: np.random.Generator, n: int) -> Ints:
        """Accounts of persons for leading parts, one part each while there are enough."""
        return self._free(rng, self.of_persons, n)

    def companies(self, rng: np.random.Generator, n: int) -> Ints:
        """Firms for leading parts."""
        free = np.flatnonzero(~self.busy_firms)
        pool = free if len(free) >= n else np.arange(len(self.firms))
        chosen = rng.choice(pool, n, replace=False)
        self.busy_firms[chosen] = True
        self.busy[self.accounts.first_of_firm[chosen]] = True
        return chosen

    def _free(self, rng: np.random.Generator, pool: Ints, n: int) -> Ints:
        free = pool[~self.busy[pool]]
        chosen = rng.choice(free if len(free) >= n else pool, n, replace=False)
        self.busy[chosen] = True
        return chosen


class Stage:
    """Puts one scheme or look-alike together."""

    def __init__(self, troupe: Troupe, number: int, kind: str, *, legal: bool) -> None:
        self.troupe = troupe
        self.number = number
        self.kind = kind
        self.legal = legal
        self.rng = troupe.plan.rng("scheme", number, kind)
        self.draft = Draft(self.rng, number)
        self.roles: list[Role] = []
        self.tree: list[tuple[int, int, int, int]] = []
        self.devices: list[tuple[int, ...]] = []
        self.payouts: list[tuple[Ints, Ints]] = []  # times and fen that a paying account must be filled for
        self.fresh: list[int] = []  # accounts opened for the purpose and dropped after it
        months = self.rng.uniform(7, 24)
        room = (end() - begin()) // DAY - int(months * 30)
        self.start = begin() + int(self.rng.integers(0, max(1, room))) * DAY
        self.end = min(self.start + int(months * 30) * DAY, end() - DAY)
        self.face = int(troupe.companies(self.rng, 1)[0])

    def size(self, low: int, high: int) -> int:
        """A head count by the size of this world; legal lives are larger, since their money moves more plainly."""
        grow = self.troupe.plan.crowd * (1.5 if self.legal else 1.0)
        return max(12, int(self.rng.integers(low, high + 1) * grow))

    def account(self, firm: int) -> int:
        return int(self.troupe.accounts.first_of_firm[firm])

    def crew(self, n: int, role: str, layer: int = 0) -> Ints:
        """Persons with a leading part: their accounts, and the role noted for person and account."""
        chosen = self.troupe.persons(self.rng, n)
        self.note_people(chosen, role, layer)
        return chosen

    def crowd(self, n: int, role: str, layer: int = 0) -> Ints:
        chosen = self.troupe.crowd(self.rng, n)
        self.note_people(chosen, role, layer)
        return chosen

    def note_people(self, accounts: Ints, role: str, layer: int) -> None:
        owners = self.troupe.accounts.owner[accounts]
        self.roles += [Role("Person", int(p), role, layer) for p in owners]
        self.roles += [Role("Account", int(a), role, layer) for a in accounts]

    def companies(self, n: int, role: str, layer: int = 0) -> Ints:
        """Firms with a leading part: their accounts; roles noted."""
        chosen = self.troupe.companies(self.rng, n)
        self.roles += [Role("Enterprise", int(f), role, layer) for f in chosen]
        accounts = self.troupe.accounts.first_of_firm[chosen]
        self.roles += [Role("Account", int(a), role, layer) for a in accounts]
        return accounts

    def firms_of(self, accounts: Ints) -> list[int]:
        owner = self.troupe.accounts.owner[accounts] - self.troupe.accounts.persons
        return [int(f) for f in owner if f >= 0]

    def finish(self, product: str, rate: float) -> Scheme:
        """Sets opening days right and hands the part over."""
        flow = self.draft.done()
        flow = flow.take((flow.at >= begin()) & (flow.at < end()))
        used, first = first_uses(flow)
        open_in_time(self.rng, self.troupe.accounts, self.troupe.firms, used, first)
        self.live_shortly(flow, used, first)
        self.roles.append(Role("Enterprise", self.face, "门面企业", 0))
        self.roles.append(Role("Account", self.account(self.face), "门面企业", 0))
        return Scheme(
            self.number,
            self.kind,
            self.legal,
            self.face,
            product,
            rate,
            self.start,
            self.end,
            flow,
            tuple(dict.fromkeys(self.roles)),
            tuple(self.tree),
            tuple(self.devices),
        )

    def live_shortly(self, flow: Flow, used: Ints, first: Ints) -> None:
        """Fresh accounts are opened days before their first use and closed after the last; some mules' accounts
        slept for a year before."""
        rng, accounts = self.rng, self.troupe.accounts
        uses = dict(zip(used.tolist(), first.tolist(), strict=True))
        for account in self.fresh:
            if account in uses:
                mine = (flow.src == account) | (flow.dst == account)
                since = uses[account] // DAY * DAY - int(rng.integers(1, 12)) * DAY
                accounts.opened[account] = since + accounts.opened[account] % DAY
                accounts.quiet_from[account] = int(flow.at[mine].max()) + 60
                accounts.quiet_to[account] = end()
        for role in self.roles:
            asleep = role.role in ("过渡账户", "归集账户") and role.kind == "Account" and rng.random() < 0.12
            wakes = uses.get(role.index, 0) // DAY * DAY
            if asleep and wakes - begin() > 400 * DAY:
                accounts.quiet_from[role.index] = wakes - int(rng.integers(366, 400)) * DAY
                accounts.quiet_to[role.index] = wakes

    def relate(self, firms: list[int], boss: int, *, shared: float = 0.6, founded: bool = False) -> None:
        """Shares, guarantees and offices that tie firms to the face and to one person: what contagion travels on."""
        rng, ties, book = self.rng, self.troupe.ties, self.troupe.firms
        person = int(self.troupe.accounts.owner[boss])
        for k, firm in enumerate(firms):
            if rng.random() < 0.5:
                add_share(ties, self.face, firm, float(rng.uniform(0.2, 0.95)), by_firm=True)
            else:
                add_share(ties, person, firm, float(rng.uniform(0.2, 0.9)), by_firm=False)
            if rng.random() < 0.4:
                ties.officers.append((person, firm, str(rng.choice(["董事", "监事", "总经理"]))))
            if rng.random() < 0.4:
                day = self.start // DAY + int(rng.integers(0, 200))
                debtor = firms[(k + 1) % len(firms)] if rng.random() < 0.6 else int(rng.integers(0, len(book)))
                if debtor != firm:
                    ties.guarantees.append((firm, debtor, int(rng.choice([100, 300, 500, 1000])) * 10_000, day))
            if rng.random() < shared:
                book.phones[firm] = book.phones[self.face]
            if rng.random() < shared:
                book.rooms[firm] = book.rooms[self.face]
            if founded:
                near = book.founded[self.face] + int(rng.integers(-150, 150))
                if near + 20 < self.troupe.accounts.opened[self.account(firm)] // DAY:
                    book.founded[firm] = near


def first_uses(flow: Flow) -> tuple[Ints, Ints]:
    accounts = np.concatenate([flow.src, flow.dst])
    at = np.concatenate([flow.at, flow.at])
    order = np.lexsort((at, accounts))
    used, index = np.unique(accounts[order], return_index=True)
    return used, at[order][index]
