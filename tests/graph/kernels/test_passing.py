"""What is handed on in time, against single fen moved one by one."""

from __future__ import annotations

from collections import deque

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import transfers
from graph.kernels.passing import passing

ROWS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 30), st.integers(0, 6)), max_size=30)


@settings(deadline=None, max_examples=150)
@given(ROWS, st.integers(0, 12), st.booleans())
def test_every_fen_leaves_in_the_order_it_came(rows: list[tuple[int, int, int, int]], lag: int, rests: bool) -> None:
    rows = sorted(rows, key=lambda r: r[2])
    columns = [np.array([r[k] for r in rows], np.int64 if k == 3 else np.int32) for k in range(4)]
    found = passing(transfers(5, *columns), lag, rests=rests)
    queues: list[deque[int]] = [deque() for _ in range(5)]
    received, paid, passed, seen = [0] * 5, [0] * 5, [0] * 5, [[] for _ in range(5)]  # type: ignore[var-annotated]
    for a, b, at, fen in rows:
        if a == b:
            continue
        seen[a].append(at)
        seen[b].append(at)
        received[b] += fen
        paid[a] += fen
        while rests and queues[a] and at - queues[a][0] > lag:
            queues[a].popleft()
        for _ in range(min(fen, len(queues[a]))):
            passed[a] += at - queues[a].popleft() <= lag
        queues[b].extend([at] * fen)
    assert (found.received.tolist(), found.paid.tolist(), found.passed.tolist()) == (received, paid, passed)
    assert found.first.tolist() == [min(x, default=-1) for x in seen]
    assert found.last.tolist() == [max(x, default=-1) for x in seen]


def test_who_keeps_a_tenth_each_day_passes_on_the_rest_in_time() -> None:
    day = 86_400
    rows = [(a, b, day * k + h * 3600, fen) for k in range(60) for a, b, h, fen in ((0, 1, 0, 100), (1, 2, 5, 90))]
    columns = [np.array([r[k] for r in rows], np.int64 if k == 3 else np.int32) for k in range(4)]
    t = transfers(3, *columns)
    assert passing(t, day // 2, rests=True).passed[1] == 60 * 90
    assert passing(t, day // 2).passed[1] < 60 * 90 / 5, "first in, first out it falls behind"


def test_large_sums_are_exact_and_a_negative_lag_is_refused() -> None:
    big = 2**60 + 1
    t = transfers(
        3, np.array([0, 1], np.int32), np.array([1, 2], np.int32), np.array([5, 9], np.int32), np.array([big, big])
    )
    assert passing(t, 4).passed.tolist() == [0, big, 0]
    assert passing(t, 3).passed.tolist() == [0, 0, 0]
    with pytest.raises(ValueError, match="lag"):
        passing(t, -1)
