"""From a plan to a model in the registry with its report: one call for the command and for evaluations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gnn import asked, families
from gnn.data import Data, Kind
from gnn.model import Watch, silent
from gnn.trust import keeping, registry, report, study
from gnn.trust.ablations import ABLATIONS
from gnn.trust.registry import Kept
from gnn.trust.study import Plan, Study


def planned(data: Data, model: str | None = None, *, preset: str = "base", sets: tuple[str, ...] = (), seeds: int | None = None, floor: bool = True, ablations: bool = True, metric: str | None = None, k: int | None = None) -> Plan:  # fmt: skip
    """What is asked for, with what nobody said filled in: the task's plainest model, its floor, a preset's seeds."""
    if data.labels is None:
        raise study.StudyError(*study.NO_LABELS)
    task: Kind = data.labels.task
    name = model or families.USUAL[task][0]
    families.able(name, task)
    under = families.floor_of(name, task) if floor else None
    plan = Plan(
        data, name, asked.splitter(data), tuple(range(seeds or asked.SEEDS.get(preset, 5))), _settings(preset, name, metric, sets), under,
        _settings(preset, under, metric) if under else {}, _taken_away(data) if ablations else (), metric, k, {"preset": preset, "task": task},
    )  # fmt: skip
    plan.chosen_by  # noqa: B018  a figure that these classes do not have is told before anything is trained
    return plan


def _taken_away(data: Data) -> tuple[str, ...]:
    """What can be taken away: times where there are any."""
    timed = any(k.at is not None for k in data.relations.values())
    return tuple(a for a in ABLATIONS if timed or a != "no time")


def _settings(preset: str, family: str, metric: str | None, sets: tuple[str, ...] = ()) -> dict[str, Any]:
    """A preset's settings; a model stops by the figure that it is chosen by, where nobody said otherwise."""
    out = asked.settings(preset, family, sets)
    if "stop" in out and metric in ("ap", "auc") and not any(s.partition("=")[0].strip() == "stop" for s in sets):
        out["stop"] = metric
    return out


def trained(plan: Plan, name: str | None, root: Path, lang: str, watch: Watch = silent) -> tuple[Study, Kept]:
    """The study run or gone on with, the best of it kept, the report written."""
    name = called(plan, name)
    folder = root / name / plan.digest()
    made = study.run(plan, name, folder, watch)
    kept = keeping.keep(plan, made, folder)
    report.write(made, folder, lang)
    return made, kept


def called(plan: Plan, name: str | None) -> str:
    """The model's name: as said, else by family and data."""
    return registry.named(name or f"{plan.model}-{asked.plain_name(plan.data.name)}")


def facts(made: Study) -> dict[str, Any]:
    """The chief figure of a study: model, floor, difference and interval."""
    m = made.metric
    out: dict[str, Any] = {"model": made.model, "floor": made.floor, "figure": m, "value": float(made.per_seed(study.MODEL, m).mean())}  # fmt: skip
    if made.floor:
        out |= {"floor_value": float(made.per_seed(study.FLOOR, m).mean()), **beside(made)}
    return out


def beside(made: Study) -> dict[str, Any]:
    """The chief figure minus the floor's: difference, both intervals, what they allow to be said; none of a floor that learned nothing."""
    if not made.learned(study.FLOOR):
        return {"floor_learned": False, "judged": "no comparison", "difference": None, "low": None, "high": None, "things_low": None, "things_high": None}  # fmt: skip
    gap, (low, high) = made.minus(study.FLOOR), made.things.get(study.FLOOR, (None, None))
    return {"floor_learned": True, "judged": made.judged(study.FLOOR), "difference": gap.mean, "low": gap.low, "high": gap.high, "things_low": low, "things_high": high}  # fmt: skip
