"""Documents as other programs write them, for tests that read them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SAID = "云澜恒瑞投资管理有限公司承诺年化18%，到期还本付息。"


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def pdf_of(*pages: str) -> bytes:
    """A page each; an empty one has no text, as a scan has none."""
    out = BytesIO()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(out)
    for text in pages:
        if text:
            canvas.setFont("STSong-Light", 12)
            canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def docx_of(text: str) -> bytes:
    out, made = BytesIO(), docx.Document()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()
