"""The workbook as openpyxl and calamine read it; formulas are worked out again and are what stands beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import fastexcel
import openpyxl
import polars as pl
import pytest
from lxml import etree
from openpyxl.utils.escape import unescape

from graph.case.dossier import ELEMENTS, Dossier, Point
from graph.case.export import sheets, workbook
from graph.screen import FORMULA
from tests.graph.case.sample import AT, HOSTILE, eid, hostile, sample

SHEETS = [
    "封面",
    "人员",
    "账户",
    "交易明细",
    "分层汇总",
    "参与人本息台账",
    "账户对账",
    "核心成员",
    "四性证据",
    "证据索引",
    "计算口径",
    "脱敏记录",
]
TERM = re.compile(r"'([^']+)'!([A-Z]+[0-9]+)|SUM\(([A-Z]+)([0-9]+):[A-Z]+([0-9]+)\)")


def written(dossier: Dossier, folder: Path, **more: Any) -> Path:
    assert workbook.write(dossier, folder, lambda done, total: None, **more) == ["case.xlsx"]
    return folder / "case.xlsx"


def formulas(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def values(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path, data_only=True)


def rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    """Data rows of a sheet, without its totals."""
    head, *body = values(path)[sheet].iter_rows(values_only=True)
    return [
        dict(zip(head, row, strict=True))
        for row in body
        if row[0] not in ("合计", "全部合计", "total", "total of all")
        and not str(row[0]).startswith(("不可相加", "not to be added up"))
    ]


def worked_out(text: str, book: openpyxl.Workbook, sheet: str) -> float:
    """What a formula of ours comes to, from the cells it names; their own formulas are worked out first."""
    total, divisor = 0.0, 100 if text.endswith("/100") else 1
    left = TERM.sub("", text.removeprefix("=").removesuffix("/100"))
    assert set(left) <= set("(+)"), f"not of ours: {text}"
    for name, cell, column, first, last in TERM.findall(text):
        if name:
            held = book[name][cell].value
            total += worked_out(held, book, name) if isinstance(held, str) else held
        else:
            total += sum(book[sheet][f"{column}{n}"].value or 0 for n in range(int(first), int(last) + 1))
    return total / divisor


def english() -> Dossier:
    one = sample()
    return replace(one, about=replace(one.about, lang="en"))


@pytest.mark.parametrize("make", [sample, hostile, english])
@pytest.mark.parametrize("limit", [sheets.ROWS, 15])
def test_every_formula_is_what_stands_beside_it(tmp_path: Path, make: Any, limit: int) -> None:
    path = written(make(), tmp_path, limit=limit)
    asked, shown, found = formulas(path), values(path), 0
    for sheet in asked:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found += 1
                    assert shown[sheet.title][cell.coordinate].value == worked_out(cell.value, asked, sheet.title), f"{sheet.title} {cell.coordinate} {cell.value}"  # fmt: skip
    assert found > 30


def test_the_sheets_are_there_in_order_and_print_well(tmp_path: Path) -> None:
    book = formulas(written(sample(), tmp_path))
    assert [s for s in book.sheetnames if s in SHEETS] == SHEETS
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert not sheet.merged_cells.ranges
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet["A1"].fill.fgColor.rgb == f"FF{sheets.SHADE[1:]}"
        assert sheet.auto_filter.ref is not None or sheet.max_row == 1
    assert "bundle-0123456789abcdef" in book["封面"].oddFooter.left.text


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
def test_transactions_are_as_they_were_for_either_reader(tmp_path: Path, engine: str) -> None:
    dossier = sample()
    path = written(dossier, tmp_path)
    frame = (
        pl.DataFrame(rows(path, "交易明细"))
        if engine == "openpyxl"
        else fastexcel.read_excel(path).load_sheet("交易明细").to_polars()
    )
    frame = frame.filter(pl.col("编号").is_not_null())
    assert frame["金额（分）"].cast(pl.Int64).to_list() == dossier.links["TRANSFER"]["amount"].to_list()
    assert frame["金额（元）"].to_list() == [a / 100 for a in dossier.links["TRANSFER"]["amount"]]
    assert frame["付款账号"].to_list()[1] == "6222000000000000002"
    assert frame["流水号"].to_list()[:2] == ["0000000000", "0000000001"]
    assert frame["收款户名"].to_list()[1] == "鑫辉资产管理有限公司"
    assert f"{frame[frame.columns[0]][1]}".startswith("2024-03-01 09:00:00")


def test_cells_have_their_type_and_amounts_their_hidden_fen(tmp_path: Path) -> None:
    book = formulas(written(sample(), tmp_path))
    sheet = book["交易明细"]
    head = {c.value: c.column_letter for c in sheet[1]}
    account, amount, fen = (sheet[f"{head[n]}2"] for n in ("付款账号", "金额（元）", "金额（分）"))
    assert (account.data_type, account.number_format, account.value) == ("s", "@", "6222000000000000000")
    assert (amount.data_type, amount.value) == ("n", 100)
    assert amount.number_format.startswith("#,##0.00")
    assert (fen.data_type, fen.value) == ("n", 10_000)
    assert sheet.column_dimensions[head["金额（分）"]].hidden
    assert not sheet.column_dimensions[head["金额（元）"]].hidden
    last = sheet.max_row
    assert sheet[f"A{last}"].value == "合计"
    assert (
        sheet[f"{head['金额（元）']}{last}"].value == f"=SUM({head['金额（分）']}2:{head['金额（分）']}{last - 1})/100"
    )


def test_figures_are_those_of_the_dossier(tmp_path: Path) -> None:
    dossier = sample()
    path = written(dossier, tmp_path)
    (first, *_) = rows(path, "参与人本息台账")
    assert {k: first[k] for k in ("姓名", "参与人", "投入（元）", "返息（元）", "未兑付（元）", "笔数")} == {
        "姓名": "张三0",
        "参与人": "是",
        "投入（元）": 900_000_01 / 100,
        "返息（元）": 123.45,
        "未兑付（元）": 900_000_01 / 100,
        "笔数": 7,
    }
    (balance,) = rows(path, "账户对账")
    assert (balance["账号"], balance["户名"], balance["账期"], balance["差额（元）"], balance["期初依据"]) == (
        "6222000000000000000",
        "鑫辉资产管理有限公司",
        "2024-03",
        0.07,
        "推定",
    )
    layers = {r["层次（0 为参与人）"]: (r["账户数"], r["收到参与人资金（元）"]) for r in rows(path, "分层汇总")}
    assert layers == {0: (5, 0), 1: (1, 4_500_000.05)}
    assert {r["户名"] for r in rows(path, "核心成员")} == {"鑫辉资产管理有限公司"}
    assert [(r["姓名"], r["复投金额（元）"]) for r in rows(path, "复投明细")] == [("张三0", 50)]
    cover = {r[0]: r[1] for r in values(path)["封面"].iter_rows(values_only=True)}
    assert cover["固定清单 SHA-256"] == "ef" * 32
    assert cover["资金往来合计（元）"] == dossier.links["TRANSFER"]["amount"].sum() / 100
    assert cover["投入合计（元）"] == 5 * 900_000_01 / 100
    assert (cover["范围"], cover["交易明细"]) == ("全案", 40)


def test_the_matrix_shows_what_is_empty_and_who_said_what(tmp_path: Path) -> None:
    one = sample()
    tool = Point(3, "amount", "for", "台账合计", eid("acc", 0), "jinying", "2026-11-21T09:02:00.000+00:00", tool=True)
    found = rows(written(replace(one, points=[*one.points, tool]), tmp_path), "四性证据")
    assert len(found) == 3 + 2 * len(ELEMENTS) - 3
    assert sum(r["说明"] == "（空：待补证）" for r in found) == 2 * len(ELEMENTS) - 3
    assert {(r["要件"], r["方向"], r["指向"], r["来源"], r["原文"]) for r in found if r["填写人"]} == {
        ("利诱性", "证明", "鑫辉资产管理有限公司", "人工", "保本保息，年化24%"), ("非法性", "反证", "鑫辉资产管理有限公司", "人工", None), ("数额", "证明", "6222000000000000000", "程序提出", None),
    }  # fmt: skip


def test_the_evidence_index_leads_to_files_with_their_hashes(tmp_path: Path) -> None:
    dossier = sample()
    path = written(dossier, tmp_path)
    files = {r["来源序号"]: r for r in rows(path, "来源文件")}
    index = rows(path, "证据索引")
    assert [
        (
            r["编号"],
            r["行号"],
            files[r["来源序号"]]["文件"],
            files[r["来源序号"]]["文件 SHA-256"],
            files[r["来源序号"]]["导入批次"],
        )
        for r in index
    ] == list(dossier.rows.select("id", "row", "file", "sha256", "import").iter_rows())
    assert [r["行数"] for r in files.values()] == [58]


@pytest.mark.parametrize(("limit", "parts"), [(43, 1), (42, 2), (13, 4)])
def test_a_full_sheet_goes_on_in_another(tmp_path: Path, limit: int, parts: int) -> None:
    dossier = sample()
    path = written(dossier, tmp_path, limit=limit)
    book = values(path)
    names = [n for n in book.sheetnames if n.startswith("交易明细")]
    assert names == ["交易明细", *(f"交易明细 ({n})" for n in range(2, parts + 1))]
    assert all(book[n].max_row <= limit for n in book.sheetnames if n != "封面")
    found = [r for n in names for r in rows(path, n)]
    assert [r["编号"] for r in found] == dossier.links["TRANSFER"]["id"].to_list()
    last = list(book[names[-1]].iter_rows(values_only=True))[-1]
    assert last[0] == ("合计" if parts == 1 else "全部合计")
    assert last[7] == dossier.links["TRANSFER"]["amount"].sum() / 100


def test_hostile_text_stands_there_as_text(tmp_path: Path) -> None:
    one = hostile()
    texts = [
        *(f'{sign}HYPERLINK("http://a")' for sign in FORMULA),
        "<r><t>rich</t></r>",
        "</r>",
        "_x0041_",
        "_x0041_x0042_",
        "_x00e9",
        " blank ",
        "{=1}",
        "http://a.example",
        "0123",
        "1e5",
        "TRUE",
    ]
    people = pl.concat([one.entities["Person"].head(1)] * len(texts)).with_columns(
        id=pl.Series([f"per-{n}" for n in range(len(texts))]), caption=pl.Series(texts)
    )
    path = written(
        replace(one, entities={**one.entities, "Person": pl.concat([one.entities["Person"], people])}), tmp_path
    )
    for book in (formulas(path), values(path)):  # the format spells a carriage return: ECMA-376, ST_Xstring
        held = {r[0].value: r[2] for r in book["人员"].iter_rows(min_row=2)}
        assert {c.data_type for c in held.values()} == {"s"}
        assert [unescape(held[f"per-{n}"].value).rstrip() for n in range(len(texts))] == [t.rstrip() for t in texts]
        quoted = {held[f"per-{n}"].quotePrefix for n, t in enumerate(texts) if t.startswith(FORMULA)}
        assert quoted == {True}, "stays text when somebody edits the cell"
    raw = "".join(ZipFile(path).read(n).decode("utf-8") for n in ZipFile(path).namelist() if n.endswith(".xml"))
    assert "<script" not in raw
    assert "\u202e" not in raw
    assert "hyperlink" not in raw
    name = next(r["名称"] for r in rows(path, "人员") if r["编号"] == eid("per", 0))
    assert name == HOSTILE.replace("\u202e", "‹U+202E›").replace("\u0007", "‹U+0007›").replace("\u200f", "‹U+200F›")


def test_a_text_too_long_for_a_cell_is_cut_marked_and_listed(tmp_path: Path) -> None:
    one = sample()
    long = [
        Point(1, "social", "for", "长" * 40_000, None, "user:lin", "2026-11-21T09:00:00.000+00:00"),
        Point(2, "social", "for", "𠀀" * 16_384, None, "user:lin", ""),
        Point(3, "social", "for", "a" * 32_766, None, "user:lin", ""),
    ]
    path = written(replace(one, points=long), tmp_path)
    texts = [r["说明"] for r in rows(path, "四性证据") if r["要件"] == "社会性" and r["填写人"]]
    assert [len(t.encode("utf-16-le")) // 2 <= sheets.LONGEST for t in texts] == [True] * 3
    assert texts[0].endswith("…【截断，全文 40000 字】")
    assert texts[1].endswith("…【截断，全文 32768 字】")
    assert texts[2] == "a" * 32_766
    assert [(r["工作表"], r["原长度"]) for r in rows(path, "截断记录")] == [("四性证据", 40_000), ("四性证据", 32_768)]


def test_other_kinds_and_links_have_sheets_and_english_is_english(tmp_path: Path) -> None:
    one = sample()
    loan = pl.DataFrame(
        {
            "id": ["loa-1"],
            "caption": ["x"],
            "amount": [123],
            "rate": [0.24],
            "paid_out": [AT],
            "sources": [1],
            "conflicts": pl.Series([["rate"]], dtype=pl.List(pl.String)),
        }
    )
    path = written(replace(one, entities={**one.entities, "Loan": loan}, about=replace(one.about, lang="en")), tmp_path)
    assert values(path).sheetnames[:4] == ["cover", "people", "accounts", "transactions"]
    (other,) = rows(path, "other things")
    assert (
        other["amount (yuan)"],
        other["annual rate"],
        other["paid out (China)"],
        other["properties in conflict"],
    ) == (
        1.23,
        0.24,
        "2024-03-01 08:00:00",
        "rate",
    )
    assert len(rows(path, "other links")) == 6
    assert not re.search(
        "[\u4e00-\u9fff]",
        "".join(str(c.value) for s in values(path).worksheets for c in s[1])
        .replace(one.about.title, "")
        .replace(one.about.number, ""),
    )


def test_the_same_case_makes_the_same_file_whatever_it_is_called(tmp_path: Path) -> None:
    one = hostile()
    named = replace(one, about=replace(one.about, number="&P" + "长" * 300 + "\u202e", title="t" * 40_000))
    bodies = []
    for part in ("a", "b"):
        (tmp_path / part).mkdir()
        bodies.append(written(named, tmp_path / part).read_bytes())
    assert bodies[0] == bodies[1]
    sheet = ZipFile(tmp_path / "a/case.xlsx").read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert "&amp;&amp;P长" in sheet, "no page number of the case's making"


def test_the_file_is_sound_xml_throughout_and_progress_ends(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    workbook.write(hostile(), tmp_path, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (40 + 58, 40 + 58)
    with ZipFile(tmp_path / "case.xlsx") as opened:
        for name in opened.namelist():
            etree.fromstring(opened.read(name), etree.XMLParser(huge_tree=True))


def test_every_time_is_of_one_zone_and_the_cover_says_which(tmp_path: Path) -> None:
    one = sample()
    accounts = one.entities["Account"].with_columns(last_login=pl.lit(AT))
    book = values(written(replace(one, entities={**one.entities, "Account": accounts}), tmp_path))
    cover = {r[0]: r[1] for r in book["封面"].iter_rows(values_only=True)}
    assert (cover["时区"], cover["固定时间"], cover["立案时间"]) == ("本工作簿所有时间均为北京时间（UTC+8）", "2026-11-21 17:30:00", "2026-11-20 16:00:00")  # fmt: skip
    told = {
        (s.title, column[0].value): column[1].value for s in book.worksheets[1:] if s.max_row > 1 for column in s.iter_cols() if "时间" in str(column[0].value) or "登录" in str(column[0].value)
    }  # fmt: skip
    assert {k: str(v) for k, v in told.items() if v} == {
        ("账户", "开户时间（北京）"): "2021-09-13 08:00:00", ("账户", "最近登录（北京）"): "2024-03-01 08:00:00", ("交易明细", "交易时间（北京）"): "2024-03-01 08:00:00", ("四性证据", "时间（北京）"): "2026-11-21 17:01:00",
        ("来源文件", "导入时间（北京）"): "2026-11-20 16:00:00", ("脱敏记录", "时间（北京）"): "2026-11-21 18:00:00",
    }  # fmt: skip
    assert not [c.value for s in book.worksheets for row in s.iter_rows() for c in row if re.search(r"UTC(?!\+8)|T\d\d:\d\d|\+00:00", str(c.value or ""))]  # fmt: skip


@pytest.mark.parametrize(("make", "limit"), [(sample, sheets.ROWS), (english, sheets.ROWS), (sample, 15)])
def test_what_counts_the_same_money_twice_is_not_added_up_and_says_why(tmp_path: Path, make: Any, limit: int) -> None:
    one = make()
    zh = one.about.lang == "zh"
    book = values(written(one, tmp_path, limit=limit))
    wanted = {
        "分层汇总": (("收到参与人资金（元）", "其中来自下层（元）", "转出（元）"), ("返还参与人（元）", "留存（元）", "账户数")), "账户分层": (("收到参与人资金（元）", "其中来自下层（元）", "转出（元）"), ("返还参与人（元）", "留存（元）")), "层间流向": (("金额（元）",), ("笔数",)),
        "核心成员": (("经手（元）",), ()), "账户对账": (("期初（元）", "收入（元）", "支出（元）", "期末（元）"), ("费用（元）", "差额（元）")), "人员": ((), ()),
    } if zh else {
        "layers": (("Received (yuan)", "From below (yuan)", "Passed on (yuan)"), ("Returned (yuan)", "Resting (yuan)", "accounts")), "core members": (("Handled (yuan)",), ()),
    }  # fmt: skip
    for name, (apart, added) in wanted.items():
        head, *body = book[name].iter_rows(values_only=True)
        feet = [row for row in body if row[0] in ("合计", "total")]
        assert len(feet) == bool(apart or added), name
        for foot in feet:
            said = dict(zip(head, foot, strict=True))
            assert {said[n] for n in apart} == {"不可相加" if zh else "not to be added up"}, name
            assert all(isinstance(said[n], int | float) for n in added), name
            why = [row[0] for row in body if str(row[0]).startswith(("不可相加：", "not to be added up: "))]
            assert all(sum(n in one for one in why) == 1 for n in apart), "one reason each"
    assert all(book[n].max_row <= limit for n in book.sheetnames if n not in ("封面", "cover"))


def test_who_takes_no_part_is_not_added_up_with_those_who_do(tmp_path: Path) -> None:
    one = sample()
    ledger = one.figures.ledger.with_columns(participant=pl.int_range(pl.len()) > 0)
    path = written(replace(one, figures=replace(one.figures, ledger=ledger)), tmp_path)
    assert [r["姓名"] for r in rows(path, "其他往来方")] == ["张三0"]
    assert len(rows(path, "参与人本息台账")) == 4
    cover = {r[0]: r[1] for r in values(path)["封面"].iter_rows(values_only=True)}
    assert cover["投入合计（元）"] == 4 * 900_000_01 / 100
