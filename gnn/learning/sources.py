"""Where a network's questions come from: a phase whole, or sampled around each batch of questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from gnn.learning.sampler import Sample, Ways, sample, trees
from gnn.learning.tensors import Sight, one_way
from graph.kernels.arrays import I64


@dataclass(frozen=True, slots=True)
class Whole:
    """A phase at once. Answers that are known are told to neighbours, never to the node that is asked (UniMP, Shi et al., IJCAI 2021)."""

    sight: Sight
    asked: I64  # (k,)
    y: I64  # (k,)
    known: I64  # (n,) classes that may be told, -1: none
    share: float  # of those learned from, told in an epoch

    def learning(self, draw: np.random.Generator) -> Iterator[tuple[Sight, I64]]:
        """One part: those that are not told in this epoch are asked."""
        if not self.share:
            yield self.sight.asking(self.asked), np.arange(len(self.y))
            return
        hidden = draw.random(len(self.y)) >= self.share
        hidden[draw.integers(len(self.y))] = True
        yield self._showing(self.asked[hidden]), np.flatnonzero(hidden)

    def asking(self) -> Iterator[tuple[Sight, I64]]:
        """What is asked is hidden; of those whose answer is known half at a time, so that the other half is told."""
        every = np.arange(len(self.y))
        told = self.known[self.asked] >= 0 if self.share else np.zeros(len(every), np.bool_)
        for which in (every[~told], every[told][::2], every[told][1::2]):
            if len(which):
                yield self._showing(self.asked[which]) if self.share else self.sight.asking(self.asked[which]), which

    def _showing(self, asked: I64) -> Sight:
        shown = self.known.copy()
        shown[asked] = -1
        return self.sight.asking(asked).showing(shown)


@dataclass(frozen=True, slots=True)
class Sampled:
    """A phase by batches, each question with a sample around it that holds only links from before it."""

    sight: Sight  # the phase whole: numbers are taken from it, it never goes through a network
    ways: Ways
    asked: I64  # (k,) nodes, or links of `relation`
    y: I64
    relation: int  # -1: nodes are asked about
    before: I64  # (k,) when each is asked
    known: I64  # (n,) classes that may be told, -1: none
    batch: int
    fan: tuple[int, ...]
    recent: bool
    seed: int

    def learning(self, draw: np.random.Generator) -> Iterator[tuple[Sight, I64]]:
        """Batches in an order of the epoch's own, each with samples of its own."""
        order = draw.permutation(len(self.y))
        for first in range(0, len(order), self.batch):
            which = np.sort(order[first : first + self.batch])
            yield self.around(which, int(draw.integers(2**62))), which

    def asking(self) -> Iterator[tuple[Sight, I64]]:
        """Batches as they come, their samples the same each time."""
        for first in range(0, len(self.y), self.batch):
            which = np.arange(first, min(first + self.batch, len(self.y)))
            yield self.around(which, self.seed + first), which

    def around(self, which: I64, draw: int) -> Sight:
        """Those questions and what is sampled around them, as a graph of its own."""
        asked, before = self.asked[which], self.before[which]
        ends, tree = self._ends(asked), trees(before)  # (k, 1 or 2), (k,)
        wide = ends.shape[1]
        grown = sample(self.ways, ends.ravel(), np.repeat(before, wide), np.repeat(tree, wide), self.fan, recent=self.recent, draw=draw)  # fmt: skip
        key = grown.tree * self.ways.n + grown.node
        order = np.argsort(key)
        place = order[np.searchsorted(key[order], tree[:, None] * self.ways.n + ends)]  # (k, 1 or 2) in the sample
        return self._part(grown, asked, place)

    def _ends(self, asked: I64) -> I64:
        if self.relation < 0:
            return asked[:, None]
        return np.column_stack([e[self.relation].numpy()[asked] for e in (self.sight.source, self.sight.target)])

    def _part(self, grown: Sample, asked: I64, place: I64) -> Sight:
        """The sample as a sight: a link stands there once for each end that hears of it, an asked one once more."""
        node, size = torch.from_numpy(grown.node), len(grown.node)
        links, source, target, ways = [], [], [], []
        questions = torch.from_numpy(place[:, 0])
        for r in range(len(self.sight.links)):
            row, ends, count = [np.zeros(0, np.int64)], [np.zeros((0, 2), np.int64)], 0
            for w in (w for w, of in enumerate(self.ways.relation) if of == r):
                here = np.flatnonzero(grown.way == w)
                said, heard = grown.said[here], grown.heard[here]
                ways.append(one_way(said, heard, np.arange(count, count + len(here), dtype=np.int32), size, r))
                ends.append(np.column_stack([said, heard] if self.ways.forward[w] else [heard, said]))
                row.append(grown.link[here].astype(np.int64))
                count += len(here)
            if r == self.relation:
                questions = torch.arange(count, count + len(asked))
                row, ends = [*row, asked], [*ends, place]
            links.append(self.sight.links[r][torch.from_numpy(np.concatenate(row))])
            source.append(torch.from_numpy(np.concatenate(ends)[:, 0].astype(np.int64)))
            target.append(torch.from_numpy(np.concatenate(ends)[:, 1].astype(np.int64)))
        shown, ego = torch.from_numpy(self.known)[node], torch.zeros(size)
        ego[torch.from_numpy(place.ravel())] = 1.0
        shown[ego > 0] = -1
        return Sight(
            self.sight.x[node], self.sight.kind[node], tuple(links), tuple(source), tuple(target), tuple(ways), questions, shown, ego
        )  # fmt: skip
