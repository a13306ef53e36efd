"""Settings of models by preset: `tiny` tries things out in seconds, `base` is what figures are told for.

A setting's name must be one that the model has, and its value of the sort that the preset holds there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.say import JinyingError, Say, did_you_mean

FOLDER = Path(__file__).parent / "presets"


def preset(name: str, model: str, sets: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The settings of a model; `sets`: what `--set` changed, as it was written."""
    known = tuple(sorted(p.stem for p in FOLDER.glob("*.yaml")))
    if name not in known:
        raise JinyingError(Say(f"没有预设“{name}”", f"no preset is called '{name}'"), did_you_mean(name, known))
    read = _settings(name)
    base = {**read.get("*", {}), **read.get(model, {})}
    return checked(model, {key: _value(text, base.get(key)) for key, text in (sets or {}).items()}, base)


def complete(model: str, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What is given, the rest as in `base`."""
    read = _settings("base")
    return checked(model, settings, {**read.get("*", {}), **read.get(model, {})})


def checked(model: str, given: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """The base with what is given, or what is wrong with it."""
    out = dict(base)
    for key, value in given.items():
        if key not in base:
            raise JinyingError(Say(f"模型“{model}”没有设置“{key}”", f"model '{model}' has no setting '{key}'"), did_you_mean(key, base))  # fmt: skip
        like = base[key]
        if isinstance(like, float) and type(value) is int:
            value = float(value)
        if isinstance(like, list) and isinstance(value, tuple):
            value = list(value)
        if type(value) is not type(like):
            raise JinyingError(
                Say(f"设置“{key}”不接受“{value}”", f"setting '{key}' does not take '{value}'"),
                Say(f"预设中为 {like}", f"the preset has {like}"),
            )
        out[key] = value
    return out


@cache
def _settings(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))["settings"]
    return found


def _value(text: str, like: Any) -> Any:
    """As YAML reads it; a list may be written with commas alone."""
    found = yaml.safe_load(text)
    if isinstance(like, list) and not isinstance(found, list):
        return [yaml.safe_load(part) for part in text.split(",")]
    return "" if found is None and isinstance(like, str) else found
