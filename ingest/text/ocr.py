"""What is written in an image, optional: PaddleOCR's models by `rapidocr`, whose weights are inside its wheel (Apache-2.0)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from graph.say import JinyingError, Say
from ingest.packed import decoding
from ingest.text.parts import DocumentError, damaged

PIXELS = 50_000_000  # of an image
LINE = 0.6  # of a line's height: boxes whose middles are nearer stand in one line


@cache
def load() -> Callable[[bytes], str]:
    """A function from an image's bytes to the text in it, a line a line, offline. Raises `JinyingError` where the extra is
    not installed; the function raises `DocumentError` for what is no image, or too large a one."""
    try:
        from rapidocr import RapidOCR
    except ImportError:
        raise JinyingError(Say("没有安装文字识别", "OCR is not installed"), Say("pip install 'jinying[ocr]'", "pip install 'jinying[ocr]'")) from None  # fmt: skip
    engine = RapidOCR(params={"Global.log_level": "error"})
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return lambda data: _read(engine, data)


def _read(engine: Any, data: bytes) -> str:
    import numpy as np
    from PIL import Image

    with decoding(lambda why: damaged("image", why), Exception):
        image = Image.open(BytesIO(data))
        if image.width * image.height > PIXELS:
            raise DocumentError(
                Say("图片过大", f"the image has more than {PIXELS:,} pixels"), Say("请缩小后再读", "make it smaller")
            )
        pixels = np.asarray(image.convert("RGB"))[:, :, ::-1]
    found = engine(pixels)
    return _lines([] if found.boxes is None else list(zip(found.boxes, found.txts, strict=True)))


def _lines(boxes: list[tuple[Any, str]]) -> str:
    """Pieces of text by their boxes (four corners each), from top to bottom and left to right."""
    placed = sorted(
        (float(b[:, 1].mean()), float(b[:, 0].min()), float(b[:, 1].max() - b[:, 1].min()), t) for b, t in boxes
    )
    lines: list[list[tuple[float, float, str]]] = []
    for middle, left, height, text in placed:
        if lines and middle - lines[-1][-1][1] < LINE * height:
            lines[-1].append((left, middle, text))
        else:
            lines.append([(left, middle, text)])
    return "\n".join(" ".join(text for _, _, text in sorted(line)) for line in lines)
