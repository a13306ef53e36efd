"""Pairs for people to judge without seeing what the scorer thinks, and how far people agree.

The order is drawn by reviewer and pair, not by score, so that a place in the list tells nothing. An answer keeps the score
that the reviewer did not see; both are what the scorer is calibrated by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.entity import digest
from graph.judged import Judgement, answers, disputed
from ingest.match.proposal import Proposal
from ingest.match.scorer import REVIEW


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
