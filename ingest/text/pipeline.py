"""The reader: a spaCy pipeline whose components are rules, and the reading of many texts by it.

nlp = reader()
doc = nlp("…"); doc._.mentions, doc._.relations
for read in read(texts): read.mentions, read.relations, read.sentences
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer

from graph.say import JinyingError, Say
from ingest.text.amounts import amounts
from ingest.text.dates import dates
from ingest.text.identifiers import identifiers
from ingest.text.mention import VERSION, Mention, Page, Relation
from ingest.text.names import names
from ingest.text.page import page
from ingest.text.promises import promises
from ingest.text.rates import rates
from ingest.text.relations import relations

__all__ = [
    "BATCH",
    "COMPONENTS",
    "LONGEST",
    "PIECE",
    "VERSION",
    "Read",
    "TextError",
    "add",
    "page_of",
    "read",
    "reader",
]

LONGEST = 20_000_000  # characters of one text
PIECE = 20_000  # characters read at a time: what a longer text ties together must stand within one piece
BATCH = 8_000  # characters of short texts read together
_PAGE = "jinying_page"  # where a document keeps its page

# name and rule of each component, in order: rates need the page's amounts
COMPONENTS: tuple[tuple[str, Callable[[Page], Iterator[Mention]]], ...] = (
    ("jinying_identifiers", identifiers),
    ("jinying_dates", dates),
    ("jinying_amounts", amounts),
    ("jinying_rates", rates),
    ("jinying_names", names),
    ("jinying_keywords", promises),
)
_HARD = (
    "id_number",
    "credit_code",
    "phone",
    "account",
    "wallet",
    "url",
    "host",
    "email",
    "icp",
    "qq",
    "wechat",
    "date",
)


class TextError(JinyingError):
    """A text that is not read."""


@dataclass(frozen=True, slots=True)
class Read:
    """What one text says. `sentences`: where each begins and ends, in characters."""

    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]
    sentences: tuple[tuple[int, int], ...]


class Characters(DummyTokenizer):
    """One token a character, blanks too, so that a token's number is its place in the text.

    spaCy's own character tokenizer joins blanks to what is before them and takes twice the time.
    """

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))


def page_of(doc: Doc) -> Page:
    """The page that a document's components write on."""
    found: Page | None = doc.user_data.get(_PAGE)
    if found is None:
        found = doc.user_data[_PAGE] = page(doc.text)
    return found


class Writer:
    """A component that needs no tokens: it writes what it finds on a text's page."""

    def __init__(self, write: Callable[[Page], None]) -> None:
        self.write = write

    def __call__(self, doc: Doc) -> Doc:
        self.write(page_of(doc))
        return doc


def _component(rule: Callable[[Page], Iterator[Mention]]) -> Writer:
    return Writer(lambda on: on.mentions.extend(_free(on, list(rule(on)))))


def _free(on: Page, found: list[Mention]) -> list[Mention]:
    """Mentions that lie inside no identifier: digits of a phone are no amount."""
    if not found or found[0].label == "keyword":
        return found
    hard = [m for m in on.mentions if m.label in _HARD]
    if not hard:
        return found
    taken = bytearray(len(on.text))
    for m in hard:
        taken[m.start : m.end] = b"\1" * (m.end - m.start)
    return [m for m in found if m.label in ("rate", "company") or taken.find(1, m.start, m.end) < 0]


def _relate(on: Page) -> None:
    on.mentions.sort(key=lambda m: (m.start, m.end, m.label))
    on.relations.extend(relations(on))


def reader() -> Language:
    """A fresh pipeline: `zh`, one token a character, then our components in order."""
    if not Doc.has_extension("mentions"):
        Doc.set_extension("mentions", getter=lambda doc: tuple(page_of(doc).mentions))
        Doc.set_extension("relations", getter=lambda doc: tuple(page_of(doc).relations))
    nlp = spacy.blank("zh")
    nlp.tokenizer = Characters(nlp.vocab)
    nlp.max_length = LONGEST
    for name, func in _components():
        if not Language.has_factory(name):
            Language.component(name, func=func)
        nlp.add_pipe(name)
    return nlp


@cache
def _components() -> tuple[tuple[str, Writer], ...]:
    return (*((name, _component(rule)) for name, rule in COMPONENTS), ("jinying_relations", Writer(_relate)))


def add(doc: Doc, mentions: Iterable[Mention]) -> None:
    """What another component read, a model for one: before `jinying_relations` in the pipeline, to be tied as ours are."""
    page_of(doc).mentions.extend(mentions)


def read(texts: Iterable[str], nlp: Language | None = None) -> Iterator[Read]:
    """Texts in order, each by pieces of `PIECE` characters cut at a sentence's end; places are the whole text's.

    Some texts are taken at a time, `BATCH` characters of them, each component reading all of these before the next one.
    """
    nlp = nlp or reader()
    batch: list[str] = []
    size = 0
    for text in texts:
        if len(text) > LONGEST:
            what = f"文本有 {len(text):,} 字，超过 {LONGEST:,}", f"a text of {len(text):,} characters, over {LONGEST:,}"
            raise TextError(Say(*what), Say("请拆成几份", "split it into parts"))
        batch.append(text)
        size += len(text)
        if size >= BATCH:
            yield from _batch(nlp, batch)
            batch, size = [], 0
    yield from _batch(nlp, batch)


def _batch(nlp: Language, texts: list[str]) -> Iterator[Read]:
    if len(texts) == 1:
        yield _joined([(at, _pages(nlp, [piece])[0]) for at, piece in _pieces(texts[0])], len(texts[0]))
        return
    cut = [list(_pieces(text)) for text in texts]
    pages = iter(_pages(nlp, [piece for pieces in cut for _, piece in pieces]))
    for text, pieces in zip(texts, cut, strict=True):
        yield _joined([(at, next(pages)) for at, _ in pieces], len(text))


def _pages(nlp: Language, pieces: list[str]) -> list[Page]:
    """Component by component: on short texts faster than text by text. Documents are made only for one that needs tokens."""
    pages, docs = [page(piece) for piece in pieces], list[Doc]()
    for _, run in nlp.pipeline:
        if isinstance(run, Writer):
            for on in pages:
                run.write(on)
        else:
            docs = [run(doc) for doc in docs or [_document(nlp, on) for on in pages]]
            pages = [page_of(doc) for doc in docs]
    return pages


def _document(nlp: Language, on: Page) -> Doc:
    doc = nlp.make_doc(on.text)
    doc.user_data[_PAGE] = on
    return doc


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    while len(text) - at > PIECE:
        half = at + PIECE // 2
        ends = (max(text.rfind(mark, half, at + PIECE) for mark in marks) + 1 for marks in ("\n。！？；", "，, "))
        cut = next(filter(None, ends), at + PIECE)
        yield at, text[at:cut]
        at = cut
    if at < len(text) or not text:
        yield at, text[at:]


def _joined(parts: list[tuple[int, Page]], length: int) -> Read:
    if len(parts) == 1:
        on = parts[0][1]
        ends = [*on.starts[1:], length]
        return Read(tuple(on.mentions), tuple(on.relations), tuple(zip(on.starts, ends, strict=True)))
    mentions: list[Mention] = []
    tied: list[Relation] = []
    starts: list[int] = []
    for at, on in parts:
        before = len(starts)
        moved = {
            id(m): m._replace(start=m.start + at, end=m.end + at, sentence=m.sentence + before) for m in on.mentions
        }
        mentions += moved.values()
        tied += [
            r._replace(head=moved[id(r.head)] if r.head else None, tail=moved[id(r.tail)], sentence=r.sentence + before)
            for r in on.relations
        ]
        starts += [s + at for s in on.starts]
    return Read(tuple(mentions), tuple(tied), tuple(zip(starts, [*starts[1:], length], strict=True)))
