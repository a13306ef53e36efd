"""Words of promise, pressure, recruiting and complaint, by group, each with why it may not be its author's own."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.text.context import flags, of_sentence
from ingest.text.lexicon import automaton
from ingest.text.mention import Mention, Page


def promises(page: Page) -> Iterator[Mention]:
    """Mentions `keyword`: value is the group's id, unit its name. Of keywords that overlap the longest leftmost is taken."""
    lower = page.flat.lower()
    if len(lower) != len(page.flat):  # a letter whose lower case is two characters
        lower = page.flat
    starts, sentence, around = page.starts, -1, None
    for last, (length, label, group, latin) in automaton().iter_long(lower):
        start, end = last + 1 - length, last + 1
        if latin and _inside(lower, start, end):
            continue
        if around is None or (sentence + 1 < len(starts) and start >= starts[sentence + 1]):
            sentence = page.sentence(start)
            around = of_sentence(page, sentence)
        why = flags(page, start, end) if around.local else around.flags
        yield Mention("keyword", page.text[start:end], start, end, group, "lexicon", 0.9, sentence, label, why)


def _inside(text: str, start: int, end: int) -> bool:
    """Whether Latin letters go on past a keyword: ICO in icon."""
    head, tail = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return any(len(pair) == 2 and pair.isascii() and pair.isalpha() for pair in (head, tail))
