"""Figures of a frozen case by GraphQL: participants' ledger by a way of counting that is chosen, accounts' sheets, layers, core
members; and what the program proposes as evidence from all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl
import strawberry
from strawberry.types import Info

from api.schema.behind import Behind
from api.schema.case_evidence import CaseElement, EvidenceSide
from api.schema.fields import page, visit_of
from api.schema.findings import Finding
from api.schema.kinds import Entity
from api.schema.pages import Connection, connection
from api.schema.scalars import Fen, Json, Long, Time, epoch
from api.schema.sums import LedgerSums
from api.visit import Visit
from graph.case.assemble import Asked, assembled
from graph.case.counting import CHOICES, Way, way
from graph.case.dossier import Dossier, Figures, Point
from graph.case.frozen import Frozen, frozen
from graph.case.matrix import key, proposed, unanswered
from graph.case.redact import hiding
from graph.ops.evidence import Evidence
from graph.ops.freezes import Freezes
from graph.ops.redactions import Redactions
from graph.say import Say
from graph.study.layers import ROLES

KEPT = 4  # frozen states whose figures are held, each by one way of counting
SUMS = tuple(one.name for one in fields(LedgerSums))
ROLE_WORDS = {one.en: one for one in ROLES.values()}


@strawberry.type(description="口径的一种选法及其依据 · one option of a choice, and what speaks for it")
class CountingOption:
    name: str
    label: str
    law: str


@strawberry.type(description="一项口径：怎样计数可以选择 · something that can be counted in more than one way")
class CountingChoice:
    name: str
    label: str
    chosen: str
    options: list[CountingOption]


@strawberry.type(description="一种口径下的合计 · participants' totals by one way of counting")
class CountingVariant:
    chosen: bool
    reinvested: str
    interest: str
    commission: str
    fees: str
    absorbed: Fen
    unpaid: Fen
    owed: Fen = strawberry.field(
        description="未兑付，不计多得者 · unpaid, without those who got back more than they paid in"
    )


@strawberry.type(description="一名资金往来方的台账 · one party's ledger")
class CaseLedgerLine(LedgerSums):
    id: strawberry.ID
    participant: bool
    transfers: Long
    _behind: strawberry.Private[Behind]

    @strawberry.field(
        description="主体；图中已无或无权查看时为空 · null where it is no longer there, or not yours to see"
    )
    def entity(self) -> Entity | None:
        return self._behind.entities.get(str(self.id))


@strawberry.type(description="参与人合计 · the sums of participants")
class CaseLedgerTotals(LedgerSums):
    participants: Long
    transfers: Long


def _account(root: Any) -> Entity | None:
    behind: Behind = root._behind
    return behind.entities.get(str(root.account))


def _owner(root: Any) -> Entity | None:
    behind: Behind = root._behind
    return behind.entities.get(str(root.owner))


@strawberry.type(description="账户一期的平衡：期初 + 收 − 付 − 费 + 残差 = 期末 · an account's sheet of one month")
class CaseSheetLine:
    account: strawberry.ID
    period: str
    opening: Fen
    came_in: Fen
    paid_out: Fen
    fees: Fen
    residue: Fen
    closing: Fen
    seen: Long = strawberry.field(description="有余额可对的笔数 · rows with a balance to compare with")
    assumed: bool = strawberry.field(description="期初为推定 · the opening is assumed")
    _behind: strawberry.Private[Behind]

    entity: Entity | None = strawberry.field(resolver=_account)


@strawberry.type(
    description="各户各期的合计；期初、收、付、期末跨户跨期不可相加 · sums of all sheets; openings, what came in and went out and closings are no sums over accounts and months"
)
class CaseSheetTotals:
    sheets: Long
    residues: Long = strawberry.field(description="残差不为零的期数 · sheets with a residue")
    fees: Fen
    residue: Fen


@strawberry.type(description="一层的合计 · one layer with its totals")
class CaseLayerTotal:
    layer: int
    accounts: Long
    received: Fen
    from_below: Fen
    passed: Fen
    returned: Fen
    resting: Fen


@strawberry.type(description="某层账户 · an account in its layer")
class CaseLayerAccount:
    account: strawberry.ID
    owner: strawberry.ID | None
    layer: int
    role: str
    received: Fen
    passed: Fen
    returned: Fen
    resting: Fen
    _behind: strawberry.Private[Behind]

    entity: Entity | None = strawberry.field(resolver=_account)
    owner_entity: Entity | None = strawberry.field(resolver=_owner)


@strawberry.type(description="核心成员及其依据 · a core member, with what it rests on")
class CaseCoreMember:
    account: strawberry.ID
    owner: strawberry.ID | None
    role: str
    score: float
    betweenness: float
    core: int
    degree: int
    cut_off: Long = strawberry.field(description="去掉它即断开的账户数 · accounts that fall off without it")
    handled: Fen
    _behind: strawberry.Private[Behind]

    entity: Entity | None = strawberry.field(resolver=_account)
    owner_entity: Entity | None = strawberry.field(resolver=_owner)


@strawberry.type(description="冻结案件的数额 · figures of a frozen case")
class CaseFigures:
    version: int
    frozen_at: Time
    counting: list[CountingChoice]
    variants: list[CountingVariant]
    totals: CaseLedgerTotals
    sheet_totals: CaseSheetTotals
    layers: list[CaseLayerTotal]
    rules: Json = strawberry.field(description="计算所用的全部参数 · every parameter that they were made by")
    _made: strawberry.Private[Figures]

    @strawberry.field(
        description="台账，参与人在前，未兑付多者在前 · the ledger: participants first, those with most unpaid first"
    )
    def ledger(self, info: Info, participants: bool = True, first: int | None = None, after: str | None = None) -> Connection[CaseLedgerLine]:  # fmt: skip
        start, size = page(first, after)
        frame = self._made.ledger.filter("participant") if participants else self._made.ledger
        some = frame.slice(start, size)
        behind = Behind(visit_of(info), some["party"])
        lines = [CaseLedgerLine(id=strawberry.ID(row.pop("party")), _behind=behind, **row) for row in some.iter_rows(named=True)]  # fmt: skip
        return connection(lines, start, frame.height)

    @strawberry.field(description="账户平衡表，残差不为零的在前 · sheets, those with a residue first")
    def sheets(self, info: Info, first: int | None = None, after: str | None = None) -> Connection[CaseSheetLine]:
        start, size = page(first, after)
        frame = self._made.sheets.sort(pl.col("residue") == 0, "account", "period")
        some = frame.slice(start, size)
        behind = Behind(visit_of(info), some["account"].unique(maintain_order=True))
        lines = [CaseSheetLine(_behind=behind, **row) for row in some.iter_rows(named=True)]
        return connection(lines, start, frame.height)

    @strawberry.field(description="各层账户，收得多者在前 · accounts in layers, those that received most first")
    def layer_accounts(self, info: Info, layer: int | None = None, first: int | None = None, after: str | None = None) -> Connection[CaseLayerAccount]:  # fmt: skip
        start, size = page(first, after)
        frame = self._made.layers.filter(pl.col("layer") == layer if layer is not None else pl.col("layer") > 0)
        visit, some = visit_of(info), frame.slice(start, size)
        behind = Behind(visit, [i for pair in some.select("account", "owner").iter_rows() for i in pair if i])
        names = ("account", "owner", "layer", "received", "passed", "returned", "resting")
        lines = [CaseLayerAccount(role=visit.say(_role(row["role"])), _behind=behind, **{n: row[n] for n in names}) for row in some.iter_rows(named=True)]  # fmt: skip
        return connection(lines, start, frame.height)

    @strawberry.field(description="核心成员，分数高者在前 · core members, the highest score first")
    def core(self, info: Info, first: int | None = None, after: str | None = None) -> Connection[CaseCoreMember]:
        start, size = page(first, after)
        visit, some = visit_of(info), self._made.core.slice(start, size)
        behind = Behind(visit, [i for pair in some.select("account", "owner").iter_rows() for i in pair if i])
        roles = dict(self._made.layers.select("account", "role").iter_rows())
        lines = [CaseCoreMember(role=visit.say(_role(roles.get(row["account"], ""))), _behind=behind, **row) for row in some.iter_rows(named=True)]  # fmt: skip
        return connection(lines, start, self._made.core.height)


@strawberry.type(
    description="程序提出的线索，采纳前不是证据 · what the program proposes; no evidence until somebody takes it over"
)
class EvidenceProposal:
    key: strawberry.ID
    element: CaseElement
    side: EvidenceSide
    text: str
    said: str
    subject: strawberry.ID | None
    prop: str | None = strawberry.field(
        description="所据属性：据此查到陈述它的行 · the property of the subject that it rests on, whose rows state it"
    )
    rule: str
    _behind: strawberry.Private[Behind]

    @strawberry.field
    def entity(self) -> Entity | None:
        return self._behind.entities.get(str(self.subject))

    @strawberry.field
    def finding(self) -> Finding | None:
        return self._behind.findings.get(str(self.subject))


@strawberry.type
class Figured:
    """What a case has of figures: all of it of its last frozen state."""

    @strawberry.field(
        description="最新冻结版本的数额，按所选口径；未冻结时为空 · figures of the last frozen state by this way of counting; null where none was made"
    )
    def figures(self, info: Info, reinvested: str = "once", interest: str = "apart", commission: str = "apart", fees: str = "apart") -> CaseFigures | None:  # fmt: skip
        chosen = way({"reinvested": reinvested, "interest": interest, "commission": commission, "fees": fees})
        visit = visit_of(info)
        state = _state(visit, str(self.id))
        if state is None:
            return None
        made = _made(visit, state, chosen).figures
        visit.note("case-figures", str(self.id), version=state.version, **asdict(chosen))
        return _figures(visit, state, made, chosen)

    @strawberry.field(
        description="未答复的程序线索，依最新冻结版本 · proposals that nobody answered, of the last frozen state"
    )
    def evidence_proposed(self, info: Info) -> list[EvidenceProposal]:
        visit, case = visit_of(info), str(self.id)
        state = _state(visit, case)
        if state is None:
            return []
        evidence = Evidence(visit.ops)
        waiting = unanswered(_made(visit, state, Way()).proposed, [*evidence.of(case), *evidence.dismissed(case)])
        behind = Behind(visit, [p.subject for p in waiting if p.subject])
        return [
            EvidenceProposal(
                key=strawberry.ID(key(p)), element=CaseElement[p.element], side=EvidenceSide[p.side], text=p.text, said=p.said,
                subject=p.subject and strawberry.ID(p.subject), prop=p.prop, rule=p.who, _behind=behind,
            )
            for p in waiting
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a frozen state."""

    figures: Figures
    proposed: Sequence[Point]


def _state(visit: Visit, case: str) -> Frozen | None:
    return frozen(visit.system.settings.data, visit.ops, case) if Freezes(visit.ops).list(case) else None


def _made(visit: Visit, state: Frozen, chosen: Way) -> Made:
    held = tuple(r.seq for r in Redactions(visit.ops).of(state.case))
    return _kept(state.folder, state.sha256, chosen, visit.lang, held, Hide(hiding(visit.ops, state.case)))


@lru_cache(maxsize=KEPT)
def _kept(folder: Path, sha256: str, chosen: Way, lang: str, hidden: tuple[int, ...], hide: Hide) -> Made:
    """A frozen state never changes: neither do its figures by one way of counting. Proposals speak of people as everybody
    may read of them, and as the case's redactions (`hidden`) say."""
    d = assembled(Frozen.open(folder, sha256), Asked("", counting=chosen, lang=lang, bundle="-"))
    return Made(d.figures, proposed(hide.by(d)))


@dataclass(frozen=True)
class Hide:
    """How a dossier is hidden; equal to every other, for redactions stand beside it."""

    by: Callable[[Dossier], Dossier] = field(compare=False)


def _figures(visit: Visit, state: Frozen, made: Figures, chosen: Way) -> CaseFigures:
    people, taken = made.ledger.filter("participant"), asdict(chosen)
    totals = {name: Fen(int(people[name].sum())) for name in SUMS}
    choices = [
        CountingChoice(
            name=name, label=visit.say(c.label), chosen=taken[name],
            options=[CountingOption(name=n, label=visit.say(o.label), law=visit.say(o.law)) for n, o in c.options.items()],
        )
        for name, c in CHOICES.items()
    ]  # fmt: skip
    return CaseFigures(
        version=state.version, frozen_at=Time(epoch(state.note["at"])), counting=choices,
        variants=[CountingVariant(**row) for row in made.variants.iter_rows(named=True)],
        totals=CaseLedgerTotals(participants=Long(people.height), transfers=Long(int(people["transfers"].sum())), **totals), layers=_layers(made.layers), sheet_totals=_sheets(made.sheets), rules=Json(_plain(made.rules)), _made=made,
    )  # fmt: skip


def _layers(frame: pl.DataFrame) -> list[CaseLayerTotal]:
    sums = ("received", "from_below", "passed", "returned", "resting")
    told = frame.group_by("layer").agg(pl.len().alias("accounts"), *(pl.col(n).sum() for n in sums)).sort("layer")
    return [CaseLayerTotal(**row) for row in told.iter_rows(named=True)]


def _sheets(frame: pl.DataFrame) -> CaseSheetTotals:
    return CaseSheetTotals(sheets=Long(frame.height), residues=Long(int((frame["residue"] != 0).sum())), fees=Fen(int(frame["fees"].sum())), residue=Fen(int(frame["residue"].sum())))  # fmt: skip


def _role(role: str) -> Say:
    return ROLE_WORDS.get(role, Say(role, role))


def _plain(rules: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters without the ids of the accounts, which may be many."""
    return {
        name: ({**of, "accounts": len(of["accounts"])} if name == "group" else dict(of)) for name, of in rules.items()
    }
