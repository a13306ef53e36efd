"""Parts of a document while it is read: their texts, what a file may hold, how bytes become text, how reading fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from graph.say import Say
from graph.screen import CHINA
from ingest.decode import encoding_of
from ingest.packed import Packed, SourceError

YEARS = range(1980, 2100)  # in which a document may say that it was written
DAMAGE = "\ufffd"  # stands for bytes that are no text
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "hz-gb-2312": "hz"}
Eyes = Callable[[bytes], str]  # the text of an image: `ocr.load()`


class DocumentError(SourceError):
    """A document that can't be read."""


class TooMuch(DocumentError):
    """It is past a limit: whatever it is a part of can't be read either."""


class Document(NamedTuple):
    """A part of a file that has a text of its own: `part` is "" for the whole, else where it stood ("page 2", "attachment x.docx").

    `written`: when, as its file or mail says; None where it does not.
    """

    name: str
    text: str
    part: str
    written: datetime | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold. Past a limit it is an error, never a part left out in silence."""

    size: int = 64 << 20  # bytes of a file
    unfolded: int = 256 << 20  # bytes of what a docx unfolds to
    text: int = 40_000_000  # characters in all
    pages: int = 3_000
    parts: int = 500  # attachments, nested mails, bodies
    depth: int = 5  # mails within mails


@dataclass(slots=True)
class Reading:
    """One file being read: what was found so far, and what it may still hold."""

    limits: Limits
    eyes: Eyes | None
    inner: Callable[[Reading, str, bytes, str, int], None]  # reads a document that another one holds
    found: list[Document] = field(default_factory=list)
    characters: int = 0
    sent: datetime | None = None  # when the mail was that it is attached to

    def add(self, name: str, text: str, part: str, written: datetime | None = None) -> None:
        """A part. Blank ones are left out: they say nothing. `written` without a zone is China's time."""
        if not text.strip():
            return
        self.characters += len(text)
        if self.characters > self.limits.text or len(self.found) >= self.limits.parts + self.limits.pages:
            raise too_much(name)
        when = next((w for w in (written, self.sent) if w and w.year in YEARS), None)
        self.found.append(Document(name, text, part, when and (when if when.tzinfo else when.replace(tzinfo=CHINA))))


@dataclass(frozen=True, slots=True)
class Held(Packed):
    """Bytes in memory, for those who tell encodings."""

    data: bytes = b""

    def chunks(self, size: int | None = None) -> Iterator[tuple[bytes, int]]:
        step = size or len(self.data) or 1
        for at in range(0, len(self.data), step):
            yield self.data[at : at + step], at + step


def declared(data: bytes) -> str | None:
    """The encoding that an HTML file says it has."""
    found = CHARSET.search(data[:4096])
    return found[1].decode("ascii", "replace").lower() if found else None


def decoded(name: str, data: bytes, said: str | None) -> str:
    """Text of bytes: in the encoding that is said where that fits, else in the one that does. Line breaks become `\\n`,
    bytes that are no text `\\ufffd`."""
    if said:
        try:
            return _plain(data.decode(CHINESE.get(said, said)))
        except (LookupError, UnicodeError):
            pass  # mail and pages often say what they are not
    return _plain(data.decode(encoding_of(Held(Path(name), data=data)), "replace"))


def _plain(text: str) -> str:
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", DAMAGE)


def too_much(name: str) -> TooMuch:
    return TooMuch(
        Say(f"{name} 超出上限（过大、页数或附件过多、嵌套过深）", f"{name} is past the limit (size, pages, attachments or mails within mails)"),
        Say("请拆分后再读", "split it and read the parts"),
    )  # fmt: skip


def damaged(name: str, why: str) -> DocumentError:
    return DocumentError(
        Say(f"{name} 损坏或不完整（{why[:80]}）", f"{name} is damaged or truncated ({why[:80]})"), Say("请重新取得该文件", "get the file again")
    )  # fmt: skip
