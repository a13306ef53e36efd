"""Namesakes: enterprises that papers know by name only, and the registered one that they mean."""

from __future__ import annotations

import numpy as np

from graph.detect.scene import Scene
from graph.kernels.arrays import I32


def registered(scene: Scene) -> I32:
    """(n,) the node itself, but for an enterprise without a credit code the one of its name that has one.

    The register gives a full name once; where two bear it, nobody is taken for either.
    """
    snapshot = scene.snapshot
    names, texts = snapshot.words("Enterprise", "name")
    coded = snapshot.words("Enterprise", "credit_code")[0] >= 0
    meant = np.arange(snapshot.n, dtype=np.int32)
    sure = np.flatnonzero(coded & (names >= 0))
    bearers = np.bincount(names[sure], minlength=len(texts))
    bearer = np.full(len(texts), -1, np.int32)
    bearer[names[sure]] = sure
    bearer[bearers != 1] = -1
    lost = np.flatnonzero(~coded & (names >= 0))
    lost = lost[bearer[names[lost]] >= 0]
    meant[lost] = bearer[names[lost]]
    return meant
