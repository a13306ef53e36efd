"""Rows about the lake: how fast a bank's file gets in, in how much memory, and how fast `why` gets out again."""

from __future__ import annotations

from statistics import median

from tests.bench.inputs import Inputs
from tests.bench.meter import apart
from tests.bench.result import Asked, Result, Side

MILLION = 1_000_000
RATE, SKETCH = 150_000, 218_000
MIB = 1 << 20


def rate(inputs: Inputs) -> Result:
    """Rows per CPU second, ours and bare Polars by turns."""
    rows = inputs.size(MILLION)
    file = inputs.statement(rows)
    ours, bare = [], []
    for turn in range(inputs.reps):
        inputs.say(f"loading {rows:,} rows, turn {turn + 1} of {inputs.reps}")
        data, out = inputs.folder("data"), inputs.folder("sketch")
        ours.append(apart("tests.bench.tasks:load", file, data))
        bare.append(apart("tests.bench.tasks:sketch", file, out))
        inputs.drop(data, out)
    sides = [
        Side(label, "rows per CPU s", tuple(rows / s["cpu"] for s in spent))
        for label, spent in (("ours", ours), ("bare Polars", bare))
    ]
    return Result(
        "lake-rate", f"bank CSV, GB18030, {rows:,} rows, to the lake with validation and ids",
        Asked(f"{RATE:,} rows per CPU s where the peer does {SKETCH:,}: {RATE / SKETCH:.2f} of it", RATE / SKETCH, ratio=True), *sides,
        notes=("judged by the ratio: one machine's CPU second was worth twice as much on one day as on another",
               f"peak {max(s['peak'] for s in ours) / MIB:,.0f} MiB, the peer's {max(s['peak'] for s in bare) / MIB:,.0f} MiB"),
    )  # fmt: skip


def memory(inputs: Inputs) -> Result:
    """Peak memory of the largest load."""
    rows = inputs.size(10 * MILLION)
    data = inputs.lake(rows)
    spent = inputs.loading(data)
    return Result(
        "lake-memory", f"the same, {rows:,} rows: peak memory", Asked("under 1 GiB", 1024, more=False),
        Side("ours", "MiB", (spent["peak"] / MIB,)),
        notes=(f"{spent['cpu']:,.0f} CPU s ({rows / spent['cpu']:,.0f} rows per CPU s), {spent['wall']:,.0f} s wall",),
    )  # fmt: skip


def why(inputs: Inputs) -> Result:
    """From one id back to its rows, warm: judged by the slowest sort of id."""
    rows = inputs.size(10 * MILLION)
    body = apart("tests.bench.tasks:why", inputs.lake(rows), 100 if inputs.share == 1 else 20)
    ms = {kind: tuple(samples) for kind, samples in body["ms"].items()}
    worst = max(("transfer", "account", "flow"), key=lambda kind: median(ms[kind]))
    said = "; ".join(f"{k}: median {median(v):.1f}, 95th {sorted(v)[int(len(v) * 0.95)]:.1f} ms" for k, v in ms.items())
    return Result(
        "why", f"`why` on one id, a lake of {rows:,} rows, warm", Asked("under 50 ms", 50, more=False),
        Side(f"ours, {worst} ids (the slowest sort)", "ms", ms[worst]),
        notes=(said, f"peak {body['peak'] / MIB:,.0f} MiB"),
    )  # fmt: skip
