"""How a value answers a word: the reason of a hit, said in words, and how good it is. Looked at value by value, without the index."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from rapidfuzz.distance import OSA

from graph.say import Say
from graph.search.reading import FORMS
from graph.search.sought import NAME, NUMBER, Sought
from graph.search.sounds import begins, initials, slips, spoken, umlauted
from graph.search.tokens import HAN, codelike, variants

SAME, BEGINS, INSIDE = Say("一致", "the same"), Say("开头", "begins so"), Say("包含", "has it")
TAIL, HEAD, PIECE = (
    Say("尾号", "ends in it"),
    Say("号码开头", "the number begins so"),
    Say("号码片段", "a part of the number"),
)
SOUND, FIRST, MIXED = (
    Say("拼音", "pinyin"),
    Say("拼音首字母", "first letters of the pinyin"),
    Say("拼音与首字母", "pinyin and first letters"),
)
TURNED = Say("词序不同", "in another order")
SHORT, ALIKE = Say("简称", "short form"), Say("同音字", "sounds the same")
WRONG, LETTER, DIGIT = (
    Say("差一字", "one character differs"),
    Say("拼音差一字母", "pinyin, one letter differs"),
    Say("差一位", "one place differs"),
)
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


Answer = Callable[[str, str, Sought], Met | None]


def match(either: Sequence[Sequence[str]], values: Sequence[tuple[Sought, str, str]], caption: str, *, slips: bool = False) -> Match | None:  # fmt: skip
    """The best way in which an entity's values answer a query (one of `either`, all words of it) as typed; with `slips`
    the first way in which they do."""
    ways = (met, slipped) if slips else (met,)
    found = (m for words in either if (m := _all(ways, words, values, caption)))
    return next(found, None) if slips else max(found, key=lambda m: m.score, default=None)


def _all(ways: Sequence[Answer], words: Sequence[str], values: Sequence[tuple[Sought, str, str]], caption: str) -> Match | None:  # fmt: skip
    best: list[tuple[float, Met, Sought, str]] = []
    for word in words:
        found = next((f for how in ways if (f := _answers(how, word, values))), None)
        if found is None:
            return None
        best.append(max(found, key=lambda f: f[0]))
    reasons = dict.fromkeys(_reason(m, s, v, caption) for _, m, s, v in best)
    score = sum(f[0] for f in best) / len(best)
    return Match(score, best[0][2].prop.name, Say("；".join(r.zh for r in reasons), "; ".join(r.en for r in reasons)))


def _answers(how: Answer, word: str, values: Sequence[tuple[Sought, str, str]]) -> list[tuple[float, Met, Sought, str]]:  # fmt: skip
    """Values that answer a word in such a way; what people read for an entity goes before what else is known of it."""
    met = ((how(word, text, s), s, v, text) for s, v, text in values)
    return [((m.score + _near(word, text)) * (1.0 if s.caption else 0.96), m, s, v) for m, s, v, text in met if m]


def _reason(m: Met, s: Sought, value: str, caption: str) -> Say:
    label = OTHER_NAME if s.caption and value != caption else s.prop.label
    return Say(f"{label.zh}：{m.how.zh}", f"{label.en}: {m.how.en}")


def met(word: str, text: str, what: Sought) -> Met | None:
    """How one value answers one word as it is typed, the best way first."""
    if word == text:
        return Met(0.94, SAME)
    if _numbered(text, what) and (found := _number(word, text, what.closed)):
        return found
    if what.sort == NUMBER:
        return None
    if word in text:
        return Met((0.9 if text.startswith(word) else 0.82), BEGINS if text.startswith(word) else INSIDE)
    if what.sort != NAME or not HAN.search(text):
        return None
    ways = [_shortened(word, said) for said in variants(text)[1:]]
    if word.isascii():
        ways += [_spoken(word, said) for said in variants(text)]
    return max((m for m in ways if m), key=lambda m: m.score, default=None)


def _shortened(word: str, said: str) -> Met | None:
    """In the name as people say it, without 省 and 市."""
    return Met(0.84 if said.startswith(word) else 0.78, SHORT) if word in said else None


def slipped(word: str, text: str, what: Sought) -> Met | None:
    """How one value answers one word that is not quite right."""
    if len(word) > 6 and _numbered(text, what) and abs(len(word) - len(text)) < 2 and OSA.distance(word, text, score_cutoff=1) == 1:  # fmt: skip
        return Met(0.5, DIGIT)
    if what.sort == NUMBER:
        return None
    if what.sort == NAME and word.isascii() and HAN.search(text):
        return _misspelled(word, text)
    return _wrong(word, text, what.sort)


def _near(word: str, text: str) -> float:
    """A little more the more of a value was typed."""
    return 0.06 * len(word) / max(len(text), len(word))


def _numbered(text: str, what: Sought) -> bool:
    return what.sort == NUMBER or (what.sort == NAME and codelike(text))


def _number(word: str, text: str, closed: bool) -> Met | None:
    if len(word) > 3 and text.endswith(word):
        return Met(0.88, TAIL)
    if word in text and ((len(word) > 1 and not closed) or (word.isalnum() and not word.isdigit())):
        return Met((0.8 if text.startswith(word) else 0.7), HEAD if text.startswith(word) else PIECE)
    return None


def _spoken(word: str, text: str) -> Met | None:
    """By sound: whole syllables or first letters."""
    found = []
    for letters, starts, _, first in _sounds(text):
        if word in first:
            found.append(Met((0.8 if word == first else 0.72 if first.startswith(word) else 0.6), FIRST))
        if (place := _syllables(word, letters, starts)) is not None:
            found.append(Met((0.86 if len(letters) == len(word) else 0.78 if place == 0 else 0.7), SOUND))
    return max(found, key=lambda m: m.score, default=None)


def _misspelled(word: str, text: str) -> Met | None:
    """By sound with a slip, or by syllables and first letters."""
    for _, _, joined, first in _sounds(text):
        if _mixed(word, joined, first):
            return Met(0.55, MIXED)
        if len(word) > 3 and any(w in joined for w in _slips(word)):
            return Met(0.45, LETTER)
    return None


@lru_cache(maxsize=20_000)
def _sounds(text: str) -> tuple[tuple[str, dict[int, int], str, str], ...]:
    """Of each reading the letters, where in them which syllable starts, the syllables between dots, the first letters."""
    found = []
    for said in spoken(text):
        ends = list(accumulate(map(len, said), initial=0))
        found.append(("".join(said), {at: i for i, at in enumerate(ends[:-1])}, f".{'.'.join(said)}.", initials(said)))
    return tuple(found)


def _syllables(word: str, letters: str, starts: dict[int, int]) -> int | None:
    """At which syllable a word begins; its last may be unfinished."""
    for said in (word, umlauted(word)) if len(word) > 1 else ():
        at = letters.find(said)
        while at >= 0:
            if at in starts:
                return starts[at]
            at = letters.find(said, at + 1)
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
    return tuple((f".{'.'.join(head)}.", rest) for head, rest in begins(word) if len(rest) > 1)


def _wrong(word: str, text: str, sort: str) -> Met | None:
    """With others between, by another character of the same sound, or with one slip."""
    body, han = _body(word)
    if han and sort == NAME and len(body) > 1:
        if span := _spread(body, text):
            return Met(0.5 + 0.1 * len(body) / span + (0.05 if text[0] == body[0] else 0), SHORT)
        if not set(body) - set(text) and _turned(body, text):
            return Met(0.6, TURNED)
        if _same_sound(body, text):
            return Met(0.56, ALIKE)
    if len(body) > (2 if han else 4) and len(set(body) - set(text)) < 2 and _pattern(body).search(text):
        return Met(0.48, WRONG)
    return None


@lru_cache(maxsize=64)
def _body(word: str) -> tuple[str, bool]:
    """A word without its legal form, and whether it is Chinese."""
    body = FORMS.sub("", word)
    body = body if len(body) > 2 else word
    return body, bool(HAN.search(body))


def _turned(word: str, text: str) -> bool:
    """Both parts of a word, the second before the first."""
    return any(word[:i] in text and word[i:] in text for i in range(1, len(word))) if len(word) > 3 else False


def _same_sound(word: str, text: str) -> bool:
    return any(said in joined for said in _said(word) for _, _, joined, _ in _sounds(text))


@lru_cache(maxsize=64)
def _said(word: str) -> tuple[str, ...]:
    return tuple(f".{'.'.join(said)}." for said in spoken(word))


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
