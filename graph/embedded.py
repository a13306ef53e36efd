"""The embedded engine: a child process that hosts it and speaks Bolt on loopback.

A process of its own, so that the JVM's memory and a crash of it stay apart. It ends when its parent does (its
standard input closes). A second command finds the running one through `engine.json` and connects to it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from graph.ontology import Kind, ontology
from graph.say import JinyingError, Say
from graph.values import KINDS

DATABASE = "jinying"
BATCH = 50_000  # records handed to the engine at a time
Watch = Callable[[str, int, int], None]


class EngineError(JinyingError):
    """The embedded engine can't start or has gone."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where the engine listens, and its two users: one writes, one only reads with a time limit."""

    uri: str
    pid: int
    writer: str
    writer_password: str
    reader: str
    reader_password: str


# parent


class Engine:
    """A running engine, ours or another command's."""

    def __init__(self, folder: Path, heap: str, limit: float) -> None:
        self.folder = folder
        self._heap, self._limit = heap, limit
        self._child: subprocess.Popen[str] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self.door = self._running() or self._start()

    @property
    def ours(self) -> bool:
        """Whether this process started it (and so will stop it)."""
        return self._child is not None

    def _running(self) -> Door | None:
        """Another command's engine, if one holds the lock and listens."""
        note = self.folder / "engine.json"
        if not _held(self.folder) or not note.exists():
            return None
        door = Door(**json.loads(note.read_text("utf-8")))
        host, port = door.uri.removeprefix("bolt://").split(":")
        try:
            socket.create_connection((host, int(port)), 2).close()
        except OSError:
            return None
        return door

    def _start(self) -> Door:
        with open(self.folder / "engine.log", "a", encoding="utf-8") as log:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "graph.embedded", str(self.folder.resolve()), self._heap, str(int(self._limit * 1000))],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )  # fmt: skip
        answer = self._answer()
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
        if self._child is None or self._child.stdin is None:
            raise EngineError(
                Say(
                    "图引擎由另一个命令启动，不能批量写入",
                    "the engine belongs to another command; it can't load in bulk",
                ),
                Say("请先结束那个命令", "end that command first"),
            )
        self._child.stdin.write(json.dumps({"bulk": str(folder.resolve())}) + "\n")
        self._child.stdin.flush()
        while "done" not in (answer := self._answer()):
            if watch:
                watch(answer["table"], answer["written"], answer["total"])

    def wipe(self) -> None:
        """Throw the whole database away and start with an empty one."""
        if self._child is None:
            raise EngineError(
                Say("图引擎由另一个命令启动", "the engine belongs to another command"),
                Say("请先结束那个命令", "end that command first"),
            )
        self.close()
        shutil.rmtree(self.folder / "databases", ignore_errors=True)
        self.door = self._start()

    def close(self) -> None:
        """Stop our own engine; leave another command's alone."""
        child, self._child = self._child, None
        if child is None:
            return
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.close()
        try:
            child.wait(30)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()


def _held(folder: Path) -> bool:
    """Whether a process holds the engine's lock."""
    with open(folder / "lock", "a", encoding="utf-8") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


# child


def schema() -> Iterator[str]:
    """The SQL statements that declare every type and property of the ontology."""
    yield from _statements("base")
    o = ontology()
    flows = {link.flow: link for link in o.links.values() if link.flow}
    for owner in o.owners:
        yield from _statements("kind" if isinstance(owner, Kind) else "link", KIND=owner.name)
        for p in owner.props.values():
            yield from _statements("property", KIND=owner.name, PROP=p.name, TYPE=_sql_type(p.type))
    for flow in flows:
        yield from _statements("link", KIND=flow)
        for name in ("count", "sum", "first", "last"):
            yield from _statements("property", KIND=flow, PROP=name, TYPE="LONG")


def _sql_type(value_kind: str) -> str:
    """Times are epoch ms and dates ISO text in the graph."""
    name = str(KINDS[value_kind].dtype).partition("(")[0]
    return {"Int64": "LONG", "Datetime": "LONG", "Float64": "DOUBLE", "Boolean": "BOOLEAN"}.get(name, "STRING")


def _statements(name: str, **slots: str) -> Iterator[str]:
    text = files("cypher").joinpath(f"setup/embedded/{name}.sql").read_text("utf-8")
    for slot in ("PROP", "TYPE", "KIND"):
        if slot in slots:
            value = slots[slot] if slot == "TYPE" else f"`{slots[slot]}`"
            text = text.replace(f" {slot} ", f" {value} ").replace(f".{slot} ", f".{value} ")
            text = text.replace(f" {slot}.", f" {value}.").replace(f" {slot};", f" {value};")
    lines = (line for line in text.splitlines() if not line.startswith("--"))
    yield from (s.strip() for s in "\n".join(lines).split(";") if s.strip())


def host(folder: Path, heap: str, limit_ms: int) -> int:
    """Serve until standard input closes; answers are JSON lines on standard output."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)  # the engine prints; our answers must stay clean
        with open(folder / "lock", "a", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                _tell(
                    out,
                    error=_error(
                        "另一个进程正在使用此图",
                        "another process holds this graph",
                        "请等它结束",
                        "wait until it has ended",
                    ),
                )
                return 3
            return _serve(folder, heap, limit_ms, out)


def _serve(folder: Path, heap: str, limit_ms: int, out: IO[str]) -> int:
    os.chdir(folder)
    note = folder / "engine.json"
    try:
        server, database, door = _open(folder, heap, limit_ms)
    except Exception as error:  # the engine raises Java's own; whatever it is, the parent is told in one line
        cause = " ".join(str(error).split())[:300]
        _tell(
            out,
            error=_error(
                f"图引擎启动失败：{cause}",
                f"the engine failed to start: {cause}",
                "检查磁盘空间与内存",
                "check disk space and memory",
            ),
        )
        return 1
    fresh = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fresh, "w", encoding="utf-8") as handle:
        json.dump(asdict(door), handle)
    _tell(out, **asdict(door))
    for line in sys.stdin:
        request = json.loads(line)
        try:
            for done in _bulk(database, Path(request["bulk"])):
                _tell(out, **done)
            _tell(out, done=True)
        except Exception as error:
            cause = " ".join(str(error).split())[:300]
            _tell(
                out,
                error=_error(
                    f"批量写入失败：{cause}",
                    f"the bulk load failed: {cause}",
                    "运行 jinying rebuild",
                    "run `jinying rebuild`",
                ),
            )
    note.unlink(missing_ok=True)
    server.stop()
    return 0


def _tell(out: IO[str], **body: Any) -> None:
    out.write(json.dumps(body, ensure_ascii=False) + "\n")
    out.flush()


def _error(zh: str, en: str, cure_zh: str, cure_en: str) -> dict[str, str]:
    return {"zh": zh, "en": en, "cure_zh": cure_zh, "cure_en": cure_en}


def _open(folder: Path, heap: str, limit_ms: int) -> tuple[Any, Any, Door]:
    from arcadedb_embedded.server import ArcadeDBServer

    (folder / "config").mkdir(exist_ok=True)
    (folder / "config" / "server-users.jsonl").unlink(missing_ok=True)  # passwords are new at every start
    (folder / "config" / "server-groups.json").write_text(json.dumps(_groups(limit_ms)), "utf-8")
    bolt, http = _free_port(), _free_port()
    passwords = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    config = {
        "host": "127.0.0.1", "http_port": str(http), "mode": "development", "bolt_port": bolt,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin", "txWalFlush": 1,
    }  # fmt: skip
    server = ArcadeDBServer(str(folder), passwords[0], config, {"heap_size": heap})
    server.start()
    database = server.create_database(DATABASE)
    _declare(database, folder)
    _add_reader(server, passwords[1])
    return (
        server,
        database,
        Door(f"bolt://127.0.0.1:{bolt}", os.getpid(), "root", passwords[0], "analyst", passwords[1]),
    )


def _declare(database: Any, folder: Path) -> None:
    """Apply the schema where it is not the one last applied to this database."""
    statements = list(schema())
    stamp = folder / "databases" / f"{DATABASE}.schema"
    wanted = hashlib.sha256("\n".join(statements).encode()).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    database.command("sqlscript", ";\n".join(statements) + ";")
    stamp.write_text(wanted, "utf-8")


def _add_reader(server: Any, password: str) -> None:
    import jpype

    security = server._java_server.getSecurity()
    user = {"name": "analyst", "password": str(security.encodePassword(password)), "databases": {DATABASE: ["analyst"]}}
    security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(user)))


def _groups(limit_ms: int) -> dict[str, Any]:
    every = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
    admin = {
        "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"], "resultSetLimit": -1, "readTimeout": -1,
        "types": {"*": {"access": every}},
    }  # fmt: skip
    analyst = {"access": [], "resultSetLimit": -1, "readTimeout": limit_ms, "types": {"*": {"access": ["readRecord"]}}}
    return {"databases": {"*": {"groups": {"admin": admin, "analyst": analyst}}}, "version": 1}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _bulk(database: Any, folder: Path) -> Iterator[dict[str, Any]]:
    """Entities first, keeping where each went; then links by those places."""
    import polars as pl

    places: list[pl.DataFrame] = []
    o = ontology()
    tables = {p.stem: p for p in folder.glob("*.parquet")}
    order = [*[k for k in o.kinds if k in tables], *[t for t in tables if t not in o.kinds]]
    with database.graph_batch(
        expected_edge_count=sum(_height(tables[t]) for t in order if t not in o.kinds) or 1
    ) as batch:
        for table in order:
            written, total = 0, _height(tables[table])
            if table not in o.kinds and places and len(places) > 1:
                places = [pl.concat(places)]
            for frame in _slices(tables[table]):
                if table in o.kinds:
                    rids = batch.create_vertices(table, _filled(frame))
                    places.append(pl.DataFrame({"id": frame["id"], "at": rids}))
                else:
                    _edges(batch, table, frame, places[0])
                written += frame.height
                yield {"table": table, "written": written, "total": total}


def _edges(batch: Any, table: str, frame: Any, places: Any) -> None:
    ends = [
        frame.select(end).join(places, left_on=end, right_on="id", how="left", maintain_order="left")["at"]
        for end in ("from", "to")
    ]
    batch.new_edges(ends[0].to_list(), table, ends[1].to_list(), _filled(frame.drop("from", "to")))


def _filled(frame: Any) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if v is not None} for row in frame.to_dicts()]


def _height(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _slices(path: Path) -> Iterator[Any]:
    import polars as pl
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(path).iter_batches(BATCH):
        yield pl.from_arrow(batch)


if __name__ == "__main__":
    code = host(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    sys.stdout.flush()
    os._exit(code)  # the JVM keeps threads that are no daemons
