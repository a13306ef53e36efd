"""Views on SQLite and PostgreSQL: a version never changes, has its link, and is seen by whom it is meant for."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from graph.ops import Ops
from graph.ops.case_tables import VIEW
from graph.ops.cases import Case, CaseError, Cases
from graph.ops.views import SIZE, ViewError, Views
from graph.ops.written import WrittenError
from graph.rights import Refused
from graph.say import JinyingError
from tests.graph.ops.test_cases import AN, HAN, LI, WEI, both, case, cases, ops  # noqa: F401
from tests.graph.test_ops import ops_at, postgresql  # noqa: F401

BODY = {"nodes": [{"id": "acc-1", "x": 1.5, "y": -2}], "filters": {"least": 5_000_000_00}, "styles": {"字": "楷", "线": None}}  # fmt: skip
By = Callable[[str], Views]


@pytest.fixture
def views(ops: Ops) -> By:  # noqa: F811
    """The views as somebody sees them."""
    return lambda who: Views(ops.by(who))


def hidden(made: Views, view: str) -> bool:
    """Whether a view is not there, in the same words as one that never was, whatever is asked of it."""
    asked: list[Callable[[str], object]] = [
        made.one, made.body, made.versions, made.shared, lambda v: made.share(v, "han"), lambda v: made.unshare(v, HAN),
        lambda v: made.save("x", {}, parent=v),
    ]  # fmt: skip
    for ask in asked:
        words = []
        for one in (view, "view-" + "0" * 32, "nothing\0"):
            try:
                ask(one)
            except ViewError as error:
                words.append(str(error))
        if words != ["no such view; check the link, or ask its owner to share it"] * 3:
            return False
    return True


def test_a_view_comes_back_as_it_was_saved(views: By, ops: Ops) -> None:  # noqa: F811
    saved = views(LI).save("  资金分层 ", BODY)
    assert views(LI).one(saved.id) == saved
    assert views(LI).body(saved.id) == BODY
    kept = json.dumps(BODY, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert (saved.title, saved.version, saved.line, saved.parent, saved.case, saved.who) == ("资金分层", 1, saved.id, None, None, LI)  # fmt: skip
    assert (saved.size, saved.sha256) == (len(kept), sha256(kept).hexdigest())
    entry = ops.audit(1)[0]
    assert (entry["who"], entry["action"], entry["subject"], entry["detail"]["sha256"]) == (LI, "view-save", saved.id, saved.sha256)  # fmt: skip


def test_saving_again_makes_a_version_and_leaves_the_one_before(views: By, ops: Ops) -> None:  # noqa: F811
    first = views(LI).save("一", {"n": 1})
    second = views(LI).save("二", {"n": 2}, parent=first.id)
    branch = views(LI).save("三", {"n": 3}, parent=first.id)
    assert [(v.version, v.line, v.parent) for v in (first, second, branch)] == [(1, first.id, None), (2, first.id, first.id), (3, first.id, first.id)]  # fmt: skip
    assert [views(LI).body(v.id)["n"] for v in (first, second, branch)] == [1, 2, 3]
    for one in (first, branch):
        assert views(LI).versions(one.id) == ([branch, second, first], 3)
    assert views(LI).versions(first.id, 1, 1) == ([second], 3)
    assert views(LI).list() == ([branch], 1)


@pytest.mark.parametrize(
    "body", [float("nan"), {"x": float("inf")}, {"x": {1, 2}}, object(), {"x": "\ud800"}, {"x": b"1"}]
)
def test_what_is_no_json_is_no_view(views: By, body: Any) -> None:
    with pytest.raises(ViewError, match="no JSON"):
        views(LI).save("x", body)


def test_a_view_nested_without_end_is_no_view(views: By) -> None:
    deep: list[Any] = []
    for _ in range(200_000):
        deep = [deep]
    with pytest.raises(ViewError, match="no JSON"):
        views(LI).save("x", deep)
    while deep:  # taken apart by hand: what frees it would nest as deep
        deep = deep.pop()


def test_a_view_has_a_largest_size_in_bytes(views: By) -> None:
    room = SIZE - len(b'{"x":""}')
    assert views(LI).save("x", {"x": "a" * room}).size == SIZE
    for body in ({"x": "a" * (room + 1)}, {"x": "字" * (room // 3 + 1)}):
        with pytest.raises(ViewError, match="too large"):
            views(LI).save("x", body)
    with pytest.raises(WrittenError, match="the title is too long"):
        views(LI).save("x" * 101, {})
    with pytest.raises(WrittenError, match="the title is missing"):
        views(LI).save(" ", {})


def test_all_that_one_person_saves_has_an_end(views: By, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.ops.views.ROOM", 10)
    views(LI).save("x", {"a": 1})
    with pytest.raises(ViewError, match="take 7 bytes: there is no more room; ask an administrator"):
        views(LI).save("x", {"a": 1})
    assert views(HAN).save("x", {"a": 1}).size == 7


def test_a_view_of_ones_own_is_there_for_its_owner_and_whom_it_is_shared_with(views: By, ops: Ops) -> None:  # noqa: F811
    first = views(LI).save("一", {"n": 1})
    second = views(LI).save("二", {"n": 2}, parent=first.id)
    assert hidden(views(AN), first.id)
    assert views(AN).list() == ([], 0)
    assert views(LI).share(first.id, "an") == [AN]
    assert views(AN).body(first.id) == {"n": 1}
    assert hidden(views(AN), second.id), "a version that was shared does not bring the next one"
    assert views(AN).versions(first.id) == views(AN).list() == ([first], 1)
    assert views(AN).list(own=True) == ([], 0)
    assert views(AN).shared(first.id) == []
    for act in (lambda: views(AN).share(first.id, "han"), lambda: views(AN).unshare(first.id, AN), lambda: views(AN).save("x", {}, parent=first.id)):  # fmt: skip
        with pytest.raises(ViewError, match="another's"):
            act()
    assert views(LI).share(first.id, "han") == views(LI).shared(first.id) == [AN, HAN]
    assert views(LI).unshare(first.id, "an") == [HAN]
    assert hidden(views(AN), first.id)
    assert views(LI).share(first.id, "an") == [HAN, AN]
    assert views(AN).one(first.id) == first
    assert [e["action"] for e in reversed(ops.audit()) if e["action"].startswith("view")] == ["view-save", "view-save", "view-share", "view-share", "view-unshare", "view-share"]  # fmt: skip


def test_a_view_is_shared_once_and_with_users_who_may_annotate(views: By) -> None:
    saved = views(LI).save("一", {})
    views(LI).share(saved.id, "han")
    for name in ("han", "li"):
        with pytest.raises(ViewError, match="may see it already"):
            views(LI).share(saved.id, name)
    with pytest.raises(WrittenError, match="no user 'nobody' who may annotate"):
        views(LI).share(saved.id, "nobody")
    with pytest.raises(ViewError, match="not shared with them"):
        views(LI).unshare(saved.id, WEI)


def test_a_view_in_a_case_follows_the_case(views: By, cases: Callable[[str], Cases], case: Case) -> None:  # noqa: F811
    saved = views(HAN).save("分层", {"n": 1}, case=case.id)
    next_ = views(LI).save("分层", {"n": 2}, parent=saved.id)
    assert (next_.case, next_.version, next_.who) == (case.id, 2, LI)
    assert views(WEI).body(next_.id) == {"n": 2}
    assert views(WEI).list(case=case.id) == ([next_], 1)
    with pytest.raises(Refused, match="ask its lead"):
        views(WEI).save("x", {}, parent=saved.id)
    with pytest.raises(Refused, match="ask its lead"):
        views(WEI).save("x", {}, case=case.id)
    with pytest.raises(ViewError, match="add them to the case"):
        views(HAN).share(saved.id, "an")
    assert hidden(views(AN), saved.id)
    for ask in (lambda: views(AN).list(case=case.id), lambda: views(AN).save("x", {}, case=case.id)):
        with pytest.raises(CaseError, match="no such case"):
            ask()
    cases(LI).remove_member(case.id, "han", "调离")
    assert hidden(views(HAN), saved.id), "also for who made it"
    assert views(HAN).list() == ([], 0)
    assert views(LI).versions(next_.id) == ([next_, saved], 2)


def test_a_version_stays_in_its_case_and_a_closed_case_takes_none(views: By, cases: Callable[[str], Cases], case: Case) -> None:  # noqa: F811 # fmt: skip
    own, held = views(LI).save("一", {}), views(LI).save("二", {}, case=case.id)
    with pytest.raises(ViewError, match="a version stays in its case"):
        views(LI).save("x", {}, case=case.id, parent=own.id)
    cases(LI).close(case.id, "other", "x")
    for more in ({"case": case.id}, {"parent": held.id}):
        with pytest.raises(CaseError, match="reopen it first"):
            views(LI).save("x", {}, **more)  # type: ignore[arg-type]
    assert views(WEI).body(held.id) == {}


def test_two_versions_saved_at_once_are_two_versions(views: By, ops: Ops) -> None:  # noqa: F811
    first = views(LI).save("一", {})
    assert both(*(lambda n=n: views(LI).save("x", {"n": n}, parent=first.id) for n in range(4))) == ["done"] * 4  # type: ignore[misc]
    assert [v.version for v in views(LI).versions(first.id)[0]] == [5, 4, 3, 2, 1]
    with ops.read() as c:
        assert len(set(c.execute(select(VIEW.c.sha256)).scalars())) == 5
    assert ops.audit_broken() is None


def test_a_list_is_paged_and_says_how_long_it_is(views: By) -> None:
    for n in range(5):
        views(LI).save(str(n), {})
    page, total = views(LI).list(1, 2)
    assert ([v.title for v in page], total) == (["3", "2"], 5)


def test_a_view_that_can_not_be_saved_leaves_no_trace(views: By, ops: Ops) -> None:  # noqa: F811
    before = len(ops.audit(1000))
    with pytest.raises(JinyingError):
        views(LI).save("x", {}, case="case-0")
    assert views(LI).list() == ([], 0)
    assert len(ops.audit(1000)) == before
