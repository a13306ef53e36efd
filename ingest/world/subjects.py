"""Whom the papers speak of: every scheme, every look-alike, and firms without a story."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ingest.world import phrases, words
from ingest.world.plan import DAY, begin, end
from ingest.world.province import Province


@dataclass(frozen=True, slots=True)
class Subject:
    """severe: 0 for an ordinary business, 1 for one that breaks its promises."""

    firm: int
    name: str
    brand: str
    city: str
    product: str
    rate: float
    accounts: tuple[int, ...]  # that customers are told to pay into, one or the other
    start: int
    end: int
    severe: bool
    members: tuple[int, ...]  # accounts of persons who deal with it


def subjects(p: Province) -> list[Subject]:
    """Planted ones and as many firms without a story as there are planted ones times ten, in no order."""
    rng = p.plan.rng("subjects")
    found = list(planted(p)) + list(plain(p, rng, 10 * len(p.schemes)))
    return [found[k] for k in rng.permutation(len(found))]


def planted(p: Province) -> Iterator[Subject]:
    owner = p.accounts.owner
    for scheme in p.schemes:
        members = tuple(
            r.index for r in scheme.roles if r.kind == "Account" and r.layer >= 1 and owner[r.index] < len(p.people)
        )
        pays_to = [r.index for r in scheme.roles if r.kind == "Account" and r.role == "归集账户"]
        accounts = tuple(pays_to) or (int(p.accounts.first_of_firm[scheme.face]),)
        yield make(
            p,
            scheme.face,
            scheme.product,
            scheme.rate,
            (scheme.start, scheme.end),
            not scheme.legal,
            accounts,
            members,
        )


def plain(p: Province, rng: np.random.Generator, n: int) -> Iterator[Subject]:
    persons = np.flatnonzero(~p.accounts.is_firm())
    for firm in rng.integers(0, len(p.firms), n):
        money = rng.random() < 0.3
        product = str(rng.choice(phrases.MONEY if money else phrases.GOODS))
        start = begin() + int(rng.integers(0, (end() - begin()) // DAY - 210)) * DAY
        span = (start, min(start + int(rng.integers(200, 720)) * DAY, end() - DAY))
        rate = round(float(rng.uniform(0.015, 0.09)), 3) if money and rng.random() < 0.6 else 0.0
        members = tuple(int(a) for a in rng.choice(persons, int(rng.integers(3, 30))))
        yield make(
            p,
            int(firm),
            product,
            rate,
            span,
            bool(rng.random() < 0.08),
            (int(p.accounts.first_of_firm[firm]),),
            members,
        )


def make(
    p: Province,
    firm: int,
    product: str,
    rate: float,
    span: tuple[int, int],
    severe: bool,
    accounts: tuple[int, ...],
    members: tuple[int, ...],
) -> Subject:
    name = p.firms.names[firm]
    city = p.places.cities[int(p.firms.counties[firm])]
    trade = words.TRADES[int(p.firms.trades[firm])][0]
    brand = name.split(trade)[0].removeprefix(city.removesuffix("市")).split("（")[0]
    return Subject(firm, name, brand or name, city, product, rate, accounts, *span, severe, members)
