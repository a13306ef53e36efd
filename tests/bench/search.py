"""Rows about search: a million names asked in every way people type, the index's cost, and whether the table's rows are found."""

from __future__ import annotations

import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from tests.bench.inputs import Inputs
from tests.bench.meter import apart, spend
from tests.bench.result import Asked, Bench, Result, Side

NAMES, BESIDE, EACH = 1_000_000, 100_000, 100  # names, those that a peer is asked about too, queries of each class
P95, PEAK, WARM = 50, 1024, 20  # ms, MiB, queries before the clock starts
TABLE = Path(__file__).parents[1] / "graph/search/queries.tsv"


def build(folder: str) -> dict[str, Any]:
    """The index of a lake from nothing."""
    from graph.lake import Lake
    from graph.search.index import index

    spent = spend(lambda: index(Lake(Path(folder))).folder)
    size = sum(p.stat().st_size for p in spent.value.iterdir())
    return {"cpu": spent.cpu, "wall": spent.wall, "peak": spent.peak >> 20, "mib": size >> 20}


def speed(folder: str, each: int, peer: str = "") -> dict[str, dict[str, float]]:
    """Of each class of queries P50 and P95, wall and CPU ms, and how many of those drawn were in the first five."""
    from graph.lake import Lake
    from graph.search.index import index
    from tests.bench.fts import Fts
    from tests.bench.queries import drawn

    lake = Lake(Path(folder))
    find = Fts(Path(folder) / f"{peer}.fts", peer).find if peer else index(lake).find
    return {name: _timed(find, some) for name, some in drawn(lake, each).items()}


def _timed(find: Any, some: list[tuple[str, str]]) -> dict[str, float]:
    wall, cpu, found = list[float](), list[float](), 0
    for query, _ in some[:WARM]:
        find(query)
    for query, one in some:
        begun, used = time.perf_counter(), time.process_time()
        hits = find(query, first=20).hits
        wall.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - used) * 1000)
        found += any(hit.id == one for hit in hits[:5])
    ends = {f"{what} {p}": float(np.percentile(v, p)) for what, v in (("wall", wall), ("cpu", cpu)) for p in (50, 95)}
    return {**ends, "found": found, "asked": len(some)}


def beside(folder: str, how: str) -> dict[str, Any]:
    """A peer's index of the same lake."""
    from graph.lake import Lake
    from graph.search.entities import entities
    from tests.bench.fts import Fts

    path = Path(folder) / f"{how}.fts"
    lake = Lake(Path(folder))
    spent = spend(lambda: Fts(path, how, (one for kind in lake.tables() for one in entities(lake, kind))))
    return {"cpu": spent.cpu, "peak": spent.peak >> 20, "mib": path.stat().st_size >> 20}


def quality() -> dict[str, int]:
    """How many rows of the table each finds in its first five."""
    from graph.lake import Lake
    from graph.search.entities import entities
    from graph.search.index import index
    from tests.bench.fts import GRAMS, OURS, TRIGRAMS, Fts
    from tests.graph.search.world import by_hand, load, lookalikes

    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
    with TemporaryDirectory() as folder:
        lake = Lake(Path(folder))
        ids = load(lake, "all", by_hand() | lookalikes())
        known = [one for kind in lake.tables() for one in entities(lake, kind)]
        asked = {"ours": index(lake).find, **{how: Fts(":memory:", how, known).find for how in (OURS, GRAMS, TRIGRAMS)}}
        found = {
            name: sum(any(h.id == ids[one] for h in find(q, first=5).hits) for q, one, _ in rows)
            for name, find in asked.items()
        }
    return {**found, "rows": len(rows)}


def _lake(inputs: Inputs, names: int) -> Path:
    """A lake of names with its index, made once."""
    folder = inputs.root / f"names-{names}"
    if not folder.exists():
        inputs.say(f"writing a lake of {names:,} names and its index")
        folder.mkdir()
        apart("tests.bench.names:made", folder, names)
        inputs._spent[folder.name] = apart("tests.bench.search:build", folder)
    return folder


def million(inputs: Inputs) -> Result:
    """P95 of the slowest class."""
    n = inputs.size(NAMES)
    classes = apart("tests.bench.search:speed", _lake(inputs, n), EACH)
    slowest = max(classes, key=lambda name: classes[name]["wall 95"])
    return Result(
        "search-million", f"{n:,} names, {len(classes)} ways of asking, one client: the slowest way's P95", Asked(f"{P95} ms", P95, more=False),
        Side("ours", f"ms ({slowest})", (classes[slowest]["wall 95"],)), page="search",
        notes=tuple(_said(name, c) for name, c in classes.items()),
    )  # fmt: skip


def _said(name: str, c: dict[str, float]) -> str:
    return (
        f"{name}: P50 {c['wall 50']:.1f}, P95 {c['wall 95']:.1f} ms; CPU P50 {c['cpu 50']:.1f}, P95 {c['cpu 95']:.1f} ms; "
        f"drawn from is in the first five {c['found']:.0f} of {c['asked']:.0f}"
    )


def made(inputs: Inputs) -> Result:
    """The index from nothing."""
    n = inputs.size(NAMES)
    spent = inputs._spent[_lake(inputs, n).name]
    return Result(
        "search-build", f"index of {n:,} names from nothing: peak memory", Asked(f"{PEAK:,} MiB", PEAK, more=False),
        Side("ours", "MiB", (spent["peak"],)), page="search", notes=(f"{spent['cpu']:.0f} CPU s, {spent['wall']:.0f} s wall; {spent['mib']:,} MiB on disk",),
    )  # fmt: skip


def peers(inputs: Inputs) -> Result:
    """The slowest class's P95 of CPU beside SQLite's."""
    from tests.bench.fts import OURS, TRIGRAMS

    n = inputs.size(BESIDE)
    folder = _lake(inputs, n)
    spent = {
        "ours": inputs._spent[folder.name],
        **{how: apart("tests.bench.search:beside", folder, how) for how in (OURS, TRIGRAMS)},
    }
    sides = {how: apart("tests.bench.search:speed", folder, EACH, "" if how == "ours" else how) for how in spent}
    worst = {how: max(c["cpu 95"] for c in side.values()) for how, side in sides.items()}
    notes = [f"{how}: built in {s['cpu']:.0f} CPU s, peak {s['peak']:,} MiB, {s['mib']:,} MiB on disk; P95 CPU ms " + ", ".join(f"{c} {sides[how][c]['cpu 95']:.0f}" for c in sides[how]) for how, s in spent.items()]  # fmt: skip
    return Result(
        "search-peers", f"{n:,} names: the slowest way's P95 in CPU", Asked("shown beside the peer"),
        Side("ours", "CPU ms", (worst["ours"],)), Side("FTS5 over our tokens", "CPU ms", (worst[OURS],)), page="search", notes=tuple(notes),
    )  # fmt: skip


def table(inputs: Inputs) -> Result:
    """Rows of the table that are found."""
    found = apart("tests.bench.search:quality")
    rows = found.pop("rows")
    best = max((name for name in found if name != "ours"), key=found.__getitem__)
    return Result(
        "search-table", f"of {rows} queries by hand what must be found is in the first five", Asked(f"{rows}", rows), Side("ours", "rows", (found["ours"],)),
        Side(f"FTS5, {best}", "rows", (found[best],)), page="search", notes=tuple(f"{name}: {n} of {rows}" for name, n in found.items()),
    )  # fmt: skip


SEARCH = [
    Bench("search-million", "many names asked in every way people type", million),
    Bench("search-build", "the index from nothing", made),
    Bench("search-peers", "the same beside SQLite's FTS5", peers),
    Bench("search-table", "the queries written by hand", table),
]
