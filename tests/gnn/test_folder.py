"""Folders of outside data: what is read, what is guessed, and the one sentence that each wrong thing gets."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gnn.asked import again
from gnn.data import Data, phases
from gnn.reading import describe, folder, frames, leak, splits
from graph.say import JinyingError

NODES = "account,age,town,fraud,seen\n007,30,A,0,\n008,,B,1,5\n0_9,50,A,0,\n"
EDGES = "payer,payee,day,money\n007,008,3,10\n008,0_9,1,2.5\n007,0_9,2,\n"
DESCRIBED: dict[str, Any] = {
    "nodes": {"file": "nodes.csv", "id": "account", "label": "fraud", "time": "seen"},
    "edges": {"file": "edges.csv", "source": "payer", "target": "payee", "time": "day", "amount": "money"},
}


def put(root: Path, **files: str) -> Path:
    """A folder of CSV files by their stems."""
    root.mkdir(exist_ok=True)
    for name, text in files.items():
        (root / f"{name}.csv").write_text(text, "utf-8")
    return root


def read(root: Path, flags: Mapping[str, Any] | None = None, like: Mapping[str, Any] | None = None) -> Data:
    return folder.read(root, DESCRIBED, flags, like)


# what is read


def test_ids_are_compared_without_blanks_around_and_given_back_as_written(tmp_path: Path) -> None:
    links = "号,payer,payee,day,money\n e1,007, 008,3,10\n"
    place = put(tmp_path / "town", nodes=NODES.replace("007,", " 007 ,").replace("0_9,", "0_9  ,"), edges=links)
    d = folder.read(place, {**DESCRIBED, "edges": {**DESCRIBED["edges"], "id": "号"}})
    assert d.ids == (" 007 ", "008", "0_9  ")
    assert d.relations["link"].ids == (" e1",)
    assert (d.relations["link"].source.tolist(), d.relations["link"].target.tolist()) == ([0], [1])
    assert d.columns == ("age", "town=A", "town=B")
    with pytest.raises(JinyingError, match="twice"):
        read(put(tmp_path / "two", nodes=NODES.replace("008,", "007 ,"), edges=EDGES))


def test_nodes_links_times_amounts_and_labels_are_as_the_files_have_them(tmp_path: Path) -> None:
    d = read(put(tmp_path / "town", nodes=NODES, edges=EDGES))
    assert d.ids == ("007", "008", "0_9"), "an id is a text"
    assert d.columns == ("age", "town=A", "town=B")
    assert np.array_equal(d.x, [[30, 1, 0], [np.nan, 0, 1], [50, 1, 0]], equal_nan=True)
    links = d.relations["link"]
    assert links.at is not None
    assert links.at.tolist() == [1, 2, 3], "in order of time"
    assert (links.source.tolist(), links.target.tolist()) == ([1, 0, 0], [2, 2, 1])
    assert links.amount().tolist() == [2.5, 0, 10]
    assert d.labels is not None
    assert d.labels.at is not None
    assert (d.labels.y.tolist(), d.labels.at.tolist(), d.labels.classes) == ([0, 1, 0], [-1, 5, -1], ("0", "1"))
    assert (d.parts, d.name) == (("town",), "town")
    assert d.note["files"]["town/edges.csv"]["edges"] == 3  # type: ignore[index]


def test_packed_files_of_other_separators_and_encodings_are_read_alike(tmp_path: Path) -> None:
    plain = read(put(tmp_path / "a", nodes=NODES, edges=EDGES))
    other = put(tmp_path / "b")
    (other / "nodes.csv").write_bytes(("\ufeff" + NODES.replace(",", "\t").replace("A", "成都")).encode("gb18030"))
    (other / "edges.csv.gz").write_bytes(gzip.compress(EDGES.replace("\n", "\r\n").encode()))
    d = read(other, {"edges.file": "edges.csv.gz"})
    assert d.columns == ("age", "town=B", "town=成都")
    assert d.relations["link"].at.tolist() == plain.relations["link"].at.tolist()  # type: ignore[union-attr]


def test_arrays_of_one_npz_are_nodes_links_and_masks(tmp_path: Path) -> None:
    masks = np.array([[1, 1, 0, 0, 0], [1, 0, 1, 0, 0]], bool)
    np.savez(
        tmp_path / "all.npz", x=np.arange(10.0).reshape(5, 2), y=np.array([0, 1, 0, 1, 0]), train_masks=masks,
        val_masks=np.roll(masks, 2, 1), test_masks=np.roll(masks, 1, 1), edges=np.array([[0, 1], [3, 4], [1, 2]]),
    )  # fmt: skip
    d = folder.read(tmp_path)
    assert (d.n, d.m, d.columns) == (5, 3, ("x.0", "x.1"))
    assert [s.train.tolist() for s in d.splits] == [[0, 1], [0, 2]]
    assert "edges.source = edges.0" in str(d.note["said"])


def test_arrays_of_nodes_stand_beside_links_of_a_file_of_their_own(tmp_path: Path) -> None:
    """None of the arrays is named yet when a folder is guessed: those as long as most are the nodes'."""
    held = {"x": np.arange(8.0).reshape(4, 2) + 0.5, "y": np.array([0, 1, 0, 1]), "names": np.array(["p", "q"])}
    np.savez(tmp_path / "nodes.npz", **held)  # type: ignore[arg-type]
    put(tmp_path, edges="source,target,relation\n0,1,likes\n2,3,hates\n")
    d = folder.read(tmp_path)
    assert (d.n, d.columns, tuple(d.relations)) == (4, ("x.0", "x.1"), ("likes", "hates"))
    assert d.labels is not None
    assert d.labels.y.tolist() == [0, 1, 0, 1]
    (tmp_path / "edges.csv").unlink()
    np.savez(tmp_path / "edges.npz", edge_index=np.array([[0, 2, 1], [1, 3, 0]]), edge_time=np.array([5, 6, 7]))
    links = folder.read(tmp_path).relations["link"]
    assert (links.source.tolist(), links.target.tolist()) == ([0, 2, 1], [1, 3, 0])
    assert links.at is not None
    assert links.at.tolist() == [5, 6, 7]


def test_links_that_lie_and_minus_one_for_no_answer_are_read_as_others_write_them(tmp_path: Path) -> None:
    """PyG's own layout: edge_index (2, m); unlabelled nodes -1."""
    edges = np.array([[0, 3, 1, 4, 2], [1, 4, 2, 0, 0]])
    np.savez(tmp_path / "graph.npz", edge_index=edges, x=np.arange(10.0).reshape(5, 2), y=np.array([0, 2, -1, 1, -1]))
    d = folder.read(tmp_path)
    assert (d.n, d.m) == (5, 5)
    links = d.relations["link"]
    assert {*zip(links.source.tolist(), links.target.tolist(), strict=True)} == {*zip(*edges.tolist(), strict=True)}
    assert d.labels is not None
    assert (d.labels.classes, d.labels.index.tolist(), d.labels.y.tolist()) == (("0", "1", "2"), [0, 1, 3], [0, 2, 1])
    assert "-1 means that there is no label" in str(d.note["said"])
    np.savez(tmp_path / "graph.npz", edge_index=edges, y=np.array([1, -1, -1, 1, -1]))
    two = folder.read(tmp_path)
    assert two.labels is not None
    assert two.labels.classes == ("-1", "1"), "beside one other it is a class"


def test_an_answer_finds_its_node_whatever_blanks_are_around_the_id(tmp_path: Path) -> None:
    place = put(tmp_path / "town", nodes="id,age\n 007 ,1\n008,2\n", edges="src,dst\n007,008\n009,007\n", labels="id,label\n007,1\n008 ,0\n009,0\n")  # fmt: skip
    d = folder.read(place, None, {"nodes.others": True})
    assert d.labels is not None
    assert {d.ids[i]: int(y) for i, y in zip(d.labels.index, d.labels.y, strict=True)} == {" 007 ": 1, "008": 0, "009": 0}  # fmt: skip


def test_nodes_that_the_links_alone_name_come_from_them(tmp_path: Path) -> None:
    d = folder.read(put(tmp_path, edges=EDGES), {"edges": DESCRIBED["edges"]})
    assert d.ids == ("007", "008", "0_9")
    assert (d.x.shape, d.labels) == ((3, 0), None)


def test_a_labels_file_of_its_own_is_met_by_part_and_by_id(tmp_path: Path) -> None:
    edges = "case,a1,a2,b,when\nc1,1,x,2_y,2024-05-01 10:00\nc2,1,x,2_y,2024-05-01T11:00:00Z\n"
    labels = "case,who,role,fold\nc1,1_x,source,train\nc1,2_y,sink,valid\nc2,2_y,middle,test\n"
    how = {
        "edges": {"file": "edges.csv", "part": "case", "source": ["a1", "a2"], "target": "b", "time": "when"},
        "labels": {"file": "labels.csv", "part": "case", "id": "who", "label": "role", "split": "fold", "classes": ["source", "middle", "sink"]},
        "task": "layer",
    }  # fmt: skip
    d = folder.read(put(tmp_path, edges=edges, labels=labels.replace("valid", "train")), how)
    assert (d.ids, d.part.tolist(), d.parts) == (("1_x", "1_x", "2_y", "2_y"), [0, 1, 0, 1], ("c1", "c2"))
    assert d.labels is not None
    assert sorted(zip(d.labels.index.tolist(), d.labels.y.tolist(), strict=True)) == [(0, 0), (2, 2), (3, 1)]
    assert d.relations["link"].at.tolist() == [1714557600, 1714561200]  # type: ignore[union-attr]
    merged = folder.read(
        tmp_path, {**how, "edges": {k: v for k, v in how["edges"].items() if k != "part"}, "labels": {}}
    )  # type: ignore[attr-defined]
    assert merged.ids == ("1_x", "2_y"), "one account where no part is named"


def test_labels_that_a_flag_names_are_read_by_usual_names_and_said(tmp_path: Path) -> None:
    town = put(tmp_path / "town", nodes=NODES, edges=EDGES)
    own = put(tmp_path / "own", mine="id,label,time,split\n007,0,1,train\n008,1,2,val\n0_9,1,3,holdout\n") / "mine.csv"
    for described in (None, {**DESCRIBED, "nodes": {"file": "nodes.csv", "id": "account"}}):
        d = folder.read(town, described, {"labels.file": str(own)})
        assert d.labels is not None
        assert d.labels.at is not None
        assert (d.labels.y.tolist(), d.labels.at.tolist()) == ([0, 1, 1], [1, 2, 3])
        (told,) = d.splits
        assert [w.tolist() for w in (told.train, told.valid, told.test)] == [[0], [1], [2]]
        assert "labels.split = split" in str(d.note["said"])
    by_time = folder.read(town, {**DESCRIBED, "split": {"by": "time"}}, {"labels.file": str(own)})
    assert [s.name for s in by_time.splits] == ["column"], "what is nearer goes first"
    assert folder.read(town, None, {"labels.file": str(own), "split": {"by": "random"}}).splits == ()
    own.write_text("id,label,split\n007,0,train\n008,1,vaild\n0_9,1,test\n")
    with pytest.raises(JinyingError, match=r"split column says vaild \(known: train, valid, test\)"):
        folder.read(town, None, {"labels.file": str(own)})


def test_a_file_of_another_packing_or_usual_name_stands_in_for_one_that_was_guessed(tmp_path: Path) -> None:
    first = folder.read(put(tmp_path / "a", nodes=NODES, edges=EDGES))
    other = tmp_path / "b"
    other.mkdir()
    (other / "nodes.csv.gz").write_bytes(gzip.compress(NODES.encode()))
    (other / "payments.csv").write_text(EDGES)
    read_again = folder.read(other, again(first.note["described"]), like=first.note)  # type: ignore[arg-type]
    assert np.array_equal(read_again.x, first.x, equal_nan=True)
    assert (read_again.ids, read_again.m) == (first.ids, first.m)


def test_dates_are_features_only_where_they_are_named(tmp_path: Path) -> None:
    nodes = "account,age,opened,fraud\n007,30,2024-01-02,0\n008,,20240103,1\n0_9,50,,0\n"
    root = put(tmp_path / "a", nodes=nodes.replace("20240103", "2024-01-03"), edges=EDGES)
    d = read(root, {"nodes.time": None})
    assert d.columns == ("age",)
    assert "opened holds dates and is no feature" in str(d.note["said"])
    d = read(root, {"nodes.time": None, "nodes.features": ["age", "opened"]})
    assert d.columns == ("age", "opened")
    assert (d.x[:2, 1].tolist(), d.note["days"]) == ([19724, 19725], ["opened"])
    packed = put(tmp_path / "b", nodes=nodes.replace("2024-01-02", "20240102"), edges=EDGES)
    again = read(packed, {"nodes.time": None, "nodes.features": ["age", "opened"]}, d.note)
    assert np.array_equal(again.x, d.x, equal_nan=True)


def test_when_an_answer_was_known_is_guessed_to_be_that_and_is_no_feature(tmp_path: Path) -> None:
    days = "src,dst,date,amount\n1,2,2024-03-01,1\n"
    d = folder.read(put(tmp_path / "a", nodes="id,age,label,known\n1,3,0,2024-01-02\n2,4,1,2024-01-04\n3,5,0,2024-01-05\n", edges=days))  # fmt: skip
    assert d.columns == ("age",)
    assert d.labels is not None
    assert d.labels.at is not None
    assert (d.labels.at // 86400).tolist() == [19724, 19726, 19727]
    d = folder.read(put(tmp_path / "b", nodes="id,age,label,known\n1,3,0,1\n2,4,1,0\n", edges=days))
    assert (d.columns, d.labels and d.labels.at) == (("age",), None), "a yes or no is no time"


@pytest.mark.parametrize(
    ("money", "value", "says"),
    [
        ("1,234.5", 1234.5, ""), ("￥1,234", 1234, ""), ("12,345,678", 12345678, ""), ("-3", -3, ""),
        ("inf", np.nan, "0 links have no amount and 1 an infinite one"), ("", np.nan, "1 links have no amount"),
        ("1.234,5", None, "have an amount that is no number"), ("1,5", None, "have an amount that is no number"),
    ],
)  # fmt: skip
def test_amounts_are_numbers_or_told(tmp_path: Path, money: str, value: float | None, says: str) -> None:
    root = put(tmp_path, nodes=NODES, edges=f'payer,payee,day,money\n007,008,3,10\n008,0_9,1,"{money}"\n')
    if value is None:
        with pytest.raises(JinyingError, match=says):
            read(root)
        return
    d = read(root)
    assert np.array_equal(d.relations["link"].x[:, 0], np.array([value, 10], np.float32), equal_nan=True)
    assert says in str(d.note["said"])


def test_a_few_cells_that_are_no_numbers_are_blank_and_counted(tmp_path: Path) -> None:
    rows = "".join(f"n{i},{'?' if i == 7 else 'inf' if i == 8 else i},{int(i > 20)}\n" for i in range(40))
    d = folder.read(put(tmp_path, nodes=f"id,age,label\n{rows}", edges="src,dst\nn1,n2\n"))
    assert np.flatnonzero(np.isnan(d.x[:, 0])).tolist() == [7, 8]
    assert "age has 1 cells that are no numbers" in str(d.note["said"])
    assert "age has 1 infinite cells" in str(d.note["said"])


def test_labels_of_links_keep_to_their_links_when_those_are_put_in_order(tmp_path: Path) -> None:
    edges = "s,t,at,bad\na,b,9,1\nb,c,1,0\nc,a,5,\n"
    d = folder.read(put(tmp_path, edges=edges), {"edges": {"file": "edges.csv", "source": "s", "target": "t", "time": "at", "label": "bad"}})  # fmt: skip
    assert d.labels is not None
    links = d.relations["link"]
    told = {links.ids[i]: int(y) for i, y in zip(d.labels.index, d.labels.y, strict=True)}
    assert (d.labels.task, d.labels.relation, told) == ("edge", "link", {"0": 1, "1": 0})


def test_as_of_a_time_no_later_link_and_no_later_answer_is_left(tmp_path: Path) -> None:
    edges = "s,t,at,bad\na,b,9,1\nb,c,1,0\nc,a,5,1\n"
    how = {"edges": {"file": "edges.csv", "source": "s", "target": "t", "time": "at", "label": "bad"}}
    d = folder.as_of(folder.read(put(tmp_path, edges=edges), how), 9)
    assert d.labels is not None
    assert (d.m, d.labels.index.tolist(), d.labels.y.tolist()) == (2, [0, 1], [0, 1])
    d = folder.as_of(read(put(tmp_path, nodes=NODES, edges=EDGES)), 3)
    assert d.labels is not None
    assert (d.m, d.labels.index.tolist()) == (2, [0, 2]), "the fraud of day 5 is not known on day 3"


def test_links_of_several_relations_stand_apart(tmp_path: Path) -> None:
    edges = "s,t,rel,w\na,b,pays,1\nb,c,knows,2\nc,a,pays,3\n"
    d = folder.read(put(tmp_path, edges=edges), {"edges": {"file": "edges.csv", "source": "s", "target": "t", "relation": "rel", "directed": False}})  # fmt: skip
    assert {r: k.x[:, k.columns.index("w")].tolist() for r, k in d.relations.items()} == {"pays": [1, 3], "knows": [2]}
    assert not d.relations["pays"].directed


def test_folders_of_one_shape_are_parts_of_one_data_set(tmp_path: Path) -> None:
    for name, towns in (("north", "AB"), ("south", "AC")):
        put(tmp_path / name, nodes=NODES.replace("B", towns[1]), edges=EDGES)
    d = read(tmp_path)
    assert (d.parts, d.n, d.m) == (("north", "south"), 6, 6)
    assert d.columns == ("age", "town=A", "town=B", "town=C"), "one set of categories"
    assert all((d.part[k.source] == d.part[k.target]).all() for k in d.relations.values())


def test_data_read_again_has_the_columns_and_classes_that_were_learnt(tmp_path: Path) -> None:
    first = read(put(tmp_path / "a", nodes=NODES, edges=EDGES))
    other = put(tmp_path / "b", nodes="town,account\nZ,1\nB,2\n", edges="payer,payee,day,money\n1,2,4,1\n")
    absent = {"nodes.label": "fraud?", "nodes.time": "seen?"}
    with pytest.raises(JinyingError, match=r"no column age, which the model learned from; a column that may lack"):
        read(other, absent, first.note)
    near = put(tmp_path / "c", nodes="town,account,Age\nZ,1,3\nB,2,4\n", edges="payer,payee,day,money\n1,2,4,1\n")
    with pytest.raises(JinyingError, match=r"did you mean Age\?; a column that may lack is told by a question mark"):
        read(near, absent, first.note)
    words = put(tmp_path / "w", nodes="town,account,age\nZ,1,old\nB,2,young\n", edges="payer,payee,day,money\n1,2,4,1\n")  # fmt: skip
    with pytest.raises(JinyingError, match="holds something else in age"):
        read(words, absent, first.note)
    d = read(other, {**absent, "nodes.features": ["age?", "town"]}, first.note)
    assert "nodes.csv has no age: blank for all" in str(d.note["said"])
    assert d.columns == first.columns
    assert np.array_equal(d.x, [[np.nan, 0, 0], [np.nan, 0, 1]], equal_nan=True)
    assert d.labels is None


def test_a_network_to_be_scored_needs_no_file_of_nodes_of_which_nothing_was_learnt(tmp_path: Path) -> None:
    links = "src,dst\na,b\nb,c\n"
    taught = folder.read(put(tmp_path / "known", edges=links, nodes="id,core\na,1\nb,0\nc,0\n"))
    other = folder.read(
        put(tmp_path / "other", edges="src,dst\nx,y\n"), again(taught.note["described"]), {}, taught.note
    )  # type: ignore[arg-type]
    assert (other.ids, other.m) == (("x", "y"), 1)
    assert "there is no nodes.csv" in str(other.note["said"])
    rich = folder.read(put(tmp_path / "rich", edges=links, nodes="id,core,age\na,1,3\nb,0,4\nc,0,5\n"))
    with pytest.raises(JinyingError, match=r"no nodes\.csv"):
        folder.read(tmp_path / "other", again(rich.note["described"]), {}, rich.note)  # type: ignore[arg-type]


def test_rows_may_be_what_the_links_name(tmp_path: Path) -> None:
    edges = "payer,payee,day,money\n0,2,1,1\n"
    d = read(put(tmp_path, nodes=NODES, edges=edges), {"edges.ends": "row"})
    assert (d.ids[0], d.relations["link"].target.tolist()) == ("007", [2])


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("2024-02-29", 1709164800), ("2024/2/29 8:05", 1709193900), ("2024年2月29日", 1709164800), ("20240229", 1709164800),
        ("2024-02-29T08:00:00+08:00", 1709164800), ("2024-02-29 00:00:00.25Z", 1709164800),
    ],
)  # fmt: skip
def test_moments_are_utc_seconds_however_they_are_written(tmp_path: Path, written: str, seconds: int) -> None:
    edges = f"payer,payee,day,money\n007,008,{written},1\n"
    assert read(put(tmp_path, nodes=NODES, edges=edges), {"nodes.time": None}).relations["link"].at.tolist() == [
        seconds
    ]  # type: ignore[union-attr]


def test_a_column_of_days_may_be_blank_for_most(tmp_path: Path) -> None:
    nodes = "account,age,town,fraud,seen\n" + "".join(f"{i},1,A,0,\n" for i in range(9)) + "9,1,A,1,2024-01-02\n"
    d = read(put(tmp_path, nodes=nodes, edges="payer,payee,day,money\n1,2,2024-01-01,1\n"))
    assert d.labels is not None
    assert d.labels.at is not None
    assert d.labels.at.tolist() == [-1] * 9 + [1704153600]


def test_a_format_tells_moments_that_nobody_could_guess(tmp_path: Path) -> None:
    edges = "payer,payee,day,money\n007,008,01/02/2024 03:04,1\n"
    d = read(put(tmp_path, nodes=NODES, edges=edges), {"edges.format": "%d/%m/%Y %H:%M", "nodes.time": None})
    assert d.relations["link"].at.tolist() == [1706756640]  # type: ignore[union-attr]


def test_what_is_looked_for_is_the_rarer_of_two_words_and_said_so(tmp_path: Path) -> None:
    nodes = "account,kind\n007,licit\n008,odd\n0_9,licit\n"
    how = {**DESCRIBED, "nodes": {"file": "nodes.csv", "id": "account", "label": "kind"}}
    d = folder.read(put(tmp_path, nodes=nodes, edges=EDGES), how)
    assert d.labels is not None
    assert (d.labels.classes, d.labels.y.tolist()) == (("licit", "odd"), [0, 1, 0])
    assert "odd is taken" in str(d.note["said"])
    other = folder.read(tmp_path, {**how, "labels": {"positive": "licit"}})
    assert other.labels is not None
    assert other.labels.y.tolist() == [1, 0, 1]


def test_the_one_table_that_is_of_no_nodes_by_its_name_is_taken_for_the_links(tmp_path: Path) -> None:
    users = "handle,troll,train,val,is_test\nu1,0,1,0,0\nu2,1,0,1,0\nu3,0,0,0,1\n"
    place = put(tmp_path / "forum", users=users, replies="who,whom\nu1,u2\nu2,u3\n")
    d = folder.read(place, None, {"nodes.label": "troll"})
    assert (d.n, d.m, d.ids, d.columns) == (3, 2, ("u1", "u2", "u3"), ())
    assert [(s.train.tolist(), s.valid.tolist(), s.test.tolist()) for s in d.splits] == [([0], [1], [2])]
    assert "edges.file = replies.csv" in str(d.note["said"])
    assert folder.read(put(tmp_path / "one", wash="seller,buyer,qty\na,b,3\nb,a,4\n")).m == 2
    with pytest.raises(JinyingError, match="can't tell which file"):
        folder.read(put(tmp_path / "two", this="a,b\n1,2\n", that="a,b\n1,2\n"))


def test_usual_names_are_guessed_and_what_was_guessed_is_said(tmp_path: Path) -> None:
    put(tmp_path, accounts="nodeid,isFraud,fraudStep,balance\n1,0,-1,5\n2,1,3,6\n", transactions="sourceNodeId,targetNodeId,value,time\n1,2,5,1\n")  # fmt: skip
    d = folder.read(tmp_path)
    assert (d.columns, d.relations["link"].columns) == (("balance",), ("amount",)), "fraudStep tells the label"
    assert d.labels is not None
    assert d.labels.y.tolist() == [0, 1]
    assert d.labels.at is not None
    assert d.labels.at.tolist() == [-1, 3], "and when"
    assert "nodes.label = isFraud" in str(d.note["said"])


def test_usual_names_are_chinese_too(tmp_path: Path) -> None:
    put(tmp_path, 客户信息="客户号,年龄\n甲,5\n乙,6\n", 银行交易明细="流水号,付款人,收款人,发生额,交易日期,是否可疑\nA1,甲,乙,\"1,200.5\",2024年5月1日,是\nA2,乙,甲,7,2024年5月2日,否\n")  # fmt: skip
    d = folder.read(tmp_path)
    links = d.relations["link"]
    assert (d.ids, d.columns, links.amount().tolist()) == (("甲", "乙"), ("年龄",), [1200.5, 7.0])
    assert links.at is not None
    assert (np.diff(links.at).tolist(), d.labels and d.labels.relation, links.ids) == ([86400], "link", ("A1", "A2"))
    bare = put(
        tmp_path / "bare",
        客户信息="客户号,年龄\n甲,5\n乙,6\n",
        银行交易明细="付款人,收款人,交易日期\n甲,乙,2024年5月1日\n",
    )
    assert folder.read(bare, again(d.note["described"]), {}, d.note).relations["link"].ids == ("0",)  # type: ignore[arg-type]


@pytest.mark.parametrize(("heads", "ends"), [("tx,one,other,time", ("one", "other")), ("tx,sender,time,whom", ("sender", "whom")), ("tx,amount,who,payee", ("who", "payee"))])  # fmt: skip
def test_ends_that_bear_no_usual_name_are_not_what_numbers_the_rows(
    tmp_path: Path, heads: str, ends: tuple[str, str]
) -> None:
    rows = [{"tx": f"t{i}", "time": i // 4, "amount": 5} for i in range(40)]
    lines = [",".join(str(row.get(h, f"{h[0]}{i % 7}")) for h in heads.split(",")) for i, row in enumerate(rows)]
    d = folder.read(put(tmp_path, edges="\n".join([heads, *lines])))
    assert f"edges.source = {ends[0]}; edges.target = {ends[1]}" in str(d.note["said"])


def test_labels_that_only_links_have_are_labels_of_links_and_pairs_have_no_direction(tmp_path: Path) -> None:
    put(tmp_path, accounts="id,age\n1,5\n2,6\n", edges="src,dst,is_laundering\n" + "1,2,0\n2,1,1\n" * 15)
    d = folder.read(tmp_path)
    assert d.labels is not None
    assert (d.labels.task, d.labels.relation, int(d.labels.y.sum())) == ("edge", "link", 15)
    assert d.relations["link"].directed
    put(tmp_path, edges="src,dst\n" + "1,2\n" * 20)
    assert not folder.read(tmp_path).relations["link"].directed


@pytest.mark.parametrize(
    ("edges", "headed"),
    [
        ("a户,b户,2024-01-05,3.5\nb户,c户,2024-04-09,1\nc户,a户,2024-05-28,2\n", False),  # a day above days
        ("a户,b户,3.5\nb户,c户,1\nc户,a户,2\nb户,a户,2\na户,c户,9\n", False),  # an end that is one again
        ("from,to,2024-01-05\na户,b户,3\nb户,c户,1\n", True),  # a column of what was on a day
        ("from,to,1\na户,b户,3\nb户,c户,1\n", True),  # a number that is a value too
    ],
)
def test_a_first_row_that_is_like_those_below_is_no_head(tmp_path: Path, edges: str, headed: bool) -> None:
    d = folder.read(put(tmp_path, edges=edges))
    assert d.relations["link"].m == edges.count("\n") - headed
    assert set(d.ids) == {"a户", "b户", "c户"}


@pytest.mark.parametrize(("columns", "time"), [("主叫,被叫,通话时间", True), ("主叫,被叫,开户日期,通话时间", False), ("主叫,被叫,备注", False)])  # fmt: skip
def test_the_one_column_of_links_that_is_called_a_time_is_theirs(tmp_path: Path, columns: str, time: bool) -> None:
    more = columns.count(",") - 1
    rows = [",".join([a, b, *[f"2024-0{i + 1}-05"] * more]) for i, (a, b) in enumerate([("1a", "2b"), ("2b", "3c"), ("3c", "1a")])]  # fmt: skip
    d = folder.read(put(tmp_path, edges="\n".join([columns, *rows])))
    assert (d.relations["link"].at is not None) == time


@pytest.mark.parametrize("name", ["out.net", "edges.parquet", "net.mtx"])
def test_a_folder_of_what_is_not_read_says_what_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("% 1\n1 2\n")
    with pytest.raises(JinyingError, match=re.escape(name)) as said:
        folder.read(tmp_path)
    assert said.value.cure is not None
    assert "csv, tsv, txt" in said.value.cure.en


def test_a_file_in_place_of_a_folder_is_told_to_be_unpacked(tmp_path: Path) -> None:
    (tmp_path / "net.zip").write_bytes(b"PK")
    with pytest.raises(JinyingError, match="no folder") as said:
        folder.read(tmp_path / "net.zip")
    assert said.value.cure is not None
    assert "unpack" in said.value.cure.en


def test_files_without_a_head_are_read_by_the_numbers_of_their_columns(tmp_path: Path) -> None:
    (tmp_path / "graph.txt").write_text("1 2\n2 3\n")
    d = folder.read(tmp_path, {"edges": {"file": "graph.txt", "head": False, "source": 0, "target": 1}})
    assert (d.ids, d.m) == (("1", "2", "3"), 2)


def test_nodes_with_times_and_links_without_are_split_by_time_all_the_same(tmp_path: Path) -> None:
    """As Elliptic has it: features without a head, classes and edges of their own, a time step for each node."""
    (tmp_path / "txs_features.csv").write_text("".join(f"{i},{i % 10},{i / 7:.3f},{i % 4}\n" for i in range(60)))
    put(tmp_path, txs_classes="txId,class\n" + "".join(f"{i},{('1', '2', 'unknown')[i % 3]}\n" for i in range(60)))
    put(tmp_path, txs_edgelist="txId1,txId2\n" + "".join(f"{i},{i + 1}\n" for i in range(59)))
    how = {
        "nodes": {"file": "txs_features.csv", "head": False, "id": 0, "time": "1"},
        "edges": {"file": "txs_edgelist.csv", "source": "txId1", "target": "txId2", "time": "ends"},
        "labels": {"file": "txs_classes.csv", "id": "txId", "label": "class", "positive": 1},
    }
    d = folder.read(tmp_path, how)
    assert d.labels is not None
    assert d.labels.at is not None
    assert (len(d.labels.y), int(d.labels.y.sum()), d.columns) == (40, 20, ("2", "3"))
    (one,) = splits.split(d, {"by": "time"}, 0)
    assert leak.check(d, one) == []
    links, cut = phases(d, one)[0].data.relations["link"], one.cuts[0]
    step = np.arange(60) % 10
    assert cut is not None
    assert 0 < links.m < d.m
    assert max(step[links.source].max(), step[links.target].max()) < cut


def test_a_shipped_description_fits_each_shared_set(shared: Path) -> None:
    sizes = {}
    for name in describe.shipped():
        d = folder.read(shared / name, name)
        assert d.labels is not None
        sizes[name] = (d.n, d.m, len(d.labels.y), int((d.labels.y == 1).sum()))
    assert sizes == {
        "amlsim-fanin": (20000, 118250, 20000, 954), "amlworld-odd": (1623, 1497, 1623, 515), "covert-core": (448, 2384, 448, 34),
        "sichuan-telecom": (6106, 416211, 6106, 1962), "tolokers": (11758, 519000, 11758, 2566),
    }  # fmt: skip


def test_no_shipped_description_makes_a_feature_of_what_tells_the_label(shared: Path) -> None:
    fanin, odd = folder.read(shared / "amlsim-fanin", "amlsim-fanin"), folder.read(shared / "amlworld-odd", "amlworld-odd")  # fmt: skip
    assert fanin.columns == ("init_balance",)
    assert fanin.labels is not None
    assert fanin.labels.group is not None
    assert len(np.unique(fanin.labels.group[fanin.labels.group >= 0])) == 178, "rings, worked out of their deeds"
    assert (fanin.labels.y[fanin.labels.group >= 0] == 1).all()
    assert odd.relations["transfer"].columns == ("amount", "payment_currency")


# what is wrong


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        ({"nodes.file": "node.csv"}, "there is no node.csv in f; did you mean nodes.csv"),
        ({"nodes.id": "acount"}, "nodes.csv has no column acount; did you mean account"),
        ({"edges.sorce": "payer"}, "edges: sorce is not known; did you mean source"),
        ({"task": "nod"}, "task: nod is not known; did you mean node"),
        ({"split": {"by": "tim"}}, "split.by: tim is not known; did you mean time"),
        ({"split": {"by": "time", "folds": 3}}, "split by time: folds is not known"),
        ({"edges.directed": "maybe"}, "edges.directed should be true or false"),
        ({"edges.time": "payer"}, "edges.csv payer: 1 rows are no times, the first in line 3 (0_9)"),
        ({"edges.amount": "payee"}, "have an amount that is no number"),
        ({"edges.format": "dmy"}, "the format of times dmy is not known"),
        ({"labels.classes": ["0"]}, "nodes.csv fraud: 1 rows have labels that are not among the classes, the first in line 3 (1)"),
        ({"labels.positive": "yes"}, "nodes.csv fraud never is yes"),
        ({"nodes.features": ["agee"]}, "nodes.csv has no column agee; did you mean age"),
        ({"edges.time": "ends", "nodes.time": None}, "time: ends needs times of the nodes"),
        ({"nodes.part": "town"}, "edges.csv: 2 rows join two parts, the first in line 2 (007)"),
    ],
)  # fmt: skip
def test_a_wrong_description_is_answered_with_the_cure(tmp_path: Path, flags: dict[str, Any], says: str) -> None:
    at = put(tmp_path / "f", nodes=NODES, edges=EDGES.replace("008,0_9,1", "0_9,008,1") if "edges.time" in flags else EDGES)  # fmt: skip
    with pytest.raises(JinyingError) as error:
        read(at, flags)
    assert says in str(error.value)
    assert error.value.what.zh
    assert error.value.what.zh != error.value.what.en


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"nodes": NODES + "007,1,A,0,\n"}, "nodes.csv: 2 rows have an id that is there twice, the first in line 2 (007)"),
        ({"nodes": NODES + ",1,A,0,\n"}, "nodes.csv: 1 rows have no id, the first in line 5"),
        ({"nodes": NODES.replace("0,\n0_9", "0.5,\n0_9").replace("1,5", "0.5,5")}, "are no classes"),
        ({"nodes": "account,fraud,seen\n007,0,\n008,1,\n0_9,?,\n1,0,\n2,unknown,\n"}, "have a label that is no number, the first in line 4 (?)"),
        ({"nodes": NODES.split("\n")[0] + "\n"}, "nodes.csv has no rows"),
        ({"nodes": ""}, "nodes.csv is empty"),
        ({"nodes": NODES + "1,2,3,4,5,6,7\n"}, "nodes.csv is no even table"),
        ({"edges": EDGES + "7,008,1,1\n8,7,1,1\n"}, "edges.csv has 2 rows that name 2 nodes which nodes.csv lacks"),
        ({"edges": EDGES + "007,008,,1\n"}, "have no time, the first in line 5"),
        ({"edges": EDGES.replace("3,10", "2024-01-01,10").replace(",1,", ",2024-01-02,").replace(",2,", ",2024-01-03,")}, "by another clock"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_one_sentence_with_its_row(tmp_path: Path, files: dict[str, str], says: str) -> None:
    with pytest.raises(JinyingError) as error:
        read(put(tmp_path, **{"nodes": NODES, "edges": EDGES, **files}))
    assert says in str(error.value)


def test_links_may_name_others_where_that_is_allowed(tmp_path: Path) -> None:
    d = read(put(tmp_path, nodes=NODES, edges=EDGES + "new,008,1,1\n"), {"nodes.others": True})
    assert (d.ids[-1], d.n) == ("new", 4)
    assert np.isnan(d.x[-1, 0])
    assert d.labels is not None
    assert 3 not in d.labels.index


def test_a_labels_file_may_name_nobody_who_is_not_there(tmp_path: Path) -> None:
    at = put(tmp_path, nodes=NODES, edges=EDGES, labels="id,label\n007,1\nnobody,0\n")
    with pytest.raises(JinyingError, match=r"have an id that is not in the data, the first in line 3 \(nobody\)"):
        read(at, {"labels.file": "labels.csv"})
    links = "".join(f"{i},{i + 1}\n" for i in range(40))
    answers = "".join(f"{i},{i % 2}\n" for i in range(40))
    few = folder.read(put(tmp_path / "few", edges=f"src,dst\n{links}", labels=f"id,label\n{answers}gone,1\n"))
    assert few.labels is not None
    assert few.labels.index.tolist() == [*range(40)], "one in forty is left out"
    assert "1 rows have an id that is not in the data, the first in line 42 (gone): not used" in str(few.note["said"])


def test_a_pickle_in_an_npz_is_not_opened(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (tmp_path / "opened",))

    np.savez(tmp_path / "all.npz", edges=np.array([Evil()], object), allow_pickle=True)
    with pytest.raises(JinyingError, match="which is not read"):
        folder.read(tmp_path)
    assert not (tmp_path / "opened").exists()


def test_what_is_too_large_once_unpacked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "LARGEST", 1 << 16)
    monkeypatch.setattr(frames, "CHUNK", 1 << 10)
    (tmp_path / "edges.csv.gz").write_bytes(gzip.compress(b"src,dst\n" + b"1,2\n" * 50_000))
    with pytest.raises(JinyingError, match="unpacked"):
        folder.read(tmp_path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("edges.npy", b"0" * (1 << 20))
    (tmp_path / "edges.csv.gz").unlink()
    (tmp_path / "all.npz").write_bytes(packed.getvalue())
    with pytest.raises(JinyingError, match="unpacked"):
        folder.read(tmp_path)


@pytest.mark.parametrize("broken", [b"no zip", b"PK\x03\x04broken", b""])
def test_a_broken_file_is_said_to_be_broken(tmp_path: Path, broken: bytes) -> None:
    (tmp_path / "all.npz").write_bytes(broken)
    with pytest.raises(JinyingError, match="is no npz"):
        folder.read(tmp_path)
    (tmp_path / "all.npz").unlink()
    (tmp_path / "edges.csv.gz").write_bytes(b"\x1f\x8b" + broken)
    with pytest.raises(JinyingError, match="packing is broken"):
        folder.read(tmp_path)


def test_a_folder_that_is_not_there_or_holds_nothing_usual_says_so(tmp_path: Path) -> None:
    with pytest.raises(JinyingError, match="there is no folder"):
        folder.read(tmp_path / "nowhere")
    with pytest.raises(JinyingError, match="can't tell which file"):
        folder.read(put(tmp_path / "f", thing="a\n1\n"))
    with pytest.raises(JinyingError, match="did you mean tolokers"):
        folder.read(tmp_path, "toloker")


def test_a_description_that_is_no_yaml_says_where(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text("edges: {file: [")
    with pytest.raises(JinyingError, match="is no YAML"):
        folder.read(tmp_path, tmp_path / "d.yaml")
    (tmp_path / "d.yaml").write_text("- edges\n")
    with pytest.raises(JinyingError, match="should be keys with values"):
        folder.read(tmp_path, tmp_path / "d.yaml")


def test_every_word_of_a_description_is_in_the_document() -> None:
    text = (Path(__file__).parents[2] / "docs/outside-data.md").read_text("utf-8")
    words = {w for told in re.findall(r"`([^`]*)`", text) for w in re.findall(r"\w+", told)}
    records = (describe.Nodes, describe.Edges, describe.Answers, describe.Description)
    wanted = {f.name for record in records for f in fields(record)} | set(describe.SPLITS)
    wanted |= {key for keys in describe.SPLITS.values() for key in keys}
    assert wanted - words - {"nodes", "edges", "labels", "split"} == set()
