"""Words of promise by group: a table of patterns, written out to keywords that one pass finds (Aho-Corasick)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple

import ahocorasick  # type: ignore[import-not-found]

from graph.say import JinyingError, Say

MOST = 2000  # keywords that one line may write out
# what stands in a term for what: groups in brackets with |, a ? behind one where it may be absent
_PIECE = re.compile(r"\((?P<choice>[^()]*)\)(?P<maybe>\?)?|(?P<plain>[^()?|]+)")


class LexiconError(JinyingError):
    """A line of the table of terms that is none."""


class Term(NamedTuple):
    """A keyword with its group, in Chinese and as an id."""

    word: str
    label: str
    group: str


def written_out(pattern: str) -> Iterator[str]:
    """`(保证|承诺)(本金)?` to its keywords, in order."""
    parts = []
    for piece in _pieces(pattern):
        choices = piece["choice"].split("|") if piece["plain"] is None else [piece["plain"]]
        parts.append([*choices, ""] if piece["maybe"] else choices)
    if (many := _product(parts)) > MOST:
        raise LexiconError(
            Say(f"“{pattern}”展开为 {many} 个词", f"'{pattern}' writes out to {many} keywords"),
            Say(f"拆成几行，每行不超过 {MOST} 个", f"split it into lines of at most {MOST}"),
        )
    for words in product(*parts):
        if word := "".join(words):
            yield word


def _product(parts: list[list[str]]) -> int:
    many = 1
    for part in parts:
        many *= len(part)
    return many


def _pieces(pattern: str) -> Iterator[re.Match[str]]:
    """Choices and plain runs; brackets that don't close are an error."""
    at = 0
    while at < len(pattern):
        found = _PIECE.match(pattern, at)
        if found is None:
            raise LexiconError(
                Say(f"括号不配对：“{pattern}”", f"brackets don't close in '{pattern}'"),
                Say("写成 (甲|乙) 或 (甲|乙)?", "write (a|b) or (a|b)?"),
            )
        yield found
        at = found.end()


def terms(table: str) -> dict[str, Term]:
    """Keyword (lower case) to term; tab-separated lines of group, id and pattern, the first that names a word wins.

    Lines whose id is `-` name what is written out elsewhere and yet says nothing alone.
    """
    found: dict[str, Term] = {}
    none: set[str] = set()
    for at, line in enumerate(table.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or not all(cells):
            raise LexiconError(
                Say(f"第 {at} 行不是三列", f"line {at} has no three columns"),
                Say("组名、组标识、词以制表符分开", "group, its id and the term, with tabs between"),
            )
        for word in written_out(cells[2]):
            if cells[1] == "-":
                none.add(word.lower())
            elif len(word) > 1:
                found.setdefault(word.lower(), Term(word, cells[0], cells[1]))
    return {word: term for word, term in found.items() if word not in none}


@cache
def shipped() -> dict[str, Term]:
    """The terms that come with the package."""
    return terms(files("ingest.text").joinpath("terms.tsv").read_text("utf-8"))


def _latin(word: str) -> bool:
    return word[0].isascii() or word[-1].isascii()


@cache
def automaton() -> Any:
    """All shipped keywords, to be found in lower-case text in one pass.

    What is found: length, group's name and id, and for a word that begins or ends in Latin letters those two.
    """
    words = ahocorasick.Automaton()
    for word, term in shipped().items():
        words.add_word(word, (len(word), term.label, term.group, word[0] + word[-1] if _latin(word) else ""))
    words.make_automaton()
    return words
