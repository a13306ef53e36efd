"""A case handed over to another agency, by GraphQL: what they need, what is lacking, what went, their receipt."""

from __future__ import annotations

import strawberry
from strawberry.types import Info

from api.schema.fields import asked, done, visit_of, words
from api.schema.scalars import Time, epoch, iso
from api.visit import Visit
from graph.case.handover import Need, checklist, hand_over, receiver, receivers, state
from graph.entity import now
from graph.ops.handovers import STATES, Handovers, Receipt
from graph.ops.handovers import Handover as Made
from graph.say import Say

CaseHandoverState = words("CaseHandoverState", STATES, "移送状态 · where a handover stands")


@strawberry.type(description="接收单位类别及其办理时限 · a kind of agency, and how long it has to answer")
class HandoverReceiver:
    name: str
    label: str
    days: int
    working: bool = strawberry.field(description="按工作日计（不含周六周日） · Saturdays and Sundays don't count")
    basis: str = strawberry.field(description="时限的依据 · where the days come from")
    papers: list[str] = strawberry.field(description="随案另附的文书 · papers that go with it and are not made here")


@strawberry.type(description="清单一项：需要什么，缺什么 · one line of the check-list")
class HandoverNeed:
    sort: str = strawberry.field(description="frozen, element, export, sealed, identifier")
    name: str
    label: str
    gap: str | None = strawberry.field(description="所缺；为空即齐备 · what is lacking; null where nothing is")


@strawberry.type(description="向某类单位移送的清单 · what this kind of agency needs")
class HandoverChecklist:
    receiver: HandoverReceiver
    due: Time = strawberry.field(description="今日移送时对方的答复期限 · until when they answer, if it goes today")
    needs: list[HandoverNeed]


@strawberry.type(description="接收单位的回执 · the receiver's receipt")
class HandoverReceipt:
    person: str
    at: Time
    number: str
    sha256: str
    same: bool | None = strawberry.field(
        description="与所送文件的 SHA-256 一致；不知时为空 · whether the hash is the one that was sent"
    )


@strawberry.type(description="一次移送 · one handover")
class CaseHandover:
    id: strawberry.ID
    kind: str
    label: str
    agency: str
    who: str
    at: Time
    due: Time
    state: CaseHandoverState
    overdue: bool = strawberry.field(description="逾期未答复 · no answer, and the time is over")
    sha256: str = strawberry.field(description="所送文件的 SHA-256，未送文件时为空 · of the file that went")
    gaps: list[str] = strawberry.field(description="移送时所缺 · what was lacking when it went")
    note: str
    receipt: HandoverReceipt | None
    reason: str = strawberry.field(description="退回或撤回的理由 · why it was returned or withdrawn")
    changed_at: Time


@strawberry.type
class Handed:
    """What a case has of handovers."""

    @strawberry.field(description="历次移送，新的在前 · its handovers, the newest first")
    def handovers(self, info: Info) -> list[CaseHandover]:
        visit = visit_of(info)
        return [_handover(visit, one) for one in Handovers(visit.ops).of(str(self.id))]

    @strawberry.field(description="向某类单位移送的清单与缺项 · what this kind of agency needs, and what is lacking")
    def handover_checklist(self, info: Info, kind: str) -> HandoverChecklist:
        visit, to = visit_of(info), receiver(kind)
        needs = [HandoverNeed(sort=n.sort, name=n.name, label=visit.say(n.label), gap=n.gap and visit.say(n.gap)) for n in _needs(visit, str(self.id), kind)]  # fmt: skip
        return HandoverChecklist(
            receiver=_receiver(visit, kind), due=Time(int(to.due(now()).timestamp()) * 1000), needs=needs
        )


@strawberry.type
class Receivers:
    @asked("cases", "可移送的单位类别 · kinds of agency that a case is handed over to")
    def handover_receivers(self, info: Info) -> list[HandoverReceiver]:
        return [_receiver(visit_of(info), name) for name in receivers()]


@strawberry.type
class Handing:
    @done(
        "cases",
        "移送，有缺项须写明理由；sha256 为所送导出文件的 · hand a case over; what lacks needs a reason; `sha256`: of the exported file that goes",
    )
    def hand_over_case(self, info: Info, id: strawberry.ID, kind: str, agency: str, sha256: str = "", reason: str = "") -> CaseHandover:  # fmt: skip
        visit = visit_of(info)
        return _handover(visit, hand_over(visit.system.settings.data, visit.ops, str(id), kind, agency, sha256, reason))

    @done("cases", "登记回执 · note the receiver's receipt")
    def receive_handover(self, info: Info, id: strawberry.ID, person: str, at: Time, number: str, sha256: str = "") -> CaseHandover:  # fmt: skip
        return _handover(visit_of(info), _handovers(info).received(str(id), Receipt(person, iso(at), number, sha256)))

    @done("cases", "登记退回及理由 · they sent it back, and why")
    def return_handover(self, info: Info, id: strawberry.ID, reason: str) -> CaseHandover:
        return _handover(visit_of(info), _handovers(info).returned(str(id), reason))

    @done("cases", "撤回尚未接收的移送 · take it back before they answer")
    def withdraw_handover(self, info: Info, id: strawberry.ID, reason: str) -> CaseHandover:
        return _handover(visit_of(info), _handovers(info).withdrawn(str(id), reason))


def _handovers(info: Info) -> Handovers:
    return Handovers(visit_of(info).ops)


def _needs(visit: Visit, case: str, kind: str) -> list[Need]:
    return list(checklist(receiver(kind), state(visit.system.settings.data, visit.ops, case)))


def _receiver(visit: Visit, name: str) -> HandoverReceiver:
    to = receivers().get(name)
    if to is None:  # a kind that the table no longer has
        return HandoverReceiver(name=name, label=name, days=0, working=False, basis="", papers=[])
    return HandoverReceiver(name=name, label=visit.say(to.label), days=to.days, working=to.working, basis=visit.say(to.basis), papers=[visit.say(p) for p in to.papers])  # fmt: skip


def _handover(visit: Visit, one: Made) -> CaseHandover:
    receipt = one.receipt and HandoverReceipt(person=one.receipt.person, at=Time(epoch(one.receipt.at)), number=one.receipt.number, sha256=one.receipt.sha256, same=one.same)  # fmt: skip
    return CaseHandover(
        id=strawberry.ID(one.id), kind=one.kind, label=_receiver(visit, one.kind).label, agency=one.agency, who=one.who, at=Time(epoch(one.at)),
        due=Time(epoch(one.due)), state=CaseHandoverState[one.state], overdue=one.overdue, sha256=one.sha256,
        gaps=[visit.say(Say(g["zh"], g["en"])) for g in one.gaps], note=one.note, receipt=receipt, reason=one.reason, changed_at=Time(epoch(one.changed)),
    )  # fmt: skip
