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

from api.cost import AGAIN
from api.schema import schema
from api.visit import visit_of

PATH = "/api/graphql"
THREADS = 32
ALLOWED = {OperationType.QUERY, OperationType.MUTATION}  # of a POST


def visiting(connection: HTTPConnection) -> dict[str, Any]:
    """What resolvers are given: the visit of this request. `live`: it is a socket, for subscriptions alone."""
    return {"visit": visit_of(connection), "live": connection.scope["type"] == "websocket"}


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
            self.schema.execute_sync, request_data.query, request_data.variables, context, root_value, request_data.operation_name, ALLOWED
        )  # fmt: skip
        try:
            result: ExecutionResult = await to_thread.run_sync(work, limiter=self._threads)
        except MissingQueryError:
            raise HTTPException(400, "no query in the request") from None
        except CannotGetOperationTypeError as error:
            raise HTTPException(400, error.as_http_error_reason()) from None
        except InvalidOperationTypeError as error:
            raise HTTPException(400, error.as_http_error_reason("POST")) from None
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
