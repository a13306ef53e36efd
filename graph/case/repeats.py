"""Where hidden values are repeated in texts, found in few passes however many values there are and however long they are.

What is looked for is at most HEAD signs long: the automaton of a value that repeats itself grows with the square of its length
(Aho-Corasick, its failure links). A longer value is looked for by its head, and then compared whole where that stands.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence

import polars as pl

HEAD = 256  # signs


class Repeats:
    """`known`: value -> what stands for it."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._find = sorted((one for one in known if len(one) <= HEAD), key=lambda one: (-len(one), one))
        self._put = [known[one] for one in self._find]
        self._long = {one: known[one] for one in known if len(one) > HEAD}
        self._lengths: dict[str, list[int]] = {}  # of the values of a head, ascending
        for size, head in sorted({(len(one), one[:HEAD]) for one in self._long}):
            self._lengths.setdefault(head, []).append(size)
        self._tails = {(len(one), one[-HEAD:]) for one in self._long}
        self._heads = list(self._lengths)

    @property
    def patterns(self) -> list[str]:
        """What texts are searched for."""
        return [*self._find, *self._heads]

    def hidden(self, texts: pl.Series) -> pl.Series:
        """Texts, none of them null, in which what is known is replaced: what begins first, of that the longest."""
        if not len(texts):
            return texts
        if self._heads:
            texts = pl.Series(texts.name, [self._without(*one) for one in self._headed(texts)], dtype=pl.String)
        if self._find:
            texts = texts.to_frame("t").select(pl.col("t").str.replace_many(self._find, self._put, leftmost=True))["t"]
        return texts

    def counts(self, texts: pl.Series, groups: Sequence[Collection[str]]) -> list[int]:
        """In how many of the texts some value of each group stands."""
        whole = [{value for _, value in self._whole(*one)} for one in self._headed(texts)] if self._heads else []
        told = []
        for group in groups:
            short = pl.Series([one for one in group if len(one) <= HEAD], dtype=pl.String)
            some = texts.str.contains_any(short.implode())
            if whole:
                some |= pl.Series([not has.isdisjoint(group) for has in whole], dtype=pl.Boolean)
            told.append(int(some.sum() or 0))
        return told

    def _headed(self, texts: pl.Series) -> Iterator[tuple[str, Sequence[int]]]:
        """Each text and where a head stands in it, in bytes."""
        at = texts.to_frame("t").select(pl.col("t").str.find_many(self._heads, overlapping=True))["t"]
        return zip(texts, at, strict=True)

    def _whole(self, text: str, at: Sequence[int]) -> Iterator[tuple[int, str]]:
        """Values longer than a head that stand in a text and do not overlap: where, in signs."""
        raw = text.encode() if len(at) else b""
        sign, byte, end = 0, 0, 0
        for here in sorted(set(at)):
            sign, byte = sign + len(raw[byte:here].decode()), here
            if sign < end:
                continue
            sizes = self._lengths[text[sign : sign + HEAD]]
            for size in reversed(sizes[: bisect_right(sizes, len(text) - sign)]):
                last = sign + size
                if (size, text[last - HEAD : last]) in self._tails and (value := text[sign:last]) in self._long:
                    yield sign, value
                    end = last
                    break

    def _without(self, text: str, at: Sequence[int]) -> str:
        parts, end = [], 0
        for sign, value in self._whole(text, at):
            parts += [text[end:sign], self._long[value]]
            end = sign + len(value)
        return "".join([*parts, text[end:]])
