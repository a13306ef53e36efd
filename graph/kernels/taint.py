"""How much of tainted money sits in which account after every transfer, by the five rules of courts and tracers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I64, Transfers, places, unsigned
from graph.kernels.lots import listed, lotted
from graph.kernels.pools import mixed, poisoned
from graph.kernels.running import Running
from graph.kernels.seeds import Seeds, check, counted, marks

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
    place = np.concatenate([seeds.transfer, places(transfers.at, seeds.at)])
    account = np.concatenate([np.full(len(seeds.transfer), -1), seeds.account])
    ordered, number = marks(place, account, np.concatenate([seeds.carried, seeds.held]), len(transfers.at))
    stream = unsigned(transfers.source), unsigned(transfers.target), transfers.amount
    book = Running(stream, counted(transfers, opening), ordered)
    found = []
    for one in run(book, rules):
        marked = np.zeros(len(seeds), np.int64)
        marked[number] = one.marks.added[:-1]
        found.append(Taint(one.rule, one.moved, one.tainted, book.balance, book.unexplained, marked, one.lots))
    return tuple(found)


class Run:
    """One rule on its way through a stream: tainted fen by transfer and by account, what each mark added, the lots."""

    def __init__(self, rule: str, book: Running) -> None:
        self.rule = rule
        self.marks = book.marks._replace(added=np.zeros(len(book.marks.place), np.int64))
        self.moved, self.tainted = np.zeros(len(book.stream[2]), np.int64), np.zeros(len(book.balance), np.int64)
        self.dirty = np.zeros(len(book.balance), np.uint8)
        self.mark = 0
        self.lots: Lots | None = None

    def go(self, book: Running, begin: int, end: int) -> None:
        """Through the stretch that the balances have just gone through."""
        raise NotImplementedError

    def end(self, book: Running) -> None:
        """Checked: what sits in the accounts is what was marked."""
        added = int(self.marks.added.sum())
        kept = [int(self.tainted.sum())]
        if self.lots:
            kept.append(int(self.lots.amount[self.lots.tainted == 1].sum()))
        if any(fen != added for fen in kept):
            raise RuntimeError(f"{self.rule}: {kept} fen found of {added} seeded")


class _Mixed(Run):
    """Haircut and libr."""

    def __init__(self, rule: str, book: Running) -> None:
        super().__init__(rule, book)
        self._carry = np.zeros(len(book.balance))

    def go(self, book: Running, begin: int, end: int) -> None:
        self.mark = mixed(
            book.stream, (begin, end, self.mark), book.payer, self.marks, self.rule == "haircut", self._carry,
            self.tainted, self.dirty, self.moved,
        )  # fmt: skip


class _Poisoned(Run):
    """Poison, the one rule that does not conserve."""

    def go(self, book: Running, begin: int, end: int) -> None:
        self.mark = poisoned(book.stream, (begin, end, self.mark), book.payer, self.marks, self.dirty, self.moved)

    def end(self, book: Running) -> None:
        self.tainted = self.dirty * book.balance


class _Lotted(Run):
    """FIFO and LIFO, forwards or backwards."""

    def __init__(self, rule: str, book: Running, *, backwards: bool = False) -> None:
        super().__init__(rule, book)
        self._ways = rule == "lifo", backwards
        self._ends, self._arena = np.zeros((len(book.balance), 2), np.int64), np.zeros((1, 3), np.int64)

    def go(self, book: Running, begin: int, end: int) -> None:
        self.mark, self._arena = lotted(
            book.stream, (begin, end, self.mark), (book.payer, book.payee, book.marked), self.marks, self._ways,
            self.tainted, self.dirty, self._ends, self.moved, self._arena,
        )  # fmt: skip

    def end(self, book: Running) -> None:
        self.lots = Lots(*listed(self._ends, self._arena))
        super().end(book)


def run(book: Running, rules: Sequence[str], *, backwards: bool = False) -> list[Run]:
    """Balances and, by each rule, taint. RuntimeError: the taint found is not the taint seeded."""
    runs: list[Run] = []
    for rule in rules:
        if rule == "poison":
            runs.append(_Poisoned(rule, book))
        elif rule in ("haircut", "libr"):
            runs.append(_Mixed(rule, book))
        else:
            runs.append(_Lotted(rule, book, backwards=backwards))
    for begin, end in book.stretches():
        for one in runs:
            one.go(book, begin, end)
    for one in runs:
        one.end(book)
    return runs
