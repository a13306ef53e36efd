"""Rows about how often texts and names are read right, held against the line asked: names after training on a corpus, rates
and amounts, classes of texts, who is who. Each by the product's own command or function, on what it was not made from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.bench import msra
from tests.bench.inputs import Inputs
from tests.bench.meter import apart, command
from tests.bench.result import Asked, Bench, Result, Side

NAMES, QUERIES = 100_000, 20_000
NER, RATES, ACCUSED, PAIRS = 0.875, 0.97, 0.90, 0.985
SURE, COMPLETE, MOST = 0.99, 0.998, 120
LOOK_ALIKES = Path(__file__).parents[1] / "ingest/text/look_alikes.tsv"
WORLDS = (11, 12, 13)  # seeds that the classifier was not trained on
SOURCE = "MSRA (SIGHAN 2006), for measuring only"
Body = dict[str, Any]


def text_training(inputs: Inputs) -> Result:
    """`jinying text train` on the corpus; exact spans of exact label on its official test."""
    folder = inputs.folder("msra")
    train, test = msra.files(folder, inputs.share)
    words = ("text", "train", str(train), "--out", str(folder / "names.crfsuite.xz"), "--test", str(test), "--source", SOURCE)  # fmt: skip
    done = command(*words, data=folder / "data")
    rows: dict[str, Body] = {row["label"]: row for row in json.loads(done.value)}
    told = ", ".join(f"{label} {row['f1']:.4f} of {row['there']:,}" for label, row in rows.items() if label != "all")
    return Result(
        "text-training", "names in the MSRA test after `jinying text train` on the rest of the corpus, micro F1 of exact spans",
        Asked(f"{NER} F1", NER), Side("ours", "F1", (rows["all"]["f1"],)), page="reading",
        notes=(f"precision {rows['all']['precision']:.4f}, recall {rows['all']['recall']:.4f}; {told}",
               f"trained in {done.cpu:,.0f} CPU s, peak {done.peak >> 20:,} MiB; the model has {(folder / 'names.crfsuite.xz').stat().st_size / 1e6:.1f} MB"),
    )  # fmt: skip


def sentences() -> Body:
    """Right, wrong and missed rates and amounts of each part of the list."""
    from tests.ingest.text.sentences import rows, score

    parts = {"the 300": ("seen", "held"), "later": ("later",)}
    return {name: score([r for r in rows() if r["part"] in part])[:3] for name, part in parts.items()}


def text_rates(inputs: Inputs) -> Result:
    """Rates and amounts in the sentences written by hand."""
    made = apart("tests.bench.accuracy:sentences")
    f1 = {name: 2 * right / (2 * right + wrong + missed) for name, (right, wrong, missed) in made.items()}
    return Result(
        "text-rates", "rates and amounts in 300 sentences written by hand, traps among them", Asked(f"{RATES} F1", RATES),
        Side("ours", "F1", (f1["the 300"],)), page="reading",
        notes=tuple(f"{name}: {right} right, {wrong} wrong, {missed} missed, F1 {f1[name]:.4f}" for name, (right, wrong, missed) in made.items()),
    )  # fmt: skip


def text_classes(inputs: Inputs) -> Result:
    """`jinying evaluate texts`: accused against lawful by hand, all classes in worlds of other seeds."""
    used = WORLDS[: max(1, inputs.size(len(WORLDS)))]
    seeds = [word for seed in used for word in ("--seed", str(seed))]
    done = command("evaluate", "texts", "--file", str(LOOK_ALIKES), *seeds, data=inputs.folder("classes"))
    rows: dict[tuple[str, str], Body] = {(r["texts"], r["label"]): r for r in json.loads(done.value)["texts"]}
    hand = {label: row["f1"] for (texts, label), row in rows.items() if texts == LOOK_ALIKES.name}
    world = {label: row["f1"] for (texts, label), row in rows.items() if texts != LOOK_ALIKES.name}
    return Result(
        "text-classes", "accused or lawful, 100 texts written by hand with lawful look-alikes", Asked(f"{ACCUSED} F1", ACCUSED),
        Side("ours", "F1", (hand["七类合计"],)), page="reading",
        notes=(f"macro F1 of the seven classes and lawful there: {hand['macro']:.4f}",
               f"worlds of seeds {', '.join(map(str, used))}: macro F1 {world['macro']:.4f}, accused or lawful {world['七类合计']:.4f}; the label is the firm's, which one text need not show"),
    )  # fmt: skip


def pairs(names: int, queries: int, hard: bool) -> Body:
    """Figures of a generated set, seed 7."""
    from dataclasses import asdict

    from ingest.match import evaluate

    return asdict(evaluate.names(size=(names, queries), hard=hard))


def match_names(inputs: Inputs) -> Result:
    """Company names in 13 ways of writing."""
    size = inputs.size(NAMES), inputs.size(QUERIES)
    plain, hard = (apart("tests.bench.accuracy:pairs", *size, hard) for hard in (False, True))
    merged = "reached" if plain["merged_precision"] >= SURE else "MISSED"
    block = "reached" if plain["completeness"] >= COMPLETE and plain["candidates"] <= MOST else "MISSED"
    return Result(
        "match-names", f"{size[1]:,} names in 13 ways of writing, half of the industries unknown to the parser, among {size[0]:,}: best candidates, seed 7",
        Asked(f"{PAIRS} F1", PAIRS), Side("ours", "F1", (plain["f1"],)), Side("raw ratio", "F1", (plain["ratio_f1"],)), page="reading",
        notes=(f"merged band: precision {plain['merged_precision']:.4f} of {SURE} asked ({merged}), recall {plain['merged_recall']:.4f}",
               f"blocking: completeness {plain['completeness']:.4f} of {COMPLETE} asked, {plain['candidates']:.0f} candidates of at most {MOST} ({block})",
               f"where firms that are not there are asked for in those ways too: F1 {hard['f1']:.4f}, merged precision {hard['merged_precision']:.4f}"),
    )  # fmt: skip


ACCURACY = [
    Bench("text-training", "names after training on the MSRA corpus", text_training, package=True),
    Bench("text-rates", "rates and amounts in sentences by hand", text_rates),
    Bench("text-classes", "classes of texts by hand and of worlds", text_classes),
    Bench("match-names", "who is who among generated names", match_names),
]
