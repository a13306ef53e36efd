"""Files as others write them: without a head, with comments, in UTF-16, with commas before fractions; and what is left unread."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gnn.reading import folder
from graph.say import JinyingError
from tests.gnn.test_folder import put


def test_a_first_row_of_numbers_is_no_head_and_moments_among_them_are_the_times(tmp_path: Path) -> None:
    """As ratings of traders are published: rater, rated, rating, time; pairs may repeat in the first row."""
    put(tmp_path, ratings="6,6,4,1289241911\n6,15,1,1289241942\n1,15,1,1289243140\n", truth="1,0\n15,1\n6,0\n")
    d = folder.read(tmp_path)
    assert (d.m, d.relations["link"].columns) == (3, ("2",))
    assert d.relations["link"].at is not None
    assert int(d.relations["link"].at[0]) == 1289241911
    assert d.labels is not None
    assert dict(zip((d.ids[i] for i in d.labels.index), d.labels.y.tolist(), strict=True)) == {"6": 0, "15": 1, "1": 0}
    assert "edges.head = false" in str(d.note["said"])


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("# Directed graph\n# Nodes: 3 Edges: 2\n# FromNodeId\tToNodeId\n0\t1\n1\t2\n", ("0", "1", "2")),
        ("% asym unweighted\n0   1  1 1289241911\n 1 2 1 1289241942 \n", ("0", "1", "2")),
        ("#made in May\nsource,target\n007,1\n1,2\n", ("007", "1", "2")),
        ("#source,target\n007,1\n1,2\n", ("007", "1", "2")),
    ],
)  # fmt: skip
def test_comments_above_a_table_are_no_rows_and_the_last_may_be_its_head(tmp_path: Path, text: str, ends: tuple[str, ...]) -> None:  # fmt: skip
    (tmp_path / "edges.txt").write_text(text)
    d = folder.read(tmp_path)
    assert (d.m, set(d.ids)) == (2, set(ends))


@pytest.mark.parametrize("code", ["utf-16", "utf-16-be", "gb18030", "utf-8-sig"])
def test_texts_are_read_in_the_codes_that_spreadsheets_save(tmp_path: Path, code: str) -> None:
    mark = "\ufeff" if code == "utf-16-be" else ""
    (tmp_path / "edges.csv").write_bytes(f"{mark}付款人\t收款人\t金额\n甲\t乙\t1\n乙\t丙\t2\n".encode(code))
    d = folder.read(tmp_path)
    assert (d.ids, d.relations["link"].x[:, 0].tolist()) == (("甲", "乙", "丙"), [1, 2])


def test_numbers_with_signs_of_money_or_a_comma_before_the_fraction_are_numbers(tmp_path: Path) -> None:
    put(tmp_path, nodes='id;余额;rate\n1;￥1,234.50;0,5\n2;￥99;1.234,25\n3;;7\n', edges="source;target;amount\n1;2;3,5\n2;3;1.000,5\n")  # fmt: skip
    d = folder.read(tmp_path)
    assert d.columns == ("余额", "rate")
    assert np.array_equal(d.x, np.array([[1234.5, 0.5], [99, 1234.25], [np.nan, 7]], np.float32), equal_nan=True)
    assert d.relations["link"].x[:, 0].tolist() == [3.5, 1000.5]


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    put(tmp_path, nodes="id,id,label\n1,2,0\n", edges="source,target\n1,1\n")
    with pytest.raises(JinyingError, match="has a column id twice"):
        folder.read(tmp_path)


def test_files_that_are_not_read_are_said(tmp_path: Path) -> None:
    put(tmp_path, edges="source,target\n1,2\n")
    (tmp_path / "nodes.xlsx").write_bytes(b"PK")
    (tmp_path / "README.md").write_text("what it is")
    assert "files that are not read: nodes.xlsx" in str(folder.read(tmp_path).note["said"])


def test_an_amount_too_large_for_a_number_is_blank_and_told(tmp_path: Path) -> None:
    d = folder.read(put(tmp_path, edges="source,target,amount\n1,2,1e39\n2,3,5\n"))
    assert np.isnan(d.relations["link"].x[0, 0])
    assert "1 an infinite one" in str(d.note["said"])


def test_an_amount_that_is_said_to_be_no_feature_is_none(tmp_path: Path) -> None:
    put(tmp_path, edges="source,target,amt,kind\n1,2,5,a\n2,3,6,b\n")
    assert folder.read(tmp_path).relations["link"].columns == ("amount", "kind=a", "kind=b")
    d = folder.read(tmp_path, {"edges": {"features": {"except": ["amt"]}}})
    assert d.relations["link"].columns == ("kind=a", "kind=b")
