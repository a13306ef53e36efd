"""Formats that a case goes out in: one a file, each written from the same dossier and read back in a test by somebody
else's reader."""

from __future__ import annotations

from graph.case.export.anx import FORMAT as ANX
from graph.case.export.csv_tables import FORMAT as CSV
from graph.case.export.csv_tables import PLAIN as CSV_PLAIN
from graph.case.export.cypher_script import FORMAT as CYPHER
from graph.case.export.followthemoney import FORMAT as FTM
from graph.case.export.format import Format
from graph.case.export.gexf import FORMAT as GEXF
from graph.case.export.graphml import FORMAT as GRAPHML
from graph.case.export.html import FORMAT as HTML
from graph.case.export.pdf import FORMAT as PDF
from graph.case.export.picture import PNG, SVG
from graph.case.export.word import FORMAT as WORD
from graph.case.export.workbook import FORMAT as XLSX

FORMATS: dict[str, Format] = {
    one.name: one for one in (PDF, WORD, HTML, SVG, PNG, XLSX, CSV, CSV_PLAIN, GRAPHML, GEXF, ANX, FTM, CYPHER)
}
