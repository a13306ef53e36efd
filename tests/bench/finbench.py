"""Rows about LDBC FinBench's reads at SF0.01: milliseconds of each, engine by engine, and whether their answers agree.

Every engine is asked the same curated parameters, in a process of its own that asks nothing else, after a few asks that
do not count. DuckDB answers by the tests' SQL, which is written for many parameters at once.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from graph.lake import Lake
from tests.bench.engines import door
from tests.bench.inputs import Inputs
from tests.bench.meter import apart, cpu_of, own_cpu, peak_of
from tests.bench.result import Asked, Bench, Beside, Result, Side
from tests.bench.show import number
from tests.finbench.asking import Names
from tests.finbench.entities import Entities
from tests.finbench.oracle import NAMES, Params, Rows, curated, expected, home, tables
from tests.neo4j_server import LTS, Missing

EACH, WARM = 200, 20  # parameters of a query that count, and asks before them
OURS = "kernels"
LABELS = {"kernels": "kernels", "duckdb": "DuckDB", "embedded": "embedded engine", "neo4j": f"Neo4j {LTS.version}"}
PUBLISHED = {  # seconds a batch job on Gradoop and Flink at SF0.01, start of the job included (analytics.md 1.7)
    "tcr1": 9.2, "tcr2": 12.3, "tcr3": 18.0, "tcr4": 7.2, "tcr5": 10.3, "tcr6": 9.3, "tcr7": 7.7, "tcr8": 15.1, "tcr9": 9.1,
    "tcr10": 8.5, "tcr11": 10.0, "tcr12": 8.3,
}  # fmt: skip
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Engine:
    """How an engine takes parameters, answers and tells; `servers` are processes at work for it."""

    given: Callable[[str, Params], Params]
    ask: Callable[[str, Params], Any]
    taken: Callable[[Any], Rows]
    servers: tuple[int, ...] = ()


def answers(lake: Lake, engine: str, settings: Any, pid: int | None, each: int) -> Body:
    """Of each query: milliseconds by parameter, CPU seconds of them all, and a digest of the answers."""
    with ExitStack() as stack:
        begun = own_cpu()
        match engine:
            case "kernels":
                on = _kernels(lake)
            case "duckdb":
                on = _duckdb()
            case _:
                on = _store(stack, lake, settings, pid)
        build = own_cpu() - begun
        queries = {name: _asked(on, name, each) for name in NAMES}
        return {"build": build, "peak": max(map(peak_of, ("self", *on.servers))), "queries": queries}


def _kernels(lake: Lake) -> Engine:
    from graph.finbench import READS, book
    from graph.snapshot import snapshot

    of, names = book(snapshot(lake)), Names(Entities(lake))  # type: ignore[arg-type]
    return Engine(
        names.given,
        lambda name, params: READS[name](of, *params.values()),
        lambda rows: names.taken(dict(enumerate(row)) for row in rows),
    )


def _duckdb() -> Engine:
    tables()
    return Engine(lambda name, params: params, expected, list)


def _store(stack: ExitStack, lake: Lake, settings: Any, pid: int | None) -> Engine:
    from graph.project import catch_up
    from graph.store import open_store

    store = stack.enter_context(open_store(settings))
    store.setup()
    catch_up(lake, store)
    view, names = store.view(), Names(store)
    server = pid or store._engine.door.pid  # type: ignore[union-attr]
    return Engine(names.given, lambda name, params: view.run(f"finbench/{name}", **params), names.taken, (server,))


def _asked(on: Engine, name: str, each: int) -> Body:
    """Parameters spread evenly over the curated ones."""
    chosen = curated(name)[:: max(1, len(curated(name)) // each)][:each]
    given = [on.given(name, params) for params in chosen]
    for params in given[:WARM]:
        on.ask(name, params)
    cpu, ms, found = own_cpu() + sum(map(cpu_of, on.servers)), list[float](), list[Any]()
    for params in given:
        begun = time.perf_counter()
        found.append(on.ask(name, params))
        ms.append((time.perf_counter() - begun) * 1000)
    cpu = own_cpu() + sum(map(cpu_of, on.servers)) - cpu
    told = json.dumps([_plain(sorted(on.taken(rows))) for rows in found])
    return {"ms": ms, "cpu": cpu, "answer": sha256(told.encode()).hexdigest()}


def _plain(value: Any) -> Any:
    """The same for all engines: one reads -1 where another reads -1.0."""
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value if value is None or isinstance(value, (str, bool)) else round(float(value), 3)


def measured(inputs: Inputs) -> dict[str, Body]:
    """What each engine did, once for all rows; without a real Neo4j only the others."""
    kept = inputs.root / "finbench.json"
    if not kept.exists():
        if not home().is_dir():
            raise Missing(f"no FinBench at {home()}; set JINYING_SHARED to the folder of outside data")
        data = inputs.folder("finbench")
        for file in sorted((home() / "snapshot").iterdir()):
            apart("tests.bench.tasks:load", file, data)
        kept.write_text(json.dumps(dict(_engines(inputs, data))), "utf-8")
    found: dict[str, Body] = json.loads(kept.read_text("utf-8"))
    return found


def _engines(inputs: Inputs, data: Path) -> Iterator[tuple[str, Body]]:
    for engine in LABELS:
        inputs.say(f"FinBench: {LABELS[engine]}")
        try:
            server = inputs.neo4j() if engine == "neo4j" else None
        except Missing as why:
            inputs.say(f"left out: {why}")
            continue
        yield engine, apart("tests.bench.tasks:finbench", data, engine, server and door(server), inputs.size(EACH))
        if server:
            server.kill()


def row(name: str, inputs: Inputs) -> Result:
    """The kernels beside the fastest of the others, and every engine in the notes."""
    engines = measured(inputs)
    own = engines[OURS]["queries"][name]
    count = len(own["ms"])
    beside = []
    for engine in (e for e in engines if e != OURS):
        body, theirs = engines[engine], engines[engine]["queries"][name]
        said = "the same" if theirs["answer"] == own["answer"] else "ANOTHER ANSWER"
        beside.append(Beside(LABELS[engine], f"SF0.01, {count} parameters", own["cpu"], theirs["cpu"], body["build"], body["peak"], said))  # fmt: skip
    fastest = min((e for e in engines if e != OURS), key=lambda e: median(engines[e]["queries"][name]["ms"]))
    told = [f"{LABELS[e]} {_spread(engines[e]['queries'][name]['ms'])}" for e in engines]
    if name in PUBLISHED:
        told.append(f"published, a batch job on Gradoop and Flink: {PUBLISHED[name] * 1000:,.0f}")
    return Result(
        f"finbench-{name}", f"FinBench {name.upper()} at SF0.01, {count} of its parameters", Asked("shown beside the engines"),
        Side(LABELS[OURS], "ms", tuple(own["ms"])), Side(LABELS[fastest], "ms", tuple(engines[fastest]["queries"][name]["ms"])),
        notes=(f"median / 95th, ms: {'; '.join(told)}",), page="finbench", beside=tuple(beside),
    )  # fmt: skip


def _spread(ms: Sequence[float]) -> str:
    return f"{number(median(ms))} / {number(quantiles(ms, n=20)[-1])}"


FINBENCH = [Bench(f"finbench-{name}", f"FinBench {name.upper()}, engine by engine", partial(row, name), server=True) for name in NAMES]  # fmt: skip
