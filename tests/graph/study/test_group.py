"""A small scheme as commands see it: six participants, two collection accounts, two transfer accounts, a sink."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.graph.detect.worlds import lake_of, number
from tests.graph.study.command import rows, run

PAID_IN = [(f"p{k}", "g" if k < 3 else "h", 1000 * (k + 1), k) for k in range(6)]
ONWARD = [("g", "t", 6000, 12), ("h", "t", 15_000, 13), ("t", "u", 21_000, 20), ("u", "s", 20_000, 26), ("u", "p0", 100, 30)]  # fmt: skip
ELSEWHERE = [("p0", "shop", 77, 1), ("p1", "shop", 88, 2), ("shop", "w", 160, 40), ("q", "shop", 10_000, 3)]
OWNED = {f"人{k}": f"p{k}" for k in range(6)} | {"头": "g h", "过": "t", "渡": "u", "沉": "s"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scheme")
    lake_of(folder, [*PAID_IN, *ONWARD, *ELSEWHERE], OWNED)
    return folder


def test_layers_of_a_scheme_each_with_its_figures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {r["account"]: r for r in rows(folder, capsys, "layers", number("g"), number("h"))}

    def of(name: str) -> dict[str, object]:
        return found["*" + number(name)[-4:]]

    assert [(of(n)["layer"], of(n)["role"]) for n in ("p1", "g", "t", "u", "s")] == [
        (0, "participant"), (1, "collection"), (2, "transfer"), (3, "transfer"), (4, "sink"),
    ]  # fmt: skip
    assert (of("u")["received"], of("u")["passed"], of("u")["returned"], of("u")["resting"]) == (
        2_100_000, 2_010_000, 10_000, 90_000,
    )  # fmt: skip
    assert all(r["returned"] + r["circled"] <= r["passed"] for r in found.values())
    assert "*" + number("shop")[-4:] not in found, "what participants pay elsewhere is their own affair"


def test_a_person_stands_for_his_accounts_and_a_window_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    by_number = rows(folder, capsys, "layers", number("g"), number("h"))
    owner = next(r["owner"] for r in by_number if r["account"] == "*" + number("g")[-4:])
    assert owner == "头*"
    early = rows(folder, capsys, "layers", number("g"), number("h"), "--until", "2024-03-01 15:00")
    assert {r["layer"] for r in early} == {0, 1, 2}
    code, _, err = run(folder, capsys, "layers", number("g"), "--hold", "forever")
    assert (code, "is no length of time" in err) == (2, True)


def test_money_that_goes_round_is_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lake_of(
        tmp_path,
        [("p", "g", 1_000, 0), ("g", "t", 900, 1), ("t", "g", 500, 2), ("g", "s", 600, 3)],
        OWNED | {"人": "p", "头": "g"},
    )
    found = {r["account"]: r for r in rows(tmp_path, capsys, "layers", number("g"), number("t"))}
    assert {n: found["*" + number(n)[-4:]]["circled"] for n in "gts"} == {"g": 0, "t": 50_000, "s": 0}


def test_core_is_where_the_money_crosses(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(folder, capsys, "core", number("g"), number("h"))
    assert [r["account"] for r in found][-1] == "*" + number("s")[-4:]
    assert {r["account"] for r in found} == {"*" + number(n)[-4:] for n in "ghtus"}
    cut = {r["account"]: r["cut_off"] for r in found}
    assert (cut["*" + number("g")[-4:]], cut["*" + number("h")[-4:]], cut["*" + number("t")[-4:]]) == (3, 3, 6)
    assert all(0 <= r["score"] <= 1 for r in found)
    assert {r["error"] for r in found} == {0}, "no source was left out"


def test_a_ledger_names_its_counting_rule_and_lists_what_was_paid_in_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [("p", "g", 100_000, 0), *(("g", "p", 1_500, 24 * 30 * m) for m in range(1, 7)), ("g", "p", 100_000, 24 * 181),
            ("p", "g", 100_000, 24 * 183), ("q", "g", 20_000, 5), ("g", "firm", 999, 9)]  # fmt: skip
    lake_of(tmp_path, days, {"张三": "p", "李四": "q", "头": "g"})
    found = {r["party"]: r for r in rows(tmp_path, capsys, "ledger", number("g"))}
    assert found["张*"] | {"id": None} == {
        "party": "张*", "paid_in": 20_000_000, "principal": 10_000_000, "refund": 0, "interest": 900_000, "commission": 0, "fee_in": 0, "fee_out": 0,
        "other_in": 0, "unexplained": 0, "reinvested": 10_000_000, "absorbed": 10_000_000, "unpaid": 10_000_000, "transfers": 9, "id": None,
    }  # fmt: skip
    assert (found["total"]["absorbed"], found["total"]["unpaid"]) == (12_000_000, 12_000_000)
    again = {r["party"]: r for r in rows(tmp_path, capsys, "ledger", number("g"), "--count-again", "--offset-interest")}
    assert (again["张*"]["absorbed"], again["张*"]["unpaid"]) == (20_000_000, 9_100_000)
    (pair,) = rows(tmp_path, capsys, "ledger", number("g"), "--pairs")
    assert pair["amount"] == 10_000_000
    assert pair["returned"].startswith("transfer-")
    assert pair["returned"] != pair["paid"]


def test_a_freeze_says_who_goes_unpaid_and_what_waiting_costs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(folder, capsys, "whatif", "freeze", number("t"), "--at", "2024-03-01 15:00", "--json")
    body = json.loads(out)
    assert code == 0
    assert (body["held"], body["kept"]) == (2_100_000, 2_100_000)
    assert body["later"][0] == {"days": 0, "left": 2_100_000, "balance": 2_100_000}
    assert body["later"][1]["left"] == 0
    hit = {h["account"]: h for h in body["hits"]}
    assert not any(h["firm"] for h in body["hits"]), "nobody here is one"
    assert hit["*" + number("u")[-4:]]["direct"] == 2_100_000
    assert hit["*" + number("s")[-4:]]["onward"] == 2_000_000
    for h in body["hits"]:
        assert 0 <= h["low"] <= h["high"] <= h["direct"] + h["onward"] + 100_000
    certain = json.loads(
        run(folder, capsys, "whatif", "freeze", number("t"), "--at", "2024-03-01 15:00", "--missing", "0", "--json")[1]
    )
    assert all(h["low"] == h["high"] == h["direct"] + h["onward"] for h in certain["hits"])
    code, _, err = run(folder, capsys, "whatif", "freze", number("t"), "--at", "2024-03-01")
    assert (code, "did you mean freeze" in err) == (2, True)


def test_an_administrator_still_pays_whom_he_may(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("whatif", "takeover", number("u"), "--at", "2024-03-01 15:00", "--payee", number("p0"), "--json")
    body = json.loads(run(folder, capsys, *command)[1])
    assert [h["account"] for h in body["hits"]] == ["*" + number("s")[-4:]]
    assert body["kept"] == 2_090_000
