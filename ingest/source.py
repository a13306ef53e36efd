"""Files to blocks of text cells: CSV and its kin, XLSX, JSON lines, Parquet, also inside zip and gzip.

Row numbers are those of records as a spreadsheet shows them: the file's first line is 1, lines above the header
count, a quoted cell with line breaks is one row. Memory is bounded by the block, whatever the file holds.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from graph.say import JinyingError, Say

ROWS = 250_000  # rows a block
CHUNK = 1 << 22  # bytes read at a time
LINE = 16 << 20  # bytes a line may have
CELL = 1_000_000  # characters a cell may have
UNPACKED = 64 << 30  # bytes an archive may unfold to
RATIO = 1000  # and how many times its own size, past 64 MiB
TOTALS = ("合计", "总计", "小计", "本页合计", "支出合计", "收入合计")


class SourceError(JinyingError):
    """The file can't be read."""


@dataclass(frozen=True, slots=True)
class SourceHow:
    """How to read a file where it does not tell by itself."""

    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header: tuple[str, ...] = ()
    skip_totals: tuple[str, ...] = TOTALS
    drop_lines: tuple[str, ...] = ("...", "columnname")
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read: number, column (may be empty), what stood there, reason's code."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows: a frame of texts, their row numbers, bytes of the file read so far, rows that could not be read."""

    frame: pl.DataFrame
    rows: pl.Series
    progress: int
    rejected: list[BadRow]


@dataclass(frozen=True, slots=True)
class Source:
    """One table of a file: its name (`a.zip!b.csv`, `x.xlsx!Sheet1`), header, and what stood above the header."""

    name: str
    header: list[str]
    preamble: Mapping[str, str]
    blocks: Callable[[], Iterator[Block]] = field(repr=False)


def sha256_of(path: Path) -> str:
    """SHA-256 of the file's bytes."""
    with _reading(path), open(path, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Name the file, and the cure, in whatever goes wrong with it."""
    name = path.name
    try:
        yield
    except FileNotFoundError:
        raise SourceError(Say(f"没有文件 {path}", f"no file {path}"), Say("请检查路径", "check the path")) from None
    except PermissionError:
        raise SourceError(
            Say(f"无权读取 {path}", f"may not read {path}"), Say("请检查权限", "check its permissions")
        ) from None
    except IsADirectoryError:
        raise SourceError(Say(f"{path} 是文件夹", f"{path} is a folder"), Say("请给出文件", "name its files")) from None
    except (zipfile.BadZipFile, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(
            Say(f"{name} 压缩包损坏或不完整（{error}）", f"{name} is a damaged or truncated archive ({error})"),
            Say("请重新传输该文件", "transfer the file again"),
        ) from None
    except RuntimeError as error:
        if "password" not in str(error):
            raise
        raise SourceError(Say(f"{name} 已加密", f"{name} is encrypted"), Say("请先解密", "decrypt it first")) from None
    except NotImplementedError as error:
        raise SourceError(
            Say(f"{name} 的压缩方式不支持", f"{name}: {error}"), Say("请改用 zip/gzip", "use zip or gzip")
        ) from None


def sources(path: Path, how: SourceHow) -> Iterator[Source]:
    """The tables of a file. Opening reads only as far as the header."""
    with _reading(path):
        suffix = path.suffix.lower()
        if path.is_dir():
            raise IsADirectoryError
        if suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                members = [m for m in archive.infolist() if not m.is_dir() and m.file_size]
                _bomb(path, sum(m.file_size for m in members))
            for member in members:
                yield from _tables(_Bytes(path, member.filename), how)
        else:
            yield from _tables(_Bytes(path, None), how)


def open_source(path: Path, how: SourceHow) -> Source:
    """The only (or first) table of a file."""
    for source in sources(path, how):
        return source
    raise SourceError(Say(f"{path.name} 里没有表", f"{path.name} holds no table"), Say("请检查文件", "check the file"))


def _bomb(path: Path, unpacked: int) -> None:
    if unpacked > UNPACKED or (unpacked > 64 << 20 and unpacked > RATIO * path.stat().st_size):
        raise SourceError(
            Say(
                f"{path.name} 解开后有 {unpacked:,} 字节，超出上限",
                f"{path.name} unfolds to {unpacked:,} bytes, past the limit",
            ),
            Say("请解开后分开装载", "unpack it and load the parts"),
        )


@dataclass(frozen=True, slots=True)
class _Bytes:
    """Bytes of a file or archive member, opened as often as needed."""

    path: Path
    member: str | None

    @property
    def name(self) -> str:
        return self.path.name if self.member is None else f"{self.path.name}!{self.member}"

    @property
    def suffix(self) -> str:
        inner = (self.member or self.path.name).lower()
        return Path(inner.removesuffix(".gz")).suffix

    @contextmanager
    def open(self) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
        """The stream, and how many bytes of the file on disk it has used."""
        with _reading(self.path), open(self.path, "rb") as raw:
            if self.member is not None:
                with zipfile.ZipFile(raw) as archive, archive.open(self.member) as stream:
                    yield (gzip.open(stream) if self.member.endswith(".gz") else stream), raw.tell
            elif self.path.suffix.lower() == ".gz":
                with gzip.open(raw) as stream:
                    yield _Bounded(stream, self.path), raw.tell  # type: ignore[misc]
            else:
                yield raw, raw.tell

    def chunks(self, size: int = CHUNK) -> Iterator[tuple[bytes, int]]:
        with self.open() as (stream, used):
            while chunk := stream.read(size):
                yield chunk, used()


class _Bounded:
    """A gzip stream that stops unfolding past the limit."""

    def __init__(self, stream: IO[bytes], path: Path) -> None:
        self._stream, self._path, self._total = stream, path, 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self._total += len(chunk)
        _bomb(self._path, self._total)
        return chunk


def _tables(data: _Bytes, how: SourceHow) -> Iterator[Source]:
    match how.format or data.suffix:
        case ".xlsx" | ".xls" | ".xlsm" | ".ods" | "xlsx":
            yield from _sheets(data, how)
        case ".parquet" | "parquet":
            yield _parquet(data)
        case ".jsonl" | ".ndjson" | "jsonl":
            yield _jsonl(data, how)
        case _:
            yield _csv(data, how)


# text


def encoding_of(data: _Bytes) -> str:
    """BOM, else strict UTF-8 over the whole stream, else GB18030 over the whole stream."""
    head = next(data.chunks(4), (b"", 0))[0]
    for bom, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if head.startswith(bom):
            return name
    for name in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(name)()
        try:
            for chunk, _ in data.chunks():
                if b"\0" in chunk:
                    raise _binary(data)
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return name
    raise _binary(data)


def _binary(data: _Bytes) -> SourceError:
    return SourceError(
        Say(
            f"{data.name} 不是文本（既非 UTF-8 也非 GB18030）",
            f"{data.name} is no text (neither UTF-8 nor GB18030)",
        ),
        Say("请检查文件，或用 encoding 指明编码", "check the file, or name its encoding"),
    )


def _texts(data: _Bytes, encoding: str) -> Iterator[tuple[str, int]]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="strict")
    used = 0
    try:
        for chunk, used in data.chunks():
            yield decoder.decode(chunk), used
        if tail := decoder.decode(b"", final=True):
            yield tail, used
    except UnicodeDecodeError:
        raise SourceError(
            Say(
                f"{data.name} 含有非 {encoding} 字节（约第 {used:,} 字节）",
                f"{data.name} is not {encoding} near byte {used:,}",
            ),
            Say("请检查编码", "check its encoding"),
        ) from None


def _delimiter(lines: list[str]) -> str:
    """The candidate that cuts most lines into the same number (> 1) of cells."""

    def weight(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        wide = [w for w in widths if w > 1]
        common = max(set(wide), key=lambda w: (wide.count(w), w)) if wide else 1
        return wide.count(common), common

    return max((",", "\t", "|", ";"), key=weight)


def _header(rows: list[list[str]], wanted: tuple[str, ...]) -> int:
    """Index of the header: the first row with all wanted names, else the first of the widest rows."""
    if wanted:
        for i, row in enumerate(rows):
            if set(wanted) <= {c.strip() for c in row}:
                return i
        raise SourceError(
            Say(f"找不到表头（{'、'.join(wanted)}）", f"no header with {', '.join(wanted)}"),
            Say("请检查文件或映射", "check file or mapping"),
        )
    widths = [sum(bool(c.strip()) for c in row) for row in rows]
    return widths.index(max(widths)) if widths else 0


def _preamble(rows: Iterable[list[str]]) -> dict[str, str]:
    """`名：值` pairs of the block above the table."""
    found: dict[str, str] = {}
    for row in rows:
        cells = [c.strip() for c in row if c.strip()]
        for i, cell in enumerate(cells):
            name, mark, value = cell.replace("：", ":").partition(":")
            value = value.strip() or (cells[i + 1] if mark and i + 1 < len(cells) else "")
            if mark and name.strip() and value:
                found.setdefault(name.strip(), value.strip())
    return found


def _unique(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    done = []
    for i, name in enumerate(names):
        name = name.strip().strip("\ufeff").strip("\t'") or f"列{i + 1}"
        seen[name] = seen.get(name, 0) + 1
        done.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return done


def _csv(data: _Bytes, how: SourceHow) -> Source:
    encoding = how.encoding or encoding_of(data)
    head = _head_lines(data, encoding)
    if not head:
        raise SourceError(Say(f"{data.name} 是空文件", f"{data.name} is empty"), Say("请检查文件", "check the file"))
    delimiter = how.delimiter or _delimiter(head)
    rows = list(csv.reader(head, delimiter=delimiter))
    at = _header(rows, how.header)
    header = _unique(rows[at])

    def blocks() -> Iterator[Block]:
        return _csv_blocks(data, encoding, delimiter, (at, header), how)

    return Source(data.name, header, _preamble(rows[:at]), blocks)


def _head_lines(data: _Bytes, encoding: str) -> list[str]:
    text = ""
    for chunk, _ in _texts(data, encoding):
        text += chunk[: 1 << 20]
        if text.count("\n") > 60 or len(text) > LINE:
            break
    return [line[:CELL] for line in text.splitlines()[:60]]


def _csv_blocks(
    data: _Bytes, encoding: str, delimiter: str, head: tuple[int, list[str]], how: SourceHow
) -> Iterator[Block]:
    at, header = head
    row = at + 2
    for number, (text, used, bad) in enumerate(_slices(data, encoding)):
        if number == 0:
            text = _after(text, at + 1)
        frame, rows, refused = _parse_csv(text, header, (delimiter, how.skip_totals), row)
        row += text_rows(rows, refused)
        frame, rows = _without(frame, rows, how)
        refused.extend(BadRow(row, "", sample, "long") for sample in bad)
        yield Block(frame, rows, used, refused)


def text_rows(rows: pl.Series, refused: list[BadRow]) -> int:
    """How many rows of the file a block stands for."""
    return len(rows) + len(refused)


def _slices(data: _Bytes, encoding: str) -> Iterator[tuple[str, int, list[str]]]:
    """Texts cut at line ends outside quotes, about a block each, with samples of lines past the limit."""
    rest: list[str] = []
    size = used = 0
    quotes = 0
    bad: list[str] = []
    skipping = False
    for chunk, used in _texts(data, encoding):
        if skipping:
            cut = chunk.find("\n")
            if cut < 0:
                continue
            chunk, skipping = chunk[cut + 1 :], False
        rest.append(chunk)
        size += len(chunk)
        quotes += chunk.count('"')
        if size < 8 * CHUNK:
            continue
        text = "".join(rest)
        cut = _cut(text, quotes)
        if cut > 0:
            yield text[:cut], used, bad
            rest, bad = [text[cut:]], []
        elif len(text) > LINE:
            bad.append(text[:200])
            skipping = "\n" not in text
            rest = [] if skipping else [text[text.find("\n") + 1 :]]
        size, quotes = sum(map(len, rest)), sum(part.count('"') for part in rest)
    text = "".join(rest)
    if text or bad:
        yield text, used, bad


def _cut(text: str, quotes: int) -> int:
    """After the last line end that is outside quotes."""
    end = text.rfind("\n")
    if '"' not in text:
        return end + 1
    inside = quotes % 2 == 1
    while end >= 0:
        tail = text.count('"', end)
        if (tail % 2 == 0) != inside:
            return end + 1
        end = text.rfind("\n", 0, end)
    return 0


def _after(text: str, lines: int) -> str:
    at = 0
    for _ in range(lines):
        at = text.find("\n", at) + 1
        if at == 0:
            return ""
    return text[at:]


def _parse_csv(
    text: str, header: list[str], shape: tuple[str, tuple[str, ...]], first: int
) -> tuple[pl.DataFrame, pl.Series, list[BadRow]]:
    """Polars for a clean block; the csv module row by row where one is ragged. `shape`: delimiter, words of totals."""
    delimiter = shape[0]
    schema = dict.fromkeys(header, pl.String)
    if not text.strip("\r\n"):
        blank = text.count("\n")
        return (
            pl.DataFrame(schema=schema),
            pl.Series("row", [], pl.Int64),
            [BadRow(first, "", "", "blank")] * 0 if not blank else [],
        )
    if "\n\n" not in text and "\n\r\n" not in text:
        try:
            frame = pl.read_csv(
                text.encode(), has_header=False, new_columns=header, separator=delimiter, infer_schema=False, schema_overrides=schema,
                truncate_ragged_lines=False, raise_if_empty=False,
            )  # fmt: skip
        except (pl.exceptions.PolarsError, ValueError):
            frame = None
        if frame is not None and frame.width == len(header) and _one_a_line(frame.height, text):
            return (
                frame,
                pl.int_range(first, first + frame.height, dtype=pl.Int64, eager=True).alias("row"),
                [],
            )
    return _parse_slow(text, header, shape, first)


def _one_a_line(height: int, text: str) -> bool:
    """Whether the rows read are all there are: one a line, or fewer where quoted cells hold line breaks."""
    if height == text.count("\n") + (not text.endswith("\n")):
        return True
    return '"' in text and height == sum(1 for _ in csv.reader(io.StringIO(text, newline="")))


def _parse_slow(
    text: str, header: list[str], shape: tuple[str, tuple[str, ...]], first: int
) -> tuple[pl.DataFrame, pl.Series, list[BadRow]]:
    delimiter, totals = shape
    good: list[list[str]] = []
    numbers: list[int] = []
    bad: list[BadRow] = []
    csv.field_size_limit(LINE)
    for number, row in enumerate(_rows(text, delimiter), start=first):
        if isinstance(row, str):
            bad.append(BadRow(number, "", row[:200], "shape"))
        elif not any(cell.strip() for cell in row):
            continue
        elif len(row) == len(header) or (len(row) == len(header) + 1 and not row[-1].strip()):
            good.append(row[: len(header)])
            numbers.append(number)
        elif row[0].strip("\t' ").startswith(totals) or len([c for c in row if c.strip()]) == 1:
            good.append((row + [""] * len(header))[: len(header)])
            numbers.append(number)
        else:
            bad.append(BadRow(number, "", delimiter.join(row)[:200], "shape"))
    frame = pl.DataFrame(good, schema=dict.fromkeys(header, pl.String), orient="row")
    return frame, pl.Series("row", numbers, pl.Int64), bad


def _rows(text: str, delimiter: str) -> Iterator[list[str] | str]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error)


def _without(frame: pl.DataFrame, rows: pl.Series, how: SourceHow) -> tuple[pl.DataFrame, pl.Series]:
    """Leave out totals, literal lines that stand for nothing, and empty rows."""
    if not frame.height:
        return frame, rows
    first = frame.to_series(0).fill_null("").str.strip_chars("\t' ")
    drop = first.is_in(list(how.drop_lines))
    for word in how.skip_totals:
        drop |= first.str.starts_with(word)
    empty = frame.select(pl.all_horizontal(pl.all().is_null() | (pl.all() == ""))).to_series()
    keep = ~(drop | empty)
    return (frame, rows) if keep.all() else (frame.filter(keep), rows.filter(keep))


# sheets, JSON lines, Parquet


def _sheets(data: _Bytes, how: SourceHow) -> Iterator[Source]:
    import fastexcel

    with data.open() as (stream, _):
        content = stream.read()
    try:
        book = fastexcel.read_excel(content)
    except Exception as error:  # the reader raises its own and the Rust runtime's
        raise SourceError(
            Say(f"{data.name} 不是可读的表格文件", f"{data.name} is no readable workbook ({str(error)[:80]})"),
            Say("请另存为 xlsx 后重试", "save it as xlsx and try again"),
        ) from None
    for name in book.sheet_names:
        if how.sheet not in (None, name):
            continue
        frame = book.load_sheet(name, header_row=None, dtypes="string").to_polars()
        if frame.height:
            yield _frame_source(f"{data.name}!{name}", frame, data.path.stat().st_size, how)


def _frame_source(name: str, frame: pl.DataFrame, size: int, how: SourceHow) -> Source:
    head = [[cell or "" for cell in row] for row in frame.head(60).iter_rows()]
    at = _header(head, how.header)
    header = _unique(head[at])
    body = frame.slice(at + 1).fill_null("")
    body.columns = header
    rows = pl.int_range(at + 2, at + 2 + body.height, dtype=pl.Int64, eager=True).alias("row")

    def blocks() -> Iterator[Block]:
        for start in range(0, max(body.height, 1), ROWS):
            part, numbers = _without(body.slice(start, ROWS), rows.slice(start, ROWS), how)
            yield Block(part, numbers, size * min(start + ROWS, body.height) // max(body.height, 1), [])

    return Source(name, header, _preamble(head[:at]), blocks)


def _jsonl(data: _Bytes, how: SourceHow) -> Source:
    encoding = how.encoding or encoding_of(data)
    names: dict[str, None] = {}
    for line in islice(_json_lines(data, encoding), 1000):
        if isinstance(line[1], dict):
            names.update(dict.fromkeys(line[1]))
    if not names:
        raise SourceError(
            Say(f"{data.name} 里没有 JSON 记录", f"{data.name} holds no JSON records"),
            Say("请检查文件", "check the file"),
        )
    header = list(names)

    def blocks() -> Iterator[Block]:
        lines = _json_lines(data, encoding)
        while batch := list(islice(lines, ROWS)):
            good = [(n, r) for n, r, _ in batch if isinstance(r, dict)]
            bad = [BadRow(n, "", str(r)[:200], "shape") for n, r, _ in batch if not isinstance(r, dict)]
            frame = pl.DataFrame({h: pl.Series(h, [_cell(r.get(h)) for _, r in good], dtype=pl.String) for h in header})
            yield Block(frame, pl.Series("row", [n for n, _ in good], pl.Int64), batch[-1][2], bad)

    return Source(data.name, header, {}, blocks)


def _json_lines(data: _Bytes, encoding: str) -> Iterator[tuple[int, Any, int]]:
    rest = ""
    number = 0
    for text, used in chain(_texts(data, encoding), [("\n", data.path.stat().st_size)]):
        lines = (rest + text).split("\n")
        rest = lines.pop()
        if len(rest) > LINE:
            rest = rest[:LINE]
        for line in lines:
            number += 1
            if line.strip():
                try:
                    yield number, json.loads(line, parse_int=str, parse_float=str), used
                except (ValueError, RecursionError):
                    yield number, line, used


def _cell(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return "、".join(value)
    return json.dumps(value, ensure_ascii=False)


def _parquet(data: _Bytes) -> Source:
    with data.open() as (stream, _):
        content = stream.read() if data.member else None
    try:
        handle = pq.ParquetFile(data.path if content is None else pa.BufferReader(content))
    except (pa.ArrowInvalid, OSError):
        raise SourceError(
            Say(f"{data.name} 不是 Parquet", f"{data.name} is no Parquet file"),
            Say("请检查文件", "check the file"),
        ) from None
    size = data.path.stat().st_size

    def blocks() -> Iterator[Block]:
        done = 0
        for batch in handle.iter_batches(ROWS):
            frame = pl.from_arrow(batch)
            assert isinstance(frame, pl.DataFrame)
            rows = pl.int_range(done + 1, done + 1 + frame.height, dtype=pl.Int64, eager=True).alias("row")
            done += frame.height
            yield Block(frame.cast(pl.String), rows, size * done // max(handle.metadata.num_rows, 1), [])

    return Source(data.name, list(handle.schema_arrow.names), {}, blocks)
