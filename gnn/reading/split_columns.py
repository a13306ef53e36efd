"""Splits that come with the data: a column of names, or columns of yes and no, one or several for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from gnn.data import Bool, Split
from graph.kernels.arrays import I64
from graph.say import JinyingError, Say, did_you_mean

NAMES = {
    "train": {"train", "training", "tr", "训练", "训练集"},
    "valid": {"valid", "val", "validation", "dev", "验证", "验证集"},
    "test": {"test", "testing", "te", "holdout", "hold-out", "held-out", "测试", "测试集", "留出"},
}
MASKS = {"train": "train_mask", "valid": "val_mask", "test": "test_mask"}


FEW = 0.02  # of a phase: so many answers on the wrong side of a time are a slip, more are another way to split


class SplitError(JinyingError):
    """A split that can't be made."""


def mask_columns(how: Mapping[str, Any]) -> tuple[str, ...]:
    """Columns that are masks, so no features."""
    return tuple(str(how.get(p, MASKS[p])) for p in MASKS) if how.get("by") == "masks" else ()


def by_column(names: pl.Series, how: Mapping[str, Any], at: I64 | None) -> Split:
    """What a column of split names says; what is of none is left out. Cuts follow where the times allow."""
    texts = names.cast(pl.String).str.strip_chars().str.to_lowercase()
    if not any(phase in how for phase in NAMES):
        words(texts)
    which = {}
    for phase in NAMES:
        wanted = how.get(phase, sorted(NAMES[phase]))
        wanted = [str(w).lower() for w in (wanted if isinstance(wanted, (list, tuple)) else [wanted])]
        which[phase] = np.flatnonzero(texts.is_in(wanted).fill_null(False).to_numpy()).astype(np.int64)
    lacking = [p for p in ("train", "valid", "test") if not len(which[p])]
    if "train" in lacking or "test" in lacking:
        there = texts.drop_nulls().unique().to_list()
        raise SplitError(
            Say(f"划分列中没有 {'、'.join(lacking)}", f"the split column never says {', '.join(lacking)}"),
            Say(f"它的取值：{'、'.join(there[:9])}；用 split: {{train: …, test: …}} 说明", f"it says {', '.join(there[:9])}; tell what they mean by split: {{train: …, test: …}}"),
        )  # fmt: skip
    if not len(which["valid"]):
        which["train"], which["valid"] = part_of(which["train"], which["test"], at)
    made = Split("column", which["train"], which["valid"], which["test"])
    return replace(made, cuts=cuts_of(made, at))


def words(texts: pl.Series) -> list[str | None]:
    """The phase that each cell of a split column names, None where it is blank; a word that nobody knows is refused."""
    known = {word: phase for phase, several in NAMES.items() for word in several}
    plain = [str(t or "").strip().lower() for t in texts]
    odd = sorted({t for t in plain if t and t not in known})
    if odd:
        raise SplitError(
            Say(f"划分列中不认识 {'、'.join(odd[:5])}（可用：train、valid、test）", f"the split column says {', '.join(odd[:5])} (known: train, valid, test)"),
            did_you_mean(odd[0], known),
        )  # fmt: skip
    return [known.get(t) for t in plain]


def by_masks(frame: pl.DataFrame, how: Mapping[str, Any], at: I64 | None = None) -> tuple[Split, ...]:
    """Splits of masks: one, or as many as the masks have columns (`train_masks.0`, `train_masks.1`)."""
    held = {p: _masks(frame, name) for p, name in zip(MASKS, mask_columns(how), strict=True)}
    count = {len(v) for v in held.values()}
    if len(count) != 1:
        raise SplitError(
            Say("训练、验证、测试的掩码数目不同", "there are not as many masks to train, choose and test by")
        )
    several = next(iter(count)) > 1
    out = []
    for i in range(next(iter(count))):
        train, valid, test = (np.flatnonzero(held[p][i]).astype(np.int64) for p in MASKS)
        made = Split(f"mask {i}" if several else "mask", train, valid, test)
        out.append(replace(made, cuts=cuts_of(made, at)))
    return tuple(out)


def _masks(frame: pl.DataFrame, name: str) -> list[Bool]:
    columns = [name] if name in frame.columns else [c for c in frame.columns if c.rpartition(".")[0] == name]
    if not columns:
        raise SplitError(Say(f"没有掩码列 {name}", f"there is no mask {name}"), did_you_mean(name, [c for c in frame.columns if c[0] != "#"]))  # fmt: skip
    return [_truth(frame[c]) for c in columns]


def _truth(series: pl.Series) -> Bool:
    if series.dtype == pl.Boolean:
        return series.fill_null(False).to_numpy()
    texts = series.cast(pl.String).str.to_lowercase().fill_null("0")
    truth = texts.is_in(["1", "1.0", "true", "t", "yes"])
    odd = ~(truth | texts.is_in(["0", "0.0", "false", "f", "no"]))
    if odd.any():
        raise SplitError(Say(f"掩码 {series.name} 不是 0 与 1", f"the mask {series.name} holds something else than 0 and 1 ({texts.filter(odd)[0]})"))  # fmt: skip
    return truth.to_numpy()


def part_of(train: I64, test: I64, at: I64 | None, share: float = 0.2) -> tuple[I64, I64]:
    """A part of what is learnt from, set aside to choose by: the latest where what is measured on is later still, else always the
    same one."""
    if at is not None and border(at[train], at[test]) is not None and (at[train] >= 0).all():
        first = int(np.sort(at[train])[int((1 - share) * len(train))])
        if first > at[train].min():
            return train[at[train] < first], train[at[train] >= first]
    chosen = np.random.default_rng(0).random(len(train)) < share
    return train[~chosen], train[chosen]


def cuts_of(split: Split, at: I64 | None) -> tuple[int | None, int | None, int | None]:
    """Cuts that a split by time implies: just after the last of train and of valid, where the phases follow one another. What is
    chosen by may be dealt among what is learnt from. Few answers that stand on the wrong side make no other split of it: the check
    for leaks names them."""
    if at is None:
        return (None, None, None)
    train, valid, test = (at[w] for w in (split.train, split.valid, split.test))
    second = border(np.concatenate([train, valid]), test)
    return (border(train, valid) or second, second, None) if second is not None else (None, None, None)


def border(before: I64, after: I64) -> int | None:
    """The time that parts two phases, but for a few of each; None where none does. Who has no time (below 0) is not asked."""
    a, b = np.sort(before[before >= 0]), np.sort(after[after >= 0])
    if not len(a) or not len(b):
        return None
    at = np.unique(a) + 1
    late, early = len(a) - np.searchsorted(a, at), np.searchsorted(b, at)
    i = int((late + early).argmin())
    return int(at[i]) if late[i] <= FEW * len(a) and early[i] <= FEW * len(b) else None
