"""Names of persons, organisations and places in Chinese text, by a conditional random field over characters.

A model is crfsuite's own file (as it is, or in xz) with a JSON beside it that says what it is and what it was trained on.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

import pycrfsuite

from graph.say import JinyingError, Say
from ingest.text.ner_corpus import names_of
from ingest.text.ner_features import MOST, VERSION, features

SHIPPED = "names.crfsuite.xz"
LARGEST = 512 << 20  # bytes of a model
LONG, SAME = 64, 16  # a piece of so many characters, each on average so many times
BREAK = re.compile(r"[。！？；!?;\n\r]+")


class ModelError(JinyingError):
    """A model file that is none, or none for this version."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name read from a text: characters `start` to `end` (which is past it), and how sure the model is (0 to 1)."""

    label: str
    start: int
    end: int
    probability: float


class Engine(Protocol):
    """What finds names in a text; `about` says which engine and version."""

    @property
    def about(self) -> dict[str, Any]: ...

    def read(self, text: str) -> list[Name]: ...


class Tagger:
    """The character CRF. Not for use by several threads at once: crfsuite keeps the text that it is at."""

    def __init__(self, model: bytes, about: dict[str, Any]) -> None:
        self._about = about
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        self._model = model  # crfsuite reads from it as long as it lives

    @property
    def about(self) -> dict[str, Any]:
        return self._about

    def read(self, text: str) -> list[Name]:
        """Names in order. A name's probability is the smallest one among its characters' marginal probabilities."""
        return [name for start, piece in pieces(text) for name in self._read(start, piece)]

    def _read(self, at: int, piece: str) -> Iterator[Name]:
        if len(piece) >= LONG and len(set(piece)) * SAME <= len(
            piece
        ):  # no prose: ten megabytes of one sign cost nothing
            return
        tagger = self._tagger
        tagger.set(pycrfsuite.ItemSequence(features(piece)))
        found = tagger.tag()
        for start, end, label in names_of(found):
            sure = min(tagger.marginal(found[k], k) for k in range(start, end))
            yield Name(label, at + start, at + end, round(min(1.0, sure), 4))


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Where each sentence begins and the sentence, cut where it is longer than is tagged at once."""
    start = 0
    for end in [*(m.end() for m in BREAK.finditer(text)), len(text)]:
        for at in range(start, end, MOST):
            yield at, text[at : min(end, at + MOST)]
        start = end


def beside(path: Path) -> Path:
    """The JSON that belongs to a model file."""
    return path.with_name(path.name.removesuffix(".xz").removesuffix(".crfsuite") + ".json")


def load(path: Path | None = None) -> Tagger:
    """The model in `path`, or the one that ships. Raises `ModelError` where it is missing, damaged or of another version."""
    return _shipped() if path is None else _opened(path)


@cache
def _shipped() -> Tagger:
    return _opened(Path(str(files("ingest.text").joinpath("models", SHIPPED))))


def _opened(path: Path) -> Tagger:
    cure = Say("请用 jinying text train 重新训练", "train it again by `jinying text train`")
    try:
        about = json.loads(beside(path).read_text("utf-8"))
        data = path.read_bytes()
        if path.suffix == ".xz":
            data = lzma.LZMADecompressor().decompress(data, LARGEST)
        sound = about["sha256"] == hashlib.sha256(data).hexdigest()
        version = int(about["features"])
    except (OSError, ValueError, KeyError, TypeError, lzma.LZMAError) as error:
        raise ModelError(
            Say(f"读不了模型 {path.name}（{type(error).__name__}）", f"can't read model {path.name} ({type(error).__name__})"), cure
        ) from None  # fmt: skip
    if not sound:
        raise ModelError(
            Say(f"模型 {path.name} 与其说明不符", f"model {path.name} is not the one its JSON tells of"), cure
        )
    if version != VERSION:
        raise ModelError(
            Say(f"模型 {path.name} 的特征版本是 {version}，本程序是 {VERSION}", f"model {path.name} has features {version}, not {VERSION}"),
            cure,
        )  # fmt: skip
    return Tagger(data, about)
