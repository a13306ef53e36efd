"""Characters by their sound: pinyin without tone, one private character a syllable, so that texts of sounds compare fast."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

FIRST = 0xE000  # private use: no name has these characters


@cache
def sound(char: str) -> str:
    """The syllable of a character, the character itself where it has none."""
    import pypinyin  # half a second of tables, which no other command needs

    return str(pypinyin.lazy_pinyin(char)[0])


class _Sounds(dict[int, str]):
    """`str.translate` table that learns: character to the private character of its syllable."""

    def __init__(self) -> None:
        super().__init__()
        self.syllables: dict[str, str] = {}

    def __missing__(self, code: int) -> str:
        char = chr(code)
        said = sound(char)
        if said != char:
            char = self.syllables.setdefault(said, chr(FIRST + len(self.syllables)))
        self[code] = char
        return char


_TABLE = _Sounds()


def sounded(texts: Iterable[str]) -> list[str]:
    """Texts with each character replaced by one that stands for its syllable. Comparable within one process only."""
    return [text.translate(_TABLE) for text in texts]
