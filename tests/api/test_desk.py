"""The query desk: a page without anything from elsewhere, whose ten queries are valid and answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import parse, validate
from starlette.testclient import TestClient

from api import desk
from api.cost import Bounds, within
from api.desk import POLICY, Example, example, examples, filled, router
from api.schema import schema
from api.system import System
from api.visit import Visit
from graph.lake import Lake
from graph.ontology import ROLES
from graph.ops import open_ops
from graph.project import catch_up
from graph.settings import Settings
from graph.store import Store
from tests.api.visiting import actor, client
from tests.lakes import PEOPLE, holders, moves, put


@pytest.fixture
def system(tmp_path: Path, embedded: Store) -> Iterator[System]:
    lake = Lake(tmp_path / "data")
    put(lake, holders(tmp_path / "h.csv", [f"62220000000{n:04d},王一一,工行,{p}" for n, p in enumerate(PEOPLE)]), moves(tmp_path / "m.csv", 60))  # fmt: skip
    catch_up(lake, embedded)
    with open_ops(tmp_path / "data") as ops:
        yield System(Settings(tmp_path / "data", lang="zh"), ops, embedded)


@pytest.fixture
def page(system: System) -> TestClient:
    return client(router(), system, actor("analyst", who="user:王检"))


@pytest.mark.parametrize(("lang", "says"), [("zh", "GraphQL 查询台"), ("en", "GraphQL desk")])
def test_the_page_speaks_both_languages_and_brings_nothing_from_elsewhere(page: TestClient, lang: str, says: str) -> None:  # fmt: skip
    answer = page.get("/playground", params={"lang": lang})
    assert answer.status_code == 200
    assert says in answer.text
    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert re.findall(r"(?:src|href)=\"([^\"?#]+)", answer.text) == ["/playground.css", "/playground.js", "/", "/playground", "/playground"]  # fmt: skip
    assert not re.search(r"<script(?! src=)|style=|\son\w+=|https?://", answer.text)
    for word in ("None", "Say(", "{{"):
        assert word not in re.sub(r'data-(?:query|variables)="[^"]*"', "", answer.text)
    assert answer.text.count("data-query=") == 10


@pytest.mark.parametrize(("name", "kind"), [("playground.css", "text/css"), ("playground.js", "text/javascript")])
def test_its_parts_are_ours(page: TestClient, name: str, kind: str) -> None:
    answer = page.get(f"/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, f"{kind}; charset=utf-8")
    assert not re.search(r"https?://|url\(|@import|innerHTML|eval\(|document\.write", answer.text)


def test_a_hostile_name_is_text(system: System) -> None:
    web = client(router(), system, actor("analyst", who='user:"><script>x</script>'))
    assert "<script>x" not in web.get("/playground").text


def test_there_are_ten_and_each_says_what_it_is_for() -> None:
    assert len(examples()) == 10
    for one in examples():
        assert re.search("[一-龥]", one.title), one.name
        assert len(one.about) >= 15, one.name
        assert one.text.startswith(f"# {one.title}")
        assert isinstance(json.loads(one.variables), dict)


@pytest.mark.parametrize("n", range(10), ids=[e.name for e in examples()])
def test_each_is_valid_within_limits_and_answers(n: int, system: System) -> None:
    visit = Visit(system, actor(*ROLES, who="user:tester"), "zh")
    one = filled(visit)[n]
    document, given = parse(one.text), json.loads(one.variables)
    assert validate(schema()._schema, document) == []
    within(schema()._schema, document, given, Bounds())
    assert "{" not in str(list(given.values()))
    said = schema().execute_sync(one.text, given, context_value={"visit": visit})
    assert said.errors is None, said.errors
    assert said.data
    assert not [secret for secret in (PEOPLE[0], "王一一", "6222000000") if secret in json.dumps(said.data, ensure_ascii=False)]  # fmt: skip


def test_whoever_may_not_read_gets_no_ids(system: System) -> None:
    assert "{payer}" in filled(Visit(system, actor("auditor"), "zh"))[2].variables


def test_a_file_without_notes_is_a_query_all_the_same() -> None:
    assert example("x", "{ a }\n") == Example("x", "x", "", "{}", "{ a }\n")


def test_the_desk_is_a_part_that_can_be_left_out() -> None:
    assert {r.path for r in router().routes} == {desk.PATH, "/playground.css", "/playground.js"}  # type: ignore[attr-defined]
