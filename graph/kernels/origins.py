"""Where money came from: the stream undone, each transfer giving back what it brought."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I64, U32, Transfers, places, unsigned
from graph.kernels.jit import jit
from graph.kernels.running import Running, Stream
from graph.kernels.seeds import Seeds, check, counted, marks
from graph.kernels.taint import run

UNDONE = ("fifo", "lifo", "haircut")


@dataclass(frozen=True, slots=True)
class Origins:
    """Fen of the seeds' money; `opening` and `outside` add up to what is marked, and so do `opening` and `entered`."""

    rule: str
    moved: I64  # (m,) that came through a transfer
    entered: I64  # (m,) of it, what its payer did not have by his known balance
    opening: I64  # (n,) that an account had before the first transfer
    outside: I64  # (n,) that entered with an account's payments
    marked: I64  # (k,) what each seed added: its amount, less what other seeds had marked of it


def origins(transfers: Transfers, seeds: Seeds, rule: str, opening: I64 | None = None) -> Origins:
    """Where the seeds' money came from, to the fen.

    FIFO and LIFO lose nothing: undone from the last transfer to the first, with lots going back to the end from which
    they were taken, every fen returns to where it was (Anderson, Shumailov and Ahmed, Making Bitcoin legal, SPW 2018),
    and so the same kernels run on the reversed stream. Haircut apportions to what an account was mixed from. Poison and
    libr forget what was mixed and can't be undone. O(n + m).

    ValueError: as of `taint`, a rule that can't be undone, a seed of more than its account held.
    """
    if rule not in UNDONE:
        raise ValueError(f"rule {rule!r} can't be undone; those that can are {', '.join(UNDONE)}")
    check(seeds, transfers)
    n, m, p, of = transfers.n, len(transfers.at), len(seeds.transfer), seeds.transfer
    stream = unsigned(transfers.source), unsigned(transfers.target), transfers.amount
    none = np.zeros(0, np.int64)
    book, payer = Running(stream, counted(transfers, opening), marks(none, none, none, m)[0]), np.empty(m, np.int64)
    for begin, end in book.stretches():
        payer[begin:end] = book.payer[: end - begin]
    back, place = _undone(stream, payer, n)

    # a transfer's own mark goes on its newest money first, the part that goes outside; with none of that the two are one
    unknown = np.minimum(seeds.carried, np.maximum(0, transfers.amount[of] - payer[of]))
    done = places(transfers.at, seeds.at, after=True)
    ordered, number = marks(
        np.concatenate([place[1 + of], place[of] - 1, place[done]]),
        np.concatenate([np.full(2 * p, -1), seeds.account]),
        np.concatenate([unknown, seeds.carried - unknown, seeds.held]),
        len(back[0]),
    )
    before = Running(back, np.append(book.balance, 0), ordered)
    (found,) = run(before, (rule,), backwards=True)
    for v in np.flatnonzero(before.unexplained):
        raise ValueError(f"account {v} held {before.unexplained[v]} fen less than a seed says")

    marked = np.zeros(len(seeds), np.int64)
    np.add.at(marked, np.where(number < p, number, number - p), found.marks.added[:-1])
    through, entered, outside = _gathered(stream[0], place, found.moved, n)
    return Origins(rule, through, entered, found.tainted[:n], outside, marked)


@jit
def _undone(stream: Stream, payer: I64, n: int) -> tuple[Stream, I64]:
    """The reversed stream, and at [k] where in it all transfers from k on are undone.

    What the payer did not have goes outside, to account n, first: it was the last to leave.
    """
    source, target, amount = stream
    m = len(amount)
    size = m + (amount > payer).sum()
    back = (np.empty(size, np.uint32), np.empty(size, np.uint32), np.empty(size, np.int64))
    place = np.zeros(m + 1, np.int64)
    k = 0
    for i in range(m - 1, -1, -1):
        missing = max(0, amount[i] - payer[i])
        if missing > 0:
            back[0][k], back[1][k], back[2][k] = target[i], n, missing
            k += 1
        back[0][k], back[1][k], back[2][k] = target[i], source[i], amount[i] - missing
        k += 1
        place[i] = k
    return back, place


@jit
def _gathered(source: U32, place: I64, moved: I64, n: int) -> tuple[I64, I64, I64]:
    """Fen that came through each transfer, that entered with it, and that entered with each account's."""
    through, entered, outside = np.empty(len(source), np.int64), np.zeros(len(source), np.int64), np.zeros(n, np.int64)
    for i in range(len(source)):
        through[i] = moved[place[i] - 1]
        if place[i] - place[i + 1] == 2:
            entered[i] = moved[place[i + 1]]
            through[i] += entered[i]
            outside[source[i]] += entered[i]
    return through, entered, outside
