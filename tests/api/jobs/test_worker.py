"""Workers: what becomes of jobs whose worker fell silent, how work is heard of, and that a worker ends when told."""

from __future__ import annotations

import logging
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.jobs import queue as queues
from api.jobs.child import environment
from api.jobs.queue import Brief, Queue, QueueError
from api.jobs.worker import TRIES, Crew
from graph.ops import Ops, open_ops
from graph.ops.jobs import GONE, End, Job, Jobs
from graph.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, lang="en")


@pytest.fixture
def ops(settings: Settings) -> Iterator[Ops]:
    with open_ops(settings.data, "user:li") as ops:
        yield ops


@pytest.fixture
def crew(settings: Settings, ops: Ops) -> Crew:
    """A worker that gives others no time at all, and does no work."""
    return Crew(settings, ops, silent=0)


def running(ops: Ops, kind: str = "check", times: int = 1) -> Job:
    Jobs(ops).add(kind, {}, writes=False)
    for _ in range(times - 1):
        job = Jobs(ops).take("dead")
        assert job
        Jobs(ops).again(job)
    job = Jobs(ops).take("dead")
    assert job
    return job


# silence


def test_a_silent_worker_s_job_is_put_back_once_it_was_seen_not_to_beat(ops: Ops, crew: Crew) -> None:
    job = running(ops)
    crew.round()
    assert Jobs(ops).one(job.id).state == "running"  # seen for the first time
    crew.round()
    assert Jobs(ops).one(job.id).state == "waiting"
    assert Jobs(ops).beat(job, None, None, None) == GONE
    said = [(e["action"], e["who"].split(":")[0]) for e in reversed(ops.audit())]
    assert said == [("job-start", "user"), ("job-again", "worker")]


def test_a_worker_that_beats_keeps_its_job_however_long_it_takes(ops: Ops, crew: Crew) -> None:
    job = running(ops)
    for _ in range(5):
        crew.round()
        Jobs(ops).beat(job, None, None, None)
    assert Jobs(ops).one(job.id).state == "running"


@pytest.mark.parametrize(
    ("kind", "times", "words"),
    [
        ("undo", 1, "this kind is not run again by itself"),
        ("check", TRIES, f"died {TRIES} times"),
        ("astrology", 1, "no such kind of job"),
    ],
)
def test_what_is_not_run_again_is_lost_and_says_why(ops: Ops, crew: Crew, kind: str, times: int, words: str) -> None:
    job = running(ops, kind, times)
    crew.round()
    crew.round()
    now = Jobs(ops).one(job.id)
    assert (now.state, now.why and words in now.why.en) == ("lost", True)
    assert now.why
    assert now.why.zh
    assert ops.audit(1)[0]["action"] == "job-end"


def test_one_that_was_being_cancelled_is_cancelled(ops: Ops, crew: Crew) -> None:
    job = running(ops)
    Jobs(ops).cancel(job.id)
    crew.round()
    crew.round()
    assert Jobs(ops).one(job.id).state == "cancelled"


def test_two_that_look_after_the_dead_do_it_once(settings: Settings, ops: Ops, crew: Crew) -> None:
    job, other = running(ops), Crew(settings, ops, silent=0)
    for one in (crew, other, crew, other):
        one.round()
    assert Jobs(ops).one(job.id).state == "waiting"
    assert [e["action"] for e in ops.audit()].count("job-again") == 1


# hearing of work


def test_however_often_work_is_told_of_one_message_waits(settings: Settings) -> None:
    queue = Queue(settings)
    assert all(queue.wake() for _ in range(5))
    with sqlite3.connect(settings.data / "jobs/queue.db") as c:
        (body,) = [row[0] for row in c.execute("SELECT data FROM task")]
    c.close()
    assert bytes(body).startswith(b"[")  # JSON: nothing that is read from a queue is run
    queue.close()


def test_a_queue_that_can_t_be_used_loses_no_job(settings: Settings, ops: Ops, crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    told, untold = (Jobs(ops).add("astrology", {}, writes=False) for _ in range(2))
    crew.round()  # the keeper tells of what waits
    assert crew._queue._huey.pending_count() == 1
    monkeypatch.setattr(crew._queue._huey, "pending_count", full)
    assert not crew._queue.wake()
    crew.round()  # and runs it where nobody can be told
    assert crew._own
    crew._own.join()
    assert [Jobs(ops).one(job.id).state for job in (told, untold)] == ["failed", "failed"]


def test_a_queue_that_is_away_is_one_line_a_minute_and_a_mistake_of_ours_is_told_whole(capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    lines = logging.StreamHandler(sys.stderr)
    lines.addFilter(Brief())
    log = logging.Logger("x")
    log.addHandler(lines)
    for _ in range(5):
        try:
            raise sqlite3.OperationalError("database is locked")
        except sqlite3.Error:
            log.exception("Error reading from queue")
    try:
        raise KeyError("ours")
    except KeyError:
        log.exception("Unhandled")
    first, *rest = capsys.readouterr().err.splitlines()
    assert first == "Error reading from queue: OperationalError"
    assert (rest[0], rest[1], rest[-1]) == ("Unhandled", "Traceback (most recent call last):", "KeyError: 'ours'")


def test_redis_without_its_driver_is_one_line_with_a_cure(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queues, "_has_redis", lambda: False)
    with pytest.raises(QueueError, match=r"the driver for Redis is missing; pip install 'jinying\[redis\]'"):
        Queue(Settings(settings.data, redis_url="redis://localhost:1/0"))


def test_a_turn_ends_where_there_is_nothing_that_may_run(ops: Ops, crew: Crew) -> None:
    writing = Jobs(ops).add("load", {}, writes=True)
    first = Jobs(ops).take("other")
    assert first
    second = Jobs(ops).add("load", {}, writes=True)
    crew.turn()
    assert (Jobs(ops).one(writing.id).state, Jobs(ops).one(second.id).state) == ("running", "waiting")
    Jobs(ops).end(first, End("done", 0))


# its end


@pytest.mark.parametrize("how", ["leash", "SIGTERM", "SIGINT"])
def test_a_worker_ends_when_told_and_when_its_server_is_gone(settings: Settings, how: str) -> None:
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "jinying", "worker", *(["--leashed"] if how == "leash" else [])],
        env=environment(settings), stdin=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert worker.stdin
    assert worker.stderr
    assert b"waits for jobs, 2 at a time" in worker.stderr.readline()
    if how == "leash":
        worker.stdin.close()
    else:
        worker.send_signal(getattr(signal, how))
    code, said = worker.wait(120), worker.stderr.read().decode()
    for stream in (worker.stdin, worker.stderr):
        stream.close()
    assert (code, "Traceback" in said) == (0, False), said
