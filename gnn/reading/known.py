"""Answers that were found, and how the things that they are about are found: by id, by the number that people use, by serial."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from gnn.data import Bool, Data
from gnn.reading.facts import ALWAYS
from gnn.reading.lake import places
from graph.entity import entity_ids
from graph.kernels.arrays import I32, I64
from graph.ontology import ontology
from graph.say import JinyingError, Say, did_you_mean
from graph.snapshot import Snapshot
from graph.study.named import OWNERS
from graph.values import KINDS

RELATION = "TRANSFER"  # whose links are asked about unless a file says otherwise


class AnswersError(JinyingError):
    """Labels that can't be used."""


@dataclass(frozen=True, slots=True)
class Known:
    """Answers found so far, k of them: `index` of nodes or links, `at` ALWAYS where no time is known, `group` -1 of none,
    `part` of a fixed split (-1: none given)."""

    index: I64
    label: tuple[str, ...]
    at: I64
    group: I32
    part: I32
    relation: str | None = None
    lookalikes: tuple[str, ...] = ()  # ids of what is lawful and looks as if it were not
    unknown: int = 0  # rows of which the lake has nothing


def times(rows: pl.DataFrame) -> I64:
    """(k,) UTC seconds of a column `time`, ALWAYS where there is none."""
    if "time" not in rows.columns:
        return np.full(rows.height, ALWAYS)
    read = KINDS["time"].column(rows["time"])
    bad = (read.values.is_null() & (rows["time"] != "")).arg_true()
    if len(bad):
        text = rows["time"][int(bad[0])]
        raise AnswersError(Say(f"“{text}”不是时间", f"'{text}' is no time"), Say("如 2024-03-01 08:00:00", "as in 2024-03-01 08:00:00"))  # fmt: skip
    return read.values.dt.epoch("s").fill_null(ALWAYS).to_numpy()


def nodes(s: Snapshot, rows: pl.DataFrame) -> I64:
    """(k,) nodes of rows by `id`, or by `key` of their `kind` (of several kinds the first that knows it); -1 of nobody."""
    if "id" in rows.columns:
        return _found(s, rows["id"])
    kinds = rows["kind"] if "kind" in rows.columns else pl.repeat("", rows.height, dtype=pl.String, eager=True)
    found = np.full(rows.height, -1, np.int64)
    for name in dict.fromkeys([*kinds.filter(kinds != "").unique().sort(), *OWNERS]):
        kind = ontology().kind(name)
        key = kind.props[kind.keys[0][0]]
        mine = ((kinds == name) | ((kinds == "") & (name in OWNERS))).to_numpy() & (found < 0)
        place = np.flatnonzero(mine)
        value = KINDS[key.type].column(rows["key"].gather(place)).values
        found[place] = _found(s, entity_ids(kind, {key.name: KINDS[key.type].key(value)}, len(place)))
    return found


def placed(data: Data, s: Snapshot, node: I64) -> I64:
    """(k,) nodes of the snapshot by their numbers in the data; -1 of none."""
    return np.where(node >= 0, places(data, s)[node], -1).astype(np.int64)


def standing(data: Data, s: Snapshot, rows: pl.DataFrame) -> tuple[pl.DataFrame, I64]:
    """Rows and the nodes that they are about; whoever is no node of the data stands for the accounts that he owns."""
    node = nodes(s, rows)
    here = placed(data, s, node)
    away = np.flatnonzero((node >= 0) & (here < 0))
    if not len(away):
        return rows, here
    where = places(data, s)
    owned = pl.DataFrame({"owner": s.owner, "account": where}, schema={"owner": pl.Int64, "account": pl.Int64}).filter(pl.col("account") >= 0)  # fmt: skip
    more = pl.DataFrame({"row": away, "owner": node[away]}).join(owned, on="owner", maintain_order="left")
    keep = here >= 0
    keep[node < 0] = True
    return pl.concat([rows.filter(pl.Series(keep)), rows[more["row"].to_numpy()]]), np.concatenate([here[keep], more["account"].to_numpy()])  # fmt: skip


def _found(s: Snapshot, ids: pl.Series) -> I64:
    """(k,) nodes of ids; -1 where one is none of ours."""
    prefixes = "|".join(ontology().by_prefix)
    fit = (ids.str.contains(rf"^(?:{prefixes})-[0-9a-f]{{32}}$")).fill_null(False).arg_true().to_numpy()
    found = np.full(len(ids), -1, np.int64)
    found[fit] = s.numbers(ids.gather(fit).to_list())
    return found


def links(data: Data, s: Snapshot, rows: pl.DataFrame, relation: str) -> I64:
    """(k,) places in the relation of rows by `id`, or by `serial` and who paid whom; -1 of none."""
    if relation not in data.relations:
        raise AnswersError(Say(f"数据湖中没有关系“{relation}”", f"the lake has no links '{relation}'"), did_you_mean(relation, data.relations))  # fmt: skip
    of = data.relations[relation]
    if not of.ids:
        raise AnswersError(Say("读取时未带关系编号", "the links were read without their ids"))
    here = pl.DataFrame({"id": of.ids, "place": np.arange(of.m)})
    if "id" in rows.columns:
        return rows.select("id").join(here, on="id", how="left", maintain_order="left")["place"].fill_null(-1).to_numpy()  # fmt: skip
    codes, texts = s.words(relation, "serial")
    told = pl.DataFrame({"id": s.link_ids(relation, np.arange(len(codes))), "code": codes}).join(here, on="id").filter(pl.col("code") >= 0)  # fmt: skip
    place = told["place"].to_numpy()
    names = pl.DataFrame({"code": np.arange(len(texts), dtype=np.int32), "serial": pl.Series(texts, dtype=pl.String)})
    table = told.join(names, on="code", maintain_order="left").select("serial", "place").with_columns(
        source=pl.Series(of.source[place], dtype=pl.Int64), target=pl.Series(of.target[place], dtype=pl.Int64)
    )  # fmt: skip
    on = ["serial"]
    asked = rows.select("serial").with_row_index("row")
    for end, name in (("from", "source"), ("to", "target")):
        if end in rows.columns:
            asked = asked.with_columns(pl.Series(name, placed(data, s, nodes(s, rows.select(key=end)))))
            on.append(name)
    table = table.unique(on, keep="first", maintain_order=True)
    return asked.join(table.select(*on, "place"), on=on, how="left", maintain_order="left")["place"].fill_null(-1).to_numpy()  # fmt: skip


def active(data: Data) -> Bool:
    """(n,) whether a node has a link with a time of its own: who has none does nothing that could be judged."""
    seen = np.zeros(data.n, np.bool_)
    for links_ in data.relations.values():
        if links_.at is not None:
            seen[links_.source], seen[links_.target] = True, True
    return seen
