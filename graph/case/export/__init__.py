"""Formats that a case goes out in: one a file, each written from the same dossier and read back in a test by somebody
else's reader."""

from __future__ import annotations

from graph.case.export.format import Format
from graph.case.export.pdf import FORMAT as PDF
from graph.case.export.picture import PNG, SVG
from graph.case.export.word import FORMAT as WORD

FORMATS: dict[str, Format] = {one.name: one for one in (PDF, WORD, SVG, PNG)}
