"""Entity resolution by GraphQL: pairs to judge blind, both sides compared, and what the scorer thought once that is done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry
from strawberry.types import Info

from api import pairs
from api.overview import CHINA
from api.schema.decisions import BASIS, REASON, Answer, JudgedSide, Judgement, told_judgement
from api.schema.fields import asked, done, page, short, visit_of, words
from api.schema.kinds import KindName
from api.schema.pages import Connection, connection
from api.schema.provenance import plain
from api.schema.scalars import Json, Long
from api.schema.subjects import there
from api.visit import Visit
from graph.judged import Judgement as Said
from graph.lake import table_of
from graph.ops.written import NOTE
from graph.study.named import captions
from ingest.match.review import agreements
from ingest.match.scorer import MERGED, REVIEW

Likeness = words("Likeness", pairs.STATES, "两方的同一项是否相同 · whether both say the same")


@strawberry.type(
    description="两方的同一项；按全值比较，脱敏显示 · one property of both: compared in full, shown masked"
)
class PairProperty:
    property: str
    label: str
    type: str = strawberry.field(description="值的种类，amount 为分 · the kind of value; of an amount it is fen")
    left: Json | None
    right: Json | None
    state: Likeness


@strawberry.type(description="两方的关联；shared 为共有 · what both are linked to, and what they share")
class PairNeighbours:
    link: str
    label: str
    kind: KindName
    kind_label: str
    left: Long
    right: Long
    shared: Long
    names: list[str] = strawberry.field(description="部分共有者的名称 · some of those shared")


@strawberry.type(description="来源文件与行数 · a file, and how many of its rows speak of this side")
class PairFile:
    file: str
    rows: Long


@strawberry.type
class PairSide:
    id: strawberry.ID
    kind: KindName
    caption: str
    rows: Long
    first: str | None = strawberry.field(description="最早一行载入的时间 · when the first row came in")
    files: list[PairFile]


@strawberry.type(description="待判定的一对；不含评分 · a pair to judge; nothing here tells the score")
class PairToJudge:
    left: JudgedSide
    right: JudgedSide
    alike: list[str] = strawberry.field(description="一致的项 · properties that are alike")
    differ: list[str] = strawberry.field(description="不同的项 · properties that differ")


@strawberry.type(description="若判为同一 · what saying that they are one would do; it can be taken back")
class PairMoves:
    links: Long = strawberry.field(description="改归左方的关系 · links that become the left one's")
    rows: Long = strawberry.field(description="改归左方的来源行 · rows that become the left one's")
    findings: Long | None = strawberry.field(description="涉及双方的发现，无权为空 · findings about either; null without the right")  # fmt: skip
    cases: Long | None = strawberry.field(description="本人可见的涉及案件 · the asker's cases that hold either")
    needs: str | None = strawberry.field(description="须写明依据的原因 · why it takes a basis")
    refused: bool = strawberry.field(
        description="与已有的“不同”冲突，不会采用 · a “different” in force speaks against it"
    )


@strawberry.type(description="评分的一条理由 · one reason of the score, with the log-odds that it gave")
class PairReason:
    what: str
    words: str
    gave: float | None


@strawberry.type(
    description="作答之后才有的：系统评分与理由 · told only to whoever has answered: the score and its reasons"
)
class PairVerdict:
    judgement: Judgement
    score: float
    band: str = strawberry.field(description="merged 合并, review 待复核, apart 不同")
    reasons: list[PairReason]
    agrees: bool | None = strawberry.field(description="与系统是否一致，存疑为空 · whether the scorer leans the same way; null for unsure")  # fmt: skip


@strawberry.type(description="两方逐项比较 · both sides, compared")
class PairCompared:
    left: PairSide
    right: PairSide
    properties: list[PairProperty]
    neighbours: list[PairNeighbours]
    moves: PairMoves | None = strawberry.field(description="已是同一主体则为空 · null where they are one already")
    verdict: PairVerdict | None = strawberry.field(description="本人作答之前为空 · null before the asker has answered")


@strawberry.type(description="与另一评审人的一致性 · how the asker agrees with another reviewer")
class ReviewerAgreement:
    other: str
    pairs: Long
    agreed: Long
    kappa: float | None


@strawberry.type
class Reviewing:
    waiting: Long = strawberry.field(description="待判定 · pairs that wait for the asker")
    today: Long = strawberry.field(description="今日已判（东八区） · answered today, China's time")
    agreement: list[ReviewerAgreement]


@strawberry.type
class Resolving:
    @asked("judge", "待判定的成对主体，次序因人而异，不含评分 · pairs that wait for the asker, in an order of their own, without scores")  # fmt: skip
    def pairs_to_judge(self, info: Info, kind: KindName | None = None, first: int | None = None, after: str | None = None) -> Connection[PairToJudge]:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        made = pairs.waiting(visit, kind and kind.name)
        shown = made[start : start + size]
        visit.note("review", "match", shown=len(shown))
        ids = {one for p in shown for one in (p.left, p.right)}
        rows, names = pairs.rows_of(visit.system.lake, ids), captions(visit.system.lake, ids)
        return connection([_waits(visit, p.left, p.right, rows, names) for p in shown], start, len(made))

    @asked("judge", "一对主体的比较；作答后附评分 · both sides of a pair; with the score once the asker has answered")
    def pair_to_judge(self, info: Info, left: strawberry.ID, right: strawberry.ID) -> PairCompared:
        visit, one, other = visit_of(info), str(left), str(right)
        kind = pairs.checked(visit, one, other)
        there(visit, [one, other])
        lake = pairs.lake_of(visit, one, other)
        rows = pairs.rows_of(lake, [one, other])
        visit.note("compare", one, other=other)
        said = pairs.answered(visit, one, other)
        united = visit.system.snapshot().number(one) == visit.system.snapshot().number(other)
        sides = [_side(pairs.side(lake, each)) for each in (one, other)]
        return PairCompared(
            left=sides[0], right=sides[1], properties=[_property(visit, c) for c in pairs.compared(visit, kind, rows.get(one, {}), rows.get(other, {}))],
            neighbours=[_neighbours(visit, b) for b in pairs.beside(visit, one, other)], moves=None if united else _moves(visit, one, other),
            verdict=said and _verdict(visit, said),
        )  # fmt: skip

    @asked("judge", "评审进度与一致性 · how far the asker's reviewing is, and how they agree with others")
    def reviewing(self, info: Info) -> Reviewing:
        visit = visit_of(info)
        said, who = visit.ops.judgements(), visit.actor.who
        day = datetime.now(CHINA).date()
        mine = [j for j in said if j.who == who and not j.gone and datetime.fromisoformat(j.at).astimezone(CHINA).date() == day]  # fmt: skip
        both = [a for a in agreements(said) if who in (a.one, a.other)]
        return Reviewing(
            waiting=Long(len(pairs.waiting(visit))), today=Long(len(mine)),
            agreement=[
                ReviewerAgreement(other=a.other if a.one == who else a.one, pairs=Long(a.pairs), agreed=Long(a.agreed), kappa=a.kappa) for a in both
            ],
        )  # fmt: skip


@strawberry.type
class Answering:
    @done("judge", "盲评作答，随后告知评分，可撤销 · answer a pair without having seen its score, which is told then; it can be taken back")  # fmt: skip
    def judge_pair(self, info: Info, left: strawberry.ID, right: strawberry.ID, answer: Answer, reason: str, basis: str | None = None) -> PairVerdict:  # fmt: skip
        visit, why = visit_of(info), short(reason, NOTE, REASON)
        basis = short(basis, NOTE, BASIS) if basis else None
        pairs.checked(visit, str(left), str(right))
        there(visit, [str(left), str(right)])
        seq, _ = pairs.answer(visit, str(left), str(right), answer.value, why, basis)
        return _verdict(visit, next(j for j in visit.ops.judgements() if j.seq == seq))


def _waits(visit: Visit, left: str, right: str, rows: Any, names: Any) -> PairToJudge:
    kind = table_of(left)
    found = pairs.compared(visit, kind, rows.get(left, {}), rows.get(right, {}))  # type: ignore[arg-type]

    def those(state: str) -> list[str]:
        return [visit.say(c.prop.label) for c in found if c.state == state]

    sides = [JudgedSide(id=strawberry.ID(one), kind=KindName[kind.name], caption=names[one]) for one in (left, right)]
    return PairToJudge(left=sides[0], right=sides[1], alike=those("eq"), differ=those("neq"))


def _side(s: pairs.Side) -> PairSide:
    files = [PairFile(file=name, rows=Long(n)) for name, n in sorted(s.files.items(), key=lambda one: -one[1])]
    return PairSide(
        id=strawberry.ID(s.id), kind=KindName[table_of(s.id).name], caption=s.caption, rows=Long(sum(s.files.values())), first=s.first, files=files[:20]
    )  # fmt: skip


def _property(visit: Visit, c: pairs.Compared) -> PairProperty:
    return PairProperty(property=c.prop.name, label=visit.say(c.prop.label), type=c.prop.type, left=plain(c.left), right=plain(c.right), state=Likeness[c.state])  # fmt: skip


def _neighbours(visit: Visit, b: pairs.Beside) -> PairNeighbours:
    return PairNeighbours(
        link=b.link.name, label=visit.say(b.link.label), kind=KindName[b.kind.name], kind_label=visit.say(b.kind.label), left=Long(b.left),
        right=Long(b.right), shared=Long(b.shared), names=list(b.names),
    )  # fmt: skip


def _moves(visit: Visit, left: str, right: str) -> PairMoves:
    m = pairs.moves(visit, left, right)
    return PairMoves(
        links=Long(m.links), rows=Long(m.rows), findings=None if m.findings is None else Long(m.findings), cases=None if m.cases is None else Long(m.cases),
        needs=m.needs and visit.say(m.needs), refused=m.refused,
    )  # fmt: skip


def _verdict(visit: Visit, said: Said) -> PairVerdict | None:
    """What the scorer thought, as it was kept with the answer; nothing where the answer was given without it."""
    if said.score is None:
        return None
    band, told = str(said.reasons.get("band", REVIEW)), said.reasons.get("told", [])
    leans = band == MERGED or (band == REVIEW and said.score >= 0.5)
    return PairVerdict(
        judgement=told_judgement(visit, said.seq), score=said.score, band=band,
        reasons=[PairReason(what=r["what"], words=r[visit.lang], gave=r["gave"]) for r in told],
        agrees=None if said.answer == "unsure" else leans == (said.answer == "same"),
    )  # fmt: skip
