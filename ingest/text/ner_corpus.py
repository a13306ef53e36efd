"""Text with its names marked, as CoNLL files hold it: one character or word and its label a line, a blank one between sentences."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from graph.say import JinyingError, Say
from ingest.decode import encoding_of
from ingest.packed import Packed

PREFIXES = {"B": "B", "I": "I", "M": "I", "E": "E", "L": "E", "S": "S", "U": "S"}  # BIO, BIOES, BMES, BILOU
NAMES = {"PERSON": "PER", "NR": "PER", "NAME": "PER", "NS": "LOC", "GPE": "LOC", "NT": "ORG"}  # other corpora's words
LABEL = re.compile(r"[\w.-]{1,40}")


class CorpusError(JinyingError):
    """A CoNLL file that says nothing usable."""


class Marked(NamedTuple):
    """A name in a text: characters `start` to `end` (which is past it)."""

    start: int
    end: int
    label: str


class Sentence(NamedTuple):
    """A text and the names in it, in order and apart from each other."""

    text: str
    names: tuple[Marked, ...]


def read_conll(path: Path) -> list[Sentence]:
    """All sentences of the file. The label is the last column; BIO, BIOES, BMES and BILOU are understood.

    Raises `CorpusError` naming the line that is no token with a label, and where there is no sentence or no name.
    """
    packed = Packed(path)
    encoding = encoding_of(packed)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = "".join(decoder.decode(chunk) for chunk, _ in packed.chunks())
    found = list(_sentences(path.name, text.lstrip("\ufeff").splitlines()))
    if not any(s.names for s in found):
        raise CorpusError(
            Say(f"{path.name} 里没有标注的名称", f"{path.name} has no marked name"),
            Say("每行一个字和标签，如“王 B-PER”", "one character and its label a line, as in '王 B-PER'"),
        )
    return found


def _sentences(name: str, lines: list[str]) -> Iterator[Sentence]:
    tokens: list[str] = []
    labels: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        columns = line.split()
        if not columns or line.startswith("-DOCSTART-"):
            if tokens:
                yield Sentence("".join(tokens), tuple(_spans(tokens, labels)))
            tokens, labels = [], []
            continue
        if len(columns) < 2 or not _is_label(columns[-1]):
            if len(columns) == 1 and _is_label(columns[0]) and columns[0] == "O":
                continue  # a token that was a blank
            raise CorpusError(
                Say(f"{name} 第 {number} 行不是“字 标签”：{line[:40]!r}", f"{name}, line {number} is no token with a label: {line[:40]!r}"),
                Say("标签如 O、B-PER、I-PER", "labels are as O, B-PER, I-PER"),
            )  # fmt: skip
        tokens.append(columns[0])
        labels.append(columns[-1])


def _is_label(word: str) -> bool:
    prefix, dash, label = word.partition("-")
    return word == "O" or (dash == "-" and prefix in PREFIXES and LABEL.fullmatch(label) is not None)


def _spans(tokens: list[str], labels: list[str]) -> Iterator[Marked]:
    """Names by their labels; one that begins without a B begins all the same, as scorers count it."""
    place, start, kind = 0, 0, ""
    for token, label in zip(tokens, labels, strict=True):
        prefix, _, now = label.partition("-")
        prefix, now = PREFIXES.get(prefix, "O"), NAMES.get(now.upper(), now)
        if kind and (prefix in "BSO" or now != kind):
            yield Marked(start, place, kind)
            kind = ""
        if prefix != "O" and not kind:
            start, kind = place, now
        place += len(token)
        if kind and prefix in "ES":
            yield Marked(start, place, kind)
            kind = ""
    if kind:
        yield Marked(start, place, kind)


def tags(sentence: Sentence) -> list[str]:
    """A tag a character: O, or B-, I-, E-, S- with the label."""
    found = ["O"] * len(sentence.text)
    for start, end, label in sentence.names:
        found[start:end] = [f"I-{label}"] * (end - start)
        found[start] = f"B-{label}"
        found[end - 1] = f"E-{label}" if end - start > 1 else f"S-{label}"
    return found


def names_of(tagged: list[str]) -> list[Marked]:
    """Names by tags of characters; the inverse of `tags`, lenient about what can't be."""
    found, start, kind = [], 0, ""
    for k, tag in enumerate(tagged):
        if tag == "O" and not kind:
            continue
        prefix, label = tag[0], tag[2:]
        if kind and (prefix in "BSO" or label != kind):
            found.append(Marked(start, k, kind))
            kind = ""
        if prefix != "O" and not kind:
            start, kind = k, label
        if kind and prefix in "ES":
            found.append(Marked(start, k + 1, kind))
            kind = ""
    return [*found, Marked(start, len(tagged), kind)] if kind else found


def write_conll(path: Path, sentences: Iterable[Sentence]) -> None:
    """One character and its tag a line; what is read back is the same (blanks inside a text are left out)."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for s in sentences:
            pairs = zip(s.text, tags(s), strict=True)
            out.writelines(f"{c} {tag}\n" for c, tag in pairs if not c.isspace())
            out.write("\n")


@dataclass(slots=True)
class Score:
    """Exact spans of exact label, micro: how many are right, were found, were there."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    there: Counter[str] = field(default_factory=Counter)

    def add(self, found: Iterable[Marked], there: Iterable[Marked]) -> None:
        mine, true = set(found), set(there)
        self.found.update(m.label for m in mine)
        self.there.update(m.label for m in true)
        self.right.update(m.label for m in mine & true)

    def row(self, label: str | None = None) -> dict[str, float | int | str]:
        """Precision, recall and F1 of one label, or of all together."""
        right, found, there = (c[label] if label else c.total() for c in (self.right, self.found, self.there))
        return {
            "label": label or "all",
            "there": there,
            "found": found,
            "precision": round(right / found, 4) if found else 0.0,
            "recall": round(right / there, 4) if there else 0.0,
            "f1": round(2 * right / (found + there), 4) if found + there else 0.0,
        }

    def rows(self) -> list[dict[str, float | int | str]]:
        return [self.row(), *(self.row(label) for label in sorted(self.there | self.found))]
