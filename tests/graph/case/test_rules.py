"""Rules by which things come into a case: what each gives, that it is recorded, and that it gives the same again."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest

from graph.case.difference import difference
from graph.case.freezing import freeze
from graph.case.frozen import frozen
from graph.case.rules import apply, replay, shown, shown_by
from graph.finding import Subject
from graph.ops import rules as kept
from graph.ops.cases import CaseError, Cases, Opening
from graph.ops.rules import RuleError, Rules
from graph.say import Say
from graph.snapshot import snapshot
from tests.graph.case.made import (  # fmt: skip
    BOSS,
    COLLECTOR,
    FIRM_ACCOUNT,
    OTHER,
    PAYERS,
    PEOPLE,
    RESTS,
    SHOP,
    THINGS,
    Made,
    account,
    advert,
    again,
    complaint,
    firm,
    found,
    person,
)


def gives(one: Made, name: str, **params: Any) -> list[str]:
    """What a rule puts into an empty case."""
    case = Cases(one.ops).open(Opening("另案", "无", "非法集资"))
    applied = apply(snapshot(one.lake), one.ops, case.id, name, params, "查清")
    held = [e.subject for e in Cases(one.ops).things(case.id, 0, 500)[0]]
    assert held == list(applied.found)
    assert applied.added == len(held)
    return list(applied.found)


# what each gives


def test_by_hand_gives_what_is_named(shared: Made) -> None:
    assert gives(shared, "hand", things=[firm(), found().id]) == [firm(), found().id]
    assert gives(shared, "hand", things=[again()]) == [person(PEOPLE[0][1])]  # by the id that it has now


def test_by_finding_gives_its_subjects(shared: Made) -> None:
    assert gives(shared, "finding", finding=found().id) == [found().id, account(COLLECTOR)]


def test_by_path_gives_accounts_and_transfers_in_order_of_time(shared: Made) -> None:
    way = gives(shared, "path", **{"from": person(PEOPLE[4][1]), "to": firm()})
    assert [way[0], way[2], way[4]] == [account(PAYERS[4]), account(COLLECTOR), account(FIRM_ACCOUNT)]
    reasons = {r.id: r.values for r in shared.lake.why(way[1], way[3])}
    assert [reasons[i]["amount"] for i in (way[1], way[3])] == [5_000_000, 10_000_000]
    assert reasons[way[1]]["at"] < reasons[way[3]]["at"]


def test_money_takes_no_way_back_in_time(shared: Made) -> None:
    """What the collector paid in April was not spent at the shop in March, whatever the ends of the links say."""
    with pytest.raises(RuleError, match="gives nothing"):
        gives(shared, "path", **{"from": account(COLLECTOR), "to": account(SHOP)})
    assert len(gives(shared, "path", **{"from": account(PAYERS[0]), "to": account(SHOP)})) == 3


def test_what_is_held_longer_than_allowed_takes_no_way(shared: Made) -> None:
    ends = {"from": account(PAYERS[4]), "to": account(RESTS)}
    assert len(gives(shared, "path", **ends, hold=2 * 86_400, since=1_709_604_000)) == 5  # 2024-03-05 10:00 in China
    with pytest.raises(RuleError, match="gives nothing"):
        gives(shared, "path", **ends, hold=3_600, since=1_709_604_000)
    assert gives(shared, "path", **ends, hold=2 * 86_400) == gives(shared, "path", **ends), (
        "from any transfer of the first"
    )
    with pytest.raises(RuleError, match="gives nothing"):
        gives(shared, "path", **ends, hold=3_600)


@pytest.mark.parametrize(
    ("layer", "owners", "wanted"),
    [
        (0, False, {account(n) for n in PAYERS}),
        (1, False, {account(n) for n in (*PAYERS, COLLECTOR)}),
        (2, True, THINGS - {advert(), complaint()}),
    ],
)
def test_by_layer_gives_accounts_up_to_it(shared: Made, layer: int, owners: bool, wanted: set[str]) -> None:
    assert set(gives(shared, "layer", group=[account(COLLECTOR)], layer=layer, owners=owners)) == wanted


def test_by_what_is_around_gives_one_step_or_two(shared: Made) -> None:
    assert set(gives(shared, "around", things=[firm()], links=["PROMOTES"])) == {firm(), advert()}
    assert set(gives(shared, "around", things=[account(SHOP)], links=["OWNS"])) == {account(SHOP), person(OTHER[1])}
    two = set(gives(shared, "around", things=[complaint()], links=["ABOUT", "LEGAL_REP_OF"], steps=2))
    assert two == {complaint(), firm(), person(BOSS[1])}
    assert account(SHOP) in gives(shared, "around", things=[account(PAYERS[0])])


# what is recorded


def test_each_application_is_recorded_with_the_state_of_the_graph(shared: Made) -> None:
    rules = Rules(shared.ops).list(shared.case.id)
    assert [(r.name, r.who, r.why) for r in rules] == [
        ("finding", "user:lin", "归集线索"), ("layer", "user:lin", "资金到达的各层账户及其持有人"), ("around", "user:lin", "企业的广告、投诉与法人"),
    ]  # fmt: skip
    assert {r.snapshot for r in rules} == {snapshot(shared.lake).hash}
    assert rules[1].params == {"group": [account(COLLECTOR)], "layer": 2, "hold": 2_592_000, "owners": True}
    assert [r.added for r in rules] == [
        2,
        len(rules[1].found) - 1,
        2,
    ]  # the collector, the firm and its boss were in it
    chain = [e["detail"]["rule"] for e in shared.ops.audit(1000) if e["action"] == "case-rule" and e["subject"] == shared.case.id]  # fmt: skip
    assert sorted(chain) == ["around", "finding", "layer"]
    assert Rules(shared.ops).one(shared.case.id, rules[1].seq) == rules[1]
    with pytest.raises(RuleError):
        Rules(shared.ops).one(shared.case.id, 999)


def test_what_is_more_than_one_act_takes_goes_in_by_lots(own: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "AT_ONCE", 4)
    assert len(gives(own, "layer", group=[account(COLLECTOR)], layer=2)) == len(THINGS) - 2


@pytest.mark.parametrize(
    ("name", "params", "said"),
    [
        ("hnad", {}, "no rule"),
        ("hand", {"thing": ["x"]}, "did you mean things"),
        ("hand", {"things": []}, "ids are wanted"),
        ("hand", {"things": ["acc-" + "0" * 32]}, "the graph has no acc-"),
        ("finding", {"finding": "finding-" + "0" * 32}, "no finding"),
        ("finding", {"finding": firm()}, "is no finding"),
        ("path", {"from": firm()}, "ids are wanted"),
        ("path", {"from": firm(), "to": advert()}, "owns no account"),
        ("path", {"from": firm(), "to": firm(), "hops": 99}, "hops is 1 to 20"),
        ("layer", {"group": [firm()], "layer": "2"}, "layer is 0 to 15"),
        ("layer", {"group": [found().id]}, "is no entity"),
        ("around", {"things": [firm()], "links": ["OWNED"]}, "did you mean OWNS"),
        ("around", {"things": [firm()], "steps": 3}, "steps is 1 to 2"),
        ("around", {"things": firm(), "steps": True}, "steps is 1 to 2"),
    ],
)
def test_what_a_rule_can_t_take_is_told(shared: Made, name: str, params: dict[str, Any], said: str) -> None:
    before = Rules(shared.ops).list(shared.case.id)
    with pytest.raises(Exception, match=said):
        apply(snapshot(shared.lake), shared.ops, shared.case.id, name, params, "查清")
    assert Rules(shared.ops).list(shared.case.id) == before


def test_a_rule_is_for_those_who_work_on_the_case(own: Made) -> None:
    with pytest.raises(CaseError):
        apply(snapshot(own.lake), own.ops.by("user:an"), own.case.id, "hand", {"things": [firm()]}, "查清")


# again


def test_on_the_same_state_each_gives_the_same(shared: Made) -> None:
    s = snapshot(shared.lake)
    for rule in Rules(shared.ops).list(shared.case.id):
        again_ = replay(asdict(rule), s, shown(shared.ops))
        assert again_.same, again_


def test_on_the_frozen_state_each_gives_the_same(shared: Made) -> None:
    facts = shared.frozen.facts
    assert {r["name"] for r in facts["rules"]} == {"finding", "layer", "around"}
    for rule in facts["rules"]:
        assert replay(rule, shared.frozen.snapshot(), shown_by(facts["findings"])).same


def test_what_has_changed_since_is_told(own: Made) -> None:
    lake = own.lake
    (gone,) = [i for i in lake.active() if lake.manifest(i).file == "广告监测.csv"]
    with lake.lock():
        lake.undo(gone)
    around = Rules(own.ops).list(own.case.id)[-1]
    after = replay(asdict(around), snapshot(own.lake), shown(own.ops))
    assert (after.gone, after.new) == ([advert()], [])
    own.ops.take_back(1, "证据不足")  # who complained is somebody else again: no rule began from either
    layer = Rules(own.ops).list(own.case.id)[1]
    assert replay(asdict(layer), snapshot(own.lake), shown(own.ops)).same


def test_what_a_rule_began_from_may_be_gone(own: Made) -> None:
    path = apply(snapshot(own.lake), own.ops, own.case.id, "path", {"from": firm(), "to": person(BOSS[1])} | {"from": account(PAYERS[0])}, "去向")  # fmt: skip
    lake = own.lake
    with lake.lock():
        for one in lake.active():
            if lake.manifest(one).file != "开户资料.csv":
                lake.undo(one)
    after = replay(asdict(path), snapshot(own.lake), shown(own.ops))
    assert sorted(after.gone) == sorted(path.found)
    empty = replay({"seq": 1, "name": "around", "params": {"things": [advert()], "links": None, "steps": 1}, "found": [advert()]}, snapshot(own.lake), shown(own.ops))  # fmt: skip
    assert empty.gone == [advert()]


def test_a_finding_rule_says_what_the_difference_of_the_case_says(own: Made) -> None:
    who, link = again(), next(i for i in own.lake.scan("COMPLAINED").collect()["id"])
    own.ops.take_back(1, "复核")
    subjects = (
        Subject(who, "Person", Say("投诉人", "who complained")),
        Subject(advert(), "Advert", Say("广告", "advert")),
    )
    own.ops.keep("complaints", {}, 2, [replace(found(), detector="complaints", subjects=subjects, links=(link,))])
    new = next(f.id for f, _ in own.ops.findings() if f.detector == "complaints")
    rule = apply(snapshot(own.lake), own.ops, own.case.id, "finding", {"finding": new}, "投诉线索")
    assert list(rule.found) == [new, who, advert(), link]
    freeze(own.lake, own.ops, own.case.id, own.data, "判断之前")
    own.ops.judge(person(PEOPLE[0][1]), who, "same", "手机一致")
    assert replay(asdict(rule), snapshot(own.lake), shown(own.ops)).same
    lake = own.lake
    (adverts,) = [i for i in lake.active() if lake.manifest(i).file == "广告监测.csv"]
    with lake.lock():
        lake.undo(adverts)
    after = replay(asdict(rule), snapshot(own.lake), shown(own.ops))
    assert (after.gone, after.new) == ([advert()], [])
    records = difference(frozen(own.data, own.ops, own.case.id), own.lake, own.ops).records
    gone = {i for i, what in records.select("id", "what").iter_rows() if what == "gone"}
    assert set(after.gone) <= gone
    assert not set(after.new) & gone


def test_someone_judged_to_be_another_is_the_same_thing(own: Made) -> None:
    own.ops.take_back(1, "复核")
    hand = apply(snapshot(own.lake), own.ops, own.case.id, "hand", {"things": [again()]}, "投诉人")
    assert list(hand.found) == [again()]
    own.ops.judge(person(PEOPLE[0][1]), again(), "same", "手机一致")
    assert replay(asdict(hand), snapshot(own.lake), shown(own.ops)).same
