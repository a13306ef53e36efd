"""A case from the command line: opened, filled by rules, frozen, compared, taken out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from graph.case import export_commands, produce
from graph.case.dossier import Dossier
from graph.case.export.format import Format, Watch
from graph.ops import _me
from graph.ops.cases import Cases
from graph.ops.views import Views
from graph.say import Say
from tests.graph.case.made import (  # fmt: skip
    BOSS,
    COLLECTOR,
    FIRM_ACCOUNT,
    LIN,
    PAYERS,
    PEOPLE,
    SHOP,
    Made,
    account,
    firm,
    made,
    person,
)
from tests.graph.study.command import rows, run


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Made]:
    """A case that the system user works on, and one plain format."""

    def write(d: Dossier, folder: Path, watch: Watch) -> list[str]:
        body = {"captions": d.captions, "ledger": d.figures.ledger["party"].to_list(), "rules": d.figures.rules, "places": d.places}  # fmt: skip
        (folder / "case.json").write_text(json.dumps(body, ensure_ascii=False), "utf-8")
        watch(1, 1)
        return ["case.json"]

    known = {"plain": Format("plain", Say("式", "plain"), Say("式", "plain"), write)}
    for module in (produce, export_commands):
        monkeypatch.setattr(module, "FORMATS", known)
    with made(tmp_path / "data") as one:
        Cases(one.ops).add_member(one.case.id, f"cli:{_me()}", "member")
        yield one


def told(own: Made, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    """Exit code and what it prints as JSON."""
    code, out, err = run(own.data.parent, capsys, "case", *words, "--json")
    assert code in (0, 1), err
    return code, json.loads(out)


def test_a_case_is_opened_filled_frozen_and_shown(own: Made, capsys: pytest.CaptureFixture[str]) -> None:
    _, case = told(
        own,
        capsys,
        "open",
        "甘露案",
        "--cause",
        "非法吸收公众存款",
        "--suspected",
        "非法集资",
        "--agency",
        "甘露市公安局",
    )
    assert case["agency"] == "甘露市公安局"
    number = case["number"]
    assert (number[-5:], case["role"]) == ("0002号", "lead")
    _, rule = told(own, capsys, "rule", number, "layer", COLLECTOR, "--layer", "1", "--why", "归集与参与人")
    assert set(rule["found"]) == {*(account(n) for n in (*PAYERS, COLLECTOR)), *(person(n) for _, n in (*PEOPLE, BOSS))}
    _, way = told(own, capsys, "rule", number, "path", PAYERS[0], "--to", FIRM_ACCOUNT, "--since", "2024-03-01", "--hold", "30d", "--why", "去向")  # fmt: skip
    assert (way["things"], way["added"], way["params"]["hold"]) == (5, 3, 30 * 86_400)
    _, hand = told(own, capsys, "rule", number, "hand", SHOP, way["found"][1], "--why", "经营")
    assert hand["found"] == [account(SHOP), way["found"][1]]
    _, around = told(own, capsys, "rule", number, "around", firm(), "--link", "LEGAL_REP_OF", "--why", "法人")
    assert set(around["found"]) == {firm(), person(BOSS[1])}
    _, frozen = told(own, capsys, "freeze", number, "--why", "移送")
    assert (frozen["version"], frozen["counts"]["entities"]) == (1, 15)
    _, all_ = told(own, capsys, "show", number)
    assert [r["name"] for r in all_["rules"]] == ["layer", "path", "hand", "around"]
    assert (all_["frozen"][0]["content"], all_["sorts"]["link"]) == (frozen["content"], 2)
    assert [c["number"] for c in rows(own.data.parent, capsys, "case", "list")] == [number, own.case.number]
    assert [c["title"] for c in rows(own.data.parent, capsys, "case", "list", "甘露", "--mine")] == ["甘露案"]


def test_what_has_changed_is_told_masked_unless_a_reason_is_given(own: Made, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    number = own.case.number
    code, found = told(own, capsys, "diff", number)
    assert (code, found["same"], found["changes"]) == (0, True, [])
    assert told(own, capsys, "rule", number, "--replay")[0] == 0
    lake = own.lake
    (gone,) = [i for i in lake.active() if lake.manifest(i).file == "开户资料.csv"]
    with lake.lock():
        lake.undo(gone)
    code, found = told(own, capsys, "diff", number)
    assert (code, found["imports"]["gone"]) == (1, [gone])
    phone = next(c for c in found["changes"] if c["id"] == person(BOSS[1]) and c["prop"] == "phone")
    assert (phone["then"], phone["now"]) == ("139****0001", None)
    _, full = told(own, capsys, "diff", number, "--full", "核对")
    assert "13900000001" in {c["then"] for c in full["changes"]}
    assert [e["detail"]["why"] for e in own.ops.audit(1000) if e["action"] == "unmask"] == ["核对"]
    assert run(own.data.parent, capsys, "case", "diff", number, "--full", " ")[0] == 2
    code, out, _ = run(own.data.parent, capsys, "case", "diff", number, "--csv")
    assert (code, {r["what"] for r in csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))}) == (1, {"gone", "changed"})  # fmt: skip
    code, again = told(own, capsys, "rule", number, "--replay")
    assert code == 1
    assert any(r["gone"] for r in again)
    told(own, capsys, "freeze", number)
    assert told(own, capsys, "diff", number)[0] == 0
    assert told(own, capsys, "diff", number, "--version", "1", "--with", "2")[0] == 1


def test_what_is_taken_out_is_listed_with_its_hash(own: Made, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:  # fmt: skip
    number = own.case.number
    assert told(own, capsys, "export", number)[1] == []
    _, made_ = told(own, capsys, "export", number, "plain", "--group", COLLECTOR, "--count", "interest=offset", "--to", str(tmp_path / "out"))  # fmt: skip
    (file,) = made_["files"]
    body = (Path(made_["folder"]) / file["file"]).read_bytes()
    assert (sha256(body).hexdigest(), made_["who"], made_["open"]) == (file["sha256"], f"cli:{_me()}", False)
    said = json.loads(body)
    assert said["captions"][person(BOSS[1])] == "赵*"
    assert said["rules"]["group"]["accounts"] == [account(COLLECTOR)]
    assert said["rules"]["counting"]["interest"] == "offset"
    _, open_ = told(own, capsys, "export", number, "plain", "--full", "移送审查起诉")
    assert json.loads((Path(open_["folder"]) / "plain/case.json").read_bytes())["captions"][person(BOSS[1])] == "赵六"
    _, held = told(own, capsys, "export", number)
    assert [(e["id"], e["open"], e["why"]) for e in held] == [(open_["id"], True, "移送审查起诉"), (made_["id"], False, "")]  # fmt: skip
    assert own.ops.audit_broken() is None


def test_another_case_is_taken_in(own: Made, capsys: pytest.CaptureFixture[str]) -> None:
    _, here = told(own, capsys, "open", "甲案", "--cause", "非法吸收公众存款", "--suspected", "非法集资")
    _, there = told(own, capsys, "open", "乙案", "--cause", "集资诈骗", "--suspected", "非法集资")
    told(own, capsys, "rule", there["number"], "hand", COLLECTOR, "--why", "归集")
    code, found = told(own, capsys, "join", here["number"], there["number"])
    assert (code, found["joined"]) == (1, None)
    assert found["conflicts"] == [{"what": "fact", "subject": "cause", "here": "非法吸收公众存款", "there": "集资诈骗"}]
    code, found = told(own, capsys, "join", here["number"], there["number"], "--apply", "--why", "同一团伙")
    assert (code, found["joined"]["things"], found["joined"]["rules"]) == (0, 1, 1)
    assert told(own, capsys, "show", there["number"])[1]["outcome"] == "joined"
    assert told(own, capsys, "rule", here["number"], "--replay")[0] == 0


def test_what_a_view_shows_can_be_taken_alone(own: Made, capsys: pytest.CaptureFixture[str]) -> None:
    things = {firm(): {"at": {"x": 1, "y": 2}}, account(FIRM_ACCOUNT): {"at": None}}
    view = Views(own.ops).save("板", {"board": {"things": things, "lines": {}}}, case=own.case.id)
    _, made_ = told(own, capsys, "export", own.case.number, "plain", "--view", view.id, "--seen")
    said = json.loads((Path(made_["folder"]) / "plain/case.json").read_bytes())
    assert (set(said["captions"]), said["places"]) == (set(things), {firm(): [1.0, 2.0]})
    assert made_["scope"] == "seen"
    _, whole = told(own, capsys, "export", own.case.number, "plain", "--view", view.id)
    assert len(json.loads((Path(whole["folder"]) / "plain/case.json").read_bytes())["captions"]) == 17


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "金鹰〔2026〕9999号"), "no such case"),
        (("rule", "NUMBER", "lyaer", "x"), "did you mean layer"),
        (("rule", "NUMBER", "layer", "6222999"), "nobody has the number"),
        (("rule", "NUMBER", "hand", COLLECTOR), "the reason is missing"),
        (("export", "NUMBER", "palin"), "did you mean plain"),
        (("export", "NUMBER", "plain", "--seen"), "needs a --view"),
        (("export", "NUMBER", "plain", "--count", "again"), "as in reinvested=again"),
        (("export", "NUMBER", "plain", "--count", "interset=offset"), "did you mean interest"),
        (("export", "NUMBER", "plain", "--version", "9"), "no frozen version 9"),
        (("export", "NUMBER", "plain", "--full", " "), "needs a reason"),
        (("freeze", "NUMBER", "--why", "x" * 501), "too long"),
        (("member", "NUMBER", "wei"), "may not"),
    ],
)
def test_what_can_t_be_done_is_one_line(own: Made, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str) -> None:  # fmt: skip
    code, out, err = run(own.data.parent, capsys, "case", *(own.case.number if w == "NUMBER" else w for w in words))
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_person_reads_tables(own: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "400")
    number = own.case.number
    told(own, capsys, "export", number, "plain")
    for words, wanted in (
        (("list",), own.case.title),
        (("show", number), LIN),
        (("rule", number), "layer"),
        (("rule", number, "--replay"), "layer"),
        (("export", number), "plain"),
        (("diff", number), "version 1"),
    ):
        code, out, err = run(own.data.parent, capsys, "case", *words)
        assert code == 0, err
        assert wanted in out


def test_a_person_reads_words_and_a_program_codes(own: Made, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    number, me = own.case.number, f"cli:{_me()}"
    Cases(own.ops).add_member(own.case.id, me, "lead")
    assert {r["name"] for r in told(own, capsys, "rule", number)[1]} >= {"layer"}
    assert {r["role"] for r in told(own, capsys, "member", number, LIN, "reader")[1]} == {"lead", "reader"}
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "400")
    for words, wanted, not_ in (
        (("rule", number), ("按层", "最高层：", "含持有人：是"), ("layer=", "owners")),
        (("member", number, LIN), ("主办", "协办"), ("member", "lead")),
        (
            ("redact", number, "phone", "--role", "participant", "--why", "个人信息"),
            ("电话", "参与人"),
            ("participant",),
        ),
        (("key",), ("证书指纹（SHA-256）", "有效期自 (北京时间)"), ("fingerprint", "+00:00")),
    ):
        code, out, err = run(own.data.parent, capsys, "--lang", "zh", "case", *words)
        assert code == 0, err
        assert all(one in out for one in wanted), out
        assert not any(one in out for one in not_), out
