"""Documents to text: txt, html, docx, pdf and mail with what is attached to it, each part with where it stood."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from graph.say import Say
from ingest.decode import encoding_of
from ingest.packed import Packed, SourceError, reading

DAMAGE = "\ufffd"  # stands for bytes that are no text
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "hz-gb-2312": "hz"}
NO_TEXT = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif", ".webp")
Eyes = Callable[[bytes], str]  # the text of an image: `ocr.load()`


class DocumentError(SourceError):
    """A document that can't be read."""


class TooMuch(DocumentError):
    """It is past a limit: whatever it is a part of can't be read either."""


class Document(NamedTuple):
    """A part of a file that has a text of its own: `part` is "" for the whole, else where it stood ("page 2", "attachment x.docx")."""

    name: str
    text: str
    part: str


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
    found: list[Document] = field(default_factory=list)
    characters: int = 0

    def add(self, name: str, text: str, part: str) -> None:
        """A part. Blank ones are left out: they say nothing."""
        if not text.strip():
            return
        self.characters += len(text)
        if self.characters > self.limits.text or len(self.found) >= self.limits.parts + self.limits.pages:
            raise too_much(name)
        self.found.append(Document(name, text, part))


def read(path: Path, eyes: Eyes | None = None, limits: Limits | None = None) -> list[Document]:
    """The texts of a file, in order. `eyes` reads images, and pages that are only an image (see `ocr.load`).

    What kind of document it is, its first bytes tell, else its name. Raises `DocumentError` with a cure where it is
    encrypted, damaged or holds no text, `TooMuch` where it is past a limit; what a mail has attached and can't be read is said in a
    part of its own, as the mail itself can.
    """
    reading_now = Reading(limits or Limits(), eyes)
    with reading(path):
        size = path.stat().st_size
        if size > reading_now.limits.size:
            raise too_much(path.name)
        data = path.read_bytes()
    read_bytes(reading_now, path.name, data, "", 0)
    if not reading_now.found:
        raise DocumentError(
            Say(f"{path.name} 里没有文字", f"{path.name} holds no text"), Say("请检查文件", "check the file")
        )
    return reading_now.found


def read_bytes(now: Reading, name: str, data: bytes, part: str, depth: int) -> None:
    """One document, or one attachment, into `now`."""
    from ingest.text import documents_mail, documents_office, documents_web

    kind = kind_of(name, data)
    if kind == "pdf":
        documents_office.read_pdf(now, name, data, part)
    elif kind == "docx":
        documents_office.read_docx(now, name, data, part)
    elif kind == "mail":
        documents_mail.read_mail(now, name, data, part, depth)
    elif kind == "html":
        now.add(name, documents_web.html_text(decoded(name, data, declared(data))), part)
    elif kind == "image":
        _read_image(now, name, data, part)
    else:
        now.add(name, decoded(name, data, None), part)


def kind_of(name: str, data: bytes) -> str:
    """pdf, docx, mail, html, image or text. Raises `DocumentError` for kinds that are none of these."""
    suffix = Path(name.lower()).suffix
    head = data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _office(name, data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError(
            Say(f"{name} 是旧版 Office 文件或被加密", f"{name} is of an old Office or encrypted"),
            Say("请去掉密码，另存为 docx", "take its password off and save it as docx"),
        )
    if suffix in NO_TEXT or head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        return "image"
    if suffix in (".eml", ".mht", ".mhtml"):
        return "mail"
    if suffix in (".html", ".htm", ".xhtml") or head[:200].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    return "text"


def _office(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OverflowError, EOFError) as error:
        raise damaged(name, str(error)) from None
    if "word/document.xml" in names:
        return "docx"
    raise DocumentError(
        Say(f"{name} 不是 docx", f"{name} is no docx"), Say("压缩包请先解开，表格请用 jinying load", "unpack archives first; tables go to `jinying load`")
    )  # fmt: skip


def _read_image(now: Reading, name: str, data: bytes, part: str) -> None:
    if now.eyes is None:
        raise DocumentError(
            Say(f"{name} 是图片", f"{name} is an image"), Say("加 --ocr 识别文字", "--ocr reads what is written in it")
        )
    now.add(name, now.eyes(data), part)


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
