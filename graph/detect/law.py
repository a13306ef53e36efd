"""What stands in law.yaml of a detector: the classes it speaks for, the legal background, what would exonerate."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from graph.ontology import LOADER
from graph.say import Say

LEGAL = "合法"  # what a text of none of them is read as
CLASSES = ("非法集资", "非法证券", "非法期货", "非法外汇", "非法黄金", "非法支付", "非法代币")


@dataclass(frozen=True, slots=True)
class Law:
    """`text`: statutes and rules, as of `checked`; `exonerates`: facts that would weaken a finding (反证)."""

    classes: tuple[str, ...]
    text: Say
    exonerates: tuple[Say, ...]
    checked: str
    licences: str  # a pattern of licensed matters that make it lawful, "" where none would


@cache
def laws() -> dict[str, Law]:
    """The legal block of each detector by name."""
    body = yaml.load(files("graph.detect").joinpath("law.yaml").read_text("utf-8"), LOADER)
    texts = {name: Say(**both) for name, both in body["texts"].items()}
    return {
        name: Law(
            tuple(d["classes"]),
            texts[d["text"]],
            tuple(Say(**e) for e in d["exonerates"]),
            str(body["checked"]),
            d.get("licences", ""),
        )
        for name, d in body["detectors"].items()
    }
