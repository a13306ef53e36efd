"""A job's child process: what it is given, what is heard of it, how it is ended, and what is said of its end."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from api.jobs import child as children
from api.jobs.child import LOG, Child, Log, Step, environment, words
from api.jobs.run import LARGEST, REST, Attendant
from graph.ops import Ops, open_ops
from graph.ops.jobs import Job, Jobs
from graph.settings import Settings

Script = Callable[[str], None]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, lang="en")


@pytest.fixture
def ops(settings: Settings) -> Iterator[Ops]:
    with open_ops(settings.data, "user:li") as ops:
        yield ops


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    """What a child runs instead of a command: a few lines of Python."""

    def be(text: str) -> None:
        monkeypatch.setattr(
            children, "words", lambda *_: [sys.executable, "-c", f"import os, signal, sys, time\n{text}"]
        )

    return be


def taken(ops: Ops, kind: str = "check") -> Job:
    Jobs(ops).add(kind, {}, writes=False, lang="en")
    job = Jobs(ops).take("me")
    assert job
    return job


def attended(settings: Settings, ops: Ops, job: Job, stopping: Event | None = None) -> tuple[float, Job]:
    rest = Attendant(settings, ops, stopping or Event()).attend(job)
    return rest, Jobs(ops).one(job.id)


# what it is given


def test_the_environment_makes_the_same_settings_without_the_pages_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("JINYING_PASSWORD", "twelve letters")
    monkeypatch.setenv("JINYING_SECRET", "x" * 40)
    settings = Settings(
        tmp_path.resolve(), "bolt://localhost:7687", "n", "p", "d", "postgresql://u:p@h/d", "3g", 7.5, 8.0, "zh", redis_url="redis://h/1",
        password="twelve letters", secret="x" * 40,
    )  # fmt: skip
    env = environment(settings, "job-1")
    assert "twelve letters" not in str(env)
    assert "x" * 40 not in str(env)
    made = Settings.from_env(env)
    assert made == replace(settings, password="", secret="", lang=made.lang, job="job-1", progress=True)
    assert (env["JINYING_LANG"], "JINYING_JOB" in environment(settings)) == ("zh", False)


def test_a_command_is_our_own_whatever_lies_where_it_runs(settings: Settings) -> None:
    line = words(settings, "zh", ["check"])
    assert line[:4] == [sys.executable, "-P", "-m", "jinying"]  # -P: nothing is imported from the current folder
    assert line[4:] == ["--json", "--data", str(settings.data.resolve()), "--lang", "zh", "check"]


# what is heard of it


def test_progress_is_told_apart_from_words(settings: Settings, ops: Ops, script: Script) -> None:
    script(
        'sys.stderr.write(\'{"progress": {"done": 3, "total": 9, "words": "行"}}\\nein Wort\\n{"progress": broken\\n\'); print("[]")'
    )
    child = Child(settings, taken(ops), [])
    while child.wait(0.1) is None:
        pass
    child.settle()
    assert (child.step, child.result()) == (Step(3, 9, "行"), [])
    assert Log(settings.data / "jobs" / Jobs(ops).list()[0][0].id / "log").read() == 'ein Wort\n{"progress": broken\n'
    child.close()


def test_a_log_is_bounded_and_keeps_what_came_last(tmp_path: Path) -> None:
    log = Log(tmp_path / "log")
    for n in range(3000):
        log.write(f"{n} {'x' * 1000}")
    text = log.read()
    assert len(text) <= 2 * (LOG + 2000)
    assert text.splitlines()[-1].startswith("2999 ")
    assert len(list(tmp_path.iterdir())) == 2


# what is said of its end


@pytest.mark.parametrize(
    ("text", "state", "code", "why"),
    [
        ("print('{\"equal\": true}')", "done", 0, None),
        ("print('{\"equal\": false}'); sys.exit(1)", "done", 1, None),
        ("sys.exit(1)", "failed", 1, "exit code 1"),
        ("raise ValueError('boom')", "failed", 1, "ValueError: boom"),
        ("sys.stderr.write('error: no graph; start it\\n'); sys.exit(2)", "failed", 2, "error: no graph; start it"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "failed", -9, "ended by signal SIGKILL; memory may have run out"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "failed", -11, "ended by signal SIGSEGV"),
    ],
)
def test_how_a_command_ended_is_how_its_job_did(
    settings: Settings, ops: Ops, script: Script, text: str, state: str, code: int, why: str | None
) -> None:
    script(text)
    rest, job = attended(settings, ops, taken(ops))
    assert (rest, job.state, job.exit, job.why and job.why.en) == (0, state, code, why)


def test_a_result_that_is_too_large_is_said_to_be(settings: Settings, ops: Ops, script: Script) -> None:
    script(f"print('[\"' + 'x' * {LARGEST} + '\"]')")
    _, job = attended(settings, ops, taken(ops))
    assert (job.state, job.result) == ("done", {"truncated": True, "characters": LARGEST + 4})


def test_a_lake_that_is_occupied_puts_the_job_back(settings: Settings, ops: Ops, script: Script) -> None:
    script("sys.exit(75)")
    rest, job = attended(settings, ops, taken(ops))
    assert (rest, job.state, job.tries) == (REST, "waiting", 0)


def test_a_kind_that_this_version_has_not_fails_and_says_so(settings: Settings, ops: Ops) -> None:
    _, job = attended(settings, ops, taken(ops, "astrology"))
    assert (job.state, job.why and job.why.en.startswith("no kind of job 'astrology'")) == ("failed", True)


# how it is ended


def test_a_command_that_hears_nothing_is_ended_all_the_same(settings: Settings, ops: Ops, script: Script, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(children, "PRESS", ((0.0, signal.SIGINT), (0.3, signal.SIGTERM), (0.6, signal.SIGKILL)))
    script(
        "for n in (signal.SIGINT, signal.SIGTERM): signal.signal(n, signal.SIG_IGN)\nos.fork()\nsys.stderr.write('deaf\\n')\ntime.sleep(600)"
    )
    job = taken(ops)
    Jobs(ops.by("user:boss")).cancel(job.id)
    _, over = attended(settings, ops, job)
    assert (over.state, over.exit, over.why and over.why.en) == ("cancelled", -9, "stopped as asked: deaf")
    assert not leftovers(settings)  # nor what it had started


def test_a_worker_that_stops_puts_back_what_can_be_run_again(settings: Settings, ops: Ops, script: Script) -> None:
    script("time.sleep(600)")
    stopping = Event()
    stopping.set()
    rest, job = attended(settings, ops, taken(ops), stopping)
    assert (rest, job.state, job.tries) == (REST, "waiting", 0)


def test_what_can_t_be_run_again_is_given_time_and_then_said_to_be_lost(settings: Settings, ops: Ops, script: Script, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr("api.jobs.run.GRACE", 0.5)
    stopping = Event()
    stopping.set()
    Jobs(ops).add("undo", {"import": "abc"}, writes=True, lang="en")
    job = Jobs(ops).take("me")
    assert job
    script("time.sleep(600)")
    _, over = attended(settings, ops, job, stopping)
    assert (over.state, over.why and over.why.en.startswith("broken off when its worker stopped")) == ("lost", True)


def test_a_job_that_is_another_s_by_now_is_let_go(settings: Settings, ops: Ops, script: Script) -> None:
    script("time.sleep(600)")
    job = taken(ops)
    Jobs(ops).again(job)
    other = Jobs(ops).take("other")
    assert other
    rest, now = attended(settings, ops, job)
    assert (rest, now.state, now.worker) == (0, "running", "other")
    assert not leftovers(settings)


def leftovers(settings: Settings) -> list[str]:
    """Processes that still run with this data folder."""
    mine = f"JINYING_DATA={settings.data.resolve()}".encode()
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                if mine in (process / "environ").read_bytes().split(b"\0"):
                    found.append(process.name)
            except OSError:
                continue
    return found


def test_a_child_ends_with_whoever_started_it(settings: Settings, ops: Ops, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "words", lambda *_: [sys.executable, "-c", LEASHED])
    child = Child(settings, taken(ops), [])
    path = settings.data / "jobs" / Jobs(ops).list()[0][0].id / "out"
    while not path.read_text():
        assert child.wait(0.05) is None
    stdin = child._process.stdin
    assert stdin
    stdin.close()  # as the kernel does for one that is killed
    begun = time.monotonic()
    while (code := child.wait(0.1)) is None:
        assert time.monotonic() - begun < 60
    assert (code, json.loads(path.read_text().splitlines()[-1])) == (0, "kept")
    child.close()


LEASHED = """
import signal, sys, time
from api.jobs.leash import leash
signal.signal(signal.SIGINT, signal.SIG_IGN)  # as in a shell's background
leash()
print("1", flush=True)
try:
    time.sleep(600)
except KeyboardInterrupt:
    print('"kept"', flush=True)
"""
