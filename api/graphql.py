"""GraphQL over HTTP, subscriptions over WebSocket. An operation runs whole in a thread of its own, so that a slow one holds
up nobody; the threads are GraphQL's own, so that a graph that hangs takes no other answer with it.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from fastapi.routing import APIWebSocketRoute
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from strawberry.exceptions import MissingQueryError
from strawberry.fastapi import GraphQLRouter
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from api.faults import AGAIN
from api.guard import said
from api.schema import schema
from api.visit import visit_of
from graph.say import JinyingError, Say

PATH = "/api/graphql"
THREADS = 32
ALLOWED = {OperationType.QUERY, OperationType.MUTATION}  # of a POST
BODY = {"query": (str, type(None)), "variables": (dict, type(None)), "operationName": (str, type(None))}
DESCRIBED = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "query": {"type": "string"},
                        "variables": {"type": "object"},
                        "operationName": {"type": "string"},
                    },
                    "required": ["query"],
                }
            }
        },
    }
}


def visiting(connection: HTTPConnection) -> dict[str, Any]:
    """What resolvers are given: the visit of this request. `live`: it is a socket, for subscriptions alone."""
    return {"visit": visit_of(connection), "live": connection.scope["type"] == "websocket"}


class BadQuery(JinyingError):
    """What was sent holds no query or mutation that can be run."""


def executed(made: Any, text: str | None, variables: dict[str, Any] | None, context: Any, name: str | None = None) -> ExecutionResult:  # fmt: skip
    """A query or a mutation, run whole; what is neither is the asker's mistake."""
    try:
        result: ExecutionResult = made.execute_sync(text, variables, context, None, name, ALLOWED)
    except (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError):
        raise BadQuery(
            Say("请求中没有可运行的查询或变更", "the request holds no query or mutation that can be run"),
            Say(
                "订阅请用 WebSocket；多个操作请给出 operationName",
                "subscriptions go by WebSocket; of several operations name one",
            ),
        ) from None
    return result


class Asked:
    """Answers one operation, which is read, run and written in one thread."""

    def __init__(self, made: Any) -> None:
        self._made = made
        self._threads = CapacityLimiter(THREADS)

    async def post(self, request: Request) -> Response:
        """The answer as GraphQL gives it: data, and errors where there are any."""
        body, kind = await request.body(), request.headers.get("content-type", "")
        return await to_thread.run_sync(partial(self._answer, body, kind, visiting(request)), limiter=self._threads)

    def _answer(self, body: bytes, kind: str, context: dict[str, Any]) -> Response:
        try:
            asked = operation(body, kind)
            result = executed(self._made, asked.get("query"), asked.get("variables"), context, asked.get("operationName"))  # fmt: skip
        except BadQuery as error:
            return JSONResponse({**said(error.what), "cure": error.cure and said(error.cure)["error"]}, 400)
        told: dict[str, Any] = {"data": result.data}
        if result.errors:
            told["errors"] = [error.formatted for error in result.errors]
        if result.extensions:
            told["extensions"] = result.extensions
        down = _down(result)
        text = json.dumps(told, separators=(",", ":"))
        return Response(text, 503 if down else 200, {"retry-after": str(AGAIN)} if down else None, "application/json")


def operation(body: bytes, kind: str) -> dict[str, Any]:
    """What a request asks for, each part of its kind."""
    try:
        asked = json.loads(body) if "json" in kind.lower() else None
    except (ValueError, RecursionError):
        asked = None
    if not isinstance(asked, dict) or any(not isinstance(asked.get(name), of) for name, of in BODY.items()):
        raise BadQuery(
            Say("请求不是一个 GraphQL 操作", "the request is no GraphQL operation"),
            Say(
                '请以 application/json 发送 {"query": "…", "variables": {…}}',
                'send {"query": "…", "variables": {…}} as application/json',
            ),
        )
    return asked


def _down(result: ExecutionResult) -> bool:
    """Whether nothing could be answered because the graph or the database is down."""
    nothing = result.data is None or all(value is None for value in result.data.values())
    return nothing and any("retryAfter" in (error.extensions or {}) for error in result.errors or ())


def router(*, introspection: bool = True) -> APIRouter:
    """The router of the whole schema: queries and mutations by POST alone (a GET is no intention), subscriptions by socket."""
    made = schema(introspection=introspection)
    live: APIRouter = GraphQLRouter(made, PATH, graphql_ide=None, allow_queries_via_get=False, context_getter=visiting)
    routes = APIRouter()
    routes.add_api_route(
        PATH, Asked(made).post, methods=["POST"], openapi_extra=DESCRIBED, summary="A query or a mutation"
    )
    routes.routes += [one for one in live.routes if isinstance(one, APIWebSocketRoute)]
    return routes
