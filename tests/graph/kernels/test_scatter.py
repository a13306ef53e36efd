import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Csr, Transfers
from graph.kernels.scatter import Scattered, scatter_gather
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments, rows, share

Line = tuple[int, int, int, int, int, list[int], list[int]]


def lists(c: Csr) -> list[list[int]]:
    start = c.start.tolist()
    return [c.item[a:b].tolist() for a, b in zip(start, start[1:], strict=False)]


def lines(s: Scattered) -> list[Line]:
    columns = (c.tolist() for c in (s.source, s.sink, s.middles, s.paid, s.received))
    return list(zip(*columns, lists(s.out), lists(s.into), strict=True))


def tried(t: Transfers, window: int, middles: int, tolerance: float) -> list[Line]:
    """Every pair of accounts, and of it every window that begins with the first leg of two."""
    r = rows(t)
    found = []
    for s, w in ((s, w) for s in range(t.n) for w in range(t.n) if s != w):
        both = [
            (i, j)
            for i, (u, v, at, _) in enumerate(r)
            for j, (x, y, then, _) in enumerate(r)
            if (u, v, y) == (s, x, w) and v not in (s, w) and i < j and then <= at + window
        ]
        best: Line | None = None
        for begin in sorted({i for i, _ in both}):
            inside = [(i, j) for i, j in both if i >= begin and r[j][2] <= r[begin][2] + window]
            out, into = sorted({i for i, _ in inside}), sorted({j for _, j in inside})
            paid, received = sum(r[i][3] for i in out), sum(r[j][3] for j in into)
            width = len({r[i][1] for i in out})
            near = (1 - share(tolerance)) * paid <= received <= (1 + share(tolerance)) * paid
            if near and width >= middles and (best is None or width > best[2]):
                best = (s, w, width, paid, received, out, into)
        found += [best] if best else []
    return found


@settings(deadline=None, max_examples=150)
@given(payments(accounts=5, most=40), st.integers(0, 20), st.integers(1, 3), st.sampled_from([0.0, 0.05, 0.5, 3.0]))
def test_scatters_are_those_of_every_window_tried(t: Transfers, window: int, middles: int, tolerance: float) -> None:
    found = scatter_gather(t, window, middles, tolerance, cap=100)
    assert lines(found) == tried(t, window, middles, tolerance)
    assert not found.truncated


SMURFS = [(0, v, v, 1000) for v in (1, 2, 3)] + [(v, 9, 10 + v, 960) for v in (1, 2, 3)]


def test_three_smurfs_carry_a_sum_less_their_fee() -> None:
    whole = scatter_gather(graph(SMURFS), 12, 3, 0.04, 10)
    assert lines(whole) == [(0, 9, 3, 3000, 2880, [0, 1, 2], [3, 4, 5])]
    for window, middles, tolerance in [(11, 3, 0.04), (12, 4, 0.04), (12, 3, 0.039)]:
        assert lines(scatter_gather(graph(SMURFS), window, middles, tolerance, 10)) == []


def test_of_windows_with_as_many_middles_the_earliest_is_kept() -> None:
    again = [(u, v, at + 100, amount) for u, v, at, amount in SMURFS]
    twice = SMURFS + sorted(again + [row for row in again if 1 in row[:2]], key=lambda row: row[2])
    assert [line[5] for line in lines(scatter_gather(graph(twice), 12, 3, 0.04, 10))] == [[0, 1, 2]]


def test_a_middle_that_pays_before_it_receives_is_none() -> None:
    early = [(1, 9, 0, 960), *SMURFS[:3], *SMURFS[4:]]
    assert lines(scatter_gather(graph(early), 99, 3, 0.5, 10)) == []
    assert [x[2] for x in lines(scatter_gather(graph(early), 99, 2, 0.5, 10))] == [2]


def test_what_a_cap_hides_is_told() -> None:
    hub = [*SMURFS[:3], *((1, v, 4, 5) for v in (4, 5, 6)), *SMURFS[3:]]
    assert lines(scatter_gather(graph(hub), 99, 3, 0.04, 4)) != []
    assert not scatter_gather(graph(hub), 99, 3, 0.04, 4).truncated
    cut = scatter_gather(graph(hub), 99, 3, 0.04, 3)
    assert (lines(cut), cut.truncated) == ([], True)
    assert not scatter_gather(graph(hub), 9, 3, 0.04, 3).truncated


def test_no_transfers_no_scatter() -> None:
    assert (
        lines(scatter_gather(graph([], n=0), 1, 1, 0.1, 1)) == lines(scatter_gather(graph([], n=3), 1, 1, 0.1, 1)) == []
    )


@pytest.mark.parametrize(
    ("window", "middles", "tolerance", "cap", "culprit"),
    [(-1, 1, 0.1, 1, "window is -1"), (1, 0, 0.1, 1, "middles is 0"), (1, 1, -0.1, 1, "tolerance is -0.1"),
     (1, 1, 0.1, 0, "cap is 0")],
)  # fmt: skip
def test_what_cannot_be_is_named(window: int, middles: int, tolerance: float, cap: int, culprit: str) -> None:
    with pytest.raises(ValueError, match=culprit):
        scatter_gather(graph([(0, 1, 0, 8)]), window, middles, tolerance, cap)
