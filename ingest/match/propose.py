"""Proposals over a whole lake: who may be whom, banded, guarded, without what somebody has answered already."""

from __future__ import annotations

from collections.abc import Sequence

from graph.judged import Judgement
from graph.lake import Lake
from ingest.match.enterprises import Matching
from ingest.match.persons import person_proposals
from ingest.match.proposal import Proposal, guarded
from ingest.match.scorer import Scorer, shipped
from ingest.match.subjects import judged_pairs

KINDS = ("Enterprise", "Person")


def proposals(
    lake: Lake,
    judgements: Sequence[Judgement] = (),
    since: int = 0,
    scorer: Scorer | None = None,
    kinds: Sequence[str] = KINDS,
) -> list[Proposal]:
    """Proposals, best first. `lake` as judged so far; `since`: only about what log entries after it first stated.

    Two credit codes or two ID numbers never come together, by whatever chain, nor do two that were judged different.
    """
    answered, different = judged_pairs(lake, judgements)
    made: list[Proposal] = []
    if "Enterprise" in kinds:
        look = Matching(lake, scorer or shipped())
        made += guarded(_open(look.proposals(since), answered), look.marks(), different)
    if "Person" in kinds:
        found, numbers = person_proposals(lake, since)
        made += guarded(_open(found, answered), numbers, different)
    return sorted(made, key=lambda p: (-p.score, p.left, p.right))


def _open(made: list[Proposal], answered: set[tuple[str, str]]) -> list[Proposal]:
    return [p for p in made if p.pair not in answered]
