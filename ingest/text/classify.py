"""Which of the seven classes of illegal finance an advert, a complaint or a chat speaks of, or none, and what says so.

Logistic regression over short runs of characters. A run inside a denial or a warning ("不承诺保本", "警惕…") is another
feature than the same run outside one, so that a bank's notice is not taken for what it warns of.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.say import JinyingError, Say

VERSION = 1  # of the features below
LEGAL = "合法"
CLASSES = ("非法集资", "非法证券", "非法期货", "非法外汇", "非法黄金", "非法支付", "非法代币", LEGAL)
LONGEST = 3  # characters of a run
MOST = 20_000  # characters of a text that are looked at
DENIED = "¬"
SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*")
CLAUSE = re.compile(r"[^，,：:]+[，,：:]*")
WARNING = re.compile("警惕|谨防|防范|切勿|请勿|勿轻信|提醒|提示|公告|远离|拒绝|骗局|严禁|禁止|属于?非法|违法|整治|判决")
DENIAL = re.compile(
    "不(?:承诺|保证|保障|支持|涉及|发行|代客|荐股|推荐|得|可|能|会|是|存在|构成|具有|计息|返|支付|向|做)|没有|未曾|并非|非保本|无需承诺|无分红"
)
DIGITS = re.compile(r"[0-9０-９]+(?:[.．][0-9]+)?")


class ClassifierError(JinyingError):
    """A model file that is none, or none for this version."""


class Run(NamedTuple):
    """A feature, and where in the text its characters stand."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence that speaks for the class: characters `start` to `end`, how much, and by which words."""

    text: str
    start: int
    end: int
    weight: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The likeliest class with its calibrated probability, those of all classes, and the sentences that speak for it."""

    label: str
    probability: float
    all: dict[str, float]
    reasons: tuple[Reason, ...]

    @property
    def accused(self) -> float:
        """Probability that it is any of the seven."""
        return 1 - self.all[LEGAL]


def runs(text: str) -> Iterator[Run]:
    """Runs of one to three characters within clauses, digits as one sign; behind a denial or in a warning marked so.

    A denial holds to the end of its clause, a warning for the whole sentence that it is in.
    """
    for sentence in SENTENCE.finditer(text[:MOST]):
        warned = WARNING.search(sentence[0]) is not None
        for clause in CLAUSE.finditer(sentence[0]):
            denied = len(clause[0]) if (no := DENIAL.search(clause[0])) is None else no.start()
            signs = list(_signs(clause[0], sentence.start() + clause.start()))
            for size in range(1, LONGEST + 1):
                for k in range(len(signs) - size + 1):
                    part = signs[k : k + size]
                    start = part[0][1]
                    mark = DENIED if warned or start - sentence.start() - clause.start() >= denied else ""
                    yield Run(mark + "".join(s for s, _, _ in part), start, part[-1][2])


def _signs(clause: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Letters and characters with their places, a number as one `0`, everything else left out."""
    place = 0
    while place < len(clause):
        if number := DIGITS.match(clause, place):
            yield "0", at + place, at + number.end()
            place = number.end()
            continue
        sign = unicodedata.normalize("NFKC", clause[place])[:1].lower()
        if sign.isalnum() or sign == "%":
            yield sign, at + place, at + place + 1
        place += 1


class Classifier:
    """Weights by run and class; scoring is plain numpy."""

    def __init__(self, about: dict[str, Any]) -> None:
        self.about = {k: v for k, v in about.items() if k not in ("weights", "bias")}
        self.classes: tuple[str, ...] = tuple(about["classes"])
        self._place = {name: i for i, name in enumerate(about["weights"])}
        self._weights = np.array(list(about["weights"].values()), dtype=np.float64)
        self._bias = np.array(about["bias"], dtype=np.float64)
        self._temperature = float(about["temperature"])

    def judge(self, text: str, most: int = 3) -> Judged:
        """The class of a text, with at most `most` reasons. A text without a known run is as likely as classes are."""
        known = [r for r in runs(text) if r.name in self._place]
        rows = np.array(sorted({self._place[r.name] for r in known}), dtype=np.int64)
        scale = 1 / math.sqrt(len(rows)) if len(rows) else 0.0
        logits = (self._bias + scale * self._weights[rows].sum(axis=0)) / self._temperature
        sure = softmax(logits)
        order = np.argsort(-sure, kind="stable")
        best, second = int(order[0]), int(order[1])
        legal = self.classes.index(LEGAL)
        other = (
            second if best == legal else legal
        )  # an accusation is held against innocence, innocence against the nearest accusation
        each = scale / self._temperature * (self._weights[:, best] - self._weights[:, other])
        return Judged(
            self.classes[best],
            round(float(sure[best]), 4),
            {c: round(float(p), 4) for c, p in zip(self.classes, sure, strict=True)},
            tuple(self._reasons(text, known, each, most)),
        )

    def _reasons(self, text: str, known: list[Run], each: NDArray[np.float64], most: int) -> list[Reason]:
        found = []
        weight_at = np.zeros(min(len(text), MOST) + 1)  # a run's weight lies on its characters
        seen: set[str] = set()
        for r in known:
            if r.name not in seen:
                seen.add(r.name)
                weight_at[r.start : r.end] += each[self._place[r.name]] / (r.end - r.start)
        for s in SENTENCE.finditer(text[:MOST]):
            total = float(weight_at[s.start() : s.end()].sum())
            if total > 0:
                words = tuple(_words(text, s.start(), s.end(), weight_at))
                found.append(Reason(s[0].strip(), s.start(), s.end(), round(total, 3), words))
        return sorted(found, key=lambda r: (-r.weight, r.start))[:most]


def _words(text: str, start: int, end: int, weight: NDArray[np.float64], most: int = 4) -> list[str]:
    """The heaviest stretches of characters that speak for the class, in the order of the text."""
    strong = weight[start:end] > max(0.0, float(weight[start:end].mean()))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], strong, [False]]).astype(np.int8)))
    spans = [(start + int(a), start + int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 1]
    best = sorted(spans, key=lambda s: -float(weight[s[0] : s[1]].sum()))[:most]
    return [text[a:b] for a, b in sorted(best)]


def softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def load(path: Path | None = None) -> Classifier:
    """The model in `path`, or the one that ships. Raises `ClassifierError` where it is missing, damaged or of another version."""
    return _shipped() if path is None else _opened(path)


@cache
def _shipped() -> Classifier:
    return _opened(Path(str(files("ingest.text").joinpath("models", "classes.json"))))


def _opened(path: Path) -> Classifier:
    cure = Say("请用 jinying text train-classes 重新训练", "train it again by `jinying text train-classes`")
    try:
        about = json.loads(path.read_text("utf-8"))
        if about["features"] != VERSION:
            raise ClassifierError(
                Say(f"模型 {path.name} 的特征版本是 {about['features']}，本程序是 {VERSION}", f"model {path.name} has features {about['features']}, not {VERSION}"),
                cure,
            )  # fmt: skip
        return Classifier(about)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ClassifierError(
            Say(f"读不了模型 {path.name}（{type(error).__name__}）", f"can't read model {path.name} ({type(error).__name__})"), cure
        ) from None  # fmt: skip
