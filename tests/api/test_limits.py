"""What one request may ask of the server: size, shape, rate, time; and of GraphQL: depth, cost, names, circles."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import strawberry
from fastapi import FastAPI, Request
from graphql import parse
from starlette.testclient import TestClient
from strawberry.fastapi import GraphQLRouter

from api import limits
from api.cost import Bounds, TooMuch, code_of, extensions, nested, within
from api.limits import NESTING, BodyLimit, Limit, RateLimit, TimeOut, Windows, shaped
from graph.rights import Actor, Refused
from graph.say import JinyingError, Say

BOUNDS = Bounds(cost=5_000)


def app(*layers: tuple[Any, dict[str, Any]]) -> FastAPI:
    made = FastAPI()

    async def echo(request: Request) -> dict[str, int]:
        return {"n": len(await request.body())}

    made.add_api_route("/echo", echo, methods=["GET", "POST"])
    made.add_api_route("/api/uploads", echo, methods=["POST"])
    for layer, options in layers:
        made.add_middleware(layer, **options)
    return made


# size and shape


def test_a_body_ends_at_its_limit_whether_its_length_is_told_or_not() -> None:
    client = TestClient(app((BodyLimit, {"most": 100})))
    assert client.post("/echo", content=b"x" * 100).json() == {"n": 100}
    assert client.get("/echo").json() == {"n": 0}
    told = client.post("/echo", content=b"x" * 101)
    assert (told.status_code, "请求过大" in told.text) == (413, True)
    assert client.post("/echo", content=iter([b"x" * 60, b"x" * 60])).status_code == 413
    assert client.post("/echo", content=b"x", headers={"content-length": "-1"}).status_code == 413
    assert client.post("/api/uploads", content=b"x" * 500).json() == {"n": 500}, "these have their own"


@pytest.mark.parametrize(
    ("body", "good"),
    [
        (b'{"a": [1, {"b": "]]}}"}]}', True), (b"[" * NESTING + b"]" * NESTING, True), (b"[" * (NESTING + 1), False),
        (b'{"a":' * 5000, False), (b'{"a": "\\ud83d\\ude00"}', True), (b'{"a": "\\ud83d"}', False), (b'{"a": "\\u0000"}', False),
        (b'{"a": "' + b"[" * 5000 + b'"}', True), (b"not json", True), (b"", True),
    ],
)  # fmt: skip
def test_json_is_no_deeper_than_what_reads_it(body: bytes, good: bool) -> None:
    assert shaped(body, b"application/json") is good
    assert shaped(body, b"text/plain") is True
    answer = TestClient(app((BodyLimit, {}))).post("/echo", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == (200 if good else 400)


# rate


def test_who_asks_too_often_is_told_when_to_come_again() -> None:
    client = TestClient(app((RateLimit, {"of_user": ["3/minute"], "of_path": {}})))
    assert [client.get("/echo").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/echo")
    assert 1 <= int(refused.headers["retry-after"]) <= 120
    assert "请求过于频繁" in refused.text


def test_where_there_is_room_again_is_told_to_the_second() -> None:
    """Asked again when that time has come, and not a moment before."""
    now = [1_000_000.0]
    for most, seconds, step in ((3, 60, 0.0), (40, 1, 0.01), (900, 60, 0.03), (5, 60, 7.0)):
        windows, allowed = Windows(lambda: now[0]), Limit(most, seconds)
        for _ in range(3 * most):
            now[0] += step
            if wait := windows.hit("all", "x", allowed):
                before = now[0]
                now[0] = before + wait * 0.97
                assert windows.hit("all", "x", allowed) > 0
                now[0] = before + wait + 1e-4
                assert windows.hit("all", "x", allowed) == 0
        now[0] += 2 * seconds
        assert windows.hit("all", "x", allowed) == 0, "a window that is over says nothing"


def test_no_more_get_through_than_a_window_allows() -> None:
    now, through = [5_000.0], []
    windows, allowed = Windows(lambda: now[0]), Limit(20, 10)
    for _ in range(4_000):
        now[0] += 0.02
        if not windows.hit("all", "x", allowed):
            through.append(now[0])
    assert len(through) >= 7 * 20, "who is patient gets what is allowed"
    assert max(sum(at <= one < at + 10 for one in through) for at in through) <= 2 * 20 - 1
    assert not windows.hit("all", "y", allowed)


def test_counters_of_many_do_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_KEPT", 100)
    now = [0.0]
    windows = Windows(lambda: now[0])
    for n in range(1_000):
        now[0] += 1.0
        windows.hit("all", f"at:{n}", Limit(5, 1))
    assert len(windows._kept) <= 101


def test_one_persons_rate_is_not_anothers() -> None:
    class As:
        def __init__(self, app: Any) -> None:
            self._app = app

        async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
            name = dict(scope["headers"]).get(b"x-as", b"").decode()
            scope.setdefault("state", {})["actor"] = Actor(f"user:{name}", frozenset()) if name else None
            await self._app(scope, receive, send)

    client = TestClient(app((RateLimit, {"of_user": ["2/minute"], "of_path": {"/ech": ["1/minute"]}}), (As, {})))
    assert client.get("/echo", headers={"x-as": "a"}).status_code == 200
    assert client.get("/echo", headers={"x-as": "a"}).status_code == 429, "the path's own"
    assert client.get("/echo", headers={"x-as": "b"}).status_code == 200
    assert client.get("/nothing", headers={"x-as": "a"}).status_code == 404, "another path"
    assert client.get("/nothing").status_code == 404, "nobody is told by the address"


# time


def test_a_request_ends() -> None:
    """No clock: the one never ends by itself."""
    made = FastAPI()
    left: list[str] = []

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            left.append("cancelled")

    made.add_api_route("/forever", forever)
    made.add_api_route("/quick", lambda: {"ok": 1})
    made.add_middleware(TimeOut, seconds=0.2)
    with TestClient(made) as client:
        answer = client.get("/forever")
        assert (answer.status_code, answer.headers["retry-after"]) == (504, "5")
        assert "请求超时" in answer.text
        assert client.get("/quick").json() == {"ok": 1}
    assert left == ["cancelled"]


# GraphQL


@strawberry.type
class Thing:
    name: str = "n"

    @strawberry.field
    def things(self, first: int | None = 10) -> list[Thing]:
        return [Thing()] * min(first or 10, 3)

    @strawberry.field
    def tags(self) -> list[Thing]:
        return [Thing()]

    @strawberry.field
    def refused(self) -> str:
        raise Refused(Say("无权", "not yours"), Say("请申请", "ask"))

    @strawberry.field
    def broken(self) -> str:
        raise KeyError("密码 6222020200112233445")

    @strawberry.field
    def parent(self) -> Thing:
        return Thing()


@strawberry.type
class Page:
    nodes: list[Thing]


@strawberry.type
class Wrapped:
    page: Page
    tags: list[str]


@strawberry.type
class Query:
    @strawberry.field
    def pages(self, first: int = 10) -> Page:
        return Page(nodes=[])

    @strawberry.field
    def wrapped(self, first: int = 10) -> Wrapped:
        return Wrapped(page=Page(nodes=[]), tags=[])

    @strawberry.field
    def thing(self, id: int = 1) -> Thing:
        return Thing()

    @strawberry.field
    def top(self, top: int) -> list[Thing]:
        return []


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def ticks(self) -> AsyncIterator[int]:
        yield 1


def schema(bounds: Bounds = BOUNDS) -> strawberry.Schema:
    return strawberry.Schema(Query, subscription=Subscription, extensions=extensions(bounds, lambda _: "zh"))


SCHEMA = schema()


def asked(text: str, **variables: Any) -> dict[str, Any]:
    made = FastAPI()
    made.include_router(GraphQLRouter(SCHEMA), prefix="/graphql")
    made.add_middleware(BodyLimit)
    client = TestClient(made, raise_server_exceptions=False)
    answer = client.post("/graphql", json={"query": text, "variables": variables})
    assert answer.status_code < 500, answer.text
    return dict(answer.json()) if "json" in answer.headers["content-type"] else {"error": answer.text}


def refusal(text: str, **variables: Any) -> dict[str, Any]:
    said = asked(text, **variables)
    assert not said.get("data"), said
    return dict(said["errors"][0])


def chain(n: int, field: str = "parent") -> str:
    return "{ thing " + f"{{ {field} " * n + "{ name }" + " }" * n + " }"


def laughs(n: int) -> str:
    """Each fragment spreads the next twice: a thousand million fields in a short text."""
    parts = [f"fragment f{i} on Thing {{ a: parent {{ ...f{i + 1} }} b: parent {{ ...f{i + 1} }} }}" for i in range(n)]
    return "{ thing { ...f0 } } " + " ".join(parts) + f" fragment f{n} on Thing {{ name }}"


TOO_MUCH: list[tuple[str, str]] = [
    (chain(40), "嵌套层数为 42"),
    (chain(5, "things(first: 100)"), "费用为"),
    (chain(8, "tags"), "费用为"),
    ("{ thing { things(first: 1001) { name } } }", "每页至多 1,000"),
    ("{ thing { things(first: 99999999999999999999999999) { name } } }", "每页至多"),
    ("query ($n: Int = 5000) { thing { things(first: $n) { name } } }", "每页至多"),
    ("{ thing { " + " ".join(f"a{i}: name" for i in range(500)) + " } }", "别名数为 500"),
    ("{ thing { " + "name " * 2000 + " } }", "字段数为"),
    (laughs(10), "字段数为|别名数为|嵌套"),
    (laughs(40), "嵌套层数为|费用为"),
    ("{ thing { ...a } } fragment a on Thing { parent { ...b } } fragment b on Thing { parent { ...a } }", "包含它自己"),
    ("{ ...a } fragment a on Query { ...a }", "包含它自己"),
    ("{ thing { name " + "@include(if: true) " * 100 + "} }", "指令超过 40"),
    ("{ __schema { types " + "{ fields { type " * 4 + "{ name }" + " } }" * 4 + " } }", "模式查询的层数"),
    (" ".join(f"query q{i} {{ thing {{ name }} }}" for i in range(13)), "至多 12 个操作"),
    ("{" * 100, "嵌套过深"),
    ("{ thing { name } } #" + "x" * 60_000, "查询过长"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), TOO_MUCH, ids=range(len(TOO_MUCH)))
def test_what_is_too_much_is_refused_before_it_runs(text: str, why: str) -> None:
    error = refusal(text)
    assert any(part in error["message"] for part in why.split("|")), error
    assert error["extensions"]["code"] == "TOO_MUCH"
    assert error["extensions"]["what"]["en"]


@pytest.mark.parametrize(
    "text",
    [
        "{ thing { " + " ".join(f"a{i}: name" for i in range(10_000)) + " } }",
        "{ thing { name " + "@skip(if: false) " * 3000 + "} }",
        "{ " * 3000,
        "[" * 49_000,
        '{ thing(id: "' + "\\\\" * 20_000 + '") { name } }',
        "{ thing { ...nowhere } }",
        "{ nowhere { nowhere { nowhere } } }",
        "{ thing { __schema } }",
        "fragment f on Nothing { x }",
        "subscription { ticks }",
        "",
        "\x00",
        "{ thing(id: $x) { name } }",
        "query ($x: Thing) { thing(id: $x) { name } }",
    ],
    ids=range(14),
)
def test_what_no_query_is_is_an_error_and_no_fault(text: str) -> None:
    said = asked(text)
    assert said.get("errors") or said.get("error"), said
    assert "Traceback" not in json.dumps(said)


def test_huge_variables_are_refused_or_ignored() -> None:
    assert asked("query ($n: Int) { thing { things(first: $n) { name } } }", n=2)["data"]["thing"]["things"] == [{"name": "n"}] * 2  # fmt: skip
    assert "每页至多" in refusal("query ($n: Int) { thing { things(first: $n) { name } } }", n=10**9)["message"]
    assert refusal("query ($n: Int) { thing { things(first: $n) { name } } }", n="x" * 5000)["message"]
    assert asked("{ thing { name } }", **{f"v{i}": "x" * 100 for i in range(5000)})["data"]
    made = FastAPI()
    made.include_router(GraphQLRouter(SCHEMA), prefix="/graphql")
    made.add_middleware(BodyLimit)
    client = TestClient(made, raise_server_exceptions=False)
    deep = '{"query": "{ thing { name } }", "variables": {"a": ' + "[" * 5000 + "]" * 5000 + "}}"
    assert client.post("/graphql", content=deep, headers={"content-type": "application/json"}).status_code == 400
    many = json.dumps({"query": "{ thing { name } }", "variables": {"a": "x" * 4_000_000}})
    assert client.post("/graphql", content=many, headers={"content-type": "application/json"}).status_code == 413


def test_batches_are_refused() -> None:
    made = FastAPI()
    made.include_router(GraphQLRouter(SCHEMA), prefix="/graphql")
    client = TestClient(made, raise_server_exceptions=False)
    assert client.post("/graphql", json=[{"query": "{ thing { name } }"}] * 1000).status_code == 400


def test_a_fair_query_and_the_schemas_own_description_pass() -> None:
    from graphql import get_introspection_query

    assert asked("{ thing { things(first: 2) { name parent { name } } } }")["data"]
    assert asked(get_introspection_query())["data"]["__schema"]["types"]
    assert asked("{ thing { __typename } }")["data"] == {"thing": {"__typename": "Thing"}}


@pytest.mark.parametrize("text", ["{ __schema { types { name } } }", '{ __type(name: "Thing") { name } }', "{ ...f } fragment f on Query { __schema { types { name } } }"])  # fmt: skip
def test_introspection_can_be_switched_off(text: str) -> None:
    closed = schema(Bounds(introspection=False))
    said = closed.execute_sync(text)
    assert said.errors
    assert "此处不提供模式查询" in said.errors[0].message
    assert closed.execute_sync("{ thing { __typename } }").data


def cost(text: str, **variables: Any) -> int:
    return within(SCHEMA._schema, parse(text), variables, BOUNDS).cost


def test_cost_is_page_sizes_multiplied() -> None:
    assert cost("{ thing { name } }") == 2
    assert cost("{ thing { things(first: 7) { name } } }") == 1 + 1 + 7
    assert cost("{ thing { things { name } } }") == 1 + 1 + BOUNDS.page, "what is not asked is an ordinary page"
    assert cost("{ thing { tags { name } } }") == 1 + 1 + BOUNDS.list
    assert cost("{ thing { things(first: 3) { tags { name } } } }") == 1 + 1 + 3 * (1 + BOUNDS.list)
    assert cost("{ pages(first: 3) { nodes { name } } }") == 1 + 3 * (1 + 1), "the items of a page are that page"
    assert cost("{ wrapped(first: 3) { tags page { nodes { name } } } }") == 1 + 3 * (1 + 1 + (1 + 1)), (
        "also in a wrapper"
    )
    assert cost("{ wrapped(first: 3) { page { nodes { tags { name } } } } }") == 1 + 3 * (1 + 1 + (1 + BOUNDS.list))
    assert cost("query ($n: Int) { thing { things(first: $n) { name } } }", n=4) == 6
    assert cost("query ($n: Int = 9) { thing { things(first: $n) { name } } }") == 11
    assert cost("{ top(top: 5) { things(first: 5) { name } } }") == 1 + 5 * (1 + 5)
    assert cost("{ thing { ...f ...f } } fragment f on Thing { name }") == 3


def test_a_number_below_nought_buys_nothing() -> None:
    with pytest.raises(TooMuch):
        within(SCHEMA._schema, parse("{ top(top: -5, first: 5000) { name } }"), {}, BOUNDS)
    assert cost("query ($n: Int) { top(top: $n) { name } }", n=-5) == 1 + BOUNDS.page


def test_brackets_in_texts_and_comments_are_none() -> None:
    assert nested('{ a(b: "{{{{\\"{{") # {{{{\n { c } }') == 2


def test_errors_of_ours_are_told_and_others_are_not(caplog: pytest.LogCaptureFixture) -> None:
    ours = asked("{ thing { refused } }")["errors"][0]
    assert (ours["message"], ours["extensions"]["code"]) == ("无权；请申请", "REFUSED")
    assert ours["extensions"]["cure"] == {"zh": "请申请", "en": "ask"}
    fault = asked("{ thing { broken } }")["errors"][0]
    assert (fault["extensions"]["code"], "服务出错" in fault["message"]) == ("FAULT", True)
    assert "6222" not in json.dumps(fault, ensure_ascii=False)
    assert "KeyError" in caplog.text
    assert asked("{ nowhere }")["errors"][0]["extensions"]["code"] == "BAD_QUERY"


@pytest.mark.parametrize(("error", "code"), [(Refused, "REFUSED"), (TooMuch, "TOO_MUCH"), (JinyingError, "JINYING_ERROR")])  # fmt: skip
def test_a_program_tells_errors_by_their_code(error: Callable[..., JinyingError], code: str) -> None:
    assert code_of(error(Say("甲", "a"))) == code
