"""Files of outside data as tables: CSV and TSV, packed or not, and npz without pickles; all within limits.

Cells stay text until somebody knows what they mean: 00410 is an account, not 410. Arrays of an npz stay numbers; one of
two dimensions gives a column for each of its second, named `array.0`, `array.1`.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph.say import JinyingError, Say, did_you_mean

LARGEST = 8 << 30  # bytes of a file, unpacked
MOST_COLUMNS = 20_000
CHUNK = 1 << 24
SOME = 1 << 20  # bytes that tell what a file is about
TEXT = (".csv", ".tsv", ".txt")
MARKS = (b",", b"\t", b";", b"|")  # what parts cells; else a blank does
CODES = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # by what a file begins with
ROW_NUMBER = "#"  # the column that every table has: its rows, numbered from 0
WRITTEN = "#written"  # one column as the file has it, blanks around and all


class FileError(JinyingError):
    """A file that can't be read as a table."""


def sha256(path: Path) -> str:
    """Of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def table(path: Path, near: Iterable[str] = (), head: bool = True, some: bool = False, written: str | None = None) -> pl.DataFrame:  # fmt: skip
    """A file's rows; of an npz the arrays that are as long as one of those named in `near`.

    `some`: the first rows of a text are enough, to see what it is about; `written`: a column of a text that is wanted as the
    file has it beside (WRITTEN).
    """
    if not path.is_file():
        raise _no_file(path)
    frame = _arrays(path, tuple(near)) if path.suffix == ".npz" else _text(path, head, SOME if some else None, written)
    if frame.height == 0:
        raise FileError(
            Say(f"{path.name} 没有数据行", f"{path.name} has no rows"), Say("请换一个文件", "give another file")
        )
    return frame.with_row_index(ROW_NUMBER)


def column(frame: pl.DataFrame, name: str, where: str) -> pl.Series:
    """A column by name, or an error that knows the nearest one."""
    if name not in frame.columns:
        known = [c for c in frame.columns if c != ROW_NUMBER and not c.startswith("#")]  # those are our own
        raise FileError(Say(f"{where} 没有列 {name}", f"{where} has no column {name}"), did_you_mean(name, known))
    return frame[name]


def _no_file(path: Path) -> FileError:
    there = [p.name for p in path.parent.iterdir() if p.is_file()] if path.parent.is_dir() else []
    if not there:
        return FileError(
            Say(f"没有文件 {path}", f"there is no file {path}"),
            Say("请检查文件夹", "check the folder"),
        )
    return FileError(
        Say(f"{path.parent.name} 中没有 {path.name}", f"there is no {path.name} in {path.parent.name}"),
        did_you_mean(path.name, there),
    )


def _too_large(path: Path) -> FileError:
    return FileError(
        Say(f"{path.name} 解开后超过 {LARGEST >> 30} GB", f"{path.name} is over {LARGEST >> 30} GB unpacked"),
        Say("请分成几个文件夹", "part it into several folders"),
    )


def _bytes(path: Path, first: int | None) -> bytes:
    """What a text file holds, unpacked up to the limit, or its first rows."""
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            got = bytearray()
            while piece := file.read(first or CHUNK):
                got += piece
                if first and b"\n" in piece:
                    del got[got.rindex(b"\n") + 1 :]
                    break
                if len(got) > LARGEST:
                    raise _too_large(path)
    except (gzip.BadGzipFile, EOFError, OSError) as error:
        raise FileError(
            Say(
                f"{path.name} 读不了或压缩包损坏：{error}",
                f"{path.name} can't be read or its packing is broken: {error}",
            ),
            Say("请重新下载", "fetch it again"),
        ) from error
    if bytes(got[:2]) in CODES:
        return codecs.getincrementaldecoder(CODES[bytes(got[:2])])("replace").decode(bytes(got)).encode()
    try:
        got.decode("utf-8")
    except UnicodeDecodeError:
        return bytes(got).decode("gb18030", "replace").encode()
    return bytes(got)


def cells(path: Path) -> list[str]:
    """What the first line of a text that is no comment has in its cells."""
    raw, mark, head = _lines(_bytes(path, SOME))
    return next(csv.reader([(head or raw.split(b"\n", 1)[0]).decode()], delimiter=mark), [])


def _lines(raw: bytes) -> tuple[bytes, str, bytes | None]:
    """A text without the comments that it begins with (# or %), what parts its cells, and the head that the last of these was:
    as long as the first row is, which a name of the file or a date of making is not."""
    raw, comments = raw.removeprefix(b"\xef\xbb\xbf"), list[bytes]()
    while raw[:1] in (b"#", b"%"):
        first, _, raw = raw.partition(b"\n")
        comments.append(first)
    first = raw.split(b"\n", 1)[0]
    best = max(MARKS, key=first.count)
    mark = best if best in first else b" " if b" " in first.strip() else b","
    if mark == b" ":  # as many as it takes to look even
        raw = re.sub(rb"(?m)^ +| +(?=\r?$)| +(?= )", b"", raw)
        first = raw.split(b"\n", 1)[0]
    named = comments and comments[-1].lstrip(b"#% \t").rstrip()
    head = named if named and named.count(mark) == first.strip().count(mark) > 0 else None
    return raw, mark.decode(), head if head or first.strip() else named or None


def _text(path: Path, headed: bool, first: int | None, written: str | None) -> pl.DataFrame:
    """A CSV or TSV; every cell a text, blank ones null. Without a head its columns are called 0, 1, 2."""
    suffixes = [s for s in path.suffixes if s != ".gz"]
    if not suffixes or suffixes[-1] not in TEXT:
        raise FileError(
            Say(f"{path.name} 不是 csv、tsv 或 npz", f"{path.name} is no csv, tsv or npz"),
            Say("请另存为 CSV", "save it as CSV"),
        )
    raw, mark, above = _lines(_bytes(path, first))
    if above is not None and headed:
        raw = above + b"\n" + raw
    head = raw.split(b"\n", 1)[0]
    if not head.strip():
        raise FileError(Say(f"{path.name} 是空文件", f"{path.name} is empty"), Say("请换一个文件", "give another file"))
    if head.count(mark.encode()) >= MOST_COLUMNS:
        raise FileError(Say(f"{path.name} 列太多", f"{path.name} has too many columns: {MOST_COLUMNS} at most"))
    try:
        frame = pl.read_csv(
            raw,
            separator=mark,
            infer_schema=False,
            has_header=headed,
            null_values=["", "NaN", "nan", "NULL", "null", "NA"],
        )
    except pl.exceptions.PolarsError as error:
        why = str(error).split("\n")[0]
        raise FileError(
            Say(f"{path.name} 不是整齐的表：{why}", f"{path.name} is no even table: {why}"),
            Say("每行的列数应与表头相同", "every row should have as many cells as the head"),
        ) from error
    told = next(csv.reader([head.decode()], delimiter=mark), [])
    told = (
        told if len(told) == frame.width and not any("\n" in c for c in frame.columns) else frame.columns
    )  # polars tells twins apart
    names = [c.strip("# \t\r") for c in told] if headed else [str(i) for i in range(frame.width)]
    made = _unlike(path, frame.select(pl.col(pl.String).str.strip_chars()), names)
    return made if written not in names else made.with_columns(frame.to_series(names.index(written)).alias(WRITTEN))


def _unlike(path: Path, frame: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """The columns by their names, no two alike, none like our own."""
    odd = next((n for i, n in enumerate(names) if n in names[:i] or n.startswith(ROW_NUMBER)), None)
    if odd is not None:
        raise FileError(
            Say(
                f"{path.name} 的列名 {odd} 重复或以 # 开头",
                f"{path.name} has a column {odd} twice, or one that begins with #",
            ),
            Say("请改列名", "rename it"),
        )
    return frame.rename(dict(zip(frame.columns, names, strict=True)))


def arrays(path: Path) -> dict[str, NDArray[np.generic]]:
    """The arrays of an npz; one that would run a pickle is refused."""
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(i.file_size for i in packed.infolist()) > LARGEST:
                raise _too_large(path)
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as held:
            return {name: held[name] for name in held.files}
    except ValueError as error:
        raise FileError(
            Say(
                f"{path.name} 含有 Python 对象（pickle），不读取",
                f"{path.name} holds Python objects (a pickle), which is not read",
            ),
            Say("请另存为数字或文本数组", "save it as arrays of numbers or texts"),
        ) from error
    except (zipfile.BadZipFile, OSError, KeyError, EOFError) as error:
        raise FileError(
            Say(f"{path.name} 不是有效的 npz", f"{path.name} is no npz"), Say("请重新下载", "fetch it again")
        ) from error


def _lies(first: NDArray[np.generic], near: tuple[str, ...], held: dict[str, NDArray[np.generic]]) -> bool:
    """Whether an array has its columns as rows, as PyG's edge_index (2, m): as many of them as are named, and is longer across."""
    name = next(n for n, a in held.items() if a is first)
    named = {n for n in near if n.rpartition(".")[0] == name}
    return first.ndim == 2 and first.shape[0] == len(named) < first.shape[1]


def _arrays(path: Path, near: tuple[str, ...]) -> pl.DataFrame:
    """Arrays that are as long as the first of those named, or where none is named as most are; what lies crosswise is turned."""
    held = {name: a for name, a in arrays(path).items() if a.ndim in (1, 2)}
    first = next((held[n] for n in (n.rpartition(".")[0] or n for n in near) if n in held), None)
    first = next((held[n] for n in near if n in held), first)
    if first is None and (near or not held):
        names = ", ".join(near) or "?"
        raise FileError(
            Say(f"{path.name} 中没有 {names}", f"{path.name} has no array {names}"),
            did_you_mean(near[0] if near else "", held),
        )
    if first is None:
        lengths = [max(a.shape) for a in held.values()]
        long = max(lengths, key=lambda n: (lengths.count(n), n))
    else:
        long = len(first) if not _lies(first, near, held) else first.shape[1]
    columns: dict[str, NDArray[np.generic]] = {}
    for name, array in held.items():
        if array.ndim == 1 and len(array) == long:
            columns[name] = array
        elif array.ndim == 2 and long in array.shape:
            upright = array if array.shape[0] == long else array.T
            if upright.shape[1] > MOST_COLUMNS:
                raise FileError(Say(f"{name} 列太多", f"{name} has too many columns: {MOST_COLUMNS} at most"))
            columns |= {f"{name}.{i}": upright[:, i] for i in range(upright.shape[1])}
    return pl.DataFrame({n: pl.Series(n, a.astype(str) if a.dtype.kind in "US" else a) for n, a in columns.items()})
