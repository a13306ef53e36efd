"""Why two entities are held to be one, or not."""

from __future__ import annotations

from graph.lake import Lake, table_of
from graph.say import JinyingError, Say
from ingest.match.enterprises import Matching
from ingest.match.persons import person_explained
from ingest.match.proposal import Proposal
from ingest.match.scorer import Scorer, shipped


class ExplainError(JinyingError):
    """A pair that can't be compared."""


def explained(lake: Lake, one: str, other: str, scorer: Scorer | None = None) -> Proposal:
    """How two enterprises or two persons compare, in every band. Ids that stand for another are read as that one."""
    meant = lake.judged.canonical
    left, right = meant.get(one, one), meant.get(other, other)
    if left == right:
        raise ExplainError(Say(f"{one} 与 {other} 已是同一主体", f"{one} and {other} are one already"), Say("jinying judge list 列出判定", "`jinying judge list` lists the answers"))  # fmt: skip
    if table_of(left).name == "Person":
        found = person_explained(lake, left, right)
    else:
        look = Matching(lake, scorer or shipped())
        found = look.explained(left, right) if {left, right} <= set(look.ids) else None
    if found is None:
        raise ExplainError(Say("其中一方没有名称或不在数据湖中", "one of them has no name or is not in the lake"), Say("核对编号：jinying why 编号", "check the ids: `jinying why ID`"))  # fmt: skip
    return found
