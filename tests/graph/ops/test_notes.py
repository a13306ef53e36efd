"""Audit entries of many at once: each on disk before its caller goes on, in one chain, few transactions for many."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from sqlalchemy import event

from graph.ops import Ops, audit, open_ops

PEOPLE = 16


def until(reached: Callable[[], bool]) -> None:
    """Wait for other threads, not for long."""
    end = time.monotonic() + 20
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.005)


def broken(ops: Ops) -> int | None:
    with ops.read() as c:
        return audit.broken(c)


def test_who_comes_back_finds_the_entry_written(tmp_path: Path) -> None:
    with open_ops(tmp_path) as ops:

        def visits(who: int) -> None:
            mine = ops.by(f"user:{who}")
            for turn in range(5):
                mine.note("read", f"{who}-{turn}")
                with open_ops(tmp_path) as other:  # another process would see it too
                    assert other.audit_page(200, 0, who=f"user:{who}")[1] == turn + 1

        with ThreadPoolExecutor(PEOPLE) as threads:
            for done in [threads.submit(visits, who) for who in range(PEOPLE)]:
                done.result()
        assert len(ops.audit(1000)) == 5 * PEOPLE
        assert broken(ops) is None


def test_those_who_wait_are_written_together(tmp_path: Path) -> None:
    turns: list[int] = []
    with open_ops(tmp_path) as ops, ThreadPoolExecutor(PEOPLE) as threads:
        with ops.change():  # nobody can write
            done = [threads.submit(ops.note, "read", str(n)) for n in range(PEOPLE)]
            until(lambda: len(ops._notes._waiting) == PEOPLE - 1)  # one has the turn
            event.listen(ops._engine, "checkin", lambda *_: turns.append(1))  # one transaction has used its connection
        wait(done)
        assert [d.result() for d in done] == [None] * PEOPLE
        assert len(turns) == 3  # the change's, that of the first, that of the rest
        assert len(ops.audit(100)) == PEOPLE
        assert broken(ops) is None


def test_an_entry_that_cannot_be_written_takes_no_other_with_it(tmp_path: Path) -> None:
    with open_ops(tmp_path) as ops, ThreadPoolExecutor(PEOPLE) as threads:
        with ops.change():
            good = [threads.submit(ops.note, "read", str(n)) for n in range(4)]
            bad = threads.submit(ops.note, "read", "bad", what=object())
            until(lambda: len(ops._notes._waiting) == 4)
        with pytest.raises(TypeError):
            bad.result()
        assert [d.result() for d in good] == [None] * 4
        assert {row["subject"] for row in ops.audit(100)} == set("0123")
        assert broken(ops) is None
