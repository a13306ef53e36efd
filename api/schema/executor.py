"""Execution by columns: of a list of objects each field is read, and written as its type says, for all of them at once.

graphql-core gives each field of each object a path, a record of where it stands and its arguments, and asks several times
whether there is anything to wait for. Most fields of ours are an attribute of an object and no more: a list of such is
read column by column, and an attribute that holds objects is such a list again. What is anything else (a field with a
resolver, a value that is not as its type says) graphql-core does, and every error, as ever.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any, NamedTuple

from graphql import (
    GraphQLEnumType,
    GraphQLID,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLString,
    OperationDefinitionNode,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.schema.scalars import as_is

KINDS = "kinds"  # among a schema's extensions: the object type of each class
PLANS = "plans"  # among them: plans of operations, by the identity of these
OPERATIONS = 256  # of which the plan is kept
NONE = type(None)
LISTS = frozenset((list, tuple))
TEXT, TEXTS = frozenset((str,)), frozenset((str, NONE))
Write = Callable[[Sequence[Any]], Iterable[Any]]


class Odd(Exception):
    """Something that graphql-core is to look at."""


class Attribute:
    """The resolver of a field that is an attribute and no more. `write`: how a column of its values is written, where they
    are leaves."""

    __slots__ = ("name", "write")

    def __init__(self, name: str, write: Write | None = None) -> None:
        self.name, self.write = name, write

    def __call__(self, source: Any, _: Any) -> Any:
        return getattr(source, self.name)


class Column(NamedTuple):
    """A field that is an attribute. `write`: None where it holds objects, of this type and with this selection."""

    name: str
    attribute: str
    write: Write | None
    kind: Any
    details: Any


class Steps(NamedTuple):
    """A selection by what is done with it. `read`: the attributes of an object; `fields`: the selection itself, kept so that
    nothing else gets its identity."""

    fields: Mapping[str, Any]
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    read: Callable[[Any], tuple[Any, ...]]

    @property
    def whole(self) -> bool:
        """Whether there is nothing but attributes."""
        return len(self.columns) == len(self.fields) > 0


class Plan(NamedTuple):
    """What is asked of which objects, as it is found out; kept from one run of an operation to the next."""

    operation: OperationDefinitionNode
    fields: dict[tuple[Any, ...], Any]
    steps: dict[int, Steps]


def _plan(plans: dict[int, Plan], operation: OperationDefinitionNode) -> Plan:
    """That of an operation. Directives ask for another thing from run to run: where there may be some it is not kept."""
    if (known := plans.get(id(operation))) is None:
        known = Plan(operation, {}, {})
        if operation.loc and "@" not in operation.loc.source.body:
            if len(plans) >= OPERATIONS:
                plans.clear()
            plans[id(operation)] = known
    return known


class Plainly(StrawberryGraphQLCoreExecutionContext):
    """One operation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._plan = _plan(self.schema.extensions.setdefault(PLANS, {}), self.operation)

    def execute_fields(self, parent_type: GraphQLObjectType, source_value: Any, path: Any, grouped_field_set: Any, position_context: Any) -> Any:  # fmt: skip
        """The fields of one object, in the order in which they were asked for."""
        if path is None:  # of the root each has a resolver
            return super().execute_fields(parent_type, source_value, path, grouped_field_set, position_context)
        steps = self._sorted(parent_type, grouped_field_set)
        found: dict[str, Any] = {}
        for column in steps.columns:
            with suppress(Odd, AttributeError):
                [found[column.name]] = self._written(column, (getattr(source_value, column.attribute),))
        if len(found) == len(steps.fields):
            return found
        others = {name: details for name, details in steps.fields.items() if name not in found}
        told = super().execute_fields(parent_type, source_value, path, others, position_context)
        if not found:
            return told
        return self._awaited(steps, found, told) if self.is_awaitable(told) else _together(steps, found, told)

    async def _awaited(self, steps: Steps, found: dict[str, Any], told: Awaitable[dict[str, Any]]) -> dict[str, Any]:
        return _together(steps, found, await told)

    def complete_iterable_value(self, item_type: Any, field_details_list: Any, info: Any, path: Any, items: Any, position_context: Any) -> Any:  # fmt: skip
        """A list that a resolver gave."""
        held = list(items)
        try:
            return self._column(item_type, field_details_list, held)
        except Odd:
            return super().complete_iterable_value(item_type, field_details_list, info, path, held, position_context)

    def complete_abstract_value(self, return_type: Any, field_details_list: Any, info: Any, path: Any, result: Any, position_context: Any) -> Any:  # fmt: skip
        """An object as that of its class."""
        kind = self._kind(return_type, result)
        if kind is None:
            return super().complete_abstract_value(return_type, field_details_list, info, path, result, position_context)  # fmt: skip
        return self.collect_and_execute_subfields(kind, field_details_list, path, result, position_context)

    def _kind(self, named: Any, one: Any) -> GraphQLObjectType | None:
        """The object type that an object is of; None where that takes more than a look at its class."""
        if is_abstract_type(named):
            kind = self.schema.extensions.get(KINDS, {}).get(type(one))
            return kind if kind is not None and self.schema.is_sub_type(named, kind) else None
        known: bool = named.is_type_of is None or named.is_type_of(one, None)
        return named if known else None

    def _sorted(self, kind: GraphQLObjectType, fields: Mapping[str, Any]) -> Steps:
        if (known := self._plan.steps.get(id(fields))) is not None:
            return known
        columns = []
        for name, details in fields.items():
            asked = details[0].node.name.value
            field = kind.fields.get(asked)
            if asked == "__typename":
                columns.append(Column(name, "__class__", partial(_named, kind.name), None, details))
            elif field is not None and isinstance(resolve := field.resolve, Attribute):
                columns.append(Column(name, resolve.name, resolve.write, field.type, details))
        names, read = tuple(one.name for one in columns), _reader([one.attribute for one in columns])
        steps = self._plan.steps[id(fields)] = Steps(fields, names, tuple(columns), read)
        return steps

    def _written(self, column: Column, values: Sequence[Any]) -> Iterable[Any]:
        return column.write(values) if column.write else self._column(column.kind, column.details, values)

    def _rows(self, steps: Steps, objects: Sequence[Any]) -> list[dict[str, Any]]:
        """Objects of one class, each as its selection is told."""
        if not steps.whole:
            raise Odd
        try:
            values = zip(*map(steps.read, objects), strict=True)
        except AttributeError:
            raise Odd from None
        written = map(self._written, steps.columns, values)
        return [*map(dict, map(zip, repeat(steps.names), zip(*written, strict=True)))]

    def _column(self, kind: Any, details: Any, values: Sequence[Any]) -> list[Any]:
        """A column of objects, or of lists of them, as their selection is told."""
        classes = set(map(type, values))
        if NONE in classes:
            if is_non_null_type(kind):
                raise Odd
            told = iter(self._column(kind, details, [one for one in values if one is not None]))
            return [None if one is None else next(told) for one in values]
        held = kind.of_type if is_non_null_type(kind) else kind
        if is_list_type(held):
            if not classes <= LISTS:
                raise Odd
            told = iter(self._column(held.of_type, details, [*chain.from_iterable(values)]))
            return [[*islice(told, len(some))] for some in values]
        if len(classes) == 1:
            return self._rows(self._selected(held, details, values[0]), values)
        rows = {one: iter(self._rows(self._selected(held, details, some[0]), some)) for one, some in _apart(values).items()}  # fmt: skip
        return [next(rows[type(one)]) for one in values]

    def _selected(self, named: Any, details: Any, one: Any) -> Steps:
        """What is asked of objects of a class."""
        if is_leaf_type(named) or (kind := self._kind(named, one)) is None:
            raise Odd
        fields, deferred, _ = self.collect_subfields(kind, details)
        if deferred:
            raise Odd
        return self._sorted(kind, fields)

    def collect_subfields(self, return_type: GraphQLObjectType, field_details_list: Any) -> Any:
        """Of one text always the same, unless it holds directives."""
        key = (return_type.name, *(id(one.node) for one in field_details_list))
        if (known := self._plan.fields.get(key)) is None:
            known = self._plan.fields[key] = super().collect_subfields(return_type, field_details_list)
        return known


def _reader(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Attributes of an object as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


def _apart(objects: Sequence[Any]) -> dict[type, list[Any]]:
    """Objects by their class."""
    found: dict[type, list[Any]] = {}
    for one in objects:
        found.setdefault(type(one), []).append(one)
    return found


def _together(steps: Steps, found: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """In the order of the selection; a field that nobody knows has no value."""
    both = {**found, **told}
    return {name: both[name] for name in steps.fields if name in both}


def _named(name: str, values: Sequence[Any]) -> list[str]:
    return [name] * len(values)


def writing(kind: Any) -> Write | None:
    """How values of a type are written; None where it is no leaf. What has no value of its type is odd."""
    needed = is_non_null_type(kind)
    leaf = kind.of_type if needed else kind
    if leaf in (GraphQLID, GraphQLString):
        return partial(_texts, TEXT if needed else TEXTS)
    if isinstance(leaf, GraphQLEnumType):
        known = {value.value: name for name, value in leaf.values.items()}
        return partial(_words, known if needed else {**known, None: None})
    if isinstance(leaf, GraphQLScalarType):
        return partial(_values, leaf.coerce_output_value, needed)
    inner = writing(leaf.of_type) if is_list_type(leaf) else None
    return partial(_lists, inner, needed) if inner else None


def _texts(classes: frozenset[type], values: Sequence[Any]) -> Sequence[Any]:
    if not classes.issuperset(map(type, values)):
        raise Odd
    return values


def _words(known: Mapping[Any, str | None], values: Sequence[Any]) -> list[Any]:
    try:
        return [known[getattr(value, "_value_", value)] for value in values]
    except (KeyError, TypeError):
        raise Odd from None


def _values(coerce: Callable[[Any], Any], needed: bool, values: Sequence[Any]) -> Sequence[Any]:
    try:
        told = values if coerce is as_is else [None if value is None else coerce(value) for value in values]
    except Exception:  # graphql-core tries again, and says where
        raise Odd from None
    if told.count(None) > (0 if needed else values.count(None)):
        raise Odd
    return told


def _lists(inner: Write, needed: bool, values: Sequence[Any]) -> list[Any]:
    classes = set(map(type, values))
    if not classes <= (LISTS if needed else LISTS | {NONE}):
        raise Odd
    return [None if value is None else list(inner(value)) for value in values]
