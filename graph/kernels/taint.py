"""How much of tainted money sits in which account after every transfer, by the five rules of courts and tracers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64, Transfers
from graph.kernels.lots import listed, lotted
from graph.kernels.pools import BALANCE, HAIRCUT, LIBR, POISON, TAINTED, pooled
from graph.kernels.seeds import Marks, Seeds, check, counted, marks

RULES = ("fifo", "lifo", "haircut", "libr", "poison")
POOLED = {"haircut": HAIRCUT, "libr": LIBR, "poison": POISON}


@dataclass(frozen=True, slots=True)
class Lots:
    """Account v's money is lots `start[v]` to `start[v + 1]`, the next to be paid first; without taint it has none."""

    start: I64  # (n + 1,)
    amount: I64  # fen
    tainted: I64  # 1 or 0


@dataclass(frozen=True, slots=True)
class Taint:
    """Fen. Under every rule but poison an account's taint is what it was marked with and got, less what it paid."""

    rule: str
    moved: I64  # (m,) tainted fen that arrive with a transfer
    tainted: I64  # (n,) at the end
    balance: I64  # (n,) at the end
    unexplained: I64  # (n,) what an account paid, or held by a seed, beyond its known balance
    marked: I64  # (k,) what each seed added: its amount, less what was tainted already
    lots: Lots | None  # FIFO and LIFO


def taint(transfers: Transfers, seeds: Seeds, rule: str, opening: I64 | None = None) -> Taint:
    """Where the seeds' money is after every transfer, `opening` being the balances before the first (0 if not known).

    fifo: the money that came first is paid first (Devaynes v Noble, Clayton's Case, 1816). lifo: the last. haircut: each
    payment takes taint pro rata (the rolling charge of Barlow Clowes v Vaughan, 1992), to the nearest fen; what that
    gives or takes too much is carried to the account's next. libr: clean money is paid first, so taint is at most the lowest balance since it came and later
    deposits don't make it good (Re Hallett's Estate, 1880; Roscoe v Winder, 1915). poison: an account with any taint is
    all tainted, what it receives too, until it is paid out to nothing (Möser, Böhme and Breuker, Towards risk scoring of
    Bitcoin transactions, 2014); so it is the one rule that does not conserve. For the five side by side: Anderson,
    Shumailov and Ahmed, Making Bitcoin legal, SPW 2018.

    A payment beyond the known balance is made up with clean money of unknown origin, the last to leave. Lots arrive in
    the order in which they leave. O(m) and, for lots, what is moved of them; O(n) memory and the borders of taint.

    ValueError: an unknown rule, seeds outside the stream, negative amounts, more than 2**62 fen in all. RuntimeError:
    the taint found is not the taint seeded, which would be a fault of this module.
    """
    check(seeds, transfers)
    m = len(transfers.at)
    place = np.concatenate([seeds.transfer, np.searchsorted(transfers.at, seeds.at)])
    account = np.concatenate([np.full(len(seeds.transfer), -1), seeds.account])
    ordered, number = marks(place, account, np.concatenate([seeds.carried, seeds.held]), m)
    stream = transfers.source, transfers.target, transfers.amount
    found = run(stream, counted(transfers, opening), ordered, rule)
    marked = np.zeros(len(seeds), np.int64)
    marked[number] = ordered.added[:-1]
    return Taint(rule, *found[:4], marked, found[4])


def run(
    stream: tuple[I32, I32, I64], opening: I64, ordered: Marks, rule: str, *, backwards: bool = False
) -> tuple[I64, I64, I64, I64, Lots | None]:
    """Tainted fen by transfer; taint, balance and what is unexplained by account; lots."""
    if rule not in RULES:
        raise ValueError(f"no rule {rule!r}; the rules are {', '.join(RULES)}")
    n, lots = len(opening), None
    moved, unexplained = np.zeros(len(stream[2]), np.int64), np.zeros(n, np.int64)
    held = np.zeros((n, 2 if rule in POOLED else 4), np.int64)
    held[:, BALANCE] = opening
    if rule in POOLED:
        pooled(stream, POOLED[rule], held, ordered, moved, unexplained)
    else:
        arena = lotted(stream, (rule == "lifo", backwards), held, ordered, moved, unexplained)
        lots = Lots(*listed(held, arena))
    tainted, balance = held[:, TAINTED].copy(), held[:, BALANCE].copy()
    added, kept = int(ordered.added.sum()), int(tainted.sum())
    if rule != "poison" and kept != added:
        raise RuntimeError(f"{rule}: {kept} fen found of {added} seeded")
    if lots and (found := int(lots.amount[lots.tainted == 1].sum())) != added:
        raise RuntimeError(f"{rule}: lots of {found} fen for {added} seeded")
    return moved, tainted, balance, unexplained, lots
