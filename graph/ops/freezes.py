"""Frozen states of cases: which there are, each with the hash of what was frozen. The states themselves are folders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select

from graph.entity import fresh, now, stamp
from graph.finding import Finding
from graph.ops import Ops, _state
from graph.ops.cases import WORKERS, Clock, demand
from graph.ops.docket_tables import FREEZE
from graph.ops.tables import FINDING, RUN
from graph.ops.written import NOTE, WHY, seal, text
from graph.say import JinyingError, Say


class FreezeError(JinyingError):
    """No such frozen state, or none yet."""


@dataclass(frozen=True, slots=True)
class Freeze:
    """One frozen state. `content`: hash of what was frozen, equal for equal states of the graph; `sha256`: of its note, which
    names the hash of every file; `counts`: entities, links, rows, findings. Times are ISO 8601 UTC."""

    id: str
    case: str
    version: int
    at: str
    who: str
    content: str
    sha256: str
    counts: Mapping[str, int]
    why: str


Put = Callable[[str, int, str], str]  # id, version, at -> SHA-256 of the note


class Freezes:
    """The frozen states of one ops database as whoever acts may see them."""

    def __init__(self, ops: Ops, clock: Clock = now) -> None:
        self._ops, self._clock = ops, clock

    def list(self, case_id: str) -> Sequence[Freeze]:
        """Those of a case of the asker's, the first one first."""
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id)
            these = select(FREEZE).where(FREEZE.c.case == case_id).order_by(FREEZE.c.version)
            return [_freeze(row) for row in c.execute(these).mappings()]

    def one(self, case_id: str, version: int | None = None) -> Freeze:
        """That version, or the last one."""
        held = [f for f in self.list(case_id) if version is None or f.version == version]
        if not held:
            raise FreezeError(
                Say("案件尚未冻结", "the case has not been frozen") if version is None else Say(f"没有冻结版本 {version}", f"no frozen version {version}"),
                Say("先运行 jinying case freeze", "run `jinying case freeze` first"),
            )  # fmt: skip
        return held[-1]

    def demand(self, case_id: str) -> None:
        """Refuse whoever may not freeze a case."""
        with self._ops.read() as c:
            demand(c, self._ops.who, case_id, WORKERS)

    def keep(self, case_id: str, content: str, counts: Mapping[str, int], why: str, put: Put) -> Freeze:
        """Register a state under the case's next version. `put` brings its folder into place: where that fails, or the
        transaction after it, there is no such version."""
        why = text(why, WHY, NOTE, may_lack=True)
        new, at = fresh("freeze"), stamp(self._clock())
        with self._ops.change() as c:
            demand(c, self._ops.who, case_id, WORKERS)
            last = c.execute(select(func.max(FREEZE.c.version)).where(FREEZE.c.case == case_id)).scalar() or 0
            sha256 = put(new, last + 1, at)
            made = Freeze(new, case_id, last + 1, at, self._ops.who, content, sha256, dict(counts), why)
            c.execute(insert(FREEZE).values(**{name: getattr(made, name) for name in Freeze.__slots__}))
            self._ops.record(c, "case-freeze", case_id, freeze=new, version=made.version, content=content, sha256=sha256, why=seal(why), **counts)  # fmt: skip
        return made


def _freeze(row: Mapping[Any, Any]) -> Freeze:
    return Freeze(**{name: row[name] for name in Freeze.__slots__})


@dataclass(frozen=True, slots=True)
class Held:
    """A finding as it stands: its state, and the run that last found it, with its parameters and the entry of the lake's log
    that the graph showed then."""

    finding: Finding
    state: str
    run: Mapping[str, Any]


def held(ops: Ops, ids: Sequence[str]) -> Sequence[Held]:
    """Findings by id, whether or not the last run of their detector found them again."""
    last = select(FINDING.c.id, RUN.c.params, RUN.c.seq, RUN.c.at).join(RUN, RUN.c.id == FINDING.c.last_run)
    with ops.read() as c:
        decided = ops._decided(c)
        runs = {row.id: {"params": row.params, "entry": row.seq, "at": row.at} for row in c.execute(last.where(FINDING.c.id.in_(ids)))}  # fmt: skip
    found = [f for one in ids if (f := ops.finding(one)) is not None]
    return [Held(f, _state(f.id, f.score, decided), runs[f.id]) for f in found]
