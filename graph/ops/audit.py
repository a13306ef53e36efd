"""The audit chain: each entry's hash covers the one before, so that a changed or missing entry shows.

hash = SHA-256 of the canonical JSON (sorted keys, UTF-8, no spaces) of the entry with the hash before it. What the chain
alone can't show, an end that was cut off or a chain that was computed anew, its anchors do (`graph.ops.anchors`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, insert, select

from graph.entity import now, stamp
from graph.ops.tables import AUDIT

START = "0" * 64
BLOCK = 2_000  # entries read at once
LAST = select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)
CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
PARTS = ("seq", "at", "who", "action", "subject", "detail", "before")


def digest(entry: Mapping[str, Any]) -> str:
    """The hash of an entry."""
    return sha256(CANONICAL.encode({name: entry[name] for name in PARTS}).encode()).hexdigest()


class Entry(NamedTuple):
    """What is written down, before it has its place in the chain."""

    who: str
    action: str
    subject: str
    detail: Mapping[str, Any]


def append(connection: Connection, who: str, action: str, subject: str, detail: Mapping[str, Any]) -> None:
    """Add an entry within the transaction of what it speaks of; that transaction must hold the write lock."""
    extend(connection.connection.cursor(), connection.dialect, [Entry(who, action, subject, detail)])


def extend(cursor: Any, dialect: Dialect, new: Sequence[Entry]) -> None:
    """Add entries in their order by the driver's own cursor: every answer waits for one of these, and SQLAlchemy puts a
    statement together for longer than the database takes. The transaction must hold the write lock."""
    last, add = _statements(dialect)
    cursor.execute(last)
    held, before = cursor.fetchone() or (0, START)
    for seq, one in enumerate(new, held + 1):
        entry = {
            "seq": seq, "at": stamp(now()), "who": one.who, "action": one.action, "subject": one.subject,
            "detail": dict(one.detail), "before": before,
        }  # fmt: skip
        before = digest(entry)
        cursor.execute(add, [*({**entry, "detail": json.dumps(entry["detail"])}.values()), before])
    cursor.close()


@lru_cache(8)
def _statements(dialect: Dialect) -> tuple[str, str]:
    """The last entry, and a new one with the values of PARTS and its hash, as a database's driver takes them."""
    last = LAST.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return str(last), str(insert(AUDIT).compile(dialect=dialect, column_keys=[*PARTS, "hash"]))


@dataclass(frozen=True, slots=True)
class Position:
    """How far a chain was read and found whole. `broken`: the first entry that does not follow from those before it.
    `more`: there is more to read."""

    seq: int = 0
    hash: str = START
    broken: int | None = None
    more: bool = False


def entries(connection: Connection, after: int | None = None) -> Iterator[dict[str, Any]]:
    """All entries in order, or those after one, a block at a time: memory does not grow with the chain."""
    while True:
        chosen = select(AUDIT) if after is None else select(AUDIT).where(AUDIT.c.seq > after)
        rows = connection.execute(chosen.order_by(AUDIT.c.seq).limit(BLOCK)).mappings().all()
        for row in rows:
            yield dict(row)
        if len(rows) < BLOCK:
            return
        after = rows[-1]["seq"]


def read_on(connection: Connection, start: Position = Position(), most: int | None = None) -> Position:
    """Read from a position on that was found whole before: is it still there, and does what is new follow from it? At
    most so many entries."""
    if start.seq:
        known = connection.execute(select(AUDIT.c.hash).where(AUDIT.c.seq == start.seq)).scalar()
        if known != start.hash:
            return replace(start, broken=start.seq)
    at = replace(start, more=False)
    for n, entry in enumerate(entries(connection, start.seq or None)):
        if n == most:
            return replace(at, more=True)
        if not follows(entry, at):
            return replace(at, broken=at.seq + 1)
        at = Position(entry["seq"], entry["hash"])
    return at


def follows(entry: Mapping[str, Any], at: Position) -> bool:
    """Whether an entry is the next one, and its hash its own."""
    return bool(entry["seq"] == at.seq + 1 and entry["before"] == at.hash and entry["hash"] == digest(entry))


def broken(connection: Connection) -> int | None:
    """The first entry that does not follow from those before it; None where the chain is whole."""
    return read_on(connection).broken
