"""Small payment graphs: few accounts and seconds, so that ties, parallel transfers and transfers to oneself all occur."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers, transfers

Row = tuple[int, int, int, int]  # source, target, at, amount
AMOUNTS = [1, 7, 80, 95, 99, 100, 101, 105, 120, 2**53 - 1, 2**53, 2**53 + 1, 2**57]


def given(rows: Sequence[Row], n: int | None = None) -> Transfers:
    source, target, at, amount = (np.array([r[c] for r in rows], np.int64) for c in range(4))
    if n is None:
        n = 1 + max((max(r[0], r[1]) for r in rows), default=-1)
    return transfers(n, source.astype(np.int32), target.astype(np.int32), at.astype(np.int32), amount)


def payments(accounts: int = 6, most: int = 30, seconds: int = 20) -> st.SearchStrategy[Transfers]:
    account = st.integers(0, accounts - 1)
    row = st.tuples(account, account, st.integers(0, seconds), st.sampled_from(AMOUNTS))
    return st.lists(row, max_size=most).map(lambda rows: given(rows, accounts))


def rows(t: Transfers) -> list[Row]:
    """In Python's own integers, for oracles."""
    return list(zip(t.source.tolist(), t.target.tolist(), t.at.tolist(), t.amount.tolist(), strict=True))


def share(value: float) -> Fraction:
    """The decimal that was written, not the binary fraction next to it."""
    return Fraction(str(value))
