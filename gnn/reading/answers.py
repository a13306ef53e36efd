"""Answers about the lake: a CSV of labels, what people decided in triage, or the truth beside a sample world.

Whose time is not stated (an entity, or a transfer, that is no part of anything) gets one that others have, drawn by its own id,
though not before it came to be: so each period holds a like share of them, and none can be told by them; were old transfers of
anybody else asked about in no late period, the date alone would tell a scheme's. A decision counts from the moment it was taken.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gnn.data import Bool, Data, Kind, Labels, Split
from gnn.reading import truth
from gnn.reading.facts import ALWAYS, births
from gnn.reading.known import RELATION, AnswersError, Known, active, links, standing, times
from gnn.reading.split_columns import cuts_of, part_of, words
from gnn.reading.splits import units
from graph.kernels.arrays import I32, I64
from graph.ops import Ops
from graph.ops.triage import Triage
from graph.say import Say, did_you_mean
from graph.snapshot import Snapshot

WORDS = ("id", "key", "kind", "serial", "from", "to", "label", "time", "split", "group", "relation")
YES, NO = ("1", "1.0", "true", "yes", "是"), ("0", "0.0", "false", "no", "否")
PARTS = {"train": 0, "valid": 1, "test": 2, None: -1}
Cuts = tuple[int | None, int | None, int | None]
SHARES = (0.6, 0.8)  # of the labels, by time: to learn from, to choose by; the rest is measured on
BORDERS = 1000  # times tried, where shares alone leave a phase with one class


def answered(data: Data, s: Snapshot, ops: Ops, where: Path | None, task: Kind, until: int | None = None) -> Data:
    """The lake's data (`lake.read`) with its labels and one split: those of a file, of a folder of truth, of triage."""
    if where is None:
        known = decided(data, s, ops, until, task)
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
        rows, index = standing(data, s, rows)
    good = index >= 0
    if not good.any():
        raise AnswersError(Say(f"{path.name}：数据湖中没有其中任何一个", f"{path.name}: the lake has none of these"))
    part = [PARTS[phase] for phase in words(rows["split"])] if "split" in rows.columns else [-1] * rows.height
    groups = rows["group"].to_list() if "group" in rows.columns else [""] * rows.height
    names = {name: n for n, name in enumerate(dict.fromkeys(g for g in groups if g))}
    return Known(
        index[good], tuple(rows["label"].filter(pl.Series(good)).str.strip_chars()), times(rows)[good],
        np.array([names.get(g, -1) for g in groups], np.int32)[good], np.array(part, np.int32)[good],
        relation if at_links else None, unknown=int((~good).sum()),
    )  # fmt: skip


# triage


def decided(data: Data, s: Snapshot, ops: Ops, until: int | None = None, task: Kind = "node") -> Known:
    """What people decided on findings before a moment: 1 of those accused by a confirmed one, 0 by a dismissed one; of an
    entity in several a confirmed one counts. For links what was decided on findings about links: those that each asked about.
    Nobody else is known: who was never looked at is no negative."""
    moment = None if until is None else datetime.fromtimestamp(until, UTC).isoformat(timespec="microseconds")
    found: dict[str, tuple[str, int]] = {}
    for v in Triage(ops).verdicts(moment):
        label = {"confirmed": "1", "dismissed": "0"}.get(v.status)
        if task == "edge" and v.relation not in (RELATION, None):
            continue
        for one in (v.asked if task == "edge" else v.accused) if label else ():
            if found.get(one, ("0", 0))[0] == "0":
                found[one] = (str(label), int(datetime.fromisoformat(v.at).timestamp()))
    rows = pl.DataFrame({"id": list(found), "label": [w for w, _ in found.values()], "at": [a for _, a in found.values()]}, schema={"id": pl.String, "label": pl.String, "at": pl.Int64})  # fmt: skip
    if task == "edge":
        index = links(data, s, rows, RELATION)
    else:
        rows, index = standing(data, s, rows)
    good = index >= 0
    rows, index = rows.filter(pl.Series(good)), index[good]
    none = np.full(len(index), -1, np.int32)
    return Known(index, tuple(rows["label"]), rows["at"].to_numpy(), none, none, RELATION if task == "edge" else None, unknown=int((~good).sum()))  # fmt: skip


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
        if (known.part >= 0).any():
            raise AnswersError(Say("标签只有要找的一类，其余不知在划分的哪一部分", "the labels list only what is looked for, and the rest has no part in their split"), Say("把另一类也列出并写上 split，或去掉 split 列", "list the others with their split too, or leave the column split out"))  # fmt: skip
        known = _with_rest(data, known)
    classes = ("0", "1") if set(known.label) <= {*YES, *NO} else tuple(sorted(set(known.label)))
    y = np.array([int(t in YES) if len(classes) == 2 and classes == ("0", "1") else classes.index(t) for t in known.label], np.int64)  # fmt: skip
    if len(set(y.tolist())) < 2:
        raise AnswersError(Say("标签只有一类", "all labels are of one class"), Say("两类都要有", "there must be two at least"))  # fmt: skip
    at = _dated(data, s, known)
    group = known.group if (known.group >= 0).any() else None
    labels = Labels(task, known.relation, known.index, y, classes, at, group)
    asked = [] if known.relation else [data.kinds[c] for c in np.unique(data.kind[known.index])]
    note = {**data.note, "lookalikes": list(known.lookalikes), "labels": {"known": len(y), "not in the lake": known.unknown}, "asked": asked}  # fmt: skip
    fixed = (_fixed(known.part, at),) if (known.part >= 0).any() else ()
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


def _dated(data: Data, s: Snapshot, known: Known) -> I64 | None:
    """A time for each: its own; else one of those stated, drawn by the thing's id, though not before it came to be. Of links of
    which none is stated, when they were."""
    lacks, own = known.at == ALWAYS, None if known.relation is None else data.relations[known.relation].at
    if lacks.all():
        return None if own is None else own[known.index]
    if not lacks.any():
        return known.at
    at, stated, some = known.at.copy(), np.sort(known.at[~lacks]), known.index[lacks]
    names = data.ids if known.relation is None else data.relations[known.relation].ids
    drawn = np.array([crc32(names[i].encode()) for i in some.tolist()]) / 2**32
    at[lacks] = stated[(drawn * len(stated)).astype(np.int64)]
    if own is not None:
        at[lacks] = np.maximum(at[lacks], own[some])
    elif known.relation is None:
        born = births(s)[s.numbers([data.ids[i] for i in some])]
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
    part, unit = np.digitize(labels.at, [first, second]), units(labels)
    for least in (2, 1) if labels.group is not None else (1,):
        if all(_two(_counted(labels.y[part == k], unit[part == k]), least) for k in range(3)):
            break
        if (found := _borders(labels, unit, least)) is not None:
            first, second = found
            part = np.digitize(labels.at, [first, second])
            break
    return replace(data, splits=(_split("time", part, (first, second, None)),))  # fmt: skip


def _counted(y: I64, unit: I64) -> I64:
    """(classes,) of how many groups labels of each class are."""
    return np.bincount(np.unique(np.column_stack([y, unit]), axis=0)[:, 0])


def _borders(labels: Labels, unit: I64, least: int) -> tuple[int, int] | None:
    """When validation and test begin so that each phase has two classes, of `least` groups each, as near to SHARES as times allow.
    Few schemes end in few months: by shares alone the last of them may all be of one class, by which nothing can be told, or be one
    scheme, whose own oddities would be all that is measured."""
    assert labels.at is not None
    times, place = np.unique(labels.at, return_inverse=True)
    each = np.unique(np.column_stack([place, labels.y, unit]), axis=0)
    count = np.zeros((len(times) + 1, int(labels.y.max()) + 1), np.int64)
    np.add.at(count, (each[:, 0] + 1, each[:, 1]), 1)
    before = count.cumsum(0)  # groups of each class before a time
    share = np.append(0, np.bincount(place).cumsum()) / len(labels.at)
    some = np.unique(np.linspace(1, len(times) - 2, BORDERS).astype(np.int64))
    for i in some[np.argsort(np.abs(share[some] - SHARES[0]), kind="stable")].tolist():
        later = np.arange(i + 1, len(times))
        fit = later[_two(before[i] - before[0], least) & _two(before[later] - before[i], least) & _two(before[-1] - before[later], least)]  # fmt: skip
        if len(fit):
            return int(times[i]), int(times[fit[np.abs(share[fit] - SHARES[1]).argmin()]])
    return None


def _two(count: I64, least: int = 1) -> Any:
    """Whether there are two classes at least, each of so many groups."""
    return (count >= least).sum(-1) >= 2


def _fixed(part: I32, at: I64 | None) -> Split:
    """The split that a file gives; what is learnt from ends where the next part begins, if the file's times say so."""
    lacking = [name for name, k in (("train", 0), ("test", 2)) if not (part == k).any()]
    if lacking:
        raise AnswersError(
            Say(f"划分列中没有 {'、'.join(lacking)}", f"the split column never says {', '.join(lacking)}")
        )
    if not (part == 1).any():
        part = part.copy()
        part[part_of(np.flatnonzero(part == 0), np.flatnonzero(part == 2), at)[1]] = 1
    made = _split("given", part, (None, None, None))
    return replace(made, cuts=cuts_of(made, at))


def _split(name: str, part: NDArray[Any], cuts: Cuts) -> Split:
    train, valid, test = (np.flatnonzero(part == k) for k in range(3))
    return Split(name, train, valid, test, cuts)
