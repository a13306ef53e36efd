"""Rows about texts and names: characters per CPU second of the reader, with spaCy's blank pipeline beside it, and proposals."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np

from tests.bench.inputs import Inputs
from tests.bench.meter import apart
from tests.bench.result import Asked, Bench, Result, Side

CHARACTERS, ADVERTS = 1_200_000, 100  # in all, and how many adverts make a page
NAMES, QUERIES = 100_000, 20_000
RULES, CRF, SECONDS, MIB = 300_000, 80_000, 60, 1024


def pages(characters: int) -> list[str]:
    """Pages of adverts as the sample world words them."""
    from ingest.world import phrases as ph

    rng, found, page = np.random.default_rng(7), list[str](), list[str]()
    pools = (ph.OPENINGS, ph.OFFERS, ph.RATES, ph.BOLD, ph.CAREFUL, ph.CALLS, ph.CALL_US, ph.PAY_US)
    parts = {"brand": "云澜", "city": "榕津", "product": "养老理财", "low": "1万", "k": "12", "rate": "12.5%", "phone": "13800138000", "account": "6222021234567890128", "holder": "云澜稳健财富管理有限公司"}  # fmt: skip
    while sum(map(len, found)) < characters:
        page.append("，".join(pool[int(rng.integers(len(pool)))].format(**parts) for pool in pools))
        if len(page) == ADVERTS:
            found.append("\n".join(page))
            page = []
    return found


def rules(characters: int) -> dict[str, float]:
    """Characters per CPU second: ours, and spaCy's blank `zh` on the same pages."""
    import spacy

    from ingest.text.pipeline import read, reader

    nlp, blank, texts = reader(), spacy.blank("zh"), pages(characters)
    list(read(texts[:1], nlp))
    return {"ours": _rate(texts, lambda: list(read(texts, nlp))), "peer": _rate(texts, lambda: list(blank.pipe(texts)))}


def names(characters: int) -> dict[str, float]:
    """Characters per CPU second of the rules with the CRF among them, and of the CRF alone."""
    from ingest.text import namer, ner
    from ingest.text.pipeline import read, reader

    nlp, tagger, texts = reader(), ner.load(), pages(characters)
    nlp.add_pipe("jinying_mentions", before="jinying_relations")
    assert namer.LABELS  # its components are there
    list(read(texts[:1], nlp))
    return {
        "ours": _rate(texts, lambda: list(read(texts, nlp))),
        "alone": _rate(texts, lambda: [tagger.read(t) for t in texts]),
    }


def proposals(names: int, queries: int) -> dict[str, Any]:
    """CPU seconds and peak of proposing over a lake of so many registered names and so many that are known by name only."""
    from dataclasses import asdict

    from ingest.match.evaluate import scaled

    return asdict(scaled(size=(names, queries)))


def _rate(texts: list[str], work: Callable[[], Any]) -> float:
    begun = time.process_time()
    work()
    return sum(map(len, texts)) / (time.process_time() - begun)


def _speeds(inputs: Inputs, name: str) -> list[dict[str, float]]:
    return [apart(f"tests.bench.reading:{name}", inputs.size(CHARACTERS)) for _ in range(inputs.reps)]


def text_rules(inputs: Inputs) -> Result:
    """The reader's rules."""
    made = _speeds(inputs, "rules")
    return Result(
        "text-rules", f"texts by rules, pages of {ADVERTS} adverts", Asked(f"{RULES:,} characters per CPU s", RULES),
        *(Side(label, "characters per CPU s", tuple(m[key] for m in made)) for key, label in (("ours", "ours"), ("peer", "spaCy's blank zh, which reads nothing"))),
        page="reading",
    )  # fmt: skip


def text_names(inputs: Inputs) -> Result:
    """The tagger of names."""
    made = _speeds(inputs, "names")
    return Result(
        "text-names", "the same with the CRF among the rules", Asked(f"{CRF:,} characters per CPU s", CRF),
        Side("ours", "characters per CPU s", tuple(m["ours"] for m in made)), page="reading",
        notes=(f"the CRF alone: {median(m['alone'] for m in made):,.0f} characters per CPU s",),
    )  # fmt: skip


def match_propose(inputs: Inputs) -> Result:
    """Who may be whom among many."""
    n, q = inputs.size(NAMES), inputs.size(QUERIES)
    body = apart("tests.bench.reading:proposals", n, q)
    return Result(
        "match-propose", f"proposals, {n:,} registered names and {q:,} known by name only", Asked(f"{SECONDS} CPU s", SECONDS, more=False),
        Side("ours", "CPU s", (body["cpu_s"],)), page="reading",
        notes=(f"peak {body['peak_mib']:,.0f} MiB of {MIB:,} asked", f"{body['merged']:,} merged, {body['precision']:.4f} of them right, {body['in_review']:,} to review, {body['crossed']} across two codes"),
    )  # fmt: skip


READING = [
    Bench("text-rules", "the reader's rules, characters per CPU second", text_rules),
    Bench("text-names", "the tagger of names", text_names),
    Bench("match-propose", "proposals over a large lake", match_propose),
]
