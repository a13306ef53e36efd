"""The server: what it is made of, in which order a request goes through it, and how it starts and stops."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

import api.answers
import api.case_files
import api.cypher
import api.desk
import api.explorer
import api.graphql
import api.logs
import api.map_file
import api.metrics
import api.pages
import api.signin
import api.uploads
from api.explorer import PAGE
from api.faults import AGAIN, answered, unreadable
from api.guard import Gate, guards
from api.jobs.worker import Worker
from api.limits import BodyLimit, RateLimit, TimeOut
from api.looks import Looks
from api.overview import Overview
from api.packing import LEAST, LEVEL, Packed
from api.system import System
from graph.ops.anchors import Anchors
from graph.say import JinyingError, Say
from graph.settings import private

ANYWHERE = ("0.0.0.0", "::")  # every address of this machine; a browser needs one name
GRACE = 25  # seconds that running requests are given to finish
HEAD = 30.0  # seconds for the head of a request, from its first byte, and for the first from when it was connected
REST = 65  # seconds that a connection without a request is kept: who reads an answer asks on by the same one
SELDOM = 20_000  # more objects than before, and the garbage collector looks at the new ones
PROMPT = 2.0  # seconds in which each part is to answer whoever asks whether all work
HOUR = 3600.0
log = logging.getLogger("jinying.server")


def build(system: System, *, hosts: Iterable[str] = ("localhost", "127.0.0.1"), more: Iterable[APIRouter] = (), page: Path = PAGE) -> FastAPI:  # fmt: skip
    """The application around a system; it answers to these names only. `more`: routers beside ours; `page`: where it is built."""
    gate, overview = Gate(system.ops, system.settings), Overview(system)
    app = FastAPI(
        title="金鹰 Jinying", docs_url=None, redoc_url=None, lifespan=living, middleware=layers(gate, hosts),
        exception_handlers={JinyingError: answered, RequestValidationError: unreadable},
    )  # fmt: skip
    metrics = api.metrics.standard(system)
    app.add_middleware(api.logs.Requests, routes=app.routes, metrics=metrics)  # the outermost
    app.state.system, app.state.gate, app.state.worker = system, gate, None
    for router in (*routers(system, gate, overview), api.explorer.router(overview, page), api.metrics.router(metrics), *more):  # fmt: skip
        app.include_router(router)
    app.router.default = api.explorer.Otherwise(app.router.default, page)
    return app


def routers(system: System, gate: Gate, overview: Overview) -> list[APIRouter]:
    """All that can be asked, one router a module."""
    return [
        watched(overview),
        api.pages.router(overview),
        api.signin.router(gate),
        *elsewhere(system, gate),
        api.graphql.router(introspection=system.settings.playground),
        api.answers.router(introspection=system.settings.playground),
        api.cypher.router(),
        api.uploads.router(),
        api.map_file.router(system.settings),
        api.case_files.router(),
        *([api.desk.router()] if system.settings.playground else ()),
    ]


def elsewhere(system: System, gate: Gate) -> list[APIRouter]:
    """Signing in at a provider, where one is configured; nobody else waits for its libraries."""
    if system.settings.oidc is None:
        return []
    from api.oidc import router

    return [router(gate, system.settings)]


def layers(gate: Gate, hosts: Iterable[str]) -> list[Middleware]:
    """What a request goes through before its router, the outermost first."""
    sealed, named, *known = guards(gate, hosts)
    packed = Middleware(Packed, minimum_size=LEAST, compresslevel=LEVEL)
    return [sealed, named, Middleware(TimeOut), Middleware(BodyLimit), *known, Middleware(RateLimit), packed]


def watched(overview: Overview) -> APIRouter:
    """For whoever watches the process: does it run, and does all that it needs? An engine that starts anew takes longer than
    they wait: until it is there it is a problem."""
    routes, looks = APIRouter(), Looks(overview.looks())

    async def health() -> Response:  # needs no thread: it answers also where all are taken
        return JSONResponse({"status": "ok"})

    def ready() -> Response:
        bad = [name for name, part in looks.within(PROMPT).items() if part is None or part.problem]
        status, headers = (503, {"retry-after": str(AGAIN)}) if bad else (200, None)
        return JSONResponse({"status": "not ready" if bad else "ready", "problems": bad}, status, headers)

    routes.add_api_route("/health", health, methods=["GET"])
    routes.add_api_route("/ready", ready, methods=["GET"])
    return routes


@asynccontextmanager
async def living(app: FastAPI) -> AsyncIterator[None]:
    """While the server runs: the graph is brought up to date, and the audit chain is anchored at start, hourly, at the end."""
    system: System = app.state.system
    system.project_soon()
    system.warm_soon()
    anchoring = asyncio.create_task(_anchoring(system))
    worker: Worker | None = app.state.worker
    if worker is not None:
        worker.start()
    try:
        yield
    finally:
        anchoring.cancel()
        if worker is not None:
            await asyncio.to_thread(worker.stop)
        await asyncio.to_thread(_anchored, system)


async def _anchoring(system: System) -> None:
    while True:
        await asyncio.to_thread(_anchored, system)
        await asyncio.sleep(HOUR)


def _anchored(system: System) -> None:
    try:
        Anchors(system.settings.data).drop(system.ops)
    except (JinyingError, OSError) as error:  # a full disk must not end the server
        log.error("the audit chain could not be anchored: %s", error)


def serve(system: System, host: str, port: int, tell: Callable[[str], None], *, worker: bool = True) -> None:
    """Serve until asked to stop, by Ctrl+C or SIGTERM, which is no failure. Once the port is open `tell` gets the address.
    `worker`: jobs are done here too, by a child process."""
    settings = system.settings
    name = "localhost" if host in ANYWHERE else host
    ours = [settings.url.partition("//")[2].partition(":")[0]] if settings.url else []
    app = build(system, hosts=[name, "localhost", "127.0.0.1", *ours, *settings.hosts])
    app.state.worker = Worker(settings) if worker else None
    api.logs.install(open(private(settings.data) / "server.log", "a", encoding="utf-8") if sys.stderr.isatty() else sys.stderr)  # fmt: skip
    with steady():
        run(app, host, port, lambda bound: tell(settings.url + "/" if settings.url else f"http://{name}:{bound}/"))


@contextmanager
def steady() -> Iterator[None]:
    """While a process answers requests: what it starts with (schema, modules) stays, and to go through it all takes longer
    than a request, in which everybody waits; what a request makes goes with its answer, and is seldom looked at."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def run(app: FastAPI, host: str, port: int, listening: Callable[[int], None]) -> None:
    """Run an application; when it is asked to stop, requests that run are answered first."""
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, log_level="warning", server_header=False, proxy_headers=False, access_log=False,
        http=Prompt, timeout_keep_alive=REST, timeout_graceful_shutdown=GRACE,
    )  # fmt: skip
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            Told(config, listening).run()
    except SystemExit:
        raise JinyingError(
            Say(f"端口 {host}:{port} 无法使用", f"{host}:{port} can't be used"),
            Say("换一个：--port 0 由系统选择", "choose another: --port 0 lets the system pick"),
        ) from None
    finally:
        signal.signal(signal.SIGTERM, before)


class Prompt(HttpToolsProtocol):
    """A connection whose next request's head does not come whole in time is closed: who drips bytes holds no place for ever."""

    _late: asyncio.TimerHandle | None = None

    def _await_head(self) -> None:
        self._head_came()
        self._late = self.loop.call_later(HEAD, self.transport.close)

    def _head_came(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._await_head()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._await_head()

    def on_headers_complete(self) -> None:
        self._head_came()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_came()
        super().connection_lost(exc)


class Told(uvicorn.Server):
    """A server that says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, listening: Callable[[int], None]) -> None:
        super().__init__(config)
        self._listening = listening

    async def startup(self, sockets: list[object] | None = None) -> None:
        start: Awaitable[None] = super().startup(sockets)  # type: ignore[arg-type]
        await start
        if self.started:
            self._listening(self.servers[0].sockets[0].getsockname()[1])
