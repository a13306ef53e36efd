"""What one GraphQL operation may ask: told from its text before it is checked against the schema, let alone run.

The schema's own rules compare every two fields of a selection, and follow a fragment wherever it is spread: a short text
can keep them busy for hours. So a text is measured first, each fragment once, in time that grows with its length.

Cost: one for each field, times the page size of every list that it stands in. A page size is the argument `first`, `top` or
`limit`; where it is missing that of an ordinary page counts. It is the size of the lists below the field that takes it, down
to the first of each: `linksBetween(first: 9) { links { nodes { id } } }` is nine.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    VariableNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
    parse,
)
from strawberry.extensions import MaskErrors, SchemaExtension

from api.faults import AGAIN, passing
from graph.say import JinyingError, Say, of_system

PAGES = ("first", "top", "limit")
CAP = 10**12  # where counting stops
INTROSPECTS = ("__schema", "__type")
CIRCLES = ("fields", "inputFields", "interfaces", "possibleTypes", "types")  # of introspection: what leads round
FAULT = Say("服务出错，已记录", "the server made a mistake; it is noted")
CURE = Say("请分成几次查询", "ask in several steps")
NOTHING = parse("{ __typename }")
log = logging.getLogger("jinying.graphql")


class TooMuch(JinyingError):
    """An operation that is not run."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of one operation. `page`: rows of a list whose size is not asked; `list`: those of one that has no pages."""

    characters: int = 50_000
    tokens: int = 4_000
    nesting: int = 60
    depth: int = 14
    cost: int = 20_000
    fields: int = 1_500
    aliases: int = 60
    directives: int = 40
    operations: int = 12
    page: int = 50
    most: int = 1_000
    list: int = 10
    introspection: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """What a selection comes to, its fragments unfolded."""

    depth: int = 0
    cost: int = 0
    fields: int = 0
    aliases: int = 0
    circles: int = 0

    def beside(self, other: Measure) -> Measure:
        """Both."""
        return Measure(
            max(self.depth, other.depth), min(self.cost + other.cost, CAP), min(self.fields + other.fields, CAP),
            min(self.aliases + other.aliases, CAP), max(self.circles, other.circles),
        )  # fmt: skip


class _Meter:
    """Measures the operations of one document; each fragment once for each way in which a list may hold it."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, given: Mapping[str, Any], bounds: Bounds) -> None:
        self._schema, self._bounds, self._given = schema, bounds, given
        self._fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self._known: dict[tuple[str, bool, bool], Measure] = {}
        self._open: set[str] = set()

    def operation(self, operation: OperationDefinitionNode) -> Measure:
        given = dict(self._given)
        for v in operation.variable_definitions or ():
            if isinstance(v.default_value, IntValueNode):
                given.setdefault(v.variable.name.value, int(v.default_value.value))
        self._given = given
        return self._selection(operation, self._schema.get_root_type(operation.operation), paged=False, inside=False)

    def _selection(self, node: Any, parent: Any, *, paged: bool, inside: bool) -> Measure:
        total = Measure()
        for chosen in node.selection_set.selections if node.selection_set else ():
            if isinstance(chosen, FieldNode):
                total = total.beside(self._field(chosen, parent, paged, inside))
            elif isinstance(chosen, InlineFragmentNode):
                named = chosen.type_condition and self._schema.get_type(chosen.type_condition.name.value)
                total = total.beside(self._selection(chosen, named or parent, paged=paged, inside=inside))
            elif isinstance(chosen, FragmentSpreadNode):
                total = total.beside(self._spread(chosen.name.value, paged, inside))
        return total

    def _spread(self, name: str, paged: bool, inside: bool) -> Measure:
        if name in self._open:
            raise TooMuch(Say(f"片段 {name} 包含它自己", f"the fragment {name} holds itself"))
        key = (name, paged, inside)
        if key not in self._known and name in self._fragments:
            fragment = self._fragments[name]
            self._open.add(name)
            kind = self._schema.get_type(fragment.type_condition.name.value)
            self._known[key] = self._selection(fragment, kind, paged=paged, inside=inside)
            self._open.discard(name)
        return self._known.get(key, Measure())

    def _field(self, field: FieldNode, parent: Any, paged: bool, inside: bool) -> Measure:
        name = field.name.value
        if name in INTROSPECTS and not self._bounds.introspection:
            raise TooMuch(Say("此处不提供模式查询", "introspection is switched off"), Say("模式见 api/schema.graphql", "the schema is in api/schema.graphql"))  # fmt: skip
        inside = inside or name in INTROSPECTS
        known = (getattr(parent, "fields", None) or {}).get(name)
        size = self._page(field, known)
        listed = bool(known) and _lists(known.type)
        held = self._selection(field, known and get_named_type(known.type), paged=(paged or size is not None) and not listed, inside=inside)  # fmt: skip
        alias = int(field.alias is not None)
        if inside:
            return Measure(0, 1 + held.cost, 1 + held.fields, alias + held.aliases, held.circles + (name in CIRCLES))
        times = size if size is not None else self._bounds.list if listed and not paged else 1
        return Measure(1 + held.depth, min(1 + times * held.cost, CAP), 1 + held.fields, alias + held.aliases, held.circles)  # fmt: skip

    def _page(self, field: FieldNode, known: Any) -> int | None:
        """How many rows a field asks for; None where it has no pages."""
        asked = {a.name.value: a.value for a in field.arguments or () if a.name.value in PAGES}
        if not asked and not any(name in (known.args if known else ()) for name in PAGES):
            return None
        sizes = [self._size(value) for value in asked.values()] or [self._bounds.page]
        if max(sizes) > self._bounds.most:
            raise TooMuch(
                Say(f"{field.name.value}：每页至多 {self._bounds.most:,}", f"{field.name.value}: at most {self._bounds.most:,} a page"),
                Say("用 after 翻页", "go on with `after`"),
            )  # fmt: skip
        return max(sizes)

    def _size(self, value: Any) -> int:
        if isinstance(value, IntValueNode):
            return int(value.value[:20])
        given = self._given.get(value.name.value) if isinstance(value, VariableNode) else None
        return given if type(given) is int and given >= 0 else self._bounds.page


def _lists(kind: Any) -> bool:
    return is_list_type(kind.of_type if is_non_null_type(kind) else kind)


def within(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], bounds: Bounds) -> Measure:
    """The measure of a document's costliest operation, or why it is too much."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if len(operations) > bounds.operations:
        raise TooMuch(Say(f"一次至多 {bounds.operations} 个操作", f"at most {bounds.operations} operations at a time"))
    if _directives(document) > bounds.directives:
        raise TooMuch(Say(f"指令超过 {bounds.directives} 个", f"more than {bounds.directives} directives"))
    total = Measure()
    for operation in operations:
        found = _Meter(schema, document, variables, bounds).operation(operation)
        _hold(found, bounds)
        total = total.beside(found)
    return total


def _hold(found: Measure, bounds: Bounds) -> None:
    for what, have, most in (
        (Say("嵌套层数", "its depth"), found.depth, bounds.depth),
        (Say("费用", "its cost"), found.cost, bounds.cost),
        (Say("字段数", "its number of fields"), found.fields, bounds.fields),
        (Say("别名数", "its number of aliases"), found.aliases, bounds.aliases),
        (Say("模式查询的层数", "its depth of introspection"), found.circles, 4),
    ):
        if have > most:
            raise TooMuch(Say(f"查询的{what.zh}为 {have:,}，至多 {most:,}", f"{what.en} is {have:,}, at most {most:,}"), CURE)  # fmt: skip


def _directives(document: DocumentNode) -> int:
    """All that stand in the text, wherever they stand."""
    found, left = 0, list(document.definitions)
    while left:
        node: Any = left.pop()
        found += len(getattr(node, "directives", None) or ())
        chosen = getattr(node, "selection_set", None)
        left += chosen.selections if chosen else ()
        left += getattr(node, "variable_definitions", None) or ()
    return found


def nested(text: str) -> int:
    """How deep brackets stand in a text; what reads it calls itself as often."""
    depth = most = 0
    for sign in re.findall(r"[\[{(\]})]", re.sub(r'"(?:[^"\\\n]|\\.)*"|#[^\n]*', "", text)):
        depth += 1 if sign in "[{(" else -1
        most = max(most, depth)
    return most


Fair = set[tuple[str, tuple[tuple[str, int], ...]]]  # texts with the numbers that came with them
TEXTS, NUMBERS = 256, 30  # that are remembered, and of a text


def measured(text: str, given: Mapping[str, Any] | None) -> tuple[str, tuple[tuple[str, int], ...]]:
    """What a measure depends on: the text and the numbers that come with it."""
    return text, tuple((name, value) for name, value in (given or {}).items() if type(value) is int)[: NUMBERS + 1]


class Bounded(SchemaExtension):
    """Refuses what is too much, before the schema's rules see it. `fair`: what was measured before and let through."""

    def __init__(self, bounds: Bounds, fair: Fair) -> None:
        self._bounds, self._fair = bounds, fair

    def on_operation(self) -> Iterator[None]:
        self.execution_context.parse_options["max_tokens"] = self._bounds.tokens
        yield

    def on_parse(self) -> Iterator[None]:
        text, bounds = self.execution_context.query or "", self._bounds
        self._key = measured(text, self.execution_context.variables)
        if self._key not in self._fair and (len(text) > bounds.characters or nested(text) > bounds.nesting):
            error = TooMuch(Say(f"查询过长（至多 {bounds.characters:,} 个字符）或嵌套过深", f"the query is longer than {bounds.characters:,} characters, or nested too deeply"), CURE)  # fmt: skip
            self.execution_context.graphql_document = NOTHING  # so that nobody reads the text
            self.execution_context.pre_execution_errors = [_told(error)]
        yield

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        if context.graphql_document is not None and not context.pre_execution_errors and self._key not in self._fair:
            try:
                within(context.schema._schema, context.graphql_document, context.variables or {}, self._bounds)  # type: ignore[attr-defined]
            except TooMuch as error:
                context.pre_execution_errors = [_told(error)]
            else:
                self._remember()
        yield

    def _remember(self) -> None:
        if len(self._key[1]) <= NUMBERS:
            if len(self._fair) >= TEXTS:
                self._fair.clear()
            self._fair.add(self._key)


def _told(error: JinyingError) -> GraphQLError:
    return GraphQLError(error.to("en"), original_error=error)


class Masked(MaskErrors):
    """Every error as the asker may read it."""

    def __init__(self, lang: Callable[[Any], str]) -> None:
        super().__init__()
        self._lang = lang

    def anonymise_error(self, error: GraphQLError) -> GraphQLError:
        return masked(error, self._lang(self.execution_context.context))


def masked(error: GraphQLError, lang: str) -> GraphQLError:
    """Errors of ours are told in both languages, with a code and a cure; those of a query's text as they are; any other is a
    fault of the server, which nobody learns from."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError):
        if isinstance(cause.original_error, JinyingError) or cause.original_error is None:
            cause = cause.original_error
            break
        cause = cause.original_error
    where = {"nodes": error.nodes, "source": error.source, "positions": error.positions, "path": error.path}
    if isinstance(cause, OSError):
        cause = of_system(cause)
    if isinstance(cause, JinyingError):
        said = {"zh": cause.what.zh, "en": cause.what.en}
        cure = {"zh": cause.cure.zh, "en": cause.cure.en} if cause.cure else None
        more: dict[str, Any] = {"code": code_of(cause), "what": said, "cure": cure}
        if passing(cause):
            more["retryAfter"] = AGAIN
        return GraphQLError(cause.to(lang), extensions=more, **where)  # type: ignore[arg-type]
    if cause is None or error.path is None:
        return GraphQLError(error.message[:500], extensions={"code": "BAD_QUERY"}, **where)  # type: ignore[arg-type]
    log.error("fault %s at %s", type(cause).__name__, ".".join(map(str, error.path)), exc_info=cause)
    return GraphQLError(FAULT.to(lang), extensions={"code": "FAULT", "what": FAULT._asdict(), "cure": None}, **where)  # type: ignore[arg-type]


def code_of(error: JinyingError) -> str:
    """What a program tells an error by: the name of its class, as in TOO_MUCH."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", type(error).__name__).upper()


def extensions(bounds: Bounds, lang: Callable[[Any], str], fair: Fair | None = None) -> list[Callable[[], SchemaExtension]]:  # fmt: skip
    """What every operation goes through; `lang` tells the asker's language from the request's context."""
    known: Fair = set() if fair is None else fair
    return [lambda: Masked(lang), lambda: Bounded(bounds, known)]
