"""Streams and seeds of taint from short lists, for tests that move every fen by hand."""

from __future__ import annotations

import numpy as np

from graph.kernels.arrays import Transfers, transfers
from graph.kernels.seeds import Seeds

N = 4


def stream(rows: list[tuple[int, int, int, int]], n: int = N) -> Transfers:
    """`rows` of payer, payee, second, fen."""
    source, target, at, amount = np.array(rows, np.int64).reshape(-1, 4).T
    return transfers(n, source.astype(np.int32), target.astype(np.int32), at.astype(np.int32), amount)


def seeds(carried: list[tuple[int, int]], held: list[tuple[int, int, int]]) -> Seeds:
    transfer, fen = np.array(carried, np.int64).reshape(-1, 2).T
    account, at, kept = np.array(held, np.int64).reshape(-1, 3).T
    return Seeds(transfer, fen, account, at, kept)
