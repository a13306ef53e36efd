"""What need not be done for each request: a text that comes again is parsed and checked once, a plain field is an attribute."""

from __future__ import annotations

from collections.abc import Iterator

import strawberry
from graphql import GraphQLError, GraphQLObjectType
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.graphql import OperationType

from api.schema.executor import Attribute
from api.schema.fields import AskedError
from graph.say import Say

TEXTS = 256
ALONE = Say(
    "此连接只用于订阅，查询与变更请用 POST", "a socket takes subscriptions alone; queries and mutations go by POST"
)


class Parsed(ParserCache):
    """Parses a text once. What was refused for its size is not parsed at all."""

    def __init__(self) -> None:
        super().__init__(TEXTS)

    def on_parse(self) -> Iterator[None]:
        if self.execution_context.graphql_document is None:
            yield from super().on_parse()
        else:
            yield


class Checked(ValidationCache):
    """Checks a text against the schema once. What was refused for its cost is not checked at all."""

    def __init__(self) -> None:
        super().__init__(TEXTS)

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        if (
            isinstance(context.context, dict)
            and context.context.get("live")
            and context.operation_type is not OperationType.SUBSCRIPTION
        ):
            context.pre_execution_errors = [GraphQLError(ALONE.to("en"), original_error=AskedError(ALONE))]
        if not context.pre_execution_errors:
            yield from super().on_validate()
        else:
            yield


def plainly(made: strawberry.Schema) -> strawberry.Schema:
    """The schema, its fields without a resolver read by nothing but `getattr`: the executor knows them by it."""
    for kind in made._schema.type_map.values():
        for field in kind.fields.values() if isinstance(kind, GraphQLObjectType) else ():
            own = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
            if own is not None and own.is_basic_field:
                field.resolve = Attribute(own.python_name)
    return made
