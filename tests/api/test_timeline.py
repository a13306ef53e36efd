"""What is dated around an entity is what the files date, newest first, money by the day."""

from __future__ import annotations

from typing import Any

import pytest

from api.system import System
from tests.api.province import A1, B1, P1, P2, account, firm, person
from tests.api.visiting import Ask, asking, told
from tests.api.visiting import actor as somebody
from tests.lakes import PEOPLE

TEXT = """query ($e: ID!, $links: [LinkType!], $kinds: [KindName!], $since: Time, $until: Time, $first: Int, $after: String) {
  timelineOf(entity: $e, links: $links, kinds: $kinds, since: $since, until: $until, first: $first, after: $after) {
    total truncated pageInfo { endCursor } nodes { at label prop kind link linkId outgoing others count amount other { id caption } } } }"""


@pytest.fixture
def ask(province: System) -> Ask:
    """An investigator."""
    return asking(province, somebody("investigator"))


def short(rows: Any) -> list[tuple[Any, ...]]:
    return [(r["at"], r["link"], r["prop"], r["count"], r["amount"]) for r in rows]


def test_a_firm_is_told_with_papers_officers_and_the_money_of_its_accounts(ask: Ask) -> None:
    page = told(ask(TEXT, e=firm("甲")), "timelineOf")
    assert short(page["nodes"]) == [
        ("2024-06-30T01:00:00Z", "ABOUT", "at", 1, 1_000_000),
        ("2024-06-20T01:00:00Z", "ABOUT", "at", 1, 2_000_000),
        ("2024-05-03T15:30:00Z", "TRANSFER", None, 1, 7_000_000),
        ("2024-05-03T01:00:00Z", "TRANSFER", None, 1, 5_000_000),
        ("2024-05-01T03:00:00Z", "TRANSFER", None, 2, 3_000_000),
        ("2024-04-30T07:00:00Z", "SIGNED", "signed", 1, 3_000_000),
        ("2024-04-01T00:00:00Z", "PROMOTES", "at", 1, None),
        ("2023-06-29T16:00:00Z", "HOLDS_OFFICE", "validTo", 1, None),
        ("2021-12-31T16:00:00Z", "HOLDS_OFFICE", "validFrom", 1, None),
        ("2021-03-01T00:00:00Z", None, "founded", 1, None),
    ], "what moved between its own accounts is neither in nor out"
    rows = page["nodes"]
    assert (rows[0]["kind"], rows[0]["label"], rows[0]["other"]["caption"], rows[0]["outgoing"]) == ("Complaint", "受理时间", "T1", False)  # fmt: skip
    assert (rows[2]["label"], rows[2]["other"]["id"], rows[2]["linkId"]) == ("转出合计", account(B1), None)
    assert (rows[4]["label"], rows[4]["other"]["id"], rows[4]["others"]) == ("转入合计", account(P1), 1)
    assert (rows[7]["other"]["id"], rows[7]["other"]["caption"], rows[7]["kind"]) == (person(PEOPLE[2]), "张*", None)
    assert rows[7]["linkId"].startswith("holds_office-")


def test_it_is_filtered_and_paged(ask: Ask) -> None:
    money = told(ask(TEXT, e=account(A1), links=["FLOW"]), "timelineOf")["nodes"]
    assert [(r["outgoing"], r["count"], r["amount"]) for r in money] == [(True, 1, 500_000), (True, 1, 7_000_000), (False, 1, 5_000_000), (False, 2, 3_000_000)]  # fmt: skip
    papers = told(ask(TEXT, e=firm("甲"), kinds=["Contract", "Advert"]), "timelineOf")["nodes"]
    assert [r["kind"] for r in papers] == ["Contract", "Advert"]
    some = told(ask(TEXT, e=firm("甲"), since="2024-04-30T07:00:00Z", until="2024-05-03T15:30:00Z"), "timelineOf")
    assert [r["at"][:10] for r in some["nodes"]] == ["2024-05-03", "2024-05-01", "2024-04-30"]
    first = told(ask(TEXT, e=firm("甲"), first=4), "timelineOf")
    rest = told(ask(TEXT, e=firm("甲"), first=50, after=first["pageInfo"]["endCursor"]), "timelineOf")
    assert (first["total"], first["truncated"], len(rest["nodes"])) == (10, True, 6)
    assert first["nodes"][-1]["at"] > rest["nodes"][0]["at"]


def test_of_what_is_not_seen_nothing_is_dated(province: System, ask: Ask) -> None:
    intake = asking(province, somebody("intake"))
    theirs = told(intake(TEXT, e=firm("甲")), "timelineOf")["nodes"]
    assert {r["link"] for r in theirs} == {"ABOUT", "SIGNED", "PROMOTES", None}, "neither persons nor accounts"
    assert told(intake(TEXT, e=account(A1)), "timelineOf")["total"] == 0
    assert asking(province, somebody("auditor"))(TEXT, e=firm("甲"))["errors"][0]["extensions"]["code"] == "REFUSED"
    assert all("birthday" not in str(r) for r in told(ask(TEXT, e=person(PEOPLE[0])), "timelineOf")["nodes"])
    told(ask(TEXT, e=account(P2)), "timelineOf")
    assert province.ops.audit(1)[0]["action"] == "timeline"
