"""空壳群: enterprises that share a phone, an address or a legal representative.

An incubator, an agent's address or an honest founder of several firms shares one of them too. What makes a group
worth reading: more than one thing shared by the same firms, founded close together, and money from one to the next.
Where registers tell who holds and runs the firms, and nobody holds or runs two, it is most likely the address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.scene import EVER, Scene
from graph.finding import Finding, ranked, saying, yuan
from graph.say import Say
from graph.store import Row, View

MEMBER = Say("共用企业", "enterprise of the group")
SHARED = Say("共用标识", "what they share")
HELD = "LEGAL_REP_OF", "HOLDS_SHARE", "HOLDS_OFFICE"
APART = 0.4  # of the score, where nobody holds or runs two
WORDS = {
    "Phone": Say("电话", "phone"),
    "Address": Say("地址", "address"),
    "Person": Say("法定代表人", "legal representative"),
}


def detect(scene: Scene, values: Values) -> Found:
    view = scene.view
    rows = view.run(
        "detect/shared-identity",
        least=int(values["firms"]),
        most=int(values["most"]),
        until=_day(scene.until_ms),
        limit=MOST + 1,
    )
    cut = len(rows) > MOST
    rows = rows[:MOST]
    cast = Cast.of(view, (i for row in rows for i in (row["shared"], *row["enterprises"])))
    firms = {e for row in rows for e in row["enterprises"]}
    beside = _Beside(_also(rows), _paid(view, firms), _holders(scene, sorted(firms)))
    found = (_finding(row, cast, values, beside) for row in rows)
    return Found(ranked(f for f in found if f.score >= values["score"]), cut)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What pairs of enterprises share and paid each other, fen, and who holds, represents or serves each of them."""

    also: dict[frozenset[str], set[str]]
    paid: dict[frozenset[str], int]
    holders: dict[str, set[int]]

    def tied(self, firms: list[str]) -> tuple[int, int]:
        """How many of these have somebody in common with another of them, and of how many registers say who it is."""
        known = [self.holders[f] for f in firms if len(self.holders.get(f, ())) > 1]
        return sum(any(mine & other for other in known if other is not mine) for mine in known), len(known)


def _holders(scene: Scene, firms: list[str]) -> dict[str, set[int]]:
    """Of each enterprise its holders, representatives and officers, and itself, for one may hold another."""
    if not scene.lake.active():
        return {}
    s = scene.snapshot
    nodes = s.numbers(firms)
    held = {int(n): {int(n)} for n in nodes if n >= 0}
    for link in HELD:
        edges = s.edges(link)
        here = np.isin(edges.target, nodes)
        for source, target in zip(edges.source[here].tolist(), edges.target[here].tolist(), strict=True):
            held[target].add(source)
    return {firm: held[int(n)] for firm, n in zip(firms, nodes, strict=True) if n >= 0}


def _day(ms: int) -> str:
    """The day in China, as the graph stores dates; after all of them where there is no limit."""
    return "9999" if ms == EVER else f"{datetime.fromtimestamp(ms / 1000 + 8 * 3600, UTC):%Y-%m-%d}"


def _also(rows: Iterable[Row]) -> dict[frozenset[str], set[str]]:
    """Pairs of enterprises -> the kinds of thing they share."""
    pairs: dict[frozenset[str], set[str]] = {}
    for row in rows:
        for pair in combinations(row["enterprises"], 2):
            pairs.setdefault(frozenset(pair), set()).add(row["kind"])
    return pairs


def _paid(view: View, firms: set[str]) -> dict[frozenset[str], int]:
    """Pairs of enterprises -> fen from one to the other, both ways."""
    sums: dict[frozenset[str], int] = {}
    for row in view.run("detect/paid-between", owners=sorted(firms)):
        pair = frozenset((row["payer"], row["payee"]))
        sums[pair] = sums.get(pair, 0) + row["sum"]
    return sums


def _finding(row: Row, cast: Cast, values: Values, beside: _Beside) -> Finding:
    firms, n = row["enterprises"], len(row["enterprises"])
    pairs = [frozenset(p) for p in combinations(firms, 2)]
    money = sum(beside.paid.get(p, 0) for p in pairs)
    payers = len({firm for p in pairs if p in beside.paid for firm in p})
    twice = len({firm for p in pairs if len(beside.also[p]) > 1 for firm in p})
    tied, known = beside.tied(firms)
    told = 2 * known > n
    close = _close([date.fromisoformat(d) for d in row["founded"] if d], values["days"])
    score = 0.1 + 0.4 * twice / n + 0.25 * payers / n + 0.25 * (close / n if close > 2 else 0)
    score *= APART + (1 - APART) * tied / known if told else 1.0
    names = Say("、".join(cast.captions[i] for i in firms[:3]), ", ".join(cast.captions[i] for i in firms[:3]))
    return Finding(
        "shared-identity",
        (cast.subject(row["shared"], SHARED), *(cast.subject(i, MEMBER) for i in firms)), tuple(row["links"][:SHOWN]), None, None, score,
        saying(
            "{names}等 {n} 家企业共用{what} {caption}，其中 {twice} 家另有共用标识，{close} 家在 {days} 天内先后成立，相互往来{money}{tied}。",
            "{n} enterprises, among them {names}, share the {what} {caption}; {twice} share something else too, {close} were founded within {days} days, "
            "{money} moved among them{tied}.",
            names=names, n=n, what=WORDS[row["kind"]], caption=cast.captions[row["shared"]], twice=twice, close=close, days=int(values["days"]), money=yuan(money),
            tied=_said(tied) if told else Say("", ""),
        ),
        {"enterprises": n, "shared_twice": twice, "founded_close": close, "paid_between": money, "tied": tied if told else None,
         "apart": told and not tied, "links": len(row["links"])},
    )  # fmt: skip


def _said(tied: int) -> Say:
    if not tied:
        return Say("；各家股东、法定代表人和高管互不相同，可能只是同一孵化器或代理地址", "; no two have a holder, representative or officer in common: perhaps one incubator or agent")  # fmt: skip
    return Say(
        f"；{tied} 家有共同的股东、法定代表人或高管", f"; {tied} have a holder, representative or officer in common"
    )


def _close(founded: list[date], days: float) -> int:
    """The most that were founded within so many days of each other."""
    order = sorted(founded)
    return max((sum(0 <= (b - a).days <= days for b in order) for a in order), default=0)


DETECTOR = Detector(
    "shared-identity",
    Say("共用电话、地址或法定代表人", "shared phone, address or legal representative"),
    Say(
        "多家企业共用电话、地址或法定代表人，成立时间接近且互有资金往来",
        "enterprises share a phone, an address or a legal representative, were founded close together and pay each other",
    ),
    (
        Param("firms", Say("最少企业数", "least enterprises"), 3, 2, 1000, ""),
        Param("most", Say("最多企业数", "most enterprises"), 60, 2, 10_000, ""),
        Param("days", Say("成立间隔", "founded within"), 365, 1, 36_500, "d"),
        Param("score", Say("最低分", "least score"), 0.3, 0, 1, ""),
    ),
    detect,
)
