"""The Word file as docx2python reads it, and as its parts are."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx2python import docx2python
from docx2python.iterators import iter_tables
from lxml import etree
from PIL import Image

from graph.case.dossier import Dossier
from graph.case.export.word import FORMAT
from graph.case.paper import TemplateFault
from tests.graph.case.sample import HOSTILE, bare, hostile, sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SECTIONS = ["案由与来源", "数据清单与完整性校验值", "方法与口径", "资金分层图与汇总", "参与人台账", "四性证据矩阵", "反证与不足", "操作记录", "附件清单", "签署页"]  # fmt: skip


def written(of: Dossier, folder: Path) -> Path:
    names = FORMAT.write(of, folder, lambda done, total: None)
    assert [p.name for p in folder.iterdir()] == names == ["report.docx"]
    return folder / names[0]


def read(path: Path, part: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(path) as opened:
        return etree.fromstring(opened.read(part))


def tables(path: Path) -> list[list[list[str]]]:
    """Rows of cells of each table, by docx2python."""
    with docx2python(path) as opened:
        found: list[Any] = [t for t in iter_tables(opened.body) if len(t) > 1 or len(t[0]) > 1]
    return [[["".join(cell) for cell in row] for row in table] for table in found]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(sample(), tmp_path_factory.mktemp("word"))


def headings(path: Path, level: int) -> list[str]:
    return [
        "".join(t.text or "" for t in p.iter(f"{W}t"))
        for p in read(path).iter(f"{W}p")
        if (style := p.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") == f"Heading{level}"
    ]


def test_its_sections_are_headings_in_order(plain: Path) -> None:
    assert [h.partition("、")[2] for h in headings(plain, 1)] == SECTIONS
    assert headings(plain, 1)[9].startswith("十、")
    assert {"参与人本息台账（元）", "交易明细（元）", "构成要件总览", "资金分层图"} <= set(headings(plain, 2))
    assert any("TOC" in (f.get(f"{W}instr") or "") for f in read(plain).iter(f"{W}fldSimple"))


def test_another_reader_finds_the_figures(plain: Path) -> None:
    (ledger,) = [t for t in tables(plain) if "未兑付" in t[0]]
    assert len(ledger) == 1 + 5 + 1
    assert ledger[1][ledger[0].index("投入")] == "900,000.01"
    assert ledger[-1][ledger[0].index("未兑付")] == "4,500,000.05"
    assert ledger[-1][ledger[0].index("返息")] == "617.25"
    (money,) = [t for t in tables(plain) if "流水号" in t[0]]
    assert len(money) == 1 + 40 + 1
    with docx2python(plain) as opened:
        assert "保本保息，年化24%" in opened.text
        assert opened.core_properties["title"].startswith("鑫辉资产涉嫌非法集资案")


def test_every_footer_has_the_bundle_and_page_numbers(plain: Path) -> None:
    with zipfile.ZipFile(plain) as opened:
        feet = [n for n in opened.namelist() if re.fullmatch(r"word/footer\d*\.xml", n)]
    assert feet
    for foot in feet:
        root = read(plain, foot)
        assert "bundle-0123456789abcdef" in "".join(root.itertext())
        assert {f.get(f"{W}instr") for f in root.iter(f"{W}fldSimple")} == {"PAGE", "NUMPAGES"}
    sections = list(read(plain).iter(f"{W}sectPr"))
    assert len(sections) > 3, "wide tables lie"
    assert sum(s.find(f"{W}footerReference") is not None for s in sections) == 1, "the others have the first one's"


def test_headers_of_tables_repeat_and_rows_stay_whole(plain: Path) -> None:
    ruled = [t for t in read(plain).iter(f"{W}tbl") if t.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None]
    assert len(ruled) > 10
    for table in ruled:
        rows = table.findall(f"{W}tr")
        assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows] == [True] + [False] * (len(rows) - 1)
        assert {len(r.findall(f"{W}tc")) for r in rows} == {len(table.findall(f"{W}tblGrid/{W}gridCol"))}


def test_fonts_are_named_and_pictures_have_words(plain: Path) -> None:
    styles = {
        s.get(f"{W}styleId"): s.find(f"{W}rPr/{W}rFonts") for s in read(plain, "word/styles.xml").iter(f"{W}style")
    }
    assert styles["Normal"].get(f"{W}eastAsia") == "宋体"
    assert styles["Heading1"].get(f"{W}eastAsia") == "黑体"
    said = [one.get("descr") for one in read(plain).iter() if etree.QName(one).localname == "docPr"]
    assert len(said) == 3
    assert all(said)
    with docx2python(plain) as opened:
        for body in opened.images.values():
            with Image.open(BytesIO(body)) as picture:
                assert picture.width > 400


def test_long_tables_say_what_is_left_out(tmp_path: Path) -> None:
    path = written(sample(320, 200), tmp_path)
    (ledger,) = [t for t in tables(path) if "未兑付" in t[0]]
    assert len(ledger) == 1 + 300 + 1
    assert ledger[-1][2] == "319 方", "sums are of all"
    with docx2python(path) as opened:
        assert "前 300 行，其余 19 行" in opened.text


def test_hostile_texts_are_text(tmp_path: Path) -> None:
    path = written(hostile(), tmp_path)
    with docx2python(path) as opened:
        text = opened.text.replace("&lt;", "<").replace("&gt;", ">")
    assert "<script>alert(1)</script>〈U+202E〉abc〈U+0007〉" in text
    assert f"（共 {len(HOSTILE):,} 字）" in text
    assert not re.search("[\u202e\u200f\x07]", text)
    assert {f.get(f"{W}instr", "").split()[0] for f in read(path).iter(f"{W}fldSimple")} == {"TOC"}
    with zipfile.ZipFile(path) as opened_zip:
        assert not [n for n in opened_zip.namelist() if "vba" in n.lower() or "embed" in n.lower()]
        assert b"External" not in b"".join(opened_zip.read(n) for n in opened_zip.namelist() if n.endswith(".rels"))


def test_it_is_the_same_file_every_time(plain: Path, tmp_path: Path) -> None:
    assert written(sample(), tmp_path).read_bytes() == plain.read_bytes()


def test_a_case_of_nothing_is_a_report_too(tmp_path: Path) -> None:
    assert len(headings(written(bare(), tmp_path), 1)) == len(SECTIONS)


def test_users_styles_are_used(tmp_path: Path) -> None:
    base = docx.Document()
    base.styles["Heading 1"].font.name = "Rule of the House"  # type: ignore[attr-defined]
    body = BytesIO()
    base.save(body)
    path = written(replace(sample(), templates={"report.docx": body.getvalue()}), tmp_path)
    assert len(headings(path, 1)) == len(SECTIONS)
    assert b"Rule of the House" in zipfile.ZipFile(path).read("word/styles.xml")
    with pytest.raises(TemplateFault, match="no Word document"):
        FORMAT.write(replace(sample(), templates={"report.docx": b"not one"}), tmp_path, lambda done, total: None)
