"""What GraphQL answers beside the graph itself: money, findings, figures, sources, search, work, and who asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from api.system import System
from graph.finding import Finding, Subject
from graph.ops.anchors import Anchors
from graph.ops.triage import Triage
from graph.ops.users import Users
from graph.say import Say
from graph.study.named import accounts
from graph.study.people import MEASURES, people
from tests.api.province import firm
from tests.api.visiting import HUB, OTHER, Ask, asking, hub, told
from tests.api.visiting import actor as somebody
from tests.graph.detect.worlds import number
from tests.lakes import PEOPLE

Visited = Callable[..., Ask]
START = "2023-12-31T00:00:00Z"


@pytest.fixture
def ask(visited: Visited) -> Ask:
    """An investigator."""
    return visited("investigator")


def audited(system: System, action: str) -> list[dict[str, Any]]:
    return [row for row in system.ops.audit(500) if row["action"] == action]


# money


def test_reach_and_ways_of_money_are_dated_transfers(ask: Ask, system: System) -> None:
    one = hub(ask)
    found = told(ask("query ($id: ID!, $at: Time!) { trace(group: [$id], at: $at, holdDays: null) { total truncated nodes { hops at account { id caption } way { id at amount from { id } to { id } } } } }", id=one, at=START), "trace")  # fmt: skip
    assert (found["total"], found["truncated"]) == (6, False)
    assert {n["hops"] for n in found["nodes"]} == {1, 2}
    for n in found["nodes"]:
        assert (n["way"][0]["from"]["id"], n["way"][-1]["to"]["id"], len(n["way"])) == (
            one,
            n["account"]["id"],
            n["hops"],
        )
        assert [m["at"] for m in n["way"]] == sorted(m["at"] for m in n["way"])
    far = next(n for n in found["nodes"] if n["hops"] == 2)["account"]["id"]
    way = told(ask("query ($a: ID!, $b: ID!, $at: Time!) { moneyPath(fromId: $a, toId: $b, at: $at, holdDays: null) { hops way { id } } }", a=one, b=far, at=START), "moneyPath")  # fmt: skip
    assert way["hops"] == len(way["way"]) == 2
    assert told(ask("query ($a: ID!, $b: ID!, $at: Time!) { moneyPath(fromId: $a, toId: $b, at: $at) { hops } }", a=far, b=one, at=START), "moneyPath") is None  # fmt: skip
    assert {row["detail"]["what"] for row in audited(system, "study")} == {"trace", "money-path"}


def test_each_rule_of_tracing_adds_up_to_the_sum(ask: Ask) -> None:
    found = told(ask("""query ($id: ID!, $at: Time!) { traceSum(account: $id, at: $at, amount: 50000) { snapshot totals { rule amount }
        held { total nodes { account { id } shares { rule amount } } } } }""", id=hub(ask), at=START), "traceSum")  # fmt: skip
    rules = {t["rule"]: t["amount"] for t in found["totals"]}
    assert rules["fifo"] == rules["lifo"] == rules["haircut"] == 50_000
    for rule, total in rules.items():
        assert sum(s["amount"] for n in found["held"]["nodes"] for s in n["shares"] if s["rule"] == rule) == total
    wrong = ask("query ($id: ID!, $at: Time!) { traceSum(account: $id, at: $at, amount: 5, rules: [poison], back: true) { snapshot } }", id=hub(ask), at=START)  # fmt: skip
    assert "0.00" in wrong["errors"][0]["message"], "nothing was there so early"


def test_every_rule_runs_backwards_and_those_that_take_each_source_alone_have_no_total(ask: Ask) -> None:
    q = """query ($id: ID!, $at: Time!) { traceSum(account: $id, at: $at, amount: 100, back: true) {
        leftOut leftOutMost totals { rule amount } held { total nodes { account { id } shares { rule amount } } } } }"""
    reach = told(ask("query ($id: ID!, $at: Time!) { trace(group: [$id], at: $at, holdDays: null) { nodes { account { id } } } }", id=hub(ask), at=START), "trace")  # fmt: skip
    found = told(ask(q, id=reach["nodes"][-1]["account"]["id"], at="2030-01-01T00:00:00Z"), "traceSum")
    assert found["totals"] == [{"rule": rule, "amount": 100} for rule in ("fifo", "lifo", "haircut")]
    assert (found["leftOut"], found["leftOutMost"]) == (0, 0)
    rows = [{s["rule"]: s["amount"] for s in n["shares"]} for n in found["held"]["nodes"]]
    assert found["held"]["total"] == len(rows) > 0
    for row in rows:
        assert list(row) == ["fifo", "lifo", "haircut", "libr", "poison"]
        assert max(row.values()) == row["poison"] <= 100, "none finds more than poison"


def test_layers_core_ledger_and_what_if_answer_for_a_group(ask: Ask, system: System) -> None:
    s = system.snapshot()
    other = s.ids([system.snapshot().number(hub(ask))])[0]
    q = """query ($g: [ID!]!, $at: Time!) {
      layers(group: $g) { snapshot totals { layer accounts received } flows { fromLayer toLayer count amount } accounts { total nodes { layer role account { id } received passed } } }
      coreMembers(group: $g) { total }
      ledger(group: $g) { parties { total nodes { party { id } unpaid paidIn participant } } totals { name amount } countAgain }
      whatIf(action: freeze, group: $g, at: $at) { held kept hits { total nodes { account { id } direct low high } } later { days left balance } } }"""
    answer = ask(q, g=[other], at=START)
    assert "errors" not in answer, answer["errors"]
    data = answer["data"]
    assert data["layers"]["snapshot"] == s.hash
    assert sum(t["accounts"] for t in data["layers"]["totals"]) == data["layers"]["accounts"]["total"]
    sums = {t["name"]: t["amount"] for t in data["ledger"]["totals"]}
    people = [p for p in data["ledger"]["parties"]["nodes"] if p["participant"]]
    assert sums["paid_in"] == sum(p["paidIn"] for p in people)
    assert [x["days"] for x in data["whatIf"]["later"]][:2] == [0, 1]
    assert len(data["whatIf"]["hits"]["nodes"]) == data["whatIf"]["hits"]["total"] > 0
    assert all(h["account"]["id"] and h["low"] <= h["high"] for h in data["whatIf"]["hits"]["nodes"])


def test_core_persons_are_those_of_the_command_and_paged(scheme: System) -> None:
    ask, s = asking(scheme, somebody("investigator")), scheme.snapshot()
    query = """query ($g: [ID!]!, $n: Int) { corePeople(group: $g, first: $n) { total truncated
        nodes { person { id kind } score role kept paid earned brought shared firms } } }"""
    group = accounts(s, scheme.ops, [number("straw"), number("front")])
    found, known = told(ask(query, g=s.ids(group)), "corePeople"), people(s, group)
    assert found["total"] == len(known) > 0
    assert [n["person"]["id"] for n in found["nodes"]] == s.ids([p.person for p in known])
    assert [{name: n[name] for name in MEASURES} for n in found["nodes"]] == [dict(p.measures) for p in known]
    assert found["nodes"][0]["score"] == 1.0
    one = told(ask(query, g=s.ids(group), n=1), "corePeople")
    assert (len(one["nodes"]), one["total"], one["truncated"]) == (1, found["total"], True)


def test_what_moved_between_layers_is_all_that_moved_among_their_accounts(province: System) -> None:
    ask = asking(province, somebody("investigator"))
    found = told(ask("query ($g: [ID!]!) { layers(group: $g) { flows { fromLayer toLayer count amount } accounts { nodes { layer account { id } } } } }", g=[firm("甲")]), "layers")  # fmt: skip
    layer = {a["account"]["id"]: a["layer"] for a in found["accounts"]["nodes"]}
    among = told(ask("query ($ids: [ID!]!) { among(ids: $ids, links: [TRANSFER], summed: false) { links { fromId toId ... on TransferLink { amount } } } }", ids=list(layer)), "among")["links"]  # fmt: skip
    moved, count = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for x in among:
        between = (layer[x["fromId"]], layer[x["toId"]])
        moved[between] += x["amount"]
        count[between] += 1
    assert {(f["fromLayer"], f["toLayer"]): (f["amount"], f["count"]) for f in found["flows"]} == {b: (moved[b], count[b]) for b in moved}  # fmt: skip
    assert (0, 1) in moved


# findings


@pytest.fixture
def found(system: System) -> str:
    """A finding about the hub."""
    s = system.snapshot()
    one = next(i for i in s.ids(s.of_kind("Account")) if len(s.adjacency("TRANSFER")[0].item[slice(*s.adjacency("TRANSFER")[0].start[[s.number(i), s.number(i) + 1]])]) == 12)  # fmt: skip
    link = s.link_ids("TRANSFER", [0])[0]
    made = Finding("ring", (Subject(one, "Account", Say("户", "account")),), (link,), 1, 2, 0.83, Say("说", "said"), {"n": 3})  # fmt: skip
    weak = Finding("burst", (Subject(one, "Account", Say("户", "account")),), (), None, None, 0.3, Say("弱", "weak"))
    system.ops.keep("ring", {}, 1, [made])
    system.ops.keep("burst", {}, 1, [weak])
    return made.id


def test_findings_are_told_with_law_and_what_would_exonerate(ask: Ask, found: str) -> None:
    page = told(ask("{ findings(least: 0.5) { total truncated nodes { id state score sentence detector { name law exonerates } subjects { role entity { caption risk { score grade findings } } } links facts start } } }"), "findings")  # fmt: skip
    (one,) = page["nodes"]
    assert (page["total"], one["id"], one["sentence"], one["state"]) == (1, found, "说", "open")
    assert one["detector"]["law"]
    assert one["detector"]["exonerates"]
    assert one["subjects"][0]["entity"]["risk"] == {"score": 83, "grade": "RED", "findings": 2}
    assert one["start"] == "1970-01-01T00:00:00.001Z"
    assert {t["name"]: t["count"] for t in told(ask("{ findingTallies { name count } }"), "findingTallies")} == {"ring": 1, "burst": 1, "open": 2}  # fmt: skip


def test_a_dismissed_finding_is_no_risk(ask: Ask, found: str, system: System) -> None:
    system.ops.decide(found, "dismissed", "核实无误")
    one = told(ask("{ findings(states: [dismissed]) { nodes { subjects { entity { risk { score grade findings } } } } } }"), "findings")  # fmt: skip
    assert one["nodes"][0]["subjects"][0]["entity"]["risk"] == {"score": 30, "grade": "NONE", "findings": 1}


def test_findings_are_listed_by_what_is_new_and_what_is_recent(ask: Ask, found: str, system: System) -> None:
    query = "query ($f: Boolean, $o: FindingOrder!) { findings(fresh: $f, order: $o) { nodes { id fresh } } }"
    assert [n["fresh"] for n in told(ask(query, o="SCORE"), "findings")["nodes"]] == [None, None], "each ran only once"
    subjects = system.ops.finding(found).subjects  # type: ignore[union-attr]
    later = Finding("ring", subjects, (), 8, 9, 0.2, Say("后", "later"))
    system.ops.keep("ring", {}, 1, [system.ops.finding(found), later])  # type: ignore[list-item]
    assert [n["id"] for n in told(ask(query, f=True, o="SCORE"), "findings")["nodes"]] == [later.id]
    assert [n["id"] for n in told(ask(query, f=False, o="SCORE"), "findings")["nodes"]] == [found]
    assert [n["id"] for n in told(ask(query, o="RECENT"), "findings")["nodes"]][:2] == [later.id, found]


def test_findings_are_listed_by_whose_they_are(ask: Ask, found: str, system: System) -> None:
    Users(system.ops).add("tester", "four blue whales sing", ["investigator"])
    Triage(system.ops).assign(found, "tester")
    query = "query ($p: String!) { findings(assignee: $p) { nodes { id } } }"
    for name in ("tester", "user:tester", "TESTER"):
        assert told(ask(query, p=name), "findings")["nodes"] == [{"id": found}]
    assert told(ask(query, p="other"), "findings")["nodes"] == []


def test_whoever_does_not_see_the_subjects_does_not_see_the_finding(visited: Visited, found: str) -> None:
    assert told(visited("analyst")("{ findings { total } }"), "findings")["total"] == 2
    assert visited("intake")("{ findings { total } }")["errors"][0]["extensions"]["code"] == "REFUSED"


# sources and personal data


def test_every_record_leads_to_rows_of_files(ask: Ask, system: System) -> None:
    one = hub(ask)
    rows = told(
        ask("query ($id: ID!) { why(id: $id) { total nodes { file row sha256 mapping owner values } } }", id=one), "why"
    )
    assert rows["total"] == 13
    assert {r["file"] for r in rows["nodes"]} == {"h.csv", "m.csv"}
    assert all(len(r["sha256"]) == 64 and r["owner"] == "Account" for r in rows["nodes"])
    assert HUB not in str(rows)
    s = system.snapshot()
    link = s.link_ids("TRANSFER", [0])[0]
    (row,) = told(ask('query ($id: ID!) { why(id: $id, prop: "amount") { nodes { values } } }', id=link), "why")[
        "nodes"
    ]
    assert row["values"] == {"amount": int(s.edges("TRANSFER").amount[0])}


def test_times_and_dates_of_rows_are_told(ask: Ask, system: System) -> None:
    s = system.snapshot()
    for link in ("TRANSFER", "OWNS"):
        rows = told(ask("query ($id: ID!) { why(id: $id) { nodes { values } } }", id=s.link_ids(link, [0])[0]), "why")[
            "nodes"
        ]
        assert rows
    assert told(ask("query ($id: ID!) { why(id: $id, prop: \"at\") { nodes { values } } }", id=s.link_ids("TRANSFER", [0])[0]), "why")["nodes"][0]["values"]["at"].endswith("Z")  # fmt: skip
    wrong = ask('query ($id: ID!) { why(id: $id, prop: "nope") { total } }', id=s.link_ids("TRANSFER", [0])[0])
    assert wrong["errors"][0]["extensions"]["code"] == "ASKED_ERROR"


def test_what_is_decided_while_the_graph_is_being_brought_up_to_date_is_shown_too(system: System) -> None:
    s = system.snapshot()
    a, b, c = s.ids(s.of_kind("Account")[2:5])
    first = system.ops.judge(a, b, "same", "x")
    system.project_soon()
    system.ops.judge(a, c, "same", "x")
    system.project_soon()
    system.ops.take_back(first, "x")
    system.project_soon()
    system.settle()
    assert system.graph_state() == (True, False, None)


def test_reading_in_full_takes_role_region_and_reason_and_is_audited(visited: Visited, system: System) -> None:
    ask = visited("investigator")
    one = hub(ask)
    text = "mutation ($id: ID!, $why: String!) { unmask(id: $id, reason: $why) { values seconds } }"
    full = told(ask(text, id=one, why="办案需要"), "unmask")
    assert full == {"values": {"number": HUB, "holder": "王一一"}, "seconds": 60}
    entry = audited(system, "unmask")[0]
    assert (entry["who"], entry["subject"], entry["detail"]["why"], entry["detail"]["props"]) == ("user:tester", one, "办案需要", ["number", "holder"])  # fmt: skip
    assert HUB not in str(entry["detail"])
    assert ask(text, id=one, why="  ")["errors"][0]["extensions"]["code"] == "ASKED_ERROR"
    for who in (visited("analyst"), visited("investigator", regions=("广东省广州市",))):
        assert who(text, id=one, why="办案需要")["errors"][0]["extensions"]["code"] == "REFUSED"
    person = system.snapshot().ids(system.snapshot().of_kind("Person")[:1])[0]
    part = told(ask(text, id=person, why="办案需要"), "unmask")["values"]
    assert "name" in part
    assert "id_number" not in part, "prosecutors alone"
    assert set(told(visited("prosecutor")(text, id=person, why="起诉"), "unmask")["values"]["id_number"]) <= set(
        "0123456789X"
    )


def test_no_list_of_any_kind_shows_a_masked_value(visited: Visited) -> None:
    """Every kind and link, every property, each role that may read."""
    for role in ("investigator", "prosecutor", "analyst", "modeller", "intake"):
        ask = visited(role)
        seen = str(ask("{ a: entities(kind: Account) { nodes { caption ... on Account { number holder phone email } } } p: entities(kind: Person) { nodes { caption ... on Person { name idNumber phone birthday } } } }"))  # fmt: skip
        for secret in (HUB, OTHER, "王一一", "李二", *PEOPLE):
            assert secret not in seen


def test_a_graph_that_is_down_is_said_with_when_to_try_again_and_what_needs_none_is_answered(system: System) -> None:
    from api.system import System as Running
    from graph.settings import Settings
    from tests.api.doors import NOWHERE

    down = Running(Settings(system.settings.data, NOWHERE, patience=1), system.ops)
    ask = asking(down, somebody("investigator"))
    one = system.snapshot().ids([0])[0]
    error = ask("query ($id: ID!) { entity(id: $id) { id } }", id=one)["errors"][0]
    assert (error["extensions"]["code"], error["extensions"]["retryAfter"]) == ("STORE_ERROR", 5)
    assert error["extensions"]["cure"]["zh"]
    data = ask("query ($id: ID!) { neighbourCounts(id: $id) { links } counts { links { count } } state { graphIsUp problem } imports { total } }", id=one)["data"]  # fmt: skip
    assert data["state"]["graphIsUp"] is False
    assert data["neighbourCounts"]


# figures, search, who asks


def test_figures_agree_with_each_other(ask: Ask) -> None:
    data = ask("""{ counts { kinds { name count } links { name count } } histogramByTime(link: TRANSFER, step: day) { without bins { low count amount } }
        histogramByAmount(link: TRANSFER) { bins { low high count amount } } countsBy(kind: Account, prop: "bank") { total nodes { value count } } }""")["data"]  # fmt: skip
    n = {c["name"]: c["count"] for c in (*data["counts"]["kinds"], *data["counts"]["links"])}
    assert n["TRANSFER"] == sum(b["count"] for b in data["histogramByTime"]["bins"]) == sum(b["count"] for b in data["histogramByAmount"]["bins"]) == 13  # fmt: skip
    assert sum(c["count"] for c in data["countsBy"]["nodes"]) == n["Account"]


def test_entities_are_counted_by_their_own_dates(province: System) -> None:
    query = "query ($k: KindName!, $p: String!, $s: CalendarStep!, $w: [Where!]) { histogramOf(kind: $k, prop: $p, step: $s, where: $w) { without bins { low count amount } } }"
    ask = asking(province, somebody("investigator"))
    days = told(ask(query, k="Complaint", p="at", s="day"), "histogramOf")
    assert [(b["low"], b["count"], b["amount"]) for b in days["bins"] if b["count"]] == [
        ("2024-06-19T16:00:00Z", 1, 2_000_000), ("2024-06-28T16:00:00Z", 1, 100), ("2024-06-29T16:00:00Z", 1, 1_000_000)
    ]  # fmt: skip
    years = told(ask(query, k="Enterprise", p="founded", s="year", w=[{"prop": "region", "op": "EQ", "value": "广东省广州市"}]), "histogramOf")  # fmt: skip
    assert [(b["low"], b["count"]) for b in years["bins"]] == [("2020-12-31T16:00:00Z", 2)]
    assert told(asking(province, somebody("intake"))(query, k="Account", p="opened", s="day"), "histogramOf") == {"without": 0, "bins": []}  # fmt: skip
    assert told(ask(query, k="Account", p="opened", s="day"), "histogramOf")["without"] == 5
    for kind, prop in (("Person", "birthday"), ("Enterprise", "region"), ("Enterprise", "nope")):
        assert ask(query, k=kind, p=prop, s="day")["errors"][0]["extensions"]["code"] not in ("FAULT", None)


def test_a_search_tells_why_and_is_recorded_without_what_is_personal(
    ask: Ask, visited: Visited, system: System
) -> None:
    found = told(ask("query ($t: String!) { search(text: $t) { hits { total nodes { reason field entity { id caption __typename } } } kinds { value count } } }", t=HUB), "search")  # fmt: skip
    assert found["hits"]["nodes"][0]["entity"]["caption"] == "*0001"
    assert found["hits"]["nodes"][0]["reason"]
    assert sum(k["count"] for k in found["kinds"]) == found["hits"]["total"]
    assert HUB not in str(audited(system, "search")[0])
    assert told(visited("intake")("query ($t: String!) { search(text: $t) { hits { total } } }", t=HUB), "search")["hits"]["total"] == 0  # fmt: skip


def test_who_asks_and_what_there_is(visited: Visited) -> None:
    me = told(visited("intake", regions=("广东省广州市",))("{ me { who roles rights regions kinds } }"), "me")
    assert (me["roles"], me["regions"]) == (["intake"], ["广东省广州市"])
    assert "Account" not in me["kinds"]
    declared = told(visited("auditor")("{ ontology { kinds { name label { zh en } properties { name masked } } links { name from to sum meaning { zh en } weakens { zh } weight { en } summed { meaning { zh } } } } }"), "ontology")  # fmt: skip
    assert {k["name"]: k["label"]["zh"] for k in declared["kinds"]}["Account"] == "账户"
    money, owns = (next(x for x in declared["links"] if x["name"] == name) for name in ("TRANSFER", "OWNS"))
    assert money["sum"] == "FLOW"
    assert "汇总" in money["summed"]["meaning"]["zh"]
    assert (owns["summed"], owns["meaning"]["zh"]) == (None, "个人或企业在登记上是该账户的户主。")
    assert all(x["meaning"]["en"] and x["weight"]["en"] and x["weakens"]["zh"] for x in declared["links"])


def test_imports_audit_and_users_are_for_their_roles(visited: Visited) -> None:
    imports = told(visited("auditor")("{ imports { total nodes { file rows sha256 counts } } state { seq graphIsUp graphIsBehind } }"), "imports")  # fmt: skip
    assert [i["file"] for i in imports["nodes"]] == ["m.csv", "h.csv"]
    admin = visited("administrator")
    told(
        admin(
            'mutation { addUser(name: "张三", password: "four blue whales sing", roles: ["analyst"]) { name roles active } }'
        ),
        "addUser",
    )
    assert told(admin("{ users { name roles } }"), "users") == [{"name": "张三", "roles": ["analyst"]}]
    audit = told(visited("auditor")('{ audit(action: "user-add") { total nodes { who detail } } }'), "audit")
    assert audit["total"] == 1
    assert "whales" not in str(audit)
    assert admin('mutation { addUser(name: "李四", password: "short", roles: ["analyst"]) { name } }')["errors"]


def test_the_audit_chain_is_verified_by_who_may_read_it(visited: Visited, system: System) -> None:
    query = "{ verifyAudit { whole entries anchors broken why anchoredAt anchoredSeq } }"
    system.ops.note("act", "a")
    Anchors(system.settings.data).drop(system.ops)
    system.ops.note("act", "b")
    auditor = visited("auditor")
    seq = system.ops.audit(1)[0]["seq"]
    whole = told(auditor(query), "verifyAudit")
    assert (whole["whole"], whole["entries"], whole["anchors"], whole["broken"], whole["anchoredSeq"]) == (True, seq, 1, None, seq - 1)  # fmt: skip
    assert whole["anchoredAt"].endswith("Z")
    with system.ops.change() as c:
        c.exec_driver_sql(f"UPDATE audit SET who = 'x' WHERE seq = {seq - 1}")
    broken = told(auditor(query), "verifyAudit")
    assert (broken["whole"], broken["broken"]) == (False, seq - 1)
    assert f"第 {seq - 1} 条" in broken["why"]
    assert visited("investigator")(query)["errors"][0]["extensions"]["code"] == "REFUSED"


def test_a_token_is_its_owners_and_makes_none(system: System) -> None:
    Users(system.ops).add("tester", "four blue whales sing", ["analyst"])
    ask = asking(system, somebody("analyst"))
    made = told(
        ask('mutation { createToken(label: "每日", scopes: ["read", "cypher"], days: 7) { id scopes secret } }'),
        "createToken",
    )
    assert made["secret"]
    assert [t["secret"] for t in told(ask("{ tokens { id secret } }"), "tokens")] == [None]
    limited = asking(system, somebody("analyst", scopes=frozenset({"read"})))
    assert limited('mutation { createToken(label: "x", scopes: ["read"]) { id } }')["errors"]
    assert told(ask("mutation ($id: ID!) { revokeToken(id: $id) }", id=made["id"]), "revokeToken") is True
    assert ask('mutation { revokeToken(id: "nobodys") }')["errors"]


def test_jobs_wait_are_seen_and_cancelled(ask: Ask, visited: Visited) -> None:
    assert "detect" in {k["name"] for k in told(ask("{ jobKinds { name params { name type } } }"), "jobKinds")}
    job = told(
        ask('mutation { startJob(kind: "detect", params: {detectors: ["ring"]}) { id state kind } }'), "startJob"
    )
    assert job["state"] == "waiting"
    assert told(ask("{ jobs { total nodes { id } } }"), "jobs") == {"total": 1, "nodes": [{"id": job["id"]}]}
    assert visited("auditor", who="user:other")("mutation ($id: ID!) { cancelJob(id: $id) { state } }", id=job["id"])["errors"][0]["extensions"]["code"] == "REFUSED"  # fmt: skip
    assert told(ask("mutation ($id: ID!) { cancelJob(id: $id) { state } }", id=job["id"]), "cancelJob")["state"] == "cancelled"  # fmt: skip
    assert ask('mutation { startJob(kind: "detect", params: {detectors: ["nosuch"]}) { id } }')["errors"]
    assert (
        visited("auditor")('mutation { startJob(kind: "rebuild") { id } }')["errors"][0]["extensions"]["code"]
        == "REFUSED"
    )


def test_a_form_is_loaded_as_a_file_is(ask: Ask, system: System) -> None:
    forms = told(ask("{ forms { name label fields { name label required type } } }"), "forms")
    complaint = next(f for f in forms if "投诉" in f["label"])
    values = {f["name"]: {"time": "2024-05-01 10:00", "date": "2024-05-01", "amount": "5万"}.get(f["type"], "测试") for f in complaint["fields"] if f["required"]}  # fmt: skip
    made = told(ask("mutation ($f: String!, $v: JSON!) { submitRecord(form: $f, values: $v) { importId entities problems { field words } } }", f=complaint["name"], v=values), "submitRecord")  # fmt: skip
    assert made["problems"] == [] or made["importId"] is None
    bad = told(ask("mutation ($f: String!, $v: JSON!) { submitRecord(form: $f, values: $v) { importId problems { field words } } }", f=complaint["name"], v={}), "submitRecord")  # fmt: skip
    assert bad["importId"] is None
    assert bad["problems"]
