from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers
from graph.kernels.through import Haste, Through, through
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments, rows, share


def lines(w: Through) -> list[tuple[float, ...]]:
    columns = (
        w.account,
        w.first,
        w.last,
        w.payers,
        w.payees,
        w.received,
        w.paid,
        w.passed,
        w.residue,
        w.median,
        w.mean,
    )
    return list(zip(*(c.tolist() for c in columns), strict=True))


def windows(t: Transfers, v: int, window: int) -> list[list[int]]:
    """The account's transfers (none to itself) by window; what is paid before a window begins is in none."""
    r = rows(t)
    cut: list[list[int]] = []
    for i, (u, w, at, _) in enumerate(r):
        if v not in (u, w) or u == w:
            continue
        if cut and at <= r[cut[-1][0]][2] + window:
            cut[-1].append(i)
        elif w == v:
            cut.append([i])
    return cut


def tried(t: Transfers, haste: Haste) -> list[tuple[float, ...]]:
    r = rows(t)
    found = []
    for v in range(t.n):
        for own in windows(t, v, haste.window):
            ins, outs = [i for i in own if r[i][1] == v], [i for i in own if r[i][0] == v]
            payers, payees = len({r[i][0] for i in ins}), len({r[i][1] for i in outs})
            received, paid = sum(r[i][3] for i in ins), sum(r[i][3] for i in outs)
            queue: deque[list[int]] = deque()
            left: list[tuple[int, int]] = []  # lag, fen
            for i in own:
                _, to, at, due = r[i]
                if to == v:
                    queue.append([at, due])
                    continue
                while queue and due:
                    taken = min(queue[0][1], due)
                    left.append((at - queue[0][0], taken))
                    due -= taken
                    queue[0][1] -= taken
                    if not queue[0][1]:
                        queue.popleft()
            gone = sum(x for _, x in left)
            passed = sum(x for lag, x in left if lag <= haste.lag)
            residue = sum(x for _, x in queue)
            assert gone + residue == received
            few = min(payers, payees) < haste.parties
            if few or passed < share(haste.passed) * received or residue > share(haste.residue) * received or not gone:
                continue
            median = min(lag for lag, _ in left if 2 * sum(x for y, x in left if y <= lag) >= gone)
            mean = sum(lag * x for lag, x in left) / gone
            found.append(
                (v, own[0], own[-1], payers, payees, received, paid, passed, residue, median, pytest.approx(mean))
            )
    return found


@settings(deadline=None, max_examples=200)
@given(payments(accounts=4, most=40), st.integers(0, 12), st.integers(1, 2), st.integers(0, 8),
       st.sampled_from([0.0, 0.5, 0.8]), st.sampled_from([1.0, 0.5, 0.1]))  # fmt: skip
def test_windows_are_those_of_a_queue_of_money(
    t: Transfers, window: int, parties: int, lag: int, passed: float, residue: float
) -> None:
    haste = Haste(window, parties, lag, passed, residue)
    assert lines(through(t, haste)) == tried(t, haste)


PASSED_ON = [(0, 9, 0, 100), (1, 9, 60, 100), (9, 2, 120, 150), (9, 3, 180, 46)]


def test_money_that_leaves_in_minutes_has_its_lags() -> None:
    # 100 stayed 120 s, 50 stayed 60 s, 46 stayed 120 s; 4 are still there
    (line,) = lines(through(graph(PASSED_ON), Haste(3600, 2, 60, 0.25, 0.02)))
    assert line == (9, 0, 3, 2, 2, 200, 196, 50, 4, 120, pytest.approx((100 * 120 + 50 * 60 + 46 * 120) / 196))
    for haste in (Haste(3600, 3, 60, 0.25, 0.02), Haste(3600, 2, 59, 0.25, 0.02), Haste(3600, 2, 60, 0.26, 0.02),
                  Haste(3600, 2, 60, 0.25, 0.019), Haste(179, 2, 60, 0.25, 0.5)):  # fmt: skip
        assert lines(through(graph(PASSED_ON), haste)) == []


def test_what_is_paid_from_an_older_balance_passes_nothing_on() -> None:
    t = graph([(9, 2, 0, 500), (0, 9, 1, 100), (9, 2, 2, 500)])
    assert [x[6:9] for x in lines(through(t, Haste(9, 1, 9, 1.0, 0.0)))] == [(500, 100, 0)]


def test_transfers_of_nothing_have_no_lag() -> None:
    assert lines(through(graph([(0, 9, 0, 0), (9, 2, 1, 5)]), Haste(9, 1, 9, 0.0, 1.0))) == []


def test_no_transfers_nothing_passes() -> None:
    for t in (graph([], n=0), graph([], n=2), graph([(0, 0, 0, 5)]), graph([(0, 1, 0, 5)])):
        assert lines(through(t, Haste(9, 1, 9, 0.0, 1.0))) == []


@pytest.mark.parametrize(
    ("haste", "culprit"),
    [(Haste(-1, 1, 1, 0.5, 0.1), "window is -1"), (Haste(1, 0, 1, 0.5, 0.1), "parties is 0"),
     (Haste(1, 1, -1, 0.5, 0.1), "lag is -1"), (Haste(1, 1, 1, -0.5, 0.1), "passed is -0.5"),
     (Haste(1, 1, 1, 0.5, -0.1), "residue is -0.1")],
)  # fmt: skip
def test_what_cannot_be_is_named(haste: Haste, culprit: str) -> None:
    with pytest.raises(ValueError, match=culprit):
        through(graph([(0, 1, 0, 8)]), haste)
