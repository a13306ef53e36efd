"""Two cases made one by GraphQL."""

from __future__ import annotations

from collections.abc import Callable

from tests.api.test_cases import Down, account, as_, data, down, error, member, office, opened  # noqa: F401
from tests.api.visiting import HUB, Ask

CONFLICTS = "query ($c: ID!, $o: ID!) { caseConflicts(id: $c, other: $o) { what subject here there } }"
JOIN = 'mutation ($c: ID!, $o: ID!) { joinCase(id: $c, other: $o, reason: "同一团伙") { things rules notes members conflicts { what } } }'
PUT = "mutation ($c: ID!, $t: [ID!]!, $r: String!) { addToCase(id: $c, things: $t, reason: $r) { changed } }"


def test_a_case_is_taken_into_another_by_who_leads_both(as_: Callable[..., Ask]) -> None:  # noqa: F811
    li, han = as_("li"), as_("han")
    here, there = opened(li), opened(li)
    data(li(PUT, c=here, t=[account(HUB)], r="归集"))
    data(li(PUT, c=there, t=[account(HUB)], r="收款"))
    for case in (here, there):
        member(li, case, "han")
    assert data(han(CONFLICTS, c=here, o=there))["caseConflicts"] == [
        {"what": "thing", "subject": account(HUB), "here": "归集", "there": "收款"},
    ]
    assert "may not do this" in error(han(JOIN, c=here, o=there))
    assert "no such case" in error(as_("su")(CONFLICTS, c=here, o=there))
    made = data(li(JOIN, c=here, o=there))["joinCase"]
    assert made == {"things": 0, "rules": 0, "notes": 0, "members": 0, "conflicts": [{"what": "thing"}]}
    assert data(li("query ($c: ID!) { case(id: $c) { status outcome } }", c=there))["case"] == {"status": "closed", "outcome": "joined"}  # fmt: skip
