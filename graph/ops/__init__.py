"""The ops database: what people decided and what was done, each with who and when.

SQLite in the data folder, or the PostgreSQL that JINYING_OPS_URL names (`jinying[postgresql]`).
"""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Select,
    create_engine,
    event,
    func,
    insert,
    inspect,
    make_url,
    select,
    update,
)
from sqlalchemy.exc import ArgumentError, DBAPIError

from graph.entity import fresh, now
from graph.finding import RISE, STATES, Finding, Subject
from graph.judged import RULE, Judged, Judgement
from graph.ops import audit, judgements
from graph.ops import who as _who  # noqa: F401 -- its tables
from graph.ops.audit import Entry, Position
from graph.ops.case_tables import CASE  # noqa: F401 - made with the others
from graph.ops.docket_tables import CASE_RULE  # noqa: F401 - made with the others
from graph.ops.job_tables import JOB, UPLOAD  # noqa: F401 - made with the others
from graph.ops.notes import Notes
from graph.ops.tables import AUDIT, DECISION, FINDING, METADATA, RUN, SCORED
from graph.say import JinyingError, Say
from graph.settings import private

STATUSES = tuple(state for state in STATES if state not in ("new", "risen"))  # what a person may say
BEGIN = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "SELECT pg_advisory_xact_lock(7149)"}  # a number of our own


class OpsError(JinyingError):
    """The ops database can't be used or has no such thing."""


class Unusable(OpsError):
    """The database is locked, full or gone; the same request may succeed later."""


@contextmanager
def open_ops(data: Path, who: str | None = None, url: str | None = None) -> Iterator[Ops]:
    """The ops database of a data folder, or at `url`; `who` acts (the system user where not given)."""
    place = _place(data, url)
    engine = _engine(place)
    try:
        with usable(engine):
            METADATA.create_all(engine)
            _grow(engine)
            yield Ops(engine, who or f"cli:{_me()}")
    finally:
        engine.dispose()


@contextmanager
def usable(engine: Engine) -> Iterator[None]:
    """What the database refuses (locked, full, gone), as one line with a cure."""
    try:
        yield
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:
        why = " ".join(str(getattr(error, "orig", error)).split())[:300]
        where = engine.url.render_as_string(hide_password=True)
        raise Unusable(
            Say(f"运行库 {where} 无法使用：{why}", f"the ops database {where} can't be used: {why}"),
            Say("请检查磁盘空间、权限与 JINYING_OPS_URL", "check disk space, rights and JINYING_OPS_URL"),
        ) from None


def _grow(engine: Engine) -> None:
    """Columns that a database of an earlier version lacks; each may be empty."""
    known = inspect(engine)
    for table in METADATA.sorted_tables:
        have = {column["name"] for column in known.get_columns(table.name)}
        for column in table.columns:
            if column.name not in have:
                kind = column.type.compile(engine.dialect)
                with engine.begin() as c:
                    c.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN "{column.name}" {kind}')


def _place(data: Path, url: str | None) -> URL:
    if url is None:
        return URL.create("sqlite", database=str(private(data) / "ops.db"))
    try:
        place = make_url(url)
    except ArgumentError:
        place = URL.create("?")
    if place.get_backend_name() != "postgresql":
        raise OpsError(
            Say("JINYING_OPS_URL 不是 PostgreSQL 地址", "JINYING_OPS_URL is no address of a PostgreSQL"),
            Say("形如 postgresql://用户:密码@主机/库", "it looks like postgresql://user:password@host/database"),
        )
    return place.set(drivername="postgresql+pg8000")


def _engine(place: URL) -> Engine:
    """An engine whose transactions write one after the other: the audit chain needs one writer at a time."""
    try:
        engine = create_engine(place, connect_args={"timeout": 30})
    except ImportError:
        raise OpsError(
            Say("缺少 PostgreSQL 驱动", "the driver for PostgreSQL is missing"),
            Say("pip install 'jinying[postgresql]'", "pip install 'jinying[postgresql]'"),
        ) from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return engine


def _begun(c: Connection) -> None:
    """A transaction that changes something takes the one lock; one that only reads waits for nobody."""
    if not c.get_execution_options().get("reads"):
        c.exec_driver_sql(BEGIN[c.dialect.name])
    elif c.dialect.name == "sqlite":
        c.exec_driver_sql("BEGIN")


def _me() -> str:
    """The system user, by number: what the environment says anybody can set. In a container the number may have no name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _connected(connection: Any, _: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's begin event below begins, not the driver
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


class Changes:
    """Counts changes; safe from several threads."""

    def __init__(self) -> None:
        self._next = count(1)
        self.made = 0

    def add(self) -> None:
        """One more."""
        self.made = next(self._next)


class Ops:
    """Decisions and their audit; every change is one transaction with its audit entry."""

    def __init__(self, engine: Engine, who: str, changes: Changes | None = None, notes: Notes | None = None) -> None:
        self._engine, self._who = engine, who
        self._changes, self._notes = changes or Changes(), notes or Notes()

    @property
    def who(self) -> str:
        """Who acts."""
        return self._who

    def by(self, who: str) -> Ops:
        """The same database, somebody else acting."""
        return Ops(self._engine, who, self._changes, self._notes)

    @property
    def changes(self) -> int:
        """How many changes this process has made here, whoever acted: another number, and what was read before is old."""
        return self._changes.made

    @contextmanager
    def change(self) -> Iterator[Connection]:
        """One transaction that changes something; it ends with its audit entries (`record`) or not at all."""
        with usable(self._engine), self._engine.begin() as c:
            yield c
        self._changes.add()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that only reads, and waits for nobody who writes."""
        with usable(self._engine), self._engine.connect().execution_options(reads=True) as c:
            yield c

    def record(self, c: Connection, action: str, subject: str, **detail: Any) -> None:
        """The audit entry of a change, in its transaction."""
        audit.append(c, self._who, action, subject, detail)

    def keep(self, detector: str, params: Mapping[str, Any], seq: int, findings: Iterable[Finding], *, whole: bool = True) -> dict[str, str]:  # fmt: skip
        """Keep what a run found; finding id -> state: `new`, `risen` where the score has risen materially since it was
        decided, else as decided, else `open`. A run that is not `whole` leaves the other findings where they are."""
        made = list(findings)
        run = fresh("run")
        with self.change() as c:
            known = {
                r.id: r.score
                for r in c.execute(select(FINDING.c.id, FINDING.c.score).where(FINDING.c.detector == detector))
            }
            stay = set() if whole else self._shown(c, detector) - {f.id for f in made}
            c.execute(
                insert(RUN).values(
                    id=run, detector=detector, params=dict(params), seq=seq, at=_now(), found=len(stay) + len(made)
                )
            )
            for one in stay:
                c.execute(update(FINDING).where(FINDING.c.id == one).values(last_run=run))
            for f in made:
                row = {**_row(f), "last_run": run}
                if f.id in known:
                    c.execute(update(FINDING).where(FINDING.c.id == f.id).values(**row))
                else:
                    c.execute(insert(FINDING).values(**row, first_run=run))
            if scored := [{"finding": f.id, "run": run, "score": f.score} for f in made if known.get(f.id) != f.score]:
                c.execute(insert(SCORED), scored)
            audit.append(
                c, self._who, "detect", run, {"detector": detector, "params": dict(params), "found": len(made)}
            )
            decided = self._decided(c)
        return {f.id: _state(f.id, f.score, decided) if f.id in known else "new" for f in made}

    def finding(self, finding_id: str) -> Finding | None:
        """One finding by id."""
        with self.read() as c:
            row = c.execute(select(FINDING).where(FINDING.c.id == finding_id)).mappings().first()
        return _finding(dict(row)) if row else None

    def findings(self, limit: int = 100) -> list[tuple[Finding, str]]:
        """Findings of each detector's last run with their state, highest score first."""
        with self.read() as c:
            rows = c.execute(
                select(FINDING).where(FINDING.c.last_run.in_(last_runs(RUN.c.id))).order_by(FINDING.c.score.desc(), FINDING.c.id).limit(limit)
            ).mappings().all()  # fmt: skip
            decided = self._decided(c)
        return [(_finding(dict(r)), _state(r["id"], r["score"], decided)) for r in rows]

    def found(self) -> dict[str, int]:
        """Findings by detector, as of its last run."""
        with self.read() as c:
            return {r.detector: r.found for r in c.execute(last_runs(RUN.c.detector, RUN.c.found))}

    def ran(self) -> dict[str, tuple[int, dict[str, Any]]]:
        """The last run of each detector: as of which entry of the lake's log, and with which parameters."""
        with self.read() as c:
            return {
                r.detector: (r.seq, r.params) for r in c.execute(last_runs(RUN.c.detector, RUN.c.seq, RUN.c.params))
            }

    def findings_mark(self) -> tuple[int, int]:
        """Something that differs when `findings` would: how many runs and decisions there have been."""
        with self.read() as c:
            return tuple(c.execute(select(func.count()).select_from(t)).scalar_one() for t in (RUN, DECISION))  # type: ignore[return-value]

    def decide(self, finding_id: str, status: str, why: str) -> None:
        """A person's decision on a finding; earlier ones stay."""
        if status not in STATUSES:
            raise OpsError(
                Say(f"状态“{status}”无效", f"no status '{status}'"), Say("、".join(STATUSES), ", ".join(STATUSES))
            )
        if (found := self.finding(finding_id)) is None:
            raise OpsError(Say(f"没有发现 {finding_id}", f"no finding {finding_id}"))
        with self.change() as c:
            c.execute(
                insert(DECISION).values(
                    finding=finding_id, status=status, score=found.score, who=self._who, at=_now(), why=why
                )
            )
            audit.append(c, self._who, "decide", finding_id, {"status": status, "why": why})

    def judge(self, left: str, right: str, answer: str, why: str, **more: Any) -> int:
        """A person's answer on whether two entities are one (`left` keeps its id); its number. `more`: basis, score,
        reasons, blind."""
        with self.change() as c:
            said = {"left": left, "right": right, "answer": answer, "why": why, **more}
            seq = judgements.add(c, self._who, _now(), [said])[0]
            audit.append(c, self._who, "judge", left, {"seq": seq, "right": right, "answer": answer, "why": why, "basis": more.get("basis")})  # fmt: skip
        return seq

    def judge_by(self, rule: str, said: Iterable[Mapping[str, Any]]) -> list[int]:
        """Answers of a rule, all of one go; their numbers."""
        with self.change() as c:
            seqs = judgements.add(c, f"{RULE}{rule}", _now(), said)
            if seqs:
                audit.append(c, self._who, "match", rule, {"first": seqs[0], "last": seqs[-1]})
        return seqs

    def take_back(self, seq: int, why: str) -> int:
        """Take an answer back; the number of the entry that does."""
        with self.change() as c:
            entry = judgements.take_back(c, self._who, _now(), seq, why)
            audit.append(c, self._who, "take-back", str(seq), {"seq": entry, "why": why})
        return entry

    def judgements(self) -> list[Judgement]:
        """All answers in order, also those taken back."""
        with self.read() as c:
            return judgements.held(c)

    def judged_last(self) -> int:
        """The last entry of the answers."""
        with self.read() as c:
            return judgements.last(c)

    def judged(self, until: int | None = None) -> Judged:
        """What the answers come to, all or those up to an entry."""
        with self.read() as c:
            return judgements.judged(c, until)

    def note(self, action: str, subject: str, **detail: Any) -> None:
        """An audit entry for what changed elsewhere: an import, an undo, a rebuild, a read of personal data."""
        self._notes.add(Entry(self._who, action, subject, detail), self._noted)

    def _noted(self, entries: Sequence[Entry]) -> None:
        dialect = self._engine.dialect
        with usable(self._engine), closing(self._engine.raw_connection()) as held:
            cursor = held.cursor()
            cursor.execute(BEGIN[dialect.name])
            audit.extend(cursor, dialect, entries)
            held.commit()  # else it is rolled back; nothing that is read again: no change that counts

    def audit(self, limit: int = 100) -> list[dict[str, Any]]:
        """The newest audit entries first."""
        return self.audit_page(limit, 0)[0]

    def audit_page(self, limit: int, start: int, *, who: str | None = None, action: str | None = None) -> tuple[list[dict[str, Any]], int]:  # fmt: skip
        """Audit entries of a person or an action, the newest first, from place `start`; and how many there are."""
        these = [
            column == value for column, value in ((AUDIT.c.who, who), (AUDIT.c.action, action)) if value is not None
        ]
        with self.read() as c:
            total = c.execute(select(func.count()).select_from(AUDIT).where(*these)).scalar_one()
            page = select(AUDIT).where(*these).order_by(AUDIT.c.seq.desc()).limit(limit).offset(start)
            return [dict(r) for r in c.execute(page).mappings()], int(total)

    def audit_read(self, start: Position, most: int | None = None) -> Position:
        """The chain from where it was read before; `broken` where something does not follow."""
        with self.read() as c:
            return audit.read_on(c, start, most)

    def audit_broken(self) -> int | None:
        """The first broken entry of the audit chain, None where it is whole."""
        with self.read() as c:
            return audit.broken(c)

    def _shown(self, c: Connection, detector: str) -> set[str]:
        """Findings of a detector's last run."""
        runs = last_runs(RUN.c.id).where(RUN.c.detector == detector)
        return set(c.execute(select(FINDING.c.id).where(FINDING.c.last_run.in_(runs))).scalars())

    def _decided(self, c: Connection) -> dict[str, tuple[str, float | None]]:
        """The last decision on each finding, and the score it was taken on."""
        rows = c.execute(select(DECISION.c.finding, DECISION.c.status, DECISION.c.score).order_by(DECISION.c.id))
        return {r.finding: (r.status, r.score) for r in rows}


def _state(finding_id: str, score: float, decided: Mapping[str, tuple[str, float | None]]) -> str:
    status, then = decided.get(finding_id, ("open", None))
    return "risen" if then is not None and score - then >= RISE else status


def last_runs(*columns: Any) -> Select[Any]:
    """The last run of each detector."""
    later = RUN.alias()
    last = select(func.max(later.c.at)).where(later.c.detector == RUN.c.detector).scalar_subquery()
    return select(*columns).where(RUN.c.at == last)


def _now() -> str:
    return now().isoformat(timespec="microseconds")


def _row(f: Finding) -> dict[str, Any]:
    return {
        "id": f.id, "detector": f.detector, "links": list(f.links), "start": f.start, "end": f.end, "score": f.score,
        "subjects": [{**asdict(s), "role": list(s.role)} for s in f.subjects], "zh": f.sentence.zh, "en": f.sentence.en,
        "facts": dict(f.facts), "key": f.key,
    }  # fmt: skip


def _finding(row: Mapping[str, Any]) -> Finding:
    subjects = tuple(Subject(s["id"], s["kind"], Say(*s["role"])) for s in row["subjects"])
    return Finding(
        row["detector"], subjects, tuple(row["links"]), row["start"], row["end"], row["score"], Say(row["zh"], row["en"]), row["facts"], row["key"],
    )  # fmt: skip
