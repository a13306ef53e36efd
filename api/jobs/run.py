"""One job attended from its start to its end: progress and heartbeat, the end that somebody asked for, what came of it."""

from __future__ import annotations

import json
import logging
import signal
import time
from threading import Event
from typing import Any

from api.jobs.child import Child, Step
from api.jobs.kinds import JobKind, Place, kind
from graph.lake import Busy
from graph.ops import Ops
from graph.ops.jobs import GONE, STOP, End, Job, Jobs
from graph.say import JinyingError, Say, of_system
from graph.settings import Settings

LOOK = 0.2  # seconds between looks at the child
OFTEN, BEAT = 0.5, 2.0  # seconds between entries in the database: while it goes on, and at least
GRACE = 20.0  # seconds that a job which can't be run again has to end by itself when the worker stops
LARGEST = 256 << 10  # characters of a result that is kept
REST = 3.0  # seconds until a job that found the lake occupied is tried again
log = logging.getLogger("jinying.jobs")

HALT = "halt"
STOPPED = Say("工作进程停止时被中断，此任务不能自动重做，请核对后重新启动", "broken off when its worker stopped; this kind is not run again by itself: look, then start it again")  # fmt: skip
CANCELLED = Say("已按要求停止", "stopped as asked")


class Attendant:
    """Runs the jobs of one worker. `stopping`: the worker was asked to stop."""

    def __init__(self, settings: Settings, ops: Ops, stopping: Event) -> None:
        self._settings, self._ops, self._stopping = settings, ops, stopping
        self._jobs = Jobs(ops)

    def attend(self, job: Job) -> float:
        """Run a job that this worker has taken; seconds until it may be tried again, 0 where it has ended."""
        begun = time.monotonic()
        try:
            chosen = kind(job.kind)
            child = Child(self._settings, job, chosen.line(job.params, Place(self._settings, self._ops.by(job.who))))
        except JinyingError as error:
            self._jobs.end(job, End("failed", None, None, Say(error.to("zh"), error.to("en"))))
            return 0
        except OSError as error:
            told = of_system(error)
            self._jobs.end(job, End("failed", None, None, Say(told.to("zh"), told.to("en"))))
            return 0
        log.info("%s %s began, pid %d", job.kind, job.id, child.pid)
        try:
            code, asked = self._watch(job, chosen, child)
            child.settle()
            log.info("%s %s ended with %d after %.1f s", job.kind, job.id, code, time.monotonic() - begun)
            return self._settle(job, chosen, child, code, asked)
        finally:
            child.close()

    def _watch(self, job: Job, chosen: JobKind, child: Child) -> tuple[int, str | None]:
        """Until the child ends: its exit code, and who asked for its end."""
        said, last, asked = Step(), 0.0, None
        halted = None
        while (code := child.wait(LOOK)) is None:
            now = time.monotonic()
            if self._stopping.is_set() and asked is None:
                halted = halted or now
                if chosen.again or now - halted > GRACE:
                    asked = HALT
                    child.stop()
            if now - last >= (BEAT if child.step == said else OFTEN):
                said, last = child.step, now
                answer = self._jobs.beat(job, *said)
                if answer in (STOP, GONE) and asked is None:
                    asked = answer
                    child.stop()
            child.press()
        return code, asked

    def _settle(self, job: Job, chosen: JobKind, child: Child, code: int, asked: str | None) -> float:
        """Say how it ended, or put it back."""
        result = child.result() if code in (0, 1, 2) else None
        if code == 0 or (code == 1 and result is not None):  # 1: it worked and something is to be said
            self._jobs.beat(job, *child.step)
            self._jobs.end(job, End("done", code, _kept(chosen, result, self._settings)))
            return 0
        if asked == GONE:
            return 0
        if code == Busy.exit:
            self._jobs.again(job, counted=False)
            return REST
        if asked == HALT and chosen.again:
            self._jobs.again(job, counted=False)
            return REST
        if asked is not None:
            why = CANCELLED if asked == STOP else STOPPED
            state = "cancelled" if asked == STOP else "lost"
            self._jobs.end(job, End(state, code, None, _with(why, child.last)))
            return 0
        kept = None if result is None else _kept(chosen, result, self._settings)
        self._jobs.end(job, End("failed", code, kept, _why(code, child.last)))
        return 0


def _kept(chosen: JobKind, result: Any, settings: Settings) -> Any:
    """What of a result is kept; of one that is too large, its size."""
    told = None if result is None else chosen.told(result, settings)
    size = len(json.dumps(told, ensure_ascii=False))
    return told if size <= LARGEST else {"truncated": True, "characters": size}


def _why(code: int, last: str) -> Say:
    if code < 0:
        name = signal.Signals(-code).name
        more = Say("，可能内存不足", "; memory may have run out") if -code == signal.SIGKILL else Say("", "")
        return Say(f"进程被信号 {name} 结束{more.zh}", f"ended by signal {name}{more.en}")
    return Say(last or f"退出代码 {code}", last or f"exit code {code}")


def _with(why: Say, last: str) -> Say:
    return Say(f"{why.zh}：{last}", f"{why.en}: {last}") if last else why
