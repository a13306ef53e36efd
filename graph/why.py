"""Why anything is there: from a finding, a flow, a node or a link down to the rows of the files that say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from graph.finding import PREFIX
from graph.lake import Lake, Reason, table_of
from graph.mask import masked
from graph.ontology import Kind, Link, ontology
from graph.ops import Ops
from graph.say import JinyingError, Say


class WhyError(JinyingError):
    """Nothing has that id."""


def reasons(lake: Lake, ops: Ops, record_id: str) -> Iterator[Reason]:
    """Every source row behind an id; those of a finding are the rows of the links that show it."""
    for link_or_entity in _records(lake, ops, record_id):
        yield from lake.why(link_or_entity)


def _records(lake: Lake, ops: Ops, record_id: str) -> list[str]:
    if record_id.startswith(PREFIX):
        finding = ops.finding(record_id)
        if finding is None:
            raise WhyError(Say(f"没有发现 {record_id}", f"no finding {record_id}"), Say("jinying detect 列出", "`jinying detect` lists them"))  # fmt: skip
        return list(finding.links)
    flow = next((x for x in ontology().links.values() if x.flow and record_id.startswith(f"{x.flow.lower()}-")), None)
    return _transfers(lake, flow, record_id) if flow else [record_id]


def _transfers(lake: Lake, link: Link, flow_id: str) -> list[str]:
    """The links that a flow (`flow-<from>-<to>`) sums up; of one seen from both sides, the id that stands for it."""
    ends = flow_id.split("-")[1:]
    if len(ends) != 2:
        raise WhyError(Say(f"{flow_id} 不是汇总的编号", f"{flow_id} is no id of a flow"))
    prefixes = [ontology().kinds[kinds[0]].prefix for kinds in (link.source, link.target)]
    source, target = (f"{prefix}-{end}" for prefix, end in zip(prefixes, ends, strict=True))
    rows = lake.scan(link.name).filter(pl.col("from") == source, pl.col("to") == target).select("id").unique().collect()
    same = lake.same().select("id", "canonical")
    ids = rows.join(same, on="id", how="left").select(pl.coalesce("canonical", "id").alias("id"))["id"]
    return sorted(set(ids.to_list()))


def shown(values: dict[str, Any], owner: Kind | Link) -> dict[str, Any]:
    """What a row states, personal data masked."""
    return {
        name: masked(owner.props[name].type, str(value)) if name in owner.props and owner.props[name].mask else value
        for name, value in values.items()
    }


def owner_of(reason: Reason) -> Kind | Link:
    """The kind or link that a row speaks of."""
    return table_of(reason.id)
