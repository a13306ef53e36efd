"""Whose money a sum can be, each source taken alone: for poison and libr, which forget what they mixed."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.kernels.arrays import I32, I64, Transfers, csr, places, unsigned
from graph.kernels.jit import jit
from graph.kernels.running import Running, Stream
from graph.kernels.seeds import Seeds, check, counted, marks

ALONE = ("libr", "poison")
WORK = 20_000_000  # sources and movements of their money that are gone through: some seconds
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Claims:
    """Fen of the sum that a source's money can be where all other money is clean. Parts need not add up to the sum."""

    rule: str
    part: I64  # (n,) by account, what began there; or (m,) by transfer
    left: int  # sources that were not gone through, those that could be least
    most: int  # fen; no part of those is larger


def claims(
    transfers: Transfers, seeds: Seeds, rule: str, opening: I64 | None = None, *, each: bool = False,
    among: ArrayLike | None = None, work: int = WORK,
) -> Claims:  # fmt: skip
    """How much of one seed's sum each source is, were its money alone tainted and then traced forward by the rule.

    A source is what began in an account: what it had before the first transfer and what its payments brought beyond its
    known balance; with `each`, a transfer and all that it moved. Poison and libr can't be undone, so there is no telling
    whose a fen of the sum is; but a claimant's own money can be traced into it, as courts do it (Re Hallett's Estate,
    1880; Roscoe v Winder, 1915), one claimant after the other. Two who paid into one account may so both be traced into
    what is left there, and neither into what was first paid out of it: parts come to more than the sum, or to less.

    libr: of an account's taint stays what the balance leaves room for, so it moves only where the balance falls below
    it; the next such payment is looked up in a tree of lowest balances. O(m) and O(log m) a movement. The likeliest
    sources first; those for which `work` does not reach are counted, with the most that any of them could be. poison:
    whoever can have come there at all, by one pass back, O(n + m); as much of the sum as the source had. It bounds each
    other rule.

    `among`: numbers of the only sources asked for. ValueError: another rule, not one seed, as of `taint`, a seed of more
    than its account held.
    """
    if rule not in ALONE:
        raise ValueError(f"rule {rule!r} is undone by `origins`; each source alone is for {', '.join(ALONE)}")
    if len(seeds) != 1:
        raise ValueError(f"{len(seeds)} seeds; one sum is asked about at a time")
    check(seeds, transfers)
    cone = _cone(transfers, seeds, counted(transfers, opening))
    worth = _worth(transfers, cone, each)
    bound = np.minimum(worth, cone.fen)
    if among is not None:
        bound[np.setdiff1d(np.arange(len(bound)), np.asarray(among, np.int64))] = 0
    if rule == "poison":
        return Claims(rule, bound, 0, 0)
    likely = np.flatnonzero(bound)
    likely = likely[np.argsort(-bound[likely], kind="stable")]
    place = np.searchsorted(cone.number, likely) if each else likely
    rows = csr(transfers.n, cone.payer.astype(np.int32))
    found = _traced((cone.payer, cone.payee, cone.fresh, cone.room, cone.onward), (rows.start, rows.item), _tree(cone.room[rows.item]),
                    cone.account, cone.began, (place, cone.moved if each else worth[:0]), work)  # fmt: skip
    part = np.zeros(len(bound), np.int64)
    part[likely[: len(found)]] = np.minimum(found, cone.fen)
    rest = likely[len(found) :]
    return Claims(rule, part, len(rest), int(bound[rest[0]]) if len(rest) else 0)


@dataclass(frozen=True, slots=True)
class _Cone:
    """Transfers whose payer had, or then got, money that can have got into the sum, in order; the last is the sum's own, if
    it is one."""

    account: int  # that holds the sum; -1: the last transfer carries it
    fen: int  # of the sum
    began: I64  # (n,) fen of the opening balance, where it can have got there
    number: I64  # (k,) which transfer
    payer: I64
    payee: I64
    moved: I64  # fen
    fresh: I64  # fen of it beyond the payer's known balance
    room: I64  # fen that the payer has left
    onward: Mask  # whether what is paid can have got there


def _cone(t: Transfers, seeds: Seeds, opening: I64) -> _Cone:
    if len(seeds.transfer):
        account, fen, end = -1, int(seeds.carried[0]), int(seeds.transfer[0]) + 1
    else:
        account, fen, end = int(seeds.account[0]), int(seeds.held[0]), int(places(t.at, seeds.at, after=True)[0])
    stream = unsigned(t.source)[:end], unsigned(t.target)[:end], t.amount[:end]
    none = np.zeros(0, np.int64)
    book, payer = Running(stream, opening, marks(none, none, none, end)[0]), np.empty(end, np.int64)
    for begin, stop in book.stretches():
        payer[begin:stop] = book.payer[: stop - begin]
    if account >= 0 and (lacks := fen - int(book.balance[account])) > 0:
        raise ValueError(f"account {account} held {lacks} fen less than a seed says")
    near, kept, onward = np.zeros(t.n, np.bool_), np.zeros(end, np.bool_), np.zeros(end, np.bool_)
    _look_back(stream, payer, account, near, kept, onward)
    number = np.flatnonzero(kept)
    had, moved = payer[number], t.amount[number]
    fresh, room = np.maximum(0, moved - had), np.maximum(0, had - moved)
    return _Cone(account, fen, np.where(near, opening, 0), number, t.source[number].astype(np.int64), t.target[number].astype(np.int64),
                 moved, fresh, room, onward[number])  # fmt: skip


@jit
def _look_back(stream: Stream, payer: I64, account: int, near: Mask, kept: Mask, onward: Mask) -> None:
    """Marks, from the sum back to the first transfer, whose money may be in it: `near` ends as it was at the outset."""
    source, target, amount = stream
    i = len(amount) - 1
    if account >= 0:
        near[account] = True
    else:
        near[source[i]] = kept[i] = amount[i] > 0
        i -= 1
    while i >= 0:
        u = source[i]
        onward[i] = amount[i] > 0 and near[target[i]]
        after = near[u]
        near[u] = onward[i] or (after and payer[i] > amount[i])
        kept[i] = near[u] or after  # a payment that empties the account ends what was there, for what comes in later
        i -= 1


def _worth(t: Transfers, cone: _Cone, each: bool) -> I64:
    """Fen of each source that can have got into the sum."""
    there = cone.onward.copy()
    if cone.account < 0 and len(there):
        there[-1] = True
    worth = np.zeros(len(t.at), np.int64) if each else cone.began.copy()
    at, fen = (cone.number, cone.moved) if each else (cone.payer, cone.fresh)
    np.add.at(worth, at[there], fen[there])
    return worth


def _tree(low: I64) -> I64:
    """(2 * 2**h,) the least of each pair, of each pair of pairs, ...: leaf q is entry 2**h + q."""
    size = 1 << max(0, len(low) - 1).bit_length()
    tree = np.full(2 * size, np.iinfo(np.int64).max)
    tree[size : size + len(low)] = low
    while size > 1:
        tree[size // 2 : size] = np.minimum(tree[size : 2 * size : 2], tree[size + 1 : 2 * size : 2])
        size //= 2
    return tree


@jit
def _traced(moves: tuple[I64, I64, I64, I64, Mask], rows: tuple[I64, I32], tree: I64, account: int, began: I64,
            sources: tuple[I64, I64], work: int) -> I64:  # fmt: skip
    """Fen of each source that are there at the end, until more movements than `work` were gone through."""
    payer, payee, fresh, room, onward = moves
    start, item = rows
    place, whole = sources
    each, last = len(whole) > 0, len(payer) - 1
    tainted, found = np.zeros(len(began), np.int64), np.zeros(len(place), np.int64)
    soon = [np.int64(0) for _ in range(0)]  # transfers at which taint moves, the earliest first
    for c in range(len(place)):
        s = place[c]
        touched = [s]
        work -= 1
        if each:
            if account < 0 and s == last:
                found[c] = whole[s]
                continue
            touched[0] = payee[s]
            tainted[payee[s]] = whole[s]
            _follow(soon, rows, tree, payee[s], whole[s], s)
        else:
            tainted[s] = began[s]
            for q in range(start[s], start[s + 1]):
                if fresh[item[q]] > 0:
                    heapq.heappush(soon, np.int64(item[q]))
            _follow(soon, rows, tree, s, began[s], np.int64(-1))
        done = np.int64(-1)
        while len(soon) > 0:
            k = heapq.heappop(soon)
            work -= 1
            if k == done:
                continue
            done, u = k, payer[k]
            x = max(0, tainted[u] - room[k])
            tainted[u] -= x
            x += fresh[k] if u == s and not each else 0
            if account < 0 and k == last:
                found[c] = x
            if onward[k] and x > 0:
                tainted[payee[k]] += x
                touched.append(payee[k])
                _follow(soon, rows, tree, payee[k], tainted[payee[k]], k)
            _follow(soon, rows, tree, u, tainted[u], k)
        if account >= 0:
            found[c] = tainted[account]
        for v in touched:
            tainted[v] = 0
        if work < 0:
            return found[: c + 1]
    return found


@jit
def _follow(soon: list[np.int64], rows: tuple[I64, I32], tree: I64, v: np.int64, tainted: np.int64, k: np.int64) -> None:  # fmt: skip
    """Puts down the first payment of v after transfer k that leaves less than its taint."""
    start, item = rows
    q = start[v] + np.searchsorted(item[start[v] : start[v + 1]], k, side="right")
    if tainted > 0 and q < start[v + 1]:
        q = _below(tree, q, tainted)
        if q < start[v + 1]:
            heapq.heappush(soon, np.int64(item[q]))


@jit
def _below(tree: I64, q: np.int64, than: np.int64) -> np.int64:
    """The first leaf from q on that is less, or a number beyond all of them."""
    size = len(tree) // 2
    i = q + size
    while True:
        while i % 2 == 0:
            i //= 2
        if tree[i] < than:
            break
        i += 1
        if i & (i - 1) == 0:
            return np.int64(size)
    while i < size:
        i *= 2
        if tree[i] >= than:
            i += 1
    return np.int64(i - size)
