"""What people write and name: texts within limits and without signs that a database refuses, ids, other people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from sqlalchemy import Connection, select

from graph.finding import PREFIX
from graph.lake import table_of
from graph.ontology import Kind
from graph.ops.tables import FINDING
from graph.ops.users import NAME, normal
from graph.ops.who import USER
from graph.rights import Actor, rights
from graph.say import JinyingError, Say

ID = re.compile(r"[a-z_]+-[0-9A-Za-z_-]{1,80}")
COMMAND_LINE = re.compile(r"cli:\w[\w.@-]{0,63}")  # who acts by commands: the system user's name
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # tab and line break stay
LINE, NOTE, LONG = 100, 500, 4_000  # signs of a title, of a reason, of a comment
SORTS = {"entity": Say("主体", "entity"), "link": Say("关系", "link"), "finding": Say("发现", "finding")}


class WrittenError(JinyingError):
    """A text, an id or a person that can't be taken so."""


def text(value: str, what: Say, most: int = LINE, *, may_lack: bool = False) -> str:
    """A text without its outer space, or an error that says what of it is wrong."""
    kept = value.strip()
    if not kept and not may_lack:
        raise WrittenError(Say(f"缺少{what.zh}", f"{what.en} is missing"))
    if len(kept) > most:
        raise WrittenError(
            Say(f"{what.zh}过长（{len(kept):,} 字）", f"{what.en} is too long ({len(kept):,} signs)"),
            Say(f"至多 {most:,} 字", f"at most {most:,}"),
        )
    if UNFIT.search(kept):
        raise WrittenError(Say(f"{what.zh}含有控制字符", f"{what.en} has control characters"))
    return kept


WHY = Say("理由", "the reason")


def seal(kept: str) -> str:
    """What the audit chain says of a text: enough to prove it, and no personal data."""
    return sha256(kept.encode()).hexdigest()


def sort_of(subject: str) -> str:
    """Whether an id is an entity's, a link's or a finding's; an error where it is none's."""
    if not ID.fullmatch(subject):
        raise WrittenError(Say("编号无效", "no good id"), Say("编号形如 acc-<32位十六进制>", "an id looks like acc-<32 hex digits>"))  # fmt: skip
    if subject.startswith(PREFIX):
        return "finding"
    return "entity" if isinstance(table_of(subject), Kind) else "link"


def things(c: Connection, subjects: Sequence[str]) -> dict[str, str]:
    """The sort of each; a finding is one that there is."""
    sorts = {one: sort_of(one) for one in subjects}
    named = [one for one, sort in sorts.items() if sort == "finding"]
    known = set(c.execute(select(FINDING.c.id).where(FINDING.c.id.in_(named))).scalars()) if named else set()
    if lacking := [one for one in named if one not in known]:
        raise WrittenError(Say(f"没有发现 {lacking[0]}", f"no finding {lacking[0]}"))
    return sorts


def called(name: str) -> str:
    """How the chain names a user, however somebody typed the name; who works at the command line is named as it does."""
    if COMMAND_LINE.fullmatch(name.strip()):
        return name.strip()
    return f"user:{normal(name).removeprefix('user:')}"


def person(c: Connection, name: str, right: str) -> str:
    """How the chain names a user who may come in and has this right; one error for whatever is wrong with them. Whoever has
    the data folder may do everything there: they are named and need no right."""
    who = called(name)
    if COMMAND_LINE.fullmatch(who):
        return who
    plain = who.removeprefix("user:")
    known = select(USER.c.name, USER.c.roles, USER.c.active).where(USER.c.name == plain)
    row = c.execute(known).first() if NAME.fullmatch(plain) else None
    if row is None or not row.active or not _may(who, row.roles, right):
        what = rights().rights[right]
        raise WrittenError(
            Say(f"没有可以{what.zh}的用户“{name[:64]}”", f"no user '{name[:64]}' who may {what.en}"),
            Say("请核对姓名，或向管理员申请权限", "check the name, or ask an administrator for the right"),
        )
    return who


def able(c: Connection, right: str) -> list[str]:
    """How the chain names all users who may come in and have a right, by name."""
    rows = c.execute(select(USER.c.name, USER.c.roles).where(USER.c.active).order_by(USER.c.name))
    return [who for row in rows if _may(who := f"user:{row.name}", row.roles, right)]


def _may(who: str, roles: Iterable[str], right: str) -> bool:
    return Actor(who, frozenset(roles)).may(right)
