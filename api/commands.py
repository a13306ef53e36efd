"""Commands of the server: serve, and demo, which is the whole journey on a sample world."""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.commands import show_findings
from graph.context import Context
from graph.detect import DETECTORS
from graph.detect import run as detect
from graph.detect.scene import Scene
from graph.ontology import ROLES
from graph.ops.passwords import check_new
from graph.ops.users import ADMINISTRATOR, Users
from graph.say import Say
from ingest.commands import load_one, write_world
from ingest.load import expand
from ingest.match.commands import merge
from ingest.match.propose import proposals
from ingest.match.scorer import MERGED
from ingest.text.collecting import read_waiting

if TYPE_CHECKING:
    from api.overview import Overview

DEMO = "demo"


def serve_command(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(help="地址 · address")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 · port")] = 8471,
    worker: Annotated[bool, typer.Option(help="同时处理任务 · do jobs here too")] = True,
) -> None:
    """启动服务 · Start the server."""
    from api.app import serve
    from api.system import opened

    context: Context = ctx.obj
    good_enough(context.settings.password)
    with opened(context.settings) as system:

        def tell(url: str) -> None:
            context.screen.address(url, *(Users(system.ops).first(context.settings.password) or ()))

        serve(system, host, port, tell, worker=worker)


def demo_command(
    ctx: typer.Context,
    scale: Annotated[float, typer.Option(min=0.01, max=10, help="规模 · scale")] = 1.0,
    seed: Annotated[int, typer.Option(help="种子 · seed")] = 1,
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口 · port")] = 8471,
    serve: Annotated[bool, typer.Option(help="随后启动服务 · then start the server")] = True,
) -> None:
    """演示 · A sample world through the ordinary loader, first detectors, a summary, the server."""
    from api.app import serve as start
    from api.overview import Overview
    from api.system import System

    context: Context = ctx.obj
    good_enough(context.settings.password)
    if not context.lake.active():
        load_sample(context, seed, scale)
    lake = context.lake
    with context.graph() as store, context.ops() as ops:
        wanted = {d.name: (len(lake.events()), d.values({})) for d in DETECTORS}
        if not wanted.items() <= ops.ran().items():  # else they would find the same
            detect(Scene(store.view(), lake), ops, [], [])
        system = System(context.settings, ops, store)
        summary = summarise(context, Overview(system))
        if not serve:
            if context.screen.plain:
                context.screen.data(summary)
            return

        def tell(url: str) -> None:
            context.screen.address(url, *(demo_user(Users(ops), context.settings.password) or ()), more=summary)

        start(system, "127.0.0.1", port, tell)


def demo_user(users: Users, password: str) -> tuple[str, str | None] | None:
    """Somebody who may see everything, with a new password at each start unless one is given; nobody where others have
    signed up: what was a demo is theirs now."""
    known = users.all()
    if any(user.name != DEMO for user in known):
        return None
    chosen = password or secrets.token_urlsafe(12)
    if not known:
        users.add(DEMO, chosen, ROLES)
    else:
        users.unlock(DEMO)
        users.set_roles(DEMO, ROLES)
        users.set_password(DEMO, chosen)
    return DEMO, None if password else chosen


def good_enough(password: str) -> None:
    """A password from the environment that can't be taken ends the start, not the first sign-in."""
    if password:
        check_new(password, ADMINISTRATOR)


def load_sample(context: Context, seed: int, scale: float) -> None:
    """A world's files, written once, and loaded as anybody's files are."""
    folder = context.settings.data / "world"
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)  # of a demo that was stopped
        write_world(context, part, seed, scale)
        part.rename(folder)
    with context.lake.lock(), context.ops() as ops:
        for path in expand([folder]):
            load_one(context, ops, path, None, resume=True)
    read_waiting(context)
    with context.ops() as ops:
        merge(ops, (p for p in proposals(context.lake, ops.judgements()) if p.band == MERGED))


def summarise(context: Context, overview: Overview) -> dict[str, Any]:
    """What the demo has made: shown to a person, given to a program."""
    lang, screen = context.settings.lang, context.screen
    kinds, links = overview.counts()
    total, imports = overview.imports(10_000)
    rows, rejected, found = sum(i["rows"] for i in imports), sum(i["rejected"] for i in imports), overview.found()
    if not screen.plain:
        screen.rows(
            Say("图中内容", "In the graph"),
            [("label", Say("类别", "kind")), ("n", Say("数量", "count"))],
            [{"label": c.label.to(lang), "n": c.n} for c in (*kinds, *links)],
        )
        show_findings(context, overview.findings(12), 12)
    screen.say(
        f"{total} 个文件，{rows:,} 行，拒收 {rejected:,} 行；发现 {sum(found.values()):,} 条（jinying detect 列出全部）",
        f"{total} files, {rows:,} rows, {rejected:,} rejected; {sum(found.values()):,} findings (`jinying detect` lists all)",
    )
    return {
        "files": total, "rows": rows, "rejected": rejected,
        "counts": {c.name: c.n for c in (*kinds, *links)}, "findings": found,
    }  # fmt: skip


COMMANDS = [("serve", serve_command), ("demo", demo_command)]
