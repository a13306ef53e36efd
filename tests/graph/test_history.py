"""How two imports differ: what only one says, what both say, and what they say differently."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.history import diff
from graph.lake import Lake, LakeError
from tests.lakes import PEOPLE, holders, moves, put

ONE, TWO, THREE = (f"622200000000000{n}" for n in (1, 2, 3))


def rows(lake: Lake, a: str, b: str) -> dict[str, tuple[int, int, int, int]]:
    return {d.table: (d.only_a, d.only_b, d.equal, d.changed) for d in diff(lake, a, b)}


@pytest.fixture
def imports(tmp_path: Path) -> tuple[Lake, str, str]:
    """Two months of one register: an account stays, one changes its bank, one goes, one comes."""
    lake = Lake(tmp_path / "data")
    a = holders(
        tmp_path / "a.csv", [f"{ONE},王一,工行,{PEOPLE[0]}", f"{TWO},李二,工行,{PEOPLE[1]}", "6222000000000009,,工行,"]
    )
    b = holders(tmp_path / "b.csv", [f"{ONE},王一,工行,{PEOPLE[0]}", f"{TWO},李二,建行,{PEOPLE[1]}", f"{THREE},赵三,建行,{PEOPLE[2]}"])  # fmt: skip
    first, second = put(lake, a, b)
    return lake, first, second


def test_only_here_only_there_equal_and_changed_are_counted(imports: tuple[Lake, str, str]) -> None:
    lake, a, b = imports
    assert rows(lake, a, b) == {"Account": (1, 1, 1, 1), "Person": (0, 1, 2, 0), "OWNS": (0, 1, 2, 0)}
    assert rows(lake, b, a) == {"Account": (1, 1, 1, 1), "Person": (1, 0, 2, 0), "OWNS": (1, 0, 2, 0)}
    (account,) = (d for d in diff(lake, a, b) if d.table == "Account")
    assert [lake.why(i)[0].values["number"] for i in account.examples] == [TWO]


def test_an_import_does_not_differ_from_itself_nor_from_the_same_facts_in_another_order(
    imports: tuple[Lake, str, str], tmp_path: Path
) -> None:
    lake, a, _ = imports
    assert all(d[:2] == (0, 0) and d[3] == 0 for d in rows(lake, a, a).values())
    again = holders(tmp_path / "c.csv", ["6222000000000009,,工行,", f"{TWO},李二,工行,{PEOPLE[1]}", f"{ONE},王一,工行,{PEOPLE[0]}"])  # fmt: skip
    (c,) = put(lake, again)
    assert rows(lake, a, c) == {"Account": (0, 0, 3, 0), "Person": (0, 0, 2, 0), "OWNS": (0, 0, 2, 0)}


def test_a_value_that_only_one_side_has_is_a_change(imports: tuple[Lake, str, str], tmp_path: Path) -> None:
    lake, a, _ = imports
    (d,) = put(lake, holders(tmp_path / "d.csv", [f"{ONE},王一,,{PEOPLE[0]}"]))
    assert rows(lake, a, d)["Account"] == (2, 0, 0, 1)


def test_an_undone_import_can_still_be_compared_and_tables_of_one_side_only_are_there(
    imports: tuple[Lake, str, str], tmp_path: Path
) -> None:
    lake, a, _ = imports
    (m,) = put(lake, moves(tmp_path / "m.csv", 5))
    with lake.lock():
        lake.undo(a)
    found = rows(lake, a, m)
    assert found["TRANSFER"] == (0, 5, 0, 0)
    assert found["OWNS"] == (2, 0, 0, 0)
    with pytest.raises(LakeError, match="no import nowhere"):
        list(diff(lake, "nowhere", a))


def test_examples_are_bounded(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "data")
    old, new = ([f"62220000000001{n:02d},,{bank}," for n in range(30)] for bank in ("工行", "建行"))
    a, b = put(lake, holders(tmp_path / "a.csv", old), holders(tmp_path / "b.csv", new))
    (account,) = diff(lake, a, b, limit=7)
    assert (account.changed, len(account.examples)) == (30, 7)
