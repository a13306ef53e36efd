"""What was asked of `jinying gnn`: which data, which preset, which settings, how it is split."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from gnn.data import Data, Split
from graph.context import Context
from graph.say import JinyingError, Say, did_you_mean

PRESETS = Path(__file__).parent / "presets"


class AskedError(JinyingError):
    """What was asked for can't be done."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders, how they are described, and what flags say of them; no folder: the lake."""

    folders: tuple[Path, ...] = ()
    describe: Path | None = None
    labels: Path | None = None
    flags: Mapping[str, Any] = field(default_factory=dict)
    as_of: int | None = None


def data(context: Context, asked: Sources) -> Data:
    """The data that was named."""
    if asked.folders:
        return _folders(asked)
    return _lake(context, asked)


def _folders(asked: Sources) -> Data:
    from gnn import folder

    missing = [f for f in asked.folders if not f.is_dir()]
    if missing:
        raise AskedError(Say(f"没有目录 {missing[0]}", f"there is no folder {missing[0]}"), Say("给出含 nodes.csv 与 edges.csv 的目录；不给则读数据湖", "name a folder with nodes.csv and edges.csv; none: the lake"))  # fmt: skip
    flags = {k: v for k, v in asked.flags.items() if v is not None}
    if asked.labels is not None:
        flags["labels"] = str(asked.labels)
    found = folder.read(asked.folders, asked.describe or {}, flags)
    return found.as_of(asked.as_of)


def _lake(context: Context, asked: Sources) -> Data:
    raise AskedError(Say("未给出目录", "no folder was given"), Say("给出含 nodes.csv 与 edges.csv 的目录", "name a folder with nodes.csv and edges.csv"))  # fmt: skip


# splits


def splitter(data: Data, how: str | None) -> Callable[[int], tuple[Split, ...]]:
    """Splits of a seed. Those whose tests share things are repeats, and a seed gets one; else they are folds, and it gets all."""
    from gnn import splits

    @cache
    def of(seed: int) -> tuple[Split, ...]:
        found = data.splits if data.splits and how is None else splits.split(data, how, seed)
        return found if folds(found) else (found[seed % len(found)],)

    return of


def folds(found: Sequence[Split]) -> bool:
    """Whether no thing is tested in two of them."""
    tested = np.concatenate([s.test for s in found])
    return len(np.unique(tested)) == len(tested)


# presets and settings


def presets() -> list[str]:
    """Names of the presets."""
    return sorted(p.stem for p in PRESETS.glob("*.yaml"))


def preset(name: str) -> dict[str, Any]:
    """One of them: seeds, ablations, settings by family (`*`: of all)."""
    if name not in presets():
        raise AskedError(Say(f"没有预设“{name}”", f"there is no preset '{name}'"), did_you_mean(name, presets()))
    return dict(yaml.safe_load((PRESETS / f"{name}.yaml").read_text("utf-8")))


def settings(name: str, family: str, changed: Sequence[str]) -> dict[str, Any]:
    """A preset's settings for a family, with what `--set k=v` changed; values as YAML writes them."""
    known = preset(name)["settings"]
    out = {**known.get("*", {}), **known.get(family, {})}
    for one in changed:
        key, equal, value = one.partition("=")
        if not equal or not key.strip():
            raise AskedError(Say(f"“{one}”不是 名=值", f"'{one}' is not NAME=VALUE"), Say("如 --set epochs=20", "as in --set epochs=20"))  # fmt: skip
        try:
            out[key.strip()] = yaml.safe_load(value)
        except yaml.YAMLError:
            raise AskedError(Say(f"“{value}”不能作值", f"'{value}' is no value"), Say("如 --set epochs=20", "as in --set epochs=20")) from None  # fmt: skip
    return out


# what is told


def check(found: Data, how: str | None) -> dict[str, Any]:
    """Leaks between the parts of the first seed's splits; raises where there is one."""
    from gnn import leak

    if found.labels is None:
        return {}
    made = splitter(found, how)(0)
    for one in made:
        leak.check(found, one)
    return {"splits": [s.name for s in made], "sizes": [[len(s.train), len(s.valid), len(s.test)] for s in made]}


def write(found: Data, out: Path) -> None:
    """As PyG's HeteroData: safetensors and JSON."""
    from gnn import hetero

    hetero.save(hetero.hetero(found), out)


def told(found: Data, checked: Mapping[str, Any]) -> dict[str, Any]:
    """Sizes and what was checked."""
    from gnn import registry

    labels = found.labels
    return {
        "name": found.name, "nodes": found.n, "links": {r: k.m for r, k in found.relations.items()}, "columns": list(found.columns), "kinds": list(found.kinds),
        "parts": len(found.parts), "labels": None if labels is None else {c: int((labels.y == i).sum()) for i, c in enumerate(labels.classes)},
        **checked, "leaks": 0 if checked else None, "hash": registry.data_hash(found),
    }  # fmt: skip


def plain_name(name: str) -> str:
    """A data set's name as a part of a model's."""
    return re.sub(r"[^\w.-]+", "-", name)[:40].strip("-.") or "data"
