"""Values as a reader sees them: texts without signs that act, 元 with two decimals, China's clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

CHINA = timedelta(hours=8)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# controls, what turns the direction of writing, what can't be seen, halves of signs, private areas
ACTING = re.compile(
    "([\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufe00-\ufe0f\ufeff\ufff0-\uffff\U000e0000-\U0010ffff])\\1*"
)
CAPTION, CELL, TEXT = 40, 160, 1_200  # signs of a name, of a cell, of a passage that are shown


def shown(value: object, most: int = CELL, lang: str = "zh") -> str:
    """A value as text: line breaks as spaces, signs that act by their code point, the end of what is too long counted.

    So nothing is lost silently, and no text can turn, hide or break another's.
    """
    text = str(value)
    kept = ACTING.sub(_named, text[:most]).strip()
    if len(text) <= most:
        return kept
    return f"{kept}…（共 {len(text):,} 字）" if lang == "zh" else f"{kept}… ({len(text):,} signs)"


def _named(found: re.Match[str]) -> str:
    """Signs that act, a run of the same as one with its length."""
    one, many = found[1], len(found[0])
    return " " if one in "\t\n\r\x0b\x0c" else f"〈U+{ord(one):04X}{f'×{many}' if many > 1 else ''}〉"


def yuan(fen: int | None) -> str:
    """Fen as 元: 1,234.56."""
    if fen is None:
        return "—"
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02}"


def clock(moment: int | str | None) -> str:
    """Epoch ms, or ISO 8601, as China's clock shows it: 2024-03-01 08:00:00."""
    if moment is None or moment == "":
        return "—"
    try:
        at = EPOCH + timedelta(milliseconds=moment) if isinstance(moment, int) else datetime.fromisoformat(moment)
        return (at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC) + CHINA).strftime("%Y-%m-%d %H:%M:%S")
    except (ValueError, OverflowError):
        return shown(moment)


def day(moment: int | str | None) -> str:
    """The day of it."""
    return clock(moment)[:10]
