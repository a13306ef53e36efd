"""Which of several families: the one that is best on validation, the plainer where validation can't tell them apart.

A family named later must be better by more than one standard error of the difference (Breiman and others, Classification
and Regression Trees, 1984): by the folds where there are folds, else by the seeds. Nothing is known of a test by then. Runs
that were made to choose are not made twice: they become the model's, and the floor's where that was tried too.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from gnn import asked, families
from gnn.data import Data
from gnn.model import Watch, silent
from gnn.trust import registry, study, training
from gnn.trust.registry import Kept
from gnn.trust.study import FLOOR, MODEL, Study
from graph.say import JinyingError, Say
from graph.settings import private


def trained(data: Data, tried: Sequence[str], name: str | None, root: Path, lang: str, watch: Watch = silent, **wanted: Any) -> tuple[Study, Kept]:  # fmt: skip
    """The family that validation prefers, with its floor and its ablations. `wanted`: what `training.planned` takes."""
    able = [f for f in tried if not _lacks(f)]
    if not able:
        raise JinyingError(Say("缺少模型所需的软件包", "models need packages that are not there"), Say("安装：pip install 'jinying[gnn]'", "install them: pip install 'jinying[gnn]'"))  # fmt: skip
    seen = {f: _alone(data, f, name, root, watch, wanted) for f in able} if len(able) > 1 else {}
    best = preferred({f: made for f, (made, _) in seen.items()}) if seen else able[0]
    plan = training.planned(data, best, **wanted)
    if seen:
        plan = replace(plan, words={**plan.words, "chosen_from": {f: _mean(made) for f, (made, _) in seen.items()}})
    folder = root / training.called(plan, name) / plan.digest()
    for variant, family in ((MODEL, best), (FLOOR, plan.floor)):
        if family in seen:
            _lend(seen[family][1], folder, variant)
    return training.trained(plan, name, root, lang, watch)


def preferred(seen: Mapping[str, Study]) -> str:
    """Of families from the plainest on, the one that validation prefers."""
    held, *later = seen
    for other in later:
        a, b = (_validated(seen[f]) for f in (other, held))
        gap = np.asarray([a[key] - b[key] for key in a if math.isfinite(a[key] - b.get(key, math.nan))])
        error = float(gap.std(ddof=1) / math.sqrt(len(gap))) if len(gap) > 1 else 0.0
        if len(gap) and float(gap.mean()) > error:
            held = other
    return held


def _validated(made: Study) -> dict[str, float]:
    """What validation said, by fold or by seed: the mean of its runs."""
    runs = made.of(MODEL)
    folds = len({o.split for o in runs if o.seed == runs[0].seed}) > 1
    by: dict[str, list[float]] = {}
    for o in runs:
        by.setdefault(o.split if folds else str(o.seed), []).append(o.valid)
    return {key: float(np.mean(values)) for key, values in by.items()}


def _mean(made: Study) -> float:
    return round(float(np.mean(list(_validated(made).values()))), 6)


def _lacks(family: str) -> bool:
    try:
        families.model(family)
    except JinyingError:
        return True
    return False


def _alone(data: Data, family: str, name: str | None, root: Path, watch: Watch, wanted: Mapping[str, Any]) -> tuple[Study, Path]:  # fmt: skip
    """A family without anything beside it; kept apart from the registry, so that what was interrupted goes on."""
    plan = training.planned(data, family, **{**wanted, "floor": False, "ablations": False})
    called = asked.plain_name(name or data.name)
    folder = registry.tried(root) / called / f"{family}-{plan.digest()}"
    return study.run(plan, called, folder, watch), folder


def _lend(other: Path, folder: Path, variant: str) -> None:
    """Runs of the same family, splits and seeds as those of a variant."""
    runs = private(folder / "runs")
    for file in (other / "runs").glob(f"{MODEL}-*.json"):
        outcome = study.kept_run(file)
        if outcome is None or (runs / f"{study.key_of(variant, outcome.seed, outcome.split)}.json").exists():
            continue
        made = replace(outcome, variant=variant)
        for suffix in (".npy", *((".safetensors", ".state") if variant == MODEL else ())):
            shutil.copy2(file.with_suffix(suffix), runs / f"{made.key}{suffix}")
        registry.write(runs / f"{made.key}.json", json.dumps(study.tidy(asdict(made)), ensure_ascii=False).encode())
