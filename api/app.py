"""The server: health, readiness and a start page. Loopback unless told otherwise; one user, a printed password."""

from __future__ import annotations

import base64
import binascii
import secrets
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib.resources import files

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
from graph.detect import DETECTORS
from graph.finding import STATES
from graph.say import JinyingError, Say
from graph.settings import Settings

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
    "entities": Say("图中实体", "Entities in the graph"),
    "links": Say("图中关系", "Links in the graph"),
    "findings": Say("检测发现", "Findings"),
    "leads": Say("线索不是证据，须经人工核查", "a lead is not evidence; a person must look"),
    "imports": Say("最近导入", "Latest imports"),
    "parts": Say("系统状态", "State"),
    "pattern": Say("模式", "Pattern"),
    "score": Say("分", "Score"),
    "state": Say("状态", "State"),
    "sentence": Say("说明", "What was found"),
    "file": Say("文件", "File"),
    "rows": Say("行", "Rows"),
    "rejected": Say("拒收", "Rejected"),
    "none": Say("还没有数据", "Nothing loaded yet"),
    "cure": Say("在命令行装载文件后刷新此页：", "Load files on the command line, then reload this page:"),
    "nofindings": Say("没有发现", "No findings"),
    "total": Say("共", "in all"),
    "shown": Say("列出", "shown"),
    "works": Say("正常", "works"),
    "problem": Say("异常", "problem"),
}
LIMIT = 20


class Guard:
    """HTTP Basic for all but the open paths, and the same headers on every answer."""

    def __init__(self, app: ASGIApp, password: str) -> None:
        self._app, self._password = app, password

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in HEADERS.items())]
            await send(message)

        request = Request(scope)
        if request.url.path in OPEN or allowed(request.headers.get("authorization", ""), self._password):
            await self._app(scope, receive, sealed)
        else:
            refusal = Response(
                "需要登录 · sign in", 401, {"www-authenticate": 'Basic realm="Jinying", charset="UTF-8"'}
            )
            await refusal(scope, receive, sealed)


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
        try:
            kinds, links = overview.counts()
        except JinyingError as error:
            kinds, links = [], []
            failure = error.to(chosen)
        else:
            failure = ""
        total, imports = overview.imports(8)
        body = pages.get_template("start.html").render(
            lang=chosen, t={k: v.to(chosen) for k, v in WORDS.items()}, kinds=kinds, links=links, failure=failure,
            findings=overview.findings(LIMIT), found=overview.found(), states=STATES, parts=overview.parts(),
            labels={d.name: d.label for d in DETECTORS}, imports=imports, total=total,
        )  # fmt: skip
        return HTMLResponse(body, 503 if failure else 200)

    routes = [Route("/", start), Route("/health", health), Route("/ready", ready), Route("/start.css", style)]
    return Starlette(
        routes=routes,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts), Middleware(Guard, password=password)],
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
