"""Texts to train the classifier on: what a world's papers say about schemes and others, and lines of a phrase book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import polars as pl
import yaml

from graph.say import JinyingError, Say, did_you_mean
from ingest.text.classify import CLASSES, LEGAL
from ingest.world import papers
from ingest.world.plan import Plan
from ingest.world.province import make_province

SCALE = 0.05  # of the worlds whose papers are read
PAPERS = (  # what is written, whom it names, where the text stands
    (papers.adverts, "adverts.csv", "广告主", ("广告标题", "广告文本")),
    (papers.complaints, "complaints.csv", "被投诉主体", ("内容",)),
    (papers.reports, "reports.csv", "被举报主体", ("手法描述",)),
)
SLOT = re.compile(r"\{(\w+)\}")
HELD = 4  # one line in so many is kept from training where a fold is named
STOPS = ("，", "，", "。", "；", "！", " ")


class Text(NamedTuple):
    """A text and its class."""

    label: str
    text: str


def world_texts(seed: int) -> list[Text]:
    """Adverts, complaints and reports of a small world. A text has the class of the scheme of whom it names, else 合法:
    the label is the world's truth about the firm, which a single text need not show."""
    province = make_province(Plan(seed, SCALE))
    kinds = {province.firms.names[s.face]: s.kind for s in province.schemes if not s.legal}
    found = []
    with TemporaryDirectory() as folder:
        for write, name, who, columns in PAPERS:
            write(province, Path(folder))
            table = pl.read_csv(Path(folder) / name, infer_schema_length=0).fill_null("")
            for firm, *parts in table.select(who, *columns).iter_rows():
                found.append(Text(kinds.get(firm, LEGAL), "。".join(p for p in parts if p).replace(firm, "该公司")))
    return found


def thinned(rng: np.random.Generator, texts: Iterable[Text], share: float) -> list[Text]:
    """Each text once, and of the lawful ones, which are most, a share."""
    return [t for t in dict.fromkeys(texts) if t.label != LEGAL or rng.random() < share]


def phrase_book() -> dict[str, Any]:
    return dict(yaml.safe_load(files("ingest.text").joinpath("class_phrases.yaml").read_text("utf-8")))


class Phrases:
    """Texts put together from the phrase book. With a `fold`, one line in four is left out, or (`held`) only those used."""

    def __init__(self, rng: np.random.Generator, fold: int | None = None, held: bool = False) -> None:
        self._rng, self._fold, self._held, self._book = rng, fold, held, phrase_book()

    def texts(self, each: int) -> Iterator[Text]:
        """`each` texts of every illegal class, and as many lawful ones about the same matter."""
        for label in CLASSES[:-1]:
            for _ in range(each):
                yield Text(label, self._joined(self._illegal(label)))
                yield Text(LEGAL, self._joined(self._legal(label)))

    def _illegal(self, label: str) -> list[str]:
        own, common = self._book["classes"][label], self._book["any_illegal"]
        roll = self._rng.random()
        if roll < 0.5:
            return self._some(own["offer"], 1, 2) + self._some(common["offer"], 0, 2)
        if roll < 0.8:
            told = self._some(own["offer"], 0, 1)
            return told + self._some(own["trouble"], 1, 2) + self._some(common["trouble"], 0, 2)
        return self._some(own["working"], 1, 2) + self._some(own["offer"], 0, 1) + self._some(common["working"], 0, 2)

    def _legal(self, label: str) -> list[str]:
        own, common = self._book["classes"][label], self._book["any_legal"]
        roll = self._rng.random()
        if roll < 0.5:
            return self._some(own["legal_offer"], 1, 2) + self._some(common["offer"], 0, 2)
        if roll < 0.8:
            return self._some(own["legal_trouble"], 1, 2) + self._some(common["trouble"], 0, 2)
        warned = [f"凡宣称“{x}”的，务必警惕" for x in self._some(own["offer"], 0, 1)]
        return self._some(own["notice"], 1, 2) + warned + self._some(common["notice"], 0, 2)

    def _some(self, lines: list[str], low: int, high: int) -> list[str]:
        if self._fold is not None:
            lines = [x for k, x in enumerate(lines) if (k % HELD == self._fold) == self._held]
        n = min(int(self._rng.integers(low, high + 1)), len(lines))
        return [self._filled(lines[int(k)]) for k in self._rng.permutation(len(lines))[:n]]

    def _filled(self, line: str) -> str:
        slots = self._book["slots"]

        def one(found: re.Match[str]) -> str:
            pool = slots[found[1]]
            return self._filled(str(pool[int(self._rng.integers(0, len(pool)))]))

        return SLOT.sub(one, line)

    def _joined(self, lines: list[str]) -> str:
        return "".join(line + STOPS[int(self._rng.integers(0, len(STOPS)))] for line in lines)


def read_texts(path: Path) -> list[Text]:
    """Texts with their class: a TSV with the columns `class` and `text`. Raises `JinyingError` where it is none, or a class unknown."""
    try:
        table = pl.read_csv(path, separator="\t", quote_char=None, infer_schema_length=0).select("class", "text")
    except (pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise JinyingError(Say(f"{path.name} 不是含 class、text 两列的 TSV", f"{path.name} is no TSV with class and text ({type(error).__name__})"), Say("请检查文件", "check the file")) from None  # fmt: skip
    texts = [Text(*row) for row in table.drop_nulls().iter_rows()]
    if unknown := {t.label for t in texts} - {*CLASSES}:
        raise JinyingError(Say(f"{path.name} 里没有类别 {'、'.join(sorted(unknown))}", f"no class is called {', '.join(sorted(unknown))}"), did_you_mean(min(unknown), CLASSES))  # fmt: skip
    return texts
