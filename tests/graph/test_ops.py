"""Ops, on SQLite and on a real PostgreSQL: findings keep their identity, decisions stay, tampering shows."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from graph.finding import RISE, Finding, Subject
from graph.ops import Ops, OpsError, open_ops
from graph.ops.tables import METADATA
from graph.say import Say
from tests.conftest import missing

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

Open = Callable[..., AbstractContextManager[Ops]]


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    """A PostgreSQL of our own on a socket in a folder; it refuses to run as root, so it is given to nobody."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [Path(shutil.which("initdb") or "/none")]
    if not found[-1].exists():
        missing("no PostgreSQL server: install postgresql")
    root = os.geteuid() == 0
    with TemporaryDirectory(prefix="jinying-pg-") as folder:
        if root:
            shutil.chown(folder, "nobody")

        def run(tool: str, *args: str) -> None:
            command = [str(found[-1].with_name(tool)), "-D", f"{folder}/db", *args]
            subprocess.run(command, check=True, user="nobody" if root else None, cwd=folder, stdout=subprocess.DEVNULL)

        run("initdb", "-U", "jinying", "-A", "trust", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-w", "-l", f"{folder}/log", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off", "start")
        try:
            yield f"postgresql://jinying@/postgres?unix_sock={folder}/.s.PGSQL.5432"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def ops_at(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Opens an ops database that was empty when the test began, on each engine."""
    url = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    yield lambda who=None: open_ops(tmp_path, who, url)
    with open_ops(tmp_path, url=url) as ops:
        METADATA.drop_all(ops._engine)


def test_a_finding_comes_back_as_it_was_kept(ops_at: Open) -> None:
    with ops_at() as ops:
        assert ops.keep("ring", {"window": 3}, 7, [FINDING]) == {FINDING.id: "new"}
    with ops_at() as ops:
        assert ops.finding(FINDING.id) == FINDING
        assert ops.findings() == [(FINDING, "open")]


def test_a_finding_told_again_on_risen_score_is_quiet_once_decided_anew(ops_at: Open) -> None:
    with ops_at() as ops:
        ops.keep("ring", {}, 1, [FINDING])
        ops.decide(FINDING.id, "dismissed", "own accounts")
        risen = replace(FINDING, score=FINDING.score + RISE)
        assert ops.keep("ring", {}, 2, [risen]) == {FINDING.id: "risen"}
        assert ops.findings() == [(risen, "risen")]
        ops.decide(FINDING.id, "confirmed", "not his own after all")
        assert ops.keep("ring", {}, 3, [risen]) == {FINDING.id: "confirmed"}


def test_a_run_over_part_of_the_rows_leaves_other_findings_in_the_list(ops_at: Open) -> None:
    other = replace(FINDING, start=1)
    with ops_at() as ops:
        ops.keep("ring", {}, 1, [FINDING, other])
        ops.keep("ring", {}, 2, [other], whole=False)
        assert {f.id for f, _ in ops.findings()} == {FINDING.id, other.id}
        assert ops.found() == {"ring": 2}
        ops.keep("ring", {}, 3, [other])
        assert {f.id for f, _ in ops.findings()} == {other.id}


def test_a_database_of_an_earlier_version_is_given_the_columns_it_lacks(tmp_path: Path) -> None:
    with open_ops(tmp_path) as ops:
        ops.keep("ring", {}, 1, [FINDING])
        with ops._engine.begin() as c:
            c.exec_driver_sql("ALTER TABLE finding DROP COLUMN key")
            c.exec_driver_sql("ALTER TABLE decision DROP COLUMN score")
    with open_ops(tmp_path) as ops:
        assert ops.finding(FINDING.id) == FINDING
        ops.decide(FINDING.id, "confirmed", "seen")
        assert ops.findings() == [(FINDING, "confirmed")]


def test_numbers_from_arrays_are_kept_as_any_others(ops_at: Open) -> None:
    found = replace(
        FINDING,
        start=np.int64(0),
        score=np.float64(0.5),
        facts={"sum": np.int64(5), "own": np.bool_(True), "days": [np.int32(3)]},
    )
    with ops_at() as ops:
        ops.keep("ring", {}, 1, [found])
        assert ops.finding(FINDING.id) == replace(FINDING, facts={"sum": 5, "own": True, "days": [3]})


def test_what_grows_keeps_its_identity_by_a_key() -> None:
    keyed = replace(FINDING, key="acc-1")
    assert replace(keyed, end=99, subjects=()).id == keyed.id != FINDING.id
    assert replace(keyed, key="acc-2").id != keyed.id


def test_identity_is_detector_subjects_and_window() -> None:
    assert replace(FINDING, score=0.9, links=()).id == FINDING.id
    assert replace(FINDING, end=10).id != FINDING.id
    assert replace(FINDING, detector="other").id != FINDING.id


def test_a_decision_outlives_the_next_run_and_its_own_correction(ops_at: Open) -> None:
    with ops_at("li") as ops:
        ops.keep("ring", {}, 1, [FINDING])
        ops.decide(FINDING.id, "dismissed", "own accounts")
        assert ops.keep("ring", {}, 2, [replace(FINDING, score=0.6)]) == {FINDING.id: "dismissed"}
        ops.decide(FINDING.id, "confirmed", "owner was lent")
        assert ops.findings() == [(replace(FINDING, score=0.6), "confirmed")]


def test_what_the_last_run_no_longer_finds_is_not_listed_but_kept(ops_at: Open) -> None:
    with ops_at() as ops:
        ops.keep("ring", {}, 1, [FINDING])
        ops.keep("ring", {}, 2, [])
        assert ops.findings() == []
        assert ops.found() == {"ring": 0}
        assert ops.finding(FINDING.id) == FINDING


def test_an_unknown_status_or_finding_is_refused(ops_at: Open) -> None:
    with ops_at() as ops:
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
def test_a_changed_missing_or_added_audit_entry_shows(ops_at: Open, tamper: str) -> None:
    with ops_at() as ops:
        for n in range(3):
            ops.note("load", f"file-{n}", rows=n)
        assert ops.audit_broken() is None
        with ops._engine.begin() as raw:
            raw.exec_driver_sql(tamper)
    with ops_at() as ops:
        assert ops.audit_broken() is not None


def test_many_writers_make_one_chain(ops_at: Open) -> None:
    def work(who: str) -> None:
        with ops_at(who) as ops:
            for n in range(10):
                ops.note("read", str(n))

    threads = [threading.Thread(target=work, args=(f"w{i}",)) for i in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    with ops_at() as ops:
        assert [e["seq"] for e in ops.audit()] == list(range(40, 0, -1))
        assert ops.audit_broken() is None


def test_a_damaged_database_is_one_line_with_a_cure(tmp_path: Path) -> None:
    (tmp_path / "ops.db").write_bytes(b"not a database" * 100)
    with pytest.raises(OpsError, match="can't be used"), open_ops(tmp_path):
        pass


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "postgresql://jinying:secret@127.0.0.1:1/none"])
def test_an_address_that_can_not_be_used_is_one_line_without_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(OpsError, match="JINYING_OPS_URL") as error, open_ops(tmp_path, url=url):
        pass
    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)
