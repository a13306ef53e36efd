"""A job's command as a child process: its words, its environment, its progress, its log, its end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple

from graph.ops.jobs import Job
from graph.settings import Settings, private

SECRET = ("JINYING_PASSWORD", "JINYING_SECRET", "JINYING_OIDC_CLIENT_SECRET")
LOG = 512 << 10  # bytes of a log; of a longer one the newest are kept, twice as many at most
LINE = 64 << 10  # bytes of a line on the error stream
RESULT = 64 << 20  # bytes of a result that are read
PRESS = ((0.0, signal.SIGINT), (20.0, signal.SIGTERM), (30.0, signal.SIGKILL))  # seconds after the end was asked for


class Step(NamedTuple):
    """How far a command says it is."""

    done: int | None = None
    total: int | None = None
    words: str | None = None


def folder_of(settings: Settings, job_id: str) -> Path:
    """Where a job's log and what it writes are."""
    return settings.data / "jobs" / job_id


def environment(settings: Settings, job_id: str | None = None) -> dict[str, str]:
    """The environment that makes these settings again in a child process, without what only the pages need to know."""
    said = {
        "JINYING_DATA": str(settings.data.resolve()), "JINYING_OPS_URL": settings.ops_url, "NEO4J_URI": settings.neo4j_uri,
        "NEO4J_USER": settings.neo4j_user, "NEO4J_PASSWORD": settings.neo4j_password, "NEO4J_DATABASE": settings.neo4j_database,
        "JINYING_ENGINE_HEAP": settings.engine_heap, "JINYING_QUERY_LIMIT": str(settings.query_limit),
        "JINYING_PATIENCE": str(settings.patience), "JINYING_REDIS_URL": settings.redis_url,
        **dict.fromkeys(SECRET),
        "JINYING_JOB": job_id, "JINYING_PROGRESS": job_id and "1", "JINYING_LANG": settings.lang,
        "PYTHONPATH": os.pathsep.join(os.path.abspath(p) for p in sys.path if p),
    }  # fmt: skip
    return {k: v for k, v in os.environ.items() if k not in said} | {k: v for k, v in said.items() if v is not None}


def words(settings: Settings, lang: str, line: Sequence[str]) -> list[str]:
    """A command's words: this Python and our command, never a shell, nothing imported from where it happens to run."""
    return [sys.executable, "-P", "-m", "jinying", "--json", "--data", str(settings.data.resolve()), "--lang", lang, *line]  # fmt: skip


class Child:
    """A running command in a process group of its own; it ends when this process does (api/jobs/leash.py)."""

    def __init__(self, settings: Settings, job: Job, line: Sequence[str]) -> None:
        private(settings.data)
        self._folder = folder_of(settings, job.id)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._log = Log(self._folder / "log")
        self.step, self.last = Step(), ""
        self._asked: float | None = None
        self._left: list[tuple[float, int]] = []
        with open(self._folder / "out", "wb") as out:
            self._process = subprocess.Popen(
                words(settings, job.lang, line), stdin=subprocess.PIPE, stdout=out, stderr=subprocess.PIPE,
                env=environment(settings, job.id), start_new_session=True,
            )  # fmt: skip
        self._reader = threading.Thread(target=self._read, name=f"log of {job.id}", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait(self, seconds: float) -> int | None:
        """The exit code, once it has ended."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def stop(self) -> None:
        """Ask for its end; `press` sees to it."""
        if self._asked is None:
            self._asked = time.monotonic()
            self._left = list(PRESS)

    def press(self) -> None:
        """Be as firm as the time that has passed since its end was asked for demands."""
        if self._asked is None:
            return
        while self._left and time.monotonic() - self._asked >= self._left[0][0]:
            number = self._left.pop(0)[1]
            if number == signal.SIGINT:
                self._process.send_signal(number)
            else:
                self._signal_all(number)

    def _signal_all(self, number: int) -> None:
        """To it and whatever it has started in its group."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, number)

    def result(self) -> Any:
        """What it wrote as JSON; None where that is none, or too much."""
        path = self._folder / "out"
        if path.stat().st_size > RESULT:
            return None
        try:
            return json.loads(path.read_bytes())
        except ValueError:
            return None

    def settle(self) -> None:
        """Read the rest of its log, now that it has ended."""
        self._reader.join(10)

    def close(self) -> None:
        """Let go; whatever is left of it ends."""
        if self._process.poll() is None:
            self._signal_all(signal.SIGKILL)
            self._process.wait()
        self._reader.join(10)
        for stream in (self._process.stdin, self._process.stderr):
            if stream is not None:
                stream.close()
        (self._folder / "out").unlink(missing_ok=True)

    def _read(self) -> None:
        stream: IO[bytes] | None = self._process.stderr
        assert stream is not None
        for raw in iter(lambda: stream.readline(LINE), b""):
            line = raw.decode("utf-8", "replace")
            if (step := _step(line)) is not None:
                self.step = step
                continue
            self.last = line.strip() or self.last
            with suppress(OSError):  # a full disk costs the log, and does not stop the command's own words
                self._log.write(line)


class Log:
    """A file that does not grow without end."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, line: str) -> None:
        """Add a line; where the file is full it becomes the older half."""
        if self.path.exists() and self.path.stat().st_size > LOG:
            self.path.replace(self.path.with_suffix(".old"))
        with open(self.path, "a", encoding="utf-8") as handle:
            handle.write(line if line.endswith("\n") else line + "\n")

    def read(self) -> str:
        """The older half and the newer one."""
        halves = (self.path.with_suffix(".old"), self.path)
        return "".join(half.read_text("utf-8", "replace") for half in halves if half.exists())


def _step(line: str) -> Step | None:
    """The progress that a line tells; None where it tells something else."""
    if not line.startswith('{"progress"'):
        return None
    try:
        return Step(**json.loads(line)["progress"])
    except (ValueError, TypeError):
        return None
