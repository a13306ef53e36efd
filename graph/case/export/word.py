"""Word: the body of the report with real headings, tables whose headers repeat, and the bundle in every footer.

Tables are written as WordprocessingML (ISO/IEC 29500-1, 17.4) and not cell by cell, which takes python-docx minutes for a
ledger. A template is an empty document whose styles are used.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.case.export.picture import png
from graph.case.paper import TemplateFault
from graph.case.paper.blocks import Block, Facts, Passage, Picture, Report, Signatures, Table
from graph.case.paper.named import numbered
from graph.case.paper.sections import SHORT, report
from graph.say import Say

NAME = "report.docx"
BODY, HEAD, LATIN = "宋体", "黑体", "Times New Roman"  # on every Chinese Word; a template's own stand
BLUE, HAIR, PALE = "1B3A6B", "C9CED6", "F2F5F9"
UPRIGHT, LYING = (210, 297), (297, 210)  # mm
TWIPS = 1440 / 25.4  # of a millimetre
EPOCH = (1980, 1, 1, 0, 0, 0)


def write(of: Dossier, folder: Path, watch: Watch) -> list[str]:
    """One file, report.docx."""
    made = report(of, SHORT)
    page = _Page(_opened(of.templates.get("report.docx")), made, folder)
    page.cover()
    for n, section in enumerate(made.sections):
        watch(n, len(made.sections))
        lies = next((bool(getattr(b, "wide", False)) for b in section.blocks if not isinstance(b, Passage)), False)
        page.heading(numbered(n, section.title, made.lang), 1, lies)  # beside the table that its passage introduces
        for block in section.blocks:
            page.block(block)
    page.document.core_properties.created = page.document.core_properties.modified = datetime.fromisoformat(of.about.at).astimezone(UTC)  # fmt: skip
    body = BytesIO()
    page.document.save(body)
    (folder / NAME).write_bytes(_steady(body))
    watch(len(made.sections), len(made.sections))
    return [NAME]


def blank() -> bytes:
    """An empty document with our styles: what a template begins from."""
    body = BytesIO()
    _opened(None).save(body)
    return _steady(body)


def _opened(base: bytes | None) -> Document:
    """A template with its own styles, or an empty document with ours."""
    if base is None:
        return _styled(docx.Document())
    try:
        return docx.Document(BytesIO(base))
    except (PackageNotFoundError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise TemplateFault(Say("模板 report.docx 不是 Word 文档", "the template report.docx is no Word document"), Say("用 Word 另存一份空白文档，或移走它", "save an empty document with Word, or take it away")) from error  # fmt: skip


def _styled(document: Document) -> Document:
    for name, size, font in (("Normal", 10.5, BODY), ("Title", 24, HEAD), ("Heading 1", 16, HEAD), ("Heading 2", 12, HEAD)):  # fmt: skip
        style: Any = document.styles[name]
        style.font.size, style.font.name = Pt(size), LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [k for k in fonts.attrib if k.endswith("Theme")]:
            del fonts.attrib[key]
        fonts.set(qn("w:eastAsia"), font)
        fonts.set(qn("w:hAnsi"), LATIN)
        if name != "Normal":
            style.font.color.rgb, style.font.bold = RGBColor.from_string(BLUE), False
    document.styles["Normal"].paragraph_format.line_spacing = 1.35
    return document


def _steady(body: BytesIO) -> bytes:
    """The same parts with no clock in them: one case gives one file."""
    made = BytesIO()
    with zipfile.ZipFile(body) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


class _Page:
    """Writes blocks at the end of a document, turning the page where a table is wide."""

    def __init__(self, document: Document, made: Report, folder: Path) -> None:
        self.document, self.made, self.folder, self.wide = document, made, folder, False
        self._sheet(document.sections[0], UPRIGHT)
        self._edges()
        document.core_properties.title = f"{made.title} {made.subtitle}"
        document.core_properties.author = made.mark["agency"] or made.mark["program"]
        document.core_properties.subject = f"{made.mark['number']} {made.bundle}"
        document.core_properties.language = "zh-CN" if made.lang == "zh" else "en"
        document.core_properties.comments = ""

    def _sheet(self, section: Any, size: tuple[int, int]) -> None:
        section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
        section.orientation = WD_ORIENT.LANDSCAPE if size == LYING else WD_ORIENT.PORTRAIT
        section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(26), Mm(24), Mm(28), Mm(25)  # fmt: skip

    def _edges(self) -> None:
        """The case above, the bundle and n / N below."""
        section, words = self.document.sections[0], self.made.words
        section.header.paragraphs[0].text = f"{self.made.mark['number']}　{self.made.mark['running']}"
        foot = section.footer.paragraphs[0]
        foot.add_run(f"{words['bundle']} {self.made.bundle}　{words['frozen']} {self.made.mark['frozen']}　")
        before, _, rest = words["page"].partition("{n}")
        middle, _, after = rest.partition("{total}")
        for text, field in ((before, "PAGE"), (middle, "NUMPAGES")):
            foot.add_run(text)
            foot._p.append(_field(field))
        foot.add_run(after)
        for line in (*section.header.paragraphs, foot):
            for run in line.runs:
                run.font.size = Pt(8)

    def turn(self, wide: bool) -> None:
        """Onto a page that lies, or back."""
        if wide != self.wide:
            self._sheet(self.document.add_section(WD_SECTION.NEW_PAGE), LYING if wide else UPRIGHT)
            self.wide = wide

    def cover(self) -> None:
        self.document.add_paragraph(self.made.title, style="Title")
        self.document.add_paragraph(self.made.subtitle)
        self._facts(self.made.cover)
        self.document.add_paragraph().paragraph_format.page_break_before = True
        contents = [numbered(n, s.title, self.made.lang) for n, s in enumerate(self.made.sections)]
        self.document.add_paragraph(self.made.words["contents"]).runs[0].font.size = Pt(16)
        self.document.add_paragraph()._p.append(
            _field(r"TOC \o &quot;1-2&quot; \h \z \u", *contents, self.made.words["refresh"])
        )

    def heading(self, text: str, level: int, lies: bool = False) -> None:
        if level == 1:
            self.turn(lies)
        line = self.document.add_heading(text, level)
        line.paragraph_format.page_break_before = level == 1

    def block(self, block: Block) -> None:
        match block:
            case Passage():
                for text in block.texts:
                    if block.small:
                        self._note(text)
                        continue
                    self.document.add_paragraph(text).paragraph_format.first_line_indent = Pt(21) if self.made.lang == "zh" else None  # fmt: skip
            case Facts():
                self._facts(block.rows)
            case Table():
                self.turn(block.wide)
                self.heading(block.title, 2)
                self._table(block)
            case Picture():
                self._picture(block)
            case Signatures():
                for who in block.lines:
                    self.document.add_paragraph(who).paragraph_format.space_before = Pt(24)
                    self.document.add_paragraph("　".join(f"{part}：＿＿＿＿＿＿＿＿＿＿" for part in block.parts))

    def _picture(self, block: Picture) -> None:
        self.turn(block.wide)
        self.heading(block.title, 2)
        with TemporaryDirectory(dir=self.folder) as work:
            shape = self.document.add_picture(str(png(block.svg, Path(work, "p.png"))))
        shape.width, shape.height = (Pt(units * block.scale) for units in block.size)
        shape._inline.docPr.set("descr", block.says)
        self._note(block.says)

    def _note(self, text: str) -> None:
        if text:
            self.document.add_paragraph().add_run(text).font.size = Pt(8.5)

    def _facts(self, rows: Iterable[tuple[str, str]]) -> None:
        self._put(_table([48, 110], [_row([_cell(k, "text", 9.5, BLUE), _cell(v, "text", 9.5)]) for k, v in rows]))

    def _table(self, block: Table) -> None:
        whole, wide = sum(c.width for c in block.columns), 247 if block.wide else 160
        hows = [c.how for c in block.columns]
        rows = [_row([_cell(c.label, c.how, 8, BLUE, PALE) for c in block.columns], head=True)]
        rows += [_row([_cell(text, how) for text, how in zip(row, hows, strict=True)]) for row in block.rows]
        if not block.rows:
            rows.append(_row([_cell(self.made.words["none"] if i == 0 else "", "text") for i in range(len(hows))]))
        if block.total is not None:
            rows.append(_row([_cell(text, how, 8, BLUE, PALE) for text, how in zip(block.total, hows, strict=True)]))
        self._put(_table([wide * c.width / whole for c in block.columns], rows))
        self._note(block.note)

    def _put(self, table: str) -> None:
        self.document.add_paragraph()._p.addprevious(parse_xml(table))


def _cell(text: str, how: str, size: float = 8, ink: str = "1A1A1A", fill: str = "") -> str:
    side = "right" if how in ("money", "count") else "left"
    shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>' if fill else ""
    return (
        f'<w:tc>{shade}<w:p><w:pPr><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:rPr><w:color w:val="{ink}"/><w:sz w:val="{size * 2:.0f}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
    )


def _row(cells: Iterable[str], *, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def _table(widths: Iterable[float], rows: Iterable[str]) -> str:
    """A table of fixed columns, widths in mm, ruled across."""
    lines = "".join(f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{ink}"/>' for side, size, ink in (("top", 8, BLUE), ("bottom", 8, BLUE), ("insideH", 2, HAIR)))  # fmt: skip
    grid = [round(mm * TWIPS) for mm in widths]
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in grid)
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(grid)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _field(what: str, *until: str) -> Any:
    """A field that Word fills: a page number, the contents. `until`: the lines that stand there before."""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in until or ("1",))
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{what}"><w:r><w:rPr><w:sz w:val="{21 if len(until) > 1 else 16}"/></w:rPr>{lines}</w:r></w:fldSimple>')  # fmt: skip


FORMAT = Format("docx", Say("Word 报告正文", "Word report"), Say("报告正文，可编辑；长表列前若干行", "the body of the report, to be edited; long tables by their first rows"), write)  # fmt: skip
