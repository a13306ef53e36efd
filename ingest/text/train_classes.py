"""Training the classifier: logistic regression, its penalty by lines held out, its temperature by lines and worlds held out.

scikit-learn fits; what is stored is JSON, and scoring needs numpy alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.say import JinyingError, Say
from ingest.text.class_texts import HELD, Phrases, Text, thinned, world_texts
from ingest.text.classify import CLASSES, LEGAL, VERSION, Classifier, runs, softmax

RARE = 5  # texts in which a run must stand
UNSEEN = 60  # held-out texts of each class and fold
EACH = 500  # texts from the phrase book of each class
SHARE = 0.25  # of the worlds' lawful texts
PENALTIES = (0.3, 1.0, 3.0)
TEMPERATURES = np.geomspace(0.2, 5, 60)
Array = NDArray[np.float64]


def train_classes(seeds: Sequence[int], out: Path) -> dict[str, Any]:
    """Train on worlds of these seeds (the last one calibrates and is not trained on) and the phrase book; write `out`.

    The seeds fix everything: the same seeds give the same file. Returns its content without the weights.
    """
    if len(seeds) < 2:
        raise JinyingError(Say("至少要两个种子", "two seeds at least are needed"), Say("最后一个用于校准", "the last one calibrates"))  # fmt: skip
    rng = np.random.default_rng(list(seeds))
    worlds = thinned(rng, (t for seed in seeds[:-1] for t in world_texts(seed)), SHARE)
    calibrating = thinned(rng, world_texts(seeds[-1]), SHARE)
    penalty, temperature, tried = _tuned(rng, worlds, calibrating)
    texts = worlds + list(Phrases(rng).texts(EACH))
    names, weights, bias = _fitted(texts, penalty)
    about = {
        "features": VERSION,
        "classes": list(CLASSES),
        "seeds": list(seeds),
        "texts": dict(Counter(t.label for t in texts)),
        "penalty": penalty,
        "temperature": round(temperature, 4),
        "held-out lines": tried,
        "trained on": "texts of the sample world and of a phrase book written for this project",
    }
    rows = {name: [round(float(w), 3) for w in row] for name, row in zip(names, weights, strict=True)}
    whole = {**about, "bias": [round(float(b), 4) for b in bias], "weights": rows}
    out.parent.mkdir(parents=True, exist_ok=True)
    lines = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n")
    out.write_text(lines + "\n", encoding="utf-8")
    return about


def _tuned(
    rng: np.random.Generator, worlds: list[Text], calibrating: list[Text]
) -> tuple[float, float, dict[str, float]]:
    """The penalty under which lines that were held out are told best, and the temperature under which they are surest."""
    tried: dict[float, list[float]] = {p: [] for p in PENALTIES}
    logits: dict[float, list[tuple[Array, list[Text]]]] = {p: [] for p in PENALTIES}
    for fold in range(HELD):
        seen = worlds[fold::HELD] + list(Phrases(rng, fold).texts(EACH // 2))
        unseen = [*Phrases(rng, fold, held=True).texts(UNSEEN), *calibrating[fold::HELD]]
        for p in PENALTIES:
            found = _logits(_fitted(seen, p), unseen)
            tried[p].append(macro_f1([t.label for t in unseen], [CLASSES[k] for k in found.argmax(axis=1)]))
            logits[p].append((found, unseen))
    mean = {p: float(np.mean(scores)) for p, scores in tried.items()}
    best = max(PENALTIES, key=lambda p: mean[p])
    loss = [sum(_loss(x / t, texts) for x, texts in logits[best]) for t in TEMPERATURES]
    return best, float(TEMPERATURES[int(np.argmin(loss))]), {f"{p:g}": round(m, 4) for p, m in mean.items()}


def _fitted(texts: list[Text], penalty: float) -> tuple[list[str], Array, Array]:
    """Runs, their weights by class, and the bias of each class; lawful texts weigh as much as all seven classes together."""
    try:
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        raise JinyingError(Say("训练需要 scikit-learn", "training needs scikit-learn"), Say("pip install scikit-learn", "pip install scikit-learn")) from None  # fmt: skip
    sets = [{r.name for r in runs(t.text)} for t in texts]
    count = Counter(name for s in sets for name in s)
    names = sorted(name for name, n in count.items() if n >= RARE)
    place = {name: k for k, name in enumerate(names)}
    columns = [sorted(place[x] for x in s if x in place) for s in sets]
    values = [1 / np.sqrt(len(c)) for c in columns for _ in c]
    starts = np.cumsum([0, *(len(c) for c in columns)])
    matrix = csr_matrix((values, [k for c in columns for k in c], starts), shape=(len(texts), len(names)))
    target = np.array([CLASSES.index(t.label) for t in texts])
    share = np.array([1 / 14] * 7 + [1 / 2])[target] / np.bincount(target, minlength=len(CLASSES))[target] * len(texts)
    model = LogisticRegression(C=penalty, max_iter=200, tol=1e-3)
    model.fit(matrix, target, sample_weight=share)
    weights = model.coef_.T
    strong = np.flatnonzero(np.abs(weights - weights.mean(axis=1, keepdims=True)).max(axis=1) > 0.02 * penalty**0.5)
    return [names[k] for k in strong], weights[strong], model.intercept_


def _logits(model: tuple[list[str], Array, Array], texts: list[Text]) -> Array:
    names, weights, bias = model
    place = {name: k for k, name in enumerate(names)}
    found = []
    for t in texts:
        rows = sorted({place[r.name] for r in runs(t.text) if r.name in place})
        found.append(bias + weights[rows].sum(axis=0) / np.sqrt(max(1, len(rows))))
    return np.array(found)


def _loss(logits: Array, texts: list[Text]) -> float:
    sure = softmax(logits)[np.arange(len(texts)), [CLASSES.index(t.label) for t in texts]]
    return float(-np.log(np.maximum(sure, 1e-12)).sum())


def macro_f1(there: Sequence[str], found: Sequence[str]) -> float:
    """Mean F1 of the classes that are there."""
    rows = by_class(there, found)
    return float(np.mean([r["f1"] for r in rows])) if rows else 0.0


def by_class(there: Sequence[str], found: Sequence[str]) -> list[dict[str, Any]]:
    """Precision, recall and F1 of each class that is there."""
    rows = []
    for label in (c for c in CLASSES if c in set(there)):
        right = sum(a == b == label for a, b in zip(there, found, strict=True))
        rows.append(_row(label, right, sum(b == label for b in found), sum(a == label for a in there)))
    return rows


def _row(label: str, right: int, found: int, there: int) -> dict[str, Any]:
    return {
        "label": label, "there": there, "found": found, "precision": round(right / max(1, found), 4),
        "recall": round(right / max(1, there), 4), "f1": round(2 * right / max(1, found + there), 4),
    }  # fmt: skip


def measured(classifier: Classifier, texts: Sequence[Text]) -> list[dict[str, Any]]:
    """A row a class, then accused versus lawful, then the mean F1 and how far probabilities are from what happens."""
    judged = [classifier.judge(t.text, most=0) for t in texts]
    there, found = [t.label for t in texts], [j.label for j in judged]
    accused = [a != LEGAL and b != LEGAL for a, b in zip(there, found, strict=True)]
    either = _row("七类合计", sum(accused), sum(b != LEGAL for b in found), sum(a != LEGAL for a in there))
    right = np.array([a == b for a, b in zip(there, found, strict=True)])
    sure = np.array([j.probability for j in judged])
    mean = {"label": "macro", "there": len(texts), "f1": round(macro_f1(there, found), 4), "off": round(_off(sure, right), 4)}  # fmt: skip
    return [*by_class(there, found), either, mean]


def _off(sure: Array, right: NDArray[np.bool_], parts: int = 10) -> float:
    """Expected calibration error: mean distance of probability and share right, over ten parts of equal width."""
    part = np.minimum((sure * parts).astype(int), parts - 1)
    return float(sum(abs(sure[part == k].mean() - right[part == k].mean()) * (part == k).mean() for k in set(part.tolist())))  # fmt: skip
