"""突增: one week brings many times the new payers, or the money, that one who takes the public's money was used to.

A sale, a season and a school year do it too: then others see it in the same weeks, it comes from the same people, or
it has happened before. What tells is that strangers come at once, that a person or a young firm takes their money,
and that it leaves as fast as it came.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import DAY, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.law import laws
from graph.detect.licences import licensed_until
from graph.detect.parties import Parties, by_money, covered, moves, told
from graph.detect.scene import Scene
from graph.finding import Finding, day, ranked, saying, yuan
from graph.kernels.arrays import F64, I32, I64
from graph.kernels.burst import Periods, bursts, periods
from graph.say import Say
from graph.snapshot import NEVER

TAKES = Say("收款方", "takes the money")
ACCOUNT = Say("收款账户", "account that takes it")
PAYEE = Say("去向", "where it went")
MONDAY = -(3 * 24 + 8) * 3600  # a Monday's first second in China, UTC
YOUNG = 366 * DAY
LITTLE, STAYS = 0.2, 0.5  # of the money left, and the score of who is no newcomer and lets it lie
HALF = SHOWN // 2


@dataclass(frozen=True, slots=True)
class Burst:
    """A hub's greatest burst. `times`: its usual; `season`: how many times theirs others had in that period."""

    hub: int
    place: int  # of the period
    by_money: bool
    value: int
    usual: float
    times: float
    season: float
    before: bool  # it has had as many payers at once before


def detect(scene: Scene, values: Values) -> Found:
    parties, length = Parties(scene), int(values["period"] * DAY // 1000)
    of = periods(parties.from_public, length, MONDAY)
    found = sorted(greatest(of, values), key=lambda b: (-b.times / b.season, b.hub))
    until = licensed_until(scene, laws()["burst"].licences)
    stories = [(b, *_moved(parties, of, b, length)) for b in found[:MOST]]
    cast = scene.cast([n for _, into, out in stories for _, nodes in roles(parties, into, out) for n in nodes])
    findings = (_finding(parties, cast, until, of, *story, values) for story in stories)
    return Found(ranked(findings), len(found) > MOST)


def greatest(of: Periods, values: Values) -> list[Burst]:
    """Of each hub the burst that stands out most, after what the season explains."""
    least, times, history = int(values["payers"]), values["times"], int(values["history"])
    best: dict[int, Burst] = {}
    for by_sum, column in ((False, of.fresh), (True, of.received)):
        found = bursts(of, column, history, times, 1 if by_sum else least)
        season = seasons(of, column, history)
        for k in np.flatnonzero(of.payers[found.place] >= least).tolist():
            hub, place, value = int(found.account[k]), int(found.place[k]), int(found.value[k])
            usual = float(found.median[k] + found.mad[k])
            high = value / max(1.0, usual) if not by_sum else min(value / max(1.0, usual), 100 * times)
            one = Burst(hub, place, by_sum, value, usual, high, float(season[place]), _before(of, hub, place, history))
            if high >= times * one.season and (
                hub not in best or high / one.season > best[hub].times / best[hub].season
            ):
                best[hub] = one
    return list(best.values())


def seasons(of: Periods, column: I32 | I64, history: int) -> F64:
    """(k,) of each place: how many times their usual all others together have in that period, 1 at least."""
    first = int(of.period.min(initial=0))
    total = np.bincount(of.period - first, column, minlength=1)
    ahead = np.concatenate([np.zeros(history), total])
    usual = np.median(np.lib.stride_tricks.sliding_window_view(ahead, history)[: len(total)], axis=1)
    others = total[of.period - first] - column
    return np.asarray(np.maximum(1.0, others / np.maximum(1.0, usual[of.period - first])))


def _before(of: Periods, hub: int, place: int, history: int) -> bool:
    """Whether half as many payers came in one period that lies before the baseline."""
    earlier = slice(int(of.start[hub]), place)
    old = of.period[earlier] < of.period[place] - history
    return bool((of.payers[earlier][old] * 2 >= of.payers[place]).any())


def _moved(parties: Parties, of: Periods, burst: Burst, length: int) -> tuple[I32, I32]:
    """What the public paid in the burst's period, and what left from then to the end of the next."""
    t, members = parties.transfers, parties.members
    begin = MONDAY + int(of.period[burst.place]) * length
    sides = moves(t, members.item[members.start[burst.hub] : members.start[burst.hub + 1]])
    into, out = (side[(t.at[side] >= begin) & (t.at[side] < begin + k * length)] for k, side in enumerate(sides, 1))
    return into[parties.public[t.source[into]]], out


def roles(parties: Parties, into: I32, out: I32) -> list[tuple[Say, list[int]]]:
    t, raw = parties.transfers, parties.scene.transfers
    taken = t.amount[into]
    return [
        (TAKES, by_money(t.target[into], taken)), (ACCOUNT, by_money(raw.target[into], taken)),
        (PAYEE, by_money(t.target[out], t.amount[out])),
    ]  # fmt: skip


def untried(parties: Parties, taker: int, at: int) -> bool:
    """Whether it is a person, or an enterprise founded less than a year before `at` (ms)."""
    founded = parties.scene.snapshot.column("Enterprise", "founded")[taker]
    return bool(parties.public[taker] or (founded != NEVER and at - founded < YOUNG))


def _finding(
    parties: Parties, cast: Cast, until: I64, of: Periods, burst: Burst, into: I32, out: I32, values: Values
) -> Finding:
    scene, t = parties.scene, parties.transfers
    subjects = told(cast, scene, roles(parties, into, out))
    start, end = int(t.at[into[0]]) * 1000, int(t.at[into[-1]]) * 1000
    taken, payers, fresh = int(of.received[burst.place]), int(of.payers[burst.place]), int(of.fresh[burst.place])
    passed, licensed = min(1.0, int(t.amount[out].sum()) / max(1, taken)), covered(t, into, until)
    new = untried(parties, by_money(t.target[into], t.amount[into], 1)[0], start)
    high = min(1.0, np.log10(burst.times / burst.season / values["times"]) + 0.2)
    stays = passed < LITTLE and not new
    score = 0.1 + 0.25 * high + 0.2 * fresh / payers + 0.2 * passed + 0.15 * new + 0.1 * min(1.0, payers / 150)
    return Finding(
        "burst", subjects, scene.links([*into[:HALF], *out[:HALF]]), start, end,
        score * (1 - 0.6 * licensed) * (0.4 if burst.before else 1.0) * (STAYS if stays else 1.0),
        saying(
            "{a}自{since}起 {days} 天内收 {payers} 人共{taken}，其中新付款人 {fresh} 人；{usual}，同期转出 {passed:.0%}{season}{before}{licence}{stays}。",
            "{a} took {taken} from {payers} people within {days} day(s) from {since}, {fresh} of them new; {usual}; "
            "{passed:.0%} left meanwhile{season}{before}{licence}{stays}.",
            a=cast.captions[subjects[0].id], since=day(start), days=f"{values['period']:g}", payers=payers, taken=yuan(taken), fresh=fresh,
            usual=_usual(burst), passed=passed,
            season=Say(f"；同期其他各方为平时的 {burst.season:.1f} 倍", f"; others had {burst.season:.1f} times theirs") if burst.season >= 1.5 else Say("", ""),
            before=Say("；此前有过同样规模", "; it has been as many before") if burst.before else Say("", ""),
            licence=Say(f"；{licensed:.0%} 由持牌方收取", f"; {licensed:.0%} was taken by licensed parties") if licensed else Say("", ""),
            stays=Say("；收款方成立已逾一年，款项仍在账上，可能是按期收费", "; it is older than a year and the money stayed: perhaps a fee that fell due") if stays else Say("", ""),
        ),
        {
            "payers": payers, "fresh": fresh, "taken": taken, "by_money": burst.by_money, "usual": burst.usual, "times": round(burst.times, 2),
            "season": round(burst.season, 2), "before": burst.before, "passed": round(passed, 4), "licensed": round(licensed, 4), "untried": new, "stays": stays,
            "links": len(into) + len(out),
        },
        key=scene.snapshot.ids([burst.hub])[0],
    )  # fmt: skip


def _usual(burst: Burst) -> Say:
    what = Say("收款", "money received") if burst.by_money else Say("新付款人", "new payers")
    if burst.usual < 1:
        return Say(f"平时没有{what.zh}", f"usually no {what.en}")
    usual = yuan(round(burst.usual)) if burst.by_money else Say(f"{burst.usual:g} 人", f"{burst.usual:g}")
    return saying(
        "{what}为平时（{usual}）的 {times:.1f} 倍",
        "{what}: {times:.1f} times the usual ({usual})",
        what=what,
        usual=usual,
        times=burst.times,
    )


DETECTOR = Detector(
    "burst",
    Say("突增", "burst"),
    Say("收款人数或金额突然远超该方平时水平", "far more new payers, or far more money, than one was used to take"),
    (
        Param("period", Say("时段", "period"), 7, 0.01, 366, "d"),
        Param("history", Say("基线时段数", "periods of the baseline"), 8, 2, 1000, ""),
        Param("times", Say("为基线的倍数", "times the baseline"), 5, 1.1, 1e6, ""),
        Param("payers", Say("最少付款人数", "least people paying"), 30, 2, 1e6, ""),
    ),
    detect,
)
