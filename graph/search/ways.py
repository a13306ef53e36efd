"""How a value answers a word: the reason of a hit, said in words, and how good it is. Looked at value by value, without the index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from graph.say import Say
from graph.search.reading import FORMS
from graph.search.sounds import divided, initials, slips, spoken
from graph.search.sought import HOST, NAME, NUMBER, Sought
from graph.search.tokens import HAN, codelike, plain

SAME, BEGINS, INSIDE = Say("一致", "the same"), Say("开头", "begins so"), Say("包含", "has it")
TAIL, HEAD, PIECE = Say("尾号", "ends in it"), Say("号码开头", "the number begins so"), Say("号码片段", "a part of the number")
SOUND, FIRST, MIXED = Say("拼音", "pinyin"), Say("拼音首字母", "first letters of the pinyin"), Say("拼音与首字母", "pinyin and first letters")
SHORT, ALIKE = Say("简称", "short form"), Say("同音字", "sounds the same")
WRONG, LETTER, DIGIT = Say("差一字", "one character differs"), Say("拼音差一字母", "pinyin, one letter differs"), Say("差一位", "one place differs")
OTHER_NAME = Say("别名", "another name")


@dataclass(frozen=True, slots=True)
class Met:
    """How a word was met and how well, 0 to 1."""

    score: float
    how: Say


@dataclass(frozen=True, slots=True)
class Match:
    """How a whole query was met: by which property, how, how well."""

    score: float
    field: str
    reason: Say


def match(either: Sequence[Sequence[str]], values: Sequence[tuple[Sought, str]], caption: str) -> Match | None:
    """The best way in which an entity's values answer a query (one of `either`, all words of it)."""
    found = [m for words in either if (m := _all(words, values, caption))]
    return max(found, key=lambda m: m.score, default=None)


def _all(words: Sequence[str], values: Sequence[tuple[Sought, str]], caption: str) -> Match | None:
    best: list[tuple[float, Met, Sought, str]] = []
    for word in words:
        found = [(m.score * (1.0 if s.caption else 0.96), m, s, v) for s, v in values if (m := met(word, plain(v, s.sort), s))]
        if not found:
            return None
        best.append(max(found, key=lambda f: f[0]))
    reasons = dict.fromkeys(_reason(m, s, v, caption) for _, m, s, v in best)
    score = sum(f[0] for f in best) / len(best)
    return Match(score, best[0][2].prop.name, Say("；".join(r.zh for r in reasons), "; ".join(r.en for r in reasons)))


def _reason(m: Met, s: Sought, value: str, caption: str) -> Say:
    label = OTHER_NAME if s.caption and value != caption else s.prop.label
    return Say(f"{label.zh}：{m.how.zh}", f"{label.en}: {m.how.en}")


def met(word: str, text: str, what: Sought) -> Met | None:
    """How one value answers one word, the best way first."""
    near = 0.06 * len(word) / max(len(text), len(word))
    if word == text:
        return Met(1.0, SAME)
    if (what.sort == NUMBER or (what.sort == NAME and codelike(text))) and (found := _number(word, text, what.closed, near)):
        return found
    if what.sort == NUMBER:
        return None
    if word in text:
        return Met((0.9 if text.startswith(word) else 0.82) + near, BEGINS if text.startswith(word) else INSIDE)
    if what.sort == NAME and HAN.search(text) and word.isascii() and (found := _spoken(word, text, near)):
        return found
    if what.sort == HOST and len(word) < 3:
        return None
    return _wrong(word, text, what.sort, near)


def _number(word: str, text: str, closed: bool, near: float) -> Met | None:
    if len(word) > 3 and text.endswith(word) and word.isalnum():
        return Met(0.88 + near, TAIL)
    if not closed and len(word) > 1 and word in text:
        return Met((0.8 if text.startswith(word) else 0.7) + near, HEAD if text.startswith(word) else PIECE)
    if len(word) > 3 and abs(len(word) - len(text)) < 2 and OSA.distance(word, text, score_cutoff=1) == 1:
        return Met(0.5 + near, DIGIT)
    return None


def _spoken(word: str, text: str, near: float) -> Met | None:
    """By sound: whole syllables, first letters, both, or syllables with a slip."""
    found = []
    for said, joined, first in _sounds(text):
        if word in first:
            found.append(Met((0.8 if word == first else 0.72 if first.startswith(word) else 0.6) + near, FIRST))
        if (place := _syllables(word, said, joined)) is not None:
            found.append(Met((0.86 if len(joined.replace(".", "")) == len(word) else 0.78 if place == 0 else 0.7) + near, SOUND))
        elif _mixed(word, joined, first):
            found.append(Met(0.55 + near, MIXED))
        elif len(word) > 3 and any(w in joined for w in _slips(word)):
            found.append(Met(0.45 + near, LETTER))
    return max(found, key=lambda m: m.score, default=None)


@lru_cache(maxsize=20_000)
def _sounds(text: str) -> tuple[tuple[tuple[str, ...], str, str], ...]:
    """Of each reading the syllables, the same between dots, and the first letters."""
    return tuple((tuple(said), f".{'.'.join(said)}.", initials(said)) for said in spoken(text))


def _syllables(word: str, said: tuple[str, ...], joined: str) -> int | None:
    """At which syllable a word begins; its last may be unfinished."""
    word = word.replace("lyu", "lv").replace("nyu", "nv")
    letters = joined.replace(".", "")
    at = letters.find(word)
    starts = {sum(map(len, said[:i])): i for i in range(len(said))}
    while at >= 0:
        if at in starts and len(word) > 1:
            return starts[at]
        at = letters.find(word, at + 1)
    return None


@lru_cache(maxsize=64)
def _slips(word: str) -> tuple[str, ...]:
    return tuple(f".{'.'.join(way)}." for way in slips(word)) if word.isalpha() else ()


def _mixed(word: str, joined: str, first: str) -> bool:
    """Some syllables and behind them first letters."""
    for head, rest in _heads(word):
        if (at := joined.find(head)) >= 0:
            behind = joined[: at + len(head)].count(".") - 1
            if rest in first[behind:]:
                return True
    return False


@lru_cache(maxsize=64)
def _heads(word: str) -> tuple[tuple[str, str], ...]:
    cuts = [(divided(word[:c], 1), word[c:]) for c in range(2, len(word) - 1)]
    return tuple((f".{'.'.join(head[0])}.", rest) for head, rest in cuts if head)


def _wrong(word: str, text: str, sort: str, near: float) -> Met | None:
    """With others between, by another character of the same sound, or with one slip."""
    body = FORMS.sub("", word) if len(FORMS.sub("", word)) > 2 else word
    found = []
    if HAN.search(body) and sort == NAME:
        if len(body) > 1 and _same_sound(body, text):
            found.append(Met(0.56 + near, ALIKE))
        if len(body) > 1 and (span := _spread(body, text)):
            found.append(Met(0.5 + 0.1 * len(body) / span + (0.05 if text[0] == body[0] else 0) + near, SHORT))
    if len(body) > (2 if HAN.search(body) else 4) and _pattern(body).search(text):
        found.append(Met(0.48 + near, WRONG))
    return max(found, key=lambda m: m.score, default=None)


def _same_sound(word: str, text: str) -> bool:
    return any(f".{'.'.join(said)}." in joined for said in spoken(word) for _, joined, _ in _sounds(text))


def _spread(word: str, text: str) -> int:
    """Over how many characters of a text a word is spread, in order; 0 where it is not."""
    at, start = -1, -1
    for char in word:
        at = text.find(char, at + 1)
        if at < 0:
            return 0
        start = at if start < 0 else start
    return at - start + 1


@lru_cache(maxsize=256)
def _pattern(word: str) -> re.Pattern[str]:
    """One character wrong, spare, missing or swapped with its neighbour."""
    e, n = [re.escape(c) for c in word], len(word)
    wrong = ["".join([*e[:i], ".?", *e[i + 1 :]]) for i in range(n)]
    missing = ["".join([*e[:i], ".", *e[i:]]) for i in range(1, n)]
    swapped = ["".join([*e[:i], e[i + 1], e[i], *e[i + 2 :]]) for i in range(n - 1)]
    return re.compile("|".join([*wrong, *missing, *swapped]))
