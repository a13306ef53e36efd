"""The page that people work with: one HTML file for every address that a browser asks as a page, and its parts.

It is built from ui/ into `page/` when the package is installed (build_page.py). Where it is not built the start page,
which needs no script, stands at `/` and says how to build it.
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path
from secrets import token_urlsafe

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.overview import Overview
from api.pages import start_page

PAGE = Path(__file__).parent / "page"
NONCE = "__CSP_NONCE__"  # Vite's `html.cspNonce` in ui/vite.config.ts: the same word there
POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{0}'; style-src 'self' 'nonce-{0}'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FOREVER = "private, max-age=31536000, immutable"  # a part's name holds its hash
CHECKED = "no-cache"
TYPES = {
    ".css": "text/css; charset=utf-8", ".ico": "image/x-icon", ".jpg": "image/jpeg", ".js": "text/javascript; charset=utf-8",
    ".json": "application/json", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm",
    ".webp": "image/webp", ".woff2": "font/woff2",
}  # fmt: skip
PACKED = frozenset((".css", ".ico", ".js", ".json", ".svg", ".txt", ".wasm"))  # what gets smaller by it
PART = re.compile(r"\w[\w.-]{0,150}", re.ASCII)  # one name: no folder, nothing hidden


def router(overview: Overview, page: Path = PAGE) -> APIRouter:
    """`/` and `/assets/*`; other addresses come by `Otherwise`."""
    routes = APIRouter(include_in_schema=False)

    def front(request: Request) -> Response:
        return shell(page) if built(page) else start_page(overview, request, unbuilt=True)

    def asset(request: Request, name: str) -> Response:
        return part(page / "assets", name, request, FOREVER)

    for path, handler in (("/", front), ("/assets/{name:path}", asset)):
        routes.add_api_route(path, handler, methods=["GET", "HEAD"])
    return routes


class Otherwise:
    """Where no route is: the page for a browser that asks as one, a file beside it, else what was there before."""

    def __init__(self, before: ASGIApp, page: Path = PAGE) -> None:
        self._before, self._page = before, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._answer(scope) if scope["type"] == "http" else None
        await (answer or self._before)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        path = scope["path"]
        if scope["method"] not in ("GET", "HEAD") or path.startswith("/api/") or not built(self._page):
            return None
        request = Request(scope)
        if "text/html" in request.headers.get("accept", ""):
            return shell(self._page)
        name = path[1:]
        return part(self._page, name, request, CHECKED) if name != "index.html" and served(self._page, name) else None


def built(page: Path) -> bool:
    """Whether there is a page."""
    return (page / "index.html").is_file()


def shell(page: Path) -> Response:
    """The page's HTML with a nonce of this answer alone: what a stranger writes into a name can't run."""
    nonce = token_urlsafe(16)
    body = (page / "index.html").read_text("utf-8").replace(NONCE, nonce)
    return HTMLResponse(body, headers={"cache-control": CHECKED, "content-security-policy": POLICY.format(nonce)})


def served(folder: Path, name: str) -> bool:
    """Whether this is a file of the page, of a type that we know."""
    return PART.fullmatch(name) is not None and Path(name).suffix in TYPES and (folder / name).is_file()


def part(folder: Path, name: str, request: Request, keep: str) -> Response:
    """A file of the page, packed where the browser takes that."""
    if not served(folder, name):
        raise HTTPException(404)
    path, suffix = folder / name, Path(name).suffix
    packed = suffix in PACKED and "gzip" in request.headers.get("accept-encoding", "")
    headers = {"cache-control": keep, "vary": "accept-encoding"} | ({"content-encoding": "gzip"} if packed else {})
    body = _packed(path, path.stat().st_mtime_ns) if packed else path.read_bytes()
    return Response(body, media_type=TYPES[suffix], headers=headers)


@lru_cache(maxsize=200)
def _packed(path: Path, at: int) -> bytes:
    """A file packed once; `at` tells that it was written anew."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)
