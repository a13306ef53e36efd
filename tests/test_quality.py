"""The page of `make quality` is what a run measured."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.bench.quality import beside, models, page, parts, put

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
        {"seed": 1, "detector": "ring", "findings": 4, "scheme": 3, "lookalike": 1, "ordinary": 0, "strong": 3, "strong_scheme": 3},
        {"seed": 2, "detector": "ring", "findings": 1, "scheme": 0, "lookalike": 0, "ordinary": 1, "strong": 1, "strong_scheme": 0},
    ],
    "groups": [
        {"seed": 1, "kind": "资金盘", "layers": 0.5, "core": 4, "found": 0.75, "in_ten": 1.0, "place": 0.25, "persons_beside": 5_000, "firms_beside": 0, "differs": dict.fromkeys(("投入", "返息", "返本", "佣金"), -7),
         "truth": dict.fromkeys(("投入", "返息", "返本", "佣金"), 1234)},
    ],
    "names": [{"queries": 20, "hard": False, "f1": 0.99}],
    "people": [{"seed": 1, "kind": "Person", "wrong": 0}],
    "texts": [{"texts": "worlds 1", "label": "非法集资", "f1": 0.9}],
    "written": [{"texts": "look_alikes.tsv", "label": "七类合计", "f1": 0.93}],
}  # fmt: skip


def test_worlds_are_added_up_and_losses_shown() -> None:
    text = page(BODY, datetime(2026, 11, 25, tzinfo=UTC))
    assert "| ring | 5 | 3 | 1 | 1 | 0.60 | 4 | 0.75 |" in text
    assert "| 资金盘 | no | 2 | 1 | 1 |\n| 工资 | yes | 1 | 1 | 0 |" in text
    assert "-7 of 1,234" in text
    assert "nobody looked at: 1, 2." in text
    assert text.count("Measured on 2026-11-25.") == 6
    assert "| 1 | 资金盘 | 0.5 | 4 | 0.75 | 1.0 | 0.25 |" in text
    assert "| 5,000 | 0 |" in text
    assert "| look_alikes.tsv | 七类合计 | 0.93 |" in text


def test_a_part_measured_anew_takes_its_own_place_and_leaves_the_others() -> None:
    old = page(BODY, datetime(2026, 11, 25, tzinfo=UTC)) + "\n## Models\n\nSee there.\n"
    accounts = [{**BODY["accounts"][0], "average_precision": 0.9}]
    new = put(old, page({"accounts": accounts}, datetime(2026, 11, 27, tzinfo=UTC)))
    assert new.count("Measured on 2026-11-25.") == 5
    assert new.count("Measured on 2026-11-27.") == 1
    assert "| ring | 3 | 2 | 0.9 |" in new
    assert "| ring | 3 | 2 | 0.5 |" not in new
    assert [line for line in new.splitlines() if line[:1] == "#"] == [
        line for line in old.splitlines() if line[:1] == "#"
    ]
    assert put(new, new) == new
    before = old.replace("## Sample worlds", "## Sample worlds, seeds 1, 2")
    assert put(before, page(BODY, datetime(2026, 11, 27, tzinfo=UTC))).count("## Sample worlds") == 1


def test_models_have_a_part_of_their_own_with_how_they_were_made_and_what_was_lost() -> None:
    row = {"data": "town", "model": "stack", "floor": "xgb-agg", "figure": "ap", "value": 0.5, "floor_value": 0.6, "difference": -0.1, "low": -0.2, "high": -0.05, "things_low": None, "things_high": None, "judged": "below", "reach": 0.9, "reached": False, "minus_no_graph": "+0.1 [+0.0, +0.2]", "seeds": 5, "said": [["不如", "stack is worse than its floor"]]}  # fmt: skip
    bar = {"data": "town", "model": "degree (hindsight)", "floor": None, "figure": "ap", "value": 0.7}
    text = models([{"command": "jinying evaluate models --only town", "at": "2026-11-26", "rows": [row, bar]}])
    assert "| town | stack | xgb-agg | ap | 0.5 | 0.6 | -0.1 | -0.2000 to -0.0500 | – | below | 0.9 | no |" in text
    assert "| town | degree (hindsight) | – | ap | 0.7 | – |" in text
    assert "- 2026-11-26: `jinying evaluate models --only town`" in text
    assert "- town: stack is worse than its floor" in text
    assert "| town | stack | – | +0.1 [+0.0, +0.2] | – |" in text
    old = [{"at": "1", "rows": [row, bar]}, {"at": "2", "rows": [{**row, "data": "bay"}]}]
    anew = {"at": "3", "rows": [{**row, "value": 0.9}]}
    assert [(r["at"], [x["value"] for x in r["rows"]]) for r in beside(old, [anew])] == [
        ("1", [0.7]),
        ("3", [0.9]),
        ("2", [0.5]),
    ], "the row of the same data, model and floor is measured anew, the others stay"
    whole = page(BODY, datetime(2026, 11, 25, tzinfo=UTC))
    assert parts(f"{whole.strip()}\n\n{text}\n") == (whole.strip(), text)
    assert parts(whole) == (whole.strip(), "")
