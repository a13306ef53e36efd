"""From what a person types to dated transfers: names, masks, audit, table, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from graph.ops import open_ops
from tests.graph.detect.worlds import lake_of, number, person
from tests.graph.study.command import run

MOVES = [("a", "b", 1000, 0), ("b", "c", 900, 20), ("c", "d", 800, 30), ("b", "e", 50, 90), ("d", "a", 10, 31), ("z", "a", 5, -3)]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lake_of(tmp_path, MOVES, {"张三": "a", "李四": "b c"})
    return tmp_path


def test_every_account_in_reach_with_its_way(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(folder, capsys, "trace", number("a"), "--at", "2024-03-01", "--hold", "24h", "--json")
    rows = json.loads(out)
    assert code == 1
    assert [(r["hops"], r["account"][-4:], r["amount"]) for r in rows] == [
        (1, number("b")[-4:], 100_000), (2, number("c")[-4:], 90_000), (3, number("d")[-4:], 80_000),
    ]  # fmt: skip
    assert [len(r["way"]) for r in rows] == [1, 2, 3]
    assert rows[0]["account"] == "*" + number("b")[-4:], "masked"
    assert rows[0]["at"] == "2024-03-01 00:00:00"


def test_backwards_and_the_way_to_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(folder, capsys, "trace", number("d"), "--at", "2024-03-03", "--hold", "3d", "--back", "--json")
    assert {r["account"][-4:] for r in json.loads(out)} == {number(n)[-4:] for n in "abcz"}
    code, out, _ = run(folder, capsys, "--csv", "trace", number("a"), "--at", "2024-03-01", "--to", number("d"))
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert code == 1
    assert [r["amount"] for r in rows] == ["100000", "90000", "80000"]
    assert [r["link"].startswith("transfer-") for r in rows] == [True] * 3


def test_reading_in_full_needs_a_reason_and_is_audited(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("trace", number("a"), "--at", "2024-03-01", "--json")
    code, _, err = run(folder, capsys, *command, "--full", " ")
    assert (code, "reason" in err) == (2, True)
    code, out, _ = run(folder, capsys, *command, "--full", "case 7")
    assert number("b") in out
    with open_ops(folder / "data") as ops:
        last = ops.audit()[0]
        assert ops.audit_broken() is None
    assert (last["action"], last["detail"]["why"], last["detail"]["what"]) == ("unmask", "case 7", "trace")


def test_who_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (number("a"), f" {number('a')}"):
        assert run(folder, capsys, "trace", name, "--at", "2024-03-01", "--json")[0] == 1
    code, _, err = run(folder, capsys, "trace", "999", "--at", "2024-03-01")
    assert (code, err.strip().count("\n")) == (2, 0)
    assert "nobody has the number, id or code '999'" in err
    assert "is no time" in run(folder, capsys, "trace", number("a"), "--at", "soon")[2]
    assert "is no length of time" in run(folder, capsys, "trace", number("a"), "--at", "2024-03-01", "--hold", "3x")[2]
    code, out, _ = run(folder, capsys, "trace", person("李四"), "--at", "2024-03-01", "--json")
    assert code == 1  # a person stands for his accounts
    assert {r["account"][-4:] for r in json.loads(out)} == {number(n)[-4:] for n in "ad"}


def test_a_sum_by_every_rule_side_by_side(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ("trace", number("a"), "--at", "2024-02-29 23:00", "--amount", "500", "--rule", "all", "--json")
    found = {r.pop("account"): r for r in json.loads(run(folder, capsys, *command)[1])}
    assert list(found["total"]) == ["fifo", "lifo", "haircut", "libr", "poison", "hops", "at", "way", "id"]
    for rule in ("fifo", "lifo", "haircut", "libr"):
        assert found["total"][rule] == 50_000, "it conserves"
    code, out, _ = run(folder, capsys, "trace", number("d"), "--at", "2024-03-03", "--amount", "700", "--back", "--rule", "fifo", "--json")  # fmt: skip
    assert code == 1
    assert json.loads(out)[-1]["fifo"] == 70_000
    assert "did you mean" in run(folder, capsys, "trace", number("a"), "--at", "2024-03-01", "--amount", "1", "--rule", "fif")[2]  # fmt: skip
    assert "--at is missing" in run(folder, capsys, "trace", number("a"))[2]


def test_every_rule_runs_backwards_and_sources_taken_alone_are_not_added_up(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """Of b's 1000 all but 5 began with a, 5 with z. 100 of it are left: LIBR finds all of either there, taken alone."""
    command = ("trace", number("b"), "--at", "2024-03-01 12:00", "--amount", "1000", "--back", "--rule", "all")
    code, out, _ = run(folder, capsys, *command, "--json")
    found = {r["account"][-4:]: r for r in json.loads(out)}
    assert code == 1
    rules = ("fifo", "lifo", "haircut", "libr", "poison")
    a, z = found[number("a")[-4:]], found[number("z")[-4:]]
    assert [a[r] for r in rules] == [99_500] * 5
    assert [z[r] for r in rules] == [500] * 5
    assert [found["otal"][r] for r in rules] == [100_000] * 3 + [None] * 2
    late = ("trace", number("b"), "--at", "2024-03-02", "--amount", "100", "--back")
    told = {r: {x["account"][-4:]: x[r] for x in json.loads(run(folder, capsys, *late, "--rule", r, "--json")[1])} for r in rules}  # fmt: skip
    assert told["fifo"] == {number("a")[-4:]: 10_000, "otal": 10_000}
    for rule, z_has in (("libr", 500), ("poison", 500)):
        assert told[rule] == {number("a")[-4:]: 10_000, number("z")[-4:]: z_has, "otal": None}, "105 of 100"
    (only, total) = json.loads(run(folder, capsys, *late, "--rule", "libr", "--to", number("z"), "--json")[1])
    assert (only["libr"], only["hops"], total["libr"]) == (500, 2, None)


def test_sources_that_were_not_gone_through_are_counted_with_the_most_that_they_can_be(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr("graph.kernels.claims.claims.__kwdefaults__", {"each": False, "among": None, "work": 0})
    command = ("trace", number("b"), "--at", "2024-03-01 12:00", "--amount", "1000", "--back", "--rule", "libr")
    first, rest, total = json.loads(run(folder, capsys, *command, "--json")[1])
    assert (first["libr"], rest["libr"], total["libr"]) == (99_500, 500, None)
    assert rest["account"] == "1 more sources not gone through, each at most"
    rows = json.loads(run(folder, capsys, *command, "--transfers", "--json")[1])
    assert rows[-1]["from"] == "1 more sources not gone through, each at most"


def test_the_transfers_that_a_sum_came_through(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = (
        "trace",
        number("d"),
        "--at",
        "2024-03-02 07:00",
        "--amount",
        "790",
        "--back",
        "--rule",
        "all",
        "--transfers",
    )
    rows = json.loads(run(folder, capsys, *command, "--json")[1])
    assert [(r["from"][-4:], r["to"][-4:], r["amount"]) for r in rows] == [
        (number(u)[-4:], number(v)[-4:], 100 * fen) for u, v, fen in (("z", "a", 5), ("a", "b", 1000), ("b", "c", 900), ("c", "d", 800))
    ]  # fmt: skip
    assert [r["fifo"] for r in rows] == [0, 79_000, 79_000, 79_000], "d paid z's on to a"
    assert [r["libr"] for r in rows] == [0, 79_000, 79_000, 79_000]
    assert [r["poison"] for r in rows] == [500, 79_000, 79_000, 79_000]
    forth = json.loads(run(folder, capsys, "trace", rows[1]["link"], "--transfers", "--json")[1])
    assert [r["fifo"] for r in forth] == [100_000, 90_000, 80_000, 1_000, 5_000]
    assert [r["at"] for r in forth] == sorted(r["at"] for r in forth)
    for words in (("--transfers",), ("--amount", "5", "--transfers", "--to", number("a"))):
        code, _, err = run(folder, capsys, "trace", number("d"), "--at", "2024-03-03", *words)
        assert (code, "--transfers needs --amount" in err) == (2, True)


def test_one_transfer_is_followed_by_its_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    way = json.loads(run(folder, capsys, "trace", number("a"), "--at", "2024-03-01", "--to", number("b"), "--json")[1])
    found = json.loads(run(folder, capsys, "trace", way[0]["link"], "--json")[1])
    assert found[-1]["fifo"] == 100_000
    assert "no transfer transfer-0" in run(folder, capsys, "trace", "transfer-" + "0" * 32)[2]


def test_what_holds_of_a_sum_is_told_with_its_way_within_the_hold(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("trace", number("a"), "--at", "2024-03-01", "--amount", "1000", "--rule", "poison", "--json")
    found = {r["account"][-4:]: r for r in json.loads(run(folder, capsys, *command)[1])}
    ways = {k: (r["hops"], len(r["way"])) for k, r in found.items() if r["hops"]}
    assert ways == {number(n)[-4:]: (k, k) for k, n in enumerate("bcd", start=1)}
    assert found[number("e")[-4:]]["hops"] is None, "b kept it for longer"
    short = {r["account"][-4:]: r for r in json.loads(run(folder, capsys, *command, "--hold", "12h")[1])}
    assert (short[number("b")[-4:]]["hops"], short[number("c")[-4:]]["hops"]) == (1, None)
    assert short[number("c")[-4:]]["poison"] == found[number("c")[-4:]]["poison"], "the rule does not know the hold"
    rows = json.loads(run(folder, capsys, *command, "--to", number("d"))[1])
    assert [r["account"][-4:] for r in rows[:-1]] == [number("d")[-4:]]
    way = rows[0]["way"]
    one = json.loads(run(folder, capsys, "trace", way[1], "--json")[1])
    told = {r["account"][-4:]: r["way"] for r in one}
    assert (told[number("c")[-4:]], told[number("d")[-4:]]) == (way[1:2], way[1:])


def test_a_sum_that_can_not_be_is_refused_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, said in (
        ((number("a"), "--at", "2024-03-01", "--amount", "-5"), "there is no tracing -CNY 5.00"),
        ((number("a"), "--at", "2024-03-01", "--amount", "0"), "there is no tracing CNY 0.00"),
        ((number("a"), "--at", "2024-03-01", "--amount", "200000000亿"), "that somebody can have"),
        ((number("d"), "--at", "2024-03-03", "--amount", "900", "--back"), "the account then had CNY 790.00"),
        ((number("a"), "--at", "2024-03-01", "--rule", "lifo"), "a rule of tracing needs an amount"),
        (("transfer-" + "0" * 32, "--at", "2024-03-01"), "a transfer has a time of its own"),
    ):
        code, out, err = run(folder, capsys, "trace", *words, "--json")
        assert (code, out, err.count("\n")) == (2, "", 1), words
        assert said in err
    assert run(folder, capsys, "trace", number("a"), "--at", "2150-01-01", "--json")[:2] == (0, "[]\n"), (
        "after all that is known"
    )


def test_money_that_no_transfer_brought_is_said_to_be_so(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    out = run(folder, capsys, "trace", number("a"), "--at", "2024-03-01", "--amount", "1000")[1]
    assert "CNY 995.00 of it no earlier transfer had brought" in out


def test_a_balance_sheet_closes_to_the_fen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(folder, capsys, "sheets", person("李四"), "--by", "month", "--json")
    found = json.loads(out)
    assert code == 0
    assert {r["period"] for r in found} == {"2024-03"}
    for r in found:
        assert r["opening"] + r["came_in"] - r["paid_out"] - r["fees"] + r["residue"] == r["closing"]
        assert r["assumed"]
    assert sorted((r["came_in"], r["paid_out"]) for r in found) == [(90_000, 80_000), (100_000, 95_000)]
    assert "did you mean month" in run(folder, capsys, "sheets", number("a"), "--by", "monht")[2]
