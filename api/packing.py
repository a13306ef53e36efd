"""Answers of text go out packed (gzip) to whoever takes that.

What BREACH needs is a secret and somebody's own words in one packed body, and many requests that another site makes in
a person's name. The session's cookie is `SameSite=Strict` and stands in no body; the few bodies that hold a form's
token are not packed; a nonce serves one answer alone. Files go out as they are: most are packed already.
"""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Receive, Scope, Send

LEAST = 1_000  # bytes: less fits a packet as it is
LEVEL = 5  # a tenth larger than the best, in a third of the time
TOKENS = frozenset(("/", "/api/me", "/api/signin", "/signin", "/signout", "/api/password", "/password", "/playground"))
FILES = ("/api/uploads", "/api/cases/", "/assets/")  # the page's parts are packed once, in explorer.py


class Packed(GZipMiddleware):
    """Starlette's middleware, for all but what holds a form's token and what is a file."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if path in TOKENS or path.startswith(FILES):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)
