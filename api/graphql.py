"""GraphQL over HTTP and WebSocket. An operation runs whole in a thread of its own, so that a slow one holds up nobody."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLRequestData
from strawberry.types import ExecutionResult

from api.schema import schema
from api.visit import visit_of

PATH = "/api/graphql"


def visiting(connection: HTTPConnection) -> dict[str, Any]:
    """What resolvers are given: the visit of this request."""
    return {"visit": visit_of(connection)}


class Threaded(GraphQLRouter[Any, None]):
    """Strawberry's router, whose queries and mutations run in a thread; subscriptions stay in the loop."""

    allow_queries_via_get = False

    async def execute_single(
        self, request: Any, request_adapter: Any, sub_response: Any, context: Any, root_value: Any, request_data: GraphQLRequestData
    ) -> ExecutionResult:  # fmt: skip
        return await run_in_threadpool(
            self.schema.execute_sync, request_data.query, request_data.variables, context, root_value, request_data.operation_name
        )  # fmt: skip


def router(*, introspection: bool = True) -> APIRouter:
    """The router of the whole schema."""
    return Threaded(
        schema(introspection=introspection),
        PATH,
        graphql_ide=None,
        allow_queries_via_get=False,
        context_getter=visiting,
    )
