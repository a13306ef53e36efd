"""Evidence on SQLite and PostgreSQL: who may put it, that nothing is lost, and that a proposal is answered once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from graph.ops import Ops
from graph.ops import evidence as module
from graph.ops.cases import Case, CaseError, Cases
from graph.ops.evidence import LONGEST, Evidence, EvidenceError, Words
from graph.ops.written import WrittenError
from graph.rights import Refused
from graph.say import JinyingError
from tests.graph.ops.test_cases import ACC, AN, FOUND, HAN, LI, LINK, WEI, case, cases, ops  # noqa: F401
from tests.graph.test_ops import ops_at, postgresql  # noqa: F401

By = Callable[[str], Evidence]
PROMISE = Words("inducement", "for", "广告承诺年化 24%", ACC, "保本保息，年化24%")
PROPOSED = replace(PROMISE, proposal="a1" * 16)


@pytest.fixture
def held(ops: Ops) -> By:  # noqa: F811
    """The evidence as somebody sees it."""
    return lambda who: Evidence(ops.by(who))


def test_those_who_work_on_a_case_put_evidence_and_all_its_members_read_it(held: By, case: Case, ops: Ops) -> None:  # noqa: F811 # fmt: skip
    ops.keep("ring", {}, 1, [FOUND])
    made = held(HAN).add(case.id, PROMISE)
    held(LI).add(case.id, Words("unlawful", "against", "有备案", FOUND.id))
    held(LI).add(case.id, Words("intent", "for", "供述，见卷三第 12 页"))
    assert held(WEI).of(case.id)[0] == made
    assert [(p.who, p.element, p.side, p.subject) for p in held(WEI).of(case.id)] == [
        (HAN, "inducement", "for", ACC), (LI, "unlawful", "against", FOUND.id), (LI, "intent", "for", None),
    ]  # fmt: skip
    with pytest.raises(Refused, match="ask its lead"):
        held(WEI).add(case.id, PROMISE)
    for act in (lambda: held(AN).of(case.id), lambda: held(AN).add(case.id, PROMISE)):
        with pytest.raises(CaseError, match="no such case"):
            act()


def test_what_is_taken_back_is_still_there(held: By, case: Case) -> None:  # noqa: F811
    one, other = held(HAN).add(case.id, PROMISE), held(LI).add(case.id, replace(PROMISE, side="against", subject=LINK))
    with pytest.raises(Refused):
        held(HAN).remove(case.id, other.seq, "x")
    with pytest.raises(WrittenError, match="the reason is missing"):
        held(HAN).remove(case.id, one.seq, " ")
    assert held(LI).remove(case.id, one.seq, "广告非该公司所发").gone, "its lead may"
    assert [p.seq for p in held(WEI).of(case.id)] == [other.seq]
    assert [(p.seq, p.gone) for p in held(WEI).of(case.id, gone=True)] == [(one.seq, True), (other.seq, False)]
    for seq in (one.seq, other.seq + 1, 999):
        with pytest.raises(EvidenceError, match="no evidence"):
            held(LI).remove(case.id, seq, "x")


def test_a_proposal_is_taken_over_or_dismissed_once(held: By, case: Case) -> None:  # noqa: F811
    held(HAN).dismiss(case.id, PROPOSED, "历史业绩，有风险提示")
    with pytest.raises(EvidenceError, match="answered by"):
        held(LI).add(case.id, PROPOSED)
    (no,) = held(WEI).dismissed(case.id)
    assert (no.who, no.text, no.proposal) == (HAN, "历史业绩，有风险提示", PROPOSED.proposal)
    held(HAN).remove(case.id, no.seq, "重新考虑")
    assert held(LI).add(case.id, PROPOSED).who == LI, "it is theirs"
    assert held(WEI).dismissed(case.id) == []
    assert held(WEI).dismissed(case.id, gone=True)[0].gone
    with pytest.raises(EvidenceError, match="answered by"):
        held(HAN).dismiss(case.id, PROPOSED, "x")
    with pytest.raises(EvidenceError, match="only a proposal"):
        held(HAN).dismiss(case.id, PROMISE, "x")


def test_the_chain_seals_what_is_said(held: By, case: Case, ops: Ops) -> None:  # noqa: F811
    held(HAN).remove(case.id, held(HAN).add(case.id, PROMISE).seq, "写错")
    held(HAN).dismiss(case.id, PROPOSED, "写错")
    acts = [e for e in ops.audit() if e["action"].startswith("evidence")]
    assert [(e["action"], e["who"]) for e in acts] == [("evidence-dismiss", HAN), ("evidence-remove", HAN), ("evidence-add", HAN)]  # fmt: skip
    assert not any(word in str(acts) for word in ("广告", "保本", "写错"))
    assert ops.audit_broken() is None


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (replace(PROMISE, element="sociall"), "did you mean social"),
        (replace(PROMISE, side="both"), "no side"),
        (replace(PROMISE, text=""), "the text is missing"),
        (replace(PROMISE, said="长" * (LONGEST + 1)), "the sentence is too long"),
        (replace(PROMISE, subject="x"), "no good id"),
        (replace(PROMISE, subject=FOUND.id), "no finding"),
        (replace(PROMISE, text="a\x00"), "control characters"),
    ],
)
def test_what_is_no_evidence(held: By, case: Case, words: Words, why: str) -> None:  # noqa: F811
    with pytest.raises(JinyingError, match=why):
        held(HAN).add(case.id, words)
    assert held(HAN).of(case.id, gone=True) == []


def test_a_closed_case_and_a_full_one_take_none(held: By, case: Case, cases: Callable[[str], Cases], monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811 # fmt: skip
    monkeypatch.setattr(module, "HELD", 1)
    held(HAN).add(case.id, PROMISE)
    with pytest.raises(EvidenceError, match="at most 1"):
        held(HAN).add(case.id, PROMISE)
    cases(LI).close(case.id, "dismissed", "x")
    with pytest.raises(CaseError, match="closed"):
        held(HAN).remove(case.id, 1, "x")
