"""Ops: findings keep their identity between runs, decisions stay, and the audit chain shows tampering."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from graph.finding import Finding, Subject
from graph.ops import OpsError, open_ops
from graph.say import Say

FINDING = Finding(
    "ring",
    (Subject("acc-1", "Account", Say("户", "account")),),
    ("transfer-1",),
    0,
    9,
    0.5,
    Say("一", "one"),
    {"sum": 5},
)


def test_a_finding_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    with open_ops(tmp_path) as ops:
        assert ops.keep("ring", {"window": 3}, 7, [FINDING]) == {FINDING.id: "new"}
    with open_ops(tmp_path) as ops:
        assert ops.finding(FINDING.id) == FINDING
        assert ops.findings() == [(FINDING, "open")]


def test_identity_is_detector_subjects_and_window() -> None:
    assert replace(FINDING, score=0.9, links=()).id == FINDING.id
    assert replace(FINDING, end=10).id != FINDING.id
    assert replace(FINDING, detector="other").id != FINDING.id


def test_a_decision_outlives_the_next_run_and_its_own_correction(tmp_path: Path) -> None:
    with open_ops(tmp_path, "li") as ops:
        ops.keep("ring", {}, 1, [FINDING])
        ops.decide(FINDING.id, "dismissed", "own accounts")
        assert ops.keep("ring", {}, 2, [replace(FINDING, score=0.7)]) == {FINDING.id: "dismissed"}
        ops.decide(FINDING.id, "confirmed", "owner was lent")
        assert ops.findings() == [(replace(FINDING, score=0.7), "confirmed")]


def test_what_the_last_run_no_longer_finds_is_not_listed_but_kept(tmp_path: Path) -> None:
    with open_ops(tmp_path) as ops:
        ops.keep("ring", {}, 1, [FINDING])
        ops.keep("ring", {}, 2, [])
        assert ops.findings() == []
        assert ops.found() == {"ring": 0}
        assert ops.finding(FINDING.id) == FINDING


def test_an_unknown_status_or_finding_is_refused(tmp_path: Path) -> None:
    with open_ops(tmp_path) as ops:
        with pytest.raises(OpsError):
            ops.decide(FINDING.id, "confirmed", "")
        ops.keep("ring", {}, 1, [FINDING])
        with pytest.raises(OpsError):
            ops.decide(FINDING.id, "guilty", "")


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE audit SET who='x' WHERE seq=2",
        "DELETE FROM audit WHERE seq=2",
        "UPDATE audit SET detail='{}' WHERE seq=1",
        "INSERT INTO audit SELECT 9, at, who, action, subject, detail, before, hash FROM audit WHERE seq=3",
    ],
)
def test_a_changed_missing_or_added_audit_entry_shows(tmp_path: Path, tamper: str) -> None:
    with open_ops(tmp_path) as ops:
        for n in range(3):
            ops.note("load", f"file-{n}", rows=n)
        assert ops.audit_broken() is None
    with sqlite3.connect(tmp_path / "ops.db") as raw:
        raw.execute(tamper)
    raw.close()
    with open_ops(tmp_path) as ops:
        assert ops.audit_broken() is not None


def test_many_writers_make_one_chain(tmp_path: Path) -> None:
    def work(who: str) -> None:
        with open_ops(tmp_path, who) as ops:
            for n in range(10):
                ops.note("read", str(n))

    threads = [threading.Thread(target=work, args=(f"w{i}",)) for i in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with open_ops(tmp_path) as ops:
        assert [e["seq"] for e in ops.audit()] == list(range(40, 0, -1))
        assert ops.audit_broken() is None


def test_a_damaged_database_is_one_line_with_a_cure(tmp_path: Path) -> None:
    (tmp_path / "ops.db").write_bytes(b"not a database" * 100)
    with pytest.raises(OpsError, match="can't be used"), open_ops(tmp_path):
        pass
