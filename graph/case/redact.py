"""Redaction of a dossier, once and before any format sees it: so that the same is hidden in all of them.

What is hidden: personal data that whoever takes it may not read in full (graph.mask), and what the case's redactions say, by
rule or by hand. A value that is hidden is hidden wherever it is repeated: in what things are called, in memos, sentences, facts,
the matrix, names of files and of mappings. Ids, hashes and figures stay: figures name nobody.

Whether a name is a person's is told by the ontology, never by its look: a name of a kind that everybody may read (an enterprise's,
which stands in the public register) is hidden nowhere but by hand, nor is a name of an account (`names`) that such a one alone owns
or that is spelled as such a one in the case; of an account whose owner nobody states it is. In texts a person's name is hidden
wherever it stands, as a part of other words too, but not inside a name that everybody may read.

A repeated value is found by its letters (graph.case.repeats), where it has at least two Chinese signs, four letters or six others;
numbers in texts that people wrote are masked besides, however they are spaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

import polars as pl

from graph.case.dossier import Dossier, Entry, Hidden, Lead, Point
from graph.case.repeats import Repeats
from graph.mask import masked, passage
from graph.ontology import Kind, Link, Prop, ontology
from graph.ops import Ops
from graph.ops.redactions import Redaction, Redactions
from graph.rights import Actor
from graph.say import Say
from graph.study.layers import ROLES as PLACES

BLOT = "■■■"  # what stands for a value that was hidden by hand
HAND = "hand"
BY_RIGHT = "rule"  # who hides what the reader may not see
PERSONAL = Say("个人信息", "personal data")
BY_NAME = {
    "holder": "person_name", "nickname": "person_name", "author": "person_name", "phone": "phone", "email": "email", "birthday": "birthday",
    "ip": "device", "mac": "device",
}  # fmt: skip
OURS = ("id", "from", "to")  # ids in tables
IN_ROWS = ("file", "part", "mapping")
WRITTEN = ("memo", "said")  # texts that people wrote, beside those of sentences
SHORT, SHORT_WORD, SHORT_HAN = 6, 4, 2  # signs below which a value is not looked for in other texts
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
ID = re.compile(r"[a-z_]+(-[0-9a-f]{32}){1,2}")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Policy:
    """What is hidden. `reader`: who may read personal data in full, as far as their rights go (None: all of it is masked);
    `redactions`: those of the case; `at`, `who`: of what is hidden for want of right."""

    reader: Actor | None = None
    redactions: Sequence[Redaction] = ()
    at: str = ""


@dataclass(slots=True)
class _Secret:
    """Values that are hidden together: `values` -> what stands for each; in how many `cells`."""

    rule: str
    subject: str | None
    prop: str | None
    who: str
    at: str
    why: str
    values: dict[str, str] = field(default_factory=dict)
    cells: int = 0
    own: int = 0  # of these, cells of tables that hold the value itself
    ids: set[str] = field(default_factory=set)  # whose


@dataclass(frozen=True, slots=True)
class Outlook:
    """What one rule or hand would hide: how many different `values`, of how many entities and links (`ids`), in how many cells that
    hold one, and in how many `texts` that repeat one. It tells no value."""

    rule: str
    subject: str | None
    prop: str | None
    who: str
    why: str
    values: int
    ids: int
    cells: int
    texts: int


def hiding(ops: Ops, case_id: str, reader: Actor | None = None) -> Callable[[Dossier], Dossier]:
    """How a case of the asker's is hidden as its redactions stand: `reader` where somebody takes it in full."""
    held = Redactions(ops).of(case_id)
    return lambda dossier: redacted(dossier, Policy(reader, held, dossier.about.at))


def outlook(dossier: Dossier, policy: Policy) -> list[Outlook]:
    """What would be hidden before anything goes out: the same for every format, for all are written from one dossier."""
    work = _Work(dossier, policy)
    _worked(work, dossier)
    return work.outlook()


def previewed(ops: Ops, case_id: str, dossier: Dossier, reader: Actor | None = None) -> list[Outlook]:
    """The same of a case of the asker's as its redactions stand."""
    return outlook(dossier, Policy(reader, Redactions(ops).of(case_id), dossier.about.at))


def redacted(dossier: Dossier, policy: Policy) -> Dossier:
    """The dossier with all hidden that is to be, and in `hidden` what that was and in how many cells."""
    return _worked(_Work(dossier, policy), dossier)


def _worked(work: _Work, dossier: Dossier) -> Dossier:
    entities = {kind: work.table(ontology().kinds[kind], frame) for kind, frame in dossier.entities.items()}
    links = {name: work.table(ontology().links[name], frame) for name, frame in dossier.links.items()}
    work.look()
    return replace(
        work.at_once(lambda: _said(work, dossier)),
        entities={kind: work.repeated(frame) for kind, frame in entities.items()},
        links={name: work.repeated(frame) for name, frame in links.items()},
        rows=work.repeated(dossier.rows, IN_ROWS),
        stated=work.repeated(dossier.stated, IN_ROWS),
        hidden=[*dossier.hidden, *work.log()],
    )


def _said(work: _Work, dossier: Dossier) -> Dossier:
    """The dossier with its texts outside of tables hidden."""
    one = dossier.about
    return replace(
        dossier,
        about=replace(one, title=work.text(one.title), cause=work.text(one.cause), agency=work.text(one.agency), region=work.text(one.region), docket=work.text(one.docket)),
        leads=[work.lead(one) for one in dossier.leads],
        points=[work.point(one) for one in dossier.points],
        entries=[work.entry(one) for one in dossier.entries],
        rules=[work.within(one) for one in dossier.rules],
        mappings={sha256: (work.text(name), work.text(body)) for sha256, (name, body) in dossier.mappings.items()},
        reason=work.text(dossier.reason, written=True),
    )  # fmt: skip


def sort_of(p: Prop) -> str:
    """Which sort of value a property holds, of graph.ops.redactions.SORTS."""
    return BY_NAME.get(p.name, "text") if p.type in ("text", "date") else p.type


class _Work:
    """One redaction under way: first the cells that are hidden themselves, then all that repeats them."""

    def __init__(self, dossier: Dossier, policy: Policy) -> None:
        self._policy, self._places = policy, _places(dossier)
        self._rules = [r for r in policy.redactions if r.sort]
        self._hands = {(r.subject, r.prop): r for r in policy.redactions if r.subject}
        self._secrets: dict[str, _Secret] = {}
        for r in policy.redactions:
            if r.said:
                self._secret(f"hand {r.seq}", HAND, r).values[r.said] = BLOT
        self._open, self._owned = _public(dossier)
        self._repeats = Repeats({})
        self._looked: list[tuple[_Secret, frozenset[str]]] = []  # which values of each are looked for
        self._asked: dict[bool, dict[str, None]] | None = None  # texts, while they are gathered
        self._told: dict[bool, dict[str, str]] = {}  # and what is told of them
        self._changed: list[str] = []
        self._numbers = policy.reader is None or any(r.sort in ("phone", "account", "id_number") and not r.roles for r in self._rules)  # fmt: skip

    # cells that are hidden themselves

    def table(self, owner: Kind | Link, frame: pl.DataFrame) -> pl.DataFrame:
        """A table with its own cells hidden."""
        for name in [c for c in frame.columns if c in owner.props]:
            p, left = owner.props[name], frame[name].is_not_null()
            for key, where, by in self._chosen(p, frame):
                if (where := where & left).any():
                    frame = self._cells(owner, p, frame, where, self._secret(key, sort_of(p), by), by)
                    left = left & ~where
        return frame

    def _chosen(self, p: Prop, frame: pl.DataFrame) -> Iterator[tuple[str, pl.Series, Redaction | None]]:  # fmt: skip
        """Which cells of a column are hidden, by what."""
        ids, sort, reader = frame["id"], sort_of(p), self._policy.reader
        theirs = ~(frame[p.name].is_in(self._open) | ids.is_in(self._owned)) if p.names else pl.repeat(True, frame.height, dtype=pl.Boolean, eager=True)  # fmt: skip
        for (subject, name), r in self._hands.items():
            if name == p.name and subject is not None and (here := ids == subject).any():
                yield f"hand {r.seq}", here, r
        for r in self._rules:
            if r.sort == sort and (p.mask or p.type == sort):
                whose = ids.is_in(self._with(r.roles, frame)) if r.roles else True
                yield f"rule {r.seq}", theirs & whose, r
        if p.mask and (reader is None or not reader.full(p, [])):
            if reader is not None and "region" in frame.columns:
                theirs &= pl.Series([not reader.full(p, [str(one)] if one else []) for one in frame["region"]], dtype=pl.Boolean)  # fmt: skip
            yield f"right {sort}", theirs, None

    def _with(self, roles: Sequence[str], frame: pl.DataFrame) -> list[str]:
        """Ids of those who have one of these roles; a link has those of its ends."""
        meant = set(roles)
        if "from" in frame.columns:
            ends = zip(frame["id"], frame["from"], frame["to"], strict=True)
            return [i for i, a, b in ends if meant & (self._roles(a) | self._roles(b))]
        return [i for i in frame["id"] if meant & self._roles(i)]

    def _roles(self, entity: str) -> set[str]:
        return self._places.get(entity) or {"none"}

    def _cells(self, owner: Kind | Link, p: Prop, frame: pl.DataFrame, where: pl.Series, secret: _Secret, by: Redaction | None) -> pl.DataFrame:  # fmt: skip
        column = frame[p.name]
        secret.cells += int(where.sum())
        secret.own += int(where.sum())
        secret.ids.update(frame["id"].filter(where))
        if column.dtype != pl.String:
            return frame.with_columns(pl.when(where).then(None).otherwise(pl.col(p.name)).alias(p.name))
        told = {one: BLOT if by and not by.sort else masked(p.type, one) for one in column.filter(where).unique()}  # fmt: skip
        for one, shown in told.items():
            secret.values.setdefault(one, shown)
        new = column.replace_strict(told, default=None, return_dtype=pl.String)
        changed = [pl.when(where).then(new).otherwise(column).alias(p.name)]
        if isinstance(owner, Kind) and owner.caption == p.name:
            called = frame["caption"]
            changed.append(pl.when(where & (called == column)).then(new).otherwise(called).alias("caption"))
        return frame.with_columns(changed)

    def _secret(self, key: str, sort: str, by: Redaction | None) -> _Secret:
        if key not in self._secrets:
            made = _Secret(sort, None, None, BY_RIGHT, self._policy.at, PERSONAL.zh)
            self._secrets[key] = made if by is None else _Secret(by.sort or HAND, by.subject, by.prop, by.who, by.at, by.why)  # fmt: skip
        return self._secrets[key]

    # what repeats them

    def look(self) -> None:
        """From now on all values that were hidden are known. What was hidden by hand goes before what was masked, and before
        what everybody may read."""
        known: dict[str, str] = {}
        for secret in sorted(self._secrets.values(), key=lambda one: one.rule != HAND):
            found = [one for one in secret.values if long_enough(one, secret.rule)]
            self._looked += [(secret, frozenset(found))] if found else []
            for value in found:
                if value != secret.values[value]:
                    known.setdefault(value, secret.values[value])
        names = pl.Series("n", sorted(one for one in self._open - known.keys() if len(one) > 1), dtype=pl.String)
        by_hand = {
            v: shown for s in self._secrets.values() if s.rule == HAND for v, shown in s.values.items() if v in known
        }
        kept = Repeats(by_hand).hidden(names) if by_hand else names
        self._repeats = Repeats(known | dict(zip(names, kept, strict=True)))

    def repeated(self, frame: pl.DataFrame, only: Sequence[str] | None = None) -> pl.DataFrame:
        """A table whose texts repeat nothing that was hidden."""
        names = [n for n, t in frame.schema.items() if t == pl.String and (n in only if only else n not in OURS)]
        return frame.with_columns([self._texts(frame[n], written=n in WRITTEN or _long(frame, n)) for n in names])

    def _texts(self, column: pl.Series, *, written: bool = False) -> pl.Series:
        distinct = column.drop_nulls().unique()
        shown = self._shown(distinct, written=written)
        differs = distinct != shown
        if not differs.any():
            return column
        new = column.replace(distinct.filter(differs), shown.filter(differs)).alias(column.name)
        self._count(column.filter(column.ne_missing(new)))
        return new

    def _shown(self, texts: pl.Series, *, written: bool) -> pl.Series:
        shown = self._repeats.hidden(texts)
        return pl.Series(list(map(passage, shown)), dtype=pl.String) if written and self._numbers else shown

    def _count(self, changed: pl.Series) -> None:
        """Of which secrets cells had something."""
        counts = self._repeats.counts(changed, [found for _, found in self._looked])
        for (secret, _), count in zip(self._looked, counts, strict=True):
            secret.cells += count

    def at_once(self, make: Callable[[], T]) -> T:
        """What is made of texts. It is made twice: first to gather them, so that all are looked through in one pass."""
        self._asked = {False: {}, True: {}}
        make()
        asked, self._asked = self._asked, None
        for written, texts in asked.items():
            column = pl.Series("t", list(texts), dtype=pl.String)
            self._told[written] = dict(zip(column, self._shown(column, written=written), strict=True))
        self._changed = []
        made = make()
        if self._changed:
            self._count(pl.Series("t", self._changed, dtype=pl.String))
        return made

    def text(self, text: str, *, written: bool = False) -> str:
        """One text, of what is made at once."""
        if self._asked is not None:
            self._asked[written][text] = None
            return text
        shown = self._told[written][text]
        if shown != text:
            self._changed.append(text)
        return shown

    def within(self, value: Any) -> Any:
        """A nested value whose texts repeat nothing that was hidden; ids stay."""
        if isinstance(value, str):
            return value if ID.fullmatch(value) else self.text(value)
        if isinstance(value, Say):
            return Say(self.text(value.zh), self.text(value.en))
        if isinstance(value, Mapping):
            return {self.within(key): self.within(one) for key, one in value.items()}
        if isinstance(value, Sequence):
            return [self.within(one) for one in value]
        return value

    def lead(self, one: Lead) -> Lead:
        return replace(one, sentence=self.within(one.sentence), facts=self.within(one.facts))

    def point(self, one: Point) -> Point:
        return replace(one, text=self.text(one.text, written=True), said=self.text(one.said, written=True))

    def entry(self, one: Entry) -> Entry:
        return replace(one, text=self.text(one.text, written=True))

    def outlook(self) -> list[Outlook]:
        """What each secret hides, most cells first; one that is nowhere found hides nothing, and says so."""
        told = [
            Outlook(one.rule, one.subject, one.prop, one.who, one.why, len(one.values), len(one.ids), one.own, one.cells - one.own)
            for one in self._secrets.values()
        ]  # fmt: skip
        told.sort(key=lambda one: -(one.cells + one.texts))
        return self.at_once(lambda: [replace(one, why=self.text(one.why)) for one in told])

    def log(self) -> list[Hidden]:
        """What was hidden; what was nowhere found is not told as hidden."""
        names = [f.name for f in fields(Hidden)]
        held = [Hidden(**{name: getattr(one, name) for name in names}) for one in self._secrets.values() if one.cells]
        return self.at_once(lambda: [replace(one, why=self.text(one.why)) for one in held])


def long_enough(value: str, rule: str) -> bool:
    """Whether a value says enough to be looked for in other texts; what somebody named does."""
    least = SHORT_HAN if HAN.search(value) else SHORT_WORD if value.replace(" ", "").isalpha() else SHORT
    return rule == HAND or len(value) >= (SHORT if rule == "text" else least)


def _long(frame: pl.DataFrame, name: str) -> bool:
    """Whether a column holds texts of sentences, by the ontology's word for them."""
    return name in LONG and "caption" in frame.columns


LONG = frozenset(p.name for owner in ontology().kinds.values() for p in owner.props.values() if p.type == "text" and p.merge == "longest")  # fmt: skip


def _public(dossier: Dossier) -> tuple[set[str], set[str]]:
    """Names that everybody may read, as kinds state them; and things that are called by whose they are, which these alone own."""
    kinds = {
        name: owner for name in dossier.entities if not (owner := ontology().kinds[name]).props[owner.caption].mask
    }
    names = {n for k, owner in kinds.items() if owner.props[owner.caption].type == "org_name" and owner.caption in dossier.entities[k].columns for n in dossier.entities[k][owner.caption].drop_nulls()}  # fmt: skip
    open_, closed = set[str](), set[str]()
    for link in {p.names for name in dossier.entities for p in ontology().kinds[name].props.values() if p.names}:
        for owner_id, thing in dossier.links[link].select("from", "to").iter_rows() if link in dossier.links else ():
            (open_ if dossier.kinds.get(owner_id) in kinds else closed).add(thing)
    return names, open_ - closed


def _places(dossier: Dossier) -> dict[str, set[str]]:
    """The roles of accounts and of who owns them in the case's layers; participants also by the ledger."""
    names = {label.en: label.en for label in PLACES.values()}
    found: dict[str, set[str]] = {}
    layers, ledger = dossier.figures.layers, dossier.figures.ledger
    for account, owner, role in layers.select("account", "owner", "role").iter_rows():
        for one in (account, owner):
            if one is not None and role in names:
                found.setdefault(one, set()).add(role)
    for party in ledger.filter(pl.col("participant"))["party"]:
        found.setdefault(party, set()).add("participant")
    _owners(dossier.links.get("OWNS"), found)
    return found


def _owners(owns: pl.DataFrame | None, found: dict[str, set[str]]) -> None:
    """Accounts of a participant are a participant's."""
    for owner, account in owns.select("from", "to").iter_rows() if owns is not None else ():
        if "participant" in found.get(owner, set()):
            found.setdefault(account, set()).add("participant")
