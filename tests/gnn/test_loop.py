"""The loop ends the same however often it was killed, stops when validation says so, and tells what it does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch")

import torch
from safetensors import safe_open

from gnn.data import Phase, Split, joint, phases
from gnn.learning import loop
from gnn.learning.loop import Adam, Course, class_weights, drawn, loss, measure
from gnn.learning.networks import NETWORKS
from gnn.learning.preset import complete, preset
from gnn.model import Run
from graph.say import JinyingError, Say
from tests.gnn.nets import SMALL, rings, thirds, told

BY = {m.name: m for m in NETWORKS}


class Killed(Exception):
    """As by a signal between two epochs."""


def fit(p: tuple[Phase, Phase, Phase], run: Run) -> np.ndarray:
    return BY["node" if p[0].relation is None else "transaction"].fit(p[0], p[1], run).scores(p[2])


@pytest.mark.parametrize("task", ["node", "edge"])
def test_a_run_that_was_killed_ends_as_one_that_was_not(
    task: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "PAUSE", 0.0)
    p = thirds(told(60) if task == "node" else rings(40))
    settings = {**SMALL, "epochs": 6, "dropout": 0.3, "shown": 0.5, "batch": 0 if task == "node" else 64, "fan": [4, 3]}
    straight = fit(p, Run(0, settings))
    seen: list[int] = []

    def until(most: int) -> Any:
        def watch(what: Say, done: int, of: int) -> None:
            seen.append(done)
            if done == most:
                raise Killed

        return watch

    for most in (2, 4):
        with pytest.raises(Killed):
            fit(p, Run(0, settings, tmp_path / "c", until(most)))
    assert np.array_equal(fit(p, Run(0, settings, tmp_path / "c", until(99))), straight)
    assert seen == [1, 2, 3, 4, 5, 6]
    assert np.array_equal(fit(p, Run(0, settings, tmp_path / "c", until(1))), straight)  # over: nothing is done again
    with safe_open(str(tmp_path / "c"), "pt") as held:
        assert json.loads(held.metadata()["loop"])["epoch"] == 6


def test_a_run_that_was_killed_while_it_learned_again_ends_as_one_that_was_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(loop, "PAUSE", 0.0)
    data = told(60)
    split = Split("s", *np.array_split(np.arange(60), [30, 45]))
    p = phases(data, split)
    run = Run(0, {**SMALL, "epochs": 5, "dropout": 0.3, "refit": True}, tmp_path / "c.checkpoint", again=joint(data, split, p[1]))  # fmt: skip
    straight = fit(p, replace(run, checkpoint=None))

    def killed(what: Say, done: int, of: int) -> None:
        if "too" in what.en and done == 2:
            raise Killed

    with pytest.raises(Killed):
        fit(p, replace(run, watch=killed))
    seen: list[str] = []
    assert np.array_equal(fit(p, replace(run, watch=lambda what, done, of: seen.append(what.en))), straight)
    assert seen
    assert seen[0].startswith("epoch 3, validation too")


def test_a_checkpoint_of_another_fit_or_a_broken_one_is_not_gone_on_from(tmp_path: Path) -> None:
    p = thirds(told(60))
    settings = {**SMALL, "epochs": 2}
    file = tmp_path / "c"
    straight = fit(p, Run(1, settings))
    fit(p, Run(0, settings, file))
    assert np.array_equal(fit(p, Run(1, settings, file)), straight)
    file.write_bytes(b"no tensors")
    assert np.array_equal(fit(p, Run(1, settings, file)), straight)


def test_it_stops_when_validation_gets_no_better_and_keeps_the_best() -> None:
    p = thirds(told(60))
    told_of: list[str] = []
    settings = {**SMALL, "epochs": 300, "patience": 3, "stop": "auc"}
    fitted = BY["sage"].fit(p[0], p[1], Run(0, settings, None, lambda what, done, of: told_of.append(what.en)))
    reached = [float(t.rsplit(" ", 1)[1]) for t in told_of]
    assert len(reached) < 300
    assert max(reached[-3:]) <= max(reached)
    logits = np.log(fitted.scores(p[1]))
    assert measure(logits, p[1].y, "auc") == pytest.approx(max(reached), abs=1e-3)


def test_dice_are_left_as_they_lay() -> None:
    torch.manual_seed(7)
    before = torch.rand(1)
    torch.manual_seed(7)
    with drawn(1, 2):
        inside = torch.rand(1)
    assert torch.equal(torch.rand(1), before)
    with drawn(1, 2):
        assert torch.equal(torch.rand(1), inside)


def test_adam_steps_as_torch_does() -> None:
    a = torch.nn.Parameter(torch.tensor([1.0, -2.0]))
    b = torch.nn.Parameter(a.detach().clone())
    ours, theirs = Adam([a], 0.1, 0.5), torch.optim.AdamW([b], lr=0.1, weight_decay=0.5)
    for _ in range(5):
        for w in (a, b):
            w.grad = None
            (w**3).sum().backward()
        ours.step()
        theirs.step()
    assert torch.allclose(a, b)


def test_rare_classes_weigh_more_where_that_is_asked() -> None:
    y = np.array([0] * 9 + [1])
    assert class_weights(y, 2, 0.0).tolist() == [1, 1]
    assert class_weights(y, 2, 1.0).tolist() == pytest.approx([10 / 18, 5])


def test_a_focal_loss_looks_at_what_is_hard() -> None:
    course = Course(0.1, 0.0, 1, 1, 0.0, 0.0, 0.0, "ap")
    logits, y, even = torch.tensor([[4.0, 0.0], [0.0, 0.5]]), torch.tensor([0, 0]), torch.ones(2)
    plain, focal = loss(logits, y, even, course), loss(logits, y, even, replace(course, focal=2.0))
    assert focal < plain
    assert loss(logits[:1], y[:1], even, replace(course, focal=2.0)) < 0.001 * loss(logits[:1], y[:1], even, course)


def test_validation_with_one_class_alone_is_measured_by_its_loss() -> None:
    y = np.zeros(3, np.int64)
    right, wrong = np.array([[2.0, 0]] * 3, np.float32), np.array([[0, 2.0]] * 3, np.float32)
    assert measure(right, y, "auc") > measure(wrong, y, "auc")


# presets


def test_settings_are_those_of_the_preset_and_what_was_set() -> None:
    found = preset("base", "node", {"hidden": "8", "fan": "5, 3", "rate": "1", "stack": ""})
    assert (found["hidden"], found["fan"], found["rate"], found["stack"]) == (8, [5, 3], 1.0, "")
    assert set(preset("tiny", "sage")) == set(preset("base", "sage"))
    assert complete("sage", {"hidden": 3}) == {**preset("base", "sage"), "hidden": 3}


@pytest.mark.parametrize(
    ("name", "sets", "said"),
    [
        ("bose", {}, "base"),
        ("base", {"hiden": "3"}, "hidden"),
        ("base", {"hidden": "wide"}, "64"),
        ("base", {"stack": "3"}, "stack"),
    ],
)
def test_a_setting_that_is_not_known_is_refused_with_what_was_meant(name: str, sets: dict[str, str], said: str) -> None:
    with pytest.raises(JinyingError, match=said):
        preset(name, "node", sets)


def test_free_memory_is_given_back_where_more_is_held_than_after_a_first_part(monkeypatch: pytest.MonkeyPatch) -> None:
    held, given = iter([100, 120, 131, 99, 140]), list[int]()
    monkeypatch.setattr(Path, "read_text", lambda *_: f"999 {next(held)} 1 1")
    heap = loop.Heap()
    heap._trim = given.append
    for count in (0, 0, 1, 1, 2):
        heap.part()
        assert len(given) == count
    heap._trim = None
    heap.part()  # no glibc: nothing is asked
