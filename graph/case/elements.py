"""The table of what speaks for which element of an offence (elements.yaml), read once and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.ontology import LOADER
from graph.ops.evidence import ELEMENTS, SIDES
from graph.say import Say

Speaks = tuple[str, str]  # element, side


@dataclass(frozen=True, slots=True)
class Element:
    """`law`: where it stands; `ask`: by side, what to fetch where that side is empty."""

    law: Say
    ask: Mapping[str, Say]


@dataclass(frozen=True, slots=True)
class Signal:
    """An entity of a kind or a link of a type that speaks: where `prop` is stated, if one is named. `said`: the property whose
    sentence is quoted; `once`: one proposal for all of them; `licence`: only where it is one for what the case is about."""

    name: str
    table: str
    prop: str | None
    said: str | None
    speaks: Speaks
    text: Say
    once: bool = False
    licence: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """Sentences that promise a return: in which property of which kind, by which words, unless others deny it."""

    kinds: Mapping[str, str]
    words: re.Pattern[str]
    denied: re.Pattern[str]
    text: Say


@dataclass(frozen=True, slots=True)
class Table:
    """All of elements.yaml. `own`: of a detector, the roles of its subjects that are the group's own."""

    elements: Mapping[str, Element]
    detectors: Mapping[str, Sequence[Speaks]]
    own: Mapping[str, Sequence[str]]
    kinds: Sequence[Signal]
    links: Sequence[Signal]
    promise: Promise


@cache
def table() -> Table:
    """The table as the file has it. ValueError: an element or a side that there is not."""
    body: dict[str, Any] = yaml.load(files("graph.case").joinpath("elements.yaml").read_text("utf-8"), LOADER)
    promise = body["promise"]
    return Table(
        {name: Element(Say(**e["law"]), {side: Say(**e["ask"][side]) for side in SIDES}) for name, e in body["elements"].items()},
        {name: [_speaks(one) for one in d["speaks"]] for name, d in body["detectors"].items()},
        {name: d.get("own", ()) for name, d in body["detectors"].items()},
        [_signal(name, "kind", one) for name, one in body["kinds"].items()],
        [_signal(name, "link", one) for name, one in body["links"].items()],
        Promise(promise["kinds"], re.compile(promise["words"]), re.compile(promise["denied"]), Say(**promise["text"])),
    )  # fmt: skip


def _signal(name: str, of: str, body: Mapping[str, Any]) -> Signal:
    return Signal(name, body[of], body.get("prop"), body.get("said"), _speaks(body["speaks"]), Say(**body["text"]), body.get("once", False), body.get("licence", False))  # fmt: skip


def _speaks(pair: Sequence[str]) -> Speaks:
    element, side = pair
    if element not in ELEMENTS or side not in SIDES:
        raise ValueError(f"{element}, {side}")
    return element, side
