"""SVG and PNG of a case's views: the board as it was laid out, layers of money, flows between them, amounts over time."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.case.export.typesetting import typeset
from graph.case.paper import printable
from graph.case.paper.drawing import DRAWINGS
from graph.say import JinyingError, Say

SHARP = 144.0  # pixels an inch: twice the drawing's own size
PAGE = '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("drawing.svg")\n'


def vector(of: Dossier, folder: Path, watch: Watch) -> list[str]:
    """One SVG a view."""
    names = []
    for n, draw in enumerate(DRAWINGS.values()):
        watch(n, len(DRAWINGS))
        if made := draw(of):
            (folder / f"{made.name}.svg").write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{made.svg}\n', "utf-8")
            names.append(f"{made.name}.svg")
    watch(len(DRAWINGS), len(DRAWINGS))
    return _some(names)


def raster(of: Dossier, folder: Path, watch: Watch) -> list[str]:
    """One PNG a view, drawn by Typst (resvg is in it) with the fonts that come with the install."""
    names = []
    for n, draw in enumerate(DRAWINGS.values()):
        watch(n, len(DRAWINGS))
        if made := draw(of):
            names.append(png(made.svg, folder / f"{made.name}.png").name)
    watch(len(DRAWINGS), len(DRAWINGS))
    return _some(names)


def png(svg: str, to: Path) -> Path:
    """A drawing as PNG at `to`."""
    with TemporaryDirectory(dir=to.parent) as work:
        Path(work, "drawing.svg").write_text(printable(svg), "utf-8")
        Path(work, "main.typ").write_text(PAGE, "utf-8")
        typeset(Path(work), to, ppi=SHARP)
    return to


def _some(names: list[str]) -> list[str]:
    if not names:
        raise JinyingError(
            Say("本案没有可画的内容", "there is nothing in the case to draw"), Say("先入案账户与交易，或在画布上保存布局", "put accounts and transfers into it, or lay it out on the board")
        )  # fmt: skip
    return names


SVG = Format("svg", Say("矢量图", "SVG drawings"), Say("关系图、资金分层图、层间流向图、时序图，各一个 SVG", "relations, layers, flows, timeline, an SVG each"), vector)  # fmt: skip
PNG = Format("png", Say("图片", "PNG pictures"), Say("同样的图，PNG 格式", "the same drawings as PNG"), raster)
FORMATS = (SVG, PNG)
