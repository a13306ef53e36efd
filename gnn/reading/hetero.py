"""Data as PyG's `HeteroData`, and on disk as safetensors beside JSON: numbers in the one, names in the other, no pickle.

A node type for each kind, an edge type for each (kind, relation, kind). Nodes carry `x`, `number` (in the whole data),
`part`, `y` (-1: not known) and a mask of each phase, a column for each split; edges carry `edge_index`, `edge_attr`,
`time` and, where the labels are of links, `y` and the masks.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gnn import extra
from gnn.data import Data, Labels, Links, Split
from gnn.reading.splits import SplitError, split
from graph.kernels.arrays import I32, I64
from graph.say import JinyingError, Say

if TYPE_CHECKING:
    from torch_geometric.data import HeteroData  # type: ignore[import-untyped]

TENSORS, NAMES = "data.safetensors", "data.json"
VERSION = 1
MASKS = ("train_mask", "val_mask", "test_mask")
LARGEST_NAMES = 4 << 30  # bytes
Edge = tuple[str, str, str]


class HeteroError(JinyingError):
    """A folder that holds no such data."""


def hetero(data: Data, splits: Sequence[Split] | None = None) -> HeteroData:
    """As PyG has it; where no splits are given, those of the data or of its description, drawn with seed 0."""
    extra.require("torch", "torch_geometric")
    import torch

    told = _splits(data) if splits is None else tuple(splits)
    out = _empty()
    place = np.zeros(data.n, np.int64)  # (n,) a node's number among its kind
    for k, kind in enumerate(data.kinds):
        mine = np.flatnonzero(data.kind == k)
        place[mine] = np.arange(len(mine))
        for name, array in _of_nodes(data, mine, told).items():
            out[kind][name] = torch.from_numpy(array)
        out[kind].num_nodes = len(mine)
        out[kind].names = [data.ids[i] for i in mine]
    for relation, links in data.relations.items():
        for edge, which in _edges(data, relation, links):
            for name, array in _of_links(data, relation, links.take(which), place, which, told).items():
                out[edge][name] = torch.from_numpy(array)
    out.about = _about(data, told)
    return out


def _splits(data: Data) -> tuple[Split, ...]:
    """Data that can't be split is written without masks."""
    if data.splits or data.labels is None:
        return data.splits
    try:
        return split(data, dict(data.note.get("split") or {}))  # type: ignore[call-overload]
    except SplitError:
        return ()


def _empty() -> HeteroData:
    with warnings.catch_warnings():  # PyG compiles a few functions in a way that torch calls old
        warnings.simplefilter("ignore", FutureWarning)
        from torch_geometric.data import HeteroData
    return HeteroData()


def _of_nodes(data: Data, mine: I64, splits: tuple[Split, ...]) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {"x": data.x[mine], "number": mine.astype(np.int64), "part": data.part[mine].astype(np.int64)}  # fmt: skip
    labels = data.labels
    if labels is not None and labels.relation is None:
        arrays |= {k: v[mine] for k, v in _answers(labels, data.n, splits).items()}
    return arrays


def _of_links(data: Data, relation: str, links: Links, place: I64, which: I64, splits: tuple[Split, ...]) -> dict[str, NDArray[Any]]:  # fmt: skip
    arrays: dict[str, NDArray[Any]] = {"edge_index": np.stack([place[links.source], place[links.target]]), "edge_attr": links.x}  # fmt: skip
    if links.at is not None:
        arrays["time"] = links.at.astype(np.int64)
    labels = data.labels
    if labels is not None and labels.relation == relation:
        arrays |= {k: v[which] for k, v in _answers(labels, data.relations[relation].m, splits).items()}
    return arrays


def _answers(labels: Labels, n: int, splits: tuple[Split, ...]) -> dict[str, NDArray[Any]]:
    """(n,) what is known, and (n, splits) who is in which phase."""
    y = np.full(n, -1, np.int64)
    y[labels.index] = labels.y
    arrays: dict[str, NDArray[Any]] = {"y": y}
    if labels.at is not None:
        arrays["y_time"] = np.full(n, -1, np.int64)
        arrays["y_time"][labels.index] = labels.at
    if splits:
        for name, side in zip(MASKS, ("train", "valid", "test"), strict=True):
            mask = np.zeros((n, len(splits)), bool)
            for s, split in enumerate(splits):
                mask[labels.index[getattr(split, side)], s] = True
            arrays[name] = mask
    return arrays


def _edges(data: Data, relation: str, links: Links) -> Iterator[tuple[Edge, I64]]:
    """The edge types of a relation, and which links are of each."""
    ends: I32 = data.kind[links.source] * np.int32(len(data.kinds)) + data.kind[links.target]
    for code in np.unique(ends):
        a, b = divmod(int(code), len(data.kinds))
        yield (data.kinds[a], relation, data.kinds[b]), np.flatnonzero(ends == code).astype(np.int64)


def _about(data: Data, splits: tuple[Split, ...]) -> dict[str, Any]:
    """What is no number: names of columns, classes, splits and their cuts, where it is from."""
    labels = data.labels
    return {
        "name": data.name,
        "columns": list(data.columns),
        "link_columns": {r: list(k.columns) for r, k in data.relations.items()},
        "directed": {r: k.directed for r, k in data.relations.items()},
        "parts": list(data.parts),
        "task": labels.task if labels else None,
        "relation": labels.relation if labels else None,
        "classes": list(labels.classes) if labels else [],
        "splits": [{"name": s.name, "cuts": list(s.cuts)} for s in splits],
        "note": json.loads(json.dumps(dict(data.note), default=str)),
    }


# on disk


def save(held: HeteroData, folder: Path) -> None:
    """Writes both files into a folder."""
    extra.require("torch", "torch_geometric", "safetensors")
    from safetensors.torch import save_file

    tensors: dict[str, Any] = {}
    stores: list[dict[str, Any]] = []
    for i, store in enumerate(held.stores[1:]):
        key = store._key
        arrays = {n: v for n, v in store.items() if n not in ("names", "num_nodes")}
        tensors |= {f"{i}.{n}": v.contiguous() for n, v in arrays.items()}
        edge = isinstance(key, tuple)
        stores.append({"type": list(key) if edge else key, "nodes": None if edge else store.num_nodes, "names": None if edge else list(store.names)})  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / TENSORS)
    told = {"version": VERSION, "stores": stores, "about": held.about}
    (folder / NAMES).write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def load(folder: Path) -> HeteroData:
    """What `save` wrote."""
    extra.require("torch", "torch_geometric", "safetensors")
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    for name in (TENSORS, NAMES):
        if not (folder / name).is_file():
            raise HeteroError(
                Say(f"{folder} 中没有 {name}", f"there is no {name} in {folder}"),
                Say("用 jinying gnn data --out 写出", "write it by jinying gnn data --out"),
            )
    try:
        told = _told(folder / NAMES)
        tensors = load_file(folder / TENSORS)
    except (ValueError, OSError, SafetensorError) as error:
        raise _broken(folder, str(error)) from error
    out = _empty()
    for i, store in enumerate(told["stores"]):
        key = tuple(store["type"]) if isinstance(store["type"], list) else store["type"]
        for name, tensor in tensors.items():
            number, _, attribute = name.partition(".")
            if number == str(i):
                out[key][attribute] = tensor
        if store["names"] is not None:
            out[key].num_nodes, out[key].names = store["nodes"], store["names"]
    out.about = told["about"]
    return out


def _told(path: Path) -> dict[str, Any]:
    if path.stat().st_size > LARGEST_NAMES:
        raise ValueError(f"{path.name} is too large")
    told = json.loads(path.read_text("utf-8"))
    if not isinstance(told, dict) or told.get("version") != VERSION or not isinstance(told.get("stores"), list):
        raise ValueError(f"{path.name} is of another version")
    return told


def _broken(folder: Path, why: str) -> HeteroError:
    return HeteroError(
        Say(f"{folder} 中的数据读不了：{why}", f"the data in {folder} can't be read: {why}"),
        Say("用 jinying gnn data --out 重新写出", "write it again by jinying gnn data --out"),
    )
