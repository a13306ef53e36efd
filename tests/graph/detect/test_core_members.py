"""Who stands behind an account that many pay into, and the schools, shops and banks where nobody does."""

from __future__ import annotations

from pathlib import Path

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import code, enterprise, firm, held, holdings, licence, members, sign_ins
from tests.graph.detect.worlds import Move, found, lake_of, person

DAY = 24.0
START = 1_709_222_400
NAMES = list({person(n): n for n in (chr(0x4E00 + 7 * k) * 2 for k in range(80))}.values())[:40]
PAYERS = {who: f"a{k}" for k, who in enumerate(NAMES)}
PEOPLE = {"板主": "boss", "出纳": "cash", "张三": "straw", "李四": "mule"}


def scheme() -> list[Move]:
    """Forty pay a firm's and a straw's account; a cashier pays interest; a mule and two firms pass the rest to the boss."""
    moves: list[Move] = []
    for k in range(40):
        moves.append((f"a{k}", "front" if k % 2 else "straw", 10_000 + 100 * k, DAY * k))
        moves.append(("cash", f"a{k}", 100 + k, DAY * (k + 30)))
    for k in range(10):
        moves += [(pool, "cash", 500, DAY * (4 * k + 2)) for pool in ("straw", "front")]
        moves += [("straw", "mule", 15_000, DAY * (4 * k + 3)), ("front", "mule", 20_000, DAY * (4 * k + 3))]  # fmt: skip
        moves += [("mule", "shell", 34_000, DAY * (4 * k + 4)), ("shell", "boss", 30_000, DAY * (4 * k + 5))]
    return moves


def world(folder: Path, moves: list[Move]) -> Lake:
    folder.mkdir(exist_ok=True)
    lake = lake_of(folder, moves, PAYERS | PEOPLE)
    held(lake, folder, {"门面": "front", "空壳": "shell"})
    return lake


def whole(folder: Path) -> Lake:
    """The scheme with what registers, devices and its own list say."""
    lake = world(folder, scheme())
    enterprise(lake, folder, "门面", rep="张三")
    holdings(lake, folder, [("板主", "门面", 0.6), ("板主", "空壳", 0.9)], by_firms=False)
    sign_ins(lake, folder, [("d1", a, k) for k, a in enumerate(("straw", "mule", "cash"))])
    members(lake, folder, "门面", [(who, NAMES[0] if k else "", DAY * k) for k, who in enumerate(NAMES)])
    return lake


def named(finding: Finding, lake: Lake) -> list[tuple[str, str]]:
    """Persons that a finding names and as what, in its order."""
    names = dict(lake.scan("Person").select("id", "name").unique().collect().rows())
    return [(names[s.id], s.role.zh) for s in finding.subjects if s.id in names]


def test_who_gets_pays_works_holds_and_brings_is_named(tmp_path: Path, embedded: Store) -> None:
    lake = whole(tmp_path)
    (finding,) = found(embedded, lake, "core-members")
    first = named(finding, lake)
    assert first[:2] == [("板主", "资金受益人"), ("出纳", "返款经办人")], "and not the straw or the mule"
    assert dict(first)[NAMES[0]] == "团队长"
    assert dict(first)["张三"] == "账户操控人"
    facts = finding.facts
    assert (facts["payers"], facts["taken"]) == (40, sum(round(m[2] * 100) for m in scheme() if m[0][0] == "a"))
    boss = facts["ranking"][[who for who, _ in first].index("板主")]
    assert (boss["kept"], boss["firms"]) == (30_000 * 10 * 100, 2)
    assert set(facts["measures"]) == {"kept", "paid", "shared", "firms", "brought"}
    assert all(lake.why(link) for link in finding.links)
    assert firm("门面") in finding.sentence.zh or "张*" in finding.sentence.zh


def test_a_school_that_pays_for_its_building_has_none(tmp_path: Path, embedded: Store) -> None:
    fees = [(f"a{k}", "front", 5_000, k / 2) for k in range(40)]
    builder = [(a, "shell", yuan, 48 + k) for k in range(10) for a, yuan in (("front", 18_000), ("other", 60_000))]
    lake = world(tmp_path, [*fees, *builder, *(("shell", "boss", 70_000, 90 + k) for k in range(10))])
    enterprise(lake, tmp_path, "门面", rep="张三")
    assert found(embedded, lake, "core-members", "measures=1") == []


def test_a_shop_that_pays_its_owner_is_told_by_one_measure_only(tmp_path: Path, embedded: Store) -> None:
    sales = [(f"a{k}", "front", 500, k / 2) for k in range(40)]
    lake = world(tmp_path, [*sales, *(("front", "boss", 1_900, 48 + k) for k in range(10))])
    enterprise(lake, tmp_path, "门面", rep="板主")
    assert found(embedded, lake, "core-members") == []
    assert len(found(embedded, lake, "core-members", "measures=1")) == 1


def test_a_licensed_institution_scores_low(tmp_path: Path, embedded: Store) -> None:
    moves = [(a, "front" if b == "straw" else b, yuan, at) for a, b, yuan, at in scheme() if a != "straw"]
    lake = world(tmp_path, moves)
    holdings(lake, tmp_path, [("板主", "门面", 0.6), ("板主", "空壳", 0.9)], by_firms=False)
    (plain,) = found(embedded, lake, "core-members")
    licence(lake, tmp_path, "门面", "金融许可")
    (licensed,) = found(embedded, lake, "core-members")
    assert licensed.id == plain.id
    assert licensed.score < plain.score / 2
    assert "持牌方" in licensed.sentence.zh


def test_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = whole(tmp_path)
    assert found(embedded, lake, "core-members", until=START + 86_400 * 20) == []
    (then,) = found(embedded, lake, "core-members", until=START + 86_400 * 45)
    (now,) = found(embedded, lake, "core-members")
    assert then.id == now.id
    assert then.facts["back"] < now.facts["back"]


def test_firms_are_no_members_and_payers_only_where_they_brought_others(tmp_path: Path, embedded: Store) -> None:
    lake = whole(tmp_path)
    (finding,) = found(embedded, lake, "core-members")
    people = {who for who, role in named(finding, lake) if role != "归集方"}
    assert people & set(NAMES) == {NAMES[0]}
    firms = dict(lake.scan("Enterprise").select("id", "credit_code").unique().collect().rows())
    assert {firms[s.id] for s in finding.subjects if s.id in firms} == {code("门面")}
