"""新钱还旧钱: earlier payers are paid out of what later ones pay in, because there is little other income.

A shop gives money back too, but each buyer once and few of them; a broker pays all of it out again and nobody else;
banks, insurers and private funds do the same as a scheme under a licence. Told apart are: how many are paid and how
often, what other income could have paid for it, how much they gain a year, how much leaves to third parties, and
whether those who took the money are licensed to. One that collects on several parties' accounts and pays from
another's is one hub.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import DAY, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.law import laws
from graph.detect.licences import licensed_until
from graph.detect.parties import Parties, by_money, covered, moves, told
from graph.detect.scene import Scene
from graph.finding import Finding, day, ranked, saying, yuan
from graph.kernels.arrays import I32, I64
from graph.kernels.returns import returns
from graph.say import Say

TAKES = Say("收款方", "takes the money")
PAYS = Say("付款方", "pays it back")
TAKING = Say("收款账户", "account that takes it")
PAYING = Say("付款账户", "account that pays it back")
YEAR = 365 * 86_400
SMALL = 0.25  # of what is held for a party: what is paid to it in one sum and is no more leaves its money untouched
LOW, HIGH = 0.06, 0.24  # gain a year that says nothing, and that says all it can
MANY = 150  # people
HALF = SHOWN // 2


@dataclass(frozen=True, slots=True)
class Hub:
    """What a hub took and paid, fen. `good`: windows that the public's money paid for."""

    node: int
    payers: int
    payees: int
    often: int
    taken: int
    fresh: int
    paid: int
    gain: int
    other: int
    gone: int
    rate: float  # gain a year, of what it held for them
    good: int
    fed: float  # share of what it paid that was paid in those windows

    @property
    def score(self) -> float:
        """As if nobody were licensed."""
        people, yield_ = min(1.0, self.payees / MANY), (self.rate - LOW) / (HIGH - LOW)
        leaves = min(1.0, 2 * self.gone / max(1, self.taken))
        weight = (
            0.15 + 0.2 * people + 0.25 * min(1.0, max(0.0, yield_)) + 0.25 * self.fed + 0.15 * self.often / self.payees
        )
        return weight * (0.4 + 0.6 * leaves)


@dataclass(frozen=True, slots=True)
class Story:
    """The transfers of the public with a hub, and the parties and accounts that made them by role.

    `licensed`: share of what it paid in that went to parties licensed at the time.
    """

    hub: Hub
    into: I32
    back: I32
    licensed: float
    roles: tuple[tuple[Say, list[int]], ...]


def detect(scene: Scene, values: Values) -> Found:
    parties = Parties(scene)
    found = sorted(hubs(parties, values), key=lambda h: (-h.score, h.node))
    until = licensed_until(scene, laws()["new-pays-old"].licences)
    stories = [story(parties, h, until) for h in found[:MOST]]
    cast = scene.cast([n for s in stories for n in (s.hub.node, *(n for _, nodes in s.roles for n in nodes))])
    return Found(ranked(_finding(parties, cast, s, values) for s in stories), len(found) > MOST)


def hubs(parties: Parties, values: Values) -> Iterable[Hub]:
    """Hubs of which the public's money pays for the public's returns in enough windows."""
    r = returns(parties.between_hubs, parties.public, int(values["window"] * DAY // 1000), SMALL, int(values["payees"]))
    w = r.windows
    good = (w.paid > 0) & (w.paid <= values["cover"] * (w.fresh + w.more)) & (w.other < values["other"] * w.paid)
    for k in range(len(r.hub)):
        span = slice(int(r.start[k]), int(r.start[k + 1]))
        fresh, more, other, paid, gain = (int(c[span].sum()) for c in (w.fresh, w.more, w.other, w.paid, w.gain))
        often, payees = int(r.often[k]), int(r.payees[k])
        if good[span].sum() >= values["windows"] and often >= values["often"] * payees:
            yield Hub(
                int(r.hub[k]), int(r.payers[k]), payees, often, fresh + more, fresh, paid, gain, other, int(r.gone[k]),
                float(gain * YEAR / max(1.0, r.held[k])), int(good[span].sum()),
                float(w.paid[span][good[span]].sum() / max(1, paid)),
            )  # fmt: skip


def story(parties: Parties, hub: Hub, until: I64) -> Story:
    """What stands behind a hub's figures."""
    t, raw, members = parties.transfers, parties.scene.transfers, parties.members
    into, out = moves(t, members.item[members.start[hub.node] : members.start[hub.node + 1]])
    into, out = into[parties.public[t.source[into]]], out[parties.public[t.target[out]]]
    payer, place = np.unique(t.source[into], return_index=True)
    back = out[np.isin(t.target[out], payer)]
    back = back[into[place[np.searchsorted(payer, t.target[back])]] < back]
    taking, paying = t.amount[into], t.amount[back]
    return Story(hub, into, back, covered(t, into, until), (
        (TAKES, by_money(t.target[into], taking)), (PAYS, by_money(t.source[back], paying)),
        (TAKING, by_money(raw.target[into], taking)), (PAYING, by_money(raw.source[back], paying)),
    ))  # fmt: skip


def _finding(parties: Parties, cast: Cast, story: Story, values: Values) -> Finding:
    h, scene, into, back = story.hub, parties.scene, story.into, story.back
    start, end = int(scene.transfers.at[into[0]]) * 1000, int(scene.transfers.at[back[-1]]) * 1000
    subjects, by_licence = told(cast, scene, story.roles), story.licensed
    several = sum(s.role in (TAKES, PAYS) for s in subjects)
    return Finding(
        "new-pays-old", subjects, scene.links([*back[:HALF], *into[:HALF]]), start, end,
        h.score * (1 - 0.8 * by_licence),
        saying(
            "{a}{several}自{since}起收 {payers} 人共{taken}，付给其中 {payees} 名早期参与人{paid}；{good} 个时段（每段{window}天）的付款未超过同期参与人投入，其他收入不足其{other:.0%}；"
            "同期其他收入合计{income}，收益折年率约 {rate:.1%}{licence}。",
            "{a}{several} took {taken} from {payers} people since {since} and paid {paid} to {payees} of them who had come earlier; in {good} periods of {window} "
            "days that was no more than the public paid in meanwhile, and other income was below {other:.0%} of it; other income was {income} in all, "
            "gains come to about {rate:.1%} a year{licence}.",
            a=cast.captions[subjects[0].id], several=Say(f"等 {several} 方", f" and {several - 1} other(s)") if several > 1 else Say("", ""),
            since=day(start), payers=h.payers, taken=yuan(h.taken), payees=h.payees, paid=yuan(h.paid), good=h.good, window=f"{values['window']:g}",
            other=values["other"], income=yuan(h.other), rate=h.rate,
            licence=Say(f"；{by_licence:.0%} 由持牌方收取", f"; {by_licence:.0%} was taken by licensed parties") if by_licence else Say("", ""),
        ),
        {
            "payers": h.payers, "payees": h.payees, "often": h.often, "taken": h.taken, "fresh": h.fresh, "paid": h.paid, "gain": h.gain,
            "other_income": h.other, "gone": h.gone, "rate": round(h.rate, 4), "windows": h.good, "fed": round(h.fed, 4),
            "licensed": round(by_licence, 4), "parties": several, "links": len(into) + len(back),
        },
        key=scene.snapshot.ids([h.node])[0],
    )  # fmt: skip


DETECTOR = Detector(
    "new-pays-old",
    Say("新钱还旧钱", "new money pays old"),
    Say(
        "向早期参与人的付款来自同期参与人的投入，而不是经营收入",
        "earlier participants are paid out of what participants pay in meanwhile, not out of business income",
    ),
    (
        Param("window", Say("时段", "period"), 30, 1, 366, "d"),
        Param("payees", Say("最少获付人数", "least people paid"), 30, 2, 1e6, ""),
        Param("cover", Say("付款不超过同期投入的倍数", "paid out, at most this much of what came in meanwhile"), 1, 0.01, 100, ""),
        Param("other", Say("其他收入低于付款的比例", "other income below this share of it"), 0.2, 0, 100, ""),
        Param("windows", Say("最少时段数", "least periods"), 3, 1, 1000, ""),
        Param("often", Say("多次获付人数的比例", "share of them paid in several periods"), 0.33, 0, 1, ""),
    ),
    detect,
)  # fmt: skip
