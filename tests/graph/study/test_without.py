"""A score without a line is what the detector says of a lake that never had its transfers."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.detect import chosen
from graph.finding import Finding
from graph.lake import Lake
from graph.ontology import ontology
from graph.snapshot import snapshot
from graph.store import Store
from graph.study.without import Unasked, Without, same, without
from tests.graph.detect.worlds import Move, found, lake_of, number

CIRCLE: list[Move] = [("a", "b", 100_000, 0), ("b", "c", 99_000, 30), ("c", "d", 98_500, 60), ("d", "a", 98_000, 90)]
AGAIN: list[Move] = [(x, y, yuan, h + 200) for x, y, yuan, h in CIRCLE]
BESIDE: list[Move] = [("b", "e", 98_900, 40), ("e", "d", 98_400, 55)]  # another way round, with no third owner less


def asked(store: Store, lake: Lake, finding: Finding, name: str, source: str, target: str, link: str = "TRANSFER") -> Without:  # fmt: skip
    s = snapshot(lake)
    ids = {v: k for k, v in lake.scan("Account").select("id", "number").unique().collect().rows()}
    ends = s.number(ids[number(source)]), s.number(ids[number(target)])
    (detector,) = chosen([name])
    return without(store.view(), s, detector, detector.values({}), finding, ontology().link(link), ends)


@pytest.mark.parametrize("cut", [("b", "e"), ("e", "d"), ("a", "b"), ("b", "c")])
def test_a_score_without_a_line_is_that_of_a_lake_without_it(
    tmp_path: Path, embedded: Store, cut: tuple[str, str]
) -> None:
    moves = [*CIRCLE, *AGAIN, *BESIDE]
    lake = lake_of(tmp_path / "whole", moves)
    finding = max(found(embedded, lake, "round-trip"), key=lambda f: len(f.subjects))
    here = asked(embedded, lake, finding, "round-trip", *cut)
    left = [m for m in moves if m[:2] != cut]
    assert here.taken == len(moves) - len(left) > 0
    fewer = found(embedded, lake_of(tmp_path / "fewer", left), "round-trip")
    oracle = [f for f in fewer if {s.id for s in f.subjects} & {s.id for s in finding.subjects}]
    assert here.score == (oracle[0].score if oracle else None)
    assert len(oracle) <= 1


def test_what_stands_beside_the_snapshot_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = lake_of(tmp_path, [*CIRCLE, *AGAIN])
    (finding,) = found(embedded, lake, "round-trip")
    before = snapshot(lake).column("TRANSFER", "at").tolist()
    asked(embedded, lake, finding, "round-trip", "a", "b")
    assert snapshot(lake).column("TRANSFER", "at").tolist() == before
    assert found(embedded, lake, "round-trip") == [finding]


def test_a_pattern_that_asks_the_graph_and_a_line_that_is_not_there_are_told(tmp_path: Path, embedded: Store) -> None:
    lake = lake_of(tmp_path, [*CIRCLE, *AGAIN])
    (finding,) = found(embedded, lake, "round-trip")
    with pytest.raises(Unasked, match="asks the graph itself"):
        asked(embedded, lake, finding, "ring", "a", "b")
    with pytest.raises(Unasked, match="no such link"):
        asked(embedded, lake, finding, "round-trip", "b", "a")


def test_a_finding_is_the_same_while_most_of_its_subjects_are(tmp_path: Path, embedded: Store) -> None:
    (finding,) = found(embedded, lake_of(tmp_path, [*CIRCLE, *AGAIN]), "round-trip")
    other = lake_of(tmp_path / "other", [(x + "x", y + "x", yuan, h) for x, y, yuan, h in CIRCLE])
    (stranger,) = found(embedded, other, "round-trip")
    assert same(finding, [stranger]) is None
    assert same(finding, [stranger, finding]) is finding
    assert same(finding, []) is None
