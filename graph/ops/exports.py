"""What was taken out of the building: each export of a case with its files, their hashes, and who took it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, func, insert, select

from graph.entity import now, stamp
from graph.ops import Ops
from graph.ops.cases import WORKERS, Clock, demand
from graph.ops.docket_tables import EXPORT
from graph.ops.written import NOTE, WHY, seal, text
from graph.say import JinyingError, Say

MOST = 200  # of a page


class ExportError(JinyingError):
    """No such export, or it can't be made so."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export; `file`: its name below the export's folder."""

    format: str
    file: str
    bytes: int
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What is registered of an export beside its files. `redactions`: cells that were hidden; `open`: personal data in the
    clear, for which `why` says the reason."""

    id: str
    case: str
    freeze: str
    scope: str
    redactions: int
    open: bool
    why: str


@dataclass(frozen=True, slots=True)
class Export(Taken):
    """One export. Times are ISO 8601 UTC."""

    at: str
    who: str
    files: Sequence[File]


class Exports:
    """The exports of one ops database's cases, for their members."""

    def __init__(self, ops: Ops, clock: Clock = now) -> None:
        self._ops, self._clock = ops, clock

    def list(self, case_id: str, start: int = 0, size: int = 50) -> tuple[Sequence[Export], int]:
        """Those of a case of the asker's, the newest first, and how many."""
        last = func.max(EXPORT.c.seq)
        page = select(EXPORT.c.id).where(EXPORT.c.case == case_id).group_by(EXPORT.c.id).order_by(last.desc())
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
            total = c.execute(select(func.count(EXPORT.c.id.distinct())).where(EXPORT.c.case == case_id)).scalar_one()
            ids = list(c.execute(page.offset(start).limit(min(size, MOST))).scalars())
        held = {e.id: e for e in self._read(case_id, EXPORT.c.id.in_(ids))}
        return [held[one] for one in ids], total

    def one(self, case_id: str, export_id: str) -> Export:
        """One of them by id."""
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
        found = self._read(case_id, EXPORT.c.id == export_id)
        if not found:
            raise ExportError(Say("没有此次导出", "no such export"))
        return found[0]

    def demand(self, case_id: str) -> None:
        """Refuse whoever may not take anything out of a case."""
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id, WORKERS)

    def keep(self, taken: Taken, files: Sequence[File], put: Callable[[], None]) -> Export:
        """Register an export. `put` brings its folder into place: where that fails, or the transaction after it, nothing
        was taken. What is in the clear needs a reason."""
        why, at = text(taken.why, WHY, NOTE, may_lack=not taken.open), stamp(self._clock())
        same = {**asdict(taken), "open": int(taken.open), "why": why, "at": at, "who": self._ops.who}
        with self._ops.change() as c:
            demand(c, self._ops.who, taken.case, WORKERS)
            put()
            c.execute(insert(EXPORT), [{**same, **asdict(f)} for f in files])
            self._ops.record(
                c, "case-export", taken.case, export=taken.id, freeze=taken.freeze, scope=taken.scope, open=taken.open, redactions=taken.redactions,
                files={f.file: f.sha256 for f in files}, why=seal(why),
            )  # fmt: skip
        return Export(**{**asdict(taken), "why": why}, at=at, who=self._ops.who, files=list(files))

    def _read(self, case_id: str, which: ColumnElement[bool]) -> Sequence[Export]:
        with self._ops.read() as c:
            rows = list(c.execute(select(EXPORT).where(EXPORT.c.case == case_id, which).order_by(EXPORT.c.seq)).mappings())  # fmt: skip
        found = []
        for _, some in groupby(rows, lambda row: row["id"]):
            files = list(some)
            head = {name: files[0][name] for name in (*Taken.__slots__, "at", "who")}
            found.append(Export(**{**head, "open": bool(head["open"])}, files=[File(**{n: f[n] for n in File.__slots__}) for f in files]))  # fmt: skip
        return found
