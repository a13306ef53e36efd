"""Generated text with its names marked: made-up people, firms, agencies and places, in frames and among other words.

Frames alone would teach the frames: so half of the texts are names strewn among the dictionary's words and the phrase book's
lines, where only a name itself can tell that it is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from graph.say import JinyingError, Say
from ingest.text.class_texts import Phrases
from ingest.text.ner_corpus import Marked, Sentence
from ingest.world import phrases, words

SLOT = re.compile(r"\{(\w+)\}")
LABELS = ("PER", "ORG", "LOC")
PARTS = {"n", "v", "a", "d", "vn", "p", "c", "r", "m", "q", "t", "i", "l", "b", "f", "uj", "ul", "nz", "an", "ad"}
SIGNS = ("，", "，", "、", "。", "：", "“", "”", "（", "）")
SUMS = ("{n}万元", "{n}0000元", "{n}万", "人民币{n}00元", "{n}千元", "{n}.5万元")
RATES = ("{n}%", "{n}.5%", "百分之{n}", "{n}个点")


@cache
def dictionary() -> dict[str, tuple[list[str], np.ndarray[Any, Any]]]:
    """Words of jieba's dictionary (MIT) that are no names, places (`ns`) and bodies (`nt`), each with how often it is drawn."""
    spec = find_spec("jieba")
    if spec is None or not spec.submodule_search_locations:
        raise JinyingError(Say("训练需要 jieba 的词典", "training needs the dictionary of jieba"), Say("pip install jieba", "pip install jieba"))  # fmt: skip
    pools: dict[str, tuple[list[str], list[float]]] = defaultdict(lambda: ([], []))
    for line in (Path(spec.submodule_search_locations[0]) / "dict.txt").read_text("utf-8").splitlines():
        word, count, part = line.split(" ")
        if part in PARTS or (part in ("ns", "nt") and len(word) > 1):
            pool = pools[part if part in ("ns", "nt") else "word"]
            pool[0].append(word)
            pool[1].append(float(count) ** 0.5)
    return {name: (found, np.cumsum(weight) / sum(weight)) for name, (found, weight) in pools.items()}


class Frames:
    """Texts by chance. `held`: None for all frames, else those kept from training (True) or the others."""

    def __init__(self, seed: int, held: bool | None = None) -> None:
        self._rng = np.random.default_rng(seed)
        self._book: dict[str, Any] = yaml.safe_load(
            files("ingest.text").joinpath("name_frames.yaml").read_text("utf-8")
        )
        frames = self._book["frames"]
        self._frames = [f for k, f in enumerate(frames) if held is None or (k % 5 == 4) == held]
        ranks = 1 / (np.arange(len(words.SURNAMES)) + 6)
        self._surnames = ranks / ranks.sum()

    def sentences(self, n: int) -> Iterator[Sentence]:
        """`n` texts of one to three frames each, now and then with a sentence without a name."""
        for _ in range(n):
            parts = []
            for _ in range(int(self._rng.integers(1, 4))):
                frame = self._one(self._book["plain"] if self._chance(0.15) else self._frames)
                parts.append(self._filled(frame))
            yield _whole(parts)

    def strewn(self, n: int) -> Iterator[Sentence]:
        """`n` texts of words as they fall, and names among them."""
        for _ in range(n):
            parts = []
            for _ in range(int(self._rng.integers(5, 22))):
                roll = self._rng.random()
                if roll < 0.14:
                    parts.append(self._name(LABELS[int(self._rng.integers(0, 3))]))
                else:
                    parts.append((self._one(SIGNS) if roll > 0.9 else self._word("word"), []))
            yield _whole(parts)

    def phrases(self, n: int) -> Iterator[Sentence]:
        """`n` texts of the phrase book, most with a name before or behind some of their clauses."""
        for text in Phrases(self._rng).texts(n // 14 + 1):
            parts: list[tuple[str, list[Marked]]] = []
            for clause in re.findall(r"[^，。；！ ]*[，。；！ ]?", text.text):
                lead, tail = (self._chance(0.2), self._chance(0.15))
                parts += [self._name(LABELS[int(self._rng.integers(0, 3))])] if lead and clause else []
                parts.append((clause, []))
                parts += [self._name(LABELS[int(self._rng.integers(0, 3))])] if tail and clause else []
            yield _whole(parts)

    def _name(self, label: str) -> tuple[str, list[Marked]]:
        made = self._slot(label)
        return made, [Marked(0, len(made), label)]

    def _word(self, pool: str) -> str:
        found, upto = dictionary()[pool]
        return found[min(int(np.searchsorted(upto, self._rng.random())), len(found) - 1)]

    def _filled(self, frame: str) -> tuple[str, list[Marked]]:
        text, names, at = "", [], 0
        for slot in SLOT.finditer(frame):
            text += frame[at : slot.start()]
            made = self._slot(slot[1])
            if slot[1] in LABELS:
                names.append(Marked(len(text), len(text) + len(made), slot[1]))
            text += made
            at = slot.end()
        return text + frame[at:], names

    def _slot(self, name: str) -> str:
        makers = {"PER": self._person, "ORG": self._organisation, "LOC": self._place, "PRODUCT": self._product}
        if name in makers:
            return makers[name]()
        n = str(int(self._rng.integers(1, 99)))
        if name == "title":
            return self._one(self._book["titles"])
        if name == "date":
            year, month, day = (int(self._rng.integers(a, b)) for a, b in ((2015, 2026), (1, 13), (1, 29)))
            return f"{year}年{month}月{day}日" if self._rng.random() < 0.6 else f"{year}-{month:02d}-{day:02d}"
        pool = {"sum": SUMS, "rate": RATES}.get(name)
        return self._one(pool).replace("{n}", n) if pool else n

    def _one(self, pool: Any) -> str:
        return str(pool[int(self._rng.integers(0, len(pool)))])

    def _chance(self, share: float) -> bool:
        return bool(self._rng.random() < share)

    def _person(self) -> str:
        family = str(self._rng.choice(list(words.SURNAMES), p=self._surnames)) if self._chance(0.97) else self._one(words.DOUBLE_SURNAMES)  # fmt: skip
        if self._chance(0.08):
            return family + self._one(("某", "某某", "某强", "某芳"))
        given = "".join(self._one(words.MALE + words.FEMALE + words.BOTH) for _ in range(1 + self._chance(0.75)))
        return family + given

    def _city(self) -> str:
        return self._one(self._book["cities"] if self._chance(0.6) else words.CITIES)

    def _brand(self) -> str:
        return "".join(self._one(words.TRADE_SYLLABLES) for _ in range(2 + self._chance(0.3)))

    def _organisation(self) -> str:
        if self._chance(0.12):
            return self._word("nt")
        roll, city = self._rng.random(), self._city()
        if roll < 0.5:
            lead = self._one(
                (city, city + "市", self._one(self._book["provinces"]) + "省", "", f"{self._brand()}（{city}）")
            )
            brand = "" if "（" in lead else self._brand()
            return lead + brand + self._one([t for t, _, _ in words.TRADES]) + self._one(words.FORMS[:4])
        if roll < 0.65:
            return self._brand() + self._one(self._book["short"])
        if roll < 0.72:
            return city + self._one(("银行", "商业银行", "农村商业银行")) + self._one(("", "", f"{self._brand()}支行"))
        if roll < 0.87:
            return self._one((city + "市", city + "市" + self._county(), self._county())) + self._one(
                self._book["agencies"]
            )
        return city + self._one(self._book["institutes"] if self._chance(0.8) else self._book["media"])

    def _county(self) -> str:
        return self._one(words.COUNTY_HEADS) + self._one(words.COUNTY_TAILS)

    def _place(self) -> str:
        if self._chance(0.35):
            return self._word("ns")
        roll, city = self._rng.random(), self._city()
        if roll < 0.25:
            return city + "市" if self._chance(0.6) else city
        if roll < 0.45:
            return city + "市" + self._county()
        if roll < 0.7:
            door = f"{self._one(words.ROADS)}路{int(self._rng.integers(1, 400))}号"
            return (
                self._one(("", city + "市"))
                + self._one(("", self._county()))
                + door
                + self._one(("", self._one(words.ESTATES)))
            )
        if roll < 0.85:
            return self._one(self._book["places"])
        return self._one(self._book["provinces"]) + self._one(("", "省"))

    def _product(self) -> str:
        product = self._one(phrases.MONEY if self._chance(0.7) else phrases.GOODS)
        return (self._brand() if self._chance(0.3) else "") + product + self._one(("", "", "", "一号", "计划"))


def _whole(parts: list[tuple[str, list[Marked]]]) -> Sentence:
    """Parts one after the other. Two names of one label that touch are kept apart by a sign."""
    text, names = "", list[Marked]()
    for more, marked in parts:
        if (
            names
            and marked
            and marked[0].start == 0
            and names[-1].end == len(text)
            and names[-1].label == marked[0].label
        ):
            text += "、"
        names += [Marked(m.start + len(text), m.end + len(text), m.label) for m in marked]
        text += more
    return Sentence(text, tuple(names))
