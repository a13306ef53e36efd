"""How things come into a case: by hand, by a finding, along money, by layer, by what stands around. Each application is
recorded with its parameters and the state of the graph, and can be replayed: on the same state it gives the same things.

Parameters are ids, names of links and numbers, so that a record of them holds no personal data.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.finding import PREFIX
from graph.kernels.arrays import I32
from graph.kernels.layers import LayerRule
from graph.kernels.trace import Bounds, path, trace
from graph.ontology import ontology
from graph.ops import Ops
from graph.ops.cases import HELD
from graph.ops.rules import Applied, RuleError, Rules
from graph.ops.written import sort_of
from graph.say import Say, did_you_mean
from graph.snapshot import Snapshot
from graph.study.around import linked, near
from graph.study.layers import placed
from graph.study.named import held
from graph.why import flow_of

STARTS = 500  # entities that a rule may begin from
HOPS, STEPS, LAYERS = 20, 2, 15
LONGEST = 3_660 * 86_400  # seconds of a hold
Params = Mapping[str, Any]
Shown = Callable[[str], tuple[Sequence[str], Sequence[str]] | None]  # a finding's subjects and links


@dataclass(frozen=True, slots=True)
class Rule:
    """One way. `params`: what it takes, each with a label; `check` gives them as they are recorded; `find`: what they give."""

    name: str
    label: Say
    about: Say
    params: Mapping[str, Say]
    check: Callable[[Snapshot, Params], dict[str, Any]]
    find: Callable[[Snapshot, Shown, Params], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Replayed:
    """A rule applied once more. `gone`: what it gave and gives no longer; `new`: what it gives beside; ids as they mean now."""

    rule: int
    name: str
    snapshot: str
    gone: Sequence[str]
    new: Sequence[str]

    @property
    def same(self) -> bool:
        return not self.gone and not self.new


def apply(s: Snapshot, ops: Ops, case_id: str, name: str, params: Params, why: str) -> Applied:
    """Put into a case what a rule gives of the graph as it is. RuleError: parameters it can't have, or nothing found."""
    if name not in RULES:
        raise RuleError(Say(f"没有规则“{name[:64]}”", f"no rule '{name[:64]}'"), did_you_mean(name[:64], RULES))
    rule = RULES[name]
    for given in params:
        if given not in rule.params:
            raise RuleError(Say(f"规则 {name} 没有参数“{given[:64]}”", f"rule {name} has no '{given[:64]}'"), did_you_mean(given[:64], rule.params))  # fmt: skip
    kept = rule.check(s, params)
    found = rule.find(s, shown(ops), kept)
    if not found:
        raise RuleError(Say("此规则没有选中任何内容", "the rule gives nothing"))
    if len(found) > HELD:
        raise RuleError(Say(f"规则选中 {len(found):,} 项，一案至多 {HELD:,} 项", f"the rule gives {len(found):,} things, a case holds at most {HELD:,}"))  # fmt: skip
    return Rules(ops).apply(case_id, name, kept, s.hash, found, why)


def replay(rule: Mapping[str, Any], s: Snapshot, findings: Shown) -> Replayed:
    """A recorded rule (seq, name, params, found) on a state of the graph, and how what it gives differs. Ids are told by what
    they mean in this state, and only what is there counts as given: as `case diff` tells it."""
    try:
        now = list(RULES[rule["name"]].find(s, findings, rule["params"]))
    except RuleError:  # what it begins from is no longer there
        now = []
    meant, there = _meant(s, {*now, *rule["found"]})
    then = [meant.get(one, one) for one in rule["found"]]
    now = list(dict.fromkeys(meant.get(one, one) for one in now if one in there))
    have, had = set(now), set(then)
    return Replayed(rule["seq"], rule["name"], s.hash, [i for i in dict.fromkeys(then) if i not in have], [i for i in now if i not in had])  # fmt: skip


def _meant(s: Snapshot, ids: Collection[str]) -> tuple[Mapping[str, str], Collection[str]]:
    """What ids stand for in a state, and which of them something there speaks of; findings and sums stand for themselves."""
    own = [one for one in ids if sort_of(one) in ("entity", "link") and not flow_of(one)]
    return s.lake.stands_for(own), s.lake.stated(own, list(s.lake.active())) | (set(ids) - set(own))


def shown(ops: Ops) -> Shown:
    """Findings as the ops database has them."""

    def of(one: str) -> tuple[Sequence[str], Sequence[str]] | None:
        found = ops.finding(one)
        return None if found is None else ([s.id for s in found.subjects], found.links)

    return of


def shown_by(findings: Iterable[Mapping[str, Any]]) -> Shown:
    """Findings as a frozen case has them."""
    known = {f["id"]: ([s["id"] for s in f["subjects"]], f["links"]) for f in findings}
    return known.get


# parameters


def _ids(s: Snapshot, given: Any, most: int = STARTS) -> list[str]:
    """Entities that are there, by the ids that they have now."""
    asked = _texts(given, most)
    if odd := [one for one in asked if sort_of(one) != "entity"]:
        raise RuleError(Say(f"{odd[0]} 不是主体", f"{odd[0]} is no entity"))
    return s.ids(_nodes(s, asked))


def _nodes(s: Snapshot, ids: Sequence[str]) -> I32:
    numbers = s.numbers(list(ids))
    if (numbers < 0).any():
        lacking = ids[int(np.flatnonzero(numbers < 0)[0])]
        raise RuleError(Say(f"图中没有 {lacking}", f"the graph has no {lacking}"))
    return numbers


def _texts(given: Any, most: int) -> list[str]:
    asked = list(dict.fromkeys(given if isinstance(given, list | tuple) else [given]))
    if not 0 < len(asked) <= most or not all(isinstance(one, str) for one in asked):
        raise RuleError(Say(f"应给出 1 至 {most:,} 个编号", f"1 to {most:,} ids are wanted"))
    return asked


def _whole(given: Any, what: Say, low: int, high: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not low <= given <= high:
        raise RuleError(Say(f"{what.zh}应为 {low} 至 {high:,}", f"{what.en} is {low} to {high:,}"))
    return given


# rules


def _by_hand(s: Snapshot, given: Params) -> dict[str, Any]:
    things = _texts(given.get("things"), HELD)
    _nodes(s, [one for one in things if sort_of(one) == "entity"])
    return {"things": things}


def _of_hand(s: Snapshot, _: Shown, p: Params) -> list[str]:
    """Those named, entities as long as they are there, by the ids that they have now."""
    entities = [one for one in p["things"] if sort_of(one) == "entity"]
    gone = {one for one, v in zip(entities, s.numbers(entities), strict=True) if v < 0}
    return list(dict.fromkeys(s.lake.judged.canonical.get(one, one) for one in p["things"] if one not in gone))


def _by_finding(s: Snapshot, given: Params) -> dict[str, Any]:
    findings = _texts(given.get("finding"), STARTS)
    if odd := [one for one in findings if not one.startswith(PREFIX)]:
        raise RuleError(Say(f"{odd[0]} 不是发现", f"{odd[0]} is no finding"))
    return {"finding": findings}


def _of_finding(s: Snapshot, findings: Shown, p: Params) -> list[str]:
    """The findings, their subjects and their links."""
    found: list[str] = []
    for one in p["finding"]:
        told = findings(one)
        if told is None:
            raise RuleError(Say(f"没有发现 {one}", f"no finding {one}"))
        found += [one, *told[0], *told[1]]
    return list(dict.fromkeys(found))


def _by_path(s: Snapshot, given: Params) -> dict[str, Any]:
    ends = {end: _ids(s, given.get(end)) for end in ("from", "to")}
    since, hold = given.get("since"), given.get("hold")
    return {
        **ends, "hops": _whole(given.get("hops", 6), Say("手数", "hops"), 1, HOPS),
        "since": None if since is None else _whole(since, Say("起始时刻", "since"), 0, 2**31 - 1),
        "hold": None if hold is None else _whole(hold, Say("停留", "hold"), 1, LONGEST),
    }  # fmt: skip


def _of_path(s: Snapshot, _: Shown, p: Params) -> list[str]:
    """Accounts and transfers of the way with the fewest transfers by which money may have come from one to the other, of
    equal ones the first: each transfer leaves after the one before came in, within the hold. Where no time is said from
    which on the money is there, any transfer of the first may begin a way."""
    start, end = (held(s, _nodes(s, p[side]).tolist()) for side in ("from", "to"))
    t = s.transfers()
    if p["since"] is None:
        first = np.flatnonzero(np.isin(t.source, start))
        seeds, times = t.source[first], t.at[first]
    else:
        seeds, times = start, np.full(len(start), p["since"])
    found = trace(t, seeds, times, Bounds(hold=p["hold"], hops=p["hops"]))
    last = found.nearest[np.setdiff1d(end, start)]
    last = last[last >= 0]
    if not len(last):
        return []
    way = path(found, int(last[np.lexsort((last, found.hops[last]))[0]]))
    nodes, links = s.ids([int(t.source[way[0]]), *t.target[way].tolist()]), s.link_ids("TRANSFER", way)
    return list(dict.fromkeys([nodes[0], *(one for step in zip(links, nodes[1:], strict=True) for one in step)]))


def _by_layer(s: Snapshot, given: Params) -> dict[str, Any]:
    return {
        "group": _ids(s, given.get("group")), "layer": _whole(given.get("layer", 2), Say("层", "layer"), 0, LAYERS),
        "hold": _whole(given.get("hold", LayerRule().hold), Say("停留", "hold"), 1, LONGEST), "owners": bool(given.get("owners", True)),
    }  # fmt: skip


def _of_layer(s: Snapshot, _: Shown, p: Params) -> list[str]:
    """Accounts from the participants (layer 0) up to a layer, and who owns them."""
    there = [x for x in placed(s, held(s, _nodes(s, p["group"]).tolist()), LayerRule(hold=p["hold"])) if x.layer <= p["layer"]]  # fmt: skip
    owners = {x.owner for x in there if x.owner >= 0} if p["owners"] else set()
    return sorted(s.ids(sorted({x.account for x in there} | owners)))


def _by_around(s: Snapshot, given: Params) -> dict[str, Any]:
    names = given.get("links")
    links = None if names is None else sorted({ontology().link(one).name for one in _texts(names, 100)})
    return {"things": _ids(s, given.get("things")), "links": links, "steps": _whole(given.get("steps", 1), Say("步数", "steps"), 1, STEPS)}  # fmt: skip


def _of_around(s: Snapshot, _: Shown, p: Params) -> list[str]:
    """Those named and all that they have links of these types with, one step or two; refused where that is too much."""
    links = None if p["links"] is None else frozenset(p["links"])
    found = _nodes(s, p["things"])
    for _step in range(p["steps"]):
        ends = sum(int((b.start[found + 1] - b.start[found]).sum()) for x in linked(s, links) for b in s.adjacency(x.name))  # fmt: skip
        if ends > WIDEST:
            raise RuleError(Say("关系太多", "there are too many links around"), Say("限定关系类型，或只走一步", "choose types of link, or take one step"))  # fmt: skip
        found = np.union1d(found, near(s, found, links)).astype(np.int32)
    return sorted(s.ids(found))


WIDEST = 2_000_000  # links that a step may look at
RULES = {
    rule.name: rule
    for rule in (
        Rule("hand", Say("指定", "by hand"), Say("逐项指定", "named one by one"), {"things": Say("编号", "ids")}, _by_hand, _of_hand),
        Rule("finding", Say("按发现", "by finding"), Say("发现及其主体与关系", "findings with their subjects and links"), {"finding": Say("发现", "findings")}, _by_finding, _of_finding),
        Rule("path", Say("按路径", "by path"), Say("资金依时序由一方到另一方的最短路径", "the shortest way in time by which money may have come from one to the other"),
             {"from": Say("起点", "from"), "to": Say("终点", "to"), "hops": Say("最多几手", "most hops"), "since": Say("起始时刻（秒）", "since (s)"), "hold": Say("最长停留（秒）", "longest stay (s)")}, _by_path, _of_path),
        Rule("layer", Say("按层", "by layer"), Say("自参与人起若干层的账户及其持有人", "accounts from the participants up to a layer, and their owners"),
             {"group": Say("团伙", "the group"), "layer": Say("最高层", "highest layer"), "hold": Say("沉淀时限（秒）", "held longer it has rested (s)"), "owners": Say("含持有人", "with owners")}, _by_layer, _of_layer),
        Rule("around", Say("按周边", "by what is around"), Say("一步或两步之内以所选关系相连者", "what links of chosen types lead to, in one step or two"),
             {"things": Say("起点", "from"), "links": Say("关系", "links"), "steps": Say("步数", "steps")}, _by_around, _of_around),
    )
}  # fmt: skip
