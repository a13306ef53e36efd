"""Scores as findings: kept where detectors keep theirs, and what did not change is not asked again."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from gnn.answering.explain import Budget, explain
from gnn.answering.score import REACH, ScoreError, Scorer, findings, fingerprints, keep, repeats, scores
from gnn.data import F32, Data, Phase
from gnn.model import Run
from gnn.reading.lake import read
from gnn.trust import drift
from graph.detect import DETECTORS, described
from graph.lake import Lake
from graph.ops import Ops, open_ops
from graph.say import of_system
from graph.snapshot import snapshot
from graph.why import reasons
from ingest.load import load
from ingest.mapping import parse
from tests.gnn.small import TEXT, Move, account_id, lake_of, number, when
from tests.lakes import write

HUNDRED = 100.0


@dataclass(frozen=True, slots=True)
class Busy:
    """Who is paid, and whose payers are paid, is suspect: two hops, no clock unless `late` adds the time since the last."""

    asked: list[int] = field(default_factory=list)
    late: float = 0.0

    def scores(self, phase: Phase) -> F32:
        self.asked.append(phase.k)
        of = phase.data.relations["TRANSFER"]
        into = np.bincount(of.target, of.amount(), phase.data.n)
        pair = np.unique(np.column_stack([of.source, of.target]), axis=0)
        further = np.bincount(pair[:, 1], into[pair[:, 0]], phase.data.n)
        at = phase.index if phase.relation is None else of.target[phase.index]
        more = 0.0 if phase.relation is None else of.amount()[phase.index] / HUNDRED
        assert of.at is not None
        last = np.zeros(phase.data.n)
        np.maximum.at(last, of.target, of.at.astype(np.float64))
        logit = (into + 0.1 * further)[at] / HUNDRED + more - 3 + self.late * (of.at.max() - last)[at]
        p = 1 / (1 + np.exp(-logit))
        return np.column_stack([1 - p, p]).astype(np.float32)

    def state(self) -> tuple[Mapping[str, NDArray[Any]], dict[str, Any]]:
        return {}, {}


def scorer(**more: Any) -> Scorer:
    return Scorer("测试", "v1", more.pop("fitted", Busy()), "node", ("0", "1"), **{"reach": 2, "clock": False, **more})


# a pays b 9 times much, b pays c; d..m pay one another a little, in a chain
MOVES: list[Move] = [
    *(("a", "b", 90.0, k) for k in range(9)), ("b", "c", 50.0, 10),
    *((x, y, 10.0, 11 + k) for k, (x, y) in enumerate(zip("defghijkl", "efghijklm", strict=True))),
]  # fmt: skip


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return lake_of(tmp_path / "lake", MOVES)


@pytest.fixture
def ops(lake: Lake) -> Iterator[Ops]:
    with open_ops(lake.root.parent) as ops:
        yield ops


def more_moves(lake: Lake, moves: list[Move], name: str) -> str:
    """Another file, loaded later."""
    rows = [f"{number(a)},{number(b)},{y:.2f},{when(d)},{name}{k}" for k, (a, b, y, d) in enumerate(moves)]
    with lake.lock():
        return load(lake, write(lake.root.parent.parent / f"{name}.csv", "付,收,元,时,号", rows), parse(TEXT, "modelled")).manifest.id  # fmt: skip


def by_id(of: Scorer, data: Data, kept: Path | None = None, cut: int | None = None) -> tuple[dict[str, float], int]:
    made = scores(of, data, cut, kept)
    return dict(zip([data.ids[i] for i in made.phase.index], made.score.tolist(), strict=True)), made.anew


def data_of(lake: Lake) -> Data:
    return read(snapshot(lake))


# findings


def test_a_score_is_a_finding_with_its_model_and_snapshot_and_says_that_it_is_no_evidence(lake: Lake, ops: Ops) -> None:
    data = data_of(lake)
    of = scorer(calibrate=lambda s: s / 2)
    made = scores(of, data)
    (one,) = findings(of, made, lake, capacity=10)
    assert (one.detector, [s.id for s in one.subjects]) == ("model-测试", [account_id("b")])
    assert one.score == pytest.approx(made.score.max() / 2), "what is told is the calibrated probability"
    assert {k: one.facts[k] for k in ("model", "version", "snapshot", "rank", "of", "capacity")} == {"model": "测试", "version": "v1", "snapshot": snapshot(lake).hash, "rank": 1, "of": 13, "capacity": 10}  # fmt: skip
    assert one.facts["probability"] == pytest.approx(one.score, abs=1e-6)
    assert one.sentence.zh.endswith("线索，非证据。")
    assert one.sentence.en.endswith("A lead, not evidence.")
    assert number("b") not in one.sentence.zh, "account numbers are masked"
    (sure,) = findings(scorer(calibrate=np.ones_like), made, lake, capacity=10)
    assert "在 99% 以上" in sure.sentence.zh
    assert "over 99%" in sure.sentence.en
    assert keep(of, ops, lake, [one]) == {one.id: "new"}
    assert {r.id for r in reasons(lake, ops, one.id)} == set(one.links), "why leads to the rows of its links"


def test_a_finding_tells_of_its_model_and_of_the_drift_since(lake: Lake) -> None:
    data = data_of(lake)
    then = scores(scorer(), data)
    body = json.loads(json.dumps(drift.kept(then.phase, then.score)))
    about = {"made": "2026-01-02T03:04:05Z", "calibration": "platt", "calibration_error": 0.02, "verdict": {"zh": "高于基线", "en": "above its floor"}}  # fmt: skip
    same = scores(scorer(base=body, about=about), data)
    (one,) = findings(scorer(base=body, about=about), same, lake, 10)
    assert {k: one.facts[k] for k in about} == about
    assert one.facts["drift"]["state"] == "few", "of thirteen accounts nothing can be said"
    many = {name: {**base, "n": 4000} for name, base in body.items()}
    later = replace(same.phase, index=np.repeat(same.phase.index, 40))
    told = drift.told(many, later, np.ones(later.k))
    assert drift.worst(told) == "changed"
    assert drift.worst([]) is None
    (bare,) = findings(scorer(), scores(scorer(), data), lake, 10)
    assert bare.facts["drift"] is None, "a model that kept nothing to tell it by"


@pytest.mark.parametrize(("phase", "zh", "en"), [("train", "在训练标签中，答案为“涉案”，分数只是复述所教的答案", "in the training labels as '涉案', so that the score repeats"), ("valid", "在验证标签中，答案为“涉案”", "validation labels"), ("test", "在测试标签中", "test labels")])  # fmt: skip
def test_a_finding_says_where_its_account_was_in_the_labels(lake: Lake, phase: str, zh: str, en: str) -> None:
    of = scorer(taught={account_id("b"): (phase, "涉案")}, threshold=0.0)
    made = scores(of, data_of(lake))
    first, *others = findings(of, made, lake, capacity=3)
    assert first.facts["taught"] == {"phase": phase, "class": "涉案"}
    assert zh in first.sentence.zh
    assert en in first.sentence.en
    assert all(f.facts["taught"] is None and "标签" not in f.sentence.zh for f in others)


def test_what_the_model_was_taught_to_be_looked_for_takes_no_lead_s_place_but_what_was_decided_stays(
    lake: Lake,
) -> None:
    a, b, c = (account_id(n) for n in "abc")
    of = scorer(taught={b: ("train", "1"), c: ("train", "0"), a: ("test", "1")}, threshold=0.0)
    made = scores(of, data_of(lake))
    every = {f.key for f in findings(of, made, lake, 99)}
    news = replace(made, aside=repeats(of, made, ()))
    assert {f.key for f in findings(of, news, lake, 99)} == every - {b}, "who was told not to be one is news"
    first, *_ = findings(of, news, lake, 1)
    assert first.key != b
    assert first.facts["rank"] == 1
    stays = replace(made, aside=repeats(of, made, {b}))
    assert findings(of, stays, lake, 1)[0].key == b
    link = Scorer("链", "v1", Busy(), "edge", ("0", "1"), "TRANSFER", threshold=0.9, reach=2, clock=False)
    paid = scores(link, data_of(lake))
    whole = findings(link, paid, lake, 1)[0]
    told = replace(link, taught=dict.fromkeys(whole.facts["asked"][:4], ("train", "1")))
    rest = findings(told, replace(paid, aside=repeats(told, paid, ())), lake, 1)[0]
    assert (rest.key, rest.facts["asked"]) == (whole.key, whole.facts["asked"][4:]), (
        "of a pair the transfers that are news"
    )


def test_only_the_first_are_kept_and_only_above_the_threshold(lake: Lake) -> None:
    data = data_of(lake)
    low = scorer(threshold=0.0)
    every = scores(low, data)
    assert len(findings(low, every, lake, capacity=3)) == 3
    assert [f.score for f in findings(low, every, lake, capacity=99)] == sorted(every.score.tolist(), reverse=True)
    assert findings(scorer(threshold=1.0), every, lake, capacity=3) == []


def test_a_subject_stays_one_finding_and_keeps_what_was_decided(lake: Lake, ops: Ops) -> None:
    of = scorer(threshold=0.2)
    first = findings(of, scores(of, data_of(lake)), lake, 10)
    keep(of, ops, lake, first)
    ops.decide(first[0].id, "dismissed", "正常经营")
    newer = replace(of, version="v2", calibrate=lambda s: s * 0.9)
    again = findings(newer, scores(newer, data_of(lake)), lake, 10)
    assert {f.id for f in again} == {f.id for f in first}
    assert keep(newer, ops, lake, again)[first[0].id] == "dismissed"
    assert keep(newer, ops, lake, again[1:]).keys() == {f.id for f in again[1:]}
    assert first[0].id not in {f.id for f, _ in ops.findings()}


def test_what_moved_the_score_goes_with_the_finding(lake: Lake) -> None:
    of = scorer(threshold=0.2)

    def reason(phase: Phase, place: int) -> Any:
        return explain(of.fitted, phase, place, budget=Budget(groups=8, draws=4))

    data = data_of(lake)
    (one,) = [f for f in findings(of, scores(of, data), lake, 10, reason) if f.key == account_id("b")]
    paid = {i for i, a in zip(data.relations["TRANSFER"].ids, data.relations["TRANSFER"].source, strict=True) if data.ids[a] == account_id("a")}  # fmt: skip
    assert set(one.links) == paid
    told = one.facts["explanation"]
    assert told["mark"]["zh"] == "线索，非证据"
    assert told["links"][0]["from"] == account_id("a")
    assert "主要因与" in one.sentence.zh


def test_a_transfer_s_finding_is_of_who_paid_whom(lake: Lake) -> None:
    data = data_of(lake)
    of = Scorer("链", "v1", Busy(), "edge", ("0", "1"), "TRANSFER", threshold=0.9, reach=2, clock=False)
    made = scores(of, data)
    assert made.phase.k == data.relations["TRANSFER"].m
    found = findings(of, made, lake, capacity=2)
    assert [tuple(s.id for s in f.subjects) for f in found] == [(account_id("a"), account_id("b"))], "a pair once"
    paid = data.relations["TRANSFER"]
    mine = [i for i in range(paid.m) if made.score[i] >= 0.9]
    assert len(mine) == 9
    assert sorted(found[0].facts["asked"]) == sorted(paid.ids[i] for i in mine)
    assert paid.at is not None
    assert (found[0].start, found[0].end) == (int(paid.at[mine].min()) * 1000, int(paid.at[mine].max()) * 1000)
    assert found[0].score == pytest.approx(made.score.max())
    assert "的 9 笔转账中 9 笔属于所查情形，最高一笔的可能性" in found[0].sentence.zh
    assert f"在 {len({(a, b) for a, b in zip(paid.source.tolist(), paid.target.tolist(), strict=True)})} 对收付双方中列第 1" in found[0].sentence.zh  # fmt: skip
    low = findings(replace(of, threshold=0.0), made, lake, capacity=3)
    assert len({f.id for f in low}) == len(low) == 3
    assert [f.score for f in low] == sorted((f.score for f in low), reverse=True)


def test_more_than_two_classes_are_no_findings(lake: Lake) -> None:
    with pytest.raises(ScoreError, match="only scores of two classes"):
        scores(replace(scorer(), classes=("a", "b", "c")), data_of(lake))


def test_a_model_has_a_label_and_a_law_as_every_detector_does(lake: Lake) -> None:
    known = described("model-测试")
    assert known is not None
    assert (known.label.zh, known.label.en) == ("模型 测试", "model 测试")
    assert known.law.exonerates
    assert described("ring") in DETECTORS
    assert described("gone") is None


# incremental


def test_what_did_not_change_is_not_asked_and_the_answers_are_those_of_a_full_run(lake: Lake, tmp_path: Path) -> None:
    kept, of = tmp_path / "kept", scorer()
    assert by_id(of, data_of(lake), kept)[1] == 13
    assert by_id(of, data_of(lake), kept)[1] == 0
    late = more_moves(lake, [("x", "g", 200.0, 5)], "late")
    some, anew = by_id(of, data_of(lake), kept)
    assert some == by_id(of, data_of(lake))[0]
    assert anew == 6, "x, g and what is within two links of them: e, f, h, i"
    with lake.lock():
        lake.undo(late)
    gone, anew = by_id(of, data_of(lake), kept)
    assert gone == by_id(of, data_of(lake))[0]
    assert 0 < anew < 13


def test_a_full_disk_is_said_to_be_full_and_nothing_half_written_is_taken_over(lake: Lake, tmp_path: Path) -> None:
    kept, of, data = tmp_path / "kept", scorer(), data_of(lake)
    every, _ = by_id(of, data)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (512, limits[1]))
        with pytest.raises(OSError, match="File too large") as told:
            by_id(of, data, kept)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "no space left" in str(of_system(told.value))
    assert by_id(of, data, kept) == (every, 13)
    assert by_id(of, data, kept) == (every, 0)
    assert sorted(p.name for p in kept.iterdir()) == ["nodes.parquet", "scored.json", "scores.parquet"]


def test_many_changes_in_any_order_are_as_a_full_run(lake: Lake, tmp_path: Path) -> None:
    kept, of = tmp_path / "kept", scorer()
    draw = np.random.default_rng(7)
    letters = "abcdefghijklmnop"
    for turn in range(4):
        moves = [(*draw.choice(list(letters), 2, replace=False).tolist(), float(draw.integers(1, 300)), float(draw.integers(0, 19))) for _ in range(2)]  # fmt: skip
        more_moves(lake, moves, f"turn{turn}")
        data = data_of(lake)
        assert by_id(of, data, kept)[0] == by_id(of, data)[0]


def test_a_model_that_reads_the_clock_is_asked_anew_when_time_has_gone_on(lake: Lake, tmp_path: Path) -> None:
    kept, of = tmp_path / "kept", scorer(clock=True, fitted=Busy(late=1e-6))
    by_id(of, data_of(lake), kept)
    more_moves(lake, [("l", "m", 1.0, 12.5)], "earlier")
    assert by_id(of, data_of(lake), kept)[1] < 13
    more_moves(lake, [("l", "m", 1.0, 40)], "later")
    found, anew = by_id(of, data_of(lake), kept)
    assert anew == 13
    assert found == by_id(of, data_of(lake))[0]


def test_another_version_or_a_reach_that_is_not_known_is_asked_anew(lake: Lake, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    by_id(scorer(), data_of(lake), kept)
    assert by_id(replace(scorer(), version="v2"), data_of(lake), kept)[1] == 13
    assert by_id(scorer(reach=None), data_of(lake), kept)[1] == 13
    (kept / "scored.json").unlink()
    assert by_id(scorer(), data_of(lake), kept)[1] == 13


def test_of_a_model_whose_reach_is_not_known_all_is_asked_where_anything_changed_and_else_nothing(lake: Lake, tmp_path: Path) -> None:  # fmt: skip
    kept, of = tmp_path / "kept", scorer(reach=None)
    first, _ = by_id(of, data_of(lake), kept)
    assert by_id(of, data_of(lake), kept) == (first, 0)
    late = more_moves(lake, [("x", "g", 200.0, 5)], "late")
    found, anew = by_id(of, data_of(lake), kept)
    assert (found, anew) == (by_id(of, data_of(lake))[0], len(found))
    with lake.lock():
        lake.undo(late)
    assert by_id(of, data_of(lake), kept) == (first, 13)


def test_links_are_taken_over_too(lake: Lake, tmp_path: Path) -> None:
    of = Scorer("链", "v1", Busy(), "edge", ("0", "1"), "TRANSFER", reach=2, clock=False)
    scores(of, data_of(lake), kept=tmp_path / "kept")
    more_moves(lake, [("x", "m", 200.0, 5)], "late")
    data = data_of(lake)
    some, every = scores(of, data, kept=tmp_path / "kept"), scores(of, data)
    assert some.score.tolist() == every.score.tolist()
    assert 0 < some.anew < every.anew


def test_a_fingerprint_tells_every_change_of_a_node_and_no_order_of_numbers(lake: Lake) -> None:
    data = data_of(lake)
    prints = dict(zip(data.ids, fingerprints(data).tolist(), strict=True))
    of = data.relations["TRANSFER"]
    turned = replace(data, relations={"TRANSFER": replace(of, source=of.target, target=of.source)})
    assert (fingerprints(turned) != fingerprints(data)).all()
    dearer = of.x.copy()
    dearer[0, 0] += 1
    changed = fingerprints(replace(data, relations={"TRANSFER": replace(of, x=dearer)})) != fingerprints(data)
    assert set(np.flatnonzero(changed)) == {of.source[0], of.target[0]}
    order = np.argsort(data.ids)
    place = np.argsort(order).astype(np.int32)
    other = replace(data, ids=tuple(np.asarray(data.ids, object)[order]), x=data.x[order], kind=data.kind[order], relations={"TRANSFER": replace(of, source=place[of.source], target=place[of.target])})  # fmt: skip
    assert dict(zip(other.ids, fingerprints(other).tolist(), strict=True)) == prints


def test_the_floor_s_scores_are_taken_over_as_it_would_have_given_them(tmp_path: Path) -> None:
    pytest.importorskip("xgboost")
    from gnn import families
    from gnn.learning.preset import preset

    draw = np.random.default_rng(3)
    names = [f"{a}{b}" for a in "abcdefghij" for b in "abcdefgh"]
    moves: list[Move] = [(names[i], names[(i + int(draw.integers(1, 4))) % 80], float(draw.integers(1, 300)), float(draw.integers(0, 90))) for i in range(80) for _ in range(3)]  # fmt: skip
    lake = lake_of(tmp_path / "ring", [*moves, ("aa", "ab", 1.0, 100)])
    data = data_of(lake)
    got = np.bincount(data.relations["TRANSFER"].target, data.relations["TRANSFER"].amount(), data.n)
    known = Phase(data, "node", None, np.arange(data.n), (got > np.median(got)).astype(np.int64), ("0", "1"), None)
    fitted = families.model("xgb-agg").fit(known, known, Run(0, preset("tiny", "xgb-agg")))
    reach, clock = REACH["xgb-agg"]
    of = replace(scorer(fitted=fitted), reach=reach, clock=clock)
    by_id(of, data, tmp_path / "kept")
    more_moves(lake, [("ca", "cc", 500.0, 50)], "late")
    some, anew = by_id(of, data_of(lake), tmp_path / "kept")
    every, asked = by_id(of, data_of(lake))
    assert some == every
    assert 0 < anew < asked / 2
    assert some != by_id(of, data)[0], "the new transfer has changed somebody's"
