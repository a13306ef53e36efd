"""Bytes of a file, or of one inside zip or gzip; what is wrong with them is said in one line with a cure."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

from graph.say import JinyingError, Say

CHUNK = 1 << 18  # bytes read at a time: what is made of them stays in the processor's cache
UNPACKED = 64 << 30  # bytes an archive may unfold to
RATIO = 1000  # and how many times its own size, past 64 MiB
DAMAGED = (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, lzma.LZMAError)
TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".parquet", ".jsonl", ".ndjson")


class SourceError(JinyingError):
    """The file can't be read."""


class BytesError(SourceError):
    """Its bytes can't be had, whatever they mean."""


class Left(NamedTuple):
    """What was given and is left out, and why: it is said, never dropped."""

    name: str
    why: Say


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Name the file, and the cure, in whatever goes wrong with it."""
    name = path.name
    try:
        yield
    except FileNotFoundError:
        raise BytesError(Say(f"没有文件 {path}", f"no file {path}"), Say("请检查路径", "check the path")) from None
    except PermissionError:
        raise BytesError(
            Say(f"无权读取 {path}", f"may not read {path}"), Say("请检查权限", "check its permissions")
        ) from None
    except IsADirectoryError:
        raise BytesError(Say(f"{path} 是文件夹", f"{path} is a folder"), Say("请给出文件", "name its files")) from None
    except DAMAGED as error:
        why = " ".join(str(error).split())
        raise BytesError(
            Say(f"{name} 压缩包损坏或不完整（{why}）", f"{name} is a damaged or truncated archive ({why})"),
            Say("请重新传输该文件", "transfer the file again"),
        ) from None
    except NotImplementedError as error:
        raise BytesError(
            Say(f"{name} 的压缩方式不支持", f"{name}: {error}"), Say("请改用 zip/gzip", "use zip or gzip")
        ) from None
    except OSError as error:
        raise BytesError(
            Say(f"读不了 {path}（{error.strerror}）", f"can't read {path} ({error.strerror or error})"),
            Say("请检查文件与磁盘", "check the file and its disk"),
        ) from None


def sha256_of(path: Path) -> str:
    """SHA-256 of the file's bytes."""
    with reading(path), open(path, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes of a file or archive member, opened as often as needed."""

    path: Path
    member: str | None = None

    @property
    def name(self) -> str:
        return self.path.name if self.member is None else f"{self.path.name}!{self.member}"

    @property
    def suffix(self) -> str:
        """What kind of table it is, whatever it is packed in."""
        return Path((self.member or self.path.name).lower().removesuffix(".gz")).suffix

    @property
    def sure(self) -> bool:
        """Whether it is given as a table: a file is, a member of an archive where its name says so."""
        return self.member is None or self.suffix in TABLES

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self.path.stat().st_size

    @contextmanager
    def open(self) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
        """The stream, and how many bytes of the file on disk it has used."""
        with reading(self.path), ExitStack() as stack:
            raw = stream = stack.enter_context(open(self.path, "rb"))
            if self.member is not None:
                archive = stack.enter_context(_archive(raw))
                stream = stack.enter_context(archive.open(self.member))  # type: ignore[assignment]
            if (self.member or self.path.name).lower().endswith(".gz"):
                unfolded = stack.enter_context(gzip.open(stream))
                stream = _Bounded(unfolded, self.path)  # type: ignore[assignment]
            yield stream, raw.tell

    def chunks(self, size: int | None = None) -> Iterator[tuple[bytes, int]]:
        """The bytes, `size` at a time, and how many bytes of the file on disk are used."""
        with self.open() as (stream, used):
            while chunk := stream.read(size or CHUNK):
                yield chunk, used()

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """The unpacked bytes as a file to jump about in; not in memory, however large."""
        with self.open() as (stream, _):
            if self.path.suffix.lower() not in (".zip", ".gz"):
                yield stream
                return
            with tempfile.TemporaryFile() as copy:
                shutil.copyfileobj(stream, copy, CHUNK)
                copy.seek(0)
                yield copy


def unpacked(path: Path, left: list[Left]) -> Iterator[Packed]:
    """The file itself, or the members of a zip in their order; to `left` those that hold nothing."""
    with reading(path):
        if path.is_dir():
            raise IsADirectoryError if _holds_files(path) else _empty(path)
        if path.exists() and not path.is_file():  # a pipe can be read once only
            raise SourceError(
                Say(f"{path} 不是普通文件", f"{path} is no ordinary file"), Say("请先存成文件", "save it as one first")
            )
        members: list[str | None] = [None]
        if path.suffix.lower() == ".zip":
            with open(path, "rb") as raw, _archive(raw) as archive:
                whole = [m for m in archive.infolist() if not m.is_dir()]
            shown = [m for m in whole if not _hidden(m.filename)]
            inside = [m for m in shown if m.file_size]
            left += hidden(path.name, len(whole) - len(shown))
            left += [Left(f"{path.name}!{m.filename}", Say("空文件", "empty")) for m in shown if not m.file_size]
            members = [_plain(path, m) for m in inside]
            check_bomb(path, sum(m.file_size for m in inside))
    yield from (Packed(path, member) for member in members)


def hidden(where: str, count: int) -> list[Left]:
    """What is said of hidden files: how many."""
    return [Left(where, Say(f"{count} 个隐藏文件", f"hidden files: {count}"))] if count else []


def _holds_files(folder: Path) -> bool:
    def refuse(error: OSError) -> None:
        raise error

    return any(names for _, _, names in os.walk(folder, onerror=refuse))


def _empty(folder: Path) -> SourceError:
    return SourceError(
        Say(f"文件夹 {folder} 里没有文件", f"there is no file in folder {folder}"), Say("请检查路径", "check the path")
    )


def check_bomb(path: Path, size: int) -> None:
    """Raise where unpacking `path` yields more bytes than any honest file does."""
    if size > UNPACKED or (size > 64 << 20 and size > RATIO * path.stat().st_size):
        raise SourceError(
            Say(
                f"{path.name} 解开后有 {size:,} 字节，超出上限",
                f"{path.name} unfolds to {size:,} bytes, past the limit",
            ),
            Say("请解开后分开装载", "unpack it and load the parts"),
        )


@contextmanager
def _archive(raw: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """A zip; names that do not say they are UTF-8 come from Chinese Windows, as a rule."""
    try:
        archive = zipfile.ZipFile(raw, metadata_encoding="gb18030")
    except UnicodeDecodeError:
        archive = zipfile.ZipFile(raw)
    except (ValueError, OverflowError) as error:  # damaged offsets
        raise zipfile.BadZipFile(str(error)) from None
    with archive:
        yield archive


def _hidden(name: str) -> bool:
    """What macOS and editors leave beside the files."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def _plain(path: Path, member: zipfile.ZipInfo) -> str:
    if member.flag_bits & 1:
        raise SourceError(
            Say(f"{path.name}!{member.filename} 已加密", f"{path.name}!{member.filename} is encrypted"),
            Say("请先解密", "decrypt it first"),
        )
    return member.filename


class _Bounded:
    """A gzip stream that stops unfolding past the limit."""

    def __init__(self, stream: IO[bytes], path: Path) -> None:
        self._stream, self._path, self._total = stream, path, 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self._total += len(chunk)
        check_bomb(self._path, self._total)
        return chunk


def panics(error: BaseException) -> bool:
    """Whether a library's Rust side gave up: its exception is no `Exception`, so that plain handlers miss it."""
    return type(error).__name__ == "PanicException"


@contextmanager
def decoding(what: Callable[[str], SourceError], *kinds: type[Exception]) -> Iterator[None]:
    """Whatever a foreign reader of binary formats raises or panics with, as `what` (given its first words)."""
    try:
        yield
    except JinyingError:
        raise
    except BaseException as error:
        if not panics(error) and not isinstance(error, kinds):
            raise
        raise what(" ".join(str(error).split())[:80]) from None
