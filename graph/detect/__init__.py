"""Detectors: one a file, listed here. `run` runs them and keeps what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graph.detect import (
    blocked_device,
    burst,
    contagion,
    core_members,
    dormant,
    fund_pool,
    guarantee_ring,
    identify,
    layered_collection,
    like_sums,
    new_pays_old,
    pass_through,
    recruiting_pyramid,
    return_gap,
    ring,
    round_trip,
    self_dealing,
    shared_identity,
    smurfing,
    structuring,
)
from graph.detect.detector import DetectError, Detector, given
from graph.detect.scene import Scene
from graph.detect.scored import MODEL, model_detector
from graph.finding import Finding
from graph.lake import Lake
from graph.ops import Ops
from graph.say import Say, did_you_mean

DETECTORS = (
    *(
        module.DETECTOR
        for module in (
            ring,
            shared_identity,
            pass_through,
            blocked_device,
            structuring,
            recruiting_pyramid,
            self_dealing,
            guarantee_ring,
            return_gap,
            core_members,
            contagion,
            layered_collection,
            new_pays_old,
            fund_pool,
            round_trip,
            dormant,
            burst,
            smurfing,
            like_sums,
        )
    ),
    *identify.DETECTORS,
)


Watch = Callable[[Say, int, int], None]


@dataclass(frozen=True, slots=True)
class Result:
    """What one detector found, each finding with its state: new, open, confirmed, dismissed."""

    detector: str
    findings: list[tuple[Finding, str]]
    truncated: bool


def chosen(names: Sequence[str]) -> list[Detector]:
    """Detectors of these names, all where none is named."""
    known = {d.name: d for d in DETECTORS}
    for name in names:
        if name not in known:
            raise DetectError(Say(f"没有检测器“{name}”", f"no detector '{name}'"), did_you_mean(name, known))
    return [known[name] for name in names or known]


def described(name: str) -> Detector | None:
    """What a finding's detector is, also where it is a model; None of one that is no longer there."""
    if name.startswith(MODEL):
        return model_detector(name)
    return next((d for d in DETECTORS if d.name == name), None)


def models(names: Iterable[str]) -> list[Detector]:
    """Those of these detectors that are models."""
    return [model_detector(name) for name in sorted(names) if name.startswith(MODEL)]


def run(
    scene: Scene, ops: Ops, names: Sequence[str], params: Sequence[str], since: str | None = None, watch: Watch | None = None
) -> list[Result]:  # fmt: skip
    """Run detectors; findings are kept in ops. `since`: only those that a row loaded after this import speaks of. `watch`
    hears which detector begins, how many are done, and of how many."""
    detectors = chosen(names)
    values = given(params, detectors)
    results: list[Result] = []
    for detector in detectors:
        if watch:
            watch(detector.label, len(results), len(detectors))
        used = detector.values(values)
        found = detector.detect(scene, used)
        findings = found.findings if since is None else spoken_of_since(scene.lake, since, found.findings)
        states = ops.keep(detector.name, used, len(scene.lake.events()), findings, whole=since is None)
        results.append(Result(detector.name, [(f, states[f.id]) for f in findings], found.truncated))
    if watch:
        watch(Say("检测完成", "detected"), len(results), len(detectors))
    return results


def spoken_of_since(lake: Lake, since: str, findings: Iterable[Finding]) -> list[Finding]:
    """Findings with a link or a subject of which an import after `since` has a row."""
    order = lake.active()
    if since not in order:
        raise DetectError(Say(f"导入 {since} 未生效", f"import {since} is not in force"))
    made = list(findings)
    asked = {i for f in made for i in (*f.links, *(s.id for s in f.subjects))}
    fresh = lake.stated(asked, [one for one, seq in order.items() if seq > order[since]])
    return [f for f in made if fresh.intersection((*f.links, *(s.id for s in f.subjects)))]
