"""Views: what somebody had before them, kept as it was. A view is a version under a link of its own, and never changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, or_, select

from graph.entity import fresh, now, stamp
from graph.ops import Ops
from graph.ops.case_tables import VIEW, VIEW_SHARE
from graph.ops.cases import ALL, WORKERS, demand, readable, workable
from graph.ops.written import ID, called, person, text
from graph.say import JinyingError, Say

SIZE = 2_000_000  # bytes of a body as it is kept
VERSIONS = 1_000  # of one line
ROOM = 1_000_000_000  # bytes of all that one person saved: nothing is deleted, and disks end
SHARES = 100  # people that one view is shared with
MOST = 500  # of a page


class ViewError(JinyingError):
    """No such view for whoever asks, or it can't be kept so."""


@dataclass(frozen=True, slots=True)
class View:
    """One version. `line`: the id of its first version; `parent`: the version that it was made from; `case` None: its owner's."""

    id: str
    line: str
    version: int
    parent: str | None
    case: str | None
    title: str
    who: str
    at: str
    size: int
    sha256: str


class Views:
    """The views of one ops database: one in a case is there for the case's members, another for its owner and for those
    it was shared with. `in_cases`: whether whoever acts has the right to cases at all."""

    def __init__(self, ops: Ops, *, in_cases: bool = True) -> None:
        self._ops, self._in_cases = ops, in_cases

    def save(self, title: str, body: object, *, case: str | None = None, parent: str | None = None) -> View:
        """A new version: the next of its parent's line, and in its case; without a parent a first one."""
        title, kept = text(title, Say("视图名称", "the title")), _kept(body)
        with self._ops.change() as c:
            line, case = self._place(c, case, parent)
            self._room(c, len(kept.encode()))
            new = fresh("view")
            last = c.execute(select(func.max(VIEW.c.version)).where(VIEW.c.line == line)).scalar() or 0
            if last >= VERSIONS:
                raise ViewError(Say(f"至多 {VERSIONS:,} 个版本", f"at most {VERSIONS:,} versions"), Say("另存为新视图", "save it as a new view"))  # fmt: skip
            made = View(new, line or new, last + 1, parent, case, title, self._ops.who, stamp(now()), len(kept.encode()), sha256(kept.encode()).hexdigest())  # fmt: skip
            c.execute(insert(VIEW).values(**{name: getattr(made, name) for name in View.__slots__}, body=kept))
            self._ops.record(c, "view-save", new, line=made.line, version=made.version, case=case, size=made.size, sha256=made.sha256)  # fmt: skip
        return made

    def one(self, view_id: str) -> View:
        """A view that the asker may see; another is not there for them."""
        with self._ops.read() as c:
            return self._one(c, view_id)

    def body(self, view_id: str) -> Any:
        """What a view shows."""
        with self._ops.read() as c:
            self._one(c, view_id)
            return json.loads(c.execute(select(VIEW.c.body).where(VIEW.c.id == view_id)).scalar_one())

    def versions(self, view_id: str, start: int = 0, size: int = 50) -> tuple[Sequence[View], int]:
        """All versions of its line that the asker may see, the newest first."""
        with self._ops.read() as c:
            return self._page(c, [VIEW.c.line == self._one(c, view_id).line, self._seen()], start, size)

    def list(self, start: int = 0, size: int = 50, *, case: str | None = None, own: bool = False) -> tuple[Sequence[View], int]:  # fmt: skip
        """Of each line the newest version that the asker may see: of one case, their own, or all."""
        these = [self._seen()] if case is None else [VIEW.c.case == case]
        newest = select(func.max(VIEW.c.seq)).where(*these).group_by(VIEW.c.line)
        with self._ops.read() as c:
            if case is not None:
                demand(c, self._ops.who, case, ALL if self._in_cases else ())
            return self._page(c, [VIEW.c.seq.in_(newest), *([VIEW.c.who == self._ops.who] if own else [])], start, size)

    def share(self, view_id: str, name: str) -> Sequence[str]:
        """Somebody may see this version; with whom it is shared then. One in a case is its members'."""
        with self._ops.change() as c:
            self._own(c, view_id)
            who = person(c, name, "annotate")
            held = _shared(c, view_id)
            if who in held or who == self._ops.who:
                raise ViewError(Say(f"{who} 已可查看", f"{who} may see it already"))
            if len(held) >= SHARES:
                raise ViewError(Say(f"至多共享给 {SHARES} 人", f"shared with at most {SHARES} people"), Say("放入案件", "put it into a case"))  # fmt: skip
            self._give(c, view_id, who, True)
            return _shared(c, view_id)

    def unshare(self, view_id: str, name: str) -> Sequence[str]:
        """Somebody may see it no longer; with whom it is shared then."""
        with self._ops.change() as c:
            self._own(c, view_id)
            if called(name) not in _shared(c, view_id):
                raise ViewError(Say("未共享给此人", "it is not shared with them"))
            self._give(c, view_id, called(name), False)
            return _shared(c, view_id)

    def shared(self, view_id: str) -> Sequence[str]:
        """With whom a view is shared, as its owner is told; others are told nothing."""
        with self._ops.read() as c:
            return _shared(c, view_id) if self._one(c, view_id).who == self._ops.who else []

    def _room(self, c: Connection, size: int) -> None:
        used = int(c.execute(select(func.sum(VIEW.c.size)).where(VIEW.c.who == self._ops.who)).scalar() or 0)
        if used + size > ROOM:
            raise ViewError(Say(f"已存视图共 {used:,} 字节，空间用尽", f"your views take {used:,} bytes: there is no more room"), Say("请联系管理员", "ask an administrator"))  # fmt: skip

    def _place(self, c: Connection, case: str | None, parent: str | None) -> tuple[str | None, str | None]:
        """Line and case of a new version. The line of one's own is gone on with, that of a case by who works on it."""
        if parent is None:
            if case is not None:
                workable(c, self._ops.who, case, WORKERS if self._in_cases else ())
            return None, case
        before = self._one(c, parent)
        if case not in (None, before.case):
            raise ViewError(Say("新版本不能换案件", "a version stays in its case"), Say("另存为新视图", "save it as a new view"))  # fmt: skip
        if before.case is not None:
            workable(c, self._ops.who, before.case)
        elif before.who != self._ops.who:
            raise ViewError(Say("视图属于他人", "the view is another's"), Say("另存为新视图", "save it as a new view"))
        return before.line, before.case

    def _one(self, c: Connection, view_id: str) -> View:
        found = (
            ID.fullmatch(view_id) and c.execute(_plain().where(VIEW.c.id == view_id, self._seen())).mappings().first()
        )
        if not found:
            raise ViewError(Say("没有此视图", "no such view"), Say("请核对链接，或请其所有人共享", "check the link, or ask its owner to share it"))  # fmt: skip
        return _view(found)

    def _own(self, c: Connection, view_id: str) -> None:
        found = self._one(c, view_id)
        if found.case is not None:
            raise ViewError(Say("案件中的视图随案件共享", "a view in a case is its members'"), Say("请把此人加入案件", "add them to the case"))  # fmt: skip
        if found.who != self._ops.who:
            raise ViewError(
                Say("视图属于他人", "the view is another's"), Say("请其所有人共享", "ask its owner to share it")
            )

    def _seen(self) -> ColumnElement[bool]:
        """The one rule of who sees a view."""
        who, later = self._ops.who, VIEW_SHARE.alias()
        last = select(func.max(later.c.seq)).where(later.c.person == who).group_by(later.c.view)
        given = select(VIEW_SHARE.c.view).where(VIEW_SHARE.c.seq.in_(last), VIEW_SHARE.c.given == 1)
        return or_(
            VIEW.c.case.in_(readable(who, ALL if self._in_cases else ())),
            VIEW.c.case.is_(None) & ((VIEW.c.who == who) | VIEW.c.id.in_(given)),
        )

    def _page(self, c: Connection, these: Sequence[ColumnElement[bool]], start: int, size: int) -> tuple[Sequence[View], int]:  # fmt: skip
        total = c.execute(select(func.count()).select_from(VIEW).where(*these)).scalar_one()
        page = _plain().where(*these).order_by(VIEW.c.seq.desc()).offset(start).limit(min(size, MOST))
        return [_view(row) for row in c.execute(page).mappings()], total

    def _give(self, c: Connection, view_id: str, who: str, given: bool) -> None:
        c.execute(
            insert(VIEW_SHARE).values(view=view_id, person=who, given=int(given), who=self._ops.who, at=stamp(now()))
        )
        self._ops.record(c, "view-share" if given else "view-unshare", view_id, person=who)


def _plain() -> Select[Any]:
    """Without the body, which may be large."""
    return select(*(VIEW.c[name] for name in View.__slots__))


def _shared(c: Connection, view_id: str) -> list[str]:
    later = VIEW_SHARE.alias()
    last = select(func.max(later.c.seq)).where(later.c.view == view_id).group_by(later.c.person)
    held = select(VIEW_SHARE.c.person).where(VIEW_SHARE.c.seq.in_(last), VIEW_SHARE.c.given == 1)
    return list(c.execute(held.order_by(VIEW_SHARE.c.seq)).scalars())


def _kept(body: object) -> str:
    """A body as it is kept and hashed: canonical JSON."""
    try:
        kept = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
        size = len(kept.encode())
    except (TypeError, ValueError, RecursionError):
        raise ViewError(Say("视图内容不是 JSON", "a view's body is no JSON")) from None
    if size > SIZE:
        raise ViewError(Say(f"视图过大（{size:,} 字节）", f"the view is too large ({size:,} bytes)"), Say(f"至多 {SIZE:,} 字节，请减少内容", f"at most {SIZE:,}: put less on it"))  # fmt: skip
    return kept


def _view(row: Mapping[Any, Any]) -> View:
    return View(**{name: row[name] for name in View.__slots__})
