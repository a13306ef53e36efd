"""Why anything is there: from a finding, a flow, a node or a link down to the rows of the files that say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.finding import PREFIX
from graph.lake import Lake, Reason, table_of
from graph.mask import masked, passage
from graph.ontology import Kind, Link, ontology
from graph.ops import Ops
from graph.say import JinyingError, Say


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


def shown(values: dict[str, Any], owner: Kind | Link) -> dict[str, Any]:
    """What a row states, personal data masked, also where another value repeats it (a source's own id made of a name)."""
    hidden = {
        name: masked(owner.props[name].type, str(value))
        for name, value in values.items()
        if name in owner.props and owner.props[name].mask
    }
    repeated = {str(values[n]): h for n, h in hidden.items()}
    return {
        name: hidden[name] if name in hidden else _open(owner, name, _without(value, repeated))
        for name, value in values.items()
    }


def long(owner: Kind | Link, name: str) -> bool:
    """Whether a property is a text of sentences that everybody may read, but for the numbers in it."""
    p = owner.props.get(name)
    return p is not None and p.type == "text" and p.merge == "longest" and not p.mask


def _open(owner: Kind | Link, name: str, value: Any) -> Any:
    return passage(value) if isinstance(value, str) and long(owner, name) else value


def _without(value: Any, hidden: dict[str, str]) -> Any:
    if isinstance(value, str):
        for said, shown_as in hidden.items():
            value = value.replace(said, shown_as) if said else value
    return value


def owner_of(reason: Reason) -> Kind | Link:
    """The kind or link that a row speaks of."""
    return table_of(reason.id)
