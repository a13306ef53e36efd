"""How big the made-up province is, when it plays, and where its randomness comes from."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

DAY = 86_400
START = date(2022, 7, 1)
MONTHS = 30
FLOOR = 0.02  # below this there are not enough people to cast every scheme


@dataclass(frozen=True, slots=True)
class Plan:
    """The promised counts. Times everywhere in the world are seconds of local (UTC+8) time since 1970."""

    seed: int
    scale: float

    @property
    def firms(self) -> int:
        return max(120, round(3_000 * self.scale))

    @property
    def persons(self) -> int:
        return max(800, round(20_000 * self.scale))

    @property
    def accounts(self) -> int:
        return max(1_000, round(25_000 * self.scale))

    @property
    def transfers(self) -> int:
        return max(3_000, round(150_000 * self.scale))

    @property
    def rounds(self) -> int:
        """How many times each class is planted."""
        return max(1, round(2 * self.scale))

    @property
    def crowd(self) -> float:
        """How big one scheme is: small worlds hold small schemes, large worlds more of them."""
        return min(1.0, 0.25 + 0.75 * self.scale)

    def rng(self, *words: str | int) -> np.random.Generator:
        """A stream of its own for each purpose, so that one noun's change does not move the others."""
        keys = [zlib.crc32(str(word).encode()) for word in words]
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence([self.seed & (2**63 - 1), *keys])))


def seconds(day: date) -> int:
    return int(np.datetime64(day, "s").astype(np.int64))


def month_starts() -> Ints:
    """Starts of the months in which the world plays, and the end of the last one."""
    first = np.datetime64(START, "M")
    months = np.arange(first, first + np.timedelta64(MONTHS + 1, "M"))
    return months.astype("datetime64[s]").astype(np.int64)


def begin() -> int:
    return int(month_starts()[0])


def end() -> int:
    return int(month_starts()[-1])


def day_weights(first: int, last: int, firm: bool) -> NDArray[np.float64]:
    """How busy each day is: weekends, Spring Festival and National Day are quiet, a firm's quarter-end is not."""
    days = np.arange(first // DAY, last // DAY)
    dates = days.astype("datetime64[D]")
    weight = np.where((days + 3) % 7 >= 5, 0.25 if firm else 1.1, 1.0)
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    in_year = (dates - dates.astype("datetime64[Y]")).astype(np.int64)
    festival = np.select([year == 2023, year == 2024], [20, 40], 25)
    weight[(in_year >= festival) & (in_year < festival + 8)] *= 0.15 if firm else 0.6
    month = dates.astype("datetime64[M]").astype(np.int64) % 12
    of_month = (dates - dates.astype("datetime64[M]")).astype(np.int64)
    weight[(month == 9) & (of_month < 7)] *= 0.3 if firm else 0.9
    if firm:
        weight[(month % 3 == 2) & (of_month >= 24)] *= 1.8
    return weight


def days_in(rng: np.random.Generator, first: int, last: int, n: int, *, firm: bool = False) -> Ints:
    """Starts of `n` days between two times, by how busy days are."""
    weight = day_weights(first, max(last, first + DAY), firm)
    picks = np.searchsorted(np.cumsum(weight) / weight.sum(), rng.random(n))
    return (first // DAY + np.minimum(picks, len(weight) - 1)) * DAY


def office_hours(rng: np.random.Generator, n: int) -> Ints:
    """Seconds into the day: peaks at 9-11 and 14-17, some in the evening, few at night."""
    peak = rng.choice(4, n, p=[0.42, 0.38, 0.17, 0.03])
    centre = np.array([10.0, 15.4, 19.8, 12.0])[peak]
    width = np.array([0.9, 1.1, 1.5, 5.5])[peak]
    return np.clip((centre + rng.standard_normal(n) * width) * 3600, 0, DAY - 1).astype(np.int64)


def leisure_hours(rng: np.random.Generator, n: int) -> Ints:
    """Seconds into the day as wallets see it: noon and evening peaks."""
    peak = rng.choice(4, n, p=[0.25, 0.2, 0.45, 0.1])
    centre = np.array([12.2, 9.8, 20.0, 12.0])[peak]
    width = np.array([1.0, 1.6, 1.9, 6.0])[peak]
    return np.clip((centre + rng.standard_normal(n) * width) * 3600, 0, DAY - 1).astype(np.int64)


def night_hours(rng: np.random.Generator, n: int) -> Ints:
    """Seconds into the day, half of them between 22:00 and 05:00."""
    late = np.where(rng.random(n) < 0.5, 24.5 + rng.standard_normal(n) * 2.2, 15 + rng.standard_normal(n) * 4)
    return ((late * 3600) % DAY).astype(np.int64)
