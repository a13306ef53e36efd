"""Looks at several things at once: one that does not come back holds up nobody, and is not begun again before it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Looks(Generic[T]):
    """By name what is looked at; safe from several threads."""

    def __init__(self, what: Mapping[str, Callable[[], T]]) -> None:
        self._what = what
        self._turn = Lock()
        self._running: dict[str, Future[T]] = {}

    def within(self, seconds: float) -> dict[str, T | None]:
        """What was seen of each; None of what has not come back in so many seconds."""
        running = {name: self._look(name) for name in self._what}
        wait(running.values(), seconds)
        return {name: one.result() if one.done() else None for name, one in running.items()}

    def _look(self, name: str) -> Future[T]:
        """The look at one thing that runs, or a new one."""
        with self._turn:
            if (held := self._running.get(name)) is not None and not held.done():
                return held
            made = self._running[name] = Future[T]()
        Thread(target=_seen, args=(made, self._what[name]), name=f"looking at {name}", daemon=True).start()
        return made


def _seen(told: Future[T], look: Callable[[], T]) -> None:
    try:
        told.set_result(look())
    except BaseException as error:
        told.set_exception(error)
