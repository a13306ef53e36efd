"""What the tagger of names sees of each character: its neighbours, their kinds, and the dictionary word it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import add

import rjieba

VERSION = 1  # of the templates below: a model knows which it was trained on
EDGE = "\x02"  # stands before the first and after the last character
NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
MOST = 256  # characters that are tagged as one piece
HALF = re.compile("[\ud800-\udfff]")  # of a pair that is none: no library takes it
PLACES = {1: ("S",), 2: ("B", "E"), 3: ("B", "M", "E")}

KNOWN = 1 << 17  # features of a template that are remembered

Item = tuple[bytes, ...]


class _Folded(dict[str, str]):
    """A character as features name it: digits are one, letters small, blanks one."""

    def __missing__(self, char: str) -> str:
        made = "0" if char.isdecimal() else char.lower() if char.isalpha() else " " if char.isspace() else char
        return self.setdefault(char, "?" if HALF.match(char) else made)


class _Kinds(dict[str, str]):
    """Digit, numeral, Han character, other letter, space, sign."""

    def __missing__(self, char: str) -> str:
        if char.isdecimal():
            return self.setdefault(char, "D")
        if char in NUMERALS:
            return self.setdefault(char, "N")
        if "\u4e00" <= char <= "\u9fff":
            return self.setdefault(char, "H")
        return self.setdefault(char, "L" if char.isalpha() else "S" if char.isspace() else "P")


class _Named(dict[str, bytes]):
    """What a template sees, by its letter, as the tagger takes it: made once, for what is seen comes again and again."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self.letter = letter

    def __missing__(self, seen: str) -> bytes:
        if len(self) >= KNOWN:
            self.clear()
        return self.setdefault(seen, (self.letter + seen).encode())


FOLDED, KINDS = _Folded(), _Kinds()
TEMPLATES = [_Named(letter).__getitem__ for letter in "abcdefghijklmnop"]


def features(text: str) -> list[Item]:
    """A tuple of features for each character of `text`.

    Characters and pairs in a window of five, kinds of three characters, and for three characters their place in the
    dictionary's word (begin, middle, end, single) with its part of speech. Most of the time of reading goes here, so that
    what several templates share is made once and the loops are the interpreter's own.
    """
    if not text:
        return []
    c = [EDGE, EDGE, *map(FOLDED.__getitem__, text), EDGE, EDGE]
    pairs = list(map(add, c[:-1], c[1:]))
    kinds = ["^", *map(KINDS.__getitem__, text), "$"]
    words = ["^", *_places(text), "$"]
    links = list(map(add, words[:-1], words[1:]))
    seen: tuple[Iterable[str], ...] = (
        *(c[:-4], c[1:-3], c[2:-2], c[3:-1], c[4:]),
        *(pairs[:-3], pairs[1:-2], pairs[2:-1], pairs[3:], map(add, c[1:-3], c[3:-1])),
        map(add, map(add, kinds[:-2], kinds[1:-1]), kinds[2:]),
        *(words[:-2], words[1:-1], words[2:], links[:-1], links[1:]),
    )
    return list(zip(*map(map, TEMPLATES, seen), strict=True))


def _places(text: str) -> list[str]:
    found: list[str] = []
    for word, part in rjieba.tag(HALF.sub("?", text)):
        n = len(word)
        for place in PLACES.get(n) or ("B", *("M" * (n - 2)), "E"):
            found.append(place + part)
    return found
