"""A small province for tests of the page's questions: firms with regions, their officers, accounts, papers and complaints.

甲 (广州): 张三 is its manager from 2022 to 2023; two accounts; a contract; an advert; two complaints
乙 (广州) · 丙 (深圳) · 丁 (no region) · persons 王一 and 李二 pay into 甲's first account, which pays on to 乙's
"""

from __future__ import annotations

from pathlib import Path

from stdnum.cn import uscc

from graph.entity import make_id
from graph.finding import Finding, Subject
from graph.lake import Lake
from graph.ontology import ontology
from graph.say import Say
from ingest.load import load
from ingest.mapping import parse
from tests.lakes import PEOPLE, TRANSFERS, write

TEXT = (
    """
name: province
label: {zh: 测试省, en: test province}
tables:
  - name: firms
    match: {header: [企业, 代码, 地区, 成立]}
    entities:
      e: {kind: Enterprise, props: {name: 企业, credit_code: 代码, region: 地区, founded: 成立}}
  - name: officers
    match: {header: [代码, 姓名, 证件, 起, 止]}
    entities:
      e: {kind: Enterprise, props: {credit_code: 代码}}
      p: {kind: Person, props: {id_number: 证件, name: 姓名}}
    links:
      o: {type: HOLDS_OFFICE, from: p, to: e, props: {office: {const: 经理}, valid_from: 起, valid_to: 止}}
  - name: owned
    match: {header: [户主, 证件, 账号]}
    entities:
      e: {kind: Enterprise, props: {credit_code: 户主}, optional: true}
      p: {kind: Person, props: {id_number: 证件}, optional: true}
      a: {kind: Account, props: {number: 账号}}
    links:
      o: {type: OWNS, from: [e, p], to: a}
  - name: complaints
    match: {header: [工单, 时间, 对象, 涉及]}
    entities:
      c: {kind: Complaint, props: {number: 工单, at: 时间, amount: 涉及}}
      e: {kind: Enterprise, props: {credit_code: 对象}}
    links:
      l: {type: ABOUT, from: c, to: e}
  - name: contracts
    match: {header: [合同, 签署, 乙方, 金额]}
    entities:
      c: {kind: Contract, props: {number: 合同, signed: 签署, amount: 金额}}
      e: {kind: Enterprise, props: {credit_code: 乙方}}
    links:
      l: {type: SIGNED, from: e, to: c, props: {party: {const: 乙方}}}
  - name: adverts
    match: {header: [监测, 采集, 标题, 广告主]}
    entities:
      a: {kind: Advert, props: {number: 监测, at: 采集, title: 标题}}
      e: {kind: Enterprise, props: {credit_code: 广告主}}
    links:
      l: {type: PROMOTES, from: a, to: e}
"""
    + TRANSFERS
)
FIRMS = {name: body + uscc.calc_check_digit(body) for name, body in {
    "甲": "91440101MA0000001", "乙": "91440101MA0000002", "丙": "91440301MA0000003", "丁": "91440301MA0000004",
}.items()}  # fmt: skip
A1, A2, B1, P1, P2 = (f"622200000000100{i}" for i in range(1, 6))
MOVES = (
    (P1, A1, "10000.00", "2024-05-01 10:00:00"),
    (P1, A1, "20000.00", "2024-05-01 11:00:00"),
    (P2, A1, "50000.00", "2024-05-03 09:00:00"),
    (A1, B1, "70000.00", "2024-05-03 23:30:00"),
    (A1, A2, "5000.00", "2024-05-04 08:00:00"),
    (B1, P1, "300.00", "2024-06-01 08:00:00"),
)


def files(folder: Path) -> list[Path]:
    """The files, written."""
    code = FIRMS
    tables = {
        "firms": ("企业,代码,地区,成立", [f"甲财富管理有限公司,{code['甲']},广东省广州市,2021-03-01", f"乙投资有限公司,{code['乙']},广东省广州市,2021-04-01",
                                    f"丙贸易有限公司,{code['丙']},广东省深圳市,2019-01-01", f"丁商行,{code['丁']},,2018-01-01"]),
        "officers": ("代码,姓名,证件,起,止", [f"{code['甲']},张三,{PEOPLE[2]},2022-01-01,2023-06-30"]),
        "owned": ("户主,证件,账号", [f"{code['甲']},,{A1}", f"{code['甲']},,{A2}", f"{code['乙']},,{B1}", f",{PEOPLE[0]},{P1}", f",{PEOPLE[1]},{P2}"]),
        "moves": ("付,收,元,时,号", [f"{a},{b},{yuan},{at},s{i}" for i, (a, b, yuan, at) in enumerate(MOVES)]),
        "complaints": ("工单,时间,对象,涉及", [f"T1,2024-06-30 09:00:00,{code['甲']},10000", f"T2,2024-06-20 09:00:00,{code['甲']},20000", f"T3,2024-06-29 12:00:00,{code['丙']},1"]),
        "contracts": ("合同,签署,乙方,金额", [f"K1,2024-04-30 15:00:00,{code['甲']},30000"]),
        "adverts": ("监测,采集,标题,广告主", [f"G1,2024-04-01 08:00:00,稳健增值,{code['甲']}"]),
    }  # fmt: skip
    folder.mkdir(exist_ok=True)
    return [write(folder / f"{name}.csv", header, rows) for name, (header, rows) in tables.items()]


def lake_of(folder: Path) -> Lake:
    """The lake of these files."""
    lake = Lake(folder / "data")
    with lake.lock():
        for path in files(folder / "files"):
            assert load(lake, path, parse(TEXT, "province")).manifest.rejected == 0, path
    return lake


def firm(name: str) -> str:
    """The id of a firm."""
    return _id("Enterprise", "credit_code", FIRMS[name])


def account(number: str) -> str:
    """The id of an account."""
    return _id("Account", "number", number)


def person(number: str) -> str:
    """The id of a person by ID number."""
    return _id("Person", "id_number", number)


def finding(detector: str, score: float, *entities: str, kind: str = "Enterprise", end: int | None = None) -> Finding:
    """What a detector might say of entities."""
    subjects = tuple(Subject(one, kind, Say("主体", "subject")) for one in entities)
    return Finding(detector, subjects, (), end, end, score, Say(f"{detector} 说", f"{detector} says"))


def _id(kind: str, name: str, value: str) -> str:
    made = make_id(ontology().kinds[kind], {name: value})
    assert made is not None
    return made
