"""Workers: a process that runs jobs, what it does about workers that died, and the server's hold on its own worker."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress

from api.jobs.child import environment
from api.jobs.kinds import kind
from api.jobs.queue import Queue
from api.jobs.run import Attendant
from graph.entity import fresh
from graph.ops import Ops
from graph.ops.jobs import End, Job, Jobs
from graph.say import JinyingError, Say
from graph.settings import Settings, private

SILENT = 30.0  # seconds without a heartbeat after which a worker is held to be dead
TRIES = 3  # times that a job is begun
ROUND = 2.0  # seconds between looks for jobs that nobody was told of, or whose worker died
PATIENCE = 60.0  # seconds that a worker has to stop
AGAIN = (1.0, 60.0)  # seconds until a worker that ended by itself is started again: at first, at most
OLD = 1 << 20  # bytes of the workers' log after which it becomes the older one
log = logging.getLogger("jinying.jobs")

TIRED = Say(
    f"其工作进程 {TRIES} 次中途消失，不再重做", f"its worker died {TRIES} times while it ran; it is not run again"
)
UNSAFE = Say("工作进程中途消失，此任务不能自动重做，请核对后重新启动", "its worker died while it ran; this kind is not run again by itself: look, then start it again")  # fmt: skip
UNKNOWN = Say(
    "工作进程中途消失，此版本没有这种任务", "its worker died while it ran, and this version has no such kind of job"
)
ASKED = Say("取消时其工作进程已消失", "its worker died while it was being cancelled")


class Crew:
    """What one worker process does: takes jobs, runs them, and looks after those of workers that died."""

    def __init__(self, settings: Settings, ops: Ops, silent: float = SILENT) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}:{fresh('w')[-6:]}"
        self._ops = ops.by(f"worker:{socket.gethostname()}")
        self._jobs, self._silent = Jobs(self._ops), silent
        self.stopping = threading.Event()
        self._attendant = Attendant(settings, self._ops, self.stopping)
        self._queue = Queue(settings, self.turn)
        self._resting: dict[str, float] = {}
        self._own: threading.Thread | None = None
        self._beats: dict[tuple[str, int], tuple[int, float]] = {}

    def work(self, at_once: int) -> None:
        """Until a signal says stop."""
        keeper = threading.Thread(target=self._keep, name="keeper", daemon=True)
        keeper.start()
        try:
            self._queue.serve(at_once, self.stopping.set)
        finally:
            self.stopping.set()
            keeper.join(ROUND * 2)
            if self._own is not None:
                self._own.join()
            self._queue.close()

    def turn(self) -> None:
        """Run jobs while there are any that may run now."""
        while not self.stopping.is_set():
            try:
                job = self._jobs.take(self.name, self._resters())
                if job is None:
                    return
                self._queue.wake()  # there may be more, and somebody else to run it
                if rest := self._attendant.attend(job):
                    self._resting[job.id] = time.monotonic() + rest
            except JinyingError as error:  # the keeper comes back to it
                log.warning("%s", error)
                return

    def _resters(self) -> list[str]:
        now = time.monotonic()
        self._resting = {one: until for one, until in self._resting.items() if until > now}
        return list(self._resting)

    def _keep(self) -> None:
        while not self.stopping.wait(ROUND):
            with suppress(JinyingError):  # a database that can't be reached now is asked again
                self.round()

    def round(self) -> None:
        """Jobs of workers that died are put back, or said to be lost; somebody is told of those that wait."""
        running, _ = self._jobs.list(200, states=["running"])
        self._beats = {key: seen for key, seen in self._beats.items() if key in {(j.id, j.tries) for j in running}}
        now = time.monotonic()
        for job in running:
            beat, since = self._beats.get((job.id, job.tries), (None, now))
            if beat != job.beat:
                self._beats[job.id, job.tries] = (job.beat, now)
            elif now - since > self._silent:
                self._orphan(job)
        if self._jobs.list(1, states=["waiting"])[1] and not self._queue.wake():
            self._unheard()

    def _unheard(self) -> None:
        """The queue is down: what waits is in the database, and one at a time is run without being told."""
        if self._own is None or not self._own.is_alive():
            self._own = threading.Thread(target=self.turn, name="a turn of one's own")
            self._own.start()

    def _orphan(self, job: Job) -> None:
        """A job whose worker is silent."""
        log.warning("%s %s: no heartbeat of %s", job.kind, job.id, job.worker)
        try:
            again = kind(job.kind).again
        except JinyingError:
            self._jobs.end(job, End("lost", None, None, UNKNOWN))
            return
        if job.stop:
            self._jobs.end(job, End("cancelled", None, None, ASKED))
        elif not again or job.tries >= TRIES:
            self._jobs.end(job, End("lost", None, None, TIRED if again else UNSAFE))
        else:
            self._jobs.again(job)


class Worker:
    """The server's own worker, a child process that is started again where it ends by itself.

    It ends with the server, however that one dies; jobs that were running are taken up by the next.
    """

    def __init__(self, settings: Settings, at_once: int = 2, silent: float = SILENT) -> None:
        self._settings, self._at_once, self._silent = settings, at_once, silent
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name="worker's keeper", daemon=True)

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def start(self) -> None:
        """Start it, and see to it that it stays."""
        self._process = self._begin()
        self._keeper.start()

    def stop(self) -> None:
        """Stop it in good order; it puts back what it can't finish."""
        self._stopping.set()
        process = self._process
        if process is None:
            return
        assert process.stdin is not None
        process.stdin.close()  # which it takes for Ctrl+C
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._keeper.join(5)

    def _begin(self) -> subprocess.Popen[bytes]:
        folder = private(self._settings.data) / "jobs"
        folder.mkdir(exist_ok=True)
        path = folder / "worker.log"
        if path.exists() and path.stat().st_size > OLD:
            path.replace(path.with_suffix(".old"))
        with open(path, "ab") as out:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", "jinying", "worker", "--leashed", "--at-once", str(self._at_once), "--silent", str(self._silent)],
                stdin=subprocess.PIPE, stdout=out, stderr=out, env=environment(self._settings), start_new_session=True,
            )  # fmt: skip

    def _keep(self) -> None:
        pause = AGAIN[0]
        while not self._stopping.wait(0.5):
            process = self._process
            if process is None or process.poll() is None:
                continue
            if process.stdin is not None:
                process.stdin.close()  # again does no harm
            log.warning("the worker ended with %s", process.returncode)
            if self._stopping.wait(pause):
                return
            pause = min(pause * 2, AGAIN[1])
            try:
                self._process = self._begin()
            except OSError as error:  # a full disk: later, perhaps
                log.warning("no worker could be started: %s", error)
