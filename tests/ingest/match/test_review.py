"""Reviewers who don't see the score, and how they agree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from graph.judged import RULE, Judgement
from graph.say import Say
from ingest.match.proposal import Proposal, Reason
from ingest.match.review import agreements, calibrated, kappa, labels, split, waiting
from ingest.match.scorer import MERGED, REVIEW, Scorer, shipped


def proposal(k: int, score: float, band: str = REVIEW) -> Proposal:
    return Proposal("Enterprise", f"ent-{k}a", f"ent-{k}b", score, band, "name", (Reason("x", Say("甲", "a")),))


def said(seq: int, k: int, who: str, answer: str, score: float | None = None, blind: bool = False, gone: bool = False) -> Judgement:  # fmt: skip
    return Judgement(seq, f"ent-{k}a", f"ent-{k}b", answer, who, "", "", score=score, blind=blind, gone=gone)


def test_the_order_is_the_reviewers_own_and_tells_nothing_of_the_score() -> None:
    made = [proposal(k, k / 40) for k in range(40)]
    li, wang = ([p.pair for p in waiting(made, [], who)] for who in ("li", "wang"))
    assert sorted(li) == sorted(wang) == sorted(p.pair for p in made)
    assert li != wang
    assert li == [p.pair for p in waiting(made[::-1], [], "li")]
    ranks = [int(pair[0][4:-1]) for pair in li]
    assert ranks not in (sorted(ranks), sorted(ranks, reverse=True))


def test_what_one_has_answered_is_left_for_others_and_merged_is_for_nobody() -> None:
    made = [proposal(1, 0.5), proposal(2, 0.6), proposal(3, 0.99, MERGED)]
    known = [said(1, 1, "li", "same"), said(2, 2, f"{RULE}name", "same"), said(3, 2, "li", "unsure", gone=True)]
    assert [p.left for p in waiting(made, known, "li")] == ["ent-2a"]
    assert {p.left for p in waiting(made, known, "wang")} == {"ent-1a", "ent-2a"}


@given(st.lists(st.tuples(st.sampled_from("sdu"), st.sampled_from("sdu")), min_size=1, max_size=30))
def test_kappa_is_cohens(pairs: list[tuple[str, str]]) -> None:
    mine = kappa(pairs)
    if mine is None:
        assert len({a for pair in pairs for a in pair}) == 1
    else:
        assert mine == pytest.approx(cohen_kappa_score(*zip(*pairs, strict=True)))


def test_agreement_counts_people_by_their_last_answer() -> None:
    known = [
        said(1, 1, "li", "same"), said(2, 1, "wang", "same"), said(3, 2, "li", "same"), said(4, 2, "wang", "different"),
        said(5, 2, f"{RULE}name", "same"), said(6, 3, "wang", "same"), said(7, 1, "wang", "different"), said(8, 1, "wang", "same"),
    ]  # fmt: skip
    (one,) = agreements(known)
    assert (one.one, one.other, one.pairs, one.agreed) == ("li", "wang", 2, 1)
    ((pair, both),) = split(known)
    assert (pair, [(j.who, j.answer) for j in both]) == (("ent-2a", "ent-2b"), [("li", "same"), ("wang", "different")])


def test_labels_are_blind_answers_on_which_nobody_differs() -> None:
    known = [
        said(1, 1, "li", "same", 0.7, True), said(2, 2, "li", "different", 0.4, True), said(3, 3, "li", "same", 0.9),
        said(4, 4, "li", "same", 0.8, True), said(5, 4, "wang", "different"), said(6, 5, "li", "unsure", 0.5, True),
    ]  # fmt: skip
    assert labels(known) == [(0.7, True), (0.4, False)]


def at(scorer: Scorer, share: float) -> float:
    """What stands now where the trained calibration said `share`."""
    return float(np.interp(share, shipped().share, scorer.share))


def test_answers_bend_the_shares_and_few_bend_them_little() -> None:
    known = shipped()
    wrong = [(0.7, k % 5 == 0) for k in range(200)]  # what was said to be the same in 7 of 10 was so in 2 of 10
    many, few = calibrated(known, wrong), calibrated(known, wrong[:5])
    assert at(many, 0.7) == pytest.approx(0.2, abs=0.06)
    assert at(many, 0.7) < at(few, 0.7) < 0.7
    assert (np.diff(many.share) >= 0).all(), "the order of pairs is the trees'"
    right = [(0.3, k % 10 < 3) for k in range(300)] + [(0.9, k % 10 < 9) for k in range(300)]
    assert np.abs(calibrated(known, right).share - known.share).max() < 0.03, "what was right stays"
    assert many.made["answers"] == 200
    assert (many.merged, many.review) == (known.merged, known.review)
