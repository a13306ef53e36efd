"""SVG and PNG of a case's views: the board as it was laid out, layers of money, flows between them, amounts over time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.case.export.typesetting import typeset
from graph.case.paper import printable
from graph.case.paper.blocks import Picture
from graph.case.paper.drawing import DRAWINGS, board, empty
from graph.say import Say

ROW = 8  # things beside each other where nobody laid them out
SHARP = 144.0  # pixels an inch: twice the drawing's own size
PAGE = '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("drawing.svg")\n'


def vector(of: Dossier, folder: Path, watch: Watch) -> list[str]:
    """One SVG a view."""
    names = []
    for made in drawn(of, watch):
        names.append(f"{made.name}.svg")
        (folder / names[-1]).write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{made.svg}\n', "utf-8")
    return names


def raster(of: Dossier, folder: Path, watch: Watch) -> list[str]:
    """One PNG a view, drawn by Typst (resvg is in it) with the fonts that come with the install."""
    return [png(made.svg, folder / f"{made.name}.png").name for made in drawn(of, watch)]


def png(svg: str, to: Path) -> Path:
    """A drawing as PNG at `to`."""
    with TemporaryDirectory(dir=to.parent) as work:
        Path(work, "drawing.svg").write_text(printable(svg), "utf-8")
        Path(work, "main.typ").write_text(PAGE, "utf-8")
        typeset(Path(work), to, ppi=SHARP)
    return to


def drawn(of: Dossier, watch: Watch) -> Iterator[Picture]:
    """Every view that there is; where there is none, things in rows, so that a case of one person has its picture too."""
    some = False
    for n, draw in enumerate(DRAWINGS.values()):
        watch(n, len(DRAWINGS))
        if made := draw(of):
            some = True
            yield made
    watch(len(DRAWINGS), len(DRAWINGS))
    if not some:
        yield board(
            replace(of, places={one: (n % ROW * 160.0, n // ROW * 90.0) for n, one in enumerate(of.kinds)})
        ) or empty(of)


SVG = Format("svg", Say("矢量图", "SVG drawings"), Say("关系图、资金分层图、层间流向图、时序图，各一个 SVG", "relations, layers, flows, timeline, an SVG each"), vector)  # fmt: skip
PNG = Format("png", Say("图片", "PNG pictures"), Say("同样的图，PNG 格式", "the same drawings as PNG"), raster)
FORMATS = (SVG, PNG)
