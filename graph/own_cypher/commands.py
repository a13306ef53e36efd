"""The command `query`: an analyst's own Cypher at a terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph.context import Context
from graph.ontology import ROLES
from graph.own_cypher.answer import MOST_ROWS, ROWS, answer
from graph.own_cypher.given import given
from graph.own_cypher.tokens import LONGEST, refused
from graph.rights import Actor
from graph.say import Say


def query_command(
    ctx: typer.Context,
    text: Annotated[str | None, typer.Argument(help="Cypher；- 从标准输入读 · Cypher; - reads standard input")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="从文件读 · read it from a file", exists=True, dir_okay=False)] = None,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="名=值（JSON 或文本）· name=value, JSON or text")] = None,
    reason: Annotated[str | None, typer.Option(help="涉及个人信息时写明理由，留痕 · why, where it reads personal data; it is audited")] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST_ROWS, help="至多行数 · rows at most")] = ROWS,
    timeout: Annotated[float | None, typer.Option(min=0.1, max=86_400, help="秒 · seconds (JINYING_QUERY_LIMIT)")] = None,
) -> None:  # fmt: skip
    """自写查询 · Cypher of your own, read only; personal data comes masked."""
    context: Context = ctx.obj
    asked = _text(text, file)
    params = given(param or [])
    with context.graph() as store, context.ops() as ops:
        actor = Actor(ops.who, frozenset(ROLES))
        shown = answer(store.view(), ops, actor, asked, params, reason=reason, rows=limit, limit_s=timeout)
    columns = [(name, Say(name, name)) for name in shown.columns]
    rows = [dict(zip(shown.columns, row, strict=True)) for row in shown.rows]
    context.screen.rows(Say(f"{len(rows):,} 行", f"{len(rows):,} rows"), columns, rows)
    if shown.truncated:
        context.screen.note(f"只列出前 {limit:,} 行，还有更多：--limit", f"the first {limit:,} rows; there are more: --limit")  # fmt: skip
    if shown.hidden:
        context.screen.note(f"未显示 {shown.hidden:,} 项", f"{shown.hidden:,} not shown")


def _text(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise refused("请给出查询或 --file，二者之一", "give a query, or --file, and not both")
    if file is not None:
        with file.open(encoding="utf-8", errors="strict") as handle:
            return handle.read(LONGEST + 1)
    return sys.stdin.read(LONGEST + 1) if text == "-" else str(text)


COMMANDS = [("query", query_command)]
