"""The enterprises: names, credit codes, capital, addresses, officers, shareholders, guarantees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ingest.world import words
from ingest.world.people import People, Places
from ingest.world.plan import Ints, Plan

CODE_ALPHABET = np.array(list("0123456789ABCDEFGHJKLMNPQRTUWXY"))  # GB 32100: no I, O, S, V, Z
CODE_WEIGHTS = np.array([3**i % 31 for i in range(17)])
ORG_ALPHABET = np.array(list("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
ORG_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
ORG_CHECKS = np.array(list("0123456789X"))


@dataclass(frozen=True, slots=True)
class Firms:
    """One enterprise per position. Casting a scheme may rewrite phones, addresses and founding days in place."""

    names: pl.Series
    codes: pl.Series
    trades: Ints  # index into words.TRADES
    forms: Ints  # index into words.FORMS
    counties: Ints
    founded: Ints  # days since 1970
    capital: Ints  # yuan
    reps: Ints  # person
    phones: Ints
    rooms: Ints  # index into addresses
    addresses: pl.Series
    sites: pl.Series  # host, "" for most

    def __len__(self) -> int:
        return len(self.names)


@dataclass(slots=True)
class Ties:
    """Who holds whose shares, who serves where, who guarantees whom: lists that casting adds to."""

    holder_is_firm: list[bool]
    holders: list[int]
    held: list[int]
    shares: list[float]
    officers: list[tuple[int, int, str]]  # person, firm, office
    guarantees: list[tuple[int, int, int, int]]  # guarantor, debtor, yuan, day


def credit_codes(rng: np.random.Generator, areas: Ints) -> pl.Series:
    """GB 32100 codes: 91 + area + organisation code (GB 11714, own check) + check character."""
    n = len(areas)
    org = rng.integers(0, 36, (n, 8))
    org[:, 0] = 22  # M, as organisation codes since 2015 begin
    org[:, 1] = 10
    org[:, 2:] = rng.integers(0, 34, (n, 6))
    org = np.where(np.isin(org, [18, 24, 28, 31, 35]), rng.integers(0, 10, org.shape), org)
    org_check = ORG_CHECKS[(11 - (org @ ORG_WEIGHTS) % 11) % 11]
    place = {str(c): i for i, c in enumerate(CODE_ALPHABET)}
    head = areas[:, None] // 10 ** np.arange(5, -1, -1) % 10
    letters = ORG_ALPHABET[org]
    lookup = np.array([place.get(str(c), 0) for c in ORG_ALPHABET])
    body = np.column_stack(
        [np.full((n, 1), 9), np.full((n, 1), 1), head, lookup[org], [place[str(c)] for c in org_check]]
    )
    check = CODE_ALPHABET[(31 - (body @ CODE_WEIGHTS) % 31) % 31]
    text = np.column_stack([np.full(n, "91"), areas.astype("U6"), *letters.T, org_check, check])
    return pl.Series(["".join(row) for row in text.tolist()])


def firm_names(rng: np.random.Generator, cities: pl.Series, trades: Ints, forms: Ints) -> pl.Series:
    """City, two or three syllables, trade, form; drawn again until nobody else is called so."""
    n = len(trades)
    syllables = pl.Series(list(words.TRADE_SYLLABLES))
    trade = pl.Series([name for name, _, _ in words.TRADES]).gather(trades)
    form = pl.Series(list(words.FORMS)).gather(forms)
    city = cities.str.strip_suffix("市")
    bracket = pl.Series(rng.random(n) < 0.15)

    def draw(m: int) -> pl.Series:
        parts = [syllables.gather(rng.integers(0, len(syllables), m)) for _ in range(3)]
        third = parts[2].zip_with(pl.Series(rng.random(m) < 0.3), pl.Series([""]).new_from_index(0, m))
        return parts[0] + parts[1] + third

    def full(brand: pl.Series) -> pl.Series:
        frame = pl.DataFrame({"c": city, "b": brand, "t": trade, "f": form, "k": bracket})
        return frame.select(
            pl.when("k")
            .then(pl.format("{}（{}）{}{}", "b", "c", "t", "f"))
            .otherwise(pl.format("{}{}{}{}", "c", "b", "t", "f"))
            .alias("n")
        )["n"]

    brand = draw(n)
    while (again := full(brand).is_duplicated().to_numpy()).any():
        brand = brand.scatter(np.flatnonzero(again), draw(int(again.sum())))
    return full(brand)


def unique_codes(rng: np.random.Generator, areas: Ints) -> pl.Series:
    codes = credit_codes(rng, areas)
    while (again := codes.is_duplicated().to_numpy()).any():
        codes = codes.scatter(np.flatnonzero(again), credit_codes(rng, areas[again]))
    return codes


def sites_for(rng: np.random.Generator, n: int) -> pl.Series:
    heads, tails = list(words.SITE_HEADS), list(words.SITE_TAILS)
    out: list[str] = []
    for has, h, t, k, e in zip(
        rng.random(n) < 0.35,
        rng.integers(0, len(heads), n),
        rng.integers(0, len(tails), n),
        rng.integers(1, 10_000, n),
        rng.integers(0, 3, n),
        strict=True,
    ):
        out.append(f"www.{heads[h]}{tails[t]}{k}{words.SITE_ENDS[e]}" if has else "")
    return pl.Series(out)


def make_firms(plan: Plan, places: Places, people: People) -> Firms:
    rng, n = plan.rng("firms"), plan.firms
    counties = people.counties[rng.integers(0, len(people), n)]
    trades = np.minimum((rng.pareto(1.2, n) * 6).astype(np.int64), 10**6) % len(words.TRADES)
    trades = rng.permutation(len(words.TRADES))[trades]
    forms = rng.choice(len(words.FORMS), n, p=[0.62, 0.1, 0.08, 0.06, 0.14])
    age = np.minimum(rng.gamma(2.0, 1500, n), 9_000).astype(np.int64)
    capital = np.choose(rng.integers(0, 8, n), [10, 50, 100, 200, 500, 1000, 3000, 5000]) * 10_000
    rooms = np.where(rng.random(n) < 0.75, np.arange(n), rng.integers(0, n, n))  # the rest share an office
    phones = people.phones[rng.integers(0, len(people), n)]
    reps = rng.integers(0, len(people), n)
    phones = np.where(rng.random(n) < 0.4, people.phones[reps], phones)
    return Firms(
        names=firm_names(rng, places.cities.gather(counties), trades, forms),
        codes=unique_codes(rng, places.codes[counties]),
        trades=trades,
        forms=forms,
        counties=counties,
        founded=np.int64(18_900) - age + rng.integers(0, 700, n),
        capital=np.where(forms == 4, capital // 20, capital),
        reps=reps,
        phones=phones,
        rooms=rooms,
        addresses=places.addresses(rng, counties, office=True),
        sites=sites_for(rng, n),
    )


def make_ties(plan: Plan, firms: Firms, people: People) -> Ties:
    """Ordinary ties; a person in ten firms and a firm that holds firms are rare but there."""
    rng, n = plan.rng("ties"), len(firms)
    ties = Ties([], [], [], [], [], [])
    counts = rng.choice([1, 2, 3, 4], n, p=[0.4, 0.38, 0.15, 0.07])
    for firm in range(n):
        cuts = np.sort(rng.integers(1, 100, counts[firm] - 1))
        parts = np.diff(np.concatenate([[0], cuts, [100]])) / 100
        for k, part in enumerate(parts[parts > 0]):
            by_firm = k > 0 and rng.random() < 0.22
            holder = int(rng.integers(0, n)) if by_firm else int(rng.integers(0, len(people)))
            if k == 0 and rng.random() < 0.6:
                holder = int(firms.reps[firm])
            if by_firm and holder == firm:
                by_firm, holder = False, int(firms.reps[firm])
            add_share(ties, holder, firm, float(part), by_firm=by_firm)
        for office in words.OFFICES[: int(rng.integers(0, 4))]:
            ties.officers.append((int(rng.integers(0, len(people))), firm, office))
    for _ in range(n // 12):
        a, b = rng.integers(0, n, 2)
        if a != b:
            ties.guarantees.append(
                (
                    int(a),
                    int(b),
                    int(rng.choice([100, 300, 500, 1000, 2000])) * 10_000,
                    int(rng.integers(18_900, 19_990)),
                )
            )
    return ties


def add_share(ties: Ties, holder: int, held: int, share: float, *, by_firm: bool) -> None:
    ties.holder_is_firm.append(by_firm)
    ties.holders.append(holder)
    ties.held.append(held)
    ties.shares.append(round(share, 4))
