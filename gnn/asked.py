"""What was asked of `jinying gnn`: which data, which preset, which settings, how it is split."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from gnn.data import STRANGERS, Data, Kind, Split
from gnn.learning.preset import preset
from gnn.reading.describe import ROW, SPLITS
from gnn.trust.registry import Kept
from graph.asked import moment
from graph.context import Context
from graph.say import JinyingError, Say

SEEDS = {"tiny": 2, "base": 5}  # of a preset, where none is said
WHERE = {"id": "nodes.id", "source": "edges.source", "target": "edges.target", "time": "edges.time", "amount": "edges.amount", "relation": "edges.relation"}  # fmt: skip


class AskedError(JinyingError):
    """What was asked for can't be done."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Folders, how they are described, and what flags say of them; no folder: the lake. `like`: the note of data read before."""

    folders: tuple[Path, ...] = ()
    describe: str | None = None
    labels: Path | None = None
    flags: Mapping[str, Any] = field(default_factory=dict)
    as_of: str | None = None  # as it was typed: what it means is for the data to say
    like: Mapping[str, Any] = field(default_factory=dict)
    task: Kind | None = None  # None: no answers are needed


def data(context: Context, asked: Sources) -> Data:
    """The data that was named; said where no link is left of it, and where answers are taken whose time nobody knows."""
    found = _folders(asked) if asked.folders else _lake(context, asked)
    if asked.as_of is None:
        return found
    said = [*(found.note.get("said") or ())]  # type: ignore[misc]
    if not found.m:
        said.append(("此刻之前没有边：只剩节点自身的特征", "no link is from before the time asked for: nodes have their own features alone"))  # fmt: skip
    if found.labels is not None and found.labels.relation is None and found.labels.at is None:
        said.append(("标签没有时间，此刻之后才知道的也在内；用 --known 指明", "answers have no times: those known only later are among them; name them by --known"))  # fmt: skip
    return replace(found, note={**found.note, "said": said})


def lake_until(found: Data) -> int | None:
    """UTC seconds before which the lake was read; None: all of it."""
    cut = found.note.get("until")
    return cut if isinstance(cut, int) else None


def _folders(asked: Sources) -> Data:
    from gnn.reading import folder

    described: Any = folder.raw_of(asked.describe) if asked.describe else asked.like.get("described")
    if asked.like and described is not None:
        described = again(described)
    return folder.as_of(folder.read(asked.folders, described, flags(asked), asked.like or None), asked.as_of)


def to_score(context: Context, one: Kept, asked: Sources) -> Data:
    """Data laid out as a model learned to read it. Of the lake what an earlier snapshot had and today's lacks is unknown; of
    outside data it is refused."""
    from gnn.reading import lake
    from gnn.trust import registry

    found = data(context, asked)
    if not asked.folders:
        if not found.n:
            raise AskedError(Say("数据湖中还没有账户", "the lake has no accounts yet"), Say("先装载：jinying load", "load some first: jinying load"))  # fmt: skip
        shape = one.part("shape")
        found = lake.like(found, shape["columns"], {name: told["columns"] for name, told in shape["relations"].items()})
        return registry.suited(one, found)
    return registry.suited(one, _told_before(one, _strangers(found, one.part("data")["note"])))


def _told_before(one: Kept, found: Data) -> Data:
    """Says of how many of these names the model was told the answer: they are taken for the same, and a score repeats it."""
    from gnn.trust import keeping

    if found.note.get(STRANGERS) or one.body.get("relation") is not None:
        return found
    told = keeping.taught(one)
    known = sum(told.get(name, ("", ""))[0] == "train" for name in found.ids)
    if not known:
        return found
    said = (f"{found.n} 个中 {known} 个的编号在训练中已给出结果：若为同一对象，其分数只是复述", f"of {found.n} the model was told the answers of {known} by these names: if they are the same, their scores repeat the answer")  # fmt: skip
    return replace(found, note={**found.note, "said": [*(found.note.get("said") or ()), said]})  # type: ignore[misc]


def _strangers(found: Data, learned: Mapping[str, Any]) -> Data:
    """Rows of another file are other things than those of the same number that a model was told of: it hears no answers of them."""
    how: dict[str, Any] = learned.get("described") or {}
    nodes, edges = (dict(how.get(section) or {}) for section in ("nodes", "edges"))
    files: list[Any] = [note.get("files") or {} for note in (found.note, learned)]
    seen, told = (sorted(f["sha256"] for f in some.values()) for some in files)
    rows = not edges.get("id") if how.get("task") == "edge" else nodes.get("file") and list(nodes.get("id") or ()) == [ROW]  # fmt: skip
    if not rows or seen == told:
        return found
    said = ("编号是行号，此文件与训练时不同：不沿用训练时所知的结果", "ids are numbers of rows, and the file is another than the one learned from: no answer known then is heard")  # fmt: skip
    return replace(found, note={**found.note, STRANGERS: True, "said": [*(found.note.get("said") or ()), said]})  # type: ignore[misc]  # fmt: skip


def again(described: Mapping[str, Any]) -> dict[str, Any]:
    """How data was described that a model learned from, for data to be scored: answers and what tells of them may be absent."""
    out = {k: dict(v) if isinstance(v, Mapping) else v for k, v in described.items() if k not in ("split", "name")}
    for section in ("nodes", "edges"):
        part = out.get(section, {})
        for key in ("label", "group", *(("time",) if section == "nodes" else ())):
            if part.get(key):
                part[key] = f"{str(part[key]).removesuffix('?')}?"
        if "features" in part:
            part["features"] = _features(part["features"])
        out[section] = {k: v for k, v in part.items() if v not in (None, [], ())}
    known = out.get("labels", {})
    out["labels"] = {k: v for k, v in known.items() if v and k in ("classes", "positive", "unknown", "never")}
    return out


def _features(told: Any) -> Any:
    """Which columns are features, as a description writes it."""
    if not isinstance(told, Mapping) or "all" not in told:
        return told or "none"
    names = list(told.get("names") or ())
    return ({"except": names} if names else "all") if told["all"] else names or "none"


def flags(asked: Sources) -> dict[str, Any]:
    """What flags say, by the description's own keys: {"nodes.id": "account", "split": {"by": "time"}}."""
    told = {k: v for k, v in asked.flags.items() if v is not None}
    out: dict[str, Any] = {WHERE[k]: v for k, v in told.items() if k in WHERE}
    if asked.task is not None:
        out["task"] = asked.task
    links = asked.task == "edge"
    if asked.labels is not None:
        out["labels.file"] = str(asked.labels.resolve())
    for key, where in (("label", "labels" if asked.labels else "edges" if links else "nodes"), ("features", "edges" if links else "nodes")):  # fmt: skip
        if key in told:
            out[f"{where}.{key}"] = told[key]
    if "known" in told:
        if links:
            raise AskedError(Say("边的答案随边而知，不用 --known", "an answer about a link is known when the link is: --known is of nodes"), Say("用 --time 说明边的时间", "name the links' times by --time"))  # fmt: skip
        out["labels.time" if asked.labels else "nodes.time"] = told["known"]
    if "split" in told:
        word = str(told["split"])
        out["split"] = {"by": word} if word in SPLITS else {"by": "column", "column": word}
    return out


def _lake(context: Context, asked: Sources) -> Data:
    """The lake as of a moment; with labels, where a task is asked for: of a file, of a world's truth, of decisions."""
    from gnn.reading import answers, lake
    from graph.snapshot import snapshot

    how = _of_lake(asked)
    until = None if asked.as_of is None else moment(asked.as_of)
    s = snapshot(context.lake)
    found = lake.read(s, until)
    if asked.task is None:
        return found
    with context.ops() as ops:
        found = answers.answered(found, s, ops, asked.labels, asked.task, until)
    return replace(found, splits=(), note={**found.note, "split": how}) if how else found


def _of_lake(asked: Sources) -> dict[str, Any]:
    """How answers about the lake are to be split, where that is asked; what names columns of a folder is refused."""
    odd = [f"--{k}" for k, v in {"describe": asked.describe, **asked.flags}.items() if v is not None and k != "split"]
    if odd:
        raise AskedError(Say(f"{odd[0]} 说明目录中的列，数据湖的列已知", f"{odd[0]} tells of a folder's columns; those of the lake are known"), Say("给出目录，或去掉该选项", "name a folder, or leave it out"))  # fmt: skip
    word = asked.flags.get("split")
    if word is not None and word not in ("random", "time"):
        raise AskedError(Say(f"数据湖的标签不能按“{word}”划分", f"answers about the lake are not split by '{word}'"), Say("写 random 或 time；标签文件中的 split 列总会用到", "write random or time; a column split of the labels file is always used"))  # fmt: skip
    return {"by": str(word)} if word else {}


# splits


def splitter(data: Data) -> Callable[[int], tuple[Split, ...]]:
    """Splits of a seed. Those whose tests share things are repeats, and a seed gets one; else they are folds, and it gets all."""
    from gnn.reading import splits

    @cache
    def of(seed: int) -> tuple[Split, ...]:
        found = data.splits or splits.split(data, dict(data.note.get("split") or {}), seed)  # type: ignore[call-overload]
        if data.splits and data.labels is not None:
            splits.sound(found, data.labels)
        return found if folds(found) else (found[seed % len(found)],)

    return of


def folds(found: Sequence[Split]) -> bool:
    """Whether no thing is tested in two of them."""
    tested = np.concatenate([s.test for s in found])
    return len(np.unique(tested)) == len(tested)


# settings


def settings(name: str, family: str, changed: Sequence[str] = ()) -> dict[str, Any]:
    """A preset's settings for a family, with what `--set k=v` changed."""
    sets = {}
    for one in changed:
        key, equal, value = one.partition("=")
        if not equal or not key.strip():
            raise AskedError(Say(f"“{one}”不是 名=值", f"'{one}' is not NAME=VALUE"), Say("如 --set epochs=20", "as in --set epochs=20"))  # fmt: skip
        sets[key.strip()] = value
    if sets and not preset(name, family):
        raise AskedError(Say(f"模型“{family}”没有可改的设置", f"model '{family}' has no settings to change"))
    return preset(name, family, sets)


# what is told


@dataclass(frozen=True, slots=True)
class Checked:
    """The splits of the first seed, and what looks like a leak in them; what surely is one raised."""

    splits: tuple[Split, ...] = ()
    doubts: tuple[Say, ...] = ()
    warned: tuple[Say, ...] = ()  # no leak of what is asked, but of what the figures are worth


def check(found: Data) -> Checked:
    """Raises where something is surely known too early."""
    from gnn.reading import leak

    if found.labels is None:
        return Checked()
    made = splitter(found)(0)
    doubts: dict[Any, Say] = {}
    for one in (one for split in made for one in leak.check(found, split)):
        doubts.setdefault(one.kind if one.kind == leak.NAMESAKE else one.said, one.said)  # of folds each has namesakes
    return Checked(made, tuple(doubts.values()), tuple(_undated(found, made)))


def _undated(found: Data, made: Sequence[Split]) -> Iterator[Say]:
    """Links have times and the split has none: where nobody asked for chance, it lets a model see what came later."""
    from gnn.reading.splits import label_times

    labels = found.labels
    assert labels is not None
    dated = any(k.at is not None for k in found.relations.values())
    if not dated or any(c is not None for s in made for c in s.cuts):
        return
    if found.splits:
        yield Say("所给的划分不按时间先后：训练、验证、测试都看得到全部边", "the split that is given does not follow the times: to learn, to choose and to measure all links are seen")  # fmt: skip
    elif labels.relation is None and not found.note.get("split") and label_times(found, labels) is None:
        yield Say(
            "边有时间而标签没有：按随机划分，训练时看得到以后的全部边，指标会偏高。请用 --known 列名（或 nodes.time、labels.time）给出标签何时知道；确要随机，写 --split random",
            "links have times and answers have none: split by chance, all later links are seen and figures are too good. "
            "Tell when answers were known by --known COLUMN (nodes.time, labels.time); or say --split random if that is what you want",
        )


def write(found: Data, checked: Checked, out: Path) -> None:
    """As PyG's HeteroData: safetensors and JSON."""
    from gnn.reading import hetero

    hetero.save(hetero.hetero(found, checked.splits), out)


def told(found: Data, checked: Checked) -> dict[str, Any]:
    """Sizes and what was checked."""
    from gnn.trust import study

    known = study.about(found)
    return {
        **{k: known[k] for k in ("name", "nodes", "links", "columns", "kinds", "parts")}, "labels": known["labels"] or None,
        "columns of links": {r: list(k.columns) for r, k in found.relations.items() if k.columns} or None,
        "splits": {s.name: [len(s.train), len(s.valid), len(s.test)] for s in checked.splits}, "cuts": {s.name: list(s.cuts) for s in checked.splits if any(c is not None for c in s.cuts)},
        "leaks": 0 if checked.splits else None, "hash": known["hash"],
    }  # fmt: skip


def shown(value: Any) -> str:
    """A value as a person reads it in a cell."""
    if isinstance(value, Mapping):
        return " · ".join(f"{k} {shown(v)}" for k, v in value.items())
    if isinstance(value, list):
        return ", ".join(shown(v) for v in value[:40]) + (f" … ({len(value)})" if len(value) > 40 else "")
    return f"{value:,}" if isinstance(value, int) else str(value)


def plain_name(name: str) -> str:
    """A data set's name as a part of a model's."""
    return re.sub(r"[^\w.-]+", "-", name)[:40].strip("-.") or "data"
