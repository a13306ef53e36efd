"""Models as what findings come from: each model is a detector of its own name, which `jinying gnn score` runs, nothing here."""

from __future__ import annotations

from graph.detect.detector import DetectError, Detector, Found, Values
from graph.detect.scene import Scene
from graph.say import Say

MODEL = "model-"  # detectors of this beginning are models
LAW = "model-score"  # what stands in law.yaml of all of them


def model_detector(name: str) -> Detector:
    """A model as a reader of findings meets it; `name` begins with MODEL."""
    called = name.removeprefix(MODEL)
    return Detector(
        name,
        Say(f"模型 {called}", f"model {called}"),
        Say("模型据已核实的案例，对主体及其关系打分；分数是线索，非证据",
            "a model that learned from settled cases scores subjects by themselves and their links; a score is a lead, not evidence"),
        (),
        _elsewhere,
        LAW,
    )  # fmt: skip


def _elsewhere(scene: Scene, values: Values) -> Found:
    raise DetectError(Say("模型由 jinying gnn score 运行", "models are run by `jinying gnn score`"))
