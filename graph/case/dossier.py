"""A case as it goes out: one record that every format is written from, redacted once before any of them sees it.

Tables are polars frames. Amounts are integer fen, times epoch ms UTC, ids as everywhere (`acc-<32 hex>`). People and
accounts are named by id in figures and findings: what they are called is in `entities` alone, so that what is hidden
there is hidden everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from graph.ops.evidence import ELEMENTS as ELEMENTS
from graph.ops.evidence import SIDES as SIDES
from graph.say import Say

SCOPES = {"whole": Say("全案", "whole case"), "seen": Say("所见", "what is on the board")}
ROWS = {
    "id": pl.String, "table": pl.String, "import": pl.String, "file": pl.String, "sha256": pl.String, "part": pl.String, "row": pl.Int64,
    "mapping": pl.String, "mapping_sha256": pl.String, "at": pl.String,
}  # fmt: skip

STATED = {"prop" if name == "table" else name: dtype for name, dtype in ROWS.items()}


@dataclass(frozen=True, slots=True)
class About:
    """Which case this is, which state of it, and for whom. Times are ISO 8601 UTC."""

    id: str  # case-...
    number: str  # 金鹰〔2026〕0001号
    title: str
    cause: str
    suspected: str  # one of graph.ops.cases.CLASSES
    region: str
    status: str
    opened: str
    agency: str  # whose case it is; "" where none is named
    frozen: str  # freeze-...: the frozen state that all of this is read from
    version: int  # of the frozen states of this case, from 1
    frozen_at: str
    frozen_sha256: str  # of the frozen state's manifest
    bundle: str  # bundle-... or, unsealed, export-...: stands in the footer of every page
    at: str  # when these files were made
    who: str  # who takes them
    scope: str  # one of SCOPES
    program: str  # jinying <version>
    lang: str = "zh"
    docket: str = ""  # the number that the agency gives the case


@dataclass(frozen=True, slots=True)
class Figures:
    """What the kernels made of the frozen facts, by `rules` (the parameters of each, for the court: 计算口径).

    ledger: party, participant, paid_in, fee_in, other_in, principal, refund, interest, commission, fee_out, unexplained,
    reinvested, absorbed, unpaid (fen), transfers. again: party, returned, paid (ids of transfers), amount. sheets: account,
    period (2024-03), opening, came_in, paid_out, fees, residue, closing, seen, assumed. layers: account, owner, layer, role,
    confidence, received, from_below, passed, returned, resting, held (s). flows: from_layer, to_layer, count, amount.
    core: account, owner, score, betweenness, core, degree, cut_off, handled. Owners may be None. variants: participants'
    totals by each way of counting that graph.case.counting knows, side by side: chosen (the one of `ledger`), reinvested,
    interest, commission, fees (which option), absorbed, unpaid, owed (the unpaid sums above 0) in fen.
    """

    rules: Mapping[str, Mapping[str, Any]]
    ledger: pl.DataFrame
    again: pl.DataFrame
    sheets: pl.DataFrame
    layers: pl.DataFrame
    flows: pl.DataFrame
    core: pl.DataFrame
    variants: pl.DataFrame = field(default_factory=pl.DataFrame)


@dataclass(frozen=True, slots=True)
class Lead:
    """A finding as it was when the case was frozen. `state`: one of graph.finding.STATES; `model`: who scored it, where a
    model did: name, version, snapshot."""

    id: str
    detector: str
    version: str
    score: float
    state: str
    sentence: Say
    subjects: Sequence[Mapping[str, str]]  # id, kind, role_zh, role_en
    links: Sequence[str]
    start: int | None
    end: int | None
    facts: Mapping[str, Any]
    model: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that speaks for or against an element; `subject`: the entity, link or finding that shows it. `said`: the
    sentence of a text, where one does. `tool`: proposed by the program and not yet taken over by a person. `prop`: the property
    of the subject that it rests on, where it is one."""

    seq: int
    element: str
    side: str
    text: str
    subject: str | None
    who: str
    at: str
    said: str = ""
    tool: bool = False
    prop: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of the case, in order: what custody was, for a reader."""

    seq: int
    at: str
    who: str
    act: str
    text: str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """One redaction: what was hidden, by which rule or by whom, and why. `cells`: in how many cells it was found."""

    rule: str  # a value kind (phone, id_number, ...), or "hand"
    subject: str | None
    prop: str | None
    who: str
    at: str
    why: str
    cells: int


@dataclass(frozen=True)
class Dossier:
    """All that goes out. `entities` by kind: id, caption, then each property that somebody states, sources, conflicts.
    `links` by type: id, from, to, then the same. `rows` (ROWS): every source row of every id. `places`: x, y of entities as
    they were laid out. `texts`: id, prop, sentence for what text says. `rules`: how things came into the case, to be replayed.
    `templates`: the users' own, by file name (graph.case.paper.own), in place of those that come along. `mappings`: name and text
    of each that read a file, by its SHA-256; `reason`: why it is taken in full. `stated` (ROWS, with prop in place of table): the
    rows that state what points rest on: a licence's are the register's, not those of every file that names the firm.
    """

    about: About
    entities: Mapping[str, pl.DataFrame]
    links: Mapping[str, pl.DataFrame]
    rows: pl.DataFrame
    figures: Figures
    leads: Sequence[Lead] = ()
    points: Sequence[Point] = ()
    entries: Sequence[Entry] = ()
    hidden: Sequence[Hidden] = ()
    rules: Sequence[Mapping[str, Any]] = ()
    members: Sequence[Mapping[str, str]] = ()  # who, role
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    templates: Mapping[str, bytes] = field(default_factory=dict)
    mappings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    reason: str = ""
    stated: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=STATED))

    @cached_property
    def captions(self) -> dict[str, str]:
        """What each entity is called."""
        return {i: c for frame in self.entities.values() for i, c in zip(frame["id"], frame["caption"], strict=True)}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of each entity."""
        return {i: kind for kind, frame in self.entities.items() for i in frame["id"]}
