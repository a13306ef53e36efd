"""Annotations on SQLite and PostgreSQL: whose eyes they are for, and that one taken away is still there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.ops import Ops
from graph.ops.annotations import LONGEST, SUBJECTS, AnnotationError, Annotations
from graph.ops.cases import Case, CaseError, Cases
from graph.ops.written import WrittenError
from graph.rights import Refused
from graph.say import JinyingError
from tests.graph.ops.test_cases import ACC, AN, FOUND, HAN, LI, LINK, WEI, both, case, cases, ops  # noqa: F401
from tests.graph.test_ops import ops_at, postgresql  # noqa: F401

By = Callable[[str], Annotations]


@pytest.fixture
def notes(ops: Ops) -> By:  # noqa: F811
    """The annotations as somebody sees them."""
    return lambda who: Annotations(ops.by(who))


def texts(made: Annotations, *subjects: str, **more: object) -> list[str]:
    found, total = made.on(subjects or [ACC], **more)  # type: ignore[arg-type]
    assert total == len(found)
    return [one.text for one in found]


def test_an_annotation_is_for_all_or_for_a_case(notes: By, case: Case, ops: Ops) -> None:  # noqa: F811
    ops.keep("ring", {}, 1, [FOUND])
    notes(AN).add(ACC, "商户收款户")
    notes(HAN).add(ACC, "归集户", case=case.id)
    notes(HAN).add(LINK, "摘要写货款", case=case.id)
    notes(HAN).add(FOUND.id, "与投诉相符")
    assert texts(notes(WEI), ACC, LINK) == ["商户收款户", "归集户", "摘要写货款"]
    assert texts(notes(WEI), ACC, LINK, case=case.id) == ["归集户", "摘要写货款"]
    assert texts(notes(AN), ACC, LINK, FOUND.id) == ["商户收款户", "与投诉相符"]
    assert texts(notes(AN), ACC, case=case.id) == []
    with pytest.raises(CaseError, match="no such case"):
        notes(AN).add(ACC, "x", case=case.id)
    with pytest.raises(Refused, match="ask its lead"):
        notes(WEI).add(ACC, "x", case=case.id)


def test_one_taken_away_is_gone_by_a_later_row(notes: By, ops: Ops) -> None:  # noqa: F811
    first = notes(LI).add(ACC, "写错了")
    notes(LI).add(ACC, "对的")
    with pytest.raises(AnnotationError, match="another's"):
        notes(HAN).remove(first.seq, "x")
    with pytest.raises(WrittenError, match="the reason is missing"):
        notes(LI).remove(first.seq, "")
    gone = notes(LI).remove(first.seq, "写错了户")
    assert (gone.text, gone.gone) == ("写错了", True)
    assert texts(notes(HAN)) == ["对的"]
    assert [(n.text, n.gone) for n in notes(HAN).on([ACC], gone=True)[0]] == [("写错了", True), ("对的", False)]
    for seq in (first.seq, first.seq + 2, 999):
        with pytest.raises(AnnotationError, match="no annotation"):
            notes(LI).remove(seq, "x")
    entries = [e for e in ops.audit() if e["action"].startswith("annotate")]
    assert [e["action"] for e in entries] == ["annotate-remove", "annotate", "annotate"]
    assert "写错" not in str(entries), "the chain seals texts"


def test_in_a_case_its_lead_may_take_anothers_away(notes: By, case: Case, cases: Callable[[str], Cases]) -> None:  # noqa: F811 # fmt: skip
    cases(LI).add_member(case.id, "wei", "member")
    one, other = (notes(HAN).add(ACC, words, case=case.id) for words in "ab")
    with pytest.raises(Refused, match="ask its lead"):
        notes(WEI).remove(one.seq, "x")
    with pytest.raises(AnnotationError, match="no annotation"):
        notes(AN).remove(one.seq, "x")
    notes(LI).remove(one.seq, "x")
    cases(LI).close(case.id, "other", "x")
    with pytest.raises(CaseError, match="reopen it first"):
        notes(HAN).remove(other.seq, "x")
    assert texts(notes(WEI)) == ["b"]


@pytest.mark.parametrize(("subject", "words"), [("", "x"), ("acc", "x"), ("finding-none", "x"), (ACC, " "), (ACC, "x" * (LONGEST + 1)), (ACC, "a\0")])  # fmt: skip
def test_an_annotation_on_nothing_or_of_nothing_is_refused(notes: By, subject: str, words: str) -> None:
    with pytest.raises(JinyingError):
        notes(LI).add(subject, words)
    assert texts(notes(LI)) == []


def test_annotations_are_paged_and_not_asked_without_end(notes: By) -> None:
    for n in range(4):
        notes(LI).add(ACC, str(n))
    page, total = notes(LI).on([ACC], 1, 2)
    assert ([n.text for n in page], total) == (["1", "2"], 4)
    with pytest.raises(AnnotationError, match="at most 500"):
        notes(LI).on(f"acc-{n}" for n in range(SUBJECTS + 1))


def test_one_is_taken_away_once(notes: By) -> None:
    one = notes(LI).add(ACC, "x")
    assert both(*(lambda: notes(LI).remove(one.seq, "y") for _ in range(2))) == ["done", f"no annotation {one.seq}"]
