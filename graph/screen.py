"""What a command shows: tables and progress for a person at a terminal, JSON for a program."""

from __future__ import annotations

import csv
import io
import json
import locale
import math
import os
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from graph.say import Say

EVERY = 0.25  # seconds between lines of progress
STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|\+00:00)")  # ISO 8601, UTC
CHINA = timezone(timedelta(hours=8))
HIDDEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")  # JSON lets these pass


def language(chosen: str | None = None) -> str:
    """`zh` or `en`: as chosen, else JINYING_LANG, else by locale; English where the locale is neither."""
    word = chosen or os.environ.get("JINYING_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    word = word or (locale.getlocale()[0] or "")
    return "zh" if word.lower().startswith("zh") else "en"


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command writes. `plain`: JSON, one document a command; `csv`: its table as CSV instead."""

    lang: str
    plain: bool
    csv: bool = False
    told: bool = False  # progress as JSON lines, for whoever runs the command

    def say(self, zh: str, en: str) -> None:
        """A sentence for a person; a program gets none."""
        if not self.plain:
            Console(highlight=False, soft_wrap=True).print(Text(harmless(Say(zh, en).to(self.lang))))

    def note(self, zh: str, en: str) -> None:
        """A sentence beside the result, on the error stream."""
        Console(stderr=True, highlight=False, soft_wrap=True).print(Text(harmless(Say(zh, en).to(self.lang))))

    def rows(self, title: Say, columns: Sequence[tuple[str, Say]], rows: Sequence[dict[str, Any]]) -> None:
        """A table, moments by China's clock; as JSON a list of objects with the columns' keys, as CSV with the keys as its header,
        moments in UTC."""
        if self.csv:
            sys.stdout.write(as_csv([key for key, _ in columns], rows))
            return
        if self.plain:
            self.data([{key: row.get(key) for key, _ in columns} for row in rows])
            return
        table = Table(header_style="bold")
        for key, label in columns:
            number = bool(rows) and all(isinstance(row.get(key), (int, float)) for row in rows)
            table.add_column(label.to(self.lang), justify="right" if number else "left", overflow="fold")
        for row in rows:
            table.add_row(*[Text(harmless(_cell(row.get(key)))) for key, _ in columns])
        self.say(*title)
        Console(highlight=False).print(table)

    def address(self, url: str, user: str | None = None, password: str | None = None, more: Mapping[str, Any] = MappingProxyType({})) -> None:  # fmt: skip
        """Where the server listens, and a user that was made for this (no password: the one in JINYING_PASSWORD). `more`: for
        a program."""
        if self.plain:
            self.data({**more, "url": url, "user": user, "password": password})
            sys.stdout.flush()
        if user is None:
            self.say(f"打开 {url}（Ctrl+C 停止）", f"open {url}  (Ctrl+C stops)")
            return
        self.say(
            f"打开 {url}  用户 {user}  密码 {password or '见 JINYING_PASSWORD'}（Ctrl+C 停止）",
            f"open {url}  user {user}  password {password or 'as in JINYING_PASSWORD'}  (Ctrl+C stops)",
        )

    def data(self, body: Any) -> None:
        """The result as JSON."""
        sys.stdout.write(HIDDEN.sub(_escaped, json.dumps(body, ensure_ascii=False, default=str)) + "\n")

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A progress bar with rate and time left on the error stream; where that is no terminal silent, or JSON lines."""
        if self.told and self.plain:
            yield Lines(disable=True)
            return
        console = Console(stderr=True)
        columns = (
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"), TimeElapsedColumn(), TimeRemainingColumn(),
        )  # fmt: skip
        with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
            yield bar


class Lines(Progress):
    """Progress for a program: a JSON line each time, but not more than a few a second: done, total, words."""

    _last = -math.inf

    def update(self, task_id: TaskID, **more: Any) -> None:
        """As a bar does, and say so."""
        super().update(task_id, **more)
        task = next(one for one in self.tasks if one.id == task_id)
        whole = task.total is not None and task.completed >= task.total
        if not whole and self.get_time() - self._last < EVERY:
            return
        self._last = self.get_time()
        words = " ".join(filter(None, (task.description, str(task.fields.get("note") or ""))))
        line = {"done": int(task.completed), "total": None if task.total is None else int(task.total), "words": words}
        sys.stderr.write(json.dumps({"progress": line}) + "\n")
        sys.stderr.flush()


def as_csv(keys: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as CSV (RFC 4180) with a byte-order mark, by which office programs know UTF-8; no text is a formula there."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(keys)
    writer.writerows([inert(row.get(key)) for key in keys] for row in rows)
    return "\ufeff" + out.getvalue()


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what office programs may run


def inert(value: Any) -> Any:
    """Lists and records as JSON; a text that would be run as a formula is quoted (OWASP, CSV injection)."""
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, dict):
        return " · ".join(f"{k}={v.astimezone(CHINA) if _aware(v) else v}" for k, v in value.items())
    if isinstance(value, str):
        return local(value)
    return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M:%S}" if _aware(value) else str(value)


def _aware(value: Any) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def local(at: str) -> str:
    """A moment (ISO 8601, UTC) as China's clock shows it to people: 2024-03-01 08:00:00; any other text as it is."""
    try:
        return f"{datetime.fromisoformat(at).astimezone(CHINA):%Y-%m-%d %H:%M:%S}" if STAMP.fullmatch(at) else at
    except (ValueError, OverflowError):  # a file's text may look like one
        return at


def harmless(text: str) -> str:
    """Text from files without what a terminal obeys: control characters, and those that turn the direction of text."""
    return "".join(c if c.isprintable() or c == "\n" or unicodedata.category(c) == "Zs" else "�" for c in text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
