"""Tasks, evidence and handovers of a case by GraphQL, while the graph is down: for its members, with reasons, in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from graph.case.freezing import freeze
from graph.ops import Ops
from tests.api.test_cases import Down, account, as_, data, down, error, found, member, office, opened  # noqa: F401
from tests.api.visiting import HUB, OTHER, Ask

Who = Callable[..., Ask]
SET = "mutation ($c: ID!, $p: String!, $d: Time!) { setCaseTask(id: $c, title: $t, person: $p, due: $d) { id } }".replace("$t,", '"调取开户资料",')  # fmt: skip
TASKS = "query ($c: ID!) { case(id: $c) { tasks { id title person due state overdue steps { act label text who } } } }"


def later(days: int) -> str:
    return (datetime.now().astimezone() + timedelta(days=days)).isoformat()


def test_a_task_goes_from_hand_to_hand_and_keeps_its_reasons(as_: Who, office: Ops) -> None:  # noqa: F811
    li, han = as_("li"), as_("han")
    case = opened(li)
    member(li, case, "han")
    task = data(li(SET, c=case, p="han", d=later(3)))["setCaseTask"]["id"]
    move = "mutation ($t: ID!) { %s { state person } }"
    assert data(han(move % 'finishCaseTask(id: $t, reason: "已入卷")', t=task))["finishCaseTask"] == {"state": "done", "person": "user:han"}  # fmt: skip
    assert data(li(move % 'reopenCaseTask(id: $t, reason: "缺一户")', t=task))["reopenCaseTask"]["state"] == "open"
    assert data(li(move % f'extendCaseTask(id: $t, reason: "银行未回", due: "{later(9)}")', t=task))["extendCaseTask"]["state"] == "open"  # fmt: skip
    assert data(li(move % 'assignCaseTask(id: $t, reason: "我来", person: "li")', t=task))["assignCaseTask"]["person"] == "user:li"  # fmt: skip
    assert data(li(move % 'dropCaseTask(id: $t, reason: "不需")', t=task))["dropCaseTask"]["state"] == "dropped"
    (told,) = data(han(TASKS, c=case))["case"]["tasks"]
    assert (told["title"], told["state"], told["overdue"]) == ("调取开户资料", "dropped", False)
    assert [(s["act"], s["text"]) for s in told["steps"]] == [
        ("set", "调取开户资料"), ("done", "已入卷"), ("reopen", "缺一户"), ("extend", "银行未回"), ("assign", "我来"), ("drop", "不需"),
    ]  # fmt: skip
    assert "within the ten years" in error(li(SET, c=case, p="han", d="2020-01-01T00:00:00Z"))
    assert "neither lead nor member" in error(li(SET, c=case, p="su", d=later(1)))
    assert "no such" in error(as_("su")(move % 'finishCaseTask(id: $t, reason: "x")', t=task))


ADD = """mutation ($c: ID!, $e: CaseElement!, $s: ID, $p: String) { addEvidence(id: $c, given: {element: $e, side: for, text: "承诺年化 24%", subject: $s, said: "保本保息", proposal: $p})
  { seq element side text subject said who proposal } }"""
MATRIX = "query ($c: ID!) { case(id: $c) { evidence { seq element text } evidenceDismissed { proposal text } } }"


def test_evidence_is_put_in_taken_back_and_proposals_answered(as_: Who) -> None:  # noqa: F811
    li, han = as_("li"), as_("han")
    case = opened(li)
    member(li, case, "han")
    one = data(han(ADD, c=case, e="inducement", s=account(HUB)))["addEvidence"]
    assert one == {"seq": 1, "element": "inducement", "side": "for", "text": "承诺年化 24%", "subject": account(HUB), "said": "保本保息", "who": "user:han", "proposal": None}  # fmt: skip
    taken = data(li(ADD, c=case, e="social", s=found().id, p="ring-1"))["addEvidence"]
    assert taken["proposal"] == "ring-1"
    no = 'mutation ($c: ID!) { dismissEvidence(id: $c, given: {element: social, side: for, text: "x", proposal: "ring-2"}, reason: "同一集团") { seq text } }'
    assert data(han(no, c=case))["dismissEvidence"]["text"] == "同一集团"
    data(han('mutation ($c: ID!) { removeEvidence(id: $c, seq: 1, reason: "误") { seq } }', c=case))
    told = data(li(MATRIX, c=case))["case"]
    assert told["evidence"] == [{"seq": taken["seq"], "element": "social", "text": "承诺年化 24%"}]
    assert told["evidenceDismissed"] == [{"proposal": "ring-2", "text": "同一集团"}]
    assert "there is no" in error(li(ADD, c=case, e="social", s="acc-00000000000000000000000000000000"))
    assert "no such case" in error(as_("su")(ADD, c=case, e="social", s=account(OTHER)))
    assert "answered by" in error(li(ADD, c=case, e="social", s=None, p="ring-2"))


DIFFERS = """query ($c: ID!) { case(id: $c) { freezes { version why sha256 entities links } difference { version same thingsAdded added gone changed
  lines(first: 5) { total nodes { what id label prop then now } } } } }"""
FIGURES = """query ($c: ID!) { case(id: $c) { evidenceProposed { key element side text rule subject }
  figures(interest: "offset") { version counting { name chosen options { name } } variants { chosen interest absorbed unpaid } totals { participants paidIn }
    ledger(participants: false) { total nodes { id paidIn transfers } } sheets { nodes { account residue } } layers { layer accounts } core { total } } } }"""


def test_what_changed_since_a_freeze_is_told_and_figures_are_of_the_frozen_state(as_: Who, down: Down) -> None:  # noqa: F811
    li = as_("li")
    case = opened(li)
    bare = data(li(DIFFERS, c=case))["case"]
    assert bare == {"freezes": [], "difference": None}
    assert data(li(FIGURES, c=case))["case"] == {"evidenceProposed": [], "figures": None}
    put = 'mutation ($c: ID!, $t: [ID!]!) { addToCase(id: $c, things: $t, reason: "归集") { changed } }'
    data(li(put, c=case, t=[account(HUB), found().id]))
    freeze(down.lake, down.ops.by("user:li"), case, down.settings.data, "底稿")
    told = data(li(DIFFERS, c=case))["case"]
    assert [(f["version"], f["why"], f["entities"]) for f in told["freezes"]] == [(1, "底稿", 1)]
    assert (told["difference"]["same"], told["difference"]["lines"]["total"]) == (True, 0)
    data(li(put, c=case, t=[account(OTHER)]))
    since = data(li(DIFFERS, c=case))["case"]["difference"]
    assert (since["version"], since["same"], since["thingsAdded"]) == (1, False, [account(OTHER)])
    assert (since["added"], since["gone"], since["changed"]) == (since["lines"]["total"], 0, 0)
    assert {"what": "added", "id": account(OTHER), "label": "account", "prop": None, "then": None, "now": None} in since["lines"]["nodes"]  # fmt: skip
    rows = data(li("query ($c: ID!) { case(id: $c) { difference { lines { nodes { id rows } } } } }", c=case))["case"][
        "difference"
    ]["lines"]["nodes"]
    assert all(re.search(r":\d+", one["rows"]) for one in rows), "each leads to its rows"
    would = data(li("query ($c: ID!) { case(id: $c) { hiding { rule label values ids cells texts } } }", c=case))[
        "case"
    ]["hiding"]
    assert {"rule": "account", "label": "account numbers", "values": 1, "ids": 1, "cells": 1} in [{k: v for k, v in one.items() if k != "texts"} for one in would]  # fmt: skip
    figures = data(li(FIGURES, c=case))["case"]["figures"]
    assert figures["version"] == 1
    assert {c["name"]: c["chosen"] for c in figures["counting"]} == {"reinvested": "once", "interest": "offset", "commission": "apart", "fees": "apart"}  # fmt: skip
    assert "can't be counted" in error(li(FIGURES.replace('interest: "offset"', 'interest: "x"'), c=case))


def test_a_case_is_handed_over_with_what_it_lacks_and_a_receipt(as_: Who, down: Down) -> None:  # noqa: F811
    li = as_("li")
    case = opened(li)
    kinds = {k["name"] for k in data(li("{ handoverReceivers { name days papers } }"))["handoverReceivers"]}
    assert {"police", "prosecution", "finance", "market"} <= kinds
    ask = 'query ($c: ID!) { case(id: $c) { handoverChecklist(kind: "market") { due needs { sort name gap } } handovers { state gaps overdue receipt { number same } reason } } }'
    needs = data(li(ask, c=case))["case"]["handoverChecklist"]["needs"]
    assert [n["name"] for n in needs if n["gap"]] == ["freeze", "unlawful", "public", "inducement", "pdf"]
    data(li(ADD, c=case, e="public", s=account(HUB)))
    data(li('mutation ($c: ID!, $t: [ID!]!) { addToCase(id: $c, things: $t, reason: "归集") { changed } }', c=case, t=[account(HUB)]))  # fmt: skip
    freeze(down.lake, down.ops.by("user:li"), case, down.settings.data)
    gap = {n["name"]: n["gap"] for n in data(li(ask, c=case))["case"]["handoverChecklist"]["needs"]}
    assert gap["freeze"] is None
    data(li(ADD, c=case, e="amount", s=None))
    gap = {n["name"]: n["gap"] for n in data(li(ask, c=case))["case"]["handoverChecklist"]["needs"]}
    assert gap["freeze"] == "the case has changed since version 1"
    freeze(down.lake, down.ops.by("user:li"), case, down.settings.data)
    send = 'mutation ($c: ID!, $r: String!, $h: String!) { handOverCase(id: $c, kind: "market", agency: "甘露市市场监管局", sha256: $h, reason: $r) { id state } }'
    assert "the reason is missing" in error(li(send, c=case, r="", h=""))
    assert "no exported file" in error(li(send, c=case, r="x", h="ab" * 32))
    sent = data(li(send, c=case, r="广告线索先行移送", h=""))["handOverCase"]
    got = 'mutation ($h: ID!) { receiveHandover(id: $h, person: "周某", at: "2026-01-05T09:00:00+08:00", number: "收字17号") { state } }'
    assert data(li(got, h=sent["id"]))["receiveHandover"]["state"] == "received"
    data(li('mutation ($h: ID!) { returnHandover(id: $h, reason: "管辖不属") { state } }', h=sent["id"]))
    (told,) = data(li(ask, c=case))["case"]["handovers"]
    assert (told["state"], told["reason"], told["receipt"]) == (
        "returned",
        "管辖不属",
        {"number": "收字17号", "same": None},
    )
    assert [g.split(":")[0] for g in told["gaps"]] == ["unlawfulness", "inducement", "PDF export"]
    assert "no such handover" in error(as_("su")(got, h=sent["id"]))


def test_what_is_hidden_is_told_without_saying_it(as_: Who) -> None:  # noqa: F811
    li = as_("li")
    case = opened(li)
    rule = 'mutation ($c: ID!) { redactByRule(id: $c, sort: person_name, roles: [participant], reason: "参与人系被害人") { seq label roles } }'
    assert data(li(rule, c=case))["redactByRule"] == {"seq": 1, "label": "names of people", "roles": ["participant"]}
    hand = 'mutation ($c: ID!, $s: ID, $p: String, $t: String) { redactByHand(id: $c, subject: $s, prop: $p, text: $t, reason: "卧底") { seq label subject } }'
    assert (
        data(li(hand, c=case, s=account(HUB), p="number"))["redactByHand"]["label"] == "account number of one account"
    )
    assert data(li(hand, c=case, t="王卧底"))["redactByHand"]["label"] == "a text of 3 signs"
    assert "give an entity" in error(li(hand, c=case, s=account(HUB), t="x"))
    data(li('mutation ($c: ID!) { undoRedaction(id: $c, seq: 1, reason: "误") { seq } }', c=case))
    told = data(li("query ($c: ID!) { case(id: $c) { redactions { seq sort prop who why } } }", c=case))["case"][
        "redactions"
    ]
    assert [(r["seq"], r["sort"], r["prop"], r["why"]) for r in told] == [
        (2, None, "number", "卧底"),
        (3, None, None, "卧底"),
    ]
    assert "no such case" in error(as_("su")(hand, c=case, t="abc"))


def test_things_come_in_by_a_rule_which_is_told(as_: Who) -> None:  # noqa: F811
    li = as_("li")
    case = opened(li)
    rule = 'mutation ($c: ID!, $n: String!, $p: JSON!) { applyCaseRule(id: $c, name: $n, params: $p, reason: "周边") { label found added } }'
    assert data(li(rule, c=case, n="finding", p={"finding": found().id}))["applyCaseRule"] == {
        "label": "by finding",
        "found": 2,
        "added": 2,
    }
    around = data(li(rule, c=case, n="around", p={"things": [account(HUB)]}))["applyCaseRule"]
    assert (around["label"], around["found"] > 2, around["added"]) == ("by what is around", True, around["found"] - 1)
    told = data(li("query ($c: ID!) { case(id: $c) { thingsTotal rules { name params added who why } } }", c=case))[
        "case"
    ]
    assert [(r["name"], r["who"], r["why"]) for r in told["rules"]] == [
        ("finding", "user:li", "周边"),
        ("around", "user:li", "周边"),
    ]
    assert told["rules"][0]["params"] == {"finding": [found().id]}
    assert told["thingsTotal"] == 2 + around["added"]
    assert "no rule" in error(li(rule, c=case, n="x", p={}))
    assert "there is no" in error(li(rule, c=case, n="around", p={"things": ["acc-00000000000000000000000000000000"]}))
    assert "no such case" in error(as_("su")(rule, c=case, n="around", p={"things": [account(HUB)]}))
    assert {"finding", "path", "layer", "around"} <= {
        k["name"] for k in data(li("{ caseRuleKinds { name } }"))["caseRuleKinds"]
    }
