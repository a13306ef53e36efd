"""Whether trouble comes by way of links: what neighbours' past answers add to a thing's own features.

Three arms see the same things, the same splits and the same trees: own features and degrees; these and what was known of
the neighbours before; these and what was known of neighbours dealt anew, who are as many, at the same times. What the
second has beyond the third is contagion, or likeness that the own features do not tell; it does not say which. No lift is
an answer too, and is said in the same words as a lift.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gnn import extra
from gnn.data import Data, Phase, Split, phases
from gnn.features import parts as features
from gnn.features.neighbour_labels import Known
from gnn.learning.shapes import fitted, said
from gnn.model import Table, Watch, silent
from gnn.trust.ablations import shuffled
from gnn.trust.metrics import Interval, paired
from graph.kernels.arrays import F64, I32, I64, csr
from graph.kernels.jit import jit
from graph.ranking import auc, average_precision, curve
from graph.say import JinyingError, Say

SHAPE = "shallow"
SETTINGS: dict[str, Any] = {"rate": 0.05, "rounds": 500, "patience": 30, "threads": 1, "trees": 100}
DEALS = 99  # of the control of the plain ratio
OWN = ("own", "degree")
PRIOR = 1.0  # neighbours with the usual share that everybody is taken to have heard of
EARLY, LATE = np.iinfo(np.int64).min, np.iinfo(np.int64).max
FIGURES: dict[str, Callable[..., float]] = {"ap": average_precision, "auc": auc}


@dataclass(frozen=True, slots=True)
class Contagion:
    """What was found, per run (seed and split), on the test."""

    figure: str
    dated: bool  # whether answers have times, so that those of the past alone were heard
    own: tuple[float, ...]
    neighbours: tuple[float, ...]
    dealt: tuple[float, ...]  # with neighbours dealt anew
    lift: Interval  # neighbours - own
    control: Interval  # dealt - own
    beyond: Interval  # neighbours - dealt
    ratio: float  # how much more often in trouble are those of whom a neighbour was before, of those learned from
    ratio_dealt: float  # the same, mean over dealings
    chance: float  # share of dealings with a ratio as high
    exposed: int  # how many there are of whom a neighbour was before
    apart: int  # and of whom none was: without any there is nothing to hold the ratio against

    @property
    def found(self) -> bool:
        """Whether neighbours add something, and more than dealt ones do."""
        return self.lift.above and self.beyond.above

    def told(self) -> Say:
        """One sentence, whichever way it went."""
        gap, by = f"{self.lift.mean:+.3f} [{self.lift.low:+.3f}, {self.lift.high:+.3f}]", self.figure.upper()
        control = f"{self.control.mean:+.3f}"
        if self.found:
            return Say(
                f"邻居既往结果在自身特征之外带来提升：{by} {gap}；随机重连为 {control}",
                f"neighbours' past answers add to own features: {by} {gap}; with neighbours dealt anew {control}",
            )
        return Say(
            f"未见传染提升：邻居既往结果在自身特征之外 {by} {gap}；随机重连为 {control}",
            f"no lift: neighbours' past answers beside own features give {by} {gap}; with neighbours dealt anew {control}",
        )

    def to_json(self) -> dict[str, Any]:
        words = self.told()
        return {**asdict(self), "found": self.found, "told": {"zh": words.zh, "en": words.en}}


@dataclass(frozen=True, slots=True)
class Answers:
    """What became known of nodes and when: of each the first answer, and the first that is what is looked for."""

    known: I64  # (n,) LATE: never
    positive: I64  # (n,)
    rate: float


def contagion(
    data: Data, splits: Callable[[int], Sequence[Split]], *, seeds: Sequence[int] = range(5), figure: str = "ap", watch: Watch = silent
) -> Contagion:  # fmt: skip
    """The three arms over seeds and splits. Answers heard are those of training alone, of the past where they are dated."""
    extra.require("xgboost")
    labels = data.labels
    if labels is None or labels.relation is not None or len(labels.classes) != 2:
        raise JinyingError(
            Say("传染分析需要节点的两类标签", "contagion needs labels of nodes, of two classes"),
            Say("给出 id 与 label（1 为出险）；多类时写 labels: {positive: …}", "give id and label, 1 being trouble; of several classes name that by labels: {positive: …}"),
        )  # fmt: skip
    dated = labels.at is not None and bool((labels.at[labels.y == 1] >= 0).any())
    runs: list[tuple[float, float, float]] = []
    first: tuple[Phase, I64 | None, Answers] | None = None
    for done, seed in enumerate(seeds):
        watch(Say("传染：自身、邻居、随机重连", "contagion: own, neighbours, dealt anew"), done, len(seeds))
        for split in splits(seed):
            three = phases(data, split)
            at = [
                labels.at[w] if labels.at is not None and dated else None
                for w in (split.train, split.valid, split.test)
            ]
            clocks = tuple(_clock(p, a, seed) for p, a in zip(three, at, strict=True))
            answers = _answers(three[0], at[0])
            runs.append(_run(three, clocks, answers, seed, figure))
            first = first or (three[0], clocks[0], answers)
    own, near, dealt = (tuple(column) for column in zip(*runs, strict=True))
    assert first is not None
    ratio, others, exposed, apart = _ratios(*first)
    return Contagion(
        figure, dated, own, near, dealt, paired(near, own), paired(dealt, own), paired(near, dealt),
        ratio, float(np.mean(others)), (1 + sum(r >= ratio for r in others)) / (1 + len(others)), exposed, apart,
    )  # fmt: skip


def _clock(p: Phase, at: I64 | None, seed: int) -> I64 | None:
    """(k,) before when something must be known to be heard: those in trouble are asked about when it came, the others
    when it came to somebody drawn (incidence density sampling: Prentice and Breslow 1978), as are those without a time.

    At their own time, which is mostly the end, they would have heard more only because they stayed sound so long.
    """
    if at is None:
        return None
    at = np.where(at < 0, LATE, np.minimum(at, LATE if p.cut is None else p.cut))
    came = np.sort(at[(p.y == 1) & (at < LATE)])
    if not len(came):
        return at
    before = np.searchsorted(
        came, at, side="right"
    )  # of these times, those at which it was still there to be asked about
    drawn = came[(np.random.default_rng(seed).random(p.k) * np.maximum(before, 1)).astype(np.int64)]
    return np.where((p.y == 1) & (at < LATE) | (before == 0), at, drawn)


def _answers(train: Phase, at: I64 | None) -> Answers:
    """Those of training. Without times all have always been known; where others have one, who has none is never heard of."""
    when = np.full(train.k, EARLY) if at is None else np.where(at < 0, LATE, at)
    known, positive = np.full(train.data.n, LATE), np.full(train.data.n, LATE)
    np.minimum.at(known, train.index, when)
    np.minimum.at(positive, train.index[train.y == 1], when[train.y == 1])
    return Answers(known, positive, float((train.y == 1).mean()) if train.k else 0.0)


def _run(
    three: tuple[Phase, Phase, Phase], clocks: tuple[I64 | None, ...], answers: Answers, seed: int, figure: str
) -> tuple[float, float, float]:
    """The figure on the test of each arm."""
    reader = features.Reader.of(OWN, three[0], None)
    own = [reader.read(p) for p in three]
    arms = [own]
    for deal in (False, True):
        seen = tuple(shuffled(p, seed) for p in three) if deal else three
        told = _undated(seen, seed) if clocks[0] is None else [heard(p, at, answers) for p, at in zip(seen, clocks, strict=True) if at is not None]  # fmt: skip
        arms.append([a.beside(b) for a, b in zip(own, told, strict=True)])
    train, valid, test = three
    figures = []
    for learned, chosen, asked in arms:
        booster = fitted(SHAPE, (learned.x, train.y), (chosen.x, valid.y), 2, SETTINGS, seed)
        figures.append(FIGURES[figure](curve(said(SHAPE, booster, asked.x, 2)[:, 1], test.y)))
    return figures[0], figures[1], figures[2]


def _undated(three: Sequence[Phase], seed: int) -> list[Table]:
    """Answers of training out of fold, for nothing says which came first."""
    known = Known.learned(three[0], seed)
    return [known.table(p) for p in three]


def heard(p: Phase, at: I64, answers: Answers) -> Table:
    """(k, d) of each relation and way: of how many neighbours something was known before `at` (k,), how many of these were
    in trouble, how much of the money was with them, since when."""
    columns: dict[str, NDArray[Any]] = {}
    for name, links in p.data.relations.items():
        ways = {"in": (links.target, links.source), "out": (links.source, links.target)}
        if not links.directed:
            ways = {
                "both": (np.concatenate([links.source, links.target]), np.concatenate([links.target, links.source]))
            }
        several = 1 if links.directed else 2
        since = np.tile(np.full(links.m, EARLY) if links.at is None else links.at, several)
        money = np.tile(links.amount(), several)
        for way, (mine, other) in ways.items():
            told = _counted(p, at, answers, mine, other, since, money)
            share = (told[:, 1] + PRIOR * answers.rate) / (told[:, 0] + PRIOR)
            with_them = np.where(told[:, 2] > 0, told[:, 3] / np.maximum(told[:, 2], 1e-12), np.nan)
            ago = np.where(told[:, 1] > 0, np.log1p(np.maximum(told[:, 4], 0)), np.nan)
            columns |= {f"{what} {way} {name}": x for what, x in (("known", np.log1p(told[:, 0])), ("troubled", np.log1p(told[:, 1])), ("share", share), ("money", with_them), ("ago", ago))}  # fmt: skip
    x = np.column_stack(list(columns.values())) if columns else np.zeros((p.k, 0))
    return Table(x.astype(np.float32), tuple(columns))


def _counted(p: Phase, at: I64, answers: Answers, mine: I32, other: I32, since: I64, money: F64) -> F64:
    rows = csr(p.data.n, mine)
    return _heard(rows.start, rows.item, other, since, money, p.index, at, answers.known, answers.positive)


@jit
def _heard(
    start: I64, item: I32, other: I32, since: I64, money: F64, index: I64, at: I64, known: I64, positive: I64
) -> F64:
    """Per thing asked about: neighbours known, in trouble, their money, the troubled ones', time since the last of these."""
    told = np.zeros((len(index), 5))
    met = np.full(len(known), -1, np.int64)
    for k in range(len(index)):
        v, last, any_bad = index[k], np.int64(0), False
        for e in range(start[v], start[v + 1]):
            i = item[e]
            u = other[i]
            if u == v or since[i] >= at[k] or known[u] >= at[k]:
                continue
            bad = positive[u] < at[k]
            told[k, 2] += money[i]
            told[k, 3] += money[i] * bad
            if met[u] != k:
                met[u] = k
                told[k, 0] += 1
                told[k, 1] += bad
            if bad:
                last, any_bad = max(last, positive[u]) if any_bad else positive[u], True
        told[k, 4] = at[k] - last if any_bad else 0
    return told


# plain ratio


def _ratios(train: Phase, at: I64 | None, answers: Answers) -> tuple[float, list[float], int, int]:
    """Of those learned from, how much more often trouble came where it was next door; and with neighbours dealt anew."""
    when = np.full(train.k, LATE) if at is None else at
    ratio, exposed = _ratio(train, when, answers)
    return ratio, [_ratio(shuffled(train, deal), when, answers)[0] for deal in range(DEALS)], exposed, train.k - exposed


def _ratio(p: Phase, at: I64, answers: Answers) -> tuple[float, int]:
    troubled = np.zeros(p.k)
    for links in p.data.relations.values():
        since = np.full(links.m, EARLY) if links.at is None else links.at
        for mine, other in ((links.source, links.target), (links.target, links.source)):
            troubled += _counted(p, at, answers, mine, other, since, np.ones(links.m))[:, 1]
    near, far = p.y[troubled > 0], p.y[troubled == 0]
    # half a case more on each side, so that none is divided by (Haldane 1956)
    return float(((near == 1).sum() + 0.5) / (len(near) + 1) / (((far == 1).sum() + 0.5) / (len(far) + 1))), len(near)
