"""Fen: amounts whose sums int64 holds."""

from __future__ import annotations

import numpy as np

from graph.kernels.arrays import I64


def check_fen(amount: I64) -> None:
    """ValueError on an amount below 0, and where all together are more than int64 holds."""
    if len(amount) and amount.min() < 0:
        raise ValueError(f"transfer {int(amount.argmin())} has a negative amount, {int(amount.min())} fen")
    if amount.sum(dtype=np.float64) >= 2.0**63:
        raise ValueError("the amounts add up to more than int64 holds")
