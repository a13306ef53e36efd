"""Who is asking, and what no request may do: headers on every answer, our own name only, nobody unknown, no other site's forms."""

from __future__ import annotations

import asyncio
import hmac
import logging
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from traceback import extract_tb
from typing import TypeVar
from urllib.parse import urlencode

from anyio import CapacityLimiter, to_thread
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.ops import Ops
from graph.ops.sessions import Known, Sessions, Tokens, form_token, hidden
from graph.ops.users import Users
from graph.rights import Actor
from graph.say import JinyingError, Say
from graph.settings import Settings

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer a browser sends `Origin: null` with our own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
SECURE = {"strict-transport-security": "max-age=31536000"}  # where people come by https
WATCHED = ("/health", "/ready")  # for whoever watches the process; they tell nothing about anybody
DOORS = ("/signin", "/api/signin", "/oidc/start", "/oidc/back", "/start.css", "/signin.css", "/favicon.ico")
OPEN = frozenset((*WATCHED, *DOORS))
CHANGING = frozenset(
    ("/password", "/api/password", "/signout", "/api/signout", "/api/me")
)  # before a new password is set
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
KEPT = 3.0  # seconds within which somebody seen is not looked up again; what this process revokes it forgets at once
MOST_KEPT = 10_000
LOOKING, HASHING = 8, 4  # threads that look somebody up, and that check passwords
T = TypeVar("T")

UNKNOWN = Say("需要登录", "sign in first")
MUST_CHANGE = Say("请先修改密码", "change your password first")
FOREIGN = Say("请求来自其他网站，已拒绝", "a request from another site is refused")
FAULT = Say("服务出错，已记录", "the server made a mistake; it is noted")
log = logging.getLogger("jinying.server")


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody recognised. `form`: what forms of this session send back; a token has none, it is no browser's."""

    actor: Actor
    must_change: bool
    form: str | None
    ends: float


class Gate:
    """Recognises who comes with a cookie or a token."""

    def __init__(self, ops: Ops, settings: Settings) -> None:
        self.users, self.sessions, self.tokens = Users(ops), Sessions(ops), Tokens(ops)
        self.secure = settings.url.startswith("https:")
        self.cookie = "__Host-jinying" if self.secure else "jinying"
        self.url = settings.url
        self._kept: dict[str, tuple[float, Seen]] = {}
        self._looking, self._hashing = CapacityLimiter(LOOKING), CapacityLimiter(HASHING)

    def secret(self, connection: HTTPConnection) -> str:
        """The secret of the session that the browser has, or nothing."""
        return connection.cookies.get(self.cookie, "")

    async def seen(self, connection: HTTPConnection) -> Seen | None:
        """Who asks; a token that is no good is nobody, also where there is a cookie."""
        scheme, _, bearer = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return await self._known(bearer.strip(), self.tokens)
        secret = self.secret(connection)
        return await self._known(secret, self.sessions) if secret else None

    async def _known(self, secret: str, where: Sessions | Tokens) -> Seen | None:
        key, now = f"{type(where).__name__} {hidden(secret)}", time.time()
        until, seen = self._kept.get(key, (0.0, None))
        if seen is not None and now < min(until, seen.ends):
            return seen
        known = await to_thread.run_sync(where.find, secret, limiter=self._looking)
        if known is None:
            self._kept.pop(key, None)
            return None
        if known.stale:
            asyncio.get_running_loop().run_in_executor(None, partial(_touched, where, secret))  # nobody waits for it
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        seen = seen_as(known, secret)
        self._kept[key] = (now + KEPT, seen)
        return seen

    async def apart(self, work: Callable[[], T]) -> T:
        """Work that hashes passwords, in threads of its own: a flood of sign-ins keeps nobody waiting who is in."""
        return await to_thread.run_sync(work, limiter=self._hashing)

    def forget(self) -> None:
        """Look everybody up again: somebody signed out, or was changed, here."""
        self._kept.clear()


def seen_as(known: Known, secret: str) -> Seen:
    """Somebody who was found by a secret."""
    form = form_token(secret) if known.scopes is None else None
    return Seen(known.user.actor(known.scopes), known.user.must_change, form, known.ends)


def _touched(where: Sessions | Tokens, secret: str) -> None:
    with suppress(JinyingError):  # the next request writes it down
        where.touch(secret)


class Sealed:
    """The same headers on every answer, a refusal and a fault too; a fault tells nobody anything."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = [(k.encode(), v.encode()) for k, v in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sealed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                own = {k.lower() for k, _ in message.get("headers", ())}
                message["headers"] = [
                    *message.get("headers", ()),
                    *(pair for pair in self._headers if pair[0] not in own),
                ]
            await send(message)

        try:
            await self._app(scope, receive, sealed)
        except Exception as error:
            if scope["type"] != "http":
                raise
            log.error("fault %s at %s %s: %s", type(error).__name__, scope["method"], scope["path"], way_to(error))
            if not begun:  # else the server sees an answer without its end, and cuts the connection
                await JSONResponse(said(FAULT), 500)(scope, receive, sealed)


def way_to(error: Exception) -> str:
    """Where a fault was made, without its words: those may hold what somebody asked for."""
    frames = extract_tb(error.__traceback__)[-8:]
    return " > ".join(f"{PurePath(f.filename).name}:{f.lineno} {f.name}" for f in frames)


class Asking:
    """Sets `state.actor` and `state.seen`; whoever is nobody is asked to sign in."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        seen = await self._gate.seen(connection)
        state = scope.setdefault("state", {})
        state["seen"], state["actor"] = seen, seen.actor if seen else None
        path = scope["path"]
        if path not in OPEN and (seen is None or (seen.must_change and path not in CHANGING)):
            await _turned_away(connection, seen)(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, self._watched(connection, send))
        else:
            await self._app(scope, receive, send)

    def _watched(self, connection: HTTPConnection, send: Send) -> Send:
        """A socket lives no longer than the session it was opened with."""
        closed = False

        async def watched(message: Message) -> None:
            nonlocal closed
            if closed:
                return
            if message["type"] == "websocket.send" and await self._gate.seen(connection) is None:
                closed = True
                message = {"type": "websocket.close", "code": 1008, "reason": UNKNOWN.en}
            await send(message)

        return watched


class OwnSite:
    """No other site's page acts in the name of who is signed in here (CSRF), nor opens a socket."""

    def __init__(self, app: ASGIApp, gate: Gate) -> None:
        self._app, self._gate = app, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not self._ours(scope):
            refusal: ASGIApp = _closed if scope["type"] == "websocket" else JSONResponse(said(FOREIGN), 403)
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _ours(self, scope: Scope) -> bool:
        """A browser says where a request comes from; without that word a session's request must hold its form token."""
        if scope["type"] == "http" and scope["method"] in SAFE:
            return True
        seen: Seen | None = scope["state"]["seen"]
        if seen is not None and seen.form is None:
            return True  # a token is sent by a program, never by a browser unasked
        connection = HTTPConnection(scope)
        origin, site = connection.headers.get("origin"), connection.headers.get("sec-fetch-site")
        if site not in (None, "same-origin", "none"):
            return False
        if origin is not None:
            host = connection.headers.get("host", "")
            ours = {self._gate.url} if self._gate.secure else {self._gate.url, f"http://{host}", f"https://{host}"}
            return origin.lower() in ours
        if seen is None or scope["path"] in OPEN:
            return scope["type"] == "http"
        return holds_form(seen, connection.headers.get("x-csrf-token", ""))


def holds_form(seen: Seen | None, given: str) -> bool:
    """Whether this is the token of the session's forms."""
    return seen is not None and seen.form is not None and hmac.compare_digest(seen.form.encode(), given.encode())


def _turned_away(connection: HTTPConnection, seen: Seen | None) -> ASGIApp:
    """A person is led to the door, a program told."""
    scope = connection.scope
    if scope["type"] == "websocket":
        return _closed
    page = scope["method"] in ("GET", "HEAD") and "text/html" in connection.headers.get("accept", "")
    if page and not scope["path"].startswith("/api/"):
        if seen is not None:
            return RedirectResponse("/password", 303)
        query = scope["query_string"].decode("latin-1")
        here = scope["path"] + (f"?{query}" if query else "")
        asked = {"next": here} if here != "/" else {}
        if (lang := connection.query_params.get("lang")) in ("zh", "en"):
            asked["lang"] = lang
        return RedirectResponse(f"/signin?{urlencode(asked)}" if asked else "/signin", 303)
    if seen is not None:
        return JSONResponse(said(MUST_CHANGE), 403)
    invalid = ', error="invalid_token"' if "authorization" in connection.headers else ""
    return JSONResponse(said(UNKNOWN), 401, {"www-authenticate": f'Bearer realm="jinying"{invalid}'})


async def _closed(scope: Scope, receive: Receive, send: Send) -> None:
    """A socket refused before it opens."""
    await send({"type": "websocket.close", "code": 1008})


def said(words: Say) -> dict[str, str]:
    """A refusal as a program reads it."""
    return {"error": words.en, "错误": words.zh}


def signed_in(response: Response, gate: Gate, secret: str) -> Response:
    """The answer that gives a browser its session: out of reach of scripts and of other sites."""
    response.set_cookie(gate.cookie, secret, path="/", secure=gate.secure, httponly=True, samesite="strict")
    return response


def signed_out(response: Response, gate: Gate) -> Response:
    """The answer that takes it back."""
    response.delete_cookie(gate.cookie, path="/", secure=gate.secure, httponly=True, samesite="strict")
    return response


def guards(gate: Gate, hosts: Iterable[str]) -> list[Middleware]:
    """The layers around every request, the outermost first."""
    return [
        Middleware(Sealed, headers=HEADERS | (SECURE if gate.secure else {})),
        Middleware(TrustedHostMiddleware, allowed_hosts=list(dict.fromkeys(hosts)), www_redirect=False),
        Middleware(Asking, gate=gate),
        Middleware(OwnSite, gate=gate),
    ]
