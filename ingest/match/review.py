"""Pairs for people to judge without seeing what the scorer thinks, and how far people agree.

The order is drawn by reviewer and pair, not by score, so that a place in the list tells nothing. An answer keeps the score
that the reviewer did not see; both are what the scorer is calibrated by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from graph.entity import digest
from graph.judged import Judgement, answers, disputed
from ingest.match.proposal import Proposal
from ingest.match.scorer import REVIEW, Scorer

PRIOR = 10.0  # how many answers it takes to weigh as much as the trained calibration
ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two reviewers agree on the pairs that both answered. `kappa`: Cohen's (1960), chance taken off; None where
    chance alone would agree on all."""

    one: str
    other: str
    pairs: int
    agreed: int
    kappa: float | None


def waiting(proposals: Sequence[Proposal], judgements: Sequence[Judgement], who: str) -> list[Proposal]:
    """What a reviewer has not answered, of the review band, in an order of his own."""
    mine = {pair for pair, said in answers(judgements).items() if any(j.who == who for j in said)}
    left = [p for p in proposals if p.band == REVIEW and p.pair not in mine]
    return sorted(left, key=lambda p: digest("\x1f".join((who, *p.pair))))


def agreements(judgements: Sequence[Judgement]) -> list[Agreement]:
    """Every two people who answered the same pairs; rules are no people."""
    said: dict[str, dict[tuple[str, str], str]] = {}
    for pair, last in answers(judgements).items():
        for j in last:
            if not j.by_rule:
                said.setdefault(j.who, {})[pair] = j.answer
    found = []
    for one, other in combinations(sorted(said), 2):
        both = sorted(said[one].keys() & said[other].keys())
        if both:
            pairs = [(said[one][p], said[other][p]) for p in both]
            found.append(Agreement(one, other, len(pairs), sum(a == b for a, b in pairs), kappa(pairs)))
    return found


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two raters' answers (Educational and Psychological Measurement 20, 1960)."""
    n = len(pairs)
    observed = sum(a == b for a, b in pairs) / n
    kinds = {a for pair in pairs for a in pair}
    chance = sum(sum(a == k for a, _ in pairs) * sum(b == k for _, b in pairs) for k in kinds) / n**2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def split(judgements: Sequence[Judgement]) -> list[tuple[tuple[str, str], list[Judgement]]]:
    """Pairs on which people differ, with what each says."""
    return [(pair, [j for j in last if not j.by_rule]) for pair, last in answers(judgements).items() if disputed(last)]


def labels(judgements: Sequence[Judgement]) -> list[tuple[float, bool]]:
    """Scores and whether it was the same, of what people answered blind and alike."""
    found = []
    for last in answers(judgements).values():
        people = [j for j in last if not j.by_rule]
        said = {j.answer for j in people}
        blind = [j for j in people if j.blind and j.score is not None]
        if blind and said in ({"same"}, {"different"}):
            found.append((float(blind[0].score or 0.0), said == {"same"}))
    return found


def calibrated(scorer: Scorer, said: Sequence[tuple[float, bool]]) -> Scorer:
    """The scorer with its shares bent to what people answered blind: logit(share) becomes a logit(share) + b.

    Logistic regression (Platt 1999) held near a = 1, b = 0 by a Gaussian prior, so that a few answers move it little. The
    bounds of the bands stay: what is merged is still what is so sure.
    """
    score, same = np.array([s for s, _ in said]), np.array([float(one) for _, one in said])
    x = np.stack([_logit(score), np.ones(len(score))], axis=1).reshape(-1, 2)
    at, start = np.array([1.0, 0.0]), np.array([1.0, 0.0])
    for _ in range(ROUNDS):  # Newton's method: the loss is convex
        p = 1 / (1 + np.exp(-x @ at))
        slope = x.T @ (p - same) + PRIOR * (at - start)
        curve = (x * (p * (1 - p))[:, None]).T @ x + PRIOR * np.eye(2)
        at = at - np.linalg.solve(curve, slope)
    share = 1 / (1 + np.exp(-(max(at[0], 0.05) * _logit(scorer.share) + at[1])))  # never upside down
    return replace(
        scorer,
        share=np.round(share, 6),
        made={**scorer.made, "answers": len(said), "bent": [round(float(v), 4) for v in at]},
    )


def _logit(share: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    kept = np.clip(share, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(kept / (1 - kept)))
