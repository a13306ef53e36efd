"""Account layers: participants, collection, transfer and sink accounts, told apart by where the money flows and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import F64, I8, I32, I64, Transfers
from graph.kernels.fen import check_fen
from graph.kernels.jit import jit

Mask = NDArray[np.bool_]
Flat = tuple[int, I32, I32, I32, I64]  # accounts; source, target, at, amount of transfers
Followed = tuple[I64, I64, I64, I64, F64, I64]

OUTSIDE, PARTICIPANT, COLLECTION, TRANSFER, SINK, RETURNER, MIXED = -1, 0, 1, 2, 3, 4, 5  # roles of accounts
NONE, FORWARD, LEVEL, BACK, HOME = 0, 1, 2, 3, 4  # steps of transfers


@dataclass(frozen=True, slots=True)
class LayerRule:
    """What the layers depend on; a recorded part of every result."""

    hold: int = 30 * 86_400  # seconds within which money is passed on; later it has rested
    rest: float = 0.5  # a sink passes on less than this share of what it received
    back: float = 0.5  # a returner pays at least this share of what it passes on to participants
    own: float = 0.1  # below this share of an account's receipts participants' money is not followed through it
    only: float = 0.1  # a source that nobody named receives at most this share of what it pays; one that starts more
    # than this share of what it receives, and is no source, is mixed
    deepest: int = 15  # hops told apart; more count as these


@dataclass(frozen=True, slots=True)
class Layers:
    """For each account where it stands and the fen that say so; for each transfer what it carries and which way.

    `received` is `passed` + `resting`, and what is `started` anywhere is `resting` somewhere, a participant's own
    account included, to the fen.
    """

    layer: I32  # (n,) 0 participants, 1 collection, 2.. transfer; -1 not reached
    role: I8  # (n,) OUTSIDE .. MIXED
    confidence: F64  # (n,) share of the money that came by `layer` hops, times the share of it that came within hold
    arrived: I64  # (n, deepest + 1) fen by hops since a participant; column 0: started here
    received: I64  # (n,) participants' money in
    from_below: I64  # (n,) of it from accounts of lower layers
    passed: I64  # (n,) of it paid on
    timely: I64  # (n,) of that, within hold
    returned: I64  # (n,) of that, to participants
    resting: I64  # (n,) received and not paid on
    held: F64  # (n,) mean seconds that a fen paid on was held; nan where none was
    came_in: I64  # (n,) all money in, transfers to itself left out
    paid_out: I64  # (n,) all money out
    traced: I64  # (m,) participants' money in a transfer
    step: I8  # (m,) FORWARD, LEVEL, BACK to a lower layer, HOME to a participant; NONE where it carries nothing


def layers(t: Transfers, participants: I32 | Mask | None = None, rule: LayerRule | None = None) -> Layers:
    """Follow participants' money first in, first out, and lay each account by the median hop of the fen it received.

    `participants`: numbers, or a mask (n,). They are layer 0: what they pay starts there, what they receive has come
    home, and what they pay again starts anew. An account pays with the money that came first (Clayton's Case, 1816);
    fen that arrive by one transfer go by fewest hops first, and other people's money last. What an account pays
    beyond what is known to have come in is other people's money. Where participants' money is less than `rule.own` of
    what an account has received so far, tracing stops and the money counts as resting there.

    With no participants, money starts where it is paid without having been received, or after resting longer than
    `rule.hold`; an account that does so and (nearly) only pays is a source, and has the participants' role.

    Loops are not unrolled: a transfer to the same or a lower layer is marked in `step`. O(m · lots per transfer), in
    practice O(m); memory 8 · (deepest + 1) bytes an account and 17 a lot. ValueError on numbers that name no account,
    negative amounts, and sums above int64.
    """
    rule = rule or LayerRule()
    starts = _mask(t.n, participants)
    check_fen(t.amount)
    if not 1 <= rule.deepest <= 100:
        raise ValueError(f"deepest is {rule.deepest}, not within 1..100")
    known = participants is not None
    flat = (t.n, t.source, t.target, t.at, t.amount)
    traced, arrived, state, late, held, returned = _follow(flat, starts, known, rule.hold, rule.own, rule.deepest)
    came_in, paid_out, received, passed, timely = (column.copy() for column in state.T[:_OTHERS])
    layer = _median(arrived)
    layer[starts] = 0
    step, from_below = _steps(t.source, t.target, traced, layer, starts)
    handled = received + arrived[:, 0]
    there = np.take_along_axis(arrived, np.maximum(layer, 0)[:, None], 1)[:, 0]
    confidence = _share(there, handled) * (1 - _share(late, handled))
    confidence[starts] = 1.0
    role = np.select(
        [
            starts | ((layer == 0) & (received <= rule.only * paid_out)),
            layer < 0,
            arrived[:, 0] > rule.only * received,
            timely < rule.rest * received,
            received < rule.own * came_in,
            returned >= rule.back * passed,
            layer == 1,
        ],
        [PARTICIPANT, OUTSIDE, MIXED, SINK, MIXED, RETURNER, COLLECTION],
        TRANSFER,
    ).astype(np.int8)
    mean = np.full(t.n, np.nan)
    np.divide(held, passed, out=mean, where=passed > 0)
    return Layers(
        layer, role, confidence, arrived, received, from_below, passed, timely, returned, received - passed,
        mean, came_in, paid_out, traced, step,
    )  # fmt: skip


def _mask(n: int, participants: I32 | Mask | None) -> Mask:
    mask = np.zeros(n, np.bool_)
    if participants is None:
        return mask
    given = np.asarray(participants)
    if given.dtype == np.bool_:
        if given.shape != (n,):
            raise ValueError(f"the mask of participants has shape {given.shape}, the graph {n} accounts")
        return given.astype(np.bool_)
    if wrong := [int(v) for v in given if not 0 <= v < n][:1]:
        raise ValueError(f"participant {wrong[0]} is no account of 0..{n - 1}")
    mask[given] = True
    return mask


def _share(part: I64, whole: I64) -> F64:
    return part / np.maximum(whole, 1)


# columns of an account's state, together in one line of the cache
_IN, _OUT, _RECEIVED, _PASSED, _TIMELY, _OTHERS, _HEAD, _TAIL = range(8)
# columns of a lot; hops 0 is other people's money. What is at the front of the queue of that is no lot but _OTHERS
_FEN, _SINCE, _HOPS, _AFTER = range(4)


@jit
def _follow(t: Flat, starts: Mask, known: bool, hold: int, own: float, deepest: int) -> Followed:
    n, source, target, at, amount = t
    traced, arrived = np.zeros(len(source), np.int64), np.zeros((n, deepest + 1), np.int64)
    state, late, held, returned = np.zeros((n, 8), np.int64), np.zeros(n, np.int64), np.zeros(n), np.zeros(n, np.int64)
    state[:, _HEAD:] = -1
    lots, used, free = np.empty((1024, 4), np.int64), 0, -1  # each account's in a queue, the oldest at its head
    part = np.zeros(deepest + 1, np.int64)  # what this transfer brings, by hops
    for i in range(len(source)):
        now = np.int64(at[i])
        s, d, left = source[i], target[i], amount[i]
        if s == d or left == 0:
            continue
        state[s, _OUT] += left
        state[d, _IN] += left
        through = state[s, _RECEIVED] >= own * state[s, _IN]
        begun, overdue, others, most = np.int64(0), np.int64(0), np.int64(0), 0
        if starts[s]:
            begun, left = left, np.int64(0)
        else:
            others = min(left, state[s, _OTHERS])
            state[s, _OTHERS] -= others
            left -= others
        while left > 0 and state[s, _HEAD] >= 0:
            head = state[s, _HEAD]
            piece, age, hops = min(left, lots[head, _FEN]), now - lots[head, _SINCE], lots[head, _HOPS]
            if hops == 0 or not through:
                others += piece
            elif not known and age > hold:
                begun += piece
            else:
                hops = min(hops + 1, deepest)
                part[hops] += piece
                most = max(most, hops)
                state[s, _PASSED] += piece
                held[s] += np.float64(piece) * age
                if age <= hold:
                    state[s, _TIMELY] += piece
                else:
                    overdue += piece
            left -= piece
            lots[head, _FEN] -= piece
            if lots[head, _FEN] == 0:
                state[s, _HEAD] = lots[head, _AFTER]
                lots[head, _AFTER], free = free, head
        if known:
            others += left
        else:
            begun += left
        if begun > 0:
            arrived[s, 0] += begun
            part[1] += begun
            most = max(most, 1)
        if others < amount[i]:
            traced[i] = amount[i] - others
            state[d, _RECEIVED] += traced[i]
            late[d] += overdue
            if starts[d]:
                returned[s] += traced[i] - begun
        part[0] = others
        for turn in range(1, most + 2):
            hops = turn if turn <= most else 0  # other people's money goes last
            piece, part[hops] = part[hops], 0
            if piece == 0:
                continue
            if hops > 0:
                arrived[d, hops] += piece
            if starts[d]:
                continue
            if state[d, _HEAD] < 0 and hops == 0:
                state[d, _OTHERS] += piece
                continue
            if state[d, _HEAD] >= 0:
                last = state[d, _TAIL]
                if lots[last, _HOPS] == hops and (hops == 0 or lots[last, _SINCE] == now):
                    lots[last, _FEN] += piece
                    continue
            k, free, used, lots = _room(lots, used, free)
            lots[k, _FEN], lots[k, _SINCE], lots[k, _HOPS], lots[k, _AFTER] = piece, now, hops, -1
            if state[d, _HEAD] >= 0:
                lots[state[d, _TAIL], _AFTER] = k
            else:
                state[d, _HEAD] = k
            state[d, _TAIL] = k
    return traced, arrived, state, late, held, returned


@jit
def _room(lots: I64, used: int, free: int) -> tuple[int, int, int, I64]:
    """A place for a lot, one given back or the next, and what is then free, used, and all lots: full, they double."""
    if free >= 0:
        return free, lots[free, _AFTER], used, lots
    if used == len(lots):
        more = np.empty((2 * used, 4), np.int64)
        more[:used] = lots
        lots = more
    return used, free, used + 1, lots


@jit
def _median(arrived: I64) -> I32:
    """The fewest hops by which half of the money had come; -1 where none came."""
    n, width = arrived.shape
    layer = np.full(n, -1, np.int32)
    for v in range(n):
        total = arrived[v].sum()
        if total == 0:
            continue
        missing = total - total // 2
        for hops in range(width):
            missing -= arrived[v, hops]
            if missing <= 0:
                layer[v] = hops
                break
    return layer


@jit
def _steps(source: I32, target: I32, traced: I64, layer: I32, starts: Mask) -> tuple[I8, I64]:
    step = np.zeros(len(source), np.int8)
    from_below = np.zeros(len(layer), np.int64)
    for i in range(len(source)):
        s, d = source[i], target[i]
        if traced[i] == 0:
            continue
        if layer[s] < layer[d]:
            step[i] = FORWARD
            from_below[d] += traced[i]
        elif starts[d]:
            step[i] = HOME
        else:
            step[i] = LEVEL if layer[s] == layer[d] else BACK
    return step, from_below
