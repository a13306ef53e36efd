"""What a value is found by: tokens of our own, which Tantivy only keeps and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from graph.search.sought import HOST, NAME, NUMBER, Sought
from graph.search.sounds import initials, spoken
from graph.values import comparable

FIELDS = ("whole", "char", "gram", "syllable", "pair", "two", "three", "tail", "code")
PLACED = ("gram", "pair", "three")  # whose tokens are also sought in a row
LONGEST = 120  # characters of a name that are searched
TAILS = range(4, 9)  # how many last digits find a number
SPOKEN = 12  # characters of a name's beginning that are also looked up without 省 and 市
EDGE, GAP = "^", "|"
_FORM = re.compile("有限公司|有限责任公司")
_SEAT = re.compile("(?<=..)[省市]")
_OTHER = re.compile(r"[\W_]+")
_PIECE = re.compile(r"[0-9]+|[^\W_]+")
_WEB = re.compile(r"^[a-z]+://|^(?:www\.)+")
ENDING = re.compile("(?:..?)?(?:有限公司|有限责任公司)")
HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
Tokens = dict[str, list[str]]


def bare(text: str) -> str:
    """A value or a word as it is compared: simplified, half width, lower case, letters and digits alone."""
    return _OTHER.sub("", comparable(text))


def address(text: str) -> str:
    """A host or link without what everybody's begins with."""
    text = text.strip().lower()
    for _ in range(3):
        text = _WEB.sub("", text)
    return text


def plain(value: str, sort: str) -> str:
    """A stored value as it is compared."""
    return bare(address(value) if sort == HOST else value)[:LONGEST]


def codelike(text: str) -> bool:
    """Whether what is called a name is rather a number: 合同编号 HT-2024-0001."""
    return bool(re.search(r"\d", text)) and not HAN.search(text)


def tokens_of(values: Iterable[tuple[Sought, str, str]]) -> Tokens:
    """All tokens of an entity's values, each as it is and as it is compared, field by field."""
    found: Tokens = {field: [] for field in FIELDS}
    for what, value, text in values:
        found["whole"].append(text)
        if what.sort == NUMBER or (what.sort == NAME and codelike(text)):
            _number(found, text, value, what.closed)
        if what.sort == NUMBER:
            continue
        for said in variants(text) if what.sort == NAME else (text,):
            _text(found, said)
            if what.sort == NAME and HAN.search(said):
                _sounds(found, said)
        if what.sort == HOST:
            found["code"] += _PIECE.findall(value.lower())[:20]
    return found


@lru_cache(maxsize=20_000)
def variants(text: str) -> tuple[str, ...]:
    """A name, and its beginning as people say it: 广州市金锐 is 广州金锐."""
    short = _SEAT.sub("", text[:SPOKEN])
    return (text, short) if short != text[:SPOKEN] else (text,)


def _text(found: Tokens, text: str) -> None:
    found["char"] += [*dict.fromkeys(text), *_endings(text)]
    found["gram"] += grams(f"{EDGE}{text}{EDGE}")


def _endings(text: str) -> list[str]:
    """Legal forms with up to two characters before them."""
    spans = [found.span() for found in _FORM.finditer(text)]
    return [text[start:end] for first, end in spans for start in range(max(0, first - 2), first + 1)]


def _sounds(found: Tokens, text: str) -> None:
    for said in spoken(text):
        found["syllable"] += said
        found["pair"] += [*pairs(said), GAP]
        first = initials(said)
        found["two"] += [first[i : i + 2] for i in range(len(first) - 1)]
        found["three"] += [*grams(first, 3), GAP]


def _number(found: Tokens, text: str, value: str, closed: bool) -> None:
    """By its end; one that everybody may read by its beginning and its pieces too."""
    found["tail"] += [text[-n:] for n in TAILS if len(text) > n]
    pieces = () if value.isdigit() else _PIECE.findall(value.lower())[:20]
    if not closed:
        found["code"] += [text, *(pieces if len(pieces) > 1 else ())]
    elif len(pieces) > 1:
        found["whole"] += [p for p in pieces if not p.isdigit()]


def grams(text: str, n: int = 2) -> list[str]:
    """All runs of n characters."""
    return [text[i : i + n] for i in range(len(text) - n + 1)]


def pairs(syllables: Sequence[str]) -> list[str]:
    """Each syllable with the next."""
    return [f"{a}.{b}" for a, b in zip(syllables, syllables[1:], strict=False)]
