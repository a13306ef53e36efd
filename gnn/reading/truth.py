"""The truth that a sample world writes beside its files (`jinying world`): who belongs to which scheme, which transfers are its.

A scheme is known when it has ended, as it would be after a case, its accounts and its transfers alike; of the legal look-alikes
the same. Who only paid in, or was paid out as a customer, is none of those who are looked for.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from gnn.data import Data, Kind
from gnn.reading.facts import ALWAYS
from gnn.reading.known import RELATION, AnswersError, Known, active, links, nodes, placed, times
from graph.say import Say
from graph.snapshot import Snapshot

OUTSIDE = ("参与人", "付款人", "收款人", "换汇人")  # roles of customers and victims
LAYERS = {"归集账户": "source", "过渡账户": "middle", "沉淀": "sink"}
KIND = "Account"


def known(data: Data, s: Snapshot, folder: Path, task: Kind) -> Known:
    """What a folder of truth says for a task: accounts of illegal schemes (node), their layers (layer), transfers (edge)."""
    missing = [n for n in ("schemes.csv", "roles.csv", "transfers.csv") if not (folder / n).exists()]
    if missing or task == "core":
        raise AnswersError(
            Say(f"{folder} 中没有{missing[0] if missing else '核心成员'}", f"{folder} has no {missing[0] if missing else 'core members'}"),
            Say("给出 jinying world 写出的 truth 目录；核心成员任务请给出若干网络的目录", "name the folder `truth` that `jinying world` wrote; for core members name folders of networks"),
        )  # fmt: skip
    schemes = pl.read_csv(folder / "schemes.csv", infer_schema_length=0)
    ended = schemes.select(pl.col("scheme").cast(pl.Int32), (pl.col("legal") == "true").alias("legal"), pl.Series("at", times(schemes.select(time="end"))))  # fmt: skip
    return _transfers(data, s, folder, ended) if task == "edge" else _accounts(data, s, folder, ended, task)


def _accounts(data: Data, s: Snapshot, folder: Path, ended: pl.DataFrame, task: Kind) -> Known:
    roles = pl.read_csv(folder / "roles.csv", infer_schema_length=0).filter(pl.col("kind") == KIND)
    roles = roles.with_columns(pl.col("scheme").cast(pl.Int32)).join(ended, on="scheme", maintain_order="left")
    guilty = ~pl.col("legal") & ~pl.col("role").is_in(OUTSIDE)
    label = pl.col("role").replace_strict(LAYERS, default=None) if task == "layer" else pl.when(guilty).then(pl.lit("1")).otherwise(pl.lit("0"))  # fmt: skip
    roles = roles.filter(~pl.col("legal")) if task == "layer" else roles
    roles = (
        roles.with_columns(label=label, node=placed(data, s, nodes(s, roles)))
        .drop_nulls("label")
        .filter(pl.col("node") >= 0)
    )
    roles = roles.sort(pl.col("label") != "1", "at", maintain_order=True) if task == "node" else roles
    roles = roles.unique("node", keep="first", maintain_order=True)
    at, group, label_, node = (roles[c].to_numpy() for c in ("at", "scheme", "label", "node"))
    alike = [data.ids[i] for i in node[roles["legal"].to_numpy()].tolist()]
    if task == "node":  # everybody else who moved money is nobody's
        able = active(data) & (data.kind == data.kinds.index(KIND))
        able[node] = False
        more = np.flatnonzero(able)
        node, at = np.concatenate([node, more]), np.concatenate([at, np.full(len(more), ALWAYS)])
        group = np.concatenate([group, np.full(len(more), -1, np.int32)])
        label_ = np.concatenate([label_, np.full(len(more), "0", object)])
    return Known(node.astype(np.int64), tuple(label_), at, group.astype(np.int32), np.full(len(node), -1, np.int32), lookalikes=tuple(alike))  # fmt: skip


def _transfers(data: Data, s: Snapshot, folder: Path, ended: pl.DataFrame) -> Known:
    """Every transfer of the lake, 1 where an illegal scheme's. Those of a scheme or a look-alike are known together, when it has
    ended and the last of them was made; when anybody else's were is not stated."""
    rows = pl.read_csv(folder / "transfers.csv", infer_schema_length=0).fill_null("")
    place = links(data, s, rows.select("from", "to", serial="payer_serial"), RELATION)
    other = links(data, s, rows.select("from", "to", serial="payee_serial"), RELATION)
    place = np.where(place >= 0, place, np.where(rows["payee_serial"].to_numpy() != "", other, -1))
    told = rows.select(pl.col("scheme").cast(pl.Int32)).join(ended, on="scheme", how="left", maintain_order="left")
    scheme, legal, at = (told[c].to_numpy() for c in ("scheme", "legal", "at"))
    of = data.relations[RELATION]
    known, group = np.full(int(scheme.max(initial=-1)) + 1, ALWAYS), np.full(of.m, -1, np.int32)
    for mine in ((place >= 0) & legal, (place >= 0) & ~legal):  # of two the illegal one
        group[place[mine]] = scheme[mine]
        known[scheme[mine]] = at[mine]
    theirs = np.flatnonzero(group >= 0)
    if of.at is not None:
        np.maximum.at(known, group[theirs], of.at[theirs])
    label, when = np.full(of.m, "0", object), np.full(of.m, ALWAYS)
    label[place[(place >= 0) & ~legal]] = "1"
    when[theirs] = known[group[theirs]]
    alike = tuple(of.ids[i] for i in np.unique(place[(place >= 0) & legal]).tolist())
    return Known(np.arange(of.m), tuple(label), when, group, np.full(of.m, -1, np.int32), RELATION, alike, int((place < 0).sum()))  # fmt: skip
