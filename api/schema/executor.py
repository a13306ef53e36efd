"""Execution that spends nothing on what a field does not have: a plain leaf is an attribute, written as its type says.

graphql-core gives each field a path, a record of where it stands and its arguments, and asks several times whether
there is anything to wait for. Of a page of links most fields are an attribute of an object: these are read here, and
graphql-core does the others, and every error, as ever.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, NamedTuple

from graphql import (
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLError,
    GraphQLID,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLString,
    Undefined,
    get_nullable_type,
    is_abstract_type,
    is_non_null_type,
)
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

ODD = object()  # of a value: graphql-core is to look at it
TEXTS = (GraphQLID, GraphQLString)
Write = Callable[[Any], Any]
Leaves = tuple[tuple[str, str, bool, Write], ...]  # name, attribute, whether it is a text, how it is written


class Attribute:
    """The resolver of a field that is an attribute and no more."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, source: Any, _: Any) -> Any:
        return getattr(source, self.name)


class Steps(NamedTuple):
    """A selection by what is done with it: leaves, and the rest. `fields`: the selection itself, kept so that nothing else
    gets its identity."""

    fields: Mapping[str, Any]
    leaves: Leaves
    others: Mapping[str, Any]


class Plainly(StrawberryGraphQLCoreExecutionContext):
    """One operation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._steps: dict[int, Steps] = {}
        self._kinds: dict[tuple[str, type], GraphQLObjectType] = {}

    def execute_fields(self, parent_type: GraphQLObjectType, source_value: Any, path: Any, grouped_field_set: Any, position_context: Any) -> Any:  # fmt: skip
        """The fields of one object, in the order in which they were asked for."""
        steps = self._steps.get(id(grouped_field_set)) or self._sorted(parent_type, grouped_field_set)
        found = _read(steps.leaves, source_value)
        others = steps.others
        if ODD in found.values():
            others = {name: asked for name, asked in steps.fields.items() if name in others or found.get(name) is ODD}
        if not others:
            return found
        told = super().execute_fields(parent_type, source_value, path, others, position_context)
        if not found:
            return told
        return self._awaited(steps, found, told) if self.is_awaitable(told) else _together(steps, found, told)

    async def _awaited(self, steps: Steps, found: dict[str, Any], told: Awaitable[dict[str, Any]]) -> dict[str, Any]:
        return _together(steps, found, await told)

    def _sorted(self, parent: GraphQLObjectType, fields: Mapping[str, Any]) -> Steps:
        leaves, others = [], {}
        for name, details in fields.items():
            field = self.schema.get_field(parent, details[0].node.name.value)
            write = writing(field.type) if field is not None and isinstance(field.resolve, Attribute) else None
            if field is None or write is None:
                others[name] = details
            else:
                leaves.append((name, field.resolve.name, get_nullable_type(field.type) in TEXTS, write))
        steps = self._steps[id(fields)] = Steps(fields, tuple(leaves), others)
        return steps

    def complete_iterable_value(self, item_type: Any, field_details_list: Any, info: Any, path: Any, items: Any, position_context: Any) -> Any:  # fmt: skip
        """A list whose objects have leaves alone is read here; any other is graphql-core's."""
        held, done = list(items), []
        named = item_type.of_type if is_non_null_type(item_type) else item_type
        known: dict[type, Leaves | None] = {}
        for one in held if is_abstract_type(named) else ():
            if type(one) not in known:
                known[type(one)] = self._alone(named, field_details_list, info, one)
            if (leaves := known[type(one)]) is None or ODD in (read := _read(leaves, one)).values():
                break
            done.append(read)
        if len(done) == len(held):
            return done
        return super().complete_iterable_value(item_type, field_details_list, info, path, held, position_context)

    def _alone(self, named: GraphQLAbstractType, details: Any, info: Any, one: Any) -> Leaves | None:
        """What is asked of an object where that is leaves alone."""
        if one is None:
            return None
        try:
            kind = self._kind(named, details, info, one)
        except GraphQLError:
            return None
        fields, deferred, _ = self.collect_subfields(kind, details)
        steps = self._steps.get(id(fields)) or self._sorted(kind, fields)
        return None if deferred or steps.others else steps.leaves

    def complete_abstract_value(self, return_type: GraphQLAbstractType, field_details_list: Any, info: Any, path: Any, result: Any, position_context: Any) -> Any:  # fmt: skip
        """An object as that of its class."""
        kind = self._kind(return_type, field_details_list, info, result)
        return self.collect_and_execute_subfields(kind, field_details_list, path, result, position_context)

    def _kind(self, named: GraphQLAbstractType, details: Any, info: Any, one: Any) -> GraphQLObjectType:
        """Which object type a class is is asked once an operation."""
        key = (named.name, type(one))
        if (known := self._kinds.get(key)) is None:
            assert named.resolve_type is not None
            name = named.resolve_type(one, info, named)
            known = self._kinds[key] = self.ensure_valid_runtime_type(name, named, details, info, one)
        return known


def _read(leaves: Leaves, one: Any) -> dict[str, Any]:
    """Leaves of an object, as JSON takes them; ODD is what is not as its type says."""
    return {
        name: value if type(value := getattr(one, attribute, ODD)) is str and text else write(value)
        for name, attribute, text, write in leaves
    }


def _together(steps: Steps, found: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """In the order of the selection; a field that nobody knows has no value."""
    both = {**found, **told}
    return {name: both[name] for name in steps.fields if name in both}


def writing(kind: Any) -> Write | None:
    """How a value of a type is written; None where it is no leaf. What has no value of its type is odd."""
    needed = is_non_null_type(kind)
    leaf = kind.of_type if needed else kind
    absent = ODD if needed else None
    if leaf in TEXTS:
        return lambda value: value if type(value) is str else absent if value is None else ODD
    if isinstance(leaf, GraphQLEnumType):
        known = {value.value: name for name, value in leaf.values.items()}
        return lambda value: absent if value is None else known.get(getattr(value, "_value_", value), ODD)
    if isinstance(leaf, GraphQLScalarType):
        return _scalar(leaf.coerce_output_value, absent)
    return None


def _scalar(coerce: Write, absent: Any) -> Write:
    def written(value: Any) -> Any:
        if value is None:
            return absent
        try:
            told = coerce(value)
        except Exception:  # graphql-core tries again, and says where
            return ODD
        return ODD if told is None or told is Undefined else told

    return written
