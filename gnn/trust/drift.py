"""Drift: whether what a model meets today is what it learned from, column by column and in its scores.

Population stability index over the bins of what was learned from (Siddiqi, Credit Risk Scorecards, 2006), missing values a
bin of their own; beside it the Kolmogorov-Smirnov distance over the same bins. The usual thresholds are said in words:
below 0.1 stable, up to 0.25 moved, above changed. Of few things chance alone gives more: under no drift the index times
nm / (n + m) is chi-squared with a degree for each bin but one (Yurdakul and Naranjo, 2020); what chance passes once in a
thousand times is stable whatever the thresholds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gnn.answering.columns import column
from gnn.data import Phase
from gnn.model import Table
from graph.kernels.arrays import F64
from graph.say import Say

BINS = 10
STABLE, CHANGED = 0.1, 0.25
FEW = 30  # things of either side, below which nothing is said
FLOOR = 1e-4  # share of an empty bin
WORDS = {
    "stable": Say("稳定", "stable"),
    "moved": Say("有漂移", "moved"),
    "changed": Say("显著变化", "changed"),
    "few": Say("样本过少，无法判断", "too few to tell"),
}


@dataclass(frozen=True, slots=True)
class Base:
    """What a column was like when it was learned from, as JSON can hold it: the edges of its bins, the share of each, that
    of the missing; `n` things."""

    edges: tuple[float, ...]
    shares: tuple[float, ...]
    missing: float
    n: int

    @classmethod
    def of(cls, values: ArrayLike, bins: int = BINS) -> Base:
        """The bins are between quantiles; a value that many have gets a bin of its own, and so does what lies outside."""
        x = np.asarray(values, np.float64)
        known = np.sort(x[np.isfinite(x)])
        if not len(known):
            return cls((), (0.0,), 1.0 if len(x) else 0.0, len(x))
        cut, times = np.unique(known[np.linspace(0, len(known) - 1, bins + 1).astype(int)], return_counts=True)
        own = np.append(cut[:-1][times[:-1] > 1], cut[-1])
        edges = np.union1d(cut, np.nextafter(own, np.inf))
        return cls(tuple(edges.tolist()), tuple(_shares(known, edges).tolist()), float(1 - len(known) / len(x)), len(x))

    def to_json(self) -> dict[str, Any]:
        return {"edges": list(self.edges), "shares": list(self.shares), "missing": self.missing, "n": self.n}

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Base:
        return cls(tuple(map(float, body["edges"])), tuple(map(float, body["shares"])), float(body["missing"]), int(body["n"]))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drift:
    """Of one column, or of the scores (`name` "score"). `chance`: the PSI that as many things of no drift pass once in a thousand times."""

    name: str
    psi: float
    ks: float
    chance: float
    missing_then: float
    missing_now: float
    state: str  # stable | moved | changed | few

    @property
    def words(self) -> Say:
        return WORDS[self.state]


def _shares(values: F64, edges: NDArray[np.float64] | Sequence[float]) -> F64:
    """Share of the values in each bin: below the first edge, between two, at or above the last."""
    count = np.bincount(np.searchsorted(np.asarray(edges, np.float64), values, side="right"), minlength=len(edges) + 1)
    return count / max(1, len(values))


def compared(name: str, base: Base, values: ArrayLike) -> Drift:
    """Today's values of a column against what was learned from."""
    from scipy.stats import chi2  # which takes longer to come than the rest of the command line

    x = np.asarray(values, np.float64)
    known = x[np.isfinite(x)]
    gone = float(1 - len(known) / len(x)) if len(x) else 0.0
    now = _shares(known, base.edges) if len(known) else np.zeros(len(base.shares))
    then = np.asarray(base.shares)
    psi = _psi(np.append(then * (1 - base.missing), base.missing), np.append(now * (1 - gone), gone))
    ks = float(np.abs(np.cumsum(now) - np.cumsum(then)).max()) if len(known) and base.missing < 1 else 0.0
    few = min(base.n, len(x)) < FEW
    chance = float(chi2.ppf(0.999, len(then))) * (1 / max(1, base.n) + 1 / max(1, len(x)))
    level = max(STABLE, chance)
    state = "few" if few else "stable" if psi < level else "moved" if psi < max(CHANGED, level) else "changed"
    return Drift(name, psi, ks, chance, base.missing, gone, state)


def _psi(then: F64, now: F64) -> float:
    both = (then > 0) | (now > 0)
    a, b = np.maximum(then[both], FLOOR), np.maximum(now[both], FLOOR)
    return float(((b - a) * np.log(b / a)).sum())


def looked_at(phase: Phase) -> Table:
    """(k, d) what drift is told of: own columns of what is asked about (of links their own), and how many links it has
    (of links each end), by relation, before the phase's cut."""
    data = phase.data
    links = {f"log links {name}": np.log1p(np.bincount(np.concatenate([k.source, k.target]), minlength=data.n)) for name, k in data.relations.items()}  # fmt: skip
    degree = np.column_stack([*links.values()]) if links else np.empty((data.n, 0))
    if phase.relation is None:
        x = np.hstack([data.x[phase.index], degree[phase.index]])
        return Table(x.astype(np.float32), (*data.columns, *links))
    k = data.relations[phase.relation].take(phase.index)
    x = np.hstack([k.x, degree[k.source], degree[k.target]])
    return Table(x.astype(np.float32), (*k.columns, *(f"{end}: {c}" for end in ("source", "target") for c in links)))


def kept(phase: Phase, score: ArrayLike) -> dict[str, Any]:
    """What a model keeps of the phase that it learned from, as JSON: `told` reads it."""
    return {name: base.to_json() for name, base in bases(looked_at(phase), score).items()}


def told(body: Mapping[str, Mapping[str, Any]], phase: Phase, score: ArrayLike) -> list[Drift]:
    """A phase of today against what a model kept, the most changed first."""
    return drift({name: Base.from_json(one) for name, one in body.items()}, looked_at(phase), score)


def bases(table: Table, score: ArrayLike | None = None) -> dict[str, Base]:
    """Of all columns, and of the scores: kept with a model, so that nobody needs its data again."""
    made = {name: Base.of(table.x[:, i]) for i, name in enumerate(table.columns)}
    return made if score is None else made | {"score": Base.of(score)}


def drift(known: Mapping[str, Base], table: Table, score: ArrayLike | None = None) -> list[Drift]:
    """Each column (and the scores) today against then, the most changed first; what lacks today is all missing."""
    found = []
    for name, base in known.items():
        if name == "score":
            values = score
        else:
            values = table.x[:, table.columns.index(name)] if name in table.columns else np.full(len(table.x), np.nan)
        if values is not None:
            found.append(compared(name, base, values))
    return sorted(found, key=lambda d: (-d.psi, d.name))


def worst(found: Sequence[Drift]) -> str | None:
    """The state that is worst: too few to tell before all others; None of nothing."""
    return next(
        (state for state in ("few", "changed", "moved", "stable") if any(d.state == state for d in found)), None
    )


def said(found: Sequence[Drift], relation: str | None = None) -> Say:
    """What it comes to, in one line; `relation`: whose links it is told of, None of nodes."""
    changed = [d.name for d in found if d.state == "changed"]
    moved = [d.name for d in found if d.state == "moved"]
    score = next((d for d in found if d.name == "score"), None)
    if any(d.state == "few" for d in found):
        return Say("样本过少，无法判断漂移", "too few things to tell of drift")
    zh, en = [], []
    if score is not None:
        zh.append(f"分数分布{score.words.zh}（PSI {score.psi:.2f}）")
        en.append(f"scores are {score.words.en} (PSI {score.psi:.2f})")
    for names, state in ((changed, "changed"), (moved, "moved")):
        if labels := [column(n, relation).label for n in names if n != "score"]:
            more = Say("等", ", and others") if len(labels) > 3 else Say("", "")
            zh.append(f"{len(labels)} 个特征{WORDS[state].zh}：{'、'.join(x.zh for x in labels[:3])}{more.zh}")
            en.append(
                f"{len(labels)} feature{'s'[: len(labels) > 1]} {WORDS[state].en}: {', '.join(x.en for x in labels[:3])}{more.en}"
            )
    if not changed and not moved:
        zh.append("各特征与训练时一致")
        en.append("features are as they were in training")
    advice = Say("；应以新近标签重新评估或重新训练", "; measure it again on recent labels, or train it again") if changed else Say("", "")  # fmt: skip
    told = "; ".join(en)
    return Say(f"{'；'.join(zh)}{advice.zh}。", f"{told[:1].upper()}{told[1:]}{advice.en}.")
