"""Why anything is there: from a finding, a flow, a node or a link down to the rows of the files that say so."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np

from graph.finding import PREFIX
from graph.lake import Lake, Reason, table_of
from graph.mask import mask_of, passage
from graph.ontology import Kind, Link, Prop, ontology
from graph.ops import Ops
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot

NOTHING = frozenset[str]()


class WhyError(JinyingError):
    """Nothing has that id."""


def reasons(lake: Lake, ops: Ops, record_id: str) -> Iterator[Reason]:
    """Every source row behind an id; those of a finding are the rows of the links that show it, those of a flow the
    rows of the transfers that it sums up."""
    if record_id.startswith(PREFIX):
        finding = ops.finding(record_id)
        if finding is None:
            raise WhyError(Say(f"没有发现 {record_id}", f"no finding {record_id}"), Say("jinying detect 列出", "`jinying detect` lists them"))  # fmt: skip
        yield from lake.why(*finding.links)
        return
    flow = flow_of(record_id)
    yield from lake.why_between(flow, *ends_of(flow, record_id)) if flow else lake.why(record_id)


def flow_of(record_id: str) -> Link | None:
    """The links that an id sums up, where it is the id of a sum."""
    return next((x for x in ontology().links.values() if x.flow and record_id.startswith(f"{x.flow.lower()}-")), None)


def ends_of(link: Link, flow_id: str) -> tuple[str, str]:
    """The entities inside a flow's id (`flow-<from>-<to>`)."""
    ends = flow_id.split("-")[1:]
    if len(ends) != 2:
        raise WhyError(Say(f"{flow_id} 不是汇总的编号", f"{flow_id} is no id of a flow"))
    source, target = (ontology().kinds[kinds[0]].prefix for kinds in (link.source, link.target))
    return f"{source}-{ends[0]}", f"{target}-{ends[1]}"


class Veil(NamedTuple):
    """What of a table's records not everybody may read: properties that are personal data, with how they are hidden, long texts
    (the numbers in them), and which properties say what a thing is called by its owner. `over`: the names of all these."""

    personal: Mapping[str, Callable[[str], str]]
    texts: frozenset[str]
    called: Mapping[str, Prop]
    over: frozenset[str]


@cache
def veil(table: str) -> Veil:
    """That of a table."""
    owner = ontology().table(table)
    personal = {name: mask_of(p.type) for name, p in owner.props.items() if p.mask}
    texts = frozenset(name for name in owner.props if long(owner, name))
    called = {name: p for name, p in owner.props.items() if p.names}
    return Veil(personal, texts, called, texts.union(personal, called))


def shown(values: Mapping[str, Any], owner: Kind | Link, public: Container[str] = (), apart: Container[str] = ()) -> dict[str, Any]:  # fmt: skip
    """What a row states, personal data masked but for the properties that are `public`, also where another value repeats it (a
    source's own id made of a name), unless it is one of those `apart`."""
    personal, texts, _, _ = veil(owner.name)
    told, repeated = dict(values), []  # in the order of the values
    for name, hide in personal.items():
        if name in values and name not in public:
            told[name] = hide(said := str(values[name]))
            if said:
                repeated.append((said, told[name]))
    for name, value in values.items() if repeated else [(n, values.get(n)) for n in texts]:
        if type(value) is str and name not in apart and (name not in personal or name in public):
            for said, shown_as in repeated:
                if said in value:
                    told[name] = value = value.replace(said, shown_as)
            if name in texts:
                told[name] = passage(value)
    return told


def public(
    arrays: Callable[[], Snapshot], owner: Kind | Link, record_id: str, values: Mapping[str, Any]
) -> frozenset[str]:
    """Properties whose value everybody may read here although others' are personal: what a thing is called by its owner, where
    that is spelled as a name that everybody may read (a firm's), or all owners are of kinds that have such names."""
    asked = [p for name, p in veil(owner.name).called.items() if isinstance(values.get(name), str)]
    if not asked:
        return NOTHING
    s = arrays()
    return frozenset(p.name for p in asked if values[p.name] in _known(s) or _owned(s, str(p.names), record_id))


@lru_cache(maxsize=2)
def _known(s: Snapshot) -> frozenset[str]:
    """Every name that everybody may read."""
    return frozenset(name for kind in _unmasked() if kind.props[kind.caption].type == "org_name" for name in s.words(kind.name, kind.caption)[1])  # fmt: skip


def _owned(s: Snapshot, link: str, record_id: str) -> bool:
    """Whether somebody is known to own a thing, and nobody whose name is personal."""
    node = s.find(record_id)
    if node is None:
        return False
    into = s.adjacency(link)[1]
    owners = s.edges(link).source[into.item[into.start[node] : into.start[node + 1]]]
    return len(owners) > 0 and bool(np.isin(s.nodes.kind[owners], [s.kinds.index(k.name) for k in _unmasked()]).all())


def _unmasked() -> list[Kind]:
    return [kind for kind in ontology().kinds.values() if not kind.props[kind.caption].mask]


def long(owner: Kind | Link, name: str) -> bool:
    """Whether a property is a text of sentences that everybody may read, but for the numbers in it."""
    p = owner.props.get(name)
    return p is not None and p.type == "text" and p.merge == "longest" and not p.mask


def owner_of(reason: Reason) -> Kind | Link:
    """The kind or link that a row speaks of."""
    return table_of(reason.id)
