"""GEXF 1.3 for Gephi: positions, colours and sizes as they were laid out; edges with kind, weight and interval.

Time is by interval alone (Gephi reads one of interval and timestamp): a transfer begins and ends when it was made. Gephi
draws parallel edges of one kind as one and adds their weights. networkx knows no `dateTime` (it reads GraphML as it is).
Source: GEXF 1.3 and its viz module, gexf.net.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log2
from pathlib import Path
from typing import BinaryIO

import polars as pl

from graph.case.dossier import Dossier
from graph.case.export import drawn
from graph.case.export.format import Format, Watch
from graph.case.export.markup import attribute, escape, lines, piece, texts
from graph.case.export.plain import visible
from graph.say import Say

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
GRAPH = '<graph defaultedgetype="directed" idtype="string" mode="dynamic" timeformat="dateTime" timerepresentation="interval" timezone="UTC">\n'
ELEMENTS = {  # what stands in an element's own attributes and not among its values
    "node": ("id", "label", "x", "y", "r", "g", "b", "size"),
    "edge": ("id", "source", "target", "label", "type", "weight", "start", "end"),
}  # fmt: skip


def write(dossier: Dossier, folder: Path, watch: Watch) -> list[str]:
    """`graph.gexf`."""
    edges = [f.with_columns(amount=pl.col("amount").cast(pl.Int64, strict=False)) if "amount" in f.columns else f for f in drawn.edges(dossier)]  # fmt: skip
    nodes = _looks(drawn.nodes(dossier), edges)
    total, done = sum(map(len, (*nodes, *edges))), 0
    with open(folder / "graph.gexf", "wb") as out:
        out.write(f"{HEAD}{_meta(dossier)}{GRAPH}".encode())
        keys = {"node": drawn.types(nodes, *ELEMENTS["node"]), "edge": drawn.types(edges, *ELEMENTS["edge"])}
        for domain, own in keys.items():
            out.write(f'<attributes class="{domain}">\n'.encode())
            out.writelines(f'<attribute id="{n}" title="{n}" type="{t}"/>\n'.encode() for n, t in own.items())
            out.write(b"</attributes>\n")
        for domain, frames in (("node", nodes), ("edge", edges)):
            out.write(f"<{domain}s>\n".encode())
            for written in _elements(out, domain, frames, keys[domain]):
                done += written
                watch(done, total)
            out.write(f"</{domain}s>\n".encode())
        out.write(b"</graph>\n</gexf>\n")
    return ["graph.gexf"]


def _meta(dossier: Dossier) -> str:
    about = dossier.about
    text = escape(visible(f"{about.number} {about.title} {about.frozen} {about.bundle}"))
    return f'<meta lastmodifieddate="{about.at[:10]}">\n<creator>{escape(about.program)}</creator>\n<description>{text}</description>\n</meta>\n'


def _looks(nodes: list[pl.DataFrame], edges: Iterable[pl.DataFrame]) -> list[pl.DataFrame]:
    """Colour by kind, size by how many links there are."""
    links = Counter[str]()
    for frame in edges:
        for end in ("source", "target"):
            links.update(dict(frame[end].value_counts().iter_rows()))
    size = pl.DataFrame([(i, 8 + 4 * log2(1 + n)) for i, n in links.items()], {"id": pl.String, "size": pl.Float64}, orient="row")  # fmt: skip
    colour = pl.DataFrame([(k, *map(str, rgb)) for k, rgb in drawn.colours().items()], ["kind", "r", "g", "b"], orient="row")  # fmt: skip
    return [f.join(colour, on="kind", how="left", maintain_order="left").join(size, on="id", how="left", maintain_order="left").with_columns(pl.col("size").fill_null(8.0)) for f in nodes]  # fmt: skip


def _elements(out: BinaryIO, domain: str, frames: Iterable[pl.DataFrame], keys: Mapping[str, str]) -> Iterator[int]:
    for frame in drawn.slices(frames):
        held = set(frame.columns)
        if domain == "node":
            own = [attribute("id"), attribute("label")]
            looks = [piece("size", '<viz:size value="', '"/>'), _colour(), _place()]
        else:
            own = [attribute(n) for n in ("id", "source", "target", "label", "weight", "start", "end") if n in held]
            own.append(piece("type", ' kind="', '"'))
            looks = []
        values = [piece(n, f'<attvalue for="{n}" value="', '"/>') for n in frame.columns if n in keys]
        parts = [pl.lit(f"<{domain}"), *own, pl.lit("><attvalues>"), *values, pl.lit("</attvalues>"), *looks, pl.lit(f"</{domain}>")]  # fmt: skip
        out.write(lines(texts(frame), *parts).encode())
        yield len(frame)


def _colour() -> pl.Expr:
    return pl.format('<viz:color r="{}" g="{}" b="{}"/>', "r", "g", "b")


def _place() -> pl.Expr:
    return pl.when(pl.col("x").is_not_null()).then(pl.format('<viz:position x="{}" y="{}" z="0.0"/>', "x", "y")).otherwise(pl.lit(""))  # fmt: skip


FORMAT = Format("gexf", Say("GEXF 图", "GEXF"), Say("供 Gephi 读取，带布局、颜色与时间；同类平行边会合并，权重相加", "for Gephi, with layout, colours and time; it draws parallel edges of one kind as one, weights added"), write)  # fmt: skip
