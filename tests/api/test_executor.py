"""What is read beside graphql-core is what graphql-core would have answered: values, order, nulls and errors with their places."""

from __future__ import annotations

import asyncio
import enum
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import strawberry
from strawberry.schema.config import StrawberryConfig

from api.schema import schema
from api.schema.executor import Plainly, writing
from api.schema.kept import plainly
from api.schema.scalars import SCALARS, Fen, Time
from api.system import System
from api.visit import Visit
from tests.api.visiting import actor, hub


@strawberry.enum
class Colour(enum.Enum):
    RED = "red"
    BLUE = strawberry.enum_value("blue", description="cold")


@strawberry.interface
class Thing:
    name: str
    other: str | None


@strawberry.type
class Coin(Thing):
    worth: Fen
    colour: Colour
    made: Time | None

    @strawberry.field
    def twice(self, times: int = 2) -> int:
        return self.worth * times

    @strawberry.field
    def broken(self) -> str:
        raise KeyError("x")


@strawberry.type
class Stone(Thing):
    weight: float
    id: strawberry.ID
    tags: list[str]
    hard: bool
    beside: Thing | None = None


def coin(**more: Any) -> Coin:
    return Coin(**({"name": "一", "other": None, "worth": 3, "colour": Colour.BLUE, "made": 0} | more))


def stone(**more: Any) -> Stone:
    return Stone(**({"name": "s", "other": "o", "weight": 1.5, "id": "7", "tags": ["a"], "hard": True} | more))


@strawberry.type
class Query:
    @strawberry.field
    def things(self) -> list[Thing]:
        return [coin(), stone(beside=coin()), coin(colour=Colour.RED, other="x"), stone(beside=stone())]

    @strawberry.field
    def odd(self) -> list[Thing | None]:
        """Each lacks something that its type promises, or has what its type can't write."""
        bad: list[dict[str, Any]] = [{"name": None}, {"name": 5}, {"colour": "no colour"}, {"made": "never"}, {"worth": None}, {"other": object()}]  # fmt: skip
        return [*(coin(**more) for more in bad), stone(weight="much"), stone(id=None), stone(hard="yes"), coin()]

    @strawberry.field
    def none(self) -> Thing | None:
        return None

    @strawberry.field
    async def later(self) -> Coin:
        return coin(name="later")


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def coins(self) -> AsyncIterator[Coin]:
        yield coin()


def made(quick: bool) -> strawberry.Schema:
    more: dict[str, Any] = {"execution_context_class": Plainly} if quick else {}
    built = strawberry.Schema(Query, subscription=Subscription, types=[Coin, Stone], config=StrawberryConfig(scalar_map=SCALARS), **more)  # fmt: skip
    return plainly(built) if quick else built


FIELDS = "name other ... on Coin { worth colour made twice } ... on Stone { weight id tags hard }"
TEXTS = [
    f"{{ things {{ __typename {FIELDS} }} }}",
    "{ things { ... on Coin { b: worth a: name twice(times: 5) name worth } ... on Stone { beside { name ... on Coin { colour } } name } } }",
    "query ($no: Boolean = false) { things { name @skip(if: $no) other @include(if: $no) ...F } } fragment F on Coin { worth made }",
    f"{{ odd {{ {FIELDS} }} }}",
    "{ odd { name } again: odd { ... on Coin { colour } ... on Stone { hard weight } } none { name } }",
    "{ things { name ... on Coin { broken } } none { name } }",
    "{ things { name ... on Coin { broken worth } } }",
    '{ __schema { types { name kind } } __type(name: "Coin") { fields { name type { name } } } }',
]


def answer(of: strawberry.Schema, text: str) -> Any:
    result = of.execute_sync(text)
    return {"data": result.data, "errors": [error.formatted for error in result.errors or ()]}


@pytest.mark.parametrize("text", TEXTS)
def test_it_answers_as_graphql_core_does(text: str) -> None:
    ours, theirs = answer(made(True), text), answer(made(False), text)
    assert json.dumps(ours, ensure_ascii=False) == json.dumps(theirs, ensure_ascii=False), "the order too"


def test_what_is_waited_for_and_what_comes_bit_by_bit_is_told_alike() -> None:
    for text in ("{ later { name worth } things { name } }", "{ things { name } later { broken } }"):
        both = [asyncio.run(of.execute(text)) for of in (made(True), made(False))]
        assert [b.data for b in both] == [both[1].data] * 2
        assert [str(b.errors) for b in both] == [str(both[1].errors)] * 2

    async def coins() -> list[Any]:
        told = await made(True).subscribe("subscription { coins { name worth colour } }")
        return [one.data async for one in told]  # type: ignore[union-attr]

    assert asyncio.run(coins()) == [{"coins": {"name": "一", "worth": 3, "colour": "BLUE"}}]


def test_most_of_a_link_and_of_an_entity_is_read_so() -> None:
    """Else all the rest of this would be for nothing."""
    core = schema()._schema
    for name in ("TransferLink", "Account", "Enterprise"):
        fields = core.type_map[name].fields  # type: ignore[union-attr]
        others = {n for n, f in fields.items() if writing(f.type) is None or type(f.resolve).__name__ != "Attribute"}
        assert others <= {"conflicts", "risk", "neighbourCounts", "facts", "from", "to"}, name


def test_the_whole_schema_is_answered_alike(system: System, visited: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    text = """query ($id: ID!) { entity(id: $id) { __typename id kind caption sources conflicts facts { name value } neighbourCounts { link kind others amount }
      risk { score grade findings detectors } ... on Account { number bank } }
      expand(id: $id, summed: false) { total truncated entity { id caption } entities { id kind ... on Account { number balance } }
      links { id type fromId from { caption } ... on TransferLink { amount at serial conflicts } ... on OwnsLink { toId } } leftOut { reason count } pageInfo { endCursor } } }"""
    one = hub(visited("investigator"))

    def asked() -> Any:
        context = {"visit": Visit(system, actor("investigator"))}
        result = schema().execute_sync(text, {"id": one}, context)
        assert not result.errors
        return result.data

    ours = asked()
    monkeypatch.delattr(Plainly, "execute_fields")
    monkeypatch.delattr(Plainly, "complete_iterable_value")
    monkeypatch.delattr(Plainly, "complete_abstract_value")
    assert json.dumps(ours) == json.dumps(asked())
    assert len(ours["expand"]["links"]) == 13
