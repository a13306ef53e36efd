"""The embedded engine as its callers see it: started as a child process (graph/host.py), or another command's joined.

A process of its own, so that the JVM's memory and a crash of it stay apart. A second command finds the running one
through `engine.json` and connects to it; an engine whose command died is ended before a new one starts. Where the
engine has gone, whoever comes to it next starts it again.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from graph.host import DATABASE, LOADING, LOCK, NOTE, Door, Holder
from graph.say import JinyingError, Say

__all__ = ["DATABASE", "Door", "Engine", "EngineError"]

PATIENCE = 60.0  # seconds to wait for an engine that another command is starting or stopping
MERCY = 5.0  # seconds that an engine without its command has to end by itself
Watch = Callable[[str, int, int], None]


class EngineError(JinyingError):
    """The embedded engine can't start or has gone."""


class Engine:
    """A running engine, ours or another command's."""

    def __init__(self, folder: Path, heap: str, limit: float) -> None:
        self.folder = folder
        self._heap, self._limit = heap, limit
        self._child: subprocess.Popen[str] | None = None
        self.door = self._open()

    @property
    def ours(self) -> bool:
        """Whether this process started it (and so will stop it)."""
        return self._child is not None

    def there(self) -> bool:
        """Whether the engine behind our door is the one that holds the folder."""
        return _noted(self.folder) == self.door and _held(self.folder)

    def reach(self) -> Door:
        """The door; where its engine has gone with the command that started it, that of the next one."""
        if not self.there():
            self.close()
            self.door = self._open()
        return self.door

    def _open(self) -> Door:
        """Join the engine that is there, or start one. Two commands may be at this at the same time."""
        self.folder.mkdir(parents=True, exist_ok=True)
        until = time.monotonic() + PATIENCE
        while True:
            if not _held(self.folder):
                if door := self._start():
                    return door
            elif (holder := _holder(self.folder)) is None:
                pass  # it has only just taken the lock
            elif _orphaned(holder, self.folder):
                _end(holder, self.folder)
                continue
            elif door := _listening(self.folder):
                return door
            if time.monotonic() > until:
                raise self._occupied()
            time.sleep(0.2)

    def _occupied(self) -> EngineError:
        holder = _holder(self.folder)
        who = f"{holder.pid} @ {holder.host}" if holder else "?"
        return EngineError(
            Say(
                f"另一个进程（{who}）占用了图数据目录 {self.folder}，但没有应答",
                f"another process ({who}) holds the graph in {self.folder} and does not answer",
            ),
            Say(
                "请等它结束，或结束该进程后再试",
                "wait until it has ended, or end that process and try again",
            ),
        )

    def _start(self) -> Door | None:
        """Start our own; None where another command was faster."""
        with open(self.folder / "engine.log", "a", encoding="utf-8") as log:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "graph.host", str(self.folder.resolve()), self._heap, str(int(self._limit * 1000))],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )  # fmt: skip
        try:
            answer = self._answer()
        except BaseException:
            self.close()
            raise
        if "busy" in answer:
            self.close()
            return None
        return Door(**answer)

    def _answer(self) -> dict[str, Any]:
        assert self._child is not None
        assert self._child.stdout is not None
        line = self._child.stdout.readline()
        if not line:
            code = self._child.wait()
            raise EngineError(
                Say(f"内置图引擎退出（代码 {code}）", f"the embedded engine ended (code {code})"),
                Say(f"原因见 {self.folder / 'engine.log'}", f"see {self.folder / 'engine.log'}"),
            )
        answer: dict[str, Any] = json.loads(line)
        if error := answer.get("error"):
            raise EngineError(Say(error["zh"], error["en"]), Say(error["cure_zh"], error["cure_en"]))
        return answer

    def bulk(self, folder: Path, watch: Watch | None) -> None:
        """First load: the engine reads one Parquet file a table itself. The graph must be empty."""
        child = self._own()
        assert child.stdin is not None
        with suppress(BrokenPipeError):  # it has gone: the missing answer says so
            child.stdin.write(json.dumps({"bulk": str(folder.resolve())}) + "\n")
            child.stdin.flush()
        while "done" not in (answer := self._answer()):
            if watch:
                watch(answer["table"], answer["written"], answer["total"])

    def wipe(self) -> None:
        """Throw the whole database away, which whoever starts the next engine does first, and start with an empty one."""
        self._own()
        (self.folder / LOADING).touch()
        self.close()
        self.door = self._open()

    def _own(self) -> subprocess.Popen[str]:
        if self._child is None:
            raise EngineError(
                Say("图引擎由另一个命令启动", "the engine belongs to another command"),
                Say("请先结束那个命令", "end that command first"),
            )
        return self._child

    def close(self) -> None:
        """Stop our own engine; leave another command's alone."""
        child, self._child = self._child, None
        if child is None:
            return
        assert child.stdin is not None
        assert child.stdout is not None
        with suppress(BrokenPipeError):
            child.stdin.close()
        try:
            child.wait(30)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()


def _held(folder: Path) -> bool:
    """Whether a process holds the engine's lock."""
    with open(folder / LOCK, "a", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _holder(folder: Path) -> Holder | None:
    try:
        return Holder(**json.loads((folder / LOCK).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _noted(folder: Path) -> Door | None:
    """The door that an engine has written down."""
    try:
        return Door(**json.loads((folder / NOTE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _listening(folder: Path) -> Door | None:
    """The door of an engine that answers."""
    if door := _noted(folder):
        with suppress(OSError, ValueError):
            host, port = door.uri.removeprefix("bolt://").split(":")
            socket.create_connection((host, int(port)), 2).close()
            return door
    return None


def _orphaned(holder: Holder, folder: Path) -> bool:
    """Whether the command that started this engine is gone; never so of one on another machine or container."""
    if holder.host != socket.gethostname() or _alive(holder.parent):
        return False
    words = Path(f"/proc/{holder.pid}/cmdline")
    return not words.exists() or str(folder.resolve()).encode() in words.read_bytes()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _end(holder: Holder, folder: Path) -> None:
    """End an engine without its command: it has a while to do so by itself, then it is killed (its log mends it)."""
    for _ in range(int(MERCY / 0.1)):
        if not _held(folder):
            return
        time.sleep(0.1)
    with suppress(ProcessLookupError, PermissionError):
        os.kill(holder.pid, signal.SIGKILL)
    time.sleep(0.1)
