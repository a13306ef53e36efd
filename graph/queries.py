"""cypher/*.cypher by name: header parsed and checked, slots filled with names that the ontology knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.ontology import ontology
from graph.say import JinyingError, Say, did_you_mean

MODES = ("read", "write", "schema")
HEAD = ("name", "about", "mode", "params", "returns", "slots")
SLOTS = ("kind", "link", "prop", "type", "op", "node")
BARE = {  # slots whose names stand without back-ticks, and which those are
    "type": frozenset({"LONG", "DOUBLE", "STRING", "BOOLEAN"}),
    "op": frozenset({"=", "<>", "<", "<=", ">", ">=", "IN", "CONTAINS", "STARTS WITH"}),
    "node": frozenset({"n1", "n2", "n3", "n4", "n5"}),
}
WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|LOAD\s+CSV|FOREACH)\b", re.I)
HEADER = re.compile(r"^// (\w+): ?(.*)$")
PARAM = re.compile(r"\$(\w+)")


class QueryError(JinyingError):
    """A query file is wrong, or no query has that name."""


@dataclass(frozen=True, slots=True)
class Query:
    """One query file. `slots`: words of the text that stand for ontology names -> kind, link or prop; or for one of a few
    others (BARE)."""

    name: str
    about: str
    mode: str
    params: tuple[str, ...]
    returns: tuple[str, ...]
    slots: Mapping[str, str]
    text: str

    def fill(self, **names: str) -> str:
        """The text with its slots filled, each name checked against the ontology and back-ticked."""
        if set(names) != set(self.slots):
            raise QueryError(Say(f"{self.name} 需要 {set(self.slots)}", f"{self.name} needs slots {set(self.slots)}"))
        text = self.text
        for slot, name in names.items():
            known = _names(self.slots[slot])
            if name not in known:
                raise QueryError(Say(f"没有“{name}”", f"no {self.slots[slot]} '{name}'"), did_you_mean(name, known))
            text = re.sub(rf"\b{slot}\b", f"`{name}`" if self.slots[slot] not in BARE else name, text)
        return text


@cache
def _names(what: str) -> frozenset[str]:
    o = ontology()
    flows = {link.flow for link in o.links.values() if link.flow}
    match what:
        case "kind":
            return frozenset(o.kinds)
        case "link":
            return frozenset({*o.links, *flows})
        case "prop":
            own = {p for owner in o.owners for p in owner.props}
            return frozenset(
                {*own, "count", "sum", "first", "last", "id", "kind", "caption", "sources", "conflicts", "state"}
            )
        case _:
            return BARE[what]


def parse(name: str, text: str) -> Query:
    """Read one file; an error names the file and the line of its header that is wrong."""
    head: dict[str, str] = {}
    body: list[str] = []
    for line in text.splitlines():
        found = HEADER.match(line)
        if found and not body:
            head[found[1]] = found[2].strip()
        else:
            body.append(line)
    query = Query(
        head.get("name", ""), head.get("about", ""), head.get("mode", ""), _list(head.get("params", "")), _list(head.get("returns", "")),
        _slots(head.get("slots", "")), "\n".join(body).strip(),
    )  # fmt: skip
    used = set(PARAM.findall(_bare(query.text)))
    problems = [
        (set(head) - set(HEAD), f"its header says {', '.join(sorted(set(head) - set(HEAD)))}, which nobody reads"),
        (query.name != name, f"its name says '{query.name}'"),
        (not query.about, "it has no `about`"),
        (query.mode not in MODES, f"mode '{query.mode}' is not one of {', '.join(MODES)}"),
        (used != set(query.params), f"params declared {sorted(query.params)}, used {sorted(used)}"),
        (query.mode == "read" and WRITES.search(_bare(query.text)) is not None, "a read query writes"),
        (any(not re.search(rf"\b{s}\b", query.text) for s in query.slots), "a declared slot is not used"),
        (not set(query.slots.values()) <= set(SLOTS), f"a slot is one of {', '.join(SLOTS)}"),
    ]
    for wrong, why in problems:
        if wrong:
            raise QueryError(Say(f"查询 {name}：{why}", f"query {name}: {why}"), Say("请改正文件头", "mend its header"))
    return query


def _bare(text: str) -> str:
    """The text without comments and quoted strings."""
    return re.sub(r"//[^\n]*|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", " ", text)


def _slots(text: str) -> dict[str, str]:
    """`KIND kind, PROP prop`: words of the text and what stands for them."""
    pairs = (part.partition(" ") for part in _list(text))
    return {word: what.strip() for word, _, what in pairs}


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


@cache
def queries() -> Mapping[str, Query]:
    """Every query that ships, by name."""
    found: dict[str, Query] = {}
    _walk(files("cypher"), "", found)
    return found


def _walk(folder: Traversable, path: str, found: dict[str, Query]) -> None:
    for item in sorted(folder.iterdir(), key=lambda i: i.name):
        if item.is_dir():
            _walk(item, f"{path}{item.name}/", found)
        elif item.name.endswith(".cypher"):
            name = path + item.name.removesuffix(".cypher")
            found[name] = parse(name, item.read_text("utf-8"))


def query(name: str) -> Query:
    """The query of that name, or an error that suggests."""
    known = queries()
    if name not in known:
        raise QueryError(Say(f"没有查询“{name}”", f"no query '{name}'"), did_you_mean(name, known))
    return known[name]
