"""Texts of the lake's documents, read, and what they say put beside them as candidates.

A reading is a file of its own (`DATA/readings`) that goes through the ordinary loader, so that it has rows, a hash and
an undo like any other; it says in which document, field, sentence and characters each mention stands, and by which rule.
An import is read once by each version of the reader; a later version's reading takes the place of the earlier one.
Only what an identifier or an exact, unambiguous name tells is referred to an entity; the rest waits for a person.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.lake import Lake, Manifest
from graph.mask import masked
from graph.merge import merged
from graph.ontology import ontology
from graph.settings import private
from ingest.load import load
from ingest.mapping import find
from ingest.text import classify, namer
from ingest.text.campaigns import campaigns
from ingest.text.classify import Classifier
from ingest.text.classify import load as classifier
from ingest.text.mention import Mention
from ingest.text.personal import PERSONAL, hidden, personal
from ingest.text.pipeline import Read, read, reader
from ingest.text.sheet import pages

VERSION = "1"  # of this file's form
assert namer.LABELS  # importing it gives spaCy its components
FIELDS = {
    "Advert": ("title", "text"),
    "Complaint": ("text", "demand"),
    "Contract": ("text",),
    "Report": ("text", "promotion"),
    "Post": ("title", "text"),
    "Document": ("text",),
}  # kinds whose records are documents, and where their words are
TO = {"account": "account", "wallet": "account", "phone": "phone", "url": "host", "host": "host", "credit_code": "code", "id_number": "id_number"}  # fmt: skip
SPREAD = ("Advert", "Complaint", "Post")  # what is copied to be spread; contracts are copies by nature
ALIKE = 0.8  # Jaccard similarity from which two are copies
CANDIDATE, CONFIRMED, REJECTED = "候选", "已确认", "已排除"
CAMPAIGN = "campaign"  # and of one that says which copies of one text it belongs to
CLASS = "class"  # the label of a reading that says which class a whole document is of
MAPPING = "readings"
ANSWERED = "answers-"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Collected:
    """What reading one import came to."""

    source: str
    reading: str
    documents: int
    mentions: int
    relations: int


class Names:
    """Enterprises by their exact name, where only one has it."""

    def __init__(self, lake: Lake) -> None:
        self._lake = lake

    @cached_property
    def _by_name(self) -> dict[str, tuple[str | None, str]]:
        found: dict[str, set[tuple[str | None, str]]] = {}  # of each name: code and full name of who bears it
        for frame in merged(self._lake, "Enterprise", props=["name", "credit_code", "former_name"]):
            for row in frame.iter_rows(named=True):
                for name in filter(None, {row.get("name"), row.get("former_name")}):
                    found.setdefault(name, set()).add((row.get("credit_code"), row.get("name") or name))
        coded = {name: {f for f in firms if f[0]} or firms for name, firms in found.items()}
        return {name: next(iter(firms)) for name, firms in coded.items() if len(firms) == 1}

    def columns(self, name: str) -> Row:
        """The columns that refer to the enterprise of that name; none where there is not one."""
        if (found := self._by_name.get(name)) is None:
            return {}
        code, full = found
        return {"code": code} if code else {"firm": full}


def waiting(lake: Lake, version: str) -> Iterator[tuple[str, Manifest]]:
    """Imports in force with documents that this version has not read."""
    read_ = {m.source for m in _readings(lake) if m.file.endswith(_tag(version))}
    for one in lake.active():
        m = lake.manifest(one)
        if m.mapping != MAPPING and any(m.counts.get(kind) for kind in FIELDS) and one not in read_:
            yield one, m


def stale(lake: Lake, version: str) -> list[str]:
    """Readings in force that an earlier version made; a person's answers are not among them."""
    return [m.id for m in _readings(lake) if ANSWERED not in m.file and not m.file.endswith(_tag(version))]


def confirmation(source: str, mark: str) -> str:
    """The name of a file with a person's answers on what was read in an import."""
    return f"{source}-{ANSWERED}{mark}.jsonl"


def collect(
    lake: Lake, source: str, version: str, watch: Callable[[int, int], None] = lambda done, of: None
) -> Collected:
    """Read the documents of one import and load what they say. The lake's lock must be held."""
    names, counts = Names(lake), [0, 0, 0]
    folder = private(lake.root.parent / "readings")
    path = folder / f"{source}{_tag(version)}"
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        for row in _rows(lake, source, names, version, counts, watch):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    part.replace(path)
    if not counts[1]:
        return Collected(source, "", *counts)
    return Collected(source, load(lake, path, find(MAPPING), source=source).manifest.id, *counts)


def _rows(lake: Lake, source: str, names: Names, version: str, counts: list[int], watch: Callable[[int, int], None]) -> Iterator[Row]:  # fmt: skip
    nlp, classes = reader(), classifier()
    nlp.add_pipe("jinying_mentions", before="jinying_relations")
    papers = list(documents(lake, source))
    said = read((text for paper in papers for _, text in paper), nlp)
    copies = copied(papers)
    for done, paper in enumerate(papers):
        counts[0] += 1
        found = [next(said) for _ in paper]
        made = [classed(paper, found, classes, version)]
        if done in copies:
            made.append(campaign(paper, *copies[done], version))
        for (head, text), one in zip(paper, found, strict=True):
            made += rows_of(head, text, one, names, version)
        for row in made:
            counts[2 if row["other"] else 1] += 1
            yield row
        watch(done + 1, len(papers))


def documents(lake: Lake, source: str) -> Iterator[list[tuple[Row, str]]]:
    """An import's documents: the texts of each, with the columns that say where they stand."""
    for kind, fields in FIELDS.items():
        frame = lake.scan(kind, [source]).unique("id", keep="last", maintain_order=True).collect()
        key = next(iter(ontology().kinds[kind].keys))[0]
        for row in frame.iter_rows(named=True):
            head = {"of": kind, "number": row.get(key), "ref": row.get("ref"), "id": row["id"]}
            if texts := [one for field in fields if row.get(field) for one in _paged(head, field, row[field])]:
                yield texts


def _paged(head: Row, field: str, text: str) -> Iterator[tuple[Row, str]]:
    """A text, or its pages where it has some: a place is one on a page."""
    for page in pages(text):
        yield {**head, "field": f"{field} p{page.number}" if page.number else field}, page.text


def classed(paper: list[tuple[Row, str]], found: list[Read], classes: Classifier, version: str) -> Row:
    """Which class the whole document is of, as the classifier says, with the sentences that say so."""
    head, text = paper[0][0], "\n".join(text for _, text in paper)
    judged = classes.judge(text)
    among, at = list[Mention](), 0
    for (_, part), one in zip(paper, found, strict=True):
        among += [m._replace(start=m.start + at, end=m.end + at) for m in personal(one.mentions)]
        at += len(part) + 1
    made = Mention(
        CLASS, "", 0, len(text), judged.label, "classify", judged.probability, 0, version=f"{classify.VERSION}"
    )
    return _row(_head(head) | {"field": "*"}, f"{head['id']}:{CLASS}", made, version) | {
        "value": judged.label, "sentence": "\n".join(hidden(text, r.start, r.end, among).strip() for r in judged.reasons), "start": 0, "end": len(text), "confidence": judged.probability,
        "status": CANDIDATE,
    }  # fmt: skip


def copied(papers: list[list[tuple[Row, str]]]) -> dict[int, tuple[str, int, float]]:
    """Papers of one import that are copies of one text: by place the first one's id, how many there are, how alike."""
    places = [k for k, paper in enumerate(papers) if paper[0][0]["of"] in SPREAD]
    found = {}
    for one in campaigns(["\n".join(text for _, text in papers[k]) for k in places], ALIKE):
        group = [places[k] for k in one.texts]
        first = min(papers[k][0][0]["id"] for k in group)
        found.update({k: (first, len(group), one.alike) for k in group})
    return found


def campaign(paper: list[tuple[Row, str]], first: str, size: int, alike: float, version: str) -> Row:
    """That a paper is one of so many copies; `value` names the campaign by the id of its first paper."""
    head, end = paper[0][0], sum(len(text) for _, text in paper) + len(paper) - 1
    made = Mention(CAMPAIGN, "", 0, end, first, "minhash", round(alike, 3), 0)
    return _row(_head(head) | {"field": "*"}, f"{head['id']}:{CAMPAIGN}", made, version) | {
        "value": first, "text": f"{size}", "start": 0, "end": end, "confidence": round(alike, 3), "status": CANDIDATE,
    }  # fmt: skip


def rows_of(head: Row, text: str, found: Read, names: Names, version: str) -> Iterator[Row]:
    """One row a mention and one a relation; every row has every column."""
    refs = {id(m): f"{head['id']}:{head['field']}:{m.start}-{m.end}:{m.label}" for m in found.mentions}
    blank, among = _head(head), personal(found.mentions)
    for m in found.mentions:
        kind = PERSONAL.get(m.label)
        yield _row(blank, refs[id(m)], m, version) | {
            "value": masked(kind, m.value) if kind else _open(m.value, among), "text": hidden(text, m.start, m.end, among),
            "sentence": hidden(text, *found.sentences[m.sentence], among).strip(), "exact": m.value if kind else None,
            "start": m.start, "end": m.end, "flags": "、".join(m.flags) or None, "confidence": m.confidence, "status": CANDIDATE, **_refers(m, names),
        }  # fmt: skip
    for r in found.relations:
        if r.head is not None:
            yield _row(blank, refs[id(r.head)], r.head, version) | {
                "other": refs[id(r.tail)], "relation": r.kind, "sure": r.confidence, "rule": r.head.rule,
            }  # fmt: skip


COLUMNS = ("value", "text", "sentence", "exact", "start", "end", "flags", "confidence", "status", "account", "phone", "host", "code", "firm", "id_number", "other", "relation", "sure", "who", "reason", "at")  # fmt: skip


def _open(value: str, among: Iterable[Mention]) -> str:
    """A value that is no personal data itself, without what of it stands in it."""
    for m in among:
        value = value.replace(m.text, masked(PERSONAL[m.label], m.text))
    return value


def _head(head: Row) -> Row:
    return {k: head[k] for k in ("of", "number", "ref", "field")}


def _row(blank: Row, ref: str, m: Mention, version: str) -> Row:
    return {
        **blank,
        "mention": ref,
        "label": m.label,
        "rule": m.rule,
        "version": f"{m.version}.{version}",
        **dict.fromkeys(COLUMNS),
    }


def _refers(m: Mention, names: Names) -> Row:
    """Which entity it means, where its own value says so."""
    if m.label == "company":
        return names.columns(m.value or m.text)
    column = TO.get(m.label)
    return {column: m.value} if column else {}


def _readings(lake: Lake) -> Iterable[Manifest]:
    return [m for one in lake.active() if (m := lake.manifest(one)).mapping == MAPPING]


def _tag(version: str) -> str:
    return f"-v{version}.jsonl"
