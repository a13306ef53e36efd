"""Taint where an account is a row of lots paid one after another: first in first out, last in first out."""

from __future__ import annotations

import numpy as np

from graph.kernels.arrays import I64, U8
from graph.kernels.jit import jit
from graph.kernels.pools import touched
from graph.kernels.running import Span, Stream
from graph.kernels.seeds import Marks

HEAD, TAIL = range(2)  # columns of an account's ends: the lot to be paid next, and the last
FEN, DIRTY, NEXT = range(3)  # columns of a lot
NIL = 0  # no lot; in its row the arena keeps how many lots are free, and the first
ROOM = 8  # as many lots as a transfer or a mark can need


@jit
def lotted(stream: Stream, span: Span, before: tuple[I64, I64, I64], marks: Marks, ways: tuple[bool, bool],
           tainted: I64, dirty: U8, ends: I64, moved: I64, lots: I64) -> tuple[int, I64]:  # fmt: skip
    """Runs a stretch over accounts, by what payer, payee and a mark's account had; gives the next mark and the arena.

    `ways`: newest first (a stack), and whether the stream is run backwards, where the newest money is always next.
    An account without taint has no lots, and neighbours of equal taint are one lot: memory follows the borders between
    tainted and clean money, not the transfers.
    """
    source, target, amount = stream
    payer, payee, marked = before
    stack, backwards = ways
    place, account, fen, added = marks
    begin, end, j = span
    i, m = begin - 1, len(amount)
    while True:
        i = touched(source, target, dirty, i + 1, min(place[j], end))
        if i == end and end < m:
            return j, lots
        while place[j] == i and account[j] >= 0:
            v, balance = account[j], max(marked[j], fen[j])
            lots = _roomy(lots)
            _stock(lots, tainted, ends, v, marked[j])
            lot = _lot(lots, balance - marked[j], 0)
            _put(lots, ends, v, (lot, lot), stack)
            added[j] = max(0, fen[j] - tainted[v])
            low = 0 if stack or backwards else balance - tainted[v] - added[j]
            ends[v, HEAD], ends[v, TAIL] = _dirtied(lots, ends[v, HEAD], low, low + added[j])
            tainted[v] += added[j]
            dirty[v] = tainted[v] > 0
            j += 1
        if i == m:
            return j, lots
        u, v, a, had = source[i], target[i], amount[i], payer[i - begin]
        missing = max(0, a - had)
        lots = _roomy(lots)
        if (
            dirty[v] and not dirty[u] and place[j] != i
        ):  # clean money for one who has tainted: the payer has nothing to be looked at
            lot = _lot(lots, a, 0)
            _put(lots, ends, v, (lot, lot), stack)
            continue
        _stock(lots, tainted, ends, u, had)
        head, tail, x = _taken(lots, ends, u, a - missing)
        tainted[u] -= x
        lot = _lot(lots, missing, 0)
        head, tail = _joined(lots, (head, tail), (lot, lot))
        while place[j] == i:
            lots = _roomy(lots)
            added[j] = max(0, fen[j] - x)
            low = 0 if backwards else a - x - added[j]
            head, tail = _dirtied(lots, head, low, low + added[j])
            x += added[j]
            j += 1
        if x > 0:
            moved[i] = x  # else untouched memory stays so
        _clear(lots, tainted, ends, u)
        if x == 0 and not dirty[v]:  # clean money for one who has none but that: it is one lot, and none is kept
            if head != NIL:
                _free(lots, head)
            dirty[u] = tainted[u] > 0
            continue
        _stock(lots, tainted, ends, v, payee[i - begin])
        _put(lots, ends, v, (head, tail), stack)
        tainted[v] += x
        _clear(lots, tainted, ends, v)
        dirty[u], dirty[v] = tainted[u] > 0, tainted[v] > 0


@jit
def listed(ends: I64, lots: I64) -> tuple[I64, I64, I64]:
    """Where each account's lots begin, their fen and whether they are tainted, the next to be paid first."""
    start = np.zeros(len(ends) + 1, np.int64)
    for v in range(len(ends)):
        start[v + 1] = start[v]
        lot = ends[v, HEAD]
        while lot != NIL:
            start[v + 1] += 1
            lot = lots[lot, NEXT]
    fen, dirty = np.empty(start[-1], np.int64), np.empty(start[-1], np.int64)
    k = 0
    for v in range(len(ends)):
        lot = ends[v, HEAD]
        while lot != NIL:
            fen[k], dirty[k] = lots[lot, FEN], lots[lot, DIRTY]
            k += 1
            lot = lots[lot, NEXT]
    return start, fen, dirty


@jit
def _stock(lots: I64, tainted: I64, ends: I64, v: int, balance: int) -> None:
    """Lays out v's clean balance as a lot, where it has none."""
    if tainted[v] == 0:
        ends[v, HEAD] = ends[v, TAIL] = _lot(lots, balance, 0)


@jit
def _clear(lots: I64, tainted: I64, ends: I64, v: int) -> None:
    """Lifts v's last lot where no taint is left: clean lots are neighbours, so there is but one."""
    if tainted[v] == 0 and ends[v, HEAD] != NIL:
        _free(lots, ends[v, HEAD])
        ends[v, HEAD] = ends[v, TAIL] = NIL


@jit
def _taken(lots: I64, ends: I64, u: int, a: int) -> tuple[int, int, int]:
    """Takes `a` fen from u, lot by lot: the first and the last in the order in which they leave, and their taint."""
    head, tail, x = NIL, NIL, 0
    while a > 0:
        lot = ends[u, HEAD]
        fen, dirty = min(a, lots[lot, FEN]), lots[lot, DIRTY]
        if fen == lots[lot, FEN]:
            ends[u, HEAD] = lots[lot, NEXT]
            lots[lot, NEXT] = NIL
        else:
            lots[lot, FEN] -= fen
            lot = _lot(lots, fen, dirty)
        if tail == NIL:
            head = lot
        else:
            lots[tail, NEXT] = lot
        tail = lot
        a -= fen
        x += fen * dirty
    if ends[u, HEAD] == NIL:
        ends[u, TAIL] = NIL
    return head, tail, x


@jit
def _put(lots: I64, ends: I64, v: int, row: tuple[int, int], stack: bool) -> None:
    """Adds a row of lots to v in the order in which they left: what left first came first."""
    mine = (ends[v, HEAD], ends[v, TAIL])
    if stack:
        ends[v, HEAD], ends[v, TAIL] = _joined(lots, (_turned(lots, row[0]), row[0]), mine)
    else:
        ends[v, HEAD], ends[v, TAIL] = _joined(lots, mine, row)


@jit
def _dirtied(lots: I64, lot: int, low: int, high: int) -> tuple[int, int]:
    """The row from `lot` with its clean fen low..high, counted among the clean ones, tainted."""
    row = (NIL, NIL)
    while lot != NIL:
        fen, dirty, following = lots[lot, FEN], lots[lot, DIRTY], lots[lot, NEXT]
        _free(lots, lot)
        before = fen if dirty else min(max(low, 0), fen)
        inside = 0 if dirty else min(max(high, 0), fen) - before
        for part, taint in ((before, dirty), (inside, 1), (fen - before - inside, 0)):
            piece = _lot(lots, part, taint)
            row = _joined(lots, row, (piece, piece))
        if not dirty:
            low, high = low - fen, high - fen
        lot = following
    return row


@jit
def _turned(lots: I64, lot: int) -> int:
    """The row from `lot` the other way round: its head."""
    turned = NIL
    while lot != NIL:
        following = lots[lot, NEXT]
        lots[lot, NEXT] = turned
        turned, lot = lot, following
    return turned


@jit
def _joined(lots: I64, row: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """One row of two, as first and last lot; where equals meet they become one lot."""
    if row[0] == NIL:
        return other
    if other[0] == NIL:
        return row
    last, first = row[1], other[0]
    if lots[last, DIRTY] != lots[first, DIRTY]:
        lots[last, NEXT] = first
        return row[0], other[1]
    lots[last, FEN] += lots[first, FEN]
    lots[last, NEXT] = lots[first, NEXT]
    _free(lots, first)
    return row[0], (last if first == other[1] else other[1])


@jit
def _lot(lots: I64, fen: int, dirty: int) -> int:
    """A new lot; none for nothing."""
    if fen == 0:
        return NIL
    lot = int(lots[NIL, NEXT])
    lots[NIL, NEXT] = lots[lot, NEXT]
    lots[NIL, FEN] -= 1
    lots[lot, FEN], lots[lot, DIRTY], lots[lot, NEXT] = fen, dirty, NIL
    return lot


@jit
def _free(lots: I64, lot: int) -> None:
    lots[lot, NEXT] = lots[NIL, NEXT]
    lots[NIL, NEXT] = lot
    lots[NIL, FEN] += 1


@jit
def _roomy(lots: I64) -> I64:
    """The arena, doubled when it has not as many free lots as a step can need."""
    if lots[NIL, FEN] >= ROOM:
        return lots
    size = len(lots)
    larger = np.zeros((2 * size + ROOM, 3), np.int64)
    larger[:size] = lots
    for lot in range(size, len(larger)):
        _free(larger, lot)
    return larger
