"""What columns mean: classes from labels, numbers from features, amounts. Wrong ones name their row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from gnn.data import F32
from gnn.reading.cells import ColumnError, bad, plain_number
from gnn.reading.clocks import COUNTER, DATED, DAY, PACKED_DAY, REST, clock
from gnn.reading.describe import Answers
from graph.kernels.arrays import I64
from graph.say import Say, did_you_mean

ONE_HOT = 12  # categories up to which each has a column of its own
CODES = 500  # up to which they are numbered; a text with more is no feature
CLASSES = 100
ODD = 0.05  # of the cells of a column of numbers: up to as many may be none
LARGEST = 3e38  # beyond it a number counts as infinite
YES = {"1", "true", "yes", "y", "t", "是", "有", "fraud", "illicit", "positive", "异常", "欺诈"}
NO = {"0", "false", "no", "n", "f", "否", "无", "normal", "licit", "legit", "negative", "正常"}
UNKNOWN = ("unknown", "unlabelled", "unlabeled", "未知")  # a word that nobody would call a class
MINUS = "-1"


@dataclass(slots=True)
class Categories:
    """The texts that a column may hold, in the order of their numbers; given from before, or learnt and kept."""

    of: dict[str, list[str]] = field(default_factory=dict)
    fixed: bool = False  # learnt before: what is not among them is none of them
    days: list[str] = field(default_factory=list)  # features that are dates, as days since 1970

    def source(self, owner: str, column: str) -> str:
        """The file's column that a feature is made of: of `town=A` it is `town`."""
        for key, words in self.of.items():
            name = key.removeprefix(f"{owner}.")
            if key != name and column.startswith(f"{name}=") and column[len(name) + 1 :] in words:
                return name
        return column


def classes(series: pl.Series, where: str, how: Answers, known: Sequence[str] = ()) -> tuple[I64, tuple[str, ...], list[Say]]:  # fmt: skip
    """Classes of each row (-1: unlabelled), their names, and what was assumed. For two, 1 is what is looked for."""
    none = [*how.unknown, *(w for w in UNKNOWN if w not in how.classes)]
    plain = series.cast(pl.String)
    texts = _label_texts(series.set(plain.str.to_lowercase().is_in([w.lower() for w in none]).fill_null(False), None), where)  # fmt: skip
    there = sorted(set(texts.drop_nulls().to_list()), key=_in_order)
    least = _least(there, (*how.classes, *how.positive, *known), bool(known), where)
    if least:
        texts, there = texts.set((texts == MINUS).fill_null(False), None), there[1:]
    if not there:
        return np.full(len(texts), -1, np.int64), tuple(known), []
    if how.positive:
        if not set(how.positive) & set(there) and not known:
            raise ColumnError(Say(f"{where} 中没有 {'、'.join(how.positive)}", f"{where} never is {', '.join(how.positive)}"), did_you_mean(how.positive[0], there))  # fmt: skip
        y = np.where(texts.is_null(), -1, texts.is_in(list(how.positive)).fill_null(False).to_numpy().astype(np.int64))
        return y.astype(np.int64), ("0", "1"), []
    names, said = (tuple(known or how.classes), []) if known or how.classes else _ordered(there, texts, where)
    said = [*least, *said]
    other = [t for t in there if t not in names]
    if other:
        wrong = texts.is_in(other).fill_null(False).to_numpy()
        raise bad(where, wrong, series, "的标签不在所列类别中", "have labels that are not among the classes", Say(f"类别：{'、'.join(names)}", f"classes: {', '.join(names)}"))  # fmt: skip
    place = {name: i for i, name in enumerate(names)}
    return texts.replace_strict(place, default=-1, return_dtype=pl.Int64).fill_null(-1).to_numpy(), names, said


def _least(there: Sequence[str], named: Sequence[str], learnt: bool, where: str) -> list[Say]:
    """-1 beside classes that are numbered from 0 means that there is none, unless somebody named it: what is said of it."""
    others = [t for t in there if t != MINUS]
    if MINUS not in there or MINUS in named or not all(t.isdigit() for t in others) or not (learnt or len(others) > 1):
        return []
    return [Say(f"-1 是没有标签（{where}）", f"-1 means that there is no label ({where})")]


def _label_texts(series: pl.Series, where: str) -> pl.Series:
    """Labels as texts: whole numbers without a point; a number with a fraction is no class."""
    texts = series.cast(pl.String) if series.dtype != pl.Boolean else series.cast(pl.Int8).cast(pl.String)
    numbers = texts.cast(pl.Float64, strict=False)
    numeric = numbers.is_not_null()
    broken = (numeric & (numbers != numbers.floor()).fill_null(False)).to_numpy()
    if broken.any():
        raise bad(where, broken, series, "不是类别（有小数）", "are no classes (they have fractions)", Say("标签应为 0 与 1，或几个类别的名称", "labels are 0 and 1, or names of a few classes"))  # fmt: skip
    filled = texts.drop_nulls()
    odd = (~numeric & texts.is_not_null()).to_numpy()
    if odd.any() and 2 * int(odd.sum()) < len(filled) and filled.n_unique() > 2:
        raise bad(where, odd, series, "的标签不是数字", "have a label that is no number", Say("改正它们，或把表示“不知道”的写进 labels.unknown", "correct them, or name those that mean `not known` in labels.unknown"))  # fmt: skip
    return pl.select(pl.when(numeric).then(numbers.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(texts)).to_series()  # fmt: skip


def _ordered(there: list[str], texts: pl.Series, where: str) -> tuple[tuple[str, ...], list[Say]]:
    if len(there) > CLASSES:
        raise ColumnError(
            Say(f"{where} 有 {len(there)} 种取值，不像标签", f"{where} has {len(there)} different values, which is no label"),
            Say("请指定正确的标签列", "name the right column"),
        )  # fmt: skip
    if len(there) == 1 and there[0].lower() in YES | NO:
        return ("0", "1") if there[0] in ("0", "1") else tuple(sorted((there[0], "?"))), []
    if len(there) == 2 and there != ["0", "1"]:
        first, second = there
        if first.lower() in YES or second.lower() in NO:
            first, second = second, first
        if second.lower() not in YES and first.lower() not in NO and not second.lstrip("-").isdigit():
            counts = texts.value_counts(sort=True)[texts.name or ""].drop_nulls().to_list()
            first, second = str(counts[0]), str(counts[1])  # what is looked for is the rarer
        return (first, second), [Say(f"以 {second} 为要找的一类（{where}）", f"{second} is taken for what is looked for ({where})")]  # fmt: skip
    return tuple(there), []


def _in_order(text: str) -> tuple[int, float, str]:
    try:
        return (0, float(text), text)
    except ValueError:
        return (1, 0.0, text)


def features(frame: pl.DataFrame, names: Sequence[str], asked: bool, kept: Categories, owner: str) -> tuple[F32, tuple[str, ...], list[Say]]:  # fmt: skip
    """Columns as numbers, NaN where there is none; texts by their categories. `asked`: they were named one by one."""
    made: dict[str, NDArray[np.float32]] = {}
    said: list[Say] = []
    for name in names:
        series, learnt = frame[name], kept.of.get(f"{owner}.{name}")
        dates = None if learnt is not None else _days(series)
        if dates is not None and not asked:
            own = Say("边的时间，写 edges.time（--time", "the links' time, name it in edges.time (--time") if owner == "edges" else Say("标签何时知道，写 nodes.time（--known", "when answers were known, name it in nodes.time (--known")  # fmt: skip
            said.append(Say(f"{name} 是日期，不作特征；若是{own.zh} {name}），若当时已知，在 features 中写出", f"{name} holds dates and is no feature; if it tells {own.en} {name}); if it was known by then, name it in features"))  # fmt: skip
            continue
        numbers = dates if dates is not None else _numbers(series, learnt, said)
        if dates is not None and name not in kept.days:
            kept.days.append(name)
        if numbers is not None:
            made[name] = numbers
        else:
            made |= _categories(series.cast(pl.String), name, f"{owner}.{name}", asked, kept, said)
    x = np.column_stack(list(made.values())) if made else np.zeros((frame.height, 0), np.float32)
    return np.ascontiguousarray(x, np.float32), tuple(made), said


def _days(series: pl.Series) -> NDArray[np.float32] | None:
    """Days since 1970 of a column of dates, or of a spreadsheet's numbers for dates under a name for such; None of any other."""
    texts = series.drop_nulls()
    if series.dtype != pl.String or not len(texts):
        return None
    plain = texts.str.contains(f"{DAY}{REST}|{PACKED_DAY}").all()
    if not plain and not (DATED.search(series.name) and texts.str.contains(r"^\d+(\.\d+)?$").all()):
        return None
    try:
        seconds, by = clock(series, series.name)
    except ColumnError:
        return None
    if by == COUNTER:
        return None
    return (seconds.cast(pl.Float64) / 86400).fill_null(np.nan).to_numpy().astype(np.float32)


def amounts(series: pl.Series, where: str, said: list[Say]) -> F32:
    """Amounts, NaN where there is none; one that is no number stops."""
    numbers = series if series.dtype.is_numeric() else plain_number(series)
    wrong = (numbers.is_null() & series.is_not_null()).to_numpy()
    if wrong.any():
        raise bad(where, wrong, series, "的金额不是数字", "have an amount that is no number", Say("请改正", "correct them"))  # fmt: skip
    out = numbers.cast(pl.Float64).fill_null(np.nan).to_numpy().astype(np.float64)
    endless = np.abs(out) > LARGEST
    if np.isnan(out).any() or endless.any():
        blank = int(np.isnan(out).sum())
        said.append(Say(f"{where} 有 {blank} 笔没有金额、{int(endless.sum())} 笔金额无穷大，都当作空白", f"{where}: {blank} links have no amount and {int(endless.sum())} an infinite one; all count as blank"))  # fmt: skip
    out[endless] = np.nan
    return out.astype(np.float32)


def _numbers(series: pl.Series, learnt: list[str] | None, said: list[Say]) -> NDArray[np.float32] | None:
    if learnt is not None:
        return None
    if series.dtype == pl.Boolean or series.dtype.is_numeric():
        numbers = series.cast(pl.Float64, strict=False)
    else:
        numbers = plain_number(series)
        odd = numbers.is_null() & series.is_not_null()
        few = int(odd.sum())
        if 0 < few <= ODD * (len(series) - series.null_count()):
            said.append(Say(f"{series.name} 有 {few} 格不是数字，当作空白，如 {series.filter(odd)[0]}", f"{series.name} has {few} cells that are no numbers and count as blank, such as {series.filter(odd)[0]}"))  # fmt: skip
        elif few:
            truth = series.str.to_lowercase()
            if not truth.drop_nulls().is_in(["true", "false"]).all():
                return None
            numbers = (truth == "true").cast(pl.Float64)
    out = numbers.fill_null(np.nan).to_numpy().astype(np.float64)
    endless = np.abs(out) > LARGEST
    if endless.any():
        said.append(Say(f"{series.name} 有 {int(endless.sum())} 格是无穷大，当作空白", f"{series.name} has {int(endless.sum())} infinite cells, which count as blank"))  # fmt: skip
    out[endless] = np.nan
    return out.astype(np.float32)


def _categories(texts: pl.Series, name: str, key: str, asked: bool, kept: Categories, said: list[Say]) -> dict[str, NDArray[np.float32]]:  # fmt: skip
    """A column of its own for each of a few categories, numbers for many; a text that is almost an id is left out."""
    if key not in kept.of:
        if kept.fixed:
            return {}
        counted = texts.drop_nulls().value_counts(sort=True)
        there = counted[texts.name].to_list()
        if len(there) > CODES or (
            not asked and 2 * len(there) > len(texts) - texts.null_count() and len(there) > ONE_HOT
        ):
            said.append(Say(f"{name} 有 {len(there)} 种文字，不作特征", f"{name} holds {len(there)} different texts and is no feature"))  # fmt: skip
            return {}
        kept.of[key] = sorted(there)
    known = kept.of[key]
    if len(known) <= ONE_HOT:
        return {f"{name}={k}": (texts == k).fill_null(False).to_numpy().astype(np.float32) for k in known}
    place: Mapping[str, float] = {k: float(i) for i, k in enumerate(known)}
    return {name: texts.replace_strict(place, default=None, return_dtype=pl.Float64).fill_null(np.nan).to_numpy().astype(np.float32)}  # fmt: skip
