"""`jinying text`, from the command line: what is shown, masked, refused, and written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

import jinying
from graph.say import JinyingError
from ingest.text.commands import TEXT
from ingest.text.name_texts import Frames
from ingest.text.ner_corpus import write_conll

Run = Callable[..., Result]
SAID = "张伟民经理承诺年化18%保本，黄金托管每月返利，电话14212345678，加入请联系。"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    app = typer.Typer(callback=jinying.door)
    group = typer.Typer()
    for name, command in TEXT:
        group.command(name)(command)
    app.add_typer(group, name="text")

    def go(*words: Any) -> Result:
        return CliRunner().invoke(app, ["--data", str(tmp_path / "data"), "--json", "text", *map(str, words)])

    return go


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, (result.output, result.exception)
    return list(json.loads(result.stdout))


def test_what_a_file_mentions_is_masked_unless_a_reason_is_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    shown = rows(run("read", tmp_path / "a.txt"))
    assert {"phone", "rate"} <= {r["label"] for r in shown}
    assert "14212345678" not in json.dumps(shown)
    full = rows(run("read", tmp_path / "a.txt", "--full", "核查"))
    assert "14212345678" in json.dumps(full)
    assert all(SAID[r["start"] : r["end"]] == r["text"] for r in full)
    assert isinstance(run("read", tmp_path / "a.txt", "--full", " ").exception, JinyingError)


def test_what_a_file_speaks_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{SAID}</p>", encoding="utf-8")
    [row] = rows(run("classify", tmp_path / "a.html"))
    assert row["class"] == "非法黄金"
    assert "黄金托管" in row["reasons"][0]["sentence"]
    assert "14212345678" not in json.dumps(row)


def test_copies_are_one_campaign(run: Run, tmp_path: Path) -> None:
    for name, text in (("a", SAID), ("b", SAID.replace("18", "24")), ("c", "足金饰品以旧换新，按克计价，附证书")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    found = rows(run("campaigns", *(tmp_path / f"{n}.txt" for n in "abc")))
    assert [(r["campaign"], r["file"]) for r in found] == [(1, "a.txt"), (1, "b.txt")]


def test_a_tagger_is_trained_and_measured(run: Run, tmp_path: Path) -> None:
    marked, model = tmp_path / "m.conll", tmp_path / "mine.crfsuite.xz"
    write_conll(marked, Frames(4).sentences(80))
    [whole, *_] = rows(run("train", marked, "--out", model, "--test", marked, "--source", "test, CC0", "--rounds", 60))
    assert whole["label"] == "all"
    assert whole["f1"] > 0.9
    about = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    assert about["trained on"] == "m.conll: test, CC0"
    assert about["metrics"]["m.conll"][0] == whole
    assert rows(run("measure", marked, "--model", model))[0] == whole
    assert isinstance(run("measure", marked, "--engine", "bert").exception, JinyingError)
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    assert rows(run("read", tmp_path / "a.txt", "--model", model))


def test_a_classifier_is_not_measured_by_what_it_was_trained_on(run: Run, tmp_path: Path) -> None:
    refused = run("train-classes", "--out", tmp_path / "c.json", "--seed", 1, "--seed", 2, "--test-seed", 2)
    assert isinstance(refused.exception, JinyingError)
    one = run("train-classes", "--out", tmp_path / "c.json", "--seed", 1)
    assert isinstance(one.exception, JinyingError)
    assert not (tmp_path / "c.json").exists()


@pytest.mark.parametrize(
    "words", [("read", "none.txt"), ("classify", "none.docx"), ("train", "none.conll", "--out", "x")]
)
def test_a_file_that_is_not_there(run: Run, words: tuple[str, ...]) -> None:
    assert isinstance(run(*words).exception, JinyingError)
