"""What a model is: it is fitted on two phases and gives probabilities for a third. Trees and networks alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from gnn.data import F32, Phase
from graph.say import Say

Settings = Mapping[str, Any]  # of a preset, with what --set changed
Watch = Callable[[Say, int, int], None]  # what goes on, how far, of how much
Arrays = Mapping[str, NDArray[Any]]  # weights by name: what a safetensors file holds


def silent(what: Say, done: int, of: int) -> None:
    """Nobody watches."""


class Fitted(Protocol):
    """A model that has learned. `state` and the family's `restore` are each other's inverse."""

    def scores(self, phase: Phase) -> F32:
        """(k, classes) probabilities, rows sum to 1."""
        ...

    def state(self) -> tuple[Arrays, dict[str, Any]]:
        """Weights by name, and what JSON can hold: names of columns, sizes, the settings used."""
        ...


def unseen(model: Fitted, valid: Phase) -> F32:
    """(k, classes) what was said of validation before that was learned from too: a threshold, a calibration, a drift may rest on
    it. Of a model that never learned from it, its scores."""
    held: F32 | None = getattr(model, "held", None)
    return model.scores(valid) if held is None else held


@dataclass(frozen=True, slots=True)
class Run:
    """How a fit goes: its seed, where it may keep a checkpoint to go on from (None: nowhere), who watches; `again`: training and
    validation as one phase, for a family that learns from both once validation has chosen (`refit`)."""

    seed: int
    settings: Settings = field(default_factory=dict)
    checkpoint: Path | None = None
    watch: Watch = silent
    again: Phase | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """A family. `trees`: fitted by xgboost, so that its explanations come from there; `about` for the card."""

    name: str
    about: Say
    fit: Callable[[Phase, Phase, Run], Fitted]
    restore: Callable[[Arrays, dict[str, Any]], Fitted]
    trees: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Features of things: (k, d), NaN where there is none, and a name for each column."""

    x: F32
    columns: tuple[str, ...]

    def beside(self, *others: Table) -> Table:
        """This one with the columns of others after it."""
        return Table(np.hstack([self.x, *(o.x for o in others)]).astype(np.float32, copy=False), (*self.columns, *(c for o in others for c in o.columns)))  # fmt: skip

    def rows(self, which: NDArray[Any]) -> Table:
        """Some rows."""
        return Table(self.x[which], self.columns)
