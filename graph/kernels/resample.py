"""Intervals for results whose inputs are in doubt: the kernel run again and again on inputs drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from graph.kernels.arrays import F64, Graph, Transfers, transfers

LEVELS = (0.025, 0.5, 0.975)


def intervals(
    result: Callable[[Generator], NDArray[np.number]], *, seed: int, draws: int = 200, workers: int = 1,
    levels: tuple[float, ...] = LEVELS,
) -> F64:  # fmt: skip
    """Quantiles (levels, k) of `result`, a vector (k,), over `draws` calls, each with a generator of its own.

    They say how far a figure depends on what is missing or imprecise in the way that `result` draws it: not how often
    such figures are true. Between two draws the quantile is interpolated linearly. A draw's generator is fixed by
    `seed` and its number alone, so the answer is the same on any number of `workers` (threads, of use since kernels
    free the interpreter). Holds 8 * draws * k bytes: give it the figures that are shown, not a million nodes.

    ValueError: no draws, a level outside 0 to 1, vectors of different length, a result that is no number.
    """
    if draws < 1:
        raise ValueError(f"{draws} draws")
    if not all(0 <= level <= 1 for level in levels):
        raise ValueError(f"levels {levels} are not all in 0 to 1")
    streams = [np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(draws)]
    with ThreadPoolExecutor(workers) as pool:
        rows = [np.asarray(row, np.float64) for row in pool.map(result, streams)]
    for number, row in enumerate(rows):
        if row.shape != rows[0].shape or row.ndim != 1:
            raise ValueError(f"draw {number} has shape {row.shape}, draw 0 {rows[0].shape}")
        if np.isnan(row).any():
            raise ValueError(f"figure {np.isnan(row).argmax()} of draw {number} is no number")
    return np.quantile(np.stack(rows), levels, axis=0)


def missing_transfers(given: Transfers, share: float, draw: Generator) -> Transfers:
    """Each transfer left out by itself with probability `share`, as if its row had not been read. O(n + m)."""
    return _kept(given, draw.random(len(given.at)) >= _checked(share))


def missing_statements(given: Transfers, share: float, draw: Generator) -> Transfers:
    """Each account's statement left out with probability `share`: a transfer is seen if either side's is there."""
    there = draw.random(given.n) >= _checked(share)
    return _kept(given, there[given.source] | there[given.target])


def shaken(exposures: Graph, draw: Generator, *, missing: float = 0.0, spread: float = 0.0) -> Graph:
    """What each node says of its links weighed anew: not told at all with probability `missing`, else all of it
    multiplied by exp(spread * z), z normal, so that half of the time it is too much. Edges and their order stay. O(n + m).
    """
    told = draw.random(exposures.n) >= _checked(missing)
    factor = np.where(told, np.exp(spread * draw.standard_normal(exposures.n)), 0.0)
    return replace(
        exposures,
        weight=exposures.weight * np.repeat(factor, np.diff(exposures.start)),
        back_weight=exposures.back_weight * factor[exposures.back_source],
    )


def _kept(given: Transfers, mask: NDArray[np.bool_]) -> Transfers:
    return transfers(given.n, given.source[mask], given.target[mask], given.at[mask], given.amount[mask])


def _checked(share: float) -> float:
    if not 0 <= share <= 1:
        raise ValueError(f"a share of {share} is outside 0 to 1")
    return share
