"""`match review` and `match answer` from the command line: no score before the answer, the score kept with it."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

import jinying
from graph.ops import open_ops
from graph.store import Store
from tests.lakes import write

MAPPING = """
name: firms
label: {zh: 企业, en: firms}
match: {header: [名称, 代码, 电话]}
entities:
  firm: {kind: Enterprise, props: {name: 名称, credit_code: "代码?"}}
  phone: {kind: Phone, optional: true, props: {number: "电话?"}}
links:
  calls: {type: HAS_PHONE, from: firm, to: phone}
"""
ROWS = ["云澜稳健财富管理有限公司,91350100M000100Y43,13800138000", "云澜稳健财富,,", "云澜稳健财富管理公司,,"]


@pytest.fixture
def say(tmp_path: Path, embedded: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("JINYING_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("JINYING_LANG", "en")
    monkeypatch.setattr("graph.context.open_store", lambda settings: nullcontext(embedded))
    monkeypatch.setattr("os.umask", lambda mask: 0o077)

    def run(*words: str, who: str = "li") -> tuple[int, Any, str]:
        monkeypatch.setattr("graph.ops._me", lambda: who)
        monkeypatch.setattr(sys, "argv", ["jinying", *words])
        with pytest.raises(SystemExit) as end:
            jinying.main()
        out, err = capsys.readouterr()
        return int(end.value.code or 0), json.loads(out) if out.startswith(("{", "[")) else out, err

    (tmp_path / "firms.yaml").write_text(MAPPING, "utf-8")
    assert (
        run("load", str(write(tmp_path / "f.csv", "名称,代码,电话", ROWS)), "-m", str(tmp_path / "firms.yaml"))[0] == 0
    )
    return run


def test_a_pair_is_judged_blind_and_its_score_told_after(say: Any, tmp_path: Path) -> None:
    _, pairs, _ = say("match", "review", "--json")
    assert pairs, "names alone are for a person to judge"
    assert "score" not in json.dumps(pairs)
    assert "13800138000" not in json.dumps(pairs)
    one = pairs[0]
    code, told, _ = say("match", "answer", one["left"], one["right"], "same", "--why", "工商档案一致", "--json")
    assert code == 0
    assert 0 < told["score"] < 1
    left = {(p["left"], p["right"]) for p in say("match", "review", "--json")[1]}
    assert (one["left"], one["right"]) not in left
    with open_ops(tmp_path / "data") as ops:
        (kept,) = ops.judgements()
    assert (kept.blind, kept.score, kept.answer) == (True, told["score"], "same")


def test_two_who_differ_are_shown_and_different_needs_its_basis(say: Any) -> None:
    one = say("match", "review", "--json")[1][0]
    pair = one["left"], one["right"]
    assert say("match", "answer", *pair, "different", "--why", "两家")[0] == 2
    assert say("match", "answer", *pair, "different", "--why", "两家", "--basis", "档案", who="wang")[0] == 0
    assert say("match", "answer", *pair, "same", "--why", "一家")[0] == 0
    _, told, _ = say("match", "agreement", "--json")
    assert [(r["one"], r["other"], r["pairs"], r["agreed"]) for r in told["reviewers"]] == [
        ("cli:li", "cli:wang", 1, 0)
    ]
    assert [{s["who"]: s["answer"] for s in d["said"]} for d in told["disputed"]] == [
        {"cli:li": "same", "cli:wang": "different"}
    ]
