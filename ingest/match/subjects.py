"""Enterprises as the lake states them: their names, what identifies them, and what they share with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from graph.judged import Judgement
from graph.lake import Lake
from graph.ontology import ontology
from ingest.match.addresses import address
from ingest.match.divisions import Places, places
from ingest.match.names import normal
from ingest.match.vocabulary import ALIASES

NAME, FORMER, ALIAS = "name", "former", "alias"
# what two enterprises may share: how it is stated, by which end, and through which papers about them
SHARED = {
    "account": (("OWNS", "from", "to"),),
    "phone": (("HAS_PHONE", "from", "to"),),
    "website": (("OPERATES", "from", "to"),),
    "address": (("LOCATED_AT", "from", "to"),),
    "person": (("LEGAL_REP_OF", "to", "from"), ("HOLDS_OFFICE", "to", "from"), ("HOLDS_SHARE", "to", "from")),
}
PAPERS = (("PROMOTES", "to", "from"), ("ABOUT", "to", "from"))
NAMED = {"account": "PAYS_INTO", "phone": "HAS_PHONE"}


@dataclass(frozen=True)
class Enterprises:
    """`who`: id, code, reg (null where none is stated), rows, first (log entry that first stated it), by id.

    `names`: who (row of the former), text, said (as it stands there), kind, first; distinct, by who and text.
    """

    who: pl.DataFrame
    names: pl.DataFrame

    @property
    def ids(self) -> list[str]:
        return self.who["id"].to_list()


def enterprises(lake: Lake) -> Enterprises:
    """All enterprises in force, under their canonical ids; what has no name is left out."""
    rows = lake.united("Enterprise", lake.scan("Enterprise"))
    has = set(rows.collect_schema().names())
    columns = [n for n in ("name", "former_name", "credit_code", "reg_number") if n in has]
    wanted = rows.select("id", "seq", *columns, pl.col("rows").list.len().alias("n"))
    missing = {"name", "former_name", "credit_code", "reg_number"} - set(columns)
    frame = wanted.with_columns(pl.lit(None, pl.String).alias(n) for n in sorted(missing)).collect()
    who = (
        frame.group_by("id")
        .agg(
            pl.col("credit_code").drop_nulls().unique().sort().alias("codes"),
            pl.col("reg_number").drop_nulls().first().alias("reg"),
            pl.col("n").sum().cast(pl.Int64).alias("rows"),
            pl.col("seq").min().alias("first"),
        )
        .sort("id")
        .with_row_index("who")
    )
    parts = [frame.select("id", "seq", pl.col("name").alias("text"), pl.lit(NAME).alias("kind"))]
    former = frame.select(
        "id", "seq", pl.col("former_name").str.replace_all(r"[;、，,/|]", "；").str.split("；").alias("text")
    ).explode("text")
    parts.append(former.select("id", "seq", pl.col("text").str.strip_chars(), pl.lit(FORMER).alias("kind")))
    said = pl.concat(parts).drop_nulls("text").filter(pl.col("text") != "")
    names = said.group_by("id", "text", "kind").agg(pl.col("seq").min().alias("first"))
    named = names.join(who.select("id", "who"), on="id").select(
        "who", "text", pl.col("text").alias("said"), "kind", "first"
    )
    return Enterprises(who, _with_aliases(named).sort("who", "kind", "text"))


def _with_aliases(names: pl.DataFrame) -> pl.DataFrame:
    """Names, and the full ones of institutions that are called by a name of their own (工行)."""
    full = [ALIASES.get(text) for text in normal(names["text"])]
    also = names.with_columns(pl.Series("text", full, pl.String), pl.lit(ALIAS).alias("kind")).drop_nulls("text")
    return pl.concat([names, also]).unique(["who", "text"], keep="first", maintain_order=True)


def changed_since(known: Enterprises, seq: int) -> pl.Series:
    """Rows (`who`) first stated after log entry `seq`, or under a name that was."""
    new = known.names.filter(pl.col("first") > seq)["who"]
    return pl.concat([known.who.filter(pl.col("first") > seq)["who"], new]).unique().sort()


def shared_things(lake: Lake, where: Places) -> pl.DataFrame:
    """id, what, thing: accounts, phones, websites, addresses and people of enterprises, also through papers about them."""
    prefix = f"{ontology().kinds['Enterprise'].prefix}-"
    parts = [ends(lake, *how, what) for what, ways in SHARED.items() for how in ways]
    papers = pl.concat([ends(lake, *how, "paper") for how in PAPERS]).filter(pl.col("id").str.starts_with(prefix))
    for what, link in NAMED.items():
        named = ends(lake, link, "from", "to", what)
        through = papers.join(named.rename({"id": "thing", "thing": "of"}).drop("what"), on="thing")
        parts.append(through.select("id", pl.lit(what).alias("what"), pl.col("of").alias("thing")))
    found = pl.concat(parts).filter(pl.col("id").str.starts_with(prefix)).unique().collect()
    alike = by_place(lake, where)
    return found.with_columns(pl.col("thing").replace(alike["id"], alike["place"])).unique(maintain_order=True)


def places_of(lake: Lake) -> Places:
    """The shipped divisions, and those that the lake's addresses name and the table lacks."""
    texts = lake.scan("Address").select("text").unique().collect()["text"].drop_nulls().sort()
    return places().with_those_of(texts)


def by_place(lake: Lake, where: Places) -> pl.DataFrame:
    """id and normal form of every address: two ways of writing one are one."""
    rows = lake.scan("Address").select("id", "text").unique("id").collect().drop_nulls()
    read = [address(text, where) for text in rows["text"]]
    return rows.select("id", pl.Series("place", [f"{a.region} {a.rest}" for a in read], pl.String))


def ends(lake: Lake, link: str, whose: str, thing: str, what: str) -> pl.LazyFrame:
    """id, what, thing of a link's ends, canonical."""
    rows = lake.ends(lake.scan(link).select("from", "to"))
    return rows.select(pl.col(whose).alias("id"), pl.lit(what).alias("what"), pl.col(thing).alias("thing"))


def judged_pairs(lake: Lake, judgements: Sequence[Judgement]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Pairs of canonical ids that somebody has answered, and those of them that were answered "different"."""
    meant = lake.judged.canonical
    answered, different = set(), set()
    for j in judgements:
        if not j.gone:
            one, other = sorted((meant.get(j.left, j.left), meant.get(j.right, j.right)))
            answered.add((one, other))
            if j.answer == "different":
                different.add((one, other))
    return answered, different
