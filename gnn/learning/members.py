"""Core members of a network, by ranking its nodes as the members of *other* networks were ranked.

What is learned is how much each measure of `central` counts, from pairs within a network: this one is a member, that one
is not. Labels of the network that is scored are never needed, nor the nodes' own attributes, which other networks do not
have. Three families: `core` weighs all measures, `core-trees` boosts trees on them, `core-single`, the floor, takes the
one measure that was best on the networks it learned from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from gnn.data import F32, Data, Phase, phase
from gnn.features.central import MEASURES, central, sign
from gnn.model import Arrays, Fitted, Model, Run
from graph.kernels.arrays import F64, I64
from graph.ranking import at_capacity, auc, average_precision, curve
from graph.say import JinyingError, Say

PENALTIES = ("1", "0.1", "0.01", "0.001", "0.0001")  # the strictest first: of equals it is taken
ROUNDS = ("10", "30", "100")  # of boosting
TREES: dict[str, Any] = {
    "objective": "rank:pairwise", "lambdarank_pair_method": "mean", "lambdarank_num_pair_per_sample": 8, "nthread": 1,
    "max_depth": 2, "eta": 0.1, "subsample": 0.8, "colsample_bytree": 0.5, "lambda": 5.0,
}  # fmt: skip
FEW = 5  # first ones that are looked at whatever the number of members
PAIRS = 50_000  # of a member and another that one network brings


@dataclass(frozen=True, slots=True)
class Network:
    """A network with both answers: all its nodes' measures, more being more central, and whose answers are known."""

    part: str
    x: F64  # (n, d)
    at: I64  # (k,) within it
    y: I64  # (k,) 1: a member

    def take(self, which: I64) -> Network:
        """With some of the answers."""
        return Network(self.part, self.x, self.at[which], self.y[which])


class Ranker(Protocol):
    """What orders nodes by their measures."""

    def order(self, x: F64) -> F64:
        """(n, d) measures to (n,), members highest."""
        ...

    def arrays(self) -> Arrays:
        """What it has learned."""
        ...


Learn = Callable[[Sequence[Network], str, int], Ranker]  # from networks, with an option and a seed


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight for each measure."""

    weight: F64  # (d,)

    def order(self, x: F64) -> F64:
        return np.asarray(x @ self.weight)

    def arrays(self) -> Arrays:
        return {"weight": self.weight}


@dataclass(frozen=True, slots=True)
class Boosted:
    """Trees that xgboost made, in its own format."""

    booster: bytes

    def order(self, x: F64) -> F64:
        import xgboost

        booster = xgboost.Booster({"nthread": 1})
        booster.load_model(bytearray(self.booster))
        return np.asarray(booster.predict(xgboost.DMatrix(x)), np.float64)

    def arrays(self) -> Arrays:
        return {"booster": np.frombuffer(self.booster, np.uint8)}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranker, and the sigmoid that makes probabilities of its order, standardised within each network."""

    ranker: Ranker
    sigmoid: tuple[float, float]  # slope, intercept
    measures: tuple[str, ...]
    note: dict[str, Any]  # what was chosen, and by which figures

    def scores(self, phase: Phase) -> F32:
        """(k, 2) probabilities of being no member and a member; within a network in the ranker's order."""
        data = phase.data
        asked = np.unique(data.part[phase.index])
        order = self.ranker.order(oriented(data, self.measures, asked))
        for p in asked:
            order[data.part == p] = _standard(order[data.part == p])
        slope, intercept = self.sigmoid
        p = 1 / (1 + np.exp(-(slope * order[phase.index] + intercept)))
        return np.column_stack([1 - p, p]).astype(np.float32)

    def state(self) -> tuple[Arrays, dict[str, Any]]:
        return self.ranker.arrays(), {"sigmoid": list(self.sigmoid), "measures": list(self.measures), "note": self.note}


def restore(arrays: Arrays, body: dict[str, Any]) -> Ranked:
    """What `Ranked.state` gave."""
    held = dict(arrays)
    ranker: Ranker = Boosted(held["booster"].tobytes()) if "booster" in held else Weights(held["weight"])
    slope, intercept = body["sigmoid"]
    return Ranked(ranker, (slope, intercept), tuple(body["measures"]), dict(body["note"]))


def oriented(data: Data, measures: Sequence[str] = tuple(MEASURES), parts: NDArray[Any] | None = None) -> F64:
    """(n, d) each node's place in its network by each measure, 0 to 1, more being more central; `parts`: of these."""
    table = central(data, parts=parts)
    x = table.x[:, [table.columns.index(f"{name}.rank") for name in measures]].astype(np.float64)
    return np.where(np.asarray([sign(name) for name in measures]) > 0, x, 1 - x)


def networks(of: Phase) -> list[Network]:
    """The phase's networks in which both answers are known."""
    if len(of.classes) != 2:
        raise JinyingError(
            Say(f"任务 core 需要两类标签，现有 {len(of.classes)} 类", f"task core needs two classes, these are {len(of.classes)}"),
            Say("以 1（核心成员）与 0（其他）标注", "label with 1 (core member) and 0 (others)"),
        )  # fmt: skip
    part, asked_of, found = of.data.part, of.data.part[of.index], []
    x = oriented(of.data, parts=np.unique(asked_of))
    place = np.zeros(of.data.n, np.int64)
    for p, name in enumerate(of.data.parts):
        asked = asked_of == p
        if set(of.y[asked]) == {0, 1}:
            place[part == p] = np.arange((part == p).sum())
            found.append(Network(name, x[part == p], place[of.index[asked]], of.y[asked]))
    return found


def _standard(order: F64) -> F64:
    """Less the mean, by the deviation, of one network's nodes (n,); equal ones are made so to the last digit."""
    deviation = order.std()
    return np.round((order - order.mean()) / deviation, 9) if deviation > 1e-12 else np.zeros(len(order))


# learning


def linear(known: Sequence[Network], option: str, seed: int) -> Weights:
    """Pairwise logistic loss (Herbrich and others 2000), each network alike, and `option` times the squared weights.

    With a strict penalty a measure weighs as members' mean place exceeds that of others: no measure is bet on alone.
    """
    pairs = [_pairs(network, seed) for network in known]
    d = known[0].x.shape[1]

    def loss(w: F64) -> tuple[float, F64]:
        value, slope = float(option) * float(w @ w), 2 * float(option) * w
        for of in pairs:  # (p, d) a member's places less another's
            margin = of @ w
            value += float(np.logaddexp(0, -margin).mean()) / len(pairs)
            slope = slope - (1 / (1 + np.exp(margin))) @ of / len(of) / len(pairs)
        return value, slope

    return Weights(np.asarray(minimize(loss, np.zeros(d), jac=True, method="L-BFGS-B", tol=1e-10).x))


def _pairs(of: Network, seed: int) -> F64:
    x = of.x[of.at]
    members, others = np.flatnonzero(of.y == 1), np.flatnonzero(of.y == 0)
    count = len(members) * len(others)
    drawn = np.arange(count) if count <= PAIRS else np.random.default_rng(seed).choice(count, PAIRS, replace=False)
    return np.asarray(x[members[drawn // len(others)]] - x[others[drawn % len(others)]])


def boosted(known: Sequence[Network], option: str, seed: int) -> Boosted:
    """LambdaMART without gains by place (Burges 2010): trees on pairs within a network, `option` rounds."""
    import xgboost

    x, y = np.vstack([n.x[n.at] for n in known]), np.concatenate([n.y for n in known])
    matrix = xgboost.DMatrix(x, y, qid=np.repeat(np.arange(len(known)), [len(n.y) for n in known]))
    booster = xgboost.train({**TREES, "seed": seed}, matrix, int(option))
    return Boosted(bytes(booster.save_raw("ubj")))


def single(known: Sequence[Network], option: str, seed: int) -> Weights:
    """One measure alone."""
    return Weights(np.asarray([float(name == option) for name in MEASURES]))


def fit(learn: Learn, options: Sequence[str], train: Phase, valid: Phase, run: Run) -> Fitted:
    """Takes the option that ranks best those networks it did not learn from, and learns from all of `train` with it."""
    known = networks(train)
    if not known:
        raise JinyingError(
            Say("没有可供学习的网络：需同时标注核心成员与其他节点", "there is no network to learn from: some nodes must be labelled core and some not"),
            Say("以 1 与 0 标注至少一个网络的节点", "label the nodes of at least one network with 1 and 0"),
        )  # fmt: skip
    seen = {network.part for network in known}
    apart = [network for network in networks(valid) if network.part not in seen]
    left: dict[str, list[tuple[Network, F64]]] = {}
    for done, option in enumerate(options):
        run.watch(Say(f"留出网络：{option}", f"networks left out: {option}"), done, len(options))
        left[option] = list(_left_out(learn, option, known, apart, run.seed))
    told = {
        option: float(np.mean([auc(curve(o[n.at], n.y)) for n, o in each] or [0.0])) for option, each in left.items()
    }
    chosen = max(options, key=lambda option: round(told[option], 6))  # the first of equals
    sigmoid = _sigmoid([(n, o) for n, o in left[chosen] if all(n is not other for other in apart)])
    return Ranked(learn(known, chosen, run.seed), sigmoid, tuple(MEASURES), {"chosen": chosen, "auc": told})


def _left_out(
    learn: Learn, option: str, known: Sequence[Network], apart: Sequence[Network], seed: int
) -> Iterator[tuple[Network, F64]]:
    """Each network with its nodes' standardised order by what the others taught; those `apart` by all that are known.

    Where one network alone is known, its answers are halved, and each half is ordered by the other.
    """
    several = known if len(known) > 1 else _halves(known[0])
    for one in several if len(several) > 1 else ():
        yield one, _standard(learn([n for n in several if n is not one], option, seed).order(one.x))
    for one in apart:
        yield one, _standard(learn(known, option, seed).order(one.x))


def _halves(of: Network) -> list[Network]:
    """Every second member and every second other; nothing where there is one member, or one other, alone."""
    turn = np.empty(len(of.y), np.int64)
    for answer in (0, 1):
        turn[of.y == answer] = np.arange((of.y == answer).sum()) % 2
    halves = [of.take(np.flatnonzero(turn == side)) for side in (0, 1)]
    return halves if all(set(half.y) == {0, 1} for half in halves) else []


def _sigmoid(told: Sequence[tuple[Network, F64]]) -> tuple[float, float]:
    """Slope and intercept by Platt's targets (1999), on orders that did not learn from their answers; never falling."""
    if not told:
        return 1.0, -2.0
    order, y = np.concatenate([o[n.at] for n, o in told]), np.concatenate([n.y for n, _ in told])
    target = np.where(y == 1, (y.sum() + 1) / (y.sum() + 2), 1 / ((y == 0).sum() + 2))

    def loss(at: F64) -> tuple[float, F64]:
        z = at[0] * order + at[1]
        off = 1 / (1 + np.exp(-z)) - target
        return float((np.logaddexp(0, z) - target * z).mean()), np.asarray([(off * order).mean(), off.mean()])

    slope, intercept = minimize(
        loss, np.asarray([1.0, -2.0]), jac=True, method="L-BFGS-B", bounds=[(0.05, None), (None, None)]
    ).x
    return float(slope), float(intercept)


# measured by networks left out


@dataclass(frozen=True, slots=True)
class Told:
    """How well the members of a network were told by what others taught. `few`: of the first `FEW`."""

    network: str
    n: int
    members: int
    auc: float
    average_precision: float
    at_members: float  # precision among as many as there are members
    at_few: float
    chosen: str  # option: a penalty, or the measure


def left_out(data: Data, model: Model, run: Run) -> list[Told]:
    """Each labelled network of `data` in turn, scored by the model that the others taught, and that they chose."""
    labels, told = data.labels, []
    assert labels is not None
    own = data.part[labels.index]
    for p, name in enumerate(data.parts):
        rest, asked = phase(data, np.flatnonzero(own != p), None), phase(data, np.flatnonzero(own == p), None)
        if set(asked.y) != {0, 1}:
            continue
        fitted = model.fit(rest, rest, run)
        score = fitted.scores(asked)[:, 1]
        chosen = str(fitted.state()[1].get("note", {}).get("chosen", ""))
        told.append(_told(name, score, asked.y, chosen))
    return told


def singles(data: Data) -> dict[str, list[Told]]:
    """Each measure alone on each labelled network: what only hindsight can choose the best of."""
    labels = data.labels
    assert labels is not None
    every = Phase(data, "core", None, labels.index, labels.y, labels.classes, None)
    known = networks(every)
    return {m: [_told(n.part, np.round(n.x[n.at, k], 6), n.y, m) for n in known] for k, m in enumerate(MEASURES)}


def _told(name: str, score: NDArray[Any], y: I64, chosen: str) -> Told:
    c = curve(score, y)
    return Told(name, c.n, c.true, auc(c), average_precision(c), at_capacity(c, c.true)[0], at_capacity(c, FEW)[0], chosen)  # fmt: skip


CORE: tuple[Model, ...] = (
    Model("core", Say("核心成员：多种中心性加权排序，学自其他网络", "core members: many centralities weighed, learned on other networks"), partial(fit, linear, PENALTIES), restore),
    Model("core-trees", Say("核心成员：中心性上的提升树，学自其他网络", "core members: boosted trees on centralities, learned on other networks"), partial(fit, boosted, ROUNDS), restore, trees=True),
    Model("core-single", Say("核心成员基线：在其他网络上最好的单一中心性", "the floor of core members: the one centrality that was best on other networks"), partial(fit, single, tuple(MEASURES)), restore),
)  # fmt: skip
