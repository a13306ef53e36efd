"""What is measured, each a function of plain values that runs in a process of its own (`meter.apart`).

Libraries are imported where they are used: ours sets how much memory Polars keeps, and a peer has it as it comes.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from tests.bench.meter import cpu_of, limit, peak_of, spend

LEAST = 0.05  # CPU seconds of a sample: some machines' clocks are coarse
Body = dict[str, Any]
Batch = tuple[str, list[dict[str, Any]]]


def statement(path: str, rows: int) -> None:
    """Write a statement."""
    from tests.bench import statement as made

    made.write(Path(path), rows)


def load(path: str, data: str) -> Body:
    """Our loader: a file into the lake."""
    from graph.lake import Lake
    from ingest.load import load as ours

    lake = Lake(Path(data))
    with lake.lock():
        spent = spend(lambda: ours(lake, Path(path)).manifest.counts)
    return asdict(spent)


def sketch(path: str, out: str) -> Body:
    """The peer: bare Polars."""
    from tests.bench.sketch import load as bare

    return asdict(spend(lambda: bare(Path(path), Path(out))))


def first_load(data: str) -> Body:
    """The embedded engine's first load; its start is not counted, it is told apart."""
    from graph.lake import Lake
    from graph.project import rebuild
    from graph.settings import Settings
    from graph.store import open_store

    lake = Lake(Path(data))
    with open_store(Settings(Path(data))) as store:
        pid = store._engine.door.pid  # type: ignore[union-attr]
        begun = cpu_of(pid)
        spent = spend(lambda: rebuild(lake, store, wipe=False), pid)
        body = {"records": sum(store.counts().values()), "start": begun, "engine": cpu_of(pid) - begun}
        return {**asdict(spent), **body, "engine_peak": peak_of(pid)}


def ordinary(data: str, neo4j: Body | None, bare: bool) -> Body:
    """The lake's second import over Bolt, by us (`catch_up`) or by the bare loop; the first is there already."""
    from graph.lake import Lake
    from graph.project import catch_up
    from graph.store import open_store

    lake = _Until(Path(data), 1)
    with open_store(_settings(data, neo4j)) as store:
        store.setup()
        catch_up(lake, store)
        lake = Lake(Path(data))
        pid = neo4j["pid"] if neo4j else store._engine.door.pid  # type: ignore[union-attr]
        batches = list(_batches(lake)) if bare else []
        work = (lambda: _bare_loop(store, batches)) if bare else (lambda: catch_up(lake, store))
        spent = spend(work, pid)
        return {**asdict(spent), "records": sum(store.counts().values()), "engine_peak": peak_of(pid)}


class _Until:
    """A lake as it was after its first entries."""

    def __new__(cls, data: Path, entries: int) -> Any:
        from graph.lake import Lake

        lake = Lake(data)
        lake.events = lambda: Lake(data).events()[:entries]  # type: ignore[method-assign]
        return lake


def _settings(data: str, neo4j: Body | None) -> Any:
    from graph.settings import Settings

    if neo4j is None:
        return Settings(Path(data))
    return Settings(Path(data), neo4j_uri=neo4j["uri"], neo4j_password=neo4j["password"])


def _batches(lake: Any) -> Iterator[Batch]:
    """The rows that the ordinary load writes, ready in memory as the query texts want them."""
    from graph.judged import NOBODY
    from graph.ontology import ontology
    from graph.project import BATCH, _steps, frames, rows_of

    for table, ids, _ in _steps(lake, [lake.events()[-1].id], NOBODY):
        for frame in frames(lake, table, ids):
            for part in frame.iter_slices(BATCH):
                rows = rows_of(part)
                if table not in ontology().kinds:
                    rows = [{"from": r.pop("from"), "to": r.pop("to"), "props": r} for r in rows]
                yield table, rows


def _bare_loop(store: Any, batches: list[Batch]) -> None:
    """The peer: a session of the same driver, the same texts, the same rows. Managed, for the engine conflicts with itself."""
    from graph.ontology import ontology
    from graph.queries import query

    with store._drivers[0].session(database=store.database) as session:
        for table, rows in batches:
            slot = {"KIND": table} if table in ontology().kinds else {"TYPE": table}
            text = query("write/entity" if "KIND" in slot else "write/link").fill(**slot)
            session.execute_write(lambda tx, text=text, rows=rows: tx.run(text, rows=rows).consume())


def wipe(data: str, neo4j: Body) -> None:
    """Empty a Neo4j."""
    from graph.store import open_store

    with open_store(_settings(data, neo4j)) as store:
        store.wipe()


def everything(data: str, neo4j: Body) -> Body:
    """The whole lake into an empty Neo4j by the ordinary load."""
    from graph.lake import Lake
    from graph.project import catch_up
    from graph.store import open_store

    lake = Lake(Path(data))
    with open_store(_settings(data, neo4j)) as store:
        store.setup()
        spent = spend(lambda: catch_up(lake, store), neo4j["pid"])
        return {**asdict(spent), "counts": store.counts(), "engine_peak": peak_of(neo4j["pid"])}


def by_tool(data: str, home: str) -> Body:
    """The whole lake into a stopped Neo4j by its own import tool: what `jinying rebuild --bulk` does."""
    from graph.lake import Lake
    from graph.neo4j_import import import_files, run_import

    def work() -> dict[str, int]:
        counts = import_files(Lake(Path(data)), Path(data) / "bulk")
        run_import(Path(home), Path(data) / "bulk", "neo4j")
        return counts

    return asdict(spend(work))


def counts(data: str, neo4j: Body) -> dict[str, int]:
    """What a graph holds."""
    from graph.store import open_store

    with open_store(_settings(data, neo4j)) as store:
        return store.counts()


def why(data: str, each: int) -> Body:
    """Milliseconds of `why` on ids of transfers, accounts and flows, warm; and of DuckDB on the same files."""
    import duckdb

    from graph.lake import Lake
    from graph.ops import open_ops
    from graph.why import reasons

    lake = Lake(Path(data))
    ids = _some_ids(lake, each)
    found = {}
    with open_ops(Path(data)) as ops, duckdb.connect() as base:
        for kind, chosen in ids.items():
            list(reasons(lake, ops, chosen[0]))  # the first opens the files
            found[kind] = [_milliseconds(lambda one=one: list(reasons(lake, ops, one))) for one in chosen]  # type: ignore[misc]
        for kind, table in (("transfer", "TRANSFER"), ("account", "Account")):
            files = [str(p) for _, _, p in lake.parts(table)]
            ask = partial(_by_duckdb, base, files)
            ask(ids[kind][0])
            found[f"duckdb {kind}"] = [_milliseconds(partial(ask, one)) for one in ids[kind][: max(each // 4, 3)]]
    return {"ms": found, "peak": peak_of(), "transfers": lake.rows("TRANSFER")}


def _by_duckdb(base: Any, files: list[str], record_id: str) -> list[Any]:
    return list(base.execute("SELECT * FROM read_parquet(?) WHERE id = ?", [files, record_id]).fetchall())


def _some_ids(lake: Any, each: int) -> dict[str, list[str]]:
    """By chance, each sort evenly: a busy account or a large sum is no likelier than another."""
    import polars as pl

    heads = [pl.read_parquet(p, columns=["id"], n_rows=1000) for _, _, p in lake.parts("TRANSFER")]
    payers = lake.scan("TRANSFER").filter(pl.col("from").str.ends_with("a7")).select("from", "to").unique().collect()
    accounts = (
        lake.scan("Account").select("id").filter(pl.col("id").str.ends_with("a7")).unique().collect()["id"].sort()
    )
    pairs = payers.sort("from", "to").sample(min(each, payers.height), seed=1)
    return {
        "transfer": pl.concat(heads)["id"].sample(each, seed=1).to_list(),
        "account": accounts.sample(min(each, len(accounts)), seed=1).to_list(),
        "flow": [f"flow-{a[-32:]}-{b[-32:]}" for a, b in pairs.iter_rows()],
    }


def _milliseconds(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def graph(folder: str, nodes: int, transfers: int) -> None:
    """Write the graph that kernels and peers are asked about."""
    from tests.bench.graphs import arrays

    arrays(nodes, transfers).save(Path(folder))


def kernels(folder: str, question: str, who: str, seconds: int) -> Body:
    """CPU seconds of a question, asked again while that is cheap; warm from a small graph. Ended after `seconds`."""
    from importlib.util import find_spec

    from tests.bench.graphs import Arrays, arrays
    from tests.bench.own import OURS
    from tests.bench.peers import PEERS

    if who != "ours" and find_spec(who) is None:
        return {"out": "not installed"}
    prepare = OURS[question] if who == "ours" else PEERS[question][who]
    prepare(arrays(500, 2_000))[0]()
    g, cpu = Arrays(Path(folder)), list[float]()
    begun = time.process_time()
    work, tell = prepare(g)
    build = time.process_time() - begun
    limit(seconds)
    while len(cpu) < 3 and sum(cpu) < 10:
        goes, spent, begun = 0, 0.0, time.process_time()
        while spent < LEAST:
            found, goes, spent = work(), goes + 1, time.process_time() - begun
        cpu.append(spent / goes)
    sizes = {"nodes": g.n, "transfers": len(g["at"]), "pairs": len(g["payee"])}
    return {"cpu": cpu, "build": build, "peak": peak_of(), "found": tell(found), "sizes": sizes}


def lake(data: str, nodes: int, transfers: int, more: int) -> None:
    """Write a lake of the graph, in two imports of which the second is small."""
    from tests.bench.snapshot import write

    write(Path(data), nodes, transfers, more)


def snapshot(data: str, until: int | None) -> Body:
    """The snapshot of a lake as of a log entry."""
    from graph.lake import Lake
    from graph.snapshot import snapshot as ours

    return asdict(spend(lambda: ours(Lake(Path(data), until)).counts["TRANSFER"]))


def touched(data: str) -> int:
    """Bytes that become resident when every array of the transfers in a snapshot is read."""
    from graph.lake import Lake
    from graph.snapshot import snapshot as ours

    s = ours(Lake(Path(data)))
    before = _resident()
    t = s.transfers()
    for values in (t.source, t.target, t.at, t.amount, t.out.start, t.out.item, t.into.start, t.into.item):
        values.max()
    return _resident() - before


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def world(out: str, scale: float) -> None:
    """Write the sample world."""
    from ingest.world import write

    write(1, scale, Path(out))


def finbench(data: str, engine: str, neo4j: Body | None, each: int) -> Body:
    """FinBench's reads on one engine."""
    from graph.lake import Lake
    from tests.bench.finbench import answers

    return answers(Lake(Path(data)), engine, _settings(data, neo4j), neo4j and neo4j["pid"], each)
