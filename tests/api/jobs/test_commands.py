"""`jinying jobs`: listed, shown, cancelled and their log read, as a person types it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import jinying
from api.jobs.child import folder_of
from graph.ops import Ops, open_ops
from graph.ops.jobs import End, Jobs
from graph.settings import Settings

Told = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Ops]:
    with open_ops(tmp_path / "data", "user:li") as ops:
        yield ops


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    """A command's exit code and what it wrote."""

    def run(*args: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["jinying", "--lang", "en", "--data", str(tmp_path / "data"), *args])
        with pytest.raises(SystemExit) as ended:
            jinying.main()
        return (ended.value.code or 0, *capsys.readouterr())  # type: ignore[return-value]

    return run


def data(answer: tuple[int, str, str]) -> Any:
    assert answer[0] == 0, answer
    return json.loads(answer[1])


def test_jobs_are_listed_newest_first_with_how_far_they_are(ops: Ops, told: Told) -> None:
    first, second = (Jobs(ops).add("check", {}, writes=False) for _ in range(2))
    running = Jobs(ops).take("w")
    assert running
    Jobs(ops).beat(running, 3, 9, "rows")
    rows = data(told("jobs"))
    assert [(r["id"], r["state"], r["done"], r["total"]) for r in rows] == [(second.id, "waiting", None, None), (first.id, "running", 3, 9)]  # fmt: skip
    code, out, err = told("jobs", "--first", "1")
    assert (code, len(json.loads(out)), err) == (0, 1, "1 of 2\n")


def test_a_job_is_shown_with_its_result_and_its_log_read(ops: Ops, told: Told, tmp_path: Path) -> None:
    Jobs(ops).add("check", {}, writes=False)
    job = Jobs(ops).take("w")
    assert job
    folder = folder_of(Settings(tmp_path / "data"), job.id)
    folder.mkdir(parents=True)
    (folder / "log").write_text("a word\x1b[31m\n", "utf-8")
    Jobs(ops).end(job, End("done", 1, {"equal": False}))
    shown = data(told("jobs", "show", job.id))
    assert (shown["state"], shown["exit"], shown["result"], shown["who"]) == ("done", 1, {"equal": False}, "user:li")
    assert data(told("jobs", "log", job.id)) == {"id": job.id, "log": "a word\x1b[31m\n"}


def test_a_job_is_cancelled_by_the_operator_and_that_is_audited(ops: Ops, told: Told) -> None:
    job = Jobs(ops).add("check", {}, writes=False)
    assert data(told("jobs", "cancel", job.id))["state"] == "cancelled"
    code, _, err = told("jobs", "cancel", job.id)
    assert (code, err) == (2, f"error: job {job.id} has ended (cancelled)\n")
    assert [e["action"] for e in reversed(ops.audit())] == ["job-start", "job-cancel", "job-end"]
    assert ops.audit(1)[0]["who"].startswith("cli:")


@pytest.mark.parametrize("verb", ["show", "cancel", "log"])
def test_what_is_no_job_is_one_line_with_a_cure(ops: Ops, told: Told, verb: str) -> None:
    assert told("jobs", verb, "job-x") == (2, "", "error: no job job-x; `jinying jobs` lists them\n")


def test_a_command_that_claims_to_be_a_job_that_does_not_run_does_nothing(ops: Ops, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    job = Jobs(ops).add("check", {}, writes=False)
    monkeypatch.setenv("JINYING_JOB", job.id)
    monkeypatch.setattr("api.jobs.leash.leash", lambda: None)  # the test's own input stays its own
    monkeypatch.setattr("api.jobs.leash.polite", lambda: None)
    code, _, err = told("match", "propose")
    assert (code, err) == (2, f"error: job {job.id} is not running\n")
