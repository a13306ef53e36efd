"""What a folder's files mean, in a few lines: which column is the id, the time, the label, what is split by what.

    nodes:  {file: nodes.csv, id: account, label: fraud, features: all}
    edges:  {file: edges.csv, source: payer, target: payee, time: at, amount: value}
    task:   node
    split:  {by: time}

Every key is checked before a file is opened; a wrong one is answered with the nearest right one. A column named with a
"?" behind it may be absent in some of the folders.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml

from gnn.data import Kind
from graph.say import JinyingError, Say, did_you_mean

SETS = Path(__file__).with_name("sets")
LARGEST_DESCRIPTION = 1 << 20  # bytes
ENDS = "ends"  # the time of a link that has none of its own: the later of its ends'
ROW = "row"  # an id that is the number of the row, from 0
SPLITS = {  # by -> what else may be said
    "random": {"shares", "repeats"},
    "time": {"shares", "cuts", "group"},
    "column": {"column", "train", "valid", "test", "file"},
    "masks": {"train", "valid", "test"},
    "parts": {"valid"},
    "folds": {"over", "folds", "valid"},
}


class DescriptionError(JinyingError):
    """A description that can't be followed."""


@dataclass(frozen=True, slots=True)
class Features:
    """Which columns are features: all that are not something else, those named, or all except some."""

    all: bool = True
    names: tuple[str, ...] = ()  # those taken, or where `all` those left out


@dataclass(frozen=True, slots=True)
class Nodes:
    """Of which file the nodes are, and what its columns are. Without a file they are the ends of the edges."""

    file: str | None = None
    head: bool = True  # the first row names the columns; if not they are called 0, 1, 2
    id: tuple[str, ...] = (ROW,)
    label: str | None = None
    time: str | None = None
    format: str | None = None
    group: str | None = None
    part: str | None = None
    kind: str | None = None
    features: Features = field(default_factory=Features)
    others: bool = False  # nodes that only the edges name are let in, without features


@dataclass(frozen=True, slots=True)
class Edges:
    """Of which file the links are, and what its columns are."""

    file: str = ""
    head: bool = True
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    ends: str = "id"  # or "row": source and target number the rows of the nodes' file, from 0
    id: tuple[str, ...] = ()
    time: str | None = None
    format: str | None = None
    amount: str | None = None
    relation: str | None = None  # a column, or a name for all of them
    label: str | None = None
    group: str | None = None
    part: str | None = None
    features: Features = field(default_factory=Features)
    directed: bool = True


@dataclass(frozen=True, slots=True)
class Answers:
    """A file of labels of its own; and for all labels which texts are classes and which are none."""

    file: str | None = None
    head: bool = True
    id: tuple[str, ...] = ("id",)
    label: str = "label"
    time: str | None = None
    format: str | None = None
    group: str | None = None
    part: str | None = None
    split: str | None = None
    classes: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()  # these are what is looked for, all others are not
    unknown: tuple[str, ...] = ()  # as good as blank
    never: tuple[str, ...] = ()  # times that say that there is none
    linked: str | None = None  # groups worked out: see gnn/reading/rings.py


@dataclass(frozen=True, slots=True)
class Description:
    """All of it."""

    edges: Edges
    nodes: Nodes = field(default_factory=Nodes)
    labels: Answers = field(default_factory=Answers)
    name: str | None = None
    about: str = ""
    task: Kind = "node"
    split: Mapping[str, Any] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        """As plain lists and texts, for the note and for JSON."""
        return {k: v for k, v in asdict(self).items() if v not in (None, {}, "")}


def described(raw: object, source: str = "") -> Description:
    """A description from what YAML or a caller gave."""
    top = _keys(raw, {"name", "about", "task", "nodes", "edges", "labels", "split"}, source or "description")
    task = str(top.get("task", "edge" if "label" in dict(top.get("edges") or {}) else "node"))
    if task not in get_args(Kind):
        raise _unknown(task, get_args(Kind), "task")
    if not top.get("edges"):
        raise DescriptionError(
            Say(f"{source}：没有 edges", f"{source}: says nothing about edges"),
            Say("写上 edges: {file: …, source: …, target: …}", "write edges: {file: …, source: …, target: …}"),
        )
    edges = Edges(**_section(top["edges"], Edges, "edges"))
    if not edges.file or not edges.source or not edges.target:
        raise DescriptionError(
            Say("edges 缺少 file、source 或 target", "edges lacks file, source or target"),
            Say("写上文件名与两端的列名", "name the file and the columns of both ends"),
        )
    if edges.ends not in ("id", ROW):
        raise _unknown(edges.ends, ("id", ROW), "edges.ends")
    nodes = Nodes(**_section(top.get("nodes") or {}, Nodes, "nodes"))
    if edges.ends == ROW and not nodes.file:
        raise DescriptionError(
            Say("ends: row 需要节点文件", "ends: row needs a file of nodes"),
            Say("写上 nodes: {file: …}，或去掉 ends", "write nodes: {file: …}, or leave ends out"),
        )
    if edges.time == ENDS and not (nodes.file and nodes.time):
        raise DescriptionError(
            Say("time: ends 需要节点的时间", "time: ends needs times of the nodes"),
            Say(
                "写上 nodes: {time: …}，或边自己的时间列",
                "write nodes: {time: …}, or name the links' own column of times",
            ),
        )
    return Description(
        edges, nodes, Answers(**_section(top.get("labels") or {}, Answers, "labels")),
        _text(top, "name", "description"), str(top.get("about", "")), task, _split(top.get("split") or {}),  # type: ignore[arg-type]
    )  # fmt: skip


def load(path: Path) -> dict[str, Any]:
    """A description's YAML, not yet checked."""
    try:
        if path.stat().st_size > LARGEST_DESCRIPTION:
            raise DescriptionError(
                Say(f"{path.name} 不像描述文件：太大", f"{path.name} is too large for a description")
            )
        raw = yaml.safe_load(path.read_text("utf-8-sig"))
    except OSError as error:
        raise DescriptionError(
            Say(f"读不了描述文件 {path}", f"can't read the description {path}: {error.strerror}"),
            Say("请检查路径", "check the path"),
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        where = str(error).replace("\n", " ")
        raise DescriptionError(
            Say(f"{path.name} 不是有效的 YAML：{where}", f"{path.name} is no YAML: {where}"),
            Say("请改正后再试", "correct it and try again"),
        ) from error
    return _keys(raw, {f.name for f in fields(Description)}, path.name)


@cache
def shipped() -> tuple[str, ...]:
    """Names of the descriptions that come with the project."""
    return tuple(sorted(p.stem for p in SETS.glob("*.yaml")))


def known(name: str) -> dict[str, Any]:
    """A shipped description by its name."""
    if name not in shipped():
        raise _unknown(name, shipped(), "description")
    return load(SETS / f"{name}.yaml")


def over(raw: Mapping[str, Any], flags: Mapping[str, Any]) -> dict[str, Any]:
    """A description with some values changed: {"nodes.id": "account", "split.by": "time"}."""
    out: dict[str, Any] = {k: dict(v) if isinstance(v, Mapping) else v for k, v in raw.items()}
    for key, value in flags.items():
        section, dot, inner = key.partition(".")
        if not dot:
            out[section] = value
        else:
            out[section] = {**dict(out.get(section) or {}), inner: value}
    return out


def _keys(raw: object, allowed: Iterable[str], where: str) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise DescriptionError(
            Say(f"{where} 应是键值对", f"{where} should be keys with values"),
            Say("例如 edges: {file: edges.csv}", "such as edges: {file: edges.csv}"),
        )
    for key in raw:
        if key not in allowed:
            raise _unknown(str(key), allowed, where)
    return {str(k): v for k, v in raw.items()}


def _unknown(word: str, allowed: Iterable[str], where: str) -> DescriptionError:
    return DescriptionError(
        Say(f"{where} 中不认识 {word}", f"{where}: {word} is not known"), did_you_mean(word, allowed)
    )


MANY = ("id", "source", "target", "classes", "positive", "unknown", "never")


def _section(raw: object, record: type[Any], where: str) -> dict[str, Any]:
    """The fields of one section, each of its type."""
    given = _keys(raw, {f.name for f in fields(record)}, where)
    out: dict[str, Any] = {}
    for key, value in given.items():
        if key in MANY:
            out[key] = _texts(value, f"{where}.{key}")
            if not out[key] and key in ("id", "source", "target"):
                raise _shape(f"{where}.{key}", "一个或几个列名", "a column or several")
        elif key == "features":
            out[key] = _features(value, where)
        elif key in ("directed", "others", "head"):
            if not isinstance(value, bool):
                raise _shape(f"{where}.{key}", "true / false", "true or false")
            out[key] = value
        else:
            text = _text(given, key, where)
            if text is not None:
                out[key] = text
    return out


def _features(value: object, where: str) -> Features:
    if value in ("all", None):
        return Features()
    if value == "none":
        return Features(False)
    if isinstance(value, Mapping):
        return Features(True, _texts(_keys(value, {"except"}, f"{where}.features").get("except"), f"{where}.features"))
    return Features(False, _texts(value, f"{where}.features"))


def _texts(value: object, where: str) -> tuple[str, ...]:
    if isinstance(value, (str, int, float)):
        return (_plain(value),)
    if isinstance(value, (list, tuple)) and all(isinstance(v, (str, int, float)) for v in value):
        return tuple(_plain(v) for v in value)
    raise _shape(where, "一个名称或名称列表", "a name or a list of names")


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _text(given: Mapping[str, Any], key: str, where: str) -> str | None:
    value = given.get(key)
    if value is None or isinstance(value, (str, int, float)):
        return None if value is None else str(value)
    raise _shape(f"{where}.{key}", "一个名称", "one name")


def _shape(where: str, zh: str, en: str) -> DescriptionError:
    return DescriptionError(Say(f"{where} 应是{zh}", f"{where} should be {en}"))


def _split(raw: object) -> dict[str, Any]:
    """How to split, checked: by, and what that way may be told."""
    given = _keys(raw, {"by", *(k for keys in SPLITS.values() for k in keys)}, "split")
    if not given:
        return {}
    by = str(given.get("by", "random"))
    if by not in SPLITS:
        raise _unknown(by, SPLITS, "split.by")
    for key in given:
        if key != "by" and key not in SPLITS[by]:
            raise _unknown(key, SPLITS[by], f"split by {by}")
    return {"by": by, **{k: v for k, v in given.items() if k != "by"}}
