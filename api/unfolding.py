"""What an archive that was sent in would unfold to, told before anything reads it: a bomb is refused at the door.

The loader has limits of its own (ingest/packed.py), made for files that an operator chose; these are narrower.
"""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

from graph.say import JinyingError, Say
from ingest.packed import CHUNK, DAMAGED

FREE = 64 << 20  # bytes that anything may unfold to, whatever its own size


class UnfoldingError(JinyingError):
    """The archive would unfold to too much, or is damaged."""


def check_unfolding(path: Path, name: str, most: int, ratio: int, members: int) -> None:
    """Raise where the file, whatever it is called, is an archive past the limits; a member inside one is not opened,
    as the loader opens none either."""
    size = path.stat().st_size
    most = min(most, max(FREE, ratio * size))
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                inside = archive.infolist()
            if len(inside) > members:
                raise _bomb(name, Say(f"有 {len(inside):,} 个成员", f"holds {len(inside):,} members"))
            if sum(m.file_size for m in inside) > most:
                raise _bomb(name, Say(f"解开后超过 {most:,} 字节", f"unfolds to more than {most:,} bytes"))
        elif _starts(path) == b"\x1f\x8b":
            _unfold(path, name, most)
    except (*DAMAGED, ValueError, OverflowError, NotImplementedError) as error:
        why = " ".join(str(error).split())[:100]
        raise UnfoldingError(Say(f"{name} 压缩包损坏（{why}）", f"{name} is a damaged archive ({why})"), Say("请重新传输", "transfer it again")) from None  # fmt: skip


def _unfold(path: Path, name: str, most: int) -> None:
    """Gzip does not say how much is in it: read until it is too much."""
    total = 0
    with gzip.open(path) as stream:
        while piece := stream.read(CHUNK):
            total += len(piece)
            if total > most:
                raise _bomb(name, Say(f"解开后超过 {most:,} 字节", f"unfolds to more than {most:,} bytes"))


def _starts(path: Path) -> bytes:
    with open(path, "rb") as handle:
        return handle.read(2)


def _bomb(name: str, how: Say) -> UnfoldingError:
    return UnfoldingError(
        Say(f"{name} {how.zh}，超出上限", f"{name} {how.en}, past the limit"),
        Say("请解开后分开上传", "unpack it and send in the parts"),
    )
