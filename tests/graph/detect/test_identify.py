"""Papers, money and register speaking together for a class, and each of them speaking alone or against it."""

from __future__ import annotations

import json
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from graph.detect.identify import KINDS
from graph.lake import Lake
from graph.store import Store
from ingest.load import load
from ingest.mapping import find, parse
from ingest.text.collect import CANDIDATE, CLASS, COLUMNS, VERSION, collect, waiting
from tests.graph.detect.worlds import found, lake_of, number
from tests.lakes import write

FIRM = "云澜稳健财富管理有限公司"
CODE = "91350100M000100Y43"
DOES = parse(
    """
name: does
label: {zh: 许可, en: licences}
tables:
  - name: may
    match: {header: [企业, 代码, 许可]}
    entities:
      firm: {kind: Enterprise, props: {name: 企业, credit_code: 代码}}
      by: {kind: Agency, props: {name: {const: 银保监局}}}
    links:
      may: {type: LICENSED_BY, from: firm, to: by, props: {matter: 许可, status: {const: 有效}, number: 代码}}
  - name: has
    match: {header: [企业, 代码, 账号]}
    entities:
      firm: {kind: Enterprise, props: {name: 企业, credit_code: 代码}}
      account: {kind: Account, props: {number: 账号}}
    links:
      has: {type: OWNS, from: firm, to: account}
""",
    "does",
)


def scene(folder: Path, kind: str, *, lawful: int = 1, people: int = 60, back: int = 30, licence: str = "", papers: int = 6, named: bool = True) -> Lake:  # fmt: skip
    """A firm of whose adverts `papers` are read as `kind` and `lawful` as lawful, whose account so many people paid."""
    moves = [(f"p{k}", "firm", 20_000.0 + k, 24.0 * (k % 50)) for k in range(people)]
    moves += [("firm", f"p{k}", 300.0, 24.0 * 60 + k) for k in range(back)]
    lake = lake_of(folder, [*moves, ("x", "y", 5.0, 1.0)], {f"人{k}": f"p{k}" for k in range(people)})
    adverts = [f"GG{k},网站,标题{k},正文,{FIRM}" for k in range(papers + lawful)]
    rows = [reading(f"GG{k}", CLASS, kind if k < papers else "合法", account=number("firm") if named else None) for k in range(papers + lawful)]  # fmt: skip
    rows += [reading("GG0", "rate", "0.24"), reading("GG0", "keyword", "guaranteed-principal"), reading("GG1", "rate", "0.99", flags="cap")]  # fmt: skip
    path = folder / "readings.jsonl"
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    with lake.lock():
        load(lake, write(folder / "a.csv", "监测编号,媒介类型,广告标题,广告文本,广告主", adverts), find("adverts"))
        load(lake, write(folder / "o.csv", "企业,代码,账号", [f"{FIRM},{CODE},{number('own')}"]), DOES)
        if licence:
            load(lake, write(folder / "l.csv", "企业,代码,许可", [f"{FIRM},{CODE},{licence}"]), DOES)
        load(lake, path, find("readings"))
    return lake


def reading(paper: str, label: str, value: str, **more: str | None) -> dict[str, object]:
    return {
        "of": "Advert", "number": paper, "ref": None, "field": "*", "mention": f"{paper}:{label}:{value}", "label": label, "rule": "test",
        "version": "1", **dict.fromkeys(COLUMNS), "value": value, "confidence": 0.9, "status": CANDIDATE, **more,
    }  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_all_three_speak_for_a_class_and_only_for_it(tmp_path: Path, embedded: Store, name: str) -> None:
    lake = scene(tmp_path, KINDS[name][0])
    (finding,) = found(embedded, lake, name, "least=0.3")
    facts = finding.facts
    assert (facts["papers"], facts["speak"], facts["lawful"], facts["promised"]) == (7, 6, 1, 0.24)
    assert (facts["people"], facts["repaid"], facts["taken"]) == (60, 30, sum((20_000 + k) * 100 for k in range(60)))
    assert [s.role.en for s in finding.subjects] == ["suspected enterprise", "account paid into"]
    assert FIRM in finding.sentence.zh
    assert "文本：7 份材料中 6 份" in finding.sentence.zh
    other = next(n for n in KINDS if n != name)
    assert found(embedded, lake, other, "least=0.05") == []


def test_what_weakens_it(tmp_path: Path, embedded: Store) -> None:
    def score(folder: str, **how: object) -> float:
        lake = scene(tmp_path / folder, "非法集资", **how)  # type: ignore[arg-type]
        made = found(embedded, lake, "illegal-fundraising", "least=0.05")
        return made[0].score if made else 0.0

    whole = score("whole")
    assert score("licensed", licence="金融许可") == pytest.approx(0.4 * whole)
    assert score("other", licence="食品经营许可") == pytest.approx(whole), "a licence for something else"
    assert score("nobody", people=0, back=0) < 0.7 * whole, "words alone"
    assert score("lawful", lawful=12) < 0.6 * whole, "most papers read as lawful"
    assert score("kept", back=0) < whole, "nobody got anything back"
    assert 0 < score("few", papers=2) < whole
    assert score("one", papers=1) == 0, "one paper is not enough"


def test_money_of_an_account_that_only_a_text_names_counts(tmp_path: Path, embedded: Store) -> None:
    with_, without = (
        found(embedded, scene(tmp_path / str(named), "非法代币", named=named), "illegal-tokens", "least=0.05")[0]
        for named in (True, False)
    )
    assert (with_.facts["people"], without.facts["people"]) == (60, 0)
    assert any(i.startswith("read_in-") for i in with_.links)
    assert any(i.startswith("transfer-") for i in with_.links)


def test_without_readings_nobody_is_named(tmp_path: Path, embedded: Store) -> None:
    lake = lake_of(tmp_path, [("a", "b", 5.0, 1.0)], {"人": "a"})
    with lake.lock():
        load(lake, write(tmp_path / "a.csv", "监测编号,媒介类型,广告标题,广告文本,广告主,初判类别", [f"GG1,网站,t,x,{FIRM},非法集资"]), find("adverts"))  # fmt: skip
    for name in KINDS:
        assert found(embedded, lake, name, "least=0.05") == []


def test_papers_written_later_are_not_known_yet(tmp_path: Path, embedded: Store) -> None:
    lake = lake_of(tmp_path, [("a", "b", 5.0, 1.0)], {"人": "a"})
    adverts = [f"GG{k},网站,t,x,{FIRM},2024-06-0{k + 1} 10:00:00" for k in range(4)]
    rows = [reading(f"GG{k}", CLASS, "非法黄金") for k in range(4)]
    path = tmp_path / "readings.jsonl"
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    with lake.lock():
        load(
            lake,
            write(tmp_path / "a.csv", "监测编号,媒介类型,广告标题,广告文本,广告主,采集时间", adverts),
            find("adverts"),
        )
        load(lake, path, find("readings"))
    third = 1717466400  # 2024-06-04 10:00 in China
    assert found(embedded, lake, "illegal-gold", "least=0.05", until=third)[0].facts["speak"] == 3
    assert found(embedded, lake, "illegal-gold", "least=0.05")[0].facts["speak"] == 4


def test_documents_weigh_as_papers_do_from_when_their_files_say(tmp_path: Path, embedded: Store) -> None:
    """A letter by mail, a contract by its docx, a note of no date, and a list of many firms, read for real."""
    lake = lake_of(tmp_path, [(f"p{k}", "pool", 20_000.0 + k, 24.0 * k) for k in range(40)])
    says = f"我公司承建市重点项目，{FIRM}现面向社会募集工程款，10万起投，月息一分八，按月打卡，到期连本带利一起还，保本保息，放心。"
    mail = EmailMessage()
    mail["Date"], mail["Subject"] = "Sat, 01 Jun 2024 09:00:00 +0800", "募集"
    mail.set_content(says + f"请转入收款账号：{number('pool')}，户名：{FIRM}。")
    made = docx.Document()
    made.add_paragraph(says)
    made.core_properties.modified = made.core_properties.created = datetime(2024, 6, 3, 1)
    made.save(str(tmp_path / "合同.docx"))
    (tmp_path / "信.eml").write_bytes(mail.as_bytes())
    (tmp_path / "记.txt").write_text(says + "\n", "utf-8")
    others = [f"云澜{'甲乙丙丁戊己'[k]}禾贸易有限公司" for k in range(6)]
    (tmp_path / "名单.txt").write_text(says + "涉及" + "、".join(others) + "。\n", "utf-8")
    register = [f"{FIRM},{CODE},{number('own')}", *(f"{name},,{number(f'o{k}')}" for k, name in enumerate(others))]
    with lake.lock():
        load(lake, write(tmp_path / "o.csv", "企业,代码,账号", register), DOES)
        for file in ("合同.docx", "信.eml", "记.txt", "名单.txt"):
            load(lake, tmp_path / file)
        for source, _ in list(waiting(lake, VERSION)):
            collect(lake, source, VERSION)

    def told(until: str | None) -> tuple[int, int]:
        moment = None if until is None else int(datetime.fromisoformat(f"{until}+08:00").timestamp())
        made = found(embedded, lake, "illegal-fundraising", "least=0.05", "papers=1", until=moment)
        return (made[0].facts["papers"], made[0].facts["people"]) if made else (0, 0)

    assert told(None) == (3, 40), "the list speaks of nobody; the account stands in the letter alone"
    assert told("2024-06-02T00:00") == (1, 40)
    assert told("2024-06-03T12:00") == (2, 40)
    assert told("2024-05-31T00:00") == (0, 0)
