"""Outside data without code: folders of nodes.csv and edges.csv and a few lines that say what their columns are.

Several folders are read as one: their rows beside one another, so that categories, classes and columns are the same in
all of them; each is a part of its own, and no link joins two. Ids stay apart where a part is named and are one where none
is. Times are whole numbers: seconds since 1970 for dates, a counter as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from gnn.data import Data, Labels, Links, Split
from gnn.reading import clocks, columns, describe, frames, guess, rings
from gnn.reading.cells import bad, whole
from gnn.reading.columns import Categories
from gnn.reading.describe import Description, Features, known, over
from gnn.reading.frames import ROW_NUMBER
from gnn.reading.split_columns import by_column, by_masks, mask_columns
from gnn.reading.splits import label_times
from graph.kernels.arrays import I32, I64
from graph.say import JinyingError, Say, did_you_mean

__all__ = ["FolderError", "as_of", "known", "read"]

FOLDER, PART, ID, SOURCE, TARGET, NUMBER = "#folder", "#part", "#id", "#source", "#target", "#number"
OWN = (ROW_NUMBER, FOLDER, PART, ID, SOURCE, TARGET, NUMBER)
MOST_NODES = 1 << 27
MOST_LINKS = 1 << 30
MOST_FOLDERS = 2000


class FolderError(JinyingError):
    """A folder whose tables do not fit one another."""


@dataclass(slots=True)
class Reading:
    """What is known while a folder is read."""

    how: Description
    folders: tuple[Path, ...]
    kept: Categories
    said: list[Say]
    fixed: bool = False  # the split of a labels file that a flag names goes before that of a description
    files: dict[str, dict[str, object]] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)  # of times, by file and column


def read(
    folders: Path | Sequence[Path], described: str | Path | Mapping[str, Any] | None = None,
    flags: Mapping[str, Any] | None = None, like: Mapping[str, Any] | None = None,
) -> Data:  # fmt: skip
    """Folders as one Data. `described`: a shipped name, a YAML file, a mapping, or None to go by usual names.

    `like` is the note of data read before: the same categories, columns and classes, so that a model fits both.
    """
    raw, said = raw_of(described), list[Say]()
    places = _places([folders] if isinstance(folders, Path) else list(folders), over(raw, flags or {}), bool(like))
    if not dict(over(raw, flags or {}).get("edges") or {}).get("file"):
        guessed, said = guess.guess(places[0])
        raw = guess.under(guessed, raw)
    raw, more = _with_labels(raw, described, flags or {}, places[0])
    said = [*said, *more]
    how = describe.described(over(raw, flags or {}))
    before = dict(like or {})
    if (
        before
        and not before.get("columns")
        and how.nodes.file
        and how.edges.ends == "id"
        and not _there(places, how.nodes.file)
    ):
        told = Say(f"没有 {how.nodes.file}：模型不需要它的列，节点取自边", f"there is no {how.nodes.file}, and the model needs nothing of it: nodes are the ends of links")  # fmt: skip
        how, said = replace(how, nodes=describe.Nodes()), [*said, told]
    kept = Categories(dict(before.get("categories", {})), fixed=bool(like))
    reading = Reading(how, places, kept, said, bool(more) and "split" not in (flags or {}))
    nodes, edges, answers = _tables(reading)
    nodes, edges = _numbered(reading, nodes, edges)
    return _data(reading, nodes, edges, answers, before)


def as_of(data: Data, until: int | str | None) -> Data:
    """What was known before `until`, by the data's own clock: earlier links, and labels that are of such and were known by then."""
    if until is None:
        return data
    times = [k.at for k in data.relations.values() if k.at is not None]
    labels, cut = data.labels, until if isinstance(until, int) else clocks.moment(until, data.note, times)
    if labels is None:
        return data.as_of(cut)
    keep = np.ones(len(labels.y), bool) if labels.at is None else labels.at < cut
    index = labels.index
    at = data.relations[labels.relation].at if labels.relation is not None else None
    if at is not None:
        keep &= at[index] < cut
        index = (np.cumsum(at < cut) - 1)[index]  # a link's number once those after the cut are gone
    rest = None if labels.at is None else labels.at[keep]
    group = None if labels.group is None else labels.group[keep]
    known = replace(labels, index=index[keep].astype(np.int64), y=labels.y[keep], at=rest, group=group)
    splits = data.splits if keep.all() else ()  # positions in the labels: of others than these
    return replace(data.as_of(cut), labels=known if keep.any() else None, splits=splits)


def raw_of(described: str | Path | Mapping[str, Any] | None) -> dict[str, Any]:
    """A description not yet checked, from whatever names it."""
    if described is None:
        return {}
    if isinstance(described, Mapping):
        return dict(described)
    if isinstance(described, str) and described in describe.shipped():
        return known(described)
    path = Path(described)
    if isinstance(described, str) and path.suffix not in (".yaml", ".yml") and not path.exists():
        return known(described)  # which says what names there are
    return describe.load(path)


def _with_labels(
    raw: Mapping[str, Any], described: Any, flags: Mapping[str, Any], folder: Path
) -> tuple[dict[str, Any], list[Say]]:
    """A description with the columns of the labels file that a flag names: as somebody told them, else by usual names."""
    path = folder / str(flags.get("labels.file") or "")
    if not path.is_file():
        return dict(raw), []
    told = dict(raw_of(described).get("labels") or {})
    found, said = guess.of_labels(path)
    return {**raw, "labels": {**found, **told}}, said


def _there(places: Sequence[Path], file: str) -> bool:
    """Whether any of the folders holds the file, or one that stands in for it."""
    return any(guess.stand_in(place, file, True).is_file() for place in places)


def _places(folders: list[Path], raw: Mapping[str, Any], again: bool) -> tuple[Path, ...]:
    """The folders that hold the files; one that holds only such folders stands for them."""
    file = str(dict(raw.get("edges") or {}).get("file") or "")
    out: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            cure = Say("它是文件：请解压，或给出所在文件夹", "it is a file: unpack it, or name the folder that it is in") if folder.is_file() else Say("请检查路径", "check the path")  # fmt: skip
            raise FolderError(Say(f"没有文件夹 {folder}", f"there is no folder {folder}"), cure)
        inner = sorted(p for p in folder.iterdir() if p.is_dir())
        held = [
            p for p in inner if (guess.stand_in(p, file, again).is_file() if file else guess.edges_of(p) is not None)
        ]
        here = guess.stand_in(folder, file, again).is_file() if file else guess.edges_of(folder) is not None
        out += held if held and not here else [folder]
    if not 0 < len(out) <= MOST_FOLDERS:
        raise FolderError(Say(f"应给 1 至 {MOST_FOLDERS} 个文件夹", f"give 1 to {MOST_FOLDERS} folders"))
    return tuple(out)


# tables: one of each kind, the folders' rows one after another


def _tables(r: Reading) -> tuple[pl.DataFrame | None, pl.DataFrame, pl.DataFrame | None]:
    n, e, a = r.how.nodes, r.how.edges, r.how.labels
    nodes = (
        _stacked(r, n.file, "nodes", n.head, (*n.id, n.label, n.time, n.group, n.part, n.kind, *n.features.names), n.id)
        if n.file
        else None
    )
    edges = _stacked(
        r, e.file, "edges", e.head, (*e.source, *e.target, e.time, e.amount, e.label, e.group, e.part, *e.id), e.id
    )
    answers = (
        _stacked(r, a.file, "labels", a.head, (*a.id, a.label, a.time, a.group, a.part, a.split)) if a.file else None
    )
    return nodes, edges, answers


def _stacked(r: Reading, file: str, what: str, head: bool, names: tuple[str | None, ...], id_: tuple[str, ...] = ()) -> pl.DataFrame:  # fmt: skip
    """One file of every folder; a labels file may lie in some of them only."""
    near = tuple(n.removesuffix("?") for n in names if n and n != describe.ROW)
    made = []
    for folder in r.folders:
        path = guess.stand_in(folder, file, r.kept.fixed)
        if path.name != Path(file).name:
            r.said.append(
                Say(f"{folder.name} 中没有 {file}，读 {path.name}", f"{folder.name} has no {file}: {path.name} is read")
            )
        if file == r.how.labels.file and len(r.folders) > 1 and not path.is_file():
            continue
        frame = frames.table(path, near, head, written=id_[0].removesuffix("?") if len(id_) == 1 else None)
        told = r.files.setdefault(f"{folder.name}/{path.name}", {"sha256": frames.sha256(path)})
        told[what] = frame.height
        made.append(frame.with_columns(pl.lit(folder.name).alias(FOLDER)))
    if not made:
        raise FolderError(Say(f"没有一个文件夹含 {file}", f"none of the folders holds {file}"))
    names_differ = len({f.name for f in r.folders}) < len(r.folders)
    if names_differ:
        raise FolderError(
            Say("两个文件夹同名", "two folders have the same name"),
            Say("请改名：文件夹名就是网络名", "rename one: a folder's name is its network's"),
        )
    return pl.concat(made, how="diagonal_relaxed") if len(made) > 1 else made[0]


def _one(frame: pl.DataFrame, name: str | None, where: str) -> pl.Series | None:
    """A column that the description names; None where it names none, or one that may be absent and is."""
    if name is None:
        return None
    if name.endswith("?") and name not in frame.columns:
        name = name[:-1]
        if name not in frame.columns:
            return None
    return frames.column(frame, name, where)


def _key(frame: pl.DataFrame, names: tuple[str, ...], where: str) -> pl.Series:
    """Ids of rows: one column, several joined by "_", or the rows' numbers."""
    if names == (describe.ROW,) and describe.ROW not in frame.columns:
        return frame[ROW_NUMBER].cast(pl.String)
    several = [whole(frames.column(frame, n, where)) for n in names]
    made = several[0] if len(several) == 1 else pl.select(pl.concat_str(several, separator="_")).to_series()
    blank = (made.is_null() | (made == "").fill_null(True)).to_numpy()
    if blank.any():
        raise bad(where, blank, made, "没有编号", "have no id", Say("请补全或删去这些行", "fill or drop them"))
    return made


def _written(frame: pl.DataFrame, ids: pl.Series) -> pl.Series:
    """Ids as the file has them, by which others find them there again; they are compared without blanks around."""
    return frame[frames.WRITTEN].fill_null(ids) if frames.WRITTEN in frame.columns else ids


# nodes and edges, numbered


def _numbered(r: Reading, nodes: pl.DataFrame | None, edges: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The nodes in their order with folder, part and id; the edges with the numbers of both ends."""
    e, n = r.how.edges, r.how.nodes
    ends = edges.with_columns(_key(edges, e.source, e.file).alias(SOURCE), _key(edges, e.target, e.file).alias(TARGET))
    ends = _parted(ends, e.part, e.file)
    on = _on(r, e.part)
    own = (SOURCE, TARGET)
    named = pl.concat([ends.select(FOLDER, PART, pl.col(c).alias(ID)) for c in own]).unique(on, keep="first", maintain_order=True)  # fmt: skip
    if nodes is None:
        table = named.with_columns(pl.lit(None, pl.UInt32).alias(ROW_NUMBER))
    else:
        table = _known_nodes(r, nodes, named, ends)
    table = table.with_columns(pl.int_range(table.height, dtype=pl.Int32).alias(NUMBER))
    if table.height > MOST_NODES or ends.height > MOST_LINKS:
        raise FolderError(
            Say("数据太大", f"too much data: {MOST_NODES} nodes and {MOST_LINKS} links at most"),
            Say("请分开训练", "take less of it"),
        )
    if nodes is not None and n.part and not e.part and table.select(on).is_duplicated().any():
        raise FolderError(
            Say("不同部分的节点编号相同，而边没有说属于哪一部分", "ids are the same in several parts, and links do not say of which part they are"),
            Say("在 edges.part 写上列名，或去掉 nodes.part", "name a column in edges.part, or leave nodes.part out"),
        )  # fmt: skip
    for side in own:
        ends = ends.join(table.select(*on, pl.col(NUMBER).alias(f"{side}#")), left_on=[*on[:-1], side], right_on=on, how="left", maintain_order="left")  # fmt: skip
    _same_part(r, table, ends)
    return table, ends


def _on(r: Reading, part: str | None) -> list[str]:
    """What tells nodes apart: their ids, within a part where one is named, within a folder where there are several."""
    return [*([FOLDER] if len(r.folders) > 1 else []), *([PART] if part else []), ID]


def _parted(frame: pl.DataFrame, part: str | None, where: str) -> pl.DataFrame:
    column = _one(frame, part, where)
    text = pl.lit("").alias(PART) if column is None else whole(column).fill_null("").alias(PART)
    return frame.with_columns(text)


def _known_nodes(r: Reading, nodes: pl.DataFrame, named: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """The nodes of the file, each once; with those that only links name, where that is allowed."""
    n, e = r.how.nodes, r.how.edges
    ids = _key(nodes, n.id, n.file or "")
    key = nodes[ROW_NUMBER].cast(pl.String) if e.ends == describe.ROW else ids
    nodes = _parted(nodes.with_columns(key.alias(ID), _written(nodes, ids).alias("#name"), ids.alias("#plain")), n.part, n.file or "")  # fmt: skip
    own = _on(r, n.part)
    twice = nodes.select(*own[:-1], "#plain").is_duplicated()
    if twice.any():
        raise bad(n.file or "", twice.to_numpy(), ids, "编号重复", "have an id that is there twice", Say("每个节点一行；不同部分的编号用 part 列分开", "one row a node; ids of several parts are told apart by a part column"))  # fmt: skip
    on = own if e.part else _on(r, None)
    missing = named.join(nodes, on=on, how="anti", maintain_order="left")
    if missing.height and not n.others:
        raise _unknown_ends(r, ends, missing, on)
    if e.part and not n.part:  # a node of the file stands once in every part that names it
        return named.join(
            nodes.drop(PART, *(() if len(r.folders) > 1 else (FOLDER,))),
            on=_on(r, None),
            how="left",
            maintain_order="left",
        )
    if missing.height:
        r.said.append(Say(f"{missing.height} 个节点只在边中出现", f"{missing.height} nodes are named by links alone"))
        nodes = pl.concat(
            [nodes, missing.with_columns(pl.col(ID).alias("#name"), pl.col(ID).alias("#plain"))], how="diagonal"
        )
    return nodes


def _unknown_ends(r: Reading, ends: pl.DataFrame, missing: pl.DataFrame, on: list[str]) -> FolderError:
    wrong = np.zeros(ends.height, bool)
    which = []
    for side in (SOURCE, TARGET):
        lost = ends.select(*on[:-1], pl.col(side).alias(ID)).join(missing, on=on, how="semi", maintain_order="left")
        hit = ends.with_row_index("#at").join(missing, left_on=[*on[:-1], side], right_on=on, how="semi")["#at"].to_numpy()  # fmt: skip
        wrong[hit] = True
        which += lost[ID].head(1).to_list()
    row = int(ends[ROW_NUMBER][int(np.flatnonzero(wrong)[0])])
    number = int(wrong.sum())
    names = "、".join(missing[ID].head(3).to_list())
    return FolderError(
        Say(f"{r.how.edges.file} 有 {number} 行指向 {r.how.nodes.file} 中没有的 {missing.height} 个节点（{names}），首见第 {row + 2} 行",
            f"{r.how.edges.file} has {number} rows that name {missing.height} nodes which {r.how.nodes.file} lacks ({names}), the first in line {row + 2}"),
        Say("补全节点；或写 nodes: {others: true} 让它们不带特征地加入；两端若是行号，写 edges: {ends: row}",
            "add the nodes; or write nodes: {others: true} to let them in without features; or edges: {ends: row} where the ends are numbers of rows"),
    )  # fmt: skip


def _same_part(r: Reading, nodes: pl.DataFrame, ends: pl.DataFrame) -> None:
    """No link joins two parts."""
    if not r.how.nodes.part:
        return
    part = nodes[PART].to_numpy()
    source, target = ends[f"{SOURCE}#"].to_numpy(), ends[f"{TARGET}#"].to_numpy()
    across = part[source] != part[target]
    if across.any():
        raise bad(r.how.edges.file, across, ends[SOURCE], "连接了两个部分", "join two parts", Say("部分是互不相连的网络；若只想按它划分，用 split: {by: column}", "parts are networks without links between them; to split by a column write split: {by: column}"))  # fmt: skip


# the data


def _data(r: Reading, nodes: pl.DataFrame, edges: pl.DataFrame, answers: pl.DataFrame | None, before: Mapping[str, Any]) -> Data:  # fmt: skip
    n = r.how.nodes
    parts, part = _codes(_part_names(r, nodes))
    kind_of = _one(nodes, n.kind, n.file or "") if n.file else None
    kinds, kind = _codes(kind_of.cast(pl.String).fill_null("node")) if kind_of is not None else (("node",), np.zeros(nodes.height, np.int32))  # fmt: skip
    x, names, said = columns.features(nodes, _wanted(r, nodes, n.features, n.file, _node_taken(r)), not n.features.all, r.kept, "nodes")  # fmt: skip
    r.said += said
    if before and n.file:
        _learnt(r, nodes, n.file, (n.features, "nodes"), names, before.get("columns", ()))
    relations, order = _relations(r, nodes, edges)
    if before and relations:
        links = {c: None for told in before.get("link_columns", {}).values() for c in told}
        _learnt(
            r,
            edges,
            r.how.edges.file,
            (r.how.edges.features, "edges"),
            next(iter(relations.values())).columns,
            tuple(links),
        )
    name = r.how.name or "+".join(f.name for f in r.folders[:4])
    ids = nodes["#name" if "#name" in nodes.columns else ID].to_list()
    made = Data(name, tuple(ids), kind, kinds, x, names, relations, part, parts)
    labels, rows = _labels(r, nodes, edges, answers, order, before)
    splits = _official(r, labels, rows, None if labels is None else label_times(made, labels))
    data = Data(name, tuple(ids), kind, kinds, x, names, relations, part, parts, labels, splits, _note(r, made, labels, before))  # fmt: skip
    data = rings.grouped(data, r.how.labels.linked) if r.how.labels.linked else data
    return _alike(data, before) if before else data


def _learnt(r: Reading, frame: pl.DataFrame, file: str, of: tuple[Features, str], have: Sequence[str], wanted: Sequence[str]) -> None:  # fmt: skip
    """Refuses a table without a column that a model learned from, unless it is told (`age?`) that it may lack."""
    features, owner = of
    may = {name[:-1] for name in features.names if name.endswith("?") and not features.all}
    may |= {"amount"} if (r.how.edges.amount or "").endswith("?") else set()
    lost = list(dict.fromkeys(r.kept.source(owner, c) for c in wanted if c not in have))
    told = [c for c in lost if c in may]
    if told:
        r.said.append(
            Say(f"{file} 没有 {'、'.join(told)}，当作空白", f"{file} has no {', '.join(told)}: blank for all")
        )
    gone = [c for c in lost if c not in may]
    odd = [c for c in gone if c in frame.columns]
    if odd:
        raise FolderError(
            Say(f"{file} 的 {'、'.join(odd)} 不像模型学过的：那时是另一类取值", f"{file} holds something else in {', '.join(odd)} than the model learned from"),
            Say("改成训练时的写法（数字或文字）", "write them as they were when it was trained (numbers, or texts)"),
        )  # fmt: skip
    if gone:
        e = r.how.edges
        used = {*_node_taken(r), *(r.kept.source(owner, c) for c in wanted), *e.source, *e.target, *e.id, e.time, e.amount, e.label}  # fmt: skip
        plain = {u.removesuffix("?") for u in used if u}
        free = [c for c in frame.columns if c not in OWN and not c.startswith("#") and c not in plain]
        near = [(c, did_you_mean(c, free)) for c in gone[:3]] if free else []
        zh, en = "".join(f"{c}：{cure.zh}；" for c, cure in near), "".join(f"{c}: {cure.en}; " for c, cure in near)
        raise FolderError(
            Say(f"{file} 没有模型学过的列 {'、'.join(gone[:8])}", f"{file} has no column {', '.join(gone[:8])}, which the model learned from"),
            Say(f"{zh}可以缺的列用问号说明：--features {gone[0]}?,…", f"{en}a column that may lack is told by a question mark: --features '{gone[0]}?,…'"),
        )  # fmt: skip
    more = [c for c in have if c not in wanted]
    if more:
        r.said.append(Say(f"模型没有学过的列不用：{'、'.join(more[:8])}", f"columns that the model never learned are not used: {', '.join(more[:8])}"))  # fmt: skip


def _part_names(r: Reading, nodes: pl.DataFrame) -> pl.Series:
    several = len(r.folders) > 1
    if not (r.how.nodes.part or r.how.edges.part):
        return nodes[FOLDER]
    return nodes.select(pl.concat_str(FOLDER, PART, separator="/") if several else PART).to_series()


def _codes(texts: pl.Series) -> tuple[tuple[str, ...], I32]:
    """Texts as numbers in order of first appearance."""
    names = texts.unique(maintain_order=True).to_list()
    place = {t: i for i, t in enumerate(names)}
    return tuple(names), texts.replace_strict(place, return_dtype=pl.Int32).to_numpy()


def _node_taken(r: Reading) -> set[str | None]:
    """Columns of the nodes' file that are something else than features."""
    n, split = r.how.nodes, r.how.split
    return {*n.id, n.label, n.time, n.group, n.part, n.kind, *mask_columns(split), split.get("column")}


def _wanted(r: Reading, frame: pl.DataFrame, features: Features, file: str | None, taken: set[str | None]) -> list[str]:
    """Names of the feature columns. An array of an npz stands for all its columns."""
    if not file or not (features.all or features.names):
        return []
    plain = {t.removesuffix("?") for t in taken if t}
    free = [c for c in frame.columns if c not in OWN and not c.startswith("#") and c not in plain and c.rpartition(".")[0] not in plain]  # fmt: skip
    named = [c for name in features.names for c in _spread(frame, name, file)]
    if not features.all:
        return named
    wanted = [c for c in free if c not in named]
    constant = [c for c in wanted if frame[c].drop_nulls().n_unique() <= 1 and not r.kept.fixed]
    if constant:
        r.said.append(Say(f"只有一种取值，不作特征：{'、'.join(constant)}", f"always the same and no features: {', '.join(constant)}"))  # fmt: skip
    return [c for c in wanted if c not in constant]


def _spread(frame: pl.DataFrame, name: str, file: str) -> list[str]:
    inner = [c for c in frame.columns if c.rpartition(".")[0] == name]
    if name not in frame.columns and inner:
        return inner
    if name.endswith("?"):
        return [name[:-1]] if name[:-1] in frame.columns else []
    return [frames.column(frame, name, file).name]


def _relations(r: Reading, nodes: pl.DataFrame, edges: pl.DataFrame) -> tuple[dict[str, Links], dict[str, I64]]:
    """Links by relation, in order of time, and which rows of the table they are."""
    e = r.how.edges
    fixed = e.relation is not None and e.relation.removesuffix("?") not in edges.columns
    names, code = (((e.relation or "link"),), np.zeros(edges.height, np.int32)) if e.relation is None or fixed else _codes(edges[e.relation.removesuffix("?")].cast(pl.String).fill_null("link"))  # fmt: skip
    taken: set[str | None] = {*e.source, *e.target, *e.id, e.time, e.amount, e.label, e.group, e.part, None if fixed else e.relation, *mask_columns(r.how.split), r.how.split.get("column")}  # fmt: skip
    wanted = _wanted(r, edges, e.features, e.file, taken)
    x, columns_, said = columns.features(edges, wanted, not e.features.all, r.kept, "edges")
    r.said += said
    amount = _one(edges, e.amount, e.file)
    if amount is not None:
        x, columns_ = np.column_stack([columns.amounts(amount, e.file, r.said), x]), ("amount", *columns_)
    source, target = (edges[f"{c}#"].to_numpy().astype(np.int32) for c in (SOURCE, TARGET))
    by_ends = e.time == describe.ENDS and describe.ENDS not in edges.columns
    at = _of_ends(r, nodes, source, target) if by_ends else _times(r, edges, e.time, e.format, e.file, needed=True)
    own = tuple(n.removesuffix("?") for n in e.id if not n.endswith("?") or n[:-1] in edges.columns)
    ids = _written(edges, _key(edges, own or (describe.ROW,), e.file)).to_numpy() if own or r.how.task == "edge" else None  # fmt: skip
    relations, order = {}, {}
    for i, name in enumerate(names):
        rows = np.flatnonzero(code == i)
        if at is not None:
            rows = rows[np.argsort(at[rows], kind="stable")]
        relations[name] = Links(
            source[rows], target[rows], None if at is None else at[rows], np.ascontiguousarray(x[rows], np.float32), columns_,
            e.directed, () if ids is None else tuple(ids[rows]),
        )  # fmt: skip
        order[name] = rows.astype(np.int64)
    return relations, order


def _times(r: Reading, frame: pl.DataFrame, name: str | None, form: str | None, file: str, *, needed: bool) -> I64 | None:  # fmt: skip
    """Times of rows, -1 where there is none and none is needed."""
    series = _one(frame, name, file)
    if series is None:
        return None
    where = f"{file} {series.name}"
    numbers, by = clocks.clock(series, where, form, r.how.labels.never)
    clock, r.forms[where] = clocks.COUNTER if by == clocks.COUNTER else "seconds", by
    said = clocks.told(series, by, where) if form is None else None
    if said and said not in r.said:
        r.said.append(said)
    other = r.files.setdefault("clock", {"is": clock})["is"]
    if other != clock and numbers.null_count() < len(numbers):
        raise FolderError(
            Say(f"{file} 的时间与另一文件的不是同一种（整数与日期）", f"{file} tells times by another clock than the other file (counters and dates)"),
            Say("请改成同一种；整数若是电子表格的日期，写 format: excel，若是 1970 年以来的秒，写 format: unix", "tell both alike; where whole numbers are a spreadsheet's dates write format: excel, where they are seconds since 1970 format: unix"),
        )  # fmt: skip
    if needed and numbers.null_count():
        raise bad(file, numbers.is_null().to_numpy(), series, "没有时间", "have no time", Say("请补全或删去这些行", "fill or drop them"))  # fmt: skip
    return numbers.fill_null(-1).to_numpy().astype(np.int64)


def _of_ends(r: Reading, nodes: pl.DataFrame, source: I32, target: I32) -> I64 | None:
    """A link without a time of its own is there once both its ends are."""
    at = _times(r, nodes, r.how.nodes.time, r.how.nodes.format, r.how.nodes.file or "", needed=True)
    return None if at is None else np.maximum(at[source], at[target])


# labels and official splits


Rows = tuple[pl.DataFrame, I64]  # of labels: the table that tells of them, and the row of each


def _labels(r: Reading, nodes: pl.DataFrame, edges: pl.DataFrame, answers: pl.DataFrame | None, order: Mapping[str, I64], before: Mapping[str, Any]) -> tuple[Labels | None, Rows | None]:  # fmt: skip
    """The answers, wherever they stand: a file of their own, the nodes or the edges."""
    n, e, a = r.how.nodes, r.how.edges, r.how.labels
    learnt = tuple(before.get("classes", ()))
    if answers is not None:
        index, rows = _found(r, nodes, answers)
        made, where = _made(r, answers, index, rows, a.file or "", (a.label, a.time, a.format, a.group), learnt)
        if made is not None and made.at is None and n.file and n.time:  # the nodes' own times serve
            at = _times(r, nodes, n.time, n.format, n.file, needed=False)
            made = replace(made, at=None if at is None else at[made.index])
        return made, where
    if r.how.task == "edge":
        return _of_links(r, edges, order, learnt) if _one(edges, e.label, e.file) is not None else (None, None)
    if n.file and _one(nodes, n.label, n.file) is not None:
        rows = np.arange(nodes.height)
        return _made(r, nodes, rows, rows, n.file, (n.label, n.time, n.format, n.group), learnt)
    return None, None


def _made(r: Reading, frame: pl.DataFrame, index: I64, rows: I64, file: str, names: tuple[str | None, str | None, str | None, str | None], learnt: tuple[str, ...]) -> tuple[Labels | None, Rows | None]:  # fmt: skip
    """Labels of the things numbered `index` from the rows of a table."""
    label, time, form, group = names
    series = _one(frame, label, file)
    assert series is not None
    y, classes, said = columns.classes(series, f"{file} {series.name}", r.how.labels, learnt)
    r.said += said
    known = y[rows] >= 0
    if not known.any():
        return None, None
    rows, index = rows[known], index[known]
    at = _times(r, frame, time, form, file, needed=False)
    groups = _one(frame, group, file)
    codes = None if groups is None else np.where(groups.is_null().to_numpy(), -1, _codes(groups.cast(pl.String).fill_null(""))[1])  # fmt: skip
    labels = Labels(
        r.how.task, None, index.astype(np.int64), y[rows], classes, None if at is None else at[rows],
        None if codes is None else codes[rows].astype(np.int32),
    )  # fmt: skip
    return labels, (frame, rows)


def _of_links(r: Reading, edges: pl.DataFrame, order: Mapping[str, I64], learnt: tuple[str, ...]) -> tuple[Labels | None, Rows | None]:  # fmt: skip
    """Labels of links: all of one relation. Such a label is known from when its link is."""
    e = r.how.edges
    name, rows = max(order.items(), key=lambda item: len(item[1]))
    if len(order) > 1:
        r.said.append(Say(f"只学习关系 {name} 的标签", f"labels of the relation {name} alone are learnt"))
    made, where = _made(r, edges, np.arange(len(rows)), rows, e.file, (e.label, e.time, e.format, e.group), learnt)
    if made is None:
        return None, None
    return Labels(made.task, name, made.index, made.y, made.classes, made.at, made.group), where


def _found(r: Reading, nodes: pl.DataFrame, answers: pl.DataFrame) -> tuple[I64, I64]:
    """The node of each row of a labels file, and the row: one that stands in several parts is told once for each."""
    a = r.how.labels
    key = _parted(answers.with_columns(_key(answers, a.id, a.file or "").alias(ID)), a.part, a.file or "").with_row_index("#row")  # fmt: skip
    on = _on(r, a.part)
    twice = key.select(on).is_duplicated()
    if twice.any():
        raise bad(a.file or "", twice.to_numpy(), key[ID], "编号重复", "have an id that is there twice", Say("每个编号一行；不同部分的用 labels.part 分开", "one row an id; those of several parts are told apart by labels.part"))  # fmt: skip
    names = nodes.with_columns(pl.col("#plain").alias(ID)) if "#plain" in nodes.columns else nodes
    met = names.select(*on, NUMBER).join(key.select(*on, "#row"), on=on, how="inner", maintain_order="left")
    lost = np.ones(key.height, bool)
    lost[met["#row"].to_numpy()] = False
    told = bad(a.file or "", lost, key[ID], "的编号在数据中没有", "have an id that is not in the data", Say("请检查编号列的写法，或在 nodes.csv 中列出没有边的节点", "check how the ids are written, or list nodes without links in nodes.csv")) if lost.any() else None  # fmt: skip
    if told and lost.mean() > columns.ODD:
        raise told
    if told:
        r.said.append(Say(f"{told.what.zh}，不用", f"{told.what.en}: not used"))
    return met[NUMBER].to_numpy().astype(np.int64), met["#row"].to_numpy().astype(np.int64)


def _official(r: Reading, labels: Labels | None, rows: Rows | None, known: I64 | None) -> tuple[Split, ...]:
    """Splits that the files themselves tell."""
    how = r.how.split
    if labels is None or rows is None:
        return ()
    frame, at = rows
    by_name = how.get("by", "column") == "column"
    if r.how.labels.split and r.how.labels.file and (by_name or r.fixed):
        named = _one(frame, r.how.labels.split, r.how.labels.file)
        return () if named is None else (by_column(named.gather(at.tolist()), how if by_name else {}, known),)
    if how.get("by") == "masks":
        return by_masks(frame[at.tolist()], how, known)
    if how.get("by") == "column":
        series = frames.column(frame, str(how.get("column", "split")), "split")
        return (by_column(series.gather(at.tolist()), how, known),)
    return ()


# the note, and likeness to data read before


def _note(r: Reading, data: Data, labels: Labels | None, before: Mapping[str, Any]) -> dict[str, Any]:
    clock = r.files.pop("clock", {"is": None})["is"]
    return {
        "about": r.how.about,
        "files": r.files,
        "described": _as_read(r),
        "task": r.how.task,
        "split": dict(r.how.split),
        "clock": clock,
        "said": [tuple(s) for s in r.said],
        "categories": r.kept.of,
        "days": list(before.get("days", r.kept.days)),
        "columns": list(before.get("columns", data.columns)),
        "link_columns": {k: list(v.columns) for k, v in data.relations.items()},
        "classes": list(labels.classes) if labels else list(before.get("classes", ())),
    }


def _as_read(r: Reading) -> dict[str, Any]:
    """The description with what numbers were taken for as times, so that the next file's are taken for the same."""
    told = r.how.record()
    for part in (told.get(section, {}) for section in ("nodes", "edges", "labels")):
        by = r.forms.get(f"{part.get('file')} {str(part.get('time')).removesuffix('?')}")
        if by in (clocks.COUNTER, clocks.EXCEL, clocks.UNIX):
            part["format"] = by
    return told


def _alike(data: Data, before: Mapping[str, Any]) -> Data:
    """The columns that data before had, in their order; one that is not here is NaN."""

    def fit(x: Any, names: tuple[str, ...], wanted: Sequence[str]) -> Any:
        out = np.full((len(x), len(wanted)), np.nan, np.float32)
        for i, name in enumerate(wanted):
            if name in names:
                out[:, i] = x[:, names.index(name)]
        return out

    wanted = tuple(before.get("columns", data.columns))
    links = {k: tuple(before.get("link_columns", {}).get(k, v.columns)) for k, v in data.relations.items()}
    relations = {k: replace(v, x=fit(v.x, v.columns, links[k]), columns=links[k]) for k, v in data.relations.items()}
    return replace(data, x=fit(data.x, data.columns, wanted), columns=wanted, relations=relations)
