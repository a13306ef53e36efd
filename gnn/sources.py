"""Where a network's questions come from: a phase whole, or sampled around each batch of questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gnn.tensors import Sight
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
