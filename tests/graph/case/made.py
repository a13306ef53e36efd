"""A small case in a real lake and a real ops database: a firm that takes people's money, who collects it, where it rests.

Five people pay a collector's account, which passes it on to the firm and to an account where it rests, and pays some of
it back as interest; one pays that in again. Both banks of a transfer state it. All five buy at a shop that is not in the
case. An advert says what was promised, a complaint what came of it, and who complained is in the files twice.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.case.freezing import freeze
from graph.case.frozen import Frozen, frozen
from graph.case.rules import apply
from graph.entity import make_id
from graph.finding import Finding, Subject
from graph.lake import Lake
from graph.ontology import ontology
from graph.ops import Ops, open_ops
from graph.ops.cases import Case, Cases, Opening
from graph.ops.users import Users
from graph.say import Say
from graph.snapshot import snapshot
from ingest.load import load
from ingest.mapping import parse
from tests.lakes import SIDES, write

LIN, INTAKE = "user:lin", "user:shu"
FIRM, CODE = "鑫辉资产管理有限公司", "91440101MA5AXJ8T3J"
FIRM_ACCOUNT, COLLECTOR, RESTS, SHOP = "6222000000000001", "6222000000000002", "6222000000000003", "6222000000000009"
PEOPLE = (
    ("张伟", "110101199003070070"), ("王芳", "110101199003070089"), ("李娜", "110101199003070097"),
    ("刘洋", "11010119900307010X"), ("陈静", "110101199003070118"),
)  # fmt: skip
BOSS, OTHER = ("赵六", "110101199003070126"), ("钱七", "110101199003070134")
PAYERS = tuple(f"62220000000001{n:02d}" for n in range(len(PEOPLE)))
MAPPING = """
name: 甘露银行资料
label: {zh: 测试案, en: made case}
tables:
  - name: holders
    match: {header: [账号, 户名, 证件, 手机]}
    entities:
      a: {kind: Account, props: {number: 账号, holder: 户名}}
      p: {kind: Person, props: {id_number: 证件, name: 户名, phone: 手机}}
    links:
      o: {type: OWNS, from: p, to: a}
  - name: firms
    match: {header: [企业名称, 信用代码, 对公账号, 法人证件, 法人]}
    entities:
      e: {kind: Enterprise, props: {credit_code: 信用代码, name: 企业名称}}
      a: {kind: Account, props: {number: 对公账号}}
      p: {kind: Person, props: {id_number: 法人证件, name: 法人}}
    links:
      o: {type: OWNS, from: e, to: a}
      r: {type: LEGAL_REP_OF, from: p, to: e}
  - name: adverts
    match: {header: [监测编号, 标题, 文本, 信用代码]}
    entities:
      v: {kind: Advert, props: {number: 监测编号, title: 标题, text: 文本}}
      e: {kind: Enterprise, props: {credit_code: 信用代码}}
    links:
      m: {type: PROMOTES, from: v, to: e}
  - name: complaints
    match: {header: [工单号, 投诉人, 电话, 内容, 信用代码]}
    entities:
      c: {kind: Complaint, props: {number: 工单号, text: 内容}}
      p: {kind: Person, props: {name: 投诉人, phone: 电话}}
      e: {kind: Enterprise, props: {credit_code: 信用代码}}
    links:
      f: {type: COMPLAINED, from: p, to: c}
      t: {type: ABOUT, from: c, to: e}
"""
ADVERT = "本公司稳健理财，保本保息，年化收益24%，介绍亲友另有奖励。咨询电话13800001111。"


def account(number: str) -> str:
    return str(make_id(ontology().kinds["Account"], {"number": number}))


def person(id_number: str) -> str:
    return str(make_id(ontology().kinds["Person"], {"id_number": id_number}))


def firm() -> str:
    return str(make_id(ontology().kinds["Enterprise"], {"credit_code": CODE}))


def advert() -> str:
    return str(make_id(ontology().kinds["Advert"], {"number": "GG-1"}))


def complaint() -> str:
    return str(make_id(ontology().kinds["Complaint"], {"number": "TS-1"}))


def again() -> str:
    """The first of the people as the complaint has him: without an ID number, and judged to be one with him."""
    return str(make_id(ontology().kinds["Person"], {"name": PEOPLE[0][0], "phone": "13800000000"}))


THINGS = {firm(), advert(), complaint(), *(account(n) for n in (FIRM_ACCOUNT, COLLECTOR, RESTS, *PAYERS)), *(person(n) for _, n in (*PEOPLE, BOSS))}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A case that lin leads, as it stands in lake and ops; `frozen`: its first frozen state."""

    data: Path
    ops: Ops  # lin acts
    case: Case
    frozen: Frozen

    @property
    def lake(self) -> Lake:
        """The lake as it is judged now."""
        return Lake(self.data, judged=self.ops.judged())


@contextmanager
def made(data: Path) -> Iterator[Made]:
    """The case, frozen once, in an empty data folder; the files that it was loaded from lie beside that folder."""
    home, case_id = template()
    shutil.copytree(Path(home.name) / "data", data, dirs_exist_ok=True)
    for file in Path(home.name).glob("*.csv"):
        shutil.copy(file, data.parent)
    with open_ops(data, LIN) as ops:
        yield Made(data, ops, Cases(ops).one(case_id), frozen(data, ops, case_id))


@cache
def template() -> tuple[TemporaryDirectory[str], str]:
    """A folder with all of it, made once in a process, and the case's id."""
    home = TemporaryDirectory(prefix="jinying-case-")
    data = Path(home.name) / "data"
    put(Lake(data), data.parent)
    with open_ops(data) as root:
        Users(root).add("lin", None, ["prosecutor"])
        ops, intake = root.by(LIN), root.by(INTAKE)
        for one in Lake(data).active():
            intake.note("load", one)
        ops.judge(person(PEOPLE[0][1]), again(), "same", "手机与姓名一致")
        ops.keep("fund-pool", {}, 1, [found()])
        ops.decide(found().id, "confirmed", "五人陈述一致")
        cases = Cases(ops)
        case = cases.open(
            Opening("鑫辉资产涉嫌非法集资案", "非法吸收公众存款", "非法集资", "广东省广州市", "广州市公安局")
        )
        s = snapshot(Lake(data, judged=ops.judged()))
        apply(s, ops, case.id, "finding", {"finding": found().id}, "归集线索")
        apply(s, ops, case.id, "layer", {"group": [account(COLLECTOR)], "layer": 2}, "资金到达的各层账户及其持有人")
        apply(
            s,
            ops,
            case.id,
            "around",
            {"things": [firm()], "links": ["PROMOTES", "ABOUT", "LEGAL_REP_OF"]},
            "企业的广告、投诉与法人",
        )
        cases.comment(case.id, "已向甘露银行调取流水")
        freeze(Lake(data, judged=ops.judged()), ops, case.id, data, "起诉用")
    return home, case.id


def found() -> Finding:
    """What a detector would say of the collector's account."""
    subject = Subject(account(COLLECTOR), "Account", Say("归集户", "collection"))
    return Finding("fund-pool", (subject,), (), 1_709_283_600_000, 1_712_000_000_000, 0.91, Say("5 人向一户投入，随后返息", "five paid into one account, interest followed"), {"people": 5, "sum": 15_000_000})  # fmt: skip


def put(lake: Lake, folder: Path) -> None:
    """The files, loaded by the ordinary loader."""
    holders = [f"{n},{name},{i},1380000{k:04d}" for k, (n, (name, i)) in enumerate(zip(PAYERS, PEOPLE, strict=True))]
    holders += [f"{n},{BOSS[0]},{BOSS[1]},13900000001" for n in (COLLECTOR, RESTS)]
    holders += [f"{SHOP},{OTHER[0]},{OTHER[1]},13900000002"]
    written = (
        write(folder / "开户资料.csv", "账号,户名,证件,手机", holders),
        write(folder / "工商登记.csv", "企业名称,信用代码,对公账号,法人证件,法人", [f"{FIRM},{CODE},{FIRM_ACCOUNT},{BOSS[1]},{BOSS[0]}"]),  # fmt: skip
        write(folder / "广告监测.csv", "监测编号,标题,文本,信用代码", [f"GG-1,稳健理财,{ADVERT},{CODE}"]),
        write(folder / "投诉.csv", "工单号,投诉人,电话,内容,信用代码", [f"TS-1,{PEOPLE[0][0]},13800000000,投入一万元后不能兑付,{CODE}"]),
        write(folder / "归集户流水.csv", "账号,对手,收付,元,时,号", [s for m in moves() if (s := side(m, COLLECTOR))]),
        *(write(folder / f"{name}流水.csv", "账号,对手,收付,元,时,号", [s for m in moves() if (s := side(m, n))]) for n, (name, _) in zip(PAYERS, PEOPLE, strict=True)),
    )  # fmt: skip
    with lake.lock():
        for path in written:
            load(lake, path, parse(SIDES, "sides") if path.stem.endswith("流水") else parse(MAPPING, "made"))


def moves() -> Iterator[tuple[str, str, str, str, str]]:
    """From, to, yuan, at, serial."""
    for n, payer in enumerate(PAYERS):
        yield payer, COLLECTOR, f"{(n + 1) * 10_000}.00", f"2024-03-{n + 1:02d} 10:00:00", f"P{n}"
        yield COLLECTOR, payer, f"{(n + 1) * 200}.00", f"2024-04-{n + 1:02d} 10:00:00", f"I{n}"
        yield payer, SHOP, "35.50", f"2024-03-{n + 10:02d} 12:00:00", f"S{n}"
    yield PAYERS[4], COLLECTOR, "1000.00", "2024-04-06 10:00:00", "R4"  # of the interest that came the day before
    yield COLLECTOR, FIRM_ACCOUNT, "100000.00", "2024-03-06 09:00:00", "F1"
    yield COLLECTOR, RESTS, "40000.00", "2024-03-06 09:30:00", "F2"


def side(move: tuple[str, str, str, str, str], of: str) -> str | None:
    """A transfer as the bank of one of its accounts states it."""
    source, target, yuan, at, serial = move
    mark = f"J{serial}" if of == COLLECTOR else serial  # each bank numbers in its own way
    if of == source:
        return f"{source},{target},出,{yuan},{at},{mark}"
    return f"{target},{source},进,{yuan},{at},{mark}" if of == target else None
