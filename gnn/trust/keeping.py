"""What stays of a study: the study itself, a model of it, and of what the model was told the answers.

Each file's SHA-256 is in model.json, and that of what model.json says too, so that a figure that was edited is found out.
"""

from __future__ import annotations

import io
import json
import math
import time
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from gnn import families
from gnn.answering import explain, ranked
from gnn.data import Phase, Split, joint, phases
from gnn.model import Arrays, Run, unseen
from gnn.trust import drift, metrics, registry, study
from gnn.trust.metrics import Calibration
from gnn.trust.registry import Kept
from gnn.trust.study import MODEL, Outcome, Plan, Study
from graph.ranking import curve

STUDY, TOLD = "study.json", "told.parquet"
Taught = Mapping[str, tuple[str, str]]  # by name: in which phase, and what the answer was


def read(one: Kept) -> Study:
    """The study behind a model, as it was kept."""
    registry.beside(one, "study", STUDY)
    return study.read(one.folder)


def taught(one: Kept) -> Taught:
    """What the model was told the answers of. Of names in several networks the one that was learned from."""
    rows = pl.read_parquet(io.BytesIO(registry.beside(one, "told", TOLD)))
    order = {"train": 0, "valid": 1, "test": 2}
    found = sorted(rows.select("id", "phase", "class").iter_rows(), key=lambda r: -order[r[1]])
    return {name: (phase, cls) for name, phase, cls in found}


def keep(plan: Plan, made: Study, folder: Path) -> Kept:
    """The study, and a model of it, into the registry: the one that was best on validation, or after folds one that learned
    from them all."""
    whole = json.dumps(made.to_json(), ensure_ascii=False).encode()
    registry.write(folder / STUDY, whole)
    best = max(made.of(MODEL), key=lambda o: (o.valid if math.isfinite(o.valid) else -math.inf, -o.seed))
    folds = len(plan.splits(best.seed)) > 1
    arrays, state, chosen = _of_all(plan, made, best, folder) if folds else _of_one(best, folder)
    told = _told(plan, _everything(plan, best) if folds else _split(plan, best), again="held" in arrays)
    registry.write(folder / TOLD, told)
    registry.save(folder, arrays, {
        "family": plan.model, "task": plan.task, "relation": plan.labels.relation, "classes": list(plan.labels.classes), "shape": registry.shape(plan.data),
        "state": state, **chosen, **_beheld(plan, best, arrays, state), "settings": dict(plan.settings), "words": dict(plan.words), "metric": made.metric, "figures": study.summary(made), "data": made.about,
        "verdicts": [list(v) for v in study.verdicts(made)], "packages": registry.packages(),
        "study": sha256(whole).hexdigest(), "told": sha256(told).hexdigest(), "made": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    })  # fmt: skip
    return registry.kept(folder)


def _beheld(plan: Plan, best: Outcome, arrays: Arrays, state: dict[str, Any]) -> dict[str, Any]:
    """What it learned from, in short: typical values for explanations, and what drift is told against, which is the
    validation's, for scores of what a model has seen are higher than those of anything else."""
    train, valid, _ = phases(plan.data, _split(plan, best))
    kept: dict[str, Any] = {"typical": explain.told_medians(explain.medians(train.data))}
    if len(plan.labels.classes) == 2 and valid.k:
        kept["drift"] = drift.kept(valid, unseen(families.model(plan.model).restore(arrays, state), valid)[:, 1])
    return kept


def _split(plan: Plan, of: Outcome) -> Split:
    """The split of a run."""
    (found,) = (s for s in plan.splits(of.seed) if s.name == of.split)
    return found


def _everything(plan: Plan, best: Outcome) -> Split:
    """All that folds tested one by one, chosen by what the best chose by."""
    split = _split(plan, best)
    rest = np.setdiff1d(np.arange(len(plan.labels.index)), split.valid)
    return Split("all", rest, split.valid, split.test[:0], (split.cuts[2], split.cuts[2], None))


def _told(plan: Plan, split: Split, *, again: bool) -> bytes:
    """Whose answers were learned from, chosen by and measured on, as parquet: id, phase, class. `again`: what was chosen by was
    learned from in the end."""
    labels = plan.labels
    phase = Phase(plan.data, labels.task, labels.relation, labels.index, labels.y, labels.classes, None)
    names = np.asarray(ranked.names(phase)[0], object)
    rows = [(names[i], "train" if again and what == "valid" else what, labels.classes[labels.y[i]]) for what in ("train", "valid", "test") for i in getattr(split, what).tolist()]  # fmt: skip
    out = io.BytesIO()
    pl.DataFrame(rows, {"id": pl.String, "phase": pl.String, "class": pl.String}, orient="row").write_parquet(out)
    return out.getvalue()


Learned = tuple[Arrays, dict[str, Any], dict[str, Any]]


def _of_one(best: Outcome, folder: Path) -> Learned:
    """The weights of a run, with its calibration and threshold."""
    arrays, state = registry.read_weights(folder / "runs" / f"{best.key}.json")
    chosen = {"how": "best on validation", "seed": best.seed, "split": best.split, "valid": best.valid}
    return arrays, state, {"calibration": dict(best.calibration), "threshold": best.figures.get("threshold", 0.5), "chosen": chosen}  # fmt: skip


def _of_all(plan: Plan, made: Study, best: Outcome, folder: Path) -> Learned:
    """A model of everything that folds tested one by one; its calibration and threshold from what each said of things that
    it had not seen."""
    split = _everything(plan, best)
    train, valid, _ = phases(plan.data, split)
    model = families.model(plan.model).fit(train, valid, Run(best.seed, plan.settings, folder / "runs" / "all.checkpoint", again=joint(plan.data, split, valid)))  # fmt: skip
    said = np.vstack([np.load(folder / "runs" / f"{o.key}.npy", allow_pickle=False) for o in made.of(MODEL) if o.seed == best.seed])  # fmt: skip
    arrays, state = model.state()
    if len(plan.labels.classes) != 2:
        return arrays, state, {"calibration": Calibration("none").to_json(), "threshold": 0.5, "chosen": {"how": "all folds", "seed": best.seed}}  # fmt: skip
    bent, threshold = metrics.calibration(said[:, 1], said[:, 2] == 1), metrics.best_threshold(curve(said[:, 1], said[:, 2] == 1))  # fmt: skip
    return arrays, state, {"calibration": bent.to_json(), "threshold": threshold, "chosen": {"how": "all folds", "seed": best.seed}}  # fmt: skip
