"""A study: a model, its floor and its ablations over seeds and splits, each run kept, so that one that was killed goes on.

Every variant sees the same phases in the same order of seeds. What is kept of a run is figures on the test, where
threshold and calibration came from validation, and the score on validation that a choice may rest on.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gnn import families
from gnn.data import Data, Kind, Labels, Phase, Split, joint, phases
from gnn.model import Run, Settings, Watch, silent, unseen
from gnn.trust import metrics, registry
from gnn.trust.ablations import ABLATIONS, whole
from gnn.trust.metrics import Calibration, Interval, Span
from graph import ranking
from graph.ranking import curve
from graph.say import JinyingError, Say
from graph.settings import private

MODEL, FLOOR, CHANCE = "model", "floor", "chance"
METRICS: dict[Kind, str] = {"node": "ap", "edge": "ap", "core": "auc", "layer": "macro_f1"}  # of two classes
OF_TWO = ("ap", "auc", "f1", "macro_f1", "precision_at_k", "recall_at_k")
OF_SEVERAL = ("macro_f1", "auc", "accuracy")
RULES = 3  # of learning and measuring: runs made by earlier ones are made again
CAPACITY = 100  # what people can look at, where nothing is said
RECALL = np.linspace(0, 1, 41)  # where the curve of precision is kept
Figures = dict[str, float]


class StudyError(JinyingError):
    """A study that can't be run, or is not the one that its folder holds."""


NO_LABELS = (Say("数据没有标签", "the data has no labels"), Say("用 --labels 或 --label 指定，或在描述中写 label", "name them by --labels or --label, or by `label` in the description"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """What is studied. `splits`: of a seed; several of one seed are folds, and their mean is the seed's figure."""

    data: Data
    model: str
    splits: Callable[[int], tuple[Split, ...]]
    seeds: tuple[int, ...] = (0, 1, 2, 3, 4)
    settings: Settings = field(default_factory=dict)
    floor: str | None = None
    floor_settings: Settings = field(default_factory=dict)
    ablations: tuple[str, ...] = tuple(ABLATIONS)
    metric: str | None = None
    k: int | None = None
    words: Mapping[str, Any] = field(default_factory=dict)  # how it was asked for: preset, split, labels

    @property
    def task(self) -> Kind:
        return self.labels.task

    @property
    def labels(self) -> Labels:
        if self.data.labels is None:
            raise StudyError(*NO_LABELS)
        return self.data.labels

    @property
    def chosen_by(self) -> str:
        """The figure that models are chosen by on validation; one that these classes have."""
        two = len(self.labels.classes) == 2
        known = OF_TWO if two else OF_SEVERAL
        if self.metric is None:
            return METRICS[self.task] if two else OF_SEVERAL[0]
        if self.metric not in known:
            many = len(self.labels.classes)
            raise StudyError(Say(f"{many} 个类没有指标“{self.metric}”", f"of {many} classes there is no figure '{self.metric}'"), Say(f"用 --metric：{'、'.join(known)}", f"choose by --metric: {', '.join(known)}"))  # fmt: skip
        return self.metric

    def digest(self) -> str:
        """The same for the same question: data, model, settings, seeds."""
        body = (RULES, registry.data_hash(self.data), self.model, self.floor, sorted(self.settings.items()), sorted(self.floor_settings.items()), self.seeds, self.ablations, self.metric, self.k, sorted(self.words.items()), registry.packages().get("jinying"))  # fmt: skip
        return sha256(json.dumps(body, default=str).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run: of a variant, on a split, with a seed."""

    variant: str
    family: str
    seed: int
    split: str
    tested: str  # digest of what was tested, by which runs of two models are paired
    sizes: tuple[int, int, int]  # things learned from, chosen by, tested
    figures: Figures
    valid: float
    seconds: float
    peak_mb: float
    slices: Mapping[str, Mapping[str, Figures]] = field(default_factory=dict)  # period | kind | part
    curve: tuple[float, ...] = ()  # precision at RECALL
    bins: tuple[tuple[float, float, float], ...] = ()  # calibration: said, found, count
    calibration: Mapping[str, Any] = field(default_factory=dict)
    constant: bool = False  # whether it says the same of all that is tested
    valid_auc: float = math.nan

    @property
    def key(self) -> str:
        return key_of(self.variant, self.seed, self.split)


Pair = tuple[tuple[Outcome, Path], tuple[Outcome, Path]]  # runs of two models, with the folder of what each said
Pairs = Sequence[Pair]


@dataclass(frozen=True, slots=True)
class Study:
    """All runs of a plan, and what a report needs to know of it."""

    name: str
    version: str
    task: Kind
    model: str
    floor: str | None
    classes: tuple[str, ...]
    metric: str
    k: int | None
    seeds: tuple[int, ...]
    settings: Mapping[str, Any]
    words: Mapping[str, Any]
    about: Mapping[str, Any]  # the data: sizes, hash, note
    outcomes: tuple[Outcome, ...]
    things: Mapping[str, Span] = field(
        default_factory=dict
    )  # by variant: of the chief figure, the model minus it, over runs and tested things

    def per_seed(self, variant: str, figure: str) -> NDArray[np.float64]:
        """(seeds,) a figure of a variant: of each seed the mean over its splits; NaN where it was not run."""
        out = []
        for seed in self.seeds:
            own = [o.figures.get(figure, math.nan) for o in self.of(variant) if o.seed == seed]
            own = [v for v in own if math.isfinite(v)]
            out.append(float(np.mean(own)) if own else math.nan)
        return np.asarray(out)

    def of(self, variant: str) -> list[Outcome]:
        return [o for o in self.outcomes if o.variant == variant]

    @property
    def variants(self) -> list[str]:
        return list(dict.fromkeys(o.variant for o in self.outcomes))

    @property
    def figures(self) -> list[str]:
        """Names of the figures, in the order in which they are shown."""
        return list(dict.fromkeys(f for o in self.of(MODEL) for f in o.figures))

    def minus(self, other: str, figure: str | None = None) -> Interval:
        """The model minus another variant, paired by seed."""
        figure = figure or self.metric
        return metrics.paired(self.per_seed(MODEL, figure), self.per_seed(other, figure))

    def judged(self, other: str) -> metrics.Judged:
        """What the chief figure allows to be said of the model beside another variant."""
        return metrics.judged(self.minus(other), self.things.get(other))

    def learned(self, variant: str) -> bool:
        """Whether a variant tells things apart: it says the same of all in no run, and ranks validation better than chance."""
        runs = self.of(variant)
        areas = [o.valid_auc for o in runs if math.isfinite(o.valid_auc)]
        return not any(o.constant for o in runs) and (not areas or float(np.mean(areas)) > 0.5)

    def to_json(self) -> dict[str, Any]:
        return record(asdict(self))


def key_of(variant: str, seed: int, split: str) -> str:
    """The name of a run's file."""
    return f"{variant.replace(' ', '-')}-{seed}-{sha256(split.encode()).hexdigest()[:8]}"


# run


def run(plan: Plan, name: str, folder: Path, watch: Watch = silent) -> Study:
    """Every run that the folder does not hold yet, then all of them together."""
    metric = plan.chosen_by  # one that can't be is told before anything is written
    _same(plan, private(folder))
    runs = private(folder / "runs")
    asked = list(_asked(plan))
    outcomes = []
    for i, (variant, family, seed, split) in enumerate(asked):
        file = runs / f"{key_of(variant, seed, split.name)}.json"
        say = Say(
            f"{VARIANTS[variant].zh} 种子 {seed} {split.name}", f"{VARIANTS[variant].en} seed {seed} {split.name}"
        )
        watch(say, i, len(asked))
        outcome = kept_run(file)
        if outcome is None:
            outcome = _run(plan, variant, family, seed, split, file, _within(watch, say, i, len(asked)))
            registry.write(file, json.dumps(tidy(asdict(outcome)), ensure_ascii=False).encode())
        outcomes.append(outcome)
    watch(Say("完成", "done"), len(asked), len(asked))
    return Study(
        name, plan.digest(), plan.task, plan.model, plan.floor, plan.labels.classes, metric, plan.k, plan.seeds, dict(plan.settings),
        dict(plan.words), about(plan.data), tuple(outcomes), _over_things(plan, outcomes, runs),
    )  # fmt: skip


def _over_things(plan: Plan, outcomes: Sequence[Outcome], runs: Path) -> dict[str, Span]:
    """The wider intervals, over tested things too: of the model minus each other variant."""
    classes, held = len(plan.labels.classes), {o.variant for o in outcomes}
    by_lot = beyond_chance(classes, [(o, runs) for o in outcomes if o.variant == MODEL])
    return ({CHANCE: by_lot} if by_lot else {}) | {v: span for v in VARIANTS if v != MODEL and v in held and (span := over_things(plan.chosen_by, classes, beside(outcomes, v, runs)))}  # fmt: skip


def beside(outcomes: Sequence[Outcome], other: str, runs: Path) -> Pairs:
    """The model's runs, each with that of another variant on the same split by the same seed, and the folder of both."""
    of = {(o.variant, o.seed, o.split): (o, runs) for o in outcomes}
    return [(of[key], of[other, *key[1:]]) for key in of if key[0] == MODEL]


def over_things(figure: str, classes: int, *several: Pairs) -> Span | None:
    """Of a figure, over runs and tested things, of several data sets their mean: pairs of runs with the folder of what each
    said; None where that is gone."""
    drawn = metrics.resampled(figure, classes, int(several[0][0][0][0].figures.get("k", 1)))
    if drawn is None:
        return None
    try:
        return metrics.over_things(drawn, *([_both(figure, classes, pair) for pair in pairs] for pairs in several))
    except FileNotFoundError:
        return None


def _both(figure: str, classes: int, pair: Pair) -> metrics.Run:
    a, b = (np.load(folder / f"{o.key}.npy", allow_pickle=False) for o, folder in pair)
    x, y = (_as_drawn(figure, classes, said, o) for said, (o, _) in zip((a, b), pair, strict=True))
    return x, y, a[:, -2].astype(np.int64), a[:, -1].astype(np.int64)


def beyond_chance(classes: int, some: Sequence[tuple[Outcome, Path]]) -> Span | None:
    """Of the area under the curve less that of lots, over runs and tested things; None where what was said is gone, or one
    class alone was tested."""
    drawn, told = metrics.resampled("auc", classes, 1), []
    assert drawn is not None
    for o, folder in some:
        try:
            said = np.load(folder / f"{o.key}.npy", allow_pickle=False)
        except FileNotFoundError:
            return None
        score = said[:, :classes] if classes > 2 else said[:, 1]
        told.append((score, np.zeros_like(score), said[:, -2].astype(np.int64), said[:, -1].astype(np.int64)))
    low, high = metrics.over_things(drawn, told)
    return (low, high) if math.isfinite(low) else None


def _as_drawn(figure: str, classes: int, said: NDArray[np.float64], o: Outcome) -> NDArray[np.float64]:
    if classes > 2:
        return said[:, :classes]
    return (said[:, 1] >= o.figures["threshold"]).astype(np.float64) if figure in ("f1", "macro_f1") else said[:, 1]


VARIANTS = {MODEL: Say("模型", "model"), FLOOR: Say("基线", "floor"), **{n: say for n, (say, _) in ABLATIONS.items()}}


def _asked(plan: Plan) -> Iterator[tuple[str, str, int, Split]]:
    """Model and floor of every seed first, so that an answer is there early; then the ablations."""
    first = [(MODEL, plan.model)] + ([(FLOOR, plan.floor)] if plan.floor else [])
    for seed in plan.seeds:
        for split in plan.splits(seed):
            yield from ((variant, family, seed, split) for variant, family in first)
    for variant in plan.ablations if families.family(plan.model).graph else ():
        for seed in plan.seeds:
            yield from ((variant, plan.model, seed, split) for split in plan.splits(seed))


def _within(watch: Watch, say: Say, i: int, of: int) -> Watch:
    """A run's own progress as words beside the study's."""
    return lambda what, done, total: watch(Say(f"{say.zh} · {what.zh} {done}/{total}", f"{say.en} · {what.en} {done}/{total}"), i, of)  # fmt: skip


def _same(plan: Plan, folder: Path) -> None:
    """A folder is of one plan."""
    file, digest = folder / "plan.json", plan.digest()
    if file.exists():
        try:
            known = json.loads(file.read_text("utf-8"))["digest"]
        except (ValueError, KeyError, TypeError):
            known = None
        if known != digest:
            raise StudyError(Say(f"{folder} 中是另一项研究", f"{folder} holds another study"), Say("换一个 --name，或移走该目录", "choose another --name, or move the folder away"))  # fmt: skip
        return
    registry.write(file, json.dumps({"digest": digest, "model": plan.model, "seeds": plan.seeds}).encode())


def kept_run(file: Path) -> Outcome | None:
    """A run that was finished; one that can't be read, or of which a file is gone, is run again."""
    beside = (".npy", ".safetensors", ".state") if file.name.startswith(f"{MODEL}-") else (".npy",)
    if not all(file.with_suffix(s).exists() for s in beside):
        return None
    try:
        return _outcome(untidy(json.loads(file.read_text("utf-8"))))
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def _outcome(body: Any) -> Outcome:
    return Outcome(**{**body, "sizes": tuple(body["sizes"]), "curve": tuple(body["curve"]), "bins": tuple(map(tuple, body["bins"]))})  # fmt: skip


def _run(plan: Plan, variant: str, family: str, seed: int, split: Split, file: Path, watch: Watch) -> Outcome:
    begun = time.monotonic()
    train, valid, test, again = altered(plan, variant, seed, split)
    checkpoint = file.with_suffix(".checkpoint")
    settings = plan.floor_settings if variant == FLOOR else plan.settings
    model = families.model(family).fit(train, valid, Run(seed, settings, checkpoint, watch, again))
    p_valid, p_test = unseen(model, valid), model.scores(test)
    figures, bent = measured(plan, valid, test, p_valid, p_test)
    inner, _ = measured(plan, valid, valid, p_valid, p_valid)
    figures |= accused(plan, test, p_test)
    if variant == MODEL:
        registry.save_weights(file, *model.state())
    np.save(file.with_suffix(".npy"), np.column_stack([p_test, test.y, _units(plan, split)]).astype(np.float64), allow_pickle=False)  # fmt: skip
    for one in (checkpoint, checkpoint.with_suffix(".again")):
        one.unlink(missing_ok=True)
    positive = p_test[:, 1].astype(np.float64) if len(plan.labels.classes) == 2 else None
    return Outcome(
        variant, family, seed, split.name, sha256(np.ascontiguousarray(split.test).tobytes()).hexdigest()[:16],
        (train.k, valid.k, test.k), figures, inner[plan.chosen_by], time.monotonic() - begun, peak(),
        sliced(plan, split, p_test, test.y, figures.get("threshold", 0.5)), _precision(positive, test.y), _bins(positive, test.y, bent), bent.to_json(),
        bool((np.ptp(p_test, axis=0) < 1e-9).all()) if test.k > 1 else False, inner.get("auc", math.nan),
    )  # fmt: skip


def _units(plan: Plan, split: Split) -> NDArray[np.int64]:
    """(k,) of the tested: which belong together, as rings do; else each alone."""
    group, k = plan.labels.group, len(split.test)
    own = np.full(k, -1) if group is None else group[split.test].astype(np.int64)
    return np.where(own < 0, int(own.max(initial=-1)) + 1 + np.arange(k), own)


def altered(plan: Plan, variant: str, seed: int, split: Split) -> tuple[Phase, Phase, Phase, Phase]:
    """The phases of a split as a variant sees them, training and validation as one the last; nodes asked of the same data are
    asked of the same altered data, whose features are then reckoned once."""
    change, made = ABLATIONS[variant][1] if variant in ABLATIONS else whole, dict[int, Data]()

    def seen(p: Phase) -> Phase:
        one = change(p, seed)
        return one if p.relation is not None else replace(one, data=made.setdefault(id(p.data), one.data))

    train, valid, test = phases(plan.data, split)
    return seen(train), seen(valid), seen(test), seen(joint(plan.data, split, valid))


def peak() -> float:
    """MB that this process held at most so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


# figures


def measured(plan: Plan, valid: Phase, test: Phase, p_valid: Any, p_test: Any) -> tuple[Figures, Calibration]:
    """Figures on a test, its threshold and calibration from validation."""
    classes = plan.labels.classes
    if len(classes) != 2:
        return metrics.several(np.asarray(p_test, np.float64), test.y, classes), Calibration("none")
    k = capacity(plan.k, plan.task, test.y)
    return metrics.binary((np.asarray(p_valid[:, 1], np.float64), valid.y), (np.asarray(p_test[:, 1], np.float64), test.y), k)  # fmt: skip


def accused(plan: Plan, test: Phase, p: Any) -> Figures:
    """Of the K highest the share that is known to be lawful and to look as if it were not; nothing where none is known."""
    known = set(plan.data.note.get("lookalikes") or ())  # type: ignore[call-overload]
    if not known or len(plan.labels.classes) != 2:
        return {}
    names = test.data.ids if test.relation is None else test.data.relations[test.relation].ids
    alike = np.asarray([names[i] in known for i in test.index.tolist()])
    if not alike.any():
        return {}
    share, _ = ranking.at_capacity(curve(np.asarray(p[:, 1], np.float64), alike), capacity(plan.k, plan.task, test.y))
    return {"lookalikes_at_k": share, "lookalikes": float(alike.mean())}


def capacity(k: int | None, task: Kind, y: NDArray[Any]) -> int:
    """How many people look at: as said; of core members as many as there are; else 100, or a tenth of what is less."""
    if k is not None:
        return k
    return max(1, int(y.sum())) if task == "core" else max(1, min(CAPACITY, len(y) // 10))


def sliced(plan: Plan, split: Split, p: Any, y: NDArray[Any], threshold: float) -> dict[str, dict[str, Figures]]:
    """Figures by period, by kind and by network; where there is but one, nothing is said."""
    data, labels = plan.data, plan.labels
    index, relation = labels.index[split.test], labels.relation
    links = data.relations[relation] if relation is not None else None
    at = labels.at[split.test] if labels.at is not None else links.at[index] if links is not None and links.at is not None else None  # fmt: skip
    node = links.source[index] if links is not None else index
    parts = {"period": metrics.periods(at) if at is not None else [], "kind": _named(data.kind[node], data.kinds), "part": _named(data.part[node], data.parts)}  # fmt: skip
    return {
        what: {name: _slice(plan, np.asarray(p, np.float64)[some], y[some], threshold) for name, some in cut}
        for what, cut in parts.items() if len(cut) > 1 or (what == "part" and len(data.parts) > 1 and cut)
    }  # fmt: skip


def _named(code: NDArray[Any], names: Sequence[str]) -> list[tuple[str, NDArray[np.bool_]]]:
    return [(names[c], code == c) for c in np.unique(code).tolist()]


def _slice(plan: Plan, p: NDArray[np.float64], y: NDArray[Any], threshold: float) -> Figures:
    classes = plan.labels.classes
    if len(classes) != 2:
        said = p.argmax(1)
        return {"n": float(len(y)), "macro_f1": metrics.macro_f1(said, y, len(classes)), "accuracy": float((said == y).mean())}  # fmt: skip
    found = curve(p[:, 1], y == 1)
    precision, recall = ranking.at_capacity(found, capacity(plan.k, plan.task, y))
    return {
        "n": float(len(y)), "true": float((y == 1).sum()), "ap": ranking.average_precision(found), "auc": ranking.auc(found),
        "f1": metrics.f1(p[:, 1] >= threshold, y == 1), "precision_at_k": precision, "recall_at_k": recall,
    }  # fmt: skip


def _precision(p: NDArray[np.float64] | None, y: NDArray[Any]) -> tuple[float, ...]:
    """Precision where each share of RECALL has just been reached."""
    if p is None or not (y == 1).any():
        return ()
    c = curve(p, y == 1)
    step = np.minimum(np.searchsorted(c.recall, RECALL - 1e-12), len(c.at) - 1)
    return tuple(float(v) for v in c.precision[step])


def _bins(p: NDArray[np.float64] | None, y: NDArray[Any], bent: Calibration) -> tuple[tuple[float, float, float], ...]:
    if p is None:
        return ()
    return tuple((float(a), float(b), float(c)) for a, b, c in zip(*metrics.reliability(bent.of(p), y == 1), strict=True))  # fmt: skip


def about(data: Data) -> dict[str, Any]:
    """The data, for a report and a card."""
    labels = data.labels
    return {
        "name": data.name, "hash": registry.data_hash(data), "nodes": data.n, "links": {r: k.m for r, k in data.relations.items()},
        "columns": list(data.columns), "parts": list(data.parts), "kinds": list(data.kinds), "note": {k: len(v) if k == "lookalikes" else v for k, v in data.note.items()},  # type: ignore[arg-type]
        "labels": {} if labels is None else {c: int((labels.y == i).sum()) for i, c in enumerate(labels.classes)},
    }  # fmt: skip


# verdicts


def verdicts(study: Study) -> list[Say]:
    """What the figures allow to be said, in words; the unwelcome too."""
    said = []
    m = study.metric.upper().replace("_", " ")
    if study.floor:
        said.append(_against_floor(study, m))
    said += list(_of_chance(study))
    said += list(_of_graph(study, m))
    if len(study.seeds) < metrics.ENOUGH:
        said.append(Say(f"只有 {len(study.seeds)} 个种子，区间不可靠（至少 5 个）", f"only {len(study.seeds)} {'seed' if len(study.seeds) == 1 else 'seeds'}: the intervals are not to be trusted (at least 5)"))  # fmt: skip
    return said


def _of_chance(study: Study) -> Iterator[Say]:
    """That the model does not tell things apart, where it is not shown to."""
    if CHANCE not in study.things or study.things[CHANCE][0] > 0:
        return
    low, high = (0.5 + end for end in study.things[CHANCE])
    area = float(np.nanmean(study.per_seed(MODEL, "auc")))
    yield Say(
        f"未能证明模型 {study.model} 胜过抽签：测试 AUC {area:.3f} [{low:.3f}, {high:.3f}]（测试对象间），抽签为 0.5；不宜使用",
        f"{study.model} is not shown to do better than lots: test AUC {area:.3f} [{low:.3f}, {high:.3f}] over tested things, lots have 0.5; do not use it",
    )  # fmt: skip


def _against_floor(study: Study, m: str) -> Say:
    if not study.learned(FLOOR):
        return nothing_learned(study)
    return compared(study.judged(FLOOR), Say(f"模型 {study.model}", study.model), Say(f"基线 {study.floor}", f"its floor {study.floor}"), _gap(study, FLOOR, m))  # fmt: skip


def nothing_learned(study: Study) -> Say:
    """That there is no floor to stand on."""
    runs = study.of(FLOOR)
    if study.floor == "xgb" and not study.about.get("columns") and study.task != "edge":
        return Say("节点没有自身特征，仅用自身特征的基线 xgb 无从学起：不作比较，看各消融", "nodes have no features of their own, of which alone the floor xgb learns: no comparison is made; see what is lost without the graph")  # fmt: skip
    same, auc = sum(o.constant for o in runs), float(np.mean([o.valid_auc for o in runs]))
    return Say(
        f"基线 {study.floor} 什么也没学到（{len(runs)} 次中 {same} 次给所有对象同一分，验证 AUC {auc:.3f}），不作比较：请增加验证数据或换一种划分",
        f"the floor {study.floor} learned nothing (of {len(runs)} runs {same} say the same of all, validation AUC {auc:.3f}): no comparison is made; give it more to be validated on, or another split",
    )  # fmt: skip


def compared(what: metrics.Judged, one: Say, other: Say, gap: Say) -> Say:
    """One thing beside another, in the words that a judgement allows."""
    if what == "above":
        return Say(f"{one.zh} 优于{other.zh}：{gap.zh}", f"{one.en} beats {other.en}: {gap.en}")
    if what == "below":
        return Say(f"{one.zh} 不如{other.zh}：{gap.zh}", f"{one.en} is worse than {other.en}: {gap.en}")
    if what == "once":
        return Say(f"{one.zh} 与{other.zh} 只比了一次，不足以下结论：{gap.zh}", f"{one.en} met {other.en} once, which decides nothing: {gap.en}")  # fmt: skip
    if what == "few":
        return Say(f"种子太少，还不能断定{one.zh} 与{other.zh} 的高下：{gap.zh}", f"too few seeds to tell {one.en} from {other.en}: {gap.en}")  # fmt: skip
    if what == "level":
        return Say(f"{one.zh} 与{other.zh} 相当：{gap.zh}", f"{one.en} is not better than {other.en}: {gap.en}")
    return Say(f"未能证明{one.zh} 优于{other.zh}：{gap.zh}", f"{one.en} is not shown to beat {other.en}: {gap.en}")


def both(m: str, gap: Interval, things: Span | None) -> Say:
    """A difference with its two intervals."""
    zh, en = f"{m} 差 {spread(gap)}（种子间）", f"{m} difference {spread(gap)} over seeds"
    if things is None or not all(map(math.isfinite, things)):
        return Say(f"{zh}，测试对象间未测", f"{en}, not measured over tested things")
    low, high = things
    return Say(f"{zh}，[{low:+.3f}, {high:+.3f}]（测试对象间）", f"{en}, [{low:+.3f}, {high:+.3f}] over tested things")


def _gap(study: Study, other: str, m: str) -> Say:
    return both(m, study.minus(other), study.things.get(other))


def _none(study: Study, other: str) -> bool:
    """Whether what is taken away is shown to have helped by no more than the margin."""
    gap, things = study.minus(other), study.things.get(other)
    return things is not None and max(gap.high, things[1]) <= metrics.MARGIN


def _of_graph(study: Study, m: str) -> Iterator[Say]:
    lost = {v: study.judged(v) for v in study.variants if v in ABLATIONS and study.minus(v).n > 1}
    graph = [v for v in ("shuffled edges", "no graph") if v in lost]
    if graph:
        least = min(graph, key=lambda v: study.minus(v).mean)
        yield _graph(study, m, {v: lost[v] for v in graph}, least)
    if "no time" not in lost or lost["no time"] == "above":
        return
    gap = _gap(study, "no time", m)
    if lost["no time"] == "few":
        yield Say(
            f"种子太少，还不能断定时间是否有帮助：{gap.zh}", f"too few seeds to tell whether times help: {gap.en}"
        )
    elif _none(study, "no time"):
        yield Say(f"时间没有帮助：{gap.zh}", f"times do not help: {gap.en}")
    else:
        yield Say(f"未能证明时间有帮助：{gap.zh}", f"times are not shown to help: {gap.en}")


def _graph(study: Study, m: str, lost: Mapping[str, metrics.Judged], least: str) -> Say:
    gap, name = _gap(study, least, m), VARIANTS[least]
    if all(one == "above" for one in lost.values()):
        return Say(f"图有帮助：{name.zh}后 {gap.zh}", f"the graph helps: with {name.en} {gap.en}")
    if "few" in lost.values():
        return Say(f"种子太少，还不能断定图是否有帮助：{name.zh}后 {gap.zh}", f"too few seeds to tell whether the graph helps: with {name.en} {gap.en}")  # fmt: skip
    if not _none(study, least):
        return Say(
            f"未能证明图有帮助：{name.zh}后 {gap.zh}", f"the graph is not shown to help: with {name.en} {gap.en}"
        )
    if least == "shuffled edges" and lost.get("no graph") == "above":
        bare = _gap(study, "no graph", m)
        return Say(
            f"除各自的连边数量外，图没有帮助：打乱连边后同样好，{gap.zh}；去掉图则 {bare.zh}",
            f"beyond how many links each has the graph does not help: with shuffled edges it does as well, {gap.en}; with no graph {bare.en}",
        )  # fmt: skip
    return Say(f"图没有帮助：{name.zh}后同样好，{gap.zh}", f"the graph does not help: with {name.en} it does as well, {gap.en}")  # fmt: skip


def spread(one: Interval) -> str:
    """A mean with its interval: +0.012 [+0.004, +0.019]."""
    if not math.isfinite(one.low):
        return f"{one.mean:+.3f}"
    return f"{one.mean:+.3f} [{one.low:+.3f}, {one.high:+.3f}]"


# JSON


def record(value: Mapping[str, Any]) -> dict[str, Any]:
    """A whole record as JSON holds it."""
    return {k: tidy(v) for k, v in value.items()}


def tidy(value: Any) -> Any:
    """As JSON holds it: what is no number is null, numpy's values are Python's."""
    if isinstance(value, Mapping):
        return {str(k): tidy(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [tidy(v) for v in value]
    if isinstance(value, np.ndarray):
        return tidy(value.tolist())
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value if isinstance(value, (str, int, float, bool, type(None))) else str(value)  # fmt: skip


def untidy(value: Any) -> Any:
    """Figures that were null are NaN again."""
    if isinstance(value, dict):
        return {k: untidy(v) for k, v in value.items()}
    if isinstance(value, list):
        return [untidy(v) for v in value]
    return math.nan if value is None else value


def read(folder: Path) -> Study:
    """The study that a folder holds."""
    file = folder / "study.json"
    try:
        body = untidy(json.loads(file.read_text("utf-8")))
        floor = body["floor"] if isinstance(body["floor"], str) else None
        k = body["k"] if isinstance(body["k"], int) else None
        known = body["things"] if isinstance(body["things"], dict) else {FLOOR: body["things"]} if isinstance(body["things"], list) else {}  # fmt: skip
        things = {v: (low, high) for v, (low, high) in known.items()}
        return Study(**{**body, "floor": floor, "k": k, "things": things, "classes": tuple(body["classes"]), "seeds": tuple(body["seeds"]), "outcomes": tuple(map(_outcome, body["outcomes"]))})  # fmt: skip
    except FileNotFoundError:
        raise StudyError(Say(f"{folder} 中没有完成的研究", f"there is no finished study in {folder}"), Say("再运行一次 train，会接着做完", "run train again: it goes on where it stopped")) from None  # fmt: skip
    except (ValueError, TypeError, KeyError) as error:
        raise StudyError(Say(f"{file} 不是完好的研究", f"{file} is no sound study"), Say("重新训练", "train it again")) from error  # fmt: skip


def summary(study: Study) -> dict[str, Any]:
    """Each figure of each variant with its interval over seeds, and the model minus the others, save a floor that learned nothing."""
    out = {v: {f: asdict(metrics.interval(study.per_seed(v, f))) for f in study.figures} for v in study.variants}
    gain = {
        v: {f: asdict(study.minus(v, f)) for f in study.figures}
        for v in study.variants
        if v != MODEL and (v != FLOOR or study.learned(v))
    }
    return record({"variants": out, "minus": gain})
