"""Rows about the graph: first load, ordinary load against a bare loop, Neo4j's import tool, a million transfers."""

from __future__ import annotations

from typing import Any

from tests.bench.inputs import Inputs
from tests.bench.meter import apart, command
from tests.bench.result import Asked, Result, Side
from tests.neo4j_server import Server

MILLION = 1_000_000
GIB = 1 << 30
FIRST = 1_000  # rows of the import that is there before the measured one
WITHIN, FASTER, BULK = 1.15, 5, 25_000
# Nothing here is comparable one to one: see the source for machine and data.
PUBLISHED = (
    "LDBC FinBench: no audited result exists (its page, 2024-10-10), so there is no official load time to stand beside",
    "vendors: our record of published figures (analytics.md 1.7) holds no load time of TuGraph, Galaxybase or any other",
    "analytics.md 4.4, 1.94 M dated edges into raphtory 0.17, in memory only: 5.6-5.9 CPU s, 27-42 s wall (contended)",
    "analytics.md 5.1, 1.71 M edges into Spark GraphX, in memory only: 9.4 CPU s, 44.8 s wall (contended)",
    "store.md, 306 k nodes and 1.31 M edges into Neo4j by a bare UNWIND loop: 64 s; by its import tool: 12.1 s wall",
)


def first(inputs: Inputs) -> Result:
    """The embedded engine's first load: lake to files to engine."""
    rows = inputs.size(MILLION)
    spent = []
    for turn in range(turns := max(inputs.reps - 1, 1)):
        inputs.say(f"first load into the embedded engine, turn {turn + 1} of {turns}")
        data = inputs.lake(rows)
        spent.append(apart("tests.bench.tasks:first_load", data))
        inputs.drop(data / "graph", data / "bulk")
    one = spent[-1]
    return Result(
        "embedded-first", f"first load into the embedded engine, {one['records']:,} records (transfers, accounts, flows)",
        Asked(f"{BULK:,} records per CPU s", BULK),
        Side("ours", "records per CPU s", tuple(s["records"] / s["cpu"] for s in spent)),
        notes=(f"of {one['cpu']:.0f} CPU s the engine's process had {one['engine']:.0f}; its start ({one['start']:.1f} CPU s) is not counted",
               f"{one['wall']:.0f} s wall; peak {one['peak'] / GIB:.2f} GiB, the engine's {one['engine_peak'] / GIB:.2f} GiB"),
    )  # fmt: skip


def bolt_embedded(inputs: Inputs) -> Result:
    """A new engine each time: neither side finds the other's warm code or data."""
    data = inputs.lake(FIRST, inputs.size(40_000))

    def once(bare: bool) -> Any:
        try:
            return apart("tests.bench.tasks:ordinary", data, None, bare)
        finally:
            inputs.drop(data / "graph", data / "bulk")

    return _bolt("bolt-embedded", "the embedded engine", inputs, once)


def bolt_neo4j(inputs: Inputs) -> Result:
    """One server, emptied between; the first load, which warms it, is thrown away."""
    data = inputs.lake(FIRST, inputs.size(100_000))
    server = inputs.neo4j()

    def once(bare: bool) -> Any:
        apart("tests.bench.tasks:wipe", data, door(server))
        return apart("tests.bench.tasks:ordinary", data, door(server), bare)

    once(True)
    try:
        return _bolt("bolt-neo4j", f"Neo4j {server.release.version}", inputs, once)
    finally:
        server.kill()


def _bolt(name: str, engine: str, inputs: Inputs, once: Any) -> Result:
    ours, bare = [], []
    for turn in range(inputs.reps):
        inputs.say(f"ordinary load over Bolt into {engine}, turn {turn + 1} of {inputs.reps}")
        for which in (False, True) if turn % 2 == 0 else (True, False):
            (bare if which else ours).append(once(which))
    one = ours[-1]
    assert one["records"] == bare[-1]["records"]
    walls = [f"{min(s['wall'] for s in spent):.1f}-{max(s['wall'] for s in spent):.1f} s" for spent in (ours, bare)]
    return Result(
        name, f"ordinary load over Bolt into {engine}, {one['records']:,} records",
        Asked("within 15 % of a bare loop", WITHIN, more=False, ratio=True),
        Side("ours: lake, merge, marks, Bolt", "CPU s, client and server", tuple(s["cpu"] for s in ours)),
        Side("bare loop: rows in memory, same driver and text", "CPU s, client and server", tuple(s["cpu"] for s in bare)),
        notes=(f"wall: ours {walls[0]}, bare {walls[1]}",),
    )  # fmt: skip


def door(server: Server) -> dict[str, Any]:
    """How another process gets at a server."""
    assert server.process is not None
    return {"uri": f"bolt://127.0.0.1:{server.port}", "password": server.password, "pid": server.process.pid}


def neo4j_import(inputs: Inputs) -> Result:
    """Import, ordinary load, import: so that a busy hour falls on both."""
    rows = inputs.size(MILLION)
    data = inputs.lake(rows)
    server = inputs.neo4j()
    inputs.say(f"{rows:,} transfers into an empty Neo4j by the ordinary load")
    slow = apart("tests.bench.tasks:everything", data, door(server))
    server.stop()
    fast = []
    for turn in range(2):
        inputs.say(f"the same by Neo4j's import tool, turn {turn + 1} of 2")
        fast.append(apart("tests.bench.tasks:by_tool", data, server.home))
    server.start()
    assert apart("tests.bench.tasks:counts", data, door(server)) == slow["counts"] == fast[-1]["value"]
    server.kill()
    inputs.drop(data / "bulk", server.home)
    records = sum(slow["counts"].values())
    ours, peer = (tuple(records / s["wall"] for s in spent) for spent in (fast, [slow] * 2))
    return Result(
        "neo4j-import", f"first load into an empty Neo4j by its import tool, {records:,} records",
        Asked(f"{FASTER}x the ordinary load", FASTER, ratio=True),
        Side("ours: files and import tool", "records per s wall", ours),
        Side("ordinary load over Bolt", "records per s wall", peer),
        notes=(f"CPU: {slow['cpu']:.0f} s ordinary, {fast[-1]['cpu']:.0f} s by the tool ({slow['cpu'] / fast[-1]['cpu']:.1f}x)",
               f"ordinary: {slow['wall']:.0f} s wall; the tool: {fast[-1]['wall']:.0f} s; both graphs have the same counts"),
    )  # fmt: skip


def million(inputs: Inputs) -> Result:
    """`jinying load FILE` on an empty folder: file to lake to embedded graph, all processes."""
    rows = inputs.size(MILLION)
    file = inputs.statement(rows)
    inputs.say(f"`jinying load` of {rows:,} transfers")
    data = inputs.folder("million")
    spent = command("load", str(file), data=data)
    inputs.drop(data)
    return Result(
        "million", f"`jinying load` of {rows:,} transfers: file, lake, embedded graph, from nothing", Asked("shown beside what is published"),
        Side("ours", "s wall", (spent.wall,)),
        notes=(f"{spent.cpu:.0f} CPU s in all processes; durable: lake and graph on disk", *PUBLISHED),
    )  # fmt: skip


def world(inputs: Inputs) -> Result:
    """`jinying rebuild` of the sample world as a person runs it."""
    scale = 1 / inputs.share
    out, data = inputs.folder("world"), inputs.folder("data")
    inputs.say(f"writing and loading the sample world at scale {scale:g}")
    apart("tests.bench.tasks:world", out, scale)
    loaded = command("load", str(out), "--no-graph", data=data)
    spent = []
    for turn in range(max(inputs.reps - 1, 1)):
        inputs.say(f"`jinying rebuild`, turn {turn + 1}")
        spent.append(command("rebuild", data=data))
    inputs.drop(out, data)
    return Result(
        "world", f"`jinying rebuild` of the sample world at scale {scale:g}, engine's start included",
        Asked("under 60 s", 60, more=False), Side("ours", "s wall", tuple(s.wall for s in spent)),
        notes=(f"{min(s.cpu for s in spent):.0f} CPU s; loading its files into the lake before: {loaded.wall:.0f} s wall, {loaded.cpu:.0f} CPU s",),
    )  # fmt: skip
