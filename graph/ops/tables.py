"""Tables of people's decisions and of what was done: runs, findings, what was decided on them, who is who, audit."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table, Text

METADATA = MetaData()

RUN = Table(
    "run",
    METADATA,
    Column("id", String, primary_key=True),
    Column("detector", String, nullable=False, index=True),
    Column("params", JSON, nullable=False),
    Column("seq", Integer, nullable=False),  # the last entry of the lake's log that the graph showed
    Column("at", String, nullable=False),
    Column("found", Integer, nullable=False),
)
FINDING = Table(
    "finding",
    METADATA,
    Column("id", String, primary_key=True),
    Column("detector", String, nullable=False, index=True),
    Column("subjects", JSON, nullable=False),
    Column("links", JSON, nullable=False),
    Column("start", BigInteger),
    Column("end", BigInteger),
    Column("score", Float, nullable=False),
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("key", String),
    Column("first_run", ForeignKey("run.id"), nullable=False),
    Column("last_run", ForeignKey("run.id"), nullable=False, index=True),
)
SCORED = Table(  # what each run found, where that differs from the run before
    "finding_score",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("finding", ForeignKey("finding.id"), nullable=False, index=True),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("score", Float, nullable=False),
)
DECISION = Table(
    "decision",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("finding", ForeignKey("finding.id"), nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("score", Float),  # of the finding when it was decided
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
)
JUDGEMENT = Table(
    "judgement",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("left", String, nullable=False, index=True),
    Column("right", String, nullable=False, index=True),
    Column("answer", String, nullable=False),
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("basis", Text),
    Column("score", Float),
    Column("reasons", JSON, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("undoes", Integer),  # the entry that this one takes back
)
AUDIT = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("before", String, nullable=False),
    Column("hash", String, nullable=False),
)
