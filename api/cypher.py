"""Analysts' own Cypher over HTTP: one answer as JSON, or as a file. A few run at a time, one or two of one person."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from api.downloads import FORMATS, Sheet, download
from api.visit import Visit, visit_of
from graph.own_cypher import LONGEST, Screened
from graph.own_cypher.answer import MOST_ROWS, REASON, ROWS, answer
from graph.own_cypher.given import MOST
from graph.say import Say
from graph.store import StoreError

AT_ONCE, OF_ONE = 6, 2  # texts that run at a time, in all and of one person: two cores answer everybody
Value = bool | int | float | str | None


class Busy(StoreError):
    """Too much runs already; the same request may succeed shortly."""


class Asked(BaseModel):
    """A text of Cypher that reads, and its values."""

    model_config = ConfigDict(extra="forbid", strict=True)
    query: str = Field(max_length=LONGEST, description="Cypher 文本，只读 · a text of Cypher that only reads")
    parameters: dict[str, Value | list[Value]] = Field(default_factory=dict, max_length=MOST, description="参数：值或值的列表 · values, or lists of values")  # fmt: skip
    reason: str | None = Field(default=None, max_length=REASON, description="涉及个人信息时的理由，留痕 · why personal data is read; it is audited")  # fmt: skip
    limit: int = Field(default=ROWS, ge=1, le=MOST_ROWS, description="至多行数 · rows at most")


class AskedFile(Asked):
    """As `Asked`, with how the file is written."""

    format: Literal["csv", "parquet", "graphml"] = Field(description="文件格式 · how it is written")
    name: str = Field(
        default="查询结果", max_length=80, description="文件名，不含后缀 · the file's name without its ending"
    )
    bom: bool = Field(default=True, description="CSV 带 UTF-8 标记，便于 Excel 打开 · CSV begins with a mark by which Excel knows UTF-8")  # fmt: skip
    labels: bool = Field(default=False, description="CSV 表头用中英文含义 · the CSV's header says what columns mean")


class Desk:
    """Who has texts running."""

    def __init__(self) -> None:
        self._lock, self._running = Lock(), Counter[str]()

    @contextmanager
    def place(self, who: str) -> Iterator[None]:
        """A place for one text, or an error where all are taken."""
        with self._lock:
            if self._running.total() >= AT_ONCE or self._running[who] >= OF_ONE:
                raise Busy(
                    Say("正在运行的查询过多", "too many queries are running"), Say("请稍后再试", "try again shortly")
                )
            self._running[who] += 1
        try:
            yield
        finally:
            with self._lock:
                self._running[who] -= 1


def router() -> APIRouter:
    """The two ways to an answer."""
    routes = APIRouter(prefix="/api/cypher", tags=["Cypher"])
    desk = Desk()

    def ask(request: Request, asked: Asked) -> Response:
        """The rows, personal data masked. Entities are {kind, id, caption, properties}, links {type, id, from, to, properties}."""
        visit = visit_of(request)
        begun = time.monotonic()
        shown = _answered(visit, desk, asked)
        body = {
            "columns": list(shown.columns), "rows": shown.rows, "limit": asked.limit, "truncated": shown.truncated,
            "hidden": shown.hidden, "ms": round((time.monotonic() - begun) * 1000),
        }  # fmt: skip
        return JSONResponse(body)

    def save(request: Request, asked: AskedFile) -> Response:
        """The same as a file: CSV, Parquet or GraphML. What a file leaves out is said in x-jinying-truncated."""
        visit = visit_of(request)
        visit.demand("export")
        shown = _answered(visit, desk, asked)
        sheet = Sheet(shown.columns, shown.rows, shown.nodes, shown.links, asked.limit, shown.truncated)
        return download(visit, FORMATS[asked.format], sheet, asked.name, bom=asked.bom, labels=asked.labels)

    routes.add_api_route("", ask, methods=["POST"])
    routes.add_api_route("/download", save, methods=["POST"])
    return routes


def _answered(visit: Visit, desk: Desk, asked: Asked) -> Screened:
    visit.demand("cypher")
    with desk.place(visit.actor.who):
        return answer(visit.system.view, visit.ops, visit.actor, asked.query, asked.parameters, reason=asked.reason, rows=asked.limit)  # fmt: skip
