"""PDF/A-3, tagged, by Typst: the report, with all its transfers, ledger and balance sheets attached.

The layout is a template (graph.case.paper); the report comes to it as JSON, so no text of a case is ever markup. Fonts come
with the install, the system's are not asked: every machine makes the same file.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.case.export.typesetting import typeset
from graph.case.paper import printable, template
from graph.case.paper.beside import ABOUT, beside
from graph.case.paper.blocks import FIELD, Block, Passage, Picture, Report
from graph.case.paper.plain import CHINA
from graph.case.paper.sections import report
from graph.say import Say

NAME = "report.pdf"


def write(of: Dossier, folder: Path, watch: Watch) -> list[str]:
    """One file, report.pdf."""
    watch(0, 3)
    with TemporaryDirectory(dir=folder) as work:
        listed = beside(of, Path(work))
        watch(1, 3)
        made = report(of, attached=listed)
        drawn = {f"{p.name}.svg": printable(p.svg) for s in made.sections for p in s.blocks if isinstance(p, Picture)}
        for name, text in {**drawn, "report.json": printable(json.dumps(_told(made), ensure_ascii=False))}.items():
            Path(work, name).write_text(text, "utf-8")
        Path(work, "main.typ").write_bytes(template(of, "report.typ"))
        watch(2, 3)
        typeset(Path(work), folder / NAME)
    watch(3, 3)
    return [NAME]


def _told(made: Report) -> dict[str, Any]:
    """The report as the layout reads it: blocks that lie on a wide page stand together."""
    at = datetime.fromisoformat(made.mark["at"]) + CHINA
    sections = []
    for section in made.sections:
        parts: list[dict[str, Any]] = []
        for block in section.blocks:
            note = isinstance(block, Passage) and block.small and bool(parts)  # beside what it speaks of
            wide = parts[-1]["wide"] if note else bool(getattr(block, "wide", False))
            if not parts or parts[-1]["wide"] != wide:
                parts.append({"wide": wide, "blocks": []})
            parts[-1]["blocks"].append(_block(block))
        if len(parts) > 1 and all(b["kind"] == "passage" for b in parts[0]["blocks"]):
            parts[:2] = [
                {**parts[1], "blocks": parts[0]["blocks"] + parts[1]["blocks"]}
            ]  # beside the table it introduces
        sections.append({"title": section.title, "parts": parts})
    rest = {k: v for k, v in asdict(made).items() if k != "sections"}
    mark = {**made.mark, "day": {"year": at.year, "month": at.month, "day": at.day}}
    return {**rest, "mark": mark, "sections": sections, "files": {k: v.to(made.lang) for k, v in ABOUT.items()}}


def _block(block: Block) -> dict[str, Any]:
    told = asdict(block)
    if isinstance(block, Picture):
        told.pop("svg")
        told["width"] = block.scale * block.size[0] / FIELD[block.wide][0]
    return told


FORMAT = Format(
    "pdf", Say("PDF 报告", "PDF report"), Say("PDF/A-3，带标签与书签，交易、台账与清单嵌入为附件", "PDF/A-3, tagged, with bookmarks; transfers, ledger and manifest are attached"), write,
)  # fmt: skip
