"""Models as `jinying ref` tells them: by the name that their findings bear, families beside those that were trained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gnn import families
from gnn.trust import metrics, registry
from graph.detect.scored import MODEL
from graph.say import Say

Told = tuple[str, Say, list[dict[str, Any]]]  # what it is, a sentence, details


def models(data: Path) -> dict[str, Told]:
    """By `model-NAME`: what was trained in a data folder (of each name the newest), and the families that can be trained."""
    known = {f"{MODEL}{name}": _family(name) for name in families.FAMILIES}
    newest: dict[str, Told] = {}
    for one in registry.models(registry.place(data)):
        newest.setdefault(f"{MODEL}{one.name}", _trained(one))
    return known | newest


def _family(name: str) -> Told:
    of = families.family(name)
    rows = {"tasks": ", ".join(of.tasks), "needs": ", ".join(of.needs) or "numpy"}
    return ("model", of.about, [{"name": key, "value": value} for key, value in rows.items()])


def _trained(one: registry.Kept) -> Told:
    of, figures, metric = families.family(str(one.part("family"))), one.part("figures"), str(one.part("metric"))
    gain = figures["minus"].get("floor", {}).get(metric) or {}
    rows = {
        "version": one.version, "family": one.part("family"), "task": one.part("task"), "classes": ", ".join(one.part("classes")),
        "data": one.part("data")["name"], metric: metrics.rounded(figures["variants"]["model"][metric]["mean"]), "minus floor": metrics.rounded(gain.get("mean")),
        "low": metrics.rounded(gain.get("low")), "high": metrics.rounded(gain.get("high")), "threshold": metrics.rounded(one.part("threshold")), "made": one.part("made"),
    }  # fmt: skip
    said = [{"name": "verdict", "value": zh, "en": en} for zh, en in one.part("verdicts")]
    return ("model", of.about, [*({"name": key, "value": value} for key, value in rows.items() if value is not None), *said])  # fmt: skip
