"""Bytes to text: which encoding a file has, and its text as UTF-8 in pieces, whatever breaks and damage it holds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

import numpy as np

from graph.say import Say
from ingest.packed import Packed, SourceError

LINE = 16 << 20  # bytes a line may have
SLAB = 24 << 20  # bytes of text handled at a time: what malloc keeps for the next one, as it would not from 32 MiB on
MARK = b"\xff"  # stands for bytes that are no text: UTF-8 has no such byte, and one byte is sought fast
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SAMPLE = 1 << 22  # bytes looked at together for what no text holds
ENOUGH = 1 << 20  # bytes to tell an encoding by
DAMAGE = 50  # one byte in so many may be damaged (or one at all) before they count as no text
CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x1a"})  # never part of a longer character
# a zero byte, what Python makes of bytes that are no characters, and U+FFFF, which no character ever is
DAMAGED = re.compile("[\0\udc80-\udcff\uffff]")

Pieces = Iterator[tuple[bytes, int]]


def encoding_of(data: Packed) -> str:
    """BOM, else UTF-8 where the whole stream is, else what fits better where it is not first: UTF-8 or GB18030.

    Fields cut to so many bytes leave halves of characters behind, and copying leaves a zero byte: that costs those
    rows, not the file. Control characters count only beside a zero byte: alone they part the cells of some systems'
    exports, while in what is binary one byte in nine is one.
    """
    head = next(data.chunks(4), (b"", 0))[0]
    if known := next((name for bom, name in BOMS if head.startswith(bom)), None):
        return known
    chunks = (chunk for chunk, _ in data.chunks(SAMPLE))
    sample = next(chunks, b"")
    if b"\0" in sample and _too_much(len(sample) - len(sample.translate(None, CONTROLS)), sample):
        raise _binary(data)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while sample:
            decoder.decode(sample)
            sample = next(chunks, b"")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        sample = bytes(error.object)  # with what began before it
        sample = sample[sample.rfind(b"\n", 0, error.start) + 1 :]
        while len(sample) < ENOUGH and (more := next(chunks, b"")):
            sample += more
        return _likelier(data, sample[:ENOUGH])
    return "utf-8"


def _likelier(data: Packed, sample: bytes) -> str:
    damage = {name: _damage(sample, name) for name in ("gb18030", "utf-8")}
    best = min(damage, key=lambda name: damage[name])
    if _too_much(damage[best], sample):
        raise _binary(data)
    return best


def _too_much(damage: int, sample: bytes) -> bool:
    return damage > max(1, len(sample) // DAMAGE)


def _damage(sample: bytes, encoding: str) -> int:
    """How many bytes are not of this encoding; a character cut off at the end is none."""
    text = codecs.getincrementaldecoder(encoding)("surrogateescape").decode(sample)
    return len(DAMAGED.findall(text))


def _binary(data: Packed) -> SourceError:
    return SourceError(
        Say(f"{data.name} 不是文本（既非 UTF-8 也非 GB18030）", f"{data.name} is no text (neither UTF-8 nor GB18030)"),
        Say("请检查文件，或用 encoding 指明编码", "check the file, or name its encoding"),
    )


def slabs(data: Packed, encoding: str, size: int | None = None) -> Iterator[tuple[bytes, int, bool]]:
    """UTF-8 text, bytes of the file used so far, and whether it is the last of it.

    All but the last end with a line, so that nobody has to join what was cut. Every line break is a `\\n`; a line past the limit ends just past it, and bytes that are no text are `MARK`.
    """
    parts: list[bytes] = []
    used = 0
    for text, used in _shortened(_broken(_texts(data, encoding))):
        end = text.rfind(b"\n") + 1
        if end and sum(map(len, parts)) + end >= (size or SLAB):
            yield b"".join([*parts, text[:end]]), used, False
            parts, text = [], text[end:]
        parts.append(text)
    yield b"".join(parts), used, True


def _texts(data: Packed, encoding: str) -> Pieces:
    """UTF-8, as the file has it."""
    try:
        "a".encode(encoding)
    except (LookupError, UnicodeError):
        raise SourceError(
            Say(f"没有编码“{encoding}”", f"no encoding '{encoding}'"),
            Say("如 utf-8、gb18030", "such as utf-8, gb18030"),
        ) from None
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
    used = 0
    try:
        for chunk, used in data.chunks():
            yield _utf8(decoder.decode(chunk)), used
        yield _utf8(decoder.decode(b"", final=True)), used
    except UnicodeError:  # also of codecs that know no damage (idna), or miss their mark (utf-16)
        raise SourceError(
            Say(
                f"{data.name} 含有非 {encoding} 字节（约第 {used:,} 字节）",
                f"{data.name} is not {encoding} near byte {used:,}",
            ),
            Say("请检查编码", "check its encoding"),
        ) from None


def _utf8(text: str) -> bytes:
    if "\uffff" not in text:
        try:
            return text.encode().replace(b"\0", MARK)
        except UnicodeEncodeError:
            pass
    return MARK.join(part.encode(errors="replace") for part in DAMAGED.split(text))


def _broken(pieces: Iterable[tuple[bytes, int]]) -> Pieces:
    """Every line break as `\\n`, also one that is cut in two."""
    held, used = b"", 0
    for piece, used in pieces:
        text = held + piece
        held = text[-1:] if text.endswith(b"\r") else b""
        yield _unix(text[: len(text) - len(held)]), used
    yield _unix(held), used


def _unix(text: bytes) -> bytes:
    """Line breaks as `\\n`. Where all are `\\r\\n`, a byte is left out: a third of the work of replacing two by one."""
    view = np.frombuffer(text, np.uint8)
    kept = view != ord("\r")
    if kept.all():
        return text
    if (kept[:-1] | (view[1:] == ord("\n"))).all() and kept[-1]:
        return text.translate(None, b"\r")
    return text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _shortened(pieces: Iterable[tuple[bytes, int]]) -> Pieces:
    """A line past the limit is cut just past it: memory stays bounded, and whoever reads it finds it too long."""
    length = 0  # of the line that is not yet ended
    for text, used in pieces:
        end = text.find(b"\n")
        more = end if end >= 0 else len(text)
        room = max(LINE + 1 - length, 0)
        length = length + more if end < 0 else len(text) - text.rfind(b"\n") - 1
        yield text if more <= room else text[:room] + text[more:], used
