"""Tables of people's work: cases, views, annotations, what was said of findings. Rows are added, never changed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from graph.ops.tables import METADATA

CASE = Table(
    "case_file",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("year", Integer, nullable=False),
    Column("no", Integer, nullable=False),  # counted within the year
    Column("title", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("suspected", String, nullable=False),  # one of the seven classes
    Column("region", String, nullable=False),
    Column("agency", Text),  # whose case it is
    Column("docket", Text),  # the number that the agency gives it
    UniqueConstraint("year", "no"),
)
CASE_ENTRY = Table(  # all that ever happened in a case; what holds now is the last entry of its sort
    "case_entry",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("case", ForeignKey("case_file.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("act", String, nullable=False),
    Column("subject", String),  # the person or the thing that it speaks of
    Column("word", String),  # a member's role, a thing's sort, an outcome, which fact was amended
    Column("text", Text, nullable=False),
    Column("about", Integer),  # the comment that this one corrects
    Column("was", Text),  # what an amended fact said
    Column("now", Text),  # what it says from here on
    Index("case_entry_case", "case", "act"),
    Index("case_entry_subject", "subject", "act", "case"),
)
VIEW = Table(
    "view_version",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("line", String, nullable=False, index=True),  # the id of the first version
    Column("version", Integer, nullable=False),  # counted within the line
    Column("parent", String),
    Column("case", ForeignKey("case_file.id"), index=True),
    Column("title", Text, nullable=False),
    Column("who", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("line", "version"),
)
VIEW_SHARE = Table(  # the last row on a view and a person holds
    "view_share",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("view", ForeignKey("view_version.id"), nullable=False, index=True),
    Column("person", String, nullable=False, index=True),
    Column("given", Integer, nullable=False),  # 0: taken back
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
)
ANNOTATION = Table(
    "annotation",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("subject", String, nullable=False, index=True),  # an entity, a link or a finding
    Column("case", ForeignKey("case_file.id"), index=True),  # none: for all who may annotate
    Column("who", String, nullable=False),
    Column("at", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("undoes", Integer, index=True),  # the annotation that this row takes away
)
FINDING_ENTRY = Table(  # beside the decisions: whose a finding is, and what was said of it
    "finding_entry",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("finding", ForeignKey("finding.id"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("act", String, nullable=False),
    Column("person", String, index=True),
    Column("text", Text, nullable=False),
    Column("about", Integer),  # the comment that this one corrects
)
