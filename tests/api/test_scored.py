"""A model's findings on the page: its label, the law and what would exonerate, as of any detector."""

from __future__ import annotations

from dataclasses import replace

from api.jobs.kinds import KINDS
from api.overview import Overview
from api.system import System
from tests.api.province import finding, firm
from tests.api.visiting import actor as somebody
from tests.api.visiting import asking, told

ASK = """{ findings(states: [new, open]) { total nodes { sentence detector { name label about classes law exonerates } } }
  findingTallies { name label count } patterns { name } alerts(kind: Enterprise) { alerts { nodes { reasons { label } } } } }"""


def test_a_model_s_finding_is_told_as_any_detector_s(province: System) -> None:
    made = finding("model-某模型", 0.8, firm("甲"))
    province.ops.keep("model-某模型", {}, 1, [made])
    answer = asking(province, somebody("investigator"))(ASK)
    said = {field: told(answer, field) for field in ("findings", "findingTallies", "patterns", "alerts")}
    (one,) = said["findings"]["nodes"]
    assert one["detector"]["name"] == "model-某模型"
    assert one["detector"]["label"] == "模型 某模型"
    assert one["detector"]["about"].endswith("线索，非证据")
    assert one["detector"]["law"]
    assert len(one["detector"]["exonerates"]) == 3
    assert {"name": "model-某模型", "label": "模型 某模型", "count": 1} in said["findingTallies"]
    assert "model-某模型" in {p["name"] for p in said["patterns"]}
    assert said["alerts"]["alerts"]["nodes"][0]["reasons"] == [{"label": "模型 某模型"}]
    (pattern,) = Overview(province).patterns(3)
    assert (pattern.label.en, pattern.total, [f.id for f, _ in pattern.best]) == ("model 某模型", 1, [made.id])


FACTS = """{ findings(detectors: ["model-某模型"]) { nodes { facts } } }"""


def test_an_explanation_is_for_who_may_read_findings_and_no_job_trains_or_scores(province: System) -> None:
    why = {"links": [{"from": firm("甲"), "to": firm("乙"), "change": 0.2}], "features": [{"name": "Owner.Person.birthday", "masked": True}]}  # fmt: skip
    made = replace(finding("model-某模型", 0.8, firm("甲")), facts={"model": "某模型", "explanation": why})
    province.ops.keep("model-某模型", {}, 1, [made])
    for role in ("investigator", "prosecutor", "analyst", "modeller"):
        assert told(asking(province, somebody(role))(FACTS), "findings")["nodes"] == [{"facts": dict(made.facts)}]
    for role in ("auditor", "administrator", "intake"):
        answer = asking(province, somebody(role))(FACTS)
        assert answer["errors"]
        assert "某模型" not in str(answer.get("data"))
    assert not any("gnn" in kind.name or "train" in kind.name for kind in KINDS), "models are made by the command line"
    assert [e["action"] for e in province.ops.audit(1)] == ["detect"], "a scoring is in the audit chain"
