"""A case frozen: a lake of its own with the facts of what is in the case, and beside it who was judged to be whom and what
the case was. Nothing that happens later changes it; how the graph differs since is told by `difference`.

Layout of `DATA/cases/<case>/<version>/`: `lake/` (the imports of the facts, with their manifests, cut to the rows of what
is in the case), `judged.json`, `case.json`, and `freeze.json`, the note with the SHA-256 of all these. Beside them
`snapshots/` may be made again at any time and is no part of it.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.case.canonical import canonical
from graph.judged import Judged
from graph.lake import Lake
from graph.ops import Ops
from graph.ops.freezes import Freezes
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot, snapshot

NOTE, CASE, JUDGED, BESIDE = "freeze.json", "case.json", "judged.json", "snapshots"
FORMAT = 1  # of these files
STALE = 86_400  # seconds after which a folder that nobody finished is let go of


class FrozenError(JinyingError):
    """A frozen state that is not as it was made."""


class Altered(FrozenError):
    """A file of it is another than its note says, is missing, or is one too many."""


@dataclass(frozen=True)
class Frozen:
    """One frozen state, opened. `note`: what freeze.json says."""

    folder: Path
    note: Mapping[str, Any]
    sha256: str  # of the note

    @classmethod
    def open(cls, folder: Path, sha256_: str | None = None) -> Frozen:
        """The state in a folder, every file's hash checked, the note's too where it is known. FrozenError: what is not so."""
        try:
            body = (folder / NOTE).read_bytes()
            note = json.loads(body)
            files, content = dict(note["files"]), note["content"]
        except (OSError, ValueError, KeyError, TypeError):
            raise FrozenError(Say(f"{folder.name} 不是冻结的案件", f"{folder.name} is no frozen case")) from None
        if note.get("format") != FORMAT:
            raise FrozenError(Say("冻结格式不受支持", "a frozen state of another format"), Say("请用制作它的版本打开", "open it with the version that made it"))  # fmt: skip
        made = sha256(body).hexdigest()
        if sha256_ is not None and made != sha256_:
            raise _altered(NOTE)
        found = dict(hashes(folder))
        for name in sorted(files.keys() | found.keys()):
            if files.get(name) != found.get(name):
                raise _altered(name)
        if content != content_of(files):
            raise _altered(NOTE)
        return cls(folder, note, made)

    @cached_property
    def judged(self) -> Judged:
        """Who was judged to be whom, of those in the case."""
        said = json.loads((self.folder / JUDGED).read_text("utf-8"))
        return Judged(len(said["judgements"]), said["canonical"])

    @cached_property
    def lake(self) -> Lake:
        """The facts, as they were judged then."""
        return Lake(self.folder, judged=self.judged)

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What the case was: case, members, things, entries, rules, findings, and what else was kept of it."""
        return dict(json.loads((self.folder / CASE).read_text("utf-8")))

    @property
    def id(self) -> str:
        return str(self.note["id"])

    @property
    def case(self) -> str:
        return str(self.note["case"])

    @property
    def version(self) -> int:
        return int(self.note["version"])

    def snapshot(self) -> Snapshot:
        """The facts as arrays."""
        return snapshot(self.lake)


def frozen(data: Path, ops: Ops, case_id: str, version: int | None = None) -> Frozen:
    """A frozen state of a case of the asker's, the last one where none is named; it must be as it was registered."""
    kept = Freezes(ops).one(case_id, version)
    return Frozen.open(place(data, case_id) / str(kept.version), kept.sha256)


def place(data: Path, case_id: str) -> Path:
    """Where the frozen states of a case are, and what was exported."""
    return data / "cases" / case_id


def tidy(home: Path, left: str) -> None:
    """Let go of what processes that died left in a case's folder, a day after."""
    for old in home.glob(left):
        if time.time() - old.stat().st_mtime > STALE:
            shutil.rmtree(old, ignore_errors=True)


def hashes(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of a state by its path, with its SHA-256. A link is no file of it, wherever it leads."""
    for path in sorted(p for p in folder.rglob("*") if p.is_symlink() or not p.is_dir()):
        name = path.relative_to(folder).as_posix()
        if name != NOTE and not name.startswith(f"{BESIDE}/"):
            yield name, "symlink" if path.is_symlink() else hashed(path)


def hashed(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    made = sha256()
    with open(path, "rb") as handle:
        while piece := handle.read(1 << 20):
            made.update(piece)
    return made.hexdigest()


def content_of(files: Mapping[str, str]) -> str:
    """One hash of all files and their names: equal for equal states."""
    return sha256(canonical(files)).hexdigest()


def written(path: Path, body: Any) -> None:
    """A small JSON file for people too, the same bytes for the same content, on disk when this returns."""
    with open(path, "w", encoding="utf-8") as handle:
        json.dump(body, handle, ensure_ascii=False, sort_keys=True, indent=1)
        handle.flush()
        os.fsync(handle.fileno())


def _altered(name: str) -> Altered:
    return Altered(
        Say(f"冻结的案件被改动：{name}", f"the frozen case was altered: {name}"),
        Say("请从备份恢复它", "restore it from a backup"),
    )
