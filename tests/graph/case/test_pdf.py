"""The PDF as other programs read it: veraPDF for its standards, pdfium for text and bookmarks, pypdf for fonts and files."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import polars as pl
import pypdfium2
import pytest
from pypdf import PdfReader

from graph.case.counting import Way, ways
from graph.case.dossier import Dossier
from graph.case.export import typesetting
from graph.case.export.pdf import FORMAT
from graph.case.figures import SCHEMAS, Own, recorded
from graph.case.paper import TemplateFault, covered, own, printable
from graph.case.paper.plain import clock, shown, yuan
from graph.say import JinyingError
from tests.conftest import missing
from tests.graph.case.sample import HOSTILE, bare, hostile, sample
from tests.neo4j_server import Missing, fetched, java

SECTIONS = ["案由与来源", "数据清单与完整性校验值", "方法与口径", "资金分层图与汇总", "参与人台账", "四性证据矩阵", "反证与不足", "操作记录", "附件清单", "签署页"]  # fmt: skip


def silent(done: int, total: int) -> None:
    assert 0 <= done <= total


def written(of: Dossier, folder: Path) -> Path:
    names = FORMAT.write(of, folder, silent)
    assert [p.name for p in folder.iterdir()] == names == ["report.pdf"]
    return folder / names[0]


def pages(path: Path) -> list[str]:
    with closing(pypdfium2.PdfDocument(path)) as opened:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in opened]


def compact(path: Path) -> str:
    """All that it says without space: a line may break anywhere."""
    return re.sub(r"\s", "", "".join(pages(path)))


def test_what_is_copied_out_is_what_stands_there(tmp_path: Path) -> None:
    of = sample()
    path = written(of, tmp_path)
    with closing(pypdfium2.PdfDocument(path)) as opened:
        raw = "".join(page.get_textpage().get_text_range() for page in opened)
    assert not re.search("[\u200b-\u200f\u2060\ufeff\u00ad]", raw), "nothing that can't be seen comes along"
    attached = {name: bodies[0] for name, bodies in PdfReader(path).attachments.items()}
    hashes = {of.about.frozen_sha256, of.rows["sha256"][0], *(sha256(body).hexdigest() for body in attached.values())}
    assert "manifest.json" in attached
    lines = {word for line in raw.splitlines() for word in line.split()}
    assert hashes <= lines, "each on one line, whole"


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(sample(), tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(hostile(), tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of many pages: a ledger and a record of acts that go over many."""
    of = sample(1_200, 600)
    return written(replace(of, entries=[replace(of.entries[0], seq=i) for i in range(5_000)], points=[replace(of.points[0], seq=i, text="证" * 900) for i in range(900)]), tmp_path_factory.mktemp("pdf"))  # fmt: skip


@pytest.fixture(scope="module")
def judge() -> Iterator[list[str]]:
    """veraPDF, as its makers release it."""
    try:
        lib = fetched("org.verapdf.apps", "greenfield-apps", "1.28.2")
        yield [java(11), "-XX:TieredStopAtLevel=1", "-cp", f"{lib}/*", "org.verapdf.apps.GreenfieldCliWrapper", "--format", "text", "-v"]  # fmt: skip
    except Missing as why:
        missing(str(why))


@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_it_holds_to_the_standards_of_archives_and_of_who_reads_by_ear(judge: list[str], flavour: str, plain: Path, evil: Path) -> None:  # fmt: skip
    done = subprocess.run([*judge, "-f", flavour, str(plain), str(evil)], capture_output=True, text=True, timeout=300, check=False)  # fmt: skip
    assert done.stdout.count(f"PASS {plain}") == done.stdout.count(f"PASS {evil}") == 1, done.stdout + done.stderr


def test_the_judge_refuses_what_does_not_hold(judge: list[str], plain: Path, tmp_path: Path) -> None:
    body = plain.read_bytes()
    assert body.count(b"/MarkInfo") == 1
    (tmp_path / "bad.pdf").write_bytes(body.replace(b"/MarkInfo", b"/MarkInfa"))
    done = subprocess.run([*judge, "-f", "3a", str(tmp_path / "bad.pdf")], capture_output=True, text=True, timeout=300, check=False)  # fmt: skip
    assert "FAIL" in done.stdout


def test_sections_stand_in_order_and_are_bookmarks(plain: Path) -> None:
    with closing(pypdfium2.PdfDocument(plain)) as opened:
        marks = [(b.level, b.get_title(), b.get_dest().get_index()) for b in opened.get_toc()]
    tops = [(title, page) for level, title, page in marks if level == 0]
    assert [re.sub(r"^[一二三四五六七八九十]+、\s*", "", title) for title, _ in tops] == SECTIONS
    assert [page for _, page in tops] == sorted(page for _, page in tops)
    text = pages(plain)
    assert all(name in text[page] for name, (_, page) in zip(SECTIONS, tops, strict=True))
    assert any(level == 1 and "参与人本息台账" in title for level, title, _ in marks)


def test_every_page_has_its_number_and_the_bundle(plain: Path, long: Path) -> None:
    for path in (plain, long):
        text = pages(path)
        for n, page in enumerate(text, 1):
            assert f"第 {n} 页 共 {len(text)} 页" in page
            assert "bundle-0123456789abcdef" in page
    assert len(text) > 100


def test_a_table_over_many_pages_repeats_its_header(long: Path) -> None:
    ledger = [page for page in pages(long) if "900,000.01" in page and "张三" in page]
    assert len(ledger) > 10
    assert all("未兑付" in page and "性质未明" in page for page in ledger)


def test_figures_are_yuan_to_the_fen_with_their_sums(plain: Path) -> None:
    text = "".join(pages(plain))
    assert "4,500,000.05" in text  # five times 900,000.01
    assert "617.25" in text
    assert "2024-03-01 08:00:00" in text, "China's clock"
    assert "推定" in text
    assert "广告承诺年化24%（原文：“保本保息，年化24%”）" in compact(plain)
    assert "甘露银行流水.csv第2行" in compact(plain)


def test_what_is_not_in_the_body_is_said_and_attached_whole(long: Path, tmp_path: Path) -> None:
    text = "".join(pages(long))
    assert "前 300 行，其余 300 行见附件" in text
    reader = PdfReader(long)
    files = {name: body[0] for name, body in reader.attachments.items()}
    assert set(files) == {"transactions.csv", "ledger.csv", "sheets.csv", "manifest.json"}
    money = pl.read_csv(files["transactions.csv"], infer_schema=False)
    assert money.height == 600
    assert money["金额(元)"].cast(pl.Decimal(20, 2)).sum() == sample(1_200, 600).links["TRANSFER"]["amount"].sum() / 100
    assert money.row(0, named=True)["流水号"] == "0000000000"
    manifest = json.loads(files["manifest.json"])
    assert {a["name"]: a["sha256"] for a in manifest["attached"]} == {n: sha256(b).hexdigest() for n, b in files.items() if n != "manifest.json"}  # fmt: skip
    assert manifest["case"]["frozen_sha256"] == "ef" * 32
    assert all(sha256(body).hexdigest() in compact(long) for body in files.values())


def test_its_fonts_are_our_own_and_inside(plain: Path, evil: Path) -> None:
    for path in (plain, evil):
        fonts = {}
        for page in PdfReader(path).pages:
            for font in (page["/Resources"].get("/Font") or {}).values():
                kin = font.get_object()["/DescendantFonts"][0].get_object()
                fonts[kin["/BaseFont"]] = kin["/FontDescriptor"].get_object()
        assert {str(name).split("+")[-1].split("-")[0] for name in fonts} == {"NotoSansSC", "NotoSerifSC"}
        assert all("/FontFile3" in descriptor for descriptor in fonts.values())


def test_hostile_texts_are_shown_and_do_nothing(evil: Path) -> None:
    text = compact(evil)
    assert "<script>alert(1)</script>〈U+202E〉abc〈U+0007〉〈U+200F〉长长" in text
    assert f"（共{len(HOSTILE):,}字）" in text
    assert not re.search("[\u202e\u200f\x07]", text)
    raw = PdfReader(evil)
    assert not any(name in json.dumps(str(raw.trailer["/Root"])) for name in ("/JavaScript", "/OpenAction", "/AA"))
    cells = pl.read_csv(raw.attachments["ledger.csv"][0], infer_schema=False)["参与人"].to_list()
    assert cells[0].startswith("'=cmd")
    assert "长" * 10_000 in cells[0], "whole in the attachment"


def test_it_is_the_same_file_every_time(plain: Path, tmp_path: Path) -> None:
    assert written(sample(), tmp_path).read_bytes() == plain.read_bytes()


def test_what_the_program_proposes_fills_no_cell(tmp_path: Path) -> None:
    one = sample()
    asked = one.links["OWNS"]["id"][0]
    points = [replace(one.points[0], seq=9, element="unit", subject=asked, who="tool:unit", tool=True), replace(one.points[1], seq=10, subject=one.leads[0].id)]  # fmt: skip
    text = compact(written(replace(one, points=points), tmp_path))
    assert "单位犯罪0（提示1）0待补：证明、反证" in text
    assert "非法性01待补：证明" in text
    assert "程序提示" in text
    assert "持有账户鑫辉资产管理有限公司→6222000000000000000" in text
    assert re.search(f"系统发现：[^：]+{one.leads[0].id[-8:]}", text), "which of the findings"
    assert "单位犯罪（证明）" in text, "among the gaps"


def test_the_way_of_counting_stands_beside_the_others_with_what_speaks_for_it(tmp_path: Path) -> None:
    one, made = sample(), list(ways())
    rows = [[w == Way(), *asdict(w).values(), 100_00 * n, -5, 7] for n, w in enumerate(made, 1)]
    variants = pl.DataFrame(rows, schema=dict(SCHEMAS["variants"]), orient="row")
    rules = recorded(Own(list(one.captions)[:9], "findings"), Way())
    text = compact(written(replace(one, figures=replace(one.figures, rules=rules, variants=variants)), tmp_path))
    assert "单列，不计入吸收无统一规定，由法院认定" in text
    assert text.count("本报告不重复计入吸收") == 1, "one is chosen"
    assert all(f"{100 * n:,}.00-0.050.07" in text for n in range(1, len(made) + 1))
    assert "视为复投的最低比例0.8" in text
    assert "等9项" in text


def test_it_speaks_english_where_the_case_does(tmp_path: Path) -> None:
    one = sample()
    text = pages(written(replace(one, about=replace(one.about, lang="en")), tmp_path))
    assert f"page 1 of {len(text)}" in text[0]
    assert "Participants' ledger" in "".join(text)


def test_a_case_of_nothing_is_a_report_too(tmp_path: Path) -> None:
    assert "签署页" in "".join(pages(written(bare(), tmp_path)))


# templates


def templated(data: Path, name: str, body: str) -> Dossier:
    (data / "templates").mkdir(exist_ok=True)
    (data / "templates" / name).write_text(body, "utf-8")
    return replace(sample(), templates=own(data))


def test_users_change_what_sections_say(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    of = templated(tmp_path, "prose.zh.txt", "{% block origin %}{{ about.number }}，共 {{ counts.transfers }} 笔。{% endblock %}")  # fmt: skip
    assert "〔2026〕0001 号，共 40 笔。" in "".join(pages(written(of, tmp_path / "out"))).replace("0001号", "0001 号")


@pytest.mark.parametrize("body", ["{% block origin %}{{ about.__class__.__mro__ }}{% endblock %}", "{% block origin %}{{ nothing }}{% endblock %}", "{% block", "{% block origin %}{% for i in range(99999) %}很长{{ i }}{% endfor %}{% endblock %}"])  # fmt: skip
def test_a_prose_template_that_reaches_out_or_is_wrong_is_refused(tmp_path: Path, body: str) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(TemplateFault, match=r"prose\.zh\.txt"):
        written(templated(tmp_path, "prose.zh.txt", body), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("body", ['#read("/../../secret")', '#read("/etc/passwd")', "#nothing", "#while true {}", "#let f(x) = f(x + 1)\n#f(0)"])  # fmt: skip
def test_a_layout_sees_the_report_alone_and_ends(tmp_path: Path, body: str) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(TemplateFault, match=r"report\.typ"):
        written(templated(tmp_path, "report.typ", body), tmp_path / "out")


def test_typesetting_that_takes_too_long_or_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "RUN", "import time; time.sleep(60)")
    monkeypatch.setattr(typesetting, "PATIENCE", 0.2)
    with pytest.raises(TemplateFault, match=r"more than 0\.2 s"):
        FORMAT.write(sample(), tmp_path, silent)
    monkeypatch.setattr(typesetting, "PATIENCE", 60)
    monkeypatch.setattr(typesetting, "RUN", "import os; os.abort()")
    with pytest.raises(JinyingError, match="broke off"):
        FORMAT.write(sample(), tmp_path, silent)
    assert list(tmp_path.iterdir()) == []


def test_a_layout_that_would_fetch_is_refused_and_so_is_an_unknown_template(tmp_path: Path) -> None:
    with pytest.raises(JinyingError, match="network"):
        templated(tmp_path, "report.typ", '#import "@preview/x:0.1.0": y')
    (tmp_path / "templates/report.typ").unlink()
    with pytest.raises(JinyingError, match=r"report\.type.*did you mean report\.typ"):
        templated(tmp_path, "report.type", "")


# values


def test_values_as_a_reader_sees_them() -> None:
    assert [yuan(v) for v in (None, 0, 5, -5, -100, 123_456_789)] == ["—", "0.00", "0.05", "-0.05", "-1.00", "1,234,567.89"]  # fmt: skip
    assert clock("2026-11-20T16:30:00.000+00:00") == "2026-11-21 00:30:00"
    assert clock(0) == "1970-01-01 08:00:00"
    assert shown("a\nb\x00\u2066") == "a b〈U+0000〉〈U+2066〉"
    assert shown("\u200b" * 50 + "\r\n\n\u202e\u202d") == "〈U+200B×50〉  〈U+202E〉〈U+202D〉"
    assert shown("字" * 300, 10) == "字" * 10 + "…（共 300 字）"
    assert {ord("汉"), ord("A"), ord("〈"), ord("…"), ord("−")} <= covered()
    assert printable("\U00020bb7x𓀀") in ("\U00020bb7x〈U+13000〉", "〈U+20BB7〉x〈U+13000〉")
