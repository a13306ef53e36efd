"""How an error of ours is answered: one sentence in the asker's language, with the status that says whose turn it is."""

from __future__ import annotations

from fastapi.exceptions import RequestValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.visit import language_of
from graph.ops import Unusable
from graph.rights import Refused
from graph.say import JinyingError
from graph.store import StoreError

AGAIN = 5  # seconds: a graph or database that is down is nobody's mistake, and the same request may succeed shortly


def passing(error: BaseException) -> bool:
    """Whether the same request may succeed later."""
    return isinstance(error, StoreError | Unusable)


def answered(request: Request, error: Exception) -> Response:
    """The answer to what a handler raised."""
    assert isinstance(error, JinyingError)
    status = 403 if isinstance(error, Refused) else 503 if passing(error) else 400
    headers = {"retry-after": str(AGAIN)} if status == 503 else None
    return JSONResponse({"error": error.to(language_of(request))}, status, headers)


def unreadable(request: Request, error: Exception) -> Response:
    """The answer to a request that is not as it should be: where and why, but not what it said, which may be a password."""
    assert isinstance(error, RequestValidationError)
    return JSONResponse(
        {"detail": [{name: one[name] for name in ("loc", "msg", "type")} for one in error.errors()]}, 422
    )
