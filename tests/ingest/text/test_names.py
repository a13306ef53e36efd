"""Companies, persons, products and addresses by rule, and what is none."""

from __future__ import annotations

import pytest

from ingest.text.names import names
from ingest.text.page import page


def found(text: str, label: str) -> list[str]:
    return [m.text for m in names(page(text)) if m.label == label]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("本人于2023年向深圳市金鑫财富投资管理有限公司转账", ["深圳市金鑫财富投资管理有限公司"]),
        ("我在云澜养老产业（成都）有限公司办卡", ["云澜养老产业（成都）有限公司"]),
        ("甲方：和谐家园物业服务股份有限公司，乙方：张三", ["和谐家园物业服务股份有限公司"]),
        ("由天府融资担保有限公司担保", ["天府融资担保有限公司"]),
        ("云澜汇通有限公司成都分公司收款", ["云澜汇通有限公司成都分公司"]),
        ("投资了金瑞公司的项目", ["金瑞公司"]),
        ("南峤股权投资合伙企业（有限合伙）是管理人", ["南峤股权投资合伙企业（有限合伙）"]),
        ("本公司、该公司与保险公司均不承担", []),
        ("集团军与集团化", []),
    ],
)
def test_companies(text: str, want: list[str]) -> None:
    assert found(text, "company") == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("联系人：张伟强，电话见下", ["张伟强"]),
        ("经邻居王秀英介绍加入", ["王秀英"]),
        ("由影星刘德海倾情代言", ["刘德海"]),
        ("王总说今晚直播，李经理也在", ["王总", "李经理"]),
        ("被告人李某以高息为诱饵", ["李某"]),
        ("户名：欧阳明", ["欧阳明"]),
        ("总共十万，经理不在", []),
        ("黄金饰品和白银", []),
    ],
)
def test_persons(text: str, want: list[str]) -> None:
    assert found(text, "person") == want


def test_products_and_addresses() -> None:
    assert found("推出“稳盈宝”理财产品，认购金鑫稳盈3号，", "product") == ["稳盈宝", "金鑫稳盈3号"]
    assert found("地址：成都市锦江区红星路18号3楼，欢迎", "address") == ["成都市锦江区红星路18号3楼"]
