"""What another agency needs to take a case over, what of it is lacking, and until when it has to answer (handover.yaml)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from graph.case.canonical import canonical
from graph.case.dossier import ELEMENTS
from graph.case.frozen import Frozen, place
from graph.case.recorded import recorded
from graph.entity import now
from graph.lake import Lake
from graph.merge import merged
from graph.ontology import LOADER, ontology
from graph.ops import Ops
from graph.ops.evidence import Evidence
from graph.ops.exports import MOST, Exports
from graph.ops.freezes import Freezes
from graph.ops.handovers import Handover, Handovers, Sending
from graph.say import JinyingError, Say, did_you_mean
from graph.screen import CHINA

WEEKEND = 5  # Monday is 0
KEPT = ("things", "evidence", "findings")  # of what is recorded: what a receiver would miss
SEALED = "bundle"  # the format under which a sealed bundle is registered


class HandoverError(JinyingError):
    """No such kind of receiver, or the table of them says what can't be."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """One kind of agency. `papers`: what goes with the case and is not made here; `basis`: where the days come from."""

    name: str
    label: Say
    days: int
    working: bool
    basis: Say
    papers: tuple[Say, ...]
    elements: tuple[str, ...]
    exports: tuple[str, ...]
    sealed: bool
    identifiers: Mapping[str, tuple[str, ...]]

    def due(self, sent: datetime) -> datetime:
        """Until when they have to answer: the end of the last day in China, the day of sending not counted."""
        day, left = sent.astimezone(CHINA), self.days
        while left:
            day += timedelta(days=1)
            left -= not (self.working and day.weekday() >= WEEKEND)
        return day.replace(hour=23, minute=59, second=59, microsecond=0)


@dataclass(frozen=True, slots=True)
class State:
    """What there is of a case: how many points speak for each element; the last frozen version (0: none) and whether the
    case has changed since; formats taken of it; whether it was sealed; by kind and property, how many lack it of how many."""

    points: Mapping[str, int] = field(default_factory=dict)
    frozen: int = 0
    changed: bool = False
    exports: frozenset[str] = frozenset()
    sealed: bool = False
    lacking: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Need:
    """One line of the check-list: what is needed, and what is lacking of it, where something is."""

    sort: str  # frozen, element, export, sealed, identifier
    name: str  # of the element, the format, Kind.property
    label: Say
    gap: Say | None = None


@cache
def receivers() -> Mapping[str, Receiver]:
    """Every kind of agency by name, checked against the elements and the ontology."""
    body = yaml.load(files("graph.case").joinpath("handover.yaml").read_text("utf-8"), LOADER)
    return {name: _receiver(name, given) for name, given in body["receivers"].items()}


def receiver(name: str) -> Receiver:
    """The kind of that name, or an error that suggests."""
    known = receivers()
    if name not in known:
        raise HandoverError(Say(f"没有接收单位类别“{name[:64]}”", f"no kind of receiver '{name[:64]}'"), did_you_mean(name[:64], known))  # fmt: skip
    return known[name]


def checklist(to: Receiver, held: State) -> Sequence[Need]:
    """What this receiver needs, line by line, with what is lacking."""
    needs = [_frozen(held)]
    for name in to.elements:
        gap = None if held.points.get(name) else Say("没有采纳的证据", "no evidence taken over")
        needs.append(Need("element", name, ELEMENTS[name], gap))
    for name in to.exports:
        label = Say(f"{name.upper()} 导出", f"{name.upper()} export")
        gap = None if name in held.exports else Say("最新冻结版本尚未导出", "not made of the last frozen version")
        needs.append(Need("export", name, label, gap))
    if to.sealed:
        gap = None if held.sealed else Say("最新冻结版本尚未封存", "the last frozen version was not sealed")
        needs.append(Need("sealed", "bundle", Say("封存包", "sealed bundle"), gap))
    for kind, props in to.identifiers.items():
        needs += [_identified(kind, prop, held) for prop in props if (kind, prop) in held.lacking]
    return needs


def hand_over(data: Path, ops: Ops, case_id: str, kind: str, agency: str, sha256: str = "", why: str = "") -> Handover:
    """It goes to one of that kind, with what is lacking as it is now. A file that goes is one that was taken out of the case."""
    to = receiver(kind)
    needs = checklist(to, state(data, ops, case_id))
    taken = {file.sha256 for one in Exports(ops).list(case_id, size=MOST)[0] for file in one.files}
    if sha256 and sha256 not in taken:
        raise HandoverError(Say("本案没有此文件的导出", "the case has no exported file of this hash"), Say("请先导出或封存", "export or seal it first"))  # fmt: skip
    return Handovers(ops).send(case_id, Sending(kind, agency, to.due(now()), gaps(needs), sha256, why))


def gaps(needs: Sequence[Need]) -> list[dict[str, str]]:
    """What is lacking, as it is kept with what was sent."""
    return [
        {"sort": one.sort, "name": one.name, "zh": f"{one.label.zh}：{one.gap.zh}", "en": f"{one.label.en}: {one.gap.en}"}
        for one in needs
        if one.gap
    ]  # fmt: skip


def _frozen(held: State) -> Need:
    gap = None
    if not held.frozen:
        gap = Say("尚未冻结", "never frozen")
    elif held.changed:
        gap = Say(f"冻结第 {held.frozen} 版之后案件有变动", f"the case has changed since version {held.frozen}")
    return Need("frozen", "freeze", Say("冻结的案件子图", "frozen subgraph of the case"), gap)


def _identified(kind: str, prop: str, held: State) -> Need:
    owner = ontology().kinds[kind]
    lack, all_ = held.lacking[kind, prop]
    what = owner.props[prop].label
    gap = Say(f"{all_:,} 个中 {lack:,} 个没有", f"{lack:,} of {all_:,} have none") if lack else None
    return Need("identifier", f"{kind}.{prop}", Say(f"{owner.label.zh}的{what.zh}", f"{what.en} of each {owner.label.en}"), gap)  # fmt: skip


def _receiver(name: str, given: Mapping[str, Any]) -> Receiver:
    for element in given["elements"]:
        if element not in ELEMENTS:
            raise HandoverError(Say(f"{name}：没有要件“{element}”", f"{name}: no element '{element}'"), did_you_mean(element, ELEMENTS))  # fmt: skip
    kinds = ontology().kinds
    for kind, props in given["identifiers"].items():
        if kind not in kinds or not set(props) <= set(kinds[kind].props):
            raise HandoverError(Say(f"{name}：{kind} 没有 {props}", f"{name}: {kind} has no {props}"))
    return Receiver(
        name, Say(**given["label"]), given["days"], given.get("working", False), Say(**given["basis"]), tuple(Say(**one) for one in given["papers"]),
        tuple(given["elements"]), tuple(given["exports"]), given["sealed"], {k: tuple(v) for k, v in given["identifiers"].items()},
    )  # fmt: skip


def state(data: Path, ops: Ops, case_id: str) -> State:
    """What there is of a case of the asker's. It has changed where things, evidence or findings are others than were frozen;
    whether the facts are is told by graph.case.difference, which takes a look at the whole lake."""
    points = Counter(one.element for one in Evidence(ops).of(case_id) if one.side == "for")
    made = Freezes(ops).list(case_id)
    if not made:
        return State(points)
    last = made[-1]
    taken = [one for one in Exports(ops).list(case_id, size=MOST)[0] if one.freeze == last.id]
    formats = frozenset(file.format for one in taken for file in one.files)
    then = Frozen.open(place(data, case_id) / str(last.version), last.sha256)
    changed = any(canonical(body) != canonical(then.facts[name]) for name, body in recorded(ops, case_id).items() if name in KEPT)  # fmt: skip
    return State(points, last.version, changed, formats, SEALED in formats, _lacking(then.lake))


def _lacking(lake: Lake) -> dict[tuple[str, str], tuple[int, int]]:
    """By kind and property that some receiver asks for: how many entities lack it, of how many. Kinds without any: nothing."""
    asked = sorted({(kind, prop) for to in receivers().values() for kind, props in to.identifiers.items() for prop in props})  # fmt: skip
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for kind, prop in asked:
        for frame in merged(lake, kind, props=[prop]):
            lack, total = found.get((kind, prop), (0, 0))
            none = frame[prop].null_count() if prop in frame.columns else frame.height
            found[kind, prop] = (lack + none, total + frame.height)
    return found
