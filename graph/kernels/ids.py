"""Ids as numbers: `prefix-<32 hex digits>` as two 64-bit halves, and where a half stands among many.

Where one stands is told by an open hash table whose entries hold key and place side by side: most searches touch one
place of memory, and many are under way at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, U64
from graph.kernels.jit import jit

DIGITS = 16  # hex digits of a half
DASH = np.uint8(ord("-"))  # before them: with a digit too many an id would be another's
AT_ONCE = 256  # searches under way together
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio (Knuth, TAOCP 3, 6.4)
_BAD = np.uint8(16)
_VALUE = np.full(256, _BAD, np.uint8)
for _at, _digit in enumerate(b"0123456789abcdef"):
    _VALUE[_digit] = _at


@dataclass(frozen=True, slots=True)
class Index:
    """Distinct numbers, each with its place: rows of key and place + 1 (0: free) behind the row that the key asks for."""

    table: U64  # (2**bits, 2), at least half of it free


def halves(text: NDArray[np.uint8], start: I32 | I64) -> tuple[U64, U64, int]:
    """Both halves of the ids that end at `start[1:]` in `text`, and the number of the first that is no id (-1: none)."""
    high, low = np.empty(len(start) - 1, np.uint64), np.empty(len(start) - 1, np.uint64)
    return high, low, int(_halves(text, start, _VALUE, high, low))


def index(keys: U64, place: I32) -> Index:
    """An index of distinct keys in any order. O(k)."""
    table = np.zeros((2 ** (max(1, len(keys)).bit_length() + 1), 2), np.uint64)
    _fill(table, keys, place)
    return Index(table)


def find(among: Index, keys: U64) -> I32:
    """The place of each key, -1 where it is not there. O(1) each."""
    return _find(among.table, keys)


@jit
def _halves(text: NDArray[np.uint8], start: I32 | I64, value: NDArray[np.uint8], high: U64, low: U64) -> int:
    bad = -1
    for i in range(len(high)):
        end = start[i + 1]
        wrong = end - start[i] <= 2 * DIGITS or text[end - 2 * DIGITS - 1] != DASH
        a = b = np.uint64(0)
        if not wrong:
            for k in range(end - 2 * DIGITS, end - DIGITS):
                wrong |= value[text[k]] == _BAD
                a = a << np.uint64(4) | np.uint64(value[text[k]])
            for k in range(end - DIGITS, end):
                wrong |= value[text[k]] == _BAD
                b = b << np.uint64(4) | np.uint64(value[text[k]])
        if wrong and bad < 0:
            bad = i
        high[i], low[i] = a, b
    return bad


@jit
def _fill(table: U64, keys: U64, place: I32) -> None:
    shift, last = _shift(table), len(table) - 1
    for i in range(len(keys)):
        at = _row(keys[i], shift)
        while table[at, 1]:
            at = (at + 1) & last
        table[at, 0], table[at, 1] = keys[i], np.uint64(place[i] + 1)


@jit
def _find(table: U64, wanted: U64) -> I32:
    """Where all first rows of a few are asked for before any is looked at, memory answers them together."""
    shift, last = _shift(table), len(table) - 1
    found = np.empty(len(wanted), np.int32)
    key, place = np.empty(AT_ONCE, np.uint64), np.empty(AT_ONCE, np.uint64)
    for start in range(0, len(wanted), AT_ONCE):
        few = min(AT_ONCE, len(wanted) - start)
        for i in range(few):
            at = _row(wanted[start + i], shift)
            key[i], place[i] = table[at, 0], table[at, 1]
        for i in range(few):
            if place[i] and key[i] != wanted[start + i]:
                at = (_row(wanted[start + i], shift) + 1) & last
                while table[at, 1] and table[at, 0] != wanted[start + i]:
                    at = (at + 1) & last
                place[i] = table[at, 1]
            found[start + i] = np.int64(place[i]) - 1
    return found


@jit
def _shift(table: U64) -> np.uint64:
    bits = 0
    while (1 << bits) < len(table):
        bits += 1
    return np.uint64(64 - bits)


@jit
def _row(key: np.uint64, shift: np.uint64) -> np.int64:
    """By multiplication, so that keys that are no hashes are spread too."""
    return np.int64((key * SPREAD) >> shift)
