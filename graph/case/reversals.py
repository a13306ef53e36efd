"""Transfers that a negative row turned (红字冲正): each with its row, and what they come to for a party and on an account's sheet.

The bank stated a negative amount the other way; the loader turned it and marked it. A figure that has such transfers in it
says so, so that nobody takes money that a bank took back for money that somebody paid.
"""

from __future__ import annotations

import polars as pl

from graph.case.dossier import Dossier
from graph.ontology import ontology
from graph.say import Say

LABEL = Say("冲正", "reversal")
ABOUT = Say(
    "冲正：来源行金额为负，方向据此掉转，金额以正数列示；与原交易并列，不互相抵消。",
    "Reversal: its row states a negative amount, so it stands the other way as a positive one, beside what it undoes; neither is netted.",
)
SCHEMA = {
    "id": pl.String, "from": pl.String, "to": pl.String, "amount": pl.Int64, "at": pl.Int64, "file": pl.String, "part": pl.String, "row": pl.Int64,
    "sha256": pl.String,
}  # fmt: skip
SUMS = (pl.len().cast(pl.Int64).alias("reversals"), pl.col("amount").sum().alias("reversed"))


def reversals(of: Dossier) -> pl.DataFrame:
    """SCHEMA: every marked movement of money and the first row that says it; amounts fen, `at` epoch ms UTC, by time."""
    every = _marked(of)
    told = of.rows.filter(pl.col("id").is_in(every["id"].implode())).unique("id", keep="first", maintain_order=True)
    return every.join(told.select("id", "file", "part", "row", "sha256"), on="id", how="left").sort("at", "id").select(list(SCHEMA))  # fmt: skip


def _marked(of: Dossier) -> pl.DataFrame:
    """The movements alone, in the order of the ontology's links."""
    found = [pl.DataFrame(schema={n: t for n, t in SCHEMA.items() if n not in ("file", "part", "row", "sha256")})]
    for link in ontology().links.values():
        frame = of.links.get(link.name)
        if frame is not None and link.mark in frame.columns:
            some = frame.filter(pl.col(link.mark or "").fill_null(False))
            found.append(some.select("id", "from", "to", pl.col(link.turn or "").alias("amount"), pl.col("at").cast(pl.Int64)))  # fmt: skip
    return pl.concat(found)


def by_party(of: Dossier) -> pl.DataFrame:
    """party, reversals (how many), reversed (fen): of those between the group's accounts and somebody in the ledger."""
    group, every = _group(of), _marked(of)
    sides = [
        every.filter(pl.col(own).is_in(group) & ~pl.col(other).is_in(group)).select(pl.col(other).alias("account"), "amount")
        for own, other in (("from", "to"), ("to", "from"))
    ]  # fmt: skip
    parties = set(of.figures.ledger["party"])
    owns = of.links.get("OWNS", pl.DataFrame(schema={"from": pl.String, "to": pl.String})).select("from", "to")
    whose = {account: owner for owner, account in owns.iter_rows() if owner in parties}
    told = pl.concat(sides).with_columns(pl.col("account").map_elements(lambda one: whose.get(one, one), return_dtype=pl.String).alias("party"))  # fmt: skip
    return told.filter(pl.col("party").is_in(list(parties))).group_by("party", maintain_order=True).agg(*SUMS)


def by_sheet(of: Dossier) -> pl.DataFrame:
    """account, period (China's month), reversals, reversed: of both ends of each."""
    month = pl.from_epoch(pl.col("at"), "ms").dt.replace_time_zone("UTC").dt.convert_time_zone("Asia/Shanghai").dt.to_string("%Y-%m")  # fmt: skip
    every = _marked(of).with_columns(month.alias("period"))
    ends = pl.concat(every.select(pl.col(end).alias("account"), "period", "amount") for end in ("from", "to"))
    return ends.group_by("account", "period", maintain_order=True).agg(*SUMS)


def _group(of: Dossier) -> list[str]:
    given = of.figures.rules.get("group", {}).get("accounts", [])
    return sorted({*of.figures.sheets["account"], *(given if isinstance(given, list) else [])})
