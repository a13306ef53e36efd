"""Files that people send in, kept until a job loads them: streamed to disk, within limits, under a harmless name.

Nothing is loaded by uploading, nothing is ever served back, and half a file leaves nothing.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import shutil
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.requests import ClientDisconnect

from api.unfolding import check_unfolding
from api.visit import Visit, visit_of
from graph.entity import fresh
from graph.ops.uploads import Upload, UploadError, Uploads
from graph.rights import Refused
from graph.say import NO_ROOM, JinyingError, Say
from graph.settings import Settings, private

PIECE = 1 << 20  # bytes written at a time
AROUND = 64 << 10  # bytes of a request that are not the file's
LONGEST = 180  # bytes of a name
FORGOTTEN = 86_400  # seconds after which what an upload left when the server was killed is swept away
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
            }
        },
    }
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one file: bytes, bytes that it may unfold to and how many times its own, members of an archive. Of one person:
    bytes and files. `room`: bytes that stay free on the disk."""

    file: int = 2 << 30
    unfolded: int = 16 << 30
    ratio: int = 200
    members: int = 10_000
    person: int = 20 << 30
    files: int = 1000
    room: int = 1 << 30


class Unfit(UploadError):
    """What was sent can't be kept; `status` is HTTP's word for it."""

    def __init__(self, status: int, what: Say, cure: Say | None = None) -> None:
        super().__init__(what, cure)
        self.status = status


def path_of(data: Path, upload: Upload) -> Path:
    """Where the bytes of an upload are."""
    return data / "uploads" / upload.id / upload.name


def harmless(given: bytes) -> str:
    """A file's name as we keep it: its last part, without what a file system, a terminal, a command or a reader of
    archives would obey, short, and with its endings, by which the loader knows it."""
    try:
        text = given.decode("utf-8")
    except UnicodeDecodeError:
        text = given.decode("gb18030", "replace")  # Chinese Windows
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", text))[-1]
    plain = "".join(
        c for c in last if unicodedata.category(c)[0] != "C" and unicodedata.category(c) not in ("Zl", "Zp")
    )
    plain = re.sub(r"""[<>:"'|?*!$`;&\ufffd]""", "_", plain).strip(". -\u3000")
    stem, ends = re.fullmatch(r"(.*?)((?:\.\w{1,8}){0,2})", plain, re.ASCII | re.DOTALL).groups()  # type: ignore[union-attr]
    room = LONGEST - len(ends)
    return (stem.encode()[:room].decode(errors="ignore").strip(". ") or "upload") + ends


def router(limits: Limits = Limits()) -> APIRouter:
    """`POST /api/uploads`, `GET /api/uploads`, `DELETE /api/uploads/{id}`: one's own files only."""
    routes = APIRouter(prefix="/api/uploads", tags=["uploads"])
    coming = Coming()

    async def post(request: Request) -> Response:
        visit = visit_of(request)
        try:
            made = await receive(request, visit, limits, coming)
        except JinyingError as error:
            return _refusal(visit, error)
        return JSONResponse(_shown(made), 201)

    def listed(request: Request, first: int = 50, after: str | None = None) -> Response:
        visit = visit_of(request)
        try:
            found, total = uploads(visit, first, after)
        except JinyingError as error:
            return _refusal(visit, error)
        return JSONResponse({"total": total, "uploads": [_shown(one) for one in found]})

    def delete(request: Request, upload_id: str) -> Response:
        visit = visit_of(request)
        try:
            drop(visit, upload_id)
        except JinyingError as error:
            return _refusal(visit, error)
        return Response(status_code=204)

    routes.add_api_route("", post, methods=["POST"], status_code=201, openapi_extra=BODY, summary="Send in one file")
    routes.add_api_route("", listed, methods=["GET"], summary="One's own files")
    routes.add_api_route(
        "/{upload_id}", delete, methods=["DELETE"], status_code=204, summary="Throw one's own file away"
    )
    return routes


def uploads(visit: Visit, first: int = 50, after: str | None = None) -> tuple[list[Upload], int]:
    """The asker's own uploads, newest first, and how many there are in all."""
    visit.demand("submit")
    found, total = Uploads(visit.ops).list(first, after)
    return list(found), total


def write(visit: Visit, name: str, body: bytes, limits: Limits = Limits()) -> Upload:
    """A file that is written here instead of being sent in, such as a mapping: kept as any upload is."""
    visit.demand("submit")
    coming = Coming()
    coming.enter(visit, len(body), limits)
    with _staged(visit.system.settings, limits, len(body)) as staged:
        part = Part(staged, limits.file)
        part.name, part.whole = name.encode(), True
        part.take(body)
        return _keep(visit, part, limits)


def drop(visit: Visit, upload_id: str) -> None:
    """Throw an upload of one's own away."""
    visit.demand("submit")
    gone = Uploads(visit.ops).drop(upload_id)
    shutil.rmtree(path_of(visit.system.settings.data, gone).parent, ignore_errors=True)


class Coming:
    """Bytes that are on their way, by person: they count as kept, so that nobody sends twice at once what fits once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._bytes: dict[str, list[int]] = {}

    def enter(self, visit: Visit, size: int, limits: Limits) -> None:
        """Room for so many bytes more, or a refusal."""
        with self._lock:
            files, used = Uploads(visit.ops).used()
            under = self._bytes.setdefault(visit.actor.who, [])
            if files + len(under) >= limits.files or used + sum(under) + size > limits.person:
                raise Unfit(
                    413,
                    Say(f"已保存 {files} 个文件、{used:,} 字节，超出个人上限", f"{files} files with {used:,} bytes are kept: one person may keep no more"),
                    Say("请先删除不再需要的上传", "throw away uploads that are no longer needed"),
                )  # fmt: skip
            under.append(size)

    def leave(self, who: str, size: int) -> None:
        """They have come, or won't."""
        with self._lock:
            self._bytes[who].remove(size)


async def receive(request: Request, visit: Visit, limits: Limits, coming: Coming) -> Upload:
    """One file of a multipart request, streamed to disk, looked at, and kept in the asker's name."""
    visit.demand("submit")
    size = _announced(request, limits)
    await asyncio.to_thread(coming.enter, visit, size, limits)
    try:
        with _staged(visit.system.settings, limits, size) as staged:
            part = Part(staged, limits.file)
            await _stream(request, part)
            return await asyncio.to_thread(_keep, visit, part, limits)
    finally:
        coming.leave(visit.actor.who, size)


async def _stream(request: Request, part: Part) -> None:
    """The request's body through the parser to disk."""
    parser = _parser(request, part)
    try:
        async for chunk in request.stream():
            parser.write(chunk)
            if part.waiting > PIECE:
                await asyncio.to_thread(part.write)
        parser.finalize()
    except (FormParserError, ClientDisconnect):
        raise Unfit(400, Say("请求不是完整的表单", "the request is no whole form"), FORM) from None


FORM = Say("以 multipart/form-data 发送一个名为 file 的文件", "send one file called `file` as multipart/form-data")


def _announced(request: Request, limits: Limits) -> int:
    """How many bytes come, by the request's own word; without one as many as there may be."""
    said = request.headers.get("content-length", "")
    size = int(said) if re.fullmatch(r"\d{1,18}", said, re.ASCII) else limits.file
    if size > limits.file + AROUND:
        raise _large(limits.file)
    return min(size, limits.file)


def _large(most: int) -> Unfit:
    return Unfit(
        413, Say(f"文件超过 {most:,} 字节", f"the file is larger than {most:,} bytes"),
        Say("请分开，或压缩后上传", "split it, or compress it"),
    )  # fmt: skip


def _full() -> Unfit:
    return Unfit(
        507, Say("服务器磁盘空间不足，文件未保存", "no space left on the server's disk: the file was not kept"),
        Say("请联系管理员", "tell an administrator"),
    )  # fmt: skip


def _parser(request: Request, part: Part) -> MultipartParser:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 0 < len(boundary) <= 200:
        raise Unfit(415, Say("请求不是表单", "the request is no form"), FORM)
    return MultipartParser(boundary, part.callbacks())  # type: ignore[arg-type]


@contextmanager
def _staged(settings: Settings, limits: Limits, size: int) -> Iterator[Path]:
    """A folder that is gone afterwards, unless it was renamed."""
    folder = private(settings.data) / "uploads"
    folder.mkdir(exist_ok=True)
    for left in folder.glob(".part-*"):  # of a server that was killed
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > FORGOTTEN:
                shutil.rmtree(left)
    if shutil.disk_usage(folder).free < size + limits.room:
        raise _full()
    staged = folder / f".part-{fresh('up')}"
    try:
        staged.mkdir()
        yield staged
    except OSError as error:
        if error.errno in NO_ROOM:
            raise _full() from None
        raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)


class Part:
    """The one file of a form as the parser meets it: its name, its bytes on their way to disk, its hash."""

    def __init__(self, folder: Path, most: int) -> None:
        self.path, self._most = folder / "bytes", most
        self.name: bytes | None = None
        self.size, self.waiting, self.whole = 0, 0, False
        self.hash = hashlib.sha256()
        self._pieces: list[bytes] = []
        self._field, self._value, self._inside = b"", b"", False

    def callbacks(self) -> dict[str, Any]:
        """What the parser calls."""
        return {
            "on_header_begin": self._begin_header, "on_header_field": self._field_more, "on_header_value": self._value_more,
            "on_header_end": self._header, "on_part_data": self._data, "on_part_end": self._end, "on_end": self._finish,
        }  # fmt: skip

    def _begin_header(self) -> None:
        self._field = self._value = b""

    def _field_more(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _value_more(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header(self) -> None:
        if self._field.lower() != b"content-disposition":
            return
        _, options = parse_options_header(self._value.decode("latin-1"))
        if b"filename" not in options:
            return
        if self.name is not None:
            raise Unfit(400, Say("一次只能上传一个文件", "one file at a time"), FORM)
        self.name, self._inside = options[b"filename"], True

    def _data(self, data: bytes, start: int, end: int) -> None:
        if not self._inside:
            return
        self.take(data[start:end])

    def take(self, piece: bytes) -> None:
        """More of the file."""
        self.size += len(piece)
        if self.size > self._most:
            raise _large(self._most)
        self._pieces.append(piece)
        self.waiting += len(piece)

    def _end(self) -> None:
        self._inside = False

    def _finish(self) -> None:
        self.whole = True

    def write(self) -> None:
        """What has come, to disk."""
        pieces, self._pieces, self.waiting = self._pieces, [], 0
        with open(self.path, "ab") as handle:
            for piece in pieces:
                self.hash.update(piece)
                handle.write(piece)

    def settle(self) -> None:
        """All of it on disk for good."""
        self.write()
        with open(self.path, "rb") as handle:
            os.fsync(handle.fileno())


def _keep(visit: Visit, part: Part, limits: Limits) -> Upload:
    """The file in its place and in the database, or neither."""
    if not part.whole or part.name is None:
        raise Unfit(400, Say("没有收到完整的文件", "no whole file has come"), FORM)
    if part.size == 0:
        raise Unfit(400, Say("文件是空的", "the file is empty"), Say("请检查文件", "check the file"))
    part.settle()
    name = harmless(part.name)
    check_unfolding(part.path, name, limits.unfolded, limits.ratio, limits.members)
    part.path.rename(part.path.with_name(name))
    new = fresh("up")
    final = part.path.parent.with_name(new)
    part.path.parent.rename(final)
    try:
        return Uploads(visit.ops).add(new, name, part.size, part.hash.hexdigest())
    except BaseException:
        shutil.rmtree(final, ignore_errors=True)
        raise


def _shown(upload: Upload) -> dict[str, Any]:
    return {"id": upload.id, "name": upload.name, "size": upload.size, "sha256": upload.sha256, "at": upload.at}


def _refusal(visit: Visit, error: JinyingError) -> Response:
    status = (
        error.status
        if isinstance(error, Unfit)
        else 403
        if isinstance(error, Refused)
        else 404
        if isinstance(error, UploadError)
        else 422
    )
    return JSONResponse({"error": visit.say(Say(error.to("zh"), error.to("en")))}, status)
