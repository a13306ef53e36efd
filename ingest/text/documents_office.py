"""The text of docx and pdf: what is written in tables, text boxes, headers and notes of the one, page by page of the other."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

import docx
import pypdf
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from lxml import etree
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from graph.say import Say
from ingest.packed import decoding
from ingest.text.parts import DocumentError, Reading, damaged, too_much

NOTES = ("header", "footer", "footnotes", "endnotes", "comments")  # parts beside the body, by their content type
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it forgives in a file is nothing a person can act on
SAFE = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def read_docx(now: Reading, name: str, data: bytes, part: str) -> None:
    """Body first, then headers, footers and notes."""
    with decoding(lambda why: damaged(name, why), Exception):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(m.file_size for m in archive.infolist()) > now.limits.unfolded:
                raise too_much(name)
        package = docx.Document(BytesIO(data)).part
        written = _saved(package)
        roots = [package.element]
        beside = sorted(
            {r.target_part.partname: r.target_part for r in package.rels.values() if not r.is_external}.items()
        )
        roots += [
            etree.fromstring(p.blob, SAFE)
            for _, p in beside
            if p.content_type.endswith(tuple(f".{n}+xml" for n in NOTES))
        ]
        text = "\n".join(filter(None, ("".join(_written(root)).strip() for root in roots)))
    now.add(name, text, part, written)


def _saved(package: DocumentPart) -> datetime | None:
    """When a docx was last saved, else made, in UTC; a file without such a part would be given this moment by the library."""
    assert package.package is not None
    try:
        told = package.package.part_related_by(RT.CORE_PROPERTIES).core_properties  # type: ignore[attr-defined]
        when = max(filter(None, (told.modified, told.created)), default=None)
    except (KeyError, ValueError, AttributeError):  # no such part, or another one in its place
        return None
    return when and when.replace(tzinfo=UTC)


def _written(root: etree._Element) -> Iterator[str]:
    """Text in its order: a line a paragraph, cells of a row apart by tabs. What was struck out by tracked changes is not in it."""
    text, tab, lines, paragraph, cell, row = (qn(f"w:{t}") for t in ("t", "tab", ("br"), "p", "tc", "tr"))
    again = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same text for older readers
    cells = skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag, begins = element.tag, event == "start"
        if tag == again:
            skipped += 1 if begins else -1
        elif tag == cell:
            cells += 1 if begins else -1
        if skipped:
            continue
        if begins and tag == text:
            yield element.text or ""
        elif begins and tag == tab and element.getparent().tag == qn("w:r"):
            yield "\t"
        elif begins and tag == lines:
            yield "\n"
        elif not begins and tag == paragraph:
            yield " " if cells else "\n"
        elif not begins and tag in (cell, row):
            yield "\t" if tag == cell else "\n"


def read_pdf(now: Reading, name: str, data: bytes, part: str) -> None:
    """A part a page. Pages without a text of their own are read by `now.eyes`, from the images on them."""
    before = len(now.found)
    with decoding(lambda why: damaged(name, why), Exception):
        reader = pypdf.PdfReader(BytesIO(data))
        if reader.is_encrypted and not _opens(reader):
            raise DocumentError(
                Say(f"{name} 已加密", f"{name} is encrypted"), Say("请去掉密码后再读", "take its password off first")
            )
        if len(reader.pages) > now.limits.pages:
            raise too_much(name)
        written = _made(reader)
        for number, page in enumerate(reader.pages, 1):
            text = page.extract_text()
            if not text.strip() and now.eyes is not None:
                text = "\n".join(now.eyes(image.data) for image in page.images)
            now.add(name, text, f"{part} page {number}".strip(), written)
    if len(now.found) == before:
        raise DocumentError(
            Say(f"{name} 没有文字层（多为扫描件）", f"{name} has no text in it (a scan, as a rule)"),
            Say("加 --ocr 识别文字", "--ocr reads what is written on its pages"),
        )


def _made(reader: pypdf.PdfReader) -> datetime | None:
    """When a pdf was last changed, else made."""
    try:
        told = reader.metadata
        return told and (told.modification_date or told.creation_date)
    except (ValueError, TypeError, AttributeError, PyPdfError):
        return None


def _opens(reader: pypdf.PdfReader) -> bool:
    """Whether it is only guarded against change: then an empty password opens it."""
    try:
        return bool(reader.decrypt(""))
    except (DependencyError, FileNotDecryptedError, NotImplementedError):
        return False
