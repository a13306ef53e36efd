"""GraphML: of a case, and of whatever else has nodes and edges. Keys are declared first, no graph stands in another.

Types are those of GraphML (boolean, int, long, float, double, string), so times are ISO 8601 text and amounts text of integer
fen, with a double in yuan beside them as `weight`. Source: GraphML 1.0, graphml.graphdrawing.org; what Gephi and APOC read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

import polars as pl

from graph.case.dossier import Dossier
from graph.case.export import drawn
from graph.case.export.format import Format, Watch
from graph.case.export.markup import attribute, escape, lines, piece, texts
from graph.case.export.plain import seen
from graph.say import Say

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
Keys = Mapping[str, str]  # name of an attribute -> its type


def put(out: BinaryIO, facts: pl.DataFrame, node: tuple[Keys, Iterable[pl.DataFrame]], edge: tuple[Keys, Iterable[pl.DataFrame]]) -> None:  # fmt: skip
    """Write one graph. `facts`: one row, what is said of the graph itself. Frames of nodes hold `id` and any of their keys,
    those of edges `id`, `source`, `target` and any of theirs; null is no value."""
    domains = {"graph": drawn.types([facts]), "node": node[0], "edge": edge[0]}
    names = {(domain, name): f"{domain[0]}{n}" for domain, keys in domains.items() for n, name in enumerate(keys)}
    out.write(HEAD.encode())
    for (domain, name), short in names.items():
        kind = domains[domain][name]
        out.write(f'<key id="{short}" for="{domain}" attr.name="{escape(name)}" attr.type="{kind}"/>\n'.encode())
    out.write(b'<graph edgedefault="directed">\n')
    out.write(lines(texts(facts), *_data("graph", facts, names)).encode())
    for domain, own, frames in (("node", ("id",), node[1]), ("edge", ("id", "source", "target"), edge[1])):
        for frame in frames:
            ends = (attribute(n) for n in own)
            text = lines(texts(frame), pl.lit(f"<{domain}"), *ends, pl.lit(">"), *_data(domain, frame, names), pl.lit(f"</{domain}>"))  # fmt: skip
            out.write(text.encode())
    out.write(b"</graph>\n</graphml>\n")


def _data(domain: str, frame: pl.DataFrame, names: Mapping[tuple[str, str], str]) -> list[pl.Expr]:
    return [piece(n, f'<data key="{names[domain, n]}">', "</data>") for n in frame.columns if (domain, n) in names]


def write(dossier: Dossier, folder: Path, watch: Watch) -> list[str]:
    """`graph.graphml`."""
    nodes, edges = drawn.nodes(dossier), [f.drop("start", "end") for f in drawn.edges(dossier)]
    about, links = dossier.about, sum(map(len, dossier.links.values()))
    facts = pl.DataFrame({
        "case": [about.number], "title": [about.title], "frozen": [about.frozen], "bundle": [about.bundle], "scope": [about.scope],
        "made": [about.at], "program": [about.program], "links_left_out": [links - sum(map(len, edges))],
    })  # fmt: skip
    total, done = sum(map(len, (*nodes, *edges))), 0

    def told(frames: list[pl.DataFrame]) -> Iterable[pl.DataFrame]:
        nonlocal done
        for frame in drawn.slices(frames):
            yield frame
            done += len(frame)
            watch(done, total)

    with open(folder / "graph.graphml", "wb") as out:
        put(out, seen(facts), (drawn.types(nodes, "id"), told(nodes)), (drawn.types(edges, "id", "source", "target"), told(edges)))  # fmt: skip
    return ["graph.graphml"]


FORMAT = Format("graphml", Say("GraphML 图", "GraphML"), Say("供 Gephi、yEd、Cytoscape、networkx 等读取；金额为整数分的文本，weight 为元", "for Gephi, yEd, Cytoscape, networkx; amounts are text of integer fen, weight is in yuan"), write)  # fmt: skip
