"""An image of a line of Chinese, drawn by another library, is read back; what is no image says so."""

from __future__ import annotations

import importlib.util
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from graph.say import JinyingError
from ingest.text import ocr
from ingest.text.documents import DocumentError, read
from tests.conftest import missing

FONTS = ("NotoSansCJK-Regular.ttc", "wqy-zenhei.ttc", "wqy-microhei.ttc", "simsun.ttc", "uming.ttc")
SAID = ("云澜恒瑞投资管理有限公司", "承诺年化收益率18%", "收款账户见合同")


@pytest.fixture(scope="module")
def font() -> ImageFont.FreeTypeFont:
    found = [p for name in FONTS for p in Path("/usr/share/fonts").rglob(name)]
    if not found:
        missing("a Chinese font (apt-get install fonts-noto-cjk)", needed=False)
    return ImageFont.truetype(str(found[0]), 32)


@pytest.fixture(scope="module")
def engine() -> None:
    if importlib.util.find_spec("rapidocr") is None:
        missing("the extra `ocr`")


@pytest.mark.usefixtures("engine")
def test_lines_are_read_from_top_to_bottom(font: ImageFont.FreeTypeFont, tmp_path: Path) -> None:
    image = Image.new("RGB", (900, 240), "white")
    for k, line in enumerate(SAID):
        ImageDraw.Draw(image).text((20, 20 + 70 * k), line, font=font, fill="black")
    image.save(tmp_path / "a.png")
    [only] = read(tmp_path / "a.png", eyes=ocr.load())
    assert only.text.split("\n") == list(SAID)
    image.save(tmp_path / "a.pdf")
    [page] = read(tmp_path / "a.pdf", eyes=ocr.load())
    assert page.part == "page 1"
    assert SAID[0] in page.text


@pytest.mark.usefixtures("engine")
def test_a_blank_image_says_nothing() -> None:
    out = BytesIO()
    Image.new("L", (200, 100), 255).save(out, "PNG")
    assert ocr.load()(out.getvalue()) == ""


@pytest.mark.usefixtures("engine")
def test_what_is_no_image_and_what_is_too_large_a_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError, match="damaged"):
        ocr.load()(b"\x89PNG\r\n\x1a\nnothing")
    monkeypatch.setattr(ocr, "PIXELS", 100)
    out = BytesIO()
    Image.new("L", (20, 20), 255).save(out, "PNG")
    with pytest.raises(DocumentError, match="pixels"):
        ocr.load()(out.getvalue())


def test_without_the_extra_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rapidocr", None)
    ocr.load.cache_clear()
    with pytest.raises(JinyingError, match=r"jinying\[ocr\]"):
        ocr.load()
    ocr.load.cache_clear()
