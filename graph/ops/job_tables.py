"""Tables of long work: jobs with their progress and end, and files that people sent in."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Integer, String, Table, Text

from graph.ops.tables import METADATA

JOB = Table(
    "job",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("params", JSON, nullable=False),
    Column("writes", Integer, nullable=False),  # 1: it changes the lake, and no other such job runs beside it
    Column("who", String, nullable=False, index=True),
    Column("lang", String, nullable=False),
    Column("at", String, nullable=False),
    Column("state", String, nullable=False, index=True),
    Column("worker", String),  # who runs it, or ran it last
    Column("beat", BigInteger, nullable=False),  # grows while its worker lives
    Column("tries", Integer, nullable=False),
    Column("stop", String),  # who asked for its end
    Column("done", BigInteger),
    Column("total", BigInteger),
    Column("words", Text),
    Column("started", String),
    Column("ended", String),
    Column("exit", Integer),
    Column("result", JSON),
    Column("zh", Text),  # why it did not end well
    Column("en", Text),
)
UPLOAD = Table(
    "upload",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("who", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("name", String, nullable=False),  # made harmless
    Column("size", BigInteger, nullable=False),
    Column("sha256", String, nullable=False),
)
