"""Money by the kernels: where it went, its layers, who is core, who is owed what, and what if it had been stopped.

Each answer names the snapshot that it was computed on: asked again of the same one it is the same.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
import strawberry
from strawberry.types import Info

from api.schema.fields import AskedError, asked, page, visit_of
from api.schema.gathered import Gathered, gathered, seen
from api.schema.kinds import Entity
from api.schema.pages import Connection, connection
from api.schema.scalars import Fen, Long, Time
from api.schema.sums import LedgerSums
from graph.kernels.arrays import I32
from graph.kernels.layers import LayerRule
from graph.kernels.ledger import INTEREST, Counting, LedgerRule
from graph.kernels.trace import Bounds
from graph.ontology import ontology
from graph.say import Say
from graph.snapshot import Snapshot
from graph.study import layers as study_layers
from graph.study.layers import placed
from graph.study.ledger import COLUMNS, book, totals
from graph.study.members import members
from graph.study.named import accounts
from graph.study.people import IN_FEN, MEASURES, people
from graph.study.taint import ALONE, RULES, came_from, now_at, seeds_of
from graph.study.trace import Reached, Step, reached
from graph.study.whatif import ACTIONS, what_if

T = TypeVar("T")
GROUP = 500  # of whom one question may be about
DAY = 86_400
NOTHING = Fen(0)
LAST = 2**31 * 1000  # ms: seconds are signed 32 bits

Rule = strawberry.enum(
    enum.Enum("Rule", {r: r for r in RULES}), description="追踪规则 · rules of tracing; a court chooses"
)
Action = strawberry.enum(enum.Enum("Action", {a: a for a in ACTIONS}), description="冻结、接管、剔除 · freeze, takeover, removal")  # fmt: skip


@strawberry.type(description="路径上的一笔转账 · one transfer of a way")
class Move:
    id: strawberry.ID
    at: Time
    amount: Fen
    from_: Entity = strawberry.field(name="from")
    to: Entity


@strawberry.type(description="资金可及的账户及其路径 · an account in reach, and the way there")
class Reach:
    account: Entity
    hops: int
    at: Time = strawberry.field(description="最早到达（倒查：最晚转出） · when first there; backwards when last left")
    way: list[Move]


@strawberry.type(description="一笔款在一户的份额（分），按规则 · fen of a sum at one account, by rule")
class Share:
    rule: Rule
    amount: Fen


@strawberry.type
class Held:
    account: Entity
    shares: list[Share]


@strawberry.type(description="资金去向或来源，各规则并列 · where a sum is, or where it came from, rules side by side")
class Traced:
    snapshot: str
    held: Connection[Held]
    totals: list[Share] = strawberry.field(
        description="各规则合计；除沾染外等于该款。倒查时 libr、poison 每个来源单独计算，不可相加，故不列 · what a rule's shares come to: but for poison the sum itself. Backwards libr and poison take each source alone: their shares don't add up and are not here"
    )
    left_out: Long = strawberry.field(description="libr 倒查未逐一推算的来源数 · sources that libr was not asked about")
    left_out_most: Fen = strawberry.field(description="其中每个至多 · none of them can be more of the sum")


@strawberry.type(description="资金分层中的一户，金额为分 · an account's place; participants' money in fen")
class Placed:
    account: Entity
    owner: Entity | None
    layer: int
    role: str
    confidence: float
    received: Fen
    from_below: Fen
    passed: Fen
    returned: Fen
    resting: Fen
    held_seconds: float | None
    why: str = strawberry.field(description="何以归入此层 · why it stands there, in words")


@strawberry.type
class LayerTotal:
    layer: int
    accounts: Long
    received: Fen
    passed: Fen
    resting: Fen


@strawberry.type(description="自一层至另一层的转账合计 · what moved from one layer to another")
class LayerFlow:
    from_layer: int
    to_layer: int
    count: Long
    amount: Fen


@strawberry.type
class Layers:
    snapshot: str
    accounts: Connection[Placed]
    totals: list[LayerTotal] = strawberry.field(description="各层合计 · totals of each layer")
    flows: list[LayerFlow] = strawberry.field(
        description="各层之间（及层内）的全部转账，不只参与人款项 · all transfers between layers and within each, not participants' money alone"
    )


@strawberry.type(description="核心成员，各项指标可逐一核对 · how central an account is, measure by measure")
class Member:
    account: Entity
    owner: Entity | None
    score: float
    betweenness: float
    core: int = strawberry.field(description="核数 · k-core number")
    degree: int
    cut_off: int = strawberry.field(description="缺之则断的参与人 · participants cut off without it")
    handled: Fen


@strawberry.type(
    description="核心人员，各项依据可逐一核对 · a person close to a group's money, with what is known, measure by measure"
)
class CorePerson:
    person: Entity
    score: float
    role: str = strawberry.field(description="居首的方面 · what this person comes first by")
    kept: Fen = strawberry.field(description="所得资金 · participants' money kept")
    paid: Fen = strawberry.field(description="经手返款 · paid back to participants")
    earned: Fen = strawberry.field(description="领取佣金 · commission received")
    brought: int = strawberry.field(description="发展的付款人 · payers brought")
    shared: int = strawberry.field(description="同机操作的他人账户 · others' accounts worked on one device")
    firms: int = strawberry.field(description="团伙企业任职 · the group's firms held or led")


@strawberry.type(description="参与人账，金额为分 · one party's dealings with the group, in fen")
class Party(LedgerSums):
    party: Entity
    participant: bool
    transfers: Long


@strawberry.type(description="科目合计 · one column's sum")
class Total:
    name: str
    amount: Fen


@strawberry.type
class Ledger:
    snapshot: str
    parties: Connection[Party]
    totals: list[Total] = strawberry.field(description="参与人合计 · over all participants, not of this page alone")
    count_again: bool
    offset_interest: bool


@strawberry.type(
    description="受影响的账户（分）；区间为 100 次抽样的中间 95 次 · an account that is hit; low to high: the middle 95 of 100 draws"
)
class Affected:
    account: Entity
    owner: Entity | None
    same_owner: bool
    direct: Fen
    onward: Fen
    low: Fen
    high: Fen
    arrears: Fen


@strawberry.type(description="若再等若干天 · what waiting leaves")
class Later:
    days: int
    left: Fen
    balance: Fen


@strawberry.type
class WhatIf:
    snapshot: str
    held: Fen
    kept: Fen
    hits: Connection[Affected]
    later: list[Later]


@strawberry.type
class Analysis:
    @asked(
        "analyse",
        "自某时起资金可及的账户 · accounts in reach of what is here at a time, nearest first; back: where from",
    )
    def trace(
        self, info: Info, group: list[strawberry.ID], at: Time, hold_days: float | None = 3.0, hops: int = 6, least: Fen = NOTHING, back: bool = False,
        first: int | None = None, after: str | None = None,
    ) -> Connection[Reach]:  # fmt: skip
        known, s, chosen, (start, size) = _asked(info, group, "trace", first, after)
        found = reached(s, chosen, _second(at), _bounds(hold_days, hops, least), back=back)
        return connection(
            _reaches(known, s, found[start : start + size]), start, len(found), read=len(found[start : start + size])
        )

    @asked(
        "analyse",
        "到某账户的资金路径，按时间先后 · the way of money from one to another in order of time; null where there is none",
    )
    def money_path(
        self, info: Info, from_id: strawberry.ID, to_id: strawberry.ID, at: Time, hold_days: float | None = 3.0, hops: int = 6, least: Fen = NOTHING,
    ) -> Reach | None:  # fmt: skip
        known, s, chosen, _ = _asked(info, [from_id], "money-path", None, None)
        ends = set(_accounts(known, s, [to_id]).tolist())
        found = [r for r in reached(s, chosen, _second(at), _bounds(hold_days, hops, least)) if r.account in ends]
        return next(iter(_reaches(known, s, found[:1])), None)

    @asked(
        "analyse",
        "一笔款的去向或来源，各规则并列 · where a sum is, or where it came from, by several rules side by side",
    )
    def trace_sum(
        self, info: Info, account: strawberry.ID, at: Time, amount: Fen, rules: list[Rule] | None = None, back: bool = False,
        first: int | None = None, after: str | None = None,
    ) -> Traced:  # fmt: skip
        known, s, chosen, (start, size) = _asked(info, [account], "trace-sum", first, after)
        wanted = tuple(dict.fromkeys(r.value for r in rules)) if rules else RULES
        seeds = seeds_of(s, chosen, np.zeros(0, np.int64), _second(at), amount)
        try:
            found = (came_from if back else now_at)(s, seeds, wanted)
        except ValueError as error:
            raise AskedError(Say(f"无法按此追踪：{error}", f"it can't be traced so: {error}")) from None
        part = found.shares[start : start + size]
        named = _named(known, s, (x.account for x in part))
        held = [Held(account=named[x.account], shares=_shares(x.by_rule)) for x in part if x.account in named]
        sums = {r: sum(x.by_rule[r] for x in found.shares) for r in wanted if not (back and r in ALONE)}
        return Traced(
            snapshot=s.hash, held=connection(held, start, len(found.shares), read=len(part)), totals=_shares(sums),
            left_out=Long(found.left), left_out_most=Fen(found.most),
        )  # fmt: skip

    @asked("analyse", "资金分层：参与人、归集、过渡、沉淀 · account layers from participants to where the money rests")
    def layers(
        self, info: Info, group: list[strawberry.ID], hold_days: float = 30.0, since: Time | None = None, until: Time | None = None,
        layer: int | None = None, accounts: list[strawberry.ID] | None = None, first: int | None = None, after: str | None = None,
    ) -> Layers:  # fmt: skip
        if not 0 < hold_days <= 3650:
            raise AskedError(Say("holdDays 应在 0 至 3650 之间", "holdDays is between 0 and 3650"))
        known, s, chosen, (start, size) = _asked(info, group, "layers", first, after)
        span = _span(s, since, until)
        rule = LayerRule(hold=round(hold_days * DAY))
        found = placed(s, chosen, rule, span)
        wanted = (
            None
            if accounts is None
            else set(s.numbers(list(map(str, accounts[:GROUP]))).tolist())
            if accounts
            else set()
        )
        shown = [p for p in found if layer in (None, p.layer) and (wanted is None or p.account in wanted)]
        part = shown[start : start + size]
        named = _named(known, s, (v for p in part for v in (p.account, p.owner)))
        rows = [
            Placed(
                account=named[p.account], owner=named.get(p.owner), layer=p.layer, role=known.visit.say(study_layers.ROLES[p.role]), confidence=p.confidence,
                received=Fen(p.received), from_below=Fen(p.from_below), passed=Fen(p.passed), returned=Fen(p.returned), resting=Fen(p.resting), held_seconds=p.held,
                why=known.visit.say(study_layers.why(p, rule)),
            )
            for p in part if p.account in named
        ]  # fmt: skip
        return Layers(
            snapshot=s.hash, accounts=connection(rows, start, len(shown), read=len(part)), totals=_layer_totals(found),
            flows=[LayerFlow(from_layer=f.source, to_layer=f.target, count=Long(f.count), amount=Fen(f.amount)) for f in study_layers.flows(s, found, span)],
        )  # fmt: skip

    @asked("analyse", "核心成员 · accounts that handled a group's money, the most central first")
    def core_members(
        self, info: Info, group: list[strawberry.ID], since: Time | None = None, until: Time | None = None, first: int | None = None, after: str | None = None,
    ) -> Connection[Member]:  # fmt: skip
        known, s, chosen, (start, size) = _asked(info, group, "core", first, after)
        found = members(s, chosen, span=_span(s, since, until))
        part = found[start : start + size]
        named = _named(known, s, (v for m in part for v in (m.account, m.owner)))
        rows = [
            Member(account=named[m.account], owner=named.get(m.owner), score=m.score, betweenness=m.betweenness, core=m.core, degree=m.degree,
                   cut_off=m.cut_off, handled=Fen(m.handled))
            for m in part if m.account in named
        ]  # fmt: skip
        return connection(rows, start, len(found), read=len(part))

    @asked(
        "analyse",
        "核心人员：谁得钱、返款、发展下线、操控账户、控制企业 · persons by all that is known of them, the first by most",
    )
    def core_people(
        self, info: Info, group: list[strawberry.ID], since: Time | None = None, until: Time | None = None, first: int | None = None, after: str | None = None,
    ) -> Connection[CorePerson]:  # fmt: skip
        known, s, chosen, (start, size) = _asked(info, group, "core-people", first, after)
        found = people(s, chosen, _span(s, since, until))
        part = found[start : start + size]
        named = _named(known, s, (p.person for p in part))
        rows = [
            CorePerson(person=named[p.person], score=p.score, role=known.visit.say(MEASURES[p.role]),
                       **{name: Fen(value) if name in IN_FEN else value for name, value in p.measures.items()})
            for p in part if p.person in named
        ]  # fmt: skip
        return connection(rows, start, len(found), read=len(part))

    @asked(
        "analyse",
        "参与人账：投入、返还、返息、佣金、复投、未兑付 · what each participant paid in, got back and as what, is owed",
    )
    def ledger(
        self, info: Info, group: list[strawberry.ID], count_again: bool = False, offset_interest: bool = False, since: Time | None = None,
        until: Time | None = None, first: int | None = None, after: str | None = None,
    ) -> Ledger:  # fmt: skip
        known, s, chosen, (start, size) = _asked(info, group, "ledger", first, after)
        counting = Counting(twice=count_again, offset=(*Counting().offset, *((INTEREST,) if offset_interest else ())))
        found, _, _ = book(s, chosen, LedgerRule(counting=counting), _span(s, since, until))
        part = found[start : start + size]
        named = _named(known, s, (p.party for p in part))
        rows = [
            Party(party=named[p.party], participant=p.participant, reinvested=Fen(p.reinvested), absorbed=Fen(p.absorbed), unpaid=Fen(p.unpaid),
                  transfers=Long(p.transfers), **{name: Fen(p.sums[name]) for name in COLUMNS})
            for p in part if p.party in named
        ]  # fmt: skip
        sums = [Total(name=name, amount=Fen(fen)) for name, fen in totals(found).items()]
        return Ledger(snapshot=s.hash, parties=connection(rows, start, len(found), read=len(part)), totals=sums, count_again=count_again, offset_interest=offset_interest)  # fmt: skip

    @asked("analyse", "假设推演：若当时冻结、接管或剔除 · what if these accounts had been stopped at a time")
    def what_if(
        self, info: Info, action: Action, group: list[strawberry.ID], at: Time, payees: list[strawberry.ID] | None = None, missing: float = 0.1,
        first: int | None = None, after: str | None = None,
    ) -> WhatIf:  # fmt: skip
        if not 0 <= missing <= 0.9:
            raise AskedError(Say("missing 应在 0 至 0.9 之间", "missing is between 0 and 0.9"))
        known, s, chosen, (start, size) = _asked(info, group, action.value, first, after)
        found = what_if(
            s, action.value, chosen, _second(at), _accounts(known, s, payees) if payees else chosen[:0], missing
        )
        part = found.hits[start : start + size]
        named = _named(known, s, (v for h in part for v in (h.account, h.owner)))
        hits = [
            Affected(account=named[h.account], owner=named.get(h.owner), same_owner=h.ours, direct=Fen(h.direct), onward=Fen(h.onward), low=Fen(h.low),
                high=Fen(h.high), arrears=Fen(h.arrears))
            for h in part if h.account in named
        ]  # fmt: skip
        later = [Later(days=x.days, left=Fen(x.left), balance=Fen(x.balance)) for x in found.later]
        return WhatIf(snapshot=s.hash, held=Fen(found.held), kept=Fen(found.kept), hits=connection(hits, start, len(found.hits), read=len(part)), later=later)  # fmt: skip


def _second(ms: int) -> int:
    """A moment that the snapshot can hold."""
    if not 0 <= ms < LAST:
        raise AskedError(Say("时间应在 1970 至 2038 年之间", "a time is between 1970 and 2038"))
    return ms // 1000


def _asked(info: Info, group: Sequence[Any], what: str, first: int | None, after: str | None) -> tuple[Gathered, Snapshot, I32, tuple[int, int]]:  # fmt: skip
    """The accounts that a question is about, and its entry in the audit chain."""
    visit, where = visit_of(info), page(first, after)
    known, s = gathered(visit), visit.system.snapshot()
    chosen = _accounts(known, s, group)
    visit.note("study", ",".join(str(one) for one in group[:20]), what=what, snapshot=s.hash, accounts=len(chosen))
    return known, s, chosen, where


def _accounts(known: Gathered, s: Snapshot, group: Sequence[Any]) -> I32:
    """Accounts of ids; a person, a firm or a finding stands for its own. Of a kind that is not seen there is none."""
    if not 1 <= len(group) <= GROUP:
        raise AskedError(Say(f"给出 1 至 {GROUP} 个主体", f"give 1 to {GROUP} entities"))
    if not known.visit.actor.sees(ontology().kinds["Account"]):
        raise AskedError(Say("没有这些账户", "there are no such accounts"))
    return accounts(s, known.visit.ops, [str(one) for one in group if _plain(known, str(one))])


def _plain(known: Gathered, one: str) -> bool:
    return one.startswith("finding-") or "-" not in one or seen(known.visit, one)


def _bounds(hold_days: float | None, hops: int, least: int) -> Bounds:
    if not 1 <= hops <= 50 or (hold_days is not None and not 0 < hold_days <= 3650) or least < 0:
        raise AskedError(Say("hops 至多 50，holdDays 至多 3650", "hops is at most 50, holdDays at most 3650"))
    return Bounds(hold=None if hold_days is None else round(hold_days * DAY), hops=hops, least=least)


def _span(s: Snapshot, since: int | None, until: int | None) -> slice:
    return s.span(None if since is None else _second(since), None if until is None else _second(until))


def _named(known: Gathered, s: Snapshot, nodes: Iterable[int]) -> dict[int, Entity]:
    """Entities of node numbers; -1 is nobody."""
    chosen = list(dict.fromkeys(v for v in nodes if v >= 0))
    ids = s.ids(chosen)
    told = known.entities(ids)
    return {v: told[one] for v, one in zip(chosen, ids, strict=True) if one in told}


def _reaches(known: Gathered, s: Snapshot, found: Sequence[Reached]) -> list[Reach]:
    named = _named(known, s, (v for r in found for v in (r.account, *(x for m in r.way for x in (m.source, m.target)))))

    def move(m: Step) -> Move:
        return Move(
            id=strawberry.ID(m.link),
            at=Time(m.at * 1000),
            amount=Fen(m.amount),
            from_=named[m.source],
            to=named[m.target],
        )

    return [
        Reach(account=named[r.account], hops=r.hops, at=Time(r.at * 1000), way=[move(m) for m in r.way])
        for r in found
        if r.account in named
    ]


def _shares(by_rule: dict[str, int]) -> list[Share]:
    return [Share(rule=Rule[rule], amount=Fen(fen)) for rule, fen in by_rule.items()]


def _layer_totals(found: Sequence[Any]) -> list[LayerTotal]:
    made = []
    for layer in sorted({p.layer for p in found}):
        here = [p for p in found if p.layer == layer]
        sums = {name: Fen(sum(getattr(p, name) for p in here)) for name in ("received", "passed", "resting")}
        made.append(LayerTotal(layer=layer, accounts=Long(len(here)), **sums))
    return made
