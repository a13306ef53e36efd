"""Submitting a form: checked, written, loaded and audited in the asker's name; where the lake is occupied, by a job."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from api.jobs.board import queued
from api.visit import Visit
from graph.lake import Busy
from graph.ontology import ontology
from graph.ops.jobs import Job
from graph.settings import private
from ingest.forms import Form, Problem, enter, filled, form, problems, write
from ingest.forms import forms as declared

WAIT = 3.0  # seconds that a form waits for the lake; then a job takes it up
LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Submitted:
    """What came of a form: an import and its entities as kind and id, a job that will load it, or what stands against it."""

    import_id: str | None = None
    records: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    job: Job | None = None


def forms(visit: Visit) -> list[Form]:
    """The forms that this person may fill in."""
    return list(declared()) if visit.actor.may("submit") else []


def submit(visit: Visit, name: str, values: Mapping[str, Any]) -> Submitted:
    """One record through the ordinary loader. Nothing is written while anything stands against it."""
    visit.demand("submit")
    chosen, at = form(name), datetime.now(UTC)
    texts = filled(chosen, values, at)
    if found := problems(chosen, texts):
        return Submitted(problems=tuple(found))
    path = write(chosen, texts, visit.actor.who, at, private(visit.system.settings.data) / "forms")
    until = time.monotonic() + WAIT
    while True:
        try:
            return _entered(visit, chosen, path)
        except Busy:
            if time.monotonic() > until:
                return Submitted(job=queued(visit, "form", {"form": chosen.name, "file": path.name}))
            time.sleep(LOOK)


def _entered(visit: Visit, chosen: Form, path: Path) -> Submitted:
    lake = visit.system.lake
    with lake.lock():
        loaded, records = enter(lake, chosen, path)
        m = loaded.manifest
        visit.note("load", m.id, file=m.file, mapping=m.mapping, rows=m.rows, rejected=m.rejected, form=chosen.name)
    visit.system.project_soon()
    seen = tuple((kind, one) for kind, one in records if visit.actor.sees(ontology().kind(kind)))
    return Submitted(m.id, seen)
