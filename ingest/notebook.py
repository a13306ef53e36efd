"""Notebooks: a part of the graph as a py2neo `Subgraph`, and a `Subgraph` back as an import. Needs `jinying[py2neo]`.

    from ingest.notebook import lend, take_back
    part = lend(store.view(), ops, ["acc-..."])      # masked; full="why" unmasks and is audited
    next(iter(part.nodes))["bank"] = "中国工商银行"
    take_back(Lake(data), ops, part)                 # rows in DATA/notebooks, then the ordinary loader

py2neo is at its end of life: nothing else imports it, and nothing else depends on this module.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from graph.entity import link_ids, make_id
from graph.lake import Lake, table_of
from graph.mask import caption
from graph.ontology import Kind, Link, ontology, prop
from graph.ops import Ops
from graph.project import frames, rows_of
from graph.say import JinyingError, Say, did_you_mean
from graph.store import Row, View
from graph.values import KINDS
from graph.why import shown
from ingest.load import Loaded, load
from ingest.mapping import Mapping_, parse

try:
    from py2neo import Node, Relationship, Subgraph
except ImportError:
    raise ImportError("notebooks need py2neo: pip install 'jinying[py2neo]'") from None

OURS = ("id", "kind", "caption", "sources", "conflicts")  # what the graph adds to what the files say


class NotebookError(JinyingError):
    """What was asked for, or handed back, does not go with the graph."""


# lending


def lend(view: View, ops: Ops, ids: Iterable[str], *, limit: int = 1000, full: str | None = None) -> Subgraph:
    """These entities and what stands one step from them; personal data masked unless `full` says why not.

    A part that stands for the whole misleads: an entity with more than `limit` links is an error.
    """
    if full is not None and not full.strip():
        raise NotebookError(Say("不脱敏需写明理由", "unmasked data needs a reason"), Say("full='…'", "full='...'"))
    asked = list(dict.fromkeys(ids))
    nodes: dict[str, Node] = {}
    links: dict[str, Relationship] = {}
    for entity_id in asked:
        centre = _node(nodes, _entity(view, entity_id), full)
        for row in _around(view, entity_id, limit):
            other = _node(nodes, row["other"], full)
            ends = (centre, other) if row["outgoing"] else (other, centre)
            links[row["link"]["id"]] = Relationship(ends[0], row["type"], ends[1], **_seen(row["type"], row["link"], full))  # fmt: skip
    if full is not None and asked:
        ops.note("unmask", asked[0], why=full, ids=asked, nodes=len(nodes), links=len(links))
    return Subgraph(nodes.values(), links.values())


def _entity(view: View, entity_id: str) -> Row:
    rows = view.run("read/entity", id=entity_id)
    if not rows:
        raise NotebookError(
            Say(f"图中没有 {entity_id}", f"the graph has no {entity_id}"),
            Say("jinying why 可查来源", "`jinying why` tells where an id comes from"),
        )
    return dict(rows[0]["entity"])


def _around(view: View, entity_id: str, limit: int) -> list[Row]:
    count = sum(row["n"] for row in view.run("read/neighbour-counts", id=entity_id))
    if count > limit:
        raise NotebookError(
            Say(f"{entity_id} 有 {count} 条关系，多于 {limit}", f"{entity_id} has {count} links, more than {limit}"),
            Say("请提高 limit", "raise `limit`"),
        )
    return view.run("read/neighbours", id=entity_id, limit=limit)


def _node(nodes: dict[str, Node], row: Row, full: str | None) -> Node:
    """One object an id, so that links meet in it."""
    if row["id"] not in nodes:
        nodes[row["id"]] = Node("Entity", row["kind"], **_seen(row["kind"], row, full))
    return nodes[row["id"]]


def _seen(table: str, row: Row, full: str | None) -> Row:
    """A record as this notebook may see it; what sums up transfers (FLOW) holds nothing personal."""
    o = ontology()
    if full is not None or (table not in o.kinds and table not in o.links):
        return row
    open_ = shown(row, o.table(table))
    return {**open_, "caption": caption(table, row.get("caption"), row["id"])} if "caption" in row else open_


# taking back


def take_back(lake: Lake, ops: Ops, part: Subgraph) -> Loaded:
    """What a notebook adds or changes, as an import: rows in a file, a mapping made for them, the ordinary loader.

    A node or link without `id` is new; one with an `id` says only the values that are not what was lent. What a
    notebook leaves out is not unsaid: undo the import that says it. Sums (FLOW) are derived and passed over.
    """
    with lake.lock():
        rows, mapping = _rows(lake, part)
        done = load(lake, _write(lake.root.parent / "notebooks", rows), mapping)
    if done.status == "loaded":
        m = done.manifest
        ops.note("load", m.id, file=m.file, mapping=m.mapping, rows=m.rows, rejected=m.rejected)
    return done


@dataclass(frozen=True, slots=True)
class _Said:
    """What a notebook says of one node or link: its kind or type, what tells it apart, and the rest."""

    table: Kind | Link
    key: Row
    rest: Row
    new: bool = False
    ends: tuple[_Said, _Said] | None = None


def _rows(lake: Lake, part: Subgraph) -> tuple[list[Row], Mapping_]:
    known = _known(lake, part)
    nodes = {id(n): _of_node(n, known) for n in part.nodes}
    flows = {link.flow for link in ontology().links.values() if link.flow}
    links = [
        _of_link(r, (nodes[id(r.start_node)], nodes[id(r.end_node)]), known)
        for r in part.relationships
        if type(r).__name__ not in flows
    ]
    fresh = [said for said in (*nodes.values(), *links) if said.new or said.rest]
    if not fresh:
        raise NotebookError(Say("与数据湖没有不同", "nothing in it differs from the lake"))
    mapping = parse(yaml.safe_dump(_mapping(fresh), allow_unicode=True, sort_keys=True), "notebook")
    return [_row(said) for said in fresh], mapping


def _known(lake: Lake, part: Subgraph) -> dict[str, Row]:
    """What the lake holds of everything that carries an id."""
    tables: dict[str, list[str]] = {}
    for each in (*part.nodes, *part.relationships):
        if each.get("id") is not None and not _is_flow(str(each["id"])):
            tables.setdefault(table_of(str(each["id"])).name, []).append(str(each["id"]))
    found = {r["id"]: r for t, ids in tables.items() for f in frames(lake, t, pl.Series("id", ids)) for r in rows_of(f)}
    for record_id in (i for ids in tables.values() for i in ids):
        if record_id not in found:
            raise NotebookError(
                Say(f"数据湖里没有 {record_id}", f"the lake has no {record_id}"),
                Say("新的节点或关系不要写 id", "leave `id` out of what is new"),
            )
    return found


def _is_flow(record_id: str) -> bool:
    return any(link.flow and record_id.startswith(f"{link.flow.lower()}-") for link in ontology().links.values())


def _of_node(node: Node, known: Mapping[str, Row]) -> _Said:
    names = sorted(set(node.labels) - {"Entity"})
    if len(names) != 1:
        raise NotebookError(
            Say(f"节点须有且只有一个类别：{names}", f"a node is of one kind, this one of {names or 'none'}"),
            did_you_mean("", ontology().kinds),
        )
    kind = ontology().kind(names[0])
    given = _given(kind, node)
    record = known.get(str(node.get("id")))
    if record is None:
        key = {n: v for n, v in given.items() if any(n in key for key in kind.keys)}
        return _Said(kind, key, given, new=True)
    apart = _key_of(kind, record)
    rest = _changed(kind, given, record)
    _keeps(kind, record, rest, [n for key in kind.keys[: kind.keys.index(apart) + 1] for n in key])
    return _Said(kind, {n: record[n] for n in apart}, rest)


def _of_link(relationship: Relationship, ends: tuple[_Said, _Said], known: Mapping[str, Row]) -> _Said:
    link = ontology().link(type(relationship).__name__)
    given = _given(link, relationship)
    record = known.get(str(relationship.get("id")))
    if record is None:
        return _Said(link, {}, given, new=True, ends=ends)
    rest = _changed(link, given, record)
    if rest:
        _keeps(link, record, rest, link.key)
        if not _has_key(link, record) or [n.get("id") for n in relationship.nodes] != [record["from"], record["to"]]:
            raise NotebookError(
                Say(f"{record['id']} 只能由它的文件更改", f"{record['id']} is known only by its row in a file"),
                Say("请改文件后重新装载", "mend the file and load it again"),
            )
    needed = [p.name for p in link.props.values() if p.need or p.name in link.told_by]
    return _Said(link, {n: record[n] for n in needed if n in record}, rest, ends=ends)


def _given(owner: Kind | Link, entity: Mapping[str, Any]) -> Row:
    """The properties that a notebook states; one that the ontology lacks is an error that suggests."""
    return {n: v for n, v in dict(entity).items() if n not in OURS and v is not None and prop(owner, n)}


def _changed(owner: Kind | Link, given: Row, record: Row) -> Row:
    """What is neither as the lake has it nor as it was shown, masked."""
    masked = shown(record, owner)
    return {n: v for n, v in given.items() if n not in record or v not in (record[n], masked[n])}


def _keeps(owner: Kind | Link, record: Row, rest: Row, apart: Iterable[str]) -> None:
    """Refuse to change what tells a record from another."""
    for name in apart:
        if name in rest:
            label = owner.props[name].label
            raise NotebookError(
                Say(
                    f"{record['id']}：{label.zh}（{name}）是它的键", f"{record['id']}: '{name}' is what it is known by"
                ),
                Say("另一个值是另一个，请新建", "another value is another one: make a new one, without `id`"),
            )


def _key_of(kind: Kind, record: Row) -> tuple[str, ...]:
    """The alternative that this entity's id was made from."""
    for key in kind.keys:
        texts = {n: (KINDS[kind.props[n].type].comparable or str)(record[n]) for n in key if n in record}
        if make_id(replace(kind, keys=(key,)), texts) == record["id"]:
            return key
    raise NotebookError(Say(f"{record['id']} 的键不可知", f"{record['id']}: its key can't be told"))


def _has_key(link: Link, record: Row) -> bool:
    """Whether a row with this record's key would be this record; a second equal one, or a pair's other side, is not."""
    held = {n: [record.get(n)] for n in link.told_by}
    types = {n: KINDS[link.props[n].type].dtype for n in held}
    ends = pl.DataFrame({"from": [record["from"]], "to": [record["to"]]})
    moments = [pl.Series(n, v).cast(types[n]) for n, v in held.items()]
    return bool(link_ids(link, ends.with_columns(moments))[0] == record["id"])


# rows and the mapping that reads them


def _row(said: _Said) -> Row:
    """One line of the file: `kind`, for a link also the kinds and keys of both ends."""
    row: Row = {"kind": said.table.name}
    for side, end in zip(("from", "to"), said.ends or (), strict=False):
        row[side] = end.table.name
        row |= {f"{side}.{n}": _text(end.table, n, v) for n, v in end.key.items()}
    return row | {n: _text(said.table, n, v) for n, v in (said.key | said.rest).items()}


def _mapping(said: Iterable[_Said]) -> dict[str, Any]:
    """Rules for what is said: a node by its kind, a link between two ends that are entities of the same row."""
    entities: dict[str, Any] = {}
    links: dict[str, Any] = {}
    for each in said:
        names = [*each.key, *each.rest]
        if each.ends is None:
            _rule(
                entities, each.table.name, {"kind": each.table.name}, {n: n for n in names}, {"kind": each.table.name}
            )
            continue
        ends = {}
        for side, end in zip(("from", "to"), each.ends, strict=True):
            ends[side] = f"{side} {end.table.name}"
            columns = {n: f"{side}.{n}" for n in end.key}
            _rule(entities, ends[side], {"kind": end.table.name}, columns, {side: end.table.name})
        when = {"kind": each.table.name, **{side: end.table.name for side, end in zip(ends, each.ends, strict=True)}}
        alias = " ".join([each.table.name, *(end.table.name for end in each.ends)])
        _rule(links, alias, {"type": each.table.name, **ends}, {n: n for n in names}, when)
    return {"name": "notebook", "label": {"zh": "笔记本", "en": "notebook"}, "entities": entities, "links": links}


def _rule(rules: dict[str, Any], alias: str, head: Row, props: dict[str, str], when: dict[str, str]) -> None:
    rule = rules.setdefault(alias, {**head, "props": {}, "when": when})
    rule["props"] |= props


def _write(folder: Path, rows: list[Row]) -> Path:
    """JSON lines, each with every column, in an order that the rows alone decide: the same part is the same file."""
    columns = sorted({n for row in rows for n in row}, key=lambda n: (n not in ("kind", "from", "to"), n))
    lines = sorted(json.dumps({n: row.get(n) for n in columns}, ensure_ascii=False) + "\n" for row in rows)
    text = "".join(lines)
    path = folder / f"notebook-{sha256(text.encode()).hexdigest()[:12]}.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def _text(owner: Kind | Link, name: str, value: Any) -> str:
    """A value as a file would write it. Numbers are the graph's own: fen, epoch milliseconds, fractions."""
    match owner.props[name].type, value:
        case _, str():
            return value
        case "flag", bool():
            return str(value).lower()
        case "amount", int():
            return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"
        case "time", int():
            return (datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=value)).isoformat(timespec="milliseconds")
        case "time" | "date", date():  # a datetime is one, too
            return value.isoformat()
        case "rate", int() | float():
            return f"{Decimal(str(value)) * 100:f}%"
        case "number" | "count", int() | float():
            return str(value)
    raise NotebookError(
        Say(f"{owner.name}.{name} 不能是 {value!r}", f"{owner.name}.{name} can't be {value!r}"),
        Say("写文本，或图中的写法（分、毫秒）", "give a text, or what the graph holds (fen, epoch ms)"),
    )
