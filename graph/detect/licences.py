"""Licences: what an enterprise may do, and until when, as far as the registers say."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from graph.detect.scene import EVER, Scene
from graph.kernels.arrays import I32, I64
from graph.snapshot import NEVER

ENDED = re.compile("注销|吊销|撤销|失效|无效|revoked|withdrawn|cancelled", re.IGNORECASE)


def licensed_until(scene: Scene, matter: str) -> I64:
    """(n,) epoch ms up to which each node is licensed for a business that `matter` (a pattern) names.

    EVER where the licence names no end, NEVER where there is none, or one that began later or was withdrawn, and for
    all where no licence would do ("").
    """
    snapshot = scene.snapshot
    if not matter:
        return np.full(snapshot.n, NEVER)
    links = snapshot.edges("LICENSED_BY")
    named = _matching(*snapshot.words("LICENSED_BY", "matter"), re.compile(matter))
    withdrawn = _matching(*snapshot.words("LICENSED_BY", "status"), ENDED)
    begun = snapshot.column("LICENSED_BY", "valid_from") < scene.until_ms
    end = snapshot.column("LICENSED_BY", "valid_to")
    good = named & begun & ~withdrawn
    until = np.full(snapshot.n, NEVER)
    np.maximum.at(until, links.source[good], np.where(end == NEVER, EVER, end)[good].astype(np.int64))
    return until


def _matching(codes: I32, texts: list[str], pattern: re.Pattern[str]) -> NDArray[np.bool_]:
    """Whether each code's text matches; what is not stated (-1) does not."""
    return np.asarray(np.array([*(pattern.search(text) is not None for text in texts), False])[codes])
