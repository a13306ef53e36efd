"""Core members as persons, from the accounts that took the money: who is named, as what, and who is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from graph.lake import Lake
from graph.snapshot import Snapshot, snapshot
from graph.study.named import keyed
from graph.study.people import Person, people
from tests.graph.detect.papers import enterprise, held, holdings, members, sign_ins
from tests.graph.detect.test_core_members import NAMES, PEOPLE, scheme, whole, world
from tests.graph.detect.worlds import number, person
from tests.graph.study.command import rows

FIRST = NAMES[0]


def ask(lake: Lake, *names: str) -> tuple[Snapshot, list[Person]]:
    s = snapshot(lake)
    return s, people(s, np.array([keyed(s, "Account", number(n)) for n in names], np.int32))


def told(s: Snapshot, found: list[Person]) -> dict[str, Person]:
    """By name, of those whose names are known here."""
    nodes = {keyed(s, "Person", person(name)): name for name in [*NAMES, *PEOPLE]}
    return {nodes[p.person]: p for p in found if p.person in nodes}


def test_one_account_is_enough_to_find_who_gets_pays_holds_and_brings(tmp_path: Path) -> None:
    s, found = ask(whole(tmp_path), "straw", "front")
    by = told(s, found)
    first = list(by)[:3]
    assert set(first) == {"板主", "出纳", FIRST}, "and not the straw, the mule or who only paid in"
    assert (by["板主"].role, by["出纳"].role, by[FIRST].role) == ("kept", "paid", "brought")
    assert 0.95 * 30_000_000 <= by["板主"].measures["kept"] <= 30_000_000, "first in, first out: some was others' money"
    assert by["板主"].measures["firms"] == 2
    assert by["出纳"].measures["paid"] == sum(round(m[2] * 100) for m in scheme() if m[0] == "cash")
    assert found[0].score == 1
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert set(by) & set(NAMES) == {FIRST}


def test_what_a_firm_earns_by_trade_is_nobodys_gain_from_the_scheme(tmp_path: Path) -> None:
    """A dealer buys and a supplier is paid, far more than participants bring: the supplier stands out by nothing."""
    trade = [("dealer", "front", 900_000.0, 24.0 * k) for k in range(30)] + [("front", "supplier", 890_000.0, 24.0 * k + 1) for k in range(30)]  # fmt: skip
    lake = world(tmp_path, sorted(scheme() + trade, key=lambda m: m[3]))
    enterprise(lake, tmp_path, "门面", rep="张三")
    holdings(lake, tmp_path, [("板主", "门面", 0.6), ("板主", "空壳", 0.9)], by_firms=False)
    held(lake, tmp_path, {"商贸": "dealer"})
    s, found = ask(lake, "straw", "front")
    supplier = keyed(s, "Account", number("supplier"))
    gets = {p.person: p.measures["kept"] for p in found}
    assert gets.get(int(supplier or -1), 0) <= gets[keyed(s, "Person", person("板主"))]  # type: ignore[index]
    assert next(iter(told(s, found))) == "板主"


def test_a_list_of_another_platform_and_a_device_of_many_tell_little(tmp_path: Path) -> None:
    lake = whole(tmp_path)
    members(lake, tmp_path, "别家", [(who, "李四" if k else "", 1.0 * k) for k, who in enumerate([*NAMES[:20], *(f"别{k}" for k in range(90))])])  # fmt: skip
    s, found = ask(lake, "straw", "front")
    assert told(s, found)["李四"].measures["brought"] == 0, "that list is mostly of others"
    assert told(s, found)[FIRST].measures["brought"] == 39
    straws = told(s, found)
    sign_ins(lake, tmp_path, [("d9", a, k) for k, a in enumerate(("straw", "mule", "cash", "boss"))])
    s, after = ask(lake, "straw", "front")
    assert list(told(s, after))[:1] == ["板主"]
    assert told(s, after)["李四"].score <= straws["李四"].score * 1.5


def test_commission_tells_the_leader_from_others_who_brought_people(tmp_path: Path) -> None:
    """Two brought as many each; one gets five per cent of what his people pay in."""
    leader, friend = NAMES[0], NAMES[1]
    shares = [("cash", "a0", (10_000 + 100 * k) * 0.05, 24.0 * k + 30) for k in range(2, 21)]
    lake = world(tmp_path, sorted(scheme() + shares, key=lambda m: m[3]))
    brought = [(leader, "", 0.0), (friend, "", 0.0)]
    brought += [(who, leader if k < 19 else friend, 24.0 * k) for k, who in enumerate(NAMES[2:])]
    members(lake, tmp_path, "门面", brought)
    s, found = ask(lake, "straw", "front")
    by = told(s, found)
    assert by[leader].measures["brought"] == by[friend].measures["brought"] == 19
    assert by[leader].measures["earned"] >= 0.8 * sum(round(m[2] * 100) for m in shares)
    assert by[friend].measures["earned"] == 0
    assert by[leader].score > by[friend].score * 1.5


def test_a_window_and_an_account_that_took_nothing(tmp_path: Path) -> None:
    lake = whole(tmp_path)
    s = snapshot(lake)
    straw = np.array([keyed(s, "Account", number("straw"))], np.int32)
    early = told(s, people(s, straw, s.span(end=1_709_222_400 + 86_400 * 3)))
    assert "板主" not in early or early["板主"].measures["kept"] == 0, "nothing had come to him"
    nobody = np.array([keyed(s, "Account", number("a7"))], np.int32)
    assert all(p.measures["paid"] == 0 for p in people(s, nobody)), "a participant's own account pays nobody back"


@pytest.mark.parametrize("option", [(), ("--people",)])
def test_the_command_tells_accounts_or_persons(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, ...]) -> None:  # fmt: skip
    whole(tmp_path)
    found = rows(tmp_path, capsys, "core", number("straw"), number("front"), *option)
    if option:
        assert [r["role"] for r in found][:2] == ["gets the money", "pays the participants"]
        assert found[0]["kept"] == 28_990_000
        assert found[0]["person"] == "板*"
    else:
        assert "betweenness" in found[0]
