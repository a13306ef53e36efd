"""Personal data in texts: which mentions are, as which kind of value each is masked, and passages without it."""

from __future__ import annotations

from collections.abc import Iterable

from graph.mask import masked
from ingest.text.mention import Mention

PERSONAL = {
    "phone": "phone", "id_number": "id_number", "account": "account", "wallet": "account", "person": "person_name", "address": "address",
    "email": "account", "qq": "account", "wechat": "account",
}  # fmt: skip


def personal(mentions: Iterable[Mention]) -> list[Mention]:
    """Those that are personal data, as they stand."""
    return [m for m in mentions if m.label in PERSONAL]


def hidden(text: str, start: int, end: int, among: Iterable[Mention]) -> str:
    """A stretch of a text with the personal data `among` its mentions (by place) masked; one that only reaches into it is
    masked whole."""
    out, at = [], start
    for m in among:
        if m.end > at and m.start < end:
            out += [text[at : max(at, m.start)], masked(PERSONAL[m.label], m.text)]
            at = min(end, m.end)
    return "".join([*out, text[at:end]])
