"""Training the tagger of names from marked text: a CRF by L-BFGS with an L1 penalty, which keeps the file small."""

from __future__ import annotations

import hashlib
import json
import lzma
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pycrfsuite

from ingest.text.name_texts import Frames
from ingest.text.ner import Engine, beside, load, pieces
from ingest.text.ner_corpus import Marked, Score, Sentence, tags
from ingest.text.ner_features import VERSION, features

HELD = 1000  # texts of frames held out, to measure by


@dataclass(frozen=True, slots=True)
class Recipe:
    """How it is trained: penalties, rounds, and how often a feature occurs before it counts."""

    l1: float = 0.15
    l2: float = 0.05
    rounds: int = 70
    rare: int = 2


def train(sentences: Iterable[Sentence], out: Path, recipe: Recipe, told: dict[str, Any]) -> dict[str, Any]:
    """Write the model to `out` (in xz where it ends so) and its JSON beside it; that JSON's content.

    `told`: what is said of the training text (its source and licence). The same text gives the same model.
    """
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    labels: set[str] = set()
    count = characters = 0
    for s in sentences:
        trainer.append(pycrfsuite.ItemSequence(features(s.text)), tags(s))
        labels.update(m.label for m in s.names)
        count, characters = count + 1, characters + len(s.text)
    trainer.set_params({
        "c1": recipe.l1, "c2": recipe.l2, "max_iterations": recipe.rounds, "feature.minfreq": recipe.rare,
        "feature.possible_transitions": True,
    })  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "model"
        trainer.train(str(made))
        data = made.read_bytes()
    about = {
        "features": VERSION,
        "labels": sorted(labels),
        "sha256": hashlib.sha256(data).hexdigest(),
        "sentences": count,
        "characters": characters,
        "recipe": {"l1": recipe.l1, "l2": recipe.l2, "rounds": recipe.rounds, "rare": recipe.rare},
        **told,
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(lzma.compress(data, preset=9) if out.suffix == ".xz" else data)
    save_about(out, about)
    return about


def save_about(out: Path, about: dict[str, Any]) -> None:
    beside(out).write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def measured(engine: Engine, sentences: list[Sentence]) -> tuple[Score, float]:
    """How many names are found as they are marked, and characters per second of processor time."""
    score, start = Score(), time.process_time()
    read = [engine.read(s.text) for s in sentences]
    spent = time.process_time() - start
    for s, names in zip(sentences, read, strict=True):
        score.add((Marked(n.start, n.end, n.label) for n in names), s.names)
    return score, sum(len(s.text) for s in sentences) / max(spent, 1e-9)


def cut(sentences: Iterable[Sentence]) -> Iterable[Sentence]:
    """Sentences as they are tagged later: in the same pieces."""
    for s in sentences:
        for at, piece in pieces(s.text):
            end = at + len(piece)
            yield Sentence(piece, tuple(Marked(a - at, b - at, x) for a, b, x in s.names if at <= a and b <= end))


def train_generated(out: Path, seed: int, texts: int, recipe: Recipe) -> dict[str, Any]:
    """The model that ships: trained on generated text, measured on frames of sentences that it was not trained on."""
    told = {
        "trained on": "text generated from frames, word lists and phrases written for this project, and words of jieba's dictionary (MIT)",
        "licence": "Apache-2.0",
        "seed": seed,
        "texts": texts,
    }
    made = Frames(seed, held=False)
    mixed = chain(made.sentences(texts), made.strewn(texts), made.phrases(texts))
    about = train(cut(mixed), out, recipe, told)
    score, _ = measured(load(out), list(Frames(seed + 1, held=True).sentences(HELD)))
    about["metrics"] = {"frames held out": score.rows()}
    save_about(out, about)
    return about
