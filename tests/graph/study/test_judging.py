"""Judgements from the command line: said, shown, followed by the graph, taken back; what can't be said is refused."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from graph.store import Store
from tests.lakes import PEOPLE, TEXT, holders

A, B, C = "6222000000000001", "6222000000000002", "6222000000000003"


@pytest.fixture
def say(tmp_path: Path, embedded: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command as a person does, on an engine that is up: exit code, what was printed (JSON read), errors."""
    import sys

    import jinying

    monkeypatch.setenv("JINYING_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("JINYING_LANG", "en")
    monkeypatch.setattr("graph.context.open_store", lambda settings: nullcontext(embedded))
    monkeypatch.setattr("os.umask", lambda mask: 0o077)

    def run(*words: str) -> tuple[int, Any, str]:
        monkeypatch.setattr(sys, "argv", ["jinying", *words])
        with pytest.raises(SystemExit) as end:
            jinying.main()
        out, err = capsys.readouterr()
        return int(end.value.code or 0), json.loads(out) if out.startswith(("{", "[")) else out, err

    small = tmp_path / "small.yaml"
    small.write_text(TEXT, "utf-8")
    rows = [f"{n},王{k},工行,{PEOPLE[0]}" for k, n in enumerate((A, B, C))]
    assert run("load", str(holders(tmp_path / "h.csv", rows)), "-m", str(small))[0] == 0
    return run


def count(say: Any) -> int:
    code, body, _ = say("check", "--json")
    assert code == 0, body
    return int(body["graph"]["Account"])


def test_a_judgement_is_followed_and_taken_back(say: Any) -> None:
    assert count(say) == 3
    code, body, _ = say("judge", "same", A, B, "--why", "同一张卡换卡", "--json")
    assert (code, body["seq"], len(body["one"])) == (0, 1, 2)
    assert count(say) == 2
    _, listed, _ = say("judge", "list", "--json")
    assert [(r["seq"], r["answer"], r["state"], r["why"]) for r in listed] == [(1, "same", "in force", "同一张卡换卡")]
    assert A not in json.dumps(listed), "account numbers are masked"
    assert say("judge", "undo", "1", "--why", "看错")[0] == 0
    assert count(say) == 3
    assert say("judge", "list", "--json")[1] == []
    assert [r["state"] for r in say("judge", "list", "--all", "--json")[1]] == ["taken back"]


def test_different_stops_a_chain_and_needs_its_basis(say: Any) -> None:
    assert say("judge", "different", A, C, "--why", "两人")[0] == 2
    assert say("judge", "different", A, C, "--why", "两人", "--basis", "开户资料")[0] == 0
    assert say("judge", "same", A, B, "--why", "换卡")[0] == 0
    code, _, err = say("judge", "same", B, C, "--why", "换卡")
    assert (code, "not applied" in err) == (0, True)
    assert count(say) == 2
    _, listed, _ = say("judge", "list", "--of", C, "--json")
    assert [(r["seq"], r["state"]) for r in listed] == [(1, "in force"), (3, "refused")]


def test_what_can_not_be_judged_is_one_line(say: Any) -> None:
    code, _, err = say("judge", "same", A, "6222999999999999", "--why", "x")
    assert (code, "nobody has the number" in err) == (2, True)
    code, _, err = say("judge", "same", A, A, "--why", "x")
    assert (code, "is itself" in err) == (2, True)
    code, _, err = say("judge", "same", A, B, "--why", "  ")
    assert (code, "needs a reason" in err) == (2, True)
    code, _, err = say("judge", "undo", "9", "--why", "x")
    assert (code, "no judgement 9" in err) == (2, True)
    assert say("judge", "list", "--json")[1] == []


def test_two_id_numbers_are_two_persons_unless_a_document_says_otherwise(say: Any, tmp_path: Path) -> None:
    more = holders(tmp_path / "m.csv", [f"6222000000000004,王四,工行,{PEOPLE[1]}"])
    assert say("load", str(more), "-m", str(tmp_path / "small.yaml"))[0] == 0
    code, _, err = say("judge", "same", PEOPLE[0], PEOPLE[1], "--why", "同名")
    assert (code, "different ID numbers" in err, "--basis" in err) == (2, True, True)
    assert PEOPLE[0] not in err
    assert say("judge", "same", PEOPLE[0], PEOPLE[1], "--why", "换证", "--basis", "公安换证记录")[0] == 0
