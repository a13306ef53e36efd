"""Proposed mappings: heads never seen before become a mapping that loads, with what the file says in the lake."""

import csv
import string
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import jinying
from graph.lake import Lake
from graph.merge import merged
from graph.say import JinyingError
from ingest.load import expand, load
from ingest.mapping import MappingError, parse
from ingest.propose import NothingKnownError, headless, propose
from ingest.shapes import plain, shapes
from ingest.world import write

A, B, C = "6299000011112222", "6299000033334444", "80010020030040050"
COMPANY, CODE = "云澜恒创商贸有限公司", "91990201MA7KRX1H0P"
PERSON = "990201196706066997"
Rows = list[list[str]]


def table(path: Path, rows: Rows, encoding: str = "utf-8") -> Path:
    with open(path, "w", encoding=encoding, newline="") as handle:
        csv.writer(handle).writerows(rows)
    return path


def loaded(path: Path, folder: Path) -> tuple[Lake, Any]:
    """The file through the mapping proposed for it, as a person would who finds nothing to change."""
    lake = Lake(folder / "lake")
    with lake.lock():
        return lake, load(lake, path, parse(propose(path), path.stem)).manifest


def records(lake: Lake, name: str) -> list[dict[str, Any]]:
    return pl.concat(list(merged(lake, name)), how="diagonal_relaxed").to_dicts()


def transfers(lake: Lake) -> set[tuple[str, str, int, str]]:
    """(from, to, fen, side)."""
    number = {a["id"]: a["number"] for a in records(lake, "Account")}
    return {(number[t["from"]], number[t["to"]], t["amount"], t.get("side") or "") for t in records(lake, "TRANSFER")}


def test_a_bank_export_in_other_words(tmp_path: Path) -> None:
    rows = [
        [
            "序号",
            "客户账号",
            "客户名称",
            "记账日期",
            "借贷标志",
            "发生额",
            "账户余额",
            "对手方账号",
            "对手方户名",
            "附言",
        ],
        ["1", A, "谢桂", "2023-05-06 10:11:12", "借", "1,200.50", "800.00", B, COMPANY, "货款"],
        ["2", A, "谢桂", "2023-05-07 09:00:00", "贷", "30.00", "830.00", C, "李景", ""],
    ]
    lake, manifest = loaded(table(tmp_path / "新银行.csv", rows, "gb18030"), tmp_path)
    assert transfers(lake) == {(A, B, 120_050, "payer"), (C, A, 3_000, "payee")}
    assert manifest.rejected == 0
    assert {r["memo"] for r in records(lake, "TRANSFER")} == {"货款", None}
    assert {r["number"]: r["holder"] for r in records(lake, "Account")} == {A: "谢桂", B: COMPANY, C: "李景"}


def test_english_heads_with_sender_and_receiver(tmp_path: Path) -> None:
    rows = [
        ["Txn ID", "Sender Account", "Receiver Account No.", "Amount (CNY)", "Timestamp", "Description"],
        ["T1", A, B, "10.00", "2024-01-02T03:04:05Z", "rent"],
        ["T2", B, C, "7", "2024-01-02T03:05:05Z", ""],
    ]
    lake, _ = loaded(table(tmp_path / "export.csv", rows), tmp_path)
    assert transfers(lake) == {(A, B, 1_000, ""), (B, C, 700, "")}
    assert {t["at"] for t in records(lake, "TRANSFER")} == {
        datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
        datetime(2024, 1, 2, 3, 5, 5, tzinfo=UTC),
    }
    assert {t["serial"] for t in records(lake, "TRANSFER")} == {"T1", "T2"}


def test_debit_and_credit_columns_with_day_and_hour_apart(tmp_path: Path) -> None:
    rows = [
        [
            "Posting Date",
            "Time",
            "Own Account",
            "Withdrawals",
            "Deposits",
            "Balance",
            "Counterparty Account",
            "Details",
        ],
        ["2024-03-01", "08:30:00", A, "99.99", "", "0.01", B, "x"],
        ["2024-03-02", "23:59:59", A, "", "1,000.00", "1,000.01", C, "y"],
    ]
    lake, _ = loaded(table(tmp_path / "a.csv", rows), tmp_path)
    assert transfers(lake) == {(A, B, 9_999, "payer"), (C, A, 100_000, "payee")}
    assert min(t["at"] for t in records(lake, "TRANSFER")) == datetime(2024, 3, 1, 0, 30, tzinfo=UTC)


def test_a_lone_column_of_payments_out_is_one_direction(tmp_path: Path) -> None:
    rows = [["卡号", "交易日期", "支出金额", "对方账号"], [A, "2024-03-01", "99.99", B]]
    lake, _ = loaded(table(tmp_path / "a.csv", rows), tmp_path)
    assert transfers(lake) == {(A, B, 9_999, "payer")}


def test_signed_amounts_below_a_block_that_names_the_account(tmp_path: Path) -> None:
    rows = [
        ["某某银行对账单"],
        [f"账号：{A}", "户名：谢桂"],
        ["入账时间", "交易额", "本次余额", "对手信息", "用途"],
        ["20230301093000", "-250.00", "750.00", f"{B}/{COMPANY}", "采购"],
        ["20230302093000", "100.00", "850.00", f"{C}/李景", "还款"],
    ]
    lake, _ = loaded(table(tmp_path / "a.csv", rows), tmp_path)
    assert transfers(lake) == {(A, B, 25_000, "payer"), (C, A, 10_000, "payee")}
    assert {r["number"]: r["holder"] for r in records(lake, "Account")} == {A: "谢桂", B: COMPANY, C: "李景"}


def test_heads_that_say_nothing_are_read_by_their_values(tmp_path: Path) -> None:
    rows = [["c1", "c2", "c3", "c4"], [A, B, "10.55", "2024-01-02 03:04:05"], [B, C, "20.10", "2024-01-03 03:04:05"]]
    path = table(tmp_path / "a.csv", rows)
    lake, _ = loaded(path, tmp_path)
    assert {t[:3] for t in transfers(lake)} == {(A, B, 1_055), (B, C, 2_010)}
    text = propose(path)
    assert "0.45" in text
    assert "TODO" in text  # nothing says who paid


def test_unknown_direction_is_named_and_its_rows_are_rejected(tmp_path: Path) -> None:
    rows = [
        ["卡号", "交易时间", "金额", "收支方向", "对方卡号"],
        [A, "2024-01-02 03:04:05", "1.00", "支出", B],
        [A, "2024-01-02 03:04:06", "2.00", "收入", B],
        [A, "2024-01-02 03:04:07", "3.00", "收入", B],
        [A, "2024-01-02 03:04:07", "4.00", "调整", B],
    ]
    path = table(tmp_path / "a.csv", rows)
    lake, manifest = loaded(path, tmp_path)
    assert "调整" in next(line for line in propose(path).splitlines() if "unknown directions" in line)
    assert transfers(lake) == {(A, B, 100, "payer"), (B, A, 200, "payee"), (B, A, 300, "payee")}
    assert manifest.rejected == 1


def test_failed_payments_are_no_transfers(tmp_path: Path) -> None:
    rows = [
        ["付款账号", "收款账号", "付款时间", "支付金额（元）", "交易状态"],
        [A, B, "2024-01-02 03:04:05", "1.00", "支付成功"],
        [A, C, "2024-01-02 03:04:06", "2.00", "支付失败"],
    ]
    lake, manifest = loaded(table(tmp_path / "a.csv", rows), tmp_path)
    assert transfers(lake) == {(A, B, 100, "")}
    assert manifest.rejected == 0


def test_owners_are_told_by_their_numbers(tmp_path: Path) -> None:
    rows = [
        ["账户号", "账户名称", "身份证号", "开户银行", "开户日期"],
        [A, "贞浩", PERSON, "岭海银行", "2020-01-02"],
        [C, COMPANY, CODE, "岭海银行", "2021-01-02"],
    ]
    lake, _ = loaded(table(tmp_path / "a.csv", rows), tmp_path)
    assert {p["id_number"] for p in records(lake, "Person")} == {PERSON}
    assert {e["credit_code"] for e in records(lake, "Enterprise")} == {CODE}
    assert len(records(lake, "OWNS")) == 2


def test_a_list_of_enterprises(tmp_path: Path) -> None:
    rows = [
        ["公司名称", "社会信用代码", "法人", "注册资本(万元)", "成立时间", "联系方式", "注册地址", "经营状态"],
        [COMPANY, CODE, "张三", "500", "2019年3月1日", "13800138000", "云澜市东湖区长安路1号", "存续"],
        ["沙浦圆卓商贸有限公司", "", "张三", "10.5", "2020/1/2", "0755-1234567", "沙浦市和平路2号", "注销"],
    ]
    lake, manifest = loaded(table(tmp_path / "a.csv", rows), tmp_path)
    firms = {e["name"]: e for e in records(lake, "Enterprise")}
    assert firms[COMPANY]["credit_code"] == CODE
    assert {e["capital"] for e in firms.values()} == {500_000_000, 10_500_000}
    assert {e["founded"].isoformat() for e in firms.values()} == {"2019-03-01", "2020-01-02"}
    # two 张三 known by name only stay two persons
    assert [p["name"] for p in records(lake, "Person")] == ["张三", "张三"]
    assert {len(records(lake, n)) for n in ("LEGAL_REP_OF", "HAS_PHONE", "LOCATED_AT")} == {2}
    assert (manifest.rejected, manifest.cells) == (0, 0)


def test_a_list_of_people_with_numbers_as_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    path.write_text(
        f'{{"名字": "贞浩", "身份证": "{PERSON}", "手机": 13800138000, "家庭住址": "云澜市长安路1号"}}\n', "utf-8"
    )
    lake, _ = loaded(path, tmp_path)
    (person,) = records(lake, "Person")
    assert (person["name"], person["id_number"], person["phone"]) == ("贞浩", PERSON, "13800138000")
    assert len(records(lake, "LOCATED_AT")) == 1


def test_epoch_and_unit_are_said(tmp_path: Path) -> None:
    rows = [["from", "to", "value(分)", "time"], [A, B, "1234", "1704164645000"], [B, A, "56", "1704164646000"]]
    lake, _ = loaded(table(tmp_path / "a.csv", rows), tmp_path)
    assert transfers(lake) == {(A, B, 1_234, ""), (B, A, 56, "")}
    assert min(t["at"] for t in records(lake, "TRANSFER")) == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_two_sheets_are_two_tables(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in {
            "流水": [["付款方账号", "收款方账号", "金额", "时间"], [A, B, "1.5", "2024-01-02 03:04:05"]],
            "企业": [["企业名称", "统一社会信用代码", "法定代表人"], [COMPANY, CODE, "张三"]],
        }.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    lake, _ = loaded(path, tmp_path)
    assert transfers(lake) == {(A, B, 150, "")}
    assert [e["credit_code"] for e in records(lake, "Enterprise")] == [CODE]


def test_columns_that_are_not_used_are_listed(tmp_path: Path) -> None:
    rows = [["付款账号", "收款账号", "金额", "日期", "天气: 晴\u2028#"], [A, B, "1", "2024-01-02", "x"]]
    text = propose(table(tmp_path / "a.csv", rows))
    assert any(line.startswith("#   天气: 晴") for line in text.splitlines())
    assert parse(text, "a").tables[0].columns() == {"付款账号": False, "收款账号": False, "金额": False, "日期": False}


@pytest.mark.parametrize(
    "rows",
    [
        [["温度", "湿度"], ["20", "30"]],
        [["颜色", "尺寸", "形状"], ["红", "大", "圆"], ["蓝", "小", "方"]],
        [["姓名"], ["张三"]],
        [["金额", "日期"], ["1.00", "2024-01-02"]],
    ],
)
def test_what_names_nobody_is_an_error_that_shows_the_columns(tmp_path: Path, rows: Rows) -> None:
    with pytest.raises(NothingKnownError) as caught:
        propose(table(tmp_path / "a.csv", rows))
    assert all(head in caught.value.to("zh") for head in rows[0])
    assert "\n" not in caught.value.to("en")
    assert caught.value.cure is not None


def test_a_table_without_a_header_is_said_to_be_one(tmp_path: Path) -> None:
    rows = [[A, "2024-01-02 03:04:05", "10.00", B], [A, "2024-01-03 03:04:05", "11.00", B]]
    with pytest.raises(NothingKnownError, match="no header"):
        propose(table(tmp_path / "a.csv", rows))
    assert not headless(["2023", "账号"])


def test_the_command_prints_it_or_writes_it(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [["付款账号", "收款账号", "金额", "日期"], [A, B, "1", "2024-01-02"]])
    run = CliRunner().invoke(jinying.app, ["map", str(path)])
    assert run.exit_code == 0
    assert run.stdout == propose(path)
    CliRunner().invoke(jinying.app, ["map", str(path), "-o", str(tmp_path / "m.yaml")])
    assert (tmp_path / "m.yaml").read_text("utf-8") == propose(path)


def test_every_role_that_a_shape_needs_or_shares_exists() -> None:
    for shape in shapes():
        for need in shape.needs:
            assert set(need) <= set(shape.roles), shape.name
        for node in shape.nodes:
            assert set(node.also.values()) <= set(shape.roles), shape.name
        assert {end for e in shape.edges for end in (e.source, e.target)} <= {n.alias for n in shape.nodes}


def test_heads_are_compared_without_units_and_marks() -> None:
    assert plain("金额（元）") == plain(" 金 额 ") == "金额"
    assert plain("Account_No.") == "accountno"


CELLS = st.sampled_from(
    [
        A,
        B,
        COMPANY,
        CODE,
        PERSON,
        "张三",
        "",
        "1.00",
        "-5",
        "2024-01-02",
        "是",
        "a: b",
        "'x'",
        "#",
        "{}",
        "~",
        "08:00:00",
    ]
)
HEADS = st.one_of(
    st.sampled_from([p for shape in shapes() for role in shape.roles.values() for p in role.phrases]),
    st.text(st.sampled_from(string.printable + "账号金额？?：:#&*!|>'\"%@`\u2028\u00a0\ufeff😀"), max_size=12),
)


@settings(max_examples=60, deadline=None)
@given(heads=st.lists(HEADS, min_size=1, max_size=9), data=st.data())
def test_whatever_is_proposed_is_a_mapping(
    tmp_path_factory: pytest.TempPathFactory, heads: list[str], data: Any
) -> None:
    body = data.draw(st.lists(st.lists(CELLS, min_size=len(heads), max_size=len(heads)), min_size=1, max_size=4))
    folder = tmp_path_factory.mktemp("any")
    path = table(folder / "a.csv", [heads, *body])
    try:
        text = propose(path)
    except MappingError:
        raise
    except JinyingError:
        return
    lake, said = Lake(folder / "lake"), ""
    try:
        with lake.lock():
            load(lake, path, parse(text, "a"))
    except MappingError as error:
        said = str(error)
    assert not said or ("columns called" in said and "# 同名的列 · columns of one name: " in text)


def test_the_worlds_files_get_nearly_what_is_shipped(tmp_path: Path) -> None:
    """Every file of a world: the same ids as through its shipped mapping, but for few."""
    write(9, 0.02, tmp_path / "world")
    files = [
        p
        for p in expand([tmp_path / "world"])
        if p.parent.name == "world" or p.name == min(q.name for q in p.parent.iterdir())
    ]
    assert len(files) >= 19
    for number, path in enumerate(files):
        shipped, mine = Lake(tmp_path / f"s{number}"), Lake(tmp_path / f"m{number}")
        with shipped.lock(), mine.lock():
            right = load(shipped, path).manifest
            guess = load(mine, path, parse(propose(path), path.stem)).manifest
        assert set(guess.counts) == set(right.counts), path.name
        for name in right.counts:
            want, got = (set(lake.scan(name).collect()["id"]) for lake in (shipped, mine))
            assert len(want & got) / len(want | got) > 0.95, (path.name, name)
