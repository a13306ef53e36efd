"""One request of one person: who asks, in which language, and what of each record they may see."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from starlette.requests import HTTPConnection

from api.system import System
from graph.ontology import Kind, Link
from graph.ops import Ops
from graph.rights import Actor
from graph.say import Say
from graph.why import public, shown, veil


@dataclass
class Visit:
    """`ops` acts in the asker's name, so that whatever changes says who did it."""

    system: System
    actor: Actor
    lang: str = "zh"
    kept: dict[Any, Any] = field(default_factory=dict)  # what this request has read already

    @cached_property
    def ops(self) -> Ops:
        return self.system.ops.by(self.actor.who)

    def demand(self, right: str) -> None:
        """Refuse where the asker lacks a right."""
        self.actor.demand(right)

    def note(self, action: str, subject: str, **detail: Any) -> None:
        """An audit entry in the asker's name; `detail` holds no personal data."""
        self.ops.note(action, subject, **detail)

    def shown(self, owner: Kind | Link, row: Mapping[str, Any], record_id: str, apart: Container[str] = ()) -> dict[str, Any]:  # fmt: skip
        """A record as this person sees it: personal data masked. Reading it in full is `unmask`, with a reason. `apart`: names
        in `row` that are no properties."""
        kept = veil(owner.name)
        if kept.over.isdisjoint(row):
            return dict(row)
        plain = kept.called.keys().isdisjoint(row)
        return shown(row, owner, () if plain else public(self.system.snapshot, owner, record_id, row), apart)

    def say(self, words: Say) -> str:
        """In the asker's language."""
        return words.to(self.lang)


def visit_of(connection: HTTPConnection) -> Visit:
    """The visit of a request that the guard has let in: it set `state.actor`; the app holds `state.system`."""
    return Visit(connection.app.state.system, connection.state.actor, language_of(connection))


def language_of(connection: HTTPConnection) -> str:
    """As the address asks, else as the browser does, else as the server is set."""
    asked = connection.query_params.get("lang") or connection.headers.get("accept-language", "")
    return next(
        (one for one in ("zh", "en") if asked.lower().startswith(one)), connection.app.state.system.settings.lang
    )
