"""Rules by which things came into a case, by GraphQL: each application with its parameters, who and why; and another one."""

from __future__ import annotations

from typing import Any

import strawberry
from strawberry.types import Info

from api.schema.fields import AskedError, asked, done, visit_of
from api.schema.scalars import Json, Long, Time, epoch
from api.schema.subjects import there
from api.visit import Visit
from graph.case.rules import RULES, apply
from graph.ops.cases import Cases
from graph.ops.rules import Applied, Rules
from graph.say import Say

IDS = ("things", "finding", "from", "to", "group")  # parameters that name entities, links or findings


@strawberry.type(description="入案规则的一种 · one way by which things come into a case")
class CaseRuleKind:
    name: str
    label: str
    about: str


@strawberry.type(description="一次按规则入案，可重放 · one application of a rule; it can be replayed")
class CaseRule:
    seq: int
    name: str
    label: str
    params: Json
    found: Long = strawberry.field(description="选中项数 · things that it gave")
    added: Long = strawberry.field(description="其中新入案的项数 · those that were new to the case")
    snapshot: str = strawberry.field(description="所据图状态的哈希 · hash of the state of the graph that it read")
    who: str
    at: Time
    why: str


@strawberry.type
class Ruled:
    """What a case has of rules."""

    @strawberry.field(description="已用的入案规则，先用在前 · rules that were applied, in order")
    def rules(self, info: Info) -> list[CaseRule]:
        visit = visit_of(info)
        return [_rule(visit, one) for one in Rules(visit.ops).list(str(self.id))]


@strawberry.type
class RuleKinds:
    @asked("cases", "入案规则有哪几种 · rules that there are")
    def case_rule_kinds(self, info: Info) -> list[CaseRuleKind]:
        say = visit_of(info).say
        return [CaseRuleKind(name=r.name, label=say(r.label), about=say(r.about)) for r in RULES.values()]


@strawberry.type
class Ruling:
    @done(
        "cases",
        "按规则入案：finding {finding}，path {from, to, hops}，layer {group, layer}，around {things, links, steps} · put into a case what a rule gives",
    )
    def apply_case_rule(self, info: Info, id: strawberry.ID, name: str, params: Json, reason: str) -> CaseRule:
        visit, case = visit_of(info), str(id)
        Cases(visit.ops).one(case)  # whose case it is not is told so, and nothing of what there is
        if not isinstance(params, dict):
            raise AskedError(Say("params 应为对象", "params is an object"))
        there(visit, _named(params))
        return _rule(visit, apply(visit.system.snapshot(), visit.ops, case, name, params, reason))


def _named(params: dict[str, Any]) -> list[str]:
    """Ids that parameters name; what is no id is refused by the rule itself."""
    given = [params[name] for name in IDS if name in params]
    named = [one for some in given for one in (some if isinstance(some, list) else [some])]
    if len(named) > 500:
        raise AskedError(Say("至多 500 个编号", "at most 500 ids"))
    return [one for one in named if isinstance(one, str)]


def _rule(visit: Visit, one: Applied) -> CaseRule:
    rule = RULES.get(one.name)
    return CaseRule(
        seq=one.seq, name=one.name, label=one.name if rule is None else visit.say(rule.label), params=Json(dict(one.params)), found=Long(len(one.found)),
        added=Long(one.added), snapshot=one.snapshot, who=one.who, at=Time(epoch(one.at)), why=one.why,
    )  # fmt: skip
