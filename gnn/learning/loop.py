"""The loop that trains any network: epochs, early stopping on validation, checkpoints, the same each time for a seed.

Every epoch draws from a generator of its own (seed, epoch), so one that was killed goes on as if it had not been. What is
kept is one safetensors file: weights, the best of them, what Adam holds, and in its header where the loop stood.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from gnn.data import F32
from gnn.learning.tensors import Sight
from gnn.model import Run, Settings
from gnn.trust import metrics, registry
from graph import ranking
from graph.kernels.arrays import I64
from graph.say import Say

ROOM = 1.3  # of what is held after a first part: beyond it free memory is given back
PAUSE = 1.0  # seconds between checkpoints at least: quick epochs are not worth one each
STEEPEST = 1.0  # norm of a step's gradient
BETA, LEAST = (0.9, 0.999), 1e-8  # of Adam


class Source(Protocol):
    """Where parts of a phase come from, whole or sampled."""

    @property
    def y(self) -> I64:
        """(k,) answers in the order of the questions."""
        ...

    def learning(self, draw: np.random.Generator) -> Iterator[tuple[Sight, I64]]:
        """An epoch: parts, and which questions (positions) each of them asks, in its order."""
        ...

    def asking(self) -> Iterator[tuple[Sight, I64]]:
        """Every question once."""
        ...


@dataclass(frozen=True, slots=True)
class Course:
    """How a network is trained."""

    rate: float
    decay: float
    epochs: int
    patience: int  # epochs without a better validation
    balance: float  # 0: as they come, 1: each class weighs the same
    focal: float  # 0: cross-entropy
    smooth: float  # of labels
    stop: str  # ap | auc | both (their mean) | f1: what validation is measured by

    @staticmethod
    def of(settings: Settings, classes: int) -> Course:
        """From a preset's settings; several classes are measured by macro-F1."""
        own = {name: settings[name] for name in Course.__slots__}
        return Course(**{**own, "stop": own["stop"] if classes == 2 else "f1"})


def device() -> str:
    """A GPU where there is one."""
    return "cuda" if torch.cuda.is_available() else "cpu"


@contextmanager
def ordered(place: str) -> Iterator[None]:
    """A GPU adds up in whatever order its threads come by; within this in one, so that a seed gives the same weights there too.
    cuBLAS reads its wish when it is first called. A CPU does so anyway, and to say it imports torch's compiler."""
    if place == "cpu":
        yield
        return
    before = torch.are_deterministic_algorithms_enabled()
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(True)
    try:
        yield
    finally:
        torch.use_deterministic_algorithms(before)


@contextmanager
def drawn(*seed: int) -> Iterator[None]:
    """torch's own dice from these numbers on; afterwards they lie as they did before."""
    with torch.random.fork_rng(devices=range(torch.cuda.device_count())):
        torch.manual_seed(int(np.random.SeedSequence(seed).generate_state(1, np.uint64)[0] >> 1))
        yield


def learn(net: nn.Module, train: Source, valid: Source | None, course: Course, run: Run) -> int:
    """Leave in `net` the weights that were best on validation; after how many epochs. Without a validation those of the last."""
    place = device()
    with ordered(place):
        return _learned(net.to(place), train, valid, course, run, place)


def _learned(net: nn.Module, train: Source, valid: Source | None, course: Course, run: Run, place: str) -> int:
    optimizer = Adam(list(net.parameters()), course.rate, course.decay)
    weight = class_weights(train.y, _classes(net), course.balance).to(place)
    state = _Standing(_fingerprint(net, train, course, run), run.checkpoint)
    state.resume(net, optimizer)
    heap = Heap()
    while state.epoch < course.epochs and state.epoch - state.best_epoch <= course.patience:
        with drawn(run.seed, state.epoch):
            net.train()
            draw = np.random.default_rng((run.seed, state.epoch))
            for part, which in train.learning(draw):
                net.zero_grad()
                loss(net(part.to(place)), torch.from_numpy(train.y[which]).to(place), weight, course).backward()
                nn.utils.clip_grad_norm_(net.parameters(), STEEPEST)
                optimizer.step()
                heap.part()
        reached = float(state.epoch) if valid is None else measure(answers(net, valid, heap), valid.y, course.stop)
        state.after(net, reached)
        state.keep(net, optimizer, last=False)
        zh, en = ("，连同验证期", ", validation too") if valid is None else (f"，验证 {reached:.4f}", f", validation {reached:.4f}")  # fmt: skip
        run.watch(Say(f"第 {state.epoch} 轮{zh}", f"epoch {state.epoch}{en}"), state.epoch, course.epochs)
    net.load_state_dict(state.weights)
    state.keep(net, optimizer, last=True)
    net.to("cpu")
    return state.best_epoch


class Heap:
    """Gives free memory back to the system where more is held than after a first part, and some. Samples differ in size, by which
    the heap is torn and grows: by 90 MB an epoch over 6,000 links. Where there is no glibc nothing is done."""

    def __init__(self) -> None:
        self._trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
        self._most = 0.0

    def part(self) -> None:
        """A part is done with."""
        if self._trim is None:
            return
        held = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        if held > (self._most or held):
            self._trim(0)
        self._most = self._most or ROOM * held


class Adam:
    """Adam with decoupled decay (Loshchilov and Hutter, ICLR 2019). torch's own takes seconds to import its compiler."""

    def __init__(self, weights: list[Tensor], rate: float, decay: float) -> None:
        self.weights, self.rate, self.decay = weights, rate, decay
        self.steps = torch.zeros(1)
        self.first = [torch.zeros_like(w) for w in weights]
        self.second = [torch.zeros_like(w) for w in weights]

    def step(self) -> None:
        """One step along what `backward` left."""
        with torch.no_grad():
            self._step()

    def _step(self) -> None:
        self.steps += 1
        t = float(self.steps)
        for w, first, second in zip(self.weights, self.first, self.second, strict=True):
            if w.grad is None:
                continue
            w.mul_(1 - self.rate * self.decay)
            first.lerp_(w.grad, 1 - BETA[0])
            second.mul_(BETA[1]).addcmul_(w.grad, w.grad, value=1 - BETA[1])
            spread = (second / (1 - BETA[1] ** t)).sqrt_().add_(LEAST)
            w.addcdiv_(first, spread, value=-self.rate / (1 - BETA[0] ** t))

    def held(self) -> dict[str, Tensor]:
        """What it would go on from."""
        pairs = zip(self.first, self.second, strict=True)
        return {"steps": self.steps} | {
            f"{k}.{i}": v for i, pair in enumerate(pairs) for k, v in zip("ab", pair, strict=True)
        }

    def hold(self, held: dict[str, Tensor]) -> None:
        """Go on from it."""
        for name, tensor in self.held().items():
            tensor.copy_(held[name])


def answers(net: nn.Module, source: Source, heap: Heap | None = None) -> F32:
    """(k, c) logits of every question."""
    heap = heap or Heap()
    net.eval()
    place = next(net.parameters()).device.type
    out = np.zeros((len(source.y), _classes(net)), np.float32)
    with torch.no_grad(), ordered(place):
        for part, which in source.asking():
            out[which] = net(part.to(place)).cpu().numpy()
            heap.part()
    return out


def loss(logits: Tensor, y: Tensor, weight: Tensor, course: Course) -> Tensor:
    """Cross-entropy by class weights; `focal` turns it to what is hard (Lin et al., ICCV 2017)."""
    each = nn.functional.cross_entropy(logits, y, reduction="none", label_smoothing=course.smooth)
    if course.focal:
        right = logits.softmax(1).gather(1, y[:, None])[:, 0]
        each = each * (1 - right) ** course.focal
    return (each * weight[y]).sum() / weight[y].sum()


def class_weights(y: I64, classes: int, balance: float) -> Tensor:
    """(c,) by how rare a class is, to the power `balance`."""
    count = np.maximum(np.bincount(y, minlength=classes), 1)
    return torch.from_numpy((len(y) / (classes * count)) ** balance).float()


def measure(logits: F32, y: I64, by: str) -> float:
    """How good on validation; a figure that can't be had (one class alone) is minus the loss."""
    if by == "f1":
        return metrics.macro_f1(logits.argmax(1), y, logits.shape[1])
    step = ranking.curve((logits[:, 1] - logits[:, 0]).astype(np.float64), y == 1)
    area, precise = ranking.auc(step), ranking.average_precision(step)
    found = {"ap": precise, "auc": area}.get(by, (area + precise) / 2)
    if np.isfinite(found):
        return found
    return -float(nn.functional.cross_entropy(torch.from_numpy(logits), torch.from_numpy(y)))


def _classes(net: nn.Module) -> int:
    return int(net.plan.classes)


def _fingerprint(net: nn.Module, train: Source, course: Course, run: Run) -> str:
    """The same for the same fit, its dice and bins included: a checkpoint of another one is not gone on from."""
    body = {
        "seed": run.seed, "course": [getattr(course, s) for s in Course.__slots__], "settings": sorted(map(str, run.settings.items())),
        "y": sha256(np.ascontiguousarray(train.y).tobytes()).hexdigest(), "net": {k: sha256(v.cpu().contiguous().numpy().tobytes()).hexdigest() for k, v in net.state_dict().items()},
    }  # fmt: skip
    return sha256(json.dumps(body).encode()).hexdigest()


class _Standing:
    """Where the loop stands, in memory and on disk."""

    def __init__(self, fit: str, file: Path | None) -> None:
        self.fit, self.file = fit, file
        self.epoch = self.best_epoch = 0
        self.best = -float("inf")
        self.weights: dict[str, Tensor] = {}
        self._kept = 0.0

    def after(self, net: nn.Module, reached: float) -> None:
        """An epoch is over."""
        self.epoch += 1
        if reached > self.best:
            self.best, self.best_epoch = reached, self.epoch
            self.weights = {k: v.detach().clone() for k, v in net.state_dict().items()}

    def keep(self, net: nn.Module, optimizer: Adam, *, last: bool) -> None:
        """Write it down, whole or not at all."""
        if self.file is None or not (last or time.monotonic() - self._kept >= PAUSE):
            return
        from safetensors.torch import save

        tensors = {f"now.{k}": v for k, v in net.state_dict().items()} | {
            f"best.{k}": v for k, v in self.weights.items()
        }
        tensors |= {f"adam.{k}": v for k, v in optimizer.held().items()}
        told = {"fit": self.fit, "epoch": self.epoch, "best": self.best, "best_epoch": self.best_epoch}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        whole = {k: v.cpu().clone().contiguous() for k, v in tensors.items()}  # no two of them share memory
        registry.write(self.file, save(whole, {"loop": json.dumps(told)}))
        self._kept = time.monotonic()

    def resume(self, net: nn.Module, optimizer: Adam) -> None:
        """Go on from the file, where it is of this fit; one that is broken or of another fit is begun anew."""
        found = _read(self.file) if self.file is not None else None
        if found is None or found[0].get("fit") != self.fit:
            return
        told, tensors = found
        self.epoch, self.best, self.best_epoch = told["epoch"], told["best"], told["best_epoch"]
        self.weights = _under("best.", tensors)
        net.load_state_dict(_under("now.", tensors))
        optimizer.hold(_under("adam.", tensors))


def _under(prefix: str, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}


def _read(file: Path) -> tuple[dict[str, Any], dict[str, Tensor]] | None:
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(file), "pt") as held:
            return json.loads(held.metadata()["loop"]), {k: held.get_tensor(k) for k in held.keys()}  # noqa: SIM118
    except (OSError, ValueError, KeyError, TypeError, SafetensorError):
        return None


def softmax(logits: NDArray[Any]) -> F32:
    """(k, c) rows that sum to 1."""
    raised = np.exp(logits - logits.max(1, keepdims=True))
    out: F32 = (raised / raised.sum(1, keepdims=True)).astype(np.float32)
    return out
