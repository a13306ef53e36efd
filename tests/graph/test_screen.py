"""What a command shows: nothing from a file is obeyed by the terminal, and a program gets JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.say import Say
from graph.screen import Screen, harmless, language, local

HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b2J \u202egnp.exe [bold]loud[/bold] \\[red]x[/red] 王　一"
COLUMNS = [("a", Say("甲", "a")), ("b", Say("乙", "b"))]


def obeyed(text: str) -> list[str]:
    """Characters that a terminal would act on."""
    return [c for c in text if not c.isprintable() and c not in "\n\u3000"]


def test_control_characters_of_a_file_do_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen("en", plain=False)
    screen.rows(Say(HOSTILE, HOSTILE), COLUMNS, [{"a": HOSTILE, "b": {"k": HOSTILE}}, {"a": [HOSTILE], "b": 1}])
    screen.say(HOSTILE, HOSTILE)
    screen.note(HOSTILE, HOSTILE)
    out, err = capsys.readouterr()
    assert obeyed(out) == obeyed(err) == []
    assert harmless("王　一\n[x] é") == "王　一\n[x] é"


def test_markup_of_a_file_is_text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    cells = ["[bold]x[/bold]", "\\[red]x", "[/]", "[link=http://evil]y[/link]", "\\\\[b]"]
    screen = Screen("en", plain=False)
    screen.rows(Say("t [i]", "t [i]"), COLUMNS, [{"a": c} for c in cells])
    screen.say("[b]s", "[b]s")
    out = capsys.readouterr().out
    assert all(c in out for c in [*cells, "t [i]", "[b]s"])


def test_a_program_gets_json_that_reads_back(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen("zh", plain=True)
    rows: list[dict[str, Any]] = [{"a": HOSTILE, "b": None, "c": 1}, {"a": "\udcff.csv"}]
    screen.say("人话", "words")
    screen.rows(Say("题", "title"), COLUMNS, rows)
    out = capsys.readouterr().out
    assert json.loads(out) == [{"a": HOSTILE, "b": None}, {"a": "\udcff.csv", "b": None}]
    assert obeyed(out) == []
    out.encode()  # a file's name need not be UTF-8; what is written is
    assert "王" in out


def test_numbers_and_truth_are_shown_as_people_read_them(capsys: pytest.CaptureFixture[str]) -> None:
    Screen("en", plain=False).rows(Say("t", "t"), COLUMNS, [{"a": 1234567, "b": True}, {"a": 2, "b": False}])
    out = capsys.readouterr().out
    assert "1,234,567" in out
    assert "✓" in out
    assert "✗" in out


def test_progress_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with Screen("en", plain=False).progress() as bar:
        bar.update(bar.add_task("x", total=2, note=""), completed=1)
    assert capsys.readouterr() == ("", "")


def test_progress_for_a_program_is_lines_of_json_a_few_a_second_and_the_last_one(capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    with Screen("en", plain=True, told=True).progress() as bar:
        task = bar.add_task("a", total=None, note="")
        for n in range(1, 1001):
            bar.update(task, description="文件", completed=n, total=1000, note=f"{n} rows")
    lines = [json.loads(line)["progress"] for line in capsys.readouterr().err.splitlines()]
    assert lines[0] == {"done": 1, "total": 1000, "words": "文件 1 rows"}
    assert lines[-1] == {"done": 1000, "total": 1000, "words": "文件 1000 rows"}
    assert len(lines) < 100


def test_a_person_s_command_tells_no_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with Screen("en", plain=False, told=True).progress() as bar:
        bar.update(bar.add_task("a", total=2, note=""), completed=2)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("chosen", "env", "is_"),
    [
        ("zh", {"LANG": "en_US.UTF-8"}, "zh"),
        (None, {"JINYING_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_the_language_is_as_chosen_else_the_locale_s(
    monkeypatch: pytest.MonkeyPatch, chosen: str | None, env: dict[str, str], is_: str
) -> None:
    for name in ("JINYING_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert language(chosen) == is_


def test_people_read_chinas_clock_and_programs_the_moment_itself(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", "200")
    at = "2026-11-27T16:30:05.123+00:00"
    row = {"at": at, "due": "2026-11-28T15:59:59+00:00", "naive": "2026-11-27T16:30:05", "odd": "2026-13-99", "row": {"at": datetime(2024, 3, 1, tzinfo=UTC)}}  # fmt: skip
    columns = [(name, Say(name, name)) for name in row]
    Screen("zh", plain=False).rows(Say("甲", "a"), columns, [row])
    shown = "".join(capsys.readouterr().out.split())
    assert all(one in shown for one in ("2026-11-2800:30:05", "2026-11-2823:59:59", "2026-11-27T16:30:05", "2026-13-99", "at=2024-03-0108:00:00+08:00"))  # fmt: skip
    Screen("zh", plain=True).rows(Say("甲", "a"), columns[:2], [row])
    assert json.loads(capsys.readouterr().out) == [{"at": at, "due": row["due"]}]
    Screen("zh", plain=True, csv=True).rows(Say("甲", "a"), columns[:1], [row])
    assert capsys.readouterr().out.splitlines()[1] == at
    assert local(at) == "2026-11-28 00:30:05"
    assert [local(odd) for odd in ("", "-1", "2026-13-27T00:00:00Z", "9999-12-31T23:59:59Z")] == ["", "-1", "2026-13-27T00:00:00Z", "9999-12-31T23:59:59Z"]  # fmt: skip
