"""What one request may ask of the server, before anything reads it: its size, its shape, how often, how long."""

from __future__ import annotations

import asyncio
import json
import math
import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from fastapi.responses import JSONResponse

from api.guard import said
from graph.say import Say

Scope, Message = dict[str, Any], dict[str, Any]
BODY = 3 << 20  # bytes of a request that is no upload: a saved view is the largest
NESTING = 50  # brackets in brackets of a JSON body: what reads it calls itself as often
SECONDS = 90.0  # of one request from its first byte to the last of its answer
PER_USER = ("40/second", "900/minute")
PER_PATH: Mapping[str, Sequence[str]] = {"/api/cypher": ("10/second", "120/minute"), "/api/signin": ("5/second", "30/minute"), "/signin": ("20/second", "120/minute"), "/oidc/": ("20/second", "120/minute")}  # fmt: skip
APART: Mapping[str, Sequence[str]] = {
    "/assets/": ("400/second", "6000/minute")
}  # a page's parts come by the dozen: nothing of what a person may ask
UPLOADS = ("/api/uploads", "/api/files")  # these have their own limit, and stream
_SHAPE = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.S)
_ODD = re.compile(rb"\\u(?:0000|[dD][89abAB-F])")

TOO_BIG = Say("请求过大", "the request is too large")
TOO_LATE = Say("请求超时，请缩小范围", "the request took too long; narrow it")
TOO_OFTEN = Say("请求过于频繁，请稍后再试", "too many requests; try again shortly")
MISSHAPEN = Say("请求内容的嵌套过深或含无效字符", "the request is nested too deeply or holds invalid characters")


class BodyLimit:
    """Reads a body whole before anybody else does, and no more of it than allowed."""

    def __init__(self, app: Any, most: int = BODY, streamed: Sequence[str] = UPLOADS) -> None:
        self._app, self._most, self._streamed = app, most, tuple(streamed)

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"].startswith(self._streamed):
            await self._app(scope, receive, send)
            return
        body = bytearray()
        length = dict(scope["headers"]).get(b"content-length", b"0")
        refusal = TOO_BIG if not length.isdigit() or int(length[:20]) > self._most else None
        more = refusal is None
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._most:
                refusal, more = TOO_BIG, False
        if refusal is None and not shaped(bytes(body), dict(scope["headers"]).get(b"content-type", b"")):
            refusal = MISSHAPEN
        if refusal is not None:
            await JSONResponse(said(refusal), 413 if refusal is TOO_BIG else 400)(scope, receive, send)
            return
        await self._app(scope, _again(bytes(body), receive), send)


def _again(body: bytes, receive: Any) -> Any:
    """What was read is given to whoever asks next; after it only that the client has gone."""
    told = False

    async def given() -> Message:
        nonlocal told
        if told:
            return dict(await receive())
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return given


def shaped(body: bytes, kind: bytes) -> bool:
    """Whether a JSON body can be read by what calls itself for each bracket, and written again as UTF-8."""
    if b"json" not in kind.lower():
        return True
    depth = 0
    for part in _SHAPE.finditer(body):
        depth += {b"[": 1, b"{": 1, b"]": -1, b"}": -1}.get(part[0], 0)
        if depth > NESTING:
            return False
    if _ODD.search(body):
        try:
            written = json.dumps(json.loads(body), ensure_ascii=False)
            written.encode()
        except ValueError:  # half a surrogate pair, or no JSON: nothing that anybody could use
            return False
        return "\\u0000" not in written
    return True


UNITS = {"second": 1, "minute": 60}
MOST_KEPT = 50_000  # counters before those that say nothing any more are thrown away


class Limit(NamedTuple):
    """So many requests in so many seconds."""

    most: int
    seconds: int


def limit(text: str) -> Limit:
    """`40/second`."""
    most, _, unit = text.partition("/")
    return Limit(int(most), UNITS[unit])


class Windows:
    """Counts by sliding windows: of the window before, as much counts as still lies within the last so many seconds."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._kept: dict[
            tuple[str, str, int], tuple[int, int, int]
        ] = {}  # which window, its count, that of the one before

    def hit(self, name: str, who: str, allowed: Limit) -> float:
        """Count one more and return 0, or, where there is no room, the seconds until there is."""
        most, seconds = allowed
        now = self._clock()
        number, within = divmod(now, seconds)
        window, key = int(number), (name, who, seconds)
        last, count, before = self._kept.get(key, (window, 0, 0))
        if last != window:
            count, before = 0, count if last == window - 1 else 0
        if count + 1 + before * (1 - within / seconds) > most:
            if count < most:
                return _faded(before, most - 1 - count) * seconds - within
            return seconds - within + _faded(count, most - 1) * seconds
        if len(self._kept) >= MOST_KEPT:
            self._kept = {k: v for k, v in self._kept.items() if (v[0] + 2) * k[2] > now}
        self._kept[key] = (window, count + 1, before)
        return 0.0


def _faded(held: int, room: int) -> float:
    """The share of a window after which so many of the one before count for no more than the room."""
    return 1 - room / held


class RateLimit:
    """How often one person, or where nobody is known one address, may ask. It stands behind whoever recognises people."""

    def __init__(self, app: Any, of_user: Sequence[str] = PER_USER, of_path: Mapping[str, Sequence[str]] = PER_PATH, apart: Mapping[str, Sequence[str]] = APART) -> None:  # fmt: skip
        self._app, self._windows = app, Windows()
        self._of_user = [("all", limit(one)) for one in of_user]
        self._of_path, self._apart = (
            {path: [(path, limit(one)) for one in several] for path, several in given.items()}
            for given in (of_path, apart)
        )

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        wait = self._wait(scope)
        if not wait:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1013})
        else:
            await JSONResponse(said(TOO_OFTEN), 429, {"retry-after": str(wait)})(scope, receive, send)

    def _wait(self, scope: Scope) -> int:
        """Seconds until there is room again; 0 where there is."""
        actor = scope.get("state", {}).get("actor")
        client = scope.get("client")
        who = actor.who if actor is not None else f"at:{client[0] if client else ''}"
        for name, most in self._limits(scope["path"]):
            if wait := self._windows.hit(name, who, most):
                return max(1, math.ceil(wait))
        return 0

    def _limits(self, path: str) -> list[tuple[str, Limit]]:
        for start, several in self._apart.items():
            if path.startswith(start):
                return several
        own = [one for start, several in self._of_path.items() if path.startswith(start) for one in several]
        return [*own, *self._of_user]


class TimeOut:
    """An end to every request. What a thread still does for it ends by the limit of the graph or of the database."""

    def __init__(self, app: Any, seconds: float = SECONDS, longer: Sequence[str] = UPLOADS) -> None:
        self._app, self._seconds, self._longer = app, seconds, tuple(longer)
        self._left: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"].startswith(self._longer):
            await self._app(scope, receive, send)
            return
        begun = ended = False

        async def watched(message: Message) -> None:
            nonlocal begun
            if ended:
                return
            begun = True
            await send(message)

        task = asyncio.ensure_future(self._app(scope, receive, watched))
        try:
            await asyncio.wait({task}, timeout=self._seconds)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if task.done():
            task.result()
            return
        ended = True
        task.cancel()
        self._left.add(task)
        task.add_done_callback(self._gone)
        if begun:
            raise TimeoutError("an answer took too long")  # the server closes the connection: half an answer is none
        await JSONResponse(said(TOO_LATE), 504, {"retry-after": "5"})(scope, receive, send)

    def _gone(self, task: asyncio.Task[None]) -> None:
        self._left.discard(task)
        if not task.cancelled():
            task.exception()
