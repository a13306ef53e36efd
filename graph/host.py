"""The child process that hosts the embedded engine: schema, users, Bolt on loopback, bulk load, the lock on its folder.

Run as `python -m graph.host FOLDER HEAP LIMIT_MS`. It answers in JSON lines on standard output and ends when its
standard input closes, so it can't outlive the command that started it. The only module that imports the engine.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from graph.json_rows import json_rows
from graph.ontology import Kind, ontology
from graph.values import KINDS

DATABASE = "jinying"
BATCH = 50_000  # records handed to the engine at a time
EDGES = 50_000  # links that the engine holds before it writes them; with 200,000 its collector took a third more
COMMIT = 10_000  # links of one of its transactions, which keeps their index keys in a tree
NOTE, LOCK, LOADING = "engine.json", "lock", "loading"  # files of an engine's folder
GRACE = 2.0  # seconds in which another command may be looking whether the lock is held
MESSAGE = 256 << 20  # bytes of one Bolt message; a batch of long texts passes the engine's own 16 MiB


@dataclass(frozen=True, slots=True)
class Door:
    """Where the engine listens, and its two users: one writes, one only reads with a time limit."""

    uri: str
    pid: int
    writer: str
    writer_password: str
    reader: str
    reader_password: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an engine's folder: the engine's process, the command that started it, and on which machine."""

    pid: int
    parent: int
    host: str


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
    """Serve until standard input closes. Answers `busy` where another engine holds the folder."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        os.dup2(2, 1)  # the engine prints; our answers must stay clean
        with open(folder / LOCK, "a", encoding="utf-8") as lock:
            if not _taken(lock):
                _tell(out, busy=True)
                return 3
            lock.truncate(0)
            json.dump(asdict(Holder(os.getpid(), os.getppid(), socket.gethostname())), lock)
            lock.flush()
            return _serve(folder, heap, limit_ms, out)


def _taken(lock: IO[str]) -> bool:
    """Whether we got the lock, given that others hold it for an instant to look."""
    until = time.monotonic() + GRACE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        else:
            return True


def _serve(folder: Path, heap: str, limit_ms: int, out: IO[str]) -> int:
    os.chdir(folder)
    note = folder / NOTE
    note.unlink(missing_ok=True)  # of an engine that was killed
    if (folder / LOADING).exists():  # a bulk load writes without a log: half of one is nothing
        drop_files(folder)
    try:
        engine = _Hosted(folder, heap, limit_ms)
    except Exception as error:  # the engine raises Java's own; whatever it is, the parent is told in one line
        cause = " ".join(str(error).split())[:300]
        _tell(out, error={"zh": f"图引擎启动失败：{cause}", "en": f"the engine failed to start: {cause}",
                          "cure_zh": f"检查磁盘空间与内存；若仍失败，可删除 {folder} 后再试，图会由数据湖重建",
                          "cure_en": f"check disk space and memory; if it still fails delete {folder} and try again: the graph is made anew from the lake"})  # fmt: skip
        return 1
    fresh = os.open(note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fresh, "w", encoding="utf-8") as handle:
        json.dump(asdict(engine.door), handle)
    _tell(out, **asdict(engine.door))
    for line in sys.stdin:
        _answer(engine, json.loads(line), out)
    note.unlink(missing_ok=True)
    engine.server.stop()
    return 0


def _answer(engine: _Hosted, request: dict[str, Any], out: IO[str]) -> None:
    try:
        for done in engine.bulk(Path(request["bulk"])):
            _tell(out, **done)
        _tell(out, done=True)
    except BrokenPipeError:
        raise
    except Exception as error:
        cause = " ".join(str(error).split())[:300]
        _tell(out, error={"zh": f"批量写入失败：{cause}", "en": f"the bulk load failed: {cause}",
                          "cure_zh": "检查磁盘空间与内存，再运行 jinying rebuild", "cure_en": "check disk space and memory, then run `jinying rebuild`"})  # fmt: skip


def _tell(out: IO[str], **body: Any) -> None:
    out.write(json.dumps(body, ensure_ascii=False) + "\n")
    out.flush()


def drop_files(folder: Path) -> None:
    """Throw the database away: one rename, so that half of it is never opened, then the files."""
    old = folder / "old"
    shutil.rmtree(old, ignore_errors=True)
    if (folder / "databases").exists():
        (folder / "databases").rename(old)
    (folder / LOADING).unlink(missing_ok=True)
    shutil.rmtree(old, ignore_errors=True)


class _Hosted:
    """The running engine."""

    def __init__(self, folder: Path, heap: str, limit_ms: int) -> None:
        from arcadedb_embedded.server import ArcadeDBServer

        self._folder = folder
        (folder / "config").mkdir(exist_ok=True)
        (folder / "config" / "server-users.jsonl").unlink(missing_ok=True)  # passwords are new at every start
        (folder / "config" / "server-groups.json").write_text(json.dumps(_groups(limit_ms)), "utf-8")
        bolt, http = _free_port(), _free_port()
        passwords = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        config = {
            "host": "127.0.0.1", "http_port": str(http), "mode": "development", "bolt_port": bolt,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin", "txWalFlush": 1, "serverMetrics": False,
            "bolt_maxMessageSize": MESSAGE, "bolt_packstream_maxValueLength": MESSAGE,
            "server_saltIterations": 1000,  # passwords are 192 random bits of one run: there is nothing to guess
        }  # fmt: skip
        # scripting languages are neither used nor wanted; the JVM reads this one before any configuration
        jvm = {"heap_size": heap, "jvm_args": ["-Darcadedb.polyglotEngineEnabled=false", "-XX:+UseParallelGC"]}
        self.server = ArcadeDBServer(str(folder), passwords[0], config, jvm)
        self.server.start()
        self._database = self.server.create_database(DATABASE)
        _declare(self._database, folder)
        _add_reader(self.server, passwords[1])
        self.door = Door(f"bolt://127.0.0.1:{bolt}", os.getpid(), "root", passwords[0], "analyst", passwords[1])

    def bulk(self, folder: Path) -> Iterator[dict[str, Any]]:
        """Load one Parquet file a table; a note on disk says that it is not whole until it is."""
        loading = self._folder / LOADING
        loading.touch()
        yield from _bulk(self._database, folder)
        database = self._database.get_java_database().getEmbedded()
        database.getPageManager().waitAllPagesOfDatabaseAreFlushed(database)
        loading.unlink()


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
    with database.graph_batch(batch_size=EDGES, commit_every=COMMIT, parallel_flush=False) as batch:
        for table in order:
            written, total = 0, _height(tables[table])
            if table not in o.kinds and places and len(places) > 1:
                places = [pl.concat(places)]
            for frame in _slices(tables[table]):
                if table in o.kinds:
                    places.append(pl.DataFrame({"id": frame["id"], "at": _vertices(batch, table, frame)}))
                else:
                    _edges(batch, table, frame, places[0])
                written += frame.height
                yield {"table": table, "written": written, "total": total}


def _vertices(batch: Any, table: str, frame: Any) -> list[str]:
    """Put entities; where each went. By the bridge that the package's `create_vertices` ends in."""
    import jpype

    bridge = jpype.JClass("com.arcadedb.python.VertexBatcher")
    return str(bridge.createVerticesJson(batch._java_graph_batch, table, json_rows(frame))).split(";")


def _edges(batch: Any, table: str, frame: Any, places: Any) -> None:
    """Put links. By the bridge that the package's `new_edges` ends in."""
    import jpype

    for end, place in (("from", "_src"), ("to", "_dst")):
        where = places.rename({"id": end, "at": place})
        frame = frame.join(where, on=end, how="left", maintain_order="left").drop(end)
    bridge = jpype.JClass("com.arcadedb.python.EdgeBatcher")
    bridge.newEdgesJson(batch._java_graph_batch, table, json_rows(frame))


def _height(path: Path) -> int:
    import pyarrow.parquet as pq

    return int(pq.read_metadata(path).num_rows)


def _slices(path: Path) -> Iterator[Any]:
    import polars as pl
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(path).iter_batches(BATCH):
        yield pl.from_arrow(batch)


def main(run: Callable[[Path, str, int], int] = host) -> None:
    """Run and end at once, whatever happened: the JVM keeps threads that are no daemons."""
    code = 1
    try:
        code = run(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
        sys.stdout.flush()
    except BrokenPipeError:
        pass  # the command that started us is gone
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
