"""Scores of a model for everything in some data, highest first, as rows and as a CSV."""

from __future__ import annotations

import csv
import io
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from gnn.data import Data, Phase
from gnn.model import Fitted
from gnn.trust import registry
from gnn.trust.registry import Kept
from graph.kernels.arrays import F64
from graph.say import JinyingError, Say, did_you_mean
from graph.screen import inert

COLUMNS = ("id", "part", "class", "score", "calibrated", "rank")


def everything(one: Kept, data: Data) -> Phase:
    """All nodes, or all links of the model's relation, with no answers."""
    relation = one.body.get("relation")
    if relation is not None and relation not in data.relations:
        raise JinyingError(Say(f"数据没有关系“{relation}”", f"the data has no relation '{relation}'"))
    n = data.n if relation is None else data.relations[relation].m
    return Phase(data, one.part("task"), relation, np.arange(n), np.full(n, -1), tuple(one.part("classes")), None)


def scored(one: Kept, data: Data, model: Fitted | None = None) -> tuple[Phase, F64]:
    """Everything in some data, and (k, classes) what the model says of it."""
    asked = everything(one, data)
    return asked, np.asarray((model or registry.fitted(one)).scores(asked), np.float64)


def rows(one: Kept, asked: Phase, p: F64) -> list[dict[str, Any]]:
    """Each thing's score, calibrated score and rank; of more than two classes the likeliest, its share and no order."""
    two = len(asked.classes) == 2
    said = p.argmax(1)
    score = p[:, 1] if two else p.max(1)
    bent = one.calibration.of(score)
    called = score >= float(one.part("threshold")) if two else said
    ids, parts = names(asked)
    order = np.argsort(-score, kind="stable")
    return [
        {
            "id": ids[i], "part": parts[i], "class": asked.classes[int(called[i])], "score": round(float(score[i]), 6),
            "calibrated": round(float(bent[i]), 6), "rank": rank,
        }
        for rank, i in enumerate(order.tolist(), 1)
    ]  # fmt: skip


def place(asked: Phase, name: str) -> int:
    """Which of the things asked about is meant by an id, or by `PART/ID` where several networks have it."""
    called, parts = names(asked)
    found = [i for i, n in enumerate(called) if name in (n, n.strip(), f"{parts[i]}/{n}", f"{parts[i]}/{n.strip()}")]
    if len(found) == 1:
        return found[0]
    if found:
        raise JinyingError(Say(f"“{name}”在多个网络中", f"'{name}' is in several networks"), Say(f"写 网络/编号，如 {parts[found[0]]}/{name}", f"write NETWORK/ID, as in {parts[found[0]]}/{name}"))  # fmt: skip
    near = get_close_matches(name, [n for n in called if n[:3] == name[:3]][:5000] or called[:10], 3, 0.6)
    cure = did_you_mean(name, near) if near else Say(f"编号如 {'、'.join(called[:3])}", f"ids are as {', '.join(called[:3])}")  # fmt: skip
    raise JinyingError(Say(f"数据中没有“{name}”", f"the data has no '{name}'"), cure)


def names(asked: Phase) -> tuple[list[str], list[str]]:
    """What each is called, and its network: a link by its id, else by its ends."""
    d = asked.data
    if asked.relation is None:
        return [d.ids[i] for i in asked.index], [d.parts[c] for c in d.part[asked.index]]
    links = d.relations[asked.relation]
    ends = [f"{d.ids[a]}>{d.ids[b]}" for a, b in zip(links.source[asked.index].tolist(), links.target[asked.index].tolist(), strict=True)]  # fmt: skip
    called = [links.ids[i] for i in asked.index] if links.ids else [f"{end}#{i}" for end, i in zip(ends, asked.index.tolist(), strict=True)]  # fmt: skip
    return called, [d.parts[c] for c in d.part[links.source[asked.index]]]


def write(file: Path, found: list[dict[str, Any]]) -> str:
    """As CSV, whole or not at all; its SHA-256."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([inert(row[c]) for c in COLUMNS] for row in found)
    raw = out.getvalue().encode()
    registry.write(file, raw)
    return sha256(raw).hexdigest()
