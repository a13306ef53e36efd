"""Answers as files: CSV, Parquet, GraphML. What goes out is masked already, and its SHA-256 is in the audit chain."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote

import polars as pl
from fastapi.responses import Response

from api.visit import Visit
from graph.case.export import graphml
from graph.ontology import ontology
from graph.say import Say
from graph.screen import inert

UNITS = {"amount": Say("分", "fen"), "time": Say("毫秒", "epoch ms, UTC"), "rate": Say("年率", "a year")}
OWN = {
    "id": Say("编号", "id"), "kind": Say("类别", "kind"), "type": Say("类型", "type"), "caption": Say("名称", "caption"), "from": Say("起点", "from"),
    "to": Say("终点", "to"), "sources": Say("来源行数", "rows that say so"), "conflicts": Say("有分歧的属性", "properties in conflict"),
    "count": Say("笔数", "count"), "sum": Say("合计（分）", "sum (fen)"), "first": Say("最早（毫秒）", "first (epoch ms, UTC)"), "last": Say("最晚（毫秒）", "last (epoch ms, UTC)"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns and rows, and every entity and link in them: nodes {kind, id, caption, properties}, links {type, id, from, to,
    properties}. `truncated`: there was more than `limit` rows."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    nodes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    links: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    limit: int | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """How a file is written."""

    name: str
    media: str
    written: Callable[..., bytes]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a flat table: where its values stand, and what it means."""

    name: str
    label: Say
    of: Callable[[Sequence[Any]], Any]


def download(visit: Visit, chosen: Format, sheet: Sheet, name: str, *, bom: bool = True, labels: bool = False) -> Response:  # fmt: skip
    """The answer that a browser saves under a name; audited with what went out."""
    visit.demand("export")
    body = chosen.written(sheet, bom=bom, lang=visit.lang if labels else "")
    digest = sha256(body)
    visit.note(
        "export", chosen.name, sha256=digest.hexdigest(), bytes=len(body), rows=len(sheet.rows), nodes=len(sheet.nodes), links=len(sheet.links),
        truncated=sheet.truncated,
    )  # fmt: skip
    headers = {
        "content-disposition": disposition(f"{safe_name(name)}.{chosen.name}"),
        "repr-digest": f"sha-256=:{base64.b64encode(digest.digest()).decode()}:",
        "x-jinying-rows": str(len(sheet.rows)), "x-jinying-limit": str(sheet.limit or ""), "x-jinying-truncated": str(sheet.truncated).lower(),
    }  # fmt: skip
    return Response(body, media_type=chosen.media, headers=headers)


def safe_name(name: str) -> str:
    """A file's name that names no folder and no device, whatever system saves it."""
    kept = "".join(c for c in name if c.isprintable() and c not in '/\\:*?"<>|').strip(" .")
    return kept[:80] if kept and not re.match(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)", kept) else "jinying"


def disposition(name: str) -> str:
    """RFC 6266: the name in ASCII for old programs, and as it is for the others (RFC 8187)."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def flat(sheet: Sheet) -> list[Column]:
    """The columns of a table: an entity or a link becomes one column for each thing that it says."""
    found: list[Column] = []
    for i, name in enumerate(sheet.columns):
        cells = [row[i] for row in sheet.rows if row[i] is not None]
        record = bool(cells) and all(isinstance(c, dict) and {"id", "properties"} <= c.keys() for c in cells)
        if record:
            found += _unfolded(i, name, cells)
        else:
            found.append(Column(name, Say(name, name), lambda row, i=i: row[i]))  # type: ignore[misc]
    return found


def _unfolded(i: int, name: str, cells: Sequence[Mapping[str, Any]]) -> Iterable[Column]:
    outer = list(dict.fromkeys(key for cell in cells for key in cell if key != "properties"))
    inner = list(dict.fromkeys(key for cell in cells for key in cell["properties"]))
    owners = {str(cell.get("kind") or cell.get("type")) for cell in cells}
    for key in outer:
        yield Column(f"{name}.{key}", _label(owners, key), lambda row, key=key: row[i] and row[i].get(key))  # type: ignore[misc]
    for key in inner:
        yield Column(
            f"{name}.{key}", _label(owners, key), lambda row, key=key: row[i] and row[i]["properties"].get(key)
        )  # type: ignore[misc]


def _label(owners: set[str], name: str) -> Say:
    """What a property means and in which unit, where all that have it mean the same."""
    o = ontology()
    props = [p for owner in owners if (k := o.kinds.get(owner) or o.links.get(owner)) and (p := k.props.get(name))]
    if not props:
        return OWN.get(name, Say(name, name))
    unit = UNITS.get(props[0].type)
    label = props[0].label
    return Say(f"{label.zh}（{unit.zh}）", f"{label.en} ({unit.en})") if unit else label


def _plain(value: Any) -> Any:
    """Lists and records as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def _csv(sheet: Sheet, *, bom: bool = True, lang: str = "") -> bytes:
    """`lang`: the header says what columns mean, in this language."""
    out = io.StringIO()
    writer = csv.writer(out)
    columns = flat(sheet)
    heads = [f"{c.name} {c.label.to(lang)}" if lang and c.label.zh != c.name else c.name for c in columns]
    writer.writerow(map(inert, heads))
    writer.writerows([inert(c.of(row)) for c in columns] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8", "replace")


def _parquet(sheet: Sheet, **_: object) -> bytes:
    """Each column of its values' one type, else as JSON; what columns mean and whether rows are missing is in the metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields, arrays = [], []
    for column in flat(sheet):
        values = [column.of(row) for row in sheet.rows]
        array = _array(pa, values)
        arrays.append(array)
        about = {"zh": column.label.zh, "en": column.label.en}
        fields.append(pa.field(column.name, array.type, metadata=about))
    said = {"limit": str(sheet.limit or ""), "truncated": str(sheet.truncated).lower(), "at": datetime.now(UTC).isoformat(timespec="seconds")}  # fmt: skip
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=said)), out, compression="zstd")
    return out.getvalue()


def _array(pa: Any, values: Sequence[Any]) -> Any:
    kinds = {type(v) for v in values if v is not None}
    if kinds == {bool}:
        return pa.array(values, pa.bool_())
    if kinds == {int} and all(v is None or -(2**63) <= v < 2**63 for v in values):
        return pa.array(values, pa.int64())
    if float in kinds and kinds <= {int, float}:
        return pa.array([None if v is None else float(v) for v in values], pa.float64())
    texts = [v if v is None or isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in values]
    return pa.array([t and t.encode("utf-8", "replace").decode() for t in texts], pa.string())


def _graphml(sheet: Sheet, **_: object) -> bytes:
    """Entities and links with typed attributes. A link whose ends are not in the answer can't be drawn: it is counted."""
    links = [x for x in sheet.links.values() if x["from"] in sheet.nodes and x["to"] in sheet.nodes]
    facts = {
        "truncated": [sheet.truncated],
        "limit": [sheet.limit or 0],
        "links_left_out": [len(sheet.links) - len(links)],
    }
    out = io.BytesIO()
    graphml.put(out, pl.DataFrame(facts), _told(sheet.nodes.values(), id="id"), _told(links, id="id", source="from", target="to"))  # fmt: skip
    return out.getvalue()


def _told(records: Iterable[Mapping[str, Any]], **ends: str) -> tuple[graphml.Keys, Sequence[pl.DataFrame]]:
    """Types of what records say, and all of it as text. `ends`: what they are called there -> here."""
    columns: dict[str, list[str | None]] = {
        there: [str(record[here]) for record in records] for there, here in ends.items()
    }
    said = [
        {**r["properties"], **{k: v for k, v in r.items() if k not in (*ends.values(), "properties")}} for r in records
    ]
    keys: dict[str, str] = {}
    for name in dict.fromkeys(key for record in said for key in record):
        values = [record.get(name) for record in said]
        as_ = f"{name}_" if name in ends else name
        keys[as_] = _graphml_type([v for v in values if v is not None])
        columns[as_] = [None if v is None else _spelt(v, keys[as_]) for v in values]
    return keys, [pl.DataFrame({n: [v and v.encode("utf-8", "replace").decode() for v in c] for n, c in columns.items()}, dict.fromkeys(columns, pl.String))]  # fmt: skip


def _graphml_type(values: Sequence[Any]) -> str:
    kinds = {type(v) for v in values}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int}:
        return "long" if all(-(2**63) <= v < 2**63 for v in values) else "string"
    return "double" if kinds and kinds <= {int, float} else "string"


def _spelt(value: Any, kind: str) -> str:
    return str(value).lower() if kind == "boolean" else repr(float(value)) if kind == "double" else str(_plain(value))


FORMATS = {
    one.name: one
    for one in (
        Format("csv", "text/csv; charset=utf-8", _csv),
        Format("parquet", "application/vnd.apache.parquet", _parquet),
        Format("graphml", "application/graphml+xml; charset=utf-8", _graphml),
    )
}


def written(name: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], nodes: Mapping[str, Mapping[str, Any]], links: Mapping[str, Mapping[str, Any]]) -> bytes:  # fmt: skip
    """Any list as a file's bytes."""
    return FORMATS[name].written(Sheet(columns, rows, nodes, links))
