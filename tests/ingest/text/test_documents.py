"""Documents to text: each kind as another program writes it, wrong encodings, limits, and what is hostile."""

from __future__ import annotations

import time
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from graph.say import JinyingError
from ingest.text.documents import DocumentError, Limits, kind_of, read
from tests.ingest.text.papers import SAID, docx_of, pdf_of, put


def mail_of(text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "关于兑付的通知", "财务 <a@x.example>", "b@x.example"
    mail.set_content(text)
    return mail


# text and pages of the web


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    [only] = read(put(tmp_path, "a.txt", (SAID + "\r\n第二行").encode(encoding)))
    assert only == ("a.txt", SAID + "\n第二行", "", None)


def test_bytes_that_are_no_text_cost_no_more_than_themselves(tmp_path: Path) -> None:
    data = (SAID * 40).encode("gb18030")
    [only] = read(put(tmp_path, "a.txt", data[:101] + b"\xff" + data[101:]))
    assert only.text.count("到期还本付息") >= 39


def test_a_page_is_read_as_it_is_seen(tmp_path: Path) -> None:
    page = (
        "<html><head><title>恒瑞理财</title><style>p{color:red}</style><script>var a='保本'</script></head><body>"
        "<p>年化<b>18%</b>&nbsp;起</p><div style='display: none'>看不见</div><!-- 注释 --><p hidden>也看不见<b>里面</b></p>"
        "<table><tr><td>户名</td><td>张三</td></tr><tr><td>账号</td><td>6222</td></tr></table><img alt='二维码'>尾</body></html>"
    )
    [only] = read(put(tmp_path, "a.html", page))
    assert only.text.split("\n") == ["恒瑞理财", "年化18% 起", "户名 张三", "账号 6222", "二维码尾"]


@pytest.mark.parametrize(
    ("said", "real"), [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("gbk", "utf-8"), ("klingon", "utf-8")]
)
def test_a_page_that_lies_about_its_encoding(tmp_path: Path, said: str, real: str) -> None:
    page = f"<html><head><meta charset='{said}'></head><body>{SAID * 3}</body></html>".encode(real)
    assert read(put(tmp_path, "a.htm", page))[0].text == SAID * 3


def test_a_page_nested_past_all_reason_keeps_its_text(tmp_path: Path) -> None:
    deep = "<div>" * 30_000 + SAID + "</div>" * 30_000 + "<p>后面还有</p>"
    [only] = read(put(tmp_path, "a.html", deep))
    assert SAID in only.text
    assert "后面还有" in only.text


def test_ten_megabytes_are_read_in_bounded_time(tmp_path: Path) -> None:
    start = time.process_time()
    [text] = read(put(tmp_path, "a.txt", (SAID + "\n") * 140_000))
    [page] = read(put(tmp_path, "a.html", "<body>" + f"<p>{SAID}</p>" * 120_000))
    assert len(text.text.encode()) > 10_000_000
    assert page.text.count(SAID) == 120_000
    assert time.process_time() - start < 60
    open_tags = put(tmp_path, "b.html", "<" * 3_000_000 + SAID)
    start = time.process_time()
    read(open_tags)
    assert time.process_time() - start < 60


# docx


def test_all_that_is_written_in_a_docx(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("甲方：恒瑞")
    table = made.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("户名", "张三", "账号", "6222"), strict=True):
        cell.text = text
    made.sections[0].header.paragraphs[0].text = "页眉：合同编号HT1"
    paragraph = made.add_paragraph("收益")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>保本</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>不保本</w:t></w:r></w:ins>"))
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    made.add_paragraph()._p.append(parse_xml(box))
    made.save(tmp_path / "a.docx")
    [only] = read(tmp_path / "a.docx")
    lines = [" ".join(line.split()) for line in only.text.split("\n") if line.strip()]
    assert lines == ["甲方：恒瑞", "户名 张三", "账号 6222", "收益不保本", "框里的字", "页眉：合同编号HT1"]


def test_a_docx_is_known_by_what_it_is(tmp_path: Path) -> None:
    assert read(put(tmp_path, "合同.bin", docx_of(SAID)))[0].text == SAID


def test_a_docx_that_unfolds_without_end(tmp_path: Path) -> None:
    bomb = BytesIO(docx_of("x"))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.bin", b"\0" * (20 << 20))
    path = put(tmp_path, "a.docx", bomb.getvalue())
    assert path.stat().st_size < 200_000
    with pytest.raises(DocumentError, match="past the limit"):
        read(path, limits=Limits(unfolded=10 << 20))


def test_entities_of_a_docx_fetch_nothing(tmp_path: Path) -> None:
    secret = put(tmp_path, "secret", "不可外泄")
    source = zipfile.ZipFile(BytesIO(docx_of("正文")))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "word/document.xml":
                head, _, rest = data.decode().partition("?>")
                data = f'{head}?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{rest.replace("正文", "正文&x;")}'.encode()
            archive.writestr(item, data)
    try:
        text = "".join(d.text for d in read(put(tmp_path, "a.docx", out.getvalue())))
    except DocumentError:
        return
    assert "不可外泄" not in text


# pdf


def test_pages_of_a_pdf(tmp_path: Path) -> None:
    found = read(put(tmp_path, "a.pdf", pdf_of(SAID, "", "第三页")))
    assert [(d.part, d.text.strip()) for d in found] == [("page 1", SAID), ("page 3", "第三页")]


def test_a_pdf_that_is_locked(tmp_path: Path) -> None:
    def locked(user: str) -> Path:
        writer = PdfWriter(clone_from=BytesIO(pdf_of(SAID)))
        writer.encrypt(user, "owner", algorithm="RC4-128")
        writer.write(tmp_path / "a.pdf")
        return tmp_path / "a.pdf"

    with pytest.raises(DocumentError, match="encrypted"):
        read(locked("secret"))
    assert SAID in read(locked(""))[0].text, "guarded against change alone"


def test_a_pdf_without_text_asks_for_eyes(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (60, 60), "white").save(tmp_path / "a.pdf")
    with pytest.raises(DocumentError, match="--ocr"):
        read(tmp_path / "a.pdf")
    assert [d.text for d in read(tmp_path / "a.pdf", eyes=lambda image: f"图 {len(image) > 0}")] == ["图 True"]


def test_too_many_pages(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="past the limit"):
        read(put(tmp_path, "a.pdf", pdf_of(*"一二三四")), limits=Limits(pages=3))


# mail


def test_a_mail_with_what_hangs_on_it(tmp_path: Path) -> None:
    inner = mail_of("转发的内容")
    inner.add_attachment(docx_of("合同正文"), maintype="application", subtype="octet-stream", filename="合同.docx")
    mail = mail_of("各位投资人：" + SAID)
    mail.add_alternative(f"<p>{SAID}</p><p>只在网页版</p>", subtype="html")
    mail.add_attachment(pdf_of("附件里的话"), maintype="application", subtype="pdf", filename="说明.pdf")
    mail.add_attachment(b"\xd0\xcf\x11\xe0" + b"\0" * 600, maintype="application", subtype="msword", filename="旧.doc")
    mail.add_attachment(inner)
    found = {d.part: d.text for d in read(put(tmp_path, "a.eml", mail.as_bytes()))}
    assert list(found) == [
        "", "attachment 说明.pdf page 1", "attachment 旧.doc", "attachment 5 (message/rfc822)",
        "attachment 5 (message/rfc822) attachment 合同.docx",
    ]  # fmt: skip
    assert found[""].startswith("主题：关于兑付的通知\n发件人：")
    assert SAID in found[""]
    assert "只在网页版" not in found[""]
    assert found["attachment 说明.pdf page 1"].strip() == "附件里的话"
    assert "另存为 docx" in found["attachment 旧.doc"], "what can't be read is said"
    assert found["attachment 5 (message/rfc822) attachment 合同.docx"] == "合同正文"


def test_when_it_was_written_is_what_its_file_or_mail_says(tmp_path: Path) -> None:
    def written(name: str, data: bytes) -> list[datetime | None]:
        return [d.written for d in read(put(tmp_path, name, data))]

    saved = datetime(2024, 6, 3, 1, tzinfo=UTC)
    out, made = BytesIO(), docx.Document()
    made.add_paragraph(SAID)
    made.core_properties.modified = saved.replace(tzinfo=None)
    made.save(out)
    writer = PdfWriter(clone_from=BytesIO(pdf_of(SAID)))
    writer.add_metadata({"/CreationDate": "D:20240601120000+08'00'", "/ModDate": "D:20240603090000+08'00'"})
    writer.write(tmp_path / "made.pdf")
    mail = mail_of(SAID)
    mail["Date"] = "Mon, 03 Jun 2024 09:00:00 +0800"
    mail.add_attachment(b"no date of its own", maintype="text", subtype="plain", filename="a.txt")
    assert written("a.docx", out.getvalue()) == [saved]
    assert written("a.pdf", (tmp_path / "made.pdf").read_bytes()) == [saved]
    assert written("a.eml", mail.as_bytes()) == [saved, saved]
    assert written("a.txt", SAID.encode()) == [None]


@pytest.mark.parametrize(
    "said", ["yesterday", "Mon, 99 Jun 2024 09:00:00 +0800", "", "Sat, 03 Jun 1899 09:00:00 +0800"]
)
def test_a_date_that_is_none_is_none(tmp_path: Path, said: str) -> None:
    mail = f"Date: {said}\nSubject: x\n\n{SAID}".encode()
    assert [d.written for d in read(put(tmp_path, "a.eml", mail))] == [None]


def test_a_mail_in_gbk_that_says_gb2312(tmp_path: Path) -> None:
    body = "某某公司喆骉".encode("gb18030")
    head = b"Subject: =?gb2312?B?suLK1A==?=\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert read(put(tmp_path, "a.eml", head + body))[0].text == "主题：测试\n某某公司喆骉"


def test_mails_within_mails_end(tmp_path: Path) -> None:
    mail = mail_of("最里面")
    for _ in range(8):
        outer = mail_of("外面")
        outer.add_attachment(mail)
        mail = outer
    with pytest.raises(DocumentError, match="past the limit"):
        read(put(tmp_path, "a.eml", mail.as_bytes()))


def test_a_mail_with_parts_without_end(tmp_path: Path) -> None:
    head = b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n'
    many = b"--x\r\nContent-Type: text/plain\r\n\r\nabc\r\n" * 2_000 + b"--x--"
    with pytest.raises(DocumentError, match="past the limit"):
        read(put(tmp_path, "a.eml", head + many))
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (k, k) for k in range(5_000))
    with pytest.raises(DocumentError):
        read(put(tmp_path, "b.eml", nested))


# what can't be read says so


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "docx"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "--ocr"),
        ("a.zip", b"PK\x03\x04", "damaged"),
        ("a.pdf", b"%PDF-1.7\nnothing", "damaged"),
        ("a.txt", b"", "no text"),
        ("a.txt", b" \n ", "no text"),
        ("a.html", b"<script>1</script>", "no text"),
        ("a.bin", bytes(range(256)) * 40, "no text"),
    ],
)
def test_what_can_not_be_read_says_so(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    with pytest.raises(JinyingError, match=says):
        read(put(tmp_path, name, data))


def test_no_file_and_too_large_a_file(tmp_path: Path) -> None:
    with pytest.raises(JinyingError, match="no file"):
        read(tmp_path / "none.txt")
    with pytest.raises(JinyingError, match="folder"):
        read(tmp_path)
    with pytest.raises(DocumentError, match="past the limit"):
        read(put(tmp_path, "a.txt", "x" * 101), limits=Limits(size=100))
    with pytest.raises(DocumentError, match="past the limit"):
        read(put(tmp_path, "a.txt", "x" * 101), limits=Limits(text=100))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["a.docx", "a.pdf", "a.eml", "a.html", "a.txt"]), st.data())
def test_damage_is_an_error_with_a_cure_or_a_text(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    whole = {
        "a.docx": docx_of(SAID), "a.pdf": pdf_of(SAID, SAID), "a.eml": mail_of(SAID).as_bytes(),
        "a.html": f"<p>{SAID}</p>".encode(), "a.txt": SAID.encode(),
    }[name]  # fmt: skip
    place = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.binary(max_size=40))
    broken = whole[:place] + noise + whole[place + data.draw(st.integers(0, 200)) :]
    path, cure = put(tmp_path_factory.mktemp("d"), name, broken), None
    try:
        assert read(path)
        return
    except JinyingError as error:
        cure = error.cure
    assert cure is not None


def test_kinds_by_their_first_bytes() -> None:
    assert kind_of("a.txt", b"%PDF-1.4") == "pdf"
    assert kind_of("a", b"\xef\xbb\xbf<!DOCTYPE HTML>") == "html"
    assert kind_of("a", b"\xff\xd8\xff\xe0") == "image"
    assert kind_of("a.mht", b"MIME-Version: 1.0") == "mail"
    assert kind_of("a.log", b"abc") == "text"
