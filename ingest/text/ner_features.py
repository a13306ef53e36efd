"""What the tagger of names sees of each character: its neighbours, their kinds, and the dictionary word it stands in."""

from __future__ import annotations

import re
from operator import add

import rjieba

VERSION = 1  # of the templates below: a model knows which it was trained on
EDGE = "\x02"  # stands before the first and after the last character
NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两")
MOST = 256  # characters that are tagged as one piece
HALF = re.compile("[\ud800-\udfff]")  # of a pair that is none: no library takes it
PLACES = {1: ("S",), 2: ("B", "E"), 3: ("B", "M", "E")}

Item = tuple[str, ...]


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


FOLDED, KINDS = _Folded(), _Kinds()


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
    return list(
        zip(
            map("a".__add__, c[:-4]),
            map("b".__add__, c[1:-3]),
            map("c".__add__, c[2:-2]),
            map("d".__add__, c[3:-1]),
            map("e".__add__, c[4:]),
            map("f".__add__, pairs[:-3]),
            map("g".__add__, pairs[1:-2]),
            map("h".__add__, pairs[2:-1]),
            map("i".__add__, pairs[3:]),
            map("j".__add__, map(add, c[1:-3], c[3:-1])),
            map("k".__add__, map(add, map(add, kinds[:-2], kinds[1:-1]), kinds[2:])),
            map("l".__add__, words[:-2]),
            map("m".__add__, words[1:-1]),
            map("n".__add__, words[2:]),
            map("o".__add__, links[:-1]),
            map("p".__add__, links[1:]),
            strict=True,
        )
    )


def _places(text: str) -> list[str]:
    found: list[str] = []
    for word, part in rjieba.tag(HALF.sub("?", text)):
        n = len(word)
        for place in PLACES.get(n) or ("B", *("M" * (n - 2)), "E"):
            found.append(place + part)
    return found
