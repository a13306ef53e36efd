"""The running system's index is as lake and judgements are now, and is made once for all who ask."""

from __future__ import annotations

from pathlib import Path

from api.system import opened
from graph.lake import Lake
from graph.settings import Settings
from tests.graph.search.world import by_hand, load

MORE = {"new": ("Enterprise", {"name": "漠河极光旅游有限公司", "ref": "X1"})}


def test_whoever_asks_first_after_a_change_brings_it_up_to_date(tmp_path: Path) -> None:
    data = tmp_path / "data"
    ids = load(Lake(data), "hand", by_hand())
    with opened(Settings(data)) as system:
        first = system.index()
        assert system.index() is first
        ids |= load(Lake(data), "more", MORE)
        assert system.index().find("极光").hits[0].id == ids["new"]
        seq = system.ops.judge(ids["yunlan"], ids["new"], "same", "one register")
        assert system.index().find("极光").hits[0].id == ids["yunlan"]
        system.ops.take_back(seq, "a slip")
        assert system.index().find("极光").hits[0].id == ids["new"]
        with Lake(data).lock():
            Lake(data).undo("more")
        assert system.index().find("极光").total == 0


def test_one_that_broke_is_not_handed_out_again(tmp_path: Path) -> None:
    load(Lake(tmp_path / "data"), "hand", by_hand())
    with opened(Settings(tmp_path / "data")) as system:
        first = system.index()
        first.broken = True
        assert system.index() is not first
