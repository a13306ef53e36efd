"""The tagger of names as spaCy components: `jinying_crf` sets entities of any pipeline, `jinying_mentions` adds candidates to
the reader's, before `jinying_relations` ties them. What the rules found wins over both."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from ingest.text.mention import Mention, Page
from ingest.text.ner import Engine, load
from ingest.text.ner_lac import load_lac
from ingest.text.pipeline import Writer

LABELS = {"PER": "person", "ORG": "company", "LOC": "address"}


class Namer:
    """A spaCy component: adds the engine's names to `doc.ents`; what stands there already (rules) wins.

    `span._.probability` is the engine's, and None for what others set.
    """

    def __init__(self, engine: Engine, least: float) -> None:
        self.engine, self.least = engine, least
        if not Span.has_extension("probability"):
            Span.set_extension("probability", default=None)

    def __call__(self, doc: Doc) -> Doc:
        text = "".join(t.text_with_ws for t in doc)
        taken = [(e.start_char, e.end_char) for e in doc.ents]
        made = []
        for name in self.engine.read(text):
            if name.probability < self.least or any(name.start < end and start < name.end for start, end in taken):
                continue
            if span := doc.char_span(name.start, name.end, name.label):
                span._.probability = name.probability
                made.append(span)
        doc.ents = filter_spans([*doc.ents, *made])
        return doc


@Language.factory("jinying_crf", default_config={"model": None, "engine": "crf", "least": 0.5})
def make_namer(nlp: Language, name: str, model: str | None, engine: str, least: float) -> Namer:
    """`engine`: crf (ours; `model`: a file, else the one that ships) or lac; `least`: the lowest probability kept."""
    if engine == "lac":
        return Namer(load_lac(), least)
    return Namer(load(Path(model) if model else None), least)


class Candidates(Writer):
    """A component of the reader's pipeline: the engine's names where no rule has read anything, as candidates."""

    def __init__(self, engine: Engine, least: float) -> None:
        super().__init__(self._add)
        self.engine, self.least = engine, least
        self._version = str(engine.about.get("version") or engine.about.get("features"))
        self._rule = str(engine.about.get("engine") or "crf")

    def _add(self, page: Page) -> None:
        taken = bytearray(len(page.text))
        for m in page.mentions:
            taken[m.start : m.end] = b"\1" * (m.end - m.start)
        page.mentions.extend(
            Mention(LABELS[n.label], page.text[n.start : n.end], n.start, n.end, page.text[n.start : n.end], self._rule, round(n.probability, 3), page.sentence(n.start), version=self._version)
            for n in self.engine.read(page.text)
            if n.label in LABELS and n.probability >= self.least and taken.find(1, n.start, n.end) < 0
        )  # fmt: skip


@Language.factory("jinying_mentions", default_config={"model": None, "engine": "crf", "least": 0.7})
def make_candidates(nlp: Language, name: str, model: str | None, engine: str, least: float) -> Candidates:
    """As `jinying_crf`."""
    return Candidates(load_lac() if engine == "lac" else load(Path(model) if model else None), least)
