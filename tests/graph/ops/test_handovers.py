"""Handovers on SQLite and PostgreSQL: what went, who took it, and what came back stay as they were told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.ops import Ops
from graph.ops.cases import Case, CaseError
from graph.ops.handovers import HandedError, Handovers, Receipt, Sending
from graph.ops.written import WrittenError
from graph.rights import Refused
from tests.graph.ops.test_cases import AN, HAN, LI, WEI, both, case, cases, chain, ops  # noqa: F401
from tests.graph.test_ops import ops_at, postgresql  # noqa: F401

START = datetime(2026, 11, 26, 1, tzinfo=UTC)
SHA = "ab" * 32
SENDING = Sending("police", "甘露市公安局经侦支队", START + timedelta(days=3), [], SHA)
RECEIPT = Receipt("周警官", "2026-11-27T09:00+08:00", "甘公经受〔2026〕17号", SHA.upper())
GAP = {"sort": "element", "name": "intent", "zh": "主观故意：没有采纳的证据", "en": "intent: no evidence taken over"}
By = Callable[..., Handovers]


@pytest.fixture
def handovers(ops: Ops) -> By:  # noqa: F811
    """The handovers as somebody sees them, so many days after the start."""
    return lambda who, days=0: Handovers(ops.by(who), lambda: START + timedelta(days=days))


def test_a_case_is_sent_received_and_returned(handovers: By, case: Case, ops: Ops) -> None:  # noqa: F811
    sent = handovers(LI).send(case.id, SENDING)
    assert (sent.state, sent.overdue, sent.due, sent.sha256) == ("sent", False, "2026-11-29T01:00:00.000+00:00", SHA)
    assert handovers(WEI, 4).of(case.id)[0].overdue
    got = handovers(LI, 5).received(sent.id, RECEIPT)
    assert (got.state, got.overdue, got.same) == ("received", False, True)
    assert got.receipt == replace(RECEIPT, at="2026-11-27T01:00:00.000+00:00", sha256=SHA)
    back = handovers(LI, 6).returned(sent.id, "管辖不属我局")
    assert (back.state, back.reason, back.receipt) == ("returned", "管辖不属我局", got.receipt)
    again = handovers(LI, 7).send(case.id, SENDING)
    assert [one.id for one in handovers(HAN).of(case.id)] == [again.id, sent.id]
    assert chain(ops)[-4:] == [(LI, f"case-handover-{act}") for act in ("send", "receive", "return", "send")]


def test_what_lacked_stays_with_what_was_sent_and_needs_a_reason(handovers: By, case: Case) -> None:  # noqa: F811
    with pytest.raises(WrittenError, match="the reason is missing"):
        handovers(LI).send(case.id, replace(SENDING, gaps=[GAP]))
    sent = handovers(LI).send(case.id, replace(SENDING, gaps=[GAP], note="时限将至，主观证据续送"))
    assert handovers(HAN).of(case.id) == [sent]
    assert (sent.gaps, sent.note) == ((GAP,), "时限将至，主观证据续送")


@pytest.mark.parametrize(("sent", "read", "same"), [(SHA, "cd" * 32, False), (SHA, "", None), ("", SHA, None)])
def test_another_hash_than_was_sent_is_told(handovers: By, case: Case, sent: str, read: str, same: bool | None) -> None:  # noqa: F811
    one = handovers(LI).send(case.id, replace(SENDING, sha256=sent))
    assert handovers(LI, 5).received(one.id, replace(RECEIPT, sha256=read)).same is same


def test_who_and_when_and_how(handovers: By, case: Case) -> None:  # noqa: F811
    with pytest.raises(Refused):
        handovers(HAN).send(case.id, SENDING)
    with pytest.raises(CaseError, match="no such case"):
        handovers(AN).send(case.id, SENDING)
    with pytest.raises(HandedError, match="64 hexadecimal"):
        handovers(LI).send(case.id, replace(SENDING, sha256="xyz"))
    sent = handovers(LI).send(case.id, SENDING)
    for who, one in ((AN, sent.id), (LI, "handover-none")):
        with pytest.raises(HandedError, match="no such handover"):
            handovers(who).withdrawn(one, "x")
    with pytest.raises(HandedError, match="has not come yet"):
        handovers(LI).received(sent.id, RECEIPT)
    with pytest.raises(HandedError, match="no time"):
        handovers(LI).received(sent.id, replace(RECEIPT, at="昨天"))
    with pytest.raises(Refused):
        handovers(WEI).withdrawn(sent.id, "x")
    assert handovers(LI).withdrawn(sent.id, "补正后再送").state == "withdrawn"
    with pytest.raises(HandedError, match="this handover is withdrawn"):
        handovers(LI, 5).received(sent.id, RECEIPT)
