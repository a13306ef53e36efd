"""Measures against scikit-learn; labels through mappings; the command on data small enough to know the answer."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from graph.finding import Finding, Subject
from graph.kernels.arrays import Transfers, transfers
from graph.kernels.fan import fan_in
from graph.lake import Lake
from graph.ranking import at_capacity, auc, average_precision, curve
from graph.say import Say
from ingest.evaluate.accounts import MONTH, TIES, joined
from ingest.evaluate.labelled import LabelError, labels
from ingest.evaluate.networks import networks
from ingest.evaluate.worlds import CORE, CROWD, OWN, accused
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
    assert 0 < found["joined, without labels"]["average_precision"] <= 1
    assert found["pass-through"]["hit"] == 2
    assert found["pass-through"]["average_precision"] > 0.5
    assert not (tmp_path / "data").exists(), "the data folder is not touched"
    code, _, err = run(tmp_path, capsys, "evaluate", "accounts", str(tmp_path / "moves.csv"), "--labels", "nodes.csv")
    assert (code, "is not FILE:COLUMN" in err) == (2, True)


def bank(seed: int, repeated: bool) -> tuple[Transfers, set[int]]:
    """Ordinary life in a bank of 2,000, and thirty rings in which some pay one a like sum that nobody else pays."""
    rng = np.random.default_rng(seed)
    n, m = 2_000, 12_000
    moves = [(int(a), int(b), int(f), int(t)) for a, b, f, t in zip(n * rng.random(m) ** 1.5, n * rng.random(m) ** 2, np.exp(rng.normal(10, 0.8, m)) + 1, rng.integers(0, 150 * 86_400, m), strict=True)]  # fmt: skip
    true: set[int] = set()
    for _ in range(30):
        hub, *payers = rng.choice(n, 5, replace=False).tolist()
        base = np.exp(rng.normal(7, 0.3))
        true |= {hub, *payers}
        for p in payers:
            at = int(rng.integers(0, 149)) * 86_400
            moves += [(p, hub, int(base * rng.uniform(1, 1.1)), at + k) for k in range(3 if repeated else 1)]
    moves.sort(key=lambda move: move[3])
    columns = [np.array([move[k] for move in moves]) for k in range(4)]
    source, target, fen, at = (c.astype(np.int64 if k == 2 else np.int32) for k, c in enumerate(columns))
    return transfers(n, source, target, at, fen), true


@pytest.mark.parametrize("repeated", [False, True])
def test_the_joined_score_finds_rings_that_widest_fans_do_not(repeated: bool) -> None:
    t, true = bank(11, repeated)
    fans = fan_in(t, MONTH, 1)
    width = np.zeros(t.n)
    width[fans.account] = fans.parties
    label = np.isin(np.arange(t.n), list(true))
    ranks = dict.fromkeys(TIES, width)
    scene: Any = SimpleNamespace(transfers=t)
    found = average_precision(curve(joined(scene, np.arange(t.n, dtype=np.int32), ranks), label))
    assert found > 0.8
    assert found > 4 * average_precision(curve(width, label))


def test_a_finding_that_names_a_customer_is_none_about_the_shop() -> None:
    def finding(*subjects: str) -> Finding:
        role = Say("甲", "a")
        return Finding("ring", tuple(Subject(one, "Person", role) for one in subjects), (), None, None, 0.5, role)

    of = {"straw": {1}, "shop": {2}}
    assert accused(finding("straw", "x", "y"), of) == {1}
    assert accused(finding("x", "straw", "shop", "y"), of) == set()
    assert accused(finding("x", "straw"), of) == {1}
    assert "顾客" in CROWD
    assert not set(CROWD) & {*OWN, *CORE}
