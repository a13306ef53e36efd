"""What agencies know beside the money, for small lakes: rows of any shipped mapping, by the columns that matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import count
from pathlib import Path

from graph.lake import Lake
from ingest.load import load
from ingest.mapping import find
from tests.graph.detect.worlds import T0, hash_, number, person
from tests.lakes import write

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FILES = count()


def add(lake: Lake, folder: Path, mapping: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Load rows as a file of this mapping; columns that a row leaves out are empty."""
    found = find(mapping)
    columns = list(found.tables[0].columns() | dict.fromkeys(found.tables[0].match_header, False))
    lines = [",".join(str(row.get(c, "")) for c in columns) for row in rows]
    with lake.lock():
        load(lake, write(folder / f"{mapping}-{next(FILES)}.csv", ",".join(columns), lines), found)


def code(name: str) -> str:
    """A credit code with a right check character, of a firm's short name."""
    body = f"91110101MA{hash_(name) % 10**7:07d}"
    return body + CODE[-sum(3**k % 31 * CODE.index(c) for k, c in enumerate(body)) % 31]


def firm(name: str) -> str:
    """A firm's name in full."""
    return f"{name}有限公司"


def on(hours: float) -> str:
    """A moment so many hours after T0."""
    return f"{T0 + timedelta(hours=hours):%Y-%m-%d %H:%M:%S}"


def held(lake: Lake, folder: Path, owned: Mapping[str, str]) -> None:
    """Firms and the accounts they own."""
    row = {"开户行": "某银行", "开户时间": "2020-01-01 00:00:00", "账户类别": "单位结算账户", "状态": "正常"}
    add(lake, folder, "accounts", [
        row | {"账号": number(a), "户名": firm(who), "证件号码": code(who)} for who, names in owned.items() for a in names.split()
    ])  # fmt: skip


def members(lake: Lake, folder: Path, platform: str, brought: Iterable[tuple[str, str, float]]) -> None:
    """A platform's list: (member, who brought him or "", hours after T0)."""
    add(lake, folder, "members", [
        {"会员号": f"H{k}", "平台名称": firm(platform), "平台信用代码": code(platform), "姓名": who, "证件号码": person(who),
         "注册时间": on(at), "推荐码": f"{platform}{who}", "推荐人推荐码": f"{platform}{by}" if by else "", "推荐人姓名": by,
         "推荐人证件号码": person(by) if by else ""}
        for k, (who, by, at) in enumerate(brought)
    ])  # fmt: skip


def licence(lake: Lake, folder: Path, who: str, matter: str, **other: str) -> None:
    """A licence; `other` columns by name."""
    row = {"企业名称": firm(who), "统一社会信用代码": code(who), "许可证编号": f"X{hash_(who + matter)}", "许可事项": matter, "发证机关": "主管部门", "状态": "有效"}  # fmt: skip
    add(lake, folder, "licences", [row | other])


def enterprise(
    lake: Lake, folder: Path, who: str, *, rep: str = "", phone: str = "", address: str = "", **other: str
) -> None:
    """A row of the register; `other` columns by name."""
    row = {"企业名称": firm(who), "统一社会信用代码": code(who), "法定代表人": rep, "登记机关": "市场监督管理局", "住所": address or f"某市某区某路{hash_(who)}号",
           "法定代表人证件号码": person(rep) if rep else "", "电话": phone}  # fmt: skip
    add(lake, folder, "registry", [row | other])


def holdings(lake: Lake, folder: Path, held: Iterable[tuple[str, str, float]], *, by_firms: bool = True) -> None:
    """(holder, firm, share of 1)."""
    add(lake, folder, "shareholders", [
        {"企业名称": firm(what), "统一社会信用代码": code(what), "股东": firm(who) if by_firms else who, "股东类型": "企业法人" if by_firms else "自然人",
         "股东证件号码": code(who) if by_firms else person(who), "持股比例": f"{share:.2%}"}
        for who, what, share in held
    ])  # fmt: skip


def loans(
    lake: Lake, folder: Path, platform: str, lent: Iterable[tuple[str, str, float, float]], backer: str = ""
) -> None:
    """What a platform filed: (project, borrowing firm, yuan, hours after T0 when it was paid out); one lender each."""
    add(lake, folder, "p2p-filing", [
        {"报送平台": firm(platform), "平台信用代码": code(platform), "项目编号": number_, "借款人": firm(who), "借款人类型": "企业", "借款人证件": code(who),
         "借款金额": yuan, "担保方": firm(backer) if backer else "", "担保方信用代码": code(backer) if backer else "", "投标编号": f"T{number_}", "投标人": "甲乙", "投标人证件": person("甲乙"), "投标金额": yuan, "投标时间": on(at - 24), "放款时间": on(at)}
        for number_, who, yuan, at in lent
    ])  # fmt: skip


def guarantees(lake: Lake, folder: Path, given: Iterable[tuple[str, str, float, float, float]]) -> None:
    """(guarantor, debtor, yuan, in force from and to in days after T0)."""
    add(lake, folder, "guarantees", [
        {"担保编号": f"D{who}{whom}", "担保人": firm(who), "担保人信用代码": code(who), "被担保人": firm(whom), "被担保人信用代码": code(whom),
         "担保金额": f"{yuan:.2f}元", "担保起始日": on(24 * since)[:10], "担保到期日": on(24 * until)[:10]}
        for who, whom, yuan, since, until in given
    ])  # fmt: skip


def contracts(
    lake: Lake, folder: Path, who: str, signed: Iterable[tuple[str, str, float]], kind: str = "认购协议"
) -> None:
    """(person, rate in words, hours after T0)."""
    add(lake, folder, "contracts", [
        {"存证编号": f"C{who}{k}", "合同编号": f"N{who}{k}", "合同类型": kind, "甲方": firm(who), "甲方证件": code(who), "乙方": whom, "乙方证件": person(whom),
         "签署时间": on(at), "利率": rate}
        for k, (whom, rate, at) in enumerate(signed)
    ])  # fmt: skip


def adverts(
    lake: Lake, folder: Path, who: str, rates: Iterable[str], *, coded: bool = True, notice: str = "无"
) -> None:
    """Adverts of a firm, a day apart."""
    add(lake, folder, "adverts", [
        {"监测编号": f"G{who}{coded}{k}", "媒介类型": "网站", "广告标题": "好产品", "广告文本": "欢迎", "广告主": firm(who), "广告主信用代码": code(who) if coded else "",
         "产品": "理财", "承诺收益率": rate, "风险提示": notice, "采集时间": on(24 * k)}
        for k, rate in enumerate(rates)
    ])  # fmt: skip


def sign_ins(lake: Lake, folder: Path, used: Iterable[tuple[str, str, float]]) -> None:
    """(device, account, hours after T0)."""
    add(lake, folder, "sign-ins", [
        {"设备号": device, "设备类型": "手机", "是否冻结": "否", "账号": number(a), "登录时间": on(at)} for device, a, at in used
    ])  # fmt: skip
