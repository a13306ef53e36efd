"""Splits that come with the data: where they follow times each phase ends at its cut, and who stands on the wrong side is a leak."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gnn.data import Data, phases
from gnn.reading import folder, leak
from tests.gnn.test_folder import put

N = 200


def network(root: Path, split: list[str], *, of_links: bool = False) -> Data:
    """Things known on days 1 to N, links of the same days; the split as it is given."""
    answers = [f"{int(k % 3 == 0)},{w}" for k, w in enumerate(split)]
    nodes = "id,label,split,known\n" + "".join(f"n{k},{a},{k + 1}\n" for k, a in enumerate(answers))
    links = "source,target,day" + (",label,split\n" if of_links else "\n")
    links += "".join(f"n{k},n{(k * 7 + 1) % N},{k + 1}{',' + answers[k] if of_links else ''}\n" for k in range(N))
    return folder.read(put(root, edges=links, **({} if of_links else {"nodes": nodes})))


@pytest.mark.parametrize("of_links", [False, True])
def test_a_split_by_time_that_is_given_has_cuts_also_where_nothing_says_what_to_choose_by(tmp_path: Path, of_links: bool) -> None:  # fmt: skip
    d = network(tmp_path, ["train"] * 120 + ["test"] * 80, of_links=of_links)
    assert "split" not in str(d.relations["link"].columns)
    (one,) = d.splits
    assert one.cuts == (97, 121, None), "the last fifth of what is learnt from is chosen by"
    assert (one.train.tolist(), one.valid.tolist()) == (list(range(96)), list(range(96, 120)))
    assert [p.data.relations["link"].m for p in phases(d, one)] == [96, 120, N]
    assert leak.check(d, one) == []


def test_who_is_chosen_by_may_be_dealt_among_what_is_learnt_from(tmp_path: Path) -> None:
    (one,) = network(tmp_path, ["valid" if k % 5 == 0 else "train" for k in range(120)] + ["test"] * 80).splits
    assert one.cuts == (121, 121, None)


@pytest.mark.parametrize("of_links", [False, True])
def test_an_answer_from_after_the_cut_in_a_split_by_time_is_a_leak(tmp_path: Path, of_links: bool) -> None:
    split = ["train"] * 100 + ["valid"] * 40 + ["test"] * 60
    split[180] = "train"
    d = network(tmp_path, split, of_links=of_links)
    with pytest.raises(
        leak.LeakError, match=r"1 labels in train are known only after the cut 101, .* first \(at 181\)"
    ):
        leak.check(d, d.splits[0])


def test_a_split_by_chance_has_no_cuts(tmp_path: Path) -> None:
    draw = np.random.default_rng(0).choice(["train", "valid", "test"], N).tolist()
    (one,) = network(tmp_path, draw).splits
    assert one.cuts == (None, None, None)


def test_masks_that_follow_times_have_cuts_too(tmp_path: Path) -> None:
    masks = "".join(f"n{k},{k % 2},{k + 1},{int(k < 100)},{int(100 <= k < 140)},{int(k >= 140)}\n" for k in range(N))
    put(tmp_path, nodes=f"id,label,known,train_mask,val_mask,test_mask\n{masks}")
    put(tmp_path, edges="source,target,day\n" + "".join(f"n{k},n{(k + 1) % N},{k + 1}\n" for k in range(N)))
    assert folder.read(tmp_path).splits[0].cuts == (101, 141, None)
