"""Identifiers in running text, checked ones against python-stdnum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric, uscc

from ingest.text.identifiers import identifiers
from ingest.text.page import page


def found(text: str) -> list[tuple[str, str, str]]:
    return [(m.label, m.text, m.value) for m in identifiers(page(text))]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("电话13800138000。", [("phone", "13800138000", "13800138000")]),
        ("电话：138-0013-8000，+86 13900139000", [("phone", "138-0013-8000", "13800138000"), ("phone", "+86 13900139000", "13900139000")]),
        ("座机028-85551234转分机，热线400-820-8820", [("phone", "028-85551234", "02885551234"), ("phone", "400-820-8820", "4008208820")]),
        ("加QQ群：123456789领资料", [("qq", "123456789", "123456789")]),
        ("微信：lisi_8888，备注来意", [("wechat", "lisi_8888", "lisi_8888")]),
        ("加V：13800138000", [("phone", "13800138000", "13800138000")]),
        ("官网 https://www.Example.com/a?b=1，欢迎", [("url", "https://www.Example.com/a?b=1", "https://www.example.com/a?b=1")]),
        ("登录www.jin-xin.cn查看", [("host", "www.jin-xin.cn", "jin-xin.cn")]),
        ("粤ICP备12345678号-1", [("icp", "粤ICP备12345678号-1", "粤ICP备12345678号-1")]),
        ("邮箱a.b@Qq.com", [("email", "a.b@Qq.com", "a.b@qq.com")]),
        ("打款至支付宝账号zhang@163.com", [("email", "zhang@163.com", "zhang@163.com")]),
        ("收款账号：31050161393600000123", [("account", "31050161393600000123", "31050161393600000123")]),
        ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", [("wallet", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t")]),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", [("wallet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa")]),
        ("电话１３８００１３８０００", [("phone", "１３８００１３８０００", "13800138000")]),
    ],
)  # fmt: skip
def test_read(text: str, want: list[tuple[str, str, str]]) -> None:
    assert sorted(found(text)) == sorted(want)


@pytest.mark.parametrize(
    "text",
    [
        "合同编号20240301138001380001234，共3页",
        "3.45%与1,234.50元",
        "2024-12-31至2025-01-01",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",  # one letter off: a Bitcoin address has its check
        "版本1.2.3.4，见图1.5",
        "加微信群领取礼品",
        "订单号12345678901234567890123",
    ],
)
def test_not_read(text: str) -> None:
    assert found(text) == []


@given(st.from_regex(r"[1-6][0-9]{5}19[5-9][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|1[0-9]|2[0-8])[0-9]{3}", fullmatch=True))
def test_an_id_number_needs_its_check(body: str) -> None:
    right = ric.calc_check_digit(f"{body}0")
    wrong = "10X98765432"["10X98765432".index(right) - 1]
    assert ("id_number", body + right, body + right) in found(f"身份证号{body}{right}。")
    assert all(label != "id_number" for label, *_ in found(f"身份证号{body}{wrong}。"))


@given(st.from_regex(r"91[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}", fullmatch=True))
def test_a_credit_code_needs_its_check(body: str) -> None:
    right = uscc.calc_check_digit(body)
    wrong = "0123456789ABCDEFGHJKLMNPQRTUWXY"["0123456789ABCDEFGHJKLMNPQRTUWXY".index(right) - 1]
    assert ("credit_code", body + right, body + right) in found(f"代码{body}{right}，")
    assert all(label != "credit_code" for label, *_ in found(f"代码{body}{wrong}，"))


@given(st.from_regex(r"62[0-9]{16}", fullmatch=True), st.sampled_from(["", " ", "-"]))
def test_a_card_without_its_word_needs_its_check(body: str, gap: str) -> None:
    number = body + luhn.calc_check_digit(body)
    shown = gap.join(number[i : i + 4] for i in range(0, 19, 4))
    assert ("account", shown, number) in found(f"卡{shown}里")
    wrong = body + str((int(number[-1]) + 1) % 10)
    assert all(label != "account" for label, *_ in found(f"他的{wrong}里"))
