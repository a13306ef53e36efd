"""What people would type for the names of a lake: classes of queries, each drawn from entities that are there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from graph.lake import Lake
from graph.search.sounds import initials, spoken
from graph.search.tokens import bare

Draw = Callable[[np.random.Generator, dict[str, str]], str]
LIKE = "金银铜铁锦瑞锐睿恒衡海江河湖山川天地宏鸿华桦"


def _part(rng: np.random.Generator, name: str, low: int, high: int) -> str:
    """A run of the first half of a name, where region and trade name stand."""
    size = int(rng.integers(low, high + 1))
    start = int(rng.integers(0, max(1, min(len(name) // 2, len(name) - size + 1))))
    return name[start : start + size]


def _wrong(rng: np.random.Generator, name: str) -> str:
    at = int(rng.integers(1, max(2, len(name) - 1)))
    return name[:at] + LIKE[int(rng.integers(len(LIKE)))] + name[at + 1 :]


def _missing(rng: np.random.Generator, name: str) -> str:
    at = int(rng.integers(1, max(2, len(name) - 1)))
    return name[:at] + name[at + 1 :]


def _letters(rng: np.random.Generator, name: str) -> str:
    return "".join(spoken(_part(rng, name, 3, 5))[0])


def _wrong_letter(rng: np.random.Generator, name: str) -> str:
    text = "".join(spoken(_part(rng, name, 4, 5))[0])
    at = int(rng.integers(1, len(text)))
    return text[:at] + "aeiougnhx"[int(rng.integers(9))] + text[at + 1 :]


def _initials(rng: np.random.Generator, name: str) -> str:
    return initials(spoken(_part(rng, name, 4, 6))[0])


CLASSES: dict[str, tuple[str, Draw]] = {
    "whole name": ("Enterprise", lambda rng, e: e["name"]),
    "two to four characters": ("Enterprise", lambda rng, e: _part(rng, bare(e["name"]), 2, 4)),
    "one character": ("Enterprise", lambda rng, e: _part(rng, bare(e["name"]), 1, 1)),
    "common words": ("Enterprise", lambda rng, e: bare(e["name"])[-int(rng.integers(4, 8)) :]),
    "two words": ("Enterprise", lambda rng, e: f"{bare(e['name'])[:2]} {bare(e['name'])[3:5]}"),
    "pinyin": ("Enterprise", lambda rng, e: _letters(rng, bare(e["name"]))),
    "first letters": ("Enterprise", lambda rng, e: _initials(rng, bare(e["name"]))),
    "person": ("Person", lambda rng, e: e["name"]),
    "person by letters": ("Person", lambda rng, e: initials(spoken(e["name"])[0])),
    "wrong character": ("Enterprise", lambda rng, e: _wrong(rng, e["name"])),
    "wrong in a part": ("Enterprise", lambda rng, e: _wrong(rng, _part(rng, bare(e["name"]), 4, 6))),
    "missing character": ("Enterprise", lambda rng, e: _missing(rng, e["name"])),
    "wrong letter": ("Enterprise", lambda rng, e: _wrong_letter(rng, bare(e["name"]))),
    "last four": ("Account", lambda rng, e: e["number"][-4:]),
    "whole number": ("Person", lambda rng, e: e["id_number"]),
    "wrong digit": ("Person", lambda rng, e: e["id_number"][:7] + str((int(e["id_number"][7]) + 1) % 10) + e["id_number"][8:]),
    "credit code, begun": ("Enterprise", lambda rng, e: e["credit_code"][:8]),
    "nothing there": ("Enterprise", lambda rng, e: bare(e["name"])[:1] + "龘靐" + bare(e["name"])[2:4]),
}  # fmt: skip


def drawn(lake: Lake, each: int, seed: int = 5) -> dict[str, list[tuple[str, str]]]:
    """Of each class so many queries, each with the id of the entity it was drawn from."""
    rng = np.random.default_rng(seed)
    held: dict[str, list[dict[str, str]]] = {}
    for kind in {kind for kind, _ in CLASSES.values()}:
        frame = pl.read_parquet([path for _, _, path in lake.parts(kind)])
        held[kind] = frame.sample(min(2_000, frame.height), seed=seed).to_dicts()
    found = {}
    for name, (kind, draw) in CLASSES.items():
        chosen = rng.choice(len(held[kind]), each)
        found[name] = [(draw(rng, held[kind][i]), held[kind][i]["id"]) for i in chosen.tolist()]
    return found
