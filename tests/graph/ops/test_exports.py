"""Frozen states and exports on SQLite and PostgreSQL: numbered, registered with their folder or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.finding import Finding, Subject
from graph.ops import Ops
from graph.ops.cases import Case, Cases, Opening
from graph.ops.exports import ExportError, Exports, File, Taken
from graph.ops.freezes import FreezeError, Freezes, held
from graph.ops.users import Users
from graph.say import Say
from tests.graph.test_ops import Open, ops_at, postgresql  # noqa: F401

LI = "user:li"
FILES = [File("csv", "csv/a.csv", 5, "ab" * 32, "cd" * 32), File("csv", "csv/b.csv", 6, "ef" * 32, "01" * 32)]


@pytest.fixture
def ops(ops_at: Open) -> Iterator[Ops]:  # noqa: F811
    with ops_at("cli:root") as opened:
        Users(opened).add("li", None, ["investigator"])
        yield opened.by(LI)


@pytest.fixture
def case(ops: Ops) -> Case:
    return Cases(ops).open(Opening("锦瑞财富案", "非法吸收公众存款", "非法集资"))


def test_versions_count_within_a_case(ops: Ops, case: Case) -> None:
    other, put = Cases(ops).open(Opening("另案", "无", "非法支付")), []
    freezes = Freezes(ops)

    def note(new: str, version: int, at: str) -> str:
        put.append((new, version))
        return f"{version:064d}"

    made = [freezes.keep(one.id, "c" * 64, {"entities": 2}, "移送", note) for one in (case, other, case)]
    assert [(f.id, f.version) for f in made] == put
    assert [f.version for f in made] == [1, 1, 2]
    assert freezes.list(case.id) == [made[0], made[2]]
    assert (freezes.one(case.id), freezes.one(case.id, 1)) == (made[2], made[0])
    assert made[0].counts == {"entities": 2}
    with pytest.raises(FreezeError, match="no frozen version 3"):
        freezes.one(case.id, 3)


def test_a_state_whose_folder_is_not_there_is_none(ops: Ops, case: Case) -> None:
    def full(new: str, version: int, at: str) -> str:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        Freezes(ops).keep(case.id, "c" * 64, {}, "", full)
    with pytest.raises(FreezeError, match="has not been frozen"):
        Freezes(ops).one(case.id)
    assert not [e for e in ops.audit(1000) if e["action"] == "case-freeze"]


def test_an_export_is_its_files(ops: Ops, case: Case) -> None:
    state = Freezes(ops).keep(case.id, "c" * 64, {}, "", lambda *_: "d" * 64)
    exports, first = Exports(ops), Taken("export-1", case.id, state.id, "whole", 7, False, "")
    one = exports.keep(first, FILES, lambda: None)
    two = exports.keep(replace(first, id="export-2", open=True, why="移送"), FILES[:1], lambda: None)
    assert exports.list(case.id) == ([two, one], 2)
    assert exports.list(case.id, 1, 1) == ([one], 2)
    assert (exports.one(case.id, "export-1").files, two.open, one.who) == (FILES, True, LI)

    def full() -> None:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        exports.keep(replace(first, id="export-3"), FILES, full)
    with pytest.raises(ExportError):
        exports.one(case.id, "export-3")
    assert ops.audit_broken() is None


def test_a_finding_stands_with_the_run_that_last_found_it(ops: Ops) -> None:
    one = Finding("ring", (Subject("acc-1", "Account", Say("户", "account")),), (), 0, 9, 0.5, Say("一", "one"), {})
    ops.keep("ring", {"hops": 3}, 4, [one])
    ops.decide(one.id, "confirmed", "属实")
    ops.keep("ring", {"hops": 5}, 6, [])
    (kept,) = held(ops, [one.id, "finding-0"])
    assert (kept.finding.id, kept.state) == (one.id, "confirmed")
    assert (kept.run["params"], kept.run["entry"]) == ({"hops": 3}, 4)
