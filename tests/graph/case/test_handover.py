"""What a receiver needs: the table is whole, gaps are told, and the clock leaves out weekends where it is to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.case.dossier import ELEMENTS
from graph.case.handover import HandoverError, State, checklist, gaps, receiver, receivers

WHOLE = State(
    points=dict.fromkeys(ELEMENTS, 1), frozen=2, exports=frozenset({"pdf", "xlsx", "docx"}), sealed=True,
    lacking={("Person", "id_number"): (0, 9), ("Enterprise", "credit_code"): (0, 1), ("Account", "number"): (0, 3), ("Account", "bank"): (0, 3)},
)  # fmt: skip


def test_a_whole_case_lacks_nothing_for_anybody() -> None:
    assert len(receivers()) >= 4
    for one in receivers().values():
        needs = checklist(one, WHOLE)
        assert gaps(needs) == []
        assert len(needs) > len(one.elements) + len(one.exports)


def test_a_bare_case_lacks_all_of_it() -> None:
    to = receiver("police")
    told = gaps(checklist(to, State(lacking={("Person", "id_number"): (7, 9)})))
    assert [(g["sort"], g["name"]) for g in told] == [
        ("frozen", "freeze"), *(("element", name) for name in to.elements), ("export", "pdf"), ("export", "xlsx"), ("sealed", "bundle"),
        ("identifier", "Person.id_number"),
    ]  # fmt: skip
    assert "9 个中 7 个没有" in told[-1]["zh"]
    assert "7 of 9 have none" in told[-1]["en"]


def test_a_case_that_changed_since_it_was_frozen_says_so() -> None:
    (gap,) = gaps(checklist(receiver("market"), State(WHOLE.points, 2, True, WHOLE.exports, True, WHOLE.lacking)))
    assert gap["zh"] == "冻结的案件子图：冻结第 2 版之后案件有变动"


@pytest.mark.parametrize(
    ("kind", "sent", "due"),
    [
        ("police", (2026, 11, 26, 17), "2026-11-30T23:59:59+08:00"),  # it is Friday in China
        ("market", (2026, 11, 26, 1), "2026-12-17T23:59:59+08:00"),  # Thursday: three weeks of five days
        ("market", (2026, 11, 28, 1), "2026-12-18T23:59:59+08:00"),  # a Saturday counts as none
    ],
)
def test_the_clock_runs_in_days_of_china(kind: str, sent: tuple[int, ...], due: str) -> None:
    assert receiver(kind).due(datetime(*sent, tzinfo=UTC)).isoformat() == due  # type: ignore[arg-type,misc]


def test_an_unknown_kind_is_told_which_there_are() -> None:
    with pytest.raises(HandoverError, match="police"):
        receiver("polize")
