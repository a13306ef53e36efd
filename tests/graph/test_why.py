"""From anything that has an id down to the rows that say so, masked where they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.finding import Finding, Subject
from graph.lake import Lake, LakeError
from graph.merge import merged
from graph.ontology import ontology
from graph.ops import Ops, open_ops
from graph.project import frames
from graph.say import Say
from graph.snapshot import snapshot
from graph.why import WhyError, owner_of, public, reasons, shown
from ingest.load import load
from ingest.mapping import parse
from tests.lakes import PEOPLE, holders, moves, put, write


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "data")
    a = holders(tmp_path / "a.csv", [f"6222000000000001,王一,工行,{PEOPLE[0]}", f"6222000000000001,王一,,{PEOPLE[0]}"])
    put(lake, a, moves(tmp_path / "m.csv", 40))
    return lake


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Ops]:
    with open_ops(tmp_path / "data") as ops:
        yield ops


def ids(lake: Lake, table: str) -> list[str]:
    return [i for f in frames(lake, table, None) for i in f["id"].to_list()]


def where(lake: Lake, ops: Ops, record_id: str) -> list[tuple[str, int]]:
    return [(r.file, r.row) for r in reasons(lake, ops, record_id)]


def test_a_node_leads_to_all_its_rows(lake: Lake, ops: Ops) -> None:
    (person,) = ids(lake, "Person")
    assert where(lake, ops, person) == [("a.csv", 2), ("a.csv", 3)]
    (owns,) = ids(lake, "OWNS")
    assert where(lake, ops, owns) == [("a.csv", 2), ("a.csv", 3)]


def test_a_sum_leads_to_the_rows_of_every_transfer_in_it(lake: Lake, ops: Ops) -> None:
    flows = {row["id"]: row["count"] for f in frames(lake, "FLOW", None) for row in f.to_dicts()}
    found = {i: where(lake, ops, i) for i in flows}
    assert {i: len(rows) for i, rows in found.items()} == flows
    assert sorted(row for rows in found.values() for _, row in rows) == list(range(2, 42)), "each row in one sum"
    assert where(lake, ops, f"flow-{'0' * 32}-{'1' * 32}") == []
    with pytest.raises(WhyError, match="flow-x is no id of a flow"):
        where(lake, ops, "flow-x")


def test_a_transfer_that_two_banks_report_leads_to_both_files_by_either_id(tmp_path: Path, ops: Ops) -> None:
    """Two files, one transfer: each bank's statement is loaded by its shipped mapping."""
    lake = Lake(tmp_path / "pairs")
    header = "交易卡号,交易账号,交易户名,交易证件号码,交易时间,交易金额,收付标志,交易对手账卡号,对手户名,对手身份证号,交易流水号,交易是否成功,摘要说明"
    a, b = "6222009900000001", "6222009900000002"
    out = write(tmp_path / "out.csv", header, [f"{a},,甲公司,,20240301093000,120000.00,出,{b},,,S1,成功,货款"])
    come = write(tmp_path / "in.csv", header, [f"{b},,乙公司,,20240301093010,120000.00,进,{a},,,T9,成功,货款"])
    with lake.lock():
        assert [load(lake, p).status for p in (out, come)] == ["loaded", "loaded"]
    pairs = lake.same()
    assert pairs.height == 1
    (shown_id,) = ids(lake, "TRANSFER")
    other, canonical, *_ = pairs.row(0)
    assert canonical == shown_id
    both = [("in.csv", 2), ("out.csv", 2)]
    assert sorted(where(lake, ops, canonical)) == sorted(where(lake, ops, other)) == both
    (flow,) = ids(lake, "FLOW")
    assert sorted(where(lake, ops, flow)) == both
    assert sum(f.height for f in merged(lake, "TRANSFER")) == 1


def test_a_finding_leads_to_the_rows_of_its_links(lake: Lake, ops: Ops) -> None:
    links = tuple(sorted(ids(lake, "TRANSFER"))[:3])
    account = ids(lake, "Account")[0]
    finding = Finding("ring", (Subject(account, "Account", Say("户", "account")),), links, 0, 1, 0.5, Say("句", "said"))
    ops.keep("ring", {}, 2, [finding])
    assert sorted(where(lake, ops, finding.id)) == sorted(w for i in links for w in where(lake, ops, i))
    with pytest.raises(WhyError, match=r"no finding finding-0; `jinying detect` lists them"):
        where(lake, ops, "finding-0")


def test_an_undone_import_says_nothing(lake: Lake, ops: Ops) -> None:
    (person,) = ids(lake, "Person")
    with lake.lock():
        lake.undo(next(iter(lake.active())))
    assert where(lake, ops, person) == []


@pytest.mark.parametrize("wrong", ["", "x", "acc", "nobody-1", "-", "ACC-1"])
def test_what_is_no_id_is_said_to_be_none(lake: Lake, ops: Ops, wrong: str) -> None:
    with pytest.raises(LakeError, match="is no id"):
        where(lake, ops, wrong)


def test_personal_data_of_a_row_is_masked_where_it_is_shown(lake: Lake, ops: Ops) -> None:
    (person,) = ids(lake, "Person")
    first = next(reasons(lake, ops, person))
    assert owner_of(first) is ontology().kinds["Person"]
    assert first.values == {"id_number": PEOPLE[0], "name": "王一"}
    assert shown(first.values, owner_of(first)) == {"id_number": "110***********0070", "name": "王*"}
    (account,) = [i for i in ids(lake, "Account") if "a.csv" in {f for f, _ in where(lake, ops, i)}]
    row = next(reasons(lake, ops, account))
    assert shown(row.values, owner_of(row)) == {"number": "*0001", "holder": "王***", "bank": "工行"}


FIRMS = """
name: firms
label: {zh: 企业与账户, en: firms and accounts}
tables:
  - name: registered
    match: {header: [企业名称, 信用代码, 对公账号]}
    entities:
      e: {kind: Enterprise, props: {credit_code: 信用代码, name: 企业名称}}
      a: {kind: Account, props: {number: 对公账号}}
    links: {o: {type: OWNS, from: e, to: a}}
  - name: people
    match: {header: [姓名, 证件, 个人账号]}
    entities:
      p: {kind: Person, props: {id_number: 证件, name: 姓名}}
      a: {kind: Account, props: {number: 个人账号}}
    links: {o: {type: OWNS, from: p, to: a}}
  - name: accounts
    match: {header: [账号, 户名]}
    entities: {a: {kind: Account, props: {number: 账号, holder: 户名}}}
"""
OURS, THEIRS, BOTH, LOOSE, STRANGER, BLANK = (f"622200000000000{n}" for n in range(1, 7))


def test_a_firms_account_name_is_no_personal_data(tmp_path: Path, ops: Ops) -> None:
    lake, code = Lake(tmp_path / "firms"), "91440101MA5AXJ8T3J"
    files = [
        write(tmp_path / "f.csv", "企业名称,信用代码,对公账号", [f"鑫辉资产管理有限公司,{code},{n}" for n in (OURS, BOTH, BLANK)]),
        write(tmp_path / "p.csv", "姓名,证件,个人账号", [f"王一,{PEOPLE[0]},{n}" for n in (THEIRS, BOTH)]),
        write(tmp_path / "a.csv", "账号,户名", [f"{OURS},鑫辉资产归集户", f"{THEIRS},王一", f"{BOTH},鑫辉王一联名户", f"{LOOSE},鑫辉资产管理有限公司", f"{STRANGER},某某商行"]),
    ]  # fmt: skip
    with lake.lock():
        assert [load(lake, path, parse(FIRMS, "made")).status for path in files] == ["loaded"] * 3
    told: dict[str, str] = {}
    for one in ids(lake, "Account"):
        for r in reasons(lake, ops, one):
            said = shown(r.values, owner_of(r), public(lambda: snapshot(lake), owner_of(r), r.id, r.values))
            told |= {str(r.values["number"]): said["holder"]} if "holder" in said else {}
            assert said["number"] == f"*{str(r.values['number'])[-4:]}"
    assert told == {
        OURS: "鑫辉资产归集户",
        THEIRS: "王***",
        BOTH: "鑫***",
        LOOSE: "鑫辉资产管理有限公司",
        STRANGER: "某***",
    }
    assert (
        public(lambda: snapshot(lake), ontology().kinds["Person"], ids(lake, "Person")[0], {"name": "王一"})
        == frozenset()
    )
    assert (
        public(lambda: snapshot(lake), ontology().kinds["Account"], f"acc-{'0' * 32}", {"holder": "某某"})
        == frozenset()
    )
