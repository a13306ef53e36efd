"""A case as programs that draw graphs read it: nodes and edges with attributes of one type each, positions, weights."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from graph.case.dossier import Dossier
from graph.case.export.plain import SLICE, shaped, stated, tables, yuan_number
from graph.ontology import Kind, Link, ontology

OWN = (
    "id",
    "source",
    "target",
    "label",
    "labels",
    "kind",
    "type",
    "sources",
    "conflicts",
    "weight",
    "x",
    "y",
    "start",
    "end",
)
TYPES: Mapping[object, str] = {pl.Boolean: "boolean", pl.Int64: "long", pl.Float64: "double", pl.String: "string"}
ATOMS: Mapping[object, type[pl.DataType]] = {pl.UInt32: pl.Int64, pl.Int32: pl.Int64, pl.Float32: pl.Float64}


def nodes(dossier: Dossier) -> list[pl.DataFrame]:
    """id, label, labels (as Neo4j writes them), kind, what is stated (amounts as text of integer fen, times as ISO 8601),
    sources, conflicts, x and y (upwards, as Gephi has it; absent where nothing was laid out)."""
    at = {"x": pl.Float64, "y": pl.Float64}
    places = pl.DataFrame([(i, float(x), 0.0 - float(y)) for i, (x, y) in dossier.places.items()], {"id": pl.String, **at}, orient="row")  # fmt: skip
    made = []
    for owner, frame in tables(dossier):
        if isinstance(owner, Kind):
            head = [pl.col("caption").alias("label"), pl.lit(f":Entity:{owner.name}").alias("labels"), pl.lit(owner.name).alias("kind")]  # fmt: skip
            made.append(_table(owner, frame, ["id"], head).join(places, on="id", how="left", maintain_order="left"))
    return _alike(made)


def edges(dossier: Dossier) -> list[pl.DataFrame]:
    """id, source, target, label, type, what is stated, weight (yuan as a double, for drawing alone), start and end (ISO 8601),
    sources, conflicts. Edges whose ends are not in the case are left out."""
    known = pl.Series("id", list(dossier.kinds), pl.String)
    made = []
    for owner, frame in tables(dossier):
        if not isinstance(owner, Kind):
            held = frame.filter(pl.col("from").is_in(known.implode()) & pl.col("to").is_in(known.implode()))
            names = stated(owner, frame)
            first, last = ("at", "at") if "at" in names else ("valid_from", "valid_to")
            text = pl.lit(None, pl.String)
            head = [pl.col("from").alias("source"), pl.col("to").alias("target"), pl.lit(owner.name).alias("label"), pl.lit(owner.name).alias("type")]  # fmt: skip
            head += [
                (pl.col(n) if n in names else text).cast(pl.String).alias(as_)
                for n, as_ in ((first, "start"), (last, "end"))
            ]
            made.append(_table(owner, held, ["id"], [*head, *_weight(held)]))
    return _alike(made)


def _weight(frame: pl.DataFrame) -> list[pl.Expr]:
    if "amount" not in frame.columns or not frame.schema["amount"].is_integer():
        return []
    amount = pl.col("amount").cast(pl.Int64)
    return [pl.when(amount > 0).then(yuan_number(amount)).alias("weight")]


def _table(table: Kind | Link, frame: pl.DataFrame, first: Sequence[str], head: Iterable[pl.Expr]) -> pl.DataFrame:
    """Own columns first, then what is stated, under another name where it would be taken for ours."""
    body = []
    for name, prop in stated(table, frame).items():
        column = pl.col(name)
        dtype = frame.schema[name]
        if prop.type == "amount":
            column = column.cast(pl.String)
        elif dtype in ATOMS:
            column = column.cast(ATOMS[dtype])
        elif dtype == pl.Null:
            column = column.cast(pl.String)
        body.append(column.alias(f"{name}_" if name in OWN else name))
    tail = [pl.col(n).cast(t) for n, t in (("sources", pl.Int64), ("conflicts", pl.String)) if n in frame.columns]
    return shaped(table, frame).select(*first, *head, *body, *tail)


def _alike(frames: list[pl.DataFrame]) -> list[pl.DataFrame]:
    """A name has one type in all of them: text, where they differ."""
    found: dict[str, set[pl.DataType]] = {}
    for frame in frames:
        for name, dtype in frame.schema.items():
            found.setdefault(name, set()).add(dtype)
    mixed = [name for name, types in found.items() if len(types) > 1]
    return [f.with_columns(pl.col([n for n in mixed if n in f.columns]).cast(pl.String)) for f in frames]


def types(frames: Iterable[pl.DataFrame], *beside: str) -> Mapping[str, str]:
    """Type of each attribute, one of TYPES, in order of first appearance."""
    return {n: TYPES[t] for f in frames for n, t in f.schema.items() if n not in beside}


def slices(frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The same, a few thousand rows at a time."""
    for frame in frames:
        yield from frame.iter_slices(SLICE)


def colours() -> Mapping[str, tuple[int, int, int]]:
    """A colour for each kind, far from its neighbours' (hues a golden section apart)."""
    hues = ((n * 0.618034) % 1 for n in range(len(ontology().kinds)))
    rgb = (colorsys.hsv_to_rgb(hue, 0.55, 0.85) for hue in hues)
    return {
        kind: (round(r * 255), round(g * 255), round(b * 255))
        for kind, (r, g, b) in zip(ontology().kinds, rgb, strict=True)
    }
