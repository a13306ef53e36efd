"""The page of `make quality` is what a run measured."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.bench.quality import page

BODY = {
    "accounts": [{"score": "ring", "named": 3, "hit": 2, "average_precision": 0.5, "auc": 0.7, "precision": 0.6}],
    "layers": [{"way": "layers", "labels": 10, "alone": 0.9, "merged": 0.8}],
    "core": [{"name": "star", "auc": 1.0}],
    "schemes": [
        {"seed": 1, "kind": "资金盘", "legal": False, "named": 3, "strong": ["ring"]},
        {"seed": 2, "kind": "资金盘", "legal": False, "named": 0, "strong": []},
        {"seed": 2, "kind": "工资", "legal": True, "named": 1, "strong": []},
    ],
    "detectors": [
        {"seed": 1, "detector": "ring", "findings": 4, "scheme": 3, "lookalike": 1, "ordinary": 0},
        {"seed": 2, "detector": "ring", "findings": 1, "scheme": 0, "lookalike": 0, "ordinary": 1},
    ],
    "groups": [
        {"seed": 1, "kind": "资金盘", "layers": 0.5, "core": 1.0, "differs": dict.fromkeys(("投入", "返息", "返本", "佣金"), -7),
         "truth": dict.fromkeys(("投入", "返息", "返本", "佣金"), 1234)},
    ],
    "names": [{"queries": 20, "hard": False, "f1": 0.99}],
    "people": [{"seed": 1, "kind": "Person", "wrong": 0}],
    "texts": [{"texts": "worlds 1", "label": "非法集资", "f1": 0.9}],
    "written": [{"texts": "look_alikes.tsv", "label": "七类合计", "f1": 0.93}],
}  # fmt: skip


def test_worlds_are_added_up_and_losses_shown() -> None:
    text = page(BODY, datetime(2026, 11, 25, tzinfo=UTC))
    assert "| ring | 5 | 3 | 1 | 1 | 0.60 |" in text
    assert "| 资金盘 | no | 2 | 1 | 1 |\n| 工资 | yes | 1 | 1 | 0 |" in text
    assert "-7 of 1,234" in text
    assert "seeds 1, 2" in text
    assert "2026-11-25" in text
    assert "| look_alikes.tsv | 七类合计 | 0.93 |" in text
