"""Formats that a case goes out in: one a file, each written from the same dossier and read back in a test by somebody
else's reader."""

from __future__ import annotations

from graph.case.export.format import Format
from graph.case.export.pdf import FORMAT as PDF

FORMATS: dict[str, Format] = {one.name: one for one in (PDF,)}
