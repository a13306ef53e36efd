"""Cases, views and annotations by GraphQL: who gets what, what is refused, and that a case is read with the graph down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.system import System
from graph.entity import make_id
from graph.finding import Finding, Subject
from graph.lake import Lake
from graph.ontology import ontology
from graph.ops import Ops, open_ops
from graph.ops.users import Users
from graph.project import catch_up
from graph.rights import Actor
from graph.say import Say
from graph.settings import Settings
from graph.store import Store, StoreError
from tests.api.visiting import HUB, OTHER, Ask, actor, asking
from tests.lakes import PEOPLE, holders, put, write

DOWN = Say("图数据库无法连接", "the graph can't be reached")
OPEN = """mutation { openCase(title: "锦瑞财富案", cause: "非法吸收公众存款", suspected: "非法集资") { id number status role } }"""


class Down(System):
    """A system whose graph can't be reached; what would be shown in it later is counted."""

    soon = 0

    @property
    def store(self) -> Store:
        raise StoreError(DOWN)

    def project_soon(self) -> None:
        self.soon += 1


def account(number: str) -> str:
    made = make_id(ontology().kinds["Account"], {"number": number})
    assert made is not None
    return made


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Ops]:
    """A small lake, one finding and people."""
    lake = Lake(tmp_path / "data")
    put(lake, holders(tmp_path / "h.csv", [f"{HUB},王一一,工行,{PEOPLE[0]}", f"{OTHER},李二,建行,{PEOPLE[1]}"]), write(tmp_path / "m.csv", "付,收,元,时,号", [f"{HUB},{OTHER},5.00,2024-01-02 10:00:00,t1"]))  # fmt: skip
    with open_ops(tmp_path / "data", "tests") as ops:
        for name, role in (("li", "investigator"), ("han", "investigator"), ("su", "prosecutor"), ("an", "analyst")):
            Users(ops).add(name, None, [role])
        ops.keep("ring", {}, 1, [found()])
        yield ops


def found() -> Finding:
    return Finding(
        "ring", (Subject(account(HUB), "Account", Say("户", "account")),), (), 0, 9, 0.5, Say("一", "one"), {}
    )


@pytest.fixture
def down(office: Ops, tmp_path: Path) -> Down:
    return Down(Settings(tmp_path / "data", lang="en"), office)


@pytest.fixture
def as_(down: Down) -> Callable[..., Ask]:
    """Asks in somebody's name, while the graph is down."""
    roles = {u.name: u.roles for u in Users(down.ops).all()}
    return lambda name, **more: asking(down, actor(*roles[name], who=f"user:{name}", **more))


def data(answer: Any) -> Any:
    assert "errors" not in answer, answer["errors"]
    return answer["data"]


def error(answer: Any) -> str:
    assert "errors" in answer, answer
    return str(answer["errors"][0]["message"])


def opened(ask: Ask) -> str:
    return str(data(ask(OPEN))["openCase"]["id"])


def member(ask: Ask, case: str, person: str, role: str = "member") -> None:
    data(ask("mutation ($c: ID!, $p: String!, $r: CaseRole!) { addCaseMember(id: $c, person: $p, role: $r) { id } }", c=case, p=person, r=role))  # fmt: skip


def test_a_case_is_worked_on_from_its_opening_to_its_end_while_the_graph_is_down(as_: Callable[..., Ask], office: Ops) -> None:  # fmt: skip
    li, han = as_("li"), as_("han")
    case = opened(li)
    member(li, case, "han")
    assert data(li('mutation ($c: ID!) { assignCase(id: $c, person: "han", reason: "熟悉资金") { status assignee } }', c=case))["assignCase"] == {"status": "working", "assignee": "user:han"}  # fmt: skip
    things = [account(HUB), found().id, account(OTHER)]
    add = 'mutation ($c: ID!, $t: [ID!]!) { addToCase(id: $c, things: $t, reason: "归集") { changed unchanged case { thingsTotal } } }'
    assert data(han(add, c=case, t=things[:2]))["addToCase"] == {"changed": things[:2], "unchanged": [], "case": {"thingsTotal": 2}}  # fmt: skip
    assert data(han(add, c=case, t=things))["addToCase"] == {"changed": things[2:], "unchanged": things[:2], "case": {"thingsTotal": 3}}  # fmt: skip
    gone = data(han('mutation ($c: ID!, $t: [ID!]!) { removeFromCase(id: $c, things: $t, reason: "误入") { changed unchanged } }', c=case, t=[*things[2:], "acc-1"]))  # fmt: skip
    assert gone["removeFromCase"] == {"changed": things[2:], "unchanged": ["acc-1"]}
    said = data(han('mutation ($c: ID!) { commentCase(id: $c, text: "共 52 笔") { seq act label who } }', c=case))["commentCase"]  # fmt: skip
    assert (said["act"], said["label"], said["who"]) == ("comment", "comment", "user:han")
    data(han('mutation ($c: ID!, $n: Int!) { commentCase(id: $c, text: "共 53 笔", corrects: $n) { seq } }', c=case, n=said["seq"]))  # fmt: skip
    data(li('mutation ($c: ID!) { closeCase(id: $c, outcome: referred, reason: "移送") { status outcome } }', c=case))
    again = data(li('mutation ($c: ID!) { reopenCase(id: $c, reason: "补查") { status outcome assignee } }', c=case))
    assert again["reopenCase"] == {"status": "reopened", "outcome": None, "assignee": None}
    told = data(li(
        """query ($c: ID!) { case(id: $c) { number title role members { who role by } things { total truncated nodes { id sort why who } }
           timeline(first: 4) { total truncated nodes { act subject word corrects } } } }""", c=case,
    ))["case"]  # fmt: skip
    assert told["number"].startswith("金鹰〔") and told["number"].endswith("〕0001号")  # noqa: PT018
    assert told["members"] == [{"who": "user:li", "role": "lead", "by": "user:li"}, {"who": "user:han", "role": "member", "by": "user:li"}]  # fmt: skip
    assert told["things"] == {"total": 2, "truncated": False, "nodes": [{"id": one, "sort": sort, "why": "归集", "who": "user:han"} for one, sort in zip(things, ("entity", "finding"), strict=False)]}  # fmt: skip
    assert (told["timeline"]["total"], told["timeline"]["truncated"], [e["act"] for e in told["timeline"]["nodes"]]) == (12, True, ["open", "join", "join", "assign"])  # fmt: skip
    assert office.audit_broken() is None


def test_what_stands_behind_an_id_is_told_by_the_graph_and_its_loss_is_told_too(as_: Callable[..., Ask], office: Ops, tmp_path: Path, embedded: Store) -> None:  # fmt: skip
    li, case = as_("li"), opened(as_("li"))
    data(li("mutation ($c: ID!, $t: [ID!]!) { addToCase(id: $c, things: $t, reason: \"x\") { changed } }", c=case, t=[account(HUB), found().id]))  # fmt: skip
    query = "query ($c: ID!) { case(id: $c) { things { nodes { id entity { caption } finding { sentence subjects { entity { caption } } } } } } }"
    assert "can't be reached" in error(li(query, c=case))
    catch_up(Lake(tmp_path / "data"), embedded)
    up = System(Settings(tmp_path / "data", lang="en"), office, embedded)
    asker = actor("investigator", who="user:li")
    nodes = data(asking(up, asker)(query, c=case))["case"]["things"]["nodes"]
    assert nodes == [
        {"id": account(HUB), "entity": {"caption": "*0001"}, "finding": None},
        {
            "id": found().id,
            "entity": None,
            "finding": {"sentence": "one", "subjects": [{"entity": {"caption": "*0001"}}]},
        },
    ]
    narrow = Actor("user:li", frozenset({"investigator"}), None, frozenset({"cases"}))
    nodes = data(asking(up, narrow)(query, c=case))["case"]["things"]["nodes"]
    assert [(n["entity"], n["finding"]) for n in nodes] == [(None, None)] * 2, (
        "a token for cases alone reads no entities"
    )


def test_a_case_is_there_for_its_members_alone(as_: Callable[..., Ask]) -> None:
    case = opened(as_("li"))
    for ask, words in ((as_("han"), "no such case"), (as_("su"), "no such case"), (as_("an"), "your role may not work on cases")):  # fmt: skip
        for text in (
            "query ($c: ID!) { case(id: $c) { title } }",
            'mutation ($c: ID!) { commentCase(id: $c, text: "x") { seq } }',
            'mutation ($c: ID!) { closeCase(id: $c, outcome: other, reason: "x") { id } }',
            'mutation ($c: ID!) { addToCase(id: $c, things: ["acc-1"], reason: "x") { changed } }',
            'mutation ($c: ID!) { addCaseMember(id: $c, person: "han", role: lead) { id } }',
        ):
            assert words in error(ask(text, c=case))
    assert data(as_("su")("{ cases { total nodes { id } } }"))["cases"] == {"total": 0, "nodes": []}
    member(as_("li"), case, "su", "reader")
    assert data(as_("su")("{ cases { total truncated nodes { title role } } }"))["cases"] == {"total": 1, "truncated": False, "nodes": [{"title": "锦瑞财富案", "role": "reader"}]}  # fmt: skip
    assert "may not do this" in error(
        as_("su")('mutation ($c: ID!) { commentCase(id: $c, text: "x") { seq } }', c=case)
    )
    assert data(as_("li")('mutation ($c: ID!) { removeCaseMember(id: $c, person: "su", reason: "x") }', c=case)) == {"removeCaseMember": True}  # fmt: skip
    assert "no such case" in error(as_("su")("query ($c: ID!) { case(id: $c) { title } }", c=case))


def test_cases_are_listed_and_paged(as_: Callable[..., Ask]) -> None:
    li = as_("li")
    ids = [opened(li) for _ in range(3)]
    data(li('mutation ($c: ID!) { closeCase(id: $c, outcome: dismissed, reason: "x") { id } }', c=ids[0]))
    query = "query ($o: Boolean, $t: String!, $a: String) { cases(open: $o, text: $t, first: 2, after: $a) { total truncated pageInfo { endCursor hasNextPage } nodes { id } } }"
    page = data(li(query, t=""))["cases"]
    assert ([n["id"] for n in page["nodes"]], page["total"], page["truncated"]) == (ids[:0:-1], 3, True)
    page = data(li(query, t="", a=page["pageInfo"]["endCursor"]))["cases"]
    assert ([n["id"] for n in page["nodes"]], page["pageInfo"]["hasNextPage"]) == ([ids[0]], False)
    assert [n["id"] for n in data(li(query, o=False, t="锦瑞"))["cases"]["nodes"]] == [ids[0]]
    assert data(li("{ caseClasses }"))["caseClasses"][0] == "非法集资"


def test_only_what_is_there_is_put_into_a_case(as_: Callable[..., Ask]) -> None:
    li, case = as_("li"), opened(as_("li"))
    for one in (
        account("6222000000009999"),
        "finding-" + "0" * 32,
        "transfer-" + "0" * 32,
        "nobody-1",
        "",
        "acc-1; DROP",
    ):
        assert error(li('mutation ($c: ID!, $t: [ID!]!) { addToCase(id: $c, things: $t, reason: "x") { changed } }', c=case, t=[one]))  # fmt: skip
    assert data(li("query ($c: ID!) { case(id: $c) { thingsTotal } }", c=case))["case"]["thingsTotal"] == 0


# views


def test_a_view_is_saved_opened_shared_and_saved_again(as_: Callable[..., Ask]) -> None:
    li, an, body = as_("li"), as_("an"), {"nodes": [{"id": "acc-1", "x": 1.5}], "层": None}
    save = "mutation ($t: String!, $b: JSON!, $p: ID, $c: ID) { saveView(title: $t, body: $b, parent: $p, case: $c) { id version line parent body } }"
    first = data(li(save, t="一", b=body))["saveView"]
    assert (first["version"], first["line"], first["parent"], first["body"]) == (1, first["id"], None, body)
    second = data(li(save, t="二", b={}, p=first["id"]))["saveView"]
    assert (second["version"], second["line"], second["parent"]) == (2, first["id"], first["id"])
    read = "query ($v: ID!) { view(id: $v) { title body sharedWith versions { total nodes { version } } } }"
    assert "no such view" in error(an(read, v=first["id"]))
    assert data(li('mutation ($v: ID!) { shareView(id: $v, person: "an") { sharedWith } }', v=first["id"]))["shareView"] == {"sharedWith": ["user:an"]}  # fmt: skip
    assert data(an(read, v=first["id"]))["view"] == {"title": "一", "body": body, "sharedWith": [], "versions": {"total": 1, "nodes": [{"version": 1}]}}  # fmt: skip
    assert "another's" in error(an(save, t="三", b={}, p=first["id"]))
    assert data(li("{ views { total nodes { title version } } }"))["views"] == {"total": 1, "nodes": [{"title": "二", "version": 2}]}  # fmt: skip
    data(li('mutation ($v: ID!) { unshareView(id: $v, person: "user:an") { id } }', v=first["id"]))
    assert "no such view" in error(an(read, v=first["id"]))


def test_a_view_in_a_case_is_its_members(as_: Callable[..., Ask]) -> None:
    li, han = as_("li"), as_("han")
    case = opened(li)
    save = 'mutation ($c: ID) { saveView(title: "分层", body: {}, case: $c) { id } }'
    view = data(li(save, c=case))["saveView"]["id"]
    read = "query ($v: ID!) { view(id: $v) { case } }"
    assert "no such view" in error(han(read, v=view))
    assert "no such case" in error(han(save, c=case))
    member(li, case, "han", "reader")
    assert data(han(read, v=view))["view"]["case"] == case
    assert data(han("query ($c: ID!) { case(id: $c) { views { total nodes { id } } } }", c=case))["case"]["views"] == {"total": 1, "nodes": [{"id": view}]}  # fmt: skip
    narrow = as_("han", scopes=frozenset({"annotate"}))
    assert "no such view" in error(narrow(read, v=view)), "a token that has no right to cases has none to their views"
    assert data(narrow("{ views { total } }"))["views"]["total"] == 0
    for text in (save, "query ($c: ID) { views(case: $c) { total } }"):
        assert "no such case" in error(narrow(text, c=case))


# annotations


def test_annotations_are_for_all_or_for_a_case(as_: Callable[..., Ask]) -> None:
    li, an = as_("li"), as_("an")
    case, hub = opened(li), account(HUB)
    note = "mutation ($s: ID!, $t: String!, $c: ID) { annotate(subject: $s, text: $t, case: $c) { seq case gone } }"
    mine = data(li(note, s=hub, t="归集户", c=case))["annotate"]
    assert (mine["case"], mine["gone"]) == (case, False)
    data(an(note, s=hub, t="商户"))
    data(an(note, s=found().id, t="属实"))
    read = "query ($s: [ID!]!, $g: Boolean!) { annotations(subjects: $s, gone: $g) { total truncated nodes { text who gone } } }"
    assert [n["text"] for n in data(li(read, s=[hub, found().id], g=False))["annotations"]["nodes"]] == ["归集户", "商户", "属实"]  # fmt: skip
    assert [n["text"] for n in data(an(read, s=[hub], g=False))["annotations"]["nodes"]] == ["商户"]
    assert [n["text"] for n in data(as_("li", scopes=frozenset({"annotate"}))(read, s=[hub, found().id], g=False))["annotations"]["nodes"]] == ["商户"]  # fmt: skip
    remove = 'mutation ($n: Int!) { removeAnnotation(seq: $n, reason: "写错") { gone } }'
    assert "no annotation" in error(an(remove, n=mine["seq"]))
    assert data(li(remove, n=mine["seq"]))["removeAnnotation"] == {"gone": True}
    assert data(li(read, s=[hub], g=True))["annotations"]["nodes"] == [
        {"text": "归集户", "who": "user:li", "gone": True}, {"text": "商户", "who": "user:an", "gone": False}
    ]  # fmt: skip
    for one in (account("6222000000009999"), "finding-none", "x"):
        assert error(an(note, s=one, t="x"))


def test_the_cases_that_hold_a_thing_are_told_to_their_members(as_: Callable[..., Ask], office: Ops) -> None:
    li, han = as_("li"), as_("han")
    first, second = opened(li), opened(li)
    put_in = 'mutation ($c: ID!, $t: [ID!]!) { addToCase(id: $c, things: $t, reason: "x") { changed } }'
    for case in (first, second):
        data(li(put_in, c=case, t=[account(HUB), found().id]))
    query = "query ($s: ID!, $n: Int) { casesWith(subject: $s, first: $n) { total truncated nodes { id role } } }"
    both = data(li(query, s=account(HUB)))["casesWith"]
    assert ([n["id"] for n in both["nodes"]], both["truncated"]) == ([second, first], False)
    assert data(li(query, s=found().id, n=1))["casesWith"] == {"total": 2, "truncated": True, "nodes": [{"id": second, "role": "lead"}]}  # fmt: skip
    assert data(li(query, s=account(OTHER)))["casesWith"]["total"] == 0
    assert data(han(query, s=account(HUB)))["casesWith"]["total"] == 0, "they are no member"
    data(li('mutation ($c: ID!, $t: [ID!]!) { removeFromCase(id: $c, things: $t, reason: "x") { changed } }', c=second, t=[account(HUB)]))  # fmt: skip
    assert [n["id"] for n in data(li(query, s=account(HUB)))["casesWith"]["nodes"]] == [first]
    office.judge(account(OTHER), account(HUB), "same", "x")
    assert data(li(query, s=account(OTHER)))["casesWith"]["total"] == 1, "by any id of what was judged to be one"
    assert error(li(query, s="acc-1; DROP"))
    assert "may not work on cases" in error(as_("an")(query, s=account(HUB)))
