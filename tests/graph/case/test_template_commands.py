"""Templates of reports, from the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
import typer
from typer.testing import CliRunner

from graph.case.export import FORMATS
from graph.case.paper import LARGEST, TEMPLATES, own
from graph.case.template_commands import TEMPLATING
from graph.context import Context
from graph.say import JinyingError
from graph.screen import Screen
from graph.settings import Settings
from tests.graph.case.sample import sample


def ran(data: Path, *words: str) -> list[dict[str, object]]:
    app = typer.Typer()
    app.callback()(lambda: None)
    for name, command in TEMPLATING:
        app.command(name)(command)
    context = Context(Settings(data=data, lang="en"), Screen("en", True, False))
    done = CliRunner().invoke(app, ["templates", *words], obj=context, catch_exceptions=False)
    assert done.exit_code == 0
    return list(json.loads(done.stdout))


def test_ours_are_written_out_and_give_the_same_files_where_they_are_put_back(tmp_path: Path) -> None:
    assert [(r["name"], r["own"]) for r in ran(tmp_path / "data")] == [(name, False) for name in TEMPLATES]
    shown = ran(tmp_path / "data", "--to", str(tmp_path / "data/templates"))
    assert {p.name for p in (tmp_path / "data/templates").iterdir()} == set(TEMPLATES)
    docx.Document(BytesIO((tmp_path / "data/templates/report.docx").read_bytes()))
    back = ran(tmp_path / "data")
    assert [r["own"] for r in back] == [True] * len(TEMPLATES)
    assert [r["sha256"] for r in back] == [r["sha256"] for r in shown]
    for name in ("docx", "html"):
        for kind, of in (("ours", sample()), ("own", replace(sample(), templates=own(tmp_path / "data")))):
            (tmp_path / kind / name).mkdir(parents=True)
            FORMATS[name].write(of, tmp_path / kind / name, lambda done, total: None)
        ours, theirs = (next((tmp_path / kind / name).iterdir()).read_bytes() for kind in ("ours", "own"))
        assert ours == theirs


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("mine")
    with pytest.raises(JinyingError, match=r"has page\.html already"):
        ran(tmp_path / "data", "--to", str(tmp_path))
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_template_is_a_plain_file_of_bounded_size(tmp_path: Path) -> None:
    folder = tmp_path / "data/templates"
    folder.mkdir(parents=True)
    (tmp_path / "elsewhere").write_text("secret")
    (folder / "page.html").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(JinyingError, match="no file or too large"):
        ran(tmp_path / "data")
    (folder / "page.html").unlink()
    (folder / "page.html").write_bytes(b" " * (LARGEST + 1))
    with pytest.raises(JinyingError, match="no file or too large"):
        ran(tmp_path / "data")
    (folder / "page.html").write_bytes(b" " * LARGEST)
    assert [r["name"] for r in ran(tmp_path / "data") if r["own"]] == ["page.html"]
