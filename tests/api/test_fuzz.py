"""Whatever the two interfaces allow is asked of them: nothing that anybody may send is a fault of the server."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator
from typing import Any, cast
from zlib import crc32

import graphql
import hypothesis
import pytest
import requests
import schemathesis
from fastapi import FastAPI
from graphql import ArgumentNode, DocumentNode, StringValueNode, Visitor, print_ast, visit
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import from_schema, nodes
from starlette.testclient import TestClient

from api.app import build
from api.limits import RateLimit
from api.schema import schema
from api.system import System
from api.visit import Visit
from graph.lake import Lake
from graph.ontology import ROLES
from graph.ops import open_ops
from graph.ops.sessions import Tokens
from graph.ops.users import Users
from graph.project import catch_up
from graph.rights import rights
from graph.say import JinyingError
from graph.settings import Settings
from graph.store import Store
from tests.api.visiting import actor
from tests.conftest import Engines
from tests.lakes import PEOPLE, holders, moves, put

EXAMPLES = 12  # of each root field, and of each operation of the OpenAPI part
BOUNDED = settings(
    max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
LETTERS = string.ascii_letters + string.digits + " _-'\"\\{}$%\n\t广州金瑞=<>\U0001f4b0"
WHERE = {"id", "ids", "fromId", "toId", "account", "accounts", "group", "seeds", "sources", "targets", "recordId"}


@pytest.fixture(scope="module")
def system(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A small province that is there, so that what is asked finds something."""
    folder, store = tmp_path_factory.mktemp("fuzz"), engines.store("embedded")
    store.writer().wipe()
    lake = Lake(folder / "data")
    rows = [f"62220000000{n:04d},王一一,工行,{p}" for n, p in enumerate(PEOPLE)]
    put(lake, holders(folder / "h.csv", rows), moves(folder / "m.csv", 60))
    catch_up(lake, store)
    with open_ops(folder / "data") as ops:
        yield System(Settings(folder / "data", lang="zh"), ops, cast(Store, store))


@pytest.fixture(scope="module")
def known(system: System) -> list[str]:
    """Ids that are there, and one that is not."""
    return [*system.snapshot().ids(range(8)), "acc-" + "0" * 32, system.lake.events()[0].id]


@pytest.fixture(scope="module")
def app(system: System) -> FastAPI:
    return build(system, hosts=["localhost", "testserver"])


@pytest.fixture(scope="module")
def bearer(system: System) -> dict[str, str]:
    """A token of somebody who may do everything."""
    Users(system.ops).add("fuzz", "four blue whales sing", ROLES)
    _, secret = Tokens(system.ops).make("fuzz", "fuzz", rights().rights)
    return {"authorization": f"Bearer {secret}"}


# GraphQL


def scalars() -> dict[str, st.SearchStrategy[Any]]:
    """Values of our own scalars, good and bad ones."""
    number = st.integers(-(2**60), 2**60).map(nodes.Int)
    text = st.text(LETTERS, max_size=20).map(nodes.String)
    time = st.datetimes().map(lambda t: nodes.String(t.isoformat())) | text
    strange = number | text | st.booleans().map(nodes.Boolean) | st.floats(allow_nan=False, allow_infinity=False).map(nodes.Float)  # fmt: skip
    own = {"Fen": number | text, "Long": number, "Time": time, "Date": st.dates().map(lambda d: nodes.String(d.isoformat())) | text}  # fmt: skip
    names = [t.name for t in schema()._schema.type_map.values() if isinstance(t, graphql.GraphQLScalarType)]
    built_in = {"Int", "Float", "String", "Boolean", "ID"}
    return {name: own.get(name, strange) for name in names if name not in built_in}


class Found(Visitor):
    """Puts ids that are there where an id is asked."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__()
        self._ids = ids

    def enter_argument(self, node: ArgumentNode, *_: Any) -> ArgumentNode | None:
        text = print_ast(node.value)
        if node.name.value not in WHERE or crc32(text.encode("utf-8", "replace")) % 4 == 0:
            return None
        one = StringValueNode(value=self._ids[crc32(text.encode("utf-8", "replace")) % len(self._ids)])
        several = isinstance(node.value, graphql.ListValueNode)
        return ArgumentNode(name=node.name, value=graphql.ListValueNode(values=(one,)) if several else one)


def roots() -> list[str]:
    """Every field that can be asked, and every change that can be made."""
    made = schema()._schema
    return [f for kind in (made.query_type, made.mutation_type) if kind for f in kind.fields]


def fault(error: graphql.GraphQLError) -> bool:
    """Whether it is none of ours, and none of GraphQL's own."""
    cause: BaseException | None = error
    while isinstance(cause, graphql.GraphQLError):
        cause = cause.original_error
    return (cause is not None and not isinstance(cause, (JinyingError, ValueError))) or (isinstance(cause, ValueError) and error.path is not None)  # fmt: skip


@pytest.mark.parametrize("field", roots())
def test_no_graphql_field_is_a_fault(field: str, system: System, known: list[str]) -> None:
    text = from_schema(
        schema()._schema, fields=[field], custom_scalars=scalars(), allow_x00=False, codec="utf-8",
        print_ast=lambda document: print_ast(cast(DocumentNode, visit(document, Found(known)))),
    )  # fmt: skip

    @hypothesis.seed(7)
    @BOUNDED
    @given(text)
    def ask(query: object) -> None:
        visit_ = Visit(system, actor(*ROLES, who="user:fuzz"), "zh")
        said = schema().execute_sync(str(query), context_value={"visit": visit_})
        faults = [e for e in said.errors or () if fault(e)]
        assert faults == [], str(query)[:2000]
        json.dumps(said.data, ensure_ascii=False).encode()

    ask()


# the OpenAPI part


@pytest.fixture
def described(app: FastAPI, bearer: dict[str, str]) -> Any:
    """The description as whoever may read it reads it."""
    client = TestClient(app, base_url="http://localhost", headers=bearer)
    raw = client.get("/openapi.json")
    assert raw.status_code == 200
    return schemathesis.openapi.from_dict(raw.json())


def test_no_operation_is_a_fault(
    described: Any, app: FastAPI, bearer: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RateLimit, "_wait", lambda *_: None)  # every question is to reach whoever answers it
    client = TestClient(app, base_url="http://localhost", headers=bearer, raise_server_exceptions=False)
    asked, faults = 0, []
    for result in described.get_all_operations():
        operation = result.ok()
        if operation.path in ("/api/signout", "/api/password"):
            continue  # they end the session that asks

        @hypothesis.seed(7)
        @BOUNDED
        @given(operation.as_strategy())
        def ask(case: Any) -> None:
            nonlocal asked
            asked += 1
            sent = requests.Request(**case.as_transport_kwargs(base_url="http://localhost")).prepare()
            answer = client.request(
                str(sent.method), str(sent.url), content=sent.body or b"", headers=dict(sent.headers)
            )
            if answer.status_code >= 500:
                faults.append((case.method, case.path, answer.status_code, str(sent.body)[:500], answer.text[:300]))

        ask()
    assert faults == []
    assert asked > 0
