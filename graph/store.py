"""The graph over Bolt: Store opens, Writer writes in bulk, View reads. The only file that imports the driver."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from threading import Lock, Timer
from typing import Any, cast

import neo4j
from neo4j import Driver, GraphDatabase, ManagedTransaction, Query
from neo4j import exceptions as bolt
from neo4j.graph import Node, Relationship
from neo4j.graph import Path as Way
from neo4j.time import Date, DateTime, Duration, Time

from graph.embedded import DATABASE, Engine, EngineError
from graph.entity import Entity, Relation
from graph.ontology import ontology
from graph.queries import query
from graph.say import JinyingError, Say
from graph.settings import Settings, private

Row = dict[str, Any]
Watch = Callable[[str, int, int], None]
TRIES = 5  # of a write that met a concurrent MERGE of the same key
MOST = 500_000  # values in one answer to a text of an analyst's own
LATE = 5.0  # seconds after which the server's own limit ends what we could not


class StoreError(JinyingError):
    """The graph can't be reached or refused."""


class AskError(JinyingError):
    """A text of somebody's own that an engine does not take, or did not finish."""


@dataclass(frozen=True, slots=True)
class Place:
    """The graph that is spoken to, as errors call it, and how it is brought back."""

    name: Say
    cure: Say


EMBEDDED = Place(
    Say("内置图引擎", "the embedded engine"),
    Say(
        "再运行一次：引擎会重新启动并从断点继续，已入湖的数据不会丢失",
        "run it again: the engine starts anew and goes on where it was; nothing in the lake is lost",
    ),
)


def server(uri: str) -> Place:
    """A Neo4j that somebody runs."""
    return Place(
        Say(uri, uri),
        Say(
            "启动它（或检查 NEO4J_URI）后再运行一次，会从断点继续，已入湖的数据不会丢失",
            "start it (or check NEO4J_URI) and run this again: it goes on where it was; nothing in the lake is lost",
        ),
    )


@contextmanager
def errors(place: Place) -> Iterator[None]:
    """What the driver raises, as one line with a cure."""
    try:
        yield
    except (bolt.ServiceUnavailable, bolt.SessionExpired, bolt.IncompleteCommit, OSError) as error:
        what = Say(
            f"连不上图数据库 {place.name.zh}（{_first(error)}）", f"no graph at {place.name.en} ({_first(error)})"
        )
        raise StoreError(what, place.cure) from None
    except EngineError as error:
        raise StoreError(error.what, error.cure) from None
    except bolt.Neo4jError as error:
        raise StoreError(*_refusal(place.name, error.code or "", _first(error))) from None
    except bolt.DriverError as error:
        raise StoreError(*_refusal(place.name, type(error).__name__, _first(error))) from None


def _refusal(name: Say, code: str, text: str) -> tuple[Say, Say]:
    """What a server's error code means and what to do."""
    if "CredentialsExpired" in code:
        return (
            Say(f"{name.zh} 要求先更改初始密码", f"{name.en} wants its first password changed"),
            Say(
                "请用 cypher-shell 或浏览器更改后设置 NEO4J_PASSWORD",
                "change it with cypher-shell or in the browser, then set NEO4J_PASSWORD",
            ),
        )
    if "RateLimit" in code:
        return (
            Say(f"{name.zh} 因多次密码错误暂停登录", f"{name.en} refuses sign-ins for a while after wrong passwords"),
            Say("请稍候并检查 NEO4J_PASSWORD", "wait a little and check NEO4J_PASSWORD"),
        )
    if "Unauthorized" in code or "Authentication" in code:
        return (
            Say(f"{name.zh} 拒绝了用户名或密码", f"{name.en} refused user or password"),
            Say("请检查 NEO4J_USER 与 NEO4J_PASSWORD", "check NEO4J_USER and NEO4J_PASSWORD"),
        )
    if "DatabaseNotFound" in code:
        return (
            Say(f"{name.zh} 没有该数据库", f"{name.en} has no such database"),
            Say("请检查 NEO4J_DATABASE", "check NEO4J_DATABASE"),
        )
    if "TimedOut" in code or "Terminated" in code:
        return (
            Say("查询超过时限，已停止", "the query ran past its time limit and was stopped"),
            Say("请缩小范围，或调整 JINYING_QUERY_LIMIT", "narrow it, or raise JINYING_QUERY_LIMIT"),
        )
    if "Forbidden" in code or "AccessMode" in code:
        return (
            Say(f"此连接只能读 {name.zh}", f"this connection may only read {name.en}"),
            Say("写入请用 jinying load 或 rebuild", "writing is for `jinying load` and `rebuild`"),
        )
    return (
        Say(f"图数据库报错：{code} {text}", f"the graph refused: {code} {text}"),
        Say("可运行 jinying check", "`jinying check` tells whether the graph is whole"),
    )


ASKED = ("TimedOut", "Terminated", "Forbidden", "AccessMode")  # of these what the text asked is the cause
DOORS = ("Credentials", "RateLimit", "Unauthorized", "Authentication", "DatabaseNotFound")


@contextmanager
def own_errors(place: Place) -> Iterator[None]:
    """As `errors`, of a text that somebody wrote. What an engine says of a value may hold the value: only what it says of
    the text itself, before it looked at any, is told."""
    with errors(place):
        try:
            yield
        except bolt.Neo4jError as error:
            code = error.code or type(error).__name__
            if any(word in code for word in ASKED):
                raise AskError(*_refusal(place.name, code, "")) from None
            if any(word in code for word in DOORS):
                raise
            said = f"{code} {_first(Exception(error.message))}" if code.endswith("SyntaxError") else code
            raise AskError(
                Say(f"图引擎不接受这个查询：{said}", f"the engine does not take this query: {said}"),
                Say("请检查语法与值的类型", "check its syntax and the types of its values"),
            ) from None


def _first(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__


@dataclass(frozen=True, slots=True)
class Route:
    """A path through the graph."""

    nodes: tuple[Entity, ...]
    links: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a text of somebody's own came to: values are plain, or Entity, Relation, Route. `truncated`: there was more."""

    columns: tuple[str, ...]
    rows: list[list[Any]]
    truncated: bool


class View:
    """Reading: queries by name, in a read session, by a user who can't write, within a time limit.

    `boss`: who may stop what a reader has begun; neither engine lets a reader do that.
    """

    def __init__(self, driver: Callable[[], Driver], database: str, place: Place, limit: float, boss: Callable[[], Driver] | None = None) -> None:  # fmt: skip
        self._driver, self._database, self._place, self._limit = driver, database, place, limit
        self._boss = boss or driver

    def ask(self, text: str, params: Mapping[str, Any], limit_s: float | None = None, rows: int = 1000) -> Asked:
        """Rows of a text that somebody wrote (graph/own_cypher has read it), at most `rows`, stopped at the time limit.

        The text is marked, so that its transaction is found and ended: the embedded engine heeds no driver's limit."""
        mark, most = f"ask-{token_hex(8)}", limit_s or self._limit
        timer = Timer(most, self._stop, (mark,))
        timer.daemon = True
        asked = Query(f"{text}\n/* {mark} */", timeout=most + LATE)
        with (
            own_errors(self._place),
            self._driver().session(database=self._database, default_access_mode=neo4j.READ_ACCESS, fetch_size=min(rows + 1, 1000)) as session,
        ):  # fmt: skip
            timer.start()
            try:
                result = session.run(asked, dict(params))
                plain = _Plain()
                kept: list[list[Any]] = []
                for record in result:
                    if len(kept) == rows:
                        return Asked(tuple(result.keys()), plain.named(kept), truncated=True)
                    kept.append([plain.of(value) for value in record.values()])
                return Asked(tuple(result.keys()), plain.named(kept), truncated=False)
            finally:
                timer.cancel()

    def _stop(self, mark: str) -> None:
        """End the transaction whose text bears this mark; where that fails the engine's own limit ends it."""
        with suppress(bolt.Neo4jError, bolt.DriverError, OSError, JinyingError), self._boss().session(database=self._database) as session:  # fmt: skip
            for record in session.run(query("setup/running").fill(), mark=mark):
                session.run(query("setup/stop").fill(), id=record["id"]).consume()

    def run(
        self, name: str, slots: Mapping[str, str] | None = None, limit_s: float | None = None, **params: Any
    ) -> list[Row]:
        """All rows of a query."""
        return list(self.stream(name, slots, limit_s, **params))

    def stream(
        self, name: str, slots: Mapping[str, str] | None = None, limit_s: float | None = None, **params: Any
    ) -> Iterator[Row]:
        """Rows of a query as they come; every query answers in plain values."""
        chosen = query(name)
        if chosen.mode != "read":
            raise StoreError(Say(f"{name} 不是只读查询", f"{name} is no read query"), Say("用 Writer", "use a Writer"))
        text = Query(chosen.fill(**(slots or {})), timeout=limit_s or self._limit)
        with (
            errors(self._place),
            self._driver().session(database=self._database, default_access_mode=neo4j.READ_ACCESS) as session,
        ):
            result = session.run(text, params)
            names = result.keys()
            for record in result:
                yield dict(zip(names, record.values(), strict=True))

    def progress(self) -> Row | None:
        """How far the graph shows the lake's log."""
        rows = self.run("read/mark")
        return cast(Row, json.loads(rows[0]["state"])) if rows else None


class _Plain:
    """The driver's values as our records. A link knows its ends by the engine's ids; ours are known of the nodes that
    the same answer holds."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._left = MOST

    def of(self, value: Any) -> Any:
        """One value, and all that it holds."""
        self._left -= 1
        if self._left < 0:
            raise AskError(
                Say(f"结果超过 {MOST:,} 个值", f"the answer holds more than {MOST:,} values"),
                Say("请缩小范围，或先汇总", "narrow it, or sum it up first"),
            )
        match value:
            case None | bool() | int() | float() | str():
                return value
            case Node():
                return self._node(value)
            case Relationship():
                return self._link(value)
            case Way():
                return Route(tuple(map(self._node, value.nodes)), tuple(map(self._link, value.relationships)))
            case list() | tuple():
                return [self.of(one) for one in value]
            case dict():
                return {str(key): self.of(one) for key, one in value.items()}
            case Date() | DateTime() | Time() | Duration():
                return value.iso_format()
            case _:
                raise AskError(Say(f"不能显示 {type(value).__name__} 类型的值", f"a {type(value).__name__} can't be shown"))  # fmt: skip

    def _node(self, node: Node) -> Entity:
        kind = next((label for label in sorted(node.labels) if label in ontology().kinds), "")
        props = dict(node.items())
        self._ids[node.element_id] = str(props.get("id", ""))
        self._left -= len(props)
        return Entity(self._ids[node.element_id], kind, props)

    def _link(self, link: Relationship) -> Relation:
        ends = [end.element_id if end else "" for end in (link.start_node, link.end_node)]
        props = dict(link.items())
        self._left -= len(props)
        return Relation(str(props.get("id", "")), link.type, ends[0], ends[1], props)

    def named(self, value: Any) -> Any:
        """Links whose ends bear our ids; an end that the answer does not hold stays unnamed."""
        match value:
            case Relation():
                return Relation(value.id, value.type, self._ids.get(value.source, ""), self._ids.get(value.target, ""), value.props)  # fmt: skip
            case Route():
                return Route(value.nodes, tuple(self.named(link) for link in value.links))
            case list():
                return [self.named(one) for one in value]
            case dict():
                return {key: self.named(one) for key, one in value.items()}
            case _:
                return value


class Writer:
    """Writing in batches, each one transaction; `mark` is written with the batch."""

    def __init__(self, driver: Callable[[], Driver], database: str, place: Place) -> None:
        self._driver, self._database, self._place = driver, database, place

    def entities(self, kind: str, rows: Sequence[Row], mark: Row | None = None) -> None:
        """Put entities of a kind exactly as given."""
        self._write([("write/entity", {"KIND": kind}, {"rows": rows})], mark)

    def links(self, link: str, rows: Sequence[Row], mark: Row | None = None) -> None:
        """Put links of a type; each row has `from`, `to` and its properties."""
        split = [{"props": (props := dict(r)), "from": props.pop("from"), "to": props.pop("to")} for r in rows]
        self._write([("write/link", {"TYPE": link}, {"rows": split})], mark)

    def delete_entities(self, ids: Sequence[str], mark: Row | None = None) -> None:
        """Take entities away."""
        self._write([("write/delete-entities", {}, {"ids": list(ids)})], mark)

    def delete_links(self, link: str, ids: Sequence[str], mark: Row | None = None) -> None:
        """Take links away."""
        self._write([("write/delete-links", {"TYPE": link}, {"ids": list(ids)})], mark)

    def mark(self, state: Row) -> None:
        """Say how far the graph shows the lake's log."""
        self._write([], state)

    def wipe(self, batch: int = 10_000) -> None:
        """Take everything away, in batches."""
        while self._once([("write/wipe", {}, {"limit": batch})])[0]["gone"]:
            pass

    def _write(self, steps: list[tuple[str, dict[str, str], Row]], mark: Row | None) -> None:
        if mark is not None:
            steps = [*steps, ("write/mark", {}, {"state": json.dumps(mark)})]
        self._once(steps)

    def _once(self, steps: list[tuple[str, dict[str, str], Row]]) -> list[Row]:
        """All steps in one transaction. The driver retries what is transient; a lost race on a key we retry."""
        texts = [(query(name).fill(**slots), params) for name, slots, params in steps]

        def work(tx: ManagedTransaction) -> list[Row]:
            rows: list[Row] = []
            for text, params in texts:
                rows = [r.data() for r in tx.run(text, params)]
            return rows

        with errors(self._place), self._driver().session(database=self._database) as session:
            for left in range(TRIES, 0, -1):
                try:
                    return session.execute_write(work)
                except bolt.ConstraintError:
                    if left == 1:
                        raise
        raise AssertionError("unreachable")


class Store:
    """The graph of one data folder, on whichever engine the settings name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine: Engine | None = None
        self._drivers: list[Driver] = []
        self._turn = Lock()  # a server asks in several threads; one of them starts the engine
        self._set_up = False
        try:
            self._connect()
        except BaseException:
            self.close()
            raise

    def _connect(self) -> None:
        s = self._settings
        if s.neo4j_uri:
            self.where, self.database, self._place = s.neo4j_uri, s.neo4j_database, server(s.neo4j_uri)
            auth = [(s.neo4j_user, s.neo4j_password)] * 2
        else:
            self._engine = self._engine or Engine(private(s.data) / "graph", s.engine_heap, s.query_limit)
            door = self._engine.reach()
            self.where, self.database, self._place = door.uri, DATABASE, EMBEDDED
            auth = [(door.writer, door.writer_password), (door.reader, door.reader_password)]
        with errors(self._place), ExitStack() as failed:
            drivers = [failed.enter_context(self._driver(user, password)) for user, password in auth]
            for driver in drivers:
                driver.verify_connectivity()
            self.engine = str(drivers[0].get_server_info().agent)
            failed.pop_all()
        self._drivers = drivers

    def _reach(self) -> list[Driver]:
        """Who writes and who reads. Where the embedded engine has gone with the command that started it, on the next one."""
        with self._turn:
            if self._engine is not None and not (self._drivers and self._engine.there()):
                self._close_drivers()
                self._connect()
            return self._drivers

    def _driver(self, user: str, password: str) -> Driver:
        s = self._settings
        try:
            return GraphDatabase.driver(
                self.where, auth=(user, password), max_transaction_retry_time=s.patience, connection_timeout=10,
                notifications_min_severity="OFF" if s.neo4j_uri else None,
            )  # fmt: skip
        except (bolt.ConfigurationError, ValueError) as error:
            raise StoreError(
                Say(f"地址 {self.where} 无法使用：{_first(error)}", f"{self.where} can't be used: {_first(error)}"),
                Say("NEO4J_URI 形如 bolt://主机:7687", "NEO4J_URI looks like bolt://host:7687"),
            ) from None

    def setup(self) -> None:
        """Indexes and constraints; the embedded engine has its schema from its start."""
        if self._engine is not None or self._set_up:
            return
        o = ontology()
        links = [*o.links, *(link.flow for link in o.links.values() if link.flow)]
        texts = [query("setup/neo4j/entity").fill(), query("setup/neo4j/mark").fill()]
        texts += [query("setup/neo4j/kind").fill(KIND=kind) for kind in o.kinds]
        texts += [query("setup/neo4j/link").fill(TYPE=link) for link in links]
        with errors(self._place), self._drivers[0].session(database=self.database) as session:
            for index in session.run(query("setup/neo4j/earlier").fill(), types=links).value():
                session.run(query("setup/neo4j/drop").fill(), name=index).consume()
            for text in texts:
                session.run(text).consume()
        self._ready = True
        self._set_up = True

    def writer(self) -> Writer:
        """Where batches are written."""
        self.setup()
        return Writer(lambda: self._reach()[0], self.database, self._place)

    def view(self) -> View:
        """Where queries are read."""
        return View(lambda: self._reach()[1], self.database, self._place, self._settings.query_limit, lambda: self._reach()[0])  # fmt: skip

    def empty(self) -> bool:
        """Whether the graph holds no entity."""
        return not self.view().run("read/any")

    def counts(self) -> dict[str, int]:
        """Entities by kind and links by type."""
        rows = [*self.view().run("read/count-entities"), *self.view().run("read/count-links")]
        return {row["name"]: row["n"] for row in sorted(rows, key=lambda r: r["name"])}

    def rows(self, table: str) -> Iterator[Row]:
        """All records of a table, flat: links with `from` and `to`."""
        whole = View(lambda: self._reach()[0], self.database, self._place, 3600)
        if table in ontology().kinds:
            yield from (row["row"] for row in whole.stream("read/entities", {"KIND": table}))
        else:
            for row in whole.stream("read/links", {"TYPE": table}):
                yield {"from": row["source"], "to": row["target"], **row["row"]}

    @property
    def bulk_folder(self) -> Path | None:
        """Where the files of a bulk load go; None where the engine has no such load."""
        return self._settings.data / "bulk" if self._engine is not None and self._engine.ours else None

    def bulk(self, folder: Path, watch: Watch | None = None) -> None:
        """First load of an empty graph by the engine itself."""
        assert self._engine is not None
        self._engine.bulk(folder, watch)

    def wipe(self) -> None:
        """Empty the graph."""
        self._reach()
        if self._engine is not None and self._engine.ours:
            with self._turn:
                self._close_drivers()
                self._engine.wipe()
                self._connect()
        else:
            self.writer().wipe()

    def _close_drivers(self) -> None:
        for driver in self._drivers:
            driver.close()
        self._drivers = []

    def close(self) -> None:
        """Let go of the graph; stop the engine that was started for it."""
        with self._turn:
            self._close_drivers()
            engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(settings: Settings) -> Store:
    """Open the graph that the settings name."""
    return Store(settings)
