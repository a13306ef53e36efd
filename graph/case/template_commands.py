"""Command of templates: which of them a case's reports are set with, and ours written out to be changed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from graph.case.export.word import blank
from graph.case.paper import TEMPLATES, own, shipped
from graph.context import Context
from graph.say import JinyingError, Say


def templates_command(
    ctx: typer.Context,
    to: Annotated[Path | None, typer.Option(help="把自带的模板写到此目录，供修改 · a folder to write ours to, to be changed", file_okay=False)] = None,
) -> None:  # fmt: skip
    """报告模板 · Templates of reports: ours, or the users' own in DATA/templates, which are checked here."""
    context: Context = ctx.obj
    found, lang = own(context.settings.data), context.settings.lang
    if to is not None:
        _out(to)
    rows = [
        {
            "name": name, "about": about.to(lang), "own": name in found,
            "sha256": sha256(found.get(name) or shipped(name) or blank()).hexdigest(),
        }
        for name, about in TEMPLATES.items()
    ]  # fmt: skip
    columns = [("name", Say("模板", "template")), ("about", Say("说明", "about")), ("own", Say("自定", "own")), ("sha256", Say("SHA-256", "SHA-256"))]  # fmt: skip
    context.screen.rows(Say("报告模板", "Templates"), columns, rows)


def _out(to: Path) -> None:
    """Ours into a folder; what is there already stays."""
    to.mkdir(parents=True, exist_ok=True)
    if there := [name for name in TEMPLATES if (to / name).exists()]:
        raise JinyingError(Say(f"{to} 已有 {there[0]}", f"{to} has {there[0]} already"), Say("换一个目录", "choose another folder"))  # fmt: skip
    for name in TEMPLATES:
        (to / name).write_bytes(shipped(name) or blank())


TEMPLATING = [("templates", templates_command)]
