"""Documents as rows: loaded, traced, read and taken back as any file; what can't be read is a row with its reason."""

from __future__ import annotations

import csv
import gzip
import hashlib
import zipfile
from email.message import EmailMessage
from pathlib import Path

import polars as pl
import pytest

from graph.lake import Lake
from graph.merge import merged
from ingest.load import Loaded, load
from ingest.packed import Packed
from ingest.text import sheet
from ingest.text.collect import VERSION, collect, waiting
from ingest.text.parts import Limits
from ingest.text.sheet import Paged, pages, table
from tests.ingest.text.papers import SAID, docx_of, pdf_of, put

CARD = "6222021234567890128"


def loaded(lake: Lake, path: Path, *, dry_run: bool = False) -> Loaded:
    with lake.lock():
        return load(lake, path, dry_run=dry_run)


def all_of(lake: Lake, name: str) -> pl.DataFrame:
    return pl.concat(list(merged(lake, name)), how="diagonal")


def reasons(result: Loaded) -> list[tuple[str, str]]:
    assert result.rejected_file
    with result.rejected_file.open(encoding="utf-8-sig", newline="") as lines:
        return [(row["reason"], row["value"]) for row in csv.DictReader(lines)]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "data")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("合同.docx", docx_of(SAID)),
        ("说明.pdf", pdf_of(SAID)),
        ("页.html", f"<html><head><meta charset=gbk></head><body><p>{SAID}</p></body></html>".encode("gbk")),
        ("证言.txt", f"关于兑付的说明\n{SAID}".encode("gb18030")),
        ("一行.txt", SAID),
    ],
)
def test_a_document_is_in_the_lake_with_its_text_and_hash_and_goes_again(lake: Lake, tmp_path: Path, name: str, data: bytes | str) -> None:  # fmt: skip
    path = put(tmp_path, name, data)
    made = loaded(lake, path)
    row = all_of(lake, "Document").row(0, named=True)
    assert (row["name"], row["format"], row["sha256"]) == (name, path.suffix[1:], made.manifest.sha256)
    assert SAID in row["text"]
    assert [(r.file, r.row) for r in lake.why(row["id"])] == [(name, 1)]
    assert loaded(lake, path).status == "unchanged"
    with lake.lock():
        lake.undo(made.manifest.id)
    assert "Document" not in lake.tables() or not all_of(lake, "Document").height


def test_a_dry_run_tells_and_writes_nothing(lake: Lake, tmp_path: Path) -> None:
    tried = loaded(lake, put(tmp_path, "合同.docx", docx_of(SAID)), dry_run=True)
    assert tried.changes == {"Document": {"new": 1, "changed": 0, "merged": 0}}
    assert not lake.active()


def test_an_attachment_is_a_document_of_its_own(lake: Lake, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "兑付"
    mail.set_content("见附件。")
    mail.add_attachment(docx_of(SAID), maintype="application", subtype="octet-stream", filename="附件.docx")
    loaded(lake, put(tmp_path, "信.eml", mail.as_bytes()))
    found = all_of(lake, "Document").sort("number")
    assert found["section"].to_list() == [None, "attachment 附件.docx"]
    assert SAID in found["text"][1]
    assert SAID not in found["text"][0]


def zip_of(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_documents_in_a_zip_are_documents_each_with_its_own_hash(lake: Lake, tmp_path: Path) -> None:
    members = {
        "材料/合同.docx": docx_of(SAID),
        "说明.pdf": pdf_of(SAID),
        "证言.txt": f"关于兑付的说明\n{SAID}".encode("gb18030"),
        "页.html.gz": gzip.compress(f"<html><meta charset=utf-8><p>{SAID}</p></html>".encode()),
    }
    path = zip_of(tmp_path / "证据.zip", {**members, "坏.docx": b"PK\x03\x04 broken"})
    made = loaded(lake, path)
    assert (made.manifest.rows, made.manifest.rejected) == (5, 1)
    assert [reason for reason, _ in reasons(made)] == ["unread"]
    found = all_of(lake, "Document")
    hashes = {n: hashlib.sha256(gzip.decompress(b) if n.endswith(".gz") else b).hexdigest() for n, b in members.items()}
    assert dict(zip(found["name"], found["sha256"], strict=True)) == {
        n.rpartition("/")[2]: h for n, h in hashes.items()
    }
    assert all(SAID in text for text in found["text"])
    contract = found.filter(pl.col("name") == "合同.docx")["id"].item()
    assert [(r.file, r.part) for r in lake.why(contract)] == [("证据.zip", "证据.zip!材料/合同.docx")]
    loaded(lake, put(tmp_path, "合同.docx", members["材料/合同.docx"]))
    assert all_of(lake, "Document").height == 4, "the same document by another way is the same"
    assert loaded(lake, path).status == "unchanged"


def test_documents_beside_tables_in_a_zip_are_left_out_by_name(lake: Lake, tmp_path: Path) -> None:
    posts = "平台,链接,发布时间,标题,正文,情感\n论坛,http://a.example/1,2024-01-01,题,文,正面\n".encode()
    made = loaded(lake, zip_of(tmp_path / "a.zip", {"合同.docx": docx_of(SAID), "posts.csv": posts}))
    assert made.manifest.mapping == "posts"
    assert [(name, why.en) for name, why in made.left] == [
        ("a.zip!合同.docx", "a document beside tables: load it apart from them")
    ]


def test_what_a_page_says_is_placed_on_that_page(lake: Lake, tmp_path: Path) -> None:
    second = f"第二条：请转入收款账号{CARD}。"
    loaded(lake, put(tmp_path, "合同.pdf", pdf_of(SAID, second)))
    with lake.lock():
        for source, _ in list(waiting(lake, VERSION)):
            collect(lake, source, VERSION)
    said = all_of(lake, "Mention").filter(pl.col("label") == "account").row(0, named=True)
    assert said["field"] == "text p2"
    assert second[said["start"] : said["end"]] == CARD
    document = all_of(lake, "Document")["id"].item()
    assert set(all_of(lake, "READ_IN")["to"]) == {document}


def test_pages_come_back_as_they_were_cut() -> None:
    assert list(pages("〔第 1 页〕\n甲\n〔第 3 页〕\n乙\n")) == [Paged(1, "甲\n"), Paged(3, "乙\n")]
    assert list(pages("没有页")) == [Paged(None, "没有页")]


def test_what_looks_like_a_mark_in_a_text_is_none(tmp_path: Path) -> None:
    (block,) = table(Packed(put(tmp_path, "x.txt", "开头\n〔第 9 页〕\n假页"))).blocks()
    assert [page.number for page in pages(block.frame["材料正文"][0])] == [None]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("坏.docx", b"PK\x03\x04 broken", "unread"),
        ("坏.pdf", b"%PDF-1.7 broken", "unread"),
        ("扫描.pdf", pdf_of(""), "unread"),
        ("乱.html", bytes(range(128, 256)) * 20, "encoding"),
    ],
)
def test_what_cannot_be_read_is_a_rejected_row_with_its_reason(lake: Lake, tmp_path: Path, name: str, data: bytes, reason: str) -> None:  # fmt: skip
    result = loaded(lake, put(tmp_path, name, data))
    assert (result.manifest.rows, result.manifest.rejected, result.manifest.counts) == (1, 1, {})
    ((found, told),) = reasons(result)
    assert found == reason
    assert told


def test_a_text_past_the_limit_is_rejected_and_one_below_it_is_cut_at_sentences(
    lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "这是一句。\n" * 400
    monkeypatch.setattr(sheet, "LIMITS", Limits(text=2_000))
    assert [r for r, _ in reasons(loaded(lake, put(tmp_path, "长.txt", text)))] == ["long"]
    monkeypatch.setattr(sheet, "LIMITS", Limits(text=3_000))
    monkeypatch.setattr(sheet, "PART", 1_000)
    loaded(lake, put(tmp_path, "分.txt", text + "完。"))
    found = all_of(lake, "Document").sort("number")
    assert "".join(found["text"].str.replace_all(r"\s", "")) == (text + "完。").replace("\n", "")
    assert found["section"].to_list() == ["1/3", "2/3", "3/3"]
    assert all(t.rstrip().endswith("。") for t in found["text"])


def test_a_text_whose_first_line_names_columns_is_a_table(lake: Lake, tmp_path: Path) -> None:
    path = put(
        tmp_path, "posts.txt", "平台,链接,发布时间,标题,正文,情感\n论坛,http://a.example/1,2024-01-01,题,文,正面\n"
    )
    assert loaded(lake, path).manifest.mapping == "posts"
