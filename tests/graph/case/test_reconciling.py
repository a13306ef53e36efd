"""Two sums in one file: beside them stands why they differ, and nothing where they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.case.dossier import Dossier
from graph.case.paper.blocks import Passage
from graph.case.paper.sections import report
from graph.case.reconciling import reconciled
from tests.graph.case.sample import sample

PAID = 5 * 900_000_01  # what the sample's five participants paid in


def finding(**facts: int) -> Dossier:
    one = sample()
    return replace(one, leads=[replace(one.leads[0], facts=facts)])


def test_a_finding_with_other_figures_is_reconciled_with_the_ledger() -> None:
    of = finding(people=5, sum=123_456)
    ((lead, why),) = list(reconciled(of))
    assert lead is of.leads[0]
    for part in (
        "5 人、1,234.56 元",
        "2024-03-01 至 2024-03-03",
        "所指 1 户",
        "5 名参与人、投入 4,500,000.05 元",
        "1 户、按",
    ):
        assert part in why.zh, part
    assert "CNY 1,234.56" in why.en
    assert "4,500,000.05" in why.en
    sections = {s.key: s for s in report(of).sections}
    for key in ("ledger", "matrix"):
        assert any(
            isinstance(b, Passage) and b.small and "以台账为准" in "".join(b.texts) for b in sections[key].blocks
        ), key


@pytest.mark.parametrize("facts", [{"people": 5, "sum": PAID}, {"sum": PAID}, {"people": 5}, {"often": 3}])
def test_where_they_say_the_same_nothing_is_said(facts: dict[str, int]) -> None:
    assert list(reconciled(finding(**facts))) == []
    assert not any(isinstance(b, Passage) and b.small for s in report(finding(**facts)).sections for b in s.blocks)


def test_a_dismissed_one_and_one_of_no_money_need_no_reason() -> None:
    of = finding(people=4, sum=7)
    assert list(reconciled(replace(of, leads=[replace(of.leads[0], state="dismissed")]))) == []
    assert list(reconciled(replace(of, leads=[replace(of.leads[0], detector="dormant")]))) == []


def test_many_are_told_by_the_first_and_their_number() -> None:
    of = finding(people=4, sum=7)
    many = replace(of, leads=[of.leads[0]] * 14)
    (ledger,) = [s for s in report(many).sections if s.key == "ledger"]
    (told,) = [b for b in ledger.blocks if isinstance(b, Passage) and b.small]
    assert len(told.texts) == 11
    assert told.texts[-1] == "另有 4 项发现，理由相同。"
