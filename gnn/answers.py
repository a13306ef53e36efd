"""Answers about the lake: a CSV of labels, what people decided in triage, or the truth beside a sample world.

Whose time is not stated (an entity that is no part of anything) gets one that others have, drawn by its own id: so each
period holds the same share of them, and no period can be told by them. A decision counts from the moment it was taken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gnn.data import Bool, Data, Kind, Labels, Split
from gnn.lake import ALWAYS, births, places
from graph.entity import entity_ids
from graph.kernels.arrays import I32, I64
from graph.ontology import ontology
from graph.ops import Ops
from graph.ops.triage import Triage
from graph.say import JinyingError, Say, did_you_mean
from graph.snapshot import Snapshot
from graph.study.named import OWNERS
from graph.values import KINDS

RELATION = "TRANSFER"  # whose links are asked about unless a file says otherwise
WORDS = ("id", "key", "kind", "serial", "from", "to", "label", "time", "split", "group", "relation")
YES, NO = ("1", "1.0", "true", "yes", "是"), ("0", "0.0", "false", "no", "否")
PARTS = {"train": 0, "valid": 1, "validation": 1, "val": 1, "test": 2}
Cuts = tuple[int | None, int | None, int | None]
SHARES = (0.6, 0.8)  # of the labels, by time: to learn from, to choose by; the rest is measured on


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


def answered(data: Data, s: Snapshot, ops: Ops, where: Path | None, task: Kind, until: int | None = None) -> Data:
    """The lake's data (`lake.read`) with its labels and one split: those of a file, of a folder of truth, of triage."""
    from gnn import truth

    if where is None:
        known = decided(data, s, ops, until)
    elif where.is_dir():
        known = truth.known(data, s, where, task)
    else:
        known = listed(data, s, where, task)
    return split(labelled(data, s, known, task, until))


# a file


def listed(data: Data, s: Snapshot, path: Path, task: Kind) -> Known:
    """Labels of a CSV (also .gz): `label`, and which thing by `id`, by `key` (and `kind`), of transfers also by `serial`
    (`from`, `to` beside it where a serial is not unique); `time`, `split` (train, valid, test), `group` may follow."""
    rows = pl.read_csv(path, infer_schema_length=0).fill_null("")
    for column in rows.columns:
        if column not in WORDS:
            raise AnswersError(Say(f"{path.name}：不认识列“{column}”", f"{path.name}: unknown column '{column}'"), did_you_mean(column, WORDS))  # fmt: skip
    if "label" not in rows.columns or not {"id", "key", "serial"}.intersection(rows.columns):
        raise AnswersError(Say(f"{path.name} 须有 label 列，以及 id、key 或 serial 列", f"{path.name} needs a column label, and one of id, key or serial"))  # fmt: skip
    relation = str(rows["relation"][0]) if "relation" in rows.columns and rows.height else RELATION
    at_links = task == "edge"
    index = links(data, s, rows, relation) if at_links else np.full(rows.height, -1)
    if not at_links:
        rows, index = _accounts(data, s, rows)
    good = index >= 0
    if not good.any():
        raise AnswersError(Say(f"{path.name}：数据湖中没有其中任何一个", f"{path.name}: the lake has none of these"))
    part = [PARTS.get(t.strip().lower(), -1) for t in rows["split"]] if "split" in rows.columns else [-1] * rows.height
    groups = rows["group"].to_list() if "group" in rows.columns else [""] * rows.height
    names = {name: n for n, name in enumerate(dict.fromkeys(g for g in groups if g))}
    return Known(
        index[good], tuple(rows["label"].filter(pl.Series(good)).str.strip_chars()), times(rows)[good],
        np.array([names.get(g, -1) for g in groups], np.int32)[good], np.array(part, np.int32)[good],
        relation if at_links else None, unknown=int((~good).sum()),
    )  # fmt: skip


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


def _accounts(data: Data, s: Snapshot, rows: pl.DataFrame) -> tuple[pl.DataFrame, I64]:
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


# triage


def decided(data: Data, s: Snapshot, ops: Ops, until: int | None = None) -> Known:
    """What people decided on findings before a moment: 1 of those accused by a confirmed one, 0 by a dismissed one; of an
    entity in several a confirmed one counts. Nobody else is known: who was never looked at is no negative."""
    moment = None if until is None else datetime.fromtimestamp(until, UTC).isoformat(timespec="microseconds")
    found: dict[str, tuple[str, int]] = {}
    for v in Triage(ops).verdicts(moment):
        label = {"confirmed": "1", "dismissed": "0"}.get(v.status)
        for one in v.accused if label else ():
            if found.get(one, ("0", 0))[0] == "0":
                found[one] = (str(label), int(datetime.fromisoformat(v.at).timestamp()))
    rows = pl.DataFrame({"id": list(found), "label": [w for w, _ in found.values()], "at": [a for _, a in found.values()]}, schema={"id": pl.String, "label": pl.String, "at": pl.Int64})  # fmt: skip
    rows, index = _accounts(data, s, rows)
    good = index >= 0
    rows, index = rows.filter(pl.Series(good)), index[good]
    none = np.full(len(index), -1, np.int32)
    return Known(index, tuple(rows["label"]), rows["at"].to_numpy(), none, none, unknown=int((~good).sum()))


# what is known as labels


def labelled(data: Data, s: Snapshot, known: Known, task: Kind, until: int | None = None) -> Data:
    """The data with these labels, those known before `until`. Where a file has only what is looked for (all 1), the rest of
    the same kinds that had a link by then is 0."""
    if until is not None:
        known = _take(known, known.at < until)
    if not len(known.index):
        raise AnswersError(Say("没有可用的标签", "there are no labels to use"), Say("用 --labels 给出标签，或先处理若干发现", "give them with --labels, or decide on some findings first"))  # fmt: skip
    known = _once(known)
    if set(known.label) <= set(YES):
        known = _with_rest(data, known)
    classes = ("0", "1") if set(known.label) <= {*YES, *NO} else tuple(sorted(set(known.label)))
    y = np.array([int(t in YES) if len(classes) == 2 and classes == ("0", "1") else classes.index(t) for t in known.label], np.int64)  # fmt: skip
    if len(set(y.tolist())) < 2:
        raise AnswersError(Say("标签只有一类", "all labels are of one class"), Say("两类都要有", "there must be two at least"))  # fmt: skip
    own = None if known.relation is None else data.relations[known.relation].at
    stated = known.at if own is None else np.where(known.at == ALWAYS, own[known.index], known.at)
    at = _dated(data, s, stated, known)
    group = known.group if (known.group >= 0).any() else None
    labels = Labels(task, known.relation, known.index, y, classes, at, group)
    asked = [] if known.relation else [data.kinds[c] for c in np.unique(data.kind[known.index])]
    note = {**data.note, "lookalikes": list(known.lookalikes), "labels": {"known": len(y), "not in the lake": known.unknown}, "asked": asked}  # fmt: skip
    fixed = (_fixed(known.part, at),) if (known.part >= 0).all() else ()
    return replace(data, labels=labels, splits=fixed, note=note)


def _take(known: Known, keep: Bool) -> Known:
    return replace(
        known, index=known.index[keep], label=tuple(np.asarray(known.label, object)[keep]), at=known.at[keep],
        group=known.group[keep], part=known.part[keep],
    )  # fmt: skip


def _once(known: Known) -> Known:
    """Each thing once: of several answers a yes before a no, then the first."""
    order = np.argsort(np.array([t not in YES for t in known.label]), kind="stable")
    first = np.sort(order[np.unique(known.index[order], return_index=True)[1]])
    keep = np.zeros(len(known.index), np.bool_)
    keep[first] = True
    return known if keep.all() else _take(known, keep)


def _with_rest(data: Data, known: Known) -> Known:
    """The rest of the same kinds (or of the same relation) is labelled 0."""
    if known.relation is not None:
        able = np.ones(data.relations[known.relation].m, np.bool_)
    else:
        able = active(data) & np.isin(data.kind, np.unique(data.kind[known.index]))
    able[known.index] = False
    more = np.flatnonzero(able)
    none = np.full(len(more), -1, np.int32)
    return replace(
        known, index=np.concatenate([known.index, more]), label=(*known.label, *("0",) * len(more)),
        at=np.concatenate([known.at, np.full(len(more), ALWAYS)]), group=np.concatenate([known.group, none]),
        part=np.concatenate([known.part, none]),
    )  # fmt: skip


def active(data: Data) -> Bool:
    """(n,) whether a node has a link with a time of its own: who has none does nothing that could be judged."""
    seen = np.zeros(data.n, np.bool_)
    for links_ in data.relations.values():
        if links_.at is not None:
            seen[links_.source], seen[links_.target] = True, True
    return seen


def _dated(data: Data, s: Snapshot, at: I64, known: Known) -> I64 | None:
    """A time for each: its own; else one of those stated, drawn by the thing's id, though not before it came to be."""
    lacks = at == ALWAYS
    if lacks.all():
        return None
    if lacks.any():
        stated = np.sort(at[~lacks])
        names = data.ids if known.relation is None else data.relations[known.relation].ids
        drawn = [crc32(names[i].encode()) / 2**32 for i in known.index[lacks]]
        at = at.copy()
        at[lacks] = stated[(np.array(drawn) * len(stated)).astype(np.int64)]
        if known.relation is None:
            born = births(s)[s.numbers([data.ids[i] for i in known.index[lacks]])]
            at[lacks] = np.maximum(at[lacks], np.minimum(born, stated[-1]))
    return at


# splits


def split(data: Data) -> Data:
    """The data with a split by time where its labels have none of their own and times are known."""
    labels = data.labels
    if data.splits or labels is None or labels.at is None:
        return data
    at = np.sort(labels.at)
    first, second = (int(at[int(share * (len(at) - 1))]) for share in SHARES)
    if first <= at[0] or second <= first:  # many of one time: borders between distinct times
        distinct = np.unique(at)
        if len(distinct) < 3:
            return data
        first, second = (int(distinct[max(k, int(share * len(distinct)))]) for k, share in zip((1, 2), SHARES, strict=True))  # fmt: skip
    part = np.digitize(labels.at, [first, second])
    return replace(data, splits=(_split("time", part, (first, second, None)),))  # fmt: skip


def _fixed(part: I32, at: I64 | None) -> Split:
    """The split that a file gives; what is learnt from ends where the next part begins, if the file's times say so."""
    cuts: Cuts = (None, None, None)
    if at is not None and all((part == k).any() for k in range(3)):
        ends = [(int(at[part == k].min()), int(at[part == k].max())) for k in range(3)]
        if ends[0][1] < ends[1][0] and ends[1][1] < ends[2][0]:
            cuts = (ends[1][0], ends[2][0], None)
    return _split("given", part, cuts)


def _split(name: str, part: NDArray[Any], cuts: Cuts) -> Split:
    train, valid, test = (np.flatnonzero(part == k) for k in range(3))
    return Split(name, train, valid, test, cuts)
