"""The evidence matrix of a case by GraphQL: each cell with what speaks for and against, by whom, and what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import strawberry
from strawberry.types import Info

from api.schema.behind import Behind
from api.schema.fields import done, visit_of, words
from api.schema.findings import Finding
from api.schema.kinds import Entity
from api.schema.scalars import Time, epoch
from api.schema.subjects import there
from graph.case.elements import table
from graph.ops.evidence import ELEMENTS, SIDES, Evidence, Piece, Words

CaseElement = words("CaseElement", ELEMENTS, "要件 · an element of the offence")
EvidenceSide = words("EvidenceSide", SIDES, "证明或反证 · for or against")


@strawberry.type(
    description="证据一条，不可更改，撤回另写一条 · one piece of evidence; it is taken back by a later row"
)
class CaseEvidence:
    seq: int
    element: CaseElement
    side: EvidenceSide
    text: str
    subject: strawberry.ID | None = strawberry.field(
        description="所据主体、关系或发现 · the entity, link or finding that shows it"
    )
    said: str = strawberry.field(description="材料原句 · the sentence of a text, where one says it")
    who: str
    at: Time
    proposal: str | None = strawberry.field(
        description="由程序线索采纳而来时，该线索的编号 · the proposal of the program that was taken over"
    )
    _behind: strawberry.Private[Behind]

    @strawberry.field(
        description="所据主体；不是主体或无权查看时为空 · the entity that shows it; null where it is none, or not yours to see"
    )
    def entity(self) -> Entity | None:
        return self._behind.entities.get(str(self.subject))

    @strawberry.field(
        description="所据发现；不是发现或已不再成立时为空 · the finding that shows it; null where it is none, or no longer in force"
    )
    def finding(self) -> Finding | None:
        return self._behind.findings.get(str(self.subject))


@strawberry.input(description="放入证据矩阵的一条 · what is put into a cell")
class EvidenceGiven:
    element: CaseElement
    side: EvidenceSide
    text: str
    subject: strawberry.ID | None = None
    said: str = ""
    proposal: str | None = None


@strawberry.type(
    description="要件一行：法律依据，及两栏空缺时应补什么 · a row of the matrix: where it stands in law, and what to fetch for an empty cell"
)
class CaseElementRow:
    element: CaseElement
    label: str
    law: str
    ask_for: str
    ask_against: str


@strawberry.type
class Evidenced:
    """What a case has of evidence."""

    @strawberry.field(description="证据矩阵的各行 · the rows of the matrix")
    def elements(self, info: Info) -> list[CaseElementRow]:
        say, known = visit_of(info).say, table().elements
        return [
            CaseElementRow(
                element=CaseElement[name], label=say(label), law=say(known[name].law),
                ask_for=say(known[name].ask["for"]), ask_against=say(known[name].ask["against"]),
            )
            for name, label in ELEMENTS.items()
        ]  # fmt: skip

    @strawberry.field(description="证据，先入在前 · its evidence, in the order in which it was put in")
    def evidence(self, info: Info) -> list[CaseEvidence]:
        return _pieces(info, _evidence(info).of(str(self.id)))

    @strawberry.field(
        description="未采纳的线索及理由 · proposals that were not taken over, each with the reason as its text"
    )
    def evidence_dismissed(self, info: Info) -> list[CaseEvidence]:
        return _pieces(info, _evidence(info).dismissed(str(self.id)))


@strawberry.type
class Evidencing:
    @done(
        "cases", "放入一条证据，或采纳程序线索 · put evidence into a cell, one's own or a proposal that one takes over"
    )
    def add_evidence(self, info: Info, id: strawberry.ID, given: EvidenceGiven) -> CaseEvidence:
        visit = visit_of(info)
        evidence = _evidence(info)
        evidence.of(str(id))  # whose case it is not is told so, and nothing of what there is
        if given.subject is not None:
            there(visit, [str(given.subject)])
        return _pieces(info, [evidence.add(str(id), _words(given))])[0]

    @done("cases", "不采纳程序线索，写明理由 · a proposal of the program is no evidence, and why")
    def dismiss_evidence(self, info: Info, id: strawberry.ID, given: EvidenceGiven, reason: str) -> CaseEvidence:
        return _pieces(info, [_evidence(info).dismiss(str(id), _words(given), reason)])[0]

    @done("cases", "撤回证据或撤回不采纳，原文仍可查 · take evidence or a dismissal back; that it was there stays")
    def remove_evidence(self, info: Info, id: strawberry.ID, seq: int, reason: str) -> CaseEvidence:
        return _pieces(info, [_evidence(info).remove(str(id), seq, reason)])[0]


def _evidence(info: Info) -> Evidence:
    return Evidence(visit_of(info).ops)


def _words(given: EvidenceGiven) -> Words:
    element: Any = given.element
    side: Any = given.side
    return Words(
        element.value, side.value, given.text, given.subject and str(given.subject), given.said, given.proposal
    )


def _pieces(info: Info, made: Sequence[Piece]) -> list[CaseEvidence]:
    behind = Behind(visit_of(info), [one.subject for one in made if one.subject])
    return [
        CaseEvidence(
            seq=one.seq, element=CaseElement[one.element], side=EvidenceSide[one.side], text=one.text,
            subject=None if one.subject is None else strawberry.ID(one.subject), said=one.said, who=one.who, at=Time(epoch(one.at)),
            proposal=one.proposal, _behind=behind,
        )
        for one in made
    ]  # fmt: skip
