"""Whose region an entity is of: its own where it states one, else those of the people and firms that it belongs to."""

from __future__ import annotations

import numpy as np

from graph.ontology import ontology
from graph.snapshot import Snapshot
from graph.study.around import near, seen

PARTIES = ("Person", "Enterprise")


def regions(s: Snapshot, node: int) -> list[str]:
    """Regions as stated, each once; none where nobody knows."""
    own = _stated(s, np.array([node], np.int32))
    if own:
        return own
    beside = near(s, np.array([node], np.int32))
    return _stated(s, beside[seen(s, beside, PARTIES)])


def _stated(s: Snapshot, nodes: np.ndarray[tuple[int], np.dtype[np.int32]]) -> list[str]:
    found: dict[str, None] = {}
    for code in np.unique(s.nodes.kind[nodes]):
        kind = s.kinds[code]
        if "region" in ontology().kinds[kind].props:
            codes, words = s.words(kind, "region")
            found.update((words[c], None) for c in codes[nodes[s.nodes.kind[nodes] == code]] if c >= 0)
    return list(found)
