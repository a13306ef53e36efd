"""FinBench answered by DuckDB over the source's own files: which parameters are asked, and which rows are right.

`cases(name)` lists the parameters of a query (`tcr1` .. `tcr12`, `tsr1` .. `tsr6`) and `expected(name, params)` its
rows in the order that the specification asks for: ids as the source has them, amounts in fen, times in epoch
milliseconds. Nothing of the loader, the lake or the graph is used.
"""

from __future__ import annotations

import csv
import gzip
import os
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

SQL = Path(__file__).parent / "sql"
NAMES = (*(f"tcr{n}" for n in range(1, 13)), *(f"tsr{n}" for n in range(1, 7)))
WINDOW = {"start": int, "end": int}
ASKED: dict[
    str, dict[str, type]
] = {  # columns of the curated files, in their order; what is left of a row is the truncation
    "tcr3": {"source": int, "target": int, **WINDOW},
    "tcr4": {"source": int, "target": int, **WINDOW},
    "tcr6": {"id": int, "threshold1": float, "threshold2": float, **WINDOW},
    "tcr7": {"id": int, "threshold": float, **WINDOW},
    "tcr8": {"id": int, "threshold": float, **WINDOW},
    "tcr9": {"id": int, "threshold": float, **WINDOW},
    "tcr10": {"one": int, "two": int, **WINDOW},
    "tsr1": {"id": int},
    "tsr3": {"id": int, "threshold": float, **WINDOW},
    "tsr4": {"id": int, "threshold": float, **WINDOW},
    "tsr5": {"id": int, "threshold": float, **WINDOW},
}
PLAIN: dict[str, type] = {"id": int, **WINDOW}
TRANSFERS = "SELECT a AS id, ms, amount FROM transfer UNION ALL SELECT b, ms, amount FROM transfer"
PAID_BY = "SELECT person AS id, ms, amount FROM owner JOIN transfer ON account IN (a, b)"
SIGNED = "FROM transfer JOIN sign_in s ON account = b JOIN medium m ON m.id = medium AND m.blocked"
CYCLE = """FROM transfer x JOIN transfer y ON y.a = x.b JOIN transfer z ON z.a = y.b AND z.b = x.a
    WHERE x.a <> x.b AND y.a <> y.b AND x.a <> y.b"""
NEVER = 9_000_000_000_000  # a time after all others
TOUCHING = {  # the edges of an id whose times and amounts its probes take in turn, where not only an account's transfers
    "tcr1": [
        TRANSFERS,
        f"SELECT a AS id, s.ms, 0 AS amount {SIGNED} UNION SELECT a, {NEVER}, 0 FROM transfer",
        f"SELECT a AS id, s.ms, 0 AS amount {SIGNED} UNION SELECT a, 0, 0 FROM transfer",
    ],
    "tcr2": [
        PAID_BY,
        """SELECT person AS id, d.ms, 0 AS amount FROM owner o JOIN transfer t ON t.b = o.account
        JOIN deposit d ON d.account = t.a""",
    ],
    "tcr4": [
        TRANSFERS,
        f"SELECT x.a AS id, x.ms, 0 AS amount {CYCLE} UNION SELECT a, {NEVER}, 0 FROM transfer",
        f"SELECT x.a AS id, x.ms, 0 AS amount {CYCLE} UNION SELECT a, 0, 0 FROM transfer",
    ],
    "tcr5": [PAID_BY],
    "tcr6": [
        """SELECT b AS id, ms, amount FROM withdraw
        UNION ALL SELECT w.b, t.ms, t.amount FROM withdraw w JOIN transfer t ON t.b = w.a"""
    ],
    "tcr8": [
        "SELECT loan AS id, ms, amount FROM deposit",
        "SELECT loan AS id, t.ms, t.amount FROM deposit JOIN transfer t ON account IN (a, b)",
        "SELECT loan AS id, w.ms, w.amount FROM deposit JOIN transfer t ON account = t.a JOIN withdraw w ON w.a = t.b",
        "SELECT loan AS id, w.ms, w.amount FROM deposit JOIN transfer t ON account = t.a JOIN transfer w ON w.b = t.b",
    ],
    "tcr9": [
        TRANSFERS,
        "SELECT account AS id, ms, amount FROM deposit",
        "SELECT account AS id, ms, amount FROM repay",
    ],
    "tcr10": ["SELECT person AS id, ms, 0 AS amount FROM invest"],
    "tcr11": ["SELECT a AS id, ms, 0 AS amount FROM guarantee"],
    "tcr12": [PAID_BY],
    "tsr6": [
        TRANSFERS,
        """SELECT t.b AS id, u.ms, u.amount FROM transfer t JOIN transfer u ON u.a = t.a JOIN account x ON x.id = u.b
        WHERE x.blocked""",
    ],
}
PAIRS = {  # where next to none of the curated ones has an answer: accounts on a cycle of three, persons with a company in common
    "tcr4": f"SELECT DISTINCT x.a, x.b {CYCLE} ORDER BY ALL",
    "tcr10": """SELECT DISTINCT x.person, y.person FROM invest x JOIN invest y USING (company)
        WHERE x.person < y.person ORDER BY ALL""",
}
PROBES = 40  # ids a query that are asked again with bounds on which an edge lies
SHARES = (0.0, 0.001, 0.01, 0.1, 0.5)  # of an upstream, for the probes of TCR8
Params = dict[str, Any]
Rows = list[tuple[Any, ...]]


def home() -> Path:
    """Where FinBench SF0.01 is, or would be."""
    return Path(os.environ.get("JINYING_SHARED") or Path(__file__).parents[3] / "shared/data") / "finbench-sf0.01"


@cache
def tables() -> duckdb.DuckDBPyConnection:
    """The snapshot in DuckDB."""
    base = duckdb.connect()
    base.execute((SQL / "tables.sql").read_text("utf-8").replace("FOLDER", str(home() / "snapshot")))
    return base


@cache
def curated(name: str) -> tuple[Params, ...]:
    """The parameters that the benchmark gives; those of a simple read are accounts of TCR1, the blocked ones among them."""
    if name.startswith("tsr"):
        return tuple(_accounts(name))
    columns = ASKED.get(name, PLAIN)
    with gzip.open(home() / f"read_params/complex_{name[3:]}_param.csv.gz", "rt") as file:
        lines = [row for row in csv.reader(file, delimiter="|") if row[0].isdigit()]
    return tuple(_fen(name, {c: kind(v) for (c, kind), v in zip(columns.items(), row)}) for row in lines)  # noqa: B905


def _accounts(name: str) -> list[Params]:
    blocked = {row[0] for row in tables().sql("SELECT id FROM account WHERE blocked").fetchall()}
    chosen = [p for n, p in enumerate(curated("tcr1")) if n % 10 == 0 or p["id"] in blocked]
    return [{c: p.get(c, 0) for c in ASKED.get(name, PLAIN)} for p in chosen]


def _fen(name: str, params: Params) -> Params:
    """Thresholds of money as fen; that of TCR8 is a share."""
    money = [c for c in params if c.startswith("threshold") and name != "tcr8"]
    return {**params, **{c: round(params[c] * 100) for c in money}}


@cache
def probes(name: str) -> tuple[Params, ...]:
    """Ids whose answer is not what most get, asked again from and to the time of one of their edges and above the amount
    of one, where bounds must be exclusive, and once more from the beginning."""
    if name == "tsr1":
        return ()
    bounds = [_bounds(touching) for touching in TOUCHING.get(name, [TRANSFERS])]
    key = next(iter(ASKED.get(name, PLAIN)))
    chosen = [params for params in _telling(name) if params[key] in bounds[0]]
    made = []
    for number, params in enumerate(chosen[:: max(1, len(chosen) // PROBES)]):
        start, end, amount = bounds[number % len(bounds)].get(params[key], bounds[0][params[key]])
        least = {c: SHARES[number % 5] if name == "tcr8" else amount for c in params if c.startswith("threshold")}
        made.append({**params, "start": start, "end": end, **least})
        made.append({**params, "start": 0, "end": end})
    return tuple(made)


def _bounds(touching: str) -> dict[int, tuple[int, int, int]]:
    """An early and a late time and a small amount among the edges of each id."""
    rows = tables().sql(
        f"""SELECT id, quantile_disc(ms, 0.05), quantile_disc(ms, 0.95), quantile_disc(amount, 0.05) FROM ({touching})
        GROUP BY id HAVING count(*) > 1"""
    )
    return {row[0]: row[1:] for row in rows.fetchall()}


def _telling(name: str) -> list[Params]:
    """Curated parameters whose answer is not the most common one, or pairs of our own."""
    if name in PAIRS:
        return [dict(zip(ASKED[name], pair, strict=False)) for pair in tables().sql(PAIRS[name]).fetchall()]
    answers = [str(rows) for rows in expected_all(name, curated(name))]
    common = Counter(answers).most_common(1)[0][0]
    return [params for params, answer in zip(curated(name), answers, strict=True) if answer != common]


def cases(name: str) -> list[Params]:
    """All parameters that are asked."""
    return [*curated(name), *probes(name)]


def expected_all(name: str, asked: Sequence[Params]) -> list[Rows]:
    """The rows of each of these parameters."""
    frame = pl.DataFrame(list(asked)).with_row_index("n").rename({"end": "stop"}, strict=False)
    base = tables().cursor()
    base.register("asked", frame.to_arrow())
    rows = base.execute((SQL / f"{name}.sql").read_text("utf-8")).fetchall()
    found: list[Rows] = [[] for _ in asked]
    for n, group in groupby(rows, key=lambda row: row[0]):
        found[n] = [row[1:] for row in group]
    return found


def expected(name: str, params: Params) -> Rows:
    """The rows of these parameters."""
    return expected_all(name, [params])[0]
