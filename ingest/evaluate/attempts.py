"""How many accounts of 185 laundering attempts a way of naming roles gets right: source, middle, sink."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.kernels.arrays import Transfers, transfers

SOURCE, MIDDLE, SINK = 0, 1, 2
Roles = Callable[[Transfers], NDArray[np.int8]]


@dataclass(frozen=True, slots=True)
class Score:
    """Rows are (attempt, account); an account of several attempts has a label in each."""

    rows: int
    alone: int  # right where each attempt is a graph of its own
    merged: int  # right where all attempts are one graph and an account has one role


def score(folder: Path, roles: Roles) -> Score:
    """Scores `roles` on the attempts in `folder`."""
    moved, label = _read(folder)
    alone = sum(_right(part, label.filter(pl.col("pattern_id") == name), roles) for name, part in _attempts(moved))
    return Score(label.height, alone, _right(moved, label, roles))


def by_degree(t: Transfers) -> NDArray[np.int8]:
    """The naive way: who is not paid is a source, who does not pay is a sink. The labels were made so, per attempt."""
    paid, pays = np.bincount(t.target, minlength=t.n), np.bincount(t.source, minlength=t.n)
    return np.where(paid == 0, SOURCE, np.where(pays == 0, SINK, MIDDLE)).astype(np.int8)


def best_merged(folder: Path) -> int:
    """What no way can exceed with one role an account: the commonest label of each."""
    label = _read(folder)[1]
    return int(label.group_by("account", "layer").len().group_by("account").agg(pl.col("len").max())["len"].sum())


def _read(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    rows = pl.read_csv(folder / "pattern_transactions.csv.gz", infer_schema=False)
    name = pl.concat_str
    moved = rows.select(
        "pattern_id",
        source=name("from_bank", pl.lit("_"), "from_account"),
        target=name("to_bank", pl.lit("_"), "to_account"),
        at=pl.col("timestamp").str.to_datetime("%Y/%m/%d %H:%M").dt.epoch("s").cast(pl.Int32),
        paid=pl.col("amount_paid").cast(pl.Float64),
        currency="payment_currency",
    )
    # amounts are in fourteen currencies with no rates: each in hundredths of per cents of its currency's median
    scaled = (pl.col("paid") / pl.col("paid").median().over("currency") * 10_000).round().cast(pl.Int64)
    roles = pl.read_csv(folder / "derived_roles.csv.gz", infer_schema=False)
    number = {"source": SOURCE, "middle": MIDDLE, "sink": SINK}
    label = roles.select("pattern_id", "account", layer=pl.col("layer").replace_strict(number, return_dtype=pl.Int8))
    return moved.with_columns(amount=scaled.clip(1)), label


def _attempts(moved: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    for (name,), part in moved.group_by("pattern_id", maintain_order=True):
        yield str(name), part


def _right(moved: pl.DataFrame, label: pl.DataFrame, roles: Roles) -> int:
    names = pl.concat([moved["source"], moved["target"]]).unique(maintain_order=True)
    number = {name: i for i, name in enumerate(names)}
    ends = (moved[c].replace_strict(number, return_dtype=pl.Int32).to_numpy() for c in ("source", "target"))
    t = transfers(len(number), *ends, moved["at"].to_numpy(), moved["amount"].to_numpy())
    given = roles(t)
    at = label["account"].replace_strict(number, return_dtype=pl.Int32).to_numpy()
    return int((given[at] == label["layer"].to_numpy()).sum())
