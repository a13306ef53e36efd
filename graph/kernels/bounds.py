"""Bounds: what an argument may be, and a share of an amount, exact in integers."""

from __future__ import annotations

from graph.kernels.jit import jit

MILLION = 1_000_000
LARGEST = 2**63 - 1


def at_least(low: float, **given: float) -> None:
    """ValueError naming the first argument below `low` (or not a number)."""
    for name, value in given.items():
        if not value >= low:
            raise ValueError(f"{name} is {value}, must be at least {low}")


def millionths(**given: float) -> int:
    """The one given share as a whole number of millionths, so that 0.07 of 100 fen is 7 fen and not a hair more."""
    ((name, share),) = given.items()
    if not 0 <= share <= MILLION:
        raise ValueError(f"{name} is {share}, must be a share between 0 and {MILLION}")
    return round(share * MILLION)


@jit
def least(amount: int, share: int) -> int:
    """Fewest fen that are at least `share` millionths of `amount`; int64's largest where they would pass it."""
    whole, rest = amount // MILLION, amount % MILLION
    if float(whole) * share > 9.2e18:
        return LARGEST
    return whole * share + (rest * share + MILLION - 1) // MILLION


@jit
def most(amount: int, share: int) -> int:
    """Most fen that are at most `share` millionths of `amount`; int64's largest where they would pass it."""
    whole, rest = amount // MILLION, amount % MILLION
    if float(whole) * share > 9.2e18:
        return LARGEST
    return whole * share + rest * share // MILLION
