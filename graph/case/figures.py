"""Figures of a frozen case: ledger, sheets, layers, core members, by rules that stand beside them.

Everything is by id, in an order of its own, and depends on nothing but the frozen facts and the rules: the same frozen
lake gives the same bytes on every machine (`written`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np
import polars as pl

from graph.case.canonical import Schema, Unwritable, canonical, framed, rounded
from graph.case.counting import Way, counted, way, ways
from graph.case.dossier import Figures, Lead
from graph.case.elements import table
from graph.kernels.arrays import I32
from graph.kernels.layers import MIXED, LayerRule, layers
from graph.kernels.ledger import FEE_IN, FEE_OUT, Ledger, LedgerRule
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot
from graph.study.balance import sheets
from graph.study.layers import ROLES, Placed, flows, placed
from graph.study.ledger import COLUMNS, Pair, Party, book
from graph.study.members import ERROR, Member, members

CHOSEN = {
    "named": Say("指定", "named"),
    "findings": Say("由发现所指的收付款方", "those whom findings name as taking the money"),
    "layers": Say("在案账户中资金到达的各层", "accounts of the case that the money reached"),
}
PERIOD = "month"
FEW = 2  # payers
ID, TEXT, FEN, COUNT, SHARE = pl.String, pl.String, pl.Int64, pl.Int64, pl.Float64
OPENINGS = {
    "stated": Say("对账单", "stated"),
    "reckoned": Say("倒推", "reckoned back"),
    "assumed": Say("推定", "assumed"),
}
SCHEMAS: Mapping[str, Schema] = {
    "ledger": {
        "party": ID, "participant": pl.Boolean, "paid_in": FEN, "fee_in": FEN, "other_in": FEN, "principal": FEN, "refund": FEN, "interest": FEN,
        "commission": FEN, "fee_out": FEN, "unexplained": FEN, "reinvested": FEN, "absorbed": FEN, "unpaid": FEN, "transfers": COUNT,
    },
    "again": {"party": ID, "returned": ID, "paid": ID, "amount": FEN},
    "sheets": {
        "account": ID, "period": TEXT, "opening": FEN, "came_in": FEN, "paid_out": FEN, "fees": FEN, "residue": FEN, "closing": FEN, "seen": COUNT,
        "assumed": pl.Boolean,
    },
    "layers": {
        "account": ID, "owner": ID, "layer": COUNT, "role": TEXT, "confidence": SHARE, "received": FEN, "from_below": FEN, "passed": FEN,
        "returned": FEN, "resting": FEN, "held": SHARE,
    },
    "flows": {"from_layer": COUNT, "to_layer": COUNT, "count": COUNT, "amount": FEN},
    "core": {
        "account": ID, "owner": ID, "score": SHARE, "betweenness": SHARE, "core": COUNT, "degree": COUNT, "cut_off": COUNT, "handled": FEN,
    },
    "variants": {
        "chosen": pl.Boolean, "reinvested": TEXT, "interest": TEXT, "commission": TEXT, "fees": TEXT, "absorbed": FEN, "unpaid": FEN, "owed": FEN,
    },
}  # fmt: skip


class FiguresError(JinyingError):
    """Figures can't be made of this, or read from it."""


@dataclass(frozen=True, slots=True)
class Own:
    """The accounts that are the group's, by id, and how they were chosen (one of CHOSEN). `named`: what was named."""

    accounts: Sequence[str]
    by: str
    named: Sequence[str] = ()


def own(s: Snapshot, named: Iterable[str] = (), leads: Iterable[Lead] = ()) -> Own:
    """The group's accounts: those named; else those that findings (dismissed ones aside) say take the money or pay it;
    else all that a layer study of the case's transfers, nobody named as participant, places above 0, but for people who put
    in much of it themselves and whom FEW pay: participants who got back more than they paid in.

    People and firms stand for the accounts they own. FiguresError: somebody is named who is not in the case.
    """
    asked = sorted(set(named))
    if lacking := [one for one, v in zip(asked, s.numbers(asked), strict=True) if v < 0]:
        raise FiguresError(Say(f"冻结的案件中没有 {lacking[0]}", f"the frozen case has no {lacking[0]}"))
    if asked:
        return Own(_held(s, asked), "named", asked)
    told = {x["id"] for lead in leads if lead.state != "dismissed" for x in lead.subjects if x["role_en"] in table().own.get(lead.detector, ())}  # fmt: skip
    if found := _held(s, sorted(told)):
        return Own(found, "findings")
    t = s.transfers()
    there = layers(t, None, LayerRule())
    pairs = np.unique(t.target.astype(np.int64) * s.n + t.source)
    few = np.bincount(pairs // max(1, s.n), minlength=s.n) <= FEW
    person = np.append(s.is_kind("Person"), True)[s.owner]  # nobody known: index -1
    return Own(sorted(s.ids(np.flatnonzero((there.layer > 0) & ~((there.role == MIXED) & few & person)))), "layers")


def figures(s: Snapshot, group: Own, counting: Way | None = None) -> Figures:
    """All figures of a group over the frozen facts. O(transfers · log), and betweenness by a fixed sample of sources.

    A case without transfers of the group has empty tables. FiguresError: an account of the group is not there.
    """
    one = counting or Way()
    accounts = s.numbers(list(group.accounts))
    if (accounts < 0).any():
        raise FiguresError(Say("团伙账户不在冻结的案件中", "an account of the group is not in the frozen case"))
    accounts = np.unique(accounts).astype(np.int32)
    rules = recorded(group, one)
    if not len(accounts) or not len(s.edges("TRANSFER").at):
        return Figures(rules=rules, **{name: pl.DataFrame(schema=dict(schema)) for name, schema in SCHEMAS.items()})
    parties, pairs, found = book(s, accounts, LedgerRule(counting=one.rule))
    there = placed(s, accounts)
    core = members(s, accounts) if there else []
    moved: list[Placed | Member] = [*there, *core]
    name = _Names(s, {*accounts.tolist(), *(p.party for p in parties), *(v for x in moved for v in (x.account, x.owner))})  # fmt: skip
    return Figures(
        rules,
        _frame("ledger", sorted(_ledger(name, parties, found, one), key=lambda r: (not r[1], -r[13], r[0]))),
        _frame("again", _again(s, name, pairs)),
        _frame("sheets", sorted(_sheets(s, name, accounts), key=lambda r: (r[0], r[1]))),
        _frame("layers", sorted(_layers(name, there), key=lambda r: (r[2], -r[5], r[0]))),
        _frame("flows", [(f.source, f.target, f.count, f.amount) for f in flows(s, there)]),
        _frame("core", sorted(_core(name, core), key=lambda r: (-r[2], r[0]))),
        _frame("variants", _variants(parties, found, one)),
    )


def recorded(group: Own, one: Way) -> dict[str, dict[str, Any]]:
    """All parameters, for the court and for a replay."""
    rule = asdict(LedgerRule())
    return {
        "group": {"by": group.by, "named": list(group.named), "accounts": list(group.accounts), "few": FEW},
        "counting": asdict(one),
        "ledger": dict(_flat({"payout": rule["payout"], "reinvest": rule["reinvest"]})),
        "sheets": {"period": PERIOD},
        "layers": asdict(LayerRule()),
        "core": {"error": ERROR, "confidence": 0.95, "seed": 0},
    }


def again(s: Snapshot, rules: Mapping[str, Mapping[str, Any]], leads: Iterable[Lead]) -> Figures:
    """Figures by rules as they were recorded: what a replay compares."""
    return figures(s, own(s, rules["group"]["named"], leads), way(rules["counting"]))


def written(made: Figures) -> bytes:
    """Figures as `figures.json` has them."""
    return canonical(made)


def read(raw: bytes) -> Figures:
    """Figures from `figures.json`. FiguresError: other tables than figures have."""
    try:
        body = json.loads(raw)
        return Figures(rules=body["rules"], **{name: framed(body[name], schema) for name, schema in SCHEMAS.items()})
    except (ValueError, KeyError, TypeError, Unwritable) as error:
        raise FiguresError(Say(f"数额文件无法读取：{error}", f"the figures can't be read: {error}")) from None


class _Names:
    """Ids of nodes; None for nobody."""

    def __init__(self, s: Snapshot, numbers: set[int]) -> None:
        known = sorted(v for v in numbers if v >= 0)
        self._ids = dict(zip(known, s.ids(known), strict=True))

    def __getitem__(self, node: int) -> str:
        return self._ids[node]

    def owner(self, node: int) -> str | None:
        return self._ids.get(node)


def _frame(name: str, rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict(SCHEMAS[name]), orient="row")


def _held(s: Snapshot, ids: Sequence[str]) -> list[str]:
    """The accounts among these, and those that the others own, by id."""
    nodes = s.numbers(ids)
    nodes = nodes[nodes >= 0]
    account = s.is_kind("Account")
    owns = s.edges("OWNS")
    held = np.union1d(nodes[account[nodes]], owns.target[np.isin(owns.source, nodes[~account[nodes]])])
    return sorted(s.ids(held.astype(np.int32)))


def _ledger(name: _Names, parties: Sequence[Party], found: Ledger, one: Way) -> Iterator[tuple[Any, ...]]:
    absorbed, unpaid = counted(found, one)
    for p in parties:
        sums = [p.sums[column] for column in COLUMNS]
        yield (
            name[p.party],
            p.participant,
            *sums,
            p.reinvested,
            int(absorbed[p.party]),
            int(unpaid[p.party]),
            p.transfers,
        )


def _again(s: Snapshot, name: _Names, pairs: Sequence[Pair]) -> Iterator[tuple[Any, ...]]:
    """Pairs in the order of the returns, which is by time, then id."""
    ids = s.link_ids("TRANSFER", [e for p in pairs for e in (p.returned, p.paid)])
    for p, back, paid in zip(pairs, ids[::2], ids[1::2], strict=True):
        yield name[p.party], back, paid, p.amount


def openings(sheets: pl.DataFrame, lang: str) -> pl.Series:
    """(rows,) from what each opening balance is known: OPENINGS, in a language. Carried on from a balance that an earlier
    period's rows state it is stated; reckoned back from the first one it may hide what lacks."""
    before = (pl.col("seen").cum_sum().over("account") - pl.col("seen")) > 0
    assumed, stated, reckoned = (pl.lit(OPENINGS[name].to(lang)) for name in ("assumed", "stated", "reckoned"))
    basis = pl.when(pl.col("assumed")).then(assumed).when(before).then(stated).otherwise(reckoned)
    return sheets.select(basis.alias("basis").cast(pl.String)).to_series()


def _sheets(s: Snapshot, name: _Names, accounts: I32) -> Iterator[tuple[Any, ...]]:
    """Periods in which something moved, was seen or is left over."""
    bounds, found = sheets(s, accounts, PERIOD)
    columns = [getattr(found, c) for c in ("opening", "came_in", "paid_out", "fees", "residue", "closing", "seen")]
    moved = (found.came_in != 0) | (found.paid_out != 0) | (found.fees != 0) | (found.residue != 0) | (found.seen != 0)
    months = [str(np.datetime64(int(b) + 8 * 3600, "s"))[:7] for b in bounds]  # months begin as they do in China
    for k, j in zip(*np.nonzero(moved), strict=True):
        yield (name[int(found.account[k])], months[j], *(int(c[k, j]) for c in columns), bool(found.assumed[k]))


def _layers(name: _Names, there: Sequence[Placed]) -> Iterator[tuple[Any, ...]]:
    for p in there:
        yield (
            name[p.account], name.owner(p.owner), p.layer, ROLES[p.role].en, p.confidence, p.received, p.from_below, p.passed, p.returned,
            p.resting, None if p.held is None else rounded(p.held),
        )  # fmt: skip


def _core(name: _Names, core: Sequence[Member]) -> Iterator[tuple[Any, ...]]:
    for m in core:
        yield (
            name[m.account],
            name.owner(m.owner),
            m.score,
            rounded(m.betweenness),
            m.core,
            m.degree,
            m.cut_off,
            m.handled,
        )


def _variants(parties: Sequence[Party], found: Ledger, chosen: Way) -> Iterator[tuple[Any, ...]]:
    """Participants' totals by every way of counting; `owed` leaves out those who got back more than they paid in."""
    people = np.array([p.party for p in parties if p.participant], np.int64)
    fees = bool(found.sums[people][:, [FEE_IN, FEE_OUT]].any())
    for one in ways():
        if one.fees == "apart" or fees or one == chosen:
            absorbed, unpaid = (column[people] for column in counted(found, one))
            options = [getattr(one, f.name) for f in fields(Way)]
            yield one == chosen, *options, int(absorbed.sum()), int(unpaid.sum()), int(unpaid.clip(0).sum())


def _flat(body: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in body.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value
