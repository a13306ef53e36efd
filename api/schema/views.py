"""Saved views and annotations by GraphQL: a view has its link and never changes, an annotation is taken away by a later row."""

from __future__ import annotations

import strawberry
from strawberry.types import Info

from api.schema.fields import AskedError, asked, done, page, visit_of
from api.schema.pages import Connection, connection
from api.schema.scalars import Json, Long, Time, epoch
from api.schema.subjects import shown, there
from api.visit import Visit
from graph.ops.annotations import SUBJECTS, Annotations
from graph.ops.annotations import Annotation as Written
from graph.ops.views import View as Saved
from graph.ops.views import Views
from graph.say import Say


@strawberry.type(description="视图的一个版本，不可更改，id 即其链接 · one version of a view; its id is its link")
class View:
    id: strawberry.ID
    line: strawberry.ID = strawberry.field(description="首版的 id · the id of its first version")
    version: int
    parent: strawberry.ID | None = strawberry.field(description="由哪一版而来 · the version that it was made from")
    case: strawberry.ID | None
    title: str
    who: str
    at: Time
    size: Long = strawberry.field(description="内容字节数 · bytes of its body")
    sha256: str


@strawberry.type(description="打开的视图及其内容 · a view with what it shows")
class ViewOpened(View):
    @strawberry.field(description="保存时的内容 · what it shows, as it was saved")
    def body(self, info: Info) -> Json:
        return Json(_views(visit_of(info)).body(str(self.id)))

    @strawberry.field(description="可见的各版本，新的在前 · all versions that one may see, the newest first")
    def versions(self, info: Info, first: int | None = None, after: str | None = None) -> Connection[View]:
        start, size = page(first, after)
        held, total = _views(visit_of(info)).versions(str(self.id), start, size)
        return connection([_view(View, one) for one in held], start, total)

    @strawberry.field(description="共享给何人（仅所有人可见） · with whom it is shared; told to its owner alone")
    def shared_with(self, info: Info) -> list[str]:
        return list(_views(visit_of(info)).shared(str(self.id)))


@strawberry.type(description="批注 · an annotation on an entity, a link or a finding")
class Annotation:
    seq: int
    subject: strawberry.ID
    case: strawberry.ID | None = strawberry.field(description="为空即所有可批注者可见 · null: for all who may annotate")
    who: str
    at: Time
    text: str
    gone: bool = strawberry.field(description="已撤下 · taken away")


@strawberry.type
class Saying:
    @asked("annotate", "一个视图；无权查看即视为没有 · one view; where it is not yours to see there is none")
    def view(self, info: Info, id: strawberry.ID) -> ViewOpened:
        return _view(ViewOpened, _views(visit_of(info)).one(str(id)))  # type: ignore[return-value]

    @asked("annotate", "可见视图的最新版本，新的在前 · of each view the newest version that one may see")
    def views(self, info: Info, case: strawberry.ID | None = None, own: bool = False, first: int | None = None, after: str | None = None) -> Connection[View]:  # fmt: skip
        return views_of(visit_of(info), None if case is None else str(case), own, *page(first, after))

    @asked(
        "annotate",
        "主体、关系或发现上的批注 · annotations on entities, links or findings, at most 500 of these at once",
    )
    def annotations(
        self, info: Info, subjects: list[strawberry.ID], case: strawberry.ID | None = None, gone: bool = False, first: int | None = None,
        after: str | None = None,
    ) -> Connection[Annotation]:  # fmt: skip
        visit, (start, size) = visit_of(info), page(first, after)
        if len(subjects) > SUBJECTS:
            raise AskedError(Say(f"一次至多 {SUBJECTS} 个", f"at most {SUBJECTS} at once"))
        visible = [one for one in map(str, subjects) if shown(visit, one)]
        held, total = _notes(visit).on(visible, start, size, case=None if case is None else str(case), gone=gone)
        return connection([_note(one) for one in held], start, total)


@strawberry.type
class Writing:
    @done("annotate", "保存视图：每次都是新版本 · save a view: always a new version; in a case, or one's own")
    def save_view(self, info: Info, title: str, body: Json, case: strawberry.ID | None = None, parent: strawberry.ID | None = None) -> ViewOpened:  # fmt: skip
        given = {name: None if one is None else str(one) for name, one in (("case", case), ("parent", parent))}
        return _view(ViewOpened, _views(visit_of(info)).save(title, body, **given))  # type: ignore[return-value]

    @done("annotate", "把一个版本共享给某人 · let somebody see this version")
    def share_view(self, info: Info, id: strawberry.ID, person: str) -> ViewOpened:
        views = _views(visit_of(info))
        views.share(str(id), person)
        return _view(ViewOpened, views.one(str(id)))  # type: ignore[return-value]

    @done("annotate", "不再共享 · let somebody see it no longer")
    def unshare_view(self, info: Info, id: strawberry.ID, person: str) -> ViewOpened:
        views = _views(visit_of(info))
        views.unshare(str(id), person)
        return _view(ViewOpened, views.one(str(id)))  # type: ignore[return-value]

    @done("annotate", "批注，不可更改 · annotate; it stays as it was written")
    def annotate(self, info: Info, subject: strawberry.ID, text: str, case: strawberry.ID | None = None) -> Annotation:
        visit = visit_of(info)
        there(visit, [str(subject)])
        return _note(_notes(visit).add(str(subject), text, case=None if case is None else str(case)))

    @done("annotate", "撤下批注，原文仍可查 · take an annotation away; that it was there stays")
    def remove_annotation(self, info: Info, seq: int, reason: str) -> Annotation:
        return _note(_notes(visit_of(info)).remove(seq, reason))


def views_of(visit: Visit, case: str | None, own: bool, start: int, size: int) -> Connection[View]:
    """A page of views: of a case, one's own, or all that one may see."""
    held, total = _views(visit).list(start, size, case=case, own=own)
    return connection([_view(View, one) for one in held], start, total)


def _views(visit: Visit) -> Views:
    return Views(visit.ops, in_cases=visit.actor.may("cases"))


def _notes(visit: Visit) -> Annotations:
    return Annotations(visit.ops, in_cases=visit.actor.may("cases"))


def _id(one: str | None) -> strawberry.ID | None:
    return None if one is None else strawberry.ID(one)


def _view(of: type[View], made: Saved) -> View:
    return of(
        id=strawberry.ID(made.id), line=strawberry.ID(made.line), version=made.version, parent=_id(made.parent), case=_id(made.case), title=made.title,
        who=made.who, at=Time(epoch(made.at)), size=Long(made.size), sha256=made.sha256,
    )  # fmt: skip


def _note(one: Written) -> Annotation:
    return Annotation(
        seq=one.seq, subject=strawberry.ID(one.subject), case=_id(one.case), who=one.who, at=Time(epoch(one.at)), text=one.text, gone=one.gone
    )  # fmt: skip
