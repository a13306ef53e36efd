"""What need not be done for each request: a text that comes again is parsed and checked once, a plain field is an attribute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import strawberry
from graphql import DocumentNode, GraphQLError, GraphQLObjectType, OperationDefinitionNode, Undefined, execute
from graphql.execution import ExecutionResult as Told
from strawberry.extensions import SchemaExtension
from strawberry.schema.name_converter import NameConverter
from strawberry.schema.schema import validate_document
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.graphql import OperationType

from api.cost import Bounds, Fair, extensions, masked, measured
from api.schema.executor import KINDS, Attribute, Plainly, writing
from api.schema.fields import AskedError
from graph.say import Say

TEXTS = 256
ALONE = Say(
    "此连接只用于订阅，查询与变更请用 POST", "a socket takes subscriptions alone; queries and mutations go by POST"
)


class Text(NamedTuple):
    """A text that came before, as it was parsed, and what the schema has against it. `kind`: where it holds one operation."""

    document: DocumentNode
    errors: list[GraphQLError]
    kind: OperationType | None


class Checked(SchemaExtension):
    """Parses a text, and checks it against the schema, once; it is found by the text alone, for a document would be gone
    through to tell it from others. What was refused for its size or cost is neither parsed nor checked."""

    def __init__(self, known: dict[str, Text]) -> None:
        self._known = known

    def on_operation(self) -> Iterator[None]:
        yield
        let_go(self.execution_context.context)

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        if context.graphql_document is None and (held := self._known.get(context.query or "")):
            context.graphql_document = held.document
        yield

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        if (
            isinstance(context.context, dict)
            and context.context.get("live")
            and context.operation_type is not OperationType.SUBSCRIPTION
        ):
            context.pre_execution_errors = [GraphQLError(ALONE.to("en"), original_error=AskedError(ALONE))]
        if not context.pre_execution_errors and context.graphql_document is not None:
            context.pre_execution_errors = self._errors(context.graphql_document)
        yield

    def _errors(self, document: DocumentNode) -> list[GraphQLError]:
        context = self.execution_context
        held = self._known.get(context.query or "")
        if held is None or held.document is not document:
            schema, rules = context.schema._schema, context.validation_rules  # type: ignore[attr-defined]
            kinds = [d.operation.value for d in document.definitions if isinstance(d, OperationDefinitionNode)]
            kind = OperationType(kinds[0]) if len(kinds) == 1 else None
            held = Text(document, validate_document(schema, document, rules), kind)
            if len(self._known) >= TEXTS:
                self._known.clear()
            self._known[context.query or ""] = held
        return list(held.errors)


class Names(NameConverter):
    """Names as strawberry makes them, each once: it asks for those of a field's arguments whenever the field is read."""

    def __init__(self) -> None:
        super().__init__()
        self.apply_naming_config = cache(self.apply_naming_config)  # type: ignore[method-assign]


class Quick(strawberry.Schema):
    """A schema that runs at once what it let through before: a text that was parsed, measured and checked, with its numbers."""

    def __init__(self, bounds: Bounds, lang: Callable[[Any], str], **more: Any) -> None:
        self._texts: dict[str, Text] = {}
        self._fair: Fair = set()
        self._lang = lang
        steps = [*extensions(bounds, lang, self._fair), lambda: Checked(self._texts)]
        super().__init__(**more, execution_context_class=Plainly, extensions=steps)
        plainly(self)

    def execute_sync(
        self, query: str | None, variable_values: dict[str, Any] | None = None, context_value: Any = None, root_value: Any = None,
        operation_name: str | None = None, allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:  # fmt: skip
        """The answer of a query or mutation."""
        held = self._texts.get(query or "")
        known = held is not None and not held.errors and held.kind in tuple(allowed_operation_types or OperationType)
        if held is None or not known or measured(query or "", variable_values) not in self._fair:
            return super().execute_sync(query, variable_values, context_value, root_value, operation_name, allowed_operation_types, operation_extensions)  # fmt: skip
        told = execute(
            self._schema, held.document, root_value, context_value, variable_values, operation_name, executor_class=Plainly,
        )  # fmt: skip
        assert isinstance(told, Told), "nothing here waits"
        if told.errors:
            self._process_errors(told.errors)
            told = Told(told.data, [masked(error, self._lang(context_value)) for error in told.errors])
        let_go(context_value)
        return ExecutionResult(told.data, told.errors, {})

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Nothing is logged here: an error holds what was asked. What may be is where it is told (api/cost)."""


def let_go(context: Any) -> None:
    """At an operation's end: its visit and what was read for it hold each other, and would wait for the garbage collector."""
    if isinstance(context, dict) and (visit := context.get("visit")):
        visit.kept.clear()


def plainly(made: strawberry.Schema) -> strawberry.Schema:
    """The schema as its executor wants it: a field without a resolver is known as an attribute, a class by its object type, and
    an argument that was not given is none that has to be converted: the resolver knows its default."""
    back, kinds = GraphQLCoreConverter.DEFINITION_BACKREF, made._schema.extensions.setdefault(KINDS, {})
    for kind in made._schema.type_map.values():
        if not isinstance(kind, GraphQLObjectType):
            continue
        if (of := kind.extensions.get(back)) is not None:
            kinds[of.origin] = kind
        for field in kind.fields.values():
            for argument in field.args.values():
                if argument.default_value is None:
                    argument.default_value = Undefined
            own = field.extensions.get(back)
            if own is not None and own.is_basic_field:
                field.resolve = Attribute(own.python_name, writing(field.type))
    return made
