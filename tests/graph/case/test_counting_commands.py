"""Totals by every way of counting, from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

from graph.case.counting import CHOICES
from graph.case.counting_commands import COUNTING
from graph.screen import Screen
from graph.settings import Settings
from tests.graph.case.made import FIRM_ACCOUNT, Made, made
from tests.graph.case.test_evidence_commands import As


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with made(tmp_path_factory.mktemp("counting") / "data") as one:
        yield one


def ran(case: Made, *words: str, plain: bool = True, csv: bool = False) -> str:
    app = typer.Typer()
    app.callback()(lambda: None)
    for name, command in COUNTING:
        app.command(name)(command)
    context = As(Settings(data=case.data, lang="en"), Screen("en", plain, csv))
    done = CliRunner().invoke(
        app, ["counting", case.case.number, *words], obj=context, env={"COLUMNS": "300"}, catch_exceptions=False
    )
    assert done.exit_code == 0
    return done.stdout


def test_totals_stand_side_by_side_with_what_speaks_for_each(case: Made) -> None:
    body = json.loads(ran(case))
    assert body["group"] == {"by": "layers", "accounts": 3}
    assert [r["chosen"] for r in body["totals"]] == [True, *[False] * 7]
    assert {r["absorbed"] for r in body["totals"]} == {151_000_00}
    assert {(c["choice"], c["option"]) for c in body["choices"]} == {(n, o) for n, c in CHOICES.items() for o in c.options}  # fmt: skip
    assert all(c["law"] for c in body["choices"])
    assert json.loads(ran(case, "--group", FIRM_ACCOUNT))["group"] == {"by": "named", "accounts": 1}


def test_a_person_reads_words_and_a_spreadsheet_names(case: Made) -> None:
    text = ran(case, plain=False)
    assert "CNY 151,000.00" in text
    assert "not counted again" in text
    assert "3 accounts of the group" in text
    header, first, *_ = ran(case, csv=True).removeprefix("\ufeff").splitlines()
    assert header == "reinvested,interest,commission,fees,absorbed,unpaid,owed"
    assert first.endswith(",15100000,15100000,15100000")
