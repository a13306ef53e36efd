"""层级返佣: who was brought in pays, and those above get a share of it, smaller from level to level.

Customers who bring friends make a tree too, and a shop may reward the one who brought one: what tells is that more
than one level above is paid, at steady and falling rates, for many of those below. Dealers under a licence for direct
selling, and payments for goods, are taken off the score.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.detect.detector import DAY, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.licences import licensed_until
from graph.detect.scene import Scene
from graph.finding import Finding, ranked, saying, yuan
from graph.kernels.arrays import F64, I32, csr
from graph.kernels.spans import rows, within
from graph.kernels.tree import Tree, recruiting_tree
from graph.say import Say

PLATFORM = Say("平台企业", "platform")
TOP = Say("上线", "upline")
PAYER = Say("佣金付款户", "pays the commissions")
POOL = Say("下线入金户", "takes the recruits' money")
DIRECT_SELLING = "直销"
SAME = 0.002  # rates within this share of each other are one rate; fen are rounded
LEAST, MOST_RATE = 0.001, 0.5  # what a commission may be of a payment
THIRD = SHOWN // 3
FEW = 3  # below which it may be chance
COMMON = 0.05  # an account is the platform's if this share of the members deal with it


@dataclass(frozen=True, slots=True)
class Members:
    """A person on two platforms is two members. `edge`: the link that brought a member, -1 for none."""

    platform: I32  # (k,) code of the platform's name, -1 where none is stated
    person: I32  # (k,) node
    edge: I32  # (k,)
    tree: Tree


@dataclass(frozen=True, slots=True)
class Level:
    """What the one so many levels above got. `share`: of the members with such a one who paid in, for how many."""

    rate: float
    share: float
    deals: I32  # transfers, one for each reward
    rewards: I32  # transfers


def detect(scene: Scene, values: Values) -> Found:
    members = brought(scene)
    found = []
    for group in large(members, int(values["people"]), int(values["levels"])):
        levels = rewarded(scene, members, group, int(values["within"] * DAY // 1000), values["share"])
        if len(levels) >= values["paid"]:
            found.append(_finding(scene, members, group, levels))
    return Found(ranked(found)[:MOST], len(found) > MOST)


def brought(scene: Scene) -> Members:
    """Everybody who brought or was brought, by platform. Of two who say they brought one, it is the earlier."""
    snapshot = scene.snapshot
    links = snapshot.edges("RECRUITED")
    platforms = snapshot.words("RECRUITED", "platform")[0]
    edge = np.arange(snapshot.span(end=scene.until, link="RECRUITED").stop, dtype=np.int32)
    key = (platforms[edge].astype(np.int64) + 1) * snapshot.n
    who, place = np.unique(np.concatenate([key + links.source[edge], key + links.target[edge]]), return_inverse=True)
    recruiter, recruit = place[: len(edge)].astype(np.int32), place[len(edge) :]
    above, by = np.full(len(who), -1, np.int32), np.full(len(who), -1, np.int32)
    above[recruit[::-1]], by[recruit[::-1]] = recruiter[::-1], edge[::-1]
    return Members((who // snapshot.n - 1).astype(np.int32), (who % snapshot.n).astype(np.int32), by, recruiting_tree(above))  # fmt: skip


def large(members: Members, people: int, levels: int) -> list[I32]:
    """Members of each platform with so many people, on so many levels."""
    by = csr(int(members.platform.max(initial=-1)) + 2, members.platform + 1)
    groups = (by.item[by.start[p] : by.start[p + 1]] for p in np.flatnonzero(np.diff(by.start) >= people))
    return [group for group in groups if members.tree.level[group].max() + 1 >= levels]


def rewarded(scene: Scene, members: Members, group: I32, window: int, least: float) -> list[Level]:
    """Levels from the nearest on that are paid for at least this share of those below, each less than the one before."""
    t, tree = scene.transfers, members.tree
    member = np.full(scene.snapshot.n + 1, -1, np.int32)
    member[members.person[group]] = group
    deal = _with_many(scene, member, group, paying=True)
    reward = _with_many(scene, member, group, paying=False)
    gets = member[scene.owner[t.target[reward]]]
    order = np.lexsort((reward, gets))
    reward, gets = reward[order], gets[order]
    above = pays = member[scene.owner[t.source[deal]]]
    levels: list[Level] = []
    free = np.ones(len(reward), np.bool_)
    for _ in range(int(tree.level[group].max())):
        above = np.where(above >= 0, tree.recruiter[above], -1).astype(np.int32)
        i, j = within(above, t.at[deal], gets, t.at[reward], window)
        ratio = t.amount[reward[j]] / t.amount[deal[i]]
        may = free[j] & (above[i] >= 0) & (ratio >= LEAST) & (ratio <= MOST_RATE)
        i, j, ratio = i[may], j[may], ratio[may]
        if not len(i):
            break
        rate = steady(ratio)
        right = np.abs(ratio - rate) <= SAME * rate
        _, first = np.unique(j[right], return_index=True)
        i, j = i[right][first], j[right][first]
        for_whom = len(np.unique(pays[i]))
        share = for_whom / len(np.unique(pays[above >= 0]))
        if for_whom < FEW or share < least or (levels and rate >= levels[-1].rate):
            break
        free[j] = False
        levels.append(Level(rate, share, deal[i].astype(np.int32), reward[j].astype(np.int32)))
    return levels


def steady(ratio: F64) -> float:
    """The rate around which most ratios lie."""
    ordered = np.sort(ratio)
    many = np.searchsorted(ordered, ordered * (1 + SAME), side="right") - np.arange(len(ordered))
    first = int(many.argmax())
    return float(np.median(ordered[first : first + many[first]]))


def _with_many(scene: Scene, member: I32, group: I32, *, paying: bool) -> I32:
    """Transfers of money between members and accounts of others with which many of the members deal, in this direction."""
    t = scene.transfers
    mine, theirs, side = (t.source, t.target, t.out) if paying else (t.target, t.source, t.into)
    held = np.flatnonzero(member[scene.owner] >= 0)
    item = rows(side, held)[1]
    item = item[(member[scene.owner[theirs[item]]] < 0) & (t.amount[item] > 0)]
    pairs = np.unique(theirs[item].astype(np.int64) << 32 | scene.owner[mine[item]])
    others, people = np.unique(pairs >> 32, return_counts=True)
    return item[np.isin(theirs[item], others[people >= max(FEW, COMMON * len(group))])]


def _finding(scene: Scene, members: Members, group: I32, levels: list[Level]) -> Finding:
    t, tree = scene.transfers, members.tree
    deals, rewards = (np.unique(np.concatenate([getattr(x, side) for x in levels])) for side in ("deals", "rewards"))
    start, end = int(t.at[deals].min()) * 1000, int(t.at[rewards].max()) * 1000
    platform = _platform(scene, members.person[group])
    roots = group[(tree.recruiter[group] < 0) & (tree.size[group] > 1)]
    tops = members.person[roots[np.argsort(-tree.size[roots], kind="stable")]][:10]
    roles = (PLATFORM, platform), (TOP, tops), (PAYER, _often(t.source[rewards])), (POOL, _often(t.target[deals]))
    cast = scene.cast([n for _, nodes in roles for n in nodes])
    subjects = {i: cast.subject(i, role) for role, nodes in roles[::-1] for i in scene.snapshot.ids(nodes)[::-1]}
    first = list(subjects)[-1]
    edges = members.edge[group][members.edge[group] >= 0]
    licence = bool((licensed_until(scene, DIRECT_SELLING)[platform] >= start).any())
    depth, people, paid = int(tree.level[group].max()) + 1, len(group), int(t.amount[rewards].sum())
    goods = float((scene.snapshot.words("TRANSFER", "goods")[0][deals] >= 0).mean())
    weight = (
        0.1 + 0.2 * min(1.0, np.log10(people / 3) / 2) + 0.2 * min(1.0, depth / 6) + 0.2 * min(1.0, len(levels) / 3)
    )
    score = (weight + 0.3 * np.mean([x.share for x in levels])) * (0.4 if licence else 1.0) * (1 - 0.2 * goods)
    rates = "、".join(f"{x.rate:.1%}" for x in levels)
    return Finding(
        "recruiting-pyramid", tuple(subjects.values())[::-1],
        (*scene.links(rewards[:THIRD]), *scene.links(deals[:THIRD]), *scene.links(edges[:THIRD], "RECRUITED")), start, end, float(score),
        saying(
            "{who}名下推荐关系呈 {depth} 级、{people} 人；下级入金后，其上 {n} 级依次得款 {rates}，逐级递减，共 {count} 笔{paid}{licence}。",
            "Referrals under {who} make {depth} levels of {people} persons; when one pays in, the {n} levels above get {rates} in turn, "
            "{count} payments of {paid} in all{licence}.",
            who=cast.captions[first], depth=depth, people=people, n=len(levels), rates=Say(rates, rates.replace("、", ", ")),
            count=len(rewards), paid=yuan(paid),
            licence=Say("；登记有直销许可", "; a licence for direct selling is registered") if licence else Say("", ""),
        ),
        {
            "people": people, "levels": depth, "rates": [round(x.rate, 5) for x in levels], "shares": [round(x.share, 4) for x in levels],
            "paid": paid, "taken": int(t.amount[deals].sum()), "rewards": len(rewards), "licensed": licence, "goods": round(goods, 4),
            "links": len(rewards) + len(deals) + len(edges),
        },
        key=first,
    )  # fmt: skip


def _platform(scene: Scene, persons: I32) -> I32:
    """The enterprise of which most of them are members; none where no list says."""
    links = scene.snapshot.edges("MEMBER_OF")
    return _often(links.target[np.isin(links.source, persons)])[:1]


def _often(nodes: I32) -> I32:
    """The five that come most often, the most often first."""
    found, count = np.unique(nodes, return_counts=True)
    return found[np.argsort(-count, kind="stable")][:5]


DETECTOR = Detector(
    "recruiting-pyramid",
    Say("层级返佣", "recruiting pyramid with commissions"),
    Say(
        "推荐关系层级多、人数多，且上级按下级入金逐级提成、比例递减",
        "many people on many levels of referrals, and those above get shares of what those below pay in, falling by level",
    ),
    (
        Param("people", Say("最少人数", "least persons"), 30, 3, 1e6, ""),
        Param("levels", Say("最少层级", "least levels"), 3, 2, 100, ""),
        Param("paid", Say("得佣的上级层数", "levels above that are paid"), 2, 1, 20, ""),
        Param("share", Say("下级有返佣的比例", "share of recruits who are paid for"), 0.2, 0, 1, ""),
        Param("within", Say("返佣时限", "commission follows within"), 10, 0.01, 366, "d"),
    ),
    detect,
)
