"""Rows about the snapshot: CPU per edge from a lake, from nothing and by one more small import, and memory per edge."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa

from graph.block import write_block
from graph.lake import Lake, Manifest, empty
from tests.bench.graphs import made
from tests.bench.inputs import Inputs
from tests.bench.meter import apart
from tests.bench.result import Asked, Bench, Result, Side

NODES, TRANSFERS, MORE = 1_000_000, 10_000_000, 10_000
BLOCK = 1_000_000  # records of a file
MICROSECONDS, BYTES = 0.5, 30
HEX = np.frombuffer(b"0123456789abcdef", np.uint8)


def write(data: Path, nodes: int, transfers: int, more: int) -> None:
    """A lake of the bench's graph: accounts and all transfers but `more` in one import, those in another."""
    source, target, at, amount = made(nodes, transfers)
    rng = np.random.default_rng(1)
    accounts = _ids("acc", nodes, rng)
    frame = pl.DataFrame({
        "id": _ids("transfer", transfers, rng), "from": accounts[source], "to": accounts[target], "amount": amount,
        "at": pl.Series(at.astype(np.int64) * 1000).cast(pl.Datetime("ms", "UTC")),
        "part": np.zeros(transfers, np.int32), "row": np.arange(transfers),
    })  # fmt: skip
    lake = Lake(data)
    with lake.lock():
        _put(lake, "first", {"Account": _entities(accounts), "TRANSFER": frame[: transfers - more]})
        late = frame[transfers - more :]
        known = pl.concat([late["from"], late["to"]]).unique(maintain_order=True)
        _put(lake, "second", {"Account": _entities(known), "TRANSFER": late})


def _entities(ids: pl.Series) -> pl.DataFrame:
    return pl.DataFrame({"id": ids, "part": np.zeros(len(ids), np.int32), "rows": [[0]] * len(ids)})


def _put(lake: Lake, one: str, tables: dict[str, pl.DataFrame]) -> None:
    for table, frame in tables.items():
        like = empty(table)
        frame = pl.concat([like, frame.cast({n: like.schema[n] for n in frame.columns})], how="diagonal")
        for block, part in enumerate(frame.iter_slices(BLOCK)):
            write_block(lake.staging(one), table, block, part)
    counts = {table: frame.height for table, frame in tables.items()}
    lake.commit(Manifest(one, f"{one}.csv", "", 0, "", "", "", [""], sum(counts.values()), 0, 0, counts))


def _ids(prefix: str, count: int, rng: np.random.Generator) -> pl.Series:
    """Ids by chance: as even as those that are hashes."""
    digits = np.frombuffer(rng.bytes(16 * count), np.uint8).reshape(count, 16)
    head = np.frombuffer(f"{prefix}-".encode(), np.uint8)
    text = np.empty((count, len(head) + 32), np.uint8)
    text[:, : len(head)], text[:, len(head) :: 2], text[:, len(head) + 1 :: 2] = (
        head,
        HEX[digits >> 4],
        HEX[digits & 15],
    )
    start = np.arange(count + 1, dtype=np.int64) * text.shape[1]
    return pl.Series(pa.LargeStringArray.from_buffers(count, pa.py_buffer(start), pa.py_buffer(text)))


def _lake(inputs: Inputs) -> tuple[Path, int, int]:
    """The lake, its transfers, and how many of them the second import brings."""
    nodes, transfers, more = (inputs.size(full) for full in (NODES, TRANSFERS, MORE))
    data = inputs.root / "lake-of-the-graph"
    if not data.exists():
        inputs.say(f"writing a lake of {nodes:,} accounts and {transfers:,} transfers")
        apart("tests.bench.tasks:lake", data, nodes, transfers, more)
    return data, transfers, more


def rate(inputs: Inputs) -> Result:
    """From nothing as of the first import, then the second."""
    data, transfers, more = _lake(inputs)
    anew, extended = [], []
    for turn in range(inputs.reps):
        inputs.say(f"snapshot of {transfers:,} transfers, turn {turn + 1} of {inputs.reps}")
        inputs.drop(data / "snapshots")
        anew.append(apart("tests.bench.tasks:snapshot", data, 1))
        extended.append(apart("tests.bench.tasks:snapshot", data, None))
    best = min(s["cpu"] for s in extended)
    return Result(
        "snapshot", f"snapshot of {transfers - more:,} transfers from a lake, from nothing",
        Asked(f"{MICROSECONDS} us CPU per edge", MICROSECONDS, more=False),
        Side("ours", "us CPU per edge", tuple(s["cpu"] / (transfers - more) * 1e6 for s in anew)),
        notes=(f"peak {max(s['peak'] for s in anew) / (1 << 20):,.0f} MiB; {min(s['wall'] for s in anew):.1f} s wall",
               f"extended by an import of {more:,} transfers: {best:.2f} CPU s, {best / min(s['cpu'] for s in anew):.2f} of all anew"),
        page="kernels",
    )  # fmt: skip


def memory(inputs: Inputs) -> Result:
    """What a kernel of transfers makes resident."""
    data, transfers, _ = _lake(inputs)
    apart("tests.bench.tasks:snapshot", data, None)
    inputs.say("reading all arrays of the snapshot's transfers")
    return Result(
        "snapshot-memory", f"resident after all arrays of {transfers:,} transfers were read: ends, time, amount, both adjacencies",
        Asked(f"{BYTES} bytes per edge", BYTES, more=False),
        Side("ours", "bytes per edge", (apart("tests.bench.tasks:touched", data) / transfers,)), page="kernels",
    )  # fmt: skip


SNAPSHOTS = [
    Bench("snapshot", "snapshot from a lake of ten million transfers", rate),
    Bench("snapshot-memory", "memory of its transfers", memory),
]
