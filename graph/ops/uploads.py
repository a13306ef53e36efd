"""Files that people sent in: who, what, how large. The bytes lie in the data folder (api/uploads.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select

from graph.entity import now, stamp
from graph.ops import Ops
from graph.ops.job_tables import UPLOAD
from graph.say import JinyingError, Say

MOST = 200  # uploads of a page


class UploadError(JinyingError):
    """No such upload, or it can't be kept."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that somebody sent in; nothing is loaded by that."""

    id: str
    who: str
    at: str
    name: str
    size: int
    sha256: str


class Uploads:
    """The uploads of one ops database, each person's own."""

    def __init__(self, ops: Ops) -> None:
        self._ops = ops

    def add(self, upload_id: str, name: str, size: int, sha256: str) -> Upload:
        """Say that a file is there."""
        made = Upload(upload_id, self._ops.who, stamp(now()), name, size, sha256)
        with self._ops.change() as c:
            c.execute(insert(UPLOAD).values(**{field: getattr(made, field) for field in Upload.__slots__}))
            self._ops.record(c, "upload", upload_id, name=name, size=size, sha256=sha256)
        return made

    def one(self, upload_id: str) -> Upload:
        """An upload of the asker's own; another's is not there for them."""
        with self._ops.read() as c:
            row = c.execute(select(UPLOAD).where(UPLOAD.c.id == upload_id, UPLOAD.c.who == self._ops.who)).mappings().first()  # fmt: skip
        if row is None:
            raise UploadError(Say(f"没有上传 {upload_id}", f"no upload {upload_id}"), Say("请先上传文件", "upload the file first"))  # fmt: skip
        return _upload(row)

    def list(self, first: int = 50, after: str | None = None) -> tuple[Sequence[Upload], int]:
        """The asker's newest uploads first, and how many there are in all."""
        own = UPLOAD.c.who == self._ops.who
        page = select(UPLOAD).where(own).order_by(UPLOAD.c.seq.desc()).limit(max(0, min(first, MOST)))
        if after is not None:
            page = page.where(UPLOAD.c.seq < select(UPLOAD.c.seq).where(UPLOAD.c.id == after).scalar_subquery())
        with self._ops.read() as c:
            total = c.execute(select(func.count()).select_from(UPLOAD).where(own)).scalar_one()
            return [_upload(row) for row in c.execute(page).mappings()], total

    def used(self) -> tuple[int, int]:
        """How many files the asker keeps, and their bytes."""
        with self._ops.read() as c:
            row = c.execute(select(func.count(), func.sum(UPLOAD.c.size)).where(UPLOAD.c.who == self._ops.who)).one()
        return row[0], int(row[1] or 0)

    def drop(self, upload_id: str) -> Upload:
        """Forget an upload of one's own."""
        gone = self.one(upload_id)
        with self._ops.change() as c:
            c.execute(delete(UPLOAD).where(UPLOAD.c.id == upload_id))
            self._ops.record(c, "upload-drop", upload_id, name=gone.name)
        return gone


def _upload(row: Mapping[Any, Any]) -> Upload:
    return Upload(**{name: row[name] for name in Upload.__slots__})
