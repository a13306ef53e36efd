"""Root fields: each says which right it takes, so that a test can walk them all; the visit of a request."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from typing import Any, cast

import strawberry
from strawberry.permission import BasePermission
from strawberry.types import Info

from api.visit import Visit
from graph.say import JinyingError, Say

MOST = 500  # of one page
USUAL = 50


class AskedError(JinyingError):
    """An argument that can't be used."""


def visit_of(info: Info) -> Visit:
    """Whose request this is."""
    return cast(Visit, info.context["visit"])


class May(BasePermission):
    """A right that a field takes; who lacks it is told so, and nothing of what is there."""

    right = ""

    def has_permission(self, source: Any, info: Info, **_: Any) -> bool:
        visit_of(info).demand(self.right)
        return True


def may(right: str) -> type[May]:
    """The permission of one right."""
    return type(f"May_{right}", (May,), {"right": right})


def asked(right: str, about: str) -> Callable[[Any], Any]:
    """A root query that takes a right."""
    return cast(Callable[[Any], Any], strawberry.field(permission_classes=[may(right)], description=about))


def done(right: str, about: str) -> Callable[[Any], Any]:
    """A mutation that takes a right."""
    return cast(Callable[[Any], Any], strawberry.mutation(permission_classes=[may(right)], description=about))


def words(name: str, known: Mapping[str, Say], about: str) -> Any:
    """An enum of words that stand in the database, each described in both languages."""
    values = {n: strawberry.enum_value(n, description=f"{label.zh} · {label.en}") for n, label in known.items()}
    return strawberry.enum(enum.Enum(name, values), description=about)


def page(first: int | None, after: str | None, most: int = MOST) -> tuple[int, int]:
    """From where and how many: `after` is a cursor that a page gave."""
    size = USUAL if first is None else first
    if not 1 <= size <= most:
        raise AskedError(Say(f"first 应在 1 至 {most} 之间", f"first is between 1 and {most}"))
    return (0 if after is None else _place(after) + 1), size


def cursor(place: int) -> str:
    """The cursor of a list's place."""
    return f"p{place}"


def _place(text: str) -> int:
    if not (text[:1] == "p" and text[1:].isascii() and text[1:].isdigit() and len(text) < 9):
        raise AskedError(Say("游标无效", "no cursor of ours"), Say("用上一页的 endCursor", "use endCursor of the page before"))  # fmt: skip
    return int(text[1:])


def short(text: str, most: int, name: Say) -> str:
    """A text that somebody sends, within its limit and not empty."""
    if not text.strip() or len(text) > most:
        raise AskedError(Say(f"{name.zh}应为 1 至 {most} 个字符", f"{name.en} takes 1 to {most} characters"))
    return text.strip()
