"""The one way in to the compiler: machine code is kept beside the source (or in NUMBA_CACHE_DIR) for the next process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def jit(function: F) -> F:
    """Compile at first call. Arithmetic is IEEE's own (no fast-math), so that figures are the same on each machine."""
    return cast(F, numba.njit(cache=True, nogil=True)(function))
