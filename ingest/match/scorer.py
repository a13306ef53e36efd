"""A trained scorer: boosted trees and a calibration, read from JSON and applied with numpy alone; what each feature gave.

The score is the share of pairs that are one among those that look so (calibrated by isotonic regression); two bounds part
what is merged, what a person reviews and what is left apart. Nothing here is a pickle.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.say import JinyingError, Say
from ingest.match.compare import FEATURES, Floats

MERGED, REVIEW, APART = "merged", "review", "apart"
VERSION = 1


class ModelError(JinyingError):
    """A file that is no model of this version."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A binary tree: at a node go left where the feature is at most the bound; `left` is 0 at a leaf. `value`: log-odds."""

    feature: NDArray[np.int64]
    bound: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]


@dataclass(frozen=True)
class Scorer:
    """Trees, what their sum means, and the bounds of the bands. `made`: seed, sizes and versions of its training."""

    features: tuple[str, ...]
    start: float
    trees: tuple[Tree, ...]
    raw: NDArray[np.float64]
    share: NDArray[np.float64]
    merged: float
    review: float
    made: dict[str, Any] = field(default_factory=dict)

    def scores(self, rows: Floats) -> NDArray[np.float64]:
        """Calibrated scores in [0, 1] of feature rows."""
        return np.interp(self.log_odds(rows), self.raw, self.share)

    def log_odds(self, rows: Floats) -> NDArray[np.float64]:
        """The trees' sum, not calibrated."""
        columns, total = np.ascontiguousarray(rows.T), np.full(len(rows), self.start)
        for tree in self.trees:
            for node, at in _paths(tree, columns):
                if not tree.left[node]:
                    total[at] += tree.value[node]
        return total

    def gave(self, rows: Floats) -> NDArray[np.float64]:
        """Log-odds that each feature gave each pair: the changes of value along its paths (Saabas 2014).

        A row of them sums with `start` and the trees' root values to `log_odds`.
        """
        columns, found = np.ascontiguousarray(rows.T), np.zeros(rows.shape)
        for tree in self.trees:
            above = dict(zip(tree.left.tolist(), range(len(tree.left)), strict=False))
            above.update(zip(tree.right.tolist(), range(len(tree.right)), strict=False))
            for node, at in _paths(tree, columns):
                if node:
                    up = above[node]
                    found[at, tree.feature[up]] += tree.value[node] - tree.value[up]
        return found

    def band(self, score: float) -> str:
        """Where a score falls."""
        return MERGED if score >= self.merged else REVIEW if score >= self.review else APART

    def to_json(self) -> str:
        """The model as text; the same model gives the same text."""
        body = {
            "what": "jinying match", "version": VERSION, "made": self.made, "features": list(self.features),
            "bands": {MERGED: self.merged, REVIEW: self.review}, "start": self.start,
            "calibration": {"raw": self.raw.tolist(), "share": self.share.tolist()},
        }  # fmt: skip
        head = json.dumps(body, ensure_ascii=False, indent=1)[:-2]
        trees = ",\n".join(json.dumps(_plain(t), separators=(",", ":")) for t in self.trees)
        return f'{head},\n "trees": [\n{trees}\n ]\n}}\n'


def _paths(tree: Tree, columns: Floats) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Every node that a row comes to, with those rows."""
    todo = [(0, np.arange(columns.shape[1]))]
    while todo:
        node, at = todo.pop()
        yield node, at
        if tree.left[node]:
            low = columns[tree.feature[node]][at] <= tree.bound[node]
            todo += [(int(tree.left[node]), at[low]), (int(tree.right[node]), at[~low])]


def _plain(tree: Tree) -> dict[str, list[Any]]:
    return {name: getattr(tree, name).tolist() for name in Tree.__slots__}


def from_json(text: str) -> Scorer:
    """A model from text; ModelError where it is none, or of other features."""
    try:
        body = json.loads(text)
        trees = tuple(_tree(t) for t in body["trees"])
        calibration = {k: np.asarray(v, np.float64) for k, v in body["calibration"].items()}
        bands = body["bands"]
        made = Scorer(
            tuple(body["features"]), float(body["start"]), trees, calibration["raw"], calibration["share"],
            float(bands[MERGED]), float(bands[REVIEW]), dict(body["made"]),
        )  # fmt: skip
        fits = body["version"] == VERSION and made.features == tuple(f.name for f in FEATURES)
    except (ValueError, KeyError, TypeError) as wrong:
        raise ModelError(Say(f"模型文件无法读取：{wrong}", f"the model can't be read: {wrong}"), RETRAIN) from None
    if not fits or not 0 <= made.review <= made.merged <= 1 or len(made.raw) != len(made.share) or not len(made.raw):
        raise ModelError(Say("模型与本版本不符", "the model is not of this version"), RETRAIN)
    return made


RETRAIN = Say("用 jinying match train 重新训练", "train one by `jinying match train`")


def _tree(body: dict[str, list[Any]]) -> Tree:
    whole = {n: np.asarray(body[n], np.int64) for n in ("feature", "left", "right")}
    tree = Tree(**whole, bound=np.asarray(body["bound"], np.float64), value=np.asarray(body["value"], np.float64))
    size = len(tree.value)
    inner = tree.left > 0
    below = np.concatenate([tree.left[inner], tree.right[inner]])
    after = np.concatenate([np.flatnonzero(inner)] * 2)
    if not size or any(len(getattr(tree, n)) != size for n in Tree.__slots__) or (below >= size).any() or (below <= after).any():  # fmt: skip
        raise ValueError("tree")
    if ((tree.feature[inner] < 0) | (tree.feature[inner] >= len(FEATURES))).any():
        raise ValueError("feature")
    return tree


def read(path: Path) -> Scorer:
    """A model from a file."""
    if not path.is_file():
        raise ModelError(Say(f"没有模型文件 {path}", f"there is no model at {path}"), RETRAIN)
    return from_json(path.read_text("utf-8"))


@cache
def shipped() -> Scorer:
    """The model in the package, trained on generated names."""
    return from_json(files("ingest.match").joinpath("model.json").read_text("utf-8"))
