"""What a finding's score rests on: how it went from run to run, and what it would be if a line were not there."""

from __future__ import annotations

from threading import BoundedSemaphore

import strawberry
from strawberry.types import Info

from api.schema.fields import AskedError, asked, visit_of
from api.schema.gathered import seen
from api.schema.kinds import LinkType
from api.schema.scalars import Long, Time, epoch
from api.schema.subjects import there
from api.visit import Visit
from graph.detect import DETECTORS
from graph.finding import Finding
from graph.ops.triage import Triage
from graph.say import Say
from graph.study.around import linked
from graph.study.without import Unasked, without

AT_WORK, WAIT = BoundedSemaphore(2), 20.0  # detectors run again at once; seconds that one more waits


@strawberry.type(description="发现的分数在某次运行中有变 · a run in which a finding had another score than before")
class ScoreStep:
    at: Time
    score: float
    seq: Long = strawberry.field(description="当时数据湖日志序号 · the entry of the lake's log that it saw")


@strawberry.type(
    description="去掉一条线后的分数：同一规则、同一参数在其余数据上重算 · the score by the same rule and parameters on all data but one line"
)
class ScoreWithout:
    score: float = strawberry.field(description="现在的分数 · as it is")
    taken: Long = strawberry.field(description="这条线代表的关系笔数 · how many links the line stands for")
    left: float | None = strawberry.field(
        description="去掉后的分数；不再成立或不能重算时为空 · without it; null where nothing is found any more, or where it can't be computed"
    )
    gone: bool = strawberry.field(description="去掉后不再成立 · without it there is no such finding")
    why_not: str | None = strawberry.field(description="不能重算的原因 · why it can't be computed")


@strawberry.type
class Weighing:
    @asked("findings", "发现的分数历次变化，早的在前 · how a finding's score went, the first run first")
    def score_history(self, info: Info, id: strawberry.ID) -> list[ScoreStep]:
        visit = visit_of(info)
        there(visit, [str(id)])
        return [ScoreStep(at=Time(epoch(one.at)), score=one.score, seq=Long(one.seq)) for one in Triage(visit.ops).scores(str(id))]  # fmt: skip

    @asked(
        "findings",
        "去掉自 fromId 至 toId 的一种关系，发现的分数是多少；只重算，不写入 · a finding's score without all links of a type from one to the other; nothing is written",
    )
    def score_without(self, info: Info, finding: strawberry.ID, from_id: strawberry.ID, to_id: strawberry.ID, link: LinkType) -> ScoreWithout:  # fmt: skip
        visit = visit_of(info)
        there(visit, [str(finding)])
        made = visit.ops.finding(str(finding))
        if made is None:
            raise AskedError(Say("没有此发现", "no such finding"))
        visit.note("score-without", str(finding), link=link.name)
        try:
            taken, left = _left(visit, made, str(from_id), str(to_id), link.name)
        except Unasked as error:
            return ScoreWithout(score=made.score, taken=Long(0), left=None, gone=False, why_not=visit.say(error.what))
        return ScoreWithout(score=made.score, taken=Long(taken), left=left, gone=left is None, why_not=None)


def _left(visit: Visit, made: Finding, source: str, target: str, link: str) -> tuple[int, float | None]:
    """How many links the line stands for, and the score without them."""
    detector = next((d for d in DETECTORS if d.name == made.detector), None)
    if detector is None:
        raise Unasked(Say("模型的分数不能去掉一条线重算", "a model's score can't be computed without a line"))
    s = visit.system.snapshot()
    ends = tuple(s.find(one) if seen(visit, one) else None for one in (source, target))
    (meant,) = linked(s, frozenset({link})) or (None,)
    if meant is None or ends[0] is None or ends[1] is None:
        raise Unasked(Say("此二者之间没有这种关系", "there is no such link from one to the other"))
    seq, values = visit.ops.ran()[made.detector]
    if seq != len(visit.system.lake.events()):
        raise Unasked(
            Say("检测之后数据有变，请先重新检测", "data has changed since it was detected; detect again first")
        )
    if not AT_WORK.acquire(timeout=WAIT):
        raise Unasked(Say("正在重算其他发现，请稍后再试", "other scores are being computed; try again shortly"))
    try:
        found = without(
            visit.system.view, s, detector, {**detector.values({}), **values}, made, meant, (ends[0], ends[1])
        )
    finally:
        AT_WORK.release()
    return found.taken, found.score
