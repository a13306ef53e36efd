"""Rows about the server: what a resolver costs beside the bare driver, sixteen clients at once as fast as they are answered
and at a person's pace, a hub, a minute of it."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from tests.bench.inputs import Inputs
from tests.bench.meter import ROOT, apart, cpu_of
from tests.bench.result import Asked, Bench, Result, Side
from tests.neo4j_server import Server

MILLION = 1_000_000
HUB, MIDDLE = "6999000000000001", "6999000000000002"
PEOPLE = 16
READS = 1.0  # seconds that a person reads an answer, on average
WITHIN = 0.07  # seconds from one request of a client to its next: what a user's limit lets through for a minute
MIB = 1 << 20
EXPAND = """query ($id: ID!, $summed: Boolean!) { expand(id: $id, summed: $summed, first: 50) { total totalLinks truncated leftOut { reason count }
  links { id type fromId toId ... on TransferLink { amount at serial } ... on FlowLink { count sum first last } }
  entities { id kind caption ... on Account { number bank } } } }"""
COUNTS = "query ($id: ID!) { neighbourCounts(id: $id) { link outgoing kind links others amount } }"
ENTITY = "query ($id: ID!) { entity(id: $id) { id kind caption sources ... on Account { number bank } risk { score grade } } }"
SEARCH = "query ($text: String!) { search(text: $text, first: 10) { hits { total nodes { reason entity { id caption kind } } } kinds { value count } } }"
Call = tuple[str, str, dict[str, Any]]


# what runs in a process of its own


def prepare(data: str, hub: int, door: dict[str, Any] | None = None) -> dict[str, Any]:
    """A hub of so many links and an account of fifty beside what the lake holds; the graph, sixteen tokens, and whom to ask for."""
    from graph.lake import Lake
    from graph.ops import open_ops
    from graph.ops.sessions import Tokens
    from graph.ops.users import Users
    from graph.project import rebuild
    from graph.search.index import index
    from graph.snapshot import snapshot
    from graph.store import open_store
    from graph.study.named import keyed
    from ingest.load import load
    from tests.lakes import mapping, write

    folder = Path(data)
    rows = [
        f"{HUB},6222{i:012},{(i * 7919) % 100003}.00,2024-01-{1 + i % 28:02} 10:{i % 60:02}:00,h{i}" for i in range(hub)
    ]
    rows += [f"{MIDDLE},6222{i:012},{i + 1}.00,2024-02-01 10:00:00,m{i}" for i in range(50)]
    lake = Lake(folder)
    with lake.lock():
        load(lake, write(folder / "hub.csv", "付,收,元,时,号", rows), mapping())
    with open_store(settings(data, door)) as store:
        rebuild(lake, store)
    s = snapshot(lake)
    with open_ops(folder) as ops:
        index(lake, ops.judged)
        users, tokens = Users(ops), Tokens(ops)
        secrets = []
        for i in range(PEOPLE):
            users.add(f"person{i}", f"{i} blue whales sing aloud", ["investigator"])
            secrets.append(tokens.make(f"person{i}", "bench", ["read", "search", "findings"])[1])
    draw, nodes = random.Random(1), s.of_kind("Account")
    named = {name: s.ids([keyed(s, "Account", number) or 0])[0] for name, number in (("hub", HUB), ("middle", MIDDLE))}
    some = s.ids([int(nodes[draw.randrange(len(nodes))]) for _ in range(2_000)])
    texts = [number[-6:] if i % 2 else number[-4:] for i, number in enumerate(numbers(lake, some[:400]))]
    return {**named, "some": some, "texts": texts, "tokens": secrets}


def numbers(lake: Any, ids: list[str]) -> list[str]:
    """Account numbers of entities."""
    import polars as pl

    from graph.merge import merged

    return [
        n for frame in merged(lake, "Account", pl.Series("id", ids), ["number"]) for n in frame["number"].drop_nulls()
    ]


def settings(data: str, door: dict[str, Any] | None) -> Any:
    """The settings of a data folder, on a Neo4j where one is named."""
    from graph.settings import Settings

    return Settings(Path(data), **(door or {}))


def overhead(data: str, entity: str, turns: int, door: dict[str, Any] | None = None) -> dict[str, Any]:
    """CPU ms of this process for one expansion by GraphQL, and for the same Cypher by the driver, by turns."""
    from api.app import steady
    from api.schema import schema
    from api.system import System
    from api.visit import Visit
    from graph.ops import open_ops
    from graph.rights import Actor
    from graph.store import View, open_store

    with open_store(settings(data, door)) as store, open_ops(Path(data)) as ops:
        system, made = System(settings(data, door), ops, store), schema()
        view, calls, real = system.view, [], View.run

        def ours() -> None:
            visit = Visit(system, Actor("user:bench", frozenset({"investigator"})))
            answer = made.execute_sync(EXPAND, {"id": entity, "summed": False}, {"visit": visit})
            assert not answer.errors
            assert len(answer.data["expand"]["links"]) == 50

        def bare() -> None:
            for name, params in calls:
                real(view, name, **params)

        View.run = lambda self, name, *a, **k: calls.append((name, k)) or real(self, name, *a, **k)  # type: ignore[assignment, func-returns-value]
        ours()
        View.run = real  # type: ignore[method-assign]
        with steady():  # as the server is, for either side
            return _by_turns(ours, bare, turns) | {"calls": [name for name, _ in calls]}


def _by_turns(ours: Callable[[], None], bare: Callable[[], None], turns: int) -> dict[str, Any]:
    spent: dict[str, list[float]] = {"ours": [], "bare": []}
    for turn in range(turns + 1):  # the first warms both
        for name, work in (("ours", ours), ("bare", bare)):
            begun = time.process_time()
            for _ in range(40):
                work()
            if turn:
                spent[name].append((time.process_time() - begun) / 40 * 1000)
    return spent


def clients(url: str, note: str, which: str, seconds: float, least: float = 0.0, reads: float = 0.0) -> dict[str, Any]:
    """Each token's owner asks one after the other from a mix; ms by name, and what went wrong. `least`: seconds from one
    request to the next; `reads`: seconds that each reads an answer before asking again, the mean of what is drawn."""
    found = json.loads(Path(note).read_text())
    tokens = found["tokens"] if which == "crowd" else found["tokens"][:1]
    hub = [("counts", COUNTS, {"id": found["hub"]}), ("page", EXPAND, {"id": found["hub"], "summed": False})]
    mixes = [hub if which == "hub" else calls(found, i) for i in range(len(tokens))]
    spent: dict[str, list[float]] = {}
    wrong: list[str] = []
    until = time.monotonic() + seconds

    def asks(who: int) -> None:
        draw, mix = random.Random(who), mixes[who]
        where = http.client.HTTPConnection(urlsplit(url).hostname or "", urlsplit(url).port, timeout=60)
        head = {"content-type": "application/json", "authorization": f"Bearer {tokens[who]}"}
        for i in range(10**9):
            if reads:
                time.sleep(draw.expovariate(1 / reads))
            name, query, variables = mix[i % len(mix)]
            begun = time.monotonic()
            if begun > until:
                return
            where.request("POST", "/api/graphql", json.dumps({"query": query, "variables": variables}), head)
            answer = where.getresponse()
            body = answer.read()
            spent.setdefault(name, []).append((time.monotonic() - begun) * 1000)
            if answer.status != 200 or b'"errors"' in body:
                wrong.append(f"{answer.status} {body[:200]!r}")
            time.sleep(max(0.0, least - (time.monotonic() - begun)))

    threads = [threading.Thread(target=asks, args=(who,)) for who in range(len(tokens))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"ms": spent, "wrong": len(wrong), "first": wrong[:3]}


# rows


@contextmanager
def served(data: Path, door: dict[str, Any] | None) -> Iterator[tuple[str, int]]:
    """The server of a data folder: its address and process."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "JINYING_"))} | {
        "JINYING_DATA": str(data)
    }
    if door:
        env |= {
            "NEO4J_URI": door["neo4j_uri"],
            "NEO4J_USER": door["neo4j_user"],
            "NEO4J_PASSWORD": door["neo4j_password"],
        }
    command = [sys.executable, "-m", "jinying", "--json", "serve", "--port", "0", "--no-worker"]
    with open(data / "bench.log", "a") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=log, text=True)
    assert process.stdout
    try:
        text = ""
        while not (found := re.search(r"http://[^\"\s]+", text)):
            line = process.stdout.readline()
            if not line:
                raise RuntimeError(f"the server ended: see {data / 'bench.log'}")
            text += line
        yield found[0], process.pid
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()


def resident(pid: int) -> float:
    """MiB of a process."""
    line = next(x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def world(inputs: Inputs, server: Server | None) -> tuple[Path, dict[str, Any], dict[str, Any] | None]:
    """The lake of a million transfers with its hub, in a graph; made once for each engine."""
    door = (
        None
        if server is None
        else {"neo4j_uri": f"bolt://127.0.0.1:{server.port}", "neo4j_user": "neo4j", "neo4j_password": server.password}
    )
    data = inputs.root / f"serving-{_engine(server)}"
    note = data / "bench.json"
    if not note.exists():
        shutil.copytree(inputs.lake(inputs.size(MILLION)) / "lake", data / "lake")
        inputs.say("loading a hub and showing it all in the graph")
        note.write_text(json.dumps(apart("tests.bench.serving:prepare", data, inputs.size(100_000), door)))
    return data, json.loads(note.read_text()), door


def calls(found: dict[str, Any], who: int) -> list[Call]:
    """What one of sixteen asks: entities, counts, expansions and searches, each for another thing."""
    some, texts = found["some"][who::PEOPLE], found["texts"][who::PEOPLE]
    mix: list[Call] = []
    for i, one in enumerate(some):
        mix += [
            ("entity", ENTITY, {"id": one}), ("counts", COUNTS, {"id": one}), ("search", SEARCH, {"text": texts[i % len(texts)]}),
            ("expand", EXPAND, {"id": found["middle"] if i % 2 else one, "summed": bool(i % 2)}),
        ]  # fmt: skip
    return mix


def p95(samples: list[float]) -> float:
    return sorted(samples)[int(len(samples) * 0.95)]


def resolver(inputs: Inputs, server: Server | None = None) -> Result:
    """CPU of an expansion of fifty neighbours."""
    data, found, door = world(inputs, server)
    spent = apart("tests.bench.serving:overhead", data, found["middle"], inputs.reps * 2, door)
    return Result(
        f"serve-overhead-{_engine(server)}", f"one expansion of 50 neighbours by GraphQL, {_engine(server)}: CPU beside the same Cypher by the driver",
        Asked("at most 3x the driver's", 3, more=False, ratio=True), Side("GraphQL, with rights, masks and audit", "CPU ms", tuple(spent["ours"])),
        Side("bare driver", "CPU ms", tuple(spent["bare"])), notes=(f"queries: {', '.join(spent['calls'])}; the engine's own CPU is in neither side",), page="serving",
    )  # fmt: skip


def crowd(inputs: Inputs, server: Server | None = None) -> Result:
    """Sixteen at once, each asking again as soon as it is answered: as many requests as the machine can do."""
    return _sixteen(inputs, server, "crowd", "16 clients as fast as they are answered", 20)


def people(inputs: Inputs, server: Server | None = None) -> Result:
    """Sixteen at once, each reading an answer before it asks again: what they wait for at their desks."""
    return _sixteen(
        inputs, server, "people", f"16 people who read each answer for {READS:g} s on average", 60, reads=READS
    )


def _sixteen(
    inputs: Inputs, server: Server | None, name: str, about: str, seconds: float, reads: float = 0.0
) -> Result:
    data, _, door = world(inputs, server)
    seconds = seconds if inputs.share == 1 else 3
    with served(data, door) as (url, pid):
        _warm(url, data, inputs)
        cpu = cpu_of(pid)
        told = apart("tests.bench.serving:clients", url, data / "bench.json", "crowd", seconds, 0.0, reads)
        cpu = cpu_of(pid) - cpu
    n = sum(map(len, told["ms"].values()))
    worst = max(told["ms"], key=lambda name: p95(told["ms"][name]))
    said = "; ".join(f"{k}: P50 {median(v):.0f}, P95 {p95(v):.0f} ms of {len(v)}" for k, v in told["ms"].items())
    return Result(
        f"serve-{name}-{_engine(server)}", f"{about}, a world of a million transfers, {_engine(server)}: P95 of the slowest sort",
        Asked("P95 under 100 ms", 100, more=False), Side(f"ours, {worst}", "ms", (p95(told["ms"][worst]),)),
        notes=(said, f"{n / seconds:.0f} requests a second, {told['wrong']} errors {told['first'] or ''}; the server's CPU {cpu / n * 1000:.1f} ms a request; clients, server and engine share the machine"),
        page="serving",
    )  # fmt: skip


def supernode(inputs: Inputs, server: Server | None = None) -> Result:
    """A hub's counts and its first page, one client."""
    data, _, door = world(inputs, server)
    with served(data, door) as (url, _):
        _warm(url, data, inputs)
        told = apart("tests.bench.serving:clients", url, data / "bench.json", "hub", 6 if inputs.share == 1 else 2, WITHIN)  # fmt: skip
    both = [a + b for a, b in zip(told["ms"]["counts"], told["ms"]["page"], strict=False)]
    said = "; ".join(f"{k}: median {median(v):.0f} ms" for k, v in told["ms"].items())
    return Result(
        f"serve-hub-{_engine(server)}", f"counts and first page of a hub of {inputs.size(100_000):,} links, {_engine(server)}", Asked("under 300 ms", 300, more=False),
        Side("ours, both together", "ms", tuple(both)), notes=(said, f"{told['wrong']} errors"), page="serving",
    )  # fmt: skip


def minute(inputs: Inputs, server: Server | None = None) -> Result:
    """A minute of mixed load: no error, and memory that stays."""
    data, _, door = world(inputs, server)
    seconds = 60 if inputs.share == 1 else 6
    with served(data, door) as (url, pid):
        _warm(url, data, inputs)
        apart("tests.bench.serving:clients", url, data / "bench.json", "crowd", seconds / 6, WITHIN)
        before = resident(pid)
        told = apart("tests.bench.serving:clients", url, data / "bench.json", "crowd", seconds, WITHIN)
        after = resident(pid)
    n = sum(map(len, told["ms"].values()))
    return Result(
        f"serve-minute-{_engine(server)}", f"{seconds} s of mixed load by 16 clients, {_engine(server)}: memory of the server, after over before",
        Asked("flat: within 10 %", 1.1, more=False), Side("ours", "times", (after / before,)),
        notes=(f"{n:,} requests, {told['wrong']} errors; {before:,.0f} MiB before, {after:,.0f} after",), page="serving",
    )  # fmt: skip


def _warm(url: str, data: Path, inputs: Inputs) -> None:
    """The first questions make snapshot and index: nobody's figure."""
    apart("tests.bench.serving:clients", url, data / "bench.json", "one", 15 if inputs.share == 1 else 2, WITHIN)


def _engine(server: Server | None) -> str:
    return "embedded" if server is None else "neo4j"


def _on_neo4j(row: Callable[[Inputs, Server | None], Result]) -> Callable[[Inputs], Result]:
    return lambda inputs: row(inputs, inputs.shared_neo4j())


SERVING = [
    Bench("serve-overhead-embedded", "an expansion by GraphQL beside the bare driver, embedded engine", resolver),
    Bench("serve-crowd-embedded", "sixteen clients as fast as they are answered, embedded engine", crowd),
    Bench("serve-people-embedded", "sixteen people at their pace, embedded engine", people),
    Bench("serve-hub-embedded", "a hub's counts and first page, embedded engine", supernode),
    Bench("serve-minute-embedded", "a minute of mixed load, embedded engine", minute),
    Bench("serve-overhead-neo4j", "an expansion by GraphQL beside the bare driver, Neo4j", _on_neo4j(resolver), server=True),
    Bench("serve-crowd-neo4j", "sixteen clients as fast as they are answered, Neo4j", _on_neo4j(crowd), server=True),
    Bench("serve-people-neo4j", "sixteen people at their pace, Neo4j", _on_neo4j(people), server=True),
    Bench("serve-hub-neo4j", "a hub's counts and first page, Neo4j", _on_neo4j(supernode), server=True),
]  # fmt: skip
