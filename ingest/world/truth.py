"""Who is what: the answers, kept apart from the files that an agency would send."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from ingest.world.flow import (
    AGAIN,
    COMMISSION,
    DAILY,
    INTEREST,
    MEANINGS,
    OUT,
    PAID_IN,
    PRINCIPAL,
    Flow,
)
from ingest.world.paper import append_rows, when, write_table
from ingest.world.province import Province

COLUMNS = {
    "投入": PAID_IN,
    "复投": AGAIN,
    "返息": INTEREST,
    "返本": PRINCIPAL,
    "佣金": COMMISSION,
    "出金": OUT,
}


def schemes(p: Province, out: Path) -> int:
    starts = pl.DataFrame({"s": [s.start for s in p.schemes], "e": [s.end for s in p.schemes]})
    frame = pl.DataFrame(
        {
            "scheme": [s.number for s in p.schemes],
            "class": [s.kind for s in p.schemes],
            "legal": [str(s.legal).lower() for s in p.schemes],
            "product": [s.product for s in p.schemes],
            "rate": [s.rate for s in p.schemes],
            "enterprise": [p.firms.codes[s.face] for s in p.schemes],
            "start": starts.select(when("s", "%Y-%m-%d"))["s"],
            "end": starts.select(when("e", "%Y-%m-%d"))["e"],
            "transfers": [len(s.flow) for s in p.schemes],
        }
    )
    return write_table(out / "schemes.csv", frame, "utf-8")


def roles(p: Province, out: Path) -> int:
    keys = {"Person": p.people.ids, "Enterprise": p.firms.codes, "Account": p.accounts.numbers}
    rows = [(s.number, r.kind, keys[r.kind][r.index], r.role, r.layer) for s in p.schemes for r in s.roles]
    schema = ["scheme", "kind", "key", "role", "layer"]
    return write_table(out / "roles.csv", pl.DataFrame(rows, schema=schema, orient="row"), "utf-8")


def recruits(p: Province, out: Path) -> int:
    """Who brought whom into what, by ID number; an empty parent stands at the top."""
    owner = p.accounts.owner

    def key(account: int) -> str:
        return "" if account < 0 else str(p.people.ids[int(owner[account])])

    rows = [(s.number, key(c), key(up), level, at) for s in p.schemes for c, up, level, at in s.tree]
    schema = {
        "scheme": pl.Int64,
        "person": pl.String,
        "parent": pl.String,
        "level": pl.Int64,
        "time": pl.Int64,
    }
    frame = pl.DataFrame(rows, schema=schema, orient="row").with_columns(when("time", "%Y-%m-%d %H:%M:%S"))
    return write_table(out / "recruits.csv", frame, "utf-8")


def ledger(p: Province, out: Path) -> int:
    """Fen per scheme and participant: what went in by hand of the person, what came back, what is unpaid."""
    flow = p.planted
    owner = p.accounts.owner
    legal = np.array([s.legal for s in p.schemes])[flow.scheme]
    parts = []
    for name, meaning in COLUMNS.items():
        mine = (flow.meaning == meaning) & ~legal
        side = flow.src if meaning in (PAID_IN, AGAIN) else flow.dst
        columns = {"scheme": flow.scheme[mine], "owner": owner[side[mine]], "fen": flow.fen[mine]}
        parts.append(pl.DataFrame(columns).with_columns(what=pl.lit(name)))
    wide = pl.concat(parts).pivot(
        on="what", on_columns=list(COLUMNS), index=["scheme", "owner"], values="fen", aggregate_function="sum"
    )
    keys = pl.concat([p.people.ids, p.firms.codes])
    wide = (
        wide.fill_null(0)
        .sort("scheme", "owner")
        .with_columns(pl.Series("key", keys.gather(wide.sort("scheme", "owner")["owner"])))
    )
    paid = pl.col("投入") + pl.col("复投") - pl.col("返本") - pl.col("出金")
    table = wide.select("scheme", "key", *COLUMNS, paid.alias("净投入"))
    return write_table(out / "ledger.csv", table, "utf-8")


class TransferTruth:
    """Appends month by month: planted transfers with their meaning, and which two rows are one transfer."""

    def __init__(self, p: Province, out: Path) -> None:
        self.numbers = p.accounts.numbers
        self.transfers, self.pairs = out / "transfers.csv", out / "pairs.csv"
        self.planted = self.both = 0
        for path in (self.transfers, self.pairs):
            path.write_bytes(b"")

    def month(self, flow: Flow, paid: pl.Series, received: pl.Series) -> None:
        frame = pl.DataFrame(
            {
                "scheme": flow.scheme,
                "meaning": pl.Series(list(MEANINGS)).gather(flow.meaning),
                "from": self.numbers.gather(flow.src),
                "to": self.numbers.gather(flow.dst),
                "fen": flow.fen,
                "time": flow.at,
                "payer_serial": paid,
                "payee_serial": received,
            }
        )
        own = frame.filter(pl.Series(flow.meaning != DAILY)).with_columns(when("time", "%Y-%m-%d %H:%M:%S"))
        append_rows(self.transfers, own, "utf-8", header=not self.transfers.stat().st_size)  # a month may plant nothing
        self.planted += own.height
        both = frame.filter(pl.col("payee_serial") != "").select("payer_serial", "payee_serial")
        append_rows(self.pairs, both, "utf-8", header=not self.pairs.stat().st_size)
        self.both += both.height
