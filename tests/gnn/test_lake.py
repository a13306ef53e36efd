"""The lake as models read it: nothing of after a time is seen, answers are found by what people call things."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from stdnum.cn import uscc

from gnn.data import Data, Labels, phases
from gnn.reading import answers
from gnn.reading.answers import answered, decided, labelled, listed
from gnn.reading.known import AnswersError
from gnn.reading.lake import everything, form, like, read
from graph.finding import Finding, Subject
from graph.lake import Lake
from graph.ops import open_ops
from graph.say import JinyingError, Say
from graph.snapshot import Snapshot, snapshot
from graph.study.named import keyed
from ingest.load import load
from ingest.mapping import parse
from tests.gnn.small import DAY, START, account_id, node, number, seen, when
from tests.gnn.standing import ring_data
from tests.lakes import PEOPLE, TRANSFERS, write

FIRM = "91440101MA59ABCD1" + uscc.calc_check_digit("91440101MA59ABCD1")
TIES = (
    """
name: ties
label: {zh: 测试, en: test}
tables:
  - name: owned
    match: {header: [户主, 证件, 账号, 始]}
    entities:
      e: {kind: Enterprise, props: {credit_code: 户主}, optional: true}
      p: {kind: Person, props: {id_number: 证件}, optional: true}
      a: {kind: Account, props: {number: 账号}}
    links:
      o: {type: OWNS, from: [e, p], to: a, props: {created: 始}}
  - name: offices
    match: {header: [代码, 证件, 起]}
    entities:
      e: {kind: Enterprise, props: {credit_code: 代码}}
      p: {kind: Person, props: {id_number: 证件}}
    links:
      o: {type: LEGAL_REP_OF, from: p, to: e, props: {valid_from: 起}}
  - name: signed_in
    match: {header: [设备, 账户, 时]}
    entities:
      d: {kind: Device, props: {number: 设备}}
      a: {kind: Account, props: {number: 账户}}
    links:
      s: {type: SIGNS_IN, from: d, to: a, props: {at: 时}}
  - name: phoned
    match: {header: [证件, 账户, 电话]}
    entities:
      p: {kind: Person, props: {id_number: 证件}, optional: true}
      a: {kind: Account, props: {number: 账户}, optional: true}
      t: {kind: Phone, props: {number: 电话}}
    links:
      h: {type: HAS_PHONE, from: [p, a], to: t}
  - name: adverts
    match: {header: [广告, 采集, 收款]}
    entities:
      g: {kind: Advert, props: {number: 广告, at: 采集}}
      a: {kind: Account, props: {number: 收款}}
    links:
      p: {type: PAYS_INTO, from: g, to: a}
"""
    + TRANSFERS
)
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
    d = everything(s)
    of = d.relations["TRANSFER"]
    assert d.ids == tuple(s.ids(range(s.n)))
    assert {d.kinds[k] for k in d.kind} == {"Account", "Advert", "Phone"}
    assert of.at is not None
    assert of.at.tolist() == [START + k * DAY for k in range(1, 6)]
    assert of.amount().tolist() == [100.25, 50, 40, 30, 20]
    assert (of.source[0], of.target[0]) == (node(s, "a"), node(s, "b"))
    assert list(of.ids) == s.link_ids("TRANSFER", range(5))


def test_what_states_no_time_came_to_be_with_the_younger_of_its_ends(s: Snapshot) -> None:
    d = everything(s)
    assert d.relations["PAYS_INTO"].at is not None
    assert d.relations["PAYS_INTO"].at.tolist() == [START + 3.5 * DAY]
    phones = d.relations["HAS_PHONE"]
    assert phones.at is not None
    assert dict(zip(phones.source.tolist(), phones.at.tolist(), strict=True)) == {node(s, "a"): START - 10 * DAY, node(s, "d"): START + 2.5 * DAY}  # fmt: skip


def test_nothing_of_after_the_time_is_seen(s: Snapshot) -> None:
    d = everything(s, START + 2 * DAY)
    assert {name: links.m for name, links in d.relations.items()} == {"TRANSFER": 1, "HAS_PHONE": 1}
    opened = d.x[:, d.columns.index("Account.opened")]
    assert np.isnan(opened[node(s, "d")])
    assert opened[node(s, "a")] == pytest.approx((START - 10 * DAY) / 86_400 / 365.25, rel=1e-6)
    assert "Advert.promised_rate" not in d.columns
    assert "Advert.promised_rate" in everything(s, START + 4 * DAY).columns


def test_states_of_later_are_no_features(s: Snapshot) -> None:
    assert not {"Account.balance", "Account.blocked", "Account.closed"}.intersection(everything(s).columns)


def test_what_is_dropped_from_the_lake_later_leaves_the_past_as_it_was(tmp_path: Path) -> None:
    early = everything(seen(tmp_path / "early", MOVES[:3]), START + 4 * DAY)
    late = everything(seen(tmp_path / "late", [*MOVES[:3], ("e", "a", 9, 6), ("b", "e", 7, 7)]), START + 4 * DAY)
    sides = [{(d.ids[a], d.ids[b]) for a, b in zip(d.relations["TRANSFER"].source, d.relations["TRANSFER"].target, strict=True)} for d in (early, late)]  # fmt: skip
    assert sides[0] == sides[1]
    assert early.columns == late.columns


def test_another_snapshot_takes_the_form_that_a_model_knows(s: Snapshot, tmp_path: Path) -> None:
    columns, relations = form(everything(s))
    other = like(everything(seen(tmp_path / "other", MOVES)), columns, relations)
    assert form(other) == (columns, relations)
    assert np.isnan(other.x).all()
    assert (other.relations["PAYS_INTO"].m, other.relations["TRANSFER"].m) == (0, 5)
    assert other.relations["TRANSFER"].amount().sum() == pytest.approx(240.25)


# answers


def test_a_label_is_found_by_id_or_by_the_number_that_people_use(s: Snapshot, tmp_path: Path) -> None:
    by_key = listed(everything(s), s, csv(tmp_path, "key,label", f"{number('a')},1", f"{number('z')},1", f"{number('d')},0"), "node")  # fmt: skip
    by_id = listed(everything(s), s, csv(tmp_path, "id,label", f"{account_id('a')},1", "acc-none,1", f"{account_id('d')},0"), "node")  # fmt: skip
    for known in (by_key, by_id):
        assert known.index.tolist() == [node(s, "a"), node(s, "d")]
        assert (known.label, known.unknown) == (("1", "0"), 1)
    assert keyed(s, "Account", number("a")) == node(s, "a")


def test_where_only_what_is_sought_is_listed_the_rest_of_the_kind_is_not_sought(s: Snapshot, tmp_path: Path) -> None:
    d = everything(s)
    made = labelled(d, s, listed(d, s, csv(tmp_path, "key,label", f"{number('b')},1"), "node"), "node")
    assert made.labels is not None
    assert dict(zip(made.labels.index.tolist(), made.labels.y.tolist(), strict=True)) == {node(s, name): int(name == "b") for name in "abcd"}  # fmt: skip
    assert made.splits == ()


def test_transfers_are_told_by_their_serial(s: Snapshot, tmp_path: Path) -> None:
    d = everything(s)
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
    d = everything(s)
    path = csv(tmp_path, "serial,label", *(f"S{k},{k % 2}" for k in range(5)))
    with open_ops(tmp_path / "ops") as ops:
        made = answered(d, s, ops, path, "edge")
    (split,) = made.splits
    train, valid, test = phases(made, split)
    assert [p.k for p in (train, valid, test)] == [2, 1, 2]
    assert [p.data.relations["TRANSFER"].m for p in (train, valid, test)] == [2, 3, 5]
    assert sorted(np.concatenate([split.train, split.valid, split.test]).tolist()) == [0, 1, 2, 3, 4]


def test_each_phase_has_both_classes_where_times_allow_it() -> None:
    data = ring_data(100)
    at = np.arange(100, dtype=np.int64)
    for sought, cuts in (([3, 20, 50, 65, 90], (59, 79)), ([3, 20, 40, 55, 58], (55, 58)), ([50, 60], None), ([5, 30, 31], None)):  # fmt: skip
        y = np.isin(at, sought).astype(np.int64)
        labels = Labels("node", None, at, y, ("0", "1"), at)
        (one,) = answers.split(replace(data, labels=labels)).splits
        phases_ = [one.train, one.valid, one.test]
        assert sorted(np.concatenate(phases_).tolist()) == at.tolist()
        assert all(at[a].max() < at[b].min() for a, b in pairwise(phases_))
        if cuts is not None:
            assert one.cuts[:2] == cuts
        assert all(y[p].any() for p in phases_) == (len(sought) > 2)


def test_each_phase_has_two_groups_of_those_sought_where_there_are_six() -> None:
    """A group has one time; of seven the last two are asked about, not the last alone."""
    data = ring_data(100)
    at = np.arange(100, dtype=np.int64)
    for groups in ({5: 3, 15: 4, 25: 4, 35: 3, 62: 3, 70: 3, 95: 3}, {5: 3, 15: 4, 70: 3, 90: 3}):
        y, group, when_ = np.zeros(100, np.int64), np.full(100, -1, np.int32), at.copy()
        for g, (last, size) in enumerate(groups.items()):
            mine = slice(last - size + 1, last + 1)
            y[mine], group[mine], when_[mine] = 1, g, last
        labels = Labels("node", None, at, y, ("0", "1"), when_, group)
        (one,) = answers.split(replace(data, labels=labels)).splits
        told = [len({int(g) for g in group[p] if g >= 0}) for p in (one.train, one.valid, one.test)]
        assert sum(told) == len(groups), "none stands on both sides"
        assert min(told) == (2 if len(groups) > 5 else 1), told
        assert all(when_[a].max() < when_[b].min() for a, b in ((one.train, one.valid), (one.valid, one.test)))


def test_a_split_that_the_file_gives_is_kept(s: Snapshot, tmp_path: Path) -> None:
    d = everything(s)
    rows = ["key,label,time,split", f"{number('a')},1,{when(1)},train", f"{number('b')},0,{when(2)},valid", f"{number('c')},1,{when(3)},test", f"{number('d')},0,{when(4)},test"]  # fmt: skip
    made = labelled(d, s, listed(d, s, csv(tmp_path, *rows), "node"), "node")
    (split,) = made.splits
    assert [w.tolist() for w in (split.train, split.valid, split.test)] == [[0], [1], [2, 3]]
    last = [int(made.labels.at[i]) for i in (0, 1)]  # type: ignore[union-attr, index]
    assert split.cuts == (last[0] + 1, last[1] + 1, None)
    with pytest.raises(AnswersError, match="no labels to use"):
        labelled(d, s, listed(d, s, csv(tmp_path, *rows), "node"), "node", until=START)


def test_words_of_a_split_are_those_of_a_folder_and_others_are_refused(s: Snapshot, tmp_path: Path) -> None:
    d = everything(s)
    rows = [f"{number('a')},1,Train", f"{number('b')},0,training", f"{number('c')},1,holdout", f"{number('d')},0,"]
    made = labelled(d, s, listed(d, s, csv(tmp_path, "key,label,split", *rows), "node"), "node")
    (split,) = made.splits
    assert sorted([*split.train, *split.valid]) == [0, 1]
    assert split.test.tolist() == [2], "who has no word is in none"
    with pytest.raises(JinyingError, match=r"says tset .*did you mean test"):
        listed(d, s, csv(tmp_path, "key,label,split", f"{number('a')},1,tset"), "node")
    one_class = listed(d, s, csv(tmp_path, "key,label,split", f"{number('a')},1,train", f"{number('b')},1,test"), "node")  # fmt: skip
    with pytest.raises(AnswersError, match="the rest has no part in their split"):
        labelled(d, s, one_class, "node")


def test_a_column_that_nobody_reads_is_refused(s: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="unknown column 'lable'; did you mean label"):
        listed(everything(s), s, csv(tmp_path, "key,lable", f"{number('a')},1"), "node")


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
        d = everything(s)
        known = decided(d, s, ops)
        assert dict(zip(known.index.tolist(), known.label, strict=True)) == {node(s, "a"): "1", node(s, "b"): "1", node(s, "c"): "0"}  # fmt: skip
        assert decided(d, s, ops, int(known.at.min())).index.tolist() == []
        made = answered(d, s, ops, None, "node")
        assert made.labels is not None
        assert made.labels.y.sum() == 2


def test_what_was_decided_of_transfers_is_an_answer_about_them_and_accuses_nobody(s: Snapshot, tmp_path: Path) -> None:
    d = everything(s)
    ids = d.relations["TRANSFER"].ids

    def told(key: str, *asked: str) -> Finding:
        subjects = (Subject(account_id("a"), "Account", ROLE), Subject(account_id("b"), "Account", OTHER))
        return Finding("model-t", subjects, asked, None, None, 0.5, ROLE, {"asked": list(asked), "relation": "TRANSFER"}, key)  # fmt: skip

    found = told("x", *ids[:2]), told("y", ids[3]), told("z", "transfer-gone")
    with open_ops(tmp_path / "ops") as ops:
        ops.keep("model-t", {}, 1, found)
        for one, verdict in zip(found, ("confirmed", "dismissed", "confirmed"), strict=True):
            ops.decide(one.id, verdict, "核实")
        known = decided(d, s, ops, None, "edge")
        assert (known.relation, known.index.tolist(), known.label, known.unknown) == ("TRANSFER", [0, 1, 3], ("1", "1", "0"), 1)  # fmt: skip
        assert decided(d, s, ops, int(known.at.min()), "edge").index.tolist() == []
        made = answered(d, s, ops, None, "edge").labels
        assert made is not None
        assert (made.relation, made.y.tolist()) == ("TRANSFER", [1, 1, 0])
        assert decided(d, s, ops).index.tolist() == [], "who paid may be a victim"


def test_the_truth_beside_a_world_is_read_as_it_was_written(s: Snapshot, tmp_path: Path) -> None:
    truth = tmp_path / "truth"
    truth.mkdir()
    (truth / "schemes.csv").write_text(f"scheme,legal,end\n0,false,{when(4)[:10]}\n1,true,{when(3)[:10]}\n", "utf-8")
    (truth / "roles.csv").write_text(f"scheme,kind,key,role,layer\n0,Account,{number('a')},归集账户,0\n0,Account,{number('b')},参与人,1\n1,Account,{number('c')},归集账户,0\n0,Account,{number('d')},沉淀,2\n", "utf-8")  # fmt: skip
    (truth / "transfers.csv").write_text(f"scheme,from,to,payer_serial,payee_serial\n0,{number('a')},{number('b')},S0,\n1,{number('b')},{number('c')},none,S1\n", "utf-8")  # fmt: skip
    d = everything(s)
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


def test_a_scheme_s_transfers_are_known_together_when_it_has_ended(tmp_path: Path) -> None:
    """Two schemes and a look-alike that overlap, and a hundred transfers of others: who knows only what has ended by a day
    knows nothing of a scheme that still runs, not even as honest."""
    others = [("x" + "abcdefghij"[k % 10], "y" + "abcdefghij"[k // 10], 7, k / 2) for k in range(100)]
    first = [("a", "b", 100, 1), ("b", "c", 90, 12)]  # ended on the 10th; the last of it came later
    second = [("d", "e", 100, 2), ("e", "f", 90, 30)]
    lawful = [("g", "h", 5, 3), ("h", "i", 5, 25)]
    moves = [*others, *first, *second, *lawful]
    s = seen(tmp_path, moves)
    truth = tmp_path / "truth"
    truth.mkdir()
    (truth / "schemes.csv").write_text(f"scheme,legal,end\n0,false,{when(10)}\n1,false,{when(40)}\n2,true,{when(35)}\n", "utf-8")  # fmt: skip
    (truth / "roles.csv").write_text("scheme,kind,key,role,layer\n", "utf-8")
    rows = [f"{(k - 100) // 2},{number(a)},{number(b)},S{k}," for k, (a, b, *_) in enumerate(moves) if k >= 100]
    both = f"2,{number('a')},{number('b')},S100,"  # of a scheme and a look-alike too: the scheme's
    (truth / "transfers.csv").write_text("\n".join(["scheme,from,to,payer_serial,payee_serial", *rows, both]) + "\n", "utf-8")  # fmt: skip
    d = everything(s)
    with open_ops(tmp_path / "ops") as ops:
        made = answered(d, s, ops, truth, "edge")
        early = answered(d, s, ops, truth, "edge", until=START + 20 * DAY)
    assert made.labels is not None
    assert made.labels.at is not None
    assert made.labels.group is not None
    of = d.relations["TRANSFER"]
    assert of.at is not None
    pair = [(d.ids[a], d.ids[b]) for a, b in zip(of.source, of.target, strict=True)]
    told = {pair[i]: (y, (at - START) / DAY, g) for i, y, at, g in zip(made.labels.index, made.labels.y, made.labels.at, made.labels.group, strict=True)}  # fmt: skip
    planted = {(account_id(a), account_id(b)): k // 2 for k, (a, b, *_) in enumerate([*first, *second, *lawful])}
    assert {p: told[p] for p in planted} == {p: ((1, 12, 0), (1, 40, 1), (0, 35, 2))[g] for p, g in planted.items()}
    free = {(account_id(a), account_id(b)): day for a, b, _, day in others}
    assert all(told[p][0] == 0 and told[p][2] == -1 for p in free)
    assert all(told[p][1] == day or (told[p][1] > day and told[p][1] in (12, 35, 40)) for p, day in free.items())
    old = [told[p][1] for p, day in free.items() if day < 12]
    assert {round(a) for a in old} == {12, 35, 40}, "old transfers of others are asked about in each period"
    (split,) = made.splits
    for one in (split.train, split.valid, split.test):
        assert {int(g) for g in made.labels.group[one]}.isdisjoint(
            int(g) for other in (split.train, split.valid, split.test) if other is not one for g in made.labels.group[other] if g >= 0
        )  # fmt: skip
    assert early.labels is not None
    known = {pair[i] for i in early.labels.index}
    assert known >= {p for p, g in planted.items() if g == 0}
    assert known.isdisjoint(p for p, g in planted.items() if g > 0), "what still runs is neither a scheme's nor honest"


# accounts


@pytest.fixture
def tied(tmp_path: Path) -> Snapshot:
    """a and b are one person's, c another's who has a say in the firm that owns d; a and e share a device, b and c a phone."""
    folder = tmp_path / "tied"
    folder.mkdir()
    files = {
        "own.csv": ("户主,证件,账号,始", [f",{PEOPLE[0]},{number('a')},{when(1)}", f",{PEOPLE[0]},{number('b')},{when(2)}", f",{PEOPLE[1]},{number('c')},{when(3)}", f"{FIRM},,{number('d')},{when(4)}"]),
        "say.csv": ("代码,证件,起", [f"{FIRM},{PEOPLE[1]},{when(6)}"]),
        "in.csv": ("设备,账户,时", [f"D1,{number('a')},{when(5)}", f"D1,{number('a')},{when(1)}", f"D1,{number('e')},{when(7)}", *(f"D2,{number(x)},{when(8)}" for x in "abcdefghijkl")]),
        "call.csv": ("证件,账户,电话", [f"{PEOPLE[1]},,13800000001", f",{number('b')},13800000001"]),
        "ads.csv": ("广告,采集,收款", [f"AD1,{when(9)},{number('d')}"]),
        "moves.csv": ("付,收,元,时,号", [f"{number('a')},{number('d')},5.00,{when(9)},S1"]),
    }  # fmt: skip
    lake = Lake(folder / "data")
    with lake.lock():
        for name, (header, rows) in files.items():
            load(lake, write(folder / name, header, rows), parse(TIES, "ties"))
    return snapshot(lake)


def pairs(d: Data, name: str) -> dict[tuple[str, str], float]:
    """Short names of the ends, and days."""
    names = {account_id(c): c for c in "abcdefghijkl"}
    k = d.relations[name]
    assert k.at is not None
    return {(names[d.ids[a]], names[d.ids[b]]): (t - START) / DAY for a, b, t in zip(k.source, k.target, k.at.tolist(), strict=True)}  # fmt: skip


def either(found: dict[tuple[str, str], float]) -> dict[frozenset[str], float]:
    return {frozenset(ends): at for ends, at in found.items()}


def test_accounts_are_tied_by_what_they_share_from_the_later_day(tied: Snapshot) -> None:
    d = read(tied)
    assert set(d.kinds) == {"Account"}
    assert d.n == 12
    assert either(pairs(d, "OWNER")) == {frozenset("ab"): 2}
    assert either(pairs(d, "DEVICE")) == {frozenset("ae"): 7}, "what twelve accounts share ties nobody"
    assert either(pairs(d, "PHONE")) == {frozenset("bc"): 3}, "his phone was his account's when it was his"
    assert pairs(d, "FIRM") == {("c", "d"): 6}
    assert pairs(d, "NAMED") == {("d", "d"): 9}
    assert pairs(d, "TRANSFER") == {("a", "d"): 9}
    assert set(d.relations["DEVICE"].ids) < set(tied.link_ids("SIGNS_IN", range(15)))
    assert not d.relations["OWNER"].directed
    early = read(tied, START + int(6.5 * DAY))
    assert {name for name, k in early.relations.items() if k.m} == {"OWNER", "PHONE", "FIRM"}


def test_an_account_has_its_owner_s_settled_properties(tied: Snapshot) -> None:
    d = read(tied)
    place = {c: d.ids.index(account_id(c)) for c in "acde"}
    firm = d.x[:, d.columns.index("Owner.is an enterprise")]
    assert [firm[place[c]] for c in "acd"] == [0, 0, 1]
    assert np.isnan(firm[place["e"]])
    early = read(tied, START + int(3.5 * DAY))
    then = early.x[:, early.columns.index("Owner.is an enterprise")]
    assert [then[place[c]] for c in "ac"] == [0, 0]
    assert np.isnan(then[place["d"]]), "the firm had it from the fourth day on"


def test_whoever_is_no_node_stands_for_the_accounts_that_he_owns(tied: Snapshot, tmp_path: Path) -> None:
    d = read(tied)
    known = listed(d, tied, csv(tmp_path, "kind,key,label", f"Person,{PEOPLE[0]},1", f"Account,{number('d')},0", "Account,99,0"), "node")  # fmt: skip
    assert {d.ids[i]: y for i, y in zip(known.index.tolist(), known.label, strict=True)} == {account_id("a"): "1", account_id("b"): "1", account_id("d"): "0"}  # fmt: skip
    assert known.unknown == 1
