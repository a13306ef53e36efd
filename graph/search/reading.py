"""From what somebody types to the ways in which it may be met: exact ones first, and those that forgive a slip.

The ways are plain records, so that more than one engine can be asked the same (`tests/bench/search.py` asks two).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.search.sounds import begins, begun, divided, slips, spoken
from graph.search.tokens import EDGE, ENDING, HAN, TAILS, address, bare, grams, pairs

LONGEST, WORDS = 100, 8  # characters and words of a query that are read
FORMS = re.compile("(?:股份|有限责任|有限|集团)*公司$|(?:企业)?(?:普通|有限)合伙(?:企业)?$|合伙企业$")
_BLANK = re.compile(r"[\s,，、;；]+")
_LINK = re.compile(r"(?:https?://|www\.)([^/\s]+)", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile("[0-9]")
_TYPED = re.compile(r"[0-9a-z]+")
_SHAPES = (  # what is personal by its look alone
    ("number", re.compile(r"\d{4,}")),
    ("e-mail", re.compile(r"\S@\S")),
    ("name", re.compile("^[\u3007\u3400-\u9fff\U00020000-\U0003ffff·]{1,4}$")),
)


@dataclass(frozen=True, slots=True)
class Term:
    """One token."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens that follow one another; `begun`: the last one is only a beginning."""

    field: str
    tokens: tuple[str, ...]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Begins:
    """Tokens that begin so."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Slip:
    """Tokens one slip away."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Every:
    """All of these."""

    parts: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these, each with what it weighs."""

    parts: tuple[tuple[float, Way], ...]


Way = Term | Row | Begins | Slip | Every | Some


@dataclass(frozen=True, slots=True)
class Reading:
    """A query: its words as they are compared, and all of them as one. `cut`: it was longer than is read."""

    words: tuple[str, ...]
    whole: str
    cut: bool = False
    host: str = ""  # of a link, which may be looked up for its site

    @property
    def either(self) -> tuple[tuple[str, ...], ...]:
        """Word by word, and as one word where there are several."""
        found = (self.words, (self.whole,)) if len(self.words) > 1 else (self.words,)
        return (*found, (self.host,)) if self.host and self.host != self.whole else found


def read(text: str) -> Reading:
    """A query without what no name has: control characters, halves of characters, signs."""
    clean = "".join(
        " " if unicodedata.category(c) in ("Cc", "Cs", "Cf", "Zl", "Zp") else c for c in text[: 4 * LONGEST]
    )
    words = [w for part in _BLANK.split(clean[:LONGEST]) if (w := bare(address(part)))]
    kept = tuple(words[:WORDS])
    link = _LINK.search(clean)
    return Reading(
        kept, "".join(kept), len(clean) > LONGEST or len(words) > WORDS, bare(address(link[1])) if link else ""
    )


def personal(text: str) -> str | None:
    """Of which sort of personal data a query may be by its look: then it is not written down."""
    squeezed = re.sub(r"[\s\-]+", "", text)
    return next((sort for sort, shape in _SHAPES if shape.search(squeezed)), None)


def strict(reading: Reading) -> Way:
    """What has every word of a query, or the whole of it, as it is typed."""
    return Some(tuple((1.0, _every(exactly(w) for w in words)) for words in reading.either))


def lenient(reading: Reading) -> Way:
    """The same, a slip forgiven in each word."""
    return Some(
        tuple((1.0, _every(_some([(1, exactly(w)), (1, nearly(w))]) for w in words)) for words in reading.either)
    )


def exactly(word: str) -> Way:
    """The ways in which a word is met as typed: the whole, a part, its sound, its first letters, the end of a number."""
    found: list[tuple[float, Way]] = [(50, Term("whole", word)), (1, inside(word))]
    if len(word) > 1:
        found.append((4, _row("gram", [EDGE + word[0], *grams(word)])))
    if _TYPED.fullmatch(word):
        found += _numbered(word)
    elif len(word) > 3 and _DIGIT.search(word):
        found.append((3, Begins("code", word)))
    if _LETTERS.fullmatch(word):
        found += _sounded(word)
    return _some(found)


def inside(word: str) -> Way:
    """A run of characters; how legal forms end has a token of its own, since nearly every name has it."""
    if len(word) == 1 or ENDING.fullmatch(word):
        return Term("char", word)
    return _row("gram", grams(word))


def _numbered(word: str) -> list[tuple[float, Way]]:
    found: list[tuple[float, Way]] = [(3, Begins("code", word))] if len(word) > 2 else []
    if len(word) in TAILS:
        found.append((6, Term("tail", word)))
    if len(word) > 1:
        found.append((2, Term("two", word) if len(word) == 2 else _row("three", grams(word, 3))))
    return found


def _sounded(word: str) -> list[tuple[float, Way]]:
    found: list[tuple[float, Way]] = [(2, syllables(way)) for way in divided(word)]
    for head, rest in begun(word):
        found.append((1.5, _row("pair", [*pairs(head), f"{head[-1]}.{rest}"], begun=True)))
    return found


def syllables(said: Sequence[str]) -> Way:
    """A run of syllables."""
    return Term("syllable", said[0]) if len(said) == 1 else _row("pair", pairs(said))


def nearly(word: str) -> Way:
    """The ways in which a word is met although something is wrong with it; what is found is looked at again."""
    found: list[tuple[float, Way]] = []
    if len(word) > 6 and _TYPED.fullmatch(word):
        found += [(1, Slip("whole", word)), (1, Slip("code", word))]
    if _LETTERS.fullmatch(word):
        found += [(1, syllables(way)) for way in slips(word)] if len(word) > 3 else []
        found += _mixed(word)
    body = FORMS.sub("", word) if len(FORMS.sub("", word)) > 2 else word
    if len(body) > 1 and HAN.search(body):
        found.append((1, _every(Term("char", c) for c in dict.fromkeys(body))))  # in order, others between: 简称
        found += [(2, syllables(said)) for said in spoken(body)]
    return _some(found + _around(body))


def _mixed(word: str) -> list[tuple[float, Way]]:
    """Some syllables, then first letters: `guangzhoujr`."""
    heads = [(head, rest) for head, rest in begins(word) if 1 < len(rest) < 7 and not divided(rest, 1)]
    return [(1, _every([syllables(head), _initial(rest)])) for head, rest in heads]


def _initial(letters: str) -> Way:
    return Term("two", letters) if len(letters) == 2 else _row("three", grams(letters, 3))


def _around(body: str) -> list[tuple[float, Way]]:
    """What stands before and behind one wrong, spare, missing or swapped character."""
    n = len(body)
    if n < 3 or (n < 5 and not HAN.search(body)):
        return []
    found = [[body[:i], body[i + 1 :]] for i in range(n)]
    swapped = [[body[:i], *body[i : i + 2], body[i + 2 :]] for i in range(n - 1)]
    return [(1, _every(inside(part) for part in parts if part)) for parts in [*found, *swapped]]


def _row(field: str, tokens: list[str], begun: bool = False) -> Way:
    return Term(field, tokens[0]) if len(tokens) == 1 and not begun else Row(field, tuple(tokens), begun)


def _every(parts: Iterable[Way]) -> Way:
    made = tuple(parts)
    return made[0] if len(made) == 1 else Every(made)


def _some(parts: Iterable[tuple[float, Way]]) -> Way:
    return Some(tuple(parts))
