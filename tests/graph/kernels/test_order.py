"""Links in order of time against Python's own sort."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.order import Columns, in_order

TYPES = ("u8", "u8", "i4", "i4", "i4", "i2", "i8")
HALF = st.integers(0, 2**64 - 1) | st.sampled_from([0, 1, 2**42, 2**64 - 1])
SECOND = st.sampled_from([-1, 0, 1, 2, 1_700_000_000, 2**31 - 2, 2**31 - 1])
ROW = st.tuples(
    HALF, HALF, st.integers(0, 9), st.integers(0, 9), SECOND, st.integers(0, 999) | st.just(0), st.integers(0, 2**62)
)


def columns(rows: list[tuple[int, ...]], amounts: bool) -> Columns:
    made = [np.array([row[c] for row in rows], kind) for c, kind in enumerate(TYPES)]
    return (*made[:6], made[6] if amounts else made[6][:0])  # type: ignore[return-value]


def listed(parts: list[Columns], amounts: bool) -> list[tuple[int, ...]]:
    return [row for p in in_order(parts) for row in zip(*(c.tolist() for c in p[: 6 + amounts]), strict=True)]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(ROW, max_size=30), max_size=4), st.booleans(), st.sampled_from([1, 3, 8192]))
def test_as_python_sorts(parts: list[list[tuple[int, ...]]], amounts: bool, stretch: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.kernels.order.STRETCH", stretch)
        found = listed([columns(p, amounts) for p in parts], amounts)
    wanted = sorted((row[: 6 + amounts] for p in parts for row in p), key=lambda r: (r[4], r[5], r[0], r[1]))
    assert [(r[4], r[5], r[0], r[1]) for r in found] == [(r[4], r[5], r[0], r[1]) for r in wanted]
    assert sorted(found) == sorted(wanted)


def test_many_stretches_join_without_a_seam() -> None:
    rng = np.random.default_rng(3)
    m = 50_000
    at = rng.integers(0, 40_000, m).astype(np.int32)
    high, low = (rng.integers(0, 2**63, m).astype(np.uint64) for _ in range(2))
    number = np.arange(m, dtype=np.int32)
    parts = [(high, low, number, number, at, np.zeros(m, np.int16), np.zeros(0, np.int64))]
    stretches = list(in_order(parts))
    assert len(stretches) > 3
    found = np.concatenate([s[2] for s in stretches])
    assert (found == np.lexsort((low, high, at))).all()
    assert not any(len(s[6]) for s in stretches)


def test_nothing() -> None:
    assert list(in_order([])) == []
    assert list(in_order([columns([], True)])) == []
