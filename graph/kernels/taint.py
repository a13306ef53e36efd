"""How much of tainted money sits in which account after every transfer, by the five rules of courts and tracers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I64, Transfers
from graph.kernels.lots import listed, lotted
from graph.kernels.pools import mixed, poisoned
from graph.kernels.running import Running, Stream, running
from graph.kernels.seeds import Marks, Seeds, check, counted, marks

RULES = ("fifo", "lifo", "haircut", "libr", "poison")


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
    gives or takes too much is carried to the account's next. libr: clean money is paid first, so taint is at most the
    lowest balance since it came and later deposits don't make it good (Re Hallett's Estate, 1880; Roscoe v Winder,
    1915). poison: an account with any taint is all tainted, what it receives too, until it is paid out to nothing
    (Möser, Böhme and Breuker, Towards risk scoring of Bitcoin transactions, 2014); the one rule that does not conserve.
    For what the rules do to one stream: Anderson, Shumailov and Ahmed, Making Bitcoin legal, SPW 2018.

    A payment beyond the known balance is made up with clean money of unknown origin, the last to leave; under poison it
    is tainted too, being one payment. Lots arrive in the order in which they leave. O(n + m) and, for fifo and lifo, the
    lots moved; memory 24 bytes a transfer and the borders between tainted and clean money.

    ValueError: an unknown rule, seeds outside the stream, negative amounts, more than 2**61 fen in all. RuntimeError: the
    taint found is not the taint seeded, which would be a fault of this module.
    """
    return side_by_side(transfers, seeds, opening, (rule,))[0]


def side_by_side(
    transfers: Transfers, seeds: Seeds, opening: I64 | None = None, rules: tuple[str, ...] = RULES
) -> tuple[Taint, ...]:
    """`taint` by several rules, which see the same running balances."""
    for rule in rules:
        if rule not in RULES:
            raise ValueError(f"no rule {rule!r}; the rules are {', '.join(RULES)}")
    check(seeds, transfers)
    place = np.concatenate([seeds.transfer, np.searchsorted(transfers.at, seeds.at)])
    account = np.concatenate([np.full(len(seeds.transfer), -1), seeds.account])
    ordered, number = marks(place, account, np.concatenate([seeds.carried, seeds.held]), len(transfers.at))
    stream = transfers.source, transfers.target, transfers.amount
    book = running(stream, counted(transfers, opening), ordered)
    found = []
    for rule in rules:
        moved, tainted, lots = run(stream, book, ordered, rule)
        marked = np.zeros(len(seeds), np.int64)
        marked[number] = ordered.added[:-1]
        found.append(Taint(rule, moved, tainted, book.balance, book.unexplained, marked, lots))
    return tuple(found)


def run(
    stream: Stream, book: Running, ordered: Marks, rule: str, *, backwards: bool = False
) -> tuple[I64, I64, Lots | None]:
    """Tainted fen by transfer and by account, and the lots; what each mark added goes into the marks."""
    n, lots = len(book.balance), None
    moved, tainted = np.zeros(len(stream[2]), np.int64), np.zeros(n, np.int64)
    if rule == "poison":
        poisoned(stream, book.payer, ordered, tainted, moved)
        return moved, tainted * book.balance, None
    if rule in ("haircut", "libr"):
        mixed(stream, book.payer, rule == "haircut", ordered, tainted, moved)
    else:
        ends = np.zeros((n, 2), np.int64)
        before = book.payer, book.payee, book.marked
        arena = lotted(stream, before, (rule == "lifo", backwards), ordered, tainted, ends, moved)
        lots = Lots(*listed(ends, arena))
    added = int(ordered.added.sum())
    kept = [int(tainted.sum())] + ([int(lots.amount[lots.tainted == 1].sum())] if lots else [])
    if any(fen != added for fen in kept):
        raise RuntimeError(f"{rule}: {kept} fen found of {added} seeded")
    return moved, tainted, lots
