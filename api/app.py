"""The server: health, readiness and a start page. Loopback unless told otherwise; one user, a printed password."""

from __future__ import annotations

import base64
import binascii
import secrets
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib.resources import files
from typing import TypeVar

import uvicorn
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.overview import Overview
from graph.finding import STATES
from graph.say import JinyingError, Say
from graph.settings import Settings
from graph.store import StoreError

T = TypeVar("T")
USER = "demo"
ANYWHERE = ("0.0.0.0", "::")  # every address of this machine; a browser needs one name
OPEN = ("/health", "/ready")  # for whoever watches the process; they tell nothing about anybody
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}
WORDS = {
    "title": Say("地方金融风险监测与处置", "Local financial-risk supervision"),
    "overview": Say("概况", "Overview"),
    "asof": Say("数据截至", "data as of"),
    "zone": Say("东八区", "UTC+8"),
    "entities": Say("图中实体", "Entities in the graph"),
    "links": Say("图中关系", "Links in the graph"),
    "findings": Say("检测发现", "Findings"),
    "leads": Say("线索不是证据，须经人工核查", "A lead is not evidence: a person must look"),
    "imports": Say("最近导入", "Latest imports"),
    "parts": Say("系统状态", "State"),
    "score": Say("分", "score"),
    "comparable": Say("分数只在同一模式内可比", "scores compare within one pattern only"),
    "proof": Say("来源行：", "the rows behind it: "),
    "again": Say("重新加载", "Reload"),
    "file": Say("文件", "File"),
    "rows": Say("行", "Rows"),
    "rejected": Say("拒收", "Rejected"),
    "none": Say("还没有数据", "Nothing loaded yet"),
    "cure": Say("在命令行装载文件后刷新此页：", "Load files on the command line, then reload this page:"),
    "nofindings": Say("没有发现", "No findings"),
    "works": Say("正常", "Works"),
    "problem": Say("异常", "Problem"),
    "safe": Say("图可以随时由数据湖重建，数据没有丢失。", "The graph can be made anew from the lake: no data is lost."),
}
EACH = 5  # findings of a pattern, best first
LATEST = 8  # imports


def of(n: int, total: int, lang: str) -> str:
    """How much of a list is there to see: nothing is left out unsaid."""
    some = Say(f"共 {total:,}，列出 {n:,}", f"{n:,} of {total:,}")
    return (some if n < total else Say(f"共 {total:,}", f"{total:,} in all")).to(lang)


class Sealed:
    """The same headers on every answer, a refusal too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in HEADERS.items())]
            await send(message)

        await self._app(scope, receive, sealed)


class Guard:
    """HTTP Basic for all but the open paths."""

    def __init__(self, app: ASGIApp, password: str) -> None:
        self._app, self._password = app, password

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            request = Request(scope)
            header = request.headers.get("authorization", "")
            if request.url.path not in OPEN and not allowed(header, self._password):
                ask = {"www-authenticate": 'Basic realm="Jinying", charset="UTF-8"'}
                await Response("需要登录 · sign in", 401, ask)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def allowed(header: str, password: str) -> bool:
    """Whether an Authorization header names the user and the password."""
    scheme, _, code = header.partition(" ")
    if scheme.lower() != "basic":
        return False
    try:
        given = base64.b64decode(code, validate=True)
    except binascii.Error:
        return False
    return secrets.compare_digest(given, f"{USER}:{password}".encode())


def build(overview: Overview, password: str, hosts: list[str], lang: str) -> Starlette:
    """The application; `lang` is used where the request asks for none."""
    pages = Environment(loader=PackageLoader("api"), autoescape=True, undefined=StrictUndefined, trim_blocks=True)

    def health(_: Request) -> Response:
        return JSONResponse({"status": "ok"})

    def ready(_: Request) -> Response:
        bad = [p.label.en for p in overview.parts() if p.problem]
        return JSONResponse({"status": "not ready" if bad else "ready", "problems": bad}, 503 if bad else 200)

    def style(_: Request) -> Response:
        return Response(files("api").joinpath("static/start.css").read_bytes(), media_type="text/css")

    def start(request: Request) -> Response:
        asked = request.query_params.get("lang", lang)
        chosen = asked if asked in ("zh", "en") else lang
        failures: list[JinyingError] = []

        def have(read: Callable[[], T], otherwise: T) -> T:
            """What a part says; where it is down, the page shows what the others have."""
            try:
                return read()
            except JinyingError as error:
                failures.append(error)
                return otherwise

        kinds, links = have(overview.counts, ([], []))
        total, imports = have(lambda: overview.imports(LATEST), (0, []))
        patterns, as_of = have(lambda: overview.patterns(EACH), []), have(overview.as_of, None)
        body = pages.get_template("start.html").render(
            lang=chosen, t={k: v.to(chosen) for k, v in WORDS.items()}, kinds=kinds, links=links, patterns=patterns,
            failures=list(dict.fromkeys(e.to(chosen) for e in failures)), states=STATES, parts=overview.parts(),
            safe=all(isinstance(e, StoreError) for e in failures), imports=imports, total=total, as_of=as_of, of=of,
        )  # fmt: skip
        return HTMLResponse(body, 503 if failures else 200)

    routes = [Route("/", start), Route("/health", health), Route("/ready", ready), Route("/start.css", style)]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Sealed),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts),
            Middleware(Guard, password=password),
        ],
    )


def serve(
    overview: Overview, settings: Settings, host: str, port: int, tell: Callable[[str, str, str | None], None]
) -> None:
    """Serve until asked to stop, by Ctrl+C or SIGTERM, which is no failure. Once the port is open `tell` gets address,
    user and the password, None where the settings gave it: what somebody chose is not for a log."""
    password = settings.password or secrets.token_urlsafe(12)
    name = "localhost" if host in ANYWHERE else host
    app = build(overview, password, [name, "localhost", "127.0.0.1", *settings.hosts], settings.lang)  # fmt: skip
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", server_header=False, lifespan="off", timeout_graceful_shutdown=5
    )
    server = Told(config, lambda bound: tell(f"http://{name}:{bound}/", USER, None if settings.password else password))
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            server.run()
    except SystemExit:
        raise JinyingError(
            Say(f"端口 {host}:{port} 无法使用", f"{host}:{port} can't be used"),
            Say("换一个：--port 0 由系统选择", "choose another: --port 0 lets the system pick"),
        ) from None
    finally:
        signal.signal(signal.SIGTERM, before)


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
