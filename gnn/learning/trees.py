"""Trees on features: own features alone, the floor with neighbours' aggregates, with motifs, and a blend of them all.

Boosting and random forests by xgboost (Chen and Guestrin 2016); which of the shapes, and in the stack how much of which
features and shapes, is decided on the validation phase alone (ensemble selection: Caruana and others, ICML 2004).
Deterministic for a seed. The state holds xgboost's own UBJ bytes, nothing that could run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gnn.data import F32, Phase
from gnn.features.cross import FOLDS, Cross
from gnn.features.neighbour_labels import Known
from gnn.features.parts import Reader
from gnn.learning.preset import complete
from gnn.learning.shapes import SHAPES, booster_of, chosen_columns, few, fitted, raw, said, telling
from gnn.model import Arrays, Model, Run, Table
from graph.kernels.arrays import F64, I64
from graph.say import Say

FLOOR = "xgb-agg"
_FLOOR = ("own", "degree", "aggregates")
_MOTIF = (*_FLOOR, "structure", "motifs", "motifs-near")
SETS: dict[str, tuple[tuple[str, ...], ...]] = {  # sets of parts that a family tries
    "xgb": (("own",),),
    FLOOR: (_FLOOR,),
    "xgb-motif": (_MOTIF,),
    "stack": (("own",), _FLOOR, _MOTIF, (*_MOTIF, "labels")),
}
# of both ends of a link: what is told of neighbours there would be thousands of columns, the company that the link keeps is few
_ENDS: tuple[tuple[str, ...], ...] = (("own",), ("own", "degree", "motifs"))
_TWICE = (*_MOTIF, "labels", "scores")  # what the stack judges by a second time
STEPS = 24  # of the blend
BAG = 3  # times each shape at least, where validation is small
NEAR, LOSS = 0.9, 0.1  # of the best alone, to be let in; what the logarithmic loss weighs beside ranks


@dataclass(frozen=True, slots=True)
class Member:
    """One fitted booster, on some of the columns, with its weight in the whole."""

    shape: str
    columns: tuple[str, ...]
    weight: float
    booster: Any


@dataclass(frozen=True, slots=True)
class Trees:
    """A blend of boosters that read one table; probabilities are averaged."""

    name: str
    classes: tuple[str, ...]
    reader: Reader
    members: tuple[Member, ...]
    chosen: Mapping[str, Any]  # what validation said of each candidate
    held: F32 | None = None  # (k, classes) what was said of validation before that was learned from too

    def scores(self, phase: Phase) -> F32:
        """(k, classes) probabilities."""
        return self.judged(self.reader.read(phase))

    def judged(self, table: Table) -> F32:
        """(k, classes) of a table that this model's reader read, or one changed since."""
        out = np.zeros((len(table.x), len(self.classes)))
        for one in self.members:
            out += one.weight * said(one.shape, one.booster, chosen_columns(table, one.columns), len(self.classes))
        total = out.sum(axis=1, keepdims=True)
        even = np.full_like(out, 1 / out.shape[1])
        p: F32 = np.divide(out, total, out=even, where=total > 0).astype(np.float32)
        return p

    def weights(self) -> dict[str, float]:
        """Of each column its gain in the trees, as a share of all."""
        out: dict[str, float] = {}
        for one in self.members:
            gain = one.booster.get_score(importance_type="total_gain")
            total = sum(gain.values()) or 1.0
            for code, value in gain.items():
                column = one.columns[int(code[1:])]
                out[column] = out.get(column, 0.0) + one.weight * float(value) / total
        return dict(sorted(out.items(), key=lambda item: -item[1]))

    def state(self) -> tuple[Arrays, dict[str, Any]]:
        """Boosters as bytes; the reader and the blend as JSON."""
        arrays: dict[str, NDArray[Any]] = {f"booster.{i}": raw(m.booster) for i, m in enumerate(self.members)}
        known = None
        if self.reader.known is not None:
            held, known = self.reader.known.state()
            arrays |= held
        cross = None
        if self.reader.cross is not None:
            boosters, cross = self.reader.cross.state()
            arrays |= boosters
        if self.held is not None:
            arrays["held"] = self.held
        return arrays, {
            "name": self.name, "classes": list(self.classes), "what": list(self.reader.what), "windows": list(self.reader.windows),
            "columns": list(self.reader.columns), "kept": list(self.reader.kept), "known": known, "cross": cross, "chosen": dict(self.chosen),
            "members": [{"shape": m.shape, "columns": list(m.columns), "weight": m.weight} for m in self.members],
        }  # fmt: skip


def restore(arrays: Arrays, told: dict[str, Any]) -> Trees:
    """What `state` gave."""
    known = None if told["known"] is None else Known.restore(arrays, told["known"])
    reader = Reader(tuple(told["what"]), tuple(told["windows"]), known, tuple(told["columns"]), tuple(told["kept"]))
    reader.cross = None if told["cross"] is None else Cross.restore(arrays, told["cross"])
    members = tuple(
        Member(m["shape"], tuple(m["columns"]), float(m["weight"]), booster_of(arrays[f"booster.{i}"]))
        for i, m in enumerate(told["members"])
    )
    return Trees(told["name"], tuple(told["classes"]), reader, members, told["chosen"], arrays.get("held"))


@dataclass(frozen=True, slots=True)
class Tables:
    """What the candidates learn from and are chosen by."""

    train: Table
    valid: Table
    y: I64
    answer: I64
    classes: int


Tried = tuple[Member, F64, str]  # what validation is told by it, and its name


def fit(name: str, train: Phase, valid: Phase, run: Run) -> Trees:
    """Each set of parts with each shape; the best of them several times over, or their blend."""
    settings = complete(name, run.settings)
    lacking = () if heard(train, valid) else ("labels",)
    tried_ = _ENDS if name == "stack" and train.relation is not None else SETS[name]
    sets = list(dict.fromkeys(tuple(p for p in parts if p not in lacking) for parts in tried_))
    what = tuple(dict.fromkeys(p for parts in sets for p in parts))
    reader = Reader.of(what, train, Known.learned(train, run.seed) if "labels" in what else None)
    tables = Tables(reader.read(train), reader.read(valid), train.y, valid.y, len(train.classes))
    grid = [(parts, shape) for parts in sets for shape in settings["shapes"]]
    tried = _tried(grid, reader, tables, train, run, settings)
    if name != "stack":
        members = _bagged(tables, tried, settings, run.seed)
    else:
        if train.data.m and (train.relation is None or _foldable(train)):
            tables = _crossed(reader, tables, tried, (train, valid), run, settings)
            twice = tuple(p for p in _TWICE if p in reader.what)
            tried += _tried([(twice, s) for s in settings["shapes"]], reader, tables, train, run, settings)
        weights = blended([p for _, p, _ in tried], tables.answer, settings["stop"])
        members = [Member(m.shape, m.columns, w, m.booster) for (m, _, _), w in zip(tried, weights, strict=True) if w]
    chosen = {told: round(measure(p, tables.answer, settings["stop"]), 6) for _, p, told in tried}
    made = Trees(name, train.classes, reader, tuple(members), chosen)
    return made if run.again is None or not settings["refit"] else _again(made, tables.valid, run.again, run, settings)


def _again(made: Trees, valid: Table, both: Phase, run: Run, settings: Mapping[str, Any]) -> Trees:
    """The same members, of as many rounds, learned from training and validation together: the latest answers are the most like
    those to come. What was said of validation before is kept, for by now it is seen."""
    held, old = made.judged(valid), made.reader
    reader = replace(old, known=old.known and Known.learned(both, run.seed), cross=None, held=[])
    if old.cross is not None:
        folds, how = Known.learned(both, run.seed, FOLDS), (old.cross.shape, old.cross.columns, old.cross.classes)
        rounds = [b.num_boosted_rounds() for b in old.cross.boosters]
        cross = Cross.fitted(folds, reader.read(both), how, rounds, settings, run.seed)
        reader.cross = cross
    table, members, times = reader.read(both), list[Member](), settings["refit"]
    for m in made.members * times:
        run.watch(Say(f"连同验证期再拟合 {m.shape}", f"fitting {m.shape} again, validation too"), len(members), times * len(made.members))  # fmt: skip
        rows, seed = (chosen_columns(table, m.columns), both.y), run.seed + 1000 * len(members)
        booster = fitted(m.shape, rows, m.booster.num_boosted_rounds(), len(both.classes), settings, seed)
        members.append(Member(m.shape, m.columns, m.weight / times, booster))
    return replace(made, reader=reader, members=tuple(members), held=held)


def _bagged(tables: Tables, tried: list[Tried], settings: Mapping[str, Any], seed: int) -> list[Member]:
    """The best several times over; all of them where validation is too small to tell which is."""
    small = few(tables.answer, tables.classes)
    best = [m for m, _, _ in tried] if small else [max(tried, key=lambda t: measure(t[1], tables.answer, settings["stop"]))[0]]  # fmt: skip
    times = max(settings["bag"], BAG) if small else settings["bag"]
    more = [_candidate(tables, m.columns, m.shape, settings, seed + 1000 * i)[0] for m in best for i in range(1, times)]
    return [Member(m.shape, m.columns, 1 / len(best) / times, m.booster) for m in (*best, *more)]


def _tried(
    grid: list[tuple[tuple[str, ...], str]], reader: Reader, tables: Tables, train: Phase, run: Run, settings: Mapping[str, Any]
) -> list[Tried]:  # fmt: skip
    out: list[Tried] = []
    held: dict[tuple[str, ...], tuple[str, ...]] = {}
    able = usable(tables.train)
    for i, (parts, shape) in enumerate(grid):
        run.watch(Say(f"拟合 {shape}：{'、'.join(parts)}", f"fitting {shape} on {', '.join(parts)}"), i, len(grid))
        columns = held[parts] = held.get(parts) or _telling(
            tables, _able(reader.among(train, parts), able), settings, run.seed
        )
        out.append((*_candidate(tables, columns, shape, settings, run.seed), f"{shape} on {'+'.join(parts)}"))
    return out


def _able(columns: tuple[str, ...], able: frozenset[str]) -> tuple[str, ...]:
    """Those that differ between things; all of them where none does."""
    return tuple(c for c in columns if c in able) or columns


def _telling(tables: Tables, columns: tuple[str, ...], settings: Mapping[str, Any], seed: int) -> tuple[str, ...]:
    """As many columns as are wanted, those that tell most."""
    if not 0 < settings["most"] < len(columns):
        return columns
    rows = chosen_columns(tables.train, columns), tables.y
    return tuple(columns[i] for i in telling(rows, settings["most"], tables.classes, settings, seed).tolist())


def _crossed(
    reader: Reader, tables: Tables, tried: list[Tried], asked: tuple[Phase, Phase], run: Run, settings: Mapping[str, Any]
) -> Tables:  # fmt: skip
    """The tables with neighbours' scores beside; those who score learn from what no answer of a neighbour tells."""
    train, valid = asked
    own = set(reader.among(train, _MOTIF))
    best = max((t for t in tried if own.issuperset(t[0].columns)), key=lambda t: measure(t[1], tables.answer, settings["stop"]))[0]  # fmt: skip
    folds = Known.learned(train, run.seed, FOLDS)
    how, stop = (best.shape, best.columns, train.classes), (chosen_columns(tables.valid, best.columns), valid.y)
    reader.cross = Cross.fitted(folds, tables.train, how, [stop] * FOLDS, settings, run.seed)
    reader.what, reader.columns = (*reader.what, "scores"), ()
    return Tables(reader.read(train), reader.read(valid), train.y, valid.y, tables.classes)


def _candidate(tables: Tables, columns: tuple[str, ...], shape: str, settings: Mapping[str, Any], seed: int) -> tuple[Member, F64]:  # fmt: skip
    a, b = chosen_columns(tables.train, columns), chosen_columns(tables.valid, columns)
    booster = fitted(shape, (a, tables.y), (b, tables.answer), tables.classes, settings, seed)
    return Member(shape, columns, 1.0, booster), said(shape, booster, b, tables.classes)


def _foldable(train: Phase) -> bool:
    """Whether links of each class stand in two folds at least: who never learned from one has else not seen its like."""
    fold = Known.learned(train, 0, FOLDS).fold
    return all(len(np.unique(fold[train.y == c])) > 1 for c in np.unique(train.y))


def heard(train: Phase, valid: Phase) -> bool:
    """Whether answers of training are near what is asked later: about nodes of the same networks."""
    return train.relation is None and bool(np.isin(valid.data.part[valid.index], train.data.part[train.index]).any())


def usable(table: Table) -> frozenset[str]:
    """Columns that differ between things; infinite values are as good as none."""
    if not len(table.x):
        return frozenset(table.columns)
    told = np.isfinite(table.x)
    differs = (told != told[0]).any(axis=0) | ((table.x != table.x[0]) & told).any(axis=0)
    return frozenset(c for c, d in zip(table.columns, differs, strict=True) if d)


# choosing


def measure(p: F64, y: I64, stop: str) -> float:
    """How well probabilities rank what is looked for: average precision, area under ROC; several classes: macro-F1."""
    if p.shape[1] > 2:
        guess = p.argmax(axis=1)
        return float(np.mean([_f1(guess == c, y == c) for c in np.unique(y)]))
    ap, auc = ranked(p[:, 1], y)
    return {"ap": ap, "auc": auc}.get(stop, (ap + auc) / 2)


def _f1(guess: NDArray[np.bool_], true: NDArray[np.bool_]) -> float:
    return 2 * float((guess & true).sum()) / max(float(guess.sum() + true.sum()), 1.0)


def ranked(score: F64, y: I64) -> tuple[float, float]:
    """Average precision and area under ROC, equal scores taken together; 0 and 0.5 where only one class is there."""
    order = np.argsort(-score, kind="stable")
    last = np.append(np.flatnonzero(np.diff(score[order])), len(y) - 1)  # of each run of equals
    hit = np.cumsum(y[order] == 1)[last].astype(np.float64)
    seen = last + 1.0
    if not len(y) or hit[-1] in (0, len(y)):
        return 0.0, 0.5
    recall, miss = hit / hit[-1], (seen - hit) / (len(y) - hit[-1])
    ap = float(np.sum(np.diff(recall, prepend=0.0) * hit / seen))
    return ap, float(np.sum(np.diff(miss, prepend=0.0) * (recall + np.append(0.0, recall[:-1])) / 2))


def blended(several: list[F64], y: I64, stop: str) -> list[float]:
    """Weights of a blend, by greedy choice with return: each step adds what helps validation most.

    It begins with the three best, so that a small validation does not hand all to one. What is far behind the best alone
    stays out, and the logarithmic loss counts a little: else something that says the same of all, and so changes no
    order, would be let in and draw every probability to the middle.
    """
    alone = np.asarray([measure(p, y, stop) for p in several])
    able = np.flatnonzero(alone >= NEAR * alone.max())
    count = np.zeros(len(several), np.int64)
    count[able[np.argsort(-alone[able], kind="stable")[:3]]] = 1
    total = sum((c * p for c, p in zip(count, several, strict=True)), np.zeros_like(several[0]))
    best, kept = _worth(total, y, stop), count.copy()
    for _ in range(STEPS):
        told = [_worth(total + several[i], y, stop) for i in able]
        i = int(able[int(np.argmax(told))])
        count[i] += 1
        total = total + several[i]
        if max(told) > best:
            best, kept = max(told), count.copy()
    return [float(w) for w in kept / kept.sum()]


def _worth(total: F64, y: I64, stop: str) -> float:
    p = total / total.sum(axis=1, keepdims=True)
    loss = -np.log(np.maximum(p[np.arange(len(y)), y], 1e-6)).mean() if len(y) else 0.0
    return measure(p, y, stop) - LOSS * float(loss)


def _model(name: str, zh: str, en: str) -> Model:
    return Model(name, Say(zh, en), partial(fit, name), restore, trees=True)


TREES: tuple[Model, ...] = (
    _model("xgb", "提升树，仅用自身特征", "boosted trees or a forest on own features alone"),
    _model(FLOOR, "基线：自身特征、一二跳邻居聚合与度", "the floor: own features, aggregates of 1 and 2 hops, degrees"),
    _model("xgb-motif", "基线特征，加上结构与模体", "the floor's features, structure and motifs"),
    _model(
        "stack",
        "各组特征的树之混合，含邻居标签",
        "a blend of trees on each set of features, neighbours' answers among them",
    ),
)
__all__ = ["FLOOR", "SHAPES", "TREES", "Trees", "fit", "restore"]
