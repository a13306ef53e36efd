"""What a person types: a moment, an amount, a length of time, which act of a command, the beginning of an id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from graph.cell import USUAL, BadValue
from graph.clock import parse_time
from graph.money import parse_amount
from graph.say import JinyingError, Say, did_you_mean

UNITS = {"m": 60, "min": 60, "h": 3600, "d": 86_400, "分": 60, "分钟": 60, "时": 3600, "小时": 3600, "天": 86_400, "日": 86_400}  # fmt: skip
SPAN = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?([a-z]+|[分时小钟天日]+)", re.IGNORECASE)


class AskedError(JinyingError):
    """What was typed can't be read."""


def moment(text: str) -> int:
    """UTC seconds of a time as people write it; without a zone it is China's, a day alone is its beginning."""
    try:
        return int(parse_time(text, USUAL).timestamp())
    except BadValue:
        raise _bad(text, "时间", "time", "2024-06-30, 2024-06-30 15:04:05") from None


def fen(text: str) -> int:
    """An amount in fen of an amount in yuan: 1000, 12,345.60, 1.2万."""
    try:
        return parse_amount(text, USUAL)
    except BadValue:
        raise _bad(text, "金额", "amount", "1000, 12,345.60, 1.2万") from None


def span(text: str) -> int:
    """Seconds of a length of time: 3d, 48h, 90min, 3天."""
    found = SPAN.fullmatch(text.strip())
    if not found or found[2].lower() not in UNITS:
        raise _bad(text, "时长", "length of time", "3d, 48h, 90min, 3天")
    return round(float(found[1]) * UNITS[found[2].lower()])


def act_of(word: str, acts: Collection[str]) -> None:
    """Refuse what is no act of a command."""
    if word not in acts:
        raise AskedError(Say(f"没有“{word}”", f"there is no '{word}'"), did_you_mean(word, acts))


def begun(text: str | None, ids: Iterable[str], prefix: str, of: Say, cure: Say) -> str:
    """The one id that begins as it was typed, with four signs at least behind the prefix of its sort (`task-`)."""
    typed = text or ""
    found = [one for one in ids if len(typed) >= len(prefix) + 4 and one.startswith(typed)]
    if len(found) != 1:
        raise AskedError(Say(f"没有{of.zh}“{typed[:64]}”", f"no {of.en} '{typed[:64]}'"), cure)
    return found[0]


def _bad(text: str, zh: str, en: str, such: str) -> AskedError:
    return AskedError(Say(f"“{text}”不是{zh}", f"'{text}' is no {en}"), Say(f"如 {such}", f"as in {such}"))
