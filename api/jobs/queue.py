"""Where workers hear that there is work: huey on SQLite in the data folder, or on the Redis of JINYING_REDIS_URL.

A message says that there is work, and nothing else: what is to be done stands in the ops database, so that a message
that is lost or comes twice does no harm, and nobody who writes into the queue can have anything run.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Callable
from typing import Any

from huey import RedisHuey, SqliteHuey
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer

from graph.say import JinyingError, Say
from graph.settings import Settings, private

try:
    from redis.exceptions import RedisError
except ImportError:  # the extra `redis`

    class RedisError(Exception):  # type: ignore[no-redef]
        """What a Redis would raise."""


TROUBLE = (OSError, sqlite3.Error, RedisError)
MINUTE = 60.0
PAUSE = 1.0  # seconds between looks into a queue that is empty
log = logging.getLogger("jinying.jobs")


class QueueError(JinyingError):
    """The queue can't be used."""


class _Plain(Serializer):  # type: ignore[misc]
    """Messages as JSON: huey's own way, pickle, runs whatever it reads."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps([data.id, data.name]).encode()

    def _deserialize(self, data: bytes) -> Message:
        one, name = json.loads(bytes(data))
        return Message(str(one), str(name), retries=0, args=(), kwargs={})


class Queue:
    """The queue of one data folder. `turn`: what a worker does when it hears of work."""

    def __init__(self, settings: Settings, turn: Callable[[], None] | None = None) -> None:
        how: dict[str, Any] = {"results": False, "serializer": _Plain(), "store_intermediate_errors": False}
        if settings.redis_url is None:
            folder = private(settings.data) / "jobs"
            folder.mkdir(exist_ok=True)
            self._huey = SqliteHuey("jinying", filename=str(folder / "queue.db"), **how)
        else:
            self._huey = RedisHuey("jinying", url=settings.redis_url, **how) if _has_redis() else _no_redis()

        def work() -> None:  # one name for all, whoever sends and whoever works
            (turn or _nothing)()

        self._work = self._huey.task(name="work")(work)

    def wake(self) -> bool:
        """Tell a worker that there is work, unless one is told already; False where the queue can't be used now: the
        workers look for themselves, too."""
        try:
            if not self._huey.pending_count():
                self._work()
        except TROUBLE as error:
            log.warning("queue: %s", type(error).__name__)
            return False
        return True

    def serve(self, at_once: int, stopping: Callable[[], None]) -> None:
        """Work until a signal says stop; `stopping` is called then, and running turns are waited for."""
        _Consumer(self._huey, stopping, at_once).run()

    def close(self) -> None:
        """Let go of the queue's file."""
        self._huey.storage.close()


class Brief(logging.Filter):
    """A queue that can't be reached is one line, and the same line not again within a minute, however often it is tried."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        trouble = record.exc_info[1] if record.exc_info else None
        if isinstance(trouble, TROUBLE):
            record.msg, record.args, record.exc_info = f"{record.getMessage()}: {type(trouble).__name__}", (), None
        line, now = record.getMessage(), time.monotonic()
        if now - self._said.get(line, -MINUTE) < MINUTE:
            return False
        self._said = {said: at for said, at in self._said.items() if now - at < MINUTE} | {line: now}
        return True


class _Consumer(Consumer):  # type: ignore[misc]
    """Huey's consumer, that says when it is asked to stop and never leaves a turn behind."""

    def __init__(self, huey: Any, stopping: Callable[[], None], at_once: int) -> None:
        super().__init__(huey, workers=at_once, periodic=False, max_delay=PAUSE)
        self._stopping = stopping

    def start(self) -> None:
        super().start()
        log.info("waits for jobs, %d at a time", self.workers)

    def stop(self, graceful: bool = False) -> None:
        self._stopping()
        super().stop(graceful=True)


def _nothing() -> None:
    """Whoever only tells of work does none."""


def _has_redis() -> bool:
    return RedisError.__module__.startswith("redis")


def _no_redis() -> Any:
    raise QueueError(
        Say("缺少 Redis 驱动", "the driver for Redis is missing"),
        Say("pip install 'jinying[redis]'，或去掉 JINYING_REDIS_URL", "pip install 'jinying[redis]', or leave JINYING_REDIS_URL out"),
    )  # fmt: skip
