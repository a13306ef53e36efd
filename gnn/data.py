"""What models read: numbered nodes, links of several relations with their times, labels, splits.

Everything is numpy; a network makes tensors of it itself. **Time is kept honest by construction**: a model never sees
`Data` whole, but a `Phase`: the data as of an instant (`as_of` drops every link at or after it) and the things whose
answers are asked for. Features are computed from a phase's data, so no aggregate reaches past its cut.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import I32, I64

F32 = NDArray[np.float32]
Bool = NDArray[np.bool_]
Kind = Literal["node", "edge", "core", "layer"]  # tasks; core and layer are tasks about nodes with metrics of their own
STRANGERS = "strangers"  # of a note: that ids are numbers of rows, and of other rows than those a model was told of


@dataclass(frozen=True, slots=True)
class Links:
    """Links of one relation, m of them; in order of time where they have one."""

    source: I32  # (m,) node numbers
    target: I32  # (m,)
    at: I64 | None  # (m,) UTC seconds, or any clock that counts up; None: they hold always
    x: F32  # (m, e) properties, NaN where there is none
    columns: tuple[str, ...]  # e names; money is called "amount"
    directed: bool = True
    ids: tuple[str, ...] = ()  # of the lake's links, where they come from there

    @property
    def m(self) -> int:
        return len(self.source)

    def take(self, which: NDArray[np.bool_] | I64) -> Links:
        """Some of them, in the order asked for."""
        at = None if self.at is None else self.at[which]
        ids = tuple(np.asarray(self.ids, object)[which]) if self.ids else ()
        return replace(self, source=self.source[which], target=self.target[which], at=at, x=self.x[which], ids=ids)

    def amount(self) -> NDArray[np.float64]:
        """Money of each, 1.0 where links carry none."""
        if "amount" not in self.columns:
            return np.ones(self.m)
        return np.nan_to_num(self.x[:, self.columns.index("amount")].astype(np.float64))


@dataclass(frozen=True, slots=True)
class Labels:
    """The answers that are known: of nodes, or of links of one relation. k of them."""

    task: Kind
    relation: str | None  # whose links they are of; None: of nodes
    index: I64  # (k,) numbers of nodes, or of links of that relation in the whole data
    y: I64  # (k,) class; for two classes 1 is what is looked for
    classes: tuple[str, ...]
    at: I64 | None = None  # (k,) when the answer was known, or the labelled event was; None: no time
    group: I32 | None = None  # (k,) e.g. the ring: things of one group never lie on both sides of a split; -1: of none


@dataclass(frozen=True, slots=True)
class Split:
    """Positions in the labels to learn from, to choose by, and to be measured on once; `cut`: what each phase may see."""

    name: str
    train: I64
    valid: I64
    test: I64
    cuts: tuple[int | None, int | None, int | None] = (None, None, None)  # links before it are seen; None: all


@dataclass(frozen=True, slots=True)
class Data:
    """One or more networks. `part`: of which network each node is (folders, attempts, cases); no link joins two parts."""

    name: str
    ids: tuple[str, ...]  # (n,) as their source calls them
    kind: I32  # (n,) codes into `kinds`
    kinds: tuple[str, ...]
    x: F32  # (n, d) own features, NaN where there is none
    columns: tuple[str, ...]
    relations: Mapping[str, Links]
    part: I32  # (n,)
    parts: tuple[str, ...]
    labels: Labels | None = None
    splits: tuple[Split, ...] = ()
    note: Mapping[str, object] = field(
        default_factory=dict
    )  # where it is from: files and their SHA-256, snapshot hash, mapping

    @property
    def n(self) -> int:
        return len(self.kind)

    @property
    def m(self) -> int:
        return sum(links.m for links in self.relations.values())

    def as_of(self, cut: int | None) -> Data:
        """What was known before `cut`: links at or after it are gone; timeless ones stay."""
        if cut is None:
            return self
        return replace(
            self, relations={r: k if k.at is None else k.take(k.at < cut) for r, k in self.relations.items()}
        )


@dataclass(frozen=True, slots=True)
class Phase:
    """What a model is given at once: the data as of a cut, and what is asked of it.

    For a task on links `index` counts within `data.relations[relation]` as it is in this phase; a link that is asked
    about is itself seen (its amount and time are known), the links after the cut are not.
    """

    data: Data
    task: Kind
    relation: str | None
    index: I64  # (k,)
    y: I64  # (k,) all -1 where answers are not known
    classes: tuple[str, ...]
    cut: int | None

    @property
    def k(self) -> int:
        return len(self.index)


def standing(group: I32 | I64) -> I64:
    """(k,) numbers from 0 for which things stand or fall together: those of a group; one that has none (-1) stands alone."""
    unit, alone = group.astype(np.int64), group < 0
    unit[alone] = int(unit.max(initial=-1)) + 1 + np.arange(int(alone.sum()))
    return np.unique(unit, return_inverse=True)[1].astype(np.int64)


def phase(data: Data, which: I64, cut: int | None) -> Phase:
    """The phase of some of the labels (positions in `data.labels`)."""
    labels = data.labels
    assert labels is not None
    index = labels.index[which]
    if labels.relation is not None:
        links = data.relations[labels.relation]
        if cut is not None and links.at is not None:
            place = np.cumsum(links.at < cut) - 1  # a link's number once those after the cut are gone
            assert bool((links.at[index] < cut).all()), "a link that is asked about lies after the cut"
            index = place[index]
    return Phase(data.as_of(cut), labels.task, labels.relation, index, labels.y[which], labels.classes, cut)


def phases(data: Data, split: Split) -> tuple[Phase, Phase, Phase]:
    """To learn from, to choose by, to be measured on."""
    train, valid, test = (phase(data, w, c) for w, c in zip((split.train, split.valid, split.test), split.cuts, strict=True))  # fmt: skip
    return train, valid, test


def joint(data: Data, split: Split, valid: Phase) -> Phase:
    """Training and validation as one, as of the later cut, which is the validation's: nothing of the test's time is in it."""
    one = phase(data, np.concatenate([split.train, split.valid]), split.cuts[1])
    return replace(one, data=valid.data)


def join(several: tuple[Data, ...] | list[Data]) -> Data:
    """Networks beside one another as one: nodes renumbered, parts kept apart, columns that one lacks are NaN there."""
    if len(several) == 1:
        return several[0]
    offset = np.cumsum([0, *(d.n for d in several)])
    columns = tuple(dict.fromkeys(c for d in several for c in d.columns))
    kinds = tuple(dict.fromkeys(k for d in several for k in d.kinds))
    parts: list[str] = []
    part = []
    for d in several:
        part.append(d.part + len(parts))
        parts += [f"{d.name}/{p}" if len(d.parts) > 1 else d.name for p in d.parts]
    return Data(
        name="+".join(d.name for d in several),
        ids=tuple(i for d in several for i in d.ids),
        kind=np.concatenate([np.asarray([kinds.index(k) for k in d.kinds], np.int32)[d.kind] for d in several]),
        kinds=kinds,
        x=np.vstack([_spread(d.x, d.columns, columns) for d in several]),
        columns=columns,
        relations={r: _joined([d.relations.get(r) for d in several], offset) for r in dict.fromkeys(r for d in several for r in d.relations)},
        part=np.concatenate(part).astype(np.int32),
        parts=tuple(parts),
        labels=_labels([d.labels for d in several], offset),
        note={d.name: dict(d.note) for d in several},
    )  # fmt: skip


def _spread(x: F32, columns: tuple[str, ...], wanted: tuple[str, ...]) -> F32:
    out = np.full((len(x), len(wanted)), np.nan, np.float32)
    for i, name in enumerate(columns):
        out[:, wanted.index(name)] = x[:, i]
    return out


def _joined(several: list[Links | None], offset: I64) -> Links:
    columns = tuple(dict.fromkeys(c for k in several if k for c in k.columns))
    here = [(k, o) for k, o in zip(several, offset, strict=False) if k]
    timed = all(k.at is not None for k, _ in here)
    links = Links(
        np.concatenate([k.source + o for k, o in here]).astype(np.int32),
        np.concatenate([k.target + o for k, o in here]).astype(np.int32),
        np.concatenate([k.at for k, _ in here if k.at is not None]) if timed else None,
        np.vstack([_spread(k.x, k.columns, columns) for k, _ in here]), columns,
        all(k.directed for k, _ in here), tuple(i for k, _ in here for i in k.ids),
    )  # fmt: skip
    return links.take(np.argsort(links.at, kind="stable")) if links.at is not None else links


def _labels(several: list[Labels | None], offset: I64) -> Labels | None:
    here = [(k, o) for k, o in zip(several, offset, strict=False) if k]
    if not here:
        return None
    first = here[0][0]
    if first.relation is not None:
        raise ValueError("labels of links are not joined")
    classes = tuple(dict.fromkeys(c for k, _ in here for c in k.classes))
    group, groups = [], 0
    for k, _ in here:
        own = np.full(len(k.index), -1, np.int32) if k.group is None else k.group
        group.append(np.where(own < 0, -1, own + groups))
        groups += int(own.max(initial=-1)) + 1
    return Labels(
        first.task, None, np.concatenate([k.index + o for k, o in here]),
        np.concatenate([np.asarray([classes.index(c) for c in k.classes])[k.y] for k, _ in here]), classes,
        np.concatenate([k.at for k, _ in here if k.at is not None]) if all(k.at is not None for k, _ in here) else None,
        np.concatenate(group).astype(np.int32),
    )  # fmt: skip
