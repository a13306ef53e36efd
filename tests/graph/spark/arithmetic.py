"""When one machine stops being enough, by figures: `python -m tests.graph.spark.arithmetic [ROWS] [--write]`.

A bank's statement of ROWS rows goes into a lake; bytes of its snapshot and of what Spark keeps are counted, the same
algorithms are timed on both. --write puts the block into docs/scale-out.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from graph.freeze import MOST
from graph.kernels.components import components
from graph.kernels.rank import pagerank
from graph.lake import Lake
from graph.snapshot import Snapshot, snapshot
from ingest.load import load
from tests.bench.machine import facts
from tests.bench.meter import Spent, spend
from tests.bench.statement import write

PAGE = Path(__file__).parents[3] / "docs/scale-out.md"
BEGIN, END = "<!-- measured: written by the command above, not by hand -->", "<!-- end of measured -->"
ROUNDS = 5  # of PageRank
IDENTITY = ("high", "low", "milli")  # columns that say which link it is; kernels do not read them
MEMORIES = (64, 256, 512)  # GiB


def per_edge(s: Snapshot, link: str = "TRANSFER") -> dict[str, float]:
    """Bytes of each array that has an entry an edge."""
    found = {}
    for path in sorted(s.folder.glob(f"{link}.*.npy")):
        array = np.load(path, mmap_mode="r")
        if len(array) == s.counts[link]:
            found[path.stem.removeprefix(f"{link}.")] = float(array.itemsize)
    return found


def worked(sizes: dict[str, float]) -> float:
    """Bytes an edge that kernels of time and money read: what must be in memory to be fast."""
    return sum(size for name, size in sizes.items() if name not in IDENTITY)


def per_node(s: Snapshot) -> float:
    """Bytes a node: its id, the index of ids, and where its row begins, both ways."""
    files = [*s.folder.glob("nodes.*.npy"), *s.folder.glob("where.*.npy"), *s.folder.glob("TRANSFER.*.start.npy")]
    return sum(p.stat().st_size for p in files) / s.n


def measured(rows: int, folder: Path) -> dict[str, Any]:
    """All that the block says."""
    from graph.spark.session import session
    from graph.spark.tables import Tables

    lake = Lake(folder / "data")
    with lake.lock():
        load(lake, write(folder / "statement.csv", rows))
    s = snapshot(lake)
    stored = sum(p.stat().st_size for _, _, p in lake.parts("TRANSFER"))
    g = s.pairs("TRANSFER")
    components(g), pagerank(g, rounds=1)  # compiled
    here = {
        "components": spend(lambda: components(g)),
        "PageRank": spend(lambda: pagerank(g, rounds=ROUNDS, tolerance=0)),
    }
    with session("local[*]", {"spark.driver.memory": "4g"}) as spark:
        t = Tables(spark, lake)
        there, kept = on_spark(t)
    return {
        "rows": rows, "edges": s.counts["TRANSFER"], "nodes": s.n, "pairs": len(g.target), "sizes": per_edge(s), "node": per_node(s),
        "parquet": stored / s.counts["TRANSFER"], "kept": kept / len(g.target), "here": here, "there": there, **facts(),
    }  # fmt: skip


def on_spark(t: Any) -> tuple[dict[str, Spent], int]:
    """The same on Spark, the JVM's CPU seconds counted, and the bytes that it keeps of pairs between rounds."""
    from graph.spark.components import components as stars
    from graph.spark.rank import pagerank as ranked
    from graph.spark.session import settled

    context = t.spark.sparkContext
    jvm = context._gateway.proc.pid
    nodes, pairs = settled(t.nodes()), settled(t.pairs().select("source", "target", "weight"))
    kept = max(r.memSize() + r.diskSize() for r in context._jsc.sc().getRDDStorageInfo())
    work = {
        "components": lambda: stars(nodes, pairs).count(),
        "PageRank": lambda: ranked(nodes, pairs, rounds=ROUNDS, tolerance=0).score.count(),
    }
    return {name: spend(run, jvm) for name, run in work.items()}, kept


def block(m: dict[str, Any]) -> Iterator[str]:
    """Markdown."""
    hot, all_ = worked(m["sizes"]), sum(m["sizes"].values())
    yield f"{m['date']}, commit {m['commit']}, {m['cores']} x {m['processor']}, load {m['load']:.1f} at the start. A statement of {m['rows']:,} rows: {m['edges']:,} transfers, {m['pairs']:,} pairs, {m['nodes']:,} nodes."
    yield ""
    yield "| what | bytes |"
    yield "|---|---|"
    yield f"| a transfer in the snapshot | {all_:.0f} ({' + '.join(f'{n} {b:.0f}' for n, b in m['sizes'].items())}) |"
    yield f"| of it read by kernels of time and money, so best in memory | {hot:.0f} |"
    yield f"| a node in the snapshot | {m['node']:.0f} |"
    yield f"| a transfer in the lake, Parquet, all its properties | {m['parquet']:.0f} |"
    yield f"| a pair that Spark keeps between rounds | {m['kept']:.0f} |"
    yield ""
    each = m["nodes"] / m["edges"] * m["node"]
    yield "| memory of one machine | transfers whose arrays take half of it, nodes as many for each as here |"
    yield "|---|---|"
    for gib in MEMORIES:
        edges = gib * 2**30 / 2 / (hot + each)
        yield f"| {gib} GiB | {min(edges, MOST) / 1e9:.2f} billion{' (the most that a snapshot numbers)' if edges > MOST else ''} |"
    yield ""
    yield "| on the pairs of this statement | kernel, CPU s | Spark on this machine, CPU s | ratio | Spark, wall s |"
    yield "|---|---|---|---|---|"
    for name, here in m["here"].items():
        there = m["there"][name]
        said = f"PageRank, {ROUNDS} rounds" if name == "PageRank" else name
        yield f"| {said} | {here.cpu:.3f} | {there.cpu:.1f} | {there.cpu / here.cpu:,.0f} | {there.wall:.1f} |"


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    with TemporaryDirectory() as folder:
        text = "\n".join(block(measured(numbers[0] if numbers else 1_000_000, Path(folder))))
    sys.stdout.write(text + "\n")
    if "--write" in sys.argv:
        page = PAGE.read_text("utf-8")
        head, tail = page.partition(BEGIN)[0], page.partition(END)[2]
        PAGE.write_text(f"{head}{BEGIN}\n\n{text}\n\n{END}{tail}", "utf-8")


if __name__ == "__main__":
    main()
