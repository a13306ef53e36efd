"""Accounts at banks and wallets, the devices that use them, and who may be cast for a part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ingest.world import words
from ingest.world.firms import Firms
from ingest.world.people import People
from ingest.world.plan import DAY, Ints, Plan, begin, end

A, B, C, W = 0, 1, 2, 3  # fund inquiry, bank-b, bank-c, payment institution


@dataclass(frozen=True, slots=True)
class Accounts:
    """One account per position; owner counts persons from 0 and firms from `persons`. Casting moves `opened`,
    `device` and `institution` in place."""

    persons: int
    owner: Ints
    institution: Ints
    bank: pl.Series
    numbers: pl.Series
    opened: Ints
    device: Ints
    first_of_person: Ints  # -1: has none
    first_of_firm: Ints
    quiet_from: Ints  # the year of sleep of the few dormant ones; end() otherwise
    quiet_to: Ints
    pace: np.ndarray[tuple[int], np.dtype[np.float64]]  # how much its owner uses it

    def __len__(self) -> int:
        return len(self.owner)

    def is_firm(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return self.owner >= self.persons


def card_numbers(rng: np.random.Generator, n: int) -> pl.Series:
    """19 digits with a valid Luhn digit under 6299, an issuer number that is nobody's."""
    body = 6299_00 * 10**12 + unique(rng, n, 10**14) % 10**14
    digits = body[:, None] // 10 ** np.arange(17, -1, -1) % 10
    doubled = digits.copy()
    doubled[:, 1::2] *= 2
    doubled[doubled > 9] -= 9
    check = (10 - doubled.sum(axis=1) % 10) % 10
    return pl.Series(body).cast(pl.String) + pl.Series(check).cast(pl.String)


def unique(rng: np.random.Generator, n: int, below: int) -> Ints:
    found = np.zeros(0, dtype=np.int64)
    while len(found) < n:
        found = np.unique(np.concatenate([found, rng.integers(0, below, n + n // 8 + 16)]))
    return rng.permutation(found)[:n]


def account_numbers(rng: np.random.Generator, firm: Ints, institution: Ints) -> pl.Series:
    """Cards for persons, 17-digit corporate numbers, 16-digit wallet numbers beginning 2099."""
    n = len(firm)
    card = card_numbers(rng, n)
    corporate = pl.Series(80 * 10**15 + unique(rng, n, 10**15)).cast(pl.String)
    wallet = pl.Series(2099 * 10**12 + unique(rng, n, 10**12)).cast(pl.String)
    number = corporate.zip_with(pl.Series(firm), card)
    return wallet.zip_with(pl.Series(institution == W), number)


def draw_opened(rng: np.random.Generator, n: int) -> Ints:
    """Nine in ten were opened in the twelve years before the world begins, the others while it plays."""
    old = begin() - (rng.random(n) ** 1.3 * 12 * 365 * DAY).astype(np.int64)
    young = begin() + (rng.random(n) * 0.9 * (end() - begin())).astype(np.int64)
    days = np.where(rng.random(n) < 0.82, old, young) // DAY * DAY
    return days + (np.clip(rng.normal(12.5, 2.6, n), 8.2, 20) * 3600).astype(np.int64)


def owners_of(plan: Plan, rng: np.random.Generator) -> Ints:
    """Every firm has an account, some up to four; about two persons in three have one or more."""
    persons, firms, total = plan.persons, plan.firms, plan.accounts
    more = rng.choice(firms, firms // 5, replace=True)
    of_firms = persons + np.concatenate([np.arange(firms), more])
    left = total - len(of_firms)
    firsts = rng.choice(persons, min(persons, int(left * 0.72)), replace=False)
    seconds = rng.choice(firsts, left - len(firsts), replace=True)
    return rng.permutation(np.concatenate([of_firms, firsts, seconds]))


def make_accounts(plan: Plan, people: People, firms: Firms) -> Accounts:
    rng = plan.rng("accounts")
    owner = owners_of(plan, rng)
    n, persons = len(owner), len(people)
    firm = owner >= persons
    institution = rng.choice([A, B, W], n, p=[0.52, 0.28, 0.2])
    bank = pl.Series(list(words.BANKS_A)).gather(rng.integers(0, len(words.BANKS_A), n))
    opened = draw_opened(rng, n)
    founded = np.zeros(n, dtype=np.int64)
    founded[firm] = (firms.founded[owner[firm] - persons] + 12) * DAY
    opened = np.where(opened < founded, founded + opened % (60 * DAY), opened)
    quiet_from = np.full(n, end())
    asleep = rng.random(n) < 0.02
    quiet_from[asleep] = begin() + rng.integers(0, 330, int(asleep.sum())) * DAY
    quiet_to = np.where(asleep, quiet_from + rng.integers(366, 520, n) * DAY, end())
    brief = (opened > begin()) & ~asleep & (rng.random(n) < 0.15)  # opened for one purpose, then left alone
    quiet_from[brief] = opened[brief] + rng.integers(5, 60, int(brief.sum())) * DAY
    return Accounts(
        persons=persons,
        owner=owner,
        institution=institution,
        bank=bank,
        numbers=account_numbers(rng, firm, institution),
        opened=opened,
        device=owner.copy(),
        first_of_person=first_index(owner, 0, persons),
        first_of_firm=first_index(owner, persons, len(firms)),
        quiet_from=quiet_from,
        quiet_to=quiet_to,
        pace=np.minimum(rng.pareto(1.25, n) + 0.15, 400.0),
    )


def first_index(owner: Ints, start: int, count: int) -> Ints:
    first = np.full(count, -1, dtype=np.int64)
    mine = (owner >= start) & (owner < start + count)
    where = np.flatnonzero(mine)[::-1]
    first[owner[where] - start] = where
    return first


def bank_names(accounts: Accounts) -> pl.Series:
    """Each account's bank as statements name it."""
    fixed = pl.Series([words.BANKS_A[0], words.BANK_B, words.BANK_C, words.WALLET]).gather(accounts.institution)
    return accounts.bank.zip_with(pl.Series(accounts.institution == A), fixed)


def open_in_time(rng: np.random.Generator, accounts: Accounts, firms: Firms, used: Ints, first: Ints) -> None:
    """Accounts that a part uses before they were opened get another opening day from the same distribution."""
    late = accounts.opened[used] > first
    pool = np.sort(accounts.opened)
    mine, limit = used[late], first[late] - 2 * 3600
    places = np.maximum(np.searchsorted(pool, limit), 1)
    accounts.opened[mine] = pool[(rng.random(len(mine)) * places).astype(np.int64)]
    corporate = mine[mine >= 0][accounts.owner[mine] >= accounts.persons]
    which = accounts.owner[corporate] - accounts.persons
    firms.founded[which] = np.minimum(firms.founded[which], accounts.opened[corporate] // DAY - 12)
