"""Sessions of browsers and tokens of programs: who comes with one. Only the SHA-256 of each secret is kept."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update

from graph.entity import fresh
from graph.ops import Ops
from graph.ops.users import Clock, User, UserError, Users, from_row, normal
from graph.ops.who import SESSION, TOKEN, USER
from graph.rights import rights
from graph.say import Say, did_you_mean
from graph.screen import harmless

IDLE, LONGEST = 1800.0, 43_200.0  # seconds: without a request, and in all
EACH = 20  # sessions of one user at once; the one used longest ago ends
DAY = 86_400.0
MOST_DAYS = 366
PREFIX = "jy_"  # by which a secret scanner knows a leaked one
TOUCH = 60.0  # seconds within which a use is not written down again


@dataclass(frozen=True, slots=True)
class Known:
    """Who comes with a secret. `scopes` None: a session, which may whatever its user may. `stale`: its use should be noted."""

    user: User
    scopes: tuple[str, ...] | None
    ends: float
    stale: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its owner sees it; the secret is shown once, when it is made."""

    id: str
    user: str
    label: str
    scopes: tuple[str, ...]
    made: float
    ends: float
    used: float | None
    revoked: float | None


class Sessions:
    """What a browser's cookie holds the secret of."""

    def __init__(self, ops: Ops, clock: Clock = time.time) -> None:
        self._ops, self._clock = ops, clock

    def open(self, user: User, before: str = "", address: str = "", how: str = "password") -> str:
        """A new session's secret; the session that the browser had before ends, whoever's it was."""
        secret, now = secrets.token_urlsafe(32), self._clock()
        with self._ops.change() as c:
            c.execute(delete(SESSION).where((SESSION.c.ends < now) | (SESSION.c.used < now - IDLE)))
            c.execute(delete(SESSION).where(SESSION.c.secret == hidden(before)))
            mine = select(SESSION.c.secret).where(SESSION.c.user == user.name).order_by(SESSION.c.used.desc())
            for old in list(c.execute(mine.offset(EACH - 1)).scalars()):
                c.execute(delete(SESSION).where(SESSION.c.secret == old))
            c.execute(
                insert(SESSION).values(secret=hidden(secret), user=user.name, made=now, used=now, ends=now + LONGEST)
            )
            self._ops.by(user.who).record(c, "sign-in", user.who, address=address, how=how)
        return secret

    def find(self, secret: str) -> Known | None:
        """Who comes with this secret, if the session lives and its user may come in."""
        now = self._clock()
        with self._ops.read() as c:
            row = c.execute(_with_user(SESSION).where(SESSION.c.secret == hidden(secret))).mappings().first()
        if row is None or not row["active"] or row["ends"] <= now or row["used"] <= now - IDLE:
            return None
        return Known(from_row(row), None, min(row["ends"], row["used"] + IDLE), now - row["used"] > TOUCH)

    def touch(self, secret: str) -> None:
        """It was used now. No entry of the chain: what was done with it has its own."""
        with self._ops.change() as c:
            c.execute(update(SESSION).where(SESSION.c.secret == hidden(secret)).values(used=self._clock()))

    def close(self, secret: str) -> None:
        """Signed out: the secret is worth nothing from now on."""
        with self._ops.change() as c:
            user = c.execute(select(SESSION.c.user).where(SESSION.c.secret == hidden(secret))).scalar()
            if user is not None:
                c.execute(delete(SESSION).where(SESSION.c.secret == hidden(secret)))
                self._ops.by(f"user:{user}").record(c, "sign-out", f"user:{user}")


class Tokens:
    """What a program sends as `Authorization: Bearer`."""

    def __init__(self, ops: Ops, clock: Clock = time.time) -> None:
        self._ops, self._clock = ops, clock

    def make(self, name: str, label: str, scopes: Iterable[str], days: int = 90) -> tuple[Token, str]:
        """A token of a user and its secret, which is told this once. It may no more than its owner may, now and later."""
        user = Users(self._ops, self._clock).find(name)
        if user is None:
            raise UserError(Say(f"没有用户“{normal(name)}”", f"no user '{normal(name)}'"))
        asked, now = _scopes(user, scopes), self._clock()
        label = harmless(" ".join(label.split()))[:100]
        if not 0 < days <= MOST_DAYS:
            raise UserError(Say(f"有效期 {days} 天无效", f"{days} days can't be"), Say(f"1 至 {MOST_DAYS} 天", f"1 to {MOST_DAYS} days"))  # fmt: skip
        secret = PREFIX + secrets.token_urlsafe(32)
        token = Token(fresh("token"), user.name, label, asked, now, now + days * DAY, None, None)
        with self._ops.change() as c:
            c.execute(insert(TOKEN).values(id=token.id, secret=hidden(secret), user=user.name, label=label, scopes=list(asked), made=now, ends=token.ends))  # fmt: skip
            self._ops.record(c, "token-make", token.id, user=user.who, label=label, scopes=list(asked), days=days)
        return token, secret

    def find(self, secret: str) -> Known | None:
        """Who comes with this secret, if the token is in force and its owner may come in."""
        now = self._clock()
        with self._ops.read() as c:
            row = c.execute(_with_user(TOKEN).where(TOKEN.c.secret == hidden(secret))).mappings().first()
        if row is None or not row["active"] or row["must_change"] or row["revoked"] is not None or row["ends"] <= now:
            return None
        stale = row["used"] is None or now - row["used"] > TOUCH
        return Known(from_row(row), tuple(row["scopes"]), row["ends"], stale)

    def touch(self, secret: str) -> None:
        """It was used now."""
        with self._ops.change() as c:
            c.execute(update(TOKEN).where(TOKEN.c.secret == hidden(secret)).values(used=self._clock()))

    def all(self, name: str | None = None) -> list[Token]:
        """All tokens, or those of a user, the newest first; those revoked and expired too."""
        chosen = select(TOKEN).order_by(TOKEN.c.made.desc(), TOKEN.c.id)
        if name is not None:
            chosen = chosen.where(TOKEN.c.user == normal(name))
        with self._ops.read() as c:
            return [_token(row) for row in c.execute(chosen).mappings()]

    def revoke(self, token_id: str) -> None:
        """Worth nothing from now on."""
        with self._ops.change() as c:
            if token_id not in (known := set(c.execute(select(TOKEN.c.id)).scalars())):
                raise UserError(Say(f"没有令牌 {token_id}", f"no token {token_id}"), did_you_mean(token_id, known))
            c.execute(update(TOKEN).where(TOKEN.c.id == token_id, TOKEN.c.revoked.is_(None)).values(revoked=self._clock()))  # fmt: skip
            self._ops.record(c, "token-revoke", token_id)


def hidden(secret: str) -> str:
    """What is kept of a secret: 256 random bits need no slow hash."""
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def form_token(secret: str) -> str:
    """What a form of this session must send back: only who holds the cookie can know it."""
    return hmac.new(secret.encode("utf-8", "replace"), b"form", sha256).hexdigest()


def _scopes(user: User, scopes: Iterable[str]) -> tuple[str, ...]:
    asked = tuple(sorted(set(scopes)))
    actor, known = user.actor(), rights().rights
    for right in asked:
        if right not in known:
            raise UserError(Say(f"没有权限“{right}”", f"no right '{right}'"), did_you_mean(right, known))
        if not actor.may(right):
            what = known[right]
            raise UserError(
                Say(f"{user.name} 的角色无权{what.zh}（{right}）", f"the roles of {user.name} may not {what.en} ({right})"),
                Say("去掉此项，或先改角色", "leave it out, or change the roles first"),
            )  # fmt: skip
    if not asked:
        raise UserError(Say("令牌没有权限", "a token without a right"), did_you_mean("", known))
    return asked


def _with_user(table: Any) -> Any:
    columns = [column for column in table.c if column.name != "made"]
    return select(*columns, *(c for c in USER.c if c.name != "hash")).join(USER, USER.c.name == table.c.user)


def _token(row: RowMapping) -> Token:
    return Token(row["id"], row["user"], row["label"], tuple(row["scopes"]), row["made"], row["ends"], row["used"], row["revoked"])  # fmt: skip
