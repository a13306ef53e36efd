"""From an uploaded file to an import and back: looked at, mapped, tried, and what an import brought and rejected.

Nothing here writes to the lake: loading and undoing are jobs (api/jobs). An upload is its sender's own.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from api.uploads import path_of, write
from api.visit import Visit
from graph.lake import Lake, Manifest
from graph.ontology import OntologyError, ontology
from graph.ops.uploads import Upload, Uploads
from graph.say import JinyingError, Say
from ingest.load import LoadError, changes
from ingest.mapping import Mapping_, MappingError, find, parse, shipped
from ingest.packed import SourceError
from ingest.propose import Choices
from ingest.trial import Draft, Fit, Look, Tried, fitting, look, proposed, trial
from ingest.veil import mapped, rejected

WAIT = 10.0  # seconds that somebody waits until there is room to look into a file
TEXT = 1 << 20  # bytes of a mapping
Changes = dict[str, dict[str, int]]


UNUSABLE = (MappingError, OntologyError, LoadError, SourceError)  # file or mapping, as whoever maps it has to know


class Crowded(JinyingError):
    """Too many look into files at once."""


class MappingAsked(JinyingError):
    """A mapping that can't be asked for so."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A mapping for an upload; without one `why` says what is missing. `fits`: the shipped ones nearest to it."""

    draft: Draft | None
    why: JinyingError | None
    fits: list[Fit]


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did to the lake as it was then, what it rejected by reason, and what else goes when it is undone."""

    manifest: Manifest
    in_force: bool
    changes: Changes
    reasons: dict[str, int]
    with_it: list[str]


def preview(visit: Visit, upload_id: str, part: str | None = None) -> Look:
    """The first rows of an upload of one's own."""
    with _sent(visit, upload_id) as (upload, path):
        made = look(path, part)
        visit.note("preview", upload.id, part=made.source.name, rows=len(made.rows))
        return made


def proposal(visit: Visit, upload_id: str, part: str | None = None, choices: Choices | None = None) -> Proposed:
    """What `jinying map` would write, or would if the columns were what the asker says; and what is there already."""
    with _sent(visit, upload_id) as (upload, path):
        fits = fitting(path, part)
        visit.note("propose", upload.id, part=part)
        try:
            return Proposed(proposed(path, part, choices), None, fits)
        except JinyingError as error:
            return Proposed(None, error, fits)


def check(visit: Visit, upload_id: str, text: str | None, name: str | None) -> tuple[Mapping_ | None, Tried]:
    """An upload's first rows through a mapping: one's own text, a shipped one by name, else the shipped one that fits."""
    with _sent(visit, upload_id) as (upload, path):
        mapping = chosen(text, name, Path(upload.name).stem)
        made = trial(visit.system.lake.plain(), path, mapping)
        visit.note("trial", upload.id, mapping=mapping and mapping.name, rows=made.rows, rejected=made.rejected)
        return mapping, made


def chosen(text: str | None, name: str | None, stem: str) -> Mapping_ | None:
    """The mapping that is meant; a name is only ever a shipped one's, never a path."""
    if text is not None and name is not None:
        raise MappingAsked(Say("映射文本与映射名只给一个", "give a mapping's text or its name, not both"))
    if text is not None:
        return parse(_short(text), stem)
    if name is None:
        return None
    if name not in [m.name for m in shipped()]:
        raise MappingAsked(Say(f"没有映射“{name}”", f"there is no mapping '{name}'"))
    return find(name)


def keep_mapping(visit: Visit, text: str, name: str) -> Upload:
    """A mapping of one's own, checked and kept as an upload: `own_mapping` of the jobs that load."""
    parse(_short(text), name)
    return write(visit, f"{name}.yaml", text.encode())


def _short(text: str) -> str:
    if len(text.encode("utf-8", "replace")) > TEXT:
        raise MappingAsked(Say("映射文本过长", "the mapping's text is too long"), Say("至多 1 MB", "1 MB at most"))
    return text


@contextmanager
def _sent(visit: Visit, upload_id: str) -> Iterator[tuple[Upload, Path]]:
    """An upload of one's own, once there is room to look into it; nobody waits long, for a waiting request keeps a thread."""
    visit.demand("submit")
    upload = Uploads(visit.ops).one(upload_id)
    if not visit.system.reading.acquire(timeout=WAIT):
        raise Crowded(Say("正在读取其他文件", "other files are being read"), Say("请稍后再试", "try again shortly"))
    try:
        yield upload, path_of(visit.system.settings.data, upload)
    finally:
        visit.system.reading.release()


# what is loaded already


def brought(visit: Visit, import_id: str) -> Brought:
    """What an import, in force or undone, did."""
    visit.demand("imports")
    lake = visit.system.lake.plain()
    m = lake.manifest(lake.resolve(import_id))
    active = lake.active()
    seq = active.get(m.id) or max(e.seq for e in lake.events() if e.id == m.id and e.op == "import")
    lost = _rejects(visit, m.id)
    reasons = dict(_reasons(lost, lost.stat().st_mtime_ns)) if lost.exists() else {}
    return Brought(m, m.id in active, _changes(lake.root.parent, m.id, seq), reasons, lake.read_from(m.id))


@lru_cache(maxsize=64)
def _changes(data: Path, import_id: str, seq: int) -> Changes:
    """An import beside the lake as it was when it came into force: that does not change any more."""
    lake, before = Lake(data), Lake(data, until=seq - 1)
    return {table: changes(before, table, lake.scan(table, [import_id]).drop("seq").collect()) for table in lake.tables([import_id])}  # fmt: skip


def lost_rows(visit: Visit, import_id: str, start: int, size: int) -> tuple[list[dict[str, Any]], int]:
    """What an import (`dry-<id>`: the last trial run of it) rejected: a page of it and how much there is, values masked."""
    visit.demand("imports")
    lake = visit.system.lake.plain()
    dry = import_id.startswith("dry-")
    known = import_id if dry else lake.resolve(import_id)
    path = _rejects(visit, known)
    if not path.exists():
        return [], 0
    veils = None if dry else _veils(lake.manifest(known))
    page = [_told(veils, row) for row in islice(_read(path), start, start + size)]
    total = sum(_reasons(path, path.stat().st_mtime_ns).values())
    visit.note("rejected", known, shown=len(page))
    return page, total


def _rejects(visit: Visit, import_id: str) -> Path:
    return visit.system.settings.data / "rejected" / f"{Path(import_id).name}.csv"


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)


@lru_cache(maxsize=64)
def _reasons(path: Path, at: int) -> Counter[str]:
    """How many cells and rows for which reason; `at` tells that the file was written anew."""
    return Counter(row["reason"] for row in _read(path))


def _veils(m: Manifest) -> dict[str, str]:
    """What the mapping of an import reads as personal data."""
    found: dict[str, str] = {}
    for table in parse(m.mapping_text, m.mapping).tables:
        found |= mapped(table)
    return found


def _told(veils: dict[str, str] | None, row: dict[str, Any]) -> dict[str, Any]:
    """Where it is not known what a column means its value is left out."""
    shown = None if veils is None else rejected(veils, row["column"], row["value"])
    return {**row, "row": int(row["row"]), "value": shown}


def seen(visit: Visit, table: str) -> bool:
    """Whether the asker sees this kind or link: of others it is not told how many the lake has."""
    return visit.actor.sees(ontology().table(table))
