"""Measures against scikit-learn; labels through mappings; the command on data small enough to know the answer."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from graph.lake import Lake
from graph.ranking import at_capacity, auc, average_precision, curve
from ingest.evaluate.labelled import LabelError, labels
from ingest.evaluate.networks import networks
from tests.graph.study.command import run

SCORED = st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=2, max_size=40)


@settings(deadline=None, max_examples=100)
@given(SCORED)
def test_measures_are_those_of_scikit_learn(rows: list[tuple[int, bool]]) -> None:
    score, true = np.array([r[0] for r in rows], float), np.array([r[1] for r in rows])
    if true.any():
        assert average_precision(curve(score, true)) == pytest.approx(average_precision_score(true, score))
    else:
        assert np.isnan(average_precision(curve(score, true)))
    if true.any() and not true.all():
        assert auc(curve(score, true)) == pytest.approx(roc_auc_score(true, score))
    assert at_capacity(curve(score, true), len(rows))[0] == pytest.approx(true.mean())


def test_ties_at_the_border_count_as_chance_would() -> None:
    assert at_capacity(curve([3, 1, 1, 1], [True, True, False, False]), 2)[0] == pytest.approx((1 + 1 / 3) / 2)
    assert at_capacity(curve([3, 2, 1], [False, True, True]), 2)[0] == 0.5


def test_labels_are_a_column_of_any_file_that_a_mapping_reads(tmp_path: Path) -> None:
    nodes = tmp_path / "nodes.csv"
    nodes.write_text("nodeid,isFraud,init_balance\n0,0,10.00\n7,1,20.00\n9,,5.00\n", "utf-8")
    lake = Lake(tmp_path / "data")
    found = labels(lake, nodes, None, "Account", ["isFraud"])
    numbers = dict(lake.scan("Account").select("id", "number").collect().iter_rows())
    assert {numbers[i]: mark for i, mark in found.iter_rows()} == {"amlsim:0": "0", "amlsim:7": "1", "amlsim:9": None}
    with pytest.raises(LabelError, match=r"no column 'isfraud'; did you mean isFraud"):
        labels(Lake(tmp_path / "other"), nodes, None, "Account", ["isfraud"])


def test_a_star_with_its_leader_in_the_middle(tmp_path: Path) -> None:
    folder = tmp_path / "star"
    folder.mkdir()
    (folder / "nodes.csv").write_text("id,core\n" + "".join(f"n{k},{int(k == 0)}\n" for k in range(6)))
    (folder / "edges.csv").write_text("src,dst\n" + "".join(f"n0,n{k}\n" for k in range(1, 6)))
    (nobody := tmp_path / "nobody").mkdir()
    (nobody / "nodes.csv").write_text("id,core\na,0\nb,0\n")
    (nobody / "edges.csv").write_text("src,dst\na,b\n")
    (found,) = networks([folder, nobody])
    assert (found.k, found.auc, found.precision, found.best_auc) == (1, 1.0, 1.0, 1.0)


def test_the_command_on_accounts_with_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten pay one, who passes it on within days, beside as many who only shop: the marks are the one and his payee."""
    moves = (
        [(k, 100, 20_000 + k, 1) for k in range(10)]
        + [(100, 101, 199_000, 2)]
        + [(k, 50 + k, 100, k) for k in range(10)]
    )
    lines = "".join(f"{a},{b},{v}.00,{t}\n" for a, b, v, t in moves)
    (tmp_path / "moves.csv").write_text("sourceNodeId,targetNodeId,value,time\n" + lines)
    people = {n for move in moves for n in move[:2]}
    (tmp_path / "nodes.csv").write_text(
        "nodeid,isFraud,init_balance\n" + "".join(f"{n},{int(n in (100, 101))},1.00\n" for n in people)
    )
    code, out, err = run(
        tmp_path,
        capsys,
        "evaluate",
        "accounts",
        str(tmp_path / "moves.csv"),
        "--labels",
        f"{tmp_path / 'nodes.csv'}:isFraud",
        "--json",
    )
    assert code == 0, err
    found = {r["score"]: r for r in json.loads(out)["accounts"]}
    assert found["all detectors"]["true"] == 2
    assert found["payers in 30 days"]["average_precision"] > 0.4
    assert found["pass-through"]["hit"] == 2
    assert found["pass-through"]["average_precision"] > 0.5
    assert not (tmp_path / "data").exists(), "the data folder is not touched"
    code, _, err = run(tmp_path, capsys, "evaluate", "accounts", str(tmp_path / "moves.csv"), "--labels", "nodes.csv")
    assert (code, "is not FILE:COLUMN" in err) == (2, True)
