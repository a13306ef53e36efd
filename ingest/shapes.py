"""The shapes that tables come in, from synonyms.yaml: what they hold and what their columns may be called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from graph.ontology import ontology

EXTRAS = {"direction": "direction", "debit": "amount", "credit": "amount", "clock": "clock", "success": "any"}
PARTY = {"name": "org_name", "id": "party", "type": "any", "phone": "phone"}


@dataclass(frozen=True, slots=True)
class Role:
    """What a column can be in a shape: `own.number`; the kind its values have; what it may be called."""

    name: str
    kind: str
    phrases: tuple[str, ...]

    def likeness(self, head: str) -> float:
        """How near the head of a column is to the nearest of the names, 0 to 1."""
        best = process.extractOne(plain(head), self.phrases, scorer=fuzz.ratio)
        return best[1] / 100 if best else 0.0


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of a shape; `either` is a person or an enterprise."""

    alias: str
    kind: str
    either: bool
    also: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """A link of a shape."""

    alias: str
    type: str
    source: str
    target: str
    when: Mapping[str, Any]
    const: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: its parts, its roles, and which of them it can't be without."""

    name: str
    label: Mapping[str, str]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    roles: Mapping[str, Role]
    needs: tuple[tuple[str, ...], ...]
    extra: tuple[str, ...] = field(default=())


def plain(head: str) -> str:
    """A head for comparing: half width, lower case, without blanks, marks and what stands in brackets."""
    text = unicodedata.normalize("NFKC", head).lower()
    text = re.sub(r"(?<=.)\([^)]*\)|(?<=.)\[[^]]*\]", "", text)
    return re.sub(r"[\s_\-.:#*\"']+", "", text) or text


@cache
def shapes() -> tuple[Shape, ...]:
    """All shapes."""
    raw = yaml.safe_load(files("ingest").joinpath("synonyms.yaml").read_text("utf-8"))
    return tuple(_shape(name, body, raw["words"]) for name, body in raw["shapes"].items())


def _shape(name: str, body: dict[str, Any], words: dict[str, list[str]]) -> Shape:
    nodes = tuple(_node(alias, raw) for alias, raw in body["entities"].items())
    edges = tuple(_edge(alias, raw) for alias, raw in body["links"].items())
    roles: dict[str, Role] = {}
    for node in nodes:
        raw = body["entities"][node.alias]
        for prop, kind, phrases in _entity_roles(node, raw, words):
            roles[f"{node.alias}.{prop}"] = Role(f"{node.alias}.{prop}", kind, phrases)
    for edge in edges:
        wanted = body["links"][edge.alias].get("props")
        for prop in ontology().link(edge.type).props.values():
            if (wanted is None or prop.name in wanted) and prop.name not in (*edge.const, "ref", "side"):
                phrases = _phrases([""], [*words.get(f"{edge.type}.{prop.name}", ()), prop.label.zh, prop.label.en])
                roles[f"{edge.alias}.{prop.name}"] = Role(f"{edge.alias}.{prop.name}", prop.type, phrases)
    for extra in body.get("extra", ()):
        roles[extra] = Role(extra, EXTRAS[extra.partition(".")[2]], _phrases([""], words[extra]))
    needs = tuple(tuple(need.split("|")) for need in body["needs"])
    return Shape(name, body["label"], nodes, edges, roles, needs, tuple(body.get("extra", ())))


def _node(alias: str, raw: dict[str, Any]) -> Node:
    return Node(alias, raw.get("kind", ""), bool(raw.get("either")), raw.get("also", {}))


def _edge(alias: str, raw: dict[str, Any]) -> Edge:
    return Edge(alias, raw["type"], raw["from"], raw["to"], raw.get("when", {}), raw.get("const", {}))


def _entity_roles(
    node: Node, raw: dict[str, Any], words: dict[str, list[str]]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(property, value kind, phrases); a prefix alone stands for the caption."""
    before = raw["words"]
    if node.either:
        names = [*words["Person.name"], *words["Enterprise.name"]]
        known = {"name": names, "id": [*words["Party.id"], *words["Enterprise.credit_code"]]}
        known |= {"type": words["Party.type"], "phone": words["Person.phone"]}
        for prop in raw.get("props", PARTY):
            bare = [w for w in before if w] if prop == "name" else []
            yield prop, PARTY[prop], (*map(plain, bare), *_phrases(before, known[prop]))
        return
    kind = ontology().kind(node.kind)
    for prop in kind.props.values():
        if prop.name == "ref" or not before or prop.name not in raw.get("props", kind.props):
            continue
        bare = [w for w in before if w] if prop.name in (kind.caption, "holder") else []
        said = [*words.get(f"{node.kind}.{prop.name}", ()), prop.label.zh, prop.label.en]
        yield prop.name, prop.type, (*map(plain, bare), *_phrases(before, said))


def _phrases(before: list[str], words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(f"{b} {w}") for b in before for w in words))
