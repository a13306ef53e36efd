"""资金池: many who have nothing to do with each other pay in, and much of it leaves to those close to who took it.

Schools and property managers collect from as many and pay strangers for the service; a broker pays the payers back;
a group pools its own firms' money, not the public's; banks and insurers place it with their own under a licence.
Told apart are: who pays, where it goes, and whether those who take it are licensed to.
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
from graph.detect.related import Bond, Related
from graph.detect.scene import Scene
from graph.finding import Finding, day, ranked, saying, yuan
from graph.kernels.arrays import I32, I64
from graph.kernels.fan import fan_in
from graph.say import Say

POOL = Say("归集方", "takes the money")
ACCOUNT = Say("归集账户", "account that takes it")
RELATED = Say("关联去向", "related party it went to")
THIRD = SHOWN // 3


@dataclass(frozen=True, slots=True)
class Pool:
    """A hub's transfers from the first payment of its busiest time on. `close`: those to related parties."""

    hub: int
    payers: int
    into: I32  # from unrelated people
    out: I32
    back: int  # fen to those who paid in
    close: I32
    bonds: dict[int, Bond]
    nearness: float  # mean strength of the bonds, by money
    licensed: float  # share of what came in

    def share(self, amount: I64) -> float:
        """Of what went out and not back, how much went to related parties."""
        return float(amount[self.close].sum() / max(1, amount[self.out].sum() - self.back))


def detect(scene: Scene, values: Values) -> Found:
    parties = Parties(scene)
    amount = scene.transfers.amount
    found = [p for p in pools(parties, values) if p.share(amount) >= values["share"]]
    found.sort(key=lambda p: (-amount[p.close].sum(), p.hub))
    cast = scene.cast([n for p in found[:MOST] for _, nodes in roles(parties, p) for n in nodes])
    return Found(ranked(_finding(parties, cast, p, values) for p in found[:MOST]), len(found) > MOST)


def pools(parties: Parties, values: Values) -> Iterable[Pool]:
    """Hubs that enough of the public pay within the window, and where their money goes up to a window later."""
    scene, t, window = parties.scene, parties.transfers, int(values["window"] * DAY // 1000)
    fan = fan_in(parties.from_public, window, int(values["payers"]))
    related = Related(parties, int(values["hops"]), int(values["most"]))
    until = licensed_until(scene, laws()["fund-pool"].licences)
    for k in range(len(fan.account)):
        hub = int(fan.account[k])
        members = parties.members.item[parties.members.start[hub] : parties.members.start[hub + 1]]
        begin, end = int(t.at[fan.first[k]]), int(t.at[fan.last[k]]) + window
        bonds = {n: b for n, b in related.to(members, begin * 1000).items() if b.strength >= values["tie"]}
        into, out = (side[(t.at[side] >= begin) & (t.at[side] <= end)] for side in moves(t, members))
        into = into[parties.public[t.source[into]] & ~np.isin(t.source[into], list(bonds))]
        payers = np.unique(t.source[into])
        if len(payers) < values["payers"]:
            continue
        home = np.isin(t.target[out], payers)
        close = out[np.isin(t.target[out], list(bonds)) & ~home]
        strength = np.array([bonds[n].strength for n in t.target[close].tolist()])
        given = t.amount[close]
        yield Pool(
            hub, len(payers), into, out, int(t.amount[out[home]].sum()), close, bonds,
            float(strength @ given / max(1, given.sum())), covered(t, into, until),
        )  # fmt: skip


def roles(parties: Parties, pool: Pool) -> list[tuple[Say, list[int]]]:
    """Parties and accounts by role, those with the most money first."""
    t, raw = parties.transfers, parties.scene.transfers
    taken, given = t.amount[pool.into], t.amount[pool.close]
    return [
        (POOL, by_money(t.target[pool.into], taken)), (RELATED, by_money(t.target[pool.close], given)),
        (ACCOUNT, by_money(raw.target[pool.into], taken)),
    ]  # fmt: skip


def _finding(parties: Parties, cast: Cast, pool: Pool, values: Values) -> Finding:
    scene, amount, at = parties.scene, parties.transfers.amount, parties.transfers.at
    taken, given, near = (int(amount[side].sum()) for side in (pool.into, pool.out, pool.close))
    start, end = int(at[pool.into[0]]) * 1000, int(max(at[pool.into[-1]], at[pool.out[-1]])) * 1000
    subjects = told(cast, scene, roles(parties, pool))
    share, back = pool.share(amount), pool.back / max(1, given)
    many = min(1.0, np.log10(pool.payers / values["payers"]) / 1.5)
    score = 0.3 + 0.25 * many + 0.3 * (share - values["share"]) / (1 - values["share"] + 1e-9) + 0.15 * pool.nearness
    much = min(1.0, near / max(1.0, values["share"] * taken))  # little of what was taken says little
    said = sorted({link for n in np.unique(parties.transfers.target[pool.close]).tolist() for link in pool.bonds[n].links})  # fmt: skip
    several = sum(s.role == POOL for s in subjects)
    close = len(np.unique(parties.transfers.target[pool.close]))
    return Finding(
        "fund-pool", subjects,
        (*scene.links(pool.close[:THIRD]), *scene.links(pool.into[:THIRD]), *(i for link, edge in said[:THIRD] for i in scene.links([edge], link))),
        start, end, score * (0.4 + 0.6 * much) * (1 - 0.5 * back) * (1 - 0.8 * pool.licensed),
        saying(
            "{a}{several}自{since}起归集 {payers} 名互不相关个人{taken}，同期转出{given}：{back:.0%} 退回付款人，其余的 {share:.0%}（{near}）流向 {close} 个关联方{licence}。",
            "{a}{several} took {taken} from {payers} unrelated people since {since} and paid out {given}: {back:.0%} went back to the payers, {share:.0%} of the rest "
            "({near}) to {close} related parties{licence}.",
            a=cast.captions[subjects[0].id], several=Say(f"等 {several} 方", f" and {several - 1} other(s)") if several > 1 else Say("", ""),
            since=day(start), payers=pool.payers, taken=yuan(taken), given=yuan(given), share=share, near=yuan(near), close=close, back=back,
            licence=Say(f"；{pool.licensed:.0%} 由持牌方收取", f"; {pool.licensed:.0%} was taken by licensed parties") if pool.licensed else Say("", ""),
        ),
        {
            "payers": pool.payers, "taken": taken, "given": given, "related": near, "share": round(share, 4), "back": pool.back, "parties": several,
            "related_parties": close, "nearness": round(pool.nearness, 4), "licensed": round(pool.licensed, 4),
            "links": len(pool.close) + len(pool.into) + len(said),
        },
        key=scene.snapshot.ids([pool.hub])[0],
    )  # fmt: skip


DETECTOR = Detector(
    "fund-pool",
    Say("资金池", "fund pool"),
    Say(
        "众多互不相关的个人向同一方付款，款项不退回付款人，而大量流向其关联方",
        "many unrelated people pay one party, and the money goes not back to them but to those close to it",
    ),
    (
        Param("window", Say("时段", "window"), 90, 1, 3660, "d"),
        Param("payers", Say("最少付款人数", "least people paying"), 30, 2, 1e6, ""),
        Param("share", Say("流向关联方的比例", "share that goes to related parties"), 0.3, 0.01, 1, ""),
        Param("hops", Say("关联层数", "ties between the two"), 2, 1, 6, ""),
        Param("tie", Say("最弱关联", "weakest relation"), 0.4, 0, 1, ""),
        Param("most", Say("共用者上限", "most that may share one thing"), 20, 2, 1000, ""),
    ),
    detect,
)
