"""Where money came from: the stream undone, each transfer giving back what it brought."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.kernels.arrays import I32, I64, Transfers
from graph.kernels.jit import jit
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
    n, m, p = transfers.n, len(transfers.at), len(seeds.transfer)
    before = counted(transfers, opening)
    missing, balance = _ledger(transfers.source, transfers.target, transfers.amount, before)

    # each transfer backwards, what its payer did not have going outside (account n) first: it was the last to leave
    pair = missing > 0
    parts = (1 + pair)[::-1]
    back = np.repeat(np.arange(m - 1, -1, -1), parts)
    place = np.append(0, np.cumsum(parts))[::-1]  # [k]: where all transfers from k on are undone
    out = np.zeros(len(back), bool)
    out[place[1:][pair]] = True
    target = np.where(out, n, transfers.source[back]).astype(np.int32)
    amount = np.where(out, missing[back], transfers.amount[back] - missing[back])

    of = seeds.transfer
    unknown = np.minimum(seeds.carried, missing[of])
    done = np.searchsorted(transfers.at, seeds.at, "right")
    ordered, number = marks(
        np.concatenate([place[1 + of], place[1 + of] + pair[of], place[done]]),
        np.concatenate([np.full(2 * p, -1), seeds.account]),
        np.concatenate([unknown, seeds.carried - unknown, seeds.held]),
        len(back),
    )
    stream = transfers.target[back], target, amount
    moved, origin, _, short, _ = run(stream, np.append(balance, 0), ordered, rule, backwards=True)
    for v in np.flatnonzero(short):
        raise ValueError(f"account {v} held {short[v]} fen less than a seed says")

    through, entered = np.zeros(m, np.int64), np.zeros(m, np.int64)
    np.add.at(through, back, moved)
    entered[back[out]] = moved[out]
    outside, marked = np.zeros(n, np.int64), np.zeros(len(seeds), np.int64)
    np.add.at(outside, transfers.source, entered)
    np.add.at(marked, np.where(number < p, number, number - p), ordered.added[:-1])
    return Origins(rule, through, entered, origin[:n], outside, marked)


@jit
def _ledger(source: I32, target: I32, amount: I64, opening: I64) -> tuple[I64, I64]:
    """What each payer did not have, and the balances at the end."""
    balance, missing = opening.copy(), np.zeros(len(amount), np.int64)
    for i in range(len(amount)):
        missing[i] = max(0, amount[i] - balance[source[i]])
        balance[source[i]] += missing[i] - amount[i]
        balance[target[i]] += amount[i]
    return missing, balance
