"""Who was judged to be whom: united with vetoes, shown by lake, graph and snapshot, and taken back without a trace."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import project
from graph.judged import RULE, Judged, Judgement, answers, disputed, unite, verdict
from graph.lake import Lake
from graph.merge import merged
from graph.ops import open_ops
from graph.ops.judgements import JudgementError
from graph.project import catch_up, check
from graph.snapshot import snapshot
from graph.store import Store, Writer
from tests.graph.test_project import dying, everything
from tests.graph.test_snapshot import rows, same_arrays
from tests.lakes import PEOPLE, holders, moves, put


def said(seq: int, left: str, right: str, answer: str, who: str = "a", gone: bool = False) -> Judgement:
    return Judgement(seq, left, right, answer, who, "", "", gone=gone)


PAIRS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(["same", "same", "different"])).filter(lambda p: p[0] != p[1]),
    max_size=14,
    unique_by=lambda p: frozenset(p[:2]),
)  # fmt: skip


@given(PAIRS)
def test_nothing_judged_different_is_ever_one_and_nothing_else_is_left_out(pairs: list[tuple[int, int, str]]) -> None:
    judgements = [said(k, f"x{a}", f"x{b}", answer) for k, (a, b, answer) in enumerate(pairs)]
    j = unite(judgements)
    apart = [(x, y) for x, y, answer in pairs if answer == "different"]
    for x, y in apart:
        assert j.canonical.get(f"x{x}", f"x{x}") != j.canonical.get(f"x{y}", f"x{y}")
    graph = nx.Graph()
    graph.add_nodes_from(range(8))
    refused = []
    for k, (x, y, answer) in enumerate(pairs):  # an edge is taken where no pair apart is joined by it
        if answer == "same":
            graph.add_edge(x, y)
            if any(nx.has_path(graph, a, b) for a, b in apart):
                graph.remove_edge(x, y)
                refused.append(k)
    assert [r.seq for r in j.refused] == refused
    assert {frozenset(f"x{i}" for i in c) for c in nx.connected_components(graph) if len(c) > 1} == {
        frozenset(ids) for ids in j.members.values()
    }


@given(PAIRS, st.data())
def test_an_answer_taken_back_is_as_if_it_had_never_been(
    pairs: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    made = [said(k, f"x{a}", f"x{b}", answer) for k, (a, b, answer) in enumerate(pairs)]
    gone = {k for k in range(len(made)) if data.draw(st.booleans())}
    marked = [said(j.seq, j.left, j.right, j.answer, gone=k in gone) for k, j in enumerate(made)]
    assert unite(marked).canonical == unite(j for k, j in enumerate(made) if k not in gone).canonical


def test_a_person_goes_before_a_rule_and_one_against_is_enough() -> None:
    rule = said(1, "a", "b", "same", f"{RULE}name@1")
    assert verdict([rule]) == "same"
    assert verdict([rule, said(2, "a", "b", "unsure", "li")]) == "unsure"
    assert verdict([rule, said(2, "b", "a", "same", "li"), said(3, "a", "b", "different", "wang")]) == "different"
    both = [
        rule,
        said(2, "b", "a", "same", "li"),
        said(3, "a", "b", "different", "wang"),
        said(4, "a", "b", "same", "wang"),
    ]
    assert verdict(answers(both)["a", "b"]) == "same", "the last answer of each counts"
    assert disputed(answers(both[:3])["a", "b"]) and not disputed(answers(both)["a", "b"])  # noqa: PT018


def accounts(tmp: Path) -> tuple[Lake, list[str]]:
    """One person under two account numbers, both paying; another person beside."""
    lake = Lake(tmp / "d")
    lines = [f"6222000000{k:02d}0000,王一,工行,{PEOPLE[k // 3]}" for k in range(4)]
    put(lake, holders(tmp / "a.csv", lines))
    put(lake, moves(tmp / "m.csv", 40))
    put(lake, holders(tmp / "b.csv", [f"62220000000000,王一,中国工商银行,{PEOPLE[0]}", f"62220000000001,王一,,{PEOPLE[0]}"]))  # fmt: skip
    return lake, sorted(pl.concat(list(merged(lake, "Account")))["id"])


def judged(lake: Lake, *pairs: tuple[str, str], seq: int = 1) -> Lake:
    j = unite([said(k + 1, a, b, "same") for k, (a, b) in enumerate(pairs)], seq)
    return Lake(lake.root.parent, judged=j)


def of_person(lake: Lake) -> list[str]:
    frame = pl.concat(list(merged(lake, "OWNS")))
    return sorted(frame.filter(pl.col("from") == frame["from"].mode()[0])["to"])


def test_the_graph_follows_a_judgement_and_its_undoing(tmp_path: Path, store: Store) -> None:
    lake, _ = accounts(tmp_path)
    a, b, c = of_person(lake)[:3]
    catch_up(lake, store)
    before = everything(store)
    one = judged(lake, (a, b), (c, a))
    assert catch_up(one, store) == 1
    assert check(one, store).equal
    now = everything(store)
    assert now["Account"].keys() == before["Account"].keys() - {a, b}
    assert now["Account"][c]["sources"] == sum(before["Account"][i]["sources"] for i in (a, b, c))
    assert len(now["OWNS"]) == len(before["OWNS"]) - 2, "one person owns one account once"
    assert sum(f["count"] for f in now["FLOW"].values()) == len(now["TRANSFER"]) == len(before["TRANSFER"])
    back = Lake(lake.root.parent, judged=Judged(2))
    assert catch_up(back, store, judged=lambda seq: one.judged) == 1
    assert check(back, store).equal
    assert everything(store) == before


def test_imports_and_judgements_come_in_any_order(tmp_path: Path, embedded: Store) -> None:
    lake, _ = accounts(tmp_path)
    a, b, c, *_ = of_person(lake)
    first = next(iter(lake.active()))
    catch_up(judged(lake, (a, b)), embedded)
    with lake.lock():
        lake.undo(first)
    later = judged(lake, (b, c), (b, a), seq=5)
    catch_up(later, embedded, judged=lambda seq: judged(lake, (a, b)).judged)
    assert check(later, embedded).equal
    put(lake, tmp_path / "a.csv")
    catch_up(judged(lake, (b, c), (b, a), seq=5), embedded)
    assert check(judged(lake, (b, c), (b, a), seq=5), embedded).equal


@pytest.mark.parametrize("after", range(6))
def test_a_crash_while_a_judgement_is_shown_is_gone_on_from(
    tmp_path: Path, embedded: Store, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    lake, _ = accounts(tmp_path)
    a, b, *_ = of_person(lake)
    catch_up(lake, embedded)
    one = judged(lake, (a, b))
    monkeypatch.setattr(project, "BATCH", 3)
    with monkeypatch.context() as patch:
        patch.setattr(Writer, "_once", dying(Writer._once, after))
        with pytest.raises(ConnectionResetError):
            catch_up(one, embedded)
    assert catch_up(one, embedded) == 1
    assert check(one, embedded).equal


def test_why_tells_the_rows_of_all_that_were_judged_one(tmp_path: Path) -> None:
    lake, _ = accounts(tmp_path)
    a, b, *_ = of_person(lake)
    one = judged(lake, (a, b))
    apart = [sorted((r.file, r.row) for r in lake.why(i)) for i in (a, b)]
    for asked in (a, b):
        assert sorted((r.file, r.row) for r in one.why(asked)) == sorted(apart[0] + apart[1])
    owns = {i: lake.why(i) for i in pl.concat(list(merged(lake, "OWNS"))).filter(pl.col("to").is_in([a, b]))["id"]}
    (link,) = pl.concat(list(merged(one, "OWNS"))).filter(pl.col("to") == a)["id"]
    assert sorted((r.file, r.row) for r in one.why(link)) == sorted((r.file, r.row) for v in owns.values() for r in v)
    assert one.stated([a], [next(iter(lake.active()))]) == {a}


def test_the_snapshot_is_that_of_a_lake_where_they_were_one_from_the_start(tmp_path: Path) -> None:
    lake, _ = accounts(tmp_path)
    a, b, *_ = of_person(lake)
    apart, one = snapshot(lake), snapshot(judged(lake, (a, b)))
    assert one.n == apart.n - 1
    assert one.number(a) == one.number(b)
    ends = [tuple(a if x == b else x for x in r[1:3]) for r in rows(apart, "TRANSFER")]
    assert [r[1:3] for r in rows(one, "TRANSFER")] == ends
    assert one.counts["OWNS"] == apart.counts["OWNS"] - 1
    owner = one.owner[one.number(a)]
    assert one.ids([owner]) == apart.ids([apart.owner[apart.number(a)]])
    codes, words = one.words("Account", "bank")
    want = next(f.filter(pl.col("id") == a)["bank"][0] for f in merged(judged(lake, (a, b)), "Account"))
    assert words[codes[one.number(a)]] == want
    assert snapshot(lake).hash == apart.hash != one.hash


def test_a_judgement_reads_no_fact_again_and_its_undoing_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake, _ = accounts(tmp_path)
    a, b, c, *_ = of_person(lake)
    before = snapshot(lake)
    with monkeypatch.context() as patch:
        patch.setattr("graph.freeze._entities", None)
        patch.setattr("graph.freeze._links", None)
        one = snapshot(judged(lake, (a, b), (a, c)))
        assert snapshot(Lake(lake.root.parent, judged=Judged(3))).hash == before.hash
    same_arrays(snapshot(judged(lake, (c, b), (c, a), (a, b))), snapshot(judged(lake, (c, a), (c, b), seq=9)))
    assert one.n == before.n - 2


def test_one_whose_kept_id_no_import_describes_any_more(tmp_path: Path) -> None:
    lake, _ = accounts(tmp_path)
    known = {i for f in merged(lake, "Account") for i in f["id"]}
    with lake.lock():
        lake.undo(next(iter(lake.active())))
    left = {i for f in merged(lake, "Account") for i in f["id"]}
    a, b = min(known - left), min(left)
    one = snapshot(judged(lake, (a, b)))
    assert one.ids([one.number(b)]) == [a]
    assert rows(one, "TRANSFER") == [
        (i, a if x == b else x, a if y == b else y, *z) for i, x, y, *z in rows(snapshot(lake), "TRANSFER")
    ]


def test_answers_are_kept_with_who_when_and_why_and_nothing_goes(tmp_path: Path) -> None:
    a, b, c = (f"ent-{k:032x}" for k in range(3))
    with open_ops(tmp_path, "li") as ops:
        first = ops.judge(a, b, "same", "同一营业执照", score=0.97, reasons={"credit_code": "同"}, blind=True)
        assert ops.judge_by("name@1", [{"left": b, "right": c, "answer": "same", "score": 0.995}]) == [2]
        assert ops.judged().canonical == {b: a, c: a}
        ops.judge(a, c, "different", "两家公司", basis="登记档案 2024-1")
        assert ops.judged().canonical == {b: a}
        assert [j.seq for j in ops.judged().refused] == [2]
        with pytest.raises(JudgementError, match="needs its basis"):
            ops.judge(b, c, "different", "看着不像")
        assert ops.take_back(first, "看错了") == 4
        with pytest.raises(JudgementError, match="taken back already"):
            ops.take_back(first, "")
        with pytest.raises(JudgementError, match="no judgement 77"):
            ops.take_back(77, "")
        assert ops.judged().canonical == {c: b}
        assert ops.judged(2).canonical == {b: a, c: a}, "as it was then"
        kept = ops.judgements()
        assert [(j.seq, j.who, j.answer, j.gone) for j in kept] == [(1, "li", "same", True), (2, "rule:name@1", "same", False), (3, "li", "different", False)]  # fmt: skip
        assert kept[0].blind and kept[0].reasons == {"credit_code": "同"}  # noqa: PT018
        assert [e["action"] for e in ops.audit()] == ["take-back", "judge", "match", "judge"]
        assert ops.audit_broken() is None


@pytest.mark.parametrize(
    ("left", "right", "answer", "why"),
    [
        ("ent-" + "0" * 32, "per-" + "1" * 32, "same", "of two kinds"),
        ("ent-" + "0" * 32, "ent-" + "0" * 32, "same", "is itself"),
        ("ent-" + "0" * 32, "ent-" + "1" * 32, "sane", "did you mean same"),
        ("transfer-" + "0" * 32, "transfer-" + "1" * 32, "same", "is a link"),
        ("nonsense", "ent-" + "1" * 32, "same", "is no id"),
    ],
)
def test_what_nobody_can_judge_is_refused(tmp_path: Path, left: str, right: str, answer: str, why: str) -> None:
    with open_ops(tmp_path) as ops:
        with pytest.raises(Exception, match=why):
            ops.judge(left, right, answer, "")
        assert ops.judgements() == []
        assert ops.audit() == []
