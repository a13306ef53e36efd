"""Commands of users, tokens and the audit chain. Whoever may run them owns the data folder."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.context import Context
from graph.ops.anchors import Anchors
from graph.ops.sessions import MOST_DAYS, Token, Tokens
from graph.ops.users import User, Users
from graph.rights import rights
from graph.say import JinyingError, Say

Name = Annotated[str, typer.Argument(help="用户 · user")]
Roles = Annotated[list[str], typer.Option("--role", "-r", help="角色，可多次 · role, also several")]
Regions = Annotated[list[str] | None, typer.Option("--region", help="个人信息限于此地区（名称或代码开头），可多次 · personal data of this region alone: how its name or code begins")]  # fmt: skip
Typed = Annotated[bool, typer.Option("--stdin", help="从标准输入读密码 · read the password from standard input")]
USER = [
    ("name", Say("用户", "user")), ("roles", Say("角色", "roles")), ("regions", Say("地区", "regions")), ("active", Say("可登录", "may sign in")),
    ("must_change", Say("须改密码", "must change password")), ("outside", Say("统一认证", "signs in elsewhere")), ("made", Say("建立", "made")),
]  # fmt: skip
TOKEN = [
    ("id", Say("编号", "id")), ("user", Say("用户", "user")), ("label", Say("用途", "label")), ("scopes", Say("权限", "scopes")), ("state", Say("状态", "state")),
    ("ends", Say("到期", "expires")), ("used", Say("最近使用", "last used")),
]  # fmt: skip
ENTRY = [
    ("seq", Say("序号", "seq")), ("at", Say("时间 (北京时间)", "at (UTC+8)")), ("who", Say("何人", "who")), ("action", Say("行为", "action")), ("subject", Say("对象", "subject")),
    ("detail", Say("详情", "detail")),
]  # fmt: skip


@contextmanager
def _users(ctx: typer.Context) -> Iterator[tuple[Context, Users]]:
    context: Context = ctx.obj
    with context.ops() as ops:
        yield context, Users(ops)


def user_add(ctx: typer.Context, name: Name, role: Roles, region: Regions = None, stdin: Typed = False) -> None:
    """新建用户；不给密码则生成一个，只显示一次，首次登录须改 · A new user; without --stdin a password is made, shown once, to be changed at the first sign-in."""
    with _users(ctx) as (context, users):
        password, made = _password(stdin)
        user = users.add(name, password, role, region or None, must_change=made)
        _told(context, user.name, password if made else None)


def user_list(ctx: typer.Context) -> None:
    """用户清单 · Who may sign in, with which roles and regions."""
    with _users(ctx) as (context, users):
        context.screen.rows(Say("用户", "Users"), USER, [_user_row(u, context.screen.plain) for u in users.all()])


def user_roles(ctx: typer.Context, name: Name, role: Roles) -> None:
    """改角色 · Give a user these roles in place of those before."""
    with _users(ctx) as (context, users):
        users.set_roles(name, role)
        _done(context, name)


def user_regions(ctx: typer.Context, name: Name, region: Regions = None) -> None:
    """改地区；不给则不限 · Whose personal data a user may read; without --region everybody's."""
    with _users(ctx) as (context, users):
        users.set_regions(name, region or None)
        _done(context, name)


def user_lock(ctx: typer.Context, name: Name) -> None:
    """停用，立即退出 · Keep a user out, and put them out now; their tokens too."""
    with _users(ctx) as (context, users):
        users.lock(name)
        _done(context, name)


def user_unlock(ctx: typer.Context, name: Name) -> None:
    """启用，清除失败次数 · Let a user in again, and forget failed sign-ins."""
    with _users(ctx) as (context, users):
        users.unlock(name)
        _done(context, name)


def user_password(ctx: typer.Context, name: Name, stdin: Typed = False) -> None:
    """重置密码 · A new password: made and shown once, or given by --stdin; all sessions of the user end."""
    with _users(ctx) as (context, users):
        password, made = _password(stdin)
        users.set_password(name, password, must_change=made)
        _told(context, name, password if made else None)


def token_create(
    ctx: typer.Context,
    name: Name,
    label: Annotated[str, typer.Option(help="用途 · what it is for")],
    scope: Annotated[list[str], typer.Option(help="权限，可多次 · right, also several")],
    days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="有效天数 · days")] = 90,
) -> None:
    """新建令牌，只显示一次 · A token for a program, shown once; it may no more than its user may."""
    context: Context = ctx.obj
    with context.ops() as ops:
        token, secret = Tokens(ops).make(name, label, scope, days)
    if context.screen.plain:
        context.screen.data({"id": token.id, "token": secret, "scopes": list(token.scopes), "ends": _time(token.ends)})
    context.screen.say(f"令牌 {secret}（只显示这一次，至 {_time(token.ends)}）", f"token {secret}  (shown this once; until {_time(token.ends)})")  # fmt: skip


def token_list(ctx: typer.Context, name: Annotated[str | None, typer.Argument(help="用户 · user")] = None) -> None:
    """令牌清单 · Tokens and what became of them."""
    context: Context = ctx.obj
    now = datetime.now(UTC).timestamp()
    with context.ops() as ops:
        rows = [_token_row(token, now, context) for token in Tokens(ops).all(name)]
    context.screen.rows(Say("令牌", "Tokens"), TOKEN, rows)


def token_revoke(ctx: typer.Context, token_id: Annotated[str, typer.Argument(metavar="ID", help="编号 · id")]) -> None:
    """吊销令牌 · Make a token worthless."""
    context: Context = ctx.obj
    with context.ops() as ops:
        Tokens(ops).revoke(token_id)
    _done(context, token_id)


def audit_list(ctx: typer.Context, limit: Annotated[int, typer.Option(min=1, max=100_000, help="条数 · entries")] = 50) -> None:  # fmt: skip
    """审计清单 · What was done, by whom and when; the newest first."""
    context: Context = ctx.obj
    with context.ops() as ops:
        context.screen.rows(Say("审计", "Audit"), ENTRY, ops.audit(limit))


def audit_verify(
    ctx: typer.Context,
    anchors: Annotated[Path | None, typer.Option(help="锚点副本所在目录 · a copy of the anchors, kept elsewhere", exists=True, file_okay=False)] = None,
) -> None:  # fmt: skip
    """核验审计链 · Read the whole chain and compare it with its anchors. Exit 1 where it is not as it was."""
    context: Context = ctx.obj
    with context.ops() as ops:
        verdict = Anchors(context.settings.data, anchors).verify(ops)
    why = verdict.why
    if context.screen.plain:
        body: dict[str, Any] = {"whole": why is None, "entries": verdict.entries, "anchors": verdict.anchors}
        context.screen.data({**body, "broken": verdict.broken, "why": why and why.to(context.settings.lang)})
    elif why is None:
        context.screen.say(f"审计链完整：{verdict.entries:,} 条，{verdict.anchors:,} 个锚点", f"the audit chain is whole: {verdict.entries:,} entries, {verdict.anchors:,} anchors")  # fmt: skip
    else:
        context.screen.say(f"审计链断裂：{why.zh}", f"the audit chain is broken: {why.en}")
    if why is not None:
        raise typer.Exit(1)


def audit_anchor(ctx: typer.Context) -> None:
    """记下链尾 · Note how the chain ends now, in the day's anchor file."""
    context: Context = ctx.obj
    anchors = Anchors(context.settings.data)
    with context.ops() as ops:
        made = anchors.drop(ops)
    last = made or next(reversed(anchors.all()), None)
    if context.screen.plain:
        context.screen.data({"seq": last and last.seq, "hash": last and last.hash, "new": made is not None})
    elif last is None:
        context.screen.say("审计链还是空的", "the audit chain is empty yet")
    else:
        context.screen.say(f"锚点：第 {last.seq:,} 条，{last.hash}", f"anchor: entry {last.seq:,}, {last.hash}")


def _password(stdin: bool) -> tuple[str, bool]:
    """A password and whether it was made here. It is never an argument: those are seen by all users of a machine."""
    if not stdin:
        return secrets.token_urlsafe(15), True
    given = getpass("") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not given:
        raise JinyingError(
            Say("没有读到密码", "no password came"), Say("从标准输入给出一行", "give it as one line of standard input")
        )
    return given, False


def _told(context: Context, name: str, password: str | None) -> None:
    if context.screen.plain:
        context.screen.data({"user": name, "password": password})
    if password is None:
        context.screen.say(f"用户 {name}：已保存", f"user {name}: done")
    else:
        context.screen.say(f"用户 {name}  密码 {password}（只显示这一次，登录后须改）", f"user {name}  password {password}  (shown this once, to be changed at sign-in)")  # fmt: skip


def _done(context: Context, what: str) -> None:
    if context.screen.plain:
        context.screen.data({"done": what})
    context.screen.say(f"{what}：已完成", f"{what}: done")


def _user_row(user: User, plain: bool) -> dict[str, Any]:
    row = {"name": user.name, "active": user.active, "must_change": user.must_change, "outside": user.outside, "made": _time(user.made)}  # fmt: skip
    if plain:
        return {**row, "roles": list(user.roles), "regions": None if user.regions is None else list(user.regions)}
    regions = "*" if user.regions is None else "、".join(user.regions) or "—"
    return {**row, "roles": ", ".join(user.roles), "regions": regions}


def _token_row(token: Token, now: float, context: Context) -> dict[str, Any]:
    state = Say("已吊销", "revoked") if token.revoked else Say("已过期", "expired") if token.ends <= now else Say("有效", "in force")  # fmt: skip
    scopes = list(token.scopes) if context.screen.plain else "、".join(rights().rights[s].to(context.settings.lang) for s in token.scopes)  # fmt: skip
    return {
        "id": token.id, "user": token.user, "label": token.label, "scopes": scopes,
        "state": state.en if context.screen.plain else state.to(context.settings.lang),
        "ends": _time(token.ends), "used": None if token.used is None else _time(token.used),
    }  # fmt: skip


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


USERS = [
    ("add", user_add), ("list", user_list), ("roles", user_roles), ("regions", user_regions), ("lock", user_lock),
    ("unlock", user_unlock), ("password", user_password),
]  # fmt: skip
TOKENS = [("create", token_create), ("list", token_list), ("revoke", token_revoke)]
AUDIT = [("list", audit_list), ("verify", audit_verify), ("anchor", audit_anchor)]
