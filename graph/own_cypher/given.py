"""Values that somebody gives beside a text: `name=value`, where the value is JSON, or else text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress

from graph.own_cypher.tokens import refused
from graph.say import Say

MOST = 50  # parameters


def given(pairs: Iterable[str]) -> dict[str, object]:
    """Parameters by name; `id=0123` stays the text that it is, `n=5` is a number, `ids=["a","b"]` a list."""
    found: dict[str, object] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.isidentifier():
            raise refused(f"参数“{pair[:40]}”应写作 名=值", f"the parameter '{pair[:40]}' is written name=value", Say("如 -p id=acc-1", "as in -p id=acc-1"))  # fmt: skip
        found[name] = value
        with suppress(ValueError):
            found[name] = json.loads(value)
    if len(found) > MOST:
        raise refused(f"参数超过 {MOST} 个", f"more than {MOST} parameters")
    return found
