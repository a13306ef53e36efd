"""A model's findings on the page: its label, the law and what would exonerate, as of any detector."""

from __future__ import annotations

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
