"""Anchors of the audit chain: how long it was and how it ended, each day, in files beside the database.

What a chain can't show of itself, its anchors do: an end that was cut off, or entries changed and everything after them
computed anew. A copy of the files elsewhere (another machine, a printer) shows it also to whoever has this disk. What was
appended after the last anchor is held by the chain alone, so the server drops one each hour and when it stops."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select

from graph.entity import now
from graph.ops import Ops, Unusable, audit
from graph.ops.tables import AUDIT
from graph.say import JinyingError, Say
from graph.settings import for_owner, private

FIRST = "0" * 64


class AnchorError(JinyingError):
    """The chain is not as its anchors have it, or an anchor can't be read."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The chain at a moment: its last entry, that entry's hash, how many there are; and the hash of the anchor before."""

    at: str
    seq: int
    hash: str
    count: int
    before: str

    @property
    def mark(self) -> str:
        """The anchor's own hash, which the next one holds."""
        return sha256(json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Of a whole chain: entries read, anchors compared, and the first thing that is not as it was (none: whole)."""

    entries: int
    anchors: int
    broken: int | None = None
    why: Say | None = None


class Anchors:
    """The files of a data folder, or a copy of them elsewhere."""

    def __init__(self, data: Path, folder: Path | None = None) -> None:
        self._data, self._folder = data, folder or data / "audit"

    def drop(self, ops: Ops) -> Anchor | None:
        """Note how the chain ends now; None where the last anchor says so already. One that contradicts the last is not made."""
        known = self.all()
        try:
            with ops.read() as c:
                end = c.execute(select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)).first()
                count = c.execute(select(func.count()).select_from(AUDIT)).scalar_one()
                held = known and c.execute(select(AUDIT.c.hash).where(AUDIT.c.seq == known[-1].seq)).scalar()
        except Unusable as error:  # the server goes on, and tries again
            raise AnchorError(Say("审计链读不出来", "the audit chain can't be read"), Say("请检查磁盘与 JINYING_OPS_URL", "check the disk and JINYING_OPS_URL")) from error  # fmt: skip
        if known and held != known[-1].hash:
            raise AnchorError(_gone(known[-1]), Say("见 jinying audit verify", "see `jinying audit verify`"))
        if end is None or (known and known[-1].seq == end.seq):
            return None
        made = Anchor(now().isoformat(timespec="seconds"), end.seq, end.hash, count, known[-1].mark if known else FIRST)
        self._keep(made)
        return made

    def all(self) -> list[Anchor]:
        """All anchors, the oldest first."""
        return [anchor for path in sorted(self._folder.glob("anchor-*.json")) for anchor in _read(path)]

    def verify(self, ops: Ops) -> Verdict:
        """Read the whole chain once, beside its anchors."""
        try:
            anchors = self.all()
        except AnchorError as error:
            return Verdict(0, 0, 0, error.what)
        before = FIRST
        for anchor in anchors:
            if anchor.before != before or anchor.count != anchor.seq:
                return Verdict(0, len(anchors), anchor.seq, Say(f"{anchor.at} 的锚点被改动，或其前的锚点缺失", f"the anchor of {anchor.at} was changed, or one before it is missing"))  # fmt: skip
            before = anchor.mark
        return _compared(ops, {a.seq: a for a in anchors}, len(anchors))

    def _keep(self, anchor: Anchor) -> None:
        """Into the file of its day, whole or not at all."""
        private(self._data)
        path = private(self._folder) / f"anchor-{anchor.at[:10]}.json"
        kept = [*(_read(path) if path.exists() else []), anchor]
        part = path.with_suffix(".part")
        with open(part, "w", encoding="utf-8", opener=for_owner) as out:
            json.dump([asdict(one) for one in kept], out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)


def _compared(ops: Ops, anchors: Mapping[int, Anchor], n: int) -> Verdict:
    """The chain against itself and against what was noted of it."""
    at = audit.Position()
    with ops.read() as c:
        for entry in audit.entries(c):
            if not audit.follows(entry, at):
                return Verdict(at.seq, n, at.seq + 1, _changed(at.seq + 1))
            at = audit.Position(entry["seq"], entry["hash"])
            if at.seq in anchors and anchors[at.seq].hash != at.hash:
                return Verdict(at.seq, n, at.seq, _anew(anchors[at.seq]))
    lost = next((anchors[seq] for seq in sorted(anchors) if seq > at.seq), None)
    if lost is not None:
        return Verdict(at.seq, n, at.seq + 1, _cut(at.seq, lost))
    return Verdict(at.seq, n)


def _changed(seq: int) -> Say:
    return Say(
        f"第 {seq} 条被改动、删除，或在此处插入了别的",
        f"entry {seq} was changed or deleted, or another was put in there",
    )


def _anew(anchor: Anchor) -> Say:
    return Say(f"第 {anchor.seq} 条或其前有改动，且其后的哈希重新算过：与 {anchor.at} 的锚点不符", f"entry {anchor.seq} or one before it was changed and all hashes after it computed anew: the anchor of {anchor.at} says otherwise")  # fmt: skip


def _cut(last: int, anchor: Anchor) -> Say:
    return Say(f"链尾被删：止于第 {last} 条，而 {anchor.at} 已有 {anchor.seq} 条", f"the end was cut off: the chain ends at entry {last}, and had {anchor.seq} at {anchor.at}")  # fmt: skip


def _gone(anchor: Anchor) -> Say:
    return Say(f"审计链与 {anchor.at} 的锚点不符", f"the audit chain is not as its anchor of {anchor.at} has it")


def _read(path: Path) -> list[Anchor]:
    try:
        return [Anchor(**row) for row in json.loads(path.read_text("utf-8"))]
    except (ValueError, TypeError, OSError):
        raise AnchorError(Say(f"锚点文件 {path.name} 已损坏", f"the anchor file {path.name} is damaged"), Say("请从备份恢复它", "restore it from a backup")) from None  # fmt: skip
