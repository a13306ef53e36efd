"""The custody log of a bundle: whose hands the data went through, each entry with the hash of the one before.

One line an entry: seq, time, actor, unit, act, object, object_sha256, basis, prev. `prev` is the SHA-256 of the line before
(64 zeros for the first). Entries are the files' imports, what was done in the case as the audit chain has it, and the sealing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from graph.case.frozen import Frozen
from graph.case.manifest import plain
from graph.ops.anchors import Anchor

FIRST = "0" * 64
UNKNOWN = "审计链未载 not in the audit chain"  # who imported, where the chain has no entry of it


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `time`: ISO 8601 UTC; `basis`: what it was done on, a document's number; `object_sha256`: of the file or of the
    audit entry that holds it."""

    time: str
    actor: str
    unit: str
    act: str
    object: str
    object_sha256: str
    basis: str


def log(acts: Iterable[Act]) -> tuple[bytes, dict[str, Any]]:
    """The log's bytes, and what the manifest says of it: entries, head (the hash of its last line)."""
    lines, before = [], FIRST
    for n, act in enumerate(acts, 1):
        line = plain({"seq": n, **asdict(act), "prev": before})
        lines.append(line + b"\n")
        before = sha256(line).hexdigest()
    return b"".join(lines), {"entries": len(lines), "head": before}


def acts(frozen: Frozen, audited: Sequence[Mapping[str, Any]], sealing: Act, names: Mapping[str, str], by: Mapping[str, str] = {}) -> list[Act]:  # fmt: skip
    """Those of a frozen case in order of time: its files' imports, its entries of the audit chain, the sealing last.
    `names`: what the file of an import, by its id, and a mapping, by its SHA-256, may be called to whoever gets the log; `by`: who
    made each import, as the audit chain knows."""
    made = [
        *_imports(frozen, names, by, sealing.unit),
        *(_audited(one, sealing.unit, sealing.basis) for one in audited),
    ]
    return [*sorted(made, key=lambda one: one.time), sealing]


def _imports(frozen: Frozen, names: Mapping[str, str], by: Mapping[str, str], unit: str) -> Iterator[Act]:
    for one in frozen.lake.active():
        m = frozen.lake.manifest(one)
        yield Act(
            utc(m.finished),
            by.get(one, UNKNOWN),
            unit if one in by else "",
            "import",
            names.get(one, one),
            m.sha256,
            f"{names.get(m.mapping_sha256, '')} {m.mapping_sha256}".strip(),
        )


def utc(at: str) -> str:
    """A moment of a manifest with its zone."""
    return at if "+" in at or at.endswith("Z") or not at else f"{at}+00:00"


def _audited(entry: Mapping[str, Any], unit: str, number: str) -> Act:
    """An entry of the chain by its own hash, which covers all that it says."""
    detail = entry["detail"]
    named = next((str(detail[key]) for key in ("freeze", "export", "handover", "task", "person") if detail.get(key)), entry["subject"])  # fmt: skip
    return Act(entry["at"], entry["who"], unit, entry["action"], named, entry["hash"], number)


def anchored(end: Mapping[str, Any], anchors: Sequence[Anchor]) -> dict[str, Any]:
    """How the audit chain ended when it was sealed, and the last anchor of it that was dropped."""
    last = asdict(anchors[-1]) if anchors else None
    return {**end, "anchor": last and json.loads(json.dumps(last))}
