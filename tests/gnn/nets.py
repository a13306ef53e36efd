"""Small graphs with a signal that only the graph carries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gnn.data import Data, Labels, Links, Phase, Split, phases

SMALL = {
    "hidden": 16,
    "epochs": 40,
    "patience": 40,
    "bins": 4,
    "rate": 0.02,
    "dropout": 0.0,
    "stack": "",
    "features": ["own"],
}


def told(n: int = 150, seed: int = 0) -> Data:
    """Nodes whose own number says nothing: the answer is whether those who pay them are marked."""
    draw = np.random.default_rng(seed)
    m = 4 * n
    source, target = draw.integers(n, size=m), draw.integers(n, size=m)
    mark = draw.random(n)
    total, count = np.bincount(target, mark[source], n), np.bincount(target, minlength=n)
    y = (total / np.maximum(count, 1) > 0.5).astype(np.int64)
    return _data(mark, source, target, y)


def rings(n: int = 120, seed: int = 0) -> Data:
    """Transfers that go back within a while are marked; amounts say nothing."""
    draw = np.random.default_rng(seed)
    m = 3 * n
    source, target, at = draw.integers(n, size=m), draw.integers(n, size=m), np.sort(draw.integers(1000, size=m))
    which = draw.choice(m, m // 4, replace=False)
    back = np.ones(len(which), np.int64)
    source, target = np.r_[source, target[which]], np.r_[target, source[which]]
    at, y = np.r_[at, at[which] + 3], np.r_[np.zeros(m, np.int64), back]
    order = np.argsort(at, kind="stable")
    found = _data(np.zeros(n), source[order], target[order], np.zeros(n, np.int64), at[order])
    return replace(found, labels=Labels("edge", "pays", np.arange(len(y)), y[order], ("no", "yes")))


def _data(x, source, target, y, at=None) -> Data:  # type: ignore[no-untyped-def]
    n, m = len(x), len(source)
    amount = np.random.default_rng(5).lognormal(3, 1, (m, 1)).astype(np.float32)
    links = Links(source.astype(np.int32), target.astype(np.int32), at, amount, ("amount",))
    return Data(
        "told", tuple(f"a{i}" for i in range(n)), np.zeros(n, np.int32), ("Account",), x[:, None].astype(np.float32), ("mark",),
        {"pays": links}, np.zeros(n, np.int32), ("one",), Labels("node", None, np.arange(n), y, ("no", "yes")),
    )  # fmt: skip


def thirds(
    data: Data, cuts: tuple[int | None, int | None, int | None] = (None, None, None)
) -> tuple[Phase, Phase, Phase]:
    """Learned from, chosen by, measured on: by position, which is by time where links are asked about."""
    assert data.labels is not None
    a, b, c = np.array_split(np.arange(len(data.labels.y)), [len(data.labels.y) // 2, 3 * len(data.labels.y) // 4])
    return phases(data, Split("thirds", a, b, c, cuts))


def turned(p: Phase, seed: int = 0) -> tuple[Phase, np.ndarray]:
    """The same phase with its nodes in another order, and where each went."""
    d = p.data
    order = np.random.default_rng(seed).permutation(d.n)
    place = np.argsort(order)
    relations = {r: replace(k, source=place[k.source].astype(np.int32), target=place[k.target].astype(np.int32)) for r, k in d.relations.items()}  # fmt: skip
    moved = replace(
        d, ids=tuple(d.ids[i] for i in order), kind=d.kind[order], x=d.x[order], part=d.part[order], relations=relations
    )
    return replace(p, data=moved, index=place[p.index] if p.relation is None else p.index), place
