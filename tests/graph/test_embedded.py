"""The embedded engine's process: loopback only, joined by a second command, never outliving its own, never half loaded."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest

from graph import embedded
from graph.embedded import Engine, EngineError
from graph.host import LOADING, LOCK, NOTE, Holder
from graph.queries import Query
from graph.settings import Settings
from graph.store import Store, StoreError, open_store

ONE = {"id": "acc-1", "kind": "Account", "caption": "1", "sources": 1}
# a command that dies; its engine's input stays open through our end of the pipe, so the engine can't notice
WITHOUT_NOTICE = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-m", "graph.host", sys.argv[1], "512m", "2000"], stdin=0, stdout=subprocess.PIPE)
print(child.stdout.readline().decode().strip(), flush=True)
time.sleep(600)
"""
OPENS = """
import sys, time
from pathlib import Path
from graph.settings import Settings
from graph.store import open_store
store = open_store(Settings(Path(sys.argv[1]), engine_heap="512m"))
print(store._engine.door.pid, *store.counts().items(), flush=True)
time.sleep(600)
"""


Command = Callable[[str, Path], subprocess.Popen[str]]


@pytest.fixture
def command() -> Iterator[Command]:
    """Other commands at work on a folder; what is left of them ends with the test."""
    here = str(Path(__file__).parents[2])
    with ExitStack() as stack:

        def start(text: str, folder: Path) -> subprocess.Popen[str]:
            process = subprocess.Popen([sys.executable, "-c", text, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                       text=True, cwd=here, env={**os.environ, "PYTHONPATH": here})  # fmt: skip
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        yield start


def until(done: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.1)
    return done()


def gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_it_listens_on_loopback_within_a_bounded_heap_and_keeps_its_passwords(embedded: Store) -> None:
    assert embedded._engine
    door = embedded._engine.door
    process = psutil.Process(door.pid)
    listening = {c.laddr.ip for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN}
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}
    assert "1g" in process.cmdline()
    assert (embedded._engine.folder / NOTE).stat().st_mode & 0o077 == 0
    assert not {door.writer_password, door.reader_password} & set(process.cmdline())
    wrong = Settings(Path(), door.uri, door.writer, "wrong", "jinying")
    with pytest.raises(StoreError, match="refused user or password; check NEO4J_USER"):
        open_store(wrong)


def test_a_second_command_joins_and_the_engine_of_a_dead_one_is_ended(
    tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "graph"
    folder.mkdir()
    first = command(WITHOUT_NOTICE, folder)
    assert first.stdin
    assert first.stdout
    pid = json.loads(first.stdout.readline())["pid"]
    with open_store(Settings(tmp_path)) as store:
        joins(store, pid, monkeypatch)
    assert not gone(pid), "another command's engine is left alone"
    first.kill()
    first.wait()
    assert not gone(pid), "it can't know"
    second = command(OPENS, tmp_path)
    assert second.stdin
    assert second.stdout
    own, *counts = second.stdout.readline().split(" ", 1)
    first.stdin.close()
    assert gone(pid), "the next start ended it"
    # a killed engine's log may lack its last moments (seen under load): the mark of the projection goes with them, in the same
    # transaction, so that the next command writes them again; half of one is never there
    assert counts in (["('Account', 1)\n"], []), "and what is there is whole"
    second.kill()
    second.wait()
    second.stdin.close()
    assert until(lambda: gone(int(own)), 30), "an engine ends with its command"


def joins(store: Store, pid: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a second command may do with an engine that is not its own."""
    assert store._engine
    assert (store._engine.ours, store._engine.door.pid, store.bulk_folder) == (False, pid, None)
    with pytest.raises(EngineError, match="belongs to another command; end that command first"):
        store._engine.bulk(Path(), None)
    store.writer().entities("Account", [{**ONE, "id": f"acc-{n}"} for n in range(300)])
    slow = Query("read/slow", "slow", "read", (), ("n",), {}, "MATCH (a:Account), (b:Account), (c:Account), (d:Account) WHERE a.id < b.id AND b.id < c.id AND c.id < d.id RETURN count(*) AS n")  # fmt: skip
    with monkeypatch.context() as patch:
        patch.setattr("graph.store.query", lambda _: slow)
        with pytest.raises(StoreError, match="ran past its time limit and was stopped; narrow it"):
            store.view().run("read/slow")  # which would take days
    store.wipe()
    assert store.empty()
    store.writer().entities("Account", [ONE])


def test_who_joined_an_engine_goes_on_without_the_command_that_started_it(tmp_path: Path, command: Command) -> None:
    owner = command(OPENS, tmp_path)
    assert owner.stdout
    pid = int(owner.stdout.readline())
    settings = Settings(tmp_path, engine_heap="512m", patience=1)
    with open_store(settings) as heir, open_store(settings) as guest:
        assert (ours(heir), ours(guest)) == (False, False)
        view, writer = guest.view(), guest.writer()
        writer.entities("Account", [ONE])
        owner.kill()
        assert until(lambda: gone(pid), 30), "an engine ends with its command"
        assert heir.counts() == {"Account": 1}, "nothing is lost"
        writer.entities("Account", [{**ONE, "id": "acc-2"}])
        assert view.run("read/count-entities") == [{"name": "Account", "n": 2}], "what was at hand works on"
        assert (ours(heir), ours(guest)) == (True, False), "the first to need it started it, the other joined"
        heir.close()
        found: list[dict[str, int]] = []
        threads = [threading.Thread(target=lambda: found.append(guest.counts())) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [{"Account": 2}] * 8, "as a server asks, in many threads"
        assert ours(guest)


def test_where_no_engine_can_be_started_again_each_use_says_so_until_one_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "PATIENCE", 0.3)
    with open_store(Settings(tmp_path, engine_heap="512m")) as store:
        assert store._engine
        os.kill(store._engine.door.pid, signal.SIGKILL)
        assert until(lambda: not embedded._held(tmp_path / "graph"), 30)
        with open(tmp_path / "graph" / LOCK, "a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (tmp_path / "graph" / NOTE).unlink()  # as an engine that starts does first
            for _ in range(2):
                with pytest.raises(StoreError, match=r"holds the graph in .*; wait until it has ended"):
                    store.counts()
        assert store.counts() == {}


def test_who_takes_over_while_the_graph_is_wiped_starts_with_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(tmp_path, engine_heap="512m")
    with open_store(settings) as owner, open_store(settings) as guest:
        owner.writer().entities("Account", [ONE])
        close = Engine.close

        def overtaken(engine: Engine) -> None:
            close(engine)
            if engine is owner._engine:
                assert guest.empty()

        monkeypatch.setattr(Engine, "close", overtaken)
        owner.wipe()
        assert (ours(owner), ours(guest)) == (False, True)
        guest.writer().entities("Account", [ONE])
        assert owner.counts() == {"Account": 1}


def ours(store: Store) -> bool:
    assert store._engine
    return store._engine.ours


def test_half_a_bulk_load_is_thrown_away(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    (folder / "databases/jinying").mkdir(parents=True)
    (folder / "databases/jinying/schema.json").write_text("{half")
    (folder / LOADING).touch()
    with open_store(Settings(tmp_path, engine_heap="512m")) as store:
        assert store.empty()
        assert not (folder / LOADING).exists()


def test_who_holds_a_folder_without_answering_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "PATIENCE", 0.3)
    with open(tmp_path / LOCK, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        json.dump(asdict(Holder(os.getpid(), os.getppid(), socket.gethostname())), lock)
        lock.flush()
        with pytest.raises(EngineError, match=rf"another process \({os.getpid()} @ .*does not answer; wait until it"):
            Engine(tmp_path, "512m", 1)


def test_no_process_of_another_machine_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    killed: list[int] = []
    monkeypatch.setattr(embedded, "PATIENCE", 0.3)
    monkeypatch.setattr(embedded, "MERCY", 0.1)
    monkeypatch.setattr(os, "kill", lambda pid, what: killed.append(pid) if what == signal.SIGKILL else None)
    with open(tmp_path / LOCK, "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        json.dump(asdict(Holder(os.getpid(), dead.pid, "elsewhere")), lock)
        lock.flush()
        with pytest.raises(EngineError, match="elsewhere"):
            Engine(tmp_path, "512m", 1)
    assert killed == []
