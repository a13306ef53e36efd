"""A Cypher script that puts the case into any Neo4j: the queries that write the graph here, with their rows in them.

Names come from the ontology alone and values from `literal`, so that no text of a case is ever part of a query. Statements
end with a semicolon at the end of a line and take no parameters: cypher-shell, Neo4j Browser and drivers run them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any, TextIO

import polars as pl

from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.case.export.plain import day, stated, tables, visible
from graph.ontology import Kind, Link
from graph.queries import query
from graph.say import Say

BATCH = 500  # rows a statement
SPELT = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# what is spelt: what ends a text or begins a spelling, and what no reader shows
ODD = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
# an engine may read a spelling of a character before it reads \\ as one sign: behind a backslash another text begins
APART = re.compile(r"(?<=\\)(?!\Z)")


def literal(value: Any) -> str:
    """A value as Cypher writes it: text, whole number, number, flag. Errors: TypeError for anything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float) and isfinite(value):
        return repr(value)
    if isinstance(value, str):
        return " + ".join(f"'{ODD.sub(_spelt, part)}'" for part in APART.split(value))
    raise TypeError(f"no literal of {type(value).__name__}")


def _spelt(found: re.Match[str]) -> str:
    return SPELT.get(found[0]) or f"\\u{ord(found[0]):04X}"


def write(dossier: Dossier, folder: Path, watch: Watch) -> list[str]:
    """`graph.cypher`."""
    total, done = sum(map(len, (*dossier.entities.values(), *dossier.links.values()))), 0
    with open(folder / "graph.cypher", "w", encoding="utf-8") as out:
        about = dossier.about
        for line in (f"{about.number} {about.title}", f"{about.frozen} {about.bundle} {about.at}", about.program):
            out.write(f"// {remark(line)}\n")
        for text in schema(dossier):
            out.write(f"{text};\n")
        for owner, frame in tables(dossier):
            name = {"KIND": owner.name} if isinstance(owner, Kind) else {"TYPE": owner.name}
            text = query("write/entity" if isinstance(owner, Kind) else "write/link").fill(**name)
            for some in frame.iter_slices(BATCH):
                _statement(out, text, list(records(owner, some)))
                done += len(some)
                watch(done, total)
    return ["graph.cypher"]


def remark(text: str) -> str:
    """Text that stays in its comment: engines turn a spelt line break into one even there."""
    return re.sub(r"[\\\r\n]", lambda found: f"‹U+{ord(found[0]):04X}›", visible(text))


def schema(dossier: Dossier) -> Iterator[str]:
    """Constraints, by which the rows find what they belong to."""
    yield query("setup/neo4j/entity").fill()
    for kind in dossier.entities:
        yield query("setup/neo4j/kind").fill(KIND=kind)


def records(owner: Kind | Link, frame: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Rows as the graph here holds them: times epoch ms UTC, amounts fen, dates ISO text; what is absent is left out."""
    days = [
        pl.col(n).pipe(day)
        for n, p in stated(owner, frame).items()
        if p.type == "date" and frame.schema[n].is_integer()
    ]
    own = ("id", "caption", "from", "to", *stated(owner, frame), "sources", "conflicts")
    for row in frame.select(n for n in own if n in frame.columns).with_columns(days).iter_rows(named=True):
        held = {name: _held(value) for name, value in row.items() if _held(value) is not None}
        if isinstance(owner, Kind):
            yield {**held, "kind": owner.name}
        else:
            yield {"from": held.pop("from"), "to": held.pop("to"), "props": held}


def _held(value: Any) -> Any:
    if isinstance(value, list):
        return ",".join(map(str, value)) or None
    if isinstance(value, datetime):
        return int(value.timestamp() * 1000)
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and not isfinite(value) else value


def _statement(out: TextIO, text: str, rows: Sequence[Mapping[str, Any]]) -> None:
    before, behind = text.split("$rows")
    out.write(f"{before}[i IN range(0, {len(rows) - 1}) | {_columns(rows)}]{behind};\n")


def _columns(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as one map of their columns, of which row `i` is taken: a list of plain values is what Neo4j takes for a parameter
    and plans once; it plans 500 maps anew each time, which takes it seconds."""
    made = []
    for name in dict.fromkeys(key for row in rows for key in row):
        column = [row.get(name) for row in rows]
        if name == "props":
            made.append(f"props: {_columns([row['props'] for row in rows])}")
        else:
            made.append(f"{name}: [{', '.join('null' if v is None else literal(v) for v in column)}][i]")
    return "{\n" + ",\n".join(made) + "\n}"


FORMAT = Format("cypher", Say("Neo4j Cypher 脚本", "Neo4j Cypher script"), Say("在任一 Neo4j 中重建本案子图", "puts the subgraph into any Neo4j"), write)  # fmt: skip
