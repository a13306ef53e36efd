"""Two names side by side: what is alike and what is not, as numbers for a scorer and as words for a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler, LCSseq, Levenshtein

from graph.say import Say
from ingest.match.block import Pairs
from ingest.match.divisions import Places
from ingest.match.names import Name
from ingest.match.sounds import sounded

Floats = NDArray[np.float32]
Texts = NDArray[np.object_]
MISSING = -1.0  # one of the two names does not say it


class Feature(NamedTuple):
    """A feature: its name in the model, what it says of a pair."""

    name: str
    label: Say


FEATURES = (
    Feature("text", Say("全称相似度", "whole names alike")),
    Feature("text_head", Say("全称开头相似度", "whole names alike from the head")),
    Feature("text_part", Say("一方全称包含于另一方", "one whole name within the other")),
    Feature("body", Say("字号与行业合并后相似度", "trade name and industry together alike")),
    Feature("body_sound", Say("字号与行业读音相似度", "trade name and industry sound alike")),
    Feature("body_kept", Say("按序保留的字", "characters kept in order")),
    Feature("trade", Say("字号相似度", "trade names alike")),
    Feature("trade_head", Say("字号开头相似度", "trade names alike from the head")),
    Feature("trade_sound", Say("字号读音相似度", "trade names sound alike")),
    Feature("trade_edits", Say("字号差几个字", "characters in which trade names differ")),
    Feature("trade_part", Say("字号包含于另一名称", "trade name within the other name")),
    Feature("region", Say("地区", "region")),
    Feature("industry", Say("行业", "industry")),
    Feature("form", Say("组织形式", "legal form")),
    Feature("figures", Say("名称中的数字与字母", "figures and letters in the names")),
    Feature("longer", Say("字号行业长度差", "difference in length")),
    Feature("rare", Say("字号少见程度", "how rare the trade name is")),
    Feature("keys", Say("共有线索的分量", "weight of shared keys")),
    Feature("keys_share", Say("与最佳候选相比的线索", "keys beside those of the best candidate")),
    Feature("rivals", Say("同样相像的其他候选", "other candidates that are as alike")),
    Feature("lead", Say("领先其他候选", "lead over other candidates")),
)
NUMBERS = "0123456789一二三四五六七八九十百千abcdefghijklmnopqrstuvwxyz"


class Table:
    """Parsed names as columns. `owner`: whose name each is, where somebody has several."""

    def __init__(self, names: Sequence[Name], owner: NDArray[np.int64] | None = None) -> None:
        self.names = names
        self.owner = np.arange(len(names)) if owner is None else owner
        self.text = _texts(n.text for n in names)
        self.trade = _texts(n.trade for n in names)
        self.industry = _texts(n.industry for n in names)
        self.body = _texts(n.trade + n.industry for n in names)
        self.form = _texts(n.form for n in names)
        self.region = np.array([n.region for n in names], dtype="U6") if names else np.empty(0, "U6")
        self.trade_sound = _texts(sounded(self.trade))
        self.body_sound = _texts(sounded(self.body))
        self.figures = _texts("".join(c for c in n.text if c in NUMBERS) for n in names)

    def __len__(self) -> int:
        return len(self.names)


class Frequency:
    """How often each trade name's sound is borne among those who may answer."""

    def __init__(self, right: Table) -> None:
        self.sounds, self._number = np.unique(right.trade_sound.astype(str), return_inverse=True)
        held = np.bincount(self._number, minlength=len(self.sounds))
        self.rare = (1 - np.log(held) / np.log(max(2, len(right))))[self._number].astype(np.float32)


def features(left: Table, right: Table, pairs: Pairs, often: Frequency) -> Floats:
    """One row a pair in the order of `FEATURES`; pairs of one name must stand together, its heaviest first."""
    a, b = pairs.left, pairs.right
    trade, body = (left.trade[a], right.trade[b]), (left.body[a], right.body[b])
    text = _alike(fuzz.ratio, left.text[a], right.text[b], 100)
    kept = _alike(LCSseq.similarity, *body) / np.maximum(1, np.minimum(_sizes(body[0]), _sizes(body[1])))
    body_sound = _alike(fuzz.ratio, left.body_sound[a], right.body_sound[b], 100)
    rivals, lead = _among(a, right.owner[b], (body_sound + text).astype(np.float32))
    columns = [
        text,
        _alike(JaroWinkler.similarity, left.text[a], right.text[b]),
        _alike(fuzz.partial_ratio, left.text[a], right.text[b], 100),
        _alike(fuzz.ratio, *body, 100),
        body_sound,
        kept,
        _alike(fuzz.ratio, *trade, 100),
        _alike(JaroWinkler.similarity, *trade),
        _alike(fuzz.ratio, left.trade_sound[a], right.trade_sound[b], 100),
        _alike(Levenshtein.distance, *trade),
        np.maximum(_within(trade[0], body[1]), _within(trade[1], body[0])),
        _regions(left.region[a], right.region[b]),
        _same(left.industry[a], right.industry[b], _alike(fuzz.ratio, left.industry[a], right.industry[b], 100)),
        _same(left.form[a], right.form[b]),
        _same(left.figures[a], right.figures[b], both=True),
        np.abs(_sizes(body[0]) - _sizes(body[1])),
        often.rare[b],
        pairs.score / np.float32(np.log(1 + len(right))),
        pairs.score / np.maximum(1e-6, _best(a, pairs.score)),
        rivals,
        lead,
    ]
    return np.column_stack([np.asarray(c, np.float32) for c in columns]) if len(a) else np.empty((0, len(FEATURES)), np.float32)  # fmt: skip


def _texts(values: Any) -> Texts:
    values = list(values)
    made = np.empty(len(values), object)
    made[:] = values
    return made


def _alike(how: Callable[..., Any], left: Texts, right: Texts, most: float = 1) -> Floats:
    """How alike the texts are pair by pair, of at most `most`, as a share."""
    return np.asarray(process.cpdist(left, right, scorer=how, dtype=np.float32) / np.float32(most), np.float32)


def _sizes(texts: Texts) -> Floats:
    return np.fromiter(map(len, texts), np.float32, len(texts))


def _within(short: Texts, long: Texts) -> Floats:
    """How much of a trade name the other name holds, in order and side by side: 1 where it is within."""
    return np.fromiter((float(s in b) for s, b in zip(short, long, strict=True)), np.float32, len(short))


def _same(left: Texts, right: Texts, alike: Floats | None = None, *, both: bool = False) -> Floats:
    """1 the same, 0 (or how alike) another, MISSING where one says nothing (`both`: neither does counts as the same)."""
    equal = np.asarray(left == right, bool)
    silent = (_sizes(left) == 0) | (_sizes(right) == 0)
    differ = np.zeros(len(left), np.float32) if alike is None else alike
    found = np.where(equal, 1, np.where(silent, MISSING, differ))
    return np.where(silent & ~equal | silent & (not both), MISSING, found).astype(np.float32)


def _regions(left: NDArray[np.str_], right: NDArray[np.str_]) -> Floats:
    """1 the same division, 0.5 one within the other, 0 elsewhere, MISSING where one names none."""
    inside = np.strings.startswith(left, right) | np.strings.startswith(right, left)
    found = np.where(left == right, 1.0, np.where(inside, 0.5, 0.0))
    return np.where((left == "") | (right == ""), MISSING, found).astype(np.float32)


def _best(group: NDArray[np.int64], value: Floats) -> Floats:
    """The highest value of each group, for each row; groups stand together."""
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]]) if len(group) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(group)])
    return np.repeat(np.maximum.reduceat(value, starts), sizes) if len(group) else value


def _among(group: NDArray[np.int64], owner: NDArray[np.int64], value: Floats) -> tuple[Floats, Floats]:
    """How many others of the group have a value as high, and by how much the highest of them is below (or above, negative).

    The names of one owner are one, with the highest of their values.
    """
    if not len(group):
        return value, value
    order = np.lexsort((-value, owner, group))
    new = np.r_[True, (group[order][1:] != group[order][:-1]) | (owner[order][1:] != owner[order][:-1])]
    whose = np.empty(len(group), np.int64)
    whose[order] = np.cumsum(new) - 1
    heads = order[new]
    rivals, lead = _ranks(group[heads], value[heads])
    return rivals[whose], lead[whose]


def _ranks(of: NDArray[np.int64], value: Floats) -> tuple[Floats, Floats]:
    order = np.lexsort((-value, of))
    of, high = of[order], value[order]
    starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]])
    sizes = np.diff(np.r_[starts, len(of)])
    place = np.arange(len(of)) - np.repeat(starts, sizes)
    first = np.repeat(high[starts], sizes)
    second = np.repeat(np.where(sizes > 1, high[np.minimum(starts + 1, len(of) - 1)], 0), sizes)
    # equal values share the place of the last of them
    run = np.flatnonzero(np.r_[True, (of[1:] != of[:-1]) | (high[1:] != high[:-1]), True])
    rivals, lead = np.empty_like(value), np.empty_like(value)
    rivals[order] = np.repeat(place[run[1:] - 1], np.diff(run))
    lead[order] = np.where(place == 0, high - second, high - first)
    return rivals, lead


def said(feature: str, value: float, left: Name, right: Name, where: Places) -> Say:
    """What a feature found between two names, in words; `where` names their regions."""
    label = next(f.label for f in FEATURES if f.name == feature)
    match feature:
        case "region" | "industry" | "form":
            one, other = getattr(left, feature), getattr(right, feature)
            if feature == "region":
                one, other = (where.names.get(code, code) for code in (one, other))
            return _told(label, one, other, value)
        case "figures":
            one, other = ("".join(c for c in n.text if c in NUMBERS) for n in (left, right))
            return _told(label, one, other, value)
        case "trade" | "trade_head" | "trade_sound":
            same = Say("相同", "the same") if value >= 1 else Say(f"{value:.0%}", f"{value:.0%}")
            pair = f"{left.trade} / {right.trade}" if left.trade != right.trade else left.trade
            return Say(f"{label.zh}：{same.zh}（{pair}）", f"{label.en}: {same.en} ({pair})")
        case "trade_part":
            yes = Say("是", "yes") if value > 0 else Say("否", "no")
            return Say(f"{label.zh}：{yes.zh}", f"{label.en}: {yes.en}")
        case "trade_edits" | "longer" | "rivals":
            return Say(f"{label.zh}：{value:.0f}", f"{label.en}: {value:.0f}")
        case "lead" | "keys":
            return Say(f"{label.zh}：{value:.2f}", f"{label.en}: {value:.2f}")
        case _:
            return Say(f"{label.zh}：{value:.0%}", f"{label.en}: {value:.0%}")


def _told(label: Say, one: str, other: str, value: float) -> Say:
    if value == MISSING:
        missing = Say("一方未写", "one does not say") if one or other else Say("双方均未写", "neither says")
        which = f"（{one or other}）" if one or other else ""
        return Say(
            f"{label.zh}：{missing.zh}{which}", f"{label.en}: {missing.en}{f' ({one or other})' if which else ''}"
        )
    if value >= 1:
        what = f"（{one}）" if one else ""
        return Say(f"{label.zh}：相同{what}", f"{label.en}: the same{f' ({one})' if one else ''}")
    if value == 0.5 and label.en == "region":
        return Say(
            f"{label.zh}：一方在另一方之内（{one} / {other}）", f"{label.en}: one within the other ({one} / {other})"
        )
    return Say(f"{label.zh}：不同（{one} / {other}）", f"{label.en}: another ({one} / {other})")
