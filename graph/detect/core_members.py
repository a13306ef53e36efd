"""核心成员: around accounts that many pay into, who runs them, gets the money, brought the people and holds the firms.

Nobody is core for moving much money: a straw holder's account moves more than he who gives the orders. People are
ranked by five measures that a reader can check one by one, and who is first by any of them comes first. Groups count
where the money goes on to persons and related firms, not to the trade of a school or a shop; what a licensed
institution takes scores low.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import DAY, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.groups import Group, Mask, groups
from graph.detect.law import laws
from graph.detect.licences import licensed_until
from graph.detect.parties import Parties, by_money, covered, told
from graph.detect.related import STAKE
from graph.detect.scene import Scene
from graph.detect.ties import Ties
from graph.finding import Finding, day, ranked, saying, yuan
from graph.kernels.arrays import F64, I32, I64, Transfers, transfers
from graph.kernels.payout import PayoutRule, commissions
from graph.kernels.spans import rows
from graph.say import Say

POOL = Say("归集方", "takes the money")
ROLES = {  # measures of a core member, and what one is called who comes first by it
    "kept": Say("资金受益人", "gets the money"),
    "paid": Say("返款经办人", "pays the participants"),
    "shared": Say("账户操控人", "works others' accounts"),
    "firms": Say("企业控制人", "holds the firms"),
    "brought": Say("团队长", "team leader"),
    "earned": Say("领取佣金的团队长", "team leader who gets commission"),
}
LEAST = {"kept": 1, "paid": 1, "shared": 2, "firms": 2, "brought": 3, "earned": 1}
HELD = "LEGAL_REP_OF", "HOLDS_SHARE", "HOLDS_OFFICE"
FLAT = 2  # how little a rank is above the next (reciprocal rank fusion, Cormack, Clarke and Buettcher 2009)
HOPS = 4
NEAR = 2  # ties between related parties
CROWD = 20  # who share more than so few share nothing that tells
SMALL = 0.005  # of what came in: less is not followed
FLOORS = 20  # levels of recruiters that count
THIRD = SHOWN // 3


@dataclass(frozen=True, slots=True)
class Ranking:
    """Persons of a group, the most central first, with what they come first by and their measures."""

    person: I32
    role: list[str]
    score: F64  # falling
    measures: dict[str, F64]
    said: list[tuple[str, int]]  # links that say who holds what, works what and brought whom

    @property
    def told(self) -> list[str]:
        """Measures by which somebody stands out: money at all, several firms, accounts or people."""
        return [name for name, values in self.measures.items() if len(values) and values.max() >= LEAST[name]]


@dataclass(frozen=True, slots=True)
class Known:
    """What registers, sign-ins and member lists say. Use k: `party[k]`'s account is used from `device[k]`."""

    ties: Ties
    person: Mask  # (n,) who can be a core member: persons, and accounts of nobody known
    recruiter: I32  # of each link that says who brought whom, in order of time
    recruit: I32
    platform: I32  # code of each such link's list
    device: I32
    party: I32
    use: I32  # link

    @classmethod
    def of(cls, parties: Parties) -> Known:
        scene, snapshot = parties.scene, parties.scene.snapshot
        brought = snapshot.edges("RECRUITED").take(snapshot.span(end=scene.until, link="RECRUITED"))
        platform = snapshot.words("RECRUITED", "platform")[0][: len(brought.source)]
        uses = snapshot.edges("SIGNS_IN").take(snapshot.span(end=scene.until, link="SIGNS_IN"))
        party = parties.of[uses.target]
        first = np.unique(uses.source.astype(np.int64) * snapshot.n + party, return_index=True)[1]
        return cls(
            Ties.of(scene, STAKE),
            parties.public,
            brought.source,
            brought.target,
            platform,
            uses.source[first],
            party[first],
            first.astype(np.int32),
        )


@dataclass(frozen=True, slots=True)
class Case:
    group: Group
    ranking: Ranking
    share: float  # of what was taken and not paid back that stayed with the group's own
    licensed: float  # of what was taken, by who is licensed to


def detect(scene: Scene, values: Values) -> Found:
    parties = Parties(scene)
    known, until, t = Known.of(parties), licensed_until(scene, laws()["core-members"].licences), parties.transfers
    found = []
    for group in groups(parties, int(values["window"] * DAY // 1000), int(values["payers"]), HOPS, SMALL):
        own = close(known, group)
        share = inside(group, own, t.amount)
        if share >= values["share"]:
            ranking = rank(known, group, own, t)
            if len(ranking.told) >= values["measures"]:
                found.append(Case(group, ranking, share, covered(t, group.into, until)))
    found.sort(key=lambda case: (-len(case.group.payers), case.group.hub))
    most = int(values["members"])
    cast = scene.cast({n for case in found[:MOST] for _, nodes in _roles(t, case, most) for n in nodes})
    return Found(ranked(_finding(parties, cast, case, most) for case in found[:MOST]), len(found) > MOST)


def close(known: Known, group: Group) -> Mask:
    """Which nodes of a group's flow are its own: people who live on it, and who is tied to another that does or takes
    the money."""
    flow = group.flow
    party = np.concatenate([group.members, flow.nodes[flow.lives]])
    near = {n for one in party.tolist() for n in known.ties.ways(one, NEAR, CROWD, 0) if n != one}
    return (flow.lives & known.person[flow.nodes]) | np.isin(flow.nodes, list(near))


def inside(group: Group, own: Mask, amount: I64) -> float:
    """Of what the group took and did not pay back, the share that stayed with its own."""
    taken = float(amount[group.into].sum() - amount[group.home].sum())
    return float(group.flow.kept[own].sum() / max(1.0, taken, group.flow.kept.sum()))


def rank(known: Known, group: Group, own: Mask, t: Transfers) -> Ranking:
    """Persons by each measure, and by all: the sum of their measures, each of the most that anybody has, by FLAT + rank. What
    many have alike sets each of them last among them: a device that works ten accounts doesn't say whose it is."""
    from scipy.stats import rankdata

    n, its = t.n, group.flow.nodes[own]
    nodes = np.unique(np.concatenate([group.members, its]))
    measures = {name: np.zeros(n) for name in ROLES}
    measures["kept"][its] = group.flow.kept[own]
    np.add.at(measures["paid"], t.source[group.home], t.amount[group.home])
    said = [*_firms(known, group, nodes, measures["firms"]), *_brought(known, group, t, measures["brought"]), *_shared(known, nodes, measures["shared"])]  # fmt: skip
    _earned(known, group, t, measures["earned"])
    person = known.person & np.any([values > 0 for values in measures.values()], axis=0)
    acts = np.any([measures[name] >= LEAST[name] for name in ROLES if name != "kept"], axis=0)
    person[group.payers] &= acts[group.payers]  # who only paid in is a participant
    person = np.flatnonzero(person).astype(np.int32)
    measures = {name: values[person] for name, values in measures.items()}
    first, last = (np.array([np.where(v > 0, rankdata(-v, tie), np.inf) for v in measures.values()]) for tie in ("min", "max"))  # fmt: skip
    score = sum(v / max(1.0, v.max(initial=0)) / (FLAT + place) for v, place in zip(measures.values(), last, strict=True))  # fmt: skip
    order = np.lexsort((person, -score))
    return Ranking(
        person[order], [list(ROLES)[k] for k in first.argmin(axis=0)[order]] if len(person) else [], score[order],
        {name: values[order] for name, values in measures.items()}, said,
    )  # fmt: skip


def _firms(known: Known, group: Group, nodes: I32, count: F64) -> list[tuple[str, int]]:
    """Count the group's enterprises that each person holds, represents or has an office at; a single one counts for who
    represents one that takes the money."""
    ties = known.ties
    which, entry = rows(ties.rows, nodes)
    held = np.isin(ties.type[entry], [ties.link.index(link) for link in HELD]) & known.person[ties.far[entry]] & ~known.person[nodes[which]]  # fmt: skip
    firm, entry = nodes[which[held]], entry[held]
    pairs = np.unique(ties.far[entry].astype(np.int64) << 32 | firm) >> 32
    people, number = np.unique(pairs, return_counts=True)
    stands = np.isin(firm, group.members) & (ties.type[entry] == ties.link.index("LEGAL_REP_OF"))
    good = (number > 1) | np.isin(people, ties.far[entry[stands]])
    count[people[good]] = number[good]
    shown = entry[np.isin(ties.far[entry], people[good])]
    return [(ties.link[ties.type[k]], int(ties.edge[k])) for k in shown.tolist()]


def _brought(known: Known, group: Group, t: Transfers, count: F64) -> list[tuple[str, int]]:
    """Count the payers below each one whom the group pays, on all levels, on the list that is most theirs: payers are on
    other platforms' lists too, but those lists are mostly of others."""
    paying = np.zeros(t.n, np.bool_)
    paying[group.payers] = True
    lists, place, size = np.unique(known.platform, return_inverse=True, return_counts=True)
    number = np.bincount(place[paying[known.recruit]], minlength=len(lists))
    if not number.any():
        return []
    best = lists[(number.astype(np.float64) ** 2 / size).argmax()]
    own = np.flatnonzero(known.platform == best)[::-1]  # of two who say they brought one, the earlier
    above = np.full(t.n, -1, np.int32)
    above[known.recruit[own]] = known.recruiter[own]
    floor = above[group.payers]
    for _ in range(FLOORS):
        floor = floor[floor >= 0]
        np.add.at(count, floor, 1)
        floor = above[floor]
    paid = np.zeros(t.n, np.bool_)
    paid[t.target[group.home]] = True
    count[(count < LEAST["brought"]) | ~paid] = 0
    return [("RECRUITED", int(k)) for k in own[paying[known.recruit[own]]]]


def _earned(known: Known, group: Group, t: Transfers, fen: F64) -> None:
    """Fen that recruiters got as shares of what others had just paid in: commission, by the ledger's rule."""
    row = np.sort(np.concatenate([group.into, group.home]))
    into = np.isin(row, group.into)
    part = transfers(t.n, t.source[row], t.target[row], t.at[row], t.amount[row])
    party = np.where(into, part.source, part.target).astype(np.int32)
    recruiter = np.zeros(t.n, np.bool_)
    recruiter[known.recruiter] = True
    found = commissions(part, party, into, ~into & recruiter[part.target], PayoutRule())
    np.add.at(fen, part.target[found], part.amount[found])


def _shared(known: Known, nodes: I32, count: F64) -> list[tuple[str, int]]:
    """Count the group's other parties whose accounts are used from a device that each one's are used from."""
    mine = np.flatnonzero(np.isin(known.party, nodes))
    number = np.bincount(known.device[mine], minlength=len(count))[known.device[mine]]
    several = (number > 1) & (number <= CROWD)
    np.maximum.at(count, known.party[mine[several]], number[several] - 1)
    return [("SIGNS_IN", int(known.use[k])) for k in mine[several]]


def _roles(t: Transfers, case: Case, most: int) -> list[tuple[Say, list[int]]]:
    """Those who took the money, then the first of the ranking by what they are."""
    group, ranking = case.group, case.ranking
    first = zip(ranking.person[:most].tolist(), ranking.role, strict=False)
    return [
        (POOL, by_money(t.target[group.into], t.amount[group.into])),
        *((ROLES[role], [who]) for who, role in first),
    ]


def _finding(parties: Parties, cast: Cast, case: Case, most: int) -> Finding:
    scene, t, group, ranking = parties.scene, parties.transfers, case.group, case.ranking
    roles = _roles(t, case, most)
    people = scene.snapshot.ids(ranking.person[:most])
    subjects = told(cast, scene, [*roles[1:], roles[0]])
    pool = scene.snapshot.ids(roles[0][1])
    taken, back = (int(t.amount[side].sum()) for side in (group.into, group.home))
    start, end = int(t.at[group.into[0]]) * 1000, int(t.at[max(group.into[-1], group.flow.on.max(initial=0))]) * 1000
    score = (0.2 + 0.4 * case.share + 0.4 * len(ranking.told) / len(ROLES)) * (1 - 0.8 * case.licensed)
    names = [saying("{a}（{role}）", "{a} ({role})", a=cast.captions[i], role=role[0]) for i, role in zip(people[:3], roles[1:], strict=False)]  # fmt: skip
    figures = [
        {"id": i, **{name: int(values[k]) for name, values in ranking.measures.items()}} for k, i in enumerate(people)
    ]
    return Finding(
        "core-members", subjects,
        (*scene.links(group.flow.on[:THIRD]), *scene.links(group.into[:THIRD]), *(i for link, edge in ranking.said[:THIRD] for i in scene.links([edge], link))),
        start, end, score,
        saying(
            "{a}{several}自{since}起收 {payers} 人共{taken}，未退回部分的 {share:.0%} 留在内部；按资金去向、返款、账户操控、企业任职和推荐层级排序，居前的是 {names}{licence}。",
            "{a}{several} took {taken} from {payers} people since {since}, and {share:.0%} of what was not paid back stayed with its own; by where the money went, "
            "who paid it back, who works the accounts, holds the firms and brought the people, first are {names}{licence}.",
            a=cast.captions[pool[0]], several=Say(f"等 {len(pool)} 方", f" and {len(pool) - 1} other(s)") if len(pool) > 1 else Say("", ""),
            since=day(start), payers=len(group.payers), taken=yuan(taken), share=case.share,
            names=Say("、".join(n.zh for n in names), ", ".join(n.en for n in names)),
            licence=Say(f"；{case.licensed:.0%} 由持牌方收取", f"; {case.licensed:.0%} was taken by licensed parties") if case.licensed else Say("", ""),
        ),
        {
            "payers": len(group.payers), "taken": taken, "back": back, "share": round(case.share, 4), "measures": ranking.told,
            "ranking": figures, "licensed": round(case.licensed, 4), "links": len(group.flow.on) + len(group.into) + len(ranking.said),
        },
        key=scene.snapshot.ids([group.hub])[0],
    )  # fmt: skip


DETECTOR = Detector(
    "core-members",
    Say("核心成员", "core members"),
    Say("众多个人付款的归集方周围，谁得钱、谁经手返款、谁操控账户、谁控制企业、谁发展下线",
        "around those whom many people pay: who gets the money, pays it back, works the accounts, holds the firms, brought the people"),
    (
        Param("window", Say("时段", "window"), 90, 1, 3660, "d"),
        Param("payers", Say("最少付款人数", "least people paying"), 30, 2, 1e6, ""),
        Param("share", Say("留在内部的比例", "share that stays with its own"), 0.3, 0.01, 1, ""),
        Param("measures", Say("最少指标数", "least measures that tell"), 2, 1, 5, ""),
        Param("members", Say("列出人数", "members named"), 10, 1, 100, ""),
    ),
    detect,
)  # fmt: skip
