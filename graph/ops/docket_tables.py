"""Tables of a case's papers: the rules by which things came into it, its frozen states, what was taken out of the
building. Rows are added, never changed."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from graph.ops.tables import METADATA

CASE_RULE = Table(  # one application of a rule; what it added is in the case's entries too
    "case_rule",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("case", ForeignKey("case_file.id"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("name", String, nullable=False),  # hand, finding, path, layer, around
    Column("params", JSON, nullable=False),
    Column("snapshot", String, nullable=False),  # hash of the state of the graph that it was applied to
    Column("found", JSON, nullable=False),  # ids of all that the rule gives, in order
    Column("added", Integer, nullable=False),  # how many of them were not in the case yet
    Column("why", Text, nullable=False),
)
FREEZE = Table(
    "case_freeze",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("case", ForeignKey("case_file.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),  # counted within the case
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("content", String, nullable=False),  # hash of what was frozen: equal for equal states
    Column("sha256", String, nullable=False),  # of the note, which has the hash of every other file
    Column("counts", JSON, nullable=False),
    Column("why", Text, nullable=False),
    UniqueConstraint("case", "version"),
)
EXPORT = Table(  # each file that was taken: one row a file, several of one export
    "case_export",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, index=True),  # of the export
    Column("case", ForeignKey("case_file.id"), nullable=False, index=True),
    Column("freeze", ForeignKey("case_freeze.id"), nullable=False),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("format", String, nullable=False),
    Column("scope", String, nullable=False),  # whole, seen
    Column("file", String, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("sm3", String, nullable=False),
    Column("redactions", Integer, nullable=False),  # how many cells were hidden
    Column("open", Integer, nullable=False),  # 1: personal data in the clear
    Column("why", Text, nullable=False),
    UniqueConstraint("id", "file"),
)
TASK_ENTRY = Table(  # all that happened to a task; what holds now is told by its entries in order
    "case_task",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("task", String, nullable=False, index=True),
    Column("case", ForeignKey("case_file.id"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("act", String, nullable=False),  # set, assign, extend, done, reopen, drop
    Column("person", String, index=True),  # whose task it is from now on
    Column("due", String),  # until when, from now on
    Column("text", Text, nullable=False),  # what is to be done, or the reason
)
HANDOVER_ENTRY = Table(
    "case_handover",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("handover", String, nullable=False, index=True),
    Column("case", ForeignKey("case_file.id"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("act", String, nullable=False),  # send, receive, return, withdraw
    Column("kind", String),  # of the receiver, as graph/case/handover.yaml has it
    Column("agency", Text),
    Column("due", String),  # until when the receiver is to answer
    Column("sha256", String),  # of what was sent, or as the receiver read it
    Column("gaps", JSON),  # what was lacking when it was sent, as it was told then
    Column("person", Text),  # who took it over there
    Column("number", Text),  # of their receipt
    Column("received", String),  # when they say they took it
    Column("text", Text, nullable=False),
)
EVIDENCE = Table(  # what speaks for or against an element; one that is taken back or dismissed is still there
    "case_evidence",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("case", ForeignKey("case_file.id"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("act", String, nullable=False),  # add, dismiss (a proposal of the program), remove
    Column("element", String, nullable=False),
    Column("side", String, nullable=False),  # for, against
    Column("text", Text, nullable=False),  # what it shows, or why it is dismissed or taken back
    Column("subject", String),  # the entity, link or finding that shows it
    Column("said", Text, nullable=False),  # the sentence of a text
    Column("proposal", String, index=True),  # the key of the program's proposal that was taken over or dismissed
    Column("undoes", Integer, index=True),  # the row that this one takes back
)
REDACTION = Table(  # what is hidden wherever the case goes out; one that is taken back is still there
    "case_redaction",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("case", ForeignKey("case_file.id"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("who", String, nullable=False),
    Column("sort", String),  # of values, where it is a rule
    Column("roles", JSON),  # whose values, where it is a rule that is not for all
    Column("subject", String),  # by hand: the entity or link
    Column("prop", String),  # and which property of it
    Column("said", Text),  # by hand: a text, wherever it stands
    Column("why", Text, nullable=False),
    Column("undoes", Integer, index=True),  # the row that this one takes back
)
