"""Groups worked out where none are told: things of the class looked for that a link at a labelled time joins.

A ring is what its deed joins: two labelled accounts belong together where one paid the other at the very time that either
is labelled with. A labelled thing without such a link (its deed lies outside the data) is put to the ring that its other
links reach, where that is one alone; else it stands alone.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from gnn.data import Bool, Data, Labels
from graph.kernels.arrays import I32, I64
from graph.say import JinyingError, Say, did_you_mean

AT_LABEL = "at-label"


class RingError(JinyingError):
    """Groups that can't be worked out."""


def grouped(data: Data, how: str) -> Data:
    """The data with a group for each label of the class looked for; -1: of none."""
    labels = data.labels
    if how != AT_LABEL:
        raise RingError(Say(f"labels.linked 不认识 {how}", f"labels.linked: {how} is not known"), did_you_mean(how, (AT_LABEL,)))  # fmt: skip
    if labels is None or labels.group is not None:
        return data
    timed = any(k.at is not None for k in data.relations.values())
    if labels.relation is not None or labels.at is None or len(labels.classes) != 2 or not timed:
        raise RingError(
            Say("labels.linked 需要带时间的节点标签（两类）与带时间的边", "labels.linked needs labels of nodes with times, two classes, and links with times"),
            Say("去掉 labels.linked，或给出 group 列", "leave labels.linked out, or name a group column"),
        )  # fmt: skip
    return replace(data, labels=replace(labels, group=_rings(data, labels, labels.at)))


def _rings(data: Data, labels: Labels, at: I64) -> I32:
    wanted = np.zeros(data.n, bool)
    wanted[labels.index[labels.y == 1]] = True
    when = np.full(data.n, -1, np.int64)
    when[labels.index] = np.where(labels.y == 1, at, -1)
    deeds, all_ = [], []
    for links in data.relations.values():
        both = wanted[links.source] & wanted[links.target]
        ends = np.column_stack([links.source[both], links.target[both]])
        all_.append(ends)
        if links.at is not None:
            moment = links.at[both]
            deeds.append(ends[(when[ends[:, 0]] == moment) | (when[ends[:, 1]] == moment)])
    ring = _joined(data.n, np.vstack(deeds), wanted)
    ring = _reached(ring, np.vstack(all_), wanted)
    codes = np.full(data.n, -1, np.int32)
    codes[ring >= 0] = np.unique(ring[ring >= 0], return_inverse=True)[1]
    return codes[labels.index]


def _joined(n: int, ends: I32, wanted: Bool) -> I64:
    """(n,) the ring of each thing that a deed joins to another; -1: of none."""
    graph = coo_array((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=(n, n))
    ring = connected_components(graph, directed=False)[1].astype(np.int64)
    size = np.bincount(ring[wanted], minlength=int(ring.max(initial=0)) + 1)
    return np.where(wanted & (size[ring] > 1), ring, -1)


def _reached(ring: I64, ends: I32, wanted: Bool) -> I64:
    """Those left over join the ring that their links reach, where it is one alone."""
    out = ring.copy()
    both = np.vstack([ends, ends[:, ::-1]])
    left = both[(ring[both[:, 0]] < 0) & (ring[both[:, 1]] >= 0)]
    if not len(left):
        return out
    pairs = np.unique(np.column_stack([left[:, 0], ring[left[:, 1]]]), axis=0)
    who, count = np.unique(pairs[:, 0], return_counts=True)
    once = np.isin(pairs[:, 0], who[count == 1])
    out[pairs[once, 0]] = pairs[once, 1]
    return out
