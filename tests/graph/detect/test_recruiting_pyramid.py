"""A pyramid that pays by level, and the customers, shops and dealers that look like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.finding import Finding
from graph.lake import Lake
from graph.store import Store
from tests.graph.detect.papers import firm, held, licence, members
from tests.graph.detect.worlds import Move, accounts, found, lake_of, number, person

NAMES = {person(name): name for name in (chr(0x4E00 + 7 * k) * 2 for k in range(80))}
PEOPLE = list(NAMES.values())[:40]  # of distinct ID numbers
ABOVE = {who: PEOPLE[(k - 1) // 3] if k else "" for k, who in enumerate(PEOPLE)}  # each brings three
RATES = (0.08, 0.05, 0.02)


def tree(rates: tuple[float, ...] = RATES, delay: float = 40) -> list[Move]:
    """Each pays a lump into one of two accounts a day after he came; those above get their shares."""
    moves: list[Move] = []
    for k, who in enumerate(PEOPLE):
        at, lump, up = 24.0 * (k + 1), 10_000 + 137 * k, who
        moves.append((f"a{k}", f"pool{k % 2}", lump, at))
        for rate in rates:
            up = ABOVE[up]
            if not up:
                break
            moves.append(("cash", f"a{PEOPLE.index(up)}", lump * rate, at + delay))
    return moves


def world(folder: Path, moves: list[Move], *, platform: str = "星火") -> Lake:
    lake = lake_of(folder, moves, {who: f"a{k}" for k, who in enumerate(PEOPLE)})
    held(lake, folder, {platform: "pool0"})
    members(lake, folder, platform, [(who, ABOVE[who], 24.0 * k) for k, who in enumerate(PEOPLE)])
    return lake


def look(tmp_path: Path, store: Store, moves: list[Move], *params: str) -> list[Finding]:
    return found(store, world(tmp_path, moves), "recruiting-pyramid", *params)


def test_levels_that_are_paid_at_falling_rates_are_found(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, tree())
    (finding,) = found(embedded, lake, "recruiting-pyramid")
    assert finding.facts["people"] == 40
    assert finding.facts["levels"] == 4  # 1 + 3 + 9 + 27
    assert finding.facts["rates"] == pytest.approx(RATES, abs=1e-5)
    assert finding.facts["shares"] == [1, 1, 1]
    assert finding.facts["paid"] == sum(round(m[2] * 100) for m in tree() if m[0] == "cash")
    assert accounts(finding, lake) == {number("cash"), number("pool0"), number("pool1")}
    assert finding.subjects[0].kind == "Enterprise"
    assert firm("星火") in finding.sentence.zh
    assert "8.0%、5.0%、2.0%" in finding.sentence.zh
    assert all(lake.why(link) for link in finding.links)


def test_friends_of_customers_and_a_reward_for_one_level_are_no_pyramid(tmp_path: Path, embedded: Store) -> None:
    assert look(tmp_path, embedded, tree(rates=())) == []
    lake = world(tmp_path / "one", tree(rates=(0.1,)))
    assert found(embedded, lake, "recruiting-pyramid") == []
    assert len(found(embedded, lake, "recruiting-pyramid", "paid=1")) == 1


def test_rates_that_rise_or_come_too_late_do_not_count(tmp_path: Path, embedded: Store) -> None:
    assert look(tmp_path, embedded, tree(rates=(0.02, 0.05))) == []
    assert look(tmp_path / "late", embedded, tree(delay=24 * 12)) == []


def test_licensed_dealers_of_goods_score_low(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, tree())
    (plain,) = found(embedded, lake, "recruiting-pyramid")
    licence(lake, tmp_path, "星火", "直销经营许可", 有效期自="2020-01-01")
    (licensed,) = found(embedded, lake, "recruiting-pyramid")
    assert licensed.id == plain.id
    assert licensed.score < plain.score / 2
    assert "直销许可" in licensed.sentence.zh


def test_a_licence_of_another_business_or_one_withdrawn_does_not_help(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, tree())
    licence(lake, tmp_path, "星火", "食品经营许可")
    licence(lake, tmp_path, "星火", "直销经营许可", 状态="注销")
    licence(lake, tmp_path, "邻家", "直销经营许可")
    (finding,) = found(embedded, lake, "recruiting-pyramid")
    assert not finding.facts["licensed"]


def test_the_past_is_as_it_was(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, tree())
    start = 1_709_222_400
    assert found(embedded, lake, "recruiting-pyramid", until=start + 86_400 * 20) == []
    (then,) = found(embedded, lake, "recruiting-pyramid", until=start + 86_400 * 35)
    (now,) = found(embedded, lake, "recruiting-pyramid")
    assert then.id == now.id
    assert then.facts["people"] == 35
    assert then.score < now.score


def test_who_is_on_two_lists_is_counted_on_each(tmp_path: Path, embedded: Store) -> None:
    lake = world(tmp_path, tree())
    members(lake, tmp_path, "邻家", [(who, PEOPLE[0] if k else "", 24.0 * k) for k, who in enumerate(PEOPLE)])
    (finding,) = found(embedded, lake, "recruiting-pyramid")
    assert firm("星火") in finding.sentence.zh
    assert finding.facts["people"] == 40
