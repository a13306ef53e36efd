"""A case's course from the command line: what happened, comments, what it is about, its end; tasks; the handover."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from graph.case import export_commands, produce
from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.case.handover import CHINA
from graph.ops import _me
from graph.ops.cases import Cases
from graph.ops.tasks import Tasks
from graph.say import Say
from tests.graph.case.made import COLLECTOR, LIN, Made, account, made
from tests.graph.study.command import rows, run

ME = f"cli:{_me()}"
DAY = timedelta(days=1)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Made]:
    """A case that the system user leads."""
    with made(tmp_path / "data") as one:
        Cases(one.ops).add_member(one.case.id, ME, "lead")
        yield one


def told(own: Made, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    """What it prints as JSON."""
    ended, out, err = run(own.data.parent, capsys, "case", *words, "--json")
    assert ended == code, err
    return json.loads(out)


def test_facts_are_put_right_and_what_they_were_stays(own: Made, capsys: pytest.CaptureFixture[str]) -> None:
    number = own.case.number
    now = told(own, capsys, "amend", number, "--cause", "集资诈骗", "--docket", "甘公（经）立字〔2026〕7号", "--agency", own.case.agency, "--why", "定性变更")  # fmt: skip
    assert (now["cause"], now["docket"], now["agency"], now["title"]) == (
        "集资诈骗",
        "甘公（经）立字〔2026〕7号",
        own.case.agency,
        own.case.title,
    )
    steps = rows(own.data.parent, capsys, "case", "timeline", number, "--act", "amend")
    assert [(e["who"], e["word"], e["was"], e["now"], e["text"]) for e in steps] == [
        (ME, "cause", "非法吸收公众存款", "集资诈骗", "定性变更"), (ME, "docket", "", "甘公（经）立字〔2026〕7号", "定性变更"),
    ]  # fmt: skip
    assert [c["number"] for c in rows(own.data.parent, capsys, "case", "list", "集资诈骗")] == [number]
    (noted,) = [e["detail"] for e in own.ops.audit(1000) if e["action"] == "case-amend"]
    assert noted["facts"]["cause"] == sha256("集资诈骗".encode()).hexdigest()
    assert told(own, capsys, "show", number)["cause"] == "集资诈骗"


def test_a_case_is_assigned_commented_closed_and_reopened(own: Made, capsys: pytest.CaptureFixture[str]) -> None:
    number = own.case.number
    assert told(own, capsys, "assign", number, "lin", "--why", "移交")["assignee"] == LIN
    first = told(own, capsys, "comment", number, "流水缺三月")
    second = told(own, capsys, "comment", number, "流水缺四月", "--corrects", str(first["seq"]))
    assert (second["about"], second["who"]) == (first["seq"], ME)
    assert [e["text"] for e in rows(own.data.parent, capsys, "case", "comment", number)][-2:] == [
        "流水缺三月",
        "流水缺四月",
    ]
    ended = told(own, capsys, "close", number, "referred", "--why", "移送公安")
    assert (ended["status"], ended["outcome"]) == ("closed", "referred")
    again = told(own, capsys, "reopen", number, "--why", "退回补充")
    assert (again["status"], again["assignee"]) == ("reopened", None)
    last = rows(own.data.parent, capsys, "case", "timeline", number, "--last", "2")
    assert [(e["act"], e["word"], e["text"]) for e in last] == [
        ("close", "referred", "移送公安"),
        ("reopen", None, "退回补充"),
    ]


def test_members_and_things_leave_again(own: Made, capsys: pytest.CaptureFixture[str]) -> None:
    number = own.case.number
    assert told(own, capsys, "remove", number, account(COLLECTOR), "--why", "误入")["removed"] == [account(COLLECTOR)]
    gone = told(own, capsys, "remove", number, account(COLLECTOR), "--why", "误入", code=1)
    assert gone == {"removed": [], "unchanged": [account(COLLECTOR)]}
    assert [m["who"] for m in told(own, capsys, "member", number, "lin", "--leave", "--why", "调离")] == [ME]


def test_a_task_runs_from_the_command_line(own: Made, capsys: pytest.CaptureFixture[str]) -> None:
    number, day = own.case.number, (datetime.now(CHINA) + 3 * DAY).date()
    task = told(own, capsys, "task", number, "set", "调取开户资料", "--to", "lin", "--due", str(day))
    assert (task["person"], task["due"]) == (LIN, f"{day}T10:00:00.000+00:00")
    assert told(own, capsys, "task", number, "extend", task["id"][:12], "--due", f"{day + DAY} 09:30", "--why", "银行未回函")["due"] == f"{day + DAY}T01:30:00.000+00:00"  # fmt: skip
    assert told(own, capsys, "task", number, "assign", task["id"], "--to", ME, "--why", "林检出差")["person"] == ME
    assert told(own, capsys, "task", number, "done", task["id"], "--why", "已入卷")["state"] == "done"
    assert told(own, capsys, "task", number, "reopen", task["id"], "--why", "缺一户")["state"] == "open"
    (held,) = told(own, capsys, "task", number)
    assert [s["act"] for s in held["steps"]] == ["set", "extend", "assign", "done", "reopen"]
    assert not held["overdue"]
    assert told(own, capsys, "task", number, "drop", task["id"], "--why", "另案处理")["state"] == "dropped"


def test_what_is_overdue_is_said_by_the_exit_code(own: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    number, now = own.case.number, datetime.now(UTC)
    told(own, capsys, "task", number, "set", "调取", "--to", "lin", "--due", f"{(now + DAY).isoformat()}")
    told(own, capsys, "task", number)
    monkeypatch.setattr(Tasks.__init__, "__defaults__", (lambda: now + 4 * DAY,))
    assert told(own, capsys, "task", number, code=1)[0]["overdue"]


@pytest.fixture
def taken(own: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that was taken out of the case."""

    def write(d: Dossier, folder: Path, watch: Watch) -> list[str]:
        (folder / "case.json").write_text(json.dumps(d.captions), "utf-8")
        watch(1, 1)
        return ["case.json"]

    for module in (produce, export_commands):
        monkeypatch.setattr(module, "FORMATS", {"pdf": Format("pdf", Say("式", "plain"), Say("式", "plain"), write)})
    made_ = told(own, capsys, "export", own.case.number, "pdf")
    return Path(made_["folder"]) / made_["files"][0]["file"]


def test_a_case_is_handed_over_with_its_gaps_file_and_receipt(own: Made, capsys: pytest.CaptureFixture[str], taken: Path) -> None:  # fmt: skip
    number = own.case.number
    check = told(own, capsys, "handover", number, "check", "police", code=1)
    gaps = {(n["sort"], n["name"]) for n in check["needs"] if n["gap"]}
    assert {("sealed", "bundle"), ("export", "xlsx"), ("element", "unlawful")} <= gaps
    assert ("export", "pdf") not in gaps
    assert len(check["papers"]) == 4
    assert (
        run(own.data.parent, capsys, "case", "handover", number, "send", "police", "--agency", "甘露市公安局")[0] == 2
    )
    digest = sha256(taken.read_bytes()).hexdigest()
    sent = told(own, capsys, "handover", number, "send", "police", "--agency", "甘露市公安局", "--file", str(taken), "--why", "时限将至，余件续送")  # fmt: skip
    assert (sent["sha256"], sent["state"], {(g["sort"], g["name"]) for g in sent["gaps"]}) == (digest, "sent", gaps)
    got = told(own, capsys, "handover", number, "receive", sent["id"][:20], "--person", "周警官", "--number", "甘公受〔2026〕17号", "--sha256", "cd" * 32, code=1)  # fmt: skip
    assert (got["state"], got["same"], got["receipt"]["number"]) == ("received", False, "甘公受〔2026〕17号")
    assert (
        told(own, capsys, "handover", number, "return", sent["id"], "--why", "管辖不属我局")["reason"] == "管辖不属我局"
    )
    other = told(own, capsys, "handover", number, "send", "police", "--agency", "乙局", "--why", "改送")
    assert told(own, capsys, "handover", number, "withdraw", other["id"], "--why", "误送")["state"] == "withdrawn"
    assert [h["state"] for h in told(own, capsys, "handover", number)] == ["withdrawn", "returned"]
    assert own.ops.audit_broken() is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("amend", "NUMBER", "--why", "x"), "nothing of it is another"),
        (("amend", "NUMBER", "--cause", "集资诈骗"), "the reason is missing"),
        (("amend", "NUMBER", "--suspected", "非法集"), "did you mean 非法集资"),
        (("amend", "NUMBER", "--title", " ", "--why", "x"), "the title is missing"),
        (("timeline", "NUMBER", "--act", "clsoe"), "did you mean close"),
        (("comment", "NUMBER", "--corrects", "3"), "needs the comment"),
        (("close", "NUMBER", "refered", "--why", "x"), "did you mean referred"),
        (("reopen", "NUMBER", "--why", "x"), "not closed"),
        (("assign", "NUMBER", "wei"), "no user 'wei'"),
        (("task", "NUMBER", "sett", "x"), "did you mean set"),
        (("task", "NUMBER", "set", "x", "--to", "lin"), "--due is missing"),
        (("task", "NUMBER", "set", "x", "--to", "lin", "--due", "soon"), "'soon' is no time"),
        (("task", "NUMBER", "set", "x", "--to", "lin", "--due", "2020-01-01"), "the ten years to come"),
        (("task", "NUMBER", "done", "task-0000"), "no task 'task-0000'"),
        (("handover", "NUMBER", "send", "polize"), "did you mean police"),
        (
            ("handover", "NUMBER", "send", "police", "--agency", "甲", "--file", "ab" * 32),
            "no exported file of this hash",
        ),
        (("handover", "NUMBER", "return", "x"), "no handover 'x'"),
        (("handover", "NUMBER", "sent"), "did you mean send"),
    ],
)
def test_what_can_t_be_done_is_one_line(shared_lead: Made, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str) -> None:  # fmt: skip
    number = shared_lead.case.number
    code, out, err = run(shared_lead.data.parent, capsys, "case", *(number if w == "NUMBER" else w for w in words))
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


@pytest.fixture(scope="module")
def shared_lead(shared: Made) -> Made:
    Cases(shared.ops).add_member(shared.case.id, ME, "lead")
    return shared


def test_a_person_reads_tables_and_sentences(own: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, taken: Path) -> None:  # fmt: skip
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "400")
    number, day = own.case.number, (datetime.now(CHINA) + 3 * DAY).date()
    for words, code, wanted in (
        (("amend", number, "--region", "甘露市", "--why", "管辖"), 0, own.case.title),
        (("timeline", number), 0, "广东省广州市 → 甘露市"),
        (("timeline", number, "--act", "add"), 0, " things "),
        (("comment", number, "一句"), 0, "is kept"),
        (("comment", number), 0, "一句"),
        (("task", number, "set", "调取", "--to", "lin", "--due", str(day)), 0, f"{day} 18:00"),
        (("task", number), 0, "3 days left"),
        (("handover", number, "check", "police"), 1, "are lacking"),
        (
            ("handover", number, "send", "police", "--agency", "甘露市公安局", "--file", str(taken), "--why", "续送"),
            0,
            "sent: 甘露市公安局",
        ),
        (("handover", number), 0, "sent, no receipt yet"),
        (("close", number, "referred", "--why", "移送"), 0, "closed (referred)"),
    ):
        ended, out, err = run(own.data.parent, capsys, "case", *words)
        assert ended == code, err
        assert wanted in out
