"""Documents to text: txt, html, docx, pdf and mail with what is attached to it, each part with where it stood."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from graph.say import Say
from ingest.packed import Packed
from ingest.text.documents_mail import read_mail
from ingest.text.documents_office import read_docx, read_pdf
from ingest.text.documents_web import html_text
from ingest.text.parts import (
    Document,
    DocumentError,
    Eyes,
    Limits,
    Reading,
    TooMuch,
    damaged,
    declared,
    decoded,
    too_much,
)

__all__ = ["Document", "DocumentError", "Limits", "TooMuch", "bytes_of", "kind_of", "parts_of", "read"]
NO_TEXT = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".gif", ".webp")


def read(path: Path, eyes: Eyes | None = None, limits: Limits | None = None) -> list[Document]:
    """The texts of a file, in order. `eyes` reads images, and pages that are only an image (see `ocr.load`).

    What kind of document it is, its first bytes tell, else its name. Raises `DocumentError` with a cure where it is
    encrypted, damaged or holds no text, `TooMuch` where it is past a limit; what a mail has attached and can't be read is said in a
    part of its own, as the mail itself can.
    """
    limits = limits or Limits()
    return parts_of(path.name, bytes_of(Packed(path), limits.size), eyes, limits)


def bytes_of(data: Packed, most: int) -> bytes:
    """What a file, or a member of an archive, holds. Raises `TooMuch` where that is more than `most` bytes."""
    with data.open() as (stream, _):
        content = stream.read(most + 1)
    if len(content) > most:
        raise too_much(data.name)
    return content


def parts_of(name: str, data: bytes, eyes: Eyes | None = None, limits: Limits | None = None) -> list[Document]:
    """As `read`, of bytes."""
    now = Reading(limits or Limits(), eyes, read_bytes)
    read_bytes(now, name, data, "", 0)
    if not now.found:
        raise DocumentError(Say(f"{name} 里没有文字", f"{name} holds no text"), Say("请检查文件", "check the file"))
    return now.found


def read_bytes(now: Reading, name: str, data: bytes, part: str, depth: int) -> None:
    """One document, or one attachment, into `now`."""
    kind = kind_of(name, data)
    if kind == "pdf":
        read_pdf(now, name, data, part)
    elif kind == "docx":
        read_docx(now, name, data, part)
    elif kind == "mail":
        read_mail(now, name, data, part, depth)
    elif kind == "html":
        now.add(name, html_text(decoded(name, data, declared(data))), part)
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
