"""Command of replay: a frozen case or a sealed bundle, computed once more."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.case.replay import STATES, replayed
from graph.case.verifying import pinned
from graph.context import Context
from graph.say import JinyingError, Say


def replay_command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="密封证据包，或冻结案件所在目录 · a sealed bundle, or the folder of a frozen case")],
    fingerprint: Annotated[str | None, typer.Option(help="须由此证书签名（SHA-256 指纹） · whose seal it must be")] = None,
) -> None:  # fmt: skip
    """重放 · Compute the frozen subgraph and figures anew and compare to the byte. Exit 0 the same, 1 differs, 2 can't tell."""
    context: Context = ctx.obj
    if not file.exists():
        raise JinyingError(Say(f"没有 {file}", f"there is no {file}"), Say("请给出密封证据包，或冻结案件所在目录", "give a sealed bundle, or the folder of a frozen case"))  # fmt: skip
    pinned(fingerprint)
    with context.screen.progress() as bar:
        bar.add_task(Say("重放", "replay").to(context.settings.lang), total=None, note="")
        found = replayed(file, fingerprint)
    lang = context.settings.lang
    if context.screen.plain:
        context.screen.data({
            "state": found.state, "differs": [one.to(lang) for one in found.differs], "notes": [one.to(lang) for one in found.notes], **found.about,
        })  # fmt: skip
    about = found.about
    if about:
        context.screen.say(
            f"案件 {about['case']} 冻结版本 {about['version']}（{about['frozen']}）",
            f"case {about['case']}, frozen version {about['version']} ({about['frozen']})",
        )
    for one in (*found.differs, *found.notes):
        context.screen.say(f"· {one.zh}", f"- {one.en}")
    what = STATES[found.state][1]
    if compared := about.get("compared"):
        context.screen.say(
            f"{what.zh}：主体 {compared['entities']:,}，关系 {compared['links']:,}，参与人 {compared['ledger']:,}，规则 {compared['rules']:,}",
            f"{what.en}: {compared['entities']:,} entities, {compared['links']:,} links, {compared['ledger']:,} parties, {compared['rules']:,} rules",
        )
    else:
        context.screen.say(what.zh, what.en)
    raise typer.Exit(found.exit)


REPLAY = [("replay", replay_command)]
