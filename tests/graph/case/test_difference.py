"""What has changed since a case was frozen is told, and nothing of it is taken over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph.case.difference import between, difference, said, shown, sourced, state
from graph.case.frozen import Frozen
from graph.ops.cases import Cases
from graph.snapshot import snapshot
from ingest.load import load
from ingest.mapping import parse
from tests.graph.case.made import (  # fmt: skip
    BOSS,
    CODE,
    COLLECTOR,
    FIRM_ACCOUNT,
    MAPPING,
    PEOPLE,
    SHOP,
    Made,
    account,
    advert,
    again,
    complaint,
    firm,
    found,
    person,
)
from tests.lakes import SIDES, write


def add(own: Made, path: Path, mapping: str) -> str:
    with own.lake.lock():
        return load(own.lake, path, parse(mapping, "made")).manifest.id


def told(own: Made) -> set[tuple[str, str, str | None]]:
    """Tables, what, and which property."""
    return set(difference(own.frozen, own.lake, own.ops).records.select("table", "what", "prop").iter_rows())


def test_where_nothing_changed_nothing_is_told(own: Made, tmp_path: Path) -> None:
    assert difference(own.frozen, own.lake, own.ops).empty
    add(
        own,
        write(tmp_path / "他户.csv", "账号,户名,证件,手机", [f"{SHOP}00,钱七,110101199003070134,13900000002"]),
        MAPPING,
    )
    Cases(own.ops).comment(own.case.id, "另查")
    assert difference(own.frozen, own.lake, own.ops).empty  # nothing of it is of the case


def test_what_is_loaded_is_told_and_not_taken_over(own: Made, tmp_path: Path) -> None:
    before = own.frozen.sha256
    one = add(
        own, write(tmp_path / "补充.csv", "账号,户名,证件,手机", [f"{COLLECTOR},赵六,{BOSS[1]},13900000009"]), MAPPING
    )
    two = add(own, write(tmp_path / "对公.csv", "账号,对手,收付,元,时,号", [f"{FIRM_ACCOUNT},{COLLECTOR},出,5000.00,2024-05-01 10:00:00,X1"]), SIDES)  # fmt: skip
    found_ = difference(own.frozen, own.lake, own.ops)
    assert found_.imports == ([one, two], [])
    rows = set(found_.records.select("id", "what", "prop", "then", "now").iter_rows())
    assert (person(BOSS[1]), "changed", "phone", "13900000001", "13900000009") in rows
    assert (person(BOSS[1]), "changed", "sources", "3", "4") in rows
    (new,) = [i for i, what, *_ in rows if what == "added"]
    assert [r.row for r in own.lake.why(new)] == [2]
    (moved,) = found_.moved.iter_rows(named=True)
    assert (moved["id"], moved["from"], moved["to"], moved["amount"]) == (new, account(FIRM_ACCOUNT), account(COLLECTOR), 500_000)  # fmt: skip
    assert said(found_, full=True)[new] == f"2024-05-01 10:00:00 {FIRM_ACCOUNT} → {COLLECTOR} 5,000.00"
    assert said(found_, full=False)[new] == f"2024-05-01 10:00:00 *{FIRM_ACCOUNT[-4:]} → *{COLLECTOR[-4:]} 5,000.00"
    assert sourced(found_)[new] == "对公.csv:2"
    assert sourced(found_)[person(BOSS[1])] == "补充.csv:2", "which row it is that it has more of"
    assert ("TRANSFER", "added", 1, 500_000) in found_.totals
    assert set(found_.rows.select("file", "row", "what").iter_rows()) == {("补充.csv", 2, "added"), ("对公.csv", 2, "added")}  # fmt: skip
    assert not any(found_.things) and not found_.findings and not found_.judged  # noqa: PT018
    assert Frozen.open(own.frozen.folder).sha256 == before
    assert not list(own.frozen.folder.parent.glob(".today*"))


def test_what_is_undone_is_gone(own: Made) -> None:
    lake = own.lake
    (one,) = [i for i in lake.active() if lake.manifest(i).file == "广告监测.csv"]
    with lake.lock():
        lake.undo(one)
    found_ = difference(own.frozen, own.lake, own.ops)
    gone = {i for i, what in found_.records.select("id", "what").iter_rows() if what == "gone"}
    assert advert() in gone
    assert {i.split("-")[0] for i in gone} == {"adv", "promotes"}
    assert found_.imports == ([], [one])
    assert set(found_.rows.select("file", "what").iter_rows()) == {("广告监测.csv", "gone")}
    assert found_.totals == [("Advert", "gone", 1, None), ("PROMOTES", "gone", 1, None)]
    assert (firm(), "changed", "sources") in set(found_.records.select("id", "what", "prop").iter_rows())


def test_who_is_judged_to_be_somebody_else_is_told(own: Made) -> None:
    own.ops.take_back(1, "证据不足")
    found_ = difference(own.frozen, own.lake, own.ops)
    one = person(PEOPLE[0][1])
    assert found_.judged == [(again(), one, again())]
    assert ("COMPLAINED", "gone", None) in told(own)  # nobody of the case is who complained any more
    own.ops.judge(again(), one, "same", "以投诉为准")
    assert set(difference(own.frozen, own.lake, own.ops).judged) == {(again(), one, again()), (one, one, again())}


def test_what_is_put_in_and_taken_out_is_told(own: Made) -> None:
    cases = Cases(own.ops)
    cases.add(own.case.id, [account(SHOP)], "去向")
    cases.remove(own.case.id, [complaint()], "另案处理")
    found_ = difference(own.frozen, own.lake, own.ops)
    assert found_.things == ([account(SHOP)], [complaint()])
    assert {("Account", "added", None), ("TRANSFER", "added", None), ("Complaint", "gone", None)} <= told(own)


def test_what_detectors_and_people_say_now_is_told(own: Made) -> None:
    own.ops.keep("fund-pool", {}, 2, [replace(found(), score=0.97)])
    own.ops.decide(found().id, "dismissed", "经营往来")
    assert difference(own.frozen, own.lake, own.ops).findings == [
        (found().id, "state", "confirmed", "dismissed"), (found().id, "score", 0.91, 0.97),
    ]  # fmt: skip
    Cases(own.ops).remove(own.case.id, [found().id], "不属实")
    assert difference(own.frozen, own.lake, own.ops).findings == [(found().id, "gone", None, None)]


def test_a_state_does_not_differ_from_itself(own: Made) -> None:
    assert between(state(own.frozen), state(own.frozen)).empty


def test_personal_data_is_masked_and_the_rest_is_not(own: Made, tmp_path: Path) -> None:
    add(
        own, write(tmp_path / "补充.csv", "账号,户名,证件,手机", [f"{COLLECTOR},赵小六,{BOSS[1]},13900000009"]), MAPPING
    )
    add(own, write(tmp_path / "更名.csv", "企业名称,信用代码,对公账号,法人证件,法人", [f"鑫辉资产管理（广州）有限公司,{CODE},{FIRM_ACCOUNT},{BOSS[1]},赵六"]), MAPPING)  # fmt: skip
    records = shown(difference(own.frozen, own.lake, own.ops).records, lambda: snapshot(own.lake))
    said = {(t, p): (a, b) for t, p, a, b in records.select("table", "prop", "then", "now").iter_rows()}
    assert said["Person", "phone"] == ("139****0001", "139****0009")
    assert said["Account", "holder"] == ("赵***", "赵***")
    assert said["Enterprise", "name"] == ("鑫辉资产管理有限公司", "鑫辉资产管理(广州)有限公司")
