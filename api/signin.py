"""Signing in and out, changing a password, and who one is: forms for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Body
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.faults import passing
from api.guard import Gate, Seen, holds_form, said, seen_as, signed_in, signed_out
from api.pages import page_language, templates
from api.visit import language_of
from graph.ops.users import SignInError, User
from graph.rights import rights
from graph.say import JinyingError, Say

TEXT = 300  # characters of a field; a password of more is refused anyway
WORDS = {
    "title": Say("地方金融风险监测与处置", "Local financial-risk supervision"),
    "signin": Say("登录", "Sign in"),
    "unit": Say("使用单位账号，操作会被记录。", "Use your own account. What is done is recorded."),
    "name": Say("账号", "Name"),
    "secret": Say("密码", "Password"),
    "sso": Say("统一身份认证登录", "Sign in with single sign-on"),
    "forgot": Say("忘记密码请联系本单位管理员", "Forgot the password? Ask an administrator"),
    "claim1": Say("从一条线索，", "From one clue"),
    "claim2": Say("到一笔可核对的资金。", "to money that can be checked."),
    "about": Say("广告、主体、合同、账户、投诉与处置在同一张图上。每一分都能点回到原始的那一行。", "Adverts, parties, contracts, accounts, complaints and disposals in one graph. Every fen leads back to the row it came from."),
    "change": Say("修改密码", "Change password"),
    "must": Say("首次登录，请设置自己的密码后继续。", "Set a password of your own to go on."),
    "may": Say("改后其他设备上的登录即失效。", "Sign-ins on other devices end with it."),
    "old": Say("当前密码", "Current password"),
    "new": Say("新密码", "New password"),
    "again": Say("再次输入新密码", "New password again"),
    "rule": Say("至少 12 个字符；几个不相干的词比一串符号更好记也更安全。", "At least 12 characters. A few unrelated words are safer and easier to keep than signs."),
    "save": Say("保存新密码", "Save the new password"),
    "back": Say("返回首页", "Back to the start page"),
    "out": Say("退出登录", "Sign out"),
    "locked": Say("此账号暂时锁定", "This name is locked for now"),
    "goon": Say("继续", "Continue"),
    "in": Say("已登录，正在打开系统。", "You are signed in. Opening the system."),
}  # fmt: skip
DIFFER = Say("两次输入的新密码不同", "the new passwords differ")
STALE = Say("页面已过期，请重新提交", "this page was out of date; send it again")


def here(target: str) -> str:
    """Where to go after signing in: a path of ours, or the start page. No other site, however it is spelt."""
    parts = urlsplit(target)
    plain = target.startswith("/") and not target.startswith("//") and target.isprintable() and "\\" not in target
    return target if plain and not parts.scheme and not parts.netloc and parts.path != "/signin" else "/"


def address_of(request: Request) -> str:
    """Where somebody signs in from, for the audit chain."""
    return request.client.host if request.client else ""


def signin_page(gate: Gate, request: Request, *, error: JinyingError | None = None, name: str = "", target: str = "/", status: int = 200) -> Response:  # fmt: skip
    """The form, empty or with what went wrong."""
    lang = page_language(request)
    locked = isinstance(error, SignInError) and error.wait > 0
    body = templates().get_template("signin.html").render(
        lang=lang, t={k: v.to(lang) for k, v in WORDS.items()}, what=error.what.to(lang) if error else "", name=name[:64],
        cure=error.cure.to(lang) if error and error.cure else "", locked=locked, next=here(target),
        sso=request.app.state.system.settings.oidc is not None,
    )  # fmt: skip
    answer = HTMLResponse(body, status)
    if isinstance(error, SignInError) and 0 < error.wait < 1e9:
        answer.headers["retry-after"] = str(int(error.wait) + 1)
    return answer


def password_page(request: Request, seen: Seen, *, error: JinyingError | None = None, status: int = 200) -> Response:
    """The form for a new password; also the only page of whoever must change theirs."""
    lang = page_language(request)
    body = templates().get_template("password.html").render(
        lang=lang, t={k: v.to(lang) for k, v in WORDS.items()}, error=error.to(lang) if error else "", form=seen.form,
        must=seen.must_change, name=seen.actor.who.partition(":")[2],
    )  # fmt: skip
    return HTMLResponse(body, status)


def status_of(error: JinyingError) -> int:
    """401 for a wrong password, 429 where one has to wait, 400 for what can't be taken."""
    if isinstance(error, SignInError):
        return 429 if error.wait else 401
    return 503 if passing(error) else 400


def told(error: JinyingError) -> JinyingError:
    """What somebody who has not signed in may know: nothing of where a database is."""
    return JinyingError(Say("暂时无法登录", "nobody can sign in at the moment"), Say("请稍后再试", "try again shortly")) if passing(error) else error  # fmt: skip


def me(seen: Seen, lang: str) -> dict[str, Any]:
    """Who one is and what one may do."""
    actor, table = seen.actor, rights()
    return {
        "who": actor.who,
        "name": actor.who.partition(":")[2],
        "roles": [{"name": r, "label": table.role(r).label.to(lang)} for r in sorted(actor.roles)],
        "rights": [right for right in table.rights if actor.may(right)],
        "regions": None if actor.regions is None else list(actor.regions),
        "token": actor.scopes is not None,
        "must_change": seen.must_change,
        "csrf": seen.form,
        "ends": seen.ends,
    }


def text_of(fields: Mapping[str, Any], name: str) -> str:
    """A field of a form or of JSON; what is no text or too long is nothing."""
    value = fields.get(name)
    return value if isinstance(value, str) and len(value) <= TEXT else ""


def open_session(gate: Gate, request: Request, user: User, how: str = "password") -> str:
    """A new session in place of the one that the browser had; its secret."""
    secret = gate.sessions.open(user, gate.secret(request), address_of(request), how)
    gate.forget()
    return secret


def forms(gate: Gate) -> APIRouter:
    """Pages for people; they work without a script."""
    routes = APIRouter(include_in_schema=False)

    def form(request: Request) -> Response:
        return signin_page(gate, request, target=request.query_params.get("next", "/"))

    async def enter(request: Request) -> Response:
        fields = await request.form(max_files=0, max_fields=10)
        return await gate.apart(partial(_entered, gate, request, dict(fields)))

    def own(request: Request) -> Response:
        return password_page(request, request.state.seen)

    async def change(request: Request) -> Response:
        fields = await request.form(max_files=0, max_fields=10)
        return await gate.apart(partial(_changed, gate, request, dict(fields)))

    async def leave(request: Request) -> Response:
        fields = await request.form(max_files=0, max_fields=10)
        if not holds_form(request.state.seen, text_of(fields, "csrf")):
            return JSONResponse(said(STALE), 403)
        await run_in_threadpool(_left, gate, request)
        return signed_out(RedirectResponse("/signin", 303), gate)

    listed: list[tuple[str, str, Callable[..., Any]]] = [
        ("GET", "/signin", form), ("POST", "/signin", enter), ("GET", "/password", own), ("POST", "/password", change), ("POST", "/signout", leave),
    ]  # fmt: skip
    for method, path, handler in listed:
        routes.add_api_route(path, handler, methods=[method])
    return routes


def _entered(gate: Gate, request: Request, fields: Mapping[str, Any]) -> Response:
    name, target = text_of(fields, "name"), text_of(fields, "next")
    try:
        user = gate.users.check(name, text_of(fields, "password"), address_of(request))
    except JinyingError as error:
        return signin_page(gate, request, error=told(error), name=name, target=target, status=status_of(error))
    secret = open_session(gate, request, user)
    place = "/password" if user.must_change else here(target)
    if place in ("/", "/password") and "lang" in request.query_params:
        place = f"{place}?lang={page_language(request)}"
    return signed_in(RedirectResponse(place, 303), gate, secret)


def _changed(gate: Gate, request: Request, fields: Mapping[str, Any]) -> Response:
    seen: Seen = request.state.seen
    if not holds_form(seen, text_of(fields, "csrf")):
        return password_page(request, seen, error=JinyingError(STALE), status=403)
    try:
        if text_of(fields, "new") != text_of(fields, "again"):
            raise JinyingError(DIFFER)
        secret = _new_password(gate, request, text_of(fields, "old"), text_of(fields, "new"))
    except JinyingError as error:
        return password_page(request, seen, error=error, status=status_of(error))
    return signed_in(RedirectResponse("/", 303), gate, secret)


def _new_password(gate: Gate, request: Request, old: str, new: str) -> str:
    """Change it, which ends all sessions, and go on in a new one."""
    name = request.state.actor.who.partition(":")[2]
    try:
        gate.users.change_password(name, old, new, address_of(request))
        user = gate.users.find(name)
        assert user is not None
        return open_session(gate, request, user, "password-change")
    finally:
        gate.forget()


def _left(gate: Gate, request: Request) -> None:
    gate.sessions.close(gate.secret(request))
    gate.forget()


def programs(gate: Gate) -> APIRouter:
    """The same as JSON, and who one is."""
    routes = APIRouter(prefix="/api", tags=["who is asking"])

    async def enter(request: Request, name: str = Body(max_length=64), password: str = Body(max_length=TEXT)) -> Response:  # fmt: skip
        """Sign in with a name and a password; the answer sets the session's cookie and holds its `csrf` token."""
        return await gate.apart(partial(_let_in, gate, request, name, password))

    def leave(request: Request) -> Response:
        """End this session."""
        _left(gate, request)
        return signed_out(JSONResponse({}), gate)

    async def change(request: Request, old: str = Body(max_length=TEXT), new: str = Body(max_length=TEXT)) -> Response:
        """A new password; all sessions of this user end, and this one goes on with a new cookie."""
        if request.state.seen.form is None:
            return JSONResponse(said(Say("令牌不能修改密码", "a token can't change a password")), 403)
        return await gate.apart(partial(_made_new, gate, request, old, new))

    def who(request: Request) -> Response:
        """Who asks: roles, rights, regions, and the `csrf` token that writing needs as X-CSRF-Token; `sample`: whether what
        is here began as the sample province of `jinying demo`."""
        sample = (request.app.state.system.settings.data / "world").is_dir()
        return JSONResponse(me(request.state.seen, language_of(request)) | {"sample": sample})

    listed: list[tuple[str, str, Callable[..., Any]]] = [
        ("POST", "/signin", enter), ("POST", "/signout", leave), ("POST", "/password", change), ("GET", "/me", who),
    ]  # fmt: skip
    for method, path, handler in listed:
        routes.add_api_route(path, handler, methods=[method])
    return routes


def _let_in(gate: Gate, request: Request, name: str, password: str) -> Response:
    try:
        user = gate.users.check(name, password, address_of(request))
    except JinyingError as error:
        return _refused(request, error)
    return _welcome(request, gate, open_session(gate, request, user))


def _made_new(gate: Gate, request: Request, old: str, new: str) -> Response:
    try:
        secret = _new_password(gate, request, old, new)
    except JinyingError as error:
        return _refused(request, error)
    return _welcome(request, gate, secret)


def _welcome(request: Request, gate: Gate, secret: str) -> Response:
    """Who one is now, with the cookie of the session."""
    known = gate.sessions.find(secret)
    assert known is not None
    return signed_in(JSONResponse(me(seen_as(known, secret), language_of(request))), gate, secret)


def _refused(request: Request, error: JinyingError) -> Response:
    headers = {}
    if isinstance(error, SignInError) and 0 < error.wait < 1e9:
        headers["retry-after"] = str(int(error.wait) + 1)
    return JSONResponse({"error": told(error).to(language_of(request))}, status_of(error), headers)


def router(gate: Gate) -> APIRouter:
    """All of it."""
    routes = APIRouter()
    for part in (forms(gate), programs(gate)):
        routes.include_router(part)
    return routes
