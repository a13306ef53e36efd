"""Values on the wire: integer fen, whole numbers beyond 32 bits, instants in UTC, dates, free JSON."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from api.overview import CHINA
from graph.ontology import Prop
from graph.say import Say
from graph.values import KINDS

Fen = NewType("Fen", int)
Long = NewType("Long", int)
Time = NewType("Time", int)  # epoch ms inside
Date = NewType("Date", str)
Json = NewType("Json", object)
EPOCH = date(1970, 1, 1)
SIXTY = [f"{n:02}" for n in range(60)]
MINUTES = [f"T{n // 60:02}:{n % 60:02}:" for n in range(24 * 60)]
SAFE = 2**53 - 1  # what a JSON number holds exactly for every reader


def iso(ms: int) -> str:
    """An instant as ISO 8601 in UTC, to the millisecond where there are any."""
    minutes, rest = divmod(int(ms), 60_000)
    day, minute = divmod(minutes, 1440)
    second, part = divmod(rest, 1000)
    return f"{_on(day)}{MINUTES[minute]}{SIXTY[second]}{f'.{part:03}' if part else ''}Z"


@lru_cache(4096)
def _on(day: int) -> str:
    return (EPOCH + timedelta(day)).isoformat()


def epoch(text: Any) -> int:
    """Epoch ms of an ISO 8601 instant; one without a zone is China's."""
    at = datetime.fromisoformat(str(text))
    if at.tzinfo is None:
        at = at.replace(tzinfo=CHINA)
    return int(at.timestamp() * 1000)


def _day(text: Any) -> str:
    return date.fromisoformat(str(text)).isoformat()


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > SAFE:
        raise ValueError(f"{value!r} is no whole number of at most 53 bits")
    return value


def as_is(value: Any) -> Any:
    """A value that is written as it stands."""
    return value


def _scalar(name: str, about: str, serialize: Any, parse: Any) -> ScalarDefinition:
    return strawberry.scalar(name=name, description=about, serialize=serialize, parse_value=parse)


SCALARS: dict[object, ScalarDefinition] = {
    Fen: _scalar("Fen", "人民币分（整数，1 元 = 100）· integer fen of CNY, exact to 2^53", as_is, _whole),
    Long: _scalar("Long", "整数 · a whole number, exact to 2^53", as_is, _whole),
    Time: _scalar("Time", "时刻，ISO 8601，UTC · an instant in UTC; without a zone it is read as China's", iso, epoch),
    Date: _scalar("Date", "日期 · a date, YYYY-MM-DD", as_is, _day),
    Json: _scalar("JSON", "任意 JSON · any JSON value", as_is, as_is),
}


def type_of(p: Prop) -> Any:
    """The GraphQL type of a property: money is fen, times are instants; what may be masked is text."""
    if p.mask:
        return str
    match p.type:
        case "amount":
            return Fen
        case "time":
            return Time
        case "date":
            return Date
    name = str(KINDS[p.type].dtype)
    return {"Int64": Long, "Float64": float, "Boolean": bool}.get(name, str)


UNITS = {Fen: Say("，单位分", ", in fen"), Time: Say("，UTC", ", UTC")}
