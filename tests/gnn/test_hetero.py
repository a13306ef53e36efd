"""HeteroData: what PyG is given is what the data holds, and comes back from disk as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from gnn.data import Data, Labels, Links
from gnn.reading import hetero, splits
from graph.say import JinyingError
from tests.gnn.test_splits import made, told


def two_kinds() -> Data:
    d = made(60, parts=2)
    kind = (np.arange(60) % 3 == 0).astype(np.int32)
    owns = Links(np.arange(0, 60, 3, dtype=np.int32), np.arange(1, 61, 3, dtype=np.int32), None, np.zeros((20, 0), np.float32), ())  # fmt: skip
    x = np.arange(120, dtype=np.float32).reshape(60, 2)
    d = replace(
        d, kind=kind, kinds=("account", "person"), x=x, columns=("a", "b"), relations={**d.relations, "owns": owns}
    )
    return replace(d, splits=splits.split(d, {"by": "folds", "over": "things", "folds": 3}, 0))


def test_kinds_and_relations_become_types_and_nothing_is_lost() -> None:
    d = two_kinds()
    h = hetero.hetero(d)
    assert h.validate()
    assert {e for e in h.edge_types if e[1] == "owns"} == {("person", "owns", "account")}
    pairs = []
    for a, relation, b in h.edge_types:
        store = h[a, relation, b]
        source, target = h[a].number[store.edge_index[0]], h[b].number[store.edge_index[1]]
        times = store.time.tolist() if relation == "link" else [-1] * len(source)
        pairs += [(relation, *row) for row in zip(source.tolist(), target.tolist(), times, strict=True)]
    want = []
    for r, k in d.relations.items():
        at = [-1] * k.m if k.at is None else k.at.tolist()
        want += [(r, *row) for row in zip(k.source.tolist(), k.target.tolist(), at, strict=True)]
    assert sorted(pairs) == sorted(want)
    for kind in h.node_types:
        number = h[kind].number.numpy()
        assert np.array_equal(h[kind].x.numpy(), d.x[number])
        assert np.array_equal(h[kind].y.numpy(), told(d).y[number])
        assert np.array_equal(h[kind].part.numpy(), d.part[number])
        assert h[kind].names == [d.ids[i] for i in number]


def test_masks_have_a_column_for_each_split() -> None:
    d = two_kinds()
    h = hetero.hetero(d)
    for s, split in enumerate(d.splits):
        held = {int(n) for kind in h.node_types for n in h[kind].number[h[kind].test_mask[:, s]]}
        assert held == set(told(d).index[split.test].tolist())


def test_the_split_that_is_described_is_written_with_its_cuts() -> None:
    d = replace(made(200), note={"split": {"by": "time"}})
    h = hetero.hetero(d)
    (one,) = splits.split(d, {"by": "time"})
    assert h["node"].test_mask[:, 0].nonzero().flatten().tolist() == one.test.tolist()
    assert h.about["splits"] == [{"name": "time", "cuts": list(one.cuts)}]
    assert "test_mask" not in hetero.hetero(replace(d, note={"split": {"by": "parts"}}))["node"]


def test_labels_of_links_stand_at_their_links() -> None:
    d = made(30)
    links = d.relations["link"]
    index = np.arange(0, links.m, 2)
    d = replace(d, labels=Labels("edge", "link", index, index % 3 % 2, ("0", "1")))
    d = replace(d, splits=splits.split(d, {"by": "time"}, 0))
    store = hetero.hetero(d)["node", "link", "node"]
    assert store.y[1::2].unique().tolist() == [-1]
    assert store.y[::2].tolist() == (index % 3 % 2).tolist()
    assert store.train_mask[:, 0].nonzero().flatten().tolist() == index[d.splits[0].train].tolist()


def test_as_of_a_time_no_later_link_is_written() -> None:
    d = made(60)
    assert int(hetero.hetero(d.as_of(50))["node", "link", "node"].time.max()) < 50


def test_what_is_written_is_read_back_without_a_pickle(tmp_path: Path) -> None:
    h = hetero.hetero(two_kinds())
    hetero.save(h, tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["data.json", "data.safetensors"]
    again = hetero.load(tmp_path / "out")
    assert again.metadata() == h.metadata()
    assert again.about == h.about
    for mine, other in zip(h.stores[1:], again.stores[1:], strict=True):
        assert set(mine.keys()) == set(other.keys())
        for name, value in mine.items():
            assert torch.equal(value, other[name]) if isinstance(value, torch.Tensor) else value == other[name]


def test_a_folder_that_holds_something_else_says_so(tmp_path: Path) -> None:
    with pytest.raises(JinyingError, match=r"there is no data\.safetensors"):
        hetero.load(tmp_path)
    hetero.save(hetero.hetero(made(20)), tmp_path)
    told_ = json.loads((tmp_path / "data.json").read_text())
    (tmp_path / "data.json").write_text(json.dumps({**told_, "version": 99}))
    with pytest.raises(JinyingError, match="another version"):
        hetero.load(tmp_path)
    (tmp_path / "data.json").write_text(json.dumps(told_))
    (tmp_path / "data.safetensors").write_bytes(b"\x80\x04pickle")
    with pytest.raises(JinyingError, match="can't be read"):
        hetero.load(tmp_path)
