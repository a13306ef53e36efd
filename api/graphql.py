"""GraphQL over HTTP, subscriptions over WebSocket. An operation runs whole in a thread of its own, so that a slow one holds
up nobody; the threads are GraphQL's own, so that a graph that hangs takes no other answer with it.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any

from anyio import CapacityLimiter, to_thread
from cross_web import HTTPException
from fastapi import APIRouter
from starlette.requests import HTTPConnection
from strawberry.exceptions import MissingQueryError
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLRequestData
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from api.faults import AGAIN
from api.schema import schema
from api.visit import visit_of
from graph.say import JinyingError, Say

PATH = "/api/graphql"
THREADS = 32
ALLOWED = {OperationType.QUERY, OperationType.MUTATION}  # of a POST


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


class Threaded(GraphQLRouter[Any, None]):
    """Strawberry's router, whose queries and mutations run in threads, by POST alone: a GET is no intention."""

    @cached_property
    def _threads(self) -> CapacityLimiter:
        return CapacityLimiter(THREADS)

    async def execute_single(
        self, request: Any, request_adapter: Any, sub_response: Any, context: Any, root_value: Any, request_data: GraphQLRequestData
    ) -> ExecutionResult:  # fmt: skip
        if request_adapter.method != "POST":
            raise HTTPException(405, "POST only")
        work = partial(
            executed, self.schema, request_data.query, request_data.variables, context, request_data.operation_name
        )
        try:
            result = await to_thread.run_sync(work, limiter=self._threads)
        except BadQuery as error:
            raise HTTPException(400, error.to(context["visit"].lang)) from None
        if _down(result):
            sub_response.status_code = 503
            sub_response.headers["retry-after"] = str(AGAIN)
        return result


def _down(result: ExecutionResult) -> bool:
    """Whether nothing could be answered because the graph or the database is down."""
    nothing = result.data is None or all(value is None for value in result.data.values())
    return nothing and any("retryAfter" in (error.extensions or {}) for error in result.errors or ())


def router(*, introspection: bool = True) -> APIRouter:
    """The router of the whole schema."""
    return Threaded(
        schema(introspection=introspection),
        PATH,
        graphql_ide=None,
        allow_queries_via_get=False,
        context_getter=visiting,
    )
