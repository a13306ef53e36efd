"""A temporal payment graph of any size for the kernels' bench: heavy-tailed degrees, communities, a year of transfers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BLOCK = 1_000  # nodes of a community
INSIDE = 0.7  # share of transfers that stay in the payer's community
SKEW = 2.0  # a node's rank is n * u ** SKEW: few nodes take many transfers
BEGIN, YEAR = 1_640_995_200, 365 * 86_400  # 2022-01-01 UTC, seconds


def made(n: int, m: int, seed: int = 7) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:  # fmt: skip
    """`source`, `target`, `at` (UTC seconds, rising), `amount` (fen) of m transfers among n nodes; none to itself."""
    rng = np.random.default_rng(seed)
    number = rng.permutation(n).astype(np.int32)
    source = number[(n * rng.random(m) ** SKEW).astype(np.int64)]
    anywhere = number[(n * rng.random(m) ** SKEW).astype(np.int64)]
    home = source // BLOCK * BLOCK
    near = home + (np.minimum(BLOCK, n - home) * rng.random(m) ** SKEW).astype(np.int32)
    target = np.where(rng.random(m) < INSIDE, near, anywhere).astype(np.int32)
    target = np.where(target == source, (target + 1) % n, target).astype(np.int32)
    at = np.sort(rng.integers(BEGIN, BEGIN + YEAR, m)).astype(np.int32)
    amount = np.maximum(1, rng.lognormal(np.log(50_000), 1.5, m)).astype(np.int64)
    return source, target, at, amount
