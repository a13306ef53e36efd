"""What a column of the lake is called by people and how they read a value of it; a value that is masked for anybody is not told.

Columns bear the ontology's names (`gnn.reading.facts`, `gnn.reading.accounts`): amounts in yuan, dates in years since 1970. What
is no name of the lake is outside data's own, and stays as its file has it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gnn.reading.facts import YEAR
from graph.finding import day
from graph.ontology import Prop, ontology
from graph.say import Say

OWNER = "Owner."
ROUNDED = 600_000  # ms that a date of single precision may be too early by
TIES = {
    "OWNER": Say("同一持有人", "same owner"),
    "DEVICE": Say("同一设备", "same device"),
    "PHONE": Say("同一电话", "same phone"),
    "FIRM": Say("个人与其企业", "a person and his firm"),
    "NAMED": Say("同被材料提及", "named by a paper"),
}
ENDS = {"source: ": Say("付款账户", "paying account"), "target: ": Say("收款账户", "receiving account")}
LINKS = "log links "
FIRMS = Say("持有人是企业", "owned by an enterprise")
NOBODY = Say("不详", "not stated")
YES, NO = Say("是", "yes"), Say("否", "no")


@dataclass(frozen=True, slots=True)
class Column:
    """`type`: of the ontology's, `flag` of one word of a property, None of what is not the lake's."""

    label: Say
    type: str | None = None
    masked: bool = False

    def read(self, value: float) -> Say:
        """A value in words; of a masked one that it is."""
        if self.masked:
            return Say("已脱敏", "masked")
        if np.isnan(value):
            return NOBODY
        if self.type == "amount":
            return Say(f"{value:,.2f} 元", f"CNY {value:,.2f}")
        if self.type in ("date", "time"):
            return day(int(value * YEAR) + ROUNDED)
        if self.type == "flag":
            return YES if value else NO
        if self.type == "rate":
            return Say(f"{value:.2%}", f"{value:.2%}")
        plain = f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
        return Say(plain, plain)


def column(name: str, relation: str | None = None) -> Column:
    """What a column means; `relation`: of whose links it is, None of a node's. Also those that drift is told of beside
    (`gnn.trust.drift.looked_at`)."""
    for end, whose in ENDS.items():
        if name.startswith(end):
            return _after(whose, column(name.removeprefix(end)))
    if name.startswith(LINKS):
        tie = relation_label(name.removeprefix(LINKS))
        return Column(Say(f"{tie.zh}笔数", f"links: {tie.en}"))
    if relation is not None:
        link = ontology().links.get(relation)
        stated: Prop | None = link.props.get(name) if link else None
        return _of(stated) if stated else Column(Say(name, name))
    if name == f"{OWNER}is an enterprise":
        return Column(FIRMS, "flag")
    owned, told = name.startswith(OWNER), name.removeprefix(OWNER)
    kind, _, rest = told.partition(".")
    called, coded, word = rest.partition("=")
    known = ontology().kinds.get(kind)
    prop: Prop | None = known.props.get(called) if known else None
    if prop is None or known is None:
        return Column(Say(name, name))
    made = _of(prop)
    if coded:
        made = Column(Say(f"{made.label.zh}为{word}", f"{made.label.en} is {word}"), "flag", made.masked)
    return _after(Say(f"持有人{known.label.zh}", f"owner, {known.label.en}"), made) if owned else made


def _of(prop: Prop) -> Column:
    return Column(prop.label, prop.type, bool(prop.mask))


def _after(whose: Say, of: Column) -> Column:
    """A column with whose it is before it."""
    return replace(of, label=Say(f"{whose.zh}：{of.label.zh}", f"{whose.en}: {of.label.en}"))


def relation_label(name: str) -> Say:
    """What a relation is called: a tie of accounts, a link of the ontology, or outside data's own."""
    known = ontology().links.get(name)
    return TIES.get(name) or (known.label if known else Say(name, name))
