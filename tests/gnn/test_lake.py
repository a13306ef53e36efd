"""The lake as models read it: nothing of after a time is seen, answers are found by what people call things."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gnn.answers import AnswersError, answered, decided, labelled, listed
from gnn.data import phases
from gnn.lake import form, like, read
from graph.finding import Finding, Subject
from graph.ops import open_ops
from graph.say import Say
from graph.snapshot import Snapshot
from graph.study.named import keyed
from tests.gnn.small import DAY, START, account_id, node, number, seen, when

MOVES = [("a", "b", 100.25, 1), ("b", "c", 50, 2), ("c", "d", 40, 3), ("a", "c", 30, 4), ("d", "a", 20, 5)]
ROLE, OTHER = Say("账户", "account"), Say("受害人", "victim")


@pytest.fixture
def s(tmp_path: Path) -> Snapshot:
    opened = [("a", -10), ("b", -3), ("c", None), ("d", 2.5)]
    return seen(tmp_path, MOVES, opened=opened, adverts=[("AD1", 3.5, "a")], phones=[("a", "13800000001"), ("d", "13800000002")])  # fmt: skip


def csv(folder: Path, *rows: str) -> Path:
    path = folder / "labels.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def test_all_nodes_and_links_are_there_in_yuan_and_in_order_of_time(s: Snapshot) -> None:
    d = read(s)
    of = d.relations["TRANSFER"]
    assert d.ids == tuple(s.ids(range(s.n)))
    assert {d.kinds[k] for k in d.kind} == {"Account", "Advert", "Phone"}
    assert of.at is not None
    assert of.at.tolist() == [START + k * DAY for k in range(1, 6)]
    assert of.amount().tolist() == [100.25, 50, 40, 30, 20]
    assert (of.source[0], of.target[0]) == (node(s, "a"), node(s, "b"))
    assert list(of.ids) == s.link_ids("TRANSFER", range(5))


def test_what_states_no_time_came_to_be_with_the_younger_of_its_ends(s: Snapshot) -> None:
    d = read(s)
    assert d.relations["PAYS_INTO"].at is not None
    assert d.relations["PAYS_INTO"].at.tolist() == [START + 3.5 * DAY]
    phones = d.relations["HAS_PHONE"]
    assert phones.at is not None
    assert dict(zip(phones.source.tolist(), phones.at.tolist(), strict=True)) == {node(s, "a"): START - 10 * DAY, node(s, "d"): START + 2.5 * DAY}  # fmt: skip


def test_nothing_of_after_the_time_is_seen(s: Snapshot) -> None:
    d = read(s, START + 2 * DAY)
    assert {name: links.m for name, links in d.relations.items()} == {"TRANSFER": 1, "HAS_PHONE": 1}
    opened = d.x[:, d.columns.index("Account.opened")]
    assert np.isnan(opened[node(s, "d")])
    assert opened[node(s, "a")] == pytest.approx((START - 10 * DAY) / 86_400 / 365.25, rel=1e-6)
    assert "Advert.promised_rate" not in d.columns
    assert "Advert.promised_rate" in read(s, START + 4 * DAY).columns


def test_states_of_later_are_no_features(s: Snapshot) -> None:
    assert not {"Account.balance", "Account.blocked", "Account.closed"}.intersection(read(s).columns)


def test_what_is_dropped_from_the_lake_later_leaves_the_past_as_it_was(tmp_path: Path) -> None:
    early = read(seen(tmp_path / "early", MOVES[:3]), START + 4 * DAY)
    late = read(seen(tmp_path / "late", [*MOVES[:3], ("e", "a", 9, 6), ("b", "e", 7, 7)]), START + 4 * DAY)
    sides = [{(d.ids[a], d.ids[b]) for a, b in zip(d.relations["TRANSFER"].source, d.relations["TRANSFER"].target, strict=True)} for d in (early, late)]  # fmt: skip
    assert sides[0] == sides[1]
    assert early.columns == late.columns


def test_another_snapshot_takes_the_form_that_a_model_knows(s: Snapshot, tmp_path: Path) -> None:
    columns, relations = form(read(s))
    other = like(read(seen(tmp_path / "other", MOVES)), columns, relations)
    assert form(other) == (columns, relations)
    assert np.isnan(other.x).all()
    assert (other.relations["PAYS_INTO"].m, other.relations["TRANSFER"].m) == (0, 5)
    assert other.relations["TRANSFER"].amount().sum() == pytest.approx(240.25)


# answers


def test_a_label_is_found_by_id_or_by_the_number_that_people_use(s: Snapshot, tmp_path: Path) -> None:
    by_key = listed(read(s), s, csv(tmp_path, "key,label", f"{number('a')},1", f"{number('z')},1", f"{number('d')},0"), "node")  # fmt: skip
    by_id = listed(read(s), s, csv(tmp_path, "id,label", f"{account_id('a')},1", "acc-none,1", f"{account_id('d')},0"), "node")  # fmt: skip
    for known in (by_key, by_id):
        assert known.index.tolist() == [node(s, "a"), node(s, "d")]
        assert (known.label, known.unknown) == (("1", "0"), 1)
    assert keyed(s, "Account", number("a")) == node(s, "a")


def test_where_only_what_is_sought_is_listed_the_rest_of_the_kind_is_not_sought(s: Snapshot, tmp_path: Path) -> None:
    d = read(s)
    made = labelled(d, s, listed(d, s, csv(tmp_path, "key,label", f"{number('b')},1"), "node"), "node")
    assert made.labels is not None
    assert dict(zip(made.labels.index.tolist(), made.labels.y.tolist(), strict=True)) == {node(s, name): int(name == "b") for name in "abcd"}  # fmt: skip
    assert made.splits == ()


def test_transfers_are_told_by_their_serial(s: Snapshot, tmp_path: Path) -> None:
    d = read(s)
    rows = [f"S{k},{number(a)},{number(b)},{int(k == 3)}" for k, (a, b, *_) in enumerate(MOVES)]
    wrong = f"S1,{number('a')},{number('b')},1"
    known = listed(d, s, csv(tmp_path, "serial,from,to,label", wrong, *reversed(rows)), "edge")
    assert known.index.tolist() == [4, 3, 2, 1, 0]
    assert known.unknown == 1
    made = labelled(d, s, known, "edge")
    assert made.labels is not None
    assert made.labels.at is not None
    assert made.labels.at.tolist() == [START + (k + 1) * DAY for k in (4, 3, 2, 1, 0)]


def test_labels_split_by_time_and_each_phase_sees_what_was_before_it(s: Snapshot, tmp_path: Path) -> None:
    d = read(s)
    path = csv(tmp_path, "serial,label", *(f"S{k},{k % 2}" for k in range(5)))
    with open_ops(tmp_path / "ops") as ops:
        made = answered(d, s, ops, path, "edge")
    (split,) = made.splits
    train, valid, test = phases(made, split)
    assert [p.k for p in (train, valid, test)] == [2, 1, 2]
    assert [p.data.relations["TRANSFER"].m for p in (train, valid, test)] == [2, 3, 5]
    assert sorted(np.concatenate([split.train, split.valid, split.test]).tolist()) == [0, 1, 2, 3, 4]


def test_a_split_that_the_file_gives_is_kept(s: Snapshot, tmp_path: Path) -> None:
    d = read(s)
    rows = ["key,label,time,split", f"{number('a')},1,{when(1)},train", f"{number('b')},0,{when(2)},valid", f"{number('c')},1,{when(3)},test", f"{number('d')},0,{when(4)},test"]  # fmt: skip
    made = labelled(d, s, listed(d, s, csv(tmp_path, *rows), "node"), "node")
    (split,) = made.splits
    assert [w.tolist() for w in (split.train, split.valid, split.test)] == [[0], [1], [2, 3]]
    assert split.cuts == (START + 2 * DAY, START + 3 * DAY, None)
    with pytest.raises(AnswersError, match="no labels to use"):
        labelled(d, s, listed(d, s, csv(tmp_path, *rows), "node"), "node", until=START)


def test_a_column_that_nobody_reads_is_refused(s: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="unknown column 'lable'; did you mean label"):
        listed(read(s), s, csv(tmp_path, "key,lable", f"{number('a')},1"), "node")


def test_what_people_decided_is_an_answer_from_the_day_they_did(s: Snapshot, tmp_path: Path) -> None:
    def told(names: str, *others: str) -> Finding:
        subjects = (*(Subject(account_id(n), "Account", ROLE) for n in names), *(Subject(account_id(n), "Account", OTHER) for n in others))  # fmt: skip
        return Finding("ring", subjects, (), None, None, 0.5, ROLE, key=names)

    found = told("a", "d"), told("bc"), told("b"), told("d")
    with open_ops(tmp_path / "ops") as ops:
        ops.keep("ring", {}, 1, found)
        ops.decide(found[0].id, "confirmed", "属实")
        ops.decide(found[1].id, "dismissed", "正常")
        ops.decide(found[2].id, "dismissed", "正常")
        ops.decide(found[2].id, "confirmed", "核后属实")
        ops.decide(found[3].id, "dismissed", "正常")
        ops.decide(found[3].id, "open", "再看")
        d = read(s)
        known = decided(d, ops)
        assert dict(zip(known.index.tolist(), known.label, strict=True)) == {node(s, "a"): "1", node(s, "b"): "1", node(s, "c"): "0"}  # fmt: skip
        assert decided(d, ops, int(known.at.min())).index.tolist() == []
        made = answered(d, s, ops, None, "node")
        assert made.labels is not None
        assert made.labels.y.sum() == 2


def test_the_truth_beside_a_world_is_read_as_it_was_written(s: Snapshot, tmp_path: Path) -> None:
    truth = tmp_path / "truth"
    truth.mkdir()
    (truth / "schemes.csv").write_text(f"scheme,legal,end\n0,false,{when(4)[:10]}\n1,true,{when(3)[:10]}\n", "utf-8")
    (truth / "roles.csv").write_text(f"scheme,kind,key,role,layer\n0,Account,{number('a')},归集账户,0\n0,Account,{number('b')},参与人,1\n1,Account,{number('c')},归集账户,0\n0,Account,{number('d')},沉淀,2\n", "utf-8")  # fmt: skip
    (truth / "transfers.csv").write_text(f"scheme,from,to,payer_serial,payee_serial\n0,{number('a')},{number('b')},S0,\n1,{number('b')},{number('c')},none,S1\n", "utf-8")  # fmt: skip
    d = read(s)
    with open_ops(tmp_path / "ops") as ops:
        made = {task: answered(d, s, ops, truth, task) for task in ("node", "layer", "edge")}  # type: ignore[arg-type]
        labels = {task: m.labels for task, m in made.items()}
        assert all(labels.values())
        told = {t: dict(zip(k.index.tolist(), (k.classes[y] for y in k.y), strict=True)) for t, k in labels.items() if k}  # fmt: skip
        assert told["node"] == {node(s, "a"): "1", node(s, "d"): "1", node(s, "b"): "0", node(s, "c"): "0"}
        assert told["layer"] == {node(s, "a"): "source", node(s, "d"): "sink"}
        assert told["edge"] == {0: "1", 1: "0", 2: "0", 3: "0", 4: "0"}
        assert made["node"].note["lookalikes"] == [account_id("c")]
        assert made["edge"].note["lookalikes"] == [d.relations["TRANSFER"].ids[1]]
        with pytest.raises(AnswersError, match=r"no labels|one class"):
            answered(d, s, ops, truth, "node", until=START)
