"""Ids as numbers: `prefix-<32 hex digits>` as two 64-bit halves, and where a half stands among many.

Halves of a hash are uniform, so that their leading bits are a perfect index into the sorted ones: a search touches
two places of memory, not twenty.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64, U64
from graph.kernels.jit import jit

DIGITS = 16  # hex digits of a half
_BAD = np.uint8(16)
_VALUE = np.full(256, _BAD, np.uint8)
for _at, _digit in enumerate(b"0123456789abcdef"):
    _VALUE[_digit] = _at


@dataclass(frozen=True, slots=True)
class Index:
    """Distinct numbers, sorted, each with its place; `bucket[b]` is where those begin whose leading bits are b."""

    keys: U64  # (k,)
    place: I32  # (k,)
    bucket: I64  # (2**bits + 1,)


def halves(text: NDArray[np.uint8], start: I32 | I64) -> tuple[U64, U64, int]:
    """Both halves of the ids that end at `start[1:]` in `text`, and the number of the first that is no id (-1: none)."""
    high, low = np.empty(len(start) - 1, np.uint64), np.empty(len(start) - 1, np.uint64)
    return high, low, int(_halves(text, start, _VALUE, high, low))


def index(keys: U64, place: I32) -> Index:
    """An index of distinct keys in any order. O(k log k)."""
    order = np.argsort(keys)
    keys, place = keys[order], place[order]
    bits = max(1, len(keys).bit_length())
    bounds = np.arange(2**bits, dtype=np.uint64) << np.uint64(64 - bits)
    return Index(keys, place, np.append(np.searchsorted(keys, bounds), len(keys)).astype(np.int64))


def find(among: Index, keys: U64) -> I32:
    """The place of each key, -1 where it is not there. O(1) each for keys that are hashes."""
    return _find(among.keys, among.place, among.bucket, np.uint64(64 - (len(among.bucket) - 2).bit_length()), keys)


@jit
def _halves(text: NDArray[np.uint8], start: I32 | I64, value: NDArray[np.uint8], high: U64, low: U64) -> int:
    bad = -1
    for i in range(len(high)):
        end = start[i + 1]
        wrong = end - start[i] < 2 * DIGITS
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
def _find(keys: U64, place: I32, bucket: I64, shift: np.uint64, wanted: U64) -> I32:
    found = np.full(len(wanted), -1, np.int32)
    for i in range(len(wanted)):
        key = wanted[i]
        b = np.int64(key >> shift)
        at, end = bucket[b], bucket[b + 1]
        while at < end and keys[at] < key:
            at += 1
        if at < end and keys[at] == key:
            found[i] = place[at]
    return found
