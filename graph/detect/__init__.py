"""Detectors: one a file, listed here. `run` runs them and keeps what they find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.detect import blocked_device, pass_through, ring, shared_identity
from graph.detect.detector import DetectError, Detector, given
from graph.finding import Finding
from graph.ops import Ops
from graph.say import Say, did_you_mean
from graph.store import View

DETECTORS = (ring.DETECTOR, shared_identity.DETECTOR, pass_through.DETECTOR, blocked_device.DETECTOR)


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


def run(view: View, ops: Ops, names: Sequence[str], params: Sequence[str], seq: int) -> list[Result]:
    """Run detectors on the graph as of log entry `seq`; findings are kept in ops."""
    detectors = chosen(names)
    values = given(params, detectors)
    results = []
    for detector in detectors:
        used = detector.values(values)
        found = detector.detect(view, used)
        states = ops.keep(detector.name, used, seq, found.findings)
        results.append(Result(detector.name, [(f, states[f.id]) for f in found.findings], found.truncated))
    return results
