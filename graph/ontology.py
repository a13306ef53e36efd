"""Loads and checks ontology.yaml: the kinds, links and properties that everything else derives from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from graph.say import JinyingError, Say, did_you_mean
from graph.values import KINDS as VALUES

T = TypeVar("T")
MERGES = ("latest", "first", "max", "min", "longest", "any")


class OntologyError(JinyingError):
    """The declaration, or a name used against it, is wrong."""


@dataclass(frozen=True, slots=True)
class Prop:
    """One property; `mask` names the roles that may read it in full (empty: everyone), `need` what a link can't lack."""

    name: str
    type: str
    label: Say
    merge: str = "latest"
    mask: tuple[str, ...] = ()
    need: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entity. `keys` are alternatives; the first whose parts are all present makes the id."""

    name: str
    label: Say
    prefix: str
    keys: tuple[tuple[str, ...], ...]
    caption: str
    props: Mapping[str, Prop]


@dataclass(frozen=True, slots=True)
class Pair:
    """When two rows are one link seen from both sides: `same` values, `within` seconds, `opposite` sides."""

    same: tuple[str, ...]
    clock: str
    seconds: int
    opposite: str


@dataclass(frozen=True, slots=True)
class Link:
    """A type of link. `many` links without a key value are told apart by file and row."""

    name: str
    label: Say
    source: tuple[str, ...]
    target: tuple[str, ...]
    key: tuple[str, ...]
    many: bool
    flow: str | None
    pair: Pair | None
    props: Mapping[str, Prop]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The whole declaration."""

    kinds: Mapping[str, Kind]
    links: Mapping[str, Link]
    by_prefix: Mapping[str, Kind] = field(default_factory=dict)

    def kind(self, name: str) -> Kind:
        """The kind, or an error that suggests."""
        return _get(self.kinds, name, Say("类别", "kind"))

    def link(self, name: str) -> Link:
        """The link type, or an error that suggests."""
        return _get(self.links, name, Say("关系", "link"))

    @property
    def owners(self) -> tuple[Kind | Link, ...]:
        """Kinds and links, in the order declared."""
        return (*self.kinds.values(), *self.links.values())

    def table(self, name: str) -> Kind | Link:
        """The kind or link type of a lake table."""
        return self.kinds[name] if name in self.kinds else self.link(name)


def prop(owner: Kind | Link, name: str) -> Prop:
    """The property `name` of `owner`, or an error that suggests."""
    if name in owner.props:
        return owner.props[name]
    raise OntologyError(
        Say(f"{owner.label.zh}（{owner.name}）没有属性“{name}”", f"no property of {owner.name} '{name}'"),
        did_you_mean(name, owner.props),
    )


def _get(table: Mapping[str, T], name: str, what: Say) -> T:
    if name in table:
        return table[name]
    raise OntologyError(Say(f"没有{what.zh}“{name}”", f"no {what.en} '{name}'"), did_you_mean(name, table))


def parse(text: str) -> Ontology:
    """Read a declaration and check it whole, so that a slip is found before the first row."""
    raw = yaml.safe_load(text)
    kinds = {name: _kind(name, body) for name, body in raw["kinds"].items()}
    links = {name: _link(name, body, kinds) for name, body in raw["links"].items()}
    prefixes = {kind.prefix: kind for kind in kinds.values()}
    if len(prefixes) != len(kinds):
        raise OntologyError(Say("前缀重复", "two kinds share a prefix"))
    # labels and relationship types share one namespace in the embedded engine
    if clash := set(kinds) & set(links):
        raise OntologyError(Say(f"重名：{clash}", f"a kind and a link share a name: {clash}"))
    return Ontology(kinds, links, prefixes)


@cache
def ontology() -> Ontology:
    """The shipped declaration."""
    return parse(files("graph").joinpath("ontology.yaml").read_text("utf-8"))


def _label(body: Any, name: str) -> Say:
    label = body.get("label", {}) if isinstance(body, dict) else {}
    return Say(str(label.get("zh", name)), str(label.get("en", name)))


def _props(owner: str, raw: dict[str, Any]) -> dict[str, Prop]:
    props = {"ref": Prop("ref", "text", Say("来源编号", "source's own id"), "first")}
    for name, body in raw.items():
        body = {"type": body} if isinstance(body, str) else body
        merge = body.get("merge", "latest")
        if body["type"] not in VALUES:
            raise OntologyError(
                Say(
                    f"{owner}.{name} 的值类型“{body['type']}”不存在",
                    f"{owner}.{name}: no value kind '{body['type']}'",
                ),
                did_you_mean(body["type"], VALUES),
            )
        if merge not in MERGES:
            raise OntologyError(
                Say(f"{owner}.{name} 的合并规则“{merge}”不存在", f"{owner}.{name}: no merge rule '{merge}'"),
                did_you_mean(merge, MERGES),
            )
        props[name] = Prop(
            name, body["type"], _label(body, name), merge, tuple(body.get("mask", ())), bool(body.get("need"))
        )
    return props


def _known(owner: str, props: Mapping[str, Prop], names: tuple[str, ...]) -> None:
    for name in names:
        if name not in props:
            raise OntologyError(
                Say(f"{owner} 的键“{name}”不是属性", f"{owner}: key '{name}' is no property"),
                did_you_mean(name, props),
            )


def _kind(name: str, body: dict[str, Any]) -> Kind:
    props = _props(name, body["props"])
    keys = tuple(tuple(key) for key in body["keys"])
    for key in keys:
        _known(name, props, key)
    _known(name, props, (body["caption"],))
    return Kind(name, _label(body, name), body["prefix"], keys, body["caption"], props)


def _link(name: str, body: dict[str, Any], kinds: Mapping[str, Kind]) -> Link:
    props = _props(name, body["props"])
    ends = tuple(tuple([e] if isinstance(e, str) else e) for e in (body["from"], body["to"]))
    for end in ends:
        for kind in end:
            _get(kinds, kind, Say("类别", "kind"))
    key = tuple(body.get("key", ()))
    _known(name, props, key)
    flow = next((p for p in body.get("project", ()) if p != "each"), None)
    pair = None
    if raw := body.get("pair"):
        ((clock, seconds),) = raw["within"].items()
        pair = Pair(tuple(raw["same"]), clock, int(seconds), raw["opposite"])
        _known(name, props, (*pair.same, pair.clock, pair.opposite))
    return Link(name, _label(body, name), ends[0], ends[1], key, bool(body.get("many")), flow, pair, props)
