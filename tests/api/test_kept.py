"""A text that comes again is answered as it was the first time: refused, measured, masked and checked alike."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any
from weakref import ref

import pytest
import strawberry
from strawberry.types import Info

from api.cost import Bounds
from api.schema.kept import Quick
from graph.say import JinyingError, Say


class Lost(JinyingError):
    """What a resolver refuses."""


class Visit:
    """As much of a visit as a schema asks of one."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {"visit": self}


@strawberry.type
class Leaf:
    name: str
    size: int


@strawberry.type
class Query:
    @strawberry.field
    def leaves(self, info: Info, first: int = 2) -> list[Leaf]:
        return [Leaf(name=str(i), size=i) for i in range(first)]

    @strawberry.field
    def lost(self) -> str | None:
        raise Lost(Say("没有", "gone"), Say("再找", "look again"))

    @strawberry.field
    def broken(self) -> str | None:
        raise KeyError("secret")


@strawberry.type
class Mutation:
    @strawberry.mutation
    def done(self) -> bool:
        return True


@pytest.fixture
def quick() -> Quick:
    return Quick(Bounds(cost=200), lambda _: "zh", query=Query, mutation=Mutation)


def asked(of: Quick, text: str, given: dict[str, Any] | None = None, **more: Any) -> Any:
    said = of.execute_sync(text, given, {"visit": Visit()}, **more)
    return said.data, [error.formatted for error in said.errors or ()]


TEXTS: list[tuple[str, dict[str, Any] | None]] = [
    ("{ leaves { name size } }", None),
    ("query ($n: Int!) { leaves(first: $n) { name } }", {"n": 3}),
    ("query ($n: Int!) { leaves(first: $n) { name } }", {"n": "three"}),
    ("query ($n: Int!) { leaves(first: $n) { name } }", {}),
    ("{ lost broken leaves { name } }", None),
    ("{ nothing }", None),
    ("{ leaves { name }", None),
    ("mutation { done }", None),
    ("query A { lost } query B { leaves { size } }", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "given"), TEXTS)
def test_the_second_answer_is_the_first(quick: Quick, text: str, given: dict[str, Any] | None) -> None:
    first = asked(quick, text, given)
    assert [asked(quick, text, given) for _ in range(2)] == [first, first]


def test_what_a_text_was_let_through_with_says_nothing_of_other_numbers(quick: Quick) -> None:
    text = "query ($n: Int!) { leaves(first: $n) { name size } }"
    assert len(asked(quick, text, {"n": 4})[0]["leaves"]) == 4
    data, errors = asked(quick, text, {"n": 900})
    assert data is None
    assert errors[0]["extensions"]["code"] == "TOO_MUCH"
    assert len(asked(quick, text, {"n": 5})[0]["leaves"]) == 5


def test_directives_are_asked_each_time(quick: Quick) -> None:
    text = "query ($no: Boolean!) { leaves { name size @skip(if: $no) } }"
    for no in (True, False, True):
        assert asked(quick, text, {"no": no})[0]["leaves"][1] == {"name": "1"} | ({} if no else {"size": 1})


def test_an_operation_that_is_not_allowed_here_is_not_run_because_it_was_elsewhere(quick: Quick) -> None:
    assert asked(quick, "mutation { done }")[0] == {"done": True}
    with pytest.raises(strawberry.schema.exceptions.InvalidOperationTypeError):
        asked(quick, "mutation { done }", allowed_operation_types={strawberry.types.graphql.OperationType.QUERY})


def test_an_operation_is_chosen_by_its_name_each_time(quick: Quick) -> None:
    text = "query A { leaves(first: 1) { name } } query B { leaves(first: 1) { size } }"
    for name, found in (("A", {"name": "0"}), ("B", {"size": 0}), ("A", {"name": "0"})):
        assert asked(quick, text, operation_name=name) == ({"leaves": [found]}, [])


@pytest.fixture
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("uncollected")
def test_what_was_read_for_an_answer_goes_with_it(quick: Quick) -> None:
    for _ in range(2):
        visit = Visit()
        quick.execute_sync("{ leaves { name } }", None, {"visit": visit})
        here = ref(visit)
        del visit
        assert here() is None or not here().kept  # type: ignore[union-attr]
