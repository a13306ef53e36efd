"""Documents as a table of their own, so that they are loaded, traced and undone as any file is: one row a document.

A file is one row, a mail's attachments are rows behind it. Pages stand behind marks in the text; `pages` cuts it there
again, so that a place in it is a place on its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

import polars as pl

from graph.cell import LONGEST
from graph.screen import CHINA
from ingest.packed import Packed, SourceError
from ingest.tables import PAPER, BadRow, Block, Source, numbered
from ingest.text.documents import bytes_of, parts_of
from ingest.text.parts import DAMAGE, Document, DocumentError, Limits, TooMuch

LARGEST = 10_000_000  # characters of a file's texts
STRANGE = 0.01  # share of characters that were no text in any encoding
LIMITS = Limits(text=LARGEST)
PART = LONGEST - 10_000  # characters of a row, marks of pages beside
_PAGE = re.compile(r"^(?P<part>.*?) ?page (?P<page>\d+)$")
_MARK = re.compile(r"^〔第 (\d+) 页〕\n", re.MULTILINE)
_ENDS = ("\n", "。", "；", "，", " ")


class Paged(NamedTuple):
    """A page's number, None where there are none, and its text."""

    number: int | None
    text: str


class _Row(NamedTuple):
    part: str
    pages: int
    written: str | None
    text: str


def table(data: Packed) -> Source:
    """The one table of a document; what can't be read is its rejected row. It is read when its rows are asked for."""

    def blocks() -> Iterator[Block]:
        rows, bad, name, sha = list[_Row](), list[BadRow](), (data.member or data.path.name).rpartition("/")[2], ""
        try:
            content = bytes_of(data, LIMITS.size)
            sha = sha256(content).hexdigest()
            rows = list(_rows(name.removesuffix(".gz"), content))
        except TooMuch as error:
            bad.append(BadRow(1, "", error.what.zh, "long"))
        except (DocumentError, SourceError) as error:
            bad.append(BadRow(1, "", error.what.zh, "unread"))
        damaged = sum(row.text.count(DAMAGE) for row in rows)
        if damaged > STRANGE * sum(len(row.text) for row in rows):
            rows, bad = [], [BadRow(1, PAPER[-1], f"{damaged:,} {DAMAGE}", "encoding")]
        yield Block(
            _frame(name, data.suffix.removeprefix("."), sha, rows), numbered(range(1, len(rows) + 1)), data.size, bad
        )

    return Source(data.name, PAPER, {}, blocks)


def pages(text: str) -> Iterator[Paged]:
    """The pages of a document's text, without their marks."""
    pieces = _MARK.split(text)
    if pieces[0].strip():
        yield Paged(None, pieces[0])
    for number, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        yield Paged(int(number), piece)


def _rows(name: str, content: bytes) -> Iterator[_Row]:
    """A row a document; one that is longer than a cell may be goes on in further rows."""
    for documents in _whole(parts_of(name, content, limits=LIMITS)):
        cut = list(_cut([_marked(d) for d in documents]))
        pages = sum(_of(d)[1] is not None for d in documents)
        for number, text in enumerate(cut, 1):
            more = f"{number}/{len(cut)}" if len(cut) > 1 else ""
            yield _Row(" ".join(filter(None, (_of(documents[0])[0], more))), pages, _when(documents[0]), text)


def _when(document: Document) -> str | None:
    """When it was written, in China's time as cells have it."""
    return document.written and f"{document.written.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"


def _whole(found: list[Document]) -> Iterator[list[Document]]:
    """Texts by the document they are of: its pages stand one after the other."""
    held: list[Document] = []
    for one in found:
        part, page = _of(one)
        if held and (part != _of(held[-1])[0] or page is None or page <= (_of(held[-1])[1] or 0)):
            yield held
            held = []
        held.append(one)
    if held:
        yield held


def _of(document: Document) -> tuple[str, int | None]:
    """What of its file a text is, and which page of that."""
    found = _PAGE.match(document.part)
    return (found["part"], int(found["page"])) if found else (document.part, None)


def _marked(document: Document) -> str:
    """A text behind the mark of its page; what looks like a mark in it is none."""
    page = _of(document)[1]
    text = _MARK.sub("", document.text)
    return text if page is None else f"〔第 {page} 页〕\n{text.rstrip()}\n"


def _cut(texts: list[str]) -> Iterator[str]:
    """Whole pages together, as many as a row takes; a longer one is cut at a sentence's end."""
    held = ""
    for text in texts:
        if len(held) + len(text) > PART and held:
            yield held
            held = ""
        while len(text) > PART:
            at = next((end for mark in _ENDS if (end := text.rfind(mark, PART // 2, PART) + 1)), PART)
            yield text[:at]
            text = text[at:]
        held += text
    if held.strip():
        yield held


def _frame(name: str, form: str, sha: str, rows: list[_Row]) -> pl.DataFrame:
    cells = [
        (f"{sha[:24]}{f'-{n}' if n else ''}", name, form, row.part or None, str(row.pages) if row.pages else None, row.written, sha, row.text)
        for n, row in enumerate(rows)
    ]  # fmt: skip
    return pl.DataFrame(cells, dict.fromkeys(PAPER, pl.String), orient="row")
