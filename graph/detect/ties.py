"""Ties: what joins enterprises and persons apart from money: shares, offices, accounts, phones, addresses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.detect.scene import EVER, Scene
from graph.kernels.arrays import F64, I32, I64, Csr, csr
from graph.snapshot import NEVER

# how much a tie says: of 1 that two are one, of 0 nothing; along a way the ties are multiplied
WEIGHTS = {
    "LEGAL_REP_OF": 0.9, "HOLDS_SHARE": 0.9, "OWNS": 0.9, "HOLDS_OFFICE": 0.7, "HAS_PHONE": 0.8, "LOCATED_AT": 0.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """Ties from one to another, in order; none leads to oneself. `strength`: 0 to 1."""

    strength: float
    ties: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """Each tie twice, once from either end: entry k leads from `near[k]` to `far[k]`."""

    rows: Csr  # entries by the near end
    near: I32
    far: I32
    link: tuple[str, ...]  # names of the links that count
    type: I32  # place in `link`
    edge: I32  # number among links of the type
    weight: F64
    end: I64  # epoch ms, EVER where it goes on

    @classmethod
    def of(cls, scene: Scene, stake: float) -> Ties:
        """Those begun by the scene's moment. A holding of less than `stake` is none; one of unknown size is."""
        parts = []
        for code, (link, weight) in enumerate(WEIGHTS.items()):
            edges, props = scene.snapshot.edges(link), scene.snapshot.column
            begun, end = np.ones(len(edges.source), np.bool_), np.full(len(edges.source), EVER)
            if link in ("LEGAL_REP_OF", "HOLDS_SHARE", "HOLDS_OFFICE"):
                begun = props(link, "valid_from") < scene.until_ms
                end = props(link, "valid_to").astype(np.int64)
                end = np.where(end == NEVER, EVER, end)
            elif link == "OWNS":
                begun = props(link, "created") < scene.until_ms
            if link == "HOLDS_SHARE":
                begun = begun & ~(props(link, "ratio") < stake)
            here = np.flatnonzero(begun).astype(np.int32)
            parts.append((edges.source[here], edges.target[here], np.full(len(here), code, np.int32), here, np.full(len(here), weight), end[here]))  # fmt: skip
        source, target, *rest = (np.concatenate(column) for column in zip(*parts, strict=True))
        type_, edge, weights, ends = (np.concatenate([column, column]) for column in rest)
        near, far = np.concatenate([source, target]), np.concatenate([target, source])
        return cls(csr(scene.snapshot.n, near), near, far, tuple(WEIGHTS), type_, edge, weights, ends)

    def ways(self, root: int, hops: int, most: int, since: int) -> dict[int, Way]:
        """The strongest way of at most `hops` ties to each node in reach, of ties that had not ended by `since` (ms).

        No way leads through a node of more than `most` ties: an agent's address or a hotline says nothing.
        """
        best = layer = {root: Way(1.0, ())}
        for _ in range(hops):
            further: dict[int, Way] = {}
            for node, way in layer.items():
                entries = self.rows.item[self.rows.start[node] : self.rows.start[node + 1]]
                if len(entries) > most and way.ties:
                    continue
                for k in entries[self.end[entries] >= since].tolist():
                    far, strength = int(self.far[k]), way.strength * self.weight[k]
                    known = further.get(far) or best.get(far)
                    if known is None or strength > known.strength:
                        further[far] = Way(float(strength), (*way.ties, k))
            best, layer = best | further, further
        return best

    def stops(self, way: Way) -> list[int]:
        """Nodes after the first, in order."""
        return [int(self.far[k]) for k in way.ties]

    def links(self, scene: Scene, way: Way) -> tuple[str, ...]:
        """Ids of the ties' links."""
        return tuple(i for k in way.ties for i in scene.links([int(self.edge[k])], self.link[self.type[k]]))
