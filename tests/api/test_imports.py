"""The import wizard's questions: an upload looked at, mapped and tried without a trace; what an import brought and lost."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from api.imports import brought
from api.system import READ, System, opened
from api.uploads import write
from api.visit import Visit
from graph.lake import Lake
from graph.settings import Settings
from ingest import trial as trials
from ingest.load import load
from ingest.mapping import find
from tests.api.visiting import Ask, actor, asking
from tests.ingest.text.papers import docx_of
from tests.lakes import PEOPLE

STATEMENT = ["交易卡号,交易户名,交易时间,交易金额,收付标志,交易对手账卡号,对手户名,交易流水号,摘要说明,备用"]
CARD, OTHER = "6299000011112222", "6299000033334444"
ROWS = [
    f"{CARD},王一一,2024-01-01 10:00:00,100.00,出,{OTHER},赵小六,s1,电话13912345678,",
    f"{CARD},王一一,2024-01-02 10:00:00,250.50,进,{OTHER},赵小六,s2,货款,",
    f"{CARD},王一一,不是时间,1.00,出,{OTHER},赵小六,s3,,",
    f"{CARD},王一一,2024-01-03 10:00:00,9.00,说不清,{OTHER},赵小六,s4,,",
]
SECRET = (CARD, OTHER, "王一一", "赵小六", "13912345678", PEOPLE[0], "张三丰")
MAPPING = """
name: 自备
entities:
  firm: {kind: Enterprise, props: {name: 单位}}
  person: {kind: Person, optional: true, props: {name: 谁, id_number: 证件}}
links:
  rep: {type: LEGAL_REP_OF, from: person, to: firm}
"""
FIRMS = f"单位,谁,证件\n甲乙商贸有限公司,张三丰,{PEOPLE[0]}\n丙丁商贸有限公司,张三丰,990101199001010007\n".encode()


@pytest.fixture
def system(tmp_path: Path) -> Iterator[System]:
    """A data folder without a graph: none of this needs one."""
    with opened(Settings(tmp_path / "data", lang="zh")) as system:
        yield system


@pytest.fixture
def ask(system: System) -> Ask:
    return asking(system, actor("investigator", who="user:li"))


@pytest.fixture
def send(system: System) -> Callable[..., str]:
    def sent(name: str = "流水.csv", body: bytes | None = None, who: str = "user:li") -> str:
        text = "\n".join(STATEMENT + ROWS).encode("gb18030") if body is None else body
        return write(Visit(system, actor("investigator", who=who)), name, text).id

    return sent


def silent(answer: Any, *but: str) -> None:
    """Nothing of an answer is personal data in full."""
    text = json.dumps(answer, ensure_ascii=False)
    assert [s for s in SECRET if s in text and s not in but] == []


def untouched(system: System) -> None:
    lake = system.lake
    assert lake.events() == []
    assert not list(lake.root.glob(".staging/*"))
    assert not (system.settings.data / "rejected").exists()


PREVIEW = """query ($id: ID!, $part: String) { uploadPreview(id: $id, part: $part) {
  part { name columns encoding } parts { name } columns { name masked } rows { row cells } more above leftOut { name why } } }"""


def test_an_upload_is_looked_at_masked(system: System, ask: Ask, send: Callable[..., str]) -> None:
    answer = ask(PREVIEW, id=send())
    made = answer["data"]["uploadPreview"]
    assert made["part"] == {"name": "流水.csv", "columns": STATEMENT[0].split(","), "encoding": "gb18030"}
    assert [c["name"] for c in made["columns"] if c["masked"]] == ["交易卡号", "交易户名", "交易对手账卡号", "对手户名"]
    assert [r["row"] for r in made["rows"]] == [2, 3, 4, 5]
    assert made["rows"][0]["cells"] == ["*2222", "王***", "2024-01-01 10:00:00", "100.00", "出", "*4444", "赵***", "s1", "电话139****5678", None]  # fmt: skip
    assert made["more"] is False
    silent(answer)
    untouched(system)
    assert [e["action"] for e in system.ops.audit()] == ["preview", "upload"]


def test_a_long_file_shows_its_first_rows_and_an_unknown_one_hides_what_looks_personal(ask: Ask, send: Callable[..., str]) -> None:  # fmt: skip
    rows = "\n".join(f"{n},手机,13{n:09},{OTHER[:-3]}{n:03},负责人{n}" for n in range(300))
    made = ask(PREVIEW, id=send("x.csv", f"甲,乙,丙,丁,联系人\n{rows}\n".encode()))["data"]["uploadPreview"]
    assert (len(made["rows"]), made["more"]) == (20, True)
    assert made["rows"][7]["cells"] == ["7", "手机", "130****0007", "*4007", "负**"]


def test_a_sheet_is_chosen_by_name(ask: Ask, send: Callable[..., str], tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        for name, cell in (("甲表", "一"), ("乙表", "二")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["列一", "列二"])
            sheet.write_row(1, 0, [cell, "x"])
    id_ = send("b.xlsx", (tmp_path / "b.xlsx").read_bytes())
    made = ask(PREVIEW, id=id_, part="b.xlsx!乙表")["data"]["uploadPreview"]
    assert [p["name"] for p in made["parts"]] == ["b.xlsx!甲表", "b.xlsx!乙表"]
    assert made["rows"][0]["cells"] == ["二", "x"]
    wrong = ask(PREVIEW, id=id_, part="乙")
    assert "文件里没有表“乙”" in wrong["errors"][0]["message"]


def test_a_document_is_looked_at_and_fits_a_mapping(system: System, ask: Ask, send: Callable[..., str]) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("合同.docx", docx_of(f"收款账号：{CARD}。"))
        archive.writestr("坏.pdf", b"%PDF-1.7 broken")
    for name, body, rejected in (("合同.docx", docx_of(f"收款账号：{CARD}。"), 0), ("材料.zip", held.getvalue(), 1)):
        id_ = send(name, body)
        made = ask(PREVIEW, id=id_)["data"]["uploadPreview"]
        assert (made["rows"][0]["cells"][1], made["leftOut"]) == ("合同.docx", [])
        checked = ask(CHECK, id=id_)["data"]["checkMapping"]
        assert (checked["problem"], checked["tables"], checked["rejected"]) == (None, ["documents"], rejected)
        assert [(r["name"], r["new"]) for r in checked["records"]] == [("Document", 1)]
        silent([made, checked])
    untouched(system)


PROPOSE = """query ($id: ID!, $choices: [ColumnChoice!]) { mappingProposal(upload: $id, choices: $choices) { text problem shape unused needs
  columns { column alias owner property label sure role } roles { role owner property label } fits { name reads missing fits } } }"""
CHECK = """query ($id: ID!, $yaml: String, $name: String) { checkMapping(upload: $id, text: $yaml, name: $name) {
  problem mapping tables rows whole rejected ignored cells records { name label new changed merged } sums { owner fen }
  reasons { reason words count } rejects { row column value reason words lost } examples { owner row values ends } columns { column owner property optional } } }"""


def test_a_proposed_mapping_loads_what_was_tried(system: System, ask: Ask, send: Callable[..., str], tmp_path: Path) -> None:  # fmt: skip
    id_ = send()
    made = ask(PROPOSE, id=id_)["data"]["mappingProposal"]
    assert made["problem"] is None
    sure = {c["column"]: (c["owner"], c["property"], c["sure"] > 0.8) for c in made["columns"]}
    assert sure["交易金额"] == ("TRANSFER", "amount", True)
    assert sure["交易卡号"] == ("Account", "number", True)
    answer = ask(CHECK, id=id_, yaml=made["text"])
    tried = answer["data"]["checkMapping"]
    silent(answer)
    assert (tried["problem"], tried["rows"], tried["whole"], tried["rejected"]) == (None, 4, True, 2)
    records = {r["name"]: (r["new"], r["changed"], r["merged"]) for r in tried["records"]}
    assert records["Account"] == (2, 0, 0)
    assert records["TRANSFER"] == (2, 0, 0)
    assert tried["sums"] == [{"owner": "TRANSFER", "fen": 35050}]
    assert {(r["row"], r["column"]) for r in tried["rejects"]} >= {(4, "交易时间")}
    assert sum(r["count"] for r in tried["reasons"]) == len(tried["rejects"])
    transfer = next(e for e in tried["examples"] if e["owner"] == "TRANSFER")
    assert transfer["ends"] == {"from": {"kind": "Account", "caption": "*2222"}, "to": {"kind": "Account", "caption": "*4444"}}  # fmt: skip
    assert transfer["values"]["amount"] == 10000
    untouched(system)
    (tmp_path / "m.yaml").write_text(made["text"], "utf-8")
    path = tmp_path / "流水.csv"
    path.write_bytes("\n".join(STATEMENT + ROWS).encode("gb18030"))
    lake = Lake(tmp_path / "other")
    with lake.lock():
        manifest = load(lake, path, find(str(tmp_path / "m.yaml"))).manifest
    assert (manifest.rows, manifest.rejected) == (tried["rows"], tried["rejected"])
    assert manifest.counts["TRANSFER"] == 2


def test_a_person_says_what_a_column_is_instead(ask: Ask, send: Callable[..., str]) -> None:
    id_ = send()
    first = ask(PROPOSE, id=id_)["data"]["mappingProposal"]
    assert "备用" in first["unused"]
    assert {"own.number", "transfer.memo"} <= {r["role"] for r in first["roles"]}
    assert first["shape"]
    memo = [{"column": "备用", "role": "transfer.memo"}, {"column": "摘要说明", "role": None}]
    made = ask(PROPOSE, id=id_, choices=memo)["data"]["mappingProposal"]
    assert {c["column"]: c["sure"] for c in made["columns"] if c["role"] == "transfer.memo"} == {"备用": 1.0}
    assert "摘要说明" in made["unused"]
    columns = ask(CHECK, id=id_, yaml=made["text"])["data"]["checkMapping"]["columns"]
    assert ("备用", "memo") in {(c["column"], c["property"]) for c in columns}
    taken = ask(PROPOSE, id=id_, choices=[{"column": "备用", "role": "own.number"}])["data"]["mappingProposal"]
    assert "交易卡号" in taken["unused"], "a role has one column"
    for choice, says in (({"column": "交易时间"}, "缺少必需的列"), ({"column": "无此列"}, "没有列"), ({"column": "备用", "role": "own.numbr"}, "own.number")):  # fmt: skip
        wrong = ask(PROPOSE, id=id_, choices=[choice])["data"]["mappingProposal"]
        assert says in wrong["problem"]
        assert wrong["text"] is None


def test_the_nearest_shipped_mappings_are_named_and_one_that_fits_is_chosen_by_itself(ask: Ask, send: Callable[..., str]) -> None:  # fmt: skip
    body = (Path(__file__).parents[1] / "ingest/fixtures/complaints/complaints.csv").read_bytes()
    id_ = send("complaints.csv", body)
    fits = ask(PROPOSE, id=id_)["data"]["mappingProposal"]["fits"]
    assert (fits[0]["name"], fits[0]["fits"], fits[0]["missing"]) == ("complaints", True, [])
    assert not any(f["fits"] for f in fits[1:])
    tried = ask(CHECK, id=id_)["data"]["checkMapping"]
    assert (tried["mapping"], tried["tables"]) == (None, ["complaints"])
    by_name = ask(CHECK, id=id_, name="complaints")["data"]["checkMapping"]
    assert by_name["mapping"] == "complaints"
    assert by_name["records"] == tried["records"]


def test_a_mapping_that_can_not_be_used_says_why_and_how_to_mend_it(ask: Ask, send: Callable[..., str]) -> None:
    id_ = send()
    for text, says in (("entities: [", "不是有效的 YAML"), (MAPPING, "文件没有列"), ("entities: {a: {kind: Acount, props: {number: 交易卡号}}}", "Account"), ("", "是空的")):  # fmt: skip
        tried = ask(CHECK, id=id_, yaml=text)["data"]["checkMapping"]
        assert says in tried["problem"], text
        assert (tried["rows"], tried["records"]) == (0, [])
    for name in ("../../etc/passwd", "/tmp/m.yaml", "nothing"):
        assert "没有映射" in ask(CHECK, id=id_, name=name)["errors"][0]["message"]
    nothing = ask(PROPOSE, id=send("y.csv", b"x1,y1\n1,2\n"))["data"]["mappingProposal"]
    assert (nothing["text"], nothing["columns"]) == (None, [])
    assert "看不出" in nothing["problem"]


def test_a_trial_reads_no_more_than_its_rows(ask: Ask, send: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr(trials.trial, "__defaults__", (3,))
    tried = ask(CHECK, id=send(), yaml=ask(PROPOSE, id=send())["data"]["mappingProposal"]["text"])["data"]["checkMapping"]  # fmt: skip
    assert (tried["rows"], tried["whole"], tried["rejected"]) == (3, False, 1)


def test_few_files_are_read_at_once_and_nobody_waits_long(system: System, ask: Ask, send: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    id_ = send()
    monkeypatch.setattr("api.imports.WAIT", 0.01)
    for _ in range(READ):
        assert system.reading.acquire(blocking=False)
    assert "正在读取其他文件" in ask(PREVIEW, id=id_)["errors"][0]["message"]
    system.reading.release()
    assert ask(PREVIEW, id=id_)["data"]["uploadPreview"]["rows"]
    assert "文件里没有表" in ask(PREVIEW, id=id_, part="x")["errors"][0]["message"]
    assert ask(PREVIEW, id=id_)["data"]["uploadPreview"]["rows"], "a mistake gives the room back too"


def test_an_upload_is_its_sender_s_own(system: System, send: Callable[..., str]) -> None:
    id_ = send(who="user:wang")
    ask = asking(system, actor("investigator", who="user:li"))
    for text in (PREVIEW, PROPOSE, CHECK):
        assert "没有上传" in ask(text, id=id_)["errors"][0]["message"]


def test_what_a_role_does_not_see_is_not_counted(system: System, tmp_path: Path) -> None:
    clerk = actor("intake", who="user:clerk")
    id_ = write(Visit(system, clerk), "m.csv", FIRMS).id
    tried = asking(system, clerk)(CHECK, id=id_, yaml=MAPPING)["data"]["checkMapping"]
    records = {r["name"]: r["new"] for r in tried["records"]}
    assert records["Enterprise"] == 2
    assert records["Person"] is None


KEEP = """mutation ($yaml: String!, $name: String!) { saveMapping(text: $yaml, name: $name) { id name } }"""


def test_a_mapping_of_one_s_own_is_kept_for_the_jobs_that_load(system: System, ask: Ask, send: Callable[..., str]) -> None:  # fmt: skip
    assert "不是有效的 YAML" in ask(KEEP, yaml="entities: [", name="x")["errors"][0]["message"]
    made = ask(KEEP, yaml=MAPPING, name="企业/../名单")["data"]["saveMapping"]
    assert made["name"] == "名单.yaml"
    start = """mutation ($p: JSON) { startJob(kind: "load", params: $p) { params } }"""
    job = ask(start, p={"upload": send("f.csv", FIRMS), "own_mapping": made["id"]})["data"]["startJob"]
    assert job["params"]["own_mapping"] == made["id"]


DIFF = """query ($id: ID!) { importDiff(id: $id) { import { id file rows } inForce records { name new changed merged }
  reasons { reason count } withIt } }"""
REJECTED = """query ($id: ID!, $first: Int, $after: String) { rejectedRows(id: $id, first: $first, after: $after) {
  nodes { part row column value reason words lost } total pageInfo { endCursor hasNextPage } } }"""


def put(system: System, tmp_path: Path, name: str, text: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(text)
    (tmp_path / "own.yaml").write_text(MAPPING, "utf-8")
    with system.lake.lock():
        return load(system.lake.plain(), path, find(str(tmp_path / "own.yaml"))).manifest.id


def test_an_import_says_what_it_changed_then_and_what_it_rejected(system: System, ask: Ask, tmp_path: Path) -> None:
    first = put(system, tmp_path, "one.csv", FIRMS)
    more = FIRMS.decode().splitlines()
    second = put(system, tmp_path, "two.csv", "\n".join([more[0], more[1], "戊己商贸有限公司,,"]).encode())
    assert {r["name"]: (r["new"], r["changed"], r["merged"]) for r in ask(DIFF, id=first)["data"]["importDiff"]["records"]} == {
        "Enterprise": (2, 0, 0), "Person": (1, 0, 0), "LEGAL_REP_OF": (1, 0, 0),
    }  # fmt: skip
    made = ask(DIFF, id=second)["data"]["importDiff"]
    assert {r["name"]: (r["new"], r["changed"], r["merged"]) for r in made["records"]} == {
        "Enterprise": (1, 0, 1), "Person": (0, 0, 1), "LEGAL_REP_OF": (0, 0, 1),
    }  # fmt: skip
    assert (made["inForce"], made["import"]["file"]) == (True, "two.csv")
    lost = ask(DIFF, id=first)["data"]["importDiff"]["reasons"]
    answer = ask(REJECTED, id=first)
    rows = answer["data"]["rejectedRows"]
    assert rows["total"] == sum(r["count"] for r in lost) == 1
    assert rows["nodes"][0] == {"part": "one.csv", "row": 3, "column": "证件", "value": "990***********0007", "reason": "check", "words": rows["nodes"][0]["words"], "lost": "cell"}  # fmt: skip
    silent(answer)
    with system.lake.lock():
        system.lake.plain().undo(first)
    made = ask(DIFF, id=first)["data"]["importDiff"]
    assert (made["inForce"], made["records"][0]["new"]) == (False, 2), "what it did then does not change"
    assert "没有导入" in ask(DIFF, id="none")["errors"][0]["message"]
    for path in ("../ops", "dry-../../ops.db", "dry-none"):
        assert ask(REJECTED, id=path).get("data") in (None, {"rejectedRows": {"nodes": [], "total": 0, "pageInfo": {"endCursor": None, "hasNextPage": False}}})  # fmt: skip


def test_rejected_rows_come_page_by_page_and_of_a_dry_run_without_values(system: System, ask: Ask, tmp_path: Path) -> None:  # fmt: skip
    rows = "\n".join(f"公司{n},谁,99010119900101{n:04}" for n in range(60))
    made = put(system, tmp_path, "m.csv", f"单位,谁,证件\n{rows}\n".encode())
    first = ask(REJECTED, id=made, first=25)["data"]["rejectedRows"]
    rest = ask(REJECTED, id=made, first=25, after=first["pageInfo"]["endCursor"])["data"]["rejectedRows"]
    assert first["total"] == rest["total"] > 30
    assert not {r["row"] for r in first["nodes"]} & {r["row"] for r in rest["nodes"]}
    path = tmp_path / "d.csv"
    path.write_bytes(FIRMS)
    with system.lake.lock():
        dry = load(system.lake.plain(), path, find(str(tmp_path / "own.yaml")), dry_run=True).manifest.id
    (row,) = ask(REJECTED, id=f"dry-{dry}")["data"]["rejectedRows"]["nodes"]
    assert (row["row"], row["value"]) == (3, None)


def test_who_may_not_submit_looks_at_no_upload_and_who_sees_no_imports_at_none(system: System, tmp_path: Path) -> None:
    made = put(system, tmp_path, "one.csv", FIRMS)
    analyst = asking(system, actor("analyst"))
    assert analyst(PREVIEW, id="up-1")["errors"][0]["extensions"]["code"] == "REFUSED"
    assert analyst(DIFF, id=made)["data"]["importDiff"]["inForce"] is True
    assert brought(Visit(system, actor("auditor")), made).changes["Enterprise"]["new"] == 2
    hidden = asking(system, actor("auditor"))(DIFF, id=made)["data"]["importDiff"]["records"]
    assert {r["new"] for r in hidden} == {None}
