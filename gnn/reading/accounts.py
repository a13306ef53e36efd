"""The lake as accounts: who moves money, and what ties accounts beside it.

Persons, devices and papers are not nodes of their own here (a random account is three steps from every other by way of a
clerk): what they say of accounts is folded onto these.

- `TRANSFER`, `WITHDRAW`: money, as it is;
- `OWNER`, `DEVICE`, `PHONE`: two accounts of one owner, used on one device, with one phone (their own or their owner's);
- `FIRM`: an account of a person and one of the enterprise that he represents, holds or has an office at;
- `NAMED`: an account and itself, each time a paper (advert, contract, report, complaint) names it.

A tie holds from the later of the two links that make it; what many share (a branch's phone) ties nobody. An account has its
owner's settled properties beside its own (`Owner.`).
"""

from __future__ import annotations

import numpy as np
import polars as pl

from gnn.data import Bool, Data, Links
from gnn.reading.facts import ALWAYS, births, dated, links_of, settled
from graph.kernels.arrays import F64, I32, I64
from graph.snapshot import Snapshot

KIND = "Account"
MONEY = ("TRANSFER", "WITHDRAW")
OFFICES = ("LEGAL_REP_OF", "HOLDS_SHARE", "HOLDS_OFFICE")
CROWD = 10  # accounts that share a thing; with more it says nothing


def read(s: Snapshot, until: int | None = None, *, ids: bool = True) -> Data:
    """Accounts and their links before `until` (UTC seconds; None: all)."""
    node = s.of_kind(KIND)
    place = np.full(s.n, -1, np.int32)
    place[node] = np.arange(len(node), dtype=np.int32)
    born = births(s)
    columns = _columns(s, node, np.ones(s.n, np.bool_) if until is None else born < until, owners(s, born, until)[node])
    relations = {name: _among(links_of(s, name, born, ids), place) for name in MONEY if s.counts.get(name)}
    relations |= {name: k for name, k in ties(s, place, born, ids).items() if k.m}
    x = np.column_stack([*columns.values()]) if columns else np.empty((len(node), 0))
    return Data(
        "lake", tuple(s.ids(node)), np.zeros(len(node), np.int32), (KIND,), x.astype(np.float32), tuple(columns), relations,
        np.zeros(len(node), np.int32), ("lake",), note={"snapshot": s.hash, "until": until, "view": "accounts"},
    ).as_of(until)  # fmt: skip


def _columns(s: Snapshot, node: I32, there: Bool, owner: I32) -> dict[str, F64]:
    """An account's own settled properties, and its owner's; whether that is an enterprise."""
    own, known = dict(settled(s, there)), owner >= 0
    made = {name: column[node] for name, column in own.items() if name.startswith(f"{KIND}.")}
    for name, column in own.items():
        if name.startswith(("Enterprise.", "Person.")):
            made[f"Owner.{name}"] = np.where(known & there[node], column[owner], np.nan)
    made["Owner.is an enterprise"] = np.where(known & there[node], s.is_kind("Enterprise")[owner], np.nan)
    return made


def owners(s: Snapshot, born: I64, until: int | None) -> I32:
    """(n,) of each account its first owner, where it had one before `until`; -1 where nobody is known."""
    made = np.full(s.n, -1, np.int32)
    rows = _rows(s, "OWNS", born, ids=False).sort("at", "source")
    rows = rows if until is None else rows.filter(pl.col("at") < until)
    first = rows.unique("target", keep="first", maintain_order=True)
    made[first["target"].to_numpy()] = first["source"].to_numpy()
    return made


def _among(k: Links, place: I32) -> Links:
    """Links between accounts, by their numbers here."""
    here = k.take((place[k.source] >= 0) & (place[k.target] >= 0))
    return Links(place[here.source], place[here.target], here.at, here.x, here.columns, here.directed, here.ids)


# ties


def ties(s: Snapshot, place: I32, born: I64, ids: bool) -> dict[str, Links]:
    """All ties of accounts by what makes them."""
    owns = _rows(s, "OWNS", born, ids).select("at", "id", holder="source", account="target")
    calls = _rows(s, "HAS_PHONE", born, ids)
    own_phone = calls.select("at", "id", account="source", thing="target")
    by_owner = calls.join(owns, left_on="source", right_on="holder").select(
        at=pl.max_horizontal("at", "at_right"), id="id", account="account", thing="target"
    )
    things = {
        "OWNER": owns.select("at", "id", "account", thing="holder"),
        "DEVICE": _rows(s, "SIGNS_IN", born, ids).select("at", "id", account="target", thing="source"),
        "PHONE": pl.concat([own_phone, by_owner]),
    }
    made = {name: _shared(rows, place, ids) for name, rows in things.items()}
    offices = pl.concat([_rows(s, name, born, ids) for name in OFFICES])
    made["FIRM"] = _firms(offices, owns, place, ids)
    named = _rows(s, "PAYS_INTO", born, ids).select("at", "id", first="target", second="target")
    made["NAMED"] = _tied(named, place, ids, directed=True)
    return made


def _rows(s: Snapshot, name: str, born: I64, ids: bool) -> pl.DataFrame:
    """Links of a type as a table; `at` ALWAYS where they hold always."""
    if not s.counts.get(name):
        return pl.DataFrame(schema={"source": pl.Int32, "target": pl.Int32, "at": pl.Int64, "id": pl.String})
    k = links_of(s, name, born, ids)
    at = np.full(k.m, ALWAYS) if k.at is None else k.at
    return pl.DataFrame({"source": k.source, "target": k.target, "at": at, "id": k.ids if ids else [""] * k.m}, schema_overrides={"id": pl.String})  # fmt: skip


def _once(rows: pl.DataFrame, place: I32) -> pl.DataFrame:
    """Each account and thing once, from when they first met; of things that a few share."""
    here = rows.filter(pl.Series(place[rows["account"].to_numpy()] >= 0)).sort("at", "id").unique(["account", "thing"], keep="first", maintain_order=True)  # fmt: skip
    return here.filter(pl.len().over("thing") <= CROWD)


def _shared(rows: pl.DataFrame, place: I32, ids: bool) -> Links:
    """Two accounts that share a thing, once, from when they first did."""
    here = _once(rows, place)
    both = here.join(here, on="thing").filter(pl.col("account") < pl.col("account_right"))
    return _tied(_later(both, "account", "account_right"), place, ids, directed=False)


def _firms(offices: pl.DataFrame, owns: pl.DataFrame, place: I32, ids: bool) -> Links:
    """An account of a person, and one of the enterprise where he has a say."""
    held = owns.filter(pl.len().over("holder") <= CROWD).select("at", "holder", "account")
    crowd = offices.filter(pl.len().over("source") <= CROWD, pl.len().over("target") <= CROWD)
    one = crowd.join(held, left_on="source", right_on="holder").rename({"account": "first", "at_right": "began"})
    two = one.join(held.rename({"account": "second", "at": "other"}), left_on="target", right_on="holder")
    made = two.select(at=pl.max_horizontal("at", "began", "other"), id="id", first="first", second="second")
    return _tied(made.sort("at", "id").unique(["first", "second"], keep="first", maintain_order=True), place, ids, directed=True)  # fmt: skip


def _later(both: pl.DataFrame, first: str, second: str) -> pl.DataFrame:
    """Pairs from the later of two links, and that link's id."""
    later = pl.col("at_right") > pl.col("at")
    made = both.select(
        at=pl.max_horizontal("at", "at_right"), id=pl.when(later).then("id_right").otherwise("id"), first=first, second=second
    )  # fmt: skip
    return made.sort("at", "id").unique(["first", "second"], keep="first", maintain_order=True)


def _tied(rows: pl.DataFrame, place: I32, ids: bool, *, directed: bool) -> Links:
    """Pairs of accounts as links, in order of time, then of their ends."""
    rows = rows.filter(pl.Series(place[rows["first"].to_numpy()] >= 0) & pl.Series(place[rows["second"].to_numpy()] >= 0))  # fmt: skip
    rows = rows.sort("at", "first", "second", "id")
    first, second = (place[rows[name].to_numpy()] for name in ("first", "second"))
    return Links(
        first, second, dated(rows["at"].to_numpy()), np.empty((len(first), 0), np.float32), (), directed,
        tuple(rows["id"]) if ids else (),
    )  # fmt: skip
