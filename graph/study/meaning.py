"""What each type of link means, what it can show legally and what would weaken it: meanings.yaml, checked against the ontology."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.ontology import LOADER, Ontology, OntologyError, ontology
from graph.say import Say, did_you_mean


@dataclass(frozen=True, slots=True)
class Meaning:
    """含义, 法律意义, 反证: words for a lead, never a verdict."""

    meaning: Say
    weight: Say
    weakens: Say


@cache
def meanings() -> Mapping[str, Meaning]:
    """By link type, and by sum of links."""
    return parse(files("graph").joinpath("meanings.yaml").read_text("utf-8"), ontology())


def parse(text: str, of: Ontology) -> Mapping[str, Meaning]:
    """Read the words and check them whole: every link and every sum has all of them in both languages, and nothing else has."""
    raw = yaml.load(text, LOADER)["links"]
    known = [*of.links, *(link.flow for link in of.links.values() if link.flow)]
    for name in raw:
        if name not in known:
            raise OntologyError(Say(f"含义表：没有关系“{name}”", f"meanings: no link '{name}'"), did_you_mean(str(name), known))  # fmt: skip
    return {name: _meaning(name, raw.get(name, {})) for name in known}


def _meaning(name: str, body: Mapping[str, Any]) -> Meaning:
    said = {f.name: body.get(f.name, {}) for f in fields(Meaning)}
    for part, both in said.items():
        if lacking := [lang for lang in ("zh", "en") if not str(both.get(lang) or "").strip()]:
            raise OntologyError(
                Say(f"{name} 的 {part} 缺少 {lacking[0]}", f"{name}: {part} lacks its {lacking[0]}"),
                Say("请补全 graph/meanings.yaml", "complete graph/meanings.yaml"),
            )
    return Meaning(**{part: Say(both["zh"], both["en"]) for part, both in said.items()})
