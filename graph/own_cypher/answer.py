"""Asking: a text is checked, run within its limits, screened for who asked, and put into the audit chain."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from graph.ops import Ops
from graph.own_cypher.check import Checked, check
from graph.own_cypher.screen import Screened, screened
from graph.own_cypher.tokens import refused
from graph.rights import Actor
from graph.say import JinyingError
from graph.store import View

ROWS, MOST_ROWS = 1000, 100_000  # of an answer, where nobody says how many, and at the most
REASON = 500  # characters


def answer(view: View, ops: Ops, actor: Actor, text: str, params: Mapping[str, object], *, reason: str | None = None, rows: int = ROWS, limit_s: float | None = None) -> Screened:  # fmt: skip
    """Rows as the asker may see them. The audit chain gets the text without what stands in quotes, how many rows came and
    how long it took; a read of personal data is there before it is read, a refusal too."""
    actor.demand("cypher")
    if not 1 <= rows <= MOST_ROWS:
        raise refused(f"行数应在 1 到 {MOST_ROWS:,} 之间", f"rows are between 1 and {MOST_ROWS:,}")
    if reason is not None and len(reason) > REASON:
        raise refused(f"理由超过 {REASON} 个字符", f"the reason is longer than {REASON} characters")
    try:
        checked = check(text, params, actor, reason)
    except JinyingError as error:
        ops.note("cypher-refused", "", why=error.what.en[:200])
        raise
    if checked.reads:
        ops.note("unmask", "cypher", why=reason, text=checked.told, reads=list(checked.reads))
    begun = time.monotonic()
    try:
        shown = screened(view.ask(checked.text, checked.params, limit_s, rows), checked, actor)
    except JinyingError as error:
        _noted(ops, checked, begun, failed=error.what.en[:200])
        raise
    _noted(ops, checked, begun, rows=len(shown.rows), truncated=shown.truncated, hidden=shown.hidden)
    return shown


def _noted(ops: Ops, checked: Checked, begun: float, **more: Any) -> None:
    ops.note("cypher", "", text=checked.told, parameters=sorted(checked.params), ms=round((time.monotonic() - begun) * 1000), **more)  # fmt: skip
