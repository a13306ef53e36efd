"""The persons of the province: names, ID numbers and phones that belong to nobody, households and homes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from ingest.world import words
from ingest.world.plan import Ints, Plan

# Unallocated at the time of writing: no subscriber in mainland China has a number in these ranges.
PHONE_HEADS = np.array([142, 143, 154, 160, 163, 164, 168, 169, 179, 194], dtype=np.int64)
# GB/T 2260 gives no province the number 99, so that no ID number or credit code here is anybody's.
AREA = 990000
ID_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
ID_CHECKS = np.array(list("10X98765432"))


@dataclass(frozen=True, slots=True)
class Places:
    """Counties with their codes, and a pool of addresses shared by index."""

    counties: pl.Series
    cities: pl.Series
    codes: Ints

    def addresses(self, rng: np.random.Generator, counties: Ints, *, office: bool) -> pl.Series:
        n = len(counties)
        roads = pl.Series(list(words.ROADS)).gather(rng.integers(0, len(words.ROADS), n))
        estates = pl.Series(list(words.ESTATES)).gather(rng.integers(0, len(words.ESTATES), n))
        frame = pl.DataFrame(
            {
                "city": self.cities.gather(counties),
                "county": self.counties.gather(counties),
                "road": roads,
                "door": rng.integers(1, 400, n),
                "estate": estates,
                "block": rng.integers(1, 30, n),
                "room": rng.integers(1, 34, n) * 100 + rng.integers(1, 9, n),
            }
        )
        tail = "{}{}{}{}路{}号{}" + ("{}座{}室" if office else "{}栋{}房")
        return frame.select(
            pl.format(tail, pl.lit(words.PROVINCE), "city", "county", "road", "door", "estate", "block", "room").alias(
                "a"
            )
        )["a"]


@dataclass(frozen=True, slots=True)
class People:
    """One person per position."""

    names: pl.Series
    ids: pl.Series
    births: np.ndarray[Any, np.dtype[np.datetime64]]
    counties: Ints
    households: Ints
    homes: pl.Series
    phones: Ints

    def __len__(self) -> int:
        return len(self.names)


def make_places() -> Places:
    """Twelve cities of three to six counties; the same in every world, as places are."""
    counties, cities, codes = [], [], []
    for c, city in enumerate(words.CITIES):
        for k in range(3 + (c * 7) % 4):
            head = words.COUNTY_HEADS[(c * 3 + k * 7) % 10]
            tail = words.COUNTY_TAILS[k % len(words.COUNTY_TAILS)]
            cities.append(city + "市")
            counties.append(head + tail)
            codes.append(AREA + (c + 1) * 100 + k + 1)
    return Places(pl.Series(counties), pl.Series(cities), np.array(codes, dtype=np.int64))


def person_names(rng: np.random.Generator, female: np.ndarray[Any, Any]) -> pl.Series:
    """Surname by frequency and one or two characters; namesakes happen, as they do."""
    n = len(female)
    surnames = [*words.SURNAMES, *words.DOUBLE_SURNAMES]
    weight = 1 / (np.arange(len(surnames)) + 6.0)
    weight[-len(words.DOUBLE_SURNAMES) :] = 0.001
    surname = pl.Series(surnames).gather(rng.choice(len(surnames), n, p=weight / weight.sum()))
    given = list(words.MALE + words.FEMALE + words.BOTH)
    men, women = len(words.MALE), len(words.FEMALE)

    def char() -> Ints:
        own = np.where(female, men + rng.integers(0, women, n), rng.integers(0, men, n))
        return np.where(rng.random(n) < 0.3, men + women + rng.integers(0, len(words.BOTH), n), own)

    first, second = pl.Series(given).gather(char()), pl.Series(given).gather(char())
    second = second.zip_with(pl.Series(rng.random(n) < 0.82), pl.Series([""]).new_from_index(0, n))
    return surname + first + second


def id_numbers(rng: np.random.Generator, areas: Ints, births: np.ndarray[Any, Any], female: Any) -> pl.Series:
    """GB 11643 numbers with a valid check character in an area code that does not exist."""
    days = births.astype("datetime64[D]")
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    day = (days - days.astype("datetime64[M]")).astype(np.int64) + 1
    order = rng.integers(0, 500, len(areas)) * 2 + np.where(female, 0, 1)
    body = areas * 10**11 + (year * 10_000 + month * 100 + day) * 1_000 + order
    digits = body[:, None] // 10 ** np.arange(16, -1, -1) % 10
    check = ID_CHECKS[(digits @ ID_WEIGHTS) % 11]
    return pl.Series(body).cast(pl.String) + pl.Series(check.astype("U1").tolist(), dtype=pl.String)


def phone_numbers(rng: np.random.Generator, n: int) -> Ints:
    """Distinct mobile numbers."""
    found = np.zeros(0, dtype=np.int64)
    while len(found) < n:
        head = PHONE_HEADS[rng.integers(0, len(PHONE_HEADS), n + n // 8 + 16)]
        found = np.unique(np.concatenate([found, head * 10**8 + rng.integers(0, 10**8, len(head))]))
    return rng.permutation(found)[:n]


def unique_ids(rng: np.random.Generator, areas: Ints, births: Any, female: Any) -> pl.Series:
    """Draws again where two persons got the same number."""
    ids = id_numbers(rng, areas, births, female)
    while (again := ids.is_duplicated().to_numpy()).any():
        fresh = id_numbers(rng, areas[again], births[again], female[again])
        ids = ids.scatter(np.flatnonzero(again), fresh)
    return ids


def make_people(plan: Plan, places: Places) -> People:
    rng, n = plan.rng("people"), plan.persons
    sizes = rng.choice([1, 2, 3, 4, 5], n, p=[0.25, 0.3, 0.27, 0.12, 0.06])
    household = np.repeat(np.arange(n), sizes)[:n]
    county = rng.permutation(len(places.codes))[(rng.pareto(1.6, n) * 4).astype(np.int64) % len(places.codes)]
    county = county[household]
    female = rng.random(n) < 0.5
    age = np.where(rng.random(n) < 0.35, rng.normal(62, 7, n), rng.normal(38, 11, n))
    age = np.where((age < 18) | (age > 89), rng.uniform(18, 60, n), age)  # never many on one birthday
    births = np.datetime64("2022-07-01") - (age * 365.25).astype(np.int64).astype("timedelta64[D]")
    homes = places.addresses(rng, county[np.searchsorted(household, np.arange(household[-1] + 1))], office=False)
    shuffle = rng.permutation(n)  # so that neighbours in a household are not neighbours in a file
    areas = places.codes[np.where(rng.random(n) < 0.8, county, rng.integers(0, len(places.codes), n))]
    return People(
        names=person_names(rng, female),
        ids=unique_ids(rng, areas[shuffle], births[shuffle], female),
        births=births[shuffle],
        counties=county[shuffle],
        households=household[shuffle],
        homes=homes,
        phones=phone_numbers(rng, n),
    )
