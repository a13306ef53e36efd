"""分层过渡: what many paid into a collection account leaves within days through layers of accounts that carry it for a short time.

A payment institution settles with merchants and a group sweeps through accounts that live for years, and what a
merchant takes goes to his own. Told apart are: who pays, how long the accounts on the way carry the money and whether
they are in use for much else meanwhile, whether they are the collector's own, and licences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from graph.detect.cast import Cast
from graph.detect.detector import DAY, HOUR, MOST, SHOWN, Detector, Found, Param, Values
from graph.detect.law import laws
from graph.detect.licences import licensed_until
from graph.detect.parties import by_money, told
from graph.detect.scene import Scene
from graph.finding import Finding, day, duration, ranked, saying, yuan
from graph.kernels.arrays import I32, Transfers
from graph.kernels.passing import Passing, passing
from graph.kernels.spans import rows
from graph.say import Say

HUB = Say("归集账户", "collection account")
CARRIER = Say("过渡账户", "transfer account")
SINK = Say("去向", "where it went")
DEEPEST = 8
FOR_IT = 0.5  # of what an account receives while it carries the money


@dataclass(frozen=True, slots=True)
class Chain:
    """A collection account with the accounts that its money passes, layer by layer, and the transfers that carry it."""

    hub: int
    payers: int
    layers: list[I32]
    into: I32  # from the public
    onward: I32  # from the hub to the first layer, and from each layer to the next
    beyond: I32  # from the last layers to who is none of them
    own: float  # share of what leaves the hub that stays with its owner
    licensed: float


def detect(scene: Scene, values: Values) -> Found:
    quick = passing(scene.apart, int(values["lag"] * HOUR // 1000), rests=True)
    found = sorted(chains(scene, quick, values), key=lambda c: (-scene.transfers.amount[c.into].sum(), c.hub))
    t = scene.transfers
    cast = scene.cast([n for c in found[:MOST] for n in (c.hub, *np.concatenate(c.layers), *t.target[c.beyond])])
    return Found(ranked(_finding(scene, quick, cast, c) for c in found[:MOST]), len(found) > MOST)


def chains(scene: Scene, quick: Passing, values: Values) -> Iterator[Chain]:
    """Accounts that enough of the public pay and whose money goes through enough layers of quick, short-lived ones."""
    t = scene.apart
    public = ~scene.snapshot.is_kind("Enterprise")[np.maximum(scene.owner, 0)] | (scene.owner < 0)
    licensed = licensed_until(scene, laws()["layered-collection"].licences)
    for hub in np.flatnonzero(quick.passed >= values["keep"] * values["least"] * 100).tolist():
        into = rows(t.into, np.array([hub]))[1]
        into = into[public[t.source[into]] & (t.source[into] != hub)]
        payers = len(np.unique(scene.owner[t.source[into]] if len(into) else into))
        taken = int(t.amount[into].sum())
        if payers < values["payers"] or not values["least"] * 100 <= taken <= quick.passed[hub] / values["keep"]:
            continue
        layers, onward, beyond = _layers(t, quick, hub, int(into.min()), taken, values)
        if len(layers) >= values["layers"]:
            until = licensed[scene.owner[hub]] if scene.owner[hub] >= 0 else 0
            good = float((t.at[into].astype(np.int64) * 1000 <= until).mean())
            yield Chain(hub, payers, layers, np.sort(into), onward, beyond, _own(scene, hub), good)


def _layers(
    t: Transfers, quick: Passing, hub: int, first: int, taken: int, values: Values
) -> tuple[list[I32], I32, I32]:
    """Breadth-first among carriers of a good part of what was taken, from the first payment on; then what leaves them all."""
    seen, layer = {hub}, np.array([hub], np.int32)
    layers: list[I32] = []
    onward, beyond = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    while len(layer) and len(layers) < DEEPEST:
        sent = rows(t.out, layer)[1]
        sent = sent[sent >= first]
        to, place = np.unique(t.target[sent], return_inverse=True)
        next_ = np.zeros(len(to), np.bool_)
        for k in np.flatnonzero(~np.isin(to, list(seen))).tolist():
            next_[k] = _carries(t, quick, int(to[k]), sent[place == k], taken, values)
        onward.append(sent[next_[place]])
        if len(layers):
            beyond.append(sent[~next_[place] & ~np.isin(t.target[sent], list(seen))])
        layer = to[next_].astype(np.int32)
        seen.update(layer.tolist())
        if len(layer):
            layers.append(layer)
    return layers, np.sort(np.concatenate(onward)), np.sort(np.concatenate(beyond))


def _carries(t: Transfers, quick: Passing, account: int, got: I32, taken: int, values: Values) -> bool:
    """Whether an account gets a good part of what was taken for a short time only, is in use for little else meanwhile, and
    passes it on. Its own life may be longer: a card that was lent out was somebody's before."""
    fen, lag = int(t.amount[got].sum()), int(values["lag"] * HOUR // 1000)
    begin, end = int(t.at[got[0]]), int(t.at[got[-1]])
    if fen < values["share"] * taken or quick.passed[account] < values["keep"] * fen or end - begin > values["life"] * DAY // 1000:  # fmt: skip
        return False
    into = rows(t.into, np.array([account]))[1]
    meanwhile = (t.at[into] >= begin) & (t.at[into] <= end + lag) & (t.source[into] != account)
    return bool(fen >= FOR_IT * t.amount[into[meanwhile]].sum())


def _own(scene: Scene, hub: int) -> float:
    """Of what an account pays, the share that goes to its owner's other accounts."""
    t, owner = scene.transfers, scene.owner
    sent = rows(t.out, np.array([hub]))[1]
    own = (owner[t.target[sent]] == owner[hub]) & (owner[hub] >= 0)
    return float(t.amount[sent[own]].sum() / max(1, t.amount[sent].sum()))


def _finding(scene: Scene, quick: Passing, cast: Cast, c: Chain) -> Finding:
    t = scene.transfers
    carriers = np.concatenate(c.layers)
    taken, share = int(t.amount[c.into].sum()), float(quick.passed[c.hub] / max(1, quick.received[c.hub]))
    lives = int(np.median([np.ptp(t.at[c.onward[t.target[c.onward] == v]]) for v in carriers]) * 1000)
    start, end = int(t.at[c.into[0]]) * 1000, int(max(t.at[c.into[-1]], t.at[c.onward[-1]])) * 1000
    score = 0.3 + 0.15 * min(3, len(c.layers)) / 3 + 0.2 * min(1.0, c.payers / 100) + 0.2 * share + 0.15 * min(1.0, len(carriers) / 10)  # fmt: skip
    score *= (1 - c.own) * (1 - 0.8 * c.licensed)
    sinks = by_money(t.target[c.beyond], t.amount[c.beyond], 5)
    (hub,) = scene.snapshot.ids([c.hub])
    return Finding(
        "layered-collection",
        told(cast, scene, [(HUB, [c.hub]), *((CARRIER, layer.tolist()[:20]) for layer in c.layers), (SINK, sinks)]),
        scene.links([*c.onward[: SHOWN // 2], *c.into[: SHOWN // 4], *c.beyond[: SHOWN // 4]]), start, end, score,
        saying(
            "账户 {a} 自{since}起收 {payers} 人共{taken}，其中 {share} 很快转出，经 {layers} 层共 {n} 个过渡账户流走，过渡账户多在{life}内停用。",
            "Account {a} took {taken} from {payers} people from {since} on; {share} of it left soon, through {layers} layers of {n} transfer accounts, "
            "which were mostly in use for {life}.",
            a=cast.captions[hub], since=day(start), payers=c.payers, taken=yuan(taken), share=f"{share:.0%}", layers=len(c.layers), n=len(carriers),
            life=duration(lives),
        ),
        {"payers": c.payers, "taken": taken, "passed_on": round(share, 4), "layers": len(c.layers), "carriers": len(carriers), "life": lives,
         "to_own": round(c.own, 4), "licensed": round(c.licensed, 4), "links": len(c.onward) + len(c.into) + len(c.beyond)},
        key=hub,
    )  # fmt: skip


DETECTOR = Detector(
    "layered-collection",
    Say("分层过渡", "collection through layers"),
    Say("多人付入归集账户的款项很快经多层短期使用的账户转走", "what many pay into a collection account soon leaves through layers of short-lived accounts"),
    (
        Param("payers", Say("最少付款人", "least payers"), 20, 2, 1e6, ""),
        Param("least", Say("起点金额", "least amount"), 100_000, 0, 1e12, "CNY"),
        Param("lag", Say("停留上限", "longest hold"), 48, 0.1, 2400, "h"),
        Param("keep", Say("转出比例", "share passed on"), 0.8, 0.1, 1, ""),
        Param("layers", Say("最少层数", "least layers"), 2, 1, DEEPEST, ""),
        Param("life", Say("过渡账户最长使用期", "longest life of a transfer account"), 180, 1, 3650, "d"),
        Param("share", Say("每户至少承接的比例", "least share that an account carries"), 0.02, 0.0001, 1, ""),
    ),
    detect,
)  # fmt: skip
