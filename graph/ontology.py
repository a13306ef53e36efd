"""Loads and checks ontology.yaml: the kinds, links and properties that everything else derives from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from graph.say import JinyingError, Say, did_you_mean
from graph.values import KINDS as VALUES

T = TypeVar("T")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same language, in C ten times as fast
MERGES = ("latest", "first", "max", "min", "longest", "any")
ROLES = ("investigator", "prosecutor", "analyst", "modeller", "auditor", "administrator", "intake")
KIND = ("label", "prefix", "keys", "caption", "props")
LINK = ("label", "from", "to", "key", "many", "turn", "project", "pair", "props")
PROP = ("type", "label", "merge", "mask", "need", "find", "names")
FIND = ("name", "number")
OURS = ("id", "kind", "caption", "sources", "conflicts", "from", "to", "part", "row", "rows", "seq")  # lake and graph's
NAMES = {"kind": r"[A-Z][A-Za-z0-9]*", "link": r"[A-Z][A-Z0-9_]*", "prop": r"[a-z][a-z0-9_]*"}


class OntologyError(JinyingError):
    """The declaration, or a name used against it, is wrong."""


@dataclass(frozen=True, slots=True)
class Prop:
    """One property; `mask` names the roles that may read it in full (empty: everyone), `need` what a link can't lack,
    `find` as what a text is searched (a name, a number), `names` the link by whose beginning it is called."""

    name: str
    type: str
    label: Say
    merge: str = "latest"
    mask: tuple[str, ...] = ()
    need: bool = False
    find: str | None = None
    names: str | None = None


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
    sides: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Link:
    """A type of link. `many`: parallel ones are told apart by their key, and by what they say where it lacks a part.

    `turn`: the amount that, where negative, says that the link ran the other way (红字冲正); `mark`: the flag that then says so.
    """

    name: str
    label: Say
    source: tuple[str, ...]
    target: tuple[str, ...]
    key: tuple[str, ...]
    many: bool
    flow: str | None
    pair: Pair | None
    props: Mapping[str, Prop]
    turn: str | None = None
    mark: str | None = None

    @property
    def told_by(self) -> tuple[str, ...]:
        """The key, and the side that states the link."""
        return (*self.key, self.pair.opposite) if self.pair else self.key


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
    try:
        raw = yaml.load(text, LOADER)
    except yaml.YAMLError as error:
        raise OntologyError(Say(f"不是有效的 YAML：{error}", f"not valid YAML: {error}")) from None
    _only("ontology", raw, ("kinds", "links"), ("kinds", "links"))
    kinds = {name: _kind(name, body) for name, body in raw["kinds"].items()}
    links = {name: _link(name, body, kinds) for name, body in raw["links"].items()}
    made = Ontology(kinds, links, {kind.prefix: kind for kind in kinds.values()})
    for owner in made.owners:
        for p in owner.props.values():
            if p.names is not None and owner.name not in _get(links, p.names, Say("关系", "link")).target:
                raise OntologyError(Say(f"{owner.name}.{p.name}：{p.names} 不指向 {owner.name}", f"{owner.name}.{p.name}: {p.names} leads to no {owner.name}"))  # fmt: skip
    flows = [link.flow for link in links.values() if link.flow]
    # labels and relationship types share one namespace in the embedded engine
    _once([*kinds, *links, *flows], Say("重名", "a kind, a link or a sum of links share a name"))
    # an id tells by its prefix what it is of; findings have theirs
    prefixes = [kind.prefix for kind in kinds.values()]
    _once([*prefixes, *(n.lower() for n in (*links, *flows)), "finding"], Say("前缀重复", "two things share a prefix"))
    return made


def _once(names: Iterable[str], what: Say) -> None:
    if twice := [name for name, n in Counter(names).items() if n > 1]:
        raise OntologyError(Say(f"{what.zh}：{'、'.join(twice)}", f"{what.en}: {', '.join(twice)}"))


def _only(where: str, raw: Any, known: Iterable[str], needed: Iterable[str]) -> None:
    """Refuse a word that nobody reads, which a slip of the pen is, and the lack of one that is needed."""
    if not isinstance(raw, dict):
        raise OntologyError(Say(f"{where} 应为映射", f"{where} is no mapping"))
    for word in raw:
        if word not in known:
            raise OntologyError(Say(f"{where}：不认识“{word}”", f"{where}: unknown word '{word}'"), did_you_mean(str(word), known))  # fmt: skip
    for word in needed:
        if word not in raw:
            raise OntologyError(Say(f"{where} 缺少 {word}", f"{where} lacks '{word}'"))


def _named(what: str, name: str) -> None:
    """Names stand in queries as they are."""
    if not re.fullmatch(NAMES[what], str(name), re.ASCII) or (what == "prop" and name in OURS):
        raise OntologyError(
            Say(f"“{name}”不能作为名称", f"'{name}' can't name a {what}"), Say(NAMES[what], NAMES[what])
        )


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
        _named("prop", name)
        body = {"type": body} if isinstance(body, str) else body
        _only(f"{owner}.{name}", body, PROP, ("type",))
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
        for role in body.get("mask", ()):
            if role not in ROLES:
                raise OntologyError(
                    Say(f"{owner}.{name}：没有角色“{role}”", f"{owner}.{name}: no role '{role}'"),
                    did_you_mean(role, ROLES),
                )
        if (find := body.get("find")) is not None and find not in FIND:
            raise OntologyError(
                Say(f"{owner}.{name} 的检索方式“{find}”不存在", f"{owner}.{name}: no way to find '{find}'"), did_you_mean(str(find), FIND)
            )  # fmt: skip
        props[name] = Prop(
            name, body["type"], _label(body, name), merge, tuple(body.get("mask", ())), bool(body.get("need")), find, body.get("names"),
        )  # fmt: skip
    return props


def _known(owner: str, props: Mapping[str, Prop], names: tuple[str, ...]) -> None:
    for name in names:
        if name not in props:
            raise OntologyError(
                Say(f"{owner} 的键“{name}”不是属性", f"{owner}: key '{name}' is no property"),
                did_you_mean(name, props),
            )


def _kind(name: str, body: dict[str, Any]) -> Kind:
    _named("kind", name)
    _only(name, body, KIND, ("prefix", "keys", "caption", "props"))
    props = _props(name, body["props"])
    keys = tuple(tuple(key) for key in body["keys"])
    for key in keys:
        _known(name, props, key)
    _known(name, props, (body["caption"],))
    return Kind(name, _label(body, name), body["prefix"], keys, body["caption"], props)


def _link(name: str, body: dict[str, Any], kinds: Mapping[str, Kind]) -> Link:
    _named("link", name)
    _only(name, body, LINK, ("from", "to", "props"))
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
        ((opposite, (first, second)),) = raw["opposite"].items()
        pair = Pair(tuple(raw["same"]), clock, int(seconds), opposite, (first, second))
        _known(name, props, (*pair.same, pair.clock, pair.opposite))
    ((turn, mark),) = (body.get("turn") or {None: None}).items()
    _known(name, props, (turn, mark) if turn else ())
    if turn and ends[0] != ends[1]:
        raise OntologyError(
            Say(f"{name} 两端类别不同，不能用 turn", f"{name}: its ends are of different kinds, it can't turn")
        )
    return Link(name, _label(body, name), ends[0], ends[1], key, bool(body.get("many")), flow, pair, props, turn, mark)
