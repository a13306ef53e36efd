"""Audit entries of requests that run beside each other: those that wait are written by one transaction, in their order.

Each caller goes on once its own entry is on disk, as if it had written it alone. Alone, sixteen people at once would
each wait for a turn at the database's one lock and for the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

from graph.ops.audit import Entry

MOST = 256  # entries of one transaction
Write = Callable[[Sequence[Entry]], None]


@dataclass(slots=True)
class _Waiting:
    entry: Entry
    done: bool = False
    error: BaseException | None = None


class Notes:
    """Entries that wait to be written; safe from several threads."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []
        self._queue, self._turn = Lock(), Lock()

    def add(self, entry: Entry, write: Write) -> None:
        """Return once the entry is on disk; raise what kept it from there. `write`: entries in one transaction."""
        mine = _Waiting(entry)
        with self._queue:
            self._waiting.append(mine)
        while not mine.done:
            with self._turn:  # who has the turn writes for all that wait
                if not mine.done:
                    self._written(write)
        if mine.error is not None:
            raise mine.error

    def _written(self, write: Write) -> None:
        with self._queue:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            write([one.entry for one in batch])
        except Exception as error:
            if len(batch) == 1:
                batch[0].error = error
            else:
                self._alone(batch, write)
        except BaseException as error:  # the process is asked to end: nobody is left waiting
            for one in batch:
                one.error = error
            raise
        finally:
            for one in batch:
                one.done = True

    @staticmethod
    def _alone(batch: Sequence[_Waiting], write: Write) -> None:
        """One by one, so that an entry that can't be written takes none with it."""
        for one in batch:
            try:
                write([one.entry])
            except Exception as error:
                one.error = error
