"""分散汇集: a sum is given to many, and within days all of them pass it to one other.

A payroll agent pays many who then pay one landlord or one shop: month after month the same people, and not what each
was given. What tells is that each passes on just what it got, soon, and that they stand close to each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import DAY, HOUR, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.parties import Parties, by_money, told
from graph.detect.related import Related
from graph.detect.scene import Scene
from graph.finding import Finding, day, duration, ranked, saying, yuan
from graph.kernels.arrays import I32, Transfers
from graph.kernels.scatter import scatter_gather
from graph.kernels.spans import rows
from graph.say import Say

SOURCE = Say("分散方", "scatters")
SINK = Say("汇集方", "gathers")
MIDDLE = Say("中间户", "between")
CAP = 1_000  # payments of a middle that are looked at
ASKED = 100  # middles asked for their ties
MONTH = 30 * DAY // 1000
REGULAR = 2  # earlier months in which the same people were paid: wages


@dataclass(frozen=True, slots=True)
class Spread:
    """What one gave to many and they gave to one."""

    source: int
    sink: int
    middles: I32
    out: I32  # transfers to the middles
    into: I32  # transfers from them
    even: float  # share of middles that passed on what they got
    hold: int  # ms, on average by money
    regular: int  # earlier months in which most of them were paid by the same


def detect(scene: Scene, values: Values) -> Found:
    parties = Parties(scene)
    t = parties.transfers
    window, tolerance = int(values["window"] * DAY // 1000), values["tolerance"]
    found = scatter_gather(t, window, int(values["middles"]), tolerance, CAP)
    order = [k for k in np.argsort(-found.paid, kind="stable").tolist() if found.paid[k] >= values["least"] * 100]
    spreads = []
    for k in order[:MOST]:
        out, into = (side.item[side.start[k] : side.start[k + 1]] for side in (found.out, found.into))
        spreads.append(spread(t, out, into, tolerance))
    related = Related(parties, int(values["hops"]), int(values["most"]))
    cast = scene.cast([n for s in spreads for n in (s.source, s.sink, *s.middles[:SHOWN])])
    findings = (_finding(parties, related, cast, s, values) for s in spreads)
    return Found(ranked(findings), found.truncated or len(order) > MOST)


def spread(t: Transfers, out: I32, into: I32, tolerance: float) -> Spread:
    """What the two legs say."""
    source, sink, middles = int(t.source[out[0]]), int(t.target[into[0]]), np.unique(t.target[out])
    got, gave = np.zeros(len(middles)), np.zeros(len(middles))
    np.add.at(got, np.searchsorted(middles, t.target[out]), t.amount[out])
    np.add.at(gave, np.searchsorted(middles, t.source[into]), t.amount[into])
    left, came = (float(np.average(t.at[side], weights=t.amount[side])) for side in (out, into))
    even = np.abs(gave - got) <= tolerance * got
    return Spread(
        source, sink, middles, out, into, float(even.mean()), max(0, round((came - left) * 1000)),
        months(t, source, middles, int(t.at[out[0]])),
    )  # fmt: skip


def months(t: Transfers, source: int, middles: I32, begin: int) -> int:
    """Months before `begin` (seconds) in which the source paid at least half of the middles."""
    paid = rows(t.out, np.array([source]))[1]
    paid = paid[(t.at[paid] < begin) & np.isin(t.target[paid], middles)]
    pairs = np.unique((begin - 1 - t.at[paid].astype(np.int64)) // MONTH << 32 | t.target[paid])
    return int((np.unique(pairs >> 32, return_counts=True)[1] * 2 >= len(middles)).sum())


def _finding(parties: Parties, related: Related, cast: Cast, s: Spread, values: Values) -> Finding:
    scene, t = parties.scene, parties.transfers
    moved = np.sort(np.concatenate([s.out, s.into]))
    start, end = int(t.at[moved[0]]) * 1000, int(t.at[moved[-1]]) * 1000
    paid, received = int(t.amount[s.out].sum()), int(t.amount[s.into].sum())
    circle = {s.source, s.sink, *s.middles.tolist()}
    asked = s.middles[:ASKED]
    bonds = [related.to(np.array([m], np.int32), start) for m in asked.tolist()]
    near = float(np.mean([max((b.strength for n, b in to.items() if n in circle), default=0.0) for to in bonds]))
    quick = 1 - min(1.0, s.hold / (values["window"] * DAY))
    score = 0.15 + 0.25 * s.even + 0.15 * quick + 0.3 * near + 0.15 * min(1.0, len(s.middles) / 20)
    subjects = told(cast, scene, [
        (SOURCE, [s.source]), (SINK, [s.sink]), (MIDDLE, by_money(t.target[s.out], t.amount[s.out], 20)),
    ])  # fmt: skip
    ends = scene.snapshot.ids([s.source, s.sink])
    return Finding(
        "smurfing", subjects, scene.links(moved[:SHOWN]), start, end, score * (0.3 if s.regular >= REGULAR else 1.0),
        saying(
            "{a}自{since}起 {days} 天内付给 {n} 个中间户{paid}，平均{hold}后汇入 {b} 共{received}，偏差 {gap:.1%}；{even:.0%} 的中间户原数转出{near}{regular}。",
            "{a} paid {paid} to {n} parties within {days} day(s) from {since}, who after {hold} on average paid {b} {received}, {gap:.1%} apart; "
            "{even:.0%} of them passed on what they got{near}{regular}.",
            a=cast.captions[ends[0]], b=cast.captions[ends[1]], since=day(start), days=(end - start) // DAY + 1, n=len(s.middles), paid=yuan(paid),
            hold=duration(max(s.hold, HOUR // 60)), received=yuan(received), gap=abs(received - paid) / max(1, paid), even=s.even,
            near=Say("；中间户之间或与两端有关联", "; they are tied to each other or to either end") if near >= 0.2 else Say("", ""),
            regular=Say(f"；此前 {s.regular} 个月同样付款，可能是发薪", f"; so it did in {s.regular} months before, perhaps as wages") if s.regular >= REGULAR else Say("", ""),
        ),
        {
            "middles": len(s.middles), "paid": paid, "received": received, "even": round(s.even, 4), "hold": s.hold, "nearness": round(near, 4),
            "regular": s.regular, "links": len(moved),
        },
        key=",".join(ends),
    )  # fmt: skip


DETECTOR = Detector(
    "smurfing",
    Say("分散汇集", "scatter and gather"),
    Say(
        "一方把款项分给多个中间户，数日内又汇入同一方",
        "one pays many, and within days they pay one other the same in all",
    ),
    (
        Param("window", Say("时段", "window"), 3, 0.01, 366, "d"),
        Param("middles", Say("最少中间户", "least parties between"), 5, 2, 1e6, ""),
        Param("tolerance", Say("金额偏差", "sums differ by at most"), 0.05, 0, 1, ""),
        Param("least", Say("起点金额", "least amount"), 50_000, 0, 1e12, "CNY"),
        Param("hops", Say("关联层数", "ties between the two"), 2, 1, 6, ""),
        Param("most", Say("共用者上限", "most that may share one thing"), 20, 2, 1000, ""),
    ),
    detect,
)
