"""The audit chain: each entry's hash covers the one before, so that a changed or missing entry shows.

hash = SHA-256 of the canonical JSON (sorted keys, UTF-8, no spaces) of the entry with the hash before it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, select

from graph.entity import now
from graph.ops.tables import AUDIT

START = "0" * 64
PARTS = ("seq", "at", "who", "action", "subject", "detail", "before")


def digest(entry: Mapping[str, Any]) -> str:
    """The hash of an entry."""
    body = {name: entry[name] for name in PARTS}
    return sha256(json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def append(connection: Connection, who: str, action: str, subject: str, detail: Mapping[str, Any]) -> None:
    """Add an entry within the transaction of what it speaks of; that transaction must hold the write lock."""
    last = connection.execute(select(AUDIT.c.seq, AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)).first()
    seq, before = (last.seq + 1, last.hash) if last else (1, START)
    entry = {
        "seq": seq, "at": now().isoformat(timespec="milliseconds"), "who": who, "action": action, "subject": subject,
        "detail": dict(detail), "before": before,
    }  # fmt: skip
    connection.execute(insert(AUDIT).values(**entry, hash=digest(entry)))


def broken(connection: Connection) -> int | None:
    """The first entry that does not follow from those before it; None where the chain is whole."""
    seq, before = 1, START
    for row in connection.execute(select(AUDIT).order_by(AUDIT.c.seq)).mappings():
        if row["seq"] != seq or row["before"] != before or row["hash"] != digest(dict(row)):
            return seq
        seq, before = seq + 1, row["hash"]
    return None
