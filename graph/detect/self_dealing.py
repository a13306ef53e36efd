"""自融: a loan platform whose lenders' money goes to those who stand close to the platform itself.

A borrower may be tied to the platform by chance, through an agent's phone or a minor holding: such ties lead nowhere
here, distant ones say less, and one loan among hundreds says less than a platform that lends mostly to its own.
Whether lenders were told and agreed is for the person who reads the finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.scene import Scene
from graph.detect.ties import Ties, Way
from graph.finding import Finding, day, ranked, saying, yuan
from graph.kernels.arrays import I32, I64
from graph.ontology import ontology
from graph.say import Say
from graph.snapshot import NEVER

PLATFORM = Say("平台企业", "platform")
BORROWER = Say("借款方", "borrower")
BETWEEN = Say("关联环节", "between the two")
TO_WHOM = "APPLIES_FOR", "DEPOSITS"


@dataclass(frozen=True, slots=True)
class Lent:
    """Row i: a loan of a platform went to `end[i]`, who applied for it or is the account it was paid into."""

    platform: I32
    loan: I32
    end: I32
    at: I64  # epoch ms
    amount: I64  # fen, 0 where not stated
    filed: I32  # edge
    link: I32  # place in TO_WHOM
    edge: I32


@dataclass(frozen=True, slots=True)
class Case:
    """A platform's loans to one party. `share`: what went to all its own of what the platform lent."""

    platform: int
    party: int
    rows: I64
    way: Way
    sum: int
    share: float


def detect(scene: Scene, values: Values) -> Found:
    lent, ties = lending(scene), Ties.of(scene, values["stake"])
    cases = [case for case in related(scene, lent, ties, values) if case.sum >= values["least"] * 100]
    cases = sorted(cases, key=lambda case: -case.sum)
    cast = scene.cast(n for case in cases[:MOST] for n in (case.platform, case.party, *ties.stops(case.way)))
    return Found(ranked(_finding(scene, lent, ties, cast, case) for case in cases[:MOST]), len(cases) > MOST)


def lending(scene: Scene) -> Lent:
    """Loans that enterprises filed and that were granted before the scene's moment, by platform, then time."""
    snapshot = scene.snapshot
    at = snapshot.column("Loan", "paid_out").astype(np.int64)
    for name in ("raised_from", "created"):
        at = np.where(at == NEVER, snapshot.column("Loan", name).astype(np.int64), at)
    filed = np.full(snapshot.n, -1, np.int32)
    filed[snapshot.edges("FILED").target] = np.arange(len(snapshot.edges("FILED").target))
    filed[~(snapshot.is_kind("Loan") & (at < scene.until_ms))] = -1
    parts = []
    for code, link in enumerate(TO_WHOM):
        edges = snapshot.edges(link).take(snapshot.span(end=scene.until, link=link))
        loan, end = (edges.target, edges.source) if link == "APPLIES_FOR" else (edges.source, edges.target)
        k = np.flatnonzero(filed[loan] >= 0).astype(np.int32)
        parts.append((loan[k], end[k], np.full(len(k), code, np.int32), k))
    loan, end, link_, edge = (np.concatenate(column) for column in zip(*parts, strict=True))
    platform = snapshot.edges("FILED").source[filed[loan]]
    order = np.lexsort((at[loan], platform))
    loan = loan[order]
    amount = np.maximum(snapshot.column("Loan", "amount").astype(np.int64), 0)
    return Lent(platform[order], loan, end[order], at[loan], amount[loan], filed[loan], link_[order], edge[order])


def related(scene: Scene, lent: Lent, ties: Ties, values: Values) -> Iterator[Case]:
    """Parties that a way leads to from the platform whose loans they got; ties that had ended by then don't count."""
    for platform in np.unique(lent.platform).tolist():
        first, after = np.searchsorted(lent.platform, [platform, platform + 1]).tolist()
        mine = np.arange(first, after)
        ways = ties.ways(platform, int(values["hops"]), int(values["most"]), int(lent.at[mine[0]]))
        parties: dict[int, list[int]] = {}
        for row in mine.tolist():
            way = ways.get(int(lent.end[row]))
            if way is not None and (ties.end[list(way.ties)] >= lent.at[row]).all():
                owner = int(scene.owner[lent.end[row]])
                parties.setdefault(owner if owner >= 0 else int(lent.end[row]), []).append(row)
        own = _sum(lent, np.array([row for some in parties.values() for row in some], np.int64))
        for party, some in parties.items():
            way = max((ways[int(lent.end[row])] for row in some), key=lambda way: way.strength)
            rows = np.array(some)
            yield Case(platform, party, rows, way, _sum(lent, rows), own / max(1, _sum(lent, mine)))


def _sum(lent: Lent, rows: I64) -> int:
    """Fen of the rows' loans, each once."""
    _, first = np.unique(lent.loan[rows], return_index=True)
    return int(lent.amount[rows][first].sum())


def _finding(scene: Scene, lent: Lent, ties: Ties, cast: Cast, case: Case) -> Finding:
    rows, (platform, party) = case.rows, scene.snapshot.ids([case.platform, case.party])
    loans = np.unique(lent.loan[rows])
    between = [i for i in scene.snapshot.ids(ties.stops(case.way)) if i not in (platform, party)]
    lenders = scene.snapshot.edges("BIDS").source[np.isin(scene.snapshot.edges("BIDS").target, loans)]
    late = int((scene.snapshot.column("Loan", "overdue_days")[loans] > 0).sum())
    links = [
        *ties.links(scene, case.way), *scene.links(np.unique(lent.filed[rows]), "FILED"),
        *(i for code, link in enumerate(TO_WHOM) for i in scene.links(lent.edge[rows[lent.link[rows] == code]], link)),
    ]  # fmt: skip
    score = 0.1 + 0.4 * case.way.strength + 0.3 * min(1.0, 2 * case.share) + 0.2 * min(1.0, len(loans) / 5)
    start, end = int(lent.at[rows].min()), int(lent.at[rows].max())
    return Finding(
        "self-dealing",
        (cast.subject(platform, PLATFORM), cast.subject(party, BORROWER), *(cast.subject(i, BETWEEN) for i in between)),
        tuple(links[:SHOWN]), start, end, float(score),
        saying(
            "平台 {a} 自{since}起有 {n} 个项目共{sum}借给 {b}，借款方与平台经{hops}层关联：{way}；该平台放款的 {share} 流向此类关联方。",
            "Platform {a} lent {sum} in {n} loan(s) from {since} to {b}, who is {hops} tie(s) away from it: {way}; {share} of its loans went to its own.",
            a=cast.captions[platform], b=cast.captions[party], since=day(start), n=len(loans), sum=yuan(case.sum),
            hops=len(case.way.ties), way=_told(scene, ties, cast, case), share=f"{case.share:.0%}",
        ),
        {
            "loans": len(loans), "sum": case.sum, "hops": len(case.way.ties), "strength": round(case.way.strength, 4), "share": round(case.share, 4),
            "lenders": len(np.unique(lenders)), "overdue": late, "links": len(links),
        },
        key=f"{platform} {party}",
    )  # fmt: skip


def _told(scene: Scene, ties: Ties, cast: Cast, case: Case) -> Say:
    """The way in words: one, what ties it to the next, the next."""
    names = [cast.captions[i] for i in scene.snapshot.ids([case.platform, *ties.stops(case.way)])]
    labels = [ontology().link(ties.link[ties.type[k]]).label for k in case.way.ties]
    return Say(*(names[0] + "".join(f" —{label[i]}— {name}" for label, name in zip(labels, names[1:], strict=True)) for i in (0, 1)))  # fmt: skip


DETECTOR = Detector(
    "self-dealing",
    Say("自融", "self-dealing of a loan platform"),
    Say(
        "平台将出借人资金借给与自身关联的企业或个人",
        "a platform lends its lenders' money to enterprises or persons close to itself",
    ),
    (
        Param("hops", Say("最多关联层数", "most ties between"), 3, 1, 6, ""),
        Param("stake", Say("最低持股比例", "least holding that counts"), 0.05, 0, 1, ""),
        Param("most", Say("单一标识最多关联数", "most ties of what lies between"), 30, 2, 100_000, ""),
        Param("least", Say("起点金额", "least amount"), 0, 0, 1e12, "CNY"),
    ),
    detect,
)
