"""What is known of neighbours' answers, one's own masked and out of fold.

A thing that was learned from hears only answers of other folds, never its own, nor by way of a neighbour's neighbour:
rates with the own answer left out alone looked perfect in training and lost .10 AUC afterwards. Folds keep a group (a
ring) together, as splits do. Anything else hears all answers of training.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from scipy.sparse import csr_array, diags_array

from gnn.data import F32, STRANGERS, Data, Phase, standing
from gnn.features.adjacency import near, relations, ways
from gnn.features.structure import undirected
from gnn.model import Table
from graph.kernels.arrays import I32, I64, Csr

FOLDS = 10
PRIOR = 0.02  # answers that everybody is taken to have heard, as a share of a neighbourhood
RESTARTS = (0.5, 0.15)  # of walks along which answers spread
STEPS = 8


@dataclass(frozen=True, slots=True)
class Known:
    """Answers of training, by what nodes are called, so that they are found again in another snapshot."""

    key: tuple[str, ...]  # (k,) as `keys_of` calls nodes
    y: I64  # (k,)
    fold: I32  # (k,) which the node itself does not hear
    classes: int
    relation: str | None = None  # whose links they are of; None: of nodes

    @classmethod
    def learned(cls, train: Phase, seed: int, folds: int = FOLDS) -> Known:
        """The answers of a phase, dealt into folds, groups whole; of links also so that each fold has its share of each class:
        of few groups that are looked for all might be in one."""
        group = _groups(train)
        if train.relation is not None:
            fold = _dealt(group, train.y, folds, seed)
            return cls(link_keys(train.data, train.relation, train.index), train.y, fold, len(train.classes), train.relation)  # fmt: skip
        keys = keys_of(train.data, train.index)
        deal = np.random.default_rng(seed).permutation(int(group.max(initial=0)) + 1)
        return cls(keys, train.y, (deal[group] % folds).astype(np.int32), len(train.classes))

    def state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Arrays and what JSON holds."""
        return {"known.y": self.y, "known.fold": self.fold}, {
            "key": list(self.key),
            "classes": self.classes,
            "bare": True,
            "relation": self.relation,
        }

    @classmethod
    def restore(cls, arrays: Any, said: dict[str, Any]) -> Known:
        """What `state` gave. Older models kept the name of a single network too."""
        key, parts = said["key"], {k.rpartition("\t")[0] for k in said["key"]}
        if not said.get("bare") and len(parts) == 1:
            key = [k.rpartition("\t")[2] for k in key]
        return cls(tuple(key), arrays["known.y"], arrays["known.fold"], int(said["classes"]), said.get("relation"))

    def placed(self, data: Data, which: I64 | None = None) -> tuple[I64, I64]:
        """Numbers of nodes (of links) of this data whose answers are known, and their places in here. `which`: among these links
        alone, numbered as they stand in it."""
        place = {k: i for i, k in enumerate(self.key)}
        if self.relation is None:
            every = keys_of(data, np.arange(data.n))
        else:
            every = link_keys(data, self.relation, which) if self.relation in data.relations else ()
        found = [(v, place[k]) for v, k in enumerate(every) if k in place]
        both = np.asarray(found, np.int64).reshape(-1, 2)
        return both[:, 0], both[:, 1]

    def dealt(self, data: Data, which: I64 | None = None) -> I32:
        """(n,) of each node (link, of `which` alone) of this data the fold that it was learned in, -1: in none."""
        every = data.n if self.relation is None else data.relations[self.relation].m
        out = np.full(every if which is None else len(which), -1, np.int32)
        held, place = self.placed(data, which)
        out[held] = self.fold[place]
        return out

    def columns(self, phase: Phase) -> tuple[str, ...]:
        """The names that `table` gives."""
        return () if phase.relation is not None else names(phase.data, phase.classes)

    def table(self, phase: Phase) -> Table:
        """(k, d) of the nodes asked about; nothing for links, whose neighbours' answers are mostly of their own ring."""
        if phase.relation is not None:
            return Table(np.zeros((phase.k, 0), np.float32), ())
        nodes, place = self.placed(phase.data)
        hears = np.zeros(
            phase.data.n, np.int64
        )  # which of the lists of answers a node hears: 0 all, else a fold's others
        hears[nodes] = self.fold[place] + 1
        mine = hears[phase.index]
        lists = np.unique(mine)
        answers = np.zeros((phase.data.n, len(lists), self.classes), np.float32)
        for i, one in enumerate(lists):
            told = self.fold[place] + 1 != one
            answers[nodes[told], i, self.y[place][told]] = 1.0
        heard = Heard.over(phase.data).rates(answers, phase.index, np.searchsorted(lists, mine))
        return Table(heard, names(phase.data, phase.classes))


@dataclass(frozen=True, slots=True)
class Heard:
    """Ways along which answers are heard in a graph."""

    n: int
    hops: tuple[csr_array, ...]  # rows sum to 1 at most: each neighbour's share; the last is damped
    walk: csr_array  # of walks, both ways over all relations

    @classmethod
    def over(cls, data: Data) -> Heard:
        """One hop by relation and way, also damped by the neighbours' degrees; two hops and walks over all."""
        hops = [shares(matrix(data.n, near(data.n, k, way))) for k in relations(data).values() for way in ways(k)]
        whole = matrix(data.n, undirected(data))
        degree = np.maximum(np.asarray(whole.sum(axis=0)), 1.0)
        hops.append(shares((whole @ diags_array((1 / degree).astype(np.float32))).tocsr()))
        return cls(data.n, tuple(hops), shares(whole))

    def rates(self, answers: F32, index: I64, hears: I64) -> F32:
        """(k, d) of each way: the share of neighbours whose answers are heard, then the rate of each class but the first.

        `answers` (n, lists, classes); node `index[i]` hears the list `hears[i]`.
        """
        n, lists, classes = answers.shape
        flat = np.ascontiguousarray(answers.reshape(n, lists * classes))
        prior = answers.sum(axis=0) / np.maximum(answers.sum(axis=(0, 2))[:, None], 1)  # (lists, classes)

        def told(heard: F32) -> F32:
            return smoothed(heard.reshape(n, lists, classes)[index, hears], prior[hears])

        once = self.walk @ flat
        out = [told(hop @ flat) for hop in self.hops]
        out += [told(once), told(second(self.hops[-1], flat)), told(second(self.walk, flat))]
        for restart in RESTARTS:  # where walks end that stop with this chance at each step
            heard = once
            for _ in range(STEPS):
                heard = restart * once + (1 - restart) * (self.walk @ heard)
            out.append(told(heard))
        return np.hstack(out).astype(np.float32)


def names(data: Data, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Of the columns of `Heard.rates`."""
    hops = [f"{way} {r}" for r, k in relations(data).items() for way in ways(k)]
    told = ["known", *(f"are {c}" for c in classes[1:])]
    several = [*hops, "damped", "any", "damped at 2 hops", "any at 2 hops", *(f"walks {r}" for r in RESTARTS)]
    return tuple(f"neighbours' answers {what}: {way}" for way in several for what in told)


def matrix(n: int, rows: Csr) -> csr_array:
    """Neighbours as a sparse matrix of ones."""
    return csr_array((np.ones(len(rows.item), np.float32), rows.item, rows.start), shape=(n, n))


def shares(weights: csr_array) -> csr_array:
    """Rows divided by their sums."""
    total = np.asarray(weights.sum(axis=1), np.float32)
    part = np.divide(np.float32(1), total, out=np.zeros_like(total), where=total > 0)
    return (diags_array(part) @ weights).tocsr()


def keys_of(data: Data, nodes: I64) -> tuple[str, ...]:
    """What nodes are called across snapshots: by their ids, in several networks within each. A single one is often a folder
    of another name the next time. Rows of another file are nobody that was known (`STRANGERS`)."""
    if data.note.get(STRANGERS):
        return tuple(f"{STRANGERS}\t{v}" for v in nodes.tolist())
    if len(set(data.parts)) == 1:
        return tuple(data.ids[v] for v in nodes.tolist())
    return tuple(f"{data.parts[p]}\t{data.ids[v]}" for p, v in zip(data.part[nodes].tolist(), nodes.tolist(), strict=True))  # fmt: skip


def link_keys(data: Data, relation: str, which: I64 | None = None) -> tuple[str, ...]:
    """What links are called across snapshots: a hash of their ids, else of both ends, time and properties."""
    k = data.relations[relation]
    some = np.arange(k.m) if which is None else which
    if k.ids and not data.note.get(STRANGERS):
        said = (k.ids[i] for i in some.tolist())
    else:
        names = keys_of(data, np.arange(data.n))
        at = np.zeros(k.m, np.int64) if k.at is None else k.at
        said = (f"{names[k.source[i]]}\t{names[k.target[i]]}\t{at[i]}\t{k.x[i].tobytes().hex()}" for i in some.tolist())
    return tuple(blake2b(one.encode(), digest_size=8).hexdigest() for one in said)


def second(hop: csr_array, answers: F32) -> F32:
    """Two hops, the way back to oneself left out."""
    back = np.asarray(hop.multiply(hop.T.tocsr()).sum(axis=1)).reshape(-1, 1)
    return np.asarray(hop @ (hop @ answers) - back * answers, np.float32)


def smoothed(heard: F32, prior: F32) -> F32:
    """Of what is heard of each class the whole, and the share of each but the first, drawn to the prior where little is."""
    total = heard.sum(axis=1, keepdims=True)
    return np.hstack([total, (heard + PRIOR * prior)[:, 1:] / (total + PRIOR)])


def _groups(phase: Phase) -> I64:
    """(k,) a number for what must stay together: the group of a label where it has one, else the thing itself."""
    labels = phase.data.labels
    things = phase.data.n if phase.relation is None else phase.data.relations[phase.relation].m
    group = np.full(things, -1, np.int64)
    if labels is not None and labels.relation == phase.relation and labels.group is not None:
        here = labels.index < things  # of links those before the cut: they are in order of time
        group[labels.index[here]] = labels.group[here]
    return standing(group[phase.index])


def _dealt(group: I64, y: I64, folds: int, seed: int) -> I32:
    """(k,) a fold for each, groups whole, those of each class (of the rarest answer in them) dealt out in turn."""
    rare = np.argsort(np.argsort(-np.bincount(y), kind="stable"), kind="stable")  # 0: the most common
    of = np.zeros(int(group.max(initial=-1)) + 1, np.int64)
    np.maximum.at(of, group, rare[y])
    fold, draw = np.zeros(len(of), np.int32), np.random.default_rng(seed)
    for c in np.unique(of):
        mine = draw.permutation(np.flatnonzero(of == c))
        fold[mine] = np.arange(len(mine)) % folds
    return fold[group]
