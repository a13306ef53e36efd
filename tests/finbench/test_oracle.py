"""What is asked of the FinBench reads asks something: rows come back, bounds are exclusive, hubs stay below the limit."""

from __future__ import annotations

import pytest

from tests.conftest import missing
from tests.finbench.oracle import NAMES, cases, curated, expected, expected_all, home, probes, tables

CURATED = {
    "tcr1": 2055, "tcr2": 783, "tcr3": 344, "tcr4": 556, "tcr5": 785, "tcr6": 2055, "tcr7": 1199, "tcr8": 1376, "tcr9": 1199,
    "tcr10": 995, "tcr11": 785, "tcr12": 785,
}  # fmt: skip
LIMIT = 500  # truncationLimit of every curated parameter


@pytest.fixture(autouse=True)
def finbench() -> None:
    if not home().is_dir():
        missing(f"no FinBench at {home()}; set JINYING_SHARED to the folder of outside data")


def test_every_curated_parameter_is_read() -> None:
    assert {name: len(curated(name)) for name in CURATED} == CURATED


@pytest.mark.parametrize("name", NAMES)
def test_answers_differ(name: str) -> None:
    chosen = cases(name)
    rows = expected_all(name, chosen)
    assert len({str(r) for r in rows}) >= 5, "nearly every case has the same answer"
    assert expected(name, chosen[-1]) == rows[-1]


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"tsr1"}))
def test_an_edge_on_a_bound_does_not_count(name: str) -> None:
    """Widening every bound by one brings edges in: a query that includes its bounds would be told from one that does not."""
    tight = [*probes(name)]
    wide = [{**p, "start": p["start"] - 1, "end": p["end"] + 1} for p in tight]
    assert expected_all(name, tight) != expected_all(name, wide)
    least = [{**p, **{c: v - 1 for c, v in p.items() if c.startswith("threshold")}} for p in tight]
    assert (expected_all(name, tight) != expected_all(name, least)) == any("threshold" in c for c in tight[0])


def test_simple_reads_ask_after_blocked_accounts_and_others() -> None:
    assert {row[1] for params in curated("tsr1") for row in expected("tsr1", params)} == {True, False}


def test_no_account_has_more_edges_than_a_step_may_follow() -> None:
    """So truncation changes nothing here, and the queries leave it out."""
    widest = tables().sql(
        """SELECT max(n) FROM (
            SELECT count(*) AS n FROM (SELECT a FROM transfer UNION ALL SELECT a FROM withdraw) GROUP BY a
            UNION ALL SELECT count(*) FROM transfer GROUP BY b UNION ALL SELECT count(*) FROM withdraw GROUP BY b
            UNION ALL SELECT count(*) FROM sign_in GROUP BY account UNION ALL SELECT count(*) FROM guarantee GROUP BY a
            UNION ALL SELECT count(*) FROM deposit GROUP BY account)"""
    )
    assert 300 < widest.fetchall()[0][0] < LIMIT
