import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.kernels.arrays import Transfers
from graph.kernels.gather import Gathered, gather_scatter
from tests.graph.kernels.payments import given as graph
from tests.graph.kernels.payments import payments, rows


def lines(g: Gathered) -> list[tuple[int, ...]]:
    columns = (g.account, g.payers, g.payees, g.received, g.paid, g.first, g.turn, g.last)
    return list(zip(*(c.tolist() for c in columns), strict=True))


def tried(t: Transfers, window: int, parties: int) -> list[tuple[int, ...]]:
    r = rows(t)
    found = []
    for v in range(t.n):
        best: tuple[int, ...] = ()
        for turn in (i for i, row in enumerate(r) if row[1] == v != row[0]):
            into = [i for i, x in enumerate(r) if x[1] == v and i <= turn and x[2] >= r[turn][2] - window]
            out = [j for j, x in enumerate(r) if x[0] == v and j > turn and x[2] <= r[turn][2] + window]
            ins, outs = [i for i in into if r[i][0] != v], [j for j in out if r[j][1] != v]
            payers, payees = len({r[i][0] for i in ins}), len({r[j][1] for j in outs})
            if min(payers, payees) >= parties and (not best or min(payers, payees) > min(best[1:3])):
                sums = sum(r[i][3] for i in ins), sum(r[j][3] for j in outs)
                best = (v, payers, payees, *sums, into[0], turn, out[-1])
        found += [best] if best else []
    return found


@settings(deadline=None, max_examples=200)
@given(payments(accounts=5, most=40), st.integers(0, 20), st.integers(1, 3))
def test_turns_are_those_of_every_transfer_tried(t: Transfers, window: int, parties: int) -> None:
    assert lines(gather_scatter(t, window, parties)) == tried(t, window, parties)


def test_two_pay_an_account_that_then_pays_two() -> None:
    t = graph([(0, 5, 0, 10), (1, 1, 1, 9), (1, 5, 2, 20), (5, 2, 3, 14), (5, 3, 4, 15)])
    assert lines(gather_scatter(t, 2, 2)) == [(5, 2, 2, 30, 29, 0, 2, 4)]
    assert lines(gather_scatter(t, 1, 2)) == lines(gather_scatter(t, 9, 3)) == []


def test_an_account_that_pays_first_scatters_nothing_it_gathered() -> None:
    t = graph([(5, 2, 0, 14), (5, 3, 0, 15), (0, 5, 0, 10), (1, 5, 0, 20)])
    assert lines(gather_scatter(t, 9, 1)) == []


def test_no_transfers_no_turn() -> None:
    assert lines(gather_scatter(graph([], n=0), 1, 1)) == lines(gather_scatter(graph([], n=3), 1, 1)) == []


def test_what_cannot_be_is_named() -> None:
    with pytest.raises(ValueError, match="parties is 0"):
        gather_scatter(graph([(0, 1, 0, 8)]), 1, 0)
    with pytest.raises(ValueError, match="window is -1"):
        gather_scatter(graph([(0, 1, 0, 8)]), -1, 1)
