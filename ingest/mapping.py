"""Mappings: how the columns of one kind of file become entities and links, checked before row one.

A mapping is a YAML file with one table, or several under `tables`. Values are written as

    name: 企业名称                      a column (`企业名称?`: may be missing; inside {} quote it)
    number: {col: 账号, map: {甲: 乙}}   a column with a lookup; also zone, unit, format, start, round (see values.How)
    at: {join: [日期, 时间], sep: " "}   several values in one
    holder: {split: 对方, by: "/", at: 1}
    text: {first: [摘要, 备注]}          the first that is not blank
    icp: {take: 备注, regex: "(粤ICP备\\d+号)"}
    bank: {const: 工商银行}   ·   number: {head: 账号} (from the block above the table)
    amount: {col: 交易金额, abs: true}

and conditions (`when`, all must hold) as `列: 值`, `列: [值, 值]` or `列: {present|absent|nonzero|negative|positive:
true}`, `{matches: regex}`, `{unlike: regex}` (blank is unlike), `{not: [值]}`, `{whose: firm | person}` (whom a
number belongs to by its shape; blank is a person's).

A link's ends are entities of the row; of several (`to: [other, unknown]`) the first that the row has.

An entity without a readable key takes its row with it, unless it is `optional: true`: then the row stays without it and
its links, and a cell that can't be read is listed. `unless: other` (an entity above it): only in rows without that one.

A table may also say `ignore` (conditions: rows that state nothing, such as failed payments) and `must` (links: a row
that yields none of them is rejected, so that an unknown direction is never passed over in silence).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import yaml

from graph.ontology import LOADER, Kind, Link, Prop, ontology, prop
from graph.say import JinyingError, Say, did_you_mean
from graph.values import How
from ingest.tables import SourceHow

HOW = ("zone", "unit", "format", "start", "round")
TABLE = ("name", "label", "match", "source", "entities", "links", "ignore", "must")
SHAPES = ("col", "const", "join", "split", "first", "take", "head")
NODES, DEPTH = 100_000, 40  # that a mapping may unfold to
PATTERNS = {"matches", "unlike"}
PARTIES = ("firm", "person")
TESTS = ("present", "absent", "nonzero", "negative", "positive", "matches", "unlike", "not", "whose")


class MappingError(JinyingError):
    """The mapping does not fit the ontology or the file; names the culprit."""


@dataclass(frozen=True, slots=True)
class Value:
    """How one value is had from a row."""

    shape: str
    args: tuple[Any, ...]
    optional: bool = False
    lookup: tuple[tuple[str, str], ...] = ()
    abs: bool = False
    how: How = field(default_factory=How)

    def columns(self) -> Iterator[tuple[str, bool]]:
        """Columns read, and whether the file may lack them."""
        if self.shape in ("col", "split", "take"):
            yield self.args[0], self.optional
        elif self.shape in ("join", "first"):
            for part in self.args[0]:
                yield from part.columns()


@dataclass(frozen=True, slots=True)
class Test:
    """One condition on one column."""

    column: str
    kind: str
    arg: Any


@dataclass(frozen=True, slots=True)
class EntityRule:
    """One entity that a row may yield. Without a readable key an `optional` one is absent (an unreadable cell is
    listed); any other takes the whole row with it."""

    alias: str
    kind: Kind
    props: Mapping[str, Value]
    when: tuple[Test, ...]
    optional: bool
    unless: str | None = None

    def columns(self) -> Iterator[str]:
        """Columns that the entity is read from."""
        for value in self.props.values():
            yield from (name for name, _ in value.columns())
        yield from (test.column for test in self.when)


@dataclass(frozen=True, slots=True)
class LinkRule:
    """One link that a row may yield between two of its entities; an end is the first of its aliases that is there."""

    alias: str
    link: Link
    source: tuple[str, ...]
    target: tuple[str, ...]
    props: Mapping[str, Value]
    when: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The mapping of one shape of table."""

    name: str
    label: Say
    match_header: tuple[str, ...]
    match_name: str
    source: Mapping[str, Any]
    entities: tuple[EntityRule, ...]
    links: tuple[LinkRule, ...]
    ignore: tuple[Test, ...] = ()
    must: tuple[str, ...] = ()

    def columns(self) -> dict[str, bool]:
        """Columns the table reads -> may be missing."""
        found: dict[str, bool] = {}
        for rule in (*self.entities, *self.links):
            for value in rule.props.values():
                for name, optional in value.columns():
                    found[name] = found.get(name, True) and optional
            for test in rule.when:
                found[test.column] = False
        return found | {test.column: False for test in self.ignore}

    def check(self, header: Iterable[str]) -> None:
        """Raise where the file lacks a column that the mapping reads."""
        names = set(header)
        for name, optional in self.columns().items():
            if name not in names and not optional:
                raise MappingError(
                    Say(
                        f"映射 {self.name}：文件没有列“{name}”",
                        f"mapping {self.name}: the file has no column '{name}'",
                    ),
                    did_you_mean(name, names),
                )


@dataclass(frozen=True, slots=True)
class Mapping_:
    """A mapping file: its tables, and its text, which an import keeps as evidence of how it was read."""

    name: str
    text: str
    tables: tuple[Table, ...]

    @property
    def sha256(self) -> str:
        return sha256(self.text.encode()).hexdigest()


def parse(text: str, name: str, *, ours: bool = False) -> Mapping_:
    """Read a mapping and check it against the ontology. `ours`: it ships, and the tests hold its shape, not each start."""
    try:
        raw = yaml.load(text, LOADER) if ours else _tree(text)
    except (yaml.YAMLError, ValueError) as error:  # a ValueError: a day or number that is none
        where = getattr(error, "problem_mark", None)
        line = where.line + 1 if where else "?"
        raise MappingError(
            Say(
                f"映射 {name} 不是有效的 YAML（第 {line} 行）",
                f"mapping {name} is not valid YAML (line {line})",
            ),
            Say("请检查缩进与引号", "check its indentation and quotes"),
        ) from None
    except RecursionError:
        raise MappingError(
            Say(f"映射 {name} 嵌套过深或引用自身", f"mapping {name} is nested too deep, or within itself"),
            Say("请减少嵌套与 & * 引用", "use fewer brackets and & * references"),
        ) from None
    if not isinstance(raw, dict):
        raise MappingError(
            Say(f"映射 {name} 是空的", f"mapping {name} is empty"), Say("参见 jinying ref", "see jinying ref")
        )
    if not ours:
        _shaped(name, raw)
    _only(name, raw, ("tables", *TABLE))
    tables = raw.get("tables") or [raw]
    label = raw.get("label")
    return Mapping_(raw.get("name", name), text, tuple(_table(t, raw.get("name", name), label) for t in tables))


def _tree(text: str) -> Any:
    """What the YAML says. References that unfold to very much, or without end, are refused before anyone walks them."""
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        if _unfolded(node, {}) > NODES:
            raise RecursionError
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _unfolded(node: yaml.Node, sizes: dict[int, int], depth: int = 0) -> int:
    """Nodes below a node, each as often as it is referred to; RecursionError where that has no end."""
    if depth > DEPTH:
        raise RecursionError
    if id(node) not in sizes:
        inner = [] if isinstance(node, yaml.ScalarNode) else node.value
        below = [n for pair in inner for n in (pair if isinstance(pair, tuple) else (pair,))]
        sizes[id(node)] = 1 + sum(_unfolded(n, sizes, depth + 1) for n in below)
    return sizes[id(node)]


def _shaped(name: str, raw: dict[str, Any]) -> None:
    """Raise where something of the wrong kind stands in a mapping: a list for a text, a rule without its type."""
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    schema = yaml.load(files("ingest").joinpath("mapping.schema.yaml").read_text("utf-8"), LOADER)
    error = best_match(Draft202012Validator(schema).iter_errors(raw))
    if error is not None:
        where = ".".join(map(str, error.absolute_path)) or name
        raise MappingError(
            Say(
                f"映射 {name} 的 {where} 不合规则：{error.message[:200]}",
                f"mapping {name}, {where}: {error.message[:200]}",
            ),
            Say("写法见 ingest/mapping.py 开头", "how it is written: see the head of ingest/mapping.py"),
        )


def read(path: Path) -> Mapping_:
    """A user's own mapping file."""
    try:
        return parse(path.read_text("utf-8"), path.stem)
    except FileNotFoundError:
        raise MappingError(
            Say(f"没有映射文件 {path}", f"no mapping file {path}"),
            did_you_mean(path.stem, [m.name for m in shipped()]),
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "UTF-8?"
        raise MappingError(
            Say(f"读不了映射 {path}（{why}）", f"can't read the mapping {path} ({why})"),
            Say("应为 UTF-8 的 YAML 文件", "it is a YAML file in UTF-8"),
        ) from None


@cache
def shipped() -> tuple[Mapping_, ...]:
    """The mappings that come with the system."""
    folder = files("ingest").joinpath("mappings")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".yaml"))
    return tuple(parse(folder.joinpath(n).read_text("utf-8"), n.removesuffix(".yaml"), ours=True) for n in names)


def find(name: str) -> Mapping_:
    """A shipped mapping by name, or a file."""
    for mapping in shipped():
        if mapping.name == name:
            return mapping
    return read(Path(name))


def _only(where: str, raw: Mapping[str, Any], known: Iterable[str]) -> None:
    for name in raw:
        if name not in known:
            raise MappingError(
                Say(f"映射 {where}：不认识“{name}”", f"mapping {where}: unknown word '{name}'"),
                did_you_mean(str(name), known),
            )


def _table(raw: dict[str, Any], name: str, label: Any) -> Table:
    _only(name, raw, TABLE)
    name = raw.get("name", name)
    label = raw.get("label", label) or {}
    match = raw.get("match", {})
    _only(f"{name}.match", match, ("header", "name"))
    _only(f"{name}.source", raw.get("source", {}), [f.name for f in fields(SourceHow)])
    entities = tuple(_entity(name, alias, body) for alias, body in raw.get("entities", {}).items())
    if not entities:
        raise MappingError(
            Say(f"映射 {name} 没有实体", f"mapping {name} yields no entity"),
            Say("加上 entities:", "add entities:"),
        )
    aliases = {e.alias: e for e in entities}
    for place, entity in enumerate(entities):
        if entity.unless is not None:
            above = [e.alias for e in entities[:place]]
            _known(f"{name}.{entity.alias}.unless", entity.unless, above)
    links = tuple(_link(name, alias, body, aliases) for alias, body in raw.get("links", {}).items())
    says = Say(str(label.get("zh", name)), str(label.get("en", name)))
    return Table(
        name,
        says,
        tuple(match.get("header", ())),
        match.get("name", ""),
        raw.get("source", {}),
        entities,
        links,
        _tests(f"{name}.ignore", raw.get("ignore", {})),
        tuple(_must(name, alias, links) for alias in raw.get("must", ())),
    )


def _must(table: str, alias: str, links: Iterable[LinkRule]) -> str:
    known = [link.alias for link in links]
    if alias in known:
        return alias
    raise MappingError(
        Say(f"映射 {table}：must 里没有关系“{alias}”", f"mapping {table}: must names no link '{alias}'"),
        did_you_mean(alias, known),
    )


def _entity(table: str, alias: str, raw: dict[str, Any]) -> EntityRule:
    where = f"{table}.{alias}"
    _only(where, raw, ("kind", "props", "when", "optional", "unless"))
    kind = ontology().kind(raw["kind"])
    props = {name: _value(f"{where}.{name}", spec, prop(kind, name)) for name, spec in raw.get("props", {}).items()}
    if not any(all(part in props for part in key) for key in kind.keys):
        ways = " | ".join("+".join(key) for key in kind.keys)
        raise MappingError(
            Say(
                f"映射 {where}：{kind.name} 缺少键（{ways}）",
                f"mapping {where}: {kind.name} has no key ({ways})",
            ),
            Say("至少映射其中一组", "map at least one of these"),
        )
    return EntityRule(
        alias, kind, props, _tests(where, raw.get("when", {})), bool(raw.get("optional")), raw.get("unless")
    )


def _link(table: str, alias: str, raw: dict[str, Any], aliases: Mapping[str, EntityRule]) -> LinkRule:
    where = f"{table}.{alias}"
    _only(where, raw, ("type", "from", "to", "props", "when"))
    link = ontology().link(raw["type"])
    ends = [tuple([raw[end]] if isinstance(raw[end], str) else raw[end]) for end in ("from", "to")]
    for end, named, allowed in zip(("from", "to"), ends, (link.source, link.target), strict=True):
        for entity in named:
            _end(where, link, end, aliases, entity, allowed)
    props = {name: _value(f"{where}.{name}", spec, prop(link, name)) for name, spec in raw.get("props", {}).items()}
    return LinkRule(alias, link, *ends, props, _tests(where, raw.get("when", {})))


def _known(where: str, entity: str, aliases: Iterable[str]) -> None:
    if entity not in aliases:
        raise MappingError(
            Say(f"映射 {where}：没有实体“{entity}”", f"mapping {where}: no entity '{entity}'"),
            did_you_mean(entity, aliases),
        )


def _end(
    where: str, link: Link, end: str, aliases: Mapping[str, EntityRule], entity: str, allowed: Iterable[str]
) -> None:
    _known(where, entity, aliases)
    if (got := aliases[entity].kind.name) not in allowed:
        raise MappingError(
            Say(f"映射 {where}：{link.name} 的 {end} 不能是 {got}", f"mapping {where}: {link.name} can't have {got} as '{end}'"),
            Say(f"可用：{'、'.join(allowed)}", f"allowed: {', '.join(allowed)}"),
        )  # fmt: skip


def _value(where: str, spec: Any, target: Prop | None = None) -> Value:
    if isinstance(spec, str):
        return Value("col", (spec.removesuffix("?"),), spec.endswith("?"))
    if not isinstance(spec, dict):
        return Value("const", (_text(spec),))
    _only(where, spec, (*SHAPES, *HOW, "sep", "by", "at", "regex", "map", "abs"))
    shapes = [s for s in SHAPES if s in spec]
    if len(shapes) != 1:
        raise MappingError(
            Say(
                f"映射 {where}：需要且只需要一种取值方式",
                f"mapping {where}: needs exactly one way to have its value",
            ),
            Say(f"可用：{'、'.join(SHAPES)}", f"one of: {', '.join(SHAPES)}"),
        )
    shape = shapes[0]
    body = spec[shape]
    optional = False
    if shape in ("join", "first"):
        args: tuple[Any, ...] = (tuple(_value(where, part) for part in body), str(spec.get("sep", "")))
    elif shape == "const":
        args = (_text(body),)
    else:
        optional = body.endswith("?")
        args = (body.removesuffix("?"), spec.get("by", "/"), spec.get("at", 0), spec.get("regex", ""))
    if shape == "take":
        _pattern(where, "regex", args[3], taken=True)
    how = How(**{k: str(spec[k]) if k == "start" else spec[k] for k in HOW if k in spec})  # YAML reads a day as a date
    _clock(where, how)
    table = tuple((_text(k), _text(v)) for k, v in spec.get("map", {}).items())
    return Value(shape, args, optional, table, bool(spec.get("abs")), how)


def _pattern(where: str, word: str, text: str, *, taken: bool = False) -> None:
    """Raise where a regular expression is none, or has nothing in brackets to be taken."""
    try:
        pl.select(pl.lit("").str.contains(text))
        fits = not taken or "(" in re.sub(r"\\.|\(\?(?!P?<)", "", text)
    except pl.exceptions.PolarsError:
        fits = False
    if not fits:
        raise MappingError(
            Say(
                f"映射 {where}：{word} 不是可用的正则表达式", f"mapping {where}: {word} is no usable regular expression"
            ),
            Say("要取的部分放在括号里", "what is taken stands in brackets") if taken else Say(text, text),
        )


def _clock(where: str, how: How) -> None:
    try:
        ZoneInfo(how.zone)
        date.fromisoformat(how.start or "2000-01-01")
    except (ValueError, OSError, KeyError):
        raise MappingError(
            Say(
                f"映射 {where}：时区或起始日无效（{how.zone} {how.start or ''}）",
                f"mapping {where}: no such zone or day ({how.zone} {how.start or ''})",
            ),
            Say("如 Asia/Shanghai、2017-01-01", "as in Asia/Shanghai, 2017-01-01"),
        ) from None


def _text(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _tests(where: str, raw: Mapping[str, Any]) -> tuple[Test, ...]:
    tests: list[Test] = []
    for column, body in raw.items():
        if isinstance(body, dict):
            _only(f"{where}.when.{column}", body, TESTS)
            for word in PATTERNS & body.keys():
                _pattern(f"{where}.when.{column}", word, body[word])
            _only(f"{where}.when.{column}.whose", dict.fromkeys([body["whose"]] if "whose" in body else []), PARTIES)
            tests.extend(Test(column, k, tuple(a) if isinstance(a, list) else a) for k, a in body.items())
        else:
            options = body if isinstance(body, list) else [body]
            tests.append(Test(column, "in", tuple(_text(o) for o in options)))
    return tuple(tests)
