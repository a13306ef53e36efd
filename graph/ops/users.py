"""Users: who may sign in, with which roles and regions, and how often somebody may try."""

from __future__ import annotations

import re
import secrets
import time
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from graph.ops import Ops
from graph.ops.passwords import check_new, hashed, holds
from graph.ops.who import SESSION, TRY, USER
from graph.rights import Actor, rights
from graph.say import JinyingError, Say, did_you_mean

NAME = re.compile(r"\w[\w.@-]{0,63}")  # no space, colon or line break: it stands in headers, logs and addresses
TRIES = 5  # wrong passwords in a row before the first wait
FIRST, MOST = 60.0, 3600.0  # seconds: the first wait, which doubles with each further failure, and the longest
LAST = 100  # failures in a row after which only an administrator unlocks (NIST SP 800-63B 5.2.2)
FORGOTTEN = 86_400.0  # seconds after which failures of long ago no longer count
REMEMBERED = 10_000  # names of which failures are counted at once
ADMINISTRATOR = "admin"  # the first user's name

Clock = Callable[[], float]


class UserError(JinyingError):
    """A user that can't be made, found or changed so."""


class SignInError(JinyingError):
    """Somebody was not let in. It does not tell whether the name exists. `wait`: seconds until it may be tried again."""

    def __init__(self, what: Say, cure: Say, wait: float = 0.0) -> None:
        super().__init__(what, cure)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class User:
    """Who may sign in. `regions` None: everywhere. `outside`: known by an OIDC provider, without a password here."""

    name: str
    roles: tuple[str, ...]
    regions: tuple[str, ...] | None
    active: bool
    must_change: bool
    outside: str | None
    made: float

    @property
    def who(self) -> str:
        """As the audit chain names them."""
        return f"user:{self.name}"

    def actor(self, scopes: Iterable[str] | None = None) -> Actor:
        """This person asking, within the scopes of a token if it is one."""
        return Actor(self.who, frozenset(self.roles), self.regions, None if scopes is None else frozenset(scopes))


class Users:
    """Every change and every sign-in is in the audit chain, without passwords."""

    def __init__(self, ops: Ops, clock: Clock = time.time) -> None:
        self._ops, self._clock = ops, clock

    def by(self, who: str) -> Users:
        """The same users, somebody else changing them."""
        return Users(self._ops.by(who), self._clock)

    def add(self, name: str, password: str | None, roles: Iterable[str], regions: Iterable[str] | None = None, *, must_change: bool = False, outside: str | None = None) -> User:  # fmt: skip
        """A new user; without a password one who signs in elsewhere."""
        name, held, places = _named(name), _roles(roles), _regions(regions)
        if password is not None:
            check_new(password, name)
        kept = None if password is None else hashed(password)
        row = {
            "name": name, "hash": kept, "roles": held, "regions": places, "active": True, "must_change": must_change,
            "outside": outside, "made": self._clock(),
        }  # fmt: skip
        with self._ops.change() as c:
            if c.execute(select(USER.c.name).where(USER.c.name == name)).first():
                raise UserError(Say(f"已有用户“{name}”", f"there is a user '{name}' already"))
            c.execute(insert(USER).values(**row))
            self._ops.record(c, "user-add", f"user:{name}", roles=held, regions=places, outside=outside)
        return from_row(row)

    def first(self, password: str = "") -> tuple[str, str | None] | None:
        """The first administrator, where there is no user yet: name and the password to print once (None: the one given)."""
        with self._ops.read() as c:
            if c.execute(select(USER.c.name).limit(1)).first():
                return None
        made = password or secrets.token_urlsafe(15)
        self.add(ADMINISTRATOR, made, ["administrator"], must_change=not password)
        return ADMINISTRATOR, None if password else made

    def all(self) -> list[User]:
        """Everybody, by name."""
        with self._ops.read() as c:
            return [from_row(r) for r in c.execute(select(USER).order_by(USER.c.name)).mappings()]

    def find(self, name: str) -> User | None:
        """One user by name."""
        with self._ops.read() as c:
            row = _row(c, normal(name))
        return from_row(row) if row else None

    def known_outside(self, outside: str) -> User | None:
        """One user by what an OIDC provider calls them."""
        with self._ops.read() as c:
            row = c.execute(select(USER).where(USER.c.outside == outside)).mappings().first()
        return from_row(row) if row else None

    def set_roles(self, name: str, roles: Iterable[str]) -> None:
        """What they may do from now on."""
        self._set(name, "user-roles", {"roles": _roles(roles)})

    def set_regions(self, name: str, regions: Iterable[str] | None) -> None:
        """Whose personal data is theirs; None: everybody's."""
        self._set(name, "user-regions", {"regions": _regions(regions)})

    def lock(self, name: str) -> None:
        """They may not come in, and whoever is in is put out."""
        self._set(name, "user-lock", {"active": False}, out=True)

    def unlock(self, name: str) -> None:
        """They may come in again, and their failures are forgotten."""
        self._set(name, "user-unlock", {"active": True}, forget=True)

    def set_password(self, name: str, password: str, *, must_change: bool = False) -> None:
        """A new password; all their sessions end."""
        check_new(password, normal(name))
        values = {"hash": hashed(password), "must_change": must_change}
        self._set(name, "user-password", values, out=True, forget=True)

    def change_password(self, name: str, old: str, new: str, address: str = "") -> None:
        """By the user, who knows the one before: guessing it counts as a failed sign-in."""
        if (user := self.find(name)) is not None and user.outside is not None:
            raise UserError(Say("此账号没有本系统的密码", "this account has no password here"), Say("请在统一身份认证处修改", "change it where you sign in"))  # fmt: skip
        self.check(name, old, address, "password-check")
        if unicodedata.normalize("NFKC", old) == unicodedata.normalize("NFKC", new):
            raise UserError(
                Say("新密码与旧密码相同", "the new password is the old one"), Say("另选一个", "choose another")
            )
        self.set_password(name, new)

    def check(self, name: str, password: str, address: str = "", action: str = "sign-in") -> User:
        """Who this is, or a SignInError that is the same whether the name exists or not. Each try is counted before it is
        judged, so that many at once are no more than one after the other."""
        name = normal(name)
        failed = self._count(name)
        with self._ops.read() as c:
            row = _row(c, name)
        good = holds(row["hash"] if row else None, password)
        if row is None or not good or not row["active"]:
            self._refused(name if row else None, failed, address, action)
            raise _wrong(failed)
        with self._ops.change() as c:  # that they came in is an entry of the session's
            c.execute(delete(TRY).where(TRY.c.name == _mark(name)))
        return from_row(row)

    def failed_outside(self, why: str, address: str) -> None:
        """Somebody came back from an OIDC provider and was not let in."""
        self._ops.by("anonymous").note("sign-in-failed", "oidc", address=address, why=why)

    def _count(self, name: str) -> int:
        """One more try of this name, or the time it has to wait; what failed long ago is forgotten."""
        now, mark = self._clock(), _mark(name)
        with self._ops.change() as c:  # no entry of the chain: what became of the try is one
            c.execute(delete(TRY).where(TRY.c.last < now - FORGOTTEN, TRY.c.until < now))
            row = c.execute(select(TRY).where(TRY.c.name == mark)).first()
            if row and row.until > now:
                raise _locked(row.until - now)
            failed = row.failed + 1 if row else 1
            values = {"failed": failed, "last": now, "until": now + wait_after(failed)}
            if row:
                c.execute(update(TRY).where(TRY.c.name == mark).values(**values))
            else:
                self._make_room(c)
                c.execute(insert(TRY).values(name=mark, **values))
        return failed

    def _make_room(self, c: Connection) -> None:
        """Names typed by a machine don't fill the database: those that failed least, longest ago, are forgotten."""
        if c.execute(select(func.count()).select_from(TRY)).scalar_one() >= REMEMBERED:
            least = select(TRY.c.name).order_by(TRY.c.failed, TRY.c.last).limit(REMEMBERED // 10)
            c.execute(delete(TRY).where(TRY.c.name.in_(list(c.execute(least).scalars()))))

    def _refused(self, name: str | None, failed: int, address: str, action: str) -> None:
        """Into the chain. A name that nobody has is not written down: it may be a password typed one field too early."""
        subject = f"user:{name}" if name else "user:?"
        wait = wait_after(failed)
        with self._ops.change() as c:
            by = self._ops.by("anonymous")
            by.record(c, f"{action}-failed", subject, address=address, failed=failed)
            if wait:
                by.record(c, "sign-in-locked", subject, address=address, seconds=round(min(wait, 1e9)))

    def _set(self, name: str, action: str, values: Mapping[str, Any], *, out: bool = False, forget: bool = False) -> None:  # fmt: skip
        name = normal(name)
        with self._ops.change() as c:
            if not _row(c, name):
                raise UserError(Say(f"没有用户“{name}”", f"no user '{name}'"), did_you_mean(name, c.execute(select(USER.c.name)).scalars()))  # fmt: skip
            c.execute(update(USER).where(USER.c.name == name).values(**values))
            if out:
                c.execute(delete(SESSION).where(SESSION.c.user == name))
            if forget:
                c.execute(delete(TRY).where(TRY.c.name == _mark(name)))
            self._ops.record(c, action, f"user:{name}", **{k: v for k, v in values.items() if k != "hash"})


def wait_after(failed: int) -> float:
    """Seconds to wait after so many failures in a row."""
    if failed >= LAST:
        return 1e12
    return min(FIRST * 2.0 ** (failed - TRIES), MOST) if failed >= TRIES else 0.0


def normal(name: str) -> str:
    """A name as it is kept: one spelling, however it was typed."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _named(name: str) -> str:
    name = normal(name)
    if not NAME.fullmatch(name):
        raise UserError(Say("用户名无效", "no good user name"), Say("字母、汉字、数字与 . _ - @，至多 64 个", "letters, digits and . _ - @, at most 64"))  # fmt: skip
    return name


def _roles(roles: Iterable[str]) -> list[str]:
    held = sorted({rights().role(name).name for name in roles})
    if not held:
        raise UserError(Say("没有角色", "no role"), did_you_mean("", rights().roles))
    return held


def _regions(regions: Iterable[str] | None) -> list[str] | None:
    """Prefixes; an empty one would be everywhere unsaid."""
    places = None if regions is None else sorted({r.strip() for r in regions})
    if places and not all(places):
        raise UserError(
            Say("区域不能为空", "an empty region"), Say("如 4401 或 广东省广州市", "as in 4401 or 广东省广州市")
        )
    return places


def _mark(name: str) -> str:
    return sha256(name.encode("utf-8", "replace")).hexdigest()


def _row(c: Connection, name: str) -> Mapping[str, Any] | None:
    row = c.execute(select(USER).where(USER.c.name == name)).mappings().first()
    return None if row is None else dict(row)


def from_row(row: Mapping[str, Any] | RowMapping) -> User:
    """A user as the table has them."""
    regions = row["regions"]
    return User(
        row["name"], tuple(row["roles"]), None if regions is None else tuple(regions), row["active"], row["must_change"], row["outside"], row["made"],
    )  # fmt: skip


def _wrong(failed: int) -> SignInError:
    wait = wait_after(failed)
    if wait:
        return _locked(wait)
    left = TRIES - failed
    return SignInError(
        Say("账号或密码不正确", "the name or the password is wrong"), Say(f"还可尝试 {left} 次", f"{left} more {'try' if left == 1 else 'tries'}")
    )  # fmt: skip


def _locked(wait: float) -> SignInError:
    what = Say("尝试次数过多，此账号暂时锁定", "too many tries: this name is locked for now")
    if wait > 1e9:
        return SignInError(what, Say("请联系管理员解锁", "ask an administrator to unlock it"), wait)
    minutes = max(1, -int(-wait // 60))
    return SignInError(
        what, Say(f"请在 {minutes} 分钟后再试", f"try again in {minutes} minute{'s' * (minutes != 1)}"), wait
    )
