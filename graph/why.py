"""Why anything is there: from a finding, a flow, a node or a link down to the rows of the files that say so."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

import numpy as np

from graph.finding import PREFIX
from graph.lake import Lake, Reason, table_of
from graph.mask import masked, passage
from graph.ontology import Kind, Link, Prop, ontology
from graph.ops import Ops
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot


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


def shown(values: Mapping[str, Any], owner: Kind | Link, public: Container[str] = ()) -> dict[str, Any]:
    """What a row states, personal data masked but for the properties that are `public`, also where another value repeats it (a
    source's own id made of a name)."""
    types, texts = _personal(owner.name)
    hidden = {n: masked(kind, str(values[n])) for n, kind in types.items() if n in values and n not in public}
    repeated = {said: shown_as for n, shown_as in hidden.items() if (said := str(values[n]))}
    told = {**values, **hidden}  # in the order of the values
    for name, value in values.items() if repeated else [(n, values.get(n)) for n in texts]:
        if isinstance(value, str) and name not in hidden:
            told[name] = _open(value, repeated, name in texts)
    return told


@cache
def _personal(table: str) -> tuple[dict[str, str], frozenset[str]]:
    """Value kinds of the properties that are personal data, and those that are long texts."""
    owner = ontology().table(table)
    types = {name: p.type for name, p in owner.props.items() if p.mask}
    return types, frozenset(name for name in owner.props if long(owner, name))


def public(
    arrays: Callable[[], Snapshot], owner: Kind | Link, record_id: str, values: Mapping[str, Any]
) -> frozenset[str]:
    """Properties whose value everybody may read here although others' are personal: what a thing is called by its owner, where
    that is spelled as a name that everybody may read (a firm's), or all owners are of kinds that have such names."""
    asked = [p for p in _called(owner.name) if isinstance(values.get(p.name), str)]
    if not asked:
        return frozenset()
    s = arrays()
    return frozenset(p.name for p in asked if values[p.name] in _known(s) or _owned(s, str(p.names), record_id))


@cache
def _called(table: str) -> list[Prop]:
    """Properties that say what a thing is called by its owner."""
    return [p for p in ontology().table(table).props.values() if p.names]


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


def _open(value: str, hidden: Mapping[str, str], text: bool) -> str:
    for said, shown_as in hidden.items():
        value = value.replace(said, shown_as)
    return passage(value) if text else value


def owner_of(reason: Reason) -> Kind | Link:
    """The kind or link that a row speaks of."""
    return table_of(reason.id)
