"""A sample world that nobody looked at, loaded, searched and held against its truth: schemes, look-alikes, roles, ledgers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from graph.detect import chosen
from graph.detect.scene import Scene
from graph.finding import Finding
from graph.kernels.arrays import I32
from graph.kernels.layers import COLLECTION, SINK, TRANSFER
from graph.snapshot import Snapshot
from graph.study.layers import placed
from graph.study.ledger import book
from graph.study.members import members
from graph.study.named import keyed
from graph.study.people import people

OWN = (
    "归集账户",
    "过渡账户",
    "财务",
    "门面企业",
    "沉淀",
    "关联企业",
    "实际控制人",
)  # roles whose accounts are the group's
LAYERS = {"归集账户": (COLLECTION,), "过渡账户": (TRANSFER,), "沉淀": (SINK,)}
CROWD = (  # who deals with a scheme, or with a look-alike, as anybody may: no finding that names them accuses it
    "参与人", "投资人", "顾客", "付款人", "缴费人", "租客", "客户", "出资人", "员工", "结汇客户", "换汇人", "收款人",
)  # fmt: skip
STRONG = 0.5  # score of a finding that is put forward
CORE = ("实际控制人", "财务", "团队长", "高管")
LEDGER = {"投入": ("paid_in",), "返息": ("interest",), "返本": ("principal", "refund"), "佣金": ("commission",)}


@dataclass(frozen=True, slots=True)
class Scheme:
    """One planted scheme or legal look-alike, and which detectors have a finding about it (`strong`: score 0.5 or more)."""

    number: int
    kind: str
    legal: bool
    subjects: int
    named: int
    detectors: tuple[str, ...]
    strong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A detector over a world: findings about a scheme, about a legal look-alike, or about ordinary subjects; `strong`: those
    with a score of 0.5 or more, which it puts forward, and how many of them are about a scheme."""

    detector: str
    findings: int
    scheme: int
    lookalike: int
    ordinary: int
    strong: int
    strong_scheme: int


@dataclass(frozen=True, slots=True)
class Group:
    """A scheme given by the accounts that took its participants' money: how much of the rest is found.

    `layers`: share of its collection, transfer and sink accounts in their right role. Of its `core` persons: the share
    among as many first ones of `people`, which is precision and recall at once, and among the first ten; `place`: the
    same share by the accounts' place in the network alone. The ledger is that of all the group's accounts: fen by which
    the totals of the truth's participants differ from the truth, and what others paid there, who are none of it.
    """

    number: int
    kind: str
    layers: float
    core: int
    found: float
    in_ten: float
    place: float
    differs: dict[str, int]
    truth: dict[str, int]
    persons_beside: int
    firms_beside: int


def findings(scene: Scene) -> dict[str, list[Finding]]:
    """What each detector finds with its own defaults."""
    return {d.name: d.detect(scene, d.values({})).findings for d in chosen([])}


def against(s: Snapshot, found: dict[str, list[Finding]], truth: Path) -> tuple[list[Scheme], list[Told]]:
    """Findings by scheme, and by detector."""
    schemes, roles = _schemes(truth), _roles(truth, s)
    legal = dict(schemes.select("scheme", "legal").iter_rows())
    of: dict[str, set[int]] = {}
    for number, node in roles.filter(~pl.col("role").is_in(CROWD)).select("scheme", "node").iter_rows():
        of.setdefault(s.ids([node])[0], set()).add(number)
    named: dict[int, set[str]] = {n: set() for n in legal}
    strong: dict[int, set[str]] = {n: set() for n in legal}
    met: dict[int, set[str]] = {n: set() for n in legal}
    told = []
    for name, some in found.items():
        sorts, strong_ones = {"scheme": 0, "lookalike": 0, "ordinary": 0}, [0, 0]
        for f in some:
            touched = accused(f, of)
            sort = "scheme" if any(not legal[n] for n in touched) else "lookalike" if touched else "ordinary"
            sorts[sort] += 1
            if f.score >= STRONG:
                strong_ones = [strong_ones[0] + 1, strong_ones[1] + (sort == "scheme")]
            for n in touched:
                met[n].update(x.id for x in f.subjects if n in of.get(x.id, ()))
                named[n].add(name)
                if f.score >= STRONG:
                    strong[n].add(name)
        told.append(Told(name, len(some), *sorts.values(), *strong_ones))
    rows = [
        Scheme(n, kind, is_legal, sum(n in x for x in of.values()), len(met[n]), tuple(sorted(named[n])), tuple(sorted(strong[n])))
        for n, kind, is_legal in schemes.select("scheme", "class", "legal").iter_rows()
    ]  # fmt: skip
    return rows, told


def accused(f: Finding, of: dict[str, set[int]]) -> set[int]:
    """Whom a finding accuses: the schemes that its first subject has a part in, else those that half of its subjects have.
    Customers have none: a straw holder who also shops is no finding about the shop."""
    if first := of.get(f.subjects[0].id):
        return first
    count = Counter(n for subject in f.subjects for n in of.get(subject.id, ()))
    return {n for n, k in count.items() if 2 * k >= len(f.subjects)}


def groups(s: Snapshot, truth: Path) -> list[Group]:
    """Every illegal scheme with collection accounts, from these and the front's where it took money too."""
    roles, ledgers = _roles(truth, s), pl.read_csv(truth / "ledger.csv", schema_overrides={"key": pl.String})
    moved = pl.read_csv(truth / "transfers.csv", infer_schema=False).filter(pl.col("meaning") == "投入")
    takes = {(int(n), keyed(s, "Account", number)) for n, number in moved.select("scheme", "to").unique().iter_rows()}
    made = []
    for n, kind in _schemes(truth).filter(~pl.col("legal")).select("scheme", "class").iter_rows():
        own = roles.filter(pl.col("scheme") == n)
        collection = own.filter(pl.col("role").is_in(("归集账户", "门面企业")) & pl.Series([(n, v) in takes for v in own["node"]]))  # fmt: skip
        if "归集账户" in collection["role"]:
            first = collection["node"].unique().sort().to_numpy().astype(np.int32)
            made.append(_group(s, n, kind, first, own, ledgers.filter(pl.col("scheme") == n)))
    return made


def _group(s: Snapshot, number: int, kind: str, first: I32, roles: pl.DataFrame, ledger: pl.DataFrame) -> Group:
    own, core = roles.filter(pl.col("kind") == "Account"), set(roles.filter(pl.col("kind") == "Person", pl.col("role").is_in(CORE))["node"])  # fmt: skip
    role = {p.account: p.role for p in placed(s, first)}
    wanted = [(node, LAYERS[r]) for node, r in own.select("node", "role").iter_rows() if r in LAYERS]
    right = sum(role.get(node) in good for node, good in wanted)
    k, ranked = len(core), [p.person for p in people(s, first)]
    place = list(dict.fromkeys(m.owner for m in members(s, first)))
    hands = own.filter(pl.col("role").is_in(OWN))["node"].unique().to_numpy().astype(np.int32)
    parties, _, _ = book(s, hands)
    keys = [(keyed(s, "Person", key), keyed(s, "Enterprise", key)) for key in ledger["key"]]
    listed = {v for both in keys for v in both if v is not None}
    mine, others = ([p for p in parties if (p.party in listed) is here] for here in (True, False))
    have = {name: sum(p.sums[c] for p in mine for c in columns) for name, columns in LEDGER.items()}
    want = {name: int(ledger[name].sum()) for name in LEDGER}
    want["投入"] += int(ledger["复投"].sum())
    person = ~s.is_kind("Enterprise")
    found, in_ten, by_place = (round(len(core.intersection(some)) / max(1, k), 4) for some in (ranked[:k], ranked[:10], place[:k]))  # fmt: skip
    persons, firms = (sum(p.sums["paid_in"] for p in others if person[p.party] == here) for here in (True, False))
    return Group(
        number, kind, round(right / max(1, len(wanted)), 4), k, found, in_ten, by_place, {name: have[name] - want[name] for name in LEDGER}, want, persons, firms,
    )  # fmt: skip


def _schemes(truth: Path) -> pl.DataFrame:
    return pl.read_csv(truth / "schemes.csv", schema_overrides={"legal": pl.Boolean})


def _roles(truth: Path, s: Snapshot) -> pl.DataFrame:
    """Roles with their nodes; who is in no file is left out."""
    roles = pl.read_csv(truth / "roles.csv", schema_overrides={"key": pl.String})
    nodes = [keyed(s, kind, key) for kind, key in roles.select("kind", "key").iter_rows()]
    return roles.with_columns(pl.Series("node", nodes, pl.Int64)).drop_nulls("node")
