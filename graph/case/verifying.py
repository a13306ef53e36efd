"""The command `verify`: a sealed bundle checked by the same code that travels in it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.case.single import single
from graph.case.verifier import Asked, told, unlike, verify
from graph.context import Context
from graph.say import JinyingError, Say
from graph.screen import harmless
from graph.settings import for_owner


def verify_command(
    ctx: typer.Context,
    bundle: Annotated[Path | None, typer.Argument(help="证据包 · the bundle", dir_okay=False)] = None,
    fingerprint: Annotated[str | None, typer.Option(help="须由此证书签名（SHA-256 指纹） · whose seal it must be")] = None,
    tsa: Annotated[str | None, typer.Option(help="须由此证书加盖时间戳 · whose time stamp it must be")] = None,
    verifier: Annotated[Path | None, typer.Option(help="另存单文件校验程序，供离线核对 · write the verifier as one file, for who has no Jinying", dir_okay=False)] = None,
) -> None:  # fmt: skip
    """校验证据包 · Check a sealed bundle whole, offline. Exit 0 intact, 1 altered (names the file), 2 cannot tell (says why)."""
    context: Context = ctx.obj
    if verifier is not None:
        with open(verifier, "wb", opener=for_owner) as out:
            out.write(single())
        context.screen.say(f"已写入 {verifier}", f"written to {verifier}")
    if bundle is None:
        if verifier is None:
            raise JinyingError(Say("缺少证据包", "a bundle is missing"), Say("如 jinying verify 文件.zip", "as in `jinying verify FILE.zip`"))  # fmt: skip
        return
    pinned(fingerprint, tsa)
    with context.screen.progress() as bar:
        task = bar.add_task(Say("校验", "verify").to(context.settings.lang), total=None, note="")
        checked = verify(str(bundle), Asked(fingerprint, tsa, slow_sm3=True), lambda done, total: bar.update(task, completed=done, total=total))  # fmt: skip
    if context.screen.plain:
        context.screen.data({"verdict": ("intact", "altered", "unsure")[checked.verdict], "found": checked.found, **checked.facts})  # fmt: skip
    else:
        for line in told(checked, context.settings.lang):
            context.screen.say(harmless(line), harmless(line))
    raise typer.Exit(checked.verdict)


def pinned(*given: str | None) -> None:
    """Whether fingerprints that were given can be some. JinyingError: one can't."""
    for zh, en in filter(None, map(unlike, given)):
        raise JinyingError(Say(zh, en))


VERIFY = [("verify", verify_command)]
