"""One line of JSON a request, on the error stream: what was asked by its template, never with what.

No query string, no body, no header but the request's own number, no personal data: not of the person who asks either, but
for the name they sign in with. A fault's line names the exception and where in our code it rose, not what it says.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, TextIO

from starlette.routing import Match

from api.metrics import Metrics

ROOT = Path(__file__).parents[1]
NUMBER = re.compile(rb"[A-Za-z0-9._-]{1,64}")
UNMATCHED = "(none)"
QUIET = ("uvicorn.access", "strawberry.execution", "httpx", "httpcore")  # these write what was asked
log = logging.getLogger("jinying.requests")


class Line(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Its fields where it has them, else its message, which our own code wrote; a fault by its place."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        body: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "of": record.name}
        body |= getattr(record, "fields", None) or {"says": self._says(record)}
        if record.exc_info and record.exc_info[1]:
            body["fault"] = fault(record.exc_info[1])
        return json.dumps(body, ensure_ascii=True)

    def _says(self, record: logging.LogRecord) -> str:
        ours = record.name.startswith("jinying")
        return (record.getMessage() if ours else str(record.msg))[:1000]  # a library's arguments may be anything


def fault(error: BaseException) -> dict[str, Any]:
    """Which exception, and the lines of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).is_relative_to(ROOT) and ".venv" not in f.filename]
    places = [f"{Path(f.filename).relative_to(ROOT)}:{f.lineno}" for f in ours[-8:]]
    return {"kind": type(error).__name__, "through": places}


def install(out: TextIO | None = None) -> None:
    """Everything that this process logs goes out as lines; what would tell too much is silent."""
    handler = logging.StreamHandler(out or sys.stderr)
    handler.setFormatter(Line())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    log.setLevel(logging.INFO)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    for name in QUIET:
        logging.getLogger(name).disabled = True


class Requests:
    """Writes the line, counts the request, gives it a number that goes back in x-request-id. The outermost layer."""

    def __init__(self, app: Any, routes: Sequence[Any], metrics: Metrics | None = None) -> None:
        self._app, self._routes, self._metrics = app, routes, metrics

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number, begun, status = _number(scope), time.perf_counter(), 500
        scope.setdefault("state", {})["request_id"] = number

        async def watched(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", number.encode())]
            await send(message)

        if self._metrics:
            self._metrics.begun()
        try:
            await self._app(scope, receive, watched)
        finally:
            self._told(scope, status, time.perf_counter() - begun, number)

    def _told(self, scope: Any, status: int, seconds: float, number: str) -> None:
        route, actor = template(scope, self._routes), scope["state"].get("actor")
        if self._metrics:
            self._metrics.ended(scope["method"], route, status, seconds)
        fields = {
            "method": scope["method"][:10], "route": route, "status": status, "ms": round(seconds * 1000, 1),
            "who": actor.who if actor is not None else None, "request": number,
        }  # fmt: skip
        log.info("request", extra={"fields": fields})


def template(scope: Any, routes: Sequence[Any]) -> str:
    """The route's own path, as in /api/jobs/{id}; a path that nobody serves may hold anything, and is not told."""
    route = scope.get("route")
    if route is not None and getattr(route, "path", None):
        return str(route.path)
    for one in routes:
        matched, _ = one.matches({"type": "http", **scope})
        if matched is not Match.NONE:
            return str(getattr(one, "path", UNMATCHED)) or "/"
    return UNMATCHED


def _number(scope: Any) -> str:
    """What a proxy before us calls this request, where that is a plain number; else one of our own."""
    given = dict(scope.get("headers", ())).get(b"x-request-id", b"")
    return given.decode() if NUMBER.fullmatch(given) and not re.search(rb"\d{7}", given) else token_hex(8)
